// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "security/hsm_figures.h"

#include <QStringList>

namespace sm {

/// Those of the labels that no device holds although every device has told its keys, that two devices hold
/// with different check values, or that are outdated. A device that was never reached may hold anything:
/// cards wait for it.
QStringList unusableKeys(
    const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today = todayUtc());
/// Those that are held, but are retired, have expired or are not valid yet in each of their versions.
QStringList outdatedKeys(
    const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today = todayUtc());

/// Labels that begin with TEST- are kept for the published keys, which protect nothing. What is made with
/// nothing else is for trial, and one person may decide on it; a single other key makes it production.
bool onlyTestKeys(const QStringList& labels);

/// The job check: before the first card, each key that the job's profile names. JobKeysUnusable with the
/// labels; JobKeysOutdated when age is all that is wrong.
Outcome<Done> checkKeys(
    const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today = todayUtc());

} // namespace sm
