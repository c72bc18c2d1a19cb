// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/pending.h"
#include "card/apdu.h"
#include "job/counts.h"
#include "job/life_cycles.h"
#include "job/remake_mode.h"
#include "profile/card_program.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <variant>
#include <vector>

namespace sm {

/// One accepted record on its way into the store: routing columns in clear, everything else sealed.
struct NewRecord {
    CardObjectId object;
    quint32 issue = 0; ///< k: 0 first, +1 per authorised reissue
    quint64 sequence = 0; ///< from 0, the record's order in the file
    QByteArray sealed; ///< the CBOR card object under the job's data key (crypto/record_cipher.h)
};

struct NewJob {
    QString name;
    QString sourceFile;
    QByteArray sourceSha256;
    QString profile; ///< path or resource name to load it again
    QByteArray profileDigest;
    QString layout;
    bool test = true; ///< test keys: demo and test floors
};

struct JobRow {
    JobId id;
    NewJob job;
    JobState state = JobState::Ready;
    QByteArray wrappedKey; ///< data key wrapped by the HSM key; set when the import begins
    qint64 records = 0;
    QDateTime created;
    QDateTime changed; ///< last change of state
    RemakeMode remakeMode = RemakeMode::AsTheyCome;
};

struct RecordRow {
    RecordId id;
    JobId job;
    CardObjectId object;
    quint32 issue = 0;
    quint64 sequence = 0;
    RecordState state = RecordState::Waiting;
    QByteArray sealed;
    quint32 sealedIssue = 0; ///< the issue number under which `sealed` was sealed; `issue` grows with remakes
    int tries = 0; ///< cards that came to nothing for it since a person last decided
    int arrivals = 0; ///< cards that arrived for it at all
};

struct AttemptKey {
    AttemptKey() = default;
    AttemptKey(AttemptId a, Epoch e)
        : attempt(a)
        , epoch(e)
    {
    }
    AttemptId attempt;
    Epoch epoch;
    bool operator==(const AttemptKey&) const = default;
};

/// What a session writes about its attempt. Each entry carries what production.md 4.3 asks for and never the
/// data itself.
namespace entry {
struct Bound {
    Bound() = default;
    Bound(QByteArray serial, QByteArray a, quint32 i)
        : chipSerial(std::move(serial))
        , atr(std::move(a))
        , insertion(i)
    {
    }
    QByteArray chipSerial;
    QByteArray atr;
    quint32 insertion = 0;
};
struct Prepared {
    Prepared() = default;
    Prepared(QByteArray material, QByteArray digest)
        : sealedMaterial(std::move(material))
        , templateDigest(std::move(digest))
    {
    }
    QByteArray sealedMaterial; ///< ciphertext of what must not be drawn twice; may be empty
    QByteArray templateDigest; ///< SHA-256
};
struct Intent {
    quint32 sequence = 0; ///< number of the intent within the attempt, from 0
    quint32 firstStep = 0;
    quint32 lastStep = 0;
    RetryClass retry = RetryClass::Irreversible; ///< the strictest of the steps
    QByteArray templateDigest; ///< SHA-256 of the plain command template
    QByteArray dataMac; ///< keyed MAC of the data, never the data
};
struct StepDone {
    StepDone() = default;
    StepDone(quint32 n, StatusWord s)
        : sequence(n)
        , sw(s)
    {
    }
    quint32 sequence = 0;
    StatusWord sw;
};
struct Sealed {
    Sealed() = default;
    explicit Sealed(QByteArray t)
        : tag(std::move(t))
    {
    }
    QByteArray tag;
};
struct FormatSent {
    FormatSent() = default;
    explicit FormatSent(quint32 c)
        : command(c)
    {
    }
    quint32 command = 0;
};
struct Completed { };
struct BinnedGood { };
struct InDoubt {
    InDoubt() = default;
    InDoubt(QString f, QString s)
        : failure(std::move(f))
        , step(std::move(s))
    {
    }
    QString failure; ///< catalogue name
    QString step;
};
struct Quarantined {
    Quarantined() = default;
    Quarantined(QString f, QString s)
        : failure(std::move(f))
        , step(std::move(s))
    {
    }
    QString failure;
    QString step;
};
struct Released {
    Released() = default;
    Released(QString f, bool returned, bool isSpoiled = false)
        : failure(std::move(f))
        , blankReturned(returned)
        , spoiled(isSpoiled)
    {
    }
    QString failure;
    bool blankReturned = true; ///< false: no blank had arrived
    bool spoiled = false; ///< the untouched blank went to the reject bin, not back to stock
};
} // namespace entry
using JournalEntry = std::variant<entry::Bound, entry::Prepared, entry::Intent, entry::StepDone,
    entry::Sealed, entry::FormatSent, entry::Completed, entry::BinnedGood, entry::InDoubt, entry::Quarantined,
    entry::Released>;

/// One attempt as found after a restart, or as reports list it.
struct AttemptRow {
    AttemptKey key;
    RecordId record;
    JobId job;
    CardObjectId object;
    quint32 issue = 0;
    StationId station;
    AttemptState state = AttemptState::Claimed;
    QByteArray chipSerial;
    QString failure;
    QString step;
    QDateTime started;
    QDateTime changed;
    bool arrived = false; ///< a card came
};

/// What recovery did to one attempt when the store was opened after a stop.
struct RecoveredAttempt {
    AttemptRow attempt; ///< in its new state
    AttemptState found = AttemptState::Claimed;
};

class RecordLedger;

/// A card object that some job has already.
struct KnownObject {
    CardObjectId object;
    JobId job;
    bool good = false; ///< produced; false: queued, in work or in doubt
    QDateTime changed; ///< UTC
};

/// The port to durable storage: the journal of jobs and attempts. Implemented by core/store. Called on the
/// server thread; every answer means that it is on the disk (or that nothing of it is). Pieces handed in
/// together are applied together or not at all; pieces of different attempts share a disk flush.
class Journal {
public:
    Journal() = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    virtual ~Journal() = default;

