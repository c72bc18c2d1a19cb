// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sm {

/// The conversions that the import page offers for a column, as a pipe of support services in a fixed order.
/// What a hand-made layout has beside them is kept in front.
struct Conversion {
    QString other;
    QString trim;
    QString letters; ///< upper, lower
    QString date; ///< date:FROM>TO
    QString pad; ///< pad:COUNT,30,left

    static Conversion parse(const QString& pipe);
    QString pipe() const;
    void set(const QString& stage, const QString& text);

    static QString trimStage() { return QStringLiteral("trim"); }
    static QString caseStage() { return QStringLiteral("case"); }
    static QString dateStage() { return QStringLiteral("date"); }
    static QString padStage() { return QStringLiteral("pad"); }
    /// The form that a field's rule asks for, or ISO 8601.
    static QString dateForm(const QString& rule);
    static QStringList dateForms();
};

} // namespace sm
