// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/pending.h"

#include <array>
#include <variant>

namespace sm {

enum class ModuleKind : quint8 { Encode, Emboss, Print, Label };

/// May a job be given again when nobody knows whether it was done? production.md 4.1.
enum class ModuleRepeat : quint8 {
    Probe, ///< what was done can be read back: a magnetic stripe
    Irreversible ///< ink, foil, embossing, a label on the card
};
ModuleRepeat repeatOf(ModuleKind kind);

/// ENC of the seed: data of tracks 1 to 3 without sentinels and LRC; an empty track is left as it is.
struct TrackData {
    std::array<QByteArray, 3> tracks;
    bool highCoercivity = true; ///< 2,750 or 4,000 Oe; else 300 Oe
};
/// EMB of the seed: the lines as the profile fills the machine's layout, by the layout's names.
struct EmbossData {
    QList<std::pair<QString, QString>> lines;
};
/// PIC of the seed, ready to print: a panel of the card's front, one bit per dot, set for a dot.
struct PanelData {
    int width = 0; ///< dots, along the long edge
    int height = 0;
    QByteArray dots; ///< height lines of (width + 7) / 8 bytes, most significant bit first
};
struct LabelData {
    QList<std::pair<QString, QString>> fields; ///< by the names of the label's layout
};
using ModuleData = std::variant<TrackData, EmbossData, PanelData, LabelData>;

struct ModuleJob {
    ModuleJob(AttemptId a, Epoch e, quint32 c, ModuleData d)
        : attempt(a)
        , epoch(e)
        , command(c)
        , data(std::move(d))
    {
    }
    AttemptId attempt;
    Epoch epoch;
    quint32 command = 0; ///< number within the attempt; a repeated one is answered from memory
    ModuleData data;
};

struct ModuleReport {
    quint32 command = 0;
    bool verified = false; ///< what was done has been read back and compared
};

/// A device of a station that works on the card besides the chip. Server thread; one job at a time. Takes
/// data that is ready: it knows no profile and no card object.
class DeviceModule {
public:
    DeviceModule() = default;
    DeviceModule(const DeviceModule&) = delete;
    DeviceModule& operator=(const DeviceModule&) = delete;
    virtual ~DeviceModule() = default;

    virtual ModuleKind kind() const = 0;
    /// Whether the data can be put on a card by this device, asked before the card is touched.
    virtual Outcome<Done> check(const ModuleData& data) const = 0;
    /// Whether the device is there, asked before anything is written on a card: nothing works on a card for
    /// it. ModuleNotReady.
    virtual Pending<ModuleReport> ready(Nanos limit) = 0;
    /// ModuleDataRefused, ModuleNotReady, EpochRefused: nothing was sent to the device. After any other
    /// failure repeatOf(kind()) says what may be done.
    virtual Pending<ModuleReport> perform(ModuleJob job, Nanos limit) = 0;
    virtual void abort(const Failure& why) = 0;
    virtual QString description() const = 0;
};

} // namespace sm
