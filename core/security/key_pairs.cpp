// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_pairs.h"

#include <utility>

namespace sm {

namespace {

constexpr quint32 exponent = 3;

} // namespace

KeyPairs::KeyPairs(size_t ahead)
    : m_ahead(ahead)
{
}

KeyPairs::~KeyPairs()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void KeyPairs::start()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { fill(); });
}

Outcome<RsaPrivateKey> KeyPairs::take(int bits)
{
    {
        const std::lock_guard lock(m_mutex);
        auto& ready = m_pairs[bits];
        if (!ready.empty()) {
            RsaPrivateKey pair = std::move(ready.front());
            ready.pop_front();
            m_changed.notify_all();
            return pair;
        }
    }
    m_changed.notify_all();
    auto made = RsaPrivateKey::generate(bits, exponent);
    if (!made) {
        // A length that cannot be made is not tried again by the thread.
        const std::lock_guard lock(m_mutex);
        m_pairs.erase(bits);
    }
    return made;
}

size_t KeyPairs::ready(int bits) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_pairs.find(bits);
    return it == m_pairs.end() ? 0 : it->second.size();
}

int KeyPairs::wanted() const
{
    for (const auto& [bits, ready] : m_pairs) {
        if (ready.size() < m_ahead)
            return bits;
    }
    return 0;
}

void KeyPairs::fill()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const int bits = wanted();
        if (bits == 0) {
            m_changed.wait(lock);
            continue;
        }
        lock.unlock();
        auto made = RsaPrivateKey::generate(bits, exponent);
        lock.lock();
        const auto it = m_pairs.find(bits);
        if (it == m_pairs.end())
            continue;
        if (made)
            it->second.push_back(made.take());
        else
            m_pairs.erase(it);
    }
}

} // namespace sm
