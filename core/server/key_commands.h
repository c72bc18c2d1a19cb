// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"
#include "security/key_life.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <variant>

namespace sm {

/// What persons order about the keys of one device. Answered with a KeyEvent, or event::Refused with the
/// ticket. A device takes such orders on a line of its own (HsmFigures::orders); no pool passes them on.

/// What a key is to be in the device.
struct KeyAsked {
    QString device;
    QString label;
    quint32 version = 1;
    QString usage; ///< code: scp03-master, kek, mac ...
    KeyLife life;
    bool exportable = false;
    QString purpose; ///< key usage of TR-31; empty: the usual one
};

namespace command {
/// A key from components of several persons. One ceremony at a time: CeremonyStateUnfit while another is
/// open. CeremonyPlanWrong, HsmUnknown. Answered with event::CeremonyAt, as are the three that follow.
struct BeginCeremony {
    KeyAsked key;
    int length = 16; ///< bytes
    int components = 3;
    QString rule; ///< of the check values of AES on the forms: gp, cmac, zero
};
/// The next component. It is moved out of `value` by whoever carries the command out, and wiped when it is
/// refused: CeremonyPersonRefused, CeremonyComponentWrong, CeremonyCheckValueWrong; CeremonyKeyWeak ends the
/// ceremony.
struct AddComponent {
    quint64 ceremony = 0;
    std::shared_ptr<SecretBytes> value;
    QString person;
    QByteArray checkValue; ///< of its form, 3 bytes or more
};
/// The persons have compared the check value of the whole key: it goes to the device, sealed. Refused: the
/// device did not take it; the key is wiped and the ceremony ended.
struct StoreCeremonyKey {
    quint64 ceremony = 0;
};
struct CancelCeremony { ///< wipes everything
    quint64 ceremony = 0;
};
/// A TR-31 block under a key block protection key that the device holds. Answered with event::KeyHeld.
struct BringKeyBlock {
    KeyAsked key;
    QString kbpk;
    quint32 kbpkVersion = 0; ///< 0: the newest
    QByteArray block;
    QString person; ///< who brings it
};
/// Answered with event::KeyBlockReady.
struct MakeKeyBlock {
    QString device;
    QString label;
    quint32 version = 0;
    QString kbpk;
    quint32 kbpkVersion = 0;
    char blockVersion = 'D';
    bool onwards = false; ///< who gets it may export it too
};
/// It is never used again. Answered with event::KeyHeld.
struct EndKey {
    QString device;
    QString label;
    quint32 version = 0;
    QString person;
};
} // namespace command
using KeyCommand = std::variant<command::BeginCeremony, command::AddComponent, command::StoreCeremonyKey,
    command::CancelCeremony, command::BringKeyBlock, command::MakeKeyBlock, command::EndKey>;

enum class CeremonyStage : quint8 {
    Collecting, ///< component `next` is awaited
    Complete, ///< the key is there; its check value waits to be confirmed
    Storing, ///< on its way to the device
    Stored,
    Ended ///< cancelled, given up, too weak or refused by the device; everything is wiped
};

namespace event {
struct CeremonyAt {
    quint64 ticket = 0; ///< 0: nobody asked, it ended by itself
    quint64 ceremony = 0;
    CeremonyStage stage = CeremonyStage::Collecting;
    int next = 1;
    int components = 0;
    QString checkValue; ///< hexadecimal, of the whole key once it is complete
};
struct KeyHeld {
    quint64 ticket = 0;
    QString device;
    QString label;
    quint32 version = 0;
    QString checkValue; ///< hexadecimal
};
struct KeyBlockReady {
    quint64 ticket = 0;
    QString label;
    QByteArray block;
};
} // namespace event
using KeyEvent = std::variant<event::CeremonyAt, event::KeyHeld, event::KeyBlockReady>;

} // namespace sm
