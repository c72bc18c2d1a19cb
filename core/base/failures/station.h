// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 900 to 999 belong to core/station. 900 to 919 are raised by station/link_failures.cpp for every kind
/// of link.
#define SM_STATION_FAILURES(X)                                                                               \
    X(900, CardAbsent, "no card lies in the position")                                                       \
    X(901, CardMute, "a card does not answer")                                                               \
    X(902, CardChanged, "another card lies where the card of this session was")                              \
    X(903, CardTorn, "the card left the position while a command was open")                                  \
    X(904, ReaderLost, "the reader or its link is gone")                                                     \
    X(905, ReaderBusy, "the reader is used by another program or is still in a call")                        \
    X(906, EpochRefused, "a command carries an epoch lower than the highest this station has seen")          \
    X(907, CompletionRefused, "the card did not accept the command that says format complete")               \
    X(908, CommandRepeated, "a command number was already executed and its answer is no longer remembered")  \
    X(909, ReaderStuck, "a call into the reader did not return within the limit of its wait")                \
    X(910, CardNotTaken, "nobody took the card out of the reader within the limit")                          \
    X(911, StationMessageBroken, "a station or a console sent what is no message of their link")             \
    X(912, StationAnswerTooLong, "a card answered a batch with more than a message can carry")               \
    X(913, StationReported, "a station reported a failure of a kind that stations do not have")              \
    X(914, StationRefused, "a station said hello where it is not expected")                                  \
    X(930, ModuleDataRefused, "a device module can not carry out what the card object asks of it")           \
    X(931, ModuleSilent, "a device module did not answer; what it did to the card is unknown")               \
    X(932, ModuleAnswerBroken, "a device module answered with what is none of its answers")                  \
    X(933, ModuleRefused, "a device module reports an error of its own")                                     \
    X(934, TrackReadsOtherwise, "a magnetic stripe reads otherwise than it was written")                     \
    X(935, ModuleNotReady, "the port of a device module can not be opened; nothing was sent")                \
    X(936, ModuleJobRepeated, "a device module was given a job again whose outcome it does not know")        \
    X(940, StationProfileUnreadable, "a station profile could not be opened or is not JSON")                 \
    X(941, StationProfileUnexpected, "a station profile does not have the shape its schema asks for")

namespace sm::fc {
SM_STATION_FAILURES(SM_FAILURE_CONSTANT)
}
