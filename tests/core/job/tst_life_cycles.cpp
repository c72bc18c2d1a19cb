// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/job.h"
#include "job/counts.h"

#include <QtTest>

#include <set>

using namespace sm;

class TestLifeCycles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attemptsFollowTheDrawing_data();
    void attemptsFollowTheDrawing();
    void afterAnIntentNothingIsReleased();
    void everyAttemptReachesAnEnd();
    void jobsFollowTheirTable();
    void recordsThatMayLiveNeverWaitAgain();
    void everyOpenStateHoldsItsCardObject();
    void recordsFollowTheirAttempts();
    void blanksFollowTheirAttempts();
    void namesGoBothWays();
    void refusalsNameBothStates();
    void countsBalanceOnlyWhenAllIsCounted();
};

void TestLifeCycles::attemptsFollowTheDrawing_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("allowed"); // in the order of the enumeration
    const char* rows[][2] = {{"Claimed", "Bound ReleasedClean"}, {"Bound", "Prepared ReleasedClean"},
        {"Prepared", "Intent ReleasedClean"}, {"Intent", "StepDone InDoubt Quarantine"},
        {"StepDone", "Intent Sealed InDoubt Quarantine"}, {"Sealed", "FormatSent InDoubt Quarantine"},
        {"FormatSent", "Complete InDoubt Quarantine"}, {"Complete", "BinnedGood"}, {"BinnedGood", ""},
        {"InDoubt", "Intent StepDone Sealed Complete Quarantine"}, {"Quarantine", "Scrapped"},
        {"Scrapped", ""}, {"ReleasedClean", ""}};
    QCOMPARE(std::size(rows), allAttemptStates().size());
    for (const auto& row : rows)
        QTest::newRow(row[0]) << QString::fromLatin1(row[0]) << QString::fromLatin1(row[1]);
}

void TestLifeCycles::attemptsFollowTheDrawing()
{
    QFETCH(QString, from);
    QFETCH(QString, allowed);
    const auto state = attemptStateFromName(from);
    QVERIFY(state);
    QStringList found;
    for (const AttemptState to : allAttemptStates()) {
        if (mayFollow(*state, to))
            found << attemptStateName(to);
        QCOMPARE(checkFollows(*state, to).ok(), mayFollow(*state, to));
    }
    QCOMPARE(found.join(QLatin1Char(' ')), allowed);
}

void TestLifeCycles::afterAnIntentNothingIsReleased()
{
    // Everything that can be reached from Intent, and none of it gives the card object back under the same
    // issue.
    std::set<AttemptState> reached{AttemptState::Intent};
    for (size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const auto& row : attemptTransitions()) {
            if (reached.contains(row.from))
                reached.insert(row.to);
        }
    }
    QVERIFY(reached.contains(AttemptState::Scrapped));
    QVERIFY(!reached.contains(AttemptState::ReleasedClean));
    for (const AttemptState state : reached)
        QVERIFY2(recordStateFor(state) != RecordState::Waiting, qPrintable(attemptStateName(state)));
}

void TestLifeCycles::everyAttemptReachesAnEnd()
{
    for (const AttemptState from : allAttemptStates()) {
        const auto table = attemptTransitions();
        const bool leaves
            = std::any_of(table.begin(), table.end(), [from](const auto& row) { return row.from == from; });
        const bool ends = from == AttemptState::BinnedGood || from == AttemptState::Scrapped
            || from == AttemptState::ReleasedClean;
        QCOMPARE(leaves, !ends);
        QVERIFY(!mayFollow(from, from));
    }
}

void TestLifeCycles::jobsFollowTheirTable()
{
    int allowed = 0;
    for (const JobState from : allJobStates()) {
        for (const JobState to : allJobStates()) {
            QCOMPARE(checkFollows(from, to).ok(), mayFollow(from, to));
            allowed += mayFollow(from, to) ? 1 : 0;
            QVERIFY(to != JobState::Importing || !mayFollow(from, to));
            QVERIFY(from != JobState::Archived || !mayFollow(from, to));
            QVERIFY(from != JobState::Aborted || to == JobState::Archived || !mayFollow(from, to));
            // Only finished jobs are archived.
            QVERIFY(to != JobState::Archived || from == JobState::Complete || from == JobState::Aborted
                || !mayFollow(from, to));
        }
    }
    QCOMPARE(size_t(allowed), jobTransitions().size());
    for (const JobState live : {JobState::Running, JobState::Holding, JobState::Finishing})
        QVERIFY(mayFollow(live, JobState::Held)); // a restart holds
}

