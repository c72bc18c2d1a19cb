// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/station_messages.h"

#include "base/failures/station.h"
#include "station/link/module_wire.h"

namespace sm {

using namespace station_wire;

namespace {

void putRule(Writer& out, const StatusRule& rule)
{
    out.beginList(qsizetype(rule.patterns().size()));
    for (const StatusRule::Pattern& pattern : rule.patterns()) {
        out.beginList(2);
        out.number(pattern.value);
        out.number(pattern.mask);
        out.endList();
    }
    out.endList();
}

StatusRule getRule(Reader& in)
{
    StatusRule rule;
    const qsizetype count = in.beginList();
    if (count > mostRules)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        const auto value = quint16(in.upTo(0xFFFF));
        const auto mask = quint16(in.upTo(0xFFFF));
        in.endList();
        rule.accept(value, mask);
    }
    in.endList();
    return rule;
}

void putRun(Writer& out, const CommandRun& run)
{
    out.number(quint64(run.attempt.value));
    out.number(quint64(run.epoch.value));
    out.number(run.firstCommand);
    out.beginList(qsizetype(run.commands.size()));
    for (const RunCommand& command : run.commands) {
        out.beginList(2);
        out.bytes(command.bytes);
        putRule(out, command.expected);
        out.endList();
    }
    out.endList();
}

CommandRun getRun(Reader& in)
{
    const auto attempt = in.id<AttemptId>();
    const auto epoch = in.id<Epoch>();
    CommandRun run(
        attempt, epoch, quint32(in.upTo(std::numeric_limits<quint32>::max() - mostStationCommands)));
    const qsizetype count = in.beginList();
    if (count == 0 || size_t(count) > mostStationCommands)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        QByteArray bytes = in.bytesUpTo(longestCommand);
        if (bytes.size() < 4) // CLA INS P1 P2
            in.refuse();
        run.commands.emplace_back(std::move(bytes), getRule(in));
        in.endList();
    }
    in.endList();
    return run;
}

FormatComplete getComplete(Reader& in)
{
    const auto attempt = in.id<AttemptId>();
    const auto epoch = in.id<Epoch>();
    const auto command = quint32(in.upTo(std::numeric_limits<quint32>::max()));
    return FormatComplete(attempt, epoch, command, in.bytesUpTo(longestCommand));
}

void getOrder(Reader& in, quint64 kind, StationOrder::Body& body)
{
    switch (kind) {
    case Wait:
        body.emplace<station_order::AwaitCard>();
        break;
    case RepowerCard:
        body.emplace<station_order::Repower>();
        break;
    case Run:
        body.emplace<CommandRun>(getRun(in));
        break;
    case Complete:
        body.emplace<FormatComplete>(getComplete(in));
        break;
    case EjectCard:
        body.emplace<station_order::Eject>().bin = Bin(in.upTo(quint64(Bin::Stock)));
        break;
    case Ask:
        body.emplace<station_order::AskModule>().module = moduleName(in);
        break;
    case Perform:
        body.emplace<station_order::PerformModule>(getModuleJob(in));
        break;
    default:
        in.refuse();
    }
}

Kind kindOf(const StationOrder::Body& body)
{
    static constexpr Kind kinds[] = {Wait, RepowerCard, Run, Complete, EjectCard, AbortCommand, Ask, Perform};
    return kinds[body.index()];
}

} // namespace

size_t stationBatch(const std::vector<RunCommand>& commands, size_t first, qsizetype room)
{
    size_t count = 0;
    while (first + count < commands.size() && count < mostStationCommands) {
        const QByteArray& bytes = commands[first + count].bytes;
        const auto command = CommandApdu::parse(bytes);
        const qsizetype answer = command ? qsizetype(command->ne().value_or(256)) : longestAnswer;
        room -= bytes.size() + answer + 64;
        if (room < 0 && count > 0)
            break;
        ++count;
    }
    return std::max<size_t>(count, 1);
}

QByteArray encode(const StationHello& hello)
{
    const bool modules = hello.version != 1;
    Writer out(Hello, modules ? 8 : 7);
    out.number(hello.version);
    out.number(hello.station.machine);
    out.number(hello.station.station);
    out.bytes(hello.life);
    out.number(hello.epoch);
    out.boolean(hello.usable);
    out.text(hello.reader.left(longestReader));
    if (modules)
        putModules(out, hello.modules);
    return out.done();
}

