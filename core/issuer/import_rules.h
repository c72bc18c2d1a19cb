// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"
#include "issuer/import_policy.h"
#include "issuer/picture_address.h"
#include "support/support_service.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace sm {

/// Characters that a module can produce.
class GlyphSet {
public:
    GlyphSet() = default;
    /// `A-Z0-9 .'-`: characters and ranges; a hyphen at the end stands for itself.
    static GlyphSet parse(QStringView text);
    bool has(char32_t code) const;
    /// Number, from 1, of the first character that is not in the set; 0: all are.
    qsizetype firstMissing(QByteArrayView utf8) const;
    bool isEmpty() const { return m_ranges.empty(); }

private:
    std::vector<std::pair<char32_t, char32_t>> m_ranges;
};

/// What a profile asks of the records of its jobs beyond the layout, and how a file may be accepted. A value;
/// filled by core/profile.
struct ImportRules {
    using Pipe = std::vector<SupportCall>;
    struct Field {
        QString name;
        FieldClass fieldClass = FieldClass::Personal;
        bool required = true;
        std::vector<std::pair<QString, Pipe>> checks; ///< text and pipe; each must accept the value
    };
    struct Glyphs { ///< V05, a warning
        QString field;
        QString font;
        GlyphSet glyphs;
    };
    struct Products { ///< V10, an error
        QString field;
        QStringList codes;
    };
    struct Pictures { ///< V11
        QString field;
        QString folder; ///< a value is a path relative to it
        PictureAddress address; ///< where a server has them instead; empty: in the folder
        bool required = false; ///< true: error; false: warning
    };
    struct LastDay { ///< V13, a warning
        QString field;
        Pipe toComparable; ///< to yyyyMMdd or yyyyMM
        bool hasDay = true;
    };

    std::vector<Field> fields;
    std::vector<Glyphs> glyphs;
    std::optional<Products> products;
    std::optional<Pictures> pictures;
    std::optional<LastDay> lastDay;
    QString orderField; ///< V14, told once; empty: any order
    QDate today; ///< for lastDay; invalid: not checked

    std::vector<ImportPolicy> policies{
        ImportPolicy::AllOrNothing, ImportPolicy::AcceptValid, ImportPolicy::StopAfter}; ///< first: usual one
    qint64 stopAfter = 100;
};

} // namespace sm
