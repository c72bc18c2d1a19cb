// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "engines.h"
#include "security/link/engine_hsm.h"
#include "security/link/hsm_server.h"
#include "transport/framing/message_link.h"
#include "transport/tls/network_thread.h"

#include <QSocketNotifier>
#include <QTimer>

#include <csignal>

/// The device, its server and the link it is served on. Main thread.
class HsmHost {
public:
    HsmHost(HsmArguments arguments, const Engines& engines);
    ~HsmHost();

    /// Listens; ends the application at one of these (blocked) signals, or with standard input where the
    /// arguments say so.
    sm::Outcome<sm::Done> start(const sigset_t& ending);
    QString readyLine() const; ///< JSON: address, name, kind, test keys, sessions, keys, own pin

private:
    sm::Outcome<sm::Done> listen();
    sm::Outcome<sm::Done> listenOnTls();
    sm::Outcome<sm::Done> listenForOrders();
    sm::HsmServer::Settings serverSettings() const;
    sm::Outcome<sm::Done> listenOnLine();
    void endWith(const sigset_t& ending);
    void watchPairs();

    HsmArguments m_arguments;
    QString m_kind;
    bool m_testKeys;
    std::shared_ptr<sm::KeyPairs> m_pairs;
    quint64 m_latePairs = 0; ///< said already
    QTimer m_pairWatch;
    std::shared_ptr<sm::KeyOffice> m_office;
    sm::SystemRandom m_random;
    sm::SteadyClock m_clock;
    std::shared_ptr<sm::Inbox> m_inbox;
    sm::InboxPump m_pump;
    sm::Reactor m_reactor;
    sm::ThreadExecutorFactory m_executors;
    std::shared_ptr<sm::EngineHsm> m_device;
    std::unique_ptr<sm::HsmServer> m_server;
    std::unique_ptr<sm::HsmServer> m_manager; ///< of the socket for orders
    std::shared_ptr<sm::NetworkThread> m_network;
    std::unique_ptr<sm::LinkListener> m_listener;
    std::unique_ptr<sm::LinkListener> m_orders;
    QString m_address;
    QString m_pin;
    std::unique_ptr<QSocketNotifier> m_signals;
    std::unique_ptr<QSocketNotifier> m_input;
};
