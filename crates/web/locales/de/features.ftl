## Funktionen & Mischung
feature = Funktion
feature-note = Was es ist
nav-features = Funktionen & Mischung
percent = { $number } %
points = { $number ->
    [one] einen Punkt
   *[other] { $number } Punkte
 }
list-and-more = { $first } und { $count } weitere
list-and = { $first } und { $last }
feature-add = Funktion hinzufügen
feature-add-open = Sagen, was getan werden könnte
feature-offered-by = Wer sie umsetzen würde
feature-offered-by-hint = Diese Partei sagt, was sie kostet.
feature-origins = Woher sie kommt
origin-customer = ein Kunde
origin-user = ein Nutzer
origin-supplier = ein Lieferant
origin-rule = eine Vorschrift
origin-competitor = ein Wettbewerber
origin-price = ein Preis
origin-our_idea = unsere eigene Idee
feature-serves = Wozu sie dient
feature-serves-hint = Wie stark sie jedem Ergebnis dient: gar nicht (0), schwach (1), mittel (3) oder stark (9), die Skala des Quality Function Deployment.
feature-serves-scale = Die Skala des Quality Function Deployment: gar nicht 0, schwach 1, mittel 3, stark 9.
feature-serves-nothing = Noch keinem Ergebnis
strength-none = gar nicht
strength-weak = schwach
strength-medium = mittel
strength-strong = stark
feature-links = Was sie voraussetzt oder ausschließt
feature-needs = Nur zusammen mit
feature-excludes = Nicht zusammen mit
feature-must = Muss
feature-must-yes = Jede Mischung muss sie enthalten
feature-must-label = Jede Mischung muss sie enthalten: Sie wird bezahlt, bevor irgendeine Stimme zählt
feature-price = Preis an diesem Tisch
feature-price-to = bis
feature-price-hint = Was sie an diesem Tisch kostet: ein Betrag oder von–bis. Eine Mischung rechnet mit dem oberen Ende. Was für Sie darin steckt, bleibt Ihre Sache.
feature-price-open = Was sie kostet und wer das trägt
feature-price-malformed = Geben Sie einen Betrag an, etwa 96000 oder 96.000,50.
feature-bearers = Wer das trägt
feature-bears-in = In
feature-bears-percent = Prozent
feature-no-price = noch kein Preis
feature-price-waits = { $party } hat noch nicht gesagt, was sie kostet.
feature-costs = { $price }; getragen von: { $bearers }
feature-priced = Gesagt am { $day }
feature-waits = Setzt „{ $feature }“ voraus; diese lässt sich noch nicht wählen.
feature-said-by = Hinzugefügt von { $who } am { $day }
feature-was-withdrawn = Zurückgezogen am { $day }: { $why }
feature-change = Ändern
feature-reword = Anders fassen oder neu sagen, wozu sie dient
feature-withdraw = Zurückziehen
feature-withdraw-note = Sie wird nicht mehr betrachtet. Was von ihr gesagt wurde, bleibt in der Aufzeichnung.
said-feature-added = Die Funktion liegt auf dem Tisch.
said-feature-changed = Das ist festgehalten.
said-feature-price-said = Der Preis liegt auf dem Tisch.
said-feature-withdrawn = Die Funktion ist zurückgezogen.
said-features-imported = Die Funktionen liegen auf dem Tisch.
said-endowments-chosen = Das ist festgehalten. Jede Mischung rechnet von nun an damit.
said-mix-recorded = Die Mischung steht in der Aufzeichnung.

