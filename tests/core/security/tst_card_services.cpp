// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/aes.h"
#include "crypto/card_values.h"
#include "crypto/des.h"
#include "crypto/emv_certificates.h"
#include "crypto/emv_keys.h"
#include "crypto/kcv.h"
#include "crypto/milenage.h"
#include "crypto/pin_block.h"
#include "security/soft_engine.h"
#include "security/test_issuer_keys.h"

#include <QtTest>

using namespace sm;

namespace {

constexpr const char* pan = "9999240000000016";
const QByteArray kdd = QByteArray::fromHex("00010203040506070809");

KeyRef key(const char* label)
{
    return KeyRef(QLatin1String(label));
}

/// The key `count` bytes long that counts up from `first`: how the test keys are made.
SecretBytes counted(quint8 first, qsizetype count = 16)
{
    auto made = SecretBytes::allocate(count);
    if (!made)
        return {};
    for (quint8& byte : made->span())
        byte = first++;
    return made.take();
}

QByteArray clear(const SecretBytes& value) // published test keys only
{
    return QByteArray(reinterpret_cast<const char*>(value.data()), value.size());
}

CardDek dek(quint8 protocol)
{
    CardDek made;
    made.master = key(protocol == 2 ? "TEST-ISD02" : "TEST-ISD");
    made.rule = protocol == 2 ? Diversification::EmvCps : Diversification::Kdf3;
    made.kdd = kdd;
    made.protocol = protocol;
    if (protocol == 2)
        made.sequenceCounter = QByteArray::fromHex("0007");
    return made;
}

} // namespace

/// What each card service computes, checked by the other direction or by the crypto room that has its own
/// vectors.
class CardServicesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensScp02();
    void releasesCards();
    void authorizesCreation();
    void makesCardKeys_data() { protocols(); }
    void makesCardKeys();
    void makesEmvKeys_data() { protocols(); }
    void makesEmvKeys();
    void makesVerificationValues();
    void translatesPins_data();
    void translatesPins();
    void reenciphers();
    void signsStaticData();
    void makesIccCertificates();
    void makesSimKeys();
    void drawsRandom();
    void keyPairsAreMadeAhead();
    void cardsGetThePairsMadeAhead();
    void everyServiceNamesItsKey();

private:
    static void protocols();
    template <class R> auto ask(R request) const
    {
        return m_engine->compute(SecurityRequest(std::move(request)));
    }
    /// Deciphers what left under the card's key.
    QByteArray opened(const QByteArray& enciphered, quint8 protocol) const;

    std::unique_ptr<SoftEngine> m_engine;
};

void CardServicesTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    const auto keys = testKeys();
    QVERIFY2(keys.ok(), keys ? "" : qPrintable(keys.failure().toString()));
    m_engine = std::make_unique<SoftEngine>(*keys, std::make_shared<SystemRandom>());
}

void CardServicesTest::protocols()
{
    QTest::addColumn<int>("protocol");
    QTest::newRow("SCP02") << 2;
    QTest::newRow("SCP03") << 3;
}

QByteArray CardServicesTest::opened(const QByteArray& enciphered, quint8 protocol) const
{
    const auto rule = protocol == 2 ? Diversification::EmvCps : Diversification::Kdf3;
    auto keys = diversify(rule, counted(0x40), kdd);
    if (!keys)
        return {};
    SecretBytes under = std::move(keys->dek);
    if (protocol == 2)
        under = deriveScp02Dek(under, QByteArray::fromHex("0007")).take();
    auto cipher = BlockCipher::create(protocol == 2 ? BlockAlgorithm::Tdea : BlockAlgorithm::Aes,
        protocol == 2 ? BlockCipher::Mode::Ecb : BlockCipher::Mode::Cbc, BlockCipher::Direction::Decrypt,
        under);
    return cipher ? cipher->run(enciphered).take() : QByteArray();
}

