// SPDX-License-Identifier: GPL-3.0-or-later
// Values in the wrong column: an open field does not open them.
#include "issuer/shown_class.h"

#include <QTest>

using namespace sm;

class ShownClassTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void openOnlyWhatTheFieldIsFor_data();
    void openOnlyWhatTheFieldIsFor();
    void otherClassesStay();
    void tailOfTheCardNumber();

private:
    Layout m_layout;
};

void ShownClassTest::initTestCase()
{
    auto layout = loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/transit.layout.json"));
    QVERIFY(layout.ok());
    m_layout = layout.take();
}

void ShownClassTest::openOnlyWhatTheFieldIsFor_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("open");
    const auto row = [](const char* field, const char* value, bool open) {
        QTest::addRow("%s: %s", field, value) << QString::fromLatin1(field) << QByteArray(value) << open;
    };
    row("card_object_id", "HTP-2026-000001", true);
    row("card_object_id", "100002716", true);
    row("card_object_id", "9999244826000018", false); // a card number
    row("card_object_id", "9999 2448 2600 0018", false);
    row("card_object_id", "9999244826000019", true); // sixteen digits that are none
    row("zone", "AB", true);
    row("zone", "", true);
    row("zone", "Ada Lovelace", false); // longer than the field
    row("product_code", "P9", true); // unknown, and the person must see which
    row("product_code", "4155550121", false);
    row("valid_from", "2026-10-01", true);
    row("valid_from", "2026-13-01", true); // wrong, but a date
    row("valid_from", "01.10.2026", true);
    row("valid_from", "4155550121", false);
    row("valid_from", "(415) 555-0121", false);
    row("valid_from", "9999244826000018", false);
    row("valid_from", "Ada Mu\xC3\xB1oz", false); // the rule refuses it
}

void ShownClassTest::openOnlyWhatTheFieldIsFor()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, value);
    QFETCH(bool, open);
    for (size_t i = 0; i < m_layout.fields.size(); ++i) {
        if (m_layout.fields[i].name != field)
            continue;
        const FieldClass shown = shownClass(m_layout.fields[i], qsizetype(i) == m_layout.idField, value);
        QCOMPARE(shown, open ? FieldClass::Open : FieldClass::Personal);
        return;
    }
    QFAIL("no such field");
}

void ShownClassTest::otherClassesStay()
{
    LayoutField field;
    for (const FieldClass fieldClass : {FieldClass::Personal, FieldClass::Secret}) {
        field.fieldClass = fieldClass;
        QCOMPARE(shownClass(field, false, "B"), fieldClass);
    }
}

void ShownClassTest::tailOfTheCardNumber()
{
    CardObject object;
    QCOMPARE(cardNumberTail(object), QString());
    object.add(QStringLiteral("phone"), "415555012100000"); // its check digit does not fit
    object.add(QStringLiteral("order"), "4539148803436467", FieldClass::Open);
    object.add(QStringLiteral("key"), "4539148803436467", FieldClass::Secret);
    object.add(QStringLiteral("name"), "4539148803436467 Ada");
    object.add(QStringLiteral("short"), "18");
    QCOMPARE(cardNumberTail(object), QString());
    object.add(QStringLiteral("number"), "9999244826000018");
    QCOMPARE(cardNumberTail(object), QStringLiteral("0018"));
}

QTEST_GUILESS_MAIN(ShownClassTest)
#include "tst_shown_class.moc"
