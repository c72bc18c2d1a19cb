// SPDX-License-Identifier: GPL-3.0-or-later
// Faces that go to a print queue of a real CUPS, whose printer is a script.
#include "../../../support/private_cups.h"
#include "../../../support/test_loop.h"
#include "station/modules/cups_module.h"
#include "station/modules/evolis_script.h"
#include "station/modules/face_file.h"

#include <QRegularExpression>
#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

PanelData somePanel(char fill = '\x5A')
{
    PanelData panel;
    panel.width = evolis::width;
    panel.height = evolis::height;
    panel.dots = QByteArray(qsizetype(127) * evolis::height, fill);
    return panel;
}

struct Bench {
    explicit Bench(const QString& queue = QStringLiteral("cards"), Nanos card = seconds(60))
        : module(loop.reactor, std::make_unique<ThreadExecutor>("print-queue"), queue, card,
            QStringLiteral("picture"))
    {
    }
    Pending<ModuleReport> give(qint64 attempt, ModuleData data = somePanel(), qint64 epoch = 5)
    {
        return module.perform(ModuleJob(AttemptId(attempt), Epoch(epoch), 4, std::move(data)), seconds(600));
    }
    QString readiness()
    {
        auto asking = module.ready(seconds(10));
        const auto answer = answerOf(asking);
        return answer && !answer->ok() ? answer->failure().param("address") : nameOf(answer);
    }

    TestLoop loop;
    CupsModule module;
};

} // namespace

class CupsModuleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_cups.start(), QString()); }
    void init();
    void prints();
    void refusesWhatIsNoFace();
    void oldEpochs();
    void queueThatIsNotThere();
    void queueThatRejects();
    void queueThatStands();
    void busyQueueGetsNothingElse();
    void printerThatFails();
    void queueThatWouldTryAgain();
    void printJobThatCouldNotBeCancelled();
    void printerThatTakesTooLong();
    void abortCancelsThePrintJob();
    void endOfTheModuleCancelsThePrintJob();
    void names_data();
    void names();
    void noCups(); // last: the daemon goes

private:
    bool stands() { return m_cups.order(QStringLiteral("cupsdisable"), {QStringLiteral("cards")}); }
    bool goes() { return m_cups.order(QStringLiteral("cupsenable"), {QStringLiteral("cards")}); }

    PrivateCups m_cups;
};

void CupsModuleTest::init()
{
    Bench bench;
    QTRY_COMPARE_WITH_TIMEOUT(bench.readiness(), QStringLiteral("ok"), 30'000);
}

void CupsModuleTest::prints()
{
    Bench bench;
    for (const int attempt : {71, 72}) {
        auto pending = bench.give(attempt, somePanel(char(attempt)));
        const auto answer = answerOf(pending);
        QCOMPARE(nameOf(answer), QStringLiteral("ok"));
        QCOMPARE((*answer)->command, 4U);
        QVERIFY(!(*answer)->verified);
    }
    QVERIFY(m_cups.printed().contains(QStringLiteral("attempt-71-4")));
    QCOMPARE(m_cups.document(QStringLiteral("attempt-71-4")), facePdf(somePanel(char(71))));
    QCOMPARE(m_cups.document(QStringLiteral("attempt-72-4")), facePdf(somePanel(char(72))));
}

void CupsModuleTest::refusesWhatIsNoFace()
{
    Bench bench;
    PanelData small = somePanel();
    small.width = 8;
    auto first = bench.give(80, small);
    QCOMPARE(nameOf(answerOf(first)), QStringLiteral("ModuleDataRefused"));
    auto second = bench.give(80, TrackData());
    QCOMPARE(nameOf(answerOf(second)), QStringLiteral("ModuleDataRefused"));
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-80-4")));
}

void CupsModuleTest::oldEpochs()
{
    Bench bench;
    auto first = bench.give(81);
    QCOMPARE(nameOf(answerOf(first)), QStringLiteral("ok"));
    auto second = bench.give(82, somePanel(), 4);
    QCOMPARE(nameOf(answerOf(second)), QStringLiteral("EpochRefused"));
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-82-4")));
}

void CupsModuleTest::queueThatIsNotThere()
{
    Bench bench(QStringLiteral("other"));
    QCOMPARE(bench.readiness(), QStringLiteral("other: no queue"));
    auto pending = bench.give(83);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleNotReady"));
}

void CupsModuleTest::queueThatRejects()
{
    Bench bench;
    QVERIFY(m_cups.order(QStringLiteral("cupsreject"), {QStringLiteral("cards")}));
    QCOMPARE(bench.readiness(), QStringLiteral("cards: rejects"));
    auto pending = bench.give(84);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleNotReady"));
    QVERIFY(m_cups.order(QStringLiteral("cupsaccept"), {QStringLiteral("cards")}));
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-84-4")));
}

void CupsModuleTest::queueThatStands()
{
    Bench bench;
    QVERIFY(stands());
    QCOMPARE(bench.readiness(), QStringLiteral("cards: stopped"));
    auto pending = bench.give(85);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleNotReady"));
    QVERIFY(goes());
    QCOMPARE(bench.readiness(), QStringLiteral("ok")); // nothing waits there
}

/// Another program's print job would come out on the next card.
void CupsModuleTest::busyQueueGetsNothingElse()
{
    QVERIFY(m_cups.order(QStringLiteral("lp"),
        {QStringLiteral("-d"), QStringLiteral("cards"), QStringLiteral("-H"), QStringLiteral("hold"),
            QStringLiteral("/etc/hostname")}));
    Bench bench;
    QCOMPARE(bench.readiness(), QStringLiteral("cards: busy"));
    auto pending = bench.give(86);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleNotReady"));
    QVERIFY(m_cups.order(QStringLiteral("cancel"), {QStringLiteral("-a"), QStringLiteral("cards")}));
}

void CupsModuleTest::printerThatFails()
{
    Bench bench(QStringLiteral("cards"), seconds(3));
    QVERIFY(m_cups.setManner(QStringLiteral("fail"), true));
    auto pending = bench.give(87);
    const QString outcome = nameOf(answerOf(pending));
    QVERIFY(m_cups.setManner(QStringLiteral("fail"), false));
    QCOMPARE(outcome, QStringLiteral("ModuleRefused"));
    QCOMPARE(bench.readiness(), QStringLiteral("ok"));
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-87-4")));
}

/// By itself, or when a person lets it go on: onto another card.
void CupsModuleTest::queueThatWouldTryAgain()
{
    Bench bench;
    const auto policy = [this](const char* name) {
        return m_cups.order(QStringLiteral("lpadmin"),
            {QStringLiteral("-p"), QStringLiteral("cards"), QStringLiteral("-o"),
                QStringLiteral("printer-error-policy=") + QLatin1String(name)});
    };
    for (const char* name : {"retry-job", "retry-current-job", "stop-printer"}) {
        QVERIFY(policy(name));
        QCOMPARE(bench.readiness(), QStringLiteral("cards: retries"));
    }
    QVERIFY(policy("abort-job"));
    QCOMPARE(bench.readiness(), QStringLiteral("ok"));
}

/// CUPS goes while the printer works, and comes back with the print job: no card is begun before it is
/// cancelled.
void CupsModuleTest::printJobThatCouldNotBeCancelled()
{
    Bench bench(QStringLiteral("cards"), seconds(3));
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), true));
    auto pending = bench.give(92);
    {
        Bench other;
        QTRY_COMPARE_WITH_TIMEOUT(other.readiness(), QStringLiteral("cards: busy"), 30'000);
    }
    m_cups.stop();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("can not be cancelled now")));
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleSilent"));
    QCOMPARE(bench.readiness(), QStringLiteral("cards: no CUPS"));
    QCOMPARE(m_cups.start(), QString()); // with "slow" still on: what it has kept, it begins again
    QTRY_COMPARE_WITH_TIMEOUT(bench.readiness(), QStringLiteral("ok"), 30'000);
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), false));
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-92-4")));
}

