// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/dgi.h"

#include "base/failures/card.h"

namespace sm {

namespace {

std::optional<qsizetype> readLength(ByteReader& reader)
{
    const auto first = reader.u8();
    if (!first || *first != 0xFF)
        return first ? std::optional<qsizetype>(*first) : std::nullopt;
    const auto length = reader.u16();
    return length ? std::optional<qsizetype>(*length) : std::nullopt;
}

} // namespace

QByteArray encodeDgi(const Dgi& dgi)
{
    if (dgi.data.size() > 0xFFFF)
        return {};
    QByteArray out;
    appendU16(out, dgi.id);
    if (dgi.data.size() < 0xFF) {
        appendU8(out, quint8(dgi.data.size()));
    } else {
        appendU8(out, 0xFF);
        appendU16(out, quint16(dgi.data.size()));
    }
    return out + dgi.data;
}

Outcome<std::vector<Dgi>> readDgis(QByteArrayView bytes)
{
    std::vector<Dgi> dgis;
    ByteReader reader(bytes);
    while (!reader.atEnd()) {
        const qsizetype offset = bytes.size() - reader.remaining();
        const auto id = reader.u16();
        const auto length = id ? readLength(reader) : std::nullopt;
        const auto data = length ? reader.take(*length) : std::nullopt;
        if (!data)
            return fail(fc::DgiBroken, {{"offset", QString::number(offset)}});
        dgis.push_back({*id, data->toByteArray()});
    }
    return dgis;
}

} // namespace sm
