// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/software_card.h"

#include "simulator/card_file_system.h"
#include "simulator/card_security_domain.h"

namespace sm {

namespace {

constexpr qsizetype maxChainedData = 65535;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

/// Direct convention, the one protocol, historical bytes in COMPACT-TLV: selection methods and capabilities
/// (73 C0 01 C0: names and partial names, chaining, extended lengths); a GlobalPlatform card says its card
/// service data (31 C0) too.
QByteArray answerToReset(SoftwareCard::Protocol protocol, CardKind kind)
{
    QByteArray atr;
    const QByteArray historical = kind == CardKind::GlobalPlatform ? QByteArray::fromHex("8031C073C001C0")
                                                                   : QByteArray::fromHex("8073C001C0");
    const bool t1 = protocol == SoftwareCard::Protocol::T1;
    appendU8(atr, quint8((t1 ? 0x80 : 0x00) | historical.size()));
    if (t1)
        appendU8(atr, 0x01);
    atr += historical;
    if (t1) { // TCK is due unless T=0 is the only protocol
        quint8 check = 0;
        for (const char c : std::as_const(atr))
            check ^= quint8(c);
        appendU8(atr, check);
    }
    return '\x3B' + atr;
}

} // namespace

struct SoftwareCard::Inside {
    Inside(CardContent content, Random& random)
        : nvm(std::move(content))
        , channel(nvm, random)
        , domain(nvm, channel, random)
        , files(nvm, random)
    {
    }

    void reset()
    {
        channel.drop();
        domain.reset();
        files.reset();
        chain.clear();
        chainHead.clear();
        rest = ResponseApdu();
    }

