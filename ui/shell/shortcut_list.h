// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace sm {

/// The live list of commands and their keys.
class ShortcutList final : public QDialog {
    Q_OBJECT
public:
    ShortcutList(const QList<QAction*>& actions, QWidget* parent);
};

} // namespace sm
