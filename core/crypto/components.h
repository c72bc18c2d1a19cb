// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <span>

namespace sm {

/// The key whose components were written down by different people: their exclusive-or. At least two, of one
/// length (KeyComponentsDiffer).
Outcome<SecretBytes> combineComponents(std::span<const SecretBytes> components);
/// Sets the lowest bit of each byte so that the byte has an odd number of ones, as DES keys are stored.
void setOddParity(SecretBytes& key);
bool hasOddParity(const SecretBytes& key);

} // namespace sm
