// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_office.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/log.h"
#include "crypto/key_wrap.h"
#include "security/key_blocks.h"

#include <QDateTime>

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype wrapKeyLength = 32;
constexpr qsizetype longestPeople = 400; ///< characters: a data object is read up to 1,024 bytes

QString names(const std::vector<QString>& people)
{
    return QStringList(people.begin(), people.end()).join(QStringLiteral(", ")).left(longestPeople);
}

Failure refused(const NewKey& key)
{
    return fail(fc::KeyRefused, {{"label", key.label}, {"version", QString::number(key.version)}});
}

/// What any device demands of a key, and its check value.
Outcome<StoredKey> checkedFor(const ImportKey& order)
{
    if (!keyAlgorithm(order.as.usage) || order.as.label.contains(u'/'))
        return refused(order.as); // RSA keys come by no order; the half of a key has the slash
    auto value = order.value.duplicate();
    if (!value)
        return value.failure();
    StoredKey key;
    key.usage = order.as.usage;
    key.value = value.take();
    key.exportable = order.as.exportable;
    key.purpose = order.purpose;
    auto checked = KeyStore().checked(order.as.label, order.as.version, std::move(key));
    if (checked && !order.kcv.isEmpty() && checked->kcv != order.kcv)
        return refused(order.as);
    return checked;
}

Outcome<SecretBytes> inShape(const SecretBytes& key, KeyShape shape)
{
    if (shape != KeyShape::LeftDes)
        return key.duplicate();
    auto left = SecretBytes::allocate(24);
    for (qsizetype i = 0; left && i < left->size(); ++i)
        left->data()[i] = key.data()[i % 8];
    return left;
}

CK_MECHANISM_TYPE blocksBy(KeyShape shape)
{
    return shape == KeyShape::Aes ? CKM_AES_ECB : CKM_DES3_ECB;
}

/// Whether the token's key is this one, as far as a block of 16 bytes can tell.
bool isSame(Pkcs11Session& session, const Pkcs11Key& held, const ImportKey& order)
{
    if (held.usage != order.as.usage || held.length != order.value.size())
        return false;
    const QByteArray block(16, '\x5A');
    const auto algorithm = held.shape == KeyShape::Aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea;
    auto cipher = BlockCipher::create(
        algorithm, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, order.value);
    const auto here = cipher ? cipher->run(block) : Outcome<QByteArray>(cipher.failure());
    const auto there = session.encrypt(blocksBy(held.shape), held.handle, bytesOf(block));
    return here && there && equalInConstantTime(*here, *there);
}

/// A key that was made to be exported, in locked memory.
Outcome<SecretBytes> valueOf(Pkcs11Session& session, CK_OBJECT_HANDLE handle)
{
    auto wrapper = SecretBytes::allocate(wrapKeyLength);
    if (!wrapper)
        return wrapper;
    const auto drawn = session.random(wrapper->span());
    if (!drawn)
        return drawn.failure();
    Pkcs11Session::Making making;
    making.seals = true;
    const auto object = session.import(*wrapper, making);
    if (!object)
        return object.failure();
    const auto wrapped = session.wrap(object->handle(), handle);
    if (!wrapped)
        return wrapped.failure();
    return aesKeyUnwrapPad(*wrapper, *wrapped);
}

/// The token draws what fills a key block up.
class TokenRandom final : public Random {
public:
    explicit TokenRandom(Pkcs11Session& session)
        : m_session(session)
    {
    }
    bool fill(std::span<quint8> output) override { return bool(m_session.random(output)); }

private:
    Pkcs11Session& m_session;
};

} // namespace

Pkcs11Office::Pkcs11Office(
    std::shared_ptr<Pkcs11Module> module, std::vector<std::shared_ptr<Pkcs11Engine>> engines)
    : m_module(std::move(module))
    , m_engines(std::move(engines))
{
}

