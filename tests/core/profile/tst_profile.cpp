// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/profile.h"
#include "profile/data_file.h"
#include "profile/profile_keys.h"
#include "profile_fixture.h"

#include <QTest>

#include <random>

using namespace sm;
using namespace sm::test;

namespace {

/// Replaces (or with nothing, removes) the value at a path like steps[2].storeData.blockSize.
QJsonValue withChange(const QJsonValue& in, QStringList path, const QJsonValue& fresh)
{
    if (path.isEmpty())
        return fresh;
    const QString key = path.takeFirst();
    bool isIndex = false;
    const int index = key.toInt(&isIndex);
    if (isIndex) {
        QJsonArray array = in.toArray();
        const QJsonValue changed = withChange(array.at(index), path, fresh);
        if (index == array.size())
            array.append(changed);
        else
            array[index] = changed;
        return array;
    }
    QJsonObject object = in.toObject();
    const QJsonValue changed = withChange(object.value(key), path, fresh);
    if (changed.isUndefined())
        object.remove(key);
    else
        object[key] = changed;
    return object;
}

QJsonValue jsonValue(const char* text)
{
    if (*text == '\0')
        return QJsonValue(QJsonValue::Undefined);
    return QJsonDocument::fromJson(QByteArray("[") + text + "]").array().at(0);
}

std::vector<ResponseApdu> cplcAnswers(const QByteArray& cplc)
{
    return {ResponseApdu({}, StatusWord{0x9000}), ResponseApdu(cplc, StatusWord{0x9000})};
}

QByteArray someCplc(char serial = 7)
{
    QByteArray cplc(42, '\x11');
    cplc[12] = serial;
    return cplc;
}

} // namespace

class ProfileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatItRead();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoObject_data();
    void refusesWhatIsNoObject();
    void digestFollowsContentOnly();
    void recognisesByCplc();
    void recognisesByFile_data();
    void recognisesByFile();
    void refusesWrongCards_data();
    void refusesWrongCards();
    void checksFields_data();
    void checksFields();
    void findsDataFiles_data();
    void findsDataFiles();
    void schemaAgreesWithLoader();
    void keepsTracesAsAsked_data();
    void keepsTracesAsAsked();
    void survivesMutations();
    void retryNames();
};

