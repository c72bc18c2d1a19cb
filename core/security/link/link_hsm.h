// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/key_agreement.h"
#include "security/hsm_pool.h"
#include "security/link/hsm_messages.h"
#include "transport/framing/link_keeper.h"

#include <map>

namespace sm {

/// A device in another process, behind any MessageLink. Keeps the link (opens it again with growing pauses),
/// and has as many requests under way as the device's hello allows. Server thread.
///
/// A lost link fails what was sent at once with HsmLinkDown, so that the pool gives a pure request to another
/// device and asks for a stateful one. recall() asks by the id under which it went out; the device's memory
/// answers, and HsmLinkDown while there is nobody to ask. A self-test waits for the connection within its
/// limit.
class LinkHsm final : public HsmDevice {
public:
    struct Settings {
        QString name;
        QString kind; ///< how it is reached: local, tls, serial
        LinkKeeper::Pauses pauses;
    };

    LinkHsm(Settings settings, Reactor reactor, std::unique_ptr<MessageLink> link, Random& random);
    ~LinkHsm() override;

    QString name() const override { return m_settings.name; }
    QString kind() const override { return m_settings.kind; }
    int capacity() const override;
    /// Before the first hello: everything, so that requests wait for the device instead of failing.
    bool offers(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override;
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;
    Pending<Recalled> recall(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;

    /// An order about the device's keys, sent once. HsmLinkDown: it was not sent; HsmOutcomeUnknown: the link
    /// broke before the answer; KeyOrderRefused and the device's own failures.
    Pending<KeyOrderReply> order(const KeyOrder& order, Nanos limit);

    /// What the device said last; kept while the link is down.
    const std::optional<HsmHello>& hello() const { return m_hello; }
    bool isConnected() const { return m_seal.has_value(); }
    /// Why the last attempt to connect failed; nothing while it is connected.
    std::optional<Failure> trouble() const;
    /// Nobody will answer there any more: every request ends at once with this, until the device is reached
    /// all the same.
    void giveUp(const Failure& why);
    /// For whoever calls giveUp() later: expired when the device is gone.
    std::weak_ptr<LinkHsm*> self() const { return m_self; }
    /// Called when the device said hello, when its keys have changed and when it was lost.
    void onChanged(std::function<void()> callback) { m_changed = std::move(callback); }

private:
    struct Flight {
        std::shared_ptr<const SecurityRequest> request;
        Completer<SecurityReply> completer;
        Nanos due{};
        bool sent = false;
    };
    /// A stateful request that went out, as long as its object lives.
    struct Known {
        std::weak_ptr<const SecurityRequest> request;
        quint64 id = 0;
        QByteArray life; ///< of the device that got it
    };

    void onConnected();
    void onMessage(const QByteArray& message);
    void onHello(const QByteArray& message);
    void onLost(const Failure& why);
    void reply(quint64 id, Outcome<SecurityReply> outcome);
    void onStatus(const HsmStatus& status);
    void onKeys(HsmKeys keys);
    bool endOrder(quint64 id, Outcome<KeyOrderReply> outcome); ///< false: there is none of that id
    void note(const std::shared_ptr<const SecurityRequest>& request, quint64 id);
    const Known* known(const std::shared_ptr<const SecurityRequest>& request) const;
    void send(quint64 id, Flight& flight);
    void sendWaiting();
    void sweep();
    void breakLink(const Failure& why);
    Failure down() const;

    Settings m_settings;
    Reactor m_reactor;
    LinkKeeper m_keeper;
    QByteArray m_instance;
    std::optional<KeyAgreement> m_agreement; ///< between open and hello
    std::optional<LinkSeal> m_seal; ///< connected and greeted
    std::optional<HsmHello> m_hello;
    std::optional<Failure> m_trouble;
    std::optional<Failure> m_givenUp;
    std::shared_ptr<LinkHsm*> m_self = std::make_shared<LinkHsm*>(this);
    std::map<quint64, Flight> m_flights;
    std::map<quint64, Completer<Recalled>> m_recalls;
    std::map<quint64, Completer<KeyOrderReply>> m_orders;
    std::vector<Known> m_known;
    quint64 m_lastId = 0;
    std::function<void()> m_changed;
};

} // namespace sm
