// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/hdlc_framer.h"

#include "transport/framing/crc32.h"

#include <QtEndian>

namespace sm {

namespace {

constexpr quint8 flag = 0x7E;
constexpr quint8 escape = 0x7D;
constexpr quint8 flip = 0x20;
constexpr qsizetype crcLength = 4;

void stuff(QByteArray& out, QByteArrayView bytes)
{
    for (const char raw : bytes) {
        const auto byte = quint8(raw);
        if (byte == flag || byte == escape) {
            out.append(char(escape));
            out.append(char(byte ^ flip));
        } else {
            out.append(raw);
        }
    }
}

} // namespace

QByteArray hdlcFrame(QByteArrayView content)
{
    char crc[crcLength];
    qToLittleEndian(crc32(content), crc);
    QByteArray frame;
    frame.reserve(content.size() + content.size() / 16 + 16);
    frame.append(char(flag));
    stuff(frame, content);
    stuff(frame, QByteArrayView(crc, crcLength));
    frame.append(char(flag));
    return frame;
}

void HdlcDeframer::add(QByteArrayView bytes)
{
    for (const char raw : bytes) {
        const auto byte = quint8(raw);
        if (byte == flag) {
            endFrame();
        } else if (m_tooLong) {
            continue;
        } else if (byte == escape && !m_escaped) {
            m_escaped = true;
        } else if (m_current.size() >= m_cap) {
            m_tooLong = true;
            m_current.clear();
        } else {
            m_current.append(m_escaped ? char(byte ^ flip) : raw);
            m_escaped = false;
        }
    }
}

void HdlcDeframer::endFrame()
{
    const bool aborted = std::exchange(m_escaped, false);
    const bool tooLong = std::exchange(m_tooLong, false);
    const QByteArray piece = std::exchange(m_current, {});
    if (piece.isEmpty() && !aborted && !tooLong)
        return; // flags between frames
    const qsizetype length = piece.size() - crcLength;
    if (aborted || tooLong || length <= 0
        || qFromLittleEndian<quint32>(piece.constData() + length)
            != crc32(QByteArrayView(piece).first(length))) {
        ++m_discarded;
        return;
    }
    m_ready.push_back(piece.first(length));
}

std::optional<QByteArray> HdlcDeframer::next()
{
    if (m_ready.empty())
        return std::nullopt;
    QByteArray content = std::move(m_ready.front());
    m_ready.pop_front();
    return content;
}

} // namespace sm
