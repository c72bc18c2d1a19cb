// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <cmath>

namespace sm {

enum class Sight { Normal, Protan, Deutan, Tritan };

struct Lab {
    double l = 0;
    double a = 0;
    double b = 0;
};

inline double toLinear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// What a person without one kind of cone sees: Machado, Oliveira and Fernandes 2009, severity 1.0, on linear
/// RGB.
inline std::array<double, 3> seenBy(Sight sight, const QColor& color)
{
    constexpr double matrices[4][9] = {{1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};
    const double rgb[3]
        = {toLinear(double(color.redF())), toLinear(double(color.greenF())), toLinear(double(color.blueF()))};
    const auto& m = matrices[int(sight)];
    std::array<double, 3> out{};
    for (size_t row = 0; row < 3; ++row)
        out[row]
            = std::clamp(m[row * 3] * rgb[0] + m[row * 3 + 1] * rgb[1] + m[row * 3 + 2] * rgb[2], 0.0, 1.0);
    return out;
}

/// CIE L*a*b*, D65, 2 degree observer.
inline Lab labOf(Sight sight, const QColor& color)
{
    const auto [r, g, b] = seenBy(sight, color);
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIEDE2000 after Sharma, Wu and Dalal 2005.
inline double ciede2000(const Lab& one, const Lab& two)
{
    constexpr double pi = 3.14159265358979323846;
    constexpr double degree = pi / 180;
    const double c1 = std::hypot(one.a, one.b);
    const double c2 = std::hypot(two.a, two.b);
    const double c7 = std::pow((c1 + c2) / 2, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * one.a;
    const double a2 = (1 + g) * two.a;
    const double d1 = std::hypot(a1, one.b);
    const double d2 = std::hypot(a2, two.b);
    const auto hue = [&](double a, double b) {
        if (a == 0 && b == 0)
            return 0.0;
        const double h = std::atan2(b, a) / degree;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, one.b);
    const double h2 = hue(a2, two.b);
    double dh = h2 - h1;
    double mean = (h1 + h2) / 2;
    if (d1 * d2 == 0) {
        dh = 0;
        mean = h1 + h2;
    } else if (std::abs(dh) > 180) {
        mean += h1 + h2 < 360 ? 180 : -180;
        dh += dh > 0 ? -360 : 360;
    }
    const double dL = two.l - one.l;
    const double dC = d2 - d1;
    const double dH = 2 * std::sqrt(d1 * d2) * std::sin(dh / 2 * degree);
    const double l = (one.l + two.l) / 2;
    const double c = (d1 + d2) / 2;
    const double t = 1 - 0.17 * std::cos((mean - 30) * degree) + 0.24 * std::cos(2 * mean * degree)
        + 0.32 * std::cos((3 * mean + 6) * degree) - 0.20 * std::cos((4 * mean - 63) * degree);
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double turn = 30 * std::exp(-std::pow((mean - 275) / 25, 2));
    const double rt
        = -2 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))) * std::sin(2 * turn * degree);
    return std::sqrt(
        std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) + rt * dC / sc * dH / sh);
}

} // namespace sm
