// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_flow.h"

#include "ui/import/import_card.h"
#include "ui/import/import_page.h"
#include "ui/text/failure_text.h"
#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"

#include <QDir>
#include <QFileInfo>

#include <numeric>

namespace sm {

ImportFlow::ImportFlow(ServerPort& port, ImportCard* card, ImportPage* page, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_card(card)
    , m_page(page)
{
    connect(card, &ImportCard::acceptRequested, this, [this] { accept(ImportPolicy::AllOrNothing); });
    connect(card, &ImportCard::detailsRequested, this, [this] {
        m_onPage = true;
        Q_EMIT pageWanted();
    });
    connect(card, &ImportCard::cancelRequested, this, &ImportFlow::cancel);
    connect(card, &ImportCard::closed, this, [this] {
        if (m_check != 0)
            m_port.post(ImportCommand(command::CloseCheck{std::exchange(m_check, 0)}));
        next(false);
    });
    connect(page, &ImportPage::mappingChanged, this, &ImportFlow::check);
    connect(page, &ImportPage::acceptRequested, this, &ImportFlow::accept);
    connect(page, &ImportPage::cancelRequested, this, [this] {
        cancel();
        Q_EMIT cardWanted();
    });
    connect(page, &ImportPage::backgroundRequested, this, [this] {
        Q_EMIT cardWanted();
        m_card->takeFocus();
    });
    connect(page, &ImportPage::lineRequested, this, [this](qint64 line) {
        m_port.post(ImportCommand(command::PreviewLine{m_check, line}));
    });
    connect(page, &ImportPage::presetRequested, this, [this](const QString& name) {
        m_port.post(ImportCommand(command::SavePreset{m_check, name}));
    });
    connect(page, &ImportPage::reportRequested, this, &ImportFlow::saveReport);
}

void ImportFlow::setTheme(const Theme& theme)
{
    m_page->setTheme(theme);
}

void ImportFlow::open(const QStringList& files)
{
    if (isOpen() || !m_files.isEmpty()) {
        m_files += files;
        m_count += int(files.size());
        m_page->showPlace(m_number, m_count);
        m_card->showPlace(m_file, m_number, m_count);
        if (!m_onPage)
            Q_EMIT cardWanted(); // what they wait for
        Q_EMIT notice(tr("%n files wait until %1 is imported or closed.", nullptr, int(m_files.size()))
                          .arg(QFileInfo(m_file).fileName()));
        return;
    }
    m_files = files;
    m_number = 0;
    m_count = int(files.size());
    next(true);
}

void ImportFlow::next(bool byPerson)
{
    if (m_files.isEmpty())
        return;
    m_file = m_files.takeFirst();
    ++m_number;
    m_onPage = false;
    Q_EMIT cardWanted();
    m_card->showReading(m_file, m_number, m_count);
    if (byPerson)
        m_card->takeFocus();
    check({});
}

void ImportFlow::check(const ImportMapping& mapping)
{
    m_findings = 0;
    m_page->showReading(m_file, m_number, m_count);
    m_check = m_port.post(ImportCommand(command::CheckFile{m_file, mapping}));
}

void ImportFlow::accept(ImportPolicy policy)
{
    if (m_check == 0)
        return;
    command::AcceptImport order;
    order.check = m_check;
    order.policy = policy;
    order.stopAfter = m_page->preview().stopAfter;
    m_storing = m_port.post(ImportCommand(order));
    m_card->showStoring();
    Q_EMIT cardWanted();
    m_card->takeFocus();
}

void ImportFlow::cancel()
{
    if (m_storing != 0)
        m_port.post(command::CancelImport{});
    else
        close();
}

void ImportFlow::close()
{
    if (m_check == 0)
        return;
    m_port.post(ImportCommand(command::CloseCheck{m_check}));
    m_check = 0;
    m_card->hide();
    next(true);
}

void ImportFlow::saveReport(const QString& file)
{
    m_page->showNote(tr("Saving the report..."));
    m_port.post(ImportCommand(command::SaveFindings{m_check, file, findingWords}));
}

bool ImportFlow::handle(const ServerEvent& event)
{
    if (const auto* refused = std::get_if<event::Refused>(&event)) {
        if (refused->ticket == 0 || (refused->ticket != m_storing && refused->ticket != m_check))
            return false;
        m_storing = 0;
        m_card->showRefused(refused->why);
        const FailureText why = failureText(refused->why);
        m_page->showNote(why.sentence + QLatin1Char(' ') + why.action);
        return true;
    }
    if (const auto* progress = std::get_if<event::ImportProgress>(&event)) {
        if (progress->ticket == m_storing)
            m_card->showProgress(*progress);
        return true;
    }
    if (const auto* done = std::get_if<event::Imported>(&event)) {
        if (done->ticket != m_storing && !done->job.isValid())
            return false;
        if (done->ticket != m_storing)
            return false;
        m_storing = 0;
        if (m_check != 0)
            m_port.post(ImportCommand(command::CloseCheck{std::exchange(m_check, 0)}));
        m_card->showImported(*done);
        Q_EMIT imported(done->job);
        return true;
    }
    if (const auto* one = std::get_if<ImportEvent>(&event)) {
        handleImport(*one);
        return true;
    }
    return false;
}

void ImportFlow::handleImport(const ImportEvent& event)
{
    if (const auto* previewed = std::get_if<event::Previewed>(&event)) {
        if (previewed->check == m_check)
            onPreviewed(*previewed);
    } else if (const auto* rows = std::get_if<event::PreviewRows>(&event)) {
        if (rows->check == m_check)
            m_page->showRows(*rows);
    } else if (const auto* progress = std::get_if<event::CheckProgress>(&event)) {
        if (progress->check != m_check)
            return;
        m_findings = std::accumulate(progress->counts.begin(), progress->counts.end(), qint64(0));
        m_page->showProgress(*progress);
        m_card->showChecking(*progress);
    } else if (const auto* checked = std::get_if<event::Checked>(&event)) {
        if (checked->check == m_check)
            onChecked(*checked);
    } else if (const auto* preset = std::get_if<event::PresetSaved>(&event)) {
        m_page->showNote(preset->failure ? failureText(*preset->failure).sentence
                                         : tr("Preset saved. Files like this one are known from now on."));
    } else if (const auto* saved = std::get_if<event::FindingsSaved>(&event)) {
        m_page->showNote(saved->failure
                ? failureText(*saved->failure).sentence
                : tr("Report saved: %n findings in %1.", nullptr, int(saved->findings))
                      .arg(QDir::toNativeSeparators(saved->path)));
    }
}

void ImportFlow::onPreviewed(const event::Previewed& previewed)
{
    const ImportPreview& preview = previewed.preview;
    m_page->showPreview(preview);
    m_card->showPreview(preview);
    m_known = preview.known && !preview.problem;
    if (!m_known && !m_onPage) { // a person has to look at it
        m_onPage = true;
        Q_EMIT pageWanted();
    }
}

void ImportFlow::onChecked(const event::Checked& checked)
{
    m_page->showChecked(checked);
    m_card->showChecked(checked, m_findings);
    if (m_onPage)
        return;
    if (m_findings > 0 || checked.failure || checked.sameAs.isValid()) {
        m_onPage = true;
        Q_EMIT pageWanted();
    }
}

} // namespace sm
