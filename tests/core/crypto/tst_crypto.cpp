// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/byte_fuzz.h"

#include "base/failures/card.h"
#include "base/failures/crypto.h"
#include "card/gp_commands.h"
#include "crypto/aes.h"
#include "crypto/cmac.h"
#include "crypto/components.h"
#include "crypto/des.h"
#include "crypto/diversify.h"
#include "crypto/gp_keys.h"
#include "crypto/init_update02.h"
#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "crypto/mac.h"
#include "crypto/record_cipher.h"

#include <QSet>
#include <QTest>

using namespace sm;

static QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

static SecretBytes secret(const QByteArray& bytes)
{
    return SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())})
        .take();
}

class CryptoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void knownAnswers();
    void blocksReadBack();
    void keptContextsStartAnew();
    void aContextForgetsWhoHadItBefore();
    void wrongLengthsAreFailures();
    void paddingReadsBack();
    void brokenPaddingIsAFailure();
    void hostilePaddingNeverCrashes();
    void keysUnderKeysReadBack();
    void componentsThatDiffer();
    void diversificationRules();
    void visa1FollowsItsTemplate();
    void keyTemplates();
    void brokenKeyTemplates_data();
    void brokenKeyTemplates();
    void hostileKeyTemplatesNeverCrash();
    void keyLoadingRefusals();
    void olderProtocolAnswers();
    void gpBuilders();
    void gpBuilderRefusals();
};

/// FIPS 197 appendix C, NIST SP 800-38A F.2.1, and the DES example of SP 800-17.
void CryptoTest::knownAnswers()
{
    const QByteArray plain = hex("00112233445566778899AABBCCDDEEFF");
    const SecretBytes aes256
        = secret(hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"));
    QCOMPARE(toHex(*aesEcbEncrypt(aes256, plain)), QStringLiteral("8EA2B7CA516745BFEAFC49904B496089"));
    const SecretBytes aes128 = secret(hex("2B7E151628AED2A6ABF7158809CF4F3C"));
    QCOMPARE(toHex(*aesCbcEncrypt(aes128, hex("000102030405060708090A0B0C0D0E0F"),
                 hex("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51"))),
        QStringLiteral("7649ABAC8119B246CEE98E9B12E9197D5086CB9B507219EE95DB113A917678B2"));
    const SecretBytes des = secret(hex("10316E028C8F3B4A"));
    QCOMPARE(toHex(*tdeaEcbEncrypt(des, QByteArray(8, '\0'))), QStringLiteral("82DCBAFBDEAB6602"));
}

void CryptoTest::blocksReadBack()
{
    for (const qsizetype size : {16, 24, 32}) {
        const SecretBytes key = secret(QByteArray(size, '\x6B'));
        const QByteArray iv(16, '\x01');
        const QByteArray data(64, '\x5A');
        QCOMPARE(*aesCbcDecrypt(key, iv, *aesCbcEncrypt(key, iv, data)), data);
        QCOMPARE(*aesEcbDecrypt(key, *aesEcbEncrypt(key, data)), data);
    }
    for (const qsizetype size : {8, 16, 24}) {
        QByteArray bytes;
        for (qsizetype i = 0; i < size; ++i)
            bytes.append(char(i * 7 + 1));
        const SecretBytes key = secret(bytes);
        const QByteArray data(24, '\x5A');
        QCOMPARE(
            *tdeaCbcDecrypt(key, QByteArray(8, 'i'), *tdeaCbcEncrypt(key, QByteArray(8, 'i'), data)), data);
        QCOMPARE(*tdeaEcbDecrypt(key, *tdeaEcbEncrypt(key, data)), data);
    }
    QCOMPARE(*aesEcbEncrypt(secret(QByteArray(16, 'k')), {}), QByteArray());
}

void CryptoTest::keptContextsStartAnew()
{
    const SecretBytes key = secret(QByteArray(16, 'k'));
    auto cmac = Cmac::create(BlockAlgorithm::Aes, key);
    auto cbc = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, key);
    QVERIFY(cmac.ok() && cbc.ok());
    for (qsizetype length = 0; length < 70; ++length) {
        const QByteArray data(length, char(length));
        QCOMPARE(*cmac->compute({data.left(length / 2), data.mid(length / 2)}), *aesCmac(key, data));
        const QByteArray iv(16, char(length));
        const QByteArray padded = padMethod2(data, 16);
        QCOMPARE(*cbc->run(padded, iv), *aesCbcEncrypt(key, iv, padded));
        QVERIFY(!cbc->run(data.left(5)) || length == 0);
    }
}

