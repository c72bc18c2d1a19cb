// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QFile>

namespace sm {

/// A file whose SHA-256 is known once it was read from its beginning to its end, in order.
class HashedFile final : public QFile {
public:
    using QFile::QFile;
    bool open(OpenMode mode) override { return QFile::open(mode | QIODevice::Unbuffered); }
    QByteArray result() const { return m_hash.result(); }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 got = QFile::readData(data, most);
        if (got > 0)
            m_hash.addData(QByteArrayView(data, got));
        return got;
    }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace sm
