## Consultations: at the table
nav-consultations = Viele fragen
consultations-lede = Legen Sie vielen Menschen per Link kurze Aussagen vor. Was sie teilen und worin sie sich unterscheiden, kommt zurück an den Tisch.
consultations-open = Gerade offen
consultations-none = Zurzeit wird niemand gefragt.
consultations-example = Zum Beispiel: „{ $statement }“ Zustimmen, ablehnen oder auslassen.
consultations-over = Vorbei
consultation-until = Eröffnet von { $who } · bis zum Ende des { $day }
consultation-was-until = Eröffnet von { $who } · war bis zum Ende des { $day } offen
consultation-was-to-be-until = Eröffnet von { $who } · sollte bis zum Ende des { $day } offen sein
consultation-ended = Seit dem Ende des { $day } vorbei; was dabei herauskam, ist noch nicht festgehalten
consultation-came = { $count } Personen haben mitgemacht
consultation-came-least = { $count ->
    [0] Auf keine Aussage haben fünf Personen geantwortet
   *[other] Mindestens { $count } Personen haben mitgemacht
}
consultation-ask = Eine Befragung beginnen
consultation-question = Was möchten Sie wissen?
consultation-of-proposal = Was halten Sie von „{ $title }“?
consultation-question-hint = Das lesen alle zuerst.
consultation-statements = Aussagen, eine pro Zeile
consultation-statements-hint = Je ein Gedanke, höchstens 200 Zeichen, dem man zustimmen oder den man ablehnen kann. Bis zu 50; für eine Karte braucht es mindestens fünf.
consultation-parties = Wessen Leute gefragt werden
consultation-parties-hint = Jede Partei bekommt einen eigenen Link und gibt ihn selbst an ihre Leute weiter.
consultation-outcome = Neben welchem Ergebnis
consultation-outcome-none = Keinem bestimmten
consultation-outcome-hint = Was viele sagen, steht daneben und ist nie Teil seines Werts.
consultation-beside = Zu lesen neben dem Ergebnis
outcome-many = Was viele dazu sagen
outcome-many-note = Antworten vieler sind Belege neben dem Wert, nie ein Teil davon.
outcome-ask-many = Viele Menschen dazu fragen
consultation-last-day = Letzter Tag
consultation-showing = Wann sehen andere, was gesagt wurde?
showing-meanwhile = Während es läuft
showing-meanwhile-note = Der Tisch und alle, die einen Link haben, sehen Zahlen in Schritten von fünf oder mehr Personen, um fünf Personen verspätet; am Ende kommen die übrigen dazu, wenn es fünf oder mehr sind. Was andere gesagt haben, kann die beeinflussen, die später kommen.
showing-at-end = Wenn es vorbei ist
showing-at-end-note = Vorher sieht niemand etwas, auch Sie nicht. Dann sehen der Tisch und alle, die einen Link haben, die Zahlen.
consultation-adding = Teilnehmende dürfen eigene Aussagen hinzufügen
consultation-moderation = Hinzugefügte Aussagen
moderation-after = werden sofort gezeigt
moderation-after-note = Wer für die Partei spricht, deren Leute eine Aussage hinzugefügt haben, kann sie mit Begründung weglassen.
moderation-before = warten, bis jemand am Tisch sie zeigt
moderation-before-note = Dauert länger: Jede wartet, bis jemand sie zulässt, der für die Partei spricht, deren Leute sie hinzugefügt haben.
consultation-rules = Welche Aussagen weggelassen werden
consultation-rules-usual = Aussagen, die jemanden beim Namen nennen, jemanden beleidigen oder nichts mit der Frage zu tun haben.
consultation-rules-hint = Das lesen alle, bevor sie mitmachen. Jede weggelassene Aussage hat einen Grund, den ihre Verfasserin oder ihr Verfasser liest, und wird für alle sichtbar gezählt.
consultation-seen-by = Der ganze Tisch und alle, die einen Link haben, sehen die Frage und die Zahlen. Wer was gesagt hat, wird niemandem gezeigt.
consultation-ask-do = Eröffnen
consultation-asks = fragt Leute von
consultation-is-open = offen
consultation-is-over = vorbei
consultation-link = Der Link für Ihre Leute
consultation-letters = Links für Ihre Leute
consultation-link-what = Wer ihn hat, macht ohne Konto mit: Geben Sie ihn per E-Mail, im Chat oder am Schwarzen Brett weiter.
consultation-link-label = Link
consultation-link-qr = Als QR-Code
consultation-qr = QR-Code des Links
consultation-link-note = Eine Stimme pro Gerät, nicht pro Person: Der Link beweist nicht, wer jemand ist. Aus einem Netz kommen in einer Viertelstunde höchstens 200 neue Stimmen und 60 neue Aussagen.
consultation-link-of = { $party } sieht hier den Link für die eigenen Leute.
consultation-letters-of = { $party } schickt den eigenen Leuten ihre Links von hier aus.
consultation-said = Was gesagt wurde
consultation-unseen-end = Was gesagt wurde, sieht niemand, bevor es am Ende des { $day } vorbei ist.
consultation-unseen-few = Von weniger als fünf Personen wird nichts gezeigt. Während es läuft, kommen die ersten Zahlen zu einer Aussage, wenn zehn auf sie geantwortet haben; am Ende sind alle Antworten von fünf oder mehr Personen darin, und dann steht auch da, was die Leute jeder Partei gesagt haben.
consultation-unseen-over = Auf keine Aussage haben fünf Personen geantwortet; deshalb wird nichts davon gezeigt, was gesagt wurde.
consultation-unseen-then = Was gesagt wurde, wird nur mit dem Stand von heute gezeigt.
consultation-closed-early-by = { $who } hat sie am { $day } beendet; offen sein sollte sie bis zum Ende des { $until }. Festgehalten: { $entries } Einträge ihrer eigenen Aufzeichnung, mit der Wurzel { $root }…
consultation-closed-by-time = Mit dem Ende des { $until } war sie vorbei; { $who } hat am { $day } festgehalten, was dabei herauskam: { $entries } Einträge ihrer eigenen Aufzeichnung, mit der Wurzel { $root }…
consultation-terms = Wie gefragt wird
consultation-fixed = Es können keine Aussagen hinzugefügt werden.
consultation-adding-after = Aussagen können hinzugefügt werden; sie werden sofort gezeigt. Weglassen kann sie, wer für die Partei der Leute spricht, von denen sie sind.
consultation-adding-before = Aussagen können hinzugefügt werden; sie werden gezeigt, sobald sie zulässt, wer für die Partei der Leute spricht, von denen sie sind.
consultation-shown-meanwhile = Zahlen werden gezeigt, während es läuft: dem Tisch und allen, die einen Link haben, in Schritten von fünf oder mehr Personen.
consultation-shown-at-end = Zahlen werden gezeigt, wenn es vorbei ist: dem Tisch und allen, die einen Link haben.
consultation-all-statements = Die Aussagen
consultation-left-out = { $count ->
    [one] Eine Aussage wurde weggelassen.
   *[other] { $count } Aussagen wurden weggelassen.
}
consultation-waiting = { $count ->
    [one] Eine Aussage wartet darauf, dass Sie sie zeigen oder weglassen.
   *[other] { $count } Aussagen warten darauf, dass Sie sie zeigen oder weglassen.
}
statement-from-table = Von denen, die fragen
statement-from-people = Von jemandem, der mitmacht
statement-waits = wartet
statement-unseen = bis zum Ende nicht angesehen
statement-left-out = weggelassen
statement-rejected-by = { $who } hat sie am { $day } weggelassen:
statement-left-out-said = Was bis dahin davon zu sehen war: { $said }
statement-words-left-out = Eine Aussage von jemandem, der mitmacht; der Wortlaut wird nicht mehr gezeigt
statement-admitted-by = { $who } hat sie am { $day } gezeigt.
statement-admit = Zeigen
statement-reject = Weglassen …
statement-reject-why = Warum?
statement-reject-hint = Das liest, wer die Aussage verfasst hat, und ebenso der ganze Tisch.
statement-reject-do = Weglassen
consultation-close = Beenden
consultation-close-what = Danach kann niemand mehr antworten, und in der Aufzeichnung wird festgehalten, was dabei herauskam: wie viele Personen, wie viele Antworten, was alle Gruppen teilen. Das lässt sich nicht rückgängig machen.
consultation-close-do = Jetzt beenden
consultation-close-what-over = In der Aufzeichnung wird festgehalten, was dabei herauskam: wie viele Personen, wie viele Antworten, was alle Gruppen teilen. Das lässt sich nicht rückgängig machen.
consultation-close-do-over = Festhalten, was dabei herauskam
said-consultation-opened = Die Befragung läuft. Jede Partei, die gefragt wird, findet hier den Link für ihre eigenen Leute.
said-consultation-opened-letters = Die Befragung läuft. Wer für eine Partei spricht, die gefragt wird, schickt deren Leuten von hier aus ihre Links.
said-consultation-closed = Es ist vorbei, und was dabei herauskam, steht in der Aufzeichnung.
said-statement-rejected = Die Aussage ist weggelassen.
said-statement-admitted = Die Aussage wird gezeigt.
field-missing = Wählen Sie mindestens eine Möglichkeit.

