// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <memory>

namespace sm {

/// AES-256-GCM for the rows of one job (envelope encryption): a data key per job, a 96-bit nonce counted from
/// the record's number and the column, never drawn. The additional data binds a ciphertext to its place, so
/// two swapped rows fail to open. Nonce: sequence (6 bytes), column (2), issue (2), schema (2); numbers that
/// do not fit are SealPlaceOutOfRange. Seal a place once: two different contents at one place would share a
/// nonce, which breaks GCM; changed content is a new issue or schema. Movable; one thread at a time.
class RecordCipher {
public:
    /// What a ciphertext is bound to.
    struct Place {
        qint64 job = 0;
        QByteArray objectId; ///< UTF-8
        quint32 issue = 0; ///< k of the reissue
        quint16 column = 0; ///< which sealed column of the row
        quint16 schema = 1;
        quint64 sequence = 0; ///< number of the record in the job; with the column it makes the nonce
    };

    static Outcome<RecordCipher> create(const SecretBytes& key); ///< 32 bytes
    RecordCipher(RecordCipher&&) noexcept;
    RecordCipher& operator=(RecordCipher&&) noexcept;
    ~RecordCipher();

    Outcome<QByteArray> seal(QByteArrayView plain, const Place& place); ///< ciphertext || 16-byte tag
    /// SealedRowWrong when a bit differs, or the place does.
    Outcome<QByteArray> open(QByteArrayView sealed, const Place& place);

private:
    class Private;
    explicit RecordCipher(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace sm
