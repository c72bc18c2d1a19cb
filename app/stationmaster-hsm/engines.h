// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hsm_arguments.h"
#include "security/engine.h"
#include "security/key_orders.h"
#include "security/key_pairs.h"

#include <memory>
#include <vector>

/// What this process serves.
struct Engines {
    QString kind; ///< soft, pkcs11, sam
    bool testKeys = false; ///< at least one key is a published one
    std::vector<std::shared_ptr<const sm::Engine>> all; ///< one per session
    std::shared_ptr<sm::KeyPairs> pairs; ///< RSA pairs of cards made ahead, of soft keys
    std::shared_ptr<sm::KeyOffice> office; ///< of a key store or a token
};

/// Loads the module and opens its sessions, opens the key store, or takes the soft test keys.
sm::Outcome<Engines> makeEngines(const HsmArguments& arguments);
/// An empty key store.
sm::Outcome<sm::Done> makeKeyStore(const HsmArguments& arguments);
/// Who ordered what about the keys of a key store, a line of JSON each.
sm::Outcome<QString> keyEvents(const HsmArguments& arguments);
/// Makes the test keys in the token.
sm::Outcome<sm::Done> initTestKeys(const HsmArguments& arguments);
