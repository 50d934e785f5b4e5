## Die Nutzenvereinbarung
nav-agreement = Vereinbarung
nav-signs = wartet auf Ihre Unterschrift
agreement-heading = Was dieser Service wert ist und was wir dafür tun
agreement-none = Eine Nutzenvereinbarung sagt, was der Service wem wert ist, woran Sie das merken und wann Sie wieder hinsehen. Die Parteien unterschreiben sie; an Verträgen ändert sie nichts, es sei denn, es steht darin.
agreement-empty = Noch ist nichts vereinbart. Eine Vereinbarung entsteht aus dem, was schon auf dem Tisch liegt: Ergebnisse mit ihren Werten, Messgrößen, eine Auswahl von Vorhaben und das, was jemand dagegen hat.
agreement-example = Zum Beispiel: „{ $outcome }. Für den Serviceabnehmer 9 wert. Gemessen an: { $measure }. Wir sehen alle sechs Monate wieder hin.“
agreement-compose = Vereinbarung zusammenstellen
agreement-change = Ändern
agreement-lede = Nutzenvereinbarung, Fassung { $version } · { $state } · { $contract }
agreement-version-state = Fassung { $version } · { $state }
agreement-state-draft = Entwurf seit { $day }
agreement-state-open = zur Unterschrift seit { $day }
agreement-state-in_force = gilt seit { $day }
agreement-state-reopened = gilt, am { $day } wieder geöffnet
agreement-state-superseded = am { $day } abgelöst
agreement-changes-none = sie ändert keinen Vertrag
agreement-changes-contract = sie sagt, was sie an einem Vertrag ändert
agreement-compare = mit { $version } vergleichen
agreement-part-purpose = Wofür das ist
agreement-part-worth = Was es wert ist, und wem
agreement-part-mix = Was wir umsetzen
agreement-part-decisions = Was wir entschieden haben
agreement-part-promises = Wer was tut, und bis wann
agreement-part-again = Wann wir wieder hinsehen
agreement-part-contract = Was sich an einem Vertrag ändert
agreement-part-dissent = Was dagegen gesagt wurde, im Wortlaut
agreement-unmeasured = Keine Messgröße gibt es für: { $qualities }.
agreement-untold = Zu diesen Ergebnissen gibt es keine Messgröße: { $outcomes }.
agreement-erased = (gelöscht, nachdem der Text festgehalten wurde)
agreement-factor = Sofort, wenn Folgendes geschieht:
agreement-fall = Sofort, wenn ein Wert fällt:
agreement-good-enough = Gut genug, wenn:
agreement-for = Für { $party }: { $words }
agreement-measure = Gemessen an: { $name }, { $aim ->
    [at_most] höchstens
   *[at_least] mindestens
} { $target } ({ $quality }).
agreement-removes-cost = Entlastet { $party } von Kosten: { $words }
agreement-removes-risk = Entlastet { $party } von einem Risiko: { $words }
agreement-imposes-cost = Belastet { $party } mit Kosten: { $words }
agreement-imposes-risk = Belastet { $party } mit einem Risiko: { $words }
agreement-mix-hidden = Welche Vorhaben das sind, sehen Sie, sobald Sie schätzen, was der Serviceabnehmer gesagt hat, oder es überspringen, oder sobald er Ihnen seine Werte öffnet.
agreement-mix = { $count ->
    [one] Ein Vorhaben für { $cost }
   *[other] { $count } Vorhaben für { $cost }
}, bei einem Budget von { $budget }; { $rule }.
agreement-mix-choice = { $cost } · { $rule } · { $day }
agreement-feature = { $name }, { $price }
agreement-feature-paid = { $name }, { $price } ({ $pays })
agreement-pays = { $party } zahlt { $amount }
agreement-decision-again = wird am { $day } wieder angesehen
agreement-promise-by = { $party } sagt { $to } zu, bis { $day }:
agreement-promise = { $party } sagt { $to } zu, bis { $day }: { $words }
agreement-entry = Eintrag { $entry } der Aufzeichnung
agreement-promises = Was zugesagt wurde, heute
agreement-promises-note = Der Text oben bleibt, wie er festgehalten wurde; hier steht, wie weit seine Zusagen heute sind.
agreement-promises-draft = Wie weit diese Zusagen heute sind. In den Text kommen sie so, wie sie sind, wenn er zur Unterschrift geöffnet wird.
agreement-promise-changed = lautet im Text anders
agreement-late = Nicht in diesem Text und überfällig:
agreement-late-only = Dieser Text enthält keine Zusagen. Überfällig sind:
agreement-not-drawn = Für diese Zeichen hat das PDF keine Schrift und druckt stattdessen ihre Nummern: { $where }.
agreement-not-drawn-in = { $characters } (in „{ $part }“)
agreement-every = { $count ->
    [one] jeden Monat
   *[other] alle { $count } Monate
}
agreement-review = Am { $day }, danach { $every }.
agreement-worth = Wert: { $values }.
agreement-worth-to = { $value } für { $party } ({ $basis })
agreement-worth-none = Noch hat niemand gesagt, was es wert ist.
agreement-worth-guess = Was es wert ist, sehen Sie, sobald Sie schätzen oder es überspringen.
agreement-worth-hidden = Was es wert ist, sehen Sie, sobald der Serviceabnehmer Ihnen seine Werte öffnet.
agreement-raters = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
agreement-bars = Nutzen { $benefit }, Brauchbarkeit { $usefulness }, Wichtigkeit { $importance }
agreement-between = Zwischen
agreement-signatures = Unterschriften
agreement-capacity = { $role }, { $party }
agreement-signed-note = { $day }, { $how }
agreement-not-signed = hat noch nicht unterschrieben
agreement-nobody-signs = Hier kann noch niemand unterschreiben
agreement-or = {" oder "}
agreement-receipt = Beleg
agreement-digest = Was unterschrieben wird:
agreement-digest-entry = Eintrag { $entry } der Aufzeichnung.
proved-passkey = mit einem Passkey
proved-two_factors = vom Server bestätigt
proved-password = nur mit Passwort
proved-demo = in der Vorführung, ohne Nachweis
agreement-declined = { $who } unterschreibt nicht ({ $day })
agreement-declined-then = { $who } hat nicht unterschrieben ({ $day })
signing-log = Verlauf der Unterschriften
signing-log-fixed = { $at }: { $who } hat den Text festgehalten.
signing-log-shown = { $at }: Der Text wurde { $who } zum ersten Mal auf der Seite zum Unterschreiben gezeigt.
signing-log-signed = { $at }: { $who } hat unterschrieben.
signing-log-declined = { $at }: { $who } hat gesagt, nicht zu unterschreiben.
signing-log-taken-back = { $at }: { $who } hat die Unterschrift zurückgenommen.
signing-log-note = Wann jemandem der Text auf der Seite zum Unterschreiben zuerst gezeigt wurde, steht bei der Unterschrift, und nur dann. Wer ihn nur liest, wird nicht festgehalten.
agreement-log = Unterschriften, die nicht mehr gelten
agreement-withdrawn-changed = { $day }: { $who } hat den Text geändert. Aufgehoben: { $people }.
agreement-withdrawn-party_left = { $day }: Eine Partei ist gegangen. Aufgehoben: { $people }.
agreement-withdrawn-declined = { $day }: { $who } hat die Unterschrift zurückgenommen.
agreement-taken-back-changed = { $day }: { $who } hat den Text geändert. Unterschrieben war er da nicht.
agreement-taken-back-party_left = { $day }: Eine Partei ist gegangen, und der Text ist wieder ein Entwurf. Unterschrieben war er da nicht.
agreement-retired = { $outcome } (nicht mehr verfolgt)
agreement-reworded = Am Tisch heißt es heute anders: { $outcomes }. Der Text hier bleibt, wie er festgehalten wurde.
agreement-guess = { $count ->
    [one] Alles sehen Sie, sobald Sie bei einem Ergebnis schätzen oder es überspringen.
   *[other] Alles sehen Sie, sobald Sie bei { $count } Ergebnissen schätzen oder es überspringen.
}
agreement-guess-now = Jetzt schätzen
agreement-reopened-day = { $who } hat sie am { $day } wieder geöffnet: Ihr Tag war gekommen
agreement-reopened-factor = { $who } hat sie am { $day } wieder geöffnet: Die Umstände haben sich geändert
agreement-reopened-fall = { $who } hat sie am { $day } wieder geöffnet: Ein Wert ist gefallen
agreement-reopened-other = { $who } hat sie am { $day } wieder geöffnet
agreement-next = Wie es weitergeht
agreement-open = Zur Unterschrift öffnen
agreement-open-note = Damit steht der Text fest, mit den Werten von jetzt. Danach hebt eine Änderung geleistete Unterschriften auf.
agreement-reopen = Wieder öffnen
agreement-reopen-note = Sie gilt weiter, bis alle eine andere Fassung unterschrieben haben.
reopen-because = Warum?
reopen-day = Ihr Termin ist da
reopen-factor = Die Umstände haben sich geändert
reopen-fall = Ein Wert ist gefallen
reopen-other = Etwas anderes
agreement-sign-for = Für { $party } unterschreiben?
agreement-sign-note = Sie unterschreiben Wort für Wort, was hier steht. Jede Änderung hebt alle Unterschriften auf und sagt das.
agreement-sign = Lesen und unterschreiben
agreement-sign-who = Das können: { $people }.
agreement-sign-nobody = Dort kann noch niemand unterschreiben: Das tut, wer als Sponsor, Kunde, Serviceverantwortung oder Vertretung am Tisch ist.
agreement-sign-parties = Zu den Parteien
agreement-sign-done = Für Sie ist hier nichts zu unterschreiben.
agreement-versions = Fassungen
distance-heading = Wie weit wir sind
distance-signed = Unterschrieben
distance-signed-of = { $signed } von { $of }
distance-objections = Offene Einwände
distance-needs = Bedarfe und Grenzen ohne Antwort
distance-covered = Bedarfe, die ihre Vorhaben und Zusagen erfüllen
distance-covered-of = { $covered } von { $of }
distance-unheard = Beiträge, die noch niemand gehört hat
distance-late = Überfällige Zusagen
distance-said = { $party }: { $words }
distance-more = { $count ->
    [one] Noch eines
   *[other] Noch { $count }
}
distance-steps = { $count ->
    [0] Es bleibt nichts zu tun.
    [one] Eines bleibt zu tun, bis alle gewinnen.
   *[other] { $count } Dinge bleiben zu tun, bis alle gewinnen.
}
distance-unvalued = Ergebnisse, die der Serviceabnehmer nicht bewertet hat
agreement-take = Herunterladen
agreement-print = Sie lässt sich auch gut aus dem Browser drucken.

