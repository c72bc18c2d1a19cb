// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/hsm_messages.h"

#include "base/failures/security.h"
#include "security/link/link_failures.h"
#include "security/link/wire_types.h"

namespace sm {

SM_WIRE_PART(HsmOpen, x.version, x.instance, x.publicKey)
SM_WIRE_PART(HsmHello, x.version, x.name, x.kind, x.life, x.testKeys, x.capacity, x.requests, x.keys,
    x.orders, x.publicKey)

namespace {

enum Kind : quint8 { Open, Hello, Request, Reply, Failed, Ask, Status, Order, OrderDone, Keys };

constexpr quint32 mostCapacity = 1024;

Failure broken(const char* what)
{
    return fail(fc::HsmAnswerBroken, {{"what", QLatin1String(what)}});
}

template <class T> QByteArray encodeWhole(Kind kind, const T& value)
{
    MessageWriter out;
    out.beginList(2);
    out.number(kind);
    wire::put(out, value);
    out.endList();
    return out.open();
}

template <class T> std::optional<T> decodeWhole(Kind kind, const QByteArray& message)
{
    MessageReader in(message);
    T value;
    in.beginList(2);
    if (in.number() != kind)
        in.refuse();
    wire::get(in, value);
    in.endList();
    if (!in.ok() || !in.atEnd())
        return std::nullopt;
    return value;
}

/// Fields of the alternative with this number, or nothing.
template <class Variant, size_t Index = 0>
std::optional<Variant> readAlternative(MessageReader& in, quint64 number)
{
    if constexpr (Index == std::variant_size_v<Variant>) {
        in.refuse();
        return std::nullopt;
    } else {
        using T = std::variant_alternative_t<Index, Variant>;
        if (number != Wire<T>::number)
            return readAlternative<Variant, Index + 1>(in, number);
        T value;
        wire::get(in, value);
        if (!in.ok())
            return std::nullopt;
        return Variant(std::move(value));
    }
}

template <class Variant> quint16 numberOf(const Variant& value)
{
    return std::visit([](const auto& one) { return Wire<std::decay_t<decltype(one)>>::number; }, value);
}

template <class Variant> void putAlternative(MessageWriter& out, const Variant& value)
{
    out.number(numberOf(value));
    std::visit([&out](const auto& one) { wire::put(out, one); }, value);
}

Outcome<QByteArray> sealed(LinkSeal& seal, const MessageWriter& out)
{
    if (out.secrets().empty())
        return out.open();
    const auto part = seal.seal(out.open(), out.secrets());
    if (!part)
        return part.failure();
    MessageWriter tail;
    tail.bytes(*part);
    return out.open() + tail.open();
}

template <size_t... Index>
void eachRequest(const std::function<void(const SecurityRequest&)>& visit, std::index_sequence<Index...>)
{
    (visit(SecurityRequest(std::in_place_index<Index>)), ...);
}

template <class T> void collectKeys(const T& value, std::vector<KeyRef>& keys)
{
    if constexpr (std::is_same_v<T, KeyRef>) {
        if (!value.label.isEmpty())
            keys.push_back(value);
    } else if constexpr (requires(T & x) { Wire<T>::fields(x); }) {
        std::apply(
            [&keys](const auto&... field) { (collectKeys(field, keys), ...); }, Wire<T>::fields(value));
    } else if constexpr (requires { value.begin()->label; }) {
        for (const auto& one : value)
            collectKeys(one, keys);
    }
}

HsmMessage readBody(MessageReader& in, quint64 kind, quint64 id)
{
    switch (kind) {
    case Request: {
        const auto limit = milliseconds(qint64(std::min<quint64>(in.number(), 3'600'000)));
        auto request = readAlternative<SecurityRequest>(in, in.number());
        return HsmRequestMessage{id, limit, request ? std::move(*request) : SecurityRequest(SelfTest{})};
    }
    case Reply: {
        auto reply = readAlternative<SecurityReply>(in, in.number());
        if (!reply)
            return HsmReplyMessage{id, broken("reply")};
        return HsmReplyMessage{id, std::move(*reply)};
    }
    case Failed:
        return HsmReplyMessage{id, readFailure(in)};
    case Status: {
        const quint64 state = in.number();
        if (state > quint64(HsmStatus::State::NeverSeen))
            in.refuse();
        return HsmStatus{id, in.ok() ? HsmStatus::State(state) : HsmStatus::State::Unknown};
    }
    case Order: {
        auto order = readAlternative<KeyOrder>(in, in.number());
        return HsmOrderMessage{id, order ? std::move(*order) : KeyOrder(RetireKey{})};
    }
    case OrderDone: {
        auto reply = readAlternative<KeyOrderReply>(in, in.number());
        return HsmOrderDone{id, reply ? std::move(*reply) : KeyOrderReply(KeyBlockMade{})};
    }
    default:
        return HsmAsk{id};
    }
}

qsizetype lengthOf(quint64 kind) ///< of the array; 0: no such message
{
    switch (kind) {
    case Request:
        return 5;
    case Reply:
    case Failed:
    case Order:
    case OrderDone:
        return 4;
    case Ask:
    case Keys:
        return 2;
    case Status:
        return 3;
    default:
        return 0;
    }
}

/// Where the open part ends: the first whole CBOR item. The rest is a byte string or nothing.
std::optional<QByteArray> sealedPart(const QByteArray& message, qsizetype& openLength)
{
    QCborStreamReader items(message);
    if (!items.isArray() || !items.next(8) || items.lastError() != QCborError::NoError)
        return std::nullopt;
    openLength = qsizetype(items.currentOffset());
    if (openLength == message.size())
        return QByteArray();
    MessageReader rest(message.sliced(openLength));
    const QByteArray part = rest.bytes();
    if (!rest.ok() || !rest.atEnd() || part.isEmpty())
        return std::nullopt;
    return part;
}

} // namespace

QByteArray encode(const HsmOpen& open)
{
    return encodeWhole(Open, open);
}

QByteArray encode(const HsmHello& hello)
{
    return encodeWhole(Hello, hello);
}

QByteArray encode(const HsmAsk& ask)
{
    MessageWriter out;
    out.beginList(lengthOf(Ask));
    out.number(Ask);
    out.number(ask.id);
    out.endList();
    return out.open();
}

QByteArray encode(const HsmStatus& status)
{
    MessageWriter out;
    out.beginList(lengthOf(Status));
    out.number(Status);
    out.number(status.id);
    out.number(quint64(status.state));
    out.endList();
    return out.open();
}

QByteArray encodeFailure(quint64 id, const Failure& failure)
{
    MessageWriter out;
    out.beginList(lengthOf(Failed));
    out.number(Failed);
    out.number(id);
    writeFailure(out, failure);
    out.endList();
    return out.open();
}

Outcome<HsmOpen> decodeOpen(const QByteArray& message)
{
    auto open = decodeWhole<HsmOpen>(Open, message);
    if (!open || open->version != hsmLinkVersion || open->instance.size() != instanceLength)
        return broken("open");
    return std::move(*open);
}

Outcome<HsmHello> decodeHello(const QByteArray& message)
{
    auto hello = decodeWhole<HsmHello>(Hello, message);
    if (!hello || hello->version != hsmLinkVersion || hello->capacity == 0 || hello->capacity > mostCapacity)
        return broken("hello");
    return std::move(*hello);
}

Outcome<QByteArray> encodeRequest(LinkSeal& seal, quint64 id, Nanos limit, const SecurityRequest& request)
{
    MessageWriter out;
    out.beginList(lengthOf(Request));
    out.number(Request);
    out.number(id);
    out.number(quint64(std::max<qint64>(1, std::chrono::ceil<milliseconds>(limit).count())));
    putAlternative(out, request);
    out.endList();
    return sealed(seal, out);
}

QByteArray encode(const HsmKeys& keys)
{
    MessageWriter out;
    out.beginList(lengthOf(Keys));
    out.number(Keys);
    wire::put(out, keys.keys);
    out.endList();
    return out.open();
}

Outcome<QByteArray> encodeOrder(LinkSeal& seal, quint64 id, const KeyOrder& order)
{
    MessageWriter out;
    out.beginList(lengthOf(Order));
    out.number(Order);
    out.number(id);
    putAlternative(out, order);
    out.endList();
    return sealed(seal, out);
}

QByteArray encodeDone(quint64 id, const KeyOrderReply& reply)
{
    MessageWriter out;
    out.beginList(lengthOf(OrderDone));
    out.number(OrderDone);
    out.number(id);
    putAlternative(out, reply); // nothing in it is secret
    out.endList();
    return out.open();
}

Outcome<QByteArray> encodeReply(LinkSeal& seal, quint64 id, const SecurityReply& reply)
{
    MessageWriter out;
    out.beginList(lengthOf(Reply));
    out.number(Reply);
    out.number(id);
    putAlternative(out, reply);
    out.endList();
    return sealed(seal, out);
}

Outcome<HsmMessage> decodeMessage(LinkSeal& seal, const QByteArray& message)
{
    qsizetype openLength = 0;
    const auto part = sealedPart(message, openLength);
    if (!part)
        return broken("message");
    MessageReader in(message.first(openLength));
    if (!part->isEmpty()) {
        auto secrets = seal.unseal(QByteArrayView(message).first(openLength), *part);
        if (!secrets)
            return secrets.failure();
        in.setSecrets(secrets.take());
    }
    const qsizetype length = in.beginList();
    const quint64 kind = in.number();
    if (!in.ok() || length == 0 || length != lengthOf(kind))
        return broken("kind");
    HsmMessage read = HsmKeys();
    if (kind == Keys) {
        wire::get(in, std::get<HsmKeys>(read).keys);
    } else {
        const quint64 id = in.number();
        read = readBody(in, kind, id);
    }
    in.endList();
    if (!in.ok() || !in.atEnd() || !in.secretsUsed())
        return broken("fields");
    return read;
}

Failure unexpectedMessage()
{
    return broken("place");
}

quint16 wireNumber(const SecurityRequest& request)
{
    return numberOf(request);
}

std::vector<quint16> requestNumbers(const std::function<bool(const SecurityRequest&)>& serves)
{
    std::vector<quint16> numbers;
    eachRequest(
        [&](const SecurityRequest& request) {
            if (!serves || serves(request))
                numbers.push_back(wireNumber(request));
        },
        std::make_index_sequence<std::variant_size_v<SecurityRequest>>());
    return numbers;
}

std::vector<KeyRef> keysOf(const SecurityRequest& request)
{
    std::vector<KeyRef> keys;
    std::visit([&keys](const auto& one) { collectKeys(one, keys); }, request);
    return keys;
}

} // namespace sm
