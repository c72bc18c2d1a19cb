// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "issuer/card_object.h"
#include "issuer/finding.h"
#include "issuer/import_rules.h"
#include "issuer/layout.h"
#include "issuer/line_reader.h"

#include <QIODevice>
#include <QStringList>

#include <atomic>
#include <functional>

namespace sm {

/// What the receiver of a card object made of it.
struct Acceptance {
    enum class Kind : quint8 { Taken, ProducedBefore, AlreadyQueued, Refused };

    Kind kind = Kind::Taken;
    QString job; ///< number of the other job, for the finding V07 or V08
    std::optional<Failure> reason; ///< Refused: what the receiver's own rules (a profile's) say; becomes V02

    static Acceptance refused(Failure why)
    {
        Acceptance acceptance;
        acceptance.kind = Kind::Refused;
        acceptance.reason = std::move(why);
        return acceptance;
    }
};

/// Receives valid card objects in the order of the file. The receiver owns the transaction: after a failed or
/// cancelled import it takes back what it has.
class RecordSink {
public:
    RecordSink() = default;
    RecordSink(const RecordSink&) = delete;
    RecordSink& operator=(const RecordSink&) = delete;
    virtual ~RecordSink() = default;

    /// A failure stops the import and becomes its result.
    virtual Outcome<Acceptance> accept(CardObject object) = 0;
};

struct ImportProgress {
    qint64 bytesRead = 0;
    qint64 bytesTotal = 0; ///< 0 when the device does not know
    qint64 records = 0;
    qint64 findings = 0;
    const FindingLog* log = nullptr; ///< counts by code; valid during the call
};
using ProgressFunction = std::function<void(const ImportProgress&)>;

struct ImportLimits {
    qsizetype longestLine = 64 * 1024; ///< and record
    qint64 mostRecords = 10'000'000;
    qint64 findingsKeptPerCode = 10'000;
    std::optional<qint64> mostErrors; ///< the import fails once that many records have errors
};

/// What a caller wants to see while a file is read. All are called on the importer's thread; each may be
/// empty.
struct ImportHooks {
    ProgressFunction progress; ///< about once per 256 KiB and at the end
    /// Gets the findings within the limit per code; the report then holds counts only.
    FindingLog::Observer finding;
    /// CSV: the text of each record that was refused, as it is in the file, and why, as `V02 column 4`. The
    /// header row comes first, with an empty reason.
    std::function<void(QByteArrayView text, QByteArrayView reason)> refused;
};

struct ImportReport {
    ImportCounters counters;
    FindingLog findings;
    TextEncoding encoding = TextEncoding::Utf8;
    LineEnds lineEnds = LineEnds::None;
    char delimiter = 0; ///< CSV only
    QStringList ignoredColumns; ///< CSV columns that the layout does not name
    qint64 bytes = 0;
};

/// Streams the card objects of an issuer's file to `sink`, in bounded memory, on the caller's thread. Bad
/// records are findings, not failures. Fails when it is cancelled (ImportStopped), the file cannot be read
/// (ImportInputFailed), the header row does not fit the layout (Import...), there are too many records or
/// errors, or
/// the sink fails; then nothing of the file counts. `cancel` may be set by any thread and is read at each
/// record. `progress` (may be empty) is called about once per 256 KiB and at the end.
Outcome<ImportReport> importCardObjects(QIODevice& input, const Layout& layout, RecordSink& sink,
    const std::atomic<bool>& cancel, const ProgressFunction& progress, const ImportLimits& limits = {});
/// The same with what a profile asks of the records.
Outcome<ImportReport> importCardObjects(QIODevice& input, const Layout& layout, const ImportRules& rules,
    RecordSink& sink, const std::atomic<bool>& cancel, const ImportHooks& hooks,
    const ImportLimits& limits = {});

/// What the beginning of a file looks like.
struct FormatGuess {
    std::optional<FileFormat> format; ///< nothing: neither
    TextEncoding encoding = TextEncoding::Utf8;
    bool byteOrderMark = false;
    char delimiter = ','; ///< CSV only
    int sure = 0; ///< per cent
    QStringList columns; ///< CSV: the header row, to find a layout by
};
/// `firstBytes` is up to 64 KiB from the start of the file; the file's name only breaks ties.
/// Without an encoding it is guessed.
FormatGuess detectFormat(
    QByteArrayView firstBytes, const QString& fileName, std::optional<TextEncoding> encoding = {});

} // namespace sm