void TestLifeCycles::recordsThatMayLiveNeverWaitAgain()
{
    int allowed = 0;
    for (const RecordState from : allRecordStates()) {
        for (const RecordState to : allRecordStates())
            allowed += mayFollow(from, to) ? 1 : 0;
    }
    QCOMPARE(size_t(allowed), recordTransitions().size());
    QVERIFY(!mayFollow(RecordState::InDoubt, RecordState::Waiting));
    QVERIFY(!mayFollow(RecordState::Good, RecordState::Waiting));
    QVERIFY(!mayFollow(RecordState::Good, RecordState::RemakeOpen));
    QVERIFY(mayFollow(RecordState::InStation, RecordState::Waiting));
}

void TestLifeCycles::everyOpenStateHoldsItsCardObject()
{
    QStringList free;
    QStringList open;
    for (const AttemptState state : allAttemptStates()) {
        if (!holdsCardObject(state))
            free << attemptStateName(state);
        if (isOpen(state))
            open << attemptStateName(state);
    }
    QCOMPARE(free, QStringList({QStringLiteral("Scrapped"), QStringLiteral("ReleasedClean")}));
    QCOMPARE(open.join(QLatin1Char(' ')),
        QStringLiteral("Claimed Bound Prepared Intent StepDone Sealed FormatSent Complete InDoubt"));
}

void TestLifeCycles::recordsFollowTheirAttempts()
{
    // An attempt's step never asks its record for one that the record's table lacks.
    for (const auto& row : attemptTransitions()) {
        const RecordState from = recordStateFor(row.from);
        const RecordState to = recordStateFor(row.to);
        QVERIFY2(from == to || mayFollow(from, to),
            qPrintable(attemptStateName(row.from) + QStringLiteral(" to ") + attemptStateName(row.to)));
    }
}

void TestLifeCycles::blanksFollowTheirAttempts()
{
    for (const AttemptState state : allAttemptStates())
        QCOMPARE(blankStateFor(state, false), BlankState::None);
    QCOMPARE(blankStateFor(AttemptState::Complete, true), BlankState::InStation);
    QCOMPARE(blankStateFor(AttemptState::InDoubt, true), BlankState::InStation);
    QCOMPARE(blankStateFor(AttemptState::BinnedGood, true), BlankState::Good);
    QCOMPARE(blankStateFor(AttemptState::Quarantine, true), BlankState::Quarantine);
    QCOMPARE(blankStateFor(AttemptState::Scrapped, true), BlankState::Spoiled);
    QCOMPARE(blankStateFor(AttemptState::ReleasedClean, true), BlankState::Returned);
}

void TestLifeCycles::namesGoBothWays()
{
    std::set<QString> names;
    for (const AttemptState state : allAttemptStates()) {
        QCOMPARE(attemptStateFromName(attemptStateName(state)), std::optional(state));
        names.insert(attemptStateName(state));
    }
    QCOMPARE(names.size(), allAttemptStates().size());
    for (const JobState state : allJobStates())
        QCOMPARE(jobStateFromName(jobStateName(state)), std::optional(state));
    for (const RecordState state : allRecordStates())
        QCOMPARE(recordStateFromName(recordStateName(state)), std::optional(state));
    for (const QString& bad : {QString(), QStringLiteral("claimed"), QStringLiteral("Claimed ")}) {
        QVERIFY(!attemptStateFromName(bad));
        QVERIFY(!jobStateFromName(bad));
        QVERIFY(!recordStateFromName(bad));
        QVERIFY(!blankStateFromName(bad));
    }
}

void TestLifeCycles::refusalsNameBothStates()
{
    const auto refused = checkFollows(AttemptState::Intent, AttemptState::ReleasedClean);
    QVERIFY(!refused);
    QCOMPARE(refused.failure().toString(), QStringLiteral("TransitionRefused from=Intent to=ReleasedClean"));
}

void TestLifeCycles::countsBalanceOnlyWhenAllIsCounted()
{
    for (const RecordState missing : allRecordStates()) {
        JobCounts counts;
        qint64 n = 1;
        for (const RecordState state : allRecordStates()) {
            counts.records.accepted += n;
            if (state != missing)
                tally(counts.records, state, n);
            n *= 3;
        }
        QVERIFY(!counts.balances());
        tally(counts.records, missing, qint64(std::pow(3, int(missing))));
        QVERIFY(counts.balances());
    }
    CardCounts cards;
    cards.blanksIn = 6;
    for (const BlankState state : {BlankState::InStation, BlankState::Good, BlankState::Returned,
             BlankState::Quarantine, BlankState::Spoiled}) {
        tally(cards, state, 1);
        QVERIFY(!cards.balances());
    }
    tally(cards, BlankState::None, 7); // an attempt that never saw a blank
    QVERIFY(!cards.balances());
    tally(cards, BlankState::Test, 1);
    QVERIFY(cards.balances());
}

QTEST_GUILESS_MAIN(TestLifeCycles)
#include "tst_life_cycles.moc"
