// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/security.h"
#include "commands.h"
#include "exit_codes.h"
#include "key_device.h"
#include "keys_options.h"
#include "say.h"

#include <QFile>
#include <QJsonArray>

#include <cstdio>

namespace sm {
namespace {

constexpr qint64 longestBlock = 10'000;

QString stateText(const KeyLife& life)
{
    switch (fitnessOf(life, todayUtc())) {
    case KeyFitness::Retired:
        return Say::tr("retired");
    case KeyFitness::Expired:
        return Say::tr("expired");
    case KeyFitness::NotYetValid:
        return Say::tr("not valid yet");
    case KeyFitness::Usable:
        break;
    }
    return Say::tr("in use");
}

QJsonObject keyJson(const KeyDescription& key)
{
    return {{QStringLiteral("label"), key.label}, {QStringLiteral("version"), qint64(key.version)},
        {QStringLiteral("usage"), key.usage}, {QStringLiteral("kcv"), toHex(key.kcv)},
        {QStringLiteral("retired"), key.life.retired},
        {QStringLiteral("usable"), fitnessOf(key.life, todayUtc()) == KeyFitness::Usable},
        {QStringLiteral("not_before"), key.life.notBefore.toString(Qt::ISODate)},
        {QStringLiteral("not_after"), key.life.notAfter.toString(Qt::ISODate)},
        {QStringLiteral("exportable"), key.exportable}, {QStringLiteral("purpose"), key.purpose},
        {QStringLiteral("created"), key.created}, {QStringLiteral("created_by"), key.createdBy}};
}

QString keyLine(const KeyDescription& key)
{
    return QStringLiteral("%1  %2  %3  %4  %5")
        .arg(key.label, -20)
        .arg(key.version, 3)
        .arg(key.usage, -18)
        .arg(toHex(key.kcv), stateText(key.life));
}

int tell(const std::vector<KeyDescription>& keys, const ConsoleOutput& output)
{
    if (output.json()) {
        QJsonArray list;
        for (const KeyDescription& key : keys)
            list.append(keyJson(key));
        output.result(QJsonObject{{QStringLiteral("schema"), QStringLiteral("stationmaster/keys/1")},
            {QStringLiteral("keys"), list}});
        return exit_code::done;
    }
    QStringList lines;
    for (const KeyDescription& key : keys)
        lines.append(keyLine(key));
    output.result(lines.isEmpty() ? Say::tr("No key is held.") : lines.join(u'\n'));
    return exit_code::done;
}

/// What the running console says that its devices hold.
int listFromConsole(const ConsoleOutput& output)
{
    int code = exit_code::done;
    const QJsonObject status
        = askConsole({{QStringLiteral("command"), QStringLiteral("status")}}, output, &code);
    if (code != exit_code::done)
        return code;
    const QJsonArray keys = status.value(QLatin1String("hsm"))[QLatin1String("keys")].toArray();
    if (output.json()) {
        output.result(QJsonObject{{QStringLiteral("schema"), QStringLiteral("stationmaster/keys/1")},
            {QStringLiteral("keys"), keys}});
        return exit_code::done;
    }
    std::vector<KeyDescription> list;
    for (const QJsonValue& key : keys) {
        KeyDescription one;
        one.label = key[QLatin1String("label")].toString();
        one.version = quint32(key[QLatin1String("version")].toInt());
        one.usage = key[QLatin1String("usage")].toString();
        one.kcv = fromHex(key[QLatin1String("kcv")].toString()).value_or(QByteArray());
        one.life.retired = key[QLatin1String("retired")].toBool();
        one.life.notBefore = QDate::fromString(key[QLatin1String("not_before")].toString(), Qt::ISODate);
        one.life.notAfter = QDate::fromString(key[QLatin1String("not_after")].toString(), Qt::ISODate);
        list.push_back(std::move(one));
    }
    return tell(list, output);
}

/// From a file or standard input; a key block is no secret.
std::optional<QByteArray> readBlock(const QString& path)
{
    QFile file(path);
    const bool opened = path == QStringLiteral("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                    : file.open(QIODevice::ReadOnly);
    const QByteArray block = opened ? file.read(longestBlock).trimmed() : QByteArray();
    return block.isEmpty() ? std::nullopt : std::optional(block);
}

int importBlock(const CliArguments& arguments, ManagedHsm& device, ConsoleOutput& output)
{
    ImportKeyBlock order;
    const auto as = newKeyOf(arguments, output);
    const auto kbpk = keyNamed(arguments.value("kbpk"));
    if (!as)
        return exit_code::usage;
    if (!kbpk || arguments.value("block").isEmpty()) {
        output.message(Say::tr("import-block needs --kbpk LABEL and --block FILE."));
        return exit_code::usage;
    }
    const auto block = readBlock(arguments.value("block"));
    if (!block) {
        output.message(Say::tr("The key block can not be read: %1").arg(arguments.value("block")));
        return exit_code::input;
    }
    order.as = *as;
    order.kbpk = *kbpk;
    order.block = *block;
    return carryOut(KeyOrder(std::move(order)), device, output);
}

int exportBlock(const CliArguments& arguments, ManagedHsm& device, ConsoleOutput& output)
{
    ExportKeyBlock order;
    const auto key = keyNamed(arguments.value("label"));
    const auto kbpk = keyNamed(arguments.value("kbpk"));
    const QString version = arguments.value("block-version");
    if (!key || !kbpk || version.size() != 1 || !QStringLiteral("ABCD").contains(version)) {
        output.message(
            Say::tr("export-block needs --label KEY, --kbpk LABEL and --block-version A, B, C or D."));
        return exit_code::usage;
    }
    order.key = *key;
    order.kbpk = *kbpk;
    order.version = quint8(version.front().toLatin1());
    order.onwards = arguments.isSet("exportable");
    const QStringList people = arguments.parser->values(QStringLiteral("person"));
    order.people = {people.begin(), people.end()};
    return carryOut(KeyOrder(order), device, output);
}

int retire(const CliArguments& arguments, ManagedHsm& device, ConsoleOutput& output)
{
    const auto key = keyNamed(arguments.value("label"));
    if (!key || key->version == 0) {
        output.message(Say::tr("retire needs --label KEY:VERSION."));
        return exit_code::usage;
    }
    const QStringList people = arguments.parser->values(QStringLiteral("person"));
    return carryOut(KeyOrder(RetireKey{*key, {people.begin(), people.end()}}), device, output);
}

} // namespace

int exitCodeFor(const Failure& why)
{
    static constexpr FailureCode away[] = {fc::HsmLinkDown, fc::HsmOutcomeUnknown, fc::KeyVaultUnusable};
    static constexpr FailureCode refused[] = {fc::KeyOrderRefused, fc::KeyNotExportable, fc::KeyRepeated,
        fc::KeyRetired, fc::KeyExpired, fc::KeyNotYetValid, fc::CeremonyPersonRefused, fc::CeremonyKeyWeak};
    const auto among = [&why](const auto& list) {
        return std::any_of(
            std::begin(list), std::end(list), [&why](FailureCode code) { return why == code; });
    };
    return among(away) ? exit_code::unavailable : among(refused) ? exit_code::policy : exit_code::input;
}

int carryOut(const KeyOrder& order, ManagedHsm& device, ConsoleOutput& output)
{
    const auto reply = device.order(order);
    if (!reply) {
        output.failure(reply.failure());
        return exitCodeFor(reply.failure());
    }
    if (const auto* stored = std::get_if<KeyStored>(&*reply)) {
        if (output.json())
            output.result(QJsonObject{{QStringLiteral("schema"), QStringLiteral("stationmaster/key/1")},
                {QStringLiteral("key"), keyJson(stored->key)}});
        else
            output.result(keyLine(stored->key));
        return exit_code::done;
    }
    const QString block = QString::fromLatin1(std::get<KeyBlockMade>(*reply).block);
    if (output.json())
        output.result(QJsonObject{{QStringLiteral("schema"), QStringLiteral("stationmaster/key-block/1")},
            {QStringLiteral("block"), block}});
    else
        output.result(block);
    return exit_code::done;
}

int keysCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    const QString action = arguments.positional.first();
    static const QStringList actions{QStringLiteral("list"), QStringLiteral("ceremony"),
        QStringLiteral("import-block"), QStringLiteral("export-block"), QStringLiteral("retire")};
    const QString socket = arguments.value("device");
    if (!actions.contains(action)) {
        output.message(Say::tr("keys wants one of: %1.").arg(actions.join(QStringLiteral(", "))));
        return exit_code::usage;
    }
    if (socket.isEmpty() && action == actions.first())
        return listFromConsole(output);
    if (socket.isEmpty()) {
        output.message(Say::tr("--device is needed: the socket that stationmaster-hsm --manage serves."));
        return exit_code::usage;
    }
    std::optional<ManagedHsm> device(std::in_place, socket);
    if (!device->reach()) {
        output.message(Say::tr("No encryption device serves %1 for this user.").arg(socket));
        return exit_code::unavailable;
    }
    if (action == QStringLiteral("ceremony")) {
        device.reset(); // only asked whether it is there
        return keyCeremony(arguments, socket, output);
    }
    if (action == QStringLiteral("list"))
        return tell(device->keys(), output);
    if (action == QStringLiteral("import-block"))
        return importBlock(arguments, *device, output);
    if (action == QStringLiteral("export-block"))
        return exportBlock(arguments, *device, output);
    return retire(arguments, *device, output);
}

} // namespace sm
