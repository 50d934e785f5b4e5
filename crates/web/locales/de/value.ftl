## Zahlen
not-heard-yet = noch nicht gehört
silent = Noch nicht gehört: { $parties }
silent-more = { $count ->
    [one] und eine weitere
   *[other] und { $count } weitere
 }
silent-on-all = Zu keinem davon gehört: { $parties }
has-spoken = hat gesprochen
guess-first = hat gesprochen; erst schätzen
no-concern = betrifft die Partei nicht
decides = entscheidet
outcome = Ergebnis
role = Rolle
why = Warum?
say-it = Absenden
value-number = Wert
spread = Wie sich die Werte verteilen
other-words = galt einem anderen Wortlaut
other-words-some = { $count } von { $all } { $count ->
    [one] galt
   *[other] galten
} einem anderen Wortlaut
other-words-in-part = galt ganz oder teilweise einem anderen Wortlaut
three-marks = Nutzen · Brauchbarkeit · Wichtigkeit
marks-in-words = Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }
depends-on-utility = hängt vor allem davon ab, was es leistet
depends-on-warranty = hängt vor allem von der Verlässlichkeit ab
depends-on-experience = hängt vor allem vom Erlebnis ab
depends-on-sustainability = hängt vor allem von der Nachhaltigkeit ab
guess-column = Schätzung von { $party }
guess-talk = { $party } hat { $said } gesagt: Darüber lohnt sich ein Gespräch
guess-apart = { $party } hat { $said } gesagt
worth-a-talk = Ein Gespräch wert
guess-alike = { $party } hat { $said } gesagt: Sie sind sich einig
guess-not-open = für Sie noch nicht geöffnet
guess-other-words = { $party } hat { $said } gesagt: nicht alles zu diesem Wortlaut
guess-outdated = Ihre Schätzung galt einem anderen Wortlaut. Sie können noch einmal schätzen.
guess-no-value = niemand sagt, was es jetzt wert ist
guess-sealed = { $count ->
    [one] eine Schätzung, versiegelt
   *[other] { $count } Schätzungen, versiegelt
}
guess-yours = Ihre ist { $guess }
guess-yours-told = Ihre ist { $guess }.
guess-unopened = bereit zum Aufdecken
guess-unopened-note = Schätzung und Antwort werden gemeinsam aufgedeckt
guess-your-turn = erst Ihre Schätzung
guess-not-yours = von Ihnen nicht geschätzt
guess-they-spoke = { $party } hat gesprochen
people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
spread-in-words = { $people }: Median { $median }, die mittlere Hälfte zwischen { $lower } und { $upper }, alle zwischen { $low } und { $high }
roles-customer = Kunde
roles-sponsor = Sponsoren
roles-user = Nutzung
roles-service_owner = Serviceverantwortung
roles-relationship_manager = Beziehungsmanagement
roles-delivery = Leistungserbringung
roles-representative = Vertretung
roles-member = Mitglieder
roles-observer = Beobachtung
quality-utility-long = Zweckmäßigkeit: dass es leistet, was man braucht
quality-warranty-long = Verlässlichkeit: dass man darauf zählen kann
quality-experience-long = Erlebnis: wie es sich anfühlt
quality-sustainability-long = Nachhaltigkeit: was es für andere und für später bedeutet

## Die Seite „Wert“
value-worth = Was es wert ist
value-lede = Was der Service ermöglicht, für wen, und was es den Parteien wert ist. Öffnen Sie eine Zahl, um zu sehen, wie sie zustande kam.
value-caption = Ergebnisse für { $party }: Wert für jede Partei, 0 bis 10
value-for = Für
value-add = Ein Ergebnis nennen
value-add-note = Ein Ergebnis ist, was jemand dank des Service tun kann, nicht woraus der Service besteht. Was es wert ist, entscheidet { $party }.
value-empty-title = Noch nichts zu bewerten
value-empty = Sagen Sie, was der Service jemandem ermöglicht: „Damit am ersten Tag alle arbeiten können“. Drei Ergebnisse genügen für den Anfang.
value-meant-for = gedacht für { $party }; von { $consumer } hat noch niemand gesagt, was es wert ist
apart-title = Kunde und Nutzung, getrennt
value-how = So sind die Zahlen zu lesen
value-ringed = Die umrandete Zahl entscheidet: Sie kommt von der Partei, für die das Ergebnis gedacht ist. Die Zahlen daneben sagen, was es den anderen wert ist; gemittelt wird nie. Eine Zahl mit Nachkommastelle kommt von mindestens fünf Personen, eine ganze Zahl von weniger.
apart-note = Wo Kunde und Nutzende von { $party } etwas verschieden sehen, soll der Tisch es wissen. Nutzende erscheinen ohne Namen.
unvalued-title = Von { $party } noch nicht bewertet
parts-title = Der laufende Service, Teil für Teil
parts-count =
    { $count ->
        [one] Ein Teil
       *[other] { $count } Teile
    }
