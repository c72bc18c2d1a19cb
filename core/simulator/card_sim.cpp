// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_sim.h"

#include "crypto/milenage.h"

namespace sm {

namespace {

constexpr quint8 personalized = 0x0F;
constexpr quint16 kiId = 0x8001;
constexpr quint16 opcId = 0x8002;
constexpr quint16 checksId = 0x9001;
constexpr quint16 sequenceId = 0x9002;
constexpr qsizetype keyLength = 16;
constexpr qsizetype checkLength = 3;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

bool checkAgrees(const SecretBytes& key, QByteArrayView check)
{
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, key);
    const auto block
        = cipher ? cipher->run(QByteArray(keyLength, '\x01')) : Outcome<QByteArray>(cipher.failure());
    return block && equalInConstantTime(QByteArrayView(*block).first(checkLength), check);
}

bool checksAgree(const CardApplication& application)
{
    const auto checks = application.groups.find(checksId);
    if (checks == application.groups.end())
        return true; // not yet
    for (const quint16 id : {kiId, opcId}) {
        const auto key = application.secrets.find(id);
        const auto part = QByteArrayView(checks->second).sliced((id - kiId) * checkLength, checkLength);
        if (key != application.secrets.end() && !checkAgrees(*key->second, part))
            return false;
    }
    return true;
}

quint64 number48(QByteArrayView bytes)
{
    quint64 value = 0;
    for (const char byte : bytes)
        value = value << 8 | quint8(byte);
    return value;
}

QByteArray bytes48(quint64 value)
{
    QByteArray all;
    appendU64(all, value);
    return all.last(6);
}

QByteArray mixed(QByteArrayView a, QByteArrayView b)
{
    QByteArray out;
    for (qsizetype i = 0; i < a.size() && i < b.size(); ++i)
        out.append(char(a.at(i) ^ b.at(i)));
    return out;
}

QByteArray withLength(const QByteArray& bytes)
{
    return QByteArray(1, char(bytes.size())) + bytes;
}

QByteArray opened(const SecretBytes& key)
{
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

} // namespace

StatusWord SimApplication::take(QByteArrayView aid, const CardGrouping& grouping)
{
    const bool isKey = grouping.id == kiId || grouping.id == opcId;
    const bool isKnown = isKey || grouping.id == checksId || grouping.id == sequenceId;
    if (!isKnown)
        return {0x6A88};
    if (isKey && !grouping.wasEnciphered())
        return {0x6982};
    const qsizetype length = isKey ? grouping.secret->size() : grouping.open().size();
    if (length != (isKey ? keyLength : qsizetype(6)))
        return {0x6700};
    CardApplication& application = *m_nvm.personalize().application(aid);
    if (isKey)
        application.secrets[grouping.id] = grouping.secret;
    else if (grouping.id == sequenceId)
        application.counters[sequenceId] = number48(grouping.open());
    else
        application.groups[grouping.id] = grouping.open();
    if (checksAgree(application))
        return {0x9000};
    application.secrets.erase(grouping.id);
    application.groups.erase(grouping.id);
    return {0x6A80};
}

StatusWord SimApplication::finish(QByteArrayView aid) const
{
    const CardApplication& application = *m_nvm->application(aid);
    const bool whole = application.secrets.contains(kiId) && application.secrets.contains(opcId)
        && application.groups.contains(checksId);
    return {quint16(whole ? 0x9000 : 0x6A86)};
}

std::optional<ResponseApdu> SimApplication::command(QByteArrayView aid, const CommandApdu& command)
{
    if (command.ins() != 0x88 || (command.cla() & 0x80) != 0)
        return std::nullopt;
    const CardApplication& application = *m_nvm->application(aid);
    if (application.state != personalized)
        return status(0x6985);
    if (command.p1() != 0 || command.p2() != 0x81) // the context of 3G and nothing else
        return status(0x6A86);
    ByteReader in(command.data());
    const auto randLength = in.u8();
    const auto rand = randLength && *randLength == 16 ? in.take(16) : std::nullopt;
    const auto autnLength = rand ? in.u8() : std::nullopt;
    const auto autn = autnLength && *autnLength == 16 ? in.take(16) : std::nullopt;
    if (!autn || !in.atEnd())
        return status(0x6700);
    return authenticate(application, *rand, *autn);
}

/// TS 33.102 clause 6.3.3. AUTN is (SQN xor AK) || AMF || MAC; AUTS (SQN of the card xor AK*) || MAC-S, which
/// stands for an AMF of zeros.
ResponseApdu SimApplication::authenticate(
    const CardApplication& application, QByteArrayView rand, QByteArrayView autn)
{
    const SecretBytes& ki = *application.secrets.at(kiId);
    const SecretBytes& opc = *application.secrets.at(opcId);
    const QByteArray randBytes = rand.toByteArray();
    // The key that hides the sequence number follows from RAND alone.
    const auto hiding = milenage(ki, opc, {randBytes, QByteArray(6, '\0'), QByteArray(2, '\0')});
    if (!hiding)
        return status(0x6F00);
    const QByteArray sqn = mixed(autn.first(6), hiding->ak);
    const auto network = milenage(ki, opc, {randBytes, sqn, autn.sliced(6, 2).toByteArray()});
    if (!network)
        return status(0x6F00);
    if (!equalInConstantTime(network->macA, autn.last(8)))
        return status(0x9862);
    const auto last = application.counters.find(sequenceId);
    const quint64 accepted = last == application.counters.end() ? 0 : last->second;
    if (number48(sqn) <= accepted) {
        const auto own = milenage(ki, opc, {randBytes, bytes48(accepted), QByteArray(2, '\0')});
        if (!own)
            return status(0x6F00);
        const QByteArray auts = mixed(bytes48(accepted), own->akStar) + own->macS;
        return ResponseApdu('\xDC' + withLength(auts), StatusWord{0x9000});
    }
    m_nvm.count().application(application.aid)->counters[sequenceId] = number48(sqn);
    const QByteArray answer = '\xDB' + withLength(network->res) + withLength(opened(network->ck))
        + withLength(opened(network->ik));
    return ResponseApdu(answer, StatusWord{0x9000});
}

} // namespace sm
