// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/link_book.h"

#include "base/bytes.h"
#include "base/failures/station.h"
#include "station/link/station_messages.h"

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostRefused = 64;

QString kindName(StationPlan::Kind kind)
{
    if (kind == StationPlan::Kind::Tls)
        return QStringLiteral("tls");
    return kind == StationPlan::Kind::Serial ? QStringLiteral("serial") : QStringLiteral("local");
}

} // namespace

QString withoutPort(const QString& address)
{
    const bool socket = address.startsWith(QLatin1Char('/'));
    return socket ? address : address.section(QLatin1Char(':'), 0, -2);
}

/// Knows which station it carries by the hello that came and the welcome that was sent.
class LinkBook::Watched final : public MessageLink {
public:
    Watched(LinkBook& book, std::unique_ptr<MessageLink> link, StationId only)
        : m_book(book)
        , m_link(std::move(link))
        , m_only(only)
    {
        LinkEvents own;
        own.connected = [this] { onConnected(); };
        own.message = [this](QByteArray message) { onMessage(std::move(message)); };
        own.lost = [this](const Failure& why) { onLost(why); };
        m_link->setEvents(std::move(own));
    }
    ~Watched() override { leave(std::nullopt); }

    QString address() const override { return m_link->address(); }
    QString peer() const override { return m_link->peer(); }
    void open() override { m_link->open(); }
    void close() override
    {
        m_link->close();
        leave(std::nullopt);
    }
    bool isConnected() const override { return m_link->isConnected(); }
    bool send(const QByteArray& message) override;
    void sit(Place& place) { m_place = &place; }

private:
    void onConnected()
    {
        const auto call = events().connected; // may be the end of this object
        if (call)
            call();
    }
    void onMessage(QByteArray message);
    void onLost(const Failure& why);
    void leave(const std::optional<Failure>& why);

    LinkBook& m_book;
    std::unique_ptr<MessageLink> m_link;
    StationId m_only;
    StationId m_wanted; ///< said by the last hello
    Place* m_place = nullptr;
};

bool LinkBook::Watched::send(const QByteArray& message)
{
    if (!m_place && m_wanted.isValid()) {
        if (const auto welcome = decodeStationWelcome(message))
            m_book.welcomed(*this, m_wanted, welcome->epoch);
    }
    return m_link->send(message);
}

void LinkBook::Watched::onMessage(QByteArray message)
{
    if (m_place) {
        m_place->heard = m_book.m_clock.now();
    } else {
        const auto hello = decodeStationHello(message);
        m_wanted = hello ? hello->station : StationId();
    }
    const auto call = events().message;
    if (call)
        call(std::move(message));
}

void LinkBook::Watched::onLost(const Failure& why)
{
    leave(why);
    // A line on which nobody has answered yet: what is wrong with it.
    Place* awaited = m_only.isValid() ? m_book.place(m_only) : nullptr;
    if (awaited && awaited->shown.state != StationLinkState::Up)
        awaited->shown.why = why;
    const auto call = events().lost;
    if (call)
        call(why);
}

void LinkBook::Watched::leave(const std::optional<Failure>& why)
{
    m_wanted = StationId();
    Place* place = std::exchange(m_place, nullptr);
    if (place && place->link == this)
        m_book.lost(*place, why);
}

void LinkBook::addPlace(const StationPlan& plan)
{
    Place place;
    place.shown.station = plan.id;
    place.shown.kind = kindName(plan.kind);
    if (plan.kind == StationPlan::Kind::Serial) {
        place.shown.port = plan.port;
        place.shown.baud = plan.baud;
    }
    m_places.push_back(std::move(place));
}

void LinkBook::removePlace(StationId station)
{
    std::erase_if(m_places, [station](const Place& one) { return one.shown.station == station; });
}

std::unique_ptr<MessageLink> LinkBook::watch(std::unique_ptr<MessageLink> link, StationId only)
{
    return std::make_unique<Watched>(*this, std::move(link), only);
}

LinkBook::Place* LinkBook::place(StationId station)
{
    const auto found = std::find_if(m_places.begin(), m_places.end(),
        [station](const Place& one) { return one.shown.station == station; });
    return found == m_places.end() ? nullptr : &*found;
}

void LinkBook::welcomed(Watched& link, StationId station, quint64 epoch)
{
    Place* at = place(station);
    if (!at)
        return;
    link.sit(*at);
    at->link = &link;
    at->heard = m_clock.now();
    StationLink& shown = at->shown;
    shown.state = StationLinkState::Up;
    shown.since = m_clock.wall();
    shown.address = link.address();
    shown.pin = fromHex(link.peer()).value_or(QByteArray());
    shown.epoch = epoch;
    shown.why.reset();
}

void LinkBook::lost(Place& place, const std::optional<Failure>& why)
{
    place.link = nullptr;
    place.shown.state = StationLinkState::Lost;
    place.shown.since = m_clock.wall();
    place.shown.why = why;
}

void LinkBook::dropped(const MessageLink& link, StationId wanted, const Failure& why)
{
    Place* at = place(wanted);
    const bool wasIn = at && at->link == &link;
    if (wasIn)
        lost(*at, why);
    // Who was in and is dropped has tried nothing, unless by what it sent.
    if (!wasIn || why == fc::EpochRefused || why == fc::StationMessageBroken)
        note(withoutPort(link.address()), fromHex(link.peer()).value_or(QByteArray()), wanted, why);
}

void LinkBook::turnedAway(const Failure& why)
{
    note(withoutPort(why.param("address")), fromHex(why.param("pin")).value_or(QByteArray()), StationId(),
        why);
}

/// The same key from the same place for the same reason is one entry: a station tries again by itself.
void LinkBook::note(const QString& address, const QByteArray& pin, StationId wanted, const Failure& why)
{
    RefusedStation entry;
    entry.address = address;
    entry.pin = pin;
    entry.wanted = wanted;
    const auto same = [&](const RefusedStation& one) {
        return one.address == address && one.pin == pin && one.wanted == wanted
            && one.why->code() == why.code() && one.why->param("cause") == why.param("cause");
    };
    const auto known = std::find_if(m_refused.begin(), m_refused.end(), same);
    if (known != m_refused.end()) {
        entry.tries = known->tries;
        m_refused.erase(known);
    } else if (m_refused.size() >= mostRefused) {
        m_refused.erase(m_refused.begin());
    }
    entry.why = why;
    entry.last = m_clock.wall();
    ++entry.tries;
    m_refused.push_back(std::move(entry));
}

void LinkBook::exchanged(StationId station, Nanos took)
{
    constexpr int weight = 8; // of what was before
    Place* at = place(station);
    if (!at)
        return;
    Nanos& shown = at->shown.exchange;
    shown = shown == Nanos(0) ? took : (shown * (weight - 1) + took) / weight;
}

std::vector<StationLink> LinkBook::links() const
{
    std::vector<StationLink> out;
    out.reserve(m_places.size());
    const QDateTime wall = m_clock.wall();
    const Nanos now = m_clock.now();
    for (const Place& place : m_places) {
        out.push_back(place.shown);
        if (place.shown.epoch != 0)
            out.back().heard
                = wall.addMSecs(-std::chrono::duration_cast<milliseconds>(now - place.heard).count());
    }
    return out;
}

} // namespace sm
