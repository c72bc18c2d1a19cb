// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/floor_grid.h"
#include "ui/floor/floor_layout.h"
#include "ui/floor/floor_model.h"
#include "ui/floor/frame_meter.h"
#include "ui/floor/tile_painter.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <set>

class QRubberBand;

namespace sm {

/// The whole floor as one painted widget: only tiles whose look changed are painted again. Lies in a scroll
/// area, whose viewport size it is given through setArea().
class FloorView final : public QWidget {
    Q_OBJECT
public:
    explicit FloorView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void setFilter(FloorFilter filter, const QString& find);
    /// Tiles that do not match are left out instead of faded; their places stay empty.
    void setOnlyMatching(bool only);
    /// Alarms nobody has acknowledged get a double border instead of a blinking band.
    void setReduceMotion(bool reduce);
    void setArea(QSize area);

    const FloorModel& model() const { return m_model; }
    const FloorLayout& floorLayout() const { return m_layout; }
    const FrameMeter& frames() const { return m_frames; }
    /// Processor time of the same frames: what painting costs when other programs keep the machine busy.
    const FrameMeter& frameCosts() const { return m_costs; }
    int lod() const { return m_layout.grid.lod; }
    /// Where a tile is in the widget; the layout is at 100 % text scale.
    QRect tileRect(int index) const { return toView(m_layout.tiles[size_t(index)]); }
    bool scrolls() const { return height() > m_area.height() || width() > m_area.width(); }

    std::vector<StationId> selection() const;
    /// Stations in m_selected that are on the floor, in floor order.
    std::vector<const StationSnapshot*> selectedStations() const;
    void select(StationId station);
    void clearSelection();
    /// The first tile that matches filter and search text.
    std::optional<int> firstMatch() const;
    /// Moves to the next station with a fault, or any other band when there is no fault; false: nothing needs
    /// attention.
    bool goToAlarm(bool forward);

    void zoom(int steps); ///< +1 nearer, -1 farther
    void resetZoom();
    std::optional<int> zoomLevel() const { return m_zoom; }
    void setZoomLevel(std::optional<int> level); ///< none: automatic

    int focusedTile() const { return m_focus; }

Q_SIGNALS:
    void selectionChanged();
    void activated(); ///< Enter on the selection: to the panel's first button
    void holdOrResumeRequested(); ///< H
    void rejectRequested(); ///< X
    void traceRequested(); ///< T
    void contentRectWanted(const QRect& rect);
    void zoomChanged();
    void layoutChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QRect toView(const QRect& rect) const;
    QRect toLayout(const QRect& rect) const;
    void relayout();
    void adjustBlinking();
    bool showTip(const QPoint& at, const QPoint& global);
    bool pinch(QEvent* event);
    void selectWithin(const QRect& band);
    void updateTile(int index);
    void updateAll();
    void updateBlinking();
    void paintBackground(QPainter& painter, const QRegion& region);
    void paintMachine(QPainter& painter, int machine, const QRegion& region);
    QRect headerOf(int machine) const;
    TileMarks marksOf(int index) const;
    int tileAt(QPoint widgetPoint) const;
    void moveFocus(int index, Qt::KeyboardModifiers modifiers);
    void toggle(int index);
    void extendTo(int index);
    bool stepKey(QKeyEvent* event);
    bool jumpKey(const QString& text);

    Theme m_theme = Theme::of(ThemeKind::Light);
    FloorModel m_model;
    FloorLayout m_layout;
    std::unique_ptr<TilePainter> m_painter;
    QSize m_area{800, 600};
    std::optional<int> m_zoom;
    FloorFilter m_filter = FloorFilter::All;
    QString m_find;
    bool m_onlyMatching = false;
    bool m_reduceMotion = false;
    double m_scale = 1; ///< text scale: the whole picture is drawn this much larger
    QSize m_shapedFor; ///< window size that the shape of the floor was chosen for
    double m_shapedScale = 1;
    QBasicTimer m_blink;
    bool m_blinkOff = false; ///< the half of the blink in which the band is gone
    bool m_blinkDue = false; ///< blinking bands wait for the next look to be painted with it
    QElapsedTimer m_sinceLook;
    QPoint m_press;
    bool m_pressed = false;
    QRubberBand* m_rubber = nullptr;
    std::set<StationId> m_beforeBand;
    double m_pinched = 1;
    int m_wheel = 0;
    std::set<StationId> m_selected;
    int m_focus = -1;
    int m_anchor = -1;
    QString m_jump;
    QElapsedTimer m_jumpAge;
    FrameMeter m_frames;
    FrameMeter m_costs;
};

} // namespace sm
