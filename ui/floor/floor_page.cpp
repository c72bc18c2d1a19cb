// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_page.h"

#include "ui/floor/bench_pane.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_view.h"
#include "ui/floor/mini_map.h"
#include "ui/floor/panel_window.h"
#include "ui/text/failure_text.h"
#include "ui/theme/empty_state.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>

#include <array>

namespace sm {

namespace {

constexpr std::array filters{
    FloorFilter::All, FloorFilter::Attention, FloorFilter::Waiting, FloorFilter::Idle, FloorFilter::Offline};

constexpr int benchTop = 330; ///< a tile of full size with its frame

} // namespace

FloorPage::FloorPage(QWidget* parent)
    : QWidget(parent)
    , m_view(new FloorView)
    , m_empty(new EmptyState(this))
    , m_map(new MiniMap(this))
    , m_bench(new BenchPane(this))
    , m_panelWindow(new PanelWindow(this))
    , m_area(new QScrollArea(this))
    , m_panel(new DetailPanel(m_log, this))
{
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidget(m_view);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->installEventFilter(this);
    m_empty->setText(
        tr("No stations yet. The floor file lists machines and stations; the demo floor has 24."));
    m_empty->addButton(QStringLiteral("startDemoButton"), tr("Start demo floor"), true);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_empty, 1);
    left->addWidget(m_area, 1);
    left->addWidget(m_bench, 1);
    left->addWidget(m_map);
    left->addWidget(makeFilterRow());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_panel);
    m_panel->hide();
    m_map->hide();
    m_bench->hide();
    m_panel->installEventFilter(this);
    connectParts();
}

void FloorPage::connectParts()
{
    connect(m_view, &FloorView::selectionChanged, this, &FloorPage::showSelection);
    connect(m_view, &FloorView::activated, m_panel, &DetailPanel::focusPrimary);
    connect(m_view, &FloorView::holdOrResumeRequested, m_panel, &DetailPanel::holdOrResume);
    connect(m_view, &FloorView::rejectRequested, m_panel, &DetailPanel::reject);
    connect(m_view, &FloorView::traceRequested, m_panel, &DetailPanel::openTrace);
    connect(m_view, &FloorView::contentRectWanted, this, [this](const QRect& rect) {
        m_area->ensureVisible(rect.center().x(), rect.center().y(), rect.width() / 2, rect.height() / 2);
    });
    connect(m_view, &FloorView::zoomChanged, this, &FloorPage::showZoom);
    connect(m_view, &FloorView::layoutChanged, this, &FloorPage::showArrangement);
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &FloorPage::showVisibleRange);
    connect(m_map, &MiniMap::stationRequested, this, [this](int index) {
        const QRect rect = m_view->tileRect(index);
        m_area->ensureVisible(rect.center().x(), rect.center().y(), 50, m_area->viewport()->height() / 2);
    });
    connect(m_panel, &DetailPanel::command, this, &FloorPage::command);
    connect(m_panel, &DetailPanel::openTraceRequested, this, &FloorPage::openTraceRequested);
    connect(m_panel, &DetailPanel::closed, this, [this] {
        m_view->clearSelection();
        focusView();
    });
    connect(m_panel, &DetailPanel::detachWanted, this, [this](bool detached) { setPanelDetached(detached); });
    connect(m_panelWindow, &PanelWindow::closeWanted, this, [this] { setPanelDetached(false); });
    connect(m_empty->findChild<QPushButton*>(QStringLiteral("startDemoButton")), &QPushButton::clicked, this,
        &FloorPage::demoRequested);
}

