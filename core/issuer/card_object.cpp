// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/card_object.h"

#include "base/failures/issuer.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

namespace sm {
namespace {

constexpr quint64 Version = 1;
constexpr quint64 MostFields = 512;
constexpr qsizetype MostBytes = 1 << 20;

/// Reads forward once; the first thing that is not as encodeCardObject writes it makes all later reads fail.
/// A streaming reader builds no tree, so a hostile depth or length cannot cost memory.
class ObjectReader {
public:
    explicit ObjectReader(const QByteArray& cbor)
        : m_reader(cbor)
    {
    }

    const char* wrong() const { return m_wrong; }

    void enterArray(quint64 length)
    {
        check(!m_wrong && m_reader.isArray() && hasLength(length) && m_reader.enterContainer(), "array");
    }
    void enterMap(quint64 length)
    {
        check(!m_wrong && m_reader.isMap() && hasLength(length) && m_reader.enterContainer(), "map");
    }
    quint64 enterList(quint64 most)
    {
        const bool isList
            = !m_wrong && m_reader.isArray() && m_reader.isLengthKnown() && m_reader.length() <= most;
        const quint64 length = isList ? m_reader.length() : 0;
        check(isList && m_reader.enterContainer(), "list");
        return m_wrong ? 0 : length;
    }
    void leave() { check(!m_wrong && !m_reader.hasNext() && m_reader.leaveContainer(), "end of container"); }

    quint64 number(quint64 most)
    {
        if (!check(
                !m_wrong && m_reader.isUnsignedInteger() && m_reader.toUnsignedInteger() <= most, "number"))
            return 0;
        const quint64 value = m_reader.toUnsignedInteger();
        check(m_reader.next(), "number");
        return value;
    }
    void key(quint64 expected) { check(number(expected) == expected && !m_wrong, "key"); }
    QString text()
    {
        if (!check(!m_wrong && m_reader.isString() && m_reader.isLengthKnown(), "text"))
            return {};
        const auto part = m_reader.readString();
        if (!check(part.status == QCborStreamReader::Ok, "text"))
            return {};
        check(m_reader.readString().status == QCborStreamReader::EndOfString, "text");
        return part.data;
    }
    QByteArray bytes()
    {
        if (!check(!m_wrong && m_reader.isByteArray() && m_reader.isLengthKnown(), "bytes"))
            return {};
        const auto part = m_reader.readByteArray();
        if (!check(part.status == QCborStreamReader::Ok, "bytes"))
            return {};
        check(m_reader.readByteArray().status == QCborStreamReader::EndOfString, "bytes");
        return part.data;
    }
    void end(qsizetype size) { check(m_reader.currentOffset() == size, "end"); }

private:
    bool hasLength(quint64 length) const { return m_reader.isLengthKnown() && m_reader.length() == length; }
    bool check(bool good, const char* what)
    {
        if (!m_wrong && (!good || m_reader.lastError() != QCborError::NoError))
            m_wrong = what;
        return !m_wrong;
    }

    QCborStreamReader m_reader;
    const char* m_wrong = nullptr;
};

CardField readField(ObjectReader& reader)
{
    CardField field;
    reader.enterArray(3);
    field.name = reader.text();
    field.value = reader.bytes();
    field.fieldClass = static_cast<FieldClass>(reader.number(2));
    reader.leave();
    return field;
}

} // namespace

const CardField* CardObject::find(QStringView name) const
{
    for (const CardField& field : fields) {
        if (field.name == name)
            return &field;
    }
    return nullptr;
}

void CardObject::add(QString name, QByteArray value, FieldClass fieldClass)
{
    fields.push_back({std::move(name), std::move(value), fieldClass});
}

QByteArray encodeCardObject(const CardObject& object)
{
    QByteArray out;
    QCborStreamWriter writer(&out);
    writer.startMap(4);
    writer.append(0);
    writer.append(Version);
    writer.append(1);
    writer.append(QStringView(object.id.text));
    writer.append(2);
    writer.append(static_cast<quint64>(object.line));
    writer.append(3);
    writer.startArray(object.fields.size());
    for (const CardField& field : object.fields) {
        writer.startArray(3);
        writer.append(QStringView(field.name));
        writer.append(field.value);
        writer.append(static_cast<quint64>(field.fieldClass));
        writer.endArray();
    }
    writer.endArray();
    writer.endMap();
    return out;
}

Outcome<CardObject> decodeCardObject(QByteArrayView cbor)
{
    if (cbor.size() > MostBytes)
        return fail(fc::CardObjectBroken, {{"expected", QStringLiteral("size")}});
    const QByteArray copy = cbor.toByteArray();
    ObjectReader reader(copy);
    CardObject object;
    reader.enterMap(4);
    reader.key(0);
    if (reader.number(Version) != Version && !reader.wrong())
        return fail(fc::CardObjectBroken, {{"expected", QStringLiteral("version")}});
    reader.key(1);
    object.id.text = reader.text();
    reader.key(2);
    object.line = static_cast<qint64>(reader.number(quint64(1) << 62));
    reader.key(3);
    const quint64 count = reader.enterList(MostFields);
    for (quint64 i = 0; i < count && !reader.wrong(); ++i)
        object.fields.push_back(readField(reader));
    reader.leave();
    reader.leave();
    reader.end(copy.size());
    if (reader.wrong())
        return fail(fc::CardObjectBroken, {{"expected", QLatin1String(reader.wrong())}});
    return object;
}

} // namespace sm
