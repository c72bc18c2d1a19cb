<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Alarm</name>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Station fault</source>
        <translation>Stationsstörung</translation>
    </message>
    <message>
        <source>The station stopped.</source>
        <translation>Die Station steht.</translation>
    </message>
    <message>
        <source>A card that can not be moved out, or one that would be harmed by going on.</source>
        <translation>Eine Karte, die sich nicht ausfördern lässt oder durch Weitermachen Schaden nähme.</translation>
    </message>
    <message>
        <source>Take the card away and put it in the reject tray. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus und legen Sie sie ins Ausschussfach. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Rejects in a row</source>
        <translation>Ausschuss in Folge</translation>
    </message>
    <message>
        <source>{value} cards in a row were rejected. The station holds itself.</source>
        <translation>{value} Karten in Folge wurden ausgesteuert. Die Station hält sich selbst an.</translation>
    </message>
    <message>
        <source>Dirty contacts or a worn reader head; a bad batch of blanks.</source>
        <translation>Verschmutzte Kontakte oder verschlissener Kontaktkopf; eine schlechte Charge Rohlinge.</translation>
    </message>
    <message>
        <source>Check the reader head, then try one card: press Resume.</source>
        <translation>Prüfen Sie den Kontaktkopf und versuchen Sie dann eine Karte: Drücken Sie „Fortsetzen“.</translation>
    </message>
    <message>
        <source>Reject rate</source>
        <translation>Ausschussquote</translation>
    </message>
    <message>
        <source>{value} of the last cards were rejected.</source>
        <translation>{value} der letzten Karten wurden ausgesteuert.</translation>
    </message>
    <message>
        <source>A part that wears out, or blanks that do not fit the profile.</source>
        <translation>Ein Verschleißteil, oder Rohlinge, die nicht zum Profil passen.</translation>
    </message>
    <message>
        <source>Call the engineer. Production goes on.</source>
        <translation>Verständigen Sie die Technik. Die Fertigung läuft weiter.</translation>
    </message>
    <message>
        <source>Card state unknown</source>
        <translation>Kartenzustand ungeklärt</translation>
    </message>
    <message>
        <source>Power or link was lost while a card was being written. Cards in doubt: {value}. They are not made again by themselves.</source>
        <translation>Strom oder Verbindung fiel beim Beschreiben einer Karte aus. Ungeklärte Karten: {value}. Sie werden nicht von selbst nachgefertigt.</translation>
    </message>
    <message>
        <source>A card was pulled out, or a reader lost its cable or power.</source>
        <translation>Eine Karte wurde herausgezogen, oder ein Leser verlor Kabel oder Strom.</translation>
    </message>
    <message>
        <source>Keep these cards apart. Decide about each one: verify again or spoil.</source>
        <translation>Legen Sie diese Karten gesondert ab. Entscheiden Sie über jede: neu prüfen oder zum Ausschuss.</translation>
    </message>
    <message>
        <source>Wrong card type</source>
        <translation>Falscher Kartentyp</translation>
    </message>
    <message>
        <source>The card in the station is not of the job&apos;s type.</source>
        <translation>Die Karte in der Station hat nicht den Typ des Auftrags.</translation>
    </message>
    <message>
        <source>Other blanks were loaded than the job needs.</source>
        <translation>Es sind andere Rohlinge eingelegt, als der Auftrag braucht.</translation>
    </message>
    <message>
        <source>Check the blanks in the hopper.</source>
        <translation>Prüfen Sie die Rohlinge im Magazin.</translation>
    </message>
    <message>
        <source>Feeder empty</source>
        <translation>Zuführung leer</translation>
    </message>
    <message>
        <source>No card has come for more than 20 s.</source>
        <translation>Seit mehr als 20 s kam keine Karte.</translation>
    </message>
    <message>
        <source>The hopper is empty, or a card is stuck in it.</source>
        <translation>Das Magazin ist leer, oder eine Karte klemmt darin.</translation>
    </message>
    <message>
        <source>Refill the hopper.</source>
        <translation>Füllen Sie das Magazin nach.</translation>
    </message>
    <message>
        <source>Output full</source>
        <translation>Ablage voll</translation>
    </message>
    <message>
        <source>The stacker is full.</source>
        <translation>Der Ablagestapler ist voll.</translation>
    </message>
    <message>
        <source>Finished cards were not taken out.</source>
        <translation>Fertige Karten wurden nicht entnommen.</translation>
    </message>
    <message>
        <source>Empty the stacker.</source>
        <translation>Leeren Sie den Ablagestapler.</translation>
    </message>
    <message>
        <source>Takt slow</source>
        <translation>Takt langsam</translation>
    </message>
    <message>
        <source>Ten cards in a row took {value} times the target or more.</source>
        <translation>Zehn Karten in Folge brauchten das {value}-fache der Zielzeit oder mehr.</translation>
    </message>
    <message>
        <source>A slow reader, slow cards, or a long way to the HSMs.</source>
        <translation>Ein langsamer Leser, langsame Karten oder ein langer Weg zu den HSMs.</translation>
    </message>
    <message>
        <source>Watch it and tell the engineer.</source>
        <translation>Beobachten Sie es und sagen Sie der Technik Bescheid.</translation>
    </message>
    <message>
        <source>HSM lost</source>
        <translation>HSM ausgefallen</translation>
    </message>
    <message>
        <source>{subject} does not answer. The others carry the load; the rate may drop.</source>
        <translation>{subject} antwortet nicht. Die anderen tragen die Last; der Ausstoß kann sinken.</translation>
    </message>
    <message>
        <source>Its power, its network or the device itself.</source>
        <translation>Seine Stromversorgung, sein Netz oder das Gerät selbst.</translation>
    </message>
    <message>
        <source>Call the security officer.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>HSM queue long</source>
        <translation>HSM-Warteschlange lang</translation>
    </message>
    <message>
        <source>Requests wait {value} ms for an HSM (95 % of them less).</source>
        <translation>Anfragen warten {value} ms auf ein HSM (95 % davon weniger).</translation>
    </message>
    <message>
        <source>More stations than the HSMs in use can serve, or a slow HSM.</source>
        <translation>Mehr Stationen, als die HSMs im Betrieb bedienen können, oder ein langsames HSM.</translation>
    </message>
    <message>
        <source>Nothing now. The supervisor looks at the load.</source>
        <translation>Jetzt nichts. Die Schichtleitung sieht sich die Last an.</translation>
    </message>
    <message>
        <source>All HSMs lost</source>
        <translation>Alle HSMs ausgefallen</translation>
    </message>
    <message>
        <source>No HSM is available. Stations that wait: {waiting}. Cards in stations are safe; nothing is being written.</source>
        <translation>Kein HSM ist verfügbar. Wartende Stationen: {waiting}. Karten in Stationen sind sicher; es wird nichts geschrieben.</translation>
    </message>
    <message>
        <source>A network or power failure in front of the HSMs.</source>
        <translation>Ein Netz- oder Stromausfall vor den HSMs.</translation>
    </message>
    <message>
        <source>Hold the floor. Call the security officer.</source>
        <translation>Halten Sie die Fertigung an. Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>Key missing, expired or retired</source>
        <translation>Schlüssel fehlt, abgelaufen oder außer Dienst</translation>
    </message>
    <message>
        <source>A key for {subject} can not be used.</source>
        <translation>Ein Schlüssel für {subject} ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>It was not loaded, its time is over, or it was taken out of use.</source>
        <translation>Er wurde nicht geladen, ist abgelaufen oder wurde außer Dienst genommen.</translation>
    </message>
    <message>
        <source>Integrity failure</source>
        <translation>Integritätsfehler</translation>
    </message>
    <message>
        <source>Counts, audit chain or a signature do not agree: {subject}. The floor holds itself.</source>
        <translation>Zählwerte, Revisionskette oder eine Signatur stimmen nicht: {subject}. Die Fertigung hält sich selbst an.</translation>
    </message>
    <message>
        <source>A record was changed from outside, or a disk is faulty.</source>
        <translation>Ein Datensatz wurde von außen geändert, oder eine Festplatte ist defekt.</translation>
    </message>
    <message>
        <source>Call the supervisor and the security officer.</source>
        <translation>Verständigen Sie Schichtleitung und Sicherheitsbeauftragte.</translation>
    </message>
    <message>
        <source>Disk nearly full</source>
        <translation>Festplatte fast voll</translation>
    </message>
    <message>
        <source>{value} left on the data disk. Audit and counts are not affected yet.</source>
        <translation>Noch {value} auf der Datenplatte frei. Revision und Zählwerte sind noch nicht betroffen.</translation>
    </message>
    <message>
        <source>Traces or another program fill the disk.</source>
        <translation>Mitschnitte oder ein anderes Programm füllen die Festplatte.</translation>
    </message>
    <message>
        <source>Call the engineer before it is full: a full disk stops the line.</source>
        <translation>Verständigen Sie die Technik, bevor sie voll ist: Eine volle Festplatte stoppt die Linie.</translation>
    </message>
    <message>
        <source>Engine link lost</source>
        <translation>Verbindung zur Steuerung verloren</translation>
    </message>
    <message>
        <source>No data from the engine for {value} s. Cards in stations keep running.</source>
        <translation>Seit {value} s keine Daten von der Steuerung. Karten in Stationen laufen weiter.</translation>
    </message>
    <message>
        <source>The computer is overloaded, or the engine has stopped.</source>
        <translation>Der Rechner ist überlastet, oder die Steuerung steht.</translation>
    </message>
    <message>
        <source>Wait. If it lasts, start the console again.</source>
        <translation>Warten Sie. Wenn es anhält, starten Sie die Konsole neu.</translation>
    </message>
    <message>
        <source>Job needs a decision</source>
        <translation>Auftrag braucht eine Entscheidung</translation>
    </message>
    <message>
        <source>Everything was given out, but records are open: {value}.</source>
        <translation>Alles ist ausgegeben, aber Datensätze sind offen: {value}.</translation>
    </message>
    <message>
        <source>Their cards were spoiled or are in doubt.</source>
        <translation>Ihre Karten sind Ausschuss oder ungeklärt.</translation>
    </message>
    <message>
        <source>Open Jobs: remake them, or close the job.</source>
        <translation>Öffnen Sie „Aufträge“: Fertigen Sie sie nach, oder schließen Sie den Auftrag ab.</translation>
    </message>
    <message>
        <source>Clock changed</source>
        <translation>Uhr verstellt</translation>
    </message>
    <message>
        <source>The computer&apos;s clock jumped by {value} s. Times of records may not be in order.</source>
        <translation>Die Uhr des Rechners ist um {value} s gesprungen. Zeiten von Datensätzen können durcheinander sein.</translation>
    </message>
    <message>
        <source>Somebody set the clock, or the time service corrected a large error.</source>
        <translation>Jemand hat die Uhr gestellt, oder der Zeitdienst hat einen großen Fehler berichtigt.</translation>
    </message>
    <message>
        <source>Tell the engineer.</source>
        <translation>Sagen Sie der Technik Bescheid.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>About %1 h</source>
        <translation>Etwa %1 h</translation>
    </message>
    <message>
        <source>HSMs</source>
        <translation>HSMs</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Steuerung</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>%1 low</source>
        <translation>%1 niedrig</translation>
    </message>
    <message>
        <source>%1 medium</source>
        <translation>%1 mittel</translation>
    </message>
    <message>
        <source>%1 high</source>
        <translation>%1 hoch</translation>
    </message>
    <message>
        <source>%1 critical</source>
        <translation>%1 kritisch</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>No locked memory for keys could be set up; no key can be held. See ulimit -l.</source>
        <translation>Es ließ sich kein gesperrter Speicher für Schlüssel einrichten; kein Schlüssel kann gehalten werden. Siehe ulimit -l.</translation>
    </message>
    <message>
        <source>Console of a smart-card personalization floor.</source>
        <translation>Konsole einer Fertigung, die Chipkarten personalisiert.</translation>
    </message>
    <message>
        <source>Job file to import.</source>
        <translation>Auftragsdatei, die importiert wird.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Zeigt diese Hilfe.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>Show also the options for tests and pictures.</source>
        <translation>Zeigt auch die Optionen für Tests und Bilder.</translation>
    </message>
    <message>
        <source>Open the demo floor: virtual stations, test keys.</source>
        <translation>Öffnet die Demo-Fertigung: virtuelle Stationen, Testschlüssel.</translation>
    </message>
    <message>
        <source>light, dark or contrast.</source>
        <translation>light (hell), dark (dunkel) oder contrast (hoher Kontrast).</translation>
    </message>
    <message>
        <source>Folder for jobs and logs.</source>
        <translation>Ordner für Aufträge und Protokolle.</translation>
    </message>
    <message>
        <source>Print frame times as JSON at the end.</source>
        <translation>Gibt am Ende die Bildzeiten als JSON aus.</translation>
    </message>
    <message>
        <source>Write a picture of the window and quit.</source>
        <translation>Schreibt ein Bild des Fensters und beendet das Programm.</translation>
    </message>
    <message>
        <source>Size of the window.</source>
        <translation>Größe des Fensters.</translation>
    </message>
    <message>
        <source>Seed of the demo floor.</source>
        <translation>Startwert der Demo-Fertigung.</translation>
    </message>
    <message>
        <source>Time of the picture after the start, for example 40s.</source>
        <translation>Zeitpunkt des Bildes nach dem Start, zum Beispiel 40s.</translation>
    </message>
    <message>
        <source>Measure painting: made-up events on so many stations; quits by itself. Use with --metrics, offscreen.</source>
        <translation>Misst das Zeichnen: erfundene Ereignisse auf so vielen Stationen; endet von selbst. Mit --metrics und ohne Bildschirm verwenden.</translation>
    </message>
    <message>
        <source>The value of --%1 can not be understood.</source>
        <translation>Der Wert von --%1 ist nicht verständlich.</translation>
    </message>
    <message>
        <source>Produce the sample job on a floor of virtual stations with test keys.</source>
        <translation>Fertigt den Beispielauftrag mit virtuellen Stationen und Testschlüsseln.</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Check an issuer&apos;s file and put it into the store as a job.</source>
        <translation>Prüft eine Datei des Herausgebers und legt sie als Auftrag ab.</translation>
    </message>
    <message>
        <source>Check an issuer&apos;s file; nothing is stored.</source>
        <translation>Prüft eine Datei des Herausgebers; nichts wird gespeichert.</translation>
    </message>
    <message>
        <source>FILE|JOB</source>
        <translation>DATEI|AUFTRAG</translation>
    </message>
    <message>
        <source>Import a file, or take a stored job by number, and produce it.</source>
        <translation>Importiert eine Datei oder nimmt einen gespeicherten Auftrag (Nummer) und fertigt ihn.</translation>
    </message>
    <message>
        <source>Ask the running console for its figures.</source>
        <translation>Fragt die laufende Konsole nach ihren Zahlen.</translation>
    </message>
    <message>
        <source>[JOB]</source>
        <translation>[AUFTRAG]</translation>
    </message>
    <message>
        <source>Hold a job, or the floor, of the running console.</source>
        <translation>Hält einen Auftrag oder die Fertigung der laufenden Konsole an.</translation>
    </message>
    <message>
        <source>Resume a job, or the floor, of the running console.</source>
        <translation>Setzt einen Auftrag oder die Fertigung der laufenden Konsole fort.</translation>
    </message>
    <message>
        <source>JOB</source>
        <translation>AUFTRAG</translation>
    </message>
    <message>
        <source>Abort a job of the running console; needs --reason.</source>
        <translation>Bricht einen Auftrag der laufenden Konsole ab; braucht --reason.</translation>
    </message>
    <message>
        <source>Machines of the virtual floor.</source>
        <translation>Maschinen der virtuellen Fertigung.</translation>
    </message>
    <message>
        <source>Stations per machine.</source>
        <translation>Stationen je Maschine.</translation>
    </message>
    <message>
        <source>Virtual HSMs.</source>
        <translation>Virtuelle HSMs.</translation>
    </message>
    <message>
        <source>Seed of everything random.</source>
        <translation>Startwert für alles Zufällige.</translation>
    </message>
    <message>
        <source>1: a card takes about 22 s; 3: the demo&apos;s; 0 or max: as fast as the computer goes.</source>
        <translation>1: eine Karte dauert etwa 22 s; 3: wie in der Demo; 0 oder max: so schnell der Rechner kann.</translation>
    </message>
    <message>
        <source>1 % torn cards, 1 % mute cards, one slow HSM.</source>
        <translation>1 % abgerissene Karten, 1 % stumme Karten, ein langsames HSM.</translation>
    </message>
    <message>
        <source>Simulated time in one thread: the same seed gives the same run, in seconds.</source>
        <translation>Simulierte Zeit in einem Thread: Derselbe Startwert ergibt denselben Lauf, in Sekunden.</translation>
    </message>
    <message>
        <source>Let each software card append every command it receives to FILE.</source>
        <translation>Jede Softwarekarte hängt alle empfangenen Kommandos an DATEI an.</translation>
    </message>
    <message>
        <source>The result as one JSON document.</source>
        <translation>Das Ergebnis als ein JSON-Dokument.</translation>
    </message>
    <message>
        <source>No progress and no messages.</source>
        <translation>Kein Fortschritt und keine Meldungen.</translation>
    </message>
    <message>
        <source>Language of all texts: en or de.</source>
        <translation>Sprache aller Texte: en oder de.</translation>
    </message>
    <message>
        <source>CODE</source>
        <translation>CODE</translation>
    </message>
    <message>
        <source>Cards to produce.</source>
        <translation>Zu fertigende Karten.</translation>
    </message>
    <message>
        <source>Profile by id, title or path; otherwise found by the file&apos;s form.</source>
        <translation>Profil nach Kennung, Titel oder Pfad; sonst nach der Form der Datei.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>Layout file; otherwise the profile&apos;s.</source>
        <translation>Layoutdatei; sonst die des Profils.</translation>
    </message>
    <message>
        <source>all: nothing is taken when a record is refused; valid: the others are.</source>
        <translation>all: nichts wird angenommen, wenn ein Datensatz abgelehnt wird; valid: die übrigen schon.</translation>
    </message>
    <message>
        <source>Floor file; otherwise virtual stations.</source>
        <translation>Anlagendatei; sonst virtuelle Stationen.</translation>
    </message>
    <message>
        <source>Data folder with the store.</source>
        <translation>Datenordner mit dem Speicher.</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Why; kept with the job.</source>
        <translation>Grund; bleibt beim Auftrag.</translation>
    </message>
    <message>
        <source>TEXT</source>
        <translation>TEXT</translation>
    </message>
    <message>
        <source>Usage: stationmaster-cli COMMAND [options]

Commands:
%1
Each command has --help. Exit codes: 0 done, 1 done with rejects or findings, 2 wrong usage, 3 input
unreadable or invalid, 5 station, HSM or console not available, 6 counts do not balance, 7 refused by
policy (produced before), 70 internal error, 74 data folder not usable, 130 stopped by Ctrl+C.
</source>
        <translation>Aufruf: stationmaster-cli BEFEHL [Optionen]

Befehle:
%1
Jeder Befehl kennt --help. Rückgabewerte: 0 fertig, 1 fertig mit Ausschuss oder Befunden, 2 falscher
Aufruf, 3 Eingabe unlesbar oder ungültig, 5 Station, HSM oder Konsole nicht verfügbar, 6 Zählwerte
gehen nicht auf, 7 durch Richtlinie abgelehnt (bereits gefertigt), 70 interner Fehler, 74 Datenordner
nicht benutzbar, 130 mit Strg+C beendet.
</translation>
    </message>
    <message>
        <source>--%1 wants a number from %2 to %3, not &quot;%4&quot;.</source>
        <translation>--%1 erwartet eine Zahl von %2 bis %3, nicht „%4“.</translation>
    </message>
    <message>
        <source>Unknown command &quot;%1&quot;. See --help.</source>
        <translation>Unbekannter Befehl „%1“. Siehe --help.</translation>
    </message>
    <message>
        <source>Usage: stationmaster-cli %1 %2 [options]</source>
        <translation>Aufruf: stationmaster-cli %1 %2 [Optionen]</translation>
    </message>
    <message>
        <source>line %1, column %2 &quot;%3&quot;</source>
        <translation>Zeile %1, Spalte %2 „%3“</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>line %1, &quot;%2&quot;</source>
        <translation>Zeile %1, „%2“</translation>
    </message>
    <message>
        <source>%1 of %2 good  %3 in stations  %4 in doubt  %5 /h</source>
        <translation>%1 von %2 gut  %3 in Stationen  %4 ungeklärt  %5 /h</translation>
    </message>
    <message>
        <source>balances</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>DOES NOT BALANCE</source>
        <translation>GEHT NICHT AUF</translation>
    </message>
    <message>
        <source>records: accepted %1 = good %2 + remake open %3 + in stations %4 + waiting %5 + in doubt %6 + withdrawn %7   %8</source>
        <translation>Datensätze: angenommen %1 = gut %2 + nachzufertigen %3 + in Stationen %4 + wartend %5 + ungeklärt %6 + zurückgezogen %7   %8</translation>
    </message>
    <message>
        <source>cards:   blanks in %1 = good %2 + spoiled %3 + quarantine %4 + test %5 + in stations %6 + returned %7   %8</source>
        <translation>Karten:     Rohlinge %1 = gut %2 + Ausschuss %3 + Quarantäne %4 + Test %5 + in Stationen %6 + zurückgegeben %7   %8</translation>
    </message>
    <message>
        <source>%1, %2 cards per hour, %3 commands, own time per command p50 %4 us, p99 %5 us; HSM requests %6, wait p95 %7 ms</source>
        <translation>%1, %2 Karten je Stunde, %3 Kommandos, Eigenzeit je Kommando p50 %4 µs, p99 %5 µs; HSM-Anfragen %6, Wartezeit p95 %7 ms</translation>
    </message>
    <message>
        <source>The last run ended unexpectedly. Untouched cards, whose records wait again: %1. Cards that may carry data and stay in doubt: %2.</source>
        <translation>Der letzte Lauf endete unerwartet. Unberührte Karten, deren Datensätze wieder warten: %1. Karten, die Daten tragen können und ungeklärt bleiben: %2.</translation>
    </message>
    <message>
        <source>Finishing the cards in stations. Ctrl+C again stops now and leaves them in doubt.</source>
        <translation>Die Karten in den Stationen werden fertiggestellt. Noch einmal Strg+C beendet sofort und lässt sie ungeklärt.</translation>
    </message>
    <message>
        <source>Stopping now.</source>
        <translation>Wird sofort beendet.</translation>
    </message>
    <message>
        <source>%1 lines, %2 records = %3 valid + %4 invalid + %5 duplicate in file + %6 produced before   %7</source>
        <translation>%1 Zeilen, %2 Datensätze = %3 gültig + %4 ungültig + %5 doppelt in der Datei + %6 bereits gefertigt   %7</translation>
    </message>
    <message>
        <source>adds up</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>DOES NOT ADD UP</source>
        <translation>GEHT NICHT AUF</translation>
    </message>
    <message>
        <source>Every station stands and waits for a person.</source>
        <translation>Alle Stationen stehen und warten auf eine Person.</translation>
    </message>
    <message>
        <source>--policy wants all or valid, not &quot;%1&quot;.</source>
        <translation>--policy erwartet all oder valid, nicht „%1“.</translation>
    </message>
    <message>
        <source>--cards wants a number of at least 1.</source>
        <translation>--cards erwartet eine Zahl ab 1.</translation>
    </message>
    <message>
        <source>The data folder %1 cannot be made or written.</source>
        <translation>Der Datenordner %1 kann nicht angelegt oder beschrieben werden.</translation>
    </message>
    <message>
        <source>good %1 of %2, %3 /h, floor held, faults %4, held %5</source>
        <translation>gut %1 von %2, %3 /h, Fertigung angehalten, Störungen %4, angehalten %5</translation>
    </message>
    <message>
        <source>good %1 of %2, %3 /h, faults %4, held %5</source>
        <translation>gut %1 von %2, %3 /h, Störungen %4, angehalten %5</translation>
    </message>
    <message>
        <source>job %1  %2  %3  %4 of %5 good, %6 in doubt</source>
        <translation>Auftrag %1  %2  %3  %4 von %5 gut, %6 ungeklärt</translation>
    </message>
    <message>
        <source>A job is named by its number; see status.</source>
        <translation>Ein Auftrag wird mit seiner Nummer genannt; siehe status.</translation>
    </message>
    <message>
        <source>abort needs --reason TEXT.</source>
        <translation>abort braucht --reason TEXT.</translation>
    </message>
    <message>
        <source>No console is running for this user.</source>
        <translation>Für diesen Benutzer läuft keine Konsole.</translation>
    </message>
    <message>
        <source>The console did not answer.</source>
        <translation>Die Konsole hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>There is no job %1 in this store.</source>
        <translation>In diesem Speicher gibt es keinen Auftrag %1.</translation>
    </message>
    <message>
        <source>%1 lines, %2 records = %3 valid + %4 invalid + %5 duplicate in file   %6</source>
        <translation>%1 Zeilen, %2 Datensätze = %3 gültig + %4 ungültig + %5 doppelt in der Datei   %6</translation>
    </message>
    <message>
        <source>Counts and attempts of a stored job as text, PDF, CSV or JSON.</source>
        <translation>Zählwerte und Versuche eines gespeicherten Auftrags als Text, PDF, CSV oder JSON.</translation>
    </message>
    <message>
        <source>Write .pdf, .csv or .json instead of text.</source>
        <translation>Schreibt .pdf, .csv oder .json statt Text.</translation>
    </message>
    <message>
        <source>A report is written as .pdf, .csv or .json.</source>
        <translation>Ein Bericht wird als .pdf, .csv oder .json geschrieben.</translation>
    </message>
    <message>
        <source>Page to open: %1.</source>
        <translation>Seite, die geöffnet wird: %1.</translation>
    </message>
    <message>
        <source>Measure a demo floor of so many stations with a job of so many records; quits by itself.</source>
        <translation>Eine Demo-Fertigung mit so vielen Stationen und einem Auftrag mit so vielen Datensätzen messen; endet von selbst.</translation>
    </message>
    <message>
        <source>  --screenshot OUT.png --size WxH --at T --demo-seed N
      Write a picture of the window at time T after the start and quit.
  --synthetic STATIONS,EVENTS_PER_S,SECONDS
      Paint made-up events for so long and quit; with --metrics and
      QT_QPA_PLATFORM=offscreen this measures the paint load.
  --demo-load STATIONS,RECORDS,SECONDS
      Run a demo floor of that size for so long and quit; for --metrics.</source>
        <translation>  --screenshot OUT.png --size WxH --at T --demo-seed N
      Ein Bild des Fensters zur Zeit T nach dem Start schreiben und enden.
  --synthetic STATIONEN,EREIGNISSE_PRO_S,SEKUNDEN
      So lange erfundene Ereignisse zeichnen und enden; mit --metrics und
      QT_QPA_PLATFORM=offscreen misst das die Zeichenlast.
  --demo-load STATIONEN,DATENSÄTZE,SEKUNDEN
      So lange eine Demo-Fertigung dieser Größe betreiben und enden; für --metrics.</translation>
    </message>
    <message>
        <source>The stored commands and answers of a job, masked; without --job: of which jobs there are any.</source>
        <translation>Die gespeicherten Kommandos und Antworten eines Auftrags, maskiert; ohne --job: von welchen Aufträgen es welche gibt.</translation>
    </message>
    <message>
        <source>Number of the job.</source>
        <translation>Nummer des Auftrags.</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>NR</translation>
    </message>
    <message>
        <source>Only rows that pass, as in the console: station:M2-S3 ins:E2 sw!=9000 dur&gt;500 card:0912 is:error.</source>
        <translation>Nur Zeilen, die passen, wie im Fenster: station:M2-S3 ins:E2 sw!=9000 dur&gt;500 card:0912 is:error.</translation>
    </message>
    <message>
        <source>EXPR</source>
        <translation>AUSDRUCK</translation>
    </message>
    <message>
        <source>text, csv or jsonl (one JSON object per line).</source>
        <translation>text, csv oder jsonl (ein JSON-Objekt je Zeile).</translation>
    </message>
    <message>
        <source>Write to a file instead of the standard output.</source>
        <translation>In eine Datei schreiben statt auf die Standardausgabe.</translation>
    </message>
    <message>
        <source>The filter can not be understood at character %1: &quot;%2&quot;.</source>
        <translation>Der Filter ist ab Zeichen %1 nicht verständlich: „%2“.</translation>
    </message>
    <message>
        <source>job %1  %2 bytes</source>
        <translation>Auftrag %1  %2 Bytes</translation>
    </message>
    <message>
        <source>No trace is stored.</source>
        <translation>Kein Mitschnitt ist gespeichert.</translation>
    </message>
    <message>
        <source>Only the newest rows are told.</source>
        <translation>Nur die neuesten Zeilen werden ausgegeben.</translation>
    </message>
    <message>
        <source>Older ones are no longer kept.</source>
        <translation>Ältere sind nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>The program ended while it wrote: %1 bytes are cut off.</source>
        <translation>Das Programm endete beim Schreiben: %1 Bytes sind abgeschnitten.</translation>
    </message>
    <message numerus="yes">
        <source>%n places in the files can not be read.</source>
        <translation>
            <numerusform>%n Stelle in den Dateien ist nicht lesbar.</numerusform>
            <numerusform>%n Stellen in den Dateien sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>--format wants text, csv or jsonl, not &quot;%1&quot;.</source>
        <translation>--format verlangt text, csv oder jsonl, nicht „%1“.</translation>
    </message>
    <message>
        <source>The rows can not be written: %1</source>
        <translation>Die Zeilen können nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>ACTION</source>
        <translation>AKTION</translation>
    </message>
    <message>
        <source>list, ceremony, import-block, export-block or retire: keys of an encryption device. Components are typed at the terminal or read from files of mode 0600, never given as arguments.</source>
        <translation>list, ceremony, import-block, export-block oder retire: Schlüssel eines HSM. Komponenten werden am Terminal getippt oder aus Dateien mit den Rechten 0600 gelesen, nie als Argument gegeben.</translation>
    </message>
    <message>
        <source>Socket for orders of a stationmaster-hsm; list without it asks the running console.</source>
        <translation>Socket eines stationmaster-hsm für Anweisungen; ohne ihn fragt list die laufende Konsole.</translation>
    </message>
    <message>
        <source>SOCKET</source>
        <translation>SOCKET</translation>
    </message>
    <message>
        <source>Name of the key, and its version if it is not 1.</source>
        <translation>Name des Schlüssels und seine Version, wenn sie nicht 1 ist.</translation>
    </message>
    <message>
        <source>What it may do, as list shows it.</source>
        <translation>Was er tun darf, wie es list zeigt.</translation>
    </message>
    <message>
        <source>USAGE</source>
        <translation>VERWENDUNG</translation>
    </message>
    <message>
        <source>ceremony: bits of the key: 128, 192 or 256.</source>
        <translation>ceremony: Bits des Schlüssels: 128, 192 oder 256.</translation>
    </message>
    <message>
        <source>ceremony: components, 2 to 5.</source>
        <translation>ceremony: Komponenten, 2 bis 5.</translation>
    </message>
    <message>
        <source>ceremony: how check values of AES on the forms are computed.</source>
        <translation>ceremony: wie die AES-Prüfwerte auf den Formularen berechnet sind.</translation>
    </message>
    <message>
        <source>ceremony: file with a component in hexadecimal, mode 0600; once for each.</source>
        <translation>ceremony: Datei mit einer Komponente in Hexadezimalziffern, Rechte 0600; für jede einmal.</translation>
    </message>
    <message>
        <source>ceremony: check value of a component&apos;s form.</source>
        <translation>ceremony: Prüfwert vom Formular einer Komponente.</translation>
    </message>
    <message>
        <source>ceremony: check value of the whole key; otherwise it is asked for.</source>
        <translation>ceremony: Prüfwert des ganzen Schlüssels; sonst wird danach gefragt.</translation>
    </message>
    <message>
        <source>First day of use.</source>
        <translation>Erster Tag der Verwendung.</translation>
    </message>
    <message>
        <source>Last day of use.</source>
        <translation>Letzter Tag der Verwendung.</translation>
    </message>
    <message>
        <source>It may leave the device in a key block.</source>
        <translation>Er darf das HSM in einem Schlüsselblock verlassen.</translation>
    </message>
    <message>
        <source>ceremony: key usage of TR-31, such as E0.</source>
        <translation>ceremony: Verwendung nach TR-31, etwa E0.</translation>
    </message>
    <message>
        <source>Key that protects the key block.</source>
        <translation>Schlüssel, der den Schlüsselblock schützt.</translation>
    </message>
    <message>
        <source>import-block: file with the key block; -: standard input.</source>
        <translation>import-block: Datei mit dem Schlüsselblock; -: Standardeingabe.</translation>
    </message>
    <message>
        <source>export-block: version of TR-31.</source>
        <translation>export-block: Version von TR-31.</translation>
    </message>
    <message>
        <source>--check-rule wants gp, cmac or zero.</source>
        <translation>--check-rule verlangt gp, cmac oder zero.</translation>
    </message>
    <message>
        <source>Each component needs --component FILE, --person NAME and --check-value HEX, in this order.</source>
        <translation>Jede Komponente braucht --component DATEI, --person NAME und --check-value HEX, in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>Component %1 of %2</source>
        <translation>Komponente %1 von %2</translation>
    </message>
    <message>
        <source>%1. Name of the person who holds it: </source>
        <translation>%1. Name der Person, die sie hat: </translation>
    </message>
    <message>
        <source>%1. Hexadecimal digits, not shown: </source>
        <translation>%1. Hexadezimalziffern, ohne Anzeige: </translation>
    </message>
    <message>
        <source>The entry was ended, or is no number of whole bytes. Nothing was stored.</source>
        <translation>Die Eingabe wurde beendet oder ergibt keine ganzen Bytes. Nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>%1. Its check value: </source>
        <translation>%1. Ihr Prüfwert: </translation>
    </message>
    <message>
        <source>Check value of the key: %1</source>
        <translation>Prüfwert des Schlüssels: %1</translation>
    </message>
    <message>
        <source>Type it again to store the key: </source>
        <translation>Zum Speichern des Schlüssels noch einmal eingeben: </translation>
    </message>
    <message>
        <source>--label wants LABEL or LABEL:VERSION.</source>
        <translation>--label verlangt NAME oder NAME:VERSION.</translation>
    </message>
    <message>
        <source>--usage wants one of the uses that keys list shows, such as scp03-master, kek, mac, emv-master, kbpk or kbpk-tdea.</source>
        <translation>--usage verlangt eine der Verwendungen, die keys list zeigt, etwa scp03-master, kek, mac, emv-master, kbpk oder kbpk-tdea.</translation>
    </message>
    <message>
        <source>A date is written 2026-12-31.</source>
        <translation>Ein Datum schreibt man 2026-12-31.</translation>
    </message>
    <message>
        <source>Components are typed at a terminal, or come from files with --component.</source>
        <translation>Komponenten werden an einem Terminal getippt oder kommen mit --component aus Dateien.</translation>
    </message>
    <message>
        <source>The check value was not confirmed. Nothing was stored.</source>
        <translation>Der Prüfwert wurde nicht bestätigt. Nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>ausgemustert</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>not valid yet</source>
        <translation>noch nicht gültig</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>No key is held.</source>
        <translation>Kein Schlüssel ist vorhanden.</translation>
    </message>
    <message>
        <source>import-block needs --kbpk LABEL and --block FILE.</source>
        <translation>import-block braucht --kbpk NAME und --block DATEI.</translation>
    </message>
    <message>
        <source>The key block can not be read: %1</source>
        <translation>Der Schlüsselblock ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>export-block needs --label KEY, --kbpk LABEL and --block-version A, B, C or D.</source>
        <translation>export-block braucht --label SCHLÜSSEL, --kbpk NAME und --block-version A, B, C oder D.</translation>
    </message>
    <message>
        <source>retire needs --label KEY:VERSION.</source>
        <translation>retire braucht --label SCHLÜSSEL:VERSION.</translation>
    </message>
    <message>
        <source>keys wants one of: %1.</source>
        <translation>keys verlangt eines von: %1.</translation>
    </message>
    <message>
        <source>--device is needed: the socket that stationmaster-hsm --manage serves.</source>
        <translation>--device fehlt: der Socket, den stationmaster-hsm --manage bedient.</translation>
    </message>
    <message>
        <source>No encryption device serves %1 for this user.</source>
        <translation>Kein HSM bedient %1 für diese Person.</translation>
    </message>
    <message>
        <source>list, accept, refuse or revoke: which stations may come over TLS to the running console. Compare the fingerprint with the one that the station&apos;s own computer shows.</source>
        <translation>list, accept, refuse oder revoke: welche Stationen über TLS zur laufenden Konsole kommen dürfen. Vergleichen Sie den Fingerabdruck mit dem, den der Rechner der Station zeigt.</translation>
    </message>
    <message>
        <source>Beginning of the station&apos;s fingerprint.</source>
        <translation>Anfang des Fingerabdrucks der Station.</translation>
    </message>
    <message>
        <source>accept, revoke: place on the floor, such as M1-S3.</source>
        <translation>accept, revoke: Platz in der Fertigung, etwa M1-S3.</translation>
    </message>
    <message>
        <source>PLACE</source>
        <translation>PLATZ</translation>
    </message>
    <message>
        <source>accept: who compared the fingerprint; two persons where keys count.</source>
        <translation>accept: wer den Fingerabdruck verglichen hat; zwei Personen, wo es auf die Schlüssel ankommt.</translation>
    </message>
    <message>
        <source>Stations come to %1. This console&apos;s own fingerprint: %2</source>
        <translation>Stationen melden sich bei %1. Fingerabdruck dieser Konsole: %2</translation>
    </message>
    <message>
        <source>waits     %1  from %2, wants %3</source>
        <translation>wartet    %1  von %2, möchte %3</translation>
    </message>
    <message>
        <source>          accepted for %1 by %2; a second person is needed</source>
        <translation>          angenommen für %1 von %2; eine zweite Person fehlt noch</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>away</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>stations takes list, accept, refuse or revoke.</source>
        <translation>stations kennt list, accept, refuse und revoke.</translation>
    </message>
    <message>
        <source>No station comes over TLS on this floor.</source>
        <translation>In dieser Fertigung kommt keine Station über TLS.</translation>
    </message>
    <message>
        <source>Who brings, exports or retires it; once for each component, and never twice the same.</source>
        <translation>Wer ihn bringt, exportiert oder ausmustert; für jede Komponente einmal und nie zweimal dieselbe Person.</translation>
    </message>
    <message>
        <source>--pin wants the beginning of one fingerprint of the list, %1 digits or more.</source>
        <translation>--pin verlangt den Anfang eines Fingerabdrucks der Liste, mindestens %1 Stellen.</translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message>
        <source>Good cards per hour</source>
        <translation>Gute Karten je Stunde</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Rate against target, cards per hour</source>
        <translation>Ausstoß gegen Ziel, Karten je Stunde</translation>
    </message>
    <message>
        <source>Minute by minute</source>
        <translation>Minutenweise</translation>
    </message>
    <message>
        <source>Every five minutes</source>
        <translation>Alle fünf Minuten</translation>
    </message>
    <message>
        <source>Day by day</source>
        <translation>Tageweise</translation>
    </message>
    <message>
        <source>Week by week</source>
        <translation>Wochenweise</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>Stundenweise</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Good, still running</source>
        <translation>Gut, läuft noch</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>Plan, good cards and rejects over time</source>
        <translation>Plan, gute Karten und Ausschuss im Zeitverlauf</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Cards by takt in seconds</source>
        <translation>Karten nach Takt in Sekunden</translation>
    </message>
    <message>
        <source>median %1 s   p95 %2 s</source>
        <translation>Median %1 s   p95 %2 s</translation>
    </message>
    <message>
        <source>process %1 s</source>
        <translation>Bearbeitung %1 s</translation>
    </message>
    <message>
        <source>slower: %1</source>
        <translation>langsamer: %1</translation>
    </message>
    <message>
        <source>Takt by machine: 5 %, quartiles, 95 %</source>
        <translation>Takt je Maschine: 5 %, Quartile, 95 %</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>Kumuliert</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80 %</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Rejects by failure and their cumulative share</source>
        <translation>Ausschuss nach Fehler und kumulierter Anteil</translation>
    </message>
    <message>
        <source>%1 of %2 attempts</source>
        <translation>%1 von %2 Versuchen</translation>
    </message>
    <message>
        <source>Share of time by state, in the order of the floor</source>
        <translation>Zeitanteile nach Zustand, in der Reihenfolge der Fertigung</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Wait for an HSM in milliseconds</source>
        <translation>Wartezeit auf ein HSM in Millisekunden</translation>
    </message>
    <message>
        <source>p50 %1   p95 %2   p99 %3 ms   limit %4 ms</source>
        <translation>p50 %1   p95 %2   p99 %3 ms   Grenze %4 ms</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Load of each HSM</source>
        <translation>Last je HSM</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Availability, performance and quality</source>
        <translation>Verfügbarkeit, Leistung und Qualität</translation>
    </message>
    <message>
        <source>Station hours</source>
        <translation>Stationsstunden</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Stopps</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Stillstand</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Where planned station hours went</source>
        <translation>Wohin geplante Stationsstunden gingen</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Idle minutes by reason</source>
        <translation>Stillstandsminuten nach Grund</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>vorher %1</translation>
    </message>
    <message>
        <source>plan %1 (%2)</source>
        <translation>Plan %1 (%2)</translation>
    </message>
    <message>
        <source>rejects %1</source>
        <translation>Ausschuss %1</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ausstoß</translation>
    </message>
    <message>
        <source>target %1 /h</source>
        <translation>Ziel %1 /h</translation>
    </message>
    <message>
        <source>no target yet</source>
        <translation>noch kein Ziel</translation>
    </message>
    <message>
        <source>First pass</source>
        <translation>Direktläufer</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1 %2 min</source>
        <translation>%1 %2 min</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>of scheduled time</source>
        <translation>der eingeplanten Zeit</translation>
    </message>
    <message>
        <source>Availability, Performance, Quality</source>
        <translation>Verfügbarkeit, Leistung, Qualität</translation>
    </message>
    <message>
        <source>A %1  P %2  Q %3</source>
        <translation>V %1  L %2  Q %3</translation>
    </message>
    <message>
        <source>OEE %1</source>
        <translation>OEE %1</translation>
    </message>
    <message>
        <source>ideal time looks wrong</source>
        <translation>Idealzeit wirkt falsch</translation>
    </message>
    <message>
        <source>Previous period</source>
        <translation>Vorheriger Zeitraum</translation>
    </message>
    <message>
        <source>Same time last week</source>
        <translation>Gleiche Zeit letzte Woche</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Takt distribution, seconds</source>
        <translation>Taktverteilung, Sekunden</translation>
    </message>
    <message>
        <source>Station state time</source>
        <translation>Zeit je Stationszustand</translation>
    </message>
    <message>
        <source>Idle reasons, station minutes</source>
        <translation>Stillstandsgründe, Stationsminuten</translation>
    </message>
    <message>
        <source>Shift report</source>
        <translation>Schichtbericht</translation>
    </message>
    <message>
        <source>Production report</source>
        <translation>Produktionsbericht</translation>
    </message>
    <message>
        <source>DEMO, test keys</source>
        <translation>DEMO, Testschlüssel</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>erstellt am %1</translation>
    </message>
    <message>
        <source>compared with: %1</source>
        <translation>verglichen mit: %1</translation>
    </message>
    <message>
        <source>Reject reasons</source>
        <translation>Ausschussgründe</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definitionen</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Schichtleitung</translation>
    </message>
    <message>
        <source>Security officer</source>
        <translation>Sicherheitsbeauftragte</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>HSM wait, milliseconds</source>
        <translation>HSM-Wartezeit, Millisekunden</translation>
    </message>
    <message>
        <source>OEE and lost station hours</source>
        <translation>OEE und verlorene Stationsstunden</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>Fertig um</translation>
    </message>
    <message>
        <source>no job is running</source>
        <translation>kein Auftrag läuft</translation>
    </message>
    <message>
        <source>Mean rate</source>
        <translation>Mittlerer Ausstoß</translation>
    </message>
    <message>
        <source>the range is over</source>
        <translation>der Zeitraum ist vorbei</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Test card</source>
        <translation>Testkarte</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Came back too often</source>
        <translation>Zu oft zurückgekommen</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>Ungeklärt</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>Remake open</source>
        <translation>Nachzufertigen</translation>
    </message>
    <message>
        <source>Verified good</source>
        <translation>Als gut bestätigt</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>Nicht beschrieben</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Good card. Put it with the good ones.</source>
        <translation>Gute Karte. Legen Sie sie zu den guten.</translation>
    </message>
    <message>
        <source>Untouched. Put it back to stock; the record is made again.</source>
        <translation>Unberührt. Legen Sie sie zurück in den Bestand; der Datensatz wird noch einmal gefertigt.</translation>
    </message>
    <message>
        <source>Finished, but not confirmed. Keep it in quarantine, or scrap it and make it again.</source>
        <translation>Fertig, aber nicht bestätigt. Lassen Sie sie in Quarantäne, oder vernichten Sie sie und fertigen Sie sie nach.</translation>
    </message>
    <message>
        <source>Decided.</source>
        <translation>Entschieden.</translation>
    </message>
    <message>
        <source>May carry data. Keep it in quarantine, or scrap it and make it again.</source>
        <translation>Kann Daten tragen. Lassen Sie sie in Quarantäne, oder vernichten Sie sie und fertigen Sie sie nach.</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Remake</source>
        <translation>Nachfertigung</translation>
    </message>
    <message>
        <source>Card scrapped</source>
        <translation>Karte vernichtet</translation>
    </message>
    <message>
        <source>Remake started</source>
        <translation>Nachfertigung gestartet</translation>
    </message>
    <message>
        <source>Given out again</source>
        <translation>Erneut ausgegeben</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Job closed</source>
        <translation>Auftrag abgeschlossen</translation>
    </message>
    <message>
        <source>Rejected by hand</source>
        <translation>Von Hand ausgesteuert</translation>
    </message>
    <message>
        <source>Order cancelled by the issuer</source>
        <translation>Vom Herausgeber storniert</translation>
    </message>
    <message>
        <source>Data wrong</source>
        <translation>Daten falsch</translation>
    </message>
    <message>
        <source>No card stock</source>
        <translation>Kein Kartenmaterial</translation>
    </message>
    <message>
        <source>Accepted by the issuer</source>
        <translation>Vom Herausgeber akzeptiert</translation>
    </message>
    <message>
        <source>Made in another job</source>
        <translation>In anderem Auftrag gefertigt</translation>
    </message>
    <message>
        <source>Quality problem</source>
        <translation>Qualitätsproblem</translation>
    </message>
</context>
<context>
    <name>FailureText</name>
    <message>
        <source>Something failed that has no description yet (%1).</source>
        <translation>Es ist ein Fehler aufgetreten, der noch keine Beschreibung hat (%1).</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Nicht bekannt.</translation>
    </message>
    <message>
        <source>Call support and name the code.</source>
        <translation>Rufen Sie den Support an und nennen Sie den Code.</translation>
    </message>
    <message>
        <source>No answer came in time.</source>
        <translation>Es kam keine Antwort in der vorgesehenen Zeit.</translation>
    </message>
    <message>
        <source>A reader, an HSM or a card is slow or stuck.</source>
        <translation>Ein Leser, ein HSM oder eine Karte ist langsam oder hängt.</translation>
    </message>
    <message>
        <source>Wait a moment and try again. Call the engineer if it repeats.</source>
        <translation>Warten Sie kurz und versuchen Sie es noch einmal. Verständigen Sie die Technik, wenn es wieder auftritt.</translation>
    </message>
    <message>
        <source>The step was given up because its session or the program is ending.</source>
        <translation>Der Schritt wurde aufgegeben, weil seine Sitzung oder das Programm endet.</translation>
    </message>
    <message>
        <source>Somebody held or stopped the floor.</source>
        <translation>Jemand hat die Fertigung angehalten oder beendet.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>There is no protected memory left for keys.</source>
        <translation>Für Schlüssel ist kein geschützter Speicher mehr frei.</translation>
    </message>
    <message>
        <source>Too many keys are open at once.</source>
        <translation>Zu viele Schlüssel sind gleichzeitig geöffnet.</translation>
    </message>
    <message>
        <source>Hold the floor. Call the engineer.</source>
        <translation>Halten Sie die Fertigung an. Verständigen Sie die Technik.</translation>
    </message>
    <message>
        <source>The random source of the computer failed.</source>
        <translation>Die Zufallsquelle des Rechners ist ausgefallen.</translation>
    </message>
    <message>
        <source>A fault of the operating system.</source>
        <translation>Ein Fehler des Betriebssystems.</translation>
    </message>
    <message>
        <source>The card gave an answer without a status word.</source>
        <translation>Die Karte hat ohne Statuswort geantwortet.</translation>
    </message>
    <message>
        <source>Dirty contacts, or a faulty chip.</source>
        <translation>Verschmutzte Kontakte oder ein defekter Chip.</translation>
    </message>
    <message>
        <source>Take the card away and put it in the reject tray. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus und legen Sie sie ins Ausschussfach. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>A command has a form that no card understands.</source>
        <translation>Ein Kommando hat eine Form, die keine Karte versteht.</translation>
    </message>
    <message>
        <source>A mistake in the profile.</source>
        <translation>Ein Fehler im Profil.</translation>
    </message>
    <message>
        <source>Call the engineer: the profile or the card stock must be checked.</source>
        <translation>Verständigen Sie die Technik: Profil oder Kartenmaterial muss geprüft werden.</translation>
    </message>
    <message>
        <source>The card sent data that can not be read.</source>
        <translation>Die Karte hat Daten gesendet, die nicht lesbar sind.</translation>
    </message>
    <message>
        <source>The wrong card type, or a faulty chip.</source>
        <translation>Falscher Kartentyp oder ein defekter Chip.</translation>
    </message>
    <message>
        <source>The answer to reset of the card is incomplete.</source>
        <translation>Der ATR der Karte ist unvollständig.</translation>
    </message>
    <message>
        <source>The card sent no valid production data.</source>
        <translation>Die Karte hat keine gültigen Produktionsdaten gesendet.</translation>
    </message>
    <message>
        <source>A data group is cut short.</source>
        <translation>Eine Datengruppe ist abgeschnitten.</translation>
    </message>
    <message>
        <source>A mistake in the data or the profile.</source>
        <translation>Ein Fehler in den Daten oder im Profil.</translation>
    </message>
    <message>
        <source>The card announces more data without end.</source>
        <translation>Die Karte kündigt endlos weitere Daten an.</translation>
    </message>
    <message>
        <source>A faulty chip.</source>
        <translation>Ein defekter Chip.</translation>
    </message>
    <message>
        <source>A transmission block from the card is damaged.</source>
        <translation>Ein Übertragungsblock der Karte ist beschädigt.</translation>
    </message>
    <message>
        <source>Dirty contacts, or interference at the reader.</source>
        <translation>Verschmutzte Kontakte oder Störungen am Leser.</translation>
    </message>
    <message>
        <source>Take the card away. Clean the contacts of the reader. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus. Reinigen Sie die Kontakte des Lesers. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>A command is too long for the card.</source>
        <translation>Ein Kommando ist zu lang für die Karte.</translation>
    </message>
    <message>
        <source>The data of this record or a step of the profile is too large.</source>
        <translation>Die Daten dieses Datensatzes oder ein Schritt des Profils sind zu groß.</translation>
    </message>
    <message>
        <source>A field of a command has a length that the standard does not allow.</source>
        <translation>Ein Feld eines Kommandos hat eine Länge, die die Norm nicht erlaubt.</translation>
    </message>
    <message>
        <source>[{cards} ]cards in a row were rejected; the station holds itself.</source>
        <translation>Mehrere Karten[ ({cards})] in Folge wurden ausgesteuert; die Station hält sich selbst an.</translation>
    </message>
    <message>
        <source>A dirty reader head, the wrong card stock or a faulty reader.</source>
        <translation>Verschmutzter Kontaktkopf, falsches Kartenmaterial oder ein defekter Leser.</translation>
    </message>
    <message>
        <source>Check the reader head and the card stock. Resume the station and watch one card. Call the engineer if it repeats.</source>
        <translation>Prüfen Sie Kontaktkopf und Kartenmaterial. Setzen Sie die Station fort und beobachten Sie eine Karte. Verständigen Sie die Technik, wenn es wieder auftritt.</translation>
    </message>
    <message>
        <source>The job is not in a state for this.</source>
        <translation>Der Auftrag ist dafür nicht im richtigen Zustand.</translation>
    </message>
    <message>
        <source>The state changed in the meantime.</source>
        <translation>Der Zustand hat sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>Look at the state of the job and try again.</source>
        <translation>Sehen Sie sich den Zustand des Auftrags an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The station[ {station}] is not on the floor.</source>
        <translation>Die Station[ {station}] gehört nicht zur Fertigung.</translation>
    </message>
    <message>
        <source>It was removed from the floor file.</source>
        <translation>Sie wurde aus der Anlagendatei entfernt.</translation>
    </message>
    <message>
        <source>Choose another station.</source>
        <translation>Wählen Sie eine andere Station.</translation>
    </message>
    <message>
        <source>The station[ {station}] does not wait for Continue.</source>
        <translation>Die Station[ {station}] wartet nicht auf „Weiter“.</translation>
    </message>
    <message>
        <source>It went on in the meantime.</source>
        <translation>Sie arbeitet inzwischen weiter.</translation>
    </message>
    <message>
        <source>The cryptographic library refused an operation[: {what}].</source>
        <translation>Die Kryptobibliothek hat einen Vorgang abgelehnt[: {what}].</translation>
    </message>
    <message>
        <source>The installed library lacks an algorithm.</source>
        <translation>Der installierten Bibliothek fehlt ein Algorithmus.</translation>
    </message>
    <message>
        <source>A key has a length that its algorithm does not know.</source>
        <translation>Ein Schlüssel hat eine Länge, die sein Algorithmus nicht kennt.</translation>
    </message>
    <message>
        <source>The wrong key was loaded.</source>
        <translation>Es wurde der falsche Schlüssel geladen.</translation>
    </message>
    <message>
        <source>Call the security officer.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>Data for a cryptographic step has a wrong length.</source>
        <translation>Daten für einen Kryptoschritt haben eine falsche Länge.</translation>
    </message>
    <message>
        <source>Decrypted data does not end as it should.</source>
        <translation>Entschlüsselte Daten enden nicht so, wie sie sollten.</translation>
    </message>
    <message>
        <source>The wrong key, or damaged data.</source>
        <translation>Falscher Schlüssel oder beschädigte Daten.</translation>
    </message>
    <message>
        <source>The card opened the secure channel with an answer of the wrong form.</source>
        <translation>Die Karte hat beim Öffnen des sicheren Kanals in falscher Form geantwortet.</translation>
    </message>
    <message>
        <source>The wrong card type or another channel protocol.</source>
        <translation>Falscher Kartentyp oder ein anderes Kanalprotokoll.</translation>
    </message>
    <message>
        <source>The card does not hold the expected keys.</source>
        <translation>Die Karte enthält nicht die erwarteten Schlüssel.</translation>
    </message>
    <message>
        <source>The wrong card stock, or the wrong key version[ {keyVersion}].</source>
        <translation>Falsches Kartenmaterial oder falsche Schlüsselversion[ {keyVersion}].</translation>
    </message>
    <message>
        <source>Take the card away. Check the card stock against the job. Call the security officer before you continue.</source>
        <translation>Nehmen Sie die Karte heraus. Vergleichen Sie das Kartenmaterial mit dem Auftrag. Verständigen Sie die Sicherheitsbeauftragten, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>The check value of an answer from the card is wrong.</source>
        <translation>Der Prüfwert einer Kartenantwort ist falsch.</translation>
    </message>
    <message>
        <source>Interference at the reader, or a manipulated card.</source>
        <translation>Störungen am Leser oder eine manipulierte Karte.</translation>
    </message>
    <message>
        <source>A protected answer of the card can not be decrypted.</source>
        <translation>Eine geschützte Antwort der Karte lässt sich nicht entschlüsseln.</translation>
    </message>
    <message>
        <source>Interference at the reader, or a faulty chip.</source>
        <translation>Störungen am Leser oder ein defekter Chip.</translation>
    </message>
    <message>
        <source>The card answered without having been asked.</source>
        <translation>Die Karte hat geantwortet, ohne gefragt worden zu sein.</translation>
    </message>
    <message>
        <source>A faulty reader or chip.</source>
        <translation>Leser oder Chip ist defekt.</translation>
    </message>
    <message>
        <source>A command can not be sent through the secure channel[: {reason}].</source>
        <translation>Ein Kommando kann nicht über den sicheren Kanal gesendet werden[: {reason}].</translation>
    </message>
    <message>
        <source>The secure channel to the card is closed.</source>
        <translation>Der sichere Kanal zur Karte ist geschlossen.</translation>
    </message>
    <message>
        <source>An earlier error closed it.</source>
        <translation>Ein früherer Fehler hat ihn geschlossen.</translation>
    </message>
    <message>
        <source>A stored, sealed value was changed or belongs elsewhere.</source>
        <translation>Ein gespeicherter, versiegelter Wert wurde verändert oder gehört woandershin.</translation>
    </message>
    <message>
        <source>The database was altered or damaged.</source>
        <translation>Die Datenbank wurde verändert oder beschädigt.</translation>
    </message>
    <message>
        <source>Hold the floor. Call the supervisor and the security officer.</source>
        <translation>Halten Sie die Fertigung an. Verständigen Sie Schichtleitung und Sicherheitsbeauftragte.</translation>
    </message>
    <message>
        <source>A value to be stored has no valid place.</source>
        <translation>Ein Wert, der gespeichert werden soll, hat keinen gültigen Platz.</translation>
    </message>
    <message>
        <source>The job is larger than the program allows.</source>
        <translation>Der Auftrag ist größer, als das Programm erlaubt.</translation>
    </message>
    <message>
        <source>The key information of the card can not be read[: {what}].</source>
        <translation>Die Schlüsselinformationen der Karte sind nicht lesbar[: {what}].</translation>
    </message>
    <message>
        <source>The wrong card type.</source>
        <translation>Falscher Kartentyp.</translation>
    </message>
    <message>
        <source>The card sent key data of a wrong length.</source>
        <translation>Die Karte hat Schlüsseldaten mit falscher Länge gesendet.</translation>
    </message>
    <message>
        <source>Key components are missing or differ in length.</source>
        <translation>Schlüsselkomponenten fehlen oder sind verschieden lang.</translation>
    </message>
    <message>
        <source>A component was not entered, or is another key.</source>
        <translation>Eine Komponente wurde nicht eingegeben oder gehört zu einem anderen Schlüssel.</translation>
    </message>
    <message>
        <source>Call the security officers: enter all components again.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Alle Komponenten sind neu einzugeben.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] is not open.</source>
        <translation>Die Datenquelle[ „{source}“] ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>It is missing in the profile or in the floor file.</source>
        <translation>Sie fehlt im Profil oder in der Anlagendatei.</translation>
    </message>
    <message>
        <source>Call the engineer: check the data source.</source>
        <translation>Verständigen Sie die Technik: Die Datenquelle ist zu prüfen.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] is of an unknown kind[ &quot;{kind}&quot;].</source>
        <translation>Die Datenquelle[ „{source}“] ist von unbekannter Art[ „{kind}“].</translation>
    </message>
    <message>
        <source>A typing mistake in the profile.</source>
        <translation>Ein Tippfehler im Profil.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] can not be read.</source>
        <translation>Die Datenquelle[ „{source}“] ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It was moved, or this user may not read it.</source>
        <translation>Sie wurde verschoben, oder dieser Benutzer darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] is not complete[: {missing}].</source>
        <translation>Die Datenquelle[ „{source}“] ist unvollständig[: {missing}].</translation>
    </message>
    <message>
        <source>Another file, or another version of it.</source>
        <translation>Eine andere Datei oder eine andere Fassung davon.</translation>
    </message>
    <message>
        <source>The file of the data source[ &quot;{source}&quot;] is gone.</source>
        <translation>Die Datei der Datenquelle[ „{source}“] ist verschwunden.</translation>
    </message>
    <message>
        <source>It was moved or deleted while the job ran.</source>
        <translation>Sie wurde bei laufendem Auftrag verschoben oder gelöscht.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] was changed while the job ran.</source>
        <translation>Die Datenquelle[ „{source}“] wurde bei laufendem Auftrag geändert.</translation>
    </message>
    <message>
        <source>Somebody edited or replaced the file.</source>
        <translation>Jemand hat die Datei bearbeitet oder ersetzt.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] has no data for this card.</source>
        <translation>Die Datenquelle[ „{source}“] hat keine Daten für diese Karte.</translation>
    </message>
    <message>
        <source>The data and the job file do not belong together.</source>
        <translation>Daten und Auftragsdatei gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] has data for this card twice.</source>
        <translation>Die Datenquelle[ „{source}“] hat die Daten für diese Karte doppelt.</translation>
    </message>
    <message>
        <source>A record was exported twice.</source>
        <translation>Ein Datensatz wurde zweimal exportiert.</translation>
    </message>
    <message>
        <source>The data for this card can not be read.</source>
        <translation>Die Daten für diese Karte sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The data source is damaged.</source>
        <translation>Die Datenquelle ist beschädigt.</translation>
    </message>
    <message>
        <source>A data source[ &quot;{source}&quot;] is open already.</source>
        <translation>Eine Datenquelle[ „{source}“] ist bereits geöffnet.</translation>
    </message>
    <message>
        <source>Two sources have the same name.</source>
        <translation>Zwei Quellen haben denselben Namen.</translation>
    </message>
    <message>
        <source>The layout[ {file}] could not be read.</source>
        <translation>Das Layout[ {file}] ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It was moved, or is too large.</source>
        <translation>Die Datei wurde verschoben oder ist zu groß.</translation>
    </message>
    <message>
        <source>Check the file. Import again.</source>
        <translation>Prüfen Sie die Datei. Importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The layout[ {file}] is not valid JSON.</source>
        <translation>Das Layout[ {file}] ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It was edited by hand or cut short.</source>
        <translation>Die Datei wurde von Hand bearbeitet oder ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Restore the layout. Import again.</source>
        <translation>Stellen Sie das Layout wieder her. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The layout does not have the expected form[ at {path}].</source>
        <translation>Das Layout hat nicht die erwartete Form[ bei {path}].</translation>
    </message>
    <message>
        <source>It was made for another version or edited by hand.</source>
        <translation>Es stammt aus einer anderen Version oder wurde von Hand bearbeitet.</translation>
    </message>
    <message>
        <source>Correct the layout. Import again.</source>
        <translation>Berichtigen Sie das Layout. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>A stored record can not be read.</source>
        <translation>Ein gespeicherter Datensatz ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The import was cancelled. Nothing of it was kept.</source>
        <translation>Der Import wurde abgebrochen. Nichts davon wurde übernommen.</translation>
    </message>
    <message>
        <source>Somebody pressed Cancel.</source>
        <translation>Jemand hat „Abbrechen“ gedrückt.</translation>
    </message>
    <message>
        <source>Reading the file stopped half way.</source>
        <translation>Das Lesen der Datei brach mittendrin ab.</translation>
    </message>
    <message>
        <source>The drive was removed or has a fault.</source>
        <translation>Der Datenträger wurde entfernt oder ist defekt.</translation>
    </message>
    <message>
        <source>Copy the file to this computer. Import again.</source>
        <translation>Kopieren Sie die Datei auf diesen Rechner. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The file holds more records than one job may have[ ({limit})].</source>
        <translation>Die Datei enthält mehr Datensätze, als ein Auftrag haben darf[ ({limit})].</translation>
    </message>
    <message>
        <source>Several orders in one file.</source>
        <translation>Mehrere Bestellungen in einer Datei.</translation>
    </message>
    <message>
        <source>Split the file. Import the parts.</source>
        <translation>Teilen Sie die Datei. Importieren Sie die Teile.</translation>
    </message>
    <message>
        <source>The file has no column[ &quot;{column}&quot;].</source>
        <translation>Die Datei hat keine Spalte[ „{column}“].</translation>
    </message>
    <message>
        <source>The wrong file, or the wrong layout.</source>
        <translation>Falsche Datei oder falsches Layout.</translation>
    </message>
    <message>
        <source>Check file and layout. Import again.</source>
        <translation>Prüfen Sie Datei und Layout. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The file names the column[ &quot;{column}&quot;] twice.</source>
        <translation>Die Datei nennt die Spalte[ „{column}“] zweimal.</translation>
    </message>
    <message>
        <source>A mistake in the header line.</source>
        <translation>Ein Fehler in der Kopfzeile.</translation>
    </message>
    <message>
        <source>Correct the file and import it again.</source>
        <translation>Berichtigen Sie die Datei und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>The file has no readable header line.</source>
        <translation>Die Datei hat keine lesbare Kopfzeile.</translation>
    </message>
    <message>
        <source>The wrong file, or another format.</source>
        <translation>Falsche Datei oder ein anderes Format.</translation>
    </message>
    <message>
        <source>A gap in the issuer&apos;s data.</source>
        <translation>Eine Lücke in den Daten des Herausgebers.</translation>
    </message>
    <message>
        <source>More characters than the layout allows.</source>
        <translation>Mehr Zeichen, als das Layout erlaubt.</translation>
    </message>
    <message>
        <source>A separator is missing, or a quote was not closed.</source>
        <translation>Ein Trennzeichen fehlt, oder ein Anführungszeichen wurde nicht geschlossen.</translation>
    </message>
    <message>
        <source>A quote is opened and never closed[ (line {line})].</source>
        <translation>Ein Anführungszeichen wird geöffnet und nie geschlossen[ (Zeile {line})].</translation>
    </message>
    <message>
        <source>A missing quotation mark.</source>
        <translation>Ein Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>A quotation mark stands where none may be[ (line {line})].</source>
        <translation>Ein Anführungszeichen steht an unzulässiger Stelle[ (Zeile {line})].</translation>
    </message>
    <message>
        <source>A mistake in the issuer&apos;s file.</source>
        <translation>Ein Fehler in der Datei des Herausgebers.</translation>
    </message>
    <message>
        <source>A line is too long.</source>
        <translation>Eine Zeile ist zu lang.</translation>
    </message>
    <message>
        <source>A line end is missing, or the file is not a job file.</source>
        <translation>Ein Zeilenende fehlt, oder es ist keine Auftragsdatei.</translation>
    </message>
    <message>
        <source>A line holds a zero byte.</source>
        <translation>Eine Zeile enthält ein Nullbyte.</translation>
    </message>
    <message>
        <source>The file is damaged or not a text file.</source>
        <translation>Die Datei ist beschädigt oder keine Textdatei.</translation>
    </message>
    <message>
        <source>The file was saved in another encoding.</source>
        <translation>Die Datei wurde in einer anderen Zeichenkodierung gespeichert.</translation>
    </message>
    <message>
        <source>Save the file as UTF-8. Import again.</source>
        <translation>Speichern Sie die Datei als UTF-8. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>A line starts with an unknown tag[ &quot;{tag}&quot;].</source>
        <translation>Eine Zeile beginnt mit einem unbekannten Kennzeichen[ „{tag}“].</translation>
    </message>
    <message>
        <source>The wrong file, or a mistyped tag.</source>
        <translation>Falsche Datei oder ein vertipptes Kennzeichen.</translation>
    </message>
    <message>
        <source>A tag occurs twice in one card object.</source>
        <translation>Ein Kennzeichen kommt in einem Kartenobjekt zweimal vor.</translation>
    </message>
    <message>
        <source>A card object was not ended.</source>
        <translation>Ein Kartenobjekt wurde nicht abgeschlossen.</translation>
    </message>
    <message>
        <source>The file ends in the middle of a card object.</source>
        <translation>Die Datei endet mitten in einem Kartenobjekt.</translation>
    </message>
    <message>
        <source>The file was cut short.</source>
        <translation>Die Datei wurde abgeschnitten.</translation>
    </message>
    <message>
        <source>Ask the issuer for the whole file. Import again.</source>
        <translation>Fordern Sie beim Herausgeber die ganze Datei an. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>A line holds too many fields.</source>
        <translation>Eine Zeile enthält zu viele Felder.</translation>
    </message>
    <message>
        <source>The file is damaged or not a job file.</source>
        <translation>Die Datei ist beschädigt oder keine Auftragsdatei.</translation>
    </message>
    <message>
        <source>The track data is incomplete.</source>
        <translation>Die Spurdaten sind unvollständig.</translation>
    </message>
    <message>
        <source>A start or end mark is missing.</source>
        <translation>Eine Anfangs- oder Endmarke fehlt.</translation>
    </message>
    <message>
        <source>A card object id holds a control character.</source>
        <translation>Eine Kartenobjekt-ID enthält ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>Die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The record was exported twice.</source>
        <translation>Der Datensatz wurde zweimal exportiert.</translation>
    </message>
    <message>
        <source>This card was produced before[ in job {job}].</source>
        <translation>Diese Karte wurde bereits gefertigt[ (Auftrag {job})].</translation>
    </message>
    <message>
        <source>The same order was delivered twice.</source>
        <translation>Dieselbe Bestellung wurde zweimal geliefert.</translation>
    </message>
    <message>
        <source>Remove the record from the file. Ask the supervisor.</source>
        <translation>Entfernen Sie den Datensatz aus der Datei. Fragen Sie die Schichtleitung.</translation>
    </message>
    <message>
        <source>This card waits in another job already[ ({job})].</source>
        <translation>Diese Karte wartet schon in einem anderen Auftrag[ ({job})].</translation>
    </message>
    <message>
        <source>The same order was imported twice.</source>
        <translation>Dieselbe Bestellung wurde zweimal importiert.</translation>
    </message>
    <message>
        <source>This is not possible in the present state.</source>
        <translation>Das ist im jetzigen Zustand nicht möglich.</translation>
    </message>
    <message>
        <source>Look at the state and try again.</source>
        <translation>Sehen Sie sich den Zustand an und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The profile[ {file}] could not be read.</source>
        <translation>Das Profil[ {file}] ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Call the engineer: restore the profile.</source>
        <translation>Verständigen Sie die Technik: Das Profil ist wiederherzustellen.</translation>
    </message>
    <message>
        <source>The profile[ {file}] is not valid JSON.</source>
        <translation>Das Profil[ {file}] ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>The profile does not have the expected form[ at {path}].</source>
        <translation>Das Profil hat nicht die erwartete Form[ bei {path}].</translation>
    </message>
    <message>
        <source>Call the engineer: correct the profile.</source>
        <translation>Verständigen Sie die Technik: Das Profil ist zu berichtigen.</translation>
    </message>
    <message>
        <source>The record lacks the field[ &quot;{field}&quot;] that the profile needs.</source>
        <translation>Dem Datensatz fehlt das Feld[ „{field}“], das das Profil braucht.</translation>
    </message>
    <message>
        <source>File and profile do not belong together.</source>
        <translation>Datei und Profil gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The field[ &quot;{field}&quot;] does not pass a check of the profile.</source>
        <translation>Das Feld[ „{field}“] besteht eine Prüfung des Profils nicht.</translation>
    </message>
    <message>
        <source>The data source[ &quot;{source}&quot;] has no column[ &quot;{column}&quot;].</source>
        <translation>Die Datenquelle[ „{source}“] hat keine Spalte[ „{column}“].</translation>
    </message>
    <message>
        <source>Another version of the data.</source>
        <translation>Eine andere Fassung der Daten.</translation>
    </message>
    <message>
        <source>A value of the record can not be converted for the card.</source>
        <translation>Ein Wert des Datensatzes lässt sich nicht für die Karte umwandeln.</translation>
    </message>
    <message>
        <source>A mistake in the issuer&apos;s file or in the profile.</source>
        <translation>Ein Fehler in der Datei des Herausgebers oder im Profil.</translation>
    </message>
    <message>
        <source>The data of a step does not fit on the card.</source>
        <translation>Die Daten eines Schritts passen nicht auf die Karte.</translation>
    </message>
    <message>
        <source>A value is longer than the profile plans for.</source>
        <translation>Ein Wert ist länger, als das Profil vorsieht.</translation>
    </message>
    <message>
        <source>The profile seals its cards, and the seal could not be made.</source>
        <translation>Das Profil versiegelt seine Karten, und das Siegel konnte nicht gebildet werden.</translation>
    </message>
    <message>
        <source>A key or an attempt number is missing.</source>
        <translation>Ein Schlüssel oder eine Versuchsnummer fehlt.</translation>
    </message>
    <message>
        <source>A step needs data of the chip that the chip does not give.</source>
        <translation>Ein Schritt braucht Chipdaten, die der Chip nicht liefert.</translation>
    </message>
    <message>
        <source>The card in the station is of the wrong type.</source>
        <translation>Die Karte in der Station hat den falschen Typ.</translation>
    </message>
    <message>
        <source>The wrong card stock lies in the hopper.</source>
        <translation>Im Magazin liegt das falsche Kartenmaterial.</translation>
    </message>
    <message>
        <source>Take the card away. Check the hopper. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus. Prüfen Sie das Magazin. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Too many requests wait for an HSM.</source>
        <translation>Zu viele Anfragen warten auf ein HSM.</translation>
    </message>
    <message>
        <source>HSMs are too slow or out of use.</source>
        <translation>HSMs sind zu langsam oder außer Betrieb.</translation>
    </message>
    <message>
        <source>Hold the floor. Call the security officer.</source>
        <translation>Halten Sie die Fertigung an. Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] did not answer in time.</source>
        <translation>Das HSM[ {device}] hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>It is overloaded or its link is broken.</source>
        <translation>Es ist überlastet, oder seine Verbindung ist gestört.</translation>
    </message>
    <message>
        <source>Nothing now: other HSMs carry the load. Call the security officer if it repeats.</source>
        <translation>Jetzt nichts: Andere HSMs tragen die Last. Verständigen Sie die Sicherheitsbeauftragten, wenn es wieder auftritt.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] failed.</source>
        <translation>Das HSM[ {device}] ist ausgefallen.</translation>
    </message>
    <message>
        <source>A fault of the device or its link.</source>
        <translation>Ein Fehler des Geräts oder seiner Verbindung.</translation>
    </message>
    <message>
        <source>An HSM failed its self-test[ ({algorithm})].</source>
        <translation>Ein HSM hat seinen Selbsttest nicht bestanden[ ({algorithm})].</translation>
    </message>
    <message>
        <source>A faulty device. It is not used.</source>
        <translation>Ein defektes Gerät. Es wird nicht verwendet.</translation>
    </message>
    <message>
        <source>The HSMs are closed.</source>
        <translation>Die HSMs sind geschlossen.</translation>
    </message>
    <message>
        <source>The program is ending.</source>
        <translation>Das Programm wird beendet.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;][ version {version}] is not loaded.</source>
        <translation>Der Schlüssel[ „{label}“][ Version {version}] ist nicht geladen.</translation>
    </message>
    <message>
        <source>It was not imported, or has another name.</source>
        <translation>Er wurde nicht importiert oder heißt anders.</translation>
    </message>
    <message>
        <source>Call the security officer: import the key.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Schlüssel ist zu importieren.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;] may not be used for this.</source>
        <translation>Der Schlüssel[ „{label}“] darf dafür nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;] can not be loaded.</source>
        <translation>Der Schlüssel[ „{label}“] kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>Name, version or length is not valid.</source>
        <translation>Name, Version oder Länge ist ungültig.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;] is loaded already.</source>
        <translation>Der Schlüssel[ „{label}“] ist bereits geladen.</translation>
    </message>
    <message>
        <source>It was imported twice.</source>
        <translation>Er wurde zweimal importiert.</translation>
    </message>
    <message>
        <source>The wrong card stock, or the wrong key.</source>
        <translation>Falsches Kartenmaterial oder falscher Schlüssel.</translation>
    </message>
    <message>
        <source>A wrapped key was changed or belongs to another key.</source>
        <translation>Ein verpackter Schlüssel wurde verändert oder gehört zu einem anderen Schlüssel.</translation>
    </message>
    <message>
        <source>The file is damaged, or from another site.</source>
        <translation>Die Datei ist beschädigt oder stammt von einem anderen Standort.</translation>
    </message>
    <message>
        <source>A check value of an impossible length was asked for.</source>
        <translation>Es wurde ein Prüfwert mit unmöglicher Länge verlangt.</translation>
    </message>
    <message>
        <source>The floor file[ {file}] is wrong[ at {path}][: found {found}][, expected {expected}].</source>
        <translation>Die Anlagendatei[ {file}] ist fehlerhaft[ bei {path}][: gefunden {found}][, erwartet {expected}].</translation>
    </message>
    <message>
        <source>A typing mistake in the floor file.</source>
        <translation>Ein Tippfehler in der Anlagendatei.</translation>
    </message>
    <message>
        <source>Correct the floor file. Start again.</source>
        <translation>Berichtigen Sie die Anlagendatei. Starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>No profile fits[ &quot;{name}&quot;].</source>
        <translation>Es passt kein Profil[ zu „{name}“].</translation>
    </message>
    <message>
        <source>The file is of an unknown form, or its profile is not installed.</source>
        <translation>Die Datei hat eine unbekannte Form, oder ihr Profil ist nicht installiert.</translation>
    </message>
    <message>
        <source>Choose a profile, or call the engineer.</source>
        <translation>Wählen Sie ein Profil, oder verständigen Sie die Technik.</translation>
    </message>
    <message>
        <source>There is no job[ {job}].</source>
        <translation>Es gibt keinen Auftrag[ {job}].</translation>
    </message>
    <message>
        <source>It was removed in the meantime.</source>
        <translation>Er wurde inzwischen entfernt.</translation>
    </message>
    <message>
        <source>Look at the list and try again.</source>
        <translation>Sehen Sie in der Liste nach und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was imported: the file has findings.</source>
        <translation>Nichts wurde importiert: Die Datei hat Befunde.</translation>
    </message>
    <message>
        <source>Records are wrong or were produced before.</source>
        <translation>Datensätze sind fehlerhaft oder wurden bereits gefertigt.</translation>
    </message>
    <message>
        <source>Another file is still being imported.</source>
        <translation>Eine andere Datei wird noch importiert.</translation>
    </message>
    <message>
        <source>One import at a time.</source>
        <translation>Es läuft immer nur ein Import.</translation>
    </message>
    <message>
        <source>Wait until it is done. Import again.</source>
        <translation>Warten Sie, bis er fertig ist. Importieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>The server is still starting.</source>
        <translation>Der Server startet noch.</translation>
    </message>
    <message>
        <source>Database and HSMs are being opened.</source>
        <translation>Datenbank und HSMs werden geöffnet.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Warten Sie kurz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The profile[ {profile}] of the job was changed after its import.</source>
        <translation>Das Profil[ {profile}] des Auftrags wurde nach dem Import geändert.</translation>
    </message>
    <message>
        <source>Somebody replaced the profile.</source>
        <translation>Jemand hat das Profil ersetzt.</translation>
    </message>
    <message>
        <source>Call the engineer: restore the profile, or import the job again.</source>
        <translation>Verständigen Sie die Technik: Das Profil ist wiederherzustellen oder der Auftrag neu zu importieren.</translation>
    </message>
    <message>
        <source>Another console serves the command line.</source>
        <translation>Eine andere Konsole bedient die Kommandozeile.</translation>
    </message>
    <message>
        <source>The program is open twice.</source>
        <translation>Das Programm ist zweimal geöffnet.</translation>
    </message>
    <message>
        <source>Use the other window, or close it.</source>
        <translation>Benutzen Sie das andere Fenster, oder schließen Sie es.</translation>
    </message>
    <message>
        <source>A command[ &quot;{command}&quot;] from the command line was not understood.</source>
        <translation>Ein Befehl[ „{command}“] der Kommandozeile wurde nicht verstanden.</translation>
    </message>
    <message>
        <source>Console and command line are of different versions.</source>
        <translation>Konsole und Kommandozeile haben verschiedene Versionen.</translation>
    </message>
    <message>
        <source>Use the same version of both.</source>
        <translation>Benutzen Sie von beiden dieselbe Version.</translation>
    </message>
    <message>
        <source>The line stands: storing failed.</source>
        <translation>Die Linie steht: Das Speichern ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The disk is full or faulty.</source>
        <translation>Die Festplatte ist voll oder defekt.</translation>
    </message>
    <message>
        <source>Free disk space. Restart the program. Call the engineer.</source>
        <translation>Schaffen Sie Speicherplatz. Starten Sie das Programm neu. Verständigen Sie die Technik.</translation>
    </message>
    <message>
        <source>The file[ {file}] could not be read[ ({cause})].</source>
        <translation>Die Datei[ {file}] konnte nicht gelesen werden[ ({cause})].</translation>
    </message>
    <message>
        <source>Check the file and its rights. Import again.</source>
        <translation>Prüfen Sie die Datei und ihre Rechte. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The sample job could not be written[: {file}].</source>
        <translation>Der Beispielauftrag konnte nicht geschrieben werden[: {file}].</translation>
    </message>
    <message>
        <source>The disk is full or write protected.</source>
        <translation>Die Festplatte ist voll oder schreibgeschützt.</translation>
    </message>
    <message>
        <source>Check disk space and rights. Start again.</source>
        <translation>Prüfen Sie Speicherplatz und Rechte. Starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>The session was ended at once.</source>
        <translation>Die Sitzung wurde sofort beendet.</translation>
    </message>
    <message>
        <source>Somebody stopped the floor, or the program ended.</source>
        <translation>Jemand hat die Fertigung beendet, oder das Programm endete.</translation>
    </message>
    <message>
        <source>Put the card in the quarantine tray.</source>
        <translation>Legen Sie die Karte ins Quarantänefach.</translation>
    </message>
    <message>
        <source>The record went back to the queue.</source>
        <translation>Der Datensatz kam zurück in die Warteschlange.</translation>
    </message>
    <message>
        <source>The floor was held before a card arrived.</source>
        <translation>Die Fertigung wurde angehalten, bevor eine Karte kam.</translation>
    </message>
    <message>
        <source>The card refused a command[ in step {step}][ (SW {sw})].</source>
        <translation>Die Karte hat ein Kommando abgelehnt[ im Schritt {step}][ (SW {sw})].</translation>
    </message>
    <message>
        <source>The wrong card stock, or the card was used before.</source>
        <translation>Falsches Kartenmaterial, oder die Karte wurde schon einmal verwendet.</translation>
    </message>
    <message>
        <source>Put the card in the reject tray. Press Continue. Call the engineer if it repeats.</source>
        <translation>Legen Sie die Karte ins Ausschussfach. Drücken Sie „Weiter“. Verständigen Sie die Technik, wenn es wieder auftritt.</translation>
    </message>
    <message>
        <source>The card does not hold what was written[ in step {step}].</source>
        <translation>Die Karte enthält nicht, was geschrieben wurde[ (Schritt {step})].</translation>
    </message>
    <message>
        <source>The card stopped answering[ in step {step}].</source>
        <translation>Die Karte antwortet nicht mehr[ im Schritt {step}].</translation>
    </message>
    <message>
        <source>Dirty contacts, the card moved, or a faulty chip.</source>
        <translation>Verschmutzte Kontakte, verrutschte Karte oder ein defekter Chip.</translation>
    </message>
    <message>
        <source>Take the card away and put it in the reject tray. Clean the contacts if it repeats. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus und legen Sie sie ins Ausschussfach. Reinigen Sie die Kontakte, wenn es wieder auftritt. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The card refused the secure channel. Another try could lock it.</source>
        <translation>Die Karte hat den sicheren Kanal abgelehnt. Ein weiterer Versuch könnte sie sperren.</translation>
    </message>
    <message>
        <source>The wrong key or the wrong card stock.</source>
        <translation>Falscher Schlüssel oder falsches Kartenmaterial.</translation>
    </message>
    <message>
        <source>The stored record could not be opened.</source>
        <translation>Der gespeicherte Datensatz konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The key for job data is missing, or the database was altered.</source>
        <translation>Der Schlüssel für Auftragsdaten fehlt, oder die Datenbank wurde verändert.</translation>
    </message>
    <message>
        <source>The station gave fewer answers than commands[ in step {step}].</source>
        <translation>Die Station hat weniger Antworten als Kommandos geliefert[ (Schritt {step})].</translation>
    </message>
    <message>
        <source>A link broke.</source>
        <translation>Eine Verbindung ist abgerissen.</translation>
    </message>
    <message>
        <source>A step[ ({step})] needs the secure channel and none is open.</source>
        <translation>Ein Schritt[ ({step})] braucht den sicheren Kanal, und keiner ist offen.</translation>
    </message>
    <message>
        <source>The session ended with an unexpected error.</source>
        <translation>Die Sitzung endete mit einem unerwarteten Fehler.</translation>
    </message>
    <message>
        <source>An error in the program. The card is kept as doubtful.</source>
        <translation>Ein Fehler im Programm. Die Karte gilt als ungeklärt.</translation>
    </message>
    <message>
        <source>Put the card in the quarantine tray. Press Continue. Call support and name the code.</source>
        <translation>Legen Sie die Karte ins Quarantänefach. Drücken Sie „Weiter“. Rufen Sie den Support an und nennen Sie den Code.</translation>
    </message>
    <message>
        <source>The memory of a virtual card can not be read.</source>
        <translation>Der Speicher einer virtuellen Karte ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The file was altered.</source>
        <translation>Die Datei wurde verändert.</translation>
    </message>
    <message>
        <source>Delete the virtual card and make a new one.</source>
        <translation>Löschen Sie die virtuelle Karte und legen Sie eine neue an.</translation>
    </message>
    <message>
        <source>There is no virtual card[ {serial}].</source>
        <translation>Es gibt keine virtuelle Karte[ {serial}].</translation>
    </message>
    <message>
        <source>It was deleted.</source>
        <translation>Sie wurde gelöscht.</translation>
    </message>
    <message>
        <source>Make a new virtual card.</source>
        <translation>Legen Sie eine neue virtuelle Karte an.</translation>
    </message>
    <message>
        <source>The memory of a virtual card could not be written.</source>
        <translation>Der Speicher einer virtuellen Karte konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Check disk space and rights.</source>
        <translation>Prüfen Sie Speicherplatz und Rechte.</translation>
    </message>
    <message>
        <source>The command log of the virtual cards could not be written.</source>
        <translation>Das Kommandoprotokoll der virtuellen Karten konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The virtual HSM was told to refuse.</source>
        <translation>Das virtuelle HSM soll laut Vorgabe ablehnen.</translation>
    </message>
    <message>
        <source>A fault planned by the demo.</source>
        <translation>Eine von der Demo geplante Störung.</translation>
    </message>
    <message>
        <source>Nothing to do: other HSMs carry the load.</source>
        <translation>Es ist nichts zu tun: Andere HSMs tragen die Last.</translation>
    </message>
    <message>
        <source>There is no card in the station.</source>
        <translation>In der Station ist keine Karte.</translation>
    </message>
    <message>
        <source>The feeder is empty, or the card did not arrive.</source>
        <translation>Die Zuführung ist leer, oder die Karte ist nicht angekommen.</translation>
    </message>
    <message>
        <source>Insert a card. Press Continue.</source>
        <translation>Legen Sie eine Karte ein. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The card does not answer.</source>
        <translation>Die Karte antwortet nicht.</translation>
    </message>
    <message>
        <source>The card lies upside down, has dirty contacts or is faulty.</source>
        <translation>Die Karte liegt verkehrt herum, hat verschmutzte Kontakte oder ist defekt.</translation>
    </message>
    <message>
        <source>Another card lies in the station than at the start.</source>
        <translation>In der Station liegt eine andere Karte als am Anfang.</translation>
    </message>
    <message>
        <source>Somebody exchanged the card.</source>
        <translation>Jemand hat die Karte ausgetauscht.</translation>
    </message>
    <message>
        <source>Put both cards in the reject tray. Press Continue.</source>
        <translation>Legen Sie beide Karten ins Ausschussfach. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The card was pulled while it was being written.</source>
        <translation>Die Karte wurde beim Beschreiben herausgezogen.</translation>
    </message>
    <message>
        <source>The card was removed too early, or does not sit firmly.</source>
        <translation>Die Karte wurde zu früh entnommen oder sitzt nicht fest.</translation>
    </message>
    <message>
        <source>The reader[ {reader}] is gone.</source>
        <translation>Der Leser[ {reader}] ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It is unplugged, or its driver stopped.</source>
        <translation>Er ist abgesteckt, oder sein Treiber läuft nicht mehr.</translation>
    </message>
    <message>
        <source>Check cable and power of the reader. Press Continue.</source>
        <translation>Prüfen Sie Kabel und Stromversorgung des Lesers. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The reader[ {reader}] is in use.</source>
        <translation>Der Leser[ {reader}] ist belegt.</translation>
    </message>
    <message>
        <source>Another program uses it, or a call is stuck.</source>
        <translation>Ein anderes Programm benutzt ihn, oder ein Aufruf hängt.</translation>
    </message>
    <message>
        <source>Close other programs. Press Continue.</source>
        <translation>Schließen Sie andere Programme. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The station refused an outdated order.</source>
        <translation>Die Station hat eine veraltete Anweisung abgelehnt.</translation>
    </message>
    <message>
        <source>A second console works on the same stations.</source>
        <translation>Eine zweite Konsole arbeitet mit denselben Stationen.</translation>
    </message>
    <message>
        <source>Close the second console. Press Continue.</source>
        <translation>Schließen Sie die zweite Konsole. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The card did not confirm its completion.</source>
        <translation>Die Karte hat ihren Abschluss nicht bestätigt.</translation>
    </message>
    <message>
        <source>A command was sent twice.</source>
        <translation>Ein Kommando wurde zweimal gesendet.</translation>
    </message>
    <message>
        <source>A link broke and came back.</source>
        <translation>Eine Verbindung ist abgerissen und kam wieder.</translation>
    </message>
    <message>
        <source>The reader[ {reader}] is stuck.</source>
        <translation>Der Leser[ {reader}] hängt.</translation>
    </message>
    <message>
        <source>A fault of the reader or its driver.</source>
        <translation>Ein Fehler des Lesers oder seines Treibers.</translation>
    </message>
    <message>
        <source>Unplug the reader and plug it in again. Press Continue.</source>
        <translation>Stecken Sie den Leser ab und wieder an. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Nobody took the card out[ of {reader}].</source>
        <translation>Niemand hat die Karte entnommen[ (Leser {reader})].</translation>
    </message>
    <message>
        <source>The finished card is still in the reader.</source>
        <translation>Die fertige Karte steckt noch im Leser.</translation>
    </message>
    <message>
        <source>Take the card out. Press Continue.</source>
        <translation>Nehmen Sie die Karte heraus. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The database could not be opened[: {path}].</source>
        <translation>Die Datenbank konnte nicht geöffnet werden[: {path}].</translation>
    </message>
    <message>
        <source>The folder is missing or write protected.</source>
        <translation>Der Ordner fehlt oder ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Choose another data folder, or call the engineer.</source>
        <translation>Wählen Sie einen anderen Datenordner, oder verständigen Sie die Technik.</translation>
    </message>
    <message>
        <source>Another console uses the same data folder.</source>
        <translation>Eine andere Konsole benutzt denselben Datenordner.</translation>
    </message>
    <message>
        <source>The database was written by a newer version.</source>
        <translation>Die Datenbank stammt von einer neueren Version.</translation>
    </message>
    <message>
        <source>An older program was started.</source>
        <translation>Es wurde ein älteres Programm gestartet.</translation>
    </message>
    <message>
        <source>Start the newer program.</source>
        <translation>Starten Sie das neuere Programm.</translation>
    </message>
    <message>
        <source>The database can not store safely here[: {setting}].</source>
        <translation>Die Datenbank kann hier nicht sicher speichern[: {setting}].</translation>
    </message>
    <message>
        <source>The data folder lies on an unsuitable drive.</source>
        <translation>Der Datenordner liegt auf einem ungeeigneten Laufwerk.</translation>
    </message>
    <message>
        <source>Choose a data folder on a local disk.</source>
        <translation>Wählen Sie einen Datenordner auf einer lokalen Festplatte.</translation>
    </message>
    <message>
        <source>The database is of an older version and cards are still open.</source>
        <translation>Die Datenbank ist von einer älteren Version, und es sind noch Karten offen.</translation>
    </message>
    <message>
        <source>The program was updated in the middle of a job.</source>
        <translation>Das Programm wurde mitten in einem Auftrag aktualisiert.</translation>
    </message>
    <message>
        <source>Start the older version and finish the open cards.</source>
        <translation>Starten Sie die ältere Version und schließen Sie die offenen Karten ab.</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>Die Datenbank ist beschädigt.</translation>
    </message>
    <message>
        <source>Power or disk failed.</source>
        <translation>Strom oder Festplatte ist ausgefallen.</translation>
    </message>
    <message>
        <source>Call the engineer and the security officer. Do not delete the file.</source>
        <translation>Verständigen Sie Technik und Sicherheitsbeauftragte. Löschen Sie die Datei nicht.</translation>
    </message>
    <message>
        <source>Storing failed and the line stopped.</source>
        <translation>Das Speichern ist fehlgeschlagen, die Linie steht.</translation>
    </message>
    <message>
        <source>Another program has locked the database.</source>
        <translation>Ein anderes Programm hat die Datenbank gesperrt.</translation>
    </message>
    <message>
        <source>A backup or a tool is reading it.</source>
        <translation>Eine Sicherung oder ein Werkzeug liest sie gerade.</translation>
    </message>
    <message>
        <source>Close the other program. Try again.</source>
        <translation>Schließen Sie das andere Programm. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The database refused an entry that breaks its rules.</source>
        <translation>Die Datenbank hat einen Eintrag abgelehnt, der gegen ihre Regeln verstößt.</translation>
    </message>
    <message>
        <source>An error in the program.</source>
        <translation>Ein Fehler im Programm.</translation>
    </message>
    <message>
        <source>The database could not carry out a request.</source>
        <translation>Die Datenbank konnte eine Anfrage nicht ausführen.</translation>
    </message>
    <message>
        <source>The disk is faulty, or an error in the program.</source>
        <translation>Die Festplatte ist defekt, oder ein Fehler im Programm.</translation>
    </message>
    <message>
        <source>The entry is not in the database[ ({kind})].</source>
        <translation>Der Eintrag ist nicht in der Datenbank[ ({kind})].</translation>
    </message>
    <message>
        <source>An entry of the database can not be understood.</source>
        <translation>Ein Eintrag der Datenbank ist unverständlich.</translation>
    </message>
    <message>
        <source>It was altered from outside.</source>
        <translation>Er wurde von außen verändert.</translation>
    </message>
    <message>
        <source>Call the engineer and the security officer.</source>
        <translation>Verständigen Sie Technik und Sicherheitsbeauftragte.</translation>
    </message>
    <message>
        <source>The card object is already in work.</source>
        <translation>Das Kartenobjekt ist schon in Arbeit.</translation>
    </message>
    <message>
        <source>A second session wanted the same card object.</source>
        <translation>Eine zweite Sitzung wollte dasselbe Kartenobjekt.</translation>
    </message>
    <message>
        <source>Nothing to do: it is made only once.</source>
        <translation>Es ist nichts zu tun: Es wird nur einmal gefertigt.</translation>
    </message>
    <message>
        <source>The card object was queued or produced before.</source>
        <translation>Das Kartenobjekt wurde bereits eingereiht oder gefertigt.</translation>
    </message>
    <message>
        <source>Ask the supervisor.</source>
        <translation>Fragen Sie die Schichtleitung.</translation>
    </message>
    <message>
        <source>This card was used for another card object before.</source>
        <translation>Diese Karte wurde schon für ein anderes Kartenobjekt verwendet.</translation>
    </message>
    <message>
        <source>A card came back into the hopper.</source>
        <translation>Eine Karte ist zurück ins Magazin geraten.</translation>
    </message>
    <message>
        <source>The card has no serial number and can not be used.</source>
        <translation>Die Karte hat keine Seriennummer und ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>Somebody else has taken over this card object.</source>
        <translation>Jemand anderes hat dieses Kartenobjekt übernommen.</translation>
    </message>
    <message>
        <source>A second console or a restart.</source>
        <translation>Eine zweite Konsole oder ein Neustart.</translation>
    </message>
    <message>
        <source>A repeated entry differs from the first one.</source>
        <translation>Ein wiederholter Eintrag weicht vom ersten ab.</translation>
    </message>
    <message>
        <source>The record or its job does not give out cards now.</source>
        <translation>Der Datensatz oder sein Auftrag gibt jetzt keine Karten aus.</translation>
    </message>
    <message>
        <source>The job was held or is over.</source>
        <translation>Der Auftrag wurde angehalten oder ist beendet.</translation>
    </message>
    <message>
        <source>Look at the state of the job.</source>
        <translation>Sehen Sie sich den Zustand des Auftrags an.</translation>
    </message>
    <message>
        <source>The import of this job is finished.</source>
        <translation>Der Import dieses Auftrags ist abgeschlossen.</translation>
    </message>
    <message>
        <source>Too many records were stored at once.</source>
        <translation>Es wurden zu viele Datensätze auf einmal gespeichert.</translation>
    </message>
    <message>
        <source>The program stopped while a card was in work.</source>
        <translation>Das Programm endete, während eine Karte in Arbeit war.</translation>
    </message>
    <message>
        <source>Power or program failed.</source>
        <translation>Strom oder Programm ist ausgefallen.</translation>
    </message>
    <message>
        <source>Put the card in the quarantine tray. Two people decide about it.</source>
        <translation>Legen Sie die Karte ins Quarantänefach. Zwei Personen entscheiden darüber.</translation>
    </message>
    <message>
        <source>Data can be destroyed only after the job is archived.</source>
        <translation>Daten können erst vernichtet werden, wenn der Auftrag archiviert ist.</translation>
    </message>
    <message>
        <source>The job is still open.</source>
        <translation>Der Auftrag ist noch offen.</translation>
    </message>
    <message>
        <source>Archive the job first.</source>
        <translation>Archivieren Sie zuerst den Auftrag.</translation>
    </message>
    <message>
        <source>A conversion[ &quot;{service}&quot;] does not exist.</source>
        <translation>Eine Umwandlung[ „{service}“] gibt es nicht.</translation>
    </message>
    <message>
        <source>A conversion is not written as it should be[: {segment}].</source>
        <translation>Eine Umwandlung ist nicht richtig geschrieben[: {segment}].</translation>
    </message>
    <message>
        <source>A conversion[ &quot;{service}&quot;] was given wrong arguments.</source>
        <translation>Eine Umwandlung[ „{service}“] hat falsche Argumente erhalten.</translation>
    </message>
    <message>
        <source>A conversion[ &quot;{service}&quot;] does not fit its data.</source>
        <translation>Eine Umwandlung[ „{service}“] passt nicht zu ihren Daten.</translation>
    </message>
    <message>
        <source>A value should be digits and is not.</source>
        <translation>Ein Wert müsste aus Ziffern bestehen und tut es nicht.</translation>
    </message>
    <message>
        <source>A value is too long or too short.</source>
        <translation>Ein Wert ist zu lang oder zu kurz.</translation>
    </message>
    <message>
        <source>The check digit is wrong.</source>
        <translation>Die Prüfziffer ist falsch.</translation>
    </message>
    <message>
        <source>A digit was mistyped or cut off in the issuer&apos;s file.</source>
        <translation>Eine Ziffer ist in der Datei des Herausgebers vertippt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>A date does not have the form[ {format}] that the profile expects.</source>
        <translation>Ein Datum hat nicht die Form[ {format}], die das Profil erwartet.</translation>
    </message>
    <message>
        <source>Another date order in the issuer&apos;s file.</source>
        <translation>Eine andere Datumsreihenfolge in der Datei des Herausgebers.</translation>
    </message>
    <message>
        <source>A date does not exist or is out of range.</source>
        <translation>Ein Datum gibt es nicht, oder es liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>A character can not be written to the card.</source>
        <translation>Ein Zeichen kann nicht auf die Karte geschrieben werden.</translation>
    </message>
    <message>
        <source>A character outside of the card&apos;s character set.</source>
        <translation>Ein Zeichen außerhalb des Zeichensatzes der Karte.</translation>
    </message>
    <message>
        <source>A value should be hexadecimal and is not.</source>
        <translation>Ein Wert müsste hexadezimal sein und ist es nicht.</translation>
    </message>
    <message>
        <source>A value should be a telephone number of ten digits and is not.</source>
        <translation>Ein Wert müsste eine zehnstellige Telefonnummer sein und ist es nicht.</translation>
    </message>
    <message>
        <source>The smart-card service of the computer is not running.</source>
        <translation>Der Smartcard-Dienst des Rechners läuft nicht.</translation>
    </message>
    <message>
        <source>The service pcscd stopped or was restarted.</source>
        <translation>Der Dienst pcscd wurde beendet oder neu gestartet.</translation>
    </message>
    <message>
        <source>Call the engineer: start pcscd.</source>
        <translation>Verständigen Sie die Technik: pcscd ist zu starten.</translation>
    </message>
    <message>
        <source>The link to the smart-card service broke.</source>
        <translation>Die Verbindung zum Smartcard-Dienst ist abgerissen.</translation>
    </message>
    <message>
        <source>The service pcscd was restarted.</source>
        <translation>Der Dienst pcscd wurde neu gestartet.</translation>
    </message>
    <message>
        <source>Press Continue. Call the engineer if it repeats.</source>
        <translation>Drücken Sie „Weiter“. Verständigen Sie die Technik, wenn es wieder auftritt.</translation>
    </message>
    <message>
        <source>The link to the reader is not valid any more.</source>
        <translation>Die Verbindung zum Leser ist nicht mehr gültig.</translation>
    </message>
    <message>
        <source>The reader was unplugged or the service was restarted.</source>
        <translation>Der Leser wurde abgesteckt oder der Dienst neu gestartet.</translation>
    </message>
    <message>
        <source>The reader[ {reader}] is not there.</source>
        <translation>Der Leser[ {reader}] ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>It is unplugged, or has another name in the floor file.</source>
        <translation>Er ist abgesteckt oder heißt in der Anlagendatei anders.</translation>
    </message>
    <message>
        <source>The reader[ {reader}] can not be used.</source>
        <translation>Der Leser[ {reader}] ist nicht benutzbar.</translation>
    </message>
    <message>
        <source>It is unplugged or faulty.</source>
        <translation>Er ist abgesteckt oder defekt.</translation>
    </message>
    <message>
        <source>Another program uses the reader[ {reader}].</source>
        <translation>Ein anderes Programm benutzt den Leser[ {reader}].</translation>
    </message>
    <message>
        <source>A second program is open on this computer.</source>
        <translation>Auf diesem Rechner ist ein zweites Programm geöffnet.</translation>
    </message>
    <message>
        <source>Close the other program. Press Continue.</source>
        <translation>Schließen Sie das andere Programm. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The card was taken out while it was in use.</source>
        <translation>Die Karte wurde während der Bearbeitung entnommen.</translation>
    </message>
    <message>
        <source>The card was pulled, or does not sit firmly.</source>
        <translation>Die Karte wurde herausgezogen oder sitzt nicht fest.</translation>
    </message>
    <message>
        <source>There is no card in the reader.</source>
        <translation>Im Leser ist keine Karte.</translation>
    </message>
    <message>
        <source>The feeder is empty, or the card does not sit firmly.</source>
        <translation>Die Zuführung ist leer, oder die Karte sitzt nicht fest.</translation>
    </message>
    <message>
        <source>Insert a card.</source>
        <translation>Legen Sie eine Karte ein.</translation>
    </message>
    <message>
        <source>Another program reset the card.</source>
        <translation>Ein anderes Programm hat die Karte zurückgesetzt.</translation>
    </message>
    <message>
        <source>A second program uses the reader.</source>
        <translation>Ein zweites Programm benutzt den Leser.</translation>
    </message>
    <message>
        <source>Close the other program. Take the card away. Press Continue.</source>
        <translation>Schließen Sie das andere Programm. Nehmen Sie die Karte heraus. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The exchange between reader and card failed.</source>
        <translation>Der Austausch zwischen Leser und Karte ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The card moved, or its contacts are dirty.</source>
        <translation>Die Karte ist verrutscht, oder ihre Kontakte sind verschmutzt.</translation>
    </message>
    <message>
        <source>Data between reader and card was lost.</source>
        <translation>Zwischen Leser und Karte gingen Daten verloren.</translation>
    </message>
    <message>
        <source>Dirty contacts, or a faulty cable.</source>
        <translation>Verschmutzte Kontakte oder ein defektes Kabel.</translation>
    </message>
    <message>
        <source>Card and reader do not understand each other.</source>
        <translation>Karte und Leser verstehen sich nicht.</translation>
    </message>
    <message>
        <source>The wrong card type, or a reader set to another protocol.</source>
        <translation>Falscher Kartentyp, oder der Leser ist auf ein anderes Protokoll eingestellt.</translation>
    </message>
    <message>
        <source>The card gave an answer that is too long.</source>
        <translation>Die Karte hat eine zu lange Antwort gegeben.</translation>
    </message>
    <message>
        <source>This user may not use the reader.</source>
        <translation>Dieser Benutzer darf den Leser nicht benutzen.</translation>
    </message>
    <message>
        <source>Rights of the smart-card service are missing.</source>
        <translation>Rechte für den Smartcard-Dienst fehlen.</translation>
    </message>
    <message>
        <source>Call the engineer: give this user the right to use readers.</source>
        <translation>Verständigen Sie die Technik: Dieser Benutzer braucht das Recht, Leser zu benutzen.</translation>
    </message>
    <message>
        <source>The smart-card service gave an unknown answer[ ({code})].</source>
        <translation>Der Smartcard-Dienst hat eine unbekannte Antwort gegeben[ ({code})].</translation>
    </message>
    <message>
        <source>A fault of the reader driver.</source>
        <translation>Ein Fehler des Lesertreibers.</translation>
    </message>
    <message>
        <source>The card[ in {reader}] is not powered.</source>
        <translation>Die Karte[ in {reader}] hat keinen Strom.</translation>
    </message>
    <message>
        <source>The connection broke before the command.</source>
        <translation>Die Verbindung riss vor dem Kommando ab.</translation>
    </message>
    <message>
        <source>No virtual reader listens at this address.</source>
        <translation>Unter dieser Adresse lauscht kein virtueller Leser.</translation>
    </message>
    <message>
        <source>The virtual reader of pcscd is not installed or not running.</source>
        <translation>Der virtuelle Leser von pcscd ist nicht installiert oder läuft nicht.</translation>
    </message>
    <message>
        <source>Call the engineer: install vsmartcard-vpcd and restart pcscd.</source>
        <translation>Verständigen Sie die Technik: vsmartcard-vpcd ist zu installieren und pcscd neu zu starten.</translation>
    </message>
    <message>
        <source>The virtual reader closed its link.</source>
        <translation>Der virtuelle Leser hat seine Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>pcscd was restarted.</source>
        <translation>pcscd wurde neu gestartet.</translation>
    </message>
    <message>
        <source>Start the virtual card again.</source>
        <translation>Starten Sie die virtuelle Karte noch einmal.</translation>
    </message>
    <message>
        <source>There is no card to reject in the station[ {station}].</source>
        <translation>In der Station[ {station}] ist keine Karte zum Aussteuern.</translation>
    </message>
    <message>
        <source>The card is finished already, or none has arrived.</source>
        <translation>Die Karte ist schon fertig, oder es ist keine angekommen.</translation>
    </message>
    <message>
        <source>Look at the tile. Take the card from its bin if it must go.</source>
        <translation>Sehen Sie auf die Kachel. Nehmen Sie die Karte aus ihrem Fach, wenn sie weg muss.</translation>
    </message>
    <message>
        <source>The report could not be written[: {file}].</source>
        <translation>Der Bericht konnte nicht geschrieben werden[: {file}].</translation>
    </message>
    <message>
        <source>The folder is missing, full or write protected.</source>
        <translation>Der Ordner fehlt, ist voll oder schreibgeschützt.</translation>
    </message>
    <message>
        <source>Choose another folder. Write the report again.</source>
        <translation>Wählen Sie einen anderen Ordner. Schreiben Sie den Bericht noch einmal.</translation>
    </message>
    <message>
        <source>The name of the file has another ending.</source>
        <translation>Der Dateiname hat eine andere Endung.</translation>
    </message>
    <message>
        <source>Choose another name. Write the report again.</source>
        <translation>Wählen Sie einen anderen Namen. Schreiben Sie den Bericht noch einmal.</translation>
    </message>
    <message>
        <source>The card of the record is still in its station.</source>
        <translation>Die Karte des Datensatzes ist noch in ihrer Station.</translation>
    </message>
    <message>
        <source>The station is moving the card to its bin.</source>
        <translation>Die Station bringt die Karte gerade in ihr Fach.</translation>
    </message>
    <message>
        <source>Wait until the station is done. Decide again.</source>
        <translation>Warten Sie, bis die Station fertig ist. Entscheiden Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>An operator rejected the card.</source>
        <translation>Eine Bedienperson hat die Karte ausgesteuert.</translation>
    </message>
    <message>
        <source>The card looked wrong to a person.</source>
        <translation>Die Karte sah für eine Person nicht richtig aus.</translation>
    </message>
    <message>
        <source>Take the card from the reject bin. Nothing else to do.</source>
        <translation>Nehmen Sie die Karte aus dem Ausschussfach. Sonst ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Cards with live keys are scrapped by two people only.</source>
        <translation>Karten mit echten Schlüsseln werden nur von zwei Personen vernichtet.</translation>
    </message>
    <message>
        <source>The job does not run on test keys.</source>
        <translation>Der Auftrag läuft nicht mit Testschlüsseln.</translation>
    </message>
    <message>
        <source>Keep the card in the quarantine tray under its serial. Call the security officer.</source>
        <translation>Lassen Sie die Karte unter ihrer Seriennummer im Quarantänefach. Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>The record does not wait for a decision[ ({state})].</source>
        <translation>Der Datensatz wartet nicht auf eine Entscheidung[ ({state})].</translation>
    </message>
    <message>
        <source>Somebody decided about it in the meantime.</source>
        <translation>Jemand hat inzwischen darüber entschieden.</translation>
    </message>
    <message>
        <source>[{cards} ]cards are in doubt or in quarantine; the job can not be closed.</source>
        <translation>Karten[ ({cards})] sind ungeklärt oder in Quarantäne; der Auftrag kann nicht abgeschlossen werden.</translation>
    </message>
    <message>
        <source>Cards were torn or the program stopped while they were written.</source>
        <translation>Karten wurden abgerissen, oder das Programm endete, während sie beschrieben wurden.</translation>
    </message>
    <message>
        <source>Scrap these cards first. Then close the job.</source>
        <translation>Vernichten Sie zuerst diese Karten. Schließen Sie dann den Auftrag ab.</translation>
    </message>
    <message>
        <source>A decision needs at least one record and a reason.</source>
        <translation>Eine Entscheidung braucht mindestens einen Datensatz und einen Grund.</translation>
    </message>
    <message>
        <source>Nothing was selected, or the reason is empty.</source>
        <translation>Nichts ist ausgewählt, oder der Grund ist leer.</translation>
    </message>
    <message>
        <source>Select the records. Give a reason.</source>
        <translation>Wählen Sie die Datensätze aus. Nennen Sie einen Grund.</translation>
    </message>
    <message>
        <source>The alarm was not shelved.</source>
        <translation>Der Alarm wurde nicht zurückgestellt.</translation>
    </message>
    <message>
        <source>It has ended meanwhile, the reason is missing, or the time is not 15 to 120 minutes.</source>
        <translation>Er ist inzwischen beendet, der Grund fehlt, oder die Dauer liegt nicht bei 15 bis 120 Minuten.</translation>
    </message>
    <message>
        <source>Look at the list of alarms. Give a reason and try again.</source>
        <translation>Sehen Sie in der Alarmliste nach. Nennen Sie einen Grund und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The station works again: it needs no reason.</source>
        <translation>Die Station arbeitet wieder: Sie braucht keinen Grund.</translation>
    </message>
    <message>
        <source>It started while the reason was chosen.</source>
        <translation>Sie lief an, während der Grund gewählt wurde.</translation>
    </message>
    <message>
        <source>The field is empty; the profile needs it.</source>
        <translation>Das Feld ist leer; das Profil braucht es.</translation>
    </message>
    <message>
        <source>The value is too long[: {length} characters, {limit} are allowed].</source>
        <translation>Der Wert ist zu lang[: {length} Zeichen, erlaubt sind {limit}].</translation>
    </message>
    <message>
        <source>A byte[ {byte} at position {position}] is not text in the file&apos;s encoding.</source>
        <translation>Ein Byte[ {byte} an Stelle {position}] passt nicht zur Zeichenkodierung der Datei.</translation>
    </message>
    <message>
        <source>The card object id occurs twice[; it is in line {firstLine} too].</source>
        <translation>Die Kartenobjekt-ID kommt zweimal vor[; sie steht auch in Zeile {firstLine}].</translation>
    </message>
    <message>
        <source>The file has too many records with errors[ (limit {limit})].</source>
        <translation>Die Datei hat zu viele fehlerhafte Datensätze[ (Grenze {limit})].</translation>
    </message>
    <message>
        <source>The wrong file or the wrong layout, or poor data.</source>
        <translation>Falsche Datei, falsches Layout oder schlechte Daten.</translation>
    </message>
    <message>
        <source>Look at the report. Correct the file and import it again.</source>
        <translation>Sehen Sie sich den Bericht an. Berichtigen Sie die Datei und importieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Character[ {position}] can not be produced[ in font {font}].</source>
        <translation>Zeichen[ {position}] ist nicht darstellbar[ (Schrift {font})].</translation>
    </message>
    <message>
        <source>A letter that the module has no glyph for.</source>
        <translation>Ein Buchstabe, für den das Modul kein Zeichen hat.</translation>
    </message>
    <message>
        <source>Replace the character. Import again.</source>
        <translation>Ersetzen Sie das Zeichen. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The profile does not make this product.</source>
        <translation>Das Profil fertigt dieses Produkt nicht.</translation>
    </message>
    <message>
        <source>A mistyped code, or the wrong profile.</source>
        <translation>Ein vertippter Code oder das falsche Profil.</translation>
    </message>
    <message>
        <source>Correct the code, or choose another profile.</source>
        <translation>Berichtigen Sie den Code, oder wählen Sie ein anderes Profil.</translation>
    </message>
    <message>
        <source>The picture is not in its folder.</source>
        <translation>Das Bild ist nicht in seinem Ordner.</translation>
    </message>
    <message>
        <source>It was not delivered, or has another name.</source>
        <translation>Es wurde nicht geliefert oder heißt anders.</translation>
    </message>
    <message>
        <source>Put the picture in its folder. Import again.</source>
        <translation>Legen Sie das Bild in seinen Ordner. Importieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>The last day of this card has passed.</source>
        <translation>Der letzte Tag dieser Karte ist vorbei.</translation>
    </message>
    <message>
        <source>An old order, or a mistyped date.</source>
        <translation>Eine alte Bestellung oder ein vertipptes Datum.</translation>
    </message>
    <message>
        <source>Ask the issuer.</source>
        <translation>Fragen Sie den Herausgeber.</translation>
    </message>
    <message>
        <source>From here on the file is not sorted as the profile asks.</source>
        <translation>Ab hier ist die Datei nicht so sortiert, wie es das Profil verlangt.</translation>
    </message>
    <message>
        <source>The file was put together from parts.</source>
        <translation>Die Datei wurde aus Teilen zusammengesetzt.</translation>
    </message>
    <message>
        <source>Sort the file if the order matters.</source>
        <translation>Sortieren Sie die Datei, wenn die Reihenfolge wichtig ist.</translation>
    </message>
    <message>
        <source>The last line gives another number of records[: {expected}, the file has {found}].</source>
        <translation>Die letzte Zeile nennt eine andere Zahl von Datensätzen[: {expected}, die Datei hat {found}].</translation>
    </message>
    <message>
        <source>The file was cut or changed.</source>
        <translation>Die Datei wurde abgeschnitten oder geändert.</translation>
    </message>
    <message>
        <source>Ask the issuer for the file again.</source>
        <translation>Fordern Sie die Datei beim Herausgeber neu an.</translation>
    </message>
    <message>
        <source>The last line with the number of records is missing.</source>
        <translation>Die letzte Zeile mit der Zahl der Datensätze fehlt.</translation>
    </message>
    <message>
        <source>This card was made before[, in job {job}][ on {date}].</source>
        <translation>Diese Karte wurde bereits gefertigt[, in Auftrag {job}][ am {date}].</translation>
    </message>
    <message>
        <source>The profile[ {profile}] does not allow to accept a part of a file.</source>
        <translation>Das Profil[ {profile}] erlaubt nicht, nur einen Teil einer Datei anzunehmen.</translation>
    </message>
    <message>
        <source>The profile sets what is allowed.</source>
        <translation>Was erlaubt ist, bestimmt das Profil.</translation>
    </message>
    <message>
        <source>The file was changed after it was checked.</source>
        <translation>Die Datei wurde nach der Prüfung geändert.</translation>
    </message>
    <message>
        <source>Somebody wrote to it.</source>
        <translation>Jemand hat hineingeschrieben.</translation>
    </message>
    <message>
        <source>Check the file again.</source>
        <translation>Prüfen Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>This file is not being looked at any more.</source>
        <translation>Diese Datei wird nicht mehr betrachtet.</translation>
    </message>
    <message>
        <source>It was closed, or another file was opened.</source>
        <translation>Sie wurde geschlossen, oder eine andere Datei wurde geöffnet.</translation>
    </message>
    <message>
        <source>Open the file again.</source>
        <translation>Öffnen Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>The file has findings that can not be accepted.</source>
        <translation>Die Datei hat Befunde, die sich nicht annehmen lassen.</translation>
    </message>
    <message>
        <source>Cards that exist already, or a file that was cut.</source>
        <translation>Karten, die es schon gibt, oder eine abgeschnittene Datei.</translation>
    </message>
    <message>
        <source>Remove these records from the file. Ask the supervisor.</source>
        <translation>Entfernen Sie diese Datensätze aus der Datei. Fragen Sie die Schichtleitung.</translation>
    </message>
    <message>
        <source>The file for the rejected records could not be written[ ({file})].</source>
        <translation>Die Datei für die abgelehnten Datensätze konnte nicht geschrieben werden[ ({file})].</translation>
    </message>
    <message>
        <source>No permission, or the disk is full.</source>
        <translation>Keine Berechtigung, oder die Festplatte ist voll.</translation>
    </message>
    <message>
        <source>Copy the job file to another folder. Import it from there.</source>
        <translation>Kopieren Sie die Auftragsdatei in einen anderen Ordner. Importieren Sie sie von dort.</translation>
    </message>
    <message>
        <source>The preset could not be saved.</source>
        <translation>Die Vorlage konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>No permission, a full disk, or a name without letters.</source>
        <translation>Keine Berechtigung, eine volle Festplatte oder ein Name ohne Buchstaben.</translation>
    </message>
    <message>
        <source>Choose another name, or check the data folder.</source>
        <translation>Wählen Sie einen anderen Namen, oder prüfen Sie den Datenordner.</translation>
    </message>
    <message>
        <source>The report could not be written[ to {file}].</source>
        <translation>Der Bericht konnte nicht geschrieben werden[ ({file})].</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The format of the file is not recognised.</source>
        <translation>Das Format der Datei wird nicht erkannt.</translation>
    </message>
    <message>
        <source>It is neither a table with separators nor tagged card objects.</source>
        <translation>Es ist weder eine Tabelle mit Trennzeichen noch gekennzeichnete Kartenobjekte.</translation>
    </message>
    <message>
        <source>Check the file. Choose the separator or the encoding on the left.</source>
        <translation>Prüfen Sie die Datei. Wählen Sie links Trennzeichen oder Zeichenkodierung.</translation>
    </message>
    <message>
        <source>The floor file could not be kept[ as {file}][: {cause}].</source>
        <translation>Die Anlagendatei konnte nicht abgelegt werden[ als {file}][: {cause}].</translation>
    </message>
    <message>
        <source>The folder belongs to somebody else, or the disk is full.</source>
        <translation>Der Ordner gehört jemand anderem, oder die Festplatte ist voll.</translation>
    </message>
    <message>
        <source>Check the folder, or start with --user-data and another one.</source>
        <translation>Prüfen Sie den Ordner, oder starten Sie mit --user-data und einem anderen.</translation>
    </message>
    <message>
        <source>A line has too many or too few columns[: {found} instead of {expected}][; a quote may be open since line {unclosedQuoteLine}].</source>
        <translation>Eine Zeile hat zu viele oder zu wenige Spalten[: {found} statt {expected}][; vielleicht ist seit Zeile {unclosedQuoteLine} ein Anführungszeichen offen].</translation>
    </message>
    <message>
        <source>A protected answer of the card can not be read.</source>
        <translation>Eine geschützte Antwort der Karte ist nicht lesbar.</translation>
    </message>
    <message>
        <source>A number for a cryptographic step has a wrong form[: {what}].</source>
        <translation>Eine Nummer für einen kryptografischen Schritt hat eine falsche Form[: {what}].</translation>
    </message>
    <message>
        <source>The data of the record, or a mistake in the profile.</source>
        <translation>Die Daten des Datensatzes oder ein Fehler im Profil.</translation>
    </message>
    <message>
        <source>Call the engineer: the profile and the data must be checked.</source>
        <translation>Verständigen Sie die Technik: Profil und Daten müssen geprüft werden.</translation>
    </message>
    <message>
        <source>A PIN block can not be read.</source>
        <translation>Ein PIN-Block ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The wrong transport key, or damaged data.</source>
        <translation>Falscher Transportschlüssel oder beschädigte Daten.</translation>
    </message>
    <message>
        <source>An RSA key has a length that can not be used here[: {bits} bits].</source>
        <translation>Ein RSA-Schlüssel hat eine Länge, die hier nicht geht[: {bits} Bit].</translation>
    </message>
    <message>
        <source>A mistake in the profile, or the wrong issuer key.</source>
        <translation>Ein Fehler im Profil oder der falsche Herausgeberschlüssel.</translation>
    </message>
    <message>
        <source>The parts of an RSA key do not belong together.</source>
        <translation>Die Teile eines RSA-Schlüssels gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The key was damaged, or parts of different keys were mixed.</source>
        <translation>Der Schlüssel wurde beschädigt, oder Teile verschiedener Schlüssel wurden vermischt.</translation>
    </message>
    <message>
        <source>A certificate or signature for the card does not verify[: {what}].</source>
        <translation>Ein Zertifikat oder eine Signatur für die Karte hält der Prüfung nicht stand[: {what}].</translation>
    </message>
    <message>
        <source>The wrong issuer key, or changed data.</source>
        <translation>Falscher Herausgeberschlüssel oder veränderte Daten.</translation>
    </message>
    <message>
        <source>A key block can not be read or written[: {what}].</source>
        <translation>Ein Schlüsselblock kann nicht gelesen oder geschrieben werden[: {what}].</translation>
    </message>
    <message>
        <source>It was not copied completely, or is of another kind.</source>
        <translation>Er wurde nicht vollständig kopiert oder ist von anderer Art.</translation>
    </message>
    <message>
        <source>Call the security officer: ask for the key block again.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Schlüsselblock muss neu angefordert werden.</translation>
    </message>
    <message>
        <source>The check value of a key block is wrong.</source>
        <translation>Der Prüfwert eines Schlüsselblocks ist falsch.</translation>
    </message>
    <message>
        <source>It was wrapped under another key, or it was changed.</source>
        <translation>Er wurde unter einem anderen Schlüssel verpackt oder verändert.</translation>
    </message>
    <message>
        <source>Call the security officer: check the transport key, ask for the key block again.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Transportschlüssel muss geprüft und der Schlüsselblock neu angefordert werden.</translation>
    </message>
    <message>
        <source>A step needs the answer of a security service that did not come.</source>
        <translation>Ein Schritt braucht die Antwort eines Sicherheitsdienstes, die nicht kam.</translation>
    </message>
    <message>
        <source>The profile and the encryption devices do not fit together.</source>
        <translation>Profil und HSMs passen nicht zusammen.</translation>
    </message>
    <message>
        <source>The HSMs were asked for something impossible[: {what}].</source>
        <translation>Von den HSMs wurde Unmögliches verlangt[: {what}].</translation>
    </message>
    <message>
        <source>A mistake in the profile, or a value of the record.</source>
        <translation>Ein Fehler im Profil oder ein Wert des Datensatzes.</translation>
    </message>
    <message>
        <source>Call the engineer: the profile must be checked.</source>
        <translation>Verständigen Sie die Technik: Das Profil muss geprüft werden.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] can not be reached.</source>
        <translation>Das HSM[ {device}] ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Its program or computer is off, or a cable is not plugged in.</source>
        <translation>Sein Programm oder Rechner ist aus, oder ein Kabel steckt nicht.</translation>
    </message>
    <message>
        <source>Nothing now: other HSMs carry the load. Call the engineer if it does not come back.</source>
        <translation>Jetzt nichts: Andere HSMs tragen die Last. Verständigen Sie die Technik, wenn es nicht wiederkommt.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] gave an answer that can not be understood.</source>
        <translation>Das HSM[ {device}] gab eine unverständliche Antwort.</translation>
    </message>
    <message>
        <source>Its program has another version or a fault.</source>
        <translation>Sein Programm hat eine andere Version oder einen Fehler.</translation>
    </message>
    <message>
        <source>Nothing now: other HSMs carry the load. Call the engineer: compare the versions.</source>
        <translation>Jetzt nichts: Andere HSMs tragen die Last. Verständigen Sie die Technik: Die Versionen müssen verglichen werden.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] was restarted and does not know what became of a request.</source>
        <translation>Das HSM[ {device}] wurde neu gestartet und weiß nicht, was aus einer Anfrage wurde.</translation>
    </message>
    <message>
        <source>It stopped while it was making a key.</source>
        <translation>Es fiel aus, während es einen Schlüssel erzeugte.</translation>
    </message>
    <message>
        <source>Nothing to do: the result of that request is not used.</source>
        <translation>Nichts zu tun: Das Ergebnis dieser Anfrage wird nicht verwendet.</translation>
    </message>
    <message>
        <source>The file with a key or PIN[ {path}] can not be used[: {cause}].</source>
        <translation>Die Datei mit einem Schlüssel oder einer PIN[ {path}] ist nicht verwendbar[: {cause}].</translation>
    </message>
    <message>
        <source>It is missing, damaged or readable by others.</source>
        <translation>Sie fehlt, ist beschädigt oder für andere lesbar.</translation>
    </message>
    <message>
        <source>A key on its way from the HSM[ {device}] was damaged or changed.</source>
        <translation>Ein Schlüssel wurde auf dem Weg vom HSM[ {device}] beschädigt oder verändert.</translation>
    </message>
    <message>
        <source>A fault of the link, or somebody interferes with it.</source>
        <translation>Ein Fehler der Verbindung, oder jemand greift in sie ein.</translation>
    </message>
    <message>
        <source>The driver of the HSM[ {path}] can not be loaded.</source>
        <translation>Der Treiber des HSM[ {path}] kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>It is not installed, or belongs to another computer.</source>
        <translation>Er ist nicht installiert oder gehört zu einem anderen Rechner.</translation>
    </message>
    <message>
        <source>Call the engineer: install the driver of the HSM.</source>
        <translation>Verständigen Sie die Technik: Der Treiber des HSM muss installiert werden.</translation>
    </message>
    <message>
        <source>The HSM has no token[ &quot;{label}&quot;].</source>
        <translation>Das HSM hat kein Token[ „{label}“].</translation>
    </message>
    <message>
        <source>It is not plugged in, or has another name.</source>
        <translation>Es steckt nicht oder heißt anders.</translation>
    </message>
    <message>
        <source>Call the security officer: check the name of the token.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Name des Tokens muss geprüft werden.</translation>
    </message>
    <message>
        <source>The HSM refuses the PIN.</source>
        <translation>Das HSM weist die PIN ab.</translation>
    </message>
    <message>
        <source>The PIN is wrong or locked.</source>
        <translation>Die PIN ist falsch oder gesperrt.</translation>
    </message>
    <message>
        <source>Do not try again. Call the security officer.</source>
        <translation>Versuchen Sie es nicht noch einmal. Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>The HSM reported an error[ ({code}, {call})].</source>
        <translation>Das HSM meldete einen Fehler[ ({code}, {call})].</translation>
    </message>
    <message>
        <source>A fault of the HSM or its driver.</source>
        <translation>Ein Fehler des HSM oder seines Treibers.</translation>
    </message>
    <message>
        <source>Nothing now: other HSMs carry the load. Call support and name the code if it repeats.</source>
        <translation>Jetzt nichts: Andere HSMs tragen die Last. Rufen Sie den Support und nennen Sie die Nummer, wenn es wieder geschieht.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;] in the HSM has the wrong settings.</source>
        <translation>Der Schlüssel[ „{label}“] im HSM hat falsche Einstellungen.</translation>
    </message>
    <message>
        <source>It was made with another program or for another use.</source>
        <translation>Er wurde mit einem anderen Programm oder für einen anderen Zweck angelegt.</translation>
    </message>
    <message>
        <source>Call the security officer: import the key again.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Schlüssel muss neu importiert werden.</translation>
    </message>
    <message>
        <source>Nobody answers at the other end of the link[ {address}].</source>
        <translation>Am anderen Ende der Verbindung[ {address}] antwortet niemand.</translation>
    </message>
    <message>
        <source>The other computer or program is off, or a cable is not plugged in.</source>
        <translation>Der andere Rechner oder sein Programm ist aus, oder ein Kabel steckt nicht.</translation>
    </message>
    <message>
        <source>Check cable and power. The link is tried again by itself.</source>
        <translation>Prüfen Sie Kabel und Strom. Die Verbindung wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>The other end closed the link[ {address}].</source>
        <translation>Die Gegenseite hat die Verbindung[ {address}] beendet.</translation>
    </message>
    <message>
        <source>The program there ended or was restarted.</source>
        <translation>Das Programm dort endete oder wurde neu gestartet.</translation>
    </message>
    <message>
        <source>The link is tried again by itself. Call the engineer if it does not come back by itself.</source>
        <translation>Die Verbindung wird von selbst wieder versucht. Verständigen Sie die Technik, wenn sie nicht wiederkommt.</translation>
    </message>
    <message>
        <source>The other end of the link[ {address}] does not answer any more.</source>
        <translation>Die Gegenseite der Verbindung[ {address}] antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The other computer hangs, or a cable is broken.</source>
        <translation>Der andere Rechner hängt, oder ein Kabel ist gebrochen.</translation>
    </message>
    <message>
        <source>The other end of the link[ {address}] sent something that can not be understood.</source>
        <translation>Die Gegenseite der Verbindung[ {address}] sendete Unverständliches.</translation>
    </message>
    <message>
        <source>Another program listens there, or the line is set up differently.</source>
        <translation>Dort hört ein anderes Programm zu, oder die Leitung ist anders eingestellt.</translation>
    </message>
    <message>
        <source>Call the engineer: compare the settings of both ends.</source>
        <translation>Verständigen Sie die Technik: Die Einstellungen beider Seiten müssen verglichen werden.</translation>
    </message>
    <message>
        <source>A message was too long for the link[ {address}].</source>
        <translation>Eine Nachricht war zu lang für die Verbindung[ {address}].</translation>
    </message>
    <message>
        <source>A fault of the program at the other end.</source>
        <translation>Ein Fehler im Programm der Gegenseite.</translation>
    </message>
    <message>
        <source>Call support.</source>
        <translation>Rufen Sie den Support.</translation>
    </message>
    <message>
        <source>The other end of the link[ {address}] is not one that is allowed[: {cause}].</source>
        <translation>Die Gegenseite der Verbindung[ {address}] ist nicht zugelassen[: {cause}].</translation>
    </message>
    <message>
        <source>Its certificate or line key is not enrolled, or has expired.</source>
        <translation>Ihr Zertifikat oder Leitungsschlüssel ist nicht eingetragen oder abgelaufen.</translation>
    </message>
    <message>
        <source>Call the security officer: check the fingerprint and enrol it.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Der Fingerabdruck muss geprüft und eingetragen werden.</translation>
    </message>
    <message>
        <source>The program at the other end of the link[ {address}] has another version.</source>
        <translation>Das Programm der Gegenseite[ {address}] hat eine andere Version.</translation>
    </message>
    <message>
        <source>One of the two computers was not updated.</source>
        <translation>Einer der beiden Rechner wurde nicht aktualisiert.</translation>
    </message>
    <message>
        <source>Call the engineer: install the same version on both.</source>
        <translation>Verständigen Sie die Technik: Auf beiden muss dieselbe Version installiert werden.</translation>
    </message>
    <message>
        <source>The link[ {address}] broke[ ({cause})].</source>
        <translation>Die Verbindung[ {address}] brach ab[ ({cause})].</translation>
    </message>
    <message>
        <source>A cable, a network or the computer at the other end failed.</source>
        <translation>Ein Kabel, ein Netz oder der Rechner der Gegenseite fiel aus.</translation>
    </message>
    <message>
        <source>The certificate, key or list of allowed peers[ {path}] can not be used.</source>
        <translation>Zertifikat, Schlüssel oder Liste der zugelassenen Gegenseiten[ {path}] ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>A file is missing, damaged or readable by others.</source>
        <translation>Eine Datei fehlt, ist beschädigt oder für andere lesbar.</translation>
    </message>
    <message>
        <source>Nothing can be received at[ {address}].</source>
        <translation>Der Empfang ist nicht möglich[: {address}].</translation>
    </message>
    <message>
        <source>Another program uses the address, or it is not allowed.</source>
        <translation>Ein anderes Programm benutzt die Adresse, oder sie ist nicht erlaubt.</translation>
    </message>
    <message>
        <source>Call the engineer: check the address.</source>
        <translation>Verständigen Sie die Technik: Die Adresse muss geprüft werden.</translation>
    </message>
    <message>
        <source>No HSM can do this[: {request}].</source>
        <translation>Kein HSM kann das[: {request}].</translation>
    </message>
    <message>
        <source>The key is in none of them.</source>
        <translation>Keines von ihnen hat den Schlüssel.</translation>
    </message>
    <message>
        <source>There is no HSM of that name[: {device}].</source>
        <translation>Ein HSM dieses Namens gibt es nicht[: {device}].</translation>
    </message>
    <message>
        <source>The floor was changed meanwhile.</source>
        <translation>Die Fertigung wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>Choose another HSM.</source>
        <translation>Wählen Sie ein anderes HSM.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] is not in a state for this[: {state}].</source>
        <translation>Das HSM[ {device}] ist dafür nicht im richtigen Zustand[: {state}].</translation>
    </message>
    <message>
        <source>Its state has changed meanwhile.</source>
        <translation>Sein Zustand hat sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>Look at its state and decide again.</source>
        <translation>Sehen Sie sich seinen Zustand an und entscheiden Sie neu.</translation>
    </message>
    <message>
        <source>The profile asks for an unknown security service[: {service}].</source>
        <translation>Das Profil verlangt einen unbekannten Sicherheitsdienst[: {service}].</translation>
    </message>
    <message>
        <source>The profile is from another version of the program.</source>
        <translation>Das Profil stammt aus einer anderen Version des Programms.</translation>
    </message>
    <message>
        <source>The card object id is personal data: it has the value of the field[ &quot;{column}&quot;].</source>
        <translation>Die Kartenobjekt-ID ist ein persönliches Datum: Sie hat den Wert des Feldes[ „{column}“].</translation>
    </message>
    <message>
        <source>The id column of the file holds card numbers, or the wrong column is mapped. Ids are shown openly.</source>
        <translation>In der ID-Spalte der Datei stehen Kartennummern, oder die falsche Spalte ist zugeordnet. IDs werden offen angezeigt.</translation>
    </message>
    <message>
        <source>Map another column to the id, or ask the issuer for ids of their own.</source>
        <translation>Ordnen Sie der ID eine andere Spalte zu, oder lassen Sie sich vom Herausgeber eigene IDs geben.</translation>
    </message>
    <message>
        <source>A report is written as .pdf, .csv or .json.</source>
        <translation>Ein Bericht wird als .pdf, .csv oder .json geschrieben.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;][ version {version}] is retired.</source>
        <translation>Der Schlüssel[ „{label}“][ Version {version}] ist ausgemustert.</translation>
    </message>
    <message>
        <source>A security officer has ended its use.</source>
        <translation>Die Sicherheitsbeauftragten haben seine Verwendung beendet.</translation>
    </message>
    <message>
        <source>Call the security officer: its successor must be imported.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Sein Nachfolger muss geladen werden.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;][ version {version}] has expired.</source>
        <translation>Der Schlüssel[ „{label}“][ Version {version}] ist abgelaufen.</translation>
    </message>
    <message>
        <source>Its last day is over.</source>
        <translation>Sein letzter Tag ist vorbei.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;][ version {version}] may not be used yet.</source>
        <translation>Der Schlüssel[ „{label}“][ Version {version}] darf noch nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Its first day is still to come, or the clock is wrong.</source>
        <translation>Sein erster Tag kommt erst noch, oder die Uhr geht falsch.</translation>
    </message>
    <message>
        <source>Check the date of the computer. Otherwise wait for the first day.</source>
        <translation>Prüfen Sie das Datum des Rechners. Warten Sie sonst auf den ersten Tag.</translation>
    </message>
    <message>
        <source>The key[ &quot;{label}&quot;] may not leave its HSM.</source>
        <translation>Der Schlüssel[ „{label}“] darf sein HSM nicht verlassen.</translation>
    </message>
    <message>
        <source>It was not imported as one that may be exported.</source>
        <translation>Er wurde nicht als exportierbar geladen.</translation>
    </message>
    <message>
        <source>Nothing to do: bring its components to the other HSM.</source>
        <translation>Nichts zu tun: Bringen Sie seine Komponenten zum anderen HSM.</translation>
    </message>
    <message>
        <source>The key block does not fit the key[ &quot;{label}&quot;][ ({what})].</source>
        <translation>Der Schlüsselblock passt nicht zum Schlüssel[ „{label}“][ ({what})].</translation>
    </message>
    <message>
        <source>The sender meant the key for another use, or the wrong use was chosen.</source>
        <translation>Der Absender hat den Schlüssel für etwas anderes bestimmt, oder die falsche Verwendung wurde gewählt.</translation>
    </message>
    <message>
        <source>Compare the use with the letter that came with the block.</source>
        <translation>Vergleichen Sie die Verwendung mit dem Schreiben, das mit dem Block kam.</translation>
    </message>
    <message>
        <source>The key ceremony can not begin like this[: {what}].</source>
        <translation>So kann die Schlüsselzeremonie nicht beginnen[: {what}].</translation>
    </message>
    <message>
        <source>A name, use, length, date or number of components is wrong.</source>
        <translation>Name, Verwendung, Länge, Datum oder Zahl der Komponenten ist falsch.</translation>
    </message>
    <message>
        <source>Correct it and begin again.</source>
        <translation>Berichtigen Sie das und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>Key component[ {component}] has the wrong length.</source>
        <translation>Die Schlüsselkomponente[ {component}] hat die falsche Länge.</translation>
    </message>
    <message>
        <source>Digits are missing, or the form belongs to another key.</source>
        <translation>Ziffern fehlen, oder das Formular gehört zu einem anderen Schlüssel.</translation>
    </message>
    <message>
        <source>Enter the component again.</source>
        <translation>Geben Sie die Komponente noch einmal ein.</translation>
    </message>
    <message>
        <source>Key component[ {component}] does not have the check value of its form.</source>
        <translation>Die Schlüsselkomponente[ {component}] hat nicht den Prüfwert ihres Formulars.</translation>
    </message>
    <message>
        <source>A typing mistake in the component or in the check value.</source>
        <translation>Ein Tippfehler in der Komponente oder im Prüfwert.</translation>
    </message>
    <message>
        <source>Key component[ {component}] must come from another person.</source>
        <translation>Die Schlüsselkomponente[ {component}] muss von einer anderen Person kommen.</translation>
    </message>
    <message>
        <source>No name was given, or this person brought another component.</source>
        <translation>Es wurde kein Name genannt, oder diese Person hat schon eine andere Komponente gebracht.</translation>
    </message>
    <message>
        <source>Call the person who holds this component.</source>
        <translation>Verständigen Sie die Person, die diese Komponente hat.</translation>
    </message>
    <message>
        <source>The key that came out is not safe[ ({what})]. It was wiped.</source>
        <translation>Der entstandene Schlüssel ist nicht sicher[ ({what})]. Er wurde gelöscht.</translation>
    </message>
    <message>
        <source>Two components are equal, or one of them is all zeros.</source>
        <translation>Zwei Komponenten sind gleich, oder eine besteht nur aus Nullen.</translation>
    </message>
    <message>
        <source>Have new components made. Begin again.</source>
        <translation>Lassen Sie neue Komponenten machen. Beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The key ceremony can not do this now.</source>
        <translation>Die Schlüsselzeremonie kann das jetzt nicht.</translation>
    </message>
    <message>
        <source>It is complete, cancelled, or waits for a component.</source>
        <translation>Sie ist vollständig, abgebrochen oder wartet auf eine Komponente.</translation>
    </message>
    <message>
        <source>Begin again if it has ended.</source>
        <translation>Beginnen Sie von vorn, wenn sie beendet ist.</translation>
    </message>
    <message>
        <source>The key store[ {path}] can not be used[: {cause}].</source>
        <translation>Der Schlüsselspeicher[ {path}] ist nicht verwendbar[: {cause}].</translation>
    </message>
    <message>
        <source>It is missing, open to other users, or used by another program; or the disk is full.</source>
        <translation>Er fehlt, ist für andere offen oder wird von einem anderen Programm verwendet; oder der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Check the folder. Call the security officer.</source>
        <translation>Prüfen Sie den Ordner. Verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>The key store[ {path}] was changed, or has another store key.</source>
        <translation>Der Schlüsselspeicher[ {path}] wurde verändert oder hat einen anderen Speicherschlüssel.</translation>
    </message>
    <message>
        <source>Somebody wrote into it, or the wrong store key was given.</source>
        <translation>Jemand hat hineingeschrieben, oder der falsche Speicherschlüssel wurde angegeben.</translation>
    </message>
    <message>
        <source>Do not use it. Call the security officer: restore it from its last good copy.</source>
        <translation>Verwenden Sie ihn nicht. Verständigen Sie die Sicherheitsbeauftragten: Er muss aus der letzten guten Kopie wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>The HSM takes no orders about its keys here.</source>
        <translation>Das HSM nimmt hier keine Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>It has no key store, or this is not the socket for its keys.</source>
        <translation>Es hat keinen Schlüsselspeicher, oder dies ist nicht der Socket für seine Schlüssel.</translation>
    </message>
    <message>
        <source>Start it with --key-store and --manage, and name that socket.</source>
        <translation>Starten Sie es mit --key-store und --manage, und nennen Sie diesen Socket.</translation>
    </message>
    <message>
        <source>The job was not started: keys can not be used[: {keys}].</source>
        <translation>Der Auftrag wurde nicht gestartet: Schlüssel sind nicht verwendbar[: {keys}].</translation>
    </message>
    <message>
        <source>They were not loaded into an HSM, or two HSMs hold different keys under one name.</source>
        <translation>Sie wurden in kein HSM geladen, oder zwei HSM haben unter einem Namen verschiedene Schlüssel.</translation>
    </message>
    <message>
        <source>Call the security officer: Keys &amp; HSMs shows who holds which key.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Schlüssel &amp; HSM zeigt, welches HSM welchen Schlüssel hat.</translation>
    </message>
    <message>
        <source>The job was not started: keys are retired or out of date[: {keys}].</source>
        <translation>Der Auftrag wurde nicht gestartet: Schlüssel sind ausgemustert oder nicht mehr gültig[: {keys}].</translation>
    </message>
    <message>
        <source>A security officer has retired them, or today is not one of the days they may be used.</source>
        <translation>Die Sicherheitsbeauftragten haben sie ausgemustert, oder heute dürfen sie nicht verwendet werden.</translation>
    </message>
    <message>
        <source>Call the security officer: their successors must be imported. Check the date of the computer.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Ihre Nachfolger müssen geladen werden. Prüfen Sie das Datum des Rechners.</translation>
    </message>
    <message>
        <source>Simulated time can not use the HSM[ {device}], which is another process.</source>
        <translation>Simulierte Zeit kann das HSM[ {device}] nicht nutzen, es ist ein anderer Prozess.</translation>
    </message>
    <message>
        <source>The floor file names HSMs of kinds that need real time.</source>
        <translation>Die Anlagendatei nennt HSM von Arten, die echte Zeit brauchen.</translation>
    </message>
    <message>
        <source>Run without simulated time, or use soft or virtual HSMs.</source>
        <translation>Ohne simulierte Zeit laufen lassen, oder die HSM-Arten soft und virtual verwenden.</translation>
    </message>
    <message>
        <source>No folder for the links to HSMs could be made[ in {folder}][: {cause}].</source>
        <translation>Es konnte kein Ordner für die Verbindungen zu HSM angelegt werden[ in {folder}][: {cause}].</translation>
    </message>
    <message>
        <source>This user may not write there, or the disk is full.</source>
        <translation>Dieser Benutzer darf dort nicht schreiben, oder der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Check the folder. Start again. Call the engineer.</source>
        <translation>Prüfen Sie den Ordner. Starten Sie neu. Verständigen Sie die Technik.</translation>
    </message>
    <message>
        <source>The job[ {job}] has ended and can not be started.</source>
        <translation>Der Auftrag[ {job}] ist beendet und kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>It is complete or was aborted in the meantime.</source>
        <translation>Er ist inzwischen vollständig oder wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Look at its report. Import what is missing as a new job.</source>
        <translation>Sehen Sie seinen Bericht an. Importieren Sie, was fehlt, als neuen Auftrag.</translation>
    </message>
    <message>
        <source>Traces are not stored: their folder[ {folder}] can not be used.</source>
        <translation>Mitschnitte werden nicht gespeichert: Ihr Ordner[ {folder}] ist nicht benutzbar.</translation>
    </message>
    <message>
        <source>It belongs to somebody else, or is a link.</source>
        <translation>Er gehört jemand anderem oder ist eine Verknüpfung.</translation>
    </message>
    <message>
        <source>Call the engineer: check the folder. Cards are made all the same.</source>
        <translation>Rufen Sie die Technik: Der Ordner ist zu prüfen. Karten werden trotzdem gefertigt.</translation>
    </message>
    <message>
        <source>Traces are not stored: writing failed[ ({cause})].</source>
        <translation>Mitschnitte werden nicht gespeichert: Das Schreiben schlug fehl[ ({cause})].</translation>
    </message>
    <message>
        <source>Free disk space. Storing goes on by itself within a minute. Cards are made all the same.</source>
        <translation>Schaffen Sie Platz auf der Festplatte. Das Speichern geht innerhalb einer Minute von selbst weiter. Karten werden trotzdem gefertigt.</translation>
    </message>
    <message>
        <source>Traces are not stored: the disk has[ {free} MB] left[, and {reserve} MB are kept free].</source>
        <translation>Mitschnitte werden nicht gespeichert: Auf der Festplatte sind noch[ {free} MB] frei[, und {reserve} MB bleiben frei].</translation>
    </message>
    <message>
        <source>What is left belongs to the store of the cards.</source>
        <translation>Was übrig ist, gehört der Datenbank der Karten.</translation>
    </message>
    <message>
        <source>The stored trace[ {file}] can not be read.</source>
        <translation>Der gespeicherte Mitschnitt[ {file}] ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The file was damaged, or this user may not read it.</source>
        <translation>Die Datei wurde beschädigt, oder dieser Benutzer darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>Check the file and its rights. Call the engineer.</source>
        <translation>Prüfen Sie die Datei und ihre Rechte. Rufen Sie die Technik.</translation>
    </message>
    <message>
        <source>No trace is stored[ of job {job}].</source>
        <translation>Kein Mitschnitt[ von Auftrag {job}] ist gespeichert.</translation>
    </message>
    <message>
        <source>Its profile stores none, none of its cards came to an end, or it is no longer kept.</source>
        <translation>Sein Profil speichert keinen, keine seiner Karten kam zu einem Ende, oder er ist nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Choose another job, or Live.</source>
        <translation>Wählen Sie einen anderen Auftrag oder „Live“.</translation>
    </message>
    <message>
        <source>The SAM is not there[ ({cause})].</source>
        <translation>Das SAM ist nicht da[ ({cause})].</translation>
    </message>
    <message>
        <source>It was taken out of its reader, or the reader or its service is gone.</source>
        <translation>Es wurde aus seinem Leser genommen, oder der Leser oder sein Dienst fehlt.</translation>
    </message>
    <message>
        <source>Put the SAM back into its reader. Nothing else: it is found.</source>
        <translation>Stecken Sie das SAM wieder in seinen Leser. Sonst nichts: Es wird gefunden.</translation>
    </message>
    <message>
        <source>The SAM does not know the access key[ ({cause})].</source>
        <translation>Das SAM kennt den Zugangsschlüssel nicht[ ({cause})].</translation>
    </message>
    <message>
        <source>Another SAM is in the reader, or the wrong key file is named.</source>
        <translation>Ein anderes SAM steckt im Leser, oder die falsche Schlüsseldatei ist genannt.</translation>
    </message>
    <message>
        <source>Call the security officer: check SAM and key file.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: SAM und Schlüsseldatei prüfen.</translation>
    </message>
    <message>
        <source>The SAM reported an error[ ({code}, {call})].</source>
        <translation>Das SAM meldete einen Fehler[ ({code}, {call})].</translation>
    </message>
    <message>
        <source>A fault of the SAM or its reader, or a bad contact.</source>
        <translation>Ein Fehler des SAM oder seines Lesers, oder ein schlechter Kontakt.</translation>
    </message>
    <message>
        <source>Another SAM is in the reader[: {cause}].</source>
        <translation>Ein anderes SAM steckt im Leser[: {cause}].</translation>
    </message>
    <message>
        <source>It does not have the same keys as the one before.</source>
        <translation>Es hat nicht dieselben Schlüssel wie das vorige.</translation>
    </message>
    <message>
        <source>Put the right SAM back, or restart the console if the other one is to stay.</source>
        <translation>Stecken Sie das richtige SAM wieder ein, oder starten Sie die Konsole neu, wenn das andere bleiben soll.</translation>
    </message>
    <message>
        <source>This key ceremony is not open.</source>
        <translation>Diese Schlüsselzeremonie ist nicht offen.</translation>
    </message>
    <message>
        <source>It has ended, its key is on the way, or another ceremony is going on.</source>
        <translation>Sie ist beendet, ihr Schlüssel ist unterwegs, oder eine andere Zeremonie läuft.</translation>
    </message>
    <message>
        <source>Look at the list of keys. Begin again if the key is missing.</source>
        <translation>Sehen Sie in der Liste der Schlüssel nach. Beginnen Sie von vorn, wenn der Schlüssel fehlt.</translation>
    </message>
    <message>
        <source>The HSM[ {device}] takes no orders about its keys from here.</source>
        <translation>Das HSM[ {device}] nimmt von hier keine Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>The floor file does not say how it takes them.</source>
        <translation>Die Anlagendatei sagt nicht, wie es sie annimmt.</translation>
    </message>
    <message>
        <source>Call the engineer: set keyStore or keyOrders in floor.json.</source>
        <translation>Verständigen Sie die Technik: In floor.json muss keyStore oder keyOrders stehen.</translation>
    </message>
    <message>
        <source>A station with its own program can not take part in a simulation.</source>
        <translation>Eine Station mit eigenem Programm kann an einer Simulation nicht teilnehmen.</translation>
    </message>
    <message>
        <source>The floor file has stations over TLS, serial lines or sockets.</source>
        <translation>Die Anlagendatei hat Stationen über TLS, serielle Leitungen oder Sockets.</translation>
    </message>
    <message>
        <source>Simulate a floor with virtual stations.</source>
        <translation>Simulieren Sie eine Fertigung mit virtuellen Stationen.</translation>
    </message>
    <message>
        <source>This station is not on the list.</source>
        <translation>Diese Station steht nicht auf der Liste.</translation>
    </message>
    <message>
        <source>Somebody else has decided about it, or it did not come here.</source>
        <translation>Jemand anders hat über sie entschieden, oder sie hat sich hier nicht gemeldet.</translation>
    </message>
    <message>
        <source>Look at the list of stations again.</source>
        <translation>Sehen Sie noch einmal in die Liste der Stationen.</translation>
    </message>
    <message>
        <source>This place can not be given or taken here[: {station}].</source>
        <translation>Dieser Platz kann hier nicht vergeben oder entzogen werden[: {station}].</translation>
    </message>
    <message>
        <source>The floor file has no place for TLS there, or gives it away itself.</source>
        <translation>Die Anlagendatei hat dort keinen Platz für TLS, oder sie vergibt ihn selbst.</translation>
    </message>
    <message>
        <source>Choose another place, or correct the floor file.</source>
        <translation>Wählen Sie einen anderen Platz, oder berichtigen Sie die Anlagendatei.</translation>
    </message>
    <message>
        <source>A second person has to let the station in[ to {station}].</source>
        <translation>Eine zweite Person muss die Station zulassen[ (Platz {station})].</translation>
    </message>
    <message>
        <source>The name is missing, or it is the first person&apos;s.</source>
        <translation>Der Name fehlt, oder es ist der Name der ersten Person.</translation>
    </message>
    <message>
        <source>Let another person compare the fingerprint and accept.</source>
        <translation>Lassen Sie eine andere Person den Fingerabdruck vergleichen und die Station annehmen.</translation>
    </message>
    <message>
        <source>The list of stations can not be used[ ({file})].</source>
        <translation>Die Liste der Stationen ist nicht benutzbar[ ({file})].</translation>
    </message>
    <message>
        <source>No permission, a full disk, or a file that was changed by hand.</source>
        <translation>Keine Berechtigung, ein voller Datenträger oder eine von Hand geänderte Datei.</translation>
    </message>
    <message>
        <source>Check the data folder. Ask the supervisor.</source>
        <translation>Prüfen Sie den Datenordner. Fragen Sie die Schichtleitung.</translation>
    </message>
    <message>
        <source>What came over the link of a station makes no sense[: {what}].</source>
        <translation>Was über die Verbindung einer Station kam, ergibt keinen Sinn[: {what}].</translation>
    </message>
    <message>
        <source>Another version of the station&apos;s program, or another program.</source>
        <translation>Eine andere Version des Stationsprogramms oder ein anderes Programm.</translation>
    </message>
    <message>
        <source>Install the same version at the station as here.</source>
        <translation>Installieren Sie an der Station dieselbe Version wie hier.</translation>
    </message>
    <message>
        <source>The card answered far too much.</source>
        <translation>Die Karte hat viel zu viel geantwortet.</translation>
    </message>
    <message>
        <source>A faulty or hostile card.</source>
        <translation>Eine defekte oder feindliche Karte.</translation>
    </message>
    <message>
        <source>The station reported a fault[ in {reader}][: {cause}].</source>
        <translation>Die Station hat eine Störung gemeldet[ an {reader}][: {cause}].</translation>
    </message>
    <message>
        <source>The station&apos;s program reports more in its own log.</source>
        <translation>Das Stationsprogramm berichtet mehr in seinem eigenen Protokoll.</translation>
    </message>
    <message>
        <source>Look at the station&apos;s log. Press Continue.</source>
        <translation>Sehen Sie in das Protokoll der Station. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>A station was not let in[ at {station}][: {cause}].</source>
        <translation>Eine Station wurde nicht zugelassen[ (Platz {station})][: {cause}].</translation>
    </message>
    <message>
        <source>It is not enrolled for this place, another one has the place, or its program is of another version.</source>
        <translation>Sie ist für diesen Platz nicht eingetragen, eine andere hat den Platz, oder ihr Programm hat eine andere Version.</translation>
    </message>
    <message>
        <source>Look at the list of stations. Accept it there, or correct its settings.</source>
        <translation>Sehen Sie in die Liste der Stationen. Nehmen Sie die Station dort an, oder berichtigen Sie ihre Einstellungen.</translation>
    </message>
    <message>
        <source>The reader on the serial line does not answer.</source>
        <translation>Der Leser an der seriellen Leitung antwortet nicht.</translation>
    </message>
    <message>
        <source>It is off, its cable is loose, or the line is disturbed.</source>
        <translation>Er ist aus, sein Kabel ist lose oder die Leitung ist gestört.</translation>
    </message>
    <message>
        <source>The reader on the serial line answers with nonsense.</source>
        <translation>Der Leser an der seriellen Leitung antwortet Unsinniges.</translation>
    </message>
    <message>
        <source>The station profile is for another reader, or the reader is faulty.</source>
        <translation>Das Stationsprofil gehört zu einem anderen Leser, oder der Leser ist defekt.</translation>
    </message>
    <message>
        <source>Call the engineer: check the station profile.</source>
        <translation>Verständigen Sie die Technik: Stationsprofil prüfen.</translation>
    </message>
    <message>
        <source>The reader refused a command[ with its error {status}].</source>
        <translation>Der Leser hat ein Kommando abgelehnt[ mit seinem Fehler {status}].</translation>
    </message>
    <message>
        <source>The exchange with the card failed inside the reader.</source>
        <translation>Der Austausch mit der Karte ist im Leser fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The reader says that no card lies in it.</source>
        <translation>Der Leser meldet, dass keine Karte in ihm liegt.</translation>
    </message>
    <message>
        <source>The card was taken out, or its contacts do not touch.</source>
        <translation>Die Karte wurde entnommen, oder ihre Kontakte berühren nicht.</translation>
    </message>
    <message>
        <source>The card does not answer to a reset.</source>
        <translation>Die Karte antwortet nicht auf einen Reset.</translation>
    </message>
    <message>
        <source>The card is faulty, lies the wrong way round, or is no chip card.</source>
        <translation>Die Karte ist defekt, liegt falsch herum oder ist keine Chipkarte.</translation>
    </message>
    <message>
        <source>The reader on the serial line is not ready.</source>
        <translation>Der Leser an der seriellen Leitung ist nicht bereit.</translation>
    </message>
    <message>
        <source>It is off, or its port is used by another program.</source>
        <translation>Er ist aus, oder ein anderes Programm benutzt seinen Anschluss.</translation>
    </message>
    <message>
        <source>The floor is held: no station goes on alone.</source>
        <translation>Die Fertigung ist angehalten: Keine Station läuft allein weiter.</translation>
    </message>
    <message>
        <source>Somebody pressed Hold floor.</source>
        <translation>Jemand hat „Alle anhalten“ gedrückt.</translation>
    </message>
    <message>
        <source>Resume the floor. Then resume the station if it still stands.</source>
        <translation>Setzen Sie die Fertigung fort. Danach die Station, wenn sie noch steht.</translation>
    </message>
    <message>
        <source>A magnetic track can not carry a character[ at place {place}].</source>
        <translation>Eine Magnetspur kann ein Zeichen nicht tragen[ an Stelle {place}].</translation>
    </message>
    <message>
        <source>The data of the record has a character outside the set of its track.</source>
        <translation>Die Daten des Satzes enthalten ein Zeichen außerhalb des Vorrats ihrer Spur.</translation>
    </message>
    <message>
        <source>Correct the record in the job file.</source>
        <translation>Berichtigen Sie den Satz in der Auftragsdatei.</translation>
    </message>
    <message>
        <source>The data of magnetic track[ {track}] is too long.</source>
        <translation>Die Daten der Magnetspur[ {track}] sind zu lang.</translation>
    </message>
    <message>
        <source>The record has more characters than the track holds.</source>
        <translation>Der Satz hat mehr Zeichen, als die Spur fasst.</translation>
    </message>
    <message>
        <source>What was read from the magnetic stripe is damaged.</source>
        <translation>Was vom Magnetstreifen gelesen wurde, ist beschädigt.</translation>
    </message>
    <message>
        <source>The stripe is dirty, damaged, or was written badly.</source>
        <translation>Der Streifen ist verschmutzt, beschädigt oder schlecht beschrieben.</translation>
    </message>
    <message>
        <source>The device can not put this on a card[: {what}].</source>
        <translation>Das Gerät kann dies nicht auf eine Karte bringen[: {what}].</translation>
    </message>
    <message>
        <source>The record has a character or a length that the machine does not know.</source>
        <translation>Der Satz hat ein Zeichen oder eine Länge, die die Maschine nicht kennt.</translation>
    </message>
    <message>
        <source>The device does not answer.</source>
        <translation>Das Gerät antwortet nicht.</translation>
    </message>
    <message>
        <source>It is off, it jams, or its cable is loose.</source>
        <translation>Es ist aus, es klemmt, oder sein Kabel ist lose.</translation>
    </message>
    <message>
        <source>The device answers with nonsense.</source>
        <translation>Das Gerät antwortet Unsinniges.</translation>
    </message>
    <message>
        <source>The station profile is for another device, or the device is faulty.</source>
        <translation>Das Stationsprofil gehört zu einem anderen Gerät, oder das Gerät ist defekt.</translation>
    </message>
    <message>
        <source>The device reports an error[ {status}].</source>
        <translation>Das Gerät meldet einen Fehler[ {status}].</translation>
    </message>
    <message>
        <source>Card, ribbon or foil are used up or jam.</source>
        <translation>Karten, Farbband oder Folie sind aufgebraucht oder klemmen.</translation>
    </message>
    <message>
        <source>Look at the device. Take the card away and put it in the reject tray.</source>
        <translation>Sehen Sie nach dem Gerät. Nehmen Sie die Karte heraus und legen Sie sie ins Ausschussfach.</translation>
    </message>
    <message>
        <source>The magnetic stripe reads otherwise than it was written.</source>
        <translation>Der Magnetstreifen liest sich anders, als er beschrieben wurde.</translation>
    </message>
    <message>
        <source>The stripe is damaged, or the encoder is dirty.</source>
        <translation>Der Streifen ist beschädigt, oder der Kodierer ist verschmutzt.</translation>
    </message>
    <message>
        <source>The device is not there.</source>
        <translation>Das Gerät ist nicht da.</translation>
    </message>
    <message>
        <source>Check cable and power of the device. Press Continue.</source>
        <translation>Prüfen Sie Kabel und Stromversorgung des Geräts. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>The device may have worked on this card already.</source>
        <translation>Das Gerät hat diese Karte vielleicht schon bearbeitet.</translation>
    </message>
    <message>
        <source>Its answer to the first try got lost.</source>
        <translation>Seine Antwort auf den ersten Versuch ging verloren.</translation>
    </message>
    <message>
        <source>The station profile[ {file}] can not be read.</source>
        <translation>Das Stationsprofil[ {file}] ist nicht lesbar.</translation>
    </message>
    <message>
        <source>It is not there, or it is not JSON.</source>
        <translation>Es ist nicht da, oder es ist kein JSON.</translation>
    </message>
    <message>
        <source>The station profile[ {file}] is wrong[ at {path}].</source>
        <translation>Das Stationsprofil[ {file}] ist falsch[ bei {path}].</translation>
    </message>
    <message>
        <source>It says[ {found}] where something else is expected[: {expected}].</source>
        <translation>Es steht dort[ {found}], wo etwas anderes erwartet wird[: {expected}].</translation>
    </message>
    <message>
        <source>The HSM[ {device}] is not started again: its PIN or access key was refused.</source>
        <translation>Das HSM[ {device}] wird nicht wieder gestartet: Seine PIN oder sein Zugangsschlüssel wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The file with the PIN or the access key is wrong, or another token or SAM is in the reader. Further tries could lock it.</source>
        <translation>Die Datei mit PIN oder Zugangsschlüssel ist falsch, oder es steckt ein anderes Token oder SAM. Weitere Versuche könnten es sperren.</translation>
    </message>
    <message>
        <source>Call the security officer: check the device and the file. Then start the program again.</source>
        <translation>Verständigen Sie die Sicherheitsbeauftragten: Gerät und Datei müssen geprüft werden. Starten Sie danach das Programm neu.</translation>
    </message>
    <message>
        <source>The chip refused its transport key[ (SW {sw})][, tries left: {tries}]. Another try could lock it for good.</source>
        <translation>Der Chip hat seinen Transportschlüssel abgelehnt[ (SW {sw})][, verbleibende Versuche: {tries}]. Ein weiterer Versuch könnte ihn endgültig sperren.</translation>
    </message>
    <message>
        <source>The wrong master key or the wrong card stock.</source>
        <translation>Falscher Hauptschlüssel oder falsches Kartenmaterial.</translation>
    </message>
    <message>
        <source>Take the card away, nothing was written to it. Check the card stock against the job. Call the security officer before you continue.</source>
        <translation>Nehmen Sie die Karte heraus, es wurde nichts auf sie geschrieben. Vergleichen Sie das Kartenmaterial mit dem Auftrag. Verständigen Sie die Sicherheitsbeauftragten, bevor Sie weitermachen.</translation>
    </message>
    <message>
        <source>The chip is locked by its maker and is not tried any more[, tries left: {tries}].</source>
        <translation>Der Chip ist vom Hersteller gesperrt und wird nicht mehr versucht[, verbleibende Versuche: {tries}].</translation>
    </message>
    <message>
        <source>Its transport key was tried with wrong keys before.</source>
        <translation>Sein Transportschlüssel wurde schon mit falschen Schlüsseln versucht.</translation>
    </message>
    <message>
        <source>Put the card in the reject tray: only its maker can use it again. Nothing else to do.</source>
        <translation>Legen Sie die Karte ins Ausschussfach: Nur ihr Hersteller kann sie wieder verwenden. Sonst ist nichts zu tun.</translation>
    </message>
    <message>
        <source>No station has the devices that this job needs[: {modules}].</source>
        <translation>Keine Station hat die Geräte, die dieser Auftrag braucht[: {modules}].</translation>
    </message>
    <message>
        <source>The job encodes, embosses or labels its cards. This floor has no device for it.</source>
        <translation>Der Auftrag kodiert, prägt oder etikettiert seine Karten. Diese Fertigung hat dafür kein Gerät.</translation>
    </message>
    <message>
        <source>Call the engineer: add the devices to floor.json.</source>
        <translation>Rufen Sie die Technik: Die Geräte müssen in floor.json eingetragen werden.</translation>
    </message>
    <message>
        <source>Stations without the devices that this job needs[: {stations}][. Needed: {modules}].</source>
        <translation>Stationen ohne die Geräte, die dieser Auftrag braucht[: {stations}][. Gebraucht: {modules}].</translation>
    </message>
    <message>
        <source>floor.json gives them no such device.</source>
        <translation>floor.json gibt ihnen kein solches Gerät.</translation>
    </message>
    <message>
        <source>The other stations make the cards. Nothing to do.</source>
        <translation>Die anderen Stationen fertigen die Karten. Nichts zu tun.</translation>
    </message>
    <message>
        <source>Simulated time can not use the device[ {module}][ at {station}], which is on a serial line.</source>
        <translation>In simulierter Zeit kann das Gerät[ {module}][ an {station}] nicht arbeiten, denn es hängt an einer seriellen Leitung.</translation>
    </message>
    <message>
        <source>The floor file names devices that need real time.</source>
        <translation>Die Anlagendatei nennt Geräte, die wirkliche Zeit brauchen.</translation>
    </message>
    <message>
        <source>Run without simulated time, or use simulated devices.</source>
        <translation>Starten Sie ohne simulierte Zeit, oder verwenden Sie simulierte Geräte.</translation>
    </message>
    <message>
        <source>The file for what simulated devices do could not be opened[: {file}][ ({cause})].</source>
        <translation>Die Datei für das, was simulierte Geräte tun, ließ sich nicht öffnen[: {file}][ ({cause})].</translation>
    </message>
    <message>
        <source>Choose another file in floor.json, or none.</source>
        <translation>Wählen Sie in floor.json eine andere Datei oder keine.</translation>
    </message>
    <message>
        <source>The station lacks a device[: {module}].</source>
        <translation>Der Station fehlt ein Gerät[: {module}].</translation>
    </message>
    <message>
        <source>The profile has a step for a device of another name or kind.</source>
        <translation>Das Profil hat einen Schritt für ein Gerät mit anderem Namen oder anderer Art.</translation>
    </message>
    <message>
        <source>Call the engineer: compare profile and floor.json.</source>
        <translation>Rufen Sie die Technik: Profil und floor.json müssen verglichen werden.</translation>
    </message>
    <message>
        <source>The link to the station was lost.</source>
        <translation>Die Verbindung zur Station ging verloren.</translation>
    </message>
    <message>
        <source>The station&apos;s computer, its program or its network failed.</source>
        <translation>Der Rechner der Station, ihr Programm oder ihr Netz ist ausgefallen.</translation>
    </message>
    <message>
        <source>Check the station&apos;s computer and its network. Press Continue.</source>
        <translation>Prüfen Sie den Rechner der Station und sein Netz. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>A command can not pass through this reader.</source>
        <translation>Dieser Leser kann einen Befehl nicht weitergeben.</translation>
    </message>
    <message>
        <source>The job&apos;s commands are longer than reader and card can take.</source>
        <translation>Die Befehle des Auftrags sind länger, als Leser und Karte sie annehmen.</translation>
    </message>
    <message>
        <source>Call the engineer: run the job at another station.</source>
        <translation>Verständigen Sie die Technik: den Auftrag an einer anderen Station laufen lassen.</translation>
    </message>
    <message>
        <source>A picture for the card&apos;s face can not be used[ ({item})].</source>
        <translation>Ein Bild für den Aufdruck der Karte ist nicht zu gebrauchen[ ({item})].</translation>
    </message>
    <message>
        <source>The file is missing, too large, broken, or neither PNG, JPEG nor BMP.</source>
        <translation>Die Datei fehlt, ist zu groß, beschädigt oder weder PNG noch JPEG noch BMP.</translation>
    </message>
    <message>
        <source>Put the right picture in its place. Start the job again.</source>
        <translation>Das richtige Bild an seinen Platz legen. Den Auftrag wieder starten.</translation>
    </message>
    <message>
        <source>A text for the card&apos;s face has a character without a shape[ ({item})].</source>
        <translation>Ein Text für den Aufdruck der Karte hat ein Zeichen, das die Schrift nicht kennt[ ({item})].</translation>
    </message>
    <message>
        <source>The fonts for faces have Latin, Greek and Cyrillic letters.</source>
        <translation>Die Schriften für den Aufdruck haben lateinische, griechische und kyrillische Buchstaben.</translation>
    </message>
    <message>
        <source>Correct the record at its issuer. Import it again.</source>
        <translation>Den Satz beim Herausgeber berichtigen lassen. Ihn neu importieren.</translation>
    </message>
    <message>
        <source>A part of the card&apos;s face does not fit[ ({item})].</source>
        <translation>Ein Teil des Aufdrucks passt nicht auf die Karte[ ({item})].</translation>
    </message>
    <message>
        <source>The text of this record is longer than the place that the profile gives it.</source>
        <translation>Der Text dieses Satzes ist länger als der Platz, den ihm das Profil gibt.</translation>
    </message>
    <message>
        <source>Call the engineer: the profile needs a smaller font or more room.</source>
        <translation>Die Technik rufen: Das Profil braucht eine kleinere Schrift oder mehr Platz.</translation>
    </message>
    <message>
        <source>A font for card faces can not be read[: {font}].</source>
        <translation>Eine Schrift für Kartenaufdrucke ist nicht lesbar[: {font}].</translation>
    </message>
    <message>
        <source>The program is not installed as a whole.</source>
        <translation>Das Programm ist nicht vollständig installiert.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Das Programm neu installieren.</translation>
    </message>
    <message>
        <source>The station was not tested: a card may be in[ {station}].</source>
        <translation>Die Station wurde nicht geprüft: Es kann eine Karte darin sein[ ({station})].</translation>
    </message>
    <message>
        <source>It works on a card, or stopped with one.</source>
        <translation>Sie bearbeitet eine Karte oder steht mit einer.</translation>
    </message>
    <message>
        <source>Hold the station, wait until its card has left, test again.</source>
        <translation>Die Station anhalten, warten, bis die Karte draußen ist, noch einmal prüfen.</translation>
    </message>
    <message>
        <source>The station[ {station}] does not answer.</source>
        <translation>Die Station[ {station}] antwortet nicht.</translation>
    </message>
    <message>
        <source>Its program does not run, its key is another one, or the cable is out.</source>
        <translation>Ihr Programm läuft nicht, ihr Schlüssel ist ein anderer, oder das Kabel ist ab.</translation>
    </message>
    <message>
        <source>Start stationmaster-station beside the reader. Check cable and key.</source>
        <translation>stationmaster-station beim Leser starten. Kabel und Schlüssel prüfen.</translation>
    </message>
    <message>
        <source>The serial device[ {port}] can not be used[: {cause}].</source>
        <translation>Das serielle Gerät[ {port}] ist nicht zu gebrauchen[: {cause}].</translation>
    </message>
    <message>
        <source>It is not plugged in, or belongs to another group.</source>
        <translation>Es steckt nicht, oder es gehört einer anderen Gruppe.</translation>
    </message>
    <message>
        <source>Check the cable, the name, and that you are in the group dialout.</source>
        <translation>Kabel und Namen prüfen, und ob Sie in der Gruppe dialout sind.</translation>
    </message>
    <message>
        <source>The port[ {address}] can not switch between the server and the reader.</source>
        <translation>Die Schnittstelle[ {address}] kann nicht zwischen Server und Leser umschalten.</translation>
    </message>
    <message>
        <source>It has no control line, or its adaptor does not pass it on.</source>
        <translation>Sie hat keine Steuerleitung, oder ihr Adapter gibt sie nicht weiter.</translation>
    </message>
    <message>
        <source>Call the engineer: use a port with RTS and DTR and check the station profile.</source>
        <translation>Verständigen Sie die Technik: Eine Schnittstelle mit RTS und DTR wird gebraucht; das Stationsprofil muss geprüft werden.</translation>
    </message>
    <message>
        <source>The machine[ {machine}] has no control device.</source>
        <translation>Die Maschine[ {machine}] hat kein Steuergerät.</translation>
    </message>
    <message>
        <source>It was taken out of floor.json while the job ran.</source>
        <translation>Es wurde bei laufendem Auftrag aus floor.json entfernt.</translation>
    </message>
    <message>
        <source>Call the engineer: give the machine its data plane in floor.json.</source>
        <translation>Verständigen Sie die Technik: Die Maschine braucht ihre Datenebene in floor.json.</translation>
    </message>
    <message>
        <source>The control device of a machine[ ({machine})] does not answer[: {cause}].</source>
        <translation>Das Steuergerät einer Maschine[ ({machine})] antwortet nicht[: {cause}].</translation>
    </message>
    <message>
        <source>It is off, its cable is out, or its key or certificate is another one.</source>
        <translation>Es ist aus, sein Kabel ist nicht angeschlossen, oder sein Schlüssel oder Zertifikat ist ein anderes.</translation>
    </message>
    <message>
        <source>The control device of a machine[ ({machine})] can not give data now.</source>
        <translation>Das Steuergerät einer Maschine[ ({machine})] kann jetzt keine Daten liefern.</translation>
    </message>
    <message>
        <source>Its data is not loaded, or it has too much to do.</source>
        <translation>Seine Daten sind nicht geladen, oder es ist überlastet.</translation>
    </message>
    <message>
        <source>Check the control device, then resume the station.</source>
        <translation>Prüfen Sie das Steuergerät und lassen Sie die Station dann weiterarbeiten.</translation>
    </message>
    <message>
        <source>It holds the data of another job, or an older export.</source>
        <translation>Es enthält die Daten eines anderen Auftrags oder einen älteren Export.</translation>
    </message>
    <message>
        <source>Call the engineer: compare its columns with the profile.</source>
        <translation>Verständigen Sie die Technik: Die Spalten des Geräts sind mit dem Profil zu vergleichen.</translation>
    </message>
    <message>
        <source>The control device of a machine[ ({machine})] sent what it was not asked for. Nothing of it was used.</source>
        <translation>Das Steuergerät einer Maschine[ ({machine})] hat gesendet, wonach es nicht gefragt wurde. Nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>A fault or another version of its program.</source>
        <translation>Ein Fehler oder eine andere Version seines Programms.</translation>
    </message>
    <message>
        <source>Call the engineer: check the control device&apos;s program.</source>
        <translation>Verständigen Sie die Technik: Das Programm des Steuergeräts ist zu prüfen.</translation>
    </message>
    <message>
        <source>The picture server[ {host}] does not give this card&apos;s picture[ ({cause})].</source>
        <translation>Der Bildserver[ {host}] gibt das Bild dieser Karte nicht heraus[ ({cause})].</translation>
    </message>
    <message>
        <source>It does not have the picture, refuses it, or the picture is too large.</source>
        <translation>Er hat das Bild nicht, verweigert es, oder das Bild ist zu groß.</translation>
    </message>
    <message>
        <source>Call the engineer: check the picture on the server.</source>
        <translation>Technik rufen: Bild auf dem Server prüfen.</translation>
    </message>
    <message>
        <source>The picture server[ {host}] does not answer.</source>
        <translation>Der Bildserver[ {host}] antwortet nicht.</translation>
    </message>
    <message>
        <source>The server is off, or the network to it is cut.</source>
        <translation>Der Server ist aus, oder das Netz dorthin ist unterbrochen.</translation>
    </message>
    <message>
        <source>Call the engineer: check the server and the network.</source>
        <translation>Technik rufen: Server und Netz prüfen.</translation>
    </message>
    <message>
        <source>No machine has a control device, and this job needs one.</source>
        <translation>Keine Maschine hat ein Steuergerät, und dieser Auftrag braucht eines.</translation>
    </message>
    <message>
        <source>The data of the job&apos;s cards comes from the machines&apos; control devices.</source>
        <translation>Die Daten der Karten dieses Auftrags kommen von den Steuergeräten der Maschinen.</translation>
    </message>
    <message>
        <source>Call the engineer: add the machines&apos; data planes to floor.json, then start the program again.</source>
        <translation>Verständigen Sie die Technik: Die Datenebenen der Maschinen sind in floor.json einzutragen, dann ist das Programm neu zu starten.</translation>
    </message>
    <message>
        <source>Machines without the control device that this job needs[: {machines}].</source>
        <translation>Maschinen ohne das Steuergerät, das dieser Auftrag braucht[: {machines}].</translation>
    </message>
    <message>
        <source>floor.json gives them no data plane.</source>
        <translation>floor.json gibt ihnen keine Datenebene.</translation>
    </message>
    <message>
        <source>The other machines make the cards. Nothing to do.</source>
        <translation>Die anderen Maschinen fertigen die Karten. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>The control device of a machine[ ({machine})] can not take part in simulated time.</source>
        <translation>Das Steuergerät einer Maschine[ ({machine})] kann an simulierter Zeit nicht teilnehmen.</translation>
    </message>
    <message>
        <source>It is reached over a link, whose time is real.</source>
        <translation>Es wird über eine Verbindung erreicht, und deren Zeit ist die wirkliche.</translation>
    </message>
    <message>
        <source>Start without --simulate, or give the machine a simulated data plane.</source>
        <translation>Starten Sie ohne --simulate, oder geben Sie der Maschine eine simulierte Datenebene.</translation>
    </message>
    <message>
        <source>Pictures from a server[ ({host})] can not be had in simulated time.</source>
        <translation>Bilder von einem Server[ ({host})] gibt es nicht in simulierter Zeit.</translation>
    </message>
    <message>
        <source>The job runs in simulated time, and a server answers in its own.</source>
        <translation>Der Auftrag läuft in simulierter Zeit, und ein Server antwortet in seiner eigenen.</translation>
    </message>
    <message>
        <source>Run the job without simulation.</source>
        <translation>Den Auftrag ohne Simulation ausführen.</translation>
    </message>
    <message>
        <source>Another profile has the id[ &quot;{id}&quot;][: {file}].</source>
        <translation>Ein anderes Profil hat die Kennung[ „{id}“][: {file}].</translation>
    </message>
    <message>
        <source>A copy of a profile was changed, and its id was not.</source>
        <translation>Die Kopie eines Profils wurde geändert, ihre Kennung nicht.</translation>
    </message>
    <message>
        <source>Give the new profile an id of its own.</source>
        <translation>Dem neuen Profil eine eigene Kennung geben.</translation>
    </message>
    <message>
        <source>The profile could not be kept[ as {file}].</source>
        <translation>Das Profil konnte nicht behalten werden[, als {file}].</translation>
    </message>
    <message>
        <source>A file is there already, the disk is full, or this user may not write there.</source>
        <translation>Dort ist schon eine Datei, der Datenträger ist voll, oder dieser Benutzer darf dort nicht schreiben.</translation>
    </message>
    <message>
        <source>Look at the folder profiles of the data folder.</source>
        <translation>Den Ordner profiles im Datenordner ansehen.</translation>
    </message>
    <message>
        <source>The print queue[ {queue}] can not be used[: {cause}].</source>
        <translation>Die Druckwarteschlange[ {queue}] kann nicht benutzt werden[: {cause}].</translation>
    </message>
    <message>
        <source>The printer is off or stopped, or has something else to print.</source>
        <translation>Der Drucker ist aus oder angehalten, oder er hat etwas anderes zu drucken.</translation>
    </message>
    <message>
        <source>Look at the printer and at its queue.</source>
        <translation>Den Drucker und seine Warteschlange ansehen.</translation>
    </message>
    <message>
        <source>The control device of a machine[ ({machine})] lacks data that this job needs.</source>
        <translation>Dem Steuergerät einer Maschine[ ({machine})] fehlen Daten, die dieser Auftrag braucht.</translation>
    </message>
    <message>
        <source>Check the control device and its cable, then resume the stations that stand. The card carries nothing of the record.</source>
        <translation>Prüfen Sie das Steuergerät und sein Kabel und lassen Sie dann die Stationen weiterarbeiten, die stehen. Die Karte trägt nichts vom Datensatz.</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Fill in the value, or map another column to this field.</source>
        <translation>Tragen Sie den Wert ein, oder ordnen Sie diesem Feld eine andere Spalte zu.</translation>
    </message>
    <message>
        <source>Correct the value, or set a conversion for this column.</source>
        <translation>Berichtigen Sie den Wert, oder stellen Sie für diese Spalte eine Umwandlung ein.</translation>
    </message>
    <message>
        <source>A digit is wrong or missing: ask the issuer for this number.</source>
        <translation>Eine Ziffer ist falsch oder fehlt: Fragen Sie den Herausgeber nach dieser Nummer.</translation>
    </message>
    <message>
        <source>Shorten the value, or ask the issuer for a shorter form.</source>
        <translation>Kürzen Sie den Wert, oder bitten Sie den Herausgeber um eine kürzere Form.</translation>
    </message>
    <message>
        <source>Replace the character, or check how the card will look.</source>
        <translation>Ersetzen Sie das Zeichen, oder prüfen Sie, wie die Karte aussehen wird.</translation>
    </message>
    <message>
        <source>Remove one of the two records.</source>
        <translation>Entfernen Sie einen der beiden Datensätze.</translation>
    </message>
    <message>
        <source>Remove the record: its card exists. Ask the supervisor.</source>
        <translation>Entfernen Sie den Datensatz: Seine Karte gibt es schon. Fragen Sie die Schichtleitung.</translation>
    </message>
    <message>
        <source>Remove the record, or abort the other job.</source>
        <translation>Entfernen Sie den Datensatz, oder brechen Sie den anderen Auftrag ab.</translation>
    </message>
    <message>
        <source>Look for a missing separator or an open quote in this line and the one above.</source>
        <translation>Suchen Sie in dieser Zeile und der darüber ein fehlendes Trennzeichen oder ein offenes Anführungszeichen.</translation>
    </message>
    <message>
        <source>Correct the product code, or choose the profile that makes it.</source>
        <translation>Berichtigen Sie den Produktcode, oder wählen Sie das Profil, das ihn fertigt.</translation>
    </message>
    <message>
        <source>Put the picture in its folder, or correct its name.</source>
        <translation>Legen Sie das Bild in seinen Ordner, oder berichtigen Sie seinen Namen.</translation>
    </message>
    <message>
        <source>Choose another encoding on the left, or save the file as UTF-8.</source>
        <translation>Wählen Sie links eine andere Zeichenkodierung, oder speichern Sie die Datei als UTF-8.</translation>
    </message>
    <message>
        <source>Ask the issuer whether this card is still wanted.</source>
        <translation>Fragen Sie den Herausgeber, ob diese Karte noch gewünscht ist.</translation>
    </message>
    <message>
        <source>Sort the file if the order of the cards matters.</source>
        <translation>Sortieren Sie die Datei, wenn die Reihenfolge der Karten wichtig ist.</translation>
    </message>
    <message>
        <source>The file is cut or changed: ask the issuer for it again.</source>
        <translation>Die Datei ist abgeschnitten oder geändert: Fordern Sie sie beim Herausgeber neu an.</translation>
    </message>
    <message>
        <source>%1 with byte order mark</source>
        <translation>%1 mit Byte-Reihenfolge-Marke</translation>
    </message>
    <message>
        <source>LF (Unix)</source>
        <translation>LF (Unix)</translation>
    </message>
    <message>
        <source>CR LF (Windows)</source>
        <translation>CR LF (Windows)</translation>
    </message>
    <message>
        <source>CR</source>
        <translation>CR</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Card table</source>
        <translation>Kartentabelle</translation>
    </message>
    <message>
        <source>Tagged card objects</source>
        <translation>Gekennzeichnete Kartenobjekte</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>Nicht erkannt</translation>
    </message>
    <message>
        <source>Card object id</source>
        <translation>Kartenobjekt-ID</translation>
    </message>
</context>
<context>
    <name>Floor</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Eingriff</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>takt %1</source>
        <translation>Takt %1</translation>
    </message>
    <message>
        <source>takt %1 (%2)</source>
        <translation>Takt %1 (%2)</translation>
    </message>
    <message>
        <source>Machine %1</source>
        <translation>Maschine %1</translation>
    </message>
    <message>
        <source>%1 /h</source>
        <translation>%1 /h</translation>
    </message>
    <message>
        <source>util %1 %</source>
        <translation>Auslastung %1 %</translation>
    </message>
    <message>
        <source>Machine %1, station %2</source>
        <translation>Maschine %1, Station %2</translation>
    </message>
    <message>
        <source>card ending %1</source>
        <translation>Karte mit Endziffern %1</translation>
    </message>
    <message>
        <source>step %1 of %2, %3</source>
        <translation>Schritt %1 von %2, %3</translation>
    </message>
</context>
<context>
    <name>Hsm</name>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>On trial</source>
        <translation>Auf Probe</translation>
    </message>
    <message>
        <source>Being tested</source>
        <translation>Im Test</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Beendet noch</translation>
    </message>
    <message>
        <source>Faulty</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Außer Betrieb</translation>
    </message>
    <message>
        <source>software, test keys</source>
        <translation>Software, Testschlüssel</translation>
    </message>
    <message>
        <source>virtual, test keys</source>
        <translation>virtuell, Testschlüssel</translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>suspected fault</source>
        <translation>Verdacht auf Fehler</translation>
    </message>
    <message>
        <source>is replaced</source>
        <translation>wird ersetzt</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>other reason</source>
        <translation>anderer Grund</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>First self-test, %1.</source>
        <translation>Erster Selbsttest, %1.</translation>
    </message>
    <message>
        <source>Ready %1.</source>
        <translation>Bereit %1.</translation>
    </message>
    <message>
        <source>Came back %1 ago. One request at a time; %2 to go.</source>
        <translation>Vor %1 zurückgekehrt. Eine Anfrage zur Zeit; noch %2.</translation>
    </message>
    <message>
        <source>Gets nothing more: %1.</source>
        <translation>Bekommt nichts mehr: %1.</translation>
    </message>
    <message>
        <source>Taken out %1: %2.</source>
        <translation>Außer Betrieb %1: %2.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>So it stands %1.</source>
        <translation>So steht es %1.</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>passed, %1 ago</source>
        <translation>bestanden, vor %1</translation>
    </message>
    <message>
        <source>FAILED, %1 ago</source>
        <translation>NICHT BESTANDEN, vor %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>own process</source>
        <translation>eigener Prozess</translation>
    </message>
    <message>
        <source>other program on this computer</source>
        <translation>anderes Programm auf diesem Rechner</translation>
    </message>
    <message>
        <source>over the network</source>
        <translation>über das Netz</translation>
    </message>
    <message>
        <source>on a serial line</source>
        <translation>an serieller Leitung</translation>
    </message>
    <message>
        <source>Card master key, SCP02</source>
        <translation>Kartenhauptschlüssel, SCP02</translation>
    </message>
    <message>
        <source>Card master key, SCP03</source>
        <translation>Kartenhauptschlüssel, SCP03</translation>
    </message>
    <message>
        <source>Wraps data keys</source>
        <translation>Verschlüsselt Datenschlüssel</translation>
    </message>
    <message>
        <source>Check values (MAC)</source>
        <translation>Prüfwerte (MAC)</translation>
    </message>
    <message>
        <source>EMV card keys</source>
        <translation>EMV-Kartenschlüssel</translation>
    </message>
    <message>
        <source>Card verification values</source>
        <translation>Kartenprüfnummern</translation>
    </message>
    <message>
        <source>PIN blocks</source>
        <translation>PIN-Blöcke</translation>
    </message>
    <message>
        <source>Data on the way to the card</source>
        <translation>Daten auf dem Weg zur Karte</translation>
    </message>
    <message>
        <source>Transport key of chips</source>
        <translation>Transportschlüssel der Chips</translation>
    </message>
    <message>
        <source>MAC over commands</source>
        <translation>MAC über Kommandos</translation>
    </message>
    <message>
        <source>SIM keys (Ki)</source>
        <translation>SIM-Schlüssel (Ki)</translation>
    </message>
    <message>
        <source>Network operator (OP)</source>
        <translation>Netzbetreiber (OP)</translation>
    </message>
    <message>
        <source>Issuer signature</source>
        <translation>Herausgebersignatur</translation>
    </message>
    <message>
        <source>Protects key blocks (AES)</source>
        <translation>Schützt Schlüsselblöcke (AES)</translation>
    </message>
    <message>
        <source>Protects key blocks (triple DES)</source>
        <translation>Schützt Schlüsselblöcke (Triple-DES)</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Job files (%1)</source>
        <translation>Auftragsdateien (%1)</translation>
    </message>
    <message>
        <source>Only files can be dropped here.</source>
        <translation>Hier lassen sich nur Dateien ablegen.</translation>
    </message>
    <message>
        <source>Only files on this computer can be imported.</source>
        <translation>Nur Dateien auf diesem Rechner lassen sich importieren.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a folder. Drop the job file inside it.</source>
        <translation>„%1“ ist ein Ordner. Legen Sie die Auftragsdatei daraus hier ab.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a job file. Known endings: %2.</source>
        <translation>„%1“ ist keine Auftragsdatei. Bekannte Endungen: %2.</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>, &quot;%1&quot;</source>
        <translation>, „%1“</translation>
    </message>
    <message>
        <source>Drop 1 to 100 job files.</source>
        <translation>Legen Sie 1 bis 100 Auftragsdateien ab.</translation>
    </message>
    <message numerus="yes">
        <source>Drop to import %n files</source>
        <translation>
            <numerusform>Loslassen, um %n Datei zu importieren</numerusform>
            <numerusform>Loslassen, um %n Dateien zu importieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Give the records of this job to free stations (Ctrl+R).</source>
        <translation>Gibt die Datensätze dieses Auftrags an freie Stationen (Strg+R).</translation>
    </message>
    <message>
        <source>Stations finish the card they have; no new card is started. Undo with Resume.</source>
        <translation>Stationen stellen ihre Karte fertig; es wird keine neue begonnen. Rückgängig mit „Fortsetzen“.</translation>
    </message>
    <message>
        <source>Go on from the exact record where the job was held.</source>
        <translation>Weiter genau bei dem Datensatz, bei dem der Auftrag angehalten wurde.</translation>
    </message>
    <message>
        <source>End the job for good. Cards in stations are finished; you are asked for a reason.</source>
        <translation>Beendet den Auftrag endgültig. Karten in Stationen werden fertiggestellt; Sie werden nach einem Grund gefragt.</translation>
    </message>
    <message>
        <source>Only a running job can be held. State now: %1.</source>
        <translation>Nur ein laufender Auftrag lässt sich anhalten. Zustand jetzt: %1.</translation>
    </message>
    <message>
        <source>Only a held job can be resumed. State now: %1.</source>
        <translation>Nur ein angehaltener Auftrag lässt sich fortsetzen. Zustand jetzt: %1.</translation>
    </message>
    <message>
        <source>The job was started already. State now: %1.</source>
        <translation>Der Auftrag wurde schon gestartet. Zustand jetzt: %1.</translation>
    </message>
    <message>
        <source>The file is still being read.</source>
        <translation>Die Datei wird noch gelesen.</translation>
    </message>
    <message>
        <source>The job is holding already.</source>
        <translation>Der Auftrag hält schon an.</translation>
    </message>
    <message>
        <source>The job is held already.</source>
        <translation>Der Auftrag ist schon angehalten.</translation>
    </message>
    <message>
        <source>The job is over. State now: %1.</source>
        <translation>Der Auftrag ist beendet. Zustand jetzt: %1.</translation>
    </message>
    <message>
        <source>There is no job. Drop a job file on this window.</source>
        <translation>Es gibt keinen Auftrag. Legen Sie eine Auftragsdatei auf diesem Fenster ab.</translation>
    </message>
    <message>
        <source>Close the job: what is open is not made. You are asked for a reason.</source>
        <translation>Schließt den Auftrag ab: Was offen ist, wird nicht gefertigt. Sie werden nach einem Grund gefragt.</translation>
    </message>
    <message>
        <source>Give the open records out again. Their cards were scrapped or untouched.</source>
        <translation>Gibt die offenen Datensätze noch einmal aus. Ihre Karten wurden vernichtet oder waren unberührt.</translation>
    </message>
    <message>
        <source>Write the report as PDF into your documents folder.</source>
        <translation>Schreibt den Bericht als PDF in Ihren Dokumentenordner.</translation>
    </message>
    <message>
        <source>Write an interim report as PDF into your documents folder.</source>
        <translation>Schreibt einen Zwischenbericht als PDF in Ihren Dokumentenordner.</translation>
    </message>
    <message>
        <source>While the job runs, remakes join the queue by themselves.</source>
        <translation>Solange der Auftrag läuft, reihen sich Nachfertigungen von selbst ein.</translation>
    </message>
    <message>
        <source>Cancel the import. Nothing is kept.</source>
        <translation>Bricht den Import ab. Nichts wird übernommen.</translation>
    </message>
    <message>
        <source>Nothing has been produced yet.</source>
        <translation>Noch nichts wurde gefertigt.</translation>
    </message>
    <message>
        <source>A card in doubt is made again only after it was scrapped.</source>
        <translation>Eine ungeklärte Karte wird erst nachgefertigt, wenn sie vernichtet ist.</translation>
    </message>
    <message>
        <source>There is nothing to remake.</source>
        <translation>Es gibt nichts nachzufertigen.</translation>
    </message>
    <message numerus="yes">
        <source>%n cards are in doubt. Scrap them first, then close the job.</source>
        <translation>
            <numerusform>%n Karte ist ungeklärt. Vernichten Sie sie zuerst, dann schließen Sie den Auftrag ab.</numerusform>
            <numerusform>%n Karten sind ungeklärt. Vernichten Sie sie zuerst, dann schließen Sie den Auftrag ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remakes join the queue by themselves, or now with Remake.</source>
        <translation>Nachfertigungen reihen sich von selbst ein, oder jetzt mit „Nachfertigen“.</translation>
    </message>
    <message>
        <source>Press Remake to make them on new cards, or close the job.</source>
        <translation>Mit „Nachfertigen“ entstehen sie auf neuen Karten; oder schließen Sie den Auftrag ab.</translation>
    </message>
    <message numerus="yes">
        <source>%n cards may carry data. Keep them in the quarantine tray until two people scrap them.</source>
        <translation>
            <numerusform>%n Karte kann Daten tragen. Sie bleibt im Quarantänefach, bis zwei Personen sie vernichten.</numerusform>
            <numerusform>%n Karten können Daten tragen. Sie bleiben im Quarantänefach, bis zwei Personen sie vernichten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards may carry data, so their records are not made again by themselves. Destroy the cards and record that with Scrap; then Remake.</source>
        <translation>
            <numerusform>%n Karte kann Daten tragen, darum wird ihr Datensatz nicht von selbst nachgefertigt. Zerstören Sie die Karte, tragen Sie das mit „Vernichten“ ein und fertigen Sie dann nach.</numerusform>
            <numerusform>%n Karten können Daten tragen, darum werden ihre Datensätze nicht von selbst nachgefertigt. Zerstören Sie die Karten, tragen Sie das mit „Vernichten“ ein und fertigen Sie dann nach.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Lan&amp;guage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>The language changes when Stationmaster is started the next time.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Stationmaster.</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Cards verified and stacked. A remade card counts once, when it is good.</source>
        <translation>Geprüfte und abgelegte Karten. Eine nachgefertigte Karte zählt einmal, wenn sie gut ist.</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>Cards that arrived in a station and did not become good.</source>
        <translation>Karten, die in einer Station ankamen und nicht gut wurden.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ausstoß</translation>
    </message>
    <message>
        <source>Good in window x 3600 / window seconds; the window is the last 5 minutes. Unknown until there are 60 s of data.</source>
        <translation>Gut im Fenster x 3600 / Fensterlänge in Sekunden; das Fenster sind die letzten 5 Minuten. Unbekannt, solange es keine 60 s Daten gibt.</translation>
    </message>
    <message>
        <source>First-pass yield</source>
        <translation>Direktläuferquote</translation>
    </message>
    <message>
        <source>Good without remake / finished attempts.</source>
        <translation>Gut ohne Nachfertigung / abgeschlossene Versuche.</translation>
    </message>
    <message>
        <source>Final yield</source>
        <translation>Gesamtausbeute</translation>
    </message>
    <message>
        <source>Records good / records accepted, at the end of a job.</source>
        <translation>Gute Datensätze / angenommene Datensätze, am Ende eines Auftrags.</translation>
    </message>
    <message>
        <source>Takt</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>Seconds between two good cards in a row at one station, waits included. Process time is the same without waits for the card.</source>
        <translation>Sekunden zwischen zwei guten Karten in Folge an einer Station, Wartezeiten eingeschlossen. Die Bearbeitungszeit ist dasselbe ohne das Warten auf die Karte.</translation>
    </message>
    <message>
        <source>Now + remaining / rate (weighted, half-life 15 minutes), with the band from p10 to p90. Unknown while held, below 20 cards, or at rate 0.</source>
        <translation>Jetzt + Rest / Ausstoß (gewichtet, Halbwertszeit 15 Minuten), mit dem Band von p10 bis p90. Unbekannt, solange angehalten ist, unter 20 Karten oder bei Ausstoß 0.</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Time running / time scheduled. Breaks and maintenance are not scheduled.</source>
        <translation>Laufzeit / eingeplante Zeit. Pausen und Wartung sind nicht eingeplant.</translation>
    </message>
    <message>
        <source>HSM wait</source>
        <translation>HSM-Wartezeit</translation>
    </message>
    <message>
        <source>Request queued until an HSM starts it, of all stations: p50, p95, p99.</source>
        <translation>Von der Anfrage bis zum Beginn in einem HSM, über alle Stationen: p50, p95, p99.</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Run time / planned production time. Idle, held, fault, offline and waits longer than 60 s are lost; planned breaks and maintenance are not planned production time.</source>
        <translation>Laufzeit / geplante Produktionszeit. Stillstand, angehalten, Störung, offline und Wartezeiten über 60 s gehen verloren; geplante Pausen und Wartung sind keine geplante Produktionszeit.</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Ideal card time of the profile x total count / run time. Waits up to 60 s are lost here. Above 100 % it is shown as it is: then the ideal time looks wrong.</source>
        <translation>Ideale Kartenzeit des Profils x Gesamtzahl / Laufzeit. Wartezeiten bis 60 s gehen hier verloren. Über 100 % wird der Wert gezeigt, wie er ist: Dann wirkt die Idealzeit falsch.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>First-pass good / total count.</source>
        <translation>Direktläufer / Gesamtzahl.</translation>
    </message>
    <message>
        <source>OEE</source>
        <translation>OEE</translation>
    </message>
    <message>
        <source>Availability x Performance x Quality.</source>
        <translation>Verfügbarkeit x Leistung x Qualität.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>85 % of what the stations could make in their planned time at the profile&apos;s ideal card time. Plan attainment = good / planned for the same time.</source>
        <translation>85 % dessen, was die Stationen in ihrer geplanten Zeit bei der idealen Kartenzeit des Profils schaffen könnten. Planerfüllung = gut / geplant für dieselbe Zeit.</translation>
    </message>
    <message>
        <source>Idle reasons</source>
        <translation>Stillstandsgründe</translation>
    </message>
    <message>
        <source>Station minutes idle or held for longer than 120 s, by the reason that people gave.</source>
        <translation>Stationsminuten im Stillstand oder angehalten über 120 s, nach dem angegebenen Grund.</translation>
    </message>
    <message>
        <source>Station state time</source>
        <translation>Zeit je Stationszustand</translation>
    </message>
    <message>
        <source>Share of each station&apos;s time by what the station did.</source>
        <translation>Anteile der Zeit jeder Station nach dem, was sie tat.</translation>
    </message>
    <message>
        <source>Reject reasons</source>
        <translation>Ausschussgründe</translation>
    </message>
    <message>
        <source>Rejects by failure, the most frequent first, with their cumulative share.</source>
        <translation>Ausschuss nach Fehler, der häufigste zuerst, mit kumuliertem Anteil.</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting: HSM</source>
        <translation>Wartet: HSM</translation>
    </message>
    <message>
        <source>Waiting: card</source>
        <translation>Wartet: Karte</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Stillstand</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>Kein Grund angegeben</translation>
    </message>
    <message>
        <source>No job</source>
        <translation>Kein Auftrag</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Freigabe fehlt</translation>
    </message>
    <message>
        <source>Cards out</source>
        <translation>Karten fehlen</translation>
    </message>
    <message>
        <source>Ribbon/foil out</source>
        <translation>Farbband/Folie leer</translation>
    </message>
    <message>
        <source>Changeover</source>
        <translation>Umrüsten</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Reinigung</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>HSM/keys</source>
        <translation>HSM/Schlüssel</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Without a reason</source>
        <translation>Ohne Grund</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>Fertig um</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Floor</source>
        <translation>Fertigung</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>Keys &amp; HSMs</source>
        <translation>Schlüssel &amp; HSMs</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>Stationen</translation>
    </message>
    <message>
        <source>Floor set-up</source>
        <translation>Einrichtung</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>balances</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>differs by %1</source>
        <translation>Differenz %1</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>remake open</source>
        <translation>nachzufertigen</translation>
    </message>
    <message>
        <source>in stations</source>
        <translation>in Stationen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>ungeklärt</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>blanks in</source>
        <translation>Rohlinge</translation>
    </message>
    <message>
        <source>spoiled</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>Job number</source>
        <translation>Auftragsnummer</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>SHA-256 der Datei</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>SHA-256 of the profile</source>
        <translation>SHA-256 des Profils</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>First card</source>
        <translation>Erste Karte</translation>
    </message>
    <message>
        <source>Last card</source>
        <translation>Letzte Karte</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Records remade</source>
        <translation>Nachgefertigt</translation>
    </message>
    <message>
        <source>Remakes</source>
        <translation>Nachfertigungen</translation>
    </message>
    <message>
        <source>Rejects by reason</source>
        <translation>Ausschuss nach Grund</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Untouched</source>
        <translation>Unberührt</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>Ungeklärt</translation>
    </message>
    <message>
        <source>Scrapped</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>No card was rejected.</source>
        <translation>Keine Karte wurde ausgesteuert.</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>Stationen</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Ausgesteuert</translation>
    </message>
    <message>
        <source>No card came to a station.</source>
        <translation>Keine Karte kam in eine Station.</translation>
    </message>
    <message>
        <source>Records in doubt or open</source>
        <translation>Ungeklärte oder offene Datensätze</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>No record is in doubt or open.</source>
        <translation>Kein Datensatz ist ungeklärt oder offen.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Nothing had to be decided.</source>
        <translation>Nichts war zu entscheiden.</translation>
    </message>
    <message>
        <source>Job report</source>
        <translation>Auftragsbericht</translation>
    </message>
    <message>
        <source>Interim job report</source>
        <translation>Zwischenbericht zum Auftrag</translation>
    </message>
    <message>
        <source>DEMO, TEST KEYS</source>
        <translation>DEMO, TESTSCHLÜSSEL</translation>
    </message>
    <message>
        <source>Operator, date</source>
        <translation>Bedienung, Datum</translation>
    </message>
    <message>
        <source>Reviewer, date</source>
        <translation>Prüfung, Datum</translation>
    </message>
    <message>
        <source>Stationmaster. Made %1.</source>
        <translation>Stationmaster. Erstellt am %1.</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>SetupRows</name>
    <message>
        <source>Machine %1: %2</source>
        <translation>Maschine %1: %2</translation>
    </message>
    <message>
        <source>Gets another name</source>
        <translation>Heißt dann anders</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>It is not on the floor.</source>
        <translation>Sie ist nicht in der Fertigung.</translation>
    </message>
    <message>
        <source>Waits for its card</source>
        <translation>Wartet auf ihre Karte</translation>
    </message>
    <message>
        <source>It is held, and becomes what was applied when its card has left.</source>
        <translation>Sie ist angehalten und wird zu dem, was übernommen wurde, sobald ihre Karte sie verlassen hat.</translation>
    </message>
    <message>
        <source>Could not be made</source>
        <translation>Nicht einrichtbar</translation>
    </message>
    <message>
        <source>Not right yet</source>
        <translation>Noch nicht richtig</translation>
    </message>
    <message>
        <source>Is tested next</source>
        <translation>Wird gleich geprüft</translation>
    </message>
    <message>
        <source>Is tested now</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>In use: not tested</source>
        <translation>Belegt: nicht geprüft</translation>
    </message>
    <message>
        <source>Always there</source>
        <translation>Immer da</translation>
    </message>
    <message>
        <source>A virtual station is always there.</source>
        <translation>Eine virtuelle Station ist immer da.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>%1 answers. No card lies in it.</source>
        <translation>%1 antwortet. Es liegt keine Karte darin.</translation>
    </message>
    <message>
        <source>Answers, with a card</source>
        <translation>Antwortet, mit Karte</translation>
    </message>
    <message>
        <source>%1 answers. A card lies in it; its answer to reset (ATR) is %2.</source>
        <translation>%1 antwortet. Eine Karte liegt darin; ihre Antwort auf das Rücksetzen (ATR) ist %2.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
</context>
<context>
    <name>SetupText</name>
    <message>
        <source>Another station has the reader %1, slot %2, already. Choose another one.</source>
        <translation>Eine andere Station hat den Leser %1, Einschub %2, schon. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Another station or an HSM has the reader %1 already. Choose another one.</source>
        <translation>Eine andere Station oder ein HSM hat den Leser %1 schon. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>%1 is no absolute path: it has to begin with a slash.</source>
        <translation>%1 ist kein absoluter Pfad: Er muss mit einem Schrägstrich beginnen.</translation>
    </message>
    <message>
        <source>floor.json does not say at which address stations come in over the network (stationDoor: listen, certificate, key). Write it there first.</source>
        <translation>floor.json nennt keine Adresse, an der Stationen über das Netz hereinkommen (stationDoor: listen, certificate, key). Tragen Sie sie zuerst dort ein.</translation>
    </message>
    <message>
        <source>floor.json does not say at which socket programs of this computer come in (stationDoor: local). Write it there first.</source>
        <translation>floor.json nennt keinen Socket, an dem Programme dieses Rechners hereinkommen (stationDoor: local). Tragen Sie ihn zuerst dort ein.</translation>
    </message>
    <message>
        <source>No port is named. Choose one, or type its path.</source>
        <translation>Es ist kein Anschluss genannt. Wählen Sie einen oder tippen Sie seinen Pfad ein.</translation>
    </message>
    <message>
        <source>Something else on the floor has %1 already. Choose another port.</source>
        <translation>Etwas anderes in der Fertigung hat %1 schon. Wählen Sie einen anderen Anschluss.</translation>
    </message>
    <message>
        <source>The file with the key of the line is missing. Type its absolute path.</source>
        <translation>Die Datei mit dem Schlüssel der Leitung fehlt. Tippen Sie ihren absoluten Pfad ein.</translation>
    </message>
    <message>
        <source>The file with the key of the line can not be %1.</source>
        <translation>Die Datei mit dem Schlüssel der Leitung kann nicht %1 sein.</translation>
    </message>
    <message numerus="yes">
        <source>A fingerprint has 64 hexadecimal digits; here are %n characters.</source>
        <translation>
            <numerusform>Ein Fingerabdruck hat 64 hexadezimale Ziffern; hier steht %n Zeichen.</numerusform>
            <numerusform>Ein Fingerabdruck hat 64 hexadezimale Ziffern; hier stehen %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Virtual</source>
        <translation>Virtuell</translation>
    </message>
    <message>
        <source>Reader here</source>
        <translation>Leser hier</translation>
    </message>
    <message>
        <source>Network (TLS)</source>
        <translation>Netz (TLS)</translation>
    </message>
    <message>
        <source>Serial line</source>
        <translation>Serielle Leitung</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Cards in memory</source>
        <translation>Karten im Speicher</translation>
    </message>
    <message>
        <source>Serial number %1</source>
        <translation>Seriennummer %1</translation>
    </message>
    <message>
        <source>Serial number %1, slot %2</source>
        <translation>Seriennummer %1, Einschub %2</translation>
    </message>
    <message>
        <source>A key that persons let in</source>
        <translation>Von Personen eingelassen</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>A program of this user</source>
        <translation>Programm dieses Benutzers</translation>
    </message>
    <message>
        <source>Is added</source>
        <translation>Kommt dazu</translation>
    </message>
    <message>
        <source>Goes</source>
        <translation>Entfällt</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Ändert sich</translation>
    </message>
    <message>
        <source>Machine %1 (%2) is added.</source>
        <translation>Maschine %1 (%2) kommt dazu.</translation>
    </message>
    <message>
        <source>Machine %1 (%2) goes.</source>
        <translation>Maschine %1 (%2) entfällt.</translation>
    </message>
    <message>
        <source>Machine %1 is called %2 instead of %3.</source>
        <translation>Maschine %1 heißt %2 statt %3.</translation>
    </message>
    <message>
        <source>HSMs</source>
        <translation>HSMs</translation>
    </message>
    <message>
        <source>how stations come in</source>
        <translation>wie Stationen hereinkommen</translation>
    </message>
    <message>
        <source>control devices of machines</source>
        <translation>Steuergeräte der Maschinen</translation>
    </message>
    <message>
        <source>virtual cards</source>
        <translation>virtuelle Karten</translation>
    </message>
    <message>
        <source>name of the floor</source>
        <translation>Name der Fertigung</translation>
    </message>
    <message>
        <source>key of job files</source>
        <translation>Schlüssel der Auftragsdateien</translation>
    </message>
    <message>
        <source>A floor has at least one station. Add one.</source>
        <translation>Eine Fertigung hat mindestens eine Station. Fügen Sie eine hinzu.</translation>
    </message>
    <message>
        <source>No reader is named. Choose one that is plugged in, or type what it is known by.</source>
        <translation>Es ist kein Leser genannt. Wählen Sie einen, der eingesteckt ist, oder tippen Sie ein, woran er zu erkennen ist.</translation>
    </message>
    <message>
        <source>%1 is added.</source>
        <translation>%1 kommt dazu.</translation>
    </message>
    <message>
        <source>%1 goes when its card has left.</source>
        <translation>%1 entfällt, sobald ihre Karte sie verlassen hat.</translation>
    </message>
    <message>
        <source>%1 goes.</source>
        <translation>%1 entfällt.</translation>
    </message>
    <message>
        <source>%1 changes when its card has left.</source>
        <translation>%1 ändert sich, sobald ihre Karte sie verlassen hat.</translation>
    </message>
    <message>
        <source>%1 changes.</source>
        <translation>%1 ändert sich.</translation>
    </message>
    <message>
        <source>This reader tells a serial number. Known by that, the station stays the same whatever is plugged in first.</source>
        <translation>Dieser Leser nennt eine Seriennummer. Daran erkannt, bleibt die Station dieselbe, was auch immer zuerst eingesteckt wird.</translation>
    </message>
    <message>
        <source>No reader is plugged in now, or pcscd does not run.</source>
        <translation>Jetzt ist kein Leser eingesteckt, oder pcscd läuft nicht.</translation>
    </message>
    <message>
        <source>It tells no serial number: beside a second one of its make, the order of plugging in decides which of them this is.</source>
        <translation>Er nennt keine Seriennummer: Neben einem zweiten gleicher Bauart entscheidet die Reihenfolge des Einsteckens, welcher von beiden das ist.</translation>
    </message>
    <message>
        <source>No reader has this name now.</source>
        <translation>Jetzt hat kein Leser diesen Namen.</translation>
    </message>
    <message>
        <source>Plugged in now as %1.</source>
        <translation>Jetzt eingesteckt als %1.</translation>
    </message>
    <message>
        <source>Most readers show it in their name, in brackets.</source>
        <translation>Die meisten Leser zeigen sie in ihrem Namen, in Klammern.</translation>
    </message>
    <message>
        <source>No reader with this number and slot is plugged in now.</source>
        <translation>Jetzt ist kein Leser mit dieser Nummer und diesem Einschub eingesteckt.</translation>
    </message>
    <message>
        <source>This name may mean another device after a restart. Names below /dev/serial stay.</source>
        <translation>Dieser Name kann nach einem Neustart ein anderes Gerät meinen. Namen unter /dev/serial bleiben.</translation>
    </message>
    <message>
        <source>This port is not there now.</source>
        <translation>Dieser Anschluss ist jetzt nicht da.</translation>
    </message>
    <message>
        <source>No serial device is plugged in now.</source>
        <translation>Jetzt ist kein serielles Gerät eingesteckt.</translation>
    </message>
    <message>
        <source>Goes later</source>
        <translation>Entfällt später</translation>
    </message>
    <message>
        <source>Changes later</source>
        <translation>Ändert sich später</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Required field is empty</source>
        <translation>Pflichtfeld ist leer</translation>
    </message>
    <message>
        <source>Wrong format</source>
        <translation>Falsches Format</translation>
    </message>
    <message>
        <source>Check digit is wrong</source>
        <translation>Prüfziffer ist falsch</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>Zu lang</translation>
    </message>
    <message>
        <source>Character can not be produced</source>
        <translation>Zeichen nicht darstellbar</translation>
    </message>
    <message>
        <source>Duplicate in the file</source>
        <translation>Doppelt in der Datei</translation>
    </message>
    <message>
        <source>Produced before</source>
        <translation>Bereits gefertigt</translation>
    </message>
    <message>
        <source>Already queued</source>
        <translation>Bereits eingereiht</translation>
    </message>
    <message>
        <source>Wrong number of columns</source>
        <translation>Falsche Spaltenzahl</translation>
    </message>
    <message>
        <source>Unknown product</source>
        <translation>Unbekanntes Produkt</translation>
    </message>
    <message>
        <source>Picture is missing</source>
        <translation>Bild fehlt</translation>
    </message>
    <message>
        <source>Wrong character encoding</source>
        <translation>Falsche Zeichenkodierung</translation>
    </message>
    <message>
        <source>Date is in the past</source>
        <translation>Datum liegt in der Vergangenheit</translation>
    </message>
    <message>
        <source>Records are not in order</source>
        <translation>Datensätze nicht in Reihenfolge</translation>
    </message>
    <message>
        <source>Check sum or trailer count is wrong</source>
        <translation>Prüfsumme oder Schlusszahl ist falsch</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Schließt ab</translation>
    </message>
    <message>
        <source>Waiting: HSM</source>
        <translation>Wartet: HSM</translation>
    </message>
    <message>
        <source>Waiting: card</source>
        <translation>Wartet: Karte</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>No session</source>
        <translation>Keine Sitzung</translation>
    </message>
    <message>
        <source>Present card object</source>
        <translation>Kartenobjekt vorlegen</translation>
    </message>
    <message>
        <source>Wait for card</source>
        <translation>Auf Karte warten</translation>
    </message>
    <message>
        <source>Identify card</source>
        <translation>Karte erkennen</translation>
    </message>
    <message>
        <source>Prepare data and keys</source>
        <translation>Daten und Schlüssel bereiten</translation>
    </message>
    <message>
        <source>Open secure channel</source>
        <translation>Sicheren Kanal öffnen</translation>
    </message>
    <message>
        <source>Write card</source>
        <translation>Karte beschreiben</translation>
    </message>
    <message>
        <source>Seal card</source>
        <translation>Karte versiegeln</translation>
    </message>
    <message>
        <source>Confirm completion</source>
        <translation>Abschluss bestätigen</translation>
    </message>
    <message>
        <source>Eject card</source>
        <translation>Karte auswerfen</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Wird importiert</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Holding</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Complete, records open</source>
        <translation>Fertig, Datensätze offen</translation>
    </message>
    <message>
        <source>Aborted</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Blocking</source>
        <translation>Sperrend</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>short</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Fin</source>
        <comment>short</comment>
        <translation>Endet</translation>
    </message>
    <message>
        <source>HSM</source>
        <comment>short</comment>
        <translation>HSM</translation>
    </message>
    <message>
        <source>Card</source>
        <comment>short</comment>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Idle</source>
        <comment>short</comment>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Held</source>
        <comment>short</comment>
        <translation>Halt</translation>
    </message>
    <message>
        <source>Fault</source>
        <comment>short</comment>
        <translation>Stör.</translation>
    </message>
    <message>
        <source>Maint</source>
        <comment>short</comment>
        <translation>Wartg.</translation>
    </message>
    <message>
        <source>Off</source>
        <comment>short</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Warn</source>
        <comment>short</comment>
        <translation>Warn.</translation>
    </message>
</context>
<context>
    <name>StationLog</name>
    <message>
        <source>Card good</source>
        <translation>Karte gut</translation>
    </message>
    <message>
        <source>Card to quarantine: %1</source>
        <translation>Karte in Quarantäne: %1</translation>
    </message>
    <message>
        <source>Card given back untouched: %1</source>
        <translation>Karte unberührt zurückgegeben: %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Gestoppt: %1</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Fortgesetzt</translation>
    </message>
    <message>
        <source>Continued after fault</source>
        <translation>Nach Störung weiter</translation>
    </message>
    <message>
        <source>Link restored</source>
        <translation>Verbindung wieder da</translation>
    </message>
</context>
<context>
    <name>StationText</name>
    <message>
        <source>Its key is not on the list.</source>
        <translation>Ihr Schlüssel steht nicht auf der Liste.</translation>
    </message>
    <message>
        <source>Compare its fingerprint and accept it above, or refuse it.</source>
        <translation>Vergleichen Sie ihren Fingerabdruck und nehmen Sie sie oben an, oder lehnen Sie sie ab.</translation>
    </message>
    <message>
        <source>It showed no certificate.</source>
        <translation>Sie hat kein Zertifikat gezeigt.</translation>
    </message>
    <message>
        <source>No station does that. Find out which program connects from that address.</source>
        <translation>Das tut keine Station. Finden Sie heraus, welches Programm sich von dieser Adresse verbindet.</translation>
    </message>
    <message>
        <source>Its certificate has expired.</source>
        <translation>Ihr Zertifikat ist abgelaufen.</translation>
    </message>
    <message>
        <source>Make a new certificate at the station, with the same key: its fingerprint stays.</source>
        <translation>Erstellen Sie an der Station ein neues Zertifikat mit demselben Schlüssel: ihr Fingerabdruck bleibt.</translation>
    </message>
    <message>
        <source>Its certificate is not valid yet.</source>
        <translation>Ihr Zertifikat ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>Compare the clocks of both computers.</source>
        <translation>Vergleichen Sie die Uhren beider Rechner.</translation>
    </message>
    <message>
        <source>It does not speak TLS 1.3.</source>
        <translation>Sie spricht kein TLS 1.3.</translation>
    </message>
    <message>
        <source>Update the station&apos;s computer.</source>
        <translation>Aktualisieren Sie den Rechner der Station.</translation>
    </message>
    <message>
        <source>It did not take this console&apos;s certificate.</source>
        <translation>Sie hat das Zertifikat dieser Konsole nicht angenommen.</translation>
    </message>
    <message>
        <source>Write this console&apos;s fingerprint into the station&apos;s file of pins.</source>
        <translation>Tragen Sie den Fingerabdruck dieser Konsole in die Datei der Station ein (--pins).</translation>
    </message>
    <message>
        <source>It runs as another user of this computer.</source>
        <translation>Sie läuft unter einem anderen Benutzer dieses Rechners.</translation>
    </message>
    <message>
        <source>Start it as the user of this console.</source>
        <translation>Starten Sie sie unter dem Benutzer dieser Konsole.</translation>
    </message>
    <message>
        <source>Its certificate can not be used.</source>
        <translation>Ihr Zertifikat ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>Make a new certificate at the station.</source>
        <translation>Erstellen Sie an der Station ein neues Zertifikat.</translation>
    </message>
    <message>
        <source>Its key may not take this place.</source>
        <translation>Ihr Schlüssel ist für diesen Platz nicht zugelassen.</translation>
    </message>
    <message>
        <source>Accept it for this place above, or correct the place it asks for.</source>
        <translation>Nehmen Sie sie oben für diesen Platz an, oder berichtigen Sie den Platz, um den sie bittet.</translation>
    </message>
    <message>
        <source>Another station&apos;s program has this place.</source>
        <translation>Das Programm einer anderen Station hat diesen Platz.</translation>
    </message>
    <message>
        <source>Give one of the two another place, or end it.</source>
        <translation>Geben Sie einer der beiden einen anderen Platz, oder beenden Sie sie.</translation>
    </message>
    <message>
        <source>This floor has no such place for a station.</source>
        <translation>Diese Fertigung hat keinen solchen Platz für eine Station.</translation>
    </message>
    <message>
        <source>Correct the place it asks for, or add it to floor.json.</source>
        <translation>Berichtigen Sie den Platz, um den sie bittet, oder ergänzen Sie ihn in floor.json.</translation>
    </message>
    <message>
        <source>This line belongs to another place.</source>
        <translation>Diese Leitung gehört zu einem anderen Platz.</translation>
    </message>
    <message>
        <source>Correct the place it asks for, or swap the lines.</source>
        <translation>Berichtigen Sie den Platz, um den sie bittet, oder tauschen Sie die Leitungen.</translation>
    </message>
    <message>
        <source>This place is not one for TLS.</source>
        <translation>Dieser Platz ist keiner für TLS.</translation>
    </message>
    <message>
        <source>Correct the place it asks for, or its kind in floor.json.</source>
        <translation>Berichtigen Sie den Platz, um den sie bittet, oder seine Art in floor.json.</translation>
    </message>
    <message>
        <source>This place is not one for this computer.</source>
        <translation>Dieser Platz ist keiner für diesen Rechner.</translation>
    </message>
    <message>
        <source>Its program has another version.</source>
        <translation>Ihr Programm hat eine andere Version.</translation>
    </message>
    <message>
        <source>Install the same version at the station as here.</source>
        <translation>Installieren Sie an der Station dieselbe Version wie hier.</translation>
    </message>
    <message>
        <source>It did not say in time which station it is.</source>
        <translation>Sie hat nicht rechtzeitig gesagt, welche Station sie ist.</translation>
    </message>
    <message>
        <source>Start the station&apos;s program again.</source>
        <translation>Starten Sie das Programm der Station neu.</translation>
    </message>
    <message>
        <source>Its key was revoked.</source>
        <translation>Ihr Schlüssel wurde gesperrt.</translation>
    </message>
    <message>
        <source>Let another station in for this place.</source>
        <translation>Lassen Sie eine andere Station für diesen Platz zu.</translation>
    </message>
    <message>
        <source>It has connected anew.</source>
        <translation>Sie hat sich neu verbunden.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>It came with the epoch of an older connection, as a copy would.</source>
        <translation>Sie kam mit der Epoche einer älteren Verbindung, wie es eine Kopie täte.</translation>
    </message>
    <message>
        <source>Find out whether the station&apos;s program runs twice. Call the security officer if not.</source>
        <translation>Finden Sie heraus, ob das Programm der Station zweimal läuft. Rufen Sie sonst die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>Check the station&apos;s computer and its network. It comes back by itself.</source>
        <translation>Prüfen Sie den Rechner der Station und sein Netz. Sie kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>Check the cable of the line and the station&apos;s program. It comes back by itself.</source>
        <translation>Prüfen Sie das Kabel der Leitung und das Programm der Station. Sie kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Serial line</source>
        <translation>Serielle Leitung</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>%1, %2 baud</source>
        <translation>%1, %2 Baud</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Link lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>Noch nicht verbunden</translation>
    </message>
    <message>
        <source>No station has come for this place since the start.</source>
        <translation>Für diesen Platz ist seit dem Start keine Station gekommen.</translation>
    </message>
    <message>
        <source>The link was lost.</source>
        <translation>Die Verbindung ging verloren.</translation>
    </message>
    <message>
        <source>The link to the station is lost.</source>
        <translation>Die Verbindung zur Station ist verloren.</translation>
    </message>
    <message>
        <source>The station has not connected yet.</source>
        <translation>Die Station hat sich noch nicht verbunden.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Lost</source>
        <comment>short</comment>
        <translation>Weg</translation>
    </message>
</context>
<context>
    <name>Stations</name>
    <message>
        <source>one person is enough</source>
        <translation>eine Person genügt</translation>
    </message>
    <message>
        <source>0 of 2</source>
        <translation>0 von 2</translation>
    </message>
    <message>
        <source>1 of 2: %1, for %2</source>
        <translation>1 von 2: %1, für %2</translation>
    </message>
    <message>
        <source>the key of the line</source>
        <translation>der Schlüssel der Leitung</translation>
    </message>
    <message>
        <source>the user of this console</source>
        <translation>der Benutzer dieser Konsole</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>No key may take this place yet.</source>
        <translation>Für diesen Platz ist noch kein Schlüssel zugelassen.</translation>
    </message>
    <message>
        <source>Start a station that asks for it. Accept its fingerprint above.</source>
        <translation>Starten Sie eine Station, die um ihn bittet. Nehmen Sie ihren Fingerabdruck oben an.</translation>
    </message>
</context>
<context>
    <name>StatusWord</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>warning, no details</source>
        <translation>Warnung, keine Einzelheiten</translation>
    </message>
    <message>
        <source>part of the data may be corrupted</source>
        <translation>Teil der Daten möglicherweise verfälscht</translation>
    </message>
    <message>
        <source>worn memory, card pulled while it was written</source>
        <translation>verschlissener Speicher, Karte beim Beschreiben herausgezogen</translation>
    </message>
    <message>
        <source>end of file before Le bytes</source>
        <translation>Dateiende vor Le Bytes erreicht</translation>
    </message>
    <message>
        <source>file shorter than the profile expects</source>
        <translation>Datei kürzer, als das Profil erwartet</translation>
    </message>
    <message>
        <source>selected file deactivated, or card locked</source>
        <translation>gewählte Datei deaktiviert oder Karte gesperrt</translation>
    </message>
    <message>
        <source>card life cycle is CARD_LOCKED</source>
        <translation>Lebenszyklus der Karte ist CARD_LOCKED</translation>
    </message>
    <message>
        <source>file control information has another format</source>
        <translation>Dateisteuerinformation hat ein anderes Format</translation>
    </message>
    <message>
        <source>selected file is in termination state</source>
        <translation>gewählte Datei ist im Endzustand</translation>
    </message>
    <message>
        <source>authentication failed</source>
        <translation>Authentisierung fehlgeschlagen</translation>
    </message>
    <message>
        <source>wrong key set or key version, card already personalized with its own keys</source>
        <translation>falscher Schlüsselsatz oder falsche Schlüsselversion, Karte schon mit eigenen Schlüsseln personalisiert</translation>
    </message>
    <message>
        <source>more data available</source>
        <translation>weitere Daten verfügbar</translation>
    </message>
    <message>
        <source>file filled by the last write</source>
        <translation>Datei durch den letzten Schreibvorgang voll</translation>
    </message>
    <message>
        <source>no precise diagnosis, state unchanged</source>
        <translation>keine genaue Diagnose, Zustand unverändert</translation>
    </message>
    <message>
        <source>memory failure</source>
        <translation>Speicherfehler</translation>
    </message>
    <message>
        <source>worn chip, power lost during a write</source>
        <translation>verschlissener Chip, Stromausfall beim Schreiben</translation>
    </message>
    <message>
        <source>wrong length</source>
        <translation>falsche Länge</translation>
    </message>
    <message>
        <source>Lc does not fit the data, or the reader cut the command</source>
        <translation>Lc passt nicht zu den Daten, oder der Leser hat das Kommando gekürzt</translation>
    </message>
    <message>
        <source>logical channel not supported</source>
        <translation>logischer Kanal nicht unterstützt</translation>
    </message>
    <message>
        <source>secure messaging not supported</source>
        <translation>Secure Messaging nicht unterstützt</translation>
    </message>
    <message>
        <source>wrong application selected</source>
        <translation>falsche Anwendung gewählt</translation>
    </message>
    <message>
        <source>last command of the chain expected</source>
        <translation>letztes Kommando der Kette erwartet</translation>
    </message>
    <message>
        <source>command chaining not supported</source>
        <translation>Kommandoverkettung nicht unterstützt</translation>
    </message>
    <message>
        <source>security status not satisfied</source>
        <translation>Sicherheitszustand nicht erfüllt</translation>
    </message>
    <message>
        <source>no secure channel, level too low, MAC chain broken by a lost command</source>
        <translation>kein sicherer Kanal, Stufe zu niedrig, MAC-Kette durch ein verlorenes Kommando unterbrochen</translation>
    </message>
    <message>
        <source>authentication method blocked</source>
        <translation>Authentisierungsverfahren gesperrt</translation>
    </message>
    <message>
        <source>too many wrong attempts</source>
        <translation>zu viele Fehlversuche</translation>
    </message>
    <message>
        <source>reference data not usable</source>
        <translation>Referenzdaten nicht verwendbar</translation>
    </message>
    <message>
        <source>conditions of use not satisfied</source>
        <translation>Nutzungsbedingungen nicht erfüllt</translation>
    </message>
    <message>
        <source>step out of order, card in another life cycle state, application already there</source>
        <translation>Schritt in falscher Reihenfolge, Karte in anderem Lebenszykluszustand, Anwendung schon vorhanden</translation>
    </message>
    <message>
        <source>command not allowed, no file selected</source>
        <translation>Kommando nicht erlaubt, keine Datei gewählt</translation>
    </message>
    <message>
        <source>secure messaging object missing</source>
        <translation>Secure-Messaging-Objekt fehlt</translation>
    </message>
    <message>
        <source>secure messaging object wrong</source>
        <translation>Secure-Messaging-Objekt falsch</translation>
    </message>
    <message>
        <source>MAC wrong: other session keys, or a command was lost</source>
        <translation>MAC falsch: andere Sitzungsschlüssel, oder ein Kommando ging verloren</translation>
    </message>
    <message>
        <source>wrong data</source>
        <translation>falsche Daten</translation>
    </message>
    <message>
        <source>a value of the record or a tag that the application does not take</source>
        <translation>ein Wert des Datensatzes oder ein Tag, den die Anwendung nicht annimmt</translation>
    </message>
    <message>
        <source>function not supported</source>
        <translation>Funktion nicht unterstützt</translation>
    </message>
    <message>
        <source>card locked, or another card type</source>
        <translation>Karte gesperrt oder anderer Kartentyp</translation>
    </message>
    <message>
        <source>file or application not found</source>
        <translation>Datei oder Anwendung nicht gefunden</translation>
    </message>
    <message>
        <source>wrong card type, application not installed</source>
        <translation>falscher Kartentyp, Anwendung nicht installiert</translation>
    </message>
    <message>
        <source>record not found</source>
        <translation>Satz nicht gefunden</translation>
    </message>
    <message>
        <source>file has fewer records than the profile expects</source>
        <translation>Datei hat weniger Sätze, als das Profil erwartet</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>nicht genug Speicher</translation>
    </message>
    <message>
        <source>card already carries applications, or is of a smaller type</source>
        <translation>Karte trägt schon Anwendungen oder ist ein kleinerer Typ</translation>
    </message>
    <message>
        <source>Lc does not fit the TLV structure</source>
        <translation>Lc passt nicht zur TLV-Struktur</translation>
    </message>
    <message>
        <source>wrong P1 P2</source>
        <translation>falsches P1 P2</translation>
    </message>
    <message>
        <source>profile made for another card version</source>
        <translation>Profil für eine andere Kartenversion gemacht</translation>
    </message>
    <message>
        <source>Lc does not fit P1 P2</source>
        <translation>Lc passt nicht zu P1 P2</translation>
    </message>
    <message>
        <source>referenced data not found</source>
        <translation>referenzierte Daten nicht gefunden</translation>
    </message>
    <message>
        <source>key version or data object not on the card</source>
        <translation>Schlüsselversion oder Datenobjekt nicht auf der Karte</translation>
    </message>
    <message>
        <source>file exists already</source>
        <translation>Datei gibt es schon</translation>
    </message>
    <message>
        <source>card was personalized before</source>
        <translation>Karte wurde schon personalisiert</translation>
    </message>
    <message>
        <source>DF name exists already</source>
        <translation>DF-Name gibt es schon</translation>
    </message>
    <message>
        <source>offset outside the file</source>
        <translation>Offset außerhalb der Datei</translation>
    </message>
    <message>
        <source>file smaller than the profile expects</source>
        <translation>Datei kleiner, als das Profil erwartet</translation>
    </message>
    <message>
        <source>instruction not supported</source>
        <translation>Instruktion nicht unterstützt</translation>
    </message>
    <message>
        <source>wrong application selected, or another card type</source>
        <translation>falsche Anwendung gewählt oder anderer Kartentyp</translation>
    </message>
    <message>
        <source>class not supported</source>
        <translation>Klasse nicht unterstützt</translation>
    </message>
    <message>
        <source>error without diagnosis</source>
        <translation>Fehler ohne Diagnose</translation>
    </message>
    <message>
        <source>exception inside the application</source>
        <translation>Ausnahme in der Anwendung</translation>
    </message>
    <message>
        <source>algorithm not supported</source>
        <translation>Algorithmus nicht unterstützt</translation>
    </message>
    <message>
        <source>key check value wrong</source>
        <translation>Prüfwert (KCV) falsch</translation>
    </message>
    <message>
        <source>key damaged, or wrapped under another key</source>
        <translation>Schlüssel beschädigt oder unter einem anderen Schlüssel verpackt</translation>
    </message>
    <message>
        <source>%1 more bytes available</source>
        <translation>%1 weitere Bytes verfügbar</translation>
    </message>
    <message>
        <source>%2 attempts left</source>
        <translation>noch %2 Versuche</translation>
    </message>
    <message>
        <source>wrong reference data</source>
        <translation>falsche Referenzdaten</translation>
    </message>
    <message>
        <source>warning, memory unchanged</source>
        <translation>Warnung, Speicher unverändert</translation>
    </message>
    <message>
        <source>warning, memory changed</source>
        <translation>Warnung, Speicher verändert</translation>
    </message>
    <message>
        <source>execution error, memory unchanged</source>
        <translation>Ausführungsfehler, Speicher unverändert</translation>
    </message>
    <message>
        <source>execution error, memory changed</source>
        <translation>Ausführungsfehler, Speicher verändert</translation>
    </message>
    <message>
        <source>security issue</source>
        <translation>Sicherheitsproblem</translation>
    </message>
    <message>
        <source>function in CLA not supported</source>
        <translation>Funktion im CLA nicht unterstützt</translation>
    </message>
    <message>
        <source>command not allowed</source>
        <translation>Kommando nicht erlaubt</translation>
    </message>
    <message>
        <source>wrong parameters</source>
        <translation>falsche Parameter</translation>
    </message>
    <message>
        <source>wrong Le, %1 bytes available</source>
        <translation>falsches Le, %1 Bytes verfügbar</translation>
    </message>
    <message>
        <source>defined by the application</source>
        <translation>von der Anwendung festgelegt</translation>
    </message>
</context>
<context>
    <name>Trace</name>
    <message>
        <source>File control parameters (FCP)</source>
        <translation>Dateisteuerparameter (FCP)</translation>
    </message>
    <message>
        <source>File management data (FMD)</source>
        <translation>Dateiverwaltungsdaten (FMD)</translation>
    </message>
    <message>
        <source>File control information (FCI)</source>
        <translation>Dateisteuerinformation (FCI)</translation>
    </message>
    <message>
        <source>Bytes of data in the file</source>
        <translation>Datenbytes in der Datei</translation>
    </message>
    <message>
        <source>Bytes of the file with structure</source>
        <translation>Bytes der Datei mit Struktur</translation>
    </message>
    <message>
        <source>File descriptor</source>
        <translation>Dateideskriptor</translation>
    </message>
    <message>
        <source>File identifier</source>
        <translation>Dateikennung</translation>
    </message>
    <message>
        <source>DF name (AID)</source>
        <translation>DF-Name (AID)</translation>
    </message>
    <message>
        <source>Proprietary information</source>
        <translation>Proprietäre Information</translation>
    </message>
    <message>
        <source>Security attributes, proprietary</source>
        <translation>Sicherheitsattribute, proprietär</translation>
    </message>
    <message>
        <source>Application priority or FCI extension</source>
        <translation>Anwendungspriorität oder FCI-Erweiterung</translation>
    </message>
    <message>
        <source>Short file identifier</source>
        <translation>Kurze Dateikennung (SFI)</translation>
    </message>
    <message>
        <source>Life cycle status</source>
        <translation>Lebenszyklusstatus</translation>
    </message>
    <message>
        <source>Security attributes by reference</source>
        <translation>Sicherheitsattribute, Verweis</translation>
    </message>
    <message>
        <source>Security attributes, compact</source>
        <translation>Sicherheitsattribute, kompakt</translation>
    </message>
    <message>
        <source>Security environment</source>
        <translation>Sicherheitsumgebung</translation>
    </message>
    <message>
        <source>Security attributes by data type</source>
        <translation>Sicherheitsattribute nach Datentyp</translation>
    </message>
    <message>
        <source>Proprietary information (FCI)</source>
        <translation>Proprietäre Information (FCI)</translation>
    </message>
    <message>
        <source>Security attributes, expanded</source>
        <translation>Sicherheitsattribute, erweitert</translation>
    </message>
    <message>
        <source>Application identifier (AID)</source>
        <translation>Anwendungskennung (AID)</translation>
    </message>
    <message>
        <source>Application label</source>
        <translation>Anwendungsbezeichnung</translation>
    </message>
    <message>
        <source>Discretionary data</source>
        <translation>Freie Daten</translation>
    </message>
    <message>
        <source>Application template</source>
        <translation>Anwendungsschablone</translation>
    </message>
    <message>
        <source>Discretionary data objects</source>
        <translation>Freie Datenobjekte</translation>
    </message>
    <message>
        <source>Data for processing options (PDOL)</source>
        <translation>Daten für Verarbeitungsoptionen (PDOL)</translation>
    </message>
    <message>
        <source>Longest data field of a command</source>
        <translation>Längstes Datenfeld eines Kommandos</translation>
    </message>
    <message>
        <source>Application life cycle data</source>
        <translation>Lebenszyklusdaten der Anwendung</translation>
    </message>
    <message>
        <source>FCI issuer discretionary data</source>
        <translation>Freie Herausgeberdaten (FCI)</translation>
    </message>
    <message>
        <source>Language preference</source>
        <translation>Bevorzugte Sprache</translation>
    </message>
    <message>
        <source>Issuer code table index</source>
        <translation>Zeichentabelle des Herausgebers</translation>
    </message>
    <message>
        <source>Application preferred name</source>
        <translation>Bevorzugter Anwendungsname</translation>
    </message>
    <message>
        <source>Issuer identification number</source>
        <translation>Herausgebernummer (IIN)</translation>
    </message>
    <message>
        <source>Track 1 data</source>
        <translation>Spur-1-Daten</translation>
    </message>
    <message>
        <source>Track 2 equivalent data</source>
        <translation>Spur-2-Äquivalent</translation>
    </message>
    <message>
        <source>Application PAN</source>
        <translation>PAN der Anwendung</translation>
    </message>
    <message>
        <source>Record template</source>
        <translation>Satzschablone</translation>
    </message>
    <message>
        <source>Issuer script template 1</source>
        <translation>Herausgeberskript, Schablone 1</translation>
    </message>
    <message>
        <source>Issuer script template 2</source>
        <translation>Herausgeberskript, Schablone 2</translation>
    </message>
    <message>
        <source>Response template 2</source>
        <translation>Antwortschablone 2</translation>
    </message>
    <message>
        <source>Response template 1</source>
        <translation>Antwortschablone 1</translation>
    </message>
    <message>
        <source>Application interchange profile</source>
        <translation>Anwendungsprofil (AIP)</translation>
    </message>
    <message>
        <source>DF name</source>
        <translation>DF-Name</translation>
    </message>
    <message>
        <source>Application priority indicator</source>
        <translation>Prioritätsanzeige der Anwendung</translation>
    </message>
    <message>
        <source>Authorisation response code</source>
        <translation>Autorisierungsantwort</translation>
    </message>
    <message>
        <source>CDOL1</source>
        <translation>CDOL1</translation>
    </message>
    <message>
        <source>CDOL2</source>
        <translation>CDOL2</translation>
    </message>
    <message>
        <source>Cardholder verification methods (CVM list)</source>
        <translation>Prüfverfahren für Karteninhaber (CVM-Liste)</translation>
    </message>
    <message>
        <source>Certification authority key index</source>
        <translation>Schlüsselindex der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Issuer public key certificate</source>
        <translation>Zertifikat des öffentlichen Herausgeberschlüssels</translation>
    </message>
    <message>
        <source>Issuer public key remainder</source>
        <translation>Rest des öffentlichen Herausgeberschlüssels</translation>
    </message>
    <message>
        <source>Signed static application data</source>
        <translation>Signierte statische Anwendungsdaten</translation>
    </message>
    <message>
        <source>Application file locator</source>
        <translation>Dateifundstellen der Anwendung (AFL)</translation>
    </message>
    <message>
        <source>Terminal verification results</source>
        <translation>Prüfergebnisse des Terminals (TVR)</translation>
    </message>
    <message>
        <source>TDOL</source>
        <translation>TDOL</translation>
    </message>
    <message>
        <source>Transaction certificate hash</source>
        <translation>Hash des Transaktionszertifikats</translation>
    </message>
    <message>
        <source>Transaction date</source>
        <translation>Transaktionsdatum</translation>
    </message>
    <message>
        <source>Transaction status</source>
        <translation>Transaktionsstatus</translation>
    </message>
    <message>
        <source>Transaction type</source>
        <translation>Transaktionsart</translation>
    </message>
    <message>
        <source>Directory file name</source>
        <translation>Name der Verzeichnisdatei</translation>
    </message>
    <message>
        <source>Cardholder name</source>
        <translation>Name des Karteninhabers</translation>
    </message>
    <message>
        <source>Expiry date</source>
        <translation>Ablaufdatum</translation>
    </message>
    <message>
        <source>Effective date</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Issuer country code</source>
        <translation>Ländercode des Herausgebers</translation>
    </message>
    <message>
        <source>Transaction currency code</source>
        <translation>Währungscode der Transaktion</translation>
    </message>
    <message>
        <source>Service code</source>
        <translation>Servicecode</translation>
    </message>
    <message>
        <source>PAN sequence number</source>
        <translation>PAN-Folgenummer</translation>
    </message>
    <message>
        <source>Issuer URL</source>
        <translation>URL des Herausgebers</translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation>IBAN</translation>
    </message>
    <message>
        <source>BIC</source>
        <translation>BIC</translation>
    </message>
    <message>
        <source>Amount, authorised</source>
        <translation>Betrag, autorisiert</translation>
    </message>
    <message>
        <source>Amount, other</source>
        <translation>Betrag, weiterer</translation>
    </message>
    <message>
        <source>Application discretionary data</source>
        <translation>Freie Anwendungsdaten</translation>
    </message>
    <message>
        <source>Application usage control</source>
        <translation>Nutzungssteuerung der Anwendung</translation>
    </message>
    <message>
        <source>Application version number</source>
        <translation>Versionsnummer der Anwendung</translation>
    </message>
    <message>
        <source>Cardholder name, extended</source>
        <translation>Name des Karteninhabers, lang</translation>
    </message>
    <message>
        <source>Issuer action code, default</source>
        <translation>Herausgeber-Aktionscode, Vorgabe</translation>
    </message>
    <message>
        <source>Issuer action code, denial</source>
        <translation>Herausgeber-Aktionscode, Ablehnung</translation>
    </message>
    <message>
        <source>Issuer action code, online</source>
        <translation>Herausgeber-Aktionscode, online</translation>
    </message>
    <message>
        <source>Issuer application data</source>
        <translation>Anwendungsdaten des Herausgebers</translation>
    </message>
    <message>
        <source>Last online transaction counter</source>
        <translation>Zähler der letzten Online-Transaktion</translation>
    </message>
    <message>
        <source>Lower consecutive offline limit</source>
        <translation>Untere Grenze für Offline-Folgen</translation>
    </message>
    <message>
        <source>PIN try counter</source>
        <translation>PIN-Fehlbedienungszähler</translation>
    </message>
    <message>
        <source>Terminal country code</source>
        <translation>Ländercode des Terminals</translation>
    </message>
    <message>
        <source>Track 1 discretionary data</source>
        <translation>Freie Daten Spur 1</translation>
    </message>
    <message>
        <source>Track 2 discretionary data</source>
        <translation>Freie Daten Spur 2</translation>
    </message>
    <message>
        <source>Upper consecutive offline limit</source>
        <translation>Obere Grenze für Offline-Folgen</translation>
    </message>
    <message>
        <source>Application cryptogram</source>
        <translation>Anwendungskryptogramm</translation>
    </message>
    <message>
        <source>Cryptogram information data</source>
        <translation>Kryptogramm-Informationsdaten</translation>
    </message>
    <message>
        <source>Issuer public key exponent</source>
        <translation>Exponent des öffentlichen Herausgeberschlüssels</translation>
    </message>
    <message>
        <source>Application transaction counter</source>
        <translation>Transaktionszähler der Anwendung (ATC)</translation>
    </message>
    <message>
        <source>Unpredictable number</source>
        <translation>Zufallszahl</translation>
    </message>
    <message>
        <source>PDOL</source>
        <translation>PDOL</translation>
    </message>
    <message>
        <source>Application currency code</source>
        <translation>Währungscode der Anwendung</translation>
    </message>
    <message>
        <source>Application currency exponent</source>
        <translation>Währungsexponent der Anwendung</translation>
    </message>
    <message>
        <source>ICC public key certificate</source>
        <translation>Zertifikat des öffentlichen ICC-Schlüssels</translation>
    </message>
    <message>
        <source>ICC public key exponent</source>
        <translation>Exponent des öffentlichen ICC-Schlüssels</translation>
    </message>
    <message>
        <source>ICC public key remainder</source>
        <translation>Rest des öffentlichen ICC-Schlüssels</translation>
    </message>
    <message>
        <source>DDOL</source>
        <translation>DDOL</translation>
    </message>
    <message>
        <source>Static data authentication tags</source>
        <translation>Kennzeichen der statischen Datenauthentisierung</translation>
    </message>
    <message>
        <source>Signed dynamic application data</source>
        <translation>Signierte dynamische Anwendungsdaten</translation>
    </message>
    <message>
        <source>ICC dynamic number</source>
        <translation>Dynamische ICC-Zahl</translation>
    </message>
    <message>
        <source>Log entry</source>
        <translation>Protokolleintrag</translation>
    </message>
    <message>
        <source>Log format</source>
        <translation>Protokollformat</translation>
    </message>
    <message>
        <source>Tag list</source>
        <translation>Kennzeichenliste</translation>
    </message>
    <message>
        <source>Executable module AID</source>
        <translation>AID des ausführbaren Moduls</translation>
    </message>
    <message>
        <source>Life cycle state</source>
        <translation>Lebenszykluszustand</translation>
    </message>
    <message>
        <source>Executable load file AID</source>
        <translation>AID der ausführbaren Ladedatei</translation>
    </message>
    <message>
        <source>Privileges</source>
        <translation>Privilegien</translation>
    </message>
    <message>
        <source>Security domain AID</source>
        <translation>AID der Security Domain</translation>
    </message>
    <message>
        <source>Executable load file version</source>
        <translation>Version der ausführbaren Ladedatei</translation>
    </message>
    <message>
        <source>Implicit selection</source>
        <translation>Implizite Auswahl</translation>
    </message>
    <message>
        <source>Key identifier</source>
        <translation>Schlüsselkennung</translation>
    </message>
    <message>
        <source>Key version</source>
        <translation>Schlüsselversion</translation>
    </message>
    <message>
        <source>Registry entry</source>
        <translation>Registereintrag</translation>
    </message>
    <message>
        <source>Application provider</source>
        <translation>Anwendungsanbieter</translation>
    </message>
    <message>
        <source>Contactless parameters</source>
        <translation>Kontaktlos-Parameter</translation>
    </message>
    <message>
        <source>Key usage</source>
        <translation>Schlüsselverwendung</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Contactless protocol parameters</source>
        <translation>Parameter des Kontaktlosprotokolls</translation>
    </message>
    <message>
        <source>Control reference template</source>
        <translation>Steuerverweis-Schablone (CRT)</translation>
    </message>
    <message>
        <source>Load file data block</source>
        <translation>Datenblock der Ladedatei</translation>
    </message>
    <message>
        <source>Code, bytes in non-volatile memory</source>
        <translation>Code, Bytes im nichtflüchtigen Speicher</translation>
    </message>
    <message>
        <source>Data, bytes in volatile memory</source>
        <translation>Daten, Bytes im flüchtigen Speicher</translation>
    </message>
    <message>
        <source>Data, bytes in non-volatile memory</source>
        <translation>Daten, Bytes im nichtflüchtigen Speicher</translation>
    </message>
    <message>
        <source>Application parameters</source>
        <translation>Anwendungsparameter</translation>
    </message>
    <message>
        <source>SIM toolkit parameters</source>
        <translation>SIM-Toolkit-Parameter</translation>
    </message>
    <message>
        <source>Global service parameters</source>
        <translation>Parameter globaler Dienste</translation>
    </message>
    <message>
        <source>Load file data block format</source>
        <translation>Format des Ladedatei-Datenblocks</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>Reserviert</translation>
    </message>
    <message>
        <source>Restrict parameter</source>
        <translation>Einschränkungsparameter</translation>
    </message>
    <message>
        <source>Cumulative granted memory</source>
        <translation>Insgesamt zugeteilter Speicher</translation>
    </message>
    <message>
        <source>Reserved non-volatile memory</source>
        <translation>Reservierter nichtflüchtiger Speicher</translation>
    </message>
    <message>
        <source>Volatile memory quota</source>
        <translation>Kontingent flüchtiger Speicher</translation>
    </message>
    <message>
        <source>Non-volatile memory quota</source>
        <translation>Kontingent nichtflüchtiger Speicher</translation>
    </message>
    <message>
        <source>Reserved volatile memory</source>
        <translation>Reservierter flüchtiger Speicher</translation>
    </message>
    <message>
        <source>UICC system parameters</source>
        <translation>UICC-Systemparameter</translation>
    </message>
    <message>
        <source>System parameters</source>
        <translation>Systemparameter</translation>
    </message>
    <message>
        <source>Object identifier</source>
        <translation>Objektkennung (OID)</translation>
    </message>
    <message>
        <source>Card image number</source>
        <translation>Kartenabbildnummer (CIN)</translation>
    </message>
    <message>
        <source>Card management type and version</source>
        <translation>Kartenverwaltung, Art und Version</translation>
    </message>
    <message>
        <source>Card identification scheme</source>
        <translation>Kartenidentifikationsschema</translation>
    </message>
    <message>
        <source>Secure channel protocol</source>
        <translation>Protokoll des sicheren Kanals</translation>
    </message>
    <message>
        <source>Card configuration details</source>
        <translation>Kartenkonfiguration</translation>
    </message>
    <message>
        <source>Card data</source>
        <translation>Kartendaten</translation>
    </message>
    <message>
        <source>Card capabilities</source>
        <translation>Kartenfähigkeiten</translation>
    </message>
    <message>
        <source>Card recognition data</source>
        <translation>Kartenerkennungsdaten</translation>
    </message>
    <message>
        <source>CPLC</source>
        <translation>CPLC</translation>
    </message>
    <message>
        <source>Key information data</source>
        <translation>Schlüsselinformationsdaten</translation>
    </message>
    <message>
        <source>Sequence counter of the key version</source>
        <translation>Folgezähler der Schlüsselversion</translation>
    </message>
    <message>
        <source>Key information template</source>
        <translation>Schlüsselinformations-Schablone</translation>
    </message>
    <message>
        <source>Extended card resources</source>
        <translation>Erweiterte Kartenressourcen</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>INS %1 (not known)</source>
        <translation>INS %1 (nicht bekannt)</translation>
    </message>
    <message>
        <source>No command APDU, %1 B</source>
        <translation>Keine Kommando-APDU, %1 B</translation>
    </message>
    <message>
        <source>Power up</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>CLA %1</source>
        <translation>CLA %1</translation>
    </message>
    <message>
        <source>ISO/IEC 7816</source>
        <translation>ISO/IEC 7816</translation>
    </message>
    <message>
        <source>GlobalPlatform or application</source>
        <translation>GlobalPlatform oder Anwendung</translation>
    </message>
    <message>
        <source>no secure messaging</source>
        <translation>kein Secure Messaging</translation>
    </message>
    <message>
        <source>secure messaging</source>
        <translation>Secure Messaging</translation>
    </message>
    <message>
        <source>secure messaging after ISO, header not authenticated</source>
        <translation>Secure Messaging nach ISO, Kopf nicht authentisiert</translation>
    </message>
    <message>
        <source>secure messaging after ISO, header authenticated</source>
        <translation>Secure Messaging nach ISO, Kopf authentisiert</translation>
    </message>
    <message>
        <source>more of the command follows</source>
        <translation>Kommando wird fortgesetzt</translation>
    </message>
    <message>
        <source>logical channel %1</source>
        <translation>logischer Kanal %1</translation>
    </message>
    <message>
        <source>reserved</source>
        <translation>reserviert</translation>
    </message>
    <message>
        <source>INS %1</source>
        <translation>INS %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>P1  %1</source>
        <translation>P1  %1</translation>
    </message>
    <message>
        <source>P2  %1</source>
        <translation>P2  %1</translation>
    </message>
    <message>
        <source>P1 P2  %1</source>
        <translation>P1 P2  %1</translation>
    </message>
    <message>
        <source>Lc  %1</source>
        <translation>Lc  %1</translation>
    </message>
    <message>
        <source>Le  %1</source>
        <translation>Le  %1</translation>
    </message>
    <message>
        <source>Data  %1 B</source>
        <translation>Daten  %1 B</translation>
    </message>
    <message>
        <source>personal data, masked (%1 B)</source>
        <translation>personenbezogene Daten, maskiert (%1 B)</translation>
    </message>
    <message>
        <source>not recorded (key material, %1 B)</source>
        <translation>nicht aufgezeichnet (Schlüsselmaterial, %1 B)</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <source>by name (AID)</source>
        <translation>nach Name (AID)</translation>
    </message>
    <message>
        <source>by file identifier</source>
        <translation>nach Dateikennung</translation>
    </message>
    <message>
        <source>child DF</source>
        <translation>Unter-DF</translation>
    </message>
    <message>
        <source>EF under the current DF</source>
        <translation>EF unter dem aktuellen DF</translation>
    </message>
    <message>
        <source>parent DF</source>
        <translation>übergeordnetes DF</translation>
    </message>
    <message>
        <source>by path from the MF</source>
        <translation>nach Pfad ab MF</translation>
    </message>
    <message>
        <source>by path from the current DF</source>
        <translation>nach Pfad ab aktuellem DF</translation>
    </message>
    <message>
        <source>first or only occurrence</source>
        <translation>erstes oder einziges Vorkommen</translation>
    </message>
    <message>
        <source>last occurrence</source>
        <translation>letztes Vorkommen</translation>
    </message>
    <message>
        <source>next occurrence</source>
        <translation>nächstes Vorkommen</translation>
    </message>
    <message>
        <source>previous occurrence</source>
        <translation>voriges Vorkommen</translation>
    </message>
    <message>
        <source>return FCI</source>
        <translation>FCI liefern</translation>
    </message>
    <message>
        <source>return FCP</source>
        <translation>FCP liefern</translation>
    </message>
    <message>
        <source>return FMD</source>
        <translation>FMD liefern</translation>
    </message>
    <message>
        <source>return nothing</source>
        <translation>nichts liefern</translation>
    </message>
    <message>
        <source>AID  %1</source>
        <translation>AID  %1</translation>
    </message>
    <message>
        <source>In application  %1</source>
        <translation>In Anwendung  %1</translation>
    </message>
    <message>
        <source>File  %1</source>
        <translation>Datei  %1</translation>
    </message>
    <message>
        <source>Path  %1</source>
        <translation>Pfad  %1</translation>
    </message>
    <message>
        <source>SFI %1</source>
        <translation>SFI %1</translation>
    </message>
    <message>
        <source>current file</source>
        <translation>aktuelle Datei</translation>
    </message>
    <message>
        <source>offset %1</source>
        <translation>Offset %1</translation>
    </message>
    <message>
        <source>record %1</source>
        <translation>Satz %1</translation>
    </message>
    <message>
        <source>current record</source>
        <translation>aktueller Satz</translation>
    </message>
    <message>
        <source>the record with this number</source>
        <translation>der Satz mit dieser Nummer</translation>
    </message>
    <message>
        <source>all records from this number</source>
        <translation>alle Sätze ab dieser Nummer</translation>
    </message>
    <message>
        <source>record identifier %1</source>
        <translation>Satzkennung %1</translation>
    </message>
    <message>
        <source>all records to this number</source>
        <translation>alle Sätze bis zu dieser Nummer</translation>
    </message>
    <message>
        <source>reference %1</source>
        <translation>Verweis %1</translation>
    </message>
    <message>
        <source>global reference data</source>
        <translation>globale Referenzdaten</translation>
    </message>
    <message>
        <source>reference data of the application</source>
        <translation>Referenzdaten der Anwendung</translation>
    </message>
    <message>
        <source>algorithm %1</source>
        <translation>Algorithmus %1</translation>
    </message>
    <message>
        <source>data object %1</source>
        <translation>Datenobjekt %1</translation>
    </message>
    <message>
        <source>Key version  %1</source>
        <translation>Schlüsselversion  %1</translation>
    </message>
    <message>
        <source>the card&apos;s first key version</source>
        <translation>erste Schlüsselversion der Karte</translation>
    </message>
    <message>
        <source>new key version</source>
        <translation>neue Schlüsselversion</translation>
    </message>
    <message>
        <source>Key identifier  %1</source>
        <translation>Schlüsselkennung  %1</translation>
    </message>
    <message>
        <source>several keys</source>
        <translation>mehrere Schlüssel</translation>
    </message>
    <message>
        <source>Host challenge  %1 B</source>
        <translation>Host-Challenge  %1 B</translation>
    </message>
    <message>
        <source>Host cryptogram and MAC  %1 B</source>
        <translation>Host-Kryptogramm und MAC  %1 B</translation>
    </message>
    <message>
        <source>Keys  %1 B</source>
        <translation>Schlüssel  %1 B</translation>
    </message>
    <message>
        <source>Reference data  %1 B</source>
        <translation>Referenzdaten  %1 B</translation>
    </message>
    <message>
        <source>Key diversification data  %1</source>
        <translation>Daten zur Schlüsselableitung  %1</translation>
    </message>
    <message>
        <source>Secure channel protocol  %1</source>
        <translation>Protokoll des sicheren Kanals  %1</translation>
    </message>
    <message>
        <source>Options i  %1</source>
        <translation>Optionen i  %1</translation>
    </message>
    <message>
        <source>Card challenge and cryptogram</source>
        <translation>Karten-Challenge und Kryptogramm</translation>
    </message>
    <message>
        <source>more INSTALL commands follow</source>
        <translation>weitere INSTALL-Kommandos folgen</translation>
    </message>
    <message>
        <source>Executable load file  %1</source>
        <translation>Ausführbare Ladedatei  %1</translation>
    </message>
    <message>
        <source>Executable module  %1</source>
        <translation>Ausführbares Modul  %1</translation>
    </message>
    <message>
        <source>Application  %1</source>
        <translation>Anwendung  %1</translation>
    </message>
    <message>
        <source>Security domain  %1</source>
        <translation>Security Domain  %1</translation>
    </message>
    <message>
        <source>Load file hash</source>
        <translation>Hash der Ladedatei</translation>
    </message>
    <message>
        <source>Load parameters</source>
        <translation>Ladeparameter</translation>
    </message>
    <message>
        <source>Install parameters</source>
        <translation>Installationsparameter</translation>
    </message>
    <message>
        <source>Extradition parameters</source>
        <translation>Übergabeparameter</translation>
    </message>
    <message>
        <source>Registry update parameters</source>
        <translation>Parameter der Registeränderung</translation>
    </message>
    <message>
        <source>Privileges  %1</source>
        <translation>Privilegien  %1</translation>
    </message>
    <message>
        <source>last block</source>
        <translation>letzter Block</translation>
    </message>
    <message>
        <source>more blocks follow</source>
        <translation>weitere Blöcke folgen</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>block of the load file</source>
        <translation>Block der Ladedatei</translation>
    </message>
    <message>
        <source>only this object</source>
        <translation>nur dieses Objekt</translation>
    </message>
    <message>
        <source>with related objects</source>
        <translation>mit zugehörigen Objekten</translation>
    </message>
    <message>
        <source>issuer security domain</source>
        <translation>Issuer Security Domain</translation>
    </message>
    <message>
        <source>applications and security domains</source>
        <translation>Anwendungen und Security Domains</translation>
    </message>
    <message>
        <source>security domain and its applications</source>
        <translation>Security Domain und ihre Anwendungen</translation>
    </message>
    <message>
        <source>executable load files</source>
        <translation>ausführbare Ladedateien</translation>
    </message>
    <message>
        <source>executable load files with modules</source>
        <translation>ausführbare Ladedateien mit Modulen</translation>
    </message>
    <message>
        <source>OP_READY</source>
        <translation>OP_READY</translation>
    </message>
    <message>
        <source>INITIALIZED</source>
        <translation>INITIALIZED</translation>
    </message>
    <message>
        <source>SECURED</source>
        <translation>SECURED</translation>
    </message>
    <message>
        <source>CARD_LOCKED</source>
        <translation>CARD_LOCKED</translation>
    </message>
    <message>
        <source>TERMINATED</source>
        <translation>TERMINATED</translation>
    </message>
    <message>
        <source>LOCKED</source>
        <translation>LOCKED</translation>
    </message>
    <message>
        <source>life cycle state of the application</source>
        <translation>Lebenszykluszustand der Anwendung</translation>
    </message>
    <message>
        <source>coded %1</source>
        <translation>kodiert %1</translation>
    </message>
    <message>
        <source>first or all</source>
        <translation>erstes oder alle</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächstes</translation>
    </message>
    <message>
        <source>answer in TLV</source>
        <translation>Antwort als TLV</translation>
    </message>
    <message>
        <source>answer in the older format</source>
        <translation>Antwort im älteren Format</translation>
    </message>
    <message>
        <source>no encryption hint</source>
        <translation>keine Angabe zur Verschlüsselung</translation>
    </message>
    <message>
        <source>encryption depends on the application</source>
        <translation>Verschlüsselung hängt von der Anwendung ab</translation>
    </message>
    <message>
        <source>data encrypted</source>
        <translation>Daten verschlüsselt</translation>
    </message>
    <message>
        <source>format depends on the application</source>
        <translation>Format hängt von der Anwendung ab</translation>
    </message>
    <message>
        <source>data groupings (DGI)</source>
        <translation>Datengruppen (DGI)</translation>
    </message>
    <message>
        <source>BER-TLV</source>
        <translation>BER-TLV</translation>
    </message>
    <message>
        <source>answer data may come</source>
        <translation>Antwortdaten möglich</translation>
    </message>
    <message>
        <source>DGI %1, %2 B</source>
        <translation>DGI %1, %2 B</translation>
    </message>
    <message>
        <source>continued from the block before, %1 B</source>
        <translation>Fortsetzung des vorigen Blocks, %1 B</translation>
    </message>
    <message>
        <source>%1 B follow in the next block</source>
        <translation>%1 B folgen im nächsten Block</translation>
    </message>
    <message>
        <source>%1, %2 B</source>
        <translation>%1, %2 B</translation>
    </message>
    <message>
        <source>%1, length masked</source>
        <translation>%1, Länge maskiert</translation>
    </message>
    <message>
        <source>no further TLV structure</source>
        <translation>keine weitere TLV-Struktur</translation>
    </message>
    <message>
        <source>too much to show</source>
        <translation>zu viel zum Anzeigen</translation>
    </message>
    <message>
        <source>open a channel</source>
        <translation>Kanal öffnen</translation>
    </message>
    <message>
        <source>close the channel</source>
        <translation>Kanal schließen</translation>
    </message>
    <message>
        <source>Channel %1 assigned</source>
        <translation>Kanal %1 zugewiesen</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>Challenge</translation>
    </message>
    <message>
        <source>Secure messaging  %1</source>
        <translation>Secure Messaging  %1</translation>
    </message>
    <message>
        <source>CLA %1 on the contacts; shown before wrapping</source>
        <translation>CLA %1 an den Kontakten; gezeigt vor dem Verpacken</translation>
    </message>
    <message>
        <source>MAC of the answer ok</source>
        <translation>MAC der Antwort stimmt</translation>
    </message>
    <message>
        <source>MAC of the answer wrong</source>
        <translation>MAC der Antwort falsch</translation>
    </message>
    <message>
        <source>Response  %1 B</source>
        <translation>Antwort  %1 B</translation>
    </message>
    <message>
        <source>No answer within %1 ms. Usual causes: dirty contacts, card pulled, wrong voltage class</source>
        <translation>Keine Antwort in %1 ms. Übliche Ursachen: verschmutzte Kontakte, Karte herausgezogen, falsche Spannungsklasse</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Acknowledged by the station; it does not tell the status word</source>
        <translation>Von der Station bestätigt; das Statuswort nennt sie nicht</translation>
    </message>
    <message>
        <source>ATR  %1</source>
        <translation>ATR  %1</translation>
    </message>
    <message>
        <source>Card production life cycle data (CPLC)</source>
        <translation>Produktions- und Lebenszyklusdaten (CPLC)</translation>
    </message>
    <message>
        <source>SW  %1</source>
        <translation>SW  %1</translation>
    </message>
    <message>
        <source>accepted by the profile</source>
        <translation>vom Profil akzeptiert</translation>
    </message>
    <message>
        <source>refused by the profile</source>
        <translation>vom Profil abgelehnt</translation>
    </message>
    <message>
        <source>the data is not what was written</source>
        <translation>die Daten sind nicht die geschriebenen</translation>
    </message>
    <message>
        <source>%1 exchanges (61xx, 6Cxx)</source>
        <translation>%1 Austausche (61xx, 6Cxx)</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>masked (%1 B)</source>
        <translation>maskiert (%1 B)</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>FCI %1 B</source>
        <translation>FCI %1 B</translation>
    </message>
    <message>
        <source>Usual causes: %1</source>
        <translation>Übliche Ursachen: %1</translation>
    </message>
    <message>
        <source>(not known)</source>
        <translation>(nicht bekannt)</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>ATR</source>
        <translation>ATR</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>MAC of the answer is wrong</source>
        <translation>MAC der Antwort ist falsch</translation>
    </message>
    <message>
        <source>read-back differs</source>
        <translation>Rücklesen weicht ab</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>Identify the card</source>
        <translation>Karte erkennen</translation>
    </message>
    <message>
        <source>Format complete</source>
        <translation>Format abgeschlossen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>released untouched, the object waits again</source>
        <translation>unberührt freigegeben, das Objekt wartet wieder</translation>
    </message>
    <message>
        <source>quarantined, the card may carry data</source>
        <translation>in Quarantäne, die Karte kann Daten tragen</translation>
    </message>
    <message>
        <source>in doubt, the acknowledgement is missing</source>
        <translation>ungeklärt, die Bestätigung fehlt</translation>
    </message>
    <message>
        <source>ended by the store</source>
        <translation>vom Speicher beendet</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>Card %1</source>
        <translation>Karte %1</translation>
    </message>
    <message>
        <source>%1   started   %2</source>
        <translation>%1   begonnen   %2</translation>
    </message>
    <message>
        <source>%1   ended: %2</source>
        <translation>%1   beendet: %2</translation>
    </message>
    <message>
        <source>There is no field &quot;%1&quot;. Fields: %2.</source>
        <translation>Es gibt kein Feld „%1“. Felder: %2.</translation>
    </message>
    <message>
        <source>A value is missing after &quot;%1&quot;.</source>
        <translation>Nach „%1“ fehlt ein Wert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can only be compared with : or !=.</source>
        <translation>„%1“ lässt sich nur mit : oder != vergleichen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no station. Write M2-S3, or M2 for the whole machine.</source>
        <translation>„%1“ ist keine Station. Schreiben Sie M2-S3, oder M2 für die ganze Maschine.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no status word. Write four hexadecimal digits, x for any: 6Axx; or none.</source>
        <translation>„%1“ ist kein Statuswort. Schreiben Sie vier Hexadezimalziffern, x für beliebig: 6Axx; oder none.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time. Write 14:20, 14:20:05, or 5m for five minutes ago.</source>
        <translation>„%1“ ist keine Zeit. Schreiben Sie 14:20, 14:20:05 oder 5m für vor fünf Minuten.</translation>
    </message>
    <message>
        <source>After is: comes one of %1.</source>
        <translation>Nach is: folgt eines von %1.</translation>
    </message>
    <message>
        <source>The quotation mark is not closed.</source>
        <translation>Das Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>The filter is too long.</source>
        <translation>Der Filter ist zu lang.</translation>
    </message>
</context>
<context>
    <name>sm::AbortDialog</name>
    <message>
        <source>Abort job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Abort %1?</source>
        <translation>%1 abbrechen?</translation>
    </message>
    <message>
        <source>&amp;Reason (required)</source>
        <translation>&amp;Grund (erforderlich)</translation>
    </message>
    <message>
        <source>Wrong file</source>
        <translation>Falsche Datei</translation>
    </message>
    <message>
        <source>Wrong card stock</source>
        <translation>Falsches Kartenmaterial</translation>
    </message>
    <message>
        <source>Order cancelled by the issuer</source>
        <translation>Vom Herausgeber storniert</translation>
    </message>
    <message>
        <source>Quality problem</source>
        <translation>Qualitätsproblem</translation>
    </message>
    <message>
        <source>Keep job</source>
        <translation>Auftrag behalten</translation>
    </message>
    <message>
        <source>Give a reason first.</source>
        <translation>Nennen Sie zuerst einen Grund.</translation>
    </message>
    <message numerus="yes">
        <source>%n cards in doubt stay in quarantine.</source>
        <translation>
            <numerusform>%n ungeklärte Karte bleibt in Quarantäne.</numerusform>
            <numerusform>%n ungeklärte Karten bleiben in Quarantäne.</numerusform>
        </translation>
    </message>
    <message>
        <source>An aborted job can not be started again.</source>
        <translation>Ein abgebrochener Auftrag lässt sich nicht wieder starten.</translation>
    </message>
    <message>
        <source>%1 of %2 records are good.</source>
        <translation>%1 von %2 Datensätzen sind gut.</translation>
    </message>
    <message numerus="yes">
        <source>%1 records in stations will be finished.</source>
        <translation>
            <numerusform>%1 Datensatz in einer Station wird noch fertiggestellt.</numerusform>
            <numerusform>%1 Datensätze in Stationen werden noch fertiggestellt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records stay unproduced.</source>
        <translation>
            <numerusform>%1 Datensatz bleibt ungefertigt.</numerusform>
            <numerusform>%1 Datensätze bleiben ungefertigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a reason or write one</source>
        <translation>Grund wählen oder schreiben</translation>
    </message>
</context>
<context>
    <name>sm::AdmitDialog</name>
    <message>
        <source>Let a station in</source>
        <translation>Station zulassen</translation>
    </message>
    <message>
        <source>Let this station in?</source>
        <translation>Diese Station zulassen?</translation>
    </message>
    <message>
        <source>Fingerprint %1</source>
        <translation>Fingerabdruck %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>Platz wählen</translation>
    </message>
    <message>
        <source>Place on the floor</source>
        <translation>Platz in der Fertigung</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>This station does not wait any more: somebody else has decided about it.</source>
        <translation>Diese Station wartet nicht mehr: jemand anderes hat über sie entschieden.</translation>
    </message>
    <message>
        <source>A station at %1 asks to be let in over TLS. Compare this fingerprint of its key with the one that its program printed at its start, group by group.</source>
        <translation>Eine Station unter %1 bittet über TLS um Zulassung. Vergleichen Sie diesen Fingerabdruck ihres Schlüssels Gruppe für Gruppe mit dem, den ihr Programm beim Start ausgegeben hat.</translation>
    </message>
    <message>
        <source>This floor has test keys only: one person is enough.</source>
        <translation>Diese Fertigung hat nur Testschlüssel: eine Person genügt.</translation>
    </message>
    <message>
        <source>0 of 2 acceptances. Two different persons have to accept; you are the first.</source>
        <translation>0 von 2 Zustimmungen. Zwei verschiedene Personen müssen zustimmen; Sie sind die erste.</translation>
    </message>
    <message>
        <source>1 of 2 acceptances: %1, for %2. You are the second person.</source>
        <translation>1 von 2 Zustimmungen: %1, für %2. Sie sind die zweite Person.</translation>
    </message>
    <message>
        <source>This station does not wait any more.</source>
        <translation>Diese Station wartet nicht mehr.</translation>
    </message>
    <message>
        <source>The order is on its way.</source>
        <translation>Die Anweisung ist unterwegs.</translation>
    </message>
    <message>
        <source>Choose the place that the station takes.</source>
        <translation>Wählen Sie den Platz, den die Station bekommt.</translation>
    </message>
    <message>
        <source>Write your name first.</source>
        <translation>Schreiben Sie zuerst Ihren Namen.</translation>
    </message>
    <message>
        <source>1 of 2 persons has accepted the station for %1. Another one has to accept it.</source>
        <translation>1 von 2 Personen hat die Station für %1 angenommen. Eine andere muss sie noch annehmen.</translation>
    </message>
    <message>
        <source>The station may take %1. It connects by itself within a minute.</source>
        <translation>Die Station ist für %1 zugelassen. Sie verbindet sich innerhalb einer Minute von selbst.</translation>
    </message>
</context>
<context>
    <name>sm::AlarmLine</name>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Press after the card has been taken away.</source>
        <translation>Drücken Sie, sobald die Karte entnommen ist.</translation>
    </message>
    <message>
        <source>Open jobs</source>
        <translation>Aufträge öffnen</translation>
    </message>
    <message>
        <source>Go to the page where this is decided.</source>
        <translation>Zur Seite, auf der darüber entschieden wird.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>I have seen it (F9). The alarm stays until its cause is gone, without blinking and sound.</source>
        <translation>Ich habe es gesehen (F9). Der Alarm bleibt ohne Blinken und Ton, bis seine Ursache behoben ist.</translation>
    </message>
    <message>
        <source>%1    %2 of %3</source>
        <translation>%1    %2 von %3</translation>
    </message>
    <message>
        <source>Screen values are from %1.</source>
        <translation>Angezeigte Werte sind von %1.</translation>
    </message>
    <message>
        <source>Alarm flood: %1 in 10 min, first: %2</source>
        <translation>Alarmflut: %1 in 10 min, zuerst: %2</translation>
    </message>
    <message numerus="yes">
        <source>(%n more of the same cause)</source>
        <translation>
            <numerusform>(%n weiterer mit derselben Ursache)</numerusform>
            <numerusform>(%n weitere mit derselben Ursache)</numerusform>
        </translation>
    </message>
    <message>
        <source>Comes and goes, just now gone: %1</source>
        <translation>Kommt und geht, gerade weg: %1</translation>
    </message>
</context>
<context>
    <name>sm::AlarmListModel</name>
    <message>
        <source>until %1: %2</source>
        <translation>bis %1: %2</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Quittiert</translation>
    </message>
    <message>
        <source>Never acknowledged</source>
        <translation>Nie quittiert</translation>
    </message>
    <message>
        <source>Comes and goes</source>
        <translation>Kommt und geht</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Likely cause: %1</source>
        <translation>Wahrscheinliche Ursache: %1</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>Was zu tun ist: %1</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>sm::AlarmPanel</name>
    <message>
        <source>No open alarm.</source>
        <translation>Kein offener Alarm.</translation>
    </message>
    <message>
        <source>No alarm is shelved.</source>
        <translation>Kein Alarm ist zurückgestellt.</translation>
    </message>
    <message>
        <source>No alarm has ended since the start of the program.</source>
        <translation>Seit dem Programmstart ist kein Alarm beendet.</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Go to station</source>
        <translation>Zur Station</translation>
    </message>
    <message>
        <source>How long the alarm is shelved</source>
        <translation>Wie lange der Alarm zurückgestellt wird</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Reason for shelving</source>
        <translation>Grund für das Zurückstellen</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Take off the shelf</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Active %1</source>
        <translation>Aktiv %1</translation>
    </message>
    <message>
        <source>Shelved %1</source>
        <translation>Zurückgestellt %1</translation>
    </message>
    <message>
        <source>History %1</source>
        <translation>Verlauf %1</translation>
    </message>
    <message>
        <source>%1 in the last 10 min, on average %2 per 10 min. %3 of %4 ended without being acknowledged. Shelved so far: %5.</source>
        <translation>%1 in den letzten 10 min, im Mittel %2 je 10 min. %3 von %4 endeten unquittiert. Bisher zurückgestellt: %5.</translation>
    </message>
    <message>
        <source>Most frequent: %1</source>
        <translation>Am häufigsten: %1</translation>
    </message>
    <message>
        <source>Longest: %1</source>
        <translation>Am längsten: %1</translation>
    </message>
    <message>
        <source>Choose an alarm in the list first.</source>
        <translation>Wählen Sie zuerst einen Alarm in der Liste.</translation>
    </message>
    <message>
        <source>Somebody has acknowledged it already.</source>
        <translation>Jemand hat ihn schon quittiert.</translation>
    </message>
    <message>
        <source>I have seen it. It stays until its cause is gone.</source>
        <translation>Ich habe ihn gesehen. Er bleibt, bis seine Ursache behoben ist.</translation>
    </message>
    <message>
        <source>Shows the station on the floor. This alarm has none if the button is grey.</source>
        <translation>Zeigt die Station in der Fertigung. Ist die Schaltfläche grau, hat dieser Alarm keine.</translation>
    </message>
    <message>
        <source>Type a reason first: everybody can read it.</source>
        <translation>Geben Sie zuerst einen Grund ein: Alle können ihn lesen.</translation>
    </message>
    <message>
        <source>Takes the alarm off the line for that time. It comes back by itself.</source>
        <translation>Nimmt den Alarm für diese Zeit aus der Zeile. Er kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>It wants attention again.</source>
        <translation>Er verlangt wieder Aufmerksamkeit.</translation>
    </message>
</context>
<context>
    <name>sm::AlarmParts</name>
    <message>
        <source>Sound not available</source>
        <translation>Kein Ton verfügbar</translation>
    </message>
    <message>
        <source>No sound card was found. The window asks for attention in the task bar instead.</source>
        <translation>Keine Soundkarte gefunden. Das Fenster macht stattdessen in der Taskleiste auf sich aufmerksam.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>&amp;Next alarm</source>
        <translation>&amp;Nächster Alarm</translation>
    </message>
    <message>
        <source>&amp;Previous alarm</source>
        <translation>&amp;Voriger Alarm</translation>
    </message>
    <message>
        <source>&amp;Acknowledge alarm</source>
        <translation>Alarm &amp;quittieren</translation>
    </message>
    <message>
        <source>&amp;List of alarms</source>
        <translation>Alarm&amp;liste</translation>
    </message>
    <message>
        <source>S&amp;ilence for 60 s</source>
        <translation>60 s stumm s&amp;chalten</translation>
    </message>
    <message>
        <source>S&amp;ound</source>
        <translation>&amp;Ton</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Repeat every 10 s</source>
        <translation>Alle 10 s wiederholen</translation>
    </message>
    <message>
        <source>Play it now</source>
        <translation>Jetzt abspielen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>sm::ApplyDialog</name>
    <message>
        <source>From the next start of the program on: %1.</source>
        <translation>Vom nächsten Start des Programms an: %1.</translation>
    </message>
    <message>
        <source>The floor is as you set it up.</source>
        <translation>Die Fertigung ist so, wie Sie sie eingerichtet haben.</translation>
    </message>
    <message numerus="yes">
        <source>%n stations are held until their card has left, and change then.</source>
        <translation>
            <numerusform>%n Station ist angehalten, bis ihre Karte sie verlassen hat, und ändert sich dann.</numerusform>
            <numerusform>%n Stationen sind angehalten, bis ihre Karte sie verlassen hat, und ändern sich dann.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stations could not be made and are not on the floor: the list says why.</source>
        <translation>
            <numerusform>%n Station ließ sich nicht einrichten und ist nicht in der Fertigung: Die Liste sagt, warum.</numerusform>
            <numerusform>%n Stationen ließen sich nicht einrichten und sind nicht in der Fertigung: Die Liste sagt, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply the set-up</source>
        <translation>Einrichtung übernehmen</translation>
    </message>
    <message>
        <source>Change the floor like this?</source>
        <translation>Die Fertigung so ändern?</translation>
    </message>
    <message>
        <source>The floor goes on meanwhile.</source>
        <translation>Die Fertigung läuft währenddessen weiter.</translation>
    </message>
    <message>
        <source>A station with a card in it finishes that card first.</source>
        <translation>Eine Station mit einer Karte stellt diese Karte zuerst fertig.</translation>
    </message>
    <message>
        <source>The floor file is written first, whole or not at all.</source>
        <translation>Zuerst wird die Anlagendatei geschrieben, ganz oder gar nicht.</translation>
    </message>
    <message>
        <source>This is a demo floor: nothing of it is kept when it ends.</source>
        <translation>Dies ist eine Demo-Fertigung: Nichts davon bleibt, wenn sie endet.</translation>
    </message>
    <message>
        <source>No station changes.</source>
        <translation>Keine Station ändert sich.</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The order is on its way.</source>
        <translation>Der Auftrag ist unterwegs.</translation>
    </message>
</context>
<context>
    <name>sm::AttemptsModel</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>%1 (step: %2)</source>
        <translation>%1 (Schritt: %2)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>sm::AttemptsPanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Wird gelesen...</translation>
    </message>
    <message>
        <source>No records here.</source>
        <translation>Keine Datensätze.</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n records; there are more.</source>
        <translation>
            <numerusform>Der neueste %n Datensatz; es gibt mehr.</numerusform>
            <numerusform>Die neuesten %n Datensätze; es gibt mehr.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::BenchPane</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Commands, masked</source>
        <translation>Kommandos, maskiert</translation>
    </message>
</context>
<context>
    <name>sm::BytesView</name>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Command, %1 B</source>
        <translation>Kommando, %1 B</translation>
    </message>
    <message>
        <source>Answer, %1 B</source>
        <translation>Antwort, %1 B</translation>
    </message>
</context>
<context>
    <name>sm::CeremonyDialog</name>
    <message>
        <source>Key ceremony</source>
        <translation>Schlüsselzeremonie</translation>
    </message>
    <message>
        <source>New key from components</source>
        <translation>Neuer Schlüssel aus Komponenten</translation>
    </message>
    <message>
        <source>The key is put together from components that different persons bring. None of them learns the key. Nothing is stored before the last step.</source>
        <translation>Der Schlüssel wird aus Komponenten zusammengesetzt, die verschiedene Personen bringen. Keine von ihnen erfährt den Schlüssel. Vor dem letzten Schritt wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>such as ISS-IMK-AC</source>
        <translation>etwa ISS-IMK-AC</translation>
    </message>
    <message>
        <source>YYYY-MM-DD, or empty</source>
        <translation>JJJJ-MM-TT oder leer</translation>
    </message>
    <message>
        <source>It may leave the HSM in a key block</source>
        <translation>Er darf das HSM in einem Schlüsselblock verlassen</translation>
    </message>
    <message>
        <source>GlobalPlatform: AES over 01 01 .. 01</source>
        <translation>GlobalPlatform: AES über 01 01 .. 01</translation>
    </message>
    <message>
        <source>X9.24: AES-CMAC over zeros</source>
        <translation>X9.24: AES-CMAC über Nullen</translation>
    </message>
    <message>
        <source>AES over zeros</source>
        <translation>AES über Nullen</translation>
    </message>
    <message>
        <source>HSM</source>
        <translation>HSM</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Name des Schlüssels</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Check values on the forms</source>
        <translation>Prüfwerte auf den Formularen</translation>
    </message>
    <message>
        <source>First day of use</source>
        <translation>Erster Tag der Verwendung</translation>
    </message>
    <message>
        <source>Last day of use</source>
        <translation>Letzter Tag der Verwendung</translation>
    </message>
    <message>
        <source>128 bits (two keys)</source>
        <translation>128 Bit (zwei Schlüssel)</translation>
    </message>
    <message>
        <source>192 bits (three keys)</source>
        <translation>192 Bit (drei Schlüssel)</translation>
    </message>
    <message>
        <source>128 bits</source>
        <translation>128 Bit</translation>
    </message>
    <message>
        <source>192 bits</source>
        <translation>192 Bit</translation>
    </message>
    <message>
        <source>256 bits</source>
        <translation>256 Bit</translation>
    </message>
    <message>
        <source>Check values of triple DES are always over zeros.</source>
        <translation>Prüfwerte von Triple-DES sind immer über Nullen berechnet.</translation>
    </message>
    <message>
        <source>first and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>Key component, digits are not shown</source>
        <translation>Schlüsselkomponente, Ziffern werden nicht gezeigt</translation>
    </message>
    <message>
        <source>6 digits or more, such as 8A1F3C</source>
        <translation>6 Ziffern oder mehr, etwa 8A1F3C</translation>
    </message>
    <message>
        <source>Who brings it</source>
        <translation>Gebracht von</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Its check value</source>
        <translation>Ihr Prüfwert</translation>
    </message>
    <message>
        <source>%1 of %2 digits. They are not shown and can not be pasted.</source>
        <translation>%1 von %2 Ziffern. Sie werden nicht gezeigt und lassen sich nicht einfügen.</translation>
    </message>
    <message>
        <source>All digits are there already.</source>
        <translation>Alle Ziffern sind schon da.</translation>
    </message>
    <message>
        <source>Only the digits 0 to 9 and A to F count.</source>
        <translation>Nur die Ziffern 0 bis 9 und A bis F zählen.</translation>
    </message>
    <message>
        <source>Nobody went on typing: the digits were wiped. Enter the component again.</source>
        <translation>Niemand hat weitergetippt: Die Ziffern wurden gelöscht. Geben Sie die Komponente noch einmal ein.</translation>
    </message>
    <message>
        <source>Check value of the key</source>
        <translation>Prüfwert des Schlüssels</translation>
    </message>
    <message>
        <source>as the form of the whole key has it</source>
        <translation>wie er auf dem Formular des ganzen Schlüssels steht</translation>
    </message>
    <message>
        <source>Type it from the form</source>
        <translation>Vom Formular abtippen</translation>
    </message>
    <message>
        <source>No HSM takes orders about its keys now.</source>
        <translation>Kein HSM nimmt jetzt Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>Give the key a name first.</source>
        <translation>Geben Sie dem Schlüssel zuerst einen Namen.</translation>
    </message>
    <message>
        <source>A date is written 2026-12-31.</source>
        <translation>Ein Datum schreibt man 2026-12-31.</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
    <message>
        <source>Enter the name of the person first.</source>
        <translation>Geben Sie zuerst den Namen der Person ein.</translation>
    </message>
    <message>
        <source>Enter all digits of the component first.</source>
        <translation>Geben Sie zuerst alle Ziffern der Komponente ein.</translation>
    </message>
    <message>
        <source>Enter the check value of the form: 6 hexadecimal digits or more.</source>
        <translation>Geben Sie den Prüfwert des Formulars ein: 6 Hexadezimalziffern oder mehr.</translation>
    </message>
    <message>
        <source>The key is on its way to the HSM.</source>
        <translation>Der Schlüssel ist auf dem Weg zum HSM.</translation>
    </message>
    <message>
        <source>Type the check value from the form first.</source>
        <translation>Tippen Sie zuerst den Prüfwert vom Formular ab.</translation>
    </message>
    <message>
        <source>The two check values differ. If the form has another one, cancel.</source>
        <translation>Die beiden Prüfwerte sind verschieden. Brechen Sie ab, wenn das Formular einen anderen hat.</translation>
    </message>
    <message>
        <source>The answer is awaited.</source>
        <translation>Die Antwort steht noch aus.</translation>
    </message>
    <message>
        <source>The key is stored</source>
        <translation>Der Schlüssel ist gespeichert</translation>
    </message>
    <message>
        <source>%1, version %2, is in %3. Its check value is %4.</source>
        <translation>%1, Version %2, ist in %3. Der Prüfwert ist %4.</translation>
    </message>
    <message>
        <source>The ceremony has ended</source>
        <translation>Die Zeremonie ist beendet</translation>
    </message>
    <message>
        <source>Nothing was stored, and every component was wiped.</source>
        <translation>Nichts wurde gespeichert, und jede Komponente wurde gelöscht.</translation>
    </message>
    <message>
        <source>Cancel and wipe</source>
        <translation>Abbrechen und löschen</translation>
    </message>
    <message>
        <source>Enter component</source>
        <translation>Komponente eingeben</translation>
    </message>
    <message>
        <source>Component %1 of %2</source>
        <translation>Komponente %1 von %2</translation>
    </message>
    <message>
        <source>For %1, version %2. Only the person who brings this component reads its form and types it.</source>
        <translation>Für %1, Version %2. Nur die Person, die diese Komponente bringt, liest ihr Formular und tippt sie ein.</translation>
    </message>
    <message>
        <source>Component %1: %2, accepted.</source>
        <translation>Komponente %1: %2, angenommen.</translation>
    </message>
    <message>
        <source>Store the key</source>
        <translation>Schlüssel speichern</translation>
    </message>
    <message>
        <source>Compare the check value</source>
        <translation>Prüfwert vergleichen</translation>
    </message>
    <message>
        <source>All %1 components are there. The key is not stored yet: compare its check value with the form of the whole key.</source>
        <translation>Alle %1 Komponenten sind da. Der Schlüssel ist noch nicht gespeichert: Vergleichen Sie seinen Prüfwert mit dem Formular des ganzen Schlüssels.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>sm::CoachLine</name>
    <message>
        <source>Close these hints</source>
        <translation>Diese Hinweise schließen</translation>
    </message>
    <message>
        <source>1. Each tile is a station. Its bar shows the steps of the card inside.</source>
        <translation>1. Jede Kachel ist eine Station. Ihr Balken zeigt die Schritte der Karte darin.</translation>
    </message>
    <message>
        <source>2. Something needs you. Tap it, then Continue.</source>
        <translation>2. Etwas braucht Sie. Tippen Sie es an, dann „Weiter“.</translation>
    </message>
    <message>
        <source>3. Drop your own file on this window.</source>
        <translation>3. Legen Sie Ihre eigene Datei auf diesem Fenster ab.</translation>
    </message>
</context>
<context>
    <name>sm::CompareModel</name>
    <message>
        <source>answer differs</source>
        <translation>Antwort weicht ab</translation>
    </message>
    <message>
        <source>command differs</source>
        <translation>Kommando weicht ab</translation>
    </message>
    <message>
        <source>result differs</source>
        <translation>Ergebnis weicht ab</translation>
    </message>
    <message>
        <source>only this card</source>
        <translation>nur diese Karte</translation>
    </message>
    <message>
        <source>only the other card</source>
        <translation>nur die andere Karte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>This card</source>
        <translation>Diese Karte</translation>
    </message>
    <message>
        <source>Other card</source>
        <translation>Andere Karte</translation>
    </message>
    <message>
        <source>This ms</source>
        <translation>Diese ms</translation>
    </message>
    <message>
        <source>Other ms</source>
        <translation>Andere ms</translation>
    </message>
    <message>
        <source>Delta ms</source>
        <translation>Differenz ms</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Abweichung</translation>
    </message>
</context>
<context>
    <name>sm::ComparePanel</name>
    <message>
        <source>Back to the list  (Esc)</source>
        <translation>Zurück zur Liste  (Esc)</translation>
    </message>
    <message>
        <source>Two cards side by side</source>
        <translation>Zwei Karten nebeneinander</translation>
    </message>
    <message>
        <source>%1 compared with %2</source>
        <translation>%1 verglichen mit %2</translation>
    </message>
</context>
<context>
    <name>sm::CountsBox</name>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>remake open</source>
        <translation>nachzufertigen</translation>
    </message>
    <message>
        <source>in stations</source>
        <translation>in Stationen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>ungeklärt</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>blanks in</source>
        <translation>Rohlinge</translation>
    </message>
    <message>
        <source>spoiled</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>quarantine</source>
        <translation>Quarantäne</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>balances</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>differs by %1</source>
        <translation>Differenz %1</translation>
    </message>
</context>
<context>
    <name>sm::DashboardPage</name>
    <message>
        <source>Rate against target, cards per hour</source>
        <translation>Ausstoß gegen Ziel, Karten je Stunde</translation>
    </message>
    <message>
        <source>Hour by hour</source>
        <translation>Stundenweise</translation>
    </message>
    <message>
        <source>Takt distribution, seconds</source>
        <translation>Taktverteilung, Sekunden</translation>
    </message>
    <message>
        <source>Reject reasons</source>
        <translation>Ausschussgründe</translation>
    </message>
    <message>
        <source>Station state time</source>
        <translation>Zeit je Stationszustand</translation>
    </message>
    <message>
        <source>Idle reasons, station minutes</source>
        <translation>Stillstandsgründe, Stationsminuten</translation>
    </message>
    <message>
        <source>Charts appear after the first card. Nothing has been produced in this range.</source>
        <translation>Diagramme erscheinen nach der ersten Karte. In diesem Zeitraum wurde nichts gefertigt.</translation>
    </message>
    <message>
        <source>Show today</source>
        <translation>Heute zeigen</translation>
    </message>
    <message>
        <source>Nothing stood for longer than 2 minutes.</source>
        <translation>Nichts stand länger als 2 Minuten.</translation>
    </message>
    <message>
        <source>Machine M%1</source>
        <translation>Maschine M%1</translation>
    </message>
    <message>
        <source>All rejects</source>
        <translation>Aller Ausschuss</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Good cards</source>
        <translation>Gute Karten</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>Ausschuss</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>Takt %1 to %2 s</source>
        <translation>Takt %1 bis %2 s</translation>
    </message>
    <message>
        <source>Records, %1 to %2</source>
        <translation>Datensätze, %1 bis %2</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>HSM wait, milliseconds</source>
        <translation>HSM-Wartezeit, Millisekunden</translation>
    </message>
    <message>
        <source>OEE and lost station hours</source>
        <translation>OEE und verlorene Stationsstunden</translation>
    </message>
</context>
<context>
    <name>sm::DecideView</name>
    <message>
        <source>Scrap...</source>
        <translation>Vernichten...</translation>
    </message>
    <message>
        <source>Show job</source>
        <translation>Auftrag zeigen</translation>
    </message>
    <message>
        <source>Back to the jobs</source>
        <translation>Zurück zu den Aufträgen</translation>
    </message>
    <message>
        <source>Cards that were in stations</source>
        <translation>Karten, die in Stationen waren</translation>
    </message>
    <message>
        <source>No card was in work when the program stopped last.</source>
        <translation>Beim letzten Programmende war keine Karte in Arbeit.</translation>
    </message>
    <message numerus="yes">
        <source>Decide: %n cards need a decision</source>
        <translation>
            <numerusform>Entscheiden: %n Karte braucht eine Entscheidung</numerusform>
            <numerusform>Entscheiden: %n Karten brauchen eine Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide: nothing is left to decide</source>
        <translation>Entscheiden: Nichts mehr zu entscheiden</translation>
    </message>
    <message>
        <source>In work when the program stopped: %1. Verified good %2, not written %3, not confirmed %4, unknown %5. What is not known stays in doubt; nothing is made again before its card is recorded as scrapped.</source>
        <translation>Beim Programmende in Arbeit: %1. Als gut bestätigt %2, nicht beschrieben %3, nicht bestätigt %4, unbekannt %5. Was nicht bekannt ist, bleibt ungeklärt; nichts wird nachgefertigt, bevor seine Karte als vernichtet vermerkt ist.</translation>
    </message>
    <message>
        <source>Scrap (%1)...</source>
        <translation>Vernichten (%1)...</translation>
    </message>
    <message>
        <source>Cards with live keys are scrapped by two people only.</source>
        <translation>Karten mit echten Schlüsseln werden nur von zwei Personen vernichtet.</translation>
    </message>
    <message>
        <source>Record that these cards are destroyed. Their records can then be made again.</source>
        <translation>Vermerkt, dass diese Karten vernichtet sind. Ihre Datensätze können dann nachgefertigt werden.</translation>
    </message>
    <message>
        <source>None of these cards waits for a decision.</source>
        <translation>Keine dieser Karten wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>There is no card.</source>
        <translation>Es gibt keine Karte.</translation>
    </message>
    <message>
        <source>Show the job of the card, with its counts.</source>
        <translation>Zeigt den Auftrag der Karte mit seinen Zählwerten.</translation>
    </message>
    <message>
        <source>Show the table of jobs.</source>
        <translation>Zeigt die Tabelle der Aufträge.</translation>
    </message>
    <message>
        <source>Scrap cards</source>
        <translation>Karten vernichten</translation>
    </message>
    <message numerus="yes">
        <source>Scrap %n cards?</source>
        <translation>
            <numerusform>%n Karte vernichten?</numerusform>
            <numerusform>%n Karten vernichten?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</source>
        <translation>
            <numerusform>Sie vermerken, dass %n Karte vernichtet ist. Ihr Datensatz kann auf einer neuen Karte nachgefertigt werden. Das lässt sich nicht zurücknehmen.</numerusform>
            <numerusform>Sie vermerken, dass %n Karten vernichtet sind. Ihre Datensätze können auf neuen Karten nachgefertigt werden. Das lässt sich nicht zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>sm::DecisionList</name>
    <message>
        <source>Remake all</source>
        <translation>Alle nachfertigen</translation>
    </message>
    <message>
        <source>Scrap...</source>
        <translation>Vernichten...</translation>
    </message>
    <message>
        <source>Withdraw...</source>
        <translation>Zurückziehen...</translation>
    </message>
    <message>
        <source>Close job...</source>
        <translation>Auftrag abschließen...</translation>
    </message>
    <message>
        <source>Records that need a decision</source>
        <translation>Datensätze, die eine Entscheidung brauchen</translation>
    </message>
    <message numerus="yes">
        <source>%n records need a decision</source>
        <translation>
            <numerusform>%n Datensatz braucht eine Entscheidung</numerusform>
            <numerusform>%n Datensätze brauchen eine Entscheidung</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs a decision</source>
        <translation>Nichts braucht eine Entscheidung</translation>
    </message>
    <message>
        <source>The job is over. Its report says what became of each card.</source>
        <translation>Der Auftrag ist beendet. Sein Bericht sagt, was aus jeder Karte wurde.</translation>
    </message>
    <message>
        <source>Records whose cards were torn, scrapped or came back too often appear here.</source>
        <translation>Hier erscheinen Datensätze, deren Karten abgerissen oder vernichtet wurden oder zu oft zurückkamen.</translation>
    </message>
    <message>
        <source>None of the selected records is open for this.</source>
        <translation>Keiner der gewählten Datensätze ist dafür offen.</translation>
    </message>
    <message>
        <source>Remake (%1)</source>
        <translation>Nachfertigen (%1)</translation>
    </message>
    <message>
        <source>Remake all (%1)</source>
        <translation>Alle nachfertigen (%1)</translation>
    </message>
    <message>
        <source>Scrap (%1)...</source>
        <translation>Vernichten (%1)...</translation>
    </message>
    <message>
        <source>Cards with live keys are scrapped by two people only.</source>
        <translation>Karten mit echten Schlüsseln werden nur von zwei Personen vernichtet.</translation>
    </message>
    <message>
        <source>Record that these cards are destroyed. Their records can then be made again.</source>
        <translation>Vermerkt, dass diese Karten vernichtet sind. Ihre Datensätze können dann nachgefertigt werden.</translation>
    </message>
    <message>
        <source>No card is in doubt or in quarantine.</source>
        <translation>Keine Karte ist ungeklärt oder in Quarantäne.</translation>
    </message>
    <message>
        <source>Withdraw (%1)...</source>
        <translation>Zurückziehen (%1)...</translation>
    </message>
    <message>
        <source>The job is over.</source>
        <translation>Der Auftrag ist beendet.</translation>
    </message>
    <message>
        <source>These records are not made.</source>
        <translation>Diese Datensätze werden nicht gefertigt.</translation>
    </message>
    <message>
        <source>No record is open for this.</source>
        <translation>Kein Datensatz ist dafür offen.</translation>
    </message>
    <message>
        <source>A job is closed when its queue is done. State now: %1.</source>
        <translation>Ein Auftrag wird abgeschlossen, wenn seine Warteschlange leer ist. Zustand jetzt: %1.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Scrap cards</source>
        <translation>Karten vernichten</translation>
    </message>
    <message numerus="yes">
        <source>Scrap %n cards of %1?</source>
        <translation>
            <numerusform>%n Karte von %1 vernichten?</numerusform>
            <numerusform>%n Karten von %1 vernichten?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You record that %n cards are destroyed. Their records can be made again on new cards. This can not be taken back.</source>
        <translation>
            <numerusform>Sie vermerken, dass %n Karte vernichtet ist. Ihr Datensatz kann auf einer neuen Karte nachgefertigt werden. Das lässt sich nicht zurücknehmen.</numerusform>
            <numerusform>Sie vermerken, dass %n Karten vernichtet sind. Ihre Datensätze können auf neuen Karten nachgefertigt werden. Das lässt sich nicht zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdraw records</source>
        <translation>Datensätze zurückziehen</translation>
    </message>
    <message numerus="yes">
        <source>Withdraw %n records of %1?</source>
        <translation>
            <numerusform>%n Datensatz von %1 zurückziehen?</numerusform>
            <numerusform>%n Datensätze von %1 zurückziehen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records are not made. The issuer may order them again. This can not be taken back.</source>
        <translation>
            <numerusform>%n Datensatz wird nicht gefertigt. Der Herausgeber kann ihn neu bestellen. Das lässt sich nicht zurücknehmen.</numerusform>
            <numerusform>%n Datensätze werden nicht gefertigt. Der Herausgeber kann sie neu bestellen. Das lässt sich nicht zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>Select a job first.</source>
        <translation>Wählen Sie zuerst einen Auftrag.</translation>
    </message>
    <message>
        <source>What is stored of the commands of this job</source>
        <translation>Was von den Kommandos dieses Auftrags gespeichert ist</translation>
    </message>
    <message>
        <source>The commands of the selected card</source>
        <translation>Die Kommandos der gewählten Karte</translation>
    </message>
    <message>
        <source>The first %1 of %2 records that need a decision</source>
        <translation>Die ersten %1 von %2 Datensätzen, die eine Entscheidung brauchen</translation>
    </message>
</context>
<context>
    <name>sm::DecisionModel</name>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
</context>
<context>
    <name>sm::DetailPanel</name>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Continue  (Enter)</source>
        <translation>Weiter  (Enter)</translation>
    </message>
    <message>
        <source>Resume station  (Enter)</source>
        <translation>Station fortsetzen  (Enter)</translation>
    </message>
    <message>
        <source>Hold station  (H)</source>
        <translation>Station anhalten  (H)</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Last commands, masked</source>
        <translation>Letzte Kommandos, maskiert</translation>
    </message>
    <message>
        <source>Last 20 cards, seconds</source>
        <translation>Letzte 20 Karten, Sekunden</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close panel</source>
        <translation>Leiste schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>%n Station</numerusform>
            <numerusform>%n Stationen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. Likely cause: %2</source>
        <translation>%1. Wahrscheinliche Ursache: %2</translation>
    </message>
    <message>
        <source>%1, in step %2. Likely cause: %3</source>
        <translation>%1, in Schritt %2. Wahrscheinliche Ursache: %3</translation>
    </message>
    <message>
        <source>The station is offline or locked out.</source>
        <translation>Die Station ist offline oder gesperrt.</translation>
    </message>
    <message>
        <source>The station finishes its card and then waits.</source>
        <translation>Die Station stellt ihre Karte fertig und wartet dann.</translation>
    </message>
    <message>
        <source>Last events</source>
        <translation>Letzte Ereignisse</translation>
    </message>
    <message>
        <source>Open trace  (T)</source>
        <translation>Mitschnitt öffnen  (T)</translation>
    </message>
    <message>
        <source>The commands of this station; lands on the one that failed.</source>
        <translation>Die Kommandos dieser Station; springt zu dem fehlgeschlagenen.</translation>
    </message>
    <message>
        <source>Nothing since the start.</source>
        <translation>Nichts seit dem Start.</translation>
    </message>
    <message numerus="yes">
        <source>Continue %n stations</source>
        <translation>
            <numerusform>%n Station: weiter</numerusform>
            <numerusform>%n Stationen: weiter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %n stations</source>
        <translation>
            <numerusform>%n Station fortsetzen</numerusform>
            <numerusform>%n Stationen fortsetzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hold %n stations</source>
        <translation>
            <numerusform>%n Station anhalten</numerusform>
            <numerusform>%n Stationen anhalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Back into the main window (Ctrl+Shift+D)</source>
        <translation>Zurück ins Hauptfenster (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Own window, for a second screen (Ctrl+Shift+D)</source>
        <translation>Eigenes Fenster, für einen zweiten Bildschirm (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Panel back into the main window</source>
        <translation>Stationsfeld zurück ins Hauptfenster</translation>
    </message>
    <message>
        <source>Panel in its own window</source>
        <translation>Stationsfeld in eigenem Fenster</translation>
    </message>
    <message>
        <source>Check the station&apos;s power and its cable. It comes back by itself.</source>
        <translation>Prüfen Sie Strom und Kabel der Station. Sie kommt von selbst zurück.</translation>
    </message>
    <message>
        <source>The station is offline.</source>
        <translation>Die Station ist nicht verbunden.</translation>
    </message>
    <message>
        <source>It comes back when the maintenance is over.</source>
        <translation>Sie kommt zurück, wenn die Wartung vorbei ist.</translation>
    </message>
    <message>
        <source>The station is locked out for maintenance.</source>
        <translation>Die Station ist zur Wartung gesperrt.</translation>
    </message>
</context>
<context>
    <name>sm::DraftDialog</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit without applying what you set up?</source>
        <translation>Beenden, ohne das Eingerichtete zu übernehmen?</translation>
    </message>
    <message numerus="yes">
        <source>%n changes of the floor are not applied. They are lost when the program ends.</source>
        <translation>
            <numerusform>%n Änderung der Fertigung ist nicht übernommen. Sie geht verloren, wenn das Programm endet.</numerusform>
            <numerusform>%n Änderungen der Fertigung sind nicht übernommen. Sie gehen verloren, wenn das Programm endet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard them and quit</source>
        <translation>Verwerfen und beenden</translation>
    </message>
</context>
<context>
    <name>sm::EnrolGuide</name>
    <message>
        <source>Give a machine in floor.json a place for it and say where stations come in. Start this console again.</source>
        <translation>Geben Sie einer Maschine in floor.json einen Platz dafür und sagen Sie, wo Stationen hereinkommen. Starten Sie diese Konsole neu.</translation>
    </message>
    <message>
        <source>Copy the lines for floor.json</source>
        <translation>Die Zeilen für floor.json kopieren</translation>
    </message>
    <message>
        <source>At the computer beside the reader, make a key and a certificate.</source>
        <translation>Erstellen Sie am Rechner neben dem Leser einen Schlüssel und ein Zertifikat.</translation>
    </message>
    <message>
        <source>Copy the command that makes a key</source>
        <translation>Den Befehl kopieren, der einen Schlüssel erstellt</translation>
    </message>
    <message>
        <source>Write the fingerprint of this console&apos;s key, which this page shows, into a file there.</source>
        <translation>Schreiben Sie dort den Fingerabdruck des Schlüssels dieser Konsole, den diese Seite zeigt, in eine Datei.</translation>
    </message>
    <message>
        <source>Copy the command that writes the fingerprint</source>
        <translation>Den Befehl kopieren, der den Fingerabdruck schreibt</translation>
    </message>
    <message>
        <source>Start the station there. READER is the name that pcscd gives the reader, CONSOLE the name of this computer.</source>
        <translation>Starten Sie dort die Station. READER ist der Name, den pcscd dem Leser gibt, CONSOLE der Name dieses Rechners.</translation>
    </message>
    <message>
        <source>Copy the command that starts the station</source>
        <translation>Den Befehl kopieren, der die Station startet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>It is on the clipboard.</source>
        <translation>Es liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Its program prints the fingerprint of its key (&quot;pin&quot;). Compare it with the one that then waits here, and accept it.</source>
        <translation>Ihr Programm gibt den Fingerabdruck ihres Schlüssels aus („pin“). Vergleichen Sie ihn mit dem, der dann hier wartet, und nehmen Sie ihn an.</translation>
    </message>
</context>
<context>
    <name>sm::ExchangeList</name>
    <message>
        <source>Last commands, masked</source>
        <translation>Letzte Kommandos, maskiert</translation>
    </message>
    <message>
        <source>No command in this session yet.</source>
        <translation>In dieser Sitzung noch kein Kommando.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>sm::ExportBlockDialog</name>
    <message>
        <source>Who gets it may export it again</source>
        <translation>Wer ihn bekommt, darf ihn weitergeben</translation>
    </message>
    <message>
        <source>Save to file...</source>
        <translation>In Datei speichern...</translation>
    </message>
    <message>
        <source>Export key block</source>
        <translation>Schlüsselblock exportieren</translation>
    </message>
    <message>
        <source>Export %1, version %2</source>
        <translation>%1, Version %2, exportieren</translation>
    </message>
    <message>
        <source>The key leaves in a TR-31 block under another key. Who holds that other key can read it, and nobody else.</source>
        <translation>Der Schlüssel geht in einem TR-31-Block unter einem anderen Schlüssel hinaus. Nur wer diesen anderen Schlüssel hat, kann ihn lesen.</translation>
    </message>
    <message>
        <source>Key block</source>
        <translation>Schlüsselblock</translation>
    </message>
    <message>
        <source>HSM</source>
        <translation>HSM</translation>
    </message>
    <message>
        <source>Protected by</source>
        <translation>Geschützt durch</translation>
    </message>
    <message>
        <source>Version of the block</source>
        <translation>Version des Blocks</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>A, for old devices</source>
        <translation>A, für alte Geräte</translation>
    </message>
    <message>
        <source>C, for old devices</source>
        <translation>C, für alte Geräte</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>No HSM that holds this key takes orders about its keys now.</source>
        <translation>Kein HSM mit diesem Schlüssel nimmt jetzt Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>This HSM holds no key that protects key blocks. Make one in a key ceremony first.</source>
        <translation>Dieses HSM hat keinen Schlüssel, der Schlüsselblöcke schützt. Machen Sie zuerst einen in einer Schlüsselzeremonie.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save the key block</source>
        <translation>Schlüsselblock speichern</translation>
    </message>
    <message>
        <source>%1 can not be written.</source>
        <translation>%1 lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The key block of %1 is in %2.</source>
        <translation>Der Schlüsselblock von %1 ist in %2.</translation>
    </message>
</context>
<context>
    <name>sm::ExportLine</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder.</source>
        <translation>%1 konnte nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>sm::FileFacts</name>
    <message>
        <source>Encoding</source>
        <translation>Zeichenkodierung</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Header row</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>First line</source>
        <translation>Erste Zeile</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Line ends</source>
        <translation>Zeilenenden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the SHA-256 of the file</source>
        <translation>Kopiert den SHA-256 der Datei</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Show that job</source>
        <translation>Diesen Auftrag zeigen</translation>
    </message>
    <message>
        <source>Known when the whole file was read.</source>
        <translation>Bekannt, sobald die ganze Datei gelesen ist.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>%1 (%2 % sure)</source>
        <translation>%1 (%2 % sicher)</translation>
    </message>
    <message>
        <source>The byte order mark says it.</source>
        <translation>Die Byte-Reihenfolge-Marke sagt es.</translation>
    </message>
    <message>
        <source>Choose another one to read the file anew.</source>
        <translation>Wählen Sie eine andere, um die Datei neu zu lesen.</translation>
    </message>
    <message>
        <source>Tagged card objects have no separator.</source>
        <translation>Gekennzeichnete Kartenobjekte haben kein Trennzeichen.</translation>
    </message>
    <message>
        <source>Whether the first line names the columns.</source>
        <translation>Ob die erste Zeile die Spalten nennt.</translation>
    </message>
    <message>
        <source>Tagged card objects have no header row.</source>
        <translation>Gekennzeichnete Kartenobjekte haben keine Kopfzeile.</translation>
    </message>
    <message>
        <source>This is the same file as job %1 (%2).</source>
        <translation>Das ist dieselbe Datei wie Auftrag %1 (%2).</translation>
    </message>
</context>
<context>
    <name>sm::FilterLine</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: station:M2-S3 sw!=9000 dur&gt;500 step:&quot;store data&quot; since:14:20</source>
        <translation>Filter: station:M2-S3 sw!=9000 dur&gt;500 step:&quot;store data&quot; since:14:20</translation>
    </message>
</context>
<context>
    <name>sm::FloorPage</name>
    <message>
        <source>Fades all other stations; none moves.</source>
        <translation>Blendet alle anderen Stationen ab; keine wandert.</translation>
    </message>
    <message>
        <source>No stations yet. The floor file lists machines and stations; the demo floor has 24.</source>
        <translation>Noch keine Stationen. Die Anlagendatei nennt Maschinen und Stationen; die Demo-Fertigung hat 24.</translation>
    </message>
    <message>
        <source>Start demo floor</source>
        <translation>Demo-Fertigung starten</translation>
    </message>
    <message>
        <source>Only matching</source>
        <translation>Nur passende</translation>
    </message>
    <message>
        <source>Leaves the other stations out; their places stay empty, so that none moves.</source>
        <translation>Lässt die anderen Stationen weg; ihre Plätze bleiben leer, damit keine wandert.</translation>
    </message>
    <message>
        <source>Find station or card</source>
        <translation>Station oder Karte suchen</translation>
    </message>
    <message>
        <source>Ctrl and wheel or Ctrl+plus and Ctrl+minus change it, Ctrl+0 makes it automatic.</source>
        <translation>Strg und Mausrad oder Strg+Plus und Strg+Minus ändern es, Strg+0 macht es automatisch.</translation>
    </message>
    <message>
        <source>Find (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Detail %1/5, fixed</source>
        <translation>Detail %1/5, fest</translation>
    </message>
    <message>
        <source>Detail %1/5</source>
        <translation>Detail %1/5</translation>
    </message>
    <message numerus="yes">
        <source>%n stations</source>
        <translation>
            <numerusform>%n Station</numerusform>
            <numerusform>%n Stationen</numerusform>
        </translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Kein Treffer</translation>
    </message>
</context>
<context>
    <name>sm::FloorView</name>
    <message>
        <source>Floor</source>
        <translation>Fertigung</translation>
    </message>
    <message>
        <source>Stations of all machines. Arrow keys move, Enter opens a station.</source>
        <translation>Stationen aller Maschinen. Pfeiltasten wandern, Enter öffnet eine Station.</translation>
    </message>
</context>
<context>
    <name>sm::HsmCard</name>
    <message>
        <source>In work · waiting</source>
        <translation>In Arbeit · wartend</translation>
    </message>
    <message>
        <source>Requests · errors</source>
        <translation>Anfragen · Fehler</translation>
    </message>
    <message>
        <source>Wait p50 · p95 · p99</source>
        <translation>Warten p50 · p95 · p99</translation>
    </message>
    <message>
        <source>Service p50 · p95 · p99</source>
        <translation>Bedienung p50 · p95 · p99</translation>
    </message>
    <message>
        <source>Last self-test</source>
        <translation>Letzter Selbsttest</translation>
    </message>
    <message>
        <source>Requests in work, of how many at a time; and requests that wait and that it could serve. They wait for all HSMs together.</source>
        <translation>Anfragen in Arbeit und wie viele zugleich gehen; dazu wartende Anfragen, die es bedienen könnte. Sie warten auf alle HSMs gemeinsam.</translation>
    </message>
    <message>
        <source>From a request to its start here, last 10 minutes: half, 95 % and 99 % are not longer.</source>
        <translation>Von der Anfrage bis zum Beginn hier, letzte 10 Minuten: Die Hälfte, 95 % und 99 % sind nicht länger.</translation>
    </message>
    <message>
        <source>From the start here to the answer, last 10 minutes: half, 95 % and 99 % are not longer.</source>
        <translation>Vom Beginn hier bis zur Antwort, letzte 10 Minuten: Die Hälfte, 95 % und 99 % sind nicht länger.</translation>
    </message>
    <message>
        <source>Take out of use</source>
        <translation>Außer Betrieb nehmen</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Take %1 out of use</source>
        <translation>%1 außer Betrieb nehmen</translation>
    </message>
    <message>
        <source>Bring %1 back</source>
        <translation>%1 zurückholen</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 testen</translation>
    </message>
    <message>
        <source>Out: %1</source>
        <translation>Raus: %1</translation>
    </message>
    <message>
        <source>Keep in use</source>
        <translation>In Betrieb lassen</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>%1 is the last one. Stations will wait; cards in them are safe. Take it out?</source>
        <translation>%1 ist das letzte. Stationen werden warten; Karten darin sind sicher. Herausnehmen?</translation>
    </message>
    <message>
        <source>Take %1 out of use? It finishes what it has.</source>
        <translation>%1 außer Betrieb nehmen? Es beendet, was es hat.</translation>
    </message>
    <message>
        <source>It gets nothing more and finishes what it has. You are asked for the reason.</source>
        <translation>Es bekommt nichts mehr und beendet, was es hat. Sie werden nach dem Grund gefragt.</translation>
    </message>
    <message>
        <source>It is tested with known answers, then used again.</source>
        <translation>Es wird mit bekannten Antworten getestet und dann wieder benutzt.</translation>
    </message>
    <message>
        <source>It is being tested now.</source>
        <translation>Es wird gerade getestet.</translation>
    </message>
    <message>
        <source>Known answers are asked for before its next request.</source>
        <translation>Vor der nächsten Anfrage werden bekannte Antworten verlangt.</translation>
    </message>
</context>
<context>
    <name>sm::HsmHead</name>
    <message>
        <source>%1, %2, %3, load %4</source>
        <translation>%1, %2, %3, Last %4</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>Last %1</translation>
    </message>
</context>
<context>
    <name>sm::ImportBlockDialog</name>
    <message>
        <source>YYYY-MM-DD, or empty</source>
        <translation>JJJJ-MM-TT oder leer</translation>
    </message>
    <message>
        <source>first and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>Import key block</source>
        <translation>Schlüsselblock importieren</translation>
    </message>
    <message>
        <source>Import a key block</source>
        <translation>Einen Schlüsselblock importieren</translation>
    </message>
    <message>
        <source>A TR-31 block brings a key under another key that the HSM holds already. What the key may be used for, and whether it may leave again, the block itself says.</source>
        <translation>Ein TR-31-Block bringt einen Schlüssel unter einem anderen, den das HSM schon hat. Wofür der Schlüssel bestimmt ist und ob er weitergegeben werden darf, sagt der Block selbst.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Read from file...</source>
        <translation>Aus Datei lesen...</translation>
    </message>
    <message>
        <source>Key block</source>
        <translation>Schlüsselblock</translation>
    </message>
    <message>
        <source>HSM</source>
        <translation>HSM</translation>
    </message>
    <message>
        <source>Protected by</source>
        <translation>Geschützt durch</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>Name des Schlüssels</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>First day of use</source>
        <translation>Erster Tag der Verwendung</translation>
    </message>
    <message>
        <source>Last day of use</source>
        <translation>Letzter Tag der Verwendung</translation>
    </message>
    <message>
        <source>Who brings it</source>
        <translation>Gebracht von</translation>
    </message>
    <message>
        <source>Read a key block</source>
        <translation>Einen Schlüsselblock lesen</translation>
    </message>
    <message>
        <source>%1 can not be read, or is no key block.</source>
        <translation>%1 ist nicht lesbar oder kein Schlüsselblock.</translation>
    </message>
    <message>
        <source>No HSM takes orders about its keys now.</source>
        <translation>Kein HSM nimmt jetzt Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>This HSM holds no key that protects key blocks. Make one in a key ceremony first.</source>
        <translation>Dieses HSM hat keinen Schlüssel, der Schlüsselblöcke schützt. Machen Sie zuerst einen in einer Schlüsselzeremonie.</translation>
    </message>
    <message>
        <source>Give the key a name first.</source>
        <translation>Geben Sie dem Schlüssel zuerst einen Namen.</translation>
    </message>
    <message>
        <source>A date is written 2026-12-31.</source>
        <translation>Ein Datum schreibt man 2026-12-31.</translation>
    </message>
    <message>
        <source>Put the key block in first.</source>
        <translation>Geben Sie zuerst den Schlüsselblock ein.</translation>
    </message>
    <message>
        <source>%1, version %2, is in %3. Its check value is %4.</source>
        <translation>%1, Version %2, ist in %3. Der Prüfwert ist %4.</translation>
    </message>
    <message>
        <source>Enter the name of the person first.</source>
        <translation>Geben Sie zuerst den Namen der Person ein.</translation>
    </message>
</context>
<context>
    <name>sm::ImportCard</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>Start  (Enter)</source>
        <translation>Starten  (Enter)</translation>
    </message>
    <message>
        <source>Cancel import</source>
        <translation>Import abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Checking the file...</source>
        <translation>Die Datei wird geprüft...</translation>
    </message>
    <message>
        <source>Checking the file: %1 records so far</source>
        <translation>Die Datei wird geprüft: bisher %1 Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>%1 records ready</source>
        <translation>
            <numerusform>%1 Datensatz bereit</numerusform>
            <numerusform>%1 Datensätze bereit</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was imported: the file has findings</source>
        <translation>Nichts wurde importiert: Die Datei hat Befunde</translation>
    </message>
    <message>
        <source>%1 records = %2 valid + %3 invalid + %4 duplicate in file + %5 produced before    %6</source>
        <translation>%1 Datensätze = %2 gültig + %3 ungültig + %4 doppelt in der Datei + %5 bereits gefertigt    %6</translation>
    </message>
    <message>
        <source>adds up</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>does not add up</source>
        <translation>geht nicht auf</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>Datei zum Importieren</translation>
    </message>
    <message>
        <source>Details...</source>
        <translation>Einzelheiten...</translation>
    </message>
    <message>
        <source>Accept  (Enter)</source>
        <translation>Annehmen  (Enter)</translation>
    </message>
    <message>
        <source>%1   (file %2 of %3)</source>
        <translation>%1   (Datei %2 von %3)</translation>
    </message>
    <message numerus="yes">
        <source>%1 records, all valid</source>
        <translation>
            <numerusform>%1 Datensatz, gültig</numerusform>
            <numerusform>%1 Datensätze, alle gültig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 records, %2 of them valid</source>
        <translation>
            <numerusform>%1 Datensatz, davon gültig: %2</numerusform>
            <numerusform>%1 Datensätze, %2 davon gültig</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing...</source>
        <translation>Wird importiert...</translation>
    </message>
    <message>
        <source>Importing: %1 records so far</source>
        <translation>Wird importiert: bisher %1 Datensätze</translation>
    </message>
    <message numerus="yes">
        <source>%1 records were written to %2</source>
        <translation>
            <numerusform>%1 Datensatz wurde nach %2 geschrieben</numerusform>
            <numerusform>%1 Datensätze wurden nach %2 geschrieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportFlow</name>
    <message>
        <source>Saving the report...</source>
        <translation>Der Bericht wird gespeichert...</translation>
    </message>
    <message>
        <source>Preset saved. Files like this one are known from now on.</source>
        <translation>Vorlage gespeichert. Dateien wie diese sind ab jetzt bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>Report saved: %n findings in %1.</source>
        <translation>
            <numerusform>Bericht gespeichert: %n Befund in %1.</numerusform>
            <numerusform>Bericht gespeichert: %n Befunde in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files wait until %1 is imported or closed.</source>
        <translation>
            <numerusform>%n Datei wartet, bis %1 importiert oder geschlossen ist.</numerusform>
            <numerusform>%n Dateien warten, bis %1 importiert oder geschlossen ist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportFoot</name>
    <message>
        <source>Records with errors (set by the profile):</source>
        <translation>Datensätze mit Fehlern (laut Profil):</translation>
    </message>
    <message>
        <source>Save report...</source>
        <translation>Bericht speichern...</translation>
    </message>
    <message>
        <source>Continue in the background</source>
        <translation>Im Hintergrund weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The profile does not allow it for this kind of file.</source>
        <translation>Das Profil erlaubt es für diese Art von Datei nicht.</translation>
    </message>
    <message>
        <source>All or nothing</source>
        <translation>Alles oder nichts</translation>
    </message>
    <message>
        <source>Accept valid, write the rest to a rejects file</source>
        <translation>Gültige annehmen, Rest in eine Ablehnungsdatei</translation>
    </message>
    <message>
        <source>The same, but nothing from %1 errors on</source>
        <translation>Ebenso, aber ab %1 Fehlern nichts</translation>
    </message>
    <message>
        <source>Fields that the profile needs have no column yet.</source>
        <translation>Felder, die das Profil braucht, haben noch keine Spalte.</translation>
    </message>
    <message>
        <source>The file is still being checked.</source>
        <translation>Die Datei wird noch geprüft.</translation>
    </message>
    <message>
        <source>No record is valid.</source>
        <translation>Kein Datensatz ist gültig.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>(Enter)</source>
        <translation>(Enter)</translation>
    </message>
    <message>
        <source>There is a report once the file is checked.</source>
        <translation>Einen Bericht gibt es, sobald die Datei geprüft ist.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n findings can not be accepted, not even in part. Ask the supervisor.</source>
        <translation>
            <numerusform>%n Befund lässt sich nicht annehmen, auch nicht teilweise. Fragen Sie die Schichtleitung.</numerusform>
            <numerusform>%n Befunde lassen sich nicht annehmen, auch nicht teilweise. Fragen Sie die Schichtleitung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All or nothing: %n records have errors.</source>
        <translation>
            <numerusform>Alles oder nichts: %n Datensatz ist fehlerhaft.</numerusform>
            <numerusform>Alles oder nichts: %n Datensätze sind fehlerhaft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records have errors, too many for this choice.</source>
        <translation>
            <numerusform>%n Datensatz ist fehlerhaft, zu viel für diese Wahl.</numerusform>
            <numerusform>%n Datensätze sind fehlerhaft, zu viele für diese Wahl.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %n records</source>
        <translation>
            <numerusform>%n Datensatz annehmen</numerusform>
            <numerusform>%n Datensätze annehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ImportPage</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Import: %1   (file %2 of %3)</source>
        <translation>Import: %1   (Datei %2 von %3)</translation>
    </message>
    <message>
        <source>Import: %1</source>
        <translation>Import: %1</translation>
    </message>
    <message>
        <source>Reading...</source>
        <translation>Wird gelesen...</translation>
    </message>
    <message>
        <source>Of the profile</source>
        <translation>Vom Profil</translation>
    </message>
    <message>
        <source>%1 % matched</source>
        <translation>%1 % zugeordnet</translation>
    </message>
    <message>
        <source>Save how this file is read, for the next one like it</source>
        <translation>Merkt sich, wie diese Datei gelesen wird, für die nächste dieser Art</translation>
    </message>
    <message>
        <source>Map the columns first.</source>
        <translation>Ordnen Sie zuerst die Spalten zu.</translation>
    </message>
    <message>
        <source>(needed)</source>
        <translation>(erforderlich)</translation>
    </message>
    <message>
        <source>The profile needs %1: choose the column, or set one value for all.</source>
        <translation>Das Profil braucht %1: Wählen Sie die Spalte, oder setzen Sie einen Wert für alle.</translation>
    </message>
    <message>
        <source>A conversion is not understood. Choose it anew.</source>
        <translation>Eine Umwandlung ist nicht verständlich. Wählen Sie sie neu.</translation>
    </message>
    <message>
        <source>The report appears here when the file can be read.</source>
        <translation>Der Bericht erscheint hier, sobald die Datei lesbar ist.</translation>
    </message>
    <message>
        <source>Checked %1</source>
        <translation>Geprüft %1</translation>
    </message>
    <message>
        <source>%1 records/s</source>
        <translation>%1 Datensätze/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 records so far</source>
        <translation>bisher %1 Datensätze</translation>
    </message>
    <message>
        <source>No findings. Checked in %1.</source>
        <translation>Keine Befunde. Geprüft in %1.</translation>
    </message>
    <message>
        <source>%1 valid</source>
        <translation>%1 gültig</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>%1 ungültig</translation>
    </message>
    <message>
        <source>%1 duplicate in file</source>
        <translation>%1 doppelt in der Datei</translation>
    </message>
    <message>
        <source>%1 produced before</source>
        <translation>%1 bereits gefertigt</translation>
    </message>
    <message>
        <source>%1 already queued</source>
        <translation>%1 bereits eingereiht</translation>
    </message>
    <message>
        <source>%1 records = %2    %3</source>
        <translation>%1 Datensätze = %2    %3</translation>
    </message>
    <message>
        <source>adds up</source>
        <translation>geht auf</translation>
    </message>
    <message>
        <source>DOES NOT ADD UP</source>
        <translation>GEHT NICHT AUF</translation>
    </message>
    <message>
        <source>%1 in records</source>
        <translation>%1 in Datensätzen</translation>
    </message>
    <message>
        <source>%1 header</source>
        <translation>%1 Kopf</translation>
    </message>
    <message>
        <source>%1 blank</source>
        <translation>%1 leer</translation>
    </message>
    <message>
        <source>%1 comment</source>
        <translation>%1 Kommentar</translation>
    </message>
    <message>
        <source>%1 trailer</source>
        <translation>%1 Schluss</translation>
    </message>
    <message>
        <source>%1 lines = %2</source>
        <translation>%1 Zeilen = %2</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the preset, such as the issuer&apos;s:</source>
        <translation>Name der Vorlage, etwa der des Herausgebers:</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Save preset...</source>
        <translation>Speichern...</translation>
    </message>
    <message>
        <source>Jump to line</source>
        <translation>Zu Zeile</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>Field without a column</source>
        <translation>Feld ohne Spalte</translation>
    </message>
    <message>
        <source>Value for every record</source>
        <translation>Wert für jeden Datensatz</translation>
    </message>
    <message>
        <source>the same value for every record</source>
        <translation>derselbe Wert für jeden Datensatz</translation>
    </message>
    <message>
        <source>Set for all</source>
        <translation>Für alle setzen</translation>
    </message>
    <message>
        <source>First records of the file, masked</source>
        <translation>Erste Datensätze der Datei, maskiert</translation>
    </message>
    <message>
        <source>Part of the file that is checked</source>
        <translation>Geprüfter Teil der Datei</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message numerus="yes">
        <source>%n fields without a column:</source>
        <translation>
            <numerusform>%n Feld ohne Spalte:</numerusform>
            <numerusform>%n Felder ohne Spalte:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n findings</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::JobDetail</name>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Remakes</source>
        <translation>Nachfertigungen</translation>
    </message>
    <message>
        <source>When remakes have their turn</source>
        <translation>Wann Nachfertigungen an der Reihe sind</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>As they come: in their place in the file. At the end: after all others. By hand: when you say so.</source>
        <translation>Laufend: an ihrem Platz in der Datei. Am Ende: nach allen anderen. Von Hand: wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>The job is over.</source>
        <translation>Der Auftrag ist beendet.</translation>
    </message>
    <message>
        <source>Show the file in its folder.</source>
        <translation>Zeigt die Datei in ihrem Ordner.</translation>
    </message>
    <message>
        <source>There is no file to show.</source>
        <translation>Es gibt keine Datei zu zeigen.</translation>
    </message>
    <message>
        <source>Job %1  %2</source>
        <translation>Auftrag %1  %2</translation>
    </message>
    <message>
        <source>producing time %1</source>
        <translation>Fertigungszeit %1</translation>
    </message>
    <message>
        <source>test keys</source>
        <translation>Testschlüssel</translation>
    </message>
</context>
<context>
    <name>sm::JobStrip</name>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Hold job</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume job</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>No job</source>
        <translation>Kein Auftrag</translation>
    </message>
    <message>
        <source>Drop a job file here.</source>
        <translation>Datei hier ablegen.</translation>
    </message>
    <message>
        <source>%1 of %2 good</source>
        <translation>%1 von %2 gut</translation>
    </message>
</context>
<context>
    <name>sm::JobsModel</name>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%1 /h</source>
        <translation>%1 /h</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Issuer / product</source>
        <translation>Herausgeber / Produkt</translation>
    </message>
    <message>
        <source>Remake</source>
        <translation>Nachf.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ausstoß</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>Fertig um</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>sm::JobsPage</name>
    <message>
        <source>Import file...</source>
        <translation>Datei importieren...</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Abort...</source>
        <translation>Abbrechen...</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Find job, product or profile</source>
        <translation>Auftrag, Produkt oder Profil suchen</translation>
    </message>
    <message>
        <source>Find job</source>
        <translation>Auftrag suchen</translation>
    </message>
    <message>
        <source>No job matches. Clear the search and the filters.</source>
        <translation>Kein Auftrag passt. Leeren Sie Suche und Filter.</translation>
    </message>
    <message>
        <source>Drop a job file here.</source>
        <translation>Legen Sie hier eine Auftragsdatei ab.</translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Use the sample job</source>
        <translation>Beispielauftrag nehmen</translation>
    </message>
    <message>
        <source>Running %1</source>
        <translation>Läuft %1</translation>
    </message>
    <message>
        <source>Queued %1</source>
        <translation>Eingereiht %1</translation>
    </message>
    <message>
        <source>Needs decision %1</source>
        <translation>Entscheidung %1</translation>
    </message>
    <message>
        <source>Done today %1</source>
        <translation>Heute fertig %1</translation>
    </message>
    <message>
        <source>Close...</source>
        <translation>Abschließen...</translation>
    </message>
    <message>
        <source>Cancel import</source>
        <translation>Import abbrechen</translation>
    </message>
    <message>
        <source>Write one line per attempt as CSV into your documents folder.</source>
        <translation>Schreibt eine Zeile je Versuch als CSV in Ihren Dokumentenordner.</translation>
    </message>
    <message>
        <source>Decide %1</source>
        <translation>Entscheiden %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>%1 is being held. Stations finish the card they have.</source>
        <translation>%1 wird angehalten. Stationen stellen ihre Karte fertig.</translation>
    </message>
    <message>
        <source>%1 goes on.</source>
        <translation>%1 läuft weiter.</translation>
    </message>
    <message>
        <source>Close job</source>
        <translation>Auftrag abschließen</translation>
    </message>
    <message>
        <source>Close %1?</source>
        <translation>%1 abschließen?</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Report of job %1 written: %2</source>
        <translation>Bericht zu Auftrag %1 geschrieben: %2</translation>
    </message>
    <message>
        <source>%1 of %2 records are good.</source>
        <translation>%1 von %2 Datensätzen sind gut.</translation>
    </message>
    <message numerus="yes">
        <source>%1 records are open and will not be made.</source>
        <translation>
            <numerusform>%1 Datensatz ist offen und wird nicht gefertigt.</numerusform>
            <numerusform>%1 Datensätze sind offen und werden nicht gefertigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>A closed job can not be opened again.</source>
        <translation>Ein abgeschlossener Auftrag kann nicht wieder geöffnet werden.</translation>
    </message>
    <message>
        <source>No report was written: the folder %1 can not be made or written. Check its rights.</source>
        <translation>Kein Bericht geschrieben: Der Ordner %1 kann nicht angelegt oder beschrieben werden. Prüfen Sie seine Rechte.</translation>
    </message>
</context>
<context>
    <name>sm::KeyDialog</name>
    <message>
        <source>The answer is awaited.</source>
        <translation>Die Antwort steht noch aus.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1, version %2, %3</source>
        <translation>%1, Version %2, %3</translation>
    </message>
    <message>
        <source>triple DES</source>
        <translation>Triple-DES</translation>
    </message>
    <message>
        <source>AES</source>
        <translation>AES</translation>
    </message>
</context>
<context>
    <name>sm::KeyListModel</name>
    <message>
        <source>not told</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>all</source>
        <translation>allen</translation>
    </message>
    <message>
        <source>Two HSMs hold different keys under this name and would make different cards. Take the wrong one out of use and call the security officer.</source>
        <translation>Zwei HSMs haben unter diesem Namen verschiedene Schlüssel und würden verschiedene Karten machen. Nehmen Sie das falsche außer Betrieb und verständigen Sie die Sicherheitsbeauftragten.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Check value</source>
        <translation>Prüfwert</translation>
    </message>
    <message>
        <source>In HSMs</source>
        <translation>In HSMs</translation>
    </message>
    <message>
        <source>DIFFERENT KEYS</source>
        <translation>VERSCHIEDENE SCHLÜSSEL</translation>
    </message>
    <message>
        <source>RETIRED</source>
        <translation>AUSGEMUSTERT</translation>
    </message>
    <message>
        <source>EXPIRED</source>
        <translation>ABGELAUFEN</translation>
    </message>
    <message>
        <source>NOT VALID YET</source>
        <translation>NOCH NICHT GÜLTIG</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>Jobs that need this key are not started. Call the security officer: its successor must be imported.</source>
        <translation>Aufträge, die diesen Schlüssel brauchen, werden nicht gestartet. Verständigen Sie die Sicherheitsbeauftragten: Sein Nachfolger muss geladen werden.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Days of use</source>
        <translation>Tage der Verwendung</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>Gebracht von</translation>
    </message>
</context>
<context>
    <name>sm::KeysPage</name>
    <message>
        <source>No HSM connected. The demo floor has software HSMs with test keys, for trials only.</source>
        <translation>Kein HSM verbunden. Die Demo-Fertigung hat Software-HSMs mit Testschlüsseln, nur zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Start demo floor</source>
        <translation>Demo-Fertigung starten</translation>
    </message>
    <message>
        <source>HSMs</source>
        <translation>HSMs</translation>
    </message>
    <message>
        <source>HSMs ready</source>
        <translation>HSMs bereit</translation>
    </message>
    <message>
        <source>Load, last minute</source>
        <translation>Last, letzte Minute</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Wait p50 · p95 · p99</source>
        <translation>Warten p50 · p95 · p99</translation>
    </message>
    <message>
        <source>Service p50 · p95 · p99</source>
        <translation>Bedienung p50 · p95 · p99</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors · repeated</source>
        <translation>Fehler · wiederholt</translation>
    </message>
    <message>
        <source>From a request until an HSM starts it, last 10 minutes: half, 95 % and 99 % are not longer.</source>
        <translation>Von der Anfrage, bis ein HSM sie beginnt, letzte 10 Minuten: Die Hälfte, 95 % und 99 % sind nicht länger.</translation>
    </message>
    <message>
        <source>Keys in the HSMs</source>
        <translation>Schlüssel in den HSMs</translation>
    </message>
    <message>
        <source>No HSM has told which keys it holds.</source>
        <translation>Kein HSM hat gesagt, welche Schlüssel es hat.</translation>
    </message>
    <message>
        <source> + %1 outside</source>
        <translation> + %1 außerhalb</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Key ceremony...</source>
        <translation>Schlüsselzeremonie...</translation>
    </message>
    <message>
        <source>Import key block...</source>
        <translation>Schlüsselblock importieren...</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren...</translation>
    </message>
    <message>
        <source>Retire...</source>
        <translation>Ausmustern...</translation>
    </message>
    <message>
        <source>No HSM of this floor takes orders about its keys from here.</source>
        <translation>Kein HSM dieser Fertigung nimmt von hier Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>The HSMs that take orders about their keys can not be reached now.</source>
        <translation>Die HSMs, die Anweisungen zu ihren Schlüsseln annehmen, sind jetzt nicht erreichbar.</translation>
    </message>
    <message>
        <source>Choose a key in the list first.</source>
        <translation>Wählen Sie zuerst einen Schlüssel in der Liste.</translation>
    </message>
    <message>
        <source>The HSMs that hold this key take no orders about it from here now.</source>
        <translation>Die HSMs mit diesem Schlüssel nehmen von hier jetzt keine Anweisungen an.</translation>
    </message>
    <message>
        <source>This key is retired.</source>
        <translation>Dieser Schlüssel ist ausgemustert.</translation>
    </message>
    <message>
        <source>This key was not made to leave its HSM.</source>
        <translation>Dieser Schlüssel darf sein HSM nicht verlassen.</translation>
    </message>
</context>
<context>
    <name>sm::MainWindow</name>
    <message>
        <source>Re&amp;make all</source>
        <translation>Alle &amp;nachfertigen</translation>
    </message>
    <message>
        <source>S&amp;crap cards...</source>
        <translation>Karten &amp;vernichten...</translation>
    </message>
    <message>
        <source>&amp;Withdraw records...</source>
        <translation>Datensätze &amp;zurückziehen...</translation>
    </message>
    <message>
        <source>Re&amp;port</source>
        <translation>Be&amp;richt</translation>
    </message>
    <message>
        <source>Report as CS&amp;V</source>
        <translation>Bericht als &amp;CSV</translation>
    </message>
    <message>
        <source>There is no job that this could be done with.</source>
        <translation>Es gibt keinen Auftrag, mit dem das ginge.</translation>
    </message>
    <message>
        <source>The other program did not hand over the file. Drop it again, or import it from the menu File.</source>
        <translation>Das andere Programm hat die Datei nicht übergeben. Legen Sie sie noch einmal ab, oder importieren Sie sie über das Menü Datei.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Automatic zoom</source>
        <translation>&amp;Automatische Größe</translation>
    </message>
    <message>
        <source>Full &amp;screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>F&amp;loor</source>
        <translation>&amp;Fertigung</translation>
    </message>
    <message>
        <source>&amp;Hold floor</source>
        <translation>Fertigung &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume floor</source>
        <translation>Fertigung &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Find station or card</source>
        <translation>Station oder Karte &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Job</source>
        <translation>A&amp;uftrag</translation>
    </message>
    <message>
        <source>&amp;Start job</source>
        <translation>Auftrag &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Hold job</source>
        <translation>Auftrag &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume job</source>
        <translation>Auftrag &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Abort job...</source>
        <translation>Auftrag ab&amp;brechen...</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Stationmaster</source>
        <translation>Ü&amp;ber Stationmaster</translation>
    </message>
    <message>
        <source>Import job file</source>
        <translation>Auftragsdatei importieren</translation>
    </message>
    <message>
        <source>About Stationmaster</source>
        <translation>Über Stationmaster</translation>
    </message>
    <message>
        <source>Console for the personalization of smart cards on many stations.
Licence: GNU General Public License, version 3 or later.</source>
        <translation>Konsole für die Personalisierung von Chipkarten auf vielen Stationen.
Lizenz: GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>%1: %2. %3 of %4 records are good.</source>
        <translation>%1: %2. %3 von %4 Datensätzen sind gut.</translation>
    </message>
    <message>
        <source>Fo&amp;ld page list</source>
        <translation>Seiten&amp;liste einklappen</translation>
    </message>
    <message>
        <source>&amp;Follow system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Only matching</source>
        <translation>&amp;Nur passende</translation>
    </message>
    <message>
        <source>&amp;Station</source>
        <translation>&amp;Station</translation>
    </message>
    <message>
        <source>&amp;Continue or resume</source>
        <translation>&amp;Weiter oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Hold or resume</source>
        <translation>&amp;Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Reject card...</source>
        <translation>Karte a&amp;ussteuern...</translation>
    </message>
    <message>
        <source>Open &amp;trace</source>
        <translation>&amp;Mitschnitt öffnen</translation>
    </message>
    <message>
        <source>Clear &amp;selection</source>
        <translation>Auswahl auf&amp;heben</translation>
    </message>
    <message>
        <source>Select a station on the floor first.</source>
        <translation>Wählen Sie zuerst eine Station in der Fertigung.</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Extras</translation>
    </message>
    <message>
        <source>Save &amp;picture of this window...</source>
        <translation>&amp;Bild dieses Fensters speichern...</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Picture saved as %1.</source>
        <translation>Bild gespeichert als %1.</translation>
    </message>
    <message>
        <source>The picture could not be written to %1.</source>
        <translation>Das Bild konnte nicht nach %1 geschrieben werden.</translation>
    </message>
    <message>
        <source>%1 - Stationmaster</source>
        <translation>%1 - Stationmaster</translation>
    </message>
    <message>
        <source>Welcome - Stationmaster</source>
        <translation>Willkommen - Stationmaster</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message numerus="yes">
        <source>The program stopped while cards were in work. %n cards need a decision; put them in the quarantine tray.</source>
        <translation>
            <numerusform>Das Programm endete, während Karten in Arbeit waren. %n Karte braucht eine Entscheidung; legen Sie sie ins Quarantänefach.</numerusform>
            <numerusform>Das Programm endete, während Karten in Arbeit waren. %n Karten brauchen eine Entscheidung; legen Sie sie ins Quarantänefach.</numerusform>
        </translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Start next</source>
        <translation>Nächsten starten</translation>
    </message>
    <message>
        <source>Station &amp;panel in its own window</source>
        <translation>Stationsfeld in &amp;eigenem Fenster</translation>
    </message>
</context>
<context>
    <name>sm::MappingBar</name>
    <message>
        <source>Fields of the columns</source>
        <translation>Felder der Spalten</translation>
    </message>
    <message>
        <source>Field of column %1, %2</source>
        <translation>Feld der Spalte %1, %2</translation>
    </message>
    <message>
        <source>Convert column %1</source>
        <translation>Spalte %1 umwandeln</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Nicht benutzt</translation>
    </message>
    <message>
        <source>Choose a field for this column first.</source>
        <translation>Wählen Sie zuerst ein Feld für diese Spalte.</translation>
    </message>
    <message>
        <source>Convert the values of this column</source>
        <translation>Werte dieser Spalte umwandeln</translation>
    </message>
    <message>
        <source>Trim blanks</source>
        <translation>Leerzeichen abschneiden</translation>
    </message>
    <message>
        <source>Upper case</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message>
        <source>Lower case</source>
        <translation>Kleinbuchstaben</translation>
    </message>
    <message>
        <source>Date written as</source>
        <translation>Datum geschrieben als</translation>
    </message>
    <message>
        <source>Fill up with zeros to</source>
        <translation>Mit Nullen auffüllen auf</translation>
    </message>
    <message numerus="yes">
        <source>%n digits</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Same name</source>
        <translation>Gleicher Name</translation>
    </message>
    <message>
        <source>Similar name</source>
        <translation>Ähnlicher Name</translation>
    </message>
    <message>
        <source>Other word for it</source>
        <translation>Anderes Wort dafür</translation>
    </message>
    <message>
        <source>By content</source>
        <translation>Nach Inhalt</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>converted</source>
        <translation>umgewandelt</translation>
    </message>
    <message>
        <source>Used twice: change one of the two</source>
        <translation>Doppelt benutzt: Ändern Sie eines von beiden</translation>
    </message>
    <message>
        <source>%1 % fit</source>
        <translation>%1 % passen</translation>
    </message>
</context>
<context>
    <name>sm::MiniMap</name>
    <message>
        <source>Overview of all stations</source>
        <translation>Übersicht aller Stationen</translation>
    </message>
    <message>
        <source>All stations; the frame shows which ones are in view. Click to go there.</source>
        <translation>Alle Stationen; der Rahmen zeigt, welche zu sehen sind. Ein Klick führt dorthin.</translation>
    </message>
</context>
<context>
    <name>sm::NavRail</name>
    <message>
        <source>Ctrl+%1</source>
        <translation>Strg+%1</translation>
    </message>
    <message>
        <source>Unfold page list (Ctrl+B)</source>
        <translation>Seitenliste ausklappen (Strg+B)</translation>
    </message>
    <message>
        <source>Fold page list (Ctrl+B)</source>
        <translation>Seitenliste einklappen (Strg+B)</translation>
    </message>
</context>
<context>
    <name>sm::NoticeLine</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this line</source>
        <translation>Diese Zeile schließen</translation>
    </message>
</context>
<context>
    <name>sm::PanelWindow</name>
    <message>
        <source>No station is selected. Choose one on the floor, or press F8 for the next that needs someone.</source>
        <translation>Es ist keine Station ausgewählt. Wählen Sie eine in der Fertigung, oder drücken Sie F8 für die nächste, die jemanden braucht.</translation>
    </message>
    <message>
        <source>Station - Stationmaster</source>
        <translation>Station - Stationmaster</translation>
    </message>
    <message>
        <source>%1 - Stationmaster</source>
        <translation>%1 - Stationmaster</translation>
    </message>
</context>
<context>
    <name>sm::ParetoList</name>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>No rejects in this range.</source>
        <translation>Kein Ausschuss in diesem Zeitraum.</translation>
    </message>
</context>
<context>
    <name>sm::QtChartPane</name>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
</context>
<context>
    <name>sm::QuitDialog</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit while the floor is producing?</source>
        <translation>Beenden, während gefertigt wird?</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>Finish the cards and quit</source>
        <translation>Karten fertigstellen und beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n cards are in stations; they are finished first.</source>
        <translation>
            <numerusform>%n Karte liegt in einer Station; sie wird zuerst fertiggestellt.</numerusform>
            <numerusform>%n Karten liegen in Stationen; sie werden zuerst fertiggestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 records of %3 are good; the rest waits for the next start.</source>
        <translation>%1 von %2 Datensätzen von %3 sind gut; der Rest wartet auf den nächsten Start.</translation>
    </message>
</context>
<context>
    <name>sm::RangeBar</name>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>Job of the range</source>
        <translation>Auftrag des Zeitraums</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Fertigung</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Report (PDF)...</source>
        <translation>Bericht (PDF)...</translation>
    </message>
    <message>
        <source>Table (CSV)...</source>
        <translation>Tabelle (CSV)...</translation>
    </message>
    <message>
        <source>Picture (PNG)...</source>
        <translation>Bild (PNG)...</translation>
    </message>
    <message>
        <source>Save what the page shows</source>
        <translation>Speichert, was die Seite zeigt</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>Noch gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Machine %1</source>
        <translation>Maschine %1</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>Profile %1</source>
        <translation>Profil %1</translation>
    </message>
    <message>
        <source>Station %1</source>
        <translation>Station %1</translation>
    </message>
</context>
<context>
    <name>sm::ReasonChips</name>
    <message>
        <source>No job</source>
        <translation>Kein Auftrag</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Freigabe fehlt</translation>
    </message>
    <message>
        <source>Cards out</source>
        <translation>Karten fehlen</translation>
    </message>
    <message>
        <source>Ribbon, foil out</source>
        <translation>Farbband, Folie leer</translation>
    </message>
    <message>
        <source>Changeover</source>
        <translation>Umrüsten</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>Reinigung</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>HSM, keys</source>
        <translation>HSM, Schlüssel</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Why idle?</source>
        <translation>Warum Stillstand?</translation>
    </message>
    <message numerus="yes">
        <source>Why are %n stations idle?</source>
        <translation>
            <numerusform>Warum steht %n Station?</numerusform>
            <numerusform>Warum stehen %n Stationen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sm::ReasonDialog</name>
    <message>
        <source>&amp;Reason (required)</source>
        <translation>&amp;Grund (erforderlich)</translation>
    </message>
    <message>
        <source>Give a reason first.</source>
        <translation>Nennen Sie zuerst einen Grund.</translation>
    </message>
    <message>
        <source>Choose a reason</source>
        <translation>Grund wählen</translation>
    </message>
    <message>
        <source>Choose a reason or write one</source>
        <translation>Grund wählen oder schreiben</translation>
    </message>
</context>
<context>
    <name>sm::RecoveredModel</name>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Chip</source>
        <translation>Chip</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Vorgefunden</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>sm::RejectPrompt</name>
    <message>
        <source>Reject card  (X)</source>
        <translation>Karte aussteuern  (X)</translation>
    </message>
    <message>
        <source>Reject: damaged</source>
        <translation>Aussteuern: beschädigt</translation>
    </message>
    <message>
        <source>Reject: unreadable</source>
        <translation>Aussteuern: unlesbar</translation>
    </message>
    <message>
        <source>Reject: test card</source>
        <translation>Aussteuern: Testkarte</translation>
    </message>
    <message>
        <source>Reject: other</source>
        <translation>Aussteuern: anderes</translation>
    </message>
    <message>
        <source>Keep card</source>
        <translation>Karte behalten</translation>
    </message>
    <message>
        <source>Reject card in %1?</source>
        <translation>Karte in %1 aussteuern?</translation>
    </message>
    <message>
        <source>The card goes to the reject bin; you are asked for the reason.</source>
        <translation>Die Karte kommt ins Ausschussfach; Sie werden nach dem Grund gefragt.</translation>
    </message>
    <message>
        <source>No card is being written in this station.</source>
        <translation>In dieser Station wird keine Karte beschrieben.</translation>
    </message>
</context>
<context>
    <name>sm::ReportModel</name>
    <message>
        <source>First: line %1</source>
        <translation>Zuerst: Zeile %1</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>%1  &quot;%2&quot;</source>
        <translation>%1  „%2“</translation>
    </message>
    <message>
        <source>Whole line</source>
        <translation>Ganze Zeile</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Severity, column</source>
        <translation>Schwere, Spalte</translation>
    </message>
    <message>
        <source>Count, value</source>
        <translation>Anzahl, Wert</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
</context>
<context>
    <name>sm::RetireDialog</name>
    <message>
        <source>first and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>Retire key</source>
        <translation>Schlüssel ausmustern</translation>
    </message>
    <message>
        <source>Retire %1, version %2?</source>
        <translation>%1, Version %2, ausmustern?</translation>
    </message>
    <message>
        <source>It is never used again in this HSM, and this can not be undone. Jobs that need it can not start; cards in work that need it are rejected.</source>
        <translation>Er wird in diesem HSM nie wieder verwendet, und das lässt sich nicht zurücknehmen. Aufträge, die ihn brauchen, können nicht starten; Karten in Arbeit, die ihn brauchen, werden Ausschuss.</translation>
    </message>
    <message>
        <source>%1 HSMs hold it: retire it in each of them.</source>
        <translation>%1 HSMs haben ihn: Mustern Sie ihn in jedem davon aus.</translation>
    </message>
    <message>
        <source>HSM</source>
        <translation>HSM</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Wer entscheidet</translation>
    </message>
    <message>
        <source>Keep the key</source>
        <translation>Schlüssel behalten</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Ausmustern</translation>
    </message>
    <message>
        <source>No HSM that holds this key takes orders about its keys now.</source>
        <translation>Kein HSM mit diesem Schlüssel nimmt jetzt Anweisungen zu seinen Schlüsseln an.</translation>
    </message>
    <message>
        <source>Enter the name of the person first.</source>
        <translation>Geben Sie zuerst den Namen der Person ein.</translation>
    </message>
    <message>
        <source>%1, version %2, is retired in %3.</source>
        <translation>%1, Version %2, ist in %3 ausgemustert.</translation>
    </message>
</context>
<context>
    <name>sm::RevokeDialog</name>
    <message>
        <source>Revoke a station</source>
        <translation>Station sperren</translation>
    </message>
    <message>
        <source>Revoke the station in %1?</source>
        <translation>Die Station in %1 sperren?</translation>
    </message>
    <message>
        <source>Keep station</source>
        <translation>Station behalten</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>This key is not on the list any more: somebody else has revoked it.</source>
        <translation>Dieser Schlüssel steht nicht mehr auf der Liste: jemand anderes hat ihn gesperrt.</translation>
    </message>
    <message>
        <source>Its key %1 loses the place and is refused from now on. To come back it has to be let in again.</source>
        <translation>Ihr Schlüssel %1 verliert den Platz und wird von jetzt an abgewiesen. Um zurückzukommen, muss sie neu zugelassen werden.</translation>
    </message>
    <message>
        <source>It is not connected: no card is touched.</source>
        <translation>Sie ist nicht verbunden: keine Karte ist betroffen.</translation>
    </message>
    <message>
        <source>The card in it, ending %1, is cut off in the middle of its work: it may carry data. Take it out and put it in the reject tray; the Jobs page says what becomes of its record.</source>
        <translation>Die Karte in ihr, Endung %1, wird mitten in der Arbeit abgeschnitten: sie kann Daten tragen. Nehmen Sie sie heraus und legen Sie sie ins Ausschussfach; die Seite „Aufträge“ sagt, was aus ihrem Datensatz wird.</translation>
    </message>
    <message>
        <source>It is connected and has no card in work: its connection is cut at once.</source>
        <translation>Sie ist verbunden und hat keine Karte in Arbeit: ihre Verbindung wird sofort getrennt.</translation>
    </message>
    <message>
        <source>This key is not on the list any more.</source>
        <translation>Dieser Schlüssel steht nicht mehr auf der Liste.</translation>
    </message>
    <message>
        <source>The order is on its way.</source>
        <translation>Die Anweisung ist unterwegs.</translation>
    </message>
    <message>
        <source>The station in %1 is revoked.</source>
        <translation>Die Station in %1 ist gesperrt.</translation>
    </message>
</context>
<context>
    <name>sm::SecretField</name>
    <message>
        <source>%1 of %2 digits entered</source>
        <translation>%1 von %2 Ziffern eingegeben</translation>
    </message>
</context>
<context>
    <name>sm::SetupModel</name>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>Gebunden an</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>Letzte Prüfung</translation>
    </message>
    <message>
        <source>When applied</source>
        <translation>Danach</translation>
    </message>
</context>
<context>
    <name>sm::SetupPage</name>
    <message>
        <source>The floor is being read.</source>
        <translation>Die Fertigung wird gelesen.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Testing: %1 of %2 have answered</source>
        <translation>Prüfung: %1 von %2 haben geantwortet</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>Nichts ist geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n changes are not applied yet</source>
        <translation>
            <numerusform>%n Änderung ist noch nicht übernommen</numerusform>
            <numerusform>%n Änderungen sind noch nicht übernommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Demo floor: changes count until it ends, and are kept nowhere.</source>
        <translation>Demo-Fertigung: Änderungen gelten, bis sie endet, und werden nirgends aufbewahrt.</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Aufbewahrt in %1</translation>
    </message>
    <message>
        <source>Stop testing</source>
        <translation>Prüfung beenden</translation>
    </message>
    <message>
        <source>Test all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Somebody else has changed the floor meanwhile. Your changes are kept; applying them takes back what the list shows. Discard them to see the floor as it is.</source>
        <translation>Jemand anderes hat die Fertigung inzwischen geändert. Ihre Änderungen sind noch da; sie zu übernehmen nimmt zurück, was die Liste zeigt. Verwerfen Sie sie, um die Fertigung zu sehen, wie sie ist.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Something is not right yet: see the red text.</source>
        <translation>Etwas ist noch nicht richtig: siehe den roten Text.</translation>
    </message>
    <message>
        <source>The order is on its way.</source>
        <translation>Der Auftrag ist unterwegs.</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>Takes the last change back (Ctrl+Z in the list)</source>
        <translation>Nimmt die letzte Änderung zurück (Strg+Z in der Liste)</translation>
    </message>
    <message>
        <source>There is no change to take back.</source>
        <translation>Es gibt keine Änderung, die sich zurücknehmen ließe.</translation>
    </message>
    <message>
        <source>Takes all changes back.</source>
        <translation>Nimmt alle Änderungen zurück.</translation>
    </message>
    <message>
        <source>It goes already.</source>
        <translation>Das entfällt schon.</translation>
    </message>
    <message>
        <source>Choose a machine or a station first.</source>
        <translation>Wählen Sie zuerst eine Maschine oder eine Station.</translation>
    </message>
    <message>
        <source>Adds a station to the chosen machine (Insert in the list)</source>
        <translation>Fügt der gewählten Maschine eine Station hinzu (Einfg in der Liste)</translation>
    </message>
    <message>
        <source>Takes the chosen row out (Delete in the list)</source>
        <translation>Nimmt die gewählte Zeile heraus (Entf in der Liste)</translation>
    </message>
    <message>
        <source>Asks whether the chosen station, or each one of the machine, is there.</source>
        <translation>Fragt, ob die gewählte Station oder jede der Maschine da ist.</translation>
    </message>
    <message>
        <source>Reads the floor, and what is plugged in, once more.</source>
        <translation>Liest die Fertigung, und was eingesteckt ist, noch einmal.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Apply...</source>
        <translation>Übernehmen...</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Machines and stations</source>
        <translation>Maschinen und Stationen</translation>
    </message>
    <message>
        <source>Add machine</source>
        <translation>Neue Maschine</translation>
    </message>
    <message>
        <source>Add station</source>
        <translation>Neue Station</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu lesen</translation>
    </message>
</context>
<context>
    <name>sm::SetupPanel</name>
    <message>
        <source>Name of the machine</source>
        <translation>Name der Maschine</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>Letzte Prüfung</translation>
    </message>
    <message>
        <source>Nothing is chosen</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>It goes when the changes are applied. Undo brings it back.</source>
        <translation>Das entfällt, wenn die Änderungen übernommen werden. „Rückgängig“ holt es zurück.</translation>
    </message>
    <message>
        <source>Choose a machine or a station in the list, or add one.</source>
        <translation>Wählen Sie eine Maschine oder eine Station in der Liste, oder fügen Sie eine hinzu.</translation>
    </message>
    <message>
        <source>Its stations are called M%1-S1, M%1-S2 and so on. A number stays when another station goes.</source>
        <translation>Ihre Stationen heißen M%1-S1, M%1-S2 und so weiter. Eine Nummer bleibt, wenn eine andere Station entfällt.</translation>
    </message>
    <message>
        <source>Devices beside it, from floor.json: %1</source>
        <translation>Geräte daneben, aus floor.json: %1</translation>
    </message>
</context>
<context>
    <name>sm::ShortcutList</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Floor: move between stations</source>
        <translation>Fertigung: von Station zu Station</translation>
    </message>
    <message>
        <source>Arrows, Home, End</source>
        <translation>Pfeiltasten, Pos1, Ende</translation>
    </message>
    <message>
        <source>Floor: open station</source>
        <translation>Fertigung: Station öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Floor: add station to selection</source>
        <translation>Fertigung: Station zur Auswahl nehmen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Floor: jump to machine 2, station 3</source>
        <translation>Fertigung: zu Maschine 2, Station 3 springen</translation>
    </message>
    <message>
        <source>type 2-3</source>
        <translation>2-3 tippen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>sm::StandingLine</name>
    <message>
        <source>Nothing can be produced. %1</source>
        <translation>Es kann nichts gefertigt werden. %1</translation>
    </message>
    <message numerus="yes">
        <source>The program ends when %n cards in stations are finished. Closing the window again ends it at once; a card that is not finished by then needs a decision.</source>
        <translation>
            <numerusform>Das Programm endet, wenn %n Karte in einer Station fertig ist. Wird das Fenster noch einmal geschlossen, endet es sofort; eine Karte, die bis dahin nicht fertig ist, braucht eine Entscheidung.</numerusform>
            <numerusform>Das Programm endet, wenn %n Karten in Stationen fertig sind. Wird das Fenster noch einmal geschlossen, endet es sofort; eine Karte, die bis dahin nicht fertig ist, braucht eine Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is given out until the next start of the program. %1</source>
        <translation>Bis zum nächsten Start des Programms wird nichts ausgegeben. %1</translation>
    </message>
</context>
<context>
    <name>sm::StationDetail</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>Let in by</source>
        <translation>Zugelassen von</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Den Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>The fingerprint is on the clipboard.</source>
        <translation>Der Fingerabdruck liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Choose a station in the list to see its link, its key and what to do when it is away.</source>
        <translation>Wählen Sie in der Liste eine Station, um ihre Verbindung, ihren Schlüssel und das zu sehen, was bei einem Ausfall zu tun ist.</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <translation>%1, seit %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1; %2; connection (epoch) %3</source>
        <translation>%1; %2; Verbindung (Epoche) %3</translation>
    </message>
    <message>
        <source>Asked every 2 s and lost after 6 s of silence. Last message %1 ago.</source>
        <translation>Wird alle 2 s gefragt und gilt nach 6 s Stille als verloren. Letzte Nachricht vor %1.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The link adds %1 ms to an exchange with a card.</source>
        <extracomment>%1: milliseconds</extracomment>
        <translation>Die Verbindung braucht je Austausch mit einer Karte %1 ms zusätzlich.</translation>
    </message>
</context>
<context>
    <name>sm::StationFacts</name>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Card object</source>
        <translation>Kartenobjekt</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Kartennummer</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Cards here</source>
        <translation>Karten hier</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>%1 good, %2 rejected</source>
        <translation>%1 gut, %2 ausgesteuert</translation>
    </message>
</context>
<context>
    <name>sm::StationFlow</name>
    <message>
        <source>Enrol a station</source>
        <translation>Station aufnehmen</translation>
    </message>
    <message>
        <source>A reader at another computer becomes a station like this.</source>
        <translation>So wird ein Leser an einem anderen Rechner zur Station.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The station is refused. It is shown again when it comes again.</source>
        <translation>Die Station ist abgelehnt. Sie erscheint wieder, wenn sie wieder kommt.</translation>
    </message>
</context>
<context>
    <name>sm::StationForm</name>
    <message>
        <source>Its name</source>
        <translation>Seinem Namen</translation>
    </message>
    <message>
        <source>Its serial number</source>
        <translation>Seiner Seriennummer</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>The reader is known by</source>
        <translation>Der Leser wird erkannt an</translation>
    </message>
    <message>
        <source>Name of the reader</source>
        <translation>Name des Lesers</translation>
    </message>
    <message>
        <source>Serial number of the reader</source>
        <translation>Seriennummer des Lesers</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>Einschub</translation>
    </message>
    <message>
        <source>0 is the first one; most readers have no other.</source>
        <translation>0 ist der erste; die meisten Leser haben keinen anderen.</translation>
    </message>
    <message>
        <source>Fingerprint of the station&apos;s key</source>
        <translation>Fingerabdruck des Schlüssels der Station</translation>
    </message>
    <message>
        <source>64 hexadecimal digits, as the station prints them at its start. Left empty, persons let a station in on the page Stations.</source>
        <translation>64 hexadezimale Ziffern, wie die Station sie bei ihrem Start ausgibt. Bleibt es leer, lassen Personen eine Station auf der Seite Stationen ein.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Anschluss</translation>
    </message>
    <message>
        <source>File with the key of the line</source>
        <translation>Datei mit dem Schlüssel der Leitung</translation>
    </message>
    <message>
        <source>Absolute path of a file of mode 0600; the station has the same key.</source>
        <translation>Absoluter Pfad einer Datei mit den Rechten 0600; die Station hat denselben Schlüssel.</translation>
    </message>
    <message>
        <source>Speed, in baud</source>
        <translation>Geschwindigkeit in Baud</translation>
    </message>
    <message>
        <source>Makes cards in memory: to try a floor out. There is nothing to choose.</source>
        <translation>Fertigt Karten im Speicher: um eine Fertigung auszuprobieren. Es gibt nichts zu wählen.</translation>
    </message>
    <message>
        <source>The program stationmaster-station comes in at the floor&apos;s socket on this computer. There is nothing to choose.</source>
        <translation>Das Programm stationmaster-station kommt am Socket der Fertigung auf diesem Rechner herein. Es gibt nichts zu wählen.</translation>
    </message>
</context>
<context>
    <name>sm::StationsPage</name>
    <message>
        <source>No station of another computer belongs to this floor. A reader there becomes one like this.</source>
        <translation>Zu dieser Fertigung gehört keine Station an einem anderen Rechner. So wird ein Leser dort zu einer.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Wait to be let in</source>
        <translation>Warten auf Zulassung</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Enrol a station...</source>
        <translation>Station aufnehmen...</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy this console&apos;s fingerprint</source>
        <translation>Den Fingerabdruck dieser Konsole kopieren</translation>
    </message>
    <message>
        <source>This console&apos;s fingerprint is on the clipboard.</source>
        <translation>Der Fingerabdruck dieser Konsole liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Stations that wait to be let in</source>
        <translation>Stationen, die auf Zulassung warten</translation>
    </message>
    <message>
        <source>No station waits.</source>
        <translation>Keine Station wartet.</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>Bittet um</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Last came</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Accept...</source>
        <translation>Annehmen...</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Copy fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>The fingerprint is on the clipboard.</source>
        <translation>Der Fingerabdruck liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Stations of this floor</source>
        <translation>Stationen dieser Fertigung</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Let in by</source>
        <translation>Zugelassen von</translation>
    </message>
    <message>
        <source>Revoke...</source>
        <translation>Sperren...</translation>
    </message>
    <message>
        <source>Turned away since the start</source>
        <translation>Seit dem Start abgewiesen</translation>
    </message>
    <message>
        <source>Nobody was turned away.</source>
        <translation>Niemand wurde abgewiesen.</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Bat um</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Stations come in at %1. This console&apos;s fingerprint:</source>
        <translation>Stationen kommen herein bei %1. Fingerabdruck dieser Konsole:</translation>
    </message>
    <message>
        <source>No station comes over the network on this floor.</source>
        <translation>In diese Fertigung kommt keine Station über das Netz.</translation>
    </message>
    <message>
        <source>Two different persons compare the fingerprint with the one that the station&apos;s program printed, and accept it. Who accepts first does not let it in.</source>
        <translation>Zwei verschiedene Personen vergleichen den Fingerabdruck mit dem, den das Programm der Station ausgegeben hat, und nehmen sie an. Wer zuerst annimmt, lässt sie noch nicht zu.</translation>
    </message>
    <message>
        <source>This floor has test keys only: one person compares the fingerprint with the one that the station&apos;s program printed, and accepts it.</source>
        <translation>Diese Fertigung hat nur Testschlüssel: eine Person vergleicht den Fingerabdruck mit dem, den das Programm der Station ausgegeben hat, und nimmt sie an.</translation>
    </message>
    <message>
        <source>Choose a station in the list first.</source>
        <translation>Wählen Sie zuerst eine Station in der Liste.</translation>
    </message>
    <message>
        <source>Takes it off this list. It is shown again when it comes again.</source>
        <translation>Nimmt sie von dieser Liste. Sie erscheint wieder, wenn sie wieder kommt.</translation>
    </message>
    <message>
        <source>No key was let in for this place: there is nothing to revoke.</source>
        <translation>Für diesen Platz wurde kein Schlüssel zugelassen: es gibt nichts zu sperren.</translation>
    </message>
    <message>
        <source>floor.json names this key. Take it out there and start again.</source>
        <translation>floor.json nennt diesen Schlüssel. Nehmen Sie ihn dort heraus und starten Sie neu.</translation>
    </message>
</context>
<context>
    <name>sm::StatusItems</name>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Free part of the disk that holds the jobs.</source>
        <translation>Freier Teil der Festplatte, auf der die Aufträge liegen.</translation>
    </message>
    <message>
        <source>When a finished card was last made durable.</source>
        <translation>Wann zuletzt eine fertige Karte dauerhaft gespeichert wurde.</translation>
    </message>
    <message>
        <source>Engine: connected</source>
        <translation>Steuerung: verbunden</translation>
    </message>
    <message>
        <source>Engine: data %1 old</source>
        <translation>Steuerung: Daten %1 alt</translation>
    </message>
    <message>
        <source>HSM: none</source>
        <translation>HSM: keines</translation>
    </message>
    <message>
        <source>HSM: %1 of %2 ready</source>
        <translation>HSM: %1 von %2 bereit</translation>
    </message>
    <message>
        <source>Disk: %1 % free</source>
        <translation>Festplatte: %1 % frei</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
    <message>
        <source>%1 events/s</source>
        <translation>%1 Ereignisse/s</translation>
    </message>
    <message>
        <source>Picture: 95 % of frames within %1 ms, longest %2 ms</source>
        <translation>Bild: 95 % der Bilder in %1 ms, längstes %2 ms</translation>
    </message>
</context>
<context>
    <name>sm::StatusStrip</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Yield</source>
        <translation>Direkt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>HSM p95</source>
        <translation>HSM p95</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>Holding: %1 of %2, longest %3 s</source>
        <translation>Hält an: %1 von %2, längste %3 s</translation>
    </message>
    <message>
        <source>Floor held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Good / target</source>
        <translation>Gut / Ziel</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Ausstoß</translation>
    </message>
    <message>
        <source>First-pass yield</source>
        <translation>Direktläufer</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>Fertig um</translation>
    </message>
    <message>
        <source>HSM wait p95</source>
        <translation>HSM-Warten p95</translation>
    </message>
    <message>
        <source>DEMO, test keys</source>
        <translation>DEMO, Testschlüssel</translation>
    </message>
    <message>
        <source>Hold floor</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Resume floor</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>%1 /h</source>
        <translation>%1 /h</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 held</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Holding: %1 of %2 stations are finishing their card, longest %3 s.</source>
        <translation>Hält an: %1 von %2 Stationen stellen ihre Karte fertig, längste %3 s.</translation>
    </message>
    <message>
        <source>Floor held. No station is working.</source>
        <translation>Fertigung angehalten. Keine Station arbeitet.</translation>
    </message>
    <message>
        <source>The floor is held already.</source>
        <translation>Die Fertigung ist schon angehalten.</translation>
    </message>
    <message>
        <source>All stations finish their card and stop (Ctrl+H). This is not a safety stop.</source>
        <translation>Alle Stationen stellen ihre Karte fertig und halten an (Strg+H). Das ist kein Nothalt.</translation>
    </message>
    <message>
        <source>All stations go on (Ctrl+Shift+H).</source>
        <translation>Alle Stationen machen weiter (Strg+Umschalt+H).</translation>
    </message>
    <message>
        <source>The floor is not held.</source>
        <translation>Die Fertigung ist nicht angehalten.</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Go to the next alarm (F8)</source>
        <translation>Zum nächsten Alarm (F8)</translation>
    </message>
    <message>
        <source>Silent for a minute, or until another alarm of this urgency comes.</source>
        <translation>Eine Minute stumm, oder bis ein weiterer Alarm dieser Dringlichkeit kommt.</translation>
    </message>
    <message>
        <source>No sound for 60 s (F7). A new alarm of the same urgency or above ends it.</source>
        <translation>60 s kein Ton (F7). Ein neuer Alarm gleicher oder höherer Dringlichkeit beendet es.</translation>
    </message>
    <message>
        <source>No alarm sounds.</source>
        <translation>Kein Alarm ertönt.</translation>
    </message>
    <message>
        <source>The floor goes on after the next start of the program; the red line says why.</source>
        <translation>Die Fertigung geht nach dem nächsten Start des Programms weiter; die rote Zeile sagt, warum.</translation>
    </message>
</context>
<context>
    <name>sm::StepList</name>
    <message>
        <source>Steps of the card</source>
        <translation>Schritte der Karte</translation>
    </message>
    <message>
        <source>No card in work.</source>
        <translation>Keine Karte in Arbeit.</translation>
    </message>
</context>
<context>
    <name>sm::TaktChart</name>
    <message>
        <source>Seconds of the last 20 cards</source>
        <translation>Sekunden der letzten 20 Karten</translation>
    </message>
    <message>
        <source>No finished card yet.</source>
        <translation>Noch keine fertige Karte.</translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation>längste %1</translation>
    </message>
    <message>
        <source>longest %1, target %2</source>
        <translation>längste %1, Ziel %2</translation>
    </message>
</context>
<context>
    <name>sm::TraceDetail</name>
    <message>
        <source>Decoded command</source>
        <translation>Dekodiertes Kommando</translation>
    </message>
</context>
<context>
    <name>sm::TraceModel</name>
    <message>
        <source> (%1 exchanges)</source>
        <translation> (%1 Austausche)</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Since card</source>
        <translation>Seit Karte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>SW, meaning</source>
        <translation>SW, Bedeutung</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>sm::TracePage</name>
    <message numerus="yes">
        <source>%n rows written to %1, masked.</source>
        <translation>
            <numerusform>%n Zeile nach %1 geschrieben, maskiert.</numerusform>
            <numerusform>%n Zeilen nach %1 geschrieben, maskiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Only this card of this station</source>
        <translation>Nur diese Karte dieser Station</translation>
    </message>
    <message>
        <source>Select a row of the card first.</source>
        <translation>Wählen Sie zuerst eine Zeile der Karte.</translation>
    </message>
    <message>
        <source>No commands recorded for this filter.</source>
        <translation>Zu diesem Filter sind keine Kommandos aufgezeichnet.</translation>
    </message>
    <message>
        <source>No commands recorded yet. They appear as soon as a card is in a station.</source>
        <translation>Noch keine Kommandos aufgezeichnet. Sie erscheinen, sobald eine Karte in einer Station ist.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Open jobs</source>
        <translation>Aufträge öffnen</translation>
    </message>
    <message>
        <source>%1 shown of %2 kept (ring %3)</source>
        <translation>%1 gezeigt von %2 aufbewahrten (Ring %3)</translation>
    </message>
    <message>
        <source>%1 new: Follow (End)</source>
        <translation>%1 neu: Folgen (Ende)</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Only commands that failed</source>
        <translation>Nur fehlgeschlagene Kommandos</translation>
    </message>
    <message>
        <source>This card</source>
        <translation>Diese Karte</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Langsam</translation>
    </message>
    <message>
        <source>Only commands that took more than 500 ms</source>
        <translation>Nur Kommandos, die länger als 500 ms dauerten</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Stay at the newest command (End). Scrolling up or selecting turns it off.</source>
        <translation>Bleibt beim neuesten Kommando (Ende). Hochrollen oder Auswählen schaltet es ab.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Write the listed rows to a file, masked.</source>
        <translation>Schreibt die gelisteten Zeilen maskiert in eine Datei.</translation>
    </message>
    <message>
        <source>As text...</source>
        <translation>Als Text...</translation>
    </message>
    <message>
        <source>As CSV...</source>
        <translation>Als CSV...</translation>
    </message>
    <message>
        <source>As JSON Lines...</source>
        <translation>Als JSON Lines...</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Times since the card came</source>
        <translation>Zeiten seit Ankunft der Karte</translation>
    </message>
    <message>
        <source>Times of the day</source>
        <translation>Uhrzeiten</translation>
    </message>
    <message>
        <source>Details to the right</source>
        <translation>Details rechts</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message numerus="yes">
        <source>Export %n rows, masked</source>
        <translation>
            <numerusform>%n Zeile maskiert exportieren</numerusform>
            <numerusform>%n Zeilen maskiert exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>This card beside a good one, command by command</source>
        <translation>Diese Karte neben einer guten, Kommando für Kommando</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>%1, %2, %3, good</source>
        <translation>%1, %2, %3, gut</translation>
    </message>
    <message>
        <source>No good card is kept yet.</source>
        <translation>Es ist noch keine gute Karte aufbewahrt.</translation>
    </message>
    <message>
        <source>Where the commands come from</source>
        <translation>Woher die Kommandos kommen</translation>
    </message>
    <message>
        <source>The commands of the running floor, or those that are stored of a job</source>
        <translation>Die Kommandos der laufenden Fertigung oder die gespeicherten eines Auftrags</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Job %1: %2</source>
        <translation>Auftrag %1: %2</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Auftrag %1</translation>
    </message>
    <message>
        <source>A stored trace does not grow: there is nothing to follow.</source>
        <translation>Ein gespeicherter Mitschnitt wächst nicht: Es gibt nichts zu folgen.</translation>
    </message>
    <message>
        <source>Only the newest rows are shown.</source>
        <translation>Nur die neuesten Zeilen werden gezeigt.</translation>
    </message>
    <message>
        <source>Older ones are no longer kept.</source>
        <translation>Ältere sind nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>The program ended while it wrote: %1 bytes are cut off.</source>
        <translation>Das Programm endete beim Schreiben: %1 Bytes sind abgeschnitten.</translation>
    </message>
    <message numerus="yes">
        <source>%n places in the files can not be read.</source>
        <translation>
            <numerusform>%n Stelle in den Dateien ist nicht lesbar.</numerusform>
            <numerusform>%n Stellen in den Dateien sind nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cards could not be stored.</source>
        <translation>
            <numerusform>%n Karte konnte nicht gespeichert werden.</numerusform>
            <numerusform>%n Karten konnten nicht gespeichert werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 shown of %2 stored, %n cards</source>
        <translation>
            <numerusform>%1 gezeigt von %2 gespeicherten, %n Karte</numerusform>
            <numerusform>%1 gezeigt von %2 gespeicherten, %n Karten</numerusform>
        </translation>
    </message>
    <message>
        <source>The stored commands are being read...</source>
        <translation>Die gespeicherten Kommandos werden gelesen...</translation>
    </message>
    <message>
        <source>Show live</source>
        <translation>Live zeigen</translation>
    </message>
    <message>
        <source>The commands of this job are no longer kept.</source>
        <translation>Die Kommandos dieses Auftrags sind nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>No command of this job is stored.</source>
        <translation>Von diesem Auftrag ist kein Kommando gespeichert.</translation>
    </message>
    <message>
        <source>No command of this card is stored. Stored are cards that did not end good and the last of each station, unless the profile asks for more; the oldest are no longer kept.</source>
        <translation>Von dieser Karte ist kein Kommando gespeichert. Gespeichert werden Karten, die nicht gut endeten, und die letzten jeder Station, wenn das Profil nicht mehr verlangt; die ältesten sind nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>No commands stored for this filter.</source>
        <translation>Zu diesem Filter sind keine Kommandos gespeichert.</translation>
    </message>
</context>
<context>
    <name>sm::TraceTable</name>
    <message>
        <source>Commands and answers</source>
        <translation>Kommandos und Antworten</translation>
    </message>
</context>
<context>
    <name>sm::WelcomePage</name>
    <message>
        <source>Personalizes smart cards on many stations at once.</source>
        <translation>Personalisiert Chipkarten auf vielen Stationen zugleich.</translation>
    </message>
    <message>
        <source>Start demo floor  (Enter)</source>
        <translation>Demo-Fertigung starten  (Enter)</translation>
    </message>
    <message>
        <source>Demo uses virtual stations and test keys. It cannot touch real machines.</source>
        <translation>Virtuelle Stationen und Testschlüssel. Echte Maschinen erreicht sie nicht.</translation>
    </message>
    <message>
        <source>Set up my floor</source>
        <translation>Meine Fertigung einrichten</translation>
    </message>
    <message>
        <source>Readers, HSMs and machines of your own, from a floor file.</source>
        <translation>Eigene Leser, HSMs und Maschinen aus einer Anlagendatei.</translation>
    </message>
    <message>
        <source>Open a job file</source>
        <translation>Auftragsdatei öffnen</translation>
    </message>
    <message>
        <source>Try a file of your own on the demo floor. You can also drop it on this window.</source>
        <translation>Probieren Sie eine eigene Datei in der Demo aus. Sie können sie auch hier ablegen.</translation>
    </message>
    <message>
        <source>A floor file (floor.json) lists machines, their stations with the names of their card readers, and the HSMs. It is checked before it is used; if something is wrong, the place in the file is named here.</source>
        <translation>Eine Anlagendatei (floor.json) nennt die Maschinen, ihre Stationen mit den Namen ihrer Kartenleser und die HSMs. Sie wird vor der Benutzung geprüft; ist etwas falsch, wird die Stelle in der Datei hier genannt.</translation>
    </message>
    <message>
        <source>Choose a floor file...</source>
        <translation>Anlagendatei wählen...</translation>
    </message>
    <message>
        <source>It is copied to the place above and opened now and at each start.</source>
        <translation>Sie wird an die Stelle oben kopiert und jetzt und bei jedem Start geöffnet.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Choose a floor file</source>
        <translation>Anlagendatei wählen</translation>
    </message>
    <message>
        <source>Floor files (*.json)</source>
        <translation>Anlagendateien (*.json)</translation>
    </message>
    <message>
        <source>Looked for at each start: %1</source>
        <translation>Wird bei jedem Start gesucht: %1</translation>
    </message>
    <message>
        <source>Begin with a new floor</source>
        <translation>Mit einer neuen Fertigung beginnen</translation>
    </message>
    <message>
        <source>One virtual station and test keys; machines, readers and lines are then set up on the page Floor set-up.</source>
        <translation>Eine virtuelle Station und Testschlüssel; Maschinen, Leser und Leitungen werden dann auf der Seite Einrichtung eingerichtet.</translation>
    </message>
</context>
</TS>
