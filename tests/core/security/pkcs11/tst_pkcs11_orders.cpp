// SPDX-License-Identifier: GPL-3.0-or-later
// Orders about the keys of a token: what a ceremony and key blocks bring can be used at once, can not leave
// but as ordered, and ends; compared with a key store and with OpenSSL's view of the blocks.
#include "../../../support/soft_token.h"
#include "../key_home.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "security/key_blocks.h"
#include "security/pkcs11/pkcs11_office.h"

#include <QtTest>

using namespace sm;
using namespace smtest;

namespace {

const char* codeIn(const Outcome<KeyOrderReply>& reply)
{
    return reply ? "ok" : codeOf(reply.failure());
}

KeyDescription storedIn(const Outcome<KeyOrderReply>& reply)
{
    return reply ? std::get<KeyStored>(*reply).key : KeyDescription{};
}

ExportKeyBlock exportOf(const char* label, const char* kbpk, char version = 'D')
{
    ExportKeyBlock order;
    order.key = KeyRef(text(label), 1);
    order.kbpk = KeyRef(text(kbpk));
    order.version = quint8(version);
    return order;
}

ImportKeyBlock importBlock(const char* label, KeyUsage usage, const char* kbpk, const QByteArray& block)
{
    ImportKeyBlock order;
    order.as.label = text(label);
    order.as.usage = usage;
    order.kbpk = KeyRef(text(kbpk));
    order.block = block;
    return order;
}

} // namespace

class Pkcs11OrdersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aKeyOfACeremonyServesAtOnce_data();
    void aKeyOfACeremonyServesAtOnce();
    void theSameAgainIsStoredAndAnotherIsNot();
    void whatIsNoKeyIsRefused();
    void objectsCanNotLeave();
    void blocksAreThoseOfTheKeyStore_data();
    void blocksAreThoseOfTheKeyStore();
    void blocksOfOthersComeIn_data();
    void blocksOfOthersComeIn();
    void variantsStayWithSoftKeys();
    void whatIsNotMadeToLeaveStays();
    void daysAndEnd();
    void aRetirementThatWasCutOffIsEnded();

private:
    Outcome<SecurityReply> check(const char* label) const
    {
        return m_engine->compute(KeyCheck{KeyRef(text(label))});
    }
    KeyDescription described(const char* label) const
    {
        for (const KeyDescription& key : m_engine->keys()) {
            if (key.label == text(label))
                return key;
        }
        return {};
    }

    std::unique_ptr<SoftToken> m_token;
    std::shared_ptr<Pkcs11Module> m_module;
    std::shared_ptr<Pkcs11Engine> m_engine;
    std::unique_ptr<Pkcs11Office> m_office;
};

void Pkcs11OrdersTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    m_token = std::make_unique<SoftToken>();
    QVERIFY(m_token->isGood());
    auto pin = secretOf(SoftToken::pin().toLatin1().toHex());
    auto module = Pkcs11Module::load(SoftToken::module(), SoftToken::label(), std::move(pin));
    QVERIFY(module);
    m_module = module.take();
    auto engine = Pkcs11Engine::open(m_module);
    QVERIFY(engine);
    m_engine = engine.take();
    m_office = std::make_unique<Pkcs11Office>(m_module, std::vector{m_engine});
}

void Pkcs11OrdersTest::cleanupTestCase()
{
    m_office.reset();
    m_engine.reset();
    m_module.reset();
}

