## Vorhaben und Auswahl
feature = Vorhaben
feature-note = Was es ist
nav-features = Vorhaben und Auswahl
percent = { $number } %
points = { $number ->
    [one] einen Punkt
   *[other] { $number } Punkte
 }
list-and-more = { $count ->
    [one] { $first } und eine weitere
   *[other] { $first } und { $count } weitere
 }
list-and = { $first } und { $last }
feature-add = Vorhaben hinzufügen
feature-add-open = Sagen, was getan werden könnte
feature-offered-by = Wer es umsetzen würde
feature-offered-by-hint = Diese Partei sagt, was es kostet.
feature-origins = Woher es kommt
origin-customer = vom Kunden
origin-user = aus der Nutzung
origin-supplier = von einem Lieferanten
origin-rule = aus einer Vorschrift
origin-competitor = aus dem Wettbewerb
origin-price = wegen eines Preises
origin-our_idea = unsere eigene Idee
feature-serves = Wozu es beiträgt
feature-serves-hint = Wie stark es zu jedem Ergebnis beiträgt: gar nicht (0), schwach (1), mittel (3) oder stark (9), die Skala des Quality Function Deployment.
feature-serves-scale = Die Skala des Quality Function Deployment: gar nicht 0, schwach 1, mittel 3, stark 9.
feature-serves-nothing = Noch zu keinem Ergebnis
strength-none = gar nicht
strength-weak = schwach
strength-medium = mittel
strength-strong = stark
feature-links = Was es voraussetzt oder ausschließt
feature-needs = Nur zusammen mit
feature-excludes = Nicht zusammen mit
feature-must = Muss
feature-must-yes = In jeder Auswahl enthalten
feature-must-label = Muss in jeder Auswahl enthalten sein und wird bezahlt, bevor irgendeine Stimme zählt
feature-price = Preis an diesem Tisch
feature-price-to = bis
feature-price-hint = Was es an diesem Tisch kostet: ein Betrag oder von–bis. Eine Auswahl rechnet mit dem höheren Betrag. Was Sie selbst daran verdienen, bleibt Ihre Sache.
feature-price-open = Was es kostet und wer das bezahlt
feature-price-malformed = Geben Sie einen Betrag an, etwa 96000 oder 96.000,50.
feature-bearers = Wer das bezahlt
feature-bears-in = In
feature-bears-percent = Prozent
feature-no-price = noch kein Preis
feature-price-waits = { $party } hat noch nicht gesagt, was es kostet.
feature-costs = { $price }; bezahlt von: { $bearers }
feature-priced-words = Der Preis galt einem anderen Wortlaut: „{ $name }“ { $note }
feature-priced-words-yours = Diesen Preis haben Sie für einen anderen Wortlaut genannt: „{ $name }“ { $note } Sagen Sie unten, ob er noch gilt.
feature-theirs = In diesem Wortlaut hat es einen Preis. Nur die Partei, die es hinzugefügt hat, ändert ihn; alles andere können Sie ändern.
feature-priced = Gesagt am { $day }
feature-waits = Setzt „{ $feature }“ voraus, und das lässt sich noch nicht wählen.
feature-said-by = Hinzugefügt von { $who } am { $day }
feature-was-withdrawn = Zurückgezogen am { $day }: { $why }
feature-change = Ändern
feature-reword = Anders formulieren oder ändern, wozu es beiträgt
feature-withdraw = Zurückziehen
feature-withdraw-note = Es wird nicht weiterverfolgt. Was dazu gesagt wurde, bleibt aufgezeichnet.
said-feature-added = Das Vorhaben liegt auf dem Tisch.
said-feature-changed = Das ist festgehalten.
said-feature-price-said = Der Preis liegt auf dem Tisch.
said-feature-withdrawn = Das Vorhaben ist zurückgezogen.
said-features-imported = Die Vorhaben liegen auf dem Tisch.
said-endowments-chosen = Das ist festgehalten. Jede Auswahl rechnet von nun an damit.
said-mix-recorded = Die Auswahl ist aufgezeichnet.

