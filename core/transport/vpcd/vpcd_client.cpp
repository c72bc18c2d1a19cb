// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/vpcd/vpcd_client.h"

#include "base/bytes.h"
#include "base/failures/transport.h"

#include <cerrno>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr int stopCheckMs = 100;

Failure closed()
{
    return fail(fc::VpcdClosed);
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

int openSocket(const addrinfo& address)
{
    const int descriptor
        = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, address.ai_protocol);
    if (descriptor < 0)
        return -1;
    if (::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0) {
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return descriptor;
    }
    ::close(descriptor);
    return -1;
}

} // namespace

Outcome<std::unique_ptr<VpcdClient>> VpcdClient::connect(const QString& host, quint16 port)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const QByteArray service = QByteArray::number(port);
    const Failure unreachable = fail(fc::VpcdUnreachable, {{"host", host}, {"port", QString::number(port)}});
    if (::getaddrinfo(host.toUtf8().constData(), service.constData(), &hints, &list) != 0)
        return unreachable;
    const std::unique_ptr<addrinfo, FreeAddresses> owned(list);
    for (const addrinfo* address = list; address; address = address->ai_next) {
        const int descriptor = openSocket(*address);
        if (descriptor >= 0)
            return std::unique_ptr<VpcdClient>(new VpcdClient(descriptor));
    }
    return unreachable;
}

VpcdClient::~VpcdClient()
{
    ::close(m_descriptor);
}

/// The driver sends the length and the payload in two segments with Nagle's algorithm on, so each command
/// would wait 40 ms for our delayed acknowledgement. The kernel forgets TCP_QUICKACK, hence before each recv.
bool VpcdClient::readExactly(char* into, qsizetype length, const std::stop_token& stop)
{
    while (length > 0) {
        pollfd waiting{m_descriptor, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, stopCheckMs);
        if (stop.stop_requested() || (ready < 0 && errno != EINTR))
            return false;
        if (ready <= 0)
            continue;
        const int on = 1;
        ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
        const ssize_t got = ::recv(m_descriptor, into, size_t(length), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        into += got;
        length -= got;
    }
    return true;
}

Outcome<VpcdRequest> VpcdClient::receive(const std::stop_token& stop)
{
    char head[2];
    if (!readExactly(head, 2, stop))
        return closed();
    const qsizetype length = quint8(head[0]) << 8 | quint8(head[1]);
    QByteArray payload(length, Qt::Uninitialized);
    if (length == 0 || !readExactly(payload.data(), length, stop))
        return closed();
    VpcdRequest request;
    if (length > 1) {
        request.command = payload;
        return request;
    }
    switch (byteAt(payload, 0)) {
    case 0x00:
        request.kind = VpcdRequest::Kind::PowerOff;
        return request;
    case 0x01:
        request.kind = VpcdRequest::Kind::PowerOn;
        return request;
    case 0x02:
        request.kind = VpcdRequest::Kind::Reset;
        return request;
    case 0x04:
        request.kind = VpcdRequest::Kind::AnswerToReset;
        return request;
    default:
        return closed();
    }
}

Outcome<Done> VpcdClient::answer(QByteArrayView payload)
{
    if (payload.size() > 0xFFFF)
        return closed();
    QByteArray frame;
    frame.reserve(payload.size() + 2);
    appendU16(frame, quint16(payload.size()));
    frame += payload;
    QByteArrayView rest = frame;
    while (!rest.isEmpty()) {
        const ssize_t sent = ::send(m_descriptor, rest.data(), size_t(rest.size()), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return closed();
        rest = rest.sliced(sent);
    }
    return Done{};
}

} // namespace sm
