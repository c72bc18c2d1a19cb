// SPDX-License-Identifier: GPL-3.0-or-later
// The page around the list: filter line, chips, menus, foot, empty state.
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"
#include "ui/trace/compare_panel.h"
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_saver.h"
#include "ui/trace/trace_table.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

namespace sm {

namespace {

constexpr quint64 lookedAtForKnown = 5000; ///< newest rows whose values are offered
constexpr qsizetype mostKnown = 40;

const QString errorTerm = QStringLiteral("is:error");
const QString slowTerm = QStringLiteral("dur>500");

} // namespace

QWidget* TracePage::makeHead()
{
    m_head = new QWidget(this);
    auto* column = new QVBoxLayout(m_head);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(makeSources(m_head));
    m_filter = new FilterLine(m_head);
    row->addWidget(m_filter, 1);
    const auto chip = [this, row](const char* name, const QString& text, const QString& tip) {
        auto* made = new Chip(m_head);
        made->setObjectName(QString::fromLatin1(name));
        made->setCheckable(true);
        made->setText(text);
        made->setToolTip(tip);
        row->addWidget(made);
        return made;
    };
    m_errors = chip("traceErrors", tr("Errors"), tr("Only commands that failed"));
    m_card = chip("traceCard", tr("This card"), tr("Only this card of this station"));
    m_slow = chip("traceSlow", tr("Slow"), tr("Only commands that took more than 500 ms"));
    connect(m_errors, &Chip::clicked, this, [this] { m_filter->toggleTerm(errorTerm); });
    connect(m_slow, &Chip::clicked, this, [this] { m_filter->toggleTerm(slowTerm); });
    connect(m_card, &Chip::clicked, this, &TracePage::toggleCard);
    row->addSpacing(8);
    m_follow = chip("traceFollow", tr("Follow"), followTip());
    m_follow->setChecked(true);
    connect(m_follow, &Chip::clicked, this, &TracePage::setFollowing);
    row->addSpacing(8);
    m_compareButton = makeButton(QStringLiteral("traceCompareButton"), tr("Compare"), m_head);
    m_compareButton->setMenu(makeCompareMenu());
    row->addWidget(m_compareButton);
    m_export = makeButton(QStringLiteral("traceExport"), tr("Export"), m_head);
    m_export->setMenu(makeExportMenu());
    setAvailable(m_export, true, tr("Write the listed rows to a file, masked."));
    row->addWidget(m_export);
    column->addLayout(row);
    m_error = makeLabel(m_head, 12);
    m_error->setObjectName(QStringLiteral("traceFilterError"));
    m_error->setContentsMargins(8, 0, 0, 0);
    m_error->hide();
    column->addWidget(m_error);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    QMenu* menu = makeListMenu();
    for (QWidget* place : std::initializer_list<QWidget*>{m_table, m_table->horizontalHeader()})
        connect(place, &QWidget::customContextMenuRequested, menu,
            [menu, place](const QPoint& at) { menu->popup(place->mapToGlobal(at)); });
    return m_head;
}

QMenu* TracePage::makeExportMenu()
{
    auto* menu = new QMenu(this);
    const std::pair<TraceFormat, QString> formats[]{{TraceFormat::Text, tr("As text...")},
        {TraceFormat::Csv, tr("As CSV...")}, {TraceFormat::JsonLines, tr("As JSON Lines...")}};
    for (const auto& [format, text] : formats) {
        const TraceFormat wanted = format;
        connect(menu->addAction(text), &QAction::triggered, this, [this, wanted] { chooseFile(wanted); });
    }
    return menu;
}

/// Filled when it opens: the last good card of the same job first.
QMenu* TracePage::makeCompareMenu()
{
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const TraceRow* row = m_model->rowAt(m_table->currentIndex().row());
        const auto cards = row ? goodCards(m_model->view(), row->attempt, 8) : std::vector<GoodCard>();
        for (const GoodCard& card : cards) {
            const TraceRow* start = m_model->view().row(card.start);
            const QString time
                = QDateTime::fromMSecsSinceEpoch(start->time / 1000).toString(QStringLiteral("HH:mm:ss"));
            const QString text
                = tr("%1, %2, %3, good").arg(QChar(0x2026) + start->cardTail(), start->station.text(), time);
            connect(menu->addAction(text), &QAction::triggered, this,
                [this, attempt = card.attempt] { compareWith(attempt); });
        }
        if (cards.empty())
            menu->addAction(tr("No good card is kept yet."))->setEnabled(false);
    });
    return menu;
}

void TracePage::compareWith(AttemptId other)
{
    const TraceRow* row = m_model->rowAt(m_table->currentIndex().row());
    if (!row)
        return;
    const AttemptId card = row->attempt;
    setFollowing(false);
    m_lists->setCurrentWidget(m_compare);
    m_compare->compare(m_model->view(), card, other);
}

QMenu* TracePage::makeListMenu()
{
    auto* menu = new QMenu(this);
    connect(menu->addAction(tr("Copy row")), &QAction::triggered, this, &TracePage::copyCurrent);
    menu->addSeparator();
    auto* times = new QActionGroup(this);
    const std::pair<TraceModel::TimeFormat, QString> formats[]{
        {TraceModel::Relative, tr("Times since the card came")},
        {TraceModel::Absolute, tr("Times of the day")}};
    for (const auto& [format, text] : formats) {
        const TraceModel::TimeFormat wanted = format;
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(format == m_model->timeFormat());
        times->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted] { m_model->setTimeFormat(wanted); });
    }
    menu->addSeparator();
    QAction* right = menu->addAction(tr("Details to the right"));
    right->setCheckable(true);
    connect(right, &QAction::toggled, this, &TracePage::setDetailRight);
    QMenu* columns = menu->addMenu(tr("Columns"));
    for (int column = 0; column < int(TraceModel::ColumnCount); ++column) {
        QAction* action
            = columns->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(true);
        action->setEnabled(column != TraceModel::Number);
        connect(action, &QAction::toggled, this,
            [this, column](bool on) { m_table->setColumnHidden(column, !on); });
    }
    return menu;
}

