## Entscheidungen
nav-decisions = Entscheidungen
nav-asked = { $count ->
    [one] ein Vorschlag wartet auf Sie
   *[other] { $count } Vorschläge warten auf Sie
}
decisions-lede = Was dieser Tisch gemeinsam entscheidet. Angenommen ist ein Vorschlag, wenn jede Partei etwas gesagt hat, niemand einen Einwand hat und mindestens zwei Parteien zustimmen, eine davon der Serviceabnehmer.
decisions-open = Zu entscheiden
decisions-none = Ein Vorschlag bringt eine Sache an den Tisch, und alle sagen, ob sie gut genug ist, um weiterzugehen: Zustimmung, Zustimmung mit Bedenken, ein Einwand, der sagt, was es möglich machen würde, oder Enthaltung.
decisions-example = Zum Beispiel: „Eine zweite Leitung für das Lager vor dem Winter.“ Er dient einem Ergebnis, sagt, was er wen kostet, und wird im März wieder angesehen.
decisions-made = Entschieden
decisions-withdrawn = Zurückgenommen
decisions-serve-nothing = Dient keinem Ergebnis
decisions-serve-nothing-note = Die Ergebnisse, für die das gedacht war, gibt es nicht mehr. Wofür ist es jetzt da?
decisions-csv = Alle Entscheidungen als Tabelle (CSV)
decision-new = Etwas vorschlagen
decision-blind = erste Runde, verdeckt bis { $day }
decision-open = Runde { $round }, offen für alle
decision-adopted = angenommen am { $day }
decision-withdrawn = zurückgenommen am { $day }
decision-asks-you = wartet auf Sie
decision-review-due = wieder ansehen
decision-tag-adopted = angenommen
decision-objections = { $count ->
    [one] ein Einwand
   *[other] { $count } Einwände
}
decision-review = wird am { $day } wieder angesehen
decision-waits = wartet auf { $parties }
decision-lacks-consents = zu wenige stimmen zu

## Was Schweigen heißt
silence-heading = Wenn eine Partei nichts sagt
silence-note = Jede Partei sagt vorher, was ihr Schweigen heißt. Es gilt für spätere Vorschläge, zählt erst nach dem Tag, an dem die Runde endet, und stimmt niemals zu.
silence-wait = der Tisch wartet
silence-ask_deputy = stattdessen wird { $who } gefragt
silence-stand_aside = enthält sich
silence-change = Für uns ändern
silence-question = Was heißt es, wenn wir nichts sagen?
silence-choose-wait = Auf uns warten
silence-choose-ask_deputy = Unsere Vertretung fragen
silence-choose-stand_aside = Wir enthalten uns
silence-deputy = Unsere Vertretung
silence-nobody = niemand

## Vorschlagen und ändern
decision-new-lede = Sagen Sie, was entschieden werden soll, so, dass alle zustimmen können. Hier wird nichts durch Zählen entschieden.
decision-amend = Den Text ändern
decision-amend-lede = Alle werden zum neuen Text wieder gefragt. Ein früheres Ja bestätigt man mit einem Tipp: Gilt noch.
decision-smaller = Probieren Sie zuerst einen Teil, und auf Zeit: Sagen Sie hier, was genau, und wann Sie es wieder ansehen.
decision-undoes = Das hebt die Haltung von { $people } auf. Sie werden wieder gefragt.
decision-undoes-nobody = Zu diesem Text hat sich noch niemand geäußert; alle werden zum neuen gefragt.
decision-undoes-blind = Die erste Runde ist noch verdeckt: Niemand sieht, wessen Haltung das aufhebt. Alle werden wieder gefragt.
decision-comes-from = Kommt von
decision-mix-title = Was für { $cost } möglich ist
decision-part-of = Ein Teil von: { $title }
decision-title = In wenigen Worten
decision-title-hint = Eine Sache, die man entscheiden kann: „Eine zweite Leitung für das Lager vor dem Winter“.
decision-text = Was genau
decision-text-hint = Wer tut was, und bis wann. Kurzen Sätzen stimmt man leichter zu, und man ändert sie leichter.
decision-outcomes = Welchen Ergebnissen dient es?
decision-costs = Was kostet es wen?
decision-costs-hint = Leer lassen, was nichts kostet.
decision-sponsors = Was { $parties } Geld kostet, wartet auch auf jemanden, der dort das Budget freigibt.
decision-until = Gefragt wird bis
decision-until-hint = An diesem Tag wird die erste Runde für alle geöffnet, und wer fehlt, wird erinnert. Der Tag entscheidet nichts.
decision-trial = Erst ausprobieren
decision-review-on = Wieder ansehen am
decision-review-hint = Ein Versuch braucht diesen Tag. An den Bedenken misst man ihn.
decision-takes-in = Nimmt einen Einwand auf
decision-takes-in-none = keinen
decision-more = Wie die erste Runde geht
decision-not-blind = Alle sehen alles sofort
decision-not-blind-note = Sonst sieht niemand, was andere sagen oder wer schon etwas gesagt hat, bis alle da sind oder der Tag kommt: damit niemand dem folgt, der zuerst spricht.
decision-asked = Gefragt werden:
decision-not-asked = Nicht gefragt, weil dort niemand für die Partei spricht:
decision-open-do = An den Tisch bringen
decision-amend-do = Alle wieder fragen

