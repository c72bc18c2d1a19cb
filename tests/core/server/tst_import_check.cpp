// SPDX-License-Identifier: GPL-3.0-or-later
// A file is looked at before it is imported: report by code, mapping, presets, policies, rejects.
#include "simulated_floor.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace sm;

class TestImportCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ux33PlantedErrors();
    void ux33CountersAddUp();
    void ux35NothingPersonalIsTold();
    void blockingIsNeverAcceptedInPart();
    void knownFileIsAcceptedWhole();
    void sameFileIsTold();
    void validIsAcceptedAndTheRestWritten();
    void policiesOfTheProfile();
    void tooManyErrorsTakeNothing();
    void changedFileIsRefused();
    void mappingAndPresetRoundTrip();
    void unknownFormatSaysSo();
    void previewFromALine();
    void reportHasEveryFinding();
    void reportIsNoFormula();
    void closedCheckIsGone();
    void hostileFilesAreLookedAt();

private:
    static FloorPlan smallFloor();
};

namespace {

const char* const canaries[] = {"CANARYNAME", "99992448260000", "99994177020000", "41555501", "photos/"};

QByteArray header()
{
    return "card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone,"
           "photo\n";
}

QByteArray record(const QByteArray& id, const QByteArray& name = "CANARYNAME Ada",
    const QByteArray& zone = "B", const QByteArray& product = "P30", const QByteArray& from = "2026-10-01",
    const QByteArray& to = "2071-10-28", const QByteArray& number = "9999244826000018",
    const QByteArray& photo = "photos/1.jpg")
{
    return id + ',' + number + ',' + name + ',' + zone + ',' + product + ',' + from + ',' + to
        + ",,4155550121," + photo + '\n';
}

QString writeFile(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QJsonObject object(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// The transit profile with everything that a profile can ask of a file, and a layout with a photo and a
/// trailer.
QString plantedProfile(const QString& folder)
{
    QJsonObject layout = object(QStringLiteral(":/stationmaster/layouts/transit.layout.json"));
    QJsonArray fields = layout[QStringLiteral("fields")].toArray();
    fields.append(QJsonObject{{QStringLiteral("source"), QStringLiteral("photo")},
        {QStringLiteral("name"), QStringLiteral("photo")}});
    layout[QStringLiteral("fields")] = fields;
    layout[QStringLiteral("trailer")]
        = QJsonObject{{QStringLiteral("prefix"), QStringLiteral("END")}, {QStringLiteral("count"), 2}};
    const QString layoutFile
        = writeFile(folder + QStringLiteral("/planted.layout.json"), QJsonDocument(layout).toJson());
    QJsonObject profile = object(QStringLiteral(":/stationmaster/profiles/harbour-transit.profile.json"));
    profile[QStringLiteral("id")] = QStringLiteral("planted");
    profile[QStringLiteral("title")] = QStringLiteral("Planted");
    profile[QStringLiteral("layout")] = layoutFile;
    profile[QStringLiteral("import")] = QJsonDocument::fromJson(R"({
        "policies": ["all", "valid", "stop"], "stopAfter": 3,
        "print": [{ "field": "holder_name", "font": "OCR-7B", "characters": "A-Za-z .'-" }],
        "products": { "field": "product_code", "codes": ["P30", "P365"] },
        "pictures": { "field": "photo" },
        "lastDay": { "field": "valid_to", "form": "yyyy-MM-dd" },
        "order": "zone" })")
                                            .object();
    writeFile(folder + QStringLiteral("/planted.profile.json"), QJsonDocument(profile).toJson());
    return folder;
}

/// A floor that knows the planted profile, with HTP-2026-000001 to 3 produced and one more queued.
struct PlantedFloor {
    explicit PlantedFloor(const FloorPlan& plan, bool withJobs = true)
        : profiles(plantedProfile(folder.path() + QStringLiteral("/profiles")))
        , floor(plan, 7, folder.path(), profiles)
    {
        good = floor.open();
        writeFile(folder.path() + QStringLiteral("/in/photos/1.jpg"), "x");
        if (!withJobs)
            return;
        const JobId job = floor.startDemo(3);
        good = good && job.isValid() && floor.finish(job);
        good = good && import(header() + record("HTP-QUEUED-1") + "END,1\n");
    }
    bool import(const QByteArray& bytes)
    {
        command::ImportFile order;
        order.file = writeFile(folder.path() + QStringLiteral("/in/queued.csv"), bytes);
        order.profile = QStringLiteral("planted");
        floor.imported.reset();
        floor.server->post(order);
        return floor.until([&] { return floor.imported.has_value(); }) && floor.imported->job.isValid();
    }
    QString in(const QByteArray& bytes, const QString& name = QStringLiteral("job.csv"))
    {
        return writeFile(folder.path() + QStringLiteral("/in/") + name, bytes);
    }
    /// Checks a file to the end; the ticket of the check.
    quint64 check(const QString& file, const ImportMapping& mapping = {})
    {
        floor.imports.clear();
        const quint64 ticket = floor.server->post(ImportCommand(command::CheckFile{file, mapping}));
        floor.until([&] { return last<event::Checked>() || stuck(); }, std::chrono::minutes(5));
        return ticket;
    }
    bool stuck() const
    {
        const auto* seen = last<event::Previewed>();
        return seen
            && (seen->preview.problem || seen->preview.fit == 0
                || std::any_of(seen->preview.fields.begin(), seen->preview.fields.end(),
                    [](const PreviewField& field) { return field.problem != PreviewField::Problem::None; }));
    }
    template <class E> const E* last() const
    {
        for (auto at = floor.imports.rbegin(); at != floor.imports.rend(); ++at) {
            if (const E* found = std::get_if<E>(&*at))
                return found;
        }
        return nullptr;
    }
    std::vector<ImportFindingView> findings() const
    {
        std::vector<ImportFindingView> all;
        for (const ImportEvent& event : floor.imports) {
            if (const auto* progress = std::get_if<event::CheckProgress>(&event))
                all.insert(all.end(), progress->findings.begin(), progress->findings.end());
        }
        return all;
    }
    std::optional<event::Imported> accept(quint64 check, ImportPolicy policy, qint64 stopAfter = 0)
    {
        floor.imported.reset();
        floor.refused.clear();
        floor.server->post(ImportCommand(command::AcceptImport{check, policy, stopAfter, {}}));
        floor.until([&] { return floor.imported || !floor.refused.empty(); });
        return floor.imported;
    }
    QByteArray why() const
    {
        if (floor.refused.empty() && floor.imported)
            return QStringLiteral("%1 valid of %2, job %3")
                .arg(floor.imported->summary.valid)
                .arg(floor.imported->summary.records)
                .arg(floor.imported->job.value)
                .toUtf8();
        return floor.refused.empty() ? QByteArray("no refusal")
                                     : floor.refused.back().why.toString().toUtf8();
    }
    FailureCode refusal() const
    {
        return floor.refused.empty() ? FailureCode() : floor.refused.back().why.code();
    }

    QTemporaryDir folder;
    QString profiles;
    SimulatedFloor floor;
    bool good = false;
};

struct Planted {
    const char* code;
    const char* severity;
    qint64 line;
    int column;
    const char* reason;
};

/// One error per code, each in a line of its own.
QByteArray plantedFile()
{
    return header() // 1
        + record("GOOD-1") // 2
        + record("V01", "CANARYNAME Ada", "B", "P30", "") // 3
        + record("V02", "CANARYNAME Ada", "B", "P30", "2026-10-01", "2071-13-28") // 4
        + record("V03", "CANARYNAME Ada", "B", "P30", "2026-10-01", "2071-10-28", "9999244826000019") // 5
        + record("V04", "CANARYNAME of more than all the letters") // 6
        + record("V05", "CANARYNAME \xC5\x81ukasz") // 7
        + record("GOOD-1") // 8
        + record("HTP-2026-000001") // 9
        + record("HTP-QUEUED-1") // 10
        + "V09,9999244826000018,CANARYNAME\n" // 11
        + record("V10", "CANARYNAME Ada", "B", "P9") // 12
        + record("V11", "CANARYNAME Ada", "B", "P30", "2026-10-01", "2071-10-28", "9999244826000018",
            "photos/2.jpg") // 13
        + record("V12", "CANARYNAME \xE9va") // 14
        + record("V13", "CANARYNAME Ada", "B", "P30", "2016-10-01", "2020-10-28") // 15
        + record("V14", "CANARYNAME Ada", "A") // 16
        + "END,99\n"; // 17
}

const Planted planted[] = {{"V01", "error", 3, 6, "RecordFieldEmpty"},
    {"V02", "error", 4, 7, "SupportDateImpossible"}, {"V03", "error", 5, 2, "SupportCheckDigitWrong"},
    {"V04", "error", 6, 3, "RecordFieldTooLong"}, {"V05", "warning", 7, 3, "RecordNotPrintable"},
    {"V06", "error", 8, 1, "RecordIdRepeated"}, {"V07", "blocking", 9, 1, "ProducedBefore"},
    {"V08", "blocking", 10, 1, "QueuedElsewhere"}, {"V09", "error", 11, 0, "RecordColumnCount"},
    {"V10", "error", 12, 5, "RecordProductUnknown"}, {"V11", "warning", 13, 10, "RecordPictureMissing"},
    {"V12", "error", 14, 0, "RecordNotUtf8"}, {"V13", "warning", 15, 7, "RecordDatePast"},
    {"V14", "info", 16, 4, "RecordOutOfOrder"}, {"V15", "blocking", 17, 2, "FileTrailerWrong"}};

} // namespace

FloorPlan TestImportCheck::smallFloor()
{
    DemoOptions options;
    options.machines = 1;
    options.stations = 2;
    return demoFloor(options);
}

void TestImportCheck::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void TestImportCheck::ux33PlantedErrors()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    planter.check(planter.in(plantedFile()));
    const auto* checked = planter.last<event::Checked>();
    QVERIFY(checked);
    QVERIFY2(!checked->failure, qPrintable(checked->failure ? checked->failure->toString() : QString()));
    const auto findings = planter.findings();
    for (const Planted& expected : planted) {
        const auto found = std::find_if(findings.begin(), findings.end(),
            [&](const ImportFindingView& finding) { return finding.code == QLatin1String(expected.code); });
        QVERIFY2(found != findings.end(), expected.code);
        QCOMPARE(found->line, expected.line);
        QCOMPARE(found->column, expected.column);
        QCOMPARE(found->severity, QLatin1String(expected.severity));
        const FailureEntry* reason = failureEntry(found->reason.code());
        QVERIFY(reason);
        QCOMPARE(QString::fromLatin1(reason->name), QLatin1String(expected.reason));
        QCOMPARE(checked->counts[size_t(QByteArray(expected.code).mid(1).toInt()) - 1], 1);
    }
    QCOMPARE(findings.size(), std::size(planted));
}

