// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/evolis_script.h"

namespace sm {

namespace {

constexpr char escape = '\x1B';
constexpr qsizetype lineBytes = (evolis::width + 7) / 8;
constexpr qsizetype columnBytes = evolis::height / 8;

} // namespace

QByteArray evolis::command(QByteArrayView text)
{
    return QByteArray(1, escape) + text.toByteArray() + '\r';
}

QByteArray evolis::panel(const PanelData& panel)
{
    QByteArray dots(qsizetype(width) * columnBytes, '\0');
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const quint8 byte = quint8(panel.dots[y * lineBytes + x / 8]);
            if ((byte >> (7 - x % 8) & 1) == 0)
                continue;
            char& out = dots[x * columnBytes + y / 8];
            out = char(quint8(out) | (0x80 >> (y % 8)));
        }
    }
    return command("Db;k;2;" + dots);
}

namespace {

class EvolisScript final : public ModuleScript {
public:
    ModuleKind kind() const override { return ModuleKind::Print; }
    Outcome<Done> check(const ModuleData& data) const override
    {
        const auto* panel = std::get_if<PanelData>(&data);
        if (!panel)
            return moduleDataRefused("no picture");
        if (panel->width != evolis::width || panel->height != evolis::height
            || panel->dots.size() != lineBytes * evolis::height)
            return moduleDataRefused("size of the picture");
        return Done{};
    }
    Outcome<Move> start(const ModuleData& data) override
    {
        m_commands = {evolis::command("Ss"), evolis::command("Pr;k"), evolis::command("Si"),
            evolis::panel(std::get<PanelData>(data)), evolis::command("Sr"), evolis::command("Se")};
        return next();
    }
    std::optional<Outcome<Move>> received(QByteArrayView bytes) override
    {
        m_answer += bytes.first(qMin(bytes.size(), mostAnswer));
        const qsizetype end = m_answer.indexOf('\0');
        if (end < 0) {
            if (m_answer.size() >= mostAnswer)
                return Outcome<Move>(moduleAnswerBroken("length"));
            return {};
        }
        const QByteArray text = m_answer.first(end);
        if (end + 1 != m_answer.size())
            return Outcome<Move>(moduleAnswerBroken("more than one answer"));
        // One letter of refusal: unknown command, parameter, mechanics, cover, feeder, ribbon, magnetic data.
        static constexpr QByteArrayView refusals = "12TCFRKDW";
        if (text.size() == 1 && refusals.contains(text[0]))
            return Outcome<Move>(moduleRefused(QString::fromLatin1(text)));
        return next();
    }

private:
    Outcome<Move> next()
    {
        m_answer.clear();
        if (m_commands.isEmpty())
            return Move(Finished{});
        Say out;
        out.bytes = m_commands.takeFirst();
        out.slow = true;
        return Move(out);
    }

    QList<QByteArray> m_commands;
    QByteArray m_answer;
};

} // namespace

std::unique_ptr<ModuleScript> makeEvolisScript()
{
    return std::make_unique<EvolisScript>();
}

} // namespace sm
