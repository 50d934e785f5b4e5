## Eine Beziehung eröffnen
opening-step = Schritt { $step } von 4
opening-title = Bei welchem Serviceabnehmer sind Sie am wenigsten sicher?
opening-lede = Beginnen Sie dort, mit einem Service. Noch erfährt niemand davon.
opening-organisation = Serviceabnehmer (Organisation)
opening-known = Oder eine Organisation, mit der Sie schon an einem Tisch sitzen
opening-known-none = Keine davon, sondern die oben genannte
opening-service = Kurzer Name des Service
opening-service-hint = Für E-Mails und Überschriften: höchstens 60 Zeichen.
opening-service-example = IT-Arbeitsplätze für die Verwaltung
opening-closeness = Wie eng soll die Zusammenarbeit sein?
opening-closeness-light = Ab und zu ein Austausch
opening-closeness-regular = In festem Rhythmus
opening-closeness-close = Seite an Seite
opening-purpose = Wofür ist er da? Ein Satz genügt
opening-purpose-hint = Wie Sie es sagen würden, bis der Serviceabnehmer es in eigenen Worten sagt.
opening-other-side = Wir nehmen den Service ab, oder beide Seiten gehören zu uns
opening-side = Auf welcher Seite sitzen Sie?
opening-side-provider = Wir erbringen den Service
opening-side-consumer = Wir nehmen den Service ab
opening-side-consumer-note = Nennen Sie dann oben den Anbieter
opening-units = Beide Seiten sind Einheiten von { $organisation }
opening-provider-unit = Einheit, die den Service erbringt
opening-consumer-unit = Einheit, die ihn nutzt
opening-money-and-time = Währung und Zeitzone
opening-currency = Währung
opening-not-now = Jetzt nicht
opening-to-table = Zum Tisch
opening-outcomes-title = Wozu soll { $party } in der Lage sein?
opening-outcomes-lede = Drei Ergebnisse genügen. Nennen Sie sie in eigenen Worten, oder wählen Sie aus einer Vorlage.
opening-outcomes-present = Schon auf dem Tisch
opening-outcomes-none = Nennen Sie mindestens ein Ergebnis, oder wählen Sie unten eines aus.
opening-own = Was soll { $party } können?
opening-own-prefix = Die Leute dort können
opening-own-label = { $party } kann … ({ $n })
opening-own-example = am ersten Tag arbeiten
opening-starters = Oder wählen Sie aus einer Vorlage:
opening-delivered = Der laufende Service leistet das schon

