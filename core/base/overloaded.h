// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm {

/// Several lambdas as one visitor of a variant; a last `[](const auto&) {}` says that the rest is not wanted.
template <class... Ts> struct Overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

} // namespace sm