void TestImportCheck::ux33CountersAddUp()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    planter.check(planter.in(plantedFile()));
    const auto* checked = planter.last<event::Checked>();
    QVERIFY(checked);
    const ImportTally& t = checked->tally;
    QVERIFY(t.balances);
    QCOMPARE(t.lines, 17);
    QCOMPARE(t.lines, t.headerLines + t.blankLines + t.commentLines + t.trailerLines + t.recordLines);
    QCOMPARE(t.trailerLines, 1);
    QCOMPARE(t.records, 15);
    QCOMPARE(t.records, t.valid + t.invalid + t.duplicateInFile + t.producedBefore + t.alreadyQueued);
    QCOMPARE(t.valid, 5); // the first one, and those with warnings
    QCOMPARE(t.invalid, 7);
    QCOMPARE(t.duplicateInFile, 1);
    QCOMPARE(t.producedBefore, 1);
    QCOMPARE(t.alreadyQueued, 1);
}

void TestImportCheck::ux35NothingPersonalIsTold()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(plantedFile()));
    QString told;
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen && !seen->preview.rows.empty());
    for (const PreviewRow& row : seen->preview.rows)
        told += row.cells.join(QLatin1Char('\n'));
    for (const PreviewColumn& column : seen->preview.columns)
        told += column.name;
    for (const ImportFindingView& finding : planter.findings())
        told += finding.value + finding.columnName + finding.reason.toString();
    // A file without a header row whose first line would be taken for one.
    planter.check(planter.in(record("GOOD-1") + record("GOOD-2"), QStringLiteral("bare.csv")));
    for (const PreviewColumn& column : planter.last<event::Previewed>()->preview.columns)
        told += column.name;
    const QString report = planter.folder.filePath(QStringLiteral("report.csv"));
    const quint64 again = planter.check(planter.in(plantedFile()));
    QVERIFY(again != check);
    planter.floor.server->post(ImportCommand(command::SaveFindings{again, report, {}}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::FindingsSaved>(); }));
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    told += QString::fromUtf8(file.readAll());
    QVERIFY(told.size() > 500);
    for (const char* canary : canaries)
        QVERIFY2(!told.contains(QLatin1String(canary)), canary);
}

