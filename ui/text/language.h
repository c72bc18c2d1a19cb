// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace sm {

/// Languages with a complete translation, as ISO 639-1 codes; the first one is what the sources are written
/// in.
QStringList languageCodes();
/// Its own name: a reader who does not know the present language must find his.
QString languageName(const QString& code);

/// The value of --lang, looked for before anything is parsed: the help text needs the language already. Null
/// when not given.
QString languageOption(const QStringList& arguments);
/// The arguments without --lang and its value.
QStringList withoutLanguageOption(const QStringList& arguments);

/// What the user chose in the View menu; empty: as the system.
QString languageSetting();
void setLanguageSetting(const QString& code);

/// The option, else the setting, else the first language of the system that there is, else English. Codes
/// that are no language of ours are passed over.
QString chooseLanguage(const QString& option, const QString& setting, const QStringList& system);

/// Loads and installs our texts and Qt's own, and sets the default locale: numbers and dates follow the
/// language, in the form of the user's country where that country speaks it. Before the first text is made;
/// lives as long as the application. Main thread.
class Language final {
public:
    explicit Language(const QString& code);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

    const QString& code() const { return m_code; }

private:
    QString m_code;
    QTranslator m_ours;
    QTranslator m_qt;
};

} // namespace sm
