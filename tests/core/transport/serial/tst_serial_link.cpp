// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/pty_line.h"
#include "../framing/protocol_pair.h"
#include "base/random.h"
#include "transport/framing/link_keeper.h"
#include "transport/serial/serial_byte_line.h"
#include "transport/serial/serial_link.h"

#include <QtTest>

#include <sys/ioctl.h>
#include <sys/resource.h>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

struct Bench {
    explicit Bench(QByteArray connectorKey = "k", Nanos interval = 2s)
    {
        for (auto* settings : {&left, &right}) {
            settings->service = "test";
            settings->times.heartbeat.interval = interval;
        }
        left.key = std::make_shared<ToyLineKey>(std::move(connectorKey));
        right.key = std::make_shared<ToyLineKey>("k");
        right.role = LinkRole::Listening;
        newLine();
    }
    void newLine()
    {
        line = std::make_unique<PtyLine>();
        left.port = line->left();
        right.port = line->right();
    }
    void start()
    {
        connecting = std::make_unique<LinkKeeper>(
            reactor, makeSerialLink(reactor, left), LinkKeeper::Pauses{20ms, 200ms});
        listening = std::make_unique<LinkKeeper>(
            reactor, makeSerialLink(reactor, right), LinkKeeper::Pauses{20ms, 200ms});
        connecting->setEvents(events(heardLeft, {}));
        listening->setEvents(events(heardRight, listening.get()));
        listening->start();
        connecting->start();
    }
    LinkEvents events(QStringList& heard, LinkKeeper* answers)
    {
        LinkEvents out;
        out.connected = [&heard] { heard.append(QStringLiteral("connected")); };
        out.message = [&heard, answers](const QByteArray& message) {
            heard.append(QString::fromLatin1(message));
            if (answers)
                answers->link().send("re:" + message);
        };
        out.lost
            = [&heard](const Failure& why) { heard.append(QLatin1String(failureEntry(why.code())->name)); };
        return out;
    }
    bool bothConnected() const { return connecting->link().isConnected() && listening->link().isConnected(); }

    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    std::unique_ptr<PtyLine> line;
    SerialLinkSettings left;
    SerialLinkSettings right;
    std::unique_ptr<LinkKeeper> connecting;
    std::unique_ptr<LinkKeeper> listening;
    QStringList heardLeft;
    QStringList heardRight;
};

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

class SerialLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriesBothWays();
    void wrongKeyNeverConnects();
    void parityIsNotNeeded();
    void noiseCostsTimeAndNothingElse();
    void cutLineIsNoticedAndHeals();
    void hangUpCostsNoProcessor();
    void missingPortIsTriedAgain();
    void closesInItsOwnEvent();
    void closingThrowsAwayWhatDidNotLeave();
    void knowsHowLongBytesTake();
};

void SerialLinkTest::carriesBothWays()
{
    Bench bench;
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
    for (int i = 0; i < 100; ++i)
        QVERIFY(bench.connecting->link().send(QByteArray::number(i)));
    QVERIFY(bench.connecting->link().send(QByteArray(5000, '\x7E')));
    QTRY_COMPARE(bench.heardLeft.size(), 102);
    QCOMPARE(bench.heardLeft[100], QStringLiteral("re:99"));
    QCOMPARE(bench.heardLeft.last().size(), 5003);
}

void SerialLinkTest::wrongKeyNeverConnects()
{
    Bench bench("other");
    bench.left.times.greeting = 500ms;
    bench.start();
    QTest::qWait(1500);
    QVERIFY(!bench.bothConnected());
    QVERIFY(bench.heardLeft.isEmpty() && bench.heardRight.isEmpty());
    QVERIFY(bench.connecting->lastFailure());
}

/// A pseudo-terminal has no parity: what a port can not do is not an error.
void SerialLinkTest::parityIsNotNeeded()
{
    Bench bench;
    bench.left.parity = SerialLinkSettings::Parity::Even;
    bench.right.parity = SerialLinkSettings::Parity::Odd;
    bench.left.twoStopBits = true;
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
}

