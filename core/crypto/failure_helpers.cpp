// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/failure_helpers.h"

#include "base/failures/crypto.h"

#include <openssl/err.h>

namespace sm {

Failure cryptoUnavailable(const char* what)
{
    ERR_clear_error(); // the library's queue is per thread: don't leave entries to whoever reads it next
    return fail(fc::CryptoUnavailable, {{"what", QString::fromLatin1(what)}});
}

Failure keyLengthWrong(qsizetype length)
{
    return fail(fc::KeyLengthWrong, {{"length", QString::number(length)}});
}

Failure inputLengthWrong(qsizetype length)
{
    return fail(fc::InputLengthWrong, {{"length", QString::number(length)}});
}

} // namespace sm
