// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/file_saver.h"

#include <QSaveFile>

namespace sm {

FileSaver::FileSaver(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<ThreadExecutor>("files"))
{
}

FileSaver::~FileSaver()
{
    m_worker.reset(); // the file that is being written is finished first
}

void FileSaver::save(const QString& file, std::function<bool()> write)
{
    m_worker->post(Work([this, file, write = std::move(write)] {
        const bool written = write();
        QMetaObject::invokeMethod(
            this, [this, file, written] { Q_EMIT saved(file, written); }, Qt::QueuedConnection);
    }));
}

void FileSaver::save(const QString& file, const QImage& picture)
{
    save(file, [file, picture] {
        QSaveFile out(file);
        return out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG") && out.commit();
    });
}

void FileSaver::save(const QString& file, const QByteArray& bytes)
{
    save(file, [file, bytes] {
        QSaveFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    });
}

} // namespace sm
