// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/hsm_pool.h"
#include "security/known_answers.h"

#include <QStringList>

#include <algorithm>
#include <deque>
#include <functional>

namespace sm {

/// A device whose answers the test gives by hand, in any order.
class ScriptedHsm final : public HsmDevice {
public:
    struct Call {
        std::shared_ptr<const SecurityRequest> request;
        Completer<SecurityReply> completer;
    };

    ScriptedHsm(QString name, Reactor reactor, int sessions = 1)
        : m_name(std::move(name))
        , m_reactor(std::move(reactor))
        , m_sessions(sessions)
    {
    }

    QString name() const override { return m_name; }
    QString kind() const override { return QStringLiteral("scripted"); }
    int capacity() const override { return m_sessions; }
    bool offers(const SecurityRequest& request) const override { return !refuses || !refuses(request); }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override
    {
        const bool test = std::holds_alternative<SelfTest>(*request);
        served.append(test ? QStringLiteral("test") : label(*request));
        auto pair = makePending<SecurityReply>(m_reactor, limit);
        if (test && passesTests)
            pair.completer.complete(SecurityReply(SelfTestPassed{expectedEvidence()}));
        else
            calls.push_back({std::move(request), std::move(pair.completer)});
        return std::move(pair.pending);
    }
    Pending<Recalled> recall(std::shared_ptr<const SecurityRequest> request, Nanos limit) override
    {
        if (!remembers)
            return {};
        asked.append(label(*request));
        if (recallsAtOnce)
            return Pending<Recalled>::ready(m_reactor, recallsAtOnce());
        auto pair = makePending<Recalled>(m_reactor, limit);
        recalls.push_back(std::move(pair.completer));
        return std::move(pair.pending);
    }
    std::vector<KeyDescription> keys() const override { return held; }
    /// Answers the oldest open call with the data it carries.
    void answer()
    {
        Call call = std::move(calls.front());
        calls.pop_front();
        call.completer.complete(replyTo(*call.request));
    }
    void answer(Outcome<SecurityReply> outcome)
    {
        Call call = std::move(calls.front());
        calls.pop_front();
        call.completer.complete(std::move(outcome));
    }
    /// Of the kind that was asked for.
    static SecurityReply replyTo(const SecurityRequest& request)
    {
        if (const auto* mac = std::get_if<ComputeMac>(&request))
            return Mac{mac->data};
        if (std::holds_alternative<DrawRandom>(request))
            return RandomDrawn();
        if (std::holds_alternative<MakeIccCertificate>(request))
            return IccCertificate();
        return DataKey();
    }
    static QString label(const SecurityRequest& request)
    {
        if (const auto* mac = std::get_if<ComputeMac>(&request))
            return QString::fromLatin1(mac->data);
        return QLatin1String(requestName(request));
    }

    std::deque<Call> calls;
    std::deque<Completer<Recalled>> recalls;
    QStringList served;
    QStringList asked; ///< recalled
    bool passesTests = true;
    bool remembers = false; ///< what became of stateful requests
    std::vector<KeyDescription> held;
    std::function<bool(const SecurityRequest&)> refuses;
    std::function<Outcome<Recalled>()>
        recallsAtOnce; ///< answers within recall(), as a link that is down does

private:
    QString m_name;
    Reactor m_reactor;
    int m_sessions;
};

/// A pool on simulated time, and the answers that its callers got.
struct PoolBench {
    explicit PoolBench(HsmPool::Settings settings = {})
        : pool(std::make_unique<HsmPool>(reactor, settings))
    {
    }
    ~PoolBench()
    {
        pool.reset();
        waits.clear();
        inbox->close();
    }
    PoolBench(const PoolBench&) = delete;
    PoolBench& operator=(const PoolBench&) = delete;

    ScriptedHsm* addScripted(const char* name, int sessions = 1, bool passes = true)
    {
        auto device = std::make_unique<ScriptedHsm>(QLatin1String(name), reactor, sessions);
        device->passesTests = passes;
        ScriptedHsm* raw = device.get();
        pool->add(std::move(device));
        settle();
        return raw;
    }
    /// A device that serves none of the requests and keeps the floor alive.
    ScriptedHsm* addBystander()
    {
        ScriptedHsm* other = addScripted("bystander");
        other->refuses = [](const SecurityRequest&) { return true; };
        return other;
    }
    void ask(SecurityRequest request, Nanos limit = std::chrono::seconds(60), const RequestTag& tag = {})
    {
        const QString label = ScriptedHsm::label(request);
        auto pending = pool->request(std::move(request), tag, limit);
        waits.push_back(std::move(pending));
        waits.back().then([this, label](Outcome<SecurityReply> outcome) {
            got.append(
                label + QLatin1Char('=') + (outcome ? QStringLiteral("ok") : codeOf(outcome.failure())));
        });
    }
    void askMac(const char* label, Nanos limit = std::chrono::seconds(60))
    {
        ask(ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), QByteArray(label), 8}, limit);
    }
    void settle()
    {
        while (inbox->drain()) { }
    }
    void runUntil(Nanos time)
    {
        for (;;) {
            settle();
            const auto next = clock.earliest();
            if (!next || *next > time)
                break;
            clock.step();
        }
        clock.advance(std::max(Nanos(0), time - clock.now()));
    }
    void answerAll(ScriptedHsm* hsm)
    {
        while (!hsm->calls.empty()) {
            hsm->answer();
            settle();
        }
    }
    HsmFigures device(size_t index) const { return pool->figures().devices[index]; }
    HsmHealth health(size_t index) const { return pool->figures().devices[index].health; }
    bool countersAddUp() const { return addsUp(pool->figures()); }
    static bool addsUp(const HsmPoolFigures& f)
    {
        return f.requests
            == f.refused + f.answered + f.failed + f.abandoned + quint64(f.queued) + quint64(f.serving);
    }
    static QString codeOf(const Failure& failure)
    {
        const FailureEntry* entry = failureEntry(failure.code());
        return entry ? QLatin1String(entry->name) : QStringLiteral("?");
    }

    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
    Reactor reactor{&clock, inbox};
    std::deque<Pending<SecurityReply>> waits;
    QStringList got;
    std::unique_ptr<HsmPool> pool;
};

} // namespace sm
