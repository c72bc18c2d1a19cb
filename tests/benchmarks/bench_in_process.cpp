// SPDX-License-Identifier: GPL-3.0-or-later
// What the core itself costs per command: virtual stations with cards that take no time, and a floor of 200
// stations with cards that do.
#include "bench_floor.h"
#include "measure.h"
#include "recorded_session.h"

#include "server/demo_job.h"
#include "server/server_thread.h"

#include <QThread>

using namespace sm;
using namespace sm::bench;

namespace {

struct Spent {
    double wall = 0; ///< microseconds per command
    double cpu = 0;
    double overhead = 0; ///< as the snapshot counts it: outside card and HSM, waits for others included
    quint64 apdus = 0;
    bool good = false;
};

Spent produce(int stations, int records, BenchFloor::Store store, SessionRecorder* recorder)
{
    Spent spent;
    BenchFloor floor(records, store);
    if (!floor.open())
        return spent;
    std::vector<std::unique_ptr<BenchFeeder>> feeders;
    for (int i = 0; i < stations; ++i) {
        feeders.push_back(std::make_unique<BenchFeeder>(quint64(i + 1) << 32, recorder));
        floor.addStation(std::make_unique<VirtualCardLink>(
            floor.reactor(), *feeders.back(), feeders.back()->random(), VirtualCardLink::Options()));
    }
    const Measure measure;
    spent.good = floor.produce();
    const double count = double(floor.apdus);
    spent.wall = measure.wall() / count;
    spent.cpu = measure.cpu() / count;
    spent.overhead = double(floor.overhead.count()) / 1e3 / count;
    spent.apdus = floor.apdus;
    floor.closeStations();
    return spent;
}

/// The recorded sessions straight on blanks, as many as asked for.
Spent bare(const std::vector<RecordedSession>& recorded, int sessions)
{
    Spent spent;
    spent.good = !recorded.empty();
    const CardKeySet keys = benchKeys();
    SeededRandom random(1);
    SoftwareCard::Services services;
    services.random = &random;
    const Measure measure;
    for (int i = 0; i < sessions && spent.good; ++i) {
        const RecordedSession& session = recorded[size_t(i) % recorded.size()];
        SoftwareCard card(benchBlank(keys, session.serial), services);
        card.powerOn();
        for (size_t c = 0; c < session.commands.size(); ++c) {
            const QByteArray answer = card.process(session.commands[c]);
            const auto parsed = ResponseApdu::parse(answer);
            spent.good = spent.good && parsed && parsed->sw().value == session.status[c];
        }
        spent.apdus += session.commands.size();
    }
    spent.wall = measure.wall() / double(spent.apdus);
    spent.cpu = measure.cpu() / double(spent.apdus);
    return spent;
}

bool compare(int stations, int records, BenchFloor::Store store, const std::vector<RecordedSession>& recorded)
{
    const Spent ours = produce(stations, records, store, nullptr);
    const Spent cards = bare(recorded, records);
    if (!ours.good || !cards.good) {
        out() << "the work itself failed" << Qt::endl;
        return false;
    }
    out() << stations << " stations, " << (store == BenchFloor::Store::Durable ? "durable store" : "no store")
          << ": " << records << " cards, " << ours.apdus << " APDU; per APDU: wall " << figure(ours.wall)
          << " us, processor " << figure(ours.cpu) << " us; cards alone " << figure(cards.wall) << " / "
          << figure(cards.cpu) << " us; own time: wall " << figure(ours.wall - cards.wall)
          << " us, processor " << figure(ours.cpu - cards.cpu) << " us" << Qt::endl;
    return true;
}

/// The whole server on its thread, paced by its cards.
bool wholeServer(int stations, int cards, double speed)
{
    QTemporaryDir folder;
    DemoOptions demo;
    demo.machines = (stations + 19) / 20;
    demo.stations = std::min(stations, 20);
    demo.hsms = 12;
    demo.speed = speed;
    ServerOptions options;
    options.floor = demoFloor(demo);
    options.dataFolder = folder.path();
    const auto file = writeDemoJob(folder.filePath(QStringLiteral("job")), cards);
    if (!file)
        return false;
    ServerThread server(std::move(options), {});
    server.start();
    command::ImportFile order;
    order.file = *file;
    order.startWhenImported = true;
    server.post(order);
    int good = 0;
    const Measure measure;
    for (bool ended = false; !ended;) {
        QThread::msleep(20);
        for (const ServerEvent& event : server.takeEvents()) {
            good += std::holds_alternative<event::CardGood>(event);
            const auto* changed = std::get_if<event::JobChanged>(&event);
            ended |= changed
                && (changed->state == JobState::Complete || changed->state == JobState::CompleteOpen);
            if (const auto* refused = std::get_if<event::Refused>(&event)) {
                out() << refused->why.toString() << Qt::endl;
                return false;
            }
        }
    }
    const auto snapshot = server.snapshot();
    out() << stations << " stations, whole server, cards at speed " << speed << ": " << good << " cards in "
          << figure(measure.wall() / 1e6, 1) << " s, " << snapshot->core.apdus
          << " APDU; own time per APDU p50 " << figure(snapshot->core.overheadP50Us, 0) << " us, p99 "
          << figure(snapshot->core.overheadP99Us, 0) << " us; processor "
          << figure(measure.cpu() / double(std::max<quint64>(1, snapshot->core.apdus)), 1)
          << " us per APDU, cards included" << Qt::endl;
    server.post(command::StopServer{});
    server.wait(60'000);
    return good == cards;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    prepare();
    const int stations = argument(QStringLiteral("stations"), 24);
    const int records = argument(QStringLiteral("records"), 4800);
    const int rounds = argument(QStringLiteral("rounds"), 3);
    const int many = argument(QStringLiteral("many"), 200);
    const int manyCards = argument(QStringLiteral("many-cards"), 800);
    const int speed = argument(QStringLiteral("speed"), 3);
    SessionRecorder recorder;
    bool good = produce(1, std::min(records, 48), BenchFloor::Store::Memory, &recorder).good;
    for (int round = 0; round < rounds && good; ++round) {
        good = compare(stations, records, BenchFloor::Store::Durable, recorder.sessions)
            && compare(stations, records, BenchFloor::Store::Memory, recorder.sessions);
    }
    if (good && manyCards > 0)
        good = wholeServer(many, manyCards, speed);
    return good ? 0 : 1;
}