void Pkcs11OrdersTest::aKeyOfACeremonyServesAtOnce_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<int>("usage");
    QTest::addColumn<int>("length");
    const auto row = [](const char* label, KeyUsage usage, int length) {
        QTest::newRow(label) << QByteArray(label) << int(usage) << length;
    };
    row("O-MAC", KeyUsage::Mac, 32);
    row("O-KEK", KeyUsage::KeyEncryption, 32);
    row("O-SCP03", KeyUsage::Scp03Master, 16);
    row("O-SCP02", KeyUsage::Scp02Master, 16);
    row("O-IMK", KeyUsage::EmvMaster, 16);
    row("O-CVK", KeyUsage::CardVerification, 16);
    row("O-ZPK", KeyUsage::PinEncryption, 16);
    row("O-TK3", KeyUsage::Transport, 24);
    row("O-FILE", KeyUsage::Authorization, 16);
    row("O-KBPK", KeyUsage::BlockProtection, 32);
    row("O-KBPK16", KeyUsage::BlockProtection, 16);
    row("O-KBPKT", KeyUsage::TdeaBlockProtection, 16);
    row("O-KBPKT3", KeyUsage::TdeaBlockProtection, 24);
}

void Pkcs11OrdersTest::aKeyOfACeremonyServesAtOnce()
{
    QFETCH(QByteArray, label);
    QFETCH(int, usage);
    QFETCH(int, length);
    const auto seed = quint8(label.size() + usage);
    const Home home;
    const auto vault = home.open();
    QVERIFY(vault);
    auto order = importOf(label.constData(), KeyUsage(usage), madeUpKey(length, seed));
    order.purpose = QString::fromLatin1(blockPurpose(KeyUsage(usage)));
    const auto reference
        = storedIn((*vault)->carryOut(importOf(label.constData(), KeyUsage(usage), madeUpKey(length, seed))));
    const auto reply = m_office->carryOut(std::move(order));
    QCOMPARE(codeIn(reply), "ok");
    const KeyDescription told = storedIn(reply);
    QCOMPARE(told.kcv, reference.kcv);
    QCOMPARE(told.usage, reference.usage);
    QCOMPARE(told.createdBy, text("Ada Berg, Bo Chang"));
    QVERIFY(told.created > 0 && !told.exportable && told.purpose.size() == 2);
    QCOMPARE(described(label.constData()), told); // the engine has it already
    const auto checked = check(label.constData());
    QVERIFY(checked);
    QCOMPARE(std::get<KeyCheckValue>(*checked).kcv, reference.kcv);
}

void Pkcs11OrdersTest::theSameAgainIsStoredAndAnotherIsNot()
{
    auto order = importOf("TWICE", KeyUsage::Mac, madeUpKey(16, 90));
    const auto first = m_office->carryOut(std::move(order));
    QCOMPARE(codeIn(first), "ok");
    const auto again = m_office->carryOut(importOf("TWICE", KeyUsage::Mac, madeUpKey(16, 90)));
    QCOMPARE(storedIn(again), storedIn(first));
    QCOMPARE(codeIn(m_office->carryOut(importOf("TWICE", KeyUsage::Mac, madeUpKey(16, 91)))), "KeyRepeated");
    QCOMPARE(codeIn(m_office->carryOut(importOf("TWICE", KeyUsage::KeyEncryption, madeUpKey(16, 90)))),
        "KeyRepeated");
    QCOMPARE(codeIn(m_office->carryOut(importOf("TWICE", KeyUsage::Mac, madeUpKey(16, 91), 2))), "ok");
}

void Pkcs11OrdersTest::whatIsNoKeyIsRefused()
{
    const size_t before = m_engine->keys().size();
    QCOMPARE(codeIn(m_office->carryOut(importOf("BAD", KeyUsage::Mac, madeUpKey(15, 1)))), "KeyRefused");
    QCOMPARE(codeIn(m_office->carryOut(importOf("BAD", KeyUsage::Mac, madeUpKey(16, 1), 0))), "KeyRefused");
    QCOMPARE(codeIn(m_office->carryOut(importOf("", KeyUsage::Mac, madeUpKey(16, 1)))), "KeyRefused");
    QCOMPARE(codeIn(m_office->carryOut(importOf("A/left", KeyUsage::Mac, madeUpKey(16, 1)))), "KeyRefused");
    QCOMPARE(
        codeIn(m_office->carryOut(importOf("BAD", KeyUsage::IssuerSigning, madeUpKey(16, 1)))), "KeyRefused");
    auto other = importOf("BAD", KeyUsage::Mac, madeUpKey(16, 1));
    other.kcv = QByteArray::fromHex("000000");
    QCOMPARE(codeIn(m_office->carryOut(std::move(other))), "KeyRefused");
    RetireKey none;
    none.key = KeyRef(text("NOBODY"), 1);
    QCOMPARE(codeIn(m_office->carryOut(none)), "KeyUnknown");
    QCOMPARE(m_engine->keys().size(), before);
}

