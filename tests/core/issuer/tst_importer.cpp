// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
#include "base/failures/support.h"
#include "import_fixture.h"

#include <QtTest>

using namespace sm;

namespace {

const char* const CsvJson = R"({"version": 1, "name": "t", "format": "csv", "comment": "#", "fields": [
    {"source": "id", "name": "card_object_id", "class": "open", "id": true},
    {"source": "pan", "name": "pan", "required": true, "maxLength": 19, "rule": "luhn"},
    {"source": "expiry", "name": "expiry", "rule": "date2000:MM/yy"},
    {"source": "name", "name": "name", "required": true, "maxLength": 5},
    {"source": "note", "name": "note"}]})";

const QByteArray Header = "id,pan,expiry,name\n";
const QByteArray Good = "A1,4539148803436467,12/27,Ada\n";

QByteArray valueOf(const CardObject& object, const char* name)
{
    const CardField* field = object.find(QString::fromLatin1(name));
    return field ? field->value : QByteArray("(none)");
}

} // namespace

class TestImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seedTextGivesThreeRecords_data();
    void seedTextGivesThreeRecords();
    void taggedLayoutRenames();
    void shippedJobsAreClean_data();
    void shippedJobsAreClean();
    void csvReadsRfc4180();
    void lineEndsAndLastLine_data();
    void lineEndsAndLastLine();
    void encodings_data();
    void encodings();
    void plantedErrors_data();
    void plantedErrors();
    void plantedTaggedErrors_data();
    void plantedTaggedErrors();
    void lostQuoteCostsOneRecord();
    void findingsAreMasked();
    void headersThatDoNotFit_data();
    void headersThatDoNotFit();
    void sinkDecides();
    void cancelsMidWay();
    void limits();
    void hugeLineIsSkippedNotKept();
    void deviceThatFailsIsAFailure();
    void progressIsMonotonic();
    void detectsFormats_data();
    void detectsFormats();
};

void TestImporter::seedTextGivesThreeRecords_data()
{
    QTest::addColumn<bool>("loaded");
    QTest::newRow("built in") << false;
    QTest::newRow("seed.layout.json") << true;
}

void TestImporter::seedTextGivesThreeRecords()
{
    QFETCH(bool, loaded);
    const Layout layout = loaded
        ? loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/seed.layout.json")).take()
        : seedLayout();
    KeepingSink sink;
    const auto report
        = importBytes(readAll(QStringLiteral(SM_TEST_DATA "/jobs/seed_three.txt")), layout, sink);
    QVERIFY2(report.ok(), qPrintable(report ? QString() : report.failure().toString()));
    QCOMPARE(report->counters.valid, 3);
    QCOMPARE(report->counters.recordsTotal, 3);
    QCOMPARE(report->counters.recordLines, 12);
    QVERIFY(report->counters.balances());
    QVERIFY(report->findings.kept().empty());
    const CardObject& first = sink.objects.at(0);
    QCOMPARE(first.id.text, QStringLiteral("this_unique_card_object_identifier"));
    QCOMPARE(first.line, 1);
    QCOMPARE(valueOf(first, loaded ? "number" : "emboss1"), QByteArray("123456789"));
    QCOMPARE(valueOf(first, loaded ? "name" : "emboss2"), QByteArray("Your Name"));
    QCOMPARE(valueOf(first, loaded ? "date" : "emboss3"), QByteArray("1/1/1999"));
    QCOMPARE(valueOf(first, "encode"), QByteArray("%B123456789^ Y/Name^01011999?;123456789=01011999?"));
    QCOMPARE(valueOf(first, "track1"), QByteArray("B123456789^ Y/Name^01011999"));
    QCOMPARE(valueOf(first, "track2"), QByteArray("123456789=01011999"));
    QCOMPARE(valueOf(first, "track3"), QByteArray("(none)"));
    QCOMPARE(valueOf(first, "picture"), QByteArray("www.photos.com/YourName"));
    QCOMPARE(sink.objects.at(2).id.text, QStringLiteral("this_unique_card_object_identifier_3"));
}

