// SPDX-License-Identifier: GPL-3.0-or-later
// What the station link costs over TLS: one command per run to a station in another process, against a bare
// QSslSocket that sends as many bytes to a bare echo in another process and gets as many back.
#include "../support/test_certificates.h"
#include "measure.h"
#include "station_bench.h"

#include "station/link/station_gate.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

#include <algorithm>

using namespace sm;
using namespace sm::bench;
using namespace std::chrono_literals;

namespace {

const QByteArray command = QByteArray::fromHex("80E2000020") + QByteArray(32, 'd');
const QByteArray answer(16, 'a');

QSslConfiguration plainConfiguration(const QString& certificate, const QString& key)
{
    QFile keyFile(key);
    (void)keyFile.open(QIODevice::ReadOnly);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

/// The other process: a station, or an echo of frames of known lengths.
int beTheStation(const QStringList& words)
{
    Loop loop;
    QuickCard card(loop.reactor, answer);
    TlsLinkSettings settings = tlsSettings(words[3], words[4], QByteArray::fromHex(words[5].toLatin1()));
    settings.port = quint16(words[2].toUInt());
    StationAgent::Settings own;
    own.station = StationId{1, 1};
    own.life = QByteArray(stationLifeLength, 'l');
    const StationAgent agent(own, loop.reactor, card,
        std::make_unique<LinkKeeper>(
            loop.reactor, makeTlsLinkHere(loop.reactor, settings), LinkKeeper::Pauses{}));
    return QCoreApplication::exec();
}

int beTheEcho(const QStringList& words)
{
    QSslSocket socket;
    socket.setSslConfiguration(plainConfiguration(words[3], words[4]));
    const qsizetype in = words[5].toInt();
    const QByteArray back(words[6].toInt(), 'b');
    qsizetype held = 0;
    QObject::connect(&socket, &QSslSocket::encrypted, &socket,
        [&socket] { socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    QObject::connect(&socket, &QSslSocket::readyRead, &socket, [&] {
        held += socket.readAll().size();
        for (; held >= in; held -= in)
            socket.write(back);
    });
    QObject::connect(
        &socket, &QSslSocket::disconnected, &socket, &QCoreApplication::quit, Qt::QueuedConnection);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), quint16(words[2].toUInt()));
    return QCoreApplication::exec();
}

template <class Exchange> double medianMicros(int count, Exchange exchange)
{
    std::vector<double> micros;
    for (int i = 0; i < count; ++i) {
        const Measure measure;
        exchange(i);
        micros.push_back(measure.wall());
    }
    std::sort(micros.begin(), micros.end());
    return micros.empty() ? 0 : micros[micros.size() / 2];
}

template <class Ready> bool turnUntil(Ready ready)
{
    const Measure measure;
    while (!ready() && measure.wall() < 20e6)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return ready();
}

struct Ends {
    smtest::TestCertificates made;
    smtest::TestCertificates::Files console = made.make(QStringLiteral("console"));
    smtest::TestCertificates::Files station = made.make(QStringLiteral("station"));
};

double throughTheLink(const Ends& ends, int count)
{
    Loop loop;
    loop.network = std::make_shared<NetworkThread>();
    SystemRandom random;
    StationGate gate(loop.reactor, random);
    LinkStation station(loop.reactor, LinkStation::Settings(StationId{1, 1}, QStringLiteral("tls")));
    gate.expect(station);
    auto listener = listenTls(loop.reactor, loop.network,
        tlsSettings(ends.console.certificate, ends.console.key, ends.station.pin));
    if (!listener)
        return 0;
    const auto door = listener.take();
    door->accepted = [&gate](std::unique_ptr<MessageLink> link) { gate.add(std::move(link)); };
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
        {QStringLiteral("station"), door->address().section(QLatin1Char(':'), -1), ends.station.certificate,
            ends.station.key, toHex(ends.console.pin)});
    double micros = 0;
    if (turnUntil([&station] { return station.isUsable(); }))
        micros = medianMicros(count, [&](int i) {
            CommandRun run(AttemptId(1), Epoch(1), quint32(i + 1));
            run.commands.emplace_back(command, StatusRule());
            bool done = false;
            auto running = station.run(std::move(run), 20s);
            running.then([&done](const Outcome<RunAnswers>&) { done = true; });
            turnUntil([&done] { return done; });
        });
    process.terminate();
    process.waitForFinished(5000);
    return micros;
}

/// The same bytes: what the link's messages take, with their frames.
double bareEcho(const Ends& ends, int count, qsizetype there, qsizetype back)
{
    QSslServer server;
    server.setSslConfiguration(plainConfiguration(ends.console.certificate, ends.console.key));
    server.listen(QHostAddress::LocalHost);
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
        {QStringLiteral("echo"), QString::number(server.serverPort()), ends.station.certificate,
            ends.station.key, QString::number(there), QString::number(back)});
    if (!turnUntil([&server] { return server.hasPendingConnections(); }))
        return 0;
    const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QByteArray message(there, 'm');
    const double micros = medianMicros(count, [&](int) {
        socket->write(message);
        turnUntil([&] { return socket->bytesAvailable() >= back; });
        socket->readAll();
    });
    process.kill();
    process.waitForFinished(5000);
    return micros;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    prepare();
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QStringLiteral("station"))
        return beTheStation(words);
    if (words.value(1) == QStringLiteral("echo"))
        return beTheEcho(words);
    const int count = argument(QStringLiteral("exchanges"), 5000);
    const Ends ends;
    CommandRun run(AttemptId(1), Epoch(1), 1000);
    run.commands.emplace_back(command, StatusRule());
    RunAnswers answers;
    answers.answers.emplace_back(answer, StatusWord{0x9000});
    constexpr qsizetype frame = 5; // length and kind
    const qsizetype there = encode(StationOrder(1000, 20s, run)).size() + frame;
    const qsizetype back = encode(StationAnswer(1000, answers)).size() + frame;
    bool done = true;
    for (int round = 1; round <= argument(QStringLiteral("rounds"), 3); ++round) {
        const double bare = bareEcho(ends, count, there, back);
        const double link = throughTheLink(ends, count);
        done = done && bare > 0 && link > 0;
        out() << "round " << round << ": bare echo of " << there << " and " << back << " bytes "
              << figure(bare) << " us, a command through the station link " << figure(link) << " us, ratio "
              << figure(bare > 0 ? link / bare : 0) << Qt::endl;
    }
    return done ? 0 : 1;
}
