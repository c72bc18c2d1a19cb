// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/card_content.h"

namespace sm {

/// The master under whose keys the maker of the software blanks locks them (BlankOptions::releaseMaster): the
/// published TEST-RELEASE, which test devices hold too.
Outcome<CardSecret> testReleaseMaster();

} // namespace sm
