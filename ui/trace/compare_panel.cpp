// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/compare_panel.h"

#include "trace/decoder.h"
#include "ui/floor/state_shapes.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/safe_table_view.h"
#include "ui/theme/widgets.h"
#include "ui/trace/trace_text.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace sm {

namespace {

QString durationOf(const TraceRow* row)
{
    return row && row->microseconds != 0 ? QLocale().toString(double(row->microseconds) / 1000, 'f', 1)
                                         : QString();
}

QString result(const TraceRow* row)
{
    if (!row)
        return QString(QChar(0x2013));
    const QString sw = row->sw == 0 || row->kind == TraceKind::Reset
        ? QString()
        : QStringLiteral("%1 ").arg(row->sw, 4, 16, QLatin1Char('0')).toUpper();
    return sw + resultText(*row);
}

QString cardName(const TraceView& view, const std::vector<TracePair>& pairs, bool left)
{
    for (const TracePair& pair : pairs) {
        if (const TraceRow* row = view.row(left ? pair.left : pair.right))
            return QChar(0x2026) + row->cardTail() + QStringLiteral("  ") + row->station.text();
    }
    return QString(QChar(0x2013));
}

} // namespace

void CompareModel::compare(const TraceView& view, AttemptId left, AttemptId right)
{
    beginResetModel();
    m_view = view;
    m_pairs = compareCards(view, left, right);
    endResetModel();
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

static QString differenceText(TraceDifference difference)
{
    switch (difference) {
    case TraceDifference::None:
        return {};
    case TraceDifference::Answer:
        return CompareModel::tr("answer differs");
    case TraceDifference::Command:
        return CompareModel::tr("command differs");
    case TraceDifference::Status:
        return CompareModel::tr("result differs");
    case TraceDifference::OnlyLeft:
        return CompareModel::tr("only this card");
    case TraceDifference::OnlyRight:
        break;
    }
    return CompareModel::tr("only the other card");
}

static QString deltaText(const TraceRow* left, const TraceRow* right)
{
    if (!left || !right || left->microseconds == 0 || right->microseconds == 0)
        return {};
    const double delta = (double(left->microseconds) - double(right->microseconds)) / 1000;
    return (delta > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(delta, 'f', 1);
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        const bool number = index.column() >= LeftTime && index.column() <= Delta;
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const TracePair& pair = m_pairs[size_t(index.row())];
    const TraceRow* left = m_view.row(pair.left);
    const TraceRow* right = m_view.row(pair.right);
    const TraceRow* any = left ? left : right;
    switch (index.column()) {
    case Step:
        return any ? stepText(*any) : QString();
    case Command:
        return !any                         ? QString()
            : any->kind == TraceKind::Reset ? QStringLiteral("RESET")
                                            : commandTitle(*any);
    case LeftResult:
        return result(left);
    case RightResult:
        return result(right);
    case LeftTime:
        return durationOf(left);
    case RightTime:
        return durationOf(right);
    case Delta:
        return deltaText(left, right);
    case Difference:
        return differenceText(pair.difference);
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Delta)
        return int(Qt::AlignCenter); // apart from the next one, which is on the left
    if (role == Qt::TextAlignmentRole)
        return int(
            (section >= LeftTime && section <= Delta ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Step"), tr("Command"), tr("This card"), tr("Other card"), tr("This ms"),
        tr("Other ms"), tr("Delta ms"), tr("Difference")};
    return names.value(section);
}

namespace {

/// A parting has the red shape and red words; another byte is said in plain text.
class CompareDelegate final : public QStyledItemDelegate {
public:
    CompareDelegate(const Theme& theme, const CompareModel& model, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_model(model)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const TracePair& pair = m_model.pairs()[size_t(index.row())];
        // Red where the cards parted; that the rest is missing then follows from it.
        const bool parts
            = pair.difference == TraceDifference::Status || index.row() == firstParting(m_model.pairs());
        if ((option.state & QStyle::State_Selected) != 0) {
            painter->fillRect(option.rect, m_theme.track);
            if (index.column() == 0)
                painter->fillRect(
                    QRect(option.rect.topLeft(), QSize(3, option.rect.height())), m_theme.attention.fill);
        }
        QRect text = option.rect.adjusted(6, 0, -6, 0);
        const bool said = index.column() == CompareModel::Difference;
        if (said && parts) {
            paintShape(*painter, stateShape(TileState::Fault),
                QRectF(text.left(), text.center().y() - 6, 14, 14), m_theme.fault.edge);
            text.adjust(20, 0, 0, 0);
        }
        const bool loud = parts && (said || index.column() == CompareModel::LeftResult);
        painter->setFont(index.column() == CompareModel::Command ? monoFont(12) : uiFont(13, loud));
        painter->setPen(loud ? m_theme.fault.edge : m_theme.text1);
        painter->drawText(text, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    }

private:
    const Theme& m_theme;
    const CompareModel& m_model;
};

} // namespace

ComparePanel::ComparePanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new CompareModel(this))
    , m_table(new SafeTableView(24, this))
{
    setObjectName(QStringLiteral("traceCompare"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 12, 4);
    m_title = makeLabel(this, 14, true);
    m_close = makeButton(QStringLiteral("traceCompareClose"), tr("Back to the list  (Esc)"), this);
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_close);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    m_table->setObjectName(QStringLiteral("traceCompareTable"));
    m_table->setAccessibleName(tr("Two cards side by side"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CompareDelegate(m_theme, *m_model, this));
    QHeaderView* header = m_table->horizontalHeader();
    header->setFixedHeight(28);
    const int widths[] = {190, 240, 200, 200, 76, 80, 90, 180};
    for (int i = 0; i < int(CompareModel::ColumnCount); ++i)
        header->resizeSection(i, widths[i]);
    for (const int i :
        {CompareModel::Step, CompareModel::Command, CompareModel::LeftResult, CompareModel::RightResult})
        header->setSectionResizeMode(i, QHeaderView::Stretch);
    connect(m_close, &QPushButton::clicked, this, &ComparePanel::closed);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& now) {
            if (!now.isValid())
                return;
            const TracePair& pair = m_model->pairs()[size_t(now.row())];
            Q_EMIT rowChosen(m_model->view(), m_model->view().row(pair.left != 0 ? pair.left : pair.right));
        });
}

void ComparePanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    m_table->setPalette(rows);
    m_close->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
}

void ComparePanel::compare(const TraceView& view, AttemptId left, AttemptId right)
{
    m_model->compare(view, left, right);
    m_title->setText(
        tr("%1 compared with %2")
            .arg(cardName(view, m_model->pairs(), true), cardName(view, m_model->pairs(), false)));
    const int row = qMax(0, firstParting(m_model->pairs()));
    if (m_model->rowCount() == 0)
        return;
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    m_table->setFocus();
}

void ComparePanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sm