## Die Seite
features-lede = Was sich mit dem Budget bezahlen lässt, damit jede Partei am Tisch besser gestellt ist. Jede Partei hat gleich viel Stimme; Geld steht in einer eigenen Spalte.
features-lede-chosen = Was sich mit dem Budget bezahlen lässt, damit jede Partei am Tisch besser gestellt ist. Jede Partei hat so viel Stimme, wie unten gewählt wurde; Geld steht in einer eigenen Spalte.
features-empty-title = Was könnte getan werden?
features-empty = Hier steht alles, was getan werden könnte, was es an diesem Tisch kostet und zu welchen Ergebnissen es beiträgt. Was diese Ergebnisse den Leuten wert sind, entscheidet, welche Auswahl für ein Budget herauskommt.
features-example = „Hotline in der Nacht“, 96.000 €, sorgt dafür, dass auch die Nachtschicht schnell weiterarbeiten kann.
features-example-clinic = „Formulare, die ohne Netz gehen“, 48.000 €, sorgt dafür, dass eine Station auch bei einem Ausfall aufnehmen kann.
features-example-payroll = „Jede Abrechnung mit einer Zeile, die erklärt, was neu ist“, 30.000 €, beantwortet die meisten Fragen, bevor jemand fragt.
features-example-logistics = „Alle zehn Minuten ein Standort“, 60.000 €, sorgt dafür, dass die Kundschaft erfährt, wo die Ware ist.
features-example-telecom = „Zwei kleine Funkzellen am Pass“, 120.000 €, sorgt dafür, dass auf dieser Strecke alle erreichbar sind.
features-example-hosting = „Ein zweiter Standort der Daten“, 90.000 €, sorgt dafür, dass alle weiterarbeiten, wenn einer ausfällt.
features-example-facility = „Räume, die zeigen, ob sie frei sind“, 40.000 €, erspart allen das Suchen.
features-example-workplace = „Hotline in der Nacht“, 96.000 €, sorgt dafür, dass auch die Nachtschicht schnell weiterarbeiten kann.
features-unpriced = Noch in keiner Auswahl
features-serve-nothing = Tragen zu keinem Ergebnis bei
features-serve-nothing-note = Durch diese Vorhaben würde kein Ergebnis besser. Verbinden Sie sie mit einem, oder fragen Sie, wozu sie gut sind.
features-nobodys-need = Danach hat hier niemand gefragt
features-nobodys-need-note = Sie kommen nur aus dem Wettbewerb, von einem Preis oder aus einer eigenen Idee.
features-withdrawn = Zurückgezogen
features-export = Als Tabelle (CSV)

## Die Auswahl
mix-said = { $rule }, Budget { $budget }: { $gets }
mix-heading = Budget { $budget }
list-or = { $first } oder { $last }
mix-title = Die Auswahl
mix-budget = Budget
mix-show = Zeigen
mix-rule = Nach welcher Regel
mix-move = Budget verschieben
mix-rule-equal_voice = Gleiche Stimme
mix-rule-chosen_voice = Stimmen wie gewählt
mix-rule-most_value = Größter Gesamtwert
mix-rule-worst_off = Schlechtestgestellte zuerst
mix-budget-too-large = Dieses Budget ist größer als alles, was sich auswählen ließe.
mix-for-budget = Für { $budget }:
mix-summary = { $count ->
    [0] kein Vorhaben ist enthalten; { $left } bleiben übrig.
    [one] ein Vorhaben für { $cost }; { $left } bleiben übrig.
   *[other] { $count } Vorhaben für { $cost }; { $left } bleiben übrig.
 }
mix-provisional = { $count ->
    [one] Vorläufig: { $parties } hat nicht gesagt, was diese Ergebnisse wert sind. Diese Stimme fehlt hier.
   *[other] Vorläufig: { $parties } haben nicht gesagt, was diese Ergebnisse wert sind. Ihre Stimmen fehlen hier.
 }
mix-linked-to-nothing = Noch ist kein Vorhaben mit einem Ergebnis verknüpft, deshalb steht hinter keinem eine Stimme. Sagen Sie bei jedem Vorhaben, wozu es beiträgt.
mix-provisional-all = Vorläufig: Noch hat niemand gesagt, was diese Ergebnisse wert sind; deshalb steht hinter keinem Vorhaben eine Stimme.
mix-realised = Wo Leute von { $parties } gesagt haben, wie ein Ergebnis geworden ist, und nicht, was sie davon erwarten, rechnet die Auswahl damit.
mix-rate = Sagen, was sie wert sind
mix-chart-title = Was jede Partei bei jedem Budget bekommt
mix-chart-description = Eine Stufenlinie je Partei: der Anteil an allem, was die Vorhaben ihr bringen könnten, von keinem Budget bis zu allem.
mix-chart-axis = Budget → gelieferter Anteil am Wert jeder Partei
mix-in-or-out = Enthalten oder nicht
mix-in = enthalten
mix-out = nicht enthalten
mix-cost = Kosten
mix-cost-from = ab { $low }
mix-backed = Gewünscht von (Stimme)
mix-borne = Bezahlt von (Geld)
mix-voice-is-not-money = Die Stimme sagt, wer es will: Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben. Das Geld sagt, wer bezahlt. Das eine folgt nicht aus dem anderen. Wo ein Preis von–bis reicht, rechnet die Auswahl mit dem höheren Betrag.
backed-by-nobody = niemandem
borne-unsaid = noch nicht gesagt
mix-now-called = heißt jetzt „{ $name }“
mix-in-must = Muss enthalten sein; wird bezahlt, bevor irgendeine Stimme zählt.
mix-in-free = Kostet keine Stimme.
mix-in-voice = Gewünscht von { $parties }.
mix-in-voice-all = { $count ->
   *[other] Gewünscht von allen { $count } Parteien.
 }
mix-in-left = Passt in das Budget, das die Stimmen übrig gelassen haben; gewünscht von { $parties }.
mix-in-equal_voice = Gewählt.
mix-in-most_value = Trägt für seinen Preis am meisten zum Gesamtwert bei.
mix-in-worst_off = Hilft denen, die am wenigsten bekommen.
mix-first-wish = { $count ->
   *[other] Der erste Wunsch von { $parties }.
 }
