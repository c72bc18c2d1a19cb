// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reader_name.h"

#include <QRegularExpression>

#include <algorithm>

namespace sm {

ReaderName ReaderName::of(const QString& name)
{
    static const QRegularExpression shape(
        QStringLiteral(R"((?:\(([^()]+)\) )?[0-9A-Fa-f]{2} ([0-9A-Fa-f]{2})$)"));
    const QRegularExpressionMatch match = shape.match(name);
    ReaderName out;
    out.serial = match.captured(1);
    out.slot = match.captured(2).toInt(nullptr, 16);
    return out;
}

QString readerOf(const StationPlan& plan, const QStringList& readers)
{
    const auto found = std::find_if(readers.begin(), readers.end(), [&plan](const QString& name) {
        if (!plan.reader.isEmpty())
            return name == plan.reader;
        const ReaderName parts = ReaderName::of(name);
        return !parts.serial.isEmpty() && parts.serial == plan.readerSerial && parts.slot == plan.readerSlot;
    });
    return found == readers.end() ? QString() : *found;
}

} // namespace sm
