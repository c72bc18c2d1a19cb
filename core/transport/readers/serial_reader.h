// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/framing/byte_line.h"
#include "transport/readers/reader_dialect.h"

#include <functional>

namespace sm {

/// Waits of a serial reader.
struct ReaderTimes {
    Nanos answer = seconds(2); ///< silence after which the reader is asked again
    Nanos card = seconds(5); ///< the same for power-on and commands: the card has its own pace
    Nanos quiet = milliseconds(300); ///< after an unanswered command nothing is sent for this long
    Nanos owed = seconds(60); ///< the same where a late answer would pass for the next one, unless it comes
    Nanos reopenFirst = seconds(1); ///< a port that is gone is tried again, with pauses that double ...
    Nanos reopenMost = seconds(30); ///< ... up to this
};

/// A reader on a serial line: opens the port, prepares the reader, carries out one task after the other, and
/// begins again when the line is cut. Thread of its reactor.
class SerialReader {
public:
    using Answer = std::function<void(Outcome<ReaderResult>)>;

    SerialReader(Reactor reactor, std::unique_ptr<ByteLine> line, std::unique_ptr<BlockLayer> layer,
        std::unique_ptr<ReaderDialect> dialect, ReaderTimes times);
    ~SerialReader();

    void start();
    bool isUsable() const { return m_usable; }
    /// Told when isUsable() changes.
    void onUsableChanged(std::function<void(bool)> callback) { m_usableChanged = std::move(callback); }
    /// Told when the reader says, unasked, that a card came or went.
    void onCardMoved(std::function<void()> callback) { m_cardMoved = std::move(callback); }
    QString address() const { return m_line->address(); }

    /// One at a time; `answer` is called once, never from within this call, unless drop() comes first.
    /// ReaderNotReady, ReaderCommandRefused, ApduMalformed: nothing was sent. After any other failure of
    /// Transmit the command may have been executed.
    void perform(ReaderTask task, const QByteArray& apdu, Answer answer);
    /// Nobody waits for the task any more. What the reader is doing it may still do; the next task waits.
    void drop();

private:
    struct Timer final : Deadline {
        explicit Timer(SerialReader* r)
            : reader(r)
        {
        }
        void expire() override { reader->onTimer(); }
        SerialReader* reader;
    };
    struct Order {
        ReaderTask task;
        QByteArray apdu;
        Answer answer;
    };
    enum class State : quint8 {
        Closed, ///< the timer opens the port
        Idle,
        Asking, ///< a command is on its way; the timer is the silence
        Settling ///< after a command without an answer; the timer ends it
    };

    void enter(State state);
    void open();
    void lost();
    void begin(Order order);
    void beginSoon(Order order);
    void follow(const Outcome<ReaderDialect::Move>& move);
    void received(QByteArrayView bytes);
    void settlesOn(bool owed);
    void handle(const BlockEvent& event);
    void onTimer();
    void arm(Nanos delay);
    void finish(Outcome<ReaderResult> result);
    void settle(const Failure& why);
    void setUsable(bool usable);

    Reactor m_reactor;
    std::unique_ptr<ByteLine> m_line;
    std::unique_ptr<BlockLayer> m_layer;
    std::unique_ptr<ReaderDialect> m_dialect;
    ReaderTimes m_times;
    Timer m_timer;
    State m_state = State::Closed;
    std::optional<Order> m_order; ///< under way
    std::optional<Order> m_next; ///< waits for the one before to end
    Nanos m_pause{};
    Nanos m_settling{}; ///< since when
    Nanos m_wait{}; ///< for the answer to the command under way
    Pending<Done> m_later; ///< an answer that is given from the loop
    bool m_preparing = false;
    bool m_usable = false;
    bool m_atWorkingBaud = false; ///< the speed at which the reader is looked for
    std::function<void()> m_cardMoved;
    std::function<void(bool)> m_usableChanged;
};

} // namespace sm
