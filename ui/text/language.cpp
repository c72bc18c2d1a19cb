// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QSettings>

namespace sm {

namespace {

constexpr QLatin1String optionName("--lang");
constexpr QLatin1String settingName("language");

QSettings settings()
{
    // Named, not taken from the application: both programs share the file.
    return QSettings(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("stationmaster"),
        QStringLiteral("stationmaster"));
}

QLocale localeFor(const QString& code)
{
    const QLocale system = QLocale::system();
    const QLocale plain(code);
    if (system.language() == plain.language() && system.language() != QLocale::C)
        return system;
    // Where nothing says otherwise: a 24 h clock, day before month.
    return plain.language() == QLocale::English ? QLocale(QLocale::English, QLocale::UnitedKingdom) : plain;
}

} // namespace

QStringList languageCodes()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

QString languageName(const QString& code)
{
    return code == QLatin1String("de") ? QStringLiteral("Deutsch") : QStringLiteral("English");
}

QString languageOption(const QStringList& arguments)
{
    QString value;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--"))
            break;
        if (arguments[i] == optionName)
            value = arguments.value(++i, QLatin1String(""));
        else if (arguments[i].startsWith(optionName + u'='))
            value = arguments[i].mid(optionName.size() + 1);
    }
    return value;
}

QStringList withoutLanguageOption(const QStringList& arguments)
{
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--"))
            return rest + arguments.mid(i);
        if (arguments[i] == optionName)
            ++i;
        else if (!arguments[i].startsWith(optionName + u'='))
            rest.append(arguments[i]);
    }
    return rest;
}

QString languageSetting()
{
    return settings().value(settingName).toString();
}

void setLanguageSetting(const QString& code)
{
    QSettings store = settings();
    if (code.isEmpty())
        store.remove(settingName);
    else
        store.setValue(settingName, code);
}

QString chooseLanguage(const QString& option, const QString& setting, const QStringList& system)
{
    const QStringList known = languageCodes();
    for (const QString& wish : QStringList{option, setting} + system) {
        const QString code = wish.section(QLatin1Char('-'), 0, 0).section(QLatin1Char('_'), 0, 0).toLower();
        if (known.contains(code))
            return code;
    }
    return known.front();
}

Language::Language(const QString& code)
    : m_code(code)
{
    QLocale locale = localeFor(code);
    locale.setNumberOptions(QLocale::OmitGroupSeparator); // grouped() sets the same narrow gap everywhere
    QLocale::setDefault(locale);
    const QString folder = QStringLiteral(":/translations");
    const QString qtFile = QStringLiteral("qtbase_") + code;
    // Ours last: the translator installed last is asked first.
    if (m_qt.load(qtFile, folder) || m_qt.load(qtFile, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_ours.load(QStringLiteral("stationmaster_") + code, folder))
        QCoreApplication::installTranslator(&m_ours);
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
}

} // namespace sm
