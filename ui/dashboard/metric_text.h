// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"

#include <QString>

namespace sm {

/// What people read of the dashboard's figures.
struct MetricText {
    const char* key; ///< in exports; never translated
    QString name;
    QString definition; ///< name, formula and what it leaves out
};
/// All metrics with their exact definitions: on hover, in Help and beside every export.
QList<MetricText> metricTexts();
QString definitionOf(const char* key);

QString stationTimeText(StationTime time);
QString idleReasonText(IdleReason reason);
QString idleReasonKey(IdleReason reason); ///< in exports; never translated
/// The short name of a failure code in lists and charts: its sentence without the end.
QString rejectText(FailureCode failure);
QString rangeText(const History& history); ///< from and to in local time
QString dash(); ///< what stands for a figure that is not known

} // namespace sm
