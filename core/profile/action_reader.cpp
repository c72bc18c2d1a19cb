// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "card/gp_commands.h"
#include "card/tlv.h"
#include "profile/profile_keys.h"
#include "profile/step_reader.h"

/// The half of StepReader that knows the commands of ISO/IEC 7816-4, 7816-9 and GlobalPlatform.
namespace sm::profile {

namespace {

using L1 = QLatin1String;

constexpr quint32 shortAnswer = 256;

/// P2 of SELECT, ISO/IEC 7816-4:2013 table 40.
quint8 selectP2(const QString& answer)
{
    return answer == L1("fci") ? 0x00 : answer == L1("fcp") ? 0x04 : 0x0C;
}

quint16 u16(const QByteArray& two)
{
    return two.size() == 2 ? quint16(byteAt(two, 0) << 8 | byteAt(two, 1)) : quint16(0);
}

quint8 oneByte(const QByteArray& hex)
{
    return hex.isEmpty() ? quint8(0) : byteAt(hex, 0);
}

QByteArray number(qint64 value)
{
    QByteArray out;
    appendU16(out, quint16(value));
    return out;
}

/// File descriptor byte, ISO/IEC 7816-4:2013 table 12.
struct FileType {
    const char* name;
    char descriptor;
    bool records;
};
constexpr FileType fileTypes[]{
    {"transparent", 0x01, false}, {"linearFixed", 0x02, true}, {"cyclic", 0x06, true}, {"df", 0x38, false}};

const FileType& fileType(const QString& name)
{
    for (const FileType& type : fileTypes) {
        if (name == L1(type.name))
            return type;
    }
    return fileTypes[0];
}

/// Life cycle status byte, ISO/IEC 7816-4:2013 table 14.
QStringList fileStates()
{
    return {QStringLiteral("creation"), QStringLiteral("initialisation"), QStringLiteral("activated")};
}

char lifeCycleByte(const QString& state)
{
    return state == L1("creation") ? 0x01 : state == L1("initialisation") ? 0x03 : 0x05;
}

} // namespace

Action StepReader::select(const ObjectReader& in)
{
    const auto key = oneKey(in, {"aid", "file", "path"});
    if (!key)
        return FixedAction{};
    const bool aid = *key == L1("aid");
    const bool file = *key == L1("file");
    const QByteArray id = in.hex(*key, aid ? Range{5, 16} : file ? Range{2, 2} : Range{2, 16});
    if (id.size() % 2 != 0 && !aid)
        m_problems.refuse(in.path(*key), in.value(*key), QStringLiteral("whole file identifiers"));
    const QString answer
        = in.choice(L1("answer"), {QStringLiteral("fci"), QStringLiteral("fcp"), QStringLiteral("none")},
            aid ? QStringLiteral("fci") : QStringLiteral("none"));
    const quint8 p1 = aid ? 0x04 : file ? 0x00 : 0x08;
    const bool silent = answer == L1("none");
    return FixedAction{
        CommandApdu(0x00, 0xA4, p1, selectP2(answer), id, silent ? std::nullopt : std::optional(shortAnswer)),
        {}, aid};
}

Action StepReader::release(const ObjectReader& in)
{
    ReleaseAction action;
    action.spec.keyLabel = in.text(L1("key"));
    action.spec.diversification
        = in.choice(L1("diversification"), profileDiversifications(), profileDiversifications().front());
    action.spec.aes
        = in.choice(L1("algorithm"), {QStringLiteral("tdea"), QStringLiteral("aes")}, QStringLiteral("tdea"))
        == L1("aes");
    if (in.has(L1("reference")))
        action.spec.reference = oneByte(in.hex(L1("reference"), {1, 1}));
    action.spec.keepTries = int(in.integer(L1("keepTries"), {0, 14}, 1));
    return action;
}

Action StepReader::storeData(const ObjectReader& in)
{
    StoreDataAction action;
    in.elements(L1("dgis"), {1, 256}, [this, &action](const QJsonValue& value, const QString& path) {
        const ObjectReader dgi(m_problems, value, path, "dgi");
        StoreDataAction::Item item;
        item.id = u16(dgi.hex(L1("id"), {2, 2}));
        item.content = content(dgi, L1("value"));
        action.dgis.push_back(std::move(item));
    });
    const QString encryption = in.choice(L1("encryption"),
        {QStringLiteral("none"), QStringLiteral("application"), QStringLiteral("all")},
        QStringLiteral("none"));
    action.encryption = encryption == L1("all") ? 0x60 : encryption == L1("application") ? 0x20 : 0x00;
    action.blockSize = in.integer(L1("blockSize"), {8, 255}, 255);
    action.group = in.boolean(L1("group"), false);
    action.last = in.boolean(L1("last"), true);
    return action;
}

Action StepReader::apdu(const ObjectReader& in)
{
    ApduAction action;
    const qint64 ne = in.integer(L1("ne"), {0, 256}, 0);
    action.header = CommandApdu(oneByte(in.hex(L1("cla"), {1, 1})), oneByte(in.hex(L1("ins"), {1, 1})),
        oneByte(in.hex(L1("p1"), {1, 1})), oneByte(in.hex(L1("p2"), {1, 1})), {}, quint32(ne));
    // ISO/IEC 7816-3: 6x and 9x would be taken for procedure bytes.
    if ((action.header.ins() & 0xF0) == 0x60 || (action.header.ins() & 0xF0) == 0x90)
        m_problems.refuse(
            in.path(L1("ins")), in.value(L1("ins")), QStringLiteral("INS other than 6x and 9x"));
    action.data = templateOf(in.value(L1("data")), in.path(L1("data")));
    action.expected = statusRule(in);
    if (in.has(L1("answer")))
        action.answer = templateOf(in.value(L1("answer")), in.path(L1("answer")));
    const QString answerClass = in.choice(L1("answerClass"),
        {QStringLiteral("open"), QStringLiteral("personal"), QStringLiteral("secret")},
        QStringLiteral("personal"));
    action.answerClass = fieldClassFromName(answerClass).value_or(FieldClass::Personal);
    return action;
}

/// FCP template of ISO/IEC 7816-4:2013 table 10: size 80, descriptor 82, identifier 83, DF name 84, short
/// identifier 88, life cycle status 8A, security attribute in compact format 8C.
QByteArray StepReader::fileControlParameters(const ObjectReader& in, const QString& type)
{
    const FileType& kind = fileType(type);
    const qint64 size = in.integer(L1("size"), {1, 32767}, 0);
    const qint64 records = in.integer(L1("records"), {1, 254}, 0);
    const qint64 recordSize = in.integer(L1("recordSize"), {1, 255}, 0);
    QByteArray descriptor(1, kind.descriptor);
    if (kind.records)
        descriptor += QByteArray(1, 0x21) + number(recordSize) + QByteArray(1, char(records));
    QByteArray fcp;
    const qint64 content = kind.records ? records * recordSize : size;
    if (content > 0)
        fcp += encodeTlv(0x80, number(content));
    fcp += encodeTlv(0x82, descriptor) + encodeTlv(0x83, in.hex(L1("file"), {2, 2}));
    if (in.has(L1("name")))
        fcp += encodeTlv(0x84, in.hex(L1("name"), {1, 16}));
    if (in.has(L1("sfi")))
        fcp += encodeTlv(0x88, QByteArray(1, char(in.integer(L1("sfi"), {1, 30}, 0) << 3)));
    if (in.has(L1("state")))
        fcp += encodeTlv(0x8A, QByteArray(1, lifeCycleByte(in.choice(L1("state"), fileStates(), {}))));
    if (in.has(L1("security")))
        fcp += encodeTlv(0x8C, in.hex(L1("security"), {1, 32}));
    return fcp;
}

Action StepReader::createFile(const ObjectReader& in)
{
    QStringList names;
    for (const FileType& type : fileTypes)
        names.append(L1(type.name));
    const QString type = in.choice(L1("type"), names, names.first());
    const bool records = fileType(type).records;
    const bool df = type == L1("df");
    // Each type has its own measures, and no other.
    for (const auto& [key, due] : {std::pair{L1("size"), !records && !df}, std::pair{L1("records"), records},
             std::pair{L1("recordSize"), records}}) {
        if (due != in.has(key))
            m_problems.refuse(
                in.path(key), in.value(key), (due ? QStringLiteral("key: ") : QStringLiteral("no ")) + key);
    }
    if (in.has(L1("name")) && !df)
        m_problems.refuse(in.path(L1("name")), in.value(L1("name")), QStringLiteral("name of a df only"));
    FixedAction action;
    action.apdu = CommandApdu(0x00, 0xE0, 0x00, 0x00, encodeTlv(0x62, fileControlParameters(in, type)));
    if (in.boolean(L1("mayExist"), false))
        action.expected = {0x9000, 0x6A89, 0x6A8A};
    return action;
}

Action StepReader::updateFile(const ObjectReader& in)
{
    UpdateFileAction action;
    action.file = fileRef(in);
    // With a short identifier P2 alone is the offset, ISO/IEC 7816-4:2013 clause 11.3.2.
    action.offset = in.integer(L1("offset"), {0, action.file.sfi ? 255 : 32767}, 0);
    action.data = templateOf(in.value(L1("data")), in.path(L1("data")));
    action.chunk = in.integer(L1("chunk"), {1, 255}, 255);
    return action;
}

Action StepReader::updateRecords(const ObjectReader& in)
{
    UpdateRecordsAction action;
    action.file = fileRef(in);
    action.first = quint8(in.integer(L1("first"), {1, 254}, 1));
    in.elements(L1("records"), {1, 255 - action.first},
        [this, &action](const QJsonValue& value, const QString& path) {
            action.records.push_back(templateOf(value, path));
        });
    return action;
}

Action StepReader::verify(const ObjectReader& in)
{
    VerifyAction action;
    action.file = fileRef(in);
    const bool record = in.has(L1("record"));
    const bool tag = in.has(L1("tag"));
    action.from = tag ? VerifyAction::From::DataObject
        : record      ? VerifyAction::From::Record
                      : VerifyAction::From::Binary;
    for (const auto& [key, refused] :
        {std::pair{L1("record"), tag}, std::pair{L1("file"), tag}, std::pair{L1("sfi"), tag},
            std::pair{L1("offset"), tag || record}, std::pair{L1("chunk"), tag || record}}) {
        if (refused && in.has(key))
            m_problems.refuse(
                in.path(key), in.value(key), QStringLiteral("no ") + key + QStringLiteral(" here"));
    }
    action.offset = in.integer(L1("offset"), {0, action.file.sfi ? 255 : 32767}, 0);
    action.chunk = in.integer(L1("chunk"), {1, 256}, 256);
    action.record = quint8(in.integer(L1("record"), {1, 254}, 0));
    action.tag = u16(in.hex(L1("tag"), {2, 2}));
    action.equals = content(in, L1("equals"));
    return action;
}

} // namespace sm::profile
