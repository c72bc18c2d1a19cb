// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace sm {

/// A stack that needs the room of the page that is shown: a page that nobody looks at does not make the
/// window larger.
class PageStack final : public QStackedWidget {
public:
    explicit PageStack(QWidget* parent)
        : QStackedWidget(parent)
    {
        connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }
    QSize minimumSizeHint() const override
    {
        return currentWidget() ? currentWidget()->minimumSizeHint() : QStackedWidget::minimumSizeHint();
    }
    /// The layout of a stack asks all its pages how high they are at a width, the hidden ones too.
    bool hasHeightForWidth() const override { return false; }
};

} // namespace sm
