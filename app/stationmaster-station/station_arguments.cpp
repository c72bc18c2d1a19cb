// SPDX-License-Identifier: GPL-3.0-or-later
#include "station_arguments.h"

#include "../stationmaster-cli/exit_codes.h"

#include "transport/tls/tls_address.h"

#include <QCommandLineParser>
#include <QSet>

#include <algorithm>

namespace {

struct Option {
    const char* name;
    const char* value;
    const char* help;
};

constexpr Option options[] = {
    {"station", "PLACE", "place on the console's floor, such as M1-S3; once per reader, in their order"},
    {"reader", "NAME", "PC/SC reader, named as pcscd names it; may be given several times"},
    {"virtual", "KIND-SEED",
        "instead of a reader: software cards, gp-7 (GlobalPlatform) or iso-7 (files); may be given several "
        "times, after the readers"},
    {"profile", "FILE|NAME",
        "station profile: a sample's name, such as kiosk or terminal, or an absolute path. It says how the "
        "link is "
        "kept, which serial reader and which devices the one station has"},
    {"port", "PORT", "port of the profile's reader, where neither --reader nor --virtual is given"},
    {"module", "NAME=PORT",
        "port of a device of the profile, or folder where its driver is file; may be given several times. "
        "The "
        "station has those that are named here or have a port in the profile"},
    {"connect", "tls://HOST:PORT", "the console, over mutual TLS 1.3"},
    {"certificate", "FILE", "own certificate, PEM"},
    {"key", "FILE", "its private key, PEM, mode 0600"},
    {"pins", "FILE", "the console: SHA-256 of its public key, a line each"},
    {"serial", "PORT", "the console is at the other end of a serial line; for one reader"},
    {"line-key", "FILE", "key of that line in hexadecimal, mode 0600"},
    {"baud", "N", "speed of the line, 9600 to 921600 (the profile's, or 115200)"},
    {"local", "PATH", "the console is on this computer, at this socket"},
    {"command-ms", "N", "time that a virtual card takes for a command (0)"},
    {"content", "DIR", "keep each virtual card's content in DIR, written before each answer"},
};

QString line(const QString& text)
{
    return QStringLiteral("stationmaster-station: ") + text + QLatin1Char('\n');
}

bool number(const QCommandLineParser& parser, const char* name, int low, int high, int& into)
{
    const QString key = QLatin1String(name);
    if (!parser.isSet(key))
        return true;
    bool ok = false;
    into = parser.value(key).toInt(&ok);
    return ok && into >= low && into <= high;
}

/// "gp-7": what the cards are, and what their numbers follow from.
std::optional<PositionArguments> virtualPosition(const QString& text)
{
    PositionArguments position;
    const QString kind = text.section(QLatin1Char('-'), 0, 0);
    bool ok = false;
    position.seed = text.section(QLatin1Char('-'), 1).toULongLong(&ok);
    position.fileCards = kind == QLatin1String("iso");
    if (!ok || (!position.fileCards && kind != QLatin1String("gp")))
        return std::nullopt;
    return position;
}

/// What is wrong; empty when nothing is.
QString readPositions(const QCommandLineParser& parser, StationArguments& a)
{
    for (const QString& reader : parser.values(QStringLiteral("reader"))) {
        a.positions.emplace_back();
        a.positions.back().reader = reader;
    }
    for (const QString& text : parser.values(QStringLiteral("virtual"))) {
        auto position = virtualPosition(text);
        if (!position)
            return QStringLiteral("--virtual takes gp-SEED or iso-SEED");
        a.positions.push_back(*position);
    }
    if (!a.profile.isEmpty() && a.positions.empty()) {
        a.positions.emplace_back();
        a.positions.back().profiled = true;
    }
    const QStringList places = parser.values(QStringLiteral("station"));
    if (a.positions.empty() || places.size() != qsizetype(a.positions.size()))
        return QStringLiteral("as many --station as readers and virtual ones are needed, at least one");
    QSet<QString> seen;
    for (qsizetype i = 0; i < places.size(); ++i) {
        const auto station = sm::StationId::fromText(places[i]);
        if (!station || seen.contains(station->text()))
            return QStringLiteral("--station takes a place such as M1-S3, each once");
        seen.insert(station->text());
        a.positions[size_t(i)].station = *station;
    }
    return {};
}

QString readModules(const QCommandLineParser& parser, StationArguments& a)
{
    for (const QString& text : parser.values(QStringLiteral("module"))) {
        const ModuleArguments module{text.section(QLatin1Char('='), 0, 0), text.section(QLatin1Char('='), 1)};
        const bool twice = std::any_of(a.modules.begin(), a.modules.end(),
            [&module](const ModuleArguments& other) { return other.name == module.name; });
        if (module.name.isEmpty() || module.place.isEmpty() || twice)
            return QStringLiteral("--module takes NAME=PORT, each name once");
        a.modules.push_back(module);
    }
    return {};
}

/// What a profile is needed for, and what cannot be with one.
QString profileComplaint(const StationArguments& a)
{
    if (a.profile.isEmpty())
        return a.readerPort.isEmpty() && a.modules.empty()
            ? QString()
            : QStringLiteral("--port and --module belong to a --profile");
    if (a.positions.size() != 1)
        return QStringLiteral("a profile is that of one station: one process for each");
    if (!a.readerPort.isEmpty() && !a.positions.front().profiled)
        return QStringLiteral("either --port, or --reader or --virtual");
    QStringList ports{a.readerPort, a.serialPort};
    for (const ModuleArguments& module : a.modules)
        ports.append(module.place);
    ports.removeAll(QString());
    return ports.removeDuplicates() > 0 ? QStringLiteral("each port is one device's") : QString();
}

QString complaint(const StationArguments& a)
{
    const int links
        = int(!a.localPath.isEmpty()) + int(!a.tlsAddress.isEmpty()) + int(!a.serialPort.isEmpty());
    if (links != 1)
        return QStringLiteral("one of --connect, --serial and --local is needed");
    if (!a.tlsAddress.isEmpty() && (a.certificate.isEmpty() || a.privateKey.isEmpty() || a.pins.isEmpty()))
        return QStringLiteral("--connect needs --certificate, --key and --pins");
    if (!a.tlsAddress.isEmpty() && !sm::TlsAddress::parse(a.tlsAddress))
        return QStringLiteral("--connect takes tls://HOST:PORT; an IPv6 address stands in brackets");
    if (!a.serialPort.isEmpty() && a.lineKey.isEmpty())
        return QStringLiteral("--serial needs --line-key");
    if (!a.serialPort.isEmpty() && a.positions.size() > 1)
        return QStringLiteral("a serial line leads to one station: one process for each");
    return {};
}

} // namespace