void CardServicesTest::opensScp02()
{
    const auto master = counted(0x40);
    const auto cards = diversify(Diversification::EmvCps, master, kdd);
    const QByteArray host = QByteArray::fromHex("0102030405060708");
    const QByteArray counter = QByteArray::fromHex("0007");
    const QByteArray challenge = QByteArray::fromHex("A1A2A3A4A5A6");
    const auto session = deriveScp02SessionKeys(*cards, counter);
    const auto cryptogram = scp02CardCryptogram(session->enc, host, counter, challenge);
    QVERIFY(cryptogram.ok());
    OpenScp02 open;
    open.master = key("TEST-ISD02");
    open.rule = Diversification::EmvCps;
    open.hostChallenge = host;
    open.initializeUpdate = kdd + QByteArray::fromHex("FF02") + counter + challenge + *cryptogram;
    const auto reply = ask(open);
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    const auto& opening = std::get<Scp02Opening>(*reply);
    QVERIFY(opening.keys.enc.equals(session->enc) && opening.keys.mac.equals(session->mac));
    QVERIFY(opening.keys.dek.isEmpty());
    QCOMPARE(opening.hostCryptogram, *scp02HostCryptogram(session->enc, host, counter, challenge));
    open.initializeUpdate.back() = char(open.initializeUpdate.back() ^ 1);
    const auto wrong = ask(open);
    QVERIFY(!wrong && wrong.failure() == fc::CardCryptogramWrong);
}

void CardServicesTest::releasesCards()
{
    const QByteArray serial = QByteArray::fromHex("0011223344556677");
    const auto keys = diversify(Diversification::EmvCps, counted(0xB1), serial.rightJustified(10, '\0'));
    QVERIFY(keys.ok());
    ReleaseCard release{key("TEST-RELEASE"), Diversification::EmvCps, serial, ReleaseCard::Use::Code, {}};
    auto reply = ask(release);
    QVERIFY(reply.ok());
    QVERIFY(std::get<CardRelease>(*reply).code.equals(keys->enc));
    release.use = ReleaseCard::Use::TripleDesChallenge;
    release.challenge = QByteArray::fromHex("1122334455667788");
    reply = ask(release);
    QVERIFY(reply.ok());
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Decrypt, keys->enc);
    QCOMPARE(*cipher->run(std::get<CardRelease>(*reply).cryptogram), release.challenge);
    QVERIFY(std::get<CardRelease>(*reply).code.isEmpty());
    release.challenge.chop(1);
    reply = ask(release);
    QVERIFY(!reply && reply.failure() == fc::CardRequestWrong);
}

void CardServicesTest::authorizesCreation()
{
    AuthorizeCreation authorize{key("TEST-FILE"), Diversification::None, {},
        AuthorizeCreation::Algorithm::RetailMac, QByteArray::fromHex("00E00000086206820138830251 01"), 8};
    const auto reply = ask(authorize);
    QVERIFY(reply.ok());
    QCOMPARE(
        std::get<Authorization>(*reply).mac, *retailMac(counted(0xC1), authorize.data, MacPadding::Method2));
    authorize.algorithm = AuthorizeCreation::Algorithm::AesCmac;
    authorize.length = 16;
    const auto cmac = ask(authorize);
    QVERIFY(cmac.ok());
    QCOMPARE(std::get<Authorization>(*cmac).mac, *aesCmac(counted(0xC1), authorize.data));
    authorize.length = 17;
    const auto wrong = ask(authorize);
    QVERIFY(!wrong && wrong.failure() == fc::MacLengthWrong);
}

void CardServicesTest::makesCardKeys()
{
    QFETCH(int, protocol);
    const bool older = protocol == 2;
    MakeCardKeys make;
    make.master = key(older ? "TEST-ISD02" : "TEST-ISD");
    make.rule = older ? Diversification::Visa2 : Diversification::Kdf3;
    make.kdd = QByteArray::fromHex("A0A1A2A3A4A5A6A7A8A9");
    make.newVersion = 0x31;
    make.under = dek(quint8(protocol));
    const auto reply = ask(make);
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    const auto& made = std::get<CardKeys>(*reply);
    const auto wanted = diversify(make.rule, counted(0x40), make.kdd);
    QCOMPARE(byteAt(made.putKey, 0), quint8(0x31));
    QCOMPARE(made.kcvs.size(), 9);
    // Per key: 80 10 value 03 KCV; for AES 88 11 10 value 03 KCV.
    qsizetype at = 1;
    int index = 0;
    for (const SecretBytes* one : {&wanted->enc, &wanted->mac, &wanted->dek}) {
        QCOMPARE(byteAt(made.putKey, at), quint8(older ? 0x80 : 0x88));
        const qsizetype start = at + (older ? 2 : 3);
        QCOMPARE(opened(made.putKey.mid(start, 16), quint8(protocol)), clear(*one));
        const QByteArray kcv = older ? *kcvDes(*one) : *kcvAesGp(*one);
        QCOMPARE(made.putKey.mid(start + 16, 4), QByteArray(1, 3) + kcv);
        QCOMPARE(made.kcvs.mid(3 * index++, 3), kcv);
        at = start + 20;
    }
    QCOMPARE(at, made.putKey.size());
}

