// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/profile.h"
#include "card/gp_commands.h"
#include "profile/data_file.h"
#include "profile/import_rules_reader.h"
#include "profile/profile_model.h"
#include "profile/security_reader.h"
#include "profile/step_reader.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace sm::profile {

namespace {

using L1 = QLatin1String;

constexpr qsizetype mostBytes = 256 * 1024;

/// QJsonObject keeps its keys sorted, so the compact form is the canonical one.
QByteArray digestOf(const QJsonDocument& document)
{
    return QCryptographicHash::hash(document.toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
}

class ModelLoader {
public:
    ModelLoader(Problems& problems, QString fileName)
        : m_problems(problems)
        , m_fileName(std::move(fileName))
    {
    }
    Model run(const QJsonObject& object);

private:
    void readHead(const ObjectReader& in);
    void readCard(const QJsonValue& value);
    void readIdentify(const QJsonValue& value);
    void readSerialFile(const QJsonValue& value, const QString& path);
    void readAtr(const QJsonValue& value, const QString& path);
    void readField(const QJsonValue& value, const QString& path);
    void readSource(const QJsonValue& value, const QString& path);
    void readColumnClasses(const ObjectReader& in, DataSourceSpec& spec);
    void checkAskedColumns(const ObjectReader& in, const DataSourceSpec& spec);
    void readChannel(const QJsonValue& value);
    void readTrace(const QJsonValue& value);
    void readFormatComplete(const ObjectReader& in);
    QString name(const ObjectReader& in, const char* form, L1 key = L1("name"));

    Problems& m_problems;
    QString m_fileName;
    Model m_model;
};

Model ModelLoader::run(const QJsonObject& object)
{
    const ObjectReader in(m_problems, object, QStringLiteral("$"), "profile");
    if (m_problems.any())
        return {};
    readHead(in);
    readCard(in.value(L1("card")));
    in.elements(
        L1("fields"), {0, 256}, [this](const QJsonValue& v, const QString& path) { readField(v, path); });
    if (in.has(L1("import")) && !m_problems.any())
        readImportRules(m_problems, in.value(L1("import")), m_model.import);
    in.elements(
        L1("sources"), {0, 16}, [this](const QJsonValue& v, const QString& path) { readSource(v, path); });
    if (in.has(L1("channel")) && !m_problems.any())
        readChannel(in.value(L1("channel")));
    SecurityReader calls(m_problems, m_model);
    in.elements(L1("security"), {1, 64},
        [&calls](const QJsonValue& v, const QString& path) { calls.readCall(v, path); });
    StepReader steps(m_problems, m_model);
    in.elements(L1("steps"), {1, 512},
        [&steps](const QJsonValue& v, const QString& path) { steps.readStep(v, path); });
    if (in.has(L1("trace")) && !m_problems.any())
        readTrace(in.value(L1("trace")));
    readFormatComplete(in);
    m_model.digest = digestOf(QJsonDocument(object));
    QJsonArray whole = object.value(L1("steps")).toArray();
    if (object.contains(L1("security")))
        whole.append(object.value(L1("security")));
    m_model.templateDigest = digestOf(QJsonDocument(whole));
    return std::move(m_model);
}

QString ModelLoader::name(const ObjectReader& in, const char* form, L1 key)
{
    const QString text = in.text(key);
    const QRegularExpression expression(QRegularExpression::anchoredPattern(QString::fromLatin1(form)));
    if (!m_problems.any() && !expression.match(text).hasMatch())
        m_problems.refuse(in.path(key), text, QString::fromLatin1(form));
    return text;
}

void ModelLoader::readHead(const ObjectReader& in)
{
    m_model.id = name(in, "[a-z][a-z0-9-]{0,63}", L1("id"));
    m_model.title = in.text(L1("title"));
    m_model.version = int(in.integer(L1("version"), {1, 999999}, 1));
    m_model.layout = in.text(L1("layout"));
    const double seconds = in.number(L1("idealCardSeconds"), 0.001, 3600, 5);
    m_model.idealCardTime = std::chrono::duration_cast<Nanos>(std::chrono::duration<double>(seconds));
    m_model.commandLimit = std::chrono::milliseconds(in.integer(L1("commandLimitMs"), {10, 600000}, 10000));
}

void ModelLoader::readCard(const QJsonValue& value)
{
    const ObjectReader card(m_problems, value, QStringLiteral("$.card"), "card");
    card.elements(
        L1("atrs"), {1, 64}, [this](const QJsonValue& v, const QString& path) { readAtr(v, path); });
    if (!m_problems.any())
        readIdentify(card.value(L1("identify")));
}

void ModelLoader::readAtr(const QJsonValue& value, const QString& path)
{
    const QString text = readText(m_problems, value, path);
    AtrPattern pattern;
    for (qsizetype i = 0; i + 1 < text.size(); i += 2) {
        const QString two = text.mid(i, 2);
        const auto byte = fromHex(two);
        if (!byte && two != L1(".."))
            m_problems.refuse(path, value, QStringLiteral("hex bytes or .."));
        pattern.push_back(byte ? std::optional(byteAt(*byte, 0)) : std::nullopt);
    }
    // ISO/IEC 7816-3 clause 8.2.1: TS, T0 and at most 31 characters more.
    if (text.size() % 2 != 0 || pattern.size() < 2 || pattern.size() > 33)
        m_problems.refuse(path, value, QStringLiteral("ATR of 2..33 bytes"));
    m_model.card.atrs.push_back(std::move(pattern));
}

void ModelLoader::readIdentify(const QJsonValue& value)
{
    const ObjectReader in(m_problems, value, QStringLiteral("$.card.identify"), "identify");
    if (m_problems.any())
        return;
    const QJsonValue serial = in.value(L1("serial"));
    if (serial.isObject()) {
        if (in.has(L1("aid")))
            m_problems.refuse(in.path(L1("aid")), in.value(L1("aid")), QStringLiteral("aid with cplc only"));
        return readSerialFile(serial, in.path(L1("serial")));
    }
    in.choice(L1("serial"), {QStringLiteral("cplc")}, {});
    const QByteArray aid = in.hex(L1("aid"), {5, 16});
    auto& commands = m_model.card.identify.commands;
    commands.push_back({CommandApdu(0x00, 0xA4, 0x04, 0x00, aid, 256), {}, {}, {}, FieldClass::Open});
    commands.push_back({gp::getData(0x9F7F), {}, {}, {}, FieldClass::Open});
}

/// The whole file is asked for; one shorter than 256 bytes may answer 6282, end of file before Le.
void ModelLoader::readSerialFile(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "serialFile");
    const QByteArray file = in.hex(L1("file"), {2, 2});
    const QByteArray tag = in.hex(L1("tag"), {1, 3});
    m_model.card.serial = Recognition::Serial::File;
    if (!tag.isEmpty()) {
        quint32 number = 0;
        for (const char byte : tag)
            number = number << 8 | quint8(byte);
        m_model.card.tag = number;
    }
    auto& commands = m_model.card.identify.commands;
    for (const QByteArray& id : {QByteArray("\x3F\x00", 2), file})
        commands.push_back({CommandApdu(0x00, 0xA4, 0x00, 0x0C, id), {}, {}, {}, FieldClass::Open});
    commands.push_back(
        {CommandApdu(0x00, 0xB0, 0x00, 0x00, {}, 256), {0x9000, 0x6282}, {}, {}, FieldClass::Open});
}

void ModelLoader::readField(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "field");
    FieldRule rule;
    rule.name = name(in, "[a-z][a-z0-9_]{0,63}");
    for (const FieldRule& other : m_model.fields) {
        if (other.name == rule.name)
            m_problems.refuse(in.path(L1("name")), rule.name, QStringLiteral("unused name"));
    }
    const QString fieldClass = in.choice(L1("class"),
        {QStringLiteral("open"), QStringLiteral("personal"), QStringLiteral("secret")},
        QStringLiteral("personal"));
    rule.fieldClass = fieldClassFromName(fieldClass).value_or(FieldClass::Personal);
    rule.required = in.boolean(L1("required"), true);
    in.elements(L1("checks"), {1, 16}, [this, &rule](const QJsonValue& check, const QString& checkPath) {
        const QString text = readText(m_problems, check, checkPath);
        auto pipe = parseSupportPipe(text);
        if (pipe)
            rule.checks.emplace_back(text, pipe.take());
        else
            m_problems.refuse(checkPath, text, QStringLiteral("support service"));
    });
    m_model.fields.push_back(std::move(rule));
}

