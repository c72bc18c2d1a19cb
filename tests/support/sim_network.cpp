// SPDX-License-Identifier: GPL-3.0-or-later
#include "emv_terminal.h"

#include "openssl_blocks.h"

namespace sm {

namespace {

using smtest::aes;
using smtest::xored;

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

QByteArray doubled(const QByteArray& block)
{
    QByteArray out(block.size(), '\0');
    for (qsizetype i = 0; i < block.size(); ++i) {
        const int next = i + 1 < block.size() ? quint8(block.at(i + 1)) >> 7 : 0;
        out[i] = char(quint8(block.at(i)) << 1 | next);
    }
    if ((quint8(block.at(0)) & 0x80) != 0)
        out[out.size() - 1] = char(out.back() ^ 0x87);
    return out;
}

/// RFC 4493.
QByteArray cmac(const QByteArray& key, QByteArray data)
{
    const QByteArray k1 = doubled(aes(key, QByteArray(16, '\0')));
    QByteArray last = k1;
    if (data.isEmpty() || data.size() % 16 != 0) {
        last = doubled(k1);
        data += '\x80';
        data.append((16 - data.size() % 16) % 16, '\0');
    }
    QByteArray chain(16, '\0');
    for (qsizetype at = 0; at < data.size(); at += 16) {
        QByteArray block = xored(chain, data.mid(at, 16));
        chain = aes(key, at + 16 == data.size() ? xored(block, last) : block);
    }
    return chain;
}

QByteArray swappedHalves(const QByteArray& digits)
{
    QByteArray out = digits.size() % 2 == 0 ? digits : digits + 'f';
    for (qsizetype i = 0; i + 1 < out.size(); i += 2)
        std::swap(out[i], out[i + 1]);
    return QByteArray::fromHex(out);
}

/// TS 35.206 clause 4.1 with its standard constants.
struct Milenage {
    QByteArray ki;
    QByteArray opc;

    QByteArray out(const QByteArray& rand, int rotation, int constant) const
    {
        const QByteArray temp = xored(aes(ki, xored(rand, opc)), opc);
        QByteArray turned = temp.mid(rotation / 8) + temp.left(rotation / 8);
        turned[15] = char(turned.at(15) ^ constant);
        return xored(aes(ki, turned), opc);
    }
    QByteArray f1(const QByteArray& rand, const QByteArray& sqn, const QByteArray& amf) const
    {
        const QByteArray in = xored(sqn + amf + sqn + amf, opc);
        const QByteArray turned = in.mid(8) + in.left(8);
        const QByteArray temp = aes(ki, xored(rand, opc));
        return xored(aes(ki, xored(turned, temp)), opc);
    }
    QByteArray res(const QByteArray& rand) const { return out(rand, 0, 1).right(8); }
    QByteArray ak(const QByteArray& rand) const { return out(rand, 0, 1).left(6); }
    QByteArray ck(const QByteArray& rand) const { return out(rand, 32, 2); }
    QByteArray ik(const QByteArray& rand) const { return out(rand, 64, 4); }
    QByteArray akStar(const QByteArray& rand) const { return out(rand, 96, 8).left(6); }
};

} // namespace

QString judgeSim(const CardExchange& card, const SimExpectation& expected)
{
    const auto read = [&card](const char* file, int length) {
        card(hex("00A4000C02") + hex(file));
        const QByteArray answer = card(hex("00B00000") + char(length));
        return answer.endsWith(hex("9000")) ? answer.chopped(2) : QByteArray();
    };
    card(hex("00A4000C023F00"));
    if (read("2FE2", 10) != swappedHalves(expected.iccid))
        return QStringLiteral("EF.ICCID");
    const QByteArray aid = expected.application;
    if (!card(hex("00A40400") + char(aid.size()) + aid + '\0').endsWith(hex("9000")))
        return QStringLiteral("SELECT of the network application");
    const QByteArray digits = (expected.imsi.size() % 2 != 0 ? "9" : "1") + expected.imsi;
    const QByteArray number = swappedHalves(digits);
    if (read("6F07", 9) != (char(number.size()) + number).leftJustified(9, '\xFF'))
        return QStringLiteral("EF.IMSI");

    // Ki by the counter KDF of SP 800-108: label "Ki", 00, ICCID, counter, length in bits.
    const QByteArray kdf = QByteArray("Ki\0", 3) + QByteArray::fromHex(expected.iccid) + hex("010080");
    Milenage home;
    home.ki = cmac(expected.kiMaster, kdf);
    home.opc = xored(aes(home.ki, expected.op), expected.op);
    const QByteArray rand = smtest::sha1(expected.iccid).left(16);
    const QByteArray amf = hex("8000");
    const QByteArray sqn = expected.sqn;
    const QByteArray token = xored(sqn, home.ak(rand)) + amf + home.f1(rand, sqn, amf).left(8);
    const auto ask = [&](const QByteArray& autn) {
        return card(hex("0088008122") + '\x10' + rand + '\x10' + autn + '\0');
    };
    QByteArray forged = token;
    forged.back() = char(forged.back() ^ 1);
    if (ask(forged) != hex("9862"))
        return QStringLiteral("a wrong MAC of the network is taken");
    const QByteArray right = "\xDB\x08" + home.res(rand) + '\x10' + home.ck(rand) + '\x10' + home.ik(rand);
    if (ask(token) != right + hex("9000"))
        return QStringLiteral("RES, CK and IK");
    const QByteArray stale
        = "\xDC\x0E" + xored(sqn, home.akStar(rand)) + home.f1(rand, sqn, hex("0000")).right(8);
    if (ask(token) != stale + hex("9000"))
        return QStringLiteral("AUTS for a stale sequence number");
    return {};
}

} // namespace sm
