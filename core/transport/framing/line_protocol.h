// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/hdlc_framer.h"
#include "transport/framing/line_key.h"
#include "transport/framing/link_protocol.h"

#include <deque>

namespace sm {

/// The link over a serial line: HDLC-like frames, stop and wait, and a MAC in every frame.
///
/// Content of a frame: type (1 byte), sequence (4, big-endian), acknowledged sequence (4), payload, tag (8).
/// The tag is over a byte of direction (01 from the connecting end, 02 from the listening one) and all before
/// it.
///
/// Hello (greeting, nonce C) and Welcome (greeting, nonce C, nonce L) are tagged under the line's enrolled
/// key; the session key follows from it and both nonces, and tags everything else. The connecting end is
/// connected by the welcome, the listening one by the first frame under the session key: a replayed hello
/// only makes it offer a session that nobody can use, and the running one goes on.
///
/// A message travels as Part frames and a last Data frame, one at a time, each repeated until it is
/// acknowledged. A frame that comes twice is acknowledged again and not taken twice. The connecting end that
/// starts anew ends the old session: Lost, then Connected.
class LineProtocol final : public LinkProtocol {
public:
    struct Settings {
        LinkRole role = LinkRole::Connecting;
        LinkGreeting greeting;
        LinkTimes times;
        /// From the last byte written to the repetition; doubled up to eight times. At 9,600 baud a full
        /// frame takes 600 ms each way.
        Nanos repeatAfter = std::chrono::milliseconds(250);
        int attempts = 8;
        qsizetype partLength = 512; ///< of a message's pieces
        /// Listening end without a session: ends with LinkSilent when nothing at all came for so long. Its
        /// user opens the port again, which heals a port that stopped telling of input.
        Nanos rest = Nanos::max();
    };
    struct Figures {
        quint64 repeated = 0; ///< frames sent again
        quint64 duplicates = 0; ///< frames received again
        quint64 forged = 0; ///< frames with a wrong tag
        quint64 damaged = 0; ///< pieces of line noise
    };

    LineProtocol(Settings settings, std::shared_ptr<LineKey> key);

    void start(Nanos now) override;
    void receive(QByteArrayView bytes, Nanos now) override;
    void tick(Nanos now) override;
    Nanos wakeAt() const override;
    bool send(QByteArrayView message, Nanos now) override;
    QByteArray takeOutput(Nanos now) override;

    Figures figures() const;

private:
    enum class Type : quint8 { Hello = 1, Welcome, Refused, Part, Data, Ack, Ping };
    struct Session { ///< a key and where both directions stand
        std::shared_ptr<FrameTag> tag;
        QByteArray connectorNonce;
        QByteArray welcome; ///< listening end: payload sent again when the hello comes again
        quint32 sent = 0; ///< sequence of the last Part or Data
        quint32 received = 0;
    };
    struct Piece {
        Type type;
        QByteArray payload;
    };
    struct Frame {
        Type type;
        quint32 sequence;
        quint32 acknowledged;
        QByteArrayView payload;
    };

    void take(const QByteArray& content, Nanos now);
    void takeHello(QByteArrayView payload);
    void takeWelcome(QByteArrayView payload, Nanos now);
    void takeSession(const Frame& frame, Nanos now);
    void takePiece(const Frame& frame);
    bool hasGoodTag(FrameTag* tag, const QByteArray& content) const;
    void put(FrameTag* tag, Type type, quint32 sequence, quint32 acknowledged, QByteArrayView payload);
    void putHello();
    void rest(Nanos now);
    void sendNext();
    void repeat(Nanos now);
    void forgetTransfer();
    QByteArray directed(QByteArrayView content, bool own) const;

    Settings m_settings;
    std::shared_ptr<LineKey> m_key;
    HdlcDeframer m_deframer;
    Heartbeat m_heartbeat;
    std::unique_ptr<FrameTag> m_greetingTag;
    QByteArray m_nonce; ///< connecting end: of the hello
    Session m_session;
    Session m_offered; ///< listening end: welcomed, not confirmed yet
    std::deque<Piece> m_queue; ///< the first is on its way when m_tries > 0
    int m_tries = 0;
    Nanos m_repeatAt = Nanos::max();
    Nanos m_limit = Nanos::max(); ///< of the greeting
    bool m_acknowledge = false;
    QByteArray m_partial; ///< of a message under way to here
    QByteArray m_output;
    Figures m_figures;
};

} // namespace sm
