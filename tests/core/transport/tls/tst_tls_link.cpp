// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/test_certificates.h"
#include "base/bytes.h"
#include "transport/framing/link_keeper.h"
#include "transport/tls/tls_link.h"

#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>
#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;
using Validity = TestCertificates::Validity;

namespace {

std::shared_ptr<const TlsIdentity> identityOf(const TestCertificates::Files& files)
{
    const auto identity = TlsIdentity::load(files.certificate, files.key);
    return identity ? std::make_shared<const TlsIdentity>(*identity) : nullptr;
}

struct Bench {
    explicit Bench(const TestCertificates::Files& server)
    {
        settings.host = QStringLiteral("127.0.0.1");
        settings.service = "test";
        settings.identity = identityOf(server);
        settings.pins = std::make_shared<PinStore>();
    }
    ~Bench()
    {
        served.clear();
        link.reset();
        listener.reset();
        inbox->drain();
        thread.reset();
        inbox->close();
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    bool listen()
    {
        auto opened = listenTls(reactor, thread, settings);
        if (!opened)
            return false;
        listener = opened.take();
        port = quint16(listener->address().section(QLatin1Char(':'), -1).toUInt());
        listener->accepted = [this](std::unique_ptr<MessageLink> accepted) {
            MessageLink* raw = accepted.get();
            peers.append(raw->peer());
            LinkEvents events;
            events.message = [this, raw](const QByteArray& message) {
                ++handled;
                raw->send("re:" + message);
            };
            events.lost = [this, raw](const Failure&) {
                std::erase_if(served, [raw](const auto& one) { return one.get() == raw; });
            };
            raw->setEvents(std::move(events));
            served.push_back(std::move(accepted));
        };
        listener->refused = [this](const Failure& why) { refused.append(why.param("cause")); };
        return port != 0;
    }
    void connectAs(const TestCertificates::Files& client, const QByteArray& serverPin,
        const QByteArray& service = "test")
    {
        TlsLinkSettings own;
        own.host = settings.host;
        own.port = port;
        own.service = service;
        own.times.greeting = 2s;
        own.identity = identityOf(client);
        own.pins = std::make_shared<PinStore>();
        own.pins->replace({serverPin});
        link = makeTlsLink(reactor, thread, own);
        LinkEvents events;
        events.connected = [this] { heard.append(QStringLiteral("connected")); };
        events.message = [this](const QByteArray& message) { heard.append(QString::fromLatin1(message)); };
        events.lost = [this](const Failure& why) {
            heard.append(
                QLatin1String(failureEntry(why.code())->name) + QLatin1Char(' ') + why.param("cause"));
        };
        link->setEvents(std::move(events));
        link->open();
    }

    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    std::shared_ptr<NetworkThread> thread = std::make_shared<NetworkThread>();
    TlsLinkSettings settings;
    std::unique_ptr<LinkListener> listener;
    quint16 port = 0;
    std::unique_ptr<MessageLink> link;
    std::vector<std::unique_ptr<MessageLink>> served;
    QStringList heard;
    QStringList refused;
    QStringList peers;
    int handled = 0;
};

} // namespace

class TlsLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pinIsThatOfTheTool();
    void pinListIsRead();
    void credentialsAreChecked();
    void carriesBothWays();
    void clientIsRefused_data();
    void clientIsRefused();
    void serverIsRefused_data();
    void serverIsRefused();
    void noCertificateIsRefused();
    void olderTlsIsRefused();
    void strangerIsDropped();
    void silentOnesKeepNobodyOut();
    void manyComeAtOnce();
    void wrongGreetingIsDropped_data();
    void wrongGreetingIsDropped();
    void revokedPeerDoesNotComeBack();
    void closesAndComesBack();
    void endsWithTrafficUnderWay();
    void nobodyThere();

private:
    TestCertificates m_made;
    TestCertificates::Files m_server;
    TestCertificates::Files m_client;
};

void TlsLinkTest::initTestCase()
{
    m_server = m_made.make(QStringLiteral("server"));
    m_client = m_made.make(QStringLiteral("client"));
    QVERIFY(m_made.isGood());
}

void TlsLinkTest::pinIsThatOfTheTool()
{
    QCOMPARE(m_server.pin.size(), 32);
    QVERIFY(m_server.pin != m_client.pin);
    QCOMPARE(identityOf(m_server)->pin(), m_server.pin);
    const auto rsa = m_made.make(QStringLiteral("rsa"), Validity::Now, true);
    QVERIFY(m_made.isGood());
    QCOMPARE(identityOf(rsa)->pin(), rsa.pin);
}