void SerialLinkTest::noiseCostsTimeAndNothingElse()
{
    Bench bench;
    bench.left.baud = bench.right.baud = 921'600;
    SeededRandom random(5);
    const auto noise = [&random](QByteArray bytes) {
        for (char& byte : bytes) {
            if (random.next() % 500 == 0)
                byte = char(random.next());
        }
        return bytes;
    };
    bench.line->toLeft = noise;
    bench.line->toRight = noise;
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
    for (int i = 0; i < 100; ++i)
        QVERIFY(bench.connecting->link().send("message " + QByteArray::number(i)));
    QTRY_VERIFY_WITH_TIMEOUT(bench.heardLeft.size() == 101, 60'000);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(bench.heardLeft[i + 1], QStringLiteral("re:message %1").arg(i));
}

void SerialLinkTest::cutLineIsNoticedAndHeals()
{
    Bench bench("k", 100ms);
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
    bench.line->toLeft = bench.line->toRight = [](const QByteArray&) { return QByteArray(); };
    QTRY_COMPARE(bench.heardLeft.last(), QStringLiteral("LinkSilent"));
    QTRY_COMPARE(bench.heardRight.last(), QStringLiteral("LinkSilent"));
    bench.line->toLeft = bench.line->toRight = {};
    QTRY_VERIFY_WITH_TIMEOUT(bench.bothConnected(), 20'000);
    QVERIFY(bench.connecting->link().send("again"));
    QTRY_COMPARE(bench.heardLeft.last(), QStringLiteral("re:again"));
}

void SerialLinkTest::hangUpCostsNoProcessor()
{
    Bench bench;
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
    bench.line->hangUp();
    QTRY_COMPARE(bench.heardLeft.last(), QStringLiteral("LinkBroken"));
    QTRY_COMPARE(bench.heardRight.last(), QStringLiteral("LinkBroken"));
    const double before = cpuSeconds();
    QTest::qWait(2000);
    const double share = (cpuSeconds() - before) / 2.0;
    qInfo("after the hang-up: %.2f %% of a processor", share * 100);
    QVERIFY2(share < 0.05, "a hang-up must not spin");
    QCOMPARE(bench.heardLeft.size(), 2); // attempts to reopen are not told
}

void SerialLinkTest::missingPortIsTriedAgain()
{
    Bench bench;
    const QString there = bench.left.port;
    const QString link
        = QDir::tempPath() + QStringLiteral("/sm-line-%1").arg(QCoreApplication::applicationPid());
    QFile::remove(link);
    bench.left.port = link;
    bench.start();
    QTRY_VERIFY(bench.connecting->lastFailure());
    QCOMPARE(QLatin1String(failureEntry(bench.connecting->lastFailure()->code())->name),
        QLatin1String("LinkUnreachable"));
    QVERIFY(QFile::link(there, link)); // the adapter is plugged in
    QTRY_VERIFY(bench.bothConnected());
    QFile::remove(link);
}

void SerialLinkTest::closesInItsOwnEvent()
{
    Bench bench;
    bench.start();
    QTRY_VERIFY(bench.bothConnected());
    LinkEvents events;
    events.message = [&](const QByteArray&) { bench.connecting.reset(); };
    bench.connecting->setEvents(std::move(events));
    QVERIFY(bench.connecting->link().send("x"));
    QTRY_VERIFY(!bench.connecting);
    QTest::qWait(50);
}

/// What the device does not take must not hold up who closes the port: close() would wait for it.
void SerialLinkTest::closingThrowsAwayWhatDidNotLeave()
{
    int master = -1;
    int slave = -1;
    char name[128] = {};
    termios raw{};
    cfmakeraw(&raw);
    QCOMPARE(openpty(&master, &slave, name, &raw, nullptr), 0);
    ByteLineSettings settings;
    settings.port = QString::fromLatin1(name);
    const auto device = makeSerialByteLine(settings);
    QVERIFY(device->open().ok());
    ::close(slave); // from now on the line ends with the port
    device->write(QByteArray(16'000, 'x'));
    int readable = 0;
    // More than the master's side holds: the rest waits in the port's own buffer.
    QTRY_VERIFY(::ioctl(master, FIONREAD, &readable) == 0 && readable >= 4'000);
    device->close();
    qint64 came = 0;
    QByteArray buffer(4'096, Qt::Uninitialized);
    for (ssize_t got = 1; got > 0; came += qMax<ssize_t>(got, 0))
        got = ::read(master, buffer.data(), size_t(buffer.size()));
    ::close(master);
    QVERIFY2(came < 8'000, qPrintable(QString::number(came)));
}

void SerialLinkTest::knowsHowLongBytesTake()
{
    ByteLineSettings settings;
    settings.baud = 9'600;
    QCOMPARE(makeSerialByteLine(settings)->sendingTime(960), Nanos(1s));
    settings.dataBits = 7;
    settings.parity = ByteLineSettings::Parity::Even;
    settings.twoStopBits = true;
    QCOMPARE(makeSerialByteLine(settings)->sendingTime(9'600), Nanos(11s));
}

QTEST_GUILESS_MAIN(SerialLinkTest)
#include "tst_serial_link.moc"
