// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"

#include <QTest>

namespace sm::test {

/// A reactor on the test's thread. Limits pass only when expireLimits() says so.
struct TestLoop {
    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};

    ~TestLoop() { inbox->close(); }
    void expireLimits()
    {
        while (clock.step()) { }
    }
};

/// The answer of a wait; nothing when none comes within the patience of a test.
template <class T> std::optional<Outcome<T>> answerOf(Pending<T>& pending)
{
    std::optional<Outcome<T>> answer;
    pending.then([&](Outcome<T> outcome) { answer.emplace(std::move(outcome)); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30'000))
        pending = Pending<T>();
    return answer;
}

inline QString nameOf(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    return entry ? QString::fromLatin1(entry->name) : QStringLiteral("unknown failure");
}

/// "ok" or the failure's name.
template <class T> QString nameOf(const std::optional<Outcome<T>>& answer)
{
    if (!answer)
        return QStringLiteral("no answer");
    return answer->ok() ? QStringLiteral("ok") : nameOf(answer->failure());
}

} // namespace sm::test
