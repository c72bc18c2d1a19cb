// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/mapping_bar.h"

#include "ui/import/conversion.h"
#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace sm {

namespace {

constexpr int barHeight = 56;

} // namespace

MappingBar::MappingBar(QHeaderView* header, QWidget* parent)
    : QWidget(parent)
    , m_header(header)
    , m_clip(new QWidget(this))
{
    setObjectName(QStringLiteral("importMapping"));
    setAccessibleName(tr("Fields of the columns"));
    setFixedHeight(barHeight);
    connect(header, &QHeaderView::sectionResized, this, &MappingBar::place);
    connect(header, &QHeaderView::geometriesChanged, this, &MappingBar::place);
}

void MappingBar::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    showReasons();
}

void MappingBar::setPreview(const ImportPreview& preview)
{
    QWidget* const at = QApplication::focusWidget();
    const QString focused = at && m_clip->isAncestorOf(at) ? at->objectName() : QString();
    for (Cell& cell : m_cells)
        cell.frame->deleteLater();
    m_cells.clear();
    m_columns = preview.columns;
    m_fields = preview.fields;
    for (const PreviewColumn& column : m_columns)
        m_cells.push_back(makeCell(column));
    for (const Cell& cell : m_cells) {
        // Who chooses one column after the other stays where they are.
        for (QWidget* widget : std::initializer_list<QWidget*>{cell.box, cell.convert}) {
            if (!focused.isEmpty() && widget->objectName() == focused)
                widget->setFocus();
        }
    }
    showReasons();
    place();
}

MappingBar::Cell MappingBar::makeCell(const PreviewColumn& column)
{
    Cell cell;
    cell.frame = new QWidget(m_clip);
    cell.box = new QComboBox(cell.frame);
    cell.box->setObjectName(QStringLiteral("importField%1").arg(column.number));
    cell.box->setAccessibleName(tr("Field of column %1, %2").arg(column.number).arg(column.name));
    cell.box->setFont(uiFont(13));
    cell.box->setMinimumSize(40, 28);
    cell.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    cell.box->view()->setMinimumWidth(180);
    cell.convert = new QToolButton(cell.frame);
    cell.convert->setObjectName(QStringLiteral("importConvert%1").arg(column.number));
    cell.convert->setAccessibleName(tr("Convert column %1").arg(column.number));
    cell.convert->setText(QString(QChar(0x2026)));
    cell.convert->setFixedSize(28, 28);
    auto* menu = new QMenu(cell.convert);
    connect(cell.convert, &QToolButton::clicked, menu,
        [menu, button = cell.convert] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    cell.reason = new ElidedLabel(cell.frame);
    cell.reason->setFont(uiFont(12));
    fill(cell, column);
    const size_t number = m_cells.size();
    connect(cell.box, &QComboBox::activated, this, [this, number] { onChosen(number); });
    cell.frame->show();
    return cell;
}

void MappingBar::fill(Cell& cell, const PreviewColumn& column)
{
    cell.box->addItem(tr("Not used"), QString());
    QString current;
    for (const PreviewField& field : m_fields) {
        cell.box->addItem(fieldTitle(field.mapping.field), field.mapping.field);
        if (field.mapping.column == column.name)
            current = field.mapping.field;
    }
    cell.box->setCurrentIndex(qMax(0, cell.box->findData(current)));
    cell.convert->setEnabled(!current.isEmpty());
    cell.convert->setToolTip(current.isEmpty() ? tr("Choose a field for this column first.")
                                               : tr("Convert the values of this column"));
    if (!current.isEmpty())
        addConversions(cell.convert, current);
}

void MappingBar::addConversions(QToolButton* button, const QString& name)
{
    const PreviewField* field = fieldOf(name);
    const Conversion now = Conversion::parse(field->mapping.convert);
    auto* menu = button->findChild<QMenu*>(QString(), Qt::FindDirectChildrenOnly);
    const auto add
        = [&](QMenu* where, const QString& text, const QString& stage, const QString& pipe, bool on) {
              QAction* action = where->addAction(text);
              action->setCheckable(true);
              action->setChecked(on);
              connect(action, &QAction::triggered, this,
                  [this, name, stage, pipe, on] { setStage(name, stage, on ? QString() : pipe); });
          };
    using Stage = Conversion;
    add(menu, tr("Trim blanks"), Stage::trimStage(), QStringLiteral("trim"), !now.trim.isEmpty());
    add(menu, tr("Upper case"), Stage::caseStage(), QStringLiteral("upper"),
        now.letters == QLatin1String("upper"));
    add(menu, tr("Lower case"), Stage::caseStage(), QStringLiteral("lower"),
        now.letters == QLatin1String("lower"));
    QMenu* dates = menu->addMenu(tr("Date written as"));
    const QString target = Conversion::dateForm(field->rule);
    for (const QString& form : Conversion::dateForms()) {
        if (form != target)
            add(dates, form, Stage::dateStage(), QStringLiteral("date:%1>%2").arg(form, target),
                now.date.startsWith(QStringLiteral("date:%1>").arg(form)));
    }
    QMenu* pads = menu->addMenu(tr("Fill up with zeros to"));
    for (const int length : {4, 6, 8, 9, 10, 12, 16, 19}) {
        const QString pipe = QStringLiteral("pad:%1,30,left").arg(length);
        add(pads, tr("%n digits", nullptr, length), Stage::padStage(), pipe, now.pad == pipe);
    }
}

void MappingBar::setStage(const QString& name, const QString& stage, const QString& text)
{
    PreviewField* field = fieldOf(name);
    if (!field)
        return;
    Conversion conversion = Conversion::parse(field->mapping.convert);
    conversion.set(stage, text);
    field->mapping.convert = conversion.pipe();
    Q_EMIT changed();
}

PreviewField* MappingBar::fieldOf(const QString& name)
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
        [&](const PreviewField& field) { return field.mapping.field == name; });
    return found == m_fields.end() ? nullptr : &*found;
}

