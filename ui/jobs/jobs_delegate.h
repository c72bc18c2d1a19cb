// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace sm {

/// Cells of the job tables: a bar for progress, a warning edge where somebody must decide, and a selected row
/// that is tinted instead of filled.
class JobsDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintProgress(
        QPainter* painter, const QRect& box, const QColor& track, double fraction, const QString& text) const;
    void paintMark(QPainter* painter, const QRect& box) const;

    Theme m_theme;
};

} // namespace sm
