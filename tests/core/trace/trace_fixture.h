// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "trace/decoder.h"
#include "trace/trace_ring.h"

#include <QTest>

namespace smtest {

/// Rows as a session would record them.
class TraceFixture {
public:
    explicit TraceFixture(size_t capacity = sm::TraceRing::defaultCapacity)
        : ring(capacity)
    {
        row.station.machine = 2;
        row.station.station = 3;
        row.job = sm::JobId(1);
        row.attempt = sm::AttemptId(7);
        row.card = sm::traceCardTail(u"HTP-0000000912");
        row.cardStart = row.time = 1'800'000'000'000'000;
        row.label = QStringLiteral("Store pass data");
        row.step = 5;
        row.microseconds = 12'000;
    }

    quint64 add(const QByteArray& command, const QByteArray& answer,
        const std::vector<sm::ClassSpan>& commandSpans = {},
        const std::vector<sm::ClassSpan>& answerSpans = {})
    {
        sm::TraceEntry entry;
        entry.row = row;
        entry.command = command;
        entry.answer = answer;
        entry.commandClasses = commandSpans;
        entry.answerClasses = answerSpans;
        return ring.append(entry);
    }
    quint64 addHex(const char* command, const char* answer)
    {
        return add(QByteArray::fromHex(command), QByteArray::fromHex(answer));
    }
    quint64 addKind(sm::TraceKind kind)
    {
        sm::TraceEntry entry;
        entry.row = row;
        entry.row.kind = kind;
        entry.row.label = QStringLiteral("Harbour Transit");
        return ring.append(entry);
    }
    /// The newest row; valid until the next call.
    const sm::TraceRow& last()
    {
        view = ring.view();
        return *view.row(view.endId() - 1);
    }

    sm::TraceRing ring;
    sm::TraceView view;
    sm::TraceRow row;
};

/// All codes of a tree in order, depth first.
inline void collect(const std::vector<sm::TraceNode>& nodes, QList<sm::TraceCode>& codes, QStringList& args)
{
    for (const sm::TraceNode& node : nodes) {
        codes.append(node.what.code);
        args.append(node.what.args);
        for (const sm::TraceNote& note : node.notes) {
            codes.append(note.code);
            args.append(note.args);
        }
        collect(node.children, codes, args);
    }
}

} // namespace smtest
