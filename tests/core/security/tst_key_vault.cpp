// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "key_home.h"
#include "security/soft_engine.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace sm;
using namespace smtest;

class KeyVaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initSecretHeap() != SecretHeap::Absent);
        QVERIFY(storeKey().size() == 32);
    }
    void keepsKeysAndWhatIsKnownOfThem();
    void holdsNoKeyInClear();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
    void theSameKeyAgainIsStored();
    void eachChangedByteIsFound();
    void eachPrefixIsFound();
    void swappedValuesAreFound();
    void anotherStoreKeyOpensNothing();
    void foldersOfOthersAreRefused_data();
    void foldersOfOthersAreRefused();
    void oneProcessAtATime();
    void killedWhileWriting();
    void keysHaveALife_data();
    void keysHaveALife();
    void retiredKeysStayRetired();
    void theNewestUsableVersionWorks();
};

void KeyVaultTest::keepsKeysAndWhatIsKnownOfThem()
{
    const Home home;
    std::vector<KeyDescription> told;
    {
        const auto vault = home.open();
        QVERIFY(vault);
        auto order = importOf("ISS-MAC", KeyUsage::Mac, madeUpKey(32, 1), 7);
        order.as.life = KeyLife{false, QDate(2026, 1, 1), QDate(2027, 12, 31)};
        order.as.exportable = true;
        order.purpose = text("M6");
        const auto stored = (*vault)->carryOut(std::move(order));
        QVERIFY(stored);
        QCOMPARE(std::get<KeyStored>(*stored).key.createdBy, text("Ada Berg, Bo Chang"));
        QVERIFY((*vault)->carryOut(importOf("ISS-AC", KeyUsage::EmvMaster, madeUpKey(16, 2))));
        told = (*vault)->keys()->describe();
        QCOMPARE(told.size(), size_t(2));
        QCOMPARE(told.back(), std::get<KeyStored>(*stored).key);
    }
    const auto again = home.open();
    QVERIFY(again);
    QCOMPARE((*again)->keys()->describe(), told);
    QVERIFY((*again)->keys()->lookUp(KeyRef(text("ISS-MAC"), 7))->value.equals(madeUpKey(32, 1)));
    QCOMPARE(QFile::permissions(home.file()) & 0x7777,
        QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser);
}

void KeyVaultTest::holdsNoKeyInClear()
{
    const Home home;
    const auto vault = home.open();
    const SecretBytes key = madeUpKey(32, 9);
    QVERIFY((*vault)->carryOut(importOf("CANARY", KeyUsage::Mac, madeUpKey(32, 9))));
    const QByteArray all = home.bytes();
    QVERIFY(all.contains("CANARY"));
    const QByteArray raw(reinterpret_cast<const char*>(key.data()), key.size());
    QVERIFY(!all.contains(raw) && !all.toUpper().contains(raw.toHex().toUpper().left(16)));
}

void KeyVaultTest::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("label") << "KeyRefused";
    QTest::newRow("version") << "KeyRefused";
    QTest::newRow("length") << "KeyRefused";
    QTest::newRow("RSA") << "KeyRefused";
    QTest::newRow("check value") << "KeyRefused";
    QTest::newRow("repeated") << "KeyRepeated";
}

void KeyVaultTest::refusesWhatIsNoKey()
{
    QFETCH(QString, code);
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    const QByteArray before = home.bytes();
    const QByteArray row = QTest::currentDataTag();
    auto order = importOf("K", KeyUsage::Mac, madeUpKey(row == "length" ? 15 : 16, 2), 2);
    if (row == "label")
        order.as.label.clear();
    else if (row == "version")
        order.as.version = 0;
    else if (row == "RSA")
        order.as.usage = KeyUsage::IssuerSigning;
    else if (row == "check value")
        order.kcv = "abc";
    else if (row == "repeated")
        order.as.version = 1;
    const auto refused = (*vault)->carryOut(std::move(order));
    QVERIFY(!refused);
    QCOMPARE(QLatin1String(codeOf(refused.failure())), code);
    QCOMPARE(home.bytes(), before);
    QCOMPARE((*vault)->keys()->describe().size(), size_t(1));
}

void KeyVaultTest::theSameKeyAgainIsStored()
{
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    const QByteArray before = home.bytes();
    const auto again = (*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1)));
    QVERIFY(again);
    QCOMPARE(std::get<KeyStored>(*again).key.label, text("K"));
    QCOMPARE(home.bytes(), before);
}