## Einspruch
dissent-heading = Was dagegen spricht
dissent-in = Es steht dann im Text, wie Sie es sagen, mit Ihrem Namen.
dissent-none = Niemand hat etwas dagegen gesagt.
dissent-next = Der Text steht fest. Was Sie jetzt sagen, steht im nächsten Text, der zur Unterschrift geöffnet wird, mit Ihrem Namen.
dissent-say = Sagen, was Sie dagegen haben
dissent-words = Mit eigenen Worten
dissent-hint = Der ganze Tisch sieht es.

## Zusammenstellen
agreement-compose-title = Fassung { $version } zusammenstellen
agreement-change-title = Fassung { $version } ändern
compose-lede = Alles hier liegt schon auf dem Tisch: Wählen Sie, was hineingehört, und sagen Sie, wann Sie wieder hinsehen.
agreement-undoes = Eine Änderung hebt die Unterschriften von { $people } auf. Sie unterschreiben dann noch einmal.
agreement-undoes-nobody = Sie ist zur Unterschrift geöffnet. Eine Änderung macht sie wieder zum Entwurf; unterschrieben hat noch niemand.
compose-outcomes = Welche Ergebnisse?
compose-outcomes-hint = Jedes mit seinem Wert, seinen Messgrößen und dem, wovon es entlastet und womit es belastet.
compose-mix = Was wir umsetzen
compose-no-mix = Keine Auswahl
compose-decisions = Welche Entscheidungen?
compose-decisions-hint = Jede in den Worten, die angenommen wurden, mit dem, was sie wen kostet. Was seither entschieden wurde, ist gewählt, solange Sie es nicht weglassen.
compose-promises = Welche Zusagen?
compose-promises-hint = Jede in den Worten, in denen sie gemacht wurde. Was jetzt offen ist, ist gewählt, wenn Sie es nicht schon einmal weggelassen haben.
compose-review = Das erste Mal am
compose-months = Danach alle … Monate
compose-factor = Welcher äußere Einfluss würde uns sofort wieder hinsehen lassen?
compose-factor-hint = Etwa: { $factor }
compose-fall = Und welcher Rückgang eines Werts?
compose-fall-hint = Etwa: Zwei von drei Personen einer Partei sagen beim ersten Ergebnis weniger als 6.
compose-contract = Was ändert sie an einem Vertrag?
compose-contract-hint = Bleibt es leer, ändert sie keinen.
compose-taken = Der Zweck und das, was jemand dagegen hat, kommen von selbst hinein.
compose-do = Entwurf speichern
compose-reads = So liest sie sich jetzt

