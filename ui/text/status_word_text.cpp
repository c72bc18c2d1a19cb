// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/status_word_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace sm {

namespace {

struct Row {
    quint16 value;
    quint16 mask;
    const char* meaning;
    const char* causes;
};

/// ISO/IEC 7816-4:2013 tables 5 and 6, GlobalPlatform Card Specification v2.3.1 clause 11.1.3 and the tables
/// of its commands.
constexpr Row exact[]{
    {0x9000, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "ok"), nullptr},
    {0x6200, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "warning, no details"), nullptr},
    {0x6281, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "part of the data may be corrupted"),
        QT_TRANSLATE_NOOP("StatusWord", "worn memory, card pulled while it was written")},
    {0x6282, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "end of file before Le bytes"),
        QT_TRANSLATE_NOOP("StatusWord", "file shorter than the profile expects")},
    {0x6283, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "selected file deactivated, or card locked"),
        QT_TRANSLATE_NOOP("StatusWord", "card life cycle is CARD_LOCKED")},
    {0x6284, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "file control information has another format"), nullptr},
    {0x6285, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "selected file is in termination state"), nullptr},
    {0x6300, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "authentication failed"),
        QT_TRANSLATE_NOOP(
            "StatusWord", "wrong key set or key version, card already personalized with its own keys")},
    {0x6310, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "more data available"), nullptr},
    {0x6381, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "file filled by the last write"), nullptr},
    {0x6400, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "no precise diagnosis, state unchanged"), nullptr},
    {0x6581, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "memory failure"),
        QT_TRANSLATE_NOOP("StatusWord", "worn chip, power lost during a write")},
    {0x6700, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "wrong length"),
        QT_TRANSLATE_NOOP("StatusWord", "Lc does not fit the data, or the reader cut the command")},
    {0x6881, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "logical channel not supported"), nullptr},
    {0x6882, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "secure messaging not supported"),
        QT_TRANSLATE_NOOP("StatusWord", "wrong application selected")},
    {0x6883, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "last command of the chain expected"), nullptr},
    {0x6884, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "command chaining not supported"), nullptr},
    {0x6982, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "security status not satisfied"),
        QT_TRANSLATE_NOOP(
            "StatusWord", "no secure channel, level too low, MAC chain broken by a lost command")},
    {0x6983, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "authentication method blocked"),
        QT_TRANSLATE_NOOP("StatusWord", "too many wrong attempts")},
    {0x6984, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "reference data not usable"), nullptr},
    {0x6985, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "conditions of use not satisfied"),
        QT_TRANSLATE_NOOP(
            "StatusWord", "step out of order, card in another life cycle state, application already there")},
    {0x6986, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "command not allowed, no file selected"), nullptr},
    {0x6987, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "secure messaging object missing"), nullptr},
    {0x6988, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "secure messaging object wrong"),
        QT_TRANSLATE_NOOP("StatusWord", "MAC wrong: other session keys, or a command was lost")},
    {0x6A80, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "wrong data"),
        QT_TRANSLATE_NOOP("StatusWord", "a value of the record or a tag that the application does not take")},
    {0x6A81, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "function not supported"),
        QT_TRANSLATE_NOOP("StatusWord", "card locked, or another card type")},
    {0x6A82, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "file or application not found"),
        QT_TRANSLATE_NOOP("StatusWord", "wrong card type, application not installed")},
    {0x6A83, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "record not found"),
        QT_TRANSLATE_NOOP("StatusWord", "file has fewer records than the profile expects")},
    {0x6A84, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "not enough memory"),
        QT_TRANSLATE_NOOP("StatusWord", "card already carries applications, or is of a smaller type")},
    {0x6A85, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "Lc does not fit the TLV structure"), nullptr},
    {0x6A86, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "wrong P1 P2"),
        QT_TRANSLATE_NOOP("StatusWord", "profile made for another card version")},
    {0x6A87, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "Lc does not fit P1 P2"), nullptr},
    {0x6A88, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "referenced data not found"),
        QT_TRANSLATE_NOOP("StatusWord", "key version or data object not on the card")},
    {0x6A89, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "file exists already"),
        QT_TRANSLATE_NOOP("StatusWord", "card was personalized before")},
    {0x6A8A, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "DF name exists already"),
        QT_TRANSLATE_NOOP("StatusWord", "card was personalized before")},
    {0x6B00, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "offset outside the file"),
        QT_TRANSLATE_NOOP("StatusWord", "file smaller than the profile expects")},
    {0x6D00, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "instruction not supported"),
        QT_TRANSLATE_NOOP("StatusWord", "wrong application selected, or another card type")},
    {0x6E00, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "class not supported"),
        QT_TRANSLATE_NOOP("StatusWord", "wrong application selected, or another card type")},
    {0x6F00, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "error without diagnosis"),
        QT_TRANSLATE_NOOP("StatusWord", "exception inside the application")},
    {0x9484, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "algorithm not supported"), nullptr},
    {0x9485, 0xFFFF, QT_TRANSLATE_NOOP("StatusWord", "key check value wrong"),
        QT_TRANSLATE_NOOP("StatusWord", "key damaged, or wrapped under another key")},
};

constexpr Row byClass[]{
    {0x6100, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "%1 more bytes available"), nullptr},
    {0x63C0, 0xFFF0, QT_TRANSLATE_NOOP("StatusWord", "%2 attempts left"),
        QT_TRANSLATE_NOOP("StatusWord", "wrong reference data")},
    {0x6200, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "warning, memory unchanged"), nullptr},
    {0x6300, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "warning, memory changed"), nullptr},
    {0x6400, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "execution error, memory unchanged"), nullptr},
    {0x6500, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "execution error, memory changed"),
        QT_TRANSLATE_NOOP("StatusWord", "worn chip, power lost during a write")},
    {0x6600, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "security issue"), nullptr},
    {0x6700, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "wrong length"), nullptr},
    {0x6800, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "function in CLA not supported"), nullptr},
    {0x6900, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "command not allowed"), nullptr},
    {0x6A00, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "wrong parameters"), nullptr},
    {0x6C00, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "wrong Le, %1 bytes available"), nullptr},
    {0x6D00, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "instruction not supported"), nullptr},
    {0x6E00, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "class not supported"), nullptr},
    {0x6F00, 0xFF00, QT_TRANSLATE_NOOP("StatusWord", "error without diagnosis"), nullptr},
    {0x9000, 0xF000, QT_TRANSLATE_NOOP("StatusWord", "defined by the application"), nullptr},
};

QString translated(const char* text)
{
    return text ? QCoreApplication::translate("StatusWord", text) : QString();
}

} // namespace

StatusWordText statusWordText(quint16 sw)
{
    for (const auto table : {std::span<const Row>(exact), std::span<const Row>(byClass)}) {
        const auto row = std::find_if(
            table.begin(), table.end(), [sw](const Row& r) { return (sw & r.mask) == r.value; });
        if (row == table.end())
            continue;
        QString meaning = translated(row->meaning);
        meaning.replace(QLatin1String("%1"), QString::number((sw & 0xFF) == 0 ? 256 : sw & 0xFF));
        meaning.replace(QLatin1String("%2"), QString::number(sw & 0x0F));
        return {meaning, translated(row->causes)};
    }
    return {QCoreApplication::translate("StatusWord", "not known"), {}};
}

} // namespace sm
