// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <deque>
#include <optional>

namespace sm {

/// A frame of a serial line, after RFC 1662: flag 7E, content and its CRC-32 (least significant byte first)
/// with 7E and 7D sent as 7D and the byte xor 20, flag 7E.
QByteArray hdlcFrame(QByteArrayView content);

/// Takes a line's bytes in any slices and gives back the content of the frames whose CRC is right. Whatever
/// is damaged is dropped, and the next flag starts anew.
class HdlcDeframer {
public:
    explicit HdlcDeframer(qsizetype longestContent)
        : m_cap(longestContent + 4)
    {
    }

    void add(QByteArrayView bytes);
    std::optional<QByteArray> next(); ///< call until it has none
    quint64 discarded() const { return m_discarded; } ///< pieces between flags that were no frame

private:
    void endFrame();

    qsizetype m_cap;
    QByteArray m_current;
    bool m_escaped = false;
    bool m_tooLong = false;
    quint64 m_discarded = 0;
    std::deque<QByteArray> m_ready;
};

} // namespace sm
