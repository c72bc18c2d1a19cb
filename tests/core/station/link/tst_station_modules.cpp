// SPDX-License-Identifier: GPL-3.0-or-later
// Devices behind the station link: a card printer, whose ink does not come off, and a stripe encoder, both
// simulated, at the end of their lines beside the card. Whatever happens to the link, nothing is printed
// twice.
#include "base/failures/station.h"
#include "link_bench.h"
#include "simulator/modules/simulated_line.h"
#include "station/link/link_module.h"
#include "station/modules/evolis_script.h"
#include "station/modules/msr605_script.h"
#include "station/modules/serial_module.h"

#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

constexpr auto work = 2s;
constexpr auto atLine = SimulatedDevice::Port::Line;
const auto picture = QStringLiteral("picture");
const auto stripe = QStringLiteral("stripe");

PanelData aFace()
{
    PanelData face{evolis::width, evolis::height, QByteArray(qsizetype(127) * evolis::height, '\0')};
    for (qsizetype i = 0; i < face.dots.size(); i += 5)
        face.dots[i] = char(i % 251);
    return face;
}

TrackData aStripe()
{
    TrackData data;
    data.tracks[1] = "4929000000001=2512";
    return data;
}

struct ModuleBench {
    ModuleBench() { restart('b'); }
    /// The station's process, with devices that know nothing of what was.
    void restart(char life)
    {
        link.agent.reset();
        link.modules.clear();
        devices.clear();
        add(picture, printer, makeEvolisScript());
        add(stripe, encoder, makeMsr605Script());
        link.startAgent(life);
        settle();
    }
    void settle()
    {
        link.pass(1s);
        link.takeHeard();
    }
    void hearReady(LinkModule& module, Nanos limit = 60s) { link.hear(module.ready(limit)); }
    void hearPrint(
        quint32 command = 1, AttemptId attempt = AttemptId(7), Epoch epoch = Epoch(3), Nanos limit = 60s)
    {
        LinkModule module = onPrinter();
        link.hear(module.perform(ModuleJob(attempt, epoch, command, aFace()), limit));
    }
    LinkModule onPrinter(const QString& name = picture)
    {
        return {link.loop.reactor, *link.station, name, makeEvolisScript()};
    }
    LinkModule onEncoder(const QString& name = stripe)
    {
        return {link.loop.reactor, *link.station, name, makeMsr605Script()};
    }

    LinkBench link;
    std::shared_ptr<SimulatedPrinter> printer = std::make_shared<SimulatedPrinter>(atLine);
    std::shared_ptr<SimulatedEncoder> encoder = std::make_shared<SimulatedEncoder>(atLine);
    std::vector<std::unique_ptr<DeviceModule>> devices;

private:
    void add(const QString& name, const std::shared_ptr<SimulatedDevice>& device,
        std::unique_ptr<ModuleScript> script)
    {
        devices.push_back(std::make_unique<SerialModule>(link.loop.reactor,
            std::make_unique<SimulatedLine>(link.loop.reactor, device, work, name), std::move(script),
            ModuleTimes(), name));
        link.modules.push_back({name, devices.back().get()});
    }
};

} // namespace

class StationModulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void worksOverTheLink();
    void whatADeviceSaysComesBack();
    void cutBeforeEachMessage_data();
    void cutBeforeEachMessage();
    void messagesComeTwice();
    void goesOnWhileTheLinkIsAway();
    void anotherLifeIsAskedNothing();
    void anotherLifeIsAskedWhetherItIsThere();
    void neverSent();
    void limitPasses();
    void whatIsNotThere();
    void olderAttemptsAreRefused();
    void anotherStoreIsNoRepetition();
    void aConsoleThatIsNoMore();
    void abortReachesTheDevice();
};

void StationModulesTest::worksOverTheLink()
{
    ModuleBench bench;
    QCOMPARE(bench.link.station->modules().size(), size_t(2));
    LinkModule printer = bench.onPrinter();
    LinkModule encoder = bench.onEncoder();
    QCOMPARE(int(printer.kind()), int(ModuleKind::Print));
    QVERIFY(printer.check(aFace()));
    QVERIFY(!printer.check(aStripe()));
    bench.hearReady(printer);
    bench.link.pass(5s);
    bench.hearReady(encoder);
    bench.link.pass(5s);
    QCOMPARE(bench.link.takeHeard().size(), 2);
    QCOMPARE(bench.printer->printed(), 0);
    bench.hearPrint(4);
    bench.link.pass(20s);
    auto writing = encoder.perform(ModuleJob(AttemptId(7), Epoch(3), 5, aStripe()), 60s);
    bool verified = false;
    writing.then([&](const Outcome<ModuleReport>& report) { verified = report && report->verified; });
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("report 4")});
    QVERIFY(verified);
    QCOMPARE(bench.printer->printed(), 1);
    QCOMPARE(evolis::command("Db;k;2;" + bench.printer->panel()), evolis::panel(aFace()));
    QCOMPARE(bench.encoder->writes(), 1);
}