mix-only-wish = { $count ->
   *[other] Der einzige Wunsch von { $parties }.
 }
mix-out-unwanted = Niemand hat gesagt, dass ihm die Ergebnisse etwas wert sind, zu denen es beiträgt.
mix-out-excluded = Geht nicht neben „{ $feature }“, und das ist enthalten.
mix-out-waits = Setzt „{ $feature }“ voraus, und das ist nicht enthalten.
mix-out-outweighed = Andere Vorhaben leisten mehr für dasselbe Geld.
mix-out-serves-nothing = Trägt zu keinem Ergebnis bei.
mix-out-short-one = Nur für { $parties } hat es einen Wert.
mix-out-short = { $parties } wollen es, aber die Wünsche der anderen waren zusammen stärker.
mix-out-short-all = Alle wollen es, aber ihre Stimmen gingen zuerst an andere Vorhaben.
mix-out-not-the-budget = Es kostet mehr als das ganze Budget.
mix-out-not-beside = Es passt nicht neben das, was enthalten ist: Vom Budget sind noch { $left } übrig.
mix-out-not-beside-valued = { $count ->
    [one] { $parties } will es, aber es passt nicht neben das, was enthalten ist: Vom Budget sind noch { $left } übrig.
   *[other] { $parties } wollen es, aber es passt nicht neben das, was enthalten ist: Vom Budget sind noch { $left } übrig.
 }
mix-out-beside-equal_voice = Der Rest des Budgets würde dafür reichen, aber die Regel hat es nicht gewählt.
mix-out-beside-most_value = Der Rest des Budgets würde dafür reichen, aber eine bessere Auswahl damit ist noch nicht gefunden.
mix-out-beside-worst_off = Der Rest des Budgets würde dafür reichen, aber eine bessere Auswahl damit ist noch nicht gefunden.
mix-comes-in = Es kommt hinein { $ways }.
mix-way-more = mit höchstens { $more } mehr
mix-way-price = bei einem Preis von { $price }
mix-way-people = { $count ->
    [one] mit einer weiteren Person von { $party }, die nichts anderes will
   *[other] mit { $count } weiteren Personen von { $party }, die nichts anderes wollen
 }
mix-folded = { $count ->
    [one] Ein weiteres, das nicht enthalten ist
   *[other] { $count } weitere, die nicht enthalten sind
 }
mix-gets = Was jede Partei bekommt
mix-gets-note = Von allem, was die Vorhaben zusammen der Partei bringen könnten.
mix-gets-title = { $party } bekommt { $percent }
mix-not-rated = Noch nicht bewertet: { $parties }
mix-against-most_value = Verglichen mit „größter Gesamtwert“
mix-against-equal_voice = Verglichen mit „gleiche Stimme“
mix-same = Dieselbe Auswahl
mix-same-note = Bei diesem Budget kostet die Fairness nichts.
mix-alike = Für jede Partei gleich
mix-alike-note = Andere Vorhaben, dieselben Anteile.
mix-gains = { $points ->
    [one] { $party } +1 Punkt
   *[other] { $party } +{ $points } Punkte
 }
