// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_content.h"

#include "base/failures/simulator.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <limits>

namespace sm {

namespace {

constexpr int formatVersion = 1;

QCborValue secretValue(const CardSecret& secret)
{
    if (!secret)
        return {};
    return QByteArray(reinterpret_cast<const char*>(secret->data()), secret->size());
}

QCborArray groupsValue(const std::map<quint16, QByteArray>& groups)
{
    QCborArray array;
    for (const auto& [id, data] : groups)
        array << QCborArray{id, data};
    return array;
}

QCborArray secretsValue(const std::map<quint16, CardSecret>& secrets)
{
    QCborArray array;
    for (const auto& [id, secret] : secrets)
        array << QCborArray{id, secretValue(secret)};
    return array;
}

QCborArray countersValue(const std::map<quint16, quint64>& counters)
{
    QCborArray array;
    for (const auto& [tag, count] : counters)
        array << QCborArray{tag, qint64(count)};
    return array;
}

QCborArray aidsValue(const std::vector<QByteArray>& aids)
{
    QCborArray array;
    for (const QByteArray& aid : aids)
        array << aid;
    return array;
}

QCborArray keysValue(const CardContent& content)
{
    QCborArray array;
    for (const CardKeySet& set : content.keys) {
        array << QCborArray{set.version, secretValue(set.enc), secretValue(set.mac), secretValue(set.dek),
            qint64(set.sequence), set.protocol};
    }
    return array;
}

QCborArray applicationsValue(const CardContent& content)
{
    QCborArray array;
    for (const CardApplication& a : content.applications)
        array << QCborArray{a.aid, a.loadFile, a.module, a.privileges, a.state, groupsValue(a.groups),
            secretsValue(a.secrets), countersValue(a.counters)};
    return array;
}

QCborArray filesValue(const CardContent& content)
{
    QCborArray array;
    for (const auto& [handle, f] : content.files) {
        array << QCborArray{qint64(handle), int(f.type), f.id, qint64(f.parent), f.sfi, f.lifeCycle,
            f.recordSize, f.name, f.compactAccess, f.body};
    }
    return array;
}

/// Reads members in order and remembers whether any had the wrong type or was missing.
class MemberReader {
public:
    explicit MemberReader(const QCborValue& value)
        : m_array(value.toArray())
        , m_ok(value.isArray())
    {
    }

    template <class T> T number(qint64 max)
    {
        const QCborValue v = next();
        if (!v.isInteger() || v.toInteger() < 0 || v.toInteger() > max)
            m_ok = false;
        return static_cast<T>(m_ok ? v.toInteger() : 0);
    }
    QByteArray bytes()
    {
        const QCborValue v = next();
        m_ok = m_ok && v.isByteArray();
        return v.toByteArray();
    }
    CardSecret secret()
    {
        const QCborValue v = next();
        if (v.isUndefined() || v.isNull())
            return {};
        auto made = cardSecret(v.toByteArray());
        if (!v.isByteArray() || !made) {
            m_ok = false;
            return {};
        }
        return made.take();
    }
    QCborArray list()
    {
        const QCborValue v = next();
        m_ok = m_ok && v.isArray();
        return v.toArray();
    }
    bool ok() const { return m_ok && m_index == m_array.size(); }
    /// A card that was stored before there was more to say.
    bool atEnd() const { return m_index >= m_array.size(); }

private:
    QCborValue next()
    {
        if (m_index >= m_array.size()) {
            m_ok = false;
            return {};
        }
        return m_array.at(m_index++);
    }
    QCborArray m_array;
    qsizetype m_index = 0;
    bool m_ok;
};

bool readGroups(const QCborArray& array, std::map<quint16, QByteArray>& groups)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        const auto id = in.number<quint16>(0xFFFF);
        groups[id] = in.bytes();
        if (!in.ok())
            return false;
    }
    return true;
}

bool readSecrets(const QCborArray& array, std::map<quint16, CardSecret>& secrets)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        const auto id = in.number<quint16>(0xFFFF);
        CardSecret secret = in.secret();
        if (!in.ok() || !secret)
            return false;
        secrets[id] = std::move(secret);
    }
    return true;
}

bool readCounters(const QCborArray& array, std::map<quint16, quint64>& counters)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        const auto tag = in.number<quint16>(0xFFFF);
        counters[tag] = in.number<quint64>(std::numeric_limits<qint64>::max());
        if (!in.ok())
            return false;
    }
    return true;
}

bool readKeys(const QCborArray& array, CardContent& content)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        CardKeySet set;
        set.version = in.number<quint8>(0xFF);
        set.enc = in.secret();
        set.mac = in.secret();
        set.dek = in.secret();
        set.sequence = in.number<quint32>(0xFFFFFF);
        if (!in.atEnd())
            set.protocol = in.number<quint8>(3);
        if (!in.ok() || !set.enc || !set.mac || !set.dek)
            return false;
        content.keys.push_back(std::move(set));
    }
    return true;
}

bool readLoadFiles(const QCborArray& array, CardContent& content)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        CardLoadFile file;
        file.aid = in.bytes();
        for (const QCborValue& module : in.list())
            file.modules.push_back(module.toByteArray());
        file.size = in.number<qint64>(1 << 24);
        if (!in.ok())
            return false;
        content.loadFiles.push_back(std::move(file));
    }
    return true;
}

