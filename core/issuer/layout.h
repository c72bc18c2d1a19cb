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

/// Where one field of a card object comes from and what it must be.
struct LayoutField {
    /// CSV: the column's header name. Tagged: EMB (the whole line), EMB.1 to EMB.256, ENC (the whole line),
    /// ENC.track1 to ENC.track3 (without sentinels), PIC, SCRD.
    QString source;
    QString name; ///< [a-z][a-z0-9_]*, unique
    FieldClass fieldClass = FieldClass::Personal;
    bool required = false;
    int maxLength = 0; ///< in characters (Unicode code points); 0 is no limit of its own
    /// Support services that must accept a value that is not empty, such as `luhn` or `date2000:MM/yy`. The
    /// value itself is kept as it is in the file.
    std::vector<SupportCall> rule;
    QString ruleText;
};

/// How an issuer's file maps to fields. A value; loaded from *.layout.json (schema:
/// resources/schemas/layout.schema.json).
struct Layout {
    QString name;
    QString title;
    FileFormat format = FileFormat::Csv;
    std::optional<TextEncoding>
        encoding; ///< without: UTF-8, or what the byte order mark says. Utf8 or Latin1 only
    std::optional<char> delimiter; ///< CSV; without: what the header row says
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

} // namespace sm
