## Wege zur Anmeldung, neben dem Passwort
sign-in-again = Zeigen Sie noch einmal, dass Sie es sind; dann können Sie ändern, wie Sie sich anmelden.
sign-in-passkey = Mit einem Passkey anmelden
second-step-title = Noch ein Schritt
second-step-lede = Das Passwort stimmt. Zeigen Sie jetzt, dass Sie es sind.
second-step-code = Code
second-step-hint = Sechs Ziffern aus Ihrer Authenticator-App oder einer Ihrer Ersatzcodes.
ways-needed-title = Zeigen Sie auf einem zweiten Weg, dass Sie es sind
ways-needed-lede = Sie verwalten hier Personen oder einen Server. Dafür ist ein Passwort allein zu wenig: Jemand anders könnte es erfahren.
ways-needed-note = Wählen Sie einen Passkey oder eine Authenticator-App; es dauert eine Minute. Dann geht es dorthin weiter, wohin Sie wollten.
ways-passkeys = Passkeys
ways-passkeys-note = Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder dem Code Ihres Geräts an. Ein Passwort ist nicht nötig, und keine andere Website kann den Passkey abfangen.
ways-passkey-added = hinzugefügt am { $added }
ways-passkey-used = hinzugefügt am { $added }, zuletzt benutzt { $used }
ways-passkey-change = Ändern
ways-passkey-name = Wie heißt er?
ways-passkey-name-hint = Damit Sie ihn in dieser Liste wiedererkennen.
ways-passkey-add = Passkey hinzufügen
ways-passkey-another = Weiteren Passkey hinzufügen
ways-passkey-failed = Es wurde kein Passkey benutzt: Der Vorgang wurde abgebrochen, oder für diese Adresse gibt es keinen. Versuchen Sie es noch einmal.
ways-passkey-not-added = Es wurde kein Passkey hinzugefügt: Der Vorgang wurde abgebrochen oder dauerte zu lange. Versuchen Sie es noch einmal.
ways-passkey-known = Dieses Gerät oder dieser Passwortmanager hat schon einen Passkey für Ihr Konto.
ways-passkey-unasked = Der Server hat nicht geantwortet. Warten Sie einen Moment, und versuchen Sie es noch einmal.
ways-passkey-odd = Der Browser oder Passwortmanager hat etwas geantwortet, womit dieser Server nichts anfangen kann. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen.
ways-passkey-script = Ein Passkey braucht einen Browser, der Passkeys kennt, mit eingeschaltetem JavaScript.
ways-passkey-address = Dieser Server hat noch keine Adresse, an die sich Passkeys binden lassen: Sie muss mit https beginnen.
ways-device = Mein Gerät ({ $kind })
ways-device-unknown = Mein Gerät
ways-app = Authenticator-App
ways-app-note = Die App auf Ihrem Handy zeigt alle halbe Minute einen neuen Code. Nach dem Passwort werden Sie danach gefragt.
ways-app-since = Eingerichtet am { $day }.
ways-app-add = App einrichten
ways-app-replace = Andere App einrichten
ways-app-title = Authenticator-App einrichten
ways-app-lede = Lesen Sie diesen QR-Code mit der App ein, und geben Sie dann den Code ein, den sie zeigt.
ways-app-qr = QR-Code für die Authenticator-App
ways-app-open = Die App ist auf diesem Gerät: öffnen
ways-app-type = Oder geben Sie das in die App ein
ways-app-code = Code, den die App zeigt
ways-app-code-hint = Sechs Ziffern. Jeder Code gilt einmal.
ways-app-do = Code prüfen
ways-app-not = Nicht jetzt
ways-codes = Ersatzcodes
ways-codes-note = Sind weder Passkey noch App zur Hand, tritt nach dem Passwort ein Ersatzcode an ihre Stelle. Jeder gilt einmal.
ways-codes-left = { $count ->
    [0] Von { $all } ist keiner übrig.
    [one] Von { $all } ist einer übrig.
   *[other] Von { $all } sind { $count } übrig.
}
ways-codes-new = Neue erstellen
ways-codes-title = Ihre Ersatzcodes
ways-codes-lede = Für den Tag, an dem Ihr Handy weg ist. Drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf.
ways-codes-once = Sie sind nur jetzt zu sehen. Jeder gilt einmal, zusammen mit Ihrem Passwort.
ways-codes-kept = Ich habe sie aufbewahrt, weiter
ways-remove = Entfernen
ways-mail-subject = Wie Sie sich bei Covalue anmelden, wurde geändert
ways-mail = { $what }
    { $note }
    Server: { $server }

    Wenn Sie davon wissen, ist nichts zu tun. Wenn nicht, melden Sie sich wie immer an, und ändern Sie sofort Ihr Passwort. Wenn das nicht geht, wenden Sie sich an die Personen, die { $organisation } oder diesen Server verwalten.
ways-mail-new-subject = Für Sie wird ein Konto bei Covalue angelegt
ways-mail-new = { $what }
    { $note }
    Server: { $server }

    Sie haben dort noch kein Konto. Den Link bekommen Sie von der Person, die ihn erstellt hat; damit wählen Sie ein Passwort. Wenn Sie nichts davon wissen, brauchen Sie nichts zu tun.