parts-note = Würden Sie es behalten, ändern oder beenden? Es ist gut zu wissen, was niemand vermissen würde.
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
outcome-for = Für wen ist es gedacht?
outcome-depends = Wovon hängt es vor allem ab?
outcome-objective = Wann ist es gut genug? Sagen Sie es in den Worten der Partei, für die es gedacht ist
outcome-delivered = Der laufende Service leistet das schon
retired-title = Nicht weiterverfolgt
figures-title = Ihr Name und Ihre Bewertungen
figures-are-closed = Sie bewerten als jemand, der den Service nutzt: Ihre Bewertungen zählen ohne Ihren Namen, zusammen mit denen anderer Nutzender, ab fünf Personen und danach in Schritten von mindestens fünf. Wer weiß, was alle anderen gesagt haben, weil sie es erzählt haben oder ihren Namen zeigen, kann Ihre ausrechnen. Mit Ihrem Namen zählen sie sofort, auch die früheren.
figures-are-open = Ihr Name steht neben Ihren Bewertungen, und sie zählen sofort. Nehmen Sie ihn weg, zählen die Bewertungen weiter, bis fünf Personen etwas anderes gesagt haben. Was andere neben Ihrem Namen gesehen haben, können sie sich merken.
figures-open = Meinen Namen neben meine Bewertungen setzen
figures-close = Meinen Namen wieder wegnehmen
users-wait = Nutzende von { $party } zählen ab fünf: Bevor fünf von ihnen bewertet haben, sieht niemand sonst, was sie gesagt haben, außer bei denen, die mit ihrem Namen dazu stehen.
users-steps = Wann Nutzende dazukamen
said-outcome-added = Das Ergebnis liegt auf dem Tisch. Jetzt fehlen noch Bewertungen.
said-part-named = Der Teil ist genannt.
said-part-judged = Das ist aufgezeichnet.
said-figures-set = Das ist aufgezeichnet.

## Überblick
overview-caption = Wert der Ergebnisse, die zuerst Aufmerksamkeit brauchen, für jede Partei, 0 bis 10
overview-parties-more = { $count ->
    [one] eine weitere Partei
   *[other] { $count } weitere Parteien
 }
purpose-missing = Wozu ist diese Beziehung da? Das hat noch niemand gesagt.
purpose-by = in den Worten von { $party }, bis der Serviceabnehmer es in eigenen sagt
needs-you = Wartet auf Sie
needs-nothing = Hier wartet nichts auf Sie.
how-table-does = Wie es um den Tisch steht
needs-more = { $count ->
    [one] noch eine Sache
   *[other] noch { $count } Sachen
 }
