// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>
#include <QtGlobal>

#include <compare>
#include <optional>

namespace sm {

/// A number that names one kind of thing and cannot be mistaken for another kind. 0 is "none".
template <class Tag> struct Id {
    qint64 value = 0;
    Id() = default;
    explicit Id(qint64 v)
        : value(v)
    {
    }
    bool isValid() const { return value != 0; }
    auto operator<=>(const Id&) const = default;
};

using JobId = Id<struct JobTag>;
using RecordId = Id<struct RecordTag>; ///< a card object within a job
using AttemptId = Id<struct AttemptTag>; ///< the durable record of one session
/// Fencing number of an attempt's owner, +1 at each claim; a station refuses one lower than it has seen.
using Epoch = Id<struct EpochTag>;

/// The issuer's unique name of a card object.
struct CardObjectId {
    QString text;
    CardObjectId() = default;
    explicit CardObjectId(QString t)
        : text(std::move(t))
    {
    }
    auto operator<=>(const CardObjectId&) const = default;
};

/// A station's place on the floor, both parts from 1. Written M2-S3.
struct StationId {
    quint16 machine = 0;
    quint16 station = 0;

    QString text() const { return QStringLiteral("M%1-S%2").arg(machine).arg(station); }
    static std::optional<StationId> fromText(QStringView text);
    bool isValid() const { return machine != 0 && station != 0; }
    auto operator<=>(const StationId&) const = default;
};

template <class Tag> size_t qHash(const Id<Tag>& id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}
inline size_t qHash(const CardObjectId& id, size_t seed = 0)
{
    return ::qHash(id.text, seed);
}
inline size_t qHash(const StationId& id, size_t seed = 0)
{
    return ::qHash(quint32(id.machine) << 16 | id.station, seed);
}

} // namespace sm