void TestImporter::taggedLayoutRenames()
{
    const Layout layout = layoutOf(R"({"version": 1, "name": "t", "format": "tagged", "fields": [
        {"source": "EMB.2", "name": "holder", "class": "secret"}, {"source": "SCRD", "name": "cid", "id": true}]})");
    KeepingSink sink;
    const auto report
        = importBytes("  EMB  =  plain , \"a \"\"b\"\", c\",\"\"\nENC=;1=2?;33?\nSCRD = x ", layout, sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 1);
    const CardObject& object = sink.objects.at(0);
    QCOMPARE(valueOf(object, "emboss1"), QByteArray("plain"));
    QCOMPARE(valueOf(object, "holder"), QByteArray("a \"b\", c"));
    QCOMPARE(object.find(u"holder")->fieldClass, FieldClass::Secret);
    QCOMPARE(valueOf(object, "emboss3"), QByteArray(""));
    QCOMPARE(valueOf(object, "track1"), QByteArray("(none)"));
    QCOMPARE(valueOf(object, "track2"), QByteArray("1=2"));
    QCOMPARE(valueOf(object, "track3"), QByteArray("33"));
    QCOMPARE(valueOf(object, "cid"), QByteArray("x"));
}

void TestImporter::shippedJobsAreClean_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("layout");
    QTest::newRow("transit") << QStringLiteral("harbour-transit.csv") << QStringLiteral("transit");
    QTest::newRow("city") << QStringLiteral("city-file.txt") << QStringLiteral("isofile");
    QTest::newRow("city by the seed's layout") << QStringLiteral("city-file.txt") << QStringLiteral("seed");
}

void TestImporter::shippedJobsAreClean()
{
    QFETCH(QString, job);
    QFETCH(QString, layout);
    const auto loaded
        = loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/%1.layout.json").arg(layout));
    QVERIFY(loaded.ok());
    KeepingSink sink;
    const auto report
        = importBytes(readAll(QStringLiteral(SM_SOURCE_DIR "/resources/jobs/") + job), *loaded, sink);
    QVERIFY2(report.ok(), qPrintable(report ? QString() : report.failure().toString()));
    QCOMPARE(report->counters.valid, 240);
    QCOMPARE(report->findings.countAtLeast(Severity::Info), 0);
    QVERIFY(report->ignoredColumns.isEmpty());
    QVERIFY(report->counters.balances());
}

void TestImporter::csvReadsRfc4180()
{
    KeepingSink sink;
    const auto report = importBytes("# made by hand\n\nName;ID;Extra;PAN;expiry\n"
                                    "\"a;\"\"b\";1;\"two\nlines\";4539148803436467;\n"
                                    "\"\";2;;4539148803436467;12/27\n  \n"
                                    "Zo\xC3\xABxy;3;;4539148803436467;",
        layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    const ImportCounters& counters = report->counters;
    QCOMPARE(report->delimiter, ';');
    QCOMPARE(report->ignoredColumns, QStringList{QStringLiteral("Extra")});
    QCOMPARE(counters.linesTotal, 8);
    QCOMPARE(counters.blankLines, 2);
    QCOMPARE(counters.commentLines, 1);
    QCOMPARE(counters.headerLines, 1);
    QCOMPARE(counters.recordLines, 4);
    QCOMPARE(counters.valid, 2);
    QCOMPARE(counters.invalid, 1);
    QVERIFY(counters.balances());
    QCOMPARE(valueOf(sink.objects.at(0), "name"), QByteArray("a;\"b"));
    QCOMPARE(sink.objects.at(0).line, 4);
    QCOMPARE(valueOf(sink.objects.at(0), "note"), QByteArray("(none)"));
    QCOMPARE(sink.objects.at(1).line, 8);
    QCOMPARE(report->findings.kept().at(0).line, 6);
    QCOMPARE(report->findings.kept().at(0).column, 1);
}

void TestImporter::lineEndsAndLastLine_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("last");
    for (bool last : {true, false}) {
        QTest::addRow("LF %d", last) << QByteArray("\n") << QStringLiteral("lf") << last;
        QTest::addRow("CRLF %d", last) << QByteArray("\r\n") << QStringLiteral("crlf") << last;
        QTest::addRow("CR %d", last) << QByteArray("\r") << QStringLiteral("cr") << last;
    }
}

