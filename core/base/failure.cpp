// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure.h"

#include "base/failures/base.h"
#include "base/failures/card.h"
#include "base/failures/controller.h"
#include "base/failures/crypto.h"
#include "base/failures/data.h"
#include "base/failures/issuer.h"
#include "base/failures/job.h"
#include "base/failures/profile.h"
#include "base/failures/render.h"
#include "base/failures/security.h"
#include "base/failures/server.h"
#include "base/failures/session.h"
#include "base/failures/simulator.h"
#include "base/failures/station.h"
#include "base/failures/store.h"
#include "base/failures/support.h"
#include "base/failures/trace.h"
#include "base/failures/transport.h"

#include <algorithm>

namespace sm {

Failure fail(FailureCode code, QList<FailureParam> params)
{
    return Failure(code, std::move(params));
}

QString Failure::param(const char* name) const
{
    for (const FailureParam& param : m_params) {
        if (qstrcmp(param.name, name) == 0)
            return param.value;
    }
    return {};
}

QString Failure::toString() const
{
    const FailureEntry* entry = failureEntry(m_code);
    QString text = entry ? QString::fromLatin1(entry->name) : QString::number(quint16(m_code));
    for (const FailureParam& param : m_params)
        text += QLatin1Char(' ') + QLatin1String(param.name) + QLatin1Char('=') + param.value;
    return text;
}

const QList<FailureEntry>& failureCatalogue()
{
    static const QList<FailureEntry> entries = [] {
        QList<FailureEntry> list;
        const char* room = "";
#define SM_FAILURE_ROW(number, name, meaning) list.append({FailureCode{number}, #name, room, meaning});
        room = "base";
        SM_BASE_FAILURES(SM_FAILURE_ROW)
        room = "card";
        SM_CARD_FAILURES(SM_FAILURE_ROW)
        room = "crypto";
        SM_CRYPTO_FAILURES(SM_FAILURE_ROW)
        room = "support";
        SM_SUPPORT_FAILURES(SM_FAILURE_ROW)
        room = "transport";
        SM_TRANSPORT_FAILURES(SM_FAILURE_ROW)
        room = "issuer";
        SM_ISSUER_FAILURES(SM_FAILURE_ROW)
        room = "data";
        SM_DATA_FAILURES(SM_FAILURE_ROW)
        room = "profile";
        SM_PROFILE_FAILURES(SM_FAILURE_ROW)
        room = "security";
        SM_SECURITY_FAILURES(SM_FAILURE_ROW)
        room = "station";
        SM_STATION_FAILURES(SM_FAILURE_ROW)
        room = "job";
        SM_JOB_FAILURES(SM_FAILURE_ROW)
        room = "store";
        SM_STORE_FAILURES(SM_FAILURE_ROW)
        room = "trace";
        SM_TRACE_FAILURES(SM_FAILURE_ROW)
        room = "render";
        SM_RENDER_FAILURES(SM_FAILURE_ROW)
        room = "session";
        SM_SESSION_FAILURES(SM_FAILURE_ROW)
        room = "controller";
        SM_CONTROLLER_FAILURES(SM_FAILURE_ROW)
        room = "simulator";
        SM_SIMULATOR_FAILURES(SM_FAILURE_ROW)
        room = "server";
        SM_SERVER_FAILURES(SM_FAILURE_ROW)
#undef SM_FAILURE_ROW
        std::sort(list.begin(), list.end(),
            [](const FailureEntry& a, const FailureEntry& b) { return a.code < b.code; });
        return list;
    }();
    return entries;
}

const FailureEntry* failureEntry(FailureCode code)
{
    const auto& all = failureCatalogue();
    const auto it = std::lower_bound(all.begin(), all.end(), code,
        [](const FailureEntry& entry, FailureCode wanted) { return entry.code < wanted; });
    return it != all.end() && it->code == code ? &*it : nullptr;
}

const FailureEntry* failureEntry(const QString& name)
{
    for (const FailureEntry& entry : failureCatalogue()) {
        if (name == QLatin1String(entry.name))
            return &entry;
    }
    return nullptr;
}

} // namespace sm
