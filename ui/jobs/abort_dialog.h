// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;

namespace sm {

/// Aborting can not be undone: names the numbers, wants a reason, and Enter keeps the job.
class AbortDialog final : public QDialog {
    Q_OBJECT
public:
    AbortDialog(const JobSnapshot& job, QWidget* parent);

    QString reason() const;
    /// The same job as it is now.
    void showNumbers(const JobSnapshot& job);

private:
    void checkReason();

    QLabel* m_text;
    QComboBox* m_reason;
    QPushButton* m_abort;
};

} // namespace sm
