// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/rsa.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

/// Owners of the library's objects, for the sources of this room alone.
namespace sm {

struct FreeBignum {
    void operator()(BIGNUM* number) const { BN_clear_free(number); }
};
using Bignum = std::unique_ptr<BIGNUM, FreeBignum>;

struct FreeBignumContext {
    void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using BignumContext = std::unique_ptr<BN_CTX, FreeBignumContext>;

struct FreeKeyContext {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeKeyContext>;

struct FreeParameters {
    void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
};
using Parameters = std::unique_ptr<OSSL_PARAM, FreeParameters>;

struct FreeBuilder {
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
};
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, FreeBuilder>;

/// In the secure heap, constant-time operations.
inline Bignum secretNumber(const SecretBytes& bytes)
{
    Bignum number(BN_secure_new());
    if (!number || !BN_bin2bn(bytes.data(), int(bytes.size()), number.get()))
        return nullptr;
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return number;
}

/// All numbers of a private key, computed from its CRT parts.
struct RsaNumbers {
    Bignum n, e, d, p, q, dP, dQ, qInverse;
};
/// RsaKeyInconsistent when they do not belong together.
Outcome<RsaNumbers> rsaNumbers(const RsaCrt& parts);

} // namespace sm
