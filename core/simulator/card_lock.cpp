// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_lock.h"

#include "security/key_store.h"

namespace sm {

Outcome<CardSecret> testReleaseMaster()
{
    const auto keys = testKeys();
    if (!keys)
        return keys.failure();
    const auto key = (*keys)->find(KeyRef(QStringLiteral("TEST-RELEASE")), KeyUsage::Release);
    if (!key)
        return key.failure();
    auto value = (*key)->value.duplicate();
    if (!value)
        return value.failure();
    return CardSecret(std::make_shared<const SecretBytes>(value.take()));
}

} // namespace sm
