// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1500 to 1599 belong to core/server.
#define SM_SERVER_FAILURES(X)                                                                                \
    X(1500, FloorFileUnexpected, "floor.json does not have the shape its schema asks for")                   \
    X(1501, ProfileNotFound, "no profile of that name, or none whose layout fits the file")                  \
    X(1502, JobUnknown, "a command names a job that is not there")                                           \
    X(1503, ImportRefused, "the file has findings and its policy is all or nothing")                         \
    X(1504, ImportBusy, "another import is still running")                                                   \
    X(1506, NotOpenYet, "a command came before the store and the HSMs were open")                            \
    X(1507, ProfileChanged, "the profile of a stored job is not the one it was imported with")               \
    X(1508, ControlSocketTaken, "another console serves the control socket")                                 \
    X(1509, ControlRequestBroken, "a request on the control socket is not understood")                       \
    X(1510, ProfileIdTaken, "another profile has the id of a profile that is to be kept")                    \
    X(1526, ProfileUnkept, "a profile could not be linked to in the data folder")                            \
    X(1512, ImportFileUnreadable, "the file to import could not be opened or read")                          \
    X(1513, ProducedBefore, "a card object of that id was produced or is queued in another job")             \
    X(1514, DemoJobUnwritable, "the sample job could not be written to the data folder")                     \
    X(1515, RecordAtStation, "the card of a record is still in its station and cannot be decided about")     \
    X(1516, ImportPolicyRefused, "the profile does not allow this way to accept a file")                     \
    X(1517, ImportFileChanged, "the file is not the one that was checked")                                   \
    X(1518, CheckUnknown, "a command names a check of a file that is not open")                              \
    X(1519, ImportBlocked, "the file has findings that are never accepted in part")                          \
    X(1520, RejectsUnwritable, "the file for the records left out could not be written")                     \
    X(1521, PresetUnwritable, "the layout could not be written to the data folder")                          \
    X(1522, FindingsUnwritable, "the report could not be written")                                           \
    X(1523, FormatUnknown, "a file is neither a table nor tagged card objects")                              \
    X(1541, FloorFileUnwritable, "floor.json could not be written to the data folder")                       \
    X(1544, JobKeysUnusable, "keys that a job names are in no device, or differ from device to device")      \
    X(1545, JobKeysOutdated, "keys that a job names are retired, have expired or are not valid yet")         \
    X(1546, CeremonyNotOpen, "an order names a key ceremony that is not open, or another one is open")       \
    X(1547, KeyOrdersNotTaken, "a device takes no orders about its keys from this console")                  \
    X(1548, HsmNotStartedAgain,                                                                              \
        "a device's process ended: its PIN or access key is refused, and tries are few")                     \
    X(1542, HsmNeedsRealTime, "an encryption device in another process can not serve simulated time")        \
    X(1543, HsmSocketFolderMissing, "no folder for the sockets of own processes could be made")              \
    X(1550, StationNeedsRealTime, "a station behind a link can not take part in simulated time")             \
    X(1551, StationKeyUnknown, "a decision names a station's key that did not come and is not listed")       \
    X(1552, StationPlaceUnfit, "a place that no station takes over TLS, or that floor.json gives away")      \
    X(1553, StationPersonUnfit, "a decision needs a person's name, and the second person's another one")     \
    X(1554, StationListUnusable, "the list of stations that may come could not be read or written")          \
    X(1555, JobModulesMissing, "no station has the devices that a job's profile asks for")                   \
    X(1556, JobModulesAtSome, "some stations lack devices that a job asks for, and make none of its cards")  \
    X(1557, ModuleNeedsRealTime, "a device on a serial line can not take part in simulated time")            \
    X(1558, ModuleLogUnwritable, "the file for what simulated modules do could not be opened")               \
    X(1559, PicturesNeedRealTime, "pictures from a server can not be had in simulated time")                 \
    X(1560, StationInUse, "a station is to be tested while a card may be in it")                             \
    X(1561, StationNotThere, "a station at a link or line does not answer, or is not on the floor")          \
    X(1562, StationPortMissing, "the serial device of a station or module is not there, or may not be used") \
    X(1564, JobPlaneMissing, "no machine has a control device, and a job's profile asks for data there")     \
    X(1565, JobPlaneAtSome, "some machines have no control device, and make none of a job's cards")          \
    X(1566, DataPlaneNeedsRealTime, "a control device in another program can not serve simulated time")      \
    X(1540, ShelfRefused,                                                                                    \
        "an alarm is shelved for 15 to 120 minutes with a reason, and must still be there")                  \
    X(1530, StationsWork, "a reason for standing was given for stations none of which stands")               \
    X(1525, JobEnded, "a job that has ended was to be started or resumed")                                   \
    X(1524, QueuedElsewhere, "a card object of that id waits in another job")                                \
    X(1511, LineStopped, "the store failed; the line stands until it is repaired and restarted")

namespace sm::fc {
SM_SERVER_FAILURES(SM_FAILURE_CONSTANT)
}
