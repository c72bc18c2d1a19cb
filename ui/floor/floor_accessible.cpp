// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_accessible.h"

#include "ui/floor/floor_view.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <map>

namespace sm {

namespace {

class TileAccessible final : public QAccessibleInterface {
public:
    TileAccessible(FloorView* view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    bool isValid() const override { return m_index < m_view->model().count(); }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return m_view->window()->windowHandle(); }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override { }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? stationSummary(m_view->model().station(m_index))
                                                      : QString();
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect tile = m_view->tileRect(m_index);
        return {m_view->mapToGlobal(tile.topLeft()), tile.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        const auto chosen = m_view->selection();
        state.selected = isValid()
            && std::find(chosen.begin(), chosen.end(), m_view->model().id(m_index)) != chosen.end();
        state.focused = m_view->hasFocus() && m_view->focusedTile() == m_index;
        return state;
    }

private:
    FloorView* m_view;
    int m_index;
};

class FloorAccessible final : public QAccessibleWidget {
public:
    explicit FloorAccessible(FloorView* view)
        : QAccessibleWidget(view, QAccessible::List)
        , m_view(view)
    {
    }
    ~FloorAccessible() override
    {
        for (const auto& [index, id] : m_children)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_view->model().count(); }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto it = m_children.find(index);
        if (it != m_children.end())
            return QAccessible::accessibleInterface(it->second);
        auto* tile = new TileAccessible(m_view, index);
        m_children[index] = QAccessible::registerAccessibleInterface(tile);
        return tile;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        for (const auto& [index, id] : m_children) {
            if (QAccessible::accessibleInterface(id) == child)
                return index;
        }
        return -1;
    }

private:
    FloorView* m_view;
    mutable std::map<int, QAccessible::Id> m_children;
};

QAccessibleInterface* makeFloorInterface(const QString&, QObject* object)
{
    auto* view = qobject_cast<FloorView*>(object);
    return view ? new FloorAccessible(view) : nullptr;
}

} // namespace

void installFloorAccessibility()
{
    QAccessible::installFactory(makeFloorInterface);
}

} // namespace sm
