// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_pairs.h"

#include <algorithm>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace sm {

namespace {

constexpr quint32 exponent = 3;
constexpr int lowestPriority = 19;

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
    if (m_thread.joinable())
        return;
    m_thread = std::thread([this] { fill(); });
    pthread_setname_np(m_thread.native_handle(), "key pairs");
}

Outcome<RsaPrivateKey> KeyPairs::take(int bits)
{
    {
        const std::lock_guard lock(m_mutex);
        Shelf& shelf = m_pairs[bits];
        shelf.lastAsked = ++m_asked;
        ++m_taken;
        forgetOldest();
        if (!shelf.ready.empty()) {
            RsaPrivateKey pair = std::move(shelf.ready.front());
            shelf.ready.pop_front();
            m_changed.notify_all();
            return pair;
        }
        ++m_late;
    }
    m_changed.notify_all();
    auto made = RsaPrivateKey::generate(bits, exponent);
    if (!made) {
        // A length that cannot be made is not tried again by the thread.
        const std::lock_guard lock(m_mutex);
        m_pairs.erase(bits);
        --m_taken;
        --m_late;
    }
    return made;
}

size_t KeyPairs::ready(int bits) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_pairs.find(bits);
    return it == m_pairs.end() ? 0 : it->second.ready.size();
}

KeyPairFigures KeyPairs::figures() const
{
    const std::lock_guard lock(m_mutex);
    KeyPairFigures figures{0, m_ahead, m_taken, m_late};
    for (const auto& [bits, shelf] : m_pairs)
        figures.ready += shelf.ready.size();
    return figures;
}

void KeyPairs::forgetOldest()
{
    while (m_pairs.size() > mostLengths) {
        m_pairs.erase(std::min_element(m_pairs.begin(), m_pairs.end(),
            [](const auto& a, const auto& b) { return a.second.lastAsked < b.second.lastAsked; }));
    }
}

int KeyPairs::wanted() const
{
    for (const auto& [bits, shelf] : m_pairs) {
        if (shelf.ready.size() < m_ahead)
            return bits;
    }
    return 0;
}

void KeyPairs::fill()
{
    // On Linux a thread has a niceness of its own.
    ::setpriority(PRIO_PROCESS, id_t(::syscall(SYS_gettid)), lowestPriority);
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
            it->second.ready.push_back(made.take());
        else
            m_pairs.erase(it);
    }
}

} // namespace sm