ParsedArguments parseStationArguments(const QStringList& commandLine)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Station interface software: runs beside the cards, does what the console orders and nothing on its "
        "own.\nPrints one line of JSON when it has started, and connects by itself from then on. Exit codes: "
        "0 ended by\na signal, 2 wrong usage, 3 a file is unusable, 70 no memory for keys."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const Option& option : options)
        parser.addOption(QCommandLineOption(QString::fromLatin1(option.name),
            QString::fromLatin1(option.help), QString::fromLatin1(option.value)));
    const auto refuse = [](const QString& text) {
        return ParsedArguments{std::nullopt, line(text), sm::exit_code::usage};
    };
    if (!parser.parse(commandLine))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), 0};
    if (parser.isSet(version))
        return {std::nullopt, QStringLiteral("stationmaster-station " SM_VERSION "\n"), 0};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("takes options only"));
    const auto value = [&parser](const char* name) { return parser.value(QLatin1String(name)); };
    StationArguments a;
    a.tlsAddress = value("connect");
    const QString scheme = QStringLiteral("tls://");
    if (!a.tlsAddress.isEmpty() && !a.tlsAddress.startsWith(scheme))
        return refuse(QStringLiteral("--connect takes tls://HOST:PORT"));
    a.tlsAddress.remove(0, a.tlsAddress.isEmpty() ? 0 : scheme.size());
    a.certificate = value("certificate");
    a.privateKey = value("key");
    a.pins = value("pins");
    a.serialPort = value("serial");
    a.lineKey = value("line-key");
    a.localPath = value("local");
    a.contentFolder = value("content");
    a.profile = value("profile");
    a.readerPort = value("port");
    if (!number(parser, "baud", 9'600, 921'600, a.baud)
        || !number(parser, "command-ms", 0, 60'000, a.commandMs))
        return refuse(QStringLiteral("--baud takes 9600 to 921600, --command-ms 0 to 60000"));
    QString wrong = readPositions(parser, a);
    if (wrong.isEmpty())
        wrong = readModules(parser, a);
    if (wrong.isEmpty())
        wrong = profileComplaint(a);
    if (wrong.isEmpty())
        wrong = complaint(a);
    if (!wrong.isEmpty())
        return refuse(wrong);
    return {a, {}, 0};
}
