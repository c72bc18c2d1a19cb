// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/byte_fuzz.h"
#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/failures/transport.h"
#include "crypto/key_agreement.h"
#include "security/link/cmac_line_key.h"
#include "security/link/hsm_messages.h"
#include "security/link/secret_file.h"
#include "security/link/wire_types.h"

#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace sm;
using namespace std::chrono_literals;

namespace {

SecretBytes secret(const char* hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    auto made
        = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())});
    return made ? made.take() : SecretBytes();
}

KeyRef key(const char* label)
{
    return KeyRef(QLatin1String(label), 3);
}

/// A sample of each request. The number here is the number of kinds there are: a new kind needs a sample.
std::vector<SecurityRequest> sampleRequests()
{
    std::vector<SecurityRequest> all;
    all.push_back(OpenScp03{key("ISD"), Diversification::Visa2, "challenge", "answer"});
    all.push_back(GenerateDataKey{key("KEK")});
    all.push_back(UnwrapDataKey{key("KEK"), QByteArray(40, 'w')});
    all.push_back(ComputeMac{key("SEAL"), "data", 12});
    all.push_back(KeyCheck{KeyRef(QString::fromUtf8("Schlüssel"), 0xFFFFFFFF)});
    all.push_back(SelfTest{});
    CardDek dek;
    dek.master = key("ISD02");
    dek.rule = Diversification::EmvCps;
    dek.kdd = QByteArray(10, 'd');
    dek.protocol = 2;
    dek.sequenceCounter = "sq";
    all.push_back(OpenScp02{key("ISD02"), Diversification::EmvCps, "challenge", "answer"});
    all.push_back(ReleaseCard{
        key("RELEASE"), Diversification::Kdf3, "serial", ReleaseCard::Use::AesChallenge, "challenge"});
    all.push_back(AuthorizeCreation{
        key("FILE"), Diversification::Visa1, "serial", AuthorizeCreation::Algorithm::AesCmac, "command", 16});
    all.push_back(MakeCardKeys{key("NEW"), Diversification::Kdf3, QByteArray(10, 'k'), 0x31, dek});
    all.push_back(EmvCardKeys{
        {key("AC"), key("SMI"), key("SMC")}, EmvCardKeys::Option::B, "9999240000000001", "01", dek});
    all.push_back(MakeCardVerification{
        key("CVK"), MakeCardVerification::Kind::IvCvc3, "9999240000000001", "2911", "201", "track"});
    all.push_back(TranslatePin{key("ZPK"), 4, QByteArray(16, 'b'), "9999240000000001", 15, dek});
    all.push_back(Reencipher{key("TK"), QByteArray(24, 'c'), dek});
    all.push_back(SignStaticData{key("ISSUER"), "DA", "records"});
    all.push_back(MakeIccCertificate{key("ISSUER"), "9999240000000001", "MY", "123", "records", 1152, dek});
    all.push_back(ReadIssuerCertificate{key("ISSUER")});
    all.push_back(MakeSimKeys{key("KI"), "8949000000000000001", key("OP"), dek});
    all.push_back(DrawRandom{256});
    static_assert(std::variant_size_v<SecurityRequest> == 19, "a new request needs a sample here");
    return all;
}

std::vector<SecurityReply> sampleReplies()
{
    std::vector<SecurityReply> all;
    Scp03SessionKeys keys;
    keys.enc = secret("000102030405060708090A0B0C0D0E0F");
    keys.mac = secret("101112131415161718191A1B1C1D1E1F");
    keys.rmac = secret("202122232425262728292A2B2C2D2E2F");
    all.push_back(Scp03Opening{std::move(keys), "crypto", 16});
    all.push_back(DataKey{secret("30"), QByteArray(40, 'w'), "kcv"});
    all.push_back(Mac{"mac"});
    all.push_back(KeyCheckValue{"kcv"});
    all.push_back(SelfTestPassed{QByteArray(100, 'e')});
    Scp02SessionKeys older;
    older.enc = secret("303132333435363738393A3B3C3D3E3F");
    older.mac = secret("404142434445464748494A4B4C4D4E4F");
    older.rmac = secret("505152535455565758595A5B5C5D5E5F");
    all.push_back(Scp02Opening{std::move(older), "crypto"});
    all.push_back(CardRelease{secret("60616263"), "cryptogram"});
    all.push_back(Authorization{"mac"});
    all.push_back(CardKeys{"put key", "check values"});
    all.push_back(Enciphered{"data", "check values"});
    all.push_back(CardVerification{"123"});
    all.push_back(SignedStaticData{"signature"});
    all.push_back(IccCertificate{"certificate", "remainder", "exponent", {"a", "b", "c", "d", "e"}});
    all.push_back(IssuerCertificate{"certificate", "remainder", "exponent", 0xF1});
    all.push_back(SimKeys{"ki", "opc", "check values"});
    all.push_back(RandomDrawn{"random"});
    static_assert(std::variant_size_v<SecurityReply> == 16, "a new reply needs a sample here");
    return all;
}

