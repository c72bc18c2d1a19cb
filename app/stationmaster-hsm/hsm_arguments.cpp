// SPDX-License-Identifier: GPL-3.0-or-later
#include "hsm_arguments.h"

#include "../stationmaster-cli/exit_codes.h"

#include "transport/tls/tls_address.h"

#include <QCommandLineParser>

#include <algorithm>

namespace {

struct Option {
    const char* name;
    const char* value;
    const char* help;
};

constexpr Option options[] = {
    {"listen-local", "PATH", "serve on a local socket, for this user only"},
    {"listen-tls", "HOST:PORT", "serve over mutual TLS 1.3; port 0: any"},
    {"certificate", "FILE", "own certificate, PEM"},
    {"key", "FILE", "its private key, PEM, mode 0600"},
    {"pins", "FILE", "consoles that may connect: SHA-256 of their public keys, a line each"},
    {"serial", "PORT", "serve on a serial line"},
    {"line-key", "FILE", "key of that line in hexadecimal, mode 0600"},
    {"baud", "N", "speed of the line (115200)"},
    {"module", "PATH", "PKCS#11 module"},
    {"token", "LABEL", "label of its token"},
    {"pin-fd", "N", "descriptor that gives the PIN, read to its end"},
    {"pin-file", "FILE", "file with the PIN, mode 0600"},
    {"key-store", "DIR", "no token: own keys, kept in this folder under a store key; symmetric keys only"},
    {"store-key", "FILE",
        "the store key, 64 hexadecimal digits, mode 0600; keep it off this folder's backup"},
    {"store-key-fd", "N", "or a descriptor that gives it, read to its end"},
    {"new-key-store", "", "make an empty key store and end"},
    {"key-events", "",
        "print who stored, exported and retired its keys, a line of JSON each, and end; while no device "
        "works with it"},
    {"manage", "PATH",
        "local socket for orders about the keys of the key store or token, for this user only; the command "
        "line's "
        "keys --device PATH"},
    {"sam", "READER", "no token: a SAM, a smart card in this PC/SC reader"},
    {"sam-access", "FILE",
        "its access key in hexadecimal, mode 0600; ENC, MAC and DEK follow from it by KDF3 (without: the "
        "published test key)"},
    {"sessions", "N", "sessions, each with a thread (1: SoftHSM2 serves no more with two)"},
    {"key-pairs", "N", "soft keys: RSA key pairs of cards made ahead, of each length in use (32)"},
    {"name", "NAME", "name of this device (the token's label)"},
    {"soft-test-keys", "", "no token: the published TEST KEYS, computed here; they protect nothing"},
    {"init-test-keys", "", "make the same TEST KEYS in the token and end; keys of those names are replaced"},
    {"child", "", "end when standard input is closed"},
};

QString line(const QString& text)
{
    return QStringLiteral("stationmaster-hsm: ") + text + QLatin1Char('\n');
}

/// What is wrong with the combination; empty when nothing is.
QString complaint(const HsmArguments& a)
{
    const int links
        = int(!a.localPath.isEmpty()) + int(!a.tlsAddress.isEmpty()) + int(!a.serialPort.isEmpty());
    if (int(a.softTestKeys) + int(!a.module.isEmpty()) + int(!a.keyStore.isEmpty())
            + int(!a.samReader.isEmpty())
        != 1)
        return QStringLiteral("one of --soft-test-keys, --module, --key-store and --sam is needed");
    if (!a.keyStore.isEmpty() && (a.storeKeyDescriptor < 0) == a.storeKeyFile.isEmpty())
        return QStringLiteral("--key-store needs one of --store-key and --store-key-fd");
    if (a.keyStore.isEmpty() && a.newKeyStore)
        return QStringLiteral("--new-key-store needs --key-store");
    if (a.keyStore.isEmpty() && a.keyEvents)
        return QStringLiteral("--key-events needs --key-store");
    if (a.keyStore.isEmpty() && a.module.isEmpty() && !a.managePath.isEmpty())
        return QStringLiteral("--manage needs --key-store or --module");
    if (a.newKeyStore || a.keyEvents)
        return {};
    if (!a.module.isEmpty() && (a.token.isEmpty() || (a.pinDescriptor < 0) == a.pinFile.isEmpty()))
        return QStringLiteral("--module needs --token, and one of --pin-fd and --pin-file");
    if (a.initTestKeys)
        return a.module.isEmpty() ? QStringLiteral("--init-test-keys needs --module") : QString();
    if (a.samReader.isEmpty() && !a.samAccess.isEmpty())
        return QStringLiteral("--sam-access needs --sam");
    if (!a.samReader.isEmpty() && a.sessions != 1)
        return QStringLiteral("--sam has one session");
    if (links != 1)
        return QStringLiteral("one of --listen-local, --listen-tls and --serial is needed");
    if (!a.tlsAddress.isEmpty() && (a.certificate.isEmpty() || a.privateKey.isEmpty() || a.pins.isEmpty()))
        return QStringLiteral("--listen-tls needs --certificate, --key and --pins");
    if (!a.tlsAddress.isEmpty() && !sm::TlsAddress::parse(a.tlsAddress))
        return QStringLiteral("--listen-tls takes HOST:PORT; an IPv6 address stands in brackets");
    if (!a.serialPort.isEmpty() && a.lineKey.isEmpty())
        return QStringLiteral("--serial needs --line-key");
    return {};
}

bool number(const QCommandLineParser& parser, const char* name, int low, int high, int& into)
{
    const QString key = QLatin1String(name);
    if (!parser.isSet(key))
        return true;
    bool ok = false;
    into = parser.value(key).toInt(&ok);
    return ok && into >= low && into <= high;
}

HsmArguments valuesOf(const QCommandLineParser& parser)
{
    const auto value = [&parser](const char* name) { return parser.value(QLatin1String(name)); };
    HsmArguments a;
    a.localPath = value("listen-local");
    a.tlsAddress = value("listen-tls");
    a.serialPort = value("serial");
    a.certificate = value("certificate");
    a.privateKey = value("key");
    a.pins = value("pins");
    a.lineKey = value("line-key");
    a.module = value("module");
    a.token = value("token");
    a.pinFile = value("pin-file");
    a.keyStore = value("key-store");
    a.storeKeyFile = value("store-key");
    a.managePath = value("manage");
    a.newKeyStore = parser.isSet(QStringLiteral("new-key-store"));
    a.keyEvents = parser.isSet(QStringLiteral("key-events"));
    a.samReader = value("sam");
    a.samAccess = value("sam-access");
    a.name = value("name");
    a.softTestKeys = parser.isSet(QStringLiteral("soft-test-keys"));
    a.initTestKeys = parser.isSet(QStringLiteral("init-test-keys"));
    a.child = parser.isSet(QStringLiteral("child"));
    if (a.name.isEmpty())
        a.name = !a.keyStore.isEmpty() ? QStringLiteral("KEY STORE")
            : !a.samReader.isEmpty()   ? QStringLiteral("SAM")
            : a.token.isEmpty()        ? QStringLiteral("TEST KEYS")
                                       : a.token;
    return a;
}

} // namespace

