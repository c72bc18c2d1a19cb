// SPDX-License-Identifier: GPL-3.0-or-later
// Devices besides the chip on a whole floor: who gets cards that need them, and what is on the cards then,
// read by a parser that knows the standards and nothing of the program.
#include "../../support/stripe_reader.h"
#include "base/failures/server.h"
#include "module_floor.h"
#include "openssl_blocks.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace sm;

namespace {

/// The verification value of a stripe, as a card scheme's host computes it.
QByteArray verificationValue(const QByteArray& pan, const QByteArray& expiry, const QByteArray& service)
{
    QByteArray key;
    for (int i = 0; i < 16; ++i)
        key += char(0x51 + i); // TEST-CVK, published
    const QByteArray data = QByteArray::fromHex((pan + expiry + service).leftJustified(32, '0'));
    const QByteArray first = smtest::desCbc(key.left(8), data.left(8));
    const QByteArray last = smtest::tdes(key, smtest::xored(first, data.mid(8))).toHex();
    QByteArray digits;
    QByteArray letters;
    for (const char c : last)
        (c <= '9' ? digits : letters) += c <= '9' ? c : char(c - 'a' + '0');
    return (digits + letters).left(3);
}

/// "2030-02-28" as a stripe has it: 3002.
QByteArray yearAndMonth(const QByteArray& date)
{
    return date.mid(2, 2) + date.mid(5, 2);
}

/// Empty when the card carries the row and nothing else, otherwise what is wrong.
QString judge(const LeftCard& card, const QList<QByteArray>& row)
{
    const QByteArray expiry = yearAndMonth(row.value(4));
    const QByteArray cvv = verificationValue(row.value(1), expiry, "201");
    if (smtest::readStripe(card.stripe.value(0), 7)
        != "%B" + row.value(1) + '^' + row.value(2) + '^' + expiry + "201000000000000" + cvv + '?')
        return QStringLiteral("track 1");
    if (smtest::readStripe(card.stripe.value(1), 5)
        != ';' + row.value(1) + '=' + expiry + "20100000" + cvv + '?')
        return QStringLiteral("track 2");
    if (!card.stripe.value(2).isEmpty())
        return QStringLiteral("track 3");
    if (card.embossed.size() != 1)
        return QStringLiteral("embossed %1 times").arg(card.embossed.size());
    const QByteArray month = row.value(4).mid(5, 2) + '/' + row.value(4).mid(2, 2);
    if (card.embossed.first()
        != "~EM%1;250;1000;" + row.value(1) + "\r~EM%2;1200;650;" + month + "\r~EM%2;250;300;" + row.value(3)
            + '\r')
        return QStringLiteral("embossing");
    return {};
}

} // namespace

class TestModuleFloor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts|line stops|stays"))); }
    void halfOfTheStations();
    void noStationHasThem_data();
    void noStationHasThem();
    void otherJobsUseAllStations();
    void sameSeedSameCards();
    void realPortsNeedRealTime();
    void sampleFloor();
};

void TestModuleFloor::halfOfTheStations()
{
    constexpr int cards = 24;
    ModuleRun run(moduleFloor(6, {1, 3, 5}, milliseconds(900)), cards);
    QVERIFY(run.floor->open());
    const JobId job = run.import(false);
    QVERIFY(job.isValid());
    const auto told = run.floor->job(job).failure;
    QVERIFY(told && *told == fc::JobModulesAtSome);
    QCOMPARE(told->param("stations"), QStringLiteral("M1-S2, M1-S4, M1-S6"));
    QCOMPARE(told->param("modules"), QStringLiteral("stripe (encode), embosser (emboss)"));
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    const JobSnapshot end = run.floor->job(job);
    QCOMPARE(end.state, JobState::Complete);
    QCOMPARE(end.counts.records.good, cards);
    QVERIFY(end.counts.balances());
    QVERIFY(!end.failure);
    for (int station = 1; station <= 6; ++station) {
        QCOMPARE(run.station(station).good > 0, station % 2 == 1);
        QCOMPARE(run.station(station).link.contains(QStringLiteral("stripe")), station % 2 == 1);
    }
    std::set<QByteArray> numbers;
    const auto rows = run.rows();
    for (const LeftCard& card : run.left()) {
        QCOMPARE(card.bin, QStringLiteral("good"));
        const QByteArray number = smtest::readStripe(card.stripe.value(1), 5).mid(1, 16);
        const auto row = std::find_if(rows.begin(), rows.end(),
            [&number](const QList<QByteArray>& one) { return one.value(1) == number; });
        QVERIFY(row != rows.end());
        QCOMPARE(judge(card, *row), QString());
        QVERIFY(numbers.insert(number).second); // no card object on two cards
    }
    QCOMPARE(numbers.size(), size_t(cards));
    // The judge judges.
    LeftCard other = run.left().front();
    const QByteArray own = smtest::readStripe(other.stripe.value(1), 5).mid(1, 16);
    const auto row = std::find_if(
        rows.begin(), rows.end(), [&own](const QList<QByteArray>& one) { return one.value(1) == own; });
    other.stripe[1][4] = char(other.stripe[1].at(4) ^ 1);
    QCOMPARE(judge(other, *row), QStringLiteral("track 2"));
}

