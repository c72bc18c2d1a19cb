// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_items.h"

#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QLocale>
#include <QStatusBar>

namespace sm {

namespace {

constexpr qint64 staleAfter = 3000;
constexpr qint64 rateWindow = 1000;

} // namespace

StatusItems::StatusItems(QStatusBar* bar)
    : QObject(bar)
    , m_bar(bar)
{
    bar->setSizeGripEnabled(false);
    m_engine = addItem(QStringLiteral("statusEngine"));
    m_hsms = addItem(QStringLiteral("statusHsm"));
    m_disk = addItem(QStringLiteral("statusDisk"));
    m_events = addItem(QStringLiteral("statusEvents"));
    m_saved = addItem(QStringLiteral("statusSaved"));
    m_version = addItem(QStringLiteral("statusVersion"));
    setItem(m_version, tr("Version %1").arg(QStringLiteral(SM_VERSION)));
    m_disk->setToolTip(tr("Free part of the disk that holds the jobs."));
    m_saved->setToolTip(tr("When a finished card was last made durable."));
}

QLabel* StatusItems::addItem(const QString& objectName)
{
    QLabel* item = makeLabel(m_bar, 12);
    item->setObjectName(objectName);
    item->setContentsMargins(8, 0, 8, 0);
    item->hide();
    m_bar->addPermanentWidget(item);
    m_items.push_back(item);
    return item;
}

void StatusItems::setItem(QLabel* item, const QString& text)
{
    if (item->text() != text)
        item->setText(text);
    item->setVisible(!text.isEmpty());
}

void StatusItems::setTheme(const Theme& theme)
{
    m_bar->setFixedHeight(px(24));
    setBackground(m_bar, theme.panel);
    for (QLabel* item : m_items)
        setTextColor(item, theme.text2);
}

void StatusItems::present(const Snapshot& snapshot, qint64 age, const FrameMeter& frames)
{
    setItem(
        m_engine, age < staleAfter ? tr("Engine: connected") : tr("Engine: data %1 old").arg(ageText(age)));
    const auto total = snapshot.hsms.devices.size();
    setItem(m_hsms,
        total == 0 ? tr("HSM: none") : tr("HSM: %1 of %2 ready").arg(snapshot.hsms.healthy).arg(total));
    setItem(m_disk,
        snapshot.diskFree < 0 ? QString() : tr("Disk: %1 % free").arg(qRound(snapshot.diskFree * 100)));
    setItem(m_saved,
        snapshot.saved.isValid()
            ? tr("Saved %1").arg(snapshot.saved.toLocalTime().time().toString(QStringLiteral("HH:mm:ss")))
            : QString());
    showRate(snapshot, frames);
}

void StatusItems::showRate(const Snapshot& snapshot, const FrameMeter& frames)
{
    const qint64 passed = snapshot.now - m_rateSince;
    if (m_rateSince < 0 || passed < 0) {
        m_rateSince = snapshot.now;
        m_rateEvents = snapshot.events;
        return;
    }
    if (passed < rateWindow)
        return;
    const double rate = double(snapshot.events - m_rateEvents) * 1000.0 / double(passed);
    m_rateSince = snapshot.now;
    m_rateEvents = snapshot.events;
    setItem(m_events, tr("%1 events/s").arg(grouped(qRound64(rate))));
    const MeterFigures recent = frames.recent();
    m_events->setToolTip(
        tr("Picture: 95 % of frames within %1 ms, longest %2 ms")
            .arg(QLocale().toString(recent.p95, 'f', 1), QLocale().toString(recent.max, 'f', 1)));
}

} // namespace sm
