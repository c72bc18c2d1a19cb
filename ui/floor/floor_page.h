// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/floor/floor_grid.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace sm {

class Chip;
class DetailPanel;
class FloorView;

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

Q_SIGNALS:
    void command(const sm::ServerCommand& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeFilterRow();
    void applyFilter();
    void showSelection();
    void countFilters(const Snapshot& snapshot);

    FloorView* m_view;
    QScrollArea* m_area;
    DetailPanel* m_panel;
    QWidget* m_filterRow;
    QLineEdit* m_find;
    QLabel* m_zoom;
    std::vector<Chip*> m_chips;
    FloorFilter m_filter = FloorFilter::All;
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace sm
