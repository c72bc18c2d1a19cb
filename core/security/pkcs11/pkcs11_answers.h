// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/diversify.h"
#include "crypto/scp03.h"
#include "security/pkcs11/pkcs11_session.h"

namespace sm {

/// A master in the token: AES, or double-length DES for the TDEA rules.
struct Pkcs11Master {
    CK_OBJECT_HANDLE handle = 0;
    qsizetype length = 16; ///< of an AES key
};

bool isTdeaDiversification(Diversification rule);

/// S-ENC, S-MAC and S-RMAC of a card (Amendment D 4.1.5 by repeated C_Sign of AES-CMAC). Static keys are
/// derived in the token for the TDEA rules; `context` is host challenge || card challenge.
Outcome<Scp03SessionKeys> pkcs11SessionKeys(Pkcs11Session& session, const Pkcs11Master& master,
    Diversification rule, QByteArrayView kdd, const QByteArray& context);

/// The known answers as the token computes them, under published keys that are session objects.
/// HsmSelfTestFailed, or what the token failed with.
Outcome<QByteArray> pkcs11Evidence(Pkcs11Session& session);

} // namespace sm
