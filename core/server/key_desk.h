// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_ceremony.h"
#include "security/link/link_hsm.h"
#include "server/server_port.h"

#include <map>

namespace sm {

/// Carries out what persons order about keys. The components of a ceremony are here and nowhere else until
/// the key is complete and confirmed; then it goes to one device as one sealed order, on a line of its own
/// that no request of a card uses, and is wiped when the device has it. Server thread.
class KeyDesk {
public:
    using Report = std::function<void(ServerEvent)>;
    static constexpr Nanos patience = std::chrono::minutes(30); ///< a ceremony in which nothing happens ends

    KeyDesk(Reactor reactor, Report report);

    /// A device that takes orders, and the line for them.
    void add(const QString& device, std::unique_ptr<LinkHsm> line);
    KeyOrderLine lineTo(const QString& device) const;

    /// Answers through the report, with the ticket.
    void handle(quint64 ticket, const KeyCommand& command);
    void tick(); ///< ends what was forgotten

private:
    struct Ceremony {
        quint64 id = 0;
        QString device;
        KeyCeremony parts;
        std::optional<KeyOrder> order; ///< the key, until the device has it
        QString checkValue;
        Nanos touched{};
        CeremonyStage stage = CeremonyStage::Collecting;
    };
    using Replied = std::function<void(Outcome<KeyOrderReply>)>;

    void carryOut(quint64 ticket, const command::BeginCeremony& order);
    void carryOut(quint64 ticket, const command::AddComponent& order);
    void carryOut(quint64 ticket, const command::StoreCeremonyKey& order);
    void carryOut(quint64 ticket, const command::CancelCeremony& order);
    void carryOut(quint64 ticket, const command::BringKeyBlock& order);
    void carryOut(quint64 ticket, const command::MakeKeyBlock& order);
    void carryOut(quint64 ticket, const command::EndKey& order);

    Ceremony* open(quint64 ticket, quint64 id); ///< null: refused
    LinkHsm* line(quint64 ticket, const QString& device); ///< null: refused
    void send(quint64 ticket, LinkHsm& line, const KeyOrder& order, Replied replied);
    void tellHeld(quint64 ticket, const QString& device, const Outcome<KeyOrderReply>& reply);
    void stored(quint64 ticket, quint64 id, const Outcome<KeyOrderReply>& reply);
    void tell(quint64 ticket, CeremonyStage stage);
    void end(quint64 ticket);
    void refuse(quint64 ticket, const Failure& why) { m_report(event::Refused{ticket, why}); }

    Reactor m_reactor;
    Report m_report;
    std::map<QString, std::unique_ptr<LinkHsm>> m_lines;
    std::optional<Ceremony> m_ceremony;
    std::map<quint64, Pending<KeyOrderReply>> m_waiting; ///< by ticket
    quint64 m_lastCeremony = 0;
};

} // namespace sm
