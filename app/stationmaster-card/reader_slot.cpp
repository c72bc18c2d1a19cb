// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader_slot.h"

#include "simulator/card_sam.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <mutex>

using namespace sm;

namespace {

constexpr milliseconds shortestBackOff{50};
constexpr milliseconds longestBackOff{2000};

/// Sleeps, but not through a stop.
void pause(Nanos time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
}

void announce(quint16 port, quint64 serial)
{
    const QByteArray line
        = "READY " + QByteArray::number(port) + ' ' + cardSerialText(serial).toLatin1() + '\n';
    std::fputs(line.constData(), stdout); // one call per line: lines of several threads do not mix
    std::fflush(stdout);
}

} // namespace

std::unique_ptr<SoftwareCard> ReaderSlot::nextCard()
{
    const CardArguments& arguments = *m_shared.arguments;
    const qint64 most = arguments.hopper.value_or(1);
    if (m_fed >= most)
        return nullptr;
    ++m_fed;
    BlankOptions blank;
    blank.kind = arguments.kind;
    blank.keys = m_shared.keys;
    blank.scpParameter = arguments.scpParameter;
    blank.releaseMaster = m_shared.releaseMaster;
    CardContent content;
    if (m_first) {
        content = *std::exchange(m_first, std::nullopt);
    } else {
        blank.serial = m_shared.nextSerial.fetch_add(1);
        content = makeBlank(blank);
        if (arguments.isSam) {
            auto sam = makeTestSam(blank);
            if (!sam)
                return nullptr;
            content = sam.take();
        }
        // A card that was in a reader before comes back as it was left.
        if (m_shared.memory && !arguments.hopper) {
            auto kept = m_shared.memory->load(blank.serial);
            if (kept)
                content = kept.take();
        }
    }
    auto card = std::make_unique<SoftwareCard>(
        std::move(content), SoftwareCard::Services{&m_random, m_shared.memory, m_shared.log});
    card->setFaults(arguments.faults);
    card->setTimes(arguments.times);
    return card;
}

std::unique_ptr<VpcdClient> ReaderSlot::connect(const std::stop_token& stop)
{
    Nanos backOff = shortestBackOff;
    while (!stop.stop_requested()) {
        auto link = VpcdClient::connect(m_shared.arguments->host, m_port);
        if (link)
            return link.take();
        pause(backOff, stop);
        backOff = std::min<Nanos>(backOff * 2, longestBackOff);
    }
    return nullptr;
}

std::optional<ReaderSlot::Leave> ReaderSlot::command(
    SoftwareCard& card, VpcdClient& link, const QByteArray& bytes, const std::stop_token& stop)
{
    const CardReply reply = card.exchange(bytes);
    if (reply.end == CardReply::End::Torn)
        return Leave::CardTorn;
    if (reply.end == CardReply::End::Mute)
        return std::nullopt; // no answer; the driver waits, as a reader waits for a silent card
    if (reply.time > Nanos(0))
        pause(reply.time, stop);
    if (!link.answer(reply.answer))
        return Leave::LinkLost;
    return std::nullopt;
}

/// A card is done when it loses power after a command changed it. pcscd powers an idle card down too: one
/// that was only read stays.
ReaderSlot::Leave ReaderSlot::serve(SoftwareCard& card, VpcdClient& link, const std::stop_token& stop)
{
    QByteArray atr = card.powerOn();
    for (;;) {
        const auto request = link.receive(stop);
        if (!request)
            return stop.stop_requested() ? Leave::Stopped : Leave::LinkLost;
        switch (request->kind) {
        case VpcdRequest::Kind::PowerOff:
            card.powerOff();
            if (m_shared.arguments->hopper && card.wasPersonalized())
                return Leave::CardDone;
            break;
        case VpcdRequest::Kind::PowerOn:
        case VpcdRequest::Kind::Reset:
            atr = card.powerOn();
            break;
        case VpcdRequest::Kind::AnswerToReset:
            if (!link.answer(atr))
                return Leave::LinkLost;
            break;
        case VpcdRequest::Kind::Command:
            if (const auto leave = command(card, link, request->command, stop))
                return *leave;
            break;
        }
    }
}

void ReaderSlot::run(const std::stop_token& stop)
{
    auto card = nextCard();
    while (card && !stop.stop_requested()) {
        auto link = connect(stop);
        if (!link)
            return;
        announce(m_port, card->serial());
        const Leave leave = serve(*card, *link, stop);
        link.reset(); // takes the card out of the reader
        card->powerOff();
        if (leave == Leave::LinkLost) {
            pause(shortestBackOff, stop);
        } else if (leave == Leave::CardDone || leave == Leave::CardTorn) {
            pause(milliseconds(m_shared.arguments->feedMs), stop);
            // Without a hopper the torn card itself comes back.
            if (m_shared.arguments->hopper)
                card = nextCard();
        }
    }
}
