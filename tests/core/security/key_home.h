// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "key_samples.h"
#include "security/key_vault.h"

#include <QFile>
#include <QTemporaryDir>

/// Key stores of tests.
namespace smtest {

inline const sm::SecretBytes& storeKey()
{
    static const sm::SecretBytes key = madeUpKey(32, 200);
    return key;
}

inline QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

inline sm::ImportKey importOf(
    const char* label, sm::KeyUsage usage, sm::SecretBytes value, quint32 version = 1)
{
    sm::ImportKey order;
    order.as.label = text(label);
    order.as.version = version;
    order.as.usage = usage;
    order.as.people = {text("Ada Berg"), text("Bo Chang")};
    order.value = std::move(value);
    return order;
}

/// A folder with an empty key store.
class Home {
public:
    Home()
    {
        if (!sm::KeyVault::create(path(), storeKey()))
            qFatal("no key store could be made");
    }
    QString path() const { return m_folder.filePath(QStringLiteral("keys")); }
    QString file() const { return path() + QStringLiteral("/keys.store"); }
    sm::Outcome<std::shared_ptr<sm::KeyVault>> open() const
    {
        return sm::KeyVault::open(
            path(), storeKey(), std::make_shared<sm::SystemRandom>(), [this] { return today; });
    }
    QByteArray bytes() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    bool write(const QByteArray& content) const
    {
        QFile out(file());
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
    }
    QDate today = QDate(2026, 11, 22);

private:
    QTemporaryDir m_folder;
};

} // namespace smtest
