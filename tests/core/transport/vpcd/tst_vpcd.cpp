// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/transport.h"
#include "transport/vpcd/vpcd_client.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace sm;

namespace {

/// The reader driver's end, on a free port of the loopback interface.
class FakeDriver {
public:
    FakeDriver()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(m_listener, 1);
        socklen_t length = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
        m_port = ntohs(address.sin_port);
    }
    ~FakeDriver()
    {
        hangUp();
        stopListening();
    }
    quint16 port() const { return m_port; }
    void accept() { m_peer = ::accept(m_listener, nullptr, nullptr); }
    bool write(const char* hex)
    {
        const QByteArray bytes = QByteArray::fromHex(hex);
        return ::send(m_peer, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    QByteArray read(qsizetype length)
    {
        QByteArray bytes(length, '\0');
        const ssize_t got = ::recv(m_peer, bytes.data(), size_t(length), MSG_WAITALL);
        return bytes.first(std::max<ssize_t>(got, 0)).toHex();
    }
    void hangUp()
    {
        if (m_peer >= 0)
            ::close(std::exchange(m_peer, -1));
    }
    void stopListening()
    {
        if (m_listener >= 0)
            ::close(std::exchange(m_listener, -1));
    }

private:
    int m_listener = -1;
    int m_peer = -1;
    quint16 m_port = 0;
};

} // namespace

class TestVpcd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void controls_data();
    void controls();
    void answersAreFramed();
    void splitFrames();
    void endsOfTheLink_data();
    void endsOfTheLink();
    void stopIsSeen();
    void nobodyListens();
    void noDelayedAcknowledgement();

private:
    std::unique_ptr<VpcdClient> connectTo(FakeDriver& driver)
    {
        auto link = VpcdClient::connect(QStringLiteral("127.0.0.1"), driver.port());
        driver.accept();
        return link ? link.take() : nullptr;
    }
};

void TestVpcd::controls_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("command");
    using Kind = VpcdRequest::Kind;
    QTest::newRow("off") << QByteArray("000100") << int(Kind::PowerOff) << QByteArray();
    QTest::newRow("on") << QByteArray("000101") << int(Kind::PowerOn) << QByteArray();
    QTest::newRow("reset") << QByteArray("000102") << int(Kind::Reset) << QByteArray();
    QTest::newRow("ATR") << QByteArray("000104") << int(Kind::AnswerToReset) << QByteArray();
    QTest::newRow("command") << QByteArray("000500A4000C02") << int(Kind::Command)
                             << QByteArray("00a4000c02");
}

void TestVpcd::controls()
{
    QFETCH(QByteArray, frame);
    QFETCH(int, kind);
    QFETCH(QByteArray, command);
    FakeDriver driver;
    const auto link = connectTo(driver);
    QVERIFY(link);
    QVERIFY(driver.write(frame.constData()));
    const auto request = link->receive({});
    QVERIFY(request);
    QCOMPARE(int(request->kind), kind);
    QCOMPARE(request->command.toHex(), command);
}

void TestVpcd::answersAreFramed()
{
    FakeDriver driver;
    const auto link = connectTo(driver);
    QVERIFY(link->answer(QByteArray::fromHex("9000")));
    QCOMPARE(driver.read(4), QByteArray("00029000"));
    QVERIFY(link->answer(QByteArray(300, 'a')));
    QCOMPARE(driver.read(302).left(6), QByteArray("012c61"));
    QVERIFY(!link->answer(QByteArray(65536, 'a')));
}

void TestVpcd::splitFrames()
{
    FakeDriver driver;
    const auto link = connectTo(driver);
    std::jthread writer([&driver] {
        for (const char* part : {"00", "05", "00A4", "000C", "02", "000104"}) {
            driver.write(part);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    QCOMPARE(link->receive({})->command.toHex(), QByteArray("00a4000c02"));
    QCOMPARE(int(link->receive({})->kind), int(VpcdRequest::Kind::AnswerToReset));
}

void TestVpcd::endsOfTheLink_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a length") << QByteArray("00");
    QTest::newRow("half a command") << QByteArray("000500A4");
    QTest::newRow("no payload") << QByteArray("0000");
    QTest::newRow("unknown control") << QByteArray("000107");
}

void TestVpcd::endsOfTheLink()
{
    QFETCH(QByteArray, bytes);
    FakeDriver driver;
    const auto link = connectTo(driver);
    QVERIFY(driver.write(bytes.constData()));
    driver.hangUp();
    const auto request = link->receive({});
    QVERIFY(!request && request.failure() == fc::VpcdClosed);
}

void TestVpcd::stopIsSeen()
{
    FakeDriver driver;
    const auto link = connectTo(driver);
    std::stop_source stop;
    std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        stop.request_stop();
    });
    const auto request = link->receive(stop.get_token());
    QVERIFY(!request && request.failure() == fc::VpcdClosed);
}

void TestVpcd::nobodyListens()
{
    FakeDriver driver;
    driver.stopListening();
    const auto link = VpcdClient::connect(QStringLiteral("127.0.0.1"), driver.port());
    QVERIFY(!link && link.failure() == fc::VpcdUnreachable);
    QVERIFY(!VpcdClient::connect(QStringLiteral("no host by this name."), 1));
}

/// The driver sends length and payload apart, with Nagle's algorithm on: without TCP_QUICKACK each of these
/// takes 40 ms.
void TestVpcd::noDelayedAcknowledgement()
{
    FakeDriver driver;
    const auto link = connectTo(driver);
    constexpr int rounds = 100;
    std::jthread card([&link] {
        for (int i = 0; i < rounds; ++i) {
            if (!link->receive({}) || !link->answer(QByteArray::fromHex("9000")))
                return;
        }
    });
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; ++i) {
        QVERIFY(driver.write("0005"));
        QVERIFY(driver.write("00A4000C02"));
        QCOMPARE(driver.read(4), QByteArray("00029000"));
    }
    QVERIFY2(timer.elapsed() < rounds * 20, QByteArray::number(timer.elapsed()).constData());
}

QTEST_GUILESS_MAIN(TestVpcd)
#include "tst_vpcd.moc"