## Ein Vorschlag
proposal-blind = Vorschlag · erste Runde, verdeckt · gefragt bis { $day }
proposal-open = Vorschlag · { $round ->
    [1] erste Runde
    [2] zweite Runde
    [3] dritte Runde
   *[other] Runde { $round }
} · offen für alle · gefragt bis { $day }
proposal-adopted = Entscheidung · angenommen am { $day }
proposal-withdrawn = Vorschlag · zurückgenommen am { $day }
proposal-cost = { $amount } von { $party }
proposal-trial = ein Versuch, wird am { $day } wieder angesehen
proposal-review = wird am { $day } wieder angesehen
proposal-what = Was vorgeschlagen ist
proposal-by = { $who } für { $party }, { $day }
proposal-opened-by = vorgeschlagen von { $who } für { $party }
proposal-worded-by = { $who } für { $party }, Fassung { $version }
proposal-to-earlier = { $by } (zu früherem Text)
proposal-amend = Den Text ändern
proposal-withdraw = Zurücknehmen
proposal-stands = Was die Parteien sagen
proposal-blind-note = Niemand sieht, was andere sagen oder wer schon etwas gesagt hat, bis alle da sind, oder bis { $day }. An diesem Tag wird von selbst offen, was gesagt wurde; entschieden ist damit nichts.
proposal-withdrawn-why = Er wurde zurückgenommen: { $why }
proposal-count = Schweigen zählen lassen, wie vorher gesagt
proposal-lacks-consents = Jede Partei hat etwas gesagt, und niemand hat einen Einwand; angenommen ist der Vorschlag aber nicht: Mindestens zwei Parteien, eine davon der Serviceabnehmer, müssen zustimmen. Wer sich enthält, kann das noch tun.
proposal-complete = Wer noch fehlte, ist nicht mehr gefragt, und nichts spricht dagegen. Angenommen ist es, sobald das jemand sagt.
proposal-adopt = Annehmen
proposal-criteria = Woran man es misst
proposal-no-criteria = Angenommen ohne Bedenken.
proposal-review-due = Wie ist es gegangen?
proposal-review-due-note = Der Tag ist da, an dem man es wieder ansieht. Was Sie sagen, sieht der ganze Tisch.
proposal-review-well = Es ging gut
proposal-review-not = Nicht so, wie es sollte
proposal-review-words = Was geschehen ist
proposal-promise = Etwas davon zusagen
proposal-follow = Vorschlagen, was daraus folgt
proposal-followed-by = Was daraus folgt
proposal-versions = Was geändert wurde
proposal-said = Fragen und Gedanken
proposal-said-nothing = Dazu hat noch niemand etwas gefragt oder gesagt.
proposal-said-none = Fragen Sie, was Sie wissen müssen, oder sagen Sie „Ja, und …“. Das ist keine Haltung.
proposal-say = Etwas dazu sagen
proposal-say-question = Fragen
proposal-say-build = Ja, und …
proposal-say-concern = Bedenken
proposal-say-idea = Eine andere Idee
proposal-say-placeholder = Was möchten Sie wissen oder ergänzen?
proposal-seen-by = Der ganze Tisch sieht es
proposal-answer = antworten
proposal-md = Diese Seite als Markdown
proposal-pdf = Als PDF
proposal-not-drawn = Für diese Zeichen hat es keine Schrift und druckt stattdessen ihre Nummern: { $characters }.
proposal-positions = Was jede Person sagt
proposal-position = { $who }, { $party }: { $stance }
proposal-position-earlier = { $who }, { $party }: { $stance } (zu früherem Text)
proposal-settled = Einwände, die aufgegeben wurden
proposal-json = Was entschieden wurde, für Programme
proposal-paper-view = Dieses Papier gibt die Aufzeichnung wieder und beweist für sich allein nichts. Geprüft wird die Aufzeichnung: Jede Partei kann sie herunterladen und ohne diesen Server prüfen.
proposal-paper-not = Eine Position unterschreibt niemand: Dass jede von der genannten Person stammt, sagt dieser Server, und dafür vertraut man seinen Konten. Was mit Unterschrift vereinbart wird, steht in einer Nutzenvereinbarung.
proposal-paper-how = Laden Sie die Aufzeichnung herunter und rufen Sie auf: covalue verify DATEI. Das zeigt, ob die Einträge zusammengehören, und mit einer Liste der Blätter, die Sie früher aufbewahrt haben, ob seither einer geändert, entfernt oder verschoben wurde. Die Einträge dieser Entscheidung, auch jede Position, nennen sie: { $proposal }.
proposal-serves-one = dient: { $outcome }
version-heading = Fassung { $number }
version-until = gefragt wird bis { $day }
version-takes-in = nimmt auf, was { $who } einwendet
apart-gone = Gestrichen:
apart-new = Neu:
apart-same = Kein Wort geändert.

