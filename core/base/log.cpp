// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

namespace sm {
Q_LOGGING_CATEGORY(lcServer, "stationmaster.server", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStation, "stationmaster.station", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPcsc, "stationmaster.pcsc", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHsm, "stationmaster.hsm", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "stationmaster.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcImport, "stationmaster.import", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "stationmaster.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcCard, "stationmaster.card", QtInfoMsg)
} // namespace sm
