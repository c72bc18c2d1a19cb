// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <optional>
#include <utility>
#include <variant>

namespace sm {

/// The value of an operation that has nothing to say but that it was done.
struct Done {
    bool operator==(const Done&) const = default;
};

/// A value or a Failure. No exception crosses the border of a room; this does.
template <class T> class [[nodiscard]] Outcome {
public:
    using Value = T;

    Outcome(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Outcome(Failure failure)
        : m_content(std::in_place_index<1>, std::move(failure))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }
    bool ok() const { return m_content.index() == 0; }

    T& operator*() & { return std::get<0>(m_content); }
    const T& operator*() const& { return std::get<0>(m_content); }
    T&& operator*() && { return std::get<0>(std::move(m_content)); }
    T* operator->() { return &std::get<0>(m_content); }
    const T* operator->() const { return &std::get<0>(m_content); }
    T take() { return std::get<0>(std::move(m_content)); }

    const Failure& failure() const { return std::get<1>(m_content); }

private:
    std::variant<T, Failure> m_content;
};

} // namespace sm
