// SPDX-License-Identifier: GPL-3.0-or-later
// Faces of cards: where what comes out lies, that nothing leaves the card, and pictures that mean harm.
#include "base/failures/render.h"
#include "render/face_font.h"
#include "render/face_image.h"
#include "render/face_renderer.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QRandomGenerator>
#include <QRect>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <deque>

#include <sys/stat.h>

using namespace sm;

namespace {

bool isDark(const QByteArray& dots, int x, int y)
{
    return (quint8(dots[y * 127 + x / 8]) >> (7 - x % 8) & 1) != 0;
}

/// The smallest box around all dots; empty: there is none.
QRect inkOf(const QByteArray& dots)
{
    QRect box;
    for (int y = 0; y < 648; ++y) {
        for (int x = 0; x < 1016; ++x) {
            if (isDark(dots, x, y))
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

qsizetype inkIn(const QByteArray& dots, const QRect& box)
{
    qsizetype count = 0;
    for (int y = box.top(); y <= box.bottom(); ++y) {
        for (int x = box.left(); x <= box.right(); ++x)
            count += isDark(dots, x, y);
    }
    return count;
}

FaceText textAt(const char* text, double x, double y, double size = 12)
{
    FaceText made;
    made.text = QString::fromUtf8(text);
    made.x = x;
    made.y = y;
    made.size = size;
    return made;
}

FaceImage imageAt(const QString& file, double x, double y, double width, double height)
{
    FaceImage made;
    made.file = file;
    made.x = x;
    made.y = y;
    made.width = width;
    made.height = height;
    return made;
}

QString nameOf(const Outcome<FacePanel>& drawn)
{
    return drawn ? QStringLiteral("drawn") : drawn.failure().toString().section(u' ', 0, 0);
}

void put(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
}

QByteArray encoded(const QImage& image, const char* kind)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, kind);
    return bytes;
}

/// White, with a black square in its upper left quarter.
QImage quarter(int size)
{
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < size / 2; ++y) {
        for (int x = 0; x < size / 2; ++x)
            image.setPixel(x, y, qRgb(0, 0, 0));
    }
    return image;
}

/// A PNG that says of itself to be that large.
QByteArray claiming(quint32 width, quint32 height)
{
    QByteArray png = encoded(quarter(8), "png");
    const quint32 sizes[]{width, height};
    for (int i = 0; i < 8; ++i)
        png[16 + i] = char(sizes[i / 4] >> (24 - 8 * (i % 4)));
    quint32 crc = 0xFFFFFFFF; // of the chunk's name and content, or the reader minds that first
    for (int i = 12; i < 29; ++i) {
        crc ^= quint8(png[i]);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    for (int i = 0; i < 4; ++i)
        png[29 + i] = char(~crc >> (24 - 8 * i));
    return png;
}

} // namespace

class CardFaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void textsLieWhereTheyShould_data();
    void textsLieWhereTheyShould();
    void charactersDiffer();
    void textsThatDoNotFit_data();
    void textsThatDoNotFit();
    void sameFaceSameDots();
    void imagesFillTheirBox();
    void tonesAndNone();
    void textsLieOnImages();
    void hostileImages_data();
    void hostileImages();
    void picturesStayInTheirFolder_data();
    void picturesStayInTheirFolder();
    void damagedImages();
    void damagedFonts();
    void failuresTellNothing();
    void drawsOnTheWorker();

private:
    QTemporaryDir m_folder;
};

void CardFaceTest::initTestCase()
{
    QDir(m_folder.path()).mkpath(QStringLiteral("in/deep"));
    for (const char* name : {"outside.png", "in/own.png", "in/deep/own.png"})
        put(m_folder.filePath(QLatin1String(name)), encoded(quarter(40), "png"));
    QVERIFY(QFile::link(
        m_folder.filePath(QStringLiteral("outside.png")), m_folder.filePath(QStringLiteral("in/out.png"))));
}

/// 1016 dots are 85.60 mm: 11.869 to the millimetre. A capital H is 0.729 em high in all three fonts, and
/// stands on the base line.
void CardFaceTest::textsLieWhereTheyShould_data()
{
    QTest::addColumn<int>("font");
    QTest::addColumn<int>("align");
    QTest::addColumn<double>("edge"); // left, middle or right of the ink, in dots
    QTest::newRow("sans, left") << int(FaceText::Font::Sans) << int(FaceText::Align::Left) << 40 * 11.869;
    QTest::newRow("bold, left") << int(FaceText::Font::Bold) << int(FaceText::Align::Left) << 40 * 11.869;
    QTest::newRow("mono, center") << int(FaceText::Font::Mono) << int(FaceText::Align::Center) << 40 * 11.869;
    QTest::newRow("sans, right") << int(FaceText::Font::Sans) << int(FaceText::Align::Right) << 40 * 11.869;
}

