// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Precompiled for sm_ui: what nearly every file of a page needs.
#include "server/server_port.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QWidget>