## Die Seite
features-lede = Was das Budget tragen kann, damit es jeder Partei am Tisch besser geht. Jede Partei bringt eine gleiche Stimme mit; Geld steht in einer eigenen Spalte.
features-lede-chosen = Was das Budget tragen kann, damit es jeder Partei am Tisch besser geht. Jede Partei bringt die Stimme mit, die unten gewählt wurde; Geld steht in einer eigenen Spalte.
features-empty-title = Was könnte getan werden?
features-empty = Hier steht alles, was getan werden könnte, was es an diesem Tisch kostet und welchen Ergebnissen es dient. Aus dem, was diese Ergebnisse den Menschen wert sind, entsteht die Mischung, die ein Budget tragen kann.
features-example = „Kleinzellen am Elmpass“, 96.000 €, sorgt dafür, dass ein Fahrer die ganze A7 entlang in der Leitung bleibt.
features-unpriced = Noch in keiner Mischung
features-serve-nothing = Dienen keinem Ergebnis
features-serve-nothing-note = Durch diese würde niemandes Ergebnis besser. Verbinden Sie sie mit einem, oder fragen Sie, wozu sie gut sind.
features-nobodys-need = Danach hat hier niemand gefragt
features-nobodys-need-note = Sie kommen nur von einem Wettbewerber, einem Preis oder einer eigenen Idee.
features-withdrawn = Zurückgezogen
features-export = Als Tabelle (CSV)

## Die Mischung
mix-heading = Budget { $budget }
list-or = { $first } oder { $last }
mix-title = Die Mischung
mix-budget = Budget
mix-show = Zeigen
mix-rule = Nach welcher Regel
mix-move = Das Budget verschieben
mix-rule-equal_voice = Gleiche Stimme
mix-rule-most_value = Größter Gesamtwert
mix-rule-worst_off = Schwächste zuerst
mix-budget-malformed = Geben Sie das Budget als Betrag an, etwa 240000.
mix-for-budget = Für { $budget }:
mix-summary = { $count ->
    [0] keine Funktion ist drin; { $left } bleiben übrig.
    [one] eine Funktion für { $cost }; { $left } bleiben übrig.
   *[other] { $count } Funktionen für { $cost }; { $left } bleiben übrig.
 }
mix-provisional = { $count ->
    [one] Vorläufig: { $parties } hat nicht gesagt, was diese Ergebnisse wert sind. Diese Stimme fehlt hier.
   *[other] Vorläufig: { $parties } haben nicht gesagt, was diese Ergebnisse wert sind. Ihre Stimmen fehlen hier.
 }
mix-provisional-all = Vorläufig: Noch hat niemand gesagt, was diese Ergebnisse wert sind; so steht keine Stimme hinter einer Funktion.
mix-rate = Sagen, was sie wert sind
mix-chart-title = Was jede Partei bei jedem Budget bekommt
mix-chart-description = Eine Stufenlinie je Partei: der Anteil an allem, was die Funktionen ihr geben könnten, von keinem Budget bis zu allem.
mix-chart-axis = Budget → gelieferter Anteil am Wert jeder Partei
mix-in-or-out = Drin oder nicht
mix-in = drin
mix-out = nicht drin
mix-cost = Kosten
mix-cost-from = ab { $low }
mix-backed = Gestützt von (Stimme)
mix-borne = Getragen von (Geld)
mix-voice-is-not-money = Die Stimme sagt, wer es will: Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben. Das Geld sagt, wer zahlt. Das eine folgt nicht aus dem anderen. Wo ein Preis von–bis reicht, rechnet die Mischung mit dem oberen Ende.
backed-by-nobody = niemandem
borne-unsaid = noch nicht gesagt
mix-in-must = Muss enthalten sein; bezahlt, bevor irgendeine Stimme zählt.
mix-in-free = Kostet keine Stimme.
mix-in-voice = Gestützt von { $parties }.
mix-in-voice-all = { $count ->
   *[other] Gestützt von allen { $count } Parteien.
 }
mix-in-left = Passt in das, was die Stimmen übrig ließen; gewollt von { $parties }.
mix-in-equal_voice = Gewählt.
mix-in-most_value = Bringt der Summe am meisten für ihren Preis.
mix-in-worst_off = Hebt die, die am wenigsten bekommen.
mix-first-wish = { $count ->
   *[other] Der erste Wunsch von { $parties }.
 }
