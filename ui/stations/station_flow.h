// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"

#include <QObject>
#include <QPointer>

namespace sm {

class StationDialog;
class StationsPage;

/// What happens between the page of the stations, its dialogs and the server: opens one dialog at a time,
/// sends what persons decide, and says what became of it.
class StationFlow final : public QObject {
    Q_OBJECT
public:
    StationFlow(ServerPort& port, StationsPage* page, QObject* parent = nullptr);

    /// True: it was the answer to a decision, and has been said.
    bool handle(const ServerEvent& event);
    StationDialog* dialog() const; ///< the open one

Q_SIGNALS:
    void notice(const QString& text);

private:
    void admit(const QByteArray& pin);
    void revoke(const QString& key);
    void showGuide();
    void open(StationDialog* dialog);

    ServerPort& m_port;
    StationsPage* m_page;
    QPointer<StationDialog> m_dialog;
    quint64 m_ticket = 0; ///< of what the open dialog has ordered last; 0: nothing
    quint64 m_refusal = 0; ///< of the last station that was refused on the page
};

} // namespace sm