how-far = Wie weit wir sind
since-title = Seit Ihrem letzten Besuch
since-count = { $count ->
    [one] ein Eintrag von anderen
   *[other] { $count } Einträge von anderen
}
since-entry = Ansehen
since-all = Alles in der Aufzeichnung
lines-title = Was Sie hier angeht
you-said-nothing = Sie haben hier noch nichts gesagt.
you-said-go = Sagen, was Ihnen helfen würde
you-said = { $said ->
    [one] Einer Ihrer Beiträge soll gehört werden
   *[other] { $said } Ihrer Beiträge sollen gehört werden
}; { $heard ->
    [0] { $said ->
        [one] gehört hat ihn noch niemand.
       *[other] gehört hat sie noch niemand.
    }
    [one] { $said ->
        [one] er wurde gehört.
       *[other] einer davon wurde gehört.
    }
    [2] { $said ->
        [2] beide wurden gehört.
       *[other] 2 davon wurden gehört.
    }
   *[other] { $heard } davon wurden gehört.
}
you-said-see = Nachsehen, was daraus wurde
users-find = Nutzenden ist „{ $most }“ am meisten wert: { $most_worth }. Am wenigsten wert ist ihnen „{ $least }“: { $least_worth }.
users-find-one = Nutzenden ist „{ $most }“ { $most_worth } wert.
users-find-from-five = Sie haben gesagt, was es Ihnen wert ist. Was Nutzende sagen, erscheint, sobald es fünf sind oder jemand mit Namen dazu steht.
you-rated-nothing = Sie haben noch nicht gesagt, was es Ihnen wert ist.
you-rate-go = Sagen, was es Ihnen wert ist
value-all-go = Alle Ergebnisse und was sie wert sind
done-nothing = Noch ist nichts ausgewählt.
done-nothing-ours = Was am { $day } ausgewählt wurde, dient keinem Ergebnis, das Sie oder andere Nutzende bewertet haben.
done-ours = Am { $day } ausgewählt für das, was Sie oder andere Nutzende bewertet haben: { $features }.
done-ours-more = { $count ->
    [one] Am { $day } ausgewählt für das, was Sie oder andere Nutzende bewertet haben: { $features } und ein weiteres Vorhaben.
   *[other] Am { $day } ausgewählt für das, was Sie oder andere Nutzende bewertet haben: { $features } und { $count } weitere.
 }
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
audience-whole_table = sichtbar für den ganzen Tisch
audience-only_me = nur für Sie sichtbar, bis es aufgedeckt wird
audience-parties = sichtbar für { $parties }