    /// Import: begin, any number of batches, then commit or cancel. Until the commit the job is invisible,
    /// and a restart removes it. A record whose (object, issue) was produced or is queued in any job is
    /// refused by name.
    virtual Pending<JobId> beginImport(NewJob job, QByteArray wrappedKey) = 0;
    virtual Pending<Done> addRecords(JobId job, std::vector<NewRecord> records) = 0;
    virtual Pending<JobRow> commitImport(JobId job) = 0;
    virtual Pending<Done> cancelImport(JobId job) = 0;
    /// Removes some of the records of an import that is given up, so that nobody waits long for the store;
    /// true once all of it is gone, the job too.
    virtual Pending<bool> removeImportPart(JobId job) = 0;
    /// The ids among these that are already good or queued in some job (V07, V08).
    virtual Pending<std::vector<CardObjectId>> known(std::vector<CardObjectId> ids) = 0;
    /// The same with the job that has each, in the order of `ids`.
    virtual Pending<std::vector<KnownObject>> whereKnown(std::vector<CardObjectId> ids) = 0;

    virtual Pending<std::vector<JobRow>> jobs() = 0;
    /// `reason`: what a person gave for it; kept with the change. May be empty.
    virtual Pending<Done> setJobState(JobId job, JobState state, QString reason) = 0;
    Pending<Done> setJobState(JobId job, JobState state) { return setJobState(job, state, QString()); }
    /// Records of a job in sequence order that wait, from a sequence number on.
    virtual Pending<std::vector<RecordRow>> waiting(JobId job, quint64 fromSequence, int limit) = 0;
    virtual Pending<JobCounts> counts(JobId job) = 0;

    /// The station presented the id (404) and the server claims it (406): makes the attempt, its epoch, and
    /// fails with CardObjectTaken when another live, good or doubtful attempt holds (object, issue).
    virtual Pending<AttemptKey> claim(RecordId record, StationId station) = 0;
    /// All entries in order, in one savepoint; refuses (EpochStale, TransitionRefused, BlankTaken) as a
    /// whole.
    virtual Pending<Done> append(AttemptKey key, std::vector<JournalEntry> entries) = 0;

    /// Rules of production.md 4.4 for attempts found live at start (cards counted as gone). Every attempt
    /// leaves in a named state.
    virtual Pending<std::vector<RecoveredAttempt>> recover() = 0;
    virtual Pending<std::vector<AttemptRow>> attempts(JobId job) = 0;
    /// What people decide about records, in the same store; null: this journal keeps nothing.
    virtual RecordLedger* ledger() { return nullptr; }
};

} // namespace sm
