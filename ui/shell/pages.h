// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>

namespace sm {

/// Pages in the order of the rail and of Ctrl+1 to Ctrl+9. A new page is a value here, a row in pageTable()
/// and a widget in MainWindow::makePages(); menus, shortcuts, the command line and the tests that go over all
/// pages follow the table.
enum class Page { Floor, Jobs, Dashboard, Trace, Keys, Stations, Setup };

struct PageEntry {
    Page page;
    const char* name; ///< on the command line and in settings; never translated
    const char* icon; ///< resources/icons
    const char* title; ///< translated in context "Pages"
};
std::span<const PageEntry> pageTable();

std::optional<Page> pageFromName(const QString& name);
QString pageName(Page page);
QString pageTitle(Page page);

} // namespace sm