starter-telecom = Telekommunikation und Mobilfunk
starter-telecom-calls = Unterwegs reißt kein Gespräch ab
starter-telecom-roaming = Im Ausland telefonieren, ohne sich darum zu kümmern
starter-telecom-bill = Eine Rechnung, die sich prüfen lässt
starter-telecom-device = Ein neues Gerät innerhalb eines Tages
starter-workplace = IT-Arbeitsplatz
starter-workplace-first-day = Neue können am ersten Tag arbeiten
starter-workplace-back = Nach einer Störung binnen einer Stunde weiterarbeiten
starter-workplace-anywhere = Zu Hause arbeitet man so gut wie im Büro
starter-workplace-help = Hilfe, die die Frage versteht
starter-hosting = Betrieb von Anwendungen
starter-hosting-there = Die Anwendung läuft, wenn sie gebraucht wird
starter-hosting-change = Eine Änderung geht am Tag ihrer Fertigstellung live
starter-hosting-safe = Nichts geht verloren, und nichts gelangt nach außen
starter-hosting-footprint = Der CO₂-Fußabdruck ist bekannt und sinkt
starter-clinic = IT für Klinik und Krankenhaus
starter-clinic-admit = Die Aufnahme geht weiter, auch wenn ein System ausfällt
starter-clinic-findings = Befunde sind am Bett, wenn sie gebraucht werden
starter-clinic-night = Nachts hilft jemand, der die Station kennt
starter-clinic-private = Was Patientinnen und Patienten uns sagen, bleibt bei uns
starter-payroll = Lohnabrechnung und Personaldienste
starter-payroll-right = Alle bekommen am richtigen Tag den richtigen Betrag
starter-payroll-answer = Wer nach dem eigenen Gehalt fragt, bekommt eine verständliche Antwort
starter-payroll-change = Für Eintritt, Wechsel und Austritt genügt ein Formular
starter-payroll-private = Niemand sieht, was nur andere angeht
starter-logistics = Logistiknetz
starter-logistics-where = Wo eine Sendung ist, lässt sich jederzeit sagen
starter-logistics-on-time = Was für den Morgen zugesagt war, ist am Morgen da
starter-logistics-fault = Wenn etwas schiefgeht, erfahren wir es zuerst vom Partner
starter-logistics-empty = Weniger Kilometer ohne Ladung
example-clinic = auch bei einem Ausfall jemanden aufnehmen
example-payroll = Fragen zum Gehalt in einem Gespräch klären
example-logistics = der Kundschaft sagen, wo die Ware ist
example-telecom = alle erreichen, die unterwegs sind
example-hosting = eine Änderung am Tag ihrer Fertigstellung live schalten
example-facility = ohne langes Suchen einen passenden Raum finden
example-workplace = vom ersten Tag an arbeiten
measure-example = Anfragen, die am selben Tag erledigt waren, jeden Monat, aus dem Servicedesk
measure-example-clinic = Stunden mit Aufnahme auf Papier, jeden Monat, aus dem Stationsbuch
measure-example-payroll = Abrechnungen ohne Korrektur, jeden Monat, aus der Lohnabrechnung
measure-example-logistics = Pünktliche Sendungen, jeden Monat, aus der Sendungsverfolgung
measure-example-telecom = Gehaltene Gespräche, jeden Monat, aus dem Kernnetz
measure-example-hosting = Änderungen, die am Tag ihrer Fertigstellung live waren, jeden Monat, aus dem Freigabeprotokoll
measure-example-facility = Reparaturen innerhalb eines Tages, jeden Monat, aus den Aufträgen
measure-example-workplace = Störungen, die binnen einer Stunde behoben waren, jeden Monat, aus dem Servicedesk
trigger-example = Ein neues Gesetz verlangt Nachweise.
trigger-example-clinic = Rezepte gibt es nur noch elektronisch.
trigger-example-payroll = Eine neue Steuertabelle gilt.
trigger-example-logistics = Eine Brücke auf der Hauptstrecke ist gesperrt.
trigger-example-telecom = 3G wird anderswo abgeschaltet.
trigger-example-hosting = Die Daten müssen im Land bleiben.
trigger-example-facility = Strom kostet ein Drittel mehr.
trigger-example-workplace = Die Unterstützung für die jetzige Version des Desktops endet.
statement-example = Zu wissen, dass es eine Störung gibt, ist mir wichtiger als ihre Dauer.
statement-example-clinic = Ein kurzer Schritt auf Papier ist besser als langes Warten auf das System.
statement-example-payroll = Eine Antwort, die ich nachvollziehen kann, ist mir wichtiger als eine schnelle.
statement-example-logistics = Eine verlässliche Uhrzeit ist mir wichtiger als eine frühe.
statement-example-telecom = Zu wissen, dass es eine Störung gibt, ist mir wichtiger als ihre Dauer.
statement-example-hosting = Eine Änderung, von der ich vorher weiß, darf länger dauern.
statement-example-facility = Ein Raum, der frei ist, wenn ich ihn brauche, ist mir wichtiger als ein großer.
statement-example-workplace = Hilfe, die mich versteht, ist mir wichtiger als Hilfe in wenigen Minuten.
asking-example = „Wie zufrieden sind Sie mit dem Service?“, „Wie viel Zeit haben Störungen Sie diesen Monat gekostet?“
asking-example-clinic = „Wie zufrieden sind Sie mit der Aufnahme?“, „Wie viel Zeit hat das Warten auf Systeme Sie diesen Monat gekostet?“
asking-example-payroll = „Wie zufrieden sind Sie mit den Antworten zum Gehalt?“, „Wie viel Zeit haben Fragen zum Gehalt Sie diesen Monat gekostet?“
asking-example-logistics = „Wie zufrieden sind Sie mit den Lieferungen?“, „Wie viel Zeit hat die Suche nach Sendungen Sie diesen Monat gekostet?“
asking-example-telecom = „Wie zufrieden sind Sie mit dem Telefonieren unterwegs?“, „Wie viel Zeit haben abgebrochene Gespräche Sie diesen Monat gekostet?“
asking-example-hosting = „Wie zufrieden sind Sie mit der Anwendung?“, „Wie viel Zeit haben Ausfälle Sie diesen Monat gekostet?“
asking-example-facility = „Wie zufrieden sind Sie mit den Räumen?“, „Wie viel Zeit hat die Suche nach einem Raum Sie diesen Monat gekostet?“
asking-example-workplace = „Wie zufrieden sind Sie mit Ihrem IT-Arbeitsplatz?“, „Wie viel Zeit haben Störungen Sie diesen Monat gekostet?“
starter-facility = Gebäudemanagement
starter-facility-welcome = Wer zu Besuch kommt, fühlt sich willkommen
starter-facility-repair = Was kaputt ist, wird repariert, bevor es stört
starter-facility-room = Ein passender Raum ohne langes Suchen
starter-facility-energy = Keine Energie für leere Räume

