// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/ceremony_dialog.h"

#include "ui/keys/hsm_text.h"
#include "ui/keys/secret_field.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype fewestCheckDigits = 6;
constexpr qsizetype mostCheckDigits = 32;

/// A check value as a form has it, with or without gaps; nothing when it is none.
QByteArray checkValueOf(const QLineEdit* line)
{
    const QString text = line->text().remove(QLatin1Char(' '));
    const bool good = text.size() >= fewestCheckDigits && text.size() <= mostCheckDigits
        && text.size() % 2 == 0 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return QByteArray("0123456789abcdefABCDEF").contains(c.toLatin1());
           });
    return good ? QByteArray::fromHex(text.toLatin1()) : QByteArray();
}

} // namespace

CeremonyDialog::CeremonyDialog(std::shared_ptr<const Snapshot> snapshot, QWidget* parent)
    : KeyDialog(QStringLiteral("ceremonyDialog"), std::move(snapshot), parent)
    , m_stack(new QStackedWidget(this))
{
    setWindowTitle(tr("Key ceremony"));
    m_heading->setText(tr("New key from components"));
    m_text->setText(tr("The key is put together from components that different persons bring. None of them "
                       "learns the key. Nothing is stored before the last step."));
    m_stack->addWidget(makePlan());
    m_stack->addWidget(makeComponent());
    m_stack->addWidget(makeConfirmation());
    m_stack->addWidget(new QWidget(this)); // over
    m_column->addWidget(m_stack, 1);
    m_column->addWidget(m_message);
    m_column->addLayout(m_buttons);
    connect(m_confirm, &QPushButton::clicked, this, &CeremonyDialog::press);
    m_confirm->setText(tr("Begin"));
    turnTo(0);
    m_label->setFocus();
    check();
}

/// Only as high as what it shows.
void CeremonyDialog::turnTo(int step)
{
    for (int i = 0; i < m_stack->count(); ++i) {
        const auto policy = i == step ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_stack->widget(i)->setSizePolicy(policy, policy);
    }
    m_stack->setCurrentIndex(step);
    layout()->activate();
    adjustSize();
}

QWidget* CeremonyDialog::makePlan()
{
    auto* page = new QWidget(this);
    m_device = makeChoice("ceremonyDevice");
    m_device->addItems(devices());
    m_label = makeLine("ceremonyLabel", tr("such as ISS-IMK-AC"));
    m_version = makeNumber("ceremonyVersion", 1, 255);
    m_usage = makeChoice("ceremonyUsage");
    m_length = makeChoice("ceremonyLength");
    m_components = makeNumber("ceremonyComponents", 2, 5);
    m_components->setCurrentIndex(1); // three
    m_rule = makeChoice("ceremonyRule");
    m_from = makeLine("ceremonyFrom", tr("YYYY-MM-DD, or empty"));
    m_until = makeLine("ceremonyUntil", tr("YYYY-MM-DD, or empty"));
    m_exportable = new QCheckBox(tr("It may leave the HSM in a key block"), this);
    m_exportable->setObjectName(QStringLiteral("ceremonyExportable"));
    for (const QString& code : keyUsageCodes())
        m_usage->addItem(keyUsageText(code), code);
    m_rule->addItem(tr("GlobalPlatform: AES over 01 01 .. 01"), QStringLiteral("gp"));
    m_rule->addItem(tr("X9.24: AES-CMAC over zeros"), QStringLiteral("cmac"));
    m_rule->addItem(tr("AES over zeros"), QStringLiteral("zero"));
    auto* form = makeForm();
    page->setLayout(form);
    addPlanRows(form);
    connect(m_usage, &QComboBox::currentIndexChanged, this, &CeremonyDialog::followUsage);
    for (QLineEdit* line : {m_label, m_from, m_until})
        connect(line, &QLineEdit::textChanged, this, &CeremonyDialog::check);
    followUsage();
    return page;
}

void CeremonyDialog::addPlanRows(QFormLayout* form)
{
    form->addRow(tr("HSM"), m_device);
    form->addRow(tr("Name of the key"), m_label);
    form->addRow(tr("Version"), m_version);
    form->addRow(tr("Use"), m_usage);
    form->addRow(tr("Length"), m_length);
    form->addRow(tr("Components"), m_components);
    form->addRow(tr("Check values on the forms"), m_rule);
    form->addRow(tr("First day of use"), m_from);
    form->addRow(tr("Last day of use"), m_until);
    form->addRow(QString(), m_exportable);
}

/// AES and triple DES differ in their lengths, and in how check values can be made.
void CeremonyDialog::followUsage()
{
    const bool tdea = isTdeaUsage(m_usage->currentData().toString());
    m_length->clear();
    if (tdea) {
        m_length->addItem(tr("128 bits (two keys)"), 16);
        m_length->addItem(tr("192 bits (three keys)"), 24);
    } else {
        m_length->addItem(tr("128 bits"), 16);
        m_length->addItem(tr("192 bits"), 24);
        m_length->addItem(tr("256 bits"), 32);
    }
    setAvailable(m_rule, !tdea, tdea ? tr("Check values of triple DES are always over zeros.") : QString());
}

