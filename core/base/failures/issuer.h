// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 500 to 599 belong to core/issuer.
#define SM_ISSUER_FAILURES(X)                                                                                \
    X(500, LayoutUnreadable, "a layout file could not be opened, or is larger than 1 MiB")                   \
    X(501, LayoutBroken, "a layout file is not JSON")                                                        \
    X(502, LayoutUnexpected, "a layout does not have the shape its schema asks for")                         \
    X(503, CardObjectBroken, "stored bytes of a card object do not decode")                                  \
    X(510, ImportStopped, "an import was cancelled; nothing of it counts")                                   \
    X(511, ImportInputFailed, "reading the issuer's file failed part way")                                   \
    X(512, ImportTooManyRecords, "a file holds more records than one job may have")                          \
    X(513, ImportColumnMissing, "the header row lacks a column that the layout requires")                    \
    X(514, ImportColumnRepeated, "the header row names a column twice")                                      \
    X(515, ImportHeaderMissing, "a CSV file has no readable header row")                                     \
    X(516, ImportTooManyErrors, "more records have errors than the policy lets pass")                        \
    X(530, RecordFieldEmpty, "a required field is empty")                                                    \
    X(531, RecordFieldTooLong, "a field has more characters than the layout allows")                         \
    X(532, RecordColumnCount, "a CSV record has more or fewer fields than the header row")                   \
    X(533, RecordQuoteUnclosed, "a quote is opened and never closed")                                        \
    X(534, RecordQuoteStray, "a quoted value is followed by text, or a quote stands where none may")         \
    X(535, RecordLineTooLong, "a line or record is longer than the importer reads")                          \
    X(536, RecordNulByte, "a line holds a NUL byte")                                                         \
    X(537, RecordNotUtf8, "a line holds bytes that are not text in the file's encoding")                     \
    X(538, RecordTagUnknown, "a line of a tagged file starts with none of the four tags")                    \
    X(539, RecordTagRepeated, "a tag occurs twice in one card object")                                       \
    X(540, RecordIncomplete, "the file ends before the SCRD line of a card object")                          \
    X(541, RecordTooManyFields, "a line holds more fields than the importer reads")                          \
    X(542, RecordTrackBroken, "encoding data has a start sentinel without an end sentinel, or text between") \
    X(543, RecordIdUnprintable, "a card object id holds a control character")                                \
    X(544, RecordIdRepeated, "a card object id occurs twice in the file")                                    \
    X(545, RecordProducedBefore, "a card of this id was produced good in an earlier job")                    \
    X(546, RecordAlreadyQueued, "a card object of this id waits in another job")                             \
    X(547, RecordNotPrintable, "a module has no glyph for a character of a field")                           \
    X(548, RecordProductUnknown, "a product code that the profile does not make")                            \
    X(549, RecordPictureMissing, "a picture that a record names is not there")                               \
    X(550, RecordDatePast, "the last day of a card has passed")                                              \
    X(551, RecordOutOfOrder, "a record comes before the one above it in the order the profile asks for")     \
    X(552, FileTrailerWrong, "the trailer gives another number of records than the file has")                \
    X(553, FileTrailerMissing, "the layout declares a trailer and the file ends without one")                \
    X(554, RecordIdPersonal, "a card object id is the value of a personal or secret field of its record")

namespace sm::fc {
SM_ISSUER_FAILURES(SM_FAILURE_CONSTANT)
}