void TestImporter::lineEndsAndLastLine()
{
    QFETCH(QByteArray, end);
    QFETCH(QString, name);
    QFETCH(bool, last);
    // Longer than several read chunks, so that a CR LF falls across their border.
    QByteArray text = QByteArray(Header).replace('\n', "");
    constexpr int Rows = 30'000;
    for (int i = 0; i < Rows; ++i)
        text += end + "A" + QByteArray::number(i) + ",4539148803436467,12/27,Ada";
    if (last)
        text += end;
    KeepingSink sink;
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, Rows);
    QCOMPARE(report->counters.linesTotal, Rows + 1);
    QCOMPARE(lineEndsName(report->lineEnds), name);
    QCOMPARE(sink.objects.back().line, Rows + 1);
}

void TestImporter::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<bool>("latin1");
    const QString text = QString::fromUtf8("id,pan,expiry,name\nA1,4539148803436467,12/27,Zo\xC3\xABx\n");
    const auto utf16 = [&text](QStringConverter::Encoding encoding) {
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        return QByteArray(encoder(text));
    };
    QTest::newRow("UTF-8") << text.toUtf8() << QStringLiteral("utf-8") << false;
    QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8() << QStringLiteral("utf-8") << false;
    QTest::newRow("mark wins over the layout")
        << "\xEF\xBB\xBF" + text.toUtf8() << QStringLiteral("utf-8") << true;
    QTest::newRow("UTF-16LE") << utf16(QStringConverter::Utf16LE) << QStringLiteral("utf-16le") << false;
    QTest::newRow("UTF-16BE") << utf16(QStringConverter::Utf16BE) << QStringLiteral("utf-16be") << false;
    QTest::newRow("Latin-1") << text.toLatin1() << QStringLiteral("latin-1") << true;
}

void TestImporter::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(bool, latin1);
    Layout layout = layoutOf(CsvJson);
    if (latin1)
        layout.encoding = TextEncoding::Latin1;
    KeepingSink sink;
    const auto report = importBytes(bytes, layout, sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(textEncodingName(report->encoding), encoding);
    QCOMPARE(valueOf(sink.objects.at(0), "name"), QByteArray("Zo\xC3\xABx"));
}

static void planted(const char* name, QByteArray text, const char* code, int line, int column,
    const char* reason, int invalid = 1, int duplicates = 0)
{
    QTest::newRow(name) << text << QString::fromLatin1(code) << line << column << QString::fromLatin1(reason)
                        << invalid << duplicates;
}

static void plantedColumns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("invalid");
    QTest::addColumn<int>("duplicates");
}

static void comparePlanted(const Layout& layout)
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, reason);
    QFETCH(int, invalid);
    QFETCH(int, duplicates);
    KeepingSink sink;
    const auto report = importBytes(text, layout, sink);
    QVERIFY2(report.ok(), qPrintable(report ? QString() : report.failure().toString()));
    QVERIFY(report->counters.balances());
    QCOMPARE(report->counters.invalid, invalid);
    QCOMPARE(report->counters.duplicateInFile, duplicates);
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(report->findings.kept().size(), size_t(1));
    const Finding& finding = report->findings.kept().at(0);
    QCOMPARE(findingCodeName(finding.code), code);
    QCOMPARE(finding.severity, Severity::Error);
    QCOMPARE(finding.line, line);
    QCOMPARE(finding.column, column);
    QCOMPARE(QString::fromLatin1(failureEntry(finding.reason.code())->name), reason);
}

