// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/importer.h"

#include "issuer/csv_reader.h"
#include "issuer/file_table.h"
#include "issuer/import_run.h"
#include "issuer/tagged_reader.h"

#include <QBuffer>

namespace sm {

Outcome<ImportReport> importCardObjects(QIODevice& input, const Layout& layout, RecordSink& sink,
    const std::atomic<bool>& cancel, const ProgressFunction& progress, const ImportLimits& limits)
{
    ImportHooks hooks;
    hooks.progress = progress;
    return importCardObjects(input, layout, ImportRules(), sink, cancel, hooks, limits);
}

Outcome<ImportReport> importCardObjects(QIODevice& input, const Layout& layout, const ImportRules& rules,
    RecordSink& sink, const std::atomic<bool>& cancel, const ImportHooks& hooks, const ImportLimits& limits)
{
    if (layout.format == FileFormat::Csv) {
        CsvImport import(input, layout, rules, sink, cancel, hooks, limits);
        auto stopped = import.run(limits);
        return import.finish(std::move(stopped));
    }
    TaggedImport import(input, layout, rules, sink, cancel, hooks, limits);
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

FormatGuess detectFormat(
    QByteArrayView firstBytes, const QString& fileName, std::optional<TextEncoding> encoding)
{
    FormatGuess guess;
    QByteArray copy = firstBytes.first(std::min<qsizetype>(firstBytes.size(), 64 * 1024)).toByteArray();
    QBuffer forTags(&copy);
    forTags.open(QIODevice::ReadOnly);
    if (!encoding)
        encoding = guessEncoding(copy);
    LineReader tagLines(forTags, encoding, 64 * 1024);
    const int tagged = taggedShare(tagLines);
    guess.encoding = tagLines.encoding();
    guess.byteOrderMark
        = copy.startsWith("\xEF\xBB\xBF") || copy.startsWith("\xFF\xFE") || copy.startsWith("\xFE\xFF");
    QBuffer forCsv(&copy);
    forCsv.open(QIODevice::ReadOnly);
    LineReader csvLines(forCsv, encoding, 64 * 1024);
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