mix-only-wish = { $count ->
   *[other] Der einzige Wunsch von { $parties }.
 }
mix-out-unwanted = Niemand hat gesagt, dass ihm das etwas wert ist, dem sie dient.
mix-out-excluded = Geht nicht neben „{ $feature }“, und diese ist drin.
mix-out-waits = Setzt „{ $feature }“ voraus, und diese ist nicht drin.
mix-out-outweighed = Andere Funktionen leisten mehr für dasselbe Geld.
mix-out-serves-nothing = Dient keinem Ergebnis.
mix-out-short-one = Nur { $parties } schätzt sie.
mix-out-short = { $parties } schätzen sie und haben zu wenig Stimme übrig.
mix-comes-in = Sie kommt hinein { $ways }.
mix-way-more = mit { $more } mehr
mix-way-price = bei einem Preis von { $price }
mix-way-people = { $count ->
    [one] mit einem weiteren Menschen von { $party }, der nichts anderes will
   *[other] mit { $count } weiteren Menschen von { $party }, die nichts anderes wollen
 }
mix-folded = { $count ->
    [one] Eine weitere, die nicht drin ist
   *[other] { $count } weitere, die nicht drin sind
 }
mix-gets = Was jede Partei bekommt
mix-gets-note = Von allem, was die Funktionen zusammen ihr geben könnten.
mix-gets-title = { $party } bekommt { $percent }
mix-not-rated = Noch nicht bewertet: { $parties }
mix-against-most_value = Gegenüber „größter Gesamtwert“
mix-against-equal_voice = Mit gleicher Stimme
mix-same = Dieselbe Mischung
mix-same-note = Bei diesem Budget kostet die Fairness nichts.
mix-alike = Für jede Partei gleich
mix-alike-note = Andere Funktionen, dieselben Anteile.
mix-gains = { $points ->
    [one] { $party } +1 Punkt
   *[other] { $party } +{ $points } Punkte
 }
mix-left-with = bliebe sonst bei { $percent }
mix-price-of-fairness = der Preis der Fairness, { $percent } des ganzen Werts
mix-price-at-least = der Preis der Fairness, mindestens { $percent } des ganzen Werts
mix-price-little = der Preis der Fairness, weniger als ein halbes Prozent des ganzen Werts
mix-price-nothing = und insgesamt geht kein Wert verloren
mix-differs = { $points ->
    [one] { $party } { $sign }1 Punkt
   *[other] { $party } { $sign }{ $points } Punkte
 }
