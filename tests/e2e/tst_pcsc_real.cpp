// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_pcscd.h"
#include "test_loop.h"
#include "vpcd_mini_card.h"

#include "base/pending.h"
#include "station/link_failures.h"
#include "station/pcsc_station.h"
#include "transport/pcsc/pcsc_failures.h"
#include "transport/pcsc/pcsc_monitor.h"
#include "transport/pcsc/pcsc_reader.h"

#include <QTest>

#include <sys/resource.h>

using namespace sm;
using namespace sm::test;

namespace {

// T=1 with none and one historical byte, check character last (ISO/IEC 7816-3 clause 8.2).
const QByteArray atrOne = QByteArray::fromHex("3B800181");
const QByteArray atrTwo = QByteArray::fromHex("3B810141C1");
constexpr char plain[] = "00A4040000";
constexpr char freezes[] = "00DD000000";
constexpr char vanishes[] = "00EE000000";
constexpr int patienceMs = 30'000;

} // namespace

/// PC/SC stations against a pcscd of their own, with virtual readers and the faults that were seen with real
/// ones.
class TestPcscReal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void runsOnEveryReader();
    void serviceKilledWhileIdle();
    void serviceKilledDuringACommand();
    void monitorSaysDownAndUp();
    void cardPulledBetweenCommands();
    void cardVanishesBeforeItsAnswer();
    void otherCardInTheReader();
    void otherProgramMeetsAnExclusiveReader();
    void frozenCardCostsOneStation();
    void cardWithGarbageForAtr();
    void ejectedCardIsTakenOut();
    void waitingCostsNothing();

private:
    struct Station {
        std::unique_ptr<VpcdMiniCard> card;
        std::unique_ptr<PcscCardLink> link;
        quint32 nextCommand = 1;
    };
    void pull(int reader);
    void insert(int reader, const QByteArray& atr = atrOne, const QByteArray& serial = "\x01");
    QString awaitCard(int reader, quint32* insertion = nullptr);
    QString repower(int reader);
    Pending<RunAnswers> startRun(
        int reader, std::initializer_list<const char*> commands, Nanos limit = seconds(20));
    RunAnswers run(int reader, std::initializer_list<const char*> commands);
    bool sees(PcscEvent::Kind kind) const;

    static constexpr int readers = 3;
    PrivatePcscd m_pcscd;
    std::unique_ptr<SteadyClock> m_clock;
    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<InboxPump> m_pump;
    Reactor m_reactor;
    std::shared_ptr<PcscApi> m_api;
    std::shared_ptr<ReaderBoard> m_board;
    std::shared_ptr<ReaderRegistry> m_registry;
    std::unique_ptr<PcscMonitor> m_monitor;
    QList<PcscEvent> m_events;
    std::vector<Station> m_stations;
};

