// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "protocol_pair.h"

#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

QStringList list(std::initializer_list<const char*> items)
{
    QStringList out;
    for (const char* item : items)
        out.append(QLatin1String(item));
    return out;
}

LineProtocol& lineOf(const std::unique_ptr<LinkProtocol>& protocol)
{
    return static_cast<LineProtocol&>(*protocol);
}

ProtocolPair pairOf(bool line)
{
    return line ? linePair() : streamPair();
}

} // namespace

class LinkProtocolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void greetsAndCarries_data();
    void greetsAndCarries();
    void anySlicing_data() { greetsAndCarries_data(); }
    void anySlicing();
    void pingsAndNoticesSilence_data() { greetsAndCarries_data(); }
    void pingsAndNoticesSilence();
    void ownSleepIsNotThePeersSilence();
    void greetingHasALimit_data() { greetsAndCarries_data(); }
    void greetingHasALimit();
    void anotherServiceIsRefused_data() { greetsAndCarries_data(); }
    void anotherServiceIsRefused();
    void nothingIsHandledBeforeTheWelcome();
    void longGreetingIsRefused();
    void lineNeedsTheKey();
    void lineRepeatsWhatIsLost();
    void lineSurvivesEachDamagedByte();
    void lineTakesADuplicateOnce();
    void lineIgnoresReplayAndReflection();
    void lineReplayedHelloDoesNotDisturb();
    void lineConnectorMayStartAnew();
    void lineGivesUpAfterItsAttempts();
    void lineNoise_data();
    void lineNoise();
    void hostilePeer();
};

void LinkProtocolsTest::greetsAndCarries_data()
{
    QTest::addColumn<bool>("line");
    QTest::newRow("stream") << false;
    QTest::newRow("line") << true;
}

void LinkProtocolsTest::greetsAndCarries()
{
    QFETCH(bool, line);
    ProtocolPair pair = pairOf(line);
    QVERIFY(!pair.connecting->send("early", pair.now));
    pair.start();
    QCOMPARE(pair.connectorHeard, list({"connected"}));
    QCOMPARE(pair.listenerHeard, list({"connected"}));
    const QByteArray longMessage(1000, 'L');
    QVERIFY(pair.connecting->send("one", pair.now));
    QVERIFY(pair.connecting->send(longMessage, pair.now));
    QVERIFY(pair.connecting->send("three", pair.now));
    QVERIFY(pair.listening->send("back", pair.now));
    pair.settle();
    QCOMPARE(pair.listenerHeard.mid(1),
        QStringList({QStringLiteral("one"), QString::fromLatin1(longMessage), QStringLiteral("three")}));
    QCOMPARE(pair.connectorHeard.mid(1), list({"back"}));
    QVERIFY(!pair.connecting->send(QByteArray(longestLinkMessage + 1, 'x'), pair.now));
    QVERIFY(pair.connecting->send(QByteArray(longestLinkMessage, 'x'), pair.now));
    pair.settle();
    QCOMPARE(pair.listenerHeard.last().size(), longestLinkMessage);
}

void LinkProtocolsTest::anySlicing()
{
    QFETCH(bool, line);
    ProtocolPair pair = pairOf(line);
    // One byte at a time, both ways.
    QByteArray late;
    pair.toListener = [&](const QByteArray& bytes) {
        for (const char byte : bytes)
            pair.listening->receive(QByteArrayView(&byte, 1), pair.now);
        return QByteArray();
    };
    pair.toConnector = [&](const QByteArray& bytes) {
        for (const char byte : bytes)
            pair.connecting->receive(QByteArrayView(&byte, 1), pair.now);
        return QByteArray();
    };
    pair.start();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(pair.connecting->send("m" + QByteArray::number(i), pair.now));
        QVERIFY(pair.listening->send("r" + QByteArray::number(i), pair.now));
    }
    pair.settle();
    QCOMPARE(pair.listenerHeard.size(), 21);
    QCOMPARE(pair.listenerHeard.last(), QStringLiteral("m19"));
    QCOMPARE(pair.connectorHeard.last(), QStringLiteral("r19"));
}

