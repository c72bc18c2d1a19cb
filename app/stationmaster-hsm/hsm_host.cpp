// SPDX-License-Identifier: GPL-3.0-or-later
#include "hsm_host.h"

#include "base/bytes.h"
#include "base/log.h"
#include "security/link/cmac_line_key.h"
#include "security/link/secret_file.h"
#include "transport/local/local_link.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_address.h"
#include "transport/tls/tls_link.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

/// Each session is given one request at a time: bench_hsm_token finds no gain in more (0.78, 0.76 and 0.79 of
/// a bare loop per processor second with 1, 2 and 4 ahead), and what is handed ahead waits behind a busy
/// session while another device may be free.
HsmHost::HsmHost(HsmArguments arguments, const Engines& engines)
    : m_arguments(std::move(arguments))
    , m_kind(engines.kind)
    , m_testKeys(engines.testKeys)
    , m_pairs(engines.pairs)
    , m_office(engines.office)
    , m_inbox(std::make_shared<sm::Inbox>(sm::Inbox::Wake::ByDescriptor))
    , m_pump(m_inbox)
    , m_reactor{&m_clock, m_inbox}
    , m_device(std::make_shared<sm::EngineHsm>(
          sm::EngineHsm::Settings(m_arguments.name, m_kind), m_reactor, engines.all, m_executors))
{
    m_server = std::make_unique<sm::HsmServer>(serverSettings(), m_reactor, m_device, m_random);
}

sm::HsmServer::Settings HsmHost::serverSettings() const
{
    sm::HsmServer::Settings settings;
    settings.name = m_arguments.name;
    settings.kind = m_kind;
    settings.testKeys = m_testKeys;
    settings.requests = sm::requestNumbers(
        [this](const sm::SecurityRequest& request) { return m_device->serves(request); });
    return settings;
}

HsmHost::~HsmHost()
{
    m_orders.reset();
    m_manager.reset();
    m_listener.reset();
    m_server.reset();
    m_device.reset();
    m_inbox->drain();
    m_network.reset();
    m_inbox->close();
}

sm::Outcome<sm::Done> HsmHost::start(const sigset_t& ending)
{
    const auto listening = listen();
    if (!listening)
        return listening;
    const auto managed = m_arguments.managePath.isEmpty() ? sm::Done{} : listenForOrders();
    if (!managed)
        return managed;
    endWith(ending);
    watchPairs();
    return sm::Done{};
}

sm::Outcome<sm::Done> HsmHost::listen()
{
    if (!m_arguments.serialPort.isEmpty())
        return listenOnLine();
    if (!m_arguments.tlsAddress.isEmpty()) {
        const auto done = listenOnTls();
        if (!done)
            return done;
    } else {
        auto opened = sm::listenLocal(
            m_reactor, {m_arguments.localPath, sm::hsmService.toByteArray(), sm::LinkTimes{}});
        if (!opened)
            return opened.failure();
        m_listener = opened.take();
    }
    m_address = m_listener->address();
    m_listener->accepted = [this](std::unique_ptr<sm::MessageLink> link) { m_server->add(std::move(link)); };
    return sm::Done{};
}

/// On a socket of its own: whoever may have cards made need not be one who may change keys.
sm::Outcome<sm::Done> HsmHost::listenForOrders()
{
    auto settings = serverSettings();
    settings.office = m_office;
    settings.ordered = [this] {
        m_server->tellKeys();
        m_manager->tellKeys();
    };
    m_manager = std::make_unique<sm::HsmServer>(std::move(settings), m_reactor, m_device, m_random);
    auto opened
        = sm::listenLocal(m_reactor, {m_arguments.managePath, sm::hsmService.toByteArray(), sm::LinkTimes{}});
    if (!opened)
        return opened.failure();
    m_orders = opened.take();
    m_orders->accepted = [this](std::unique_ptr<sm::MessageLink> link) { m_manager->add(std::move(link)); };
    return sm::Done{};
}

