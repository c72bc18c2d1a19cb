// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <map>

namespace sm {

class ApplyDialog;
class SetupPage;

/// What happens between the page of the floor's set-up and the server: reads the floor, tests stations a few
/// at a time, rehearses and applies.
class SetupFlow final : public QObject {
    Q_OBJECT
public:
    SetupFlow(ServerPort& port, SetupPage* page, QObject* parent = nullptr);

    /// True: it was the answer to an order of this page, and has been said.
    bool handle(const ServerEvent& event);
    ApplyDialog* dialog() const; ///< the open one

Q_SIGNALS:
    void notice(const QString& text);

private:
    void read();
    void test(const std::vector<StationId>& stations);
    void testNext();
    void stopTests();
    void rehearse();
    void apply(const ServerCommand& order);
    bool take(const event::FloorRead& told);
    bool take(const event::StationTested& told);
    bool take(const event::FloorApplied& told);
    bool take(const event::Refused& refused);
    bool tested(quint64 ticket, const event::StationTested& told);

    ServerPort& m_port;
    SetupPage* m_page;
    QPointer<ApplyDialog> m_dialog;
    quint64 m_reading = 0;
    quint64 m_rehearsing = 0;
    quint64 m_applying = 0;
    QByteArray m_floor; ///< that is rehearsed or applied
    QString m_file; ///< where the floor is kept; empty: a demo
    std::deque<StationId> m_queue;
    std::map<quint64, StationId> m_asked; ///< tickets of tests
    int m_done = 0; ///< of the tests since none was to be done
};

} // namespace sm
