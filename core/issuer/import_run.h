// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/importer.h"
#include "issuer/record_check.h"
#include "issuer/tagged_reader.h"

#include <array>
#include <optional>
#include <vector>

namespace sm {

/// What both formats share while a file is read: counting, checking, handing over. Private to this room.
class ImportRun {
public:
    ImportRun(QIODevice& input, const Layout& layout, const ImportRules& rules, RecordSink& sink,
        const std::atomic<bool>& cancel, const ImportHooks& hooks, const ImportLimits& limits);

    Outcome<ImportReport> finish(std::optional<Failure> stopped);

protected:
    using Stop = std::optional<Failure>;

    /// Checks one record and hands it over. Unnamed tagged values are added to a valid object.
    Stop take(const std::vector<RawValue>& values, qint64 line, bool broken,
        const std::vector<TaggedValue>* unnamed = nullptr);
    /// Between records: cancelled, or too many?
    Stop pause();
    /// The record whose text is m_raw did not get in.
    void refuse();

    const Layout& m_layout;
    ImportReport m_report;
    LineReader m_lines;
    RecordCheck m_check;
    const ImportHooks& m_hooks;
    QByteArrayView m_raw; ///< text of the record being read, where the format keeps it

private:
    Stop hand(CardObject object, const std::vector<TaggedValue>* unnamed);
    void countRefusal(FindingCode code, qint64 line, const CardObjectId& id, Failure reason);
    void tellProgress();

    RecordSink& m_sink;
    const std::atomic<bool>& m_cancel;
    ImportLimits m_limits;
    qint64 m_bytesTotal;
    qint64 m_bytesTold = 0;
};

class CsvImport final : public ImportRun {
public:
    using ImportRun::ImportRun;
    std::optional<Failure> run(const ImportLimits& limits);

private:
    Stop readLine(CsvReader& reader, CsvRecord& record);
    Stop readHeader(const CsvRecord& record);
    Stop takeColumns(const QStringList& columns);
    Stop readRow(CsvReader& reader, CsvRecord& record);
    bool readTrailer(const CsvRecord& record);
    void judgeTrailer();

    size_t m_columns = 0; ///< 0 until the header row was read
    std::vector<int> m_columnOf; ///< per field of the layout; -1 is a column that the file lacks
    std::vector<RawValue> m_values;
    qint64 m_trailerLine = 0; ///< 0: none was seen
    QByteArray m_trailerCount;
};

class TaggedImport final : public ImportRun {
public:
    using ImportRun::ImportRun;
    std::optional<Failure> run();

private:
    Stop readLine(const TextLine& line);
    void readTag(Tag tag, QByteArrayView value, qint64 line);
    void reject(FindingCode code, qint64 line, const QString& column, Failure reason);
    Stop endObject();

    std::vector<TaggedValue> m_found;
    std::array<qint64, 5> m_seenAt{}; ///< by Tag: its line in the current object
    qint64 m_firstLine = 0; ///< of the current object; 0 between objects
    bool m_broken = false;
};

} // namespace sm
