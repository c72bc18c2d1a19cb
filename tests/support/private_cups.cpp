// SPDX-License-Identifier: GPL-3.0-or-later
#include "private_cups.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

namespace sm::test {

namespace {

constexpr int patienceMs = 20'000;

const QByteArray files = R"(ServerRoot DIR/root
ServerBin DIR/bin
DataDir ROOT/usr/share/cups
RequestRoot DIR/spool
CacheDir DIR/cache
StateDir DIR/state
AccessLog DIR/log/access
ErrorLog DIR/log/error
PageLog DIR/log/page
Sandboxing relaxed
SystemGroup root
)";
const QByteArray policy = R"(LogLevel warn
Listen DIR/socket
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
)";
// A backend of CUPS: job, user, title, copies, options and perhaps a file.
const QByteArray printer = R"(#!/bin/sh
[ $# = 0 ] && exit 0
out=${DEVICE_URI#script:}
if [ -n "$6" ]; then cat "$6"; else cat; fi > "$out/$3.part"
[ -f "$out/slow" ] && sleep 30
[ -f "$out/fail" ] && exit 1
mv "$out/$3.part" "$out/$3.pdf"
)";

bool copied(const QString& from, const QString& to)
{
    return QFile::exists(to) || QFile::copy(from, to);
}

} // namespace

PrivateCups::~PrivateCups()
{
    stop();
}

bool PrivateCups::write(const QString& name, const QByteArray& text, bool executable)
{
    QFile file(m_dir.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray filled = text;
    filled.replace("DIR", m_dir.path().toUtf8());
    const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
    return file.write(filled) == filled.size()
        && file.setPermissions(
            executable ? mode | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther : mode);
}

QString PrivateCups::start()
{
    QString root = QStringLiteral(SM_UNPACKED);
    if (!QFile::exists(root + QStringLiteral("/usr/sbin/cupsd")))
        root.clear();
    const QString daemon = root + QStringLiteral("/usr/sbin/cupsd");
    if (!QFile::exists(daemon))
        return QStringLiteral("no cupsd: tests/run.sh unpacks cups-daemon");
    const QDir dir(m_dir.path());
    for (const char* name : {"root", "bin/backend", "bin/daemon", "spool", "cache", "state", "log", "paper"})
        dir.mkpath(QLatin1String(name));
    const auto all = QFile::Permissions(0x7777);
    // The printer runs as another user when this one is root.
    if (!QFile::setPermissions(m_dir.path(), all)
        || !QFile::setPermissions(dir.filePath(QStringLiteral("paper")), all)
        || !write(QStringLiteral("files.conf"), QByteArray(files).replace("ROOT", root.toUtf8()))
        || !write(QStringLiteral("cupsd.conf"), policy)
        || !write(QStringLiteral("bin/backend/script"), printer, true)
        || !copied(root + QStringLiteral("/usr/lib/cups/daemon/cups-exec"),
            dir.filePath(QStringLiteral("bin/daemon/cups-exec"))))
        return QStringLiteral("its files can not be written");
    QFile::setPermissions(m_dir.path(), all & ~QFile::Permissions(QFile::WriteOther | QFile::WriteGroup));
    const QString socket = dir.filePath(QStringLiteral("socket"));
    QFile::remove(socket); // of the last start
    qputenv("CUPS_SERVER", QFile::encodeName(socket));
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(daemon,
        {QStringLiteral("-f"), QStringLiteral("-c"), dir.filePath(QStringLiteral("cupsd.conf")),
            QStringLiteral("-s"), dir.filePath(QStringLiteral("files.conf"))});
    QElapsedTimer timer;
    timer.start();
    const QStringList queue{QStringLiteral("-p"), QStringLiteral("cards"), QStringLiteral("-E"),
        QStringLiteral("-v"), QStringLiteral("script:") + dir.filePath(QStringLiteral("paper")),
        QStringLiteral("-m"), QStringLiteral("raw"), QStringLiteral("-o"),
        QStringLiteral("printer-error-policy=abort-job")};
    while (timer.elapsed() < patienceMs && m_process.state() != QProcess::NotRunning) {
        if (QFile::exists(socket) && order(QStringLiteral("lpadmin"), queue))
            return {};
        m_process.waitForFinished(50);
    }
    return QStringLiteral("cupsd does not come up: ") + QString::fromUtf8(m_process.readAll());
}

void PrivateCups::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool PrivateCups::order(const QString& program, const QStringList& arguments)
{
    const QString path = QStringLiteral("/usr/sbin/") + program;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QFile::exists(path) ? path : program, arguments);
    return process.waitForFinished(patienceMs) && process.exitCode() == 0;
}

bool PrivateCups::setManner(const QString& manner, bool on)
{
    const QString name = QStringLiteral("paper/") + manner;
    return on ? write(name, {}) : QFile::remove(m_dir.filePath(name));
}

QStringList PrivateCups::printed() const
{
    QStringList titles;
    const QDir paper(m_dir.filePath(QStringLiteral("paper")));
    for (const QString& name : paper.entryList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Name))
        titles.append(name.chopped(4));
    return titles;
}

QByteArray PrivateCups::document(const QString& title) const
{
    QFile file(m_dir.filePath(QStringLiteral("paper/%1.pdf").arg(title)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace sm::test
