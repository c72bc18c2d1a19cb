// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace sm {

class DetailPanel;
class EmptyState;

/// A window of its own for the panel of the selected station, for a second screen (ux.md 3). It stays when no
/// station is selected, and closes by going back into the main window.
class PanelWindow final : public QWidget {
    Q_OBJECT
public:
    explicit PanelWindow(QWidget* parent);

    void setTheme(const Theme& theme);
    /// Takes the panel in and shows itself, where it was the last time.
    void take(DetailPanel* panel, const QByteArray& geometry);
    /// Without a station: a sentence instead of the panel.
    void setTitleFor(const QString& stations);

Q_SIGNALS:
    void closeWanted();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    EmptyState* m_empty;
    QVBoxLayout* m_column;
};

} // namespace sm
