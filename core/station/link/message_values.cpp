// SPDX-License-Identifier: GPL-3.0-or-later
// Copies and moves of the messages, away from the code that makes and reads them: see station_messages.h.
#include "station/link/station_messages.h"

namespace sm {

namespace station_order {
PerformModule::PerformModule(QString name, ModuleJob work)
    : module(std::move(name))
    , job(std::move(work))
{
}
PerformModule::PerformModule(const PerformModule& other) = default;
PerformModule::PerformModule(PerformModule&& other) noexcept = default;
PerformModule& PerformModule::operator=(const PerformModule& other) = default;
PerformModule& PerformModule::operator=(PerformModule&& other) noexcept = default;
PerformModule::~PerformModule() = default;
} // namespace station_order

StationOrder::StationOrder(quint64 commandId, Nanos l, Body&& b)
    : id(commandId)
    , limit(l)
    , body(std::move(b))
{
}
StationOrder::StationOrder(const StationOrder& other) = default;
StationOrder::StationOrder(StationOrder&& other) noexcept = default;
StationOrder& StationOrder::operator=(const StationOrder& other) = default;
StationOrder& StationOrder::operator=(StationOrder&& other) noexcept = default;
StationOrder::~StationOrder() = default;

StationAnswer::StationAnswer(quint64 commandId, Body&& b)
    : id(commandId)
    , body(std::move(b))
{
}
StationAnswer::StationAnswer(const StationAnswer& other) = default;
StationAnswer::StationAnswer(StationAnswer&& other) noexcept = default;
StationAnswer& StationAnswer::operator=(const StationAnswer& other) = default;
StationAnswer& StationAnswer::operator=(StationAnswer&& other) noexcept = default;
StationAnswer::~StationAnswer() = default;

} // namespace sm
