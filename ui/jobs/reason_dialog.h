// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QPushButton;

namespace sm {

/// What a dialog asks before something that can not be undone: what it is about in numbers, a reason, two
/// verbs. Enter keeps everything as it is.
struct ReasonQuestion {
    QString objectName;
    QString title;
    QString heading;
    QString text; ///< names the numbers
    QString verb; ///< of the button that does it
    QString keep; ///< of the safe one
    QList<std::pair<QString, QString>> reasons; ///< code and text
    bool ownWords = false; ///< a reason may also be typed
};

class ReasonDialog final : public QDialog {
    Q_OBJECT
public:
    ReasonDialog(const ReasonQuestion& question, QWidget* parent);

    /// The code of the chosen reason, or what was typed.
    QString reason() const;

private:
    void checkReason();

    QComboBox* m_reason;
    QPushButton* m_confirm;
};

} // namespace sm
