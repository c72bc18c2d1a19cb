// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stall_probe.h"

#include <QFile>

#include <ctime>
#include <unistd.h>

namespace sm {

namespace {

constexpr int interval = 5;

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
    m_since.start();
    m_timer.start();
}

void StallProbe::onTimeout()
{
    m_late.add(qMax(0.0, double(m_since.nsecsElapsed()) / 1e6 - interval));
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
