// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_saver.h"

#include <QSaveFile>

namespace sm {

TraceSaver::TraceSaver(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<ThreadExecutor>("trace-export"))
{
}

TraceSaver::~TraceSaver()
{
    m_worker.reset(); // the file that is being written is finished first
}

void TraceSaver::save(
    const QString& file, const TraceExport& format, const TraceView& view, std::vector<quint64> ids)
{
    m_worker->post(Work([this, file, format, view, wanted = std::move(ids)] {
        QSaveFile out(file);
        qsizetype rows = 0;
        bool good = out.open(QIODevice::WriteOnly) && out.write(format.header()) >= 0;
        for (size_t i = 0; i < wanted.size() && good; ++i) {
            const TraceRow* row = view.row(wanted[i]);
            if (!row)
                continue;
            good = out.write(format.row(*row)) >= 0;
            ++rows;
        }
        good = good && out.commit();
        const QString reason = good ? QString() : out.errorString();
        QMetaObject::invokeMethod(
            this,
            [this, file, rows, reason] {
                if (reason.isEmpty())
                    Q_EMIT saved(file, rows);
                else
                    Q_EMIT failed(file, reason);
            },
            Qt::QueuedConnection);
    }));
}

} // namespace sm
