// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/importer.h"

#include "issuer/csv_reader.h"
#include "issuer/import_run.h"
#include "issuer/tagged_reader.h"

#include <QBuffer>

namespace sm {

Outcome<ImportReport> importCardObjects(QIODevice& input, const Layout& layout, RecordSink& sink,
    const std::atomic<bool>& cancel, const ProgressFunction& progress, const ImportLimits& limits)
{
    if (layout.format == FileFormat::Csv) {
        CsvImport import(input, layout, sink, cancel, progress, limits);
        auto stopped = import.run(limits);
        return import.finish(std::move(stopped));
    }
    TaggedImport import(input, layout, sink, cancel, progress, limits);
    auto stopped = import.run();
    return import.finish(std::move(stopped));
}

namespace {

/// Every line of a tagged file starts with a tag; the first ones tell.
int taggedShare(LineReader& lines)
{
    TextLine line;
    int tagged = 0;
    int total = 0;
    while (total < 50 && lines.next(line)) {
        if (line.text.trimmed().isEmpty())
            continue;
        ++total;
        tagged += parseTaggedLine(line.text).tag != Tag::Unknown;
    }
    return total == 0 ? 0 : tagged * 100 / total;
}

/// The share of rows, up to 50, that are as wide as the first.
int csvShare(LineReader& lines, FormatGuess& guess)
{
    CsvReader reader(lines, std::nullopt, 64 * 1024);
    CsvRecord record;
    int same = 0;
    int total = 0;
    while (total < 50 && reader.next(record)) {
        if (record.kind != CsvRecord::Kind::Record)
            continue;
        if (total++ == 0) {
            for (QByteArrayView field : record.fields)
                guess.columns.append(QString::fromUtf8(field).trimmed());
        }
        same += record.fault == LineFault::None && qsizetype(record.fields.size()) == guess.columns.size();
    }
    guess.delimiter = reader.delimiter();
    return guess.columns.size() < 2 ? 0 : same * 100 / total;
}

} // namespace

FormatGuess detectFormat(QByteArrayView firstBytes, const QString& fileName)
{
    FormatGuess guess;
    QByteArray copy = firstBytes.first(std::min<qsizetype>(firstBytes.size(), 64 * 1024)).toByteArray();
    QBuffer forTags(&copy);
    forTags.open(QIODevice::ReadOnly);
    LineReader tagLines(forTags, std::nullopt, 64 * 1024);
    const int tagged = taggedShare(tagLines);
    guess.encoding = tagLines.encoding();
    guess.byteOrderMark = guess.encoding != TextEncoding::Utf8 || copy.startsWith("\xEF\xBB\xBF");
    QBuffer forCsv(&copy);
    forCsv.open(QIODevice::ReadOnly);
    LineReader csvLines(forCsv, std::nullopt, 64 * 1024);
    const int csv = csvShare(csvLines, guess);
    const bool csvName = fileName.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
        || fileName.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive);
    if (tagged >= 50 && (tagged >= csv || !csvName)) {
        guess.format = FileFormat::Tagged;
        guess.sure = tagged;
        guess.columns.clear();
    } else if (csv >= 50) {
        guess.format = FileFormat::Csv;
        guess.sure = csv;
    } else {
        guess.columns.clear();
    }
    return guess;
}

} // namespace sm