ParsedArguments parseHsmArguments(const QStringList& commandLine)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "An encryption device as a process of its own: a PKCS#11 token, a key store, a SAM, or test keys.\n"
        "Prints one line of JSON when it serves. Exit codes: 0 ended by a signal, 2 wrong usage,\n"
        "3 a file is unusable, 4 the token refuses the PIN, 5 module, token, key store, SAM or address\n"
        "not available, 6 the key store was changed, 70 no memory for keys."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    for (const Option& option : options)
        parser.addOption(QCommandLineOption(QString::fromLatin1(option.name),
            QString::fromLatin1(option.help), QString::fromLatin1(option.value)));
    const auto refuse = [](const QString& text) {
        return ParsedArguments{std::nullopt, line(text), sm::exit_code::usage};
    };
    if (!parser.parse(commandLine))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), 0};
    if (parser.isSet(version))
        return {std::nullopt, QStringLiteral("stationmaster-hsm " SM_VERSION "\n"), 0};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("takes options only"));
    HsmArguments a = valuesOf(parser);
    if (!number(parser, "key-pairs", 1, 4096, a.keyPairs))
        return refuse(QStringLiteral("--key-pairs takes 1 to 4096"));
    if (!number(parser, "sessions", 1, 64, a.sessions) || !number(parser, "baud", 1200, 4'000'000, a.baud)
        || !number(parser, "pin-fd", 0, 1'000'000, a.pinDescriptor)
        || !number(parser, "store-key-fd", 0, 1'000'000, a.storeKeyDescriptor))
        return refuse(QStringLiteral(
            "--sessions takes 1 to 64, --baud 1200 to 4000000, --pin-fd and --store-key-fd a descriptor"));
    const QString wrong = complaint(a);
    if (!wrong.isEmpty())
        return refuse(wrong);
    return {a, {}, 0};
}