## Schätzen
guess-lede = Wie wertvoll ist das wohl für { $party }?
guess-sealed-note = Ihre Schätzung bleibt versiegelt. Sie wird zusammen mit dem geöffnet, was { $party } sagt, und nicht vorher.
guess-spoken = { $party } hat schon gesagt, was es wert ist. Schätzen Sie, dann sehen Sie es sofort.
guess-open = Eine frühere Schätzung liegt schon offen; diese wird als spätere gekennzeichnet.
guess-benefit = Wie viel bringt es den Leuten dort?
guess-usefulness = Wie oft und wie gut können sie es nutzen?
guess-importance = Was haben sie davon, was ihnen sonst fehlen würde?
guess-skip-note = Sie möchten lieber nicht schätzen?
guess-skip = Dieses überspringen
guess-skip-all = Alle überspringen
guess-seal = Versiegeln
said-guesses-sealed = Ihre Schätzungen sind versiegelt.

## Einladen
invite-title = Wen bei { $party } möchten Sie fragen?
invite-lede = Eine Person genügt. Sie braucht kein Konto, nur den Link, drei Minuten und ein Smartphone.
invite-other-party = Stattdessen jemand von { $party }
invite-waiting = Gefragt und noch nicht da
invite-colleague = Eine Kollegin oder ein Kollege
invite-colleague-new = Jemand Neues, unten genannt
invite-name = Name
invite-line = Eine persönliche Zeile
invite-line-example = Ich bin nicht sicher, ob wir an dem arbeiten, was Ihnen wichtig ist. Drei Minuten Ihrer ehrlichen Sicht würden helfen.
invite-roles = Was ist die Person hier?
invite-role-customer = Legt Anforderungen fest und verantwortet Ergebnisse
invite-role-sponsor = Gibt das Budget frei
invite-role-user = Nutzt den Service; Bewertungen erscheinen ohne Namen
invite-role-service_owner = Verantwortet den Service
invite-role-relationship_manager = Pflegt die Beziehung
invite-role-delivery = Sorgt dafür, dass es läuft
invite-role-representative = Spricht für die Organisation
invite-role-member = Nimmt teil
invite-role-observer = Sieht, was alle sehen, sagt aber nichts
invite-more = Wie weit zurück sie liest, und ihre Sprache
invite-since = Wie weit zurück liest die Person?
invite-since-start-choice = Von Anfang an
invite-since-start-note = Alles, was ihrer Partei oder dem ganzen Tisch gesagt wurde
invite-since-now-choice = Ab jetzt
invite-since-now-note = Früher Gesagtes bleibt bei denen, für die es bestimmt war; Ergebnisse sehen alle
invite-since-only-now = Die Person liest ab jetzt; auch Sie selbst lesen erst seit Ihrem Beitritt. Mehr kann jemand aus Ihrer Partei geben, der von Anfang an liest.
invite-since-start = { $name } kann alles lesen, was dem ganzen Tisch gesagt wurde, von Anfang an.
invite-since-now = { $name } kann lesen, was ab jetzt gesagt wird; Ergebnisse sehen alle.
invite-language = In welcher Sprache liest die Person?
invite-preview = Ansehen, was die Person sehen wird
invite-preview-title = Das wird { $name } sehen
invite-preview-lede = Verschickt wird erst etwas, wenn Sie es auslösen.
invite-make-link = Link erstellen
invite-send-mail = Per E-Mail senden
invite-change = Etwas ändern
invite-asked-title = { $name } ist eingeladen
invite-asked-party = Für
invite-asked-roles = Als
invite-asked-on = Gefragt am
invite-state-waiting = Noch nicht geöffnet. Der Link gilt bis { $day }.
invite-state-came = War hier, zuletzt am { $day }.
invite-state-renewed = War schon hier, zuletzt am { $day }. Ein neuer Link liegt bereit.
invite-came = { $name } war hier
invite-came-note = Der Link, den Sie erstellt haben, öffnet nichts mehr. { $name } hat einen eigenen, den sonst niemand sieht. Einen weiteren erstellen können nur { $name } selbst und die Leute derselben Partei.
invite-mail-own = { $name } einen eigenen Link per E-Mail schicken
said-way-back-mailed = Ein eigener Link ist unterwegs an die Adresse, die dort angegeben wurde.
said-way-back-not-mailed = Es wurde nichts geschickt: Es gibt keine Adresse, oder der Mailserver hat sie nicht angenommen.
invite-state-expired = Der Link ist am { $day } abgelaufen.
invite-state-withdrawn = Die Einladung wurde am { $day } zurückgezogen.
invite-send = Selbst verschicken
invite-link = Link für { $name }
invite-copy = Kopieren
invite-copied = Kopiert
invite-draft = Entwurf öffnen
invite-copy-text = Text kopieren
invite-text = Der Text zum Verschicken
invite-qr = QR-Code des Links
invite-link-gone = Der Link steht nicht hier
invite-link-gone-note = Nur wer ihn erstellt hat, findet ihn wieder, bis er benutzt wird. Erstellen Sie einen neuen; der alte gilt dann nicht mehr.
invite-shown-until = Sie finden den Link hier, bis jemand darüber kommt. Er gilt 90 Tage.
invite-mail-to = Per E-Mail an { $address } senden
invite-renew-note = Der alte Link gilt sofort nicht mehr.
invite-withdraw-note = Der Link öffnet nichts mehr, und { $name } hat hier keinen Platz. Sie können die Person erneut fragen.
invite-ended = { $name } hat hier keinen Platz
invite-ended-note = Die Einladung öffnet nichts.
invite-again = Erneut fragen
invite-state-ended = Diese Einladung ist beendet.
invite-same = Ist es dieselbe Person? Siehe oben.
invite-same-asked = { $name } wurde schon gefragt und ist noch nicht gekommen.
invite-same-here = { $name } sitzt schon hier.
invite-same-open = Diese Einladung öffnen
invite-same-another = Das ist jemand anderes; „{ $name }“ ist eine andere Person
suggest-title = Wen sollte Ihre Partei fragen?
suggest-lede = Leute von { $party } lädt nur ein, wer mit einem Konto für die Partei spricht. Sie können vorschlagen, wen man fragen sollte.
suggest-why = Warum diese Person?
suggest-to = Das sehen nur die Leute von { $party }. Einladen können { $people }.
suggest-nobody = Das sehen nur die Leute von { $party }. Einladen kann dort noch niemand: Dafür braucht es ein Konto.
suggest-do = Person vorschlagen
suggest-account = Möchten Sie lieber selbst einladen?
suggest-account-note = Sie sprechen hier für Ihre Partei. Machen Sie diesen Platz mit einem Passwort zu Ihrem; dann laden Sie selbst ein, antworten für Ihre Partei und kommen ohne Link zurück.
invite-renew = Neuen Link erstellen
invite-withdraw = Einladung zurückziehen
invite-sealed = { $count ->
    [one] Eine Schätzung von Ihnen ist versiegelt
   *[other] { $count } Schätzungen von Ihnen sind versiegelt
}
invite-wait = Bis { $name } antwortet
invite-wait-sheet = Für Ihr Gespräch gibt es ein Blatt mit Fragen.
invite-open-sheet = Blatt öffnen
invite-mail-subject = { $from } fragt, was Ihnen „{ $service }“ wert ist
invite-mail = Guten Tag { $name },

    { $from } von { $organisation } lädt Sie an einen Tisch auf { $server } ein. Die Frage dort: Was ist Ihnen „{ $service }“ wert, und was stört? Es dauert drei Minuten auf dem Smartphone, ohne Konto:

    { $link }

    { $quoted }Die Seite sagt, wer Ihre Antworten sieht. Der Link ist nur für Sie; sind Sie die falsche Person, können Sie ihn dort weitergeben. Wenn Sie { $from } nicht kennen, müssen Sie nichts tun.
