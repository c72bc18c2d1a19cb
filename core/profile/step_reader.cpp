// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/step_reader.h"

#include "base/bytes.h"

#include <algorithm>

namespace sm::profile {

namespace {

using L1 = QLatin1String;

struct KindOfKey {
    const char* key;
    StepKind kind;
};
constexpr KindOfKey kinds[]{{"select", StepKind::Select}, {"openChannel", StepKind::OpenChannel},
    {"storeData", StepKind::StoreData}, {"apdu", StepKind::Apdu}, {"createFile", StepKind::CreateFile},
    {"updateFile", StepKind::UpdateFile}, {"updateRecords", StepKind::UpdateFile},
    {"verify", StepKind::Verify}, {"seal", StepKind::Seal}, {"release", StepKind::Release},
    {"encode", StepKind::Module}, {"emboss", StepKind::Module}, {"label", StepKind::Module},
    {"print", StepKind::Module}};

StepKind kindOf(L1 key)
{
    for (const KindOfKey& row : kinds) {
        if (key == L1(row.key))
            return row.kind;
    }
    return StepKind::Apdu;
}

/// A failed EXTERNAL AUTHENTICATE stops the session at once, so opening a channel, or releasing a chip for
/// the time until its next reset, may count as a read.
RetryClass usualRetry(StepKind kind)
{
    const bool reads = kind == StepKind::Select || kind == StepKind::OpenChannel || kind == StepKind::Verify
        || kind == StepKind::Release;
    return reads ? RetryClass::Read : RetryClass::Irreversible;
}

/// Commands that leave the card as it was (ISO/IEC 7816-4 table 5; CA and F2 of GlobalPlatform 11.3, 11.4).
bool onlyReads(quint8 instruction)
{
    constexpr quint8 reading[]
        = {0x70, 0x84, 0xA2, 0xA3, 0xA4, 0xB0, 0xB1, 0xB2, 0xB3, 0xC0, 0xCA, 0xCB, 0xF2};
    return std::find(std::begin(reading), std::end(reading), instruction) != std::end(reading);
}

bool writes(const StepSpec& spec)
{
    switch (spec.kind) {
    case StepKind::StoreData:
    case StepKind::CreateFile:
    case StepKind::UpdateFile:
    case StepKind::Seal:
        return true;
    case StepKind::Apdu:
        return std::any_of(spec.actions.begin(), spec.actions.end(), [](const Action& action) {
            const auto* apdu = std::get_if<ApduAction>(&action);
            return apdu && !onlyReads(apdu->header.ins());
        });
    default:
        return false;
    }
}

QStringList retryNames()
{
    QStringList names;
    for (const RetryClass retry :
        {RetryClass::Read, RetryClass::Idempotent, RetryClass::Probeable, RetryClass::Irreversible})
        names.append(retryClassName(retry));
    return names;
}

bool selectsApplication(const StepSpec& spec)
{
    for (const Action& action : spec.actions) {
        const auto* fixed = std::get_if<FixedAction>(&action);
        if (fixed && fixed->selectsApplication)
            return true;
    }
    return false;
}

} // namespace

void StepReader::readStep(const QJsonValue& value, const QString& path)
{
    const ObjectReader step(m_problems, value, path, "step");
    if (m_problems.any())
        return;
    StepSpec spec;
    spec.name = step.text(L1("name"));
    const bool sealed = !m_model.sealKey.isEmpty();
    m_usesCalls = false;
    readAction(step, spec);
    if (sealed && spec.kind != StepKind::Module) // a device does nothing to the chip
        m_problems.refuse(path, spec.name, QStringLiteral("nothing for the chip after the seal step"));
    spec.usesCalls = m_usesCalls;
    settleRetry(step, spec);
    settleChannel(step, spec);
    settleCalls(path, spec);
    if (!m_problems.any())
        m_model.steps.push_back(std::move(spec));
}

void StepReader::readAction(const ObjectReader& step, StepSpec& spec)
{
    const auto key = oneKey(step,
        {"select", "openChannel", "release", "storeData", "apdu", "createFile", "updateFile", "updateRecords",
            "verify", "encode", "emboss", "label", "print", "seal"});
    if (!key)
        return;
    spec.kind = kindOf(*key);
    if (spec.kind == StepKind::Seal)
        return readSealStep(step.value(*key), step.path(*key), spec);
    if (auto read = action(*key, step.value(*key), step.path(*key)))
        spec.actions.push_back(std::move(*read));
}

void StepReader::settleRetry(const ObjectReader& step, StepSpec& spec)
{
    const auto* device = spec.actions.empty() ? nullptr : std::get_if<ModuleAction>(&spec.actions.front());
    const QString usual = retryClassName(device ? moduleRetry(device->need.work) : usualRetry(spec.kind));
    const QString name = step.choice(L1("retry"), retryNames(), usual);
    if (device && name != usual) // it is the device's to say
        m_problems.refuse(step.path(L1("retry")), name, usual);
    // Nothing is kept of a step that reads: what it had written would be on a card that counts as a blank.
    if (name == retryClassName(RetryClass::Read) && writes(spec))
        m_problems.refuse(step.path(L1("retry")), name, QStringLiteral("idempotent, probe, irreversible"));
    spec.retry = retryClassFromName(name).value_or(RetryClass::Irreversible);
}

/// SELECT of an application ends the channel (GlobalPlatform Card Specification 10.2.3), so such a step is
/// plain and what follows is too until a channel is opened again. A seal may select in its middle.
void StepReader::settleChannel(const ObjectReader& step, StepSpec& spec)
{
    const bool opens = spec.kind == StepKind::OpenChannel;
    const bool leaves = selectsApplication(spec);
    if (opens && !m_model.channel)
        m_problems.refuse(
            step.path(L1("openChannel")), QJsonValue(QJsonValue::Undefined), QStringLiteral("key: channel"));
    const bool releases = spec.kind == StepKind::Release;
    if (releases && m_channelOpen) // a card takes nothing plain while its channel is open
        m_problems.refuse(step.path(L1("release")), QStringLiteral("release"),
            QStringLiteral("release before openChannel"));
    const bool device = spec.kind == StepKind::Module;
    const bool plain = opens || releases || device || (leaves && spec.kind != StepKind::Seal);
    spec.secured = step.boolean(L1("secured"), m_channelOpen && !plain);
    if (spec.secured && (!m_channelOpen || plain))
        m_problems.refuse(step.path(L1("secured")), QJsonValue(true), QStringLiteral("openChannel before"));
    m_channelOpen = opens || (m_channelOpen && !leaves);
    m_channelWasOpen = m_channelWasOpen || opens;
}

/// A key that leaves its device does so under the card's key, which both know once the channel is open.
void StepReader::settleCalls(const QString& path, const StepSpec& spec)
{
    if (!spec.usesCalls)
        return;
    for (const SecurityCallModel& call : m_model.calls) {
        if (call.spec.service->underCardKey && !m_channelWasOpen)
            return m_problems.refuse(
                path, spec.name, QStringLiteral("openChannel before a step with hsm: values"));
    }
}

void StepReader::readSealStep(const QJsonValue& value, const QString& path, StepSpec& spec)
{
    const ObjectReader in(m_problems, value, path, "seal");
    if (m_problems.any())
        return;
    m_inSeal = true;
    const auto add = [this, &spec](const char* kind, std::initializer_list<const char*> choices,
                         const QJsonValue& part, const QString& partPath) {
        const ObjectReader object(m_problems, part, partPath, kind);
        const auto key = oneKey(object, choices);
        auto read = key ? action(*key, object.value(*key), object.path(*key)) : std::nullopt;
        if (read)
            spec.actions.push_back(std::move(*read));
    };
    in.elements(L1("write"), {1, 8}, [&add](const QJsonValue& part, const QString& partPath) {
        add("sealWrite", {"storeData", "updateFile", "updateRecords", "apdu"}, part, partPath);
    });
    in.elements(L1("lifeCycle"), {1, 32}, [&add](const QJsonValue& part, const QString& partPath) {
        add("lifeCycle", {"select", "apdu"}, part, partPath);
    });
    in.elements(L1("verify"), {1, 8}, [this, &spec](const QJsonValue& part, const QString& partPath) {
        if (auto read = action(L1("verify"), part, partPath))
            spec.actions.push_back(std::move(*read));
    });
    m_model.sealKey = in.text(L1("key"));
    m_inSeal = false;
}

std::optional<Action> StepReader::action(L1 key, const QJsonValue& value, const QString& path)
{
    struct Row {
        const char* key;
        Action (StepReader::*read)(const ObjectReader&);
    };
    static constexpr Row rows[]{{"select", &StepReader::select}, {"release", &StepReader::release},
        {"storeData", &StepReader::storeData}, {"apdu", &StepReader::apdu},
        {"createFile", &StepReader::createFile}, {"updateFile", &StepReader::updateFile},
        {"updateRecords", &StepReader::updateRecords}, {"verify", &StepReader::verify},
        {"encode", &StepReader::encode}, {"emboss", &StepReader::emboss}, {"label", &StepReader::label},
        {"print", &StepReader::face}};
    for (const Row& row : rows) {
        if (key != L1(row.key))
            continue;
        const bool isFace = key == L1("print"); // "print" is also what an import says of fonts
        const ObjectReader in(m_problems, value, path, isFace ? "face" : row.key);
        return m_problems.any() ? std::nullopt : std::optional((this->*row.read)(in));
    }
    const ObjectReader empty(m_problems, value, path, "openChannel");
    return OpenChannelAction{};
}

std::optional<L1> StepReader::oneKey(const ObjectReader& in, std::initializer_list<const char*> choices)
{
    std::optional<L1> found;
    QStringList names;
    for (const char* choice : choices) {
        names.append(L1(choice));
        if (!in.has(L1(choice)))
            continue;
        if (found)
            m_problems.refuse(
                in.path(L1(choice)), QString(L1(choice)), QStringLiteral("one of: ") + names.join(u' '));
        found = L1(choice);
    }
    if (!found)
        m_problems.refuse(in.path(), QStringLiteral("none"), QStringLiteral("one of: ") + names.join(u' '));
    return m_problems.any() ? std::nullopt : found;
}

ValueTemplate StepReader::templateOf(const QJsonValue& value, const QString& path)
{
    constexpr qsizetype mostCharacters = 65536;
    if (m_problems.any() || value.isUndefined())
        return {};
    if (!value.isString() || value.toString().size() > mostCharacters) {
        m_problems.refuse(path, value, QStringLiteral("template"));
        return {};
    }
    const TemplateScope scope{
        &m_model.fields, &m_model.dataSources, &m_model.valueSources, m_inSeal, &m_model.calls, &m_usesCalls};
    auto parsed = parseTemplate(value.toString(), scope);
    if (const auto* error = std::get_if<TemplateError>(&parsed)) {
        m_problems.refuse(path, error->found, error->expected);
        return {};
    }
    return std::get<ValueTemplate>(std::move(parsed));
}

ContentSpec StepReader::content(const ObjectReader& in, L1 key, int depth)
{
    constexpr int deepest = 4;
    ContentSpec made;
    const L1 objects("objects");
    if (in.has(key) == in.has(objects)) {
        m_problems.refuse(in.path(key), in.value(key), QStringLiteral("either ") + key + u' ' + objects);
        return made;
    }
    if (in.has(key)) {
        made.value = templateOf(in.value(key), in.path(key));
        return made;
    }
    if (depth >= deepest)
        m_problems.refuse(in.path(objects), in.value(objects), QStringLiteral("at most 4 levels"));
    in.elements(objects, {1, 64}, [this, &made, depth](const QJsonValue& value, const QString& path) {
        if (!m_problems.any())
            made.objects.push_back(dataObject(value, path, depth + 1));
    });
    return made;
}

ContentSpec::Object StepReader::dataObject(const QJsonValue& value, const QString& path, int depth)
{
    const ObjectReader in(m_problems, value, path, "dataObject");
    ContentSpec::Object object;
    for (const char byte : in.hex(L1("tag"), {1, 3}))
        object.tag = object.tag << 8 | quint8(byte);
    if (m_problems.any())
        return object;
    object.content = content(in, L1("value"), depth);
    if (!in.has(L1("pipe")))
        return object;
    auto pipe = parseSupportPipe(in.text(L1("pipe")));
    if (!pipe || in.has(L1("objects")))
        m_problems.refuse(
            in.path(L1("pipe")), in.value(L1("pipe")), QStringLiteral("support service over a value"));
    else
        object.content.pipe = pipe.take();
    return object;
}

FileRef StepReader::fileRef(const ObjectReader& in)
{
    FileRef ref;
    if (in.has(L1("file")) && in.has(L1("sfi")))
        m_problems.refuse(in.path(L1("sfi")), QStringLiteral("sfi"), QStringLiteral("one of: file sfi"));
    const QByteArray file = in.hex(L1("file"), {2, 2});
    if (file.size() == 2)
        ref.file = quint16(byteAt(file, 0) << 8 | byteAt(file, 1));
    ref.sfi = quint8(in.integer(L1("sfi"), {1, 30}, 0));
    return ref;
}

/// 9000, 63C*: a star stands for any digit.
StatusRule StepReader::statusRule(const ObjectReader& in)
{
    StatusRule rule;
    in.elements(L1("expect"), {1, 16}, [this, &rule](const QJsonValue& value, const QString& path) {
        quint16 bits = 0;
        quint16 mask = 0;
        const QString text = value.toString();
        bool good = text.size() == 4 && (text.startsWith(u'9') || text.startsWith(u'6'));
        for (const QChar c : text.left(4)) {
            const qsizetype digit = QStringView(u"0123456789ABCDEF").indexOf(c.toUpper());
            good = good && (digit >= 0 || c == u'*');
            bits = quint16(bits << 4 | (digit < 0 ? 0 : digit));
            mask = quint16(mask << 4 | (digit < 0 ? 0 : 0xF));
        }
        if (!good)
            m_problems.refuse(path, value, QStringLiteral("status word 9000 or 63C*"));
        rule.accept(bits, mask);
    });
    return rule;
}

} // namespace sm::profile
