// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_keys.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace sm {

AlarmKeys::AlarmKeys(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

bool AlarmKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool press = event->type() == QEvent::KeyPress;
    const bool claim = event->type() == QEvent::ShortcutOverride;
    const QWidget* modal = press || claim ? QApplication::activeModalWidget() : nullptr;
    if (!modal || modal == m_window || !watched->isWidgetType())
        return QObject::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->isAutoRepeat() || !take(*key))
        return QObject::eventFilter(watched, event);
    if (claim) {
        event->accept(); // it comes again as a key press, and to no shortcut of the dialog
        return true;
    }
    switch (key->key()) {
    case Qt::Key_F7:
        Q_EMIT silenceRequested();
        break;
    case Qt::Key_F8:
        Q_EMIT stepRequested(!key->modifiers().testFlag(Qt::ShiftModifier));
        break;
    case Qt::Key_F9:
        Q_EMIT acknowledgeRequested();
        break;
    default:
        Q_EMIT holdFloorRequested();
        break;
    }
    event->accept();
    return true;
}

bool AlarmKeys::take(const QKeyEvent& key)
{
    const Qt::KeyboardModifiers modifiers
        = key.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (modifiers == Qt::NoModifier)
        return key.key() == Qt::Key_F7 || key.key() == Qt::Key_F8 || key.key() == Qt::Key_F9;
    if (modifiers == Qt::ShiftModifier)
        return key.key() == Qt::Key_F8;
    return modifiers == Qt::ControlModifier && key.key() == Qt::Key_H;
}

} // namespace sm
