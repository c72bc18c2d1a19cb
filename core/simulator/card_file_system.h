// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "card/apdu.h"
#include "simulator/card_content.h"
#include "simulator/card_file_control.h"

#include <set>

namespace sm {

/// Files and PINs of a software card: the interindustry commands of ISO/IEC 7816-4 and -9 with CLA 00. On a
/// file card everything is free until ACTIVATE FILE on the MF; afterwards the access rules of the files hold
/// and nothing is created any more. On a GlobalPlatform card creating needs an open secure channel.
class CardFileSystem {
public:
    CardFileSystem(CardNvm& nvm, Random& random)
        : m_nvm(nvm)
        , m_random(random)
    {
    }

    void reset();
    /// True for an instruction that this class answers.
    static bool knows(quint8 ins);
    ResponseApdu handle(const CommandApdu& command, bool channelOpen);
    /// An application was selected by name: the directory of that name, if there is one, becomes the current
    /// one.
    void enter(QByteArrayView name);

private:
    struct Range {
        quint32 handle = 0;
        qsizetype offset = 0;
        StatusWord refused{0x9000};
    };

    ResponseApdu select(const CommandApdu& command);
    ResponseApdu selected(quint32 handle, quint8 p2);
    quint32 child(quint32 parent, quint16 id) const;
    quint32 byShortId(quint8 sfi) const;
    quint32 byPath(quint32 from, QByteArrayView path) const;
    quint32 byName(QByteArrayView name) const;
    quint32 byId(quint16 id) const;
    const CardFile& file(quint32 handle) const { return m_nvm->files.at(handle); }
    AccessState access() const { return {m_verified.contains(1), m_channelOpen, isInitialising()}; }

    Range binaryRange(const CommandApdu& command, FileAccess access);
    ResponseApdu readBinary(const CommandApdu& command);
    ResponseApdu updateBinary(const CommandApdu& command);
    Range recordRange(const CommandApdu& command, FileAccess access);
    ResponseApdu readRecord(const CommandApdu& command);
    ResponseApdu updateRecord(const CommandApdu& command);
    StatusWord usable(quint32 handle, FileAccess access) const;

    ResponseApdu createFile(const CommandApdu& command);
    ResponseApdu deleteFile(const CommandApdu& command);
    ResponseApdu changeLifeCycle(const CommandApdu& command);
    ResponseApdu terminateCard();
    bool isInitialising() const;
    bool mayManage() const { return isInitialising() || m_channelOpen; }

    ResponseApdu verify(const CommandApdu& command);
    ResponseApdu changeReference(const CommandApdu& command);
    ResponseApdu compare(quint8 reference, QByteArrayView offered);
    ResponseApdu spend(quint8 reference, bool right); ///< one of its tries
    ResponseApdu challenge(const CommandApdu& command);
    ResponseApdu externalAuthenticate(const CommandApdu& command);
    ResponseApdu triesLeft(quint8 reference) const;
    /// The maker's transport key is there, the card is being made, and nobody has answered for it since the
    /// reset: nothing may be written.
    bool isLocked() const;

    CardNvm& m_nvm;
    Random& m_random;
    quint32 m_directory = CardContent::masterFile;
    quint32 m_elementary = 0; ///< current EF, 0: none
    std::set<quint8> m_verified;
    bool m_channelOpen = false;
    QByteArray m_challenge; ///< for the very next command
};

} // namespace sm
