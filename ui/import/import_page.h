// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableView;
class QTreeView;

namespace sm {

class FileFacts;
class ImportFoot;
class MappingBar;
class PreviewModel;
class ReportModel;

/// One file before it is imported: what it is, how its columns go to fields over a masked preview, the report
/// of its check, and how to accept it. Shows what events tell; asks for everything by signals.
class ImportPage final : public QWidget {
    Q_OBJECT
public:
    explicit ImportPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showReading(const QString& file, int number, int count);
    void showPlace(int number, int count); ///< of the file among those that were dropped
    void showPreview(const ImportPreview& preview);
    void showRows(const event::PreviewRows& rows);
    void showProgress(const event::CheckProgress& progress);
    void showChecked(const event::Checked& checked);
    void showNote(const QString& text);
    const ImportPreview& preview() const { return m_preview; }

Q_SIGNALS:
    void mappingChanged(const sm::ImportMapping& mapping);
    void lineRequested(qint64 line);
    void acceptRequested(sm::ImportPolicy policy);
    void presetRequested(const QString& name);
    void reportRequested(const QString& file);
    void cancelRequested();
    void backgroundRequested();
    void jobRequested(sm::JobId job);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeTop();
    QWidget* makeOpenFields();
    QWidget* makeTable();
    QWidget* makeProgress();
    QWidget* makeReport();
    void fillBoxes(const ImportPreview& preview);
    void fillOpenFields();
    void showProblem(const ImportPreview& preview);
    void showCounts(const ImportTally& tally);
    void tellMapping(bool keepFields);
    void showWhole(const QModelIndex& current);
    void goToFinding(const QModelIndex& index);
    void askPresetName();
    void askReportFile();
    void fitColumns();
    bool isEditing() const;

    Theme m_theme;
    ImportPreview m_preview;
    std::optional<event::Checked> m_checked;
    std::pair<qint64, int> m_wanted; ///< line and column to show once the rows are there
    QString m_name;
    QString m_baseName;
    PreviewModel* m_rows;
    ReportModel* m_findings;
    FileFacts* m_facts;
    QLabel* m_title;
    QComboBox* m_profile;
    QComboBox* m_preset;
    QLabel* m_fit;
    QPushButton* m_savePreset;
    QLabel* m_problem;
    QWidget* m_openFields;
    QLabel* m_openText;
    QComboBox* m_openBox;
    QLineEdit* m_constant;
    QPushButton* m_setConstant;
    MappingBar* m_mapping;
    QTableView* m_table;
    QSpinBox* m_jump;
    QWidget* m_checking;
    QProgressBar* m_progress;
    QLabel* m_speed;
    QLabel* m_counts;
    QLabel* m_lines;
    QTreeView* m_report;
    QLabel* m_whole; ///< reason and advice of the chosen finding, which its row has no room for
    QLabel* m_clean;
    ImportFoot* m_foot;
};

} // namespace sm
