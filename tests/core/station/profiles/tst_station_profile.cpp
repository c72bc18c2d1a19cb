// SPDX-License-Identifier: GPL-3.0-or-later
// Station profiles: the samples load and make stations, and what is wrong with a file is named exactly.
#include "base/secret_bytes.h"
#include "simulator/modules/simulated_devices.h"
#include "station/profiles/station_profile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sm;

class TestStationProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void samplesLoad();
    void errorsAreExact_data();
    void errorsAreExact();
    void schemaKnowsTheSameKeys();
    void aFolderIsADevice();
    void aFileMakesAReader();
};

void TestStationProfile::samplesLoad()
{
    const QDir folder(QStringLiteral(SM_SOURCE_DIR "/resources/stations"));
    int readers = 0;
    size_t modules = 0;
    for (const QString& name : folder.entryList({QStringLiteral("*.station.json")})) {
        const auto profile = StationProfile::load(folder.filePath(name));
        QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.failure().toString()));
        readers += profile->reader ? 1 : 0;
        modules += profile->modules.size();
    }
    QCOMPARE(readers, 6);
    QCOMPARE(modules, size_t(5));
    const auto bank = StationProfile::load(folder.filePath(QStringLiteral("bank-card.station.json")));
    QCOMPARE(bank->modules[1].layout.lines.size(), 3);
    QCOMPARE(bank->modules[1].layout.done, QByteArray("\x06"));
    QCOMPARE(int(bank->modules[1].line.parity), int(ByteLineSettings::Parity::Even));
    QVERIFY(!StationProfile::load(folder.filePath(QStringLiteral("none.json"))).ok());
    const auto kiosk = StationProfile::load(folder.filePath(QStringLiteral("kiosk.station.json")));
    QVERIFY(kiosk.ok() && kiosk->link.kind == StationProfile::Link::Kind::Tls && !kiosk->reader);
    QCOMPARE(kiosk->link.longestPause, Nanos(seconds(3)));
    const auto terminal = StationProfile::load(folder.filePath(QStringLiteral("terminal.station.json")));
    QVERIFY(terminal.ok() && terminal->link.kind == StationProfile::Link::Kind::Serial);
    QVERIFY(terminal->reader->framing == StationProfile::Framing::Tlp224);
    QCOMPARE(terminal->link.baud, 19'200);
    QCOMPARE(terminal->link.times.heartbeat.interval, Nanos(seconds(3)));
    QCOMPARE(terminal->link.times.heartbeat.misses, 4);
    QCOMPARE(
        bank->link.times.heartbeat.interval, Heartbeat::Times().interval); // where a profile says nothing
    QCOMPARE(bank->link.times.heartbeat.misses, Heartbeat::Times().misses);
    const auto switched
        = StationProfile::load(folder.filePath(QStringLiteral("gempc410-switched.station.json")));
    QVERIFY(switched.ok() && switched->reader->switched);
    QCOMPARE(int(switched->reader->switched->control), int(ControlLine::RequestToSend));
    QVERIFY(switched->reader->switched->settings.raisedForReader);
    QVERIFY(switched->reader->switched->settings.rest == LinkSide::Server);
}

void TestStationProfile::errorsAreExact_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const char* json, const char* path, const char* found) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(path) << QString::fromLatin1(found);
    };
    row("not JSON", "{", "", "");
    row("no object", "[]", "$", "an array");
    row("unknown key", R"({"name":"a","colour":1})", "$.colour", "an unknown key");
    row("no name", R"({"reader":{"driver":"gemcore-gbp"}})", "$.name", "nothing");
    row("nothing in it", R"({"name":"a"})", "$", "neither");
    row("unknown driver", R"({"name":"a","reader":{"driver":"x"}})", "$.reader.driver", "x");
    row("no driver", R"({"name":"a","reader":{}})", "$.reader.driver", "nothing");
    row("speed", R"({"name":"a","reader":{"driver":"gemcore-gbp","line":{"baud":50}}})", "$.reader.line.baud",
        "50");
    row("half a bit", R"({"name":"a","reader":{"driver":"gemcore-gbp","line":{"dataBits":7.5}}})",
        "$.reader.line.dataBits", "7.5");
    row("parity", R"({"name":"a","reader":{"driver":"gemcore-gbp","line":{"parity":"mark"}}})",
        "$.reader.line.parity", "mark");
    row("speed no reader has", R"({"name":"a","reader":{"driver":"gemcore-gbp","workingBaud":57600}})",
        "$.reader.workingBaud", "57600");
    row("switch without a level",
        R"({"name":"a","reader":{"driver":"gemcore-gbp","switch":{"control":"rts"}}})",
        "$.reader.switch.reader", "nothing");
    row("switch by another line",
        R"({"name":"a","reader":{"driver":"gemcore-gbp","switch":{"control":"cts","reader":"raised"}}})",
        "$.reader.switch.control", "cts");
    row("switch by the line of the flow control",
        R"({"name":"a","reader":{"driver":"gemcore-gbp","line":{"flow":"rtscts"},"switch":{"control":"rts","reader":"raised"}}})",
        "$.reader.switch.control", "rts");
    row("turn longer than patience",
        R"({"name":"a","reader":{"driver":"gemcore-gbp","answerMs":900,"switch":{"control":"dtr","reader":"raised"}}})",
        "$.reader.switch.turnMs", "1000");
    row("odd hex", R"({"name":"a","reader":{"driver":"gemcore-gbp","setup":["01","1"]}})",
        "$.reader.setup[1]", "1");
    row("module without name", R"({"name":"a","modules":[{"driver":"msr605"}]})", "$.modules[0].name",
        "nothing");
    row("two of a name",
        R"({"name":"a","modules":[{"name":"s","driver":"msr605"},{"name":"s","driver":"evolis"}]})",
        "$.modules[1].name", "s");
    row("layout for a stripe", R"({"name":"a","modules":[{"name":"s","driver":"msr605","layout":{}}]})",
        "$.modules[0].layout", "a layout");
    row("no line to emboss", R"({"name":"a","modules":[{"name":"e","driver":"emboss","layout":{}}]})",
        "$.modules[0].layout.lines", "no line");
    row("unknown link", R"({"name":"a","link":{"kind":"radio"}})", "$.link.kind", "radio");
    row("unknown key of a link", R"({"name":"a","link":{"port":"/dev/a"}})", "$.link.port", "an unknown key");
    row("speed of TLS", R"({"name":"a","link":{"kind":"tls","baud":9600}})", "$.link.baud", "a speed");
    row("speed of any link", R"({"name":"a","link":{"baud":9600}})", "$.link.baud", "a speed");
    row("speed of a link", R"({"name":"a","link":{"kind":"serial","baud":4800}})", "$.link.baud", "4800");
    row("one miss", R"({"name":"a","link":{"misses":1}})", "$.link.misses", "1");
    row("heartbeat", R"({"name":"a","link":{"heartbeatMs":60001}})", "$.link.heartbeatMs", "60001");
    row("pause", R"({"name":"a","link":{"longestPauseMs":"long"}})", "$.link.longestPauseMs", "long");
    row("link no object", R"({"name":"a","link":"tls"})", "$.link", "tls");
    row("line of a folder", R"({"name":"a","modules":[{"name":"p","driver":"file","line":{}}]})",
        "$.modules[0].line", "a value");
    row("format of a folder", R"({"name":"a","modules":[{"name":"p","driver":"file","format":"gif"}]})",
        "$.modules[0].format", "gif");
    row("format of a printer", R"({"name":"a","modules":[{"name":"p","driver":"evolis","format":"png"}]})",
        "$.modules[0].format", "a format");
    row("line without text",
        R"({"name":"a","modules":[{"name":"e","driver":"emboss","layout":{"line":"x","lines":[{"name":"n"}]}}]})",
        "$.modules[0].layout.line", "x");
}

