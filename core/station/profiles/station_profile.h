// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/cups_module.h"
#include "station/modules/emboss_script.h"
#include "station/modules/file_module.h"
#include "station/modules/serial_module.h"
#include "station/readers/serial_card_link.h"
#include "transport/framing/link_protocol.h"
#include "transport/serial/switched_port.h"

namespace sm {

/// What a station is made of, so that stations of different makers look alike: its reader and the modules
/// beside it, each with the line it is on. A *.station.json file, schema
/// resources/schemas/station.schema.json. A maker's variant whose framing and commands are known needs a file
/// and no code.
struct StationProfile {
    /// The signal that connects the reader to the port of its line.
    struct ReaderSwitch {
        ControlLine control = ControlLine::RequestToSend;
        SwitchSettings settings;
    };
    enum class Framing : quint8 { Gbp, Tlp224, CcidSerial };
    struct Reader {
        Framing framing = Framing::Gbp;
        ByteLineSettings line;
        std::optional<ReaderSwitch> switched; ///< the line serves the server side too
        ReaderTimes times;
        GemCoreCommands commands; ///< Gbp and Tlp224
    };
    struct Module {
        enum class Driver : quint8 { Msr605, Evolis, Emboss, Label, File, Cups };
        QString name;
        Driver driver = Driver::Msr605;
        ByteLineSettings line;
        ModuleTimes times;
        EmbossLayout layout; ///< Emboss and Label
        QString folder; ///< File: the floor's or the command line's to fill in
        FaceFormat format = FaceFormat::Png; ///< File
        QString queue; ///< Cups, which only a floor has
    };

    /// How the software beside the station (stationmaster-station) keeps its link to the console. A station
    /// of the console's own has none.
    struct Link {
        enum class Kind : quint8 { Tls, Serial, Local };
        std::optional<Kind> kind; ///< none: any
        int baud = 0; ///< Serial; 0: whoever starts it says
        LinkTimes times;
        Nanos longestPause = seconds(3); ///< between two attempts to open it
    };

    QString name;
    std::optional<Reader> reader; ///< none: PC/SC or virtual, which the floor file or command line names
    std::vector<Module> modules; ///< in the order in which they may be used
    Link link;

    /// StationProfileUnreadable, or StationProfileUnexpected with file, JSON path, what was found and what
    /// was expected. The ports of the lines are the floor's or the command line's to fill in where the file
    /// has none.
    static Outcome<StationProfile> load(const QString& fileName);
    static Outcome<StationProfile> parse(const QByteArray& json, const QString& fileName);
};

/// "bank-card" is a sample that the program carries; anything else is an absolute path.
QString stationProfilePath(const QString& name);

/// A card position in the profile's reader. Starts at once.
std::unique_ptr<CardLink> makeSerialStation(
    Reactor reactor, const StationProfile::Reader& reader, QString name);
/// How the module's device is spoken to, whatever carries it. A folder is not spoken to; it takes the faces
/// that an Evolis printer takes.
std::unique_ptr<ModuleScript> makeModuleScript(const StationProfile::Module& module);
/// In real time: files are written on a thread of their own.
std::unique_ptr<DeviceModule> makeModule(Reactor reactor, const StationProfile::Module& module);

} // namespace sm
