// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

namespace sm {

/// The file next to the database that names its owner (process id and host). Held by flock(2), so that a
/// crash frees it; the text is for people. Move-only.
class StoreLock {
public:
    static Outcome<StoreLock> take(const QString& path); ///< StoreInUse names the owner
    StoreLock(StoreLock&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    StoreLock& operator=(StoreLock&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~StoreLock();

private:
    explicit StoreLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor = -1;
};

/// Disk space kept back so that a stop by a full disk can still be logged (faults.md F24).
class Ballast {
public:
    Ballast(QString path, qint64 bytes)
        : m_path(std::move(path))
        , m_bytes(bytes)
    {
    }
    bool keep(); ///< false when the disk has no room for it; 0 bytes: nothing to keep
    bool release(); ///< false when there was none

private:
    QString m_path;
    qint64 m_bytes;
};

/// WAL needs shared memory between processes of one host, and fsync that means it: no network file system.
Outcome<Done> checkLocalDisk(const QString& folder);

} // namespace sm
