// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/synthetic_history.h"

#include "base/failures/session.h"
#include "base/failures/station.h"

#include <algorithm>
#include <queue>
#include <random>

namespace sm {

namespace {

constexpr qint64 minute = 60'000;
constexpr int machines = 4;
constexpr int perMachine = 6;
constexpr double idealSeconds = 18.6;
const JobId job(1);

qint64 at(int hour, int minutes)
{
    return QDateTime(QDate(2026, 11, 21), QTime(hour, minutes)).toMSecsSinceEpoch();
}

std::vector<StationId> allStations()
{
    std::vector<StationId> out;
    for (int i = 0; i < machines * perMachine; ++i)
        out.push_back(StationId{quint16(i / perMachine + 1), quint16(i % perMachine + 1)});
    return out;
}

/// Planned trouble: a station stands from here to there.
struct Stop {
    StationId station; ///< station 0: the whole machine
    qint64 from;
    qint64 to;
    StationTime state;
    IdleReason reason;
};
std::vector<Stop> stops()
{
    using enum StationTime;
    return {{{2, 0}, at(8, 2), at(8, 7), Idle, IdleReason::WaitingForApproval},
        {{2, 3}, at(9, 10), at(9, 22), Fault, IdleReason::None},
        {{4, 0}, at(9, 40), at(9, 42) + 45'000, Held, IdleReason::Changeover},
        {{1, 5}, at(10, 15), at(10, 33), Idle, IdleReason::CardsOut},
        {{3, 1}, at(10, 50), at(11, 12), Held, IdleReason::None},
        {{3, 2}, at(10, 52), at(11, 11), Held, IdleReason::None},
        {{4, 6}, at(11, 30), at(11, 36), Idle, IdleReason::Cleaning},
        {{2, 3}, at(12, 36), at(12, 50), Fault, IdleReason::None}};
}

double uniform(std::mt19937& random, double low, double high)
{
    return low + (high - low) * double(random() % 10'000) / 10'000;
}

FinishedCard madeCard(std::mt19937& random, bool lost, double seconds)
{
    const FailureCode failures[] = {fc::CardMute, fc::CardMute, fc::CardMute, fc::CardMute,
        fc::CardRefusedCommand, fc::CardRefusedCommand, fc::CardTorn, fc::ReadBackDiffers};
    FinishedCard done;
    done.good = random() % 1000 >= (lost ? 14U : 7U);
    done.firstPass = done.good && random() % 250 != 0;
    done.failure = failures[random() % std::size(failures)];
    done.idealSeconds = idealSeconds;
    done.processSeconds = seconds;
    return done;
}

FinishedAttempt madeAttempt(
    std::mt19937& random, StationId station, const FinishedCard& card, qint64 start, qint64 end)
{
    FinishedAttempt attempt;
    attempt.station = station;
    attempt.job = job;
    attempt.started = QDateTime::fromMSecsSinceEpoch(start, Qt::UTC);
    attempt.ended = QDateTime::fromMSecsSinceEpoch(end, Qt::UTC);
    attempt.cardTail = QStringLiteral("%1").arg(random() % 10'000, 4, 10, QLatin1Char('0'));
    attempt.good = card.good;
    if (const FailureEntry* entry = card.good ? nullptr : failureEntry(card.failure))
        attempt.failure = QString::fromLatin1(entry->name);
    return attempt;
}

std::vector<quint64> load(std::mt19937& random, qint64 ms, bool lost)
{
    std::vector<quint64> busy;
    for (int i = 0; i < 6; ++i)
        busy.push_back(
            lost && i == 2 ? 0 : quint64(double(ms) * 1000 * uniform(random, 0.38, lost ? 0.66 : 0.5)));
    return busy;
}

} // namespace

struct SyntheticShift::Run {
    qint64 time;
    int station;
    bool operator>(const Run& other) const
    {
        return std::pair(time, station) > std::pair(other.time, other.station);
    }
};

SyntheticShift::SyntheticShift(quint32 seed)
    : m_rollUps(allStations(), 6, at(6, 0))
{
    runAll(seed);
}

SyntheticShift::~SyntheticShift() = default;

qint64 SyntheticShift::now()
{
    return at(12, 40);
}

void SyntheticShift::runAll(quint32 seed)
{
    std::mt19937 random(seed);
    const auto between = [&random](double low, double high) { return uniform(random, low, high); };
    const auto stations = m_rollUps.stations();
    const auto planned = stops();
    std::priority_queue<Run, std::vector<Run>, std::greater<>> next;
    for (int i = 0; i < int(stations.size()); ++i)
        next.push({at(6, 1) + i * 400, i});
    qint64 busyAt = at(6, 0);
    while (!next.empty()) {
        const Run run = next.top();
        next.pop();
        if (run.time >= now())
            continue;
        const StationId station = stations[size_t(run.station)];
        const auto stop = std::find_if(planned.begin(), planned.end(), [&](const Stop& s) {
            return s.station.machine == station.machine
                && (s.station.station == 0 || s.station.station == station.station) && run.time >= s.from
                && run.time < s.to;
        });
        if (stop != planned.end()) {
            m_rollUps.setState(station, stop->state, JobId(), run.time);
            if (stop->reason != IdleReason::None)
                m_rollUps.giveReason(station, stop->reason, run.time);
            next.push({stop->to, run.station});
            continue;
        }
        const bool lost = run.time > at(8, 20) && run.time < at(8, 48);
        const double card = between(0.9, 1.6);
        const double hsm = lost ? between(3, 13) : between(0.05, 0.35);
        const double work = between(18.8, 21.6) + (random() % 60 == 0 ? between(2, 7) : 0);
        const auto after = [&run](double s) { return run.time + qint64(s * 1000); };
        m_rollUps.setState(station, StationTime::WaitingCard, job, run.time);
        m_rollUps.setState(station, StationTime::Running, job, run.time);
        next.push({after(card + hsm + work), run.station});
        // Booked together: what differs by seconds within a card does not show on a shift's charts.
        const qint64 end = after(card + hsm + work);
        const FinishedCard done = madeCard(random, lost, work + hsm);
        m_rollUps.finished(station, job, done, run.time);
        m_rollUps.setState(
            station, random() % 100 < 6 ? StationTime::WaitingCard : StationTime::Running, job, run.time);
        if (random() % 100 < (lost ? 30U : 1U))
            m_rollUps.setState(station, StationTime::WaitingHsm, job, run.time);
        for (int request = 0; request < 3; ++request)
            m_rollUps.hsmWaited(qint64((lost ? between(80, 900) : between(2, 38)) * 1000), run.time);
        if (run.time - busyAt > 1000)
            m_rollUps.hsmBusy(load(random, run.time - std::exchange(busyAt, run.time), lost), run.time);
        m_attempts.push_back(madeAttempt(random, station, done, run.time, end));
    }
    m_rollUps.advance(now());
    std::sort(m_attempts.begin(), m_attempts.end(),
        [](const FinishedAttempt& a, const FinishedAttempt& b) { return a.ended < b.ended; });
}

std::shared_ptr<const History> SyntheticShift::read(const HistoryQuery& query)
{
    HistoryMaterial material;
    material.query = query;
    material.zone = QTimeZone::systemTimeZone();
    material.now = now();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now());
    material.span = resolveRange(query, local, JobSpan{at(6, 0), now()});
    material.sums = m_rollUps.rows(material.span.level, material.span.from, material.span.to, now());
    const qint64 fineFrom = material.span.from - rateWindowMs;
    if (fineFrom > now() - keptMs(RollUpLevel::Second))
        material.fine = m_rollUps.rows(RollUpLevel::Second, fineFrom, material.span.to, now());
    material.comparedSpan = comparedRange(query, material.span, local);
    if (material.comparedSpan)
        material.compared = m_rollUps.rows(
            material.comparedSpan->level, material.comparedSpan->from, material.comparedSpan->to, now());
    material.jobs = {job};
    material.stations = allStations();
    for (int i = 1; i <= 6; ++i)
        material.devices.append(QStringLiteral("HSM %1").arg(i));
    material.remaining = 12'000;
    material.ratePerHour = 3'700;
    return buildHistory(material);
}

std::vector<FinishedAttempt> SyntheticShift::attempts(const AttemptFilter& filter) const
{
    std::vector<FinishedAttempt> out;
    for (auto one = m_attempts.rbegin(); one != m_attempts.rend() && int(out.size()) < filter.limit; ++one) {
        const qint64 ended = one->ended.toMSecsSinceEpoch();
        const bool place = filter.station.machine == 0
            || (one->station.machine == filter.station.machine
                && (filter.station.station == 0 || one->station.station == filter.station.station));
        if (place && ended >= filter.from && ended < filter.to && (!filter.good || *filter.good == one->good)
            && (filter.failure.isEmpty() || filter.failure == one->failure))
            out.push_back(*one);
    }
    return out;
}

} // namespace sm