void KeyVaultTest::eachChangedByteIsFound()
{
    const Home home;
    {
        const auto vault = home.open();
        QVERIFY((*vault)->carryOut(importOf("A", KeyUsage::Mac, madeUpKey(16, 1))));
        QVERIFY((*vault)->carryOut(importOf("B", KeyUsage::EmvMaster, madeUpKey(24, 2))));
    }
    const QByteArray good = home.bytes();
    for (const char bit : {'\x01', '\x20', '\x80'}) {
        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray changed = good;
            changed[i] = char(changed[i] ^ bit);
            QVERIFY(home.write(changed));
            const auto vault = home.open();
            QVERIFY2(!vault, qPrintable(QStringLiteral("byte %1").arg(i)));
            QCOMPARE(codeOf(vault.failure()), "KeyVaultBroken");
        }
    }
    QVERIFY(home.write(good));
    QVERIFY(home.open());
}

void KeyVaultTest::eachPrefixIsFound()
{
    const Home home;
    QVERIFY((*home.open())->carryOut(importOf("A", KeyUsage::Mac, madeUpKey(16, 1))));
    const QByteArray good = home.bytes();
    for (qsizetype length = 0; length < good.size(); ++length) {
        QVERIFY(home.write(good.first(length)));
        QVERIFY(!home.open());
    }
    QVERIFY(home.write(good + '\n'));
    QVERIFY(!home.open());
}

/// The MAC binds metadata to values: a released key's value can not be put under the name of another.
void KeyVaultTest::swappedValuesAreFound()
{
    const Home home;
    {
        const auto vault = home.open();
        QVERIFY((*vault)->carryOut(importOf("A", KeyUsage::Mac, madeUpKey(16, 1))));
        QVERIFY((*vault)->carryOut(importOf("B", KeyUsage::Mac, madeUpKey(16, 2))));
    }
    const QByteArray good = home.bytes();
    const qsizetype line = good.indexOf('\n');
    QJsonObject whole = QJsonDocument::fromJson(good.first(line)).object();
    QJsonArray keys = whole[QLatin1String("keys")].toArray();
    QJsonObject first = keys[0].toObject();
    QJsonObject second = keys[1].toObject();
    const QJsonValue wrapped = first[QLatin1String("wrapped")];
    first[QLatin1String("wrapped")] = second[QLatin1String("wrapped")];
    second[QLatin1String("wrapped")] = wrapped;
    whole[QLatin1String("keys")] = QJsonArray{first, second};
    QVERIFY(home.write(QJsonDocument(whole).toJson(QJsonDocument::Compact) + good.sliced(line)));
    const auto vault = home.open();
    QVERIFY(!vault);
    QCOMPARE(codeOf(vault.failure()), "KeyVaultBroken");
}

void KeyVaultTest::anotherStoreKeyOpensNothing()
{
    const Home home;
    const auto random = std::make_shared<SystemRandom>();
    const auto other = KeyVault::open(home.path(), madeUpKey(32, 201), random);
    QVERIFY(!other);
    QCOMPARE(codeOf(other.failure()), "KeyVaultBroken");
    const auto shorter = KeyVault::open(home.path(), madeUpKey(16, 200), random);
    QVERIFY(!shorter);
    QCOMPARE(codeOf(shorter.failure()), "KeyRefused");
    QCOMPARE(codeOf(KeyVault::create(home.path(), storeKey()).failure()), "KeyVaultUnusable");
}

void KeyVaultTest::foldersOfOthersAreRefused_data()
{
    QTest::addColumn<QString>("cause");
    QTest::newRow("rights") << "rights";
    QTest::newRow("missing") << "missing";
    QTest::newRow("no file") << "missing";
    QTest::newRow("a link") << "missing";
}

void KeyVaultTest::foldersOfOthersAreRefused()
{
    QFETCH(QString, cause);
    const Home home;
    const QByteArray row = QTest::currentDataTag();
    if (row == "rights")
        QVERIFY(QFile::setPermissions(
            home.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup));
    else if (row == "missing")
        QVERIFY(QDir(home.path()).removeRecursively());
    else
        QVERIFY(QFile::rename(home.file(), home.path() + QStringLiteral("/aside")));
    if (row == "a link")
        QVERIFY(QFile::link(home.path() + QStringLiteral("/aside"), home.file()));
    const auto vault = home.open();
    QVERIFY(!vault);
    QCOMPARE(codeOf(vault.failure()), "KeyVaultUnusable");
    QCOMPARE(vault.failure().param("cause"), cause);
}

void KeyVaultTest::oneProcessAtATime()
{
    const Home home;
    const auto first = home.open();
    QVERIFY(first);
    const auto second = home.open();
    QVERIFY(!second);
    QCOMPARE(second.failure().param("cause"), text("in use"));
}

