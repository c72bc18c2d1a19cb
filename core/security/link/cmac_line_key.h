// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/random.h"
#include "base/secret_bytes.h"
#include "transport/framing/line_key.h"

namespace sm {

/// The key enrolled for a serial line: AES of 16, 24 or 32 bytes, the same in the console and at the other
/// end. Tags are AES-CMAC (SP 800-38B) cut to 8 bytes. The greeting's key and each session's follow from it
/// by the counter KDF of SP 800-108 with labels of their own, so no key does two things; a session's over the
/// nonces of both ends. KeyRefused.
Outcome<std::shared_ptr<LineKey>> makeLineKey(SecretBytes key, std::shared_ptr<Random> random);

} // namespace sm
