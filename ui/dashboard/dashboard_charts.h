// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "ui/dashboard/chart_pane.h"

namespace sm {

/// What each chart of the dashboard shows of a History.
ChartContent rateChart(const History& history);
ChartContent hoursChart(const History& history);
ChartContent taktChart(const History& history);
ChartContent boxChart(const History& history);
ChartContent paretoChart(const History& history);
/// `machines`: one bar per machine instead of one per station.
ChartContent stateChart(const History& history, bool machines);
ChartContent waitChart(const History& history);
ChartContent loadChart(const History& history);
ChartContent oeeChart(const History& history);
ChartContent lossChart(const History& history);
ChartContent idleChart(const History& history);

/// The line beside a chart's title: the figures that people look for first.
QString taktNote(const History& history);
QString waitNote(const History& history);
QString paretoNote(const History& history);
QString hoursTitle(const History& history);
inline constexpr size_t paretoBars = 8; ///< the rest is "other"
inline constexpr double waitLimitMs = 500; ///< of the alarm for long HSM queues

} // namespace sm
