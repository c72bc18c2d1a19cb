// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace sm::test {

/// A pcscd of this test alone with virtual readers (vsmartcard's vpcd) that listen for cards on free ports.
/// Runs in a mount namespace of its own, for the socket's place is compiled in: needs root, Debian's pcscd
/// and vsmartcard-vpcd, and neither systemd nor polkit. The PC/SC library reads PCSCLITE_CSOCK_NAME once per
/// process, so start() must come before the process's first PC/SC call, and one object serves a process.
class PrivatePcscd {
public:
    PrivatePcscd() = default;
    PrivatePcscd(const PrivatePcscd&) = delete;
    PrivatePcscd& operator=(const PrivatePcscd&) = delete;
    ~PrivatePcscd();

    /// Empty when it runs with that many readers (at most 8 pairs of slots are used, 16 readers), else why
    /// not. Sets PCSCLITE_CSOCK_NAME.
    QString start(int readers);
    /// The same with reader drivers of the caller's choice: the text of a reader.conf.
    QString startWith(const QByteArray& configuration);
    /// As kill -9; returns when it is gone.
    void kill();
    /// As start(), with the same readers and ports.
    QString restart();

    /// Reader i of start(), as pcscd names it.
    QString readerName(int reader) const;
    /// Where a card for that reader connects to, on the loopback.
    quint16 port(int reader) const { return quint16(m_firstPort + 2 * reader); }
    QString socketPath() const { return m_dir.filePath(QStringLiteral("run/pcscd.comm")); }
    qint64 pid() const { return m_process.processId(); }

private:
    QString prepare(int readers);
    QString launch();

    QTemporaryDir m_dir;
    QProcess m_process;
    int m_readers = 0;
    int m_firstPort = 0;
};

} // namespace sm::test
