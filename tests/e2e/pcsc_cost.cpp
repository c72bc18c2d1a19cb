// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_pcscd.h"
#include "test_loop.h"
#include "vpcd_mini_card.h"

#include "station/pcsc_station.h"
#include "transport/pcsc/pcsc_monitor.h"
#include "transport/pcsc/pcsc_reader.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace sm;
using namespace sm::test;

namespace {

const QByteArray atr = QByteArray::fromHex("3B800181");
const QByteArray command = QByteArray::fromHex("00A4040000");
constexpr int commandsPerRun = 50; ///< about a session
constexpr int runs = 100;

double perSecond(int commands, std::chrono::steady_clock::time_point from)
{
    return commands / std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

/// The bare loop: one thread per reader that does nothing but SCardTransmit.
double bare(const std::shared_ptr<PcscApi>& api, const PrivatePcscd& pcscd, int readers)
{
    std::vector<std::unique_ptr<PcscReader>> open;
    for (int i = 0; i < readers; ++i) {
        open.push_back(std::make_unique<PcscReader>(api, pcscd.readerName(i).toUtf8()));
        while (!open.back()->connect())
            std::this_thread::sleep_for(milliseconds(50));
    }
    const auto from = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (const auto& reader : open)
        threads.emplace_back([&reader] {
            for (int i = 0; i < runs * commandsPerRun; ++i) {
                if (!reader->transmit(command))
                    qFatal("the bare loop failed");
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    return perSecond(readers * runs * commandsPerRun, from);
}

struct Linked {
    std::unique_ptr<PcscCardLink> link;
    Pending<RunAnswers> wait;
    int left = runs;
    quint32 next = 1;

    void startRun(int& busy)
    {
        CommandRun run(AttemptId(1), Epoch(1), next);
        next += commandsPerRun;
        for (int i = 0; i < commandsPerRun; ++i)
            run.commands.emplace_back(command, StatusRule());
        wait = link->run(std::move(run), seconds(30));
        wait.then([this, &busy](Outcome<RunAnswers> answers) {
            if (!answers || answers->end != RunEnd::Complete)
                qFatal("a run failed");
            if (--left > 0)
                startRun(busy);
            else
                --busy;
        });
    }
};

double linked(const Reactor& reactor, const PcscServices& services, const PrivatePcscd& pcscd, int readers)
{
    std::vector<Linked> stations(static_cast<size_t>(readers));
    for (int i = 0; i < readers; ++i) {
        auto& link = stations[size_t(i)].link;
        link = std::make_unique<PcscCardLink>(reactor, services, pcscd.readerName(i));
        if (!QTest::qWaitFor([&] { return link->isUsable(); }, 20'000))
            qFatal("a reader did not appear");
        for (;;) {
            auto wait = link->awaitCard(seconds(10));
            const auto answer = answerOf(wait);
            if (answer && answer->ok())
                break;
        }
    }
    int busy = readers;
    const auto from = std::chrono::steady_clock::now();
    for (Linked& station : stations)
        station.startRun(busy);
    while (busy > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double rate = perSecond(readers * runs * commandsPerRun, from);
    for (Linked& station : stations)
        station.link.reset();
    for (int i = 0; i < readers; ++i) {
        if (!QTest::qWaitFor(
                [&] { return !services.registry->isTaken(pcscd.readerName(i).toUtf8()); }, 20'000))
            qFatal("a reader was not given back");
    }
    return rate;
}

} // namespace

/// Prints what a PC/SC station costs over the bare SCardTransmit loop, on 1 and 8 virtual readers. Not a
/// test: it asserts nothing.
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    PrivatePcscd pcscd;
    if (const QString problem = pcscd.start(8); !problem.isEmpty()) {
        out << problem << Qt::endl;
        return 1;
    }
    const auto api = makePcscLite();
    const PcscServices services(api, std::make_shared<ReaderBoard>(), std::make_shared<ReaderRegistry>());
    SteadyClock clock;
    auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump(inbox);
    const Reactor reactor{&clock, inbox};
    PcscMonitor monitor(api, services.board, inbox);
    monitor.start();
    std::vector<std::unique_ptr<VpcdMiniCard>> cards;
    for (int i = 0; i < 8; ++i)
        cards.push_back(std::make_unique<VpcdMiniCard>(pcscd.port(i), atr, "\x01"));
    for (const int readers : {1, 8}) {
        for (int round = 0; round < 5; ++round) {
            const double loop = bare(api, pcscd, readers);
            const double link = linked(reactor, services, pcscd, readers);
            out << readers << " readers: bare " << qRound(loop) << "/s, link " << qRound(link) << "/s, ratio "
                << loop / link << Qt::endl;
        }
    }
    inbox->close();
    return 0;
}
