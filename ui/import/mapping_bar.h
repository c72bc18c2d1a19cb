// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QHeaderView;
class QToolButton;

namespace sm {

class ElidedLabel;

/// Over each column of the preview: the field it goes to, how it is converted, and why. Follows the header of
/// the table below it.
class MappingBar final : public QWidget {
    Q_OBJECT
public:
    explicit MappingBar(QHeaderView* header, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPreview(const ImportPreview& preview);
    /// The mapping as it now is in the boxes; nothing while a field is used twice.
    std::optional<std::vector<FieldMapping>> fields() const;
    /// Fields without a column, those first that need one.
    std::vector<PreviewField> open() const;
    void setConstant(const QString& field, const QString& value);
    /// Puts the boxes over their columns again.
    void place();

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Cell {
        QWidget* frame = nullptr;
        QComboBox* box = nullptr;
        QToolButton* convert = nullptr;
        ElidedLabel* reason = nullptr;
    };

    Cell makeCell(const PreviewColumn& column);
    void fill(Cell& cell, const PreviewColumn& column);
    void addConversions(QToolButton* button, const QString& field);
    void setStage(const QString& field, const QString& stage, const QString& text);
    QString reasonText(const PreviewField& field) const;
    PreviewField* fieldOf(const QString& name);
    void onChosen(size_t cell);
    void showReasons();

    Theme m_theme;
    QHeaderView* m_header;
    QWidget* m_clip; ///< as wide as the columns that can be seen
    std::vector<PreviewColumn> m_columns;
    std::vector<PreviewField> m_fields;
    std::vector<Cell> m_cells;
};

} // namespace sm
