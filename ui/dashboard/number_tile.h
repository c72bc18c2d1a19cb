// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/decimate.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace sm {

/// One figure: label, value, a line below it, the difference to what it is compared with, and its course as a
/// small line.
struct TileContent {
    QString label;
    QString value;
    QString value2; ///< second line of values instead of the small line; empty: none
    QString below;
    QString delta; ///< "+1.2"; empty: nothing to compare with
    std::vector<HistoryPoint> line;
    bool operator==(const TileContent&) const = default;
};

class NumberTile final : public QWidget {
    Q_OBJECT
public:
    explicit NumberTile(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setContent(const TileContent& content);
    const TileContent& content() const { return m_content; }
    QSize sizeHint() const override { return {180, 118}; }
    QSize minimumSizeHint() const override { return {150, 118}; }
    void paint(QPainter& painter, const QRectF& area) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintLine(QPainter& painter, const QRectF& area) const;

    Theme m_theme;
    TileContent m_content;
};

} // namespace sm
