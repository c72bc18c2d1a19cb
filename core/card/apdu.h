// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

#include <optional>

namespace sm {

/// SW1 SW2 of an answer, ISO/IEC 7816-4 clause 5.6.
struct StatusWord {
    quint16 value = 0;

    bool isSuccess() const { return value == 0x9000; }
    bool isWarning() const { return (value & 0xFF00) == 0x6200 || (value & 0xFF00) == 0x6300; }
    bool isMoreData() const { return (value & 0xFF00) == 0x6100; }
    bool isWrongLe() const { return (value & 0xFF00) == 0x6C00; }
    quint8 low() const { return quint8(value); }
    QString text() const; ///< four hexadecimal digits
    bool operator==(const StatusWord&) const = default;
};

/// A command APDU as a value, ISO/IEC 7816-3 clause 12.1, cases 1 to 4, short and extended. Extended form is
/// chosen by the content (data over 255 bytes or Ne over 256) unless asked for. A Ne of 0 means none, one
/// over 65536 means 65536.
class CommandApdu {
public:
    CommandApdu() = default;
    CommandApdu(
        quint8 cla, quint8 ins, quint8 p1, quint8 p2, QByteArray data = {}, std::optional<quint32> ne = {});

    /// The four forms and nothing else; the failure names the byte where it stops making sense.
    static Outcome<CommandApdu> parse(QByteArrayView bytes);
    /// Empty when the data is over 65,535 bytes: no form can carry it.
    QByteArray encode() const;

    quint8 cla() const { return m_cla; }
    quint8 ins() const { return m_ins; }
    quint8 p1() const { return m_p1; }
    quint8 p2() const { return m_p2; }
    const QByteArray& data() const { return m_data; }
    /// Number of answer bytes expected, 1 to 65536; nothing when no answer data is expected.
    std::optional<quint32> ne() const { return m_ne; }
    bool isExtended() const;
    /// Offset of the data field in encode(): 5 short, 7 extended.
    qsizetype dataOffset() const { return isExtended() ? 7 : 5; }

    CommandApdu withCla(quint8 cla) const;
    CommandApdu withData(QByteArray data) const;
    CommandApdu withNe(std::optional<quint32> ne) const;
    CommandApdu asExtended() const;
    bool operator==(const CommandApdu&) const = default;

private:
    quint8 m_cla = 0;
    quint8 m_ins = 0;
    quint8 m_p1 = 0;
    quint8 m_p2 = 0;
    QByteArray m_data;
    std::optional<quint32> m_ne;
    bool m_forceExtended = false;
};

/// A response APDU. An answer shorter than two bytes is not one: its outcome is unknown, never success and
/// never failure.
class ResponseApdu {
public:
    ResponseApdu() = default;
    ResponseApdu(QByteArray data, StatusWord sw)
        : m_data(std::move(data))
        , m_sw(sw)
    {
    }

    static Outcome<ResponseApdu> parse(QByteArrayView bytes);
    QByteArray encode() const;

    const QByteArray& data() const { return m_data; }
    StatusWord sw() const { return m_sw; }

private:
    QByteArray m_data;
    StatusWord m_sw;
};

} // namespace sm
