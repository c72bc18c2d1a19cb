// SPDX-License-Identifier: GPL-3.0-or-later
#include "floor_host.h"
#include "picture.h"

#include "base/secret_bytes.h"
#include "ui/bench/synthetic_port.h"
#include "ui/shell/console.h"
#include "ui/shell/picture_states.h"
#include "ui/text/failure_text.h"
#include "ui/text/language.h"

#include <QApplication>
#include <QLocale>
#include <QTextStream>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

namespace {

constexpr int notUsableExit = 74;
constexpr int internalExit = 70;

int refuse(const sm::Failure& why, int exitCode)
{
    const sm::FailureText text = sm::failureText(why);
    QTextStream(stderr) << text.sentence << ' ' << text.action << " (" << text.code << ")\n";
    return exitCode;
}

/// Pictures are taken on simulated time, where only the demo can run.
int takePicture(QApplication& application, const sm::FloorHost& host, sm::ConsoleOptions options)
{
    const sm::Outcome<sm::ServerOptions> server = host.demoOptions();
    const sm::Outcome<QString> job = host.sampleJob();
    if (!server || !job)
        return refuse(server ? job.failure() : server.failure(), notUsableExit);
    // The sample runs; a file that a picture of the import names comes after it.
    const sm::PictureState* state = sm::pictureState(options.state);
    const bool imports = state && state->needs == sm::PictureState::Needs::File;
    if (options.files.isEmpty() || imports)
        options.files.prepend(*job);
    options.startImported = true;
    return sm::takePictureOfDemo(application, *server, options);
}

/// Without a floor of one's own and without a wish on the command line the window opens on its welcome page,
/// and a person decides what is started.
int runOnServer(QApplication& application, sm::ConsoleOptions options)
{
    sm::FloorHost host(options);
    if (!options.screenshot.isEmpty() && !options.welcome && !host.hasFloor())
        return takePicture(application, host, options);
    const bool demo = options.demo || (!host.hasFloor() && !options.files.isEmpty());
    if (demo || host.hasFloor()) {
        const sm::Outcome<sm::FirstJob> first
            = demo ? host.startDemo(options.files.value(0)) : host.openFloor(host.floorFile());
        if (!first)
            return refuse(first.failure(), notUsableExit);
        if (options.files.isEmpty() && !first->file.isEmpty())
            options.files = {first->file};
        options.startImported = first->start;
    }
    const int code = sm::Console(application, host.port(), options, &host).run();
    const bool failed = host.port().snapshot()->serverFailure.has_value();
    host.stop();
    return failed && code == 0 ? notUsableExit : code;
}

sm::Language languageOf(const QStringList& arguments)
{
    return sm::Language(sm::chooseLanguage(
        sm::languageOption(arguments), sm::languageSetting(), QLocale::system().uiLanguages()));
}

/// Only a text is asked for; that needs no display, and QApplication ends the program where there is none.
bool asksForText(int argc, char** argv)
{
    constexpr std::array words{"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char* argument) {
        return std::any_of(
            words.begin(), words.end(), [&](const char* word) { return std::strcmp(word, argument) == 0; });
    });
}

int tell(const sm::ParsedCommandLine& parsed)
{
    QTextStream(*parsed.exitCode == 0 ? stdout : stderr) << parsed.text << '\n';
    return *parsed.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("stationmaster"));
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        const sm::Language language = languageOf(QCoreApplication::arguments());
        if (const auto parsed = sm::parseCommandLine(QCoreApplication::arguments()); parsed.exitCode)
            return tell(parsed);
    }
    const sm::SecretHeap heap = sm::initSecretHeap();
    QApplication application(argc, argv);
    QApplication::setDesktopFileName(QStringLiteral("org.stationmaster.Stationmaster")); // packaging/desktop
    const QStringList arguments = QApplication::arguments();
    const sm::Language language = languageOf(arguments);
    const sm::ParsedCommandLine parsed = sm::parseCommandLine(arguments);
    if (parsed.exitCode)
        return tell(parsed);
    if (const auto& load = parsed.options.load; load && load->synthetic) {
        sm::SyntheticPort port(load->stations, load->events);
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