void TlsLinkTest::pinListIsRead()
{
    const QString path = m_made.path(QStringLiteral("pins"));
    const auto write = [&](const QByteArray& text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    };
    const QByteArray hex = m_client.pin.toHex();
    write("# consoles\n\n" + hex + "  # console 1\n" + m_server.pin.toHex(':').toUpper() + "\n");
    const auto pins = PinStore::read(path);
    QVERIFY(pins);
    QCOMPARE(*pins, QSet<QByteArray>({m_client.pin, m_server.pin}));
    for (const QByteArray& bad : {hex.chopped(2), hex + "00", QByteArray("xyz")}) {
        write(bad + "\n");
        QVERIFY(!PinStore::read(path));
    }
    QVERIFY(!PinStore::read(m_made.path(QStringLiteral("none"))));
}

void TlsLinkTest::credentialsAreChecked()
{
    QVERIFY(TlsIdentity::load(m_server.certificate, m_server.key));
    QVERIFY(!TlsIdentity::load(m_server.key, m_server.key));
    QVERIFY(!TlsIdentity::load(m_server.certificate, m_server.certificate));
    QVERIFY(!TlsIdentity::load(m_server.certificate, m_client.key)); // of another certificate
    const QString open = m_made.path(QStringLiteral("open.key"));
    QVERIFY(QFile::copy(m_server.key, open));
    QVERIFY(QFile::setPermissions(open, QFile::ReadOwner | QFile::ReadGroup));
    QVERIFY(!TlsIdentity::load(m_server.certificate, open));
}

void TlsLinkTest::carriesBothWays()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    bench.connectAs(m_client, m_server.pin);
    QTRY_VERIFY(bench.link->isConnected());
    QCOMPARE(bench.link->peer(), toHex(m_server.pin));
    for (int i = 0; i < 200; ++i)
        QVERIFY(bench.link->send(QByteArray::number(i)));
    QVERIFY(bench.link->send(QByteArray(longestLinkMessage - 3, 'x')));
    QTRY_COMPARE(bench.heard.size(), 202);
    QCOMPARE(bench.heard[200], QStringLiteral("re:199"));
    QCOMPARE(bench.heard.last().size(), longestLinkMessage);
    QCOMPARE(bench.peers, QStringList(toHex(m_client.pin)));
}

void TlsLinkTest::clientIsRefused_data()
{
    QTest::addColumn<int>("validity");
    QTest::addColumn<bool>("listed");
    QTest::addColumn<QString>("cause");
    QTest::newRow("not listed") << int(Validity::Now) << false << QStringLiteral("not listed");
    QTest::newRow("expired") << int(Validity::Past) << true << QStringLiteral("expired");
    QTest::newRow("not valid yet") << int(Validity::Future) << true << QStringLiteral("not valid yet");
}

void TlsLinkTest::clientIsRefused()
{
    QFETCH(int, validity);
    QFETCH(bool, listed);
    QFETCH(QString, cause);
    const auto client = m_made.make(QStringLiteral("refused"), Validity(validity));
    QVERIFY(m_made.isGood());
    Bench bench(m_server);
    if (listed)
        bench.settings.pins->replace({client.pin});
    QVERIFY(bench.listen());
    bench.connectAs(client, m_server.pin);
    QTRY_COMPARE(bench.heard.size(), 1);
    QVERIFY(!bench.heard.contains(QStringLiteral("connected")));
    QTRY_COMPARE(bench.refused, QStringList(cause));
    QCOMPARE(bench.handled, 0);
    QVERIFY(bench.served.empty());
}

void TlsLinkTest::serverIsRefused_data()
{
    clientIsRefused_data();
}

void TlsLinkTest::serverIsRefused()
{
    QFETCH(int, validity);
    QFETCH(bool, listed);
    QFETCH(QString, cause);
    const auto server = m_made.make(QStringLiteral("impostor"), Validity(validity));
    QVERIFY(m_made.isGood());
    Bench bench(server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    bench.connectAs(m_client, listed ? server.pin : m_server.pin);
    QTRY_COMPARE(bench.heard, QStringList(QStringLiteral("LinkPeerRefused ") + cause));
    QVERIFY(!bench.link->isConnected());
    QCOMPARE(bench.handled, 0);
}

void TlsLinkTest::noCertificateIsRefused()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(bench.settings.host, bench.port);
    QTRY_COMPARE(bench.refused, QStringList(QStringLiteral("no certificate")));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(bench.served.empty());
}

void TlsLinkTest::olderTlsIsRefused()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    QSslSocket socket;
    QSslConfiguration older = identityOf(m_client)->configuration();
    older.setProtocol(QSsl::TlsV1_2);
    older.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.setSslConfiguration(older);
    socket.connectToHostEncrypted(bench.settings.host, bench.port);
    QTRY_COMPARE(bench.refused.size(), 1);
    QVERIFY(bench.served.empty());
    QVERIFY(!socket.isEncrypted());
}

void TlsLinkTest::strangerIsDropped()
{
    Bench bench(m_server);
    bench.settings.times.greeting = 1s;
    QVERIFY(bench.listen());
    QTcpSocket silent; // connects and says nothing
    silent.connectToHost(bench.settings.host, bench.port);
    QTcpSocket loud;
    loud.connectToHost(bench.settings.host, bench.port);
    QVERIFY(loud.waitForConnected());
    loud.write("GET / HTTP/1.0\r\n\r\n");
    QTRY_COMPARE(bench.refused.size(), 2);
    QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(bench.served.empty());
}

