// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui_texts.h"

#include "text_recorder.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMetaProperty>
#include <QMimeData>
#include <QProcess>
#include <QSet>
#include <QSettings>
#include <QToolTip>
#include <QWidget>

#include <functional>

namespace sm {

namespace {

constexpr int mostRowsCopied = 12; ///< of each view
constexpr int hoverStep = 24; ///< pixels between two places where the mouse rests

void addValue(QStringList& out, const QVariant& value)
{
    if (value.typeId() == QMetaType::QVariantList || value.typeId() == QMetaType::QStringList) {
        for (const QVariant& one : value.toList())
            addValue(out, one);
    } else if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it) {
            out.append(it.key());
            addValue(out, it.value());
        }
    } else if (value.typeId() == QMetaType::QByteArray) {
        out.append(QString::fromUtf8(value.toByteArray()));
        out.append(QString::fromLatin1(value.toByteArray().toHex()));
    } else if (value.canConvert<QString>()) {
        const QString text = value.toString();
        if (!text.isEmpty())
            out.append(text);
    }
}

/// Windows that lie over this one.
QList<QWidget*> windowsOver(const QWidget& window)
{
    QList<QWidget*> out;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top != &window && top->isVisible())
            out.append(top);
    }
    return out;
}

void addPainted(QStringList& out, QWidget& widget)
{
    TextRecorder recorder(widget.size());
    widget.render(&recorder);
    out += recorder.texts();
}

void addAccessible(QStringList& out, QAccessibleInterface* at, QSet<QAccessibleInterface*>& seen)
{
    if (!at || !at->isValid() || seen.contains(at))
        return;
    seen.insert(at);
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
             QAccessible::Help, QAccessible::Accelerator}) {
        const QString text = at->text(kind);
        if (!text.isEmpty())
            out.append(text);
    }
    if (QAccessibleTextInterface* text = at->textInterface())
        out.append(text->text(0, text->characterCount()));
    if (QAccessibleValueInterface* value = at->valueInterface())
        addValue(out, value->currentValue());
    for (int i = 0; i < at->childCount(); ++i)
        addAccessible(out, at->child(i), seen);
}

void addProperties(QStringList& out, const QObject& object)
{
    const QMetaObject* type = object.metaObject();
    for (int i = 0; i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        const int id = property.typeId();
        if (id == QMetaType::QString || id == QMetaType::QStringList || id == QMetaType::QVariant)
            addValue(out, property.read(&object));
    }
    for (const QByteArray& name : object.dynamicPropertyNames())
        addValue(out, object.property(name.constData()));
    if (const auto* box = qobject_cast<const QComboBox*>(&object))
        out += modelTexts(*box->model());
}

void addClipboard(QStringList& out)
{
    const QMimeData* data = QApplication::clipboard()->mimeData();
    const QStringList formats = data ? data->formats() : QStringList();
    for (const QString& format : formats) {
        addValue(out, data->data(format));
        out.append(data->text());
    }
    QApplication::clipboard()->clear();
}

void copyIn(QStringList& out, QWidget& widget)
{
    QKeyEvent press(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
    QApplication::sendEvent(&widget, &press);
    addClipboard(out);
}

void copyCells(QStringList& out, QAbstractItemView& view)
{
    const QPersistentModelIndex before = view.currentIndex();
    const QAbstractItemModel* model = view.model();
    for (int row = 0; row < qMin(model->rowCount(), mostRowsCopied); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            view.setCurrentIndex(model->index(row, column));
            copyIn(out, view);
        }
    }
    view.selectAll();
    copyIn(out, view);
    view.clearSelection();
    if (before.isValid())
        view.setCurrentIndex(before);
}

QStringList outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    constexpr int limit = 30'000;
    if (!process.waitForFinished(limit) || process.exitCode() != 0)
        return {};
    return {QString::fromUtf8(process.readAllStandardOutput())};
}