void ProfileTest::tellsWhatItRead()
{
    const auto profile = Profile::parse(goodProfileText(), QStringLiteral("/p/test.profile.json"));
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    const Profile& p = **profile;
    QCOMPARE(p.id(), QStringLiteral("test-card"));
    QCOMPARE(p.title(), QStringLiteral("Test Card"));
    QCOMPARE(p.version(), 3);
    QCOMPARE(p.layout(), QStringLiteral("test.layout.json"));
    QCOMPARE(p.idealCardTime().count(), 1'500'000'000);
    QCOMPARE(p.commandLimit().count(), 4'000'000'000);
    QCOMPARE(p.stepCount(), 9);
    QCOMPARE(p.stepNames().last(), QStringLiteral("Seal"));
    QCOMPARE(p.sealKey(), QStringLiteral("TEST-SEAL"));
    QVERIFY(p.channel());
    QCOMPARE(p.channel()->keyLabel, QStringLiteral("TEST-ISD"));
    QCOMPARE(p.channel()->cardKeyVersion, quint8(0x30));
    QCOMPARE(p.channel()->level, quint8(0x13));
    QCOMPARE(p.channel()->challengeLength, qsizetype(16));
    QCOMPARE(p.dataSources().size(), size_t(2));
    QCOMPARE(p.dataSources()[0].file, QStringLiteral("/p/a.csv"));
    QCOMPARE(p.dataSources()[0].columnClasses.value(QStringLiteral("key")), FieldClass::Secret);
    QCOMPARE(p.dataSources()[1].table, QStringLiteral("stock"));
    QCOMPARE(p.identify().commands.size(), size_t(2));
    QCOMPARE(toHex(p.identify().commands[0].apdu.encode()), QStringLiteral("00A4040008A00000015100000000"));
    QCOMPARE(toHex(p.identify().commands[1].apdu.encode()), QStringLiteral("80CA9F7F00"));
}

void ProfileTest::refuses_data()
{
    QTest::addColumn<QString>("path"); // with dots only, as withChange takes it
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("reported");
    const auto row = [](const char* path, const char* value, const char* reported) {
        QTest::addRow("%s=%s", path, value)
            << QString::fromLatin1(path) << QByteArray(value) << QString::fromLatin1(reported);
    };
    row("extra", "1", "$.extra");
    row("id", "", "$.id");
    row("id", "7", "$.id");
    row("id", "\"Upper Case\"", "$.id");
    row("title", "\"\"", "$.title");
    row("title", "\"a\\u0007b\"", "$.title");
    row("version", "0", "$.version");
    row("version", "1.5", "$.version");
    row("version", "\"1\"", "$.version");
    row("idealCardSeconds", "-1", "$.idealCardSeconds");
    row("commandLimitMs", "5", "$.commandLimitMs");
    row("card", "[]", "$.card");
    row("card.atrs", "[]", "$.card.atrs");
    row("card.atrs.0", "\"3B0\"", "$.card.atrs[0]");
    row("card.atrs.1", "\"3BXX\"", "$.card.atrs[1]");
    row("card.identify.serial", "\"uid\"", "$.card.identify.serial");
    row("card.identify", "{\"serial\": {\"file\": \"2F\"}}", "$.card.identify.serial.file");
    row("card.identify.serial", "{\"file\": \"2F02\"}", "$.card.identify.aid");
    row("card.identify.aid", "\"A0\"", "$.card.identify.aid");
    row("fields.0.name", "\"9number\"", "$.fields[0].name");
    row("fields.1.name", "\"number\"", "$.fields[1].name");
    row("fields.0.class", "\"public\"", "$.fields[0].class");
    row("fields.0.required", "\"yes\"", "$.fields[0].required");
    row("fields.0.checks.0", "\"nosuch\"", "$.fields[0].checks[0]");
    row("fields.0.checks.0", "\"left:x\"", "$.fields[0].checks[0]");
    row("fields.0.label", "\"x\"", "$.fields[0].label");
    row("sources.0.kind", "\"oracle\"", "$.sources[0].kind");
    row("sources.0.table", "\"t\"", "$.sources[0].table");
    row("sources.1.table", "", "$.sources[1].table");
    row("sources.1.name", "\"archive\"", "$.sources[1].name");
    row("sources.0.keyColumn", "", "$.sources[0].keyColumn");
    row("sources.0.columns.key", "\"hidden\"", "$.sources[0].columns.key");
    row("sources.0.columns", "[]", "$.sources[0].columns");
    row("channel.key", "", "$.channel.key");
    row("channel.level", "\"30\"", "$.channel.level");
    row("channel.level", "33", "$.channel.level");
    row("channel.diversification", "\"md5\"", "$.channel.diversification");
    row("channel.cardKeyVersion", "128", "$.channel.cardKeyVersion");
    row("channel", "", "$.steps[1].openChannel");
    row("trace", "[]", "$.trace");
    row("trace", "{\"level\": \"all\"}", "$.trace.level");
    row("trace.capture", "\"some\"", "$.trace.capture");
    row("trace.oneIn", "-1", "$.trace.oneIn");
    row("trace.lastPerStation", "101", "$.trace.lastPerStation");
    row("trace", "{\"capture\": \"all\", \"oneIn\": 5}", "$.trace.oneIn");
    row("trace", "{\"capture\": \"off\", \"lastPerStation\": 1}", "$.trace.lastPerStation");
    row("steps", "[]", "$.steps");
    row("steps.0", "7", "$.steps[0]");
    row("steps.0.name", "", "$.steps[0].name");
    row("steps.0.select", "", "$.steps[0]");
    row("steps.0.openChannel", "{}", "$.steps[0].openChannel");
    row("steps.0.retry", "\"always\"", "$.steps[0].retry");
    row("steps.0.secured", "true", "$.steps[0].secured");
    row("steps.0.select", "{}", "$.steps[0].select");
    row("steps.0.select.file", "\"3F00\"", "$.steps[0].select.file");
    row("steps.0.select", "{\"path\": \"3F00AA\"}", "$.steps[0].select.path");
    row("steps.0.select.answer", "\"fmd\"", "$.steps[0].select.answer");
    row("steps.1.openChannel", "{\"level\": 1}", "$.steps[1].openChannel.level");
    row("steps.1.openChannel", "true", "$.steps[1].openChannel");
    row("steps.2.storeData.dgis", "[]", "$.steps[2].storeData.dgis");
    row("steps.2.storeData.dgis.0.id", "\"01\"", "$.steps[2].storeData.dgis[0].id");
    row("steps.2.storeData.dgis.0.value", "", "$.steps[2].storeData.dgis[0].value");
    row("steps.2.storeData.dgis.0.value", "5", "$.steps[2].storeData.dgis[0].value");
    row("steps.2.storeData.dgis.0.value", "\"{numbr}\"", "$.steps[2].storeData.dgis[0].value");
    row("steps.2.storeData.dgis.0.value", "\"{hsm:iccCertificate}\"", "$.steps[2].storeData.dgis[0].value");
    row("steps.2.storeData.encryption", "\"some\"", "$.steps[2].storeData.encryption");
    row("steps.2.storeData.blockSize", "256", "$.steps[2].storeData.blockSize");
    row("steps.3.apdu.ins", "\"62\"", "$.steps[3].apdu.ins");
    row("steps.3.apdu.cla", "", "$.steps[3].apdu.cla");
    row("steps.3.apdu.ne", "257", "$.steps[3].apdu.ne");
    row("steps.3.apdu.expect.1", "\"80**\"", "$.steps[3].apdu.expect[1]");
    row("steps.3.apdu.expect", "[]", "$.steps[3].apdu.expect");
    row("steps.3.apdu.answer", "\"{\"", "$.steps[3].apdu.answer");
    row("steps.3.apdu.answerClass", "\"x\"", "$.steps[3].apdu.answerClass");
    row("steps.3.apdu.data", "\"{seal:tag}\"", "$.steps[3].apdu.data");
    row("steps.4.createFile.size", "", "$.steps[4].createFile.size");
    row("steps.4.createFile.records", "4", "$.steps[4].createFile.records");
    row("steps.4.createFile.name", "\"A0A1\"", "$.steps[4].createFile.name");
    row("steps.4.createFile.type", "\"ring\"", "$.steps[4].createFile.type");
    row("steps.4.createFile.sfi", "31", "$.steps[4].createFile.sfi");
    row("steps.4.createFile.state", "\"dead\"", "$.steps[4].createFile.state");
    row("steps.5.updateFile.file", "\"0101\"", "$.steps[5].updateFile.sfi");
    row("steps.5.updateFile.offset", "256", "$.steps[5].updateFile.offset");
    row("steps.5.updateFile.chunk", "0", "$.steps[5].updateFile.chunk");
    row("steps.5.updateFile.data", "\"{data:nowhere.key}\"", "$.steps[5].updateFile.data");
    row("steps.6.updateRecords.records", "[]", "$.steps[6].updateRecords.records");
    row("steps.6.updateRecords.first", "255", "$.steps[6].updateRecords.first");
    row("steps.7.verify.tag", "\"9F7F\"", "$.steps[7].verify.sfi");
    row("steps.7.verify", "{\"record\": 1, \"offset\": 1, \"equals\": \"x\"}", "$.steps[7].verify.offset");
    row("steps.7.verify.equals", "", "$.steps[7].verify.equals");
    row("steps.8.seal.key", "", "$.steps[8].seal.key");
    row("steps.8.seal.write", "[]", "$.steps[8].seal.write");
    row("steps.8.seal.write.0.select", "{}", "$.steps[8].seal.write[0].select");
    row("steps.8.seal.lifeCycle.0", "{}", "$.steps[8].seal.lifeCycle[0]");
    row("steps.8.seal.verify", "", "$.steps[8].seal.verify");
    row("steps.9", "{\"name\": \"after\", \"select\": {\"file\": \"3F00\"}}", "$.steps[9]");
    row("formatComplete", "\"00A404\"", "$.formatComplete");
    row("formatComplete", "\"00A4040005AA\"", "$.formatComplete");
}

void ProfileTest::refuses()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    QFETCH(QString, reported);
    const QJsonValue changed = withChange(goodProfile(), path.split(u'.'), jsonValue(value.constData()));
    const auto profile = Profile::parse(text(changed.toObject()), QStringLiteral("bad.profile.json"));
    QVERIFY(!profile);
    QVERIFY(profile.failure() == fc::ProfileUnexpected);
    QCOMPARE(profile.failure().param("path"), reported);
    QCOMPARE(profile.failure().param("file"), QStringLiteral("bad.profile.json"));
    QVERIFY(!profile.failure().param("expected").isEmpty());
    QVERIFY(!profile.failure().param("found").isEmpty() || value.contains("\"\"") || value.contains("{}"));
}

void ProfileTest::refusesWhatIsNoObject_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    QTest::newRow("empty") << QByteArray() << int(fc::ProfileBroken);
    QTest::newRow("cut") << goodProfileText().chopped(3) << int(fc::ProfileBroken);
    QTest::newRow("array") << QByteArray("[]") << int(fc::ProfileUnexpected);
    QTest::newRow("deep") << QByteArray(5000, '[') << int(fc::ProfileBroken);
    QTest::newRow("huge") << QByteArray(300 * 1024, ' ') << int(fc::ProfileUnexpected);
}

