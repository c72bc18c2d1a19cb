// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QScrollArea>
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
    int heightForWidth(int) const override { return -1; }
};

/// Lets a page scroll when the lines above it and the list below it leave less height than it needs: what is
/// on every page can not be moved away, and the window does not grow. Its width is the page's own.
class PageScroll final : public QScrollArea {
public:
    PageScroll(QStackedWidget* pages, QWidget* parent)
        : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setWidget(pages);
        viewport()->setAutoFillBackground(false);
        pages->setAutoFillBackground(false);
        connect(pages, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }
    QSize minimumSizeHint() const override
    {
        constexpr int least = 160;
        const QSize page = widget()->minimumSizeHint();
        return {page.width(), qMin(page.height(), least)};
    }

protected:
    bool viewportEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::viewportEvent(event);
    }
};

} // namespace sm