## Unterschreiben
sign-title = Fassung { $version } unterschreiben
sign-done-title = Sie haben Fassung { $version } unterschrieben
sign-lede = Für { $party }. Der Text steht so seit { $day }.
sign-jump = Zur Unterschrift
sign-signed = Sie haben unterschrieben
sign-signed-note = Sie haben diesen Text für { $party } unterschrieben. Ihre Unterschrift gilt, bis sich der Text ändert oder Sie sie zurücknehmen.
sign-to-agreement = Zur Vereinbarung
sign-capacity = Sie unterschreiben als
sign-what = Sie unterschreiben den Text auf dieser Seite, Wort für Wort. Mit der Unterschrift der letzten Partei gilt er sofort.
sign-with-passkey = Mit Ihrem Passkey unterschreiben
sign-passkey-proves = Ihr Passkey unterschreibt genau diesen Text. Das kann später jeder prüfen, auch ohne diesen Server.
sign-unasked = Der Server konnte die Unterschrift nicht vorbereiten. Laden Sie die Seite neu; vielleicht wurde der Text geändert.
sign-demo-note = In dieser Vorführung wird niemand nach einem Passwort gefragt, und die Unterschrift sagt das.
sign-in-demo = In der Vorführung unterschreiben
sign-with-password = Mit Passwort unterschreiben
sign-code = Code aus Ihrer Authenticator-App
sign-two-proves = Schwächer als ein Passkey: Es heißt dann „vom Server bestätigt“. Wer sich darauf verlässt, vertraut diesem Server.
sign-password-proves = Schwächer als ein Passkey: Es heißt dann „nur mit Passwort“. Wer sich darauf verlässt, vertraut diesem Server.
sign-password-do = Mit Passwort unterschreiben
sign-add-passkey = Stärker unterschreiben Sie mit einem Passkey.
sign-add-passkey-do = Einen hinzufügen
sign-proves-heading = Was Ihre Unterschrift beweist
sign-proves-text = Sie beweist: Jemand, der Ihren Passkey entsperren konnte oder Ihr Passwort kannte, hat dem Text mit diesem Fingerabdruck für Ihre Partei zugestimmt.
sign-proves-not = Sie beweist nicht, was auf dem Bildschirm stand: Kein Browser zeigt, was ein Passkey unterschreibt. Vergleichen Sie den Fingerabdruck mit dem, den Ihre Kollegen sehen.
sign-changes = Eine Änderung des Textes hebt sie auf, und Sie erfahren es.
sign-erasing = Wer etwas geschrieben hat, kann es später noch löschen; die Unterschriften bleiben. Auch Kopien, die andere heruntergeladen haben, bleiben.
sign-kept = Wann Ihnen diese Seite zuerst gezeigt wurde, wird mit Ihrer Unterschrift aufbewahrt und steht in ihrem Beleg. Unterschreiben Sie nicht, wird es nicht aufbewahrt.
decline-heading = So nicht?
decline-say = Sagen, warum Sie nicht unterschreiben
decline-note = Alle am Tisch sehen es. Später unterschreiben können Sie trotzdem.
decline-take-back = Die Unterschrift zurücknehmen
decline-take-back-note = Alle am Tisch sehen, warum. Solange die Vereinbarung zur Unterschrift offen ist, können Sie wieder unterschreiben.
decline-take-back-do = Zurücknehmen
decline-do = Ich unterschreibe nicht