/// Equality field by field, as the link sees it: secrets by content, the rest by its encoding.
template <class Variant> bool same(const Variant& a, const Variant& b)
{
    if (a.index() != b.index())
        return false;
    MessageWriter left;
    MessageWriter right;
    std::visit([&](const auto& one) { wire::put(left, one); }, a);
    std::visit([&](const auto& one) { wire::put(right, one); }, b);
    return left.open() == right.open()
        && std::equal(left.secrets().begin(), left.secrets().end(), right.secrets().begin(),
            right.secrets().end(),
            [](auto x, auto y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); });
}

struct Seals {
    std::optional<LinkSeal> console;
    std::optional<LinkSeal> device;

    Seals()
    {
        const auto a = KeyAgreement::create();
        const auto b = KeyAgreement::create();
        const auto left = a->agree(b->publicKey());
        const auto right = b->agree(a->publicKey());
        auto c = LinkSeal::create(LinkSeal::End::Console, *left, a->publicKey(), b->publicKey());
        auto d = LinkSeal::create(LinkSeal::End::Device, *right, a->publicKey(), b->publicKey());
        console.emplace(c.take());
        device.emplace(d.take());
    }
};

QString codeOf(const Failure& failure)
{
    return QLatin1String(failureEntry(failure.code())->name);
}

} // namespace

class HsmMessagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void agreementOfRfc7748();
    void numbersAreUnique();
    void eachRequestTravels();
    void eachReplyTravels();
    void secretsTravelSealed();
    void greetingsTravel();
    void failuresTravel();
    void strangeFailuresBecomeADevicesFault();
    void askAndStatusTravel();
    void sealOpensOnceInItsPlace();
    void eachChangedByteIsFound();
    void hostileMessages();
    void hostileClaims_data();
    void hostileClaims();
    void lineKeysTagApart();
    void secretFiles();
};

void HsmMessagesTest::agreementOfRfc7748()
{
    // Section 6.1.
    const auto alice = KeyAgreement::fromPrivate(
        secret("77076D0A7318A57D3C16C17251B26645DF4C2F87EBC0992AB177FBA51DB92C2A"));
    QVERIFY(alice);
    QCOMPARE(toHex(alice->publicKey()),
        QStringLiteral("8520F0098930A754748B7DDCB43EF75A0DBF3A0D26381AF4EBA4A98EAA9B4E6A"));
    const auto shared = alice->agree(
        QByteArray::fromHex("DE9EDB7D7B7DC1B4D35B61C2ECE435373F8343C85B78674DADFC7E146F882B4F"));
    QVERIFY(
        shared && shared->equals(secret("4A5D9D5BA4CE2DE1728E3BF480350F25E07E21C947D19E3376F09B3C1E161742")));
    const auto bob = KeyAgreement::create();
    const auto left = alice->agree(bob->publicKey());
    const auto right = bob->agree(alice->publicKey());
    QVERIFY(left && right && left->equals(*right));
    QVERIFY(!alice->agree(QByteArray(32, '\0'))); // small order
    QVERIFY(!alice->agree(QByteArray(31, '\x09')));
}

void HsmMessagesTest::numbersAreUnique()
{
    auto numbers = requestNumbers();
    std::sort(numbers.begin(), numbers.end());
    QVERIFY(std::adjacent_find(numbers.begin(), numbers.end()) == numbers.end());
    QVERIFY(numbers.front() >= 1 && numbers.back() < 1000);
    QCOMPARE(numbers.size(), std::variant_size_v<SecurityRequest>);
}

