## Rückblick
nav-review = Rückblick
review-lede = Zugesagt, gemessen und empfunden, nebeneinander. Ob es wahr wurde, sagt für jedes Ergebnis die Partei, für die es gedacht ist.
review-choose = Zurückblicken
review-since-version = Seit { $day }, als Fassung { $version } der Vereinbarung in Kraft trat.
review-since-day = Seit { $day }.
review-choose-version = Seit Fassung { $version }
review-choose-months = { $count ->
    [12] Ein Jahr
   *[other] { $count } Monate
}
review-came-true = Ist es wahr geworden?
review-promised = Zugesagt
review-measured = Gemessen
review-perceived = Empfunden
review-says = Die eigene Partei sagt
review-party-says = { $party } sagt
review-no-outcomes = Noch gibt es nichts, worauf man zurückblicken kann: Kein Ergebnis ist benannt.
review-example = Zum Beispiel: „{ $outcome }“, mit dem zugesagten Ziel, mit dem, was gemessen wird, und mit dem, was es den Leuten wert ist.
review-nothing-promised = nicht in der Vereinbarung
review-own-target = { $name }, { $target } (nicht in der Vereinbarung)
review-promised-in-words = vereinbart, ohne Zielwert
review-not-measured = nicht gemessen
review-not-known = nicht bekannt
review-last-read = zuletzt abgelesen am { $day }
review-few-readings = { $readings } von etwa { $expected } Werten liegen vor
review-met = erreicht das Ziel
review-missed = verfehlt das Ziel
review-met-latest = der letzte Wert erreicht das Ziel
review-missed-latest = der letzte Wert verfehlt das Ziel
review-read-note = { $day }; { $reached } von { $readings } Werten erreichen das Ziel
review-read-by = abgelesen von { $party }
review-dropped = gestrichen von { $party } am { $day }, weiterhin zugesagt
review-before = damals { $value }
review-before-since = { $value } am { $day }
review-say-less = { $count } von { $people } mit neuer Bewertung { $count ->
    [one] sagt
   *[other] sagen
} weniger
review-say-more = { $count } von { $people } mit neuer Bewertung { $count ->
    [one] sagt
   *[other] sagen
} mehr
review-still-so = { $count ->
    [one] eine Person sagt, dass es noch gilt
   *[other] { $count } sagen, dass es noch gilt
}
review-not-said = noch nicht gesagt
came_true-met = erfüllt
came_true-partly = teilweise
came_true-not = nicht erfüllt
review-judged-by = { $who } am { $day }
review-judged-other-words = { $who } am { $day }, zu anderen Worten
review-say-it = Sagen, ob es wahr wurde
review-did-it = Ist es wahr geworden?
review-words = In einem Satz
review-words-hint = Was fehlt, wenn etwas fehlt. Der ganze Tisch sieht es.
review-closed = { $count ->
    [one] Was ein Ergebnis dem Serviceabnehmer wert ist, sehen Sie nach Ihrer Schätzung.
   *[other] Was { $count } Ergebnisse dem Serviceabnehmer wert sind, sehen Sie nach Ihrer Schätzung.
}
review-head-green = { $read ->
    [one] Das eine gemessene Ziel hat jeder Wert erreicht
   *[other] Alle { $read } gemessenen Ziele hat jeder Wert erreicht
}, und { $party } ist weniger zufrieden { $than }.
review-than-on = als am { $day }
review-than-before = als zuvor
review-head-both = { $read ->
    [one] Das eine gemessene Ziel ist in { $reached } von { $readings } Werten erreicht
   *[other] { $met } von { $read } Zielen sind erreicht, der Rest in { $reached } von { $readings } Werten
}, und { $party } ist weniger zufrieden { $than }.
review-head-missed = { $read ->
    [one] Das eine gemessene Ziel ist in { $reached } von { $readings } Werten erreicht.
   *[other] { $met } von { $read } Zielen sind erreicht, der Rest in { $reached } von { $readings } Werten.
}
review-head-fell = { $party } ist weniger zufrieden { $than }{ $measured ->
    [none] , und nichts wird gemessen
    [unread] , und von dem, was gemessen werden soll, wurde nichts abgelesen
   *[few] , und es liegen zu wenige Werte vor, um zu sagen, ob die Ziele erreicht sind
}.
review-head-unmeasured = Noch wird nichts gemessen{ $promised ->
    [yes] ; niemand kann sagen, ob gilt, was zugesagt ist
   *[no] {""}
}.
review-head-unread = Von dem, was gemessen werden soll, wurde seit dem { $since } nichts abgelesen{ $promised ->
    [yes] ; niemand kann sagen, ob gilt, was zugesagt ist
   *[no] {""}
}.
review-head-few = Es liegen zu wenige Werte vor, um zu sagen, ob { $promised ->
    [yes] gilt, was zugesagt ist
   *[no] die Ziele erreicht sind
}: { $readings } von etwa { $expected }.
review-head-unsaid = { $read ->
    [one] Das eine gemessene Ziel hat jeder Wert erreicht
   *[other] Alle { $read } gemessenen Ziele hat jeder Wert erreicht
}; { $count ->
    [one] zu einem Ergebnis hat niemand gesagt, ob es wahr wurde.
   *[other] zu { $count } Ergebnissen hat niemand gesagt, ob sie wahr wurden.
}
review-head-good = { $read ->
    [one] Das eine gemessene Ziel hat jeder Wert erreicht
   *[other] Alle { $read } gemessenen Ziele hat jeder Wert erreicht
}{ $less ->
    [nobody] , und niemand sagt weniger als zuvor
    [somebody] ; nicht alle sagen so viel wie zuvor
   *[unknown] {""}
}.
review-head-first = „{ $words }“: { $told }.
review-head-beside = Daneben steht: { $what }.
review-head-unpromised = { $all ->
    [one] Dafür war kein messbares Ziel zugesagt.
   *[other] { $none ->
        [one] { $all } Ergebnisse werden niedriger bewertet als zuvor; für eines davon war kein messbares Ziel zugesagt.
       *[other] { $all } Ergebnisse werden niedriger bewertet als zuvor; für { $none } davon war kein messbares Ziel zugesagt.
    }
}
review-do-value = Ansehen, was jedes Ergebnis wert ist
review-do-word = Sagen, was helfen würde
review-do-measure = Eine Messgröße nennen
review-do-read = Werte eintragen
review-do-see-readings = Ansehen, was abgelesen wurde
review-do-say = Sagen, ob es wahr wurde
review-do-commitments = Ansehen, was zugesagt ist
review-do-next = Sagen, was wir als Nächstes tun
review-falls = Was sich geändert hat, und wann
review-shift = { $way ->
    [less] { $count } von { $people } mit neuer Bewertung { $count ->
        [one] sagt
       *[other] sagen
    } jetzt weniger
   *[more] { $count } von { $people } mit neuer Bewertung { $count ->
        [one] sagt
       *[other] sagen
    } jetzt mehr
}{ $range ->
    [none] {""}
    [one] {""}, um { $most ->
        [one] einen Punkt
       *[other] { $most } Punkte
    }
    [up] {""}, um bis zu { $most ->
        [one] einen Punkt
       *[other] { $most } Punkte
    }
   *[many] {""}, um { $least } bis { $most } Punkte
}{ $chance ->
   *[other] {""}; so ein Muster entsteht durch Zufall einmal in { $once } Fällen
    [none] {""}
}
review-over-months = Über mehrere Monate
review-over-time = Seit { $since } sagen { $way ->
    [less] { $count } von { $people } weniger als davor
   *[more] { $count } von { $people } mehr als davor
}{ $range ->
    [none] {""}
    [one] {""}, um { $most ->
        [one] einen Punkt
       *[other] { $most } Punkte
    }
    [up] {""}, um bis zu { $most ->
        [one] einen Punkt
       *[other] { $most } Punkte
    }
   *[many] {""}, um { $least } bis { $most } Punkte
}{ $chance ->
    [drawn] {""}; über alle Monate und mit gelosten Fällen gerechnet kommt so ein Muster höchstens etwa einmal in { $once } Fällen durch Zufall vor
    [counted] {""}; über alle Monate gerechnet und alle Fälle ausgezählt kommt so ein Muster einmal in { $once } Fällen durch Zufall vor
   *[none] {""}
}
review-over-months-note = Von allen Monaten wird der genannt, vor und nach dem die Bewertungen am stärksten voneinander abweichen; der Zufall ist so gerechnet, dass jeder versucht wurde.
review-when-on = Gesagt am { $day }.
review-when-between = Gesagt zwischen { $first } und { $last }.
review-a-shift = mehr als Zufall
review-beside = Zu dieser Zeit:
review-beside-factor = { $words } ({ $day })
review-compared-first = Wer bis zum { $since } noch nichts gesagt hatte, wird mit der eigenen ersten Bewertung verglichen, ab dem { $day }.
review-tested = { $count ->
    [one] Bei einem Vergleich waren es genug Personen für einen Test; auch wenn sich nichts geändert hätte, könnte er durch Zufall wie eine Änderung aussehen.
   *[other] Bei { $count } Vergleichen waren es genug Personen für einen Test; auch wenn sich nichts geändert hätte, { $chance ->
        [1] könnte einer davon
       *[other] könnten bis zu { $chance } davon
    } durch Zufall wie eine Änderung aussehen.
} Wo weniger als sechs Personen ihre Bewertung geändert haben, werden sie nur gezählt.
review-tested-none = Bei keinem Ergebnis haben sechs Leute ihre Bewertung geändert: Es wird nur gezählt, und über Zufall wird nichts gesagt.
review-ways = Gesagt und getan
review-ways-none = Dem ganzen Tisch wurde noch kein Bedarf, keine Grenze und keine Idee gesagt.
review-ways-more = { $count ->
    [one] Noch eines
   *[other] Noch { $count }
}
way-said = gesagt am { $day }
way-corrected = korrigiert am { $day }
way-heard = gehört von { $by } am { $day }
way-not-heard = noch nicht gehört
way-not-answered = noch nicht beantwortet
way-answer-taken_up = aufgenommen von { $by } am { $day }: „{ $words }“
way-answer-tried = erprobt von { $by } seit { $day }: „{ $words }“
way-answer-not_now = jetzt nicht, weil: „{ $words }“; kommt wieder am { $returns }
way-in-mix = in der Auswahl: { $name }
way-feature = wurde ein Vorhaben: { $name }
way-proposed = vorgeschlagen: { $title }
way-decided = entschieden am { $day }: { $title }
way-agreed = in der Vereinbarung, Fassung { $version }
way-promised-due = zugesagt bis { $day }: { $words }
way-promised-late = zugesagt bis { $day }, überfällig: { $words }
way-promised-kept = eingehalten: { $words }
way-promised-ended = nicht mehr nötig: { $words }
review-all-factors = Alle äußeren Einflüsse
review-kept = Eingehalten
review-changed = Einvernehmlich geändert
review-late = Überfällig
review-open = Noch einzuhalten
review-happened = Was seither geschah
review-decided = Entschieden: { $title }
review-was-kept = Eingehalten: { $words }
review-agreed = Fassung { $version } der Vereinbarung trat in Kraft
review-idle = Darauf schaut niemand
review-unmeasured = Ergebnisse ohne Messwert
review-serve-nothing = Vorhaben, die keinem Ergebnis dienen
review-promised-for-nothing = Zusagen, die keinem Ergebnis dienen
review-principle-talk = Auf die Tagesordnung von „{ $title }“ setzen
review-csv = Der Rückblick als Tabelle (CSV)
column-promised = zugesagt
column-measured = gemessen
column-met = Ziel erreicht
column-read_by = abgelesen von
column-before = zuvor
column-less = Leute, die weniger sagen
column-more = Leute, die mehr sagen
column-came_true = die eigene Partei sagt
column-judged_other_words = zu anderen Worten gesagt
column-dropped = Messgröße gestrichen
said-outcome-judged = Gesagt. Alle am Tisch sehen es.
review-ways-left = { $shown } von { $all } stehen hier; alle Beiträge stehen im Dialog.
