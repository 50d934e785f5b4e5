## Zahlen
not-heard-yet = noch nicht gehört
silent = Noch nicht gehört: { $parties }
silent-more = und { $count } weitere
silent-on-all = Noch zu keinem davon gehört: { $parties }
has-spoken = hat gesprochen
guess-first = hat gesprochen; erst schätzen
no-concern = betrifft sie nicht
decides = entscheidet
outcome = Ergebnis
role = Rolle
why = Warum?
say-it = Sagen
value-number = Wert
spread = Wie es sich verteilt
three-marks = Nutzen · Brauchbarkeit · Wichtigkeit
marks-in-words = Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }
depends-on-utility = hängt vor allem von der Zweckmäßigkeit ab
depends-on-warranty = hängt vor allem von der Verlässlichkeit ab
depends-on-experience = hängt vor allem vom Erlebnis ab
depends-on-sustainability = hängt vor allem von der Nachhaltigkeit ab
guess-column = Schätzung von { $party }
guessed = geschätzt { $guess }
guess-talk = { $party } hat { $said } gesagt: ein Gespräch wert
guess-alike = { $party } hat { $said } gesagt: ähnlich gesehen
guess-no-value = niemand sagt, was es jetzt wert ist
guess-sealed = { $count ->
    [one] eine Schätzung, versiegelt
   *[other] { $count } Schätzungen, versiegelt
}
guess-yours = Ihre ist { $guess }
guess-your-turn = erst Ihre Schätzung
guess-not-yours = von Ihnen nicht geschätzt
guess-they-spoke = { $party } hat gesprochen
people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
spread-in-words = { $people }: Median { $median }, die mittlere Hälfte zwischen { $lower } und { $upper }, alle zwischen { $low } und { $high }
roles-customer = Auftraggeber
roles-sponsor = Sponsoren
roles-user = Nutzer
roles-service_owner = Serviceverantwortung
roles-relationship_manager = Kundenbetreuung
roles-delivery = Leistungserbringung
roles-representative = Vertretung
roles-member = Mitglieder
roles-observer = Beobachter
quality-utility-long = Zweckmäßigkeit: dass es leistet, was man braucht
quality-warranty-long = Verlässlichkeit: dass man darauf zählen kann
quality-experience-long = Erlebnis: wie es sich anfühlt
quality-sustainability-long = Nachhaltigkeit: was anderen und für später bleibt

