// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoder.h"
#include "trace/instructions.h"
#include "trace/tlv_tree.h"

namespace sm {

/// A command taken apart; only there when it has one of the forms of ISO/IEC 7816-3 clause 12.1.
struct CommandParts {
    quint8 cla = 0;
    quint8 ins = 0;
    quint8 p1 = 0;
    quint8 p2 = 0;
    MaskedBytes whole;
    MaskedBytes data;
    std::optional<quint32> ne;
    qsizetype lcBytes = 0; ///< 0, 1 or 3
    const Instruction* known = nullptr;
};
std::optional<CommandParts> takeApart(const TraceRow& row, const TraceContext& context);

QString hexByte(quint8 value);
/// CLA, INS and the two parameters with their meaning.
void addHeader(TraceNode& command, const CommandParts& parts, const TreeBuilder& builder);
/// Meaning of P1 P2 by command. Empty: nothing is known.
struct ParameterNotes {
    bool together = false; ///< one number of two bytes: `p1` speaks for both
    std::vector<TraceNote> p1;
    std::vector<TraceNote> p2;
};
ParameterNotes parameterNotes(const CommandParts& parts);
void addCommandData(
    TraceNode& command, const CommandParts& parts, const TraceContext& context, TreeBuilder& builder);
void addAnswerData(
    TraceNode& response, const CommandParts& parts, const MaskedBytes& data, TreeBuilder& builder);

/// "AID" with the registered name when there is one.
TraceNode aidNode(TraceCode code, const MaskedBytes& aid, const TreeBuilder& builder);
QString registeredName(QByteArrayView aid);

/// Whether the data is nothing but whole groupings.
bool dgisFit(const MaskedBytes& data);
/// Bytes of the last grouping that are still to come after this block.
qsizetype carriedAfter(const MaskedBytes& data, qsizetype carried);

} // namespace sm
