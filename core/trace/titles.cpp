// SPDX-License-Identifier: GPL-3.0-or-later
// A row in one line.
#include "trace/decode_parts.h"

namespace sm {

namespace {

QString selectTail(const CommandParts& c)
{
    if (!c.data.allOpen() || c.data.isEmpty())
        return {};
    return toHex(c.data.bytes());
}

/// The groupings are named only when they end with the block: a block that continues another one can't be
/// read without it.
QString storeTail(const CommandParts& c, const TraceContext& context)
{
    if ((c.p1 & 0x18) == 0x08 && context.carried == 0 && dgisFit(c.data)) {
        const QString first = hexByte(c.data.at(0)) + hexByte(c.data.at(1));
        const qsizetype head = c.data.at(2) == 0xFF ? 5 : 3;
        const qsizetype length = head == 5 ? c.data.at(3) << 8 | c.data.at(4) : c.data.at(2);
        return QStringLiteral("DGI ") + first
            + (head + length < c.data.size() ? QStringLiteral(" +") : QString());
    }
    return QStringLiteral("P2 ") + hexByte(c.p2);
}

QString binaryTail(const CommandParts& c)
{
    if ((c.p1 & 0x80) != 0)
        return QStringLiteral("SFI %1 @%2").arg(c.p1 & 0x1F).arg(c.p2);
    return QStringLiteral("@%1").arg(c.p1 << 8 | c.p2);
}

QString recordTail(const CommandParts& c)
{
    const QString file = c.p2 >> 3 == 0 ? QString() : QStringLiteral("SFI %1 ").arg(c.p2 >> 3);
    return file + (c.known->kind == InsKind::AppendRecord ? QString() : QStringLiteral("#%1").arg(c.p1));
}

QString tailOf(const CommandParts& c, const TraceContext& context)
{
    switch (c.known->kind) {
    case InsKind::Select:
        return selectTail(c);
    case InsKind::GetData:
    case InsKind::PutData:
        return c.p1 == 0 ? hexByte(c.p2) : hexByte(c.p1) + hexByte(c.p2);
    case InsKind::ReadBinary:
    case InsKind::UpdateBinary:
        return binaryTail(c);
    case InsKind::ReadRecord:
    case InsKind::UpdateRecord:
    case InsKind::AppendRecord:
        return recordTail(c);
    case InsKind::InitializeUpdate:
        return c.p1 == 0 ? QString() : QStringLiteral("v%1").arg(c.p1);
    case InsKind::GpExternalAuthenticate:
        return levelName(c.p1).remove(QLatin1Char(' '));
    case InsKind::Install:
        return installVariant(c.p1);
    case InsKind::StoreData:
        return storeTail(c, context);
    case InsKind::Load:
        return QStringLiteral("P2 ") + hexByte(c.p2);
    case InsKind::CreateFile: {
        // 62 FCP template with its file identifier 83 02 xxxx.
        const qsizetype at = c.data.bytes().indexOf(QByteArrayView("\x83\x02", 2));
        return at >= 0 && at + 4 <= c.data.size() && c.data.open(at, 4)
            ? toHex(c.data.bytes().sliced(at + 2, 2))
            : QString();
    }
    default:
        return {};
    }
}

} // namespace

QString levelName(quint8 level)
{
    QStringList parts;
    if ((level & 0x01) != 0)
        parts.append(QStringLiteral("C-MAC"));
    if ((level & 0x02) != 0)
        parts.append(QStringLiteral("C-ENC"));
    if ((level & 0x10) != 0)
        parts.append(QStringLiteral("R-MAC"));
    if ((level & 0x20) != 0)
        parts.append(QStringLiteral("R-ENC"));
    return parts.join(QStringLiteral(" + "));
}

QString installVariant(quint8 p1)
{
    QStringList parts;
    if ((p1 & 0x02) != 0)
        parts.append(QStringLiteral("load"));
    if ((p1 & 0x04) != 0)
        parts.append(QStringLiteral("install"));
    if ((p1 & 0x08) != 0)
        parts.append(QStringLiteral("make selectable"));
    if ((p1 & 0x10) != 0)
        parts.append(QStringLiteral("extradition"));
    if ((p1 & 0x20) != 0)
        parts.append(QStringLiteral("personalization"));
    if ((p1 & 0x40) != 0)
        parts.append(QStringLiteral("registry update"));
    return parts.isEmpty() ? QString() : QStringLiteral("[for %1]").arg(parts.join(QStringLiteral(" and ")));
}

QString commandTitle(const TraceRow& row, const TraceContext& context)
{
    const auto parts = takeApart(row, context);
    if (!parts || !parts->known)
        return {};
    QString name = QString::fromLatin1(parts->known->name);
    // INS 82 with an answer expected is MUTUAL AUTHENTICATE, ISO/IEC 7816-4:2013 clause 11.5.4.
    if (parts->known->kind == InsKind::ExternalAuthenticate && parts->ne)
        name = QStringLiteral("MUTUAL AUTHENTICATE");
    const QString tail = tailOf(*parts, context);
    return tail.isEmpty() ? name : name + QLatin1Char(' ') + tail;
}

TraceNote dataSummary(const TraceRow& row)
{
    const MaskedBytes command(row.command, row.commandSpans);
    const MaskedBytes answer(row.answer, row.answerSpans);
    if (row.kind == TraceKind::Reset)
        return answer.isEmpty() ? TraceNote{TraceCode::SummaryNone, {}}
                                : TraceNote{TraceCode::SummaryAtr, {QString::number(answer.size())}};
    const auto parts = takeApart(row, TraceContext());
    const MaskedBytes received = answer.mid(0, std::max<qsizetype>(0, answer.size() - 2));
    const bool sends = parts && !parts->data.isEmpty()
        && !(parts->known && parts->known->kind == InsKind::Select && !received.isEmpty());
    const MaskedBytes data = sends ? parts->data : received;
    if (data.isEmpty())
        return {TraceCode::SummaryNone, {}};
    const QStringList count{QString::number(data.size())};
    FieldClass strictest = FieldClass::Open;
    for (qsizetype i = 0; i < data.size(); i += data.run(i))
        strictest = stricter(strictest, data.classAt(i));
    if (strictest == FieldClass::Secret)
        return {TraceCode::SummarySecret, count};
    if (strictest == FieldClass::Personal)
        return {TraceCode::SummaryMasked, count};
    if (parts && parts->known && parts->known->kind == InsKind::Select && data.at(0) == 0x6F)
        return {TraceCode::SummaryFci, count};
    return data.size() <= 8 ? TraceNote{TraceCode::SummaryHex, {toHex(data.bytes())}}
                            : TraceNote{TraceCode::SummaryBytes, count};
}

} // namespace sm
