// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_payment.h"

#include "card/tlv.h"
#include "crypto/emv_certificates.h"
#include "crypto/emv_keys.h"

namespace sm {

namespace {

constexpr quint8 personalized = 0x0F;
constexpr quint16 transactions = 0x9F36;
constexpr quint16 pinTries = 0x9F17;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

ResponseApdu answer(QByteArray data)
{
    return ResponseApdu(std::move(data), StatusWord{0x9000});
}

quint64 counter(const CardApplication& application, quint16 tag)
{
    const auto it = application.counters.find(tag);
    return it == application.counters.end() ? 0 : it->second;
}

QByteArray transactionCounter(const CardApplication& application)
{
    QByteArray bytes;
    appendU16(bytes, quint16(counter(application, transactions)));
    return bytes;
}

/// Issuer application data: length, key index 01, cryptogram version 18, then 3 bytes of verification results
/// (whether the PIN was verified is all they say).
QByteArray issuerData(bool pinVerified)
{
    return QByteArray::fromHex("06011203") + (pinVerified ? '\x04' : '\x00') + QByteArray(2, '\0');
}

} // namespace

std::optional<qsizetype> payment::listedLength(QByteArrayView list)
{
    ByteReader in(list);
    qsizetype sum = 0;
    while (!in.atEnd()) {
        const auto first = in.u8();
        if (first && (*first & 0x1F) == 0x1F && !in.u8())
            return std::nullopt;
        const auto length = in.u8();
        if (!length)
            return std::nullopt;
        sum += *length;
    }
    return sum;
}

void PaymentApplication::reset()
{
    m_started = false;
    m_cryptograms = 0;
    m_pinVerified = false;
}

QByteArray PaymentApplication::controlInformation(QByteArrayView aid) const
{
    const CardApplication* application = m_nvm->application(aid);
    const auto it = application->groups.find(0x9102);
    if (application->state < personalized || it == application->groups.end())
        return {};
    const auto content = findTlvPath(it->second, {0xA5});
    return content ? content->toByteArray() : QByteArray();
}

ResponseApdu PaymentApplication::getData(QByteArrayView aid, const CommandApdu& command) const
{
    const CardApplication& application = *m_nvm->application(aid);
    const quint16 tag = quint16(command.p1() << 8 | command.p2());
    if (application.state < personalized)
        return status(0x6985);
    if (tag == transactions)
        return answer(encodeTlv(tag, transactionCounter(application)));
    if (tag == pinTries)
        return answer(encodeTlv(tag, QByteArray(1, char(counter(application, pinTries)))));
    const auto it = application.groups.find(0x3000);
    const auto found = it == application.groups.end() ? std::nullopt : findTlvPath(it->second, {tag});
    return found ? answer(encodeTlv(tag, *found)) : status(0x6A88);
}

std::optional<ResponseApdu> PaymentApplication::command(QByteArrayView aid, const CommandApdu& command)
{
    const CardApplication& application = *m_nvm->application(aid);
    const bool proprietary = (command.cla() & 0x80) != 0;
    const quint16 what = quint16((proprietary ? 0x8000 : 0) | command.ins());
    switch (what) {
    case 0x0020:
    case 0x0088:
    case 0x00B2:
    case 0x80A8:
    case 0x80AE:
        break;
    default:
        return std::nullopt;
    }
    if (application.state != personalized)
        return status(0x6985);
    switch (what) {
    case 0x0020:
        return verify(application, command);
    case 0x0088:
        return authenticate(application, command);
    case 0x00B2:
        return readRecord(application, command);
    case 0x80A8:
        return processingOptions(application, command);
    default:
        return generateCryptogram(application, command);
    }
}

/// EMV Book 3 clause 6.5.8: template 83 with as many bytes as the list 9F38 asks for; the counter rises.
ResponseApdu PaymentApplication::processingOptions(
    const CardApplication& application, const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    const auto asked = findTlvPath(controlInformation(application.aid), {0x9F38});
    const auto length = payment::listedLength(asked.value_or(QByteArrayView()));
    const auto given = findTlvPath(command.data(), {0x83});
    if (!given || !length || given->size() != *length)
        return status(0x6700);
    // A counter that has come to its end ends the card: no session key is made twice.
    if (m_started || counter(application, transactions) >= 0xFFFF)
        return status(0x6985);
    CardApplication& own = *m_nvm.count().application(application.aid);
    ++own.counters[transactions];
    m_started = true;
    m_cryptograms = 0;
    return answer(encodeTlv(0x77, application.groups.at(0x9104)));
}

ResponseApdu PaymentApplication::readRecord(
    const CardApplication& application, const CommandApdu& command) const
{
    if ((command.p2() & 0x07) != 0x04 || command.p1() == 0)
        return status(0x6A86);
    const quint16 id = quint16((command.p2() >> 3) << 8 | command.p1());
    const auto it = application.groups.find(id);
    const bool record = id >= 0x0101 && id < 0x1F00;
    return record && it != application.groups.end() ? answer(it->second) : status(0x6A83);
}

/// EMV Book 3 clause 6.5.5 and Book 2 clause 8.1: the cryptogram is over what the list in the record asked
/// for, then interchange profile, counter and issuer data, under the session key of the counter. This card
/// always gives what the terminal asks for: it keeps no limits.
ResponseApdu PaymentApplication::generateCryptogram(
    const CardApplication& application, const CommandApdu& command)
{
    const quint8 kind = command.p1() & 0xC0;
    if ((command.p1() & 0x3F) != 0 || kind == 0xC0 || command.p2() != 0)
        return status(0x6A86);
    if (!m_started || m_cryptograms >= 2)
        return status(0x6985);
    const QByteArray list = payment::recordObject(application, m_cryptograms == 0 ? 0x8C : 0x8D);
    const auto length = payment::listedLength(list);
    if (!length || command.data().size() != *length)
        return status(0x6700);
    const auto master
        = SecretBytes::copyOf(application.secrets.at(0x8000)->span().first(16)); // cryptograms come first
    if (!master)
        return status(0x6581);
    const QByteArray counted = transactionCounter(application);
    const QByteArray issuer = issuerData(m_pinVerified);
    const auto session = emvCryptogramSessionKey(*master, counted);
    const QByteArray data = command.data() + payment::optionObject(application, 0x82) + counted + issuer;
    const auto made = session ? emvCryptogram(*session, data, MacPadding::Method2)
                              : Outcome<QByteArray>(session.failure());
    if (!made)
        return status(0x6F00);
    // A second one follows only where the first asked to go online (ARQC).
    m_cryptograms = kind == 0x80 ? m_cryptograms + 1 : 2;
    return answer(encodeTlv(0x77,
        encodeTlv(0x9F27, QByteArray(1, char(kind))) + encodeTlv(transactions, counted)
            + encodeTlv(0x9F26, *made) + encodeTlv(0x9F10, issuer)));
}

/// Dynamic data authentication, Book 2 clause 6.5: the card's own number of 8 bytes and what the list 9F49
/// asks for.
ResponseApdu PaymentApplication::authenticate(const CardApplication& application, const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    if (!m_started)
        return status(0x6985);
    const QByteArray list = payment::recordObject(application, 0x9F49);
    const auto length = list.isEmpty() ? std::optional<qsizetype>(4) : payment::listedLength(list);
    if (!length || command.data().size() != *length)
        return status(0x6700);
    const auto key = payment::cardKey(application);
    const auto number = m_random.bytes(8);
    if (!key || !number)
        return status(0x6F00);
    const auto made = signDynamicData(*key, QByteArray(1, '\x08') + *number, command.data());
    return made ? answer(encodeTlv(0x77, encodeTlv(0x9F4B, *made))) : status(0x6F00);
}

/// EMV Book 3 clause 6.5.12: a PIN block of format 2 in clear. The try is spent before the comparison, so
/// that a torn card has spent it.
ResponseApdu PaymentApplication::verify(const CardApplication& application, const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0x80)
        return status(0x6A86);
    if (command.data().size() != 8)
        return status(0x6700);
    if (counter(application, pinTries) == 0)
        return status(0x6983);
    CardApplication& own = *m_nvm.count().application(application.aid);
    const quint64 left = --own.counters[pinTries];
    const SecretBytes& reference = *application.secrets.at(0x8010);
    QByteArray wanted(reinterpret_cast<const char*>(reference.data()), reference.size());
    wanted[0] = char((wanted.at(0) & 0x0F) | 0x20); // whichever reading of 8010 the issuer had
    m_pinVerified = equalInConstantTime(command.data(), wanted);
    wanted.fill('\0');
    if (!m_pinVerified)
        return status(quint16(0x63C0 | left));
    own.counters[pinTries] = byteAt(application.groups.at(0x9010), 1);
    return status(0x9000);
}

} // namespace sm
