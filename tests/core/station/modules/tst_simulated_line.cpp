// SPDX-License-Identifier: GPL-3.0-or-later
// A device at a simulated line: the same driver and the same device as on a port, in simulated time. And the
// question whether a device is there, which does nothing to a card.
#include "../../../support/stripe_reader.h"
#include "../../../support/test_loop.h"
#include "simulator/modules/simulated_line.h"
#include "station/modules/emboss_script.h"
#include "station/modules/msr605_script.h"
#include "station/modules/serial_module.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

const Nanos patience = seconds(200);
const Nanos work = milliseconds(1500);

template <class Device> struct Bench {
    explicit Bench(std::shared_ptr<Device> simulated, std::unique_ptr<ModuleScript> script)
        : device(std::move(simulated))
    {
        auto line = std::make_unique<SimulatedLine>(loop.reactor, device, work, QStringLiteral("the line"));
        module = std::make_unique<SerialModule>(
            loop.reactor, std::move(line), std::move(script), ModuleTimes(), QStringLiteral("module"));
    }
    /// Lets time pass until the wait ends.
    std::optional<Outcome<ModuleReport>> end(Pending<ModuleReport> pending)
    {
        std::optional<Outcome<ModuleReport>> answer;
        pending.then([&](Outcome<ModuleReport> outcome) { answer.emplace(std::move(outcome)); });
        while (!answer) {
            if (!loop.inbox->drain() && !loop.clock.step())
                break;
        }
        return answer;
    }
    std::optional<Outcome<ModuleReport>> perform(ModuleData data, quint32 command = 1)
    {
        return end(module->perform(ModuleJob(AttemptId{1}, Epoch{1}, command, std::move(data)), patience));
    }
    TestLoop loop;
    std::shared_ptr<Device> device;
    std::unique_ptr<SerialModule> module;
};

constexpr auto atLine = SimulatedDevice::Port::Line;

struct EncoderBench : Bench<SimulatedEncoder> {
    EncoderBench()
        : Bench(std::make_shared<SimulatedEncoder>(atLine), makeMsr605Script())
    {
    }
};

EmbossLayout oneLine()
{
    EmbossLayout layout;
    EmbossLayout::Line line;
    line.name = QStringLiteral("name");
    layout.lines = {line};
    return layout;
}

struct EmbosserBench : Bench<SimulatedRecordPrinter> {
    EmbosserBench()
        : Bench(std::make_shared<SimulatedRecordPrinter>(oneLine().recordEnd, atLine),
            makeEmbossScript(oneLine()))
    {
    }
};

TrackData trackTwo(const QByteArray& data)
{
    TrackData tracks;
    tracks.tracks[1] = data;
    return tracks;
}

EmbossData named(const char* name)
{
    return EmbossData{{{QStringLiteral("name"), QString::fromLatin1(name)}}};
}

} // namespace

class TestSimulatedLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void encodesInSimulatedTime();
    void eachCardHasItsOwn();
    void asksBeforeTheCard();
    void aDeviceThatIsOff();
    void askingIsNoWork();
    void lostAnswers();
    void abortedWork();
};

void TestSimulatedLine::encodesInSimulatedTime()
{
    EncoderBench bench;
    const Nanos from = bench.loop.clock.now();
    const auto done = bench.perform(trackTwo("4761739001010010=4912201"));
    QCOMPARE(nameOf(done), QStringLiteral("ok"));
    QVERIFY((*done)->verified);
    QCOMPARE(bench.loop.clock.now() - from, work * 2); // written and read back
    QCOMPARE(smtest::readStripe(bench.device->stripe(2), 5), QByteArray(";4761739001010010=4912201?"));
}

void TestSimulatedLine::eachCardHasItsOwn()
{
    EmbosserBench bench;
    QVERIFY(bench.device->onCard().isEmpty());
    QCOMPARE(nameOf(bench.perform(named("ADA"))), QStringLiteral("ok"));
    const QStringList first = bench.device->onCard();
    QCOMPARE(first.size(), 1);
    QVERIFY(QByteArray::fromHex(first[0].toLatin1()).contains("ADA"));
    bench.device->nextCard();
    QVERIFY(bench.device->onCard().isEmpty());
    QCOMPARE(nameOf(bench.perform(named("BOB"), 2)), QStringLiteral("ok"));
    QCOMPARE(bench.device->onCard().size(), 1);
    QVERIFY(QByteArray::fromHex(bench.device->onCard()[0].toLatin1()).contains("BOB"));

    EncoderBench encoder;
    QVERIFY(encoder.device->onCard().isEmpty());
    QCOMPARE(nameOf(encoder.perform(trackTwo("12"))), QStringLiteral("ok"));
    QCOMPARE(encoder.device->onCard().size(), 3);
    encoder.device->nextCard();
    QVERIFY(encoder.device->onCard().isEmpty());
}

