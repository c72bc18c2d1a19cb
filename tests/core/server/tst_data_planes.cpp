// SPDX-License-Identifier: GPL-3.0-or-later
// Machines whose control devices have the data of their cards: who makes which cards, with whose data, and
// what becomes of a card whose data does not come.
#include "../../support/card_replay.h"
#include "base/failures/data.h"
#include "server/floor_document.h"
#include "simulated_floor.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace sm;

namespace {

const QString sampleRows = QStringLiteral(":/stationmaster/jobs/harbour-machine-rows.csv");

QList<QByteArray> linesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().trimmed().split('\n');
}

/// Three machines of two stations; the first two have control devices, whose rows differ in the contract
/// number: C7... and D7....
struct PlaneRun {
    explicit PlaneRun(int withPlanes = 2, int rowsThere = 48)
    {
        DemoOptions demo;
        demo.machines = 3;
        demo.stations = 2;
        demo.hsms = 2;
        plan = demoFloor(demo);
        plan.virtualCards.commandLog = folder.filePath(QStringLiteral("cards.log"));
        for (int i = 0; i < withPlanes; ++i) {
            DataPlanePlan plane;
            plane.simulated = true;
            plane.file = write(i, rowsThere);
            plane.keyColumn = QStringLiteral("card_object_id");
            plan.machines[size_t(i)].dataPlane = plane;
        }
    }
    QString write(int machine, int rowsThere)
    {
        QList<QByteArray> lines = linesOf(sampleRows).mid(0, rowsThere + 1);
        for (QByteArray& line : lines) {
            if (machine == 1)
                line.replace(",C7", ",D7");
        }
        QFile file(folder.filePath(QStringLiteral("rows-%1.csv").arg(machine)));
        return file.open(QIODevice::WriteOnly) && file.write(lines.join('\n') + '\n') > 0 ? file.fileName()
                                                                                          : QString();
    }
    bool open()
    {
        floor = std::make_unique<SimulatedFloor>(plan, 9, folder.filePath(QStringLiteral("data")));
        return floor->open();
    }
    JobId import(int cards, bool start)
    {
        QFile file(folder.filePath(QStringLiteral("job.csv")));
        const QList<QByteArray> lines
            = linesOf(QStringLiteral(":/stationmaster/jobs/harbour-machine.csv")).mid(0, cards + 1);
        if (!file.open(QIODevice::WriteOnly) || file.write(lines.join('\n') + '\n') < 1)
            return JobId();
        file.close();
        command::ImportFile order;
        order.file = file.fileName();
        order.profile = QStringLiteral("harbour-machine");
        order.startWhenImported = start;
        floor->server->post(order);
        floor->until([&] { return floor->imported.has_value(); });
        return floor->imported ? floor->imported->job : JobId();
    }
    qint64 goodAt(int machine) const
    {
        const auto snapshot = floor->server->snapshot();
        qint64 out = 0;
        for (const StationSnapshot& station : snapshot->machines.at(size_t(machine - 1)).stations)
            out += station.good;
        return out;
    }

    QTemporaryDir folder;
    FloorPlan plan;
    std::unique_ptr<SimulatedFloor> floor;
};

QByteArray dgi(const SoftwareCard& card, quint16 id)
{
    const CardApplication* pass = card.content().application(QByteArray::fromHex("F0534D5452414E53"));
    const auto found = pass ? pass->groups.find(id) : std::map<quint16, QByteArray>::const_iterator();
    return pass && found != pass->groups.end() ? found->second : QByteArray();
}

} // namespace

class TestDataPlanes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void readsFloor();
    void refusesFloor_data();
    void refusesFloor();
    void documentKeepsThem();
    void cardsCarryTheirMachinesData();
    void noMachineHasOne();
    void missingRows();
    void fileThatIsNotThere();
    void aRealOneNeedsRealTime();
    void sampleFloor();
    void sameSeedSameCards();
};

