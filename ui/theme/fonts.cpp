// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace sm {

namespace {

QString firstPresent(const QStringList& wanted, QFontDatabase::SystemFont otherwise)
{
    const QStringList families = QFontDatabase::families();
    for (const QString& family : wanted) {
        if (families.contains(family))
            return family;
    }
    return QFontDatabase::systemFont(otherwise).family();
}

double currentScale = 1.0;

QFont sized(const QString& family, int pixels, bool bold)
{
    QFont font(family);
    font.setPixelSize(pixels);
    font.setBold(bold);
    return font;
}

} // namespace

double textScale()
{
    return currentScale;
}

void setTextScale(double scale)
{
    currentScale = qBound(1.0, scale, 1.5);
}

int px(int pixels)
{
    return qRound(pixels * currentScale);
}

QFont plainUiFont(int pixels, bool bold)
{
    static const QString family = firstPresent(
        {QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")}, QFontDatabase::GeneralFont);
    return sized(family, pixels, bold);
}

QFont plainMonoFont(int pixels, bool bold)
{
    static const QString family = firstPresent(
        {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono")}, QFontDatabase::FixedFont);
    return sized(family, pixels, bold);
}

QFont uiFont(int pixels, bool bold)
{
    return plainUiFont(px(pixels), bold);
}

QFont monoFont(int pixels, bool bold)
{
    return plainMonoFont(px(pixels), bold);
}

} // namespace sm
