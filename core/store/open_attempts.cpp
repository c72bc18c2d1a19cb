// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/open_attempts.h"

#include <algorithm>

namespace sm {

/// Attempts beyond this are read again when they are needed: a floor has fewer stations.
constexpr size_t keptAtMost = 4096;

Outcome<AttemptWriter*> OpenAttempts::writer(SqlConnection& connection, AttemptKey key, qint64 now)
{
    const auto known = m_attempts.find(key.attempt.value);
    if (known != m_attempts.end() && known->second.key() == key) {
        known->second.setNow(now);
        return &known->second;
    }
    auto opened = AttemptWriter::open(connection, key, now);
    if (!opened)
        return opened.failure();
    if (m_attempts.size() >= keptAtMost)
        m_attempts.clear();
    return &m_attempts.insert_or_assign(key.attempt.value, opened.take()).first->second;
}

void OpenAttempts::written(AttemptKey key)
{
    const auto known = m_attempts.find(key.attempt.value);
    if (known != m_attempts.end() && !isOpen(known->second.state()))
        m_attempts.erase(known);
}

Outcome<AttemptKey> OpenAttempts::claim(
    SqlConnection& connection, RecordId record, StationId station, qint64 now)
{
    if (!m_newestEpoch) {
        const auto newest = newestEpoch(connection);
        if (!newest)
            return newest.failure();
        m_newestEpoch = *newest;
    }
    const auto key = claimRecord(connection, record, station, Epoch(m_newestEpoch->value + 1), now);
    if (!key)
        return key;
    m_newestEpoch = key->epoch;
    for (auto it = m_attempts.begin(); it != m_attempts.end();)
        it = it->second.record() == record ? m_attempts.erase(it) : std::next(it);
    return key;
}

void OpenAttempts::forget()
{
    m_attempts.clear();
    m_newestEpoch.reset();
}

} // namespace sm