## Wo der Tisch steht
stand-consent = Stimmt zu
stand-concern = Stimmt zu, mit Bedenken
stand-object = Hat einen Einwand
stand-stand_aside = Enthält sich
stand-split = Ist sich selbst nicht einig.
stand-missing = Noch nichts gesagt.
stand-said-nothing = Hat nichts gesagt.
stand-never-shown = Nicht gezeigt: Der Vorschlag wurde zurückgenommen, bevor die erste Runde zu Ende war.
stand-silent = Enthält sich durch Schweigen, wie vorher gesagt.
stand-earlier = Hat etwas gesagt, bevor Sie am Tisch saßen.
stand-left = Hat den Tisch verlassen.
stand-released = Die anderen haben zugestimmt, ohne sie zu entscheiden.
stand-asked = { $people }: gefragt am { $day }.
stand-sponsor-missing = Es kostet { $party } Geld: Dort muss auch jemand etwas sagen, der das Budget freigibt.
stand-needs-sponsor = Es kostet { $party } Geld, also braucht die Entscheidung dort auch die Haltung von jemandem, der das Budget freigibt.
stand-not-without = Ohne { $party } wird nichts entschieden.
stand-without-if = Ohne { $party } wird nur entschieden, wenn alle anderen dem zustimmen.
stand-silence-ask_deputy = Bleibt es beim Schweigen, wird stattdessen { $who } gefragt.
stand-silence-stand_aside = Bleibt es beim Schweigen, enthält sich die Partei.
stand-to-earlier = Zum früheren Text sagte { $who }: { $stance }.
position-as-deputy = { $who } (in Vertretung)
stand-person = { $who } ({ $stance })
stand-by-link = Nur über einen Link hier, den { $party } erstellt hat.
stand-accepted-by = { $parties } würde ohne sie entscheiden.
stand-ask = Noch einmal fragen
stand-without = Ohne { $party } entscheiden
tag-consent = Zustimmung
tag-concern = Zustimmung, mit Bedenken
tag-object = Einwand
tag-stand_aside = Enthaltung
stance-consent = Zustimmung
stance-concern = Zustimmung mit Bedenken
stance-object = Einwand
stance-stand_aside = Enthaltung

