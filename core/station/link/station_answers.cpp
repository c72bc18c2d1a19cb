// SPDX-License-Identifier: GPL-3.0-or-later
// What a station says: answers, progress, its reader.
#include "base/failures/station.h"
#include "base/overloaded.h"
#include "station/link/failure_wire.h"
#include "station/link/station_wire.h"

namespace sm {

using namespace station_wire;

namespace {

/// How many answers fit into a message, from the first.
size_t answersThatFit(const RunAnswers& run)
{
    qsizetype room = messageRoom;
    size_t count = 0;
    while (count < run.answers.size() && count < mostStationCommands) {
        room -= run.answers[count].data().size() + 32;
        if (room < 0)
            break;
        ++count;
    }
    return count;
}

QByteArray encodeAnswers(quint64 epoch, quint64 id, const RunAnswers& run)
{
    const size_t count = answersThatFit(run);
    const bool cut = count < run.answers.size();
    const RunEnd end = cut ? RunEnd::Unknown : run.end;
    std::optional<Failure> failure = run.failure;
    if (cut)
        failure = fail(fc::StationAnswerTooLong, {{"command", QString::number(count)}});
    const bool told = failure && (end == RunEnd::NotSent || end == RunEnd::Unknown);
    Writer out(Answers, told ? 7 : 5);
    out.number(epoch);
    out.number(id);
    out.number(quint64(end));
    out.microseconds(run.cardTime);
    out.beginList(qsizetype(count));
    for (size_t i = 0; i < count; ++i) {
        const AnswerFigures figures = i < run.figures.size() ? run.figures[i] : AnswerFigures{};
        out.beginList(3);
        out.bytes(run.answers[i].encode());
        out.microseconds(figures.time);
        out.number(figures.exchanges);
        out.endList();
    }
    out.endList();
    if (told)
        writeStationFailure(out.cbor(), *failure);
    return out.done();
}

RunAnswers getAnswers(Reader& in, qsizetype fields)
{
    RunAnswers run;
    run.end = RunEnd(in.upTo(quint64(RunEnd::Unknown)));
    run.cardTime = in.microseconds();
    const qsizetype count = in.beginList();
    if (count > qsizetype(mostStationCommands))
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(3);
        auto answer = ResponseApdu::parse(in.bytesUpTo(longestAnswer));
        AnswerFigures figures;
        figures.time = in.microseconds();
        figures.exchanges = quint16(in.upTo(0xFFFF));
        in.endList();
        if (!answer) {
            in.refuse();
            break;
        }
        run.answers.push_back(answer.take());
        run.figures.push_back(figures);
    }
    in.endList();
    const bool needsFailure = run.end == RunEnd::NotSent || run.end == RunEnd::Unknown;
    if (needsFailure != (fields == 8) || (run.end == RunEnd::UnexpectedStatus && run.answers.empty()))
        in.refuse();
    if (needsFailure && in.ok())
        run.failure = readStationFailure(in);
    return run;
}

void getAnswer(Reader& in, quint64 kind, qsizetype fields, StationAnswer::Body& body)
{
    constexpr auto most = std::numeric_limits<quint32>::max();
    switch (kind) {
    case Card: {
        auto& arrival = body.emplace<CardArrival>();
        arrival.atr = in.bytesUpTo(longestAtr);
        arrival.insertion = quint32(in.upTo(most));
        break;
    }
    case Answers:
        body.emplace<RunAnswers>(getAnswers(in, fields));
        break;
    case Acknowledged:
        body.emplace<FormatAcknowledged>().command = quint32(in.upTo(most));
        break;
    case EjectedCard:
        body.emplace<station_answer::Ejected>();
        break;
    case Failed:
        body.emplace<Failure>(readStationFailure(in));
        break;
    case InProgress:
        body.emplace<station_answer::Progress>().answered = quint32(in.upTo(mostStationCommands));
        break;
    case ReaderState: {
        auto& reader = body.emplace<station_answer::Reader>();
        reader.usable = in.boolean();
        reader.name = in.label();
        break;
    }
    case Report: {
        auto& report = body.emplace<ModuleReport>();
        report.command = quint32(in.upTo(most));
        report.verified = in.boolean();
        break;
    }
    default:
        in.refuse();
    }
}

} // namespace

QByteArray encode(const StationAnswer& answer)
{
    const auto begin = [&answer](Kind kind, qsizetype fields) {
        auto out = std::make_unique<Writer>(kind, 2 + fields);
        out->number(answer.epoch);
        out->number(answer.id);
        return out;
    };
    return std::visit(Overloaded{[&](const CardArrival& card) {
                                     const auto out = begin(Card, 2);
                                     out->bytes(card.atr);
                                     out->number(card.insertion);
                                     return out->done();
                                 },
                          [&](const RunAnswers& run) { return encodeAnswers(answer.epoch, answer.id, run); },
                          [&](const FormatAcknowledged& done) {
                              const auto out = begin(Acknowledged, 1);
                              out->number(done.command);
                              return out->done();
                          },
                          [&](const station_answer::Ejected&) { return begin(EjectedCard, 0)->done(); },
                          [&](const Failure& failure) {
                              const auto out = begin(Failed, 2);
                              writeStationFailure(out->cbor(), failure);
                              return out->done();
                          },
                          [&](const station_answer::Progress& progress) {
                              const auto out = begin(InProgress, 1);
                              out->number(progress.answered);
                              return out->done();
                          },
                          [&](const station_answer::Reader& reader) {
                              const auto out = begin(ReaderState, 2);
                              out->boolean(reader.usable);
                              out->text(reader.name.left(longestReader));
                              return out->done();
                          },
                          [&](const ModuleReport& report) {
                              const auto out = begin(Report, 2);
                              out->number(report.command);
                              out->boolean(report.verified);
                              return out->done();
                          }},
        answer.body);
}

Outcome<StationAnswer> decodeStationAnswer(const QByteArray& message)
{
    Reader in(message);
    const qsizetype fields = in.beginList();
    const quint64 kind = in.number();
    const quint64 epoch = in.number();
    const quint64 id = in.number();
    StationAnswer answer(id, station_answer::Ejected{});
    answer.epoch = epoch;
    if (in.ok())
        getAnswer(in, kind, fields, answer.body);
    in.endList();
    if (!in.ok() || !in.atEnd() || (id == 0) != (kind == ReaderState))
        return brokenStationMessage("answer");
    return answer;
}

} // namespace sm
