// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/tally.h"

#include <optional>
#include <vector>

/// Every figure of the dashboard is computed here and nowhere else. Times in milliseconds, rates per hour,
/// shares from 0 to 1. A figure that cannot be known yet is empty, never 0.
namespace sm {

/// A wait for an HSM or a card up to this long is a performance loss; a longer one is a loss of availability,
/// all of it.
inline constexpr qint64 longWaitMs = 60'000;
/// Idle or held for longer than this asks for a reason; from then on all of the stretch counts under it.
inline constexpr qint64 idleAsksAfterMs = 120'000;
/// A rate over less than this is not shown.
inline constexpr qint64 rateSettlesMs = 60'000;
/// The window of the rolling rate.
inline constexpr qint64 rateWindowMs = 300'000;
/// Part of what the ideal card time would allow that is planned, until a floor sets its own.
inline constexpr double plannedShare = 0.85;

/// Rate = good in the window x 3600 / window seconds. Empty for windows below rateSettlesMs.
std::optional<double> ratePerHour(qint64 good, qint64 windowMs);
/// First-pass yield = good without remake / finished attempts.
std::optional<double> firstPassYield(qint64 firstPass, qint64 finished);
/// Final yield = records good / records accepted.
std::optional<double> finalYield(qint64 recordsGood, qint64 recordsAccepted);
/// Plan attainment = good / planned for the same time.
std::optional<double> planAttainment(qint64 good, double planned);

/// Sum of all station time.
qint64 recordedMs(const Tally& sum);
/// Planned production time = all time - breaks - maintenance.
qint64 plannedMs(const Tally& sum);
/// Idle, held, fault, offline and waits longer than longWaitMs; breaks are not in it.
qint64 availabilityLossMs(const Tally& sum);
/// Run time = planned production time - availability losses.
qint64 runMs(const Tally& sum);
/// Utilisation = time running / time scheduled, which is the planned production time.
std::optional<double> utilisation(const Tally& sum);

struct Oee {
    /// Run time / planned production time.
    std::optional<double> availability;
    /// Ideal card time x total count / run time. Above 1 it is shown as it is: then the ideal time is wrong.
    std::optional<double> performance;
    /// First-pass good / total count.
    std::optional<double> quality;
    /// Availability x Performance x Quality; empty unless all three are known.
    std::optional<double> value() const;
    bool idealLooksWrong() const { return performance && *performance > 1; }
};
Oee oee(const Tally& sum);

/// How planned time was lost, in the order of the waterfall; all losses and `good` add up to `planned`.
struct Losses {
    qint64 planned = 0;
    qint64 fault = 0;
    qint64 idle = 0;
    qint64 held = 0;
    qint64 offline = 0;
    qint64 longHsm = 0;
    qint64 longCard = 0;
    qint64 shortHsm = 0; ///< performance
    qint64 shortCard = 0; ///< performance
    qint64 slow = 0; ///< performance: run time that neither a card at ideal speed nor a wait explains; never
                     ///< below 0
    qint64 rejects = 0; ///< quality: ideal time of attempts that were no first-pass good card
    qint64 good = 0; ///< ideal time of first-pass good cards
};
Losses losses(const Tally& sum);

/// What the stations of `sum` should have made in their planned time: planned time / mean ideal card time x
/// plannedShare.
double plannedCards(const Tally& sum, double meanIdealMs);
/// Mean ideal card time of the attempts of `sum`; 0: none finished.
double meanIdealMs(const Tally& sum);

/// Half the width of the band from p10 to p90 of the time that `remaining` cards need, in seconds: 1.2816
/// standard deviations of a count whose spread is that of the counts per minute. Empty below ten minutes.
std::optional<double> etaSpreadSeconds(
    qint64 remaining, double ratePerHour, const std::vector<quint32>& goodPerMinute);

} // namespace sm