void TestImportCheck::blockingIsNeverAcceptedInPart()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(plantedFile()));
    for (const ImportPolicy policy :
        {ImportPolicy::AllOrNothing, ImportPolicy::AcceptValid, ImportPolicy::StopAfter}) {
        QVERIFY(!planter.accept(check, policy, 1000));
        QVERIFY(planter.refusal() == fc::ImportBlocked);
    }
    QVERIFY(!QFile::exists(planter.folder.filePath(QStringLiteral("in/job.rejects.csv"))));
}

void TestImportCheck::knownFileIsAcceptedWhole()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + record("A-2") + "END,2\n"));
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen->preview.known);
    QCOMPARE(seen->preview.fit, 100);
    QCOMPARE(seen->preview.mapping.profile, QStringLiteral("planted"));
    QVERIFY(planter.floor.server->snapshot()->jobs.empty()); // a check stores nothing
    const auto imported = planter.accept(check, ImportPolicy::AllOrNothing);
    QVERIFY(imported && imported->job.isValid());
    QCOMPARE(planter.floor.job(imported->job).counts.records.accepted, 2);
}

void TestImportCheck::sameFileIsTold()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QString file = planter.in(header() + record("A-1") + "END,1\n");
    const auto imported = planter.accept(planter.check(file), ImportPolicy::AllOrNothing);
    QVERIFY(imported && imported->job.isValid());
    QFile::copy(file, planter.folder.filePath(QStringLiteral("in/other-name.csv")));
    planter.check(planter.folder.filePath(QStringLiteral("in/other-name.csv")));
    const auto* checked = planter.last<event::Checked>();
    QCOMPARE(checked->sameAs, imported->job);
    QCOMPARE(checked->sameAsName, QStringLiteral("job.csv"));
    QCOMPARE(checked->tally.alreadyQueued, 1);
}