void ProfileTest::refusesWhatIsNoObject()
{
    QFETCH(QByteArray, json);
    QFETCH(int, code);
    const auto profile = Profile::parse(json, QStringLiteral("x"));
    QVERIFY(!profile);
    QCOMPARE(int(profile.failure().code()), code);
    QCOMPARE(profile.failure().param("path"), QStringLiteral("$"));
    const auto missing = Profile::load(QStringLiteral("/nowhere/x.profile.json"));
    QVERIFY(!missing && missing.failure() == fc::ProfileUnreadable);
}

void ProfileTest::digestFollowsContentOnly()
{
    const auto one = Profile::parse(goodProfileText(), QStringLiteral("a"));
    const auto same = Profile::parse(text(goodProfile()), QStringLiteral("b"));
    QJsonObject changed = goodProfile();
    changed[QStringLiteral("version")] = 4;
    const auto other = Profile::parse(text(changed), QStringLiteral("a"));
    QVERIFY(one && same && other);
    QCOMPARE((*one)->digest().size(), qsizetype(32));
    QCOMPARE((*one)->digest(), (*same)->digest());
    QVERIFY((*one)->digest() != (*other)->digest());
}

void ProfileTest::recognisesByCplc()
{
    const auto profile = Profile::parse(goodProfileText(), {});
    QVERIFY(profile);
    const QByteArray atr = QByteArray::fromHex("3B02AA55");
    const auto chip = (*profile)->recognise(atr, cplcAnswers(QByteArray::fromHex("9F7F2A") + someCplc()));
    QVERIFY(chip);
    QCOMPARE(chip->atr, atr);
    QVERIFY(chip->cplc);
    QCOMPARE(chip->serial, Cplc::parse(someCplc())->chipSerial());
}