void HsmMessagesTest::eachRequestTravels()
{
    Seals seals;
    quint64 id = 0;
    for (const SecurityRequest& request : sampleRequests()) {
        const auto message = encodeRequest(*seals.console, ++id, 1500us, request);
        QVERIFY(message);
        const auto back = decodeMessage(*seals.device, *message);
        QVERIFY2(back, requestName(request));
        const auto& got = std::get<HsmRequestMessage>(*back);
        QCOMPARE(got.id, id);
        QCOMPARE(got.limit, Nanos(2ms));
        QVERIFY2(same(got.request, request), requestName(request));
        smtest::eachPrefix(
            *message, [&](const QByteArray& prefix) { QVERIFY(!decodeMessage(*seals.device, prefix)); });
        QVERIFY(!decodeMessage(*seals.device, *message + '\0'));
    }
    QCOMPARE(keysOf(sampleRequests()[2]), std::vector<KeyRef>{key("KEK")});
    QVERIFY(keysOf(SelfTest{}).empty());
    QCOMPARE(keysOf(sampleRequests()[10]), // in lists and in parts too
        (std::vector<KeyRef>{key("AC"), key("SMI"), key("SMC"), key("ISD02")}));
}

void HsmMessagesTest::eachReplyTravels()
{
    Seals seals;
    quint64 id = 0;
    for (const SecurityReply& reply : sampleReplies()) {
        const auto message = encodeReply(*seals.device, ++id, reply);
        QVERIFY(message);
        const auto back = decodeMessage(*seals.console, *message);
        QVERIFY2(back, back ? "" : qUtf8Printable(back.failure().toString()));
        const auto& got = std::get<HsmReplyMessage>(*back);
        QCOMPARE(got.id, id);
        QVERIFY(got.outcome && same(*got.outcome, reply));
    }
}

void HsmMessagesTest::secretsTravelSealed()
{
    Seals seals;
    const SecurityReply reply = DataKey{secret("C0FFEE00C0FFEE01C0FFEE02C0FFEE03"), "wrapped", "kcv"};
    const auto message = encodeReply(*seals.device, 1, reply);
    const auto again = encodeReply(*seals.device, 1, reply);
    QVERIFY(message && again);
    QVERIFY(!message->contains(QByteArray::fromHex("C0FFEE")));
    QVERIFY(message->contains("wrapped"));
    QVERIFY(*message != *again); // each message has its own number
}

void HsmMessagesTest::greetingsTravel()
{
    HsmHello hello;
    hello.name = QStringLiteral("HSM");
    hello.kind = QStringLiteral("soft");
    hello.testKeys = true;
    hello.capacity = 4;
    hello.requests = requestNumbers();
    KeyDescription key;
    key.label = QStringLiteral("K");
    key.version = 7;
    key.usage = QStringLiteral("mac");
    key.kcv = "123";
    key.life = KeyLife{true, QDate(2026, 1, 31), {}};
    key.createdBy = QStringLiteral("Ada Berg");
    hello.keys = {key, KeyDescription()};
    hello.orders = true;
    hello.publicKey = QByteArray(32, 'p');
    const auto back = decodeHello(encode(hello));
    QVERIFY(back);
    QCOMPARE(back->keys, hello.keys);
    QCOMPARE(back->requests, hello.requests);
    QVERIFY(back->testKeys && back->orders && back->capacity == 4 && back->publicKey == hello.publicKey);
    hello.capacity = 0;
    QVERIFY(!decodeHello(encode(hello)));
    const HsmOpen open{hsmLinkVersion, QByteArray(instanceLength, 'i'), QByteArray(32, 'p')};
    QVERIFY(decodeOpen(encode(open)));
    QVERIFY(!decodeHello(encode(open)) && !decodeOpen(encode(hello)));
    QVERIFY(!decodeOpen(encode(HsmOpen{hsmLinkVersion + 1, open.instance, open.publicKey})));
    QVERIFY(!decodeOpen(encode(HsmOpen{hsmLinkVersion, "short", open.publicKey})));
}

void HsmMessagesTest::failuresTravel()
{
    Seals seals;
    const Failure sent(fc::KeyUnknown, {{"label", QStringLiteral("X")}, {"version", QStringLiteral("2")}});
    const auto back = decodeMessage(*seals.console, encodeFailure(9, sent));
    QVERIFY(back);
    const auto& got = std::get<HsmReplyMessage>(*back);
    QCOMPARE(got.id, quint64(9));
    QCOMPARE(got.outcome.failure().toString(), sent.toString());
}

