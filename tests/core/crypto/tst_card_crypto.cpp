// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "base/random.h"
#include "card/dgi.h"
#include "crypto/card_values.h"
#include "crypto/cps_dgi.h"
#include "crypto/des.h"
#include "crypto/emv_certificates.h"
#include "crypto/emv_keys.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "crypto/scp02.h"

using namespace sm;

/// What published vectors leave out: both directions, refusals, and sizes at their limits.
class CardCryptoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scp02AnswersAreChecked();
    void scp02RefusesWhatItCanNotCarry();
    void scp02LongestCommandsFit();
    void rsaKeyLeavesAndReturns_data();
    void rsaKeyLeavesAndReturns();
    void rsaRefusesOddSizes();
    void certificateChain();
    void certificateOfALongKeyHasARemainder();
    void combinedSignature();
    void staticDataOfRecords();
    void pinBlocksBothWays_data();
    void pinBlocksBothWays();
    void pinBlocksRefuse();
    void visaScript();
    void masterKeysOfPublishedExamples();
    void groupingsUnderAes();

private:
    static SecretBytes secret(const QByteArray& bytes)
    {
        auto made
            = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())});
        return made ? made.take() : SecretBytes();
    }
    static SecretBytes key(const char* hex) { return secret(QByteArray::fromHex(hex)); }
    static Scp02SessionKeys sessionKeys()
    {
        return {key("590D31AD3295B85CD5F8056246F03212"), key("964CD624B47829AAB6C4BEF65827CEC7"),
            key("FDF8A06C38FA7A54123C80AB9087BF25"), key("B035339904B1478F86764BBFC6CEE06B")};
    }

    std::optional<RsaPrivateKey> m_authority;
    std::optional<RsaPrivateKey> m_issuer;
    std::optional<RsaPrivateKey> m_card;
    SystemRandom m_random;
};

void CardCryptoTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    const std::pair<std::optional<RsaPrivateKey>*, int> keys[]
        = {{&m_authority, 1280}, {&m_issuer, 1152}, {&m_card, 1024}};
    for (const auto& [slot, bits] : keys) {
        auto made = RsaPrivateKey::generate(bits, 3);
        SM_VERIFY_OK(made);
        slot->emplace(made.take());
        QCOMPARE((*slot)->size() * 8, qsizetype(bits));
    }
}

/// The card's side of E.4.5, written out: vector, stripped command, length, answer, status.
void CardCryptoTest::scp02AnswersAreChecked()
{
    Scp02Channel channel(sessionKeys(), Scp02Level::CMacCDecRMac);
    const auto opened = channel.externalAuthenticate(QByteArray(8, '\x11'));
    SM_VERIFY_OK(opened);
    QVERIFY(!channel.externalAuthenticate(QByteArray(8, '\x11')));
    const SecretBytes rmac = sessionKeys().rmac.duplicate().take();
    auto card = RetailMac::create(rmac);
    SM_VERIFY_OK(card);
    QByteArray vector = opened->data().last(8);
    for (int i = 0; i < 3; ++i) {
        const CommandApdu plain(0x80, 0xCA, 0x9F, 0x7F, QByteArray(i * 5, char(i)), 256);
        const auto wrapped = channel.wrap(plain);
        SM_VERIFY_OK(wrapped);
        const QByteArray answer(i * 7, '\x42');
        QByteArray input = QByteArray::fromHex("80CA9F7F");
        input += QByteArray(1, char(i * 5)) + plain.data() + QByteArray(1, char(i * 7)) + answer
            + QByteArray::fromHex("9000");
        const auto mac = card->compute(vector, input, MacPadding::Method2);
        SM_VERIFY_OK(mac);
        vector = *mac;
        const auto clear = channel.unwrap(ResponseApdu(answer + *mac, {0x9000}));
        SM_VERIFY_OK(clear);
        QCOMPARE(clear->data(), answer);
    }
    SM_VERIFY_OK(channel.wrap(CommandApdu(0x80, 0xF2, 0x80, 0x02)));
    const auto error = channel.unwrap(ResponseApdu("not vouched for", {0x6985}));
    SM_VERIFY_OK(error);
    QVERIFY(error->data().isEmpty());
    SM_VERIFY_OK(channel.wrap(CommandApdu(0x80, 0xF2, 0x80, 0x02)));
    QVERIFY(!channel.unwrap(ResponseApdu(QByteArray(8, '\0'), {0x9000})));
    QVERIFY(!channel.wrap(CommandApdu(0x80, 0xF2, 0x80, 0x02))); // closed
}