void LinkProtocolsTest::pingsAndNoticesSilence()
{
    QFETCH(bool, line);
    ProtocolPair pair = pairOf(line);
    pair.start();
    pair.run(60s);
    QVERIFY(pair.connecting->isConnected() && pair.listening->isConnected());
    QCOMPARE(pair.connectorHeard.size(), 1);
    pair.toListener = [](QByteArray) { return QByteArray(); };
    pair.run(63s);
    QVERIFY(pair.listening->isConnected());
    pair.run(69s); // 2 s without a word, three times
    QVERIFY(pair.listening->hasEnded());
    QCOMPARE(pair.listenerHeard, list({"connected", "LinkSilent"}));
    pair.run(90s);
    QCOMPARE(pair.connectorHeard, list({"connected", "LinkSilent"}));
    QVERIFY(!pair.connecting->send("x", pair.now));
}

void LinkProtocolsTest::ownSleepIsNotThePeersSilence()
{
    ProtocolPair pair = streamPair();
    pair.start();
    pair.now += 5min; // both processes were stopped
    pair.run(pair.now + 1s);
    QVERIFY(pair.connecting->isConnected() && pair.listening->isConnected());
}

void LinkProtocolsTest::greetingHasALimit()
{
    QFETCH(bool, line);
    ProtocolPair pair = pairOf(line);
    pair.toListener = [](QByteArray) { return QByteArray(); };
    pair.start();
    pair.run(4s);
    QVERIFY(pair.connectorHeard.isEmpty());
    pair.run(6s);
    QCOMPARE(pair.connectorHeard, list({"LinkSilent"}));
    QCOMPARE(pair.listening->hasEnded(), !line); // a line waits for its peer for ever
}

void LinkProtocolsTest::anotherServiceIsRefused()
{
    QFETCH(bool, line);
    ProtocolPair pair = line ? linePair("k", "other") : streamPair("other");
    pair.start();
    QCOMPARE(pair.connectorHeard, list({"LinkVersionRefused"}));
    QVERIFY(!pair.listenerHeard.contains(QStringLiteral("connected")));
}

void LinkProtocolsTest::nothingIsHandledBeforeTheWelcome()
{
    for (const char kind : {'D', 'P', 'Q', 'W', 'R', 'x'}) {
        StreamProtocol listening(LinkRole::Listening, {1, "test"}, {});
        listening.start(1ns);
        listening.receive(lengthFrame(QByteArray(1, kind) + "message"), 1ns);
        const auto event = listening.takeEvent();
        QVERIFY(event && event->kind == LinkProtocol::Event::Kind::Lost);
        QCOMPARE(ProtocolPair::textOf(*event), QStringLiteral("LinkFrameBroken"));
        QVERIFY(!listening.takeEvent());
    }
}

void LinkProtocolsTest::longGreetingIsRefused()
{
    StreamProtocol listening(LinkRole::Listening, {1, "test"}, {});
    listening.start(1ns);
    listening.receive(QByteArray::fromHex("00000101"), 1ns);
    QVERIFY(listening.hasEnded());
}

void LinkProtocolsTest::lineNeedsTheKey()
{
    ProtocolPair pair = linePair("other key");
    pair.start();
    pair.run(10s);
    QCOMPARE(pair.connectorHeard, list({"LinkSilent"}));
    QVERIFY(pair.listenerHeard.isEmpty());
    QVERIFY(lineOf(pair.listening).figures().forged >= 5);
}

