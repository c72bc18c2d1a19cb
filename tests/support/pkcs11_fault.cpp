// SPDX-License-Identifier: GPL-3.0-or-later
// A PKCS#11 module that is SoftHSM2 but for C_Sign, which returns the code in the file that
// SM_PKCS11_FAULT names, as often as the file says: "CODE COUNT".
#include <p11-kit/pkcs11.h>

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>

namespace {

CK_FUNCTION_LIST own;
CK_FUNCTION_LIST* real = nullptr;

CK_RV faultDue()
{
    const char* path = std::getenv("SM_PKCS11_FAULT");
    std::FILE* file = path ? std::fopen(path, "r+") : nullptr;
    if (!file)
        return CKR_OK;
    unsigned long code = 0;
    int count = 0;
    const bool due = std::fscanf(file, "%lx %d", &code, &count) == 2 && count > 0;
    if (due) {
        std::rewind(file);
        std::fprintf(file, "%lx %d\n", code, count - 1);
    }
    std::fclose(file);
    return due ? code : CKR_OK;
}

CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE* data, CK_ULONG length, CK_BYTE* mac, CK_ULONG* macLength)
{
    const CK_RV fault = faultDue();
    return fault != CKR_OK ? fault : real->C_Sign(session, data, length, mac, macLength);
}

} // namespace

extern "C" __attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST** list)
{
    void* library = dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
    const auto get
        = library ? reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList")) : nullptr;
    if (!get || get(&real) != CKR_OK)
        return CKR_GENERAL_ERROR;
    own = *real;
    own.C_Sign = sign;
    *list = &own;
    return CKR_OK;
}
