// SPDX-License-Identifier: GPL-3.0-or-later
// What the data field of an answer means.
#include "trace/decode_parts.h"

namespace sm {

namespace {

/// GlobalPlatform Card Specification 11.1 with Amendment D clause 7.1.1: diversification data, key version,
/// protocol and, in SCP03, its options; the rest is what cryptograms are made of.
void addInitializeUpdate(TraceNode& response, const MaskedBytes& data, TreeBuilder& builder)
{
    if (data.size() < 28 || !data.open(0, 12)) {
        response.children.push_back(builder.data(data));
        return;
    }
    response.children.push_back(
        builder.node({TraceCode::DiversificationData, {toHex(data.bytes().first(10))}}, data.mid(0, 10)));
    response.children.push_back(
        builder.node({TraceCode::KeyVersion, {hexByte(data.at(10))}}, data.mid(10, 1)));
    const int scp = data.at(11);
    response.children.push_back(
        builder.node({TraceCode::Scp, {QStringLiteral("%1").arg(scp, 2, 16, QLatin1Char('0')).toUpper()}},
            data.mid(11, 1)));
    qsizetype at = 12;
    if (scp == 3 && data.open(12, 1)) {
        response.children.push_back(
            builder.node({TraceCode::ScpOptions, {hexByte(data.at(12))}}, data.mid(12, 1)));
        at = 13;
    }
    TraceNode challenge = builder.node({TraceCode::CardChallenge, {}}, data.mid(at));
    challenge.children.push_back(builder.data(data.mid(at)));
    response.children.push_back(std::move(challenge));
}

TagBook bookOf(const CommandParts& c)
{
    switch (c.known ? c.known->kind : InsKind::Other) {
    case InsKind::Select:
        return TagBook::FileControl;
    case InsKind::GetStatus:
        return TagBook::Registry;
    case InsKind::GetData:
        return classByte(c.cla).proprietary ? TagBook::CardData : TagBook::Emv;
    case InsKind::ReadRecord:
        return TagBook::Emv;
    default:
        return TagBook::None;
    }
}

} // namespace

void addAnswerData(TraceNode& response, const CommandParts& c, const MaskedBytes& data, TreeBuilder& builder)
{
    if (data.isEmpty())
        return;
    const InsKind kind = c.known ? c.known->kind : InsKind::Other;
    const TagBook book = bookOf(c);
    if (kind == InsKind::InitializeUpdate)
        addInitializeUpdate(response, data, builder);
    else if (kind == InsKind::GetData && c.p1 == 0x9F && c.p2 == 0x7F && data.size() >= 42)
        response.children.push_back(builder.node({TraceCode::Cplc, {}}, data));
    else if (kind == InsKind::ManageChannel && data.size() == 1 && data.allOpen())
        response.children.push_back(
            builder.node({TraceCode::ChannelAssigned, {QString::number(data.at(0))}}, data));
    else if (kind == InsKind::GetChallenge)
        response.children.push_back(builder.node({TraceCode::Challenge, {}}, data));
    else if (book != TagBook::None && TreeBuilder::readsAsTlv(data, book))
        builder.addTlv(response.children, data, book);
    else
        response.children.push_back(builder.data(data));
}

} // namespace sm
