// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 400 to 499 belong to core/transport.
#define SM_TRANSPORT_FAILURES(X)                                                                             \
    X(420, PcscDown, "pcscd is not running, or was restarted since the context was made")                    \
    X(421, PcscBroken, "the link to pcscd broke during a call")                                              \
    X(422, PcscHandleDead, "a context or card handle is not valid any more")                                 \
    X(423, PcscReaderUnknown, "pcscd knows no reader of that name")                                          \
    X(424, PcscReaderUnavailable, "a reader is there but can not be used")                                   \
    X(425, PcscSharingViolation, "another program holds the reader")                                         \
    X(426, PcscCardRemoved, "the card was taken out since it was powered")                                   \
    X(427, PcscNoCard, "no card lies in the reader")                                                         \
    X(428, PcscCardReset, "another program reset the card")                                                  \
    X(429, PcscMute, "the card did not answer to a reset")                                                   \
    X(430, PcscNotTransacted, "an exchange with the card failed between reader and card")                    \
    X(431, PcscDataLost, "an exchange with the card lost data")                                              \
    X(432, PcscCardUnsupported, "the card and the reader have no transmission protocol in common")           \
    X(433, PcscAnswerTooLong, "a card answer is longer than an answer can be")                               \
    X(434, PcscForbidden, "pcscd does not let this user or session use the reader")                          \
    X(435, PcscUnexpected, "the PC/SC library returned a code that a call of its kind should not")           \
    X(436, PcscNotConnected, "no command was sent, for the card is not powered or its connection broke")     \
    X(440, LinkUnreachable, "nobody answers at the address of a link, or its port can not be opened")        \
    X(441, LinkClosed, "the other end closed a link, or started anew")                                       \
    X(442, LinkSilent, "a peer was silent for three pings, or never acknowledged a frame")                   \
    X(443, LinkFrameBroken, "a peer sent what is no frame of the link's protocol")                           \
    X(444, LinkMessageTooLong, "a message is longer than a link carries")                                    \
    X(445, LinkPeerRefused,                                                                                  \
        "a peer has no certificate, or one that is not allowed, or runs as another user")                    \
    X(446, LinkVersionRefused, "a peer speaks another version of the link, or wants another service")        \
    X(447, LinkBroken, "the operating system or TLS reports an error of a link")                             \
    X(448, LinkCredentialsUnusable, "a certificate, private key or list of pins can not be used")            \
    X(449, LinkNotListening, "a link can not listen at its address")                                         \
    X(450, LinkNotSwitchable, "a port has no control line that switches it between two links")               \
    X(460, VpcdUnreachable, "nobody listens for virtual cards at this address")                              \
    X(461, VpcdClosed, "the virtual reader closed its link or sent what is none of its messages")            \
    X(470, ReaderSilent, "a serial reader did not answer, or no answer of it came through whole")            \
    X(471, ReaderAnswerBroken, "a serial reader answered with what is none of its answers")                  \
    X(472, ReaderRefused, "a serial reader answered a command with an error of its own")                     \
    X(473, ReaderCardAbsent, "a serial reader says that no card lies in it, or that it was taken out")       \
    X(474, ReaderCardMute, "a serial reader says that the card does not answer to a reset")                  \
    X(475, ReaderNotReady, "a serial reader is not there or not prepared yet; nothing was sent")             \
    X(476, ReaderCommandRefused, "a command can not pass through a serial reader; nothing was sent")         \
    X(480, PrintQueueUnusable, "a print queue is not there, or takes nothing now; nothing was sent")

namespace sm::fc {
SM_TRANSPORT_FAILURES(SM_FAILURE_CONSTANT)
}