## What came of it
map-title = Meinungskarte: Personen als Punkte, nach Gruppen; nahe Gruppen antworten ähnlicher
map-head = Wer ähnlich antwortet
map-note = Wo ein Punkt in seiner Gruppe liegt, bedeutet nichts: Sein genauer Ort würde verraten, was jemand geantwortet hat. Gruppen, die nah beieinander liegen, antworten ähnlicher; wo sie liegen, ist grob gezeichnet. Die Richtungen haben keinen Namen.
map-dot = { $count ->
    [one] Jeder Punkt ist eine Person.
   *[other] Jeder Punkt steht für bis zu { $count } Personen.
}
map-read = { $count ->
    [one] Eine Gruppe.
   *[other] { $count } Gruppen von Menschen, die ähnlich antworten.
}
map-one-group = Keine Gruppen heben sich ab: Die meisten antworten ähnlich.
map-groups-untold = Gruppen lassen sich noch nicht zeigen: Solange geantwortet wird, bleiben aus jeder Gruppe fünf Personen zurück, damit niemand durch Vergleichen zu erkennen ist.
map-groups-untold-over = Gruppen lassen sich nicht zeigen: Zu ihnen gehören zu wenige, oder seit den letzten Zahlen kamen zu wenige dazu, und jemand wäre durch Vergleichen zu erkennen.
map-few-people = Es gibt noch keine Karte: Sie braucht zehn Personen mit je mindestens { $votes } Antworten, und in den Zahlen sind bisher weniger als zehn. Mit weniger zeigte sie Einzelne.
map-few-people-over = Es gibt keine Karte: Sie braucht zehn Personen mit je mindestens { $votes } Antworten, und in den Zahlen sind weniger als zehn. Mit weniger zeigte sie Einzelne.
map-few-statements = Es gibt noch keine Karte: Sie braucht fünf Aussagen mit je sieben Antworten, und es sind { $statements }.
map-few-statements-over = Es gibt keine Karte: Sie braucht fünf Aussagen mit je sieben Antworten, und es sind { $statements }.
map-group = Gruppe { $letter }
map-people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
map-aside = in keiner Gruppe
map-aside-untold = in keiner Gruppe gezeigt
map-you = Sie
map-counted = { $people }, { $votes } Antworten
map-counted-least = Mindestens { $people }, { $votes } Antworten
map-apart = { $count } Personen sind in keiner Gruppe: Sie haben wenig geantwortet oder anders als alle anderen. Sie zählen in dem, was alle gesagt haben.
map-apart-untold = { $count } Personen sind noch in keiner Gruppe gezeigt: Aus jeder Gruppe warten fünf bis zum Ende, damit niemand durch Vergleichen zu erkennen ist; manche haben vielleicht wenig geantwortet oder anders als alle anderen. Sie zählen in dem, was alle gesagt haben.
map-apart-untold-over = { $count } Personen sind in keiner Gruppe gezeigt: Die zuletzt dazukamen, waren zu wenige, um sie zu zeigen, ohne sie zu verraten; oder sie haben wenig geantwortet oder anders als alle anderen. Sie zählen in dem, was alle gesagt haben.
map-withdrawn = Mindestens { $count } Personen haben zurückgezogen, was sie gesagt haben. Ihre Antworten verlassen die Zahlen zusammen mit Änderungen anderer.
map-withdrawn-over = Mindestens { $count } Personen haben zurückgezogen, was sie gesagt haben. Was davon am Ende in den Zahlen war, bleibt darin und führt zu niemandem.
map-waiting = Die letzten Antworten sind noch nicht in diesen Zahlen: Sie ändern sich in Schritten von fünf oder mehr Personen, damit niemand durch Vergleichen zu erkennen ist.
map-waiting-over = Zu einigen Aussagen fehlt in diesen Zahlen, was zuletzt weniger als fünf Personen gesagt haben, damit niemand durch Vergleichen zu erkennen ist.
map-groups-held = Wer in welcher Gruppe ist und was die Gruppen sagen, wird später gezeigt als das, was alle sagen: in Schritten von fünf oder mehr Personen einer Gruppe, während fünf weitere warten, damit niemand durch Vergleichen zu erkennen ist. Am Ende stehen alle da, soweit es geht.
map-groups-held-over = Bei einigen Gruppen oder bei dem, was sie zu einigen Aussagen sagen, fehlt die letzte Änderung: Weniger als fünf Personen wären durch Vergleichen zu erkennen.
map-shared = Was alle teilen
map-nothing-shared = Was alle Gruppen sagen, lässt sich noch nicht zeigen: Dazu müssen aus jeder Gruppe fünf Personen geantwortet haben, und die Zahlen dürfen niemanden verraten.
map-nothing-shared-over = Es gibt nichts, was alle Gruppen sagen.
map-nothing-shared-untold = Es gibt keine Gruppen, von denen sich zeigen ließe, was alle teilen.
map-nothing-most = Es gibt nichts, was die meisten klar sagen.
map-unlike-note = Das sagen alle Gruppen, und die Leute einer Partei nicht:
map-unlike-note-most = Das sagen die meisten, und die Leute einer Partei nicht:
map-unlike-of = die meisten Leute von { $parties } sagen das nicht
map-all-agree = alle Gruppen stimmen zu
map-all-disagree = alle Gruppen lehnen ab
map-most-agree = die meisten stimmen zu
map-most-disagree = die meisten lehnen ab
map-groups = Was jede Gruppe sagt
map-groups-note = Was mehr als die Hälfte einer Gruppe sagt und andere nicht. Gruppen ergeben sich daraus, wie geantwortet wurde; niemand hat sie benannt.
map-says-nothing = Sie sagt nichts, was andere nicht auch sagen.
map-agrees = stimmt zu
map-disagrees = lehnt ab
map-of = { $said } von { $asked }
map-firm = fest
map-fairly-firm = ziemlich fest
map-may-be-chance = vielleicht Zufall
map-divides = Was trennt
map-divides-note = Wo zwei Gruppen sicher verschieden antworten. Zuerst kommen die Aussagen, deren kleinster sicherer Unterschied am größten ist: die erste der beiden Zahlen in Klammern.
map-difference = { $points } Punkte auseinander ({ $low } bis { $high })
map-agree-shares = Zustimmung: { $shares }
map-least = Am wenigsten einig
map-least-note = Wo die Antworten am weitesten auseinandergehen, gleich in welcher Gruppe. Das ist nicht dasselbe wie das, was Gruppen trennt.
map-tally = { $agree } stimmen zu · { $disagree } lehnen ab · { $pass } lassen aus
map-left-out = Weggelassen
map-left-out-note = Diese Aussagen waren vorher zu sehen. In den Zahlen oben sind sie nicht; auf der Karte zählen sie nicht mehr, sobald sie das nächste Mal gezeichnet wird.
map-left-out-why = Warum: { $why }
map-table = Alle Aussagen als Tabelle
map-table-note = Ein Strich heißt: Hier lässt sich nichts zeigen. Zu wenige haben geantwortet, oder jemand wäre durch Vergleichen zu erkennen.
map-statement = Aussage
map-agree-of = { $group } stimmt zu
map-parties = Nach Partei
map-parties-note = Zustimmung / Ablehnung / ausgelassen. Ein Strich heißt: Hier lässt sich nichts zeigen. Zu wenige haben geantwortet, oder jemand wäre durch Vergleichen zu erkennen.
vote-agree = Stimme zu
vote-disagree = Lehne ab
vote-pass = Auslassen
vote-pass-button = Auslassen, oder unsicher
vote-you-agree = Sie stimmen zu
vote-you-disagree = Sie lehnen ab
vote-you-pass = ausgelassen

