## Vertrauen und Abhilfe
nav-trust = Vertrauen & Abhilfe
trust-lede = Was beide Seiten von der Zusammenarbeit halten, jedes Quartal gefragt und nebeneinander gezeigt; und was geschieht, wenn etwas schiefgegangen ist.
trust-quarter = { $quarter }. Quartal { $year }
trust-ask = Wie läuft es mit { $party }?
trust-ask-lede = Dieselben Fragen für beide Seiten, jedes Quartal. Bis das Quartal endet, können Sie Ihre Antwort ändern; ist es vorbei, öffnen sich die Antworten beider Seiten gemeinsam, mit der nächsten Antwort oder dem nächsten Klick.
trust-answered = Sie haben in diesem Quartal schon geantwortet. Was Sie jetzt absenden, ersetzt es; Zahlen, die Sie leer lassen, bleiben.
trust-answered-sentence = Sie haben in diesem Quartal schon geantwortet. Was Sie jetzt absenden, ersetzt es.
trust-passed = Sie haben in diesem Quartal verzichtet. Sie können noch antworten.
trust-not-asked = Gefragt werden die beiden Seiten übereinander: { $provider } und { $consumer }. Was sie sagen, steht hier, sobald ein Quartal vorbei und geöffnet ist.
trust-keeps_word = { $party } hält Wort
trust-keeps_word-hint = Auf das, was { $party } sagt und zusagt, ist Verlass.
trust-speaks_up = { $party } meldet sich rechtzeitig
trust-speaks_up-hint = Wenn etwas schiefgeht, erfahren Sie es früh genug von { $party }.
trust-least = gar nicht
trust-most = voll und ganz
trust-before = Sie sagten { $mark }.
trust-marks-note = Ihre Zahlen sieht niemand. Sie werden nur gemeinsam gezeigt, ab fünf Personen, und eine Angabe ändert sich erst, wenn die Zahlen von mindestens fünf Personen andere sind.
trust-no-marks = Für { $party } sprechen hier weniger als fünf Personen: Zahlen würden verraten, von wem sie sind. Deshalb wird nur nach dem Satz gefragt.
trust-few-count = Für { $party } sprechen hier { $speak } Personen, aber von weniger als fünf ist bekannt, dass sie dazugehören: Zahlen würden verraten, von wem sie sind. Deshalb wird nur nach dem Satz gefragt. Jemand zählt mit einem Konto der eigenen Organisation, oder mit einer bestätigten eigenen Adresse, wenn auch die anderen gesagt haben, dass er oder sie dazugehört.
trust-counts-not = Sie sind nur über einen Link hier, den { $party } erstellt hat. Ihre Zahlen zählen, sobald Sie gezeigt haben, wer Sie sind: Bestätigen Sie unter „Ihr Konto“ eine eigene Adresse.
trust-sentence = Ein Satz
trust-sentence-hint = Er wird mit Ihrem Namen gezeigt, sobald das Quartal vorbei ist.
trust-empty = Wenn Sie dieses Quartal auslassen möchten, wählen Sie „Diesmal nicht“. Geben Sie beide Zahlen an oder keine; auch ein Satz allein ist eine Antwort.
trust-empty-again = Wenn Sie dieses Quartal auslassen möchten, wählen Sie „Diesmal nicht“. Eine Zahl, die Sie leer lassen, bleibt, wie Sie sie gaben.
trust-empty-sentence = Wenn Sie dieses Quartal auslassen möchten, wählen Sie „Diesmal nicht“.
trust-sentence-seen-by = Ihren Satz sieht der ganze Tisch, sobald das Quartal vorbei ist.
trust-seen-by = Die Zahlen sieht niemand, Ihren Satz der ganze Tisch, sobald das Quartal vorbei ist.
trust-pass = Diesmal nicht
trust-to-open = { $quarter } ist vorbei
trust-open = Zeigen, was beide Seiten sagten
trust-both = Was beide Seiten sagten
trust-none = Noch ist nichts geöffnet. Ist ein Quartal vorbei, öffnet es sich mit der nächsten Antwort oder dem nächsten Klick, für beide Seiten zugleich.
trust-example = Zum Beispiel der Serviceabnehmer über den Anbieter: hält Wort 8, meldet sich rechtzeitig 5, von 7 Personen.
trust-about = über
trust-opened = geöffnet am { $day }, mit einer Antwort oder einem Klick, nachdem das Quartal vorbei war
trust-was = zuvor: { $mark }
trust-people = Von { $count } Personen, nach dem, was jede zuletzt angab; der mittlere Wert, so seit dem { $quarter }.
trust-not-vouched = Eine andere Partei hat Sie hierher eingeladen, und nicht alle aus Ihrer Partei haben gesagt, dass Sie dazugehören. Ihre Zahlen zählen, sobald sie das unter „Parteien“ getan haben.
trust-few = Weniger als fünf Personen haben Zahlen angegeben, die zählen; deshalb stehen hier nur Sätze.
trust-nothing = Von dieser Seite ist nichts zu sagen: Weniger als fünf Personen haben Zahlen angegeben, die zählen, und niemand hat einen Satz geschrieben.
trust-csv = Vertrauen als Tabelle (CSV)
trust-latest = Vertrauen, { $quarter }
trust-all = Vertrauen, und was schiefgegangen ist
repairs-title = Wenn etwas schiefgegangen ist
repairs-none = Es wurde nichts genannt, das schiefgegangen ist.
repairs-none-open = Nichts wartet darauf, wieder in Ordnung gebracht zu werden.
repairs-example = Zum Beispiel: zwei Nächte ohne Nachtschalter. Was es gekostet hat, was bis wann zugesagt ist und ob das angenommen wird, wird getrennt gesagt.
repairs-closed = { $count ->
    [one] Eines, das erledigt ist
   *[other] { $count }, die erledigt sind
}
repairs-csv = Was schiefgegangen ist, als Tabelle (CSV)
repair-title = Etwas ist schiefgegangen
commitment-from-repair = Zugesagt, um in Ordnung zu bringen:
repair-open = Etwas ist schiefgegangen
repair-of = erwartet Abhilfe von
repair-was-of = erwartete Abhilfe von
repair-happened = Was geschehen ist
repair-happened-hint = So, wie Ihre Seite es erlebt hat. Niemand sonst kann das ändern.
repair-cost = Was es Sie gekostet hat
repair-cost-hint = Zeit, Geld, einen Kunden, Schlaf. Sie können es auch später sagen.
repair-who = Wer es in Ordnung bringen kann
repair-outcomes = Welchen Ergebnissen es geschadet hat
repair-open-note = Alle am Tisch sehen es. Es bleibt offen, bis Ihre eigene Seite sagt, dass es wieder in Ordnung ist.
repair-by = { $who }, { $day }
repair-harmed = Geschadet hat es:
repair-cost-of = Was es { $party } gekostet hat
repair-cost-none = Noch nicht gesagt.
repair-cost-say = Sagen, was es Sie gekostet hat
repair-answer-of = Was { $party } dazu sagt
repair-answer-none = Noch nichts.
repair-answer-note = Nur etwas zu sagen schließt nichts ab.
repair-answer = Etwas dazu sagen
repair-words = Ihre Antwort
repair-promise-of = Was { $party } tun wird, und bis wann
repair-promise-none = Noch ist nichts zugesagt.
repair-promise = Sagen, was Sie tun werden
repair-promise-what = Was Sie dagegen tun werden
repair-promise-due = Bis zu welchem Tag
repair-promise-note = Daraus wird eine Zusage an { $party }. Dass sie eingehalten ist, schließt noch nichts ab: Ob es wieder in Ordnung ist, sagt { $party }.
repair-promise-do = Zusagen
repair-accept-of = Ist es für { $party } wieder in Ordnung?
repair-accept-none = { $party } hat es noch nicht gesagt.
repair-accept = Ja, es ist in Ordnung
repair-accept-closes = Damit ist es endgültig abgeschlossen.
repair-accept-what = Was hat es gebraucht?
repair-accept-do = In Ordnung: abschließen
repair-accept-still-open = Noch offen von { $party }: { $promises }
repair-not-yet = Noch nicht
repair-accept-note = Das sagt nur Ihre Seite, und nur das schließt es ab.
repair-said-accepted = in Ordnung, sagt { $by }
repair-said-not = noch nicht, sagt { $by }
repair-withdraw = Es ist doch nichts schiefgegangen
repair-withdraw-do = Zurücknehmen
repair-withdrawn-on = Zurückgenommen am { $day }:
repair-broken = wartet auf { $party }
repair-promised = { $party } hat etwas zugesagt
repair-asked = getan: Ist es für { $party } in Ordnung?
repair-accepted = in Ordnung für { $party }
repair-accepted-by = Für { $party } ist es in Ordnung: { $by }
repair-withdrawn = zurückgenommen
repair-next-broken = { $of } hat noch nichts zugesagt.
repair-next-again = { $party } hat gesagt, dass es noch nicht in Ordnung ist; seither hat { $of } nichts Weiteres zugesagt.
repair-next-promised = Wenn { $of } eingehalten hat, was zugesagt ist, sagt { $party }, ob es damit in Ordnung ist.
repair-next-asked = Was { $of } zugesagt hat, ist getan oder wird nicht mehr gebraucht. { $party } sagt, ob es damit in Ordnung ist.
column-quarter = Quartal
column-about = über
column-keeps_word = hält Wort
column-speaks_up = meldet sich rechtzeitig
column-sentence = Satz
column-happened = was geschehen ist
column-of = kann es in Ordnung bringen
column-cost = was es gekostet hat
column-answers = was dazu gesagt wurde
column-commitments = was zugesagt wurde
said-trust-answered = Vermerkt. Die Antworten beider Seiten öffnen sich gemeinsam, wenn das Quartal vorbei ist.
said-trust-opened = Geöffnet, für beide Seiten.
said-repair-opened = Gesagt. Es bleibt offen, bis Ihre Seite sagt, dass es wieder in Ordnung ist.
said-repair-cost = Gesagt.
said-repair-answered = Gesagt. Abgeschlossen wird es erst, wenn die andere Seite sagt, dass es wieder in Ordnung ist.
said-repair-promised = Zugesagt. Es steht auch bei den Zusagen.
said-repair-accepted = Es ist in Ordnung; damit ist es abgeschlossen.
said-repair-missing = Gesagt. Die andere Seite wird wieder gefragt.
said-repair-withdrawn = Zurückgenommen.
need-promise_repair = { $count ->
    [one] Etwas ist schiefgegangen: „{ $about }“
   *[other] { $count } Dinge sind schiefgegangen, die Ihre Seite in Ordnung bringen kann
}
need-promise_repair-why = Was werden Sie tun, und bis wann?
need-accept_repair = { $count ->
    [one] Ist es wieder in Ordnung? „{ $about }“
   *[other] { $count } Fälle warten auf Ihre Antwort
}
need-accept_repair-why = Was zugesagt war, ist getan; ob es damit in Ordnung ist, sagt nur Ihre Seite
need-open_trust = Zeigen, was beide Seiten voneinander halten
need-open_trust-why = Das Quartal ist vorbei; die Antworten beider Seiten öffnen sich gemeinsam
need-answer_trust = Wie läuft es mit der anderen Seite?
need-answer_trust-why = Einmal im Quartal gefragt; es dauert dreißig Sekunden
reminder-promise_repair = { $count ->
    [one] Etwas ist schiefgegangen, das Ihre Seite in Ordnung bringen kann.
   *[other] { $count } Dinge sind schiefgegangen, die Ihre Seite in Ordnung bringen kann.
}
reminder-accept_repair = { $count ->
    [one] Ist etwas wieder in Ordnung? Es wartet auf Ihre Antwort.
   *[other] { $count } Fälle warten auf Ihre Antwort.
}
search-repair = Etwas, das schiefgegangen ist
search-trust = Ein Satz über die andere Seite
record-group-trust = Vertrauen & Abhilfe
record-trust_marked = { $who } hat für { $party } die Fragen des Quartals ab { $quarter } in Zahlen beantwortet.
record-trust_said = { $who } hat in einem Satz gesagt, was { $party } von der anderen Seite hält, im Quartal ab { $quarter }.
record-trust_opened = { $who } hat geöffnet, was beide Seiten im Quartal ab { $quarter } voneinander halten.
record-repair_opened = { $who } hat für { $party } gesagt, was schiefgegangen ist; { $of } kann es in Ordnung bringen: „{ $repair }“.
record-repair_cost_said = { $who } hat gesagt, was „{ $repair }“ gekostet hat.
record-repair_answered = { $who } hat etwas zu „{ $repair }“ gesagt.
record-repair_promised = { $who } hat zugesagt, „{ $repair }“ in Ordnung zu bringen: „{ $commitment }“.
record-repair_judged = { $accepted ->
    [yes] { $who } hat gesagt, dass „{ $repair }“ wieder in Ordnung ist.
   *[no] { $who } hat gesagt, dass „{ $repair }“ noch nicht in Ordnung ist.
}
record-repair_withdrawn = { $who } hat gesagt, dass doch nichts schiefgegangen ist: „{ $repair }“.
text-sentence = Satz
text-happened = Was geschehen ist

