// SPDX-License-Identifier: GPL-3.0-or-later
#include "station_host.h"

#include "base/bytes.h"
#include "base/log.h"
#include "security/link/cmac_line_key.h"
#include "security/link/secret_file.h"
#include "transport/local/local_link.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_address.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/signalfd.h>

namespace {

/// The published keys that software blanks leave the factory with.
sm::Outcome<sm::CardKeySet> factoryKeys()
{
    auto key = sm::cardSecret(*sm::fromHex(QStringLiteral("404142434445464748494A4B4C4D4E4F")));
    if (!key)
        return key.failure();
    sm::CardKeySet keys;
    keys.version = 1;
    keys.enc = keys.mac = keys.dek = key.take();
    return keys;
}

} // namespace

StationHost::StationHost(StationArguments arguments)
    : m_arguments(std::move(arguments))
    , m_inbox(std::make_shared<sm::Inbox>(sm::Inbox::Wake::ByDescriptor))
    , m_pump(m_inbox)
    , m_reactor{&m_clock, m_inbox}
{
}

StationHost::~StationHost()
{
    m_positions.clear();
    m_monitor.reset();
    m_inbox->drain();
    m_inbox->close();
}

sm::Outcome<sm::Done> StationHost::start(const sigset_t& ending)
{
    auto profile = profileOf(m_arguments);
    if (!profile)
        return profile.failure();
    m_profile = profile.take();
    const auto loaded = m_arguments.tlsAddress.isEmpty() ? sm::Done{} : loadCredentials();
    if (!loaded)
        return loaded;
    const auto life = m_random.bytes(sm::stationLifeLength);
    if (!life)
        return life.failure();
    for (const PositionArguments& wanted : m_arguments.positions) {
        const auto added = addPosition(wanted, *life);
        if (!added)
            return added;
    }
    endWith(ending);
    return sm::Done{};
}

sm::Outcome<sm::Done> StationHost::loadCredentials()
{
    auto identity = sm::TlsIdentity::load(m_arguments.certificate, m_arguments.privateKey);
    if (!identity)
        return identity.failure();
    auto pins = sm::PinStore::read(m_arguments.pins);
    if (!pins)
        return pins.failure();
    m_identity = std::make_shared<const sm::TlsIdentity>(identity.take());
    m_pins = std::make_shared<sm::PinStore>();
    m_pins->replace(pins.take());
    return sm::Done{};
}

sm::Outcome<std::unique_ptr<sm::MessageLink>> StationHost::makeLink()
{
    const QByteArray service = sm::stationService.toByteArray();
    if (!m_arguments.localPath.isEmpty())
        return sm::makeLocalLink(m_reactor, {m_arguments.localPath, service, m_profile.link.times});
    if (!m_arguments.tlsAddress.isEmpty()) {
        const auto address = sm::TlsAddress::parse(m_arguments.tlsAddress).value_or(sm::TlsAddress());
        sm::TlsLinkSettings settings;
        settings.host = address.host;
        settings.port = address.port;
        settings.service = service;
        settings.times = m_profile.link.times;
        settings.identity = m_identity;
        settings.pins = m_pins;
        return sm::makeTlsLinkHere(m_reactor, std::move(settings));
    }
    auto key = sm::readKeyFile(m_arguments.lineKey);
    if (!key)
        return key.failure();
    auto lineKey = sm::makeLineKey(key.take(), std::make_shared<sm::SystemRandom>());
    if (!lineKey)
        return lineKey.failure();
    sm::SerialLinkSettings settings;
    settings.port = m_arguments.serialPort;
    settings.baud = m_profile.link.baud;
    settings.service = service;
    settings.times = m_profile.link.times;
    settings.key = lineKey.take();
    return sm::makeSerialLink(m_reactor, std::move(settings));
}

sm::Outcome<sm::Done> StationHost::addPosition(const PositionArguments& wanted, const QByteArray& life)
{
    auto position = std::make_unique<Position>();
    auto card = makeCard(wanted, *position);
    if (!card)
        return card.failure();
    position->card = card.take();
    auto link = makeLink();
    if (!link)
        return link.failure();
    sm::StationAgent::Settings settings;
    settings.station = wanted.station;
    settings.life = life;
    settings.modules = equip(*position, life);
    sm::LinkKeeper::Pauses pauses; // a console that was restarted finds its stations within seconds
    pauses.longest = m_profile.link.longestPause;
    position->agent = std::make_unique<sm::StationAgent>(std::move(settings), m_reactor, *position->card,
        std::make_unique<sm::LinkKeeper>(m_reactor, link.take(), pauses));
    position->agent->onWelcomed([name = wanted.station.text()](bool welcomed) {
        qCInfo(sm::lcStation).noquote() << name << (welcomed ? "welcomed" : "link lost");
    });
    m_positions.push_back(std::move(position));
    return sm::Done{};
}

