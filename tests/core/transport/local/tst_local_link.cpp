// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/link_keeper.h"
#include "transport/local/local_link.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

struct Bench {
    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    QTemporaryDir folder;
    LocalLinkSettings settings{folder.filePath(QStringLiteral("link")), "test", {}};
    std::vector<std::unique_ptr<MessageLink>> served;
    QStringList heard;

    /// A listener that answers each message with "re:" before it.
    std::unique_ptr<LinkListener> listen()
    {
        auto opened = listenLocal(reactor, settings);
        if (!opened)
            return nullptr;
        auto listener = opened.take();
        listener->accepted = [this](std::unique_ptr<MessageLink> link) {
            MessageLink* raw = link.get();
            LinkEvents events;
            events.message = [raw](const QByteArray& message) { raw->send("re:" + message); };
            events.lost = [this, raw](const Failure&) {
                std::erase_if(served, [raw](const auto& one) { return one.get() == raw; });
            };
            raw->setEvents(std::move(events));
            served.push_back(std::move(link));
        };
        return listener;
    }
    LinkEvents events()
    {
        LinkEvents out;
        out.connected = [this] { heard.append(QStringLiteral("connected")); };
        out.message = [this](const QByteArray& message) { heard.append(QString::fromLatin1(message)); };
        out.lost
            = [this](const Failure& why) { heard.append(QLatin1String(failureEntry(why.code())->name)); };
        return out;
    }
};

} // namespace

class LocalLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriesBothWays();
    void carriesLongMessages();
    void nobodyThere();
    void listenerGoesAndComesBack();
    void anotherServiceIsRefused();
    void strangersAreDropped();
    void socketIsForThisUserOnly();
    void livingSocketIsNotReplaced();
    void deadSocketIsReplaced();
    void closesInItsOwnEvent();
    void readerThatNeverReadsIsDropped();
};

void LocalLinkTest::carriesBothWays()
{
    Bench bench;
    const auto listener = bench.listen();
    QVERIFY(listener);
    const auto link = makeLocalLink(bench.reactor, bench.settings);
    link->setEvents(bench.events());
    link->open();
    QVERIFY(bench.heard.isEmpty()); // never from within open()
    QVERIFY(!link->send("early"));
    QTRY_VERIFY(link->isConnected());
    for (int i = 0; i < 100; ++i)
        QVERIFY(link->send(QByteArray::number(i)));
    QTRY_COMPARE(bench.heard.size(), 101);
    QCOMPARE(bench.heard.last(), QStringLiteral("re:99"));
}

void LocalLinkTest::carriesLongMessages()
{
    Bench bench;
    const auto listener = bench.listen();
    const auto link = makeLocalLink(bench.reactor, bench.settings);
    link->setEvents(bench.events());
    link->open();
    QTRY_VERIFY(link->isConnected());
    QVERIFY(link->send(QByteArray(longestLinkMessage - 3, 'x')));
    QTRY_COMPARE(bench.heard.size(), 2);
    QCOMPARE(bench.heard.last().size(), longestLinkMessage);
    QVERIFY(!link->send(QByteArray(longestLinkMessage + 1, 'x')));
}

void LocalLinkTest::nobodyThere()
{
    Bench bench;
    const auto link = makeLocalLink(bench.reactor, bench.settings);
    link->setEvents(bench.events());
    link->open();
    QVERIFY(bench.heard.isEmpty());
    QTRY_COMPARE(bench.heard, QStringList(QStringLiteral("LinkUnreachable")));
}

void LocalLinkTest::listenerGoesAndComesBack()
{
    Bench bench;
    auto listener = bench.listen();
    LinkKeeper keeper(bench.reactor, makeLocalLink(bench.reactor, bench.settings), {10ms, 100ms});
    keeper.setEvents(bench.events());
    keeper.start();
    for (int round = 0; round < 5; ++round) {
        QTRY_VERIFY(keeper.link().isConnected());
        bench.served.clear();
        listener.reset();
        QTRY_COMPARE(bench.heard, QStringList({QStringLiteral("connected"), QStringLiteral("LinkClosed")}));
        QTRY_VERIFY(keeper.lastFailure() && *keeper.lastFailure() == FailureCode{440}); // LinkUnreachable
        QCOMPARE(bench.heard.size(), 2); // attempts are not told one by one
        bench.heard.clear();
        listener = bench.listen();
    }
}