void TestImporter::plantedErrors_data()
{
    plantedColumns();
    const QByteArray start = Header + Good;
    planted("V01 empty name", start + "A2,4539148803436467,12/27,\n", "V01", 3, 4, "RecordFieldEmpty");
    planted("V01 empty id", start + ",4539148803436467,12/27,Bo\n", "V01", 3, 1, "RecordFieldEmpty");
    planted("V02 month 13", start + "A2,4539148803436467,13/27,Bo\n", "V02", 3, 3, "SupportDateImpossible");
    planted("V02 letters", start + "A2,453914880343646x,12/27,Bo\n", "V02", 3, 2, "SupportNotDigits");
    planted("V02 control in the id", start + "A\t2,4539148803436467,12/27,Bo\n", "V02", 3, 1,
        "RecordIdUnprintable");
    planted(
        "V02 NUL", start + QByteArray("A2,4539148803436467,12/27,B\0\n", 28), "V02", 3, 0, "RecordNulByte");
    planted("V02 stray quote", start + "A2,4539148803436467,12/27,B\"o\n", "V02", 3, 0, "RecordQuoteStray");
    planted("V02 text after quote", start + "A2,\"4539148803436467\"x,12/27,Bo\n", "V02", 3, 0,
        "RecordQuoteStray");
    planted("V02 line too long", start + QByteArray(70'000, 'x') + "\n", "V02", 3, 0, "RecordLineTooLong");
    planted(
        "V03 check digit", start + "A2,4539148803436468,12/27,Bo\n", "V03", 3, 2, "SupportCheckDigitWrong");
    planted("V04 too long", start + "A2,4539148803436467,12/27,Quincy\n", "V04", 3, 4, "RecordFieldTooLong");
    planted(
        "V06 repeated id", start + "A1,4539148803436467,12/27,Bo\n", "V06", 3, 1, "RecordIdRepeated", 0, 1);
    planted("V09 a column less", start + "A2,4539148803436467,12/27\n", "V09", 3, 0, "RecordColumnCount");
    planted("V09 a column more", start + "A2,4539148803436467,12/27,Bo,\n", "V09", 3, 0, "RecordColumnCount");
    planted("V09 300 columns", start + QByteArray(299, ',') + "\n", "V09", 3, 0, "RecordTooManyFields");
    planted("V09 quote to the end", start + "A2,4539148803436467,12/27,\"Bo\n", "V09", 3, 0,
        "RecordQuoteUnclosed");
    planted("V12 Latin-1 byte", start + "A2,4539148803436467,12/27,B\xE9\n", "V12", 3, 0, "RecordNotUtf8");
    planted("V12 cut sequence", start + "A2,4539148803436467,12/27,B\xC3", "V12", 3, 0, "RecordNotUtf8");
}

void TestImporter::plantedErrors()
{
    comparePlanted(layoutOf(CsvJson));
}

void TestImporter::plantedTaggedErrors_data()
{
    plantedColumns();
    const QByteArray start = "EMB=\"1\",\"Ada\"\nSCRD=A1\n\n";
    planted("unknown tag", start + "FOO=1\nSCRD=A2\n", "V02", 4, 0, "RecordTagUnknown");
    planted("no tag", start + "John Smith\nSCRD=A2\n", "V02", 4, 0, "RecordTagUnknown");
    planted("lower case tag", start + "emb=\"1\"\nSCRD=A2\n", "V02", 4, 0, "RecordTagUnknown");
    planted("missing SCRD", start + "EMB=\"2\"\n", "V02", 4, 0, "RecordIncomplete");
    planted("repeated tag", start + "PIC=a\nPIC=b\nSCRD=A2\n", "V02", 5, 0, "RecordTagRepeated");
    planted("unclosed quote", start + "EMB=\"1\",\"Bo\nSCRD=A2\n", "V02", 4, 0, "RecordQuoteUnclosed");
    planted("text after quote", start + "EMB=\"1\" x\nSCRD=A2\n", "V02", 4, 0, "RecordQuoteStray");
    planted("257 values", start + "EMB=" + QByteArray("1,").repeated(256) + "1\nSCRD=A2\n", "V02", 4, 0,
        "RecordTooManyFields");
    planted("track without end", start + "ENC=%B1^2\nSCRD=A2\n", "V02", 4, 0, "RecordTrackBroken");
    planted("text between tracks", start + "ENC=%B1?x;2?\nSCRD=A2\n", "V02", 4, 0, "RecordTrackBroken");
    planted("track 1 twice", start + "ENC=%B1?%B2?\nSCRD=A2\n", "V02", 4, 0, "RecordTrackBroken");
    planted("NUL", start + QByteArray("PIC=a\0b\nSCRD=A2\n", 16), "V02", 4, 0, "RecordNulByte");
    planted("bad UTF-8", start + "PIC=\xFF\nSCRD=A2\n", "V12", 4, 0, "RecordNotUtf8");
    planted("huge line", start + "PIC=" + QByteArray(100'000, 'x') + "\nSCRD=A2\n", "V02", 4, 0,
        "RecordLineTooLong");
    planted("empty SCRD", start + "SCRD=\n", "V01", 4, 1, "RecordFieldEmpty");
    planted("id too long", start + "SCRD=" + QByteArray(129, 'x') + "\n", "V04", 4, 1, "RecordFieldTooLong");
    planted("repeated id", start + "EMB=\"2\"\nSCRD=A1\n", "V06", 5, 1, "RecordIdRepeated", 0, 1);
}

void TestImporter::plantedTaggedErrors()
{
    comparePlanted(seedLayout());
}

void TestImporter::lostQuoteCostsOneRecord()
{
    QByteArray text = Header;
    for (int i = 0; i < 300; ++i)
        text += "A" + QByteArray::number(i)
            + (i == 50        ? ",4539148803436467,12/27,\"Ada\n"
                    : i == 60 ? ",4539148803436467,12/27,\"Ada\"\n"
                              : ",4539148803436467,12/27,Ada\n");
    KeepingSink sink;
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.invalid, 1);
    QCOMPARE(report->counters.valid, 299);
    QVERIFY(report->counters.balances());
    QCOMPARE(report->findings.kept().at(0).line, 52);
    // A quote that closes by accident: several lines and the wrong width. The hint names the line it was
    // opened in.
    KeepingSink third;
    const auto wide = importBytes(Header + "A1,\"x\ny\",z\n" + Good, layoutOf(CsvJson), third);
    QVERIFY(wide.ok());
    QCOMPARE(wide->findings.kept().at(0).reason.param("unclosedQuoteLine"), QStringLiteral("2"));
    QCOMPARE(third.objects.size(), size_t(1));
}

void TestImporter::findingsAreMasked()
{
    KeepingSink sink;
    const auto report = importBytes(Header + "A1,4539148803436468,12/27,Quincy\n", layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->findings.kept().size(), size_t(2));
    for (const Finding& finding : report->findings.kept()) {
        QVERIFY(!finding.value.string().contains(QLatin1String("Quincy")));
        QVERIFY(!finding.value.string().contains(QLatin1String("45391488")));
        QVERIFY(!finding.reason.toString().contains(QLatin1String("Quincy")));
        QVERIFY(!finding.reason.toString().contains(QLatin1String("4539")));
        QCOMPARE(finding.id.text, QStringLiteral("A1"));
    }
    QCOMPARE(report->findings.kept().at(0).columnName, QStringLiteral("pan"));
    QVERIFY(report->findings.kept().at(0).value.string().endsWith(QLatin1String("6468")));
    KeepingSink tagged;
    const auto unknown = importBytes("John Smith=secret\nSCRD=1\n", seedLayout(), tagged);
    QVERIFY(!unknown->findings.kept().at(0).reason.toString().contains(QLatin1String("Smith")));
}

void TestImporter::headersThatDoNotFit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty file") << QByteArray() << QStringLiteral("ImportHeaderMissing");
    QTest::newRow("blank file") << QByteArray("\n\n") << QStringLiteral("ImportHeaderMissing");
    QTest::newRow("not text") << QByteArray("id,\xFF\n") << QStringLiteral("ImportHeaderMissing");
    QTest::newRow("missing column") << QByteArray("id,pan,expiry\n") << QStringLiteral("ImportColumnMissing");
    QTest::newRow("repeated column") << QByteArray("id,pan,ID,name\n")
                                     << QStringLiteral("ImportColumnRepeated");
}

void TestImporter::headersThatDoNotFit()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    KeepingSink sink;
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(!report.ok());
    QCOMPARE(QString::fromLatin1(failureEntry(report.failure().code())->name), code);
}