## Taking part, by the link
voice-asks = fragt Sie
voice-lede = Kurze Aussagen, eine nach der anderen. Stimmen Sie zu, lehnen Sie ab oder lassen Sie aus; hören Sie auf, wann Sie möchten.
voice-how-long = Wie lange
voice-long = { $count ->
    [one] Bisher eine Aussage
   *[other] Bisher { $count } Aussagen, je ein paar Sekunden
}
voice-until = Bis
voice-when-seen = Wann es zu sehen ist
voice-who-sees = Wer es sieht
voice-seen-by = Die Leute am Tisch und alle, die einen Link haben, sehen Zahlen ab fünf Personen. Niemandem wird gezeigt, wer was gesagt hat. Ihre Antworten werden unter einer Zufallsnummer aufbewahrt; zu welchem Gerät sie gehört, liegt getrennt davon und wird gelöscht, wenn Sie sich zurückziehen.
voice-one = Eine Stimme
voice-one-per-device = Dieses Gerät hat eine Stimme. Wer mehrere Geräte hat, kann mehrmals sprechen: Dies ist ein Gespräch, keine Wahl.
voice-shown-at-end = Was gesagt wurde, sieht niemand, bevor es am Ende des { $day } vorbei ist.
voice-rules = Welche Aussagen weggelassen werden
voice-begin = Beginnen
voice-go-on = Weiter
voice-mine = Meine Antworten
voice-what-others-say = Was andere sagen
voice-stop = Hier aufhören
voice-over = Die Befragung war längstens bis zum Ende des { $day } offen und ist jetzt vorbei.
voice-place = { $here } von etwa { $all }
voice-add = Fehlt etwas? Eigene Aussage hinzufügen
voice-add-label = Ihre Aussage
voice-add-after = Ein Gedanke, höchstens 200 Zeichen. Andere bekommen ihn sofort gezeigt, ohne Ihren Namen; er zählt als einer, dem Sie zustimmen.
voice-add-before = Ein Gedanke, höchstens 200 Zeichen. Zuerst sieht ihn jemand am Tisch an; dann bekommen andere ihn gezeigt, ohne Ihren Namen.
voice-add-do = Hinzufügen
voice-my-group = Ihre Gruppe
voice-group = Ihre Antworten liegen { $group } am nächsten ({ $people }).
voice-one-group = Es gibt keine Gruppen, die sich abheben: Die meisten antworten ähnlich.
voice-group-later = Beantworten Sie mindestens fünf Aussagen, dann sehen Sie hier, welcher Gruppe Sie am nächsten sind.
voice-group-few = Sie haben weniger als fünf der Aussagen auf der Karte beantwortet; deshalb lässt sich keine Gruppe für Sie nennen.
voice-group-untold = Welcher Gruppe Ihre Antworten am nächsten liegen, lässt sich noch nicht sagen: Von dem, was die Gruppen sagen, lässt sich zu wenig zeigen.
voice-group-untold-over = Welcher Gruppe Ihre Antworten am nächsten liegen, lässt sich nicht sagen: Von dem, was die Gruppen sagen, lässt sich zu wenig zeigen.
voice-why-agree = Sie stimmen „{ $words }“ zu, wie die meisten in dieser Gruppe ({ $said } von { $asked }).
voice-why-disagree = Sie lehnen „{ $words }“ ab, wie die meisten in dieser Gruppe ({ $said } von { $asked }).
voice-my-answers = Was Sie gesagt haben
voice-no-answers = Noch nichts.
voice-change = Ändern
voice-my-statements = Aussagen, die Sie hinzugefügt haben
voice-added-shown = Andere bekommen sie gezeigt.
voice-added-waiting = Sie wartet, bis jemand am Tisch sie angesehen hat.
voice-added-unseen = Bis zum Ende hat sie niemand am Tisch angesehen; sie wurde niemandem gezeigt.
voice-added-rejected = Sie wurde weggelassen:
voice-withdraw = Zurückziehen und löschen, was ich gesagt habe
voice-withdraw-what = Ihre Antworten und Aussagen werden zurückgezogen, und es wird gelöscht, welches Gerät sie gegeben hat. Antworten verlassen die Zahlen zusammen mit Änderungen von mindestens vier anderen, damit niemand sie durch Vergleichen erkennt; nach dem Ende kann das nie sein, aber nichts führt mehr zu Ihnen. Was der Tisch in eigenen Worten aufgegriffen hat, bleibt. Das lässt sich nicht rückgängig machen.
voice-withdraw-do = Alles zurückziehen
voice-not-a-ballot = Eine Stimme pro Gerät, nicht pro Person: Dies ist ein Gespräch, keine Wahl.
said-voice-all = Sie haben jede Aussage beantwortet, die es bisher gibt. Vielen Dank.
said-voice-added = Ihre Aussage ist hinzugefügt.
said-voice-added-waits = Ihre Aussage ist hinzugefügt. Sie wird gezeigt, sobald jemand am Tisch sie angesehen hat.
said-voice-late = Die Befragung war vorbei, bevor Ihre letzte Antwort ankam; diese wurde nicht mehr aufgenommen.
said-voice-withdrawn = Alles, was Sie gesagt haben, ist zurückgezogen, und nichts führt mehr zu diesem Gerät.

