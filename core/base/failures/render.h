// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 2000 to 2099 belong to core/render.
#define SM_RENDER_FAILURES(X)                                                                                \
    X(2000, ReportUnwritable, "a report file could not be written where it was asked for")                   \
    X(2001, ReportKindUnknown, "the name of a report file ends in none of .pdf, .csv and .json")             \
    X(2010, FaceImageRefused, "a picture of a card's face is missing, too large, of another kind or broken") \
    X(2011, FaceTextUnprintable, "a text of a card's face has a character that its font does not have")      \
    X(2012, FaceTextOutside, "a part of a card's face does not fit where it is to be")                       \
    X(2013, FaceFontBroken, "a font that the program carries inside can not be read")

namespace sm::fc {
SM_RENDER_FAILURES(SM_FAILURE_CONSTANT)
}
