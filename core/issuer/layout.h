// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"
#include "base/outcome.h"
#include "support/support_service.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace sm {

enum class FileFormat : quint8 {
    Tagged, ///< EMB=, ENC=, PIC=, SCRD= lines, as printed in UbiQ file 000
    Csv ///< RFC 4180 with a header row; comma, semicolon or tab
};

enum class TextEncoding : quint8 { Utf8, Utf16Le, Utf16Be, Latin1 };

QString fileFormatName(FileFormat format); ///< tagged, csv
QString textEncodingName(TextEncoding encoding); ///< utf-8, utf-16le, utf-16be, latin-1
std::optional<TextEncoding> textEncodingFromName(QStringView name);

/// Where one field of a card object comes from and what it must be.
struct LayoutField {
    /// CSV: the column's header name. Tagged: EMB (the whole line), EMB.1 to EMB.256, ENC (the whole line),
    /// ENC.track1 to ENC.track3 (without sentinels), PIC, SCRD.
    /// CSV without a header row: #1 to #256.
    QString source;
    QString name; ///< [a-z][a-z0-9_]*, unique
    FieldClass fieldClass = FieldClass::Personal;
    bool required = false;
    int maxLength = 0; ///< in characters (Unicode code points); 0 is no limit of its own
    /// Support services that must accept a value that is not empty, such as `luhn` or `date2000:MM/yy`. The
    /// value itself is kept as it is in the file.
    std::vector<SupportCall> rule;
    QString ruleText;
    /// Support services that change the value before it is checked, such as `trim` or
    /// `date:dd.MM.yyyy>yyyy-MM-dd`; the result is what the card object gets.
    std::vector<SupportCall> convert;
    QString convertText;
    /// The value of every record. The field then has no source.
    std::optional<QByteArray> constant;
};

/// A last line that is no record and says how many there are.
struct LayoutTrailer {
    QByteArray prefix; ///< it starts with this
    int countField = 0; ///< number of the field, from 1, that holds the count

    bool operator==(const LayoutTrailer&) const = default;
};

/// How an issuer's file maps to fields. A value; loaded from *.layout.json (schema:
/// resources/schemas/layout.schema.json).
struct Layout {
    QString name;
    QString title;
    FileFormat format = FileFormat::Csv;
    QString profile; ///< id of the profile whose fields it names; empty: any that fits
    std::optional<TextEncoding> encoding; ///< without: UTF-8. A byte order mark wins
    std::optional<char> delimiter; ///< CSV; without: what the header row says
    bool header = true; ///< CSV: the first record names the columns
    std::optional<LayoutTrailer> trailer; ///< CSV only
    QByteArray comment; ///< lines that start with it are skipped; empty: there are no comments
    std::vector<LayoutField> fields;
    qsizetype idField = 0; ///< index of the card object id in `fields`; always required
};

/// The tagged form of UbiQ file 000 without a file: EMB values become emboss1, emboss2 ..., ENC becomes
/// encode and track1 to track3, PIC becomes picture, SCRD becomes card_object_id. A tagged layout file
/// renames some of these; what it does not name keeps its name here, so that nothing in a card object is
/// dropped in silence.
Layout seedLayout();

/// Parses and checks a layout. `file` is only named in failures. LayoutBroken says the line and column where
/// the JSON ends to be JSON; LayoutUnexpected says file, path (`fields[2].class`), found and expected.
Outcome<Layout> parseLayout(const QByteArray& json, const QString& file);
/// Reads at most 1 MiB.
Outcome<Layout> loadLayout(const QString& file);
/// The layout file of a layout: parseLayout() gives the same layout back.
QByteArray writeLayout(const Layout& layout);

} // namespace sm
