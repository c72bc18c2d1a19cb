// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

namespace smtest {

/// A SoftHSM2 token in a folder of its own; this process and its children see it and no other.
class SoftToken {
public:
    SoftToken()
    {
        QFile configuration(m_folder.filePath(QStringLiteral("softhsm2.conf")));
        const QByteArray text = "directories.tokendir = " + m_folder.path().toUtf8()
            + "\nobjectstore.backend = file\nlog.level = ERROR\n";
        m_good = configuration.open(QIODevice::WriteOnly) && configuration.write(text) == text.size();
        configuration.close();
        qputenv("SOFTHSM2_CONF", configuration.fileName().toUtf8());
        m_good = m_good
            && run(
                {QStringLiteral("--init-token"), QStringLiteral("--free"), QStringLiteral("--label"), label(),
                    QStringLiteral("--so-pin"), QStringLiteral("87654321"), QStringLiteral("--pin"), pin()});
        QFile file(pinFile());
        m_good = m_good && file.open(QIODevice::WriteOnly) && file.write(pin().toUtf8()) > 0;
        file.close();
        QFile::setPermissions(pinFile(), QFile::ReadOwner | QFile::WriteOwner);
    }
    bool isGood() const { return m_good; }
    static QString label() { return QStringLiteral("Test token"); }
    static QString pin() { return QStringLiteral("123456"); }
    static QString module() { return QStringLiteral("/usr/lib/softhsm/libsofthsm2.so"); }
    QString pinFile() const { return m_folder.filePath(QStringLiteral("pin")); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

private:
    static bool run(const QStringList& arguments)
    {
        QProcess tool;
        tool.start(QStringLiteral("softhsm2-util"), arguments);
        return tool.waitForFinished(30'000) && tool.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_good = false;
};

} // namespace smtest
