// SPDX-License-Identifier: GPL-3.0-or-later
// What the data field of a command means.
#include "trace/decode_parts.h"

#include <array>

namespace sm {

namespace {

/// Registered application providers and the names that a personalization floor meets, ISO/IEC 7816-5.
struct Registered {
    const char* prefix; ///< hexadecimal
    const char* name;
};
constexpr Registered registeredAids[]{
    {"A000000151", "GlobalPlatform"},
    {"A000000003", "Visa"},
    {"A000000004", "Mastercard"},
    {"A000000025", "American Express"},
    {"A000000065", "JCB"},
    {"A000000152", "Discover"},
    {"A000000333", "UnionPay"},
    {"A000000018", "Gemplus"},
    {"A000000063", "RSA Laboratories (PKCS#15)"},
    {"A000000247", "ICAO (eMRTD)"},
    {"A000000308", "NIST (PIV)"},
    {"A000000087", "3GPP"},
    {"A000000062", "Java Card API"},
    {"D276000124", "FSFE (OpenPGP)"},
    {"315041592E5359532E4444463031", "1PAY.SYS.DDF01 (PSE)"},
    {"325041592E5359532E4444463031", "2PAY.SYS.DDF01 (PPSE)"},
};

constexpr qsizetype shortGrouping = 24; ///< bytes that go into the line itself

struct Grouping {
    quint16 id = 0;
    qsizetype head = 0;
    qsizetype length = 0;
};

std::optional<Grouping> groupingAt(const MaskedBytes& data, qsizetype at)
{
    if (at + 3 > data.size() || !data.open(at, 3))
        return std::nullopt;
    Grouping out{quint16(data.at(at) << 8 | data.at(at + 1)), 3, data.at(at + 2)};
    if (out.length != 0xFF)
        return out;
    if (at + 5 > data.size() || !data.open(at + 3, 2))
        return std::nullopt;
    return Grouping{out.id, 5, data.at(at + 3) << 8 | data.at(at + 4)};
}

void addGroupings(TraceNode& parent, MaskedBytes data, qsizetype carried, TreeBuilder& builder)
{
    if (carried > 0) {
        const MaskedBytes rest = data.mid(0, carried);
        parent.children.push_back(
            builder.node({TraceCode::DgiContinued, {QString::number(rest.size())}}, rest));
        data = data.mid(rest.size());
    }
    while (!data.isEmpty()) {
        const auto group = groupingAt(data, 0);
        if (!group) {
            parent.children.push_back(builder.data(data));
            return;
        }
        const MaskedBytes value = data.mid(group->head, group->length);
        const QString id = hexByte(quint8(group->id >> 8)) + hexByte(quint8(group->id));
        TraceNode made = builder.node(
            {TraceCode::Dgi, {id, QString::number(group->length)}}, data.mid(0, group->head + value.size()));
        if (value.size() < group->length)
            made.notes.push_back({TraceCode::DgiContinues, {QString::number(group->length - value.size())}});
        if (TreeBuilder::readsAsTlv(value, TagBook::Emv))
            builder.addTlv(made.children, value, TagBook::Emv);
        else if (value.size() > 0 && value.size() <= shortGrouping && value.allOpen())
            made.notes.push_back({TraceCode::SummaryHex, {toHex(value.bytes())}});
        else if (!value.isEmpty())
            made.children.push_back(builder.data(value));
        parent.children.push_back(std::move(made));
        data = data.mid(group->head + value.size());
    }
}

struct InstallField {
    TraceCode code;
    bool tlv;
};
/// Fields in order by variant, GlobalPlatform tables 11-43 to 11-48.
std::array<InstallField, 6> installFields(quint8 p1)
{
    constexpr InstallField none{TraceCode::NotUsed, false};
    constexpr InstallField token{TraceCode::Token, false};
    if ((p1 & 0x20) != 0)
        return {{none, none, {TraceCode::ApplicationAid, false}, none, none, none}};
    if ((p1 & 0x10) != 0)
        return {{{TraceCode::DomainAid, false}, none, {TraceCode::ApplicationAid, false}, none,
            {TraceCode::ExtraditionParameters, true}, token}};
    if ((p1 & 0x40) != 0)
        return {{{TraceCode::DomainAid, false}, none, {TraceCode::ApplicationAid, false},
            {TraceCode::Privileges, false}, {TraceCode::RegistryParameters, true}, token}};
    if ((p1 & 0x0C) == 0)
        return {{{TraceCode::LoadFileAid, false}, {TraceCode::DomainAid, false},
            {TraceCode::LoadFileHash, false}, {TraceCode::LoadParameters, true}, token, none}};
    return {
        {{TraceCode::LoadFileAid, false}, {TraceCode::ModuleAid, false}, {TraceCode::ApplicationAid, false},
            {TraceCode::Privileges, false}, {TraceCode::InstallParameters, true}, token}};
}

bool isAid(TraceCode code)
{
    return code == TraceCode::LoadFileAid || code == TraceCode::ModuleAid || code == TraceCode::ApplicationAid
        || code == TraceCode::DomainAid;
}

/// A length of one byte, or 81 xx or 82 xx xx; nothing when it is masked or leads past the end.
std::optional<std::pair<qsizetype, qsizetype>> lengthAt(const MaskedBytes& data)
{
    if (data.isEmpty() || !data.open(0, 1))
        return std::nullopt;
    const qsizetype more = data.at(0) < 0x80 ? 0 : data.at(0) & 0x7F;
    if (more > 2 || data.size() < 1 + more || !data.open(0, 1 + more))
        return std::nullopt;
    qsizetype length = more == 0 ? data.at(0) : 0;
    for (qsizetype i = 1; i <= more; ++i)
        length = length << 8 | data.at(i);
    return length <= data.size() - 1 - more ? std::optional(std::pair(1 + more, length)) : std::nullopt;
}

void addInstall(TraceNode& parent, const CommandParts& c, TreeBuilder& builder)
{
    MaskedBytes rest = c.data;
    for (const InstallField& field : installFields(c.p1)) {
        if (rest.isEmpty())
            return;
        const auto length = lengthAt(rest);
        if (!length)
            break;
        const MaskedBytes value = rest.mid(length->first, length->second);
        if (!value.isEmpty() || field.code != TraceCode::NotUsed) {
            TraceNode made = isAid(field.code) ? aidNode(field.code, value, builder)
                                               : builder.node({field.code, {}}, value);
            if (field.code == TraceCode::Privileges && value.allOpen())
                made.what.args = {toHex(value.bytes())};
            if (field.tlv)
                builder.addTlv(made.children, value, TagBook::Install);
            else if (!isAid(field.code) && field.code != TraceCode::Privileges && !value.isEmpty())
                made.children.push_back(builder.data(value));
            if (!value.isEmpty())
                parent.children.push_back(std::move(made));
        }
        rest = rest.mid(length->first + length->second);
    }
    if (!rest.isEmpty())
        parent.children.push_back(builder.data(rest));
}

TraceNode selectData(const CommandParts& c, TreeBuilder& builder)
{
    if (c.p1 == 0x04)
        return aidNode(TraceCode::Aid, c.data, builder);
    const bool open = c.data.allOpen();
    if (open && c.p1 <= 0x02 && c.data.size() == 2)
        return builder.node({TraceCode::FileId, {toHex(c.data.bytes())}}, c.data);
    if (open && (c.p1 == 0x08 || c.p1 == 0x09))
        return builder.node({TraceCode::FilePath, {toHex(c.data.bytes())}}, c.data);
    return builder.data(c.data);
}

/// Data that is not kept, by what it is.
TraceNode secretData(TraceCode what, const CommandParts& c, TreeBuilder& builder)
{
    TraceNode made = builder.node({what, {QString::number(c.data.size())}}, c.data);
    made.children.push_back(builder.data(c.data));
    return made;
}

} // namespace

QString registeredName(QByteArrayView aid)
{
    const QString hex = toHex(aid);
    for (const Registered& known : registeredAids) {
        if (hex.startsWith(QLatin1String(known.prefix)))
            return QString::fromLatin1(known.name);
    }
    return {};
}

TraceNode aidNode(TraceCode code, const MaskedBytes& aid, const TreeBuilder& builder)
{
    if (!aid.allOpen()) {
        TraceNode made = builder.node({code, {QString()}}, aid);
        made.children.push_back(builder.data(aid));
        return made;
    }
    TraceNode made = builder.node({code, {toHex(aid.bytes())}}, aid);
    const QString name = registeredName(aid.bytes());
    if (!name.isEmpty())
        made.notes.push_back({TraceCode::AidRegistered, {name}});
    return made;
}

bool dgisFit(const MaskedBytes& data)
{
    qsizetype at = 0;
    while (at < data.size()) {
        const auto group = groupingAt(data, at);
        if (!group || group->length > data.size() - at - group->head)
            return false;
        at += group->head + group->length;
    }
    return at > 0;
}

qsizetype carriedAfter(const MaskedBytes& data, qsizetype carried)
{
    qsizetype at = std::min(carried, data.size());
    if (carried > data.size())
        return carried - data.size();
    while (at < data.size()) {
        const auto group = groupingAt(data, at);
        if (!group)
            return 0;
        const qsizetype left = data.size() - at - group->head;
        if (group->length > left)
            return group->length - left;
        at += group->head + group->length;
    }
    return 0;
}

void addCommandData(
    TraceNode& command, const CommandParts& c, const TraceContext& context, TreeBuilder& builder)
{
    if (c.data.isEmpty())
        return;
    TraceNode data = builder.node({TraceCode::Data, {QString::number(c.data.size())}}, c.data);
    const InsKind kind = c.known ? c.known->kind : InsKind::Other;
    const bool groupings = kind == InsKind::StoreData && (c.p1 & 0x18) == 0x08;
    if (kind == InsKind::Select)
        data = selectData(c, builder);
    else if (kind == InsKind::Install)
        addInstall(data, c, builder);
    else if (groupings)
        addGroupings(data, c.data, context.carried, builder);
    else if (kind == InsKind::StoreData && (c.p1 & 0x18) == 0x10)
        builder.addTlv(data.children, c.data, TagBook::Emv);
    else if (kind == InsKind::CreateFile)
        builder.addTlv(data.children, c.data, TagBook::FileControl);
    else if (kind == InsKind::Delete || kind == InsKind::GetStatus)
        builder.addTlv(data.children, c.data, TagBook::Registry);
    else if (kind == InsKind::SetStatus)
        data = aidNode(TraceCode::ApplicationAid, c.data, builder);
    else if (kind == InsKind::Load)
        data.notes.push_back({TraceCode::LoadBlock, {}});
    else if (kind == InsKind::Verify)
        data = secretData(TraceCode::ReferenceData, c, builder);
    else if (kind == InsKind::InitializeUpdate)
        data = secretData(TraceCode::HostChallenge, c, builder);
    else if (kind == InsKind::GpExternalAuthenticate || kind == InsKind::ExternalAuthenticate)
        data = secretData(TraceCode::HostCryptogram, c, builder);
    else if (kind == InsKind::PutKey)
        data = secretData(TraceCode::KeyData, c, builder);
    else
        data = builder.data(c.data);
    command.children.push_back(std::move(data));
}

} // namespace sm
