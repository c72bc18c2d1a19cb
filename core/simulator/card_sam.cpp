// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_sam.h"

#include "base/failures/base.h"
#include "base/failures/security.h"
#include "base/overloaded.h"
#include "security/known_answers.h"
#include "security/sam/sam_commands.h"
#include "simulator/card_sam_requests.h"

#include <algorithm>
#include <utility>

namespace sm {

namespace {

using sam::Ins;

constexpr quint8 personalized = 0x0F;
constexpr quint16 firstKey = 0x8000;
constexpr quint16 firstAbout = 0x9000;
constexpr quint16 mostKeys = 0x100;
constexpr qsizetype aboutLength = 8; ///< usage, version, KCV; the label follows

constexpr Ins served[] = {Ins::SelfTest, Ins::CheckValue, Ins::Random, Ins::OpenScp03, Ins::OpenScp02,
    Ins::Mac, Ins::Authorize, Ins::Release, Ins::CardKeys};

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

ResponseApdu given(QByteArray data)
{
    return ResponseApdu(std::move(data), StatusWord{0x9000});
}

/// Null when the memory makes no sense.
std::shared_ptr<const KeyStore> storeOf(const CardApplication& application)
{
    const auto store = std::make_shared<KeyStore>();
    for (const auto& [id, secret] : application.secrets) {
        const auto about = samKey(application, quint16(id - firstKey));
        auto value = secret->duplicate();
        if (!about || !value || !store->add(about->label, about->version, about->usage, value.take()))
            return nullptr;
    }
    return store;
}

quint16 statusOf(const Failure& failure)
{
    if (failure == fc::KeyUnknown)
        return 0x6A88;
    if (failure == fc::KeyUsageRefused)
        return 0x6985;
    if (failure == fc::CardCryptogramWrong)
        return sam::cryptogramWrong;
    // What is left says that a field of the command is not as it should be.
    return failure == fc::SecretHeapExhausted ? 0x6F00 : 0x6A80;
}

} // namespace

QByteArray samLoadFileAid()
{
    return QByteArray::fromHex("F0534D53414D50");
}

QByteArray samModuleAid()
{
    return QByteArray::fromHex("F0534D53414D4D");
}

Outcome<CardContent> makeTestSam(const BlankOptions& options)
{
    const auto keys = testKeys();
    if (!keys)
        return keys.failure();
    CardApplication application;
    application.aid = sam::applicationAid();
    application.loadFile = samLoadFileAid();
    application.module = samModuleAid();
    application.privileges = QByteArray(1, '\0');
    application.state = personalized;
    for (const KeyDescription& key : (*keys)->describe()) {
        const StoredKey* held = (*keys)->lookUp(KeyRef(key.label, key.version));
        const auto usage = samUsageCode(held->usage);
        if (!usage)
            continue;
        auto value = held->value.duplicate();
        if (!value)
            return value.failure();
        const auto number = quint16(application.secrets.size());
        application.secrets[quint16(firstKey + number)] = std::make_shared<const SecretBytes>(value.take());
        QByteArray about(1, char(*usage));
        appendU32(about, key.version);
        application.groups[quint16(firstAbout + number)] = about + key.kcv + key.label.toUtf8();
    }
    CardContent content = makeBlank(options);
    content.loadFiles.push_back({samLoadFileAid(), {samModuleAid()}, 0});
    content.applications.push_back(std::move(application));
    return content;
}

void SamApplication::reset()
{
    m_engine.reset();
    m_data.clear();
    m_next = 0;
}

StatusWord SamApplication::take(QByteArrayView aid, const CardGrouping& grouping)
{
    const bool isKey = (grouping.id & 0xFF00) == firstKey;
    if (!isKey && (grouping.id & 0xFF00) != firstAbout)
        return {0x6A88};
    if (isKey && !grouping.wasEnciphered())
        return {0x6982};
    const qsizetype length = isKey ? grouping.secret->size() : grouping.open().size();
    if (isKey ? length != 16 && length != 32 : length <= aboutLength)
        return {0x6700};
    CardApplication& application = *m_nvm.personalize().application(aid);
    if (isKey)
        application.secrets[grouping.id] = grouping.secret;
    else
        application.groups[grouping.id] = grouping.open();
    m_engine.reset();
    return {0x9000};
}

/// Numbers without gaps, and each key is what its check value says.
StatusWord SamApplication::finish(QByteArrayView aid) const
{
    const CardApplication& application = *m_nvm->application(aid);
    const auto store = storeOf(application);
    if (!store || application.secrets.empty() || application.secrets.size() != application.groups.size())
        return {0x6A86};
    for (quint16 number = 0; number < application.secrets.size(); ++number) {
        const auto about = samKey(application, number);
        const StoredKey* key = about ? store->lookUp(KeyRef(about->label, about->version)) : nullptr;
        if (!key)
            return {0x6A86};
        if (key->kcv != about->kcv)
            return {0x6A80};
    }
    return {0x9000};
}

std::shared_ptr<const SoftEngine> SamApplication::engineFor(const CardApplication& application)
{
    if (!m_engine) {
        auto store = storeOf(application);
        if (!store)
            return nullptr;
        // The card outlives its application.
        m_engine = std::make_shared<SoftEngine>(
            std::move(store), std::shared_ptr<Random>(&m_random, [](Random*) {}));
    }
    return m_engine;
}

std::optional<ResponseApdu> SamApplication::command(QByteArrayView aid, const CommandApdu& command)
{
    const CardApplication& application = *m_nvm->application(aid);
    const quint8 ins = command.ins();
    const bool known = ins == quint8(Ins::Identify) || ins == quint8(Ins::ReadKey)
        || std::find(std::begin(served), std::end(served), Ins(ins)) != std::end(served);
    if ((command.cla() & 0x80) == 0 || !known)
        return std::nullopt;
    if (m_channel.level() != sam::level || (command.cla() & 0x04) == 0)
        return status(m_channel.isOpen() ? 0x6982 : 0x6882);
    if (application.state != personalized)
        return status(0x6985);
    if (ins == quint8(Ins::ReadKey))
        return readKey(application, quint16(command.p1() << 8 | command.p2()));
    if (ins == quint8(Ins::Random))
        return random(command);
    quint16 sw = 0;
    const bool inBlocks = ins >= quint8(Ins::OpenScp03);
    if (!inBlocks && (command.p1() != 0 || command.p2() != 0))
        return status(0x6A86);
    const auto data = inBlocks ? whole(command, sw) : std::optional(command.data());
    if (!data)
        return status(sw);
    if (ins == quint8(Ins::Identify))
        return identify(application);
    if (ins == quint8(Ins::SelfTest)) {
        const auto evidence = computeEvidence();
        return evidence ? given(*evidence) : status(0x6F00);
    }
    return serve(application, ins, *data);
}

std::optional<QByteArray> SamApplication::whole(const CommandApdu& command, quint16& sw)
{
    if (command.p2() == 0) {
        m_data.clear();
        m_next = 0;
    }
    const bool last = command.p1() == sam::lastBlock;
    const bool fits
        = (last || command.p1() == 0) && command.p2() == m_next && (m_next == 0 || command.ins() == m_ins);
    const bool room = command.data().size() <= sam::longestBlock
        && m_data.size() + command.data().size() <= sam::longestData;
    if (!fits || !room) {
        m_data.clear();
        m_next = 0;
        sw = fits ? 0x6700 : 0x6A86;
        return std::nullopt;
    }
    m_ins = command.ins();
    m_data += command.data();
    ++m_next;
    sw = 0x9000;
    if (!last)
        return std::nullopt;
    m_next = 0;
    return std::exchange(m_data, {});
}

ResponseApdu SamApplication::identify(const CardApplication& application) const
{
    quint32 services = 0;
    for (const Ins ins : served)
        services |= sam::serviceBit(ins);
    QByteArray data(1, char(sam::commandVersion));
    appendU64(data, m_nvm->serial);
    appendU32(data, services);
    appendU16(data, quint16(application.secrets.size()));
    return given(data);
}

ResponseApdu SamApplication::readKey(const CardApplication& application, quint16 number) const
{
    const auto it = application.groups.find(quint16(firstAbout + number));
    return number < mostKeys && it != application.groups.end() ? given(it->second) : status(0x6A88);
}

ResponseApdu SamApplication::random(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() == 0 || command.p2() > sam::longestRandom)
        return status(0x6A86);
    const auto drawn = m_random.bytes(command.p2());
    return drawn ? given(*drawn) : status(0x6F00);
}