mix-would-have = hätte { $percent }
mix-next-title = Was als Nächstes hineinkommt
mix-next = +{ $more } · { $features }
mix-next-price = oder bei einem Preis von { $price }
mix-next-none = Ein größeres Budget bringt nichts weiter.
mix-musts-cost = Was enthalten sein muss, kostet { $least }. Kein kleineres Budget trägt das.
mix-record = Diese Mischung festhalten
mix-record-note = Sagen, wofür sie gedacht ist
mix-record-note-label = Wofür sie gedacht ist
mix-record-what = Regel, Budget, Preise und Bewertungen, wie sie stehen, und das Ergebnis kommen in die Aufzeichnung.
mix-record-looks = Vor dem Festhalten wird ein, zwei Sekunden nach einer besseren gesucht.
mix-beside-title = Nebeneinander
mix-beside-note = Dieselben Funktionen, Bewertungen und dasselbe Budget nach drei Regeln: jede Partei mit gleicher Stimme; der größte Wert, zusammengezählt über alle, die bewertet haben; die Partei, die am wenigsten bekommt, so gut gestellt wie möglich.
mix-party-gets = { $party } bekommt
mix-beside-value = Gesamtwert, gemessen am größten
mix-beside-cost = Ausgegeben
mix-beside-nothing = Menschen, die nichts bekommen
mix-beside-uneven = Ungleich (Gini)
mix-beside-state = Wie sicher
mix-looking = wird berechnet
mix-exact-equal_voice = genau
mix-proven = bewiesen die beste
mix-room-most_value = nicht bewiesen: höchstens { $room } mehr sind möglich
mix-room-worst_off = nicht bewiesen: höchstens { $room } mehr für die Schwächsten
mix-raising = Wird noch berechnet: Die Stimmen sind noch nicht auf das ganze Budget angehoben.
mix-rough-search = Die Linien sind das Beste, was eine kurze Suche findet; eine längere kann Besseres finden.
mix-rough = An einem so großen Tisch sind die Linien und das, was eine Funktion hineinbrächte, berechnet, bevor die Stimmen auf das ganze Budget angehoben werden.
mix-proof-equal_voice = Dies ist genau die Antwort der Regel.
mix-proof-most_value = Bewiesen: Keine Mischung für dieses Budget hat mehr Gesamtwert.
mix-proof-worst_off = Bewiesen: Keine Mischung für dieses Budget stellt die besser, die am wenigsten bekommen.
mix-open-most_value = Nicht bewiesen: Eine andere Mischung könnte mehr Gesamtwert haben, höchstens { $room } mehr.
mix-open-worst_off = Nicht bewiesen: Eine andere Mischung könnte der Partei mehr bringen, die am wenigsten bekommt, höchstens { $room } mehr.
mix-open-yet-most_value = Noch nicht bewiesen, wird weiter berechnet: Eine andere Mischung könnte mehr Gesamtwert haben, höchstens { $room } mehr.
mix-open-yet-worst_off = Noch nicht bewiesen, wird weiter berechnet: Eine andere Mischung könnte der Partei mehr bringen, die am wenigsten bekommt, höchstens { $room } mehr.
mix-open-unsaid = Die beste, die gefunden wurde; es kann eine bessere geben.
mix-guess-first-title = Erst schätzen
mix-closed-title = Noch nicht offen für Sie
mix-closed = Eine Mischung beruht auf dem, was der Kunde gesagt hat. Er hat gesprochen, bevor Ihre Partei kam, und öffnet Ihnen seine Bewertungen, wenn er zustimmt.
mix-guess-first = Welche Funktionen eine Mischung wählt, verrät, was der Kunde gesagt hat. Schätzen Sie jedes dieser Ergebnisse, oder überspringen Sie es; dann öffnet sich die Mischung.
mix-sealed = { $count ->
    [one] Eine Mischung ist festgehalten; auch sie öffnet sich dann.
   *[other] { $count } Mischungen sind festgehalten; auch sie öffnen sich dann.
 }

## Fairness
fair-title = Ist sie fair?
fair-yes = niemand übergangen
fair-no = übergangen
fair-holds = Keine Gruppe von Menschen hätte eine Funktion, die nicht drin ist, für ihren eigenen Anteil an der Stimme haben können und wäre damit besser bedient gewesen als mit dieser Mischung.
fair-passed-over = Menschen von { $parties } hätten „{ $feature }“ für ihren eigenen Anteil an der Stimme haben können, und jedem von ihnen hätte das mehr gebracht als diese Mischung.
fair-passed-over-counted = { $count } Menschen von { $parties } hätten „{ $feature }“ für ihren eigenen Anteil an der Stimme haben können, und jedem von ihnen hätte das mehr gebracht als diese Mischung.
fair-nothing = { $count ->
    [0] Alle, die etwas wollen, bekommen etwas.
    [one] Ein Mensch, der etwas will, bekommt nichts.
   *[other] { $count } Menschen, die etwas wollen, bekommen nichts.
 }
