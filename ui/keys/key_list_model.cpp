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

void KeyListModel::setKeys(std::shared_ptr<const std::vector<HsmKeyFigures>> keys, int devices)
{
    if (keys == m_keys && devices == m_devices)
        return;
    beginResetModel();
    m_keys = std::move(keys);
    m_devices = devices;
    endResetModel();
}

int KeyListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_keys ? 0 : int(m_keys->size());
}

int KeyListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString KeyListModel::lifeText(const HsmKeyFigures& key) const
{
    const QString kcv = key.kcv.isEmpty() ? tr("not told") : key.kcv;
    switch (fitnessOf(key.life, todayUtc())) {
    case KeyFitness::Retired:
        return tr("%1, RETIRED").arg(kcv);
    case KeyFitness::Expired:
        return tr("%1, EXPIRED").arg(kcv);
    case KeyFitness::NotYetValid:
        return tr("%1, NOT VALID YET").arg(kcv);
    case KeyFitness::Usable:
        break;
    }
    return kcv;
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
        if (!key.agree)
            return tr("DIFFER between HSMs");
        return lifeText(key);
    case Devices:
        return key.devices.size() == m_devices ? tr("all") : key.devices.join(QStringLiteral(", "));
    default:
        return {};
    }
}

QVariant KeyListModel::data(const QModelIndex& index, int role) const
{
    if (!m_keys || !index.isValid() || index.row() >= rowCount())
        return {};
    const HsmKeyFigures& key = m_keys->at(size_t(index.row()));
    if (role == Qt::DisplayRole)
        return text(key, index.column());
    if (role == Qt::FontRole && (index.column() == Label || index.column() == CheckValue))
        return key.agree ? monoFont(13) : uiFont(13, true);
    if (role == Qt::ForegroundRole && !key.agree && index.column() == CheckValue)
        return m_theme.fault.text;
    if (role == Qt::BackgroundRole && !key.agree && index.column() == CheckValue)
        return m_theme.fault.fill;
    if (role == Qt::ToolTipRole && !key.agree)
        return tr(
            "Two HSMs hold different keys under this name and would make different cards. Take the wrong one "
            "out of use and call the security officer.");
    if (role == Qt::ToolTipRole && index.column() == Devices)
        return key.devices.join(u'\n');
    return {};
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
    case Devices:
        return tr("In HSMs");
    default:
        return {};
    }
}

} // namespace sm
