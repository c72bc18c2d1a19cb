// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"
#include "base/ids.h"
#include "base/outcome.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace sm {

/// A named value that goes onto one card.
struct CardField {
    QString name; ///< lower case, as the layout or profile names it
    QByteArray value; ///< UTF-8 text, or raw bytes where the profile's step asks for bytes
    FieldClass fieldClass = FieldClass::Personal;

    bool operator==(const CardField&) const = default;
};

/// What one card is to carry (UbiQ file 000, "card object 303"): fields under a unique card object id. A
/// value.
class CardObject {
public:
    CardObject() = default;
    explicit CardObject(CardObjectId cardObjectId)
        : id(std::move(cardObjectId))
    {
    }

    /// Null when there is no field of that name. The pointer lasts until a field is added.
    const CardField* find(QStringView name) const;
    /// The caller keeps names unique; find() returns the first.
    void add(QString name, QByteArray value, FieldClass fieldClass = FieldClass::Personal);

    bool operator==(const CardObject&) const = default;

    CardObjectId id;
    std::vector<CardField> fields; ///< in the order of the layout
    qint64 line = 0; ///< first line of the record in the issuer's file, from 1; 0 is unknown
};

/// CBOR (RFC 8949): map {0: version 1, 1: id text, 2: line, 3: [[name text, value bytes, class 0..2], ...]}.
/// Plaintext: the store encrypts it before it is written anywhere.
QByteArray encodeCardObject(const CardObject& object);
/// Refuses anything but what encodeCardObject writes: unknown keys, trailing bytes, more than 512 fields,
/// more than 1 MiB.
Outcome<CardObject> decodeCardObject(QByteArrayView cbor);

} // namespace sm
