// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_detail.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"
#include "ui/trace/bytes_view.h"
#include "ui/trace/trace_text.h"

#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace sm {

namespace {

enum ItemRole { SideRole = Qt::UserRole, OffsetRole, LengthRole };

/// What has gone wrong stays a short line; its usual causes become the line below it.
QString splitCauses(const QString& text, QTreeWidgetItem* item)
{
    const QLatin1String between(". ");
    const qsizetype end = text.indexOf(between);
    if (end < 0)
        return text;
    auto* causes = new QTreeWidgetItem(item);
    causes->setText(0, text.sliced(end + between.size()));
    causes->setToolTip(0, causes->text(0));
    return text.first(end);
}

} // namespace

TraceDetail::TraceDetail(QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_tree(new QTreeWidget(this))
    , m_bytes(new BytesView(this))
{
    setChildrenCollapsible(false);
    setHandleWidth(5);
    m_tree->setObjectName(QStringLiteral("traceTree"));
    m_tree->setAccessibleName(tr("Decoded command"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setFont(uiFont(13));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(16);
    m_tree->setMouseTracking(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setMinimumWidth(260);
    addWidget(m_tree);
    addWidget(m_bytes);
    setStretchFactor(0, 5);
    setStretchFactor(1, 5);
    connect(m_tree, &QTreeWidget::itemEntered, this, &TraceDetail::lightItem);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &TraceDetail::lightItem);
    connect(m_bytes, &BytesView::byteClicked, this, &TraceDetail::selectByte);
}

void TraceDetail::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    m_tree->setPalette(rows);
    m_bytes->setTheme(theme);
    m_id = 0; // coloured anew with the next row
}

void TraceDetail::add(QTreeWidgetItem* parent, const TraceNode& node)
{
    auto* item = new QTreeWidgetItem(parent);
    QString text = nodeText(node);
    item->setToolTip(0, text);
    item->setData(0, SideRole, int(node.side));
    item->setData(0, OffsetRole, node.offset);
    item->setData(0, LengthRole, node.length);
    const bool top = !parent->parent() && parent == m_tree->invisibleRootItem();
    if (top)
        item->setFont(0, uiFont(13, true));
    const TraceCode code = node.what.code;
    if (code == TraceCode::MaskedPersonal || code == TraceCode::MaskedSecret)
        item->setForeground(0, m_theme.text3);
    const bool wrong = code == TraceCode::ResponseNone || code == TraceCode::ResponseNotSent
        || (code == TraceCode::Status && m_failed);
    if (wrong) {
        item->setForeground(0, m_theme.fault.edge);
        text = splitCauses(text, item);
        m_result = item;
    }
    item->setText(0, text);
    for (const TraceNode& child : node.children)
        add(item, child);
}

void TraceDetail::show(const TraceView& view, const TraceRow* row)
{
    const quint64 id = row ? row->id : 0;
    if (id == m_id && id != 0)
        return;
    m_id = id;
    m_tree->clear();
    m_result = nullptr;
    if (!row || row->isSeparator()) {
        m_bytes->setRow(nullptr);
        return;
    }
    m_failed = row->failed();
    m_bytes->setRow(row);
    for (const TraceNode& node : decodeRow(*row, traceContext(view, *row)))
        add(m_tree->invisibleRootItem(), node);
    m_tree->expandAll();
    // Who comes to a command that failed wants to know why.
    if (m_result && m_result->childCount() > 0)
        m_tree->scrollToItem(m_result->child(0));
    if (m_result)
        m_tree->scrollToItem(m_result);
}

void TraceDetail::lightItem(const QTreeWidgetItem* item)
{
    if (!item)
        return;
    m_bytes->light(TraceSide(item->data(0, SideRole).toInt()), item->data(0, OffsetRole).toLongLong(),
        item->data(0, LengthRole).toLongLong());
}

void TraceDetail::selectByte(TraceSide side, qsizetype offset)
{
    QTreeWidgetItem* narrowest = nullptr;
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        const auto from = (*it)->data(0, OffsetRole).toLongLong();
        const auto length = (*it)->data(0, LengthRole).toLongLong();
        const bool holds
            = (*it)->data(0, SideRole).toInt() == int(side) && offset >= from && offset < from + length;
        if (holds && (!narrowest || length <= narrowest->data(0, LengthRole).toLongLong()))
            narrowest = *it;
    }
    if (!narrowest)
        return;
    m_tree->setCurrentItem(narrowest);
    m_tree->scrollToItem(narrowest);
    lightItem(narrowest);
}

} // namespace sm
