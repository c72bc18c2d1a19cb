// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm {

/// Which cards of a job are stored on disk. Whatever the level, a card is stored whole or not at all.
enum class CaptureLevel : quint8 {
    Off, ///< none, not even those that fail
    Errors, ///< those that did not end good, and what the rule names besides
    All
};

struct CaptureRule {
    CaptureLevel level = CaptureLevel::Errors;
    quint32 oneIn = 0; ///< with Errors: each n-th card of the job too; 0: none
    quint32 lastPerStation = 3; ///< with Errors: the newest cards of each station too, however they ended
};

} // namespace sm
