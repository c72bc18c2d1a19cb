// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/key_block_internal.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype fixedHeader = 16;
constexpr qsizetype maxOptions = 99;

bool isAlphanumeric(char sign)
{
    return (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') || (sign >= 'a' && sign <= 'z');
}

bool allAlphanumeric(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isAlphanumeric);
}

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char sign) { return sign >= 0x20 && sign <= 0x7E; });
}

std::optional<qsizetype> number(std::optional<QByteArrayView> text, int base)
{
    if (!text || text->isEmpty() || !allAlphanumeric(*text))
        return std::nullopt;
    bool good = false;
    const qsizetype value = text->toByteArray().toUInt(&good, base);
    return good ? std::optional(value) : std::nullopt;
}

/// ID, length (2 hexadecimal digits, ID and length included; 00: two digits say how many pairs of digits
/// follow that tell it), data.
std::optional<KeyBlockOption> readOption(ByteReader& reader)
{
    const qsizetype before = reader.remaining();
    const auto id = reader.take(2);
    auto length = number(reader.take(2), 16);
    if (length == 0) {
        const auto pairs = number(reader.take(2), 16);
        length = pairs && *pairs >= 1 && *pairs <= 4 ? number(reader.take(2 * *pairs), 16) : std::nullopt;
    }
    if (!id || !allAlphanumeric(*id) || !length || *length < before - reader.remaining())
        return std::nullopt;
    const auto data = reader.take(*length - (before - reader.remaining()));
    if (!data || !isPrintable(*data))
        return std::nullopt;
    return KeyBlockOption{id->toByteArray(), data->toByteArray()};
}

Outcome<KeyBlockHeader> readHeader(ByteReader& reader)
{
    const auto fixed = reader.take(fixedHeader);
    if (!fixed || !allAlphanumeric(*fixed))
        return keyBlockBroken("header");
    KeyBlockHeader header;
    header.version = fixed->at(0);
    header.usage = fixed->sliced(5, 2).toByteArray();
    header.algorithm = fixed->at(7);
    header.mode = fixed->at(8);
    header.keyVersion = fixed->sliced(9, 2).toByteArray();
    header.exportability = fixed->at(11);
    header.reserved = fixed->sliced(14, 2).toByteArray();
    if (!keyBlockScheme(header.version))
        return keyBlockBroken("version");
    const auto count = number(fixed->sliced(12, 2), 10);
    if (!count)
        return keyBlockBroken("options");
    for (qsizetype i = 0; i < *count; ++i) {
        auto option = readOption(reader);
        if (!option)
            return keyBlockBroken("option");
        header.options.push_back(std::move(*option));
    }
    return header;
}

QByteArray hexadecimal(qsizetype value, int digits)
{
    return QByteArray::number(value, 16).toUpper().rightJustified(digits, '0');
}

QByteArray optionText(const KeyBlockOption& option)
{
    const qsizetype shortLength = 4 + option.data.size();
    if (shortLength <= 255)
        return option.id + hexadecimal(shortLength, 2) + option.data;
    return option.id + "0002" + hexadecimal(10 + option.data.size(), 4) + option.data;
}

bool canBeWritten(const KeyBlockHeader& header)
{
    const char signs[] = {header.version, header.algorithm, header.mode, header.exportability};
    return header.usage.size() == 2 && header.keyVersion.size() == 2 && header.reserved.size() == 2
        && allAlphanumeric(QByteArrayView(signs, qsizetype(std::size(signs))))
        && allAlphanumeric(header.usage + header.keyVersion + header.reserved);
}

} // namespace

Failure keyBlockBroken(const char* what)
{
    return fail(fc::KeyBlockBroken, {{"what", QString::fromLatin1(what)}});
}

std::optional<KeyBlockScheme> keyBlockScheme(char version)
{
    switch (version) {
    case 'A':
    case 'C':
        return KeyBlockScheme{BlockAlgorithm::Tdea, 4, true};
    case 'B':
        return KeyBlockScheme{BlockAlgorithm::Tdea, 8, false};
    case 'D':
        return KeyBlockScheme{BlockAlgorithm::Aes, 16, false};
    default:
        return std::nullopt;
    }
}

bool keyBlockKeyLengthOk(char algorithm, qsizetype length)
{
    if (algorithm == 'A')
        return length == 16 || length == 24 || length == 32;
    if (algorithm == 'D' || algorithm == 'T')
        return length == 8 || length == 16 || length == 24;
    return length > 0;
}

Outcome<KeyBlockHeader> readKeyBlockHeader(QByteArrayView block)
{
    if (block.size() > maxKeyBlock)
        return keyBlockBroken("length");
    ByteReader reader(block);
    return readHeader(reader);
}

Outcome<KeyBlockText> cutKeyBlock(QByteArrayView block)
{
    if (block.size() > maxKeyBlock)
        return keyBlockBroken("length");
    ByteReader reader(block);
    auto header = readHeader(reader);
    if (!header)
        return header.failure();
    if (number(block.sliced(1, 4), 10) != block.size())
        return keyBlockBroken("length");
    const KeyBlockScheme scheme = *keyBlockScheme(header->version);
    const QByteArrayView headerText = block.chopped(reader.remaining());
    const auto body = fromHex(QString::fromLatin1(reader.rest()));
    if (!body)
        return keyBlockBroken("body");
    const qsizetype enciphered = body->size() - scheme.macLength;
    if (enciphered < scheme.block() || enciphered % scheme.block() != 0
        || headerText.size() % (scheme.isVariant ? scheme.block() : 1) != 0)
        return keyBlockBroken("body");
    return KeyBlockText{
        header.take(), scheme, headerText, body->first(enciphered), body->last(scheme.macLength)};
}

Outcome<QByteArray> keyBlockHeaderText(
    const KeyBlockHeader& header, const KeyBlockScheme& scheme, qsizetype enciphered)
{
    if (!canBeWritten(header))
        return keyBlockBroken("header");
    QByteArray options;
    qsizetype count = 0;
    for (const KeyBlockOption& option : header.options) {
        if (option.id == "PB")
            continue;
        if (option.id.size() != 2 || !allAlphanumeric(option.id) || !isPrintable(option.data)
            || option.data.size() > maxKeyBlock)
            return keyBlockBroken("option");
        options += optionText(option);
        ++count;
    }
    const qsizetype over = options.size() % scheme.block();
    if (over != 0) { // PB takes four characters at least
        qsizetype missing = scheme.block() - over;
        missing += missing < 4 ? scheme.block() : 0;
        options += optionText({"PB", QByteArray(missing - 4, '0')});
        ++count;
    }
    const qsizetype length = fixedHeader + options.size() + 2 * (enciphered + scheme.macLength);
    if (count > maxOptions)
        return keyBlockBroken("options");
    if (length > maxKeyBlock)
        return keyBlockBroken("length");
    QByteArray text(1, header.version);
    text += QByteArray::number(length).rightJustified(4, '0') + header.usage;
    text.append(header.algorithm).append(header.mode).append(header.keyVersion).append(header.exportability);
    text += QByteArray::number(count).rightJustified(2, '0') + header.reserved + options;
    return text;
}

} // namespace sm
