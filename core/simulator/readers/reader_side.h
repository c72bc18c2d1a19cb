// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/software_card.h"

#include <QList>

#include <functional>
#include <memory>

namespace sm {

/// What a card says to its reader besides the commands. CCID readers pass it on to their host.
struct CardManners {
    enum class Pps : quint8 { Agrees, StaysSlow, Mute };
    quint8 ta1 = 0x11; ///< speed that the card offers, or that it has from the start when it is specific
    bool specific = false; ///< TA2: nothing is negotiated
    Pps pps = Pps::Agrees;
    quint8 waits = 0; ///< T=1: asks for that many block waiting times before each answer
};

/// The card slot of a simulated reader.
struct CardSlot {
    std::unique_ptr<SoftwareCard> card;
    CardManners manners;
    QByteArray atr; ///< of the powered card; empty: not powered

    bool powered() const { return card && !atr.isEmpty(); }
    QByteArray powerOn();
    void powerOff();
    /// The response APDU; nothing when the card is mute or leaves: then it has left the slot.
    QByteArray exchange(QByteArrayView command);
};

/// The reader's half of a framing: takes what a host sends, runs commands, gives the frames to answer with.
class ReaderSide {
public:
    using Execute = std::function<QByteArray(QByteArrayView command)>;

    ReaderSide() = default;
    ReaderSide(const ReaderSide&) = delete;
    ReaderSide& operator=(const ReaderSide&) = delete;
    virtual ~ReaderSide() = default;

    /// Frames to send, in order.
    virtual QList<QByteArray> received(QByteArrayView bytes) = 0;
    /// What the reader says unasked when a card comes or goes; empty: nothing.
    virtual QByteArray slotChanged(bool) { return {}; }
};

std::unique_ptr<ReaderSide> makeGbpSide(ReaderSide::Execute execute);
std::unique_ptr<ReaderSide> makeTlp224Side(ReaderSide::Execute execute);
/// `echo`: the command is sent back first.
std::unique_ptr<ReaderSide> makeCcidSide(ReaderSide::Execute execute, bool echo);

/// The commands of a GemPC410 and of a GemPC Twin on a slot.
class ReaderFirmware {
public:
    explicit ReaderFirmware(CardSlot& slot)
        : m_slot(slot)
    {
    }
    ReaderFirmware(const ReaderFirmware&) = delete;
    ReaderFirmware& operator=(const ReaderFirmware&) = delete;
    virtual ~ReaderFirmware() = default;
    virtual QByteArray execute(QByteArrayView command) = 0;

protected:
    CardSlot& m_slot;
};

std::unique_ptr<ReaderFirmware> makeGemCoreFirmware(CardSlot& slot);
std::unique_ptr<ReaderFirmware> makeCcidFirmware(CardSlot& slot);

} // namespace sm