## Einwände
objection-open = Einwand
objection-waits = offen
objection-when-taken-back = war offen, als der Vorschlag zurückgenommen wurde
objection-gone = seine Partei hat den Tisch verlassen und hält nichts mehr auf
objection-left = seine Partei verließ den Tisch, bevor entschieden war
objection-to-earlier = galt früherem Text: { $who } sagt, ob er noch gilt
objection-integrated = Einwand, aufgenommen
objection-accepted-by = angenommen von { $who }
objection-withdrawn = Einwand, zurückgenommen
objection-withdrawn-by = zurückgenommen von { $who }, seither: { $stance }
objection-harm = Schaden:
objection-to = für
objection-harms = Schaden für: { $what }
objection-workable = Möglich, wenn:
objection-say-back = Wie verstehen Sie den Einwand von { $who }?
objection-say-back-hint = In Ihren eigenen Worten. Wer ihn erhoben hat, sagt, ob es so gemeint war. Entschieden wird damit nichts.
telling-not-quite = Was stimmt noch nicht ganz?
telling-correct-do = Absenden

## Ihre Haltung
yours-jump = Sagen, wo Sie stehen
yours-heading = Ihre Haltung
yours-consent = Sie stimmen zu.
yours-concern = Sie stimmen zu, mit Bedenken.
yours-object = Sie haben einen Einwand.
yours-stand_aside = Sie enthalten sich.
yours-earlier = Das galt früherem Text.
yours-sealed = Nur Sie sehen das, bis alle da sind oder der Tag kommt.
yours-replaces = Sie tritt auch an die Stelle dessen, was { $people } gesagt hat und nicht mehr für Sie sprechen kann.
yours-cost = Es kostet { $party } Geld: Bei Ihnen muss jemand etwas sagen, der das Budget freigibt.
yours-claim = Wer für eine Organisation Stellung nimmt, braucht ein Konto. Ihres dauert eine Minute; danach finden Sie diesen Vorschlag unter „Entscheidungen“.
yours-still = Gilt noch, auch mit dem neuen Text
take-consent = Zustimmen
take-consent-note = Gut genug, um weiterzugehen. Es muss nicht sein, was Ihnen am liebsten wäre.
take-concern = Zustimmen, mit Bedenken
take-concern-note = Gut genug, um weiterzugehen. Ihre Bedenken werden das, woran man es misst.
take-object = Einwenden: Es würde schaden
take-object-note = Es würde einem Ergebnis, einem Bedarf oder einer Grenze schaden. Sagen Sie, welcher, und was es möglich machen würde.
take-stand_aside = Sich enthalten
take-stand_aside-note = Wie immer die anderen entscheiden. Es zählt nicht als Zustimmung.
take-words = Ein Wort dazu
take-concern-words = Ihre Bedenken
take-gives-up = Ein Wort, warum Sie den Einwand aufgeben
take-harms = Wem oder was würde es schaden?
take-harms-none = Bitte wählen
take-harm = Welcher Schaden?
take-workable = Was würde es möglich machen?
take-do = Sagen
harms-word = { $kind }: { $words }

## Wie es hierher kam
came-heading = Wie es hierher kam
came-follows = Folgt aus
came-need = Bedarf
came-limit = Grenze
came-idea = Idee
came-question = Frage
came-concern = Bedenken
came-build = Ja, und …
came-reply = Antwort
came-word = „{ $words }“ · { $who }
came-corrected = { $told } · korrigiert am { $day }, vorher: { $words }
came-builds = { $count ->
    [one] Einmal weitergedacht
   *[other] { $count } Mal weitergedacht
}
came-mix = In der Auswahl
came-mix-sealed = Sie sehen sie, sobald Sie schätzen oder überspringen.

## Leitende Grundsätze
principle-heading = Eine Frage wert
principle-keep = Antwort behalten
principle-others = Sechs andere Fragen
principle-words = Ihre Antwort
principle-value = Auf den Wert achten
principle-value-question = Wem geht es dadurch besser, und woran merkt man es dort?
principle-start = Dort beginnen, wo man ist
principle-start-question = Was gibt es schon, das man nutzen könnte, und haben Sie es selbst angesehen?
principle-steps = In kleinen Schritten gehen und hinsehen
principle-steps-question = Was ist der kleinste Teil, den Sie zuerst probieren könnten, und woran sähen Sie, ob er hilft?
principle-together = Zusammenarbeiten, sichtbar
principle-together-question = Wer muss dafür etwas tun und wurde noch nicht gefragt?
principle-whole = Das Ganze sehen
principle-whole-question = Was ändert sich anderswo, wenn Sie das tun: für wen, und wird dort etwas abgeladen?
principle-simple = Einfach halten
principle-simple-question = Was könnten Sie weglassen, und es diente dem Ergebnis trotzdem?
principle-optimise = Erst besser machen, dann automatisch
principle-optimise-question = Welchen Teil sollten erst Menschen besser machen, bevor eine Maschine ihn wiederholt?

