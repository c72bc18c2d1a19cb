// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stall_probe.h"

#include <QFile>

#include <algorithm>
#include <ctime>
#include <unistd.h>

namespace sm {

namespace {

constexpr int interval = 5;
constexpr std::size_t kept = 5;

double millisecondsOfThread()
{
    timespec now{};
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0
        ? double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6
        : 0;
}

} // namespace

StallProbe::StallProbe(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &StallProbe::onTimeout);
}

void StallProbe::start()
{
    m_running.start();
    m_since.start();
    m_computed = millisecondsOfThread();
    m_timer.start();
}

void StallProbe::onTimeout()
{
    const double late = qMax(0.0, double(m_since.nsecsElapsed()) / 1e6 - interval);
    const double computed = millisecondsOfThread();
    m_late.add(late);
    if (m_longest.size() < kept || late > m_longest.back().late) {
        m_longest.push_back({double(m_running.elapsed()), late, computed - m_computed});
        std::stable_sort(m_longest.begin(), m_longest.end(),
            [](const Stall& a, const Stall& b) { return a.late > b.late; });
        m_longest.resize(std::min(m_longest.size(), kept));
    }
    m_computed = computed;
    m_since.start();
}

double millisecondsSinceProcessStart()
{
    // proc(5): field 22 is the start in clock ticks after boot; the name in field 2 may hold blanks and
    // brackets.
    constexpr int startField = 22;
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    if (fields.size() <= startField - 3 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    const double started = fields.at(startField - 3).toDouble() / double(sysconf(_SC_CLK_TCK));
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1e3;
}

} // namespace sm