fair-even = Alle bekommen gleich viel Wert.
fair-uneven = Der Wert fällt um { $percent } ungleich auf die Menschen (Gini: 0 %, wenn alle gleich viel bekommen).
fair-lost-nothing = Mehr Gesamtwert war für dieses Budget nicht zu haben.
fair-lost-little = Weniger als ein halbes Prozent des größten Gesamtwerts für dieses Budget wird dafür aufgegeben.
fair-lost-open = Gegenüber dem größten Gesamtwert, der gefunden wurde, wird nichts aufgegeben; dass er der größte ist, ist nicht bewiesen.
fair-lost = { $percent } des größten Gesamtwerts für dieses Budget werden dafür aufgegeben.
fair-lost-at-least = Mindestens { $percent } des größten Gesamtwerts für dieses Budget werden dafür aufgegeben; ob es mehr ist, ist nicht bewiesen.
fair-how = Was geprüft wurde
fair-property = Jede Funktion, die nicht drin ist und hinzukommen könnte, und jede Gruppe von Menschen, die sie wollen, quer durch alle Parteien: ob mindestens einer von ihnen aus dieser Mischung, samt dieser Funktion, mehr bekommt, als der eigene Anteil an der Stimme zu ihrem Preis gekauft hätte. Die Eigenschaft heißt „EJR+ bis auf eine Funktion“, für Punkte: wie stark eine Funktion einem Ergebnis dient × was die Menschen sagen, dass es ihnen wert ist. Die gleiche Stimme verspricht sie; die anderen Regeln nicht.

## Die Übersicht
mix-card-chosen = Gewählt
mix-card-in = { $count } von { $all } Funktionen
mix-card-rule = Regel
mix-card-recorded = Festgehalten
mix-card-open = Warum jede drin ist oder nicht
mix-card-empty = Noch hat niemand gesagt, was getan werden könnte. Die Mischung, die ein Budget trägt, beginnt mit einer Funktion.
mix-card-unpriced = Noch hat keine Funktion einen Preis; so kommt keine in eine Mischung.
mix-card-guess = { $count ->
    [one] Schätzen Sie ein Ergebnis, oder überspringen Sie es; dann öffnet sich die Mischung.
   *[other] Schätzen Sie { $count } Ergebnisse, oder überspringen Sie sie; dann öffnet sich die Mischung.
 }
mix-card-guess-go = Sehen, welche
mix-card-ready = { $count ->
    [one] Eine Funktion hat einen Preis. Wählen Sie ein Budget, und halten Sie die Mischung fest, hinter der alle Parteien stehen können.
   *[other] { $count } Funktionen haben einen Preis. Wählen Sie ein Budget, und halten Sie die Mischung fest, hinter der alle Parteien stehen können.
 }
mix-card-go = Zu den Funktionen

## Stimmen
endowments-title = Wessen Stimme wie viel zählt
endowments-note = Gleich je Partei, weil niemand anders gewählt hat. Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben.
endowments-chosen = Gewählt von { $who } am { $day }. Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben.
endowments-choose = Anders wählen
endowments-rule = Geben Sie jeder Partei ein Gewicht; gleiche Gewichte sind gleiche Stimmen. Niemand gibt der eigenen Partei mehr als einen gleichen Anteil. Die Wahl steht in der Aufzeichnung und gilt, bis eine Partei Platz nimmt oder geht.
endowments-weights = Gewichte
endowments-equal = gleich je Partei

## Festgehaltene Mischungen
mix-recorded = Festgehaltene Mischungen
mix-recorded-title = { $rule }, { $budget }
mix-recorded-line = { $count ->
    [one] Eine Funktion. Festgehalten von { $who } am { $day }, gelesen bei Eintrag { $sequence }.
   *[other] { $count } Funktionen. Festgehalten von { $who } am { $day }, gelesen bei Eintrag { $sequence }.
 }