void CardCryptoTest::scp02RefusesWhatItCanNotCarry()
{
    Scp02Channel closed(sessionKeys(), Scp02Level::CMac);
    QVERIFY(!closed.wrap(CommandApdu(0x80, 0xF2, 0x80, 0x02)));
    QVERIFY(!closed.unwrap(ResponseApdu({}, {0x9000})));
    auto channel = Scp02Channel::continued(sessionKeys(), Scp02Level::CMacRMac, QByteArray(8, '\x01'));
    SM_VERIFY_OK(channel);
    for (const quint8 cla : {quint8(0x81), quint8(0x84), quint8(0xC0)})
        QVERIFY(!channel->wrap(CommandApdu(cla, 0xF2, 0x80, 0x02)));
    QVERIFY(!channel->wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(248, 'x'))));
    QVERIFY(!channel->wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(10, 'x')).asExtended()));
    QVERIFY(!channel->unwrap(ResponseApdu(QByteArray(8, '\0'), {0x9000}))); // nothing was asked
    QVERIFY(!Scp02Channel::continued(sessionKeys(), Scp02Level::CMac, QByteArray(7, '\x01')));
    QVERIFY(!deriveScp02SessionKeys({key("00"), key("00"), key("00")}, QByteArray(2, '\0')));
    for (const quint8 level : {quint8(0x00), quint8(0x02), quint8(0x33), quint8(0xFF)})
        QVERIFY(!scp02Level(level));
}

void CardCryptoTest::scp02LongestCommandsFit()
{
    for (const Scp02Level level : {Scp02Level::CMac, Scp02Level::CMacCDec}) {
        auto channel = Scp02Channel::continued(sessionKeys(), level, QByteArray(8, '\x01'));
        SM_VERIFY_OK(channel);
        const qsizetype most = channel->maxCommandData();
        QCOMPARE(most, qsizetype(level == Scp02Level::CMac ? 247 : 239));
        const auto fits = channel->wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(most, 'x')));
        SM_VERIFY_OK(fits);
        QVERIFY(!fits->isExtended());
        QVERIFY(!channel->wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(most + 1, 'x'))));
    }
}

void CardCryptoTest::rsaKeyLeavesAndReturns_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<uint>("exponent");
    QTest::newRow("768, 3") << 768 << 3u;
    QTest::newRow("1024, 65537") << 1024 << 65537u;
    QTest::newRow("1408, 3") << 1408 << 3u;
    QTest::newRow("1984, 3") << 1984 << 3u;
}

void CardCryptoTest::rsaKeyLeavesAndReturns()
{
    QFETCH(int, bits);
    QFETCH(uint, exponent);
    const auto made = RsaPrivateKey::generate(bits, exponent);
    SM_VERIFY_OK(made);
    const qsizetype size = bits / 8;
    QCOMPARE(made->publicKey().exponent, QByteArray::fromHex(exponent == 3 ? "03" : "010001"));
    const QByteArray block = QByteArray(1, '\x01') + QByteArray(size - 1, '\x77');
    const auto signature = made->apply(block);
    SM_VERIFY_OK(signature);
    SM_COMPARE_BYTES(rsaRecover(made->publicKey(), *signature), block);
    const auto parts = made->crt();
    SM_VERIFY_OK(parts);
    QCOMPARE(parts->p.size(), size / 2);
    const auto fromParts = RsaPrivateKey::fromCrt(*parts);
    const auto der = made->toPkcs8();
    SM_VERIFY_OK(fromParts);
    SM_VERIFY_OK(der);
    const auto fromDer = RsaPrivateKey::fromPkcs8(*der);
    SM_VERIFY_OK(fromDer);
    for (const RsaPrivateKey* other : {&*fromParts, &*fromDer}) {
        QVERIFY(other->publicKey() == made->publicKey());
        SM_COMPARE_BYTES(other->apply(block), *signature);
    }
    QCOMPARE(made->privateExponent()->size(), size);
    QVERIFY(!RsaPrivateKey::fromPkcs8(secret(smtest::opened(*der).chopped(3))));
}

