// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"

#include <sys/eventfd.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr int mostRounds = 64; // then timers and sockets of the owner's event loop get their turn

/// Stands in the head while the owner delivers: it looks again by itself when it is done, so that nobody need
/// wake it. An address no letter can have.
Letter* deliveringMark(const Inbox* inbox)
{
    return reinterpret_cast<Letter*>(reinterpret_cast<quintptr>(inbox) + 1);
}

} // namespace

Inbox::Inbox(Wake wake)
{
    if (wake == Wake::ByDescriptor)
        m_descriptor = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

Inbox::~Inbox()
{
    close();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Letter* Inbox::closedMark() const
{
    // An address no letter can have: this object's own.
    return reinterpret_cast<Letter*>(const_cast<Inbox*>(this));
}

Letter* Inbox::reversed(Letter* head)
{
    Letter* oldest = nullptr;
    while (head) {
        Letter* next = head->m_next;
        head->m_next = oldest;
        oldest = head;
        head = next;
    }
    return oldest;
}

void Inbox::push(Letter* letter)
{
    Letter* head = m_head.load(std::memory_order_acquire);
    do {
        if (head == closedMark()) {
            letter->drop();
            return;
        }
        letter->m_next = head == deliveringMark(this) ? nullptr : head;
    } while (
        !m_head.compare_exchange_weak(head, letter, std::memory_order_release, std::memory_order_acquire));
    if (!head && m_descriptor >= 0)
        eventfd_write(m_descriptor, 1);
}

bool Inbox::drain()
{
    if (m_descriptor >= 0) {
        eventfd_t ignored = 0;
        eventfd_read(m_descriptor, &ignored);
    }
    bool any = false;
    for (int round = 1;; ++round) {
        Letter* head = m_head.load(std::memory_order_acquire);
        if (!head || head == closedMark())
            return any;
        head = m_head.exchange(deliveringMark(this), std::memory_order_acq_rel);
        if (head != deliveringMark(this)) { // else: called out of a delivery
            head = reversed(head);
            any |= head != nullptr;
        } else {
            head = nullptr;
        }
        while (head) {
            Letter* next = head->m_next; // delivery may free the letter
            head->deliver();
            head = next;
        }
        Letter* expected = deliveringMark(this);
        if (m_head.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel))
            return any;
        if (expected == nullptr || expected == closedMark())
            return any;
        // Letters came meanwhile and woke nobody. A caller that drains by itself comes again.
        if (m_descriptor < 0)
            return any;
        if (round == mostRounds) {
            eventfd_write(m_descriptor, 1);
            return any;
        }
    }
}

void Inbox::close()
{
    Letter* head = m_head.exchange(closedMark(), std::memory_order_acq_rel);
    if (head == closedMark() || head == deliveringMark(this))
        return;
    head = reversed(head);
    while (head) {
        Letter* next = head->m_next;
        head->drop();
        head = next;
    }
}

InboxPump::InboxPump(std::shared_ptr<Inbox> inbox)
    : m_inbox(std::move(inbox))
    , m_notifier(m_inbox->descriptor(), QSocketNotifier::Read)
{
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
        const auto kept = m_inbox; // a delivery may end with this pump gone
        kept->drain();
    });
}

} // namespace sm
