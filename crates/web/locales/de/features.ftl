## Funktionen & Mischung
feature = Funktion
feature-note = Was es ist

## Was jemanden braucht
need-price = { $count ->
    [one] Sagen Sie, was eine Funktion kostet
   *[other] Sagen Sie, was { $count } Funktionen kosten
 }
need-price-why = Ohne Preis kommt sie in keine Mischung
need-rate-mix = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
 }
need-rate-mix-why = Ihre Partei hat in der Mischung der Funktionen noch keine Stimme

## Das Protokoll
record-feature_added = { $who } hat eine Funktion hinzugefügt, die { $party } umsetzen würde.
record-feature_changed = { $who } hat die Funktion „{ $feature }“ anders gefasst oder neu gesagt, wozu sie dient.
record-feature_priced = { $who } hat gesagt, was „{ $feature }“ kostet: { $price }.
record-feature_withdrawn = { $who } hat die Funktion „{ $feature }“ zurückgezogen.
record-endowments_chosen = { $who } hat gewählt, wie viel Stimme jede Partei in einer Mischung hat: { $weights }.
record-mix_recorded-equal_voice = { $who } hat die Mischung nach gleichen Stimmen für { $budget } festgehalten: { $count ->
    [one] eine Funktion
   *[other] { $count } Funktionen
 }.
record-mix_recorded-most_value = { $who } hat die Mischung mit dem größten Gesamtwert für { $budget } festgehalten: { $count ->
    [one] eine Funktion
   *[other] { $count } Funktionen
 }.
record-mix_recorded-worst_off = { $who } hat die Mischung festgehalten, die zuerst auf die am schlechtesten gestellte Partei sieht, für { $budget }: { $count ->
    [one] eine Funktion
   *[other] { $count } Funktionen
 }.
price-range = { $low } bis { $high }
