// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/import_desk.h"

#include "base/failures/server.h"
#include "base/overloaded.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace sm {

/// Beside the file; nobody is asked, so nothing that lies there is replaced.
static QString freeRejectsName(const QFileInfo& file)
{
    const QString stem = file.dir().filePath(file.completeBaseName() + QStringLiteral(".rejects"));
    QString name = stem + u'.' + file.suffix();
    for (int next = 2; QFileInfo::exists(name); ++next)
        name = QStringLiteral("%1-%2.%3").arg(stem).arg(next).arg(file.suffix());
    return name;
}

ImportDesk::ImportDesk(DeskServices services)
    : m_services(std::move(services))
    , m_planner(std::make_shared<ImportPlanner>(m_services.shelf, m_services.presetFolder))
    , m_previewer(m_services.executors->make("preview"))
    , m_checker(m_services.executors->make("check"))
{
}

ImportDesk::~ImportDesk() = default;

void ImportDesk::handle(quint64 ticket, const ImportCommand& wanted)
{
    std::visit(Overloaded{
                   [&](const command::CheckFile& order) { check(ticket, order); },
                   [&](const command::AcceptImport& order) { accept(ticket, order); },
                   [&](const command::SavePreset& order) { savePreset(ticket, order); },
                   [&](const command::CloseCheck& order) { close(ticket, order.check); },
                   [&](const command::PreviewLine& order) {
                       if (const auto check = find(ticket, order.check))
                           ImportCheck::showRows(check, order.line);
                   },
                   [&](const command::SaveFindings& order) {
                       const auto check = find(ticket, order.check);
                       if (!check)
                           return;
                       m_services.busy(1);
                       ImportCheck::saveFindings(check, order, [this] { m_services.busy(-1); });
                   },
               },
        wanted);
}

std::shared_ptr<ImportCheck> ImportDesk::find(quint64 ticket, quint64 check)
{
    if (m_check && m_check->ticket() == check)
        return m_check;
    m_services.answer(ticket, fail(fc::CheckUnknown));
    return nullptr;
}

void ImportDesk::check(quint64 ticket, const command::CheckFile& order)
{
    if (m_check)
        m_check->cancel();
    CheckServices services;
    services.reactor = m_services.reactor;
    services.journal = m_services.journal;
    services.previewer = m_previewer.get();
    services.checker = m_checker.get();
    services.workerMayWait = m_services.workerMayWait;
    services.planner = m_planner;
    services.shelf = m_services.shelf;
    m_check = std::make_shared<ImportCheck>(
        std::move(services), ticket, order, [this](ImportEvent event) { relay(std::move(event)); });
    m_services.busy(1);
    m_check->start([this] { m_services.busy(-1); });
}

void ImportDesk::relay(ImportEvent event)
{
    if (auto* checked = std::get_if<event::Checked>(&event); checked && !checked->failure) {
        const auto same = m_services.sameFile(QByteArray::fromHex(checked->sha256.toLatin1()));
        if (same) {
            checked->sameAs = same->first;
            checked->sameAsName = same->second;
        }
    }
    m_services.report(std::move(event));
}

void ImportDesk::accept(quint64 ticket, const command::AcceptImport& order)
{
    const auto check = find(ticket, order.check);
    if (!check)
        return;
    const ImportPlan* plan = check->plan();
    if (!plan || check->sha256().isEmpty())
        return m_services.answer(ticket, fail(fc::CheckUnknown));
    const auto& allowed = plan->rules.policies;
    if (std::find(allowed.begin(), allowed.end(), order.policy) == allowed.end())
        return m_services.answer(
            ticket, fail(fc::ImportPolicyRefused, {{"profile", plan->profile->title()}}));
    if (check->blocking() > 0)
        return m_services.answer(
            ticket, fail(fc::ImportBlocked, {{"findings", QString::number(check->blocking())}}));
    command::ImportFile file;
    file.file = check->file();
    file.mapping = plan->mapping;
    file.expectedSha256 = check->sha256();
    file.acceptValid = order.policy != ImportPolicy::AllOrNothing;
    if (order.policy == ImportPolicy::StopAfter)
        file.stopAfter = std::clamp<qint64>(order.stopAfter, 1, plan->rules.stopAfter);
    if (file.acceptValid && plan->layout.format == FileFormat::Csv) {
        const QFileInfo info(check->file());
        file.rejectsFile = order.rejectsFile.isEmpty() ? freeRejectsName(info) : order.rejectsFile;
    }
    m_services.import(ticket, std::move(file));
}

void ImportDesk::savePreset(quint64 ticket, const command::SavePreset& order)
{
    const auto check = find(ticket, order.check);
    if (!check)
        return;
    event::PresetSaved told;
    told.check = order.check;
    if (!check->plan() || !check->plan()->ready)
        return m_services.answer(ticket, fail(fc::CheckUnknown));
    const auto path = m_planner->savePreset(*check->plan(), order.name); // a few kilobytes, once
    if (path)
        told.path = *path;
    else
        told.failure = path.failure();
    relay(std::move(told));
}

void ImportDesk::close(quint64 ticket, quint64 check)
{
    if (!find(ticket, check))
        return;
    m_check->cancel();
    m_check.reset(); // its coroutine keeps it until the worker is done
    relay(event::CheckClosed{check});
}

void ImportDesk::publish()
{
    if (m_check && m_check->running())
        m_check->publish();
}

void ImportDesk::cancel()
{
    if (m_check)
        m_check->cancel();
}

std::optional<JobSnapshot> ImportDesk::row() const
{
    if (!m_check || !m_check->running())
        return std::nullopt;
    JobSnapshot row;
    row.name = QFileInfo(m_check->file()).fileName();
    row.state = JobState::Importing;
    row.imported = m_check->records();
    row.importFraction = m_check->fraction();
    return row;
}

} // namespace sm
