// SPDX-License-Identifier: GPL-3.0-or-later
#include "emv_terminal.h"

#include "openssl_blocks.h"

#include <QMap>

#include <optional>

namespace sm {

namespace {

using smtest::power;
using smtest::sha1;
using smtest::tdes;
using smtest::xored;

using Objects = QMap<QByteArray, QByteArray>; ///< value by tag

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

/// Reads data objects, templates opened up; false when the lengths do not add up.
bool collect(const QByteArray& bytes, Objects& into)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype start = at;
        const quint8 first = quint8(bytes.at(at++));
        if ((first & 0x1F) == 0x1F)
            ++at;
        const QByteArray tag = bytes.mid(start, at - start);
        if (at >= bytes.size())
            return false;
        qsizetype length = quint8(bytes.at(at++));
        if (length == 0x81 && at < bytes.size())
            length = quint8(bytes.at(at++));
        else if (length > 0x7F)
            return false;
        if (at + length > bytes.size())
            return false;
        const QByteArray value = bytes.mid(at, length);
        at += length;
        into.insert(tag, value);
        if ((first & 0x20) != 0 && !collect(value, into))
            return false;
    }
    return true;
}

class Terminal {
public:
    Terminal(const CardExchange& card, const DebitExpectation& expected)
        : m_card(card)
        , m_expected(expected)
    {
    }

    QString run()
    {
        select();
        start();
        readFiles();
        checkData();
        checkIssuer();
        checkCard();
        checkDynamicSignature();
        checkPin();
        checkCryptograms();
        return m_problem;
    }

private:
    void fault(const QString& what)
    {
        if (m_problem.isEmpty())
            m_problem = what;
    }
    void check(bool good, const char* what)
    {
        if (!good)
            fault(QLatin1String(what));
    }
    /// The answer's data; its status word must be the one expected.
    QByteArray send(const QByteArray& command, const char* sw = "9000")
    {
        if (!m_problem.isEmpty())
            return {};
        const QByteArray answer = m_card(command);
        if (answer.right(2) != hex(sw))
            fault(QStringLiteral("%1 is answered %2")
                      .arg(QLatin1String(command.left(5).toHex()), QLatin1String(answer.right(2).toHex())));
        return answer.chopped(qMin<qsizetype>(2, answer.size()));
    }

    void select()
    {
        Objects found;
        const QByteArray aid = m_expected.application;
        const QByteArray answer = send(hex("00A40400") + char(aid.size()) + aid + '\0');
        check(collect(answer, found), "answer to SELECT is broken");
        check(found.value(hex("84")) == aid, "AID in the answer to SELECT");
        check(found.value(hex("50")) == "SM DEBIT", "application label");
    }

    void start()
    {
        Objects found;
        check(collect(send(hex("80A8000002830000")), found), "answer to GET PROCESSING OPTIONS is broken");
        m_profile = found.value(hex("82"));
        m_locator = found.value(hex("94"));
        check(m_profile.size() == 2 && !m_locator.isEmpty(), "AIP and AFL");
    }

    void readFiles()
    {
        for (qsizetype at = 0; at + 4 <= m_locator.size() && m_problem.isEmpty(); at += 4) {
            const int file = quint8(m_locator.at(at)) >> 3;
            const int first = quint8(m_locator.at(at + 1));
            const int last = quint8(m_locator.at(at + 2));
            for (int record = first; record <= last; ++record) {
                QByteArray command = hex("00B2");
                command.append(char(record)).append(char(file << 3 | 4)).append('\0');
                const QByteArray answer = send(command);
                check(collect(answer, m_data), "a record is broken");
                if (record < first + m_locator.at(at + 3))
                    m_signed += m_data.value(hex("70")); // files 1 to 10: without the template
            }
        }
        if (m_data.value(hex("9F4A")) == hex("82"))
            m_signed += m_profile;
    }

    void checkData()
    {
        const QByteArray pan = m_expected.pan;
        check(m_data.value(hex("5A")).toHex() == pan, "card number in 5A");
        check(m_data.value(hex("5F24")).toHex() == m_expected.expiry, "expiry in 5F24");
        check(m_data.value(hex("5F34")).toHex() == m_expected.panSequence, "sequence number in 5F34");
        check(m_data.value(hex("5F20")) == m_expected.holder, "name in 5F20");
        const QByteArray track = m_data.value(hex("57")).toHex();
        check(track.startsWith(pan + 'd' + m_expected.expiry.left(4) + "201"), "track 2 in 57");
        check(track.endsWith(verificationValue()), "iCVV in track 2");
    }

