// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"

#include <QImage>
#include <QObject>

#include <functional>

namespace sm {

/// Writes files in a worker, one after the other: packing a picture and waiting for a disk take longer than a
/// person may be kept waiting. A file is there whole or not at all.
class FileSaver final : public QObject {
    Q_OBJECT
public:
    explicit FileSaver(QObject* parent = nullptr);
    ~FileSaver() override;

    /// `write` runs in the worker, touches no widget, and says whether the file is there.
    void save(const QString& file, std::function<bool()> write);
    /// As PNG.
    void save(const QString& file, const QImage& picture);
    void save(const QString& file, const QByteArray& bytes);

Q_SIGNALS:
    void saved(const QString& file, bool written);

private:
    std::unique_ptr<Executor> m_worker;
};

} // namespace sm