void ModelLoader::readSource(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "source");
    DataSourceSpec spec;
    spec.name = name(in, "[a-z][a-z0-9_]{0,63}");
    for (const DataSourceSpec& other : m_model.dataSources) {
        if (other.name == spec.name)
            m_problems.refuse(in.path(L1("name")), spec.name, QStringLiteral("unused name"));
    }
    spec.kind = in.choice(
        L1("kind"), {QStringLiteral("csv"), QStringLiteral("sqlite"), QStringLiteral("machine")}, {});
    const bool machine = spec.isMachines();
    const bool sqlite = spec.kind == L1("sqlite");
    for (const auto& [key, wanted] : {std::pair(L1("file"), !machine), std::pair(L1("keyColumn"), !machine),
             std::pair(L1("table"), sqlite), std::pair(L1("columns"), machine)}) {
        if (wanted && !in.has(key))
            m_problems.refuse(in.path(key), in.value(key), QStringLiteral("key: ") + key);
        else if (!wanted && in.has(key) && key != L1("columns"))
            m_problems.refuse(in.path(key), in.value(key), QStringLiteral("no %1 in %2").arg(key, spec.kind));
    }
    if (!machine)
        spec.file = dataFile(m_fileName, in.text(L1("file")));
    spec.keyColumn = in.text(L1("keyColumn"));
    spec.table = in.text(L1("table"));
    readColumnClasses(in, spec);
    if (machine && !m_problems.any())
        checkAskedColumns(in, spec);
    m_model.dataSources.push_back(std::move(spec));
}