void CardCryptoTest::rsaRefusesOddSizes()
{
    for (const int bits : {0, 256, 1001, 8192})
        QVERIFY(!RsaPrivateKey::generate(bits, 3));
    QVERIFY(!RsaPrivateKey::generate(1024, 5));
    QVERIFY(!m_card->apply(QByteArray(10, '\0')));
    QVERIFY(!m_card->apply(QByteArray(m_card->size(), '\xFF'))); // not below the modulus
    const QByteArray block(128, '\x01');
    const RsaPublicKey good = m_card->publicKey();
    QVERIFY(rsaRecover(good, block).ok());
    const RsaPublicKey broken[] = {{}, {good.modulus, {}}, {good.modulus, "\x02"},
        {good.modulus, QByteArray(5, '\x01')}, {QByteArray(128, '\0'), good.exponent},
        {QByteArray(600, '\x01'), good.exponent}, {good.modulus.first(20), good.exponent}};
    for (const RsaPublicKey& one : broken)
        QVERIFY(!rsaRecover(one, block));
}

void CardCryptoTest::certificateChain()
{
    const EmvKeyHolder issuer{QByteArray::fromHex("476173FF"), QByteArray::fromHex("1231"), "\x01\x02\x03"};
    const EmvKeyHolder card{
        QByteArray::fromHex("4761739001010119FFFF"), QByteArray::fromHex("1230"), "\x04\x05\x06"};
    const QByteArray staticData = QByteArray::fromHex("5A0847617390010101195F24034912318200");
    const auto issuerKey = signIssuerKey(*m_authority, issuer, m_issuer->publicKey());
    const auto cardKey = signCardKey(*m_issuer, card, m_card->publicKey(), staticData);
    SM_VERIFY_OK(issuerKey);
    SM_VERIFY_OK(cardKey);
    const auto recoveredIssuer = verifyIssuerKey(m_authority->publicKey(), *issuerKey, "4761739001010119");
    SM_VERIFY_OK(recoveredIssuer);
    QVERIFY(recoveredIssuer->key == m_issuer->publicKey());
    const auto recoveredCard = verifyCardKey(recoveredIssuer->key, *cardKey, staticData, "4761739001010119");
    SM_VERIFY_OK(recoveredCard);
    QVERIFY(recoveredCard->key == m_card->publicKey());
    QCOMPARE(recoveredCard->holder.serial, card.serial);
    QVERIFY(!verifyCardKey(recoveredIssuer->key, *cardKey, staticData + "x"));
    QVERIFY(!verifyCardKey(recoveredIssuer->key, *cardKey, staticData, "4761739001010127"));
    QVERIFY(!verifyIssuerKey(m_authority->publicKey(), *issuerKey, "5761739001010119"));
    QVERIFY(!verifyIssuerKey(m_authority->publicKey(), *cardKey));
    const auto staticSignature = signStaticData(*m_issuer, "\xDA\xC1", staticData);
    SM_VERIFY_OK(staticSignature);
    SM_COMPARE_BYTES(
        verifyStaticData(recoveredIssuer->key, *staticSignature, staticData), QByteArray("\xDA\xC1"));
    QVERIFY(!verifyStaticData(recoveredIssuer->key, *staticSignature, "other"));
    QVERIFY(!signIssuerKey(*m_card, issuer, m_issuer->publicKey())); // longer than its signer
    QVERIFY(!signIssuerKey(*m_authority, card, m_issuer->publicKey()));
}