void Pkcs11OrdersTest::objectsCanNotLeave()
{
    const auto session = Pkcs11Session::open(m_module);
    QVERIFY(session);
    const auto objects = (*session)->secretKeys();
    QVERIFY(objects && objects->size() > 20);
    for (const CK_OBJECT_HANDLE object : *objects) {
        QVERIFY(!(*session)->flag(object, CKA_EXTRACTABLE));
        QVERIFY((*session)->flag(object, CKA_SENSITIVE) && (*session)->flag(object, CKA_PRIVATE));
        QVERIFY((*session)->attribute(object, CKA_VALUE).isEmpty());
    }
}

void Pkcs11OrdersTest::blocksAreThoseOfTheKeyStore_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<int>("usage");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("kbpk");
    QTest::addColumn<char>("version");
    QTest::newRow("AES-256 under AES-256, D")
        << QByteArray("X-MAC") << int(KeyUsage::Mac) << 32 << QByteArray("O-KBPK") << 'D';
    QTest::newRow("AES-128 under AES-128, D")
        << QByteArray("X-KEK") << int(KeyUsage::KeyEncryption) << 16 << QByteArray("O-KBPK16") << 'D';
    QTest::newRow("TDEA under AES-256, D")
        << QByteArray("X-IMK") << int(KeyUsage::EmvMaster) << 16 << QByteArray("O-KBPK") << 'D';
    QTest::newRow("TDEA under two-key TDEA, B")
        << QByteArray("X-CVK") << int(KeyUsage::CardVerification) << 16 << QByteArray("O-KBPKT") << 'B';
    QTest::newRow("three-key TDEA under the same, B")
        << QByteArray("X-TK3") << int(KeyUsage::Transport) << 24 << QByteArray("O-KBPKT3") << 'B';
}

/// A block of the token opens with soft keys, and back.
void Pkcs11OrdersTest::blocksAreThoseOfTheKeyStore()
{
    QFETCH(QByteArray, label);
    QFETCH(int, usage);
    QFETCH(int, length);
    QFETCH(QByteArray, kbpk);
    QFETCH(char, version);
    const auto seed = quint8(label.size() + usage + 40);
    auto order = importOf(label.constData(), KeyUsage(usage), madeUpKey(length, seed));
    order.as.exportable = true;
    const KeyDescription told = storedIn(m_office->carryOut(std::move(order)));
    QVERIFY(told.exportable);
    const auto made = m_office->carryOut(exportOf(label.constData(), kbpk.constData(), version));
    QCOMPARE(codeIn(made), "ok");
    const QByteArray block = std::get<KeyBlockMade>(*made).block;
    QVERIFY(block.startsWith(version));

    const KeyDescription protector = described(kbpk.constData());
    const auto protectorUsage = *keyUsageFromName(protector.usage);
    const Home home;
    const auto vault = home.open();
    const bool longer = kbpk.endsWith('3');
    const qsizetype protectorLength
        = protectorUsage == KeyUsage::BlockProtection ? (kbpk == "O-KBPK" ? 32 : 16) : (longer ? 24 : 16);
    QVERIFY((*vault)->carryOut(importOf(kbpk.constData(), protectorUsage,
        madeUpKey(protectorLength, quint8(kbpk.size() + int(protectorUsage))))));
    const auto soft = storedIn(
        (*vault)->carryOut(importBlock(label.constData(), KeyUsage(usage), kbpk.constData(), block)));
    QCOMPARE(soft.kcv, told.kcv);
    QVERIFY(!soft.exportable); // it goes no further

    auto own = importOf("BACK", KeyUsage(usage), madeUpKey(length, quint8(seed + 1)));
    own.as.exportable = true;
    const auto there = storedIn((*vault)->carryOut(std::move(own)));
    const auto back = (*vault)->carryOut(exportOf("BACK", kbpk.constData(), version));
    QCOMPARE(codeIn(back), "ok");
    const QByteArray name = label + "-BACK";
    const auto here = storedIn(m_office->carryOut(importBlock(
        name.constData(), KeyUsage(usage), kbpk.constData(), std::get<KeyBlockMade>(*back).block)));
    QCOMPARE(here.kcv, there.kcv);
    QVERIFY(check(name.constData()));
}

