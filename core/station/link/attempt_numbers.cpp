// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/attempt_numbers.h"

#include "station/link_failures.h"

namespace sm {

bool AttemptNumbers::turnTo(const QByteArray& store)
{
    const bool known = m_stores.contains(store);
    if (!known && m_stores.size() >= mostStores)
        return false;
    m_now = &m_stores[store];
    return true;
}

Outcome<qint64> AttemptNumbers::of(Epoch epoch)
{
    if (!m_now)
        return epochRefused(epoch, Epoch());
    if (epoch < m_now->epoch)
        return epochRefused(epoch, m_now->epoch);
    if (m_now->epoch < epoch) {
        m_now->epoch = epoch;
        m_now->number = ++m_highest;
    }
    if (m_now->number != m_highest)
        return epochRefused(epoch, m_now->epoch);
    return m_now->number;
}

} // namespace sm
