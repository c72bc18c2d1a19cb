// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pcsc_fake.h"
#include "test_loop.h"

#include "station/link_failures.h"
#include "station/pcsc_station.h"

#include <QTest>

namespace sm::test {

inline constexpr char selectApdu[] = "00A4040000";

/// One PC/SC station over a scripted library.
struct PcscBench {
    explicit PcscBench(
        TestLoop& l, const char* reader = "reader A", std::shared_ptr<ReaderRegistry> shared = nullptr)
        : loop(l)
        , registry(shared ? std::move(shared) : std::make_shared<ReaderRegistry>())
        , name(reader)
    {
    }
    void start()
    {
        link = std::make_unique<PcscCardLink>(
            loop.reactor, PcscServices(api, board, registry), QString::fromUtf8(name));
        link->onUsableChanged([this](bool usable) { usability.append(usable); });
        board->publish(name, true);
        QTRY_VERIFY(link->isUsable());
    }
    /// Starts and powers the card of insertion 1.
    void startWithCard()
    {
        api->expectEstablish().expectCardThere(1).expectConnect().expectCardThere(1);
        start();
        auto wait = link->awaitCard(seconds(10));
        const auto answer = answerOf(wait);
        QCOMPARE(nameOf(answer), QStringLiteral("ok"));
        QCOMPARE((*answer)->insertion, 0x10001u);
        QCOMPARE((*answer)->atr, QByteArray::fromHex("3B80"));
    }
    CommandRun selects(int count, quint32 first = 1, qint64 epoch = 1)
    {
        CommandRun run(AttemptId(1), Epoch(epoch), first);
        for (int i = 0; i < count; ++i)
            run.commands.emplace_back(QByteArray::fromHex(selectApdu), StatusRule());
        return run;
    }
    RunAnswers runNow(CommandRun run)
    {
        auto wait = link->run(std::move(run), seconds(10));
        const auto answer = answerOf(wait);
        if (!answer || !answer->ok()) {
            qWarning() << "run failed:" << nameOf(answer);
            return {};
        }
        return **answer;
    }
    void verifyScript()
    {
        QCOMPARE(api->complaints(), QStringList());
        QCOMPARE(api->leftovers(), 0);
    }

    TestLoop& loop;
    std::shared_ptr<ScriptedPcsc> api = std::make_shared<ScriptedPcsc>();
    std::shared_ptr<ReaderBoard> board = std::make_shared<ReaderBoard>();
    std::shared_ptr<ReaderRegistry> registry;
    QByteArray name;
    std::unique_ptr<PcscCardLink> link;
    QList<bool> usability;
};

inline QString nameOfCode(const std::optional<Failure>& failure)
{
    return failure ? nameOf(*failure) : QString();
}

} // namespace sm::test
