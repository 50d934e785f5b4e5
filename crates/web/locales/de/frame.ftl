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
nav-more = Mehr
nav-more-waits = { $count ->
    [one] dort wartet etwas auf Sie
   *[other] dort warten { $count } Dinge auf Sie
 }
nav-parties = Parteien und Personen
nav-record = Aufzeichnung
nav-settings = Einstellungen
sign-in = Anmelden
sign-out = Abmelden
table-link = Zurück zum Tisch
home-link = Zur Startseite
text-erased = (Text gelöscht)
name-of-side = { $name } ({ $party })
name-on-paper = „{ $name }“
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
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
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
problem-sign_in = Sie sind nicht oder nicht mehr angemeldet. Melden Sie sich an und versuchen Sie es noch einmal.
problem-by-link = Sie sind über einen Link gekommen? Kommen Sie über Ihren eigenen Link zurück: den, den Sie aufgehoben haben, oder den aus Ihrer E-Mail. Die Einladung selbst gilt nur einmal. Ist Ihr eigener Link verloren, bitten Sie die Person, die Sie eingeladen hat, um einen neuen.
problem-mark-set = { $scale }: { $mark }
problem-typed = Was Sie geschrieben haben, wurde nicht aufgezeichnet. Kopieren Sie es, bevor Sie weitergehen:
problem-again-words = Sie haben geschrieben
problem-again = Noch einmal abschicken, als { $name }
problem-forbidden = Dafür braucht es eine andere Rolle oder ein eigenes Konto.
problem-foreign_form = Dieses Formular kam nicht von einer Seite dieses Servers. Öffnen Sie die Seite noch einmal und senden Sie es von dort.
problem-old_form = Nachdem diese Seite geöffnet wurde, hat sich hier jemand angemeldet: Sie selbst oder jemand anders. Noch wurde nichts gespeichert.
problem-wrong_host = Unter dem Namen in dieser Adresse ist dieser Server nicht bekannt. Öffnen Sie ihn unter seinem eigenen Namen. Wer ihn betreibt, kann diesen Namen mit der Einstellung „hosts“ hinzufügen.
problem-nothing-sent = An diese Adresse lässt sich nichts senden. Gehen Sie zurück und öffnen Sie die Seite noch einmal.
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
problem-body = { $what ->
    [not-UTF-8] Das Gesendete enthält Zeichen, die sich nicht lesen lassen. Öffnen Sie die Seite noch einmal und schreiben Sie sie neu.
    [too-slow] Das Gesendete kam zu langsam an und wurde nicht angenommen. Senden Sie es noch einmal, wo Ihre Verbindung besser ist.
   *[other] Das Gesendete lässt sich nicht lesen: { $reason }
}
problem-too_large = Das ist mehr, als ein Formular hier aufnimmt. Kürzen Sie es und senden Sie es noch einmal.
problem-key_reused = Dieses Formular wurde schon einmal mit anderem Inhalt gesendet. Ihr Text ist noch da: Sehen Sie nach, ob er aufgezeichnet wurde, und senden Sie ihn sonst noch einmal.
api-problem-sign_in = Mit der Anfrage kam kein gültiges Token: Es fehlt, wurde widerrufen oder ist abgelaufen. Senden Sie eines in der Kopfzeile Authorization: Bearer ….
api-problem-forbidden = Dieses Token oder Konto darf das nicht: Es braucht eine andere Rolle oder gilt für eine andere Beziehung.
api-problem-read_only = Dieses Token darf nur lesen. Verwenden Sie eines, das auch schreiben darf.
api-problem-too_large = Der Inhalt der Anfrage ist größer, als diese Adresse annimmt. Senden Sie weniger auf einmal.
api-problem-key_reused = Dieser Idempotency-Key wurde schon für eine andere Anfrage verwendet. Diesmal wurde nichts aufgezeichnet: Senden Sie jede Anfrage mit einem eigenen.
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
live-elsewhere = Es wurde noch etwas gesagt, das nicht auf dieser Seite steht.
live-elsewhere-go = Dialog öffnen
live-over = Diese Seite ist vorbei: Was sie zeigt, ist zu Ende. Was Sie eingegeben haben, steht noch hier und lässt sich kopieren.
live-ended = Diese Seite folgt dem Tisch nicht mehr: Sie haben sich abgemeldet oder haben hier keinen Platz mehr.
live-behind = Vielleicht zeigt diese Seite nicht das Neueste: Der Server hat nicht geantwortet. Sie versucht es von selbst wieder.
live-reload = Neu laden
problem-past = Sie sehen die Vergangenheit; sie lässt sich nicht ändern. Gehen Sie zuerst zurück zu heute.
problem-unknown_outcome = Die Verbindung zur Datenbank ist abgebrochen. Senden Sie es noch einmal: Es wird nicht doppelt aufgezeichnet.
problem-failed = Auf diesem Server ist etwas schiefgegangen. Wenn Sie zurückgehen, ist nichts verloren, was Sie geschrieben haben; versuchen Sie es bitte gleich noch einmal.
problem-data_gone = Die Daten dieses Servers wurden entfernt oder ausgetauscht, während er läuft. Es wird nichts mehr aufgezeichnet. Kopieren Sie, was Sie geschrieben haben, und sagen Sie dem Betreiber, dass er den Server anhalten und die Daten zurücklegen muss.
problem-choose = Wählen Sie eine der Antworten.
problem-mark = Wählen Sie eine ganze Zahl von 0 bis 10.
problem-written-days = Wählen Sie einen bis dreißig Tage.
problem-nothing-said = Geben Sie beide Zahlen an oder schreiben Sie einen Satz; auslassen können Sie mit „Diesmal nicht“.
problem-moment = Dieser Zeitpunkt lässt sich nicht lesen. Wählen Sie Tag und Uhrzeit.