void ProfileTest::recognisesByFile_data()
{
    QTest::addColumn<QByteArray>("serial");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("what");
    const auto hex = [](const char* text) { return QByteArray::fromHex(text); };
    const QByteArray tagged(R"({"file": "2F02", "tag": "5A"})");
    QTest::newRow("tag") << tagged << hex("5A0489530001") << hex("89530001") << QString();
    QTest::newRow("second") << tagged << hex("4F01005A0289FF") << hex("89FF") << QString();
    QTest::newRow("whole") << QByteArray(R"({"file": "2F02"})") << hex("0102") << hex("0102") << QString();
    QTest::newRow("missing") << tagged << hex("4F0101") << QByteArray() << QStringLiteral("tag");
    QTest::newRow("broken") << tagged << hex("5A7F01") << QByteArray() << QStringLiteral("tag");
    QTest::newRow("empty") << tagged << hex("5A00") << QByteArray() << QStringLiteral("serial");
    QTest::newRow("blank") << tagged << hex("5A04FFFFFFFF") << QByteArray() << QStringLiteral("serial");
    QTest::newRow("endless") << QByteArray(R"({"file": "2F02"})") << QByteArray(65, '\x01') << QByteArray()
                             << QStringLiteral("serial");
}

void ProfileTest::recognisesByFile()
{
    QFETCH(QByteArray, serial);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, expected);
    QFETCH(QString, what);
    QJsonObject json = goodProfile();
    QJsonObject card = json[QStringLiteral("card")].toObject();
    card[QStringLiteral("identify")]
        = QJsonObject{{QStringLiteral("serial"), QJsonDocument::fromJson(serial).object()}};
    json[QStringLiteral("card")] = card;
    const auto profile = Profile::parse(text(json), {});
    QVERIFY(profile);
    const auto& commands = (*profile)->identify().commands;
    QCOMPARE(commands.size(), size_t(3));
    QCOMPARE(toHex(commands[1].apdu.encode()), QStringLiteral("00A4000C022F02"));
    QCOMPARE(toHex(commands[2].apdu.encode()), QStringLiteral("00B0000000"));
    const ResponseApdu done({}, StatusWord{0x9000});
    const auto chip = (*profile)->recognise(
        QByteArray::fromHex("3B00"), {done, done, ResponseApdu(content, StatusWord{0x6282})});
    QCOMPARE(chip.ok(), what.isEmpty());
    if (chip)
        QCOMPARE(chip->serial, expected);
    else
        QCOMPARE(chip.failure().param("what"), what);
}

