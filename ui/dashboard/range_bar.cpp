// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/range_bar.h"

#include "ui/dashboard/dashboard_tiles.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QAbstractItemView>
#include <QButtonGroup>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>

namespace sm {

namespace {

constexpr int controlHeight = 30;

} // namespace

RangeButton::RangeButton(const QString& text, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RangeButton::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

QSize RangeButton::sizeHint() const
{
    return {QFontMetrics(uiFont(13, true)).horizontalAdvance(text()) + px(20), px(controlHeight)};
}

void RangeButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool marked = isChecked() || underMouse();
    painter.fillRect(rect(), marked ? m_theme.panel : m_theme.window);
    if (isChecked())
        painter.fillRect(QRect(0, height() - 3, width(), 3), m_theme.attention.fill);
    painter.setPen(isChecked() ? m_theme.text1 : m_theme.text2);
    painter.setFont(uiFont(13, isChecked()));
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.attention.edge, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

RangeBar::RangeBar(QWidget* parent)
    : QWidget(parent)
    , m_ranges(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("dashRange"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    addRanges(row);
    row->addStretch(1);
    addChoices(row);
    column->addLayout(row);
    m_custom = new QWidget(this);
    auto* second = new QHBoxLayout(m_custom);
    second->setContentsMargins(0, 0, 0, 0);
    addCustom(second);
    column->addWidget(m_custom);
    onRange();
}

void RangeBar::addRanges(QHBoxLayout* row)
{
    const std::pair<HistoryRange, QString> ranges[]{{HistoryRange::QuarterHour, tr("15 min")},
        {HistoryRange::Hour, tr("1 h")}, {HistoryRange::Shift, tr("Shift")},
        {HistoryRange::Today, tr("Today")}, {HistoryRange::Day, tr("24 h")},
        {HistoryRange::Week, tr("7 days")}, {HistoryRange::Job, tr("Job")},
        {HistoryRange::Custom, tr("Custom")}};
    m_ranges->setExclusive(true);
    for (const auto& [range, text] : ranges) {
        auto* button = new RangeButton(text, this);
        button->setObjectName(QStringLiteral("dashRange%1").arg(int(range)));
        m_ranges->addButton(button, int(range));
        row->addWidget(button);
    }
    m_ranges->button(int(HistoryRange::Shift))->setChecked(true);
    connect(m_ranges, &QButtonGroup::idClicked, this, [this] {
        onRange();
        Q_EMIT changed();
    });
}

void RangeBar::addCustom(QHBoxLayout* row)
{
    m_job = new QComboBox(this);
    m_job->setObjectName(QStringLiteral("dashRangeJob"));
    m_job->setAccessibleName(tr("Job of the range"));
    m_job->setMinimumHeight(controlHeight);
    m_job->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_job->setMinimumContentsLength(18); // a long name of a job never makes the window grow
    const QDateTime now = QDateTime::currentDateTime();
    const auto edit = [&](const char* name, const QString& text, const QDateTime& at) {
        auto* made = new QDateTimeEdit(at, this);
        made->setObjectName(QString::fromLatin1(name));
        made->setAccessibleName(text);
        made->setCalendarPopup(true);
        made->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        made->setMinimumHeight(controlHeight);
        connect(made, &QDateTimeEdit::editingFinished, this, &RangeBar::changed);
        return made;
    };
    m_from = edit("dashRangeFrom", tr("From"), now.addSecs(-8 * 3600));
    m_to = edit("dashRangeTo", tr("To"), now);
    row->addWidget(m_job);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addStretch(1);
    connect(m_job, &QComboBox::activated, this, &RangeBar::changed);
}

void RangeBar::addChoices(QHBoxLayout* row)
{
    const auto choice = [&](const char* name, const QString& text, int width) {
        QLabel* label = makeLabel(this, 12);
        label->setText(text);
        m_labels.append(label);
        auto* box = new QComboBox(this);
        box->setObjectName(QString::fromLatin1(name));
        box->setAccessibleName(text);
        box->setMinimumHeight(controlHeight);
        box->setFixedWidth(width);
        label->setBuddy(box);
        row->addSpacing(8);
        row->addWidget(label);
        row->addWidget(box);
        connect(box, &QComboBox::activated, this, &RangeBar::changed);
        return box;
    };
    m_scope = choice("dashScope", tr("Scope"), 150);
    m_compare = choice("dashCompare", tr("Compare"), 158);
    for (const HistoryCompare compare :
        {HistoryCompare::None, HistoryCompare::Previous, HistoryCompare::LastWeek})
        m_compare->addItem(compareText(compare), int(compare));
    m_scope->addItem(tr("Floor"));
    m_scopes.append(HistoryScope());
    m_export = makeButton(QStringLiteral("dashExport"), tr("Export"), this);
    m_export->setMinimumHeight(controlHeight);
    auto* menu = new QMenu(m_export);
    for (const auto& [kind, text] : {std::pair(QStringLiteral("pdf"), tr("Report (PDF)...")),
             std::pair(QStringLiteral("csv"), tr("Table (CSV)...")),
             std::pair(QStringLiteral("png"), tr("Picture (PNG)..."))}) {
        const QString wanted = kind;
        QAction* action = menu->addAction(text);
        action->setObjectName(QStringLiteral("dashExport_") + kind);
        connect(action, &QAction::triggered, this, [this, wanted] { Q_EMIT exportRequested(wanted); });
    }
    m_export->setMenu(menu);
    row->addSpacing(8);
    row->addWidget(m_export);
    setExportable(false);
}

void RangeBar::onRange()
{
    const auto range = HistoryRange(m_ranges->checkedId());
    m_job->setVisible(range == HistoryRange::Job);
    m_from->setVisible(range == HistoryRange::Custom);
    m_to->setVisible(range == HistoryRange::Custom);
    m_custom->setVisible(range == HistoryRange::Job || range == HistoryRange::Custom);
}

void RangeBar::setExportable(bool exportable)
{
    setAvailable(m_export, exportable,
        exportable ? tr("Save what the page shows") : tr("There is nothing to export yet."));
}

void RangeBar::focusChosen()
{
    m_ranges->checkedButton()->setFocus(Qt::OtherFocusReason);
}

void RangeBar::choose(HistoryRange range)
{
    m_ranges->button(int(range))->setChecked(true);
    onRange();
    Q_EMIT changed();
}

void RangeBar::setScope(const HistoryScope& scope)
{
    const qsizetype at = m_scopes.indexOf(scope);
    if (at < 0)
        return;
    m_scope->setCurrentIndex(int(at));
    Q_EMIT changed();
}

HistoryQuery RangeBar::query() const
{
    HistoryQuery query;
    query.range = HistoryRange(m_ranges->checkedId());
    query.scope = m_scopes.value(m_scope->currentIndex());
    query.compare = HistoryCompare(m_compare->currentData().toInt());
    if (query.range == HistoryRange::Custom) {
        query.from = m_from->dateTime().toMSecsSinceEpoch();
        query.to = m_to->dateTime().toMSecsSinceEpoch();
    }
    if (query.range == HistoryRange::Job)
        query.rangeJob = m_jobs.value(m_job->currentIndex());
    return query;
}

QString RangeBar::scopeText() const
{
    return m_scope->currentText();
}

void RangeBar::setSnapshot(const Snapshot& snapshot)
{
    QStringList known;
    for (const MachineSnapshot& machine : snapshot.machines)
        known.append(QStringLiteral("%1:%2").arg(machine.number).arg(machine.stations.size()));
    for (const JobSnapshot& job : snapshot.jobs)
        known.append(QString::number(job.id.value));
    if (known == m_known)
        return;
    m_known = known;
    fillScopes(snapshot);
}

void RangeBar::fillScopes(const Snapshot& snapshot)
{
    const HistoryScope chosen = m_scopes.value(m_scope->currentIndex());
    const JobId job = m_jobs.value(m_job->currentIndex());
    m_scope->clear();
    m_scopes.clear();
    m_job->clear();
    m_jobs.clear();
    const auto add = [&](const QString& text, HistoryScope::Kind kind, StationId station, JobId of,
                         const QString& profile) {
        m_scope->addItem(text);
        m_scopes.append(HistoryScope{kind, station, of, profile});
    };
    add(tr("Floor"), HistoryScope::Kind::Floor, {}, {}, {});
    for (const MachineSnapshot& machine : snapshot.machines)
        add(tr("Machine %1").arg(machine.name), HistoryScope::Kind::Machine, StationId{machine.number, 0}, {},
            {});
    QStringList profiles;
    for (const JobSnapshot& one : snapshot.jobs) {
        if (!one.id.isValid())
            continue;
        add(tr("Job %1").arg(one.name), HistoryScope::Kind::Job, {}, one.id, {});
        m_job->addItem(one.name);
        m_jobs.append(one.id);
        if (!profiles.contains(one.profile))
            profiles.append(one.profile);
    }
    for (const QString& profile : profiles)
        add(tr("Profile %1").arg(profile), HistoryScope::Kind::Profile, {}, {}, profile);
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations)
            add(tr("Station %1").arg(station.id.text()), HistoryScope::Kind::Station, station.id, {}, {});
    }
    m_scope->setCurrentIndex(int(qMax<qsizetype>(0, m_scopes.indexOf(chosen))));
    const qsizetype kept = m_jobs.indexOf(job);
    m_job->setCurrentIndex(int(kept >= 0 ? kept : m_jobs.size() - 1)); // none: the newest
    m_scope->view()->setMinimumWidth(m_scope->view()->sizeHintForColumn(0) + 24);
}

void RangeBar::setTheme(const Theme& theme)
{
    for (QLabel* label : m_labels)
        setTextColor(label, theme.text2);
    for (RangeButton* button : findChildren<RangeButton*>())
        button->setTheme(theme);
}

} // namespace sm
