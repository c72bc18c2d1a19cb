// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/pages.h"

#include <QPixmap>

#include <optional>
#include <span>

namespace sm {

class MainWindow;

/// What a page shows only after somebody did something there. Names of --page for pictures, in addition to
/// those of the pages.
struct PictureState {
    enum class Needs { Demo, Crash, File, Welcome, Shift, Stations, Setup };
    const char* name;
    Page page;
    Needs needs; ///< what has to have happened before: see takePictureOfDemo()
};

std::span<const PictureState> pictureStates();
const PictureState* pictureState(const QString& name); ///< null: there is none

/// Does at the window what a person would do to see it. The page is open already.
void enterPictureState(const QString& name, MainWindow& window);
/// As the window is now: a picture, or for an ending .pdf the report of the dashboard. False: not written.
bool savePicture(MainWindow& window, const QPixmap& picture, const QString& file);
/// The window, with the dialog that is open over it.
QPixmap grabWithDialog(MainWindow& window);

} // namespace sm
