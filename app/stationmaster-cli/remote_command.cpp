// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "server/control_socket.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace sm {
namespace {

QString statusText(const QJsonObject& status)
{
    const QJsonObject floor = status.value(QStringLiteral("floor")).toObject();
    const auto figure = [](const QJsonValue& value) {
        return value.isDouble() ? QString::number(qint64(value.toDouble())) : QStringLiteral("-");
    };
    QString text
        = QStringLiteral("good %1 of %2, %3 /h%4, faults %5, held %6")
              .arg(figure(floor.value(QStringLiteral("good"))), figure(floor.value(QStringLiteral("target"))),
                  figure(floor.value(QStringLiteral("rate_per_hour"))),
                  floor.value(QStringLiteral("holding")).toBool() ? QStringLiteral(", floor held")
                                                                  : QString(),
                  figure(floor.value(QStringLiteral("faults"))), figure(floor.value(QStringLiteral("held"))));
    const QJsonArray jobs = status.value(QStringLiteral("jobs")).toArray();
    for (const QJsonValue& value : jobs) {
        const QJsonObject job = value.toObject();
        const QJsonObject records = job.value(QStringLiteral("records")).toObject();
        text
            += QStringLiteral("\njob %1  %2  %3  %4 of %5 good, %6 in doubt")
                   .arg(figure(job.value(QStringLiteral("id"))), job.value(QStringLiteral("name")).toString(),
                       job.value(QStringLiteral("state")).toString(),
                       figure(records.value(QStringLiteral("good"))),
                       figure(records.value(QStringLiteral("accepted"))),
                       figure(records.value(QStringLiteral("in_doubt"))));
    }
    return text;
}

} // namespace

int remoteCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    QJsonObject request{{QStringLiteral("command"), arguments.command}};
    if (!arguments.positional.isEmpty()) {
        bool isNumber = false;
        const qint64 job = arguments.positional.first().toLongLong(&isNumber);
        if (!isNumber) {
            output.message(QStringLiteral("A job is named by its number; see status."));
            return exit_code::usage;
        }
        request.insert(QStringLiteral("job"), job);
    }
    if (arguments.command == QStringLiteral("abort")) {
        if (arguments.value("reason").isEmpty()) {
            output.message(QStringLiteral("abort needs --reason TEXT."));
            return exit_code::usage;
        }
        request.insert(QStringLiteral("reason"), arguments.value("reason"));
    }
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath());
    if (!socket.waitForConnected(2000)) {
        output.message(QStringLiteral("No console is running for this user."));
        return exit_code::unavailable;
    }
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    QByteArray line;
    while (!line.endsWith('\n') && socket.waitForReadyRead(5000))
        line += socket.readAll();
    const QJsonObject reply = QJsonDocument::fromJson(line).object();
    if (reply.isEmpty()) {
        output.message(QStringLiteral("The console did not answer."));
        return exit_code::unavailable;
    }
    if (!reply.value(QStringLiteral("ok")).toBool()) {
        const QJsonObject why = reply.value(QStringLiteral("failure")).toObject();
        QList<FailureParam> none;
        output.failure(Failure(FailureCode(why.value(QStringLiteral("code")).toInt()), none));
        return exit_code::input;
    }
    if (output.json())
        output.result(reply);
    else if (arguments.command == QStringLiteral("status"))
        output.result(statusText(reply));
    return exit_code::done;
}

} // namespace sm
