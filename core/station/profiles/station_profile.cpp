// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/profiles/station_profile.h"

#include "base/failures/station.h"
#include "station/profiles/profile_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

namespace sm {

using profile_file::Node;
using profile_file::Problems;

namespace {

ByteLineSettings readLine(const Node& parent, int usualBaud)
{
    ByteLineSettings out;
    out.baud = usualBaud;
    if (!parent.has("line"))
        return out;
    const Node in(parent.problems(), parent.value("line"), parent.path("line"),
        {QStringLiteral("port"), QStringLiteral("baud"), QStringLiteral("dataBits"), QStringLiteral("parity"),
            QStringLiteral("stopBits"), QStringLiteral("flow")});
    out.port = in.text("port");
    out.baud = in.number("baud", 1'200, 921'600, usualBaud);
    out.dataBits = in.number("dataBits", 7, 8, 8);
    out.parity = ByteLineSettings::Parity(
        in.choice("parity", {QStringLiteral("none"), QStringLiteral("even"), QStringLiteral("odd")}, 0));
    out.twoStopBits = in.number("stopBits", 1, 2, 1) == 2;
    out.hardwareFlow = in.choice("flow", {QStringLiteral("none"), QStringLiteral("rtscts")}, 0) == 1;
    return out;
}

/// A turn that comes later than the reader's patience would send a command that was given up.
std::optional<StationProfile::ReaderSwitch> readSwitch(
    const Node& parent, const ByteLineSettings& line, const ReaderTimes& times)
{
    if (!parent.has("switch"))
        return {};
    const Node in(parent.problems(), parent.value("switch"), parent.path("switch"),
        {QStringLiteral("control"), QStringLiteral("reader"), QStringLiteral("rest"),
            QStringLiteral("settleMs"), QStringLiteral("quietMs"), QStringLiteral("turnMs")});
    StationProfile::ReaderSwitch out;
    out.control = ControlLine(in.choice("control", {QStringLiteral("rts"), QStringLiteral("dtr")}, -1));
    out.settings.raisedForReader
        = in.choice("reader", {QStringLiteral("raised"), QStringLiteral("lowered")}, -1) == 0;
    out.settings.rest = LinkSide(in.choice("rest", {QStringLiteral("server"), QStringLiteral("reader")}, 0));
    out.settings.settle = milliseconds(in.number("settleMs", 1, 1'000, 20));
    out.settings.quiet = milliseconds(in.number("quietMs", 1, 1'000, 20));
    const int turnMs = in.number("turnMs", 1, 10'000, 1'000);
    out.settings.turnMost = milliseconds(turnMs);
    out.settings.baud = line.baud;
    const Nanos patience = qMin(times.answer, times.card);
    if (out.settings.turnMost + out.settings.settle >= patience)
        in.problems().refuse(in.path("turnMs"), QString::number(turnMs),
            QStringLiteral("together with settleMs less than answerMs and cardMs"));
    if (line.hardwareFlow && out.control == ControlLine::RequestToSend)
        in.problems().refuse(in.path("control"), QStringLiteral("rts"),
            QStringLiteral("dtr: the flow control of the line uses rts"));
    return out;
}

StationProfile::Reader readReader(Problems& problems, const QJsonValue& value, const QString& path)
{
    const Node in(problems, value, path,
        {QStringLiteral("driver"), QStringLiteral("line"), QStringLiteral("answerMs"),
            QStringLiteral("cardMs"), QStringLiteral("quietMs"), QStringLiteral("setup"),
            QStringLiteral("status"), QStringLiteral("powerOn"), QStringLiteral("powerOff"),
            QStringLiteral("atrAt"), QStringLiteral("isoOut"), QStringLiteral("isoIn"),
            QStringLiteral("exchange"), QStringLiteral("workingBaud"), QStringLiteral("switch")});
    StationProfile::Reader out;
    out.framing = StationProfile::Framing(in.choice("driver",
        {QStringLiteral("gemcore-gbp"), QStringLiteral("gemcore-tlp224"), QStringLiteral("ccid-serial")},
        -1));
    out.line = readLine(in, out.framing == StationProfile::Framing::CcidSerial ? 115'200 : 9'600);
    out.times.answer = milliseconds(in.number("answerMs", 10, 60'000, 2'000));
    out.times.card = milliseconds(in.number("cardMs", 10, 600'000, 5'000));
    out.times.quiet = milliseconds(in.number("quietMs", 1, 10'000, 300));
    out.switched = readSwitch(in, out.line, out.times);
    GemCoreCommands& commands = out.commands;
    in.each("setup", 16, [&](const QJsonValue& command, const QString& at) {
        commands.setup.append(Node::hexOf(problems, command, at));
    });
    commands.status = in.hex("status", commands.status);
    commands.powerOn = in.hex("powerOn", commands.powerOn);
    commands.powerOff = in.hex("powerOff", commands.powerOff);
    commands.atrAt = in.number("atrAt", 0, 16, 0);
    commands.isoOut = quint8(in.number("isoOut", 1, 255, commands.isoOut));
    commands.isoIn = quint8(in.number("isoIn", 1, 255, commands.isoIn));
    commands.exchange = quint8(in.number("exchange", 0, 255, commands.exchange));
    commands.workingBaud = in.number("workingBaud", 1'200, 76'800, 0);
    if (commands.workingBaud != 0
        && std::find(gemCoreSpeeds.begin(), gemCoreSpeeds.end(), commands.workingBaud) == gemCoreSpeeds.end())
        problems.refuse(in.path("workingBaud"), QString::number(commands.workingBaud),
            QStringLiteral("1200, 2400, 4800, 9600, 19200, 38400 or 76800"));
    return out;
}

EmbossLayout readLayout(Problems& problems, const QJsonValue& value, const QString& path)
{
    const Node in(problems, value, path,
        {QStringLiteral("recordStart"), QStringLiteral("line"), QStringLiteral("recordEnd"),
            QStringLiteral("done"), QStringLiteral("refused"), QStringLiteral("characters"),
            QStringLiteral("lines")});
    EmbossLayout out;
    out.recordStart = in.bytes("recordStart", {});
    out.line = in.bytes("line", out.line);
    out.recordEnd = in.bytes("recordEnd", out.recordEnd);
    out.done = in.bytes("done", out.done);
    out.refused = in.bytes("refused", out.refused);
    out.characters = in.text("characters", out.characters);
    if (!out.line.contains("{text}"))
        problems.refuse(in.path("line"), QString::fromLatin1(out.line), QStringLiteral("text with {text}"));
    in.each("lines", 32, [&](const QJsonValue& entry, const QString& at) {
        const Node line(problems, entry, at,
            {QStringLiteral("name"), QStringLiteral("font"), QStringLiteral("x"), QStringLiteral("y"),
                QStringLiteral("most"), QStringLiteral("required")});
        EmbossLayout::Line one;
        one.name = line.required("name");
        one.font = line.number("font", 0, 99, 1);
        one.x = line.number("x", 0, 10'000, 0);
        one.y = line.number("y", 0, 10'000, 0);
        one.most = line.number("most", 1, 100, 27);
        one.required = line.boolean("required", false);
        out.lines.append(one);
    });
    if (out.lines.isEmpty())
        problems.refuse(in.path("lines"), QStringLiteral("no line"), QStringLiteral("at least one line"));
    return out;
}

/// A folder has no line and no time of its own.
void refuseAtFolder(const Node& in)
{
    for (const char* key : {"line", "answerMs", "cardMs", "layout"}) {
        if (in.has(key))
            in.problems().refuse(
                in.path(key), QStringLiteral("a value"), QStringLiteral("nothing: the driver is file"));
    }
}

StationProfile::Module readModule(Problems& problems, const QJsonValue& value, const QString& path)
{
    using Driver = StationProfile::Module::Driver;
    const Node in(problems, value, path,
        {QStringLiteral("name"), QStringLiteral("driver"), QStringLiteral("line"), QStringLiteral("answerMs"),
            QStringLiteral("cardMs"), QStringLiteral("layout"), QStringLiteral("format")});
    StationProfile::Module out;
    out.name = in.required("name");
    out.driver = Driver(in.choice("driver",
        {QStringLiteral("msr605"), QStringLiteral("evolis"), QStringLiteral("emboss"),
            QStringLiteral("label"), QStringLiteral("file")},
        -1));
    if (out.driver == Driver::File) {
        refuseAtFolder(in);
        out.format = FaceFormat(in.choice("format", {QStringLiteral("png"), QStringLiteral("pdf")}, 0));
        return out;
    }
    if (in.has("format"))
        problems.refuse(
            in.path("format"), QStringLiteral("a format"), QStringLiteral("nothing: the driver is not file"));
    out.line = readLine(in, 9'600);
    out.times.answer = milliseconds(in.number("answerMs", 10, 60'000, 3'000));
    out.times.card = milliseconds(in.number("cardMs", 10, 600'000, 30'000));
    const bool records = out.driver == Driver::Emboss || out.driver == Driver::Label;
    if (records)
        out.layout = readLayout(problems, in.value("layout"), in.path("layout"));
    else if (in.has("layout"))
        problems.refuse(
            in.path("layout"), QStringLiteral("a layout"), QStringLiteral("none: this driver has its own"));
    return out;
}

StationProfile::Link readLink(Problems& problems, const QJsonValue& value, const QString& path)
{
    using Kind = StationProfile::Link::Kind;
    const Node in(problems, value, path,
        {QStringLiteral("kind"), QStringLiteral("baud"), QStringLiteral("heartbeatMs"),
            QStringLiteral("misses"), QStringLiteral("longestPauseMs")});
    StationProfile::Link out;
    if (in.has("kind"))
        out.kind = Kind(in.choice(
            "kind", {QStringLiteral("tls"), QStringLiteral("serial"), QStringLiteral("local")}, -1));
    if (in.has("baud")) {
        out.baud = in.number("baud", 9'600, 921'600, 0);
        if (out.kind != Kind::Serial)
            problems.refuse(in.path("baud"), QStringLiteral("a speed"),
                QStringLiteral("nothing: the kind is not serial"));
    }
    out.times.heartbeat.interval = milliseconds(in.number("heartbeatMs", 500, 60'000, 2'000));
    out.times.heartbeat.misses = in.number("misses", 2, 20, 3);
    out.longestPause = milliseconds(in.number("longestPauseMs", 200, 60'000, 3'000));
    return out;
}

} // namespace

QString stationProfilePath(const QString& name)
{
    return QDir::isAbsolutePath(name) ? name
                                      : QStringLiteral(":/stationmaster/stations/%1.station.json").arg(name);
}

Outcome<StationProfile> StationProfile::parse(const QByteArray& json, const QString& fileName)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(
            fc::StationProfileUnreadable, {{"file", fileName}, {"offset", QString::number(error.offset)}});
    Problems problems{fileName, {}};
    const QJsonValue top = document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
    const Node in(problems, top, QStringLiteral("$"),
        {QStringLiteral("$schema"), QStringLiteral("name"), QStringLiteral("reader"),
            QStringLiteral("modules"), QStringLiteral("link")});
    StationProfile out;
    out.name = in.required("name");
    if (in.has("reader"))
        out.reader = readReader(problems, in.value("reader"), in.path("reader"));
    in.each("modules", 16, [&](const QJsonValue& module, const QString& at) {
        out.modules.push_back(readModule(problems, module, at));
        for (size_t i = 0; i + 1 < out.modules.size(); ++i) {
            if (out.modules[i].name == out.modules.back().name)
                problems.refuse(
                    at + QStringLiteral(".name"), out.modules[i].name, QStringLiteral("a name used once"));
        }
    });
    if (in.has("link"))
        out.link = readLink(problems, in.value("link"), in.path("link"));
    if (!out.reader && out.modules.empty() && !in.has("link"))
        problems.refuse(
            QStringLiteral("$"), QStringLiteral("neither"), QStringLiteral("a reader, modules or a link"));
    if (problems.first)
        return *problems.first;
    return out;
}

Outcome<StationProfile> StationProfile::load(const QString& fileName)
{
    constexpr qint64 most = 1 << 20;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly) || file.size() > most)
        return fail(fc::StationProfileUnreadable, {{"file", QFileInfo(fileName).fileName()}});
    return parse(file.read(most), QFileInfo(fileName).fileName());
}

} // namespace sm
