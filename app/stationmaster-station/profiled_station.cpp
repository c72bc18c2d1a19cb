// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiled_station.h"

#include "base/failures/station.h"

#include <QFileInfo>

#include <algorithm>

namespace {

using Kind = sm::StationProfile::Link::Kind;
using Module = sm::StationProfile::Module;

constexpr int usualBaud = 115'200;

sm::Failure unexpected(
    const StationArguments& arguments, const char* path, const QString& found, const QString& expected)
{
    return sm::fail(sm::fc::StationProfileUnexpected,
        {{"file", QFileInfo(sm::stationProfilePath(arguments.profile)).fileName()},
            {"path", QString::fromLatin1(path)}, {"found", found}, {"expected", expected}});
}

/// As the command line opens it.
Kind linkKind(const StationArguments& arguments)
{
    if (!arguments.tlsAddress.isEmpty())
        return Kind::Tls;
    return arguments.serialPort.isEmpty() ? Kind::Local : Kind::Serial;
}

QString linkOption(Kind kind)
{
    return kind == Kind::Tls   ? QStringLiteral("--connect")
        : kind == Kind::Serial ? QStringLiteral("--serial")
                               : QStringLiteral("--local");
}

sm::Outcome<sm::Done> placeReader(const StationArguments& arguments, sm::StationProfile& profile)
{
    if (!arguments.positions.front().profiled)
        return sm::Done{};
    if (!profile.reader)
        return unexpected(arguments, "$.reader", QStringLiteral("nothing"),
            QStringLiteral("a reader; or one named with --reader or --virtual"));
    if (!arguments.readerPort.isEmpty())
        profile.reader->line.port = arguments.readerPort;
    if (profile.reader->line.port.isEmpty())
        return unexpected(arguments, "$.reader.line.port", QStringLiteral("nothing"),
            QStringLiteral("a port; or one named with --port"));
    return sm::Done{};
}

sm::Outcome<sm::Done> placeModules(const StationArguments& arguments, sm::StationProfile& profile)
{
    for (const ModuleArguments& wanted : arguments.modules) {
        const auto found = std::find_if(profile.modules.begin(), profile.modules.end(),
            [&wanted](const Module& module) { return module.name == wanted.name; });
        if (found == profile.modules.end()) {
            QStringList names;
            for (const Module& module : profile.modules)
                names.append(module.name);
            return unexpected(arguments, "$.modules", QStringLiteral("no ") + wanted.name,
                QStringLiteral("for --module one of: ") + names.join(QStringLiteral(", ")));
        }
        if (found->driver == Module::Driver::File)
            found->folder = wanted.place;
        else
            found->line.port = wanted.place;
    }
    std::erase_if(profile.modules,
        [](const Module& module) { return module.line.port.isEmpty() && module.folder.isEmpty(); });
    return sm::Done{};
}

} // namespace

sm::Outcome<sm::StationProfile> profileOf(const StationArguments& arguments)
{
    sm::StationProfile profile;
    if (!arguments.profile.isEmpty()) {
        auto loaded = sm::StationProfile::load(sm::stationProfilePath(arguments.profile));
        if (!loaded)
            return loaded.failure();
        profile = loaded.take();
        const auto read = placeReader(arguments, profile);
        if (!read)
            return read.failure();
        const auto placed = placeModules(arguments, profile);
        if (!placed)
            return placed.failure();
    }
    const Kind kind = linkKind(arguments);
    if (profile.link.kind.value_or(kind) != kind)
        return unexpected(arguments, "$.link.kind", linkOption(kind), linkOption(*profile.link.kind));
    if (arguments.baud != 0 || profile.link.baud == 0)
        profile.link.baud = arguments.baud != 0 ? arguments.baud : usualBaud;
    return profile;
}
