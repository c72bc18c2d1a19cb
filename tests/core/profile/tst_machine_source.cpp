// SPDX-License-Identifier: GPL-3.0-or-later
// A data source that is the control device of the machine in which the card is.
#include "base/failures/profile.h"
#include "profile_fixture.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

QByteArray profileWith(const QByteArray& source, const char* value = "{data:record.name}")
{
    QJsonObject profile
        = oneStepProfile(step("updateFile", R"({"file": "0101", "data": ")" + QByteArray(value) + R"("})"));
    profile[QStringLiteral("sources")] = QJsonArray{QJsonDocument::fromJson(source).object()};
    profile.remove(QStringLiteral("channel"));
    return text(profile);
}

const QByteArray good(
    R"({"name": "record", "kind": "machine", "columns": {"name": "personal", "pan2": "secret"}})");

} // namespace

class MachineSourceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isRead();
    void refuses_data();
    void refuses();
    void filesAreAsked();
    void sampleIsRead();
};

void MachineSourceTest::isRead()
{
    const auto profile = Profile::parse(profileWith(good), QStringLiteral("/p/a.profile.json"));
    QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.failure().toString()));
    QVERIFY((*profile)->asksMachines());
    const DataSourceSpec& source = (*profile)->dataSources().front();
    QVERIFY(source.isMachines());
    QVERIFY(source.file.isEmpty());
    QCOMPARE(source.columnClasses.keys(), (QStringList{QStringLiteral("name"), QStringLiteral("pan2")}));
    Inputs inputs;
    inputs.column("record", "name", "Ada");
    const auto program = (*profile)->compile(inputs.inputs());
    QVERIFY2(program.ok(), program ? "" : qPrintable(program.failure().toString()));
}

void MachineSourceTest::refuses_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("path");
    const auto source = [](const char* name, const char* members, const char* path) {
        const QByteArray json = R"({"name": "record", "kind": "machine")" + QByteArray(members) + '}';
        QTest::newRow(name) << profileWith(json) << QStringLiteral("$.sources[0]") + QLatin1String(path);
    };
    source("no columns", "", ".columns");
    source("empty columns", R"(, "columns": {})", ".columns");
    source("a file", R"(, "columns": {"name": "open"}, "file": "a.csv")", ".file");
    source("a key column", R"(, "columns": {"name": "open"}, "keyColumn": "id")", ".keyColumn");
    source("a table", R"(, "columns": {"name": "open"}, "table": "t")", ".table");
    source("capitals", R"(, "columns": {"name": "open", "Name": "open"})", ".columns.Name");
    source("unknown class", R"(, "columns": {"name": "hidden"})", ".columns.name");
    QByteArray many(R"(, "columns": {"name": "open")");
    for (int i = 0; i < 64; ++i)
        many += ", \"c" + QByteArray::number(i) + R"(": "open")";
    source("65 columns", (many + '}').constData(), ".columns");
    QTest::newRow("column that is not asked for")
        << profileWith(good, "{data:record.nam}") << QStringLiteral("$.steps[0].updateFile.data");
}

void MachineSourceTest::refuses()
{
    QFETCH(QByteArray, profile);
    const auto read = Profile::parse(profile, QStringLiteral("a"));
    QVERIFY(!read);
    QVERIFY2(read.failure() == fc::ProfileUnexpected, qPrintable(read.failure().toString()));
    QTEST(read.failure().param("path"), "path");
}

/// Those on this computer need none of it, as ever.
void MachineSourceTest::filesAreAsked()
{
    const QByteArray csv(R"({"name": "record", "kind": "csv", "file": "a.csv", "keyColumn": "id"})");
    const auto profile = Profile::parse(profileWith(csv, "{data:record.anything}"), QStringLiteral("a"));
    QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.failure().toString()));
    QVERIFY(!(*profile)->asksMachines());
}

void MachineSourceTest::sampleIsRead()
{
    const auto profile
        = Profile::load(QStringLiteral(":/stationmaster/profiles/harbour-machine.profile.json"));
    QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.failure().toString()));
    QVERIFY((*profile)->asksMachines());
    QCOMPARE((*profile)->dataSources().front().columnClasses.size(), 13);
}

QTEST_GUILESS_MAIN(MachineSourceTest)
#include "tst_machine_source.moc"
