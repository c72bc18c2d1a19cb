// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_arguments.h"

#include "exit_codes.h"
#include "say.h"
#include "ui/text/language.h"

#include <QLocale>

#include <cstdio>

namespace sm {
namespace {

struct CommandHelp {
    const char* name;
    const char* arguments;
    const char* text;
};

constexpr CommandHelp commands[] = {
    {"demo", "",
        QT_TRANSLATE_NOOP(
            "CommandLine", "Produce the sample job on a floor of virtual stations with test keys.")},
    {"import", QT_TRANSLATE_NOOP("CommandLine", "FILE"),
        QT_TRANSLATE_NOOP("CommandLine", "Check an issuer's file and put it into the store as a job.")},
    {"validate", QT_TRANSLATE_NOOP("CommandLine", "FILE"),
        QT_TRANSLATE_NOOP("CommandLine", "Check an issuer's file; nothing is stored.")},
    {"run", QT_TRANSLATE_NOOP("CommandLine", "FILE|JOB"),
        QT_TRANSLATE_NOOP("CommandLine", "Import a file, or take a stored job by number, and produce it.")},
    {"status", "", QT_TRANSLATE_NOOP("CommandLine", "Ask the running console for its figures.")},
    {"hold", QT_TRANSLATE_NOOP("CommandLine", "[JOB]"),
        QT_TRANSLATE_NOOP("CommandLine", "Hold a job, or the floor, of the running console.")},
    {"resume", QT_TRANSLATE_NOOP("CommandLine", "[JOB]"),
        QT_TRANSLATE_NOOP("CommandLine", "Resume a job, or the floor, of the running console.")},
    {"abort", QT_TRANSLATE_NOOP("CommandLine", "JOB"),
        QT_TRANSLATE_NOOP("CommandLine", "Abort a job of the running console; needs --reason.")},
    {"keys", QT_TRANSLATE_NOOP("CommandLine", "ACTION"),
        QT_TRANSLATE_NOOP("CommandLine",
            "list, ceremony, import-block, export-block or retire: keys of an encryption device. Components "
            "are typed at the terminal or read from files of mode 0600, never given as arguments.")},
    {"stations", QT_TRANSLATE_NOOP("CommandLine", "ACTION"),
        QT_TRANSLATE_NOOP("CommandLine",
            "list, accept, refuse or revoke: which stations may come over TLS to the running console. "
            "Compare "
            "the fingerprint with the one that the station's own computer shows.")},
    {"report", QT_TRANSLATE_NOOP("CommandLine", "JOB"),
        QT_TRANSLATE_NOOP("CommandLine", "Counts and attempts of a stored job as text, PDF, CSV or JSON.")},
    {"trace", "",
        QT_TRANSLATE_NOOP("CommandLine",
            "The stored commands and answers of a job, masked; without --job: of which jobs there are any.")},
};

void add(QCommandLineParser& parser, const char* name, const char* text, const char* value = nullptr,
    const char* fallback = "")
{
    if (value)
        parser.addOption({QLatin1String(name), Say::tr(text), Say::tr(value), QLatin1String(fallback)});
    else
        parser.addOption({QLatin1String(name), Say::tr(text)});
}

void addFloor(QCommandLineParser& parser)
{
    add(parser, "machines", QT_TRANSLATE_NOOP("CommandLine", "Machines of the virtual floor."), "M", "4");
    add(parser, "stations", QT_TRANSLATE_NOOP("CommandLine", "Stations per machine."), "S", "6");
    add(parser, "hsms", QT_TRANSLATE_NOOP("CommandLine", "Virtual HSMs."), "H", "6");
    add(parser, "seed", QT_TRANSLATE_NOOP("CommandLine", "Seed of everything random."), "N", "20261121");
    add(parser, "speed",
        QT_TRANSLATE_NOOP("CommandLine",
            "1: a card takes about 22 s; 3: the demo's; 0 or max: as fast as the computer goes."),
        "X", "3");
    add(parser, "faults", QT_TRANSLATE_NOOP("CommandLine", "1 % torn cards, 1 % mute cards, one slow HSM."));
    add(parser, "simulate",
        QT_TRANSLATE_NOOP(
            "CommandLine", "Simulated time in one thread: the same seed gives the same run, in seconds."));
    add(parser, "command-log",
        QT_TRANSLATE_NOOP("CommandLine", "Let each software card append every command it receives to FILE."),
        QT_TRANSLATE_NOOP("CommandLine", "FILE"));
}

void addKeys(QCommandLineParser& parser)
{
    add(parser, "device",
        QT_TRANSLATE_NOOP("CommandLine",
            "Socket for orders of a stationmaster-hsm; list without it asks the running console."),
        QT_TRANSLATE_NOOP("CommandLine", "SOCKET"));
    add(parser, "label", QT_TRANSLATE_NOOP("CommandLine", "Name of the key, and its version if it is not 1."),
        "LABEL[:N]");
    add(parser, "usage", QT_TRANSLATE_NOOP("CommandLine", "What it may do, as list shows it."),
        QT_TRANSLATE_NOOP("CommandLine", "USAGE"));
    add(parser, "length", QT_TRANSLATE_NOOP("CommandLine", "ceremony: bits of the key: 128, 192 or 256."),
        "BITS", "128");
    add(parser, "components", QT_TRANSLATE_NOOP("CommandLine", "ceremony: components, 2 to 5."), "N", "3");
    add(parser, "check-rule",
        QT_TRANSLATE_NOOP("CommandLine", "ceremony: how check values of AES on the forms are computed."),
        "gp|cmac|zero", "gp");
    add(parser, "component",
        QT_TRANSLATE_NOOP(
            "CommandLine", "ceremony: file with a component in hexadecimal, mode 0600; once for each."),
        QT_TRANSLATE_NOOP("CommandLine", "FILE"));
    add(parser, "person",
        QT_TRANSLATE_NOOP("CommandLine",
            "Who brings, exports or retires it; once for each component, and never twice the same."),
        QT_TRANSLATE_NOOP("CommandLine", "NAME"));
    add(parser, "check-value",
        QT_TRANSLATE_NOOP("CommandLine", "ceremony: check value of a component's form."), "HEX");
    add(parser, "expect",
        QT_TRANSLATE_NOOP(
            "CommandLine", "ceremony: check value of the whole key; otherwise it is asked for."),
        "HEX");
    add(parser, "not-before", QT_TRANSLATE_NOOP("CommandLine", "First day of use."), "YYYY-MM-DD");
    add(parser, "not-after", QT_TRANSLATE_NOOP("CommandLine", "Last day of use."), "YYYY-MM-DD");
    add(parser, "exportable", QT_TRANSLATE_NOOP("CommandLine", "It may leave the device in a key block."));
    add(parser, "purpose", QT_TRANSLATE_NOOP("CommandLine", "ceremony: key usage of TR-31, such as E0."),
        "XX");
    add(parser, "kbpk", QT_TRANSLATE_NOOP("CommandLine", "Key that protects the key block."), "LABEL[:N]");
    add(parser, "block",
        QT_TRANSLATE_NOOP("CommandLine", "import-block: file with the key block; -: standard input."),
        QT_TRANSLATE_NOOP("CommandLine", "FILE"));
    add(parser, "block-version", QT_TRANSLATE_NOOP("CommandLine", "export-block: version of TR-31."),
        "A|B|C|D", "D");
}

void addStations(QCommandLineParser& parser)
{
    add(parser, "pin", QT_TRANSLATE_NOOP("CommandLine", "Beginning of the station's fingerprint."), "HEX");
    add(parser, "station",
        QT_TRANSLATE_NOOP("CommandLine", "accept, revoke: place on the floor, such as M1-S3."),
        QT_TRANSLATE_NOOP("CommandLine", "PLACE"));
    add(parser, "person",
        QT_TRANSLATE_NOOP(
            "CommandLine", "accept: who compared the fingerprint; two persons where keys count."),
        QT_TRANSLATE_NOOP("CommandLine", "NAME"));
}

void addTrace(QCommandLineParser& parser)
{
    add(parser, "job", QT_TRANSLATE_NOOP("CommandLine", "Number of the job."),
        QT_TRANSLATE_NOOP("CommandLine", "ID"));
    add(parser, "filter",
        QT_TRANSLATE_NOOP("CommandLine",
            "Only rows that pass, as in the console: station:M2-S3 ins:E2 sw!=9000 dur>500 card:0912 "
            "is:error."),
        QT_TRANSLATE_NOOP("CommandLine", "EXPR"));
    add(parser, "format", QT_TRANSLATE_NOOP("CommandLine", "text, csv or jsonl (one JSON object per line)."),
        "text|csv|jsonl", "text");
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
        Say::tr("Write to a file instead of the standard output."), Say::tr("FILE")});
}

