// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace sm {

/// How far a value may travel. Unknown is Personal.
enum class FieldClass : quint8 {
    Open, ///< may be shown and stored
    Personal, ///< names, numbers, dates, tracks, photos: masked on screen, encrypted in the store
    Secret ///< keys, PINs, cryptogram inputs: never recorded, never shown
};

QString fieldClassName(FieldClass fieldClass); ///< open, personal, secret
std::optional<FieldClass> fieldClassFromName(QStringView name);
inline FieldClass stricter(FieldClass a, FieldClass b)
{
    return a < b ? b : a;
}

/// The class of a run of bytes inside a command or an answer. Bytes outside every span are Open.
struct ClassSpan {
    qsizetype offset = 0;
    qsizetype length = 0;
    FieldClass fieldClass = FieldClass::Personal;
};

/// Text that is safe to leave the core: built only by these functions.
class Masked {
public:
    Masked() = default;
    /// Open: as it is. Personal: dots and the last four characters (all dots up to eight characters). Secret:
    /// nothing.
    static Masked text(QStringView value, FieldClass fieldClass);
    /// Hexadecimal with masked bytes written xx; a secret run is replaced by its length.
    static Masked hex(QByteArrayView bytes, const std::vector<ClassSpan>& spans);

    const QString& string() const { return m_text; }

private:
    explicit Masked(QString text)
        : m_text(std::move(text))
    {
    }
    QString m_text;
};

} // namespace sm