ResponseApdu SamApplication::serve(const CardApplication& application, quint8 ins, const QByteArray& data)
{
    const SamRequestRead read = readSamRequest(application, ins, data);
    if (!read.request)
        return status(read.sw);
    const auto engine = engineFor(application);
    return engine ? answerOf(*read.request, *engine) : status(0x6F00);
}

Outcome<QByteArray> SamApplication::sealed(std::span<const SecretBytes* const> row) const
{
    qsizetype length = 0;
    for (const SecretBytes* key : row)
        length += key->size();
    auto clear = SecretBytes::allocate((length + 15) / 16 * 16);
    if (!clear)
        return clear.failure();
    quint8* to = clear->data();
    for (const SecretBytes* key : row)
        to = std::copy(key->span().begin(), key->span().end(), to);
    const CardDataKey dek = m_channel.dataKey();
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, *dek.key);
    if (!cipher)
        return cipher.failure();
    QByteArray out(clear->size(), Qt::Uninitialized);
    const auto done
        = cipher->runInto(clear->span(), {}, {reinterpret_cast<quint8*>(out.data()), size_t(out.size())});
    return done ? Outcome<QByteArray>(out) : Outcome<QByteArray>(done.failure());
}

ResponseApdu SamApplication::answerOf(const SecurityRequest& request, const SoftEngine& engine) const
{
    auto reply = engine.compute(request);
    if (!reply)
        return status(statusOf(reply.failure()));
    const auto sealedThen = [this](std::initializer_list<const SecretBytes*> keys, const QByteArray& before,
                                const QByteArray& after) {
        const auto hidden = sealed(std::span(keys.begin(), keys.size()));
        return hidden ? given(before + *hidden + after) : status(0x6F00);
    };
    return std::visit(
        Overloaded{[&](const Scp03Opening& x) {
                       return sealedThen({&x.keys.enc, &x.keys.mac, &x.keys.rmac},
                           QByteArray(1, char(x.keys.enc.size())), x.hostCryptogram);
                   },
            [&](const Scp02Opening& x) {
                return sealedThen({&x.keys.enc, &x.keys.mac, &x.keys.rmac}, {}, x.hostCryptogram);
            },
            [&](const CardRelease& x) {
                return x.code.isEmpty() ? given(x.cryptogram)
                                        : sealedThen({&x.code}, QByteArray(1, char(x.code.size())), {});
            },
            [](const Mac& x) { return given(x.value); }, [](const KeyCheckValue& x) { return given(x.kcv); },
            [](const Authorization& x) { return given(x.mac); },
            [](const CardKeys& x) { return given(x.kcvs + x.putKey); },
            [](const auto&) { return status(0x6F00); }},
        *reply);
}

} // namespace sm
