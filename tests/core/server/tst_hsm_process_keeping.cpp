// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that the console starts for its encryption devices: started again when they end, ended with it.
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
    process.start();
    QVERIFY(waitFor(1));
    QTest::qWait(400);
    QCOMPARE(started().size(), 1);
}

QTEST_GUILESS_MAIN(HsmProcessKeepingTest)
#include "tst_hsm_process_keeping.moc"
