// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filter.h"

#include "base/bytes.h"

#include <QStringList>

#include <array>

namespace sm {

namespace {

using What = FilterError::What;

constexpr qsizetype longestText = 1000;
constexpr qint64 second = 1'000'000;
constexpr qint64 day = 86'400 * second;

struct FieldName {
    const char* name;
    FilterField field;
};
constexpr std::array fieldNames{FieldName{"station", FilterField::Station},
    FieldName{"ins", FilterField::Ins}, FieldName{"sw", FilterField::Sw}, FieldName{"dur", FilterField::Dur},
    FieldName{"card", FilterField::Card}, FieldName{"step", FilterField::Step},
    FieldName{"job", FilterField::Job}, FieldName{"attempt", FilterField::Attempt},
    FieldName{"id", FilterField::Id}, FieldName{"since", FilterField::Since},
    FieldName{"until", FilterField::Until}, FieldName{"is", FilterField::Is}};

/// A term as it was typed.
struct Piece {
    QString name; ///< empty: a word
    FilterOp op = FilterOp::Is;
    QString value;
    bool negated = false;
    bool hasOperator = false;
    qsizetype offset = 0;
    qsizetype valueOffset = 0;
    qsizetype end = 0;
};

class Scanner {
public:
    explicit Scanner(QStringView text)
        : m_text(text)
    {
    }

    bool atEnd()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at >= m_text.size();
    }

    std::variant<Piece, FilterError> next()
    {
        Piece piece;
        piece.offset = m_at;
        if (m_text[m_at] == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace()) {
            piece.negated = true;
            ++m_at;
        }
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        piece.name = m_text.sliced(from, m_at - from).toString().toLower();
        if (piece.name.isEmpty() || !takeOperator(piece)) {
            piece.name.clear();
            m_at = from;
        }
        piece.valueOffset = m_at;
        if (auto wrong = takeValue(piece))
            return *wrong;
        piece.end = m_at;
        return piece;
    }

private:
    bool takeOperator(Piece& piece)
    {
        struct Sign {
            QLatin1String text;
            FilterOp op;
        };
        static constexpr std::array signs{Sign{QLatin1String("!="), FilterOp::Not},
            Sign{QLatin1String(">="), FilterOp::GreaterEqual}, Sign{QLatin1String("<="), FilterOp::LessEqual},
            Sign{QLatin1String(":"), FilterOp::Is}, Sign{QLatin1String("="), FilterOp::Is},
            Sign{QLatin1String(">"), FilterOp::Greater}, Sign{QLatin1String("<"), FilterOp::Less}};
        for (const Sign& sign : signs) {
            if (m_text.sliced(m_at).startsWith(sign.text)) {
                piece.op = sign.op;
                piece.hasOperator = true;
                m_at += sign.text.size();
                return true;
            }
        }
        return false;
    }

    std::optional<FilterError> takeValue(Piece& piece)
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            const qsizetype close = m_text.indexOf(u'"', m_at + 1);
            if (close < 0)
                return FilterError{What::QuoteOpen, m_at, m_text.size() - m_at, {}};
            piece.value = m_text.sliced(m_at + 1, close - m_at - 1).toString();
            m_at = close + 1;
            return std::nullopt;
        }
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace())
            ++m_at;
        piece.value = m_text.sliced(from, m_at - from).toString();
        return std::nullopt;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

FilterOp turned(FilterOp op)
{
    switch (op) {
    case FilterOp::Is:
        return FilterOp::Not;
    case FilterOp::Not:
        return FilterOp::Is;
    case FilterOp::Greater:
        return FilterOp::LessEqual;
    case FilterOp::GreaterEqual:
        return FilterOp::Less;
    case FilterOp::Less:
        return FilterOp::GreaterEqual;
    case FilterOp::LessEqual:
        break;
    }
    return FilterOp::Greater;
}

bool ordered(FilterField field)
{
    return field == FilterField::Dur || field == FilterField::Id || field == FilterField::Attempt
        || field == FilterField::Job || field == FilterField::Step;
}

std::optional<double> withUnit(
    const QString& text, std::initializer_list<std::pair<QLatin1String, double>> units)
{
    bool ok = false;
    for (const auto& [unit, factor] : units) {
        if (!unit.isEmpty() && !text.endsWith(unit))
            continue;
        const double value = text.chopped(unit.size()).toDouble(&ok);
        if (ok && value >= 0 && value < 1e12)
            return value * factor;
    }
    return std::nullopt;
}

std::optional<double> timeOf(const QString& text, const FilterClock& clock)
{
    const auto ago = withUnit(
        text, {{QLatin1String("s"), 1.0}, {QLatin1String("m"), 60.0}, {QLatin1String("h"), 3600.0}});
    if (ago)
        return double(clock.now) - *ago * double(second);
    const QStringList parts = text.split(u':');
    if (parts.size() < 2 || parts.size() > 3)
        return std::nullopt;
    double seconds = 0;
    constexpr std::array<double, 3> limits{24, 60, 60};
    for (qsizetype i = 0; i < 3; ++i) {
        bool ok = true;
        const double part = i < parts.size() ? parts[i].toDouble(&ok) : 0;
        if (!ok || part < 0 || part >= limits[size_t(i)])
            return std::nullopt;
        seconds = seconds * 60 + part;
    }
    const qint64 local = clock.now + clock.offsetSeconds * second;
    qint64 at = local - local % day + qint64(seconds * double(second));
    if (at > local)
        at -= day; // a time of the day that has not come yet is yesterday's
    return double(at - clock.offsetSeconds * second);
}

