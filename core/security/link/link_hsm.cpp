// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/link_hsm.h"

#include "base/failures/security.h"
#include "base/log.h"
#include "base/overloaded.h"

#include <algorithm>

namespace sm {

LinkHsm::LinkHsm(Settings settings, Reactor reactor, std::unique_ptr<MessageLink> link, Random& random)
    : m_settings(std::move(settings))
    , m_reactor(reactor)
    , m_keeper(reactor, std::move(link), m_settings.pauses)
{
    const auto instance = random.bytes(instanceLength);
    m_instance = instance ? *instance : QByteArray(); // the device refuses an empty one
    LinkEvents events;
    events.connected = [this] { onConnected(); };
    events.message = [this](const QByteArray& message) { onMessage(message); };
    events.lost = [this](const Failure& why) { onLost(why); };
    m_keeper.setEvents(std::move(events));
    m_keeper.start();
}

LinkHsm::~LinkHsm() = default;

int LinkHsm::capacity() const
{
    return m_hello ? int(m_hello->capacity) : 1;
}

/// Without diversification the card gets the held key itself: tokens and SAMs let none go.
static bool masterLeaves(const SecurityRequest& request)
{
    if (const auto* keys = std::get_if<MakeCardKeys>(&request))
        return keys->rule == Diversification::None;
    const auto* release = std::get_if<ReleaseCard>(&request);
    return release && release->use == ReleaseCard::Use::Code && release->rule == Diversification::None;
}

bool LinkHsm::offers(const SecurityRequest& request) const
{
    if (!m_hello)
        return true;
    const auto& known = m_hello->requests;
    if (std::find(known.begin(), known.end(), wireNumber(request)) == known.end())
        return false;
    if (m_hello->kind != QLatin1String("soft") && masterLeaves(request))
        return false;
    const auto keys = keysOf(request);
    return std::all_of(keys.begin(), keys.end(), [this](const KeyRef& wanted) {
        return std::any_of(m_hello->keys.begin(), m_hello->keys.end(), [&wanted](const KeyDescription& held) {
            return held.label == wanted.label && (wanted.version == 0 || wanted.version == held.version);
        });
    });
}

Failure LinkHsm::down() const
{
    return fail(fc::HsmLinkDown, {{"device", m_settings.name}});
}

std::optional<Failure> LinkHsm::trouble() const
{
    if (isConnected())
        return std::nullopt;
    if (m_givenUp)
        return m_givenUp;
    return m_keeper.lastFailure() ? m_keeper.lastFailure() : m_trouble;
}

std::vector<KeyDescription> LinkHsm::keys() const
{
    return m_hello ? m_hello->keys : std::vector<KeyDescription>();
}

Pending<SecurityReply> LinkHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    if (!isConnected() && m_givenUp)
        return Pending<SecurityReply>::ready(m_reactor, *m_givenUp);
    if (!isConnected() && !std::holds_alternative<SelfTest>(*request))
        return Pending<SecurityReply>::ready(m_reactor, down());
    sweep();
    // A stateful request that is repeated keeps its id: the device answers it from memory.
    const Known* before = known(request);
    const quint64 id = before && before->life == m_hello->life ? before->id : ++m_lastId;
    auto pair = makePending<SecurityReply>(m_reactor, limit);
    Flight& flight = m_flights[id];
    flight.request = std::move(request);
    flight.completer = std::move(pair.completer);
    flight.due = m_reactor.clock->dueIn(limit);
    flight.sent = false;
    if (isConnected())
        send(id, flight);
    return std::move(pair.pending);
}

Pending<Recalled> LinkHsm::recall(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    using Answer = Pending<Recalled>;
    const Known* was = known(request);
    if (!was)
        return Answer::ready(m_reactor, Recalled(Recalled::State::NeverSeen));
    if (!isConnected())
        return Answer::ready(m_reactor, down());
    if (was->life.isEmpty() || was->life != m_hello->life)
        return Answer::ready(
            m_reactor, Recalled(Recalled::State::Unknown)); // its memory went with its process
    auto pair = makePending<Recalled>(m_reactor, limit);
    m_recalls[was->id] = std::move(pair.completer);
    m_keeper.link().send(encode(HsmAsk{was->id}));
    return std::move(pair.pending);
}

Pending<KeyOrderReply> LinkHsm::order(const KeyOrder& order, Nanos limit)
{
    if (!isConnected())
        return Pending<KeyOrderReply>::ready(m_reactor, down());
    const quint64 id = ++m_lastId;
    const auto message = encodeOrder(*m_seal, id, order);
    if (!message)
        return Pending<KeyOrderReply>::ready(m_reactor, message.failure());
    auto pair = makePending<KeyOrderReply>(m_reactor, limit);
    m_orders[id] = std::move(pair.completer);
    if (!m_keeper.link().send(*message))
        endOrder(id, down());
    return std::move(pair.pending);
}

bool LinkHsm::endOrder(quint64 id, Outcome<KeyOrderReply> outcome)
{
    auto order = m_orders.extract(id);
    if (order.empty())
        return false;
    order.mapped().complete(std::move(outcome));
    return true;
}

void LinkHsm::onKeys(HsmKeys keys)
{
    m_hello->keys = std::move(keys.keys);
    if (m_changed)
        m_changed();
}

const LinkHsm::Known* LinkHsm::known(const std::shared_ptr<const SecurityRequest>& request) const
{
    const auto found = std::find_if(m_known.begin(), m_known.end(),
        [&request](const Known& one) { return one.request.lock() == request; });
    return found == m_known.end() ? nullptr : &*found;
}

