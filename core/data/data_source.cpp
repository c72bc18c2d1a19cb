// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/data_source.h"

#include "base/failures/data.h"

namespace sm {

FieldClass DataSource::classOf(const QString& column) const
{
    for (auto known = m_spec.columnClasses.begin(); known != m_spec.columnClasses.end(); ++known) {
        if (known.key().compare(column, Qt::CaseInsensitive) == 0)
            return known.value();
    }
    return FieldClass::Personal;
}

Outcome<Done> DataSources::open(DataSourceSpec spec)
{
    const QString name = spec.name;
    if (m_sources.contains(name))
        return fail(fc::DataSourceOpenAlready, {{"source", name}});
    std::unique_ptr<DataSource> source;
    if (spec.kind == QLatin1String("csv"))
        source = makeCsvSource(std::move(spec));
    else if (spec.kind == QLatin1String("sqlite"))
        source = makeSqliteSource(std::move(spec));
    else
        return fail(fc::DataSourceKindUnknown, {{"source", name}, {"kind", spec.kind}});
    auto opened = source->open();
    if (opened)
        m_sources.emplace(name, std::move(source));
    return opened;
}

Outcome<DataRow> DataSources::read(const QString& source, const CardObjectId& id)
{
    const auto found = m_sources.find(source);
    if (found == m_sources.end())
        return fail(fc::DataSourceUnknown, {{"source", source}});
    return found->second->read(id);
}

} // namespace sm
