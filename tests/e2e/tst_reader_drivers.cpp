// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated GemPC410 under a driver that is not ours: Debian's libgempc410, loaded by a pcscd of this
// test alone. (Its libccidtwin asks a port for its control lines, which a pseudo-terminal has not.)
#include "private_pcscd.h"
#include "test_loop.h"

#include "base/secret_bytes.h"
#include "simulator/readers/simulated_reader.h"
#include "station/pcsc_station.h"
#include "transport/pcsc/pcsc_monitor.h"

#include <QDir>
#include <QTest>
#include <QThread>

using namespace sm;
using namespace sm::test;

namespace {

/// A simulated reader on a thread of its own, as a device is: drivers wait for it while pcscd starts.
class DeviceThread {
public:
    explicit DeviceThread(SimulatedReader::Kind kind)
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        call([this, kind] { m_reader = std::make_unique<SimulatedReader>(kind); });
    }
    ~DeviceThread()
    {
        call([this] { m_reader.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    /// Runs it there, and waits.
    void call(const std::function<void()>& function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::BlockingQueuedConnection);
    }
    QByteArray path()
    {
        QString path;
        call([&] { path = m_reader->path(); });
        return path.toLatin1();
    }
    void insert(quint64 serial, SoftwareCard::Protocol protocol)
    {
        call([this, serial, protocol] {
            BlankOptions options;
            options.serial = serial;
            options.kind = CardKind::FileCard;
            auto card = std::make_unique<SoftwareCard>(
                makeBlank(options), SoftwareCard::Services{&m_random, nullptr, nullptr});
            card->setProtocol(protocol);
            m_reader->insert(std::move(card));
        });
    }
    void remove()
    {
        call([this] { m_reader->remove(); });
    }
    quint64 commands()
    {
        quint64 count = 0;
        call([&] { count = m_reader->commands(); });
        return count;
    }
    quint64 commandsOfCard()
    {
        quint64 count = 0;
        call([&] { count = m_reader->card() ? m_reader->card()->commandsReceived() : 0; });
        return count;
    }

private:
    QThread m_thread;
    QObject m_context;
    SeededRandom m_random{3};
    std::unique_ptr<SimulatedReader> m_reader;
};

QByteArray driver(const char* pattern)
{
    const QDir folder(QStringLiteral("/usr/lib/pcsc/drivers/serial"));
    const QStringList found = folder.entryList({QString::fromLatin1(pattern)}, QDir::Files);
    return found.isEmpty() ? QByteArray() : folder.filePath(found.first()).toLatin1();
}

} // namespace

class TestReaderDrivers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void powersAndExchanges_data();
    void powersAndExchanges();

private:
    std::unique_ptr<DeviceThread> m_gemPc410;
    PrivatePcscd m_pcscd;
    SteadyClock m_clock;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump m_pump{m_inbox};
    Reactor m_reactor{&m_clock, m_inbox};
    std::shared_ptr<PcscApi> m_api = makePcscLite();
    std::shared_ptr<ReaderBoard> m_board = std::make_shared<ReaderBoard>();
    std::shared_ptr<ReaderRegistry> m_registry = std::make_shared<ReaderRegistry>();
    std::unique_ptr<PcscMonitor> m_monitor;
    std::unique_ptr<PcscCardLink> m_link;
    quint32 m_next = 1;
};

void TestReaderDrivers::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    const QByteArray gemPc410 = driver("libGemPC410.so.*");
    QVERIFY2(!gemPc410.isEmpty(), "the driver is not installed (Debian package libgempc410)");
    m_gemPc410 = std::make_unique<DeviceThread>(SimulatedReader::Kind::GemPc410);
    const QString problem = m_pcscd.startWith("FRIENDLYNAME \"gempc410\"\nDEVICENAME " + m_gemPc410->path()
        + "\nLIBPATH " + gemPc410 + "\nCHANNELID 0\n");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_monitor = std::make_unique<PcscMonitor>(
        m_api, m_board, m_inbox, PcscMonitor::Pauses(milliseconds(20), milliseconds(200)));
    m_monitor->start();
    m_link = std::make_unique<PcscCardLink>(
        m_reactor, PcscServices(m_api, m_board, m_registry), QStringLiteral("gempc410 00 00"));
    QTRY_VERIFY_WITH_TIMEOUT(m_link->isUsable(), 30'000);
}

void TestReaderDrivers::cleanupTestCase()
{
    m_link.reset();
    m_monitor.reset();
    m_pcscd.kill();
    m_gemPc410.reset();
    m_inbox->close();
}

void TestReaderDrivers::powersAndExchanges_data()
{
    QTest::addColumn<bool>("blocks");
    QTest::newRow("T=0") << false;
    QTest::newRow("T=1") << true;
}

void TestReaderDrivers::powersAndExchanges()
{
    QFETCH(const bool, blocks);
    DeviceThread& device = *m_gemPc410;
    PcscCardLink& link = *m_link;
    device.insert(7, blocks ? SoftwareCard::Protocol::T1 : SoftwareCard::Protocol::T0);
    auto arriving = link.awaitCard(seconds(30));
    const auto arrival = answerOf(arriving);
    QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
    QCOMPARE(toHex((*arrival)->atr),
        blocks ? QStringLiteral("3B85018073C001C076") : QStringLiteral("3B058073C001C0"));

    const QByteArray content(200, 'G');
    CommandRun run(AttemptId{1}, Epoch{1}, m_next);
    for (const char* command : {"00A40000023F00", "00E000000D620B8002010082010183022F01", "00A40000022F01"})
        run.commands.emplace_back(QByteArray::fromHex(command), StatusRule());
    run.commands.emplace_back(QByteArray::fromHex("00D60000C8") + content, StatusRule());
    run.commands.emplace_back(QByteArray::fromHex("00B00000C8"), StatusRule());
    run.commands.emplace_back(QByteArray::fromHex("00A40000023F99"), StatusRule({0x6A82}));
    // 255 bytes: more than one command of a GemPC410 carries.
    run.commands.emplace_back(QByteArray::fromHex("00D60000FF") + QByteArray(255, 'H'), StatusRule());
    m_next += quint32(run.commands.size());
    auto running = link.run(std::move(run), seconds(30));
    const auto ran = answerOf(running);
    QCOMPARE(nameOf(ran), QStringLiteral("ok"));
    QVERIFY2((*ran)->end == RunEnd::Complete,
        qPrintable((*ran)->failure ? (*ran)->failure->toString()
                                   : QString::number((*ran)->answers.back().sw().value, 16)));
    QCOMPARE((*ran)->answers[4].data(), content);
    QVERIFY(device.commandsOfCard() >= 7);
    auto repowering = link.repower(seconds(30));
    QCOMPARE(nameOf(answerOf(repowering)), QStringLiteral("ok"));
    auto ejecting = link.eject(Bin::Good, seconds(30));
    device.remove();
    QCOMPARE(nameOf(answerOf(ejecting)), QStringLiteral("ok"));
    // pcscd looks now and then: it must have seen the empty reader before the next card comes.
    const quint64 looked = device.commands();
    QTRY_VERIFY_WITH_TIMEOUT(device.commands() >= looked + 3, 30'000);
}

QTEST_GUILESS_MAIN(TestReaderDrivers)
#include "tst_reader_drivers.moc"
