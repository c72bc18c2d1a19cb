// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every test of a page includes; see sm_precompile.
#pragma once

#include "pch_test.h"

#include <QtWidgets>
