// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_pcscd.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sm::test {

namespace {

constexpr int patienceMs = 20'000;

bool isFree(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(port));
    const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return bound;
}

/// A block of free ports, searched from a place that depends on the process so that parallel tests do not
/// meet.
int freePorts(int count)
{
    const int start = 20'000 + int(::getpid() % 500) * 20;
    for (int first = start; first + count < 32'000; first += count) {
        int i = 0;
        while (i < count && isFree(first + i))
            ++i;
        if (i == count)
            return first;
    }
    return 0;
}

QString driverPath()
{
    for (const char* root : {SM_UNPACKED, ""}) {
        const QDir drivers(QString::fromUtf8(root) + QStringLiteral("/usr/lib/pcsc/drivers/serial"));
        const QStringList found = drivers.entryList({QStringLiteral("libifdvpcd.so.*")}, QDir::Files);
        if (!found.isEmpty())
            return drivers.filePath(found.first());
    }
    return {};
}

bool canConnect(const QString& path)
{
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr name{};
    QByteArray bytes(110, '\0');
    const sa_family_t family = AF_UNIX;
    memcpy(bytes.data(), &family, sizeof family);
    const QByteArray encoded = QFile::encodeName(path);
    memcpy(bytes.data() + sizeof name.sa_family, encoded.constData(),
        size_t(qMin(encoded.size(), qsizetype(107))));
    const bool connected
        = ::connect(socket, reinterpret_cast<const sockaddr*>(bytes.constData()), socklen_t(bytes.size()))
        == 0;
    ::close(socket);
    return connected;
}

} // namespace

PrivatePcscd::~PrivatePcscd()
{
    kill();
}

QString PrivatePcscd::start(int readers)
{
    if (!QFile::exists(QStringLiteral("/usr/sbin/pcscd")))
        return QStringLiteral("pcscd is not installed (Debian package pcscd)");
    if (driverPath().isEmpty())
        return QStringLiteral("the virtual reader is not installed (Debian package vsmartcard-vpcd)");
    if (::geteuid() != 0)
        return QStringLiteral("a private pcscd needs root for its mount namespace");
    const QString problem = prepare(readers);
    if (!problem.isEmpty())
        return problem;
    qputenv("PCSCLITE_CSOCK_NAME", QFile::encodeName(socketPath()));
    return launch();
}

QString PrivatePcscd::startWith(const QByteArray& configuration)
{
    if (!QFile::exists(QStringLiteral("/usr/sbin/pcscd")))
        return QStringLiteral("pcscd is not installed (Debian package pcscd)");
    if (::geteuid() != 0)
        return QStringLiteral("a private pcscd needs root for its mount namespace");
    const QDir dir(m_dir.path());
    if (!m_dir.isValid() || !dir.mkpath(QStringLiteral("run")) || !dir.mkpath(QStringLiteral("conf")))
        return QStringLiteral("no directory for a private pcscd");
    QDir().mkpath(QStringLiteral("/run/pcscd"));
    QFile conf(dir.filePath(QStringLiteral("conf/readers")));
    if (!conf.open(QIODevice::WriteOnly) || conf.write(configuration) != configuration.size())
        return conf.errorString();
    conf.close();
    qputenv("PCSCLITE_CSOCK_NAME", QFile::encodeName(socketPath()));
    return launch();
}

QString PrivatePcscd::prepare(int readers)
{
    m_readers = readers;
    m_firstPort = freePorts(2 * readers);
    const QDir dir(m_dir.path());
    if (!m_dir.isValid() || m_firstPort == 0 || !dir.mkpath(QStringLiteral("run"))
        || !dir.mkpath(QStringLiteral("conf")))
        return QStringLiteral("no directory or no free ports for a private pcscd");
    QDir().mkpath(QStringLiteral("/run/pcscd"));
    QFile conf(dir.filePath(QStringLiteral("conf/vpcd")));
    if (!conf.open(QIODevice::WriteOnly))
        return conf.errorString();
    for (int i = 0; i < readers; ++i) {
        // Entries that name the same library share its state and lose all readers but the last: a copy for
        // each.
        const QString library = dir.filePath(QStringLiteral("libifdvpcd%1.so").arg(i));
        if (!QFile::copy(driverPath(), library))
            return QStringLiteral("the reader driver could not be copied");
        conf.write(
            QStringLiteral("FRIENDLYNAME \"test %1\"\nDEVICENAME /dev/null:%2\nLIBPATH %3\nCHANNELID %2\n\n")
                .arg(i)
                .arg(port(i))
                .arg(library)
                .toUtf8());
    }
    return {};
}

QString PrivatePcscd::launch()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_dir.filePath(QStringLiteral("pcscd.log")), QIODevice::Append);
    // unshare and sh replace themselves, so that the process id is pcscd's own. In a changed root, which is
    // no mount point, there is nothing to make private; elsewhere no mount of ours may reach the machine.
    m_process.start(QStringLiteral("/usr/bin/unshare"),
        {QStringLiteral("-m"), QStringLiteral("--propagation"), QStringLiteral("unchanged"),
            QStringLiteral("sh"), QStringLiteral("-c"),
            QStringLiteral("if mountpoint -q /; then mount --make-rprivate / || exit 1; fi; "
                           "mount --bind \"$0\" /run/pcscd && exec /usr/sbin/pcscd -f -c \"$1\""),
            m_dir.filePath(QStringLiteral("run")), m_dir.filePath(QStringLiteral("conf"))});
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < patienceMs) {
        if (m_process.waitForFinished(0) || m_process.state() == QProcess::NotRunning)
            break;
        if (canConnect(socketPath()))
            return {};
        QThread::msleep(20);
    }
    QFile log(m_dir.filePath(QStringLiteral("pcscd.log")));
    if (!log.open(QIODevice::ReadOnly))
        return QStringLiteral("pcscd does not start and left no log");
    return QStringLiteral("pcscd does not start: ") + QString::fromUtf8(log.readAll().right(2000));
}

void PrivatePcscd::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGKILL);
    m_process.waitForFinished(patienceMs);
}

QString PrivatePcscd::restart()
{
    kill();
    QFile::remove(socketPath());
    QFile::remove(m_dir.filePath(QStringLiteral("run/pcscd.pid")));
    return launch();
}

QString PrivatePcscd::readerName(int reader) const
{
    return QStringLiteral("test %1 00 00").arg(reader);
}

} // namespace sm::test