    CardNvm nvm;
    CardSecureMessaging channel;
    CardSecurityDomain domain;
    CardFileSystem files;
    QByteArray chain; ///< data of the command chain so far
    QByteArray chainHead; ///< INS P1 P2 of the chain; empty: none open
    ResponseApdu rest; ///< what GET RESPONSE gives
};

SoftwareCard::SoftwareCard(CardContent content, Services services)
    : d(std::make_unique<Inside>(std::move(content), *services.random))
    , m_services(services)
{
}

SoftwareCard::~SoftwareCard() = default;

const CardContent& SoftwareCard::content() const
{
    return *d->nvm;
}

bool SoftwareCard::wasPersonalized() const
{
    return d->nvm.wasPersonalized();
}

void SoftwareCard::forceChallenge(QByteArray challenge)
{
    d->channel.forceChallenge(std::move(challenge));
}

QByteArray SoftwareCard::powerOn()
{
    d->reset();
    m_mute = m_faults.muteAfterReset && m_faults.muteAt != 0 && m_sequence >= m_faults.muteAt;
    m_powered = !m_mute;
    return m_mute ? QByteArray() : answerToReset(m_protocol, d->nvm->kind);
}

void SoftwareCard::powerOff()
{
    d->reset();
    m_powered = false;
}

void SoftwareCard::record(QByteArrayView command, StatusWord sw, CommandFate fate)
{
    if (m_services.log)
        m_services.log->record(serial(), m_sequence, command, sw, fate);
}

CardReply SoftwareCard::silent(QByteArrayView command, CardReply::End end)
{
    m_mute = end == CardReply::End::Mute;
    m_powered = m_mute;
    record(command, {}, CommandFate::NotExecuted);
    return {{}, end, {}};
}

CardReply SoftwareCard::exchange(QByteArrayView command)
{
    ++m_sequence;
    if (!m_powered || m_mute || m_sequence == m_faults.muteAt)
        return silent(command, CardReply::End::Mute);
    if (m_sequence == m_faults.tearBeforeAt)
        return silent(command, CardReply::End::Torn);
    const bool forced = m_sequence == m_faults.statusAt;
    const QByteArray answer
        = forced ? ResponseApdu({}, StatusWord{m_faults.status}).encode() : answerTo(command);
    const StatusWord sw{quint16(byteAt(answer, answer.size() - 2) << 8 | byteAt(answer, answer.size() - 1))};
    const bool torn = m_sequence == m_faults.tearAfterAt;
    record(command, sw,
        torn         ? CommandFate::AnswerLost
            : forced ? CommandFate::NotExecuted
                     : CommandFate::Answered);
    if (torn) {
        powerOff();
        return {{}, CardReply::End::Torn, {}};
    }
    const Nanos time = m_times.perCommand + m_times.perByte * (command.size() + answer.size());
    if (m_faults.slowFactor == 1.0)
        return {answer, CardReply::End::Answered, time};
    const auto slow = Nanos(qint64(double(time.count()) * m_faults.slowFactor));
    return {answer, CardReply::End::Answered, slow};
}

/// The memory is written before the answer is given away; a card that can't remember says so and does nothing
/// more.
QByteArray SoftwareCard::answerTo(QByteArrayView command)
{
    if (m_memoryFailed)
        return status(0x6581).encode();
    const ResponseApdu answer = execute(command);
    if (!persist()) {
        m_memoryFailed = true;
        return status(0x6581).encode();
    }
    return answer.encode();
}

bool SoftwareCard::persist()
{
    const bool changed = d->nvm.takeChanged();
    return !changed || !m_services.memory || m_services.memory->store(*d->nvm).ok();
}

ResponseApdu SoftwareCard::execute(QByteArrayView bytes)
{
    const auto command = CommandApdu::parse(bytes);
    if (!command)
        return status(0x6700);
    if (command->ins() == 0xC0 && (command->cla() & 0x7F) == 0)
        return getResponse(*command);
    d->rest = ResponseApdu();
    if ((command->ins() & 0xF0) == 0x60 || (command->ins() & 0xF0) == 0x90)
        return status(0x6D00); // they would be procedure bytes on T=0
    if ((command->cla() & 0x90) == 0x10 && (command->cla() & 0x60) == 0)
        return chained(*command);
    if (d->chainHead.isEmpty())
        return cut(*command, dispatch(*command));
    return chained(*command);
}

/// Command chaining, ISO/IEC 7816-4 clause 5.3.3: same INS P1 P2, the last part without the bit.
ResponseApdu SoftwareCard::chained(const CommandApdu& command)
{
    QByteArray head;
    appendU8(head, command.ins());
    appendU8(head, command.p1());
    appendU8(head, command.p2());
    const bool more = (command.cla() & 0x10) != 0;
    const bool fits = d->chain.size() + command.data().size() <= maxChainedData;
    if ((!d->chainHead.isEmpty() && head != d->chainHead) || !fits) {
        d->chain.clear();
        d->chainHead.clear();
        return status(fits ? 0x6883 : 0x6700);
    }
    d->chain += command.data();
    d->chainHead = head;
    if (more)
        return status(0x9000);
    const CommandApdu whole = command.withData(std::exchange(d->chain, {}));
    d->chainHead.clear();
    return cut(whole, dispatch(whole));
}

ResponseApdu SoftwareCard::dispatch(const CommandApdu& command)
{
    const quint8 cla = command.cla();
    const bool isFileCard = d->nvm->kind == CardKind::FileCard;
    if (cla == 0xFF || (cla & 0x60) != 0)
        return status(0x6E00);
    if ((cla & 0x03) != 0)
        return status(0x6881);
    if (isFileCard && (cla & 0x80) != 0)
        return status(0x6E00);
    if ((cla & 0x08) != 0 || (isFileCard && (cla & 0x04) != 0))
        return status(0x6882);
    if ((cla & 0x90) == 0x90)
        return status(0x6884);
    if (isFileCard && d->nvm->state == CardState::Terminated && command.ins() != 0xA4)
        return status(0x6985);
    if (isFileCard && !CardFileSystem::knows(command.ins()))
        return status(0x6D00);
    return isFileCard ? d->files.handle(command, false) : secured(command);
}

/// EXTERNAL AUTHENTICATE carries the first C-MAC itself; SELECT and the plain interindustry commands may go
/// outside of the channel.
ResponseApdu SoftwareCard::secured(CommandApdu command)
{
    const bool proprietary = (command.cla() & 0x80) != 0;
    if (proprietary && command.ins() == 0x82) {
        const bool dead = d->nvm->state == CardState::Terminated;
        return dead ? status(0x6985) : d->channel.externalAuthenticate(command);
    }
    const bool startsOver = proprietary && command.ins() == 0x50;
    const bool isProtected = (command.cla() & 0x04) != 0;
    if (startsOver && isProtected)
        return status(0x6E00);
    if (isProtected || (proprietary && !startsOver)) {
        const StatusWord checked = d->channel.unprotect(command);
        if (!checked.isSuccess())
            return ResponseApdu({}, checked);
    }
    ResponseApdu answer;
    const bool byName = command.ins() == 0xA4 && command.p1() == 0x04;
    if (proprietary || command.ins() == 0xCA) {
        answer = d->domain.handle(command);
    } else if (byName) {
        const auto selected = d->domain.select(command);
        if (!selected)
            return d->files.handle(command, d->channel.isOpen());
        d->files.enter(command.data());
        return *selected;
    } else if (d->nvm->state == CardState::Terminated) {
        return status(0x6985);
    } else if (const auto own = d->domain.interindustry(command)) {
        answer = *own;
    } else if (CardFileSystem::knows(command.ins())) {
        answer = d->files.handle(command, d->channel.isOpen());
    } else {
        answer = status(0x6D00);
    }
    return isProtected ? d->channel.protect(answer) : answer;
}

/// Cuts an answer to what the terminal takes: 61xx and 6Cxx of T=0, and 61xx for what is longer than Ne on
/// T=1.
ResponseApdu SoftwareCard::cut(const CommandApdu& command, ResponseApdu answer)
{
    const qsizetype size = answer.data().size();
    if (size == 0)
        return answer;
    const auto more = [](qsizetype left) { return quint16(0x6100 | (left > 255 ? 0 : left)); };
    qsizetype given = qsizetype(command.ne().value_or(0));
    if (m_protocol == Protocol::T0) {
        if (!command.data().isEmpty())
            given = 0;
        else if (given != size && size <= 256)
            return status(quint16(0x6C00 | (size & 0xFF)));
    } else if (given == 0) {
        given = 256; // no Le on T=1: cards answer all the same, and hosts leave Le out of wrapped commands
    }
    if (given >= size)
        return answer;
    d->rest = ResponseApdu(answer.data().sliced(given), answer.sw());
    return ResponseApdu(answer.data().first(given), StatusWord{more(size - given)});
}

ResponseApdu SoftwareCard::getResponse(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    const qsizetype left = d->rest.data().size();
    if (left == 0)
        return status(0x6985);
    const qsizetype wanted = qsizetype(command.ne().value_or(256));
    if (wanted > left && wanted != 256)
        return status(quint16(0x6C00 | (left & 0xFF)));
    const ResponseApdu whole = d->rest;
    const qsizetype given = std::min(wanted, left);
    d->rest = ResponseApdu(whole.data().sliced(given), whole.sw());
    const qsizetype after = left - given;
    const StatusWord sw = after == 0 ? whole.sw() : StatusWord{quint16(0x6100 | (after > 255 ? 0 : after))};
    return ResponseApdu(whole.data().first(given), sw);
}

} // namespace sm
