// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_states.h"

#include <array>

namespace sm {

namespace {

constexpr size_t stateCount = 7;
constexpr size_t eventCount = 9;
using Row = std::array<HsmHealth, stateCount>;

constexpr HsmHealth admit = HsmHealth::Admitting;
constexpr HsmHealth good = HsmHealth::Healthy;
constexpr HsmHealth trial = HsmHealth::Trial;
constexpr HsmHealth susp = HsmHealth::Suspect;
constexpr HsmHealth lost = HsmHealth::Lost;
constexpr HsmHealth drain = HsmHealth::Draining;
constexpr HsmHealth out = HsmHealth::OutOfUse;

// One row per event, one column per state. What a person took out stays out, whatever it answers.
constexpr std::array<Row, eventCount> table{{
    //                Admitting Healthy Trial Suspect Lost   Draining OutOfUse
    /* TestPassed  */ {good, good, trial, trial, trial, drain, out},
    /* TestWrong   */ {susp, susp, susp, susp, susp, drain, out},
    /* StruckOut   */ {out, out, out, out, out, drain, out},
    /* NoAnswer    */ {lost, lost, lost, lost, lost, drain, out},
    /* Failed      */ {admit, susp, lost, susp, lost, drain, out},
    /* TrialPassed */ {admit, good, good, susp, lost, drain, out},
    /* TakenOut    */ {drain, drain, drain, drain, drain, drain, out},
    /* Drained     */ {admit, good, trial, susp, lost, out, out},
    /* BroughtBack */ {admit, good, trial, susp, lost, admit, admit},
}};
static_assert(size_t(HsmHealth::OutOfUse) + 1 == stateCount);
static_assert(size_t(HsmEvent::BroughtBack) + 1 == eventCount);

} // namespace

HsmHealth nextHealth(HsmHealth health, HsmEvent event)
{
    return table[size_t(event)][size_t(health)];
}

const char* healthName(HsmHealth health)
{
    static constexpr std::array names{
        "admitting", "healthy", "trial", "suspect", "lost", "draining", "out-of-use"};
    static_assert(names.size() == stateCount);
    return names[size_t(health)];
}

} // namespace sm
