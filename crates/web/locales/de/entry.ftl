## Hereinkommen
continue = Weiter
email = E-Mail-Adresse
password = Passwort
sign-in-with = E-Mail-Adresse oder Anmeldename
sign-in-name = Ihr Anmeldename
sign-in-name-hint = Dieser Server verschickt keine E-Mails, deshalb kann niemand eine Adresse bestätigen. Sie melden sich mit diesem Namen an: Lassen Sie ihn vom Browser speichern, oder schreiben Sie ihn auf.
password-new = Neues Passwort
password-hint = Mindestens { $count } Zeichen; ein Satz ist gut.
language = Sprache
time-zone = Zeitzone
your-organisation = Ihre Organisation
your-name = Ihr Name
set-up-title = Willkommen bei Covalue
set-up-lede = Ein Code, dann zehn Minuten bis zum ersten Gespräch.
set-up-code = Einmal-Code
set-up-code-hint = Er steht in dem Fenster, in dem Sie Covalue gestartet haben, in der Zeile, die mit „One-time code“ beginnt. Er gilt nur einmal.
set-up-who = Wer sind Sie?
set-up-who-lede = Sie betreuen diesen Server. Was an einem Tisch gesagt wird, sehen Sie nur dort, wo Sie sitzen.
address-title = Welche Adresse können Gäste öffnen?
address-lede = Einladungen enthalten diese Adresse. Sie muss auch außerhalb Ihres Netzes funktionieren.
address = Adresse
address-malformed = Geben Sie die ganze Adresse an und nichts dahinter, etwa https://value.example.org
address-needs-https = Passwörter gingen ungeschützt durchs Internet: Geben Sie eine Adresse an, die mit https beginnt.
address-fixed = In der Konfiguration des Servers festgelegt.
address-local = Diese Adresse funktioniert nur auf diesem Rechner. Zum Umsehen reicht das; bevor Sie jemanden einladen, stellen Sie den Server dorthin, wo er erreichbar ist.
address-try = Funktioniert sie? Öffnen Sie die Kamera eines Handys, das mobile Daten nutzt, und lesen Sie den Code ein.
address-qr = QR-Code der Adresse
address-works = Sie funktioniert, weiter
address-again = Speichern und den Code neu zeigen
said-address-kept = Gespeichert. Probieren Sie den Code unten aus.
sign-in-note = Per Link eingeladen? Kommen Sie mit Ihrem eigenen Link zurück; er steht auch in Ihrer E-Mail, wenn Sie eine Adresse angegeben haben. Ein Konto ist nicht nötig.
forgotten-link = Passwort vergessen?
forgotten-title = Passwort vergessen?
forgotten-lede = Hat diese Adresse hier ein Konto, ist gleich ein Link unterwegs.
forgotten-no-mail = Dieser Server verschickt keine E-Mails. Fragen Sie jemanden, der Ihre Organisation hier verwaltet. Gibt es dort niemanden, fragen Sie den Betreiber dieses Servers. Beide können einen Link für Sie erstellen.
forgotten-send = Link schicken
forgotten-done = Hat diese Adresse hier ein Konto, ist ein Link unterwegs. Er gilt einmal und eine Stunde lang.
forgotten-else = Wenn vor ein paar Minuten ein Link kam, nehmen Sie den: Er gilt eine Stunde. Gar keine E-Mail? Fragen Sie jemanden, der Ihre Organisation hier verwaltet. Gibt es dort niemanden, fragen Sie den Betreiber dieses Servers. Beide können einen Link für Sie erstellen.
forgotten-subject = Ein neues Passwort für Covalue
forgotten-mail = Jemand, hoffentlich Sie, hat um ein neues Passwort gebeten.
    Öffnen Sie innerhalb einer Stunde diesen Link, und wählen Sie eines: { $link }
    Waren Sie es nicht, brauchen Sie nichts zu tun.
link-title = Wählen Sie ein Passwort
link-guest = Damit gehört dieses Konto Ihnen, und Sie kommen ohne den Link zurück.
link-use = Speichern und anmelden
run-by = Diesen Server betreibt { $operator }.
demo-title = Mit wessen Augen möchten Sie sehen?
demo-lede = Das ist eine Vorführung. Alle am Tisch sehen etwas anderes; wechseln Sie jederzeit.
sign-in-wait = { $count ->
    [one] Zu viele Versuche. Versuchen Sie es in einer Minute wieder.
   *[other] Zu viele Versuche. Versuchen Sie es in { $count } Minuten wieder.
}
