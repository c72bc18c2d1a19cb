// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/readers/simulated_reader.h"

namespace sm {

QByteArray bend(QByteArray answer, const AnswerFaults& faults, Random& random)
{
    const auto happens = [&random](double share) { return share > 0 && random.unit() < share; };
    if (answer.isEmpty())
        return answer;
    if (happens(faults.lost))
        return {};
    if (happens(faults.cut))
        answer.truncate(qsizetype(random.next() % quint64(answer.size())));
    else if (happens(faults.wrong))
        answer[qsizetype(random.next() % quint64(answer.size()))] ^= char(1 + random.next() % 255);
    else if (happens(faults.doubled))
        answer += answer;
    if (happens(faults.noise))
        answer.prepend(QByteArray(1 + int(random.next() % 5), char(random.next())));
    return answer;
}

SimulatedReader::SimulatedReader(Kind kind)
{
    const auto execute = [this](QByteArrayView command) { return this->execute(command); };
    switch (kind) {
    case Kind::GemPc410:
        m_firmware = makeGemCoreFirmware(m_slot);
        m_side = makeGbpSide(execute);
        break;
    case Kind::GemCoreTlp:
        m_firmware = makeGemCoreFirmware(m_slot);
        m_side = makeTlp224Side(execute);
        break;
    case Kind::GemPcTwin:
    case Kind::GemCorePos:
        m_firmware = makeCcidFirmware(m_slot);
        m_side = makeCcidSide(execute, kind == Kind::GemPcTwin);
        break;
    }
    m_port.onReceived([this](QByteArrayView bytes) { received(bytes); });
}

QByteArray SimulatedReader::execute(QByteArrayView command)
{
    ++m_commands;
    if (m_stallIn > 0)
        m_stalled = --m_stallIn == 0;
    const bool speed = m_speed != 0 && command.size() == 2 && byteAt(command, 0) == 0x0A;
    if (speed)
        m_nextSpeed = byteAt(command, 1) == 0x02 ? 38'400 : byteAt(command, 1) == 0x03 ? 19'200 : 9'600;
    return m_firmware->execute(command);
}

void SimulatedReader::received(QByteArrayView bytes)
{
    if (m_stalled) {
        m_queued += bytes;
        return;
    }
    if (m_speed != 0 && m_port.baud() != m_speed)
        return;
    const QList<QByteArray> frames = m_side->received(bytes);
    if (m_stalled) {
        m_held = frames;
        return;
    }
    for (const QByteArray& frame : frames)
        send(frame);
    m_speed = m_nextSpeed;
}

void SimulatedReader::send(const QByteArray& frame)
{
    if (m_random && m_faults.stale > 0 && m_random->unit() < m_faults.stale)
        m_port.write(m_before);
    m_before = frame;
    m_port.write(m_random ? bend(frame, m_faults, *m_random) : frame);
}

void SimulatedReader::goOn()
{
    m_stalled = false;
    for (const QByteArray& frame : std::exchange(m_held, {}))
        send(frame);
    received(std::exchange(m_queued, {}));
}

void SimulatedReader::insert(std::unique_ptr<SoftwareCard> card)
{
    m_slot.card = std::move(card);
    m_slot.atr.clear();
    m_port.write(m_side->slotChanged(true));
}

std::unique_ptr<SoftwareCard> SimulatedReader::remove()
{
    m_slot.powerOff();
    m_port.write(m_side->slotChanged(false));
    return std::move(m_slot.card);
}

} // namespace sm
