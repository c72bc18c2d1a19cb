// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/instructions.h"

#include <algorithm>
#include <span>

namespace sm {

namespace {

/// ISO/IEC 7816-4:2013 table 4 with 7816-8 and -9.
constexpr Instruction interindustry[]{
    {0x04, "DEACTIVATE FILE", InsKind::Other},
    {0x0C, "ERASE RECORD", InsKind::Other},
    {0x0E, "ERASE BINARY", InsKind::Other},
    {0x0F, "ERASE BINARY", InsKind::Other},
    {0x10, "PERFORM SCQL OPERATION", InsKind::Other},
    {0x12, "PERFORM TRANSACTION OPERATION", InsKind::Other},
    {0x14, "PERFORM USER OPERATION", InsKind::Other},
    {0x20, "VERIFY", InsKind::Verify},
    {0x21, "VERIFY", InsKind::Verify},
    {0x22, "MANAGE SECURITY ENVIRONMENT", InsKind::Other},
    {0x24, "CHANGE REFERENCE DATA", InsKind::Verify},
    {0x25, "CHANGE REFERENCE DATA", InsKind::Verify},
    {0x26, "DISABLE VERIFICATION REQUIREMENT", InsKind::Other},
    {0x28, "ENABLE VERIFICATION REQUIREMENT", InsKind::Other},
    {0x2A, "PERFORM SECURITY OPERATION", InsKind::Other},
    {0x2C, "RESET RETRY COUNTER", InsKind::Verify},
    {0x2D, "RESET RETRY COUNTER", InsKind::Verify},
    {0x44, "ACTIVATE FILE", InsKind::Other},
    {0x46, "GENERATE ASYMMETRIC KEY PAIR", InsKind::Other},
    {0x47, "GENERATE ASYMMETRIC KEY PAIR", InsKind::Other},
    {0x70, "MANAGE CHANNEL", InsKind::ManageChannel},
    {0x82, "EXTERNAL AUTHENTICATE", InsKind::ExternalAuthenticate},
    {0x84, "GET CHALLENGE", InsKind::GetChallenge},
    {0x86, "GENERAL AUTHENTICATE", InsKind::InternalAuthenticate},
    {0x87, "GENERAL AUTHENTICATE", InsKind::InternalAuthenticate},
    {0x88, "INTERNAL AUTHENTICATE", InsKind::InternalAuthenticate},
    {0xA0, "SEARCH BINARY", InsKind::Other},
    {0xA2, "SEARCH RECORD", InsKind::Other},
    {0xA4, "SELECT", InsKind::Select},
    {0xB0, "READ BINARY", InsKind::ReadBinary},
    {0xB1, "READ BINARY", InsKind::Other},
    {0xB2, "READ RECORD", InsKind::ReadRecord},
    {0xB3, "READ RECORD", InsKind::Other},
    {0xC0, "GET RESPONSE", InsKind::GetResponse},
    {0xC2, "ENVELOPE", InsKind::Other},
    {0xC3, "ENVELOPE", InsKind::Other},
    {0xCA, "GET DATA", InsKind::GetData},
    {0xCB, "GET DATA", InsKind::Other},
    {0xD0, "WRITE BINARY", InsKind::UpdateBinary},
    {0xD2, "WRITE RECORD", InsKind::UpdateRecord},
    {0xD6, "UPDATE BINARY", InsKind::UpdateBinary},
    {0xD7, "UPDATE BINARY", InsKind::Other},
    {0xDA, "PUT DATA", InsKind::PutData},
    {0xDB, "PUT DATA", InsKind::Other},
    {0xDC, "UPDATE RECORD", InsKind::UpdateRecord},
    {0xDD, "UPDATE RECORD", InsKind::Other},
    {0xE0, "CREATE FILE", InsKind::CreateFile},
    {0xE2, "APPEND RECORD", InsKind::AppendRecord},
    {0xE4, "DELETE FILE", InsKind::Other},
    {0xE6, "TERMINATE DF", InsKind::Terminate},
    {0xE8, "TERMINATE EF", InsKind::Terminate},
    {0xFE, "TERMINATE CARD USAGE", InsKind::Terminate},
};

/// GlobalPlatform Card Specification v2.3.1 table 11-1.
constexpr Instruction globalPlatform[]{
    {0x50, "INITIALIZE UPDATE", InsKind::InitializeUpdate},
    {0x70, "MANAGE CHANNEL", InsKind::ManageChannel},
    {0x82, "EXTERNAL AUTHENTICATE", InsKind::GpExternalAuthenticate},
    {0xA4, "SELECT", InsKind::Select},
    {0xC0, "GET RESPONSE", InsKind::GetResponse},
    {0xCA, "GET DATA", InsKind::GetData},
    {0xCB, "GET DATA", InsKind::Other},
    {0xD8, "PUT KEY", InsKind::PutKey},
    {0xE2, "STORE DATA", InsKind::StoreData},
    {0xE4, "DELETE", InsKind::Delete},
    {0xE6, "INSTALL", InsKind::Install},
    {0xE8, "LOAD", InsKind::Load},
    {0xF0, "SET STATUS", InsKind::SetStatus},
    {0xF2, "GET STATUS", InsKind::GetStatus},
};

/// EMV book 3 table 4, where GlobalPlatform has none of that number.
constexpr Instruction paymentScheme[]{
    {0x16, "CARD BLOCK", InsKind::Other},
    {0x18, "APPLICATION UNBLOCK", InsKind::Other},
    {0x1E, "APPLICATION BLOCK", InsKind::Other},
    {0x24, "PIN CHANGE/UNBLOCK", InsKind::Verify},
    {0xA8, "GET PROCESSING OPTIONS", InsKind::Other},
    {0xAE, "GENERATE AC", InsKind::Other},
};

const Instruction* find(std::span<const Instruction> table, quint8 ins)
{
    const auto at
        = std::find_if(table.begin(), table.end(), [ins](const Instruction& i) { return i.ins == ins; });
    return at == table.end() ? nullptr : &*at;
}

} // namespace

ClassByte classByte(quint8 cla)
{
    ClassByte out;
    out.proprietary = (cla & 0x80) != 0;
    const bool further = (cla & 0x40) != 0; // logical channels 4 to 19
    out.valid = cla != 0xFF && (out.proprietary || further || (cla & 0x20) == 0);
    out.chained = (cla & 0x10) != 0;
    if (further) {
        out.channel = quint8(4 + (cla & 0x0F));
        if ((cla & 0x20) != 0)
            out.messaging = out.proprietary ? ClassByte::Messaging::Proprietary : ClassByte::Messaging::Iso;
        return out;
    }
    out.channel = cla & 0x03;
    constexpr ClassByte::Messaging bits[]{ClassByte::Messaging::None, ClassByte::Messaging::Proprietary,
        ClassByte::Messaging::Iso, ClassByte::Messaging::IsoWithHeader};
    out.messaging = bits[cla >> 2 & 0x03];
    return out;
}

const Instruction* instruction(quint8 cla, quint8 ins, bool payment)
{
    const ClassByte parsed = classByte(cla);
    if (!parsed.valid)
        return nullptr;
    if (!parsed.proprietary)
        return find(interindustry, ins);
    // From a payment application on its own commands come first; 80 E2 there is no STORE DATA of a domain,
    // but personalization uses just that, so the common ones stay.
    const Instruction* own = payment ? find(paymentScheme, ins) : nullptr;
    return own ? own : find(globalPlatform, ins);
}

} // namespace sm
