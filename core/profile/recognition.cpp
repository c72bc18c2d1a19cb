// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/recognition.h"

#include "base/bytes.h"
#include "base/failures/profile.h"
#include "card/tlv.h"

#include <algorithm>

namespace sm::profile {

namespace {

/// No chip names itself with more; a hostile one must not fill the stock book.
constexpr qsizetype mostSerial = 64;

Failure wrongCard(const char* what, const QString& found, const QString& expected)
{
    return fail(fc::WrongCard, {{"what", QLatin1String(what)}, {"found", found}, {"expected", expected}});
}

bool matches(const AtrPattern& pattern, const QByteArray& atr)
{
    if (qsizetype(pattern.size()) != atr.size())
        return false;
    for (qsizetype i = 0; i < atr.size(); ++i) {
        const auto& byte = pattern[size_t(i)];
        if (byte && *byte != byteAt(atr, i))
            return false;
    }
    return true;
}

QString patternText(const AtrPattern& pattern)
{
    QString text;
    for (const auto& byte : pattern)
        text += byte ? toHex(QByteArray(1, char(*byte))) : QStringLiteral("..");
    return text;
}

/// A serial of 00 or FF throughout was never written: all such chips would count as one.
bool isWritten(const QByteArray& serial)
{
    const auto all = [&serial](char byte) { return serial.count(byte) == serial.size(); };
    return !serial.isEmpty() && !all('\x00') && !all('\xFF');
}

Outcome<QByteArray> serialFromFile(const Recognition& card, const QByteArray& content)
{
    if (!card.tag)
        return content;
    const auto objects = readTlv(content);
    const TlvView* found = objects ? findTlv(*objects, *card.tag) : nullptr;
    if (!found)
        return wrongCard("tag", objects ? QStringLiteral("missing") : QStringLiteral("broken"),
            toHex(encodeTag(*card.tag)));
    return found->value.toByteArray();
}

} // namespace

Outcome<ChipIdentity> recognise(
    const Recognition& card, const QByteArray& atr, const std::vector<ResponseApdu>& answers)
{
    const auto fits = [&atr](const AtrPattern& pattern) { return matches(pattern, atr); };
    if (std::none_of(card.atrs.begin(), card.atrs.end(), fits))
        return wrongCard("atr", toHex(atr.left(33)), patternText(card.atrs.front()));
    const auto& commands = card.identify.commands;
    for (size_t i = 0; i < std::min(commands.size(), answers.size()); ++i) {
        if (!commands[i].expected.accepts(answers[i].sw()))
            return wrongCard("status", answers[i].sw().text(), QStringLiteral("9000"));
    }
    if (answers.size() != commands.size())
        return wrongCard("answers", QString::number(answers.size()), QString::number(commands.size()));
    ChipIdentity chip;
    chip.atr = atr;
    if (card.serial == Recognition::Serial::Cplc) {
        const auto cplc = Cplc::parse(answers.back().data());
        if (!cplc)
            return wrongCard(
                "cplc", QString::number(answers.back().data().size()), QString::number(Cplc::size));
        chip.cplc = *cplc;
        chip.serial = cplc->chipSerial();
    } else {
        auto serial = serialFromFile(card, answers.back().data());
        if (!serial)
            return serial.failure();
        chip.serial = serial.take();
    }
    if (!isWritten(chip.serial) || chip.serial.size() > mostSerial)
        return wrongCard("serial", QString::number(chip.serial.size()), QStringLiteral("1..64"));
    return chip;
}

} // namespace sm::profile
