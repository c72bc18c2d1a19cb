// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_orders.h"

namespace sm {

/// A key put together from components that different persons bring: the key is their exclusive-or, so that
/// no person knows it, and none of them anything about it. Each component comes with the check value of its
/// form. Nothing leaves before all are there; cancelled or failed, everything is wiped. One thread.
class KeyCeremony {
public:
    static constexpr int fewestComponents = 2;
    static constexpr int mostComponents = 5;

    /// How check values of AES are computed; those of TDEA are always over zeros.
    enum class CheckRule : quint8 {
        GlobalPlatform, ///< AES over 01*16
        Cmac, ///< ANSI X9.24-1, over zeros; 5 bytes, of which 3 are enough
        Zeros ///< AES over zeros
    };
    struct Plan {
        NewKey key; ///< without people: they come with the components
        QString purpose; ///< key usage of TR-31; empty: the usual one
        qsizetype length = 16; ///< bytes
        int components = fewestComponents;
        CheckRule rule = CheckRule::GlobalPlatform;
    };
    enum class State : quint8 {
        Collecting, ///< component next() is awaited
        Complete, ///< the key is there, not yet taken
        Taken,
        Ended ///< cancelled, or the key was too weak; wiped
    };

    /// CeremonyPlanWrong with what: label, version, usage, length, components, dates, purpose.
    static Outcome<KeyCeremony> begin(Plan plan);

    const Plan& plan() const { return m_plan; }
    State state() const { return m_state; }
    int next() const { return int(m_components.size()) + 1; } ///< while collecting; counts from 1
    const std::vector<QString>& people() const { return m_plan.key.people; }

    /// Takes over and wipes what it refuses; the others stay, and the same number is awaited again:
    /// CeremonyPersonRefused (what: empty, repeated), CeremonyComponentWrong, CeremonyCheckValueWrong, each
    /// with the component's number. The last one makes the key: CeremonyKeyWeak (what: zero, component,
    /// halves) ends the ceremony. CeremonyStateUnfit.
    Outcome<Done> add(SecretBytes component, const QString& person, const QByteArray& checkValue);
    void cancel();

    /// Of the key, 3 bytes, to be compared with the form of the whole key. CeremonyStateUnfit.
    Outcome<QByteArray> checkValue() const;
    /// The key, once. CeremonyStateUnfit.
    Outcome<ImportKey> take();

private:
    explicit KeyCeremony(Plan plan)
        : m_plan(std::move(plan))
    {
    }
    Outcome<QByteArray> checkValueOf(const SecretBytes& value, CheckRule rule) const;
    Outcome<Done> checkPerson(const QString& person) const;
    Outcome<Done> complete();
    const char* weakness(const SecretBytes& key) const;
    bool isTdea() const { return keyAlgorithm(m_plan.key.usage) == BlockAlgorithm::Tdea; }
    Failure unfit() const;

    Plan m_plan;
    State m_state = State::Collecting;
    std::vector<SecretBytes> m_components;
    SecretBytes m_key;
};

const char* ceremonyStateName(KeyCeremony::State state);

} // namespace sm