void TestModuleFloor::noStationHasThem_data()
{
    QTest::addColumn<int>("stripes"); // stations with an encoder
    QTest::addColumn<int>("embossers");
    QTest::addColumn<bool>("asLabel"); // the embosser is a label printer
    QTest::newRow("nothing at all") << 0 << 0 << false;
    QTest::newRow("encoders only") << 2 << 0 << false;
    QTest::newRow("each a part") << 1 << -1 << false;
    QTest::newRow("of another kind") << 2 << 2 << true;
}

void TestModuleFloor::noStationHasThem()
{
    QFETCH(int, stripes);
    QFETCH(int, embossers);
    QFETCH(bool, asLabel);
    FloorPlan plan = moduleFloor(2, {});
    auto& stations = plan.machines[0].stations;
    for (int i = 0; i < stripes; ++i)
        stations[size_t(i)].modules.push_back(sampleModule("stripe"));
    for (int i = 0; i < std::abs(embossers); ++i) {
        ModulePlan module = sampleModule("embosser");
        if (asLabel)
            module.device.driver = StationProfile::Module::Driver::Label;
        stations[embossers < 0 ? size_t(1 - i) : size_t(i)].modules.push_back(std::move(module));
    }
    ModuleRun run(std::move(plan), 4);
    QVERIFY(run.floor->open());
    const JobId job = run.import(false);
    QVERIFY(job.isValid());
    QVERIFY(run.floor->job(job).failure && *run.floor->job(job).failure == fc::JobModulesMissing);
    const auto refusal = run.floor->order(command::StartJob{job});
    QVERIFY(refusal && *refusal == fc::JobModulesMissing);
    QCOMPARE(refusal->param("modules"), QStringLiteral("stripe (encode), embosser (emboss)"));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).state, JobState::Ready);
    QCOMPARE(run.floor->job(job).counts.records.waiting, 4);
    QVERIFY(run.left().empty());
}

/// A job without devices takes the stations that the first one can not use.
void TestModuleFloor::otherJobsUseAllStations()
{
    ModuleRun run(moduleFloor(4, {2}, seconds(15)), 6);
    QVERIFY(run.floor->open());
    const JobId slow = run.import(true);
    QVERIFY(slow.isValid());
    run.floor->imported.reset();
    const JobId other = run.floor->startDemo(12);
    QVERIFY(other.isValid() && other != slow);
    QVERIFY(run.floor->finish(other));
    QVERIFY(!run.floor->ended(slow));
    for (const int station : {1, 3, 4})
        QVERIFY(run.station(station).good > 0);
    QVERIFY(run.floor->finish(slow));
    run.floor->settle();
    QCOMPARE(run.floor->job(slow).counts.records.good, 6);
    QCOMPARE(run.floor->job(other).counts.records.good, 12);
}

void TestModuleFloor::sameSeedSameCards()
{
    QStringList logs[2];
    for (QStringList& log : logs) {
        ModuleRun run(moduleFloor(3, {1, 2}, milliseconds(700)), 8, 77);
        QVERIFY(run.floor->open());
        QVERIFY(run.floor->finish(run.import(true)));
        log = run.floor->log;
    }
    QCOMPARE(logs[0], logs[1]);
}

void TestModuleFloor::realPortsNeedRealTime()
{
    FloorPlan plan = moduleFloor(1, {1});
    ModulePlan& stripe = moduleOf(plan, 1, 0);
    stripe.simulated = false;
    stripe.device.line.port = QStringLiteral("/dev/ttyS9");
    ModuleRun run(std::move(plan), 1);
    QVERIFY(run.floor->until([&] { return !run.floor->refused.empty(); }));
    QVERIFY(run.floor->refused.front().why == fc::ModuleNeedsRealTime);
    QCOMPARE(run.floor->refused.front().why.param("module"), QStringLiteral("stripe"));
}

/// The floor file that the README names, with its simulated devices.
void TestModuleFloor::sampleFloor()
{
    auto plan = FloorPlan::load(QStringLiteral(SM_SOURCE_DIR "/resources/floors/bank-cards.floor.json"));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.failure().toString()));
    ModuleRun run(plan.take(), 6);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, 6);
    QCOMPARE(run.left().size(), size_t(6));
    for (const int station : {4, 5, 6})
        QCOMPARE(run.station(station).good, 0u);
}

QTEST_GUILESS_MAIN(TestModuleFloor)
#include "tst_module_floor.moc"
