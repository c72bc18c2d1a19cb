// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"
#include "crypto/rsa_internal.h"

#include <openssl/err.h>

namespace sm {

namespace {

Failure inconsistent()
{
    ERR_clear_error();
    return fail(fc::RsaKeyInconsistent);
}

Bignum minusOne(const Bignum& number)
{
    Bignum less(BN_secure_new());
    if (!less || !BN_copy(less.get(), number.get()) || BN_sub_word(less.get(), 1) != 1)
        return nullptr;
    BN_set_flags(less.get(), BN_FLG_CONSTTIME);
    return less;
}

Bignum product(const Bignum& a, const Bignum& b, BN_CTX* context)
{
    Bignum result(BN_secure_new());
    return result && BN_mul(result.get(), a.get(), b.get(), context) == 1 ? std::move(result) : nullptr;
}

Bignum inverse(const Bignum& number, const Bignum& modulus, BN_CTX* context)
{
    Bignum result(BN_secure_new());
    return result && BN_mod_inverse(result.get(), number.get(), modulus.get(), context) ? std::move(result)
                                                                                        : nullptr;
}

/// a * b = 1 mod m.
bool areInverse(const Bignum& a, const Bignum& b, const Bignum& modulus, BN_CTX* context)
{
    const Bignum result(BN_secure_new());
    return result && BN_mod_mul(result.get(), a.get(), b.get(), modulus.get(), context) == 1
        && BN_is_one(result.get());
}

} // namespace

/// e is the inverse of dP; d that of e modulo (p - 1)(q - 1) / gcd.
Outcome<RsaNumbers> rsaNumbers(const RsaCrt& parts)
{
    RsaNumbers numbers{nullptr, nullptr, nullptr, secretNumber(parts.p), secretNumber(parts.q),
        secretNumber(parts.dP), secretNumber(parts.dQ), secretNumber(parts.qInverse)};
    const BignumContext context(BN_CTX_secure_new());
    for (const Bignum* part : {&numbers.p, &numbers.q, &numbers.dP, &numbers.dQ, &numbers.qInverse}) {
        if (!*part || !context)
            return cryptoUnavailable("RSA numbers");
    }
    const Bignum* const factors[] = {&numbers.p, &numbers.q};
    for (const Bignum* factor : factors) {
        if (!BN_is_odd(factor->get()) || BN_num_bits(factor->get()) < 64)
            return inconsistent();
    }
    const Bignum pLess = minusOne(numbers.p);
    const Bignum qLess = minusOne(numbers.q);
    const Bignum gcd(BN_secure_new());
    const Bignum lcm(BN_secure_new());
    numbers.n = product(numbers.p, numbers.q, context.get());
    const Bignum phi = pLess && qLess ? product(pLess, qLess, context.get()) : nullptr;
    if (!numbers.n || !phi || !gcd || !lcm || BN_gcd(gcd.get(), pLess.get(), qLess.get(), context.get()) != 1
        || BN_div(lcm.get(), nullptr, phi.get(), gcd.get(), context.get()) != 1)
        return cryptoUnavailable("RSA numbers");
    numbers.e = inverse(numbers.dP, pLess, context.get());
    if (!numbers.e || BN_num_bits(numbers.e.get()) > 32
        || !areInverse(numbers.e, numbers.dQ, qLess, context.get())
        || !areInverse(numbers.q, numbers.qInverse, numbers.p, context.get()))
        return inconsistent();
    numbers.d = inverse(numbers.e, lcm, context.get());
    if (!numbers.d)
        return inconsistent();
    return numbers;
}

} // namespace sm
