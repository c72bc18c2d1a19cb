// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/block_dialogs.h"

#include "ui/keys/hsm_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace sm {

namespace {

constexpr qint64 longestBlock = 10'000;

QPlainTextEdit* makeBlock(QWidget* parent)
{
    auto* block = new QPlainTextEdit(parent);
    block->setObjectName(QStringLiteral("keyBlock"));
    block->setFont(monoFont(13));
    block->setMinimumHeight(px(96));
    block->setTabChangesFocus(true);
    block->setWordWrapMode(QTextOption::WrapAnywhere);
    return block;
}

QString awaited()
{
    return KeyDialog::tr("The answer is awaited.");
}

} // namespace

ImportBlockDialog::ImportBlockDialog(std::shared_ptr<const Snapshot> snapshot, QWidget* parent)
    : KeyDialog(QStringLiteral("importBlockDialog"), std::move(snapshot), parent)
    , m_device(makeChoice("blockDevice"))
    , m_kbpk(makeChoice("blockKbpk"))
    , m_label(makeLine("blockLabel"))
    , m_version(makeNumber("blockKeyVersion", 1, 255))
    , m_usage(makeChoice("blockUsage"))
    , m_from(makeLine("blockFrom", tr("YYYY-MM-DD, or empty")))
    , m_until(makeLine("blockUntil", tr("YYYY-MM-DD, or empty")))
    , m_person(makeLine("blockPerson", tr("first and last name")))
    , m_block(makeBlock(this))
{
    setWindowTitle(tr("Import key block"));
    m_heading->setText(tr("Import a key block"));
    m_text->setText(tr("A TR-31 block brings a key under another key that the HSM holds already. What the "
                       "key may be used for, and whether it may leave again, the block itself says."));
    m_device->addItems(devices());
    for (const QString& code : keyUsageCodes())
        m_usage->addItem(keyUsageText(code), code);
    auto* form = makeForm();
    addRows(form);
    m_column->addLayout(form);
    addBlock();
    m_column->addWidget(m_message);
    m_column->addLayout(m_buttons);
    m_confirm->setText(tr("Import"));
    connect(m_device, &QComboBox::currentIndexChanged, this, &ImportBlockDialog::followDevice);
    for (QLineEdit* line : {m_label, m_from, m_until, m_person})
        connect(line, &QLineEdit::textChanged, this, &ImportBlockDialog::check);
    connect(m_block, &QPlainTextEdit::textChanged, this, &ImportBlockDialog::check);
    connect(m_confirm, &QPushButton::clicked, this, &ImportBlockDialog::bring);
    followDevice();
    m_label->setFocus();
}

void ImportBlockDialog::addRows(QFormLayout* form)
{
    form->addRow(tr("HSM"), m_device);
    form->addRow(tr("Protected by"), m_kbpk);
    form->addRow(tr("Name of the key"), m_label);
    form->addRow(tr("Version"), m_version);
    form->addRow(tr("Use"), m_usage);
    form->addRow(tr("First day of use"), m_from);
    form->addRow(tr("Last day of use"), m_until);
    form->addRow(tr("Who brings it"), m_person);
}

void ImportBlockDialog::addBlock()
{
    auto* open = makeRoomyButton(QStringLiteral("blockOpenButton"), tr("Read from file..."), this);
    open->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &ImportBlockDialog::chooseFile);
    m_block->setAccessibleName(tr("Key block"));
    auto* row = new QHBoxLayout;
    row->addWidget(makeText("blockCaption", 13), 1);
    row->addWidget(open);
    findChild<QLabel*>(QStringLiteral("blockCaption"))->setText(tr("Key block"));
    m_column->addLayout(row);
    m_column->addWidget(m_block);
}

void ImportBlockDialog::setTheme(const Theme& theme)
{
    KeyDialog::setTheme(theme);
}

void ImportBlockDialog::followDevice()
{
    fillProtectors(m_kbpk, m_device->currentText());
    check();
}

void ImportBlockDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Read a key block"));
    if (!path.isEmpty())
        readFile(path);
}

void ImportBlockDialog::readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestBlock)
        return say(tr("%1 can not be read, or is no key block.").arg(path));
    say({});
    m_block->setPlainText(QString::fromLatin1(file.readAll().trimmed()));
}

void ImportBlockDialog::check()
{
    QDate from;
    QDate until;
    QString problem;
    if (m_device->count() == 0)
        problem = tr("No HSM takes orders about its keys now.");
    else if (m_kbpk->count() == 0)
        problem = tr("This HSM holds no key that protects key blocks. Make one in a key ceremony first.");
    else if (m_label->text().trimmed().isEmpty())
        problem = tr("Give the key a name first.");
    else if (!readDate(m_from, from) || !readDate(m_until, until))
        problem = tr("A date is written 2026-12-31.");
    else if (m_block->toPlainText().trimmed().isEmpty())
        problem = tr("Put the key block in first.");
    else if (m_person->text().trimmed().isEmpty())
        problem = tr("Enter the name of the person first.");
    else if (m_asked)
        problem = awaited();
    setAvailable(m_confirm, problem.isEmpty(), problem);
}