invite-mail-words = { $from } schreibt Ihnen:

    { $words }
invite-letter-subject = Was ist Ihnen „{ $service }“ wert?
invite-letter = Guten Tag { $name },

    { $line }{ $follows ->
        [line] Was
       *[name] was
    } ist Ihnen „{ $service }“ wert, und was stört? Es dauert drei Minuten auf dem Smartphone, ohne Konto:

    { $link }

    Die Seite sagt, wer Ihre Antworten sieht. Der Link ist nur für Sie. Wenn jemand anderes es besser weiß, können Sie ihn dort weitergeben.

    { $from }
said-invitation-made = Der Link ist fertig. Verschickt wurde nichts: Geben Sie ihn selbst weiter.
said-invitation-mailed = Die E-Mail ist unterwegs.
said-invitation-not-mailed = Der Mailserver hat die Nachricht nicht angenommen. Geben Sie den Link selbst weiter.
said-invitation-much-mailed = Dorthin oder von Ihnen wurde zuletzt viel geschickt. Geben Sie den Link selbst weiter.
said-link-renewed = Das ist der neue Link. Der alte öffnet nichts mehr.
said-invitation-withdrawn = Die Einladung ist zurückgezogen. Der Link öffnet nichts mehr, und der Platz ist frei.

## Das Blatt
sheet-title = Fragen an { $party }
sheet-print = Drucken
sheet-first = Was können Sie damit tun? Was stört oder hindert Sie?
sheet-outcome = „{ $outcome }“: Was haben Sie davon, was Ihnen sonst fehlen würde?
sheet-last = Was fehlt?

