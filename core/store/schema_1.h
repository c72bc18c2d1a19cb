// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace sm {

/// Statements of migration 1: the tables, indexes and triggers that carry the promise of production.md 4.2.
std::span<const char* const> schema1();

} // namespace sm
