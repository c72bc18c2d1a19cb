// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/server_thread.h"
#include "ui/bench/synthetic_port.h"
#include "ui/shell/console.h"
#include "ui/text/failure_text.h"
#include "ui/text/language.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include <cstdio>

namespace {

constexpr int notUsableExit = 74;
constexpr int internalExit = 70;
constexpr int demoRecords = 240;
constexpr unsigned long longestCard = 60'000; ///< milliseconds to finish the cards in stations at the end

QString dataFolder(const sm::ConsoleOptions& options)
{
    if (!options.userData.isEmpty())
        return options.userData;
    const QString fromEnvironment = qEnvironmentVariable("STATIONMASTER_DATA_DIR");
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return fromEnvironment.isEmpty() ? base + QStringLiteral("/stationmaster") : fromEnvironment;
}

int refuse(const sm::Failure& why, int exitCode)
{
    const sm::FailureText text = sm::failureText(why);
    QTextStream(stderr) << text.sentence << ' ' << text.action << " (" << text.code << ")\n";
    return exitCode;
}

/// The demo starts afresh each time, in a folder that goes with it; a real floor is read from floor.json in
/// the data folder.
sm::Outcome<sm::ServerOptions> serverOptions(const sm::ConsoleOptions& options, const QString& demoFolder)
{
    sm::ServerOptions server;
    server.dataFolder = dataFolder(options);
    const QString floorFile = server.dataFolder + QStringLiteral("/floor.json");
    if (options.demo || !QFile::exists(floorFile)) {
        sm::DemoOptions demo;
        demo.seed = options.demoSeed.value_or(quint32(demo.seed));
        server.floor = sm::demoFloor(demo);
        server.dataFolder = demoFolder;
    } else {
        sm::Outcome<sm::FloorPlan> floor = sm::FloorPlan::load(floorFile);
        if (!floor)
            return floor.failure();
        server.floor = floor.take();
    }
    return server;
}

int runOnServer(QApplication& application, sm::ConsoleOptions options)
{
    const QTemporaryDir demoFolder;
    sm::Outcome<sm::ServerOptions> server = serverOptions(options, demoFolder.path());
    if (!server)
        return refuse(server.failure(), notUsableExit);
    if (server->floor.demo && options.files.isEmpty()) {
        const sm::Outcome<QString> job
            = sm::writeDemoJob(server->dataFolder + QStringLiteral("/sample"), demoRecords);
        if (!job)
            return refuse(job.failure(), notUsableExit);
        options.files = {*job};
        options.startImported = options.demo;
    }
    if (server->floor.demo && !options.screenshot.isEmpty()) {
        options.startImported = true;
        return sm::takePictureOfDemo(application, *server, options);
    }
    sm::ServerThread thread(*server, {true});
    thread.start();
    const int code = sm::Console(application, thread, options).run();
    thread.post(sm::command::StopServer{true});
    thread.wait(longestCard);
    return code;
}

} // namespace

int main(int argc, char** argv)
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("stationmaster"));
    const QStringList arguments = QApplication::arguments();
    const sm::Language language(sm::chooseLanguage(
        sm::languageOption(arguments), sm::languageSetting(), QLocale::system().uiLanguages()));
    const sm::ParsedCommandLine parsed = sm::parseCommandLine(arguments);
    if (parsed.exitCode) {
        QTextStream(*parsed.exitCode == 0 ? stdout : stderr) << parsed.text << '\n';
        return *parsed.exitCode;
    }
    if (const auto& synthetic = parsed.options.synthetic) {
        sm::SyntheticPort port(synthetic->stations, synthetic->eventsPerSecond);
        return sm::Console(application, port, parsed.options).run();
    }
    if (heap == sm::SecretHeap::Absent) {
        QTextStream(stderr) << QCoreApplication::translate(
            "CommandLine", "No locked memory for keys could be set up; no key can be held. See ulimit -l.")
                            << '\n';
        return internalExit;
    }
    return runOnServer(application, parsed.options);
}
