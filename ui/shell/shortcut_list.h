// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMenuBar;
class QMenu;

namespace sm {

/// The live list of commands and their keys.
class ShortcutList final : public QDialog {
    Q_OBJECT
public:
    ShortcutList(const QMenuBar& menus, QWidget* parent);

private:
    struct Row {
        QString command;
        QString keys;
    };
    static void collect(const QMenu& menu, const QString& path, std::vector<Row>& rows);
};

} // namespace sm