## Im Kreis
stall-heading = Im Kreis?
stall-topic = „{ $topic }“
stall-topics = { $first } und { $second } kamen in { $times } von { $of } Antworten wieder.
stall-topics-one = { $topic } kam in { $times } von { $of } Antworten wieder.
stall-no-topic = Der Austausch dauert schon eine Weile, und alle stehen, wo sie standen.
stall-unmoved = { $count ->
    [one] Eine Antwort wiederholte Gesagtes, und alle stehen, wo sie standen.
   *[other] { $count } Antworten wiederholten meist Gesagtes, und alle stehen, wo sie standen.
}
stall-little_new = Von den letzten Wörtern sind { $percent } % neu.
stall-two_hold = Zwei Stimmen haben { $percent } % der letzten Antworten; auch andere sind gefragt.
stall-old_objection = Ein Einwand ist seit { $days } Tagen offen.
stall-smaller = Einen Teil sechs Wochen lang probieren
stall-split = In zwei teilen
stall-round = Eine Runde: jede Partei einmal
stall-many = Vielen Menschen vorlegen
stall-third = Eine dritte Partei dazuholen
stall-no = Nein, es geht voran
round-to-speak = Eine Runde: jede Partei einmal. Noch nicht gesprochen: { $parties }. Alle dürfen jederzeit etwas sagen.

## Was eben geschah
said-proposal-opened = Es liegt dem Tisch vor. Sagen Sie jetzt auch, wo Sie stehen.
said-proposal-amended = Der neue Text liegt dem Tisch vor; alle werden wieder gefragt.
said-proposal-withdrawn = Der Vorschlag ist zurückgenommen.
said-objection-told = Wiedergegeben. Wer den Einwand erhoben hat, sagt nun, ob es so gemeint war.
said-telling-answered = Festgehalten.
said-position-taken = Ihre Haltung ist festgehalten.
said-positions-open = Jetzt sehen alle, wo alle stehen.
said-decision-made = Der Tisch hat entschieden: Es ist angenommen.
said-silence-counted = Schweigen zählt, wie vorher gesagt.
said-silence-chosen = Das gilt für Vorschläge von jetzt an.
said-absence-accepted = Das ist festgehalten. Es gilt, sobald alle anderen zustimmen.
said-party-asked = Sie wird noch einmal gefragt.
said-principle-kept = Die Antwort bleibt beim Vorschlag.
said-round-called = Die Runde hat begonnen.

## Spalten der Tabelle
column-decision = Entscheidung
column-state = Stand
column-version = Fassung
column-opened = eröffnet
column-until = gefragt bis
column-stance = Haltung
column-ended = beendet
column-review = wieder angesehen
decision-state-blind = erste Runde, verdeckt
decision-state-open = offen
decision-state-adopted = angenommen
decision-state-withdrawn = zurückgenommen
decision-stance-not_shown = nicht gezeigt, solange die Runde verdeckt ist
decision-stance-not_shown-ended = nicht gezeigt
decision-stance-missing = noch nichts gesagt
decision-stance-missing-ended = nichts gesagt
decision-stance-consent = Zustimmung
decision-stance-concern = Zustimmung mit Bedenken
decision-stance-object = Einwand
decision-stance-stand_aside = Enthaltung
decision-stance-silent = Enthaltung durch Schweigen
decision-stance-earlier = bevor Sie am Tisch saßen
decision-stance-left = gegangen
decision-stance-released = ohne sie

## On other pages
ways-heading = Entscheiden
ways-none = Das hat noch niemand zur Entscheidung vorgelegt.
ways-propose = Das vorschlagen
position-said-before = (gesagt, bevor Sie an den Tisch kamen)
