// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks that their maker locked by a transport key, on a whole floor: the security service answers each
// chip's challenge; who can not answer it stops after one card and writes to none.
#include "base/failures/session.h"
#include "simulated_floor.h"

#include <QFile>
#include <QMap>
#include <QSet>
#include <QTest>

#include <functional>

using namespace sm;

namespace {

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString written(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

/// What one software card was told, in order.
struct CardStory {
    int answered = 0; ///< EXTERNAL AUTHENTICATE with an answer to a challenge
    QStringList answers; ///< their status words
    int writes = 0; ///< CREATE, UPDATE, ACTIVATE that the card carried out
    bool writtenLocked = false; ///< one of them before it was released
};

using Story = QMap<QByteArray, CardStory>;

/// A floor with one job of the sample, whose profile may be changed in one place.
class Orchard {
public:
    Orchard(int stations, const char* right = "", const char* wrong = "",
        const std::function<void(FloorPlan&)>& change = {})
    {
        QByteArray profile = content(QStringLiteral(":/stationmaster/profiles/orchard-badge.profile.json"));
        m_planted = *right == '\0' || profile.contains(right);
        profile.replace(right, wrong).replace("\"id\": \"orchard-badge\"", "\"id\": \"planted\"");
        written(m_folder.filePath(QStringLiteral("planted.profile.json")), profile);
        DemoOptions demo;
        demo.machines = 1;
        demo.stations = stations;
        demo.hsms = 2;
        FloorPlan plan = demoFloor(demo);
        plan.virtualCards.commandLog = m_folder.filePath(QStringLiteral("cards.log"));
        if (change)
            change(plan);
        floor = std::make_unique<SimulatedFloor>(plan, 11, m_folder.path(), m_folder.path());
    }

    bool start(int records)
    {
        const QList<QByteArray> lines
            = content(QStringLiteral(":/stationmaster/jobs/orchard-badge.csv")).split('\n');
        if (!m_planted || !floor->open())
            return false;
        command::ImportFile import;
        import.file = written(
            m_folder.filePath(QStringLiteral("job.csv")), lines.mid(0, records + 1).join('\n') + '\n');
        import.profile = QStringLiteral("planted");
        import.startWhenImported = true;
        floor->server->post(import);
        floor->until([&] { return floor->imported.has_value() || !floor->refused.empty(); });
        job = floor->imported ? floor->imported->job : JobId();
        return job.isValid();
    }

    Story story() const
    {
        Story cards;
        for (const QByteArray& line :
            content(m_folder.filePath(QStringLiteral("cards.log"))).trimmed().split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() != 5 || words[4] == "not-executed")
                continue;
            CardStory& card = cards[words[0]];
            const QByteArray header = words[2].first(8);
            if (header.startsWith("008200") && words[2].size() > 8) {
                ++card.answered;
                card.answers.append(QString::fromLatin1(words[3]));
            }
            const QByteArray ins = header.mid(2, 2);
            const bool write = ins == "E0" || ins == "D6" || ins == "44";
            if (write && words[3] == "9000") {
                ++card.writes;
                card.writtenLocked = card.writtenLocked || !card.answers.contains(QStringLiteral("9000"));
            }
        }
        return cards;
    }

    JobSnapshot snapshot() const { return floor->job(job); }

    std::unique_ptr<SimulatedFloor> floor;
    JobId job;

private:
    QTemporaryDir m_folder;
    bool m_planted = false;
};

int inState(const Snapshot& snapshot, TileState state)
{
    int count = 0;
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations)
            count += station.state == state ? 1 : 0;
    }
    return count;
}

} // namespace

class CardReleaseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void lockedBlanksBecomeGoodCards_data();
    void lockedBlanksBecomeGoodCards();
    void aWrongMasterStopsEachStationAfterOneCard_data();
    void aWrongMasterStopsEachStationAfterOneCard();
    void blockedChipsAreRejectedUntried();
    void chipsThatAreNotAskedSayItThemselves();
    void disturbedCardsAreNeverTriedTwice();
    void aMissingKeyIsNamedBeforeTheFirstCard();
};

void CardReleaseTest::lockedBlanksBecomeGoodCards_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::newRow("TDEA") << QByteArray("\"algorithm\": \"tdea\"");
    QTest::newRow("AES") << QByteArray("\"algorithm\": \"aes\"");
}

