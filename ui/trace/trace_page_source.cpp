// SPDX-License-Identifier: GPL-3.0-or-later
// Where the rows come from: the running floor, or what is stored of a job.
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"
#include "ui/trace/compare_panel.h"
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_feed.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_table.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace sm {

namespace {

constexpr int sourceWidth = 208;
constexpr int sourceArrow = 44; ///< of that, for the arrow and the edges
constexpr quint64 searchedForFailure = 50'000; ///< rows back from the end

/// The newest command that failed; without one the newest command. 0: there is none.
quint64 worthSeeing(const TraceView& view)
{
    const quint64 from
        = view.count() > searchedForFailure ? view.endId() - searchedForFailure : view.firstId();
    quint64 newest = 0;
    for (quint64 id = view.endId(); id-- > from;) {
        const TraceRow* row = view.row(id);
        if (!row->isSeparator() && row->failed())
            return id;
        if (!row->isSeparator() && newest == 0)
            newest = id;
    }
    return newest;
}

} // namespace

QComboBox* TracePage::makeSources(QWidget* parent)
{
    m_sources = new QComboBox(parent);
    m_sources->setObjectName(QStringLiteral("traceSource"));
    m_sources->setAccessibleName(tr("Where the commands come from"));
    m_sources->setToolTip(tr("The commands of the running floor, or those that are stored of a job"));
    m_sources->setMinimumHeight(32);
    m_sources->setFixedWidth(sourceWidth);
    m_sources->setMaxVisibleItems(20);
    m_sources->addItem(tr("Live"), qint64(0));
    connect(m_sources, &QComboBox::activated, this, [this](int index) {
        m_record.reset();
        setSource(JobId(m_sources->itemData(index).toLongLong()));
    });
    return m_sources;
}

QString TracePage::sourceText(JobId job) const
{
    for (const JobSnapshot& known : m_snapshot ? m_snapshot->jobs : std::vector<JobSnapshot>()) {
        if (known.id == job)
            return tr("Job %1: %2").arg(job.value).arg(known.name);
    }
    return tr("Job %1").arg(job.value);
}

/// The jobs of which something is stored, the newest first, and the one that is shown in any case.
void TracePage::fillSources()
{
    std::vector<JobId> jobs;
    if (m_listed) {
        for (const StoredTraceJob& stored : *m_listed)
            jobs.push_back(stored.job);
    }
    if (m_source.isValid() && std::find(jobs.begin(), jobs.end(), m_source) == jobs.end())
        jobs.insert(jobs.begin(), m_source);
    const QSignalBlocker quiet(m_sources);
    while (m_sources->count() > 1)
        m_sources->removeItem(1);
    for (const JobId job : jobs) {
        const QString text = sourceText(job);
        m_sources->addItem(
            m_sources->fontMetrics().elidedText(text, Qt::ElideMiddle, sourceWidth - sourceArrow), job.value);
        m_sources->setItemData(m_sources->count() - 1, text, Qt::ToolTipRole);
    }
    m_sources->setCurrentIndex(std::max(0, m_sources->findData(m_source.value)));
}

TraceView TracePage::rows() const
{
    if (!m_source.isValid())
        return m_port.trace();
    return m_stored ? m_stored->view : TraceView();
}

void TracePage::setSource(JobId job)
{
    m_source = job;
    m_stored.reset();
    m_feed->cancel();
    m_pending.clear();
    m_folded.clear();
    m_wanted = 0;
    m_lists->setCurrentWidget(m_table);
    m_following = !job.isValid();
    m_follow->setChecked(m_following);
    setAvailable(m_follow, m_following, followTip());
    fillSources();
    m_model->setView(rows());
    m_model->showRange(m_model->view().firstId(), m_model->view().firstId());
    if (job.isValid())
        Q_EMIT command(command::ReadTrace{job});
    applyQuery();
    showCurrent();
}

QString TracePage::followTip() const
{
    return m_source.isValid()
        ? tr("A stored trace does not grow: there is nothing to follow.")
        : tr("Stay at the newest command (End). Scrolling up or selecting turns it off.");
}

void TracePage::handle(const ServerEvent& event)
{
    const auto* read = std::get_if<event::TraceRead>(&event);
    if (!read || read->trace->job != m_source)
        return;
    const bool first = !m_stored;
    m_stored = read->trace;
    if (first && !m_record)
        m_wanted = worthSeeing(m_stored->view);
    applyQuery();
    showCurrent();
}

void TracePage::openRecord(JobId job, const QString& tail)
{
    m_record.reset();
    if (tail.isEmpty()) {
        m_filter->clear();
        m_table->setFocus();
        return setSource(job);
    }
    if (m_source.isValid())
        setSource(JobId());
    setFollowing(false);
    m_folded.clear();
    m_lists->setCurrentWidget(m_table);
    m_record = Record{job, false};
    QString card = tail;
    card.remove(u'"');
    const QString text = QStringLiteral("job:%1 card:\"%2\"").arg(job.value).arg(card);
    if (m_filter->text().trimmed() == text)
        applyQuery();
    else
        m_filter->setText(text);
    m_table->setFocus();
}

/// A card that is still whole in memory is shown there; else what is stored of it. True: the list comes
/// again.
bool TracePage::settleRecord(const std::vector<quint64>& ids)
{
    const TraceView& view = m_model->view();
    const TraceRow* first = ids.empty() ? nullptr : view.row(ids.front());
    const bool whole = first && first->kind == TraceKind::CardStarted;
    if (!whole && !m_source.isValid()) {
        m_record->stored = true;
        setSource(m_record->job);
        return true;
    }
    if (m_source.isValid() && !m_stored)
        return true; // still being read
    m_record.reset();
    m_wanted = 0;
    for (size_t i = ids.size(); i-- > 0 && m_wanted == 0;) {
        const TraceRow* row = view.row(ids[i]);
        if (row && row->failed() && !row->isSeparator())
            m_wanted = ids[i];
    }
    if (m_wanted == 0 && !ids.empty())
        m_wanted = ids.back();
    return false;
}

QString TracePage::noteText() const
{
    QStringList parts;
    if (m_source.isValid()) {
        if (!m_stored)
            return {};
        if (m_stored->capped)
            parts.append(tr("Only the newest rows are shown."));
        if (m_stored->olderGone)
            parts.append(tr("Older ones are no longer kept."));
        if (m_stored->tornBytes > 0)
            parts.append(tr("The program ended while it wrote: %1 bytes are cut off.")
                             .arg(grouped(qint64(m_stored->tornBytes))));
        if (m_stored->damaged > 0)
            parts.append(tr("%n places in the files can not be read.", nullptr, int(m_stored->damaged)));
        return parts.join(u' ');
    }
    if (!m_snapshot)
        return {};
    const TraceStoreFigures& figures = m_snapshot->traceStore;
    if (figures.failure)
        parts.append(failureText(*figures.failure).sentence);
    if (figures.dropped > 0)
        parts.append(tr("%n cards could not be stored.", nullptr, int(figures.dropped)));
    return parts.join(u' ');
}

QString TracePage::countsText() const
{
    const TraceView& view = m_model->view();
    const QString shown = grouped(m_model->rowCount());
    if (!m_source.isValid())
        return tr("%1 shown of %2 kept (ring %3)")
            .arg(shown, grouped(qint64(view.count())), grouped(qint64(view.capacity())));
    if (!m_stored || m_stored->failure)
        return {};
    return tr("%1 shown of %2 stored, %n cards", nullptr, int(m_stored->cards))
        .arg(shown, grouped(qint64(view.count())));
}

/// Why the list is empty, and what the button below says; empty: no button.
std::pair<QString, QString> TracePage::emptyText() const
{
    const bool filtered = !m_filter->filter().isEmpty();
    if (!m_source.isValid())
        return filtered
            ? std::pair(tr("No commands recorded for this filter."), tr("Clear filter"))
            : std::pair(tr("No commands recorded yet. They appear as soon as a card is in a station."),
                tr("Open jobs"));
    if (!m_stored)
        return {tr("The stored commands are being read..."), QString()};
    if (m_stored->failure) {
        const FailureText text = failureText(*m_stored->failure);
        return {text.sentence + u' ' + text.cause, tr("Show live")};
    }
    if (!filtered)
        return {m_stored->olderGone ? tr("The commands of this job are no longer kept.")
                                    : tr("No command of this job is stored."),
            tr("Show live")};
    const bool card = m_filter->text().contains(QStringLiteral("card:"));
    return {card
            ? tr("No command of this card is stored. Stored are cards that did not end good and the last of "
                 "each station, unless the profile asks for more; the oldest are no longer kept.")
            : tr("No commands stored for this filter."),
        tr("Clear filter")};
}

void TracePage::pressEmptyButton()
{
    if (!m_filter->filter().isEmpty())
        m_filter->clear();
    else if (m_source.isValid())
        setSource(JobId());
    else
        Q_EMIT jobsRequested();
}

/// What a person should hear once: that nothing is stored any more.
void TracePage::tellStoring()
{
    const auto& failure = m_snapshot->traceStore.failure;
    if (failure && !m_storingFailed)
        Q_EMIT notice(failureText(*failure).sentence + u' ' + failureText(*failure).action);
    m_storingFailed = failure.has_value();
}

} // namespace sm
