// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/card_object.h"

#include <QMap>
#include <QString>

#include <vector>

namespace sm {

/// Where chip data is archived, named by a profile; opened by core/data.
struct DataSourceSpec {
    QString name; ///< as templates call it: {data:NAME.COLUMN}
    QString kind; ///< csv, sqlite; machine: the control device of the machine in which the card is
    QString file; ///< relative to the profile or the job file, or a resource; none of a machine's
    QString table; ///< sqlite only
    QString keyColumn; ///< holds the card object id; none of a machine's
    QMap<QString, FieldClass> columnClasses; ///< unnamed columns are personal; a machine's has no others

    bool isMachines() const { return kind == QLatin1String("machine"); }
};

/// One row of a source, by column name.
struct DataRow {
    std::vector<CardField> columns;

    /// Null when there is no column of that name. The pointer lasts as long as the row is unchanged.
    const CardField* find(QStringView column) const
    {
        for (const CardField& field : columns) {
            if (field.name == column)
                return &field;
        }
        return nullptr;
    }
};

} // namespace sm