/// They are what the control device is asked for: the whole list, with names that its link carries.
void ModelLoader::checkAskedColumns(const ObjectReader& in, const DataSourceSpec& spec)
{
    constexpr qsizetype most = 64;
    const QString path = in.path(L1("columns"));
    if (spec.columnClasses.isEmpty() || spec.columnClasses.size() > most)
        m_problems.refuse(path, QStringLiteral("%1 columns").arg(spec.columnClasses.size()),
            QStringLiteral("1 to %1 columns that are asked for").arg(most));
    const auto form = QRegularExpression::anchoredPattern(QStringLiteral("[a-z][a-z0-9_]{0,63}"));
    static const QRegularExpression name(form);
    for (auto it = spec.columnClasses.begin(); it != spec.columnClasses.end(); ++it) {
        if (!name.match(it.key()).hasMatch())
            m_problems.refuse(
                path + u'.' + it.key().left(64), it.key(), QStringLiteral("[a-z][a-z0-9_]{0,63}"));
    }
}

void ModelLoader::readColumnClasses(const ObjectReader& in, DataSourceSpec& spec)
{
    const QJsonValue columns = in.value(L1("columns"));
    if (!columns.isUndefined() && (!columns.isObject() || columns.toObject().size() > 256))
        m_problems.refuse(in.path(L1("columns")), columns, QStringLiteral("object of classes"));
    const QJsonObject object = columns.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto fieldClass = fieldClassFromName(it.value().toString());
        if (!fieldClass)
            m_problems.refuse(in.path(L1("columns")) + u'.' + it.key().left(64), it.value(),
                QStringLiteral("one of: open personal secret"));
        else
            spec.columnClasses.insert(it.key(), *fieldClass);
    }
}

