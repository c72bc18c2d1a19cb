// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/modules/simulated_devices.h"

#include "card/track.h"

namespace sm {

static constexpr char escape = '\x1B';

SimulatedDevice::SimulatedDevice(Port port)
{
    if (port == Port::Line)
        return;
    m_port = std::make_unique<PtyPort>();
    m_port->onReceived([this](QByteArrayView bytes) { take(bytes); });
}

void SimulatedDevice::take(QByteArrayView bytes)
{
    m_buffer += bytes;
    received();
}

void SimulatedDevice::answer(const QByteArray& bytes, bool worked)
{
    if (worked && m_losing > 0) {
        --m_losing;
        return;
    }
    const QByteArray sent = m_random ? bend(bytes, m_faults, *m_random) : bytes;
    if (m_port)
        m_port->write(sent);
    else if (m_sink)
        m_sink(sent, worked);
}

static QStringList hexadecimal(const QList<QByteArray>& parts)
{
    QStringList out;
    for (const QByteArray& part : parts)
        out.append(QString::fromLatin1(part.toHex()));
    return out;
}

QStringList SimulatedEncoder::onCard() const
{
    const bool any = !m_stripe[0].isEmpty() || !m_stripe[1].isEmpty() || !m_stripe[2].isEmpty();
    return any ? hexadecimal({m_stripe[0], m_stripe[1], m_stripe[2]}) : QStringList();
}

QStringList SimulatedRecordPrinter::onCard() const
{
    return hexadecimal(m_records.mid(m_cardsFirst));
}

QStringList SimulatedPrinter::onCard() const
{
    return m_cardsPrinted > 0 ? hexadecimal({m_panel}) : QStringList();
}

void SimulatedEncoder::received()
{
    while (m_buffer.size() >= 2) {
        if (m_buffer[0] != escape) {
            m_buffer.remove(0, 1);
            continue;
        }
        if (!command(m_buffer[1]))
            return;
    }
}

/// False while the command is not whole.
bool SimulatedEncoder::command(char name)
{
    const QByteArray fine("\x1B"
                          "0");
    qsizetype length = 2;
    switch (name) {
    case 'a':
        m_armed.reset();
        break;
    case 'e':
        answer("\x1By");
        break;
    case 'x':
    case 'y':
        m_high = name == 'x';
        answer(fine);
        break;
    case 'b':
        length = 3;
        if (m_buffer.size() < length)
            return false;
        answer(fine);
        break;
    case 'w': {
        const qsizetype end = m_buffer.indexOf('\x1C');
        if (end < 0)
            return false;
        length = end + 1;
        m_armed = m_buffer.mid(2, end - 2);
        if (!m_holding)
            swipe();
        break;
    }
    case 'r':
        answer(read(), true);
        break;
    default:
        answer("\x1B"
               "4");
        break;
    }
    m_buffer.remove(0, length);
    return true;
}

void SimulatedEncoder::swipe()
{
    if (const auto block = std::exchange(m_armed, {}))
        write(*block);
}

void SimulatedEncoder::write(const QByteArray& block)
{
    ++m_writes;
    if (m_failing > 0) {
        --m_failing;
        answer(QByteArray(1, escape) + m_status, true);
        return;
    }
    for (int track = 1; track <= 3; ++track) {
        const QByteArray head = QByteArray(1, escape) + char(track);
        const qsizetype from = block.indexOf(head) + 2;
        const qsizetype next = block.indexOf(escape, from);
        const QByteArray data = block.mid(from, (next < 0 ? block.size() - 1 : next) - from);
        const auto encoded = encodeTrack(TrackNumber(track), data);
        if (!encoded) {
            answer("\x1B"
                   "2");
            return;
        }
        if (!data.isEmpty())
            m_stripe[size_t(track - 1)] = *encoded;
    }
    if (m_smearing > 0 && !m_stripe[1].isEmpty()) {
        --m_smearing;
        m_stripe[1][2] = char(m_stripe[1][2] ^ 1);
    }
    answer(QByteArrayLiteral("\x1B"
                             "0"),
        true);
}

QByteArray SimulatedEncoder::read() const
{
    QByteArray out("\x1Bs");
    for (int track = 1; track <= 3; ++track) {
        out += QByteArray(1, escape) + char(track);
        const TrackRules rules = trackRules(TrackNumber(track));
        const auto data = decodeTrack(TrackNumber(track), m_stripe[size_t(track - 1)]);
        out += data ? rules.start + *data + rules.end : QByteArray("\x1B+");
    }
    return out
        + "?\x1C\x1B"
          "0";
}

void SimulatedRecordPrinter::received()
{
    for (qsizetype end = m_buffer.indexOf(m_end); end >= 0; end = m_buffer.indexOf(m_end)) {
        const QByteArray record = m_buffer.first(end);
        m_buffer.remove(0, end + m_end.size());
        if (m_refusal.isEmpty()) {
            m_records.append(record);
            answer("\x06", true);
        } else {
            answer(std::exchange(m_refusal, {}), true);
        }
    }
}

void SimulatedPrinter::received()
{
    static constexpr QByteArrayView panelHead = "\x1B"
                                                "Db;k;2;";
    constexpr qsizetype panelBytes = qsizetype(1016) * 81;
    while (!m_buffer.isEmpty()) {
        qsizetype end = m_buffer.indexOf('\r');
        if (m_buffer.startsWith(panelHead)) {
            end = panelHead.size() + panelBytes;
            if (m_buffer.size() <= end)
                return;
        }
        if (end < 0)
            return;
        const bool isPanel = m_buffer.startsWith(panelHead);
        const QByteArray text = isPanel ? panelHead.sliced(1).toByteArray() : m_buffer.mid(1, end - 1);
        if (isPanel)
            m_panel = m_buffer.mid(panelHead.size(), panelBytes);
        m_buffer.remove(0, end + 1);
        m_commands.append(text);
        if (!m_refused.isEmpty() && text == m_refused) {
            answer(QByteArray(1, m_letter) + '\0');
            m_refused.clear();
            continue;
        }
        const bool prints = text == "Sr";
        m_printed += prints;
        m_cardsPrinted += prints;
        answer(QByteArray("OK") + '\0', prints);
    }
}

} // namespace sm