void StationModulesTest::whatADeviceSaysComesBack()
{
    ModuleBench bench;
    bench.printer->refuse("Sr", 'R'); // no ribbon
    LinkModule printer = bench.onPrinter();
    auto printing = printer.perform(ModuleJob(AttemptId(7), Epoch(3), 1, aFace()), 60s);
    std::optional<Failure> why;
    printing.then([&](const Outcome<ModuleReport>& report) { why = report.failure(); });
    bench.link.pass(20s);
    QVERIFY(why && *why == fc::ModuleRefused);
    QCOMPARE(why->param("status"), QStringLiteral("R"));
    bench.hearPrint(1); // the same work: nobody knows how far it came
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("ModuleJobRepeated")});
    QCOMPARE(bench.printer->printed(), 0);
    bench.printer->setOff(true);
    bench.hearReady(printer);
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("ModuleNotReady")});
}

void StationModulesTest::cutBeforeEachMessage_data()
{
    QTest::addColumn<int>("before");
    for (int i = 0; i < 4; ++i) // question, answer, order, answer
        QTest::addRow("message %d", i) << i;
}

void StationModulesTest::cutBeforeEachMessage()
{
    QFETCH(const int, before);
    ModuleBench bench;
    int count = 0;
    const auto breaking = [&](const QByteArray& message) {
        if (count++ != before)
            return QList<QByteArray>{message};
        bench.link.wire.cut();
        return QList<QByteArray>();
    };
    bench.link.wire.toListener = breaking;
    bench.link.wire.toConnector = breaking;
    LinkModule printer = bench.onPrinter();
    bench.hearReady(printer);
    bench.link.pass(5s);
    QVERIFY(bench.link.heard.contains(QStringLiteral("report 0")));
    bench.hearPrint(1);
    bench.link.pass(20s);
    QVERIFY(bench.link.heard.contains(QStringLiteral("report 1")));
    QVERIFY2(count > before, "the cut came");
    QCOMPARE(bench.printer->printed(), 1);
}

void StationModulesTest::messagesComeTwice()
{
    ModuleBench bench;
    const auto twice = [](const QByteArray& message) { return QList<QByteArray>{message, message}; };
    bench.link.wire.toListener = twice;
    bench.link.wire.toConnector = twice;
    for (quint32 command = 1; command <= 3; ++command) {
        bench.hearPrint(command);
        bench.link.pass(20s);
    }
    QCOMPARE(bench.link.takeHeard(),
        (QStringList{QStringLiteral("report 1"), QStringLiteral("report 2"), QStringLiteral("report 3")}));
    QCOMPARE(bench.printer->printed(), 3);
    QCOMPARE(bench.link.refused, QStringList());
}

void StationModulesTest::goesOnWhileTheLinkIsAway()
{
    ModuleBench bench;
    bench.hearPrint();
    bench.link.pass(500ms); // at work
    const auto accept = std::exchange(bench.link.wire.accept, {});
    bench.link.wire.cut();
    bench.link.pass(20s);
    QCOMPARE(bench.printer->printed(), 1);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("away")});
    bench.link.wire.accept = accept;
    bench.link.pass(1s);
    QCOMPARE(bench.link.takeHeard(), (QStringList{QStringLiteral("usable"), QStringLiteral("report 1")}));
    QCOMPARE(bench.printer->printed(), 1);
}

/// The process died while the device worked: nobody knows what is on the card, and nobody asks again.
void StationModulesTest::anotherLifeIsAskedNothing()
{
    ModuleBench bench;
    bench.hearPrint();
    bench.link.pass(500ms);
    bench.link.takeHeard();
    const qsizetype before = bench.printer->commands().size();
    bench.link.agent.reset();
    bench.devices.clear();
    bench.link.pass(1s);
    bench.link.takeHeard();
    bench.link.modules.clear();
    bench.link.startAgent('c');
    bench.link.pass(1s);
    QCOMPARE(bench.link.takeHeard(), (QStringList{QStringLiteral("usable"), QStringLiteral("ModuleSilent")}));
    QVERIFY(bench.printer->printed() <= 1);
    QCOMPARE(bench.printer->commands().size(), before);
}

void StationModulesTest::anotherLifeIsAskedWhetherItIsThere()
{
    ModuleBench bench;
    bench.link.wire.toListener = [](const QByteArray&) { return QList<QByteArray>(); }; // nothing is heard
    LinkModule encoder = bench.onEncoder();
    bench.hearReady(encoder);
    bench.link.pass(2s);
    QCOMPARE(bench.link.takeHeard(), QStringList());
    bench.link.wire.toListener = {};
    bench.link.agent.reset();
    bench.link.pass(1s);
    bench.link.takeHeard();
    bench.link.startAgent('c');
    bench.link.pass(5s);
    QCOMPARE(bench.link.takeHeard(), (QStringList{QStringLiteral("usable"), QStringLiteral("report 0")}));
}

