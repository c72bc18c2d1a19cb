// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/station.h"
#include "station/modules/module_script.h"

namespace sm {

ModuleRepeat repeatOf(ModuleKind kind)
{
    return kind == ModuleKind::Encode ? ModuleRepeat::Probe : ModuleRepeat::Irreversible;
}

Failure moduleDataRefused(const char* what)
{
    return fail(fc::ModuleDataRefused, {{"what", QString::fromLatin1(what)}});
}

Failure moduleAnswerBroken(const char* what)
{
    return fail(fc::ModuleAnswerBroken, {{"what", QString::fromLatin1(what)}});
}

Failure moduleRefused(const QString& status)
{
    return fail(fc::ModuleRefused, {{"status", status}});
}

Failure moduleSilent()
{
    return fail(fc::ModuleSilent);
}

Failure moduleNotReady(const QString& address)
{
    return fail(fc::ModuleNotReady, {{"address", address}});
}

Failure moduleJobRepeated()
{
    return fail(fc::ModuleJobRepeated);
}

Failure trackReadsOtherwise(int track)
{
    return fail(fc::TrackReadsOtherwise, {{"track", QString::number(track)}});
}

} // namespace sm
