### Covalue auf Deutsch.

## Rahmen
skip-to-page = Direkt zur Seite
demo-label = Vorführung: wer Sie sind
demo-again = Von vorn beginnen
demo-again-what = Alles, was seit dem Beginn der Vorführung gesagt und geändert wurde, ist endgültig weg, für alle, die sie hier ansehen.
demo-again-do = Neu beginnen
said-demo-again = Die Vorführung hat neu begonnen. Wählen Sie, wer Sie sind.
demo-you-are = Vorführung · Sie sind
breadcrumb = Sie sind hier
relationships = Beziehungen
as-of = Stand { $moment }
as-of-today = Stand heute
as-of-note = Sehen Sie den Tisch, wie er zu einem früheren Zeitpunkt war. Was Sie dabei sehen, richtet sich nach Ihren heutigen Rechten.
as-of-moment = Zeitpunkt
as-of-show = Zeigen
as-of-back = Zurück zu heute
as-of-banner = Sie sehen den Tisch, wie er am { $moment } war. Er lässt sich lesen, nicht ändern.
closed-banner = Diese Beziehung wurde am { $day } geschlossen. Sie lässt sich lesen, durchsuchen und herunterladen, und was Sie gesagt haben, lässt sich löschen; hinzu kommt nichts mehr.
your-menu = { $name }: Ihr Konto
nav-account = Ihr Konto
nav-organisation = Ihre Organisation
nav-server = Dieser Server
nav-api = API
nav-relationship = Diese Beziehung
nav-overview = Überblick
nav-value = Wert
nav-better-off = Besser gestellt?
nav-table = Der Tisch
nav-parties = Parteien und Personen
nav-record = Aufzeichnung
nav-settings = Einstellungen
sign-in = Anmelden
sign-out = Abmelden
table-link = Zurück zum Tisch
home-link = Zur Startseite
text-erased = (Text gelöscht)
name-of-side = { $name } ({ $party })
name-erased = (Name gelöscht)
who-by-role = { $role } bei { $party }

## Wörter
kind-provider = Anbieter
kind-consumer = Serviceabnehmer
kind-supplier = Lieferant
kind-other = weitere Partei
role-customer = Kunde
role-sponsor = Sponsor
role-user = Nutzung
role-service_owner = Serviceverantwortung
role-relationship_manager = Beziehungsmanagement
role-delivery = Leistungserbringung
role-representative = Vertretung
role-member = Mitglied
role-observer = Beobachtung
quality-utility = Zweckmäßigkeit
quality-warranty = Verlässlichkeit
quality-experience = Erlebnis
quality-sustainability = Nachhaltigkeit
stage-expected = erwartet
stage-realised = eingetreten
answer-yes = Ja
answer-partly = Zum Teil
answer-no = Nein
answer-open = Noch zu früh
verdict-keep = behalten
verdict-change = ändern
verdict-stop = beenden
closeness-light = Locker
closeness-regular = Regelmäßig
closeness-close = Eng
contribution-need = Bedarf
contribution-limit = Grenze
contribution-idea = Idee
contribution-question = Frage
contribution-concern = Bedenken
contribution-build = Ja, und …
contribution-reply = Antwort
mark-benefit-least = gar nicht
mark-benefit-most = mehr geht nicht
mark-usefulness-least = nicht nutzbar
mark-usefulness-most = immer und genau richtig
mark-importance-least = würde nicht fehlen
mark-importance-most = geht nicht ohne
mark-benefit = Nutzen
mark-usefulness = Brauchbarkeit
mark-importance = Wichtigkeit

## Zeit
ago-now = gerade eben
ago-minutes = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
ago-hours = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
ago-days = { $count ->
    [one] gestern
   *[other] vor { $count } Tagen
}
month-1 = Jan.
month-2 = Feb.
month-3 = März
month-4 = Apr.
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = Aug.
month-9 = Sept.
month-10 = Okt.
month-11 = Nov.
month-12 = Dez.

