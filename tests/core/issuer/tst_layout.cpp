// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
#include "import_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace sm;

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedLayoutsLoad_data();
    void shippedLayoutsLoad();
    void readsEverything();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void saysWhereJsonBreaks();
    void refusesMissingAndHugeFiles();
};

void TestLayout::shippedLayoutsLoad_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<FileFormat>("format");
    QTest::newRow("transit") << QStringLiteral("transit") << FileFormat::Csv;
    QTest::newRow("seed") << QStringLiteral("seed") << FileFormat::Tagged;
    QTest::newRow("isofile") << QStringLiteral("isofile") << FileFormat::Tagged;
}

void TestLayout::shippedLayoutsLoad()
{
    QFETCH(QString, file);
    QFETCH(FileFormat, format);
    const auto layout
        = loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/%1.layout.json").arg(file));
    QVERIFY2(layout.ok(), qPrintable(layout ? QString() : layout.failure().toString()));
    QCOMPARE(layout->name, file);
    QCOMPARE(layout->format, format);
    QCOMPARE(layout->fields[size_t(layout->idField)].name, QStringLiteral("card_object_id"));
}

void TestLayout::readsEverything()
{
    const Layout layout
        = layoutOf(R"({"version": 1, "name": "n", "title": "T", "format": "csv", "encoding": "latin-1",
        "delimiter": "\t", "comment": "#", "fields": [
        {"source": " Pan ", "name": "pan", "class": "secret", "required": true, "maxLength": 19, "rule": "digits|luhn"},
        {"source": "id", "name": "id", "id": true}]})");
    QCOMPARE(layout.encoding, std::optional(TextEncoding::Latin1));
    QCOMPARE(layout.delimiter, std::optional('\t'));
    QCOMPARE(layout.comment, QByteArray("#"));
    QCOMPARE(layout.fields[0].source, QStringLiteral("Pan"));
    QCOMPARE(layout.fields[0].fieldClass, FieldClass::Secret);
    QCOMPARE(layout.fields[0].rule.size(), size_t(2));
    QCOMPARE(layout.fields[1].fieldClass, FieldClass::Personal);
    QVERIFY(layout.fields[1].required);
    QCOMPARE(layout.fields[1].maxLength, 128);
    QCOMPARE(layout.idField, 1);
}

void TestLayout::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const char* json, const char* path, const char* found) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(path) << QString::fromLatin1(found);
    };
    const auto csv = [&row](const char* name, const QByteArray& field, const char* path, const char* found) {
        const QByteArray json
            = R"({"version":1,"name":"n","format":"csv","fields":[{"source":"id","name":"id","id":true},)"
            + field + "]}";
        row(name, json.constData(), path, found);
    };
    row("array", "[]", "", "array");
    row("no version", R"({"name":"n"})", "version", "nothing");
    row("version 2", R"({"version":2})", "version", "2");
    row("unknown member", R"({"version":1,"nam":"n"})", "", "\"nam\"");
    row("empty name", R"({"version":1,"name":""})", "name", "\"\"");
    row("format", R"({"version":1,"name":"n","format":"xml"})", "format", "\"xml\"");
    row("encoding", R"({"version":1,"name":"n","format":"csv","encoding":"koi8"})", "encoding", "\"koi8\"");
    row("delimiter", R"({"version":1,"name":"n","format":"csv","delimiter":"|"})", "delimiter", "\"|\"");
    row("delimiter of tagged", R"({"version":1,"name":"n","format":"tagged","delimiter":","})", "delimiter",
        "\",\"");
    row("comment", R"({"version":1,"name":"n","format":"csv","comment":1})", "comment", "1");
    row("fields", R"({"version":1,"name":"n","format":"csv","fields":{}})", "fields", "object");
    row("no fields", R"({"version":1,"name":"n","format":"csv","fields":[]})", "fields", "array");
    row("no id", R"({"version":1,"name":"n","format":"csv","fields":[{"source":"a","name":"a"}]})", "fields",
        "no id");
    csv("field null", "null", "fields[1]", "null");
    csv("field member", R"({"source":"a","name":"a","klass":"open"})", "fields[1]", "\"klass\"");
    csv("source", R"({"source":7,"name":"a"})", "fields[1].source", "7");
    csv("name", R"({"source":"a","name":"A b"})", "fields[1].name", "\"A b\"");
    csv("class", R"({"source":"a","name":"a","class":"public"})", "fields[1].class", "\"public\"");
    csv("required", R"({"source":"a","name":"a","required":"yes"})", "fields[1].required", "\"yes\"");
    csv("maxLength 0", R"({"source":"a","name":"a","maxLength":0})", "fields[1].maxLength", "0");
    csv("maxLength half", R"({"source":"a","name":"a","maxLength":1.5})", "fields[1].maxLength", "1.5");
    csv("rule", R"({"source":"a","name":"a","rule":"nosuch"})", "fields[1].rule", "\"nosuch\"");
    csv("rule arguments", R"({"source":"a","name":"a","rule":"date2000:zz"})", "fields[1].rule",
        "\"date2000:zz\"");
    csv("second id", R"({"source":"a","name":"a","id":true})", "fields[1].id", "true");
    csv("same name", R"({"source":"a","name":"id"})", "fields[1].name", "\"id\"");
    csv("same source", R"({"source":"ID","name":"b"})", "fields[1].source", "\"ID\"");
    row("tagged source",
        R"({"version":1,"name":"n","format":"tagged","fields":[{"source":"EMB.0","name":"a"}]})",
        "fields[0].source", "\"EMB.0\"");
    row("tagged id",
        R"({"version":1,"name":"n","format":"tagged","fields":[{"source":"PIC","name":"a","id":true}]})",
        "fields[0].id", "true");
    row("name of another",
        R"({"version":1,"name":"n","format":"tagged","fields":[{"source":"EMB.1","name":"emboss2"}]})",
        "fields[0].name", "\"emboss2\"");
}

void TestLayout::namesWhatIsWrong()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, path);
    QFETCH(QString, found);
    const auto layout = parseLayout(json, QStringLiteral("my.layout.json"));
    QVERIFY(!layout.ok());
    QVERIFY(layout.failure() == fc::LayoutUnexpected);
    QCOMPARE(layout.failure().param("path"), path);
    QCOMPARE(layout.failure().param("found"), found);
    QCOMPARE(layout.failure().param("file"), QStringLiteral("my.layout.json"));
    QVERIFY(!layout.failure().param("expected").isEmpty());
}

void TestLayout::saysWhereJsonBreaks()
{
    const auto layout = parseLayout("{\n  \"version\": 1,\n  oops\n}", QStringLiteral("x"));
    QVERIFY(!layout.ok());
    QVERIFY(layout.failure() == fc::LayoutBroken);
    QCOMPARE(layout.failure().param("line"), QStringLiteral("3"));
}

void TestLayout::refusesMissingAndHugeFiles()
{
    QTemporaryDir folder;
    QVERIFY(loadLayout(folder.filePath(QStringLiteral("none"))).failure() == fc::LayoutUnreadable);
    QFile huge(folder.filePath(QStringLiteral("huge")));
    QVERIFY(huge.open(QIODevice::WriteOnly));
    huge.write(QByteArray((1 << 20) + 1, ' '));
    huge.close();
    QVERIFY(loadLayout(huge.fileName()).failure() == fc::LayoutUnreadable);
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