void CardFaceTest::textsLieWhereTheyShould()
{
    QFETCH(int, font);
    QFETCH(int, align);
    QFETCH(double, edge);
    FaceText text = textAt("HHHH", 40, 30, 24);
    text.font = FaceText::Font(font);
    text.align = FaceText::Align(align);
    CardFace face;
    face.texts.push_back(text);
    const auto drawn = drawFace(face, {});
    QVERIFY2(drawn, qPrintable(nameOf(drawn)));
    const QRect ink = inkOf(drawn->dots);
    const double em = 24 * 300.0 / 72;
    QVERIFY(std::abs(ink.bottom() + 1 - 30 * 648 / 53.98) <= 1.5);
    QVERIFY(std::abs(ink.height() - 0.729 * em) <= 2);
    const double found = align == int(FaceText::Align::Left) ? ink.left()
        : align == int(FaceText::Align::Center)              ? ink.left() + ink.width() / 2.0
                                                             : ink.right() + 1;
    QVERIFY2(std::abs(found - edge) < 0.11 * em, qPrintable(QString::number(found))); // the side bearing
    // Four strokes pairs on white: more than a tenth and less than two thirds of it is ink.
    const qsizetype dots = inkIn(drawn->dots, ink);
    QVERIFY(dots * 10 > qsizetype(ink.width()) * ink.height()
        && dots * 3 < qsizetype(ink.width()) * ink.height() * 2);
}

void CardFaceTest::charactersDiffer()
{
    QSet<QByteArray> seen;
    const QString all = QStringLiteral("ABCabc0123ÄÖÜäöüßéèñçŁłŠşİığΩλЖдЯ€–ẞ");
    for (const QChar c : all) {
        CardFace face;
        face.texts.push_back(textAt(QString(c).toUtf8().constData(), 40, 30, 30));
        const auto drawn = drawFace(face, {});
        QVERIFY2(drawn, qPrintable(QString(c)));
        QVERIFY2(!inkOf(drawn->dots).isEmpty(), qPrintable(QString(c)));
        seen.insert(drawn->dots);
    }
    QCOMPARE(seen.size(), all.size());
    // As one character or as two.
    CardFace one;
    one.texts.push_back(textAt("\xC3\xA9", 40, 30));
    CardFace two;
    two.texts.push_back(textAt("e\xCC\x81", 40, 30));
    QCOMPARE(drawFace(one, {})->dots, drawFace(two, {})->dots);
}

void CardFaceTest::textsThatDoNotFit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("width");
    QTest::addColumn<QString>("result");
    const auto row = [](const char* name, const char* text, double x, double y, double width,
                         const char* result) {
        QTest::newRow(name) << QString::fromUtf8(text) << x << y << width << QString::fromLatin1(result);
    };
    row("fits", "Petra Nilsen", 5, 20, 40, "drawn");
    row("wider than its width", "Petra Nilsen", 5, 20, 20, "FaceTextOutside");
    row("over the right edge", "Petra Nilsen", 70, 20, 0, "FaceTextOutside");
    row("over the upper edge", "Petra Nilsen", 5, 1, 0, "FaceTextOutside");
    row("below the lower edge", "gjpq", 5, 53.9, 0, "FaceTextOutside");
    row("on the lower edge", "HEIM", 5, 53.9, 0, "drawn");
    row("a script without shapes", "\xE4\xBD\xA0", 5, 20, 0, "FaceTextUnprintable");
    row("a control character", "a\tb", 5, 20, 0, "FaceTextUnprintable");
    row("blanks only", "   ", 5, 20, 0, "drawn");
}

void CardFaceTest::textsThatDoNotFit()
{
    QFETCH(QString, text);
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, width);
    QFETCH(QString, result);
    CardFace face;
    face.texts = {textAt("first", 5, 40), textAt(text.toUtf8().constData(), x, y)};
    face.texts[1].width = width;
    const auto drawn = drawFace(face, {});
    QCOMPARE(nameOf(drawn), result);
    if (!drawn)
        QCOMPARE(drawn.failure().param("item"), QStringLiteral("texts[1]"));
}