/// The pieces of a new cipher start from a vector of zeros, whatever key and vector its context had before.
void CryptoTest::aContextForgetsWhoHadItBefore()
{
    using Mode = BlockCipher::Mode;
    using Direction = BlockCipher::Direction;
    for (const auto algorithm : {BlockAlgorithm::Aes, BlockAlgorithm::Tdea}) {
        for (const auto mode : {Mode::Cbc, Mode::Ecb}) {
            for (const auto direction : {Direction::Encrypt, Direction::Decrypt}) {
                const SecretBytes key = secret(QByteArray(16, 'k'));
                const QByteArray text(48, 't');
                const auto piece = [&] {
                    QByteArray out(text.size(), '\0');
                    auto cipher = BlockCipher::create(algorithm, mode, direction, key);
                    const bool good = cipher
                        && cipher->continueInto(bytesOf(text), {reinterpret_cast<quint8*>(out.data()), 48});
                    return good ? out : QByteArray();
                };
                const QByteArray first = piece();
                {
                    auto other = BlockCipher::create(algorithm, mode, direction, secret(QByteArray(16, 'o')));
                    const QByteArray vector
                        = mode == Mode::Ecb ? QByteArray() : QByteArray(blockSize(algorithm), 'v');
                    QVERIFY(other && other->run(QByteArray(32, 'x'), vector));
                }
                QVERIFY(!first.isEmpty());
                QCOMPARE(piece(), first);
                auto whole = BlockCipher::create(algorithm, mode, direction, key);
                QCOMPARE(*whole->run(text), first); // which names the vector of zeros
            }
        }
    }
}

void CryptoTest::wrongLengthsAreFailures()
{
    for (const qsizetype size : {0, 1, 8, 15, 17, 31, 33}) {
        const SecretBytes key = size == 0 ? SecretBytes() : secret(QByteArray(size, 'k'));
        QVERIFY(aesEcbEncrypt(key, QByteArray(16, 'x')).failure() == fc::KeyLengthWrong);
        QVERIFY(aesCmac(key, QByteArray()).failure() == fc::KeyLengthWrong);
        QVERIFY(tdeaCmac(key, QByteArray()).failure() == fc::KeyLengthWrong);
        if (size != 8)
            QVERIFY(tdeaEcbEncrypt(key, QByteArray(8, 'x')).failure() == fc::KeyLengthWrong);
        if (size != 0)
            QVERIFY(retailMac(key, QByteArray(), MacPadding::Method1).failure() == fc::KeyLengthWrong);
        QVERIFY(RecordCipher::create(key).failure() == fc::KeyLengthWrong);
    }
    const SecretBytes key = secret(QByteArray(16, 'k'));
    QVERIFY(aesEcbEncrypt(key, QByteArray(15, 'x')).failure() == fc::InputLengthWrong);
    QVERIFY(aesCbcEncrypt(key, QByteArray(8, 'i'), QByteArray(16, 'x')).failure() == fc::InputLengthWrong);
    QVERIFY(tdeaCbcDecrypt(key, QByteArray(16, 'i'), QByteArray(8, 'x')).failure() == fc::InputLengthWrong);
    QVERIFY(macAlgorithm3(key, secret(QByteArray(8, 'k')), {}, MacPadding::Method1).failure()
        == fc::KeyLengthWrong);
    QVERIFY(kdfCounterCmac(key, {}, {}, 0).failure() == fc::InputLengthWrong);
    QVERIFY(kdfCounterCmac(key, {}, {}, 4081).failure() == fc::InputLengthWrong);
    QCOMPARE(kdfCounterCmac(key, {}, {}, 4080)->size(), qsizetype(4080));
}

