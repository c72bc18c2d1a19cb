// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/tls/network_thread.h"

#include <functional>

namespace sm {

/// A link whose sockets live on the network thread, as its owner's thread sees it.
class FarLink final : public MessageLink {
public:
    using Make = std::function<std::unique_ptr<MessageLink>(const Reactor&)>;

    /// A connecting one: `make` runs on the network thread.
    FarLink(Reactor owner, std::shared_ptr<NetworkThread> thread, QString address, Make make);
    ~FarLink() override;

    QString address() const override { return m_address; }
    QString peer() const override { return m_peer; }
    void open() override;
    void close() override;
    bool isConnected() const override { return m_connected; }
    bool send(const QByteArray& message) override;

    /// Network thread: takes an accepted link and tells the owner's thread, which gets its FarLink by `hand`.
    using Hand = std::function<void(std::unique_ptr<MessageLink>)>;
    static void adopt(const Reactor& owner, NetworkThread& thread, std::weak_ptr<NetworkThread> later,
        std::unique_ptr<MessageLink> link, std::shared_ptr<Hand> hand);

private:
    /// Held by the letters under way; `far` is empty once the owner's end has gone.
    struct Near {
        FarLink* far = nullptr;
        quint64 life = 0; ///< of open(): events of an earlier one are void
    };
    class Half;

    FarLink(Reactor owner, std::shared_ptr<NetworkThread> thread, QString address, QString peer, quint64 name,
        std::shared_ptr<Near> near);
    void onConnected(QString peer);
    void onMessage(QByteArray message);
    void onLost(const Failure& why);

    Reactor m_owner;
    std::shared_ptr<NetworkThread> m_thread;
    QString m_address;
    QString m_peer;
    quint64 m_name;
    std::shared_ptr<Near> m_near;
    bool m_connected = false;
};

} // namespace sm
