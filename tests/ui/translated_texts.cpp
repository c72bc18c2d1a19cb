// SPDX-License-Identifier: GPL-3.0-or-later
#include "translated_texts.h"

#include "ui/theme/widgets.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTabBar>
#include <QXmlStreamReader>

namespace {

constexpr QChar openMark(0x27E6), closeMark(0x27E7);

QString plain(QString text)
{
    return text.replace(QStringLiteral("&&"), QStringLiteral("\x01")).remove(u'&').replace(u'\x01', u'&');
}

int letters(const QString& text)
{
    int count = 0;
    for (const QChar c : text)
        count += c.isLetter();
    return count;
}

/// %1, %n, %L1 and {name} stand for anything.
QString patternOf(const QString& text)
{
    static const QRegularExpression hole(QStringLiteral("%L?[1-9n]|\\{\\w+\\}"));
    QString pattern;
    qsizetype from = 0;
    for (auto it = hole.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        pattern += QRegularExpression::escape(text.mid(from, match.capturedStart() - from))
            + QStringLiteral(".*");
        from = match.capturedEnd();
    }
    return pattern + QRegularExpression::escape(text.mid(from));
}

bool matchesOne(const std::vector<QRegularExpression>& patterns, const QString& text)
{
    for (const QRegularExpression& pattern : patterns) {
        if (pattern.match(text).hasMatch())
            return true;
    }
    return false;
}

class Collector {
public:
    void add(const QObject* owner, const char* what, const QString& text)
    {
        if (letters(text) == 0)
            return;
        QString name;
        for (const QObject* o = owner; o && name.isEmpty(); o = o->parent())
            name = o->objectName();
        texts.push_back({QString::fromLatin1(owner->metaObject()->className()) + u' ' + name + u' '
                + QString::fromLatin1(what),
            text});
    }
    void addWidget(const QWidget* widget);
    void addActions(const QWidget* widget);
    void addItems(const QAbstractItemView* view);
    void addPainted(QWidget* widget);

    std::vector<ShownText> texts;
};

void Collector::addItems(const QAbstractItemView* view)
{
    const QAbstractItemModel* model = view->model();
    if (!model)
        return;
    for (int column = 0; column < model->columnCount(); ++column) {
        const auto* header = view->findChild<QHeaderView*>();
        if (header && header->isVisible() && header->orientation() == Qt::Horizontal)
            add(view, "header", model->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < qMin(40, model->rowCount()); ++row) {
            add(view, "cell", model->index(row, column).data().toString());
            add(view, "cell tip", model->index(row, column).data(Qt::ToolTipRole).toString());
        }
    }
}

/// Views that paint their own parts tell of them through their accessible children.
void Collector::addPainted(QWidget* widget)
{
    QAccessibleInterface* root = QAccessible::queryAccessibleInterface(widget);
    if (!root || qobject_cast<QAbstractItemView*>(widget))
        return;
    for (int i = 0; i < root->childCount(); ++i) {
        QAccessibleInterface* child = root->child(i);
        if (child && !child->object()) {
            add(widget, "part", child->text(QAccessible::Name));
            add(widget, "part description", child->text(QAccessible::Description));
        }
    }
}

void Collector::addActions(const QWidget* widget)
{
    for (const QAction* action : widget->actions()) {
        add(action, "action", plain(action->text()).section(u'\t', 0, 0));
        add(action, "action status", action->statusTip());
        if (action->toolTip() != plain(action->text()))
            add(action, "action tip", plain(action->toolTip()).section(u'\t', 0, 0));
    }
}

void Collector::addWidget(const QWidget* widget)
{
    add(widget, "tip", widget->toolTip());
    add(widget, "status", widget->statusTip());
    add(widget, "name", widget->accessibleName());
    add(widget, "description", widget->accessibleDescription());
    if (widget->isWindow())
        add(widget, "title", widget->windowTitle());
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        add(widget, "text", plain(label->text()));
    if (const auto* elided = qobject_cast<const sm::ElidedLabel*>(widget))
        add(widget, "text", elided->fullText());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        add(widget, "button", plain(button->text()));
    if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
        add(widget, "placeholder", edit->placeholderText());
    if (const auto* box = qobject_cast<const QGroupBox*>(widget))
        add(widget, "title", plain(box->title()));
    if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
        for (int i = 0; i < combo->count(); ++i)
            add(widget, "entry", combo->itemText(i));
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
        for (int i = 0; i < tabs->count(); ++i)
            add(widget, "tab", plain(tabs->tabText(i)));
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget))
        addItems(view);
}

} // namespace