## Was auf Sie wartet
need-answer_closing = Soll diese Beziehung geschlossen werden?
need-answer_closing-why = { $party } schlägt es vor; geschlossen wird, wenn alle Parteien zustimmen
need-take_position = { $count ->
    [one] Wo stehen Sie bei „{ $about }“?
   *[other] Wo stehen Sie bei { $count } Vorschlägen?
}
need-take_position-why = Ein Vorschlag wartet auf Sie
need-keep_position = { $count ->
    [one] „{ $about }“ hat einen neuen Text: Gilt es noch?
   *[other] { $count } Vorschläge haben einen neuen Text: Gilt es noch?
}
need-keep_position-why = Sie haben gesagt, wo Sie stehen; ein Tipp, wenn es noch gilt
need-judge_outcomes = { $count ->
    [one] Ist es wahr geworden? „{ $about }“
   *[other] Ist es wahr geworden? Zu { $count } Ergebnissen fehlt Ihre Antwort
}
need-judge_outcomes-why = Die Vereinbarung handelt davon; nur Ihre Partei kann es sagen
need-read_again = { $count ->
    [one] Zu „{ $about }“ fehlen neue Werte
   *[other] Zu { $count } Messgrößen, die Sie ablesen, fehlen neue Werte
}
need-read_again-why = Seither hätte zweimal abgelesen werden sollen; eine Lücke sagt nichts
need-count_answers = { $count ->
    [one] Antworten auf „{ $about }“ auszählen
   *[other] Antworten auf { $count } Fragen auszählen
}
need-count_answers-why = Ein Monat oder Quartal ist vorbei, in dem Ihre Partei Leute gefragt hat
need-look_at_factors = { $count ->
    [one] { $asks ->
        [ahead] Bald: „{ $about }“
        [own_word] Gilt es noch? „{ $about }“
       *[party] Ändert es etwas für Ihre Partei? „{ $about }“
    }
   *[other] { $asks ->
        [ahead] { $count } äußere Einflüsse stehen bevor
        [own_word] { $count } äußere Einflüsse: Gilt noch, was Sie gesagt haben?
        [party] { $count } äußere Einflüsse: Ändern sie etwas für Ihre Partei?
       *[several] { $count } äußere Einflüsse: Sehen Sie noch einmal hin
    }
}
need-look_at_factors-why = { $asks ->
    [ahead] Es kann berühren, was Sie vereinbart haben; sehen Sie es sich vorher an
    [own_word] Es kann geändert haben, was etwas wert ist; ein Tipp genügt, wenn es noch gilt
    [party] Es kann berühren, was Sie vereinbart haben oder planen; ein Tipp genügt, wenn es so bleibt
   *[several] Es kann berühren, was Sie gesagt, vereinbart oder geplant haben; ein Tipp genügt, wenn es so bleibt
}
need-answer_kept = { $count ->
    [one] Ist „{ $about }“ eingehalten?
   *[other] Sind { $count } Zusagen an Sie eingehalten?
}
need-answer_kept-why = Das sagt, wer zugesagt hat; es gilt, wenn Ihre Partei es auch sagt
need-answer_change = { $count ->
    [one] Soll „{ $about }“ anders zugesagt werden?
   *[other] Bei { $count } Zusagen wird um eine Änderung gebeten
}
need-answer_change-why = Was zugesagt ist, gilt, bis Ihre Partei zustimmt
need-keep_commitment = { $count ->
    [one] Sie haben zugesagt: „{ $about }“
   *[other] { $count } Ihrer Zusagen sind fällig
}
need-keep_commitment-why = { $late ->
    [yes] Der Tag ist vorbei
   *[no] Der Tag kommt bald, oder die andere Seite sagt, was fehlt
}
need-answer_objection = { $count ->
    [one] Jemand hat einen Einwand gegen „{ $about }“
   *[other] Jemand hat Einwände gegen { $count } Ihrer Vorschläge
}
need-answer_objection-why = Dort steht, was es möglich machen würde
need-hear_objection = { $count ->
    [one] Ein Einwand gegen „{ $about }“ wurde wiedergegeben
   *[other] Einwände gegen { $count } Vorschläge wurden wiedergegeben
}
need-hear_objection-why = Sie sagen, ob er verstanden wurde
need-lacks_consent = { $count ->
    [one] Für „{ $about }“ fehlt eine Zustimmung
   *[other] Für { $count } Vorschläge fehlt eine Zustimmung
}
need-lacks_consent-why = Niemand hat einen Einwand, aber zu wenige stimmen zu; Sie können es noch
need-count_silence = { $count ->
    [one] „{ $about }“: Eine Partei hat geschwiegen
   *[other] { $count } Vorschläge: Eine Partei hat geschwiegen
}
need-count_silence-why = Sie hat vorher gesagt, dass sie sich dann enthält
need-adopt_complete = { $count ->
    [one] „{ $about }“ kann angenommen werden
   *[other] { $count } Vorschläge können angenommen werden
}
need-adopt_complete-why = Wer noch fehlte, ist nicht mehr gefragt, und nichts spricht dagegen
need-write_in_round = In „{ $about }“ fehlt Ihr Beitrag
need-write_in_round-why = Eine schriftliche Runde läuft; Ihre Partei hat nicht zu jedem Punkt etwas gesagt
need-come_to_meeting = „{ $about }“ läuft: Kommen Sie dazu
need-come_to_meeting-why = Die anderen sitzen gerade zusammen.
need-begin_meeting = „{ $about }“ beginnen
need-begin_meeting-why = Es ist so weit, und Sie können es leiten.
need-say_coming = { $count ->
    [one] Kommen Sie zu „{ $about }“?
   *[other] Kommen Sie zu { $count } Treffen?
}
need-say_coming-why = Die anderen wüssten es gern, und wer sonst für Sie kommt.
need-read_minutes = { $count ->
    [one] Lesen Sie, was in „{ $about }“ geschah
   *[other] Lesen Sie, was in { $count } Treffen geschah
}
need-read_minutes-why = Sie waren nicht dabei.
need-signature_withdrawn = { $because ->
    [party_left] Der Text, den Sie unterschrieben haben, ist wieder ein Entwurf
   *[changed] Der Text, den Sie unterschrieben haben, wurde geändert
}
need-signature_withdrawn-why = { $because ->
    [party_left] Eine Partei ist gegangen; Ihre Unterschrift gilt nicht mehr
   *[changed] Ihre Unterschrift gilt nicht mehr
}
need-signing_declined = Jemand von { $party } unterschreibt die Nutzenvereinbarung nicht
need-signing_declined-why = Lesen Sie, warum; Sie können den Text ändern
need-sign_agreement = Die Nutzenvereinbarung wartet auf Ihre Unterschrift
need-sign_agreement-why = Aus jeder Partei unterschreibt jemand; mit der letzten Unterschrift gilt sie
need-review_agreement = Wieder auf die Nutzenvereinbarung schauen
need-review_agreement-why = Der Tag ist da: Ist es noch das, was für Sie zählt?
need-review_decision = { $count ->
    [one] „{ $about }“ wieder ansehen
   *[other] { $count } Entscheidungen wieder ansehen
}
need-review_decision-why = Der Tag ist da: Sagen Sie, wie es ging
need-look_at_statements = { $count ->
    [one] In „{ $about }“ warten Aussagen: zeigen oder weglassen
   *[other] In { $count } Befragungen warten Aussagen: zeigen oder weglassen
}
need-look_at_statements-why = Teilnehmende haben sie hinzugefügt; niemand bekommt sie gezeigt, bevor Sie sie angesehen haben
need-end_consultation = { $count ->
    [one] „{ $about }“ ist vorbei: festhalten, was herauskam
   *[other] { $count } Befragungen sind vorbei: festhalten, was herauskam
}
need-end_consultation-why = Es kann niemand mehr antworten; was alle teilen, wird festgehalten, wenn Sie beenden
need-vouch_for = Gehört { $person } zu Ihnen?
need-vouch_for-why = Eine andere Partei hat diese Person eingeladen; solange Sie das nicht bestätigen, spricht sie nicht für Ihre Partei, und kamen Sie selbst auf diesem Weg, auch Sie nicht
need-share_figures = Darf { $party } Ihre Bewertungen sehen?
need-share_figures-why = { $party } kam erst, als Sie schon gesagt hatten, was Ihnen etwas wert ist; ohne Ihre Zustimmung sieht dort niemand Ihre Bewertungen
need-confirm_spoken_words = { $count ->
    [one] Jemand hat für Sie gesprochen: Stehen Sie dazu?
   *[other] Jemand hat { $count }-mal für Sie gesprochen: Stehen Sie dazu?
}
need-confirm_reflections = Haben Sie das so gemeint?
need-acknowledge_corrections = „Nicht ganz …“: Nehmen Sie die Berichtigung auf
need-confirm_answers = Sie haben eine Antwort: Fühlen Sie sich gehört?
need-nod_to_builds = Jemand hat auf Ihrer Idee aufgebaut
need-say_back = { $count ->
    [one] Geben Sie wieder, was Sie verstanden haben
   *[other] Geben Sie wieder, was Sie von { $count } Beiträgen verstanden haben
}
need-answer = { $count ->
    [one] Ein Beitrag wartet auf Ihre Antwort
   *[other] { $count } Beiträge warten auf Ihre Antwort
}
need-reply = { $count ->
    [one] Eine Frage wartet auf eine Antwort
   *[other] { $count } Fragen warten auf eine Antwort
}
need-mentioned = { $count ->
    [one] Sie sind in einem Beitrag erwähnt
   *[other] Sie sind in { $count } Beiträgen erwähnt
}
need-rate = { $count ->
    [one] Sagen Sie, was Ihnen dieses Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
}
need-still_so = { $count ->
    [one] Der Wortlaut, den Sie bewertet haben, hat sich geändert: Gilt das noch?
   *[other] Der Wortlaut von { $count } Ergebnissen, die Sie bewertet haben, hat sich geändert: Gilt das noch?
}
need-still_so-why = { $about }
need-answer_wording = { $count ->
    [one] Für ein Ergebnis Ihrer Partei ist ein anderer Wortlaut vorgeschlagen
   *[other] Für { $count } Ergebnisse Ihrer Partei ist ein anderer Wortlaut vorgeschlagen
}
need-answer_wording-why = „{ $about }“: Nehmen Sie ihn an, oder lassen Sie es, wie es ist
need-rate-why = { $about }
need-guess = { $count ->
    [one] Schätzen Sie, was { $party } zu einem Ergebnis sagen wird
   *[other] Schätzen Sie, was { $party } zu { $count } Ergebnissen sagen wird
}
need-guess_spoken = { need-guess }
need-guess-why = Versiegelt, bis { $party } gesprochen hat; dann gemeinsam aufgedeckt
need-guess_spoken-why = { $party } hat gesprochen: Schätzen Sie, bevor Sie nachsehen
need-rate_again = { $count ->
    [one] Ist Ihnen ein Ergebnis noch genauso viel wert?
   *[other] Sind Ihnen { $count } Ergebnisse noch genauso viel wert?
}
need-rate_again-why = { $days ->
    [one] zuletzt gesagt vor einem Tag
   *[other] zuletzt gesagt vor { $days } Tagen
}
need-say_purpose = Sagen Sie, wozu diese Beziehung da ist
need-say_purpose-why = In Ihren Worten: Für Sie ist die Beziehung da
need-say_terms = Sagen Sie, was Sie einbringen, erwarten und nicht können
need-say_terms-why = Damit niemand raten muss
need-say_better_off = Sind Sie besser gestellt?
need-say_better_off-why = Ihre eigene Partei sieht es zuerst; wann Sie es teilen, entscheiden Sie
need-invite_suggested = Laden Sie ein, wen Ihre Leute vorschlagen, oder stellen Sie es zurück
need-invite_suggested-why = Sie können selbst niemanden einladen
need-invite_party = Fragen Sie jemanden bei { $party }
need-invite_again = Erinnern Sie, wen Sie bei { $party } gefragt haben, oder fragen Sie jemand anderen
need-invite_party-why = Von { $party } sitzt noch niemand hier
need-invite_again-why = Jemand wurde gefragt und hat noch nicht geantwortet
need-seat_dependency = { $about } hat keinen Platz
need-seat_dependency-why = Der Service hängt davon ab: Geben Sie einen Platz, oder sagen Sie, warum nicht
need-open_reveal = { $side ->
    [provider] { $party } hat geantwortet: gemeinsam aufdecken
   *[consumer] Sehen Sie, was geschätzt wurde und was Sie gesagt haben
}
need-open_reveal-why = { $count ->
    [one] Eine Schätzung liegt offen neben dem, was gesagt wurde
   *[other] { $count } Schätzungen liegen offen neben dem, was gesagt wurde
}
reveal-open = Schätzung und Antwort nebeneinander
about-ask-why = { $party } nach dem Warum fragen
about-tell-why = { $party } sagen, warum
about-say = Etwas dazu sagen
said-said-about = Gesagt. Der ganze Tisch sieht es.
need-talk_about_gap = Über „{ $about }“ lohnt sich ein Gespräch
need-talk_about_gap-why = Geschätzt { $guess }; { $party } hat { $said } gesagt
need-add_outcome = Sagen Sie, was dieser Service jemandem ermöglicht
need-add_outcome-why = Drei Ergebnisse genügen für den Anfang
need-claim_seat = Machen Sie diesen Platz zu Ihrem
need-claim_seat-why = Mit einem Passwort kommen Sie ohne den Link zurück und können für Ihre Partei sprechen

