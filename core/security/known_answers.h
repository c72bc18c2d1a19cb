// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

namespace sm {

/// The known-answer tests of an HSM, over published vectors: AES-CMAC (RFC 4493), AES key wrap with padding
/// (RFC 5649), AES check value, SCP03 session keys and cryptograms, the three diversification families,
/// AES-256 wrapping both ways.

/// What a right device computes, one answer after the other.
const QByteArray& expectedEvidence();
/// What this machine computes. HsmSelfTestFailed names the first algorithm that went wrong.
Outcome<QByteArray> computeEvidence();
/// HsmSelfTestFailed when a device's evidence is not the expected one.
Outcome<Done> checkEvidence(const QByteArray& evidence);

} // namespace sm
