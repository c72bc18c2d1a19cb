// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_thread.h"

#include <openssl/crypto.h>

namespace sm {

void endSecretsOfThread()
{
    OPENSSL_thread_stop();
}

} // namespace sm
