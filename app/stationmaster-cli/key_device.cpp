// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_device.h"

#include "transport/local/local_link.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace sm {

namespace {

using namespace std::chrono_literals;
constexpr auto reachWithin = 5s;
constexpr auto answerWithin = 30s;

} // namespace

ManagedHsm::ManagedHsm(const QString& socket)
    : m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByDescriptor))
    , m_pump(m_inbox)
    , m_reactor{&m_clock, m_inbox}
    , m_link(
          std::make_unique<LinkHsm>(LinkHsm::Settings{socket, QStringLiteral("local"), LinkKeeper::Pauses{}},
              m_reactor, makeLocalLink(m_reactor, {socket, hsmService.toByteArray(), LinkTimes{}}), m_random))
{
}

ManagedHsm::~ManagedHsm()
{
    m_link.reset();
    m_inbox->drain();
    m_inbox->close();
}

void ManagedHsm::waitUntil(const std::function<bool()>& done, std::chrono::milliseconds limit)
{
    const QDeadlineTimer end(limit);
    while (!done() && !end.hasExpired()) {
        QTimer::singleShot(100ms, qApp, [] { QCoreApplication::quit(); });
        QCoreApplication::exec();
    }
}

bool ManagedHsm::reach()
{
    waitUntil([this] { return m_link->isConnected() || m_link->trouble().has_value(); }, reachWithin);
    return m_link->isConnected();
}

Outcome<KeyOrderReply> ManagedHsm::order(const KeyOrder& order)
{
    std::optional<Outcome<KeyOrderReply>> answer;
    auto wait = m_link->order(order, answerWithin);
    wait.then([&answer](Outcome<KeyOrderReply> outcome) {
        answer.emplace(std::move(outcome));
        QCoreApplication::quit();
    });
    while (!answer) // by its limit at the latest
        waitUntil([&answer] { return answer.has_value(); }, answerWithin);
    return std::move(*answer);
}

} // namespace sm
