// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_device.h"
#include "security/sam/sam_session.h"

namespace sm {

/// What a SAM is and holds, as it said when the channel was opened. Immutable; any thread.
class SamKeys final : public KeyHoldings {
public:
    static Outcome<std::shared_ptr<const SamKeys>> read(SamSession& session);

    QByteArray serial() const { return m_serial; }
    bool serves(sam::Ins ins) const { return (m_services & sam::serviceBit(ins)) != 0; }
    /// Of a shape nothing is asked: a key's usage says which cipher it is for. None leaves as it is.
    bool holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const override;
    bool knows(const KeyRef& ref) const override { return numberOf(ref).has_value(); }
    std::optional<quint16> numberOf(const KeyRef& ref) const; ///< version 0: the newest
    const std::vector<KeyDescription>& describe() const { return m_keys; } ///< by number
    /// A twin: the same services and keys under the same numbers, on whatever card.
    bool isLike(const SamKeys& other) const
    {
        return m_services == other.m_services && m_keys == other.m_keys;
    }

private:
    QByteArray m_serial;
    quint32 m_services = 0;
    std::vector<KeyDescription> m_keys;
};

} // namespace sm