## Zurück an den Tisch
statement-untold = Über diese Aussage gibt es noch nichts zu sagen: In dem, was bisher gezeigt wird, haben weniger als fünf Personen sie beantwortet, oder es ist noch nicht vorbei, oder sie war am Ende weggelassen.
statement-untold-erased = Der Text wurde gelöscht. Was viele dazu gesagt haben, ist noch dort zu lesen, wo die Aussage zurück an den Tisch gebracht wurde.
brought-head = Zurück an den Tisch gebracht
bring-head = Zurück an den Tisch bringen
bring-what = Was viele dazu gesagt haben, bleibt mit dem heutigen Stand dabei, und alle am Tisch sehen, woher es kommt.
bring-as-word = Als
bring-words = In Ihren Worten
bring-words-hint = Sie sagen es in Ihrem eigenen Namen. Ändern Sie den Wortlaut, wie Sie möchten.
bring-about = Zu welchem Ergebnis
bring-about-hint = Bedenken gelten immer einem Ergebnis; bei einem Bedarf oder einer Idee ist es freigestellt.
bring-beside-outcome = Als Beleg neben ein Ergebnis
bring-beside-outcome-what = Es steht neben dem Wert des Ergebnisses und zählt nie darin.
bring-which-outcome = Welches Ergebnis
bring-do = Dort ablegen
bring-beside-proposal = Als Beleg neben einen Vorschlag
bring-which-proposal = Welcher Vorschlag
bring-as-outcome = Als neues Ergebnis
bring-outcome-words = Das Ergebnis
bring-outcome-hint = Was der Service möglich macht: „Damit … kann“
brought-seen-by = Der ganze Tisch sieht es.
brought-told = { $agree } stimmen zu, { $disagree } lehnen ab, { $pass } lassen aus (Stand: { $day }).
brought-shared = Alle Gruppen sagen dasselbe.
brought-shared-most = Die meisten sagen dasselbe.
brought-today = Heute: { $what }, aber { $parties }.
brought-by = { $told } Gebracht von { $who }.
brought-to-thread = zum Gespräch
brought-as-need = Als Bedarf:
brought-as-idea = Als Idee:
brought-as-concern = Als Bedenken:
brought-as-outcome = Als Ergebnis:
brought-as-beside_outcome = Beleg neben dem Ergebnis
brought-as-beside_proposal = Beleg neben dem Vorschlag
brought-left-out = (inzwischen weggelassen)
brought-from-many = Aus dem, was viele gesagt haben: { $told }
said-statement-brought = Es ist zurück am Tisch.
map-with-parties = Zeigen, in welchen Gruppen die Leute jeder Partei sind
map-without-parties = Parteien ausblenden
map-with-parties-note = Ein gestrichelter Ring liegt um jede Gruppe, zu der mindestens fünf Leute einer Partei gehören. Wer es ist, zeigt er nicht.
map-parties-in = { $group }: { $parties }
consultation-csv = Die Aussagen als Tabelle (CSV)
consultation-csv-polis = dieselbe, wie Polis sie benennt
consultation-csv-note = Antworten Einzelner sind in keiner Datei: Wer einige Antworten von jemandem kennt, könnte die übrigen lesen.
consultation-language = Sprache der Aussagen
vote-agree-key = Z
vote-disagree-key = L
vote-pass-key = A
vote-keys = Mit Tasten antworten: Z stimme zu, L lehne ab, A auslassen
proposal-many = Was viele sagen
column-comment-id = Nummer
column-comment = Aussage
column-total-votes = Antworten
column-total-agrees = stimmen zu
column-total-disagrees = lehnen ab
column-total-passes = ausgelassen
consultation-part = Selbst teilnehmen
consultation-part-note = Sie haben eine Stimme, über Ihren Platz, auf jedem Gerät, auf dem Sie angemeldet sind. Niemandem am Tisch wird gezeigt, welche es ist.
voice-one-per-seat = Sie sind angemeldet und sitzen an diesem Tisch: Sie haben eine Stimme, über Ihren Platz, auch wenn Sie über einen Link kommen. Wer auf anderen Geräten ohne Anmeldung antwortet, kann mehrmals sprechen: Das ist ein Gespräch, keine Wahl.
voice-not-asked = Sie sind angemeldet und sitzen an diesem Tisch, und die Leute Ihrer Organisation sind nicht gefragt. Niemand spricht für die Leute einer anderen Partei.

