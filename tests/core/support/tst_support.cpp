// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/support.h"
#include "support/support_service.h"

#include <QtTest>

using namespace sm;

class TestSupport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void convertsText_data();
    void convertsText();
    void refuses_data();
    void refuses();
    void refusalsNeverCarryTheValue();
    void parsesSegments_data();
    void parsesSegments();
    void refusesSegments_data();
    void refusesSegments();
    void kindsAreKept();
    void everyLuhnNeighbourIsRefused();
    void dateAgreesWithTheCalendar();
    void registryIsOrderedAndFindable();
};

void TestSupport::convertsText_data()
{
    QTest::addColumn<QString>("pipe");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("expected"); // text, or hexadecimal when the result is bytes
    QTest::addColumn<bool>("text");
    const auto row = [](const char* name, const char* pipe, const char* in, const char* out, bool text) {
        QTest::newRow(name) << QString::fromUtf8(pipe) << QByteArray(in) << QByteArray(out) << text;
    };
    row("empty pipe", "", "x", "x", true);
    row("bcd even", "bcd", "1234", "1234", false);
    row("bcd odd", "bcd", "12345", "12345F", false);
    row("swapped even", "swapped", "89490200001234567890", "98942000002143658709", false);
    row("swapped odd", "swapped", "8949020000123456789", "989420000021436587F9", false);
    // cardapps vectors of the published SIM tools.
    row("imsi of 15", "imsi", "228062800000208", "082982608200002080", false);
    row("imsi of 15, another", "imsi", "262011106487504", "082926101160845740", false);
    row("imsi of 14", "imsi", "22806280000028", "0821826082000020F8", false);
    row("imsi of 12", "imsi", "001010000123", "07011010000021F3FF", false);
    row("digits", "digits", "4539 1488-0343", "453914880343", true);
    row("digits then bcd", "digits|bcd", "12-3", "123F", false);
    row("luhn", "luhn", "4539148803436467", "4539148803436467", true);
    row("luhn of ISO example", "luhn", "79927398713", "79927398713", true);
    row("date to yymm", "date:MM/yy>yyMM", "11/28", "2811", true);
    row("date US", "date:M/d/yyyy>yyyyMMdd", "1/1/1999", "19990101", true);
    row("date single digits out", "date:yyyyMMdd>d.M.yy", "20281103", "3.11.28", true);
    row("date below the pivot", "date:MM/yy>yyyyMM", "01/49", "204901", true);
    row("date at the pivot", "date:MM/yy>yyyyMM", "01/50", "195001", true);
    row("date with a pivot", "date:MM/yy>yyyyMM,80", "01/79", "207901", true);
    row("date leap day", "date:yyyy-MM-dd>ddMMyy", "2028-02-29", "290228", true);
    row("date2000 four digits", "date2000:M/d/yyyy", "2/29/2000", "2/29/2000", true);
    row("date2000 two digits", "date2000:MM/yy", "12/00", "12/00", true);
    row("phone", "phone", "6125550123", "(612) 555-0123", true);
    row("phone with hyphens", "phone", "612-555-0123", "(612) 555-0123", true);
    row("upper", "upper", "jos\xC3\xA9", "JOS\xC3\x89", true);
    row("ascii", "ascii", "AB", "4142", false);
    row("latin1", "latin1", "\xC3\xA9", "E9", false);
    row("hex", "hex", "00fF10", "00FF10", false);
    row("len1", "len1", "AB", "024142", false);
    row("len1 of nothing", "len1", "", "00", false);
    row("len2", "len2", "AB", "00024142", false);
    row("berlen", "berlen", "AB", "024142", false);
    row("trim", "trim", "  a b\t", "a b", true);
    row("left", "left:2",
        "\xC3\xA9"
        "ab",
        "\xC3\xA9"
        "a",
        true);
    row("left of a short text", "left:9", "ab", "ab", true);
    row("right", "right:2", "ab\xC3\xA9", "b\xC3\xA9", true);
    row("right of bytes", "hex|right:1", "0102", "02", false);
    row("pad right with blanks", "pad:5,20,right", "ab", "ab   ", true);
    row("pad left with zeros", "pad:4,30,left", "7", "0007", true);
    row("pad counts characters", "pad:3,20,left", "\xC3\xA9", "  \xC3\xA9", true);
    row("pad bytes", "hex|pad:4,FF,right", "0102", "0102FFFF", false);
}

void TestSupport::convertsText()
{
    QFETCH(QString, pipe);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, expected);
    QFETCH(bool, text);
    const auto calls = parseSupportPipe(pipe);
    QVERIFY2(calls.ok(), qPrintable(calls ? QString() : calls.failure().toString()));
    const auto result = applySupportPipe(*calls, SupportValue::text(input));
    QVERIFY2(result.ok(), qPrintable(result ? QString() : result.failure().toString()));
    QCOMPARE(result->isText(), text);
    QCOMPARE(text ? result->bytes : toHex(result->bytes).toLatin1(), expected);
}

