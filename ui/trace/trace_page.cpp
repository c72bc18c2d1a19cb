// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_page.h"

#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"
#include "ui/trace/compare_panel.h"
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_detail.h"
#include "ui/trace/trace_feed.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_saver.h"
#include "ui/trace/trace_table.h"
#include "ui/trace/trace_text.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>

namespace sm {

namespace {

constexpr int interval = 100; ///< milliseconds between two looks
constexpr qint64 searchedForFailure = 50'000; ///< rows back from the end

} // namespace

TracePage::TracePage(const ServerPort& port, QWidget* parent)
    : QWidget(parent)
    , m_port(port)
    , m_model(new TraceModel(this))
    , m_feed(new TraceFeed(this))
    , m_saver(new TraceSaver(this))
    , m_table(new TraceTable(m_model, this))
    , m_compare(new ComparePanel(this))
    , m_lists(new QStackedWidget(this))
    , m_detail(new TraceDetail(this))
{
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setObjectName(QStringLiteral("traceSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(5);
    m_lists->addWidget(m_table);
    m_lists->addWidget(m_compare);
    m_splitter->addWidget(m_lists);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({330, 290});
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(makeEmpty());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    column->addWidget(makeFoot());
    m_table->setFolded(&m_folded);
    m_timer.setInterval(interval);
    connectParts();
}

TracePage::~TracePage() = default;

void TracePage::connectParts()
{
    connect(&m_timer, &QTimer::timeout, this, &TracePage::refresh);
    connect(m_feed, &TraceFeed::listReady, this, &TracePage::takeList);
    connect(m_feed, &TraceFeed::moreReady, this, &TracePage::takeMore);
    connect(m_table, &TraceTable::taken, this, [this] { setFollowing(false); });
    connect(m_table, &TraceTable::endRequested, this, [this] { setFollowing(true); });
    connect(m_table, &TraceTable::foldRequested, this, &TracePage::toggleFold);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TracePage::showCurrent);
    connect(m_filter, &FilterLine::filterChanged, this, &TracePage::applyQuery);
    connect(m_filter, &FilterLine::errorChanged, this, [this] {
        m_error->setVisible(m_filter->error().has_value());
        if (m_filter->error())
            m_error->setText(filterErrorText(*m_filter->error()));
    });
    connect(m_saver, &TraceSaver::saved, this, [this](const QString& file, qsizetype rows) {
        Q_EMIT notice(tr("%n rows written to %1, masked.", nullptr, int(rows)).arg(file));
    });
    connect(m_saver, &TraceSaver::failed, this, [this](const QString& file, const QString& reason) {
        Q_EMIT notice(tr("%1 could not be written: %2").arg(file, reason));
    });
    connect(m_compare, &ComparePanel::rowChosen, m_detail, &TraceDetail::show);
    connect(m_compare, &ComparePanel::closed, this, [this] {
        m_lists->setCurrentWidget(m_table);
        m_table->setFocus();
        showCurrent();
    });
    m_filter->installEventFilter(this);
    m_table->installEventFilter(this);
}

void TracePage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    for (QWidget* part : {m_head, m_foot, m_empty})
        setBackground(part, theme.panel);
    setBackground(m_splitter, theme.window);
    m_filter->setTheme(theme);
    m_table->setTheme(theme);
    m_compare->setTheme(theme);
    m_detail->setTheme(theme);
    for (Chip* chip : {m_errors, m_card, m_slow, m_follow})
        chip->setTheme(theme);
    setTextColor(m_error, theme.fault.edge);
    setTextColor(m_counts, theme.text2);
    setTextColor(m_note, theme.text1);
    setTextColor(m_emptyText, theme.text2);
    m_compareButton->setIcon(tintedIcon(QStringLiteral("compare"), theme.text1, theme.text3));
    m_export->setIcon(tintedIcon(QStringLiteral("export"), theme.text1, theme.text3));
    showCurrent();
}

void TracePage::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    tellStoring();
    if (m_listed == snapshot->traceStore.jobs || m_sources->view()->isVisible())
        return;
    m_listed = snapshot->traceStore.jobs;
    fillSources();
}

void TracePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
    m_timer.start();
}

void TracePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

bool TracePage::hasQuery() const
{
    return !m_filter->filter().isEmpty() || !m_folded.isEmpty();
}

void TracePage::refresh()
{
    const quint64 keptBefore = m_model->view().firstId();
    m_model->setView(rows());
    const TraceView& view = m_model->view();
    if (hasQuery()) {
        m_feed->look(view);
    } else if (m_following || m_model->rowCount() == 0) {
        const bool grows = m_model->rangeEnd() < view.endId();
        if (m_model->rowCount() == 0)
            m_model->showRange(view.firstId(), view.endId());
        m_model->dropEvicted();
        m_model->extendRange(view.endId());
        if (grows)
            goToEnd();
    }
    if (!m_following && keptBefore != view.firstId())
        m_table->viewport()->update(); // what has left the ring says so, in its place
    showCounts();
}

