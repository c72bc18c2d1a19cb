// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/length_framer.h"

#include "base/bytes.h"

namespace sm {

namespace {

constexpr qsizetype headLength = 4;

} // namespace

QByteArray lengthFrame(QByteArrayView content)
{
    QByteArray frame;
    frame.reserve(content.size() + headLength);
    appendU32(frame, quint32(content.size()));
    return frame.append(content);
}

void LengthDeframer::add(QByteArrayView bytes)
{
    if (m_broken)
        return;
    if (m_start > 0) {
        m_buffer.remove(0, m_start);
        m_start = 0;
    }
    m_buffer.append(bytes);
}

std::optional<QByteArray> LengthDeframer::next()
{
    if (m_broken)
        return std::nullopt;
    ByteReader reader(QByteArrayView(m_buffer).sliced(m_start));
    const auto length = reader.u32();
    if (!length)
        return std::nullopt;
    if (*length == 0 || qsizetype(*length) > m_cap) {
        m_broken = true;
        m_buffer.clear();
        m_start = 0;
        return std::nullopt;
    }
    const auto content = reader.take(qsizetype(*length));
    if (!content)
        return std::nullopt;
    m_start += headLength + content->size();
    return content->toByteArray();
}

} // namespace sm
