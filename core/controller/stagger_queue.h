// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/controller.h"

namespace sm {

/// Lets stations begin one after the other: twenty-four that start together would queue at the HSMs together
/// for the whole shift (scale.md).
class Controller::StaggerQueue final : public Deadline {
public:
    explicit StaggerQueue(Controller& controller)
        : m_controller(controller)
    {
    }
    ~StaggerQueue() override { clock().disarm(this); }

    void add(StationDesk& desk)
    {
        if (desk.waitsForStart)
            return;
        desk.waitsForStart = true;
        m_queue.push_back(&desk);
        if (!clock().armed(this))
            clock().arm(this, clock().now());
    }

    void remove(const StationDesk& desk)
    {
        std::erase(m_queue, &desk);
        if (m_queue.empty())
            clock().disarm(this);
    }

private:
    Clock& clock() { return *m_controller.m_services.reactor.clock; }
    void expire() override
    {
        StationDesk* desk = m_queue.front();
        m_queue.pop_front();
        desk->waitsForStart = false;
        if (!m_queue.empty())
            clock().arm(this, clock().now() + m_controller.m_settings.startStagger);
        m_controller.feed(*desk);
    }

    Controller& m_controller;
    std::deque<StationDesk*> m_queue;
};

} // namespace sm
