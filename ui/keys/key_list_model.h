// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace sm {

/// The keys that the devices hold: never a value.
class KeyListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Label, Version, Usage, CheckValue, Devices, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setTheme(const Theme& theme);
    /// `devices`: how many there are, to say "all".
    void setKeys(std::shared_ptr<const std::vector<HsmKeyFigures>> keys, int devices);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString lifeText(const HsmKeyFigures& key) const; ///< check value, and why it is not used
    QString text(const HsmKeyFigures& key, int column) const;

    Theme m_theme;
    std::shared_ptr<const std::vector<HsmKeyFigures>> m_keys;
    int m_devices = 0;
};

} // namespace sm