void CryptoTest::paddingReadsBack()
{
    QCOMPARE(padMethod1({}, 8), QByteArray(8, '\0'));
    QCOMPARE(padMethod1(hex("0102030405060708"), 8), hex("0102030405060708"));
    QCOMPARE(padMethod2(hex("0102030405060708"), 8), hex("01020304050607088000000000000000"));
    for (qsizetype length = 0; length < 40; ++length) {
        const QByteArray data(length, '\0');
        const QByteArray padded = padMethod2(data, 16);
        QVERIFY(padded.size() % 16 == 0 && padded.size() > length);
        QCOMPARE(*unpadMethod2(padded, 16), data);
    }
}

void CryptoTest::brokenPaddingIsAFailure()
{
    for (const QByteArray& bytes : {QByteArray(), QByteArray(16, '\0'), QByteArray(16, 'x'),
             hex("80") + QByteArray(16, '\0'), hex("8000000000000001")}) {
        const auto data = unpadMethod2(bytes, 16);
        QVERIFY(!data);
        QVERIFY(data.failure() == fc::PaddingBroken);
    }
}

void CryptoTest::hostilePaddingNeverCrashes()
{
    smtest::eachHostile(21, 10000, padMethod2(QByteArray(20, 'x'), 16), [](const QByteArray& bytes) {
        const auto data = unpadMethod2(bytes, 16);
        if (data)
            QVERIFY(bytes.startsWith(*data) && data->size() < bytes.size());
    });
}

void CryptoTest::keysUnderKeysReadBack()
{
    const SecretBytes wrapping = secret(QByteArray(32, 'w'));
    for (const qsizetype size : {16, 24, 32}) {
        const SecretBytes key = secret(QByteArray(size, 'k'));
        const auto wrapped = aesWrapKey(wrapping, key);
        QVERIFY(wrapped.ok());
        const auto back = aesUnwrapKey(wrapping, *wrapped, size);
        QVERIFY(back.ok());
        QVERIFY(back->equals(key));
    }
    QVERIFY(aesUnwrapKey(wrapping, QByteArray(16, 'x'), 24).failure() == fc::InputLengthWrong);
    QVERIFY(aesUnwrapKey(wrapping, QByteArray(16, 'x'), 17).failure() == fc::KeyLengthWrong);
    QVERIFY(aesWrapKey(wrapping, SecretBytes()).failure() == fc::KeyLengthWrong);
}

void CryptoTest::componentsThatDiffer()
{
    std::vector<SecretBytes> parts;
    QVERIFY(combineComponents(parts).failure() == fc::KeyComponentsDiffer);
    parts.push_back(secret(QByteArray(16, 'a')));
    QVERIFY(combineComponents(parts).failure() == fc::KeyComponentsDiffer);
    parts.push_back(secret(QByteArray(8, 'b')));
    QVERIFY(combineComponents(parts).failure() == fc::KeyComponentsDiffer);
    std::vector<SecretBytes> empty(2);
    QVERIFY(combineComponents(empty).failure() == fc::KeyComponentsDiffer);
}

void CryptoTest::diversificationRules()
{
    const SecretBytes master = secret(QByteArray(16, 'm'));
    const auto same = diversify(Diversification::None, master, {});
    QVERIFY(same.ok());
    QVERIFY(same->enc.equals(master) && same->mac.equals(master) && same->dek.equals(master));
    for (const auto rule :
        {Diversification::EmvCps, Diversification::Visa2, Diversification::Visa1, Diversification::Kdf3}) {
        QCOMPARE(diversificationFromName(diversificationName(rule)), std::optional(rule));
        for (const qsizetype length : {0, 9, 11}) {
            const auto keys = diversify(rule, master, QByteArray(length, 'd'));
            QVERIFY(!keys);
            QVERIFY(keys.failure() == fc::DiversificationDataWrong);
        }
        const auto badMaster = diversify(rule, secret(QByteArray(7, 'm')), QByteArray(10, 'd'));
        QVERIFY(!badMaster && badMaster.failure() == fc::KeyLengthWrong);
        const auto keys = diversify(rule, master, QByteArray(10, 'd'));
        QVERIFY(keys.ok());
        QVERIFY(!keys->enc.equals(keys->mac) && !keys->mac.equals(keys->dek));
    }
    QVERIFY(!diversificationFromName(u"EMV"));
}