void addCells(
    QStringList& out, const QAbstractItemModel& model, const QList<int>& roles, const QModelIndex& parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex at = model.index(row, column, parent);
            for (const int role : roles)
                addValue(out, model.data(at, role));
        }
        addCells(out, model, roles, model.index(row, 0, parent));
    }
}

} // namespace

QStringList paintedTexts(const QWidget& window)
{
    QStringList out;
    addPainted(out, const_cast<QWidget&>(window)); // render() is not const
    for (QWidget* over : windowsOver(window))
        addPainted(out, *over);
    return out;
}

QStringList accessibleTexts(QWidget& window)
{
    QStringList out;
    QSet<QAccessibleInterface*> seen;
    addAccessible(out, QAccessible::queryAccessibleInterface(&window), seen);
    for (QWidget* over : windowsOver(window))
        addAccessible(out, QAccessible::queryAccessibleInterface(over), seen);
    return out;
}

QStringList propertyTexts(const QWidget& window)
{
    QStringList out;
    addProperties(out, *qApp);
    QList<const QWidget*> tops{&window};
    for (const QWidget* over : windowsOver(window))
        tops.append(over);
    for (const QWidget* top : tops) {
        addProperties(out, *top);
        for (const QObject* object : top->findChildren<QObject*>())
            addProperties(out, *object);
    }
    return out;
}

QStringList hoverTexts(QWidget& window)
{
    QSet<QString> tips;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty() || !widget->childrenRect().isEmpty())
            continue;
        const QRect seen = widget->visibleRegion().boundingRect();
        for (int y = seen.top() + hoverStep / 2; y < seen.bottom(); y += hoverStep) {
            for (int x = seen.left() + hoverStep / 2; x < seen.right(); x += 2 * hoverStep) {
                QHelpEvent rest(QEvent::ToolTip, {x, y}, widget->mapToGlobal(QPoint(x, y)));
                QApplication::sendEvent(widget, &rest);
                tips.insert(QToolTip::text());
            }
        }
    }
    QToolTip::hideText();
    tips.remove(QString());
    return tips.values();
}

QStringList modelTexts(const QAbstractItemModel& model)
{
    constexpr int lastOfQt = 31;
    constexpr int ownRoles = 16;
    QList<int> roles;
    for (int role = 0; role <= lastOfQt; ++role)
        roles.append(role);
    for (int role = Qt::UserRole; role < Qt::UserRole + ownRoles; ++role)
        roles.append(role);
    for (const int role : model.roleNames().keys()) {
        if (!roles.contains(role))
            roles.append(role);
    }
    QStringList out;
    addCells(out, model, roles, {});
    for (const int role : roles) {
        for (int column = 0; column < model.columnCount(); ++column)
            addValue(out, model.headerData(column, Qt::Horizontal, role));
        for (int row = 0; row < model.rowCount(); ++row)
            addValue(out, model.headerData(row, Qt::Vertical, role));
    }
    return out;
}

QStringList modelTexts(const QWidget& window)
{
    QStringList out;
    for (const auto* view : window.findChildren<QAbstractItemView*>()) {
        if (view->isVisible() && view->model())
            out += modelTexts(*view->model());
    }
    return out;
}

QStringList copiedTexts(QWidget& window)
{
    QStringList out;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        auto* view = qobject_cast<QAbstractItemView*>(widget);
        if (view && view->model())
            copyCells(out, *view);
        else
            copyIn(out, *widget);
    }
    return out;
}

QStringList pdfTexts(const QString& file)
{
    return outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")})
        + outputOf(QStringLiteral("pdfinfo"), {file});
}

QStringList settingsTexts(const QString& file)
{
    QStringList out;
    const QSettings settings(file, QSettings::IniFormat);
    for (const QString& key : settings.allKeys()) {
        out.append(key);
        addValue(out, settings.value(key));
    }
    return out;
}

} // namespace sm