mix-left-with = hätte dort { $percent }
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
mix-next = höchstens +{ $more } · { $features }
mix-next-price = oder bei einem Preis von { $price }
mix-next-none = Ein größeres Budget bringt nichts weiter.
mix-musts-cost = Was enthalten sein muss, kostet { $least }. Ein kleineres Budget reicht dafür nicht.
mix-record = Diese Auswahl festhalten
mix-record-note = Sagen, wofür sie gedacht ist
mix-record-note-label = Wofür sie gedacht ist
mix-record-what = Regel, Budget, die jetzigen Preise und Bewertungen und das Ergebnis werden aufgezeichnet.
mix-record-looks = Vor dem Festhalten wird ein, zwei Sekunden nach einer besseren Auswahl gesucht.
mix-beside-title = Nebeneinander
mix-beside-note = Dieselben Vorhaben, Bewertungen und dasselbe Budget nach drei Regeln: jede Partei mit gleicher Stimme; der größte Wert, zusammengezählt über alle, die bewertet haben; die Partei, die am wenigsten bekommt, so gut gestellt wie möglich.
mix-party-gets = { $party } bekommt
mix-beside-value = Gesamtwert, gemessen am größten
mix-beside-cost = Ausgegeben
mix-beside-nothing = Personen, die nichts bekommen
mix-beside-uneven = Wie ungleich; 0 % hieße: alle bekommen gleich viel
mix-beside-state = Wie sicher
mix-looking = wird berechnet
mix-exact-equal_voice = genau
mix-proven = nachweislich die beste
mix-room-most_value = nicht bewiesen: höchstens { $room } mehr sind möglich
mix-room-worst_off = nicht bewiesen: höchstens { $room } mehr für die Schlechtestgestellten
mix-raising = Wird noch berechnet: Die Stimmen sind noch nicht auf das ganze Budget hochgerechnet.
mix-rough-search = Die Linien sind das Beste, was eine kurze Suche findet; eine längere kann Besseres finden.
mix-rough = An einem so großen Tisch werden die Linien und das, was ein Vorhaben hineinbrächte, berechnet, bevor die Stimmen auf das ganze Budget hochgerechnet sind.
mix-proof-equal_voice = Dies ist genau die Antwort der Regel.
mix-proof-most_value = Bewiesen: Keine Auswahl für dieses Budget hat mehr Gesamtwert.
mix-proof-worst_off = Bewiesen: Bei keiner Auswahl für dieses Budget bekommen die mehr, die am wenigsten bekommen.
mix-open-most_value = Nicht bewiesen: Eine andere Auswahl könnte mehr Gesamtwert haben, höchstens { $room } mehr.
mix-open-worst_off = Nicht bewiesen: Eine andere Auswahl könnte der Partei mehr bringen, die am wenigsten bekommt, höchstens { $room } mehr.
mix-open-yet-most_value = Noch nicht bewiesen, wird weiter berechnet: Eine andere Auswahl könnte mehr Gesamtwert haben, höchstens { $room } mehr.
mix-open-yet-worst_off = Noch nicht bewiesen, wird weiter berechnet: Eine andere Auswahl könnte der Partei mehr bringen, die am wenigsten bekommt, höchstens { $room } mehr.
mix-open-unsaid = Die beste, die gefunden wurde; es kann eine bessere geben.
mix-guess-first-title = Erst schätzen
mix-closed-title = Noch nicht offen für Sie
mix-closed = Eine Auswahl beruht auf dem, was der Serviceabnehmer gesagt hat. Er hat gesprochen, bevor Ihre Partei kam; seine Bewertungen sehen Sie, sobald er zustimmt.
mix-guess-first = Welche Vorhaben eine Auswahl enthält, verrät, was der Serviceabnehmer gesagt hat. Schätzen Sie jedes dieser Ergebnisse, oder überspringen Sie es; dann öffnet sich die Auswahl.
mix-sealed = { $count ->
    [one] Eine Auswahl ist festgehalten; auch sie öffnet sich dann.
   *[other] { $count } Auswahlen sind festgehalten; auch sie öffnen sich dann.
 }

## Fairness
fair-title = Ist sie fair?
fair-yes = keine Gruppe übergangen
fair-no = übergangen
fair-holds = Keine Gruppe von Personen hätte sich mit ihrem eigenen Anteil an der Stimme ein Vorhaben leisten können, das nicht enthalten ist und ihr mehr gebracht hätte als diese Auswahl.
fair-passed-over = Personen von { $parties } hätten sich „{ $feature }“ mit ihrem eigenen Anteil an der Stimme leisten können, und jeder von ihnen hätte das mehr gebracht als diese Auswahl.
fair-passed-over-counted = { $count } Personen von { $parties } hätten sich „{ $feature }“ mit ihrem eigenen Anteil an der Stimme leisten können, und jeder von ihnen hätte das mehr gebracht als diese Auswahl.
fair-nothing-still = { $count ->
    [one] Trotzdem bekommt eine Person, die etwas will, nichts.
   *[other] Trotzdem bekommen { $count } Personen, die etwas wollen, nichts.
 }
fair-nothing = { $count ->
    [0] Alle, die etwas wollen, bekommen etwas.
    [one] Eine Person, die etwas will, bekommt nichts.
   *[other] { $count } Personen, die etwas wollen, bekommen nichts.
 }
fair-even = Alle bekommen denselben Wert.
fair-uneven = Der Wert ist ungleich verteilt: { $percent }; bei 0 % bekämen alle gleich viel.
fair-lost-nothing = Mehr Gesamtwert war mit diesem Budget nicht möglich.
fair-lost-little = Weniger als ein halbes Prozent des größten Gesamtwerts für dieses Budget wird dafür aufgegeben.
fair-lost-open = Verglichen mit dem größten Gesamtwert, der gefunden wurde, wird nichts aufgegeben; dass er der größte ist, ist nicht bewiesen.
fair-lost = { $percent } des größten Gesamtwerts für dieses Budget werden dafür aufgegeben.
fair-lost-at-least = Mindestens { $percent } des größten Gesamtwerts für dieses Budget werden dafür aufgegeben; ob es mehr ist, ist nicht bewiesen.
fair-how = Was geprüft wurde
fair-property = Jedes Vorhaben, das nicht enthalten ist und hinzukommen könnte, und jede Gruppe von Personen, die es wollen, quer durch alle Parteien: ob mindestens eine von ihnen aus dieser Auswahl, zusammen mit diesem Vorhaben, mehr bekommt, als der eigene Anteil an der Stimme zu dessen Preis gekauft hätte. Die Eigenschaft heißt „EJR+ up to one feature“, für Punkte: wie stark ein Vorhaben zu einem Ergebnis beiträgt × was die Personen sagen, dass es ihnen wert ist. Die Regel „gleiche Stimme“ verspricht sie; die anderen Regeln nicht. Wie ungleich der Wert verteilt ist, sagt der Gini-Koeffizient.

