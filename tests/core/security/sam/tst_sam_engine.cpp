// SPDX-License-Identifier: GPL-3.0-or-later
// The host's half of a SAM against a software one: equal answers, nothing in clear on the wire, and a card
// that goes and comes back.
#include "base/failures/base.h"
#include "base/failures/crypto.h"
#include "sam_desk.h"
#include "security/known_answers.h"

#include <QtTest>

using namespace sm;
using namespace smtest;

namespace {

/// The answer of a card with the published keys to INITIALIZE UPDATE, made by the software card.
QByteArray cardAnswer(const QByteArray& challenge, quint8 keyVersion, quint64 serial, quint8 i = 0x70)
{
    SeededRandom random(serial);
    SoftwareCard card(makeBlank(samOptions(serial, i)), {&random, nullptr, nullptr});
    card.powerOn();
    const auto answer
        = ResponseApdu::parse(card.process(CommandApdu(0x80, 0x50, keyVersion, 0, challenge, 256).encode()));
    return answer ? answer->data() : QByteArray();
}

/// A card whose keys are diversified from the published master by that rule.
QByteArray diversifiedCardAnswer(const QByteArray& challenge, Diversification rule, quint64 serial)
{
    auto options = samOptions(serial);
    const QByteArray kdd = makeBlank(options).keyDiversificationData;
    const auto keys = diversify(rule, counted(0x40, 16), kdd);
    if (!keys)
        return {};
    options.keys
        = CardKeySet{0x30, asCardSecret(keys->enc), asCardSecret(keys->mac), asCardSecret(keys->dek), 0};
    SeededRandom random(serial);
    SoftwareCard card(makeBlank(options), {&random, nullptr, nullptr});
    card.powerOn();
    const auto answer
        = ResponseApdu::parse(card.process(CommandApdu(0x80, 0x50, 0, 0, challenge, 256).encode()));
    return answer ? answer->data() : QByteArray();
}

constexpr Diversification rules[] = {Diversification::None, Diversification::EmvCps, Diversification::Visa2,
    Diversification::Visa1, Diversification::Kdf3};

CardDek dekOf(Random& random, quint8 protocol)
{
    CardDek dek;
    dek.protocol = protocol;
    dek.master = KeyRef(protocol == 2 ? QStringLiteral("TEST-ISD02") : QStringLiteral("TEST-ISD"));
    dek.rule = rules[random.next() % std::size(rules)];
    if (protocol == 2 && dek.rule == Diversification::Kdf3)
        dek.rule = Diversification::EmvCps;
    dek.kdd = random.bytes(10).take();
    dek.sequenceCounter = protocol == 2 ? random.bytes(2).take() : QByteArray();
    return dek;
}

SecurityRequest releaseOf(Random& random, Diversification rule)
{
    ReleaseCard request;
    request.master = KeyRef(QStringLiteral("TEST-RELEASE"), 1);
    request.rule = rule;
    request.use = ReleaseCard::Use(random.next() % 3);
    if (request.use == ReleaseCard::Use::Code && rule == Diversification::None)
        request.use = ReleaseCard::Use::AesChallenge;
    request.diversifier = random.bytes(qsizetype(random.next() % 11)).take();
    const qsizetype block = request.use == ReleaseCard::Use::AesChallenge ? 16 : 8;
    request.challenge = request.use == ReleaseCard::Use::Code ? QByteArray() : random.bytes(block).take();
    return request;
}

/// Something right of each kind that gives the same answer each time.
std::vector<SecurityRequest> requests(Random& random)
{
    std::vector<SecurityRequest> all;
    for (const Diversification rule : rules) {
        const QByteArray challenge = random.bytes(8).take();
        all.push_back(OpenScp03{KeyRef(QStringLiteral("TEST-ISD")), rule, challenge,
            rule == Diversification::None ? cardAnswer(challenge, 0, random.next())
                                          : diversifiedCardAnswer(challenge, rule, random.next())});
        all.push_back(releaseOf(random, rule));
        const bool retail = random.next() % 2 == 0;
        all.push_back(AuthorizeCreation{KeyRef(QStringLiteral("TEST-FILE")), rule,
            random.bytes(qsizetype(random.next() % 11)).take(),
            retail ? AuthorizeCreation::Algorithm::RetailMac : AuthorizeCreation::Algorithm::AesCmac,
            random.bytes(qsizetype(random.next() % 300)).take(), retail ? 8 : 16});
        if (rule != Diversification::None) {
            const bool older = random.next() % 2 == 0 && rule != Diversification::Kdf3;
            all.push_back(
                MakeCardKeys{KeyRef(older ? QStringLiteral("TEST-ISD02") : QStringLiteral("TEST-ISD"), 1),
                    rule, random.bytes(10).take(), 0x31, dekOf(random, older ? 2 : 3)});
        }
    }
    const QByteArray challenge = random.bytes(8).take();
    all.push_back(OpenScp02{KeyRef(QStringLiteral("TEST-ISD02")), Diversification::None, challenge,
        cardAnswer(challenge, 0x20, random.next())});
    all.push_back(ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")),
        random.bytes(qsizetype(random.next() % 1500)).take(), 4 + qsizetype(random.next() % 13)});
    all.push_back(KeyCheck{KeyRef(QStringLiteral("TEST-ISD"), 1)});
    all.push_back(SelfTest{});
    return all;
}

} // namespace

class SamEngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysWhatItServesAndHolds();
    void answersAsTheSoftDevice();
    void refusesAsTheSoftDevice();
    void noMasterLeaves();
    void worksOverWideMacs();
    void drawsRandomOfAnyLength();
    void noKeyIsInClearOnTheWire();
    void aPulledCardIsFoundAgain();
    void aLostOrChangedAnswerEndsTheChannel();
    void anotherSamIsTakenOnlyWhenItIsATwin();
    void wrongAccessKeysCostNoTries();
    void itsOwnAccessKeyIsDiversified();
    void aCardWithoutTheApplicationIsNoSam();

private:
    std::shared_ptr<const SoftEngine> m_soft;
};

void SamEngineTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    const auto keys = testKeys();
    QVERIFY(keys.ok());
    m_soft = std::make_shared<const SoftEngine>(*keys, std::make_shared<SeededRandom>(3));
}

void SamEngineTest::saysWhatItServesAndHolds()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY2(sam.ok(), sam ? "" : qPrintable(sam.failure().toString()));
    QCOMPARE((*sam)->serial(), QByteArray::fromHex("0000000000001234"));
    QStringList labels;
    for (const KeyDescription& key : (*sam)->keys()) {
        labels << key.label;
        const auto soft = m_soft->keys();
        const auto same = std::find(soft.begin(), soft.end(), key); // usage, version and check value too
        QVERIFY2(same != soft.end(), qPrintable(key.label));
    }
    QCOMPARE(labels.join(u' '), QStringLiteral("TEST-FILE TEST-ISD TEST-ISD02 TEST-RELEASE TEST-SEAL"));
    QVERIFY((*sam)->serves(OpenScp03{}) && (*sam)->serves(DrawRandom{}) && (*sam)->serves(MakeCardKeys{}));
    QVERIFY(!(*sam)->serves(TranslatePin{}) && !(*sam)->serves(GenerateDataKey{})
        && !(*sam)->serves(MakeIccCertificate{}) && !(*sam)->serves(EmvCardKeys{}));
    QVERIFY((*sam)->offers(KeyCheck{KeyRef(QStringLiteral("TEST-SEAL"))}));
    QVERIFY(!(*sam)->offers(KeyCheck{KeyRef(QStringLiteral("TEST-KEK"))}));
    QVERIFY(!(*sam)->offers(ComputeMac{KeyRef(QStringLiteral("TEST-ISD")), "x", 8}));
}

