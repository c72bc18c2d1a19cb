// SPDX-License-Identifier: GPL-3.0-or-later
// A file is looked at before it is imported: preview, mapping, presets, the report as a file.
#include "planted_floor.h"

#include <QRandomGenerator>
#include <QTest>

using namespace sm;

class TestImportPreview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mappingAndPresetRoundTrip();
    void presetsReplaceOnlyTheirOwnName();
    void unknownFormatSaysSo();
    void previewFromALine();
    void reportHasEveryFinding();
    void reportIsNoFormula();
    void closedCheckIsGone();
    void hostileFilesAreLookedAt();
    void personalIdsAreMasked();
};

void TestImportPreview::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void TestImportPreview::mappingAndPresetRoundTrip()
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

void TestImportPreview::presetsReplaceOnlyTheirOwnName()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + "END,1\n"));
    const auto save = [&](const QString& name) {
        planter.floor.imports.clear();
        planter.floor.server->post(ImportCommand(command::SavePreset{check, name}));
        planter.floor.until([&] { return planter.last<event::PresetSaved>(); });
        const auto* saved = planter.last<event::PresetSaved>();
        return saved && !saved->failure ? saved->path : QString();
    };
    const QStringList names{QStringLiteral("Harbour v2"), QStringLiteral("harbour V2"),
        QStringLiteral("Банк"), QStringLiteral("Почта"), QStringLiteral("Банк 2"), QStringLiteral("Почта 2")};
    QStringList paths;
    for (const QString& name : names) {
        paths.append(save(name));
        QVERIFY2(!paths.last().isEmpty(), qPrintable(name));
    }
    QCOMPARE(QSet<QString>(paths.begin(), paths.end()).size(), names.size());
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(save(names[i]), paths[i]); // its own is replaced
    QVERIFY(save(QStringLiteral(" ./- ")).isEmpty());
}

void TestImportPreview::unknownFormatSaysSo()
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

void TestImportPreview::previewFromALine()
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

void TestImportPreview::reportHasEveryFinding()
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
void TestImportPreview::reportIsNoFormula()
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

void TestImportPreview::closedCheckIsGone()
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
void TestImportPreview::hostileFilesAreLookedAt()
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

/// A row whose id is a personal value of its own, and the column that is both.
void TestImportPreview::personalIdsAreMasked()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY(planter.good);
    const QByteArray name = "CANARYNAME";
    const QString file = planter.in(header() + record("GOOD-1") + record(name, name) + "END,2\n");
    planter.check(file);
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen);
    QVERIFY(seen->preview.rows.size() >= 2);
    QCOMPARE(seen->preview.rows[0].cells[0], QStringLiteral("GOOD-1"));
    QVERIFY(!seen->preview.rows[1].cells.join(u' ').contains(QLatin1String("CANARYNAME")));
    const auto findings = planter.findings();
    QCOMPARE(findings.size(), size_t(1));
    QCOMPARE(findings[0].code, QStringLiteral("V02"));
    QVERIFY(!findings[0].value.contains(QLatin1String("CANARYNAME")));
    ImportMapping both = seen->preview.mapping;
    for (FieldMapping& field : both.fields) {
        if (field.field == QLatin1String("card_object_id"))
            field.column = QStringLiteral("holder_name");
    }
    planter.check(file, both);
    const auto* again = planter.last<event::Previewed>();
    QVERIFY(again && again->preview.rows.size() >= 2);
    for (const PreviewRow& row : again->preview.rows)
        QVERIFY(!row.cells.join(u' ').contains(QLatin1String("CANARYNAME")));
}

QTEST_GUILESS_MAIN(TestImportPreview)
#include "tst_import_preview.moc"
