// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/msr605_script.h"

#include "card/track.h"

namespace sm {

namespace {

constexpr char escape = '\x1B';
constexpr char fileSeparator = '\x1C';
constexpr char fine = '0';
constexpr int mostWrites = 2;
constexpr qsizetype longestRead = 512; // three tracks with everything around them take 240

QByteArray command(char name, QByteArrayView rest = {})
{
    return QByteArray(1, escape) + name + rest.toByteArray();
}

} // namespace

QByteArray msr605::dataBlock(const std::array<QByteArray, 3>& tracks)
{
    QByteArray out = command('s');
    for (size_t i = 0; i < tracks.size(); ++i)
        out += command(char(i + 1)) + tracks[i];
    return out + '?' + fileSeparator;
}

std::optional<Outcome<msr605::ReadAnswer>> msr605::parseRead(QByteArrayView bytes)
{
    if (bytes.size() >= 2 && (bytes[0] != escape || bytes[1] != 's'))
        return moduleAnswerBroken("no data block");
    const qsizetype end = bytes.indexOf(fileSeparator);
    if (end < 0 || bytes.size() < end + 3) {
        if (bytes.size() > longestRead)
            return moduleAnswerBroken("data block without end");
        return {};
    }
    if (end < 3 || bytes[end - 1] != '?' || bytes[end + 1] != escape)
        return moduleAnswerBroken("end of the data block");
    ReadAnswer answer;
    answer.status = byteAt(bytes, end + 2);
    QByteArrayView rest = bytes.sliced(2, end - 3);
    int last = 0;
    while (!rest.isEmpty()) {
        if (rest.size() < 2 || rest[0] != escape || rest[1] <= last || rest[1] > 3)
            return moduleAnswerBroken("track number");
        last = rest[1];
        rest = rest.sliced(2);
        if (rest.size() >= 2 && rest[0] == escape && (rest[1] == '+' || rest[1] == '*')) {
            rest = rest.sliced(2); // nothing on it, or damaged
            continue;
        }
        const qsizetype next = rest.indexOf(escape);
        const QByteArrayView text = next < 0 ? rest : rest.first(next);
        answer.tracks[size_t(last - 1)] = text.toByteArray();
        rest = next < 0 ? QByteArrayView() : rest.sliced(next);
    }
    return Outcome<ReadAnswer>(answer);
}

namespace {

class Msr605Script final : public ModuleScript {
public:
    ModuleKind kind() const override { return ModuleKind::Encode; }

    Outcome<Done> check(const ModuleData& data) const override
    {
        const auto* wanted = std::get_if<TrackData>(&data);
        if (!wanted)
            return moduleDataRefused("no tracks");
        bool any = false;
        for (size_t i = 0; i < 3; ++i) {
            const auto track = checkTrack(TrackNumber(i + 1), wanted->tracks[i]);
            if (!track)
                return track;
            any = any || !wanted->tracks[i].isEmpty();
        }
        return any ? Outcome<Done>(Done{}) : moduleDataRefused("no tracks");
    }

    Outcome<Move> ask() override
    {
        m_stage = Stage::Ask;
        return say(command('a') + command('e'));
    }

    Outcome<Move> start(const ModuleData& data) override
    {
        m_wanted = std::get<TrackData>(data);
        m_writes = 0;
        m_stage = Stage::Test;
        // The reset is not answered; the test that follows it is.
        return say(command('a') + command('e'));
    }

    std::optional<Outcome<Move>> received(QByteArrayView bytes) override
    {
        m_answer += bytes.first(qMin(bytes.size(), mostAnswer));
        if (m_answer.size() > mostAnswer)
            return Outcome<Move>(moduleAnswerBroken("length"));
        if (m_stage == Stage::Read)
            return readBack();
        if (m_answer.size() < 2)
            return {};
        const char status = m_answer[1];
        const bool framed = m_answer.size() == 2 && m_answer[0] == escape;
        m_answer.clear();
        if (!framed)
            return Outcome<Move>(moduleAnswerBroken("status"));
        const bool asked = m_stage == Stage::Ask;
        const char wanted = asked || m_stage == Stage::Test ? 'y' : fine;
        if (status != wanted)
            return refused(status);
        return asked ? Outcome<Move>(Move(Finished{})) : next();
    }

    /// After a write command it waits for a swipe of any card.
    QByteArray disarm() const override { return command('a'); }

private:
    enum class Stage : quint8 { Ask, Test, Coercivity, DensityOne, DensityTwo, DensityThree, Write, Read };

    static QString shown(char status) { return QString::number(quint8(status), 16); }

    Outcome<Move> say(QByteArray bytes, bool slow = false)
    {
        m_answer.clear();
        Say out;
        out.bytes = std::move(bytes);
        out.slow = slow;
        return Move(out);
    }
    Outcome<Move> next()
    {
        m_stage = Stage(int(m_stage) + 1);
        switch (m_stage) {
        case Stage::Coercivity:
            return say(command(m_wanted.highCoercivity ? 'x' : 'y'));
        case Stage::DensityOne:
            return say(command('b', "\xA1"));
        case Stage::DensityTwo:
            return say(command('b', "\x4B"));
        case Stage::DensityThree:
            return say(command('b', "\xC1"));
        case Stage::Write:
            return write();
        case Stage::Read:
        case Stage::Test:
        case Stage::Ask:
            break;
        }
        return say(command('r'), true);
    }
    Outcome<Move> write()
    {
        m_stage = Stage::Write;
        ++m_writes;
        return say(command('w') + msr605::dataBlock(m_wanted.tracks), true);
    }
    Outcome<Move> refused(char status)
    {
        // 31 and 39: the swipe went wrong. A stripe may be written as often as one likes.
        if (m_stage == Stage::Write && (status == '1' || status == '9') && m_writes < mostWrites)
            return write();
        return moduleRefused(shown(status));
    }
    std::optional<Outcome<Move>> readBack()
    {
        const auto parsed = msr605::parseRead(m_answer);
        if (!parsed)
            return {};
        if (!*parsed)
            return Outcome<Move>(parsed->failure());
        const msr605::ReadAnswer& answer = **parsed;
        int differs = 0;
        for (size_t i = 0; i < 3 && differs == 0; ++i) {
            const TrackRules rules = trackRules(TrackNumber(i + 1));
            if (!m_wanted.tracks[i].isEmpty()
                && answer.tracks[i] != rules.start + m_wanted.tracks[i] + rules.end)
                differs = int(i + 1);
        }
        if (answer.status == quint8(fine) && differs == 0) {
            Finished done;
            done.verified = true;
            return Outcome<Move>(Move(done));
        }
        if (m_writes < mostWrites)
            return write();
        return Outcome<Move>(answer.status == quint8(fine) ? trackReadsOtherwise(differs)
                                                           : moduleRefused(shown(char(answer.status))));
    }

    TrackData m_wanted;
    Stage m_stage = Stage::Test;
    int m_writes = 0;
    QByteArray m_answer;
};

} // namespace

std::unique_ptr<ModuleScript> makeMsr605Script()
{
    return std::make_unique<Msr605Script>();
}

} // namespace sm