void SamEngineTest::answersAsTheSoftDevice()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    SeededRandom random(20);
    int compared = 0;
    for (int round = 0; round < 12; ++round) {
        for (const SecurityRequest& request : requests(random)) {
            const char* name = requestName(request);
            QVERIFY2((*sam)->offers(request), name);
            const auto right = m_soft->compute(request);
            const auto its = (*sam)->compute(request);
            QVERIFY2(right.ok(), right ? name : qPrintable(right.failure().toString()));
            QVERIFY2(its.ok(), its ? name : qPrintable(its.failure().toString()));
            QVERIFY2(plain(*its) == plain(*right), name);
            ++compared;
        }
    }
    QVERIFY(compared > 200);
    QCOMPARE(desk.powered, 1); // over one channel
}

void SamEngineTest::refusesAsTheSoftDevice()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    SeededRandom random(21);
    const QByteArray challenge = random.bytes(8).take();
    QByteArray wrong = cardAnswer(challenge, 0, 7);
    wrong[21] = char(wrong[21] ^ 1); // first byte of the cryptogram
    QByteArray wrong02 = cardAnswer(challenge, 0x20, 7);
    wrong02[wrong02.size() - 1] = char(wrong02.back() ^ 1);
    const SecurityRequest refused[]
        = {OpenScp03{KeyRef(QStringLiteral("TEST-ISD")), Diversification::None, challenge, wrong},
            OpenScp02{KeyRef(QStringLiteral("TEST-ISD02")), Diversification::None, challenge, wrong02},
            ComputeMac{KeyRef(QStringLiteral("NOBODY")), "x", 8},
            ComputeMac{KeyRef(QStringLiteral("TEST-SEAL"), 2), "x", 8},
            ComputeMac{KeyRef(QStringLiteral("TEST-ISD")), "x", 8},
            ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), "x", 17},
            ReleaseCard{KeyRef(QStringLiteral("TEST-RELEASE")), Diversification::EmvCps, QByteArray(11, 'x'),
                ReleaseCard::Use::Code, {}},
            ReleaseCard{KeyRef(QStringLiteral("TEST-RELEASE")), Diversification::EmvCps, {},
                ReleaseCard::Use::TripleDesChallenge, QByteArray(7, 'x')},
            DrawRandom{0}, DrawRandom{257}};
    for (const SecurityRequest& request : refused) {
        const auto right = m_soft->compute(request);
        const auto its = (*sam)->compute(request);
        QVERIFY2(!right && !its, requestName(request));
        QVERIFY2(right.failure().code() == its.failure().code(),
            qPrintable(right.failure().toString() + QLatin1Char(' ') + its.failure().toString()));
    }
    const auto notServed = (*sam)->compute(GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))});
    QVERIFY(!notServed && notServed.failure() == fc::CardRequestWrong);
    const auto tooLong = (*sam)->compute(
        ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), QByteArray(sam::longestData, 'x'), 8});
    QVERIFY(!tooLong && tooLong.failure() == fc::CardRequestWrong);
    QCOMPARE(desk.powered, 1); // none of these is a fault of the SAM
}

void SamEngineTest::noMasterLeaves()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    SeededRandom random(22);
    const SecurityRequest asked[] = {ReleaseCard{KeyRef(QStringLiteral("TEST-RELEASE")),
                                         Diversification::None, {}, ReleaseCard::Use::Code, {}},
        MakeCardKeys{KeyRef(QStringLiteral("TEST-ISD")), Diversification::None, QByteArray(10, 'k'), 1,
            dekOf(random, 3)}};
    for (const SecurityRequest& request : asked) {
        QVERIFY(!(*sam)->offers(request)); // the pool does not ask
        const auto its = (*sam)->compute(request);
        QVERIFY(!its && its.failure() == fc::KeyUsageRefused); // and the card would not
    }
}

