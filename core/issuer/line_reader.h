// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/layout.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>

#include <optional>

namespace sm {

/// One physical line, without its end, as UTF-8.
struct TextLine {
    QByteArrayView text; ///< valid until the next call of next(); empty when tooLong
    qint64 number = 0; ///< from 1
    qint64 offset = 0; ///< of its first byte, in bytes of the file when that is UTF-8
    bool tooLong = false;
};

enum class LineEnds : quint8 { None, Lf, CrLf, Cr, Mixed };
QString lineEndsName(LineEnds ends); ///< none, lf, crlf, cr, mixed

/// Splits a device of any size into lines ended by LF, CR LF or CR in bounded memory, and turns every
/// encoding into UTF-8. What is not text in its encoding comes out as bytes that are not UTF-8, for whoever
/// checks the line. A byte order mark wins over the encoding asked for.
class LineReader {
public:
    /// Reads `chunkBytes` at a time.
    LineReader(QIODevice& input, std::optional<TextEncoding> encoding, qsizetype longestLine,
        qsizetype chunkBytes = 256 * 1024);

    bool next(TextLine& line); ///< false at the end of the file or after a read error
    bool failed() const { return m_failed; }
    qint64 bytesRead() const { return m_bytesRead; }
    TextEncoding encoding() const { return m_encoding; }
    LineEnds lineEnds() const { return m_lineEnds; }

private:
    bool fill();
    void readMark(QByteArray& chunk);
    void append(QByteArrayView chunk);
    void appendUtf16(QByteArrayView chunk);
    void appendUnit(char16_t unit);
    void flushUtf16();
    qsizetype findEnd();
    void deliver(qsizetype end, TextLine& line);
    void noteEnd(LineEnds ends);

    QIODevice& m_input;
    TextEncoding m_encoding;
    qsizetype m_longestLine;
    qsizetype m_chunkBytes;
    QByteArray m_buffer;
    qsizetype m_position = 0;
    qsizetype m_nextLf = -1; ///< cached, so that a file of CR only is not searched for LF line after line
    qsizetype m_nextCr = -1;
    qint64 m_base = 0; ///< offset of m_buffer[0]
    qint64 m_bytesRead = 0;
    qint64 m_lines = 0;
    qint64 m_skippedFrom = -1; ///< start of a line that is too long
    std::optional<quint8> m_halfUnit;
    char16_t m_highSurrogate = 0;
    LineEnds m_lineEnds = LineEnds::None;
    bool m_atStart = true;
    bool m_ended = false;
    bool m_failed = false;
};

} // namespace sm