void TestPcscReal::initTestCase()
{
    const QString problem = m_pcscd.start(readers);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestPcscReal::init()
{
    m_events.clear();
    m_clock = std::make_unique<SteadyClock>();
    m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    m_pump = std::make_unique<InboxPump>(m_inbox);
    m_reactor = Reactor{m_clock.get(), m_inbox};
    m_api = makePcscLite();
    m_board = std::make_shared<ReaderBoard>();
    m_registry = std::make_shared<ReaderRegistry>();
    m_monitor = std::make_unique<PcscMonitor>(
        m_api, m_board, m_inbox, PcscMonitor::Pauses(milliseconds(20), milliseconds(200)));
    m_monitor->onEvent([this](const PcscEvent& event) { m_events.append(event); });
    m_monitor->start();
    m_stations.clear();
    m_stations.resize(readers);
    const PcscServices services(m_api, m_board, m_registry);
    for (int i = 0; i < readers; ++i)
        m_stations[size_t(i)].link
            = std::make_unique<PcscCardLink>(m_reactor, services, m_pcscd.readerName(i));
    for (const Station& station : m_stations)
        QTRY_VERIFY_WITH_TIMEOUT(station.link->isUsable(), patienceMs);
}

void TestPcscReal::cleanup()
{
    for (Station& station : m_stations) {
        if (station.card)
            station.card->thaw();
        station.link.reset();
    }
    for (int i = 0; i < readers; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(!m_registry->isTaken(m_pcscd.readerName(i).toUtf8()), patienceMs);
        pull(i);
    }
    m_monitor.reset();
    m_inbox->close();
}

/// Takes the card out and waits until pcscd, which looks every 400 ms, has seen it for good: it would miss a
/// faster exchange.
void TestPcscReal::pull(int reader)
{
    m_stations[size_t(reader)].card.reset();
    PcscReader look(m_api, m_pcscd.readerName(reader).toUtf8());
    const auto isEmpty = [&] {
        const auto status = look.status();
        return status && status->readerThere && !status->cardThere;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isEmpty(), patienceMs);
    QTest::qWait(1000);
}

void TestPcscReal::insert(int reader, const QByteArray& atr, const QByteArray& serial)
{
    pull(reader);
    m_stations[size_t(reader)].card = std::make_unique<VpcdMiniCard>(m_pcscd.port(reader), atr, serial);
}

QString TestPcscReal::awaitCard(int reader, quint32* insertion)
{
    auto wait = m_stations[size_t(reader)].link->awaitCard(seconds(20));
    const auto answer = answerOf(wait);
    if (insertion && answer && answer->ok())
        *insertion = (*answer)->insertion;
    return nameOf(answer);
}

QString TestPcscReal::repower(int reader)
{
    auto wait = m_stations[size_t(reader)].link->repower(seconds(20));
    return nameOf(answerOf(wait));
}

Pending<RunAnswers> TestPcscReal::startRun(
    int reader, std::initializer_list<const char*> commands, Nanos limit)
{
    Station& station = m_stations[size_t(reader)];
    CommandRun run(AttemptId(1), Epoch(1), station.nextCommand);
    for (const char* hex : commands)
        run.commands.emplace_back(QByteArray::fromHex(hex), StatusRule());
    station.nextCommand += quint32(run.commands.size());
    return station.link->run(std::move(run), limit);
}

RunAnswers TestPcscReal::run(int reader, std::initializer_list<const char*> commands)
{
    auto wait = startRun(reader, commands);
    const auto answer = answerOf(wait);
    if (answer && answer->ok())
        return **answer;
    qWarning() << "the run failed:" << nameOf(answer);
    RunAnswers none;
    none.end = RunEnd::NotSent;
    return none;
}

bool TestPcscReal::sees(PcscEvent::Kind kind) const
{
    return std::any_of(
        m_events.begin(), m_events.end(), [kind](const PcscEvent& e) { return e.kind == kind; });
}

void TestPcscReal::runsOnEveryReader()
{
    for (int i = 0; i < readers; ++i) {
        insert(i, atrOne, QByteArray(1, char('A' + i)));
        QCOMPARE(awaitCard(i), QStringLiteral("ok"));
        const RunAnswers answers = run(i, {plain, plain, plain});
        QCOMPARE(answers.end, RunEnd::Complete);
        QCOMPARE(answers.answers.size(), size_t(3));
        QCOMPARE(answers.answers[2].data(), QByteArray(1, char('A' + i)));
        QCOMPARE(m_stations[size_t(i)].card->executed(), 3);
    }
}

/// F1: old handles never recover; everything is made anew and the card is powered again.
void TestPcscReal::serviceKilledWhileIdle()
{
    insert(0);
    quint32 before = 0;
    QCOMPARE(awaitCard(0, &before), QStringLiteral("ok"));
    QCOMPARE(m_pcscd.restart(), QString());
    const RunAnswers answers = run(0, {plain});
    QCOMPARE(answers.end, RunEnd::Unknown);
    QVERIFY(answers.failure.has_value());
    QCOMPARE(pcscTrouble(*answers.failure), PcscTrouble::ServiceGone);
    quint32 after = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        sees(PcscEvent::Kind::ServiceDown) && m_stations[0].link->isUsable(), patienceMs);
    QCOMPARE(awaitCard(0, &after), QStringLiteral("ok"));
    QVERIFY(after != before);
    QCOMPARE(run(0, {plain}).end, RunEnd::Complete);
}