Outcome<KeyOrderReply> Pkcs11Office::carryOut(const KeyOrder& order)
{
    const std::lock_guard lock(m_mutex);
    const auto session = Pkcs11Session::open(m_module, true);
    if (!session)
        return session.failure();
    auto keys = Pkcs11Keys::list(**session);
    if (!keys)
        return keys.failure();
    Desk desk{**session, keys.take()};
    auto reply = std::visit(
        [&](const auto& one) -> Outcome<KeyOrderReply> {
            auto made = answer(desk, one);
            return made ? Outcome<KeyOrderReply>(made.take()) : Outcome<KeyOrderReply>(made.failure());
        },
        order);
    if (reply && std::holds_alternative<KeyStored>(*reply)) {
        for (const auto& engine : m_engines)
            engine->adopt(desk.keys);
    }
    return reply;
}

/// Reads the list again: what is told is what the token holds.
Outcome<KeyStored> Pkcs11Office::listed(Desk& desk, const QString& label, quint32 version) const
{
    auto keys = Pkcs11Keys::list(desk.session);
    if (!keys)
        return keys.failure();
    desk.keys = keys.take();
    const auto told = desk.keys->describe();
    const auto found = std::find_if(told.begin(), told.end(),
        [&](const KeyDescription& key) { return key.label == label && key.version == version; });
    if (found == told.end())
        return fail(fc::Pkcs11KeyUnusable, {{"label", label}});
    return KeyStored{*found};
}

Outcome<KeyStored> Pkcs11Office::answer(Desk& desk, const ImportKey& order) const
{
    const KeyRef name(order.as.label, order.as.version);
    if (const Pkcs11Key* held = order.as.version == 0 ? nullptr : desk.keys->lookUp(name)) {
        if (isSame(desk.session, *held, order)) // an order whose answer was lost comes again
            return listed(desk, name.label, name.version);
        return fail(fc::KeyRepeated, {{"label", name.label}, {"version", QString::number(name.version)}});
    }
    const auto key = checkedFor(order);
    if (!key)
        return key.failure();
    const auto made = make(desk, order, *key);
    if (!made)
        return made.failure();
    auto stored = listed(desk, name.label, name.version);
    if (stored && stored->key.kcv != key->kcv)
        return fail(fc::Pkcs11KeyUnusable, {{"label", name.label}});
    if (stored)
        qCInfo(lcHsm).noquote() << "key stored in the token:" << name.label << name.version
                                << stored->key.usage << stored->key.kcv.toHex();
    return stored;
}

/// The memo first, the key's own shape last: what is interrupted leaves nothing that is offered as this key.
Outcome<Done> Pkcs11Office::make(Desk& desk, const ImportKey& order, const StoredKey& key) const
{
    const NewKey& as = order.as;
    Pkcs11Memo memo;
    memo.purpose = order.purpose;
    memo.created = QDateTime::currentSecsSinceEpoch();
    memo.people = names(as.people);
    memo.kcv = key.kcv;
    memo.notBefore = as.life.notBefore;
    memo.notAfter = as.life.notAfter;
    const QByteArray id = Pkcs11Keys::idOf(as.version, as.usage, as.exportable);
    const auto noted = desk.session.importData(as.label, id, Pkcs11Keys::encoded(memo));
    if (!noted)
        return noted;
    auto shapes = Pkcs11Keys::shapesOf(as.usage, order.value.size());
    std::reverse(shapes.begin(), shapes.end());
    for (const KeyShape shape : shapes) {
        auto making = Pkcs11Keys::making(as.label, as.version, as.usage, shape);
        if (shape == KeyShape::Tdea && order.value.size() == 24)
            making.type = CKK_DES3;
        making.id = id;
        making.exportable = making.exportable || as.exportable;
        auto value = inShape(key.value, shape);
        if (!value)
            return value.failure();
        const auto made = desk.session.import(*value, making);
        if (!made)
            return made.failure();
    }
    return Done{};
}

