## Messgrößen und ihre Werte
measure-last-quarter = Die letzten 90 Tage
measure-none-read = Noch hat niemand sie abgelesen.
measure-named-by = genannt von { $party }
measure-read-by = Abgelesen von { $party }.
measure-others = Auch andere Parteien haben abgelesen
measure-others-note = Werte zweier Parteien stehen nebeneinander: Keine ersetzt die der anderen.
measure-differ = { $count ->
    [one] Für einen Zeitpunkt hat { $party } etwas anderes abgelesen.
   *[other] Für { $count } Zeitpunkte hat { $party } etwas anderes abgelesen.
}
measure-dropped-on = Gestrichen am { $day }: Darauf wird nicht mehr geschaut.
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
measure-taken-from = Woher sie kommen
measure-taken = { $who } ({ $party }), { $day }: { $count } aus { $source }, { $first } bis { $last }
measure-take = Werte eintragen
measure-value = Was abgelesen wurde
measure-at = Wann
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
readings-import = Eine Datei mit Werten bringen
readings-lede = Zuerst wird gezeigt, was darin gefunden wurde. Nichts wird übernommen, solange eine Zeile falsch ist oder etwas zweierlei heißen kann.
readings-found = Was gefunden wurde
readings-what = Es sieht aus wie
readings-columns = Spalten
readings-columns-are = Zeit: { $time }; Wert: { $value }
readings-series = Reihe
readings-zone = Zeitzone
readings-own-zone = jede Zeit nennt ihre eigene
readings-unit = Einheit
readings-no-unit = keine
readings-unit-stripped = { $unit }; bei { $count } Werten stand sie dabei
readings-first = Erster Wert
readings-last = Letzter Wert
readings-last-value = Er beträgt
readings-count = Werte
readings-gaps = Lücken
readings-rounded = Gerundet
readings-rounded-count = { $count ->
    [one] ein Wert, auf drei Nachkommastellen
   *[other] { $count } Werte, auf drei Nachkommastellen
}
readings-there = Schon vorhanden
readings-differ = Ersetzen einen früheren Wert Ihrer Partei
readings-unread = { $count ->
    [one] Eine Zeile sagt, dass nichts abgelesen wurde; sie wird zur Lücke: Zeile { $lines }
   *[other] { $count } Zeilen sagen, dass nichts abgelesen wurde; sie werden zu Lücken: Zeilen { $lines }
}
readings-wrong = Diese Zeilen lassen sich nicht übernehmen. Berichtigen Sie sie in der Datei und bringen Sie sie noch einmal:
readings-more-wrong = { $count ->
    [one] Und noch eine.
   *[other] Und noch { $count }.
}
readings-wrong-cells = Zeile { $line } hat mehr oder weniger Zellen als die Überschrift.
readings-wrong-broken = Zeile { $line } öffnet ein Anführungszeichen, das nichts schließt, oder enthält unlesbare Zeichen.
readings-wrong-time = Zeile { $line }: „{ $cell }“ ist kein bekanntes Datum und keine bekannte Zeit.
readings-wrong-month = Zeile { $line }: „{ $cell }“ hat Buchstaben im Datum. Schreiben Sie Monate als Zahl, etwa 2026-03-31.
readings-wrong-no-hour = Zeile { $line }: „{ $cell }“ gab es nicht; die Uhren wurden darüber hinweg vorgestellt. Nennen Sie den Abstand zu UTC, etwa +01:00.
readings-wrong-number = Zeile { $line }: „{ $cell }“ ist keine Zahl oder anders geschrieben als die anderen.
readings-wrong-unit = Zeile { $line }: „{ $cell }“ hat eine andere Einheit als die Messgröße ({ $unit }).
readings-wrong-over = Zeile { $line }: „{ $cell }“ ist mehr als alles.
readings-wrong-negative = Zeile { $line }: „{ $cell }“ ist weniger als nichts.
readings-wrong-ahead = Zeile { $line }: „{ $cell }“ liegt in der Zukunft oder vor 1970.
readings-wrong-differs = Zeile { $line }: Eine andere Zeile sagt zur selben Zeit etwas anderes (hier „{ $cell }“).
readings-asked = Bitte sagen Sie
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
readings-ask-share = Kein Wert liegt über 1. Was bedeutet 0,997?
readings-share-percent = 0,997 Prozent
readings-share-of_one = 99,7 Prozent
readings-nothing-new = Alles davon ist schon da. Es würde sich nichts ändern.
readings-take = { $count ->
    [one] Einen Wert übernehmen
   *[other] { $count } Werte übernehmen
}
readings-empty = Darin steht nichts. Wählen Sie eine Datei, oder fügen Sie ihren Text ein.
readings-other-json = Dieses JSON ist weder eine Bereichsabfrage von Prometheus noch Service-Level von Zabbix.
readings-cut-json = Die Datei endet mittendrin. Holen Sie sie noch einmal.
readings-no-time = Keine Spalte enthält Daten oder Zeiten. Nennen Sie eine „Zeit“ oder „Datum“.
readings-no-value = Keine Spalte enthält Zahlen. Nennen Sie eine „Wert“.
readings-formats = Was gelesen werden kann
readings-format-csv = Eine Tabelle (CSV) mit einer Spalte für die Zeit und einer für den Wert, mit Überschrift.
readings-format-grafana = Ein Panel aus Grafana: Inspect, Data, Download CSV. Werte dürfen die Einheit tragen.
readings-format-prometheus = Prometheus: die Antwort auf eine Bereichsabfrage (JSON).
readings-format-zabbix = Zabbix: die Antwort von sla.getsli (JSON). −1 ist eine Lücke.
readings-size = Bis zu 250 Kilobyte auf einmal, etwa 8.000 Werte. Bringen Sie längere Dateien in Teilen; was schon da ist, kommt nicht doppelt hinzu.
said-readings-taken = Übernommen. Was schon da war, wurde nicht doppelt übernommen.
said-reading-taken = Eingetragen.
