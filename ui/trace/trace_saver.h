// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "trace/trace_export.h"

#include <QObject>

namespace sm {

/// Writes listed rows to a file in a worker. The file is there whole or not at all.
class TraceSaver final : public QObject {
    Q_OBJECT
public:
    explicit TraceSaver(QObject* parent = nullptr);
    ~TraceSaver() override;

    void save(
        const QString& file, const TraceExport& format, const TraceView& view, std::vector<quint64> ids);

Q_SIGNALS:
    void saved(const QString& file, qsizetype rows);
    void failed(const QString& file, const QString& reason);

private:
    std::unique_ptr<Executor> m_worker;
};

} // namespace sm
