// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/session_widgets.h"

#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace sm {

namespace {

constexpr int phases = int(Phase::Ejecting);
constexpr int mostExchanges = 6;

int phaseRow()
{
    return px(20);
}

int exchangeRow()
{
    return px(38);
}

/// One line of a list of things that happen one after the other: a mark and a text.
struct ListMark {
    bool done = false;
    bool now = false;
    bool failed = false;
};

void paintMarked(QPainter& painter, const Theme& theme, const QRect& row, ListMark mark, const QString& text)
{
    const QRectF dot(row.left() + 5, row.center().y() - 3, 8, 8);
    const QColor color = mark.now && mark.failed ? theme.fault.edge : mark.now ? theme.text1 : theme.text3;
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(mark.done || mark.now ? QBrush(color) : QBrush(Qt::NoBrush));
    mark.now ? painter.drawRect(dot) : painter.drawEllipse(dot);
    painter.setPen(mark.now ? theme.text1 : mark.done ? theme.text2 : theme.text3);
    painter.setFont(uiFont(12, mark.now));
    const QRect room = row.adjusted(24, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
}

QString bytesSpaced(const QString& hex)
{
    QString text;
    for (qsizetype i = 0; i < hex.size(); i += 2)
        text += hex.mid(i, 2) + QLatin1Char(' ');
    return text.trimmed();
}

} // namespace

PhaseList::PhaseList(QWidget* parent)
    : QWidget(parent)
{
}

void PhaseList::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void PhaseList::setSession(const StationSnapshot& station)
{
    const bool failed = station.state == TileState::Fault;
    const QString step = station.stepNow > 0
        ? QStringLiteral("%1/%2  %3").arg(station.stepNow).arg(station.stepCount).arg(station.stepName)
        : QString();
    if (station.phase == m_phase && failed == m_failed && step == m_step)
        return;
    m_phase = station.phase;
    m_failed = failed;
    m_step = step;
    setAccessibleName(phaseText(m_phase));
    update();
}

QSize PhaseList::sizeHint() const
{
    return {200, phaseRow() * phases};
}

void PhaseList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 1; i <= phases; ++i) {
        const bool now = i == int(m_phase);
        const QString text = now && !m_step.isEmpty() ? phaseText(Phase(i)) + QStringLiteral("   ") + m_step
                                                      : phaseText(Phase(i));
        paintMarked(painter, m_theme, QRect(0, (i - 1) * phaseRow(), width(), phaseRow()),
            {i < int(m_phase), now, m_failed}, text);
    }
}

StepList::StepList(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Steps of the card"));
}

void StepList::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void StepList::setSession(const StationSnapshot& station)
{
    const bool failed = station.state == TileState::Fault;
    if (station.stepNames == m_names && station.stepNow == m_now && failed == m_failed)
        return;
    if (station.stepNames.size() != m_names.size())
        updateGeometry();
    m_names = station.stepNames;
    m_now = station.stepNow;
    m_failed = failed;
    update();
}

QSize StepList::sizeHint() const
{
    return {200, qMax(1, int(m_names.size())) * phaseRow()};
}

void StepList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_names.isEmpty()) {
        painter.setPen(m_theme.text3);
        painter.setFont(uiFont(12));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, tr("No card in work."));
    }
    for (int i = 0; i < int(m_names.size()); ++i)
        paintMarked(painter, m_theme, QRect(0, i * phaseRow(), width(), phaseRow()),
            {i + 1 < m_now, i + 1 == m_now, m_failed}, QStringLiteral("%1  %2").arg(i + 1).arg(m_names[i]));
}

TaktChart::TaktChart(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Seconds of the last 20 cards"));
}

void TaktChart::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void TaktChart::setTakts(const std::array<float, 20>& takts, float target)
{
    if (takts == m_takts && target == m_target)
        return;
    m_takts = takts;
    m_target = target;
    update();
}

void TaktChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const float longest = *std::max_element(m_takts.begin(), m_takts.end());
    const float most = qMax(longest, m_target);
    if (longest <= 0) {
        painter.setPen(m_theme.text3);
        painter.setFont(uiFont(12));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, tr("No finished card yet."));
        return;
    }
    const int bottom = height() - 1;
    const int room = height() - 16;
    painter.setFont(uiFont(11));
    painter.setPen(m_theme.text3);
    painter.drawText(QRect(0, 0, width(), 14), Qt::AlignRight,
        m_target > 0
            ? tr("longest %1, target %2").arg(secondsText(double(longest)), secondsText(double(m_target)))
            : tr("longest %1").arg(secondsText(double(longest))));
    const int count = int(m_takts.size());
    for (int i = 0; i < count; ++i) {
        const int left = width() * i / count;
        const int right = width() * (i + 1) / count - 3;
        const int tall = int(float(room) * m_takts[size_t(i)] / most);
        painter.fillRect(QRect(left, bottom - tall, right - left, tall), m_theme.running);
    }
    painter.fillRect(QRect(0, bottom, width(), 1), m_theme.line);
    if (m_target > 0) {
        const int y = bottom - int(float(room) * m_target / most);
        painter.setPen(QPen(m_theme.text1, 1, Qt::DashLine));
        painter.drawLine(0, y, width() - 1, y);
    }
}

ExchangeList::ExchangeList(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Last commands, masked"));
}

void ExchangeList::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void ExchangeList::setExchanges(const std::vector<MaskedExchange>& exchanges)
{
    const size_t first = exchanges.size() > mostExchanges ? exchanges.size() - mostExchanges : 0;
    m_exchanges.assign(exchanges.begin() + qsizetype(first), exchanges.end());
    updateGeometry();
    update();
}

QSize ExchangeList::sizeHint() const
{
    return {200, qMax(px(20), exchangeRow() * int(m_exchanges.size()))};
}

void ExchangeList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_exchanges.empty()) {
        painter.setPen(m_theme.text3);
        painter.setFont(uiFont(12));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, tr("No command in this session yet."));
        return;
    }
    const QFont mono = monoFont(12);
    const QFontMetrics metrics(mono);
    const QFontMetrics small(uiFont(12));
    const int second = px(16);
    int y = 0;
    for (const MaskedExchange& exchange : m_exchanges) {
        // Those of the opening of a secure channel are not kept at all: nothing but their step is known.
        const bool kept = !exchange.command.isEmpty();
        const bool mute = kept && exchange.answer.isEmpty() && exchange.recorded;
        painter.setFont(mono);
        painter.setPen(m_theme.text1);
        painter.drawText(0, y + metrics.ascent(),
            metrics.elidedText(
                kept ? bytesSpaced(exchange.command) : exchange.step, Qt::ElideRight, width() - 4));
        int room = width() - 14;
        if (exchange.microseconds > 0) {
            const QString time = QStringLiteral("%1 ms").arg((exchange.microseconds + 500) / 1000);
            const int used = metrics.horizontalAdvance(time);
            painter.setPen(m_theme.text2);
            painter.drawText(width() - used, y + second + metrics.ascent(), time);
            room -= used + 12;
        }
        int x = 14;
        if (!exchange.name.isEmpty()) {
            painter.setPen(m_theme.text2);
            painter.setFont(uiFont(12));
            const QString name = small.elidedText(exchange.name, Qt::ElideRight, room / 2);
            painter.drawText(x, y + second + metrics.ascent(), name);
            x += small.horizontalAdvance(name) + 12;
            painter.setFont(mono);
        }
        painter.setPen(mute ? m_theme.fault.edge : m_theme.text2);
        const QString answer = mute     ? tr("no answer")
            : kept && exchange.recorded ? bytesSpaced(exchange.answer)
                                        : tr("not recorded");
        painter.drawText(
            x, y + second + metrics.ascent(), metrics.elidedText(answer, Qt::ElideMiddle, room - (x - 14)));
        y += exchangeRow();
    }
}

bool ExchangeList::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const size_t row = size_t(help->pos().y() / exchangeRow());
    if (row < m_exchanges.size()) {
        const MaskedExchange& exchange = m_exchanges[row];
        QToolTip::showText(help->globalPos(),
            exchange.step + QLatin1Char('\n') + bytesSpaced(exchange.command) + QLatin1Char('\n')
                + bytesSpaced(exchange.answer),
            this);
    }
    return true;
}

StepBar::StepBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepBar::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void StepBar::setSteps(int now, int count)
{
    if (now == m_now && count == m_count)
        return;
    m_now = now;
    m_count = count;
    update();
}

void StepBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int count = qMax(1, m_count);
    const int gap = width() / count > 4 ? 2 : 0;
    for (int i = 0; i < count; ++i) {
        const int left = (width() + gap) * i / count;
        const int right = (width() + gap) * (i + 1) / count - gap;
        painter.fillRect(QRect(left, 1, right - left, 8), i < m_now ? m_theme.running : m_theme.track);
    }
}

} // namespace sm