void CryptoTest::visa1FollowsItsTemplate()
{
    const SecretBytes master = secret(hex("404142434445464748494A4B4C4D4E4F"));
    const auto keys = diversify(Diversification::Visa1, master, hex("00010203040506070809"));
    QVERIFY(keys.ok());
    const QByteArray expected = *tdeaEcbEncrypt(master,
        hex("000102030809F003"
            "0001020308090F03"));
    QVERIFY(keys->dek.equals(secret(expected)));
}

void CryptoTest::keyTemplates()
{
    const auto extended = parseKeyInformation(hex("E010C00E0130FF880020FFA1010001180101"));
    QVERIFY(extended.ok());
    QCOMPARE(extended->size(), size_t(1));
    const auto& key = extended->front();
    QCOMPARE(key.keyVersion, quint8(0x30));
    const GpKeyInformation::Component first{0x88, 32};
    const GpKeyInformation::Component second{0xA1, 256};
    QVERIFY(key.components.size() == 2 && key.components[0] == first && key.components[1] == second);
    QCOMPARE(key.usage, hex("18"));
    QCOMPARE(key.access, hex("01"));
}

void CryptoTest::brokenKeyTemplates_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no template") << hex("C00401018820");
    QTest::newRow("cut") << hex("E020C00401018820");
    QTest::newRow("inner cut") << hex("E004C0040101");
    QTest::newRow("no component") << hex("E004C0020101");
    QTest::newRow("version missing") << hex("E003C00101");
    QTest::newRow("half a component") << hex("E005C003010188");
    QTest::newRow("extended: half a length") << hex("E007C0050101FF8800");
    QTest::newRow("extended: usage over the end") << hex("E009C0070101FF88001005");
    QTest::newRow("extended after basic") << hex("E00AC00801018820FF880010");
}

void CryptoTest::brokenKeyTemplates()
{
    QFETCH(QByteArray, bytes);
    const auto keys = parseKeyInformation(bytes);
    QVERIFY(!keys);
    QVERIFY(keys.failure() == fc::KeyTemplateBroken);
}

void CryptoTest::hostileKeyTemplatesNeverCrash()
{
    const QByteArray sample = hex("E020C00401018820C00402018820C00403018820C0060170A180A003C00401718010");
    const QByteArray good = hex("E00CC00401018820C00402018820");
    const auto read = [](const QByteArray& bytes) {
        const auto keys = parseKeyInformation(bytes);
        if (keys) {
            for (const GpKeyInformation& key : *keys)
                QVERIFY(!key.components.empty());
        }
    };
    smtest::eachPrefix(good, [](const QByteArray& bytes) { QVERIFY(!parseKeyInformation(bytes)); });
    smtest::eachHostile(22, 10000, sample, read);
    smtest::eachHostile(23, 10000, good, read);
}

void CryptoTest::keyLoadingRefusals()
{
    const SecretBytes dek = secret(QByteArray(16, 'd'));
    std::vector<SecretBytes> keys;
    QVERIFY(putKey({}, keys, dek).failure() == fc::InputLengthWrong);
    QVERIFY(storeDataKeyStream({}, keys, dek).failure() == fc::InputLengthWrong);
    keys.push_back(secret(QByteArray(16, 'k')));
    const auto one = putKey({0, 0x30, 1}, keys, dek);
    QVERIFY(one.ok());
    QCOMPARE(one->p2(), quint8(0x01)); // a single key: no b8
    QVERIFY(storeDataKeyStream({}, keys, dek).failure() == fc::InputLengthWrong); // no id for the key
    QVERIFY(putKey({}, keys, secret(QByteArray(8, 'd'))).failure() == fc::KeyLengthWrong);
    keys.push_back(secret(QByteArray(24, 'k')));
    KeyStreamRequest request;
    request.keyIds = {1, 2};
    QVERIFY(storeDataKeyStream(request, keys, dek).failure() == fc::KeyLengthWrong); // one length per stream
    for (int i = 0; i < 6; ++i)
        keys.push_back(secret(QByteArray(32, 'k')));
    QVERIFY(putKey({}, keys, dek).failure() == fc::InputLengthWrong);
}

