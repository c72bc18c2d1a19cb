// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "card/apdu.h"
#include "crypto/cmac.h"
#include "simulator/card_content.h"
#include "simulator/card_secure_messaging02.h"

namespace sm {

/// The key that data of the open channel comes enciphered under, and how.
struct CardDataKey {
    CardSecret key; ///< null: no channel is open
    /// Aes: CBC with a vector of zeros under the static Key-DEK (SCP03); Tdea: ECB under S-DEK (SCP02).
    BlockAlgorithm algorithm = BlockAlgorithm::Aes;
};

/// The card's half of Secure Channel Protocol 03 (GlobalPlatform Amendment D v1.2), written from the
/// specification on top of AES and CMAC alone: it shares no line with the host's half, so that a mistake
/// there does not meet itself here. A set of SCP02 keys is handed to the half of that protocol.
class CardSecureMessaging {
public:
    CardSecureMessaging(CardNvm& nvm, Random& random)
        : m_nvm(nvm)
        , m_random(random)
        , m_older(nvm, random)
    {
    }

    /// `invoker`: AID of the selected application, part of the pseudo-random challenge.
    ResponseApdu initializeUpdate(const CommandApdu& command, QByteArrayView invoker);
    /// The command with its C-MAC, as received.
    ResponseApdu externalAuthenticate(const CommandApdu& command);

    bool isOpen() const { return (m_session && m_session->authenticated) || m_older.isOpen(); }
    bool demandsMac() const
    {
        return m_older.demandsMac()
            || (m_session && m_session->authenticated && (m_session->level & 0x01) != 0);
    }
    /// Takes C-MAC and C-DECRYPTION off; 9000 or why not, and then the channel is gone.
    StatusWord unprotect(CommandApdu& command);
    /// Puts R-ENCRYPTION and R-MAC on, if the level asks for them and the status word is one that carries
    /// them.
    ResponseApdu protect(const ResponseApdu& answer);
    CardDataKey dataKey() const;
    /// Of an open SCP03 channel; 0: none is open.
    quint8 level() const { return m_session && m_session->authenticated ? m_session->level : 0; }
    quint8 keyVersion() const { return m_session ? m_session->keyVersion : m_older.keyVersion(); }
    void drop()
    {
        m_session.reset();
        m_older.drop();
    }
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
    void authenticationSucceeded();
    ResponseApdu authenticateOlder(const CommandApdu& command);
    bool checkMac(CommandApdu& command);
    bool setLevel(quint8 level);
    Outcome<QByteArray> counterBlock(quint8 first);
    bool decryptData(CommandApdu& command);

    CardNvm& m_nvm;
    Random& m_random;
    std::optional<Session> m_session;
    CardSecureMessaging02 m_older;
    QByteArray m_forcedChallenge;
};

} // namespace sm
