// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/card_values.h"
#include "crypto/pin_block.h"
#include "support/support_service.h"

using namespace sm;
using smtest::Vector;

namespace {

/// Gives the bytes that a vector fixes.
class FixedRandom final : public Random {
public:
    explicit FixedRandom(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    bool fill(std::span<quint8> bytes) override
    {
        if (qsizetype(bytes.size()) > m_bytes.size())
            return false;
        std::copy_n(m_bytes.cbegin(), bytes.size(), bytes.begin());
        m_bytes.remove(0, qsizetype(bytes.size()));
        return true;
    }

private:
    QByteArray m_bytes;
};

} // namespace

/// pin_cvv.json: check digits, PIN blocks, verification values.
class PinVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void vectors_data() { m_rows.declare(file); }
    void vectors();
    void everyRowRan()
    {
        QVERIFY(m_rows.declared() > 0);
        QCOMPARE(m_rows.ran(), smtest::VectorRows::inFile(file));
    }

private:
    void dispatch(Vector& vector);
    void checkDigit(Vector& vector);
    void clearBlock(Vector& vector);
    void blockPrefix(Vector& vector, PinBlockFormat format);
    void format4(Vector& vector);
    void ibm3624(Vector& vector);

    const QString file = QStringLiteral("pin_cvv.json");
    smtest::VectorRows m_rows;
};

void PinVectorsTest::vectors()
{
    Vector vector = m_rows.next();
    dispatch(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void PinVectorsTest::dispatch(Vector& vector)
{
    const auto digits = [&vector](const char* key) { return vector.expected(key).toString().toLatin1(); };
    if (vector.has("digits_without_check")) {
        checkDigit(vector);
    } else if (vector.has("decimalisation")) {
        ibm3624(vector);
    } else if (vector.has("pvki")) {
        const auto value = visaPvv(
            vector.secret("pvk"), vector.text("pan"), vector.text("pvki"), vector.secretText("pin"));
        SM_VERIFY_OK(value);
        QCOMPARE(*value, digits("pvv"));
    } else if (vector.has("cvk")) {
        const QByteArray expected = digits("cvv");
        const auto value = cardVerificationValue(vector.secret("cvk"), vector.text("pan"),
            vector.text("expiry"), vector.text("service_code"), expected.size());
        SM_VERIFY_OK(value);
        QCOMPARE(*value, expected);
    } else if (vector.name().startsWith(QLatin1String("pinblock-iso4"))) {
        format4(vector);
    } else if (vector.name().startsWith(QLatin1String("pinblock-iso"))) {
        clearBlock(vector);
    } else {
        QFAIL("a vector of unknown shape");
    }
}

/// The rule is a support service, which checks whole numbers: just one digit passes.
void PinVectorsTest::checkDigit(Vector& vector)
{
    const SupportService* const luhn = findSupportService(u"luhn");
    QVERIFY(luhn);
    const QString number = vector.input("digits_without_check").toString();
    QString passing;
    for (int digit = 0; digit < 10; ++digit) {
        const QString whole = number + QString::number(digit);
        if (luhn->function(SupportValue::text(QStringView(whole)), {}).ok())
            passing += QString::number(digit);
    }
    QCOMPARE(passing, vector.expected("check_digit").toString());
}

void PinVectorsTest::clearBlock(Vector& vector)
{
    const int number = vector.name().mid(12, 1).toInt();
    QVERIFY(number >= 0 && number <= 3);
    const auto format = PinBlockFormat(number);
    if (vector.expects("prefix")) {
        blockPrefix(vector, format);
        return;
    }
    const QByteArray pan = vector.has("pan") ? vector.text("pan") : QByteArray();
    const SecretBytes pin = vector.secretText("pin");
    SystemRandom random;
    const auto block = pinBlock(format, pin, pan, random);
    SM_COMPARE_SECRET(block, vector.expectedBytes("pin_block"));
    SM_COMPARE_SECRET(pinOfBlock(format, *block, pan), smtest::opened(pin));
}

/// Format 3 has random fill: what is fixed is compared, and that the fill is A to F once the number is out.
void PinVectorsTest::blockPrefix(Vector& vector, PinBlockFormat format)
{
    const QByteArray pan = vector.text("pan");
    const SecretBytes pin = vector.secretText("pin");
    const QByteArray prefix = vector.expectedBytes("prefix");
    QVERIFY(vector.expected("fill_nibbles_before_xor").toString().contains(QLatin1String("A..F")));
    SystemRandom random;
    QSet<QByteArray> seen;
    for (int i = 0; i < 50; ++i) {
        const auto block = pinBlock(format, pin, pan, random);
        SM_VERIFY_OK(block);
        const QByteArray bytes = smtest::opened(*block);
        QVERIFY(bytes.startsWith(prefix));
        SM_COMPARE_SECRET(pinOfBlock(format, *block, pan), smtest::opened(pin)); // refuses other fill
        seen.insert(bytes);
    }
    QVERIFY(seen.size() > 45);
}

void PinVectorsTest::format4(Vector& vector)
{
    const QByteArray pan = vector.text("pan");
    SM_COMPARE_BYTES(panField4(pan), vector.expectedBytes("pan_field"));
    if (!vector.has("pin"))
        return;
    const SecretBytes pin = vector.secretText("pin");
    const SecretBytes key = vector.secret("key");
    const QByteArray drawn = vector.bytes("random8");
    FixedRandom forField(drawn);
    FixedRandom forCipher(drawn);
    SM_COMPARE_SECRET(pinField4(pin, forField), vector.expectedBytes("pin_field"));
    const auto enciphered = encipherPin(PinBlockFormat::Iso4, key, pin, pan, forCipher);
    SM_COMPARE_BYTES(enciphered, vector.expectedBytes("enciphered"));
    SM_COMPARE_SECRET(decipherPin(PinBlockFormat::Iso4, key, *enciphered, pan), smtest::opened(pin));
    const auto other = decipherPin(PinBlockFormat::Iso4, key, *enciphered, "1234567890123456780");
    QVERIFY(!other);
}

void PinVectorsTest::ibm3624(Vector& vector)
{
    bool good = false;
    const Ibm3624Rule rule{vector.text("decimalisation"), vector.input("verify_offset").toInt(),
        vector.input("verify_len").toInt(), quint8(vector.text("pad").toUInt(&good, 16))};
    QVERIFY(good);
    const SecretBytes key = vector.secret("pvk");
    const QByteArray pan = vector.text("pan");
    if (vector.has("offset")) {
        const QByteArray offset = vector.text("offset");
        const auto pin = ibm3624Pin(key, rule, pan, offset);
        SM_COMPARE_SECRET(pin, vector.expected("pin").toString().toLatin1());
        const auto back = ibm3624Offset(key, rule, pan, *pin);
        SM_VERIFY_OK(back);
        QCOMPARE(*back, offset);
        return;
    }
    const auto offset = ibm3624Offset(key, rule, pan, vector.secretText("pin"));
    SM_VERIFY_OK(offset);
    QCOMPARE(*offset, vector.expected("offset").toString().toLatin1());
}

SM_VECTOR_TEST(PinVectorsTest)
#include "tst_pin_vectors.moc"