void TestSupport::refuses_data()
{
    QTest::addColumn<QString>("pipe");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("part");
    const auto row
        = [](const char* name, const char* pipe, QByteArray in, const char* code, const char* part = "") {
              QTest::newRow(name) << QString::fromUtf8(pipe) << in << QString::fromLatin1(code)
                                  << QString::fromLatin1(part);
          };
    row("swapped letters", "swapped", "12a", "SupportNotDigits");
    row("imsi of letters", "imsi", "26201x106487504", "SupportNotDigits");
    row("imsi too long", "imsi", "2620111064875041", "SupportLengthWrong");
    row("imsi too short", "imsi", "26201", "SupportLengthWrong");
    row("bcd of letters", "bcd", "12a", "SupportNotDigits");
    row("bcd of nothing", "bcd", "", "SupportNotDigits");
    row("luhn wrong digit", "luhn", "4539148803436468", "SupportCheckDigitWrong");
    row("luhn with blanks", "luhn", "4539 1488", "SupportNotDigits");
    row("luhn of one digit", "luhn", "0", "SupportLengthWrong");
    row("month 13", "date:MM/yy>yyMM", "13/27", "SupportDateImpossible", "month");
    row("month 0", "date2000:MM/yy", "00/27", "SupportDateImpossible", "month");
    row("29 February 2027", "date2000:yyyyMMdd", "20270229", "SupportDateImpossible", "day");
    row("29 February 1900", "date2000:yyyyMMdd", "19000229", "SupportDateImpossible", "day");
    row("30 February, no year in sight", "date:d/M>M/d", "30/2", "SupportDateImpossible", "day");
    row("day 0", "date2000:d/M/yyyy", "0/1/2000", "SupportDateImpossible", "day");
    row("year 99 of the first century", "date2000:M/d/yyyy", "1/1/0099", "SupportDateImpossible", "year");
    row("year 2100", "date2000:M/d/yyyy", "1/1/2100", "SupportDateImpossible", "year");
    row("two digits for four", "date2000:M/d/yyyy", "1/1/99", "SupportDateFormat");
    row("text after the date", "date2000:MM/yy", "12/271", "SupportDateFormat");
    row("wrong separator", "date2000:MM/yy", "12-27", "SupportDateFormat");
    row("empty date", "date2000:MM/yy", "", "SupportDateFormat");
    row("phone of nine", "phone", "612555012", "SupportNotPhone");
    row("phone of eleven", "phone", "16125550123", "SupportNotPhone");
    row("phone with letters", "phone", "612555012x", "SupportNotPhone");
    row("ascii of e acute", "ascii", "A\xC3\xA9", "SupportCharacterRefused");
    row("latin1 of L stroke", "latin1", "\xC5\x81", "SupportCharacterRefused");
    row("hex odd", "hex", "123", "SupportNotHex");
    row("hex letters", "hex", "zz", "SupportNotHex");
    row("len1 of 256", "len1", QByteArray(256, 'x'), "SupportLengthWrong");
    row("len2 of 65536", "len2", QByteArray(65536, 'x'), "SupportLengthWrong");
    row("berlen of 65536", "berlen", QByteArray(65536, 'x'), "SupportLengthWrong");
    row("pad of a long text", "pad:2,20,left", "abc", "SupportLengthWrong");
    row("pad text with FF", "pad:4,FF,left", "a", "SupportKindWrong");
    row("text service after bytes", "hex|upper", "41", "SupportKindWrong");
    row("bcd twice", "bcd|bcd", "12", "SupportKindWrong");
}

void TestSupport::refuses()
{
    QFETCH(QString, pipe);
    QFETCH(QByteArray, input);
    QFETCH(QString, code);
    QFETCH(QString, part);
    const auto calls = parseSupportPipe(pipe);
    QVERIFY(calls.ok());
    const auto result = applySupportPipe(*calls, SupportValue::text(input));
    QVERIFY(!result.ok());
    QCOMPARE(QString::fromLatin1(failureEntry(result.failure().code())->name), code);
    QCOMPARE(result.failure().param("part"), part);
    QVERIFY(!result.failure().param("service").isEmpty());
}

void TestSupport::refusalsNeverCarryTheValue()
{
    const QByteArray value = "Quincy4539148803436468";
    for (const SupportService& service : supportServices()) {
        for (const QStringList& args :
            {QStringList{}, QStringList{QStringLiteral("2"), QStringLiteral("20"), QStringLiteral("left")},
                QStringList{QStringLiteral("MM/yy")}, QStringList{QStringLiteral("MM/yy>yyMM")}}) {
            const auto result = service.apply(SupportValue::text(value), args);
            if (result)
                continue;
            QVERIFY2(!result.failure().toString().contains(QLatin1String("Quincy")), service.name);
            QVERIFY2(!result.failure().toString().contains(QLatin1String("4539")), service.name);
        }
    }
}

