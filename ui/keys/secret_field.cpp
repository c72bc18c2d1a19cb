// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/secret_field.h"

#include "ui/theme/fonts.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>

namespace sm {

namespace {

using namespace std::chrono_literals;

constexpr int digitsPerRow = 32;
constexpr int digitWidth = 11;
constexpr int groupGap = 6; ///< after four digits, as forms print them
constexpr int rowHeight = 24;
constexpr int margin = 10;

/// By the key and not by its text: the text of what is typed here is never asked for.
int digitOf(int key)
{
    if (key >= Qt::Key_0 && key <= Qt::Key_9)
        return key - Qt::Key_0;
    return key >= Qt::Key_A && key <= Qt::Key_F ? key - Qt::Key_A + 10 : -1;
}

bool isPlain(const QKeyEvent* event)
{
    return (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier | Qt::GroupSwitchModifier))
        == Qt::NoModifier;
}

bool isOurs(const QKeyEvent* event)
{
    return isPlain(event)
        && (digitOf(event->key()) >= 0 || event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Space);
}

} // namespace

SecretField::SecretField(QWidget* parent)
    : QWidget(parent)
    , m_typing(60s)
    , m_away(15s)
{
    setObjectName(QStringLiteral("secretField"));
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(false);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::ArrowCursor);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const bool some = m_count > 0;
        wipe();
        if (some)
            Q_EMIT forgotten();
    });
}

SecretField::~SecretField() = default;

void SecretField::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

bool SecretField::setLength(qsizetype bytes)
{
    m_value = SecretBytes();
    m_count = 0;
    m_length = 0;
    auto room = SecretBytes::allocate(bytes);
    if (room) {
        m_value = room.take();
        m_length = bytes;
    }
    updateGeometry();
    tellCount();
    return m_length > 0;
}

void SecretField::setPatience(std::chrono::milliseconds typing, std::chrono::milliseconds away)
{
    m_typing = typing;
    m_away = away;
}

std::shared_ptr<SecretBytes> SecretField::take()
{
    if (!isComplete())
        return {};
    auto value = std::make_shared<SecretBytes>(std::move(m_value));
    setLength(m_length);
    m_timer.stop();
    return value;
}

void SecretField::wipe()
{
    m_timer.stop();
    if (m_count > 0)
        setLength(m_length); // the old room is wiped when it goes
}

void SecretField::add(int digit)
{
    if (m_count == wanted()) {
        Q_EMIT refused(true);
        return;
    }
    quint8& byte = m_value.data()[m_count / 2];
    byte = quint8(m_count % 2 == 0 ? digit << 4 : byte | digit);
    ++m_count;
    tellCount();
}

void SecretField::takeBack()
{
    if (m_count == 0)
        return;
    --m_count;
    quint8& byte = m_value.data()[m_count / 2];
    byte = quint8(m_count % 2 == 0 ? 0 : byte & 0xF0);
    tellCount();
}

void SecretField::tellCount()
{
    setAccessibleDescription(tr("%1 of %2 digits entered").arg(m_count).arg(wanted()));
    update();
    Q_EMIT countChanged();
}

void SecretField::await()
{
    if (m_count > 0)
        m_timer.start(hasFocus() ? m_typing : m_away);
    else
        m_timer.stop();
}

/// A digit is never a shortcut of somebody else.
bool SecretField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOurs(static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void SecretField::keyPressEvent(QKeyEvent* event)
{
    const int digit = digitOf(event->key());
    const bool harmless = event->key() == Qt::Key_Space || event->key() == Qt::Key_Shift
        || event->key() == Qt::Key_CapsLock || event->key() == Qt::Key_NumLock;
    if (!isPlain(event)) {
        event->ignore(); // Ctrl+V and its like mean nothing here
        return;
    }
    if (event->key() == Qt::Key_Backspace)
        takeBack();
    else if (digit >= 0 && !event->isAutoRepeat()) // a key that got stuck
        add(digit);
    else if (event->key() >= Qt::Key_Exclam && event->key() <= Qt::Key_ydiaeresis && digit < 0)
        Q_EMIT refused(false);
    else if (!harmless && digit < 0)
        return QWidget::keyPressEvent(event); // Tab, Enter, Escape
    await();
}

void SecretField::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    await();
    update();
}

void SecretField::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    await();
    update();
}

void SecretField::mousePressEvent(QMouseEvent*)
{
    setFocus(Qt::MouseFocusReason); // and nothing is pasted by the middle button
}

void SecretField::contextMenuEvent(QContextMenuEvent* event)
{
    event->accept(); // there is nothing to choose
}

int SecretField::perRow() const
{
    return qMin(digitsPerRow, qMax(1, wanted()));
}

QSize SecretField::sizeHint() const
{
    const int rows = qMax(1, (wanted() + digitsPerRow - 1) / digitsPerRow);
    const int groups = digitsPerRow / 4 - 1;
    return {
        px(digitsPerRow * digitWidth + groups * groupGap + 2 * margin), px(rows * rowHeight + 2 * margin)};
}

void SecretField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = hasFocus();
    const qreal edge = focused ? 2 : m_theme.border;
    painter.setPen(QPen(focused ? m_theme.attention.edge : m_theme.text3, edge));
    painter.setBrush(m_theme.tile);
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 4, 4);
    for (int i = 0; i < wanted(); ++i) {
        const int place = i % perRow();
        const QPointF centre(px(margin + place * digitWidth + place / 4 * groupGap) + px(digitWidth) / 2.0,
            px(margin + i / perRow() * rowHeight) + px(rowHeight) / 2.0);
        const bool entered = i < m_count;
        const qreal radius = px(entered ? 8 : 5) / 2.0;
        painter.setPen(entered ? QPen(Qt::NoPen) : QPen(m_theme.text3, 1));
        painter.setBrush(entered ? QBrush(m_theme.text1) : QBrush(Qt::NoBrush));
        painter.drawEllipse(centre, radius, radius);
        if (focused && i == m_count) // where the next one goes
            painter.fillRect(
                QRectF(centre.x() - px(4), centre.y() + px(8), px(8), 2), m_theme.attention.edge);
    }
}

} // namespace sm
