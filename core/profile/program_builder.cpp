// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/program_builder.h"

#include "base/failures/profile.h"
#include "card/dgi.h"
#include "card/tlv.h"

#include <algorithm>

namespace sm::profile {

namespace {

constexpr quint8 lastBlock = 0x80; ///< P1 of STORE DATA, GlobalPlatform Card Specification table 11-89
constexpr quint8 dgiFormat = 0x08;
constexpr qsizetype mostBlocks = 256; ///< P2 counts from 00 to FF
constexpr qsizetype mostFile = 0x8000; ///< offsets of READ and UPDATE BINARY have 15 bits
constexpr quint32 wholeAnswer = 256;

/// P1 P2 of READ and UPDATE BINARY, ISO/IEC 7816-4:2013 clause 11.3.1; the short identifier selects, so only
/// the first command of a run carries it.
CommandApdu binaryHeader(quint8 ins, quint8 sfi, qsizetype offset, bool first)
{
    if (sfi != 0 && first)
        return CommandApdu(0x00, ins, quint8(0x80 | sfi), quint8(offset));
    return CommandApdu(0x00, ins, quint8(offset >> 8), quint8(offset));
}

/// Record number in P1, P2 names the file and "P1 is a number", clause 11.4.1.
CommandApdu recordHeader(quint8 ins, quint8 sfi, qsizetype record)
{
    return CommandApdu(0x00, ins, quint8(record), quint8(sfi << 3 | 0x04));
}

} // namespace

Outcome<CardProgram> ProgramBuilder::run()
{
    if (auto wrong = resolveSources())
        return *wrong;
    CardProgram program;
    program.channel = m_model.channel;
    program.formatComplete = m_model.formatComplete;
    program.templateDigest = m_model.templateDigest;
    program.steps.reserve(m_model.steps.size());
    const ChannelRoom secured = m_model.channel ? securedRoom(*m_model.channel) : plainRoom();
    for (const StepSpec& spec : m_model.steps) {
        ProgramStep step;
        step.index = quint32(program.steps.size());
        step.name = spec.name;
        step.kind = spec.kind;
        step.retry = spec.retry;
        step.secured = spec.secured;
        m_step = &step;
        m_outside = false;
        m_room = spec.secured ? secured : plainRoom();
        step.deferred = spec.usesCalls && !m_inputs.results;
        if (step.deferred) {
            program.steps.push_back(std::move(step));
            continue;
        }
        for (const Action& action : spec.actions) {
            if (auto wrong = std::visit([this](const auto& a) { return build(a); }, action))
                return *wrong;
        }
        program.steps.push_back(std::move(step));
    }
    return program;
}

Outcome<SecurityCall> ProgramBuilder::call(size_t index)
{
    if (auto wrong = resolveSources())
        return *wrong;
    const SecurityCallModel& model = m_model.calls.at(index);
    SecurityCall made;
    made.spec = &model.spec;
    for (const auto& [name, value] : model.inputs) {
        auto bytes = value.evaluate(m_values, m_model.valueSources, model.spec.name);
        if (!bytes)
            return bytes.failure();
        made.inputs.insert(name, bytes->bytes);
    }
    return made;
}

Outcome<ClassedBytes> ProgramBuilder::evaluate(const ValueTemplate& value) const
{
    return value.evaluate(m_values, m_model.valueSources, m_step->name);
}

/// Lengths of data objects are BER (ISO/IEC 7816-4 clause 6.3); bytes that went through a common pipe are as
/// strict as the strictest of them.
Outcome<ClassedBytes> ProgramBuilder::evaluate(const ContentSpec& content) const
{
    if (content.objects.empty()) {
        auto value = evaluate(content.value);
        if (!value || content.pipe.empty() || value->bytes.isEmpty())
            return value;
        const auto piped = applySupportPipe(content.pipe, SupportValue::text(value->bytes));
        if (!piped)
            return fail(fc::ProfileValueRefused,
                {{"step", m_step->name}, {"value", QStringLiteral("pipe")},
                    {"service", piped.failure().param("service")}, {"cause", QString()}});
        ClassedBytes out;
        out.append(piped->bytes, value->strictest());
        return out;
    }
    ClassedBytes out;
    for (const ContentSpec::Object& object : content.objects) {
        const auto inside = evaluate(object.content);
        if (!inside)
            return inside;
        if (inside->bytes.isEmpty())
            continue;
        out.append(encodeTag(object.tag) + encodeLength(inside->bytes.size()), FieldClass::Open);
        out.append(*inside);
    }
    return out;
}

std::optional<Failure> ProgramBuilder::tooLong(qsizetype length, qsizetype limit) const
{
    if (length <= limit)
        return std::nullopt;
    return fail(fc::ProfileDataTooLong,
        {{"step", m_step->name}, {"length", QString::number(length)}, {"limit", QString::number(limit)}});
}

ProgramCommand& ProgramBuilder::add(const CommandApdu& header, const ClassedBytes& data)
{
    ProgramCommand& command = m_step->commands.emplace_back();
    command.apdu = header.withData(data.bytes);
    command.outside = m_outside;
    command.spans = data.spansAt(command.apdu.dataOffset());
    return command;
}

ProgramCommand& ProgramBuilder::addRead(const CommandApdu& apdu, const ClassedBytes& wanted)
{
    ProgramCommand& command = m_step->commands.emplace_back();
    command.apdu = apdu;
    command.outside = m_outside;
    command.expectedData = wanted.bytes;
    command.answerClass = wanted.strictest();
    return command;
}

void ProgramBuilder::selectFile(const FileRef& file)
{
    if (!file.file)
        return;
    ClassedBytes id;
    id.append(QByteArray(1, char(*file.file >> 8)) + QByteArray(1, char(*file.file)), FieldClass::Open);
    add(CommandApdu(0x00, 0xA4, 0x00, 0x0C), id);
}

std::optional<Failure> ProgramBuilder::build(const OpenChannelAction&)
{
    m_block = 0;
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const ReleaseAction& action)
{
    m_step->release = action.spec;
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const FixedAction& action)
{
    if (action.selectsApplication) {
        // From here on the card has no channel: GlobalPlatform Card Specification 10.2.3.
        m_block = 0;
        m_outside = m_step->secured;
        m_room = plainRoom();
    }
    if (auto wrong = tooLong(action.apdu.data().size(), m_room.command))
        return wrong;
    ProgramCommand& command = m_step->commands.emplace_back();
    command.outside = m_outside;
    command.apdu = action.apdu;
    command.expected = action.expected;
    return std::nullopt;
}

/// EMV CPS 1.1 clause 4.3.5: a grouping too long for one command runs on in the next ones, and shares none of
/// them.
Outcome<std::vector<ClassedBytes>> ProgramBuilder::blocks(const StoreDataAction& action, qsizetype room) const
{
    std::vector<ClassedBytes> result;
    for (const StoreDataAction::Item& item : action.dgis) {
        auto value = evaluate(item.content);
        if (!value)
            return value.failure();
        if (auto wrong = tooLong(value->bytes.size(), 0xFFFF))
            return *wrong;
        const QByteArray whole = encodeDgi({item.id, value->bytes});
        ClassedBytes dgi;
        dgi.append(whole.first(whole.size() - value->bytes.size()), FieldClass::Open);
        dgi.append(*value);
        const bool joins = action.group && !result.empty()
            && result.back().bytes.size() + whole.size() <= room && result.back().bytes.size() < room;
        if (joins) {
            result.back().append(dgi);
            continue;
        }
        for (qsizetype at = 0; at < whole.size(); at += room)
            result.push_back(dgi.mid(at, room));
    }
    return result;
}

std::optional<Failure> ProgramBuilder::build(const StoreDataAction& action)
{
    const auto made = blocks(action, std::min(action.blockSize, m_room.command));
    if (!made)
        return made.failure();
    if (auto wrong = tooLong(m_block + qsizetype(made->size()), mostBlocks))
        return wrong;
    for (size_t i = 0; i < made->size(); ++i) {
        const bool ends = action.last && i + 1 == made->size();
        const auto p1 = quint8(dgiFormat | action.encryption | (ends ? lastBlock : 0));
        add(CommandApdu(0x80, 0xE2, p1, quint8(m_block++)), (*made)[i]);
    }
    if (action.last)
        m_block = 0;
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const ApduAction& action)
{
    const auto data = evaluate(action.data);
    if (!data)
        return data.failure();
    if (auto wrong = tooLong(data->bytes.size(), m_room.command))
        return wrong;
    ProgramCommand& command = add(action.header, *data);
    command.expected = action.expected;
    command.answerClass = action.answerClass;
    if (!action.answer)
        return std::nullopt;
    auto answer = evaluate(*action.answer);
    if (!answer)
        return answer.failure();
    command.answerClass = stricter(command.answerClass, answer->strictest());
    command.expectedData = answer->bytes;
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const UpdateFileAction& action)
{
    const auto data = evaluate(action.data);
    if (!data)
        return data.failure();
    const qsizetype size = data->bytes.size();
    if (auto wrong = tooLong(action.offset + size, mostFile))
        return wrong;
    selectFile(action.file);
    const qsizetype chunk = std::min(action.chunk, m_room.command);
    for (qsizetype at = 0; at < size; at += chunk)
        add(binaryHeader(0xD6, action.file.sfi, action.offset + at, at == 0), data->mid(at, chunk));
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const UpdateRecordsAction& action)
{
    selectFile(action.file);
    for (size_t i = 0; i < action.records.size(); ++i) {
        const auto data = evaluate(action.records[i]);
        if (!data)
            return data.failure();
        if (auto wrong = tooLong(data->bytes.size(), m_room.command))
            return wrong;
        add(recordHeader(0xDC, action.file.sfi, action.first + qsizetype(i)), *data);
    }
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::readBackBinary(const VerifyAction& action, const ClassedBytes& wanted)
{
    const qsizetype size = wanted.bytes.size();
    if (auto wrong = tooLong(action.offset + size, mostFile))
        return wrong;
    const qsizetype chunk = std::min(action.chunk, m_room.answer);
    for (qsizetype at = 0; at < size; at += chunk) {
        const ClassedBytes part = wanted.mid(at, chunk);
        addRead(binaryHeader(0xB0, action.file.sfi, action.offset + at, at == 0)
                    .withNe(quint32(part.bytes.size())),
            part);
    }
    return std::nullopt;
}

std::optional<Failure> ProgramBuilder::build(const VerifyAction& action)
{
    const auto wanted = evaluate(action.equals);
    if (!wanted)
        return wanted.failure();
    selectFile(action.file);
    if (action.from == VerifyAction::From::Binary)
        return readBackBinary(action, *wanted);
    if (auto wrong = tooLong(wanted->bytes.size(), m_room.answer))
        return wrong;
    if (action.from == VerifyAction::From::Record)
        addRead(recordHeader(0xB2, action.file.sfi, action.record).withNe(wholeAnswer), *wanted);
    else
        addRead(
            CommandApdu(0x80, 0xCA, quint8(action.tag >> 8), quint8(action.tag), {}, wholeAnswer), *wanted);
    return std::nullopt;
}

} // namespace sm::profile