void SamEngineTest::worksOverWideMacs()
{
    Desk desk(makeTestSam(samOptions(5, 0x71)).take());
    const auto sam = openSam(desk);
    QVERIFY2(sam.ok(), sam ? "" : qPrintable(sam.failure().toString()));
    SeededRandom random(23);
    for (const SecurityRequest& request : requests(random)) {
        const auto right = m_soft->compute(request);
        const auto its = (*sam)->compute(request);
        QVERIFY2(right && its && plain(*its) == plain(*right), requestName(request));
    }
    const QByteArray challenge = random.bytes(16).take(); // and for a card that has them
    const OpenScp03 open{KeyRef(QStringLiteral("TEST-ISD")), Diversification::None, challenge,
        cardAnswer(challenge, 0, 9, 0x71)};
    const auto right = m_soft->compute(open);
    const auto its = (*sam)->compute(open);
    QVERIFY(right && its && plain(*its) == plain(*right));
}

void SamEngineTest::drawsRandomOfAnyLength()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    QSet<QByteArray> seen;
    for (const int length : {1, 8, 127, 128, 129, 255, 256, 256}) {
        const auto drawn = (*sam)->compute(DrawRandom{quint16(length)});
        QVERIFY(drawn.ok());
        QCOMPARE(std::get<RandomDrawn>(*drawn).bytes.size(), qsizetype(length));
        seen.insert(std::get<RandomDrawn>(*drawn).bytes);
    }
    QCOMPARE(seen.size(), 8);
}

void SamEngineTest::noKeyIsInClearOnTheWire()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    SeededRandom random(24);
    QByteArray keys; // in hexadecimal, a blank between them
    for (const SecurityRequest& request : requests(random)) {
        const auto its = (*sam)->compute(request);
        QVERIFY(its.ok());
        if (const auto* opened = std::get_if<Scp03Opening>(&*its))
            keys += (bytesOfSecret(opened->keys.enc) + bytesOfSecret(opened->keys.mac)
                + bytesOfSecret(opened->keys.rmac))
                        .toHex(' ');
        else
            keys += plain(*its);
    }
    for (const KeyDescription& key : m_soft->keys())
        keys += key.label.toUtf8(); // labels go inside the channel as well
    QByteArray wire;
    for (const QByteArray& message : desk.wire)
        wire += message;
    int looked = 0;
    for (qsizetype at = 0; at + 8 <= keys.size(); ++at) {
        const QByteArray piece = QByteArray::fromHex(keys.mid(at, 16));
        if (piece.size() == 8) {
            QVERIFY(!wire.contains(piece));
            ++looked;
        }
    }
    QVERIFY(looked > 500);
    for (const int first : {0x40, 0x80, 0xB1, 0xC1}) // the masters
        QVERIFY(!wire.contains(bytesOfSecret(counted(quint8(first), 16)).first(6)));
    QVERIFY(!wire.contains("TEST-"));
    QVERIFY(wire.contains(sam::applicationAid())); // what is in clear is found
}

void SamEngineTest::aPulledCardIsFoundAgain()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    const ComputeMac request{KeyRef(QStringLiteral("TEST-SEAL")), "x", 8};
    const auto before = (*sam)->compute(request);
    QVERIFY(before.ok());
    desk.isThere = false;
    for (int i = 0; i < 2; ++i) {
        const auto lost = (*sam)->compute(request);
        QVERIFY(!lost && lost.failure() == fc::SamMissing);
    }
    QVERIFY((*sam)->offers(request)); // what it can do does not depend on its health
    desk.isThere = true;
    desk.isPowered = false;
    const auto tested = (*sam)->compute(SelfTest{});
    QVERIFY(tested.ok());
    QVERIFY(checkEvidence(std::get<SelfTestPassed>(*tested).evidence).ok());
    const auto after = (*sam)->compute(request);
    QVERIFY(after && plain(*after) == plain(*before));
    QCOMPARE(desk.powered, 2);
}

