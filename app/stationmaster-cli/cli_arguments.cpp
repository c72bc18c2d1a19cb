// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_arguments.h"

#include "exit_codes.h"

#include <cstdio>

namespace sm {
namespace {

struct CommandHelp {
    const char* name;
    const char* arguments;
    const char* text;
};

constexpr CommandHelp commands[] = {
    {"demo", "", "Produce the sample job on a floor of virtual stations with test keys."},
    {"import", "FILE", "Check an issuer's file and put it into the store as a job."},
    {"validate", "FILE", "Check an issuer's file; nothing is stored."},
    {"run", "FILE|JOB", "Import a file, or take a stored job by number, and produce it."},
    {"status", "", "Ask the running console for its figures."},
    {"hold", "[JOB]", "Hold a job, or the floor, of the running console."},
    {"resume", "[JOB]", "Resume a job, or the floor, of the running console."},
    {"abort", "JOB", "Abort a job of the running console; needs --reason."},
    {"report", "JOB", "Counts and attempts of a stored job as text, CSV or JSON."},
};

void add(QCommandLineParser& parser, const char* name, const char* text, const char* value = nullptr,
    const char* fallback = "")
{
    if (value)
        parser.addOption(
            {QLatin1String(name), QLatin1String(text), QLatin1String(value), QLatin1String(fallback)});
    else
        parser.addOption({QLatin1String(name), QLatin1String(text)});
}

void addFloor(QCommandLineParser& parser)
{
    add(parser, "machines", "Machines of the virtual floor.", "M", "4");
    add(parser, "stations", "Stations per machine.", "S", "6");
    add(parser, "hsms", "Virtual HSMs.", "H", "6");
    add(parser, "seed", "Seed of everything random.", "N", "20261121");
    add(parser, "speed", "1: a card takes about 22 s; 3: the demo's; 0 or max: as fast as the computer goes.",
        "X", "3");
    add(parser, "faults", "1 % torn cards, 1 % mute cards, one slow HSM.");
    add(parser, "simulate", "Simulated time in one thread: the same seed gives the same run, in seconds.");
    add(parser, "command-log", "Let each software card append every command it receives to FILE.", "FILE");
}

void addOptions(QCommandLineParser& parser, const QString& command)
{
    const auto is = [&](const char* name) { return command == QLatin1String(name); };
    add(parser, "json", "The result as one JSON document.");
    parser.addOption(
        {{QStringLiteral("q"), QStringLiteral("quiet")}, QStringLiteral("No progress and no messages.")});
    if (is("demo"))
        add(parser, "cards", "Cards to produce.", "N", "240");
    if (is("demo") || is("run"))
        addFloor(parser);
    if (is("run") || is("import") || is("validate")) {
        add(parser, "profile", "Profile by id, title or path; otherwise found by the file's form.", "NAME");
        add(parser, "layout", "Layout file; otherwise the profile's.", "FILE");
    }
    if (is("run") || is("import"))
        add(parser, "policy", "all: nothing is taken when a record is refused; valid: the others are.",
            "all|valid", "all");
    if (is("run"))
        add(parser, "floor", "Floor file; otherwise virtual stations.", "floor.json");
    if (is("run") || is("import") || is("report") || is("demo"))
        add(parser, "data", "Data folder with the store.", "DIR");
    if (is("abort"))
        add(parser, "reason", "Why; kept with the job.", "TEXT");
    if (is("report"))
        parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
            QStringLiteral("Write .csv or .json instead of text."), QStringLiteral("FILE")});
}

QString overview()
{
    QString text = QStringLiteral("Usage: stationmaster-cli COMMAND [options]\n\nCommands:\n");
    for (const CommandHelp& c : commands)
        text += QStringLiteral("  %1 %2 %3\n")
                    .arg(QLatin1String(c.name), -9)
                    .arg(QLatin1String(c.arguments), -9)
                    .arg(QLatin1String(c.text));
    return text
        + QStringLiteral("\nEach command has --help. Exit codes: 0 done, 1 done with rejects or findings, 2 "
                         "wrong usage, 3 input\n"
                         "unreadable or invalid, 5 station, HSM or console not available, 6 counts do not "
                         "balance, 7 refused by\n"
                         "policy (produced before), 70 internal error, 74 data folder not usable, 130 "
                         "stopped by Ctrl+C.\n");
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
        QStringLiteral("--%1 wants a number from %2 to %3, not \"%4\".\n")
            .arg(QLatin1String(name))
            .arg(low)
            .arg(high)
            .arg(text));
    return false;
}

CliArguments parseArguments(const QStringList& arguments)
{
    CliArguments out;
    const QString first = arguments.value(1);
    const auto end = [&](FILE* stream, const QString& text, int code) {
        print(stream, text);
        out.exitCode = code;
        return out;
    };
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
            first.isEmpty() ? overview() : QStringLiteral("Unknown command \"%1\". See --help.\n").arg(first),
            exit_code::usage);

    out.command = first;
    out.parser = std::make_shared<QCommandLineParser>();
    out.parser->setApplicationDescription(QLatin1String(help->text));
    out.parser->setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    const QCommandLineOption helpOption = out.parser->addHelpOption();
    if (help->arguments[0] != '\0')
        out.parser->addPositionalArgument(QLatin1String(help->arguments), QString());
    addOptions(*out.parser, first);
    QStringList rest = arguments;
    rest.removeAt(1);
    if (!out.parser->parse(rest))
        return end(stderr, out.parser->errorText() + u'\n', exit_code::usage);
    if (out.parser->isSet(helpOption))
        return end(stdout, out.parser->helpText(), exit_code::done);
    out.positional = out.parser->positionalArguments();
    const bool optional = help->arguments[0] == '[' || help->arguments[0] == '\0';
    const qsizetype most = help->arguments[0] == '\0' ? 0 : 1;
    if (out.positional.size() > most || (!optional && out.positional.isEmpty()))
        return end(stderr,
            QStringLiteral("Usage: stationmaster-cli %1 %2 [options]\n")
                .arg(first, QLatin1String(help->arguments)),
            exit_code::usage);
    return out;
}

} // namespace sm
