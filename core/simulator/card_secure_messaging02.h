// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "card/apdu.h"
#include "crypto/block_cipher.h"
#include "simulator/card_content.h"

namespace sm {

/// The card's half of Secure Channel Protocol 02 (GlobalPlatform Card Specification v2.3.1 appendix E), i =
/// 15 and 55: explicit initiation, three keys, C-MAC over the modified command, its vector enciphered.
/// Written from the specification on top of DES alone: it shares no line with the host's half.
class CardSecureMessaging02 {
public:
    CardSecureMessaging02(CardNvm& nvm, Random& random)
        : m_nvm(nvm)
        , m_random(random)
    {
    }

    /// `keyVersion` names a set of this protocol; `invoker`: AID of the selected application, which the
    /// challenge of i = 55 follows from. A forced challenge is taken instead, for the replay of published
    /// sessions.
    ResponseApdu initializeUpdate(const CommandApdu& command, quint8 keyVersion, QByteArrayView invoker,
        const QByteArray& forcedChallenge);
    /// The command with its C-MAC. 6300 is left to the caller, who counts it: then the cryptogram was wrong.
    StatusWord externalAuthenticate(const CommandApdu& command);

    bool isBegun() const { return m_session.has_value(); }
    bool isOpen() const { return m_session && m_session->authenticated; }
    bool demandsMac() const { return isOpen() && (m_session->level & 0x01) != 0; }
    /// Takes C-DECRYPTION and C-MAC off; 9000 or why not. The channel demands a MAC.
    StatusWord unprotect(CommandApdu& command);
    /// S-DEK of the open channel.
    CardSecret dataKey() const { return isOpen() ? m_session->dek : CardSecret(); }
    quint8 keyVersion() const { return m_session ? m_session->keyVersion : quint8(0); }
    void drop() { m_session.reset(); }

private:
    struct Session {
        quint8 keyVersion = 0;
        quint8 level = 0;
        bool authenticated = false;
        QByteArray hostCryptogram; ///< the one expected
        QByteArray vector = QByteArray(8, '\0'); ///< of the next C-MAC
        CardSecret dek;
        std::optional<BlockCipher> decrypt; ///< CBC under S-ENC
        std::optional<BlockCipher> single; ///< CBC under the left half of S-MAC
        std::optional<BlockCipher> triple; ///< ECB under S-MAC
    };

    static Outcome<Session> derive(const CardKeySet& keys);
    Outcome<QByteArray> challenge(const QByteArray& forced, QByteArrayView invoker);
    Outcome<QByteArray> mac(QByteArrayView vector, QByteArrayView message);
    bool checkMac(const CommandApdu& command, QByteArrayView plain, QByteArrayView received);

    CardNvm& m_nvm;
    Random& m_random;
    std::optional<Session> m_session;
};

} // namespace sm
