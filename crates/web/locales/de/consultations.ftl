## Consultations: at the table
nav-consultations = Viele fragen
consultations-lede = Legen Sie vielen Menschen per Link kurze Aussagen vor. Was sie teilen und worin sie sich unterscheiden, kommt zurück an den Tisch.
consultations-open = Es kann geantwortet werden
consultations-none = Zurzeit wird niemand gefragt.
consultations-example = Zum Beispiel an vierzig Fahrer: „Zu wissen, dass es eine Störung gibt, ist mir wichtiger als ihre Dauer.“ Zustimmen, ablehnen oder auslassen.
consultations-over = Vorbei
consultation-until = Eröffnet von { $who } · bis zum Ende des { $day }
consultation-was-until = Eröffnet von { $who } · war bis zum Ende des { $day } offen
consultation-ended = Seit dem Ende des { $day } vorbei; was dabei herauskam, ist noch nicht festgehalten
consultation-came = { $count ->
    [0] Weniger als fünf Personen haben mitgemacht
   *[other] { $count } Personen haben mitgemacht
}
consultation-ask = Viele fragen
consultation-question = Was möchten Sie wissen?
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
showing-meanwhile-note = In Schritten von fünf oder mehr Personen, um fünf Personen verspätet; am Ende sind alle in den Zahlen. Was andere gesagt haben, kann die beeinflussen, die später kommen.
showing-at-end = Wenn es vorbei ist
showing-at-end-note = Vorher sieht niemand etwas, auch Sie nicht.
consultation-adding = Teilnehmende dürfen eigene Aussagen hinzufügen
consultation-moderation = Hinzugefügte Aussagen
moderation-after = werden sofort gezeigt
moderation-after-note = Wer für eine Partei spricht, kann eine Aussage mit Begründung weglassen.
moderation-before = warten, bis jemand am Tisch sie zeigt
moderation-before-note = Dauert länger, und Sie entscheiden, was andere zu sehen bekommen.
consultation-rules = Welche Aussagen weggelassen werden
consultation-rules-usual = Aussagen, die jemanden beim Namen nennen, jemanden beleidigen oder nichts mit der Frage zu tun haben.
consultation-rules-hint = Das lesen alle, bevor sie mitmachen. Jede weggelassene Aussage hat einen Grund, den ihre Verfasserin oder ihr Verfasser liest, und wird für alle sichtbar gezählt.
consultation-seen-by = Der ganze Tisch sieht die Frage und die Zahlen. Wer was gesagt hat, wird niemandem gezeigt.
consultation-ask-do = Eröffnen
consultation-asks = fragt Leute von
consultation-is-open = offen
consultation-is-over = vorbei
consultation-link = Der Link für Ihre Leute
consultation-link-what = Wer ihn hat, macht ohne Konto mit: Geben Sie ihn per Mail, im Chat oder am Schwarzen Brett weiter.
consultation-link-label = Link
consultation-link-qr = Als QR-Code
consultation-qr = QR-Code des Links
consultation-link-note = Eine Stimme pro Gerät, nicht pro Person: Der Link beweist nicht, wer jemand ist. Aus einem Netz kommen in einer Viertelstunde höchstens 200 neue Stimmen.
consultation-link-of = { $party } sieht hier den Link für die eigenen Leute.
consultation-said = Was gesagt wurde
consultation-unseen-end = Was gesagt wurde, sieht niemand, bevor es am Ende des { $day } vorbei ist.
consultation-unseen-few = Von weniger als fünf Personen wird nichts gezeigt. Während es läuft, kommen die ersten Zahlen, wenn zehn geantwortet haben; am Ende sind alle darin.
consultation-unseen-then = Was gesagt wurde, wird nur mit dem Stand von heute gezeigt.
consultation-closed-by = { $who } hat sie am { $day } beendet. Festgehalten: { $entries } Einträge ihrer eigenen Aufzeichnung, mit der Wurzel { $root }…
consultation-terms = Wie gefragt wird
consultation-fixed = Es können keine Aussagen hinzugefügt werden.
consultation-adding-after = Aussagen können hinzugefügt werden; sie werden sofort gezeigt und können weggelassen werden.
consultation-adding-before = Aussagen können hinzugefügt werden; sie werden gezeigt, sobald jemand am Tisch sie zulässt.
consultation-shown-meanwhile = Zahlen werden gezeigt, während es läuft, in Schritten von fünf oder mehr Personen.
consultation-shown-at-end = Zahlen werden gezeigt, wenn es vorbei ist.
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
statement-left-out = weggelassen
statement-rejected-by = { $who } hat sie am { $day } weggelassen:
statement-admitted-by = { $who } hat sie am { $day } gezeigt.
statement-admit = Zeigen
statement-reject = Weglassen …
statement-reject-why = Warum?
statement-reject-hint = Das liest, wer die Aussage verfasst hat, und ebenso der ganze Tisch.
statement-reject-do = Weglassen
consultation-close = Beenden
consultation-close-what = Danach kann niemand mehr antworten, und in der Aufzeichnung wird festgehalten, was dabei herauskam: wie viele Personen, wie viele Antworten, was alle Gruppen teilen. Das lässt sich nicht rückgängig machen.
consultation-close-do = Jetzt beenden
said-consultation-opened = Es kann losgehen. Geben Sie den Link weiter.
said-consultation-closed = Es ist vorbei, und was dabei herauskam, steht in der Aufzeichnung.
said-statement-rejected = Die Aussage ist weggelassen.
said-statement-admitted = Die Aussage wird gezeigt.
field-missing = Wählen Sie mindestens eine Möglichkeit.

