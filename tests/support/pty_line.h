// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QSocketNotifier>
#include <QString>
#include <QTemporaryDir>

#include <fcntl.h>
#include <functional>
#include <memory>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace smtest {

/// A serial line made of two pseudo-terminals whose masters the test holds: it carries the bytes between
/// them, and may bend, cut or hang up.
class PtyLine {
public:
    using Bend = std::function<QByteArray(QByteArray)>;

    PtyLine()
    {
        for (End& end : m_ends)
            open(end);
        for (int i = 0; i < 2; ++i)
            watch(i);
    }
    PtyLine(const PtyLine&) = delete;
    PtyLine& operator=(const PtyLine&) = delete;
    ~PtyLine() { hangUp(); }

    QString left() const { return m_ends[0].path; }
    QString right() const { return m_ends[1].path; }
    Bend toLeft;
    Bend toRight;
    qint64 carried = 0; ///< bytes, both ways

    /// The other side of a cable goes: both ends read a hang-up, their paths are gone.
    void hangUp()
    {
        for (End& end : m_ends) {
            end.notifier.reset();
            QFile::remove(end.path);
            if (end.master >= 0)
                ::close(end.master);
            if (end.slave >= 0)
                ::close(end.slave);
            end.master = end.slave = -1;
        }
    }

private:
    struct End {
        int master = -1;
        int slave = -1; ///< kept open: a master reads a hang-up while nobody has the port
        QString path;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    void open(End& end)
    {
        char name[128] = {};
        int slave = -1;
        termios raw{};
        cfmakeraw(&raw);
        if (openpty(&end.master, &slave, name, &raw, nullptr) != 0)
            return;
        // The system's own name is given to the next pseudo-terminal of any program once this one is gone.
        end.path = m_folder.filePath(QStringLiteral("end%1").arg(&end - m_ends));
        QFile::link(QString::fromLatin1(name), end.path);
        fcntl(end.master, F_SETFL, O_NONBLOCK);
        fcntl(end.master, F_SETFD, FD_CLOEXEC);
        fcntl(slave, F_SETFD, FD_CLOEXEC);
        end.slave = slave;
    }
    void watch(int from)
    {
        End& end = m_ends[from];
        end.notifier = std::make_unique<QSocketNotifier>(end.master, QSocketNotifier::Read);
        QObject::connect(end.notifier.get(), &QSocketNotifier::activated, end.notifier.get(), [this, from] {
            char buffer[4096];
            const ssize_t got = ::read(m_ends[from].master, buffer, sizeof buffer);
            if (got <= 0)
                return;
            QByteArray bytes(buffer, got);
            const Bend& bend = from == 0 ? toRight : toLeft;
            if (bend)
                bytes = bend(bytes);
            carried += bytes.size();
            if (!bytes.isEmpty()
                && ::write(m_ends[1 - from].master, bytes.constData(), size_t(bytes.size())) < 0)
                return; // full: lost, as on a line without flow control
        });
    }

    QTemporaryDir m_folder;
    End m_ends[2];
};

} // namespace smtest