QWidget* CeremonyDialog::makeComponent()
{
    auto* page = new QWidget(this);
    m_people = makeText("ceremonyPeople", 13);
    m_person = makeLine("ceremonyPerson", tr("first and last name"));
    m_secret = new SecretField(page);
    m_secret->setAccessibleName(tr("Key component, digits are not shown"));
    m_count = makeText("ceremonyCount", 12);
    m_checkValue = makeLine("ceremonyCheckValue", tr("6 digits or more, such as 8A1F3C"));
    m_checkValue->setFont(monoFont(14));
    auto* form = makeForm();
    form->addRow(m_people);
    form->addRow(tr("Who brings it"), m_person);
    form->addRow(tr("Component"), m_secret);
    form->addRow(QString(), m_count);
    form->addRow(tr("Its check value"), m_checkValue);
    page->setLayout(form);
    connect(m_person, &QLineEdit::textChanged, this, &CeremonyDialog::check);
    connect(m_checkValue, &QLineEdit::textChanged, this, &CeremonyDialog::check);
    connect(m_secret, &SecretField::countChanged, this, [this] {
        m_count->setText(tr("%1 of %2 digits. They are not shown and can not be pasted.")
                             .arg(m_secret->digits())
                             .arg(m_secret->wanted()));
        check();
    });
    connect(m_secret, &SecretField::refused, this, [this](bool full) {
        say(full ? tr("All digits are there already.") : tr("Only the digits 0 to 9 and A to F count."));
    });
    connect(m_secret, &SecretField::forgotten, this,
        [this] { say(tr("Nobody went on typing: the digits were wiped. Enter the component again.")); });
    return page;
}

QWidget* CeremonyDialog::makeConfirmation()
{
    auto* page = new QWidget(this);
    m_kcv = makeText("ceremonyKcv", 30, true);
    m_kcv->setFont(monoFont(30, true));
    m_kcv->setAccessibleName(tr("Check value of the key"));
    m_typed = makeLine("ceremonyTyped", tr("as the form of the whole key has it"));
    m_typed->setFont(monoFont(14));
    auto* form = makeForm();
    form->addRow(tr("Check value of the key"), m_kcv);
    form->addRow(tr("Type it from the form"), m_typed);
    page->setLayout(form);
    connect(m_typed, &QLineEdit::textChanged, this, &CeremonyDialog::check);
    return page;
}

void CeremonyDialog::setTheme(const Theme& theme)
{
    KeyDialog::setTheme(theme);
    m_secret->setTheme(theme);
    setTextColor(m_count, theme.text2);
    setTextColor(m_people, theme.text2);
    setTextColor(m_kcv, theme.text1);
}

bool CeremonyDialog::isOpen() const
{
    return m_ceremony != 0
        && (m_stage == CeremonyStage::Collecting || m_stage == CeremonyStage::Complete
            || m_stage == CeremonyStage::Storing);
}

QString CeremonyDialog::planProblem() const
{
    QDate from;
    QDate until;
    if (m_device->count() == 0)
        return tr("No HSM takes orders about its keys now.");
    if (m_label->text().trimmed().isEmpty())
        return tr("Give the key a name first.");
    if (!readDate(m_from, from) || !readDate(m_until, until))
        return tr("A date is written 2026-12-31.");
    if (from.isValid() && until.isValid() && until < from)
        return tr("The last day is before the first.");
    return {};
}

QString CeremonyDialog::componentProblem() const
{
    if (m_person->text().trimmed().isEmpty())
        return tr("Enter the name of the person first.");
    if (!m_secret->isComplete())
        return tr("Enter all digits of the component first.");
    if (checkValueOf(m_checkValue).isEmpty())
        return tr("Enter the check value of the form: 6 hexadecimal digits or more.");
    return {};
}

QString CeremonyDialog::confirmationProblem() const
{
    if (m_stage == CeremonyStage::Storing)
        return tr("The key is on its way to the HSM.");
    const QString typed = m_typed->text().remove(QLatin1Char(' '));
    if (typed.isEmpty())
        return tr("Type the check value from the form first.");
    if (typed.compare(m_kcv->text(), Qt::CaseInsensitive) != 0)
        return tr("The two check values differ. If the form has another one, cancel.");
    return {};
}

void CeremonyDialog::check()
{
    QString problem;
    switch (m_stack->currentIndex()) {
    case 0:
        problem = planProblem();
        break;
    case 1:
        problem = componentProblem();
        break;
    case 2:
        problem = confirmationProblem();
        break;
    default:
        break;
    }
    if (m_asked)
        problem = tr("The answer is awaited.");
    setAvailable(m_confirm, problem.isEmpty(), problem);
}

void CeremonyDialog::press()
{
    say({});
    switch (m_stack->currentIndex()) {
    case 0:
        return begin();
    case 1:
        return addComponent();
    case 2:
        m_asked = true;
        Q_EMIT order(command::StoreCeremonyKey{m_ceremony});
        return check();
    default:
        return QDialog::accept();
    }
}

