// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_vault_file.h"

#include "base/bytes.h"
#include "base/failures/security.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr const char* schema = "stationmaster/key-store/1";
constexpr const char* fileName = "keys.store";
constexpr const char* newName = "keys.store.new";
constexpr qsizetype longestFile = 16 * 1024 * 1024;
constexpr qsizetype macText = 32; ///< 16 bytes in hexadecimal
constexpr qsizetype readAtOnce = 64 * 1024;

Failure unusable(const QString& path, const char* cause)
{
    return fail(fc::KeyVaultUnusable, {{"path", path}, {"cause", QLatin1String(cause)}});
}

QString dateText(const QDate& date)
{
    return date.toString(Qt::ISODate); // empty for none
}

QJsonObject entryJson(const VaultEntry& entry)
{
    const KeyDescription& key = entry.about;
    return {{QStringLiteral("label"), key.label}, {QStringLiteral("version"), qint64(key.version)},
        {QStringLiteral("usage"), key.usage}, {QStringLiteral("kcv"), toHex(key.kcv)},
        {QStringLiteral("retired"), key.life.retired},
        {QStringLiteral("not_before"), dateText(key.life.notBefore)},
        {QStringLiteral("not_after"), dateText(key.life.notAfter)},
        {QStringLiteral("exportable"), key.exportable}, {QStringLiteral("purpose"), key.purpose},
        {QStringLiteral("created"), key.created}, {QStringLiteral("created_by"), key.createdBy},
        {QStringLiteral("wrapped"), toHex(entry.wrapped)}};
}

std::optional<VaultEntry> entryFrom(const QJsonObject& object)
{
    const auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString(); };
    VaultEntry entry;
    KeyDescription& key = entry.about;
    key.label = text("label");
    const qint64 version = object.value(QLatin1String("version")).toInteger();
    key.usage = text("usage");
    const auto usage = keyUsageFromName(key.usage);
    const auto kcv = fromHex(text("kcv"));
    const auto wrapped = fromHex(text("wrapped"));
    if (key.label.isEmpty() || version < 1 || version > 0xFFFFFFFF || !usage || !kcv || !wrapped)
        return std::nullopt;
    key.version = quint32(version);
    key.kcv = *kcv;
    key.life.retired = object.value(QLatin1String("retired")).toBool();
    key.life.notBefore = QDate::fromString(text("not_before"), Qt::ISODate);
    key.life.notAfter = QDate::fromString(text("not_after"), Qt::ISODate);
    key.exportable = object.value(QLatin1String("exportable")).toBool();
    key.purpose = text("purpose");
    key.created = object.value(QLatin1String("created")).toInteger();
    key.createdBy = text("created_by");
    entry.usage = *usage;
    entry.wrapped = *wrapped;
    return entry;
}

constexpr const char* eventNames[] = {"stored", "exported", "retired"};

QJsonObject eventJson(const VaultEvent& event)
{
    return {{QStringLiteral("what"), QLatin1String(vaultEventName(event.what))},
        {QStringLiteral("label"), event.label}, {QStringLiteral("version"), qint64(event.version)},
        {QStringLiteral("kbpk"), event.kbpk}, {QStringLiteral("people"), event.people},
        {QStringLiteral("at"), event.at}};
}

std::optional<VaultEvent> eventFrom(const QJsonObject& object)
{
    const auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString(); };
    const auto named = std::find_if(std::begin(eventNames), std::end(eventNames),
        [what = text("what")](const char* name) { return what == QLatin1String(name); });
    const qint64 version = object.value(QLatin1String("version")).toInteger();
    if (named == std::end(eventNames) || text("label").isEmpty() || version < 1 || version > 0xFFFFFFFF)
        return std::nullopt;
    return VaultEvent{VaultEvent::What(named - std::begin(eventNames)), text("label"), quint32(version),
        text("kbpk"), text("people"), object.value(QLatin1String("at")).toInteger()};
}

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    int number() const { return m_number; }

private:
    int m_number;
};

