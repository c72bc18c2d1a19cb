// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cmac.h"
#include "security/key_store.h"

#include <vector>

namespace sm {

/// A key in the file of a key store: its metadata, and its value under the store key.
struct VaultEntry {
    KeyDescription about;
    KeyUsage usage = KeyUsage::Mac;
    QByteArray wrapped; ///< AES key wrap with padding, RFC 5649
};
/// What persons ordered, kept for those who look into it: nothing of it is ever taken away.
struct VaultEvent {
    enum class What : quint8 { Stored, Exported, Retired };
    What what = What::Stored;
    QString label;
    quint32 version = 0;
    QString kbpk; ///< exported: under which key
    QString people; ///< who brought it or decided it; empty: nobody said
    qint64 at = 0; ///< seconds since 1970, UTC
    bool operator==(const VaultEvent&) const = default;
};
const char* vaultEventName(VaultEvent::What what); ///< stored, exported, retired

struct VaultContent {
    quint64 generation = 0; ///< counts the changes
    std::vector<VaultEntry> entries;
    std::vector<VaultEvent> events; ///< oldest first
};

/// One line of JSON, then one with the AES-CMAC over the first in hexadecimal: it binds the metadata to the
/// wrapped values, and the entries to each other, so that none can be changed, swapped or left out.
/// KeyVaultUnusable with cause: full, for more than can be read again.
Outcome<QByteArray> encodeVault(const VaultContent& content, Cmac& mac);
/// KeyVaultBroken; nothing is looked at before the MAC is right.
Outcome<VaultContent> decodeVault(const QByteArray& bytes, Cmac& mac, const QString& path);

/// The folder of a key store: of this user alone, and of one process at a time.
class VaultFolder {
public:
    /// KeyVaultUnusable with cause: missing, rights, in use.
    static Outcome<VaultFolder> take(const QString& path, bool create);
    VaultFolder(VaultFolder&& other) noexcept;
    VaultFolder& operator=(VaultFolder&&) = delete;
    ~VaultFolder();

    bool hasFile() const;
    Outcome<QByteArray> read() const; ///< KeyVaultUnusable with cause: read
    /// The old file or the new one is there, whole, whenever the process or the machine ends.
    /// KeyVaultUnusable with cause: write.
    Outcome<Done> replace(const QByteArray& bytes);
    QString filePath() const { return m_path + QStringLiteral("/keys.store"); }

private:
    VaultFolder(QString path, int folder)
        : m_path(std::move(path))
        , m_folder(folder)
    {
    }
    QString m_path;
    int m_folder; ///< descriptor, locked
    bool m_unsure = false; ///< what was written last may not survive
};

} // namespace sm