void CardFaceTest::sameFaceSameDots()
{
    CardFace face;
    face.texts = {textAt("Zo\xC3\xAB O'Hara", 5, 20)};
    face.images = {imageAt(m_folder.filePath(QStringLiteral("outside.png")), 50, 5, 20, 20)};
    const auto first = drawFace(face, {});
    QVERIFY(first);
    QCOMPARE(first->dots.size(), qsizetype(127) * 648);
    QCOMPARE(drawFace(face, {})->dots, first->dots);
    face.texts[0].text += u'.';
    QVERIFY(drawFace(face, {})->dots != first->dots);
}

/// 20 mm are 237 dots wide and 240 high. The square keeps its shape, in the middle of its box.
void CardFaceTest::imagesFillTheirBox()
{
    CardFace face;
    face.images = {imageAt(m_folder.filePath(QStringLiteral("outside.png")), 10, 10, 40, 20)};
    const auto drawn = drawFace(face, {});
    QVERIFY2(drawn, qPrintable(nameOf(drawn)));
    const QRect ink = inkOf(drawn->dots);
    QVERIFY(std::abs(ink.top() - 120) <= 1);
    QVERIFY(std::abs(ink.height() - 120) <= 3); // half of its 240
    QVERIFY(std::abs(ink.width() - 120) <= 3);
    QVERIFY(std::abs(ink.left() - (119 + (475 - 240) / 2)) <= 2);
}

void CardFaceTest::tonesAndNone()
{
    QImage grey(64, 64, QImage::Format_RGB32);
    grey.fill(qRgb(160, 160, 160));
    const QString file = m_folder.filePath(QStringLiteral("grey.png"));
    put(file, encoded(grey, "png"));
    CardFace face;
    face.images = {imageAt(file, 10, 10, 20, 20)};
    const auto toned = drawFace(face, {});
    QVERIFY(toned);
    const double share = double(inkIn(toned->dots, QRect(130, 130, 200, 200))) / (200 * 200);
    QVERIFY2(std::abs(share - (255 - 160) / 255.0) < 0.02, qPrintable(QString::number(share)));
    face.images[0].tones = false;
    QVERIFY(inkOf(drawFace(face, {})->dots).isEmpty()); // lighter than the middle
}

void CardFaceTest::textsLieOnImages()
{
    QImage white(8, 8, QImage::Format_RGB32);
    white.fill(Qt::white);
    const QString file = m_folder.filePath(QStringLiteral("white.png"));
    put(file, encoded(white, "png"));
    CardFace face;
    face.texts = {textAt("HH", 12, 20)};
    const auto alone = drawFace(face, {});
    face.images = {imageAt(file, 10, 10, 30, 30)};
    QCOMPARE(drawFace(face, {})->dots, alone->dots);
}

void CardFaceTest::hostileImages_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("cause"); // empty: it is drawn
    const QImage good = quarter(40);
    QTest::newRow("png") << encoded(good, "png") << QString();
    QTest::newRow("bmp") << encoded(good, "bmp") << QString();
    QTest::newRow("jpeg") << encoded(good, "jpeg") << QString();
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("kind");
    QTest::newRow("text") << QByteArray("no picture at all") << QStringLiteral("kind");
    QTest::newRow("svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>") << QStringLiteral("kind");
    QTest::newRow("another kind that Qt reads") << encoded(good, "ppm") << QStringLiteral("kind");
    QTest::newRow("head only") << encoded(good, "png").first(8) << QStringLiteral("broken");
    QTest::newRow("ends early") << encoded(good, "png").chopped(40) << QStringLiteral("broken");
    QTest::newRow("wide bomb") << claiming(60'000, 1) << QStringLiteral("dots");
    QTest::newRow("high bomb") << claiming(1, 900'000) << QStringLiteral("dots");
    QTest::newRow("large bomb") << claiming(9'999, 9'999) << QStringLiteral("dots");
    QTest::newRow("too many bytes") << encoded(good, "png") + QByteArray(mostImageBytes, '\0')
                                    << QStringLiteral("size");
}

void CardFaceTest::hostileImages()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, cause);
    const QString file = m_folder.filePath(QStringLiteral("hostile.png"));
    put(file, bytes);
    CardFace face;
    face.images = {imageAt(file, 10, 10, 20, 20)};
    const auto drawn = drawFace(face, {});
    QCOMPARE(nameOf(drawn), cause.isEmpty() ? QStringLiteral("drawn") : QStringLiteral("FaceImageRefused"));
    if (!drawn)
        QCOMPARE(drawn.failure().param("cause"), cause);
    else
        QVERIFY(!inkOf(drawn->dots).isEmpty());
}

