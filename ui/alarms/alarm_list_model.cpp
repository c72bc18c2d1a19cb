// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_list_model.h"

#include "ui/text/alarm_text.h"
#include "ui/text/numbers.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sm {

AlarmListModel::AlarmListModel(Kind kind, QObject* parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{
}

void AlarmListModel::setEntries(std::vector<AlarmEntry> entries, qint64 now, const QDateTime& wall)
{
    m_now = now;
    m_wall = wall;
    const bool same = std::equal(entries.begin(), entries.end(), m_entries.begin(), m_entries.end(),
        [](const AlarmEntry& a, const AlarmEntry& b) { return a.id == b.id; });
    if (same) {
        m_entries = std::move(entries);
        if (!m_entries.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const AlarmEntry* AlarmListModel::entry(int row) const
{
    return row >= 0 && size_t(row) < m_entries.size() ? &m_entries[size_t(row)] : nullptr;
}

int AlarmListModel::rowOf(quint64 id) const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [id](const AlarmEntry& entry) { return entry.id == id; });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

int AlarmListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AlarmListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AlarmListModel::clockTime(qint64 at) const
{
    return QLocale().toString(m_wall.addMSecs(at - m_now).toLocalTime().time(), QStringLiteral("HH:mm:ss"));
}

QString AlarmListModel::stateOf(const AlarmEntry& entry) const
{
    if (m_kind == Kind::Shelved)
        return tr("until %1: %2").arg(clockTime(entry.shelvedUntil), entry.shelveReason);
    if (m_kind == Kind::History)
        return entry.acknowledged ? tr("Acknowledged") : tr("Never acknowledged");
    if (!entry.standing)
        return tr("Comes and goes");
    return entry.acknowledged ? tr("Acknowledged") : tr("New");
}

QString AlarmListModel::cell(const AlarmEntry& entry, int column) const
{
    switch (column) {
    case Priority:
        return priorityText(entry.priority());
    case Number:
        return alarmNumber(entry.code);
    case Place:
        return alarmText(entry).place;
    case Text:
        return alarmText(entry).name + QStringLiteral(". ") + alarmText(entry).sentence;
    case Since:
        return clockTime(entry.raisedAt);
    case Lasted:
        return ageText(qMax<qint64>(0, (entry.clearedAt > 0 ? entry.clearedAt : m_now) - entry.raisedAt));
    case Times:
        return QString::number(entry.times);
    case State:
        return stateOf(entry);
    default:
        return {};
    }
}

QVariant AlarmListModel::data(const QModelIndex& index, int role) const
{
    const AlarmEntry* one = entry(index.row());
    if (!one)
        return {};
    if (role == Qt::DisplayRole)
        return cell(*one, index.column());
    if (role == Qt::ToolTipRole) {
        const AlarmText text = alarmText(*one);
        return QStringList{
            text.sentence, tr("Likely cause: %1").arg(text.cause), tr("What to do: %1").arg(text.action)}
            .join(QLatin1Char('\n'));
    }
    if (role == Qt::TextAlignmentRole && index.column() == Times)
        return int(Qt::AlignCenter);
    if (role == Qt::TextAlignmentRole && index.column() == Lasted)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant AlarmListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Times)
        return int(Qt::AlignCenter);
    if (role == Qt::TextAlignmentRole)
        return int((section == Lasted ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Priority:
        return tr("Priority");
    case Number:
        return tr("Code");
    case Place:
        return tr("Where");
    case Text:
        return tr("What");
    case Since:
        return tr("Since");
    case Lasted:
        return m_kind == Kind::History ? tr("Lasted") : tr("Age");
    case Times:
        return tr("Times");
    case State:
        return m_kind == Kind::Shelved ? tr("Shelved") : tr("State");
    default:
        return {};
    }
}

} // namespace sm
