// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/decode_parts.h"

namespace sm {

namespace {

using Notes = std::vector<TraceNote>;

QString number(qsizetype value)
{
    return QString::number(value);
}

Notes claNotes(quint8 cla)
{
    const ClassByte parsed = classByte(cla);
    if (!parsed.valid)
        return {{TraceCode::ClaReserved, {}}};
    Notes notes{{parsed.proprietary ? TraceCode::ClaGlobalPlatform : TraceCode::ClaInterindustry, {}}};
    switch (parsed.messaging) {
    case ClassByte::Messaging::None:
        notes.push_back({TraceCode::ClaSmNone, {}});
        break;
    case ClassByte::Messaging::Proprietary:
        notes.push_back({TraceCode::ClaSmProprietary, {}});
        break;
    case ClassByte::Messaging::Iso:
        notes.push_back({TraceCode::ClaSmIso, {}});
        break;
    case ClassByte::Messaging::IsoWithHeader:
        notes.push_back({TraceCode::ClaSmIsoHeader, {}});
        break;
    }
    if (parsed.channel > 0)
        notes.push_back({TraceCode::ClaChannel, {number(parsed.channel)}});
    if (parsed.chained)
        notes.push_back({TraceCode::ClaChained, {}});
    return notes;
}

ParameterNotes selectNotes(const CommandParts& c)
{
    constexpr TraceCode ways[]{TraceCode::SelectById, TraceCode::SelectChildDf, TraceCode::SelectEfUnderDf,
        TraceCode::SelectParent, TraceCode::SelectByName, TraceCode::Undefined, TraceCode::Undefined,
        TraceCode::Undefined, TraceCode::SelectPath, TraceCode::SelectPathHere};
    constexpr TraceCode occurrences[]{TraceCode::OccurrenceFirst, TraceCode::OccurrenceLast,
        TraceCode::OccurrenceNext, TraceCode::OccurrencePrevious};
    constexpr TraceCode answers[]{
        TraceCode::AnswerFci, TraceCode::AnswerFcp, TraceCode::AnswerFmd, TraceCode::AnswerNone};
    ParameterNotes out;
    out.p1 = {{c.p1 < std::size(ways) ? ways[c.p1] : TraceCode::Undefined, {}}};
    out.p2 = {{occurrences[c.p2 & 0x03], {}}, {answers[c.p2 >> 2 & 0x03], {}}};
    if ((c.p2 & 0xF0) != 0)
        out.p2.push_back({TraceCode::Undefined, {}});
    return out;
}

ParameterNotes binaryNotes(const CommandParts& c)
{
    if ((c.p1 & 0x80) != 0)
        return {
            false, {{TraceCode::ShortFile, {number(c.p1 & 0x1F)}}}, {{TraceCode::Offset, {number(c.p2)}}}};
    return {true, {{TraceCode::CurrentFile, {}}, {TraceCode::Offset, {number(c.p1 << 8 | c.p2)}}}, {}};
}

ParameterNotes recordNotes(const CommandParts& c)
{
    ParameterNotes out;
    const bool append = c.known->kind == InsKind::AppendRecord;
    if (append)
        out.p1 = {{c.p1 == 0 ? TraceCode::NotUsed : TraceCode::Undefined, {}}};
    else if (c.p1 == 0)
        out.p1 = {{TraceCode::RecordCurrent, {}}};
    else
        out.p1 = {{(c.p2 & 0x04) != 0 ? TraceCode::RecordNumber : TraceCode::RecordById, {number(c.p1)}}};
    const int sfi = c.p2 >> 3;
    out.p2
        = {sfi == 0 ? TraceNote{TraceCode::CurrentFile, {}} : TraceNote{TraceCode::ShortFile, {number(sfi)}}};
    if (append)
        return out;
    const int mode = c.p2 & 0x07;
    out.p2.push_back({mode == 4 ? TraceCode::RecordByNumber
            : mode == 5         ? TraceCode::RecordFromNumber
            : mode < 4          ? TraceCode::RecordById
                                : TraceCode::RecordOther,
        {number(c.p1)}});
    return out;
}

ParameterNotes referenceNotes(const CommandParts& c)
{
    ParameterNotes out;
    out.p1 = {{c.p1 == 0 ? TraceCode::NotUsed : TraceCode::Algorithm, {hexByte(c.p1)}}};
    if (c.known->kind == InsKind::Verify)
        out.p1 = {c.p1 == 0 ? TraceNote{TraceCode::NotUsed, {}} : TraceNote{TraceCode::Undefined, {}}};
    out.p2 = {{(c.p2 & 0x80) != 0 ? TraceCode::ReferenceSpecific : TraceCode::ReferenceGlobal, {}},
        {TraceCode::Reference, {number(c.p2 & 0x1F)}}};
    return out;
}

ParameterNotes channelNotes(const CommandParts& c)
{
    ParameterNotes out;
    out.p1 = {{c.p1 == 0x00 ? TraceCode::ChannelOpen
            : c.p1 == 0x80  ? TraceCode::ChannelClose
                            : TraceCode::Undefined,
        {}}};
    out.p2 = {c.p2 == 0 && c.p1 == 0 ? TraceNote{TraceCode::NotUsed, {}}
                                     : TraceNote{TraceCode::ClaChannel, {number(c.p2)}}};
    return out;
}

TraceNote scopeNote(quint8 p1, bool listing)
{
    switch (p1) {
    case 0x80:
        return {TraceCode::ScopeIssuerDomain, {}};
    case 0x40:
        return {TraceCode::ScopeApplications, {}};
    case 0x60:
        return {listing ? TraceCode::Undefined : TraceCode::ScopeApplicationsAndRelated, {}};
    case 0x20:
        return {listing ? TraceCode::ScopeLoadFiles : TraceCode::Undefined, {}};
    case 0x10:
        return {listing ? TraceCode::ScopeLoadFilesAndModules : TraceCode::Undefined, {}};
    default:
        return {TraceCode::Undefined, {}};
    }
}

/// GlobalPlatform tables 11-5 and 11-6.
TraceNote stateNote(quint8 scope, quint8 state)
{
    if (scope != 0x80)
        return {(state & 0x80) != 0 ? TraceCode::StateLocked : TraceCode::StateUnlocked, {}};
    switch (state) {
    case 0x01:
        return {TraceCode::StateOpReady, {}};
    case 0x07:
        return {TraceCode::StateInitialized, {}};
    case 0x0F:
        return {TraceCode::StateSecured, {}};
    case 0x7F:
        return {TraceCode::StateCardLocked, {}};
    case 0xFF:
        return {TraceCode::StateTerminated, {}};
    default:
        return {TraceCode::StateCoded, {hexByte(state)}};
    }
}

ParameterNotes blockNotes(const CommandParts& c)
{
    ParameterNotes out;
    out.p1 = {{(c.p1 & 0x80) != 0 ? TraceCode::LastBlock : TraceCode::MoreBlocks, {}}};
    out.p2 = {{TraceCode::Block, {number(c.p2)}}};
    if (c.known->kind == InsKind::Load)
        return out;
    // STORE DATA, GlobalPlatform table 11-89.
    constexpr TraceCode encryption[]{TraceCode::StoreUnencryptedUnknown,
        TraceCode::StoreApplicationEncryption, TraceCode::Undefined, TraceCode::StoreEncrypted};
    constexpr TraceCode formats[]{
        TraceCode::StoreNoFormat, TraceCode::StoreDgi, TraceCode::StoreTlv, TraceCode::Undefined};
    out.p1.push_back({encryption[c.p1 >> 5 & 0x03], {}});
    out.p1.push_back({formats[c.p1 >> 3 & 0x03], {}});
    if ((c.p1 & 0x01) != 0)
        out.p1.push_back({TraceCode::StoreAnswerExpected, {}});
    return out;
}

ParameterNotes keyNotes(const CommandParts& c)
{
    ParameterNotes out;
    if (c.known->kind == InsKind::InitializeUpdate) {
        out.p1 = {c.p1 == 0 ? TraceNote{TraceCode::KeyVersionAny, {}}
                            : TraceNote{TraceCode::KeyVersion, {hexByte(c.p1)}}};
        out.p2 = {{TraceCode::KeyId, {hexByte(c.p2)}}};
        return out;
    }
    out.p1 = {(c.p1 & 0x7F) == 0 ? TraceNote{TraceCode::KeyVersionNew, {}}
                                 : TraceNote{TraceCode::KeyVersion, {hexByte(c.p1 & 0x7F)}}};
    if ((c.p1 & 0x80) != 0)
        out.p1.push_back({TraceCode::MoreBlocks, {}});
    out.p2 = {{TraceCode::KeyId, {hexByte(c.p2 & 0x7F)}}};
    if ((c.p2 & 0x80) != 0)
        out.p2.push_back({TraceCode::KeysSeveral, {}});
    return out;
}

ParameterNotes gpStatusNotes(const CommandParts& c)
{
    if (c.known->kind == InsKind::SetStatus)
        return {false, {scopeNote(c.p1, false)}, {stateNote(c.p1, c.p2)}};
    return {false, {scopeNote(c.p1, true)},
        {{(c.p2 & 0x01) != 0 ? TraceCode::ListNext : TraceCode::ListFirst, {}},
            {(c.p2 & 0x02) != 0 ? TraceCode::ListTlv : TraceCode::ListOld, {}}}};
}

ParameterNotes installNotes(const CommandParts& c)
{
    ParameterNotes out;
    const QString variant = installVariant(c.p1);
    out.p1 = {variant.isEmpty() ? TraceNote{TraceCode::Undefined, {}}
                                : TraceNote{TraceCode::InstallFor, {variant}}};
    if ((c.p1 & 0x80) != 0)
        out.p1.push_back({TraceCode::InstallMore, {}});
    out.p2 = {{c.p2 == 0 ? TraceCode::NotUsed : TraceCode::StateCoded, {hexByte(c.p2)}}};
    return out;
}

} // namespace

QString hexByte(quint8 value)
{
    const char byte = char(value);
    return toHex({&byte, 1});
}

ParameterNotes parameterNotes(const CommandParts& c)
{
    if (!c.known)
        return {};
    switch (c.known->kind) {
    case InsKind::Select:
        return selectNotes(c);
    case InsKind::ReadBinary:
    case InsKind::UpdateBinary:
        return binaryNotes(c);
    case InsKind::ReadRecord:
    case InsKind::UpdateRecord:
    case InsKind::AppendRecord:
        return recordNotes(c);
    case InsKind::Verify:
    case InsKind::InternalAuthenticate:
    case InsKind::ExternalAuthenticate:
        return referenceNotes(c);
    case InsKind::GetData:
    case InsKind::PutData:
        return {true, {{TraceCode::Object, {hexByte(c.p1) + hexByte(c.p2)}}}, {}};
    case InsKind::ManageChannel:
        return channelNotes(c);
    case InsKind::Install:
        return installNotes(c);
    case InsKind::Load:
    case InsKind::StoreData:
        return blockNotes(c);
    case InsKind::SetStatus:
    case InsKind::GetStatus:
        return gpStatusNotes(c);
    case InsKind::InitializeUpdate:
    case InsKind::PutKey:
        return keyNotes(c);
    case InsKind::GpExternalAuthenticate:
        return {false,
            {c.p1 == 0 ? TraceNote{TraceCode::LevelNone, {}}
                       : TraceNote{TraceCode::Level, {levelName(c.p1)}}},
            {{c.p2 == 0 ? TraceCode::NotUsed : TraceCode::Undefined, {}}}};
    case InsKind::Delete:
        return {false, {{(c.p1 & 0x80) != 0 ? TraceCode::MoreBlocks : TraceCode::LastBlock, {}}},
            {{(c.p2 & 0x80) != 0 ? TraceCode::DeleteRelated : TraceCode::DeleteObject, {}}}};
    case InsKind::GetResponse:
    case InsKind::GetChallenge:
    case InsKind::CreateFile:
    case InsKind::Terminate:
        return {false, {{c.p1 == 0 ? TraceCode::NotUsed : TraceCode::Undefined, {}}},
            {{c.p2 == 0 ? TraceCode::NotUsed : TraceCode::Undefined, {}}}};
    case InsKind::Other:
        break;
    }
    return {};
}

void addHeader(TraceNode& command, const CommandParts& c, const TreeBuilder& builder)
{
    TraceNode cla = builder.node({TraceCode::Cla, {hexByte(c.cla)}}, c.whole.mid(0, 1));
    cla.notes = claNotes(c.cla);
    TraceNode ins = builder.node({TraceCode::Ins, {hexByte(c.ins)}}, c.whole.mid(1, 1));
    ins.notes = {c.known ? TraceNote{TraceCode::Command, {QString::fromLatin1(c.known->name)}}
                         : TraceNote{TraceCode::InsUnknown, {}}};
    command.children.push_back(std::move(cla));
    command.children.push_back(std::move(ins));
    ParameterNotes notes = parameterNotes(c);
    if (notes.together) {
        TraceNode both = builder.node({TraceCode::P1P2, {hexByte(c.p1) + hexByte(c.p2)}}, c.whole.mid(2, 2));
        both.notes = std::move(notes.p1);
        if (both.notes.size() == 1 && both.notes.front().code == TraceCode::Object) {
            both.tag = quint32(c.p1 << 8 | c.p2);
            both.book = knownTag(TagBook::CardData, both.tag) ? TagBook::CardData : TagBook::Emv;
        }
        command.children.push_back(std::move(both));
    } else {
        TraceNode p1 = builder.node({TraceCode::P1, {hexByte(c.p1)}}, c.whole.mid(2, 1));
        p1.notes = std::move(notes.p1);
        TraceNode p2 = builder.node({TraceCode::P2, {hexByte(c.p2)}}, c.whole.mid(3, 1));
        p2.notes = std::move(notes.p2);
        command.children.push_back(std::move(p1));
        command.children.push_back(std::move(p2));
    }
}

} // namespace sm
