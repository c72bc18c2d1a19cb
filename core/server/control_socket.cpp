// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/control_socket.h"

#include "base/failures/server.h"
#include "base/log.h"
#include "server/snapshot_json.h"
#include "server/station_json.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

#include <sys/stat.h>
#include <unistd.h>

namespace sm {

QString controlSocketPath()
{
    QString base = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (base.isEmpty() || !QDir::isAbsolutePath(base))
        base = QStringLiteral("/tmp/stationmaster-%1").arg(getuid());
    else
        base += QStringLiteral("/stationmaster");
    return base + QStringLiteral("/control");
}

std::unique_ptr<ControlSocket> ControlSocket::open(PersonalizationServer& server, SnapshotBoard& board)
{
    const QString path = controlSocketPath();
    const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
    mkdir(folder.constData(), 0700);
    struct stat status { };
    if (lstat(folder.constData(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != getuid()) {
        qCWarning(lcServer) << "no control socket: its folder is not this user's own";
        return nullptr;
    }
    QLocalSocket probe;
    probe.connectToServer(path);
    if (probe.waitForConnected(200)) {
        const Failure taken = fail(fc::ControlSocketTaken, {{"path", path}});
        qCWarning(lcServer) << taken.toString();
        board.report(event::Refused{0, taken}); // else its commands would reach the wrong floor unnoticed
        return nullptr;
    }
    QLocalServer::removeServer(path); // left over from a console that was killed
    std::unique_ptr<ControlSocket> socket(new ControlSocket(server, board));
    socket->m_listener.setSocketOptions(QLocalServer::UserAccessOption);
    if (!socket->m_listener.listen(path)) {
        qCWarning(lcServer) << "no control socket:" << socket->m_listener.errorString();
        return nullptr;
    }
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner); // Qt gives 0700
    QObject::connect(&socket->m_listener, &QLocalServer::newConnection, &socket->m_listener,
        [raw = socket.get()] { raw->accept(); });
    return socket;
}

void ControlSocket::accept()
{
    while (QLocalSocket* peer = m_listener.nextPendingConnection()) {
        QObject::connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
        QObject::connect(peer, &QLocalSocket::readyRead, peer, [this, peer] { read(peer); });
    }
}

static QJsonObject refusal(const Failure& why)
{
    return {{QStringLiteral("ok"), false}, {QStringLiteral("failure"), failureJson(why)}};
}

void ControlSocket::read(QLocalSocket* peer)
{
    constexpr qint64 longestRequest = 64 * 1024;
    if (!peer->canReadLine()) {
        if (peer->bytesAvailable() > longestRequest)
            peer->abort();
        return;
    }
    const QJsonObject request = QJsonDocument::fromJson(peer->readLine(longestRequest)).object();
    const auto send = [socket = QPointer<QLocalSocket>(peer)](const QJsonObject& reply) {
        if (!socket)
            return;
        socket->write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
        socket->flush();
        socket->disconnectFromServer();
    };
    if (request.value(QStringLiteral("command")) == QStringLiteral("status")) {
        m_server.publish();
        QJsonObject status = statusJson(*m_board.snapshot());
        status.insert(QStringLiteral("ok"), true);
        return send(status);
    }
    auto command = commandFor(request);
    if (!command)
        return send(refusal(command.failure()));
    m_server.handle(m_board.nextTicket(), command.take(), [send](const Outcome<Done>& outcome) {
        send(outcome ? QJsonObject{{QStringLiteral("ok"), true}} : refusal(outcome.failure()));
    });
}

Outcome<ServerCommand> ControlSocket::commandFor(const QJsonObject& request) const
{
    const QString name = request.value(QStringLiteral("command")).toString();
    const JobId job(request.value(QStringLiteral("job")).toInteger());
    // What was to name a job must not mean the floor.
    if (request.contains(QStringLiteral("job")) && job.value < 1)
        return fail(fc::ControlRequestBroken, {{"command", name.left(40)}});
    if (name == QStringLiteral("hold"))
        return job.isValid() ? ServerCommand(command::HoldJob{job}) : ServerCommand(command::HoldFloor());
    if (name == QStringLiteral("resume"))
        return job.isValid() ? ServerCommand(command::ResumeJob{job}) : ServerCommand(command::ResumeFloor());
    const QString reason = request.value(QStringLiteral("reason")).toString();
    if (name == QStringLiteral("abort") && job.isValid() && !reason.isEmpty())
        return ServerCommand(command::AbortJob{job, reason});
    if (auto decision = stationCommand(request))
        return std::move(*decision);
    return fail(fc::ControlRequestBroken, {{"command", name.left(40)}});
}

} // namespace sm
