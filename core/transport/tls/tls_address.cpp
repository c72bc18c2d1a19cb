// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tls_address.h"

namespace sm {

std::optional<TlsAddress> TlsAddress::parse(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    TlsAddress address;
    bool number = false;
    address.port = text.mid(colon + 1).toUShort(&number);
    address.host = text.first(colon);
    if (address.host.startsWith(u'[') && address.host.endsWith(u']'))
        address.host = address.host.sliced(1, address.host.size() - 2);
    else if (address.host.contains(u':'))
        return std::nullopt; // which of the colons ends the host?
    if (!number || address.host.isEmpty())
        return std::nullopt;
    return address;
}

} // namespace sm
