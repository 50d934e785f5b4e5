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
ways-passkeys-note = Ein Passkey meldet Sie mit Fingerabdruck, Gesicht oder dem Code Ihres Geräts an. Ein Passwort ist nicht nötig, und keine andere Seite kann ihn an sich bringen.
ways-passkey-added = hinzugefügt am { $added }
ways-passkey-used = hinzugefügt am { $added }, zuletzt benutzt { $used }
ways-passkey-change = Ändern
ways-passkey-name = Wie heißt er?
ways-passkey-name-hint = Damit Sie ihn in dieser Liste wiedererkennen.
ways-passkey-add = Passkey hinzufügen
ways-passkey-another = Weiteren Passkey hinzufügen
ways-passkey-failed = Es wurde kein Passkey benutzt: Der Vorgang wurde abgebrochen, oder für diese Adresse gibt es keinen. Versuchen Sie es noch einmal.
ways-passkey-script = Ein Passkey braucht einen Browser, der Passkeys kennt, mit eingeschaltetem JavaScript.
ways-passkey-address = Dieser Server hat noch keinen Namen, an den Passkeys gebunden werden könnten: Dazu braucht es eine Adresse, die mit https beginnt.
ways-device = Mein Gerät ({ $kind })
ways-device-unknown = Mein Gerät
ways-app = Authenticator-App
ways-app-note = Die App auf Ihrem Telefon zeigt alle halbe Minute einen neuen Code. Nach dem Passwort werden Sie danach gefragt.
ways-app-since = Seit { $day } ist eine eingerichtet.
ways-app-add = App einrichten
ways-app-replace = Andere App einrichten
ways-app-title = Authenticator-App einrichten
ways-app-lede = Lesen Sie dies mit der App ein, und tippen Sie dann den Code, den sie zeigt.
ways-app-qr = QR-Code für die Authenticator-App
ways-app-open = Die App ist auf diesem Gerät: öffnen
ways-app-type = Oder tippen Sie dies in die App
ways-app-code = Code, den die App zeigt
ways-app-code-hint = Sechs Ziffern. Jeder Code gilt einmal.
ways-app-do = Den Code benutzen
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
ways-codes-lede = Für den Tag, an dem Ihr Telefon weg ist. Drucken Sie sie aus, oder bewahren Sie sie bei Ihren Passwörtern auf.
ways-codes-once = Sie sind nur jetzt zu sehen. Jeder gilt einmal, zusammen mit Ihrem Passwort.
ways-codes-kept = Ich habe sie aufbewahrt, weiter
ways-remove = Entfernen
ways-mail-subject = Wie Sie sich bei Covalue anmelden, wurde geändert
ways-mail = { $what }
    { $note }

    Wenn Sie davon wissen, ist nichts zu tun. Wenn nicht, melden Sie sich wie immer an und ändern Sie sofort Ihr Passwort. Wenn das nicht geht, sagen Sie es jemandem, der { $organisation } oder den Server verwaltet.
said-ways-kept = Gespeichert.
said-ways-passkey-is-added = Ihrem Konto wurde ein Passkey hinzugefügt. Ab jetzt meldet er Sie an.
said-ways-passkey-is-removed = Aus Ihrem Konto wurde ein Passkey entfernt. Er meldet nicht mehr an; sonst hat sich nichts geändert.
said-ways-app-is-added = Für Ihr Konto wurde eine Authenticator-App eingerichtet. Ab jetzt werden Sie nach dem Passwort nach ihrem Code gefragt.
said-ways-app-is-removed = Die Authenticator-App wurde aus Ihrem Konto entfernt. Sonst hat sich nichts geändert.
said-ways-codes-are-new = Für Ihr Konto wurden neue Ersatzcodes erstellt. Die früheren gelten nicht mehr.
said-ways-code-is-used = Mit einem Ersatzcode wurde Ihr Konto geöffnet. Ihr Konto zeigt, wie viele übrig sind.
problem-second_factor = Dies öffnet sich, sobald Sie sich auf einem zweiten Weg ausgewiesen haben. Fügen Sie unter „Ihr Konto“ einen Passkey oder eine Authenticator-App hinzu.
account-session-password = Mit Passwort
account-session-code = Mit Passwort und Code
account-session-recovery = Mit Passwort und Ersatzcode
account-session-passkey = Mit einem Passkey

## Wenn die Konten ablehnen
account-code_wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Tippen Sie den, der jetzt zu sehen ist.
account-passkey_refused = Dieser Passkey öffnet hier kein Konto. Nehmen Sie einen anderen, oder melden Sie sich mit Passwort an.
account-took_too_long = Das hat zu lange gedauert oder war schon erledigt. Beginnen Sie noch einmal.
account-sign_in_again = Melden Sie sich noch einmal an; dann können Sie ändern, wie Sie sich anmelden.

## What changed in the ways in
changes-title = Was sich an Ihren Zugängen geändert hat
changes-note = Alles davon ging auch per E-Mail an Sie, wo E-Mail versandt wird. Wenn Sie von etwas nichts wissen, ändern Sie Ihr Passwort und sagen Sie es der Person, die Ihre Organisation oder diesen Server verwaltet.
change-note = { $when } · { $who }
change-by-themselves = von Ihrem Konto aus, oder über einen Link an Ihre Adresse
change-by-operator = durch die Person, die diesen Server betreibt
change-by-person = durch { $name }, { $organisation }
change-account-made = Ihr Konto wurde angelegt, mit einem Passwort.
change-password-changed = Ihr Passwort wurde geändert.
change-password-set = Ihr Passwort wurde über einen Link gesetzt.
change-link-made = Für Sie wurde ein Link zu einem neuen Passwort erstellt.
change-address-asked = Eine andere Anmeldeadresse wurde verlangt. Sie gilt, sobald jemand den Link öffnet, der dorthin ging.
change-address-changed = Die Adresse, mit der Sie sich anmelden, wurde geändert.
change-passkey-added = Ein Passkey wurde hinzugefügt. Er meldet Sie an.
change-passkey-removed = Ein Passkey wurde entfernt. Mit ihm meldet sich niemand mehr an.
change-app-added = Eine Authenticator-App wurde eingerichtet. Nach dem Passwort wird ihr Code verlangt.
change-app-removed = Die Authenticator-App wurde entfernt.
change-codes-renewed = Neue Wiederherstellungscodes wurden erstellt. Die früheren gelten nicht mehr.
change-code-used = Ein Wiederherstellungscode wurde zum Anmelden benutzt.
change-factors-removed = Ihre Passkeys, Ihre Authenticator-App und Ihre Wiederherstellungscodes wurden entfernt. Sie melden sich nur mit dem Passwort an.
change-token-made = Ein API-Token wurde erstellt. Ein Programm meldet sich damit an.
change-token-revoked = Ein API-Token wurde beendet.
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