void TestSimulatedLine::asksBeforeTheCard()
{
    EncoderBench encoder;
    QCOMPARE(nameOf(encoder.end(encoder.module->ready(patience))), QStringLiteral("ok"));
    QCOMPARE(encoder.device->writes(), 0);
    QVERIFY(encoder.device->onCard().isEmpty());
    EmbosserBench embosser; // can not be asked: that its line is there has to do
    QCOMPARE(nameOf(embosser.end(embosser.module->ready(patience))), QStringLiteral("ok"));
    QVERIFY(embosser.device->records().isEmpty());
}

void TestSimulatedLine::aDeviceThatIsOff()
{
    EncoderBench bench;
    bench.device->setOff(true);
    const auto asked = bench.end(bench.module->ready(patience));
    QCOMPARE(nameOf(asked), QStringLiteral("ModuleNotReady"));
    QCOMPARE(asked->failure().param("address"), QStringLiteral("the line"));
    QCOMPARE(nameOf(bench.perform(trackTwo("12"))), QStringLiteral("ModuleNotReady"));
    bench.device->setOff(false);
    QCOMPARE(nameOf(bench.end(bench.module->ready(patience))), QStringLiteral("ok"));
    QCOMPARE(nameOf(bench.perform(trackTwo("12"))), QStringLiteral("ok"));
    // It is on, and speaks another language: as good as not there.
    SeededRandom random{3};
    AnswerFaults faults;
    faults.lost = 1;
    bench.device->setFaults(faults, &random);
    QCOMPARE(nameOf(bench.end(bench.module->ready(patience))), QStringLiteral("ModuleNotReady"));
}

/// What became of the job before is remembered over a question.
void TestSimulatedLine::askingIsNoWork()
{
    EmbosserBench bench;
    QCOMPARE(nameOf(bench.perform(named("ADA"), 7)), QStringLiteral("ok"));
    QCOMPARE(nameOf(bench.end(bench.module->ready(patience))), QStringLiteral("ok"));
    QCOMPARE(nameOf(bench.perform(named("ADA"), 7)), QStringLiteral("ok")); // from memory
    QCOMPARE(bench.device->records().size(), 1);
}

void TestSimulatedLine::lostAnswers()
{
    EmbosserBench embosser;
    embosser.device->loseAnswers(1);
    QCOMPARE(nameOf(embosser.perform(named("ADA"), 1)), QStringLiteral("ModuleSilent"));
    QCOMPARE(nameOf(embosser.perform(named("ADA"), 1)), QStringLiteral("ModuleJobRepeated"));
    QCOMPARE(embosser.device->records().size(), 1); // never twice
    EncoderBench encoder;
    encoder.device->loseAnswers(1);
    QCOMPARE(nameOf(encoder.perform(trackTwo("12"), 1)), QStringLiteral("ModuleSilent"));
    QCOMPARE(nameOf(encoder.perform(trackTwo("12"), 1)), QStringLiteral("ok")); // a stripe may be
    QCOMPARE(encoder.device->writes(), 2);
}

/// What arrives after the end of a job reaches nobody.
void TestSimulatedLine::abortedWork()
{
    EmbosserBench bench;
    auto pending = bench.module->perform(ModuleJob(AttemptId{1}, Epoch{1}, 1, named("ADA")), patience);
    bench.module->abort(moduleSilent());
    QCOMPARE(nameOf(bench.end(std::move(pending))), QStringLiteral("ModuleSilent"));
    QCOMPARE(nameOf(bench.perform(named("BOB"), 2)), QStringLiteral("ok"));
    QCOMPARE(bench.device->records().size(), 2);
}

QTEST_GUILESS_MAIN(TestSimulatedLine)
#include "tst_simulated_line.moc"