## Die Übersicht
mix-card-chosen = Gewählt
mix-card-in = { $count } von { $all } Vorhaben
mix-card-rule = Regel
mix-card-recorded = Festgehalten
mix-card-open = Warum jedes enthalten ist oder nicht
mix-card-empty = Noch hat niemand gesagt, was getan werden könnte. Die Auswahl für ein Budget beginnt mit einem Vorhaben.
mix-card-unpriced = Noch hat kein Vorhaben einen Preis; deshalb kann keines in eine Auswahl kommen.
mix-card-guess = { $count ->
    [one] Schätzen Sie ein Ergebnis, oder überspringen Sie es; dann öffnet sich die Auswahl.
   *[other] Schätzen Sie { $count } Ergebnisse, oder überspringen Sie sie; dann öffnet sich die Auswahl.
 }
mix-card-guess-go = Diese Ergebnisse ansehen
mix-card-ready = { $count ->
    [one] Ein Vorhaben hat einen Preis. Wählen Sie ein Budget, und halten Sie die Auswahl fest, der alle Parteien zustimmen können.
   *[other] { $count } Vorhaben haben einen Preis. Wählen Sie ein Budget, und halten Sie die Auswahl fest, der alle Parteien zustimmen können.
 }
mix-card-go = Zu den Vorhaben

## Stimmen
endowments-title = Wessen Stimme wie viel zählt
endowments-note = Gleich je Partei, weil niemand etwas anderes gewählt hat. Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben.
endowments-chosen = Gewählt von { $who } am { $day }. Die Stimme jeder Partei wird auf die ihrer Leute verteilt, die bewertet haben.
endowments-choose = Anders wählen
endowments-rule = Geben Sie jeder Partei ein Gewicht; gleiche Gewichte sind gleiche Stimmen. Niemand gibt der eigenen Partei mehr als einen gleichen Anteil und keiner anderen weniger: Jede verzichtet nur auf eigene Stimme. Die Wahl wird aufgezeichnet und gilt, bis eine Partei dazukommt oder geht.
endowments-weights = Gewichte
endowments-equal = gleich je Partei
endowments-behind = nur über Links hier, die { $party } erstellt hat: beide teilen sich eine Stimme

## Festgehaltene Auswahlen
mix-recorded = Festgehaltene Auswahlen
mix-recorded-title = { $rule }, { $budget }
mix-recorded-line = { $count ->
    [one] Ein Vorhaben. Festgehalten von { $who } am { $day }, Stand: Eintrag { $sequence }.
   *[other] { $count } Vorhaben. Festgehalten von { $who } am { $day }, Stand: Eintrag { $sequence }.
 }
mix-recorded-digest = { $engine } · Eingaben { $digest }…
mix-recorded-by = Festgehalten von { $who } am { $moment }
mix-features = Vorhaben
mix-how = Wie die Auswahl zustande kam
mix-fact-cost = Kosten zusammen
mix-fact-voices = Stimmen
mix-fact-read = Stand
mix-read-at = Bewertungen, Preise und Stimmen bis zu Eintrag { $sequence } der Aufzeichnung
mix-fact-engine = Berechnet mit
mix-fact-inputs = Prüfsumme der Eingaben
mix-again = Noch einmal berechnen
mix-again-note = Dieselben Eingaben ergeben auf jeder Maschine dieselbe Auswahl. Die Prüfsumme umfasst die Aufzeichnung bis zu diesem Eintrag, die Regel und das Budget.
mix-again-same = Noch einmal berechnet mit { $engine }: dieselbe Prüfsumme, dieselbe Auswahl.
mix-again-otherwise = Noch einmal berechnet mit { $engine }: dieselbe Prüfsumme, eine andere Auswahl. Das Rechenverfahren hat sich seither geändert; es gilt, was aufgezeichnet ist.
mix-again-inputs = Noch einmal berechnet mit { $engine }: Die Prüfsumme weicht ab. Dies ist nicht die Aufzeichnung, aus der diese Auswahl entstand.