void TestImporter::sinkDecides()
{
    const QByteArray text = Header + Good + "A2,4539148803436467,12/27,Bo\nA3,4539148803436467,12/27,Cy\n";
    KeepingSink sink;
    sink.verdicts[QStringLiteral("A1")] = {Acceptance::Kind::ProducedBefore, QStringLiteral("4402"), {}};
    sink.verdicts[QStringLiteral("A3")] = {Acceptance::Kind::AlreadyQueued, QStringLiteral("4470"), {}};
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QVERIFY(report->counters.balances());
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(report->counters.producedBefore, 1);
    QCOMPARE(report->counters.alreadyQueued, 1);
    QCOMPARE(report->findings.count(FindingCode::ProducedBefore), 1);
    QCOMPARE(report->findings.countAtLeast(Severity::Blocking), 2);
    QCOMPARE(report->findings.kept().at(1).reason.param("job"), QStringLiteral("4470"));
    KeepingSink full;
    full.stopAt = 1;
    full.stopWith = fail(fc::ImportTooManyRecords);
    QVERIFY(!importBytes(text, layoutOf(CsvJson), full).ok());
    QCOMPARE(full.objects.size(), size_t(1));
}

void TestImporter::cancelsMidWay()
{
    QByteArray text = Header;
    for (int i = 0; i < 1000; ++i)
        text += "A" + QByteArray::number(i) + ",4539148803436467,12/27,Ada\n";
    KeepingSink sink;
    sink.cancelAt = 500;
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(!report.ok());
    QVERIFY(report.failure() == fc::ImportStopped);
    QCOMPARE(sink.objects.size(), size_t(501));
    KeepingSink last; // set by the last record: still cancelled
    last.cancelAt = 999;
    QVERIFY(!importBytes(text, layoutOf(CsvJson), last).ok());
}

