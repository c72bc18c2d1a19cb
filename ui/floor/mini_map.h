// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/floor_model.h"

#include <QWidget>

namespace sm {

/// Every station as a square of 8 px in floor order, for a floor that has to scroll: what is wrong outside of
/// the view is still seen, and a click goes there. The part in view is framed.
class MiniMap final : public QWidget {
    Q_OBJECT
public:
    explicit MiniMap(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setModel(const FloorModel& model);
    /// First and last station that is in view.
    void setVisibleRange(int first, int last);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void stationRequested(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Square {
        TileBand band = TileBand::None;
        TileState state = TileState::Idle;
        bool operator==(const Square&) const = default;
    };
    std::vector<QRect> placed(int width) const;
    QColor colorOf(const Square& square) const;

    Theme m_theme;
    std::vector<Square> m_squares;
    std::vector<int> m_perMachine;
    int m_first = 0;
    int m_last = -1;
};

} // namespace sm