## Wer was bezahlt
share-own = Eigene Zusage
share-asked = Angefragt bei { $party }; noch keine Antwort
share-agreed = { $who } hat am { $day } zugesagt
share-declined = { $who } hat am { $day } abgesagt
share-yours-asked = { $party } bittet Sie, davon { $amount } zu bezahlen.
share-yours-agreed = Sie bezahlen davon { $amount }.
share-yours-declined = Sie bezahlen davon { $amount } nicht.
share-yours-own = Sie bezahlen davon { $amount }.
share-yes = Ja, das bezahlen wir
share-no = Nein, das bezahlen wir nicht
share-no-open = Nein, weil …
share-no-go = Nein, oder erst ansehen
share-why = Warum nicht, und was Sie stattdessen bezahlen könnten
share-asked-title = Was Sie bezahlen sollen
share-asked-note = Wer was bezahlt, sagt jede Partei selbst. Bis Sie zusagen, gilt Ihr Anteil als „bei Ihnen angefragt“, und alle sehen das.
share-asked-line = { $amount }, angefragt von { $party }
share-answer-go = Sagen, ob Sie das bezahlen
said-share-answered = Das ist festgehalten, und der Tisch sieht es.
borne-asked = angefragt bei { $party }
borne-declined = { $party } (abgesagt)
borne-since-agreed = { $party } hat inzwischen zugesagt.
borne-since-declined = { $party } hat inzwischen abgesagt.
borne-since-asked = { $party } ist inzwischen neu gefragt.
pays-asked = Weitere { $amount } sind angefragt und nicht zugesagt.
pays-asked-only = { $amount } sind angefragt und nicht zugesagt.
pays-declined = { $amount } sind abgesagt.
you-pay = Sie bezahlen { $amount }.
you-pay-nothing = Sie bezahlen davon nichts.
you-pay-nothing-yet = Sie haben noch nichts davon zugesagt.
mix-chosen-title = Was enthalten ist
mix-left-out-title = Was nicht enthalten ist, und warum
mix-sure = Wie sicher ist das?
mix-how-open = Regel, Stimmen, Beweis und Prüfsumme
mix-beside-open = Die drei Regeln vergleichen
mix-why-in = Warum „{ $feature }“ enthalten ist
mix-why-out = Warum „{ $feature }“ nicht enthalten ist
mix-why-go = Dieses Nein erklären
mix-why-go-in = Dieses Ja erklären
mix-why-mix = Die Auswahl
mix-letter-subject = { $mix }: { $service }
mix-letter-more = { $count ->
    [one] … und ein weiteres
   *[other] … und { $count } weitere
 }
letter-send = Per E-Mail senden
letter-text = Der Text, der gesendet wird
feature-mixes = In den festgehaltenen Auswahlen

## Eine Liste einfügen
import-title = Liste einfügen
import-lede = Wählen Sie eine Datei oder fügen Sie eine Tabelle ein, ein Vorhaben je Zeile. Sie sehen, was verstanden wurde, bevor etwas festgehalten wird.
import-bring = Die Liste
import-file = Eine Datei, als CSV oder Text gespeichert
import-text = Der Text der Tabelle
import-look = Prüfen, was verstanden wird
import-found = { $count ->
    [0] Nichts hinzuzufügen
    [one] Ein Vorhaben hinzuzufügen
   *[other] { $count } Vorhaben hinzuzufügen
 }
import-understood = Verstanden als
import-misread = Was nicht verstanden wurde oder wegbleibt
import-confirm = { $count ->
    [one] Dieses Vorhaben hinzufügen
   *[other] Diese { $count } Vorhaben hinzufügen
 }
