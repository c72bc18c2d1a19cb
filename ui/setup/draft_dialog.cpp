// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/draft_dialog.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QVBoxLayout>

namespace sm {

DraftDialog::DraftDialog(int edits, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("draftDialog"));
    setWindowTitle(tr("Quit"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(12));
    QLabel* heading = makeLabel(this, 17, true);
    heading->setText(tr("Quit without applying what you set up?"));
    QLabel* text = makeLabel(this, 14);
    text->setObjectName(QStringLiteral("draftText"));
    text->setText(
        tr("%n changes of the floor are not applied. They are lost when the program ends.", nullptr, edits));
    text->setWordWrap(true);
    text->setMinimumWidth(px(460));
    auto* keep = makeRoomyButton(QStringLiteral("draftKeep"), tr("Go on editing"), this);
    keep->setProperty("primary", true);
    keep->setDefault(true);
    auto* lose = makeRoomyButton(QStringLiteral("draftDiscard"), tr("Discard them and quit"), this);
    lose->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(lose);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    column->addWidget(heading);
    column->addWidget(text);
    column->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(lose, &QPushButton::clicked, this, &QDialog::accept);
    keep->setFocus();
}

} // namespace sm
