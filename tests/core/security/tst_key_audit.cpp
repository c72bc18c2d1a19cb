// SPDX-License-Identifier: GPL-3.0-or-later
// Who stored, exported and retired the keys of a key store stands in the store itself, under its MAC.
#include "base/failures/security.h"
#include "key_home.h"

#include <QtTest>

using namespace sm;
using namespace smtest;

namespace {

/// A store with a key that was brought, exported and retired; the export's order is for the newest.
void order(const Home& home)
{
    const auto vault = home.open();
    QVERIFY(vault);
    QVERIFY((*vault)->carryOut(importOf("KBPK", KeyUsage::BlockProtection, madeUpKey(32, 3))));
    auto key = importOf("K", KeyUsage::Mac, madeUpKey(16, 1), 2);
    key.as.exportable = true;
    QVERIFY((*vault)->carryOut(std::move(key)));
    ExportKeyBlock out{KeyRef(text("K")), KeyRef(text("KBPK"))};
    out.people = {text("Cy Diaz"), text("Eve Fox")};
    QVERIFY((*vault)->carryOut(out));
    QVERIFY((*vault)->carryOut(RetireKey{KeyRef(text("K"), 2), {text("Gus Hill")}}));
}

} // namespace

class KeyAuditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void saysWhoDidWhat();
    void whatWasRefusedIsNoEvent();
    void aRepeatedOrderIsOneEvent();
    void aChangedNameIsFound();
    void storesWithoutEventsOpen();
};

void KeyAuditTest::saysWhoDidWhat()
{
    const Home home;
    const qint64 begun = QDateTime::currentSecsSinceEpoch();
    order(home);
    if (QTest::currentTestFailed())
        return;
    const auto vault = home.open(); // it is on disk, not in the process
    QVERIFY(vault);
    auto events = (*vault)->events();
    for (VaultEvent& event : events) {
        QVERIFY(event.at >= begun && event.at <= QDateTime::currentSecsSinceEpoch());
        event.at = 0;
    }
    using What = VaultEvent::What;
    const QString two = text("Ada Berg, Bo Chang");
    const std::vector<VaultEvent> expected{{What::Stored, text("KBPK"), 1, {}, two, 0},
        {What::Stored, text("K"), 2, {}, two, 0},
        {What::Exported, text("K"), 2, text("KBPK"), text("Cy Diaz, Eve Fox"), 0},
        {What::Retired, text("K"), 2, {}, text("Gus Hill"), 0}};
    QCOMPARE(events.size(), expected.size());
    QVERIFY(events == expected);
}

void KeyAuditTest::whatWasRefusedIsNoEvent()
{
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    QVERIFY((*vault)->carryOut(importOf("KBPK", KeyUsage::BlockProtection, madeUpKey(32, 3))));
    const auto before = (*vault)->events();
    QCOMPARE(before.size(), size_t(2));
    QVERIFY(!(*vault)->carryOut(ExportKeyBlock{KeyRef(text("K")), KeyRef(text("KBPK"))})); // not exportable
    QVERIFY(!(*vault)->carryOut(RetireKey{KeyRef(text("K"), 9), {text("Gus Hill")}}));
    QVERIFY(!(*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 2))));
    QVERIFY((*vault)->events() == before);
}

void KeyAuditTest::aRepeatedOrderIsOneEvent()
{
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    QCOMPARE((*vault)->events().size(), size_t(1));
    const RetireKey end{KeyRef(text("K"), 1), {text("Gus Hill")}};
    QVERIFY((*vault)->carryOut(end));
    const auto again = (*vault)->carryOut(RetireKey{KeyRef(text("K"), 1), {text("Ida Juhl")}});
    QVERIFY(again && std::get<KeyStored>(*again).key.life.retired);
    const auto events = (*vault)->events();
    QCOMPARE(events.size(), size_t(2));
    QCOMPARE(events.back().people, text("Gus Hill"));
}

void KeyAuditTest::aChangedNameIsFound()
{
    const Home home;
    order(home);
    const QByteArray good = home.bytes();
    QVERIFY(good.contains("Gus Hill"));
    for (const auto& [right, wrong] : {std::pair("Gus Hill", "Gus Hall"), std::pair("exported", "stored")}) {
        QVERIFY(home.write(QByteArray(good).replace(right, wrong)));
        const auto vault = home.open();
        QVERIFY(!vault);
        QCOMPARE(codeOf(vault.failure()), "KeyVaultBroken");
    }
    QVERIFY(home.write(good));
    QVERIFY(home.open());
}

/// As they were written before there was such a list.
void KeyAuditTest::storesWithoutEventsOpen()
{
    auto mac = Cmac::create(BlockAlgorithm::Aes, madeUpKey(32, 5));
    QVERIFY(mac);
    const auto signedBy = [&mac](const QByteArray& body) {
        return body + '\n' + mac->compute({body})->toHex().toUpper() + '\n';
    };
    const auto old = decodeVault(
        signedBy(R"({"generation":4,"keys":[],"schema":"stationmaster/key-store/1"})"), *mac, text("x"));
    QVERIFY(old && old->events.empty() && old->generation == 4);
    for (const char* bad : {R"([{"what":"sold","label":"K","version":1}])",
             R"([{"what":"stored","label":"","version":1}])", R"([{"what":"stored","label":"K"}])", "[7]"}) {
        const auto read = decodeVault(signedBy(QByteArray(R"({"events":)") + bad
                                          + R"(,"keys":[],"schema":"stationmaster/key-store/1"})"),
            *mac, text("x"));
        QVERIFY2(!read, bad);
    }
}

QTEST_GUILESS_MAIN(KeyAuditTest)
#include "tst_key_audit.moc"