## Ein Ergebnis
outcome-eyebrow = Ergebnis für { $party } · { $depends }
outcome-retired = Seit { $day } nicht weiterverfolgt: { $why }
worth-now = Jetzt wert
objective = Ziel
objective-by = in den Worten von { $party }
basis-realised = wie es geworden ist
basis-expected = wie erwartet
basis-both = { $realised }, wie es geworden ist; { $expected }, wie erwartet
reveal-talk = { $provider } hat { $guess } geschätzt; { $consumer } hat { $said } gesagt. Darüber lohnt sich ein Gespräch.
reveal-other = { $provider } hat { $guess } geschätzt; { $consumer } hat { $said } gesagt. Nicht alles davon galt diesem Wortlaut.
reveal-today = Inzwischen sagt { $consumer } { $said }, seit { $day }.
reveal-alike = { $provider } hat { $guess } geschätzt; { $consumer } hat { $said } gesagt. Sie sind sich einig.
guess-note = { $person } hat am { $day } { $guess } geschätzt, versiegelt.
guess-note-late = { $person } hat am { $day } { $guess } geschätzt, als der Wert schon bekannt sein konnte.
guess-before-you-look = { $party } hat gesagt, was das wert ist. Schätzen Sie, bevor Sie nachsehen, oder überspringen Sie es.
guess-not-looked = { $party } hat gesagt, was das wert ist. Sie sehen es, sobald Sie geschätzt oder übersprungen haben.
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
nobody-said = Hier gibt es noch nichts zu sehen.
words-more =
    { $count ->
        [one] Noch ein Beitrag im Dialog
       *[other] Noch { $count } Beiträge im Dialog
    }
