// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QPushButton;

namespace sm {

class ElidedLabel;

/// What became of an export: the file, Open, Show in folder. Not a message box; goes with Close.
class ExportLine final : public QWidget {
    Q_OBJECT
public:
    explicit ExportLine(QWidget* parent = nullptr);

    void tell(const QString& file, bool written);
    void setTheme(const Theme& theme);

private:
    ElidedLabel* m_text;
    QPushButton* m_open;
    QPushButton* m_folder;
    QString m_file;
};

} // namespace sm