void CardServicesTest::makesEmvKeys()
{
    QFETCH(int, protocol);
    EmvCardKeys make;
    make.masters = {key("TEST-IMK-AC"), key("TEST-IMK-SMI"), key("TEST-IMK-SMC")};
    make.pan = pan;
    make.panSequence = "01";
    make.under = dek(quint8(protocol));
    const auto reply = ask(make);
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    const auto& made = std::get<Enciphered>(*reply);
    QCOMPARE(made.data.size(), 48); // whole blocks are not filled up
    QByteArray all;
    QByteArray kcvs;
    for (const quint8 first : {quint8(0x11), quint8(0x21), quint8(0x31)}) {
        const auto card = emvMasterKey(EmvKeyOption::A, counted(first), pan, "01");
        all += clear(*card);
        kcvs += *kcvDes(*card);
    }
    QCOMPARE(opened(made.data, quint8(protocol)), all);
    QCOMPARE(made.kcvs, kcvs);
    make.masters.clear();
    QVERIFY(!ask(make));
}

void CardServicesTest::makesVerificationValues()
{
    using Kind = MakeCardVerification::Kind;
    MakeCardVerification make{key("TEST-CVK"), Kind::Cvv, pan, "2911", "201", {}};
    for (const auto& [kind, service] :
        {std::pair(Kind::Cvv, "201"), std::pair(Kind::Icvv, "999"), std::pair(Kind::Cvv2, "000")}) {
        make.kind = kind;
        const auto reply = ask(make);
        QVERIFY(reply.ok());
        QCOMPARE(std::get<CardVerification>(*reply).digits,
            *cardVerificationValue(counted(0x51), pan, "2911", service));
    }
    make.kind = Kind::IvCvc3;
    make.track = QByteArray::fromHex("9999240000000016D29112010000000000000F");
    const auto reply = ask(make);
    QVERIFY(reply.ok());
    QCOMPARE(std::get<CardVerification>(*reply).digits, *emvIvCvc3(counted(0x51), make.track));
}

void CardServicesTest::translatesPins_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("cardFormat");
    QTest::addColumn<QByteArray>("block");
    QTest::newRow("0 to 2") << 0 << 2 << QByteArray::fromHex("241234FFFFFFFFFF");
    QTest::newRow("1 to 2") << 1 << 2 << QByteArray::fromHex("241234FFFFFFFFFF");
    QTest::newRow("3 to plain") << 3 << 15 << QByteArray::fromHex("041234FFFFFFFFFF");
    QTest::newRow("4 to 2") << 4 << 2 << QByteArray::fromHex("241234FFFFFFFFFF");
}

void CardServicesTest::translatesPins()
{
    QFETCH(int, format);
    QFETCH(int, cardFormat);
    SystemRandom random;
    const auto pin = SecretBytes::copyOf(bytesOf("1234"));
    const auto block = encipherPin(PinBlockFormat(format), counted(0x91), *pin, pan, random);
    QVERIFY(block.ok());
    TranslatePin translate{key("TEST-ZPK"), quint8(format), *block, pan, quint8(cardFormat), dek(2)};
    const auto reply = ask(translate);
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    QTEST(opened(std::get<Enciphered>(*reply).data, 2), "block");
    translate.cardFormat = 3;
    const auto wrong = ask(translate);
    QVERIFY(!wrong && wrong.failure() == fc::CardRequestWrong);
}

void CardServicesTest::reenciphers()
{
    const QByteArray data = QByteArray::fromHex("00112233445566778899AABBCCDDEEFF");
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, counted(0xA1));
    const auto reply = ask(Reencipher{key("TEST-TK"), *cipher->run(data), dek(3)});
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    QCOMPARE(opened(std::get<Enciphered>(*reply).data, 3), data);
}

void CardServicesTest::signsStaticData()
{
    const auto reply = ask(SignStaticData{key("TEST-ISSUER"), QByteArray::fromHex("DAC1"), "static"});
    QVERIFY(reply.ok());
    const auto issuer = RsaPrivateKey::fromPkcs8(*testIssuerKey());
    const auto code
        = verifyStaticData(issuer->publicKey(), std::get<SignedStaticData>(*reply).value, "static");
    QVERIFY(code.ok());
    QCOMPARE(toHex(*code), QStringLiteral("DAC1"));
}