void StationModulesTest::neverSent()
{
    ModuleBench bench;
    bench.link.wire.accept = {};
    bench.link.wire.cut();
    bench.link.pass(1s);
    bench.link.takeHeard();
    bench.hearPrint(1, AttemptId(7), Epoch(3), 10s);
    bench.link.pass(11s);
    LinkModule printer = bench.onPrinter();
    bench.hearReady(printer, 600s);
    bench.link.pass(61s);
    QCOMPARE(bench.link.takeHeard(),
        (QStringList{QStringLiteral("ModuleNotReady"), QStringLiteral("ReaderLost")}));
    QCOMPARE(bench.printer->commands().size(), 0);
}

void StationModulesTest::limitPasses()
{
    ModuleBench bench;
    bench.hearPrint(1, AttemptId(7), Epoch(3), 1s);
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("ModuleSilent")});
    // The order was withdrawn; the next one is another work.
    bench.hearPrint(2);
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("report 2")});
}

void StationModulesTest::whatIsNotThere()
{
    ModuleBench bench;
    LinkModule unknown = bench.onPrinter(QStringLiteral("laser"));
    LinkModule otherKind = bench.onPrinter(stripe);
    bench.hearReady(unknown);
    bench.hearReady(otherKind);
    bench.link.pass(1s);
    QCOMPARE(bench.link.takeHeard(),
        (QStringList{QStringLiteral("ModuleNotReady"), QStringLiteral("ModuleNotReady")}));
    // A console that does not care: the station knows it better, and the link stays.
    bench.link.hear(unknown.perform(ModuleJob(AttemptId(7), Epoch(3), 1, aFace()), 10s));
    bench.link.pass(1s);
    bench.link.hear(otherKind.perform(ModuleJob(AttemptId(7), Epoch(3), 2, aFace()), 10s));
    bench.link.pass(1s);
    QCOMPARE(bench.link.takeHeard(),
        (QStringList{QStringLiteral("ModuleNotReady"), QStringLiteral("ModuleDataRefused")}));
    QVERIFY(bench.link.station->isAttached());
    QCOMPARE(bench.encoder->writes(), 0);
}

void StationModulesTest::olderAttemptsAreRefused()
{
    ModuleBench bench;
    bench.hearPrint(1, AttemptId(7), Epoch(5));
    bench.link.pass(20s);
    bench.hearPrint(1, AttemptId(6), Epoch(4));
    bench.link.pass(20s);
    QCOMPARE(
        bench.link.takeHeard(), (QStringList{QStringLiteral("report 1"), QStringLiteral("EpochRefused")}));
    QCOMPARE(bench.printer->printed(), 1);
}

/// Attempts of a store made anew have the numbers of older ones, and are others.
void StationModulesTest::anotherStoreIsNoRepetition()
{
    ModuleBench bench;
    bench.hearPrint(1);
    bench.link.pass(20s);
    bench.link.newConsole('t');
    bench.settle();
    bench.hearPrint(1);
    bench.link.pass(20s);
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("report 1")});
    QCOMPARE(bench.printer->printed(), 2);
}

void StationModulesTest::aConsoleThatIsNoMore()
{
    ModuleBench bench;
    auto forgotten = std::make_shared<Pending<ModuleReport>>();
    LinkModule encoder = bench.onEncoder();
    *forgotten = encoder.perform(ModuleJob(AttemptId(7), Epoch(3), 1, aStripe()), 60s);
    bench.encoder->holdSwipes(true);
    bench.link.pass(1s);
    QVERIFY(bench.encoder->isArmed());
    *forgotten = {};
    bench.link.newConsole();
    bench.settle();
    QVERIFY(!bench.encoder->isArmed()); // it does not wait for the next card
    QCOMPARE(bench.encoder->writes(), 0);
}

void StationModulesTest::abortReachesTheDevice()
{
    ModuleBench bench;
    bench.encoder->holdSwipes(true);
    LinkModule encoder = bench.onEncoder();
    LinkModule printer = bench.onPrinter();
    bench.link.hear(encoder.perform(ModuleJob(AttemptId(7), Epoch(3), 1, aStripe()), 60s));
    bench.link.pass(1s);
    QVERIFY(bench.encoder->isArmed());
    printer.abort(cardAbsent()); // not its work
    bench.link.pass(1s);
    QVERIFY(bench.encoder->isArmed());
    encoder.abort(cardAbsent());
    bench.link.pass(1s);
    QVERIFY(!bench.encoder->isArmed());
    QCOMPARE(bench.link.takeHeard(), QStringList{QStringLiteral("CardAbsent")});
}

QTEST_GUILESS_MAIN(StationModulesTest)
#include "tst_station_modules.moc"