bool writeAll(int descriptor, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(0, written);
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

const char* vaultEventName(VaultEvent::What what)
{
    return eventNames[size_t(what)];
}

Outcome<QByteArray> encodeVault(const VaultContent& content, Cmac& mac)
{
    QJsonArray keys;
    for (const VaultEntry& entry : content.entries)
        keys.append(entryJson(entry));
    QJsonArray events;
    for (const VaultEvent& event : content.events)
        events.append(eventJson(event));
    const QJsonObject whole{{QStringLiteral("schema"), QLatin1String(schema)},
        {QStringLiteral("generation"), qint64(content.generation)}, {QStringLiteral("keys"), keys},
        {QStringLiteral("events"), events}};
    const QByteArray body = QJsonDocument(whole).toJson(QJsonDocument::Compact);
    const auto tag = mac.compute({body});
    if (!tag)
        return tag.failure();
    if (body.size() > longestFile - macText - 2)
        return unusable(QLatin1String(fileName), "full");
    return body + '\n' + toHex(*tag).toLatin1() + '\n';
}

Outcome<VaultContent> decodeVault(const QByteArray& bytes, Cmac& mac, const QString& path)
{
    const auto broken = [&path] { return fail(fc::KeyVaultBroken, {{"path", path}}); };
    const qsizetype bodyLength = bytes.size() - macText - 2;
    if (bodyLength < 2 || bytes.at(bodyLength) != '\n' || bytes.back() != '\n')
        return broken();
    const auto body = QByteArrayView(bytes).first(bodyLength);
    const auto tag = mac.compute({body});
    if (!tag)
        return tag.failure();
    if (!equalInConstantTime(bytes.sliced(bodyLength + 1, macText), toHex(*tag).toLatin1()))
        return broken();
    const QJsonObject whole = QJsonDocument::fromJson(body.toByteArray()).object();
    if (whole.value(QLatin1String("schema")).toString() != QLatin1String(schema))
        return broken();
    VaultContent content;
    content.generation = quint64(whole.value(QLatin1String("generation")).toInteger());
    for (const QJsonValue& value : whole.value(QLatin1String("keys")).toArray()) {
        auto entry = entryFrom(value.toObject());
        if (!entry)
            return broken();
        content.entries.push_back(std::move(*entry));
    }
    for (const QJsonValue& value : whole.value(QLatin1String("events")).toArray()) {
        auto event = eventFrom(value.toObject());
        if (!event)
            return broken();
        content.events.push_back(std::move(*event));
    }
    return content;
}

Outcome<VaultFolder> VaultFolder::take(const QString& path, bool create)
{
    const QByteArray name = QFile::encodeName(path);
    if (create)
        ::mkdir(name.constData(), 0700); // an empty one that is there will do
    const int folder = ::open(name.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return unusable(path, "missing");
    VaultFolder taken(path, folder);
    struct stat about { };
    if (::fstat(folder, &about) != 0 || about.st_uid != ::getuid() || (about.st_mode & 0077) != 0)
        return unusable(path, "rights");
    if (::flock(folder, LOCK_EX | LOCK_NB) != 0)
        return unusable(path, "in use");
    return taken;
}

VaultFolder::VaultFolder(VaultFolder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_folder(std::exchange(other.m_folder, -1))
{
}

VaultFolder::~VaultFolder()
{
    if (m_folder >= 0)
        ::close(m_folder);
}

bool VaultFolder::hasFile() const
{
    return ::faccessat(m_folder, fileName, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

Outcome<QByteArray> VaultFolder::read() const
{
    const Descriptor file(::openat(m_folder, fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.number() < 0)
        return unusable(m_path, "missing");
    QByteArray all;
    std::array<char, readAtOnce> piece;
    while (all.size() <= longestFile) {
        const ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            break;
        if (got == 0)
            return all;
        all.append(piece.data(), got);
    }
    return unusable(m_path, "read");
}

Outcome<Done> VaultFolder::replace(const QByteArray& bytes)
{
    if (m_unsure)
        return unusable(m_path, "written, perhaps not for good");
    if (bytes.size() > longestFile)
        return unusable(m_path, "size"); // it could not be read again
    {
        // One writer at a time by the lock: what a killed one left behind is written over.
        const Descriptor file(::openat(
            m_folder, newName, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
        if (file.number() < 0 || !writeAll(file.number(), bytes))
            return unusable(m_path, "write");
    }
    if (::renameat(m_folder, newName, m_folder, fileName) != 0)
        return unusable(m_path, "write");
    if (::fsync(m_folder) != 0) {
        // The new file stands where it will be read, but may not survive. Which of the two holds is settled
        // by opening the store again; until then nothing is put on top of it.
        m_unsure = true;
        return unusable(m_path, "write");
    }
    return Done{};
}

} // namespace sm