void HsmMessagesTest::strangeFailuresBecomeADevicesFault()
{
    Seals seals;
    const Failure foreign(
        fc::PcscMute, {{"label", QString(500, u'x') + u'\n'}, {"evil", QStringLiteral("1")}});
    const auto back = decodeMessage(*seals.console, encodeFailure(1, foreign));
    QVERIFY(back);
    const Failure& got = std::get<HsmReplyMessage>(*back).outcome.failure();
    QCOMPARE(codeOf(got), QStringLiteral("HsmDeviceFailed"));
    QCOMPARE(got.params().size(), 1);
    QCOMPARE(got.param("label"), QString(80, u'x'));
    const auto unknown = decodeMessage(*seals.console, encodeFailure(1, Failure(FailureCode{9999}, {})));
    QVERIFY(unknown);
    QCOMPARE(
        codeOf(std::get<HsmReplyMessage>(*unknown).outcome.failure()), QStringLiteral("HsmDeviceFailed"));
}

void HsmMessagesTest::askAndStatusTravel()
{
    Seals seals;
    const auto ask = decodeMessage(*seals.device, encode(HsmAsk{~quint64(0)}));
    QVERIFY(ask && std::get<HsmAsk>(*ask).id == ~quint64(0));
    const auto status = decodeMessage(*seals.console, encode(HsmStatus{5, HsmStatus::State::UnderWay}));
    QVERIFY(status && std::get<HsmStatus>(*status).state == HsmStatus::State::UnderWay);
}

void HsmMessagesTest::sealOpensOnceInItsPlace()
{
    Seals seals;
    const SecurityReply reply = DataKey{secret("00112233"), "w", "k"};
    const auto first = encodeReply(*seals.device, 1, reply);
    const auto second = encodeReply(*seals.device, 2, reply);
    QVERIFY(first && second);
    QVERIFY(!decodeMessage(*seals.console, *second)); // out of order
    QVERIFY(decodeMessage(*seals.console, *first));
    QVERIFY(!decodeMessage(*seals.console, *first)); // again
    QVERIFY(!decodeMessage(*seals.device, *second)); // sent back to its sender
    QVERIFY(decodeMessage(*seals.console, *second));
    Seals others;
    const auto foreign = encodeReply(*others.device, 3, reply);
    const auto refused = decodeMessage(*seals.console, *foreign);
    QVERIFY(!refused);
    QCOMPARE(codeOf(refused.failure()), QStringLiteral("LinkSealBroken"));
    std::vector<SecretBytes> many;
    std::vector<std::span<const quint8>> spans;
    for (int i = 0; i < 17; ++i) {
        auto one = SecretBytes::allocate(1024);
        QVERIFY(one);
        many.push_back(one.take());
        spans.push_back(std::as_const(many.back()).span());
    }
    QVERIFY(!seals.device->seal("open", spans));
    for (const size_t count : {size_t(0), size_t(1), size_t(16)}) {
        const auto sealed = seals.device->seal("open", {spans.begin(), spans.begin() + qsizetype(count)});
        QVERIFY(sealed);
        const auto opened = seals.console->unseal("open", *sealed);
        QVERIFY(opened && opened->size() == qsizetype(1024 * count));
    }
}

void HsmMessagesTest::eachChangedByteIsFound()
{
    Seals seals;
    const auto message = encodeReply(*seals.device, 1, sampleReplies().front());
    QVERIFY(message);
    for (qsizetype at = 0; at < message->size(); ++at) {
        for (const int flip : {0x01, 0x40, 0xFF}) {
            QByteArray changed = *message;
            changed[at] = char(quint8(changed[at]) ^ flip);
            QVERIFY(!decodeMessage(*seals.console, changed));
        }
    }
    QVERIFY(decodeMessage(*seals.console, *message));
}

void HsmMessagesTest::hostileMessages()
{
    Seals seals;
    quint64 seed = 1;
    int read = 0;
    for (const SecurityRequest& request : sampleRequests()) {
        const auto message = encodeRequest(*seals.console, 1, 1s, request);
        smtest::eachHostile(seed++, 4000, *message, [&](const QByteArray& bytes) {
            read += decodeMessage(*seals.device, bytes).ok() ? 1 : 0;
            read += decodeOpen(bytes).ok() || decodeHello(bytes).ok() ? 1 : 0;
        });
    }
    const QByteArray failure = encodeFailure(1, Failure(fc::KeyUnknown, {{"label", QStringLiteral("X")}}));
    smtest::eachHostile(99, 4000, failure,
        [&](const QByteArray& bytes) { read += decodeMessage(*seals.console, bytes).ok() ? 1 : 0; });
    QVERIFY(read > 0); // a changed label is still a label
}

