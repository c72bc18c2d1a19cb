// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace sm {

/// Shortcuts of a window do not fire while a modal dialog lies over it. What may not wait for a dialog goes
/// through this filter of the application: F7, F8, Shift+F8, F9 and Ctrl+H.
class AlarmKeys final : public QObject {
    Q_OBJECT
public:
    explicit AlarmKeys(QWidget* window);

Q_SIGNALS:
    void silenceRequested();
    void stepRequested(bool forward);
    void acknowledgeRequested();
    void holdFloorRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool take(const QKeyEvent& key);

    QWidget* m_window;
};

} // namespace sm
