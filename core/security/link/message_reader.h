// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"
#include "transport/framing/cbor_reader.h"

namespace sm {

/// Reads what MessageWriter wrote: CBOR whose secrets come from `setSecrets`, each by its length in the open
/// part.
class MessageReader : public CborReader {
public:
    using CborReader::CborReader;

    SecretBytes secret();

    void setSecrets(SecretBytes secrets) { m_secrets = std::move(secrets); }
    bool secretsUsed() const { return m_secretsTaken == m_secrets.size(); }

private:
    SecretBytes m_secrets;
    qsizetype m_secretsTaken = 0;
};

} // namespace sm