sm::Outcome<sm::Done> HsmHost::listenOnTls()
{
    auto identity = sm::TlsIdentity::load(m_arguments.certificate, m_arguments.privateKey);
    if (!identity)
        return identity.failure();
    auto pins = sm::PinStore::read(m_arguments.pins);
    if (!pins)
        return pins.failure();
    const auto address = sm::TlsAddress::parse(m_arguments.tlsAddress).value_or(sm::TlsAddress());
    sm::TlsLinkSettings settings;
    settings.host = address.host;
    settings.port = address.port;
    settings.service = sm::hsmService.toByteArray();
    settings.identity = std::make_shared<const sm::TlsIdentity>(*identity);
    settings.pins = std::make_shared<sm::PinStore>();
    settings.pins->replace(pins.take());
    m_pin = sm::toHex(identity->pin());
    m_network = std::make_shared<sm::NetworkThread>();
    auto opened = sm::listenTls(m_reactor, m_network, settings);
    if (!opened)
        return opened.failure();
    m_listener = opened.take();
    return sm::Done{};
}

sm::Outcome<sm::Done> HsmHost::listenOnLine()
{
    auto key = sm::readKeyFile(m_arguments.lineKey);
    if (!key)
        return key.failure();
    auto lineKey = sm::makeLineKey(key.take(), std::make_shared<sm::SystemRandom>());
    if (!lineKey)
        return lineKey.failure();
    sm::SerialLinkSettings settings;
    settings.port = m_arguments.serialPort;
    settings.baud = m_arguments.baud;
    settings.role = sm::LinkRole::Listening;
    settings.service = sm::hsmService.toByteArray();
    settings.key = lineKey.take();
    m_address = m_arguments.serialPort;
    m_server->add(std::make_unique<sm::LinkKeeper>(
        m_reactor, sm::makeSerialLink(m_reactor, settings), sm::LinkKeeper::Pauses{}));
    return sm::Done{};
}

void HsmHost::endWith(const sigset_t& ending)
{
    const int descriptor = ::signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC);
    m_signals = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    QObject::connect(m_signals.get(), &QSocketNotifier::activated, m_signals.get(), [] { qApp->quit(); });
    if (!m_arguments.child)
        return;
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    m_input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(m_input.get(), &QSocketNotifier::activated, m_input.get(), [] {
        char ignored[256];
        if (::read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            qApp->quit();
    });
}

/// A card that had to wait for its key pair is worth a line: more should be made ahead.
void HsmHost::watchPairs()
{
    if (!m_pairs)
        return;
    QObject::connect(&m_pairWatch, &QTimer::timeout, &m_pairWatch, [this] {
        const sm::KeyPairFigures pairs = m_pairs->figures();
        if (pairs.late > m_latePairs)
            qCInfo(sm::lcHsm) << "key pairs:" << pairs.ready << "ready," << pairs.taken << "taken,"
                              << pairs.late << "of them made while a card waited";
        m_latePairs = pairs.late;
    });
    m_pairWatch.start(std::chrono::minutes(1));
}

QString HsmHost::readyLine() const
{
    QJsonArray keys;
    for (const sm::KeyDescription& key : m_device->keys()) {
        keys.append(QJsonObject{{QStringLiteral("label"), key.label},
            {QStringLiteral("version"), qint64(key.version)}, {QStringLiteral("usage"), key.usage},
            {QStringLiteral("kcv"), sm::toHex(key.kcv)}});
    }
    QJsonObject ready{{QStringLiteral("ready"), true}, {QStringLiteral("address"), m_address},
        {QStringLiteral("name"), m_arguments.name}, {QStringLiteral("kind"), m_kind},
        {QStringLiteral("testKeys"), m_testKeys}, {QStringLiteral("sessions"), m_device->capacity()},
        {QStringLiteral("keys"), keys}};
    if (m_testKeys)
        ready.insert(
            QStringLiteral("warning"), QStringLiteral("TEST KEYS: they are published and protect nothing"));
    if (!m_arguments.managePath.isEmpty())
        ready.insert(QStringLiteral("manage"), m_arguments.managePath);
    if (m_pairs)
        ready.insert(QStringLiteral("keyPairs"), qint64(m_pairs->figures().room));
    if (!m_pin.isEmpty())
        ready.insert(QStringLiteral("pin"), m_pin);
    return QString::fromUtf8(QJsonDocument(ready).toJson(QJsonDocument::Compact)) + QLatin1Char('\n');
}
