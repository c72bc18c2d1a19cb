// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"
#include "ui/theme/theme.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace sm {

/// The filter as text, checked while it is typed: neutral when it is valid, underlined red where it is not.
/// Completes fields and known values; Up brings back earlier filters.
class FilterLine final : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Values offered after a field: station, step, sw ...
    void setKnown(const QString& field, const QStringList& values);
    /// The text when it is valid; what is wrong otherwise.
    const std::optional<FilterError>& error() const { return m_error; }
    const TraceFilter& filter() const { return m_filter; } ///< the last valid one
    /// Adds a term, or takes it out when it is there.
    void toggleTerm(const QString& term);
    bool hasTerm(const QString& term) const;
    /// What Up brings back; the newest last.
    void remember();

Q_SIGNALS:
    void filterChanged(); ///< a new valid filter
    void errorChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void check();
    void offer();
    void insertCompletion(const QString& completion);
    QStringList offersFor(const QString& token) const;
    int tokenStart() const;

    Theme m_theme;
    TraceFilter m_filter;
    QString m_filterText; ///< of m_filter
    std::optional<FilterError> m_error;
    QHash<QString, QStringList> m_known;
    QStringList m_history;
    qsizetype m_historyAt = -1;
    QCompleter* m_completer;
    QStringListModel* m_offers;
};

} // namespace sm
