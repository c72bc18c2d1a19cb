// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QPointer>

#include <set>

namespace sm {

class KeyDialog;
class KeysPage;

/// What happens between the page, its dialogs about keys, and the server: opens one dialog at a time, sends
/// what it orders, brings it the answers.
class KeyFlow final : public QObject {
    Q_OBJECT
public:
    KeyFlow(ServerPort& port, KeysPage* page, QObject* parent = nullptr);

    /// True: it was the answer to an order about keys.
    bool handle(const ServerEvent& event);
    KeyDialog* dialog() const; ///< the open one

Q_SIGNALS:
    void notice(const QString& text);

private:
    void open(KeyDialog* dialog);
    bool onRefused(const event::Refused& refused);
    void abandon(const KeyEvent& event);

    ServerPort& m_port;
    KeysPage* m_page;
    QPointer<KeyDialog> m_dialog;
    std::set<quint64> m_tickets; ///< of what the open dialog has ordered
    std::set<quint64> m_quiet; ///< of ceremonies that nobody waits for any more: cancelled
};

} // namespace sm
