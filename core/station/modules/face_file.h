// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/device_module.h"

namespace sm {

enum class FaceFormat : quint8 { Png, Pdf };

/// A panel as a file: black dots on white, one bit each, in the size of a card. The same bytes for the same
/// panel.
/// Whether it is a face, and of the size of a card. ModuleDataRefused.
Outcome<Done> checkFace(const ModuleData& data);
QByteArray facePng(const PanelData& panel); ///< ISO/IEC 15948
QByteArray facePdf(const PanelData& panel); ///< ISO 32000-1, one page

} // namespace sm
