// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/hsm_server.h"

#include "base/failures/security.h"
#include "base/log.h"
#include "base/overloaded.h"
#include "crypto/key_agreement.h"
#include "security/link/reply_memory.h"

#include <algorithm>
#include <map>

namespace sm {

class HsmServer::Private {
public:
    struct Flight {
        Pending<SecurityReply> pending;
        bool stateful = false;
    };
    /// One connection of one console.
    struct Console {
        MessageLink* link = nullptr;
        std::unique_ptr<MessageLink> accepted; ///< goes with its loss; or
        std::unique_ptr<LinkKeeper> keeper; ///< comes back
        QByteArray instance;
        std::optional<LinkSeal> seal; ///< once opened
        std::map<quint64, Flight> flights;
    };

    Private(Settings s, Reactor r, std::shared_ptr<HsmDevice> served)
        : settings(std::move(s))
        , reactor(std::move(r))
        , device(std::move(served))
        , memory(settings.remembered, settings.memory)
    {
    }

    LinkEvents eventsFor(Console* console);
    void onMessage(Console& console, const QByteArray& message);
    void onOpen(Console& console, const QByteArray& message);
    void onRequest(Console& console, HsmRequestMessage message);
    void onAsk(Console& console, quint64 id);
    void onOrder(Console& console, const HsmOrderMessage& message);
    void onAnswer(Console& console, quint64 id, Outcome<SecurityReply> outcome);
    void onOrphan(const QByteArray& instance, quint64 id, Outcome<SecurityReply> outcome);
    void answer(Console& console, quint64 id, const Outcome<SecurityReply>& outcome);
    void endConnection(Console& console);
    void drop(Console& console, const Failure& why);
    void remove(Console* console);

