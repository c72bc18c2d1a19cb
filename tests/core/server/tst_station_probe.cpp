// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/base.h"
#include "base/failures/server.h"
#include "base/failures/station.h"
#include "pcsc_fake.h"
#include "server/reader_name.h"
#include "server/station_probe.h"
#include "station/bound_card_link.h"
#include "test_loop.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using sm::test::answerOf;
using sm::test::ScriptedPcsc;
using sm::test::TestLoop;

class TestStationProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNamesOfReaders_data();
    void readsNamesOfReaders();
    void anotherOrderExchangesNoStations();
    void listsWhatIsPluggedIn();
    void asksAReader();
    void findsAReaderByItsSerialNumber();
    void saysWhatIsNotThere();
    void aBoundStationFollowsItsReader();
};

static StationPlan bySerial(const QString& serial, int slot = 0)
{
    StationPlan plan;
    plan.kind = StationPlan::Kind::Pcsc;
    plan.readerSerial = serial;
    plan.readerSlot = slot;
    return plan;
}

void TestStationProbe::readsNamesOfReaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("serial");
    QTest::addColumn<int>("slot");
    QTest::newRow("plain") << "Virtual PCD 00 01"
                           << "" << 1;
    QTest::newRow("serial") << "Gemalto PC Twin Reader (9F31AB) 02 00"
                            << "9F31AB" << 0;
    QTest::newRow("interface") << "Reader X [CCID (2)] (0001) 0A 0F"
                               << "0001" << 15;
    QTest::newRow("brackets in the model") << "Reader (old) two 00 00"
                                           << "" << 0;
    QTest::newRow("nothing") << ""
                             << "" << 0;
}

void TestStationProbe::readsNamesOfReaders()
{
    QFETCH(const QString, name);
    QFETCH(const QString, serial);
    QFETCH(const int, slot);
    const ReaderName parts = ReaderName::of(name);
    QCOMPARE(parts.serial, serial);
    QCOMPARE(parts.slot, slot);
}

void TestStationProbe::anotherOrderExchangesNoStations()
{
    const QStringList morning{QStringLiteral("Twin (A1) 00 00"), QStringLiteral("Twin (B2) 01 00"),
        QStringLiteral("Twin (B2) 01 01")};
    const QStringList evening{QStringLiteral("Twin (B2) 00 00"), QStringLiteral("Twin (B2) 00 01"),
        QStringLiteral("Twin (A1) 01 00")};
    const StationPlan a = bySerial(QStringLiteral("A1"));
    const StationPlan b = bySerial(QStringLiteral("B2"), 1);
    QCOMPARE(readerOf(a, morning), QStringLiteral("Twin (A1) 00 00"));
    QCOMPARE(readerOf(a, evening), QStringLiteral("Twin (A1) 01 00"));
    QCOMPARE(readerOf(b, morning), QStringLiteral("Twin (B2) 01 01"));
    QCOMPARE(readerOf(b, evening), QStringLiteral("Twin (B2) 00 01"));
    QVERIFY(readerOf(bySerial(QStringLiteral("C3")), morning).isEmpty());
    QVERIFY(readerOf(bySerial(QStringLiteral("B2"), 2), morning).isEmpty());
}

void TestStationProbe::listsWhatIsPluggedIn()
{
    const QTemporaryDir folder;
    for (const char* name : {"usb-FTDI_B-if00", "usb-FTDI_A-if00"})
        QVERIFY(QFile::link(QStringLiteral("/dev/null"), folder.filePath(QLatin1String(name))));
    auto api = std::make_shared<ScriptedPcsc>();
    api->expectEstablish().expectList({"Twin (A1) 00 00", "Virtual PCD 00 00"});
    TestLoop loop;
    StationProbe probe(loop.reactor, api, {folder.path(), folder.filePath(QStringLiteral("none"))});
    auto looking = probe.lookAround(seconds(20));
    const auto around = *answerOf(looking);
    QVERIFY(around.ok());
    QCOMPARE(around->readers.join(u','), QStringLiteral("Twin (A1) 00 00,Virtual PCD 00 00"));
    QCOMPARE(around->ports,
        (QStringList{folder.filePath(QStringLiteral("usb-FTDI_A-if00")),
            folder.filePath(QStringLiteral("usb-FTDI_B-if00"))}));
    QCOMPARE(api->openContexts(), 0);
    QVERIFY2(api->complaints().isEmpty(), qPrintable(api->complaints().join(u'\n')));
}

void TestStationProbe::asksAReader()
{
    auto api = std::make_shared<ScriptedPcsc>();
    api->expectEstablish().expectCardThere(1, "3B8001").expectEstablish().expectNoCard(2);
    TestLoop loop;
    StationProbe probe(loop.reactor, api, {});
    StationPlan plan;
    plan.kind = StationPlan::Kind::Pcsc;
    plan.reader = QStringLiteral("Twin 00 00");
    auto asking = probe.askReader(plan, seconds(20));
    const auto seen = *answerOf(asking);
    QVERIFY(seen.ok());
    QCOMPARE(seen->found, plan.reader);
    QCOMPARE(seen->atr, QByteArray::fromHex("3B8001"));
    auto again = probe.askReader(plan, seconds(20));
    const auto empty = *answerOf(again);
    QVERIFY(empty.ok());
    QVERIFY(empty->atr.isEmpty());
    QVERIFY2(api->complaints().isEmpty(), qPrintable(api->complaints().join(u'\n')));
}

