// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoder.h"
#include "ui/theme/theme.h"

#include <QSplitter>

class QTreeWidget;
class QTreeWidgetItem;

namespace sm {

class BytesView;

/// The decoded tree and the bytes of one row, linked both ways.
class TraceDetail final : public QSplitter {
    Q_OBJECT
public:
    explicit TraceDetail(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Null or a separator: empty panes.
    void show(const TraceView& view, const TraceRow* row);
    quint64 shown() const { return m_id; }

private:
    void add(QTreeWidgetItem* parent, const TraceNode& node);
    void lightItem(const QTreeWidgetItem* item);
    void selectByte(TraceSide side, qsizetype offset);

    Theme m_theme;
    QTreeWidget* m_tree;
    BytesView* m_bytes;
    QTreeWidgetItem* m_result = nullptr; ///< of a command that failed; in the tree
    quint64 m_id = 0;
    bool m_failed = false;
};

} // namespace sm
