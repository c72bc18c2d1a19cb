// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/setup/setup_state.h"
#include "ui/setup/setup_text.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace sm {

class ElidedLabel;
class EmptyState;
class SetupPanel;
class SetupTable;

/// Page 7: machines and stations are set up while the floor runs. What is edited is a draft until it is
/// applied; the draft stays when somebody looks at another page. Asks, and is told what became of it
/// (SetupFlow).
class SetupPage final : public QWidget {
    Q_OBJECT
public:
    explicit SetupPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    const Theme& theme() const { return m_theme; }
    const FloorDraft& draft() const { return m_state.draft; }
    int edits() const { return m_state.draft.edits(); }
    void discard();

    // What became of what was asked for.
    void showFloor(FloorDocument running, const event::FloorRead& read);
    void showUnread(const Failure& why);
    void showTest(StationId station, SetupTest test);
    void forgetTests(); ///< those that are still to come
    void showTesting(int done, int all); ///< both 0: nothing is tested
    void showOrdered(bool ordered); ///< the answer is still to come
    void showRefused(const Failure& why);
    void showApplied(FloorDocument floor, const event::FloorApplied& applied);

Q_SIGNALS:
    void readWanted();
    void testWanted(const std::vector<StationId>& stations);
    void stopWanted(); ///< of tests that have not begun
    void applyWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // setup_page_parts.cpp
    QWidget* makeHead();
    QWidget* makeList();
    QWidget* makePanel();
    QWidget* makeMessages();
    void connectParts();
    void themeLines();
    // setup_page_deeds.cpp
    void addMachine();
    void addStation();
    void remove();
    void undo();
    void test();
    void testAll();
    void showFault();

    void present();
    void presentHead();
    void presentMessages();
    void checkButtons();
    void checkListButtons();
    void edited(bool typing);
    void forgetOldTests();
    std::vector<StationId> stationsOf(quint16 machine) const; ///< 0: of all

    Theme m_theme;
    SetupState m_state;
    PluggedIn m_there;
    QString m_file; ///< empty: the demo
    QElapsedTimer m_presented;
    bool m_typing = false; ///< the newest edit came from the fields
    bool m_ordered = false;
    bool m_others = false; ///< somebody else has changed the floor below the edits
    int m_testsDone = 0;
    int m_tests = 0; ///< 0: nothing is tested
    std::optional<Failure> m_refused; ///< the newest order
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QWidget* m_content;
    ElidedLabel* m_where;
    QLabel* m_count;
    QPushButton* m_testAll;
    QPushButton* m_undo;
    QPushButton* m_discard;
    QPushButton* m_apply;
    QWidget* m_messages;
    QLabel* m_note;
    QLabel* m_message;
    QPushButton* m_showFault;
    SetupTable* m_table;
    QPushButton* m_addMachine;
    QPushButton* m_addStation;
    QPushButton* m_remove;
    QPushButton* m_test;
    QPushButton* m_lookAgain;
    QScrollArea* m_area;
    SetupPanel* m_panel;
};

} // namespace sm
