// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/card_object.h"
#include "issuer/layout.h"

namespace sm {

/// How far one value of a file may travel while nobody knows yet whether it stands in the right column: the
/// class of its field, but an open field's value is taken for personal when it can not be what the field is
/// for: it is longer than the field, it has the digits of a card or phone number and no letters, or it has
/// letters and the field's rule refuses it. An id may have digits; not those of a payment card (ISO/IEC
/// 7812).
FieldClass shownClass(const LayoutField& field, bool isId, QByteArrayView utf8);

/// The last four digits of the first personal field that holds a card number (ISO/IEC 7812: 13 to 19 digits
/// whose check digit fits): all that is shown of it. Empty: there is none.
QString cardNumberTail(const CardObject& object);

/// Whether a card object id is this value of the same record: the same letters and digits, whatever stands
/// between them. What is shorter than six meets an id by chance and is not the same.
bool idIsValue(QByteArrayView id, QByteArrayView value);

} // namespace sm
