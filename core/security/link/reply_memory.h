// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "security/security_request.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>

namespace sm {

/// What became of stateful requests, by console instance and id: under way, or the answer. Bounded in number
/// and age; the oldest go first.
class ReplyMemory {
public:
    using Key = std::pair<QByteArray, quint64>;
    struct Entry {
        std::optional<Outcome<SecurityReply>> outcome; ///< nothing: under way
        Nanos since{};
    };

    ReplyMemory(size_t most, Nanos age)
        : m_most(most)
        , m_age(age)
    {
    }
    void begin(const Key& key, Nanos now)
    {
        forget(now);
        if (m_entries.emplace(key, Entry{std::nullopt, now}).second)
            m_order.push_back(key);
    }
    /// The entry to encode from, where it was not forgotten meanwhile.
    const Entry* finish(const Key& key, Outcome<SecurityReply>& outcome)
    {
        const auto found = m_entries.find(key);
        if (found == m_entries.end())
            return nullptr;
        found->second.outcome.emplace(std::move(outcome));
        return &found->second;
    }
    const Entry* find(const Key& key, Nanos now)
    {
        forget(now);
        const auto found = m_entries.find(key);
        return found == m_entries.end() ? nullptr : &found->second;
    }
    /// Whether a request that is not in memory may have been there: ids of an instance grow.
    bool mayHaveForgotten(const Key& key) const
    {
        const auto found = m_forgotten.find(key.first);
        return found != m_forgotten.end() && key.second <= found->second;
    }

private:
    void forget(Nanos now)
    {
        while (!m_order.empty()
            && (m_order.size() >= m_most || now - m_entries.at(m_order.front()).since > m_age)) {
            quint64& forgotten = m_forgotten[m_order.front().first];
            forgotten = std::max(forgotten, m_order.front().second);
            m_entries.erase(m_order.front());
            m_order.pop_front();
        }
    }

    size_t m_most;
    Nanos m_age;
    std::map<Key, Entry> m_entries;
    std::deque<Key> m_order;
    std::map<QByteArray, quint64> m_forgotten; ///< highest id by instance; one entry per start of a console
};

} // namespace sm
