// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_secure_messaging02.h"

namespace sm {

namespace {

using Mode = BlockCipher::Mode;
using Direction = BlockCipher::Direction;

constexpr qsizetype block = 8;
constexpr quint8 levelMac = 0x01;
constexpr quint8 levelDecryption = 0x02;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

/// 80, then zeros: to whole blocks, always at least one byte.
QByteArray padded(QByteArrayView data)
{
    QByteArray out = data.toByteArray() + '\x80';
    out.append((block - out.size() % block) % block, '\0');
    return out;
}

/// Clause E.4.1: triple DES in CBC, a vector of zeros, over constant || sequence counter || 00*12.
Outcome<SecretBytes> sessionKey(const SecretBytes& key, quint16 constant, quint32 sequence)
{
    QByteArray data;
    appendU16(data, constant);
    appendU16(data, quint16(sequence));
    data.append(12, '\0');
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Encrypt, key);
    auto made = SecretBytes::allocate(data.size());
    if (!cipher || !made)
        return cipher ? made.failure() : cipher.failure();
    const auto run = cipher->runInto(bytesOf(data), {}, made->span());
    if (!run)
        return run.failure();
    return made;
}

/// Clause E.4.2: the last block of triple DES in CBC over the padded data.
Outcome<QByteArray> cryptogram(const SecretBytes& sEnc, QByteArrayView data)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Encrypt, sEnc);
    const auto all = cipher ? cipher->run(padded(data)) : Outcome<QByteArray>(cipher.failure());
    if (!all)
        return all.failure();
    return all->last(block);
}

} // namespace

Outcome<CardSecureMessaging02::Session> CardSecureMessaging02::derive(const CardKeySet& keys)
{
    const auto enc = sessionKey(*keys.enc, 0x0182, keys.sequence);
    const auto mac = sessionKey(*keys.mac, 0x0101, keys.sequence);
    auto dek = sessionKey(*keys.dek, 0x0181, keys.sequence);
    if (!enc || !mac || !dek)
        return !enc ? enc.failure() : !mac ? mac.failure() : dek.failure();
    const auto left = SecretBytes::copyOf(mac->span().first(block));
    if (!left)
        return left.failure();
    auto decrypt = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Decrypt, *enc);
    auto single = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Encrypt, *left);
    auto triple = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Ecb, Direction::Encrypt, *mac);
    if (!decrypt || !single || !triple)
        return !decrypt ? decrypt.failure() : !single ? single.failure() : triple.failure();
    Session session;
    session.keyVersion = keys.version;
    session.dek = std::make_shared<const SecretBytes>(dek.take());
    session.decrypt.emplace(decrypt.take());
    session.single.emplace(single.take());
    session.triple.emplace(triple.take());
    return session;
}

/// ISO/IEC 9797-1 algorithm 3: single DES in CBC up to the last block, triple DES for that one.
Outcome<QByteArray> CardSecureMessaging02::mac(QByteArrayView vector, QByteArrayView message)
{
    const QByteArray data = padded(message);
    QByteArray chain = vector.toByteArray();
    const QByteArrayView before = QByteArrayView(data).first(data.size() - block);
    if (!before.isEmpty()) {
        const auto run = m_session->single->run(before, vector);
        if (!run)
            return run.failure();
        chain = run->last(block);
    }
    for (qsizetype i = 0; i < block; ++i)
        chain[i] = char(chain.at(i) ^ data.at(before.size() + i));
    return m_session->triple->run(chain);
}

/// i = 55: the first six bytes of a MAC over the AID of the application, so that a host can say beforehand
/// what the card will send.
Outcome<QByteArray> CardSecureMessaging02::challenge(const QByteArray& forced, QByteArrayView invoker)
{
    constexpr qsizetype length = 6;
    constexpr quint8 pseudoRandom = 0x40;
    if (!forced.isEmpty())
        return forced;
    if ((m_nvm->scp02Parameter & pseudoRandom) == 0)
        return m_random.bytes(length);
    auto made = mac(QByteArray(block, '\0'), invoker);
    if (!made)
        return made.failure();
    return made->first(length);
}