void TestImporter::limits()
{
    QByteArray text = Header;
    for (int i = 0; i < 50; ++i)
        text += "A" + QByteArray::number(i) + ",1,12/27,Ada\n";
    ImportLimits limits;
    limits.mostRecords = 49;
    KeepingSink sink;
    const auto stopped = importBytes(text, layoutOf(CsvJson), sink, limits);
    QVERIFY(!stopped.ok());
    QVERIFY(stopped.failure() == fc::ImportTooManyRecords);
    limits.mostRecords = 50;
    limits.findingsKeptPerCode = 10;
    const auto report = importBytes(text, layoutOf(CsvJson), sink, limits);
    QVERIFY(report.ok());
    QCOMPARE(report->findings.count(FindingCode::BadFormat), 50);
    QCOMPARE(report->findings.kept().size(), size_t(10));
}

void TestImporter::hugeLineIsSkippedNotKept()
{
    QByteArray text = Header + QByteArray(20'000'000, 'x') + "\r\n" + Good;
    KeepingSink sink;
    const auto report = importBytes(text, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.linesTotal, 3);
    QCOMPARE(report->counters.invalid, 1);
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(sink.objects.at(0).line, 3);
    KeepingSink tail; // and when it is the last line, without an end
    const auto open = importBytes(Header + Good + QByteArray(1'000'000, 'y'), layoutOf(CsvJson), tail);
    QVERIFY(open.ok());
    QCOMPARE(open->counters.linesTotal, 3);
    QCOMPARE(open->counters.invalid, 1);
}

