## Messgrößen und ihre Werte
measure-last-quarter = Die letzten 90 Tage
measure-none-counted = Noch ist nichts ausgezählt.
measure-too-few-counted = Ausgezählt bis { $period }: zu wenige Antworten für einen Wert.
measure-none-read = Noch hat niemand sie abgelesen.
measure-named-by = genannt von { $party }
measure-read-by = Abgelesen von { $party }.
measure-others = Auch andere Parteien haben abgelesen
measure-others-note = Werte zweier Parteien stehen nebeneinander: Keine ersetzt die der anderen.
measure-differ = { $count ->
    [one] Für einen Zeitpunkt hat { $party } etwas anderes abgelesen.
   *[other] Für { $count } Zeitpunkte hat { $party } etwas anderes abgelesen.
}
measure-dropped-on = { $promised ->
    [asked] Gestrichen von { $party } am { $day }: Niemand wird mehr gefragt. Die geltende Vereinbarung sagt sie trotzdem zu; die Antworten bis dahin werden gezeigt, bis eine andere Version gilt.
    [read] Gestrichen von { $party } am { $day }. Die geltende Vereinbarung sagt sie trotzdem zu: Bis eine andere Version gilt, wird sie abgelesen und gezählt wie zuvor.
   *[no] Gestrichen am { $day }: Darauf wird nicht mehr geschaut.
}
measure-silent = Seit dem letzten Mal hätte zweimal abgelesen werden sollen. Was fehlt, ist weder null noch erreichtes Ziel.
measure-readings = { $count ->
    [0] Keine Werte
    [one] Ein Wert
   *[other] { $count } Werte
}
measure-every-minutes = { $count ->
    [one] etwa jede Minute
   *[other] etwa alle { $count } Minuten
}
measure-every-hours = etwa alle { $count } Stunden
measure-every-days = { $count ->
    [one] etwa jeden Tag
   *[other] etwa alle { $count } Tage
}
measure-gap-note = Eine Lücke ist eine Lücke: Sie zählt weder als verfehlt noch als erreicht.
measure-gaps = Es fehlen Werte
measure-gap = zwischen { $after } und { $before }
measure-more-gaps = { $count ->
    [one] Und eine Lücke davor.
   *[other] Und { $count } Lücken davor.
}
measure-latest = Die letzten Werte
measure-chart = { $count } Werte; das Ziel ist { $target }
levels-title = Niveaus über die Zeit
levels-of = Niveaus von „{ $name }“ über die Zeit
levels-chart = Werte über die Zeit mit { $count ->
    [one] einem Niveau
   *[other] { $count } Niveaus
}; das Ziel ist { $target }
levels-none-found = Kein Wechsel des Niveaus wurde gefunden; im Mittel { $mean }.
levels-not-known = Es fehlen zu viele Werte, um zu sagen, ob sich das Niveau geändert hat.
levels-change = { $way ->
    [up] Hinauf
   *[down] Hinunter
} von { $from } auf { $to } im Mittel, irgendwann zwischen { $after } und { $before }.
levels-noticed = Wer hinsah, hätte es am { $day } bemerken können.
levels-drawn = Gezeichnet aus { $count } Werten; jeder Punkt ist das Mittel von etwa { $each }.
levels-drawn-some = Gezeichnet aus { $count } Werten; manche Punkte sind das Mittel von zwei oder mehr.
levels-table = Die Niveaus als Tabelle
levels-from = Von
levels-until = Bis
levels-readings = Werte
levels-mean = Im Mittel
levels-note = Gelesen wurde { $every }. Niveaus sind die Zerlegung mit den kleinsten Quadraten (PELT); was wann zu bemerken war, sagt eine kumulierte Summe. Weniger als fünf Werte sind kein Niveau, so weit sie auch abweichen, und eine Lücke zählt bei keinem mit. Wo Werte einer Jahreszeit folgen oder selbst Mittelwerte sind, scheint es mehr Niveaus zu geben, als da sind.
measure-taken-from = Woher sie kommen
measure-taken = { $who } ({ $party }), { $day }: { $count } { $by ->
    [hand] von Hand
   *[other] aus { $source }
}, { $when }
measure-taken-span = { $first } bis { $last }
measure-take = Werte eintragen
measure-value = Was abgelesen wurde
measure-at = Wann ({ $zone })
measure-week = Woche ab { $day }
measure-taken-now = Neu: { $new }. Ersetzt: { $replaced }. Schon vorhanden: { $there }.
measure-take-do = Eintragen
measure-csv = Alle Werte als Tabelle (CSV)
column-value = Wert
source-hand = Eingabe von Hand
source-csv = einer Tabelle (CSV)
source-prometheus = Prometheus (Bereichsabfrage)
source-grafana = Grafana (CSV)
source-zabbix = Zabbix (Service-Level)
source-servicenow = ServiceNow
source-jira = Jira
source-glpi = GLPI
source-program = einem Programm
readings-import = Eine Datei mit Werten einlesen
readings-lede = Zuerst wird gezeigt, was darin gefunden wurde. Nichts wird übernommen, solange eine Zeile falsch ist oder etwas zweierlei heißen kann.
readings-found = Was gefunden wurde
readings-what = Es stammt wohl aus
readings-columns = Spalten
readings-columns-are = Zeit: { $time }; Wert: { $value }
readings-series = Reihe
readings-zone = Zeitzone
readings-column-nth = Spalte { $count }
readings-column-again = { $name } ({ $count }.)
readings-own-zone = jede Zeit nennt ihre eigene
readings-unit = Einheit
readings-no-unit = keine
readings-unit-stripped = { $unit }; bei { $count ->
    [one] einem Wert
   *[other] { $count } Werten
} stand die Einheit dabei
readings-first = Erster Wert
readings-last = Letzter Wert
readings-last-value = Er beträgt
readings-count = Werte
readings-gaps = Lücken
readings-rounded = Gerundet
readings-rounded-count = { $count ->
    [one] ein Wert, auf drei Nachkommastellen, vom Ziel weg
   *[other] { $count } Werte, auf drei Nachkommastellen, vom Ziel weg
}
readings-there = Schon vorhanden
readings-differ = Ersetzen einen früheren Wert Ihrer Partei
readings-unread = { $count ->
    [one] Eine Zeile sagt, dass nichts abgelesen wurde: Zeile { $lines }. Sie bleibt als Lücke stehen und zählt als fehlender Wert.
   *[other] { $count } Zeilen sagen, dass nichts abgelesen wurde: Zeilen { $lines }. Sie bleiben als Lücken stehen und zählen als fehlende Werte.
} Lassen Sie Zeilen weg, zu deren Zeit nichts fällig ist, etwa nachts oder am Wochenende.
readings-wrong = Diese Zeilen lassen sich nicht übernehmen. Berichtigen Sie sie in der Datei und lesen Sie sie noch einmal ein:
readings-more-wrong = { $count ->
    [one] Und noch eine.
   *[other] Und noch { $count }.
}
readings-wrong-cells = Zeile { $line } hat mehr oder weniger Zellen als die Überschrift.
readings-wrong-broken = Zeile { $line } öffnet ein Anführungszeichen, das nichts schließt, oder enthält unlesbare Zeichen.
readings-wrong-time = Zeile { $line }: „{ $cell }“ ist kein bekanntes Datum und keine bekannte Zeit.
readings-wrong-month = Zeile { $line }: „{ $cell }“ nennt den Monat in Worten. Schreiben Sie Monate als Zahl, etwa 2026-03-31.
readings-wrong-no-hour = Zeile { $line }: „{ $cell }“ gab es nicht; die Uhren wurden darüber hinweg vorgestellt. Nennen Sie den Abstand zu UTC, etwa +01:00.
readings-wrong-number = Zeile { $line }: „{ $cell }“ ist keine Zahl oder anders geschrieben als die anderen.
readings-wrong-exponent = Zeile { $line }: „{ $cell }“ ist mit einem Exponenten geschrieben. Schreiben Sie die Zahl aus, etwa 0,001.
readings-wrong-clock = Zeile { $line }: „{ $cell }“ ist eine Uhrzeit oder eine Dauer, keine Zahl.
readings-wrong-date = Zeile { $line }: „{ $cell }“ ist ein Datum, keine Zahl.
readings-wrong-unit = Zeile { $line }: „{ $cell }“ hat eine andere Einheit als die Messgröße ({ $unit }).
readings-wrong-over = Zeile { $line }: „{ $cell }“ ist über 100 %.
readings-wrong-negative = Zeile { $line }: „{ $cell }“ ist weniger als nichts.
readings-wrong-ahead = Zeile { $line }: „{ $cell }“ liegt in der Zukunft oder vor 1990.
readings-wrong-differs = Zeile { $line }: Eine andere Zeile sagt zur selben Zeit etwas anderes (hier „{ $cell }“).
readings-wrong-backwards = Zeile { $line }: „{ $cell }“ endet, bevor es beginnt.
readings-wrong-duration = Zeile { $line }: „{ $cell }“ ist keine Dauer, wie dieses Programm sie schreibt.
readings-wrong-mixed = Zeile { $line }: „{ $cell }“ hat keine Einheit, andere Zeilen haben eine. Sind das Sekunden oder Tage?
readings-wrong-yes-no = Zeile { $line }: „{ $cell }“ ist weder Ja noch Nein.
readings-wrong-contradicts = Zeile { $line }: Das Ziel gilt als eingehalten, und { $cell } Prozent seiner Zeit waren verbraucht.
readings-wrong-twice = Zeile { $line }: Das Ticket „{ $cell }“ steht auch in einer anderen Zeile.
readings-wrong-endless = Zeile { $line }: „{ $cell }“ ist keine Zahl: Etwas wurde durch nichts geteilt. Lassen Sie die Zeile weg.
readings-wrong-too-large = Zeile { $line }: „{ $cell }“ ist mehr als 1.000.000.000, und mehr wird nicht übernommen. Nennen Sie die Messgröße in einer größeren Einheit.
readings-wrong-stage = Zeile { $line }: Die Phase „{ $cell }“ ist nicht bekannt, und von ihr hängt ab, ob das Ticket zählt. Exportieren Sie die Liste auf Englisch oder Deutsch, oder schreiben Sie „storniert“ oder „abgeschlossen“.
readings-asked = Bitte sagen Sie
readings-answered = Was beantwortet wurde
readings-choose = Bitte wählen
readings-ask-value = In welcher Spalte steht der Wert?
readings-ask-series = Welche davon ist es?
readings-ask-decimals = Wie sind Nachkommastellen geschrieben?
readings-decimals-point = 1,000.5: mit Punkt
readings-decimals-comma = 1.000,5: mit Komma
readings-ask-zone = In welcher Zeitzone sind die Zeiten?
readings-ask-order = Ist 03/04/2026 der dritte April?
readings-order-day = Ja: Der Tag steht zuerst
readings-order-month = Nein: Der Monat steht zuerst, es ist der vierte März
readings-ask-twice = Eine Stunde kam zweimal, als die Uhren zurückgestellt wurden. Welche ist gemeint?
readings-twice-first = Die erste, in der Sommerzeit
readings-twice-second = Die zweite, in der Winterzeit
readings-ask-share = Die meisten Werte liegen nicht über 1. Was bedeutet 0,997?
readings-share-percent = 0,997 Prozent
readings-share-of_one = 99,7 Prozent
readings-nothing-new = Alles davon ist schon da. Es würde sich nichts ändern.
readings-take-gaps = Die Lücken übernehmen
readings-take = { $count ->
    [one] Einen Wert übernehmen
   *[other] { $count } Werte übernehmen
}
readings-empty = Darin steht nichts. Wählen Sie eine Datei, oder fügen Sie ihren Text ein.
readings-tool-error = Diese Datei enthält keine Werte: Das Werkzeug hat mit einem Fehler geantwortet, „{ $error }“. Beheben Sie das dort, und holen Sie sie noch einmal.
readings-other-json = Dieses JSON ist weder eine Bereichsabfrage von Prometheus noch Service-Level von Zabbix.
readings-cut-json = Die Datei endet mittendrin. Holen Sie sie noch einmal.
readings-only-heading = Da ist eine Überschrift und keine Zeile darunter. Achten Sie darauf, dass der Export die Zeilen enthält und nicht nur die Namen der Spalten.
readings-nothing-found = Die Abfrage hat nichts gefunden: In der Antwort steht kein Wert. Prüfen Sie, ob Name und Zeitraum stimmen, und holen Sie sie noch einmal.
readings-instant = Diese Antwort von Prometheus gilt für einen einzigen Zeitpunkt. Fragen Sie einen Zeitraum ab (query_range), und lesen Sie jene Antwort ein.
readings-no-time = Keine Spalte enthält ein Datum oder eine Uhrzeit. Nennen Sie eine „Zeit“ oder „Datum“.
readings-no-value = Keine Spalte enthält Zahlen. Nennen Sie eine „Wert“.
readings-formats = Was gelesen werden kann
readings-format-csv = Eine Tabelle (CSV) mit einer Spalte für die Zeit und einer für den Wert, mit Überschrift.
readings-format-grafana = Ein Panel aus Grafana: Inspect, Data, Download CSV. Werte dürfen die Einheit tragen.
readings-format-prometheus = Prometheus: die Antwort auf eine Bereichsabfrage (JSON).
readings-format-zabbix = Zabbix: die Antwort von sla.getsli (JSON). −1 ist eine Lücke.
readings-size = Bis zu 16 Megabyte und 200.000 Werte auf einmal. Was schon da ist, kommt nicht doppelt hinzu. Tickets zählen Datei für Datei: Teilen Sie diese am Beginn eines Tages, einer Woche oder eines Monats, denn ein Teil davon ersetzt das Ganze.
readings-tickets = Tickets
readings-tickets-count = { $count ->
    [one] eines, gezählt bei seinem Abschluss
   *[other] { $count }, jedes gezählt bei seinem Abschluss
}
readings-open = { $count ->
    [one] Ein Ticket zählt nicht mit, weil es offen ist, abgebrochen wurde oder kein solches Ziel hat: Zeile { $lines }
   *[other] { $count } Tickets zählen nicht mit, weil sie offen sind, abgebrochen wurden oder kein solches Ziel haben: Zeilen { $lines }
}
readings-total = Zeile { $line } fasst die anderen zusammen und bleibt weg.
readings-cut = Jeder Wert beruht allein auf den Tickets dieser Datei und ersetzt, was für dieselbe Zeit schon abgelesen war. Beim ersten ({ $first }) und beim letzten ({ $last }) können Tickets fehlen: Achten Sie darauf, dass die Datei alle enthält.
readings-too-many = Das sind { $count } Werte; übernommen werden bis zu { $limit } auf einmal. Lesen Sie die Datei in Teilen ein: Was schon da ist, kommt nicht doppelt hinzu.
readings-ask-per = Wofür soll es je einen Wert geben?
readings-per-day = Für jeden Tag
readings-per-week = Für jede Woche ab Montag
readings-per-month = Für jeden Monat
readings-ask-lasting = Was zählen die Dauern?
readings-lasting-seconds = Sekunden
readings-lasting-minutes = Minuten
readings-lasting-hours = Stunden
readings-lasting-days = Tage
readings-choose-again = Wählen Sie „{ $name }“ noch einmal: Die Datei ist zu lang, um mitgeschickt zu werden
readings-too-large = Diese Datei ist größer als 16 Megabyte. Lesen Sie sie in Teilen ein: Von Werten kommt nicht doppelt hinzu, was schon da ist. Tickets teilen Sie am Beginn eines Tages, einer Woche oder eines Monats, denn ein Teil davon ersetzt das Ganze.
readings-look-again = Was Sie angesehen haben, ist nicht vollständig angekommen. Wählen Sie die Datei noch einmal.
readings-tickets-unit = Das sind Tickets. Sie lassen sich für eine Messgröße in % lesen oder in einer Zeiteinheit wie h oder min.
readings-no-target = Keine Spalte sagt, ob ein Ziel eingehalten wurde. Nehmen Sie sie vor dem Export in die Liste auf: „Has breached“ in ServiceNow, „Time to resolution“ in Jira, „Time to resolve exceeded“ in GLPI.
readings-no-lasting = Keine Spalte sagt, wie lange ein Ticket dauerte. Nehmen Sie sie vor dem Export in die Liste auf: „Business elapsed time“ in ServiceNow, „Resolution time“ in GLPI.
readings-no-end = Keine Spalte sagt, wann ein Ticket geschlossen wurde. Nehmen Sie sie vor dem Export in die Liste auf: „Stop time“ in ServiceNow, „Resolved“ in Jira, „Resolution date“ in GLPI.
readings-format-servicenow = ServiceNow: eine Liste von task_sla, als CSV mit den Namen der Felder oder auf Englisch exportiert.
readings-format-jira = Jira: ein Filter, als CSV mit allen Feldern auf Englisch oder Deutsch exportiert.
readings-format-glpi = GLPI: eine Suche nach Tickets, als CSV auf Englisch oder Französisch exportiert.
readings-format-tickets = Aus Tickets wird für jeden Tag, jede Woche oder jeden Monat ein Wert: in % der Anteil, dessen Ziel eingehalten wurde, in einer Zeiteinheit die Dauer des mittleren.
said-readings-taken = Übernommen.
said-reading-taken = Eingetragen.
said-reading-replaced = Eingetragen. Der Wert ersetzt den, den Ihre Partei für diese Minute schon abgelesen hatte.
problem-reading = Schreiben Sie, was abgelesen wurde, als Zahl wie 99,5: mit Komma vor höchstens drei Nachkommastellen und ohne Zeichen zwischen Tausendern.
problem-when = Sagen Sie, wann abgelesen wurde.
problem-share = Ein Anteil in Prozent liegt zwischen 0 und 100.
problem-below-nothing = Eine Zeit oder eine Anzahl liegt nie unter 0.
readings-twice = Welche der beiden Stunden
readings-twice-which = Wählen Sie eine
problem-no-hour = Diese Zeit gab es an dem Tag nicht: Die Uhren wurden darüber hinweg vorgestellt. Wählen Sie eine davor oder danach.