    Settings settings;
    Reactor reactor;
    std::shared_ptr<HsmDevice> device;
    QByteArray life;
    ReplyMemory memory;
    std::vector<std::unique_ptr<Console>> consoles;
    /// Stateful requests whose console went: finished for the memory's sake.
    std::map<ReplyMemory::Key, Pending<SecurityReply>> orphans;
};

HsmServer::HsmServer(Settings settings, Reactor reactor, std::shared_ptr<HsmDevice> device, Random& random)
    : d(std::make_unique<Private>(std::move(settings), std::move(reactor), std::move(device)))
{
    const auto drawn = random.bytes(instanceLength);
    d->life = drawn ? *drawn : QByteArray(); // an empty one is like no other either: see LinkHsm
}

HsmServer::~HsmServer() = default;

void HsmServer::tellKeys()
{
    const QByteArray message
        = encode(HsmKeys{d->settings.keys.empty() ? d->device->keys() : d->settings.keys});
    for (const auto& console : d->consoles) {
        if (console->seal)
            console->link->send(message);
    }
}

void HsmServer::dropAll()
{
    for (const auto& console : d->consoles)
        d->endConnection(*console);
    std::erase_if(d->consoles, [](const auto& one) { return one->accepted != nullptr; });
}

int HsmServer::consoles() const
{
    return int(std::count_if(
        d->consoles.begin(), d->consoles.end(), [](const auto& one) { return one->seal.has_value(); }));
}

void HsmServer::add(std::unique_ptr<MessageLink> link)
{
    Private::Console& console = *d->consoles.emplace_back(std::make_unique<Private::Console>());
    console.link = link.get();
    console.accepted = std::move(link);
    console.accepted->setEvents(d->eventsFor(&console));
}

void HsmServer::add(std::unique_ptr<LinkKeeper> keeper)
{
    Private::Console& console = *d->consoles.emplace_back(std::make_unique<Private::Console>());
    console.link = &keeper->link();
    console.keeper = std::move(keeper);
    console.keeper->setEvents(d->eventsFor(&console));
    console.keeper->start();
}

LinkEvents HsmServer::Private::eventsFor(Console* console)
{
    LinkEvents events;
    events.connected = [this, console] { endConnection(*console); };
    events.message = [this, console](const QByteArray& message) { onMessage(*console, message); };
    events.lost = [this, console](const Failure& why) {
        qCInfo(lcHsm).noquote() << "console at" << console->link->address() << "gone:" << why.toString();
        endConnection(*console);
        if (console->accepted)
            remove(console);
    };
    return events;
}

void HsmServer::Private::remove(Console* console)
{
    std::erase_if(consoles, [console](const auto& one) { return one.get() == console; });
}

void HsmServer::Private::endConnection(Console& console)
{
    for (auto& [id, flight] : console.flights) {
        if (!flight.stateful)
            continue;
        const ReplyMemory::Key key(console.instance, id);
        auto& orphan = orphans[key] = std::move(flight.pending);
        orphan.then([this, key](Outcome<SecurityReply> outcome) {
            onOrphan(key.first, key.second, std::move(outcome));
        });
    }
    console.flights.clear();
    console.seal.reset();
    console.instance.clear();
}

void HsmServer::Private::onOrphan(const QByteArray& instance, quint64 id, Outcome<SecurityReply> outcome)
{
    const auto node = orphans.extract({instance, id});
    memory.finish({instance, id}, outcome);
    for (const auto& console : consoles) { // it may have come back and be waiting
        if (console->seal && console->instance == instance) {
            if (const auto* entry = memory.find({instance, id}, reactor.clock->now()))
                answer(*console, id, *entry->outcome);
            return;
        }
    }
}

void HsmServer::Private::drop(Console& console, const Failure& why)
{
    qCWarning(lcHsm).noquote() << "console at" << console.link->address() << "dropped:" << why.toString();
    endConnection(console);
    if (console.keeper)
        console.keeper->drop(why);
    else
        remove(&console); // the link closes itself
}

void HsmServer::Private::onMessage(Console& console, const QByteArray& message)
{
    if (!console.seal) {
        onOpen(console, message);
        return;
    }
    auto read = decodeMessage(*console.seal, message);
    if (!read) {
        drop(console, read.failure());
        return;
    }
    std::visit(Overloaded{[&](HsmRequestMessage& request) { onRequest(console, std::move(request)); },
                   [&](const HsmAsk& ask) { onAsk(console, ask.id); },
                   [&](const HsmOrderMessage& order) { onOrder(console, order); },
                   [&](const auto&) { drop(console, unexpectedMessage()); }},
        *read);
}

void HsmServer::Private::onOpen(Console& console, const QByteArray& message)
{
    const auto open = decodeOpen(message);
    auto agreement = KeyAgreement::create();
    if (!open || !agreement) {
        drop(console, open ? agreement.failure() : open.failure());
        return;
    }
    const auto shared = agreement->agree(open->publicKey);
    if (!shared) {
        drop(console, shared.failure());
        return;
    }
    auto seal = LinkSeal::create(LinkSeal::End::Device, *shared, open->publicKey, agreement->publicKey());
    if (!seal) {
        drop(console, seal.failure());
        return;
    }
    // The same console's earlier connection, whose loss is not noticed yet, says nothing more: what it still
    // waits for is answered here.
    for (const auto& other : consoles) {
        if (other.get() != &console && other->seal && other->instance == open->instance)
            endConnection(*other);
    }
    console.seal.emplace(seal.take());
    console.instance = open->instance;
    HsmHello hello;
    hello.name = settings.name;
    hello.kind = settings.kind;
    hello.life = life;
    hello.testKeys = settings.testKeys;
    hello.capacity = quint32(device->capacity());
    hello.requests = settings.requests;
    hello.keys = settings.keys.empty() ? device->keys() : settings.keys;
    hello.orders = settings.office != nullptr;
    hello.publicKey = agreement->publicKey();
    console.link->send(encode(hello));
}

void HsmServer::Private::onRequest(Console& console, HsmRequestMessage message)
{
    const bool stateful = !isPure(message.request);
    const ReplyMemory::Key key(console.instance, message.id);
    if (stateful && memory.find(key, reactor.clock->now())) {
        onAsk(console, message.id); // sent again: answered from memory
        return;
    }
    const int most = device->capacity() + settings.mostBeyond;
    if (console.flights.size() >= size_t(most) || console.flights.contains(message.id)) {
        drop(console, unexpectedMessage());
        return;
    }
    if (stateful)
        memory.begin(key, reactor.clock->now());
    Flight& flight = console.flights[message.id];
    flight.stateful = stateful;
    const Nanos limit = stateful ? std::max(message.limit, settings.patience) : message.limit;
    flight.pending
        = device->serve(std::make_shared<const SecurityRequest>(std::move(message.request)), limit);
    flight.pending.then([this, &console, id = message.id](
                            Outcome<SecurityReply> outcome) { onAnswer(console, id, std::move(outcome)); });
}

void HsmServer::Private::onAsk(Console& console, quint64 id)
{
    const ReplyMemory::Key key(console.instance, id);
    const auto* entry = memory.find(key, reactor.clock->now());
    if (entry && entry->outcome) {
        answer(console, id, *entry->outcome);
        return;
    }
    auto state = HsmStatus::State::NeverSeen;
    if (entry)
        state = HsmStatus::State::UnderWay;
    else if (memory.mayHaveForgotten(key))
        state = HsmStatus::State::Unknown;
    console.link->send(encode(HsmStatus{id, state}));
}

/// Persons wait for these, not cards: carried out here and now, between the requests that other threads
/// serve.
void HsmServer::Private::onOrder(Console& console, const HsmOrderMessage& message)
{
    if (!settings.office) {
        console.link->send(encodeFailure(message.id, fail(fc::KeyOrderRefused)));
        return;
    }
    const auto reply = settings.office->carryOut(message.order);
    console.link->send(reply ? encodeDone(message.id, *reply) : encodeFailure(message.id, reply.failure()));
    if (reply && std::holds_alternative<KeyStored>(*reply) && settings.ordered)
        settings.ordered();
}

void HsmServer::Private::onAnswer(Console& console, quint64 id, Outcome<SecurityReply> outcome)
{
    const auto node = console.flights.extract(id);
    if (node.mapped().stateful) {
        if (const auto* entry = memory.finish({console.instance, id}, outcome)) {
            answer(console, id, *entry->outcome);
            return;
        }
    }
    answer(console, id, outcome);
}

void HsmServer::Private::answer(Console& console, quint64 id, const Outcome<SecurityReply>& outcome)
{
    if (!outcome) {
        console.link->send(encodeFailure(id, outcome.failure()));
        return;
    }
    const auto message = encodeReply(*console.seal, id, *outcome);
    if (message)
        console.link->send(*message);
    else
        console.link->send(encodeFailure(id, message.failure()));
}

} // namespace sm