mix-recorded-digest = { $engine } · Eingaben { $digest }…
mix-recorded-by = Festgehalten von { $who } am { $moment }
mix-features = Funktionen
mix-how = Wie sie zustande kam
mix-fact-cost = Kostet zusammen
mix-fact-voices = Stimmen
mix-fact-read = Gelesen
mix-read-at = Bewertungen, Preise und Stimmen bis zu Eintrag { $sequence } der Aufzeichnung
mix-fact-engine = Berechnet mit
mix-fact-inputs = Prüfsumme der Eingaben
mix-again = Noch einmal berechnen
mix-again-note = Dieselben Eingaben ergeben auf jeder Maschine dieselbe Mischung. Die Prüfsumme steht für die Aufzeichnung bis zu diesem Eintrag, die Regel und das Budget.
mix-again-same = Noch einmal berechnet mit { $engine }: dieselbe Prüfsumme, dieselbe Mischung.
mix-again-otherwise = Noch einmal berechnet mit { $engine }: dieselbe Prüfsumme, eine andere Mischung. Das Rechenwerk hat sich seither geändert; was in der Aufzeichnung steht, gilt.
mix-again-inputs = Noch einmal berechnet mit { $engine }: Die Prüfsumme weicht ab. Dies ist nicht die Aufzeichnung, aus der diese Mischung entstand.

## Funktionen einbringen
import-title = Liste einbringen
import-lede = Fügen Sie eine Tabelle ein, eine Funktion je Zeile. Sie sehen, was verstanden wurde, bevor etwas festgehalten wird.
import-bring = Die Liste
import-file = Eine Datei (CSV)
import-text = Der Text der Tabelle
import-look = Sehen, was verstanden wird
import-found = { $count ->
    [0] Nichts hinzuzufügen
    [one] Eine Funktion hinzuzufügen
   *[other] { $count } Funktionen hinzuzufügen
 }
import-understood = Verstanden als
import-misread = Was nicht verstanden wurde oder wegbleibt
import-confirm = { $count ->
    [one] Diese Funktion hinzufügen
   *[other] Diese { $count } Funktionen hinzufügen
 }
import-columns = Die Spalten
import-columns-note = Nur der Name ist nötig. Kommas, Semikolons oder Tabulatoren trennen die Zellen. Eine Spalte, die wie ein Ergebnis heißt, sagt, wie stark die Funktionen ihm dienen: none, weak, medium, strong, auf Deutsch oder 0, 1, 3, 9.
import-column-name = Was es ist, in wenigen Worten.
import-column-what-it-is = Ausführlich.
import-column-offered-by = Die Partei, die sie umsetzen würde; sonst der Anbieter.
import-column-price = Was sie an diesem Tisch kostet. Nur für Funktionen, die Ihre eigene Partei anbietet.
import-column-price-to = Das obere Ende, wo der Preis von–bis reicht.
import-column-borne-by = „Northwind 50% + Meridian 50%“, oder Beträge.
import-column-origins = customer, user, supplier, rule, competitor, price, our_idea; mehrere mit | dazwischen.
import-column-must = ja, wo jede Mischung sie enthalten muss.
import-column-needs = Namen von Funktionen, ohne die sie nicht geht, mit | dazwischen.
import-column-excludes = Namen von Funktionen, neben denen sie nicht geht.
import-head-name = Name
import-head-what-it-is = Was es ist
import-head-offered-by = Angeboten von
import-head-price = Preis
import-head-price-to = Preis bis
import-head-borne-by = Getragen von
import-head-origins = Herkunft
import-head-must = Muss
import-head-needs = Setzt voraus
import-head-excludes = Schließt aus
import-empty = Fügen Sie zuerst eine Tabelle ein: eine Funktion je Zeile, darüber eine Zeile mit den Namen der Spalten.
import-no-name = Es gibt keine Spalte „Name“. Die erste Zeile nennt die Spalten.
import-too-many = Nur die ersten { $count } Zeilen wurden gelesen.
import-stands = Zeile { $line }: „{ $name }“ steht schon da und bleibt, wie es ist.
import-twice = Zeile { $line }: „{ $name }“ steht zweimal in der Liste; die erste zählt.
import-full = { $count ->
    [one] Eine Funktion bleibt weg: Ein Tisch fasst höchstens { $limit }, die zurückgezogenen mitgezählt.
   *[other] { $count } Funktionen bleiben weg: Ein Tisch fasst höchstens { $limit }, die zurückgezogenen mitgezählt.
 }
