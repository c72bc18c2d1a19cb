// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <vector>

class QWidget;

/// One message of a .ts file. Ampersands are left as they are.
struct TsMessage {
    QString context, source, comment;
    QStringList forms; ///< the translation, or its plural forms
    bool numerus = false;
    bool finished = false;
};
std::vector<TsMessage> readTs(const QString& path);

/// A text that somebody can read or hear, with where it stands.
struct ShownText {
    QString where, text;
};
/// Every text of a window and of the menus in it: labels, buttons, placeholders, headers, entries, tips,
/// accessible names, also of the parts that a view paints by itself. Hidden widgets are left out, their
/// tips too.
std::vector<ShownText> shownTexts(const QWidget& window);

/// Labels, buttons and column heads that are narrower than their text, by the rule of UX-07.
QStringList clippedIn(const QWidget& window);

/// Says which texts are English although there is a translation for them.
class EnglishTexts final {
public:
    explicit EnglishTexts(const std::vector<TsMessage>& german);
    bool contains(const QString& shown) const;

private:
    QSet<QString> m_whole, m_german;
    std::vector<QRegularExpression> m_patterns, m_germanPatterns;
};

/// Puts marks around every text that goes through tr(); what is left outside was never offered for
/// translation.
class MarkingTranslator final : public QTranslator {
public:
    explicit MarkingTranslator(const std::vector<TsMessage>& messages);
    QString translate(const char* context, const char* source, const char* comment, int n) const override;
    bool isEmpty() const override { return false; }

    /// `text` without the marked parts.
    static QString unmarked(const QString& text);

private:
    QSet<QString> m_contexts;
};
