// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "security/engine.h"
#include "security/key_orders.h"
#include "security/link/link_seal.h"
#include "security/security_request.h"

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace sm {

/// The messages of the link to an encryption device. A message is one CBOR array and, where it carries
/// secrets, a CBOR byte string after it that LinkSeal made; the array begins with the kind.
///
///   0 open     console: version, instance, public key          the first message of a connection
///   1 hello    device: version, name, kind, life, test keys, capacity, request numbers, keys, orders,
///              public key
///   2 request  console: id, limit in ms, number, fields
///   3 reply    device: id, number, fields
///   4 failed   device: id, failure, [[parameter, value] ...]
///   5 ask      console: id                                      what became of a request?
///   6 status   device: id, 0 not known any more, 1 under way, 2 never seen; an answer is sent again as 3 or
///   4
///   7 order    console: id, number, fields                      about the device's keys
///   8 done     device: id, number, fields                       what became of an order; or 4
///   9 keys     device: keys                                     they have changed
///
/// The self-test is a request like others. Ids count from 1 per instance (16 random bytes that a console
/// draws when it starts), so that they mean the same after a connection was lost.

inline constexpr quint16 hsmLinkVersion = 3;
inline constexpr qsizetype instanceLength = 16;
inline constexpr QByteArrayView hsmService("hsm"); ///< of the link's greeting

struct HsmOpen {
    quint16 version = hsmLinkVersion;
    QByteArray instance;
    QByteArray publicKey;
};

/// What a device is and holds.
struct HsmHello {
    quint16 version = hsmLinkVersion;
    QString name;
    QString kind; ///< soft, pkcs11
    QByteArray life; ///< drawn when the device's process started: its memory of requests is as old as that
    bool testKeys = false; ///< holds the published keys: nothing it makes protects anything
    quint32 capacity = 1; ///< requests at the same time
    std::vector<quint16> requests; ///< numbers of the requests it knows
    std::vector<KeyDescription> keys;
    bool orders = false; ///< takes orders about its keys on this link
    QByteArray publicKey;
};

struct HsmRequestMessage {
    quint64 id = 0;
    Nanos limit{}; ///< until the console gives up
    SecurityRequest request;
};
struct HsmReplyMessage {
    quint64 id = 0;
    Outcome<SecurityReply> outcome;
};
struct HsmAsk {
    quint64 id = 0;
};
struct HsmStatus {
    enum class State : quint8 { Unknown, UnderWay, NeverSeen };
    quint64 id = 0;
    State state = State::Unknown;
};
struct HsmOrderMessage {
    quint64 id = 0;
    KeyOrder order;
};
struct HsmOrderDone {
    quint64 id = 0;
    KeyOrderReply reply;
};
struct HsmKeys {
    std::vector<KeyDescription> keys;
};
/// What comes after open and hello.
using HsmMessage = std::variant<HsmRequestMessage, HsmReplyMessage, HsmAsk, HsmStatus, HsmOrderMessage,
    HsmOrderDone, HsmKeys>;

QByteArray encode(const HsmOpen& open);
QByteArray encode(const HsmHello& hello);
QByteArray encode(const HsmAsk& ask);
QByteArray encode(const HsmStatus& status);
QByteArray encode(const HsmKeys& keys);
QByteArray encodeFailure(quint64 id, const Failure& failure);
/// HsmAnswerBroken when it is none.
Outcome<HsmOpen> decodeOpen(const QByteArray& message);
Outcome<HsmHello> decodeHello(const QByteArray& message);

/// The rest of a connection, whose messages may carry secrets. LinkSealBroken, HsmAnswerBroken: the
/// connection is to be dropped.
Outcome<QByteArray> encodeRequest(LinkSeal& seal, quint64 id, Nanos limit, const SecurityRequest& request);
Outcome<QByteArray> encodeReply(LinkSeal& seal, quint64 id, const SecurityReply& reply);
Outcome<QByteArray> encodeOrder(LinkSeal& seal, quint64 id, const KeyOrder& order);
QByteArray encodeDone(quint64 id, const KeyOrderReply& reply);
Outcome<HsmMessage> decodeMessage(LinkSeal& seal, const QByteArray& message);

Failure unexpectedMessage(); ///< HsmAnswerBroken: a message of the link, but not in this place

/// The number of a request on the link.
quint16 wireNumber(const SecurityRequest& request);
/// The numbers of all kinds of request, or of those that `serves` says yes to (asked with an empty one of
/// each).
std::vector<quint16> requestNumbers(const std::function<bool(const SecurityRequest&)>& serves = {});
/// Every key that a request names.
std::vector<KeyRef> keysOf(const SecurityRequest& request);

} // namespace sm