void TestSupport::parsesSegments_data()
{
    QTest::addColumn<QString>("segment");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("args");
    QTest::newRow("name") << QStringLiteral("bcd") << QStringLiteral("bcd") << QStringList();
    QTest::newRow("blanks") << QStringLiteral("  pad : 8 , 20, left ") << QStringLiteral("pad")
                            << QStringList{QStringLiteral("8"), QStringLiteral("20"), QStringLiteral("left")};
    QTest::newRow("date") << QStringLiteral("date:MM/yy>yyMM") << QStringLiteral("date")
                          << QStringList{QStringLiteral("MM/yy>yyMM")};
    QTest::newRow("colon in the argument") << QStringLiteral("date:MM:yy>yyMM") << QStringLiteral("date")
                                           << QStringList{QStringLiteral("MM:yy>yyMM")};
}

void TestSupport::parsesSegments()
{
    QFETCH(QString, segment);
    QFETCH(QString, name);
    QFETCH(QStringList, args);
    const auto call = parseSupportCall(segment);
    QVERIFY(call.ok());
    QCOMPARE(QString::fromLatin1(call->service->name), name);
    QCOMPARE(call->args, args);
}

void TestSupport::refusesSegments_data()
{
    QTest::addColumn<QString>("pipe");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* pipe, const char* code) {
        QTest::newRow(pipe) << QString::fromLatin1(pipe) << QString::fromLatin1(code);
    };
    row("nosuch", "SupportServiceUnknown");
    row("BCD", "SupportPipeBroken");
    row("bcd||upper", "SupportPipeBroken");
    row("bcd|", "SupportPipeBroken");
    row(":3", "SupportPipeBroken");
    row("left:", "SupportPipeBroken");
    row("pad:1,,left", "SupportPipeBroken");
    row("left", "SupportArgumentsWrong");
    row("left:0", "SupportArgumentsWrong");
    row("left:70000", "SupportArgumentsWrong");
    row("left:x", "SupportArgumentsWrong");
    row("bcd:1", "SupportArgumentsWrong");
    row("pad:4,2,left", "SupportArgumentsWrong");
    row("pad:4,20,middle", "SupportArgumentsWrong");
    row("date:MM/yy", "SupportArgumentsWrong");
    row("date:MM/yy>yyMMdd", "SupportArgumentsWrong");
    row("date:MMM/yy>yy", "SupportArgumentsWrong");
    row("date:yyy>yy", "SupportArgumentsWrong");
    row("date:MM/MM>MM", "SupportArgumentsWrong");
    row("date:MM/yy>yyMM,101", "SupportArgumentsWrong");
    row("date2000:MM/dd", "SupportArgumentsWrong");
    row("date2000:xx", "SupportArgumentsWrong");
}

void TestSupport::refusesSegments()
{
    QFETCH(QString, pipe);
    QFETCH(QString, code);
    const auto calls = parseSupportPipe(pipe);
    QVERIFY(!calls.ok());
    QCOMPARE(QString::fromLatin1(failureEntry(calls.failure().code())->name), code);
}

void TestSupport::kindsAreKept()
{
    const auto berlen = parseSupportCall(u"berlen");
    QCOMPARE(toHex(berlen->apply(SupportValue::raw(QByteArray(0x80, 'x')))->bytes.first(2)),
        QStringLiteral("8180"));
    QCOMPARE(toHex(berlen->apply(SupportValue::raw(QByteArray(0x100, 'x')))->bytes.first(3)),
        QStringLiteral("820100"));
    const auto left = parseSupportCall(u"left:1");
    QCOMPARE(left->apply(SupportValue::raw(QByteArray("\xC3\xA9")))->bytes, QByteArray("\xC3"));
}

void TestSupport::everyLuhnNeighbourIsRefused()
{
    const QByteArray good = "4539148803436467";
    const SupportService* luhn = findSupportService(u"luhn");
    for (qsizetype at = 0; at < good.size(); ++at) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            QByteArray changed = good;
            changed[at] = digit;
            QCOMPARE(luhn->apply(SupportValue::text(changed)).ok(), changed == good);
        }
    }
}

void TestSupport::dateAgreesWithTheCalendar()
{
    const auto call = parseSupportCall(u"date2000:yyyyMMdd");
    for (int year = 1898; year <= 2101; ++year) {
        for (int month = 0; month <= 13; ++month) {
            for (int day = 0; day <= 32; ++day) {
                const QByteArray text = QStringLiteral("%1%2%3")
                                            .arg(year)
                                            .arg(month, 2, 10, QLatin1Char('0'))
                                            .arg(day, 2, 10, QLatin1Char('0'))
                                            .toLatin1();
                const bool exists = year >= 1900 && year <= 2099 && QDate(year, month, day).isValid();
                if (call->apply(SupportValue::text(text)).ok() != exists)
                    QFAIL(text.constData());
            }
        }
    }
}

void TestSupport::registryIsOrderedAndFindable()
{
    QString last;
    for (const SupportService& service : supportServices()) {
        const QString name = QString::fromLatin1(service.name);
        QVERIFY(last < name);
        QCOMPARE(findSupportService(name), &service);
        last = name;
    }
    QCOMPARE(findSupportService(u"nosuch"), nullptr);
}

QTEST_GUILESS_MAIN(TestSupport)
#include "tst_support.moc"
