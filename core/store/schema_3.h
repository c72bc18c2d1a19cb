// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace sm {

/// Statements of migration 3: what people decide about records, and the remake mode of a job.
std::span<const char* const> schema3();

} // namespace sm