void SamEngineTest::aLostOrChangedAnswerEndsTheChannel()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    const ComputeMac request{KeyRef(QStringLiteral("TEST-SEAL")), "x", 8};
    const std::function<void(QByteArray&)> faults[]
        = {[](QByteArray& answer) { answer[0] = char(answer[0] ^ 1); }, // a bit of the data
            [](QByteArray& answer) { answer.remove(3, 1); },
            [](QByteArray& answer) { answer = QByteArray::fromHex("9000"); }, // no R-MAC
            [](QByteArray& answer) { answer = QByteArray::fromHex("6F00"); },
            [](QByteArray& answer) { answer = QByteArray::fromHex("6988"); },
            [](QByteArray& answer) { answer = QByteArray::fromHex("61"); },
            [](QByteArray& answer) { answer.clear(); }};
    int opened = 1;
    for (const auto& fault : faults) {
        desk.tamper = fault;
        const auto broken = (*sam)->compute(request);
        QVERIFY(!broken);
        QVERIFY2(broken.failure() == fc::SamCallFailed, qPrintable(broken.failure().toString()));
        desk.tamper = {};
        QVERIFY((*sam)->compute(request).ok());
        QCOMPARE(desk.powered, ++opened);
    }
}

void SamEngineTest::anotherSamIsTakenOnlyWhenItIsATwin()
{
    Desk desk(makeTestSam(samOptions()).take());
    const auto sam = openSam(desk);
    QVERIFY(sam.ok());
    auto other = makeTestSam(samOptions(0x99)).take();
    auto& about = other.application(sam::applicationAid())->groups[0x9004];
    about[1] = char(about[1] ^ 1); // another version of the last key
    desk.put(std::move(other));
    const auto lost = (*sam)->compute(SelfTest{}); // what was open is gone with the card
    QVERIFY(!lost && lost.failure() == fc::SamMissing);
    const auto replaced = (*sam)->compute(SelfTest{});
    QVERIFY(!replaced);
    QVERIFY2(replaced.failure() == fc::SamReplaced, qPrintable(replaced.failure().toString()));
    desk.put(makeTestSam(samOptions(0x55)).take());
    (void)(*sam)->compute(SelfTest{});
    QVERIFY((*sam)->compute(SelfTest{}).ok());
    QCOMPARE((*sam)->serial(), QByteArray::fromHex("0000000000000055"));
}

void SamEngineTest::wrongAccessKeysCostNoTries()
{
    Desk desk(makeTestSam(samOptions()).take());
    for (int i = 0; i < 5; ++i) {
        const auto refused = openSam(desk, SamAccess(counted(0x10, 16), Diversification::None));
        QVERIFY(!refused && refused.failure() == fc::SamAccessRefused);
    }
    QCOMPARE(desk.card->content().authenticationTries, quint8(3));
    QVERIFY(openSam(desk).ok());
}

void SamEngineTest::itsOwnAccessKeyIsDiversified()
{
    auto options = samOptions();
    const QByteArray kdd = makeBlank(options).keyDiversificationData;
    for (const qsizetype length : {16, 32}) {
        const auto master = counted(0x77, length);
        const auto keys = diversify(Diversification::Kdf3, master, kdd);
        QVERIFY(keys.ok());
        options.keys
            = CardKeySet{0x30, asCardSecret(keys->enc), asCardSecret(keys->mac), asCardSecret(keys->dek), 0};
        Desk desk(makeTestSam(options).take());
        QVERIFY(!openSam(desk).ok());
        const auto sam = openSam(desk, SamAccess(counted(0x77, length), Diversification::Kdf3));
        QVERIFY2(sam.ok(), sam ? "" : qPrintable(sam.failure().toString()));
        SeededRandom random(25);
        const auto request = releaseOf(random, Diversification::Kdf3);
        const auto right = m_soft->compute(request);
        const auto its = (*sam)->compute(request);
        QVERIFY(right && its && plain(*right) == plain(*its));
    }
}

void SamEngineTest::aCardWithoutTheApplicationIsNoSam()
{
    Desk desk(makeBlank(samOptions()));
    const auto none = openSam(desk);
    QVERIFY(!none && none.failure() == fc::SamMissing);
    desk.isThere = false;
    const auto nothing = openSam(desk);
    QVERIFY(!nothing && nothing.failure() == fc::SamMissing);
}

QTEST_GUILESS_MAIN(SamEngineTest)
#include "tst_sam_engine.moc"