void TestDataPlanes::readsFloor()
{
    const auto plan = FloorPlan::parse(R"({"machines": [
        {"stations": 1, "dataPlane": {"kind": "local", "address": "/run/cd"}},
        {"stations": 1, "dataPlane": {"kind": "tls", "address": "[::1]:7", "certificate": "/c", "key": "/k", "pins": "/p"}},
        {"stations": 1, "dataPlane": {"kind": "serial", "address": "/dev/ttyS0", "lineKey": "/l", "baud": 9600}},
        {"stations": 1, "dataPlane": {"kind": "simulated", "file": "/rows.csv"}},
        {"stations": 1}], "hsms": [{"kind": "soft"}]})",
        QStringLiteral("f"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    const auto& machines = plan->machines;
    QVERIFY(machines[0].dataPlane->link.kind == LinkPlan::Kind::Local && !machines[0].dataPlane->simulated);
    QCOMPARE(machines[0].dataPlane->link.address, QStringLiteral("/run/cd"));
    QVERIFY(machines[1].dataPlane->link.kind == LinkPlan::Kind::Tls);
    QCOMPARE(machines[1].dataPlane->link.pins, QStringLiteral("/p"));
    QVERIFY(machines[2].dataPlane->link.kind == LinkPlan::Kind::Serial);
    QCOMPARE(machines[2].dataPlane->link.baud, 9600);
    QCOMPARE(machines[2].dataPlane->link.lineKey, QStringLiteral("/l"));
    QVERIFY(machines[3].dataPlane->simulated);
    QCOMPARE(machines[3].dataPlane->keyColumn, QStringLiteral("card_object_id"));
    QVERIFY(!machines[4].dataPlane);
}

void TestDataPlanes::refusesFloor_data()
{
    QTest::addColumn<QByteArray>("plane");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* plane, const char* path) {
        QTest::newRow(name) << QByteArray(plane)
                            << QStringLiteral("$.machines[1].dataPlane") + QLatin1String(path);
    };
    row("no object", R"("/dev/ttyS0")", "");
    row("no kind", R"({"address": "/a"})", ".kind");
    row("unknown kind", R"({"kind": "usb"})", ".kind");
    row("relative socket", R"({"kind": "local", "address": "a"})", ".address");
    row("socket missing", R"({"kind": "local"})", ".address");
    row("no port", R"({"kind": "tls", "address": "host", "certificate": "/c", "key": "/k", "pins": "/p"})",
        ".address");
    row("no pins", R"({"kind": "tls", "address": "h:1", "certificate": "/c", "key": "/k"})", ".pins");
    row("no certificate", R"({"kind": "tls", "address": "h:1", "key": "/k", "pins": "/p"})", ".certificate");
    row("clear line", R"({"kind": "serial", "address": "/t"})", ".lineKey");
    row("too fast", R"({"kind": "serial", "address": "/t", "lineKey": "/l", "baud": 1000000})", ".baud");
    row("a station's line", R"({"kind": "serial", "address": "/dev/a", "lineKey": "/l"})", ".address");
    row("no file", R"({"kind": "simulated"})", ".file");
    row("key of another kind", R"({"kind": "simulated", "file": "/f", "lineKey": "/l"})", ".lineKey");
}

void TestDataPlanes::refusesFloor()
{
    QFETCH(QByteArray, plane);
    const auto plan = FloorPlan::parse(
        QByteArray(R"({"machines": [{"links": [{"kind": "serial", "port": "/dev/a", "lineKey": "/l"}]},
            {"stations": 1, "dataPlane": )")
            + plane + R"(}], "hsms": [{"kind": "soft"}]})",
        QStringLiteral("f"));
    QVERIFY(!plan);
    QTEST(plan.failure().param("path"), "path");
    // What crypto goes over is not the data's line either.
    const auto shared = FloorPlan::parse(R"({"machines": [{"stations": 1,
        "dataPlane": {"kind": "serial", "address": "/dev/b", "lineKey": "/l"}}],
        "hsms": [{"kind": "serial", "address": "/dev/b", "lineKey": "/l"}]})",
        QStringLiteral("f"));
    QVERIFY(!shared);
    QCOMPARE(shared.failure().param("path"), QStringLiteral("$.hsms[0].address"));
}