## Vergleichen
compare-title = Was an Fassung { $version } anders ist
compare-lede = Fassung { $version } neben Fassung { $with }.
compare-same = Keine Änderung im Wortlaut.
compare-changed = { $count ->
    [one] Ein Absatz ist anders.
   *[other] { $count } Absätze sind anders.
}
compare-with = Vergleichen mit
compare-version = Fassung { $version }
compare-do = Vergleichen
compare-moved = verschoben

## Belege
receipt-proves-passkey = Jemand, der diesen Passkey entsperrt hat, hat unter der Adresse dieses Servers dem Text mit diesem Hash zugestimmt, für diese Partei und in dieser Rolle. Mit dem, was in diesem Beleg steht, kann das jeder prüfen.
receipt-proves-two_factors = Dieser Server sagt: Wer unterschrieben hat, kannte das Passwort der Person und hatte ihre Authenticator-App. Vom Server bestätigt: Prüfen lässt es sich nur, indem man ihm vertraut.
receipt-proves-password = Dieser Server sagt: Wer unterschrieben hat, kannte das Passwort der Person. Nur mit Passwort: Prüfen lässt es sich nur, indem man dem Server vertraut.
receipt-proves-demo = Nichts: Es war eine Vorführung, in der niemand gezeigt hat, wer er ist.
receipt-not = Er beweist nicht, was dabei auf dem Bildschirm stand, und nicht, wessen Passkey oder Passwort es war: Dafür vertraut man den Konten dieses Servers.
receipt-log = Der Verlauf ist das Wort dieses Servers. Gezeigt wurde der Text in dem Augenblick, in dem dieser Server die Seite zum Unterschreiben zuerst gesendet hat: nicht, dass sie gelesen wurde.
receipt-log-text_fixed = Der Text wurde festgehalten und zur Unterschrift geöffnet.
receipt-log-text_shown = Der Server hat die Seite zum Unterschreiben mit diesem Text zuerst gesendet.
receipt-log-signed = Die Unterschrift wurde aufgezeichnet.
receipt-log-in_force = Mit der letzten Unterschrift trat die Vereinbarung in Kraft.
receipt-check = Laden Sie die Aufzeichnung herunter und rufen Sie auf: covalue verify DATEI. Von Hand: Der Hash des Textes ist SHA-256 über „covalue agreement text 1“, ein Nullbyte, die Fassung und die Zahl der Parteien (je 8 Byte, das höchste zuerst), die Kennungen der Parteien (je 16 Byte) und den Hash jedes Satzes. Der Hash eines Satzes ist SHA-256 über „covalue agreement clause 1“, ein Nullbyte, SHA-256 seines Fakts und SHA-256 seines Inhalts, wie die Aufzeichnung sie aufbewahrt. Die Aufgabe des Passkeys ist SHA-256 über „covalue signing challenge 1“, ein Nullbyte, die Zufallszahl und SHA-256 der Erklärung.