void CardReleaseTest::lockedBlanksBecomeGoodCards()
{
    QFETCH(QByteArray, algorithm);
    constexpr int cards = 24;
    Orchard orchard(6, "\"algorithm\": \"tdea\"", algorithm.constData());
    QVERIFY(orchard.start(cards));
    QVERIFY(orchard.floor->finish(orchard.job));
    orchard.floor->settle();
    QVERIFY2(orchard.floor->rejected.empty(),
        orchard.floor->rejected.empty() ? "" : qPrintable(orchard.floor->rejected.front().why.toString()));
    const JobSnapshot done = orchard.snapshot();
    QCOMPARE(done.state, JobState::Complete);
    QCOMPARE(done.counts.records.good, qint64(cards));
    QVERIFY(done.counts.balances());
    const Story story = orchard.story();
    QCOMPARE(story.size(), cards);
    for (const CardStory& card : story) {
        QCOMPARE(card.answers, QStringList{QStringLiteral("9000")});
        QVERIFY(card.writes > 5 && !card.writtenLocked);
    }
}

void CardReleaseTest::aWrongMasterStopsEachStationAfterOneCard_data()
{
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("wrong");
    QTest::addColumn<QString>("sw");
    QTest::addColumn<QString>("tries");
    QTest::newRow("master itself") << QByteArray("\"emv\"") << QByteArray("\"none\"")
                                   << QStringLiteral("63C2") << QStringLiteral("2");
    QTest::newRow("other rule") << QByteArray("\"emv\"") << QByteArray("\"visa2\"") << QStringLiteral("63C2")
                                << QStringLiteral("2");
    QTest::newRow("other key of the chip")
        << QByteArray("\"reference\": \"81\"") << QByteArray("\"reference\": \"82\"")
        << QStringLiteral("6A88") << QString();
}

void CardReleaseTest::aWrongMasterStopsEachStationAfterOneCard()
{
    QFETCH(QByteArray, right);
    QFETCH(QByteArray, wrong);
    QFETCH(QString, sw);
    QFETCH(QString, tries);
    constexpr int stations = 3;
    constexpr int records = 12;
    Orchard orchard(stations, right.constData(), wrong.constData());
    QVERIFY(orchard.start(records));
    SimulatedFloor& floor = *orchard.floor;
    QVERIFY(floor.until([&] { return floor.stopped.size() == stations; }, std::chrono::hours(1)));
    floor.settle();
    QCOMPARE(floor.rejected.size(), size_t(stations));
    for (const event::CardRejected& one : floor.rejected) {
        QVERIFY2(one.why == fc::ReleaseRefused, qPrintable(one.why.toString()));
        QCOMPARE(one.why.param("sw"), sw);
        QCOMPARE(one.why.param("tries"), tries);
        QCOMPARE(one.step, QStringLiteral("Release the chip"));
        QVERIFY(!one.quarantined); // nothing was written
    }
    for (const event::StationStopped& one : floor.stopped)
        QVERIFY(one.why == fc::ReleaseRefused);
    const auto snapshot = floor.server->snapshot();
    QCOMPARE(inState(*snapshot, TileState::Fault), stations);
    for (const StationSnapshot& station : snapshot->machines.front().stations)
        QVERIFY(station.failure && *station.failure == fc::ReleaseRefused);

    const JobSnapshot stands = orchard.snapshot();
    QCOMPARE(stands.counts.records.waiting, qint64(records)); // none lost, none in doubt
    QCOMPARE(stands.counts.records.inDoubt, qint64(0));
    QCOMPARE(stands.counts.cards.spoiled, qint64(stations)); // and none of the blanks comes again by itself
    QCOMPARE(stands.counts.cards.returned, qint64(0));
    QVERIFY(stands.counts.balances());
    const Story story = orchard.story();
    QCOMPARE(story.size(), stations);
    for (const CardStory& card : story) {
        QCOMPARE(card.answers, QStringList{sw});
        QCOMPARE(card.writes, 0);
    }
    QCOMPARE(floor.good, 0);
}

