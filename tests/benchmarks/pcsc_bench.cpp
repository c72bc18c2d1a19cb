// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcsc_bench.h"

#include "measure.h"

#include <winscard.h>

#include <array>

namespace sm::bench {

namespace {

double microsecondsOf(Nanos time)
{
    return double(time.count()) / 1e3;
}

/// One reader of the bare loop: nothing but the calls.
class BareReader {
public:
    bool open(const QByteArray& name)
    {
        if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &m_context) != SCARD_S_SUCCESS)
            return false;
        for (int tries = 0; tries < 200; ++tries) {
            if (SCardConnect(m_context, name.constData(), SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1, &m_card,
                    &m_protocol)
                == SCARD_S_SUCCESS)
                return true;
            std::this_thread::sleep_for(milliseconds(50));
        }
        return false;
    }
    bool powerAgain()
    {
        return SCardReconnect(
                   m_card, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1, SCARD_UNPOWER_CARD, &m_protocol)
            == SCARD_S_SUCCESS;
    }
    bool replay(const RecordedSession& session)
    {
        for (size_t i = 0; i < session.commands.size(); ++i) {
            const QByteArray& command = session.commands[i];
            DWORD length = m_answer.size();
            const LONG code
                = SCardTransmit(m_card, SCARD_PCI_T1, reinterpret_cast<const BYTE*>(command.constData()),
                    DWORD(command.size()), nullptr, m_answer.data(), &length);
            if (code != SCARD_S_SUCCESS || length < 2)
                return false;
            if ((m_answer[length - 2] << 8 | m_answer[length - 1]) != session.status[i])
                return false;
        }
        return true;
    }
    ~BareReader()
    {
        SCardDisconnect(m_card, SCARD_UNPOWER_CARD);
        SCardReleaseContext(m_context);
    }

private:
    SCARDCONTEXT m_context = 0;
    SCARDHANDLE m_card = 0;
    DWORD m_protocol = 0;
    std::array<BYTE, 65538> m_answer{};
};

void replayAll(BareReader& reader, const std::vector<RecordedSession>& sessions, PcscFigures& figures)
{
    figures.good = true;
    for (const RecordedSession& session : sessions) {
        if (&session != &sessions.front())
            figures.good = figures.good && reader.powerAgain();
        const Measure measure;
        figures.good = figures.good && reader.replay(session);
        figures.sessionTime += measure.wall();
        figures.apdus += session.commands.size();
        ++figures.sessions;
    }
}

} // namespace

QString PcscBench::start(int readers)
{
    return m_pcscd.start(readers);
}

void PcscBench::insertCards(int readers, Nanos perCommand)
{
    m_cards.clear();
    for (int i = 0; i < readers; ++i) {
        const quint64 serial = quint64(i + 1) << 32;
        m_cards.push_back(std::make_unique<VpcdBenchCard>(m_pcscd.port(i), serial, perCommand));
    }
}

PcscFigures PcscBench::sessions(int readers, int records, BenchFloor::Store store)
{
    PcscFigures figures;
    BenchFloor floor(records, store);
    if (!floor.open())
        return figures;
    const auto api = makePcscLite();
    const auto registry = std::make_shared<ReaderRegistry>();
    const PcscServices services(api, std::make_shared<ReaderBoard>(), registry);
    {
        PcscMonitor monitor(api, services.board, floor.reactor().inbox);
        monitor.start();
        for (int i = 0; i < readers; ++i) {
            m_cards[size_t(i)]->startOver(true);
            auto link = std::make_unique<PcscCardLink>(floor.reactor(), services, m_pcscd.readerName(i));
            floor.addStation(std::make_unique<ContinuousLink>(floor.reactor(), std::move(link)));
        }
        if (!floor.waitUntilUsable())
            return figures;
        const Measure measure;
        figures.good = floor.produce();
        figures.wall = measure.wall();
    }
    figures.sessionTime = microsecondsOf(floor.processTime);
    figures.cardTime = microsecondsOf(floor.cardTime);
    figures.sessions = floor.good;
    for (int i = 0; i < readers; ++i) {
        for (const RecordedSession& session : m_cards[size_t(i)]->sessions())
            figures.apdus += session.commands.size();
    }
    floor.closeStations();
    for (int i = 0; i < readers; ++i) {
        while (registry->isTaken(m_pcscd.readerName(i).toUtf8()))
            std::this_thread::sleep_for(milliseconds(2));
    }
    return figures;
}

PcscFigures PcscBench::bare()
{
    std::vector<std::unique_ptr<BareReader>> readers;
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->startOver(false);
        readers.push_back(std::make_unique<BareReader>());
        if (!readers.back()->open(m_pcscd.readerName(int(i)).toUtf8()))
            return {};
    }
    std::vector<PcscFigures> each(readers.size());
    const Measure measure;
    {
        std::vector<std::jthread> threads;
        for (size_t i = 0; i < readers.size(); ++i)
            threads.emplace_back([&, i] { replayAll(*readers[i], m_cards[i]->sessions(), each[i]); });
    }
    PcscFigures figures;
    figures.wall = measure.wall();
    figures.good = true;
    for (const PcscFigures& one : each) {
        figures.good = figures.good && one.good;
        figures.sessionTime += one.sessionTime;
        figures.apdus += one.apdus;
        figures.sessions += one.sessions;
    }
    return figures;
}

} // namespace sm::bench