void Pkcs11OrdersTest::blocksOfOthersComeIn_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<int>("usage");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("another use") << QByteArray() << int(KeyUsage::KeyEncryption)
                                 << QByteArray("KeyBlockUnfit");
    QTest::newRow("changed") << QByteArray("mac") << int(KeyUsage::Mac) << QByteArray("KeyBlockMacWrong");
    QTest::newRow("cut") << QByteArray("cut") << int(KeyUsage::Mac) << QByteArray("KeyBlockBroken");
    QTest::newRow("empty") << QByteArray("empty") << int(KeyUsage::Mac) << QByteArray("KeyBlockUnfit");
    QTest::newRow("protector that is none")
        << QByteArray("other") << int(KeyUsage::Mac) << QByteArray("KeyUsageRefused");
    QTest::newRow("protector that is not there")
        << QByteArray("none") << int(KeyUsage::Mac) << QByteArray("KeyUnknown");
}

void Pkcs11OrdersTest::blocksOfOthersComeIn()
{
    QFETCH(QByteArray, change);
    QFETCH(int, usage);
    QFETCH(QByteArray, code);
    const auto made = m_office->carryOut(exportOf("X-MAC", "O-KBPK"));
    QCOMPARE(codeIn(made), "ok");
    QByteArray block = std::get<KeyBlockMade>(*made).block;
    if (change == "mac")
        block[block.size() - 1] = block.back() == '0' ? '1' : '0';
    else if (change == "cut")
        block.chop(2);
    else if (change == "empty")
        block.clear();
    const char* kbpk = change == "other" ? "O-MAC" : change == "none" ? "NOBODY" : "O-KBPK";
    const size_t before = m_engine->keys().size();
    QCOMPARE(
        QByteArray(codeIn(m_office->carryOut(importBlock("ARRIVED", KeyUsage(usage), kbpk, block)))), code);
    QCOMPARE(m_engine->keys().size(), before);
}

/// A and C change the bits of the protection key, which no token does.
void Pkcs11OrdersTest::variantsStayWithSoftKeys()
{
    for (const char version : {'A', 'C', 'E'})
        QCOMPARE(codeIn(m_office->carryOut(exportOf("X-CVK", "O-KBPKT", version))), "KeyBlockUnfit");
}

void Pkcs11OrdersTest::whatIsNotMadeToLeaveStays()
{
    QCOMPARE(codeIn(m_office->carryOut(exportOf("O-MAC", "O-KBPK"))), "KeyNotExportable");
    // Made to be exported is not made to go to a card: a master as it is stays in the token.
    const KeyUse asItIs(KeyShape::Tdea, 1, true);
    const auto session = Pkcs11Session::open(m_module);
    const auto keys = Pkcs11Keys::list(**session);
    QVERIFY((*keys)->holds(KeyRef(text("X-IMK")), KeyUsage::EmvMaster, KeyUse(KeyShape::Tdea)));
    QVERIFY(!(*keys)->holds(KeyRef(text("X-IMK")), KeyUsage::EmvMaster, asItIs));
}

