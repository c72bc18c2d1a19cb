// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace sm {

class ElidedLabel;

/// Left of the import page: what the file is, and what can be chosen about how it is read.
class FileFacts final : public QWidget {
    Q_OBJECT
public:
    explicit FileFacts(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showReading(const QString& file);
    void showPreview(const ImportPreview& preview);
    void showChecked(const event::Checked& checked);

Q_SIGNALS:
    /// Encoding, separator or header row as they now are in the boxes.
    void readingChanged(const QString& encoding, const QString& delimiter, sm::ImportMapping::Header header);
    void jobRequested(sm::JobId job);

private:
    QLabel* addRow(const QString& title, QWidget* value);
    QComboBox* makeBox(const QString& objectName, const QString& accessibleName);
    void tellReading();

    Theme m_theme;
    JobId m_same;
    QList<QLabel*> m_titles;
    QGridLayout* m_grid;
    ElidedLabel* m_file;
    QLabel* m_size;
    QLabel* m_records;
    QLabel* m_format;
    QLabel* m_ends;
    QComboBox* m_encoding;
    QComboBox* m_delimiter;
    QComboBox* m_header;
    ElidedLabel* m_sha;
    QPushButton* m_copy;
    QLabel* m_sameText;
    QPushButton* m_showJob;
    QString m_fullSha;
};

} // namespace sm
