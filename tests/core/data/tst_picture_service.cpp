// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures from an HTTP server: what is asked of it, and that a server that means harm gives a named failure
// in bounded time and memory.
#include "../../support/test_loop.h"
#include "data/picture_service.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QtTest>

using namespace sm;
using namespace sm::test;

namespace {

/// Answers each request with what the test wrote, and keeps what was asked.
class PlainServer : public QTcpServer {
public:
    PlainServer()
    {
        connect(this, &QTcpServer::newConnection, this, [this] { take(nextPendingConnection()); });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port");
    }
    PictureAddress address(const QString& path = QStringLiteral("/passes/{picture}")) const
    {
        return {QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path)};
    }

    QByteArray reply;
    bool closes = true; ///< after the reply
    bool drips = false; ///< goes on and on
    QList<QTcpSocket*> slow; ///< asked for "slow...": answered when the test says so
    QList<QByteArray> asked;

private:
    void take(QTcpSocket* socket)
    {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const QByteArray request = socket->readAll();
            if (!request.startsWith("GET "))
                return;
            asked.append(request);
            if (request.startsWith("GET /passes/slow"))
                return slow.append(socket);
            socket->write(reply);
            if (drips)
                drip(socket);
            else if (closes)
                socket->disconnectFromHost();
        });
    }
    void drip(QTcpSocket* socket)
    {
        connect(socket, &QTcpSocket::bytesWritten, socket, [socket] {
            if (socket->bytesToWrite() < (1 << 20))
                socket->write(QByteArray(1 << 16, 'x'));
        });
    }
};

QByteArray ok(const QByteArray& body, const QByteArray& more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more + "\r\n"
        + body;
}

QString outcomeOf(const std::optional<Outcome<QByteArray>>& answer)
{
    QString text = nameOf(answer);
    if (answer && !answer->ok() && !answer->failure().param("cause").isEmpty()
        && text == QStringLiteral("PictureNotServed"))
        text += u' ' + answer->failure().param("cause");
    return text;
}

} // namespace

class TestPictureService : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fetches();
    void namesBecomePlaces_data();
    void namesBecomePlaces();
    void refusals_data();
    void refusals();
    void nobodyListens();
    void floodIsCutOff();
    void limitEndsTheTransfer();
    void endsWhileFetching();
    void manyAtOnce();
    void oneThatIsCutHarmsNoOther();
    void flaws_data();
    void flaws();
};

void TestPictureService::fetches()
{
    TestLoop loop;
    PlainServer server;
    const QByteArray picture("\x89PNG\r\n\x1A\n\0\1\2", 11);
    server.reply = ok(picture, "Set-Cookie: a=b\r\nCache-Control: max-age=600\r\nConnection: close\r\n");
    PictureService service(loop.reactor, server.address());
    for (int i = 0; i < 2; ++i) {
        auto pending = service.fetch(QStringLiteral("dov.png"), seconds(10));
        const auto answer = answerOf(pending);
        QVERIFY2(answer && answer->ok(), qPrintable(outcomeOf(answer)));
        QCOMPARE(**answer, picture);
    }
    QCOMPARE(server.asked.size(), 2); // nothing was kept
    QVERIFY(server.asked.at(0).startsWith("GET /passes/dov.png HTTP/1.1\r\n"));
    QVERIFY(server.asked.at(0).toLower().contains("accept-encoding: identity"));
    QVERIFY(!server.asked.at(1).toLower().contains("cookie"));
}

void TestPictureService::namesBecomePlaces_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("line"); ///< empty: nobody is asked
    const QString plain = QStringLiteral("/p/{picture}");
    QTest::newRow("sub-folder") << plain << QStringLiteral("2026/dov.png") << QByteArray("/p/2026/dov.png");
    QTest::newRow("spaces and letters")
        << plain << QStringLiteral("Zoë K.png") << QByteArray("/p/Zo%C3%AB%20K.png");
    QTest::newRow("marks with a meaning")
        << plain << QStringLiteral("a?b#c&d%2Fe") << QByteArray("/p/a%3Fb%23c%26d%252Fe");
    QTest::newRow("query") << QStringLiteral("/photo?of={picture}&as=png") << QStringLiteral("a&b=c")
                           << QByteArray("/photo?of=a%26b%3Dc&as=png");
    QTest::newRow("line break") << plain << QStringLiteral("a\r\nHost: b")
                                << QByteArray("/p/a%0D%0AHost%3A%20b");
    QTest::newRow("up") << plain << QStringLiteral("../keys") << QByteArray();
    QTest::newRow("up in between") << plain << QStringLiteral("a/../../keys") << QByteArray();
    QTest::newRow("absolute") << plain << QStringLiteral("/etc/passwd") << QByteArray();
    QTest::newRow("nothing") << plain << QString() << QByteArray();
    QTest::newRow("long") << plain << QString(1'001, u'a') << QByteArray();
}