## What came of it
map-title = Meinungskarte: Personen als Punkte; nah beieinander heißt ähnlich geantwortet
map-head = Wer ähnlich antwortet
map-note = Jeder Punkt ist eine Person, ein größerer mehrere. Nah beieinander heißt: ähnlich geantwortet. Die Richtungen haben keinen Namen.
map-read = { $count ->
    [one] Eine Gruppe.
   *[other] { $count } Gruppen von Menschen, die ähnlich antworten.
}
map-one-group = Keine Gruppen heben sich ab: Die meisten antworten ähnlich.
map-few-people = Es gibt noch keine Karte: Sie braucht zehn Personen mit je mindestens { $votes } Antworten, und es sind { $people }. Mit weniger zeigte sie Einzelne.
map-few-statements = Es gibt noch keine Karte: Sie braucht fünf Aussagen mit je sieben Antworten, und es sind { $statements }.
map-group = Gruppe { $letter }
map-people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
map-aside = in keiner Gruppe
map-you = Sie
map-counted = { $people }, { $votes } Antworten
map-apart = { $count ->
    [one] Eine Person ist in keiner Gruppe und in keiner Zahl: Allein wären ihre Antworten zu erkennen.
   *[other] { $count } Personen sind in keiner Gruppe und in keiner Zahl: So wenige wären zu erkennen.
}
map-withdrawn = { $count ->
    [one] Eine Person hat zurückgezogen, was sie gesagt hat. Ihre Antworten verlassen die Zahlen zusammen mit Änderungen anderer.
   *[other] { $count } Personen haben zurückgezogen, was sie gesagt haben. Ihre Antworten verlassen die Zahlen zusammen mit Änderungen anderer.
}
map-waiting = Die letzten Antworten sind noch nicht in diesen Zahlen: Sie ändern sich in Schritten von fünf oder mehr Personen, damit niemand durch Vergleichen zu erkennen ist.
map-shared = Was alle teilen
map-nothing-shared = Noch gibt es nichts, was alle Gruppen sagen.
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
map-divides-note = Wo zwei Gruppen sicher verschieden antworten, der größte Unterschied zuerst.
map-difference = { $points } Punkte auseinander ({ $low } bis { $high })
map-agree-shares = Zustimmung: { $shares }
map-least = Am wenigsten einig
map-least-note = Wo die Antworten am weitesten auseinandergehen, gleich in welcher Gruppe. Das ist nicht dasselbe wie das, was Gruppen trennt.
map-tally = { $agree } stimmen zu · { $disagree } lehnen ab · { $pass } lassen aus
map-table = Alle Aussagen als Tabelle
map-table-note = Ein Strich heißt: So wenige haben geantwortet, dass jemand zu erkennen wäre.
map-statement = Aussage
map-agree-of = { $group } stimmt zu
map-parties = Nach Partei
map-parties-note = Zustimmung / Ablehnung / ausgelassen. Ein Strich heißt: So wenige haben geantwortet, dass jemand zu erkennen wäre.
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
voice-seen-by = Die Leute am Tisch und alle, die mitmachen, sehen Zahlen ab fünf Personen. Niemandem wird gezeigt, wer was gesagt hat. Ihre Antworten werden unter einer Zufallsnummer aufbewahrt; zu welchem Gerät sie gehört, liegt getrennt davon und wird gelöscht, wenn Sie sich zurückziehen.
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
voice-no-map = Noch gibt es keine Gruppen: Dazu braucht es zehn Personen mit mehreren Antworten.
voice-why-agree = Sie stimmen „{ $words }“ zu, wie die meisten in dieser Gruppe ({ $said } von { $asked }).
voice-why-disagree = Sie lehnen „{ $words }“ ab, wie die meisten in dieser Gruppe ({ $said } von { $asked }).
voice-my-answers = Was Sie gesagt haben
voice-no-answers = Noch nichts.
voice-change = Ändern
voice-my-statements = Aussagen, die Sie hinzugefügt haben
voice-added-shown = Andere bekommen sie gezeigt.
voice-added-waiting = Sie wartet, bis jemand am Tisch sie angesehen hat.
voice-added-rejected = Sie wurde weggelassen:
voice-nothing-shared = Noch gibt es nichts, was alle Gruppen sagen.
voice-withdraw = Zurückziehen und löschen, was ich gesagt habe
voice-withdraw-what = Ihre Antworten und Aussagen werden zurückgezogen, und es wird gelöscht, welches Gerät sie gegeben hat. Antworten verlassen die Zahlen zusammen mit Änderungen von mindestens vier anderen, damit niemand sie durch Vergleichen erkennt; nach dem Ende kann das nie sein, aber nichts führt mehr zu Ihnen. Das lässt sich nicht rückgängig machen.
voice-withdraw-do = Alles zurückziehen
voice-not-a-ballot = Eine Stimme pro Gerät, nicht pro Person: Dies ist ein Gespräch, keine Wahl.
said-voice-all = Sie haben jede Aussage beantwortet, die es bisher gibt. Vielen Dank.
said-voice-added = Ihre Aussage ist hinzugefügt.
said-voice-added-waits = Ihre Aussage ist hinzugefügt. Sie wird gezeigt, sobald jemand am Tisch sie angesehen hat.
said-voice-withdrawn = Alles, was Sie gesagt haben, ist zurückgezogen, und nichts führt mehr zu diesem Gerät.
