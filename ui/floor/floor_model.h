// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/tile_look.h"

#include <memory>
#include <optional>
#include <vector>

class QFontMetrics;

namespace sm {

/// Header of a machine's frame, rounded to what can be seen.
struct MachineLook {
    QString title;
    QString shortTitle; ///< M12, for a frame as narrow as a tile
    QString figures;
    bool operator==(const MachineLook&) const = default;
};
/// With its name, without it, or short.
QString titleThatFits(const MachineLook& look, const QFontMetrics& metrics, int width);
/// Half a figure is worse than none: those at the front, the job first, go where there is no room. The
/// tooltip of the frame has them all.
QString figuresThatFit(const MachineLook& look, const QFontMetrics& metrics, int width);

/// What a new snapshot changed on the picture.
struct FloorChange {
    bool structure = false; ///< machines or stations came or went: everything
    std::vector<int> tiles;
    std::vector<int> machines;
};

/// The floor in floor order: one flat index per station. Compares each snapshot with what was painted last.
class FloorModel {
public:
    FloorChange apply(std::shared_ptr<const Snapshot> snapshot);

    const Snapshot* snapshot() const { return m_snapshot.get(); }
    int count() const { return int(m_looks.size()); }
    const TileLook& look(int index) const { return m_looks[size_t(index)]; }
    const MachineLook& machine(int index) const { return m_machines[size_t(index)]; }
    const StationSnapshot& station(int index) const;
    StationId id(int index) const { return m_looks[size_t(index)].id; }
    std::optional<int> indexOf(StationId id) const;
    const std::vector<int>& stationsPerMachine() const { return m_perMachine; }

private:
    struct Place {
        size_t machine;
        size_t station;
    };
    bool sameStructure(const Snapshot& snapshot) const;
    void rebuild(const Snapshot& snapshot);

    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<TileLook> m_looks;
    std::vector<MachineLook> m_machines;
    std::vector<Place> m_places;
    std::vector<int> m_perMachine;
};

} // namespace sm
