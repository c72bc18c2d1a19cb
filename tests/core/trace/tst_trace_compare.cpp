// SPDX-License-Identifier: GPL-3.0-or-later
// Two cards side by side: aligned by step and command, the first parting found.
#include "trace_fixture.h"

#include "trace/compare.h"

using namespace sm;
using namespace smtest;

class TraceCompareTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameCommandsDifferInStatus();
    void missingCommandIsAGap();
    void maskedBytesAreNoDifference();
    void goodCardsOfTheJobComeFirst();
};

static void addCard(TraceFixture& f, qint64 attempt, const QList<QPair<int, const char*>>& steps)
{
    f.row.attempt = AttemptId(attempt);
    f.addKind(TraceKind::CardStarted);
    for (const auto& [step, sw] : steps) {
        f.row.step = quint16(step);
        f.row.judgement = qstrcmp(sw, "9000") == 0 ? TraceJudgement::Accepted : TraceJudgement::Refused;
        f.addHex("00B0810010", sw);
    }
    f.row.judgement = TraceJudgement::Accepted;
}

void TraceCompareTest::sameCommandsDifferInStatus()
{
    TraceFixture f;
    addCard(f, 1, {{1, "9000"}, {2, "9000"}, {3, "9000"}});
    addCard(f, 2, {{1, "9000"}, {2, "6A82"}});
    const auto pairs = compareCards(f.ring.view(), AttemptId(2), AttemptId(1));
    QCOMPARE(pairs.size(), size_t(3));
    QCOMPARE(pairs[0].difference, TraceDifference::None);
    QCOMPARE(pairs[1].difference, TraceDifference::Status);
    QCOMPARE(pairs[2].difference, TraceDifference::OnlyRight);
    QCOMPARE(firstParting(pairs), 1);
    QCOMPARE(firstParting(compareCards(f.ring.view(), AttemptId(1), AttemptId(1))), -1);
}

void TraceCompareTest::missingCommandIsAGap()
{
    TraceFixture f;
    addCard(f, 1, {{1, "9000"}, {2, "9000"}, {3, "9000"}, {4, "9000"}});
    addCard(f, 2, {{1, "9000"}, {3, "9000"}, {4, "9000"}});
    const auto pairs = compareCards(f.ring.view(), AttemptId(1), AttemptId(2));
    QCOMPARE(pairs.size(), size_t(4));
    QCOMPARE(pairs[1].difference, TraceDifference::OnlyLeft);
    QCOMPARE(pairs[1].right, quint64(0));
    QCOMPARE(pairs[2].difference, TraceDifference::None);
    QCOMPARE(compareCards(f.ring.view(), AttemptId(1), AttemptId(99)).size(), size_t(4));
}

void TraceCompareTest::maskedBytesAreNoDifference()
{
    TraceFixture f;
    const QByteArray head = QByteArray::fromHex("80E2080004");
    const std::vector<ClassSpan> spans{{5, 4, FieldClass::Personal}};
    f.row.attempt = AttemptId(1);
    f.add(head + "ANNA", QByteArray::fromHex("9000"), spans);
    f.row.attempt = AttemptId(2);
    f.add(head + "BRAM", QByteArray::fromHex("9000"), spans);
    const auto pairs = compareCards(f.ring.view(), AttemptId(1), AttemptId(2));
    QCOMPARE(pairs.size(), size_t(1));
    QCOMPARE(pairs[0].difference, TraceDifference::None);
}

void TraceCompareTest::goodCardsOfTheJobComeFirst()
{
    TraceFixture f;
    for (const auto& [attempt, job] : QList<QPair<int, int>>{{1, 1}, {2, 1}, {3, 9}, {4, 1}}) {
        f.row.job = JobId(job);
        addCard(f, attempt, {{1, "9000"}});
        f.row.verdict = attempt == 4 ? TraceVerdict::Quarantined : TraceVerdict::Good;
        f.addKind(TraceKind::CardEnded);
        f.row.verdict = TraceVerdict::None;
    }
    const auto cards = goodCards(f.ring.view(), AttemptId(4), 10);
    QCOMPARE(cards.size(), size_t(3));
    QCOMPARE(cards[0].attempt, AttemptId(2));
    QCOMPARE(cards[1].attempt, AttemptId(1));
    QCOMPARE(cards[2].attempt, AttemptId(3));
    QCOMPARE(goodCards(f.ring.view(), AttemptId(4), 1).size(), size_t(1));
}

QTEST_GUILESS_MAIN(TraceCompareTest)
#include "tst_trace_compare.moc"