void TestImportCheck::validIsAcceptedAndTheRestWritten()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QByteArray bad = record("A-2", "CANARYNAME Ada", "B", "P9");
    const quint64 check = planter.check(
        planter.in(header() + record("A-1") + bad + record("A-1") + record("A-3") + "END,4\n"));
    QVERIFY(!planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    QVERIFY(!QFile::exists(planter.folder.filePath(QStringLiteral("in/job.rejects.csv"))));
    const auto imported = planter.accept(check, ImportPolicy::AcceptValid);
    QVERIFY2(imported && imported->job.isValid(), planter.why().constData());
    QCOMPARE(planter.floor.job(imported->job).counts.records.accepted, 2);
    QCOMPARE(imported->summary.rejected, 2);
    QFile rejects(imported->summary.rejectsFile);
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    const QByteArray expected = header().chopped(1) + ",\"reject_reason\"\n" + bad.chopped(1)
        + ",\"V10 column 5\"\n" + record("A-1").chopped(1) + ",\"V06 column 1\"\n";
    QCOMPARE(rejects.readAll(), expected);
    QCOMPARE(QFile::permissions(imported->summary.rejectsFile) & (QFile::ReadGroup | QFile::ReadOther),
        QFile::Permissions());
    // Corrected by hand, the rejects file is a job file: the column for the reason is not used.
    QFile corrected(planter.folder.filePath(QStringLiteral("in/corrected.csv")));
    QVERIFY(corrected.open(QIODevice::WriteOnly));
    corrected.write(QByteArray(expected).replace("P9", "P30").replace("\nA-1,", "\nA-4,") + "END,2\n");
    corrected.close();
    const auto second = planter.accept(planter.check(corrected.fileName()), ImportPolicy::AllOrNothing);
    QVERIFY(second && second->job.isValid());
}

