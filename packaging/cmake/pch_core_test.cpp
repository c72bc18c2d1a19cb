// SPDX-License-Identifier: GPL-3.0-or-later
// The program that builds the precompiled header of the tests is never run.
int main() { }