void addOptions(QCommandLineParser& parser, const QString& command)
{
    const auto is = [&](const char* name) { return command == QLatin1String(name); };
    add(parser, "json", QT_TRANSLATE_NOOP("CommandLine", "The result as one JSON document."));
    parser.addOption(
        {{QStringLiteral("q"), QStringLiteral("quiet")}, Say::tr("No progress and no messages.")});
    add(parser, "lang", QT_TRANSLATE_NOOP("CommandLine", "Language of all texts: en or de."),
        QT_TRANSLATE_NOOP("CommandLine", "CODE"));
    if (is("demo"))
        add(parser, "cards", QT_TRANSLATE_NOOP("CommandLine", "Cards to produce."), "N", "240");
    if (is("demo") || is("run"))
        addFloor(parser);
    if (is("run") || is("import") || is("validate")) {
        add(parser, "profile",
            QT_TRANSLATE_NOOP(
                "CommandLine", "Profile by id, title or path; otherwise found by the file's form."),
            QT_TRANSLATE_NOOP("CommandLine", "NAME"));
        add(parser, "layout", QT_TRANSLATE_NOOP("CommandLine", "Layout file; otherwise the profile's."),
            QT_TRANSLATE_NOOP("CommandLine", "FILE"));
    }
    if (is("run") || is("import"))
        add(parser, "policy",
            QT_TRANSLATE_NOOP(
                "CommandLine", "all: nothing is taken when a record is refused; valid: the others are."),
            "all|valid", "all");
    if (is("run"))
        add(parser, "floor", QT_TRANSLATE_NOOP("CommandLine", "Floor file; otherwise virtual stations."),
            "floor.json");
    if (is("run") || is("import") || is("report") || is("demo") || is("trace"))
        add(parser, "data", QT_TRANSLATE_NOOP("CommandLine", "Data folder with the store."),
            QT_TRANSLATE_NOOP("CommandLine", "DIR"));
    if (is("abort"))
        add(parser, "reason", QT_TRANSLATE_NOOP("CommandLine", "Why; kept with the job."),
            QT_TRANSLATE_NOOP("CommandLine", "TEXT"));
    if (is("trace"))
        addTrace(parser);
    if (is("keys"))
        addKeys(parser);
    if (is("stations"))
        addStations(parser);
    if (is("report"))
        parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
            Say::tr("Write .pdf, .csv or .json instead of text."), Say::tr("FILE")});
}

