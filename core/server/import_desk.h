// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/import_check.h"
#include "server/server_port.h"

namespace sm {

struct DeskServices {
    Reactor reactor;
    Journal* journal = nullptr;
    ExecutorFactory* executors = nullptr;
    bool workerMayWait = true;
    std::shared_ptr<const ProfileShelf> shelf;
    QString presetFolder;
    std::function<void(ServerEvent)> report;
    std::function<void(quint64 ticket, const Outcome<Done>&)> answer;
    std::function<void(quint64 ticket, command::ImportFile)> import;
    /// The newest job made from a file of these bytes.
    std::function<std::optional<std::pair<JobId, QString>>(const QByteArray& sha256)> sameFile;
    std::function<void(int change)> busy; ///< work begins and ends: nothing may be destroyed in between
};

/// Where files are looked at before they are imported: one check at a time, its preview, mapping, report and
/// acceptance. Server thread.
class ImportDesk {
public:
    explicit ImportDesk(DeskServices services);
    ~ImportDesk();

    void handle(quint64 ticket, const ImportCommand& command);
    void publish(); ///< progress, at the pace of snapshots
    void cancel(); ///< the server stops
    std::optional<JobSnapshot> row() const; ///< for the list of jobs, while a file is checked

private:
    void check(quint64 ticket, const command::CheckFile& order);
    void accept(quint64 ticket, const command::AcceptImport& order);
    void savePreset(quint64 ticket, const command::SavePreset& order);
    void close(quint64 ticket, quint64 check);
    void relay(ImportEvent event);
    /// The check of that ticket, or null after a refusal.
    std::shared_ptr<ImportCheck> find(quint64 ticket, quint64 check);

    DeskServices m_services;
    std::shared_ptr<const ImportPlanner> m_planner;
    std::unique_ptr<Executor> m_previewer;
    std::unique_ptr<Executor> m_checker;
    std::shared_ptr<ImportCheck> m_check;
};

} // namespace sm
