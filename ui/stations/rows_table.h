// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stations/rows_model.h"
#include "ui/theme/safe_table_view.h"

#include <initializer_list>

namespace sm {

/// A table as high as its rows, within a page that scrolls. What is chosen stays chosen as long as it is
/// there, and nothing else is chosen in its place.
class RowsTable final : public SafeTableView {
    Q_OBJECT
public:
    struct Column {
        QString title;
        int width = 0; ///< logical pixels; the last column takes what is left
        bool mono = false;
    };
    RowsTable(std::initializer_list<Column> columns, int state, QWidget* parent);

    void setTheme(const Theme& theme);
    void setRows(std::vector<TextRow> rows);
    const TextRow* chosen() const; ///< null: none
    void choose(const QString& key);

Q_SIGNALS:
    void chosenChanged();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    RowsModel* m_rows;
};

/// Puts text on the clipboard.
void copyText(const QString& text);

} // namespace sm
