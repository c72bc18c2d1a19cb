// SPDX-License-Identifier: GPL-3.0-or-later
// The step that releases a chip of its maker's transport key, as a profile says it.
#include "base/failures/profile.h"
#include "profile/profile_keys.h"
#include "program_fixture.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

QJsonObject releasing(const QByteArray& body)
{
    return oneStepProfile(step("release", body));
}

QString reasonOf(const Failure& failure)
{
    return failure.param("path") + u' ' + failure.param("expected");
}

} // namespace

class ReleaseStepTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatItRead_data();
    void tellsWhatItRead();
    void refuses_data();
    void refuses();
    void standsBeforeTheChannel();
    void isNoPartOfASeal();
    void itsKeyIsAskedForBeforeTheFirstCard();
    void theSampleReleasesFirst();
    void schemaHasTheSameChoices();
};

void ReleaseStepTest::tellsWhatItRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("aes");
    QTest::addColumn<int>("reference");
    QTest::addColumn<int>("keepTries");
    QTest::newRow("as usual") << QByteArray(R"({"key": "R"})") << QStringLiteral("none") << false << 0x81
                              << 1;
    QTest::newRow("all said") << QByteArray(
        R"({"key": "R", "diversification": "kdf3", "algorithm": "aes", "reference": "0A", "keepTries": 14})")
                              << QStringLiteral("kdf3") << true << 0x0A << 14;
    QTest::newRow("not asked") << QByteArray(R"({"key": "R", "diversification": "emv", "keepTries": 0})")
                               << QStringLiteral("emv") << false << 0x81 << 0;
}

void ReleaseStepTest::tellsWhatItRead()
{
    QFETCH(QByteArray, body);
    const auto program = sm::test::compile(releasing(body), someInputs());
    QVERIFY2(program.ok(), program ? "" : qPrintable(program.failure().toString()));
    QCOMPARE(program->steps.size(), size_t(1));
    const ProgramStep& first = program->steps.front();
    QCOMPARE(int(first.kind), int(StepKind::Release));
    QCOMPARE(int(first.retry), int(RetryClass::Read));
    QVERIFY(first.commands.empty() && !first.secured && first.release);
    QCOMPARE(first.release->keyLabel, QStringLiteral("R"));
    QTEST(first.release->diversification, "rule");
    QTEST(first.release->aes, "aes");
    QTEST(int(first.release->reference), "reference");
    QTEST(first.release->keepTries, "keepTries");
}

void ReleaseStepTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* body, const char* reason) {
        QTest::newRow(body) << QByteArray(body)
                            << QStringLiteral("$.steps[0].release") + QString::fromLatin1(reason);
    };
    row(R"({})", ".key key: key");
    row(R"({"key": ""})", ".key text");
    row(R"({"key": 7})", ".key text");
    row(R"({"key": "R", "label": "x"})", ".label keys: key");
    row(R"({"key": "R", "diversification": "md5"})", ".diversification one of: none emv visa2 visa kdf3");
    row(R"({"key": "R", "algorithm": "des"})", ".algorithm one of: tdea aes");
    row(R"({"key": "R", "reference": "8101"})", ".reference ");
    row(R"({"key": "R", "reference": 129})", ".reference ");
    row(R"({"key": "R", "keepTries": 15})", ".keepTries ");
    row(R"({"key": "R", "keepTries": -1})", ".keepTries ");
    row(R"({"key": "R", "keepTries": "one"})", ".keepTries ");
}

void ReleaseStepTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const auto profile = Profile::parse(text(releasing(body)), QStringLiteral("bad.profile.json"));
    QVERIFY(!profile);
    QVERIFY(profile.failure() == fc::ProfileUnexpected);
    QVERIFY2(reasonOf(profile.failure()).startsWith(reason), qPrintable(reasonOf(profile.failure())));
    QVERIFY(!profile.failure().param("expected").isEmpty());
    QCOMPARE(profile.failure().param("file"), QStringLiteral("bad.profile.json"));
}

