## Was man per E-Mail erfährt
messages-title = Nachrichten
messages-lede = Eine E-Mail sagt, wer Ihnen geantwortet hat und wo. Was gesagt wurde, bleibt am Tisch.
messages-no-address = Dieses Konto erreicht noch keine E-Mail. Geben Sie ihm unter „Wie Sie sich anmelden“ eine Adresse.
messages-no-server = Dieser Server verschickt keine E-Mails. Was für Sie neu ist, steht an Ihren Tischen.
messages-choose = Was dürfen wir an { $address } schreiben?
messages-nothing = Nichts
messages-nothing-note = Nur was Sie selbst anfordern, etwa einen Link für ein neues Passwort.
messages-own_words = Wenn jemand auf mein Wort antwortet
messages-own_words-note = Wenn es wiedergegeben oder beantwortet wird oder jemand nachfragt: höchstens eine E-Mail pro Stunde.
messages-weekly = Das, und einmal pro Woche, was auf mich wartet
messages-weekly-note = Am Montagmorgen, und nur wenn etwas wartet.
messages-daily = Das, und an jedem Werktag, was auf mich wartet
messages-daily-note = Für alle, die täglich an ihren Tischen sitzen.
messages-tell-me = Per E-Mail Bescheid geben
messages-address = Ihre E-Mail-Adresse
messages-when = Wenn { $name } oder jemand anderes auf Ihr Wort antwortet: höchstens eine E-Mail pro Stunde.
messages-consent = Die Adresse wird nur dafür aufbewahrt und für Ihren Weg zurück, der jetzt dorthin geht. Jede Nachricht hat einen Link zum Abbestellen.
messages-told = Wir schreiben an { $address }, wenn jemand auf Ihr Wort antwortet.
messages-change = Ändern oder abbestellen
messages-forget = Abbestellen und die Adresse vergessen
messages-pause-week = Eine Woche Pause
messages-pause-month = Einen Monat Pause
messages-paused = Bis { $day } wird nichts verschickt. Antworten auf Ihr Wort warten bis dahin.
messages-go-on = Jetzt weitermachen
messages-last = Die letzte E-Mail an Sie: { $when }.
messages-none = Sie haben noch keine E-Mail bekommen.
said-messages-kept = Gespeichert.

## Der Link in jeder E-Mail
stop-title = Weniger E-Mails von hier?
stop-lede = Sie erfahren, wenn jemand auf Ihr Wort antwortet und was auf Sie wartet. Alles lässt sich abbestellen oder für eine Weile anhalten.
stop-do = Alles abbestellen
stop-note = Dieser Link tut nichts anderes und öffnet nichts. Was Sie gesagt haben, bleibt, wo es ist.
stop-stopped = Abbestellt. Sie bekommen keine E-Mails mehr.
stop-again = Wieder anfangen können Sie auf Ihrer Kontoseite oder mit Ihrer Einladung.
stop-paused = Pause: Bis { $day } bekommen Sie keine E-Mails.

## Mit einem Link aus einer E-Mail zurückkommen
invitation-back = Willkommen zurück, { $name }
invitation-back-lede = Ein Klick, und Sie sind wieder am Tisch.
invitation-back-do = Weiter

## Was E-Mails sagen: niemandes Worte und keine Zahl
mail-greeting = Guten Tag, { $name }
mail-news-subject = Es gibt eine Antwort auf Ihr Wort
mail-news-why = Sie bekommen das, weil Sie erfahren möchten, wenn jemand auf Ihr Wort antwortet.
mail-digest-subject = Was auf Sie wartet
mail-digest-why = Sie bekommen das, weil Sie erfahren möchten, was auf Sie wartet.
mail-more = { $count ->
    [one] Und noch eine Sache, hinter denselben Links.
   *[other] Und { $count } weitere, hinter denselben Links.
}
mail-no-answer = Eine Antwort auf diese E-Mail erreicht niemanden: Bitte antworten Sie hinter dem Link.
mail-stop = Weniger davon, oder gar nichts
news-guess_revealed = { $party } hat gesprochen: Ihre Schätzung liegt offen neben dem, was gesagt wurde
news-spoken_for = { $name } hat für Sie gesprochen: Stehen Sie dazu?
news-asked = { $name } fragt Sie etwas zu Ihrem Wort
news-replied = { $name } hat etwas zu Ihrem Wort gesagt
news-said_back = { $name } hat Ihr Wort wiedergegeben: Ist es das?
news-confirmed = { $name }: Ja, das haben Sie richtig wiedergegeben
news-corrected = { $name }: Das haben Sie nicht ganz richtig wiedergegeben
news-acknowledged = { $name } hat Ihre Berichtigung aufgenommen
news-nodded = { $name } nickt zu Ihrem „Ja, und …“
news-answered = { $name } hat auf Ihr Wort geantwortet
reminder-answer_proposal = Soll die Beziehung geschlossen werden? Die anderen fragen Sie.
reminder-share_figures = { $count ->
    [one] Eine später gekommene Partei möchte Ihre Bewertungen sehen.
   *[other] { $count } später gekommene Parteien möchten Ihre Bewertungen sehen.
}
reminder-rate = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
}
reminder-guess = { $count ->
    [one] Schätzen Sie, was Ihrem Kunden ein Ergebnis wert ist
   *[other] Schätzen Sie, was Ihrem Kunden { $count } Ergebnisse wert sind
}
reminder-guess_spoken = { reminder-guess }
reminder-rate_again = { $count ->
    [one] Ist Ihnen ein Ergebnis noch genauso viel wert?
   *[other] Sind Ihnen { $count } Ergebnisse noch genauso viel wert?
}
reminder-say_purpose = Sagen Sie, wozu die Beziehung da ist
reminder-say_terms = Sagen Sie, was Sie einbringen, erwarten und nicht können
reminder-say_better_off = Sind Sie besser gestellt?
reminder-invite_party = Fragen Sie jemanden bei { $party }
reminder-invite_again = { reminder-invite_party }
reminder-seat_dependency = Ein Lieferant, von dem der Service abhängt, hat keinen Platz
reminder-talk_about_gap = Schätzung und Wort liegen weit auseinander: ein Gespräch wert
reminder-add_outcome = Sagen Sie, was der Service jemandem ermöglicht
reminder-claim_seat = Machen Sie den Platz zu Ihrem eigenen

## Der Postausgang, für alle, die sich um den Server kümmern
server-mail-week = E-Mails der letzten sieben Tage
server-mail-waiting = Wartet
server-mail-sent = Verschickt
server-mail-failed = Endgültig abgelehnt
server-mail-unclear = Unklar
server-mail-note = Unklar heißt: Die Verbindung brach ab, bevor der Mailserver antwortete. Eine solche E-Mail wird nicht noch einmal verschickt, damit niemand sie zweimal bekommt.
server-mail-unreachable = Der Mailserver ist nicht erreichbar, und die E-Mails warten: { $why }
server-mail-trouble = Letzte Störung, { $moment }: { $why }
