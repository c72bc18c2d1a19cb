// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/pcsc/pcsc_api.h"
#include "transport/pcsc/pcsc_codes.h"

#include <QStringList>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

namespace sm::test {

/// A PC/SC library that plays a script: each call must be the next one of the script, else it complains and
/// answers an error. Letting go (release, disconnect, cancel) is not scripted but must name something that is
/// held. At the end complaints() and leftovers() must be empty. Calls come from the thread under test, the
/// rest from the test.
class ScriptedPcsc final : public PcscApi {
public:
    ScriptedPcsc& expectEstablish(quint32 code = pcsc::success);
    /// Event bits as the library gives them; counter goes into the high word.
    ScriptedPcsc& expectStatus(
        quint32 bits, quint16 counter, const char* atrHex = "", quint32 code = pcsc::success);
    ScriptedPcsc& expectCardThere(quint16 counter, const char* atrHex = "3B80");
    ScriptedPcsc& expectNoCard(quint16 counter) { return expectStatus(0x0010, counter); }
    ScriptedPcsc& expectConnect(quint32 code = pcsc::success, PcscProtocol protocol = PcscProtocol::T1);
    ScriptedPcsc& expectReconnect(quint32 code = pcsc::success);
    ScriptedPcsc& expectTransmit(const char* commandHex, const char* answerHex, quint32 code = pcsc::success);
    ScriptedPcsc& expectList(QList<QByteArray> readers, quint32 code = pcsc::success);
    /// A wait for changes as the monitor makes it: `readers` in order, each with the event it gets.
    ScriptedPcsc& expectWait(QList<QByteArray> readers, QList<quint32> events, quint32 code = pcsc::success);
    /// The call scripted last does not return before unblock() (or cancel(), for a wait).
    ScriptedPcsc& andBlock();

    void unblock();
    bool waitUntilBlocked();
    /// Until the script is played to its end.
    bool waitUntilPlayed();
    QStringList complaints();
    qsizetype leftovers();
    int openContexts();
    int openCards();
    int disconnects();

    quint32 establish(PcscContext& context) override;
    quint32 release(PcscContext context) override;
    quint32 cancel(PcscContext context) override;
    quint32 listReaders(PcscContext context, QList<QByteArray>& readers) override;
    quint32 statusChange(PcscContext context, quint32 timeoutMs, std::span<PcscReaderState> states) override;
    quint32 connect(
        PcscContext context, const QByteArray& reader, PcscCard& card, PcscProtocol& protocol) override;
    quint32 reconnect(PcscCard card, PcscDisposition initialization, PcscProtocol& protocol) override;
    quint32 disconnect(PcscCard card, PcscDisposition disposition) override;
    quint32 transmit(PcscCard card, PcscProtocol protocol, QByteArrayView command, std::span<quint8> answer,
        qsizetype& length) override;

private:
    struct Step {
        QByteArray call; ///< name and arguments as text
        QByteArray answer;
        QList<QByteArray> readers;
        QList<quint32> events;
        quint32 code = 0;
        PcscProtocol protocol = PcscProtocol::T1;
        bool blocks = false;
    };
    ScriptedPcsc& add(Step step);
    Step play(const QByteArray& call);
    void complain(const QString& text) { m_complaints.append(text); }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Step> m_script;
    QStringList m_complaints;
    std::set<PcscContext> m_contexts;
    std::set<PcscCard> m_cards;
    qint64 m_nextHandle = 1;
    int m_disconnects = 0;
    bool m_blocked = false;
};

} // namespace sm::test
