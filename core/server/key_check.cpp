// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/key_check.h"

#include "base/failures/server.h"

#include <algorithm>

namespace sm {

namespace {

bool disagree(const QString& label, const std::vector<HsmKeyFigures>& keys)
{
    return std::any_of(keys.begin(), keys.end(),
        [&label](const HsmKeyFigures& key) { return key.label == label && !key.agree; });
}

bool held(const QString& label, const std::vector<HsmKeyFigures>& keys)
{
    return std::any_of(
        keys.begin(), keys.end(), [&label](const HsmKeyFigures& key) { return key.label == label; });
}

/// Held, and no version of it may be used on that day.
bool isOutdated(const QString& label, const std::vector<HsmKeyFigures>& keys, const QDate& today)
{
    return held(label, keys) && std::none_of(keys.begin(), keys.end(), [&](const HsmKeyFigures& key) {
        return key.label == label && fitnessOf(key.life, today) == KeyFitness::Usable;
    });
}

bool hasTold(const HsmFigures& device, const std::vector<HsmKeyFigures>& keys)
{
    return std::any_of(keys.begin(), keys.end(),
        [&device](const HsmKeyFigures& key) { return key.devices.contains(device.name); });
}

} // namespace

QStringList outdatedKeys(const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today)
{
    QStringList out;
    for (const QString& label : labels) {
        if (hsms.keys && isOutdated(label, *hsms.keys, today))
            out.append(label);
    }
    return out;
}

QStringList unusableKeys(const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today)
{
    if (!hsms.keys)
        return {};
    const auto& keys = *hsms.keys;
    const bool allTold = std::all_of(hsms.devices.begin(), hsms.devices.end(),
        [&keys](const HsmFigures& device) { return serves(device.health) || hasTold(device, keys); });
    QStringList out;
    for (const QString& label : labels) {
        if (disagree(label, keys) || (allTold && !held(label, keys)) || isOutdated(label, keys, today))
            out.append(label);
    }
    return out;
}

bool onlyTestKeys(const QStringList& labels)
{
    return std::all_of(labels.begin(), labels.end(),
        [](const QString& label) { return label.startsWith(QStringLiteral("TEST-")); });
}

Outcome<Done> checkKeys(const QStringList& labels, const HsmPoolFigures& hsms, const QDate& today)
{
    QStringList unusable = unusableKeys(labels, hsms, today);
    if (unusable.isEmpty())
        return Done{};
    const QStringList outdated = outdatedKeys(labels, hsms, today);
    if (unusable == outdated)
        return fail(fc::JobKeysOutdated, {{"keys", outdated.join(QStringLiteral(", "))}});
    unusable.removeIf([&outdated](const QString& label) { return outdated.contains(label); });
    return fail(fc::JobKeysUnusable, {{"keys", unusable.join(QStringLiteral(", "))}});
}

} // namespace sm
