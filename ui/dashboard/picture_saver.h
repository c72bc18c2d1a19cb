// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"

#include <QImage>
#include <QObject>

namespace sm {

/// Packs and writes pictures (PNG) in a worker: that takes longer than a person may be kept waiting. The file
/// is there whole or not at all.
class PictureSaver final : public QObject {
    Q_OBJECT
public:
    explicit PictureSaver(QObject* parent = nullptr);
    ~PictureSaver() override;

    void save(const QImage& picture, const QString& file);

Q_SIGNALS:
    void saved(const QString& file, bool written);

private:
    std::unique_ptr<Executor> m_worker;
};

} // namespace sm
