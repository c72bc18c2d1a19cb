// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"

#include <initializer_list>
#include <vector>

namespace sm {

/// Which status words a command may answer with. Empty means 9000 only.
class StatusRule {
public:
    StatusRule() = default;
    StatusRule(std::initializer_list<quint16> exact)
    {
        for (const quint16 value : exact)
            accept(value);
    }

    /// Bits that are clear in the mask are not compared: accept(0x6300, 0xFFF0) takes 6300 to 630F.
    void accept(quint16 value, quint16 mask = 0xFFFF) { m_patterns.push_back({value, mask}); }
    bool accepts(StatusWord sw) const
    {
        if (m_patterns.empty())
            return sw.isSuccess();
        for (const Pattern& p : m_patterns) {
            if ((sw.value & p.mask) == (p.value & p.mask))
                return true;
        }
        return false;
    }
    bool operator==(const StatusRule&) const = default;

    struct Pattern {
        quint16 value;
        quint16 mask;
        bool operator==(const Pattern&) const = default;
    };
    const std::vector<Pattern>& patterns() const { return m_patterns; } ///< for a link that carries it

private:
    std::vector<Pattern> m_patterns;
};

} // namespace sm
