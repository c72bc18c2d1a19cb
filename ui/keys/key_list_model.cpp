// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_list_model.h"

#include "ui/keys/hsm_text.h"
#include "ui/theme/fonts.h"

#include <QLocale>

namespace sm {

void KeyListModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

bool KeyListModel::setKeys(std::shared_ptr<const std::vector<HsmKeyFigures>> keys, int devices)
{
    if (keys == m_keys && devices == m_devices)
        return false;
    beginResetModel();
    m_keys = std::move(keys);
    m_devices = devices;
    endResetModel();
    return true;
}

int KeyListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_keys ? 0 : int(m_keys->size());
}

int KeyListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString KeyListModel::stateText(const HsmKeyFigures& key) const
{
    if (!key.agree)
        return tr("DIFFERENT KEYS");
    switch (fitnessOf(key.life, todayUtc())) {
    case KeyFitness::Retired:
        return tr("RETIRED");
    case KeyFitness::Expired:
        return tr("EXPIRED");
    case KeyFitness::NotYetValid:
        return tr("NOT VALID YET");
    case KeyFitness::Usable:
        break;
    }
    return tr("in use");
}

QString KeyListModel::daysText(const KeyLife& life) const
{
    const auto day = [](const QDate& date) { return QLocale().toString(date, QLocale::ShortFormat); };
    if (life.notBefore.isValid() && life.notAfter.isValid())
        return tr("%1 to %2").arg(day(life.notBefore), day(life.notAfter));
    if (life.notAfter.isValid())
        return tr("until %1").arg(day(life.notAfter));
    return life.notBefore.isValid() ? tr("from %1").arg(day(life.notBefore)) : tr("no limit");
}

QString KeyListModel::devicesText(const HsmKeyFigures& key) const
{
    const QString names = key.devices.join(QStringLiteral(", "));
    if (key.devices.size() == m_devices)
        return m_devices == 1 ? names : tr("all");
    return tr("%1 of %2: %3").arg(key.devices.size()).arg(m_devices).arg(names);
}

QString KeyListModel::text(const HsmKeyFigures& key, int column) const
{
    switch (column) {
    case Label:
        return key.label;
    case Version:
        return QLocale().toString(key.version);
    case Usage:
        return keyUsageText(key.usage);
    case CheckValue:
        return key.kcv.isEmpty() ? tr("not told") : key.kcv;
    case State:
        return stateText(key);
    case Days:
        return daysText(key.life);
    case People:
        return key.people;
    case Devices:
        return devicesText(key);
    default:
        return {};
    }
}

QString KeyListModel::tip(const HsmKeyFigures& key, int column) const
{
    if (!key.agree)
        return tr(
            "Two HSMs hold different keys under this name and would make different cards. Take the wrong one "
            "out of use and call the security officer.");
    if (column == Devices)
        return key.devices.join(u'\n');
    if (column == State && fitnessOf(key.life, todayUtc()) != KeyFitness::Usable)
        return tr("Jobs that need this key are not started. Call the security officer: its successor must be "
                  "imported.");
    return column == People || column == Days || column == Usage ? text(key, column) : QString();
}

/// Only where somebody must look.
std::optional<Band> KeyListModel::band(const HsmKeyFigures& key, int column) const
{
    if (!key.agree && (column == CheckValue || column == State))
        return m_theme.fault;
    if (column != State)
        return std::nullopt;
    switch (fitnessOf(key.life, todayUtc())) {
    case KeyFitness::Expired:
        return m_theme.fault;
    case KeyFitness::NotYetValid:
    case KeyFitness::Retired:
        return m_theme.warning;
    case KeyFitness::Usable:
        break;
    }
    return std::nullopt;
}

QVariant KeyListModel::data(const QModelIndex& index, int role) const
{
    if (!m_keys || !index.isValid() || index.row() >= rowCount())
        return {};
    const HsmKeyFigures& key = m_keys->at(size_t(index.row()));
    const std::optional<Band> stands = band(key, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(key, index.column());
    case Qt::FontRole:
        if (stands)
            return uiFont(13, true);
        if (index.column() == Label || index.column() == CheckValue)
            return monoFont(13);
        return {};
    case Qt::ForegroundRole:
        return stands ? QVariant(stands->text) : QVariant();
    case Qt::BackgroundRole:
        return stands ? QVariant(stands->fill) : QVariant();
    case Qt::ToolTipRole:
        return tip(key, index.column());
    default:
        return {};
    }
}

QVariant KeyListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Label:
        return tr("Key");
    case Version:
        return tr("Version");
    case Usage:
        return tr("Use");
    case CheckValue:
        return tr("Check value");
    case State:
        return tr("State");
    case Days:
        return tr("Days of use");
    case People:
        return tr("Brought by");
    case Devices:
        return tr("In HSMs");
    default:
        return {};
    }
}

} // namespace sm