said-ways-kept = Gespeichert.
said-ways-passkey-is-added = Ihrem Konto wurde ein Passkey hinzugefügt. Ab jetzt meldet er Sie an.
said-ways-passkey-is-removed = Aus Ihrem Konto wurde ein Passkey entfernt. Mit ihm meldet sich niemand mehr an; sonst hat sich nichts geändert.
said-ways-app-is-added = Für Ihr Konto wurde eine Authenticator-App eingerichtet. Ab jetzt werden Sie nach dem Passwort nach ihrem Code gefragt.
said-ways-app-is-removed = Die Authenticator-App wurde aus Ihrem Konto entfernt. Sonst hat sich nichts geändert.
said-ways-codes-are-new = Für Ihr Konto wurden neue Ersatzcodes erstellt. Die früheren gelten nicht mehr.
said-ways-code-is-used = Mit einem Ersatzcode hat sich jemand in Ihrem Konto angemeldet. Unter „Ihr Konto“ sehen Sie, wie viele übrig sind.
problem-second_factor = Diese Seite öffnet sich, sobald Sie auf einem zweiten Weg gezeigt haben, dass Sie es sind. Fügen Sie unter „Ihr Konto“ einen Passkey oder eine Authenticator-App hinzu.
account-session-password = Mit Passwort
account-session-code = Mit Passwort und Code
account-session-recovery = Mit Passwort und Ersatzcode
account-session-passkey = Mit einem Passkey

## Wenn die Konten ablehnen
account-code_wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Geben Sie den ein, der jetzt zu sehen ist.
account-passkey_not_added = Der Passkey wurde nicht hinzugefügt: Die Antwort des Browsers oder Passwortmanagers ist nicht gültig. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen.
account-passkey_copied = Dieser Passkey hat weniger gezählt als bei der letzten Anmeldung, so wie es eine Kopie täte. Melden Sie sich mit Passwort oder einem anderen Passkey an, und entfernen Sie diesen, falls es eine Kopie geben kann.
account-passkey_refused = Dieser Passkey öffnet hier kein Konto. Nehmen Sie einen anderen, oder melden Sie sich mit Passwort an.
account-took_too_long = Das hat zu lange gedauert oder war schon erledigt. Beginnen Sie noch einmal.
account-sign_in_again = Melden Sie sich noch einmal an; dann können Sie ändern, wie Sie sich anmelden.

## What changed in the ways in
changes-title = Was sich an Ihrer Anmeldung geändert hat
changes-note = Alles davon ging auch per E-Mail an Sie, wenn dieser Server E-Mails verschickt. Wenn Sie von etwas nichts wissen, ändern Sie Ihr Passwort, und sagen Sie es denen, die Ihre Organisation oder diesen Server verwalten.
change-note = { $when } · { $who }
change-by-themselves = von Ihrem Konto aus, oder über einen Link an Ihre Adresse
change-by-operator = durch den Betreiber dieses Servers
change-by-person = durch { $name }, { $organisation }
change-account-made = Ihr Konto wurde angelegt, mit einem Passwort.
change-password-changed = Ihr Passwort wurde geändert.
change-password-set = Ihr Passwort wurde über einen Link gesetzt.
change-link-made = Für Sie wurde ein Link zu einem neuen Passwort erstellt.
change-address-asked = Eine andere Anmeldeadresse wurde verlangt. Sie gilt, sobald jemand den Link öffnet, der dorthin ging, und dort bestätigt.
change-address-changed = Die Adresse, mit der Sie sich anmelden, wurde geändert.
change-passkey-added = Ein Passkey wurde hinzugefügt. Er meldet Sie an.
change-passkey-removed = Ein Passkey wurde entfernt. Mit ihm meldet sich niemand mehr an.
change-app-added = Eine Authenticator-App wurde eingerichtet. Nach dem Passwort wird ihr Code verlangt.
change-app-removed = Die Authenticator-App wurde entfernt.
change-codes-renewed = Neue Ersatzcodes wurden erstellt. Die früheren gelten nicht mehr.
change-code-used = Ein Ersatzcode wurde zum Anmelden benutzt.
change-factors-removed = Ihre Passkeys, Ihre Authenticator-App und Ihre Ersatzcodes wurden entfernt. Sie melden sich nur noch mit dem Passwort an.
change-token-made = Ein API-Token wurde erstellt. Ein Programm meldet sich damit an.
change-token-revoked = Ein API-Token wurde widerrufen.
change-administrator = Sie verwalten jetzt Ihre Organisation.
change-no-administrator = Sie verwalten Ihre Organisation nicht mehr.
change-host = Sie verwalten jetzt diesen Server.
change-no-host = Sie verwalten diesen Server nicht mehr.
change-suspended = Ihr Konto wurde gesperrt: Niemand kann sich damit anmelden.
change-reinstated = Ihr Konto wurde wieder geöffnet.
change-taken-in = Ihre Organisation hat Sie aufgenommen: Sie können in ihrem Namen Tische eröffnen, und ihre Leute sehen Sie.
change-disowned = Ihre Organisation sagt, dass Sie nicht zu ihr gehören.
change-member-taken-in = { $name } wurde in Ihre Organisation aufgenommen.
change-member-joined = { $name } wurde von jemandem aus Ihrer Organisation eingeladen und hat jetzt ein Konto bei Ihnen.