void CardFaceTest::picturesStayInTheirFolder_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("found");
    QTest::newRow("beside") << QStringLiteral("own.png") << true;
    QTest::newRow("deeper") << QStringLiteral("deep/own.png") << true;
    QTest::newRow("there and back") << QStringLiteral("deep/../own.png") << true;
    QTest::newRow("missing") << QStringLiteral("other.png") << false;
    QTest::newRow("above") << QStringLiteral("../outside.png") << false;
    QTest::newRow("absolute") << m_folder.filePath(QStringLiteral("in/own.png")) << false;
    QTest::newRow("a link out") << QStringLiteral("out.png") << false;
    QTest::newRow("the folder") << QStringLiteral(".") << false;
    QTest::newRow("a folder in it") << QStringLiteral("deep") << false;
    QTest::newRow("a resource") << QStringLiteral(":/stationmaster/jobs/willow-leaf.png") << false;
    QTest::newRow("a pipe") << QStringLiteral("pipe.png") << false;
}

void CardFaceTest::picturesStayInTheirFolder()
{
    QFETCH(QString, name);
    QFETCH(bool, found);
    ::mkfifo(QFile::encodeName(m_folder.filePath(QStringLiteral("in/pipe.png"))).constData(), 0600);
    CardFace face;
    face.images = {imageAt(name, 10, 10, 20, 20)};
    face.images[0].own = true;
    const auto drawn = drawFace(face, m_folder.filePath(QStringLiteral("in")));
    QCOMPARE(drawn.ok(), found);
    if (!drawn)
        QCOMPARE(drawn.failure().param("cause"), QStringLiteral("missing"));
}

/// Bytes of good pictures changed at random: drawn or refused, nothing else.
void CardFaceTest::damagedImages()
{
    QRandomGenerator random(42);
    int refused = 0;
    for (const char* kind : {"png", "jpeg", "bmp"}) {
        const QByteArray good = encoded(quarter(24), kind);
        for (int round = 0; round < 150; ++round) {
            QByteArray bytes = good;
            for (int i = 0; i < 3; ++i)
                bytes[random.bounded(qint32(bytes.size()))] = char(random.bounded(256));
            const QString file = m_folder.filePath(QStringLiteral("damaged"));
            put(file, bytes);
            const auto read = readPicture(file, QStringLiteral("i"));
            refused += !read;
            QVERIFY(!read || !read->isNull());
        }
    }
    QVERIFY(refused > 50);
}

void CardFaceTest::damagedFonts()
{
    QFile file(QStringLiteral(":/stationmaster/fonts/sans.outlines"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    QVERIFY(FaceFont::parse(good));
    QVERIFY(!FaceFont::parse(good + '\0'));
    for (qsizetype length = 0; length < good.size(); length += 1 + length / 8)
        QVERIFY(!FaceFont::parse(good.first(length)));
}

void CardFaceTest::failuresTellNothing()
{
    CardFace face;
    face.texts = {textAt("Petra Nilsen Petra Nilsen", 60, 20)};
    QVERIFY(!drawFace(face, {}).failure().toString().contains(QStringLiteral("Petra")));
    face.texts.clear();
    face.images = {imageAt(QStringLiteral("petra.png"), 10, 10, 20, 20)};
    face.images[0].own = true;
    QVERIFY(!drawFace(face, m_folder.path()).failure().toString().contains(QStringLiteral("petra")));
}

void CardFaceTest::drawsOnTheWorker()
{
    struct Kept final : Executor {
        void post(Work work) override { works.push_back(std::move(work)); }
        std::deque<Work> works;
    };
    SimulatedClock clock;
    const Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByCaller)};
    auto worker = std::make_unique<Kept>();
    Kept* kept = worker.get();
    FaceRenderer renderer(reactor, std::move(worker), m_folder.path());
    CardFace face;
    face.texts = {textAt("HH", 12, 20)};
    std::optional<Outcome<FacePanel>> drawn;
    auto drawing = renderer.draw(face, seconds(5));
    drawing.then([&drawn](Outcome<FacePanel> outcome) { drawn.emplace(std::move(outcome)); });
    while (reactor.inbox->drain()) { }
    QCOMPARE(kept->works.size(), size_t(1));
    QVERIFY(!drawn); // nothing is drawn by whoever asks
    kept->works.front()();
    while (reactor.inbox->drain()) { }
    QVERIFY(drawn && *drawn);
    QCOMPARE((*drawn)->dots, drawFace(face, {})->dots);
    reactor.inbox->close();
}

QTEST_GUILESS_MAIN(CardFaceTest)
#include "tst_card_face.moc"
