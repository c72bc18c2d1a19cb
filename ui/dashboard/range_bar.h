// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QDateTimeEdit;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace sm {

/// One of the ranges: the chosen one is marked by a bar and by weight, not by colour alone.
class RangeButton final : public QAbstractButton {
    Q_OBJECT
public:
    RangeButton(const QString& text, QWidget* parent);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
};

/// Range, scope, what to compare with, export.
class RangeBar final : public QWidget {
    Q_OBJECT
public:
    explicit RangeBar(QWidget* parent = nullptr);

    HistoryQuery query() const;
    QString scopeText() const;
    void setSnapshot(const Snapshot& snapshot);
    void setTheme(const Theme& theme);
    void focusChosen(); ///< the range that is on
    void choose(HistoryRange range);
    void setScope(const HistoryScope& scope);
    void setExportable(bool exportable);

Q_SIGNALS:
    void changed();
    void exportRequested(const QString& kind); ///< png, csv, pdf

private:
    void addRanges(QHBoxLayout* row);
    void addCustom(QHBoxLayout* row);
    void addChoices(QHBoxLayout* row);
    void fillScopes(const Snapshot& snapshot);
    void onRange();

    QButtonGroup* m_ranges;
    QComboBox* m_job;
    QWidget* m_custom;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QComboBox* m_scope;
    QComboBox* m_compare;
    QPushButton* m_export;
    QList<QLabel*> m_labels;
    QStringList m_known; ///< what the combo boxes were filled from
    QList<HistoryScope> m_scopes;
    QList<JobId> m_jobs;
};

} // namespace sm
