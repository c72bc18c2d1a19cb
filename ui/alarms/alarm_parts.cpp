// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_parts.h"

#include "ui/alarms/alarm_centre.h"
#include "ui/alarms/alarm_keys.h"
#include "ui/alarms/alarm_line.h"
#include "ui/alarms/alarm_panel.h"
#include "ui/alarms/sound_settings.h"
#include "ui/text/alarm_text.h"
#include "ui/theme/widgets.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QStatusBar>

namespace sm {

/// The player can be exchanged while the centre keeps its reference.
class AlarmParts::Player final : public SoundPlayer {
public:
    bool available() const override { return m_inner->available(); }
    void play(AlarmPriority priority) override { m_inner->play(priority); }
    void exchange(std::unique_ptr<SoundPlayer> player) { m_inner = std::move(player); }

private:
    std::unique_ptr<SoundPlayer> m_inner = std::make_unique<SilentPlayer>();
};

AlarmParts::AlarmParts(QMainWindow* window)
    : QObject(window)
    , m_window(window)
    , m_player(std::make_unique<Player>())
    , m_centre(new AlarmCentre(*m_player, this))
    , m_line(new AlarmLine(*m_centre, window))
    , m_sound(makeLabel(window, 12))
{
    m_clock.start();
    m_sound->setObjectName(QStringLiteral("soundState"));
    m_sound->setText(tr("Sound not available"));
    m_sound->setToolTip(
        tr("No sound card was found. The window asks for attention in the task bar instead."));
    m_sound->setContentsMargins(8, 0, 8, 0);
    window->statusBar()->insertPermanentWidget(0, m_sound);
    makeList();
    connectParts();
    showSound();
}

AlarmParts::~AlarmParts() = default;

void AlarmParts::makeList()
{
    m_panel = new AlarmPanel(*m_centre, m_window);
    m_dock = new QDockWidget(tr("Alarms"), m_window);
    m_dock->setObjectName(QStringLiteral("alarmDock"));
    m_dock->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::RightDockWidgetArea);
    m_dock->setWidget(m_panel);
    m_dock->setTitleBarWidget(makeListHead());
    m_window->addDockWidget(Qt::BottomDockWidgetArea, m_dock);
    m_dock->hide();
}

/// The buttons of a dock's own head are too small to be hit with a glove.
QWidget* AlarmParts::makeListHead()
{
    auto* head = new QWidget(m_dock);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 4, 12, 0);
    QLabel* title = makeLabel(head, 16, true);
    title->setText(tr("Alarms"));
    row->addWidget(title, 1);
    QPushButton* close = makeButton(QStringLiteral("alarmListClose"), tr("Close"), head);
    close->setMinimumWidth(close->sizeHint().width() + 14);
    connect(close, &QPushButton::clicked, this, [this] { showList(false); });
    row->addWidget(close);
    return head;
}

void AlarmParts::connectParts()
{
    auto* keys = new AlarmKeys(m_window);
    connect(keys, &AlarmKeys::silenceRequested, m_centre, &AlarmCentre::silence);
    connect(keys, &AlarmKeys::stepRequested, m_centre, &AlarmCentre::step);
    connect(keys, &AlarmKeys::acknowledgeRequested, m_centre, &AlarmCentre::acknowledgeCurrent);
    connect(keys, &AlarmKeys::holdFloorRequested, this, [this] { Q_EMIT command(command::HoldFloor{}); });
    connect(m_centre, &AlarmCentre::command, this, &AlarmParts::command);
    connect(m_centre, &AlarmCentre::changed, this, &AlarmParts::changed);
    connect(m_centre, &AlarmCentre::attentionWanted, this, [this] { QApplication::alert(m_window); });
    connect(m_line, &AlarmLine::command, this, &AlarmParts::command);
    connect(m_line, &AlarmLine::stationRequested, this, &AlarmParts::stationRequested);
    connect(m_line, &AlarmLine::jobsRequested, this, &AlarmParts::jobsRequested);
    connect(m_panel, &AlarmPanel::command, this, &AlarmParts::command);
    connect(m_panel, &AlarmPanel::stationRequested, this, &AlarmParts::stationWanted);
    connect(m_panel, &AlarmPanel::closed, this, [this] { showList(false); });
}

