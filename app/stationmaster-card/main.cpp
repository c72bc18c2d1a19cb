// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader_slot.h"

#include "simulator/card_lock.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <thread>

namespace {

int print(const QString& text, int exitCode)
{
    std::fputs(text.toLocal8Bit().constData(), exitCode == 0 ? stdout : stderr);
    return exitCode;
}

int refuse(const sm::Failure& failure)
{
    return print(QStringLiteral("stationmaster-card: ") + failure.toString() + QLatin1Char('\n'), 2);
}

/// The test keys that GlobalPlatform sample cards are delivered with: 40 41 42 ... 4F, continued for longer
/// keys.
sm::Outcome<sm::CardKeySet> testKeys(int length)
{
    QByteArray bytes;
    for (int i = 0; i < length; ++i)
        bytes.append(char(0x40 + i));
    auto key = sm::cardSecret(bytes);
    if (!key)
        return key.failure();
    return sm::CardKeySet{0x30, *key, *key, *key, 0};
}

sigset_t endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int serve(const CardArguments& arguments, ReaderSlot::Shared& shared, std::optional<sm::CardContent> inserted)
{
    // Blocked before any thread starts, so that the signals are waited for here and nowhere else.
    const sigset_t set = endSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::atomic<int> running{arguments.count};
    std::vector<std::jthread> threads;
    for (int i = 0; i < arguments.count; ++i) {
        const auto port = quint16(arguments.port + i * arguments.portStep);
        auto first = i == 0 ? std::exchange(inserted, std::nullopt) : std::nullopt;
        threads.emplace_back(
            [&shared, &running, port, card = std::move(first)](const std::stop_token& stop) mutable {
                ReaderSlot(shared, port, std::move(card)).run(stop);
                --running;
            });
    }
    const timespec slice{0, 100'000'000};
    while (running > 0) {
        if (sigtimedwait(&set, nullptr, &slice) > 0)
            break;
    }
    for (std::jthread& thread : threads)
        thread.request_stop();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const sm::SecretHeap heap = sm::initSecretHeap();
    const QCoreApplication application(argc, argv);
    const ParsedArguments parsed = parseCardArguments(QCoreApplication::arguments());
    if (!parsed.arguments)
        return print(parsed.message, parsed.exitCode);
    if (heap == sm::SecretHeap::Absent)
        return print(QStringLiteral("stationmaster-card: no memory for keys\n"), 2);
    const CardArguments& arguments = *parsed.arguments;
    ReaderSlot::Shared shared;
    shared.arguments = &arguments;
    shared.nextSerial = arguments.serialBase;
    auto keys = testKeys(arguments.keyLength);
    if (!keys)
        return refuse(keys.failure());
    shared.keys = keys.take();
    if (arguments.isLocked) {
        auto master = sm::testReleaseMaster();
        if (!master)
            return refuse(master.failure());
        shared.releaseMaster = master.take();
    }

    std::optional<sm::FileCardMemory> memory;
    std::optional<sm::CardContent> inserted;
    if (!arguments.contentFolder.isEmpty()) {
        if (!QDir().mkpath(arguments.contentFolder))
            return print(QStringLiteral("stationmaster-card: can't make ") + arguments.contentFolder
                    + QLatin1Char('\n'),
                2);
        memory.emplace(arguments.contentFolder,
            arguments.sync ? sm::FileCardMemory::Sync::Yes : sm::FileCardMemory::Sync::No);
        shared.memory = &*memory;
    }
    if (arguments.insert) {
        auto content = memory->load(*arguments.insert);
        if (!content)
            return refuse(content.failure());
        inserted = content.take();
    }
    std::unique_ptr<sm::FileCardLog> log;
    if (!arguments.logFile.isEmpty()) {
        auto opened = sm::FileCardLog::open(arguments.logFile);
        if (!opened)
            return refuse(opened.failure());
        log = opened.take();
        shared.log = log.get();
    }
    return serve(arguments, shared, std::move(inserted));
}
