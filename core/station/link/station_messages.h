// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/outcome.h"
#include "station/card_link.h"
#include "station/modules/device_module.h"

#include <variant>

namespace sm {

/// The messages of the link between the server and the station interface software. A message is one CBOR
/// array that begins with its kind.
///
///   0 hello     station: version, place, life, epoch, usable, reader, [[device, kind] ...]
///                                                                     the first message of a connection
///   1 welcome   console: version, epoch, console, store               the answer to it
///
/// then, each with the epoch of its connection and the id of the command it belongs to:
///
///   2 wait      console: limit             for a card that has not lain there before
///   3 repower   console: limit             the same card
///   4 run       console: limit, attempt, epoch of the attempt, first, [[command, [[sw, mask] ...]] ...]
///   5 complete  console: limit, attempt, epoch of the attempt, command, what the card is told
///   6 eject     console: limit, bin
///   7 abort     console                    the command of this id is not wanted any more; no answer
///   8 card      station: ATR, insertion                               answers 2 and 3
///   9 answers   station: end, card time, [[answer, time, exchanges] ...], [failure]?    answers 4
///  10 done      station: command                                      answers 5
///  11 ejected   station                                               answers 6
///  12 failed    station: failure                                      answers 2, 3, 5, 6, 15, 16
///  13 progress  station: commands answered so far                     during 4
///  14 reader    station: usable, reader                               id 0, when it changes
///  15 ask       console: limit, device                                whether it is there
///  16 perform   console: limit, device, attempt, epoch of the attempt, command, data
///  17 report    station: command, verified                            answers 15 and 16
///
/// Data for a device are a list that begins with its kind: 0 coercivity and three tracks, 1 and 3 lines with
/// their names, 2 width, height and dots. Version 1 had no devices: hello ended with the reader, and there
/// was nothing after 14. Both ends must have the same version; a hello of version 1 is understood so far that
/// it is refused for that and nothing else. Times are microseconds, limits milliseconds. A failure is its
/// name in the catalogue and a list of [parameter, value].

inline constexpr quint16 stationLinkVersion = 2;
inline constexpr QByteArrayView stationService("station"); ///< of the link's greeting
inline constexpr qsizetype stationLifeLength = 16;
inline constexpr qsizetype stationStoreLength = 16;

/// A device beside the station's card position.
struct StationModule {
    QString name;
    ModuleKind kind = ModuleKind::Encode;
};
struct StationHello {
    quint16 version = stationLinkVersion;
    StationId station;
    QByteArray life; ///< drawn when the station's process started: its memory of commands is as old as that
    quint64 epoch = 0; ///< highest that this life has been welcomed with
    bool usable = false;
    QString reader; ///< for people
    std::vector<StationModule> modules; ///< at most 16
};
struct StationWelcome {
    quint16 version = stationLinkVersion;
    quint64 epoch = 0; ///< of this connection; higher than any that this station had
    QByteArray console; ///< drawn when the console started: ids of commands count from 1 in it
    QByteArray store
        = QByteArray(stationStoreLength, '\0'); ///< its store: epochs of attempts count from 1 in it
};

namespace station_order {
struct AwaitCard { };
struct Repower { };
struct Eject {
    Bin bin = Bin::Reject;
};
struct Abort { };
struct AskModule {
    QString module;
};
struct PerformModule {
    PerformModule(QString name, ModuleJob work); // not inline: as below
    PerformModule(const PerformModule& other);
    PerformModule(PerformModule&& other) noexcept;
    PerformModule& operator=(const PerformModule& other);
    PerformModule& operator=(PerformModule&& other) noexcept;
    ~PerformModule();
    QString module;
    ModuleJob job;
};
} // namespace station_order

struct StationOrder {
    using Body = std::variant<station_order::AwaitCard, station_order::Repower, CommandRun, FormatComplete,
        station_order::Eject, station_order::Abort, station_order::AskModule, station_order::PerformModule>;
    // Not inline: GCC 12 takes what a variant does not hold for uninitialized wherever it moves one.
    StationOrder(quint64 commandId, Nanos l, Body&& b);
    StationOrder(const StationOrder& other);
    StationOrder(StationOrder&& other) noexcept;
    StationOrder& operator=(const StationOrder& other);
    StationOrder& operator=(StationOrder&& other) noexcept;
    ~StationOrder();
    quint64 epoch = 0;
    quint64 id = 0;
    Nanos limit{};
    Body body;
};

namespace station_answer {
struct Ejected { };
struct Progress {
    quint32 answered = 0;
};
struct Reader {
    bool usable = false;
    QString name;
};
} // namespace station_answer

struct StationAnswer {
    using Body = std::variant<CardArrival, RunAnswers, FormatAcknowledged, station_answer::Ejected, Failure,
        station_answer::Progress, station_answer::Reader, ModuleReport>;
    StationAnswer(quint64 commandId, Body&& b); // not inline either
    StationAnswer(const StationAnswer& other);
    StationAnswer(StationAnswer&& other) noexcept;
    StationAnswer& operator=(const StationAnswer& other);
    StationAnswer& operator=(StationAnswer&& other) noexcept;
    ~StationAnswer();
    quint64 epoch = 0;
    quint64 id = 0;
    Body body;
};

/// Commands of a run that travel together: their bytes, and room for what a card may answer to them.
inline constexpr size_t mostStationCommands = 64;
inline constexpr qsizetype stationBatchRoom = 600'000;
/// How many of a run's commands, from `first` on, make a batch: at least one.
size_t stationBatch(const std::vector<RunCommand>& commands, size_t first, qsizetype room = stationBatchRoom);

/// Whether an order can carry it: tracks of up to 256 bytes, 32 lines of up to 200 characters, a panel of up
/// to 512 KiB.
bool fitsStationMessage(const ModuleData& data);

QByteArray encode(const StationHello& hello);
QByteArray encode(const StationWelcome& welcome);
QByteArray encode(const StationOrder& order);
/// Answers that a card made longer than a message can be are cut: the command after the last one that fits is
/// then of unknown outcome (StationAnswerTooLong).
QByteArray encode(const StationAnswer& answer);

/// StationMessageBroken when it is none.
Outcome<StationHello> decodeStationHello(const QByteArray& message);
Outcome<StationWelcome> decodeStationWelcome(const QByteArray& message);
Outcome<StationOrder> decodeStationOrder(const QByteArray& message);
Outcome<StationAnswer> decodeStationAnswer(const QByteArray& message);

/// A message of the link, but not in this place.
Failure unexpectedStationMessage();
Failure stationRefused(StationId station, const char* cause);

} // namespace sm
