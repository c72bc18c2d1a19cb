// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/store_data_session.h"

namespace sm {

/// A SIM-like application: the secrets come by STORE DATA, everything else (EF.ICCID, EF.IMSI, ...) lies in
/// files. Writing Ki and OPc is every vendor's own; here: 8001 Ki and 8002 OPc, 16 bytes each and enciphered,
/// 9001 their check values (AES over 01*16, 3 bytes each), 9002 the sequence number that the card last
/// accepted (6 bytes, optional). Refused as the payment application refuses.
///
/// AUTHENTICATE (00 88 00 81, TS 31.102 clause 7.1.2) with MILENAGE (TS 35.206): RES, CK and IK; 9862 when
/// the network's MAC is wrong, AUTS when its sequence number is not greater than the last one.
class SimApplication {
public:
    explicit SimApplication(CardNvm& nvm)
        : m_nvm(nvm)
    {
    }

    StatusWord take(QByteArrayView aid, const CardGrouping& grouping);
    StatusWord finish(QByteArrayView aid) const;
    std::optional<ResponseApdu> command(QByteArrayView aid, const CommandApdu& command);

private:
    ResponseApdu authenticate(const CardApplication& application, QByteArrayView rand, QByteArrayView autn);

    CardNvm& m_nvm;
};

} // namespace sm
