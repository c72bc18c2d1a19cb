// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// Numbers of the PC/SC interface (PC/SC workgroup part 5 and winscard.h) for everybody who may not include
/// winscard.h; pcsc_lite.cpp proves at compile time that they are the library's.
namespace sm::pcsc {

inline constexpr quint32 success = 0;
inline constexpr quint32 cancelled = 0x80100002;
inline constexpr quint32 invalidHandle = 0x80100003;
inline constexpr quint32 insufficientBuffer = 0x80100008;
inline constexpr quint32 unknownReader = 0x80100009;
inline constexpr quint32 timeout = 0x8010000A;
inline constexpr quint32 sharingViolation = 0x8010000B;
inline constexpr quint32 noCard = 0x8010000C;
inline constexpr quint32 protocolMismatch = 0x8010000F;
inline constexpr quint32 commError = 0x80100013;
inline constexpr quint32 notTransacted = 0x80100016;
inline constexpr quint32 readerUnavailable = 0x80100017;
inline constexpr quint32 noService = 0x8010001D;
inline constexpr quint32 serviceStopped = 0x8010001E;
inline constexpr quint32 noReaders = 0x8010002E;
inline constexpr quint32 dataLost = 0x8010002F;
inline constexpr quint32 unsupportedCard = 0x80100065;
inline constexpr quint32 unresponsiveCard = 0x80100066;
inline constexpr quint32 unpoweredCard = 0x80100067;
inline constexpr quint32 resetCard = 0x80100068;
inline constexpr quint32 removedCard = 0x80100069;
inline constexpr quint32 securityViolation = 0x8010006A;

inline constexpr quint32 waitForever = 0xFFFFFFFF;

inline constexpr quint32 stateUnaware = 0x0000;
inline constexpr quint32 stateChanged = 0x0002;
inline constexpr quint32 stateUnknown = 0x0004;
inline constexpr quint32 stateUnavailable = 0x0008;
inline constexpr quint32 statePresent = 0x0020;
inline constexpr quint32 stateMute = 0x0200;

/// Pseudo reader whose state changes when readers come or go.
inline constexpr char plugAndPlay[] = "\\\\?PnP?\\Notification";
/// pcsc-lite refuses more states than this in one call, and never lists more readers.
inline constexpr qsizetype maxReaders = 16;

} // namespace sm::pcsc
