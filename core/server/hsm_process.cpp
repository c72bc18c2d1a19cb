// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hsm_process.h"

#include "base/failures/server.h"
#include "base/log.h"

#include <algorithm>

namespace sm {

namespace {

constexpr std::chrono::seconds stays(10); ///< one that lived so long starts again without a long pause
constexpr int endingMs = 2000;
constexpr int accessRefused = 4; ///< exit code of stationmaster-hsm: another try could lock token or SAM
constexpr qsizetype longestLine = 500; ///< of what it says, in our log

} // namespace

HsmProcess::HsmProcess(Settings settings, Reactor reactor)
    : m_settings(std::move(settings))
    , m_reactor(std::move(reactor))
    , m_pause(m_settings.shortest)
{
    m_process.setProgram(m_settings.program);
    m_process.setArguments(m_settings.arguments);
    m_process.setStandardOutputFile(QProcess::nullDevice()); // its ready line: the link says the same
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process, [this] { logLines(); });
    QObject::connect(&m_process, &QProcess::finished, &m_process, [this](int code, QProcess::ExitStatus how) {
        logLines();
        qCWarning(lcHsm).noquote() << m_settings.name << "its process ended:"
                                   << (how == QProcess::CrashExit ? QStringLiteral("signal %1").arg(code)
                                                                  : QStringLiteral("exit code %1").arg(code));
        if (how == QProcess::NormalExit && code == accessRefused) {
            qCCritical(lcHsm).noquote()
                << m_settings.name << "is not started again: its PIN or access key is refused";
            if (m_refused)
                m_refused(fail(fc::HsmNotStartedAgain, {{"device", m_settings.name}}));
            return;
        }
        again();
    });
    QObject::connect(&m_process, &QProcess::errorOccurred, &m_process, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        qCWarning(lcHsm).noquote() << m_settings.name
                                   << "its process did not start:" << m_process.errorString();
        again();
    });
}

HsmProcess::~HsmProcess()
{
    askToEnd();
    m_process.disconnect();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(endingMs)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void HsmProcess::start()
{
    m_started = m_reactor.clock->now();
    m_process.start();
}

void HsmProcess::askToEnd()
{
    m_ending = true;
    m_wait = {};
    m_process.closeWriteChannel();
}

void HsmProcess::again()
{
    if (m_ending)
        return;
    if (m_reactor.clock->now() - m_started > stays)
        m_pause = m_settings.shortest;
    m_wait = Pending<Done>::after(m_reactor, m_pause, Done{});
    m_pause = std::min(2 * m_pause, m_settings.longest);
    m_wait.then([this](const Outcome<Done>&) { start(); });
}

void HsmProcess::logLines()
{
    const QByteArray said = m_process.readAllStandardError();
    for (const QByteArray& line : said.split('\n')) {
        if (!line.isEmpty())
            qCWarning(lcHsm).noquote()
                << m_settings.name
                << "says:" << QString::fromLocal8Bit(line.first(std::min(line.size(), longestLine)));
    }
}

} // namespace sm
