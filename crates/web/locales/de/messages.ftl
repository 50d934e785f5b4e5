## Was man per E-Mail erfährt
messages-title = E-Mails an Sie
messages-lede = Eine E-Mail sagt, wer Ihnen geantwortet hat und wo. Was gesagt wurde, steht nur am Tisch.
messages-no-address = An dieses Konto gehen noch keine E-Mails. Geben Sie ihm unter „Wie Sie sich anmelden“ eine Adresse.
messages-no-server = Dieser Server verschickt keine E-Mails. Was für Sie neu ist, sehen Sie an Ihren Tischen.
messages-choose = Was dürfen wir an { $address } schreiben?
messages-nothing = Nichts von meinen Tischen
messages-nothing-note = Nur was Sie selbst anfordern, etwa einen Link für ein neues Passwort, und Hinweise, wenn sich an Ihrer Anmeldung etwas ändert.
messages-own_words = Wenn jemand auf meinen Beitrag antwortet
messages-own_words-note = Wenn er wiedergegeben oder beantwortet wird oder jemand nachfragt: höchstens eine E-Mail pro Stunde.
messages-weekly = Das, und einmal pro Woche, was auf mich wartet
messages-weekly-note = Am Montagmorgen, und nur wenn etwas wartet.
messages-daily = Das, und an jedem Werktag, was auf mich wartet
messages-daily-note = Für alle, die täglich an ihren Tischen sitzen.
messages-tell-me = Per E-Mail benachrichtigen lassen
messages-address = Ihre E-Mail-Adresse
messages-when = Wenn { $name } oder jemand anderes auf Ihren Beitrag antwortet: höchstens eine E-Mail pro Stunde.
messages-consent = Die Adresse wird nur dafür aufbewahrt und für Ihren eigenen Link zum Tisch, den wir jetzt dorthin schicken. Jede Nachricht vom Tisch hat einen Link zum Abbestellen.
messages-told = Wir schreiben an { $address }, wenn jemand auf Ihren Beitrag antwortet.
messages-change = Ändern oder abbestellen
messages-forget = Abbestellen und die Adresse vergessen
messages-pause-week = Eine Woche Pause
messages-pause-month = Einen Monat Pause
messages-paused = Bis { $day } wird nichts von Ihren Tischen verschickt. Antworten auf Ihre Beiträge warten bis dahin.
messages-go-on = Jetzt weitermachen
messages-last = Die letzte Nachricht von Ihren Tischen ging { $when } an Sie.
messages-none = Von Ihren Tischen ging noch keine Nachricht an Sie.
said-messages-kept = Gespeichert.

## Der Link in jeder E-Mail
stop-title = Weniger E-Mails von hier?
stop-lede = Sie erfahren, wenn jemand auf Ihren Beitrag antwortet und was auf Sie wartet. Das alles lässt sich abbestellen oder für eine Weile anhalten.
stop-do = Alles abbestellen
stop-note = Dieser Link tut nichts anderes und öffnet nichts. Was Sie gesagt haben, bleibt, wo es ist.
stop-stopped = Abbestellt. Von Ihren Tischen bekommen Sie keine E-Mails mehr, nur noch, was Ihre Anmeldung betrifft.
stop-again = Wieder anfangen können Sie unter „Ihr Konto“: Melden Sie sich an, oder kommen Sie mit Ihrem eigenen Link.
stop-paused = Pause: Bis { $day } bekommen Sie keine Nachrichten von Ihren Tischen.

## Mit einem Link aus einer E-Mail zurückkommen
invitation-back = Willkommen zurück, { $name }
invitation-back-lede = Ein Klick, und Sie sind wieder am Tisch.
invitation-back-do = Weiter

