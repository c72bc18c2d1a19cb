// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/support.h"
#include "support/services.h"

namespace sm::support {
namespace {

Outcome<SupportValue> hex(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "hex"))
        return *wrong;
    const auto bytes = fromHex(QString::fromUtf8(value.bytes));
    if (!bytes)
        return fail(fc::SupportNotHex, by("hex"));
    return SupportValue::raw(*bytes);
}

Failure tooLong(const char* service, qsizetype length, qsizetype limit)
{
    return fail(fc::SupportLengthWrong,
        {{"service", QLatin1String(service)}, {"length", QString::number(length)},
            {"limit", QString::number(limit)}});
}

Outcome<SupportValue> len1(const SupportValue& value, const QStringList&)
{
    if (value.bytes.size() > 0xFF)
        return tooLong("len1", value.bytes.size(), 0xFF);
    QByteArray out;
    appendU8(out, static_cast<quint8>(value.bytes.size()));
    return SupportValue::raw(out + value.bytes);
}

Outcome<SupportValue> len2(const SupportValue& value, const QStringList&)
{
    if (value.bytes.size() > 0xFFFF)
        return tooLong("len2", value.bytes.size(), 0xFFFF);
    QByteArray out;
    appendU16(out, static_cast<quint16>(value.bytes.size()));
    return SupportValue::raw(out + value.bytes);
}

/// Length field of ISO/IEC 7816-4:2013 table 8: one byte up to 127, then 81 xx, then 82 xx xx.
Outcome<SupportValue> berlen(const SupportValue& value, const QStringList&)
{
    const qsizetype length = value.bytes.size();
    if (length > 0xFFFF)
        return tooLong("berlen", length, 0xFFFF);
    QByteArray out;
    if (length > 0xFF) {
        appendU8(out, 0x82);
        appendU16(out, static_cast<quint16>(length));
    } else {
        if (length > 0x7F)
            appendU8(out, 0x81);
        appendU8(out, static_cast<quint8>(length));
    }
    return SupportValue::raw(out + value.bytes);
}

std::optional<Failure> checkPad(const QStringList& args)
{
    if (args.size() == 3 && countArgument(args.at(0)) && args.at(1).size() == 2 && fromHex(args.at(1))
        && (args.at(2) == QLatin1String("left") || args.at(2) == QLatin1String("right")))
        return std::nullopt;
    return wrongArguments("pad", "count,hexbyte,left|right", args);
}

Outcome<SupportValue> pad(const SupportValue& value, const QStringList& args)
{
    const qsizetype length = args.at(0).toInt();
    const char fill = fromHex(args.at(1))->at(0);
    const qsizetype size
        = value.isText() ? QString::fromUtf8(value.bytes).toUcs4().size() : value.bytes.size();
    // A byte above 7F is no character of its own in UTF-8.
    if (value.isText() && static_cast<quint8>(fill) > 0x7F)
        return fail(fc::SupportKindWrong,
            {{"service", QStringLiteral("pad")}, {"expected", QStringLiteral("bytes")}});
    if (size > length)
        return tooLong("pad", size, length);
    const QByteArray padding(length - size, fill);
    const bool before = args.at(2) == QLatin1String("left");
    return SupportValue{before ? padding + value.bytes : value.bytes + padding, value.kind};
}

} // namespace

void addByteServices(std::vector<SupportService>& list)
{
    list.push_back({"hex", "hexadecimal text to bytes", takesNothing, hex});
    list.push_back({"len1", "bytes after their length in one byte", takesNothing, len1});
    list.push_back({"len2", "bytes after their length in two bytes, big-endian", takesNothing, len2});
    list.push_back({"berlen", "bytes after their BER length", takesNothing, berlen});
    list.push_back(
        {"pad", "count,hexbyte,left|right: filled up to count characters or bytes", checkPad, pad});
}

} // namespace sm::support
