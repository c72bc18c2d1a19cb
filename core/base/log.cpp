// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

namespace sm {
Q_LOGGING_CATEGORY(lcServer, "stationmaster.server", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStation, "stationmaster.station", QtWarningMsg)
Q_LOGGING_CATEGORY(lcPcsc, "stationmaster.pcsc", QtWarningMsg)
Q_LOGGING_CATEGORY(lcHsm, "stationmaster.hsm", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStore, "stationmaster.store", QtWarningMsg)
Q_LOGGING_CATEGORY(lcImport, "stationmaster.import", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSession, "stationmaster.session", QtWarningMsg)
Q_LOGGING_CATEGORY(lcCard, "stationmaster.card", QtWarningMsg)
Q_LOGGING_CATEGORY(lcLink, "stationmaster.link", QtWarningMsg)
} // namespace sm
