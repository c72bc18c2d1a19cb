// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_flow.h"

#include "ui/keys/block_dialogs.h"
#include "ui/keys/ceremony_dialog.h"
#include "ui/keys/keys_page.h"

namespace sm {

KeyFlow::KeyFlow(ServerPort& port, KeysPage* page, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_page(page)
{
    connect(page, &KeysPage::ceremonyRequested, this,
        [this] { open(new CeremonyDialog(m_page->snapshot(), m_page)); });
    connect(page, &KeysPage::importRequested, this,
        [this] { open(new ImportBlockDialog(m_page->snapshot(), m_page)); });
    connect(page, &KeysPage::exportRequested, this,
        [this](const HsmKeyFigures& key) { open(new ExportBlockDialog(m_page->snapshot(), key, m_page)); });
    connect(page, &KeysPage::retireRequested, this,
        [this](const HsmKeyFigures& key) { open(new RetireDialog(m_page->snapshot(), key, m_page)); });
}

void KeyFlow::open(KeyDialog* dialog)
{
    delete m_dialog;
    m_tickets.clear();
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTheme(m_page->theme());
    connect(dialog, &KeyDialog::order, this,
        [this](const KeyCommand& command) { m_tickets.insert(m_port.post(command)); });
    connect(dialog, &KeyDialog::told, this, &KeyFlow::notice);
    dialog->open();
}

KeyDialog* KeyFlow::dialog() const
{
    return m_dialog;
}

bool KeyFlow::onRefused(const event::Refused& refused)
{
    if (m_quiet.erase(refused.ticket) > 0)
        return true;
    if (!m_dialog || !m_tickets.contains(refused.ticket))
        return false; // the window says it
    m_dialog->refused(refused.why);
    return true;
}

/// A ceremony whose dialog was closed before the server had answered: nobody could go on with it.
void KeyFlow::abandon(const KeyEvent& event)
{
    const auto* at = std::get_if<event::CeremonyAt>(&event);
    if (at && (at->stage == CeremonyStage::Collecting || at->stage == CeremonyStage::Complete))
        m_quiet.insert(m_port.post(KeyCommand(command::CancelCeremony{at->ceremony})));
}

bool KeyFlow::handle(const ServerEvent& event)
{
    if (const auto* refused = std::get_if<event::Refused>(&event))
        return onRefused(*refused);
    const auto* answer = std::get_if<KeyEvent>(&event);
    if (!answer)
        return false;
    const quint64 ticket = std::visit([](const auto& one) { return one.ticket; }, *answer);
    if (m_dialog && (ticket == 0 || m_tickets.contains(ticket)))
        m_dialog->answered(*answer);
    else
        abandon(*answer);
    return true;
}

} // namespace sm
