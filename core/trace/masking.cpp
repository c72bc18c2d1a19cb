// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/masking.h"

#include "base/bytes.h"

#include <algorithm>

namespace sm {

namespace {

/// What of a command is secret by its nature.
enum class Nature : quint8 { Plain, SecretData, SecretAnswer, SecretBoth, InitializeUpdate };

Nature natureOf(QByteArrayView command)
{
    if (command.size() < 4)
        return Nature::Plain;
    const quint8 ins = byteAt(command, 1);
    const bool proprietary = (byteAt(command, 0) & 0x80) != 0;
    switch (ins) {
    case 0x20: // VERIFY: reference data
    case 0x21:
    case 0x24: // CHANGE REFERENCE DATA, PIN CHANGE/UNBLOCK
    case 0x25:
    case 0x26: // DISABLE and ENABLE VERIFICATION REQUIREMENT carry the PIN (ISO 7816-4; CHV1 of a SIM)
    case 0x28:
    case 0x2C: // RESET RETRY COUNTER
    case 0x2D:
        return Nature::SecretData;
    case 0x82: // EXTERNAL and MUTUAL AUTHENTICATE: cryptograms
    case 0x86: // GENERAL AUTHENTICATE
    case 0x87:
    case 0x88: // INTERNAL AUTHENTICATE
    case 0x2A: // PERFORM SECURITY OPERATION
    case 0x46: // GENERATE ASYMMETRIC KEY PAIR
    case 0x47:
        return Nature::SecretBoth;
    case 0x84: // GET CHALLENGE: input of a cryptogram
        return Nature::SecretAnswer;
    case 0x50:
        return proprietary ? Nature::InitializeUpdate : Nature::Plain;
    case 0xD8: // PUT KEY
        return proprietary ? Nature::SecretData : Nature::Plain;
    default:
        return Nature::Plain;
    }
}

void addClasses(std::span<const ClassSpan> classes, qsizetype size, std::vector<TraceSpan>& out)
{
    for (const ClassSpan& span : classes) {
        if (span.fieldClass == FieldClass::Open)
            continue;
        const qsizetype from = std::clamp<qsizetype>(span.offset, 0, size);
        const qsizetype length = span.length + std::min<qsizetype>(0, span.offset);
        const qsizetype to = length > size - from ? size : from + length;
        if (to > from)
            out.push_back({quint32(from), quint32(to - from), span.fieldClass});
    }
}

void addSecret(qsizetype from, qsizetype to, std::vector<TraceSpan>& out)
{
    if (to > from)
        out.push_back({quint32(from), quint32(to - from), FieldClass::Secret});
}

/// Ordered and apart; where two overlap the stricter class wins for the bytes they share.
void settle(std::vector<TraceSpan>& spans)
{
    bool apart = true;
    for (size_t i = 1; i < spans.size() && apart; ++i)
        apart = spans[i].offset >= spans[i - 1].offset + spans[i - 1].length;
    if (apart)
        return;
    quint32 end = 0;
    for (const TraceSpan& span : spans)
        end = std::max(end, span.offset + span.length);
    std::vector<FieldClass> classes(end, FieldClass::Open);
    for (const TraceSpan& span : spans) {
        for (quint32 i = span.offset; i < span.offset + span.length; ++i)
            classes[i] = stricter(classes[i], span.fieldClass);
    }
    spans.clear();
    for (quint32 i = 0; i < end; ++i) {
        if (classes[i] == FieldClass::Open)
            continue;
        const bool grows = !spans.empty() && spans.back().fieldClass == classes[i]
            && spans.back().offset + spans.back().length == i;
        if (grows)
            ++spans.back().length;
        else
            spans.push_back({i, 1, classes[i]});
    }
}

} // namespace

void maskCommand(const TraceEntry& entry, std::vector<TraceSpan>& out)
{
    out.clear();
    const qsizetype size = entry.command.size();
    addClasses(entry.commandClasses, size, out);
    const Nature nature = natureOf(entry.command);
    // Header and length stay; with an extended length seven bytes. A stray Le among the secret is no loss.
    const qsizetype data = size > 7 && byteAt(entry.command, 4) == 0 ? 7 : 5;
    if (nature == Nature::SecretData || nature == Nature::SecretBoth || nature == Nature::InitializeUpdate)
        addSecret(data, size, out);
    settle(out);
}

void maskAnswer(const TraceEntry& entry, std::vector<TraceSpan>& out)
{
    out.clear();
    const qsizetype data = entry.row.kind == TraceKind::Reset ? 0 : entry.answer.size() - 2;
    addClasses(entry.answerClasses, entry.answer.size(), out);
    const Nature nature = natureOf(entry.command);
    if (nature == Nature::SecretAnswer || nature == Nature::SecretBoth)
        addSecret(0, data, out);
    // Diversification data and key information say which key; challenge and cryptogram are what it works on
    // (GlobalPlatform Amendment D clause 7.1.1: 10 and 3 bytes; SCP02 has 2 of information, one more byte is
    // its sequence counter).
    if (nature == Nature::InitializeUpdate)
        addSecret(13, data, out);
    settle(out);
}

} // namespace sm
