// SPDX-License-Identifier: GPL-3.0-or-later
// What the import desk sees of the server.
#include "server/personalization_server.h"

#include <QFileInfo>

namespace sm {

void PersonalizationServer::makeImportDesk()
{
    DeskServices services;
    services.reactor = m_environment.reactor;
    services.journal = m_journal.get();
    services.executors = m_environment.executors;
    services.workerMayWait = m_environment.threaded;
    services.shelf = m_shelf;
    services.presetFolder = m_options.dataFolder + QStringLiteral("/layouts");
    services.report = [this](ServerEvent event) { report(std::move(event)); };
    services.answer = [this](quint64 ticket, const Outcome<Done>& outcome) { answer(ticket, outcome); };
    services.import = [this](quint64 ticket, command::ImportFile order) { import(ticket, order); };
    services.sameFile = [this](const QByteArray& sha256) {
        std::optional<std::pair<JobId, QString>> found;
        for (const auto& [id, booked] : m_jobs) {
            if (booked.row.job.sourceSha256 == sha256)
                found = std::pair(id, QFileInfo(booked.row.job.sourceFile).fileName());
        }
        return found;
    };
    services.busy = [this](int change) { m_busy += change; };
    m_importDesk = std::make_unique<ImportDesk>(std::move(services));
}

void PersonalizationServer::importGone()
{
    --m_busy;
    m_import.reset();
    if (m_laterImports.empty())
        return;
    const auto [ticket, order] = std::move(m_laterImports.front());
    m_laterImports.erase(m_laterImports.begin());
    import(ticket, order);
}

} // namespace sm
