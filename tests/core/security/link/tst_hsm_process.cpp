// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, reached as the console reaches it.
#include "../../../support/pty_line.h"
#include "../../../support/soft_token.h"
#include "../../../support/test_certificates.h"
#include "base/bytes.h"
#include "security/hsm_pool.h"
#include "security/link/cmac_line_key.h"
#include "security/link/link_hsm.h"
#include "security/link/secret_file.h"
#include "security/soft_engine.h"
#include "transport/local/local_link.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_link.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

KeyRef key(const char* label)
{
    return KeyRef(QLatin1String(label));
}

SecurityRequest macOf(const QByteArray& data)
{
    return ComputeMac{key("TEST-SEAL"), data, 8};
}

/// A child process and its ready line.
class HsmProcess {
public:
    explicit HsmProcess(const QStringList& arguments)
        : m_arguments(arguments)
    {
    }
    ~HsmProcess() { end(SIGTERM); }

    bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process->start(QStringLiteral(SM_BIN_DIR "/stationmaster-hsm"), m_arguments);
        if (!QTest::qWaitFor(
                [this] { return m_process->canReadLine() || m_process->state() == QProcess::NotRunning; },
                30'000))
            return false;
        ready = QJsonDocument::fromJson(m_process->readLine()).object();
        return ready.value(QLatin1String("ready")).toBool();
    }
    void end(int signal)
    {
        if (!m_process || m_process->state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process->processId()), signal);
        m_process->waitForFinished(20'000);
    }
    QProcess& process() { return *m_process; }
    QJsonObject ready;

private:
    QStringList m_arguments;
    std::unique_ptr<QProcess> m_process;
};

struct Console {
    Console()
    {
        HsmPool::Settings settings;
        settings.readmitAfter = 50ms;
        pool = std::make_unique<HsmPool>(reactor, settings);
    }
    ~Console()
    {
        pool.reset();
        waits.clear();
        inbox->drain();
        network.reset();
        inbox->close();
    }
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    LinkHsm* add(const char* name, const char* kind, std::unique_ptr<MessageLink> link)
    {
        auto device = std::make_unique<LinkHsm>(
            LinkHsm::Settings{QLatin1String(name), QLatin1String(kind), {10ms, 100ms}}, reactor,
            std::move(link), random);
        LinkHsm* raw = device.get();
        pool->add(std::move(device));
        return raw;
    }
    LinkHsm* addLocal(const char* name, const QString& path)
    {
        return add(name, "local", makeLocalLink(reactor, {path, "hsm", LinkTimes{}}));
    }
    void ask(SecurityRequest request, Nanos limit = 60s)
    {
        ++asked;
        waits.push_back(pool->request(std::move(request), {}, limit));
        waits.back().then([this](Outcome<SecurityReply> outcome) {
            good += outcome ? 1 : 0;
            if (!outcome)
                failures.append(outcome.failure().toString());
            else
                last.emplace(outcome.take());
        });
    }
    bool settled() const { return good + int(failures.size()) == asked; }
    HsmHealth health(size_t index) const { return pool->figures().devices[index].health; }
    /// Median time of a request that goes through the pool to the only device and back, in microseconds.
    double roundTrip(int count)
    {
        std::vector<double> micros;
        for (int i = 0; i < count; ++i) {
            QElapsedTimer timer;
            timer.start();
            ask(macOf("round trip"));
            while (!settled())
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            micros.push_back(double(timer.nsecsElapsed()) / 1000);
        }
        std::sort(micros.begin(), micros.end());
        return micros[micros.size() / 2];
    }

    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SystemRandom random;
    std::shared_ptr<NetworkThread> network = std::make_shared<NetworkThread>();
    std::unique_ptr<HsmPool> pool;
    std::deque<Pending<SecurityReply>> waits;
    int asked = 0;
    int good = 0;
    QStringList failures;
    std::optional<SecurityReply> last;
};

int exitCodeOf(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(SM_BIN_DIR "/stationmaster-hsm"), arguments);
    return process.waitForFinished(30'000) ? process.exitCode() : -1;
}

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class HsmProcessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void exitCodes_data();
    void exitCodes();
    void readyLineSaysTestKeys();
    void isHardened();
    void childEndsWithItsInput();
    void servesOverALocalSocket();
    void servesOverTls();
    void servesOverALine();
    void servesAToken();
    void killedInTheMiddleOfRequests();
    void allKilledHoldsUntilOneReturns();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList localSoft(const char* name) const
    {
        return {QStringLiteral("--listen-local"), path(name), QStringLiteral("--soft-test-keys"),
            QStringLiteral("--sessions"), QStringLiteral("2")};
    }
    QTemporaryDir m_folder;
    std::unique_ptr<SoftEngine> m_soft;
};

void HsmProcessTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    auto keys = testKeys();
    QVERIFY(keys);
    m_soft = std::make_unique<SoftEngine>(keys.take(), std::make_shared<SystemRandom>());
}

void HsmProcessTest::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << words("--help") << 0;
    QTest::newRow("version") << words("--version") << 0;
    QTest::newRow("nothing") << QStringList() << 2;
    QTest::newRow("no link") << words("--soft-test-keys") << 2;
    QTest::newRow("two links") << words("--soft-test-keys --listen-local /a --serial /b --line-key /c") << 2;
    QTest::newRow("tls without pins")
        << words("--soft-test-keys --listen-tls h:1 --certificate c --key k") << 2;
    QTest::newRow("no keys") << words("--listen-local /a") << 2;
    QTest::newRow("module without pin") << words("--listen-local /a --module m --token t") << 2;
    QTest::newRow("sessions") << words("--soft-test-keys --listen-local /a --sessions 0") << 2;
    QTest::newRow("unknown option") << words("--pin 1234") << 2;
    QTest::newRow("line key missing")
        << words("--soft-test-keys --serial /dev/null --line-key /nonexistent") << 3;
    QTest::newRow("certificate missing")
        << words("--soft-test-keys --listen-tls 127.0.0.1:0 --certificate /none --key /none --pins /none")
        << 3;
    QTest::newRow("pin file missing")
        << words("--listen-local /a --module m --token t --pin-file /nonexistent") << 3;
    QTest::newRow("path not there") << words("--soft-test-keys --listen-local /nonexistent/x") << 5;
}

void HsmProcessTest::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QCOMPARE(exitCodeOf(arguments), code);
}