void LinkProtocolsTest::lineRepeatsWhatIsLost()
{
    ProtocolPair pair = linePair();
    int carried = 0;
    const auto everyThirdIsLost = [&](QByteArray bytes) { return ++carried % 3 == 0 ? QByteArray() : bytes; };
    pair.toListener = everyThirdIsLost;
    pair.toConnector = everyThirdIsLost;
    pair.start();
    pair.run(4s); // a lost first acknowledgement is made good by the first ping
    for (int i = 0; i < 100; ++i) {
        QVERIFY(pair.connecting->send("m" + QByteArray::number(i), pair.now));
        QVERIFY(pair.listening->send("r" + QByteArray::number(i), pair.now));
    }
    pair.run(200s);
    QCOMPARE(pair.listenerHeard.size(), 101);
    QCOMPARE(pair.connectorHeard.size(), 101);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(pair.listenerHeard[i + 1], QStringLiteral("m%1").arg(i));
    QVERIFY(lineOf(pair.connecting).figures().repeated > 10);
}

/// The n-th byte of everything that goes to the listener is changed, for each n of a message's frame.
void LinkProtocolsTest::lineSurvivesEachDamagedByte()
{
    for (qsizetype at = 0; at < 40; ++at) {
        ProtocolPair pair = linePair();
        pair.start();
        bool hit = false;
        pair.toListener = [&](QByteArray bytes) {
            if (!hit && at < bytes.size()) {
                bytes[at] = char(bytes[at] ^ 0x11);
                hit = true;
            }
            return bytes;
        };
        QVERIFY(pair.connecting->send("the message", pair.now));
        pair.run(5s);
        QCOMPARE(pair.listenerHeard, list({"connected", "the message"}));
        QVERIFY(pair.connecting->isConnected());
    }
}

void LinkProtocolsTest::lineTakesADuplicateOnce()
{
    ProtocolPair pair = linePair();
    const auto twice = [](const QByteArray& bytes) { return bytes + bytes; };
    pair.toListener = twice;
    pair.toConnector = twice;
    pair.start();
    for (int i = 0; i < 10; ++i)
        QVERIFY(pair.connecting->send("m" + QByteArray::number(i), pair.now));
    pair.run(5s);
    QCOMPARE(pair.listenerHeard.size(), 11);
    QVERIFY(lineOf(pair.listening).figures().duplicates >= 10);
}

void LinkProtocolsTest::lineIgnoresReplayAndReflection()
{
    ProtocolPair pair = linePair();
    QByteArray recorded;
    pair.start();
    pair.toListener = [&](const QByteArray& bytes) {
        recorded += bytes;
        return bytes;
    };
    QVERIFY(pair.connecting->send("pay once", pair.now));
    QVERIFY(pair.connecting->send("pay twice", pair.now));
    pair.settle();
    pair.toListener = {};
    const QStringList before = pair.listenerHeard;
    pair.listening->receive(recorded, pair.now); // replayed
    pair.connecting->receive(recorded, pair.now); // sent back to where it came from
    pair.settle();
    QCOMPARE(pair.listenerHeard, before);
    QCOMPARE(pair.connectorHeard, list({"connected"}));
    QVERIFY(lineOf(pair.connecting).figures().forged > 0);
}

void LinkProtocolsTest::lineReplayedHelloDoesNotDisturb()
{
    ProtocolPair pair = linePair();
    QByteArray hello;
    pair.toListener = [&](const QByteArray& bytes) {
        hello = hello.isEmpty() ? bytes : hello;
        return bytes;
    };
    pair.start();
    LineProtocol& listener = lineOf(pair.listening);
    ProtocolPair other = linePair(); // an old session's hello: the same key, another nonce
    lineOf(other.connecting).start(pair.now); // second nonce of that end
    lineOf(other.connecting).start(pair.now);
    const QByteArray old = other.connecting->takeOutput(pair.now);
    listener.receive(old, pair.now);
    listener.receive(hello, pair.now);
    QVERIFY(pair.connecting->send("still here", pair.now));
    pair.run(3s);
    QCOMPARE(pair.listenerHeard, list({"connected", "still here"}));
}

void LinkProtocolsTest::lineConnectorMayStartAnew()
{
    ProtocolPair pair = linePair();
    pair.start();
    QVERIFY(pair.connecting->send("first", pair.now));
    pair.settle();
    pair.connecting->start(pair.now);
    pair.settle();
    QVERIFY(pair.connecting->send("second", pair.now));
    pair.settle();
    QCOMPARE(pair.listenerHeard, list({"connected", "first", "LinkClosed", "connected", "second"}));
}

