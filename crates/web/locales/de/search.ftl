## Suche
search-title = Suche
search-label = Gesuchte Wörter
search-placeholder = Suchen
search-do = Suchen
search-here = In dieser Beziehung suchen
search-lede = In allem, was Sie hier sehen dürfen: was gesagt, wiedergegeben und beantwortet wurde, nach den Worten oder nach dem Namen dessen, der sie sagte, in Ergebnissen und Funktionen, und was die Parteien einbringen und erwarten.
search-across-lede = In allem, was Sie in Ihren Beziehungen sehen dürfen.
search-empty-title = Wonach suchen Sie?
search-empty = Ein Wort findet jede Stelle, an der es steht; jedes weitere grenzt ein. Auch Teile von Wörtern genügen.
search-nothing-title = „{ $words }“ steht nirgends
search-nothing = Alle Wörter müssen an einer Stelle stehen. Versuchen Sie es mit weniger Wörtern oder nur mit dem Anfang eines Wortes. Was andere unter sich behalten, wird nicht durchsucht.
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
search-feature = Eine Funktion
search-purpose = Wozu diese Beziehung da ist
search-terms = Was { $party } einbringt, erwartet und nicht kann
search-better-off = Ob { $party } besser gestellt ist
search-part = Ein Teil des laufenden Service
search-dependency = Ein Lieferant, von dem der Service abhängt
search-no-word = Sagen Sie, wonach gesucht werden soll: mindestens ein Wort.
