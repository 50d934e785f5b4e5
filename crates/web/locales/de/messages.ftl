## Was man per Mail hört
messages-title = Nachrichten
messages-lede = Eine Mail sagt, wer Ihnen geantwortet hat und wo. Was gesagt wurde, bleibt am Tisch.
messages-no-server = Dieser Server verschickt keine Mail. Was für Sie neu ist, steht an Ihren Tischen.
messages-choose = Was dürfen wir an { $address } schreiben?
messages-nothing = Nichts
messages-nothing-note = Nur was Sie selbst anfordern, etwa einen Link für ein neues Passwort.
messages-own_words = Wenn jemand auf mein Wort antwortet
messages-own_words-note = Zurückgesagt, beantwortet oder gefragt: höchstens eine Mail pro Stunde.
messages-weekly = Das, und einmal pro Woche, was mich braucht
messages-weekly-note = Am Montagmorgen, und nur wenn etwas ansteht.
messages-daily = Das, und an jedem Werktag, was mich braucht
messages-daily-note = Für alle, die täglich an ihren Tischen sitzen.
messages-tell-me = Per Mail Bescheid geben
messages-address = Ihre E-Mail-Adresse
messages-when = Wenn { $name } oder jemand anderes auf Ihr Wort antwortet: höchstens eine Mail pro Stunde.
messages-consent = Die Adresse wird nur dafür aufbewahrt, und jede Mail hat einen Link zum Abbestellen.
messages-told = Wir schreiben an { $address }, wenn jemand auf Ihr Wort antwortet.
messages-change = Ändern oder abbestellen
messages-forget = Aufhören und die Adresse vergessen
messages-pause-week = Eine Woche Pause
messages-pause-month = Einen Monat Pause
messages-paused = Bis { $day } geht nichts hinaus. Antworten auf Ihr Wort warten bis dahin.
messages-go-on = Jetzt weitermachen
messages-last = Die letzte Mail ging hinaus: { $when }.
messages-none = An Sie ging noch keine Mail hinaus.
said-messages-kept = Gemerkt.

## Der Link in jeder Mail
stop-title = Weniger Mail von hier?
stop-lede = Sie hören, wenn jemand auf Ihr Wort antwortet, und was Sie braucht. Alles kann aufhören oder pausieren.
stop-do = Alles abbestellen
stop-note = Dieser Link tut nichts anderes und öffnet nichts. Was Sie gesagt haben, bleibt, wo es ist.
stop-stopped = Abbestellt. An Sie geht keine Mail mehr hinaus.
stop-again = Wieder anfangen können Sie auf Ihrer Kontoseite oder mit Ihrer Einladung.
stop-paused = Pause: Bis { $day } geht nichts hinaus.

## Mit einem Link aus einer Mail zurückkommen
invitation-back = Willkommen zurück, { $name }
invitation-back-lede = Jemand hat auf Ihr Wort geantwortet. Ein Knopf, und Sie sind dort.
invitation-back-do = Weiter

## Was Mails sagen: niemandes Worte und keine Zahl
mail-greeting = Guten Tag, { $name }
mail-news-subject = Es gibt eine Antwort auf Ihr Wort
mail-news-why = Sie bekommen das, weil Sie hören möchten, wenn jemand auf Ihr Wort antwortet.
mail-digest-subject = Was Sie braucht
mail-digest-why = Sie bekommen das, weil Sie hören möchten, was Sie braucht.
mail-more = { $count ->
    [one] Und noch eine Sache, hinter denselben Links.
   *[other] Und { $count } weitere, hinter denselben Links.
}
mail-no-answer = Eine Antwort auf diese Mail erreicht niemanden: Bitte antworten Sie hinter dem Link.
mail-stop = Weniger davon, oder gar nichts
news-guess_revealed = { $party } hat gesprochen: Ihre Schätzung liegt offen neben dem, was gesagt wurde
news-spoken_for = { $name } hat für Sie gesprochen: Stehen Sie dazu?
news-asked = { $name } fragt Sie etwas zu Ihrem Wort
news-replied = { $name } hat etwas zu Ihrem Wort gesagt
news-said_back = { $name } hat Ihr Wort wiedergegeben: Ist es das?
news-confirmed = { $name }: Ja, was Sie wiedergegeben haben, ist es
news-corrected = { $name }: Was Sie wiedergegeben haben, ist es nicht ganz
news-acknowledged = { $name } hat Ihre Berichtigung aufgenommen
news-nodded = { $name } nickt zu dem, was Sie aufgebaut haben
news-answered = { $name } hat auf Ihr Wort geantwortet
reminder-closing = Soll die Beziehung geschlossen werden? Die anderen fragen Sie.
reminder-rate = { $count ->
    [one] Sagen Sie, was Ihnen ein Ergebnis wert ist
   *[other] Sagen Sie, was Ihnen { $count } Ergebnisse wert sind
}
reminder-guess = { $count ->
    [one] Schätzen Sie, was Ihrem Kunden ein Ergebnis wert ist
   *[other] Schätzen Sie, was Ihrem Kunden { $count } Ergebnisse wert sind
}
reminder-again = { $count ->
    [one] Ist Ihnen ein Ergebnis noch genauso viel wert?
   *[other] Sind Ihnen { $count } Ergebnisse noch genauso viel wert?
}
reminder-purpose = Sagen Sie, wozu die Beziehung da ist
reminder-terms = Sagen Sie, was Sie einbringen, erwarten und nicht können
reminder-better-off = Geht es Ihnen besser?
reminder-invite = Fragen Sie jemanden bei { $party }
reminder-supplier = Ein Lieferant, von dem der Service abhängt, hat keinen Platz
reminder-talk = Schätzung und Wort liegen weit auseinander: ein Gespräch wert
reminder-outcome = Sagen Sie, was der Service jemandem ermöglicht
reminder-claim = Machen Sie den Platz zu Ihrem eigenen

## Der Postausgang, für alle, die sich um den Server kümmern
server-mail-week = Mail der letzten sieben Tage
server-mail-waiting = Wartet
server-mail-sent = Verschickt
server-mail-failed = Endgültig abgelehnt
server-mail-unclear = Unklar
server-mail-note = Unklar heißt: Die Verbindung brach ab, bevor der Mailserver antwortete. Eine solche Mail geht nicht noch einmal hinaus, damit niemand sie zweimal bekommt.
server-mail-unreachable = Der Mailserver ist nicht erreichbar, und die Mail wartet: { $why }
server-mail-trouble = Letzte Störung, { $moment }: { $why }
