// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/picture_address.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace sm {

namespace {

const QString placeOfName = QStringLiteral("{picture}");

QUrl withName(QString text, const QString& encoded)
{
    return QUrl(text.replace(placeOfName, encoded), QUrl::StrictMode);
}

} // namespace

QString PictureAddress::flaw() const
{
    const QUrl url = withName(text, QStringLiteral("x"));
    const bool web = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    if (!url.isValid() || !web || url.host().isEmpty())
        return QStringLiteral("an address that begins with http:// or https://");
    if (!url.userInfo().isEmpty())
        return QStringLiteral("an address without a user's name or password");
    const qsizetype path = text.indexOf(u'/', text.indexOf(QStringLiteral("://")) + 3);
    if (text.count(placeOfName) != 1 || path < 0 || text.indexOf(placeOfName) < path || text.contains(u'#'))
        return QStringLiteral("an address with {picture} once behind the host, where the name goes");
    return {};
}

QString PictureAddress::host() const
{
    return withName(text, QStringLiteral("x")).host();
}

QUrl PictureAddress::of(const QString& name) const
{
    return withName(text, QString::fromLatin1(QUrl::toPercentEncoding(name, "/")));
}

bool PictureAddress::takes(const QString& name)
{
    constexpr qsizetype longest = 1'000;
    const QStringList parts = name.split(u'/');
    return !name.isEmpty() && name.size() <= longest
        && std::none_of(parts.begin(), parts.end(), [](const QString& part) {
               return part.isEmpty() || part == QStringLiteral(".") || part == QStringLiteral("..");
           });
}

} // namespace sm