    /// Card verification value with service code 999: iCVV.
    QByteArray verificationValue() const
    {
        const QByteArray key = m_expected.verificationKey;
        const QByteArray digits = (m_expected.pan + m_expected.expiry.left(4) + "999").leftJustified(32, '0');
        const QByteArray data = QByteArray::fromHex(digits);
        const QByteArray first = smtest::desCbc(key.left(8), data.left(8));
        const QByteArray last = tdes(key, xored(first, data.mid(8))).toHex();
        QByteArray out;
        for (const char c : last) {
            if (c <= '9')
                out += c;
        }
        for (const char c : last) {
            if (c > '9')
                out += char(c - 'a' + '0');
        }
        return out.left(3);
    }

    /// Header, trailer and hash of a recovered block; what stands between format and hash.
    std::optional<QByteArray> opened(
        const QByteArray& block, quint8 format, const QByteArray& after, const char* what)
    {
        const bool framed = block.size() > 40 && quint8(block.at(0)) == 0x6A && quint8(block.at(1)) == format
            && quint8(block.back()) == 0xBC;
        check(framed, what);
        if (!framed)
            return std::nullopt;
        const QByteArray content = block.mid(1, block.size() - 22);
        const bool agrees = sha1(content + after) == block.mid(block.size() - 21, 20);
        check(agrees, what);
        return agrees ? std::optional(content) : std::nullopt;
    }

    /// The key out of an opened certificate: `head` bytes stand in front of its modulus.
    static QByteArray modulusIn(const QByteArray& content, int head, const QByteArray& remainder)
    {
        const int length = quint8(content.at(head - 2));
        return (content.mid(head) + remainder).left(length);
    }

    void checkIssuer()
    {
        const QByteArray certificate = m_data.value(hex("90"));
        check(certificate.size() == m_expected.authorityModulus.size(), "length of the issuer's certificate");
        const QByteArray block
            = power(certificate, m_expected.authorityExponent, m_expected.authorityModulus);
        const QByteArray remainder = m_data.value(hex("92"));
        m_issuerExponent = m_data.value(hex("9F32"));
        const auto content = opened(block, 0x02, remainder + m_issuerExponent, "issuer's certificate");
        if (!content)
            return;
        const QByteArray who = content->mid(1, 4).toHex();
        check(m_expected.pan.startsWith(who.left(who.indexOf('f'))), "issuer in the certificate");
        m_issuerModulus = modulusIn(*content, 14, remainder);
        const QByteArray signature = power(m_data.value(hex("93")), m_issuerExponent, m_issuerModulus);
        opened(signature, 0x03, m_signed, "signed static data");
    }

    void checkCard()
    {
        const QByteArray block = power(m_data.value(hex("9F46")), m_issuerExponent, m_issuerModulus);
        const QByteArray remainder = m_data.value(hex("9F48"));
        m_cardExponent = m_data.value(hex("9F47"));
        const auto content = opened(block, 0x04, remainder + m_cardExponent + m_signed, "card's certificate");
        if (!content)
            return;
        check(content->mid(1, 10).toHex() == m_expected.pan.leftJustified(20, 'f'),
            "number in the certificate");
        const QByteArray expiry = m_expected.expiry.mid(2, 2) + m_expected.expiry.left(2);
        check(content->mid(11, 2).toHex() == expiry, "expiry in the certificate");
        m_cardModulus = modulusIn(*content, 20, remainder);
        check(quint8(m_cardModulus.isEmpty() ? 0 : m_cardModulus.at(0)) >= 0x80, "card's modulus");
    }

    void checkDynamicSignature()
    {
        const QByteArray unpredictable = hex("DEADBEEF");
        Objects found;
        check(collect(send(hex("0088000004") + unpredictable + '\0'), found),
            "answer to INTERNAL AUTHENTICATE");
        const QByteArray signature = found.value(hex("9F4B"));
        check(signature.size() == m_cardModulus.size(), "length of the dynamic signature");
        opened(power(signature, m_cardExponent, m_cardModulus), 0x05, unpredictable, "dynamic signature");
    }

