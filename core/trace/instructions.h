// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace sm {

/// Commands that the trace knows, by what their parameters mean. Those without parameters worth telling share
/// Other.
enum class InsKind : quint8 {
    Other,
    Select,
    GetResponse,
    GetData,
    PutData,
    ReadBinary,
    UpdateBinary,
    ReadRecord,
    UpdateRecord,
    AppendRecord,
    Verify,
    GetChallenge,
    InternalAuthenticate,
    ExternalAuthenticate,
    ManageChannel,
    CreateFile,
    Terminate,
    InitializeUpdate,
    GpExternalAuthenticate,
    Install,
    Load,
    Delete,
    SetStatus,
    GetStatus,
    StoreData,
    PutKey
};

struct Instruction {
    quint8 ins;
    const char* name; ///< as its standard writes it
    InsKind kind;
};

/// What a class byte says: ISO/IEC 7816-4:2013 clause 5.4.1 and GlobalPlatform Card Specification 11.1.4.
struct ClassByte {
    enum class Messaging : quint8 { None, Proprietary, Iso, IsoWithHeader };
    bool valid = true; ///< false: reserved, or FF
    bool proprietary = false; ///< GlobalPlatform's own commands and those of applications
    bool chained = false; ///< more of the command follows
    Messaging messaging = Messaging::None;
    quint8 channel = 0;
};
ClassByte classByte(quint8 cla);

/// Null when it is not known. `payment`: the selected application is one of a payment scheme, whose own
/// commands have the class byte of GlobalPlatform's.
const Instruction* instruction(quint8 cla, quint8 ins, bool payment);

} // namespace sm
