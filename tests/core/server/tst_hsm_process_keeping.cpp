// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that the console starts for its encryption devices: started again when they end, ended with it.
#include "base/failures/security.h"
#include "base/failures/server.h"
#include "server/hsm_maker.h"
#include "server/hsm_process.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace sm;
using namespace std::chrono_literals;

class HsmProcessKeepingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAgainWithPausesThatDouble();
    void aCrashIsFollowedByANewOne();
    void aProgramThatIsNotThereIsTriedAgain();
    void endsWithItsOwner();
    void oneThatDoesNotListenIsKilled();
    void isNotStartedAgainWhenAskedToEnd();
    void aRefusedPinIsNotOfferedAgain();
    void theDeviceSaysWhyItIsLost_data();
    void theDeviceSaysWhyItIsLost();

private:
    /// A shell that notes its number in a file and then does something.
    HsmProcess::Settings shell(const QString& then) const
    {
        HsmProcess::Settings settings;
        settings.name = QStringLiteral("HSM");
        settings.program = QStringLiteral("/bin/sh");
        settings.arguments
            = {QStringLiteral("-c"), QStringLiteral("echo $$ >> \"%1\"; %2").arg(notes(), then)};
        settings.shortest = 20ms;
        settings.longest = 160ms;
        return settings;
    }
    QString notes() const { return m_folder->filePath(QStringLiteral("notes")); }
    QList<pid_t> started() const
    {
        QFile file(notes());
        QList<pid_t> pids;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray& line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    pids.append(line.toInt());
            }
        }
        return pids;
    }
    static bool alive(pid_t pid) { return ::kill(pid, 0) == 0; }
    bool waitFor(qsizetype count) const
    {
        return QTest::qWaitFor([&] { return started().size() >= count; }, 20'000);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SteadyClock m_clock;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump m_pump{m_inbox};
    Reactor m_reactor{&m_clock, m_inbox};

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

void HsmProcessKeepingTest::startsAgainWithPausesThatDouble()
{
    HsmProcess process(shell(QStringLiteral("exit 3")), m_reactor);
    const Nanos begun = m_clock.now();
    process.start();
    QVERIFY(waitFor(6));
    // 20 + 40 + 80 + 160 + 160: never less, however slow the machine is.
    QVERIFY(m_clock.now() - begun >= 460ms);
}

void HsmProcessKeepingTest::aCrashIsFollowedByANewOne()
{
    HsmProcess process(shell(QStringLiteral("cat")), m_reactor);
    process.start();
    QVERIFY(waitFor(1));
    ::kill(started().first(), SIGKILL);
    QVERIFY(waitFor(2));
    QVERIFY(started()[0] != started()[1]);
    QVERIFY(alive(started()[1]));
}

void HsmProcessKeepingTest::aProgramThatIsNotThereIsTriedAgain()
{
    HsmProcess::Settings settings = shell(QStringLiteral("cat"));
    const QString program = m_folder->filePath(QStringLiteral("program"));
    settings.program = program;
    HsmProcess process(std::move(settings), m_reactor);
    process.start();
    QTest::qWait(100);
    QVERIFY(started().isEmpty());
    QVERIFY(QFile::link(QStringLiteral("/bin/sh"), program));
    QVERIFY(waitFor(1));
}

void HsmProcessKeepingTest::endsWithItsOwner()
{
    pid_t pid = 0;
    {
        HsmProcess process(shell(QStringLiteral("cat; exit 0")), m_reactor);
        process.start();
        QVERIFY(waitFor(1));
        pid = started().first();
        QVERIFY(alive(pid));
    }
    QVERIFY(!alive(pid));
    QTest::qWait(100);
    QCOMPARE(started().size(), 1);
}

void HsmProcessKeepingTest::oneThatDoesNotListenIsKilled()
{
    pid_t pid = 0;
    {
        HsmProcess process(shell(QStringLiteral("trap '' TERM; exec sleep 100")), m_reactor);
        process.start();
        QVERIFY(waitFor(1));
        pid = started().first();
    }
    QVERIFY(!alive(pid));
}

void HsmProcessKeepingTest::isNotStartedAgainWhenAskedToEnd()
{
    HsmProcess process(shell(QStringLiteral("cat")), m_reactor);
    process.start();
    QVERIFY(waitFor(1));
    process.askToEnd();
    QVERIFY(QTest::qWaitFor([&] { return !alive(started().first()); }, 20'000));
    QTest::qWait(200);
    QCOMPARE(started().size(), 1);
}

void HsmProcessKeepingTest::aRefusedPinIsNotOfferedAgain()
{
    HsmProcess process(shell(QStringLiteral("exit 4")), m_reactor);
    QList<Failure> said;
    process.onRefused([&](const Failure& why) { said.append(why); });
    process.start();
    QVERIFY(waitFor(1));
    QTest::qWait(400);
    QCOMPARE(started().size(), 1);
    QCOMPARE(said.size(), 1);
    QVERIFY(said.front() == fc::HsmNotStartedAgain);
    QCOMPARE(said.front().param("device"), QStringLiteral("HSM"));

    HsmProcess other(shell(QStringLiteral("exit 5")), m_reactor); // not there: it may come
    other.onRefused([&](const Failure& why) { said.append(why); });
    other.start();
    QVERIFY(waitFor(3));
    QCOMPARE(said.size(), 1);
}

void HsmProcessKeepingTest::theDeviceSaysWhyItIsLost_data()
{
    QTest::addColumn<QString>("before");
    QTest::newRow("at once") << QString();
    // Its reader was empty, so it was missed before the wrong SAM was put in.
    QTest::newRow("missed before") << QStringLiteral("if [ ! -e \"%1\" ]; then exit 5; fi; ");
}

void HsmProcessKeepingTest::theDeviceSaysWhyItIsLost()
{
    QFETCH(QString, before);
    const QString wrongSam = m_folder->filePath(QStringLiteral("wrong-sam"));
    const QString program = m_folder->filePath(QStringLiteral("hsm"));
    QFile script(program);
    QVERIFY(script.open(QIODevice::WriteOnly));
    const QString line = QStringLiteral("#!/bin/sh\necho $$ >> \"%1\"\n%2exit 4\n");
    script.write(line.arg(notes(), before.isEmpty() ? before : before.arg(wrongSam)).toUtf8());
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));

    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    ThreadExecutorFactory threads;
    SystemRandom random;
    HsmMaker::Services services;
    services.reactor = m_reactor;
    services.executors = &threads;
    services.random = &random;
    services.program = program;
    HsmMaker maker(std::move(services));
    HsmPool::Settings rules;
    rules.serviceLimit = 100ms;
    rules.readmitAfter = 50ms;
    auto pool = std::make_unique<HsmPool>(m_reactor, rules);
    HsmPlan plan;
    plan.name = QStringLiteral("SAM");
    plan.kind = HsmPlan::Kind::Process;
    plan.reader = QStringLiteral("Reader 0");
    QVERIFY(maker.fill(*pool, {plan}));
    const auto why = [&pool] { return pool->figures().devices.front().why; };
    if (!before.isEmpty()) {
        QVERIFY(QTest::qWaitFor([&] { return why().has_value(); }, 20'000));
        QVERIFY(!(*why() == fc::HsmNotStartedAgain));
        QVERIFY(QFile(wrongSam).open(QIODevice::WriteOnly));
    }
    QVERIFY(QTest::qWaitFor([&] { return why() && *why() == fc::HsmNotStartedAgain; }, 20'000));
    QCOMPARE(pool->figures().devices.front().health, HsmHealth::Lost);
    const qsizetype tried = started().size();
    QTest::qWait(300);
    QCOMPARE(started().size(), tried);
    pool.reset(); // goes before its maker; a process that ends later finds no device, and no harm
}

QTEST_GUILESS_MAIN(HsmProcessKeepingTest)
#include "tst_hsm_process_keeping.moc"