QWidget* FloorPage::makeFilterRow()
{
    m_filterRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_filterRow);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(5);
    makeChips(m_filterRow);
    m_only = new QCheckBox(tr("Only matching"), m_filterRow);
    m_only->setObjectName(QStringLiteral("onlyMatching"));
    m_only->setMinimumHeight(28);
    m_only->setToolTip(tr("Leaves the other stations out; their places stay empty, so that none moves."));
    connect(m_only, &QCheckBox::toggled, m_view, &FloorView::setOnlyMatching);
    row->addSpacing(6);
    row->addWidget(m_only);
    row->addStretch(1);
    m_zoom = makeLabel(m_filterRow, 12);
    m_zoom->setObjectName(QStringLiteral("zoomText"));
    row->addWidget(m_zoom);
    m_noMatch = makeLabel(m_filterRow, 12, true);
    m_noMatch->setObjectName(QStringLiteral("floorNoMatch"));
    m_noMatch->setText(tr("No match"));
    m_noMatch->hide();
    row->addWidget(m_noMatch);
    row->addSpacing(6);
    m_find = new QLineEdit(m_filterRow);
    m_find->setObjectName(QStringLiteral("floorFind"));
    m_find->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_find->setAccessibleName(tr("Find station or card"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(120);
    m_find->setMaximumWidth(240);
    m_find->setMinimumHeight(30);
    m_find->setTextMargins(6, 0, 4, 0);
    m_find->installEventFilter(this);
    connect(m_find, &QLineEdit::textChanged, this, &FloorPage::applyFilter);
    row->addWidget(m_find);
    return m_filterRow;
}

void FloorPage::makeChips(QWidget* row)
{
    auto* group = new QButtonGroup(this);
    for (const FloorFilter filter : filters) {
        auto* chip = new Chip(row);
        chip->setFont(uiFont(12));
        chip->setCheckable(true);
        chip->setText(filterText(filter));
        chip->setObjectName(QStringLiteral("filterChip%1").arg(int(filter)));
        chip->setToolTip(tr("Fades all other stations; none moves."));
        group->addButton(chip, int(filter));
        m_chips.push_back(chip);
        row->layout()->addWidget(chip);
    }
    m_chips.front()->setChecked(true);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { setFilter(FloorFilter(id)); });
}

void FloorPage::setFilter(FloorFilter filter)
{
    m_filter = filter;
    m_chips[size_t(filter)]->setChecked(true);
    applyFilter();
}

void FloorPage::setOnlyMatching(bool only)
{
    m_only->setChecked(only);
}

void FloorPage::note(const ServerEvent& event)
{
    if (m_snapshot)
        m_log.note(event, m_snapshot->wall);
}

void FloorPage::setTraceAvailable(bool available)
{
    m_panel->setTraceAvailable(available);
}

void FloorPage::showZoom()
{
    m_zoom->setText(m_view->zoomLevel() ? tr("Detail %1/5, fixed").arg(m_view->lod() + 1)
                                        : tr("Detail %1/5").arg(qMax(0, m_view->lod()) + 1));
    m_zoom->setToolTip(
        tr("Ctrl and wheel or Ctrl+plus and Ctrl+minus change it, Ctrl+0 makes it automatic."));
}

/// One or two stations leave room for what an engineer at a bench wants to see; a floor that scrolls gets its
/// map.
void FloorPage::showArrangement()
{
    const int count = m_view->model().count();
    m_empty->setVisible(count == 0);
    m_area->setVisible(count > 0);
    m_onBench = count > 0 && count <= BenchPane::mostStations;
    m_bench->setVisible(m_onBench);
    m_area->setMaximumHeight(m_onBench ? px(benchTop) : QWIDGETSIZE_MAX);
    m_map->setVisible(m_view->scrolls() && count > 0);
    m_map->setModel(m_view->model());
    showZoom();
    showVisibleRange();
}

void FloorPage::showVisibleRange()
{
    const QRect seen(QPoint(0, m_area->verticalScrollBar()->value()), m_area->viewport()->size());
    int first = -1;
    int last = -1;
    for (int i = 0; i < m_view->model().count(); ++i) {
        if (!seen.intersects(m_view->tileRect(i)))
            continue;
        first = first < 0 ? i : first;
        last = i;
    }
    m_map->setVisibleRange(first, last);
}

void FloorPage::setTheme(const Theme& theme)
{
    setBackground(this, theme.window);
    setBackground(m_area->viewport(), theme.window);
    setBackground(m_filterRow, theme.panel);
    setTextColor(m_zoom, theme.text2);
    m_empty->setTheme(theme);
    m_map->setTheme(theme);
    m_bench->setTheme(theme);
    m_view->setTheme(theme);
    m_panel->setTheme(theme);
    m_panelWindow->setTheme(theme);
    for (Chip* chip : m_chips)
        chip->setTheme(theme);
    if (m_snapshot)
        showSelection();
}

void FloorPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    showFailure();
    m_log.look(*m_snapshot);
    m_view->setSnapshot(m_snapshot);
    countFilters(*m_snapshot);
    if (m_map->isVisible())
        m_map->setModel(m_view->model());
    if (m_onBench)
        m_bench->present(m_view->model());
    showSelection(); // on other pages too: keys act on what the panel knows
    showNoMatch();
}

void FloorPage::countFilters(const Snapshot& snapshot)
{
    std::array<int, filters.size()> counts{};
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            for (size_t i = 0; i < filters.size(); ++i)
                counts[i] += matches(station, filters[i], QString()) ? 1 : 0;
        }
    }
    for (size_t i = 0; i < filters.size(); ++i) {
        const QString text = QStringLiteral("%1  %2").arg(filterText(filters[i])).arg(counts[i]);
        if (m_chips[i]->text() != text) {
            m_chips[i]->setText(text);
            m_chips[i]->updateGeometry();
        }
    }
}

void FloorPage::applyFilter()
{
    m_view->setFilter(m_filter, m_find->text());
    showNoMatch();
}

/// A floor that has faded altogether must say why.
void FloorPage::showNoMatch()
{
    const bool none
        = !m_find->text().trimmed().isEmpty() && m_view->model().count() > 0 && !m_view->firstMatch();
    m_noMatch->setVisible(none);
    m_zoom->setVisible(!none);
}

/// Instead of an invitation to a floor that can not be: what kept the server from opening.
void FloorPage::showFailure()
{
    if (!m_snapshot->serverFailure || m_failed)
        return;
    m_failed = true;
    const FailureText text = failureText(*m_snapshot->serverFailure);
    m_empty->setText(text.sentence + QLatin1Char(' ') + text.action);
    m_empty->findChild<QPushButton*>(QStringLiteral("startDemoButton"))->hide();
}

void FloorPage::showSelection()
{
    const auto stations = m_view->selectedStations();
    if (m_snapshot)
        m_panel->present(*m_snapshot, stations);
    m_panel->setVisible(!stations.empty());
    m_panelWindow->setTitleFor(stations.empty() ? QString()
            : stations.size() == 1              ? stations.front()->id.text()
                                                : tr("%n stations", nullptr, int(stations.size())));
}

void FloorPage::setPanelDetached(bool detached, const QByteArray& geometry)
{
    if (detached == m_detached)
        return;
    m_detached = detached;
    m_panel->setDetached(detached);
    if (detached) {
        m_panelWindow->take(m_panel, geometry.isEmpty() ? m_panelGeometry : geometry);
    } else {
        m_panelGeometry = m_panelWindow->saveGeometry();
        m_panelWindow->hide();
        layout()->addWidget(m_panel);
        focusView();
    }
    showSelection();
    Q_EMIT panelDetachedChanged(detached);
}

QByteArray FloorPage::panelGeometry() const
{
    return m_detached ? m_panelWindow->saveGeometry() : m_panelGeometry;
}

/// From the panel's own window too.
void FloorPage::focusView()
{
    if (m_detached)
        window()->activateWindow();
    m_view->setFocus();
}

bool FloorPage::goToAlarm(bool forward)
{
    if (!m_view->goToAlarm(forward))
        return false;
    m_panel->focusPrimary();
    return true;
}

void FloorPage::showStation(StationId station)
{
    m_view->select(station);
}

void FloorPage::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

bool FloorPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_area->viewport() && event->type() == QEvent::Resize) {
        m_view->setArea(m_area->maximumViewportSize());
        showVisibleRange();
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_find && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        if (const auto first = m_view->firstMatch(); first && !m_find->text().trimmed().isEmpty())
            m_view->select(m_view->model().id(*first));
        m_find->selectAll(); // a scanner's next code takes its place
        return true;
    }
    if (watched == m_find && key == Qt::Key_Escape) {
        m_find->clear();
        m_view->setFocus();
        return true;
    }
    if (watched == m_panel && key == Qt::Key_Escape) {
        focusView();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace sm
