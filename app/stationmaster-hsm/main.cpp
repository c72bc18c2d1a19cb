// SPDX-License-Identifier: GPL-3.0-or-later
#include "../stationmaster-cli/exit_codes.h"
#include "base/failures/security.h"
#include "base/failures/transport.h"
#include "engines.h"
#include "hsm_host.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <pthread.h>

namespace {

int print(const QString& text, int exitCode)
{
    std::fputs(text.toLocal8Bit().constData(), exitCode == 0 ? stdout : stderr);
    return exitCode;
}

int refuse(const sm::Failure& failure)
{
    static constexpr sm::FailureCode files[]
        = {sm::fc::SecretFileUnusable, sm::fc::KeyRefused, sm::fc::LinkCredentialsUnusable};
    const bool file = std::find(std::begin(files), std::end(files), failure.code()) != std::end(files);
    // Once more may lock the token, or use up a try of the SAM.
    const bool access = failure == sm::fc::Pkcs11LoginRefused || failure == sm::fc::SamAccessRefused;
    const int code = failure == sm::fc::KeyVaultBroken ? sm::exit_code::integrity
        : access                                       ? sm::exit_code::notAllowed
        : file                                         ? sm::exit_code::input
                                                       : sm::exit_code::unavailable;
    return print(QStringLiteral("stationmaster-hsm: ") + failure.toString() + QLatin1Char('\n'), code);
}

} // namespace

int main(int argc, char* argv[])
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    const QCoreApplication application(argc, argv);
    const ParsedArguments parsed = parseHsmArguments(QCoreApplication::arguments());
    if (!parsed.arguments)
        return print(parsed.message, parsed.exitCode);
    if (heap == sm::SecretHeap::Absent)
        return print(QStringLiteral("stationmaster-hsm: no memory for keys\n"), sm::exit_code::internal);
    if (heap == sm::SecretHeap::Unlocked)
        print(QStringLiteral("stationmaster-hsm: memory for keys can not be locked, see ulimit -l\n"),
            sm::exit_code::unavailable);
    const HsmArguments& arguments = *parsed.arguments;
    if (arguments.initTestKeys) {
        const auto made = initTestKeys(arguments);
        return made ? print(QStringLiteral("{\"testKeys\":true,\"token\":\"%1\"}\n").arg(arguments.token), 0)
                    : refuse(made.failure());
    }
    if (arguments.newKeyStore) {
        const auto made = makeKeyStore(arguments);
        return made ? print(QStringLiteral("{\"keyStore\":true}\n"), 0) : refuse(made.failure());
    }
    if (arguments.keyEvents) {
        const auto events = keyEvents(arguments);
        return events ? print(*events, 0) : refuse(events.failure());
    }
    // Blocked before any thread starts, so that they are read from a descriptor and nowhere else.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    const auto engines = makeEngines(arguments);
    if (!engines)
        return refuse(engines.failure());
    HsmHost host(arguments, *engines);
    const auto serving = host.start(ending);
    if (!serving)
        return refuse(serving.failure());
    print(host.readyLine(), 0);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