void ProfileTest::refusesWrongCards_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("cplc");
    QTest::addColumn<QString>("what");
    const QByteArray good = QByteArray::fromHex("3B00");
    QTest::newRow("atr") << QByteArray::fromHex("3B01") << 2 << 0x9000 << someCplc() << QStringLiteral("atr");
    QTest::newRow("long atr") << QByteArray(500, '\x3B') << 2 << 0x9000 << someCplc()
                              << QStringLiteral("atr");
    QTest::newRow("no atr") << QByteArray() << 2 << 0x9000 << someCplc() << QStringLiteral("atr");
    QTest::newRow("status") << good << 2 << 0x6A82 << someCplc() << QStringLiteral("status");
    QTest::newRow("few") << good << 1 << 0x9000 << someCplc() << QStringLiteral("answers");
    QTest::newRow("none") << good << 0 << 0x9000 << someCplc() << QStringLiteral("answers");
    QTest::newRow("short") << good << 2 << 0x9000 << QByteArray(41, 'x') << QStringLiteral("cplc");
    QTest::newRow("unwritten") << good << 2 << 0x9000 << QByteArray(42, '\0') << QStringLiteral("serial");
}

void ProfileTest::refusesWrongCards()
{
    QFETCH(QByteArray, atr);
    QFETCH(int, count);
    QFETCH(int, status);
    QFETCH(QByteArray, cplc);
    QFETCH(QString, what);
    const auto profile = Profile::parse(goodProfileText(), {});
    QVERIFY(profile);
    std::vector<ResponseApdu> answers;
    if (count > 1)
        answers.emplace_back(QByteArray(), StatusWord{0x9000});
    if (count > 0)
        answers.emplace_back(cplc, StatusWord{quint16(status)});
    const auto chip = (*profile)->recognise(atr, answers);
    QVERIFY(!chip);
    QVERIFY(chip.failure() == fc::WrongCard);
    QCOMPARE(chip.failure().param("what"), what);
}