import-not-yours = Zeile { $line }: Der Preis { $cell } bleibt weg. Was sie kostet, sagen nur die, die für die anbietende Partei sprechen.
import-misread-column = Die Spalte „{ $column }“ ist weder eine von unseren noch ein Ergebnis.
import-misread-name = Zeile { $line } hat keinen Namen.
import-misread-line = Zeile { $line } bleibt weg: { $reason }
import-misread-party = Zeile { $line }: An diesem Tisch heißt niemand „{ $cell }“; der Anbieter steht dafür ein.
import-misread-price = Zeile { $line }: „{ $cell }“ ist kein Betrag; die Funktion hat keinen Preis.
import-price-refused = Zeile { $line }: Der Preis „{ $cell }“ endet unter seinem Anfang oder ist größer, als sich rechnen lässt; die Funktion hat keinen Preis.
import-misread-bearers = Zeile { $line }: Wer sie trägt, „{ $cell }“, ergibt nicht das Ganze; es bleibt offen.
import-misread-origin = Zeile { $line }: „{ $cell }“ ist keine Herkunft.
import-misread-must = Zeile { $line }: „{ $cell }“ unter „Muss“ ist weder ja noch nein; sie ist kein Muss.
import-misread-strength = Zeile { $line }: „{ $cell }“ ist keine Stärke; es zählt als gar nicht.
import-misread-feature = Zeile { $line }: Es gibt keine Funktion namens „{ $cell }“.
import-misread-itself = Zeile { $line }: „{ $cell }“ ist die Funktion selbst; sie setzt sich weder voraus noch schließt sie sich aus.

## Was auf jemanden wartet
need-price_features = { $count ->
    [one] Sagen Sie, was eine Funktion kostet
   *[other] Sagen Sie, was { $count } Funktionen kosten
 }
need-price_features-why = Ohne Preis kommt sie in keine Mischung
need-rate_for_mix = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
 }
need-rate_for_mix-why = Ihre Partei hat in der Mischung der Funktionen noch keine Stimme

## Die Aufzeichnung
record-feature_added = { $who } hat eine Funktion hinzugefügt, die { $offered_by } umsetzen würde.
record-feature_changed = { $who } hat die Funktion „{ $feature }“ anders gefasst oder neu gesagt, wozu sie dient.
record-feature_priced = { $who } hat gesagt, was „{ $feature }“ kostet: { $price }.
record-feature_withdrawn = { $who } hat die Funktion „{ $feature }“ zurückgezogen.
record-endowments_chosen = { $who } hat gewählt, wie viel Stimme jede Partei in einer Mischung hat: { $endowments }.
record-mix_recorded = { $rule ->
    [equal_voice] { $who } hat die Mischung nach gleichen Stimmen für { $budget } festgehalten: { $count ->
            [one] eine Funktion
           *[other] { $count } Funktionen
         }.{ $fair }
    [most_value] { $who } hat die Mischung mit dem größten Gesamtwert für { $budget } festgehalten: { $count ->
            [one] eine Funktion
           *[other] { $count } Funktionen
         }.{ $fair }
   *[worst_off] { $who } hat die Mischung festgehalten, die zuerst auf die am schlechtesten gestellte Partei sieht, für { $budget }: { $count ->
            [one] eine Funktion
           *[other] { $count } Funktionen
         }.{ $fair }
}
record-mix-fair = Keine Gruppe wurde übergangen.
record-mix-passed-over = { $parties }: hätte „{ $feature }“ für den eigenen Anteil an der Stimme haben können und wurde übergangen.
price-range = { $low } bis { $high }
