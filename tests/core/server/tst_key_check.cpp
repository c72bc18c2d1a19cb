// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "server/key_check.h"

#include <QtTest>

using namespace sm;

namespace {

const QDate today(2026, 11, 22);

HsmKeyFigures key(const char* label, quint32 version, const KeyLife& life, bool agree = true)
{
    HsmKeyFigures row;
    row.label = QLatin1String(label);
    row.version = version;
    row.devices = {QStringLiteral("HSM 1")};
    row.agree = agree;
    row.life = life;
    return row;
}

HsmPoolFigures poolOf(std::vector<HsmKeyFigures> keys)
{
    HsmPoolFigures pool;
    HsmFigures device;
    device.name = QStringLiteral("HSM 1");
    device.health = HsmHealth::Healthy;
    pool.devices.push_back(device);
    pool.keys = std::make_shared<const std::vector<HsmKeyFigures>>(std::move(keys));
    return pool;
}

const KeyLife forever;
const KeyLife retired{true, {}, {}};
const KeyLife expired{false, {}, today.addDays(-1)};
const KeyLife tomorrow{false, today.addDays(1), {}};

} // namespace

using Keys = std::vector<HsmKeyFigures>;
Q_DECLARE_METATYPE(Keys)

class KeyCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesWhatCanNotBeUsed_data();
    void namesWhatCanNotBeUsed();
};

void KeyCheckTest::namesWhatCanNotBeUsed_data()
{
    QTest::addColumn<Keys>("keys");
    QTest::addColumn<QString>("code"); ///< empty: the job starts
    QTest::addColumn<QString>("named");
    const QString none;
    const QString old = QStringLiteral("JobKeysOutdated");
    const QString bad = QStringLiteral("JobKeysUnusable");
    const auto b = key("B", 1, forever);
    QTest::newRow("both are there") << Keys{key("A", 1, forever), b} << none << none;
    QTest::newRow("last day") << Keys{key("A", 1, KeyLife{false, today, today}), b} << none << none;
    QTest::newRow("retired") << Keys{key("A", 1, retired), b} << old << "A";
    QTest::newRow("expired") << Keys{key("A", 1, expired), b} << old << "A";
    QTest::newRow("not yet valid") << Keys{key("A", 1, tomorrow), b} << old << "A";
    QTest::newRow("both") << Keys{key("A", 1, retired), key("B", 1, expired)} << old << "A, B";
    QTest::newRow("a successor") << Keys{key("A", 1, retired), key("A", 2, forever), b} << none << none;
    QTest::newRow("a successor to come")
        << Keys{key("A", 1, forever), key("A", 2, tomorrow), b} << none << none;
    QTest::newRow("no version left") << Keys{key("A", 1, expired), key("A", 2, retired), b} << old << "A";
    QTest::newRow("missing") << Keys{b} << bad << "A";
    QTest::newRow("missing beside an old one") << Keys{key("B", 1, expired)} << bad << "A";
    QTest::newRow("differ") << Keys{key("A", 1, forever, false), b} << bad << "A";
}

void KeyCheckTest::namesWhatCanNotBeUsed()
{
    QFETCH(Keys, keys);
    QFETCH(QString, code);
    QFETCH(QString, named);
    const auto checked
        = checkKeys({QStringLiteral("A"), QStringLiteral("B")}, poolOf(std::move(keys)), today);
    QCOMPARE(checked.ok(), code.isEmpty());
    if (checked)
        return;
    QCOMPARE(QLatin1String(failureEntry(checked.failure().code())->name), code);
    QCOMPARE(checked.failure().param("keys"), named);
}

QTEST_GUILESS_MAIN(KeyCheckTest)
#include "tst_key_check.moc"