void Pkcs11OrdersTest::daysAndEnd()
{
    auto late = importOf("LATE", KeyUsage::Mac, madeUpKey(16, 70));
    late.as.life = KeyLife{false, QDate(2020, 1, 1), QDate(2021, 12, 31)};
    QCOMPARE(storedIn(m_office->carryOut(std::move(late))).life,
        (KeyLife{false, QDate(2020, 1, 1), QDate(2021, 12, 31)}));
    auto early = importOf("EARLY", KeyUsage::Mac, madeUpKey(16, 71));
    early.as.life.notBefore = todayUtc().addDays(3);
    QCOMPARE(codeIn(m_office->carryOut(std::move(early))), "ok");
    const auto macWith = [this](const char* label) -> const char* {
        const auto reply = m_engine->compute(ComputeMac{KeyRef(text(label)), QByteArray(32, 'h'), 8});
        return reply ? "ok" : codeOf(reply.failure());
    };
    QCOMPARE(macWith("LATE"), "KeyExpired");
    QCOMPARE(macWith("EARLY"), "KeyNotYetValid");
    QCOMPARE(macWith("O-MAC"), "ok");
    RetireKey end;
    end.key = KeyRef(text("O-MAC"), 1);
    const KeyDescription before = described("O-MAC");
    const auto ended = m_office->carryOut(end);
    QCOMPARE(codeIn(ended), "ok");
    const KeyDescription after = storedIn(ended);
    QVERIFY(after.life.retired);
    QCOMPARE(after.kcv, before.kcv); // still told, though it can not be computed any more
    QCOMPARE(after.createdBy, before.createdBy);
    QCOMPARE(macWith("O-MAC"), "KeyRetired");
    QCOMPARE(storedIn(m_office->carryOut(end)), after); // again: it is so already
    // The token itself refuses it, whatever program asks, and another engine sees it so.
    const auto session = Pkcs11Session::open(m_module);
    const auto keys = Pkcs11Keys::list(**session);
    const Pkcs11Key* object = (*keys)->lookUp(KeyRef(text("O-MAC")));
    QVERIFY(object && !(*session)->cmac(object->handle, QByteArray(16, 'x')));
    QCOMPARE(codeIn(m_office->carryOut(exportOf("X-MAC", "O-KBPK"))), "ok");
    RetireKey out;
    out.key = KeyRef(text("X-MAC"), 1);
    QCOMPARE(codeIn(m_office->carryOut(out)), "ok");
    QCOMPARE(codeIn(m_office->carryOut(exportOf("X-MAC", "O-KBPK"))), "KeyRetired");
}

/// The power went after the first of several objects: the order given again ends the others.
void Pkcs11OrdersTest::aRetirementThatWasCutOffIsEnded()
{
    QCOMPARE(codeIn(m_office->carryOut(importOf("CUT", KeyUsage::Scp03Master, madeUpKey(16, 90)))), "ok");
    const KeyRef ref(text("CUT"), 1);
    const auto session = Pkcs11Session::open(m_module, true);
    QVERIFY(session);
    {
        const auto keys = Pkcs11Keys::list(**session);
        const Pkcs11Key* first = (*keys)->lookUp(ref);
        QVERIFY(first && (*keys)->shapes(ref).size() > 1);
        QVERIFY((*session)->disarm(first->handle, Pkcs11Keys::idOf(1, first->usage, false, true)));
    }
    RetireKey end;
    end.key = ref;
    QVERIFY(storedIn(m_office->carryOut(end)).life.retired);
    const auto after = Pkcs11Keys::list(**session);
    for (const Pkcs11Key* shape : (*after)->shapes(ref))
        QVERIFY(shape->life.retired);
}

QTEST_GUILESS_MAIN(Pkcs11OrdersTest)
#include "tst_pkcs11_orders.moc"
