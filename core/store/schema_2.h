// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace sm {

std::span<const char* const> schema2();

} // namespace sm