/// F2: the command was executed or not; the same card can be asked once pcscd is back.
void TestPcscReal::serviceKilledDuringACommand()
{
    insert(0);
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    auto wait = startRun(0, {plain, freezes, plain});
    QVERIFY(m_stations[0].card->waitUntilFrozen());
    m_pcscd.kill();
    const auto answer = answerOf(wait);
    QCOMPARE(nameOf(answer), QStringLiteral("ok"));
    QCOMPARE((*answer)->end, RunEnd::Unknown);
    QCOMPARE((*answer)->answers.size(), size_t(1));
    QCOMPARE(nameOf(*(*answer)->failure), QStringLiteral("PcscBroken"));
    auto again = m_stations[0].link->repower(seconds(20));
    m_stations[0].card->thaw();
    QCOMPARE(m_pcscd.restart(), QString());
    QCOMPARE(nameOf(answerOf(again)), QStringLiteral("ok"));
    QCOMPARE(run(0, {plain}).end, RunEnd::Complete);
}

/// F3
void TestPcscReal::monitorSaysDownAndUp()
{
    QTRY_VERIFY_WITH_TIMEOUT(sees(PcscEvent::Kind::ServiceUp), patienceMs);
    m_events.clear();
    m_pcscd.kill();
    QTRY_VERIFY_WITH_TIMEOUT(sees(PcscEvent::Kind::ServiceDown), patienceMs);
    QVERIFY(sees(PcscEvent::Kind::ReaderVanished));
    QTRY_VERIFY_WITH_TIMEOUT(!m_stations[0].link->isUsable(), patienceMs);
    m_events.clear();
    QCOMPARE(m_pcscd.restart(), QString());
    QTRY_VERIFY_WITH_TIMEOUT(
        sees(PcscEvent::Kind::ServiceUp) && sees(PcscEvent::Kind::ReaderAppeared), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_stations[0].link->isUsable(), patienceMs);
}

/// F4
void TestPcscReal::cardPulledBetweenCommands()
{
    insert(0);
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    QCOMPARE(run(0, {plain}).end, RunEnd::Complete);
    pull(0);
    const RunAnswers answers = run(0, {plain});
    QCOMPARE(answers.end, RunEnd::Unknown);
    QCOMPARE(nameOf(*answers.failure), QStringLiteral("CardTorn"));
    QCOMPARE(repower(0), QStringLiteral("CardAbsent"));
}

/// F5: the library says success and no byte came.
void TestPcscReal::cardVanishesBeforeItsAnswer()
{
    insert(0);
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    const RunAnswers answers = run(0, {plain, vanishes, plain});
    QCOMPARE(answers.end, RunEnd::Unknown);
    QCOMPARE(answers.answers.size(), size_t(1));
    QCOMPARE(nameOf(*answers.failure), QStringLiteral("CardAnswerTooShort"));
    QCOMPARE(m_stations[0].card->executed(), 2);
}

/// F6: reconnecting to another card succeeds without a word, even with another ATR.
void TestPcscReal::otherCardInTheReader()
{
    for (const QByteArray& otherAtr : {atrOne, atrTwo}) {
        insert(0);
        QCOMPARE(awaitCard(0), QStringLiteral("ok"));
        m_events.clear();
        insert(0, otherAtr, "\x02");
        const QString reader = m_pcscd.readerName(0);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_events.contains(PcscEvent{PcscEvent::Kind::ReaderChanged, reader, true}), patienceMs);
        QCOMPARE(repower(0), QStringLiteral("CardChanged"));
        QCOMPARE(run(0, {plain}).end, RunEnd::NotSent);
        QCOMPARE(m_stations[0].card->executed(), 0);
    }
}

