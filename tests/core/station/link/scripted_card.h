// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "station/card_link.h"
#include "station/link_failures.h"

#include <QStringList>

#include <deque>

namespace smtest {

/// A card position that knows what will be asked of it, in order. A call that is not the next one, one more
/// than there are, and one that never came are all trouble: no command may reach a card twice, or not at all.
class ScriptedCard final : public sm::CardLink {
public:
    using Answer
        = std::variant<sm::CardArrival, sm::RunAnswers, sm::FormatAcknowledged, sm::Done, sm::Failure>;

    explicit ScriptedCard(sm::Reactor reactor)
        : m_reactor(std::move(reactor))
    {
    }

    /// `held`: answered by release(), as a card that takes its time.
    void expect(const QString& call, Answer answer, bool held = false)
    {
        m_steps.push_back({call, std::move(answer), held});
    }
    void expectRun(int first, const QStringList& commands, const QStringList& answers,
        sm::RunEnd end = sm::RunEnd::Complete, bool held = false)
    {
        sm::RunAnswers out;
        out.end = end;
        for (const QString& answer : answers)
            out.answers.push_back(sm::ResponseApdu::parse(*sm::fromHex(answer)).take());
        out.figures.resize(out.answers.size());
        expect(QStringLiteral("run %1: %2").arg(first).arg(commands.join(QLatin1Char(' '))), out, held);
    }
    void release()
    {
        if (!m_release)
            trouble.append(QStringLiteral("nothing is held"));
        else
            std::exchange(m_release, {})();
    }
    bool isHeld() const { return bool(m_release); }
    /// Empty when the script was followed to its end.
    QStringList finish()
    {
        for (const Step& step : m_steps)
            trouble.append(QStringLiteral("never came: ") + step.call);
        m_steps.clear();
        return trouble;
    }
    void setUsable(bool usable)
    {
        m_usable = usable;
        if (m_changed)
            m_changed(usable);
    }

    sm::Pending<sm::CardArrival> awaitCard(sm::Nanos) override
    {
        return give<sm::CardArrival>(QStringLiteral("await"));
    }
    sm::Pending<sm::CardArrival> repower(sm::Nanos) override
    {
        if (same)
            return sm::Pending<sm::CardArrival>::ready(m_reactor, *same);
        return give<sm::CardArrival>(QStringLiteral("repower"));
    }
    sm::Pending<sm::RunAnswers> run(sm::CommandRun run, sm::Nanos) override
    {
        QStringList commands;
        numbers.append(run.attempt.value);
        numbers.append(run.epoch.value);
        for (const sm::RunCommand& command : run.commands)
            commands.append(sm::toHex(command.bytes));
        return give<sm::RunAnswers>(
            QStringLiteral("run %1: %2").arg(run.firstCommand).arg(commands.join(QLatin1Char(' '))));
    }
    quint32 answered() const override { return progress; }
    sm::Pending<sm::FormatAcknowledged> formatComplete(sm::FormatComplete message, sm::Nanos) override
    {
        numbers.append(message.attempt.value);
        numbers.append(message.epoch.value);
        return give<sm::FormatAcknowledged>(
            QStringLiteral("complete %1: %2").arg(message.command).arg(sm::toHex(message.cardCommand)));
    }
    sm::Pending<sm::Done> eject(sm::Bin bin, sm::Nanos) override
    {
        return give<sm::Done>(QStringLiteral("eject %1").arg(int(bin)));
    }
    void abort(const sm::Failure&) override
    {
        ++aborted;
        m_release = {};
    }
    bool isUsable() const override { return m_usable; }
    void onUsableChanged(std::function<void(bool)> callback) override { m_changed = std::move(callback); }
    QString description() const override { return QStringLiteral("scripted"); }

    std::optional<sm::CardArrival> same; ///< lies there whenever somebody looks again
    QStringList trouble;
    QList<qint64> numbers; ///< attempt and epoch of each run and each format complete
    quint32 progress = 0;
    int aborted = 0;

private:
    struct Step {
        QString call;
        Answer answer;
        bool held = false;
    };

    template <class T> sm::Pending<T> give(const QString& call)
    {
        if (m_steps.empty() || m_steps.front().call != call) {
            trouble.append(
                QStringLiteral("asked for %1, expected %2")
                    .arg(call, m_steps.empty() ? QStringLiteral("nothing") : m_steps.front().call));
            return sm::Pending<T>::ready(m_reactor, sm::cardAbsent());
        }
        Step step = std::move(m_steps.front());
        m_steps.pop_front();
        sm::Outcome<T> outcome = std::holds_alternative<sm::Failure>(step.answer)
            ? sm::Outcome<T>(std::get<sm::Failure>(step.answer))
            : sm::Outcome<T>(std::get<T>(step.answer));
        if (!step.held)
            return sm::Pending<T>::ready(m_reactor, std::move(outcome));
        auto wait = sm::makePending<T>(m_reactor, sm::Nanos::max());
        auto completer = std::make_shared<sm::Completer<T>>(std::move(wait.completer));
        m_release = [completer, outcome] { completer->complete(outcome); };
        return std::move(wait.pending);
    }

    sm::Reactor m_reactor;
    std::deque<Step> m_steps;
    std::function<void()> m_release;
    bool m_usable = true;
    std::function<void(bool)> m_changed;
};

} // namespace smtest
