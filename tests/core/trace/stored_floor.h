// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/card_capture.h"
#include "trace/trace_export.h"
#include "trace/trace_file.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace smtest {

/// Cards come and go in stations; what is stored of them lies in a folder of its own.
class StoredFloor {
public:
    explicit StoredFloor(const QString& folder, sm::TraceStoreOptions options = {},
        std::unique_ptr<sm::Executor> writer = std::make_unique<sm::InlineExecutor>())
        : store(
            withFolder(std::move(options), folder), std::move(writer), std::make_unique<sm::InlineExecutor>())
        , capture(store)
    {
        ring.listen(&capture);
    }
    ~StoredFloor() { ring.listen(nullptr); }

    static sm::TraceStoreOptions withFolder(sm::TraceStoreOptions options, const QString& folder)
    {
        options.folder = folder;
        options.reserveBytes = std::min<qint64>(options.reserveBytes, 1 << 20); // any disk will do
        return options;
    }

    void start(qint64 attempt, quint16 station = 1, qint64 job = 1)
    {
        row = {};
        row.job = sm::JobId(job);
        row.attempt = sm::AttemptId(attempt);
        row.station.machine = 1;
        row.station.station = station;
        row.card = sm::traceCardTail(QStringLiteral("HTP-%1").arg(attempt, 8, 10, QLatin1Char('0')));
        row.cardStart = row.time = 1'800'000'000'000'000 + attempt * 1'000'000;
        add(sm::TraceKind::CardStarted, {}, {});
    }
    void add(sm::TraceKind kind, const QByteArray& command, const QByteArray& answer,
        const std::vector<sm::ClassSpan>& personal = {})
    {
        sm::TraceEntry entry;
        row.kind = kind;
        row.time += 12'000;
        row.label = kind == sm::TraceKind::Command ? QStringLiteral("Store pass data %1").arg(++row.step)
                                                   : QStringLiteral("Harbour Transit");
        entry.row = row;
        entry.row.microseconds = kind == sm::TraceKind::Command ? 12'000 : 0;
        entry.command = command;
        entry.answer = answer;
        entry.commandClasses = personal;
        ring.append(entry);
    }
    void end(sm::TraceVerdict verdict = sm::TraceVerdict::Good)
    {
        row.verdict = verdict;
        row.microseconds = 0;
        add(sm::TraceKind::CardEnded, {}, {});
        row.verdict = sm::TraceVerdict::None;
    }
    /// A whole card of four commands, one with personal data.
    void card(qint64 attempt, bool good = true, quint16 station = 1, qint64 job = 1)
    {
        start(attempt, station, job);
        add(sm::TraceKind::Reset, {}, QByteArray::fromHex("3BF9A1"));
        add(sm::TraceKind::Command, QByteArray::fromHex("00A4040007A0000000031010"),
            QByteArray::fromHex("6F109000"));
        add(sm::TraceKind::Command, QByteArray::fromHex("80E2880010") + "CANARY PAN 43965",
            QByteArray::fromHex("9000"), {{5, 16, sm::FieldClass::Personal}});
        add(sm::TraceKind::Command, QByteArray::fromHex("8050000008") + "CANARYCH",
            QByteArray(13, 'k') + "CANARYSECRETS" + QByteArray::fromHex("9000"));
        add(sm::TraceKind::Command, QByteArray::fromHex("00B0000010"),
            QByteArray::fromHex(good ? "9000" : "6A82"));
        end(good ? sm::TraceVerdict::Good : sm::TraceVerdict::Quarantined);
    }

    sm::StoredTrace read(qint64 job = 1)
    {
        std::shared_ptr<const sm::StoredTrace> out;
        store.read(sm::JobId(job), [&](std::shared_ptr<const sm::StoredTrace> found) { out = found; });
        return out ? *out : sm::StoredTrace();
    }

    sm::TraceRing ring;
    sm::TraceStore store;
    sm::CardCapture capture;
    sm::TraceRow row;
};

/// Attempts of the cards of a trace, in its order.
inline QList<qint64> attemptsOf(const sm::TraceView& view)
{
    QList<qint64> out;
    view.forEach(1, view.endId(), [&](const sm::TraceRow& row) {
        if (row.kind == sm::TraceKind::CardStarted)
            out.append(row.attempt.value);
        return true;
    });
    return out;
}

/// Everything that a row says, but its number.
inline QByteArray said(const sm::TraceRow& row)
{
    sm::TraceRow same = row;
    same.id = 0;
    return sm::TraceExport(sm::TraceFormat::JsonLines, true).row(same) + QByteArray::number(row.cardStart)
        + QByteArray::number(int(row.failure)) + row.command.toByteArray().toHex()
        + row.answer.toByteArray().toHex();
}

inline QList<QByteArray> saidOf(const sm::TraceView& view, qint64 attempt)
{
    QList<QByteArray> out;
    view.forEach(1, view.endId(), [&](const sm::TraceRow& row) {
        if (row.attempt.value == attempt)
            out.append(said(row));
        return true;
    });
    return out;
}

inline QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files, QDir::Name);
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeTo(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

} // namespace smtest
