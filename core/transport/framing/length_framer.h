// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sm {

/// Frames of TLS and local sockets: a 4-byte big-endian length of what follows, then the content.
QByteArray lengthFrame(QByteArrayView content);

/// Takes a stream in any slices and gives back its frames. A length of zero or above the cap breaks it for
/// good: the stream has no place to start again from.
class LengthDeframer {
public:
    explicit LengthDeframer(qsizetype longestContent)
        : m_cap(longestContent)
    {
    }

    void add(QByteArrayView bytes); ///< nothing is taken once broken
    std::optional<QByteArray> next(); ///< call until it has none; memory held is one frame and one slice
    bool isBroken() const { return m_broken; }

private:
    qsizetype m_cap;
    QByteArray m_buffer;
    qsizetype m_start = 0; ///< of what was not given back yet
    bool m_broken = false;
};

} // namespace sm