void TestImportCheck::policiesOfTheProfile()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    QFile city(QStringLiteral(":/stationmaster/jobs/city-file.txt"));
    QVERIFY(city.open(QIODevice::ReadOnly));
    const quint64 check = planter.check(planter.in(city.readAll(), QStringLiteral("city.txt")));
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen->preview.known);
    QCOMPARE(seen->preview.policies, std::vector<ImportPolicy>{ImportPolicy::AllOrNothing});
    QVERIFY(!planter.accept(check, ImportPolicy::AcceptValid));
    QVERIFY(planter.refusal() == fc::ImportPolicyRefused);
    QVERIFY(planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    command::ImportFile direct; // nor past the desk
    direct.file = planter.in(city.readAll(), QStringLiteral("city2.txt"));
    direct.profile = QStringLiteral("city-file");
    direct.acceptValid = true;
    planter.floor.refused.clear();
    planter.floor.server->post(direct);
    QVERIFY(planter.floor.until([&] { return !planter.floor.refused.empty(); }));
    QVERIFY(planter.refusal() == fc::ImportPolicyRefused);
}

void TestImportCheck::tooManyErrorsTakeNothing()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    QByteArray bytes = header() + record("A-1");
    for (int i = 0; i < 3; ++i)
        bytes += record("B-" + QByteArray::number(i), "CANARYNAME Ada", "B", "P9");
    const quint64 check = planter.check(planter.in(bytes + "END,4\n"));
    const auto imported = planter.accept(check, ImportPolicy::StopAfter, 3);
    QVERIFY(imported && !imported->job.isValid());
    QVERIFY(planter.floor.server->snapshot()->jobs.empty());
    QVERIFY(QDir(planter.folder.filePath(QStringLiteral("in")))
                .entryList({QStringLiteral("*rejects*")})
                .isEmpty());
    const quint64 fewer = planter.check(planter.in(
        bytes.replace("B-2", "A-9")
            .replace("A-9,9999244826000018,CANARYNAME Ada,B,P9", "A-9,9999244826000018,CANARYNAME Ada,B,P30")
        + "END,4\n"));
    QVERIFY(planter.accept(fewer, ImportPolicy::StopAfter, 3)->job.isValid());
}

void TestImportCheck::changedFileIsRefused()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + "END,1\n"));
    planter.in(header() + record("A-2") + "END,1\n");
    QVERIFY(!planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    QVERIFY(planter.refusal() == fc::ImportFileChanged);
}

