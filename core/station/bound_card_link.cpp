// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/bound_card_link.h"

#include "base/log.h"
#include "station/link_failures.h"

namespace sm {

BoundCardLink::BoundCardLink(Reactor reactor, QString label, Make make)
    : m_reactor(std::move(reactor))
    , m_label(std::move(label))
    , m_make(std::move(make))
{
}

BoundCardLink::~BoundCardLink() = default;

void BoundCardLink::readerCame(const QString& name)
{
    if (m_there && name != m_name) {
        qCWarning(lcPcsc) << "reader" << name << "has the serial number of" << m_name << "and is left out";
        return;
    }
    m_there = true;
    if (m_link && name == m_name)
        return; // it follows its reader by itself
    if (m_link)
        m_link->abort(readerLost(m_name)); // the card has gone with the reader
    m_name = name;
    m_link = m_make(name);
    m_link->onUsableChanged([this](bool) { tell(); });
    tell();
}

void BoundCardLink::readerWent(const QString& name)
{
    if (name == m_name)
        m_there = false;
}

void BoundCardLink::tell()
{
    const bool usable = isUsable();
    if (std::exchange(m_told, usable) != usable && m_usableChanged)
        m_usableChanged(usable);
}

Pending<CardArrival> BoundCardLink::awaitCard(Nanos limit)
{
    return m_link ? m_link->awaitCard(limit) : Pending<CardArrival>::ready(m_reactor, readerLost(m_label));
}

Pending<CardArrival> BoundCardLink::repower(Nanos limit)
{
    return m_link ? m_link->repower(limit) : Pending<CardArrival>::ready(m_reactor, readerLost(m_label));
}

Pending<RunAnswers> BoundCardLink::run(CommandRun run, Nanos limit)
{
    if (m_link)
        return m_link->run(std::move(run), limit);
    RunAnswers refused;
    refused.end = RunEnd::NotSent;
    refused.failure = readerLost(m_label);
    return Pending<RunAnswers>::ready(m_reactor, std::move(refused));
}

Pending<FormatAcknowledged> BoundCardLink::formatComplete(FormatComplete message, Nanos limit)
{
    return m_link ? m_link->formatComplete(std::move(message), limit)
                  : Pending<FormatAcknowledged>::ready(m_reactor, readerLost(m_label));
}

Pending<Done> BoundCardLink::eject(Bin bin, Nanos limit)
{
    return m_link ? m_link->eject(bin, limit) : Pending<Done>::ready(m_reactor, readerLost(m_label));
}

void BoundCardLink::abort(const Failure& why)
{
    if (m_link)
        m_link->abort(why);
}

void BoundCardLink::onUsableChanged(std::function<void(bool usable)> callback)
{
    m_usableChanged = std::move(callback);
    m_told = isUsable();
}

QString BoundCardLink::description() const
{
    return m_link ? m_link->description() : QStringLiteral("pcsc: ") + m_label;
}

} // namespace sm
