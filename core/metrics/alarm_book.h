// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_lines.h"

#include <QDateTime>

namespace sm {

/// What the floor is like, in the words of the alarm catalogue. Values without the core's types, so that the
/// book can be tried out on paper.
namespace fact {

struct Station {
    StationId id;
    bool fault = false; ///< stopped by an error, waits for a person
    bool held = false;
    bool waitsForCard = false;
    bool waitsForHsm = false;
    std::optional<Failure> why;
};

/// A card left a station, or a session ended without one.
struct Card {
    StationId station;
    QString job; ///< unique name
    bool arrived = true; ///< a card was there: what is not good is a reject
    bool good = true;
    bool inDoubt = false; ///< the card may carry data
    std::optional<Failure> why;
    double takt = 0; ///< seconds since the last good card here; 0: not known
    double targetTakt = 0; ///< seconds; 0: not known
};

struct Hsm {
    enum class State : quint8 {
        Starting,
        Ready,
        NotReady,
        TakenOut ///< by a person: no reason for an alarm, unless no device is left
    };
    QString name;
    State state = State::Ready;
};

struct Job {
    QString name; ///< unique
    bool needsDecision = false; ///< nothing left to give out, but records open
    qint64 open = 0; ///< records that need the decision
    qint64 inDoubt = 0;
    bool ended = false;
};

struct Disk {
    QString folder;
    qint64 free = 0; ///< bytes
    qint64 total = 0;
};

} // namespace fact

struct AlarmSettings {
    int rejectRun = 3; ///< rejects in a row, 2 to 10
};

/// The alarm catalogue of the design as a machine: facts in, lines out. Every trigger has a delay or a number
/// of cards, and a different value at which it ends. A single reject is never an alarm. One thread; time
/// comes from the clock, so that a shift can be tried in a moment.
class AlarmBook {
public:
    AlarmBook(const Clock& clock, AlarmSettings settings);

    void station(const fact::Station& now);
    void card(const fact::Card& card);
    void hsms(const std::vector<fact::Hsm>& devices);
    void hsmWait(double p95Milliseconds); ///< negative: not known
    void outputFull(StationId station, bool full);
    void job(const fact::Job& now);
    void disk(const fact::Disk& now);
    /// A key that a job asked for: no device holds it, or two hold different ones.
    void key(const QString& label, bool unusable);
    /// Civil time; compared with the steady clock. The first one is the reference.
    void wallClock(const QDateTime& wall);
    void tick();

    AlarmLines& lines() { return m_lines; }
    const AlarmLines& lines() const { return m_lines; }

private:
    static constexpr size_t rateCards = 50;
    struct Desk {
        int rejectsInARow = 0;
        int slowInARow = 0;
        bool heldSinceRun = false;
        bool fault = false;
        std::deque<bool> last; ///< true: reject; at most rateCards
        int rejects = 0; ///< in last
    };
    struct Production {
        qint64 attempts = 0;
        qint64 rejects = 0;
    };
    struct DiskSample {
        Nanos time{};
        qint64 free = 0;
    };

    void rejectRun(Desk& desk, const fact::Card& card);
    void stationRate(Desk& desk, const fact::Card& card);
    void jobRate(const fact::Card& card);
    void takt(Desk& desk, const fact::Card& card);
    void cardsInDoubt(const fact::Card& card);
    double hoursLeft(const fact::Disk& now);

    const Clock& m_clock;
    AlarmSettings m_settings;
    AlarmLines m_lines;
    std::map<StationId, Desk> m_desks;
    std::map<QString, Production> m_production;
    std::set<StationId> m_waiting;
    std::set<QString> m_hsmsKnown;
    std::map<QString, std::deque<DiskSample>> m_disks;
    std::optional<qint64> m_wallOffset; ///< civil minus steady, milliseconds
    Nanos m_clockChanged{};
};

} // namespace sm