/// The way of a terminal: from the authority's key to the card's, then a signature that only the card's parts
/// make.
void CardServicesTest::makesIccCertificates()
{
    const auto read = ask(ReadIssuerCertificate{key("TEST-ISSUER")});
    QVERIFY(read.ok());
    const auto& published = std::get<IssuerCertificate>(*read);
    QCOMPARE(published.caIndex, testAuthorityIndex);
    const auto issuer = verifyIssuerKey(
        *testAuthority(), {published.certificate, published.remainder, published.exponent}, pan);
    QVERIFY2(issuer.ok(), issuer ? "" : qPrintable(issuer.failure().toString()));
    MakeIccCertificate make;
    make.issuerKey = key("TEST-ISSUER");
    make.pan = pan;
    make.expiry = QByteArray::fromHex("1129");
    make.serial = QByteArray::fromHex("000102");
    make.staticData = "records";
    make.bits = 1152;
    make.under = dek(2);
    const auto reply = ask(make);
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    const auto& made = std::get<IccCertificate>(*reply);
    const auto card
        = verifyCardKey(issuer->key, {made.certificate, made.remainder, made.exponent}, "records", pan);
    QVERIFY2(card.ok(), card ? "" : qPrintable(card.failure().toString()));
    QCOMPARE(card->key.size(), 144);
    QCOMPARE(made.crt.size(), size_t(5));
    RsaCrt parts;
    size_t index = 0;
    for (SecretBytes* part : {&parts.qInverse, &parts.dQ, &parts.dP, &parts.q, &parts.p})
        *part = SecretBytes::copyOf(bytesOf(opened(made.crt[index++], 2).first(72))).take();
    const auto pair = RsaPrivateKey::fromCrt(parts);
    QVERIFY2(pair.ok(), pair ? "" : qPrintable(pair.failure().toString()));
    QVERIFY(pair->publicKey() == card->key);
    make.bits = 1408; // as long as the issuer's own
    const auto wrong = ask(make);
    QVERIFY(!wrong && wrong.failure() == fc::CardRequestWrong);
}

void CardServicesTest::makesSimKeys()
{
    const auto reply = ask(MakeSimKeys{key("TEST-KI"), "8949000000000000001", key("TEST-OP"), dek(3)});
    QVERIFY2(reply.ok(), reply ? "" : qPrintable(reply.failure().toString()));
    const auto& made = std::get<SimKeys>(*reply);
    const QByteArray ki = opened(made.ki, 3);
    const auto secretKi = SecretBytes::copyOf(bytesOf(ki));
    const auto opc = milenageOpc(*secretKi, counted(0xE1));
    QCOMPARE(opened(made.opc, 3), clear(*opc));
    QCOMPARE(made.kcvs, *kcvAesGp(*secretKi) + *kcvAesGp(*opc));
    const auto other = ask(MakeSimKeys{key("TEST-KI"), "8949000000000000002", key("TEST-OP"), dek(3)});
    QVERIFY(std::get<SimKeys>(*other).ki != made.ki);
    QVERIFY(!ask(MakeSimKeys{key("TEST-KI"), "89490000000000000O1", key("TEST-OP"), dek(3)}));
}

void CardServicesTest::drawsRandom()
{
    const auto one = ask(DrawRandom{256});
    const auto other = ask(DrawRandom{256});
    QCOMPARE(std::get<RandomDrawn>(*one).bytes.size(), 256);
    QVERIFY(std::get<RandomDrawn>(*one).bytes != std::get<RandomDrawn>(*other).bytes);
    QVERIFY(!ask(DrawRandom{0}));
    QVERIFY(!ask(DrawRandom{257}));
}

