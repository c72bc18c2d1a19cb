// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_secure_messaging.h"

#include <functional>

namespace sm {

/// One complete data grouping as it came.
struct CardGrouping {
    quint16 id = 0;
    QByteArray data; ///< empty when it came enciphered
    CardSecret secret; ///< deciphered, with its padding; null when it came in clear
    bool wasEnciphered() const { return secret != nullptr; }
    /// The content without regard to where it came from; for groupings without keys.
    QByteArray open() const;
};

/// One personalization dialogue: STORE DATA blocks in order (GlobalPlatform v2.3.1 clause 11.11), data
/// groupings put together over block borders, deciphered under the key of the channel where P1 says so.
/// Volatile: a reset forgets it.
class StoreDataSession {
public:
    /// Takes one complete grouping; 9000 or the status word that refuses the command.
    using Sink = std::function<StatusWord(const CardGrouping& grouping)>;

    void reset();
    /// The key may be null when nothing is enciphered. Also for BER-TLV blocks: then `raw` gets the whole
    /// data.
    StatusWord feed(const CommandApdu& command, const CardDataKey& key, const Sink& grouping,
        const std::function<StatusWord(QByteArrayView)>& raw);

private:
    StatusWord takeGroupings(quint8 encryption, const CardDataKey& key, const Sink& grouping);

    QByteArray m_buffer; ///< a grouping that is not complete yet
    quint8 m_nextBlock = 0;
};

} // namespace sm