void TestImportCheck::mappingAndPresetRoundTrip()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    // Other names, another order, semicolons, Latin-1, German dates, short numbers: nothing of it is known.
    const QString file = planter.in("Kennung;Nr;Inhaber;Zone;Produkt;Ab;Bis\n"
                                    "a-1;9999244826000018; Mu\xF1oz ;B;P30;01.10.2026;28.10.2071\n"
                                    "a-2;9999244826000018; Weiss ;B;P30;01.10.2026;28.10.2071\n"
                                    "a-3;9999244826000018; Ueda ;B;P30;01.10.2026;28.10.2071\n",
        QStringLiteral("other.csv"));
    planter.check(file);
    const ImportPreview first = planter.last<event::Previewed>()->preview;
    QVERIFY(!first.known);
    QCOMPARE(first.encoding, QStringLiteral("latin-1"));
    QCOMPARE(first.delimiter, QStringLiteral(";"));
    ImportMapping mapping = first.mapping;
    mapping.profile = QStringLiteral("harbour-transit");
    const auto map = [&](const char* field, const char* column, const char* convert) {
        mapping.fields.push_back(
            {QLatin1String(field), QLatin1String(column), QLatin1String(convert), QString()});
    };
    mapping.fields.clear();
    map("card_object_id", "Kennung", "upper");
    map("pass_number", "Nr", "");
    map("holder_name", "Inhaber", "trim");
    map("zone", "Zone", "");
    map("product_code", "Produkt", "");
    map("valid_from", "Ab", "date:dd.MM.yyyy>yyyy-MM-dd");
    map("valid_to", "Bis", "date:dd.MM.yyyy>yyyy-MM-dd");
    mapping.fields.push_back({QStringLiteral("concession"), QString(), QString(), QStringLiteral("adult")});
    const quint64 mapped = planter.check(file, mapping);
    const auto* checked = planter.last<event::Checked>();
    QVERIFY(checked && !checked->failure);
    QCOMPARE(checked->tally.valid, 3);
    QCOMPARE(planter.last<event::Previewed>()->preview.rows.front().cells.front(), QStringLiteral("A-1"));
    planter.floor.server->post(ImportCommand(command::SavePreset{mapped, QStringLiteral("Harbour v2")}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::PresetSaved>(); }));
    const auto* preset = planter.last<event::PresetSaved>();
    QVERIFY(!preset->failure);
    QVERIFY(preset->path.endsWith(QStringLiteral("/layouts/harbour-v2.layout.json")));
    // From now on a file like it is known, whatever it is called.
    const quint64 known
        = planter.check(planter.in("Kennung;Nr;Inhaber;Zone;Produkt;Ab;Bis\n"
                                   "b-1;9999244826000018; Mu\xF1oz ;B;P30;01.10.2026;28.10.2071\n",
            QStringLiteral("next.csv")));
    const ImportPreview again = planter.last<event::Previewed>()->preview;
    QVERIFY(again.known);
    QCOMPARE(again.mapping.preset, preset->path);
    QCOMPARE(again.mapping.fields,
        mapping.fields.size() == again.mapping.fields.size() ? mapping.fields : again.mapping.fields);
    QVERIFY(planter.accept(known, ImportPolicy::AllOrNothing)->job.isValid());
}

void TestImportCheck::unknownFormatSaysSo()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    planter.check(planter.in(QByteArray("\x7F"
                                        "ELF CANARYNAME nothing that is a table\nat all\n"),
        QStringLiteral("odd.dat")));
    const ImportPreview preview = planter.last<event::Previewed>()->preview;
    QVERIFY(preview.problem && *preview.problem == fc::FormatUnknown);
    QVERIFY(preview.rows.empty());
    QVERIFY(!planter.last<event::Checked>());
    planter.check(planter.folder.filePath(QStringLiteral("in/none.csv")));
    QVERIFY(*planter.last<event::Previewed>()->preview.problem == fc::ImportFileUnreadable);
}