void LinkHsm::note(const std::shared_ptr<const SecurityRequest>& request, quint64 id)
{
    if (isPure(*request))
        return;
    std::erase_if(
        m_known, [&](const Known& one) { return one.request.expired() || one.request.lock() == request; });
    m_known.push_back({request, id, m_hello->life});
}

/// Requests that nobody waits for any more: their answer never came.
void LinkHsm::sweep()
{
    std::erase_if(m_flights, [](const auto& one) { return !one.second.completer.wanted(); });
    std::erase_if(m_recalls, [](const auto& one) { return !one.second.wanted(); });
}

void LinkHsm::send(quint64 id, Flight& flight)
{
    const Nanos left = flight.due - m_reactor.clock->now();
    const auto message = encodeRequest(*m_seal, id, left, *flight.request);
    if (!message) {
        reply(id, message.failure());
        return;
    }
    flight.sent = true;
    note(flight.request, id);
    if (!m_keeper.link().send(*message))
        reply(id, down());
}

void LinkHsm::sendWaiting()
{
    std::vector<quint64> ids;
    for (const auto& [id, flight] : m_flights)
        ids.push_back(id);
    for (const quint64 id : ids) {
        const auto found = m_flights.find(id);
        if (found != m_flights.end())
            send(id, found->second);
    }
}

void LinkHsm::onConnected()
{
    auto agreement = KeyAgreement::create();
    if (!agreement) {
        breakLink(agreement.failure());
        return;
    }
    m_agreement.emplace(agreement.take());
    m_keeper.link().send(encode(HsmOpen{hsmLinkVersion, m_instance, m_agreement->publicKey()}));
}

void LinkHsm::onMessage(const QByteArray& message)
{
    if (!m_seal) {
        onHello(message);
        return;
    }
    auto read = decodeMessage(*m_seal, message);
    if (!read) {
        breakLink(read.failure());
        return;
    }
    std::visit(Overloaded{[this](HsmReplyMessage& answer) {
                              const bool refusesOrder
                                  = !answer.outcome && endOrder(answer.id, answer.outcome.failure());
                              if (!refusesOrder)
                                  reply(answer.id, std::move(answer.outcome));
                          },
                   [this](HsmOrderDone& done) { endOrder(done.id, std::move(done.reply)); },
                   [this](HsmKeys& keys) { onKeys(std::move(keys)); },
                   [this](const HsmStatus& status) { onStatus(status); },
                   [this](const auto&) { breakLink(unexpectedMessage()); }},
        *read);
}

void LinkHsm::onHello(const QByteArray& message)
{
    auto hello = decodeHello(message);
    if (!hello) {
        breakLink(hello.failure());
        return;
    }
    const auto shared = m_agreement->agree(hello->publicKey);
    if (!shared) {
        breakLink(shared.failure());
        return;
    }
    auto seal = LinkSeal::create(LinkSeal::End::Console, *shared, m_agreement->publicKey(), hello->publicKey);
    if (!seal) {
        breakLink(seal.failure());
        return;
    }
    m_agreement.reset();
    m_seal.emplace(seal.take());
    m_hello = hello.take();
    m_trouble.reset();
    m_givenUp.reset();
    qCInfo(lcHsm) << m_settings.name << "reached:" << m_hello->name.left(80) << m_hello->kind.left(80)
                  << (m_hello->testKeys ? "TEST KEYS" : ""); // quoted: the device's own words
    sweep();
    sendWaiting();
    if (m_changed)
        m_changed();
}

void LinkHsm::onStatus(const HsmStatus& status)
{
    if (status.state == HsmStatus::State::UnderWay)
        return; // its answer follows
    auto node = m_recalls.extract(status.id);
    if (!node.empty())
        node.mapped().complete(
            Recalled(status.state == HsmStatus::State::NeverSeen ? Recalled::State::NeverSeen
                                                                 : Recalled::State::Unknown));
}

void LinkHsm::reply(quint64 id, Outcome<SecurityReply> outcome)
{
    auto recall = m_recalls.extract(id);
    auto flight = m_flights.extract(id);
    if (!flight.empty() && flight.mapped().completer.wanted())
        flight.mapped().completer.complete(std::move(outcome));
    else if (!recall.empty())
        recall.mapped().complete(Recalled(std::move(outcome)));
}

void LinkHsm::onLost(const Failure& why)
{
    m_trouble = why;
    m_agreement.reset();
    const bool was = m_seal.has_value();
    m_seal.reset();
    // Completions go through the inbox: none of them comes back into these loops.
    for (auto& [id, flight] : m_flights) {
        if (flight.sent)
            flight.completer.complete(down());
    }
    std::erase_if(m_flights, [](const auto& one) { return one.second.sent; });
    for (auto& [id, completer] : std::exchange(m_recalls, {}))
        completer.complete(down());
    for (auto& [id, completer] : std::exchange(m_orders, {}))
        completer.complete(fail(fc::HsmOutcomeUnknown, {{"device", m_settings.name}}));
    if (was && m_changed)
        m_changed();
}

void LinkHsm::giveUp(const Failure& why)
{
    m_givenUp = why;
    for (auto& [id, flight] : std::exchange(m_flights, {}))
        flight.completer.complete(flight.sent ? down() : why);
    if (m_changed)
        m_changed();
}

/// What the peer sends can not be trusted any more; the keeper opens a new connection after a pause.
void LinkHsm::breakLink(const Failure& why)
{
    qCWarning(lcHsm).noquote() << m_settings.name << "link dropped:" << why.toString();
    m_keeper.drop(why);
}

} // namespace sm
