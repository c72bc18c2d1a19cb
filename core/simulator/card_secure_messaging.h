// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "card/apdu.h"
#include "crypto/cmac.h"
#include "simulator/card_content.h"

namespace sm {

/// The card's half of Secure Channel Protocol 03 (GlobalPlatform Amendment D v1.2), written from the
/// specification on top of AES and CMAC alone: it shares no line with the host's half, so that a mistake
/// there does not meet itself here.
class CardSecureMessaging {
public:
    CardSecureMessaging(CardNvm& nvm, Random& random)
        : m_nvm(nvm)
        , m_random(random)
    {
    }

    /// `invoker`: AID of the selected application, part of the pseudo-random challenge.
    ResponseApdu initializeUpdate(const CommandApdu& command, QByteArrayView invoker);
    /// The command with its C-MAC, as received.
    ResponseApdu externalAuthenticate(const CommandApdu& command);

    bool isOpen() const { return m_session && m_session->authenticated; }
    bool demandsMac() const { return isOpen() && (m_session->level & 0x01) != 0; }
    /// Takes C-MAC and C-DECRYPTION off; 9000 or why not, and then the channel is gone.
    StatusWord unprotect(CommandApdu& command);
    /// Puts R-ENCRYPTION and R-MAC on, if the level asks for them and the status word is one that carries
    /// them.
    ResponseApdu protect(const ResponseApdu& answer);
    /// Static Key-DEK of the open channel; null when closed.
    CardSecret keyEncryptionKey() const;
    quint8 keyVersion() const { return m_session ? m_session->keyVersion : quint8(0); }
    void drop() { m_session.reset(); }
    /// Tests replay published sessions with it: the next card challenge.
    void forceChallenge(QByteArray challenge) { m_forcedChallenge = std::move(challenge); }

private:
    struct Session {
        quint8 keyVersion = 0;
        quint8 level = 0;
        bool authenticated = false;
        QByteArray hostCryptogram; ///< the one expected
        QByteArray chain = QByteArray(16, '\0');
        quint64 counter = 0;
        SecretBytes enc;
        std::optional<Cmac> mac;
        std::optional<Cmac> rmac;
        std::optional<BlockCipher>
            counterCipher; ///< ECB: makes the IVs; those below exist when the level needs them
        std::optional<BlockCipher> decrypt;
        std::optional<BlockCipher> encrypt;
        SecretBytes rmacKey;
    };

    qsizetype macLength() const { return (m_nvm->scpParameter & 0x01) != 0 ? 16 : 8; }
    Outcome<QByteArray> challenge(const CardKeySet& keys, QByteArrayView invoker);
    Outcome<Session> derive(const CardKeySet& keys, QByteArrayView context);
    ResponseApdu refuse(quint16 sw);
    ResponseApdu countFailure();
    bool checkMac(CommandApdu& command);
    bool setLevel(quint8 level);
    Outcome<QByteArray> counterBlock(quint8 first);
    bool decryptData(CommandApdu& command);

    CardNvm& m_nvm;
    Random& m_random;
    std::optional<Session> m_session;
    QByteArray m_forcedChallenge;
};

} // namespace sm
