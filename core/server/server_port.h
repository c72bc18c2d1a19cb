// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/alarm_commands.h"
#include "server/history_commands.h"
#include "server/hsm_commands.h"
#include "server/import_commands.h"
#include "server/key_commands.h"
#include "server/record_commands.h"
#include "server/setup_commands.h"
#include "server/snapshot.h"
#include "server/station_commands.h"
#include "server/trace_commands.h"
#include "trace/trace_view.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace sm {

/// Commands to the server. Values; posted from any thread, carried out on the server thread, answered by a
/// ServerEvent with the same ticket.
namespace command {
struct ImportFile {
    QString file;
    QString profile; ///< path, resource or id; empty: found by the file's header or name
    QString layout; ///< path; empty: the profile's
    bool startWhenImported = false;
    bool acceptValid = false; ///< false: all or nothing
    ImportMapping mapping; ///< with fields: instead of `profile` and `layout`
    QByteArray expectedSha256; ///< refused when the file has changed; empty: any
    std::optional<qint64> stopAfter; ///< nothing is accepted once there are that many errors
    QString rejectsFile; ///< the records left out, with a column for the reason; empty: none is written
};
struct CancelImport { };
struct StartJob {
    JobId job;
};
struct HoldJob {
    JobId job;
};
struct ResumeJob {
    JobId job;
};
struct AbortJob {
    JobId job;
    QString reason;
};
struct HoldFloor { };
struct ResumeFloor { };
struct HoldStations {
    std::vector<StationId> stations;
};
struct ResumeStations {
    std::vector<StationId> stations;
};
/// The operator took the card away and pressed Continue.
struct ClearStations {
    std::vector<StationId> stations;
};
struct StopServer {
    bool finishCards = true; ///< false: cards in stations become unknown
};
} // namespace command
using ServerCommand = std::variant<command::ImportFile, command::CancelImport, command::StartJob,
    command::HoldJob, command::ResumeJob, command::AbortJob, command::HoldFloor, command::ResumeFloor,
    command::HoldStations, command::ResumeStations, command::ClearStations, command::AcknowledgeAlarm,
    command::SilenceAlarms, command::ShelveAlarm, command::UnshelveAlarm, command::StopServer,
    command::ListRecords, command::ListRecovered, command::ScrapCards, command::RemakeRecords,
    command::WithdrawRecords, command::CloseJob, command::SetRemakeMode, command::RejectCard,
    command::WriteReport, command::ReadHistory, command::ReadAttempts, command::GiveIdleReason,
    command::TakeHsmOutOfUse, command::BringHsmBack, command::TestHsm, command::AcceptStation,
    command::RefuseStation, command::RevokeStation, command::ReadTrace, ImportCommand, KeyCommand,
    SetupCommand>;

struct ImportSummary {
    QString file;
    QString sha256;
    QString profile;
    QString layout;
    QString format;
    qint64 lines = 0;
    qint64 records = 0;
    qint64 valid = 0;
    qint64 invalid = 0;
    qint64 duplicateInFile = 0;
    qint64 producedBefore = 0;
    bool balances = false;
    qint64 rejected = 0; ///< records in the rejects file
    QString rejectsFile;
    std::vector<ImportFindingView> findings; ///< at most 10,000 per code
};

/// What happened. Taken in order by whoever drives the server; nothing in it is personal.
namespace event {
struct Refused { ///< a command that could not be carried out
    quint64 ticket = 0;
    Failure why;
};
struct Accepted {
    quint64 ticket = 0;
};
struct ImportProgress {
    quint64 ticket = 0;
    double fraction = 0;
    qint64 records = 0;
};
struct Imported {
    quint64 ticket = 0;
    JobId job; ///< invalid: nothing was imported; the summary says why
    ImportSummary summary;
};
struct JobChanged {
    JobId job;
    JobState state = JobState::Ready;
};
struct CardGood {
    JobId job;
    StationId station;
};
struct CardRejected {
    JobId job;
    StationId station;
    Failure why;
    QString step;
    bool quarantined = false; ///< true: may carry data; false: released clean
};
struct StationStopped {
    StationId station;
    Failure why;
};
/// The store and the HSMs are open; commands are carried out from now on.
struct Opened {
    int released = 0; ///< attempts found unfinished, with an untouched card: their objects wait again
    int doubtful = 0; ///< attempts found unfinished whose card may carry data
};
struct Stopped { };
} // namespace event
using ServerEvent = std::variant<event::Refused, event::Accepted, event::ImportProgress, event::Imported,
    event::JobChanged, event::CardGood, event::CardRejected, event::StationStopped, event::Opened,
    event::Stopped, event::RecordsListed, event::RecoveredListed, event::ReportWritten, event::HistoryRead,
    event::AttemptsRead, event::TraceRead, ImportEvent, KeyEvent, SetupEvent>;

/// The only thing that a user interface sees of the core. Thread-safe; no call blocks longer than a pointer
/// swap.
class ServerPort {
public:
    ServerPort() = default;
    ServerPort(const ServerPort&) = delete;
    ServerPort& operator=(const ServerPort&) = delete;
    virtual ~ServerPort() = default;

    /// Returns the ticket that the answering event carries.
    virtual quint64 post(ServerCommand command) = 0;
    /// The newest snapshot; never null.
    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
    /// Events since the last call, oldest first.
    virtual std::vector<ServerEvent> takeEvents() = 0;
    /// The command/response pairs that are kept now, masked.
    virtual TraceView trace() const = 0;
};

} // namespace sm