## Die Einladung
invitation-asks = fragt Sie
invitation-title = Was ist Ihnen das wert, { $name }?
invitation-how-long = Wie lange
invitation-long-open = Drei Minuten. Sie können jederzeit aufhören; was Sie gesagt haben, bleibt.
invitation-long = { $count ->
    [one] Ein Ergebnis, eine Minute. Sie können jederzeit aufhören; was Sie gesagt haben, bleibt.
    [2] Zwei Ergebnisse, zwei Minuten. Sie können jederzeit aufhören; was Sie gesagt haben, bleibt.
    [3] Drei Ergebnisse, drei Minuten. Sie können jederzeit aufhören; was Sie gesagt haben, bleibt.
   *[other] { $count } Ergebnisse, höchstens eine Minute für jedes. Sie können jederzeit aufhören; was Sie gesagt haben, bleibt.
}
invitation-who-sees = Wer es sieht
invitation-seen-by-name = Alle am Tisch, mit Ihrem Namen: { $parties }.
invitation-seen-by-role = Alle am Tisch: { $parties }. Ihre Bewertungen und Begründungen zählen ohne Ihren Namen, zusammen mit denen anderer Nutzender von { $party }, sobald es fünf sind. Bei allem anderen, was Sie sagen, steht Ihr Name.
invitation-who-runs = Wer den Server betreibt
invitation-runs = { $operator }, unter { $host }
invitation-no-account = Kein Konto nötig. Auf der ersten Seite und unter „Ihr Konto“ finden Sie dann einen eigenen Link zum Wiederkommen.
invitation-own-account = Ich habe hier schon ein Konto
invitation-take-said = Diesen Platz mit Ihrem Konto einnehmen, { $name }
invitation-take-said-note = Sie sind angemeldet. Ist diese Einladung für Sie, nehmen Sie den Platz mit Ihrem Konto ein: Dann finden Sie diesen Tisch neben Ihren anderen. Was über den Link schon gesagt wurde, bleibt unter dem Namen, für den er erstellt wurde.
invitation-take = Diesen Platz als { $name } von { $organisation } einnehmen
invitation-closed-lede = Dazu sagen lässt sich nichts mehr. Sie können ansehen, was gesagt wurde.
invitation-closed = Diese Beziehung ist geschlossen
invitation-take-note = Sie sind angemeldet. Wenn diese Einladung für Sie ist, nehmen Sie den Platz mit Ihrem Konto ein: Der Tisch sieht dann Ihre eigene Organisation. Was vorher über den Link gesagt wurde, bleibt unter dem Namen, für den er erstellt wurde.
invitation-used = Dieser Link wurde schon benutzt
invitation-used-when = Mit ihm ist am { $day } jemand an den Tisch gekommen. Seitdem öffnet er nichts mehr.
invitation-used-passed = Er wurde am { $day } an jemand anderen weitergegeben. Seitdem öffnet er nichts mehr.
invitation-used-you = Waren Sie das? Kommen Sie mit Ihrem eigenen Link zurück. Er steht dort, wo Sie noch angemeldet sind, unter „Ihr Konto“, und in Ihrer E-Mail, wenn Sie eine Adresse angegeben haben. Mit einem Konto melden Sie sich einfach an.
invitation-used-lost = Den eigenen Link nicht mehr? Bitten Sie jemanden aus Ihrer Organisation, der mit am Tisch sitzt, um einen neuen. Haben Sie eine E-Mail-Adresse angegeben, kann { $party } Ihnen einen dorthin schicken lassen. Hat von Ihrer Seite noch niemand etwas gesagt, kann { $party } Sie neu einladen.
invitation-used-passed-you = Haben Sie ihn weitergegeben? Dann sitzt jetzt die Person am Tisch, die Sie genannt haben. Ist ihr Link verloren gegangen, kann { $party } einen neuen erstellen.
invitation-used-other = Waren Sie das nicht? Dann sagen Sie es hier: Der Tisch sieht, dass jemand anderes diesen Link benutzt hat. Gesperrt wird dadurch nichts, und was gesagt wurde, bleibt.
invitation-contest = Das war ich nicht
invitation-contested = Der Tisch sieht, dass jemand anderes den Link benutzt hat, den { $party } erstellt hat. Sagen Sie es Ihren Kolleginnen und Kollegen, und fragen Sie { $party }, wer ihn hatte.
way-back-title = Ihr eigener Weg zurück
way-back-lede = Diesen Link sieht sonst niemand. Er führt Sie 90 Tage lang dorthin, wo Sie aufgehört haben.
way-back-link = Ihr eigener Link
way-back-qr = Als QR-Code
way-back-show = Meinen Link zeigen
way-back-astray = Hat ihn jemand anderes?
way-back-astray-note = Erstellen Sie einen neuen: Der alte Link gilt dann nicht mehr, und überall, wo er geöffnet war, ist abgemeldet, außer hier.
way-back-renew = Neuen Link erstellen
said-way-back-renewed = Das ist Ihr neuer Link. Der alte öffnet nichts mehr.
way-back-mail-subject = Ihr Link zu „{ $service }“
way-back-mail =
    Guten Tag { $name },

    mit diesem Link kommen Sie zurück zu „{ $service }“, einem gemeinsamen Tisch unter { $host }. Er gehört nur Ihnen; geben Sie ihn nicht weiter.

    { $link }

    Sie bekommen diese E-Mail, weil dort diese Adresse angegeben wurde. Wenn Sie nichts davon wissen, brauchen Sie nichts zu tun.