void LinkProtocolsTest::lineGivesUpAfterItsAttempts()
{
    ProtocolPair pair = linePair();
    pair.start();
    bool pings = true;
    pair.toConnector = [&](const QByteArray& bytes) { return pings ? bytes : QByteArray(); };
    // The listener's acknowledgements never come, its pings do: the peer lives and takes nothing.
    pair.toListener = [](const QByteArray&) { return QByteArray(); };
    QVERIFY(pair.connecting->send("x", pair.now));
    pair.run(30s);
    QCOMPARE(pair.connectorHeard.last(), QStringLiteral("LinkSilent"));
}

void LinkProtocolsTest::lineNoise_data()
{
    QTest::addColumn<int>("perMille");
    QTest::newRow("clean") << 0;
    QTest::newRow("1 byte in 1000") << 1;
    QTest::newRow("1 byte in 200") << 5;
}

/// Random damage, loss, insertion and doubling of bytes: messages come whole, once and in order.
void LinkProtocolsTest::lineNoise()
{
    QFETCH(int, perMille);
    for (quint64 seed = 1; seed <= 20; ++seed) {
        SeededRandom random(seed);
        ProtocolPair pair = linePair();
        const auto noise = [&](const QByteArray& bytes) {
            QByteArray out;
            for (const char byte : bytes) {
                if (random.next() % 1000 >= quint64(perMille)) {
                    out.append(byte);
                    continue;
                }
                switch (random.next() % 4) {
                case 0:
                    break;
                case 1:
                    out.append(char(random.next()));
                    break;
                case 2:
                    out.append(byte).append(byte);
                    break;
                default:
                    out.append(byte).append(char(random.next()));
                }
            }
            return out;
        };
        pair.toListener = noise;
        pair.toConnector = noise;
        pair.start();
        pair.run(4s);
        QVERIFY(pair.connecting->isConnected());
        QStringList sent;
        for (int i = 0; i < 30; ++i) {
            const auto body = random.bytes(qsizetype(random.next() % 200));
            sent.append(QString::fromLatin1(*body));
            QVERIFY(pair.connecting->send(*body, pair.now));
        }
        // Not longer than it takes: noise may well eat three pings in a row.
        for (int step = 0; step < 300 && pair.listenerHeard.size() < 31; ++step)
            pair.run(pair.now + 200ms);
        QCOMPARE(pair.listenerHeard.mid(1), sent);
    }
}

/// Random frames from a peer that has no key, and from one that has: nothing falls over, nothing is handled
/// before the welcome.
void LinkProtocolsTest::hostilePeer()
{
    SeededRandom random(11);
    ToyTag greeting("k");
    for (int round = 0; round < 3000; ++round) {
        LineProtocol line(lineSettings(LinkRole::Listening), std::make_shared<ToyLineKey>("k"));
        StreamProtocol stream(LinkRole::Listening, {1, "test"}, {});
        line.start(1ns);
        stream.start(1ns);
        for (int i = 0; i < 10; ++i) {
            QByteArray content = *random.bytes(qsizetype(random.next() % 60));
            stream.receive(lengthFrame(content.isEmpty() ? QByteArray("H") : content), 1ns);
            if (content.size() > 8 && round % 2 == 0) {
                content[0] = char(1 + random.next() % 8);
                content += greeting.tag(QByteArray(1, '\x01') + content);
            }
            line.receive(hdlcFrame(content), 1ns);
            line.takeOutput(1ns);
        }
        QVERIFY(!line.isConnected() && !stream.isConnected());
        while (const auto event = stream.takeEvent())
            QVERIFY(event->kind == LinkProtocol::Event::Kind::Lost);
        QVERIFY(!line.takeEvent());
    }
}

QTEST_GUILESS_MAIN(LinkProtocolsTest)
#include "tst_link_protocols.moc"
