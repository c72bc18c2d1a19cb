// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QUrl;

namespace sm {

/// Where an HTTP server has the cards' own pictures: http or https, with `{picture}` once in its path or
/// query, where a picture's name goes. No user or password is in it.
struct PictureAddress {
    QString text;

    /// Empty: it is one; else what was expected.
    QString flaw() const;
    QString host() const;
    /// Everything but letters, digits and a few marks as %XX (RFC 3986), slashes of sub-folders excepted.
    QUrl of(const QString& name) const;
    /// A name is relative and stays below the place where it goes.
    static bool takes(const QString& name);
};

} // namespace sm
