// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/json_reader.h"
#include "profile/profile_model.h"

namespace sm::profile {

/// Reads the section "security" into a model that already has its fields, sources and channel: a call may use
/// the results of those before it. Not for other rooms.
class SecurityReader {
public:
    SecurityReader(Problems& problems, Model& model)
        : m_problems(problems)
        , m_model(model)
    {
    }
    void readCall(const QJsonValue& value, const QString& path);

private:
    void readKeys(const ObjectReader& in, SecurityCallSpec& spec);
    void readOptions(const ObjectReader& in, SecurityCallSpec& spec);
    void readInputs(const ObjectReader& in, SecurityCallModel& call);
    /// The members of an object of texts; refuses names outside `allowed` and missing ones of `required`.
    QMap<QString, QString> members(
        const ObjectReader& in, QLatin1String key, const QStringList& required, const QStringList& allowed);

    Problems& m_problems;
    Model& m_model;
};

} // namespace sm::profile