/// F7
void TestPcscReal::otherProgramMeetsAnExclusiveReader()
{
    PcscReader other(m_api, m_pcscd.readerName(0).toUtf8());
    insert(0);
    QTRY_VERIFY_WITH_TIMEOUT(other.connect().ok(), patienceMs);
    QCOMPARE(awaitCard(0), QStringLiteral("ReaderBusy"));
    other.close();
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    const auto refused = other.connect();
    QVERIFY(!refused.ok());
    QCOMPARE(pcscTrouble(refused.failure()), PcscTrouble::Busy);
}

/// F8: the call into the library does not return before the card does; only that station is lost.
void TestPcscReal::frozenCardCostsOneStation()
{
    insert(0);
    insert(1, atrOne, "\x02");
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    QCOMPARE(awaitCard(1), QStringLiteral("ok"));
    auto wait = startRun(0, {plain, freezes, plain}, milliseconds(300));
    QCOMPARE(run(1, {plain, plain}).end, RunEnd::Complete);
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("ReaderStuck"));
    QVERIFY(!m_stations[0].link->isUsable());
    QVERIFY(m_stations[1].link->isUsable());
    QCOMPARE(run(1, {plain, plain}).end, RunEnd::Complete);
    QVERIFY(m_registry->isTaken(m_pcscd.readerName(0).toUtf8()));

    m_stations[0].card->thaw();
    QTRY_VERIFY_WITH_TIMEOUT(m_stations[0].link->isUsable(), patienceMs);
    QCOMPARE(m_stations[0].card->executed(), 2); // the third was never sent
    QCOMPARE(repower(0), QStringLiteral("ok"));
    QCOMPARE(run(0, {plain}).end, RunEnd::Complete);
}

/// F11 has no virtual counterpart, for this reader takes a card that does not answer a reset for no card; one
/// whose answer to reset is garbage is refused and never offered again.
void TestPcscReal::cardWithGarbageForAtr()
{
    insert(0, QByteArray::fromHex("FF"));
    QCOMPARE(awaitCard(0), QStringLiteral("PcscCardUnsupported"));
    auto again = m_stations[0].link->awaitCard(milliseconds(1000));
    QCOMPARE(nameOf(answerOf(again)), QStringLiteral("CardAbsent"));
}

void TestPcscReal::ejectedCardIsTakenOut()
{
    insert(0);
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
    auto never = m_stations[0].link->eject(Bin::Good, milliseconds(1500));
    QCOMPARE(nameOf(answerOf(never)), QStringLiteral("CardNotTaken"));
    auto same = m_stations[0].link->awaitCard(milliseconds(500));
    QCOMPARE(nameOf(answerOf(same)), QStringLiteral("CardAbsent"));
    auto eject = m_stations[0].link->eject(Bin::Good, seconds(20));
    QTest::qWait(200); // nobody is faster than the power-off
    m_stations[0].card.reset();
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    insert(0);
    QCOMPARE(awaitCard(0), QStringLiteral("ok"));
}

/// Monitor and readers wait inside the kernel: two seconds of waiting for cards are next to no processor
/// time.
void TestPcscReal::waitingCostsNothing()
{
    const auto used = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    };
    std::vector<Pending<CardArrival>> waits;
    for (const Station& station : m_stations)
        waits.push_back(station.link->awaitCard(seconds(20)));
    QTest::qWait(500);
    const auto before = used();
    QTest::qWait(2000);
    const auto spent = used() - before;
    QVERIFY2(spent < milliseconds(400), qPrintable(QString::number(spent / microseconds(1))));
    for (const Station& station : m_stations)
        station.link->abort(cardAbsent());
    for (auto& wait : waits)
        QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CardAbsent"));
}

QTEST_GUILESS_MAIN(TestPcscReal)
#include "tst_pcsc_real.moc"
