// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../../base/simulated_loop.h"
#include "base/failures/transport.h"
#include "scripted_card.h"
#include "station/link/link_station.h"
#include "station/link/station_agent.h"
#include "station/link/station_gate.h"
#include "transport/framing/link_protocol.h"

namespace smtest {

/// A way for messages between two ends in one process, on simulated time: carries them in order, and may
/// bend, cut and be cut.
class Wire {
public:
    using Bend = std::function<QList<QByteArray>(const QByteArray&)>;

    class End final : public sm::MessageLink {
    public:
        End(Wire& wire, bool left)
            : m_wire(wire)
            , m_left(left)
        {
        }
        ~End() override { m_wire.forget(this); }
        QString address() const override { return QStringLiteral("wire"); }
        QString peer() const override { return m_left ? QString() : QStringLiteral("key"); }
        void open() override { m_wire.connect(this); }
        void close() override { m_wire.forget(this); }
        bool isConnected() const override { return m_other != nullptr; }
        bool send(const QByteArray& message) override { return m_wire.send(this, message); }

    private:
        friend class Wire;
        void tell(const std::function<void(const sm::LinkEvents&)>& call)
        {
            const sm::LinkEvents copy = events();
            call(copy);
        }
        Wire& m_wire;
        bool m_left;
        End* m_other = nullptr;
    };

    std::unique_ptr<sm::MessageLink> connector() { return std::make_unique<End>(*this, true); }
    /// Both ends lose each other, and with it what is under way.
    void cut()
    {
        for (End* end : ends()) {
            end->m_other = nullptr;
            m_queue.push_back([this, end] { lose(end); });
        }
        ++m_life;
    }
    /// Carries the next message or event; false when there is none.
    bool step()
    {
        if (m_queue.empty())
            return false;
        const auto call = std::move(m_queue.front());
        m_queue.pop_front();
        call();
        return true;
    }

    std::function<void(std::unique_ptr<sm::MessageLink>)> accept; ///< nothing: nobody listens
    Bend toListener;
    Bend toConnector;
    int carried = 0;

private:
    std::vector<End*> ends() const
    {
        std::vector<End*> out;
        for (End* end : m_ends) {
            if (end->m_other)
                out.push_back(end);
        }
        return out;
    }
    bool isAlive(End* end) const { return std::find(m_ends.begin(), m_ends.end(), end) != m_ends.end(); }
    void connect(End* left)
    {
        m_queue.push_back([this, left] { join(left); });
        if (!isAlive(left))
            m_ends.push_back(left);
    }
    void join(End* left)
    {
        if (!isAlive(left))
            return;
        if (!accept)
            return lose(left);
        auto right = std::make_unique<End>(*this, false);
        left->m_other = right.get();
        right->m_other = left;
        m_ends.push_back(right.get());
        accept(std::move(right));
        left->tell([](const sm::LinkEvents& events) { events.connected(); });
    }
    bool send(End* from, const QByteArray& message)
    {
        End* to = from->m_other;
        if (!to || message.size() > sm::longestLinkMessage)
            return false;
        const Bend& bend = from->m_left ? toListener : toConnector;
        const QList<QByteArray> messages = bend ? bend(message) : QList<QByteArray>{message};
        for (const QByteArray& one : messages) {
            m_queue.push_back([this, to, one, life = m_life] {
                if (life != m_life || !isAlive(to) || !to->m_other)
                    return;
                ++carried;
                to->tell([&one](const sm::LinkEvents& events) { events.message(one); });
            });
        }
        return true;
    }
    void lose(End* end)
    {
        if (!isAlive(end))
            return;
        std::erase(m_ends, end);
        end->tell([](const sm::LinkEvents& events) {
            if (events.lost)
                events.lost(sm::Failure(sm::fc::LinkClosed, {}));
        });
    }
    void forget(End* end)
    {
        std::erase(m_ends, end);
        if (End* other = std::exchange(end->m_other, nullptr)) {
            other->m_other = nullptr;
            m_queue.push_back([this, other] { lose(other); });
        }
    }

    std::vector<End*> m_ends;
    std::deque<std::function<void()>> m_queue;
    int m_life = 0;
};

/// A console with one station at M1-S1, and the process beside its card.
struct LinkBench {
    LinkBench()
    {
        newConsole();
        startAgent('a');
    }
    ~LinkBench()
    {
        agent.reset();
        raw.reset();
        gate.reset();
        waits = {};
        station.reset();
        loop.inbox->drain();
    }
    LinkBench(const LinkBench&) = delete;
    LinkBench& operator=(const LinkBench&) = delete;

