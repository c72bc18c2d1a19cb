// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/pcsc/pcsc_monitor.h"

#include "base/log.h"
#include "transport/pcsc/pcsc_codes.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace sm {

namespace {

using Callback = std::function<void(const PcscEvent&)>;
/// Shared with the letters under way; emptied on the owner thread when the monitor goes.
using Receiver = std::shared_ptr<Callback>;

class EventLetter final : public Letter {
public:
    EventLetter(Receiver receiver, PcscEvent event)
        : m_receiver(std::move(receiver))
        , m_event(std::move(event))
    {
    }

private:
    void deliver() override
    {
        if (*m_receiver)
            (*m_receiver)(m_event);
        delete this;
    }
    void drop() override { delete this; }

    Receiver m_receiver;
    PcscEvent m_event;
};

/// pcsc-lite tells of a new reader only when it comes during the call; one that came just before is found by
/// this.
constexpr quint32 relistMs = 10'000;

} // namespace

class PcscMonitor::Watch {
public:
    Watch(std::shared_ptr<PcscApi> a, std::shared_ptr<ReaderBoard> b, std::shared_ptr<Inbox> i, Pauses p)
        : m_api(std::move(a))
        , m_board(std::move(b))
        , m_inbox(std::move(i))
        , m_pauses(p)
    {
    }

    const Receiver receiver = std::make_shared<Callback>();

    void run()
    {
        auto pause = m_pauses.shortest;
        while (!isEnding()) {
            PcscContext context = 0;
            const quint32 code = m_api->establish(context);
            if (code == pcsc::success) {
                publishContext(context);
                if (watch(context))
                    pause = m_pauses.shortest;
                publishContext({});
                m_api->release(context);
            }
            if (isEnding())
                break;
            setUp(false);
            rest(pause);
            pause = std::min(pause * 2, m_pauses.longest);
        }
    }

    void end()
    {
        std::optional<PcscContext> context;
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
            context = m_context;
        }
        m_wake.notify_all();
        // Even SCardCancel talks to pcscd and may block, so it has a thread to block in.
        if (context)
            std::thread([api = m_api, id = *context] { api->cancel(id); }).detach();
    }

private:
    bool isEnding()
    {
        const std::lock_guard lock(m_mutex);
        return m_ending;
    }
    void publishContext(std::optional<PcscContext> context)
    {
        const std::lock_guard lock(m_mutex);
        m_context = context;
    }
    void rest(std::chrono::milliseconds pause)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, pause, [this] { return m_ending; });
    }
    void tell(PcscEvent::Kind kind, const QByteArray& reader = {}, bool card = false)
    {
        m_inbox->push(new EventLetter(receiver, PcscEvent{kind, QString::fromUtf8(reader), card}));
    }

    void setUp(bool up)
    {
        if (m_up == up)
            return;
        m_up = up;
        if (!up) {
            qCWarning(lcPcsc) << "pcscd is gone";
            for (const PcscReaderState& state : m_states)
                vanish(state.reader);
            m_states.clear();
        }
        tell(up ? PcscEvent::Kind::ServiceUp : PcscEvent::Kind::ServiceDown);
    }
    void vanish(const QByteArray& reader)
    {
        m_board->publish(reader, false);
        tell(PcscEvent::Kind::ReaderVanished, reader);
    }

    /// Until something fails; true when pcscd was reached at all.
    bool watch(PcscContext context)
    {
        bool reached = false;
        while (!isEnding() && relist(context)) {
            reached = true;
            setUp(true);
            if (!waitForNewList(context))
                break;
        }
        return reached;
    }

    bool relist(PcscContext context)
    {
        QList<QByteArray> readers;
        const quint32 code = m_api->listReaders(context, readers);
        if (code != pcsc::success && code != pcsc::noReaders)
            return false;
        std::erase_if(m_states, [&](const PcscReaderState& state) {
            if (readers.contains(state.reader))
                return false;
            vanish(state.reader);
            return true;
        });
        for (const QByteArray& reader : readers) {
            const auto known = [&](const PcscReaderState& state) { return state.reader == reader; };
            if (std::any_of(m_states.begin(), m_states.end(), known)
                || qsizetype(m_states.size()) == pcsc::maxReaders)
                continue;
            m_states.push_back(PcscReaderState{reader, pcsc::stateUnaware, 0, {}});
            tell(PcscEvent::Kind::ReaderAppeared, reader);
        }
        return true;
    }

    /// False when the context is dead, true when the readers are to be listed again.
    bool waitForNewList(PcscContext context)
    {
        for (bool first = true;; first = false) {
            std::vector<PcscReaderState> asked = m_states;
            if (qsizetype(asked.size()) < pcsc::maxReaders)
                asked.push_back(PcscReaderState{pcsc::plugAndPlay, pcsc::stateUnaware, 0, {}});
            const quint32 code = m_api->statusChange(context, relistMs, asked);
            if (isEnding())
                return false;
            if (code == pcsc::unknownReader || code == pcsc::timeout)
                return true;
            if (code != pcsc::success)
                return false;
            const bool listChanged = noteStates(asked);
            // A reader that came between listing and the first wait would go unnoticed: list once more.
            if (listChanged || (first && m_news))
                return true;
        }
    }

    bool noteStates(const std::vector<PcscReaderState>& asked)
    {
        bool listChanged = false;
        m_news = false;
        for (size_t i = 0; i < asked.size(); ++i) {
            const quint32 event = asked[i].event;
            if ((event & pcsc::stateChanged) == 0)
                continue;
            const bool there = (event & (pcsc::stateUnknown | pcsc::stateUnavailable)) == 0;
            listChanged = listChanged || i >= m_states.size() || !there;
            if (i >= m_states.size())
                continue;
            m_news = m_news || m_states[i].known == pcsc::stateUnaware;
            m_states[i].known = event & ~pcsc::stateChanged;
            m_board->publish(asked[i].reader, there);
            tell(PcscEvent::Kind::ReaderChanged, asked[i].reader, (event & pcsc::statePresent) != 0);
        }
        return listChanged;
    }

    const std::shared_ptr<PcscApi> m_api;
    const std::shared_ptr<ReaderBoard> m_board;
    const std::shared_ptr<Inbox> m_inbox;
    const Pauses m_pauses;
    std::vector<PcscReaderState> m_states;
    bool m_up = false;
    bool m_news = false;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<PcscContext> m_context;
    bool m_ending = false;
};

PcscMonitor::PcscMonitor(std::shared_ptr<PcscApi> api, std::shared_ptr<ReaderBoard> board,
    std::shared_ptr<Inbox> inbox, Pauses pauses)
    : m_watch(std::make_shared<Watch>(std::move(api), std::move(board), std::move(inbox), pauses))
{
}

PcscMonitor::~PcscMonitor()
{
    *m_watch->receiver = {};
    m_watch->end();
}

void PcscMonitor::onEvent(std::function<void(const PcscEvent&)> callback)
{
    *m_watch->receiver = std::move(callback);
}

void PcscMonitor::start()
{
    std::thread([watch = m_watch] { watch->run(); }).detach();
}

} // namespace sm
