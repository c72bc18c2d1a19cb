// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace sm {

/// The known-answer tests of an HSM, over published vectors: AES-CMAC (RFC 4493), AES key wrap with padding
/// (RFC 5649), AES check value, SCP03 session keys and cryptograms, the three diversification families,
/// AES-256 wrapping both ways, SCP02 session key and cryptogram, retail MAC.

/// What a right device computes, one answer after the other.
const QByteArray& expectedEvidence();
/// What this machine computes. HsmSelfTestFailed names the first algorithm that went wrong.
Outcome<QByteArray> computeEvidence();
/// The same by a device that has ways of its own: what it computes for an algorithm's name, or nothing where
/// its process computes as this machine does.
using OwnAnswer = std::function<std::optional<Outcome<QByteArray>>(QByteArrayView algorithm)>;
Outcome<QByteArray> computeEvidence(const OwnAnswer& own);
/// HsmSelfTestFailed when a device's evidence is not the expected one.
Outcome<Done> checkEvidence(const QByteArray& evidence);

} // namespace sm
