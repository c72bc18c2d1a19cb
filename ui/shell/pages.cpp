// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pages.h"

#include <QCoreApplication>

#include <array>

namespace sm {

namespace {

constexpr std::array table{
    PageEntry{Page::Floor, "floor", "floor", QT_TRANSLATE_NOOP("Pages", "Floor")},
    PageEntry{Page::Jobs, "jobs", "jobs", QT_TRANSLATE_NOOP("Pages", "Jobs")},
    PageEntry{Page::Dashboard, "dashboard", "dashboard", QT_TRANSLATE_NOOP("Pages", "Dashboard")},
    PageEntry{Page::Trace, "trace", "trace", QT_TRANSLATE_NOOP("Pages", "Trace")},
    PageEntry{Page::Keys, "keys", "keys", QT_TRANSLATE_NOOP("Pages", "Keys & HSMs")},
    PageEntry{Page::Stations, "stations", "stations", QT_TRANSLATE_NOOP("Pages", "Stations")},
    PageEntry{Page::Setup, "setup", "settings", QT_TRANSLATE_NOOP("Pages", "Floor set-up")},
};

} // namespace

std::span<const PageEntry> pageTable()
{
    return table;
}

std::optional<Page> pageFromName(const QString& name)
{
    for (const PageEntry& entry : table) {
        if (name == QLatin1String(entry.name))
            return entry.page;
    }
    return std::nullopt;
}

QString pageName(Page page)
{
    return QString::fromLatin1(table[size_t(page)].name);
}

QString pageTitle(Page page)
{
    return QCoreApplication::translate("Pages", table[size_t(page)].title);
}

} // namespace sm
