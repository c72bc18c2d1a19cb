// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace sm {

/// A card of the size ID-1, ISO/IEC 7810: millimetres along the long and the short edge.
inline constexpr double cardWidthMm = 85.60;
inline constexpr double cardHeightMm = 53.98;

/// A line of text on a card's face, with the values of one card. Millimetres from the upper left corner.
struct FaceText {
    enum class Font : quint8 { Sans, Bold, Mono };
    enum class Align : quint8 { Left, Center, Right }; ///< of x
    QString text; ///< personal
    double x = 0;
    double y = 0; ///< of the base line
    double size = 10; ///< in points of 1/72 inch
    double width = 0; ///< most that it may take; 0: up to the card's edge
    Font font = Font::Sans;
    Align align = Align::Left;
    bool operator==(const FaceText&) const = default;
};

/// A picture in a box, as large as fits, in its middle.
struct FaceImage {
    QString file; ///< whole name of one that all cards have; of a card's own its name in the job's folder
    bool own = false; ///< the card's: a name that came with the record, and is personal
    QByteArray bytes; ///< of the picture, when it was fetched; empty: they are in the file
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool tones = true; ///< greys become patterns of dots; else black or white
    bool operator==(const FaceImage&) const = default;
};

/// PIC of the seed, ready to be drawn. A value; holds personal data.
struct CardFace {
    std::vector<FaceText> texts;
    std::vector<FaceImage> images; ///< below the texts, in order
    bool operator==(const CardFace&) const = default;
};

} // namespace sm