Outcome<KeyBlockKeys> Pkcs11Office::blockKeys(Desk& desk, const KeyRef& kbpk, char version) const
{
    const bool aes = version == 'D';
    if (!aes && version != 'B')
        return fail(fc::KeyBlockUnfit, {{"label", kbpk.label}, {"what", QStringLiteral("version")}});
    const auto key
        = desk.keys->find(kbpk, protectionUsage(version), KeyUse(aes ? KeyShape::Aes : KeyShape::Tdea));
    if (!key)
        return key.failure();
    const auto derived = [&](KeyBlockKey which) {
        return desk.session.counterKdf((*key)->handle, aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea,
            keyBlockKeyInput(version, (*key)->length, which), (*key)->length);
    };
    auto encipher = derived(KeyBlockKey::Encipher);
    auto mac = derived(KeyBlockKey::Mac);
    if (!encipher || !mac)
        return (encipher ? mac : encipher).failure();
    return KeyBlockKeys{encipher.take(), mac.take()};
}

Outcome<KeyStored> Pkcs11Office::answer(Desk& desk, const ImportKeyBlock& order) const
{
    const auto keys = blockKeys(desk, order.kbpk, order.block.isEmpty() ? '\0' : order.block.front());
    if (!keys)
        return keys.failure();
    const auto key = openKeyBlock(*keys, order);
    return key ? answer(desk, *key) : Outcome<KeyStored>(key.failure());
}

Outcome<KeyBlockMade> Pkcs11Office::answer(Desk& desk, const ExportKeyBlock& order) const
{
    const Pkcs11Key* held = desk.keys->lookUp(order.key);
    const KeyUsage usage = held ? held->usage : KeyUsage::Mac;
    const auto key = desk.keys->find(order.key, usage, KeyUse(held ? held->shape : KeyShape::Aes));
    if (!key)
        return key.failure();
    if (!(*key)->exportable)
        return fail(fc::KeyNotExportable, {{"label", order.key.label}});
    const auto keys = blockKeys(desk, order.kbpk, char(order.version));
    if (!keys)
        return keys.failure();
    auto value = valueOf(desk.session, (*key)->handle);
    if (!value)
        return value.failure();
    StoredKey stored;
    stored.usage = usage;
    stored.value = value.take();
    stored.exportable = true;
    stored.purpose = (*key)->memo.purpose;
    TokenRandom random(desk.session);
    auto block = makeKeyBlock(*keys, stored, order, random);
    if (!block)
        return block.failure();
    qCInfo(lcHsm).noquote()
        << "key exported:" << order.key.label << "under" << order.kbpk.label << "by"
        << QStringList(order.people.begin(), order.people.end()).join(QStringLiteral(", "));
    return KeyBlockMade{block.take()};
}

Outcome<KeyStored> Pkcs11Office::answer(Desk& desk, const RetireKey& order) const
{
    auto all = order.key.version == 0 ? std::vector<const Pkcs11Key*>() : desk.keys->shapes(order.key);
    if (all.empty())
        return fail(
            fc::KeyUnknown, {{"label", order.key.label}, {"version", QString::number(order.key.version)}});
    const Pkcs11Key* own = desk.keys->lookUp(order.key);
    if (own->shape == KeyShape::Rsa)
        return fail(fc::KeyUsageRefused, {{"label", own->label}});
    if (own->memo.created == 0 && !own->life.retired) { // its check value can not be computed any more
        Pkcs11Memo memo;
        memo.kcv = own->kcv;
        const auto noted = desk.session.importData(
            own->label, Pkcs11Keys::idOf(own->version, own->usage), Pkcs11Keys::encoded(memo));
        if (!noted)
            return noted.failure();
    }
    // The one that the list speaks of comes last, and an order given again goes through all of them: one that
    // was cut off must not leave a shape that works behind a name that counts as retired.
    std::stable_partition(all.begin(), all.end(), [own](const Pkcs11Key* shape) { return shape != own; });
    for (const Pkcs11Key* shape : all) {
        const auto done
            = desk.session.disarm(shape->handle, Pkcs11Keys::idOf(shape->version, shape->usage, false, true));
        if (!done)
            return done.failure();
    }
    qCInfo(lcHsm).noquote()
        << "key retired:" << order.key.label << order.key.version << "by"
        << QStringList(order.people.begin(), order.people.end()).join(QStringLiteral(", "));
    return listed(desk, order.key.label, order.key.version);
}

} // namespace sm
