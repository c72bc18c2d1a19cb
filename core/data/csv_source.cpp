// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/data.h"
#include "data/data_source.h"
#include "issuer/csv_reader.h"
#include "issuer/id_index.h"

#include <QFile>
#include <QFileInfo>

namespace sm {
namespace {

constexpr qsizetype LongestRecord = 64 * 1024;
constexpr qsizetype RowChunk = 4 * 1024; ///< one read for a usual row

/// Keys and the offset of their rows in memory, rows in the file. UTF-8 only, so that an offset is a place in
/// the file.
class CsvSource final : public DataSource {
public:
    using DataSource::DataSource;

    Outcome<Done> open() override;
    Outcome<DataRow> read(const CardObjectId& id) override;

private:
    std::optional<Failure> readHeader(const CsvRecord& record);
    std::optional<Failure> checkUnchanged() const;
    Failure malformed(const char* what) const;

    QFile m_file;
    qint64 m_size = 0;
    QDateTime m_changed;
    char m_delimiter = ',';
    QStringList m_columns;
    size_t m_key = 0;
    IdIndex m_offsets; ///< key -> offset; -1 is a key with several rows
};

Failure CsvSource::malformed(const char* what) const
{
    return fail(fc::DataSourceMalformed, {{"source", spec().name}, {"missing", QLatin1String(what)}});
}

std::optional<Failure> CsvSource::readHeader(const CsvRecord& record)
{
    if (record.fault != LineFault::None)
        return malformed("header");
    for (QByteArrayView field : record.fields)
        m_columns.append(QString::fromUtf8(field).trimmed().toLower());
    const qsizetype key = m_columns.indexOf(spec().keyColumn.toLower());
    if (key < 0)
        return malformed("key");
    m_key = static_cast<size_t>(key);
    return std::nullopt;
}

Outcome<Done> CsvSource::open()
{
    m_file.setFileName(spec().file);
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(fc::DataSourceUnreadable, named());
    const QFileInfo info(spec().file);
    m_size = info.size();
    m_changed = info.lastModified();
    LineReader lines(m_file, std::nullopt, LongestRecord);
    CsvReader reader(lines, std::nullopt, LongestRecord);
    CsvRecord record;
    while (reader.next(record)) {
        if (record.kind != CsvRecord::Kind::Record)
            continue;
        if (m_columns.isEmpty()) {
            if (auto wrong = readHeader(record))
                return *wrong;
            continue;
        }
        // A row that cannot be read has no key; whoever looks for it is told that it is missing.
        if (record.fault != LineFault::None || record.fields.size() != size_t(m_columns.size()))
            continue;
        if (qint64* first = m_offsets.insert(record.fields[m_key], record.offset))
            *first = -1;
    }
    if (lines.failed())
        return fail(fc::DataSourceUnreadable, named());
    if (m_columns.isEmpty() || lines.encoding() != TextEncoding::Utf8)
        return malformed("header");
    m_delimiter = reader.delimiter();
    return Done{};
}

std::optional<Failure> CsvSource::checkUnchanged() const
{
    const QFileInfo info(spec().file);
    if (!info.exists())
        return fail(fc::DataSourceVanished, named());
    if (info.size() != m_size || info.lastModified() != m_changed)
        return fail(fc::DataSourceChanged, named());
    return std::nullopt;
}

Outcome<DataRow> CsvSource::read(const CardObjectId& id)
{
    if (auto wrong = checkUnchanged())
        return *wrong;
    const QByteArray key = id.text.toUtf8();
    const qint64* offset = m_offsets.find(key);
    if (!offset)
        return fail(fc::DataRowMissing, named());
    if (*offset < 0)
        return fail(fc::DataRowRepeated, named());
    if (!m_file.seek(*offset))
        return fail(fc::DataSourceUnreadable, named());
    LineReader lines(m_file, TextEncoding::Utf8, LongestRecord, RowChunk);
    CsvReader reader(lines, m_delimiter, LongestRecord);
    CsvRecord record;
    if (!reader.next(record) || record.fault != LineFault::None
        || record.fields.size() != size_t(m_columns.size()) || record.fields[m_key] != QByteArrayView(key))
        return fail(fc::DataRowBroken, named());
    DataRow row;
    for (size_t i = 0; i < record.fields.size(); ++i) {
        const QString& column = m_columns.at(qsizetype(i));
        row.columns.push_back({column, record.fields[i].toByteArray(), classOf(column)});
    }
    return row;
}

} // namespace

std::unique_ptr<DataSource> makeCsvSource(DataSourceSpec spec)
{
    return std::make_unique<CsvSource>(std::move(spec));
}

} // namespace sm
