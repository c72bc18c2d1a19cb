// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/floor/floor_grid.h"
#include "ui/floor/station_log.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace sm {

class BenchPane;
class Chip;
class DetailPanel;
class EmptyState;
class FloorView;
class MiniMap;
class PanelWindow;

/// Page 1: the floor, its filters and the panel of the selected station.
class FloorPage final : public QWidget {
    Q_OBJECT
public:
    explicit FloorPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

    FloorView* view() const { return m_view; }
    DetailPanel* panel() const { return m_panel; }
    /// Selects the next station that needs someone and focuses its button. False when there is none.
    bool goToAlarm(bool forward);
    void showStation(StationId station);
    void focusFind();
    void setFilter(FloorFilter filter);
    void setOnlyMatching(bool only);
    /// For the events of single stations.
    void note(const ServerEvent& event);
    /// There is a page that shows a station's commands.
    void setTraceAvailable(bool available);
    /// The panel in a window of its own, for a second screen. `geometry`: of that window; empty: as it was,
    /// or somewhere.
    void setPanelDetached(bool detached, const QByteArray& geometry = {});
    bool isPanelDetached() const { return m_detached; }
    QByteArray panelGeometry() const;

Q_SIGNALS:
    void panelDetachedChanged(bool detached);
    void openTraceRequested(sm::StationId station);
    void demoRequested();
    void command(const sm::ServerCommand& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFilterRow();
    void makeChips(QWidget* row);
    void connectParts();
    void applyFilter();
    void showNoMatch();
    void showFailure();
    void showArrangement();
    void showZoom();
    void showVisibleRange();
    void showSelection();
    void focusView();
    void countFilters(const Snapshot& snapshot);

    StationLog m_log;
    FloorView* m_view;
    EmptyState* m_empty;
    MiniMap* m_map;
    BenchPane* m_bench;
    PanelWindow* m_panelWindow;
    bool m_detached = false;
    QByteArray m_panelGeometry; ///< of the window that is not there now
    QScrollArea* m_area;
    DetailPanel* m_panel;
    QWidget* m_filterRow;
    QLineEdit* m_find;
    QLabel* m_zoom;
    QLabel* m_noMatch;
    bool m_failed = false; ///< the empty floor says why the server could not open
    QCheckBox* m_only;
    bool m_onBench = false;
    std::vector<Chip*> m_chips;
    FloorFilter m_filter = FloorFilter::All;
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace sm
