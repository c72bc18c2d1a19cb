// SPDX-License-Identifier: GPL-3.0-or-later
// The script: figure 4 of the UbiQ document, top to bottom.
#include "base/failures/security.h"
#include "base/failures/session.h"
#include "base/failures/station.h"
#include "base/failures/store.h"
#include "issuer/shown_class.h"
#include "session/run_watch.h"
#include "session/security_calls.h"
#include "session/session.h"

namespace sm {

QCoro::Task<Outcome<Done>> Session::personalize()
{
    const auto claimed = co_await present(); // 404, 406
    if (!claimed)
        co_return claimed.failure();
    const auto arrived = co_await waitForCard();
    if (!arrived)
        co_return arrived.failure();
    const auto wantedStill = mayGoOn();
    if (!wantedStill)
        co_return wantedStill;
    const auto identified = co_await identify();
    if (!identified)
        co_return identified.failure();
    const auto prepared = co_await prepare();
    if (!prepared)
        co_return prepared.failure();
    const auto written = co_await execute(); // 408 to 414
    if (!written)
        co_return written.failure();
    co_return co_await complete(); // 416 to 422
}

QCoro::Task<Outcome<Done>> Session::present()
{
    enter(Phase::Presenting);
    m_station.handle(StationEvent::Present);
    auto claiming = m_services.journal->claim(m_record.id, m_station.id());
    const auto key = co_await guard(claiming);
    if (!key) {
        // A claim whose answer was cut off may have been written; the restart rules release it.
        m_storeFailed = !m_cancelled
            && !(key.failure() == fc::CardObjectTaken || key.failure() == fc::RecordNotWaiting);
        co_return key.failure();
    }
    m_key = *key;
    m_claimed = true;
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::waitForCard()
{
    enter(Phase::WaitingForCard);
    for (;;) {
        if (m_givingBack)
            co_return fail(fc::SessionGivenBack);
        const Nanos asked = now();
        auto waiting = m_station.link().awaitCard(m_services.settings.cardArrival);
        const auto arrival = co_await guard(waiting);
        if (arrival) {
            m_arrival = *arrival;
            break;
        }
        if (!(arrival.failure() == fc::CardAbsent)) {
            // A blank that stays mute has arrived and must go out again; nothing else has.
            m_cardArrived = arrival.failure() == fc::CardMute;
            if (m_cardArrived)
                m_trace.cardArrived(*m_services.reactor.clock, m_key, m_record, m_station.id(),
                    m_job->row.job.name, QByteArray());
            co_return arrival.failure();
        }
        if (now() - asked < shortestWait) {
            // A station that says so at once and again would keep this thread from the others.
            auto pause = Pending<Done>::after(m_services.reactor, shortestWait, Done{});
            const auto paused = co_await guard(pause);
            if (!paused)
                co_return paused.failure();
        }
    }
    m_cardArrived = m_cardAnswered = true;
    m_arrived = m_lastMark = now();
    m_trace.cardArrived(
        *m_services.reactor.clock, m_key, m_record, m_station.id(), m_job->row.job.name, m_arrival.atr);
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::identify()
{
    enter(Phase::Identifying);
    CommandRun run(m_key.attempt, m_key.epoch, m_nextCommand);
    for (const ProgramCommand& command : m_job->profile->identify().commands)
        run.commands.emplace_back(command.apdu.encode(), command.expected);
    const quint32 count = quint32(run.commands.size());
    m_nextCommand += count;

    std::vector<ResponseApdu> answers;
    if (count > 0) {
        const Nanos limit = m_job->profile->commandLimit();
        const RunWatch watch(*m_services.reactor.clock, m_station.link(), limit);
        m_trace.runLeaves(now());
        auto running = m_station.link().run(std::move(run), limit * (count + 1));
        auto ran = co_await guard(running);
        traceIdentify(ran);
        if (!ran)
            co_return ran.failure();
        noteRun(*ran, count);
        if (ran->failure)
            co_return *ran->failure;
        answers
            = std::move(ran->answers); // refused ones too: the profile says whether that means a wrong card
    }
    const auto chip = m_job->profile->recognise(m_arrival.atr, answers);
    if (!chip)
        co_return chip.failure();
    m_chip = *chip;
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::prepare()
{
    enter(Phase::Preparing);
    const Profile& profile = *m_job->profile;
    const auto plain = m_job->cipher.open(m_record.sealed,
        sealedObjectPlace(m_record.job, m_record.object, m_record.sealedIssue, m_record.sequence));
    if (!plain)
        co_return fail(fc::RecordUnreadable, {{"cause", plain.failure().toString()}});
    auto object = decodeCardObject(*plain);
    if (!object)
        co_return fail(fc::RecordUnreadable, {{"cause", object.failure().toString()}});

    const auto devices = co_await askModules();
    if (!devices)
        co_return devices.failure();
    Material material{object.take(), {}};
    for (const DataSourceSpec& source : profile.dataSources()) {
        auto looking = lookUp(source);
        auto row = co_await guard(looking);
        if (!row)
            co_return row.failure();
        material.rows.emplace_back(source.name, row.take());
    }
    if (!profile.sealKey().isEmpty()) {
        QByteArray sealed;
        appendU64(sealed, quint64(m_key.attempt.value));
        appendU64(sealed, quint64(m_key.epoch.value));
        sealed += m_record.object.text.toUtf8();
        ComputeMac request;
        request.key = KeyRef(profile.sealKey());
        request.data = sealed;
        SecurityRequest wanted(std::move(request));
        auto tag = co_await askHsm(std::move(wanted));
        if (!tag)
            co_return tag.failure();
        m_sealTag = std::get<Mac>(*tag).value;
    }
    m_cardNumberTail = sm::cardNumberTail(material.object);
    const auto compiled = compile(material, nullptr);
    if (!compiled)
        co_return compiled;
    if (!profile.securityCalls().empty())
        m_material = std::move(material);
    co_return co_await drawFaces();
}

Pending<DataRow> Session::lookUp(const DataSourceSpec& source)
{
    const Nanos limit = m_services.settings.data;
    if (source.isMachines())
        return m_services.data->askMachine(
            m_station.id().machine, source, m_job->row.job.name, m_record.object, limit);
    return m_services.data->lookup(JobContext::sourceName(m_record.job, source.name), m_record.object, limit);
}

Outcome<Done> Session::compile(const Material& material, const SecurityResults* results)
{
    ProgramInputs inputs;
    inputs.object = &material.object;
    inputs.rows = &material.rows;
    inputs.chip = &m_chip;
    inputs.sealTag = m_sealTag;
    inputs.today = m_services.reactor.clock->wall().date();
    inputs.results = results;
    auto program = m_job->profile->compile(inputs);
    if (!program)
        return program.failure();
    m_program = program.take();
    return checkModules();
}

/// The profile's own requests, in its order: a later one may draw on the answers before it. Afterwards every
/// step is known.
QCoro::Task<Outcome<Done>> Session::askServices()
{
    if (!m_material)
        co_return fail(fc::SecurityCallUnknown, {{"service", QString()}});
    const Phase before = m_phase;
    enter(Phase::Preparing);
    SecurityResults results;
    ProgramInputs inputs;
    inputs.object = &m_material->object;
    inputs.rows = &m_material->rows;
    inputs.chip = &m_chip;
    inputs.sealTag = m_sealTag;
    inputs.today = m_services.reactor.clock->wall().date();
    inputs.results = &results;
    const auto specs = m_job->profile->securityCalls();
    for (size_t i = 0; i < specs.size(); ++i) {
        const auto call = m_job->profile->securityCall(i, inputs);
        if (!call)
            co_return call.failure();
        auto request = toRequest(*call, m_cardDek);
        if (!request)
            co_return request.failure();
        SecurityRequest wanted(request.take());
        auto reply = co_await askHsm(std::move(wanted));
        if (!reply)
            co_return reply.failure();
        const auto added = addResults(*specs[i], *reply, results);
        if (!added)
            co_return added.failure();
    }
    const auto compiled = compile(*m_material, &results);
    m_material.reset();
    if (!compiled)
        co_return compiled;
    const auto drawn = co_await drawFaces();
    enter(before);
    co_return drawn;
}

QCoro::Task<Outcome<Done>> Session::execute()
{
    while (m_step < m_program.steps.size()) {
        const auto wanted = mayGoOn();
        if (!wanted)
            co_return wanted;
        if (m_program.steps[m_step].deferred) {
            const auto answered = co_await askServices();
            if (!answered)
                co_return answered.failure();
        }
        const StepKind kind = m_program.steps[m_step].kind;
        if (kind == StepKind::OpenChannel) {
            const auto opened = co_await openChannel(m_step);
            if (!opened)
                co_return opened.failure();
            ++m_step;
            continue;
        }
        if (kind == StepKind::Release) {
            const auto released = co_await releaseChip();
            if (!released)
                co_return released.failure();
            ++m_step;
            continue;
        }
        const Phase phase = kind == StepKind::Seal ? Phase::Sealing : Phase::Writing;
        if (m_phase != phase)
            enter(phase);
        if (kind == StepKind::Module) {
            const auto done = co_await performModule();
            if (!done)
                co_return done.failure();
            ++m_step;
            continue;
        }
        const StepRange range = rangeFrom(m_step);
        const auto done = co_await sendRun(range);
        if (!done)
            co_return done.failure();
        m_step = range.last;
    }
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::openChannel(size_t step)
{
    enter(Phase::OpeningChannel);
    const ChannelSpec& spec = *m_program.channel;
    const auto hostChallenge = m_services.random->bytes(spec.challengeLength);
    if (!hostChallenge)
        co_return hostChallenge.failure();

    CommandApdu initialize(0x80, 0x50, spec.cardKeyVersion, 0x00, *hostChallenge, 256);
    auto answer = co_await sendAlone(std::move(initialize), StatusRule());
    if (!answer)
        co_return answer.failure();
    remember(quint32(step), 0, QByteArray());
    m_recent.back().recorded = false; // challenge and cryptogram
    m_cardDek = cardDek(spec, answer->data());
    SecurityRequest wanted(openingRequest(spec, *hostChallenge, answer->data()));
    auto reply = co_await askHsm(std::move(wanted));
    if (!reply) {
        // Wrong keys kill cards: a card that does not know our key stops the station at once.
        m_stopStation = reply.failure() == fc::CardCryptogramWrong;
        co_return reply.failure();
    }
    const QByteArray cryptogram = openingCryptogram(*reply);
    m_channel.emplace(makeChannel(spec, *reply));
    auto authenticate = m_channel->externalAuthenticate(cryptogram);
    if (!authenticate)
        co_return authenticate.failure();
    CommandApdu external = *authenticate;
    const auto accepted = co_await sendAlone(std::move(external), StatusRule());
    if (!accepted) {
        m_stopStation = accepted.failure() == fc::CardRefusedCommand;
        co_return m_stopStation ? fail(fc::ChannelRefused, accepted.failure().params()) : accepted.failure();
    }
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::complete()
{
    const auto wanted = mayGoOn();
    if (!wanted)
        co_return wanted;
    enter(Phase::Completing);
    const quint32 command = m_nextCommand++;
    m_entries.push_back(entry::Sealed(m_sealTag));
    m_entries.push_back(entry::FormatSent(command));
    auto writing = m_services.journal->append(m_key, std::exchange(m_entries, {}));
    const auto written = co_await guard(writing);
    if (!written) {
        m_storeFailed = !m_cancelled;
        co_return written.failure();
    }
    // The same id twice at most: a station that has acknowledged it repeats its answer.
    m_trace.runLeaves(now());
    Outcome<FormatAcknowledged> acknowledged = fail(fc::CardStoppedAnswering);
    const Nanos limit = m_job->profile->commandLimit();
    for (int tries = 0; tries < 2 && !acknowledged && !m_cancelled; ++tries) {
        FormatComplete message(m_key.attempt, m_key.epoch, command, m_program.formatComplete);
        auto telling = m_station.link().formatComplete(std::move(message), limit);
        acknowledged = co_await guard(telling);
    }
    m_trace.completed(m_program.formatComplete, acknowledged.ok(), now());
    if (!acknowledged) {
        m_acknowledgementMissing = true;
        co_return acknowledged.failure();
    }
    m_acknowledged = true; // 422
    co_return Done{};
}

} // namespace sm