void TestPictureService::namesBecomePlaces()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    QFETCH(QByteArray, line);
    TestLoop loop;
    PlainServer server;
    server.reply = ok("picture");
    PictureService service(loop.reactor, server.address(path));
    auto pending = service.fetch(name, seconds(10));
    const auto answer = answerOf(pending);
    if (line.isEmpty()) {
        QCOMPARE(outcomeOf(answer), QStringLiteral("PictureNotServed name"));
        QVERIFY(server.asked.isEmpty());
        return;
    }
    QCOMPARE(outcomeOf(answer), QStringLiteral("ok"));
    QCOMPARE(server.asked.value(0).split('\r').value(0), "GET " + line + " HTTP/1.1");
}

void TestPictureService::refusals_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("not there") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno")
                               << QStringLiteral("PictureNotServed 404");
    QTest::newRow("broken server") << QByteArray("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
                                   << QStringLiteral("PictureNotServed 503");
    QTest::newRow("wants a password")
        << QByteArray("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")
        << QStringLiteral("PictureNotServed 401");
    QTest::newRow("elsewhere") << QByteArray(
        "HTTP/1.1 302 Moved\r\nLocation: http://127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n")
                               << QStringLiteral("PictureNotServed moved");
    QTest::newRow("nothing in it") << ok("") << QStringLiteral("PictureNotServed empty");
    QTest::newRow("no answer at all") << QByteArray() << QStringLiteral("PictureServerSilent");
    QTest::newRow("no HTTP") << QByteArray("220 mail ready\r\n") << QStringLiteral("PictureServerSilent");
    QTest::newRow("cut off") << ok("0123456789").chopped(4) << QStringLiteral("PictureServerSilent");
    QTest::newRow("too large, and says so")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n") + QByteArray(17'000'000, 'x')
        << QStringLiteral("PictureNotServed size");
}

void TestPictureService::refusals()
{
    QFETCH(QByteArray, reply);
    QFETCH(QString, outcome);
    TestLoop loop;
    PlainServer server;
    server.reply = reply;
    PictureService service(loop.reactor, server.address());
    auto pending = service.fetch(QStringLiteral("secret-name.png"), seconds(10));
    const auto answer = answerOf(pending);
    QCOMPARE(outcomeOf(answer), outcome);
    QVERIFY(!answer->failure().toString().contains(QStringLiteral("secret-name")));
    server.reply = ok("picture");
    auto again = service.fetch(QStringLiteral("other.png"), seconds(10));
    QCOMPARE(outcomeOf(answerOf(again)), QStringLiteral("ok")); // no harm done
}

void TestPictureService::nobodyListens()
{
    TestLoop loop;
    PictureAddress address;
    {
        const PlainServer gone;
        address = gone.address();
    }
    PictureService service(loop.reactor, address);
    auto pending = service.fetch(QStringLiteral("a.png"), seconds(10));
    QCOMPARE(outcomeOf(answerOf(pending)), QStringLiteral("PictureServerSilent"));
}

/// A picture without an end and without a length.
void TestPictureService::floodIsCutOff()
{
    TestLoop loop;
    PlainServer server;
    server.reply = "HTTP/1.1 200 OK\r\n\r\nx";
    server.drips = true;
    PictureService service(loop.reactor, server.address());
    for (int i = 0; i < 2; ++i) {
        auto pending = service.fetch(QStringLiteral("a.png"), seconds(10));
        QCOMPARE(outcomeOf(answerOf(pending)), QStringLiteral("PictureNotServed size"));
    }
    server.drips = false;
    server.reply = ok("picture");
    auto again = service.fetch(QStringLiteral("b.png"), seconds(10));
    QCOMPARE(outcomeOf(answerOf(again)), QStringLiteral("ok"));
    QTRY_VERIFY(server.findChildren<QTcpSocket*>().isEmpty()); // the connections were cut
}

