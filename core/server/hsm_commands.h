// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// What a person does with an encryption device. Answered with event::Accepted, or event::Refused with
/// HsmUnknown or HsmStateUnfit; what it comes to is in Snapshot::hsms.
namespace command {
/// It gets nothing more and finishes what it has. `reason`: maintenance, suspected, replaced, trial, other.
struct TakeHsmOutOfUse {
    QString name;
    QString reason;
};
/// It is tested and used again.
struct BringHsmBack {
    QString name;
};
/// A self-test with known answers before its next request.
struct TestHsm {
    QString name;
};
} // namespace command

} // namespace sm
