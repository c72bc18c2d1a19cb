// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_foot.h"

#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QRadioButton>

#include <algorithm>

namespace sm {

ImportFoot::ImportFoot(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(8);
    auto* policies = new QHBoxLayout;
    policies->setSpacing(16);
    m_label = makeLabel(this, 13);
    m_label->setText(tr("Records with errors (set by the profile):"));
    policies->addWidget(m_label);
    for (int i = 0; i < 3; ++i) {
        auto* button = new QRadioButton(this);
        button->setObjectName(QStringLiteral("importPolicy%1").arg(i));
        button->setFont(uiFont(13));
        button->setMinimumHeight(24);
        m_group->addButton(button, i);
        policies->addWidget(button);
    }
    policies->addStretch(1);
    column->addLayout(policies);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_note = makeLabel(this, 13, true);
    m_note->setObjectName(QStringLiteral("importNote"));
    m_note->setWordWrap(true);
    m_save = makeButton(QStringLiteral("importSaveReport"), tr("Save report..."), this);
    m_background = makeButton(QStringLiteral("importBackground"), tr("Continue in the background"), this);
    m_cancel = makeButton(QStringLiteral("importCancel"), tr("Cancel"), this);
    m_accept = makeButton(QStringLiteral("importAccept"), QString(), this);
    m_accept->setProperty("primary", true);
    m_accept->setMinimumSize(240, 36);
    m_cancel->setMinimumHeight(36);
    m_save->setMinimumHeight(36);
    m_background->setMinimumHeight(36);
    buttons->addWidget(m_note, 1);
    m_save->setMinimumWidth(128);
    m_cancel->setMinimumWidth(96);
    for (QPushButton* button : {m_save, m_background, m_cancel, m_accept})
        buttons->addWidget(button);
    column->addLayout(buttons);
    connect(m_group, &QButtonGroup::idClicked, this, &ImportFoot::judge);
    connect(m_accept, &QPushButton::clicked, this, [this] { Q_EMIT acceptRequested(policy()); });
    connect(m_save, &QPushButton::clicked, this, &ImportFoot::reportRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ImportFoot::cancelRequested);
    connect(m_background, &QPushButton::clicked, this, &ImportFoot::backgroundRequested);
}

void ImportFoot::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    setTextColor(m_label, theme.text2);
}

ImportPolicy ImportFoot::policy() const
{
    return ImportPolicy(qMax(0, m_group->checkedId()));
}

void ImportFoot::showReading()
{
    m_checked.reset();
    m_blocking = 0;
    m_note->clear();
    judge();
}

void ImportFoot::setPolicies(const std::vector<ImportPolicy>& allowed)
{
    for (QAbstractButton* button : m_group->buttons()) {
        const auto one = ImportPolicy(m_group->id(button));
        const bool may = std::find(allowed.begin(), allowed.end(), one) != allowed.end();
        setAvailable(
            button, may, may ? QString() : tr("The profile does not allow it for this kind of file."));
    }
    if (!allowed.empty())
        m_group->button(int(allowed.front()))->setChecked(true);
}

void ImportFoot::showPreview(const ImportPreview& preview)
{
    m_checked.reset();
    m_blocking = 0;
    m_stopAfter = preview.stopAfter;
    m_group->button(0)->setText(tr("All or nothing"));
    m_group->button(1)->setText(tr("Accept valid, write the rest to a rejects file"));
    m_group->button(2)->setText(
        tr("The same, but nothing from %1 errors on").arg(grouped(preview.stopAfter)));
    setPolicies(preview.policies);
    const bool missing = std::any_of(preview.fields.begin(), preview.fields.end(),
        [](const PreviewField& field) { return field.problem != PreviewField::Problem::None; });
    m_problem = preview.problem ? failureText(*preview.problem).sentence
        : missing               ? tr("Fields that the profile needs have no column yet.")
                                : QString();
    judge();
}

void ImportFoot::showChecked(const event::Checked& checked, qint64 blocking)
{
    m_checked = checked;
    m_blocking = blocking;
    judge();
}

QString ImportFoot::refusal() const
{
    if (!m_problem.isEmpty())
        return m_problem;
    if (!m_checked)
        return tr("The file is still being checked.");
    if (m_checked->failure)
        return failureText(*m_checked->failure).sentence;
    const ImportTally& tally = m_checked->tally;
    if (m_blocking > 0)
        return tr("%n findings can not be accepted, not even in part. Ask the supervisor.", nullptr,
            int(m_blocking));
    const qint64 errors = tally.invalid + tally.duplicateInFile;
    if (errors > 0 && policy() == ImportPolicy::AllOrNothing)
        return tr("All or nothing: %n records have errors.", nullptr, int(errors));
    if (policy() == ImportPolicy::StopAfter && errors >= m_stopAfter)
        return tr("%n records have errors, too many for this choice.", nullptr, int(errors));
    if (tally.valid == 0)
        return tr("No record is valid.");
    return {};
}

void ImportFoot::judge()
{
    const QString why = refusal();
    const qint64 valid = m_checked && !m_checked->failure ? m_checked->tally.valid : 0;
    m_accept->setText(valid == 0
            ? tr("Accept")
            : tr("Accept %n records", nullptr, int(valid)).replace(QString::number(valid), grouped(valid))
                + QStringLiteral("  ") + tr("(Enter)"));
    setAvailable(m_accept, why.isEmpty(), why);
    if (m_checked || !m_problem.isEmpty())
        m_note->setText(why);
    const bool readable = m_checked && !m_checked->failure;
    setAvailable(m_save, readable, readable ? QString() : tr("There is a report once the file is checked."));
    m_background->setVisible(!m_checked && m_problem.isEmpty());
    m_cancel->setText(m_checked || !m_problem.isEmpty() ? tr("Close") : tr("Cancel"));
}

void ImportFoot::showNote(const QString& text)
{
    m_note->setText(text);
}

void ImportFoot::accept()
{
    if (m_accept->isEnabled())
        m_accept->click();
}

void ImportFoot::cancel()
{
    m_cancel->click();
}

bool ImportFoot::focusAccept()
{
    if (m_accept->isEnabled())
        m_accept->setFocus();
    return m_accept->isEnabled();
}

} // namespace sm
