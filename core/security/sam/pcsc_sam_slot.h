// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/sam/sam_slot.h"
#include "transport/pcsc/pcsc_reader.h"

namespace sm {

/// A PC/SC reader, held exclusively while a card is powered in it. Its calls may block without limit: it
/// belongs on a thread whose pool has deadlines, in a process of its own.
class PcscSamSlot final : public SamSlot {
public:
    PcscSamSlot(std::shared_ptr<PcscApi> api, QByteArray reader)
        : m_reader(std::move(api), std::move(reader))
    {
    }
    Outcome<Done> power() override;
    Outcome<QByteArray> exchange(const QByteArray& command) override;

private:
    PcscReader m_reader;
};

} // namespace sm
