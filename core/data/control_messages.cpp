// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/control_messages.h"

#include "base/overloaded.h"
#include "transport/framing/cbor_reader.h"

#include <QCborStreamWriter>

#include <algorithm>

namespace sm {

namespace {

enum Kind : quint8 { Open, Hello, Request, Row, None };

constexpr qsizetype longestName = 80;
constexpr auto longestLimit = std::chrono::hours(24);

bool fits(const QString& text)
{
    return !text.isEmpty() && text.size() <= longestControlText;
}

/// A column is asked for once: whose value would a second one be?
bool fits(const QStringList& columns)
{
    const bool well = std::all_of(columns.begin(), columns.end(), isControlColumn);
    return well && !columns.isEmpty() && columns.size() <= mostControlColumns
        && QStringList(columns).removeDuplicates() == 0;
}

bool fits(const std::vector<QByteArray>& values)
{
    return !values.empty() && values.size() <= size_t(mostControlColumns)
        && std::all_of(values.begin(), values.end(),
            [](const QByteArray& value) { return value.size() <= longestControlValue; });
}

class Reader final : public CborReader {
public:
    using CborReader::CborReader;

    quint64 upTo(quint64 most)
    {
        const quint64 value = number();
        return expect(value <= most) ? value : 0; // what is refused is not converted either
    }
    QString textUpTo(qsizetype most)
    {
        QString value = text();
        expect(value.size() <= most);
        return value;
    }
    CardObjectId object()
    {
        const QString value = text();
        expect(fits(value));
        return CardObjectId(value);
    }
    QStringList columns()
    {
        QStringList out;
        const qsizetype count = listOf(mostControlColumns);
        for (qsizetype i = 0; i < count && ok(); ++i)
            out.append(textUpTo(longestColumnName));
        endList();
        expect(fits(out));
        return out;
    }
    std::vector<QByteArray> values()
    {
        std::vector<QByteArray> out;
        const qsizetype count = listOf(mostControlColumns);
        for (qsizetype i = 0; i < count && ok(); ++i)
            out.push_back(bytes());
        endList();
        expect(fits(out));
        return out;
    }

private:
    qsizetype listOf(qsizetype most)
    {
        const qsizetype count = beginList();
        return expect(count <= most) ? count : 0;
    }
};

ControlMessage readMessage(Reader& in, qsizetype members)
{
    const auto expectMembers = [&](qsizetype count) {
        if (members != count)
            in.refuse();
    };
    switch (in.upTo(None)) {
    case Open: {
        expectMembers(2);
        return ControlOpen{quint16(in.upTo(0xFFFF))};
    }
    case Hello: {
        expectMembers(3);
        const auto version = quint16(in.upTo(0xFFFF));
        return ControlHello{version, in.textUpTo(longestName)};
    }
    case Request: {
        expectMembers(6);
        ControlRequest request;
        request.ticket = in.number();
        request.limit = milliseconds(qint64(in.upTo(quint64(milliseconds(longestLimit).count()))));
        request.job = in.textUpTo(longestControlText);
        request.object = in.object();
        request.columns = in.columns();
        return request;
    }
    case Row: {
        expectMembers(4);
        ControlRow row;
        row.ticket = in.number();
        row.object = in.object();
        row.values = in.values();
        return row;
    }
    default: {
        expectMembers(4);
        ControlNone none;
        none.ticket = in.number();
        none.object = in.object();
        none.reason = ControlNone::Reason(in.upTo(quint64(ControlNone::Reason::NotNow)));
        return none;
    }
    }
}

class Writer {
public:
    Writer(quint64 members, Kind kind)
        : m_cbor(&m_bytes)
    {
        m_cbor.startArray(members);
        m_cbor.append(quint64(kind));
    }
    Writer& operator<<(quint64 value)
    {
        m_cbor.append(value);
        return *this;
    }
    Writer& operator<<(const QString& value)
    {
        m_cbor.append(value);
        return *this;
    }
    Writer& operator<<(const QStringList& values)
    {
        m_cbor.startArray(quint64(values.size()));
        for (const QString& value : values)
            m_cbor.append(value);
        m_cbor.endArray();
        return *this;
    }
    Writer& operator<<(const std::vector<QByteArray>& values)
    {
        m_cbor.startArray(quint64(values.size()));
        for (const QByteArray& value : values)
            m_cbor.append(value);
        m_cbor.endArray();
        return *this;
    }
    QByteArray end()
    {
        m_cbor.endArray();
        return m_bytes.size() <= longestControlMessage ? m_bytes : QByteArray();
    }

private:
    QByteArray m_bytes;
    QCborStreamWriter m_cbor;
};

QByteArray written(const ControlOpen& open)
{
    return (Writer(2, Open) << quint64(open.version)).end();
}

QByteArray written(const ControlHello& hello)
{
    return (Writer(3, Hello) << quint64(hello.version) << hello.name.left(longestName)).end();
}

QByteArray written(const ControlRequest& request)
{
    if (!fits(request.object.text) || !fits(request.columns))
        return {};
    const Nanos limit = std::clamp<Nanos>(request.limit, Nanos(0), longestLimit);
    const auto inMs = quint64(std::chrono::duration_cast<milliseconds>(limit).count());
    return (Writer(6, Request) << request.ticket << inMs << request.job.left(longestControlText)
                               << request.object.text << request.columns)
        .end();
}

QByteArray written(const ControlRow& row)
{
    if (!fits(row.object.text) || !fits(row.values))
        return {};
    return (Writer(4, Row) << row.ticket << row.object.text << row.values).end();
}

QByteArray written(const ControlNone& none)
{
    if (!fits(none.object.text))
        return {};
    return (Writer(4, None) << none.ticket << none.object.text << quint64(none.reason)).end();
}

} // namespace

bool isControlColumn(const QString& name)
{
    const auto within
        = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_'; };
    return !name.isEmpty() && name.size() <= longestColumnName && name.front() >= u'a' && name.front() <= u'z'
        && std::all_of(name.begin(), name.end(), within);
}

QByteArray encode(const ControlMessage& message)
{
    return std::visit([](const auto& each) { return written(each); }, message);
}

std::optional<ControlMessage> decodeControlMessage(const QByteArray& message)
{
    if (message.size() > longestControlMessage)
        return std::nullopt;
    Reader in(message);
    const qsizetype members = in.beginList();
    ControlMessage read = readMessage(in, members);
    in.endList();
    if (!in.ok() || !in.atEnd())
        return std::nullopt;
    return read;
}

} // namespace sm
