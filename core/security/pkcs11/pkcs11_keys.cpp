// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_keys.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/log.h"
#include "card/tlv.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cstring>

namespace sm {

namespace {

constexpr QLatin1String leftSuffix("/left");
constexpr qsizetype versionBytes = 4;

std::optional<CK_ULONG> number(const QByteArray& value)
{
    CK_ULONG out = 0;
    if (value.size() != sizeof out)
        return std::nullopt;
    std::memcpy(&out, value.constData(), sizeof out);
    return out;
}

/// The name of the usage, and what stands behind it.
std::optional<KeyUsage> namedUsage(const QByteArray& id)
{
    if (id.size() <= versionBytes)
        return std::nullopt;
    return keyUsageFromName(QString::fromLatin1(id.sliced(versionBytes).split(';').front()));
}

bool isMarked(const QByteArray& id, const char* mark)
{
    return id.size() > versionBytes && id.sliced(versionBytes).split(';').mid(1).contains(mark);
}

/// YYYYMMDD in ASCII; empty: none.
QByteArray encodedDate(const QDate& day)
{
    return day.isValid() ? day.toString(QStringLiteral("yyyyMMdd")).toLatin1() : QByteArray();
}

QDate dateOf(const QByteArray& value)
{
    return QDate::fromString(QString::fromLatin1(value), QStringLiteral("yyyyMMdd"));
}

enum MemoTag : quint32 {
    Purpose = 0xDF01,
    Created = 0xDF02,
    People = 0xDF03,
    CheckValueOf = 0xDF04,
    FirstDay = 0xDF05,
    LastDay = 0xDF06
};

/// Ids that others made count as the first version.
quint32 versionOf(const QByteArray& id)
{
    const bool ours = id.size() <= versionBytes || namedUsage(id);
    quint32 version = 0;
    for (const char byte : id.left(versionBytes))
        version = version << 8 | quint8(byte);
    return !ours || version == 0 ? 1 : version;
}

std::optional<KeyShape> shapeOf(CK_KEY_TYPE type, bool left)
{
    if (left)
        return type == CKK_DES3 ? std::optional(KeyShape::LeftDes) : std::nullopt;
    if (type == CKK_AES)
        return KeyShape::Aes;
    if (type == CKK_RSA)
        return KeyShape::Rsa;
    return type == CKK_DES2 || type == CKK_DES3 ? std::optional(KeyShape::Tdea) : std::nullopt;
}

struct Flags {
    bool sign = false;
    bool encrypt = false;
    bool decrypt = false;
    bool derive = false;
    bool wrap = false;
    bool leaves = false;
};

Flags flagsOf(Pkcs11Session& session, CK_OBJECT_HANDLE handle)
{
    return {session.flag(handle, CKA_SIGN), session.flag(handle, CKA_ENCRYPT),
        session.flag(handle, CKA_DECRYPT), session.flag(handle, CKA_DERIVE),
        session.flag(handle, CKA_WRAP) || session.flag(handle, CKA_UNWRAP),
        session.flag(handle, CKA_EXTRACTABLE)};
}

bool isOneOf(KeyUsage usage, std::initializer_list<KeyUsage> some)
{
    return std::find(some.begin(), some.end(), usage) != some.end();
}

/// What keys of a usage may be allowed; to encipher a block for the check value all of them.
Flags allowedFor(KeyUsage usage)
{
    Flags may;
    may.sign = !isOneOf(usage,
        {KeyUsage::KeyEncryption, KeyUsage::EmvMaster, KeyUsage::CardVerification, KeyUsage::PinEncryption,
            KeyUsage::Transport, KeyUsage::Operator});
    may.encrypt = usage != KeyUsage::IssuerSigning;
    may.decrypt = isOneOf(usage, {KeyUsage::PinEncryption, KeyUsage::Transport});
    may.derive = isOneOf(usage,
        {KeyUsage::Scp03Master, KeyUsage::Scp02Master, KeyUsage::EmvMaster, KeyUsage::Release,
            KeyUsage::Authorization});
    may.wrap = usage == KeyUsage::KeyEncryption;
    may.leaves = usage == KeyUsage::Operator;
    return may;
}

bool isTdea(KeyUsage usage)
{
    return keyAlgorithm(usage) == BlockAlgorithm::Tdea;
}

bool isWithin(const Flags& has, const Flags& may, bool retired)
{
    const bool any = retired || has.sign || has.encrypt || has.decrypt || has.derive || has.wrap;
    return any && has.sign <= may.sign && has.encrypt <= may.encrypt && has.decrypt <= may.decrypt
        && has.derive <= may.derive && has.wrap <= may.wrap && has.leaves <= may.leaves;
}

KeyUsage usageByFlags(const Flags& flags)
{
    return flags.wrap ? KeyUsage::KeyEncryption : flags.derive ? KeyUsage::Scp03Master : KeyUsage::Mac;
}

QByteArray checkValue(Pkcs11Session& session, const Pkcs11Key& key, bool mayEncipher)
{
    if (key.shape == KeyShape::Rsa)
        return QCryptographicHash::hash(key.publicKey.modulus, QCryptographicHash::Sha1).first(3);
    if (!mayEncipher)
        return {};
    const bool aes = key.shape == KeyShape::Aes;
    const QByteArray block = aes ? QByteArray(16, '\x01') : QByteArray(8, '\0');
    const auto enciphered = session.encrypt(aes ? CKM_AES_ECB : CKM_DES3_ECB, key.handle, bytesOf(block));
    return enciphered ? enciphered->first(3) : QByteArray();
}

std::optional<Pkcs11Key> keyOf(Pkcs11Session& session, CK_OBJECT_HANDLE handle)
{
    Pkcs11Key key;
    key.handle = handle;
    key.label = QString::fromUtf8(session.attribute(handle, CKA_LABEL));
    const bool left = key.label.endsWith(leftSuffix);
    if (left)
        key.label.chop(leftSuffix.size());
    const QByteArray id = session.attribute(handle, CKA_ID);
    const auto type = number(session.attribute(handle, CKA_KEY_TYPE));
    const auto shape = type ? shapeOf(*type, left) : std::nullopt;
    if (!shape || key.label.isEmpty())
        return std::nullopt;
    const Flags flags = flagsOf(session, handle);
    key.shape = *shape;
    key.version = versionOf(id);
    key.usage
        = key.shape == KeyShape::Rsa ? KeyUsage::IssuerSigning : namedUsage(id).value_or(usageByFlags(flags));
    key.leaves = flags.leaves && key.usage == KeyUsage::Operator;
    key.exportable = flags.leaves && isMarked(id, "x");
    key.life.retired = isMarked(id, "r");
    Flags may = allowedFor(key.usage);
    // Of a key whose retirement was cut off the mark is gone, but not yet the attribute: it is to be seen, so
    // that the order can be given again.
    may.leaves = may.leaves || key.exportable || key.life.retired;
    if (!isWithin(flags, may, key.life.retired)) {
        qCWarning(lcHsm).noquote() << "key" << key.label
                                   << "in the token is not used: its attributes give it "
                                      "no use, two uses, or let it out";
        return std::nullopt;
    }
    if (key.shape == KeyShape::Rsa) {
        key.publicKey
            = {session.attribute(handle, CKA_MODULUS), session.attribute(handle, CKA_PUBLIC_EXPONENT)};
        key.length = key.publicKey.size();
    } else if (key.shape == KeyShape::Aes) {
        key.length = qsizetype(number(session.attribute(handle, CKA_VALUE_LEN)).value_or(0));
    } else {
        key.length = *type == CKK_DES2 ? 16 : 24;
    }
    key.kcv = checkValue(session, key, flags.encrypt);
    return key;
}

std::optional<IssuerCertificate> certificateOf(const QByteArray& value)
{
    const auto objects = readTlv(value);
    if (!objects)
        return std::nullopt;
    const auto get = [&](quint32 tag) {
        const TlvView* found = findTlv(*objects, tag);
        return found ? found->value.toByteArray() : QByteArray();
    };
    const QByteArray index = get(0x8F);
    if (index.size() != 1)
        return std::nullopt;
    return IssuerCertificate{get(0x90), get(0x92), get(0x9F32), quint8(index[0])};
}

std::optional<Failure> lifeProblem(const Pkcs11Key& key)
{
    const QList<FailureParam> who{{"label", key.label}, {"version", QString::number(key.version)}};
    switch (fitnessOf(key.life, todayUtc())) {
    case KeyFitness::Retired:
        return fail(fc::KeyRetired, who);
    case KeyFitness::Expired:
        return fail(fc::KeyExpired, who);
    case KeyFitness::NotYetValid:
        return fail(fc::KeyNotYetValid, who);
    case KeyFitness::Usable:
        break;
    }
    return std::nullopt;
}

} // namespace

Outcome<std::shared_ptr<const Pkcs11Keys>> Pkcs11Keys::list(Pkcs11Session& session)
{
    auto keys = std::make_shared<Pkcs11Keys>();
    for (const CK_OBJECT_CLASS objectClass : {CKO_SECRET_KEY, CKO_PRIVATE_KEY}) {
        const auto handles = session.objects(objectClass);
        if (!handles)
            return handles.failure();
        for (const CK_OBJECT_HANDLE handle : *handles) {
            if (auto key = keyOf(session, handle))
                keys->m_keys.push_back(std::move(*key));
        }
    }
    const auto data = session.objects(CKO_DATA);
    if (!data)
        return data.failure();
    for (const CK_OBJECT_HANDLE handle : *data) {
        const QByteArray value = session.attribute(handle, CKA_VALUE);
        const QString label = QString::fromUtf8(session.attribute(handle, CKA_LABEL));
        const QByteArray id = session.attribute(handle, CKA_OBJECT_ID);
        if (auto read = certificateOf(value))
            keys->m_certificates.push_back({label, id, std::move(*read)});
        else if (const auto memo = memoOf(value))
            keys->remember(label, versionOf(id), *memo);
    }
    if (session.isLost())
        return pkcs11CallFailed("C_GetAttributeValue", CKR_DEVICE_ERROR);
    std::sort(keys->m_keys.begin(), keys->m_keys.end(), [](const Pkcs11Key& a, const Pkcs11Key& b) {
        return std::tie(a.label, a.version, a.shape) < std::tie(b.label, b.version, b.shape);
    });
    return std::shared_ptr<const Pkcs11Keys>(std::move(keys));
}

Pkcs11Session::Making Pkcs11Keys::making(
    const QString& label, quint32 version, KeyUsage usage, KeyShape shape)
{
    const Flags may = allowedFor(usage);
    const bool aes = shape == KeyShape::Aes;
    const bool primary = keyAlgorithm(usage) == (aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea);
    Pkcs11Session::Making making;
    making.type = aes ? CKK_AES : shape == KeyShape::LeftDes ? CKK_DES3 : CKK_DES2;
    if (shape == KeyShape::Rsa)
        making.type = CKK_RSA;
    making.inToken = true;
    making.label = shape == KeyShape::LeftDes ? label + leftSuffix : label;
    making.id = idOf(version, usage);
    making.sign = may.sign && (aes || shape == KeyShape::Rsa || usage == KeyUsage::TdeaBlockProtection);
    making.derive = may.derive && (shape == KeyShape::Tdea || (aes && primary));
    making.decrypt = may.decrypt;
    making.wrap = may.wrap;
    making.exportable = may.leaves;
    // Its check value; and what a key that is no master is for.
    making.encrypt = may.encrypt
        && (primary
            || !isOneOf(usage, {KeyUsage::Scp03Master, KeyUsage::Scp02Master, KeyUsage::PinEncryption}));
    return making;
}

QByteArray Pkcs11Keys::idOf(quint32 version, KeyUsage usage, bool exportable, bool retired)
{
    QByteArray id;
    appendU32(id, version);
    return id + keyUsageName(usage) + (exportable ? ";x" : "") + (retired ? ";r" : "");
}

std::vector<KeyShape> Pkcs11Keys::shapesOf(KeyUsage usage, qsizetype length)
{
    const bool twoKeys = length == 16;
    std::vector<KeyShape> shapes{isTdea(usage) ? KeyShape::Tdea : KeyShape::Aes};
    if (usage == KeyUsage::Scp03Master && twoKeys)
        shapes.push_back(KeyShape::Tdea); // the older diversifications
    if (isOneOf(usage,
            {KeyUsage::Scp02Master, KeyUsage::PinEncryption, KeyUsage::Release, KeyUsage::Authorization}))
        shapes.push_back(KeyShape::Aes);
    if (isOneOf(usage, {KeyUsage::CardVerification, KeyUsage::Authorization}) && twoKeys)
        shapes.push_back(KeyShape::LeftDes);
    return shapes;
}

QByteArray Pkcs11Keys::encoded(const Pkcs11Memo& memo)
{
    QByteArray created;
    appendU32(created, quint32(quint64(memo.created) >> 32));
    appendU32(created, quint32(memo.created));
    return encodeTlv(Purpose, memo.purpose.toUtf8()) + encodeTlv(Created, created)
        + encodeTlv(People, memo.people.toUtf8()) + encodeTlv(CheckValueOf, memo.kcv)
        + encodeTlv(FirstDay, encodedDate(memo.notBefore)) + encodeTlv(LastDay, encodedDate(memo.notAfter));
}

std::optional<Pkcs11Memo> Pkcs11Keys::memoOf(const QByteArray& value)
{
    const auto objects = readTlv(value);
    if (!objects)
        return std::nullopt;
    const TlvView* created = findTlv(*objects, Created);
    if (!created || created->value.size() != 8)
        return std::nullopt;
    const auto get = [&](quint32 tag) {
        const TlvView* found = findTlv(*objects, tag);
        return found ? found->value.toByteArray() : QByteArray();
    };
    Pkcs11Memo memo;
    quint64 seconds = 0;
    for (const char byte : created->value)
        seconds = seconds << 8 | quint8(byte);
    memo.created = qint64(seconds);
    memo.purpose = QString::fromUtf8(get(Purpose));
    memo.people = QString::fromUtf8(get(People));
    memo.kcv = get(CheckValueOf);
    memo.notBefore = dateOf(get(FirstDay));
    memo.notAfter = dateOf(get(LastDay));
    return memo;
}

void Pkcs11Keys::remember(const QString& label, quint32 version, const Pkcs11Memo& memo)
{
    for (Pkcs11Key& key : m_keys) {
        if (key.label != label || key.version != version)
            continue;
        key.memo = memo;
        key.life.notBefore = memo.notBefore;
        key.life.notAfter = memo.notAfter;
        if (key.kcv.isEmpty())
            key.kcv = memo.kcv;
    }
}

QByteArray Pkcs11Keys::encoded(const IssuerCertificate& certificate)
{
    return encodeTlv(0x90, certificate.certificate) + encodeTlv(0x92, certificate.remainder)
        + encodeTlv(0x9F32, certificate.exponent) + encodeTlv(0x8F, QByteArray(1, char(certificate.caIndex)));
}

/// Sorted by version: the last that fits is the newest.
const Pkcs11Key* Pkcs11Keys::lookUp(const KeyRef& ref) const
{
    const Pkcs11Key* best = nullptr;
    const QDate today = todayUtc();
    for (const Pkcs11Key& key : m_keys) {
        if (key.label != ref.label || (ref.version != 0 && key.version != ref.version))
            continue;
        const bool primary = keyAlgorithm(key.usage).value_or(BlockAlgorithm::Aes)
            == (key.shape == KeyShape::Aes || key.shape == KeyShape::Rsa ? BlockAlgorithm::Aes
                                                                         : BlockAlgorithm::Tdea);
        const bool usable = fitnessOf(key.life, today) == KeyFitness::Usable;
        const bool bestUsable = best && fitnessOf(best->life, today) == KeyFitness::Usable;
        const bool same = best && key.version == best->version;
        if (!best || (same && primary && key.shape != KeyShape::LeftDes)
            || (!same && (usable || !bestUsable)))
            best = &key;
    }
    return best;
}

std::vector<const Pkcs11Key*> Pkcs11Keys::shapes(const KeyRef& ref) const
{
    std::vector<const Pkcs11Key*> all;
    const Pkcs11Key* chosen = lookUp(ref);
    for (const Pkcs11Key& key : m_keys) {
        if (chosen && key.label == chosen->label && key.version == chosen->version)
            all.push_back(&key);
    }
    return all;
}

const Pkcs11Key* Pkcs11Keys::shaped(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const Pkcs11Key* newest = lookUp(ref);
    for (const Pkcs11Key& key : m_keys) {
        if (newest && key.label == ref.label && key.version == newest->version && key.shape == use.shape
            && key.usage == usage && use.leaves <= key.leaves)
            return &key;
    }
    return nullptr;
}

bool Pkcs11Keys::holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    return shaped(ref, usage, use) != nullptr;
}

