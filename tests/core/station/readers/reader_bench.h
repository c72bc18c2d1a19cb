// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../../../support/test_loop.h"
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
    explicit ReaderBench(SimulatedReader::Kind kind)
        : device(kind)
    {
        ByteLineSettings line;
        line.port = device.path();
        const bool ccid
            = kind == SimulatedReader::Kind::GemPcTwin || kind == SimulatedReader::Kind::GemCorePos;
        auto layer = ccid                             ? makeCcidSerialLayer()
            : kind == SimulatedReader::Kind::GemPc410 ? makeGbpLayer()
                                                      : makeTlp224Layer();
        link = std::make_unique<SerialCardLink>(reactor,
            std::make_unique<SerialReader>(reactor, makeSerialByteLine(line), std::move(layer),
                ccid ? makeCcidDialect() : makeGemCoreDialect({}), ReaderTimes()),
            QStringLiteral("serial: reader"));
    }
    ~ReaderBench()
    {
        link.reset();
        inbox->close();
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
    /// Time passes only when no byte has moved for a while, so that a slow machine makes no silence.
    bool until(const std::function<bool()>& met)
    {
        int idle = 0;
        for (int steps = 0; steps < 10'000 && !met();) {
            const quint64 before = device.port().carried();
            QCoreApplication::processEvents();
            if (met())
                break;
            if (device.port().carried() != before) {
                idle = 0;
            } else if (++idle < 30) {
                QTest::qSleep(1);
            } else {
                idle = 0;
                ++steps;
                clock.step();
            }
        }
        return met();
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
    SimulatedReader device;
    std::unique_ptr<SerialCardLink> link;
    quint32 next = 1;
};

} // namespace sm::test