QString argumentsOf(const CommandHelp& command)
{
    return command.arguments[0] == '\0' ? QString() : Say::tr(command.arguments);
}

QString overview()
{
    QString list;
    for (const CommandHelp& c : commands)
        list += QStringLiteral("  %1 %2 %3\n")
                    .arg(QLatin1String(c.name), -9)
                    .arg(argumentsOf(c), -15)
                    .arg(Say::tr(c.text));
    return Say::tr(
        "Usage: stationmaster-cli COMMAND [options]\n\nCommands:\n%1\n"
        "Each command has --help. Exit codes: 0 done, 1 done with rejects or findings, 2 wrong usage, "
        "3 input\nunreadable or invalid, 5 station, HSM or console not available, 6 counts do not "
        "balance, 7 refused by\npolicy (produced before), 70 internal error, 74 data folder not "
        "usable, 130 stopped by Ctrl+C.\n")
        .arg(list);
}

void print(FILE* stream, const QString& text)
{
    std::fputs(text.toUtf8().constData(), stream);
}

} // namespace

QStringList commandNames()
{
    QStringList names;
    for (const CommandHelp& c : commands)
        names.append(QLatin1String(c.name));
    return names;
}

bool CliArguments::number(const char* name, double low, double high, double* out) const
{
    bool ok = false;
    const QString text = value(name);
    *out = text == QStringLiteral("max") ? low : text.toDouble(&ok);
    if (text == QStringLiteral("max") || (ok && *out >= low && *out <= high))
        return true;
    print(stderr,
        Say::tr("--%1 wants a number from %2 to %3, not \"%4\".")
                .arg(QLatin1String(name), QLocale().toString(low), QLocale().toString(high), text)
            + u'\n');
    return false;
}