## Leute gefragt
readings-more-offered = Gezeigt werden die ersten { $shown }; es gibt { $more } weitere. Ist Ihre nicht dabei, fragen Sie dort, woher die Datei kommt, weniger ab.
measure-zone = Uhrzeiten gelten für { $zone }.
measure-people = von { $count } Personen
measure-of-whom = Antworten
measure-answered = { $period }; von { $people } Personen
source-people = Antworten der Leute
asking-title = Frage an die Leute
asking-what = { $about ->
    [lost_time] Leute von { $party } werden { $rhythm ->
        [month] jeden Monat
       *[quarter] jedes Quartal
    } gefragt, wie viel Zeit sie verloren haben.
   *[contentment] Leute von { $party } werden { $rhythm ->
        [month] jeden Monat
       *[quarter] jedes Quartal
    } gefragt, wie zufrieden sie sind.
}
asking-note = Geantwortet wird über einen Link, ohne Konto. Ist der Monat oder das Quartal vorbei, wird aus den Antworten eine einzige Zahl, ab fünf Personen: bei der Zufriedenheit die mittlere Antwort, bei verlorener Zeit der Durchschnitt in Minuten. Eine Zahl ändert sich nur, wenn die Antworten von mindestens fünf Personen andere sind als in jeder Zahl davor; die Zahl allein verrät also keine einzelne Antwort. Bei weniger als fünf Antworten gibt es keine.
asking-note-of = Geantwortet wird über einen Link, ohne Konto. Ist { $rhythm ->
    [month] der Monat
   *[quarter] das Quartal
} vorbei, wird aus den Antworten eine einzige Zahl, ab fünf Personen: { $about ->
    [lost_time] der Durchschnitt in Minuten
   *[contentment] die mittlere Antwort
}. Eine Zahl ändert sich nur, wenn die Antworten von mindestens fünf Personen andere sind als in jeder Zahl davor; die Zahl allein verrät also keine einzelne Antwort. Bei weniger als fünf Antworten gibt es keine. Zahlen einer Frage derselben Art, die vorher entfernt wurde, zählen dabei mit.
asking-over = { $period } ist vorbei. Zählen Sie aus, was geantwortet wurde.
asking-count = Antworten auszählen
asking-runs = { $period }: Auszählen können Sie ab { $day }.
asking-link-what = Geben Sie diesen Link Ihren Leuten. Er stellt eine einzige Frage und funktioniert auf jedem Smartphone, ohne Konto.
asking-letter-label = Text zum Verschicken
asking-letter = { $question } Eine Frage, zweimal tippen, kein Konto: { $link } { $rhythm ->
    [month] Derselbe Link gilt nächsten Monat wieder.
   *[quarter] Derselbe Link gilt nächstes Quartal wieder.
}
asking-add = Leute fragen, wie es ihnen damit geht
asking-about = Was möchten Sie wissen?
about-contentment = Wie zufrieden die Leute sind, 0 bis 10
about-lost_time = Wie viel Zeit sie verloren haben, in Minuten
asking-question = Die Frage
asking-question-hint = So, wie Sie es im Gespräch fragen würden: { $questions }
asking-party = Wessen Leute gefragt werden
asking-party-hint = Nur wer für diese Partei spricht, sieht den Link und gibt ihn weiter.
asking-target-hint = 0 bis 10 bei Zufriedenheit, Minuten bei verlorener Zeit. Gibt es noch kein Ziel, nehmen Sie, womit Sie zufrieden wären.
asking-rhythm = Wie oft
rhythm-month = Jeden Monat
rhythm-quarter = Jedes Quartal
asking-do = Fragen
said-people-asked = Die Frage steht bereit. Wer für die gefragte Partei spricht, findet hier den Link.
said-answers-counted = Ausgezählt.
asked-over = Diese Frage wird nicht mehr gestellt.
asked-of-ten = { $mark } von 10
asked-no-time = Keine
asked-minutes = { $count ->
    [one] Eine Minute
   *[other] { $count } Minuten
}
asked-hours = { $count ->
    [one] Eine Stunde
   *[other] { $count } Stunden
}
asked-how-content = Wie zufrieden sind Sie?
asked-in = Zeitraum: { $period }, bis heute.
asked-how-much-time = Verlorene Zeit, { $period }
asked-nothing-chosen = Wählen Sie zuerst eine Antwort.
asked-you-said = Ihre Antwort ({ $period }): { $answer }.
asked-thanks = Vielen Dank
asked-then = { $period }: Wenn der Zeitraum vorbei ist, lassen sich die Antworten auszählen. Daraus wird eine einzige Zahl für die Leute am Tisch, falls mindestens { $people } Personen geantwortet haben. Bei weniger gibt es keine, und niemand erfährt, wie viele es waren.
asked-again = { $rhythm ->
    [month] Derselbe Link gilt nächsten Monat wieder.
   *[quarter] Derselbe Link gilt nächstes Quartal wieder.
}
asked-change = Meine Antwort ändern
asked-seen-by = Ihre Antwort bekommt niemand gezeigt. Die Leute am Tisch sehen eine einzige Zahl ab { $people } Personen. Sie ändert sich nur, wenn die Antworten von mindestens { $people } Personen andere sind als in jeder Zahl davor. Ihre errechnen könnte nur, wer die aller anderen kennt.
asked-one = Eine Antwort
asked-one-per-device = { $rhythm ->
    [month] Eine pro Gerät und Monat; bis der Monat vorbei ist, können Sie sie ändern.
   *[quarter] Eine pro Gerät und Quartal; bis das Quartal vorbei ist, können Sie sie ändern.
} Wer mehrere Geräte hat, kann mehrmals antworten: Es geht darum, wie es läuft; es ist keine Abstimmung.
asked-one-per-seat = { $rhythm ->
    [month] Sie sind angemeldet und sitzen an diesem Tisch: eine Antwort im Monat über Ihren Platz, auf welchem Gerät auch immer. Bis der Monat vorbei ist, können Sie sie ändern.
   *[quarter] Sie sind angemeldet und sitzen an diesem Tisch: eine Antwort im Quartal über Ihren Platz, auf welchem Gerät auch immer. Bis das Quartal vorbei ist, können Sie sie ändern.
}
asked-kept = Was aufbewahrt wird
asked-kept-what = Ihre Antwort und ihr Tag, unter einer Zufallsnummer. Zu welchem Gerät sie gehört, liegt getrennt davon und wird gelöscht, wenn Sie sich zurückziehen.
asked-withdraw-what = Ihre Antworten werden zurückgenommen, und es wird gelöscht, welches Gerät sie gegeben hat. Was schon Teil einer Zahl ist, bleibt darin, als eine von mindestens { $people } Antworten, und nichts führt von dort zu Ihnen. Das lässt sich nicht rückgängig machen.
said-asked-late = Es wird nicht mehr gefragt; Ihre letzte Antwort wurde nicht mehr aufgenommen.
said-asked-withdrawn = Ihre Antworten sind zurückgenommen, und nichts führt mehr zu diesem Gerät.
