// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_floor.h"

#include "measure.h"
#include "server/demo_job.h"
#include "server/server_thread.h"

#include <QFileInfo>
#include <QThread>

namespace sm::bench {

namespace {

bool complain(const char* what, const Failure& why)
{
    out() << what << ": " << why.toString() << Qt::endl;
    return false;
}

/// Looks at the events of a server until one of this type has come; nothing when something was refused first.
template <class Event> std::optional<Event> eventOf(ServerPort& server)
{
    for (;;) {
        for (const ServerEvent& event : server.takeEvents()) {
            if (const auto* wanted = std::get_if<Event>(&event))
                return *wanted;
            if (const auto* refused = std::get_if<event::Refused>(&event)) {
                complain("refused", refused->why);
                return std::nullopt;
            }
        }
        QThread::msleep(2);
    }
}

} // namespace

Pending<std::vector<RecordRow>> MemoryJournal::waiting(JobId, quint64 from, int limit)
{
    std::vector<RecordRow> rows;
    for (quint64 i = from; i < m_records.size() && int(rows.size()) < limit; ++i)
        rows.push_back(m_records[size_t(i)]);
    return ready<std::vector<RecordRow>>(std::move(rows));
}

BenchFloor::BenchFloor(int records, Store store)
    : m_wanted(records)
    , m_store(store)
{
}

BenchFloor::~BenchFloor()
{
    closeStations();
    m_hsms.reset();
    m_data.reset();
    m_journal.reset();
    m_inbox->drain();
    m_inbox->close();
}

bool BenchFloor::open()
{
    if (!import() || !openStore() || !openSources())
        return false;
    SessionServices services;
    services.reactor = m_reactor;
    services.hsms = m_hsms.get();
    services.journal = m_journal.get();
    services.data = m_data.get();
    services.random = &m_random;
    ControllerListener& listener = *this;
    m_controller = std::make_unique<Controller>(services, ControllerSettings(), listener);
    return true;
}

bool BenchFloor::import()
{
    const auto file = writeDemoJob(m_folder.filePath(QStringLiteral("job")), m_wanted);
    if (!file)
        return complain("job file", file.failure());
    ServerOptions options;
    options.floor.demo = true;
    HsmPlan hsm;
    hsm.name = QStringLiteral("HSM 1");
    options.floor.hsms = {hsm};
    options.dataFolder = m_folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    command::ImportFile order;
    order.file = *file;
    server.post(order);
    const auto imported = eventOf<event::Imported>(server);
    if (!imported || imported->summary.valid != m_wanted)
        return false;
    server.post(command::StopServer{});
    return server.wait(60'000);
}

bool BenchFloor::openStore()
{
    StoreOptions options;
    options.path = m_folder.filePath(QStringLiteral("store.sqlite"));
    options.ballastBytes = 0;
    auto journal = SqliteJournal::open(options, m_executors, m_reactor);
    if (!journal)
        return complain("store", journal.failure());
    m_journal = journal.take();
    auto keys = testKeys();
    if (!keys)
        return complain("keys", keys.failure());
    const auto engine = std::make_shared<SoftEngine>(keys.take(), std::make_shared<SystemRandom>());
    m_hsms = std::make_unique<HsmPool>(m_reactor, HsmPool::Settings());
    for (int i = 1; i <= 2; ++i) {
        const SoftHsm::Settings settings(QStringLiteral("HSM %1").arg(i));
        m_hsms->add(std::make_unique<SoftHsm>(settings, m_reactor, engine, m_executors));
    }
    const auto jobs = answerOf(m_journal->jobs());
    if (!jobs || jobs->size() != 1)
        return false;
    auto rows = answerOf(m_journal->waiting(jobs->front().id, 0, m_wanted));
    if (!rows || int(rows->size()) != m_wanted)
        return false;
    m_rows = rows.take();
    if (m_store == Store::Memory)
        m_journal = std::make_unique<MemoryJournal>(m_reactor, m_rows);
    return openJob(jobs->front());
}

bool BenchFloor::openJob(const JobRow& row)
{
    auto profile = Profile::load(QStringLiteral(":/stationmaster/profiles/harbour-transit.profile.json"));
    if (!profile)
        return complain("profile", profile.failure());
    UnwrapDataKey wanted;
    wanted.kek = KeyRef(QStringLiteral("TEST-KEK"));
    wanted.wrapped = row.wrappedKey;
    const auto unwrapped = answerOf(m_hsms->request(SecurityRequest(wanted), RequestTag(), seconds(30)));
    if (!unwrapped)
        return complain("data key", unwrapped.failure());
    const SecretBytes& key = std::get<DataKey>(*unwrapped).key;
    auto cipher = RecordCipher::create(key);
    auto mac = Cmac::create(BlockAlgorithm::Aes, key);
    if (!cipher || !mac)
        return false;
    m_context = std::make_shared<JobContext>(row, profile.take(), cipher.take(), mac.take());
    return true;
}

bool BenchFloor::openSources()
{
    m_data = std::make_unique<DataService>(m_reactor, m_executors.make("data"));
    for (const DataSourceSpec& source : m_context->profile->dataSources()) {
        DataSourceSpec spec = source;
        spec.file = m_folder.filePath(QStringLiteral("job/") + QFileInfo(source.file).fileName());
        spec.name = JobContext::sourceName(m_context->row.id, source.name);
        const auto opened = answerOf(m_data->open(spec, seconds(60)));
        if (!opened)
            return complain("data source", opened.failure());
    }
    return true;
}

void BenchFloor::addStation(std::unique_ptr<CardLink> link)
{
    const auto number = quint16(m_controller->desks().size() + 1);
    m_controller->addStation(std::make_unique<Station>(StationId{1, number}, std::move(link)));
}

bool BenchFloor::waitUntilUsable()
{
    const Measure waited;
    for (const auto& desk : m_controller->desks()) {
        while (desk->station->state() != StationState::Idle) {
            if (waited.wall() > 30e6)
                return false;
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        }
    }
    return true;
}

void BenchFloor::closeStations()
{
    if (!m_controller)
        return;
    m_controller->cancelAll();
    while (m_controller->sessionsRunning() > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    m_controller.reset();
}

bool BenchFloor::produce()
{
    JobCounts counts;
    counts.records.accepted = counts.records.waiting = m_wanted;
    m_controller->start(m_context, counts);
    while (!m_ended && !m_failed)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (good != m_wanted)
        out() << good << " good cards instead of " << m_wanted << Qt::endl;
    return !m_failed && good == m_wanted;
}

Outcome<CardProgram> BenchFloor::programOf(const RecordRow& record)
{
    const auto place = sealedObjectPlace(record.job, record.object, record.issue, record.sequence);
    const auto plain = m_context->cipher.open(record.sealed, place);
    if (!plain)
        return plain.failure();
    const auto object = decodeCardObject(*plain);
    if (!object)
        return object.failure();
    std::vector<std::pair<QString, DataRow>> rows;
    for (const DataSourceSpec& source : m_context->profile->dataSources()) {
        const QString name = JobContext::sourceName(record.job, source.name);
        auto row = answerOf(m_data->lookup(name, record.object, seconds(10)));
        if (!row)
            return row.failure();
        rows.emplace_back(source.name, row.take());
    }
    ChipIdentity chip;
    chip.serial = QByteArray(10, '\x01');
    ProgramInputs inputs;
    inputs.object = &*object;
    inputs.rows = &rows;
    inputs.chip = &chip;
    inputs.sealTag = QByteArray(8, '\x02');
    inputs.today = QDate(2026, 11, 21);
    return m_context->profile->compile(inputs);
}

void BenchFloor::jobChanged(const JobRun& job)
{
    m_ended = job.state == JobState::Complete;
    m_failed |= job.state == JobState::CompleteOpen || job.state == JobState::Aborted;
}

void BenchFloor::cardFinished(const JobRun&, const StationDesk&, const SessionResult& result)
{
    processTime += result.processTime;
    cardTime += result.cardTime;
    if (result.verdict == Verdict::Good)
        ++good;
    else if (result.failure)
        complain("card", *result.failure);
}

void BenchFloor::stationStopped(const StationDesk&, const Failure& why)
{
    m_failed = true;
    complain("station", why);
}

void BenchFloor::runAnswered(quint32 commands, Nanos spent)
{
    apdus += commands;
    overhead += spent;
}

void BenchFloor::storeFailed(const Failure& why)
{
    m_failed = true;
    complain("store", why);
}

} // namespace sm::bench
