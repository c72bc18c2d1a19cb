// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/data_service.h"

#include <list>
#include <map>
#include <mutex>
#include <optional>

namespace sm {

/// Bounded cache of rows, the oldest out first. Any thread. Private to this room.
class RowCache {
public:
    static constexpr size_t MostRows = 4096;

    void put(const QString& source, const CardObjectId& id, DataRow row);
    std::optional<DataRow> take(const QString& source, const CardObjectId& id);
    bool has(const QString& source, const CardObjectId& id) const;

private:
    using Key = std::pair<QString, QString>; ///< source and card object id
    struct Entry {
        DataRow row;
        std::list<Key>::iterator age;
    };

    mutable std::mutex m_mutex;
    std::map<Key, Entry> m_rows;
    std::list<Key> m_oldestFirst;
};

} // namespace sm
