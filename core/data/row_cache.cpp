// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/row_cache.h"

namespace sm {

void RowCache::put(const QString& source, const CardObjectId& id, DataRow row)
{
    const std::lock_guard lock(m_mutex);
    const Key key{source, id.text};
    const auto known = m_rows.find(key);
    if (known != m_rows.end()) {
        m_oldestFirst.erase(known->second.age);
        m_rows.erase(known);
    } else if (m_rows.size() >= MostRows) {
        m_rows.erase(m_oldestFirst.front());
        m_oldestFirst.pop_front();
    }
    m_rows.emplace(key, Entry{std::move(row), m_oldestFirst.insert(m_oldestFirst.end(), key)});
}

std::optional<DataRow> RowCache::take(const QString& source, const CardObjectId& id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_rows.find({source, id.text});
    if (found == m_rows.end())
        return std::nullopt;
    DataRow row = std::move(found->second.row);
    m_oldestFirst.erase(found->second.age);
    m_rows.erase(found);
    return row;
}

bool RowCache::has(const QString& source, const CardObjectId& id) const
{
    const std::lock_guard lock(m_mutex);
    return m_rows.contains({source, id.text});
}

} // namespace sm
