// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QString>

#include <p11-kit/pkcs11.h>

#include <memory>
#include <mutex>

namespace sm {

/// A PKCS#11 module (v2.40) loaded into this process and the token that is used in it. Only stationmaster-hsm
/// loads one: a module that crashes takes its process along. One per process. Any thread.
class Pkcs11Module {
public:
    /// Loads the library, initialises it for several threads and finds the token by its label; slot numbers
    /// mean nothing. The PIN is kept, for a session that was lost needs it again. Pkcs11ModuleUnusable,
    /// Pkcs11TokenMissing.
    static Outcome<std::shared_ptr<Pkcs11Module>> load(
        const QString& path, const QString& tokenLabel, SecretBytes pin);
    ~Pkcs11Module();
    Pkcs11Module(const Pkcs11Module&) = delete;
    Pkcs11Module& operator=(const Pkcs11Module&) = delete;

    CK_FUNCTION_LIST& functions() const { return *m_functions; }
    Outcome<CK_SLOT_ID> slot() const; ///< looked for each time: a token comes back under another number
    /// Of the application, not of the session: once is enough until every session is gone. A refused PIN is
    /// not offered a second time, or the token would lock. Pkcs11LoginRefused.
    Outcome<Done> logIn(CK_SESSION_HANDLE session);

private:
    Pkcs11Module(CK_FUNCTION_LIST* functions, QString tokenLabel, SecretBytes pin);

    CK_FUNCTION_LIST* m_functions;
    QString m_tokenLabel;
    SecretBytes m_pin;
    std::mutex m_mutex;
    bool m_refused = false;
};

/// Pkcs11CallFailed with the call's name and its return value.
Failure pkcs11CallFailed(const char* call, CK_RV code);

} // namespace sm
