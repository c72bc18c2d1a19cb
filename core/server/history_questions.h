// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history_desk.h"

namespace sm {

/// Rows that memory does not hold.
struct HistoryDesk::StoreRead {
    std::vector<RollUpRow>* into = nullptr;
    RollUpLevel level = RollUpLevel::Minute;
    qint64 from = 0;
    qint64 to = 0;
};

struct HistoryDesk::Question {
    quint64 ticket = 0;
    std::shared_ptr<HistoryMaterial> material = std::make_shared<HistoryMaterial>();
    std::vector<StoreRead> missing; ///< the last one is read next
    Pending<std::vector<RollUpRow>> reading;
};

} // namespace sm
