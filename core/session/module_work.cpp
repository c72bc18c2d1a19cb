// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/module_work.h"

#include <algorithm>

namespace sm {

namespace {

std::vector<QByteArray> valuesOf(const ProgramModule& wanted)
{
    std::vector<QByteArray> values;
    for (const auto& [name, value] : wanted.values)
        values.push_back(value);
    return values;
}

QList<std::pair<QString, QString>> linesOf(const ProgramModule& wanted)
{
    QList<std::pair<QString, QString>> lines;
    for (const auto& [name, value] : wanted.values)
        lines.append({name, QString::fromUtf8(value)});
    return lines;
}

} // namespace

ModuleKind moduleKind(ModuleWork work)
{
    switch (work) {
    case ModuleWork::Encode:
        return ModuleKind::Encode;
    case ModuleWork::Emboss:
        return ModuleKind::Emboss;
    case ModuleWork::Print:
        return ModuleKind::Print;
    case ModuleWork::Label:
        break;
    }
    return ModuleKind::Label;
}

ModuleData moduleData(const ProgramModule& wanted, const PanelData& panel)
{
    if (wanted.need.work == ModuleWork::Print)
        return panel;
    if (wanted.need.work == ModuleWork::Emboss)
        return EmbossData{linesOf(wanted)};
    if (wanted.need.work == ModuleWork::Label)
        return LabelData{linesOf(wanted)};
    TrackData tracks;
    const auto values = valuesOf(wanted);
    std::copy_n(values.begin(), std::min(values.size(), tracks.tracks.size()), tracks.tracks.begin());
    tracks.highCoercivity = wanted.highCoercivity;
    return tracks;
}

DeviceModule* moduleFor(const Station& station, const ModuleNeed& need)
{
    DeviceModule* module = station.module(need.module);
    return module && module->kind() == moduleKind(need.work) ? module : nullptr;
}

bool hasModules(const Station& station, const std::vector<ModuleNeed>& needs)
{
    return std::all_of(needs.begin(), needs.end(),
        [&station](const ModuleNeed& need) { return moduleFor(station, need) != nullptr; });
}

} // namespace sm