void TlsLinkTest::silentOnesKeepNobodyOut()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 12; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(bench.settings.host, bench.port);
        QVERIFY(silent.back()->waitForConnected());
    }
    bench.connectAs(m_client, m_server.pin);
    QTRY_COMPARE(bench.heard, QStringList{QStringLiteral("connected")});
    QCOMPARE(bench.refused, QStringList()); // those who say nothing are still waited for
}

void TlsLinkTest::manyComeAtOnce()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    TlsLinkSettings own = bench.settings;
    own.port = bench.port;
    own.identity = identityOf(m_client);
    own.pins = std::make_shared<PinStore>();
    own.pins->replace({m_server.pin});
    own.times.greeting = 60s;
    int connected = 0;
    std::vector<std::unique_ptr<MessageLink>> links;
    for (int i = 0; i < 40; ++i) {
        links.push_back(makeTlsLink(bench.reactor, bench.thread, own));
        LinkEvents events;
        events.connected = [&connected] { ++connected; };
        links.back()->setEvents(std::move(events));
        links.back()->open();
    }
    QTRY_COMPARE_WITH_TIMEOUT(connected, 40, 60'000);
    QCOMPARE(bench.refused, QStringList());
    links.clear();
}

void TlsLinkTest::wrongGreetingIsDropped_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("another service") << QByteArray();
    QTest::newRow("no frame") << QByteArray(4096, '\xFF');
    QTest::newRow("no greeting") << QByteArray::fromHex("0000000401020304") + QByteArray(4096, 'x');
}

/// The peer is listed, so the link lives when the greeting ends it, in the middle of what it receives.
void TlsLinkTest::wrongGreetingIsDropped()
{
    QFETCH(const QByteArray, first);
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    QSslSocket peer;
    if (first.isEmpty()) {
        bench.connectAs(m_client, m_server.pin, "other");
    } else {
        peer.setSslConfiguration(identityOf(m_client)->configuration());
        peer.setPeerVerifyMode(QSslSocket::VerifyNone);
        peer.connectToHostEncrypted(bench.settings.host, bench.port);
        QVERIFY(peer.waitForEncrypted());
        peer.write(first);
    }
    QTRY_COMPARE(bench.refused.size(), 1);
    QVERIFY(bench.served.empty());
    bench.connectAs(m_client, m_server.pin); // the listener lives
    QTRY_VERIFY(bench.link->isConnected());
}

void TlsLinkTest::revokedPeerDoesNotComeBack()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    bench.connectAs(m_client, m_server.pin);
    QTRY_VERIFY(bench.link->isConnected());
    bench.settings.pins->replace({});
    QTRY_COMPARE(bench.served.size(), size_t(1));
    bench.served.clear();
    QTRY_COMPARE(bench.heard.size(), 2);
    bench.link->open();
    QTRY_COMPARE(bench.refused, QStringList(QStringLiteral("not listed")));
    QTRY_COMPARE(bench.heard.size(), 3);
    QVERIFY(!bench.link->isConnected());
}

void TlsLinkTest::closesAndComesBack()
{
    Bench bench(m_server);
    bench.settings.pins->replace({m_client.pin});
    QVERIFY(bench.listen());
    for (int round = 0; round < 5; ++round) {
        bench.connectAs(m_client, m_server.pin);
        QTRY_VERIFY(bench.link->isConnected());
        QVERIFY(bench.link->send("x"));
        QTRY_COMPARE(bench.handled, round + 1);
        bench.link->close();
        QTRY_VERIFY(bench.served.empty());
        QVERIFY(!bench.link->send("y"));
    }
    QCOMPARE(bench.heard.count(QStringLiteral("connected")), 5);
}

void TlsLinkTest::endsWithTrafficUnderWay()
{
    for (int round = 0; round < 10; ++round) {
        Bench bench(m_server);
        bench.settings.pins->replace({m_client.pin});
        QVERIFY(bench.listen());
        bench.connectAs(m_client, m_server.pin);
        QTRY_VERIFY(bench.link->isConnected());
        for (int i = 0; i < 100; ++i)
            bench.link->send(QByteArray(1000, 'x'));
        QTest::qWait(round % 3);
    }
}

void TlsLinkTest::nobodyThere()
{
    Bench bench(m_server);
    QVERIFY(bench.listen());
    bench.listener.reset();
    bench.connectAs(m_client, m_server.pin);
    QTRY_COMPARE(bench.heard.size(), 1);
    QVERIFY(bench.heard.first().startsWith(QStringLiteral("LinkUnreachable"))
        || bench.heard.first().startsWith(QStringLiteral("LinkPeerRefused")));
}

QTEST_GUILESS_MAIN(TlsLinkTest)
#include "tst_tls_link.moc"
