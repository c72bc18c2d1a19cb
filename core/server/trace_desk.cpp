// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/trace_desk.h"

namespace sm {

namespace {

constexpr Nanos flushEvery = std::chrono::minutes(1);

CaptureRule ruleOf(const TraceKeeping& keeping)
{
    CaptureRule rule;
    rule.level = keeping.level == TraceKeeping::Level::Off ? CaptureLevel::Off
        : keeping.level == TraceKeeping::Level::All        ? CaptureLevel::All
                                                           : CaptureLevel::Errors;
    rule.oneIn = keeping.oneIn;
    rule.lastPerStation = keeping.lastPerStation;
    return rule;
}

} // namespace

TraceDesk::TraceDesk(Services services, TraceStoreOptions options)
    : m_clock(*services.clock)
    , m_board(*services.board)
    , m_store(std::move(options), std::move(services.writer), std::move(services.reader))
    , m_capture(m_store)
    , m_flushed(m_clock.now())
{
    m_board.traceRing().listen(&m_capture);
}

TraceDesk::~TraceDesk()
{
    m_board.traceRing().listen(nullptr);
}

void TraceDesk::jobStarted(const JobContext& job)
{
    m_capture.setRule(job.row.id, ruleOf(job.profile->traceKeeping()), job.row.job.test);
}

void TraceDesk::jobChanged(JobId job, JobState state)
{
    const bool over
        = state == JobState::Complete || state == JobState::CompleteOpen || state == JobState::Aborted;
    if (over || state == JobState::Held)
        m_store.flush(job, over);
}

void TraceDesk::tick()
{
    if (m_clock.now() - m_flushed < flushEvery)
        return;
    m_flushed = m_clock.now();
    m_store.flushAll();
}

void TraceDesk::read(quint64 ticket, JobId job)
{
    m_store.read(job, [board = &m_board, ticket](std::shared_ptr<const StoredTrace> trace) {
        board->report(event::TraceRead{ticket, std::move(trace)});
    });
}

} // namespace sm
