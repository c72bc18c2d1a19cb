// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/face_file.h"

#include "base/bytes.h"
#include "station/modules/evolis_script.h"
#include "transport/framing/crc32.h"

namespace sm {

namespace {

constexpr quint32 dotsPerMetre = 11'869; // 1016 dots on 85.60 mm

/// Both formats have a set bit for white.
QByteArray inverted(QByteArray dots)
{
    for (char& byte : dots)
        byte = char(~byte);
    return dots;
}

/// As zlib has it (RFC 1950): without the length that Qt puts before.
QByteArray deflated(const QByteArray& bytes)
{
    return qCompress(bytes, 6).sliced(4);
}

QByteArray chunk(const QByteArray& name, const QByteArray& content)
{
    QByteArray out;
    appendU32(out, quint32(content.size()));
    out += name + content;
    appendU32(out, crc32(name + content));
    return out;
}

} // namespace

Outcome<Done> checkFace(const ModuleData& data)
{
    const auto* panel = std::get_if<PanelData>(&data);
    if (!panel)
        return moduleDataRefused("no picture");
    const bool fits = panel->width == evolis::width && panel->height == evolis::height
        && panel->dots.size() == qsizetype((panel->width + 7) / 8) * panel->height;
    return fits ? Outcome<Done>(Done{}) : Outcome<Done>(moduleDataRefused("size of the picture"));
}

QByteArray facePng(const PanelData& panel)
{
    QByteArray head;
    appendU32(head, quint32(panel.width));
    appendU32(head, quint32(panel.height));
    head += QByteArray("\x01\x00\x00\x00\x00", 5); // one bit, grey, usual methods, not interlaced
    QByteArray size;
    appendU32(size, dotsPerMetre);
    appendU32(size, dotsPerMetre);
    appendU8(size, 1); // per metre
    const QByteArray dots = inverted(panel.dots);
    const qsizetype line = (panel.width + 7) / 8;
    QByteArray lines;
    for (int y = 0; y < panel.height; ++y)
        lines += '\0' + dots.mid(y * line, line); // filter: none
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", head) + chunk("pHYs", size) + chunk("IDAT", deflated(lines))
        + chunk("IEND", {});
}

QByteArray facePdf(const PanelData& panel)
{
    const QByteArray box = "242.65 153.01"; // points of 85.60 x 53.98 mm
    const QByteArray drawing = "242.65 0 0 153.01 0 0 cm /Face Do";
    const QByteArray dots = deflated(inverted(panel.dots));
    const auto stream = [](const QByteArray& entries, const QByteArray& content) {
        return "<< " + entries + "/Length " + QByteArray::number(content.size()) + " >>\nstream\n" + content
            + "\nendstream";
    };
    const QList<QByteArray> objects{"<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + box
            + "] /Contents 4 0 R /Resources << /XObject << /Face 5 0 R >> >> >>",
        stream({}, drawing),
        stream("/Type /XObject /Subtype /Image /Width " + QByteArray::number(panel.width) + " /Height "
                + QByteArray::number(panel.height)
                + " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode ",
            dots)};
    QByteArray out = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    QByteArray places = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        places += QByteArray::number(out.size()).rightJustified(10, '0') + " 00000 n \n";
        out += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    const QByteArray start = QByteArray::number(out.size());
    return out + "xref\n0 " + count + '\n' + places + "trailer\n<< /Size " + count
        + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace sm
