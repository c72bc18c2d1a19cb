// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/session.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QSet>
#include <QTest>

class FailureTexts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasItsText_data();
    void everyCodeHasItsText();
    void noCodeTwice();
    void optionalPartsGoWithTheirParameter();
    void statesHaveTexts();
    void numbersAreGrouped();
};

void FailureTexts::everyCodeHasItsText_data()
{
    QTest::addColumn<quint16>("code");
    for (const sm::FailureEntry& entry : sm::failureCatalogue())
        QTest::newRow(entry.name) << quint16(entry.code);
}

void FailureTexts::everyCodeHasItsText()
{
    QFETCH(quint16, code);
    QVERIFY(sm::hasFailureText(sm::FailureCode{code}));
    const sm::FailureText text = sm::failureText(sm::Failure(sm::FailureCode{code}, {}));
    for (const QString& part : {text.sentence, text.cause, text.action}) {
        QVERIFY(!part.isEmpty());
        QVERIFY2(part.endsWith(QLatin1Char('.')), qPrintable(part));
        QVERIFY2(!part.contains(QLatin1Char('{')) && !part.contains(QLatin1Char('[')), qPrintable(part));
        QVERIFY2(
            !part.contains(QStringLiteral("  ")) && !part.startsWith(QLatin1Char(' ')), qPrintable(part));
    }
    const int steps = int(sm::actionSteps(text).size());
    QVERIFY(steps >= 1 && steps <= 3);
}

void FailureTexts::noCodeTwice()
{
    QSet<quint16> seen;
    for (const sm::FailureTextTable* table : sm::failureTextTables()) {
        for (const sm::FailureTextRow& row : *table) {
            QVERIFY2(!seen.contains(quint16(row.code)), row.sentence);
            QVERIFY2(sm::failureEntry(row.code), row.sentence);
            seen.insert(quint16(row.code));
        }
    }
}

void FailureTexts::optionalPartsGoWithTheirParameter()
{
    const auto sentence = [](QList<sm::FailureParam> params) {
        return sm::failureText(sm::Failure(sm::fc::CardRefusedCommand, std::move(params))).sentence;
    };
    QCOMPARE(sentence({}), QStringLiteral("The card refused a command."));
    QCOMPARE(
        sentence({{"sw", QStringLiteral("6985")}}), QStringLiteral("The card refused a command (SW 6985)."));
    QCOMPARE(sentence({{"step", QStringLiteral("[x]")}, {"sw", QStringLiteral("6985")}}),
        QStringLiteral("The card refused a command in step [x] (SW 6985)."));
}

void FailureTexts::statesHaveTexts()
{
    for (int i = 0; i <= int(sm::TileState::Offline); ++i) {
        QVERIFY(!sm::stateText(sm::TileState(i)).isEmpty());
        QVERIFY(sm::shortStateText(sm::TileState(i)).size() <= 6);
    }
    for (int i = 0; i <= int(sm::Phase::Ejecting); ++i)
        QVERIFY(!sm::phaseText(sm::Phase(i)).isEmpty());
    for (int i = 0; i <= int(sm::JobState::Archived); ++i)
        QVERIFY(!sm::jobStateText(sm::JobState(i)).isEmpty());
    QCOMPARE(sm::findingText(QStringLiteral("V06")), QStringLiteral("Duplicate in the file"));
    QVERIFY(sm::findingText(QStringLiteral("V99")).isEmpty());
}

void FailureTexts::numbersAreGrouped()
{
    const QString gap(QChar(0x202F));
    QCOMPARE(sm::grouped(999), QStringLiteral("999"));
    QCOMPARE(sm::grouped(1234567),
        QStringLiteral("1") + gap + QStringLiteral("234") + gap + QStringLiteral("567"));
    QCOMPARE(sm::grouped(-123), QStringLiteral("-123"));
    QCOMPARE(sm::ageText(16'400), QStringLiteral("0:16"));
    QCOMPARE(sm::ageText(3'723'000), QStringLiteral("1:02:03"));
}

QTEST_GUILESS_MAIN(FailureTexts)
#include "tst_failure_text.moc"
