// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <array>

class QAbstractButton;
class QLabel;
class QPushButton;

namespace sm {

class Chip;

/// Strip A: the floor's figures, what needs someone, hold and resume. On every page.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// `stale`: values are old; they are shown with a mark and an age.
    void setSnapshot(const Snapshot& snapshot, qint64 staleMilliseconds);

    /// How many alarms of which priority; `silenced`: no sound just now.
    void setAlarms(const AlarmView& alarms, bool silenced);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void nextAlarmRequested();
    void silenceRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Figure {
        QLabel* caption = nullptr;
        QLabel* value = nullptr;
        QString name;
        QString shortName;
        const QString& nameAt(int level) const;
    };
    /// A button or chip that says the same in fewer letters where there is little room.
    struct Foldable {
        QAbstractButton* button = nullptr;
        QString text;
        QString shortText;
        int from = 0; ///< level from which the short text is shown
    };
    Figure addFigure(
        const QString& objectName, const QString& name, const QString& shortName, int leastWidth);
    Chip* addChip(const QString& name);
    std::array<const Figure*, 5> figures() const; ///< the most important one first
    void showChips(const Snapshot& snapshot);
    void showHold(const Snapshot& snapshot);
    /// What needs somebody goes before figures. Where the strip is too narrow, names are shortened first;
    /// then the least important figures move into one mark that names them.
    void fit();
    int neededAt(int level, size_t figures) const;
    int widthAt(const Foldable& foldable, int level) const;
    QString holdingAt(int level) const;
    void applyFold(int level, size_t figures);

    Theme m_theme;
    Figure m_good;
    Figure m_rate;
    Figure m_yield;
    Figure m_eta;
    Figure m_wait;
    QString m_age; ///< of stale values
    std::vector<Foldable> m_foldables;
    QLabel* m_more; ///< stands for the figures that have no room
    QLabel* m_holding;
    QString m_holdingText;
    QString m_holdingShort;
    Chip* m_demo;
    Chip* m_urgent; ///< critical and high
    Chip* m_medium;
    Chip* m_low;
    Chip* m_held;
    QPushButton* m_silence;
    QPushButton* m_hold;
    QPushButton* m_resume;
};

} // namespace sm
