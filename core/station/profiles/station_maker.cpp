// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/evolis_script.h"
#include "station/modules/msr605_script.h"
#include "station/profiles/station_profile.h"
#include "transport/serial/serial_byte_line.h"

namespace sm {

static std::unique_ptr<ByteLine> lineOf(const Reactor& reactor, const StationProfile::Reader& reader)
{
    if (!reader.switched)
        return makeSerialByteLine(reader.line);
    const StationProfile::ReaderSwitch& how = *reader.switched;
    return SwitchedPort::create(reactor, makeSerialControlPort(reader.line, how.control), how.settings)
        ->line(LinkSide::Reader);
}

std::unique_ptr<CardLink> makeSerialStation(
    Reactor reactor, const StationProfile::Reader& reader, QString name)
{
    std::unique_ptr<BlockLayer> layer;
    switch (reader.framing) {
    case StationProfile::Framing::Gbp:
        layer = makeGbpLayer();
        break;
    case StationProfile::Framing::Tlp224:
        layer = makeTlp224Layer();
        break;
    case StationProfile::Framing::CcidSerial:
        layer = makeCcidSerialLayer();
        break;
    }
    auto dialect = reader.framing == StationProfile::Framing::CcidSerial
        ? makeCcidDialect()
        : makeGemCoreDialect(reader.commands);
    auto device = std::make_unique<SerialReader>(
        reactor, lineOf(reactor, reader), std::move(layer), std::move(dialect), reader.times);
    return std::make_unique<SerialCardLink>(std::move(reactor), std::move(device), std::move(name));
}

std::unique_ptr<ModuleScript> makeModuleScript(const StationProfile::Module& module)
{
    using Driver = StationProfile::Module::Driver;
    switch (module.driver) {
    case Driver::Msr605:
        return makeMsr605Script();
    case Driver::Evolis:
    case Driver::File:
    case Driver::Cups:
        return makeEvolisScript();
    case Driver::Emboss:
        return makeEmbossScript(module.layout);
    case Driver::Label:
        break;
    }
    return makeLabelScript(module.layout);
}

std::unique_ptr<DeviceModule> makeModule(Reactor reactor, const StationProfile::Module& module)
{
    if (module.driver == StationProfile::Module::Driver::File)
        return std::make_unique<FileModule>(std::move(reactor),
            std::make_unique<ThreadExecutor>("face-files"), module.folder, module.format, module.name);
    if (module.driver == StationProfile::Module::Driver::Cups)
        return std::make_unique<CupsModule>(std::move(reactor),
            std::make_unique<ThreadExecutor>("print-queue"), module.queue, module.times.card, module.name);
    return std::make_unique<SerialModule>(std::move(reactor), makeSerialByteLine(module.line),
        makeModuleScript(module), module.times, module.name);
}

} // namespace sm
