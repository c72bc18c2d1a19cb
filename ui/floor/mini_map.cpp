// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/mini_map.h"

#include <QMouseEvent>
#include <QPainter>

namespace sm {

namespace {

constexpr int side = 8;
constexpr int step = side + 2;
constexpr int machineGap = 8;
constexpr int margin = 12;
constexpr int rowStep = side + 6;

} // namespace

MiniMap::MiniMap(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("floorMiniMap"));
    setAccessibleName(tr("Overview of all stations"));
    setToolTip(tr("All stations; the frame shows which ones are in view. Click to go there."));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MiniMap::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void MiniMap::setModel(const FloorModel& model)
{
    std::vector<Square> squares;
    squares.reserve(size_t(model.count()));
    for (int i = 0; i < model.count(); ++i)
        squares.push_back({model.look(i).band, model.look(i).state});
    const bool structure = m_perMachine != model.stationsPerMachine();
    if (!structure && squares == m_squares)
        return;
    m_squares = std::move(squares);
    m_perMachine = model.stationsPerMachine();
    if (structure)
        setFixedHeight(heightForWidth(width()));
    update();
}

void MiniMap::setVisibleRange(int first, int last)
{
    if (first == m_first && last == m_last)
        return;
    m_first = first;
    m_last = last;
    update();
}

std::vector<QRect> MiniMap::placed(int width) const
{
    std::vector<QRect> squares;
    int x = margin;
    int y = 6;
    for (const int count : m_perMachine) {
        // A machine is not broken over two rows.
        if (x > margin && x + count * step > width - margin) {
            x = margin;
            y += rowStep;
        }
        for (int i = 0; i < count; ++i, x += step)
            squares.emplace_back(x, y, side, side);
        x += machineGap;
    }
    return squares;
}

int MiniMap::heightForWidth(int width) const
{
    const std::vector<QRect> squares = placed(width);
    return squares.empty() ? rowStep : squares.back().bottom() + 7;
}

QSize MiniMap::sizeHint() const
{
    return {200, heightForWidth(width())};
}

void MiniMap::resizeEvent(QResizeEvent*)
{
    setFixedHeight(heightForWidth(width()));
}

QColor MiniMap::colorOf(const Square& square) const
{
    if (const Band* band = bandColors(square.band, m_theme))
        return band->fill;
    const bool quiet = square.state == TileState::Idle || square.state == TileState::Offline
        || square.state == TileState::Maintenance;
    return quiet ? m_theme.track : m_theme.running;
}

void MiniMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.panel);
    const std::vector<QRect> squares = placed(width());
    for (size_t i = 0; i < squares.size() && i < m_squares.size(); ++i) {
        if (int(i) >= m_first && int(i) <= m_last)
            painter.fillRect(squares[i].adjusted(-1, 0, 1, 3), m_theme.text1);
        painter.fillRect(squares[i].adjusted(0, 0, 0, 0), colorOf(m_squares[i]));
    }
}

void MiniMap::mousePressEvent(QMouseEvent* event)
{
    const std::vector<QRect> squares = placed(width());
    for (size_t i = 0; i < squares.size(); ++i) {
        if (squares[i].adjusted(-1, -4, 1, 4).contains(event->position().toPoint()))
            Q_EMIT stationRequested(int(i));
    }
}

} // namespace sm
