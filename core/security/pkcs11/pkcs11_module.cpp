// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_module.h"

#include "base/failures/security.h"
#include "base/log.h"

#include <QFile>

#include <dlfcn.h>
#include <vector>

namespace sm {

namespace {

constexpr CK_ULONG mostSlots = 1024;

Failure unusable(const QString& path, const char* what)
{
    return fail(fc::Pkcs11ModuleUnusable, {{"path", path}, {"what", QLatin1String(what)}});
}

} // namespace

Failure pkcs11CallFailed(const char* call, CK_RV code)
{
    return fail(fc::Pkcs11CallFailed,
        {{"call", QLatin1String(call)}, {"code", QStringLiteral("0x") + QString::number(code, 16)}});
}

Pkcs11Module::Pkcs11Module(CK_FUNCTION_LIST* functions, QString tokenLabel, SecretBytes pin)
    : m_functions(functions)
    , m_tokenLabel(std::move(tokenLabel))
    , m_pin(std::move(pin))
{
}

Pkcs11Module::~Pkcs11Module()
{
    m_functions->C_Finalize(nullptr);
    // Not unloaded: modules leave threads and exit handlers behind.
}

Outcome<std::shared_ptr<Pkcs11Module>> Pkcs11Module::load(
    const QString& path, const QString& tokenLabel, SecretBytes pin)
{
    void* library = ::dlopen(QFile::encodeName(path).constData(), RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return unusable(path, "dlopen");
    const auto getList = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library, "C_GetFunctionList"));
    CK_FUNCTION_LIST* functions = nullptr;
    if (!getList || getList(&functions) != CKR_OK || !functions) {
        ::dlclose(library);
        return unusable(path, "C_GetFunctionList");
    }
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    if (functions->C_Initialize(&arguments) != CKR_OK) {
        ::dlclose(library);
        return unusable(path, "C_Initialize");
    }
    std::shared_ptr<Pkcs11Module> module(new Pkcs11Module(functions, tokenLabel, std::move(pin)));
    const auto slot = module->slot();
    if (!slot)
        return slot.failure();
    return module;
}

Outcome<CK_SLOT_ID> Pkcs11Module::slot() const
{
    CK_ULONG count = 0;
    CK_RV code = m_functions->C_GetSlotList(CK_TRUE, nullptr, &count);
    if (code != CKR_OK || count > mostSlots)
        return pkcs11CallFailed("C_GetSlotList", code);
    std::vector<CK_SLOT_ID> slots(count);
    code = m_functions->C_GetSlotList(CK_TRUE, slots.data(), &count);
    if (code != CKR_OK)
        return pkcs11CallFailed("C_GetSlotList", code);
    slots.resize(std::min<size_t>(count, slots.size()));
    for (const CK_SLOT_ID slot : slots) {
        CK_TOKEN_INFO info{};
        if (m_functions->C_GetTokenInfo(slot, &info) != CKR_OK)
            continue;
        const auto label
            = QString::fromUtf8(reinterpret_cast<const char*>(info.label), sizeof info.label).trimmed();
        if (label == m_tokenLabel)
            return slot;
    }
    return fail(fc::Pkcs11TokenMissing, {{"label", m_tokenLabel}});
}

Outcome<Done> Pkcs11Module::logIn(CK_SESSION_HANDLE session)
{
    const std::lock_guard lock(m_mutex);
    if (m_refused)
        return fail(fc::Pkcs11LoginRefused);
    const CK_RV code = m_functions->C_Login(session, CKU_USER, m_pin.data(), CK_ULONG(m_pin.size()));
    if (code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN)
        return Done{};
    if (code == CKR_PIN_INCORRECT || code == CKR_PIN_LOCKED || code == CKR_PIN_LEN_RANGE
        || code == CKR_PIN_EXPIRED || code == CKR_PIN_INVALID) {
        m_refused = true;
        qCCritical(lcHsm) << "the token refuses the PIN; it is not tried again";
        return fail(fc::Pkcs11LoginRefused);
    }
    return pkcs11CallFailed("C_Login", code);
}

} // namespace sm