## Messgrößen
measures-title = Woran Sie es merken
measures-note = Zahlen, an denen Sie sehen, ob es erreicht ist. Sie kommen in die Nutzenvereinbarung.
measures-none = Noch keine Messgröße.
measure-add = Messgröße nennen
measure-name = Was gemessen wird
measure-name-hint = Mit Quelle und Zeitraum: „{ $measure }“.
measure-aim = Gut ist
measure-at_least = mindestens { $target }
measure-at_most = höchstens { $target }
aim-at_least = mindestens der Zielwert
aim-at_most = höchstens der Zielwert
measure-target = Zielwert
measure-unit = Einheit
measure-how = Wie abgelesen wird
measure-how-hint = Über welchen Zeitraum und zu welchen Zeiten, in welcher Zeitzone, was zählt, solange etwas aussteht, und woher die Zahlen kommen.
measure-quality = Sie sagt etwas über
measure-drop = Streichen
measure-drop-note = Von da an liest sie niemand mehr ab, und niemand wird mehr dazu gefragt. Was bisher abgelesen wurde, bleibt lesbar. Wieder aufnehmen lässt sie sich nicht: Wer sie will, benennt sie neu. Was die geltende Vereinbarung zusagt, bleibt zugesagt und wird abgelesen und gezählt, bis eine andere Version gilt.
measure-drop-do = Diese Messgröße streichen
problem-target = Schreiben Sie den Zielwert als Zahl wie 99,5, mit höchstens drei Nachkommastellen.