## Das Quartalspaket
nav-packs = Rückblick auf Papier
packs-lede = Der Rückblick auf wenigen Seiten, zu einem Zeitpunkt festgehalten, für alle am Tisch derselbe, mit einer eigenen Seite jeder Partei.
packs-all = Alle bisherigen
packs-none = Noch wurde keiner erstellt.
packs-example = Zum Beispiel: Vor dem Rückblick auf das dritte Quartal erstellt jemand einen; Anbieter und Serviceabnehmer fügen je ihre Seite hinzu, und alle kommen mit demselben Stand.
pack-title = Rückblick Nr. { $number }
pack-line = erstellt von { $who } am { $day }; blickt zurück bis { $since }; Fassung { $version }
pack-pages-of = Mit einer Seite von
pack-make-title = Dieses Quartal auf wenigen Seiten
pack-make-note = Festgehalten wird der jetzige Stand, und nur, was der ganze Tisch sehen darf. Alle am Tisch sehen es sofort.
pack-make = Rückblick erstellen
pack-next = Gerade wurde ein Rückblick erstellt. Den nächsten können Sie ab { $time } erstellen.
pack-all = Alle Rückblicke auf Papier
pack-head = Der Stand vom { $point } ({ $zone }), mit Blick zurück bis { $since }. Erstellt von { $party }. Fassung { $version }, vom { $day }.
pack-decisions = Was zu entscheiden ist
pack-decisions-none = Es wartet keine Entscheidung.
pack-to-sign = Fassung { $version } der Vereinbarung liegt zur Unterschrift aus; es fehlt: { $parties }.
pack-decisions-more = { $count ->
    [one] Ein weiterer Vorschlag ist offen.
   *[other] { $count } weitere Vorschläge sind offen.
}
pack-decision-by = { $worded ->
    [self] vorgeschlagen von { $party }; die Runde { $over ->
        [yes] endete am { $day }
       *[no] endet am { $day }
    }
   *[other] in der Fassung von { $words }; zuerst vorgeschlagen von { $party }; die Runde { $over ->
        [yes] endete am { $day }
       *[no] endet am { $day }
    }
}
pack-actions = Was aus den Zusagen vom letzten Mal wurde
pack-actions-none = Beim letzten Mal war nichts offen.
pack-actions-first = Das ist der erste Rückblick auf Papier; ein letztes Mal gab es noch nicht.
pack-more-in-appendix = { $count ->
    [one] Ein weiteres steht im Anhang.
   *[other] { $count } weitere stehen im Anhang.
}
pack-from-to = { $party } an { $to }
pack-fate-open = noch einzuhalten
pack-fate-reported = als eingehalten gemeldet, noch nicht bestätigt
pack-broke = Was schiefgegangen ist und was dazu vereinbart wurde
pack-broke-none = Es wurde nichts genannt, das schiefgegangen ist.
pack-broke-in-full = Vollständig im Anhang.
pack-promise = { $party } hat zugesagt: { $words }, bis { $day }: { $fate }
pack-accepted = in Ordnung, sagt { $by }
pack-not-yet = noch nicht in Ordnung, sagt { $by }
pack-untold = keine Angabe: Weniger als fünf Personen haben Zahlen angegeben, die zählen
pack-about = { $party } über { $about }
pack-page-of = { $party }: unsere eigene Seite
pack-page-by = { $who } für { $party }, { $day }, Eintrag { $entry }
pack-appendix = Anhang
pack-all-outcomes = Alle Ergebnisse
pack-promised = In dieser Zeit zugesagt
pack-promised-none = Sonst wurde in dieser Zeit nichts zugesagt.
pack-promised-nothing = In dieser Zeit wurde nichts zugesagt.
pack-happened = Was in dieser Zeit geschah
pack-happened-none = Sonst ist nichts festgehalten.
pack-not-in-here = Was hier nicht steht
pack-left-out = { $count ->
    [one] Der Wert eines Ergebnisses: Noch darf ihn nicht der ganze Tisch sehen, weil jemand vom Anbieter weder geschätzt noch übersprungen hat oder der Serviceabnehmer seine Zahlen einer Partei noch nicht geöffnet hat.
   *[other] Die Werte von { $count } Ergebnissen: Noch darf sie nicht der ganze Tisch sehen, weil jemand vom Anbieter weder geschätzt noch übersprungen hat oder der Serviceabnehmer seine Zahlen einer Partei noch nicht geöffnet hat.
}
pack-left-out-words = Bedarfe, Grenzen und Ideen sowie die Sätze zum Vertrauen: Manche lesen nicht so weit zurück. Sie stehen im Dialog und unter „Vertrauen & Abhilfe“.
pack-check = Werte und Zahlen sind die ihrer eigenen Seiten zum Stand vom { $point }; von jeder Messgröße steht hier, was bis dahin zuletzt abgelesen wurde, und zum Ziel nur dann etwas, wenn in dieser Zeit genug abgelesen wurde. Wählen Sie diesen Zeitpunkt oben auf der Seite, um zu sehen, wie sie zustande kamen.
pack-judged-by = { $who } für { $party }, { $day }, Eintrag { $entry }
pack-decided = entschieden: { $title }
pack-kept = eingehalten: { $words }
pack-left-out-here = ausgelassen
pack-not-heard = noch nicht gehört
pack-of-other-words = { $said } (zu anderen Worten gesagt)
pack-last-time = letztes Mal { $value }
pack-year-ago = vor einem Jahr { $value }
pack-read = { $value } am { $day }
pack-last-read = in dieser Zeit nicht gemessen; der letzte Wert: { $read }
pack-too-few = nicht bekannt ({ $few }); der letzte Wert: { $read }
pack-answered = { $value } von { $people } Personen ({ $period })
pack-reached = { $reached } von { $readings } Werten erreichen das Ziel
pack-cost = was es gekostet hat, sagt { $by }
pack-say-less = { $count } von { $people } mit neuer Bewertung { $count ->
    [one] sagt
   *[other] sagen
} jetzt weniger { $than }
pack-say-more = { $count } von { $people } mit neuer Bewertung { $count ->
    [one] sagt
   *[other] sagen
} jetzt mehr { $than }
pack-column-what = was
pack-column-who = wer
pack-column-due = bis
pack-column-fate = jetzt
pack-column-outcome = Ergebnis
pack-column-promised = zugesagt
pack-column-measured = gemessen
pack-column-worth = Wert
pack-column-came_true = wahr geworden
pack-column-side = Seite
pack-column-keeps_word = hält Wort
pack-column-speaks_up = meldet sich rechtzeitig
pack-column-people = Personen
pack-column-day = Tag
pack-foot = { $relationship }, Rückblick Nr. { $number }, Fassung { $version }
pack-json = Dasselbe für Programme
pack-version = Fassung { $version }
pack-older = Das ist Fassung { $version }; die neueste ist { $latest }.
pack-see-latest = Zur neuesten
pack-versions = Fassungen
pack-versions-note = Die Zahlen bleiben, wie sie sind. Jede Seite, die eine Partei hinzufügt oder ändert, ergibt eine neue Fassung; die früheren bleiben.
pack-take = Herunterladen
pack-pdf = PDF, zum Drucken und Aufheben
pack-md = Markdown
pack-as-of = Die Zahlen auf ihren eigenen Seiten, wie sie damals waren
pack-write = Die Seite von { $party }
pack-words = Was Ihre Seite sagt
pack-words-hint = Was gut lief, was nicht, worum Sie bitten. Niemand sonst kann es ändern; leer nehmen Sie es heraus.
pack-write-note = Alle am Tisch sehen es sofort. Sie können es bis { $day } ändern; jede Änderung ergibt eine neue Fassung.
pack-write-do = Hinzufügen
said-pack-made = Erstellt. Alle am Tisch sehen dasselbe; jetzt fügt jede Partei ihre Seite hinzu.
said-pack-written = Hinzugefügt. Das ist eine neue Fassung.
need-write_pack_page = Fügen Sie die Seite Ihrer Partei zum Rückblick hinzu
need-write_pack_page-why = Alle lesen ihn vor dem Treffen; Ihre Seite fehlt noch
search-pack = Die Seite einer Partei in einem Rückblick
record-pack_made = { $who } hat für { $party } Rückblick Nr. { $number } erstellt: den Stand vom { $point }.
record-pack_page_written = { $who } hat die Seite von { $party } in einem Rückblick geschrieben.
