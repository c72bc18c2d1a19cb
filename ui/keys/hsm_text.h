// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QPainterPath>

#include <optional>

namespace sm {

/// What people read of an encryption device. Times are those of the server's clock, `nowMs` its present.
QString hsmStateText(const HsmFigures& hsm);
QString hsmKindText(const QString& kind);
/// Why it is in its state and since when; one sentence or two.
QString hsmWhyText(const HsmFigures& hsm, qint64 nowMs);
QString hsmTestText(const HsmFigures& hsm, qint64 nowMs);
/// What a key is for; an unknown code as it is.
QString keyUsageText(const QString& code);
/// Codes of the uses that a key of components or of a key block can have, in the order in which they are
/// offered.
QStringList keyUsageCodes();
bool isTdeaUsage(const QString& code); ///< a triple DES key; otherwise AES
bool isBlockProtection(const QString& code);
QString hsmReasonText(const QString& code); ///< of a person who took it out
QString millisecondsText(Nanos time); ///< 0.4 ms, 12 ms, 1,250 ms

/// Shape and, where somebody must look, colour.
const QPainterPath& hsmShape(const HsmFigures& hsm);
std::optional<Band> hsmBand(const HsmFigures& hsm, const Theme& theme);

} // namespace sm
