// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "exit_codes.h"
#include "keys_options.h"
#include "say.h"
#include "secret_entry.h"
#include "security/key_ceremony.h"
#include "security/link/secret_file.h"

#include <cmath>

namespace sm {
namespace {

constexpr int triesPerComponent = 3;
constexpr int triesToStore = 3;

struct RuleName {
    const char* name;
    KeyCeremony::CheckRule rule;
};
constexpr RuleName rules[] = {{"gp", KeyCeremony::CheckRule::GlobalPlatform},
    {"cmac", KeyCeremony::CheckRule::Cmac}, {"zero", KeyCeremony::CheckRule::Zeros}};

std::optional<QDate> dateOf(const QString& text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return text.isEmpty() || date.isValid() ? std::optional(date) : std::nullopt;
}

std::optional<KeyCeremony::Plan> planOf(const CliArguments& arguments, const ConsoleOutput& output)
{
    KeyCeremony::Plan plan;
    const auto key = newKeyOf(arguments, output);
    double bits = 0;
    double components = 0;
    if (!key || !arguments.number("length", 128, 256, &bits)
        || !arguments.number(
            "components", KeyCeremony::fewestComponents, KeyCeremony::mostComponents, &components))
        return std::nullopt;
    plan.key = *key;
    plan.length = std::fmod(bits, 64) == 0 ? qsizetype(bits) / 8 : 0; // which no key has
    plan.components = int(components);
    plan.purpose = arguments.value("purpose");
    for (const RuleName& row : rules) {
        if (arguments.value("check-rule") == QLatin1String(row.name)) {
            plan.rule = row.rule;
            return plan;
        }
    }
    output.message(Say::tr("--check-rule wants gp, cmac or zero."));
    return std::nullopt;
}

/// The components of files, each with its person and check value.
int addFromFiles(const CliArguments& arguments, KeyCeremony& ceremony, const ConsoleOutput& output)
{
    const QStringList files = arguments.parser->values(QStringLiteral("component"));
    const QStringList people = arguments.parser->values(QStringLiteral("person"));
    const QStringList checks = arguments.parser->values(QStringLiteral("check-value"));
    if (files.size() != ceremony.plan().components || people.size() != files.size()
        || checks.size() != files.size()) {
        output.message(Say::tr(
            "Each component needs --component FILE, --person NAME and --check-value HEX, in this order."));
        return exit_code::usage;
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        auto part = readKeyFile(files[i]);
        if (!part) {
            output.failure(part.failure());
            return exit_code::input;
        }
        const auto added = ceremony.add(part.take(), people[i], fromHex(checks[i]).value_or(QByteArray()));
        if (!added) {
            output.failure(added.failure());
            return exitCodeFor(added.failure());
        }
    }
    return exit_code::done;
}

/// One person after the other at the terminal. A mistake may be corrected.
int addFromTerminal(KeyCeremony& ceremony, const ConsoleOutput& output)
{
    const TerminalEntry terminal;
    int tries = 0;
    while (ceremony.state() == KeyCeremony::State::Collecting) {
        const QString place
            = Say::tr("Component %1 of %2").arg(ceremony.next()).arg(ceremony.plan().components);
        const auto person = terminal.line(Say::tr("%1. Name of the person who holds it: ").arg(place));
        if (!person)
            return exit_code::interrupted;
        auto part = terminal.hexSecret(
            Say::tr("%1. Hexadecimal digits, not shown: ").arg(place), ceremony.plan().length);
        if (!part) {
            output.message(
                Say::tr("The entry was ended, or is no number of whole bytes. Nothing was stored."));
            return exit_code::interrupted;
        }
        if (!*part) {
            output.failure(part->failure());
            return exit_code::internal;
        }
        const auto check = terminal.line(Say::tr("%1. Its check value: ").arg(place));
        const auto added
            = ceremony.add(part->take(), *person, fromHex(check.value_or(QString())).value_or(QByteArray()));
        tries = added ? 0 : tries + 1;
        if (added)
            continue;
        output.failure(added.failure());
        if (ceremony.state() != KeyCeremony::State::Collecting || tries == triesPerComponent)
            return exitCodeFor(added.failure());
    }
    return exit_code::done;
}

/// The check value of the whole key, as its form has it, or as a person says.
bool isConfirmed(
    const CliArguments& arguments, const QByteArray& kcv, bool atTerminal, const ConsoleOutput& output)
{
    const QString shown = toHex(kcv);
    output.message(Say::tr("Check value of the key: %1").arg(shown));
    if (arguments.isSet("expect"))
        return arguments.value("expect").compare(shown, Qt::CaseInsensitive) == 0;
    if (!atTerminal)
        return true;
    const auto said = TerminalEntry().line(Say::tr("Type it again to store the key: "));
    return said && said->compare(shown, Qt::CaseInsensitive) == 0;
}

/// What people have typed is kept over a device that is away for a moment.
int store(const KeyOrder& order, const QString& socket, ConsoleOutput& output)
{
    int code = exit_code::unavailable;
    for (int tries = 0; tries < triesToStore && code == exit_code::unavailable; ++tries) {
        ManagedHsm device(socket);
        if (device.reach())
            code = carryOut(order, device, output);
        else
            output.message(Say::tr("No encryption device serves %1 for this user.").arg(socket));
    }
    return code;
}

} // namespace

std::optional<KeyRef> keyNamed(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const QString label = colon < 0 ? text : text.first(colon);
    bool isNumber = true;
    const quint32 version = colon < 0 ? 0 : text.sliced(colon + 1).toUInt(&isNumber);
    if (label.isEmpty() || !isNumber || (colon >= 0 && version == 0))
        return std::nullopt;
    return KeyRef(label, version);
}

std::optional<NewKey> newKeyOf(const CliArguments& arguments, const ConsoleOutput& output)
{
    const auto named = keyNamed(arguments.value("label"));
    const auto usage = keyUsageFromName(arguments.value("usage"));
    const auto from = dateOf(arguments.value("not-before"));
    const auto until = dateOf(arguments.value("not-after"));
    if (!named || !usage || !from || !until) {
        output.message(!named ? Say::tr("--label wants LABEL or LABEL:VERSION.")
                : !usage
                ? Say::tr("--usage wants one of the uses that keys list shows, such as scp03-master, kek, "
                          "mac, emv-master, kbpk or kbpk-tdea.")
                : Say::tr("A date is written 2026-12-31."));
        return std::nullopt;
    }
    const QStringList people = arguments.parser->values(QStringLiteral("person"));
    NewKey key;
    key.label = named->label;
    key.version = named->version == 0 ? 1 : named->version;
    key.usage = *usage;
    key.life = KeyLife{false, *from, *until};
    key.exportable = arguments.isSet("exportable");
    key.people.assign(people.begin(), people.end());
    return key;
}

int keyCeremony(const CliArguments& arguments, const QString& socket, ConsoleOutput& output)
{
    const auto plan = planOf(arguments, output);
    if (!plan)
        return exit_code::usage;
    auto ceremony = KeyCeremony::begin(*plan);
    if (!ceremony) {
        output.failure(ceremony.failure());
        return exit_code::usage;
    }
    const bool fromFiles = arguments.isSet("component");
    if (!fromFiles && !TerminalEntry::isThere()) {
        output.message(Say::tr("Components are typed at a terminal, or come from files with --component."));
        return exit_code::usage;
    }
    const int added
        = fromFiles ? addFromFiles(arguments, *ceremony, output) : addFromTerminal(*ceremony, output);
    if (added != exit_code::done)
        return added;
    const auto kcv = ceremony->checkValue();
    if (!kcv || !isConfirmed(arguments, *kcv, !fromFiles, output)) {
        output.message(Say::tr("The check value was not confirmed. Nothing was stored."));
        return exit_code::policy;
    }
    auto key = ceremony->take();
    if (!key) {
        output.failure(key.failure());
        return exit_code::internal;
    }
    return store(KeyOrder(key.take()), socket, output);
}

} // namespace sm
