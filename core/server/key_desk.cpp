// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/key_desk.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/failures/server.h"
#include "base/log.h"

namespace sm {

namespace {

constexpr Nanos answerWithin = std::chrono::seconds(30);

/// A use that no code names is one that no key can be made for.
KeyUsage usageOf(const QString& code)
{
    return keyUsageFromName(code).value_or(KeyUsage::IssuerSigning);
}

NewKey newKeyOf(const KeyAsked& asked)
{
    NewKey key;
    key.label = asked.label.trimmed();
    key.version = asked.version;
    key.usage = usageOf(asked.usage);
    key.life = asked.life;
    key.life.retired = false;
    key.exportable = asked.exportable;
    return key;
}

KeyCeremony::CheckRule ruleOf(const QString& name)
{
    if (name == QStringLiteral("cmac"))
        return KeyCeremony::CheckRule::Cmac;
    return name == QStringLiteral("zero") ? KeyCeremony::CheckRule::Zeros
                                          : KeyCeremony::CheckRule::GlobalPlatform;
}

/// Whether the device may or may not have it: the key is kept, and can be sent again.
bool mayTryAgain(const Failure& why)
{
    return why == fc::HsmLinkDown || why == fc::HsmOutcomeUnknown || why == fc::WaitTimedOut;
}

} // namespace

KeyDesk::KeyDesk(Reactor reactor, Report report)
    : m_reactor(std::move(reactor))
    , m_report(std::move(report))
{
}

void KeyDesk::add(const QString& device, std::unique_ptr<LinkHsm> line)
{
    m_lines[device] = std::move(line);
}

KeyOrderLine KeyDesk::lineTo(const QString& device) const
{
    const auto found = m_lines.find(device);
    if (found == m_lines.end())
        return KeyOrderLine::Absent;
    const LinkHsm& line = *found->second;
    if (!line.isConnected())
        return KeyOrderLine::Down;
    return line.hello()->orders ? KeyOrderLine::Up : KeyOrderLine::Absent;
}

void KeyDesk::handle(quint64 ticket, const KeyCommand& command)
{
    std::visit([&](const auto& order) { carryOut(ticket, order); }, command);
}

void KeyDesk::tick()
{
    const bool forgotten = m_ceremony && m_ceremony->stage != CeremonyStage::Storing
        && m_reactor.clock->now() - m_ceremony->touched > patience;
    if (!forgotten)
        return;
    qCWarning(lcServer) << "a key ceremony was forgotten: its components are wiped";
    end(0);
}

KeyDesk::Ceremony* KeyDesk::open(quint64 ticket, quint64 id)
{
    if (m_ceremony && m_ceremony->id == id && m_ceremony->stage != CeremonyStage::Storing) {
        m_ceremony->touched = m_reactor.clock->now();
        return &*m_ceremony;
    }
    refuse(ticket, fail(fc::CeremonyNotOpen));
    return nullptr;
}

LinkHsm* KeyDesk::line(quint64 ticket, const QString& device)
{
    const auto found = m_lines.find(device);
    if (found != m_lines.end())
        return found->second.get();
    refuse(ticket, fail(fc::KeyOrdersNotTaken, {{"device", device}}));
    return nullptr;
}

void KeyDesk::tell(quint64 ticket, CeremonyStage stage)
{
    event::CeremonyAt at;
    at.ticket = ticket;
    at.ceremony = m_ceremony->id;
    at.stage = m_ceremony->stage = stage;
    at.components = m_ceremony->parts.plan().components;
    at.next = stage == CeremonyStage::Collecting ? m_ceremony->parts.next() : at.components + 1;
    at.checkValue = m_ceremony->checkValue;
    m_report(KeyEvent(at));
}

void KeyDesk::end(quint64 ticket)
{
    m_ceremony->parts.cancel();
    m_ceremony->order.reset();
    m_ceremony->checkValue.clear();
    tell(ticket, CeremonyStage::Ended);
    m_ceremony.reset();
}

void KeyDesk::carryOut(quint64 ticket, const command::BeginCeremony& order)
{
    if (m_ceremony)
        return refuse(ticket, fail(fc::CeremonyNotOpen));
    if (!line(ticket, order.key.device))
        return;
    KeyCeremony::Plan plan;
    plan.key = newKeyOf(order.key);
    plan.purpose = order.key.purpose;
    plan.length = order.length;
    plan.components = order.components;
    plan.rule = ruleOf(order.rule);
    auto begun = KeyCeremony::begin(std::move(plan));
    if (!begun)
        return refuse(ticket, begun.failure());
    m_ceremony.emplace(Ceremony{++m_lastCeremony, order.key.device, begun.take(), std::nullopt, QString(),
        m_reactor.clock->now(), CeremonyStage::Collecting});
    qCInfo(lcServer).noquote() << "key ceremony begun for" << order.key.device;
    tell(ticket, CeremonyStage::Collecting);
}

void KeyDesk::carryOut(quint64 ticket, const command::AddComponent& order)
{
    SecretBytes value = order.value ? std::move(*order.value) : SecretBytes(); // wiped here whatever happens
    Ceremony* ceremony = open(ticket, order.ceremony);
    if (!ceremony)
        return;
    const auto added = ceremony->parts.add(std::move(value), order.person, order.checkValue);
    if (!added)
        refuse(ticket, added.failure());
    if (ceremony->parts.state() == KeyCeremony::State::Ended)
        return end(ticket);
    if (ceremony->parts.state() != KeyCeremony::State::Complete)
        return tell(ticket, CeremonyStage::Collecting);
    const auto kcv = ceremony->parts.checkValue();
    auto key = ceremony->parts.take();
    if (!kcv || !key) {
        refuse(ticket, kcv ? key.failure() : kcv.failure());
        return end(ticket);
    }
    ceremony->checkValue = toHex(*kcv);
    ceremony->order.emplace(key.take());
    tell(ticket, CeremonyStage::Complete);
}

void KeyDesk::carryOut(quint64 ticket, const command::StoreCeremonyKey& order)
{
    Ceremony* ceremony = open(ticket, order.ceremony);
    if (!ceremony)
        return;
    if (!ceremony->order)
        return refuse(ticket, fail(fc::CeremonyNotOpen));
    LinkHsm* device = line(ticket, ceremony->device);
    if (!device)
        return;
    tell(ticket, CeremonyStage::Storing);
    send(ticket, *device, *ceremony->order,
        [this, ticket, id = ceremony->id](
            const Outcome<KeyOrderReply>& reply) { stored(ticket, id, reply); });
}

void KeyDesk::stored(quint64 ticket, quint64 id, const Outcome<KeyOrderReply>& reply)
{
    if (!m_ceremony || m_ceremony->id != id)
        return;
    m_ceremony->touched = m_reactor.clock->now();
    if (!reply) {
        refuse(ticket, reply.failure());
        return mayTryAgain(reply.failure()) ? tell(ticket, CeremonyStage::Complete) : end(ticket);
    }
    m_ceremony->order.reset();
    tell(ticket, CeremonyStage::Stored);
    const QString device = m_ceremony->device;
    m_ceremony.reset();
    tellHeld(ticket, device, reply);
}

void KeyDesk::carryOut(quint64 ticket, const command::CancelCeremony& order)
{
    if (open(ticket, order.ceremony))
        end(ticket);
}

void KeyDesk::carryOut(quint64 ticket, const command::BringKeyBlock& order)
{
    LinkHsm* device = line(ticket, order.key.device);
    if (!device)
        return;
    ImportKeyBlock bring;
    bring.as = newKeyOf(order.key);
    bring.kbpk = KeyRef(order.kbpk, order.kbpkVersion);
    bring.block = order.block;
    if (!order.person.trimmed().isEmpty())
        bring.as.people.push_back(order.person.simplified());
    send(ticket, *device, KeyOrder(std::move(bring)),
        [this, ticket, name = order.key.device](
            const Outcome<KeyOrderReply>& reply) { tellHeld(ticket, name, reply); });
}

void KeyDesk::carryOut(quint64 ticket, const command::MakeKeyBlock& order)
{
    LinkHsm* device = line(ticket, order.device);
    if (!device)
        return;
    ExportKeyBlock make;
    make.key = KeyRef(order.label, order.version);
    make.kbpk = KeyRef(order.kbpk, order.kbpkVersion);
    make.version = quint8(order.blockVersion);
    make.onwards = order.onwards;
    send(ticket, *device, KeyOrder(std::move(make)),
        [this, ticket, label = order.label](const Outcome<KeyOrderReply>& reply) {
            if (!reply)
                return refuse(ticket, reply.failure());
            const auto* made = std::get_if<KeyBlockMade>(&*reply);
            m_report(KeyEvent(event::KeyBlockReady{ticket, label, made ? made->block : QByteArray()}));
        });
}

void KeyDesk::carryOut(quint64 ticket, const command::EndKey& order)
{
    LinkHsm* device = line(ticket, order.device);
    if (!device)
        return;
    RetireKey retire;
    retire.key = KeyRef(order.label, order.version);
    if (!order.person.trimmed().isEmpty())
        retire.people.push_back(order.person.simplified());
    send(ticket, *device, KeyOrder(std::move(retire)),
        [this, ticket, name = order.device](
            const Outcome<KeyOrderReply>& reply) { tellHeld(ticket, name, reply); });
}

void KeyDesk::tellHeld(quint64 ticket, const QString& device, const Outcome<KeyOrderReply>& reply)
{
    if (!reply)
        return refuse(ticket, reply.failure());
    event::KeyHeld held;
    held.ticket = ticket;
    held.device = device;
    if (const auto* stored = std::get_if<KeyStored>(&*reply)) {
        held.label = stored->key.label;
        held.version = stored->key.version;
        held.checkValue = toHex(stored->key.kcv);
    }
    m_report(KeyEvent(held));
}

void KeyDesk::send(quint64 ticket, LinkHsm& line, const KeyOrder& order, Replied replied)
{
    auto& waiting = m_waiting[ticket] = line.order(order, answerWithin);
    waiting.then([this, ticket, replied = std::move(replied)](Outcome<KeyOrderReply> reply) {
        const auto done = m_waiting.extract(ticket); // goes when this is over
        replied(std::move(reply));
    });
}

} // namespace sm