CliArguments parseArguments(const QStringList& given)
{
    CliArguments out;
    const QString language = languageOption(given);
    const QStringList arguments = withoutLanguageOption(given); // may stand before the command
    const QString first = arguments.value(1);
    const auto end = [&](FILE* stream, const QString& text, int code) {
        print(stream, text);
        out.exitCode = code;
        return out;
    };
    if (!language.isNull() && !languageCodes().contains(language))
        return end(stderr,
            Say::tr("The value of --%1 can not be understood.").arg(QStringLiteral("lang")) + u'\n',
            exit_code::usage);
    if (first == QStringLiteral("--help") || first == QStringLiteral("-h")
        || first == QStringLiteral("--help-all"))
        return end(stdout, overview(), exit_code::done);
    if (first == QStringLiteral("--version") || first == QStringLiteral("-v"))
        return end(stdout, QStringLiteral("stationmaster-cli " SM_VERSION "\n"), exit_code::done);
    const CommandHelp* help = nullptr;
    for (const CommandHelp& c : commands)
        help = first == QLatin1String(c.name) ? &c : help;
    if (!help)
        return end(stderr,
            first.isEmpty() ? overview() : Say::tr("Unknown command \"%1\". See --help.").arg(first) + u'\n',
            exit_code::usage);

    out.command = first;
    out.parser = std::make_shared<QCommandLineParser>();
    out.parser->setApplicationDescription(Say::tr(help->text));
    out.parser->setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    const QCommandLineOption helpOption = out.parser->addHelpOption();
    if (help->arguments[0] != '\0')
        out.parser->addPositionalArgument(argumentsOf(*help), QString());
    addOptions(*out.parser, first);
    QStringList rest = arguments;
    rest.removeAt(1);
    if (!out.parser->parse(rest))
        return end(stderr, out.parser->errorText() + u'\n', exit_code::usage);
    if (out.parser->isSet(helpOption) || out.parser->isSet(QStringLiteral("help-all")))
        return end(stdout, out.parser->helpText(), exit_code::done);
    out.positional = out.parser->positionalArguments();
    const bool optional = help->arguments[0] == '[' || help->arguments[0] == '\0';
    const qsizetype most = help->arguments[0] == '\0' ? 0 : 1;
    if (out.positional.size() > most || (!optional && out.positional.isEmpty()))
        return end(stderr,
            Say::tr("Usage: stationmaster-cli %1 %2 [options]").arg(first, argumentsOf(*help)) + u'\n',
            exit_code::usage);
    return out;
}

} // namespace sm