void ImportBlockDialog::bring()
{
    const KeyName kbpk = chosenKey(m_kbpk);
    command::BringKeyBlock bring;
    bring.key.device = m_device->currentText();
    bring.key.label = m_label->text().trimmed();
    bring.key.version = quint32(numberOf(m_version));
    bring.key.usage = m_usage->currentData().toString();
    readDate(m_from, bring.key.life.notBefore);
    readDate(m_until, bring.key.life.notAfter);
    bring.person = m_person->text().simplified();
    bring.kbpk = kbpk.label;
    bring.kbpkVersion = kbpk.version;
    bring.block = m_block->toPlainText().simplified().remove(QLatin1Char(' ')).toLatin1();
    m_asked = true;
    say({});
    check();
    Q_EMIT order(bring);
}

void ImportBlockDialog::answered(const KeyEvent& event)
{
    const auto* held = std::get_if<event::KeyHeld>(&event);
    if (!held)
        return;
    Q_EMIT told(tr("%1, version %2, is in %3. Its check value is %4.")
                    .arg(held->label)
                    .arg(held->version)
                    .arg(held->device, held->checkValue));
    accept();
}

void ImportBlockDialog::refused(const Failure& why)
{
    m_asked = false;
    KeyDialog::refused(why);
    check();
}

ExportBlockDialog::ExportBlockDialog(
    std::shared_ptr<const Snapshot> snapshot, HsmKeyFigures key, QWidget* parent)
    : KeyDialog(QStringLiteral("exportBlockDialog"), std::move(snapshot), parent)
    , m_key(std::move(key))
    , m_device(makeChoice("blockDevice"))
    , m_kbpk(makeChoice("blockKbpk"))
    , m_blockVersion(makeChoice("blockVersion"))
    , m_onwards(new QCheckBox(tr("Who gets it may export it again"), this))
    , m_block(makeBlock(this))
    , m_save(makeRoomyButton(QStringLiteral("blockSaveButton"), tr("Save to file..."), this))
{
    setWindowTitle(tr("Export key block"));
    m_heading->setText(tr("Export %1, version %2").arg(m_key.label).arg(m_key.version));
    m_text->setText(tr("The key leaves in a TR-31 block under another key. Who holds that other key can read "
                       "it, and nobody else."));
    m_device->addItems(devices(&m_key));
    m_onwards->setObjectName(QStringLiteral("blockOnwards"));
    m_block->setReadOnly(true);
    m_block->setAccessibleName(tr("Key block"));
    m_block->hide();
    m_save->setAutoDefault(false);
    m_save->hide();
    m_buttons->insertWidget(2, m_save);
    auto* form = makeForm();
    form->addRow(tr("HSM"), m_device);
    form->addRow(tr("Protected by"), m_kbpk);
    form->addRow(tr("Version of the block"), m_blockVersion);
    form->addRow(QString(), m_onwards);
    m_column->addLayout(form);
    m_column->addWidget(m_block);
    m_column->addWidget(m_message);
    m_column->addLayout(m_buttons);
    m_confirm->setText(tr("Export"));
    connect(m_device, &QComboBox::currentIndexChanged, this, &ExportBlockDialog::followDevice);
    connect(m_kbpk, &QComboBox::currentIndexChanged, this, &ExportBlockDialog::followProtector);
    connect(m_confirm, &QPushButton::clicked, this, &ExportBlockDialog::make);
    connect(m_save, &QPushButton::clicked, this, &ExportBlockDialog::save);
    followDevice();
}

void ExportBlockDialog::setTheme(const Theme& theme)
{
    KeyDialog::setTheme(theme);
}

void ExportBlockDialog::followDevice()
{
    fillProtectors(m_kbpk, m_device->currentText());
    followProtector();
}

/// Version D belongs to AES keys, the others to triple DES.
void ExportBlockDialog::followProtector()
{
    const KeyName chosen = chosenKey(m_kbpk);
    const auto found = std::find_if(keys().begin(), keys().end(), [&chosen](const HsmKeyFigures& key) {
        return key.label == chosen.label && key.version == chosen.version;
    });
    m_blockVersion->clear();
    if (found != keys().end() && isTdeaUsage(found->usage)) {
        m_blockVersion->addItem(tr("B"), QStringLiteral("B"));
        m_blockVersion->addItem(tr("A, for old devices"), QStringLiteral("A"));
        m_blockVersion->addItem(tr("C, for old devices"), QStringLiteral("C"));
    } else if (found != keys().end()) {
        m_blockVersion->addItem(tr("D"), QStringLiteral("D"));
    }
    check();
}