void ProfileTest::checksFields_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<int>("code");
    QTest::newRow("good") << QByteArray("79927398713") << 0;
    QTest::newRow("missing") << QByteArray() << int(fc::ProfileFieldMissing);
    QTest::newRow("digit") << QByteArray("79927398710") << int(fc::ProfileFieldRefused);
    QTest::newRow("text") << QByteArray("none") << int(fc::ProfileFieldRefused);
}

void ProfileTest::checksFields()
{
    QFETCH(QByteArray, number);
    QFETCH(int, code);
    const auto profile = Profile::parse(goodProfileText(), {});
    QVERIFY(profile);
    Inputs inputs;
    if (!number.isEmpty())
        inputs.field("number", number);
    const auto checked = (*profile)->check(inputs.object);
    QCOMPARE(checked.ok(), code == 0);
    if (checked)
        return;
    QCOMPARE(int(checked.failure().code()), code);
    QCOMPARE(checked.failure().param("field"), QStringLiteral("number"));
    QVERIFY(number.isEmpty() || !checked.failure().toString().contains(QString::fromLatin1(number)));
}

void ProfileTest::findsDataFiles_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* profile, const char* file, const char* found) {
        QTest::addRow("%s %s", profile, file)
            << QString::fromLatin1(profile) << QString::fromLatin1(file) << QString::fromLatin1(found);
    };
    row("/a/b.profile.json", "c.csv", "/a/c.csv");
    row("b.profile.json", "c.csv", "c.csv");
    row("/a/b.profile.json", "/d/c.csv", "/d/c.csv");
    row("/a/b.profile.json", ":/x/c.csv", ":/x/c.csv");
    row(":/stationmaster/profiles/b.profile.json", "c.csv", ":/stationmaster/jobs/c.csv");
}

void ProfileTest::findsDataFiles()
{
    QFETCH(QString, profile);
    QFETCH(QString, file);
    QTEST(dataFile(profile, file), "found");
}

void ProfileTest::keepsTracesAsAsked_data()
{
    QTest::addColumn<QByteArray>("trace");
    QTest::addColumn<int>("level");
    QTest::addColumn<quint32>("oneIn");
    QTest::addColumn<quint32>("last");
    using Level = TraceKeeping::Level;
    QTest::newRow("nothing said") << QByteArray() << int(Level::Errors) << quint32(0) << quint32(3);
    QTest::newRow("empty") << QByteArray("{}") << int(Level::Errors) << quint32(0) << quint32(3);
    QTest::newRow("off") << QByteArray("{\"capture\": \"off\"}") << int(Level::Off) << quint32(0)
                         << quint32(3);
    QTest::newRow("all") << QByteArray("{\"capture\": \"all\"}") << int(Level::All) << quint32(0)
                         << quint32(3);
    QTest::newRow("some") << QByteArray("{\"oneIn\": 100, \"lastPerStation\": 0}") << int(Level::Errors)
                          << quint32(100) << quint32(0);
}

void ProfileTest::keepsTracesAsAsked()
{
    QFETCH(QByteArray, trace);
    QFETCH(int, level);
    QFETCH(quint32, oneIn);
    QFETCH(quint32, last);
    const QJsonValue changed
        = withChange(goodProfile(), {QStringLiteral("trace")}, jsonValue(trace.constData()));
    const auto profile = Profile::parse(text(changed.toObject()), QStringLiteral("a"));
    QVERIFY(profile);
    const TraceKeeping keeping = (*profile)->traceKeeping();
    QCOMPARE(int(keeping.level), level);
    QCOMPARE(keeping.oneIn, oneIn);
    QCOMPARE(keeping.lastPerStation, last);
}

