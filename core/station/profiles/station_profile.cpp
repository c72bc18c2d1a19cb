// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/profiles/station_profile.h"

#include "base/failures/station.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace sm {

namespace {

QString shown(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
        return QStringLiteral("nothing");
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Array:
        return QStringLiteral("an array");
    default:
        return value.toVariant().toString().left(60);
    }
}

/// Keeps the first thing that is wrong; after it, readers give harmless defaults.
struct Problems {
    QString file;
    std::optional<Failure> first;

    void refuse(const QString& path, const QString& found, const QString& expected)
    {
        if (!first)
            first = fail(fc::StationProfileUnexpected,
                {{"file", file}, {"path", path}, {"found", found}, {"expected", expected}});
    }
};

/// One object of the file: knows its keys and refuses all others.
class Node {
public:
    Node(Problems& problems, const QJsonValue& value, QString path, const QStringList& keys)
        : m_problems(problems)
        , m_object(value.toObject())
        , m_path(std::move(path))
    {
        if (!value.isObject())
            m_problems.refuse(m_path, shown(value), QStringLiteral("an object"));
        for (const QString& key : m_object.keys()) {
            if (!keys.contains(key))
                m_problems.refuse(
                    m_path + u'.' + key, QStringLiteral("an unknown key"), keys.join(QStringLiteral(", ")));
        }
    }

    bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }
    QJsonValue value(const char* key) const { return m_object.value(QLatin1String(key)); }
    QString path(const char* key) const { return m_path + u'.' + QLatin1String(key); }
    Problems& problems() const { return m_problems; }

    QString text(const char* key, const QString& otherwise = {}) const
    {
        if (!has(key))
            return otherwise;
        const QString got = value(key).toString();
        if (!value(key).isString() || got.isEmpty() || got.size() > 200) {
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("text of 1 to 200 characters"));
            return otherwise;
        }
        return got;
    }
    QString required(const char* key) const
    {
        if (!has(key))
            m_problems.refuse(
                path(key), QStringLiteral("nothing"), QStringLiteral("text of 1 to 200 characters"));
        return text(key);
    }
    int choice(const char* key, const QStringList& names, int otherwise) const
    {
        if (!has(key) && otherwise >= 0)
            return otherwise;
        const int index = int(names.indexOf(value(key).toString()));
        if (index < 0)
            m_problems.refuse(path(key), shown(value(key)), names.join(QStringLiteral(", ")));
        return qMax(index, 0);
    }
    int number(const char* key, int least, int most, int otherwise) const
    {
        if (!has(key))
            return otherwise;
        const double got = value(key).toDouble(double(least) - 1);
        if (got < least || got > most || got != double(int(got))) {
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("%1 to %2").arg(least).arg(most));
            return otherwise;
        }
        return int(got);
    }
    bool boolean(const char* key, bool otherwise) const
    {
        if (has(key) && !value(key).isBool())
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("true or false"));
        return value(key).toBool(otherwise);
    }
    /// Text for a device, one byte a character.
    QByteArray bytes(const char* key, const QByteArray& otherwise) const
    {
        const QString got = text(key);
        for (const QChar c : got) {
            if (c.unicode() > 0xFF) {
                m_problems.refuse(path(key), shown(value(key)), QStringLiteral("characters up to U+00FF"));
                return otherwise;
            }
        }
        return got.isEmpty() ? otherwise : got.toLatin1();
    }
    QByteArray hex(const char* key, const QByteArray& otherwise) const
    {
        return has(key) ? hexOf(m_problems, value(key), path(key)) : otherwise;
    }
    static QByteArray hexOf(Problems& problems, const QJsonValue& value, const QString& path)
    {
        const auto decoded = fromHex(value.toString());
        if (!decoded || decoded->isEmpty() || decoded->size() > 64) {
            problems.refuse(path, shown(value), QStringLiteral("1 to 64 bytes in hexadecimal"));
            return {};
        }
        return *decoded;
    }
    void each(const char* key, qsizetype most,
        const std::function<void(const QJsonValue&, const QString& path)>& take) const
    {
        if (!has(key))
            return;
        const QJsonArray list = value(key).toArray();
        if (!value(key).isArray() || list.size() > most)
            m_problems.refuse(
                path(key), shown(value(key)), QStringLiteral("an array of at most %1").arg(most));
        for (qsizetype i = 0; i < qMin(list.size(), most); ++i)
            take(list.at(i), path(key) + QStringLiteral("[%1]").arg(i));
    }

private:
    Problems& m_problems;
    QJsonObject m_object;
    QString m_path;
};

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

StationProfile::Module readModule(Problems& problems, const QJsonValue& value, const QString& path)
{
    using Driver = StationProfile::Module::Driver;
    const Node in(problems, value, path,
        {QStringLiteral("name"), QStringLiteral("driver"), QStringLiteral("line"), QStringLiteral("answerMs"),
            QStringLiteral("cardMs"), QStringLiteral("layout")});
    StationProfile::Module out;
    out.name = in.required("name");
    out.driver = Driver(in.choice("driver",
        {QStringLiteral("msr605"), QStringLiteral("evolis"), QStringLiteral("emboss"),
            QStringLiteral("label")},
        -1));
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

} // namespace

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
            QStringLiteral("modules")});
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
    if (!out.reader && out.modules.empty())
        problems.refuse(
            QStringLiteral("$"), QStringLiteral("neither"), QStringLiteral("a reader or modules"));
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