/// A card takes nothing plain while its channel is open.
void ReleaseStepTest::standsBeforeTheChannel()
{
    QJsonObject json = goodProfile();
    QJsonArray steps = json[QStringLiteral("steps")].toArray();
    steps.insert(0, step("release", R"({"key": "R"})"));
    json[QStringLiteral("steps")] = steps;
    const auto before = Profile::parse(text(json), QStringLiteral("t"));
    QVERIFY2(before.ok(), before ? "" : qPrintable(before.failure().toString()));
    QVERIFY((*before)->releasesChips());

    steps.removeFirst();
    steps.insert(2, step("release", R"({"key": "R"})"));
    json[QStringLiteral("steps")] = steps;
    const auto after = Profile::parse(text(json), QStringLiteral("t"));
    QVERIFY(!after);
    QCOMPARE(reasonOf(after.failure()), QStringLiteral("$.steps[2].release release before openChannel"));

    QJsonObject secured = step("release", R"({"key": "R"})");
    secured[QStringLiteral("secured")] = true;
    const auto inside = Profile::parse(text(oneStepProfile(secured)), QStringLiteral("t"));
    QVERIFY(!inside);
    QCOMPARE(inside.failure().param("path"), QStringLiteral("$.steps[0].secured"));
}

void ReleaseStepTest::isNoPartOfASeal()
{
    QJsonObject seal = step("seal", R"({"key": "S", "write": [{"release": {"key": "R"}}], "verify": []})");
    const auto profile = Profile::parse(text(oneStepProfile(seal)), QStringLiteral("t"));
    QVERIFY(!profile);
    QCOMPARE(profile.failure().param("path"), QStringLiteral("$.steps[0].seal.write[0].release"));
}

void ReleaseStepTest::itsKeyIsAskedForBeforeTheFirstCard()
{
    const auto profile = Profile::parse(text(releasing(R"({"key": "R"})")), QStringLiteral("t"));
    QVERIFY(profile);
    QVERIFY((*profile)->keyLabels().contains(QStringLiteral("R")));
    const auto other = Profile::parse(goodProfileText(), QStringLiteral("t"));
    QVERIFY(other);
    QVERIFY(!(*other)->releasesChips());
    QVERIFY(!(*other)->keyLabels().contains(QStringLiteral("R")));
}

void ReleaseStepTest::theSampleReleasesFirst()
{
    const auto profile = sample("orchard-badge");
    QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.failure().toString()));
    QVERIFY(QFile::exists(QStringLiteral(":/stationmaster/layouts/") + (*profile)->layout()));
    QVERIFY((*profile)->releasesChips() && !(*profile)->channel());
    QCOMPARE(
        (*profile)->keyLabels(), (QStringList{QStringLiteral("TEST-SEAL"), QStringLiteral("TEST-RELEASE")}));
    Inputs inputs;
    inputs.object.id = CardObjectId(QStringLiteral("OBC-1"));
    inputs.field("badge_number", "700003916", FieldClass::Personal).field("holder_name", "Kaja Quist");
    inputs.field("area", "SOUTH").field("valid_to", "2029-09-28");
    QVERIFY((*profile)->check(inputs.object));
    const auto program = (*profile)->compile(inputs.inputs());
    QVERIFY2(program.ok(), program ? "" : qPrintable(program.failure().toString()));
    QCOMPARE(int(program->steps.front().kind), int(StepKind::Release));
    QCOMPARE(int(program->steps.back().kind), int(StepKind::Seal));
}

void ReleaseStepTest::schemaHasTheSameChoices()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/schemas/profile.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonValue schema(QJsonDocument::fromJson(file.readAll()).object());
    const QJsonObject known = schema[QLatin1String("$defs")][QLatin1String("release")]
                                  .toObject()
                                  .value(QLatin1String("properties"))
                                  .toObject();
    const auto choices = [&known](const char* key) {
        return known.value(QLatin1String(key)).toObject().value(QLatin1String("enum")).toArray();
    };
    QCOMPARE(choices("diversification"), QJsonArray::fromStringList(profileDiversifications()));
    for (const QJsonValue& algorithm : choices("algorithm")) {
        const QJsonObject body{
            {QStringLiteral("key"), QStringLiteral("R")}, {QStringLiteral("algorithm"), algorithm}};
        QVERIFY(Profile::parse(text(releasing(QJsonDocument(body).toJson())), QStringLiteral("t")).ok());
    }
    QCOMPARE(known.value(QLatin1String("keepTries")).toObject().value(QLatin1String("maximum")).toInt(), 14);
    QCOMPARE(known.value(QLatin1String("keepTries")).toObject().value(QLatin1String("default")).toInt(), 1);
}

QTEST_GUILESS_MAIN(ReleaseStepTest)
#include "tst_release_step.moc"
