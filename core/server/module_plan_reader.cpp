// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/module_plan_reader.h"

#include <algorithm>
#include <initializer_list>

namespace sm {

namespace {

/// The module of that name in a station profile.
void readFromProfile(PlanReader& reader, const QString& at, const QString& profileName, ModulePlan& plan)
{
    const QString name = plan.device.name;
    const auto profile = StationProfile::load(stationProfilePath(profileName));
    if (!profile)
        return reader.unexpected(at + QStringLiteral(".profile"), profile.failure().toString(),
            QStringLiteral("a station profile that the program has, or the absolute path of one"));
    const auto found = std::find_if(profile->modules.begin(), profile->modules.end(),
        [&name](const StationProfile::Module& module) { return module.name == name; });
    if (found != profile->modules.end()) {
        plan.device = *found;
        return;
    }
    QStringList names;
    for (const StationProfile::Module& module : profile->modules)
        names.append(module.name);
    reader.unexpected(at + QStringLiteral(".name"), name,
        QStringLiteral("a module of the station profile: ") + names.join(QStringLiteral(", ")));
}

void readDevice(PlanReader& reader, const QJsonObject& object, const QString& at, ModulePlan& plan)
{
    using Driver = StationProfile::Module::Driver;
    plan.device.name = reader.neededText(object, at, "name");
    const QString profile = reader.text(object, at, "profile");
    const QString driver = reader.text(object, at, "driver");
    if (profile.isEmpty() == driver.isEmpty())
        return reader.unexpected(at + QStringLiteral(".driver"),
            driver.isEmpty() ? QStringLiteral("nothing") : QStringLiteral("a driver and a profile"),
            QStringLiteral("either driver or profile"));
    if (!profile.isEmpty())
        return readFromProfile(reader, at, profile, plan);
    if (driver == QStringLiteral("msr605"))
        plan.device.driver = Driver::Msr605;
    else if (driver == QStringLiteral("evolis"))
        plan.device.driver = Driver::Evolis;
    else if (driver == QStringLiteral("file"))
        plan.device.driver = Driver::File;
    else if (driver == QStringLiteral("cups"))
        plan.device.driver = Driver::Cups;
    else
        reader.unexpected(at + QStringLiteral(".driver"), driver,
            QStringLiteral(
                "msr605, evolis, file or cups; other devices have a layout, which is in a station profile"));
}

bool isFile(const ModulePlan& plan)
{
    return plan.device.driver == StationProfile::Module::Driver::File;
}

bool isQueue(const ModulePlan& plan)
{
    return plan.device.driver == StationProfile::Module::Driver::Cups;
}

void refuseKeys(PlanReader& reader, const QJsonObject& object, const QString& at,
    std::initializer_list<const char*> keys, const QString& expected)
{
    for (const char* key : keys) {
        if (object.contains(QLatin1String(key)))
            reader.unexpected(at + u'.' + QLatin1String(key), QStringLiteral("a value"), expected);
    }
}

/// A folder has no line and no time of its own.
void readFolder(PlanReader& reader, const QJsonObject& object, const QString& at, ModulePlan& plan)
{
    plan.device.folder = reader.neededPath(object, at, "folder");
    const bool pdf = plan.device.format == FaceFormat::Pdf; // of a profile
    const QString format
        = reader.text(object, at, "format", pdf ? QStringLiteral("pdf") : QStringLiteral("png"));
    plan.device.format = format == QStringLiteral("pdf") ? FaceFormat::Pdf : FaceFormat::Png;
    if (format != QStringLiteral("png") && format != QStringLiteral("pdf"))
        reader.unexpected(at + QStringLiteral(".format"), format, QStringLiteral("png or pdf"));
    refuseKeys(reader, object, at, {"port", "baud", "simulated", "workMs", "queue", "cardMs"},
        QStringLiteral("nothing: the driver is file"));
}

/// A print queue has no line; the time is that of a card.
void readQueue(PlanReader& reader, const QJsonObject& object, const QString& at, ModulePlan& plan)
{
    plan.device.queue = reader.neededText(object, at, "queue");
    if (!plan.device.queue.isEmpty() && !CupsQueue::isName(plan.device.queue))
        reader.unexpected(
            at + QStringLiteral(".queue"), plan.device.queue, QStringLiteral("the name of a print queue"));
    plan.device.times.card
        = Nanos(qint64(reader.number(object, at, "cardMs", 120'000, 5'000, 580'000) * 1e6));
    refuseKeys(reader, object, at, {"port", "baud", "simulated", "workMs", "folder", "format"},
        QStringLiteral("nothing: the driver is cups"));
}

/// Where it is: on a port, in a folder, behind a queue, beside a reader elsewhere, or nowhere.
void readPlace(PlanReader& reader, const QJsonObject& object, const QString& at, ModulePlan& plan)
{
    plan.behindLink = reader.flag(object, at, "behindLink");
    if (plan.behindLink)
        return refuseKeys(reader, object, at,
            {"port", "baud", "simulated", "workMs", "folder", "format", "queue", "cardMs"},
            QStringLiteral("nothing: the station's own profile and command line say it"));
    if (isFile(plan))
        return readFolder(reader, object, at, plan);
    if (isQueue(plan))
        return readQueue(reader, object, at, plan);
    refuseKeys(reader, object, at, {"folder", "format"}, QStringLiteral("nothing: the driver is not file"));
    refuseKeys(reader, object, at, {"queue", "cardMs"}, QStringLiteral("nothing: the driver is not cups"));
    plan.simulated = reader.flag(object, at, "simulated");
    const bool port = object.contains(QStringLiteral("port"));
    if (plan.simulated == port)
        return reader.unexpected(at + QStringLiteral(".port"),
            port ? QStringLiteral("a port of a simulated module") : QStringLiteral("nothing"),
            QStringLiteral("one of port, simulated and behindLink"));
    if (port)
        plan.device.line.port = reader.neededPath(object, at, "port");
    plan.device.line.baud = int(reader.number(object, at, "baud", plan.device.line.baud, 1'200, 921'600));
    if (!plan.simulated && object.contains(QStringLiteral("workMs")))
        reader.unexpected(at + QStringLiteral(".workMs"), QStringLiteral("a time"),
            QStringLiteral("none: a real module takes its own"));
    plan.work = Nanos(qint64(reader.number(object, at, "workMs", 0, 0, 60'000) * 1e6));
}

/// Empty when the station may have the module, else what it should have been.
QString unfit(const ModulePlan& plan, const StationPlan& station)
{
    if (station.isLinked() && !plan.behindLink)
        return QStringLiteral("a station of this console; one behind a link has modules with behindLink");
    if (plan.behindLink && !station.isLinked())
        return QStringLiteral("a station behind a link, for the module is");
    if (plan.simulated && station.kind != StationPlan::Kind::Virtual)
        return QStringLiteral("a virtual station, for the module is simulated");
    const bool twice = std::any_of(station.modules.begin(), station.modules.end(),
        [&plan](const ModulePlan& other) { return other.device.name == plan.device.name; });
    return twice ? QStringLiteral("a station without a module of that name") : QString();
}

QString numbersOf(const MachinePlan& machine)
{
    QStringList numbers;
    for (const StationPlan& station : machine.stations)
        numbers.append(QString::number(station.id.station));
    return numbers.join(QStringLiteral(", "));
}

void giveTo(PlanReader& reader, const QJsonArray& places, const QString& at, const ModulePlan& plan,
    MachinePlan& machine)
{
    const QString where = at + QStringLiteral(".stations");
    const bool many = plan.simulated || plan.behindLink || isFile(plan);
    if (places.isEmpty() || (!many && places.size() > 1))
        reader.unexpected(where, QStringLiteral("%1 stations").arg(places.size()),
            many ? QStringLiteral("at least one station")
                 : QStringLiteral("one station: a port is one device's"));
    for (qsizetype i = 0; i < places.size(); ++i) {
        const int number = places.at(i).toInt(0);
        const QString one = QStringLiteral("%1[%2]").arg(where).arg(i);
        const auto station = std::find_if(machine.stations.begin(), machine.stations.end(),
            [number](const StationPlan& each) { return each.id.station == number; });
        if (station == machine.stations.end()) {
            reader.unexpected(one, places.at(i).toVariant().toString(),
                QStringLiteral("a station of the machine: ") + numbersOf(machine));
            continue;
        }
        const QString expected = unfit(plan, *station);
        if (expected.isEmpty())
            station->modules.push_back(plan);
        else
            reader.unexpected(one, station->id.text(), expected);
    }
}

} // namespace

void readModules(PlanReader& reader, const QJsonObject& machine, const QString& path, MachinePlan& plan,
    QSet<QString>& ports)
{
    if (!machine.contains(QStringLiteral("modules")))
        return;
    const QJsonArray modules = reader.array(machine, path, "modules");
    for (qsizetype i = 0; i < modules.size(); ++i) {
        const QJsonObject object = modules.at(i).toObject();
        const QString at = path + QStringLiteral(".modules[%1]").arg(i);
        reader.checkKeys(object, at,
            {"name", "stations", "driver", "profile", "port", "baud", "simulated", "behindLink", "workMs",
                "folder", "format", "queue", "cardMs"});
        ModulePlan module;
        readDevice(reader, object, at, module);
        readPlace(reader, object, at, module);
        if (module.behindLink)
            module.device.line.port.clear(); // a profile's is meant for the computer beside the device
        const bool queue = isQueue(module);
        const QString port = queue && !module.behindLink ? QStringLiteral("queue ") + module.device.queue
                                                         : module.device.line.port;
        if (!module.simulated && !port.isEmpty() && ports.contains(port))
            reader.unexpected(at + (queue ? QStringLiteral(".queue") : QStringLiteral(".port")),
                queue ? module.device.queue : port, QStringLiteral("one that nothing else on the floor has"));
        if (!module.simulated)
            ports.insert(port);
        giveTo(reader, reader.array(object, at, "stations"), at, module, plan);
    }
}

} // namespace sm
