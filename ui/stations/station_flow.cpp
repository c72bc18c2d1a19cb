// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/station_flow.h"

#include "ui/stations/enrol_guide.h"
#include "ui/stations/station_dialogs.h"
#include "ui/stations/stations_page.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QVBoxLayout>

#include <algorithm>

namespace sm {

StationFlow::StationFlow(ServerPort& port, StationsPage* page, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_page(page)
{
    connect(page, &StationsPage::admitRequested, this, &StationFlow::admit);
    connect(page, &StationsPage::revokeRequested, this, &StationFlow::revoke);
    connect(page, &StationsPage::guideRequested, this, &StationFlow::showGuide);
    connect(page, &StationsPage::notice, this, &StationFlow::notice);
    connect(page, &StationsPage::refuseRequested, this,
        [this](const QByteArray& pin) { m_refusal = m_port.post(command::RefuseStation{pin}); });
    connect(page, &StationsPage::snapshotTaken, this, [this] {
        if (m_dialog)
            m_dialog->follow(*m_page->snapshot());
    });
}

void StationFlow::admit(const QByteArray& pin)
{
    open(new AdmitDialog(*m_page->snapshot(), pin, m_page));
}

void StationFlow::revoke(const QString& key)
{
    const std::vector<PlaceEntry> entries = stationEntries(*m_page->snapshot());
    const auto found = std::find_if(
        entries.begin(), entries.end(), [&key](const PlaceEntry& one) { return one.key() == key; });
    if (found != entries.end())
        open(new RevokeDialog(*m_page->snapshot(), *found, m_page));
}

void StationFlow::open(StationDialog* dialog)
{
    delete m_dialog;
    m_ticket = 0;
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTheme(m_page->theme());
    connect(dialog, &StationDialog::order, this,
        [this](const ServerCommand& command) { m_ticket = m_port.post(command); });
    dialog->open();
}

StationDialog* StationFlow::dialog() const
{
    return m_dialog;
}

void StationFlow::showGuide()
{
    auto* dialog = new QDialog(m_page);
    dialog->setObjectName(QStringLiteral("enrolDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Enrol a station"));
    auto* guide = new EnrolGuide(dialog);
    guide->setHeading(tr("A reader at another computer becomes a station like this."));
    guide->setTheme(m_page->theme());
    guide->present(m_page->snapshot()->stationDoor.get());
    connect(guide, &EnrolGuide::copied, this, &StationFlow::notice);
    auto* close = makeRoomyButton(QStringLiteral("enrolClose"), tr("Close"), dialog);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(0, 0, px(20), px(16));
    column->addWidget(guide, 1);
    column->addWidget(close, 0, Qt::AlignRight);
    dialog->setMinimumWidth(px(760));
    dialog->open();
}

bool StationFlow::handle(const ServerEvent& event)
{
    const auto* accepted = std::get_if<event::Accepted>(&event);
    const auto* refused = std::get_if<event::Refused>(&event);
    const quint64 ticket = accepted ? accepted->ticket : refused ? refused->ticket : 0;
    if (ticket == 0)
        return false;
    if (ticket == m_refusal && accepted) {
        m_refusal = 0;
        Q_EMIT notice(tr("The station is refused. It is shown again when it comes again."));
        return true;
    }
    if (ticket != m_ticket || !m_dialog)
        return false; // a refusal whose dialog was closed: the window says it
    m_ticket = 0;
    if (refused) {
        m_dialog->refused(refused->why);
        return true;
    }
    Q_EMIT notice(m_dialog->doneText());
    m_dialog->accept();
    return true;
}

} // namespace sm
