// SPDX-License-Identifier: GPL-3.0-or-later
// What a device does after its job has failed, and how long it is waited for.
#include "../../../support/test_loop.h"
#include "../../../support/watched_line.h"
#include "simulator/modules/simulated_devices.h"
#include "station/modules/evolis_script.h"
#include "station/modules/msr605_script.h"
#include "station/modules/serial_module.h"
#include "transport/serial/serial_byte_line.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

const Nanos patience = seconds(200);

/// An encoder on a pseudo-terminal at which cards are swiped by the test.
struct EncoderBench {
    EncoderBench()
    {
        device.holdSwipes(true);
        ByteLineSettings line;
        line.port = device.path();
        module = std::make_unique<SerialModule>(loop.reactor,
            std::make_unique<WatchedLine>(makeSerialByteLine(line), traffic), makeMsr605Script(),
            ModuleTimes(), QStringLiteral("stripe"));
    }
    bool until(const std::function<bool()>& met) { return stepsUntil(loop.clock, traffic, 100, met); }
    void start()
    {
        TrackData tracks;
        tracks.tracks[1] = "4761739001010010=4912201";
        answer.reset();
        pending = module->perform(ModuleJob(AttemptId{1}, Epoch{1}, next++, tracks), patience);
        pending.then([this](Outcome<ModuleReport> outcome) { answer.emplace(std::move(outcome)); });
    }
    bool ends()
    {
        return until([this] { return answer.has_value(); });
    }
    bool isArmed()
    {
        return until([this] { return device.isArmed(); });
    }
    /// Whether the next card gets anything, once all that was said has arrived.
    bool nextCardIsWritten()
    {
        auto quiet = Pending<Done>::after(loop.reactor, seconds(1), Done{});
        bool over = false;
        quiet.then([&over](Outcome<Done>) { over = true; });
        until([&over] { return over; });
        const int before = device.writes();
        device.swipe();
        return device.writes() != before || !device.stripe(2).isEmpty();
    }

    TestLoop loop;
    SimulatedEncoder device;
    LineTraffic traffic{device.port()};
    std::unique_ptr<SerialModule> module;
    Pending<ModuleReport> pending;
    std::optional<Outcome<ModuleReport>> answer;
    quint32 next = 1;
};

/// The line of a printer whose every answer comes a second after it has the whole of a command.
class PacedLine final : public ByteLine, private Deadline {
public:
    explicit PacedLine(Clock& clock, bool silent)
        : m_clock(clock)
        , m_silent(silent)
    {
    }
    ~PacedLine() override { m_clock.disarm(this); }
    Outcome<Done> open() override
    {
        m_open = true;
        return Done{};
    }
    void close() override
    {
        m_open = false;
        m_clock.disarm(this);
    }
    bool isOpen() const override { return m_open; }
    void write(QByteArrayView bytes) override
    {
        m_clock.disarm(this);
        if (!m_silent)
            m_clock.arm(this, m_clock.dueIn(sendingTime(bytes.size()) + seconds(1)));
    }
    void setBaud(int) override { }
    QString address() const override { return QStringLiteral("paced"); }
    Nanos sendingTime(qsizetype bytes) const override
    {
        return std::chrono::nanoseconds(bytes * 10 * 1'000'000'000 / 9'600);
    }

private:
    void expire() override { m_events.received(QByteArrayView("OK", 3)); }

    Clock& m_clock;
    bool m_silent;
    bool m_open = false;
};

} // namespace

class TestFailedModules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEncoderThatWaitedTooLong();
    void anEncoderThatIsAborted();
    void anEncoderWhoseProgramEnds();
    void aJobIsAbortedBeforeItBegins();
    void aPanelTakesItsTime_data();
    void aPanelTakesItsTime();
};

/// Nobody swiped. Who does so later must not get the former card's tracks.
void TestFailedModules::anEncoderThatWaitedTooLong()
{
    EncoderBench bench;
    bench.start();
    QVERIFY(bench.isArmed());
    QVERIFY(bench.ends());
    QCOMPARE(nameOf(bench.answer), QStringLiteral("ModuleSilent"));
    QVERIFY(!bench.nextCardIsWritten());
    bench.device.holdSwipes(false);
    bench.start();
    QVERIFY(bench.ends());
    QCOMPARE(nameOf(bench.answer), QStringLiteral("ok"));
}

void TestFailedModules::anEncoderThatIsAborted()
{
    EncoderBench bench;
    bench.start();
    QVERIFY(bench.isArmed());
    bench.module->abort(moduleSilent());
    QVERIFY(bench.ends());
    QVERIFY(!bench.nextCardIsWritten());
    // The next job comes at once, and after the encoder was told.
    bench.start();
    QVERIFY(bench.isArmed());
    bench.module->abort(moduleSilent());
    bench.device.holdSwipes(false);
    bench.start();
    QVERIFY(bench.ends());
    QCOMPARE(nameOf(bench.answer), QStringLiteral("ok"));
    QCOMPARE(bench.device.writes(), 1);
}

void TestFailedModules::anEncoderWhoseProgramEnds()
{
    EncoderBench bench;
    bench.start();
    QVERIFY(bench.isArmed());
    bench.module.reset();
    QVERIFY(!bench.nextCardIsWritten());
}

void TestFailedModules::aJobIsAbortedBeforeItBegins()
{
    EncoderBench bench;
    bench.start();
    QVERIFY(bench.isArmed());
    bench.module->abort(moduleSilent());
    bench.start();
    bench.module->abort(moduleSilent());
    QVERIFY(bench.ends());
    QCOMPARE(nameOf(bench.answer), QStringLiteral("ModuleSilent"));
    QVERIFY(!bench.nextCardIsWritten());
    QVERIFY(!bench.device.isArmed());
}

void TestFailedModules::aPanelTakesItsTime_data()
{
    QTest::addColumn<bool>("silent");
    QTest::addColumn<QString>("end");
    QTest::addColumn<int>("seconds"); // at least, and less than two more
    // 82,305 bytes at 960 a second; six commands, a second each
    QTest::newRow("printed") << false << QStringLiteral("ok") << 91;
    QTest::newRow("silent") << true << QStringLiteral("ModuleSilent") << 30;
}

void TestFailedModules::aPanelTakesItsTime()
{
    QFETCH(const bool, silent);
    QFETCH(const QString, end);
    QFETCH(const int, seconds);
    TestLoop loop;
    SerialModule module(loop.reactor, std::make_unique<PacedLine>(loop.clock, silent), makeEvolisScript(),
        ModuleTimes(), QStringLiteral("printer"));
    PanelData panel;
    panel.width = evolis::width;
    panel.height = evolis::height;
    panel.dots = QByteArray(qsizetype(127) * evolis::height, '\0');
    const Nanos from = loop.clock.now();
    auto pending = module.perform(ModuleJob(AttemptId{1}, Epoch{1}, 1, panel), patience);
    std::optional<Outcome<ModuleReport>> answer;
    pending.then([&](Outcome<ModuleReport> outcome) { answer.emplace(std::move(outcome)); });
    while (!answer) {
        if (!loop.inbox->drain() && !loop.clock.step())
            break;
    }
    QCOMPARE(nameOf(answer), end);
    const Nanos took = loop.clock.now() - from;
    QVERIFY2(took >= sm::seconds(seconds) && took < sm::seconds(seconds + 2),
        qPrintable(QString::number(std::chrono::duration_cast<milliseconds>(took).count())));
}

QTEST_GUILESS_MAIN(TestFailedModules)
#include "tst_failed_modules.moc"
