// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/coach_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QBoxLayout>
#include <QPainter>

namespace sm {

namespace {

constexpr qint64 lastStepFrom = 70'000; // clock milliseconds

bool somethingStopped(const Snapshot& snapshot)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.state == TileState::Fault)
                return true;
        }
    }
    return false;
}

} // namespace

CoachLine::CoachLine(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("coachLine"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 3, 8, 3);
    row->setSpacing(8);
    m_text = makeLabel(this, 14);
    m_text->setObjectName(QStringLiteral("coachText"));
    m_text->setWordWrap(true);
    m_close = makeButton(QStringLiteral("coachClose"), QString(), this);
    m_close->setFixedSize(28, 28);
    m_close->setFlat(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    setAvailable(m_close, true, tr("Close these hints"));
    m_close->setAccessibleName(tr("Close these hints"));
    row->addWidget(m_text, 1);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, [this] {
        m_running = false;
        m_step = 0;
        hide();
    });
    hide();
}

void CoachLine::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    m_close->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
    update();
}

void CoachLine::start()
{
    m_running = true;
}

void CoachLine::present(const Snapshot& snapshot)
{
    if (!m_running || snapshot.machines.empty())
        return;
    if (somethingStopped(snapshot))
        show(2);
    else if (snapshot.now >= lastStepFrom)
        show(3);
    else if (m_step == 0)
        show(1);
}

void CoachLine::show(int step)
{
    if (step == m_step)
        return;
    m_step = step;
    const std::array texts{tr("1. Each tile is a station. Its bar shows the steps of the card inside."),
        tr("2. Something needs you. Tap it, then Continue."), tr("3. Drop your own file on this window.")};
    m_text->setText(texts[size_t(step - 1)]);
    setAccessibleName(m_text->text());
    setVisible(true);
}

void CoachLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.line);
    painter.fillRect(QRect(0, 0, 6, height()), m_theme.attention.fill);
}

} // namespace sm
