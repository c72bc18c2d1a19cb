// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"

#include <QByteArray>

#include <vector>

namespace sm::profile {

/// Bytes that know which of them are personal or secret. Spans are ordered, do not overlap and do not touch
/// when of one class.
struct ClassedBytes {
    QByteArray bytes;
    std::vector<ClassSpan> spans; ///< what none names is open

    void append(const QByteArray& more, FieldClass fieldClass);
    void append(const ClassedBytes& more);
    ClassedBytes mid(qsizetype offset, qsizetype length) const;
    /// Strictest class of any byte.
    FieldClass strictest() const;
    /// The spans moved to where the bytes stand in a command.
    std::vector<ClassSpan> spansAt(qsizetype offset) const;

private:
    void addSpan(ClassSpan span);
};

} // namespace sm::profile