welcome-way-back = Unterbrochen? Mit Ihrem eigenen Link kommen Sie jederzeit zurück:
opening-unproved-title = { $organisation } hat noch nicht gesagt, dass Sie dazugehören
opening-unproved = Sie kamen durch den Link einer anderen Organisation. Damit nur die eigenen Leute im Namen von { $organisation } Tische eröffnen, nimmt Sie zuerst jemand auf, der sie hier verwaltet; gibt es noch niemanden, bestätigt Sie der Betreiber dieses Servers. Bitten Sie darum, und zeigen Sie, wer Sie sind.
opening-unproved-back = Zurück zu meinen Tischen
invitation-has-account = Sie haben hier ein Konto: Melden Sie sich an, dann sind Sie da.
invitation-replaces = Sie sind hier als { $name } angemeldet. Wenn Sie beginnen, wird diese Person in diesem Browser abgemeldet.
invitation-replaces-keep = Heben Sie zuerst Ihren eigenen Link auf: Ohne ihn kommen Sie dorthin nicht zurück.
invitation-wrong-person = Falsche Person? Weitergeben
invitation-pass-on-email = Wir schicken nichts dorthin. Die Adresse steht dann schon in der E-Mail, die Sie selbst verschicken.
invitation-pass-on-note = Wer weiß es besser? Die Person bekommt einen eigenen Link; Ihrer gilt dann nicht mehr.
invitation-colleague = Name der Kollegin oder des Kollegen
invitation-pass-on = Weitergeben
invitation-begin = Beginnen
invitation-gone = Dieser Link gilt nicht mehr
invitation-gone-why = Vielleicht ist er abgelaufen, oder er wurde zurückgezogen, ersetzt oder weitergegeben. Nichts, was Sie gesagt haben, ist verloren.
invitation-gone-next = Haben Sie selbst einen neuen Link erstellt, nehmen Sie den. Sonst bitten Sie die Person, die Ihnen den Link geschickt hat, um einen neuen: Das dauert eine Minute.
invitation-gone-sign-in = Ich habe ein Konto
passed-title = Danke. Das ist der Link für { $name }
passed-lede = Ihr eigener Link gilt nicht mehr; { $name } hat jetzt Ihren Platz.
passed-send = Schicken Sie ihn weiter
passed-letter = Guten Tag { $name },

    ich wurde gefragt, was uns „{ $service }“ wert ist. Das wissen Sie besser als ich. Es dauert drei Minuten auf dem Smartphone, ohne Konto:

    { $link }

    { $from }
