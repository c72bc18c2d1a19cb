// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/import_rules.h"

#include <algorithm>

namespace sm {

GlyphSet GlyphSet::parse(QStringView text)
{
    GlyphSet set;
    const QList<uint> codes = text.toUcs4();
    for (qsizetype i = 0; i < codes.size(); ++i) {
        const auto first = char32_t(codes[i]);
        const bool range = i + 2 < codes.size() && codes[i + 1] == '-';
        set.m_ranges.emplace_back(first, range ? char32_t(codes[i + 2]) : first);
        i += range ? 2 : 0;
    }
    return set;
}

bool GlyphSet::has(char32_t code) const
{
    return std::any_of(m_ranges.begin(), m_ranges.end(),
        [code](const auto& range) { return code >= range.first && code <= range.second; });
}

qsizetype GlyphSet::firstMissing(QByteArrayView utf8) const
{
    const QList<uint> codes = QString::fromUtf8(utf8).toUcs4();
    for (qsizetype i = 0; i < codes.size(); ++i) {
        if (!has(char32_t(codes[i])))
            return i + 1;
    }
    return 0;
}

} // namespace sm
