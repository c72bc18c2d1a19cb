// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/emboss_script.h"

#include "base/bytes.h"
#include "base/failures/station.h"

#include <algorithm>

namespace sm {

namespace {

Failure refusedLine(const QString& name, const char* what)
{
    return fail(fc::ModuleDataRefused, {{"what", QString::fromLatin1(what)}, {"line", name}});
}

Outcome<QByteArray> lineOf(const EmbossLayout& layout, const EmbossLayout::Line& line, const QString& text)
{
    if (text.size() > line.most)
        return refusedLine(line.name, "length");
    for (const QChar c : text) {
        if (!layout.characters.contains(c) || c.unicode() < 0x20 || c.unicode() > 0x7E)
            return refusedLine(line.name, "character");
    }
    QByteArray out = layout.line;
    out.replace("{font}", QByteArray::number(line.font));
    out.replace("{x}", QByteArray::number(line.x));
    out.replace("{y}", QByteArray::number(line.y));
    out.replace("{text}", text.toLatin1()); // last: what a person is called holds no placeholder
    return out;
}

/// Embossers and label printers take a record per card and say when it is done.
class RecordScript final : public ModuleScript {
public:
    RecordScript(ModuleKind kind, EmbossLayout layout)
        : m_kind(kind)
        , m_layout(std::move(layout))
    {
    }
    ModuleKind kind() const override { return m_kind; }
    Outcome<Done> check(const ModuleData& data) const override
    {
        const auto record = recordOf(data);
        return record ? Outcome<Done>(Done{}) : Outcome<Done>(record.failure());
    }
    Outcome<Move> start(const ModuleData& data) override
    {
        m_answer.clear();
        const auto record = recordOf(data);
        if (!record)
            return record.failure();
        Say out;
        out.bytes = *record;
        out.slow = true;
        return Move(out);
    }
    std::optional<Outcome<Move>> received(QByteArrayView bytes) override
    {
        m_answer += bytes.first(qMin(bytes.size(), mostAnswer));
        if (m_answer == m_layout.done)
            return Outcome<Move>(Move(Finished{}));
        if (m_answer.startsWith(m_layout.refused) && m_answer.size() > m_layout.refused.size())
            return Outcome<Move>(moduleRefused(toHex(m_answer.mid(m_layout.refused.size(), 1))));
        if (m_layout.done.startsWith(m_answer) || m_layout.refused.startsWith(m_answer))
            return {};
        return Outcome<Move>(moduleAnswerBroken("acknowledgement"));
    }

private:
    Outcome<QByteArray> recordOf(const ModuleData& data) const
    {
        const auto* lines = std::get_if<EmbossData>(&data);
        const auto* fields = std::get_if<LabelData>(&data);
        if (m_kind == ModuleKind::Emboss && lines)
            return embossRecord(m_layout, *lines);
        if (m_kind == ModuleKind::Label && fields)
            return embossRecord(m_layout, EmbossData{fields->fields});
        return moduleDataRefused("no lines");
    }

    ModuleKind m_kind;
    EmbossLayout m_layout;
    QByteArray m_answer;
};

} // namespace

Outcome<QByteArray> embossRecord(const EmbossLayout& layout, const EmbossData& data)
{
    for (const auto& [name, text] : data.lines) {
        const bool known = std::any_of(layout.lines.begin(), layout.lines.end(),
            [&name = name](const EmbossLayout::Line& line) { return line.name == name; });
        if (!known)
            return refusedLine(name, "unknown line");
    }
    QByteArray out = layout.recordStart;
    for (const EmbossLayout::Line& line : layout.lines) {
        const auto given = std::find_if(data.lines.begin(), data.lines.end(),
            [&line](const auto& entry) { return entry.first == line.name && !entry.second.isEmpty(); });
        if (given == data.lines.end()) {
            if (line.required)
                return refusedLine(line.name, "missing");
            continue;
        }
        const auto bytes = lineOf(layout, line, given->second);
        if (!bytes)
            return bytes.failure();
        out += *bytes;
    }
    return out + layout.recordEnd;
}

std::unique_ptr<ModuleScript> makeEmbossScript(EmbossLayout layout)
{
    return std::make_unique<RecordScript>(ModuleKind::Emboss, std::move(layout));
}

std::unique_ptr<ModuleScript> makeLabelScript(EmbossLayout layout)
{
    return std::make_unique<RecordScript>(ModuleKind::Label, std::move(layout));
}

} // namespace sm