## Was E-Mails sagen: niemandes Worte und keine Zahl
mail-greeting = Guten Tag, { $name }
mail-news-subject = Es gibt eine Antwort auf Ihren Beitrag
mail-news-why = Sie bekommen das, weil Sie erfahren möchten, wenn jemand auf Ihren Beitrag antwortet.
mail-digest-subject = Was auf Sie wartet
mail-digest-why = Sie bekommen das, weil für Ihr Konto so eingestellt ist, dass wir Ihnen schreiben, was auf Sie wartet.
mail-meeting-planned-subject = Ein Treffen ist geplant
mail-meeting-moved-subject = Ein Treffen wurde verlegt
mail-meeting-cancelled-subject = Ein Treffen ist abgesagt
mail-meeting-planned = An einem Tisch, an dem Sie sitzen, ist ein Treffen geplant. Sagen Sie dort, ob Sie kommen:
mail-meeting-moved = Ein Treffen hat eine andere Zeit oder einen anderen Ort. Sagen Sie dort, ob Sie kommen:
mail-meeting-cancelled = Ein Treffen findet nicht statt. Am Tisch steht, warum:
mail-meeting-taken-off-subject = Ein Treffen verschwindet aus Ihrem Kalender
mail-meeting-taken-off = Sie sitzen nicht mehr an dem Tisch, an dem dieses Treffen geplant ist. Die Datei in dieser Mail nimmt es aus Ihrem Kalender:
mail-meeting-taken-off-why = Sie bekommen das, weil Ihr Kalender von dem Treffen erfuhr, solange Sie dort saßen.
mail-meeting-why = Sie bekommen das, weil Sie an diesem Tisch sitzen. Was Ihr Kalender darauf antwortet, liest niemand: Die Seite fragt, ob Sie kommen.
mail-more = { $count ->
    [one] Und noch eine Sache, über dieselben Links.
   *[other] Und { $count } weitere, über dieselben Links.
}
mail-no-answer = Antworten auf diese E-Mail liest niemand: Bitte antworten Sie über den Link.
mail-stop = Weniger davon, oder gar nichts
news-guess_revealed = { $party } hat gesagt, was es wert ist: Ihre Schätzung liegt jetzt offen daneben
news-spoken_for = { $name } hat für Sie gesprochen: Stehen Sie dazu?
news-asked = { $name } hat eine Frage zu Ihrem Beitrag
news-replied = { $name } hat auf Ihren Beitrag reagiert
news-said_back = { $name } hat Ihren Beitrag wiedergegeben: Haben Sie es so gemeint?
news-confirmed = { $name }: Ja, das haben Sie richtig wiedergegeben
news-corrected = { $name }: Das haben Sie nicht ganz richtig wiedergegeben
news-acknowledged = { $name } hat Ihre Berichtigung aufgenommen
news-nodded = { $name } ist mit Ihrem „Ja, und …“ einverstanden
news-answered = { $name } hat auf Ihren Beitrag geantwortet
news-amended = { $name } hat den Text eines Vorschlags geändert; Sie werden wieder gefragt
news-positions_open = Bei einem Vorschlag sehen jetzt alle, wo alle stehen
news-objected = { $name } hat einen Einwand gegen Ihren Vorschlag
news-adopted = Ein Vorschlag wurde angenommen
news-signature_withdrawn = Die Nutzenvereinbarung ist wieder ein Entwurf: Ihre Unterschrift gilt nicht mehr
news-signing_declined = { $name } unterschreibt die Nutzenvereinbarung nicht, die Sie zur Unterschrift geöffnet haben
news-asked_again = { $name } fragt noch einmal, wo Sie bei einem Vorschlag stehen
reminder-answer_closing = Soll die Beziehung geschlossen werden? Die anderen fragen Sie.
reminder-take_position = { $count ->
    [one] Ein Vorschlag wartet darauf, wo Sie stehen.
   *[other] { $count } Vorschläge warten darauf, wo Sie stehen.
}
reminder-keep_position = { $count ->
    [one] Ein Vorschlag hat einen neuen Text: Gilt noch, was Sie gesagt haben?
   *[other] { $count } Vorschläge haben einen neuen Text: Gilt noch, was Sie gesagt haben?
}
reminder-judge_outcomes = { $count ->
    [one] Ist es wahr geworden? Zu einem Ergebnis fehlt Ihre Antwort.
   *[other] Ist es wahr geworden? Zu { $count } Ergebnissen fehlt Ihre Antwort.
}
reminder-read_again = { $count ->
    [one] Zu einer Messgröße, die Sie ablesen, fehlen neue Werte.
   *[other] Zu { $count } Messgrößen, die Sie ablesen, fehlen neue Werte.
}
reminder-count_answers = { $count ->
    [one] Antworten auf eine Frage Ihrer Partei lassen sich auszählen.
   *[other] Antworten auf { $count } Fragen Ihrer Partei lassen sich auszählen.
}
reminder-look_at_factors = { $count ->
    [one] Ein äußerer Einfluss: Sehen Sie noch einmal hin.
   *[other] { $count } äußere Einflüsse: Sehen Sie noch einmal hin.
}
reminder-answer_kept = { $count ->
    [one] Eine Zusage an Sie soll eingehalten sein: Ist es so?
   *[other] { $count } Zusagen an Sie sollen eingehalten sein: Ist es so?
}
reminder-answer_change = { $count ->
    [one] Bei einer Zusage an Sie wird um eine Änderung gebeten.
   *[other] Bei { $count } Zusagen an Sie wird um eine Änderung gebeten.
}
reminder-keep_commitment = { $count ->
    [one] Eine Ihrer Zusagen ist fällig.
   *[other] { $count } Ihrer Zusagen sind fällig.
}
reminder-answer_objection = { $count ->
    [one] Jemand hat einen Einwand gegen Ihren Vorschlag.
   *[other] Jemand hat Einwände gegen { $count } Ihrer Vorschläge.
}
reminder-hear_objection = { $count ->
    [one] Ein Einwand wurde wiedergegeben: Wurde er verstanden?
   *[other] { $count } Einwände wurden wiedergegeben: Wurden sie verstanden?
}
reminder-reveal_positions = { $count ->
    [one] Eine erste Runde ist um: Sie kann geöffnet werden.
   *[other] { $count } erste Runden sind um: Sie können geöffnet werden.
}
reminder-count_silence = { $count ->
    [one] Ein Vorschlag wartet nur noch darauf, dass Schweigen zählt.
   *[other] { $count } Vorschläge warten nur noch darauf, dass Schweigen zählt.
}
reminder-adopt_complete = { $count ->
    [one] Gegen einen Vorschlag spricht nichts mehr: Er kann angenommen werden.
   *[other] Gegen { $count } Vorschläge spricht nichts mehr: Sie können angenommen werden.
}
reminder-write_in_round = Eine schriftliche Runde wartet auf Ihren Beitrag.
reminder-come_to_meeting = Gerade läuft ein Treffen: Kommen Sie dazu
reminder-begin_meeting = Es ist Zeit für ein Treffen, das Sie beginnen können
reminder-say_coming = { $count ->
    [one] Kommen Sie zu einem Treffen?
   *[other] Kommen Sie zu { $count } Treffen?
}
reminder-read_minutes = { $count ->
    [one] Ein Treffen fand ohne Sie statt
   *[other] { $count } Treffen fanden ohne Sie statt
}
reminder-signature_withdrawn = Ihre Unterschrift unter der Nutzenvereinbarung gilt nicht mehr.
reminder-signing_declined = Jemand von { $party } unterschreibt die Nutzenvereinbarung nicht.
reminder-lacks_consent = { $count ->
    [one] Einem Vorschlag fehlt eine Zustimmung, die Sie geben können.
   *[other] { $count } Vorschlägen fehlt eine Zustimmung, die Sie geben können.
}
reminder-sign_agreement = Die Nutzenvereinbarung wartet auf Ihre Unterschrift.
reminder-review_agreement = Es ist Zeit, wieder auf die Nutzenvereinbarung zu schauen.
reminder-review_decision = { $count ->
    [one] Der Tag ist da, eine Entscheidung wieder anzusehen.
   *[other] Der Tag ist da, { $count } Entscheidungen wieder anzusehen.
}
reminder-look_at_statements = { $count ->
    [one] Aussagen, die Teilnehmende zu einer Befragung hinzugefügt haben, warten auf Sie.
   *[other] Aussagen, die Teilnehmende zu { $count } Befragungen hinzugefügt haben, warten auf Sie.
}
reminder-end_consultation = { $count ->
    [one] Eine Ihrer Befragungen ist vorbei: Halten Sie fest, was herauskam.
   *[other] { $count } Ihrer Befragungen sind vorbei: Halten Sie fest, was herauskam.
}
reminder-vouch_for = { $count ->
    [one] Sagen, ob jemand, den eine andere Partei eingeladen hat, zu Ihnen gehört
   *[other] Von { $count } Personen, die eine andere Partei eingeladen hat, sagen, ob sie zu Ihnen gehören
}
reminder-share_figures = { $count ->
    [one] Eine Partei ist später gekommen und sieht Ihre Bewertungen noch nicht: Darf sie?
   *[other] { $count } Parteien sind später gekommen und sehen Ihre Bewertungen noch nicht: Dürfen sie?
}
reminder-rate = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
}
reminder-guess = { $count ->
    [one] Schätzen Sie, wie wertvoll ein Ergebnis für { $party } ist
   *[other] Schätzen Sie, wie wertvoll { $count } Ergebnisse für { $party } sind
}
reminder-guess_spoken = { reminder-guess }
reminder-still_so = { $count ->
    [one] Der Wortlaut eines Ergebnisses, das Sie bewertet haben, hat sich geändert: Gilt das noch?
   *[other] Der Wortlaut von { $count } Ergebnissen, die Sie bewertet haben, hat sich geändert: Gilt das noch?
}
reminder-answer_wording = { $count ->
    [one] Für ein Ergebnis Ihrer Partei ist ein anderer Wortlaut vorgeschlagen
   *[other] Für { $count } Ergebnisse Ihrer Partei ist ein anderer Wortlaut vorgeschlagen
}
reminder-rate_again = { $count ->
    [one] Ist Ihnen ein Ergebnis noch genauso viel wert?
   *[other] Sind Ihnen { $count } Ergebnisse noch genauso viel wert?
}
reminder-say_purpose = Sagen Sie, wozu die Beziehung da ist
reminder-say_terms = Sagen Sie, was Sie einbringen, erwarten und nicht können
reminder-say_better_off = Sind Sie besser gestellt?
reminder-invite_party = Fragen Sie jemanden bei { $party }
reminder-invite_suggested = Jemand aus Ihrer Partei schlägt vor, wen Sie einladen sollten
reminder-invite_again = { reminder-invite_party }
reminder-seat_dependency = Ein Lieferant, von dem der Service abhängt, hat keinen Platz
reminder-open_reveal = Was geschätzt wurde, liegt offen neben dem Gesagten
reminder-talk_about_gap = Eine Schätzung liegt weit neben dem, was gesagt wurde: Darüber lohnt sich ein Gespräch
reminder-add_outcome = Sagen Sie, was der Service jemandem ermöglicht
reminder-claim_seat = Machen Sie den Platz zu Ihrem eigenen

