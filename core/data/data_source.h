// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/data_service.h"

#include <QDateTime>

#include <map>

namespace sm {

/// One open source. Made, used and destroyed on one thread. Private to this room.
class DataSource {
public:
    explicit DataSource(DataSourceSpec spec)
        : m_spec(std::move(spec))
    {
    }
    DataSource(const DataSource&) = delete;
    DataSource& operator=(const DataSource&) = delete;
    virtual ~DataSource() = default;

    virtual Outcome<Done> open() = 0;
    virtual Outcome<DataRow> read(const CardObjectId& id) = 0;

protected:
    const DataSourceSpec& spec() const { return m_spec; }
    /// Personal unless the profile says otherwise. Column names match without regard to case.
    FieldClass classOf(const QString& column) const;
    QList<FailureParam> named() const { return {{"source", m_spec.name}}; }

private:
    DataSourceSpec m_spec;
};

std::unique_ptr<DataSource> makeCsvSource(DataSourceSpec spec);
std::unique_ptr<DataSource> makeSqliteSource(DataSourceSpec spec);

/// All open sources by name.
class DataSources {
public:
    Outcome<Done> open(DataSourceSpec spec);
    Outcome<DataRow> read(const QString& source, const CardObjectId& id);
    void closeAll() { m_sources.clear(); }

private:
    std::map<QString, std::unique_ptr<DataSource>> m_sources;
};

} // namespace sm
