// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page from the command line: they look as they did, and the same options give the same
// bytes. A picture that has changed on purpose: run with SM_NEW_SCREENS=1, look at it, keep it.
#include <QDir>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString references = QStringLiteral(SM_TEST_DATA "/screens/");

/// Share of pixels that differ by more than what another font rasterizer might do to one level of grey.
double differing(const QImage& one, const QImage& two)
{
    if (one.size() != two.size())
        return 1;
    qint64 count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = two.pixel(x, y);
            const int most = std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                std::abs(qBlue(a) - qBlue(b))});
            count += most > 24;
        }
    }
    return double(count) / double(one.width() * one.height());
}

} // namespace

class ScreensTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void looksAsItDid_data();
    void looksAsItDid();
    void sameOptionsSamePicture();

private:
    void writeFontSettings();
    QByteArray take(const QStringList& options, const QString& name);

    QTemporaryDir m_folder;
    QString m_fonts;
};

void ScreensTest::initTestCase()
{
    // The fonts that the references were drawn with: fonts-noto-core and fonts-dejavu-core.
    const QStringList families = QFontDatabase::families();
    QVERIFY(families.contains(QStringLiteral("Noto Sans")));
    QVERIFY(families.contains(QStringLiteral("DejaVu Sans Mono")));
    writeFontSettings();
}

/// What a desktop or a user prefers for fonts (hinting, colours of subpixels, another face) has no say here.
void ScreensTest::writeFontSettings()
{
    m_fonts = m_folder.filePath(QStringLiteral("fonts.conf"));
    QFile file(m_fonts);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<?xml version=\"1.0\"?><fontconfig><dir>/usr/share/fonts</dir><cachedir>"
        + m_folder.filePath(QStringLiteral("font-cache")).toUtf8()
        + "</cachedir><match target=\"font\">"
          "<edit name=\"antialias\" mode=\"assign\"><bool>true</bool></edit>"
          "<edit name=\"hinting\" mode=\"assign\"><bool>true</bool></edit>"
          "<edit name=\"hintstyle\" mode=\"assign\"><const>hintslight</const></edit>"
          "<edit name=\"rgba\" mode=\"assign\"><const>none</const></edit></match></fontconfig>");
}

QByteArray ScreensTest::take(const QStringList& options, const QString& name)
{
    const QString file = m_folder.filePath(name + QStringLiteral(".png"));
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    for (const char* fromTest : {"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(fromTest))
            environment.insert(QString::fromLatin1(fromTest), qEnvironmentVariable(fromTest));
    }
    for (const char* folder : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(folder), m_folder.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("FONTCONFIG_FILE"), m_fonts);
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(SM_BIN_DIR "/stationmaster"),
        QStringList{QStringLiteral("--screenshot"), file, QStringLiteral("--size"),
            QStringLiteral("1366x768"), QStringLiteral("--demo-seed"), QStringLiteral("1")}
            + options);
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) {
        qWarning("%s", process.readAll().constData());
        return {};
    }
    QFile picture(file);
    return picture.open(QIODevice::ReadOnly) ? picture.readAll() : QByteArray();
}

void ScreensTest::looksAsItDid_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("file");
    // Each page once, in one of the themes, so that all are covered and the run stays short.
    const QString none;
    const QString demo = QStringLiteral("40s");
    const QString errors = QStringLiteral(SM_TEST_DATA "/import/harbour-errors.csv");
    const auto row = [](const char* page, const char* theme, const QString& at, const QString& file) {
        QTest::addRow("%s, %s", page, theme)
            << QString::fromLatin1(page) << QString::fromLatin1(theme) << at << file;
    };
    // Nothing runs on the welcome page: its picture does not wait for the floor's clock.
    row("welcome", "dark", QStringLiteral("3600s"), none);
    row("floor", "light", demo, none);
    row("many", "contrast", demo, none);
    row("jobs", "light", QStringLiteral("95s"), none);
    row("decide", "dark", QStringLiteral("5s"), none);
    row("import", "dark", QStringLiteral("10s"), errors);
    row("dashboard", "light", QStringLiteral("80s"), none);
    row("trace", "dark", demo, none);
    row("compare", "light", demo, none);
    row("stations", "dark", QStringLiteral("1s"), none);
    row("stations-all", "light", QStringLiteral("1s"), none);
    row("stations-accept", "dark", QStringLiteral("1s"), none);
    row("stations-floor", "contrast", QStringLiteral("1s"), none);
    row("setup-all", "light", QStringLiteral("1s"), none);
    row("setup-wrong", "dark", QStringLiteral("1s"), none);
}

void ScreensTest::looksAsItDid()
{
    QFETCH(QString, page);
    QFETCH(QString, theme);
    QFETCH(QString, at);
    QFETCH(QString, file);
    const QString name = page + QLatin1Char('-') + theme;
    QStringList options{
        QStringLiteral("--page"), page, QStringLiteral("--theme"), theme, QStringLiteral("--at"), at};
    if (!file.isEmpty())
        options.append(file);
    const QByteArray bytes = take(options, name);
    QVERIFY(!bytes.isEmpty());
    const QImage picture = QImage::fromData(bytes, "PNG");
    QCOMPARE(picture.size(), QSize(1366, 768));
    const QString reference = references + name + QStringLiteral(".png");
    if (qEnvironmentVariableIsSet("SM_NEW_SCREENS")) {
        QVERIFY(QDir().mkpath(references));
        QVERIFY(picture.convertToFormat(QImage::Format_RGB888).save(reference, "PNG", 0));
    }
    const QImage expected(reference);
    QVERIFY2(!expected.isNull(), "no reference: SM_NEW_SCREENS=1 writes it");
    const double part = differing(picture, expected);
    if (part > 0.005)
        picture.save(QDir::tempPath() + QStringLiteral("/stationmaster-") + name + QStringLiteral(".png"));
    QVERIFY2(part <= 0.005, qPrintable(QStringLiteral("%1 % of the pixels differ").arg(part * 100)));
}

void ScreensTest::sameOptionsSamePicture()
{
    const QStringList options{QStringLiteral("--page"), QStringLiteral("floor"), QStringLiteral("--theme"),
        QStringLiteral("dark"), QStringLiteral("--at"), QStringLiteral("25s")};
    const QByteArray first = take(options, QStringLiteral("first"));
    QVERIFY(!first.isEmpty());
    QVERIFY2(first == take(options, QStringLiteral("second")), "two runs gave different pictures");
}

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