void CeremonyDialog::begin()
{
    command::BeginCeremony plan;
    plan.key.device = m_device->currentText();
    plan.key.label = m_label->text().trimmed();
    plan.key.version = quint32(numberOf(m_version));
    plan.key.usage = m_usage->currentData().toString();
    readDate(m_from, plan.key.life.notBefore);
    readDate(m_until, plan.key.life.notAfter);
    plan.key.exportable = m_exportable->isChecked();
    plan.length = m_length->currentData().toInt();
    plan.components = numberOf(m_components);
    plan.rule = m_rule->currentData().toString();
    m_asked = true;
    Q_EMIT order(plan);
    check();
}

void CeremonyDialog::addComponent()
{
    command::AddComponent part;
    part.ceremony = m_ceremony;
    part.person = m_person->text().simplified();
    part.checkValue = checkValueOf(m_checkValue);
    part.value = m_secret->take();
    m_asked = true;
    Q_EMIT order(part);
    check();
}

void CeremonyDialog::answered(const KeyEvent& event)
{
    const auto* at = std::get_if<event::CeremonyAt>(&event);
    const bool first = m_ceremony == 0 && at && at->ticket != 0;
    if (at && (first || at->ceremony == m_ceremony))
        showStage(*at);
}

void CeremonyDialog::showStage(const event::CeremonyAt& at)
{
    const bool again = m_stage == CeremonyStage::Storing; // what is said is why it could not be stored
    if (at.stage == CeremonyStage::Stored || (at.stage == CeremonyStage::Complete && !again))
        say({});
    m_ceremony = at.ceremony;
    m_stage = at.stage;
    m_asked = at.stage == CeremonyStage::Storing;
    switch (at.stage) {
    case CeremonyStage::Collecting:
        collect(at);
        break;
    case CeremonyStage::Complete:
    case CeremonyStage::Storing:
        confirm(at);
        break;
    case CeremonyStage::Stored:
        finish(tr("The key is stored"),
            tr("%1, version %2, is in %3. Its check value is %4.")
                .arg(m_label->text().trimmed())
                .arg(numberOf(m_version))
                .arg(m_device->currentText(), m_kcv->text()));
        break;
    case CeremonyStage::Ended:
        finish(tr("The ceremony has ended"), tr("Nothing was stored, and every component was wiped."));
        break;
    }
    check();
}

void CeremonyDialog::collect(const event::CeremonyAt& at)
{
    const bool accepted = m_stack->currentIndex() == 1 && at.next - 1 > m_names.size();
    const bool further = accepted || m_stack->currentIndex() != 1; // else what was wrong is corrected
    if (accepted)
        m_names.append(m_person->text().simplified());
    turnTo(1);
    m_cancel->setText(tr("Cancel and wipe"));
    m_confirm->setText(tr("Enter component"));
    m_heading->setText(tr("Component %1 of %2").arg(at.next).arg(at.components));
    m_text->setText(tr("For %1, version %2. Only the person who brings this component reads its form and "
                       "types it.")
                        .arg(m_label->text().trimmed())
                        .arg(numberOf(m_version)));
    m_secret->setLength(m_length->currentData().toInt());
    if (further) {
        m_person->clear();
        m_checkValue->clear();
    }
    presentPeople();
    (further ? static_cast<QWidget*>(m_person) : m_secret)->setFocus();
}

void CeremonyDialog::presentPeople()
{
    QStringList lines;
    for (const QString& name : m_names)
        lines.append(tr("Component %1: %2, accepted.").arg(lines.size() + 1).arg(name));
    m_people->setText(lines.join(QLatin1Char('\n')));
    m_people->setVisible(!lines.isEmpty());
}

void CeremonyDialog::confirm(const event::CeremonyAt& at)
{
    turnTo(2);
    m_secret->wipe();
    m_confirm->setText(tr("Store the key"));
    m_heading->setText(tr("Compare the check value"));
    m_text->setText(tr("All %1 components are there. The key is not stored yet: compare its check value with "
                       "the form of the whole key.")
                        .arg(at.components));
    m_kcv->setText(at.checkValue);
    m_typed->setFocus();
}

void CeremonyDialog::finish(const QString& heading, const QString& text)
{
    m_secret->wipe();
    m_heading->setText(heading);
    m_text->setText(text);
    turnTo(3);
    m_cancel->hide();
    m_confirm->setText(tr("Close"));
    m_confirm->setFocus();
}

void CeremonyDialog::refused(const Failure& why)
{
    m_asked = false;
    KeyDialog::refused(why);
    check();
}

void CeremonyDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isOpen())
        return event->accept(); // too near to the digits to throw everybody's work away
    KeyDialog::keyPressEvent(event);
}

void CeremonyDialog::reject()
{
    m_secret->wipe();
    if (isOpen() && m_stage != CeremonyStage::Storing)
        Q_EMIT order(command::CancelCeremony{m_ceremony});
    QDialog::reject();
}

} // namespace sm
