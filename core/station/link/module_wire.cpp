// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/module_wire.h"

#include "base/overloaded.h"

#include <algorithm>

namespace sm {

namespace station_wire {

namespace {

using Lines = QList<std::pair<QString, QString>>;

void putLines(Writer& out, const Lines& lines)
{
    out.beginList(lines.size());
    for (const auto& [name, text] : lines) {
        out.beginList(2);
        out.text(name);
        out.text(text);
        out.endList();
    }
    out.endList();
}

QString boundedText(Reader& in, qsizetype most)
{
    QString text = in.text();
    if (text.size() > most)
        in.refuse();
    return in.ok() ? text : QString();
}

Lines getLines(Reader& in)
{
    Lines lines;
    const qsizetype count = in.beginList();
    if (count > mostLines)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        QString name = boundedText(in, longestLine);
        QString text = boundedText(in, longestLine);
        in.endList();
        lines.append({std::move(name), std::move(text)});
    }
    in.endList();
    return lines;
}

TrackData getTracks(Reader& in)
{
    TrackData data;
    data.highCoercivity = in.boolean();
    for (QByteArray& track : data.tracks)
        track = in.bytesUpTo(longestTrack);
    return data;
}

PanelData getPanel(Reader& in)
{
    PanelData panel;
    panel.width = int(in.upTo(quint64(mostDots)));
    panel.height = int(in.upTo(quint64(mostDots)));
    panel.dots = in.bytesUpTo(mostDotBytes);
    if (panel.dots.size() != qsizetype((panel.width + 7) / 8) * panel.height)
        in.refuse();
    return panel;
}

/// Which of the four it is, and what it has.
void putData(Writer& out, const ModuleData& data)
{
    std::visit(Overloaded{[&out](const TrackData& tracks) {
                              out.beginList(5);
                              out.number(quint64(ModuleKind::Encode));
                              out.boolean(tracks.highCoercivity);
                              for (const QByteArray& track : tracks.tracks)
                                  out.bytes(track);
                          },
                   [&out](const EmbossData& emboss) {
                       out.beginList(2);
                       out.number(quint64(ModuleKind::Emboss));
                       putLines(out, emboss.lines);
                   },
                   [&out](const PanelData& panel) {
                       out.beginList(4);
                       out.number(quint64(ModuleKind::Print));
                       out.number(quint64(panel.width));
                       out.number(quint64(panel.height));
                       out.bytes(panel.dots);
                   },
                   [&out](const LabelData& label) {
                       out.beginList(2);
                       out.number(quint64(ModuleKind::Label));
                       putLines(out, label.fields);
                   }},
        data);
    out.endList();
}

void getData(Reader& in, ModuleData& data)
{
    in.beginList();
    switch (ModuleKind(in.upTo(quint64(ModuleKind::Label)))) {
    case ModuleKind::Encode:
        data.emplace<TrackData>(getTracks(in));
        break;
    case ModuleKind::Emboss:
        data.emplace<EmbossData>().lines = getLines(in);
        break;
    case ModuleKind::Print:
        data.emplace<PanelData>(getPanel(in));
        break;
    case ModuleKind::Label:
        data.emplace<LabelData>().fields = getLines(in);
        break;
    }
    in.endList();
}

bool fit(const Lines& lines)
{
    return lines.size() <= mostLines && std::all_of(lines.begin(), lines.end(), [](const auto& line) {
        return line.first.size() <= longestLine && line.second.size() <= longestLine;
    });
}

} // namespace

QString moduleName(Reader& in)
{
    QString name = boundedText(in, longestModuleName);
    if (name.isEmpty())
        in.refuse();
    return name;
}

void putModules(Writer& out, const std::vector<StationModule>& modules)
{
    const auto count = std::min<size_t>(modules.size(), size_t(mostModules));
    out.beginList(qsizetype(count));
    for (size_t i = 0; i < count; ++i) {
        out.beginList(2);
        out.text(modules[i].name.left(longestModuleName));
        out.number(quint64(modules[i].kind));
        out.endList();
    }
    out.endList();
}

std::vector<StationModule> getModules(Reader& in)
{
    std::vector<StationModule> modules;
    const qsizetype count = in.beginList();
    if (count > mostModules)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        StationModule& module = modules.emplace_back();
        module.name = moduleName(in);
        module.kind = ModuleKind(in.upTo(quint64(ModuleKind::Label)));
        in.endList();
    }
    in.endList();
    return modules;
}

void putModuleJob(Writer& out, const station_order::PerformModule& order)
{
    out.text(order.module);
    out.number(quint64(order.job.attempt.value));
    out.number(quint64(order.job.epoch.value));
    out.number(order.job.command);
    putData(out, order.job.data);
}

station_order::PerformModule getModuleJob(Reader& in)
{
    QString name = moduleName(in);
    const auto attempt = in.id<AttemptId>();
    const auto epoch = in.id<Epoch>();
    const auto command = quint32(in.upTo(std::numeric_limits<quint32>::max()));
    ModuleJob job(attempt, epoch, command, TrackData());
    getData(in, job.data);
    return station_order::PerformModule(std::move(name), std::move(job));
}

} // namespace station_wire

bool fitsStationMessage(const ModuleData& data)
{
    using namespace station_wire;
    return std::visit(
        Overloaded{[](const TrackData& tracks) {
                       return std::all_of(tracks.tracks.begin(), tracks.tracks.end(),
                           [](const QByteArray& track) { return track.size() <= longestTrack; });
                   },
            [](const EmbossData& emboss) { return fit(emboss.lines); },
            [](const PanelData& panel) {
                return panel.width >= 0 && panel.width <= mostDots && panel.height >= 0
                    && panel.height <= mostDots && panel.dots.size() <= mostDotBytes
                    && panel.dots.size() == qsizetype((panel.width + 7) / 8) * panel.height;
            },
            [](const LabelData& label) { return fit(label.fields); }},
        data);
}

} // namespace sm
