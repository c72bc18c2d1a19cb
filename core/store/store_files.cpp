// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_files.h"

#include "base/failures/store.h"

#include <QCoreApplication>
#include <QFile>
#include <QStorageInfo>
#include <QSysInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace sm {

Outcome<StoreLock> StoreLock::take(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(fc::StoreUnopenable, {{"path", path}});
    StoreLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char owner[256] = {};
        const ssize_t length = ::read(descriptor, owner, sizeof owner);
        return fail(fc::StoreInUse,
            {{"owner", QString::fromUtf8(owner, std::max<ssize_t>(length, 0)).trimmed()}, {"path", path}});
    }
    const QByteArray owner = QStringLiteral("%1 %2\n")
                                 .arg(QCoreApplication::applicationPid())
                                 .arg(QSysInfo::machineHostName())
                                 .toUtf8();
    if (::ftruncate(descriptor, 0) != 0
        || ::write(descriptor, owner.constData(), size_t(owner.size())) != owner.size())
        return fail(fc::StoreUnopenable, {{"path", path}});
    return lock;
}

StoreLock::~StoreLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool Ballast::keep()
{
    if (m_bytes <= 0)
        return true;
    const int descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    const bool kept = ::posix_fallocate(descriptor, 0, m_bytes) == 0;
    ::close(descriptor);
    if (!kept)
        QFile::remove(m_path);
    return kept;
}

bool Ballast::release()
{
    return m_bytes > 0 && QFile::remove(m_path);
}

Outcome<Done> checkLocalDisk(const QString& folder)
{
    const QByteArray type = QStorageInfo(folder).fileSystemType();
    for (const char* remote :
        {"nfs", "cifs", "smb", "9p", "fuse.sshfs", "ceph", "glusterfs", "fuse.glusterfs", "afs"}) {
        if (type.startsWith(remote)) {
            return fail(fc::StoreUnsafe,
                {{"setting", QStringLiteral("filesystem")}, {"found", QString::fromLatin1(type)}});
        }
    }
    return Done{};
}

} // namespace sm