## Links, die einmal gelten, per Mail
consultation-admission = Wer antworten kann
admission-link = Alle, die den Link einer Partei haben
admission-link-note = Leute am Tisch antworten auch über ihren Platz.
admission-letter = Nur wer von einer Partei einen Link bekommt, der einmal gilt
admission-letter-note = Und Leute am Tisch, über ihren Platz. Es erreicht weniger Leute, und kaum jemand spricht zweimal.
consultation-by-link = Antworten können alle, die den Link einer Partei haben, und Leute am Tisch über ihren Platz.
consultation-by-letter = Antworten können nur Leute mit einem Link, der einmal gilt, und Leute am Tisch über ihren Platz.
letters-head = Links, die einmal gelten, per Mail schicken …
letters-addresses = Adressen
letters-hint = Eine pro Zeile oder durch Kommas getrennt; bis zu 200 auf einmal, 500 in einer Stunde und 2.000 insgesamt. Wer schon einen bekommen hat, bekommt keinen mehr.
letters-language = Sprache der Mail
letters-note = Jede Mail nennt Sie, Ihre Organisation und den Service und enthält einen Link, mit dem eine Stimme beginnen kann. Die Adressen werden verwendet und nicht aufbewahrt: Bis zum Ende bleibt von jeder nur ein Fingerabdruck, den allein dieser Server berechnen kann, damit niemand zwei Links bekommt. Eine Adresse, die keinen Link bekommen hat, wird hier genannt, bis der Server neu startet. Niemandem wird gezeigt, wer begonnen hat. Wer einen Link weitergibt, gibt die Stimme weiter.
letters-do = Schicken
letters-none = Geben Sie mindestens eine Adresse an.
letters-many = Das sind mehr als 200. Schicken Sie erst 200, dann die übrigen.
letters-malformed = Nicht alles davon sind Mailadressen. Es wurde nichts geschickt.
letters-no-mail = Dieser Server verschickt keine Mails, also auch keine Links, die einmal gelten.
letters-known = An jede dieser Adressen ging schon ein Link. Es wurde nichts geschickt.
letters-hourly = In einer Stunde können Sie höchstens 500 dieser Links schicken, und mit diesen wären es mehr. Es wurde nichts geschickt: Schicken Sie jetzt weniger oder alle später.
letters-full = Ihre Partei kann Links an höchstens 2.000 Adressen schicken, und mit diesen wären es mehr. Es wurde nichts geschickt.
letters-busy = Mails, die Sie vorher geschickt haben, warten noch auf den Mailserver. Es wurde nichts geschickt: Versuchen Sie es in ein paar Minuten noch einmal.
letters-refused = Keine Mailadresse: { $addresses }
letters-count = { $count ->
    [one] An eine Adresse Ihrer Leute ging ein Link.
   *[other] An { $count } Adressen Ihrer Leute gingen Links.
}
letters-on-the-way = { $count ->
    [one] Eine Mail ist unterwegs.
   *[other] { $count } Mails sind unterwegs.
}
letters-unsent = Diese Adressen haben keinen Link bekommen:
letters-unsent-address = an diese Adresse kann keine Mail gehen
letters-unsent-refused = der Mailserver hat die Mail nicht angenommen
letters-unsent-full = Ihre Partei hat 2.000 Adressen erreicht
letters-unsent-failed = auf diesem Server ist etwas fehlgeschlagen
letters-subject = { $organisation } fragt nach Ihrer Meinung
letters-mail = { $organisation } fragt Sie und andere zu { $service }: kurze Aussagen, eine nach der anderen. Stimmen Sie zu, lehnen Sie ab oder lassen Sie aus, und hören Sie auf, wann Sie möchten. Es dauert ein paar Minuten und braucht kein Konto.

    { $link }

    Dieser Link ist für eine Stimme. Er gilt einmal, auf dem Gerät, auf dem Sie beginnen; ihn zu öffnen verbraucht nichts.

    { $from } hat ihn schicken lassen. Dieser Server bewahrt Ihre Adresse nicht auf. Niemandem wird gezeigt, wer was geantwortet hat oder ob jemand geantwortet hat.
said-letters-sent = Die Mails sind unterwegs, eine nach der anderen. Adressen, die keinen Link bekommen, werden hier genannt.
voice-one-per-letter = Ihr Link gilt einmal und beginnt eine Stimme auf diesem Gerät. Wer ihn weitergibt, gibt die Stimme weiter: Das ist ein Gespräch, keine Wahl.
voice-link-used = Dieser Link wurde auf einem anderen Gerät oder in einem anderen Browser benutzt. Machen Sie dort weiter; wer Sie fragt, kann einen neuen an eine andere Adresse schicken.
voice-link-withdrawn = Dieser Link galt einmal, und was Sie darüber gesagt haben, haben Sie zurückgezogen. Eine weitere Stimme beginnt er nicht.
voice-late-statement = Ihre Aussage kam zu spät und wurde nicht mehr aufgenommen. Hier ist sie zum Kopieren:
voice-by-letter = Hier können nur Leute mit einem eigenen Link antworten. Fragen Sie, wer Ihnen diesen gegeben hat.
consultation-left-out-by = { $sentence } Von wessen Leuten: { $parties }.
