// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/decoder.h"

#include "card/apdu.h"
#include "trace/decode_parts.h"

namespace sm {

namespace {

constexpr quint64 farthestBack = 20'000; ///< rows of other cards between the first and the last of one

TraceNode messagingNode(const TraceRow& row, quint8 cla)
{
    TraceNode node;
    node.what = {TraceCode::Messaging, {levelName(row.level)}};
    node.notes.push_back({TraceCode::MessagingShownPlain, {hexByte(cla | 0x04)}});
    // R-MAC was asked for and the session took the answer: it has checked it.
    if (row.judgement == TraceJudgement::AnswerBroken)
        node.notes.push_back({TraceCode::MessagingMacWrong, {}});
    else if ((row.level & 0x10) != 0 && row.sw != 0)
        node.notes.push_back({TraceCode::MessagingMacGood, {}});
    return node;
}

TraceNode statusNode(const TraceRow& row, const MaskedBytes& answer)
{
    const TreeBuilder builder(TraceSide::Answer);
    TraceNode node
        = builder.node({TraceCode::Status, {StatusWord{row.sw}.text()}}, answer.mid(answer.size() - 2));
    if (row.judgement == TraceJudgement::Refused)
        node.notes.push_back({TraceCode::StatusRefused, {}});
    else if (row.judgement == TraceJudgement::DataDiffers)
        node.notes.push_back({TraceCode::ReadBackDiffers, {}});
    else if (!row.failed() && row.sw != 0x9000)
        node.notes.push_back({TraceCode::StatusAccepted, {}});
    return node;
}

TraceNode responseNode(const TraceRow& row, const std::optional<CommandParts>& parts)
{
    TraceNode node;
    const MaskedBytes answer(row.answer, row.answerSpans);
    if (answer.size() < 2) {
        const bool acknowledged = row.kind == TraceKind::Complete && !row.failed();
        node.what = {acknowledged                          ? TraceCode::ResponseAcknowledged
                : row.judgement == TraceJudgement::NotSent ? TraceCode::ResponseNotSent
                                                           : TraceCode::ResponseNone,
            {QString::number(row.microseconds / 1000)}};
        return node;
    }
    TreeBuilder builder(TraceSide::Answer);
    const MaskedBytes data = answer.mid(0, answer.size() - 2);
    node = builder.node({TraceCode::Response, {QString::number(data.size())}}, answer);
    if (row.exchanges > 1)
        node.notes.push_back({TraceCode::Chained, {QString::number(row.exchanges)}});
    if (parts)
        addAnswerData(node, *parts, data, builder);
    else if (!data.isEmpty())
        node.children.push_back(builder.data(data));
    return node;
}

TraceNode commandNode(
    const TraceRow& row, const std::optional<CommandParts>& parts, const TraceContext& context)
{
    TreeBuilder builder(TraceSide::Command);
    const MaskedBytes whole(row.command, row.commandSpans);
    if (!parts)
        return builder.node({TraceCode::CommandBroken, {QString::number(whole.size())}}, whole);
    TraceNode node = builder.node(parts->known ? TraceNote{TraceCode::Command, {commandTitle(row, context)}}
                                               : TraceNote{TraceCode::CommandUnknown, {hexByte(parts->ins)}},
        whole);
    addHeader(node, *parts, builder);
    if (parts->lcBytes > 0)
        node.children.push_back(builder.node(
            {TraceCode::Lc, {QString::number(parts->data.size())}}, whole.mid(4, parts->lcBytes)));
    addCommandData(node, *parts, context, builder);
    const qsizetype leAt = 4 + parts->lcBytes + parts->data.size();
    if (parts->ne && leAt < whole.size())
        node.children.push_back(
            builder.node({TraceCode::Le, {QString::number(*parts->ne)}}, whole.mid(leAt)));
    return node;
}

} // namespace

std::optional<CommandParts> takeApart(const TraceRow& row, const TraceContext& context)
{
    const auto parsed = CommandApdu::parse(row.command);
    if (!parsed)
        return std::nullopt;
    const MaskedBytes whole(row.command, row.commandSpans);
    const bool extended = parsed->isExtended();
    const qsizetype size = parsed->data().size();
    const qsizetype lc = size == 0 ? 0 : extended ? 3 : 1;
    CommandParts parts{parsed->cla(), parsed->ins(), parsed->p1(), parsed->p2(), whole,
        size == 0 ? whole.mid(whole.size()) : whole.mid(4 + lc, size), parsed->ne(), lc,
        instruction(parsed->cla(), parsed->ins(), context.payment())};
    return parts;
}

bool TraceContext::payment() const
{
    static const QStringList schemes{QStringLiteral("Visa"), QStringLiteral("Mastercard"),
        QStringLiteral("American Express"), QStringLiteral("JCB"), QStringLiteral("Discover"),
        QStringLiteral("UnionPay")};
    return !selected.isEmpty() && schemes.contains(registeredName(selected));
}

TraceContext traceContext(const TraceView& view, const TraceRow& row)
{
    TraceContext context;
    const quint64 from = row.id > farthestBack ? row.id - farthestBack : 1;
    view.forEach(from, row.id, [&](const TraceRow& earlier) {
        if (earlier.attempt != row.attempt || earlier.station != row.station || earlier.isSeparator())
            return true;
        const auto parts = takeApart(earlier, context);
        if (!parts || !parts->known)
            return true;
        if (parts->known->kind == InsKind::Select && parts->p1 == 0x04 && earlier.sw == 0x9000) {
            context.selected = parts->data.bytes().toByteArray();
            context.carried = 0;
        }
        const bool groupings = parts->known->kind == InsKind::StoreData && (parts->p1 & 0x18) == 0x08;
        if (groupings)
            context.carried = carriedAfter(parts->data, context.carried);
        return true;
    });
    return context;
}

std::vector<TraceNode> decodeRow(const TraceRow& row, const TraceContext& context)
{
    std::vector<TraceNode> nodes;
    if (row.isSeparator())
        return nodes;
    if (row.kind == TraceKind::Reset) {
        TraceNode node;
        node.what = {TraceCode::PowerUp, {}};
        const MaskedBytes atr(row.answer, row.answerSpans);
        nodes.push_back(std::move(node));
        if (atr.isEmpty())
            nodes.push_back(responseNode(row, std::nullopt));
        else
            nodes.push_back(TreeBuilder(TraceSide::Answer).node({TraceCode::Atr, {toHex(atr.bytes())}}, atr));
        return nodes;
    }
    const auto parts = takeApart(row, context);
    nodes.push_back(commandNode(row, parts, context));
    if (row.level != 0 && parts) // said below: the class byte of the plain command knows nothing of it
        std::erase_if(nodes.front().children.front().notes,
            [](const TraceNote& note) { return note.code == TraceCode::ClaSmNone; });
    if (!context.selected.isEmpty()) {
        TraceNode selected;
        selected.what = {TraceCode::SelectedNow, {toHex(context.selected)}};
        const QString name = registeredName(context.selected);
        if (!name.isEmpty())
            selected.notes.push_back({TraceCode::AidRegistered, {name}});
        nodes.push_back(std::move(selected));
    }
    if (row.level != 0)
        nodes.push_back(messagingNode(row, parts ? parts->cla : 0));
    nodes.push_back(responseNode(row, parts));
    if (row.answer.size() >= 2)
        nodes.push_back(statusNode(row, MaskedBytes(row.answer, row.answerSpans)));
    return nodes;
}

} // namespace sm
