// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console_options.h"

#include "ui/shell/main_window.h"
#include "ui/shell/picture_states.h"
#include "ui/text/language.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <string_view>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QCommandLineOption option(
    const char* name, const char* text, const char* value = nullptr, bool hidden = false)
{
    QCommandLineOption made(QString::fromLatin1(name), say(text), value ? say(value) : QString());
    if (hidden)
        made.setFlags(QCommandLineOption::HiddenFromHelp);
    return made;
}

QString pageNames()
{
    QStringList names{QStringLiteral("welcome")};
    for (const PageEntry& entry : pageTable())
        names.append(QLatin1String(entry.name));
    return names.join(QStringLiteral(", "));
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        say(QT_TRANSLATE_NOOP("CommandLine", "Console of a smart-card personalization floor.")));
    const QString file = say(QT_TRANSLATE_NOOP("CommandLine", "FILE"));
    parser.addPositionalArgument(
        file, say(QT_TRANSLATE_NOOP("CommandLine", "Job file to import.")), u'[' + file + u']');
    parser.addOptions({
        {{QStringLiteral("h"), QStringLiteral("help")},
            say(QT_TRANSLATE_NOOP("CommandLine", "Show this help."))},
        {{QStringLiteral("v"), QStringLiteral("version")},
            say(QT_TRANSLATE_NOOP("CommandLine", "Show the version."))},
        option("help-all", QT_TRANSLATE_NOOP("CommandLine", "Show also the options for tests and pictures.")),
        option("demo", QT_TRANSLATE_NOOP("CommandLine", "Open the demo floor: virtual stations, test keys.")),
        option("theme", QT_TRANSLATE_NOOP("CommandLine", "light, dark or contrast."), "NAME"),
        option("lang", QT_TRANSLATE_NOOP("CommandLine", "Language of all texts: en or de."), "CODE"),
        {QStringLiteral("page"), say(QT_TRANSLATE_NOOP("CommandLine", "Page to open: %1.")).arg(pageNames()),
            say(QT_TRANSLATE_NOOP("CommandLine", "NAME"))},
        option("user-data", QT_TRANSLATE_NOOP("CommandLine", "Folder for jobs and logs."), "DIR"),
        option("metrics", QT_TRANSLATE_NOOP("CommandLine", "Print frame times as JSON at the end.")),
        option("screenshot", QT_TRANSLATE_NOOP("CommandLine", "Write a picture of the window and quit."),
            "OUT.png", true),
        option("size", QT_TRANSLATE_NOOP("CommandLine", "Size of the window."), "WxH", true),
        option("demo-seed", QT_TRANSLATE_NOOP("CommandLine", "Seed of the demo floor."), "N", true),
        option("at",
            QT_TRANSLATE_NOOP("CommandLine", "Time of the picture after the start, for example 40s."), "T",
            true),
        option("synthetic",
            QT_TRANSLATE_NOOP("CommandLine",
                "Measure painting: made-up events on so many stations; quits by itself. Use with --metrics, "
                "offscreen."),
            "STATIONS,EVENTS_PER_S,SECONDS", true),
        option("demo-load",
            QT_TRANSLATE_NOOP("CommandLine",
                "Measure a demo floor of so many stations with a job of so many records; quits by itself."),
            "STATIONS,RECORDS,SECONDS", true),
    });
}

std::optional<QSize> sizeFrom(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

/// "40s", "1500ms", "40"
std::optional<int> millisecondsFrom(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,6})(ms|s)?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toInt() * (match.captured(2) == QLatin1String("ms") ? 1 : 1000);
}

std::optional<ConsoleOptions::Load> loadFrom(const QString& text, bool synthetic)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,4}),(\\d{1,6}),(\\d{1,4})$"));
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(1).toInt() == 0)
        return std::nullopt;
    return ConsoleOptions::Load{
        synthetic, match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

ParsedCommandLine wrong(const QString& text)
{
    return {{}, text, 2};
}

ParsedCommandLine wrongValue(const char* name)
{
    return wrong(say(QT_TRANSLATE_NOOP("CommandLine", "The value of --%1 can not be understood."))
                     .arg(QLatin1String(name)));
}

} // namespace

ParsedCommandLine parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    const auto text = [&](const char* name) { return parser.value(QString::fromLatin1(name)); };
    const auto given = [&](const char* name) { return parser.isSet(QString::fromLatin1(name)); };
    if (given("help") || given("help-all")) {
        if (given("help"))
            return {{}, parser.helpText(), 0};
        const QString hidden = say(QT_TRANSLATE_NOOP("CommandLine",
            "  --screenshot OUT.png --size WxH --at T --demo-seed N\n"
            "      Write a picture of the window at time T after the start and quit.\n"
            "  --synthetic STATIONS,EVENTS_PER_S,SECONDS\n"
            "      Paint made-up events for so long and quit; with --metrics and\n"
            "      QT_QPA_PLATFORM=offscreen this measures the paint load.\n"
            "  --demo-load STATIONS,RECORDS,SECONDS\n"
            "      Run a demo floor of that size for so long and quit; for --metrics."));
        return {{}, parser.helpText() + u'\n' + hidden + u'\n', 0};
    }
    if (given("version"))
        return {{}, QStringLiteral("stationmaster " SM_VERSION "\n"), 0};
    ParsedCommandLine parsed;
    ConsoleOptions& o = parsed.options;
    o.files = parser.positionalArguments();
    o.demo = given("demo");
    o.metrics = given("metrics");
    o.screenshot = text("screenshot");
    o.userData = text("user-data");
    o.theme = text("theme");
    if (given("theme")
        && !QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")}.contains(
            o.theme))
        return wrongValue("theme");
    if (given("lang") && !languageCodes().contains(text("lang")))
        return wrongValue("lang");
    if (given("page")) {
        o.page = text("page");
        if (const PictureState* state = pictureState(o.page); state && !o.screenshot.isEmpty()) {
            o.state = o.page;
            o.page = state->needs == PictureState::Needs::Welcome ? QStringLiteral("welcome")
                                                                  : pageName(state->page);
        }
        o.welcome = o.page == QLatin1String("welcome");
        if (!o.welcome && !pageFromName(o.page))
            return wrongValue("page");
    }
    if (given("size")) {
        const auto size = sizeFrom(text("size"));
        if (!size)
            return wrongValue("size");
        o.size = *size;
    }
    if (given("at")) {
        const auto at = millisecondsFrom(text("at"));
        if (!at)
            return wrongValue("at");
        o.atMilliseconds = *at;
    }
    if (given("demo-seed")) {
        bool ok = false;
        o.demoSeed = text("demo-seed").toUInt(&ok);
        if (!ok)
            return wrongValue("demo-seed");
    }
    for (const char* name : {"synthetic", "demo-load"}) {
        if (!given(name))
            continue;
        o.load = loadFrom(text(name), name == std::string_view("synthetic"));
        if (!o.load)
            return wrongValue(name);
        o.demo = o.demo || !o.load->synthetic;
    }
    return parsed;
}

} // namespace sm