void CardReleaseTest::blockedChipsAreRejectedUntried()
{
    constexpr int records = 12;
    Orchard orchard(2, "", "", [](FloorPlan& plan) { plan.virtualCards.blockedEvery = 3; });
    QVERIFY(orchard.start(records));
    SimulatedFloor& floor = *orchard.floor;
    QVERIFY(floor.finish(orchard.job));
    floor.settle();
    QCOMPARE(orchard.snapshot().counts.records.good, qint64(records));
    QVERIFY(floor.stopped.empty()); // one bad blank after the other, and good ones between
    QVERIFY(floor.rejected.size() >= 4);
    QSet<QString> tries;
    for (const event::CardRejected& one : floor.rejected) {
        QVERIFY2(one.why == fc::ReleaseBlocked, qPrintable(one.why.toString()));
        QVERIFY(!one.quarantined);
        tries.insert(one.why.param("tries"));
    }
    QCOMPARE(tries, (QSet<QString>{QStringLiteral("0"), QStringLiteral("1")}));
    QCOMPARE(orchard.snapshot().counts.cards.spoiled, qint64(floor.rejected.size()));
    QVERIFY(orchard.snapshot().counts.balances());
    int untried = 0;
    for (const CardStory& card : orchard.story()) {
        untried += card.answered == 0;
        QVERIFY(card.answered == 0 ? card.writes == 0 : card.answers == QStringList{QStringLiteral("9000")});
    }
    QCOMPARE(size_t(untried), floor.rejected.size());
}

/// Some chips do not tell their tries: the blocked ones say so when they are answered, the others are good.
void CardReleaseTest::chipsThatAreNotAskedSayItThemselves()
{
    constexpr int records = 8;
    Orchard orchard(1, "\"keepTries\": 1", "\"keepTries\": 0",
        [](FloorPlan& plan) { plan.virtualCards.blockedEvery = 2; });
    QVERIFY(orchard.start(records));
    SimulatedFloor& floor = *orchard.floor;
    QVERIFY(floor.finish(orchard.job));
    floor.settle();
    QCOMPARE(orchard.snapshot().counts.records.good, qint64(records));
    QVERIFY(floor.stopped.empty());
    QVERIFY(!floor.rejected.empty());
    for (const event::CardRejected& one : floor.rejected)
        QVERIFY2(one.why == fc::ReleaseBlocked, qPrintable(one.why.toString()));
    int blocked = 0;
    for (const CardStory& card : orchard.story()) {
        QCOMPARE(card.answered, 1);
        blocked += card.answers.front() == QStringLiteral("6983");
    }
    QCOMPARE(size_t(blocked), floor.rejected.size());
}

/// Torn and mute cards anywhere in the script: no chip is answered a second time, every record has an end.
void CardReleaseTest::disturbedCardsAreNeverTriedTwice()
{
    constexpr int records = 60;
    Orchard orchard(6, "", "", [](FloorPlan& plan) {
        plan.virtualCards.tearRate = plan.virtualCards.muteRate = 0.15;
        plan.virtualCards.blockedEvery = 10;
        plan.rejectRunLimit = 100;
    });
    QVERIFY(orchard.start(records));
    SimulatedFloor& floor = *orchard.floor;
    floor.until(
        [&] {
            const RecordCounts now = orchard.snapshot().counts.records;
            return floor.ended(orchard.job) || now.good + now.inDoubt == records;
        },
        std::chrono::hours(4));
    floor.settle();
    const JobSnapshot done = orchard.snapshot();
    QVERIFY(done.counts.balances());
    QVERIFY2(done.counts.records.good > records / 2, qPrintable(QString::number(done.counts.records.good)));
    QVERIFY(!floor.rejected.empty());
    for (const CardStory& card : orchard.story()) {
        QVERIFY(card.answered <= 1);
        QVERIFY(!card.writtenLocked);
    }
}

void CardReleaseTest::aMissingKeyIsNamedBeforeTheFirstCard()
{
    Orchard orchard(1, "TEST-RELEASE", "FLOOR-RELEASE");
    orchard.start(2);
    SimulatedFloor& floor = *orchard.floor;
    QVERIFY(floor.until([&] { return !floor.refused.empty(); }, std::chrono::minutes(5)));
    QCOMPARE(floor.refused.front().why.param("keys"), QStringLiteral("FLOOR-RELEASE"));
    QVERIFY(orchard.story().isEmpty());
}

QTEST_GUILESS_MAIN(CardReleaseTest)
#include "tst_card_release.moc"
