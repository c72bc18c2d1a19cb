// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

class QTableView;

namespace sm {

/// The look that all tables of the jobs page share: fixed rows, hairlines, whole rows selected.
void styleTable(QTableView* table);
/// Blue is for held and for what is asked of the user; a selected row is only tinted.
void setTableTheme(QTableView* table, const Theme& theme);

} // namespace sm