import-columns = Die Spalten
import-columns-note = Nur der Name ist nötig. Kommas, Semikolons oder Tabulatoren trennen die Zellen. Überschriften über den Spaltennamen stören nicht. Eine Spalte, die wie ein Ergebnis heißt, sagt, wie stark die Vorhaben dazu beitragen: gar nicht, schwach, mittel, stark oder 0, 1, 3, 9.
import-column-name = Was es ist, in wenigen Worten.
import-column-what-it-is = Ausführlich.
import-column-offered-by = Die Partei, die es umsetzen würde; sonst der Anbieter.
import-column-price = Was es an diesem Tisch kostet. Nur für Vorhaben, die Ihre eigene Partei anbietet.
import-column-price-to = Der höhere Betrag, wo der Preis von–bis reicht.
import-column-borne-by = Namen und Anteile, „Erste Partei 50 % + Zweite Partei 50 %“, oder Beträge.
import-column-origins = Kunde, Nutzung, Lieferant, Vorschrift, Wettbewerb, Preis, eigene Idee; mehrere mit | dazwischen.
import-column-must = ja, wo jede Auswahl es enthalten muss.
import-column-needs = Namen von Vorhaben, ohne die es nicht geht, mit | dazwischen.
import-column-excludes = Namen von Vorhaben, neben denen es nicht geht.
import-head-name = Name
import-head-what-it-is = Was es ist
import-head-offered-by = Angeboten von
import-head-price = Preis
import-head-price-to = Preis bis
import-head-borne-by = Bezahlt von
import-head-origins = Herkunft
import-head-must = Muss
import-head-needs = Setzt voraus
import-head-excludes = Schließt aus
import-empty = Fügen Sie zuerst eine Tabelle ein: ein Vorhaben je Zeile, darüber eine Zeile mit den Namen der Spalten.
import-no-name = Keine Spalte heißt „Name“. Wählen Sie oben, in welcher Spalte die Vorhaben benannt sind.
import-also-name = Vorhaben|Bezeichnung|Titel|Merkmal|Funktion|Anforderung|Wunsch
import-also-what-it-is = Beschreibung|Erläuterung|Bemerkung|Bemerkungen|Notiz|Notizen|Kommentar
import-also-offered-by = Lieferant|Dienstleister|Anbieter
import-also-price = Kosten|Betrag|Preis ab|Preis von
import-also-price-to = Höchstpreis|Kosten bis
import-also-borne-by = bezahlt|Kostenträger|wer bezahlt|getragen von
import-also-origins = Quelle|Ursprung
import-also-must = Pflicht|zwingend|erforderlich
import-also-needs = Voraussetzung|Voraussetzungen|benötigt|hängt ab von
import-also-excludes = unvereinbar mit|nicht mit
import-from-customer = Kunde|Kundin|Kundschaft|Serviceabnehmer
import-from-user = Nutzung|Nutzende|nutzer|Anwendende|Anwender
import-from-supplier = Lieferant|Lieferantin|Zulieferer|Dienstleister
import-from-rule = Vorschrift|Regel|Gesetz|Norm
import-from-competitor = Wettbewerb|Wettbewerber|Konkurrenz
import-from-price = Preis|Preise|Kosten
import-from-our_idea = eigene Idee|unsere Idee|Idee
import-totals = Summe|Gesamt|Gesamtsumme|Zwischensumme|Insgesamt
import-match = Wie die Liste gelesen wurde
import-heading-in = Die Spaltennamen sind in Zeile { $line }.
import-match-open = Sagen, was jede Spalte ist
import-column-untitled = Spalte { $number }
import-column-sample = Als Erstes: „{ $cell }“
import-column-nothing = weglassen
import-again = Noch einmal prüfen
import-amounts = Wie sind Beträge in dieser Liste geschrieben?
import-amounts-hint = Manche Beträge lassen sich auf zwei Arten lesen.
import-amounts-point = 1,000.50
import-amounts-comma = 1.000,50
import-is-workbook = Das ist eine Excel-Arbeitsmappe. Wählen Sie in Excel „Speichern unter“ und dann „CSV UTF-8 (durch Trennzeichen getrennt)“, und nehmen Sie diese Datei.
import-is-old-workbook = Das ist eine alte Excel-Arbeitsmappe. Wählen Sie in Excel „Speichern unter“ und dann „CSV UTF-8 (durch Trennzeichen getrennt)“, und nehmen Sie diese Datei.
import-is-opendocument = Das ist eine Tabelle von LibreOffice. Wählen Sie dort „Speichern unter“ und dann „Text CSV“ mit dem Zeichensatz UTF-8, und nehmen Sie diese Datei.
import-is-pdf = Das ist ein PDF. Öffnen Sie die Tabelle, aus der es entstanden ist, speichern Sie sie als CSV, und nehmen Sie diese Datei.
import-is-no-text = Diese Datei enthält keinen Text. Öffnen Sie sie in Ihrer Tabellenkalkulation, speichern Sie sie als CSV in UTF-8, und nehmen Sie diese Datei.
import-too-many = Nur die ersten { $count } Zeilen wurden gelesen.
import-stands = Zeile { $line }: „{ $name }“ gibt es hier schon und bleibt, wie es ist.
import-twice = Zeile { $line }: „{ $name }“ kommt in der Liste zweimal vor; die erste Zeile zählt.
import-full = { $count ->
    [one] Ein Vorhaben bleibt weg: Ein Tisch fasst höchstens { $limit }, die zurückgezogenen mitgezählt.
   *[other] { $count } Vorhaben bleiben weg: Ein Tisch fasst höchstens { $limit }, die zurückgezogenen mitgezählt.
 }
import-not-yours = Zeile { $line }: Der Preis { $cell } bleibt weg. Was es kostet, sagen nur die, die für die anbietende Partei sprechen.
import-misread-column = Die Spalte „{ $column }“ ist hier weder vorgesehen noch heißt sie wie ein Ergebnis.
import-misread-name = Zeile { $line } hat keinen Namen.
import-misread-cells = Zeile { $line } bleibt weg: Sie hat { $cells ->
    [one] eine Zelle
   *[other] { $cells } Zellen
 }, und es gibt { $heading } Spalten. Setzen Sie Text, in dem ein Komma oder Semikolon vorkommt, in Anführungszeichen.
import-misread-quote = Zeile { $line } bleibt weg und alles danach: Ein Anführungszeichen wird dort geöffnet und nie geschlossen.
import-misread-letters = Zeile { $line } bleibt weg: Einige Buchstaben sind nicht lesbar. Speichern Sie die Datei in UTF-8.
import-misread-total = Zeile { $line } bleibt weg: Sie ist eine Summe.
import-other-currency = Die Preise bleiben weg: „{ $column }“ nennt eine Währung, und dieser Tisch rechnet in { $currency }.
import-misread-line = Zeile { $line } bleibt weg: { $reason }
import-misread-party = Zeile { $line }: An diesem Tisch heißt niemand „{ $cell }“; stattdessen wird der Anbieter genommen.
import-misread-price = Zeile { $line } bekommt keinen Preis: { $reason }
import-price-refused = Zeile { $line }: Beim Preis „{ $cell }“ ist der obere Betrag kleiner als der untere, oder er ist größer, als sich rechnen lässt; das Vorhaben hat keinen Preis.
import-unclear-range = Zeile { $line }: „{ $cell }“ könnte mit Tausendern beginnen oder ohne. Schreiben Sie beide Beträge in eigene Spalten, „Preis“ und „Preis bis“; das Vorhaben hat keinen Preis.
import-misread-bearers = Zeile { $line }: Wer bezahlt, „{ $cell }“, ergibt nicht das Ganze; es bleibt offen.
import-misread-origin = Zeile { $line }: „{ $cell }“ ist keine Herkunft.
import-misread-must = Zeile { $line }: „{ $cell }“ unter „Muss“ ist weder ja noch nein; es ist kein Muss.
import-misread-strength = Zeile { $line }: „{ $cell }“ ist keine Stärke; es zählt als gar nicht.
import-misread-feature = Zeile { $line }: Es gibt kein Vorhaben namens „{ $cell }“.
import-misread-itself = Zeile { $line }: „{ $cell }“ ist das Vorhaben selbst; es setzt sich weder voraus noch schließt es sich aus.

