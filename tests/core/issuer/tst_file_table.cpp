// SPDX-License-Identifier: GPL-3.0-or-later
// What is found out about a file before it is imported: encoding, separators, header, columns, matches; and
// layouts written and read back.
#include "import_fixture.h"

#include "issuer/column_match.h"
#include "issuer/column_name.h"
#include "issuer/file_table.h"

#include <QRandomGenerator>
#include <QStringEncoder>
#include <QtTest>

using namespace sm;

class TestFileTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodings_data();
    void encodings();
    void headers_data();
    void headers();
    void rowsFromALine();
    void taggedObjects();
    void matches();
    void contentDecidesOnlyWhenItCan();
    void layoutsRoundTrip();
    void convertedAndConstantFields();
    void rejectsKeepTheirText();
    void mutationsGiveATable();
};

namespace {

Outcome<FileTable> read(QByteArray bytes, const TableSettings& settings = {}, qint64 line = 1)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readTable(buffer, QStringLiteral("job.csv"), settings, line, 50);
}

} // namespace

void TestFileTable::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<bool>("mark");
    const QString text = QStringLiteral("id,name\nA1,Mu\u00F1oz\nA2,Weiss\n");
    const auto wide = [&](QStringConverter::Encoding encoding) {
        return QByteArray(QStringEncoder(encoding).encode(text));
    };
    QTest::newRow("utf-8") << text.toUtf8() << "utf-8" << false;
    QTest::newRow("utf-8 with mark") << "\xEF\xBB\xBF" + text.toUtf8() << "utf-8" << true;
    QTest::newRow("latin-1") << text.toLatin1() << "latin-1" << false;
    QTest::newRow("utf-16 le") << wide(QStringConverter::Utf16LE) << "utf-16le" << false;
    QTest::newRow("utf-16 be") << wide(QStringConverter::Utf16BE) << "utf-16be" << false;
    QTest::newRow("utf-16 le with mark")
        << "\xFF\xFE" + wide(QStringConverter::Utf16LE) << "utf-16le" << true;
}

void TestFileTable::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(bool, mark);
    const auto table = read(bytes);
    QVERIFY(table.ok());
    QCOMPARE(textEncodingName(table->guess.encoding), encoding);
    QCOMPARE(table->guess.byteOrderMark, mark);
    QCOMPARE(table->columns, QStringList({QStringLiteral("id"), QStringLiteral("name")}));
    QCOMPARE(table->rows.size(), size_t(2));
    QCOMPARE(QString::fromUtf8(table->rows[0].cells[1]), QStringLiteral("Mu\u00F1oz"));
    QCOMPARE(table->recordsEstimate, 2);
    TableSettings wrong; // a person chose another one
    wrong.encoding = encoding == QLatin1String("latin-1") ? TextEncoding::Utf8 : TextEncoding::Latin1;
    QVERIFY(read(bytes, wrong).ok());
}

void TestFileTable::headers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("header");
    QTest::addColumn<char>("delimiter");
    QTest::addColumn<QStringList>("columns");
    const auto list = [](const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
    QTest::newRow("comma") << QByteArray("id,pan\nA,9999244826000018\n") << true << ',' << list("id pan");
    QTest::newRow("semicolon") << QByteArray("id;pan\nA;9999244826000018\n") << true << ';' << list("id pan");
    QTest::newRow("tab") << QByteArray("id\tpan\nA\t9999244826000018\n") << true << '\t' << list("id pan");
    QTest::newRow("none") << QByteArray("A1,9999244826000018\nA2,9999417702000027\n") << false << ','
                          << list("#1 #2");
}

void TestFileTable::headers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, header);
    QFETCH(char, delimiter);
    QFETCH(QStringList, columns);
    const auto table = read(bytes);
    QVERIFY(table.ok());
    QCOMPARE(table->header, header);
    QCOMPARE(table->guess.delimiter, delimiter);
    QCOMPARE(table->columns, columns);
    // Whatever is said about a header, a value does not become a column's name.
    TableSettings forced;
    forced.header = true;
    const auto again = read(bytes, forced);
    QVERIFY(again.ok());
    QVERIFY(!again->columns.join(QLatin1Char(' ')).contains(QStringLiteral("9999")));
}

