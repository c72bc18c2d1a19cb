// SPDX-License-Identifier: GPL-3.0-or-later
// Opening: store, HSMs, stations, and jobs with their keys and sources.
#include "base/failures/data.h"
#include "base/failures/security.h"
#include "base/failures/server.h"
#include "base/log.h"
#include "server/floor_builder.h"
#include "server/key_check.h"
#include "server/module_check.h"
#include "server/plane_check.h"
#include "server/record_desk.h"
#include "server/setup_desk.h"
#include "server/stop_watch.h"
#include "server/trace_desk.h"

#include <QDir>
#include <QFileInfo>

namespace sm {

/// Nobody else reads what lies there. That it could not be made, the store says with its reason.
static void makeDataFolder(const QString& folder)
{
    const QFileInfo wanted(folder);
    if (folder.isEmpty() || wanted.exists() || !QDir().mkpath(wanted.absolutePath()))
        return;
    QDir().mkdir(wanted.absoluteFilePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// A worker for the job's faces, which has drawn what all cards have of them: a broken picture is named
/// before the first card. The cards' own pictures are where the import looked for them. Null: it prints none.
static QCoro::Task<Outcome<std::shared_ptr<FaceRenderer>>> openFaces(
    Reactor reactor, ExecutorFactory* executors, JobRow row, std::shared_ptr<const Profile> profile)
{
    const std::vector<CardFace> common = profile->printedFaces();
    if (common.empty())
        co_return std::shared_ptr<FaceRenderer>();
    const auto pictures = profile->importRules().pictures;
    const QString folder
        = QFileInfo(row.job.sourceFile).dir().filePath(pictures ? pictures->folder : QStringLiteral("."));
    auto faces = std::make_shared<FaceRenderer>(std::move(reactor), executors->make("faces"), folder);
    for (const CardFace& face : common) {
        auto drawing = faces->draw(face, seconds(60));
        const auto drawn = co_await drawing;
        if (!drawn)
            co_return drawn.failure();
    }
    co_return faces;
}

QCoro::Task<> PersonalizationServer::openAll(PersonalizationServer* self)
{
    const Busy busy(self);
    makeDataFolder(self->m_options.dataFolder);
    auto shelf = ProfileShelf::load(self->m_options.profileFolders, ownProfiles(self->m_options.dataFolder));
    if (!shelf)
        co_return self->openFailed(shelf.failure());
    self->m_shelf = shelf.take();
    self->m_builder = std::make_unique<FloorBuilder>(self->m_environment, self->m_options);
    auto journal = self->m_builder->openJournal();
    if (!journal)
        co_return self->openFailed(journal.failure());
    self->m_journal = journal.take();
    self->m_importer = self->m_environment.executors->make("import");
    self->makeImportDesk();
    auto data = self->m_builder->makeDataService();
    if (!data)
        co_return self->openFailed(data.failure());
    self->m_data = data.take();
    auto pool = self->m_builder->makePool();
    if (!pool)
        co_return self->openFailed(pool.failure());
    self->m_hsms = pool.take();
    self->m_keys
        = self->m_builder->makeKeyDesk([self](ServerEvent event) { self->report(std::move(event)); });
    self->m_folder.useKeyDesk(self->m_keys.get());
    auto openingHistory = openHistory(self);
    co_await openingHistory;

    const auto recovered = co_await self->recover();
    if (!recovered)
        co_return self->openFailed(recovered.failure());
    self->openTraces();
    SessionServices services;
    services.reactor = self->m_environment.reactor;
    services.hsms = self->m_hsms.get();
    services.journal = self->m_journal.get();
    services.data = self->m_data.get();
    services.random = self->m_environment.random;
    services.trace = &self->m_environment.board->traceRing();
    services.settings = self->m_options.session;
    ControllerSettings settings;
    settings.rejectRunLimit = self->m_options.floor.rejectRunLimit;
    settings.startStagger = self->m_options.floor.startStagger;
    ControllerListener& listener = *self;
    self->m_controller = std::make_unique<Controller>(std::move(services), settings, listener);
    const auto stations = self->m_builder->addStations(*self->m_controller);
    if (!stations)
        co_return self->openFailed(stations.failure());
    for (const auto& desk : self->m_controller->desks())
        self->m_history->stationChanged(*desk);
    self->m_setup = std::make_unique<SetupDesk>(*self);
    self->m_open = true;
    self->publish();
    self->report(event::Opened{self->m_released, self->m_doubtful});
    for (auto& [ticket, early] : std::exchange(self->m_early, {}))
        self->carryOut(ticket, early);
}

/// Nothing works until the cause is gone and the program is started again.
void PersonalizationServer::openFailed(const Failure& why)
{
    qCCritical(lcServer) << "the server can not open:" << why.toString();
    m_openFailure = why;
    publish();
    report(event::Refused{0, why});
    for (const auto& [ticket, early] : std::exchange(m_early, {}))
        answer(ticket, why);
}

void PersonalizationServer::openTraces()
{
    TraceStoreOptions options = m_options.traceStore;
    if (options.folder.isEmpty())
        options.folder = QDir(m_options.dataFolder).filePath(QStringLiteral("traces"));
    TraceDesk::Services services;
    services.clock = m_environment.reactor.clock;
    services.board = m_environment.board;
    services.writer = m_environment.executors->make("trace-store");
    services.reader = m_environment.executors->make("trace-read");
    m_traces = std::make_unique<TraceDesk>(std::move(services), std::move(options));
}

QCoro::Task<> PersonalizationServer::openHistory(PersonalizationServer* self)
{
    HistoryDesk::Services services;
    services.reactor = self->m_environment.reactor;
    services.store = self->m_builder->history();
    services.board = self->m_environment.board;
    services.worker = self->m_environment.executors->make("history");
    self->m_history = std::make_unique<HistoryDesk>(std::move(services), self->m_options.floor);
    HistoryDesk* history = self->m_history.get();
    self->m_hsms->onWaited([history](Nanos wait) { history->hsmWaited(wait); });
    auto restoring = HistoryDesk::restore(history);
    co_await restoring;
}

QCoro::Task<Outcome<Done>> PersonalizationServer::recover()
{
    auto recovering = m_journal->recover();
    const auto found = co_await recovering;
    if (!found)
        co_return found.failure();
    m_records->noteRecovered(*found);
    for (const RecoveredAttempt& attempt : *found) {
        const bool clean = attempt.attempt.state == AttemptState::ReleasedClean;
        m_released += clean;
        m_doubtful += !clean && attempt.attempt.state != AttemptState::BinnedGood;
        qCWarning(lcServer) << "attempt" << attempt.attempt.key.attempt.value << "found"
                            << attemptStateName(attempt.found) << "now"
                            << attemptStateName(attempt.attempt.state);
    }
    auto listing = m_journal->jobs();
    const auto rows = co_await listing;
    if (!rows)
        co_return rows.failure();
    for (const JobRow& row : *rows) {
        BookedJob booked;
        booked.row = row;
        auto counting = m_journal->counts(row.id);
        const auto counts = co_await counting;
        if (!counts)
            co_return counts.failure();
        booked.counts = *counts;
        // Whatever ran when the program ended stands now: nothing starts again by itself.
        const bool ran = row.state == JobState::Running || row.state == JobState::Holding
            || row.state == JobState::Finishing;
        if (ran) {
            auto holding = m_journal->setJobState(row.id, JobState::Held);
            const auto held = co_await holding;
            if (!held)
                co_return held.failure();
            booked.row.state = JobState::Held;
        }
        m_jobs[row.id] = std::move(booked);
    }
    co_return Done{};
}

QCoro::Task<> PersonalizationServer::startJob(PersonalizationServer* self, quint64 ticket, JobId job)
{
    const Busy busy(self);
    // Whoever asks again while the job is being opened gets the same answer; it is started once.
    std::vector<quint64>& asked = self->m_starting[job];
    asked.push_back(ticket);
    if (asked.size() > 1)
        co_return;
    const auto started = co_await self->openAndStart(job);
    const auto all = self->m_starting.extract(job);
    for (const quint64 one : all.mapped())
        self->answer(one, started);
}

Outcome<Done> PersonalizationServer::checkStartable(JobId job) const
{
    const auto booked = m_jobs.find(job);
    if (booked == m_jobs.end())
        return fail(fc::JobUnknown, {{"job", QString::number(job.value)}});
    const JobState state = booked->second.row.state;
    if (state == JobState::Ready || state == JobState::Held || state == JobState::CompleteOpen)
        return Done{};
    return fail(fc::JobEnded, {{"job", QString::number(job.value)}, {"state", jobStateName(state)}});
}

QCoro::Task<Outcome<Done>> PersonalizationServer::openAndStart(JobId job)
{
    const auto startable = checkStartable(job);
    if (!startable)
        co_return startable.failure();
    JobRow row = m_jobs[job].row;
    auto context = co_await openContext(std::move(row));
    if (!context)
        co_return context.failure();
    auto counting = m_journal->counts(job);
    const auto counts = co_await counting;
    if (!counts)
        co_return counts.failure();
    if (m_stopWatch)
        co_return fail(fc::NotOpenYet);
    const auto still = checkStartable(job); // somebody may have ended it meanwhile
    if (!still)
        co_return still.failure();
    if (m_lineStopped)
        co_return *m_lineStopped;
    m_folder.jobStarts();
    m_traces->jobStarted(**context);
    m_controller->start(context.take(), *counts);
    co_return Done{};
}

/// Under whichever version of the key-encryption key the job came in: keys have successors while jobs wait.
/// The wrapping tells a wrong key (RFC 5649).
QCoro::Task<Outcome<SecurityReply>> PersonalizationServer::unwrapDataKey(QByteArray wrapped)
{
    const QString label = m_builder->kekLabel();
    std::vector<quint32> versions{0}; // each device's own newest, and the only one before keys are told
    for (const HsmKeyFigures& key :
        m_hsms->figures().keys ? *m_hsms->figures().keys : std::vector<HsmKeyFigures>()) {
        if (key.label == label)
            versions.insert(versions.begin() + 1, key.version);
    }
    for (size_t tried = 0;; ++tried) {
        UnwrapDataKey wanted;
        wanted.kek = KeyRef(label, versions[tried]);
        wanted.wrapped = wrapped;
        SecurityRequest request(std::move(wanted));
        auto unwrapping = m_hsms->request(std::move(request), RequestTag(), seconds(30));
        auto unwrapped = co_await unwrapping;
        const bool another = !unwrapped && unwrapped.failure() == fc::WrappedKeyBroken;
        if (!another || tried + 1 == versions.size())
            co_return unwrapped;
    }
}

QCoro::Task<Outcome<std::shared_ptr<JobContext>>> PersonalizationServer::openContext(JobRow row)
{
    auto profile = m_shelf->find(row.job.profile);
    if (!profile)
        co_return profile.failure();
    if ((*profile)->digest() != row.job.profileDigest)
        co_return fail(fc::ProfileChanged, {{"profile", row.job.profile}});
    const auto devices = checkModules((*profile)->moduleNeeds(), *m_controller);
    if (!devices)
        co_return devices.failure();
    const auto planes = checkPlanes(**profile, *m_controller, *m_data);
    if (!planes)
        co_return planes.failure();
    QStringList keys = (*profile)->keyLabels();
    keys.prepend(m_builder->kekLabel());
    m_alarms.jobNeeds(keys);
    const auto before = checkKeys(keys, m_hsms->figures());
    if (!before)
        co_return before.failure();
    auto unwrapped = co_await unwrapDataKey(row.wrappedKey);
    if (!unwrapped)
        co_return unwrapped.failure();
    // Again: at the start of the program the first answer comes before some device has told its keys.
    const auto after = checkKeys(keys, m_hsms->figures());
    if (!after)
        co_return after.failure();
    const SecretBytes& key = std::get<DataKey>(*unwrapped).key;
    auto cipher = RecordCipher::create(key);
    if (!cipher)
        co_return cipher.failure();
    // The key of the intents' digests is derived, so that the data key serves one purpose.
    auto deriving = Cmac::create(BlockAlgorithm::Aes, key);
    auto intentKey = SecretBytes::allocate(16);
    if (!deriving)
        co_return deriving.failure();
    if (!intentKey)
        co_return intentKey.failure();
    const auto derived = deriving->computeInto({"stationmaster intent digest 1"}, intentKey->span());
    if (!derived)
        co_return derived.failure();
    auto intentMac = Cmac::create(BlockAlgorithm::Aes, *intentKey);
    if (!intentMac)
        co_return intentMac.failure();
    const auto opened = co_await openSources(row, *profile);
    if (!opened)
        co_return opened.failure();
    auto facing = openFaces(m_environment.reactor, m_environment.executors, row, *profile);
    auto faces = co_await facing;
    if (!faces)
        co_return faces.failure();
    auto context
        = std::make_shared<JobContext>(std::move(row), profile.take(), cipher.take(), intentMac.take());
    context->faces = faces.take();
    const auto pictures = context->profile->importRules().pictures;
    if (context->faces && pictures && !pictures->address.text.isEmpty()) {
        if (!m_environment.threaded)
            co_return fail(fc::PicturesNeedRealTime, {{"host", pictures->address.host()}});
        context->pictures = std::make_shared<PictureService>(m_environment.reactor, pictures->address);
    }
    co_return context;
}

QCoro::Task<Outcome<Done>> PersonalizationServer::openSources(
    JobRow row, std::shared_ptr<const Profile> profile)
{
    for (const DataSourceSpec& source : profile->dataSources()) {
        if (source.isMachines())
            continue;
        DataSourceSpec spec = source;
        // An archive that came with the job file goes before the one beside the profile.
        const QString beside = QFileInfo(row.job.sourceFile).dir().filePath(QFileInfo(spec.file).fileName());
        if (QFileInfo::exists(beside))
            spec.file = beside;
        spec.name = JobContext::sourceName(row.id, source.name);
        auto opening = m_data->open(spec, seconds(60));
        const auto opened = co_await opening;
        if (!opened && !(opened.failure() == fc::DataSourceOpenAlready))
            co_return opened.failure();
    }
    co_return Done{};
}

/// A job that no run of this program has started yet.
QCoro::Task<> PersonalizationServer::abortStored(
    PersonalizationServer* self, quint64 ticket, JobId job, QString reason)
{
    const Busy busy(self);
    // At once, so that it is not started while this is being written.
    const JobState before = std::exchange(self->m_jobs[job].row.state, JobState::Aborted);
    auto writing = self->m_journal->setJobState(job, JobState::Aborted, std::move(reason));
    const auto written = co_await writing;
    if (!written) {
        self->m_jobs[job].row.state = before;
    } else {
        self->report(event::JobChanged{job, JobState::Aborted});
        refreshCounts(self, job);
    }
    self->answer(ticket, written);
}

/// The figures that differ, live first.
static QString difference(const JobCounts& live, const JobCounts& stored)
{
    QStringList out;
    const auto compare = [&out](const char* name, qint64 a, qint64 b) {
        if (a != b)
            out.append(QStringLiteral("%1 %2/%3").arg(QLatin1String(name)).arg(a).arg(b));
    };
    compare("accepted", live.records.accepted, stored.records.accepted);
    compare("good", live.records.good, stored.records.good);
    compare("remake", live.records.remakeOpen, stored.records.remakeOpen);
    compare("records in stations", live.records.inStations, stored.records.inStations);
    compare("waiting", live.records.waiting, stored.records.waiting);
    compare("in doubt", live.records.inDoubt, stored.records.inDoubt);
    compare("too often", live.records.tooOften, stored.records.tooOften);
    compare("withdrawn", live.records.withdrawn, stored.records.withdrawn);
    compare("blanks", live.cards.blanksIn, stored.cards.blanksIn);
    compare("cards good", live.cards.good, stored.cards.good);
    compare("quarantine", live.cards.quarantine, stored.cards.quarantine);
    compare("cards in stations", live.cards.inStations, stored.cards.inStations);
    compare("returned", live.cards.returned, stored.cards.returned);
    return out.join(QStringLiteral(", "));
}

QCoro::Task<> PersonalizationServer::refreshCounts(PersonalizationServer* self, JobId job)
{
    const Busy busy(self);
    const JobRun* asked = self->m_controller->run(job);
    const JobCounts before = asked ? asked->counts : JobCounts();
    auto counting = self->m_journal->counts(job);
    const auto counts = co_await counting;
    if (!counts) {
        self->storeFailed(counts.failure());
        co_return;
    }
    BookedJob& booked = self->m_jobs[job];
    // The store alone withdraws what an aborted job did not make.
    const JobRun* run = self->m_controller->run(job);
    JobCounts live = run ? run->counts : JobCounts();
    const bool moved = live != before; // while the store was asked: the two are of different moments
    if (run && !run->allFetched)
        live.records.tooOften = counts->records.tooOften; // the queue has not been read to its end
    if (run && run->state != JobState::Aborted && !moved && live != *counts && run->inFlight == 0)
        qCWarning(lcServer) << "live counts of job" << job.value
                            << "differ from the store's; the store's are shown:" << difference(live, *counts);
    booked.counts = *counts;
    self->publish();
}

} // namespace sm
