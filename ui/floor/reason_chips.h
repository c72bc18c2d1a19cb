// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace sm {

class Chip;

/// "Why idle?" with one chip for each reason: asked of stations that stood idle or held for longer than two
/// minutes, answered with one tap and no dialog.
class ReasonChips final : public QWidget {
    Q_OBJECT
public:
    static constexpr qint64 asksAfterMs = 120'000;

    explicit ReasonChips(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Shows itself when at least one of them should say why it stands.
    void present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations);
    static bool asks(const StationSnapshot& station, qint64 now);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);

private:
    void answer(IdleReason reason);

    QLabel* m_title;
    std::vector<Chip*> m_chips;
    std::vector<StationId> m_asked;
    std::map<StationId, qint64> m_answered; ///< by the beginning of the stretch that was explained
    std::map<StationId, qint64> m_since;
};

} // namespace sm
