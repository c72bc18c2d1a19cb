// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/picture_saver.h"

#include <QSaveFile>

namespace sm {

PictureSaver::PictureSaver(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<ThreadExecutor>("picture"))
{
}

PictureSaver::~PictureSaver()
{
    m_worker.reset(); // the file that is being written is finished first
}

void PictureSaver::save(const QImage& picture, const QString& file)
{
    m_worker->post(Work([this, picture, file] {
        QSaveFile out(file);
        const bool written = out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG") && out.commit();
        QMetaObject::invokeMethod(
            this, [this, file, written] { Q_EMIT saved(file, written); }, Qt::QueuedConnection);
    }));
}

} // namespace sm
