// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure.h"
#include "base/failures/base.h"
#include "base/outcome.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

#include <map>

using namespace sm;

class FailureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersAndNamesAreUnique();
    void roomsKeepTheirRange();
    void namesAndMeaningsAreWellFormed();
    void codesAreFoundBothWays();
    void parametersAreReadBack();
    void outcomeHoldsOneOrTheOther();
};

void FailureTest::numbersAndNamesAreUnique()
{
    QSet<quint16> numbers;
    QSet<QString> names;
    quint16 last = 0;
    QVERIFY(failureCatalogue().size() > 9);
    for (const FailureEntry& entry : failureCatalogue()) {
        const quint16 number = quint16(entry.code);
        QVERIFY2(!numbers.contains(number), entry.name);
        QVERIFY2(!names.contains(QLatin1String(entry.name)), entry.name);
        QVERIFY2(number > last, entry.name); // ordered by code
        numbers.insert(number);
        names.insert(QLatin1String(entry.name));
        last = number;
    }
}

void FailureTest::roomsKeepTheirRange()
{
    const std::map<QString, int> first{{QStringLiteral("base"), 1}, {QStringLiteral("card"), 100},
        {QStringLiteral("crypto"), 200}, {QStringLiteral("support"), 300}, {QStringLiteral("transport"), 400},
        {QStringLiteral("issuer"), 500}, {QStringLiteral("data"), 600}, {QStringLiteral("profile"), 700},
        {QStringLiteral("security"), 800}, {QStringLiteral("station"), 900}, {QStringLiteral("job"), 1000},
        {QStringLiteral("store"), 1100}, {QStringLiteral("session"), 1200},
        {QStringLiteral("controller"), 1300}, {QStringLiteral("simulator"), 1400},
        {QStringLiteral("server"), 1500}, {QStringLiteral("render"), 2000}, {QStringLiteral("trace"), 2100}};
    for (const FailureEntry& entry : failureCatalogue()) {
        const auto range = first.find(QLatin1String(entry.room));
        QVERIFY2(range != first.end(), entry.room);
        QVERIFY2(
            quint16(entry.code) >= range->second && quint16(entry.code) < range->second / 100 * 100 + 100,
            entry.name);
    }
}

void FailureTest::namesAndMeaningsAreWellFormed()
{
    static const QRegularExpression name(QStringLiteral("^[A-Z][A-Za-z0-9]+$"));
    static const QRegularExpression meaning(QStringLiteral("^[A-Za-z].{10,}[^.]$"));
    for (const FailureEntry& entry : failureCatalogue()) {
        QVERIFY2(name.match(QLatin1String(entry.name)).hasMatch(), entry.name);
        QVERIFY2(meaning.match(QString::fromUtf8(entry.meaning)).hasMatch(), entry.name);
    }
}

void FailureTest::codesAreFoundBothWays()
{
    for (const FailureEntry& entry : failureCatalogue()) {
        QVERIFY(failureEntry(entry.code));
        QCOMPARE(failureEntry(entry.code)->name, entry.name);
        QCOMPARE(failureEntry(QLatin1String(entry.name))->code, entry.code);
    }
    QVERIFY(!failureEntry(FailureCode{0}));
    QVERIFY(!failureEntry(FailureCode{65535}));
    QVERIFY(!failureEntry(QStringLiteral("NoSuchFailure")));
}

void FailureTest::parametersAreReadBack()
{
    const Failure failure
        = fail(fc::RandomUnavailable, {{"file", QStringLiteral("a.json")}, {"errno", QStringLiteral("2")}});
    QVERIFY(failure == fc::RandomUnavailable);
    QCOMPARE(failure.param("errno"), QStringLiteral("2"));
    QCOMPARE(failure.param("line"), QString());
    QCOMPARE(failure.toString(), QStringLiteral("RandomUnavailable file=a.json errno=2"));
    QCOMPARE(Failure(FailureCode{65535}, {}).toString(), QStringLiteral("65535"));
}

void FailureTest::outcomeHoldsOneOrTheOther()
{
    Outcome<QString> good = QStringLiteral("ok");
    QVERIFY(good && good.ok());
    QCOMPARE(good->size(), 2);
    QCOMPARE(good.take(), QStringLiteral("ok"));
    const Outcome<QString> bad = fail(fc::SecretHeapExhausted);
    QVERIFY(!bad);
    QVERIFY(bad.failure() == fc::SecretHeapExhausted);
    const Outcome<std::unique_ptr<int>> moved(std::make_unique<int>(3));
    QCOMPARE(**moved, 3);
}

QTEST_GUILESS_MAIN(FailureTest)
#include "tst_failure.moc"