said-dissent-said = Das steht in der Aufzeichnung.
said-dissent-withdrawn = Sie haben es zurückgenommen.
said-agreement-composed = Der Entwurf ist gespeichert. Lesen Sie ihn, und öffnen Sie ihn dann zur Unterschrift.
said-agreement-opened = Der Text steht fest und ist zur Unterschrift geöffnet.
said-agreement-reopened = Sie ist wieder offen. Die nächste Fassung kann zusammengestellt werden.
said-agreement-not-open = Es wurde nichts aufgezeichnet: Dieser Text ist nicht mehr zur Unterschrift offen. Lesen Sie, wie er jetzt lautet.
said-agreement-not-yours = Sie unterschreiben hier nicht. Für jede Partei tut das, wer als Sponsor, Kunde, Serviceverantwortung oder Vertretung am Tisch ist.
said-agreement-signed = Sie haben unterschrieben.
said-agreement-in-force = Sie haben unterschrieben. Damit haben es alle Parteien: Die Vereinbarung gilt.
said-signing-declined = Das steht in der Aufzeichnung.
said-measure-named = Die Messgröße ist genannt.
said-measure-dropped = Die Messgröße ist gestrichen.

agreement-paper-foot = { $relationship } · Nutzenvereinbarung, Fassung { $version }
agreement-paper-name = Name
agreement-paper-capacity = Unterschreibt als
agreement-paper-signed = Unterschrieben
agreement-paper-check = Wie sich das prüfen lässt
agreement-paper-view = Dieses Papier gibt die Aufzeichnung wieder und beweist für sich allein nichts. Angehängt sind der Text für Programme und die Belege aller Unterschriften. Geprüft wird die Aufzeichnung: Jede Partei kann sie herunterladen und ohne diesen Server prüfen.
agreement-paper-unsigned = Noch hat niemand unterschrieben: Die Fassung bindet niemanden.
agreement-paper-how = Von Hand oder mit einem Programm
agreement-paper-json = Dieselbe Fassung für Programme
agreement-paper-receipt = Beleg der Unterschrift von { $who }
agreement-paper-not = Ein Beleg beweist nicht, was beim Unterschreiben auf dem Bildschirm stand, und nicht, wessen Passkey oder Passwort es war: Dafür vertraut man den Konten dieses Servers.