void TracePage::applyQuery()
{
    showChips();
    m_pending.clear();
    m_model->setView(rows());
    const TraceView& view = m_model->view();
    if (m_wanted == 0 && !m_following)
        m_wanted = m_model->idAt(m_table->currentIndex().row());
    if (hasQuery())
        return m_feed->start(m_filter->filter(), m_folded, view);
    m_feed->cancel();
    m_model->showRange(view.firstId(), view.endId());
    makeCurrent(std::exchange(m_wanted, 0));
    showCounts();
}

void TracePage::takeList(const std::vector<quint64>& ids)
{
    m_model->showIds(ids);
    if (m_record && settleRecord(ids))
        return;
    makeCurrent(std::exchange(m_wanted, 0));
    showCounts();
}

void TracePage::takeMore(const std::vector<quint64>& ids)
{
    if (m_following) {
        m_model->dropEvicted();
        m_model->append(ids);
        goToEnd();
    } else {
        m_pending.insert(m_pending.end(), ids.begin(), ids.end());
        // What has left the ring can not be shown any more; a night without Follow would fill the memory.
        m_pending.erase(m_pending.begin(),
            std::lower_bound(m_pending.begin(), m_pending.end(), m_model->view().firstId()));
    }
    showCounts();
}

void TracePage::goToEnd()
{
    const int last = m_model->rowCount() - 1;
    if (last < 0)
        return;
    m_table->setCurrentIndex(m_model->index(last, 0));
    m_table->scrollToBottom();
}

void TracePage::makeCurrent(quint64 id)
{
    const int row = id == 0 ? -1 : m_model->rowOf(id);
    if (m_following || (row < 0 && id == 0))
        return goToEnd();
    if (row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    }
}

void TracePage::setFollowing(bool on)
{
    if (on && m_source.isValid())
        return goToEnd(); // nothing comes after it
    m_follow->setChecked(on);
    if (m_following == on)
        return;
    m_following = on;
    if (on) {
        const std::vector<quint64> found = std::exchange(m_pending, {});
        refresh();
        if (!m_model->isRange())
            m_model->append(found);
        goToEnd();
    }
    showCounts();
}

void TracePage::showCurrent()
{
    const int row = m_table->currentIndex().row();
    const TraceRow* current = m_model->rowAt(row);
    if (m_lists->currentWidget() == m_table)
        m_detail->show(m_model->view(), current);
    setAvailable(m_compareButton, current,
        current ? tr("This card beside a good one, command by command")
                : tr("Select a row of the card first."));
    setAvailable(m_card, current || m_card->isChecked(),
        current ? tr("Only this card of this station") : tr("Select a row of the card first."));
}

void TracePage::showCounts()
{
    const bool empty = m_model->rowCount() == 0;
    m_stack->setCurrentWidget(empty && !m_feed->findingList() ? m_empty : static_cast<QWidget*>(m_splitter));
    const auto [text, button] = emptyText();
    m_emptyText->setText(text);
    m_emptyButton->setText(button);
    m_emptyButton->setVisible(!button.isEmpty());
    m_counts->setText(countsText());
    m_note->setFullText(noteText());
    const TraceView& view = m_model->view();
    const qint64 fresh = m_following || m_source.isValid() ? 0
        : m_model->isRange() ? qint64(view.endId()) - qint64(m_model->rangeEnd())
                             : qint64(m_pending.size());
    m_new->setVisible(fresh > 0);
    if (fresh > 0)
        m_new->setText(tr("%1 new: Follow (End)").arg(grouped(fresh)));
}

void TracePage::openStation(StationId station)
{
    m_record.reset();
    if (m_source.isValid())
        setSource(JobId());
    m_model->setView(rows());
    m_following = false;
    m_follow->setChecked(false);
    m_folded.clear();
    m_lists->setCurrentWidget(m_table);
    m_wanted = newestOf(station);
    const QString text = QStringLiteral("station:") + station.text();
    if (m_filter->text().trimmed() == text)
        applyQuery();
    else
        m_filter->setText(text);
    m_table->setFocus();
}

/// The newest failed row of the station; without one its newest row. 0: none is kept.
quint64 TracePage::newestOf(StationId station) const
{
    const TraceView& view = m_model->view();
    const quint64 to = view.endId();
    const quint64 from = std::max(view.firstId(), to > searchedForFailure ? to - searchedForFailure : 1);
    quint64 newest = 0;
    for (quint64 id = to; id-- > from;) {
        const TraceRow* row = view.row(id);
        if (row->station != station || row->isSeparator())
            continue;
        if (row->failed())
            return id;
        if (newest == 0)
            newest = id;
    }
    return newest;
}

void TracePage::toggleFold(qint64 attempt)
{
    if (!m_folded.remove(attempt))
        m_folded.insert(attempt);
    m_wanted = m_model->idAt(m_table->currentIndex().row());
    applyQuery();
}

bool TracePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::FocusIn)
        gatherKnown();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (watched == m_filter && (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return)) {
        m_filter->remember();
        m_table->setFocus();
        return true;
    }
    if (watched == m_table && key->matches(QKeySequence::Copy)) {
        copyCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sm
