// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

namespace sm {

/// MILENAGE of 3GPP TS 35.206 with its standard constants. K, OP and OPc are 16 bytes.

/// OPc = OP xor AES(K, OP): what a SIM stores in place of the operator's secret.
Outcome<SecretBytes> milenageOpc(const SecretBytes& k, const SecretBytes& op);

struct MilenageInput {
    QByteArray rand; ///< 16 bytes
    QByteArray sqn; ///< 6
    QByteArray amf; ///< 2
};
struct MilenageOutput {
    QByteArray macA; ///< f1, 8 bytes
    QByteArray macS; ///< f1*, 8
    QByteArray res; ///< f2, 8
    SecretBytes ck; ///< f3, 16
    SecretBytes ik; ///< f4, 16
    QByteArray ak; ///< f5, 6
    QByteArray akStar; ///< f5*, 6
    QByteArray autn; ///< (SQN xor AK) || AMF || MAC-A, 16
};
/// InputLengthWrong, KeyLengthWrong.
Outcome<MilenageOutput> milenage(const SecretBytes& k, const SecretBytes& opc, const MilenageInput& input);

} // namespace sm