void TestStationProbe::findsAReaderByItsSerialNumber()
{
    auto api = std::make_shared<ScriptedPcsc>();
    const QList<QByteArray> readers{"Twin (A1) 01 00", "Twin (B2) 00 00"};
    api->expectEstablish().expectList(readers).expectEstablish().expectNoCard(1);
    api->expectEstablish().expectList(readers);
    TestLoop loop;
    StationProbe probe(loop.reactor, api, {});
    auto asking = probe.askReader(bySerial(QStringLiteral("A1")), seconds(20));
    const auto seen = *answerOf(asking);
    QVERIFY(seen.ok());
    QCOMPARE(seen->found, QStringLiteral("Twin (A1) 01 00"));
    auto other = probe.askReader(bySerial(QStringLiteral("C3")), seconds(20));
    const auto lost = *answerOf(other);
    QVERIFY(!lost);
    QCOMPARE(lost.failure(), fc::ReaderLost);
    QVERIFY2(api->complaints().isEmpty(), qPrintable(api->complaints().join(u'\n')));
}

void TestStationProbe::saysWhatIsNotThere()
{
    QCOMPARE(StationProbe::checkPort(QStringLiteral("/dev/no-such-line")).failure(), fc::StationPortMissing);
    QVERIFY(StationProbe::checkPort(QStringLiteral("/dev/null")));
    // A call that hangs in pcscd costs the person who asked a moment, and nobody else anything.
    auto api = std::make_shared<ScriptedPcsc>();
    api->expectEstablish().andBlock();
    TestLoop loop;
    StationProbe probe(loop.reactor, api, {});
    auto asking = probe.askReader(bySerial(QStringLiteral("A1")), milliseconds(50));
    QVERIFY(api->waitUntilBlocked());
    loop.expireLimits();
    const auto late = *answerOf(asking);
    QVERIFY(!late);
    QCOMPARE(late.failure(), fc::WaitTimedOut);
    api->expectList({});
    api->unblock();
    QVERIFY(api->waitUntilPlayed());
}

namespace {

/// A reader of that name, with or without power.
class NamedLink final : public CardLink {
public:
    NamedLink(Reactor reactor, QString name, QStringList& log)
        : m_reactor(std::move(reactor))
        , m_name(std::move(name))
        , m_log(log)
    {
    }
    ~NamedLink() override { m_log.append(m_name + QStringLiteral(" gone")); }
    Pending<CardArrival> awaitCard(Nanos) override
    {
        m_log.append(m_name + QStringLiteral(" waits"));
        auto wait = makePending<CardArrival>(m_reactor, seconds(20));
        m_open = wait.pending.canceller();
        m_completer.emplace(std::move(wait.completer));
        return std::move(wait.pending);
    }
    Pending<CardArrival> repower(Nanos limit) override { return awaitCard(limit); }
    Pending<RunAnswers> run(CommandRun, Nanos) override
    {
        return Pending<RunAnswers>::ready(m_reactor, RunAnswers());
    }
    Pending<FormatAcknowledged> formatComplete(FormatComplete, Nanos) override
    {
        return Pending<FormatAcknowledged>::ready(m_reactor, FormatAcknowledged());
    }
    Pending<Done> eject(Bin, Nanos) override { return Pending<Done>::ready(m_reactor, Done{}); }
    void abort(const Failure& why) override { m_open.abort(why); }
    bool isUsable() const override { return true; }
    void onUsableChanged(std::function<void(bool usable)>) override { }
    QString description() const override { return m_name; }

private:
    Reactor m_reactor;
    QString m_name;
    QStringList& m_log;
    Canceller m_open;
    std::optional<Completer<CardArrival>> m_completer;
};

} // namespace

void TestStationProbe::aBoundStationFollowsItsReader()
{
    TestLoop loop;
    QStringList log;
    BoundCardLink bound(loop.reactor, QStringLiteral("A1"),
        [&](const QString& name) { return std::make_unique<NamedLink>(loop.reactor, name, log); });
    int changes = 0;
    bound.onUsableChanged([&changes](bool) { ++changes; });
    QVERIFY(!bound.isUsable());
    auto early = bound.awaitCard(seconds(20));
    QCOMPARE(answerOf(early)->failure(), fc::ReaderLost);
    bound.readerCame(QStringLiteral("Twin (A1) 00 00"));
    QVERIFY(bound.isUsable());
    QCOMPARE(changes, 1);
    bound.readerCame(QStringLiteral("Twin (A1) 03 00")); // another one tells the same serial number
    QCOMPARE(bound.description(), QStringLiteral("Twin (A1) 00 00"));
    auto waiting = bound.awaitCard(seconds(20));
    bound.readerWent(QStringLiteral("Twin (A1) 00 00"));
    bound.readerCame(QStringLiteral("Twin (A1) 00 00")); // the same place again: its link goes on
    QCOMPARE(log.join(u','), QStringLiteral("Twin (A1) 00 00 waits"));
    bound.readerWent(QStringLiteral("Twin (A1) 00 00"));
    bound.readerCame(QStringLiteral("Twin (A1) 01 00"));
    QCOMPARE(answerOf(waiting)->failure(), fc::ReaderLost);
    QCOMPARE(bound.description(), QStringLiteral("Twin (A1) 01 00"));
    QCOMPARE(log.last(), QStringLiteral("Twin (A1) 00 00 gone"));
}

QTEST_GUILESS_MAIN(TestStationProbe)
#include "tst_station_probe.moc"
