// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failures/data.h"
#include "data/control_device.h"
#include "data/control_server.h"
#include "transport/framing/inner_link.h"
#include "transport/local/local_link.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

namespace sm::test {

/// A device's end in the hands of the test: what it heard, and what it sends back.
struct HandMade {
    std::unique_ptr<MessageLink> link;
    std::vector<ControlRequest> requests;
    int opened = 0;
    int lost = 0;
    bool greets = true;

    void take(std::unique_ptr<MessageLink> accepted)
    {
        link = std::move(accepted);
        LinkEvents events;
        events.message = [this](const QByteArray& bytes) {
            const auto message = decodeControlMessage(bytes);
            if (message && std::holds_alternative<ControlOpen>(*message)) {
                ++opened;
                if (greets)
                    say(ControlHello{controlLinkVersion, QStringLiteral("by hand")});
            } else if (message && std::holds_alternative<ControlRequest>(*message)) {
                requests.push_back(std::get<ControlRequest>(*message));
            }
        };
        events.lost = [this](const Failure&) { ++lost; };
        link->setEvents(std::move(events));
    }
    bool say(const ControlMessage& message) { return link->send(encode(message)); }
};

/// A console's half and, by choice, a served file or a hand-made device behind a local socket. In real time.
struct ControlBench {
    ~ControlBench()
    {
        waits.clear();
        device.reset();
        server.reset();
        hand.link.reset();
        listener.reset();
        inbox->drain();
        inbox->close();
    }
    QString write(const QByteArray& rows, const QString& name = QStringLiteral("rows.csv"))
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(rows) == rows.size() ? file.fileName()
                                                                                  : QString();
    }
    void makeServer(const QString& file, size_t mostAtOnce = 256)
    {
        server = std::make_unique<ControlServer>(
            ControlServer::Settings{QStringLiteral("device"), file, QStringLiteral("id"), mostAtOnce},
            reactor, std::make_unique<ThreadExecutor>("control"));
    }
    LocalLinkSettings local() const
    {
        return {folder.filePath(QStringLiteral("plane")), "data", LinkTimes{}};
    }
    bool listen()
    {
        auto opened = listenLocal(reactor, local());
        if (!opened)
            return false;
        listener = opened.take();
        listener->accepted = [this](std::unique_ptr<MessageLink> accepted) {
            if (server)
                server->add(std::move(accepted));
            else
                hand.take(std::move(accepted));
        };
        return true;
    }
    void connect() { connect(makeLocalLink(reactor, local())); }
    void connect(std::unique_ptr<MessageLink> link)
    {
        device = std::make_unique<ControlDevice>(
            ControlDevice::Settings{QStringLiteral("M7"), {milliseconds(5), milliseconds(50)}}, reactor,
            std::move(link));
    }
    bool connected()
    {
        return QTest::qWaitFor([this] { return device->isConnected(); }, 20'000);
    }
    static DataSourceSpec source(const QStringList& columns)
    {
        DataSourceSpec spec{QStringLiteral("record"), QStringLiteral("machine"), {}, {}, {}, {}};
        for (const QString& column : columns)
            spec.columnClasses.insert(
                column, column == QLatin1String("zone") ? FieldClass::Open : FieldClass::Personal);
        return spec;
    }
    /// Asks for "name" and "zone"; the answer's place in `got`.
    size_t ask(const QString& id, Nanos limit = seconds(20),
        const QStringList& columns = {QStringLiteral("name"), QStringLiteral("zone")})
    {
        const size_t place = got.size();
        got.emplace_back();
        waits.push_back(device->ask(source(columns), QStringLiteral("Job"), CardObjectId(id), limit));
        waits.back().then([this, place](const Outcome<DataRow>& outcome) { got[place].emplace(outcome); });
        return place;
    }
    /// "Ada|B", or the failure's name; waits for it.
    QString answer(size_t place)
    {
        if (!QTest::qWaitFor([&] { return got[place].has_value(); }, 20'000))
            return QStringLiteral("no answer");
        const Outcome<DataRow>& outcome = *got[place];
        if (!outcome)
            return QString::fromLatin1(failureEntry(outcome.failure().code())->name);
        QStringList values;
        for (const CardField& field : outcome->columns)
            values.append(QString::fromUtf8(field.value));
        return values.join(u'|');
    }

    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    QTemporaryDir folder;
    std::unique_ptr<LinkListener> listener;
    std::unique_ptr<ControlServer> server;
    HandMade hand;
    std::unique_ptr<ControlDevice> device;
    std::deque<Pending<DataRow>> waits;
    std::deque<std::optional<Outcome<DataRow>>> got;
};

} // namespace sm::test