void ProfileTest::schemaAgreesWithLoader()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/schemas/profile.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject defs = schema.value(QLatin1String("$defs")).toObject();
    const QSet<QString> shared{QStringLiteral("template"), QStringLiteral("pipe"), QStringLiteral("class")};
    QSet<QString> kinds;
    for (const ProfileObjectKeys& keys : profileObjectKeys()) {
        kinds.insert(keys.kind);
        const QJsonObject object
            = keys.kind == QLatin1String("profile") ? schema : defs.value(keys.kind).toObject();
        QVERIFY2(!object.isEmpty(), qPrintable(keys.kind));
        QCOMPARE(object.value(QLatin1String("additionalProperties")), QJsonValue(false));
        QStringList known = keys.required + keys.optional;
        known.sort();
        QCOMPARE(object.value(QLatin1String("properties")).toObject().keys(), known);
        QStringList required;
        for (const QJsonValue& key : object.value(QLatin1String("required")).toArray())
            required.append(key.toString());
        required.sort();
        QStringList mustHave = keys.required;
        mustHave.sort();
        QCOMPARE(required, mustHave);
    }
    for (const QString& kind : defs.keys())
        QVERIFY2(kinds.contains(kind) || shared.contains(kind), qPrintable(kind));
    const auto choices = [&defs](const char* key) {
        const QJsonObject channel = defs.value(QLatin1String("channel")).toObject();
        QStringList list;
        for (const QJsonValue& value : channel.value(QLatin1String("properties"))
                                           .toObject()
                                           .value(QLatin1String(key))
                                           .toObject()
                                           .value(QLatin1String("enum"))
                                           .toArray())
            list.append(value.toString());
        return list;
    };
    QCOMPARE(choices("level"), profileChannelLevels());
    QCOMPARE(choices("diversification"), profileDiversifications());
}

/// Bytes of a good profile changed at random: it loads or names a place, and whatever loads can be compiled.
void ProfileTest::survivesMutations()
{
    std::mt19937 random(20260309);
    const QByteArray good = text(goodProfile());
    Inputs inputs;
    inputs.field("number", "79927398713").field("zone", "AB").column("archive", "key", "0011223344556677");
    int loaded = 0;
    for (int round = 0; round < 5000; ++round) {
        QByteArray json = good;
        const int changes = 1 + int(random() % 4);
        for (int i = 0; i < changes; ++i) {
            const qsizetype at = qsizetype(random() % quint32(json.size()));
            switch (random() % 4) {
            case 0:
                json[at] = char(random());
                break;
            case 1:
                json.remove(at, qsizetype(random() % 12));
                break;
            case 2:
                json.insert(at, json.mid(qsizetype(random() % quint32(json.size())), random() % 24));
                break;
            default:
                json[at] = "0123456789ABCDEF{}[]\":,|"[random() % 24];
                break;
            }
        }
        const auto profile = Profile::parse(json, QStringLiteral("m"));
        if (!profile) {
            QVERIFY(profile.failure().param("path").startsWith(u'$'));
            continue;
        }
        ++loaded;
        const auto program = (*profile)->compile(inputs.inputs());
        QVERIFY(program || !program.failure().params().isEmpty());
    }
    QVERIFY(loaded > 50 && loaded < 4900);
}

void ProfileTest::retryNames()
{
    for (const char* name : {"read", "idempotent", "probe", "irreversible"}) {
        const auto retry = retryClassFromName(QString::fromLatin1(name));
        QVERIFY(retry);
        QCOMPARE(retryClassName(*retry), QString::fromLatin1(name));
    }
    QVERIFY(!retryClassFromName(u"never"));
}

QTEST_GUILESS_MAIN(ProfileTest)
#include "tst_profile.moc"