void LocalLinkTest::anotherServiceIsRefused()
{
    Bench bench;
    const auto listener = bench.listen();
    QStringList refused;
    listener->refused = [&](const Failure& why) { refused.append(why.toString()); };
    LocalLinkSettings other = bench.settings;
    other.service = "other";
    const auto link = makeLocalLink(bench.reactor, other);
    link->setEvents(bench.events());
    link->open();
    QTRY_COMPARE(bench.heard, QStringList(QStringLiteral("LinkVersionRefused")));
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(bench.served.empty());
}

void LocalLinkTest::strangersAreDropped()
{
    Bench bench;
    const auto listener = bench.listen();
    QStringList refused;
    listener->refused = [&](const Failure& why) { refused.append(why.toString()); };
    for (const QByteArray& word : {QByteArray("GET / HTTP/1.0\r\n\r\n"), QByteArray("\0\0\0\1D", 5)}) {
        QLocalSocket socket;
        socket.connectToServer(bench.settings.path);
        socket.write(word);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    }
    QCOMPARE(refused.size(), 2);
    QVERIFY(bench.served.empty());
}

void LocalLinkTest::socketIsForThisUserOnly()
{
    Bench bench;
    const auto listener = bench.listen();
    const auto forOthers = QFile::permissions(bench.settings.path)
        & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
    QCOMPARE(int(forOthers), 0);
}

void LocalLinkTest::livingSocketIsNotReplaced()
{
    Bench bench;
    const auto listener = bench.listen();
    QVERIFY(listener);
    const auto second = listenLocal(bench.reactor, bench.settings);
    QVERIFY(!second);
    QCOMPARE(QLatin1String(failureEntry(second.failure().code())->name), QLatin1String("LinkNotListening"));
}

void LocalLinkTest::deadSocketIsReplaced()
{
    Bench bench;
    QLocalServer dead;
    QVERIFY(dead.listen(bench.settings.path));
    const QString kept = bench.settings.path + QStringLiteral(".kept");
    QVERIFY(QFile::rename(bench.settings.path, kept)); // so that closing leaves the file
    dead.close();
    QVERIFY(QFile::rename(kept, bench.settings.path));
    QVERIFY(bench.listen());
}

void LocalLinkTest::closesInItsOwnEvent()
{
    Bench bench;
    const auto listener = bench.listen();
    auto link = makeLocalLink(bench.reactor, bench.settings);
    LinkEvents events = bench.events();
    events.message = [&](const QByteArray&) { link.reset(); };
    link->setEvents(std::move(events));
    link->open();
    QTRY_VERIFY(link->isConnected());
    QVERIFY(link->send("x"));
    QVERIFY(link->send("y"));
    QTRY_VERIFY(!link);
    QTRY_VERIFY(bench.served.empty());
}

void LocalLinkTest::readerThatNeverReadsIsDropped()
{
    Bench bench;
    bench.settings.times.heartbeat.interval = 10min;
    const auto listener = bench.listen();
    QLocalSocket socket;
    socket.setReadBufferSize(1);
    socket.connectToServer(bench.settings.path);
    socket.write(QByteArray::fromHex("0000000B") + "HSMLK" + QByteArray::fromHex("0001") + "test");
    QTRY_COMPARE(bench.served.size(), size_t(1));
    for (int i = 0; i < 20 && !bench.served.empty(); ++i)
        bench.served.front()->send(QByteArray(longestLinkMessage, 'x'));
    QTRY_VERIFY(bench.served.empty());
}

QTEST_GUILESS_MAIN(LocalLinkTest)
#include "tst_local_link.moc"
