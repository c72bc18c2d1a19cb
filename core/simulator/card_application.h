// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_content.h"

#include <functional>

namespace sm {

/// One personalization dialogue: STORE DATA blocks in order (GlobalPlatform v2.3.1 clause 11.11), data
/// groupings put together over block borders, decrypted under the Key-DEK where P1 says so. Volatile: a reset
/// forgets it.
class StoreDataSession {
public:
    /// Takes one complete grouping; 9000 or the status word that refuses the command.
    using Sink = std::function<StatusWord(quint16 id, const QByteArray& data)>;

    void reset();
    /// `keyEncryptionKey` may be null when nothing is encrypted. Also for BER-TLV blocks: then `raw` gets the
    /// whole data.
    StatusWord feed(const CommandApdu& command, const CardSecret& keyEncryptionKey, const Sink& grouping,
        const std::function<StatusWord(QByteArrayView)>& raw);

private:
    StatusWord takeGroupings(quint8 encryption, const CardSecret& key, const Sink& grouping);

    QByteArray m_buffer; ///< a grouping that is not complete yet
    quint8 m_nextBlock = 0;
};

/// The data application: keeps every grouping, gives back those that are not keys (80nn to 8Fnn) on GET DATA,
/// and is personalized for good with the last block.
class CardApplicationLogic {
public:
    explicit CardApplicationLogic(CardNvm& nvm)
        : m_nvm(nvm)
    {
    }

    void reset() { m_session.reset(); }
    ResponseApdu storeData(
        QByteArrayView aid, const CommandApdu& command, const CardSecret& keyEncryptionKey);
    ResponseApdu getData(QByteArrayView aid, const CommandApdu& command) const;

private:
    CardNvm& m_nvm;
    StoreDataSession m_session;
};

} // namespace sm