void CardCryptoTest::certificateOfALongKeyHasARemainder()
{
    const EmvKeyHolder holder{QByteArray::fromHex("4761739001010119FFFF"), "\x12\x30", "\x04\x05\x06"};
    auto sameLength = RsaPrivateKey::generate(1152, 65537);
    SM_VERIFY_OK(sameLength);
    const auto fitting = signCardKey(*m_authority, {holder.identifier, holder.expiry, holder.serial},
        RsaPublicKey{m_card->publicKey().modulus.left(64) + QByteArray("\x01"), "\x03"}, {});
    SM_VERIFY_OK(fitting);
    QVERIFY(fitting->remainder.isEmpty());
    const auto cut = signCardKey(*m_issuer, holder, sameLength->publicKey(), "data");
    SM_VERIFY_OK(cut);
    QCOMPARE(cut->remainder.size(), qsizetype(42)); // NI - (NI - 42)
    const auto back = verifyCardKey(m_issuer->publicKey(), *cut, "data");
    SM_VERIFY_OK(back);
    QVERIFY(back->key == sameLength->publicKey());
    EmvSignedKey other = *cut;
    other.remainder[0] = char(other.remainder[0] ^ 1);
    QVERIFY(!verifyCardKey(m_issuer->publicKey(), other, "data"));
}

void CardCryptoTest::combinedSignature()
{
    const EmvCda cda{QByteArray(8, '\x0D'), 0x80, QByteArray(8, '\xAC'), QByteArray(20, '\x5A')};
    const auto data = emvCdaData(cda);
    SM_VERIFY_OK(data);
    QCOMPARE(data->size(), qsizetype(38));
    const auto signature = signDynamicData(*m_card, *data, "\x01\x02\x03\x04");
    SM_VERIFY_OK(signature);
    const auto found = verifyDynamicData(m_card->publicKey(), *signature, "\x01\x02\x03\x04");
    SM_VERIFY_OK(found);
    QCOMPARE(found->dynamicData, *data);
    QVERIFY(!verifyDynamicData(m_card->publicKey(), *signature, "\x01\x02\x03\x05"));
    QVERIFY(!emvCdaData({QByteArray(9, '\0'), 0x80, cda.cryptogram, cda.transactionHash}));
    QVERIFY(signDynamicData(*m_card, QByteArray(103, '\x01'), {}).ok()); // 128 - 25
    QVERIFY(!signDynamicData(*m_card, QByteArray(104, '\x01'), {}));
}

void CardCryptoTest::staticDataOfRecords()
{
    const std::vector<EmvRecord> records{
        {1, QByteArray::fromHex("70035A0147")}, {11, QByteArray::fromHex("70025F20")}};
    SM_COMPARE_BYTES(
        emvStaticData(records, QByteArray::fromHex("3900")), QByteArray::fromHex("5A014770025F203900"));
    QVERIFY(!emvStaticData({{1, QByteArray::fromHex("5A0147")}}, {}));
    QVERIFY(!emvStaticData({{31, QByteArray::fromHex("70035A0147")}}, {}));
}

void CardCryptoTest::pinBlocksBothWays_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (int from = 0; from <= 4; ++from) {
        for (int to = 0; to <= 4; ++to)
            QTest::addRow("%d to %d", from, to) << from << to;
    }
}

