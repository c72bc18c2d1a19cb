// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/track.h"

#include "base/failures/card.h"

namespace sm {

namespace {

QString numberOf(TrackNumber track)
{
    return QString::number(int(track));
}

Failure broken(TrackNumber track, const char* what)
{
    return fail(fc::TrackBroken, {{"track", numberOf(track)}, {"what", QString::fromLatin1(what)}});
}

/// ISO/IEC 7811-6 keeps some codes of track 1 for the hardware and some for graphics; they are no data.
bool isData(TrackNumber track, char c)
{
    if (track != TrackNumber::One)
        return (c >= '0' && c <= '9') || c == '=';
    static constexpr QByteArrayView others = " $()-./^[\\]";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || others.contains(c);
}

quint8 withParity(quint8 value, int bits)
{
    int ones = 0;
    for (int bit = 0; bit < bits; ++bit)
        ones += value >> bit & 1;
    return quint8(value | (ones % 2 == 0 ? 1 << bits : 0));
}

} // namespace

TrackRules trackRules(TrackNumber track)
{
    switch (track) {
    case TrackNumber::One:
        return {'%', '^', '?', ' ', 6, 76};
    case TrackNumber::Two:
        return {';', '=', '?', '0', 4, 37};
    case TrackNumber::Three:
        break;
    }
    return {';', '=', '?', '0', 4, 104};
}

Outcome<Done> checkTrack(TrackNumber track, QByteArrayView data)
{
    const TrackRules rules = trackRules(track);
    if (data.size() > rules.most)
        return fail(fc::TrackTooLong,
            {{"track", numberOf(track)}, {"length", QString::number(data.size())},
                {"most", QString::number(rules.most)}});
    for (qsizetype i = 0; i < data.size(); ++i) {
        if (!isData(track, data[i]))
            return fail(
                fc::TrackCharacterRefused, {{"track", numberOf(track)}, {"place", QString::number(i + 1)}});
    }
    return Done{};
}

Outcome<QByteArray> encodeTrack(TrackNumber track, QByteArrayView data)
{
    const auto checked = checkTrack(track, data);
    if (!checked)
        return checked.failure();
    const TrackRules rules = trackRules(track);
    QByteArray text(1, rules.start);
    text += data;
    text += rules.end;
    QByteArray out;
    quint8 sum = 0;
    for (const char c : std::as_const(text)) {
        const quint8 value = quint8(c - rules.first);
        sum ^= value;
        appendU8(out, withParity(value, rules.bits));
    }
    appendU8(out, withParity(sum, rules.bits)); // its parity is its own, not a column's
    return out;
}

QByteArray trackBits(TrackNumber track, QByteArrayView characters)
{
    const int width = trackRules(track).bits + 1;
    QByteArray out;
    for (const char c : characters) {
        for (int bit = 0; bit < width; ++bit)
            out += (quint8(c) >> bit & 1) != 0 ? '1' : '0';
    }
    return out;
}

Outcome<QByteArray> decodeTrack(TrackNumber track, QByteArrayView characters)
{
    const TrackRules rules = trackRules(track);
    if (characters.size() < 3 || characters.size() > rules.most + 3)
        return broken(track, "length");
    QByteArray text;
    quint8 sum = 0;
    for (const char c : characters) {
        const quint8 value = quint8(quint8(c) & ((1 << rules.bits) - 1));
        if (withParity(value, rules.bits) != quint8(c))
            return broken(track, "parity");
        sum ^= value;
        text += char(rules.first + value);
    }
    if (sum != 0)
        return broken(track, "check");
    if (text.front() != rules.start || text.indexOf(rules.end) != text.size() - 2)
        return broken(track, "sentinel");
    return text.mid(1, text.size() - 3);
}

} // namespace sm
