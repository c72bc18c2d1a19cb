// SPDX-License-Identifier: GPL-3.0-or-later
#include "../stationmaster-cli/exit_codes.h"
#include "base/secret_bytes.h"
#include "station_host.h"

#include <QCoreApplication>

#include <cstdio>
#include <pthread.h>

namespace {

int print(const QString& text, int exitCode)
{
    std::fputs(text.toLocal8Bit().constData(), exitCode == 0 ? stdout : stderr);
    return exitCode;
}

} // namespace

int main(int argc, char* argv[])
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    const QCoreApplication application(argc, argv);
    const ParsedArguments parsed = parseStationArguments(QCoreApplication::arguments());
    if (!parsed.arguments)
        return print(parsed.message, parsed.exitCode);
    if (heap == sm::SecretHeap::Absent)
        return print(QStringLiteral("stationmaster-station: no memory for keys\n"), sm::exit_code::internal);
    // Blocked before any thread starts, so that they are read from a descriptor and nowhere else.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    StationHost host(*parsed.arguments);
    const auto started = host.start(ending);
    if (!started)
        return print(
            QStringLiteral("stationmaster-station: ") + started.failure().toString() + QLatin1Char('\n'),
            sm::exit_code::input);
    print(host.readyLine(), 0);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
