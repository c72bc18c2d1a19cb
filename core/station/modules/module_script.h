// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/device_module.h"

#include <memory>

namespace sm {

/// The dialogue with a device for one job after the other. Pure: no clock, no port. Every answer is hostile;
/// what it keeps of them is bounded.
class ModuleScript {
public:
    struct Say { ///< goes to the device; its answer is awaited
        QByteArray bytes;
        bool slow = false; ///< waits for the card to be moved: a person's or a mechanism's time
    };
    struct Finished {
        bool verified = false;
    };
    using Move = std::variant<Say, Finished>;

    ModuleScript() = default;
    ModuleScript(const ModuleScript&) = delete;
    ModuleScript& operator=(const ModuleScript&) = delete;
    virtual ~ModuleScript() = default;

    virtual ModuleKind kind() const = 0;
    virtual Outcome<Done> check(const ModuleData& data) const = 0;
    /// Asks the device whether it is there, if it can be asked without anything being done to a card.
    virtual Outcome<Move> ask() { return Move(Finished{}); }
    virtual Outcome<Move> start(const ModuleData& data) = 0;
    /// Nothing while the answer is not whole.
    virtual std::optional<Outcome<Move>> received(QByteArrayView bytes) = 0;
    /// What a device needs to be told when its job ends before its time, so that it does not go on with it at
    /// the next card. Not answered; empty: nothing.
    virtual QByteArray disarm() const { return {}; }

protected:
    static constexpr qsizetype mostAnswer = 1024;
};

Failure moduleDataRefused(const char* what);
Failure moduleAnswerBroken(const char* what);
Failure moduleRefused(const QString& status);
Failure moduleSilent();
Failure moduleNotReady(const QString& address);
Failure moduleJobRepeated();
Failure trackReadsOtherwise(int track);

} // namespace sm