sm::Outcome<std::unique_ptr<sm::CardLink>> StationHost::makeCard(
    const PositionArguments& wanted, Position& position)
{
    if (wanted.profiled) {
        const sm::StationProfile::Reader& reader = *m_profile.reader;
        return sm::makeSerialStation(m_reactor, reader, QStringLiteral("serial: ") + reader.line.port);
    }
    if (wanted.reader.isEmpty())
        return makeVirtual(wanted, position);
    return std::unique_ptr<sm::CardLink>(
        std::make_unique<sm::PcscCardLink>(m_reactor, pcsc(), wanted.reader));
}

/// Blanks of a run of this process that no other run has: a chip is bound to one person for life.
sm::Outcome<std::unique_ptr<sm::CardLink>> StationHost::makeVirtual(
    const PositionArguments& wanted, Position& position)
{
    sm::BlankOptions blank;
    blank.kind = wanted.fileCards ? sm::CardKind::FileCard : sm::CardKind::GlobalPlatform;
    if (!wanted.fileCards) {
        auto keys = factoryKeys();
        if (!keys)
            return keys.failure();
        blank.keys = keys.take();
    }
    blank.serial = (m_random.next() & 0xFFFFFFFF) << 32 | (wanted.seed & 0xFFFF) << 16;
    sm::SoftwareCard::Services inside;
    inside.random = &m_random;
    if (!m_arguments.contentFolder.isEmpty() && !m_memory) {
        // A folder that cannot be made shows at the first card: it answers memory failure.
        QDir().mkpath(m_arguments.contentFolder);
        m_memory.emplace(m_arguments.contentFolder, sm::FileCardMemory::Sync::No);
    }
    inside.memory = m_memory ? &*m_memory : nullptr;
    position.feeder = std::make_unique<sm::BlankFeeder>(blank, inside);
    sm::VirtualCardLink::Options options;
    options.times.perCommand = std::chrono::milliseconds(m_arguments.commandMs);
    options.powerTime = options.times.perCommand;
    return std::unique_ptr<sm::CardLink>(
        std::make_unique<sm::VirtualCardLink>(m_reactor, *position.feeder, m_random, std::move(options)));
}

/// Files of faces are named by numbers that each run counts from one: a folder for each.
std::vector<sm::StationAgent::Module> StationHost::equip(Position& position, const QByteArray& life)
{
    std::vector<sm::StationAgent::Module> modules;
    for (sm::StationProfile::Module module : m_profile.modules) {
        if (!module.folder.isEmpty()) {
            module.folder += QStringLiteral("/run-") + sm::toHex(life);
            QDir().mkdir(module.folder); // one that is not there is a device that is not
            QFile::setPermissions(module.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        position.modules.push_back(sm::makeModule(m_reactor, module));
        modules.push_back({module.name, position.modules.back().get()});
    }
    return modules;
}

sm::PcscServices& StationHost::pcsc()
{
    if (!m_services) {
        m_services.emplace(
            sm::makePcscLite(), std::make_shared<sm::ReaderBoard>(), std::make_shared<sm::ReaderRegistry>());
        m_monitor = std::make_unique<sm::PcscMonitor>(m_services->api, m_services->board, m_inbox);
        m_monitor->onEvent([](const sm::PcscEvent& event) {
            if (event.kind == sm::PcscEvent::Kind::ServiceDown)
                qCWarning(sm::lcPcsc) << "the PC/SC service does not answer";
        });
        m_monitor->start();
    }
    return *m_services;
}

void StationHost::endWith(const sigset_t& ending)
{
    const int descriptor = ::signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC);
    m_signals = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    QObject::connect(m_signals.get(), &QSocketNotifier::activated, m_signals.get(), [] { qApp->quit(); });
}

QString StationHost::readyLine() const
{
    QJsonArray places;
    for (const auto& position : m_positions) {
        QJsonObject place{{QStringLiteral("station"), position->agent->station().text()},
            {QStringLiteral("reader"), position->card->description()}};
        QJsonArray modules;
        for (const auto& module : position->modules)
            modules.append(module->description());
        if (!modules.isEmpty())
            place.insert(QStringLiteral("modules"), modules);
        places.append(place);
    }
    const QString address = !m_arguments.tlsAddress.isEmpty() ? m_arguments.tlsAddress
        : m_arguments.serialPort.isEmpty()                    ? m_arguments.localPath
                                                              : m_arguments.serialPort;
    QJsonObject ready{{QStringLiteral("ready"), true}, {QStringLiteral("address"), address},
        {QStringLiteral("stations"), places}};
    if (m_identity)
        ready.insert(QStringLiteral("pin"), sm::toHex(m_identity->pin()));
    return QString::fromUtf8(QJsonDocument(ready).toJson(QJsonDocument::Compact)) + QLatin1Char('\n');
}
