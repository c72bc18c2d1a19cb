// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/profiles/station_profile.h"

#include <memory>

namespace sm {

/// What goes wrong at a simulated module, for tests and exercises; not in floor.json.
struct ModuleTrouble {
    bool off = false;
    int lostAnswers = 0; ///< of so many works nobody hears
    int smears = 0; ///< an encoder's next writes damage track 2
    bool refuses = false; ///< an embosser or label printer refuses the next record
};

/// A device beside a station. A value.
struct ModulePlan {
    StationProfile::Module device; ///< its line has the port, unless it is simulated or behind a link
    bool simulated = false;
    bool behindLink = false; ///< beside a reader that stands elsewhere: where exactly is known there
    Nanos work{}; ///< simulated: time that it takes for a card
    ModuleTrouble trouble;
};

} // namespace sm
