// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support_service.h"

#include "base/failures/support.h"
#include "support/services.h"

#include <algorithm>

namespace sm {

namespace support {

bool allDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

std::optional<int> countArgument(const QString& text)
{
    bool ok = false;
    const int count = text.toInt(&ok, 10);
    if (!ok || count < 1 || count > 65535)
        return std::nullopt;
    return count;
}

Failure wrongArguments(const char* service, const char* expected, const QStringList& found)
{
    return fail(fc::SupportArgumentsWrong,
        {{"service", QLatin1String(service)}, {"expected", QLatin1String(expected)},
            {"found", found.join(QLatin1Char(','))}});
}

std::optional<Failure> takesNothing(const QStringList& args)
{
    if (args.isEmpty())
        return std::nullopt;
    return wrongArguments("", "none", args);
}

std::optional<Failure> needText(const SupportValue& value, const char* service)
{
    if (value.isText())
        return std::nullopt;
    return fail(
        fc::SupportKindWrong, {{"service", QLatin1String(service)}, {"expected", QStringLiteral("text")}});
}

QList<FailureParam> by(const char* service)
{
    return {{"service", QLatin1String(service)}};
}

} // namespace support

namespace {

/// A check shared by several services does not know which of them was called.
Failure named(const Failure& wrong, const char* service)
{
    return fail(fc::SupportArgumentsWrong,
        {{"service", QLatin1String(service)}, {"expected", wrong.param("expected")},
            {"found", wrong.param("found")}});
}

} // namespace

Outcome<SupportValue> SupportService::apply(const SupportValue& value, const QStringList& args) const
{
    if (auto wrong = check(args))
        return named(*wrong, name);
    return function(value, args);
}

const std::vector<SupportService>& supportServices()
{
    static const std::vector<SupportService> list = [] {
        std::vector<SupportService> all;
        support::addTextServices(all);
        support::addNumberServices(all);
        support::addDateServices(all);
        support::addByteServices(all);
        std::sort(all.begin(), all.end(), [](const SupportService& a, const SupportService& b) {
            return QLatin1String(a.name) < QLatin1String(b.name);
        });
        return all;
    }();
    return list;
}

const SupportService* findSupportService(QStringView name)
{
    for (const SupportService& service : supportServices()) {
        if (name == QLatin1String(service.name))
            return &service;
    }
    return nullptr;
}

namespace {

bool isServiceName(QStringView name)
{
    if (name.isEmpty() || name.front() < QLatin1Char('a') || name.front() > QLatin1Char('z'))
        return false;
    return std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= QLatin1Char('a') && c <= QLatin1Char('z'))
            || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
    });
}

} // namespace

Outcome<SupportCall> parseSupportCall(QStringView segment)
{
    const QStringView trimmed = segment.trimmed();
    const qsizetype colon = trimmed.indexOf(QLatin1Char(':'));
    const QStringView name = (colon < 0 ? trimmed : trimmed.first(colon)).trimmed();
    if (!isServiceName(name) || trimmed.contains(QLatin1Char('|')))
        return fail(fc::SupportPipeBroken, {{"segment", trimmed.toString()}});
    SupportCall call;
    call.service = findSupportService(name);
    if (!call.service)
        return fail(fc::SupportServiceUnknown, {{"service", name.toString()}});
    if (colon >= 0) {
        for (QStringView argument : trimmed.sliced(colon + 1).split(QLatin1Char(','))) {
            if (argument.trimmed().isEmpty())
                return fail(fc::SupportPipeBroken, {{"segment", trimmed.toString()}});
            call.args.append(argument.trimmed().toString());
        }
    }
    if (auto wrong = call.service->check(call.args))
        return named(*wrong, call.service->name);
    return call;
}

Outcome<std::vector<SupportCall>> parseSupportPipe(QStringView text)
{
    std::vector<SupportCall> pipe;
    if (text.trimmed().isEmpty())
        return pipe;
    for (QStringView segment : text.split(QLatin1Char('|'))) {
        auto call = parseSupportCall(segment);
        if (!call)
            return call.failure();
        pipe.push_back(call.take());
    }
    return pipe;
}

Outcome<SupportValue> applySupportPipe(const std::vector<SupportCall>& pipe, SupportValue value)
{
    for (const SupportCall& call : pipe) {
        auto next = call.apply(value);
        if (!next)
            return next.failure();
        value = next.take();
    }
    return value;
}

} // namespace sm
