// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_bytes.h"
#include "commands.h"
#include "exit_codes.h"
#include "say.h"
#include "ui/text/language.h"

#include <QGuiApplication>
#include <QLocale>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>

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
    if (command == QStringLiteral("keys"))
        return keysCommand(arguments, output);
    if (command == QStringLiteral("stations"))
        return stationsCommand(arguments, output);
    if (command == QStringLiteral("trace"))
        return traceCommand(arguments, output);
    return remoteCommand(arguments, output);
}

/// Fonts need a QGuiApplication, and only a report on paper needs fonts. No display is used.
static std::unique_ptr<QCoreApplication> makeApplication(int& argc, char* argv[])
{
    const std::span<char*> given(argv, size_t(argc));
    const auto any = [&](auto is) { return std::any_of(given.begin(), given.end(), is); };
    const bool paper = any([](const char* argument) { return QByteArrayView(argument).endsWith(".pdf"); });
    // The command need not come first: --lang may stand before it.
    if (!paper || !any([](const char* argument) { return qstrcmp(argument, "report") == 0; }))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace sm

int main(int argc, char* argv[])
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    const auto app = sm::makeApplication(argc, argv);
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
