// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/security_services.h"

#include <QByteArray>
#include <QMap>

#include <map>
#include <utility>

namespace sm {

/// A named request of a profile to the security services: {hsm:NAME.part} is a part of its answer.
struct SecurityCallSpec {
    QString name;
    const SecurityServiceShape* service = nullptr;
    std::vector<std::pair<QString, QString>> keys; ///< role and label, in the order of the service's roles
    QMap<QString, QString> options; ///< every option of the service, as text
};

/// The same with the inputs of one card, which are used and dropped.
struct SecurityCall {
    const SecurityCallSpec* spec = nullptr; ///< lives as long as the profile
    QMap<QString, QByteArray> inputs; ///< by name; an absent optional one is missing or empty
};

/// Answers by name of the call and of its part.
using SecurityResults = std::map<std::pair<QString, QString>, QByteArray>;

} // namespace sm
