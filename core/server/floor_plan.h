// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "server/data_plane_plan.h"
#include "server/hsm_plan.h"
#include "server/module_plan.h"

#include <QString>

#include <vector>

namespace sm {

/// What stands on a floor: machines with stations, HSMs, the store. Read from floor.json or made for the
/// demo. A value.
struct StationPlan {
    enum class Kind {
        Virtual,
        Pcsc,
        Tls, ///< a stationmaster-station that comes over mutual TLS 1.3,
        Serial, ///< is at the other end of a serial line,
        Local ///< or runs on this computer
    };
    StationId id;
    Kind kind = Kind::Virtual;
    QString reader; ///< PC/SC reader name, matched exactly; or, whatever its name is now:
    QString readerSerial; ///< the reader's serial number, as its name shows it in brackets,
    int readerSlot = 0; ///< and which of its slots
    QByteArray pin; ///< TLS: SHA-256 of the station's public key; empty: persons let one in
    QString port; ///< serial: of the line
    QString lineKey; ///< serial: file with the line's key in hexadecimal, mode 0600
    int baud = 115'200;
    std::vector<ModulePlan> modules; ///< devices beside it; not of a linked one

    bool isLinked() const { return kind > Kind::Pcsc; }
};

/// Where the stations of kind tls and local come in.
struct StationDoorPlan {
    QString listen; ///< HOST:PORT, port 0: any; empty: none comes over TLS
    QString certificate; ///< this console's, PEM
    QString privateKey; ///< its key, PEM, mode 0600
    QString localPath; ///< of the socket; empty: none comes from this computer
};

struct MachinePlan {
    quint16 number = 0;
    QString name;
    std::vector<StationPlan> stations;
    std::optional<DataPlanePlan> dataPlane; ///< its control device
};

/// A card that stops answering and cannot be moved out, at a time of the clock.
struct JamPlan {
    StationId station;
    Nanos at{};
};

/// A hopper that runs empty and is filled again, at times of the clock.
struct EmptyPlan {
    StationId station;
    Nanos from{};
    Nanos until{};
};

/// How virtual stations and their software cards behave.
struct VirtualPlan {
    Nanos perCommand{};
    Nanos perByte{};
    Nanos feed{}; ///< from one card to the next in a station
    double speed = 1; ///< how much faster than real cards they are: the profile's card time is divided by it
    double tearRate = 0; ///< share of cards torn out at a random command
    double muteRate = 0; ///< share of cards that stop answering
    double statusRate = 0; ///< share of cards that refuse a random command
    double spread = 0; ///< each card is faster or slower by up to this share
    quint32 blockedEvery = 0; ///< each n-th locked blank of a station has one try left, or none
    QString cardKind
        = QStringLiteral("auto"); ///< gp, iso, or auto: a card that is both, as the next job needs
    quint64 seed = 1;
    quint64 run = 0; ///< makes the serials of blanks unique over the runs of a program; 0 in simulation
    std::vector<JamPlan> jams;
    std::vector<EmptyPlan> empty;
    QString commandLog; ///< file for the software cards' own log; empty: none
    QString moduleLog; ///< file for what simulated modules put on each card; empty: none
};

struct FloorPlan {
    QByteArray source; ///< the JSON that it was read from; empty: it was made
    QString name;
    bool demo = false; ///< virtual stations and test keys only; shown everywhere
    QString dataFolder; ///< store and lock; empty: chosen by the program
    std::vector<MachinePlan> machines;
    StationDoorPlan stationDoor;
    std::vector<HsmPlan> hsms;
    QString jobKey = QStringLiteral("TEST-KEK"); ///< label of the HSM key that wraps the jobs' data keys
    int hsmQueueLimit
        = 10'000; ///< requests that wait for the same HSMs; more make their stations wait outside
    VirtualPlan virtualCards;
    Nanos startStagger{};
    int rejectRunLimit = 3;

    int stationCount() const;
    /// The failure names file, JSON path, what was found and what was expected
    /// (resources/schemas/floor.schema.json).
    static Outcome<FloorPlan> load(const QString& fileName);
    /// Copies a floor file to the place where it is looked for at the start.
    static Outcome<Done> keep(const QString& from, const QString& to);
    static Outcome<FloorPlan> parse(const QByteArray& json, const QString& fileName);
};

struct DemoOptions {
    int machines = 4;
    int stations = 6; ///< per machine
    int hsms = 6;
    double speed = 3; ///< 1: a card takes about 22 s; 0: as fast as the computer goes
    /// The events of the first run: HSM 2 slow from 20 s, a jam in M2-S3 at 35 s; the feeder of M4-S6 is
    /// empty for a minute, which is an alarm at about 35 s.
    bool script = false;
    bool faults = false; ///< 1 % tears, 1 % mute cards, one slow HSM
    quint64 seed = 20261121;
};
FloorPlan demoFloor(const DemoOptions& options);

} // namespace sm