void HsmProcessTest::readyLineSaysTestKeys()
{
    HsmProcess hsm(localSoft("ready"));
    QVERIFY(hsm.start());
    QCOMPARE(hsm.ready.value(QLatin1String("kind")).toString(), QStringLiteral("soft"));
    QVERIFY(hsm.ready.value(QLatin1String("testKeys")).toBool());
    QVERIFY(hsm.ready.value(QLatin1String("warning")).toString().startsWith(QStringLiteral("TEST KEYS")));
    QCOMPARE(hsm.ready.value(QLatin1String("address")).toString(), path("ready"));
    QCOMPARE(hsm.ready.value(QLatin1String("sessions")).toInt(), 2);
    QCOMPARE(hsm.ready.value(QLatin1String("keys")).toArray().size(), int(m_soft->keys().size()));
    hsm.end(SIGTERM);
    QCOMPARE(hsm.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(hsm.process().exitCode(), 0);
}

void HsmProcessTest::isHardened()
{
    HsmProcess hsm(localSoft("hard"));
    QVERIFY(hsm.start());
    QFile limits(QStringLiteral("/proc/%1/limits").arg(hsm.process().processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QString core
        = QString::fromLatin1(limits.readAll()).section(QStringLiteral("Max core file size"), 1, 1);
    QCOMPARE(core.simplified().section(QLatin1Char(' '), 0, 1), QStringLiteral("0 0"));
}

void HsmProcessTest::childEndsWithItsInput()
{
    HsmProcess hsm(localSoft("child") + words("--child"));
    QVERIFY(hsm.start());
    hsm.process().closeWriteChannel();
    QTRY_COMPARE(hsm.process().state(), QProcess::NotRunning);
    QCOMPARE(hsm.process().exitCode(), 0);
}

void HsmProcessTest::servesOverALocalSocket()
{
    HsmProcess hsm(localSoft("local"));
    QVERIFY(hsm.start());
    Console console;
    LinkHsm* device = console.addLocal("HSM 1", path("local"));
    QTRY_COMPARE(console.health(0), HsmHealth::Healthy);
    QVERIFY(device->hello()->testKeys);
    console.ask(macOf("data"));
    QTRY_COMPARE(console.good, 1);
    const auto own = m_soft->compute(macOf("data"));
    QCOMPARE(std::get<Mac>(*console.last).value, std::get<Mac>(*own).value);
    qInfo("local socket: %.0f us per request through the pool and back", console.roundTrip(300));
}

void HsmProcessTest::servesOverTls()
{
    TestCertificates made;
    const auto server = made.make(QStringLiteral("hsm"));
    const auto client = made.make(QStringLiteral("console"));
    const auto stranger = made.make(QStringLiteral("stranger"));
    QVERIFY(made.isGood());
    QFile pins(path("pins"));
    QVERIFY(pins.open(QIODevice::WriteOnly) && pins.write(client.pin.toHex() + "\n") > 0);
    pins.close();
    HsmProcess hsm({QStringLiteral("--listen-tls"), QStringLiteral("127.0.0.1:0"),
        QStringLiteral("--certificate"), server.certificate, QStringLiteral("--key"), server.key,
        QStringLiteral("--pins"), pins.fileName(), QStringLiteral("--soft-test-keys")});
    QVERIFY(hsm.start());
    QCOMPARE(hsm.ready.value(QLatin1String("pin")).toString(), toHex(server.pin));
    Console console;
    const auto linkAs = [&](const TestCertificates::Files& files) {
        TlsLinkSettings settings;
        settings.host = QStringLiteral("127.0.0.1");
        settings.port = quint16(
            hsm.ready.value(QLatin1String("address")).toString().section(QLatin1Char(':'), -1).toUInt());
        settings.service = "hsm";
        settings.identity
            = std::make_shared<const TlsIdentity>(*TlsIdentity::load(files.certificate, files.key));
        settings.pins = std::make_shared<PinStore>();
        settings.pins->replace({server.pin});
        return makeTlsLink(console.reactor, console.network, settings);
    };
    console.add("HSM 1", "tls", linkAs(client));
    LinkHsm* refused = console.add("HSM 2", "tls", linkAs(stranger));
    QTRY_COMPARE(console.health(0), HsmHealth::Healthy);
    QTRY_VERIFY(refused->trouble());
    QVERIFY(!refused->isConnected());
    console.ask(GenerateDataKey{key("TEST-KEK")});
    QTRY_COMPARE(console.good, 1);
    QCOMPARE(std::get<DataKey>(*console.last).key.size(), 32);
    qInfo("TLS: %.0f us per request through the pool and back", console.roundTrip(300));
}

void HsmProcessTest::servesOverALine()
{
    PtyLine line;
    QFile file(path("line.key"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("000102030405060708090A0B0C0D0E0F\n") > 0);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner));
    HsmProcess hsm({QStringLiteral("--serial"), line.right(), QStringLiteral("--line-key"), file.fileName(),
        QStringLiteral("--soft-test-keys")});
    QVERIFY(hsm.start());
    Console console;
    SerialLinkSettings settings;
    settings.port = line.left();
    settings.service = "hsm";
    auto secret = readKeyFile(file.fileName());
    QVERIFY(secret);
    settings.key = *makeLineKey(secret.take(), std::make_shared<SystemRandom>());
    LinkHsm* device = console.add("HSM 1", "serial", makeSerialLink(console.reactor, settings));
    QTRY_COMPARE(console.health(0), HsmHealth::Healthy);
    console.ask(GenerateDataKey{key("TEST-KEK")});
    QTRY_COMPARE(console.good, 1);
    const qint64 before = line.carried;
    qInfo("serial line on ptys: %.0f us per request through the pool and back", console.roundTrip(200));
    const double bytes = double(line.carried - before) / 200;
    qInfo(
        "serial line: %.0f bytes per request, both ways: %.1f ms of 115,200 baud", bytes, bytes * 10 / 115.2);
    hsm.end(SIGKILL); // and again, on the same line
    QTRY_VERIFY_WITH_TIMEOUT(!device->isConnected(), 20'000);
    QVERIFY(hsm.start());
    console.ask(macOf("again"));
    QTRY_VERIFY_WITH_TIMEOUT(console.settled(), 30'000);
    QCOMPARE(console.failures, QStringList());
}

void HsmProcessTest::servesAToken()
{
    SoftToken token;
    QVERIFY(token.isGood());
    const QStringList module{QStringLiteral("--module"), SoftToken::module(), QStringLiteral("--token"),
        SoftToken::label(), QStringLiteral("--pin-file"), token.pinFile()};
    QCOMPARE(exitCodeOf(module + words("--init-test-keys")), 0);
    HsmProcess hsm(module
        + QStringList{QStringLiteral("--listen-local"), path("token"), QStringLiteral("--sessions"),
            QStringLiteral("4")});
    QVERIFY(hsm.start());
    QCOMPARE(hsm.ready.value(QLatin1String("kind")).toString(), QStringLiteral("pkcs11"));
    QVERIFY(hsm.ready.value(QLatin1String("testKeys")).toBool()); // known by their check values
    QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(hsm.process().processId()));
    QFile environment(QStringLiteral("/proc/%1/environ").arg(hsm.process().processId()));
    QVERIFY(commandLine.open(QIODevice::ReadOnly) && environment.open(QIODevice::ReadOnly));
    QVERIFY(!commandLine.readAll().contains(SoftToken::pin().toUtf8()));
    QVERIFY(!environment.readAll().contains(SoftToken::pin().toUtf8()));
    Console console;
    LinkHsm* device = console.addLocal("HSM 1", path("token"));
    QTRY_COMPARE(console.health(0), HsmHealth::Healthy);
    QCOMPARE(device->capacity(), 4);
    OpenScp02 opening;
    opening.master = key("TEST-ISD02");
    QVERIFY(device->offers(opening) && device->offers(macOf("x")));
    opening.master = key("NOT-HERE");
    QVERIFY(!device->offers(opening));
    console.ask(macOf("data"));
    QTRY_COMPARE(console.good, 1);
    const auto own = m_soft->compute(macOf("data"));
    QCOMPARE(std::get<Mac>(*console.last).value, std::get<Mac>(*own).value);
    console.ask(GenerateDataKey{key("TEST-KEK")});
    QTRY_COMPARE(console.good, 2);
    auto drawn = std::get<DataKey>(std::move(*console.last));
    const auto back = m_soft->compute(UnwrapDataKey{key("TEST-KEK"), drawn.wrapped});
    QVERIFY(back && std::get<DataKey>(*back).key.equals(drawn.key));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 2000; ++i)
        console.ask(macOf(QByteArray::number(i)));
    while (!console.settled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    qInfo("token in its process: %.0f requests/s through the pool", 2000.0 * 1000 / double(timer.elapsed()));
    QCOMPARE(console.failures, QStringList());
}

void HsmProcessTest::killedInTheMiddleOfRequests()
{
    HsmProcess first(localSoft("first"));
    HsmProcess second(localSoft("second"));
    QVERIFY(first.start() && second.start());
    Console console;
    console.addLocal("HSM 1", path("first"));
    console.addLocal("HSM 2", path("second"));
    QTRY_COMPARE(console.pool->figures().healthy, 2);
    for (int i = 0; i < 400; ++i)
        console.ask(macOf(QByteArray(50'000, char(i))));
    QVERIFY(QTest::qWaitFor([&] { return console.good > 20; }));
    QVERIFY(!console.settled());
    first.end(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(console.settled(), 60'000);
    QCOMPARE(console.failures, QStringList());
    const auto figures = console.pool->figures();
    QVERIFY(figures.retried > 0); // what it had went to the other
    QVERIFY(figures.devices[0].health != HsmHealth::Healthy);
    QCOMPARE(figures.devices[1].health, HsmHealth::Healthy);
    QVERIFY(first.start());
    // Readmitted by its self-test; it serves again.
    const quint64 before = figures.devices[0].requests;
    const auto servesAgain = [&] {
        console.ask(macOf("x"));
        QTest::qWait(10);
        return console.pool->figures().devices[0].requests > before;
    };
    QVERIFY(QTest::qWaitFor(servesAgain, 20'000));
    QTRY_VERIFY(console.settled());
    QCOMPARE(console.failures, QStringList());
}

void HsmProcessTest::allKilledHoldsUntilOneReturns()
{
    HsmProcess hsm(localSoft("only"));
    QVERIFY(hsm.start());
    Console console;
    console.addLocal("HSM 1", path("only"));
    QTRY_COMPARE(console.pool->figures().healthy, 1);
    hsm.end(SIGKILL);
    for (int i = 0; i < 20; ++i)
        console.ask(macOf("held"));
    QTest::qWait(300);
    QCOMPARE(console.good, 0);
    QCOMPARE(console.failures, QStringList()); // nobody is refused
    QVERIFY(hsm.start());
    QTRY_COMPARE_WITH_TIMEOUT(console.good, 20, 20'000);
}

QTEST_GUILESS_MAIN(HsmProcessTest)
#include "tst_hsm_process.moc"
