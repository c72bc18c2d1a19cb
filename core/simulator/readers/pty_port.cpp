// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/readers/pty_port.h"

#include <QFile>

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace sm {

PtyPort::PtyPort()
{
    char name[128] = {};
    termios raw{};
    cfmakeraw(&raw);
    cfsetspeed(&raw, B9600);
    if (openpty(&m_master, &m_slave, name, &raw, nullptr) != 0)
        return;
    m_path = m_folder.filePath(QStringLiteral("line"));
    if (!QFile::link(QString::fromLatin1(name), m_path)) {
        hangUp();
        return;
    }
    fcntl(m_master, F_SETFL, O_NONBLOCK);
    fcntl(m_master, F_SETFD, FD_CLOEXEC);
    fcntl(m_slave, F_SETFD, FD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { readable(); });
}

PtyPort::~PtyPort()
{
    hangUp();
}

void PtyPort::readable()
{
    char buffer[4096];
    const ssize_t got = ::read(m_master, buffer, sizeof buffer);
    m_received += got > 0 ? quint64(got) : 0;
    if (got > 0 && m_callback)
        m_callback(QByteArrayView(buffer, got));
}

void PtyPort::write(QByteArrayView bytes)
{
    while (m_master >= 0 && !bytes.isEmpty()) {
        const ssize_t sent = ::write(m_master, bytes.data(), size_t(bytes.size()));
        if (sent <= 0)
            return;
        m_sent += quint64(sent);
        bytes = bytes.sliced(sent);
    }
}

int PtyPort::baud() const
{
    termios settings{};
    if (m_slave < 0 || ::tcgetattr(m_slave, &settings) != 0)
        return 0;
    switch (::cfgetospeed(&settings)) {
    case B9600:
        return 9'600;
    case B19200:
        return 19'200;
    case B38400:
        return 38'400;
    case B115200:
        return 115'200;
    default:
        return 0;
    }
}

void PtyPort::hangUp()
{
    m_notifier.reset();
    QFile::remove(m_path);
    if (m_master >= 0)
        ::close(m_master);
    if (m_slave >= 0)
        ::close(m_slave);
    m_master = m_slave = -1;
    m_path.clear();
}

} // namespace sm
