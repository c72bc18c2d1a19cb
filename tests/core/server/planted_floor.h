// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulated_floor.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {

inline const char* const canaries[]
    = {"CANARYNAME", "99992448260000", "99994177020000", "41555501", "photos/"};

inline QByteArray header()
{
    return "card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone,"
           "photo\n";
}

inline QByteArray record(const QByteArray& id, const QByteArray& name = "CANARYNAME Ada",
    const QByteArray& zone = "B", const QByteArray& product = "P30", const QByteArray& from = "2026-10-01",
    const QByteArray& to = "2071-10-28", const QByteArray& number = "9999244826000018",
    const QByteArray& photo = "photos/1.jpg")
{
    return id + ',' + number + ',' + name + ',' + zone + ',' + product + ',' + from + ',' + to
        + ",,4155550121," + photo + '\n';
}

inline QString writeFile(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

inline QJsonObject jsonObject(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// The transit profile with everything that a profile can ask of a file, and a layout with a photo and a
/// trailer.
inline QString plantedProfile(const QString& folder)
{
    QJsonObject layout = jsonObject(QStringLiteral(":/stationmaster/layouts/transit.layout.json"));
    QJsonArray fields = layout[QStringLiteral("fields")].toArray();
    fields.append(QJsonObject{{QStringLiteral("source"), QStringLiteral("photo")},
        {QStringLiteral("name"), QStringLiteral("photo")}});
    layout[QStringLiteral("fields")] = fields;
    layout[QStringLiteral("trailer")]
        = QJsonObject{{QStringLiteral("prefix"), QStringLiteral("END")}, {QStringLiteral("count"), 2}};
    const QString layoutFile
        = writeFile(folder + QStringLiteral("/planted.layout.json"), QJsonDocument(layout).toJson());
    QJsonObject profile = jsonObject(QStringLiteral(":/stationmaster/profiles/harbour-transit.profile.json"));
    profile[QStringLiteral("id")] = QStringLiteral("planted");
    profile[QStringLiteral("title")] = QStringLiteral("Planted");
    profile[QStringLiteral("layout")] = layoutFile;
    profile[QStringLiteral("import")] = QJsonDocument::fromJson(
        "{"
        "\"policies\": [\"all\", \"valid\", \"stop\"], \"stopAfter\": 3,"
        "\"print\": [{ \"field\": \"holder_name\", \"font\": \"OCR-7B\", \"characters\": \"A-Za-z .'-\" }],"
        "\"products\": { \"field\": \"product_code\", \"codes\": [\"P30\", \"P365\"] },"
        "\"pictures\": { \"field\": \"photo\" },"
        "\"lastDay\": { \"field\": \"valid_to\", \"form\": \"yyyy-MM-dd\" },"
        "\"order\": \"zone\" }")
                                            .object();
    writeFile(folder + QStringLiteral("/planted.profile.json"), QJsonDocument(profile).toJson());
    return folder;
}

/// A floor that takes no time to build.
inline FloorPlan smallFloor()
{
    DemoOptions options;
    options.machines = 1;
    options.stations = 2;
    return demoFloor(options);
}

/// A floor that knows the planted profile, with HTP-2026-000001 to 3 produced and one more queued.
struct PlantedFloor {
    explicit PlantedFloor(const FloorPlan& plan, bool withJobs = true,
        const QDateTime& start = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC))
        : profiles(plantedProfile(folder.path() + QStringLiteral("/profiles")))
        , floor(plan, 7, folder.path(), profiles, start)
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
inline QByteArray plantedFile()
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

inline const Planted planted[] = {{"V01", "error", 3, 6, "RecordFieldEmpty"},
    {"V02", "error", 4, 7, "SupportDateImpossible"}, {"V03", "error", 5, 2, "SupportCheckDigitWrong"},
    {"V04", "error", 6, 3, "RecordFieldTooLong"}, {"V05", "warning", 7, 3, "RecordNotPrintable"},
    {"V06", "error", 8, 1, "RecordIdRepeated"}, {"V07", "blocking", 9, 1, "ProducedBefore"},
    {"V08", "blocking", 10, 1, "QueuedElsewhere"}, {"V09", "error", 11, 0, "RecordColumnCount"},
    {"V10", "error", 12, 5, "RecordProductUnknown"}, {"V11", "warning", 13, 10, "RecordPictureMissing"},
    {"V12", "error", 14, 0, "RecordNotUtf8"}, {"V13", "warning", 15, 7, "RecordDatePast"},
    {"V14", "info", 16, 4, "RecordOutOfOrder"}, {"V15", "blocking", 17, 2, "FileTrailerWrong"}};

} // namespace sm
