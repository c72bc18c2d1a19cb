// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

/// How a reader that stands elsewhere becomes a station: numbered steps with the exact command lines.
class EnrolGuide final : public QWidget {
    Q_OBJECT
public:
    explicit EnrolGuide(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setHeading(const QString& text);
    /// The lines name this console's port, its fingerprint and a free place; without a door they say how to
    /// make one.
    void present(const StationDoorView* door);

Q_SIGNALS:
    void copied(const QString& text); ///< what to say about it

private:
    struct Step {
        QLabel* text;
        QLabel* line;
        QPushButton* copy;
        QWidget* box;
    };
    void addStep(const QString& text, const QString& name);

    QLabel* m_heading;
    std::vector<Step> m_steps;
    QLabel* m_last;
};

/// The command lines of a floor whose door this is, or of one that has none.
struct EnrolLines {
    QString floorFile;
    QString makeKey;
    QString pins;
    QString start;
};
EnrolLines enrolLines(const StationDoorView* door);

} // namespace sm
