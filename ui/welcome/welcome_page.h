// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace sm {

/// What a newcomer sees first: three ways to begin, the demo being one key away. Not a dialog; nothing runs
/// yet.
class WelcomePage final : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Where a floor file is looked for at the next start.
    void setFloorFile(const QString& path);
    /// Says in place why a beginning did not work.
    void showFailure(const Failure& why);
    void showBusy(const QString& text);

Q_SIGNALS:
    void demoRequested();
    void floorRequested(const QString& floorFile);
    /// A floor with nearly nothing on it, to be set up in the window.
    void newFloorRequested();
    void jobFileRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeStart();
    QWidget* makeSetUp();
    QPushButton* addChoice(QWidget* parent, const char* name, const QString& text, const QString& what);
    void chooseFloor();
    void showStart();

    QStackedLayout* m_views;
    QLabel* m_icon;
    QLabel* m_message;
    QLabel* m_where;
    QPushButton* m_demo;
    QPushButton* m_choose;
    std::vector<QLabel*> m_dim;
    std::vector<QPushButton*> m_choices;
    QWidget* m_card;
};

} // namespace sm