std::vector<TsMessage> readTs(const QString& path)
{
    std::vector<TsMessage> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QStringView name = xml.name();
        if (name == QLatin1String("name"))
            context = xml.readElementText();
        else if (name == QLatin1String("message"))
            messages.push_back(
                {context, {}, {}, {}, xml.attributes().value(QLatin1String("numerus")) == u"yes", true});
        else if (name == QLatin1String("source"))
            messages.back().source = xml.readElementText();
        else if (name == QLatin1String("comment"))
            messages.back().comment = xml.readElementText();
        else if (name == QLatin1String("translation")) {
            messages.back().finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!messages.back().numerus)
                messages.back().forms = {xml.readElementText()};
        } else if (name == QLatin1String("numerusform"))
            messages.back().forms.append(xml.readElementText());
    }
    return messages;
}

std::vector<ShownText> shownTexts(const QWidget& window)
{
    Collector collector;
    collector.addWidget(&window);
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const auto* menu = qobject_cast<QMenu*>(widget);
        if (menu) {
            collector.addActions(widget);
            continue;
        }
        if (!widget->isVisibleTo(&window))
            continue;
        collector.addWidget(widget);
        collector.addPainted(widget);
    }
    return collector.texts;
}

EnglishTexts::EnglishTexts(const std::vector<TsMessage>& german)
{
    const auto keep = [](const QString& text, QSet<QString>& whole,
                          std::vector<QRegularExpression>& patterns) {
        const QString pattern = patternOf(text);
        if (pattern == QRegularExpression::escape(text))
            whole.insert(text);
        else if (letters(QString(text).remove(QRegularExpression(QStringLiteral("%n|\\{\\w+\\}")))) >= 4)
            patterns.emplace_back(
                QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption);
    };
    for (const TsMessage& message : german) {
        if (!message.forms.contains(message.source))
            keep(plain(message.source), m_whole, m_patterns);
        for (const QString& form : message.forms)
            keep(plain(form), m_german, m_germanPatterns);
    }
}

bool EnglishTexts::contains(const QString& shown) const
{
    const QString text = plain(shown);
    if (m_german.contains(text))
        return false;
    return m_whole.contains(text) || (matchesOne(m_patterns, text) && !matchesOne(m_germanPatterns, text));
}

MarkingTranslator::MarkingTranslator(const std::vector<TsMessage>& messages)
{
    for (const TsMessage& message : messages)
        m_contexts.insert(message.context);
}

QString MarkingTranslator::translate(const char* context, const char* source, const char*, int n) const
{
    if (!m_contexts.contains(QString::fromLatin1(context)))
        return {};
    QString text = QString::fromUtf8(source);
    if (n >= 0)
        text.replace(QStringLiteral("%n"), QString::number(n));
    return openMark + text + closeMark;
}

QString MarkingTranslator::unmarked(const QString& text)
{
    QString rest;
    int depth = 0;
    for (const QChar c : text) {
        if (c == openMark) {
            ++depth;
        } else if (c == closeMark) {
            // The end of a text whose beginning is on another line: what came before was inside.
            if (depth == 0)
                rest.clear();
            depth = qMax(0, depth - 1);
        } else if (depth == 0) {
            rest += c;
        }
    }
    return rest;
}

QStringList clippedIn(const QWidget& window)
{
    QStringList found;
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->wordWrap() || label->inherits("sm::ElidedLabel"))
            continue;
        for (const QString& line : label->text().split(u'\n')) {
            if (label->fontMetrics().horizontalAdvance(line) > label->width())
                found.append(QStringLiteral("label %1: %2").arg(label->objectName(), line));
        }
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        const QString text = QString(button->text()).remove(u'&');
        if (button->isVisible() && button->fontMetrics().horizontalAdvance(text) > button->width())
            found.append(QStringLiteral("button %1: %2").arg(button->objectName(), text));
    }
    for (const QHeaderView* header : window.findChildren<QHeaderView*>()) {
        for (int i = 0; header->isVisible() && header->orientation() == Qt::Horizontal && i < header->count();
             ++i) {
            const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
            if (!header->isSectionHidden(i)
                && header->fontMetrics().horizontalAdvance(text) > header->sectionSize(i))
                found.append(QStringLiteral("header of %1: %2").arg(header->parent()->objectName(), text));
        }
    }
    return found;
}