void CryptoTest::olderProtocolAnswers()
{
    const QByteArray sample = hex("00000000000000000000700200016B4524ABEE7CF32EA3838BC148F3");
    QVERIFY(InitializeUpdate02Answer::parse(sample).ok());
    const auto refuse = [](const QByteArray& bytes) {
        const auto answer = InitializeUpdate02Answer::parse(bytes);
        QCOMPARE(answer.ok(), bytes.size() == 28 && bytes[11] == '\x02');
        if (!answer)
            QVERIFY(answer.failure() == fc::InitializeUpdateAnswerBroken);
    };
    smtest::eachPrefix(sample, refuse);
    smtest::eachHostile(24, 10000, sample, refuse);
}

void CryptoTest::gpBuilders()
{
    QCOMPARE(
        toHex(gp::select(hex("A000000151000000"))->encode()), QStringLiteral("00A4040008A00000015100000000"));
    QCOMPARE(toHex(gp::initializeUpdate(0x30, hex("B13E5F938FC108C4"))->encode()),
        QStringLiteral("8050300008B13E5F938FC108C400"));
    QCOMPARE(toHex(gp::storeData(0x91, 0, hex("BF3E035C015A"))->encode()),
        QStringLiteral("80E2910006BF3E035C015A00"));
    QCOMPARE(toHex(gp::storeData(0x90, 3, hex("01"))->encode()), QStringLiteral("80E290030101"));
    QCOMPARE(toHex(gp::installForLoad(hex("A0000001515350"), hex("A000000151000000"))->encode()),
        QStringLiteral("80E602001407A000000151535008A00000015100000000000000"));
    QCOMPARE(toHex(gp::installForPersonalization(hex("A000000151535041"))->encode()),
        QStringLiteral("80E620000E000008A00000015153504100000000"));
    QCOMPARE(toHex(gp::deleteKey(0x20, 0x01)->encode()), QStringLiteral("80E4000006D00101D2012000"));
    QCOMPARE(toHex(gp::deleteObject(hex("A0000001515350"), false)->encode()),
        QStringLiteral("80E40000094F07A000000151535000"));
    const auto small = gp::load(hex("01020304"), 255);
    QVERIFY(small.ok());
    QCOMPARE(small->size(), size_t(1));
    QCOMPARE(toHex(small->front().encode()), QStringLiteral("80E8800006C4040102030400"));
}

void CryptoTest::gpBuilderRefusals()
{
    const QByteArray longAid(17, 'a');
    QVERIFY(gp::select(longAid).failure() == fc::GpFieldWrong);
    QVERIFY(gp::setStatus(0x40, 0x83, longAid).failure() == fc::GpFieldWrong);
    QVERIFY(gp::deleteObject(longAid, false).failure() == fc::GpFieldWrong);
    QVERIFY(gp::installForLoad(hex("A0"), longAid).failure() == fc::GpFieldWrong);
    QVERIFY(gp::installForPersonalization(longAid).failure() == fc::GpFieldWrong);
    QVERIFY(gp::installForMakeSelectable(longAid).failure() == fc::GpFieldWrong);
    QVERIFY(gp::installForMakeSelectable(hex("A0"), hex("0102")).failure() == fc::GpFieldWrong);
    gp::InstallRequest request{hex("A0"), hex("A0"), hex("A0"), hex("0102"), {}, {}, true};
    QVERIFY(gp::install(request).failure() == fc::GpFieldWrong);
    request.privileges = hex("00");
    request.parameters = QByteArray(250, 'p');
    QVERIFY(gp::install(request).failure() == fc::GpCommandTooLong);
    QVERIFY(gp::storeData(0x80, 0, QByteArray(256, 'x')).failure() == fc::GpCommandTooLong);
    QVERIFY(gp::deleteKey({}, {}).failure() == fc::GpFieldWrong);
    QVERIFY(gp::initializeUpdate(0, hex("01")).failure() == fc::GpFieldWrong);
    QVERIFY(gp::load(QByteArray(10, 'x'), 0).failure() == fc::GpFieldWrong);
    QVERIFY(gp::load(QByteArray(256 * 10 - 4, 'x'), 10)->size() == 256);
    QVERIFY(gp::load(QByteArray(256 * 10 - 3, 'x'), 10).failure() == fc::GpCommandTooLong);
    QVERIFY(gp::load(QByteArray(70000, 'x'), 239).failure() == fc::GpCommandTooLong);
}

QTEST_GUILESS_MAIN(CryptoTest)
#include "tst_crypto.moc"
