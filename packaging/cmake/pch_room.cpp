// SPDX-License-Identifier: GPL-3.0-or-later
// The library that builds the precompiled header of the rooms has nothing of its own.
