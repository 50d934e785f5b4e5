## Suche
search-title = Suche
search-label = Gesuchte Wörter
search-placeholder = Suchen
search-do = Suchen
search-here = In dieser Beziehung suchen
search-lede = In allem, was Sie hier sehen dürfen: in Beiträgen, Wiedergaben und Antworten, nach ihren Wörtern oder nach der Person, von der sie stammen, in Ergebnissen und Vorhaben und in dem, was die Parteien einbringen und erwarten.
search-across-lede = In allem, was Sie in Ihren Beziehungen sehen dürfen.
search-empty-title = Wonach suchen Sie?
search-empty = Ein Wort findet jede Stelle, an der es vorkommt; jedes weitere grenzt die Suche ein. Auch Teile von Wörtern genügen.
search-nothing-title = „{ $words }“ kommt nirgends vor
search-nothing = Alle Wörter müssen an einer Stelle vorkommen. Versuchen Sie es mit weniger Wörtern oder nur mit dem Anfang eines Wortes. Was andere unter sich behalten, wird nicht durchsucht.
search-told = „{ $words }“: { $found }
search-places = { $count ->
    [one] An einer Stelle gefunden
   *[other] An { $count } Stellen gefunden, die neueste zuerst
}
search-many = Die neuesten { $count } Stellen; ein weiteres Wort grenzt sie ein
search-tables = { $count ->
    [one] In einer Ihrer Beziehungen gefunden.
   *[other] In { $count } Ihrer Beziehungen gefunden, die neueste zuerst.
}
search-outcome = Ergebnis: { $statement }
search-feature = Ein Vorhaben
search-purpose = Wozu diese Beziehung da ist
search-terms = Was { $party } einbringt, erwartet und nicht kann
search-better-off = Ob { $party } besser gestellt ist
search-part = Ein Teil des laufenden Service
search-dependency = Ein Lieferant, von dem der Service abhängt
search-endowments = Warum die Stimmen in einer Auswahl so viel zählen
search-meeting = Ein Treffen
search-consultation = Eine Frage an viele
search-commitment = Eine Zusage
search-factor = Äußerer Einfluss
search-review = Ob ein Ergebnis wahr wurde
search-proposal = Ein Vorschlag oder eine Entscheidung
search-agreement = Die Nutzenvereinbarung
search-agreement-version = Die Nutzenvereinbarung, Fassung { $version }
search-measure = Eine Messgröße
search-no-word = Sagen Sie, wonach gesucht werden soll: mindestens ein Wort.
search-slash = Die Taste / führt zur Suche, außerhalb von Feldern (in diesem Browser gemerkt)
