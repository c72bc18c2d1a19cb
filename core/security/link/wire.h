// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/link/message_reader.h"
#include "security/link/message_writer.h"

#include <QDate>

#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

namespace sm {

/// How a struct travels: its fields in order, and its number if it is a request or a reply. Declared with the
/// macros below, one line per struct, in wire_types.h.
template <class T> struct Wire;
/// The last value of an enumeration whose values count from 0.
template <class E> struct WireEnum;

#define SM_WIRE(Number, Type, ...)                                                                           \
    template <> struct Wire<Type> {                                                                          \
        static constexpr quint16 number = Number;                                                            \
        static auto fields([[maybe_unused]] auto& x) { return std::tie(__VA_ARGS__); }                       \
    };
#define SM_WIRE_PART(Type, ...) SM_WIRE(0, Type, __VA_ARGS__)
#define SM_WIRE_ENUM(Type, Last)                                                                             \
    template <> struct WireEnum<Type> {                                                                      \
        static constexpr Type last = Last;                                                                   \
    };

namespace wire {

inline void put(MessageWriter& out, bool value)
{
    out.boolean(value);
}
inline void put(MessageWriter& out, const QByteArray& value)
{
    out.bytes(value);
}
inline void put(MessageWriter& out, const QString& value)
{
    out.text(value);
}
inline void put(MessageWriter& out, const SecretBytes& value)
{
    out.secret(value);
}
inline void put(MessageWriter& out, const QDate& value) ///< ISO 8601; empty: no date
{
    out.text(value.toString(Qt::ISODate));
}
template <class T>
requires std::is_integral_v<T>
void put(MessageWriter& out, T value)
{
    if constexpr (std::is_signed_v<T>)
        out.signedNumber(value);
    else
        out.number(value);
}
template <class T>
requires std::is_enum_v<T>
void put(MessageWriter& out, T value)
{
    out.number(quint64(value));
}
template <class T> void put(MessageWriter& out, const std::vector<T>& list);
template <class T> void put(MessageWriter& out, const std::optional<T>& value);
template <class T>
requires requires(T& x)
{
    Wire<T>::fields(x);
}
void put(MessageWriter& out, const T& value)
{
    const auto fields = Wire<T>::fields(value);
    out.beginList(qsizetype(std::tuple_size_v<decltype(fields)>));
    std::apply([&out](const auto&... field) { (put(out, field), ...); }, fields);
    out.endList();
}
template <class T> void put(MessageWriter& out, const std::vector<T>& list)
{
    out.beginList(qsizetype(list.size()));
    for (const T& item : list)
        put(out, item);
    out.endList();
}
template <class T> void put(MessageWriter& out, const std::optional<T>& value) ///< a list of one or none
{
    out.beginList(value ? 1 : 0);
    if (value)
        put(out, *value);
    out.endList();
}

inline void get(MessageReader& in, bool& value)
{
    value = in.boolean();
}
inline void get(MessageReader& in, QByteArray& value)
{
    value = in.bytes();
}
inline void get(MessageReader& in, QString& value)
{
    value = in.text();
}
inline void get(MessageReader& in, SecretBytes& value)
{
    value = in.secret();
}
inline void get(MessageReader& in, QDate& value)
{
    const QString text = in.text();
    value = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && !value.isValid())
        in.refuse();
}
template <class T>
requires std::is_integral_v<T>
void get(MessageReader& in, T& value)
{
    const auto read = [&in] {
        if constexpr (std::is_signed_v<T>)
            return in.signedNumber();
        else
            return in.number();
    }();
    if (read < std::numeric_limits<T>::min() || read > std::numeric_limits<T>::max())
        in.refuse();
    else
        value = T(read);
}
template <class T>
requires std::is_enum_v<T>
void get(MessageReader& in, T& value)
{
    const quint64 read = in.number();
    if (read > quint64(WireEnum<T>::last))
        in.refuse();
    else
        value = T(read);
}
template <class T> void get(MessageReader& in, std::vector<T>& list);
template <class T> void get(MessageReader& in, std::optional<T>& value);
template <class T>
requires requires(T& x)
{
    Wire<T>::fields(x);
}
void get(MessageReader& in, T& value)
{
    auto fields = Wire<T>::fields(value);
    in.beginList(qsizetype(std::tuple_size_v<decltype(fields)>));
    std::apply([&in](auto&... field) { (get(in, field), ...); }, fields);
    in.endList();
}
template <class T> void get(MessageReader& in, std::vector<T>& list)
{
    const qsizetype count = in.beginList();
    list.clear();
    for (qsizetype i = 0; i < count && in.ok(); ++i)
        get(in, list.emplace_back());
    in.endList();
}
template <class T> void get(MessageReader& in, std::optional<T>& value)
{
    const qsizetype count = in.beginList();
    if (count > 1)
        in.refuse();
    value.reset();
    if (count == 1 && in.ok())
        get(in, value.emplace());
    in.endList();
}

} // namespace wire

} // namespace sm
