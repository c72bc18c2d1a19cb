// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_journal.h"

namespace sm {

struct OpenedStore {
    std::unique_ptr<SqlConnection> connection;
    AttemptId newest; ///< the last attempt of earlier runs
    QByteArray identity;
};

/// Everything between the lock and the first piece. On the executor's thread.
Outcome<OpenedStore> openStore(const StoreOptions& options);

} // namespace sm
