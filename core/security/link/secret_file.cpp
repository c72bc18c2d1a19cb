// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/secret_file.h"

#include "base/failures/security.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr qsizetype longestSecret = 256;

Failure unusable(const char* cause, const QString& path = {})
{
    QList<FailureParam> params{{"cause", QLatin1String(cause)}};
    if (!path.isEmpty())
        params.append({"path", path});
    return fail(fc::SecretFileUnusable, std::move(params));
}

std::optional<quint8> digit(quint8 c)
{
    if (c >= '0' && c <= '9')
        return quint8(c - '0');
    const quint8 lower = c | 0x20;
    if (lower >= 'a' && lower <= 'f')
        return quint8(lower - 'a' + 10);
    return std::nullopt;
}

Outcome<SecretBytes> keyOf(const SecretBytes& text, const QString& path)
{
    if (text.size() != 32 && text.size() != 48 && text.size() != 64)
        return fail(fc::KeyRefused, {{"label", path}});
    auto key = SecretBytes::allocate(text.size() / 2);
    if (!key)
        return key;
    for (qsizetype i = 0; i < key->size(); ++i) {
        const auto high = digit(text.data()[2 * i]);
        const auto low = digit(text.data()[2 * i + 1]);
        if (!high || !low)
            return unusable("content", path);
        key->data()[i] = quint8(*high << 4 | *low);
    }
    return key;
}

class Descriptor {
public:
    explicit Descriptor(const QString& path)
        : m_number(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
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

} // namespace

Outcome<SecretBytes> readSecret(int descriptor)
{
    auto room = SecretBytes::allocate(longestSecret + 1);
    if (!room)
        return room;
    qsizetype length = 0;
    while (length < room->size()) {
        const ssize_t got = ::read(descriptor, room->data() + length, size_t(room->size() - length));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unusable("read");
        if (got == 0)
            break;
        length += got;
    }
    if (length > longestSecret)
        return unusable("length");
    while (length > 0 && (room->data()[length - 1] == '\n' || room->data()[length - 1] == '\r'))
        --length;
    if (length == 0)
        return unusable("empty");
    const SecretBytes& all = *room;
    return SecretBytes::copyOf(all.span().first(size_t(length)));
}

Outcome<SecretBytes> readSecretFile(const QString& path)
{
    const Descriptor file(path);
    struct stat about { };
    if (file.number() < 0 || ::fstat(file.number(), &about) != 0)
        return unusable("missing", path);
    if ((about.st_mode & 0077) != 0)
        return unusable("readable by others", path);
    auto secret = readSecret(file.number());
    return secret ? std::move(secret) : Outcome<SecretBytes>(unusable("content", path));
}

Outcome<SecretBytes> readKey(int descriptor)
{
    const auto text = readSecret(descriptor);
    return text ? keyOf(*text, {}) : Outcome<SecretBytes>(text.failure());
}

Outcome<SecretBytes> readKeyFile(const QString& path)
{
    const auto text = readSecretFile(path);
    return text ? keyOf(*text, path) : Outcome<SecretBytes>(text.failure());
}

} // namespace sm
