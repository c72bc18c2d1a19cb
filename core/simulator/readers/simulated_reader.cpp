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
    const auto execute = [this](QByteArrayView command) {
        ++m_commands;
        return m_firmware->execute(command);
    };
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

void SimulatedReader::received(QByteArrayView bytes)
{
    for (const QByteArray& frame : m_side->received(bytes)) {
        if (m_random && m_faults.stale > 0 && m_random->unit() < m_faults.stale)
            m_port.write(m_before);
        m_before = frame;
        m_port.write(m_random ? bend(frame, m_faults, *m_random) : frame);
    }
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
