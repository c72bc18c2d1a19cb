// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/layout.h"

namespace sm {

/// How far one value of a file may travel while nobody knows yet whether it stands in the right column: the
/// class of its field, but an open field's value is taken for personal when it can not be what the field is
/// for: it is longer than the field, it has the digits of a card or phone number and no letters, or it has
/// letters and the field's rule refuses it. An id may have digits; not those of a payment card (ISO/IEC
/// 7812).
FieldClass shownClass(const LayoutField& field, bool isId, QByteArrayView utf8);

} // namespace sm
