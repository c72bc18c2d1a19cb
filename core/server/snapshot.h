// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/field_class.h"
#include "base/ids.h"
#include "job/counts.h"
#include "job/life_cycles.h"
#include "job/remake_mode.h"
#include "metrics/alarm_view.h"
#include "security/hsm_figures.h"
#include "server/station_commands.h"
#include "session/phase.h"
#include "station/station_state.h"
#include "trace/stored_trace.h"

#include <QDateTime>
#include <QString>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace sm {

/// What a tile shows (ux.md 3.1): derived from life cycle, session phase and waits.
enum class TileState : quint8 {
    Running,
    Finishing,
    WaitingHsm,
    WaitingCard,
    Idle,
    Held,
    Fault,
    Maintenance,
    Offline
};

/// One decoded, masked command/response pair for the live session view.
struct MaskedExchange {
    QString command; ///< hexadecimal with masked bytes as xx
    QString answer; ///< the same; empty when none came
    QString step;
    QString name; ///< what the command is: "STORE DATA"; empty: not known
    quint32 microseconds = 0; ///< 0: not measured
    bool recorded = true; ///< false: an answer came, and is kept from everybody
};

struct StationSnapshot {
    StationId id;
    TileState state = TileState::Offline;
    StationState life = StationState::Offline;
    bool warning = false; ///< an alarm stands here that does not stop the station
    AlarmCode alarm = AlarmCode::None; ///< the most urgent one that stands here
    bool alarmNew = false; ///< nobody has acknowledged it yet
    // Of the card in work; at a station that stands in fault, of the card that failed there.
    QString job; ///< name of its job at a station in fault; else empty
    QString cardTail; ///< last four characters of the card object id; empty: no card
    QString recordId; ///< last eight characters of the card object id
    quint16 stepNow = 0; ///< from 1; 0: none
    quint16 stepCount = 0;
    QString stepName;
    QStringList stepNames; ///< of the card in work, all of them; empty: no card
    Phase phase = Phase::None;
    std::optional<Failure> failure; ///< of the last session when it ended badly, or why the station stands
    QString failedStep;
    qint64 since = 0; ///< clock milliseconds when the present state began; compare with Snapshot::now
    float takt = 0; ///< seconds between the last two good cards here; 0: unknown
    std::array<float, 20> takts{}; ///< newest last; 0: none yet
    quint32 good = 0;
    quint32 rejected = 0;
    double runSeconds = 0; ///< time with a card in work since the start
    QString profile; ///< id and version of the profile of the card in work; empty: no card
    QString panTail; ///< last four digits of the card number; empty: none, or the profile does not name one
    std::vector<MaskedExchange> lastExchanges; ///< newest last, at most 6
    QString link; ///< virtual, pcsc: READER, tls: READER
    StationLinkState linkState = StationLinkState::None;
};

struct MachineSnapshot {
    quint16 number = 0;
    QString name; ///< MX-A
    QString job; ///< name of the running job
    double rate = 0; ///< good cards per hour over the last five minutes; negative: unknown
    float takt = 0;
    float targetTakt = 0; ///< seconds; what the profile of the job in work asks for; 0: unknown
    float utilisation = 0; ///< 0..1
    std::vector<StationSnapshot> stations;
};

struct JobSnapshot {
    JobId id;
    QString name;
    QString source;
    QString profile;
    JobState state = JobState::Ready;
    JobCounts counts;
    double seconds = 0; ///< producing time so far
    bool test = true;
    qint64 imported = 0; ///< while importing: records so far
    double importFraction = 0; ///< while importing, 0..1 of the file
    std::optional<Failure> failure;
    // What the jobs page adds (server/record_commands.h).
    QString product; ///< title of the profile
    QByteArray sourceSha256;
    RemakeMode remakeMode = RemakeMode::AsTheyCome;
    bool producing = false; ///< at least one of its cards is in a station, or it is next in line
    double ratePerHour = -1; ///< good cards, last five minutes; negative: unknown
    QDateTime eta; ///< invalid: unknown
    QDateTime changed; ///< last change of state, UTC
};

/// Strip A. A negative figure is not known yet.
struct FloorFigures {
    qint64 good = 0;
    qint64 target = 0;
    double ratePerHour = -1;
    double yield = -1; ///< first pass, 0..1
    QDateTime eta; ///< invalid: unknown
    double hsmWaitP95Ms = -1;
    int faults = 0;
    int warnings = 0;
    int held = 0;
    int waiting = 0;
};

/// What the core itself costs, apart from cards, links and HSMs.
struct CoreFigures {
    quint64 apdus = 0;
    double overheadP50Us = 0; ///< per APDU, outside card, link and HSM; store barriers included
    double overheadP99Us = 0;
};

/// The whole floor at one instant, folded by the server at most 30 times a second. Immutable once published.
struct Snapshot {
    quint64 generation = 0;
    qint64 now = 0; ///< clock milliseconds
    QDateTime wall; ///< local time is the reader's business
    bool demo = false; ///< test keys and virtual stations: the DEMO chip
    bool holding = false; ///< the floor is held or holding
    int finishing = 0; ///< stations still finishing their card while holding
    double longestFinishSeconds = 0;
    FloorFigures figures;
    std::vector<MachineSnapshot> machines;
    std::vector<JobSnapshot> jobs;
    HsmPoolFigures hsms;
    std::shared_ptr<const AlarmView> alarms; ///< null before the server is open
    std::shared_ptr<const StationDoorView> stationDoor; ///< null: all readers are here
    std::vector<StationId> changing; ///< stations that become others, or go, when their card has left
    CoreFigures core;
    quint64 events = 0; ///< core events folded since the start
    TraceStoreFigures traceStore;
    QDateTime saved; ///< when the store last made a finished card durable; invalid: not yet
    double diskFree = -1; ///< share of the data folder's disk; negative: not measured
    /// Why the server could not open: nothing works until the cause is gone, and each command is refused with
    /// it.
    std::optional<Failure> serverFailure;
    std::optional<Failure> lineStopped; ///< why nothing may be given out before the next start
};

} // namespace sm