void TestFileTable::rowsFromALine()
{
    QByteArray bytes = "id,n\n";
    for (int i = 2; i <= 300; ++i)
        bytes += "A" + QByteArray::number(i) + "," + QByteArray::number(i) + "\n";
    const auto table = read(bytes, {}, 200);
    QVERIFY(table.ok());
    QCOMPARE(table->rows.size(), size_t(50));
    QCOMPARE(table->rows.front().line, 200);
    QCOMPARE(table->rows.front().cells[1], QByteArray("200"));
    QCOMPARE(read(bytes, {}, 5000)->rows.size(), size_t(0));
}

void TestFileTable::taggedObjects()
{
    const auto table = read(readAll(QStringLiteral(SM_SOURCE_DIR "/resources/jobs/city-file.txt")));
    QVERIFY(table.ok());
    QCOMPARE(table->guess.format, FileFormat::Tagged);
    QVERIFY(table->columns.contains(QStringLiteral("EMB.1")));
    QVERIFY(table->columns.contains(QStringLiteral("ENC.track2")));
    QVERIFY(table->columns.contains(QStringLiteral("SCRD")));
    QCOMPARE(table->rows.front().line, 1);
}

void TestFileTable::matches()
{
    const Layout layout = layoutOf(R"({"version":1,"name":"n","format":"csv","fields":[
        {"source":"card_object_id","name":"card_object_id","id":true},
        {"source":"pass_number","name":"pass_number","required":true,"rule":"luhn"},
        {"source":"holder_name","name":"holder_name"},
        {"source":"valid_to","name":"valid_to","rule":"date2000:yyyy-MM-dd"},
        {"source":"zone","name":"zone"}]})");
    const auto table = read("Card-Object-ID,cardholder,x1,y1,zone\nA,Ada,9999244826000018,2031-10-28,B\n"
                            "B,Bea,9999417702000027,2031-05-28,AB\nC,Cy,9999173283000031,2031-07-28,C\n");
    const auto found = matchColumns(layout, table->columns, table->rows);
    QCOMPARE(found[0].by, FieldMatch::By::Similar);
    QCOMPARE(found[0].column, 0);
    QCOMPARE(found[1].by, FieldMatch::By::Content);
    QCOMPARE(found[1].column, 2);
    QCOMPARE(found[2].by, FieldMatch::By::Synonym);
    QCOMPARE(found[2].column, 1);
    QCOMPARE(found[3].by, FieldMatch::By::Content);
    QCOMPARE(found[3].column, 3);
    QCOMPARE(found[4].by, FieldMatch::By::Name);
    QCOMPARE(acceptedShare(layout.fields[1].rule, table->rows, 2), 1.0);
}

void TestFileTable::contentDecidesOnlyWhenItCan()
{
    const Layout layout = layoutOf(R"({"version":1,"name":"n","format":"csv","fields":[
        {"source":"id","name":"id","id":true},{"source":"due","name":"due","rule":"date2000:yyyy-MM-dd"}]})");
    const auto table
        = read("id,p,q\nA,2031-10-28,2031-10-28\nB,2031-05-28,2031-05-28\nC,2031-07-28,2031-07-28\n");
    QCOMPARE(matchColumns(layout, table->columns, table->rows)[1].column, -1);
}

void TestFileTable::layoutsRoundTrip()
{
    Layout layout
        = layoutOf(R"({"version":1,"name":"n","title":"T","profile":"p","format":"csv","encoding":"utf-16le",
        "delimiter":";","header":false,"comment":"#!","trailer":{"prefix":"END","count":2},"fields":[
        {"source":"#2","name":"id","class":"open","id":true,"maxLength":20},
        {"source":"#1","name":"due","required":true,"rule":"date2000:yyyy-MM-dd","convert":"trim|date:dd.MM.yyyy>yyyy-MM-dd"},
        {"constant":"B","name":"zone","class":"open"}]})");
    const QByteArray once = writeLayout(layout);
    const auto again = parseLayout(once, QStringLiteral("x.layout.json"));
    QVERIFY2(again.ok(), once.constData());
    QCOMPARE(writeLayout(*again), once);
    QCOMPARE(again->profile, QStringLiteral("p"));
    QVERIFY(!again->header);
    QCOMPARE(again->encoding, TextEncoding::Utf16Le);
    QVERIFY(again->trailer == layout.trailer);
    QCOMPARE(again->fields[1].convertText, QStringLiteral("trim|date:dd.MM.yyyy>yyyy-MM-dd"));
    QCOMPARE(*again->fields[2].constant, QByteArray("B"));
    for (const char* file : {"transit", "isofile", "seed"}) {
        const auto shipped = loadLayout(
            QStringLiteral(SM_SOURCE_DIR "/resources/layouts/%1.layout.json").arg(QLatin1String(file)));
        const auto copy = parseLayout(writeLayout(*shipped), QStringLiteral("copy"));
        QVERIFY(copy.ok());
        QCOMPARE(writeLayout(*copy), writeLayout(*shipped));
    }
}