## Wenn etwas nicht geht
problem-title = Das hat nicht geklappt
faults-title = { $count ->
    [one] Ein Feld ist zu korrigieren.
   *[other] { $count } Felder sind zu korrigieren. Es wurde noch nichts festgehalten.
}
refused-below = Es wurde nichts festgehalten. { $why } Was Sie geschrieben haben, steht weiter unten; was zu ändern ist, ist markiert.
problem-nothing-there = Diese Adresse führt ins Leere
problem-not_found = Hier ist nichts für Sie. Vielleicht stimmt die Adresse nicht, oder die Seite ist nicht für Sie bestimmt.
problem-sign_in = Melden Sie sich zuerst an, oder öffnen Sie den Link Ihrer Einladung noch einmal.
problem-typed = Was Sie geschrieben haben, wurde nicht aufgezeichnet. Kopieren Sie es, bevor Sie weitergehen:
problem-again-words = Sie haben geschrieben
problem-again = Noch einmal abschicken, als { $name }
problem-forbidden = Dafür braucht es eine andere Rolle oder ein eigenes Konto.
problem-foreign_form = Dieses Formular kam nicht von einer Seite dieses Servers. Öffnen Sie die Seite noch einmal und senden Sie es von dort.
problem-old_form = Nachdem diese Seite geöffnet wurde, hat sich hier jemand angemeldet: Sie selbst oder jemand anders. Noch wurde nichts gespeichert.
problem-wrong_host = Unter dem Namen in dieser Adresse ist dieser Server nicht bekannt. Öffnen Sie ihn unter seinem eigenen Namen. Wer ihn betreibt, kann diesen Namen mit der Einstellung „hosts“ hinzufügen.
problem-wrong_method = Diese Adresse nimmt andere Methoden; ihre Beschreibung sagt, welche.
problem-field = Eine Angabe passt hier nicht; siehe errors.
problem-parameter = { $name }: { $what }
problem-shape =
    { $count ->
        [one] Eine Stelle hat nicht die beschriebene Form; siehe errors.
       *[other] { $count } Stellen haben nicht die beschriebene Form; siehe errors.
    }
wrong-missing = Das wird gebraucht.
wrong-unknown_field = Diesen Namen gibt es hier nicht.
wrong-type = Hier steht dieser Typ: { $detail }.
wrong-word = Hier steht eines dieser Wörter: { $detail }.
wrong-range = Der Wert muss zwischen diesen Grenzen liegen: { $detail }.
wrong-too_long = Höchstens { $detail } Zeichen.
wrong-blank = Das darf nicht leer sein.
wrong-too_many_items = Höchstens { $detail } davon.
wrong-format = Hier steht ein Wert in diesem Format: { $detail }.
wrong-no_shape = Keine der hier möglichen Formen passt.
problem-body = Das Gesendete lässt sich nicht lesen: { $reason }
problem-too_large = Das ist mehr, als ein Formular hier aufnimmt. Kürzen Sie es und senden Sie es noch einmal.
problem-key_reused = Dieses Formular wurde schon einmal mit anderem Inhalt gesendet. Ihr Text ist noch da: Sehen Sie nach, ob er aufgezeichnet wurde, und senden Sie ihn sonst noch einmal.
problem-contended = Gerade schreiben hier viele. Nichts wurde aufgezeichnet; senden Sie es noch einmal.
problem-time_unsure = Dieser Server zeichnet nichts auf, bevor sein Betreiber bestätigt hat, wie spät es ist. Senden Sie es später noch einmal.
problem-too_many = Das war sehr viel auf einmal. Nichts wurde aufgezeichnet; warten Sie einen Augenblick und senden Sie es noch einmal.
problem-limit = Mehr davon passt nicht in die Aufzeichnung. Kürzen Sie es.
problem-crowded = Hier wird gerade viel berechnet. Nichts wurde getan oder aufgezeichnet; versuchen Sie es in ein paar Sekunden noch einmal.
problem-unread = Mehrere große Antworten sind schon zu Ihnen unterwegs. Warten Sie, bis sie angekommen sind, und versuchen Sie es dann noch einmal.
problem-too_many_live = Es sind mehr Seiten offen, als zugleich auf dem neuesten Stand gehalten werden können. Diese bleibt, wie sie ist, bis Sie sie neu laden.
live-one = Ein Beitrag ist eingetroffen.
live-many = # Beiträge sind eingetroffen.
live-other = Die Seite zeigt, was sich geändert hat.
live-ended = Diese Seite folgt dem Tisch nicht mehr: Sie haben sich abgemeldet oder haben hier keinen Platz mehr.
live-reload = Neu laden
problem-past = Sie sehen die Vergangenheit; sie lässt sich nicht ändern. Gehen Sie zuerst zurück zu heute.
problem-unknown_outcome = Die Verbindung zur Datenbank ist abgebrochen. Senden Sie es noch einmal: Es wird nicht doppelt aufgezeichnet.
problem-failed = Auf diesem Server ist etwas schiefgegangen. Wenn Sie zurückgehen, ist nichts verloren, was Sie geschrieben haben; versuchen Sie es bitte gleich noch einmal.
problem-data_gone = Die Daten dieses Servers wurden entfernt oder ausgetauscht, während er läuft. Es wird nichts mehr aufgezeichnet. Kopieren Sie, was Sie geschrieben haben, und sagen Sie dem Betreiber, dass er den Server anhalten und die Daten zurücklegen muss.
problem-choose = Wählen Sie eine der Antworten.
problem-mark = Wählen Sie eine ganze Zahl von 0 bis 10.
problem-moment = Dieser Zeitpunkt lässt sich nicht lesen. Wählen Sie Tag und Uhrzeit.

