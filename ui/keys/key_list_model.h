// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <optional>

namespace sm {

/// The keys that the devices hold: never a value.
class KeyListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Label, Version, Usage, CheckValue, State, Days, People, Devices, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setTheme(const Theme& theme);
    /// `devices`: how many there are, to say "all".
    /// True: it is another list.
    bool setKeys(std::shared_ptr<const std::vector<HsmKeyFigures>> keys, int devices);
    const HsmKeyFigures& key(int row) const { return m_keys->at(size_t(row)); }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString stateText(const HsmKeyFigures& key) const;
    QString daysText(const KeyLife& life) const;
    QString devicesText(const HsmKeyFigures& key) const;
    QString tip(const HsmKeyFigures& key, int column) const;
    std::optional<Band> band(const HsmKeyFigures& key, int column) const;
    QString text(const HsmKeyFigures& key, int column) const;

    Theme m_theme;
    std::shared_ptr<const std::vector<HsmKeyFigures>> m_keys;
    int m_devices = 0;
};

} // namespace sm