/// Edits of stations leave them alone; a changed one counts from the next start on.
void TestDataPlanes::documentKeepsThem()
{
    const QByteArray json(
        R"({"machines": [{"stations": 1, "dataPlane": {"kind": "local", "address": "/run/cd"}}],
        "hsms": [{"kind": "soft"}]})");
    auto document = FloorDocument::parse(json, QStringLiteral("f"));
    QVERIFY(document);
    const QJsonObject before = document->rest();
    document->addStation(1, StationRow());
    QVERIFY(document->check());
    QVERIFY(document->json().contains("/run/cd"));
    QCOMPARE(document->rest(), before);
    const auto other
        = FloorDocument::parse(QByteArray(json).replace("/run/cd", "/run/other"), QStringLiteral("f"));
    QVERIFY(other && other->rest() != before);
    QCOMPARE(other->definitions(), FloorDocument::parse(json, {})->definitions());
    QVERIFY(before.contains(QStringLiteral("dataPlane")));
}

void TestDataPlanes::cardsCarryTheirMachinesData()
{
    constexpr int cards = 24;
    PlaneRun run;
    QVERIFY(run.open());
    const JobId job = run.import(cards, false);
    QVERIFY(job.isValid());
    const auto told = run.floor->job(job).failure;
    QVERIFY(told && *told == fc::JobPlaneAtSome);
    QCOMPARE(told->param("machines"), QStringLiteral("M3"));
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    const JobSnapshot end = run.floor->job(job);
    QCOMPARE(end.state, JobState::Complete);
    QCOMPARE(end.counts.records.good, qint64(cards));
    QVERIFY(end.counts.balances());
    QVERIFY(run.goodAt(1) > 0 && run.goodAt(2) > 0);
    QCOMPARE(run.goodAt(1) + run.goodAt(2), qint64(cards));
    QCOMPARE(run.goodAt(3), qint64(0));
    // What is on the cards, by their serial numbers' machines.
    smtest::ReplayedCards replayed;
    const QString differs = replayed.load(run.folder.filePath(QStringLiteral("cards.log")));
    QVERIFY2(differs.isEmpty(), qPrintable(differs));
    std::set<QByteArray> contracts;
    std::map<quint64, int> of;
    for (const auto& [serial, card] : replayed.cards()) {
        const quint64 machine = serial >> 25 & 0x7F;
        const QByteArray contract = dgi(*card, 0x0107);
        QVERIFY2(contract.startsWith(machine == 1 ? "C7" : "D7"), contract.constData());
        QVERIFY(contracts.insert(contract.mid(1)).second); // no record on two cards
        ++of[machine];
        // The whole row is the card's, and no two rows are mixed.
        const auto rows = linesOf(run.plan.machines[size_t(machine - 1)].dataPlane->file);
        const auto row = std::find_if(rows.begin(), rows.end(),
            [&contract](const QByteArray& line) { return line.split(',').value(7) == contract; });
        QVERIFY(row != rows.end());
        const QByteArray name = row->split(',').value(2);
        QCOMPARE(dgi(*card, 0x0101), QByteArray("\x5F\x20") + char(name.size()) + name);
        QCOMPARE(dgi(*card, 0x0102).mid(2).toHex(), row->split(',').value(1));
    }
    QCOMPARE(contracts.size(), size_t(cards));
    QCOMPARE(of[1], int(run.goodAt(1)));
}

