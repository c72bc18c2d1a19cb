// SPDX-License-Identifier: GPL-3.0-or-later
// The import page in German, with the real server behind it: a file that fits, one full of errors and one of
// no known form.
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/server_thread.h"
#include "translated_texts.h"
#include "ui/shell/main_window.h"
#include "ui/text/language.h"

#include <QAbstractItemView>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

class TranslatedImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void importPageIsGerman_data();
    void importPageIsGerman();
};

void TranslatedImportTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void TranslatedImportTest::importPageIsGerman_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("opens"); // the page; a file without findings gets by with the card
    QFile sample(QStringLiteral(SM_SOURCE_DIR "/resources/jobs/harbour-transit.csv"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    QList<QByteArray> lines = sample.readAll().split('\n').mid(0, 30);
    QTest::newRow("fits") << lines.join('\n') + '\n' << false;
    lines[3] = lines[4]; // twice
    lines[7].replace(',', ',' + QByteArray("x"));
    lines[9] += ",surplus";
    QTest::newRow("errors") << lines.join('\n') + '\n' << true;
    QTest::newRow("no known form") << QByteArray("alpha;beta\n1;2\n3;4\n") << true;
}

void TranslatedImportTest::importPageIsGerman()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, opens);
    const Language german(QStringLiteral("de"));
    const EnglishTexts english(readTs(QStringLiteral(SM_SOURCE_DIR "/translations/stationmaster_de.ts")));
    QTemporaryDir folder;
    ServerOptions options;
    options.floor = demoFloor(DemoOptions());
    options.dataFolder = folder.filePath(QStringLiteral("data"));
    QVERIFY(QDir().mkpath(options.dataFolder));
    QFile file(folder.filePath(QStringLiteral("auftrag.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    ServerThread server(options, {});
    server.start();
    QStringList found;
    {
        MainWindow window(server);
        window.resize(1366, 768);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(!server.snapshot()->machines.empty(), 20'000);
        window.importFiles({file.fileName()});
        QWidget* page = window.findChild<QWidget*>(QStringLiteral("importDialog"));
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(!opens || page->isVisible(), 10'000);
        QStringList narrow; // at the look before: a text that has just changed is laid out a moment later
        for (int looks = 0; looks < 12; ++looks) { // while it is read, and after
            QTest::qWait(150);
            for (const ShownText& shown : shownTexts(window)) {
                if (english.contains(shown.text))
                    found.append(shown.where + QStringLiteral(": ") + shown.text);
            }
            const QStringList clipped = clippedIn(window);
            for (const QString& text : clipped) {
                if (narrow.contains(text))
                    found.append(text);
            }
            narrow = clipped;
            if (window.width() > 1366)
                found.append(QStringLiteral("the window grew to %1").arg(window.width()));
        }
    }
    server.post(command::StopServer{true});
    server.wait(60'000);
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_MAIN(TranslatedImportTest)
#include "tst_translated_import.moc"