QWidget* TracePage::makeFoot()
{
    m_foot = new QWidget(this);
    auto* row = new QHBoxLayout(m_foot);
    row->setContentsMargins(12, 3, 12, 3);
    m_counts = makeLabel(m_foot, 12);
    m_counts->setObjectName(QStringLiteral("traceCounts"));
    row->addWidget(m_counts);
    row->addSpacing(16);
    m_note = new ElidedLabel(m_foot);
    m_note->setObjectName(QStringLiteral("traceNote"));
    m_note->setFont(m_counts->font());
    row->addWidget(m_note, 1);
    m_new = makeButton(QStringLiteral("traceNew"), QString(), m_foot);
    m_new->setMinimumHeight(24);
    m_new->hide();
    connect(m_new, &QPushButton::clicked, this, [this] { setFollowing(true); });
    row->addWidget(m_new);
    m_foot->setFixedHeight(32);
    return m_foot;
}

QWidget* TracePage::makeEmpty()
{
    m_empty = new QWidget(this);
    auto* column = new QVBoxLayout(m_empty);
    column->setSpacing(12);
    m_emptyText = makeLabel(m_empty, 16);
    m_emptyText->setObjectName(QStringLiteral("traceEmptyText"));
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = makeButton(QStringLiteral("traceEmptyButton"), QString(), m_empty);
    m_emptyButton->setMinimumWidth(120);
    connect(m_emptyButton, &QPushButton::clicked, this, &TracePage::pressEmptyButton);
    column->addStretch(1);
    column->addWidget(m_emptyText);
    column->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return m_empty;
}

void TracePage::setDetailRight(bool right)
{
    m_splitter->setOrientation(right ? Qt::Horizontal : Qt::Vertical);
}

void TracePage::showChips()
{
    m_errors->setChecked(m_filter->hasTerm(errorTerm));
    m_slow->setChecked(m_filter->hasTerm(slowTerm));
    m_card->setChecked(m_filter->text().contains(QStringLiteral("attempt:")));
}

void TracePage::toggleCard()
{
    QStringList terms = m_filter->text().simplified().split(u' ', Qt::SkipEmptyParts);
    const auto isCard = [](const QString& term) { return term.startsWith(QStringLiteral("attempt:")); };
    const bool had = terms.removeIf(isCard) > 0;
    const TraceRow* row = m_model->rowAt(m_table->currentIndex().row());
    if (!had && row) {
        setFollowing(false);
        terms.append(QStringLiteral("attempt:%1").arg(row->attempt.value));
    }
    m_filter->setText(terms.join(u' '));
    showChips();
}

void TracePage::chooseFile(TraceFormat format)
{
    const QString suffix = format == TraceFormat::Text ? QStringLiteral("txt")
        : format == TraceFormat::Csv                   ? QStringLiteral("csv")
                                                       : QStringLiteral("jsonl");
    auto* dialog = new QFileDialog(this, tr("Export %n rows, masked", nullptr, m_model->rowCount()),
        QString(), QStringLiteral("*.") + suffix);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, format](const QString& file) { exportTo(file, format); });
    dialog->open();
}

void TracePage::exportTo(const QString& file, TraceFormat format)
{
    std::vector<quint64> ids;
    ids.reserve(size_t(m_model->rowCount()));
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids.push_back(m_model->idAt(row));
    const bool demo = m_source.isValid() ? m_stored && m_stored->testKeys : m_snapshot && m_snapshot->demo;
    m_saver->save(file, TraceExport(format, demo), m_model->view(), std::move(ids));
}

void TracePage::gatherKnown()
{
    QStringList stations;
    for (const MachineSnapshot& machine :
        m_snapshot ? m_snapshot->machines : std::vector<MachineSnapshot>()) {
        for (const StationSnapshot& station : machine.stations)
            stations.append(station.id.text());
    }
    QStringList steps;
    QStringList statuses;
    const TraceView& view = m_model->view();
    const quint64 from = view.endId() > lookedAtForKnown ? view.endId() - lookedAtForKnown : 1;
    view.forEach(from, view.endId(), [&](const TraceRow& row) {
        if (!row.isSeparator() && !row.label.isEmpty() && !steps.contains(row.label)
            && steps.size() < mostKnown)
            steps.append(row.label);
        const QString sw = QStringLiteral("%1").arg(row.sw, 4, 16, QLatin1Char('0')).toUpper();
        if (row.sw != 0 && !statuses.contains(sw) && statuses.size() < mostKnown)
            statuses.append(sw);
        return true;
    });
    m_filter->setKnown(QStringLiteral("station"), stations);
    m_filter->setKnown(QStringLiteral("step"), steps);
    m_filter->setKnown(QStringLiteral("sw"), statuses);
}

void TracePage::copyCurrent() const
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    QStringList head;
    QStringList cells;
    for (int column = 0; column < int(TraceModel::ColumnCount); ++column) {
        head.append(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        cells.append(m_model->data(m_model->index(row, column), Qt::DisplayRole).toString());
    }
    QGuiApplication::clipboard()->setText(head.join(u'\t') + u'\n' + cells.join(u'\t') + u'\n');
}

void TracePage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace sm
