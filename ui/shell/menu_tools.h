// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace sm {

/// A command in a menu, with the key that works in every window of the program.
template <class Do>
QAction* addTo(
    QMenu* menu, QObject* owner, const QString& name, const QString& text, const QKeySequence& keys, Do what)
{
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::ApplicationShortcut);
    QObject::connect(action, &QAction::triggered, owner, what);
    return action;
}

} // namespace sm
