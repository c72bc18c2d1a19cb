// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "job/life_cycles.h"
#include "say.h"
#include "server/control_socket.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace sm {
namespace {

QString statusText(const QJsonObject& status)
{
    const auto figure = [](const QJsonObject& object, const char* name) {
        const QJsonValue value = object.value(QLatin1String(name));
        return value.isDouble() ? grouped(qint64(value.toDouble())) : QStringLiteral("-");
    };
    const QJsonObject floor = status.value(QStringLiteral("floor")).toObject();
    const QString form = floor.value(QStringLiteral("holding")).toBool()
        ? Say::tr("good %1 of %2, %3 /h, floor held, faults %4, held %5")
        : Say::tr("good %1 of %2, %3 /h, faults %4, held %5");
    QStringList lines{form.arg(figure(floor, "good"), figure(floor, "target"), figure(floor, "rate_per_hour"),
        figure(floor, "faults"), figure(floor, "held"))};
    const QJsonArray jobs = status.value(QStringLiteral("jobs")).toArray();
    for (const QJsonValue& value : jobs) {
        const QJsonObject job = value.toObject();
        const QJsonObject records = job.value(QStringLiteral("records")).toObject();
        const QString stateName = job.value(QStringLiteral("state")).toString();
        const auto state = jobStateFromName(stateName);
        lines.append(Say::tr("job %1  %2  %3  %4 of %5 good, %6 in doubt")
                         .arg(figure(job, "id"), job.value(QStringLiteral("name")).toString(),
                             state ? jobStateText(*state) : stateName, figure(records, "good"),
                             figure(records, "accepted"), figure(records, "in_doubt")));
    }
    return lines.join(u'\n');
}

/// Says it as the console would; the exit code.
int tell(const QJsonObject& failure, const ConsoleOutput& output)
{
    const QJsonObject details = failure.value(QStringLiteral("details")).toObject();
    QByteArrayList names; // outlive the parameters, which only point
    for (const QString& name : details.keys())
        names.append(name.toLatin1());
    QList<FailureParam> params;
    for (const QByteArray& name : names)
        params.append({name.constData(), details.value(QLatin1String(name)).toString()});
    const Failure why(FailureCode(failure.value(QStringLiteral("code")).toInt()), params);
    output.failure(why);
    return exit_code::of(why);
}

} // namespace

QJsonObject askConsole(const QJsonObject& request, const ConsoleOutput& output, int* code)
{
    *code = exit_code::unavailable;
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath());
    if (!socket.waitForConnected(2000)) {
        output.message(Say::tr("No console is running for this user."));
        return {};
    }
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    // A job is opened with the data that it needs, which may take the server so long.
    const bool quick = request.value(QStringLiteral("command")) == QStringLiteral("status");
    const QDeadlineTimer limit(quick ? 5000 : 180'000);
    QByteArray line;
    while (!line.endsWith('\n') && socket.waitForReadyRead(int(limit.remainingTime())))
        line += socket.readAll();
    const QJsonObject reply = QJsonDocument::fromJson(line).object();
    if (reply.isEmpty()) {
        output.message(Say::tr("The console did not answer."));
        return {};
    }
    *code = exit_code::done;
    if (!reply.value(QStringLiteral("ok")).toBool())
        *code = tell(reply.value(QStringLiteral("failure")).toObject(), output);
    return reply;
}

int remoteCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    QJsonObject request{{QStringLiteral("command"), arguments.command}};
    if (!arguments.positional.isEmpty()) {
        bool isNumber = false;
        const qint64 job = arguments.positional.first().toLongLong(&isNumber);
        if (!isNumber || job < 1) {
            output.message(Say::tr("A job is named by its number; see status."));
            return exit_code::usage;
        }
        request.insert(QStringLiteral("job"), job);
    }
    if (arguments.command == QStringLiteral("abort")) {
        if (arguments.value("reason").isEmpty()) {
            output.message(Say::tr("abort needs --reason TEXT."));
            return exit_code::usage;
        }
        request.insert(QStringLiteral("reason"), arguments.value("reason"));
    }
    int code = exit_code::done;
    const QJsonObject reply = askConsole(request, output, &code);
    for (const char* standing : {"server_failure", "line_stopped"}) {
        if (reply.contains(QLatin1String(standing)))
            tell(reply.value(QLatin1String(standing)).toObject(), output);
    }
    if (output.json() && !reply.isEmpty())
        output.result(reply);
    if (code != exit_code::done || output.json())
        return code;
    if (arguments.command == QStringLiteral("status"))
        output.result(statusText(reply));
    return exit_code::done;
}

} // namespace sm