void TestFileTable::convertedAndConstantFields()
{
    const Layout layout = layoutOf(R"({"version":1,"name":"n","format":"csv","header":false,"fields":[
        {"source":"#1","name":"id","class":"open","id":true,"convert":"trim|upper"},
        {"source":"#2","name":"due","rule":"date2000:yyyy-MM-dd","convert":"date:dd.MM.yyyy>yyyy-MM-dd"},
        {"source":"#3","name":"no","convert":"pad:6,30,left"},
        {"constant":"B","name":"zone","class":"open"}]})");
    KeepingSink sink;
    const auto report
        = importBytes(" a1 ,28.10.2031,42\n A1,28.11.2031,43\nb2,31.02.2031,44\n", layout, sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(report->counters.duplicateInFile, 1); // ids are compared as they will be
    QCOMPARE(report->findings.count(FindingCode::BadFormat), 1);
    const CardObject& object = sink.objects.at(0);
    QCOMPARE(object.id.text, QStringLiteral("A1"));
    QCOMPARE(object.find(u"due")->value, QByteArray("2031-10-28"));
    QCOMPARE(object.find(u"no")->value, QByteArray("000042"));
    QCOMPARE(object.find(u"zone")->value, QByteArray("B"));
}

void TestFileTable::rejectsKeepTheirText()
{
    const Layout layout = layoutOf(R"({"version":1,"name":"n","format":"csv","fields":[
        {"source":"id","name":"id","id":true},{"source":"due","name":"due","required":true,"rule":"date2000:yyyy-MM-dd"}]})");
    QByteArray bytes("id,due\n\"A,1\",2031-10-28\n\"A\n2\",2031-13-28\nA3\nA4,\"2031\n");
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QList<QByteArray> refused;
    ImportHooks hooks;
    hooks.refused = [&](QByteArrayView text, QByteArrayView why) {
        refused.append(text.toByteArray() + " <- " + why.toByteArray());
    };
    KeepingSink sink;
    const auto report = importCardObjects(buffer, layout, ImportRules(), sink, sink.cancel, hooks);
    QVERIFY(report.ok());
    QCOMPARE(refused,
        QList<QByteArray>({"id,due <- ", "\"A\n2\",2031-13-28 <- V02 column 2; V02 column 1", "A3 <- V09",
            "A4,\"2031 <- V09"}));
}

/// Whatever is done to a file, looking at it ends, stays within its bounds and shows no value as a name.
void TestFileTable::mutationsGiveATable()
{
    const auto layout = loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/transit.layout.json"));
    for (const char* name : {"harbour-transit.csv", "city-file.txt"}) {
        const QByteArray good
            = readAll(QStringLiteral(SM_SOURCE_DIR "/resources/jobs/") + QLatin1String(name)).first(3000);
        for (quint32 seed = 1; seed <= 700; ++seed) {
            QRandomGenerator random(seed);
            QByteArray bytes = good;
            for (int n = random.bounded(1, 20); n > 0; --n)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            bytes.truncate(random.bounded(int(bytes.size())));
            TableSettings settings;
            if (random.bounded(3) == 0)
                settings.encoding = TextEncoding(random.bounded(4));
            if (random.bounded(3) == 0)
                settings.delimiter = ",;\t"[random.bounded(3)];
            const auto table = read(bytes, settings, random.bounded(40));
            QVERIFY(table.ok());
            QVERIFY(table->rows.size() <= 50);
            for (const FileTable::Row& row : table->rows) {
                for (const QByteArray& cell : row.cells)
                    QVERIFY(cell.size() <= 256);
            }
            for (const QString& column : table->columns)
                QVERIFY(isColumnName(column) || column.startsWith(QLatin1Char('#'))
                    || table->guess.format == FileFormat::Tagged);
            matchColumns(*layout, table->columns, table->rows);
        }
    }
}

QTEST_GUILESS_MAIN(TestFileTable)
#include "tst_file_table.moc"
