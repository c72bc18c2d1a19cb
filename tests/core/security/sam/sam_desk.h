// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failures/security.h"
#include "base/overloaded.h"
#include "security/sam/sam_engine.h"
#include "simulator/card_sam.h"
#include "simulator/software_card.h"

#include <functional>
#include <vector>

/// A reader of this process with a software SAM in it, that writes down all that passes.
namespace smtest {

inline sm::SecretBytes counted(quint8 first, qsizetype length)
{
    auto key = sm::SecretBytes::allocate(length).take();
    for (qsizetype i = 0; i < length; ++i)
        key.data()[i] = quint8(first + i);
    return key;
}

inline sm::CardSecret asCardSecret(const sm::SecretBytes& key)
{
    return std::make_shared<const sm::SecretBytes>(key.duplicate().take());
}

inline sm::BlankOptions samOptions(quint64 serial = 0x1234, quint8 i = 0x70)
{
    const auto key = asCardSecret(counted(0x40, 16));
    sm::BlankOptions options;
    options.serial = serial;
    options.keys = sm::CardKeySet{0x30, key, key, key, 0};
    options.scpParameter = i;
    options.authenticationLimit = 3;
    return options;
}

class Desk {
public:
    explicit Desk(sm::CardContent content) { put(std::move(content)); }
    void put(sm::CardContent content)
    {
        card = std::make_unique<sm::SoftwareCard>(
            std::move(content), sm::SoftwareCard::Services{&random, nullptr, nullptr});
        isThere = true;
        isPowered = false;
    }

    sm::SeededRandom random{11};
    std::unique_ptr<sm::SoftwareCard> card;
    bool isThere = true;
    bool isPowered = false;
    std::vector<QByteArray> wire;
    std::function<void(QByteArray& answer)> tamper;
    int powered = 0;
};

class DeskSlot final : public sm::SamSlot {
public:
    explicit DeskSlot(Desk& desk)
        : m_desk(desk)
    {
    }
    sm::Outcome<sm::Done> power() override
    {
        if (!m_desk.isThere)
            return sm::Failure(sm::fc::SamMissing, {{"cause", QStringLiteral("card")}});
        ++m_desk.powered;
        m_desk.isPowered = true;
        m_desk.card->powerOn();
        return sm::Done{};
    }
    sm::Outcome<QByteArray> exchange(const QByteArray& command) override
    {
        if (!m_desk.isThere || !m_desk.isPowered)
            return sm::Failure(sm::fc::SamMissing, {{"cause", QStringLiteral("card")}});
        m_desk.wire.push_back(command);
        QByteArray answer = m_desk.card->process(command);
        if (m_desk.tamper)
            m_desk.tamper(answer);
        m_desk.wire.push_back(answer);
        return answer;
    }

private:
    Desk& m_desk;
};

inline sm::SamAccess testAccess()
{
    return {counted(0x40, 16), sm::Diversification::None};
}

inline sm::Outcome<std::shared_ptr<sm::SamEngine>> openSam(Desk& desk, sm::SamAccess access = testAccess())
{
    return sm::SamEngine::open(
        std::make_unique<DeskSlot>(desk), std::move(access), std::make_shared<sm::SeededRandom>(5));
}

inline QByteArray bytesOfSecret(const sm::SecretBytes& key)
{
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

/// All that a reply says, keys too: these are published ones.
inline QByteArray plain(const sm::SecurityReply& reply)
{
    using sm::Overloaded;
    const auto join = [](std::initializer_list<QByteArray> parts) {
        QByteArray all;
        for (const QByteArray& part : parts)
            all += part.toHex() + ' ';
        return all;
    };
    return std::visit(
        Overloaded{[&](const sm::Scp03Opening& x) {
                       return join({bytesOfSecret(x.keys.enc), bytesOfSecret(x.keys.mac),
                           bytesOfSecret(x.keys.rmac), x.hostCryptogram, QByteArray::number(x.macLength)});
                   },
            [&](const sm::Scp02Opening& x) {
                return join({bytesOfSecret(x.keys.enc), bytesOfSecret(x.keys.mac), bytesOfSecret(x.keys.rmac),
                    bytesOfSecret(x.keys.dek), x.hostCryptogram});
            },
            [&](const sm::CardRelease& x) {
                return join({bytesOfSecret(x.code), x.cryptogram});
            },
            [&](const sm::Mac& x) { return join({x.value}); },
            [&](const sm::KeyCheckValue& x) { return join({x.kcv}); },
            [&](const sm::Authorization& x) { return join({x.mac}); },
            [&](const sm::CardKeys& x) {
                return join({x.putKey, x.kcvs});
            },
            [&](const sm::RandomDrawn& x) { return join({x.bytes}); },
            [&](const sm::SelfTestPassed& x) { return join({x.evidence}); },
            [](const auto&) { return QByteArray("another reply"); }},
        reply);
}

} // namespace smtest
