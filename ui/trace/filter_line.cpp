// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/filter_line.h"

#include "ui/theme/fonts.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QDateTime>
#include <QKeyEvent>
#include <QPainter>
#include <QStringListModel>

namespace sm {

namespace {

constexpr qsizetype longestHistory = 30;

FilterClock clockNow()
{
    const QDateTime now = QDateTime::currentDateTime();
    return {now.toMSecsSinceEpoch() * 1000, now.offsetFromUtc()};
}

} // namespace

FilterLine::FilterLine(QWidget* parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
    , m_offers(new QStringListModel(this))
{
    setObjectName(QStringLiteral("traceFilter"));
    setAccessibleName(tr("Filter"));
    setFont(monoFont(13));
    setMinimumHeight(32);
    setTextMargins(6, 0, 4, 0);
    setClearButtonEnabled(true);
    setPlaceholderText(tr("Filter: station:M2-S3 sw!=9000 dur>500 step:\"store data\" since:14:20"));
    m_known.insert(QStringLiteral("is"), filterStateNames());
    m_completer->setModel(m_offers);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this,
        &FilterLine::insertCompletion);
    connect(this, &QLineEdit::textChanged, this, &FilterLine::check);
    connect(this, &QLineEdit::textEdited, this, &FilterLine::offer);
    connect(this, &QLineEdit::editingFinished, this, &FilterLine::remember);
}

void FilterLine::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void FilterLine::setKnown(const QString& field, const QStringList& values)
{
    m_known.insert(field, values);
}

void FilterLine::check()
{
    const bool hadError = m_error.has_value();
    auto parsed = TraceFilter::parse(text(), clockNow());
    if (const auto* wrong = std::get_if<FilterError>(&parsed)) {
        m_error = *wrong;
        Q_EMIT errorChanged();
    } else {
        m_error.reset();
        if (hadError)
            Q_EMIT errorChanged();
        if (text().simplified() != m_filterText) {
            m_filterText = text().simplified();
            m_filter = std::get<TraceFilter>(std::move(parsed));
            Q_EMIT filterChanged();
        }
    }
    update();
}

bool FilterLine::hasTerm(const QString& term) const
{
    return text().simplified().split(u' ').contains(term);
}

void FilterLine::toggleTerm(const QString& term)
{
    QStringList terms = text().simplified().split(u' ', Qt::SkipEmptyParts);
    if (terms.removeAll(term) == 0)
        terms.append(term);
    setText(terms.join(u' '));
    remember();
}

void FilterLine::remember()
{
    const QString now = text().simplified();
    m_historyAt = -1;
    if (now.isEmpty() || m_error || (!m_history.isEmpty() && m_history.last() == now))
        return;
    m_history.removeAll(now);
    m_history.append(now);
    if (m_history.size() > longestHistory)
        m_history.removeFirst();
}

int FilterLine::tokenStart() const
{
    const QString before = text().first(cursorPosition());
    bool quoted = false;
    int start = 0;
    for (int i = 0; i < before.size(); ++i) {
        if (before[i] == u'"')
            quoted = !quoted;
        else if (before[i].isSpace() && !quoted)
            start = i + 1;
    }
    return start;
}

QStringList FilterLine::offersFor(const QString& token) const
{
    QStringList offers;
    const QString bare = token.startsWith(u'-') ? token.mid(1) : token;
    const QString sign = token.startsWith(u'-') ? QStringLiteral("-") : QString();
    const qsizetype colon = bare.indexOf(u':');
    if (colon < 0) {
        for (const QString& name : filterFieldNames()) {
            if (!bare.isEmpty() && name.startsWith(bare, Qt::CaseInsensitive))
                offers.append(sign + name + u':');
        }
        return offers;
    }
    const QString field = bare.first(colon).toLower();
    const QString begun = bare.mid(colon + 1).remove(u'"');
    for (const QString& value : m_known.value(field)) {
        if (!value.contains(begun, Qt::CaseInsensitive) || value.compare(begun, Qt::CaseInsensitive) == 0)
            continue;
        const QString written = value.contains(u' ') ? u'"' + value + u'"' : value;
        offers.append(sign + field + u':' + written);
        if (offers.size() == 12)
            break;
    }
    return offers;
}

void FilterLine::offer()
{
    const int start = tokenStart();
    const QStringList offers = offersFor(text().mid(start, cursorPosition() - start));
    m_offers->setStringList(offers);
    if (offers.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(qMax(180, m_completer->popup()->sizeHintForColumn(0) + 24));
    m_completer->complete(place);
}

void FilterLine::insertCompletion(const QString& completion)
{
    const int start = tokenStart();
    const QString rest = text().mid(cursorPosition());
    const bool value = !completion.endsWith(u':');
    setText(text().first(start) + completion + (value && rest.isEmpty() ? QStringLiteral(" ") : QString())
        + rest);
    setCursorPosition(start + int(completion.size()) + (value && rest.isEmpty() ? 1 : 0));
    if (!value)
        offer();
}

void FilterLine::keyPressEvent(QKeyEvent* event)
{
    const bool popup = m_completer->popup()->isVisible();
    if (popup && event->key() == Qt::Key_Escape) {
        m_completer->popup()->hide();
        return;
    }
    const bool up = event->key() == Qt::Key_Up;
    const bool down = event->key() == Qt::Key_Down;
    if (popup || (!up && !down) || m_history.isEmpty())
        return QLineEdit::keyPressEvent(event);
    if (up)
        m_historyAt = m_historyAt < 0 ? m_history.size() - 1 : qMax<qsizetype>(0, m_historyAt - 1);
    else if (m_historyAt >= 0)
        m_historyAt = m_historyAt + 1 < m_history.size() ? m_historyAt + 1 : -1;
    const qsizetype at = m_historyAt;
    setText(at < 0 ? QString() : m_history[at]);
    m_historyAt = at;
}

void FilterLine::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    if (!m_error)
        return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.fault.edge, 2));
    painter.setBrush(Qt::NoBrush);
    const int left
        = cursorRect().center().x() - fontMetrics().horizontalAdvance(text().first(cursorPosition()));
    const int from = left + fontMetrics().horizontalAdvance(text().first(m_error->offset));
    const int to = left
        + fontMetrics().horizontalAdvance(text().first(
            qMin<qsizetype>(text().size(), m_error->offset + qMax<qsizetype>(1, m_error->length))));
    const int y = height() - 5;
    painter.drawLine(qMax(6, from), y, qMin(width() - 6, qMax(from + 6, to)), y);
}

} // namespace sm
