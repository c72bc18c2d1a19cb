// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../../../support/test_loop.h"
#include "../../../support/watched_line.h"
#include "simulator/readers/simulated_reader.h"
#include "station/readers/serial_card_link.h"
#include "transport/serial/serial_byte_line.h"

#include <array>

namespace sm::test {

inline constexpr std::array readerKinds{SimulatedReader::Kind::GemPc410, SimulatedReader::Kind::GemCoreTlp,
    SimulatedReader::Kind::GemPcTwin, SimulatedReader::Kind::GemCorePos};
inline constexpr std::array readerKindNames{"GemPC410", "GemCore TLP224", "GemPC Twin", "GemCore POS"};

/// A simulated reader on a pseudo-terminal and a station that drives it through Qt's serial port.
struct ReaderBench {
    explicit ReaderBench(SimulatedReader::Kind k, GemCoreCommands c = {})
        : kind(k)
        , set(std::move(c))
        , device(k)
    {
        connect();
    }
    ~ReaderBench()
    {
        link.reset();
        inbox->close();
    }
    /// As a program that starts.
    void connect()
    {
        link.reset();
        ByteLineSettings line;
        line.port = device.path();
        const bool ccid
            = kind == SimulatedReader::Kind::GemPcTwin || kind == SimulatedReader::Kind::GemCorePos;
        auto layer = ccid                             ? makeCcidSerialLayer()
            : kind == SimulatedReader::Kind::GemPc410 ? makeGbpLayer()
                                                      : makeTlp224Layer();
        link = std::make_unique<SerialCardLink>(reactor,
            std::make_unique<SerialReader>(reactor,
                std::make_unique<WatchedLine>(makeSerialByteLine(line), traffic), std::move(layer),
                ccid ? makeCcidDialect() : makeGemCoreDialect(set), ReaderTimes()),
            QStringLiteral("serial: reader"));
    }

    void insert(quint64 serial = 1, SoftwareCard::Protocol protocol = SoftwareCard::Protocol::T1,
        CardFaults faults = {})
    {
        BlankOptions options;
        options.serial = serial;
        options.kind = CardKind::FileCard;
        auto card = std::make_unique<SoftwareCard>(
            makeBlank(options), SoftwareCard::Services{&random, nullptr, nullptr});
        card->setProtocol(protocol);
        card->setFaults(faults);
        device.insert(std::move(card));
    }
    CommandRun run(std::initializer_list<const char*> commands)
    {
        CommandRun out(AttemptId{1}, Epoch{1}, next);
        for (const char* command : commands)
            out.commands.emplace_back(QByteArray::fromHex(command), StatusRule());
        next += quint32(commands.size());
        return out;
    }
    bool until(const std::function<bool()>& met) { return stepsUntil(clock, traffic, 1'000, met); }
    void passes(Nanos time)
    {
        auto over = Pending<Done>::after(reactor, time, Done{});
        answerOf(over);
    }
    bool becomesUsable()
    {
        return until([this] { return link->isUsable(); });
    }
    template <class T> std::optional<Outcome<T>> answerOf(Pending<T>& pending)
    {
        std::optional<Outcome<T>> answer;
        pending.then([&](Outcome<T> outcome) { answer.emplace(std::move(outcome)); });
        if (!until([&] { return answer.has_value(); }))
            pending = Pending<T>();
        return answer;
    }

    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SeededRandom random{5};
    SimulatedReader::Kind kind;
    GemCoreCommands set;
    SimulatedReader device;
    LineTraffic traffic{device.port()};
    std::unique_ptr<SerialCardLink> link;
    quint32 next = 1;
};

inline const Nanos patience = seconds(60);

inline void eachReader()
{
    QTest::addColumn<int>("kind");
    for (size_t i = 0; i < readerKinds.size(); ++i)
        QTest::newRow(readerKindNames[i]) << int(readerKinds[i]);
}

/// The end of a run: "complete", "refused 6A82", or what stopped it.
inline QString endOf(const std::optional<Outcome<RunAnswers>>& ran)
{
    if (!ran || !ran->ok())
        return nameOf(ran);
    const RunAnswers& answers = **ran;
    switch (answers.end) {
    case RunEnd::Complete:
        return QStringLiteral("complete");
    case RunEnd::UnexpectedStatus:
        return QStringLiteral("refused ") + answers.answers.back().sw().text();
    case RunEnd::NotSent:
        return QStringLiteral("not sent ") + nameOf(*answers.failure);
    case RunEnd::Unknown:
        break;
    }
    return QStringLiteral("unknown ") + nameOf(*answers.failure);
}

} // namespace sm::test