void TestStationProfile::errorsAreExact()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, path);
    QFETCH(const QString, found);
    const auto profile = StationProfile::parse(json, QStringLiteral("a.station.json"));
    QVERIFY(!profile.ok());
    QCOMPARE(profile.failure().param("file"), QStringLiteral("a.station.json"));
    QCOMPARE(profile.failure().param("path"), path);
    QCOMPARE(profile.failure().param("found"), found);
}

void TestStationProfile::schemaKnowsTheSameKeys()
{
    // Every key of the schema is taken by the reader, with a value that the schema allows there.
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/schemas/station.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject reader
        = schema.value(QLatin1String("properties")).toObject().value(QLatin1String("reader")).toObject();
    const QStringList keys = reader.value(QLatin1String("properties")).toObject().keys();
    QCOMPARE(keys.size(), 15);
    for (const QString& key : keys) {
        const QByteArray json
            = R"({"name":"a","reader":{"driver":"gemcore-gbp",")" + key.toLatin1() + R"(":null}})";
        const auto profile = StationProfile::parse(json, QStringLiteral("a"));
        QVERIFY(profile.ok() || profile.failure().param("found") != QLatin1String("an unknown key"));
    }
    const QJsonObject link
        = schema.value(QLatin1String("properties")).toObject().value(QLatin1String("link")).toObject();
    const QStringList linkKeys = link.value(QLatin1String("properties")).toObject().keys();
    QCOMPARE(linkKeys.size(), 5);
    for (const QString& key : linkKeys) {
        const auto profile = StationProfile::parse(
            R"({"name":"a","link":{")" + key.toLatin1() + R"(":null}})", QStringLiteral("a"));
        QVERIFY(!profile.ok());
        QCOMPARE(profile.failure().param("path"), QStringLiteral("$.link.") + key);
        QVERIFY(profile.failure().param("found") != QLatin1String("an unknown key"));
    }
}

void TestStationProfile::aFolderIsADevice()
{
    const auto profile = StationProfile::parse(
        R"({"name":"a","modules":[{"name":"p","driver":"file","format":"pdf"}]})", QStringLiteral("a"));
    QVERIFY(profile.ok());
    const StationProfile::Module& module = profile->modules[0];
    QVERIFY(module.driver == StationProfile::Module::Driver::File && module.format == FaceFormat::Pdf);
    QCOMPARE(int(makeModuleScript(module)->kind()), int(ModuleKind::Print));
    QVERIFY(!makeModuleScript(module)->check(TrackData()));
}

void TestStationProfile::aFileMakesAReader()
{
    SimulatedReader device(SimulatedReader::Kind::GemPc410);
    auto profile
        = StationProfile::load(QStringLiteral(SM_SOURCE_DIR "/resources/stations/gempc410.station.json"));
    QVERIFY(profile.ok());
    profile->reader->line.port = device.path();
    SteadyClock clock;
    auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    const Reactor reactor{&clock, inbox};
    {
        const auto link = makeSerialStation(reactor, *profile->reader, QStringLiteral("serial"));
        QTRY_VERIFY_WITH_TIMEOUT(link->isUsable(), 20'000);
        QCOMPARE(device.commands(), quint64(3)); // the setup of the file
        StationProfile::Module module;
        module.name = QStringLiteral("stripe");
        QCOMPARE(int(makeModule(reactor, module)->kind()), int(ModuleKind::Encode));
    }
    inbox->close();
}

QTEST_GUILESS_MAIN(TestStationProfile)
#include "tst_station_profile.moc"