words-about = Beiträge dazu
effects-title = Wovon es entlastet und womit es belastet
effects-none = Dazu hat noch niemand etwas gesagt.
effect-add = Sagen, wovon es Ihre Partei entlastet oder womit es sie belastet
effect-direction = Entlastet es Sie von etwas, oder belastet es Sie mit etwas?
effect-burden = Sind es Kosten, oder ist es ein Risiko?
effect-what = Was ist es?
direction-removes = Entlastet um
direction-imposes = Belastet mit
burden-cost = Kosten
burden-risk = Risiko
withdraw = Zurückziehen
save = Speichern
outcome-change = Dieses Ergebnis ändern
outcome-reword = Anders formulieren
outcome-describe = Sagen, worauf es ankommt und ob es schon da ist
wording-theirs = { $party } hat gesagt, was das wert ist. Den Wortlaut ändert nur noch { $party }; Sie können einen anderen vorschlagen.
wording-propose = Anderen Wortlaut vorschlagen
wording-proposed = Ein anderer Wortlaut ist vorgeschlagen
wording-take = Diesen Wortlaut annehmen
wording-leave = So lassen, wie es ist
wording-withdraw = Vorschlag zurückziehen
wording-would-be-for = für { $party }
wording-was-for = damals für { $party }
wording-earlier = Früherer Wortlaut
wording-earlier-note = Was vor der Änderung gesagt wurde, galt diesem Wortlaut.
wording-stood = vom { $from } bis { $until }, für { $party }
said-of-words = Zu diesem Wortlaut: „{ $words }“, für { $party }.
effect-other-words = zu einem anderen Wortlaut gesagt
still-so-ask = Gilt das noch?
still-so-then = Damals lautete es anders:
still-so = Gilt noch
still-so-or = Oder sagen Sie unten, was es Ihnen jetzt wert ist.
rate-anew = Neu bewerten
rate-first = Bewerten
voice-confirmed = bestätigt am { $day }
yours-confirmed = Bestätigt am { $day }.
said-still-so = Was Sie gesagt haben, gilt auch für diesen Wortlaut.
said-outcome-described = Das ist aufgezeichnet.
said-wording-proposed = Der Wortlaut ist vorgeschlagen. Die Partei, für die das Ergebnis ist, nimmt ihn an oder lässt es, wie es ist.
said-wording-taken = So lautet es jetzt.
said-wording-declined = Der Wortlaut bleibt, wie er ist.
outcome-retire = Nicht weiterverfolgen
outcome-retire-note = Was dazu gesagt wurde, bleibt aufgezeichnet.
yours-last = Am { $day } haben Sie gesagt: Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }.
yours-declined = Sie haben gesagt, dass es Ihre Partei nicht betrifft.
said-outcome-reworded = Die neue Formulierung gilt.
said-outcome-retired = Das Ergebnis wird nicht weiterverfolgt.
said-effect-stated = Das ist aufgezeichnet.
said-effect-withdrawn = Zurückgezogen.

