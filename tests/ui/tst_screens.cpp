// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page from the command line: the same options give the same bytes, and they look as they
// did. A picture that has changed on purpose: run with SM_NEW_SCREENS=1, look at it, keep it.
#include "ui/shell/pages.h"

#include <QDir>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

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
    void sameOptionsSamePicture_data();
    void sameOptionsSamePicture();

private:
    QByteArray take(const QString& page, const QString& theme, const QString& name);

    QTemporaryDir m_folder;
};

void ScreensTest::initTestCase()
{
    // The fonts that the references were drawn with: fonts-noto-core and fonts-dejavu-core.
    const QStringList families = QFontDatabase::families();
    QVERIFY(families.contains(QStringLiteral("Noto Sans")));
    QVERIFY(families.contains(QStringLiteral("DejaVu Sans Mono")));
}

QByteArray ScreensTest::take(const QString& page, const QString& theme, const QString& name)
{
    const QString file = m_folder.filePath(name + QStringLiteral(".png"));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.path());
    environment.insert(QStringLiteral("XDG_STATE_HOME"), m_folder.path());
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(SM_BIN_DIR "/stationmaster"),
        {QStringLiteral("--screenshot"), file, QStringLiteral("--demo"), QStringLiteral("--page"), page,
            QStringLiteral("--size"), QStringLiteral("1366x768"), QStringLiteral("--theme"), theme,
            QStringLiteral("--demo-seed"), QStringLiteral("1"), QStringLiteral("--at"),
            QStringLiteral("40s")});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) {
        qWarning("%s", process.readAll().constData());
        return {};
    }
    QFile picture(file);
    return picture.open(QIODevice::ReadOnly) ? picture.readAll() : QByteArray();
}

void ScreensTest::sameOptionsSamePicture_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("theme");
    // Each page in one of the themes, so that both are covered and the run stays short.
    int number = 0;
    for (const PageEntry& entry : pageTable()) {
        const char* theme = number++ % 2 == 0 ? "light" : "dark";
        QTest::addRow("%s, %s", entry.name, theme)
            << QString::fromLatin1(entry.name) << QString::fromLatin1(theme);
    }
}

void ScreensTest::sameOptionsSamePicture()
{
    QFETCH(QString, page);
    QFETCH(QString, theme);
    const QString name = page + QLatin1Char('-') + theme;
    const QByteArray first = take(page, theme, name);
    QVERIFY(!first.isEmpty());
    const QByteArray second = take(page, theme, name + QStringLiteral("-again"));
    QVERIFY2(first == second, "two runs gave different pictures");
    const QImage picture = QImage::fromData(first, "PNG");
    QCOMPARE(picture.size(), QSize(1366, 768));
    const QString reference = references + name + QStringLiteral(".png");
    if (qEnvironmentVariableIsSet("SM_NEW_SCREENS")) {
        QVERIFY(QDir().mkpath(references));
        QVERIFY(picture.convertToFormat(QImage::Format_RGB888).save(reference, "PNG", 0));
    }
    if (!QFile::exists(reference))
        return; // a page whose look is not settled yet has no stored picture; its two runs were compared
    const QImage expected(reference);
    QVERIFY(!expected.isNull());
    const double part = differing(picture, expected);
    if (part > 0.005)
        picture.save(QDir::tempPath() + QStringLiteral("/stationmaster-") + name + QStringLiteral(".png"));
    QVERIFY2(part <= 0.005, qPrintable(QStringLiteral("%1 % of the pixels differ").arg(part * 100)));
}

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
