// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm {

/// Phase of a session, after figure 4 of the UbiQ document (its numbers in brackets).
enum class Phase : quint8 {
    None,
    Presenting, ///< id presented and claimed (404-406)
    WaitingForCard,
    Identifying, ///< ATR, chip serial, right-card check
    Preparing, ///< data, security and support services; the program is compiled
    OpeningChannel, ///< secure channel with session keys
    Writing, ///< command, answer, judge (408-414)
    Sealing, ///< seal written and read back
    Completing, ///< "format complete" and its acknowledgement (416-420)
    Ejecting
};

} // namespace sm
