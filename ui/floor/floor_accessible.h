// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm {

/// Teaches screen readers the floor: one child per station. Call once before the first window.
void installFloorAccessibility();

} // namespace sm
