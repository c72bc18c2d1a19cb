// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/nav_rail.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

namespace sm {

NavButton::NavButton(const QString& iconName, const QString& text, const QString& shortcut, QWidget* parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
    , m_shortcut(shortcut)
{
    setText(text);
    setShortcut({}); // an ampersand in a page's name is no mnemonic
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavButton::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void NavButton::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? QStringLiteral("%1 (%2)").arg(text(), m_shortcut) : QString());
    updateGeometry();
    update();
}

QSize NavButton::sizeHint() const
{
    return {m_folded ? 56 : px(184), px(44)};
}

void NavButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (isChecked()) {
        painter.fillRect(rect(), m_theme.tile);
        painter.fillRect(QRect(0, 0, 4, height()), m_theme.attention.fill);
    }
    painter.drawPixmap(QPoint(18, (height() - 20) / 2),
        tintedPixmap(m_iconName, isChecked() ? m_theme.text1 : m_theme.text2, 20, devicePixelRatioF()));
    if (!m_folded) {
        painter.setPen(m_theme.text1);
        painter.setFont(uiFont(14, isChecked()));
        painter.drawText(rect().adjusted(46, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        // A long name, as German has, needs the room itself; the shortcut is in the menu and the tool tip
        // too.
        const int left = 46 + QFontMetrics(uiFont(14, true)).horizontalAdvance(text()) + 4;
        if (left + QFontMetrics(uiFont(11)).horizontalAdvance(m_shortcut) <= width() - 8) {
            painter.setPen(m_theme.text3);
            painter.setFont(uiFont(11));
            painter.drawText(rect().adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, m_shortcut);
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.attention.edge, 2));
        painter.drawRect(rect().adjusted(5, 2, -3, -3));
    }
}

NavRail::NavRail(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("navRail"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(0);
    m_title = makeLabel(this, 16, true);
    m_title->setText(QStringLiteral("Stationmaster"));
    m_title->setContentsMargins(18, 0, 0, 0);
    column->addWidget(m_title);
    m_pages = new QVBoxLayout;
    m_pages->setSpacing(2);
    column->addLayout(m_pages);
    column->addStretch(1);
    m_bottom = new QWidget(this);
    auto* bottom = new QVBoxLayout(m_bottom);
    bottom->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bottom);
    auto* last = new QHBoxLayout;
    last->setContentsMargins(12, 4, 8, 0);
    m_clock = makeLabel(this, 13);
    m_clock->setContentsMargins(6, 0, 0, 0);
    m_fold = makeButton(QStringLiteral("navFoldButton"), QString(), this);
    m_fold->setFixedSize(32, 28);
    last->addWidget(m_clock);
    last->addStretch(1);
    last->addWidget(m_fold);
    column->addLayout(last);
    connect(m_fold, &QPushButton::clicked, this, [this] { Q_EMIT foldRequested(!m_folded); });
}

void NavRail::addPage(const QString& iconName, const QString& text)
{
    const int page = int(m_buttons.size());
    auto* button = new NavButton(iconName, text, tr("Ctrl+%1").arg(page + 1), this);
    button->setObjectName(QStringLiteral("navButton%1").arg(page));
    connect(button, &NavButton::clicked, this, [this, page] { Q_EMIT pageRequested(page); });
    m_buttons.append(button);
    m_pages->addWidget(button);
}

void NavRail::addBottom(QWidget* widget)
{
    m_bottom->layout()->addWidget(widget);
}

void NavRail::setCurrent(int page)
{
    m_buttons[page]->setChecked(true);
}

void NavRail::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    setTextColor(m_clock, theme.text2);
    m_title->setFixedHeight(px(56));
    setFolded(m_folded);
    for (NavButton* button : m_buttons)
        button->setTheme(theme);
}

void NavRail::setFolded(bool folded)
{
    m_folded = folded;
    setFixedWidth(folded ? 56 : px(184));
    m_title->setText(folded ? QString() : QStringLiteral("Stationmaster"));
    fitBottom();
    m_clock->setVisible(!folded);
    for (NavButton* button : m_buttons)
        button->setFolded(folded);
    const QString what = folded ? tr("Unfold page list (Ctrl+B)") : tr("Fold page list (Ctrl+B)");
    m_fold->setToolTip(what);
    m_fold->setAccessibleName(what);
    m_fold->setIcon(
        tintedIcon(folded ? QStringLiteral("unfold") : QStringLiteral("fold"), m_theme.text2, m_theme.text3));
}

QSize NavRail::minimumSizeHint() const
{
    const QSize least = QWidget::minimumSizeHint();
    return m_bottom->isHidden() ? least : least - QSize(0, m_bottom->minimumSizeHint().height());
}

void NavRail::fitBottom()
{
    const int needed = minimumSizeHint().height() + m_bottom->sizeHint().height();
    m_bottom->setVisible(!m_folded && height() >= needed);
}

bool NavRail::event(QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fitBottom();
    return QWidget::event(event);
}

void NavRail::setClock(const QString& text)
{
    if (m_clock->text() != text)
        m_clock->setText(text);
}

void NavRail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.panel);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme.line);
}

} // namespace sm
