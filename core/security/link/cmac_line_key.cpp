// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/cmac_line_key.h"

#include "base/failures/security.h"
#include "crypto/cmac.h"
#include "crypto/kdf.h"

namespace sm {

namespace {

constexpr qsizetype tagKeyLength = 16;

class CmacTag final : public FrameTag {
public:
    explicit CmacTag(Cmac cmac)
        : m_cmac(std::move(cmac))
    {
    }
    QByteArray tag(QByteArrayView bytes) override
    {
        const auto mac = m_cmac.compute({bytes});
        return mac ? mac->first(tagLength) : QByteArray();
    }

private:
    Cmac m_cmac;
};

class CmacLineKey final : public LineKey {
public:
    CmacLineKey(SecretBytes key, std::shared_ptr<Random> random)
        : m_key(std::move(key))
        , m_random(std::move(random))
    {
    }
    QByteArray nonce() override
    {
        const auto drawn = m_random->bytes(nonceLength);
        return drawn ? *drawn : QByteArray();
    }
    std::unique_ptr<FrameTag> greeting() override { return derived("stationmaster line greeting", {}); }
    std::unique_ptr<FrameTag> session(QByteArrayView connector, QByteArrayView listener) override
    {
        return derived("stationmaster line session", connector.toByteArray() + listener.toByteArray());
    }

private:
    std::unique_ptr<FrameTag> derived(QByteArrayView label, const QByteArray& context)
    {
        const auto key = kdfCounterCmac(m_key, label, QByteArray(1, '\0') + context, tagKeyLength);
        if (!key)
            return nullptr;
        auto cmac = Cmac::create(BlockAlgorithm::Aes, *key);
        return cmac ? std::make_unique<CmacTag>(cmac.take()) : nullptr;
    }

    SecretBytes m_key;
    std::shared_ptr<Random> m_random;
};

} // namespace

Outcome<std::shared_ptr<LineKey>> makeLineKey(SecretBytes key, std::shared_ptr<Random> random)
{
    if (key.size() != 16 && key.size() != 24 && key.size() != 32)
        return fail(fc::KeyRefused, {{"label", QStringLiteral("line key")}});
    return std::shared_ptr<LineKey>(std::make_shared<CmacLineKey>(std::move(key), std::move(random)));
}

} // namespace sm