## Was auf jemanden wartet
need-price_features = { $count ->
    [one] Sagen Sie, was ein Vorhaben kostet
   *[other] Sagen Sie, was { $count } Vorhaben kosten
 }
need-answer_shares = { $count ->
    [one] Sagen Sie, ob Sie Ihren Anteil an einem Vorhaben bezahlen
   *[other] Sagen Sie, ob Sie Ihre Anteile an { $count } Vorhaben bezahlen
 }
need-answer_shares-why = Andere haben Ihnen das zugedacht; wer was bezahlt, sagen Sie selbst
need-share_declined = { $count ->
    [one] Eine Partei bezahlt ihren Anteil an einem Vorhaben nicht
   *[other] Parteien bezahlen ihre Anteile an { $count } Vorhaben nicht
 }
need-share_declined-why = Lesen Sie, warum, und sagen Sie neu, wer was bezahlt
need-still_priced = { $count ->
    [one] Ein Vorhaben, dessen Preis Sie genannt haben, lautet jetzt anders: Gilt der Preis noch?
   *[other] { $count } Vorhaben, deren Preis Sie genannt haben, lauten jetzt anders: Gelten die Preise noch?
 }
need-still_priced-why = Nennen Sie den Preis noch einmal, oder einen anderen
need-price_features-why = Ohne Preis kommt es in keine Auswahl
need-rate_for_mix = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
 }
need-rate_for_mix-why = Ihre Partei hat bei der Auswahl der Vorhaben noch keine Stimme

## Die Aufzeichnung
record-feature_added = { $who } hat ein Vorhaben hinzugefügt, das { $offered_by } umsetzen würde.
record-feature_changed = { $who } hat das Vorhaben „{ $feature }“ anders formuliert oder geändert, wozu es beiträgt.
record-feature_priced = { $who } hat gesagt, was „{ $feature }“ kostet: { $price }.
record-share_answered = { $bears ->
    [yes] { $who } hat gesagt, dass { $party } von „{ $feature }“ { $share } bezahlt.
   *[no] { $who } hat gesagt, dass { $party } von „{ $feature }“ { $share } nicht bezahlt.
}
record-feature_withdrawn = { $who } hat das Vorhaben „{ $feature }“ zurückgezogen.
record-endowments_chosen = { $who } hat gewählt, wie viel Stimme jede Partei in einer Auswahl hat: { $endowments }.
record-mix_recorded = { $rule ->
    [equal_voice] { $who } hat die Auswahl nach gleichen Stimmen für { $budget } festgehalten: { $count ->
            [one] ein Vorhaben
           *[other] { $count } Vorhaben
         }.{ $fair }
    [most_value] { $who } hat die Auswahl mit dem größten Gesamtwert für { $budget } festgehalten: { $count ->
            [one] ein Vorhaben
           *[other] { $count } Vorhaben
         }.{ $fair }
   *[worst_off] { $who } hat die Auswahl festgehalten, die zuerst auf die am schlechtesten gestellte Partei sieht, für { $budget }: { $count ->
            [one] ein Vorhaben
           *[other] { $count } Vorhaben
         }.{ $fair }
}
record-mix-fair = Keine Gruppe wurde übergangen.
record-mix-realised = Wo von { $parties } keine Erwartungen genannt waren, rechnet die Auswahl damit, wie die Ergebnisse geworden sind.
record-mix-passed-over = { $parties }: hätte sich „{ $feature }“ mit dem eigenen Anteil an der Stimme leisten können und wurde übergangen.
price-range = { $low } bis { $high }
mix-pays = Wer wie viel bezahlt
mix-csv = Diese Auswahl als CSV

## Beträge
amount-no_number = „{ $typed }“ ist kein Betrag. Schreiben Sie ihn wie { $plain } oder { $exact }.
amount-negative = „{ $typed }“ ist kleiner als null. Schreiben Sie einen Betrag wie { $plain }.
amount-grouping = „{ $typed }“ ist nicht eindeutig: Ein Tausenderzeichen steht vor jeweils drei Ziffern. Schreiben Sie { $plain } oder { $exact }.
amount-digits = „{ $typed }“ hat mehr Nachkommastellen, als es in { $currency } gibt. Schreiben Sie { $plain } oder { $exact }.
amount-unclear = „{ $typed }“ könnte zwei Beträge meinen. Schreiben Sie ihn ohne Tausenderzeichen, wie { $plain }.
amount-too_large = „{ $typed }“ ist größer, als sich rechnen lässt.