ResponseApdu CardSecureMessaging02::initializeUpdate(
    const CommandApdu& command, quint8 keyVersion, QByteArrayView invoker, const QByteArray& forcedChallenge)
{
    drop();
    const CardKeySet* keys = m_nvm->keySet(keyVersion);
    if (!keys || keys->protocol != 2)
        return status(0x6A88);
    if (command.data().size() != block)
        return status(0x6700);
    auto session = derive(*keys);
    if (!session)
        return status(0x6F00);
    m_session.emplace(session.take());
    const auto own = challenge(forcedChallenge, invoker);
    QByteArray counter;
    appendU16(counter, quint16(keys->sequence));
    const auto enc = sessionKey(*keys->enc, 0x0182, keys->sequence);
    if (!own || !enc || own->size() != 6) {
        drop();
        return status(0x6F00);
    }
    const auto card = cryptogram(*enc, command.data() + counter + *own);
    const auto host = cryptogram(*enc, counter + *own + command.data());
    if (!card || !host) {
        drop();
        return status(0x6F00);
    }
    m_session->hostCryptogram = *host;
    QByteArray answer = m_nvm->keyDiversificationData;
    appendU8(answer, keys->version);
    appendU8(answer, 0x02);
    return ResponseApdu(answer + counter + *own + *card, StatusWord{0x9000});
}

/// The counter rises when the channel opens (clause E.1.2.3): a session that was begun and given up costs
/// nothing.
StatusWord CardSecureMessaging02::externalAuthenticate(const CommandApdu& command)
{
    if (command.data().size() != 2 * block)
        return {0x6700};
    const QByteArrayView data = command.data();
    if (!equalInConstantTime(data.first(block), m_session->hostCryptogram))
        return {0x6300};
    if (!checkMac(command, data.first(block), data.last(block)))
        return {0x6988};
    const quint8 level = command.p1();
    if (level != 0x00 && level != levelMac && level != (levelMac | levelDecryption))
        return {0x6A86}; // no R-MAC with i = 15 and 55
    CardKeySet& keys = *m_nvm.count().keySet(m_session->keyVersion);
    keys.sequence = (keys.sequence + 1) & 0xFFFF;
    m_session->level = level;
    m_session->authenticated = true;
    return {0x9000};
}

/// Clause E.4.4: over the header with its secure messaging bit, the length with the MAC and the data in
/// clear.
bool CardSecureMessaging02::checkMac(
    const CommandApdu& command, QByteArrayView plain, QByteArrayView received)
{
    QByteArray message;
    for (const quint8 byte :
        {command.cla(), command.ins(), command.p1(), command.p2(), quint8(plain.size() + block)})
        appendU8(message, byte);
    message += plain;
    const auto computed = mac(m_session->vector, message);
    if (!computed || !equalInConstantTime(*computed, received))
        return false;
    // The next vector is this MAC under single DES: CBC over one block with a vector of zeros.
    const auto next = m_session->single->run(*computed);
    if (!next)
        return false;
    m_session->vector = *next;
    return true;
}

/// The MAC stands for the data in clear, so the data is deciphered first (clause E.4.6).
StatusWord CardSecureMessaging02::unprotect(CommandApdu& command)
{
    const QByteArray data = command.data();
    if (data.size() < block || command.isExtended())
        return {quint16(command.isExtended() ? 0x6700 : 0x6988)};
    QByteArray plain = data.first(data.size() - block);
    if ((m_session->level & levelDecryption) != 0 && !plain.isEmpty()) {
        const auto clear = plain.size() % block == 0 ? m_session->decrypt->run(plain) : QByteArray();
        qsizetype end = clear ? clear->size() : 0;
        while (end > 0 && clear->at(end - 1) == 0)
            --end;
        if (end == 0 || byteAt(*clear, end - 1) != 0x80 || clear->size() - end >= block)
            return {0x6982};
        plain = clear->first(end - 1);
    }
    if (!checkMac(command, plain, QByteArrayView(data).last(block)))
        return {0x6988};
    command = command.withData(plain);
    return {0x9000};
}

} // namespace sm
