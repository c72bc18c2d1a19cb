// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// What a status word means and what usually brings it about. Exact first, then by its class; a status word
/// that neither knows says so.
struct StatusWordText {
    QString meaning;
    QString causes; ///< may be empty
};
StatusWordText statusWordText(quint16 sw);

} // namespace sm