void AlarmParts::addActions(QMenu* menu)
{
    const auto add = [this, menu](const char* name, const QString& text, const QKeySequence& keys, auto act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::ApplicationShortcut);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    add("actionNextAlarm", tr("&Next alarm"), QKeySequence(Qt::Key_F8), [this] { step(true); });
    add("actionPreviousAlarm", tr("&Previous alarm"), QKeySequence(Qt::SHIFT | Qt::Key_F8),
        [this] { step(false); });
    add("actionAcknowledge", tr("&Acknowledge alarm"), QKeySequence(Qt::Key_F9),
        [this] { m_centre->acknowledgeCurrent(); });
    add("actionSilence", tr("S&ilence for 60 s"), QKeySequence(Qt::Key_F7), [this] { m_centre->silence(); });
    QAction* list = m_dock->toggleViewAction();
    list->setText(tr("&List of alarms"));
    list->setObjectName(QStringLiteral("actionAlarmList"));
    list->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F9));
    list->setShortcutContext(Qt::ApplicationShortcut);
    menu->addAction(list);
    addSoundMenu(menu->addMenu(tr("S&ound")));
}

void AlarmParts::addSoundMenu(QMenu* menu)
{
    menu->setObjectName(QStringLiteral("soundMenu"));
    const std::array names{tr("Off"), tr("Once"), tr("Repeat every 10 s")};
    for (const AlarmPriority priority :
        {AlarmPriority::Critical, AlarmPriority::High, AlarmPriority::Medium, AlarmPriority::Low}) {
        const size_t place = size_t(priority);
        QMenu* one = menu->addMenu(priorityText(priority));
        auto* group = new QActionGroup(one);
        for (size_t mode = 0; mode < names.size(); ++mode) {
            QAction* action = group->addAction(one->addAction(names[mode]));
            action->setCheckable(true);
            connect(action, &QAction::triggered, this, [this, place, mode] {
                m_modes[place] = SoundMode(mode);
                m_centre->setModes(m_modes);
                saveSoundModes(m_modes);
            });
        }
        connect(one, &QMenu::aboutToShow, group,
            [this, group, place] { group->actions().at(qsizetype(m_modes[place]))->setChecked(true); });
        one->addSeparator();
        QAction* play = one->addAction(tr("Play it now"));
        connect(play, &QAction::triggered, this, [this, priority] { m_player->play(priority); });
    }
}

QWidget* AlarmParts::line() const
{
    return m_line;
}

void AlarmParts::setTheme(const Theme& theme)
{
    m_line->setTheme(theme);
    m_panel->setTheme(theme);
    setTextColor(m_sound, theme.text2);
}

void AlarmParts::present(const Snapshot& snapshot, qint64 age)
{
    m_centre->update(snapshot, age, m_clock.elapsed());
    m_line->present(snapshot.wall);
    m_panel->present(snapshot.wall.addMSecs(m_centre->clock() - snapshot.now));
}

void AlarmParts::setPlayer(std::unique_ptr<SoundPlayer> player)
{
    m_player->exchange(std::move(player));
    showSound();
}

void AlarmParts::setModes(const SoundModes& modes)
{
    m_modes = modes;
    m_centre->setModes(modes);
}

void AlarmParts::showSound()
{
    m_sound->setVisible(!m_player->available());
}

void AlarmParts::step(bool forward)
{
    const AlarmEntry* entry = m_centre->step(forward);
    if (!entry)
        Q_EMIT nothingToStepTo(forward);
    else if (entry->station.isValid())
        Q_EMIT stationWanted(entry->station);
    else
        m_line->focusButton();
}

void AlarmParts::showList(bool shown)
{
    m_dock->setVisible(shown);
    if (shown)
        m_panel->setFocus();
}

bool AlarmParts::listShown() const
{
    return m_dock->isVisible();
}

} // namespace sm
