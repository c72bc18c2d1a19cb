// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/control_messages.h"
#include "data/data_service.h"
#include "transport/framing/link_keeper.h"

#include <list>
#include <map>

namespace sm {

/// The device's half of a control device's link: serves the rows of a file to consoles. A machine's maker has
/// one of his own; this one is for simulated machines, exercises and tests. Thread of the reactor.
class ControlServer {
public:
    struct Settings {
        QString name; ///< told in the hello
        QString file; ///< CSV in UTF-8 with a header row; read only
        QString keyColumn; ///< holds the card object ids
        size_t mostAtOnce = 256; ///< requests of all links; further ones are answered "not now"
    };

    ControlServer(Settings settings, const Reactor& reactor, std::unique_ptr<Executor> executor);
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;
    ~ControlServer();

    void add(std::unique_ptr<MessageLink> accepted); ///< connected; goes with its loss
    void add(std::unique_ptr<LinkKeeper> keeper); ///< opened again after each loss; started here

private:
    struct Peer {
        std::unique_ptr<MessageLink> link;
        std::unique_ptr<LinkKeeper> keeper; ///< instead of the link
        bool opened = false;
    };
    using Peers = std::map<quint64, Peer>;

    LinkEvents eventsOf(quint64 name);
    void onMessage(quint64 name, const QByteArray& bytes);
    void onLost(quint64 name);
    void drop(quint64 name);
    void serve(quint64 name, const ControlRequest& request);
    void send(quint64 name, const ControlMessage& message);

    Settings m_settings;
    Reactor m_reactor;
    DataService m_rows;
    Pending<Done> m_opening;
    Peers m_peers;
    quint64 m_lastName = 0;
    std::map<quint64, Pending<DataRow>> m_looking;
    quint64 m_lastLook = 0;
};

} // namespace sm
