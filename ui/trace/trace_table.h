// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/safe_table_view.h"
#include "ui/theme/theme.h"

#include <QSet>

namespace sm {

class TraceModel;
class TraceDelegate;

/// The list: rows of 24 px, bands where a card starts and ends. Tells when the user takes hold of it, so that
/// it stops following.
class TraceTable final : public SafeTableView {
    Q_OBJECT
public:
    static constexpr int rowHeight = 24;

    explicit TraceTable(TraceModel* model, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setFolded(const QSet<qint64>* folded) { m_folded = folded; }
    /// Milliseconds of the last paint, for measuring.
    double lastPaint() const { return m_lastPaint; }

Q_SIGNALS:
    void taken(); ///< the user scrolled up or selected
    void endRequested();
    void foldRequested(qint64 attempt);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void makeCurrent() override;

private:
    void paintBand(QPainter& painter, int row, const QRect& where);
    bool foldAt(int row);

    TraceModel* m_model;
    TraceDelegate* m_delegate;
    Theme m_theme;
    const QSet<qint64>* m_folded = nullptr;
    double m_lastPaint = 0;
};

} // namespace sm
