// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cmac.h"
#include "crypto/record_cipher.h"
#include "data/picture_service.h"
#include "job/journal.h"
#include "profile/profile.h"
#include "render/face_renderer.h"

#include <memory>

namespace sm {

/// What all sessions of one job share: the profile and the keys that open its records. Server thread; wiped
/// when the last session and the job's run let go of it.
struct JobContext {
    JobContext(JobRow r, std::shared_ptr<const Profile> p, RecordCipher c, Cmac mac)
        : row(std::move(r))
        , profile(std::move(p))
        , cipher(std::move(c))
        , intentMac(std::move(mac))
    {
    }
    /// Jobs of one profile may each have an archive of their own.
    static QString sourceName(JobId job, const QString& source)
    {
        return QString::number(job.value) + u'/' + source;
    }

    JobRow row;
    std::shared_ptr<const Profile> profile;
    RecordCipher cipher;
    Cmac intentMac; ///< keyed digest of what an intent is about to write
    std::shared_ptr<FaceRenderer> faces; ///< null: the profile prints none
    std::shared_ptr<PictureService> pictures; ///< null: the cards' own pictures are files
};

/// The column number of a record's sealed card object in the AAD of its ciphertext.
inline constexpr quint16 sealedObjectColumn = 1;
inline RecordCipher::Place sealedObjectPlace(
    JobId job, const CardObjectId& object, quint32 issue, quint64 sequence)
{
    RecordCipher::Place place;
    place.job = job.value;
    place.objectId = object.text.toUtf8();
    place.issue = issue;
    place.column = sealedObjectColumn;
    place.sequence = sequence;
    return place;
}

} // namespace sm
