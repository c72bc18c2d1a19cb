// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/link/station_messages.h"
#include "transport/framing/cbor_reader.h"
#include "transport/framing/link_protocol.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <limits>

namespace sm {

Failure brokenStationMessage(const char* what);

/// What the two halves of the codec have in common.
namespace station_wire {

enum Kind : quint8 {
    Hello,
    Welcome,
    Wait,
    RepowerCard,
    Run,
    Complete,
    EjectCard,
    AbortCommand,
    Card,
    Answers,
    Acknowledged,
    EjectedCard,
    Failed,
    InProgress,
    ReaderState,
    Ask,
    Perform,
    Report
};

inline constexpr qsizetype longestAtr = 33;
inline constexpr qsizetype longestReader = 200;
inline constexpr qsizetype longestCommand = 65'544; // extended case 4
inline constexpr qsizetype longestAnswer = 65'538;
inline constexpr qsizetype mostRules = 64;
inline constexpr quint64 longestLimitMs = 24ull * 3600 * 1000;
inline constexpr qsizetype messageRoom = longestLinkMessage - 1024; // what is not an answer

class Writer {
public:
    Writer(Kind kind, qsizetype fields)
        : m_cbor(&m_bytes)
    {
        m_cbor.startArray(quint64(fields + 1));
        m_cbor.append(quint64(kind));
    }
    void number(quint64 value) { m_cbor.append(value); }
    void boolean(bool value) { m_cbor.append(value); }
    void bytes(QByteArrayView value) { m_cbor.appendByteString(value.data(), value.size()); }
    void text(const QString& value) { m_cbor.append(value); }
    void milliseconds(Nanos value)
    {
        using std::chrono::milliseconds;
        const auto ms = std::chrono::duration_cast<milliseconds>(std::max(value, Nanos(0))).count();
        number(std::min(quint64(ms), longestLimitMs));
    }
    void microseconds(Nanos value)
    {
        using std::chrono::microseconds;
        number(quint64(std::chrono::duration_cast<microseconds>(std::max(value, Nanos(0))).count()));
    }
    void beginList(qsizetype count) { m_cbor.startArray(quint64(count)); }
    void endList() { m_cbor.endArray(); }
    QCborStreamWriter& cbor() { return m_cbor; }
    QByteArray done()
    {
        m_cbor.endArray();
        return std::move(m_bytes);
    }

private:
    QByteArray m_bytes;
    QCborStreamWriter m_cbor;
};

class Reader : public CborReader {
public:
    using CborReader::CborReader;

    quint64 upTo(quint64 most)
    {
        const quint64 value = number();
        if (value > most)
            refuse();
        return ok() ? value : 0;
    }
    QByteArray bytesUpTo(qsizetype most)
    {
        QByteArray value = bytes();
        if (value.size() > most)
            refuse();
        return ok() ? value : QByteArray();
    }
    Nanos milliseconds() { return std::chrono::milliseconds(qint64(upTo(longestLimitMs))); }
    Nanos microseconds() { return std::chrono::microseconds(qint64(upTo(longestLimitMs * 1000))); }
    QString label()
    {
        QString value = text();
        if (value.size() > longestReader)
            refuse();
        value.removeIf([](QChar c) { return !c.isPrint(); });
        return ok() ? value : QString();
    }
    template <class T> T id()
    {
        const quint64 value = upTo(quint64(std::numeric_limits<qint64>::max()));
        return T(qint64(value));
    }
};

} // namespace station_wire

} // namespace sm