## Der Postausgang, für alle, die sich um den Server kümmern
server-mail-week = Der Postausgang der letzten sieben Tage
server-mail-counted = Jede E-Mail zählt: Nachrichten von Tischen, Einladungen, Links, Bestätigungen, Hinweise zur Anmeldung und Testmails.
server-mail-address-missing = Noch wird nichts verschickt: Links in E-Mails brauchen eine Adresse, die andere öffnen können. Geben Sie oben eine an, oder setzen Sie public-url.
server-mail-test = Kommt sie an?
server-mail-test-note = Eine Testmail an { $address } zeigt, was Ihr Mailserver dazu sagt. Sein Passwort erscheint nicht.
server-mail-test-nowhere = Ihr Konto hat keine E-Mail-Adresse, an die eine Testmail gehen könnte.
server-mail-test-send = Testmail schicken
server-mail-test-subject = Eine Testmail von Covalue
server-mail-test-text =
    Diese E-Mail kommt von { $server }. Sie ist bei Ihnen angekommen.

    Diese Zeichen sollten richtig aussehen: ä ö ü ß é ł – „ “
server-mail-test-taken = Der Mailserver hat sie angenommen. Sehen Sie nach, ob sie unter { $address } ankommt.
server-mail-test-not = Sie wurde nicht verschickt: { $why }.
server-mail-test-said = Was mit dem Mailserver gesprochen wurde
server-mail-waiting = Wartet
server-mail-sent = Verschickt
server-mail-failed = Endgültig abgelehnt
server-mail-unclear = Unklar
server-mail-note = Unklar heißt: Die Verbindung brach ab, bevor der Mailserver antwortete. Eine solche E-Mail wird nicht noch einmal verschickt, damit niemand sie zweimal bekommt.
server-mail-unreachable = Der Mailserver ist nicht erreichbar, und die E-Mails warten: { $why }
server-mail-trouble = Letzte Störung, { $moment }: { $why }
