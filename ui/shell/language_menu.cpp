// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language_menu.h"

#include "ui/text/language.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

namespace sm {

namespace {

struct LanguageMenu {
    Q_DECLARE_TR_FUNCTIONS(LanguageMenu)
};

} // namespace

void addLanguageMenu(QMenu* view, std::function<void(const QString&)> say)
{
    QMenu* menu = view->addMenu(LanguageMenu::tr("Lan&guage"));
    menu->setObjectName(QStringLiteral("menuLanguage"));
    auto* group = new QActionGroup(menu);
    const QString setting = languageSetting();
    for (const QString& code : QStringList{QString()} + languageCodes()) {
        QAction* action
            = menu->addAction(code.isEmpty() ? LanguageMenu::tr("As the &system") : languageName(code));
        action->setObjectName(QStringLiteral("actionLanguage_") + code);
        action->setCheckable(true);
        action->setChecked(code == setting);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [code, say] {
            setLanguageSetting(code);
            say(LanguageMenu::tr("The language changes when Stationmaster is started the next time."));
        });
    }
}

} // namespace sm