QByteArray encode(const StationWelcome& welcome)
{
    Writer out(Welcome, 4);
    out.number(welcome.version);
    out.number(welcome.epoch);
    out.bytes(welcome.console);
    out.bytes(welcome.store);
    return out.done();
}

QByteArray encode(const StationOrder& order)
{
    static constexpr qsizetype fields[] = {1, 1, 5, 5, 2, 0, 2, 6};
    Writer out(kindOf(order.body), 2 + fields[order.body.index()]);
    out.number(order.epoch);
    out.number(order.id);
    if (!std::holds_alternative<station_order::Abort>(order.body))
        out.milliseconds(order.limit);
    if (const auto* run = std::get_if<CommandRun>(&order.body))
        putRun(out, *run);
    if (const auto* message = std::get_if<FormatComplete>(&order.body)) {
        out.number(quint64(message->attempt.value));
        out.number(quint64(message->epoch.value));
        out.number(message->command);
        out.bytes(message->cardCommand);
    }
    if (const auto* eject = std::get_if<station_order::Eject>(&order.body))
        out.number(quint64(eject->bin));
    if (const auto* ask = std::get_if<station_order::AskModule>(&order.body))
        out.text(ask->module);
    if (const auto* perform = std::get_if<station_order::PerformModule>(&order.body))
        putModuleJob(out, *perform);
    return out.done();
}

Outcome<StationHello> decodeStationHello(const QByteArray& message)
{
    Reader in(message);
    StationHello hello;
    constexpr qsizetype withoutModules = 8; // version 1
    const qsizetype fields = in.beginList();
    if (in.number() != Hello)
        in.refuse();
    hello.version = quint16(in.upTo(0xFFFF));
    if (fields != (hello.version == 1 ? withoutModules : withoutModules + 1))
        in.refuse();
    hello.station.machine = quint16(in.upTo(0xFFFF));
    hello.station.station = quint16(in.upTo(0xFFFF));
    hello.life = in.bytesUpTo(stationLifeLength);
    hello.epoch = in.upTo(quint64(std::numeric_limits<qint64>::max()));
    hello.usable = in.boolean();
    hello.reader = in.label();
    if (fields > withoutModules)
        hello.modules = getModules(in);
    in.endList();
    if (!in.ok() || !in.atEnd() || hello.life.size() != stationLifeLength || !hello.station.isValid())
        return brokenStationMessage("hello");
    return hello;
}

Outcome<StationWelcome> decodeStationWelcome(const QByteArray& message)
{
    Reader in(message);
    StationWelcome welcome;
    in.beginList(5);
    if (in.number() != Welcome)
        in.refuse();
    welcome.version = quint16(in.upTo(0xFFFF));
    welcome.epoch = in.upTo(quint64(std::numeric_limits<qint64>::max()));
    welcome.console = in.bytesUpTo(stationLifeLength);
    welcome.store = in.bytesUpTo(stationStoreLength);
    in.endList();
    if (!in.ok() || !in.atEnd() || welcome.console.size() != stationLifeLength
        || welcome.store.size() != stationStoreLength)
        return brokenStationMessage("welcome");
    return welcome;
}

Outcome<StationOrder> decodeStationOrder(const QByteArray& message)
{
    Reader in(message);
    in.beginList();
    const quint64 kind = in.number();
    const quint64 epoch = in.number();
    const quint64 id = in.number();
    const Nanos limit = kind == AbortCommand ? Nanos(0) : in.milliseconds();
    StationOrder order(id, limit, station_order::Abort{});
    order.epoch = epoch;
    if (kind != AbortCommand && in.ok())
        getOrder(in, kind, order.body);
    in.endList();
    if (!in.ok() || !in.atEnd() || id == 0)
        return brokenStationMessage("order");
    return order;
}

Failure brokenStationMessage(const char* what)
{
    return fail(fc::StationMessageBroken, {{"what", QLatin1String(what)}});
}

Failure unexpectedStationMessage()
{
    return brokenStationMessage("not expected here");
}

Failure stationRefused(StationId station, const char* cause)
{
    return fail(fc::StationRefused, {{"station", station.text()}, {"cause", QLatin1String(cause)}});
}

} // namespace sm