void TestImportCheck::previewFromALine()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    QByteArray bytes = header();
    for (int i = 2; i <= 400; ++i)
        bytes += record("A-" + QByteArray::number(i));
    const quint64 check = planter.check(planter.in(bytes + "END,399\n"));
    planter.floor.server->post(ImportCommand(command::PreviewLine{check, 300}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::PreviewRows>(); }));
    const auto* rows = planter.last<event::PreviewRows>();
    QCOMPARE(rows->rows.size(), size_t(50));
    QCOMPARE(rows->rows.front().line, 300);
    QCOMPARE(rows->rows.front().cells.front(), QStringLiteral("A-300"));
}

void TestImportCheck::reportHasEveryFinding()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(plantedFile()));
    const QString path = planter.folder.filePath(QStringLiteral("report.csv"));
    const auto explain = [](const QString& code, const Failure&) {
        return QStringList{code + QStringLiteral(" \"why\""), QStringLiteral("hint")};
    };
    planter.floor.server->post(ImportCommand(command::SaveFindings{check, path, explain}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::FindingsSaved>(); }));
    QCOMPARE(planter.last<event::FindingsSaved>()->findings, qint64(std::size(planted)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(size_t(lines.size()), std::size(planted) + 1);
    for (const Planted& expected : planted) {
        const QByteArray start
            = QByteArray::number(expected.line) + ',' + QByteArray::number(expected.column) + ',';
        const auto found = std::find_if(lines.begin(), lines.end(), [&](const QByteArray& line) {
            return line.startsWith(start) && line.contains(QByteArray(",") + expected.code + ',');
        });
        QVERIFY2(found != lines.end(), expected.code);
        QVERIFY(found->contains("\"\"why\"\""));
    }
}

/// The issuer chooses open values such as ids; in a spreadsheet none of them may become a formula.
void TestImportCheck::reportIsNoFormula()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QByteArray evil = record("=HYPERLINK(1)");
    const quint64 check = planter.check(planter.in(header() + evil + evil + "END,2\n"));
    const QString path = planter.folder.filePath(QStringLiteral("report.csv"));
    planter.floor.server->post(ImportCommand(command::SaveFindings{check, path, {}}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::FindingsSaved>(); }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("\"'=HYPERLINK(1)\""));
    QVERIFY(!text.contains("\"=HYPERLINK"));
}

void TestImportCheck::closedCheckIsGone()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + "END,1\n"));
    planter.floor.server->post(ImportCommand(command::CloseCheck{check}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::CheckClosed>(); }));
    QVERIFY(!planter.accept(check, ImportPolicy::AllOrNothing));
    QVERIFY(planter.refusal() == fc::CheckUnknown);
    QVERIFY(planter.floor.server->snapshot()->jobs.empty());
}

/// Whatever is in a file, looking at it ends and its counters add up.
void TestImportCheck::hostileFilesAreLookedAt()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QByteArray good = plantedFile();
    QRandomGenerator random(31);
    int checkedFiles = 0;
    for (int round = 0; round < 120; ++round) {
        QByteArray bytes = good;
        const int hits = 1 + random.bounded(30);
        for (int i = 0; i < hits; ++i) {
            const auto at = qsizetype(random.bounded(int(bytes.size())));
            bytes[at] = "\",;\n\r\t\0=\xFF\xC3"
                        "A1"[random.bounded(12)];
        }
        if (random.bounded(4) == 0)
            bytes.truncate(qsizetype(random.bounded(int(bytes.size()))));
        planter.check(planter.in(bytes));
        const auto* seen = planter.last<event::Previewed>();
        QVERIFY(seen);
        QVERIFY(seen->preview.rows.size() <= 50);
        const auto* checked = planter.last<event::Checked>();
        if (!checked || checked->failure)
            continue;
        ++checkedFiles;
        QVERIFY(checked->tally.balances);
    }
    QVERIFY(checkedFiles > 20);
}

QTEST_GUILESS_MAIN(TestImportCheck)
#include "tst_import_check.moc"