## Die Seite „Wert“
value-lede = Was der Service ermöglicht, für wen, und was es jeder Stimme wert ist. Öffnen Sie eine Zahl, um zu sehen, wie sie zustande kam.
value-caption = Ergebnisse für { $party }: Wert für jede Partei, 0 bis 10
value-for = Für
value-add = Ein Ergebnis nennen
value-add-note = Ein Ergebnis ist, was jemand dank des Service tun kann, nicht woraus der Service besteht. Was es wert ist, entscheidet { $party }.
value-empty-title = Noch nichts zu bewerten
value-empty = Sagen Sie, was der Service jemandem ermöglicht: „Damit die Fahrer auf der A7 erreichbar sind“. Drei Ergebnisse genügen für den Anfang.
value-meant-for = gedacht für { $party }; vom Kunden hat noch niemand gesagt, was es wert ist
apart-title = Auftraggeber und Nutzer, getrennt
apart-note = Wo Auftraggeber und Nutzer von { $party } etwas verschieden sehen, soll der Tisch es wissen. Nutzer erscheinen mit ihrer Rolle.
unvalued-title = Von { $party } noch nicht bewertet
parts-title = Der laufende Service, Teil für Teil
parts-note = Würden Sie es behalten, ändern oder beenden? Gut zu wissen, was niemand vermissen würde.
part-keep = { $count ->
    [one] eine Person würde es behalten
   *[other] { $count } würden es behalten
}
part-change = { $count ->
    [one] eine Person würde es ändern
   *[other] { $count } würden es ändern
}
part-stop = { $count ->
    [one] eine Person würde es beenden
   *[other] { $count } würden es beenden
}
part-judge = Was würden Sie mit „{ $part }“ tun?
part-add = Einen Teil nennen
part-name = Welcher Teil des Service ist es?
part-made-by = Wer erbringt ihn?
outcome-statement = Damit { $party } … kann
outcome-example = jeden Fahrer auf der A7 ohne Gesprächsabbruch erreichen
outcome-for = Für wen ist es?
outcome-depends = Wovon hängt es vor allem ab?
outcome-objective = Wann ist es gut genug? In den Worten derer, für die es ist
outcome-delivered = Der laufende Service leistet das schon
retired-title = Nicht mehr betrachtet
figures-title = Ihr Name und Ihre Zahlen
figures-are-closed = Sie bewerten als Nutzer: Ihre Zahlen zählen zusammen mit denen anderer Nutzer, ab fünf und danach in Schritten von mindestens fünf Personen, und Ihr Name steht nicht daneben. Mit Ihrem Namen zählen sie sofort, auch die früheren.
figures-are-open = Ihr Name steht neben Ihren Zahlen, und sie zählen sofort. Nehmen Sie ihn weg, bleiben die Zahlen gezählt, bis fünf Personen etwas anderes gesagt haben; was andere neben Ihrem Namen gesehen haben, können sie sich merken.
figures-open = Meinen Namen neben meine Zahlen stellen
figures-close = Meinen Namen wieder wegnehmen
users-wait = Nutzer von { $party } zählen ab fünf: Bevor fünf von ihnen bewertet haben, sieht niemand sonst, was sie gesagt haben.
users-steps = Wann Nutzer dazukamen
said-outcome-added = Das Ergebnis liegt auf dem Tisch. Jetzt will es bewertet werden.
said-part-named = Der Teil ist genannt.
said-part-judged = Das ist aufgezeichnet.
said-figures-set = Das ist aufgezeichnet.

## Überblick
overview-caption = Wert der Ergebnisse, die zuerst Aufmerksamkeit brauchen, für jede Partei, 0 bis 10
overview-parties-more = { $count } weitere Parteien
purpose-missing = Wozu ist diese Beziehung da? Das hat noch niemand gesagt.
purpose-by = in den Worten von { $party }, bis der Kunde es in eigenen sagt
needs-you = Wartet auf Sie
needs-nothing = Hier wartet nichts auf Sie.
how-far = Wie weit wir sind
fact-valued = Bewertete Ergebnisse
fact-parties = Parteien am Tisch
fact-guesses = Geöffnete Schätzungen
count-of = { $done } von { $total }
worth-title = Was dieser Service wert ist, und wem
all-outcomes = { $count ->
    [one] Das eine Ergebnis im Einzelnen
   *[other] Alle { $count } Ergebnisse
}
spoken-heading = Wer gesagt hat, was es wert ist
spoken-title = { $party } hat zu { $done } von { $total } Ergebnissen gesagt, was sie wert sind
words-heading = Zuletzt gesagt
better-off-private = sichtbar für Ihre eigene Partei, bis Sie es teilen
audience-whole_table = sichtbar für den ganzen Tisch
audience-own_party = sichtbar für Ihre eigene Partei
audience-only_me = nur für Sie sichtbar, bis es aufgedeckt wird
audience-parties = sichtbar für { $parties }

