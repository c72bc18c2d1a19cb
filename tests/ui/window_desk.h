// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <functional>
#include <optional>

namespace sm {

inline constexpr StationId runs{1, 1}; // of the synthetic floor
inline constexpr StationId stopped{2, 3};

inline AlarmEntry alarm(quint64 id, AlarmCode code, StationId station = {})
{
    AlarmEntry entry;
    entry.id = id;
    entry.code = code;
    entry.station = station;
    return entry;
}

inline JobSnapshot job(qint64 id, JobState state)
{
    JobSnapshot made;
    made.id = JobId(id);
    made.name = QStringLiteral("harbour-%1").arg(id);
    made.state = state;
    made.producing = state == JobState::Running;
    made.counts.records = {240, 228, 2, 0, 7, 3, 0, 7};
    return made;
}

/// A window on a server that does what the test tells it to.
struct Desk {
    explicit Desk(std::optional<std::vector<JobSnapshot>> jobs = std::nullopt, Page page = Page::Floor)
        : server(floorWith(std::move(jobs)))
        , window(server)
    {
        window.resize(1366, 768);
        window.goTo(page);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        look();
        server.commands.clear();
    }
    static Snapshot floorWith(std::optional<std::vector<JobSnapshot>> jobs)
    {
        Snapshot floor = syntheticFloor(24);
        if (jobs)
            floor.jobs = std::move(*jobs);
        return floor;
    }
    void look() { window.feed()->look(); }
    void push(ServerEvent event)
    {
        server.push(std::move(event));
        look();
    }
    void change(const std::function<void(Snapshot&)>& edit)
    {
        server.change(edit);
        look();
    }
    void showAlarms(const std::function<void(AlarmView&)>& edit)
    {
        change([&](Snapshot& floor) {
            auto view = std::make_shared<AlarmView>(*floor.alarms);
            ++view->revision;
            edit(*view);
            floor.alarms = view;
        });
    }
    template <class W> W* find(const char* name) { return window.findChild<W*>(QString::fromLatin1(name)); }
    QPushButton* button(const char* name) { return find<QPushButton>(name); }
    QString text(const char* name) { return find<QLabel>(name)->text(); }
    void press(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(&window, Qt::Key(key), with);
    }

    /// A file that is known, clean and checked: it waits to be accepted.
    void fileChecked(bool known, const ImportPreview& like = {})
    {
        check = server.lastTicket;
        event::Previewed previewed;
        previewed.check = check;
        previewed.preview = like;
        previewed.preview.known = known;
        previewed.preview.policies = {ImportPolicy::AllOrNothing};
        server.push(ImportEvent(previewed));
        event::Checked checked;
        checked.check = check;
        checked.tally.records = checked.tally.valid = 240;
        push(ImportEvent(checked));
    }
    void fileImported()
    {
        event::Imported imported;
        imported.ticket = server.lastTicket;
        imported.job = JobId(9);
        imported.summary.valid = 240;
        push(imported);
    }

    FakeServer server;
    MainWindow window;
    quint64 check = 0;
};

} // namespace sm
