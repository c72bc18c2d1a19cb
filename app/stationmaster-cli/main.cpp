// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_bytes.h"
#include "commands.h"
#include "exit_codes.h"
#include "say.h"
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStandardPaths>

#include <cstdio>

namespace sm {

QString dataFolder(const CliArguments& arguments)
{
    if (arguments.isSet("data"))
        return arguments.value("data");
    const QString fromEnvironment = qEnvironmentVariable("STATIONMASTER_DATA_DIR");
    if (!fromEnvironment.isEmpty())
        return fromEnvironment;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/stationmaster");
}

static int dispatch(const CliArguments& arguments)
{
    ConsoleOutput output(arguments.isSet("json"), arguments.isSet("quiet"));
    const QString& command = arguments.command;
    if (command == QStringLiteral("demo") || command == QStringLiteral("run")
        || command == QStringLiteral("import"))
        return produceCommand(arguments, output);
    if (command == QStringLiteral("validate"))
        return validateCommand(arguments, output);
    if (command == QStringLiteral("report"))
        return reportCommand(arguments, output);
    return remoteCommand(arguments, output);
}

} // namespace sm

int main(int argc, char* argv[])
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("stationmaster"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SM_VERSION));
    const QStringList given = QCoreApplication::arguments();
    const sm::Language language(sm::chooseLanguage(
        sm::languageOption(given), sm::languageSetting(), QLocale::system().uiLanguages()));
    const sm::CliArguments arguments = sm::parseArguments(given);
    if (arguments.exitCode >= 0)
        return arguments.exitCode;
    if (heap == sm::SecretHeap::Absent) {
        const QString text
            = sm::Say::tr("No locked memory for keys could be set up; no key can be held. See ulimit -l.");
        std::fprintf(stderr, "%s\n", text.toUtf8().constData());
        return sm::exit_code::internal;
    }
    return sm::dispatch(arguments);
}