    /// `store`: what its store is known by.
    void newConsole(char store = 's')
    {
        wire.accept = {};
        gate.reset();
        station = std::make_unique<sm::LinkStation>(
            loop.reactor, sm::LinkStation::Settings(place, QStringLiteral("tls")));
        station->onUsableChanged([this](bool usable) {
            heard.append(usable ? QStringLiteral("usable") : QStringLiteral("away"));
        });
        gate = std::make_unique<sm::StationGate>(loop.reactor, random);
        gate->setStore(QByteArray(sm::stationStoreLength, store));
        gate->expect(*station);
        gate->onRefused([this](const sm::MessageLink&, sm::StationId, const sm::Failure& why) {
            refused.append(why.toString());
        });
        wire.accept = [this](std::unique_ptr<sm::MessageLink> link) { gate->add(std::move(link)); };
    }
    void startAgent(char life)
    {
        agent.reset();
        sm::StationAgent::Settings settings;
        settings.station = place;
        settings.life = QByteArray(sm::stationLifeLength, life);
        settings.modules = modules;
        agent = std::make_unique<sm::StationAgent>(settings, loop.reactor, card,
            std::make_unique<sm::LinkKeeper>(loop.reactor, wire.connector(),
                sm::LinkKeeper::Pauses{std::chrono::milliseconds(10), std::chrono::milliseconds(50)}));
    }
    /// Carries everything that is on its way; time does not pass.
    void settle()
    {
        while (loop.inbox->drain() || wire.step()) { }
    }
    /// Lets time pass, with everything that is due on the way.
    void pass(sm::Nanos time)
    {
        const sm::Nanos end = loop.clock.now() + time;
        settle();
        while (loop.clock.earliest() && *loop.clock.earliest() <= end) {
            loop.clock.step();
            settle();
        }
        if (loop.clock.now() < end)
            loop.clock.advance(end - loop.clock.now());
    }
    void reconnect()
    {
        wire.cut();
        pass(std::chrono::seconds(1));
    }

    static sm::CommandRun aRun(int first, const QStringList& commands,
        sm::AttemptId attempt = sm::AttemptId(7), sm::Epoch epoch = sm::Epoch(3))
    {
        sm::CommandRun run(attempt, epoch, quint32(first));
        for (const QString& command : commands)
            run.commands.emplace_back(*sm::fromHex(command), sm::StatusRule{0x9000, 0x6A82});
        return run;
    }
    template <class T> void hear(sm::Pending<T> wait)
    {
        auto kept = std::make_shared<sm::Pending<T>>(std::move(wait));
        kept->then([this](const sm::Outcome<T>& outcome) { heard.append(textOf(outcome)); });
        waits.push_back(kept);
    }
    template <class T> static QString textOf(const sm::Outcome<T>& outcome)
    {
        if (!outcome)
            return outcome.failure().toString().section(QLatin1Char(' '), 0, 0);
        if constexpr (std::is_same_v<T, sm::CardArrival>)
            return QStringLiteral("card ") + sm::toHex(outcome->atr);
        else if constexpr (std::is_same_v<T, sm::RunAnswers>)
            return textOf(*outcome);
        else if constexpr (std::is_same_v<T, sm::FormatAcknowledged>)
            return QStringLiteral("acknowledged %1").arg(outcome->command);
        else if constexpr (std::is_same_v<T, sm::ModuleReport>)
            return QStringLiteral("report %1").arg(outcome->command);
        else
            return QStringLiteral("done");
    }
    static QString textOf(const sm::RunAnswers& answers)
    {
        static constexpr const char* ends[] = {"complete", "unexpected", "not sent", "unknown"};
        QStringList out;
        for (const sm::ResponseApdu& answer : answers.answers)
            out.append(sm::toHex(answer.encode()));
        out.append(QLatin1String(ends[size_t(answers.end)]));
        if (answers.failure)
            out.append(answers.failure->toString().section(QLatin1Char(' '), 0, 0));
        return out.join(QLatin1Char(' '));
    }
    QStringList takeHeard() { return std::exchange(heard, {}); }

    const sm::StationId place{1, 1};
    sm::SimulatedLoop loop;
    sm::SystemRandom random;
    Wire wire;
    ScriptedCard card{loop.reactor};
    std::vector<sm::StationAgent::Module> modules; ///< of agents that are started from now on
    std::unique_ptr<sm::LinkStation> station;
    std::unique_ptr<sm::StationGate> gate;
    std::unique_ptr<sm::StationAgent> agent;
    std::unique_ptr<sm::MessageLink> raw; ///< a station that a test plays by hand
    std::vector<std::shared_ptr<void>> waits;
    QStringList heard;
    QStringList refused;
};

} // namespace smtest
