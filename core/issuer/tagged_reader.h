// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "issuer/csv_reader.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sm {

/// The four tags of the card object printed in UbiQ file 000.
enum class Tag : quint8 { Unknown, Emb, Enc, Pic, Scrd };
QString tagName(Tag tag); ///< EMB, ENC, PIC, SCRD; empty for Unknown

/// A line `TAG = value`, blanks around both dropped.
struct TaggedLine {
    Tag tag = Tag::Unknown;
    QByteArrayView value;
};
TaggedLine parseTaggedLine(QByteArrayView line);

/// One value of a tagged line under the source name that layouts use.
struct TaggedValue {
    QString source; ///< EMB, EMB.1 ..., ENC, ENC.track1 ..., PIC, SCRD
    QByteArray text;
    qint64 line = 0;
    int column = 0;
};

/// `"123", "Your Name", "1/1/1999"`: quoted or bare values between commas, a doubled quote stands for one.
/// Appends EMB and EMB.1 to EMB.n. Returns what is wrong with the line, if anything; the values before that
/// are appended.
LineFault splitEmboss(QByteArrayView value, qint64 line, std::vector<TaggedValue>& values);

/// `%track 1?;track 2?` and, when present, a second `;...?` or `+...?` for track 3 (start and end sentinels
/// of ISO/IEC 7811-2 and 4909; `+` is what encoders print for track 3). Appends ENC and ENC.track1 ...
/// without sentinels. False when a track does not end, repeats, or text stands between tracks. Text without
/// any sentinel is no track and not wrong.
bool splitEncode(QByteArrayView value, qint64 line, std::vector<TaggedValue>& values);

/// The field name of a source that no layout names: emboss, emboss1, encode, track1, picture, card_object_id.
QString taggedFieldName(const QString& source);

} // namespace sm
