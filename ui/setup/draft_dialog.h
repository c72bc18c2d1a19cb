// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace sm {

/// Asked when the window would be closed while changes of the set-up are not applied. Enter goes on editing.
class DraftDialog final : public QDialog {
    Q_OBJECT
public:
    DraftDialog(int edits, QWidget* parent);
};

} // namespace sm
