<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>%n places in the files can not be read.</source>
        <translation>
            <numerusform>%n place in the files can not be read.</numerusform>
            <numerusform>%n places in the files can not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>Drop to import %n files</source>
        <translation>
            <numerusform>Drop to import %n file</numerusform>
            <numerusform>Drop to import %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message numerus="yes">
        <source>%n cards are in doubt. Scrap them first, then close the job.</source>
        <translation>
            <numerusform>%n card is in doubt. Scrap it first, then close the job.</numerusform>
            <numerusform>%n cards are in doubt. Scrap them first, then close the job.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards may carry data. Keep them in the quarantine tray until two people scrap them.</source>
        <translation>
            <numerusform>%n card may carry data. Keep it in the quarantine tray until two people scrap it.</numerusform>
            <numerusform>%n cards may carry data. Keep them in the quarantine tray until two people scrap them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards may carry data, so their records are not made again by themselves. Destroy the cards and record that with Scrap; then Remake.</source>
        <translation>
            <numerusform>%n card may carry data, so its record is not made again by itself. Destroy the card and record that with Scrap; then Remake.</numerusform>
            <numerusform>%n cards may carry data, so their records are not made again by themselves. Destroy the cards and record that with Scrap; then Remake.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetupText</name>
    <message numerus="yes">
        <source>A fingerprint has 64 hexadecimal digits; here are %n characters.</source>
        <translation>
            <numerusform>A fingerprint has 64 hexadecimal digits; here is %n character.</numerusform>
            <numerusform>A fingerprint has 64 hexadecimal digits; here are %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::AbortDialog</name>
    <message numerus="yes">
        <source>%n cards in doubt stay in quarantine.</source>
        <translation>
            <numerusform>%n card in doubt stays in quarantine.</numerusform>
            <numerusform>%n cards in doubt stay in quarantine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records in stations will be finished.</source>
        <translation>
            <numerusform>%1 record in a station will be finished.</numerusform>
            <numerusform>%1 records in stations will be finished.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records stay unproduced.</source>
        <translation>
            <numerusform>%1 record stays unproduced.</numerusform>
            <numerusform>%1 records stay unproduced.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::AlarmLine</name>
    <message numerus="yes">
        <source>(%n more of the same cause)</source>
        <translation>
            <numerusform>(%n more of the same cause)</numerusform>
            <numerusform>(%n more of the same cause)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ApplyDialog</name>
    <message numerus="yes">
        <source>%n stations are held until their card has left, and change then.</source>
        <translation>
            <numerusform>%n station is held until its card has left, and changes then.</numerusform>
            <numerusform>%n stations are held until their card has left, and change then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stations could not be made and are not on the floor: the list says why.</source>
        <translation>
            <numerusform>%n station could not be made and is not on the floor: the list says why.</numerusform>
            <numerusform>%n stations could not be made and are not on the floor: the list says why.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::AttemptsPanel</name>
    <message numerus="yes">
        <source>The newest %n records; there are more.</source>
        <translation>
            <numerusform>The newest record; there are more.</numerusform>
            <numerusform>The newest %n records; there are more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::DecideView</name>
    <message numerus="yes">
        <source>Decide: %n cards need a decision</source>
        <translation>
            <numerusform>Decide: %n card needs a decision</numerusform>
            <numerusform>Decide: %n cards need a decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Scrap %n cards?</source>
        <translation>
            <numerusform>Scrap %n card?</numerusform>
            <numerusform>Scrap %n cards?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</source>
        <translation>
            <numerusform>You record that %n card is destroyed. Its record can be made again on a new card. This can not be taken back.</numerusform>
            <numerusform>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::DecisionList</name>
    <message numerus="yes">
        <source>%n records need a decision</source>
        <translation>
            <numerusform>%n record needs a decision</numerusform>
            <numerusform>%n records need a decision</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Scrap %n cards of %1?</source>
        <translation>
            <numerusform>Scrap %n card of %1?</numerusform>
            <numerusform>Scrap %n cards of %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</source>
        <translation>
            <numerusform>You record that %n card is destroyed. Its record can be made again on a new card. This can not be taken back.</numerusform>
            <numerusform>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Withdraw %n records of %1?</source>
        <translation>
            <numerusform>Withdraw %n record of %1?</numerusform>
            <numerusform>Withdraw %n records of %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records are not made. The issuer may order them again. This can not be taken back.</source>
        <translation>
            <numerusform>%n record is not made. The issuer may order it again. This can not be taken back.</numerusform>
            <numerusform>%n records are not made. The issuer may order them again. This can not be taken back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::DetailPanel</name>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>%n station</numerusform>
            <numerusform>%n stations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Continue %n stations</source>
        <translation>
            <numerusform>Continue %n station</numerusform>
            <numerusform>Continue %n stations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n stations</source>
        <translation>
            <numerusform>Resume %n station</numerusform>
            <numerusform>Resume %n stations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hold %n stations</source>
        <translation>
            <numerusform>Hold %n station</numerusform>
            <numerusform>Hold %n stations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::DraftDialog</name>
    <message numerus="yes">
        <source>%n changes of the floor are not applied. They are lost when the program ends.</source>
        <translation>
            <numerusform>%n change of the floor is not applied. It is lost when the program ends.</numerusform>
            <numerusform>%n changes of the floor are not applied. They are lost when the program ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::FloorPage</name>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>%n station</numerusform>
            <numerusform>%n stations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportCard</name>
    <message numerus="yes">
        <source>%1 records, all valid</source>
        <translation>
            <numerusform>%1 record, valid</numerusform>
            <numerusform>%1 records, all valid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records, %2 of them valid</source>
        <translation>
            <numerusform>%1 record, %2 of them valid</numerusform>
            <numerusform>%1 records, %2 of them valid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records ready</source>
        <translation>
            <numerusform>%1 record ready</numerusform>
            <numerusform>%1 records ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records were written to %2</source>
        <translation>
            <numerusform>%1 record was written to %2</numerusform>
            <numerusform>%1 records were written to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportFlow</name>
    <message numerus="yes">
        <source>Report saved: %n findings in %1.</source>
        <translation>
            <numerusform>Report saved: %n finding in %1.</numerusform>
            <numerusform>Report saved: %n findings in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files wait until %1 is imported or closed.</source>
        <translation>
            <numerusform>%n file waits until %1 is imported or closed.</numerusform>
            <numerusform>%n files wait until %1 is imported or closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportFoot</name>
    <message numerus="yes">
        <source>%n findings can not be accepted, not even in part. Ask the supervisor.</source>
        <translation>
            <numerusform>%n finding can not be accepted, not even in part. Ask the supervisor.</numerusform>
            <numerusform>%n findings can not be accepted, not even in part. Ask the supervisor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All or nothing: %n records have errors.</source>
        <translation>
            <numerusform>All or nothing: %n record has errors.</numerusform>
            <numerusform>All or nothing: %n records have errors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records have errors, too many for this choice.</source>
        <translation>
            <numerusform>%n record has errors, too many for this choice.</numerusform>
            <numerusform>%n records have errors, too many for this choice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n records</source>
        <translation>
            <numerusform>Accept %n record</numerusform>
            <numerusform>Accept %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportPage</name>
    <message numerus="yes">
        <source>%n fields without a column:</source>
        <translation>
            <numerusform>%n field without a column:</numerusform>
            <numerusform>%n fields without a column:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::JobsPage</name>
    <message numerus="yes">
        <source>%1 records are open and will not be made.</source>
        <translation>
            <numerusform>%1 record is open and will not be made.</numerusform>
            <numerusform>%1 records are open and will not be made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::MainWindow</name>
    <message numerus="yes">
        <source>The program stopped while cards were in work. %n cards need a decision; put them in the quarantine tray.</source>
        <translation>
            <numerusform>The program stopped while cards were in work. %n card needs a decision; put it in the quarantine tray.</numerusform>
            <numerusform>The program stopped while cards were in work. %n cards need a decision; put them in the quarantine tray.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::MappingBar</name>
    <message numerus="yes">
        <source>%n digits</source>
        <translation>
            <numerusform>%n digit</numerusform>
            <numerusform>%n digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::QuitDialog</name>
    <message numerus="yes">
        <source>%n cards are in stations; they are finished first.</source>
        <translation>
            <numerusform>%n card is in a station; it is finished first.</numerusform>
            <numerusform>%n cards are in stations; they are finished first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ReasonChips</name>
    <message numerus="yes">
        <source>Why are %n stations idle?</source>
        <translation>
            <numerusform>Why is %n station idle?</numerusform>
            <numerusform>Why are %n stations idle?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::SetupPage</name>
    <message numerus="yes">
        <source>%n changes are not applied yet</source>
        <translation>
            <numerusform>%n change is not applied yet</numerusform>
            <numerusform>%n changes are not applied yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::StandingLine</name>
    <message numerus="yes">
        <source>The program ends when %n cards in stations are finished. Closing the window again ends it at once; a card that is not finished by then needs a decision.</source>
        <translation>
            <numerusform>The program ends when %n card in a station is finished. Closing the window again ends it at once; a card that is not finished by then needs a decision.</numerusform>
            <numerusform>The program ends when %n cards in stations are finished. Closing the window again ends it at once; a card that is not finished by then needs a decision.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::TracePage</name>
    <message numerus="yes">
        <source>%n rows written to %1, masked.</source>
        <translation>
            <numerusform>%n row written to %1, masked.</numerusform>
            <numerusform>%n rows written to %1, masked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n rows, masked</source>
        <translation>
            <numerusform>Export %n row, masked</numerusform>
            <numerusform>Export %n rows, masked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places in the files can not be read.</source>
        <translation>
            <numerusform>%n place in the files can not be read.</numerusform>
            <numerusform>%n places in the files can not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards could not be stored.</source>
        <translation>
            <numerusform>%n card could not be stored.</numerusform>
            <numerusform>%n cards could not be stored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 shown of %2 stored, %n cards</source>
        <translation>
            <numerusform>%1 shown of %2 stored, %n card</numerusform>
            <numerusform>%1 shown of %2 stored, %n cards</numerusform>
        </translation>
    </message>
</context>
</TS>
