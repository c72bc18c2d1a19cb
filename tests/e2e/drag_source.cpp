// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest program from which a file can be dragged: a window that is one handle. Usage: drag_source FILE
// X Y
#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QTextStream>
#include <QUrl>

#include <cstdio>

namespace {

class Handle final : public QLabel {
public:
    explicit Handle(const QString& file)
        : QLabel(QStringLiteral("Drag me"))
        , m_file(file)
    {
        setAlignment(Qt::AlignCenter);
        setFixedSize(160, 80);
    }

protected:
    void mouseMoveEvent(QMouseEvent*) override
    {
        auto* drag
            = new QDrag(this); // Qt keeps it to answer for the data after exec(), and deletes it itself
        auto* content = new QMimeData;
        content->setUrls({QUrl::fromLocalFile(m_file)});
        drag->setMimeData(content);
        const Qt::DropAction action = drag->exec(Qt::CopyAction);
        QGuiApplication::sync(); // nothing else would send the drop from a program that is idle now
        QTextStream(stdout) << (action == Qt::CopyAction ? "copied" : "refused") << Qt::endl;
    }
    // The press is taken so that the moves that follow come here.
    void mousePressEvent(QMouseEvent* event) override { event->accept(); }

private:
    QString m_file;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    Handle handle(arguments[1]);
    handle.setWindowTitle(QStringLiteral("Drag source"));
    handle.setWindowFlag(Qt::WindowStaysOnTopHint);
    handle.move(arguments[2].toInt(), arguments[3].toInt());
    handle.show();
    return QApplication::exec();
}