passed-shown-until = Sie finden den Link hier, bis jemand darüber kommt: Merken Sie sich die Adresse dieser Seite. Er gilt 90 Tage.
passed-came = Der Link wurde benutzt oder gilt nicht mehr. Für Sie ist nichts mehr zu tun.
passed-thanks = Sie können diese Seite schließen, sobald der Link unterwegs ist.

## Die erste Seite der Eingeladenen
welcome-title = Was können Sie damit tun?
welcome-first = zuerst in Ihren Worten
welcome-lets = Was können Sie damit tun?
welcome-lets-hint = Das wird der Zweck dieses Service, in Ihren Worten.
welcome-lets-heard = Jemand gibt wieder, was angekommen ist. Mit einem Konto können Sie Ihre Antwort zum Zweck dieses Service machen.
welcome-lets-example = Ich erreiche meine Leute, auch wenn sie unterwegs sind.
welcome-gets = Was stört oder hindert Sie?
welcome-gets-example = Nach jeder Umstellung müssen wir uns neu anmelden.
welcome-needs = Was brauchen Sie von den anderen, um Ihren Teil zu leisten?
welcome-needs-example = Für jeden Standort einen Termin, zwei Wochen vorher.
welcome-limit = Ist es eine Grenze, die Sie selbst nicht ändern können?
welcome-no-limit = Nein, daran lässt sich arbeiten
welcome-seen-by = Der ganze Tisch sieht es, mit Ihrem Namen.
welcome-skip = Überspringen

## Bewerten
rate-lede-realised = Was ist Ihnen das bei { $party } heute wert?
rate-lede-expected = Was wird Ihnen das bei { $party } voraussichtlich wert sein?
rate-objective = Gut genug, wenn: { $objective }
rate-benefit = Wie viel bringt es Ihnen?
rate-usefulness = Wie oft und wie gut können Sie es nutzen?
rate-importance = Was haben Sie davon, was Ihnen sonst fehlen würde?
rate-why = Warum? Ein Satz hilft mehr als die Zahlen.
rate-before = Am { $day } sagten Sie { $mark }.
rate-seen-by-name = Der ganze Tisch sieht es, mit Ihrem Namen.
rate-seen-by-role = Der ganze Tisch sieht es als Bewertung von Nutzenden bei { $party }, ohne Ihren Namen und zusammen mit anderen: Gezählt wird ab fünf Personen, danach in Schritten von mindestens fünf. Wer weiß, was alle anderen gesagt haben, weil sie es erzählt haben oder ihren Namen zeigen, kann Ihre Bewertung ausrechnen.
rate-by-name = Mein Name darf neben meinen Bewertungen stehen; dann zählen sie sofort.
rate-not-ours = Betrifft uns nicht
rate-is-realised = Sie bewerten, was schon da ist. Kommt es erst noch?
rate-is-expected = Sie bewerten, was Sie erwarten. Ist es schon da?
rate-stage = Ist es schon da?
rate-stage-realised = Ja: So ist es geworden
rate-stage-expected = Nein: Das erwarte ich
rate-later = Jetzt nicht
said-rated = Das ist festgehalten. Danke.

## Was fehlt
missing-title = Was fehlt?
missing-lede = Etwas, wonach niemand gefragt hat. Ein Satz genügt.
missing-last = fast fertig
missing-example = Wenn etwas ausfällt, will ich es wissen, bevor meine Leute anrufen.
missing-kind = Was ist es?
missing-need = Ein Bedarf
missing-need-note = Etwas, das wir können müssen
missing-idea = Eine Idee
missing-idea-note = Etwas, das sein könnte
missing-nothing = Nichts