    QByteArray verifyCommand(const QByteArray& pin) const
    {
        const QByteArray digits = '2' + QByteArray::number(pin.size(), 16) + pin;
        return hex("0020008008") + QByteArray::fromHex(digits.leftJustified(16, 'F'));
    }

    void checkPin()
    {
        QByteArray wrong = m_expected.pin;
        wrong.back() = wrong.back() == '9' ? '0' : char(wrong.back() + 1);
        send(verifyCommand(wrong), "63C2");
        check(send(hex("80CA9F1700")).right(1) == hex("02"), "tries after a wrong PIN");
        send(verifyCommand(m_expected.pin));
        check(send(hex("80CA9F1700")).right(1) == hex("03"), "tries after the right PIN");
    }

    static QByteArray oddParity(QByteArray key)
    {
        for (char& c : key) {
            int bits = 0;
            for (int i = 1; i < 8; ++i)
                bits += c >> i & 1;
            c = char((c & 0xFE) | (bits % 2 == 0 ? 1 : 0));
        }
        return key;
    }

    /// Book 2 A1.4.1 and A1.3.1.
    QByteArray sessionKey(const QByteArray& counter) const
    {
        const QByteArray y = QByteArray::fromHex(
            (m_expected.pan + m_expected.panSequence).rightJustified(16, '0').right(16));
        const QByteArray master = oddParity(tdes(m_expected.cryptogramMaster, y)
            + tdes(m_expected.cryptogramMaster, xored(y, QByteArray(8, '\xFF'))));
        const QByteArray left = counter + '\xF0' + QByteArray(5, '\0');
        const QByteArray right = counter + '\x0F' + QByteArray(5, '\0');
        return oddParity(tdes(master, left) + tdes(master, right));
    }

    static QByteArray retailMac(const QByteArray& key, QByteArray data)
    {
        data += '\x80';
        data.append((8 - data.size() % 8) % 8, '\0');
        const QByteArray before = data.chopped(8);
        const QByteArray chain
            = before.isEmpty() ? QByteArray(8, '\0') : smtest::desCbc(key.left(8), before).right(8);
        return tdes(key, xored(chain, data.right(8)));
    }

    void checkCryptograms()
    {
        const QByteArray transaction
            = hex("000000001000000000000000097800000000000978261121001122334400").left(29);
        cryptogram(0x80, transaction, "first cryptogram");
        cryptogram(0x40, hex("3030") + transaction, "second cryptogram");
    }

    void cryptogram(quint8 kind, const QByteArray& data, const char* what)
    {
        QByteArray command = hex("80AE");
        command.append(char(kind)).append('\0').append(char(data.size()));
        Objects found;
        check(collect(send(command + data + '\0'), found), what);
        const QByteArray counter = found.value(hex("9F36"));
        check(found.value(hex("9F27")) == QByteArray(1, char(kind)) && counter.size() == 2, what);
        const QByteArray own
            = retailMac(sessionKey(counter), data + m_profile + counter + found.value(hex("9F10")));
        check(!own.isEmpty() && own == found.value(hex("9F26")), what);
    }

    const CardExchange& m_card;
    const DebitExpectation& m_expected;
    QString m_problem;
    Objects m_data;
    QByteArray m_profile;
    QByteArray m_locator;
    QByteArray m_signed; ///< static data to be authenticated
    QByteArray m_issuerModulus;
    QByteArray m_issuerExponent;
    QByteArray m_cardModulus;
    QByteArray m_cardExponent;
};

} // namespace

QString judgeDebitCard(const CardExchange& card, const DebitExpectation& expected)
{
    return Terminal(card, expected).run();
}

QByteArray pinOfIssuersBlock(const QByteArray& key, const QByteArray& block, const QByteArray& pan)
{
    const QByteArray account = QByteArray::fromHex("0000" + pan.chopped(1).right(12));
    const QByteArray clear = xored(smtest::tdesBack(key, block), account).toHex();
    const int length = clear.mid(1, 1).toInt(nullptr, 16);
    return clear.startsWith('0') ? clear.mid(2, length) : QByteArray();
}

} // namespace sm
