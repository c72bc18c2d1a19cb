// SPDX-License-Identifier: GPL-3.0-or-later
// Names of data objects by the book they stand in.
#include "ui/trace/trace_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace sm {

namespace {

struct TagName {
    quint32 tag;
    const char* name;
};

constexpr TagName namesFileControl[]{
    {0x62, QT_TRANSLATE_NOOP("Trace", "File control parameters (FCP)")},
    {0x64, QT_TRANSLATE_NOOP("Trace", "File management data (FMD)")},
    {0x6F, QT_TRANSLATE_NOOP("Trace", "File control information (FCI)")},
    {0x80, QT_TRANSLATE_NOOP("Trace", "Bytes of data in the file")},
    {0x81, QT_TRANSLATE_NOOP("Trace", "Bytes of the file with structure")},
    {0x82, QT_TRANSLATE_NOOP("Trace", "File descriptor")},
    {0x83, QT_TRANSLATE_NOOP("Trace", "File identifier")},
    {0x84, QT_TRANSLATE_NOOP("Trace", "DF name (AID)")},
    {0x85, QT_TRANSLATE_NOOP("Trace", "Proprietary information")},
    {0x86, QT_TRANSLATE_NOOP("Trace", "Security attributes, proprietary")},
    {0x87, QT_TRANSLATE_NOOP("Trace", "Application priority or FCI extension")},
    {0x88, QT_TRANSLATE_NOOP("Trace", "Short file identifier")},
    {0x8A, QT_TRANSLATE_NOOP("Trace", "Life cycle status")},
    {0x8B, QT_TRANSLATE_NOOP("Trace", "Security attributes by reference")},
    {0x8C, QT_TRANSLATE_NOOP("Trace", "Security attributes, compact")},
    {0x8D, QT_TRANSLATE_NOOP("Trace", "Security environment")},
    {0xA0, QT_TRANSLATE_NOOP("Trace", "Security attributes by data type")},
    {0xA1, QT_TRANSLATE_NOOP("Trace", "Security attributes, proprietary")},
    {0xA5, QT_TRANSLATE_NOOP("Trace", "Proprietary information (FCI)")},
    {0xAB, QT_TRANSLATE_NOOP("Trace", "Security attributes, expanded")},
    {0x4F, QT_TRANSLATE_NOOP("Trace", "Application identifier (AID)")},
    {0x50, QT_TRANSLATE_NOOP("Trace", "Application label")},
    {0x53, QT_TRANSLATE_NOOP("Trace", "Discretionary data")},
    {0x61, QT_TRANSLATE_NOOP("Trace", "Application template")},
    {0x73, QT_TRANSLATE_NOOP("Trace", "Discretionary data objects")},
    {0x9F38, QT_TRANSLATE_NOOP("Trace", "Data for processing options (PDOL)")},
    {0x9F65, QT_TRANSLATE_NOOP("Trace", "Longest data field of a command")},
    {0x9F6E, QT_TRANSLATE_NOOP("Trace", "Application life cycle data")},
    {0xBF0C, QT_TRANSLATE_NOOP("Trace", "FCI issuer discretionary data")},
    {0x5F2D, QT_TRANSLATE_NOOP("Trace", "Language preference")},
    {0x9F11, QT_TRANSLATE_NOOP("Trace", "Issuer code table index")},
    {0x9F12, QT_TRANSLATE_NOOP("Trace", "Application preferred name")},
};

constexpr TagName namesEmv[]{
    {0x42, QT_TRANSLATE_NOOP("Trace", "Issuer identification number")},
    {0x4F, QT_TRANSLATE_NOOP("Trace", "Application identifier (AID)")},
    {0x50, QT_TRANSLATE_NOOP("Trace", "Application label")},
    {0x56, QT_TRANSLATE_NOOP("Trace", "Track 1 data")},
    {0x57, QT_TRANSLATE_NOOP("Trace", "Track 2 equivalent data")},
    {0x5A, QT_TRANSLATE_NOOP("Trace", "Application PAN")},
    {0x61, QT_TRANSLATE_NOOP("Trace", "Application template")},
    {0x6F, QT_TRANSLATE_NOOP("Trace", "File control information (FCI)")},
    {0x70, QT_TRANSLATE_NOOP("Trace", "Record template")},
    {0x71, QT_TRANSLATE_NOOP("Trace", "Issuer script template 1")},
    {0x72, QT_TRANSLATE_NOOP("Trace", "Issuer script template 2")},
    {0x77, QT_TRANSLATE_NOOP("Trace", "Response template 2")},
    {0x80, QT_TRANSLATE_NOOP("Trace", "Response template 1")},
    {0x82, QT_TRANSLATE_NOOP("Trace", "Application interchange profile")},
    {0x84, QT_TRANSLATE_NOOP("Trace", "DF name")},
    {0x87, QT_TRANSLATE_NOOP("Trace", "Application priority indicator")},
    {0x88, QT_TRANSLATE_NOOP("Trace", "Short file identifier")},
    {0x8A, QT_TRANSLATE_NOOP("Trace", "Authorisation response code")},
    {0x8C, QT_TRANSLATE_NOOP("Trace", "CDOL1")},
    {0x8D, QT_TRANSLATE_NOOP("Trace", "CDOL2")},
    {0x8E, QT_TRANSLATE_NOOP("Trace", "Cardholder verification methods (CVM list)")},
    {0x8F, QT_TRANSLATE_NOOP("Trace", "Certification authority key index")},
    {0x90, QT_TRANSLATE_NOOP("Trace", "Issuer public key certificate")},
    {0x92, QT_TRANSLATE_NOOP("Trace", "Issuer public key remainder")},
    {0x93, QT_TRANSLATE_NOOP("Trace", "Signed static application data")},
    {0x94, QT_TRANSLATE_NOOP("Trace", "Application file locator")},
    {0x95, QT_TRANSLATE_NOOP("Trace", "Terminal verification results")},
    {0x97, QT_TRANSLATE_NOOP("Trace", "TDOL")},
    {0x98, QT_TRANSLATE_NOOP("Trace", "Transaction certificate hash")},
    {0x9A, QT_TRANSLATE_NOOP("Trace", "Transaction date")},
    {0x9B, QT_TRANSLATE_NOOP("Trace", "Transaction status")},
    {0x9C, QT_TRANSLATE_NOOP("Trace", "Transaction type")},
    {0x9D, QT_TRANSLATE_NOOP("Trace", "Directory file name")},
    {0xA5, QT_TRANSLATE_NOOP("Trace", "Proprietary information (FCI)")},
    {0x5F20, QT_TRANSLATE_NOOP("Trace", "Cardholder name")},
    {0x5F24, QT_TRANSLATE_NOOP("Trace", "Expiry date")},
    {0x5F25, QT_TRANSLATE_NOOP("Trace", "Effective date")},
    {0x5F28, QT_TRANSLATE_NOOP("Trace", "Issuer country code")},
    {0x5F2A, QT_TRANSLATE_NOOP("Trace", "Transaction currency code")},
    {0x5F2D, QT_TRANSLATE_NOOP("Trace", "Language preference")},
    {0x5F30, QT_TRANSLATE_NOOP("Trace", "Service code")},
    {0x5F34, QT_TRANSLATE_NOOP("Trace", "PAN sequence number")},
    {0x5F50, QT_TRANSLATE_NOOP("Trace", "Issuer URL")},
    {0x5F53, QT_TRANSLATE_NOOP("Trace", "IBAN")},
    {0x5F54, QT_TRANSLATE_NOOP("Trace", "BIC")},
    {0x9F02, QT_TRANSLATE_NOOP("Trace", "Amount, authorised")},
    {0x9F03, QT_TRANSLATE_NOOP("Trace", "Amount, other")},
    {0x9F05, QT_TRANSLATE_NOOP("Trace", "Application discretionary data")},
    {0x9F07, QT_TRANSLATE_NOOP("Trace", "Application usage control")},
    {0x9F08, QT_TRANSLATE_NOOP("Trace", "Application version number")},
    {0x9F0B, QT_TRANSLATE_NOOP("Trace", "Cardholder name, extended")},
    {0x9F0D, QT_TRANSLATE_NOOP("Trace", "Issuer action code, default")},
    {0x9F0E, QT_TRANSLATE_NOOP("Trace", "Issuer action code, denial")},
    {0x9F0F, QT_TRANSLATE_NOOP("Trace", "Issuer action code, online")},
    {0x9F10, QT_TRANSLATE_NOOP("Trace", "Issuer application data")},
    {0x9F11, QT_TRANSLATE_NOOP("Trace", "Issuer code table index")},
    {0x9F12, QT_TRANSLATE_NOOP("Trace", "Application preferred name")},
    {0x9F13, QT_TRANSLATE_NOOP("Trace", "Last online transaction counter")},
    {0x9F14, QT_TRANSLATE_NOOP("Trace", "Lower consecutive offline limit")},
    {0x9F17, QT_TRANSLATE_NOOP("Trace", "PIN try counter")},
    {0x9F1A, QT_TRANSLATE_NOOP("Trace", "Terminal country code")},
    {0x9F1F, QT_TRANSLATE_NOOP("Trace", "Track 1 discretionary data")},
    {0x9F20, QT_TRANSLATE_NOOP("Trace", "Track 2 discretionary data")},
    {0x9F23, QT_TRANSLATE_NOOP("Trace", "Upper consecutive offline limit")},
    {0x9F26, QT_TRANSLATE_NOOP("Trace", "Application cryptogram")},
    {0x9F27, QT_TRANSLATE_NOOP("Trace", "Cryptogram information data")},
    {0x9F32, QT_TRANSLATE_NOOP("Trace", "Issuer public key exponent")},
    {0x9F36, QT_TRANSLATE_NOOP("Trace", "Application transaction counter")},
    {0x9F37, QT_TRANSLATE_NOOP("Trace", "Unpredictable number")},
    {0x9F38, QT_TRANSLATE_NOOP("Trace", "PDOL")},
    {0x9F42, QT_TRANSLATE_NOOP("Trace", "Application currency code")},
    {0x9F44, QT_TRANSLATE_NOOP("Trace", "Application currency exponent")},
    {0x9F46, QT_TRANSLATE_NOOP("Trace", "ICC public key certificate")},
    {0x9F47, QT_TRANSLATE_NOOP("Trace", "ICC public key exponent")},
    {0x9F48, QT_TRANSLATE_NOOP("Trace", "ICC public key remainder")},
    {0x9F49, QT_TRANSLATE_NOOP("Trace", "DDOL")},
    {0x9F4A, QT_TRANSLATE_NOOP("Trace", "Static data authentication tags")},
    {0x9F4B, QT_TRANSLATE_NOOP("Trace", "Signed dynamic application data")},
    {0x9F4C, QT_TRANSLATE_NOOP("Trace", "ICC dynamic number")},
    {0x9F4D, QT_TRANSLATE_NOOP("Trace", "Log entry")},
    {0x9F4F, QT_TRANSLATE_NOOP("Trace", "Log format")},
    {0xBF0C, QT_TRANSLATE_NOOP("Trace", "FCI issuer discretionary data")},
};

constexpr TagName namesRegistry[]{
    {0x4F, QT_TRANSLATE_NOOP("Trace", "Application identifier (AID)")},
    {0x5C, QT_TRANSLATE_NOOP("Trace", "Tag list")},
    {0x84, QT_TRANSLATE_NOOP("Trace", "Executable module AID")},
    {0x9F70, QT_TRANSLATE_NOOP("Trace", "Life cycle state")},
    {0xC4, QT_TRANSLATE_NOOP("Trace", "Executable load file AID")},
    {0xC5, QT_TRANSLATE_NOOP("Trace", "Privileges")},
    {0xCC, QT_TRANSLATE_NOOP("Trace", "Security domain AID")},
    {0xCE, QT_TRANSLATE_NOOP("Trace", "Executable load file version")},
    {0xCF, QT_TRANSLATE_NOOP("Trace", "Implicit selection")},
    {0xD0, QT_TRANSLATE_NOOP("Trace", "Key identifier")},
    {0xD2, QT_TRANSLATE_NOOP("Trace", "Key version")},
    {0xE3, QT_TRANSLATE_NOOP("Trace", "Registry entry")},
};

constexpr TagName namesInstall[]{
    {0x4F, QT_TRANSLATE_NOOP("Trace", "Application identifier (AID)")},
    {0x5F20, QT_TRANSLATE_NOOP("Trace", "Application provider")},
    {0x82, QT_TRANSLATE_NOOP("Trace", "Contactless parameters")},
    {0x91, QT_TRANSLATE_NOOP("Trace", "Key usage")},
    {0x93, QT_TRANSLATE_NOOP("Trace", "Token")},
    {0xA0, QT_TRANSLATE_NOOP("Trace", "Contactless protocol parameters")},
    {0xB6, QT_TRANSLATE_NOOP("Trace", "Control reference template")},
    {0xC4, QT_TRANSLATE_NOOP("Trace", "Load file data block")},
    {0xC6, QT_TRANSLATE_NOOP("Trace", "Code, bytes in non-volatile memory")},
    {0xC7, QT_TRANSLATE_NOOP("Trace", "Data, bytes in volatile memory")},
    {0xC8, QT_TRANSLATE_NOOP("Trace", "Data, bytes in non-volatile memory")},
    {0xC9, QT_TRANSLATE_NOOP("Trace", "Application parameters")},
    {0xCA, QT_TRANSLATE_NOOP("Trace", "SIM toolkit parameters")},
    {0xCB, QT_TRANSLATE_NOOP("Trace", "Global service parameters")},
    {0xCD, QT_TRANSLATE_NOOP("Trace", "Load file data block format")},
    {0xCF, QT_TRANSLATE_NOOP("Trace", "Implicit selection")},
    {0xD1, QT_TRANSLATE_NOOP("Trace", "Reserved")},
    {0xD3, QT_TRANSLATE_NOOP("Trace", "Restrict parameter")},
    {0xD5, QT_TRANSLATE_NOOP("Trace", "Cumulative granted memory")},
    {0xD6, QT_TRANSLATE_NOOP("Trace", "Reserved non-volatile memory")},
    {0xD7, QT_TRANSLATE_NOOP("Trace", "Volatile memory quota")},
    {0xD8, QT_TRANSLATE_NOOP("Trace", "Non-volatile memory quota")},
    {0xD9, QT_TRANSLATE_NOOP("Trace", "Reserved volatile memory")},
    {0xEA, QT_TRANSLATE_NOOP("Trace", "UICC system parameters")},
    {0xEF, QT_TRANSLATE_NOOP("Trace", "System parameters")},
};

constexpr TagName namesCardData[]{
    {0x06, QT_TRANSLATE_NOOP("Trace", "Object identifier")},
    {0x42, QT_TRANSLATE_NOOP("Trace", "Issuer identification number")},
    {0x45, QT_TRANSLATE_NOOP("Trace", "Card image number")},
    {0x60, QT_TRANSLATE_NOOP("Trace", "Card management type and version")},
    {0x63, QT_TRANSLATE_NOOP("Trace", "Card identification scheme")},
    {0x64, QT_TRANSLATE_NOOP("Trace", "Secure channel protocol")},
    {0x65, QT_TRANSLATE_NOOP("Trace", "Card configuration details")},
    {0x66, QT_TRANSLATE_NOOP("Trace", "Card data")},
    {0x67, QT_TRANSLATE_NOOP("Trace", "Card capabilities")},
    {0x73, QT_TRANSLATE_NOOP("Trace", "Card recognition data")},
    {0x9F7F, QT_TRANSLATE_NOOP("Trace", "CPLC")},
    {0xC0, QT_TRANSLATE_NOOP("Trace", "Key information data")},
    {0xC1, QT_TRANSLATE_NOOP("Trace", "Sequence counter of the key version")},
    {0xE0, QT_TRANSLATE_NOOP("Trace", "Key information template")},
    {0xFF21, QT_TRANSLATE_NOOP("Trace", "Extended card resources")},
};

std::span<const TagName> namesOf(TagBook book)
{
    switch (book) {
    case TagBook::FileControl:
        return namesFileControl;
    case TagBook::Emv:
        return namesEmv;
    case TagBook::Registry:
        return namesRegistry;
    case TagBook::Install:
        return namesInstall;
    case TagBook::CardData:
        return namesCardData;
    case TagBook::None:
        break;
    }
    return {};
}

} // namespace

QString tagName(TagBook book, quint32 tag)
{
    const auto names = namesOf(book);
    const auto at
        = std::find_if(names.begin(), names.end(), [tag](const TagName& n) { return n.tag == tag; });
    return at == names.end() ? QString() : QCoreApplication::translate("Trace", at->name);
}

} // namespace sm
