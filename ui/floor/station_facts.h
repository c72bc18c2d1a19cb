// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace sm {

class ElidedLabel;
class StepBar;

/// What is known of one station: job, profile, card, step, times and counts.
class StationFacts final : public QWidget {
    Q_OBJECT
public:
    explicit StationFacts(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const Snapshot& snapshot, const StationSnapshot& station);

private:
    ElidedLabel* addFact(const QString& name, bool mono = false);

    QFormLayout* m_form;
    ElidedLabel* m_job;
    ElidedLabel* m_profile;
    ElidedLabel* m_record;
    QLabel* m_panCaption = nullptr;
    ElidedLabel* m_pan;
    ElidedLabel* m_step;
    StepBar* m_steps;
    ElidedLabel* m_since;
    ElidedLabel* m_counts;
    ElidedLabel* m_worked;
    ElidedLabel* m_link;
    std::vector<QLabel*> m_captions;
};

/// The machine that a station belongs to; null: it has left the floor.
const MachineSnapshot* machineOf(const Snapshot& snapshot, StationId station);

} // namespace sm
