// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/atr.h"
#include "simulator/readers/reader_side.h"

namespace sm {

namespace {

constexpr qsizetype answerRoom = 254; // of a block, beside the status

/// GemCore R1.21 as a GemPC410 has it, as far as drivers use it.
class GemCoreFirmware final : public ReaderFirmware {
public:
    using ReaderFirmware::ReaderFirmware;

    QByteArray execute(QByteArrayView command) override
    {
        if (command.isEmpty())
            return status(0x03);
        const QByteArrayView data = command.sliced(1);
        switch (byteAt(command, 0)) {
        case 0x01: // mode
        case 0x0A: // speed of the line
            return status(0x00);
        case 0x22: // read memory: the version
            return data == QByteArrayView("\x05\x3F\xE0\x10") ? status(0x00) + "GemCore-R1.21-GM"
                                                              : status(0x02);
        case 0x17:
            return data.isEmpty() ? cardStatus() : status(0x00);
        case 0x12:
            return powerOn();
        case 0x11:
            m_slot.powerOff();
            return status(0x00);
        case 0x13:
            return out(data);
        case 0x14:
            return in(data);
        case 0x15:
            return exchange(data);
        default:
            return status(0x01);
        }
    }

private:
    static QByteArray status(quint8 value) { return QByteArray(1, char(value)); }

    QByteArray cardStatus() const
    {
        const quint8 flags = quint8((m_slot.card ? 0x04 : 0x00) | (m_slot.powered() ? 0x02 : 0x00));
        const quint8 protocol = blockCard() ? 0x01 : 0x00;
        QByteArray answer = status(0x00);
        appendU8(answer, flags);
        appendU8(answer, protocol);
        return answer + QByteArray(4, '\0');
    }
    bool blockCard() const
    {
        const auto atr = Atr::parse(m_slot.atr);
        return atr && !atr->supports(0);
    }
    QByteArray powerOn()
    {
        if (!m_slot.card)
            return status(0xFB);
        m_tail.clear();
        m_rest.clear();
        const QByteArray atr = m_slot.powerOn();
        return atr.isEmpty() ? status(0xA2) : status(0x00) + atr;
    }

    /// Tails of long commands come first, under a header of FF.
    static bool isTail(QByteArrayView data)
    {
        return data.size() >= 5 && data.first(4) == QByteArrayView("\xFF\xFF\xFF\xFF");
    }
    QByteArray out(QByteArrayView data)
    {
        if (isTail(data))
            return rest();
        return data.size() == 5 ? toCard(data.toByteArray()) : status(0x03);
    }
    QByteArray in(QByteArrayView data)
    {
        if (isTail(data)) {
            m_tail = data.sliced(5).toByteArray();
            return status(0x00);
        }
        if (data.size() < 5)
            return status(0x03);
        const QByteArray command = data.toByteArray() + std::exchange(m_tail, {});
        if (command.size() != 5 + byteAt(command, 4))
            return status(0x03);
        // A header whose P3 is zero is a command without data.
        return toCard(command.size() == 5 ? command.first(4) : command);
    }
    QByteArray exchange(QByteArrayView data)
    {
        if (isTail(data)) {
            if (data.size() == 5)
                return rest();
            m_tail = data.sliced(5).toByteArray();
            return status(0x00);
        }
        return toCard(data.toByteArray() + std::exchange(m_tail, {}));
    }
    QByteArray toCard(const QByteArray& command)
    {
        if (!m_slot.card)
            return status(0xFB);
        if (!m_slot.powered())
            return status(0xF7);
        m_rest = m_slot.exchange(command);
        if (m_rest.size() < 2)
            return status(m_slot.card ? 0xA2 : 0xF7);
        m_final = m_rest.endsWith(QByteArrayView("\x90\x00", 2)) ? 0x00 : 0xE7;
        return rest();
    }
    QByteArray rest()
    {
        const QByteArray part = m_rest.first(qMin(m_rest.size(), answerRoom));
        m_rest.remove(0, part.size());
        return status(m_rest.isEmpty() ? m_final : quint8(0x1B)) + part;
    }

    QByteArray m_tail;
    QByteArray m_rest; ///< of an answer, still to be fetched
    quint8 m_final = 0;
};

} // namespace

std::unique_ptr<ReaderFirmware> makeGemCoreFirmware(CardSlot& slot)
{
    return std::make_unique<GemCoreFirmware>(slot);
}

} // namespace sm
