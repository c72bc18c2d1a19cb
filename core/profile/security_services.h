// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace sm {

/// A security service as a profile may ask for it: the names of what it takes and gives. What it does is the
/// security room's; the session maps one to the other.
struct SecurityServiceShape {
    struct Option {
        QString name;
        QStringList choices; ///< the first is taken when the profile says nothing; empty: a number
        qint64 least = 0; ///< of a number
        qint64 most = 0;
        qint64 usual = 0;
    };
    struct Result {
        QString name;
        FieldClass fieldClass = FieldClass::Open; ///< what left the device under a card's key is open
    };
    QString name;
    QStringList keys; ///< roles, in the order of the request
    QStringList optionalKeys; ///< after them, in this order
    QStringList inputs;
    QStringList optionalInputs;
    std::vector<Option> options;
    std::vector<Result> results;
    bool underCardKey
        = false; ///< results leave under the card's data encryption key, so a channel must be open

    const Option* option(const QString& optionName) const;
    const Result* result(const QString& resultName) const;
};

/// All of them; thread-safe.
const std::vector<SecurityServiceShape>& securityServices();
const SecurityServiceShape* securityService(const QString& name);

} // namespace sm