void CardServicesTest::keyPairsAreMadeAhead()
{
    KeyPairs pairs(3);
    const auto first = pairs.take(512);
    QVERIFY(first.ok());
    QCOMPARE(pairs.ready(512), size_t(0)); // nobody fills up yet
    pairs.start();
    QTRY_COMPARE_WITH_TIMEOUT(pairs.ready(512), size_t(3), 20'000);
    const auto second = pairs.take(512);
    QVERIFY(second.ok());
    QVERIFY(!(second->publicKey() == first->publicKey()));
    QTRY_COMPARE_WITH_TIMEOUT(pairs.ready(512), size_t(3), 20'000);
    QVERIFY(!pairs.take(513));
    QCOMPARE(pairs.ready(513), size_t(0));
    auto figures = pairs.figures();
    QCOMPARE(figures.ready, size_t(3));
    QCOMPARE(figures.room, size_t(3));
    QCOMPARE(figures.taken, quint64(2));
    QCOMPARE(figures.late, quint64(1)); // the first, and not the one that can not be made
    for (int bits = 528; bits < 528 + 16 * int(KeyPairs::mostLengths); bits += 16)
        QVERIFY(pairs.take(bits).ok());
    QTRY_COMPARE_WITH_TIMEOUT(pairs.figures().ready, 3 * KeyPairs::mostLengths, 60'000);
    QCOMPARE(pairs.ready(512), size_t(0)); // whatever is asked for: the store has an end
}

/// The engine draws on the pairs that it is given, and cards get different ones.
void CardServicesTest::cardsGetThePairsMadeAhead()
{
    const auto keys = testKeys();
    QVERIFY(keys.ok());
    const auto pairs = std::make_shared<KeyPairs>(2);
    const SoftEngine engine(*keys, std::make_shared<SystemRandom>(), pairs);
    const MakeIccCertificate request{
        key("TEST-ISSUER"), pan, QByteArray("\x12\x30"), QByteArray("\x00\x00\x01", 3), {}, 512, dek(3)};
    const auto first = engine.compute(request);
    QVERIFY2(first.ok(), first ? "" : qPrintable(first.failure().toString()));
    QCOMPARE(pairs->figures().late, quint64(1));
    pairs->start();
    QTRY_COMPARE_WITH_TIMEOUT(pairs->ready(512), size_t(2), 20'000);
    const auto second = engine.compute(request);
    QVERIFY(second.ok());
    QCOMPARE(pairs->figures().taken, quint64(2));
    QCOMPARE(pairs->figures().late, quint64(1));
    QVERIFY(std::get<IccCertificate>(*first).certificate != std::get<IccCertificate>(*second).certificate);
}

void CardServicesTest::everyServiceNamesItsKey()
{
    const CardDek under = dek(3);
    CardDek unknown = under;
    unknown.master = key("NONE");
    const std::vector<SecurityRequest> held{ReleaseCard{key("TEST-RELEASE"), {}, {}, {}, {}},
        EmvCardKeys{{key("TEST-IMK-AC")}, {}, pan, {}, under},
        Reencipher{key("TEST-TK"), QByteArray(16, '\0'), under}, ReadIssuerCertificate{key("TEST-ISSUER")}};
    for (const SecurityRequest& request : held)
        QVERIFY2(m_engine->offers(request), requestName(request));
    const std::vector<SecurityRequest> missing{OpenScp02{key("NONE"), {}, {}, {}},
        ReleaseCard{key("NONE"), {}, {}, {}, {}}, AuthorizeCreation{key("TEST-SEAL"), {}, {}, {}, {}, 8},
        MakeCardKeys{key("TEST-ISD"), {}, kdd, 1, unknown},
        EmvCardKeys{{key("TEST-CVK")}, {}, pan, {}, under},
        EmvCardKeys{{key("TEST-IMK-AC")}, {}, pan, {}, unknown},
        MakeCardVerification{key("TEST-ZPK"), {}, pan, "2911", "201", {}},
        TranslatePin{key("TEST-TK"), 0, QByteArray(8, '\0'), pan, 2, under},
        Reencipher{key("TEST-ZPK"), QByteArray(16, '\0'), under}, SignStaticData{key("TEST-KEK"), "12", "x"},
        MakeIccCertificate{key("NONE"), pan, "12", "123", {}, 1024, under},
        ReadIssuerCertificate{key("TEST-ISD")},
        MakeSimKeys{key("TEST-OP"), "894900000000000000", key("TEST-OP"), under}};
    for (const SecurityRequest& request : missing) {
        QVERIFY2(!m_engine->offers(request), requestName(request));
        const auto reply = m_engine->compute(request);
        QVERIFY2(!reply, requestName(request));
        const bool named = reply.failure() == fc::KeyUnknown || reply.failure() == fc::KeyUsageRefused
            || reply.failure() == fc::CardRequestWrong || reply.failure() == fc::InitializeUpdateAnswerBroken;
        QVERIFY2(named, qPrintable(QLatin1String(requestName(request)) + reply.failure().toString()));
    }
}

QTEST_GUILESS_MAIN(CardServicesTest)
#include "tst_card_services.moc"
