// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/importer.h"

#include <QBuffer>
#include <QFile>
#include <QHash>

/// A receiver that keeps what it is given, and one import from bytes in memory.
struct KeepingSink final : sm::RecordSink {
    sm::Outcome<sm::Acceptance> accept(sm::CardObject object) override
    {
        if (stopAt >= 0 && qsizetype(objects.size()) == stopAt)
            return *stopWith;
        if (cancelAt >= 0 && qsizetype(objects.size()) == cancelAt)
            cancel = true;
        const sm::Acceptance verdict = verdicts.value(object.id.text);
        objects.push_back(std::move(object));
        return verdict;
    }

    std::vector<sm::CardObject> objects;
    QHash<QString, sm::Acceptance> verdicts;
    qsizetype stopAt = -1;
    std::optional<sm::Failure> stopWith;
    qsizetype cancelAt = -1;
    std::atomic<bool> cancel{false};
};

inline sm::Outcome<sm::ImportReport> importBytes(
    QByteArray bytes, const sm::Layout& layout, KeepingSink& sink, const sm::ImportLimits& limits = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return sm::importCardObjects(buffer, layout, sink, sink.cancel, {}, limits);
}

inline QByteArray readAll(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

inline sm::Layout layoutOf(const char* json)
{
    auto layout = sm::parseLayout(QByteArray(json), QStringLiteral("test.layout.json"));
    if (!layout)
        qFatal("%s", qPrintable(layout.failure().toString()));
    return layout.take();
}
