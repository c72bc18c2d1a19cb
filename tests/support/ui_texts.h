// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QAbstractItemModel;
class QWidget;

namespace sm {

/// Everything that a window lets a person, a program or a screen reader see, as texts, channel by channel.

/// Drawn by the window and by every other window that is open over it (dialogs, menus, tips).
QStringList paintedTexts(const QWidget& window);
/// Names, descriptions, values, help and texts of the accessible tree, cells of tables included.
QStringList accessibleTexts(QWidget& window);
/// Text properties of all objects of the window, seen or not: texts, titles, tips, placeholders, choices.
QStringList propertyTexts(const QWidget& window);
/// Tips that are made when the mouse rests, asked for all over the visible widgets, and those of the floor's
/// tiles.
QStringList hoverTexts(QWidget& window);
/// All roles of all cells of the models behind the visible views, and of their headers.
QStringList modelTexts(const QWidget& window);
QStringList modelTexts(const QAbstractItemModel& model);
/// What the clipboard holds, in every format, after Ctrl+C in the cells of each visible view and in each
/// other widget that takes the focus. Current cells are put back.
QStringList copiedTexts(QWidget& window);
/// Texts of a PDF: of its pages and of what describes it. Needs pdftotext and pdfinfo.
QStringList pdfTexts(const QString& file);
/// Keys and values of a settings file.
QStringList settingsTexts(const QString& file);

} // namespace sm
