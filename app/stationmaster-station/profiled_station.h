// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/profiles/station_profile.h"
#include "station_arguments.h"

/// The profile that the command line names, as this station has it: its lines have their ports, its folders
/// their places, and modules that have neither are not in it. Without a profile: the usual settings of a
/// link. StationProfileUnreadable; StationProfileUnexpected when file and command line do not fit together.
sm::Outcome<sm::StationProfile> profileOf(const StationArguments& arguments);