/// Gives some bytes, then an error.
class FailingDevice final : public QIODevice {
public:
    qint64 readData(char* data, qint64) override
    {
        if (std::exchange(m_given, true))
            return -1;
        memcpy(data, Header.constData(), size_t(Header.size()));
        return Header.size();
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    bool m_given = false;
};

void TestImporter::deviceThatFailsIsAFailure()
{
    FailingDevice device;
    device.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    KeepingSink sink;
    const auto report = importCardObjects(device, layoutOf(CsvJson), sink, sink.cancel, {});
    QVERIFY(!report.ok());
    QVERIFY(report.failure() == fc::ImportInputFailed);
}

void TestImporter::progressIsMonotonic()
{
    QByteArray text = Header;
    for (int i = 0; i < 30'000; ++i)
        text += "A" + QByteArray::number(i) + ",4539148803436467,12/27,Ada\n";
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    KeepingSink sink;
    std::vector<ImportProgress> seen;
    const auto report = importCardObjects(buffer, layoutOf(CsvJson), sink, sink.cancel,
        [&seen](const ImportProgress& progress) { seen.push_back(progress); });
    QVERIFY(report.ok());
    QVERIFY(seen.size() >= 4);
    for (size_t i = 1; i < seen.size(); ++i) {
        QVERIFY(seen[i].bytesRead >= seen[i - 1].bytesRead);
        QVERIFY(seen[i].records >= seen[i - 1].records);
    }
    QCOMPARE(seen.back().bytesRead, text.size());
    QCOMPARE(seen.back().bytesTotal, text.size());
    QCOMPARE(seen.back().records, 30'000);
}

void TestImporter::detectsFormats_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::addColumn<char>("delimiter");
    const QByteArray seed = readAll(QStringLiteral(SM_TEST_DATA "/jobs/seed_three.txt"));
    QTest::newRow("seed") << seed << QStringLiteral("job.txt") << QStringLiteral("tagged") << ',';
    QTest::newRow("comma") << Header + Good << QStringLiteral("job.csv") << QStringLiteral("csv") << ',';
    QTest::newRow("semicolon") << QByteArray("a;b\n1,5;2\n") << QStringLiteral("x") << QStringLiteral("csv")
                               << ';';
    QTest::newRow("tab") << QByteArray("a\tb\n1\t2\n") << QStringLiteral("x") << QStringLiteral("csv")
                         << '\t';
    QTest::newRow("prose") << QByteArray("Dear all\nhere is nothing\n") << QStringLiteral("x.txt")
                           << QString() << ',';
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("x.csv") << QString() << ',';
    QTest::newRow("noise") << QByteArray("\x7F"
                                         "ELF\0\1\2\n\xFF\xD8",
        10) << QStringLiteral("x")
                           << QString() << ',';
}

void TestImporter::detectsFormats()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, format);
    QFETCH(char, delimiter);
    const FormatGuess guess = detectFormat(bytes, name);
    QCOMPARE(guess.format ? fileFormatName(*guess.format) : QString(), format);
    if (guess.format)
        QCOMPARE(guess.delimiter, delimiter);
}

QTEST_GUILESS_MAIN(TestImporter)
#include "tst_importer.moc"