std::optional<What> readSw(FilterTerm& term)
{
    if (term.text == QLatin1String("none")) {
        term.mask = 0;
        return std::nullopt;
    }
    if (term.text.size() != 4)
        return What::NotHex;
    quint16 value = 0;
    term.mask = 0;
    for (const QChar c : std::as_const(term.text)) {
        bool ok = false;
        const uint digit = QString(c).toUInt(&ok, 16);
        if (!ok && c != u'x')
            return What::NotHex;
        value = quint16(value << 4 | (ok ? digit : 0));
        term.mask = quint16(term.mask << 4 | (ok ? 0xF : 0));
    }
    if (term.mask == 0)
        return What::NotHex;
    term.number = value;
    return std::nullopt;
}

std::optional<What> readNumber(FilterTerm& term)
{
    bool ok = false;
    term.number = double(term.text.toLongLong(&ok));
    term.numeric = ok;
    return ok ? std::nullopt : std::optional(What::NotANumber);
}

std::optional<What> readStation(FilterTerm& term)
{
    if (StationId::fromText(term.text.toUpper()))
        return std::nullopt;
    bool ok = false;
    const int machine = term.text.startsWith(u'm') ? term.text.mid(1).toInt(&ok) : 0;
    return ok && machine > 0 ? std::nullopt : std::optional(What::NotAStation);
}

std::optional<What> readValue(FilterTerm& term, const FilterClock& clock)
{
    switch (term.field) {
    case FilterField::Station:
        return readStation(term);
    case FilterField::Ins: {
        const auto byte = fromHex(term.text);
        term.numeric = byte && byte->size() == 1;
        term.number = term.numeric ? byteAt(*byte, 0) : 0;
        return std::nullopt;
    }
    case FilterField::Sw:
        return readSw(term);
    case FilterField::Dur: {
        const auto time = withUnit(term.text,
            {{QLatin1String("us"), 1.0}, {QLatin1String("ms"), 1000.0}, {QLatin1String("s"), 1e6},
                {QLatin1String(""), 1000.0}});
        term.number = time.value_or(0);
        return time ? std::nullopt : std::optional(What::NotANumber);
    }
    case FilterField::Step:
        static_cast<void>(readNumber(term));
        return term.numeric || term.op == FilterOp::Is || term.op == FilterOp::Not
            ? std::nullopt
            : std::optional(What::NotANumber);
    case FilterField::Job:
    case FilterField::Attempt:
    case FilterField::Id:
        return readNumber(term);
    case FilterField::Since:
    case FilterField::Until: {
        const auto time = timeOf(term.text, clock);
        term.number = time.value_or(0);
        return time ? std::nullopt : std::optional(What::NotATime);
    }
    case FilterField::Is:
        return filterStateNames().contains(term.text) ? std::nullopt : std::optional(What::NotAState);
    case FilterField::Word:
    case FilterField::Card:
        break;
    }
    return std::nullopt;
}

std::variant<FilterTerm, FilterError> termOf(const Piece& piece, const FilterClock& clock)
{
    FilterTerm term;
    term.op = piece.negated ? turned(piece.op) : piece.op;
    term.text = piece.value.toLower();
    if (piece.hasOperator && !piece.name.isEmpty()) {
        const auto known = std::find_if(fieldNames.begin(), fieldNames.end(),
            [&](const FieldName& f) { return piece.name == QLatin1String(f.name); });
        if (known == fieldNames.end())
            return FilterError{
                What::UnknownField, piece.offset, piece.valueOffset - piece.offset, piece.name};
        term.field = known->field;
    }
    if (term.text.isEmpty())
        return FilterError{What::ValueMissing, piece.offset, piece.end - piece.offset, piece.name};
    const bool equality = term.op == FilterOp::Is || term.op == FilterOp::Not;
    if (!equality && !ordered(term.field))
        return FilterError{What::OperatorUnfit, piece.offset, piece.end - piece.offset, piece.name};
    if (const auto wrong = readValue(term, clock))
        return FilterError{*wrong, piece.valueOffset, piece.end - piece.valueOffset, piece.value};
    return term;
}

} // namespace

QStringList filterFieldNames()
{
    QStringList names;
    for (const FieldName& field : fieldNames)
        names.append(QString::fromLatin1(field.name));
    return names;
}

QStringList filterStateNames()
{
    return {QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("masked"),
        QStringLiteral("secured")};
}

std::variant<TraceFilter, FilterError> TraceFilter::parse(QStringView text, const FilterClock& clock)
{
    if (text.size() > longestText)
        return FilterError{What::TooLong, longestText, text.size() - longestText, {}};
    TraceFilter filter;
    Scanner scanner(text);
    while (!scanner.atEnd()) {
        const auto piece = scanner.next();
        if (const auto* wrong = std::get_if<FilterError>(&piece))
            return *wrong;
        auto term = termOf(std::get<Piece>(piece), clock);
        if (const auto* wrong = std::get_if<FilterError>(&term))
            return *wrong;
        filter.m_terms.push_back(std::get<FilterTerm>(std::move(term)));
    }
    return filter;
}

} // namespace sm
