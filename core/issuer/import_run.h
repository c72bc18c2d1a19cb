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
    ImportRun(QIODevice& input, const Layout& layout, RecordSink& sink, const std::atomic<bool>& cancel,
        const ProgressFunction& progress, const ImportLimits& limits);

    Outcome<ImportReport> finish(std::optional<Failure> stopped);

protected:
    using Stop = std::optional<Failure>;

    /// Checks one record and hands it over. Unnamed tagged values are added to a valid object.
    Stop take(const std::vector<RawValue>& values, qint64 line, bool broken,
        const std::vector<TaggedValue>* unnamed = nullptr);
    /// Between records: cancelled, or too many?
    Stop pause();

    const Layout& m_layout;
    ImportReport m_report;
    LineReader m_lines;
    RecordCheck m_check;

private:
    Stop hand(CardObject object, const std::vector<TaggedValue>* unnamed);
    void countRefusal(FindingCode code, qint64 line, const CardObjectId& id, Failure reason);
    void tellProgress();

    RecordSink& m_sink;
    const std::atomic<bool>& m_cancel;
    const ProgressFunction& m_progress;
    ImportLimits m_limits;
    qint64 m_bytesTotal;
    qint64 m_bytesTold = 0;
};

class CsvImport final : public ImportRun {
public:
    using ImportRun::ImportRun;
    std::optional<Failure> run(const ImportLimits& limits);

private:
    Stop readHeader(const CsvRecord& record);
    Stop readRow(CsvReader& reader, CsvRecord& record);

    size_t m_columns = 0; ///< 0 until the header row was read
    std::vector<int> m_columnOf; ///< per field of the layout; -1 is a column that the file lacks
    std::vector<RawValue> m_values;
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