## Was auf Sie wartet
need-answer_proposal = Soll diese Beziehung geschlossen werden?
need-answer_proposal-why = { $party } schlägt es vor; sie schließt, wenn alle Parteien zustimmen
need-share_figures = Darf { $party } Ihre Bewertungen sehen?
need-share_figures-why = { $party } kam, nachdem Sie gesagt hatten, was Ihnen etwas wert ist; bis Sie zustimmen, sieht die Partei keine Ihrer Bewertungen
need-confirm_spoken_words = { $count ->
    [one] Jemand sprach für Sie: Stehen Sie dazu?
   *[other] Jemand sprach { $count }-mal für Sie: Stehen Sie dazu?
}
need-confirm_reflections = Haben Sie das so gemeint?
need-acknowledge_corrections = „Nicht ganz …“: Nehmen Sie die Berichtigung auf
need-confirm_answers = Sie haben eine Antwort: Sind Sie damit gehört?
need-nod_to_builds = Jemand hat auf Ihrer Idee aufgebaut
need-say_back = { $count ->
    [one] Geben Sie wieder, was Sie verstanden haben
   *[other] Geben Sie wieder, was Sie von { $count } Beiträgen verstanden haben
}
need-answer = { $count ->
    [one] Etwas Gesagtes wartet auf Ihre Antwort
   *[other] { $count } Beiträge warten auf Ihre Antwort
}
need-reply = { $count ->
    [one] Eine Frage wartet auf eine Antwort
   *[other] { $count } Fragen warten auf eine Antwort
}
need-rate = { $count ->
    [one] Sagen Sie, was Ihnen dieses Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
}
need-rate-why = { $about }
need-guess = { $count ->
    [one] Schätzen Sie, was { $party } zu einem Ergebnis sagen wird
   *[other] Schätzen Sie, was { $party } zu { $count } Ergebnissen sagen wird
}
need-guess_spoken = { need-guess }
need-guess-why = Versiegelt, bis dort gesprochen wurde; dann gemeinsam aufgedeckt
need-guess_spoken-why = { $party } hat gesprochen: Schätzen Sie, bevor Sie nachsehen
need-rate_again = { $count ->
    [one] Ist es noch genauso viel wert? Ein Ergebnis
   *[other] Sind sie noch genauso viel wert? { $count } Ergebnisse
}
need-rate_again-why = { $days ->
    [one] zuletzt gesagt vor einem Tag
   *[other] zuletzt gesagt vor { $days } Tagen
}
need-say_purpose = Sagen Sie, wozu diese Beziehung da ist
need-say_purpose-why = In Ihren Worten: Für Sie ist sie da
need-say_terms = Sagen Sie, was Sie einbringen, erwarten und nicht können
need-say_terms-why = Damit niemand raten muss
need-say_better_off = Sind Sie besser gestellt?
need-say_better_off-why = Ihre eigene Partei sieht es zuerst; wann Sie es teilen, entscheiden Sie
need-invite_party = Fragen Sie jemanden bei { $party }
need-invite_again = Erinnern Sie, wen Sie bei { $party } gefragt haben, oder fragen Sie jemand anderen
need-invite_party-why = Von { $party } sitzt noch niemand hier
need-invite_again-why = Jemand wurde gefragt und hat noch nicht geantwortet
need-seat_dependency = { $about } hat keinen Platz
need-seat_dependency-why = Der Service hängt davon ab: Laden Sie ein, oder sagen Sie, warum nicht
need-talk_about_gap = „{ $about }“ ist ein Gespräch wert
need-talk_about_gap-why = Geschätzt { $guess }; { $party } hat { $said } gesagt
need-add_outcome = Sagen Sie, was dieser Service jemandem ermöglicht
need-add_outcome-why = Drei Ergebnisse genügen für den Anfang
need-claim_seat = Machen Sie diesen Platz zu Ihrem
need-claim_seat-why = Mit einem Passwort kommen Sie ohne den Link zurück und können für Ihre Partei sprechen

