// SPDX-License-Identifier: GPL-3.0-or-later
#include "vpcd_mini_card.h"

#include "base/bytes.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sm::test {

namespace {

constexpr std::chrono::seconds patience{20};

bool receiveAll(int socket, char* to, qsizetype size)
{
    while (size > 0) {
        // The reader sends length and content apart, with Nagle on: an acknowledgement at once saves 40 ms
        // per command.
        const int one = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
        const ssize_t got = ::recv(socket, to, size_t(size), 0);
        if (got <= 0)
            return false;
        to += got;
        size -= got;
    }
    return true;
}

bool sendFrame(int socket, QByteArrayView content)
{
    QByteArray frame;
    appendU16(frame, quint16(content.size()));
    frame.append(content);
    return ::send(socket, frame.constData(), size_t(frame.size()), MSG_NOSIGNAL) == frame.size();
}

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

} // namespace

VpcdMiniCard::VpcdMiniCard(quint16 port, QByteArray atr, QByteArray serial)
    : m_atr(std::move(atr))
    , m_serial(std::move(serial))
    , m_thread([this, port] { live(port); })
{
}

VpcdMiniCard::~VpcdMiniCard()
{
    {
        const std::lock_guard lock(m_mutex);
        m_pulled = true;
        if (m_socket >= 0)
            ::shutdown(m_socket, SHUT_RDWR);
    }
    m_changed.notify_all();
    m_thread.join();
}

void VpcdMiniCard::thaw()
{
    {
        const std::lock_guard lock(m_mutex);
        m_frozen = false;
    }
    m_changed.notify_all();
}

bool VpcdMiniCard::waitUntilFrozen()
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] { return m_frozen; });
}

/// Inserted again by itself when the reader's daemon was restarted, as a real card would still lie there.
void VpcdMiniCard::live(quint16 port)
{
    for (;;) {
        const int socket = connectTo(port);
        {
            std::unique_lock lock(m_mutex);
            m_socket = socket;
            if (!m_pulled && socket < 0)
                m_changed.wait_for(lock, std::chrono::milliseconds(20), [this] { return m_pulled.load(); });
            if (m_pulled && socket < 0)
                return;
        }
        if (socket < 0)
            continue;
        bool again = true;
        while (again && !m_pulled)
            again = serve(socket);
        {
            const std::lock_guard lock(m_mutex);
            m_socket = -1;
            ::close(socket);
            if (m_pulled)
                return;
        }
    }
}

bool VpcdMiniCard::serve(int socket)
{
    char head[2];
    if (!receiveAll(socket, head, 2))
        return false;
    QByteArray message(qsizetype(quint8(head[0])) << 8 | quint8(head[1]), '\0');
    if (!receiveAll(socket, message.data(), message.size()))
        return false;
    if (message.size() > 1)
        return answerCommand(socket, message);
    const quint8 control = message.isEmpty() ? 0 : byteAt(message, 0);
    if (control == 1 || control == 2)
        ++m_resets;
    if (control == 4)
        return sendFrame(socket, m_atr);
    return true;
}

bool VpcdMiniCard::answerCommand(int socket, QByteArrayView command)
{
    ++m_executed;
    const quint8 ins = byteAt(command, 1);
    if (ins == 0xEE) {
        const std::lock_guard lock(m_mutex);
        m_pulled = true;
        return false;
    }
    if (ins == 0xDD && !freeze())
        return false;
    return sendFrame(socket, m_serial + QByteArray::fromHex("9000"));
}

bool VpcdMiniCard::freeze()
{
    std::unique_lock lock(m_mutex);
    m_frozen = true;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return !m_frozen || m_pulled; });
    return !m_pulled;
}

} // namespace sm::test
