// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/message_reader.h"

namespace sm {

SecretBytes MessageReader::secret()
{
    const quint64 length = number();
    if (!expect(length <= quint64(m_secrets.size() - m_secretsTaken)) || length == 0)
        return {};
    const SecretBytes& all = m_secrets;
    auto value = SecretBytes::copyOf(all.span().subspan(size_t(m_secretsTaken), size_t(length)));
    m_secretsTaken += qsizetype(length);
    return expect(value.ok()) ? value.take() : SecretBytes();
}

} // namespace sm
