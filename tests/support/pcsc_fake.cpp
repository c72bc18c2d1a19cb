// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcsc_fake.h"

#include <algorithm>

namespace sm::test {

namespace {

QByteArray namesOf(const QList<QByteArray>& readers)
{
    return readers.join(',');
}

constexpr std::chrono::seconds patience{20};

} // namespace

ScriptedPcsc& ScriptedPcsc::add(Step step)
{
    const std::lock_guard lock(m_mutex);
    m_script.push_back(std::move(step));
    return *this;
}

ScriptedPcsc& ScriptedPcsc::expectEstablish(quint32 code)
{
    return add(Step{"establish", {}, {}, {}, code});
}

ScriptedPcsc& ScriptedPcsc::expectStatus(quint32 bits, quint16 counter, const char* atrHex, quint32 code)
{
    return add(Step{"status", QByteArray::fromHex(atrHex), {}, {quint32(counter) << 16 | bits}, code});
}

ScriptedPcsc& ScriptedPcsc::expectCardThere(quint16 counter, const char* atrHex)
{
    return expectStatus(pcsc::statePresent, counter, atrHex);
}

ScriptedPcsc& ScriptedPcsc::expectConnect(quint32 code, PcscProtocol protocol)
{
    return add(Step{"connect", {}, {}, {}, code, protocol});
}

ScriptedPcsc& ScriptedPcsc::expectReconnect(quint32 code)
{
    return add(Step{"reconnect 2", {}, {}, {}, code});
}

ScriptedPcsc& ScriptedPcsc::expectTransmit(const char* commandHex, const char* answerHex, quint32 code)
{
    return add(
        Step{"transmit " + QByteArray(commandHex).toUpper(), QByteArray::fromHex(answerHex), {}, {}, code});
}

ScriptedPcsc& ScriptedPcsc::expectList(QList<QByteArray> readers, quint32 code)
{
    return add(Step{"list", {}, std::move(readers), {}, code});
}

ScriptedPcsc& ScriptedPcsc::expectWait(QList<QByteArray> readers, QList<quint32> events, quint32 code)
{
    return add(Step{"wait " + namesOf(readers), {}, {}, std::move(events), code});
}

ScriptedPcsc& ScriptedPcsc::andBlock()
{
    const std::lock_guard lock(m_mutex);
    m_script.back().blocks = true;
    return *this;
}

void ScriptedPcsc::unblock()
{
    {
        const std::lock_guard lock(m_mutex);
        m_blocked = false;
    }
    m_changed.notify_all();
}

bool ScriptedPcsc::waitUntilBlocked()
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return m_blocked; });
}

bool ScriptedPcsc::waitUntilPlayed()
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return m_script.empty() && !m_blocked; });
}

QStringList ScriptedPcsc::complaints()
{
    const std::lock_guard lock(m_mutex);
    return m_complaints;
}

qsizetype ScriptedPcsc::leftovers()
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_script.size());
}

int ScriptedPcsc::openContexts()
{
    const std::lock_guard lock(m_mutex);
    return int(m_contexts.size());
}

int ScriptedPcsc::openCards()
{
    const std::lock_guard lock(m_mutex);
    return int(m_cards.size());
}

int ScriptedPcsc::disconnects()
{
    const std::lock_guard lock(m_mutex);
    return m_disconnects;
}

ScriptedPcsc::Step ScriptedPcsc::play(const QByteArray& call)
{
    std::unique_lock lock(m_mutex);
    if (m_script.empty()) {
        complain(QStringLiteral("called after the end of the script: ") + QString::fromUtf8(call));
        return Step{call, {}, {}, {}, pcsc::noService};
    }
    Step step = m_script.front();
    if (step.call != call) {
        complain(
            QStringLiteral("expected %1, got %2").arg(QString::fromUtf8(step.call), QString::fromUtf8(call)));
        return Step{call, {}, {}, {}, pcsc::noService};
    }
    m_script.pop_front();
    m_blocked = step.blocks;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return !m_blocked; });
    return step;
}

quint32 ScriptedPcsc::establish(PcscContext& context)
{
    const Step step = play("establish");
    const std::lock_guard lock(m_mutex);
    if (step.code == pcsc::success)
        m_contexts.insert(context = m_nextHandle++);
    return step.code;
}

quint32 ScriptedPcsc::release(PcscContext context)
{
    const std::lock_guard lock(m_mutex);
    if (m_contexts.erase(context) == 0)
        complain(QStringLiteral("a context that is not open was released"));
    m_cards.clear();
    return pcsc::success;
}

quint32 ScriptedPcsc::cancel(PcscContext)
{
    unblock();
    return pcsc::success;
}

quint32 ScriptedPcsc::listReaders(PcscContext, QList<QByteArray>& readers)
{
    const Step step = play("list");
    readers = step.readers;
    return step.code;
}

quint32 ScriptedPcsc::statusChange(PcscContext, quint32 timeoutMs, std::span<PcscReaderState> states)
{
    QList<QByteArray> names;
    for (const PcscReaderState& state : states)
        names.append(state.reader);
    const Step step = play(timeoutMs == 0 ? QByteArray("status") : "wait " + namesOf(names));
    for (size_t i = 0; i < states.size() && qsizetype(i) < step.events.size(); ++i) {
        states[i].event = step.events.at(qsizetype(i));
        states[i].atr = step.answer;
    }
    return step.code;
}

quint32 ScriptedPcsc::connect(PcscContext context, const QByteArray&, PcscCard& card, PcscProtocol& protocol)
{
    const Step step = play("connect");
    const std::lock_guard lock(m_mutex);
    if (!m_contexts.contains(context))
        complain(QStringLiteral("connect with a context that is not open"));
    protocol = step.protocol;
    if (step.code == pcsc::success)
        m_cards.insert(card = m_nextHandle++);
    return step.code;
}

quint32 ScriptedPcsc::reconnect(PcscCard card, PcscDisposition initialization, PcscProtocol& protocol)
{
    const Step step = play("reconnect " + QByteArray::number(int(initialization)));
    const std::lock_guard lock(m_mutex);
    if (!m_cards.contains(card))
        complain(QStringLiteral("reconnect of a card that is not held"));
    protocol = step.protocol;
    return step.code;
}

quint32 ScriptedPcsc::disconnect(PcscCard card, PcscDisposition)
{
    const std::lock_guard lock(m_mutex);
    if (m_cards.erase(card) == 0)
        complain(QStringLiteral("disconnect of a card that is not held"));
    ++m_disconnects;
    return pcsc::success;
}

quint32 ScriptedPcsc::transmit(
    PcscCard, PcscProtocol, QByteArrayView command, std::span<quint8> answer, qsizetype& length)
{
    const Step step = play("transmit " + command.toByteArray().toHex().toUpper());
    length = std::min(step.answer.size(), qsizetype(answer.size()));
    std::copy_n(step.answer.begin(), length, answer.begin());
    return step.code;
}

} // namespace sm::test
