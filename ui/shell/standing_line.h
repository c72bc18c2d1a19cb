// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace sm {

/// What stands until the program ends and stops all work: the server could not open, nothing may be given out
/// any more, or the last cards are being finished. It has no button and no time-out, and nothing covers it.
class StandingLine final : public QWidget {
    Q_OBJECT
public:
    explicit StandingLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const Snapshot& snapshot, bool quitting);

private:
    QString textFor(const Snapshot& snapshot, bool quitting) const;

    QLabel* m_text;
};

/// Stations that have a card in work.
int cardsInWork(const Snapshot& snapshot);

} // namespace sm
