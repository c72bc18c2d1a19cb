// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1100 to 1199 belong to core/store.
#define SM_STORE_FAILURES(X)                                                                                 \
    X(1100, StoreUnopenable, "the database file or its folder could not be opened or created")               \
    X(1101, StoreInUse, "another console owns the store; the lock file names it")                            \
    X(1102, StoreNewer, "the database was written by a newer version of the program")                        \
    X(1103, StoreUnsafe, "the database refused a setting, or the file system cannot keep what we promise")   \
    X(1104, StoreMigrationBlocked, "the schema is older and attempts are open: finish them first")           \
    X(1105, StoreDamaged, "the integrity check after an unclean stop found damage")                          \
    X(1106, StoreFatal, "disk full, I/O error or failed commit: the store has stopped and does not retry")   \
    X(1107, StoreBusy, "another process holds the database's write lock")                                    \
    X(1108, StoreConstraint, "a rule of the database itself refused a row")                                  \
    X(1109, StoreQueryFailed, "the database could not run a statement")                                      \
    X(1110, StoreRowUnknown, "there is no such job, record or attempt")                                      \
    X(1111, StoreRowBroken, "a stored row holds a name that no version of this program writes")              \
    X(1112, CardObjectTaken, "another live, good or doubtful attempt holds the card object and its issue")   \
    X(1113, CardObjectKnown, "the card object and its issue are already queued or produced in some job")     \
    X(1114, BlankTaken, "the blank's serial is bound to another attempt that was not released clean")        \
    X(1115, BlankUnnamed, "a blank without a serial cannot be bound: nobody could tell it from another")     \
    X(1116, EpochStale, "a newer claim of the record exists, or the attempt never had this epoch")           \
    X(1117, EntryDiffers, "an entry was repeated with other content than the stored one")                    \
    X(1118, RecordNotWaiting, "the record or its job does not give out cards now")                           \
    X(1119, JobNotImporting, "the job's import has been committed")                                          \
    X(1120, ImportBatchTooLarge, "more records in one batch than the store takes at once")                   \
    X(1121, AttemptInterrupted, "the program stopped while the attempt was open")                            \
    X(1122, JobNotArchived, "data may be destroyed only after the job is archived")                          \
    X(1123, TwoPeopleNeeded, "a card of a job with live keys is scrapped by two people only")                \
    X(1124, RecordNotOpen, "a decision names a record that does not wait for one")                           \
    X(1125, CardsInDoubt, "the job cannot be closed while cards are in doubt or in quarantine")              \
    X(1126, DecisionEmpty, "a decision without records or without a reason")

namespace sm::fc {
SM_STORE_FAILURES(SM_FAILURE_CONSTANT)
}
