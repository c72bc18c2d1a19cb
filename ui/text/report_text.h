// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "render/job_report.h"

namespace sm {

/// The words of a job report, in the language and number style of the locale. A ReportComposer.
ReportDocument composeJobReport(const JobReport& report);

} // namespace sm
