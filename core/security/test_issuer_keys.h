// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/emv_certificates.h"
#include "security/card_requests.h"

namespace sm {

/// A made-up payment scheme for demos and tests: its keys are published with the program.
inline constexpr quint8 testAuthorityIndex = 0xF1;

/// Private key of the test issuer, 1408 bits, PKCS #8.
Outcome<SecretBytes> testIssuerKey();
/// Public key of the authority (1984 bits) that signed the issuer's: what a test terminal trusts.
Outcome<RsaPublicKey> testAuthority();
/// The issuer's certificate, for numbers that begin with 999924, until 12/35.
Outcome<IssuerCertificate> testIssuerCertificate();

} // namespace sm
