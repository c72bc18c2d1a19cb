// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QMenu;

namespace sm {

/// View > Language: as the system, or one of ours. Kept in the settings and used from the next start on,
/// since a floor that runs is not torn down for a text; `say` shows the sentence that tells so.
void addLanguageMenu(QMenu* view, std::function<void(const QString&)> say);

} // namespace sm
