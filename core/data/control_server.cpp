// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/control_server.h"

#include "base/failures/data.h"
#include "base/failures/transport.h"
#include "base/log.h"

namespace sm {

namespace {

const QString rowsName = QStringLiteral("rows");
constexpr Nanos openLimit = seconds(60);

ControlNone::Reason reasonOf(const Failure& failure)
{
    if (failure == fc::DataRowMissing)
        return ControlNone::Reason::Missing;
    if (failure == fc::DataRowRepeated)
        return ControlNone::Reason::Repeated;
    if (failure == fc::DataRowBroken)
        return ControlNone::Reason::Broken;
    return ControlNone::Reason::NotNow;
}

ControlMessage replyTo(const ControlRequest& request, const Outcome<DataRow>& found)
{
    if (!found)
        return ControlNone{request.ticket, request.object, reasonOf(found.failure())};
    ControlRow row;
    row.ticket = request.ticket;
    row.object = request.object;
    for (const QString& column : request.columns) {
        const CardField* field = found->find(column);
        if (!field)
            return ControlNone{request.ticket, request.object, ControlNone::Reason::NoColumn};
        row.values.push_back(field->value);
    }
    return row;
}

} // namespace

ControlServer::ControlServer(Settings settings, const Reactor& reactor, std::unique_ptr<Executor> executor)
    : m_settings(std::move(settings))
    , m_reactor(reactor)
    , m_rows(reactor, std::move(executor))
{
    DataSourceSpec spec;
    spec.name = rowsName;
    spec.kind = QStringLiteral("csv");
    spec.file = m_settings.file;
    spec.keyColumn = m_settings.keyColumn;
    m_opening = m_rows.open(std::move(spec), openLimit);
    m_opening.then([](const Outcome<Done>& opened) {
        if (!opened) // every request is answered "not now"
            qCWarning(lcLink).noquote() << "a control device has no rows:" << opened.failure().toString();
    });
}

ControlServer::~ControlServer() = default;

LinkEvents ControlServer::eventsOf(quint64 name)
{
    LinkEvents events;
    events.message = [this, name](const QByteArray& message) { onMessage(name, message); };
    events.lost = [this, name](const Failure&) { onLost(name); };
    return events;
}

void ControlServer::add(std::unique_ptr<MessageLink> accepted)
{
    const quint64 name = ++m_lastName;
    accepted->setEvents(eventsOf(name));
    m_peers[name].link = std::move(accepted);
}

void ControlServer::add(std::unique_ptr<LinkKeeper> keeper)
{
    const quint64 name = ++m_lastName;
    keeper->setEvents(eventsOf(name));
    LinkKeeper& kept = *keeper;
    m_peers[name].keeper = std::move(keeper);
    kept.start();
}

void ControlServer::onLost(quint64 name)
{
    const auto peer = m_peers.find(name);
    if (peer == m_peers.end())
        return;
    peer->second.opened = false;
    if (peer->second.link)
        m_peers.erase(peer);
}

void ControlServer::drop(quint64 name)
{
    const auto peer = m_peers.find(name);
    if (peer->second.keeper)
        peer->second.keeper->drop(fail(fc::ControlAnswerBroken, {{"machine", m_settings.name}}));
    else
        m_peers.erase(peer);
}

void ControlServer::send(quint64 name, const ControlMessage& message)
{
    const auto peer = m_peers.find(name);
    if (peer == m_peers.end() || !peer->second.opened)
        return; // who asked has gone; it asks again
    QByteArray bytes = encode(message);
    if (const auto* row = std::get_if<ControlRow>(&message); row && bytes.isEmpty())
        bytes = encode(ControlNone{row->ticket, row->object, ControlNone::Reason::Broken}); // too long
    MessageLink& link = peer->second.link ? *peer->second.link : peer->second.keeper->link();
    link.send(bytes);
}

void ControlServer::onMessage(quint64 name, const QByteArray& bytes)
{
    const auto message = decodeControlMessage(bytes);
    Peer& peer = m_peers.at(name);
    const auto* open = message ? std::get_if<ControlOpen>(&*message) : nullptr;
    const auto* request = message ? std::get_if<ControlRequest>(&*message) : nullptr;
    if (open && !peer.opened) {
        // Told even to a console of another version: it names what differs.
        peer.opened = true;
        return send(name, ControlHello{controlLinkVersion, m_settings.name});
    }
    if (!request || !peer.opened)
        return drop(name);
    serve(name, *request);
}

void ControlServer::serve(quint64 name, const ControlRequest& request)
{
    if (m_looking.size() >= m_settings.mostAtOnce)
        return send(name, ControlNone{request.ticket, request.object, ControlNone::Reason::NotNow});
    const quint64 look = ++m_lastLook;
    auto& looking = m_looking[look] = m_rows.lookup(rowsName, request.object, request.limit);
    looking.then([this, look, name, request](const Outcome<DataRow>& found) {
        const auto done = m_looking.extract(look);
        send(name, replyTo(request, found));
    });
}

} // namespace sm
