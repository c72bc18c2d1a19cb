// SPDX-License-Identifier: GPL-3.0-or-later
// What the trace hears of runs that are not judged command by command.
#include "session/session.h"

namespace sm {

SessionTrace::Place Session::place(const ProgramStep& step, bool outside) const
{
    const bool secured = step.secured && !outside && m_channel && m_program.channel;
    return {TraceKind::Command, quint16(step.index + 1), step.name,
        secured ? m_program.channel->level : quint8(0)};
}

/// The whole run was given up: which command got no answer is what the link has counted.
void Session::traceLost(const StepRange& range)
{
    quint32 answered = m_station.link().answered();
    for (size_t s = range.first; s < range.last; ++s) {
        const ProgramStep& step = m_program.steps[s];
        if (answered < step.commands.size()) {
            m_trace.unanswered(place(step, step.commands[answered].outside), step.commands[answered], now(),
                TraceJudgement::NoAnswer);
            return;
        }
        answered -= quint32(step.commands.size());
    }
}

void Session::traceIdentify(const Outcome<RunAnswers>& ran)
{
    const auto& commands = m_job->profile->identify().commands;
    const SessionTrace::Place where{TraceKind::Identify, 0, QString(), 0};
    const size_t answers = ran ? ran->answers.size() : 0;
    for (size_t i = 0; i < commands.size(); ++i) {
        if (i >= answers) {
            const bool notSent = ran && ran->end == RunEnd::NotSent;
            if (!ran || ran->failure)
                m_trace.unanswered(
                    where, commands[i], now(), notSent ? TraceJudgement::NotSent : TraceJudgement::NoAnswer);
            return;
        }
        const AnswerFigures* figures = i < ran->figures.size() ? &ran->figures[i] : nullptr;
        const bool accepted = commands[i].expected.accepts(ran->answers[i].sw());
        m_trace.answered(where, commands[i], ran->answers[i], figures,
            accepted ? TraceJudgement::Accepted : TraceJudgement::Refused);
    }
}

void Session::traceAlone(const ProgramCommand& command, const Outcome<RunAnswers>& ran)
{
    const SessionTrace::Place where = place(m_program.steps[m_step]);
    if (!ran || ran->answers.empty()) {
        const bool notSent = ran && ran->end == RunEnd::NotSent;
        m_trace.unanswered(
            where, command, now(), notSent ? TraceJudgement::NotSent : TraceJudgement::NoAnswer);
        return;
    }
    const AnswerFigures* figures = ran->figures.empty() ? nullptr : &ran->figures.back();
    const bool refused = ran->end == RunEnd::UnexpectedStatus;
    m_trace.answered(where, command, ran->answers.back(), figures,
        refused ? TraceJudgement::Refused : TraceJudgement::Accepted);
}

} // namespace sm
