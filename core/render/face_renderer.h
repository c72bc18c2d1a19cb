// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/pending.h"
#include "profile/card_face.h"

#include <QByteArray>

namespace sm {

/// A drawn face: one bit per dot, set for a dot.
struct FacePanel {
    static constexpr int width = 1016; ///< dots along the long edge, 300 to the inch (and the bleed)
    static constexpr int height = 648;
    QByteArray dots; ///< height lines of (width + 7) / 8 bytes, most significant bit first
};

/// Draws a face: first its pictures, then its texts. `pictures`: where the cards' own pictures are. No clock,
/// no window system, no system font: the same dots for the same face everywhere. FaceImageRefused,
/// FaceTextUnprintable, FaceTextOutside, FaceFontBroken; they name the item ("texts[2]"), never what is in
/// it.
Outcome<FacePanel> drawFace(const CardFace& face, const QString& pictures);

/// Draws faces on a worker. Owner thread; what is under way when it ends is still drawn.
class FaceRenderer {
public:
    FaceRenderer(Reactor reactor, std::unique_ptr<Executor> worker, QString pictures)
        : m_reactor(std::move(reactor))
        , m_pictures(std::move(pictures))
        , m_worker(std::move(worker))
    {
    }
    /// Failures as of drawFace; WaitTimedOut.
    Pending<FacePanel> draw(CardFace face, Nanos limit);

private:
    Reactor m_reactor;
    QString m_pictures;
    std::unique_ptr<Executor> m_worker;
};

} // namespace sm
