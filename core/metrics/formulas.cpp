// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/formulas.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sm {

namespace {

std::optional<double> share(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

qint64 breakMs(const Tally& sum)
{
    const qint64 standing = qint64(sum.time(StationTime::Idle) + sum.time(StationTime::Held));
    return std::clamp<qint64>(sum.idleMs(IdleReason::Break), 0, standing);
}

} // namespace

std::optional<double> ratePerHour(qint64 good, qint64 windowMs)
{
    if (windowMs < rateSettlesMs)
        return std::nullopt;
    return double(good) * 3'600'000.0 / double(windowMs);
}

std::optional<double> firstPassYield(qint64 firstPass, qint64 finished)
{
    return share(double(firstPass), double(finished));
}

std::optional<double> finalYield(qint64 recordsGood, qint64 recordsAccepted)
{
    return share(double(recordsGood), double(recordsAccepted));
}

std::optional<double> planAttainment(qint64 good, double planned)
{
    return share(double(good), planned);
}

qint64 recordedMs(const Tally& sum)
{
    return qint64(std::accumulate(sum.timeMs.begin(), sum.timeMs.end(), quint64(0)));
}

qint64 plannedMs(const Tally& sum)
{
    return recordedMs(sum) - breakMs(sum) - qint64(sum.time(StationTime::Maintenance));
}

qint64 availabilityLossMs(const Tally& sum)
{
    return plannedMs(sum) - runMs(sum);
}

qint64 runMs(const Tally& sum)
{
    // A wait that became long is booked as such at that moment, so a span that begins within it may hold
    // more long waiting than waiting.
    const qint64 hsm = qint64(sum.time(StationTime::WaitingHsm)) - qint64(sum.longHsmMs);
    const qint64 card = qint64(sum.time(StationTime::WaitingCard)) - qint64(sum.longCardMs);
    return qint64(sum.time(StationTime::Running)) + std::max<qint64>(0, hsm) + std::max<qint64>(0, card);
}

std::optional<double> utilisation(const Tally& sum)
{
    return share(double(sum.time(StationTime::Running)), double(plannedMs(sum)));
}

std::optional<double> Oee::value() const
{
    if (!availability || !performance || !quality)
        return std::nullopt;
    return *availability * *performance * *quality;
}

Oee oee(const Tally& sum)
{
    Oee out;
    out.availability = share(double(runMs(sum)), double(plannedMs(sum)));
    if (sum.idealMs > 0)
        out.performance = share(double(sum.idealMs), double(runMs(sum)));
    out.quality = share(double(sum.firstPass), double(sum.finished()));
    return out;
}

Losses losses(const Tally& sum)
{
    Losses out;
    out.planned = plannedMs(sum);
    out.fault = qint64(sum.time(StationTime::Fault));
    out.offline = qint64(sum.time(StationTime::Offline));
    // A break is taken out of the time it was booked as: idle first.
    const qint64 idle = qint64(sum.time(StationTime::Idle));
    const qint64 breakIdle = std::min(breakMs(sum), idle);
    out.idle = idle - breakIdle;
    out.held = qint64(sum.time(StationTime::Held)) - (breakMs(sum) - breakIdle);
    const qint64 hsm = qint64(sum.time(StationTime::WaitingHsm));
    const qint64 card = qint64(sum.time(StationTime::WaitingCard));
    out.longHsm = std::min<qint64>(hsm, qint64(sum.longHsmMs));
    out.longCard = std::min<qint64>(card, qint64(sum.longCardMs));
    const qint64 run = runMs(sum);
    const qint64 ideal = std::min<qint64>(qint64(sum.idealMs), run);
    out.shortHsm = std::min(hsm - out.longHsm, run - ideal);
    out.shortCard = std::min(card - out.longCard, run - ideal - out.shortHsm);
    out.slow = run - ideal - out.shortHsm - out.shortCard;
    if (sum.finished() > 0)
        out.good = qint64(double(ideal) * double(sum.firstPass) / double(sum.finished()));
    out.rejects = ideal - out.good;
    return out;
}

double meanIdealMs(const Tally& sum)
{
    return sum.finished() > 0 ? double(sum.idealMs) / double(sum.finished()) : 0;
}

double plannedCards(const Tally& sum, double ideal)
{
    return ideal > 0 ? double(plannedMs(sum)) / ideal * plannedShare : 0;
}

std::optional<double> etaSpreadSeconds(
    qint64 remaining, double rate, const std::vector<quint32>& goodPerMinute)
{
    if (rate <= 0 || remaining <= 0 || goodPerMinute.size() < 10)
        return std::nullopt;
    const double n = double(goodPerMinute.size());
    const double mean = std::accumulate(goodPerMinute.begin(), goodPerMinute.end(), 0.0) / n;
    if (mean <= 0)
        return std::nullopt;
    double squares = 0;
    for (const quint32 good : goodPerMinute)
        squares += (double(good) - mean) * (double(good) - mean);
    const double dispersion = squares / (n - 1) / mean;
    return 1.2816 * std::sqrt(double(remaining) * dispersion) * 3600.0 / rate;
}

} // namespace sm