void CardCryptoTest::pinBlocksBothWays()
{
    QFETCH(int, from);
    QFETCH(int, to);
    const SecretBytes tdea = key("0123456789ABCDEFFEDCBA9876543210");
    const SecretBytes aes = key("00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
    const PinProtection source{PinBlockFormat(from), from == 4 ? aes : tdea};
    const PinProtection target{PinBlockFormat(to), to == 4 ? aes : tdea};
    const QByteArray pan = "4761739001010119";
    for (const char* digits : {"1234", "0000", "12345678", "987654321098"}) {
        const auto first = encipherPin(source.format, source.key, secret(digits), pan, m_random);
        SM_VERIFY_OK(first);
        const auto second = reencipherPin(source, *first, target, pan, m_random);
        SM_VERIFY_OK(second);
        SM_COMPARE_SECRET(decipherPin(target.format, target.key, *second, pan), QByteArray(digits));
    }
}

void CardCryptoTest::pinBlocksRefuse()
{
    const SecretBytes tdea = key("0123456789ABCDEFFEDCBA9876543210");
    const QByteArray pan = "4761739001010119";
    for (const char* wrong : {"123", "1234567890123", "12a4", ""})
        QVERIFY(!pinBlock(PinBlockFormat::Iso0, secret(wrong), pan, m_random));
    for (const char* wrong : {"", "123456789012", "476173900101011x", "47617390010101190000"})
        QVERIFY(!pinBlock(PinBlockFormat::Iso0, secret("1234"), wrong, m_random));
    QVERIFY(!encipherPin(PinBlockFormat::Iso0, key("0123456789ABCDEF"), secret("1234"), pan, m_random));
    QVERIFY(!encipherPin(PinBlockFormat::Iso4, key("0123456789ABCDEF"), secret("1234"), pan, m_random));
    for (const char* block : {"341234FFFFFFFFFF", "2D1234FFFFFFFFFF", "231234FFFFFFFFFF", "24123AFFFFFFFFFF",
             "241234FFFFFFFFF0", "241234FFFFFFFF"})
        QVERIFY(!pinOfBlock(PinBlockFormat::Iso2, key(block), {}));
    const auto good = encipherPin(PinBlockFormat::Iso0, tdea, secret("1234"), pan, m_random);
    SM_VERIFY_OK(good);
    QVERIFY(!decipherPin(PinBlockFormat::Iso0, tdea, *good, "4761739001010218"));
    QVERIFY(!decipherPin(PinBlockFormat::Iso0, tdea, good->first(7), pan));
}

/// Published results of the PIN change with Visa's rules (pyemv test_sm_hsm.py).
void CardCryptoTest::visaScript()
{
    const auto master = [](const char* issuer) {
        return emvMasterKey(EmvKeyOption::A, key(issuer), "1234567890123456", "01").take();
    };
    const SecretBytes ac = master("FEDCBA98765432100123456789ABCDEF");
    const auto secrecy = visaScriptSessionKey(master("11111111111111112222222222222222"), "\xFF\xFF");
    const auto integrity = visaScriptSessionKey(master("0123456789ABCDEFFEDCBA9876543210"), "\xFF\xFF");
    SM_VERIFY_OK(secrecy);
    SM_VERIFY_OK(integrity);
    const std::tuple<const char*, const char*, const char*, const char*, const char*> rows[]
        = {{"9999", "", "049999FFC4B001F1", "D421231A6FD2F0FAEE671384F0D3A7B9", "F67E37E67B06AB99"},
            {"9999", "8888", "8C1199FFC4B001F1", "C29371CC36BA70C1EE671384F0D3A7B9", "6AB3AD15D8B0621A"},
            {"999999999999", "888888888888", "841111112A5E67F1", "622066A74F1E974AEE671384F0D3A7B9",
                "829AC5DE4B88074D"}};
    for (const auto& [newPin, oldPin, block, enciphered, mac] : rows) {
        const auto made = visaPinChangeBlock(ac, secret(newPin), secret(oldPin));
        SM_COMPARE_SECRET(made, QByteArray::fromHex(block));
        const auto data = emvScriptEncipher(*secrecy, *made, EmvScriptPadding::VisaLength);
        SM_COMPARE_BYTES(data, QByteArray::fromHex(enciphered));
        const QByteArray header = QByteArray::fromHex(*oldPin ? "8424000110" : "8424000210");
        SM_COMPARE_BYTES(emvScriptMac(*integrity, header + *data), QByteArray::fromHex(mac));
    }
    const auto session
        = emvSessionKey(master("11111111111111112222222222222222"), QByteArray::fromHex("ABCDEF1234567890"));
    SM_VERIFY_OK(session);
    SM_COMPARE_BYTES(emvScriptEncipher(*session, key("249999FFFFFFFFFF"), EmvScriptPadding::Always),
        QByteArray::fromHex("28367E05DE3381C29D30A6055A8DEB86"));
}

/// The examples that the pyemv documentation prints.
void CardCryptoTest::masterKeysOfPublishedExamples()
{
    const SecretBytes issuer = key("0123456789ABCDEFFEDCBA9876543210");
    SM_COMPARE_SECRET(emvMasterKey(EmvKeyOption::A, issuer, "12345678901234567", "01"),
        QByteArray::fromHex("73AD54688CEF2934B0979857E3C719F1"));
    SM_COMPARE_SECRET(emvMasterKey(EmvKeyOption::B, issuer, "12345678901234567", "01"),
        QByteArray::fromHex("AD406D7F6D7570916D75E5DCAB8CF737"));
    SM_COMPARE_SECRET(emvCryptogramSessionKey(issuer, QByteArray::fromHex("001C")),
        QByteArray::fromHex("E9FB384AF807B940FEDCEA613461B0C4"));
    SM_COMPARE_SECRET(visaScriptSessionKey(issuer, QByteArray::fromHex("001C")),
        QByteArray::fromHex("0123456789ABCDF2FEDCBA987654CDF2"));
    const auto cvc3Key
        = emvMasterKey(EmvKeyOption::A, key("01234567899876543210012345678998"), "5123456789012345", "00");
    SM_VERIFY_OK(cvc3Key);
    const auto value = emvCvc3(*cvc3Key, QByteArray::fromHex("5123456789012345D35121010000000000000F"),
        QByteArray::fromHex("00000899"), QByteArray::fromHex("005E"));
    SM_VERIFY_OK(value);
    QCOMPARE(*value, QByteArray("29488"));
    QVERIFY(!emvMasterKey(EmvKeyOption::A, issuer, "1234567", "00"));
    QVERIFY(!emvMasterKey(EmvKeyOption::A, issuer, "12345678901234567890", "00"));
    QVERIFY(!emvMasterKey(EmvKeyOption::A, issuer, "1234567890123456", "0"));
    QVERIFY(!emvMasterKey(EmvKeyOption::A, key("0123456789ABCDEF"), "1234567890123456", "00"));
}

void CardCryptoTest::groupingsUnderAes()
{
    const SecretBytes aes = key("404142434445464748494A4B4C4D4E4F");
    const SecretBytes tdea = key("0123456789ABCDEFFEDCBA9876543210");
    const DgiProtection session{aes, BlockAlgorithm::Aes};
    const auto parts = m_card->crt();
    SM_VERIFY_OK(parts);
    const auto stream = cpsRsaDgis(0x8201, *parts, session, {4, 3, 2, 1, 0});
    SM_VERIFY_OK(stream);
    const auto dgis = readDgis(*stream);
    SM_VERIFY_OK(dgis);
    QCOMPARE(dgis->size(), size_t(5));
    SM_COMPARE_BYTES(encipherDgiData(parts->p, session), dgis->front().data);
    const SecretBytes keys = secret(QByteArray(48, '\x33'));
    const auto transport = encipherDgiData(keys, {tdea});
    SM_VERIFY_OK(transport);
    const auto direct = encipherDgiData(keys, session);
    SM_COMPARE_BYTES(reencipherDgiData({tdea}, *transport, session), *direct);
    SM_COMPARE_SECRET(
        cpsReferencePin(secret("1234"), ReferencePinForm::Plain), QByteArray::fromHex("041234FFFFFFFFFF"));
    SM_COMPARE_SECRET(
        cpsReferencePin(secret("1234"), ReferencePinForm::Format2), QByteArray::fromHex("241234FFFFFFFFFF"));
    SM_COMPARE_SECRET(
        cpsCardKeys(aes, tdea, aes), smtest::opened(aes) + smtest::opened(tdea) + smtest::opened(aes));
    QVERIFY(!cpsCardKeys(aes, tdea, keys));
    QVERIFY(!encipherDgiData(keys, {secret(QByteArray(8, '\x01'))}));
}

QTEST_GUILESS_MAIN(CardCryptoTest)
#include "tst_card_crypto.moc"
