// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_model.h"

#include "trace/decoder.h"
#include "ui/text/numbers.h"
#include "ui/trace/trace_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sm {

namespace {

constexpr bool rightAligned(int column)
{
    return column == TraceModel::Number || column == TraceModel::Duration || column == TraceModel::Size
        || column == TraceModel::Time;
}

QString durationText(quint32 microseconds)
{
    if (microseconds == 0)
        return {};
    return microseconds < 10'000 ? QLocale().toString(double(microseconds) / 1000, 'f', 1)
                                 : grouped(qRound64(double(microseconds) / 1000));
}

} // namespace

void TraceModel::setView(const TraceView& view)
{
    m_view = view;
}

void TraceModel::showRange(quint64 first, quint64 end)
{
    beginResetModel();
    m_range = true;
    m_ids.clear();
    m_first = first;
    m_end = std::max(first, end);
    endResetModel();
}

void TraceModel::showIds(std::vector<quint64> ids)
{
    beginResetModel();
    m_range = false;
    m_ids = std::move(ids);
    endResetModel();
}

void TraceModel::extendRange(quint64 end)
{
    if (end <= m_end)
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(end - m_end) - 1);
    m_end = end;
    endInsertRows();
}

void TraceModel::append(const std::vector<quint64>& ids)
{
    if (ids.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(ids.size()) - 1);
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    endInsertRows();
}

void TraceModel::dropEvicted()
{
    const quint64 kept = m_view.firstId();
    if (m_range) {
        const quint64 first = std::min(kept, m_end);
        if (first <= m_first)
            return;
        beginRemoveRows({}, 0, int(first - m_first) - 1);
        m_first = first;
        if (m_first == m_end)
            m_first = m_end = kept; // nothing of it is left; go on where the ring begins now
        endRemoveRows();
        return;
    }
    const auto end = std::find_if(m_ids.begin(), m_ids.end(), [kept](quint64 id) { return id >= kept; });
    if (end == m_ids.begin())
        return;
    beginRemoveRows({}, 0, int(end - m_ids.begin()) - 1);
    m_ids.erase(m_ids.begin(), end);
    endRemoveRows();
}

void TraceModel::setTimeFormat(TimeFormat format)
{
    m_timeFormat = format;
    Q_EMIT headerDataChanged(Qt::Horizontal, Time, Time);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

quint64 TraceModel::idAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return 0;
    return m_range ? m_first + quint64(row) : m_ids[size_t(row)];
}

int TraceModel::rowOf(quint64 id) const
{
    if (m_range)
        return id >= m_first && id < m_end ? int(id - m_first) : -1;
    const auto at = std::find(m_ids.begin(), m_ids.end(), id);
    return at == m_ids.end() ? -1 : int(at - m_ids.begin());
}

int TraceModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_range ? int(m_end - m_first) : int(m_ids.size());
}

int TraceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString TraceModel::timeText(const TraceRow& row) const
{
    if (m_timeFormat == Absolute || row.isSeparator())
        return QDateTime::fromMSecsSinceEpoch(row.time / 1000)
            .toString(row.isSeparator() ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm:ss.zzz"));
    return u'+' + QLocale().toString(double(row.time - row.cardStart) / 1e6, 'f', 3);
}

QString TraceModel::text(const TraceRow& row, Column column) const
{
    switch (column) {
    case Number:
        return QString::number(row.id);
    case Time:
        return timeText(row);
    case Station:
        return row.station.text();
    case Card:
        return QStringLiteral("%1%2").arg(QChar(0x2026)).arg(row.cardTail().right(4));
    case Step:
        return stepText(row);
    case Command: {
        if (row.kind == TraceKind::Reset)
            return QStringLiteral("RESET");
        const QString title = commandTitle(row);
        return title.isEmpty() ? nodeText(decodeRow(row, {}).front()) : title;
    }
    case Data:
        return noteText(dataSummary(row));
    case Result:
        return row.sw == 0 || row.kind == TraceKind::Reset
            ? resultText(row)
            : QStringLiteral("%1 %2").arg(row.sw, 4, 16, QLatin1Char('0')).arg(QString()).toUpper()
                + resultText(row)
                + (row.exchanges > 1 ? tr(" (%1 exchanges)").arg(row.exchanges) : QString());
    case Duration:
        return durationText(row.microseconds);
    case Size:
        return QString::number(row.size());
    case ColumnCount:
        break;
    }
    return {};
}

QString TraceModel::sentence(const TraceRow& row) const
{
    if (row.isSeparator())
        return separatorText(row);
    const QString state = row.failed() ? tr("failed") : row.warns() ? tr("warning") : QString();
    QStringList parts{state, row.station.text(), stepText(row), text(row, Command), text(row, Result)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant TraceModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int((rightAligned(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    const TraceRow* row = rowAt(index.row());
    if (!row)
        return index.column() == Number ? QString::number(idAt(index.row()))
            : index.column() == Command ? tr("no longer kept")
                                        : QString();
    if (role == Qt::AccessibleTextRole && index.column() == Number)
        return sentence(*row);
    if (row->isSeparator())
        return index.column() == Number || role == Qt::ToolTipRole ? separatorText(*row) : QString();
    return text(*row, Column(index.column()));
}

QVariant TraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Time)
        return int(Qt::AlignCenter); // apart from the next one, which is on the left
    if (role == Qt::TextAlignmentRole)
        return int((rightAligned(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("#"), m_timeFormat == Relative ? tr("Since card") : tr("Time"), tr("Station"),
        tr("Card"), tr("Step"), tr("Command"), tr("Data"), tr("SW, meaning"), tr("ms"), tr("Bytes")};
    return names.value(section);
}

} // namespace sm