void TestPictureService::limitEndsTheTransfer()
{
    TestLoop loop;
    PlainServer server;
    server.reply = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin";
    server.closes = false;
    PictureService service(loop.reactor, server.address());
    auto pending = service.fetch(QStringLiteral("a.png"), seconds(10));
    std::optional<Outcome<QByteArray>> answer;
    pending.then([&answer](Outcome<QByteArray> outcome) { answer.emplace(std::move(outcome)); });
    QTRY_COMPARE(server.asked.size(), 1);
    loop.expireLimits();
    QCOMPARE(outcomeOf(answer), QStringLiteral("WaitTimedOut"));
    server.reply = ok("picture");
    server.closes = true;
    auto again = service.fetch(QStringLiteral("b.png"), seconds(10));
    QCOMPARE(outcomeOf(answerOf(again)), QStringLiteral("ok"));
}

void TestPictureService::endsWhileFetching()
{
    TestLoop loop;
    PlainServer server;
    server.reply = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin";
    server.closes = false;
    Pending<QByteArray> pending;
    {
        PictureService service(loop.reactor, server.address());
        pending = service.fetch(QStringLiteral("a.png"), seconds(10));
        QTRY_COMPARE(server.asked.size(), 1);
    }
    QCOMPARE(outcomeOf(answerOf(pending)), QStringLiteral("WaitCancelled"));
}

void TestPictureService::manyAtOnce()
{
    constexpr int count = 40;
    TestLoop loop;
    PlainServer server;
    server.reply = ok("picture");
    PictureService service(loop.reactor, server.address());
    std::vector<Pending<QByteArray>> all;
    int good = 0;
    for (int i = 0; i < count; ++i) {
        all.push_back(service.fetch(QStringLiteral("%1.png").arg(i), seconds(10)));
        all.back().then([&good](const Outcome<QByteArray>& outcome) { good += outcome.ok(); });
    }
    QTRY_COMPARE_WITH_TIMEOUT(good, count, 30'000);
}

void TestPictureService::oneThatIsCutHarmsNoOther()
{
    constexpr int count = 5;
    TestLoop loop;
    PlainServer server;
    server.reply = "HTTP/1.1 200 OK\r\n\r\nx";
    server.drips = true;
    PictureService service(loop.reactor, server.address());
    std::vector<Pending<QByteArray>> others;
    int good = 0;
    for (int i = 0; i < count; ++i) {
        others.push_back(service.fetch(QStringLiteral("slow%1.png").arg(i), seconds(10)));
        others.back().then([&good](const Outcome<QByteArray>& outcome) { good += outcome.ok(); });
    }
    QTRY_COMPARE(server.slow.size(), count);
    for (QTcpSocket* socket : server.slow)
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\npic");
    auto flood = service.fetch(QStringLiteral("a.png"), seconds(10));
    QCOMPARE(outcomeOf(answerOf(flood)), QStringLiteral("PictureNotServed size"));
    for (QTcpSocket* socket : server.slow)
        socket->write("ture");
    QTRY_COMPARE(good, count);
}

void TestPictureService::flaws_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("good");
    const auto row = [](const char* address, bool good) {
        QTest::newRow(address) << QString::fromLatin1(address) << good;
    };
    row("http://photos/{picture}", true);
    row("https://photos.floor:8443/a/{picture}.png?size=2", true);
    row("http://photos/get?name={picture}", true);
    row("ftp://photos/{picture}", false);
    row("file:///srv/{picture}", false);
    row("http://photos/", false);
    row("http://{picture}/a", false);
    row("http://photos/{picture}/{picture}", false);
    row("http://photos/#{picture}", false);
    row("http://ada:word@photos/{picture}", false);
    row("photos/{picture}", false);
    row("http:///{picture}", false);
}

void TestPictureService::flaws()
{
    QFETCH(QString, address);
    QFETCH(bool, good);
    QCOMPARE(PictureAddress{address}.flaw().isEmpty(), good);
}

QTEST_GUILESS_MAIN(TestPictureService)
#include "tst_picture_service.moc"
