// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/serial_reader.h"

#include "transport/readers/reader_failures.h"

namespace sm {

static constexpr int mostQuiets = 20;

SerialReader::SerialReader(Reactor reactor, std::unique_ptr<ByteLine> line, std::unique_ptr<BlockLayer> layer,
    std::unique_ptr<ReaderDialect> dialect, ReaderTimes times)
    : m_reactor(std::move(reactor))
    , m_line(std::move(line))
    , m_layer(std::move(layer))
    , m_dialect(std::move(dialect))
    , m_times(times)
    , m_timer(this)
{
    m_line->setEvents(
        {[this](QByteArrayView bytes) { received(bytes); }, [this](const Failure&) { lost(); }});
}

SerialReader::~SerialReader()
{
    m_reactor.clock->disarm(&m_timer);
    m_line->setEvents({});
}

void SerialReader::start()
{
    m_pause = m_times.reopenFirst;
    open();
}

/// A line that is shared stays here while a command is under way, and no longer: what comes late then
/// belongs to nobody in any case.
void SerialReader::enter(State state)
{
    m_state = state;
    m_line->expectAnswer(state == State::Asking);
}

void SerialReader::open()
{
    if (!m_line->open()) {
        enter(State::Closed);
        arm(m_pause);
        m_pause = qMin(m_pause * 2, m_times.reopenMost);
        return;
    }
    if (m_atWorkingBaud)
        m_line->setBaud(m_dialect->workingBaud());
    m_layer->reset();
    m_preparing = true;
    begin({ReaderTask::Prepare, {}, {}});
}

/// The port is gone, or the reader behind it: everything begins again after a pause.
void SerialReader::lost()
{
    m_line->close();
    enter(State::Closed);
    m_preparing = false;
    // It stays at its working speed until its power goes, and nobody tells us which of the two it was.
    m_atWorkingBaud = m_dialect->workingBaud() != 0 && (m_usable || !m_atWorkingBaud);
    arm(m_pause);
    m_pause = qMin(m_pause * 2, m_times.reopenMost);
    std::optional<Order> broken = std::exchange(m_order, {});
    std::optional<Order> waiting = std::exchange(m_next, {});
    setUsable(false);
    if (broken && broken->answer)
        broken->answer(readerSilent());
    if (waiting && waiting->answer)
        waiting->answer(readerNotReady());
}

void SerialReader::perform(ReaderTask task, const QByteArray& apdu, Answer answer)
{
    Order order{task, apdu, std::move(answer)};
    if (m_order || m_state == State::Settling) {
        m_next = std::move(order);
        return;
    }
    beginSoon(std::move(order));
}

/// Nothing that could answer at once does so inside perform().
void SerialReader::beginSoon(Order order)
{
    m_order = std::move(order);
    if (m_usable) {
        begin(*std::exchange(m_order, {}));
        return;
    }
    m_later = Pending<Done>::after(m_reactor, Nanos(1), Done{});
    m_later.then([this](Outcome<Done>) {
        if (m_order)
            finish(readerNotReady());
    });
}

void SerialReader::drop()
{
    if (m_next)
        m_next.reset();
    else if (m_order)
        m_order->answer = {};
}

void SerialReader::begin(Order order)
{
    const ReaderTask task = order.task;
    const QByteArray apdu = order.apdu;
    m_order = std::move(order);
    auto move = m_dialect->start(task, apdu);
    const bool atOnce = !move || std::holds_alternative<ReaderResult>(*move);
    if (!atOnce) {
        follow(move);
        return;
    }
    enter(State::Idle);
    m_later = Pending<Done>::after(m_reactor, Nanos(1), Done{});
    m_later.then([this, move](Outcome<Done>) { follow(move); });
}

void SerialReader::follow(const Outcome<ReaderDialect::Move>& move)
{
    if (!m_order)
        return;
    if (!move) {
        enter(State::Idle);
        m_reactor.clock->disarm(&m_timer);
        finish(move.failure());
        return;
    }
    if (const auto* result = std::get_if<ReaderResult>(&*move)) {
        enter(State::Idle);
        m_reactor.clock->disarm(&m_timer);
        if (result->baud != 0)
            m_line->setBaud(result->baud);
        finish(*result);
        return;
    }
    const ReaderCommand& command = std::get<ReaderCommand>(*move);
    enter(State::Asking);
    m_line->write(m_layer->begin(command.bytes, command.repeat));
    const bool atCard = m_order->task == ReaderTask::PowerOn || m_order->task == ReaderTask::Transmit;
    m_wait = (atCard ? m_times.card : m_times.answer) * command.waits;
    arm(m_wait);
}

void SerialReader::received(QByteArrayView bytes)
{
    const bool owed = m_layer->owesAnswer();
    m_layer->feed(bytes);
    while (m_state != State::Closed) {
        const auto event = m_layer->next();
        if (!event)
            break;
        handle(*event);
    }
    if (m_state == State::Settling)
        settlesOn(owed);
}

/// Bytes that belong to nothing any more. The answer that was owed, if any, is the last of them.
void SerialReader::settlesOn(bool owed)
{
    if (m_layer->owesAnswer())
        return;
    const Nanos now = m_reactor.clock->now();
    if (owed)
        m_settling = now;
    if (now - m_settling > mostQuiets * m_times.quiet)
        lost(); // it never stops
    else
        arm(m_times.quiet);
}

void SerialReader::handle(const BlockEvent& event)
{
    if (event.kind == BlockEvent::Kind::CardMoved && m_cardMoved)
        m_cardMoved();
    if (m_state != State::Asking)
        return;
    switch (event.kind) {
    case BlockEvent::Kind::Send:
        m_line->write(event.bytes);
        [[fallthrough]];
    case BlockEvent::Kind::MoreTime:
        arm(m_wait);
        return;
    case BlockEvent::Kind::Answer:
        follow(m_dialect->answered(event.bytes));
        return;
    case BlockEvent::Kind::CardMoved:
        return;
    case BlockEvent::Kind::GivenUp:
        settle(readerSilent());
        return;
    }
}

void SerialReader::onTimer()
{
    switch (m_state) {
    case State::Closed:
        open();
        return;
    case State::Asking:
        handle(m_layer->silence());
        return;
    case State::Settling: {
        const bool owed = m_layer->owesAnswer();
        enter(State::Idle);
        if (!m_usable || owed) {
            lost();
            return;
        }
        if (m_next)
            begin(*std::exchange(m_next, {}));
        return;
    }
    case State::Idle:
        return;
    }
}

void SerialReader::arm(Nanos delay)
{
    m_reactor.clock->disarm(&m_timer);
    m_reactor.clock->arm(&m_timer, m_reactor.clock->dueIn(delay));
}

/// A reader that does not even answer what may be asked twice is not there; one that leaves a card command
/// open is, and its late answer must find nobody.
void SerialReader::settle(const Failure& why)
{
    const bool cardTask = m_order && m_order->task == ReaderTask::Transmit;
    if (!cardTask) {
        lost();
        return;
    }
    enter(State::Settling);
    m_settling = m_reactor.clock->now();
    arm(m_layer->owesAnswer() ? m_times.owed : m_times.quiet);
    finish(why);
}

void SerialReader::finish(Outcome<ReaderResult> result)
{
    if (m_preparing) {
        m_preparing = false;
        m_order.reset();
        if (!result) {
            lost();
            return;
        }
        m_pause = m_times.reopenFirst;
        setUsable(true);
        return;
    }
    const std::optional<Order> done = std::exchange(m_order, {});
    if (m_next && m_state == State::Idle)
        beginSoon(*std::exchange(m_next, {}));
    if (done && done->answer)
        done->answer(std::move(result));
}

void SerialReader::setUsable(bool usable)
{
    if (m_usable == usable)
        return;
    m_usable = usable;
    if (m_usableChanged)
        m_usableChanged(usable);
}

} // namespace sm
