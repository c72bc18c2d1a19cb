// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/column_match.h"

#include <algorithm>

namespace sm {
namespace {

constexpr double goodShare = 0.95;
constexpr int fewestValues = 3;

/// Groups of names for the same thing, without blanks and marks, in lower case; English and German.
const QList<QStringList>& synonyms()
{
    static const QList<QStringList> groups = [] {
        QList<QStringList> list;
        for (const char* group : {
                 "pan number cardnumber cardno passnumber passno accountnumber primaryaccountnumber "
                 "kartennummer "
                 "nummer",
                 "name holder holdername cardholder cardholdername nameoncard embossname fullname inhaber "
                 "karteninhaber",
                 "expiry expirydate expires exp expiration expirationdate validto validthru validuntil "
                 "enddate "
                 "gueltigbis ablauf ablaufdatum",
                 "validfrom startdate effectivedate issuedate gueltigab ausstellungsdatum",
                 "cardobjectid cardobjid objectid recordid cardid orderid scrd id reference kartenid",
                 "productcode product producttype cardtype produkt produktcode",
                 "phone phonenumber telephone tel mobile telefon mobil",
                 "picture photo image pic photofile bild foto",
                 "zone zones tariffzone area tarifzone",
                 "concession discount reduction category ermaessigung",
                 "track1 trackone iso1 spur1",
                 "track2 tracktwo iso2 spur2",
             })
            list.append(QString::fromLatin1(group).split(QLatin1Char(' ')));
        return list;
    }();
    return groups;
}

QString plain(const QString& name)
{
    QString out;
    for (QChar c : name.toLower()) {
        if (c.isLetterOrNumber() || c == QLatin1Char('#') || c == QLatin1Char('.'))
            out.append(c == QChar(0xFC) ? QStringLiteral("ue")
                    : c == QChar(0xE4)  ? QStringLiteral("ae")
                                        : QString(c));
    }
    return out;
}

bool areSynonyms(const QString& a, const QString& b)
{
    return std::any_of(synonyms().begin(), synonyms().end(),
        [&](const QStringList& group) { return group.contains(a) && group.contains(b); });
}

class ColumnMatcher {
public:
    ColumnMatcher(const Layout& layout, const QStringList& columns)
        : m_layout(layout)
        , m_columns(columns)
        , m_matches(layout.fields.size())
        , m_taken(size_t(columns.size()), false)
    {
    }

    template <class Fits> void pass(FieldMatch::By by, Fits fits)
    {
        for (size_t f = 0; f < m_matches.size(); ++f) {
            const LayoutField& field = m_layout.fields[f];
            if (m_matches[f].column >= 0 || field.constant)
                continue;
            for (int c = 0; c < int(m_columns.size()); ++c) {
                if (!m_taken[size_t(c)] && fits(field, m_columns.at(c)))
                    return take(f, c, by), pass(by, fits);
            }
        }
    }
    void byContent(const std::vector<FileTable::Row>& rows)
    {
        for (size_t f = 0; f < m_matches.size(); ++f) {
            const LayoutField& field = m_layout.fields[f];
            if (m_matches[f].column >= 0 || field.constant || field.rule.empty())
                continue;
            if (const int only = onlyColumn(field, rows); only >= 0)
                take(f, only, FieldMatch::By::Content);
        }
    }
    std::vector<FieldMatch> result() { return std::move(m_matches); }

private:
    void take(size_t field, int column, FieldMatch::By by)
    {
        m_matches[field] = {column, by};
        m_taken[size_t(column)] = true;
    }
    int onlyColumn(const LayoutField& field, const std::vector<FileTable::Row>& rows) const
    {
        int found = -1;
        for (int c = 0; c < int(m_columns.size()); ++c) {
            if (m_taken[size_t(c)] || acceptedShare(field.rule, rows, c) < goodShare)
                continue;
            if (found >= 0)
                return -1; // either could be meant
            found = c;
        }
        return found;
    }

    const Layout& m_layout;
    const QStringList& m_columns;
    std::vector<FieldMatch> m_matches;
    std::vector<bool> m_taken;
};

} // namespace

double acceptedShare(
    const std::vector<SupportCall>& rule, const std::vector<FileTable::Row>& rows, int column)
{
    int values = 0;
    int accepted = 0;
    for (const FileTable::Row& row : rows) {
        if (row.broken || size_t(column) >= row.cells.size() || row.cells[size_t(column)].trimmed().isEmpty())
            continue;
        ++values;
        accepted += applySupportPipe(rule, SupportValue::text(row.cells[size_t(column)].trimmed())).ok();
    }
    return values < fewestValues ? -1 : double(accepted) / values;
}

std::vector<FieldMatch> matchColumns(
    const Layout& layout, const QStringList& columns, const std::vector<FileTable::Row>& rows)
{
    ColumnMatcher matcher(layout, columns);
    matcher.pass(FieldMatch::By::Name, [](const LayoutField& field, const QString& column) {
        return column.compare(field.source, Qt::CaseInsensitive) == 0
            || column.compare(field.name, Qt::CaseInsensitive) == 0;
    });
    matcher.pass(FieldMatch::By::Similar, [](const LayoutField& field, const QString& column) {
        return plain(column) == plain(field.source) || plain(column) == plain(field.name);
    });
    matcher.pass(FieldMatch::By::Synonym, [](const LayoutField& field, const QString& column) {
        return areSynonyms(plain(column), plain(field.source))
            || areSynonyms(plain(column), plain(field.name));
    });
    matcher.byContent(rows);
    return matcher.result();
}

} // namespace sm
