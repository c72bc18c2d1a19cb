// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_payment.h"
#include "simulator/card_sam.h"
#include "simulator/card_secure_messaging.h"
#include "simulator/card_sim.h"
#include "simulator/store_data_session.h"

namespace sm {

/// The applications of a card, told apart by their module: the data application keeps every grouping, gives
/// back those that are not keys (80nn to 8Fnn) on GET DATA, and is personalized for good with the last block;
/// the payment and the SIM application check what they get and then work.
class CardApplicationLogic {
public:
    CardApplicationLogic(CardNvm& nvm, CardSecureMessaging& channel, Random& random)
        : m_nvm(nvm)
        , m_payment(nvm, random)
        , m_sim(nvm)
        , m_sam(nvm, channel, random)
    {
    }

    void reset();
    ResponseApdu storeData(QByteArrayView aid, const CommandApdu& command, const CardDataKey& key);
    ResponseApdu getData(QByteArrayView aid, const CommandApdu& command) const;
    /// The application's own commands, interindustry ones among them; nothing when it does not know this one.
    std::optional<ResponseApdu> command(QByteArrayView aid, const CommandApdu& command);
    /// What the application puts into tag A5 of the answer to SELECT.
    QByteArray controlInformation(QByteArrayView aid) const;

private:
    enum class Kind : quint8 { Data, Payment, Sim, Sam };
    static Kind kindOf(const CardApplication& application);
    StatusWord take(QByteArrayView aid, const CardGrouping& grouping);
    StatusWord finish(QByteArrayView aid);

    CardNvm& m_nvm;
    StoreDataSession m_session;
    PaymentApplication m_payment;
    SimApplication m_sim;
    SamApplication m_sam;
};

} // namespace sm
