// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace sm {

/// One member of what is set up: its name, the control that edits it, a hint, and under it what is wrong.
class SetupField final : public QWidget {
    Q_OBJECT
public:
    /// `input` becomes the field's own.
    SetupField(const QString& caption, QWidget* input, QWidget* parent);

    void setTheme(const Theme& theme);
    void setHint(const QString& text);
    void setError(const QString& text); ///< empty: nothing is wrong here
    QString error() const;
    QWidget* input() const { return m_input; }

private:
    QLabel* m_caption;
    QWidget* m_input;
    QLabel* m_hint;
    QLabel* m_error;
};

} // namespace sm
