// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"
#include "security/security_request.h"
#include "session/secure_channel.h"

namespace sm {

/// From what a profile asks for by name to the typed request: the one place that knows both rooms.

/// The key under which results leave the device for the card with this answer to INITIALIZE UPDATE.
CardDek cardDek(const ChannelSpec& channel, const QByteArray& initializeUpdate);

/// The request that opens the profile's channel, and what is made of its answer (which is one to that
/// request).
SecurityRequest openingRequest(
    const ChannelSpec& channel, const QByteArray& hostChallenge, const QByteArray& initializeUpdate);
SecureChannel makeChannel(const ChannelSpec& channel, SecurityReply& reply);
QByteArray openingCryptogram(const SecurityReply& reply);

/// SecurityCallUnknown for a service that has no request: the shapes of the profile room and this room
/// differ.
Outcome<SecurityRequest> toRequest(const SecurityCall& call, const CardDek& under);
/// Adds the parts of the answer; SecurityCallUnknown when it is one of another kind.
Outcome<Done> addResults(const SecurityCallSpec& spec, const SecurityReply& reply, SecurityResults& results);

/// Parts of an answer by name, as {hsm:NAME.PART} refers to them.
std::vector<std::pair<QString, QByteArray>> resultParts(const SecurityReply& reply);

} // namespace sm