Outcome<const Pkcs11Key*> Pkcs11Keys::find(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const Pkcs11Key* key = shaped(ref, usage, use);
    if (key) {
        const auto over = lifeProblem(*key);
        return over ? Outcome<const Pkcs11Key*>(*over) : key;
    }
    if (!lookUp(ref))
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    return fail(fc::KeyUsageRefused, {{"label", ref.label}, {"usage", QLatin1String(keyUsageName(usage))}});
}

Outcome<IssuerCertificate> Pkcs11Keys::certificate(const KeyRef& ref) const
{
    const auto key = find(ref, KeyUsage::IssuerSigning, KeyUse(KeyShape::Rsa));
    if (!key)
        return key.failure();
    const QByteArray id = idOf((*key)->version, KeyUsage::IssuerSigning);
    for (const Certificate& one : m_certificates) {
        if (one.label == ref.label && one.id == id)
            return one.content;
    }
    return IssuerCertificate{};
}

std::vector<KeyDescription> Pkcs11Keys::describe() const
{
    std::vector<KeyDescription> all;
    for (const Pkcs11Key& key : m_keys) {
        if (lookUp(KeyRef(key.label, key.version)) != &key)
            continue;
        KeyDescription told;
        told.label = key.label;
        told.version = key.version;
        told.usage = QLatin1String(keyUsageName(key.usage));
        told.kcv = key.kcv;
        told.life = key.life;
        told.exportable = key.exportable;
        told.purpose = key.memo.purpose;
        told.created = key.memo.created;
        told.createdBy = key.memo.people;
        all.push_back(std::move(told));
    }
    return all;
}

} // namespace sm
