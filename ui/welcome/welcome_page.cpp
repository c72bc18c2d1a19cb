// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/welcome_page.h"

#include "ui/text/failure_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QKeyEvent>
#include <QStackedLayout>

namespace sm {

namespace {

constexpr int cardWidth = 620;

QLabel* paragraph(QWidget* parent, int pixels, const QString& text)
{
    QLabel* label = makeLabel(parent, pixels);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("welcomePage"));
    m_card = new QWidget(this);
    m_card->setFixedWidth(cardWidth);
    auto* column = new QVBoxLayout(m_card);
    column->setContentsMargins(36, 32, 36, 28);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    m_icon = new QLabel(m_card);
    m_icon->setFixedSize(56, 56);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(2);
    QLabel* title = makeLabel(m_card, 28, true);
    title->setText(QStringLiteral("Stationmaster"));
    QLabel* subtitle = makeLabel(m_card, 14);
    subtitle->setText(tr("Personalizes smart cards on many stations at once."));
    m_dim.push_back(subtitle);
    titles->addWidget(title);
    titles->addWidget(subtitle);
    head->addWidget(m_icon);
    head->addLayout(titles, 1);
    column->addLayout(head);
    column->addSpacing(10);
    auto* views = new QWidget(m_card);
    m_views = new QStackedLayout(views);
    m_views->setContentsMargins(0, 0, 0, 0);
    m_views->addWidget(makeStart());
    m_views->addWidget(makeSetUp());
    column->addWidget(views);
    m_message = paragraph(m_card, 13, QString());
    m_message->setObjectName(QStringLiteral("welcomeMessage"));
    m_message->hide();
    column->addWidget(m_message);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(1);
    // No alignment: that would ask the card for its height at the width of the window, and long texts would
    // lie under the buttons.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_card);
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
}

QPushButton* WelcomePage::addChoice(
    QWidget* parent, const char* name, const QString& text, const QString& what)
{
    QPushButton* button = makeButton(QLatin1String(name), text, parent);
    button->setFont(uiFont(16, true));
    button->setMinimumHeight(48);
    button->setAutoDefault(true);
    button->setAccessibleDescription(what);
    m_choices.push_back(button);
    parent->layout()->addWidget(button);
    QLabel* explained = paragraph(parent, 13, what);
    m_dim.push_back(explained);
    parent->layout()->addWidget(explained);
    static_cast<QVBoxLayout*>(parent->layout())->addSpacing(10);
    return button;
}

QWidget* WelcomePage::makeStart()
{
    auto* start = new QWidget(this);
    auto* column = new QVBoxLayout(start);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_demo = addChoice(start, "welcomeStartDemo", tr("Start demo floor  (Enter)"),
        tr("Demo uses virtual stations and test keys. It cannot touch real machines."));
    m_demo->setProperty("primary", true);
    m_demo->setDefault(true);
    QPushButton* setUp = addChoice(start, "welcomeSetUp", tr("Set up my floor"),
        tr("Readers, HSMs and machines of your own, from a floor file."));
    QPushButton* open = addChoice(start, "welcomeOpenFile", tr("Open a job file"),
        tr("Try a file of your own on the demo floor. You can also drop it on this window."));
    connect(m_demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::jobFileRequested);
    connect(setUp, &QPushButton::clicked, this, [this] {
        m_message->hide();
        m_views->setCurrentIndex(1);
        m_choose->setFocus();
    });
    return start;
}

QWidget* WelcomePage::makeSetUp()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    QLabel* title = makeLabel(page, 16, true);
    title->setText(tr("Set up my floor"));
    column->addWidget(title);
    QLabel* what = paragraph(page, 13,
        tr("A floor file (floor.json) lists machines, their stations with the names of their card readers, "
           "and the "
           "HSMs. It is checked before it is used; if something is wrong, the place in the file is named "
           "here."));
    m_where = paragraph(page, 13, QString());
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(what);
    column->addWidget(m_where);
    column->addSpacing(8);
    m_choose = addChoice(page, "welcomeChooseFloor", tr("Choose a floor file..."),
        tr("It is copied to the place above and opened now and at each start."));
    m_choose->setProperty("primary", true);
    QPushButton* fresh = addChoice(page, "welcomeNewFloor", tr("Begin with a new floor"),
        tr("One virtual station and test keys; machines, readers and lines are then set up on the page Floor "
           "set-up."));
    QPushButton* back = makeButton(QStringLiteral("welcomeBack"), tr("Back"), page);
    back->setAutoDefault(true);
    column->addWidget(back, 0, Qt::AlignLeft);
    column->addStretch(1);
    m_dim.push_back(what);
    m_dim.push_back(m_where);
    connect(m_choose, &QPushButton::clicked, this, &WelcomePage::chooseFloor);
    connect(fresh, &QPushButton::clicked, this, &WelcomePage::newFloorRequested);
    connect(back, &QPushButton::clicked, this, &WelcomePage::showStart);
    return page;
}

void WelcomePage::chooseFloor()
{
    auto* dialog = new QFileDialog(this, tr("Choose a floor file"), QString(), tr("Floor files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WelcomePage::floorRequested);
    dialog->open();
}

void WelcomePage::showStart()
{
    m_message->hide();
    m_views->setCurrentIndex(0);
    m_demo->setFocus();
}

void WelcomePage::setTheme(const Theme& theme)
{
    setBackground(this, theme.window);
    setBackground(m_card, theme.panel);
    for (QLabel* label : m_dim)
        setTextColor(label, theme.text2);
    m_icon->setPixmap(appIcon().pixmap(56, 56));
}

void WelcomePage::setFloorFile(const QString& path)
{
    m_where->setText(tr("Looked for at each start: %1").arg(path));
}

void WelcomePage::showFailure(const Failure& why)
{
    const FailureText text = failureText(why);
    m_message->setText(QStringLiteral("%1 %2 (%3)").arg(text.sentence, text.action, text.code));
    m_message->show();
    for (QPushButton* button : m_choices)
        button->setEnabled(true);
}

void WelcomePage::showBusy(const QString& text)
{
    m_message->setText(text);
    m_message->show();
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showStart();
}

void WelcomePage::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape && m_views->currentIndex() == 1)
        showStart();
    else if (enter && m_views->currentIndex() == 0)
        m_demo->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sm