void HsmMessagesTest::hostileClaims_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a byte string of 2^63") << QByteArray::fromHex("85020119271005"
                                                                  "5B7FFFFFFFFFFFFFFF");
    QTest::newRow("a list of 2^32") << QByteArray::fromHex("840301") + QByteArray::fromHex("1903E99A")
            + QByteArray(4, '\xFF');
    QTest::newRow("an endless list") << QByteArray::fromHex("9F0501FF");
    QTest::newRow("deep nesting") << QByteArray(100'000, '\x81');
    QTest::newRow("a tag") << QByteArray::fromHex("C1820501");
    QTest::newRow("a map") << QByteArray::fromHex("A10501");
    QTest::newRow("two open parts") << QByteArray::fromHex("820501820501");
    QTest::newRow("an empty sealed part") << QByteArray::fromHex("82050140");
    QTest::newRow("a sealed part in pieces") << QByteArray::fromHex("8205015F4101FF");
    QTest::newRow("a float") << QByteArray::fromHex("8205FB3FF0000000000000");
    QTest::newRow("hello in the wrong place") << encode(HsmHello{});
}

void HsmMessagesTest::hostileClaims()
{
    QFETCH(QByteArray, message);
    Seals seals;
    QVERIFY(!decodeMessage(*seals.device, message));
    QVERIFY(!decodeOpen(message));
}

void HsmMessagesTest::lineKeysTagApart()
{
    const auto random = std::make_shared<SystemRandom>();
    const auto one = makeLineKey(secret("404142434445464748494A4B4C4D4E4F"), random);
    const auto same = makeLineKey(secret("404142434445464748494A4B4C4D4E4F"), random);
    const auto other = makeLineKey(secret("404142434445464748494A4B4C4D4E40"), random);
    QVERIFY(one && same && other);
    QVERIFY(!makeLineKey(secret("4041"), random));
    const QByteArray nonce = (*one)->nonce();
    QCOMPARE(nonce.size(), LineKey::nonceLength);
    QVERIFY(nonce != (*one)->nonce());
    QCOMPARE((*one)->greeting()->tag("x"), (*same)->greeting()->tag("x"));
    QCOMPARE((*one)->greeting()->tag("x").size(), FrameTag::tagLength);
    QVERIFY((*one)->greeting()->tag("x") != (*other)->greeting()->tag("x"));
    QVERIFY((*one)->greeting()->tag("x") != (*one)->session({}, {})->tag("x"));
    QVERIFY((*one)->session("a", "b")->tag("x") != (*one)->session("b", "a")->tag("x"));
}

void HsmMessagesTest::secretFiles()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("key"));
    const auto write = [&](const QByteArray& text, QFile::Permissions rights) {
        QFile::remove(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        QVERIFY(file.setPermissions(rights));
    };
    const auto own = QFile::ReadOwner | QFile::WriteOwner;
    write("00112233445566778899aabbccddEEFF\n", own);
    const auto good = readKeyFile(path);
    QVERIFY(good && good->equals(secret("00112233445566778899AABBCCDDEEFF")));
    write("00112233445566778899aabbccddEEFF\n", own | QFile::ReadGroup);
    QVERIFY(readKeyFile(path).failure() == fc::SecretFileUnusable);
    write("00112233445566778899aabbccddEEF", own);
    QVERIFY(readKeyFile(path).failure() == fc::KeyRefused);
    write("00112233445566778899aabbccddEExx", own);
    QVERIFY(readKeyFile(path).failure() == fc::SecretFileUnusable);
    write("\n", own);
    QVERIFY(readKeyFile(path).failure() == fc::SecretFileUnusable);
    QVERIFY(readKeyFile(folder.filePath(QStringLiteral("none"))).failure() == fc::SecretFileUnusable);
    int ends[2];
    QCOMPARE(pipe(ends), 0);
    QCOMPARE(::write(ends[1], "1234\n", 5), ssize_t(5));
    ::close(ends[1]);
    const auto pin = readSecret(ends[0]);
    QVERIFY(pin && pin->equals(secret("31323334")));
    ::close(ends[0]);
    QVERIFY(readSecret(-1).failure() == fc::SecretFileUnusable);
}

QTEST_GUILESS_MAIN(HsmMessagesTest)
#include "tst_hsm_messages.moc"
