// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alarm_book.h"

#include <algorithm>
#include <cmath>

namespace sm {

namespace {

constexpr double queueRaise = 500; // milliseconds
constexpr double queueClear = 400;
constexpr double diskRaiseShare = 0.10;
constexpr double diskClearShare = 0.12;
constexpr double diskRaiseHours = 4;
constexpr double diskClearHours = 5;
constexpr Nanos diskWindow = std::chrono::minutes(30);
constexpr Nanos diskLeastSpan = std::chrono::minutes(10);
constexpr double plentyOfHours = 1e6;
constexpr qint64 clockJump = 2000; // milliseconds
constexpr Nanos clockShown = std::chrono::minutes(10);

AlarmKey keyOf(AlarmCode code, StationId station = StationId(), const QString& subject = QString())
{
    AlarmKey key;
    key.code = code;
    key.station = station;
    key.subject = subject;
    return key;
}

} // namespace

AlarmBook::AlarmBook(const Clock& clock, AlarmSettings settings)
    : m_clock(clock)
    , m_settings(settings)
    , m_lines(clock)
{
    m_settings.rejectRun = std::clamp(m_settings.rejectRun, 2, 10);
}

void AlarmBook::station(const fact::Station& now)
{
    Desk& desk = m_desks[now.id];
    AlarmDetail detail;
    detail.why = now.why;
    m_lines.set(keyOf(AlarmCode::StationFault, now.id), AlarmLevel::of(now.fault), detail);
    m_lines.set(keyOf(AlarmCode::FeederEmpty, now.id), AlarmLevel::of(now.waitsForCard));
    const bool cleared = desk.fault && !now.fault;
    desk.fault = now.fault;
    // The station held itself; whoever lets it go on has looked at the reader.
    const AlarmKey run = keyOf(AlarmCode::RejectRun, now.id);
    const bool resumed = desk.heldSinceRun && !now.held;
    desk.heldSinceRun = now.held;
    if (resumed)
        m_lines.drop(run);
    if (resumed || cleared) {
        desk.rejectsInARow = 0;
        m_lines.drop(keyOf(AlarmCode::WrongCardType, now.id));
    }
    const bool waited = m_waiting.contains(now.id);
    if (waited != now.waitsForHsm)
        now.waitsForHsm ? void(m_waiting.insert(now.id)) : void(m_waiting.erase(now.id));
}

void AlarmBook::hsms(const std::vector<fact::Hsm>& devices)
{
    using State = fact::Hsm::State;
    const bool allAway = !devices.empty()
        && std::none_of(
            devices.begin(), devices.end(), [](const fact::Hsm& hsm) { return hsm.state == State::Ready; });
    const bool oneFailed = std::any_of(devices.begin(), devices.end(),
        [](const fact::Hsm& hsm) { return hsm.state == State::NotReady || hsm.state == State::TakenOut; });
    m_lines.set(keyOf(AlarmCode::AllHsmsLost), {allAway && oneFailed, !allAway});
    std::set<QString> known;
    for (const fact::Hsm& hsm : devices) {
        known.insert(hsm.name);
        if (hsm.state != State::Starting)
            m_lines.set(keyOf(AlarmCode::HsmLost, StationId(), hsm.name),
                AlarmLevel::of(hsm.state == State::NotReady));
    }
    for (const QString& gone : m_hsmsKnown) {
        if (!known.contains(gone))
            m_lines.drop(keyOf(AlarmCode::HsmLost, StationId(), gone));
    }
    m_hsmsKnown = std::move(known);
}

void AlarmBook::hsmWait(double p95Milliseconds)
{
    AlarmDetail detail;
    detail.value = std::round(p95Milliseconds);
    m_lines.set(
        keyOf(AlarmCode::HsmQueueLong), {p95Milliseconds > queueRaise, p95Milliseconds < queueClear}, detail);
}

void AlarmBook::outputFull(StationId station, bool full)
{
    m_lines.set(keyOf(AlarmCode::OutputFull, station), AlarmLevel::of(full));
}

void AlarmBook::job(const fact::Job& now)
{
    const AlarmKey decision = keyOf(AlarmCode::JobNeedsDecision, StationId(), now.name);
    AlarmDetail detail;
    detail.value = double(now.open);
    m_lines.set(decision, AlarmLevel::of(now.needsDecision), detail);
    const AlarmKey doubt = keyOf(AlarmCode::CardStateUnknown, StationId(), now.name);
    if (m_lines.stands(doubt)) {
        detail.value = double(now.inDoubt);
        m_lines.set(doubt, AlarmLevel::of(now.inDoubt > 0), detail);
    }
    if (now.ended) {
        m_lines.drop(keyOf(AlarmCode::RejectRate, StationId(), now.name));
        m_production.erase(now.name);
    }
}

/// Hours until nothing is free at the rate of the last half hour.
double AlarmBook::hoursLeft(const fact::Disk& now)
{
    std::deque<DiskSample>& samples = m_disks[now.folder];
    const Nanos time = m_clock.now();
    samples.push_back({time, now.free});
    while (samples.front().time < time - diskWindow)
        samples.pop_front();
    const Nanos span = time - samples.front().time;
    const qint64 used = samples.front().free - now.free;
    if (span < diskLeastSpan || used <= 0)
        return plentyOfHours;
    const double perHour = double(used) / std::chrono::duration<double, std::ratio<3600>>(span).count();
    return double(now.free) / perHour;
}

void AlarmBook::disk(const fact::Disk& now)
{
    if (now.total <= 0)
        return;
    const double share = double(now.free) / double(now.total);
    const double hours = hoursLeft(now);
    AlarmDetail detail;
    detail.value = hours < plentyOfHours ? std::round(hours * 10) / 10 : -std::round(share * 100);
    m_lines.set(keyOf(AlarmCode::DiskLow, StationId(), now.folder),
        {share < diskRaiseShare || hours < diskRaiseHours,
            share >= diskClearShare && hours >= diskClearHours},
        detail);
}

void AlarmBook::key(const QString& label, bool unusable)
{
    m_lines.set(keyOf(AlarmCode::KeyTrouble, StationId(), label), {unusable, !unusable});
}

void AlarmBook::wallClock(const QDateTime& wall)
{
    const qint64 steady = std::chrono::duration_cast<milliseconds>(m_clock.now()).count();
    const qint64 offset = wall.toMSecsSinceEpoch() - steady;
    const qint64 jump = offset - m_wallOffset.value_or(offset);
    if (std::abs(jump) <= clockJump) {
        // Small corrections are the time service at work: they do not add up to a jump.
        m_wallOffset = offset;
        return;
    }
    m_wallOffset = offset;
    m_clockChanged = m_clock.now();
    AlarmDetail detail;
    detail.value = double(jump) / 1000;
    m_lines.set(keyOf(AlarmCode::ClockChanged), AlarmLevel::of(true), detail);
}

void AlarmBook::tick()
{
    const AlarmKey clock = keyOf(AlarmCode::ClockChanged);
    if (m_lines.stands(clock) && m_clock.now() - m_clockChanged >= clockShown)
        m_lines.drop(clock);
    m_lines.setWaiting(m_waiting);
    m_lines.tick();
}

} // namespace sm