void ExportBlockDialog::check()
{
    QString problem;
    if (m_device->count() == 0)
        problem = tr("No HSM that holds this key takes orders about its keys now.");
    else if (m_kbpk->count() == 0)
        problem = tr("This HSM holds no key that protects key blocks. Make one in a key ceremony first.");
    else if (m_asked)
        problem = awaited();
    setAvailable(m_confirm, problem.isEmpty(), problem);
}

void ExportBlockDialog::make()
{
    const KeyName kbpk = chosenKey(m_kbpk);
    command::MakeKeyBlock make;
    make.device = m_device->currentText();
    make.label = m_key.label;
    make.version = m_key.version;
    make.kbpk = kbpk.label;
    make.kbpkVersion = kbpk.version;
    make.blockVersion = m_blockVersion->currentData().toString().at(0).toLatin1();
    make.onwards = m_onwards->isChecked();
    m_asked = true;
    say({});
    check();
    Q_EMIT order(make);
}

void ExportBlockDialog::answered(const KeyEvent& event)
{
    const auto* ready = std::get_if<event::KeyBlockReady>(&event);
    if (!ready)
        return;
    m_asked = false;
    m_block->setPlainText(QString::fromLatin1(ready->block));
    m_block->show();
    m_save->show();
    m_cancel->setText(tr("Close"));
    check();
    adjustSize();
}

void ExportBlockDialog::refused(const Failure& why)
{
    m_asked = false;
    KeyDialog::refused(why);
    check();
}

void ExportBlockDialog::save()
{
    const QString path
        = QFileDialog::getSaveFileName(this, tr("Save the key block"), m_key.label + QStringLiteral(".tr31"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = m_block->toPlainText().toLatin1() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return say(tr("%1 can not be written.").arg(path));
    Q_EMIT told(tr("The key block of %1 is in %2.").arg(m_key.label, path));
    accept();
}

RetireDialog::RetireDialog(std::shared_ptr<const Snapshot> snapshot, HsmKeyFigures key, QWidget* parent)
    : KeyDialog(QStringLiteral("retireDialog"), std::move(snapshot), parent)
    , m_key(std::move(key))
    , m_device(makeChoice("retireDevice"))
    , m_person(makeLine("retirePerson", tr("first and last name")))
{
    setWindowTitle(tr("Retire key"));
    m_heading->setText(tr("Retire %1, version %2?").arg(m_key.label).arg(m_key.version));
    QString text = tr("It is never used again in this HSM, and this can not be undone. Jobs that need it can "
                      "not start; cards in work that need it are rejected.");
    if (m_key.devices.size() > 1)
        text
            += QLatin1Char(' ') + tr("%1 HSMs hold it: retire it in each of them.").arg(m_key.devices.size());
    m_text->setText(text);
    m_device->addItems(devices(&m_key));
    auto* form = makeForm();
    form->addRow(tr("HSM"), m_device);
    form->addRow(tr("Who decides"), m_person);
    m_column->addLayout(form);
    m_column->addWidget(m_message);
    m_column->addLayout(m_buttons);
    m_cancel->setText(tr("Keep the key"));
    m_confirm->setText(tr("Retire"));
    // Enter keeps it: what can not be undone is pressed on purpose.
    m_confirm->setProperty("primary", false);
    m_confirm->setDefault(false);
    m_confirm->setAutoDefault(false);
    m_cancel->setProperty("primary", true);
    m_cancel->setDefault(true);
    connect(m_person, &QLineEdit::textChanged, this, &RetireDialog::check);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_asked = true;
        say({});
        check();
        Q_EMIT order(command::EndKey{
            m_device->currentText(), m_key.label, m_key.version, m_person->text().simplified()});
    });
    check();
    m_person->setFocus();
}

void RetireDialog::check()
{
    QString problem;
    if (m_device->count() == 0)
        problem = tr("No HSM that holds this key takes orders about its keys now.");
    else if (m_person->text().trimmed().isEmpty())
        problem = tr("Enter the name of the person first.");
    else if (m_asked)
        problem = awaited();
    setAvailable(m_confirm, problem.isEmpty(), problem);
}

void RetireDialog::answered(const KeyEvent& event)
{
    const auto* held = std::get_if<event::KeyHeld>(&event);
    if (!held)
        return;
    Q_EMIT told(
        tr("%1, version %2, is retired in %3.").arg(held->label).arg(held->version).arg(held->device));
    accept();
}

void RetireDialog::refused(const Failure& why)
{
    m_asked = false;
    KeyDialog::refused(why);
    check();
}

} // namespace sm
