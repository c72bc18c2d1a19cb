// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_secure_messaging.h"

#include "card/tlv.h"

#include <algorithm>

namespace sm {

namespace {

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

/// Data derivation of Amendment D clause 4.1.5: block n is CMAC(label(12) || 00 || L(2) || n || context), L
/// in bits. The label is eleven zeros and the constant.
Outcome<SecretBytes> derivation(Cmac& key, char constant, QByteArrayView context, qsizetype length)
{
    auto result = SecretBytes::allocate(length);
    auto block = SecretBytes::allocate(16);
    if (!result || !block)
        return result ? block.failure() : result.failure();
    for (qsizetype done = 0, n = 1; done < length; done += 16, ++n) {
        QByteArray head(16, '\0');
        head[11] = constant;
        head[13] = char((length * 8) >> 8);
        head[14] = char((length * 8) & 0xFF);
        head[15] = char(n);
        const auto computed = key.computeInto({head, context}, block->span());
        if (!computed)
            return computed.failure();
        std::copy_n(block->data(), std::min<qsizetype>(16, length - done), result->data() + done);
    }
    return result;
}

Outcome<QByteArray> cryptogram(Cmac& key, char constant, QByteArrayView context, qsizetype length)
{
    const auto value = derivation(key, constant, context, length);
    if (!value)
        return value.failure();
    return QByteArray(reinterpret_cast<const char*>(value->data()), value->size());
}

bool carriesProtection(StatusWord sw)
{
    return sw.isSuccess() || sw.isWarning();
}

} // namespace

Outcome<QByteArray> CardSecureMessaging::challenge(const CardKeySet& keys, QByteArrayView invoker)
{
    if (!m_forcedChallenge.isEmpty())
        return std::exchange(m_forcedChallenge, {});
    if ((m_nvm->scpParameter & 0x10) == 0)
        return m_random.bytes(macLength());
    QByteArray context;
    appendU8(context, quint8(keys.sequence >> 16));
    appendU16(context, quint16(keys.sequence));
    context += invoker;
    auto key = Cmac::create(BlockAlgorithm::Aes, *keys.enc);
    if (!key)
        return key.failure();
    return cryptogram(*key, 0x02, context, macLength());
}

Outcome<CardSecureMessaging::Session> CardSecureMessaging::derive(
    const CardKeySet& keys, QByteArrayView context)
{
    auto encKey = Cmac::create(BlockAlgorithm::Aes, *keys.enc);
    auto macKey = Cmac::create(BlockAlgorithm::Aes, *keys.mac);
    if (!encKey || !macKey)
        return encKey ? macKey.failure() : encKey.failure();
    auto enc = derivation(*encKey, 0x04, context, keys.enc->size());
    auto mac = derivation(*macKey, 0x06, context, keys.mac->size());
    auto rmac = derivation(*macKey, 0x07, context, keys.mac->size());
    if (!enc || !mac || !rmac)
        return !enc ? enc.failure() : !mac ? mac.failure() : rmac.failure();
    auto macContext = Cmac::create(BlockAlgorithm::Aes, *mac);
    if (!macContext)
        return macContext.failure();
    Session session;
    session.keyVersion = keys.version;
    session.enc = enc.take();
    session.rmacKey = rmac.take();
    session.mac.emplace(macContext.take());
    return session;
}

ResponseApdu CardSecureMessaging::initializeUpdate(const CommandApdu& command, QByteArrayView invoker)
{
    drop();
    if (command.p2() != 0)
        return status(0x6A86);
    const CardKeySet* wanted = m_nvm->keySet(command.p1());
    const bool older = wanted && wanted->protocol == 2;
    if (!older && command.data().size() != macLength())
        return status(0x6700);
    if (m_nvm->authenticationLimit != 0 && m_nvm->authenticationTries == 0)
        return status(0x6983);
    if (!wanted)
        return status(0x6A88);
    if (older)
        return m_older.initializeUpdate(
            command, wanted->version, invoker, std::exchange(m_forcedChallenge, {}));
    CardKeySet& keys = *m_nvm.count().keySet(command.p1());
    keys.sequence = (keys.sequence + 1) & 0xFFFFFF;
    const auto own = challenge(keys, invoker);
    if (!own)
        return status(0x6F00);
    const QByteArray context = command.data() + *own;
    auto session = derive(keys, context);
    if (!session)
        return status(0x6F00);
    const auto card = cryptogram(*session->mac, 0x00, context, macLength());
    const auto host = cryptogram(*session->mac, 0x01, context, macLength());
    if (!card || !host)
        return status(0x6F00);
    session->hostCryptogram = *host;
    m_session.emplace(session.take());

    QByteArray answer = m_nvm->keyDiversificationData;
    appendU8(answer, keys.version);
    appendU8(answer, 0x03);
    appendU8(answer, m_nvm->scpParameter);
    answer += *own + *card;
    if ((m_nvm->scpParameter & 0x10) != 0) {
        appendU8(answer, quint8(keys.sequence >> 16));
        appendU16(answer, quint16(keys.sequence));
    }
    return ResponseApdu(answer, StatusWord{0x9000});
}

ResponseApdu CardSecureMessaging::refuse(quint16 sw)
{
    drop();
    return status(sw);
}

ResponseApdu CardSecureMessaging::countFailure()
{
    if (m_nvm->authenticationLimit != 0) {
        CardContent& content = m_nvm.count();
        if (content.authenticationTries > 0)
            --content.authenticationTries;
        if (content.authenticationTries == 0 && content.state != CardState::Terminated)
            content.state = CardState::Locked;
    }
    return refuse(0x6300);
}

/// Which levels i allows: R-MAC needs its bit 20, R-ENCRYPTION 40 on top.
bool CardSecureMessaging::setLevel(quint8 level)
{
    const quint8 i = m_nvm->scpParameter;
    const bool known
        = level == 0x00 || level == 0x01 || level == 0x03 || level == 0x11 || level == 0x13 || level == 0x33;
    if (!known || ((level & 0x10) != 0 && (i & 0x20) == 0) || ((level & 0x20) != 0 && (i & 0x40) == 0))
        return false;
    using Mode = BlockCipher::Mode;
    using Direction = BlockCipher::Direction;
    Session& s = *m_session;
    const auto cipher = [&s](Mode mode, Direction direction, std::optional<BlockCipher>& into) {
        auto made = BlockCipher::create(BlockAlgorithm::Aes, mode, direction, s.enc);
        if (made)
            into.emplace(made.take());
        return into.has_value();
    };
    bool made = true;
    if ((level & 0x02) != 0)
        made = cipher(Mode::Ecb, Direction::Encrypt, s.counterCipher)
            && cipher(Mode::Cbc, Direction::Decrypt, s.decrypt);
    if (made && (level & 0x20) != 0)
        made = cipher(Mode::Cbc, Direction::Encrypt, s.encrypt);
    if (made && (level & 0x10) != 0) {
        auto rmac = Cmac::create(BlockAlgorithm::Aes, s.rmacKey);
        made = rmac.ok();
        if (made)
            s.rmac.emplace(rmac.take());
    }
    s.level = level;
    return made;
}

ResponseApdu CardSecureMessaging::externalAuthenticate(const CommandApdu& command)
{
    if ((!m_session && !m_older.isBegun()) || isOpen())
        return refuse(0x6985);
    if (command.p2() != 0 || (command.cla() & 0x04) == 0)
        return refuse((command.cla() & 0x04) == 0 ? 0x6982 : 0x6A86);
    if (m_older.isBegun())
        return authenticateOlder(command);
    if (command.data().size() != 2 * macLength())
        return refuse(0x6700);
    // The cryptogram is judged first: a host with the wrong keys fails at both, and is told 6300 (table 7-7).
    if (!equalInConstantTime(QByteArrayView(command.data()).first(macLength()), m_session->hostCryptogram))
        return countFailure();
    CommandApdu checked = command;
    if (!checkMac(checked))
        return refuse(0x6988);
    if (!setLevel(command.p1()))
        return refuse(0x6A86);
    m_session->authenticated = true;
    authenticationSucceeded();
    return status(0x9000);
}

void CardSecureMessaging::authenticationSucceeded()
{
    if (m_nvm->authenticationTries != m_nvm->authenticationLimit)
        m_nvm.count().authenticationTries = m_nvm->authenticationLimit;
}

ResponseApdu CardSecureMessaging::authenticateOlder(const CommandApdu& command)
{
    const StatusWord judged = m_older.externalAuthenticate(command);
    if (judged.value == 0x6300)
        return countFailure();
    if (!judged.isSuccess())
        return refuse(judged.value);
    authenticationSucceeded();
    return ResponseApdu({}, judged);
}

/// C-MAC over chain || header || Lc as sent || data; the full MAC is the next chaining value.
bool CardSecureMessaging::checkMac(CommandApdu& command)
{
    const qsizetype plainLength = command.data().size() - macLength();
    if (plainLength < 0)
        return false;
    quint8 head[7] = {command.cla(), command.ins(), command.p1(), command.p2(), 0, 0, 0};
    qsizetype headLength = 5;
    if (command.isExtended()) {
        head[5] = quint8(command.data().size() >> 8);
        head[6] = quint8(command.data().size());
        headLength = 7;
    } else {
        head[4] = quint8(command.data().size());
    }
    const QByteArrayView data = QByteArrayView(command.data()).first(plainLength);
    const auto computed = m_session->mac->compute({m_session->chain, QByteArrayView(head, headLength), data});
    if (!computed)
        return false;
    const QByteArrayView received = QByteArrayView(command.data()).last(macLength());
    if (!equalInConstantTime(QByteArrayView(*computed).first(macLength()), received))
        return false;
    m_session->chain = *computed;
    command = command.withData(data.toByteArray());
    return true;
}

Outcome<QByteArray> CardSecureMessaging::counterBlock(quint8 first)
{
    QByteArray block(8, '\0');
    block[0] = char(first);
    appendU64(block, m_session->counter);
    return m_session->counterCipher->run(block);
}

bool CardSecureMessaging::decryptData(CommandApdu& command)
{
    if (command.data().isEmpty())
        return true;
    const auto iv = counterBlock(0x00);
    if (!iv || command.data().size() % 16 != 0)
        return false;
    const auto padded = m_session->decrypt->run(command.data(), *iv);
    if (!padded)
        return false;
    qsizetype end = padded->size();
    while (end > 0 && padded->at(end - 1) == 0)
        --end;
    if (end == 0 || byteAt(*padded, end - 1) != 0x80 || padded->size() - end >= 16)
        return false;
    command = command.withData(padded->first(end - 1));
    return true;
}

StatusWord CardSecureMessaging::unprotect(CommandApdu& command)
{
    const bool protectedCommand = (command.cla() & 0x04) != 0;
    if (!protectedCommand) {
        if (!demandsMac())
            return {0x9000};
        drop();
        return {0x6982};
    }
    if (!isOpen())
        return {0x6985};
    if (!demandsMac()) // level 00: authenticated, but no command carries a MAC
        return {0x6985};
    if (m_older.isOpen()) {
        const StatusWord taken = m_older.unprotect(command);
        if (!taken.isSuccess())
            drop();
        return taken;
    }
    if (!checkMac(command)) {
        drop();
        return {0x6988};
    }
    ++m_session->counter;
    if ((m_session->level & 0x02) != 0 && !decryptData(command)) {
        drop();
        return {0x6982};
    }
    return {0x9000};
}

ResponseApdu CardSecureMessaging::protect(const ResponseApdu& answer)
{
    if (!m_session || !m_session->authenticated || !m_session->rmac || !carriesProtection(answer.sw()))
        return answer;
    QByteArray data = answer.data();
    if (m_session->encrypt && !data.isEmpty()) {
        data.append(char(0x80));
        data.append((16 - data.size() % 16) % 16, '\0');
        const auto iv = counterBlock(0x80);
        const auto encrypted = iv ? m_session->encrypt->run(data, *iv) : Outcome<QByteArray>(iv.failure());
        if (!encrypted)
            return refuse(0x6F00);
        data = *encrypted;
    }
    const quint8 sw[2] = {quint8(answer.sw().value >> 8), quint8(answer.sw().value)};
    const auto mac = m_session->rmac->compute({m_session->chain, data, QByteArrayView(sw, 2)});
    if (!mac)
        return refuse(0x6F00);
    return ResponseApdu(data + mac->first(macLength()), answer.sw());
}

CardDataKey CardSecureMessaging::dataKey() const
{
    if (m_older.isOpen())
        return {m_older.dataKey(), BlockAlgorithm::Tdea};
    const CardKeySet* keys = isOpen() ? m_nvm->keySet(m_session->keyVersion) : nullptr;
    return {keys ? keys->dek : CardSecret(), BlockAlgorithm::Aes};
}

} // namespace sm
