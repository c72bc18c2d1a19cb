// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/import/drop_rules.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace sm {

/// Covers the window while something is dragged over it and says what dropping would do.
class DropOverlay final : public QWidget {
    Q_OBJECT
public:
    explicit DropOverlay(QWidget* parent);

    void setTheme(const Theme& theme) { m_theme = theme; }
    void showVerdict(const DropVerdict& verdict);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    DropVerdict m_verdict;
};

} // namespace sm
