// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_arguments.h"

#include <QCommandLineParser>

namespace {

struct Option {
    const char* name;
    const char* value;
    const char* help;
};

constexpr Option options[] = {
    {"host", "HOST", "host of the virtual reader driver (127.0.0.1)"},
    {"port", "PORT", "port of the first virtual reader slot (35963)"},
    {"count", "N", "number of readers to put cards into, one card each (1)"},
    {"port-step", "STEP", "distance between the ports of two readers (1)"},
    {"kind", "KIND",
        "gp: GlobalPlatform card, iso: ISO/IEC 7816-4 file card, locked: the same, locked by its maker under "
        "TEST-RELEASE, sam: SAM with the TEST KEYS (gp)"},
    {"profile-key", "BITS", "length of the published test keys 404142...: 128, 192 or 256 (128)"},
    {"scp-i", "HEX", "parameter i of SCP03: 70, or 71 for 16-byte MACs (70)"},
    {"serial-base", "HEX", "serial number of the first card (1)"},
    {"content", "DIR", "keep each card's content in DIR, written before each answer"},
    {"sync", "", "flush each content file to the disk before the answer"},
    {"log", "FILE", "append each command and its status word to FILE"},
    {"hopper", "N", "replace a personalized card after its power-off, N cards per reader"},
    {"feed-ms", "MS", "time from taking a card out to the next one (500)"},
    {"mute-at", "K", "each card is silent from its K-th command until the next reset"},
    {"tear-at", "K", "each card executes its K-th command and leaves before it answers"},
    {"tear-before", "K", "each card leaves before it executes its K-th command"},
    {"time-us", "US", "time a card takes for a command (0)"},
    {"time-per-byte-us", "US", "time a card takes for a byte (0)"},
    {"insert", "SERIAL",
        "put the finished card SERIAL (hexadecimal) of the content folder into the first reader"},
};

/// Collects the first complaint; values outside their range count too.
class Values {
public:
    explicit Values(const QCommandLineParser& parser)
        : m_parser(parser)
    {
    }

    template <class T> void number(const char* name, T& into, quint64 least, quint64 most, int base = 10)
    {
        const QString key = QString::fromLatin1(name);
        if (!m_parser.isSet(key))
            return;
        bool ok = false;
        const quint64 value = m_parser.value(key).toULongLong(&ok, base);
        if (!ok || value < least || value > most)
            complain(key);
        else
            into = static_cast<T>(value);
    }
    void complain(const QString& key)
    {
        if (m_complaint.isEmpty())
            m_complaint = QStringLiteral("stationmaster-card: --%1: \"%2\" is not a value for it\n")
                              .arg(key, m_parser.value(key));
    }
    const QString& complaint() const { return m_complaint; }

private:
    const QCommandLineParser& m_parser;
    QString m_complaint;
};

void readNumbers(Values& values, const QCommandLineParser& parser, CardArguments& a)
{
    values.number("port", a.port, 1, 65535);
    values.number("count", a.count, 1, 1024);
    values.number("port-step", a.portStep, 1, 1000);
    values.number("serial-base", a.serialBase, 1, 0xFFFF'FFFF'FFFF, 16);
    values.number("scp-i", a.scpParameter, 0, 0x7F, 16);
    values.number("feed-ms", a.feedMs, 0, 3'600'000);
    values.number("mute-at", a.faults.muteAt, 1, 1'000'000);
    values.number("tear-at", a.faults.tearAfterAt, 1, 1'000'000);
    values.number("tear-before", a.faults.tearBeforeAt, 1, 1'000'000);
    quint64 perCommand = 0;
    quint64 perByte = 0;
    quint64 hopper = 0;
    quint64 insert = 0;
    int bits = 128;
    values.number("time-us", perCommand, 0, 60'000'000);
    values.number("time-per-byte-us", perByte, 0, 1'000'000);
    values.number("hopper", hopper, 1, 1'000'000'000);
    values.number("insert", insert, 1, ~quint64(0), 16);
    values.number("profile-key", bits, 128, 256);
    if (bits != 128 && bits != 192 && bits != 256)
        values.complain(QStringLiteral("profile-key"));
    a.keyLength = bits / 8;
    a.times = {sm::microseconds(perCommand), sm::microseconds(perByte)};
    if (hopper != 0)
        a.hopper = qint64(hopper);
    if (insert != 0)
        a.insert = insert;
    if (a.insert && !parser.isSet(QStringLiteral("content")))
        values.complain(QStringLiteral("insert"));
    if (qint64(a.port) + qint64(a.count - 1) * a.portStep > 65535)
        values.complain(QStringLiteral("count"));
}

} // namespace

ParsedArguments parseCardArguments(const QStringList& commandLine)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Puts software smart cards into the virtual readers of pcscd (vpcd).\nPrints \"READY "
                       "PORT SERIAL\" for each card "
                       "that is in a reader.\nExit codes: 0 ended by a signal or the hopper ran out, 2 wrong "
                       "command line or file."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const Option& option : options) {
        parser.addOption(QCommandLineOption(QString::fromLatin1(option.name),
            QString::fromLatin1(option.help), QString::fromLatin1(option.value)));
    }
    if (!parser.parse(commandLine))
        return {
            std::nullopt, QStringLiteral("stationmaster-card: ") + parser.errorText() + QLatin1Char('\n'), 2};
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), 0};
    if (parser.isSet(version))
        return {std::nullopt, QStringLiteral("stationmaster-card " SM_VERSION "\n"), 0};
    CardArguments a;
    Values values(parser);
    if (!parser.positionalArguments().isEmpty())
        return {std::nullopt, QStringLiteral("stationmaster-card: takes options only\n"), 2};
    readNumbers(values, parser, a);
    const QString kind = parser.value(QStringLiteral("kind"));
    a.isLocked = kind == QLatin1String("locked");
    if (kind == QLatin1String("iso") || a.isLocked)
        a.kind = sm::CardKind::FileCard;
    else if (kind == QLatin1String("sam"))
        a.isSam = true;
    else if (!kind.isEmpty() && kind != QLatin1String("gp"))
        values.complain(QStringLiteral("kind"));
    if (parser.isSet(QStringLiteral("host")))
        a.host = parser.value(QStringLiteral("host"));
    a.contentFolder = parser.value(QStringLiteral("content"));
    a.logFile = parser.value(QStringLiteral("log"));
    a.sync = parser.isSet(QStringLiteral("sync"));
    if (!values.complaint().isEmpty())
        return {std::nullopt, values.complaint(), 2};
    return {a, {}, 0};
}
