// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace sm::test {

/// A CUPS of this test alone, on a socket in a folder of its own, with one queue whose printer is a script:
/// what it prints becomes a file. Needs Debian's cups-daemon (unpacked is enough) and
/// cups-client. libcups reads CUPS_SERVER once
/// per thread, so start() comes before the process's first call of it, and one object serves a process.
class PrivateCups {
public:
    PrivateCups() = default;
    PrivateCups(const PrivateCups&) = delete;
    PrivateCups& operator=(const PrivateCups&) = delete;
    ~PrivateCups();

    /// Empty when it runs with the queue "cards", else why not; also again after stop(), with what it had.
    /// Sets CUPS_SERVER.
    QString start();
    void stop();

    /// How the printer is from now on: "slow" takes half a minute, "fail" stops in the middle.
    bool setManner(const QString& manner, bool on);
    QStringList printed() const; ///< titles of what came out whole, by name
    QByteArray document(const QString& title) const;
    /// A command of CUPS about the queue, such as cupsdisable.
    bool order(const QString& program, const QStringList& arguments);

private:
    bool write(const QString& name, const QByteArray& text, bool executable = false);

    QTemporaryDir m_dir;
    QProcess m_process;
};

} // namespace sm::test
