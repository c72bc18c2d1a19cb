// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QDialog>

class QLabel;

namespace sm {

/// Asked when a floor that produces would be closed: says in numbers what ends, and Enter keeps it open.
class QuitDialog final : public QDialog {
    Q_OBJECT
public:
    QuitDialog(const Snapshot& snapshot, QWidget* parent);

    /// As they are now: the floor goes on while a person thinks.
    void showNumbers(const Snapshot& snapshot);

private:
    QLabel* m_text;
};

} // namespace sm
