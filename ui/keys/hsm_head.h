// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace sm {

/// Top of a device's card: shape and text of its state, name, kind, and a bar of how much it has in work.
class HsmHead final : public QWidget {
    Q_OBJECT
public:
    explicit HsmHead(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const HsmFigures& hsm);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    HsmFigures m_hsm;
    QString m_state;
};

} // namespace sm
