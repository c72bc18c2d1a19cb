// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QString>
#include <QTextStream>

#include <chrono>
#include <ctime>

namespace sm::bench {

/// What every benchmark's main() begins with.
inline void prepare()
{
    initSecretHeap();
    QLoggingCategory::setFilterRules(QStringLiteral("*.info=false\n*.debug=false"));
}

/// `--NAME VALUE` on the command line.
inline int argument(const QString& name, int otherwise)
{
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QStringLiteral("--") + name);
    return at > 0 && at + 1 < arguments.size() ? arguments.at(at + 1).toInt() : otherwise;
}

inline QTextStream& out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// Time that passed and processor time of the whole process since it was made, in microseconds.
class Measure {
public:
    double wall() const { return now(CLOCK_MONOTONIC) - m_wall; }
    double cpu() const { return now(CLOCK_PROCESS_CPUTIME_ID) - m_cpu; }

private:
    static double now(clockid_t clock)
    {
        timespec time{};
        ::clock_gettime(clock, &time);
        return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
    }
    double m_wall = now(CLOCK_MONOTONIC);
    double m_cpu = now(CLOCK_PROCESS_CPUTIME_ID);
};

inline QString figure(double value, int decimals = 2)
{
    return QString::number(value, 'f', decimals);
}

} // namespace sm::bench