void ModelLoader::readChannel(const QJsonValue& value)
{
    const ObjectReader in(m_problems, value, QStringLiteral("$.channel"), "channel");
    ChannelSpec channel;
    const bool older = in.choice(L1("protocol"), {QStringLiteral("scp03"), QStringLiteral("scp02")},
                           QStringLiteral("scp03"))
        == L1("scp02");
    channel.protocol = older ? 2 : 3;
    channel.keyLabel = in.text(L1("key"));
    channel.keyVersion = quint32(in.integer(L1("keyVersion"), {0, 999999}, 0));
    // GlobalPlatform Card Specification table 11-66: key version numbers 01 to 7F.
    channel.cardKeyVersion = quint8(in.integer(L1("cardKeyVersion"), {0, 127}, 0));
    channel.diversification
        = in.choice(L1("diversification"), profileDiversifications(), QStringLiteral("none"));
    const QString level
        = in.choice(L1("level"), profileChannelLevels(), older ? QStringLiteral("03") : QStringLiteral("33"));
    channel.level = quint8(level.toUInt(nullptr, 16));
    channel.challengeLength = in.boolean(L1("s16"), false) ? 16 : 8;
    if (older && channel.level > 0x03)
        m_problems.refuse(in.path(L1("level")), level, QStringLiteral("01 or 03 with scp02"));
    if (older && channel.challengeLength != 8)
        m_problems.refuse(in.path(L1("s16")), QJsonValue(true), QStringLiteral("no s16 with scp02"));
    m_model.channel = channel;
}

void ModelLoader::readTrace(const QJsonValue& value)
{
    const ObjectReader in(m_problems, value, QStringLiteral("$.trace"), "trace");
    if (m_problems.any())
        return;
    const QStringList levels{QStringLiteral("off"), QStringLiteral("errors"), QStringLiteral("all")};
    TraceKeeping& trace = m_model.trace;
    trace.level = TraceKeeping::Level(
        std::max<qsizetype>(0, levels.indexOf(in.choice(L1("capture"), levels, levels[1]))));
    trace.oneIn = quint32(in.integer(L1("oneIn"), {0, 1'000'000}, 0));
    trace.lastPerStation = quint32(in.integer(L1("lastPerStation"), {0, 100}, 3));
    const bool errors = trace.level == TraceKeeping::Level::Errors;
    for (const L1 key : {L1("oneIn"), L1("lastPerStation")}) {
        if (!errors && in.has(key))
            m_problems.refuse(in.path(key), in.value(key), QStringLiteral("with errors only"));
    }
}

void ModelLoader::readFormatComplete(const ObjectReader& in)
{
    m_model.formatComplete = in.hex(L1("formatComplete"), {4, 261});
    if (in.has(L1("formatComplete")) && !m_problems.any() && !CommandApdu::parse(m_model.formatComplete))
        m_problems.refuse(
            in.path(L1("formatComplete")), in.value(L1("formatComplete")), QStringLiteral("command APDU"));
}

} // namespace

Outcome<Model> loadModel(const QByteArray& json, const QString& fileName)
{
    Problems problems(fileName);
    if (json.size() > mostBytes) {
        problems.refuse(QStringLiteral("$"), QString::number(json.size()),
            QStringLiteral("at most %1 bytes").arg(mostBytes));
        return problems.first();
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return fail(fc::ProfileBroken,
            {{"file", fileName}, {"path", QStringLiteral("$")}, {"offset", QString::number(error.offset)}});
    if (!document.isObject()) {
        problems.refuse(QStringLiteral("$"), QStringLiteral("array"), QStringLiteral("object"));
        return problems.first();
    }
    Model model = ModelLoader(problems, fileName).run(document.object());
    if (problems.any())
        return problems.first();
    return model;
}

} // namespace sm::profile