void TestDataPlanes::noMachineHasOne()
{
    PlaneRun run(0);
    QVERIFY(run.open());
    const JobId job = run.import(4, false);
    QVERIFY(job.isValid());
    QVERIFY(run.floor->job(job).failure && *run.floor->job(job).failure == fc::JobPlaneMissing);
    const auto refusal = run.floor->order(command::StartJob{job});
    QVERIFY(refusal && *refusal == fc::JobPlaneMissing);
    run.floor->settle();
    QCOMPARE(run.floor->job(job).state, JobState::Ready);
    QCOMPARE(run.floor->job(job).counts.records.waiting, qint64(4));
    QVERIFY(
        linesOf(run.folder.filePath(QStringLiteral("cards.log"))).value(0).isEmpty()); // no card was asked
}

/// A card object without data: its blanks stay blanks, the others are made.
void TestDataPlanes::missingRows()
{
    constexpr int cards = 6;
    PlaneRun run(2, cards - 1);
    run.plan.rejectRunLimit = 100;
    QVERIFY(run.open());
    const JobId job = run.import(cards, true);
    QVERIFY(run.floor->until([&] { return run.floor->job(job).counts.records.good == cards - 1; }));
    run.floor->settle();
    QVERIFY(!run.floor->rejected.empty());
    for (const event::CardRejected& rejected : run.floor->rejected)
        QVERIFY2(rejected.why == fc::DataRowMissing, qPrintable(rejected.why.toString()));
    QCOMPARE(run.floor->job(job).counts.cards.quarantine, qint64(0)); // nothing was written
    QVERIFY(run.floor->job(job).counts.balances());
}

void TestDataPlanes::fileThatIsNotThere()
{
    PlaneRun run;
    for (int i : {0, 1})
        run.plan.machines[size_t(i)].dataPlane->file = run.folder.filePath(QStringLiteral("none.csv"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("has no rows")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("has no rows")));
    QVERIFY(run.open());
    const JobId job = run.import(3, true);
    QVERIFY(job.isValid());
    QVERIFY(run.floor->until([&] { return !run.floor->stopped.empty() || run.floor->rejected.size() > 2; }));
    QVERIFY(!run.floor->rejected.empty());
    for (const event::CardRejected& rejected : run.floor->rejected)
        QVERIFY2(rejected.why == fc::ControlDeviceUnable, qPrintable(rejected.why.toString()));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, qint64(0));
    QCOMPARE(run.floor->job(job).counts.cards.quarantine, qint64(0));
    QVERIFY(run.floor->job(job).counts.balances());
}

void TestDataPlanes::aRealOneNeedsRealTime()
{
    PlaneRun run;
    run.plan.machines[1].dataPlane->simulated = false;
    run.plan.machines[1].dataPlane->link.address = QStringLiteral("/run/none");
    QTest::ignoreMessage(
        QtCriticalMsg, QRegularExpression(QStringLiteral("can not open.*DataPlaneNeedsRealTime")));
    run.floor = std::make_unique<SimulatedFloor>(run.plan, 9, run.folder.filePath(QStringLiteral("data")));
    QVERIFY(run.floor->until([&] { return !run.floor->refused.empty(); }));
    QVERIFY(run.floor->refused.front().why == fc::DataPlaneNeedsRealTime);
    QCOMPARE(run.floor->refused.front().why.param("machine"), QStringLiteral("M2"));
}

void TestDataPlanes::sampleFloor()
{
    auto plan = FloorPlan::load(QStringLiteral(SM_SOURCE_DIR "/resources/floors/two-planes.floor.json"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    PlaneRun run;
    run.plan = plan.take();
    QVERIFY(run.open());
    const JobId job = run.import(48, true);
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, qint64(48));
    QCOMPARE(run.goodAt(2), qint64(0));
}

void TestDataPlanes::sameSeedSameCards()
{
    QStringList logs[2];
    for (QStringList& log : logs) {
        PlaneRun run;
        QVERIFY(run.open());
        QVERIFY(run.floor->finish(run.import(8, true)));
        log = run.floor->log;
    }
    QCOMPARE(logs[0], logs[1]);
}

QTEST_GUILESS_MAIN(TestDataPlanes)
#include "tst_data_planes.moc"