## Startseite
home-title = Wartet auf Sie
home-greeting = Guten Tag, { $name }
home-nothing = Nichts wartet auf Sie. Ihre Beziehungen stehen unten.
home-relationships = Ihre Beziehungen
home-open = Eine Beziehung eröffnen
home-open-how = Selbst eine Beziehung eröffnen: was dafür fehlt
home-empty-title = Noch keine Servicebeziehung
home-empty = Beginnen Sie mit dem Kunden, bei dem Sie am wenigsten sicher sind: Sagen Sie, was der Service ihm ermöglicht, schätzen Sie, was es ihm wert ist, und fragen Sie.
home-empty-guest = Sie sitzen zurzeit an keinem Tisch. Wenn Sie wieder gebraucht werden, bekommen Sie einen neuen Link.
home-gap = Am weitesten liegt „{ $outcome }“ auseinander: geschätzt { $guess }, gesagt { $said }.
home-valued = { $done } von { $total } Ergebnissen sind bewertet.
home-no-outcomes = Noch liegt kein Ergebnis auf dem Tisch.
home-closed = Geschlossen am { $day }
home-closed-ones = { $count ->
    [one] Eine geschlossene Beziehung
   *[other] { $count } geschlossene Beziehungen
 }
home-all-closed = Keine ist offen.
home-with = mit { $parties }
home-last = Letzter Eintrag
home-waits = Wartet am längsten auf Sie
