// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/control_messages.h"
#include "issuer/data_source.h"
#include "transport/framing/link_keeper.h"

#include <map>

namespace sm {

/// A machine's control device (Gemplus seed, claim 8), which has the customizing data of the cards that the
/// machine makes: the console's half of its link. The link is a bus of its own; what passes it is personal
/// data, and nothing of the dialogue between cards and encryption devices. Thread of the reactor.
///
/// The link is kept: it is opened again after each loss, and what was asked for is asked for again then, each
/// request within its own limit. Answers are hostile: one for another card object or with another number of
/// values drops the connection, and its request fails.
class ControlDevice {
public:
    struct Settings {
        QString machine; ///< as people name it, in failures and logs
        LinkKeeper::Pauses pauses;
    };

    /// `link`: a connecting one of controlService; opened here.
    ControlDevice(Settings settings, const Reactor& reactor, std::unique_ptr<MessageLink> link);
    ControlDevice(const ControlDevice&) = delete;
    ControlDevice& operator=(const ControlDevice&) = delete;
    ~ControlDevice(); ///< what is asked for ends as cancelled

    /// The columns that the source declares, of the row of that card object. DataRowMissing, DataRowRepeated,
    /// DataRowBroken; ControlColumnMissing, ControlDeviceUnable: the device says so; ControlDeviceSilent: no
    /// answer within the limit; ControlAnswerBroken: it answered with something else. None names the card
    /// object.
    Pending<DataRow> ask(
        const DataSourceSpec& source, const QString& job, const CardObjectId& id, Nanos limit);

    /// The device said hello on the connection that stands.
    bool isConnected() const { return m_hello.has_value(); }

private:
    struct Flight {
        DataSourceSpec source;
        ControlRequest request;
        Completer<DataRow> completer;
        Pending<Done> limit;
        Nanos due{};
    };
    using Flights = std::map<quint64, Flight>;

    void onMessage(const QByteArray& bytes);
    void onHello(const ControlMessage& message);
    void onLost(const Failure& why);
    void answer(const ControlRow& row);
    void answer(const ControlNone& none);
    /// The flight that a message answers; end when nobody waits any more. Another card object's is none.
    Flights::iterator meant(quint64 ticket, const CardObjectId& object);
    void send(Flight& flight);
    void finish(Flights::iterator flight, Outcome<DataRow> outcome);
    void giveUp(quint64 ticket);
    void breakLink();
    Failure failure(FailureCode code, const DataSourceSpec& source) const;

    Settings m_settings;
    Reactor m_reactor;
    Flights m_flights; ///< by ticket, and so in the order they were asked in
    quint64 m_lastTicket = 0;
    std::optional<ControlHello> m_hello;
    std::optional<Failure> m_trouble; ///< why the last connection ended; until the next hello
    LinkKeeper m_keeper; ///< last: its events use the others
};

} // namespace sm