## Die Enthüllung
reveal-title = Was geschätzt und was gesagt wurde
reveal-guess-first = { $party } hat gesprochen. Schätzen Sie, bevor Sie hinsehen.
reveal-no-guess = { $party } hat nicht geschätzt, was Sie sagen würden; es gibt nichts zu vergleichen. Was Sie gesagt haben, gilt.
reveal-closed = { $party } hat gesprochen, bevor Ihre Partei kam, und Ihnen die Bewertungen noch nicht geöffnet.
reveal-none-sealed = { $party } hat gesagt, was es wert ist. Vorher hat niemand geschätzt; deshalb gibt es nichts zu vergleichen.
reveal-not-yet = { $party } hat noch nicht gesagt, was es wert ist. Bis dahin bleiben Schätzungen versiegelt.
reveal-sealed-on = Versiegelt am { $day }, jetzt offen
reveal-late = Geschätzt, als der Wert schon bekannt sein konnte
reveal-card-guessed = { $party } hat geschätzt
reveal-card-you-guessed = Sie haben geschätzt
reveal-card-said = { $party } hat gesagt
reveal-card-you-said = Sie haben gesagt
reveal-they-guessed = { $party } hat { $guess } geschätzt
reveal-you-guessed = Sie haben { $guess } geschätzt
reveal-they-said = { $party } hat { $said } gesagt
reveal-you-said = Sie haben { $said } gesagt
reveal-both = { $left }; { $right }
reveal-sentence-talk = { $left }; { $right }. Darüber lohnt sich ein Gespräch.
reveal-sentence-other-words = { $left }; { $right }. Nicht alles davon galt diesem Wortlaut.
reveal-other-words = nicht alles zu diesem Wortlaut
reveal-sentence-alike = { $left }; { $right }. Sie sind sich einig.
reveal-others = Die anderen
reveal-guessed = geschätzt
reveal-said = gesagt
reveal-back = Ein Satz zurück an { $name }?
reveal-back-all = Ein Satz an beide Seiten?
reveal-back-example = Was sollte verstanden werden?
reveal-kind = Was ist es?
reveal-kind-need = Ein Bedarf
reveal-kind-question = Eine Frage
reveal-kind-idea = Eine Idee
reveal-kind-concern = Bedenken
reveal-seen-by = Das sehen { $parties }.
reveal-nothing = Nichts hinzuzufügen
reveal-send = Senden
said-sentence-said = Gesagt. Beide Seiten sehen es.
end-title = Danke
end-title-nothing = So geht es weiter
end-lede = { $name } wird nun gebeten wiederzugeben, was angekommen ist.
end-lede-said = Was Sie gesagt haben, liegt auf dem Tisch.
end-lede-nothing = Von Ihnen ist noch nichts festgehalten. Sie können jederzeit etwas sagen.
end-lede-rated = Ihre Bewertungen sind festgehalten.
end-back = Kommen Sie mit Ihrem eigenen Link zurück
end-back-note = Er führt Sie 90 Tage lang dorthin, wo Sie aufgehört haben. Oder sichern Sie sich den Platz mit einem Passwort; dann können Sie für Ihre Partei sprechen.
end-claim = Platz mit Passwort sichern
end-look = Den Tisch ansehen

## Der Platz wird der eigene
claim-title = Machen Sie diesen Platz zu Ihrem
claim-lede = Mit Adresse und Passwort kommen Sie ohne den Link zurück und können für Ihre Partei sprechen.
claim-lede-no-mail = Mit einem Passwort kommen Sie ohne den Link zurück und können für Ihre Partei sprechen.
claim-email-hint = Wir schicken einen Link dorthin. Öffnen Sie ihn, geben Sie dort noch einmal dieses Passwort ein und bestätigen Sie: Dann ist es Ihr Platz.
claim-send = Link schicken
claim-asked = Ein Link ist unterwegs an { $email }. Öffnen Sie ihn innerhalb eines Tages, auf welchem Gerät auch immer.
claim-asked-until = Bis dahin ändert sich nichts: Sie sind wie bisher über Ihren eigenen Link hier. Ist nach einigen Minuten keine E-Mail da? Prüfen Sie die Adresse, und schicken Sie den Link noch einmal.
claim-own-account = Sie haben hier schon ein Konto?
claim-own-account-do = Anmelden und diesen Platz damit einnehmen
claim-note = Was Sie gesagt haben, bleibt Ihres. Ihr Link führt dann zur Anmeldung.
claim-do = Das ist jetzt mein Platz
said-claimed = Dieser Platz ist jetzt Ihrer.