## Regeln des Tisches
rule-blank = Schreiben Sie hier etwas.
rule-too_long = Das ist zu lang: höchstens { $limit } Zeichen.
rule-deceptive = Nach „{ $after }“ steht ein Zeichen, das Text versteckt, umdreht oder nachahmt ({ $sign }). Löschen Sie es und schreiben Sie die Stelle neu.
rule-deceptive-first = Am Anfang steht ein Zeichen, das Text versteckt, umdreht oder nachahmt ({ $sign }). Löschen Sie es und schreiben Sie den Anfang neu.
rule-out_of_scale = Wählen Sie eine ganze Zahl von 0 bis 10.
rule-full = Es können höchstens { $limit } sein.
rule-unknown = Das gibt es hier nicht mehr. Öffnen Sie die Seite noch einmal.
rule-not_seated = Sie haben an diesem Tisch keinen Platz.
rule-observer = Wer beobachtet, sieht den Tisch, sagt aber nichts. Bitten Sie Ihre Partei um eine andere Rolle.
rule-not_entitled = Das können nur diejenigen tun, die für eine Partei sprechen.
rule-other_party = Sobald jemand von einer Partei gekommen ist, nehmen nur ihre eigenen Leute jemanden auf, ändern Namen, entziehen einen Platz oder sprechen für jemanden.
rule-their_own_name = Wie jemand heißt, sagt diese Person selbst.
rule-invite_yourself = Sie laden für Ihre Partei ein: Fragen Sie die Person selbst.
rule-not_removed = Anbieter und Serviceabnehmer werden nicht vom eigenen Tisch entfernt. Den Namen können Sie berichtigen.
rule-has_not_come = Dieser Gast ist noch nicht gekommen. Wählen Sie jemanden, der schon da ist.
rule-guest_must_claim = Machen Sie diesen Platz zuerst mit einem Passwort zu Ihrem; dann geht es.
rule-prove_first = Sie sind über einen Link hier, den eine andere Partei erstellt hat. Bestätigen Sie unter „Ihr Konto“ zuerst eine eigene Adresse, dann geht es.
rule-nothing_proved = Bestätigen Sie zuerst eine eigene Adresse, die nicht die der einladenden Partei ist.
rule-without_link = Öffnen Sie den Link, den Sie bekommen haben. Dort können Sie sagen, dass ihn jemand anderes benutzt hat.
rule-organisation_unproved = Der Link einer anderen Organisation hat Sie hierher gebracht, und Ihre eigene hat noch nicht gesagt, dass Sie zu ihr gehören. Bitten Sie jemanden, der sie hier verwaltet, Sie aufzunehmen; gibt es noch niemanden, bitten Sie den Betreiber dieses Servers, Sie zu bestätigen. Dann können Sie das tun.
rule-figures_closed = Der Serviceabnehmer hat gesprochen, bevor Sie kamen, und Ihnen seine Bewertungen noch nicht geöffnet.
rule-only_provider_guesses = Nur der Anbieter schätzt, was der Serviceabnehmer sagen wird.
rule-only_consumer = Das sagt nur der Serviceabnehmer, in eigenen Worten.
rule-same_organisation = Anbieter und Serviceabnehmer müssen verschiedene Organisationen sein oder zwei verschiedene Einheiten derselben.
rule-wrong_organisation = Diese Person gehört nicht zu jener Organisation.
rule-already_seated = Diese Organisation hat hier schon einen Platz.
rule-person_already_seated = Diese Person sitzt schon an diesem Tisch.
rule-role_of_another_party = Diese Rolle gibt es in jener Partei nicht.
rule-no_role = Wählen Sie mindestens eine Rolle.
rule-further_back = Ihr eigener Platz liest erst ab Ihrem Beitritt; vergeben können Sie einen Platz „Ab jetzt“. Mehr kann jemand aus Ihrer Partei geben, der von Anfang an liest.
rule-first_seat_speaks = Wer zuerst kommt, spricht für die Partei: Geben Sie eine solche Rolle. Die anderen kann diese Person dann selbst aufnehmen.
rule-last_speaker = Niemand sonst kann noch für die Partei sprechen. Laden Sie zuerst jemand anderen ein, der für sie spricht.
rule-cannot_leave = Anbieter und Serviceabnehmer beenden eine Beziehung gemeinsam: Schlagen Sie vor, sie zu schließen.
rule-closed = Diese Beziehung ist geschlossen. Sie lässt sich lesen, nicht ändern.
rule-promised_to_oneself = Sagen Sie es einer anderen Partei zu. Was die eigenen Leute übernehmen, ist an diesem Tisch keine Zusage.
rule-no_due_day = Wählen Sie einen Tag: heute oder in den nächsten fünf Jahren.
rule-commitment_ended = Diese Zusage ist beendet: Sie wurde eingehalten, ist nicht mehr nötig oder eins mit einer anderen. Sagen Sie neu zu, was noch zu tun ist.
rule-not_reported = Wer zugesagt hat, hat noch nicht gesagt, dass es eingehalten ist. Warten Sie darauf, oder fragen Sie im Dialog.
rule-kept_waits = Sie haben gesagt, dass es eingehalten ist; darauf antwortet zuerst die andere Seite.
rule-nothing_asked = Es wird um keine Änderung gebeten, auf die noch zu antworten wäre.
rule-other_change = Inzwischen wurde um eine andere Änderung gebeten. Sehen Sie sich die Seite noch einmal an, bevor Sie antworten.
rule-not_the_same = Zwei Zusagen sind nur dann eine, wenn dieselbe Partei beide derselben zugesagt hat.
rule-proposed_already = Das ist schon vorgeschlagen. Antworten Sie auf diesen Vorschlag.
rule-closing_ended = Niemand fragt mehr danach, oder die Beziehung ist schon geschlossen. Laden Sie die Seite neu, dann sehen Sie, was daraus wurde.
rule-not_for_all = Was zu einem Vorschlag gesagt wird, wird dem ganzen Tisch gesagt. Im Dialog können Sie etwas für weniger Leute sagen.
rule-said_to_some = Das wurde nicht dem ganzen Tisch gesagt; deshalb kann kein Vorschlag davon kommen und kein Einwand es nennen. Sagen Sie es erst dem ganzen Tisch.
rule-serves_nothing = Wählen Sie mindestens ein Ergebnis, dem das dient.
rule-costs = Geben Sie für jede Partei, die etwas trägt, einen Betrag an, und nur für Parteien, die gefragt sind.
rule-no_round_end = Wählen Sie einen kommenden Tag, höchstens { $days } Tage voraus.
rule-trial_without_review = Ein Versuch braucht einen Tag, an dem Sie ihn wieder ansehen.
rule-no_review = Wählen Sie einen kommenden Tag innerhalb von fünf Jahren.
rule-no_harm = Wählen Sie das Ergebnis, den Bedarf oder die Grenze, der es schaden würde.
rule-not_in_this = Ihre Partei ist hier nicht gefragt: Sie kam nach dem Vorschlag dazu oder ist gegangen. Sie kann selbst etwas vorschlagen.
rule-decided = Das ist angenommen und bleibt, wie es ist. Schlagen Sie vor, was daraus folgen soll.
rule-proposal_ended = Dieser Vorschlag wurde zurückgenommen. Schlagen Sie ihn neu vor, wenn er entschieden werden soll.
rule-round_open = Die Zeit dieser Runde ist noch nicht um. Alle werden gefragt, bis ihr Tag kommt.
rule-still_sealed = Die erste Runde ist verdeckt: Niemand sieht, wer fehlt. Das zeigt sich, wenn alle da sind oder ihr Tag kommt.
rule-not_released = Ohne die Kundenorganisation wird nichts entschieden, und keine Partei lässt sich selbst gehen. Fragen Sie noch einmal, oder ändern Sie den Text.
rule-asked_just_now = Diese Partei wurde vor weniger als einem Tag gefragt. Fragen Sie morgen wieder.
rule-no_deputy = Wählen Sie jemanden aus Ihrer Partei, der hier spricht und nicht schon für sie entscheidet.
rule-waited_for = Ein Vorschlag wartet auf diese Partei, deshalb bleibt sie am Tisch. Auf der Seite des Vorschlags können die anderen zustimmen, ohne sie zu entscheiden.
rule-their_words = Jemand aus der Partei, für die das gilt, hat zu diesem Wortlaut schon gesagt, was es wert ist oder was es kostet. Nur die eigene Partei ändert ihn; Sie können einen anderen vorschlagen.
rule-reworded = Der Wortlaut wurde geändert, während Sie gelesen haben. Das ist der neue: Sehen Sie noch einmal hin und sagen Sie es dann.
rule-nothing_said = Sie haben dazu noch nichts gesagt, was noch gelten könnte.
rule-retired = Dieses Ergebnis wird nicht weiterverfolgt.
rule-not_author = Das kann nur tun, von wem es stammt.
rule-still_fresh = Fünf Minuten lang lässt sich ein Beitrag zurücknehmen und neu sagen. Danach lässt er sich korrigieren.
rule-too_late = Ein Beitrag lässt sich innerhalb von fünf Minuten zurücknehmen. Danach lässt sich sein Text löschen, sichtbar für alle.
rule-nothing_to_erase = Dort gibt es keinen Text zu löschen.
rule-nobody_there = Wählen Sie mindestens eine Partei, die an diesem Tisch sitzt.
rule-currency = Geben Sie das Kürzel einer Währung mit drei Buchstaben an, etwa EUR.
rule-time_zone = Wählen Sie eine Zeitzone, etwa Europe/Berlin.
rule-no_origin = Sagen Sie, woher das Vorhaben kommt.
rule-price = Der obere Betrag darf nicht kleiner sein als der untere, und der Preis nicht größer, als sich rechnen lässt: höchstens 10 Milliarden bei Währungen mit Cent.
rule-bearers = Die Anteile derer, die ihn bezahlen, müssen das Ganze ergeben: 100 Prozent oder den Preis.
rule-not_offered = Was ein Vorhaben kostet, sagen nur die, die für die anbietende Partei sprechen.
rule-not_asked = Niemand bittet Ihre Partei, davon einen Anteil zu bezahlen.
rule-other_share = Der Anteil wurde geändert, nachdem er Ihnen gezeigt wurde. Sehen Sie ihn noch einmal an.
rule-sponsor_says = Was Ihre Partei bezahlt, sagt ihr Sponsor.
rule-withdrawn = Dieses Vorhaben wurde zurückgezogen.
rule-circular_need = Ein Vorhaben kann sich nicht selbst voraussetzen, auch nicht über andere.
rule-excludes_itself = Ein Vorhaben kann sich nicht selbst ausschließen.
rule-endowments = Geben Sie jeder Partei am Tisch ihr Gewicht, von 0 bis 1.000, und mindestens einer mehr als 0.
rule-own_endowment = Niemand gibt der eigenen Partei mehr als einen gleichen Anteil. Eine andere Partei kann es.
rule-guess_first = Diese Auswahl beruht auf dem, was der Serviceabnehmer gesagt hat: Schätzen Sie das zuerst, oder überspringen Sie es.
rule-musts_too_dear = Was enthalten sein muss, kostet mehr als dieses Budget.
rule-musts_exclude = Zwei Vorhaben, die enthalten sein müssen, schließen einander aus. Ändern Sie zuerst eines davon.
rule-no_mix = Mit diesem Budget oder diesen Gewichten lässt sich nicht genau rechnen. Nehmen Sie rundere.
rule-hangs_nowhere = Eine Frage oder ein Bedenken muss sich auf etwas beziehen: Wählen Sie ein Ergebnis, oder äußern Sie es unter einem Bedarf oder einer Idee.
rule-not_said_there = Auf eine Idee antwortet man mit „Ja, und …“, mit einer Frage oder mit einem Bedenken. Wählen Sie eines davon.
rule-wider_than_thread = Eine Antwort können höchstens die sehen, die auch den Beitrag sehen, auf den sie antwortet. Wählen Sie weniger Parteien, oder schreiben Sie einen neuen Beitrag.
rule-no_limit_kind = Sagen Sie, welcher Art die Grenze ist: Recht, Sicherheit, Technik, Wirtschaftlichkeit oder Zeit.
rule-own_word = Das muss eine andere Partei tun: Niemand gibt die eigenen Beiträge wieder oder beantwortet sie.
rule-already_heard = Ihre Partei hat das schon gehört.
rule-author_first = Wer es gesagt hat, hat noch Zeit. Nach vierzehn Tagen ohne Lebenszeichen kann jemand aus derselben Partei einspringen.
rule-not_yet_confirmed = Das wurde stellvertretend gesagt. Es zählt, sobald die Person es bestätigt.
rule-no_return = Wählen Sie für die Wiedervorlage ein Datum ab morgen.
rule-mentioned_would_not_read = Wer von Ihnen erwähnt wird, soll es auch lesen: Wählen Sie andere Lesende oder lassen Sie die Erwähnung weg.
rule-not_absent_colleague = Sie können für jemand anderen aus Ihrer eigenen Partei sprechen, der an diesem Tisch sitzt.
rule-nothing_new = Damit würde sich nichts ändern.