/// The limit ends it, and it does not come out later.
void CupsModuleTest::printerThatTakesTooLong()
{
    Bench bench(QStringLiteral("cards"), milliseconds(700));
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), true));
    auto pending = bench.give(88);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleSilent"));
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), false));
    QTRY_COMPARE_WITH_TIMEOUT(bench.readiness(), QStringLiteral("ok"), 30'000);
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-88-4")));
}

void CupsModuleTest::abortCancelsThePrintJob()
{
    Bench bench;
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), true));
    auto pending = bench.give(89);
    {
        Bench other;
        QTRY_COMPARE_WITH_TIMEOUT(other.readiness(), QStringLiteral("cards: busy"), 30'000);
    }
    bench.module.abort(fail(fc::WaitCancelled));
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleSilent"));
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), false));
    QTRY_COMPARE_WITH_TIMEOUT(bench.readiness(), QStringLiteral("ok"), 30'000);
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-89-4")));
}

void CupsModuleTest::endOfTheModuleCancelsThePrintJob()
{
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), true));
    {
        Bench bench;
        auto pending = bench.give(90);
        Bench other;
        QTRY_COMPARE_WITH_TIMEOUT(other.readiness(), QStringLiteral("cards: busy"), 30'000);
    }
    QVERIFY(m_cups.setManner(QStringLiteral("slow"), false));
    Bench bench;
    QTRY_COMPARE_WITH_TIMEOUT(bench.readiness(), QStringLiteral("ok"), 30'000);
    QVERIFY(!m_cups.printed().contains(QStringLiteral("attempt-90-4")));
}

void CupsModuleTest::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << QStringLiteral("Evolis_Primacy-2") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("path") << QStringLiteral("../jobs") << false;
    QTest::newRow("slash") << QStringLiteral("a/b") << false;
    QTest::newRow("query") << QStringLiteral("a?b") << false;
    QTest::newRow("space") << QStringLiteral("a b") << false;
    QTest::newRow("escape") << QStringLiteral("a%2Fb") << false;
    QTest::newRow("long") << QString(128, u'a') << false;
}

void CupsModuleTest::names()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(CupsQueue::isName(name), good);
}

void CupsModuleTest::noCups()
{
    Bench bench;
    m_cups.stop();
    QCOMPARE(bench.readiness(), QStringLiteral("cards: no CUPS"));
    auto pending = bench.give(91);
    QCOMPARE(nameOf(answerOf(pending)), QStringLiteral("ModuleNotReady"));
}

QTEST_GUILESS_MAIN(CupsModuleTest)
#include "tst_cups_module.moc"
