// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/pins.h"

#include "base/bytes.h"
#include "base/failures/transport.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace sm {

namespace {

constexpr qint64 longestList = 1 << 20;
constexpr qsizetype pinLength = 32;

} // namespace

QByteArray pinOf(const QSslCertificate& certificate)
{
    if (certificate.isNull())
        return {};
    // A kind of key that Qt does not know comes out empty, and would have the pin of every other such key.
    const QByteArray key = certificate.publicKey().toDer();
    return key.isEmpty() ? QByteArray() : QCryptographicHash::hash(key, QCryptographicHash::Sha256);
}

bool PinStore::contains(const QByteArray& pin) const
{
    const std::lock_guard lock(m_mutex);
    return pin.size() == pinLength && m_pins.contains(pin);
}

void PinStore::replace(QSet<QByteArray> pins)
{
    const std::lock_guard lock(m_mutex);
    m_pins = std::move(pins);
}

Outcome<QSet<QByteArray>> PinStore::read(const QString& path)
{
    const auto unusable = [&path](const char* cause) {
        return fail(fc::LinkCredentialsUnusable, {{"path", path}, {"cause", QLatin1String(cause)}});
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestList)
        return unusable("unreadable");
    QSet<QByteArray> pins;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QString text
            = QString::fromLatin1(line.first(line.indexOf('#') < 0 ? line.size() : line.indexOf('#')))
                  .trimmed()
                  .remove(QLatin1Char(':'));
        if (text.isEmpty())
            continue;
        const auto pin = fromHex(text);
        if (!pin || pin->size() != pinLength)
            return unusable("pin");
        pins.insert(*pin);
    }
    return pins;
}

} // namespace sm