/// A process that stores one key after the other is killed wherever it is: the file is one of the whole ones.
void KeyVaultTest::killedWhileWriting()
{
    const Home home;
    size_t held = 0;
    for (int round = 0; round < 20; ++round) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto vault = home.open();
            for (quint32 version = quint32(held) + 1; vault; ++version) {
                if (!(*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1), version)))
                    break;
                (void)!::write(ends[1], "k", 1);
            }
            ::_exit(1);
        }
        ::close(ends[1]);
        char stored[1];
        for (int i = 0; i <= round; ++i) // so many are stored and told
            QCOMPARE(::read(ends[0], stored, 1), ssize_t(1));
        ::usleep(useconds_t(round * 37)); // somewhere in the next
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        ::close(ends[0]);
        const auto vault = home.open();
        QVERIFY2(vault, vault ? "" : qPrintable(vault.failure().toString()));
        const size_t now = (*vault)->keys()->describe().size();
        QVERIFY(now >= held + size_t(round) + 1);
        held = now;
    }
}

void KeyVaultTest::keysHaveALife_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("until");
    QTest::addColumn<bool>("retired");
    QTest::addColumn<QString>("code");
    const QDate today(2026, 11, 22);
    QTest::newRow("no limits") << QDate() << QDate() << false << "";
    QTest::newRow("first day") << today << QDate() << false << "";
    QTest::newRow("last day") << QDate() << today << false << "";
    QTest::newRow("yesterday's") << QDate() << today.addDays(-1) << false << "KeyExpired";
    QTest::newRow("tomorrow's") << today.addDays(1) << QDate() << false << "KeyNotYetValid";
    QTest::newRow("retired") << QDate() << QDate() << true << "KeyRetired";
}

void KeyVaultTest::keysHaveALife()
{
    QFETCH(QDate, from);
    QFETCH(QDate, until);
    QFETCH(bool, retired);
    QFETCH(QString, code);
    const Home home;
    const auto vault = home.open();
    auto order = importOf("K", KeyUsage::Mac, madeUpKey(16, 1));
    order.as.life = KeyLife{false, from, until};
    QVERIFY((*vault)->carryOut(std::move(order)));
    const SoftEngine engine((*vault)->keys(), std::make_shared<SystemRandom>());
    const ComputeMac request{KeyRef(text("K")), "data", 8};
    QVERIFY(engine.offers(request)); // it says itself why it refuses
    if (retired)
        QVERIFY((*vault)->carryOut(RetireKey{KeyRef(text("K"), 1), {}}));
    const auto mac = engine.compute(request);
    QCOMPARE(mac.ok(), code.isEmpty());
    if (!mac) {
        QCOMPARE(QLatin1String(codeOf(mac.failure())), code);
        QCOMPARE(mac.failure().param("label"), text("K"));
    }
}

void KeyVaultTest::retiredKeysStayRetired()
{
    const Home home;
    {
        const auto vault = home.open();
        QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
        const auto nothing = (*vault)->carryOut(RetireKey{KeyRef(text("K")), {}});
        QVERIFY(!nothing); // a version must be named
        QCOMPARE(codeOf(nothing.failure()), "KeyUnknown");
        const auto retired = (*vault)->carryOut(RetireKey{KeyRef(text("K"), 1), {}});
        QVERIFY(retired && std::get<KeyStored>(*retired).key.life.retired);
    }
    const auto vault = home.open();
    QVERIFY((*vault)->keys()->describe().front().life.retired);
    QCOMPARE(codeOf((*vault)->keys()->find(KeyRef(text("K")), KeyUsage::Mac).failure()), "KeyRetired");
}

void KeyVaultTest::theNewestUsableVersionWorks()
{
    Home home;
    const auto vault = home.open();
    auto successor = importOf("K", KeyUsage::Mac, madeUpKey(16, 2), 2);
    successor.as.life.notBefore = QDate(2026, 12, 1);
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1), 1)));
    QVERIFY((*vault)->carryOut(std::move(successor)));
    const auto held = [&] { return (*vault)->keys()->find(KeyRef(text("K")), KeyUsage::Mac); };
    QVERIFY((*held())->value.equals(madeUpKey(16, 1)));
    home.today = QDate(2026, 12, 1);
    QVERIFY((*held())->value.equals(madeUpKey(16, 2)));
    QVERIFY((*vault)->carryOut(RetireKey{KeyRef(text("K"), 2), {}}));
    QVERIFY((*held())->value.equals(madeUpKey(16, 1)));
    QVERIFY((*vault)->carryOut(RetireKey{KeyRef(text("K"), 1), {}}));
    QCOMPARE(held().failure().param("version"), text("2"));
}

QTEST_GUILESS_MAIN(KeyVaultTest)
#include "tst_key_vault.moc"