bool readApplications(const QCborArray& array, CardContent& content)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        CardApplication a;
        a.aid = in.bytes();
        a.loadFile = in.bytes();
        a.module = in.bytes();
        a.privileges = in.bytes();
        a.state = in.number<quint8>(0xFF);
        if (!readGroups(in.list(), a.groups))
            return false;
        if (!in.atEnd() && (!readSecrets(in.list(), a.secrets) || !readCounters(in.list(), a.counters)))
            return false;
        if (!in.ok())
            return false;
        content.applications.push_back(std::move(a));
    }
    return true;
}

bool readFiles(const QCborArray& array, CardContent& content)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        CardFile f;
        const auto handle = in.number<quint32>(0xFFFFFFFF);
        const auto type = in.number<quint8>(0xFF);
        f.type = CardFile::Type(type);
        f.id = in.number<quint16>(0xFFFF);
        f.parent = in.number<quint32>(0xFFFFFFFF);
        f.sfi = in.number<quint8>(30);
        f.lifeCycle = in.number<quint8>(0x0F);
        f.recordSize = in.number<quint16>(0xFFFF);
        f.name = in.bytes();
        f.compactAccess = in.bytes();
        f.body = in.bytes();
        const bool known = type == 0x38 || type == 0x01 || type == 0x02;
        if (!in.ok() || !known || (type == 0x02 && f.recordSize == 0))
            return false;
        content.files[handle] = std::move(f);
    }
    // Every file but the MF lies in a directory that comes before it, so that no path runs in a circle.
    for (const auto& [handle, f] : content.files) {
        const auto parent = content.files.find(f.parent);
        const bool isMaster = handle == CardContent::masterFile;
        if (!isMaster && (f.parent >= handle || parent == content.files.end()))
            return false;
    }
    return content.files.contains(CardContent::masterFile);
}

bool readPins(const QCborArray& array, CardContent& content)
{
    for (const QCborValue& value : array) {
        MemberReader in(value);
        const auto reference = in.number<quint8>(0xFF);
        CardPin pin;
        pin.value = in.secret();
        pin.triesLeft = in.number<quint8>(15);
        pin.limit = in.number<quint8>(15);
        if (!in.ok() || !pin.value)
            return false;
        content.pins[reference] = std::move(pin);
    }
    return true;
}

bool readHead(MemberReader& in, CardContent& content)
{
    const auto version = in.number<int>(0xFFFF);
    content.kind = CardKind(in.number<quint8>(1));
    const QByteArray serial = in.bytes();
    ByteReader number(serial);
    const auto high = number.u32();
    const auto low = number.u32();
    if (version != formatVersion || !high || !low || !number.atEnd())
        return false;
    content.serial = quint64(*high) << 32 | *low;
    content.cplc = in.bytes();
    content.keyDiversificationData = in.bytes();
    content.issuerDomain = in.bytes();
    content.scpParameter = in.number<quint8>(0xFF);
    content.state = CardState(in.number<quint8>(0xFF));
    content.authenticationTries = in.number<quint8>(0xFF);
    content.authenticationLimit = in.number<quint8>(0xFF);
    const bool gp = content.kind == CardKind::GlobalPlatform;
    return content.cplc.size() == 42
        && (!gp || (content.keyDiversificationData.size() == 10 && content.issuerDomain.size() >= 5));
}

} // namespace

QByteArray encodeCardContent(const CardContent& content)
{
    QCborArray pins;
    for (const auto& [reference, pin] : content.pins)
        pins << QCborArray{reference, secretValue(pin.value), pin.triesLeft, pin.limit};
    QCborArray loadFiles;
    for (const CardLoadFile& file : content.loadFiles)
        loadFiles << QCborArray{file.aid, aidsValue(file.modules), file.size};
    QByteArray serial;
    appendU64(serial, content.serial);
    QCborArray all{formatVersion, int(content.kind), serial, content.cplc, content.keyDiversificationData,
        content.issuerDomain, content.scpParameter, int(content.state), content.authenticationTries,
        content.authenticationLimit};
    all << keysValue(content) << groupsValue(content.dataObjects) << loadFiles << applicationsValue(content)
        << filesValue(content) << pins << content.scp02Parameter;
    return all.toCborValue().toCbor();
}

Outcome<CardContent> decodeCardContent(const QByteArray& bytes)
{
    QCborParserError error{};
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    const Failure broken = fail(fc::CardContentBroken, {{"offset", QString::number(error.offset)}});
    if (error.error != QCborError::NoError)
        return broken;
    CardContent content;
    MemberReader in(value);
    const bool read = readHead(in, content) && readKeys(in.list(), content)
        && readGroups(in.list(), content.dataObjects) && readLoadFiles(in.list(), content)
        && readApplications(in.list(), content) && readFiles(in.list(), content)
        && readPins(in.list(), content);
    if (read && !in.atEnd())
        content.scp02Parameter = in.number<quint8>(0xFF);
    if (!read || !in.ok())
        return broken;
    return content;
}

} // namespace sm
