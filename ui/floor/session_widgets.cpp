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

constexpr int phaseRow = 20;
constexpr int phases = int(Phase::Ejecting);
constexpr int exchangeRow = 38;
constexpr int mostExchanges = 6;

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
    if (station.phase == m_phase && failed == m_failed)
        return;
    m_phase = station.phase;
    m_failed = failed;
    setAccessibleName(phaseText(m_phase));
    update();
}

QSize PhaseList::sizeHint() const
{
    return {200, phaseRow * phases};
}

void PhaseList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 1; i <= phases; ++i) {
        const bool done = i < int(m_phase);
        const bool now = i == int(m_phase);
        const int y = (i - 1) * phaseRow;
        const QRectF dot(5, y + phaseRow / 2 - 4, 8, 8);
        const QColor mark = now && m_failed ? m_theme.fault.edge : now ? m_theme.text1 : m_theme.text3;
        painter.setPen(QPen(mark, 1.5));
        painter.setBrush(done || now ? QBrush(mark) : QBrush(Qt::NoBrush));
        now ? painter.drawRect(dot) : painter.drawEllipse(dot);
        painter.setPen(now ? m_theme.text1 : done ? m_theme.text2 : m_theme.text3);
        painter.setFont(uiFont(12, now));
        painter.drawText(
            QRect(24, y, width() - 24, phaseRow), Qt::AlignVCenter | Qt::AlignLeft, phaseText(Phase(i)));
    }
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

void TaktChart::setTakts(const std::array<float, 20>& takts)
{
    if (takts == m_takts)
        return;
    m_takts = takts;
    update();
}

void TaktChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const float most = *std::max_element(m_takts.begin(), m_takts.end());
    if (most <= 0) {
        painter.setPen(m_theme.text3);
        painter.setFont(uiFont(12));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop, tr("No finished card yet."));
        return;
    }
    const int bottom = height() - 1;
    const int room = height() - 16;
    painter.setFont(uiFont(11));
    painter.setPen(m_theme.text3);
    painter.drawText(
        QRect(0, 0, width(), 14), Qt::AlignRight, tr("longest %1").arg(secondsText(double(most))));
    const int count = int(m_takts.size());
    for (int i = 0; i < count; ++i) {
        const int left = width() * i / count;
        const int right = width() * (i + 1) / count - 3;
        const int tall = int(float(room) * m_takts[size_t(i)] / most);
        painter.fillRect(QRect(left, bottom - tall, right - left, tall), m_theme.running);
    }
    painter.fillRect(QRect(0, bottom, width(), 1), m_theme.line);
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
    return {200, qMax(20, exchangeRow * int(m_exchanges.size()))};
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
    int y = 0;
    for (const MaskedExchange& exchange : m_exchanges) {
        const bool mute = exchange.answer.isEmpty();
        const QString time = QStringLiteral("%1 ms").arg((exchange.microseconds + 500) / 1000);
        painter.setFont(mono);
        painter.setPen(m_theme.text1);
        painter.drawText(0, y + metrics.ascent(),
            metrics.elidedText(bytesSpaced(exchange.command), Qt::ElideRight, width() - 4));
        painter.setPen(mute ? m_theme.fault.edge : m_theme.text2);
        const QString answer = mute ? tr("no answer") : bytesSpaced(exchange.answer);
        const int used = metrics.horizontalAdvance(time);
        painter.drawText(
            14, y + 16 + metrics.ascent(), metrics.elidedText(answer, Qt::ElideMiddle, width() - used - 30));
        painter.drawText(width() - used, y + 16 + metrics.ascent(), time);
        y += exchangeRow;
    }
}

bool ExchangeList::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const size_t row = size_t(help->pos().y() / exchangeRow);
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
