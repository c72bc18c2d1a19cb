// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace sm {

/// Tags under one key of a serial line: AES-CMAC cut to tagLength bytes.
class FrameTag {
public:
    static constexpr qsizetype tagLength = 8;

    FrameTag() = default;
    FrameTag(const FrameTag&) = delete;
    FrameTag& operator=(const FrameTag&) = delete;
    virtual ~FrameTag() = default;

    virtual QByteArray tag(QByteArrayView bytes) = 0; ///< empty when it could not be computed
};

/// The key enrolled for a line, the same at both ends. This room computes no cryptography; the room that may
/// gives it one.
class LineKey {
public:
    static constexpr qsizetype nonceLength = 16;

    LineKey() = default;
    LineKey(const LineKey&) = delete;
    LineKey& operator=(const LineKey&) = delete;
    virtual ~LineKey() = default;

    virtual QByteArray nonce() = 0; ///< fresh, nonceLength bytes; empty when there is no randomness
    virtual std::unique_ptr<FrameTag> greeting() = 0; ///< for the two frames that agree on a session
    virtual std::unique_ptr<FrameTag> session(QByteArrayView connector, QByteArrayView listener) = 0;
};

} // namespace sm
