// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/outcome.h"
#include "issuer/card_object.h"

#include <QByteArray>
#include <QStringList>

#include <variant>
#include <vector>

namespace sm {

/// The messages between a console and a machine's control device, which has the customizing data of the cards
/// that the machine makes. Each is one CBOR array (RFC 8949) that begins with its kind; lengths are definite.
///
///   0 open     console: version                             the first message of a connection
///   1 hello    device: version, name                        for people, up to 80 characters
///   2 request  console: ticket, limit in ms, job, card object id, [column ...]
///   3 row      device: ticket, card object id, [value ...]  byte strings, in the order of the columns
///   4 none     device: ticket, card object id, reason       0 no such id, 1 more than one row, 2 a row that
///                                                           can not be read, 3 no such column, 4 not now
///
/// A console asks for the columns that the job's profile names and for nothing else. Tickets count from 1 for
/// as long as the console runs: a request is asked again under its ticket when the connection was lost, and a
/// row is the same however often it is asked for. Text is UTF-8. An answer names the card object id again, so
/// that no card can get another one's row.

inline constexpr quint16 controlLinkVersion = 1;
inline constexpr QByteArrayView controlService("data"); ///< of the link's greeting
inline constexpr qsizetype mostControlColumns = 64;
inline constexpr qsizetype longestColumnName = 64; ///< in characters: a-z, 0-9 and _, a letter first
inline constexpr qsizetype longestControlValue = 16 * 1024; ///< in bytes
inline constexpr qsizetype longestControlMessage = 256 * 1024; ///< in bytes
inline constexpr qsizetype longestControlText = 200; ///< of a job's name and a card object id, in characters

struct ControlOpen {
    quint16 version = controlLinkVersion;
};
struct ControlHello {
    quint16 version = controlLinkVersion;
    QString name;
};
struct ControlRequest {
    quint64 ticket = 0;
    Nanos limit{}; ///< until the console gives up; milliseconds on the link
    QString job; ///< name of the job, for a device that has several; cut to longestControlText
    CardObjectId object;
    QStringList columns; ///< one at least, each once
};
struct ControlRow {
    quint64 ticket = 0;
    CardObjectId object;
    std::vector<QByteArray> values;
};
struct ControlNone {
    enum class Reason : quint8 { Missing, Repeated, Broken, NoColumn, NotNow };
    quint64 ticket = 0;
    CardObjectId object;
    Reason reason = Reason::Missing;
};
using ControlMessage = std::variant<ControlOpen, ControlHello, ControlRequest, ControlRow, ControlNone>;

bool isControlColumn(const QString& name);

/// Empty when a value is beyond the limits above: such a message is not sent.
QByteArray encode(const ControlMessage& message);
/// Nothing when it is no message, or beyond the limits.
std::optional<ControlMessage> decodeControlMessage(const QByteArray& message);

} // namespace sm
