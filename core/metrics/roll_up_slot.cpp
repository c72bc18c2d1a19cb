// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/roll_up_slot.h"

namespace sm {

namespace {

constexpr quint64 version = 1;
constexpr quint64 mostEntries = 100'000; ///< of any list: a broken length must not ask for gigabytes

class Writer {
public:
    void number(quint64 value)
    {
        while (value >= 0x80) {
            m_bytes.append(char(value | 0x80));
            value >>= 7;
        }
        m_bytes.append(char(value));
    }
    void signedNumber(qint64 value) { number(quint64(value) << 1 ^ quint64(value >> 63)); }
    void cells(const SparseCounts& counts)
    {
        number(counts.cells().size());
        quint16 last = 0;
        for (const SparseCounts::Cell& cell : counts.cells()) {
            number(quint64(cell.id - last));
            signedNumber(cell.count);
            last = cell.id;
        }
    }
    QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

class Reader {
public:
    explicit Reader(const QByteArray& bytes)
        : m_bytes(bytes)
    {
    }
    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at >= m_bytes.size())
                break;
            const quint64 byte = quint8(m_bytes[m_at++]);
            value |= (byte & 0x7F) << shift;
            if (byte < 0x80)
                return value;
        }
        m_good = false;
        return 0;
    }
    quint64 limited(quint64 most)
    {
        const quint64 value = number();
        m_good &= value <= most;
        return m_good ? value : 0;
    }
    qint64 signedNumber()
    {
        const quint64 value = number();
        return qint64(value >> 1) ^ -qint64(value & 1);
    }
    SparseCounts cells()
    {
        SparseCounts out;
        quint64 id = 0;
        for (quint64 left = limited(mostEntries); left > 0 && m_good; --left) {
            id += limited(0xFFFF);
            m_good &= id <= 0xFFFF;
            out.add(quint16(id), signedNumber());
        }
        return out;
    }
    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_bytes.size(); }

private:
    const QByteArray& m_bytes;
    qsizetype m_at = 0;
    bool m_good = true;
};

void write(Writer& out, const Tally& tally)
{
    out.number(tally.station.machine);
    out.number(tally.station.station);
    out.number(quint64(tally.job.value));
    // Most figures of most stations are 0: a bit each says which follow.
    quint64 figures[6 + stationTimes - 1]
        = {tally.good, tally.firstPass, tally.rejected, tally.idealMs, tally.longHsmMs};
    std::copy(tally.timeMs.begin(), tally.timeMs.end(), figures + 5);
    quint64 mask = 0;
    for (size_t i = 0; i < std::size(figures); ++i)
        mask |= quint64(figures[i] != 0) << i;
    out.number(mask << 1 | quint64(tally.longCardMs != 0));
    for (const quint64 figure : figures) {
        if (figure != 0)
            out.number(figure);
    }
    if (tally.longCardMs != 0)
        out.number(tally.longCardMs);
    out.cells(tally.cells);
}

Tally readTally(Reader& in)
{
    Tally tally;
    tally.station.machine = quint16(in.limited(0xFFFF));
    tally.station.station = quint16(in.limited(0xFFFF));
    tally.job = JobId(qint64(in.number()));
    const quint64 mask = in.number();
    const auto figure = [&](int bit) { return mask >> bit & 1 ? in.number() : 0; };
    tally.good = figure(1);
    tally.firstPass = figure(2);
    tally.rejected = figure(3);
    tally.idealMs = figure(4);
    tally.longHsmMs = figure(5);
    for (size_t i = 0; i < stationTimes; ++i)
        tally.timeMs[i] = figure(6 + int(i));
    tally.longCardMs = figure(0);
    tally.cells = in.cells();
    return tally;
}

} // namespace

QByteArray encode(const RollUpSlot& slot)
{
    Writer out;
    out.number(version);
    out.number(slot.tallies.size());
    for (const Tally& tally : slot.tallies)
        write(out, tally);
    out.cells(slot.hsmWaits);
    out.number(slot.hsmBusyUs.size());
    for (const quint64 busy : slot.hsmBusyUs)
        out.number(busy);
    return out.take();
}

std::optional<RollUpSlot> decodeSlot(const QByteArray& bytes)
{
    Reader in(bytes);
    RollUpSlot slot;
    if (in.number() != version)
        return std::nullopt;
    for (quint64 left = in.limited(mostEntries); left > 0 && in.good(); --left)
        slot.tallies.push_back(readTally(in));
    slot.hsmWaits = in.cells();
    for (quint64 left = in.limited(mostEntries); left > 0 && in.good(); --left)
        slot.hsmBusyUs.push_back(in.number());
    return in.good() && in.atEnd() ? std::optional(std::move(slot)) : std::nullopt;
}

} // namespace sm