## Ein Ergebnis
outcome-eyebrow = Ergebnis für { $party } · { $depends }
outcome-retired = Seit { $day } nicht mehr betrachtet: { $why }
worth-now = Jetzt wert
objective = Ziel
objective-by = in den Worten von { $party }
basis-realised = wie es gekommen ist
basis-expected = wie erwartet
basis-both = { $realised }, wie es gekommen ist; { $expected }, wie erwartet
reveal-talk = { $provider } hat { $guess } geschätzt; { $consumer } hat { $said } gesagt. Ein Gespräch wert.
reveal-alike = { $provider } hat { $guess } geschätzt; { $consumer } hat { $said } gesagt. Ähnlich gesehen.
guess-note = { $person } hat am { $day } { $guess } geschätzt, versiegelt.
guess-note-late = { $person } hat am { $day } { $guess } geschätzt, als der Wert schon bekannt sein konnte.
guess-before-you-look = { $party } hat gesagt, was das wert ist. Schätzen Sie, bevor Sie nachsehen, oder überspringen Sie es.
guess-not-looked = { $party } hat gesagt, was das wert ist. Wer es weder geschätzt noch übersprungen hat, sieht es nicht.
guess-sealed-until = { $count ->
    [one] Eine Schätzung ist versiegelt, bis { $party } gesprochen hat.
   *[other] { $count } Schätzungen sind versiegelt, bis { $party } gesprochen hat.
}
the-guess = Die Schätzung
rate-this = Sagen, was es Ihnen wert ist
guess-this = Schätzen
how-it-went = Wie es verlief
as-a-table = Dasselbe als Tabelle
day = Tag
raters = Bewertende
series-title = Wert von „{ $outcome }“ im Lauf der Zeit, 0 bis 10
series-description = Der Wert jeder Partei als Linie; er gilt, bis jemand etwas Neues sagt.
who-said-what = Wer was gesagt hat, und warum
by-role = Werte nach Rolle
nobody-said = Soweit Sie sehen dürfen, hat niemand gesagt, was das wert ist.
words-more =
    { $count ->
        [one] Noch eines im Dialog
       *[other] Noch { $count } im Dialog
    }
words-about = Dazu gesagt
effects-title = Was es abnimmt und was es auferlegt
effects-none = Dazu hat niemand etwas gesagt.
effect-add = Sagen, was es Ihrer Partei abnimmt oder auferlegt
effect-direction = Nimmt es Ihnen etwas ab, oder erlegt es Ihnen etwas auf?
effect-burden = Sind es Kosten, oder ist es ein Risiko?
effect-what = Was ist es?
direction-removes = Nimmt ab
direction-imposes = Erlegt auf
burden-cost = Kosten
burden-risk = Risiko
withdraw = Zurückziehen
save = Speichern
outcome-change = Dieses Ergebnis ändern
outcome-reword = Anders formulieren
outcome-retire = Nicht mehr betrachten
outcome-retire-note = Was dazu gesagt wurde, bleibt aufgezeichnet.
yours-last = Am { $day } haben Sie gesagt: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
yours-declined = Sie haben gesagt, dass es Sie nicht betrifft.
said-outcome-reworded = Die neuen Worte gelten.
said-outcome-retired = Das Ergebnis wird nicht mehr betrachtet.
said-effect-stated = Das ist aufgezeichnet.
said-effect-withdrawn = Zurückgezogen.

## Startseite
home-title = Wartet auf Sie
home-greeting = Guten Tag, { $name }
home-nothing = Nichts wartet auf Sie. Ihre Beziehungen stehen unten.
home-relationships = Ihre Beziehungen
home-open = Eine Beziehung eröffnen
home-empty-title = Noch keine Beziehung
home-empty = Beginnen Sie mit dem Kunden, bei dem Sie am wenigsten sicher sind: Sagen Sie, was der Service ihm ermöglicht, schätzen Sie, was es ihm wert ist, und fragen Sie.
home-gap = Der größte Abstand ist „{ $outcome }“: geschätzt { $guess }, gesagt { $said }.
home-valued = { $done } von { $total } Ergebnissen sind bewertet.
home-no-outcomes = Noch liegt kein Ergebnis auf dem Tisch.
home-closed = Geschlossen am { $day }
home-last = Letztes Wort