void MappingBar::onChosen(size_t at)
{
    const QString wanted = m_cells[at].box->currentData().toString();
    for (PreviewField& field : m_fields) {
        // What this column fed before gets none; what it feeds now is set below unless another column does.
        if (field.mapping.column == m_columns[at].name && field.mapping.field != wanted) {
            field.mapping.column.clear();
            field.mapping.convert.clear();
        }
    }
    showReasons();
    if (fields())
        Q_EMIT changed();
}

std::optional<std::vector<FieldMapping>> MappingBar::fields() const
{
    std::vector<FieldMapping> list;
    for (const PreviewField& field : m_fields) {
        FieldMapping mapping = field.mapping;
        mapping.column.clear();
        for (size_t i = 0; i < m_cells.size(); ++i) {
            if (m_cells[i].box->currentData().toString() != mapping.field)
                continue;
            if (!mapping.column.isEmpty())
                return std::nullopt;
            mapping.column = m_columns[i].name;
            mapping.constant.clear();
        }
        list.push_back(std::move(mapping));
    }
    return list;
}

std::vector<PreviewField> MappingBar::open() const
{
    std::vector<PreviewField> list;
    for (const PreviewField& field : m_fields) {
        if (field.mapping.column.isEmpty())
            list.push_back(field);
    }
    std::stable_partition(list.begin(), list.end(), [](const PreviewField& field) { return field.required; });
    return list;
}

void MappingBar::setConstant(const QString& name, const QString& value)
{
    PreviewField* field = fieldOf(name);
    if (!field)
        return;
    field->mapping.constant = value;
    if (fields())
        Q_EMIT changed();
}

QString MappingBar::reasonText(const PreviewField& field) const
{
    const QString share = field.share < 0 ? QString() : tr("%1 % fit").arg(int(field.share * 100));
    QString text;
    switch (field.reason) {
    case MatchReason::Name:
        text = tr("Same name");
        break;
    case MatchReason::Similar:
        text = tr("Similar name");
        break;
    case MatchReason::Synonym:
        text = tr("Other word for it");
        break;
    case MatchReason::Content:
        text = tr("By content");
        break;
    case MatchReason::Chosen:
        text = tr("Chosen");
        break;
    case MatchReason::Preset:
        text = tr("Preset");
        break;
    case MatchReason::Constant:
    case MatchReason::None:
        break;
    }
    if (!field.mapping.convert.isEmpty())
        text += QStringLiteral(", ") + tr("converted");
    return share.isEmpty() ? text : text + QStringLiteral(", ") + share;
}

void MappingBar::showReasons()
{
    for (size_t i = 0; i < m_cells.size(); ++i) {
        const Cell& cell = m_cells[i];
        const QString name = cell.box->currentData().toString();
        const auto users = std::count_if(m_cells.begin(), m_cells.end(), [&](const Cell& other) {
            return !name.isEmpty() && other.box->currentData().toString() == name;
        });
        const PreviewField* field = fieldOf(name);
        const bool wrong = users > 1;
        cell.reason->setFullText(wrong ? tr("Used twice: change one of the two")
                : field                ? reasonText(*field)
                                       : QString());
        setTextColor(cell.reason, wrong ? m_theme.fault.edge : m_theme.text2);
        cell.reason->setFont(uiFont(12, wrong));
    }
}

void MappingBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void MappingBar::place()
{
    constexpr int gap = 4;
    const int left = mapFromGlobal(m_header->viewport()->mapToGlobal(QPoint())).x();
    m_clip->setGeometry(left, 0, m_header->viewport()->width(), barHeight);
    for (size_t i = 0; i < m_cells.size(); ++i) {
        if (int(i) >= m_header->count())
            return;
        const int x = m_header->sectionViewportPosition(int(i));
        const int width = m_header->sectionSize(int(i)) - gap;
        const Cell& cell = m_cells[i];
        cell.frame->setGeometry(x, 0, width, barHeight);
        cell.box->setGeometry(0, 4, width - 30, 28);
        cell.convert->move(width - 28, 4);
        cell.reason->setGeometry(2, 34, width - 4, 18);
    }
}

} // namespace sm
