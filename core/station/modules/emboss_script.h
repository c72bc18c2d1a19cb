// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/module_script.h"

namespace sm {

/// How a machine wants its embossing records. There is no public grammar; what differs from maker to maker is
/// in here, and comes from the station profile.
struct EmbossLayout {
    struct Line {
        QString name; ///< by which the profile of the card fills it
        int font = 1; ///< as the machine numbers its drums
        int x = 0; ///< thousandths of an inch from the left edge
        int y = 0; ///< from the bottom edge
        int most = 27; ///< characters
        bool required = false;
    };
    QByteArray recordStart;
    QByteArray line = QByteArrayLiteral("~EM%{font};{x};{y};{text}\r"); ///< for each line with text
    QByteArray recordEnd = QByteArrayLiteral("\r\n");
    QByteArray done = QByteArrayLiteral("\x06"); ///< what the machine says when the card is embossed
    QByteArray refused = QByteArrayLiteral("\x15"); ///< or when it can not; a byte of its reason follows
    /// What the drums have; anything else is refused, never replaced.
    QString characters = QStringLiteral("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ .,/-'&");
    QList<Line> lines;
};

/// The record of one card. ModuleDataRefused names the line and what is wrong with it, never its text.
Outcome<QByteArray> embossRecord(const EmbossLayout& layout, const EmbossData& data);

std::unique_ptr<ModuleScript> makeEmbossScript(EmbossLayout layout);
/// A label printer that takes a record per label in the same way.
std::unique_ptr<ModuleScript> makeLabelScript(EmbossLayout layout);

} // namespace sm