## Regeln des Tisches
rule-blank = Schreiben Sie hier etwas.
rule-too_long = Das ist zu lang: höchstens { $limit } Zeichen.
rule-deceptive = Nach „{ $after }“ steht ein Zeichen, das Text versteckt, umdreht oder nachahmt, sagt, etwas sei bestätigt, oder unlesbar ist ({ $sign }). Löschen Sie es und schreiben Sie die Stelle neu.
rule-deceptive-first = Am Anfang steht ein Zeichen, das Text versteckt, umdreht oder nachahmt, sagt, etwas sei bestätigt, oder unlesbar ist ({ $sign }). Löschen Sie es und schreiben Sie den Anfang neu.
rule-out_of_scale = Wählen Sie eine ganze Zahl von 0 bis 10.
rule-attachments_full = Sie oder Ihre Partei haben an diesem Tisch schon { $limit } Bilder und PDFs angehängt; das ist Ihr Anteil: Löschen Sie zuerst eines davon. Die anderen Parteien haben ihren eigenen.
rule-full = { $what ->
    [measures] Es sind höchstens { $limit } Messgrößen möglich.
    [outcomes] Es sind höchstens { $limit } Ergebnisse möglich.
    [features] Es sind höchstens { $limit } Vorhaben möglich.
    [meetings] Es sind höchstens { $limit } Treffen möglich.
    [topics] Es sind höchstens { $limit } Themen möglich.
    [readings-at-once] Auf einmal lassen sich höchstens { $limit } Werte übernehmen.
    [readings-of-one-measure] Eine Messgröße kann höchstens { $limit } Werte haben.
   *[other] Es können höchstens { $limit } sein.
}
rule-unknown = Das gibt es hier nicht mehr. Öffnen Sie die Seite noch einmal.
rule-not_seated = Sie haben an diesem Tisch keinen Platz.
rule-observer = Wer beobachtet, sieht den Tisch, sagt aber nichts. Bitten Sie Ihre Partei um eine andere Rolle.
rule-not_entitled = Das können nur diejenigen tun, die für eine Partei sprechen.
rule-other_party = Sobald jemand von einer Partei gekommen ist, nehmen nur ihre eigenen Leute jemanden auf, ändern Namen, entziehen einen Platz oder sprechen für jemanden.
rule-only_the_two = Wie diese Beziehung heißt und wie eng sie ist, sagen Anbieter und Serviceabnehmer. Sagen Sie im Dialog, was Sie ändern würden.
rule-only_provider_leaves_out = Warum ein Lieferant nicht eingeladen wird, sagt nur der Anbieter.
rule-only_who_brought = Nur die Partei, die das eingebracht hat, nimmt es zurück. Sagen Sie im Dialog, was dagegen spricht.
rule-only_theirs_retires = Nur die Partei, für die dieses Ergebnis gilt, verfolgt es nicht weiter. Wer es hinzugefügt hat, kann das auch, bis von dort jemand bewertet hat.
rule-only_theirs_judges = Ob ein Ergebnis wahr wurde, sagt nur die Partei, für die es gilt.
rule-only_who_promised = Nur die Partei, die es zugesagt hat, meldet es als eingehalten oder bittet um eine Änderung.
rule-only_who_receives = Nur die Partei, der es zugesagt wurde, antwortet darauf, verzichtet darauf oder sagt, dass zwei Zusagen eine sind.
rule-only_who_asked = Nur die Partei, die viele gefragt hat, beendet das.
rule-only_who_planned = Nur die Partei, die dieses Treffen angesetzt hat, ändert es oder sagt es ab.
rule-only_own_presence = Sie vermerken sich selbst und die Leute Ihrer eigenen Partei als anwesend; alle anderen vermerkt, wer das Treffen leitet.
rule-only_who_said_back = Nur die Partei, die es wiedergegeben hat, nimmt die Berichtigung auf.
rule-party_hears = Ob Ihre Partei besser gestellt ist, hören mindestens ihre eigenen Leute. Wählen Sie Ihre eigene Partei, weitere Parteien oder den ganzen Tisch.
rule-their_own_name = Wie jemand heißt, sagt diese Person selbst.
rule-invite_yourself = Sie laden für Ihre Partei ein: Fragen Sie die Person selbst.
rule-not_removed = Anbieter und Serviceabnehmer werden nicht vom eigenen Tisch entfernt. Den Namen können Sie berichtigen.
rule-has_not_come = Dieser Gast ist noch nicht gekommen. Wählen Sie jemanden, der schon da ist.
rule-guest_must_claim = Machen Sie diesen Platz zuerst mit einem Passwort zu Ihrem; dann geht es.
rule-prove_first = Sie sind über einen Link hier, den eine andere Partei erstellt hat. Um für Ihre Partei zu sprechen, bestätigen Sie unter „Ihr Konto“ eine eigene Adresse, kommen mit einem Konto Ihrer Organisation oder lassen sich unter „Parteien“ von den Kolleginnen und Kollegen hier bestätigen, dass Sie dazugehören; für sich selbst sprechen Sie weiter wie bisher.
rule-be_vouched_first = Eine andere Partei hat Sie hierher eingeladen, und nicht alle aus Ihrer Partei haben gesagt, dass Sie dazugehören. Um für Ihre Partei zu sprechen, lassen Sie sich das unter „Parteien“ bestätigen oder kommen mit einem Konto Ihrer Organisation; für sich selbst sprechen Sie weiter wie bisher.
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
rule-changes_sides = Diese Person saß hier für eine andere Partei, die noch an diesem Tisch ist. Niemand wechselt die Seite.
rule-role_of_another_party = Diese Rolle gibt es in jener Partei nicht.
rule-no_role = Wählen Sie mindestens eine Rolle.
rule-further_back = Ihr eigener Platz liest erst ab Ihrem Beitritt; vergeben können Sie einen Platz „Ab jetzt“. Mehr kann jemand aus Ihrer Partei geben, der von Anfang an liest.
rule-first_seat_speaks = Wer zuerst kommt, spricht für die Partei: Geben Sie eine solche Rolle. Die anderen kann diese Person dann selbst aufnehmen.
rule-last_speaker = Niemand sonst kann noch für die Partei sprechen. Laden Sie zuerst jemand anderen ein, der für sie spricht.
rule-cannot_leave = Anbieter und Serviceabnehmer beenden eine Beziehung gemeinsam: Schlagen Sie vor, sie zu schließen.
rule-closed = Diese Beziehung ist geschlossen. Sie lässt sich lesen, nicht ändern.
rule-promised_to_oneself = Sagen Sie es einer anderen Partei zu. Was die eigenen Leute übernehmen, ist an diesem Tisch keine Zusage.
rule-no_due_day = Wählen Sie einen Tag: heute oder in den nächsten fünf Jahren.
rule-not_decided = Das ist noch nicht entschieden: In eine Vereinbarung kommt nur, was angenommen wurde.
rule-commitment_ended = Diese Zusage ist beendet: Sie wurde eingehalten, ist nicht mehr nötig oder eins mit einer anderen. Sagen Sie neu zu, was noch zu tun ist.
rule-not_reported = Wer zugesagt hat, hat noch nicht gesagt, dass es eingehalten ist. Warten Sie darauf, oder fragen Sie im Dialog.
rule-kept_waits = Sie haben gesagt, dass es eingehalten ist; darauf antwortet zuerst die andere Seite.
rule-nothing_asked = Es wird um keine Änderung gebeten, auf die noch zu antworten wäre.
rule-other_change = Inzwischen wurde um eine andere Änderung gebeten. Sehen Sie sich die Seite noch einmal an, bevor Sie antworten.
rule-not_the_same = Zwei Zusagen sind nur dann eine, wenn dieselbe Partei beide derselben zugesagt hat.
rule-no_reading = Geben Sie dem Wert eine Zahl, bei einem Anteil in Prozent eine von 0 bis 100, bei einer Zeit oder Anzahl keine unter 0, und eine Zeit ab 1990, die schon gekommen ist.
rule-two_readings = Zwei Werte zur selben Zeit unterscheiden sich. Lassen Sie einen weg.
rule-measure_of_another = Diese Messgröße hat eine andere Partei genannt, und nur sie streicht sie. Sie können eine eigene nennen oder im Dialog sagen, was gegen diese spricht.
rule-measure_dropped = Diese Messgröße wurde gestrichen. Nennen Sie eine andere.
rule-people_answer = Diese Messgröße beantworten Menschen über einen Link; gezählt wird, was sie antworten, und nichts anderes übernommen.
rule-already_asked = Die Leute dieser Partei werden danach schon gefragt. Beenden Sie zuerst jene Frage: Streichen Sie ihre Messgröße. Zwei solche Fragen nebeneinander könnten verraten, was eine einzelne Person geantwortet hat.
rule-other_period = Inzwischen hat ein anderer Monat oder ein anderes Quartal begonnen. Senden Sie es noch einmal ab.
rule-period_runs = Noch lässt sich nichts auszählen: Der Monat oder das Quartal läuft noch oder ist schon ausgezählt.
rule-came_true_why = Sagen Sie in einem Satz, was fehlt.
rule-no_factor_day = Wählen Sie einen Tag innerhalb von zehn Jahren: den, an dem es geschah oder geschehen wird.
rule-stages_of_ones_own = Nennen Sie zwei bis zwölf Phasen mit verschiedenen Namen, je eine Zeile.
rule-stage_of_another = In welcher Phase es ist, sagt, wem es gehört: die Parteien, die es hinzugefügt, eröffnet, geplant oder zugesagt haben.
rule-factor_withdrawn = Das wurde zurückgezogen. Halten Sie es neu fest, wenn es doch geschehen ist.
rule-trust_of_the_two = Gefragt werden nur Serviceanbieter und Serviceabnehmer, was sie voneinander halten.
rule-other_quarter = Inzwischen läuft ein anderes Quartal. Laden Sie die Seite neu; was Sie getippt haben, ist noch da.
rule-quarter_runs = Dieses Quartal ist noch nicht vorbei. Danach öffnen sich die Antworten beider Seiten gemeinsam.
rule-too_few_to_mark = Für Ihre Seite sprechen hier weniger als fünf Personen: Zahlen würden verraten, von wem sie sind. Sagen Sie es in einem Satz.
rule-repair_of_oneself = Wählen Sie eine andere Partei: Was Ihre eigenen Leute verursacht haben, bringen Sie selbst in Ordnung.
rule-only_who_was_hurt = Was es gekostet hat und ob es wieder in Ordnung ist, sagt nur die Seite, der es geschadet hat.
rule-only_who_repairs = Antworten und zusagen kann nur die Seite, die es in Ordnung bringen kann.
rule-repair_closed = Das ist abgeschlossen oder zurückgenommen. Sagen Sie es noch einmal, wenn es wieder geschieht.
rule-pack_just_made = Innerhalb des letzten Tages wurde schon ein Rückblick erstellt. Fügen Sie dort Ihre Seite hinzu, oder erstellen Sie morgen einen neuen.
rule-pack_closed = Seiten werden { $days } Tage lang hinzugefügt. Erstellen Sie einen neuen Rückblick, oder sagen Sie es im Dialog.
rule-proposed_already = Das ist schon vorgeschlagen. Antworten Sie auf diesen Vorschlag.
rule-closing_ended = Niemand fragt mehr danach, oder die Beziehung ist schon geschlossen. Laden Sie die Seite neu, dann sehen Sie, was daraus wurde.
rule-not_for_all = Was zu einem Vorschlag gesagt wird, wird dem ganzen Tisch gesagt. Im Dialog können Sie etwas für weniger Leute sagen.
rule-said_to_some = Das wurde nicht dem ganzen Tisch gesagt; deshalb kann kein Vorschlag davon kommen und kein Einwand es nennen. Sagen Sie es erst dem ganzen Tisch.
rule-serves_nothing = Wählen Sie mindestens ein Ergebnis, dem das dient.
rule-costs = Geben Sie für jede Partei, die etwas trägt, einen Betrag an, und nur für Parteien, die gefragt sind.
rule-no_round_end = Wählen Sie einen kommenden Tag, höchstens { $days } Tage voraus.
rule-review_before_round = Wählen Sie zum Wiederansehen einen Tag, der nicht vor dem Ende der Runde liegt.
rule-trial_without_review = Ein Versuch braucht einen Tag, an dem Sie ihn wieder ansehen.
rule-no_review = Wählen Sie einen kommenden Tag innerhalb von fünf Jahren.
rule-no_harm = Wählen Sie das Ergebnis, den Bedarf oder die Grenze, der es schaden würde.
rule-not_in_this = Ihre Partei ist hier nicht gefragt: Sie kam nach dem Vorschlag dazu oder ist gegangen. Sie kann selbst etwas vorschlagen.
rule-decided_without = Ihre Partei hat bis zum Ende der Runde nichts gesagt, und alle anderen haben zugestimmt, über diesen Text ohne sie zu entscheiden. Sobald sich der Text ändert, wird sie wieder gefragt.
rule-decided = Das ist angenommen und bleibt, wie es ist. Schlagen Sie vor, was daraus folgen soll.
rule-proposal_ended = Dieser Vorschlag wurde zurückgenommen. Schlagen Sie ihn neu vor, wenn er entschieden werden soll.
rule-round_open = Die Zeit dieser Runde ist noch nicht um. Alle werden gefragt, bis ihr Tag kommt.
rule-still_sealed = Die erste Runde ist verdeckt: Niemand sieht, wer fehlt. Das zeigt sich, wenn alle da sind oder ihr Tag kommt.
rule-not_released = Ohne den Serviceabnehmer und von einer Partei allein wird nichts entschieden, und keine Partei entlässt sich selbst. Fragen Sie noch einmal, oder ändern Sie den Text.
rule-asked_just_now = Diese Partei wurde vor weniger als einem Tag gefragt. Fragen Sie morgen wieder.
rule-no_deputy = Wählen Sie jemanden aus Ihrer Partei, der hier spricht und nicht schon für sie entscheidet.
rule-waited_for = Ein Vorschlag oder die Vereinbarung wartet auf diese Partei, deshalb bleibt sie am Tisch. Auf der Seite des Vorschlags können die anderen zustimmen, ohne sie zu entscheiden; eine Vereinbarung lässt sich wieder zum Entwurf machen.
rule-their_words = Jemand aus der Partei, für die das gilt, hat zu diesem Wortlaut schon gesagt, was es wert ist oder was es kostet. Nur die eigene Partei ändert ihn; Sie können einen anderen vorschlagen.
changed-now = Jetzt: „{ $text }“
changed-now-empty = Jetzt: leer
changed-now-chosen = Jetzt gewählt
changed-now-not-chosen = Jetzt nicht gewählt
rule-changed_meanwhile = Das wurde geändert, nachdem Sie es geöffnet hatten. Vergleichen Sie, was jetzt dort steht, mit Ihrer Eingabe und senden Sie dann noch einmal: Ihre Fassung tritt an die Stelle der anderen.
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
rule-own_endowment = Niemand gibt der eigenen Partei mehr als einen gleichen Anteil. Eine andere Partei kann ihr etwas von der eigenen Stimme geben.
rule-others_endowment = Weniger als einen gleichen Anteil gibt sich nur eine Partei selbst: Jede kann auf eigene Stimme verzichten, nicht auf die einer anderen.
rule-guess_first = Hier steht, was der Serviceabnehmer gesagt hat: Schätzen Sie das zuerst, oder überspringen Sie es.
rule-musts_too_dear = Was enthalten sein muss, kostet mehr als dieses Budget.
rule-musts_exclude = Zwei Vorhaben, die enthalten sein müssen, schließen einander aus. Ändern Sie zuerst eines davon.
rule-no_mix = Mit diesem Budget oder diesen Gewichten lässt sich nicht genau rechnen. Nehmen Sie rundere.
rule-hangs_nowhere = Eine Frage oder ein Bedenken muss sich auf etwas beziehen: Wählen Sie ein Ergebnis, oder äußern Sie es unter einem Bedarf oder einer Idee.
rule-not_said_there = Auf eine Idee antwortet man mit „Ja, und …“, mit einer Frage oder mit einem Bedenken. Wählen Sie eines davon.
rule-wider_than_thread = Eine Antwort können höchstens die sehen, die auch den Beitrag sehen, auf den sie antwortet. Wählen Sie weniger Parteien, oder schreiben Sie einen neuen Beitrag.
rule-no_limit_kind = Sagen Sie, welcher Art die Grenze ist: Recht, Sicherheit, Technik, Wirtschaftlichkeit oder Zeit.
rule-own_word = Das muss eine andere Partei tun: Niemand gibt die eigenen Beiträge wieder oder beantwortet sie.
rule-already_heard = Ihre Partei hat das schon gehört.
rule-party_not_there = Von dieser Partei ist niemand da, der es hätte hören können. Dass sie da sind, sagen ihre Leute selbst.
rule-said_not_heard = Diese Partei hat gesagt, dass sie es noch nicht gehört hat. Zuerst gibt sie es mit eigenen Worten wieder.
rule-author_first = Wer es gesagt hat, hat noch Zeit. Nach vierzehn Tagen ohne Lebenszeichen kann jemand aus derselben Partei einspringen.
rule-not_yet_confirmed = Das wurde stellvertretend gesagt. Es zählt, sobald die Person es bestätigt.
rule-no_return = Wählen Sie für die Wiedervorlage ein Datum ab morgen.
rule-not_a_draft = Außer Ihnen war schon jemand hier oder hat etwas gesagt: Löschen können Sie die Servicebeziehung nicht mehr allein. Sie können stattdessen vorschlagen, sie zu schließen.
rule-said_just_now = Genau das haben Sie vor wenigen Minuten schon gesagt, und es steht auf der Seite. Sagen Sie etwas anderes oder lassen Sie es dabei.
rule-mentioned_would_not_read = Wer von Ihnen erwähnt wird, soll es auch lesen: Wählen Sie andere Lesende oder lassen Sie die Erwähnung weg.
rule-not_absent_colleague = Sie können für jemand anderen aus Ihrer eigenen Partei sprechen, der an diesem Tisch sitzt.
rule-no_meeting_time = Wählen Sie eine Zeit in der Zukunft, höchstens zwei Jahre voraus, die die Uhren an diesem Tisch an dem Tag zeigen.
rule-no_length = Wählen Sie zwischen { $least } und { $most } Minuten.
rule-meeting_cancelled = Dieses Treffen wurde abgesagt.
rule-meeting_begun = Das Treffen hat begonnen. Zeit und Ort bleiben, wie sie sind.
rule-meeting_over = Dieses Treffen ist zu Ende.
rule-meeting_not_held = Niemand hat dieses Treffen begonnen: Es hat nicht stattgefunden. Seine Zeit lässt sich ändern, oder ein anderes wird geplant.
rule-not_begun = So weit ist das Treffen noch nicht.
rule-other_meeting = Gerade läuft ein anderes Treffen dieses Tisches. Schließen Sie es zuerst.
rule-begins_later = Es ist zu früh. Beginnen kann das Treffen eine halbe Stunde vor seiner Zeit; für früher ändern Sie die Zeit.
rule-others_lead = Dieses Treffen leitet eine andere Seite. Beginnt sie nicht innerhalb von fünf Minuten, können Sie es tun.
rule-only_chair = Das kann nur, wer das Treffen leitet.
rule-their_own_word = Die Person oder ihre Seite hat etwas anderes gesagt. Das gilt.
rule-floor_taken = Jemand hat das Wort oder ist noch an der Reihe. Beginnen Sie eine Runde, wenn alle gesprochen haben.
rule-floor_off_record = Gerade spricht man unter sich: Bis diese Runde vorbei ist, wird niemandem das Wort erteilt.
rule-off_record = Sie sprechen gerade unter sich: Nichts, was Sie tippen, wird aufgezeichnet, bis die Runde vorbei ist. Sagen Sie es dann; oder drücken Sie, wenn Sie gar nicht dabei sind, auf der Seite des Treffens „Ich bin nicht da“.
rule-chair_is_here = Wer leitet, hat in den letzten { $seconds } Sekunden ein Lebenszeichen gegeben.
rule-other_chair = Inzwischen leitet jemand anderes. Schauen Sie noch einmal.
rule-same_party_leads = Es leitet jemand von Ihrer eigenen Seite. Die Leitung kann abgegeben oder von einer anderen Seite übernommen werden.
rule-topic_begun = Dieser Punkt wurde schon aufgenommen und bleibt, wie er ist.
rule-no_topic = Beginnen Sie zuerst einen Punkt der Tagesordnung.
rule-on_the_list = Sie haben das Wort oder stehen schon auf der Liste.
rule-not_on_the_list = Die Person steht nicht auf der Liste.
rule-list_closed = Die Liste ist geschlossen. Zur Geschäftsordnung können Sie sich noch melden.
rule-nobody_to_speak = Noch ist niemand als anwesend vermerkt, der sprechen könnte. Vermerken Sie zuerst, wer da ist.
rule-no_turn = Die Person ist in dieser Runde nicht oder nicht mehr an der Reihe.
rule-not_speaking = Die Person hat gerade nicht das Wort.
rule-target = Ein Zielwert ist eine Zahl mit höchstens drei Nachkommastellen.
rule-agrees_nothing = Wählen Sie mindestens ein Ergebnis: Eine Vereinbarung handelt von etwas.
rule-rhythm = Sagen Sie, alle wie viele Monate Sie wieder daraufschauen: 1 bis 60.
rule-in_force = Diese Vereinbarung gilt. Öffnen Sie sie zuerst wieder, und sagen Sie, warum; dann lässt sich die nächste Fassung zusammenstellen.
rule-still_draft = Diese Fassung ist wieder ein Entwurf. Unterschrieben wird sie, sobald sie zur Unterschrift geöffnet ist.
rule-open_for_signature = Diese Fassung ist schon zur Unterschrift geöffnet.
rule-signed_meanwhile = Seit diese Seite entstand, wurde unterschrieben oder eine Unterschrift zurückgenommen. Sehen Sie nach, wessen Unterschrift eine Änderung jetzt aufhebt.
rule-signers_guess_first = Jemand, der unterschreibt, hat noch nicht geschätzt, was der Serviceabnehmer gesagt hat, oder darf die Werte nicht sehen. Alle schätzen zuerst oder überspringen es; Parteien, die später kamen, öffnet der Serviceabnehmer seine Werte.
rule-no_signatory = Für eine Partei unterschreiben Kunde, Sponsor, Serviceverantwortliche und Vertretung. Bitten Sie eine dieser Personen.
rule-not_in_that_capacity = Diese Rolle haben Sie nicht. Wählen Sie eine von Ihren.
rule-stale_text = Der Text wurde geändert, nachdem Sie diese Seite geöffnet haben. Lesen Sie ihn noch einmal; unterschrieben ist nichts.
rule-confirm_first = Zeigen Sie noch einmal, dass Sie es sind, mit Passkey oder Passwort. Unterschrieben ist nichts.
rule-signed_something_else = Die Antwort Ihres Passkeys war für etwas anderes gedacht, etwa zum Anmelden oder für einen anderen Text. Unterschreiben Sie von dieser Seite aus.
rule-signed_before = Diese Antwort Ihres Passkeys wurde schon einmal verwendet. Unterschreiben Sie noch einmal von dieser Seite aus.
rule-key_of_another = Dieser Passkey gehört jemand anderem. Nehmen Sie einen von Ihren.
rule-signed_elsewhere = Dieser Passkey wurde unter einer anderen Adresse benutzt. Unterschreiben Sie unter der Adresse dieses Servers.
rule-signature_broken = Die Antwort Ihres Passkeys hält der Prüfung nicht stand. Unterschrieben ist nichts; versuchen Sie es noch einmal.
rule-signed_already = Diesen Text haben Sie unterschrieben.
rule-nobody_asked = Sagen Sie, wessen Leute gefragt werden: mindestens eine Partei.
rule-no_last_day = Wählen Sie den letzten Tag: heute oder einen innerhalb eines Jahres.
rule-closed_by_others = Die anderen Parteien haben dieses Treffen geschlossen oder darum gebeten, während jemand von Ihrer Partei es leitete. Eine von ihnen kann es fortsetzen.
rule-in_writing = Diese Runde ist schriftlich: Niemand sitzt zusammen. Sagen Sie auf ihrer Seite etwas zu jedem Punkt, solange sie offen ist.
rule-too_late_for_point = Für einen weiteren Punkt ist es in dieser Runde zu spät: Niemand hätte mehr Zeit, darauf zu antworten. Bringen Sie ihn zum nächsten Treffen.
rule-not_their_people = Ob eine Aussage gezeigt wird, entscheidet, wer für die Partei spricht, deren Leute sie gesagt haben; bei denen vom Anfang die Partei, die fragt.
rule-consultation_over = Es ist vorbei: Es wird nichts mehr angenommen.
rule-statements_fixed = Hier fügt niemand Aussagen hinzu.
rule-statement_untold = Über diese Aussage gibt es noch nichts zu sagen. Sie kann an den Tisch zurück, sobald die Antworten von mindestens fünf Personen dazu gezeigt werden.
rule-said_already = Das hat schon jemand gesagt. Sagen Sie stattdessen, was Sie davon halten.
rule-yours_waits = Das haben Sie schon hinzugefügt. Es wartet, bis jemand am Tisch es angesehen hat.
rule-yours_left_out = Das haben Sie schon hinzugefügt, und es wurde weggelassen. Der Grund steht auf der Seite mit Ihren Antworten.
rule-shown_stays = Es ist vorbei: Was zu sehen war, bleibt, wie es ist, und die Zahlen ebenso.
rule-nothing_new = Damit würde sich nichts ändern.
paper-page = Seite { $page } von { $pages }
