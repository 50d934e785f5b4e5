## Ihr Konto
account-you = Sie
account-signing-in = Wie Sie sich anmelden
account-email-now = Sie melden sich mit { $email } an.
account-email-confirmed = bestätigt
account-email-confirm = Link schicken
account-email-confirm-note = Bestätigen Sie diese Adresse: Wir schicken einen Link dorthin. Wer ihn öffnet und bestätigt, zeigt, dass er dort E-Mails liest. An Tischen, an die Sie über den Link einer anderen Partei kamen, sagt das mehr über Sie als dieser Link.
account-email-asked = Ein Link ist unterwegs an { $email }. Öffnen Sie ihn innerhalb eines Tages, und bestätigen Sie; bis dahin ändert sich nichts.
account-name-note = Als dieses Konto entstand, konnte niemand eine Adresse bestätigen. Sie melden sich deshalb mit einem eigenen Anmeldenamen an. E-Mails gehen nicht an dieses Konto.
account-email-note = Wir schicken einen Link an die neue Adresse. Sie ersetzt die alte, sobald Sie ihn öffnen und bestätigen; an die alte geht ein Hinweis.
account-email-no-mail = Dieser Server verschickt keine E-Mails, deshalb kann hier niemand eine Adresse bestätigen. Der Betreiber des Servers kann Ihre Adresse eintragen.
said-address-asked = Ein Link ist unterwegs. Öffnen Sie ihn innerhalb eines Tages, und bestätigen Sie; bis dahin ändert sich nichts.
confirm-title = Adresse bestätigen
confirm-note = { $name } von { $organisation } möchte sich ab jetzt mit { $email } anmelden. Tische, an die { $name } über den Link einer anderen Partei kam, sehen dann die Domain, nicht die Adresse. Wenn Sie das nicht sind, schließen Sie diese Seite: Dann ändert sich nichts.
confirm-note-new = { $name } von { $organisation } möchte hier ein Konto, das sich mit { $email } anmeldet. Tische, an die { $name } über den Link einer anderen Partei kam, sehen dann die Domain, nicht die Adresse. Wenn Sie das nicht sind, schließen Sie diese Seite: Dann geschieht nichts.
confirm-password = Ihr Passwort
confirm-password-hint = Sie sind hier nicht angemeldet. Geben Sie das Passwort Ihres Kontos ein.
confirm-password-hint-new = Geben Sie das Passwort ein, das Sie beim Anfordern dieses Links gewählt haben. Wird es abgelehnt, obwohl Sie sicher sind, hat nach Ihnen jemand anderes angefordert: Fordern Sie den Link noch einmal an.
confirm-password-wrong = Das ist nicht das Passwort. Nur wer um den Link gebeten hat, kennt es; wenn Sie das nicht waren, schließen Sie diese Seite.
confirm-do = Ja, das ist meine Adresse
confirm-done = Bestätigt
confirm-done-note = { $name } meldet sich jetzt mit { $email } an.
confirm-on = Weiter
confirm-mail-subject = Bestätigen Sie Ihre Adresse
confirm-mail =
    { $name } möchte sich mit dieser Adresse anmelden. Wenn Sie das sind, öffnen Sie diese Seite:

    { $link }

    Der Link gilt einen Tag. Wenn Sie nicht { $name } sind oder nicht darum gebeten haben, tun Sie nichts: Die Adresse bleibt frei.
confirm-mail-known-subject = Sie haben hier schon ein Konto
confirm-mail-known =
    { $name } möchte sich mit dieser Adresse anmelden. Sie haben schon ein Konto mit ihr, und daran ändert sich nichts.

    Wenn Sie das waren: Eine Adresse gehört zu einem Konto. Melden Sie sich hier an, oder wählen Sie eine andere Adresse:

    { $link }

    Wenn Sie das nicht waren, tun Sie nichts.
confirm-mail-known-seat =
    { $name } möchte ein Konto mit dieser Adresse. Sie haben schon eines mit ihr, und daran ändert sich nichts.

    Wenn Sie das waren, brauchen Sie kein zweites. Melden Sie sich hier an, öffnen Sie dann Ihren eigenen Link zum Tisch, und nehmen Sie den Platz mit Ihrem Konto:

    { $link }

    Wenn Sie das nicht waren, tun Sie nichts.
account-email-change = Mit einer anderen Adresse anmelden
account-email-new = Neue E-Mail-Adresse
account-email-do = Link schicken
account-password-change = Passwort ändern
account-password-note = Alle anderen Geräte werden abgemeldet, und alle API-Token gelten nicht mehr.
account-password-do = Passwort ändern
account-current = Ihr jetziges Passwort
account-sessions = Wo Sie angemeldet sind
account-session = Angemeldet
account-session-guest = Über einen Einladungslink
account-session-this = dieses Gerät
account-session-times = seit { $since }, zuletzt benutzt { $seen }
account-session-end = Beenden
account-everywhere = Überall abmelden
account-tokens = API-Token für Programme
account-tokens-note = Mit einem Token handelt ein Programm in Ihrem Namen: Es sieht, was Sie sehen, und nicht mehr.
account-token-new = Ein Token erstellen
account-token-name = Wofür ist es?
account-scope = Was darf es?
account-scope-read = Lesen
account-scope-read-note = Sehen, was Sie sehen
account-scope-write = Lesen und schreiben
account-scope-write-note = Auch sagen und tun, was Sie dürfen
account-token-where = Wo?
account-token-all = An jedem Tisch, an dem ich sitze
account-token-elsewhere = ein Tisch, an dem Sie nicht mehr sitzen
account-token-life = Wie lange gilt es?
account-days = { $count ->
    [one] einen Tag
   *[other] { $count } Tage
}
account-token-make = Erstellen
account-token-made = Das Token ist erstellt
account-token-secret = Der geheime Text
account-token-once = Nur jetzt zu sehen: Kopieren Sie das Token dorthin, wo das Programm Geheimes aufbewahrt.
account-token-until = bis { $day }
account-token-revoked = am { $day } widerrufen
account-token-used = zuletzt benutzt { $when }
account-token-unused = nie benutzt
account-token-revoke = Widerrufen
account-claim-title = Machen Sie diesen Platz zu Ihrem
account-claim = Mit einem Passwort kommen Sie ohne den Link zurück und können für Ihre Partei sprechen.
said-account-shown = Das wurde einmal gezeigt und wird nicht noch einmal gezeigt. Was erstellt wurde, bleibt, wie es ist.
said-account-kept = Gespeichert.
said-account-password = Das Passwort ist geändert. Alle anderen Geräte sind abgemeldet.
said-account-session-ended = Jenes Gerät ist abgemeldet.
said-account-token-revoked = Das Token ist widerrufen. Es öffnet nichts mehr.

## Ihre Organisation
organisation-lede = Wer dazugehört. An welchen Tischen jemand sitzt, regeln die Tische.
organisation-people = Personen
organisation-you = Sie
organisation-name = Name
organisation-change = Ändern
organisation-account = hat ein Konto
organisation-invited = noch ohne Konto
organisation-suspended = gesperrt
organisation-administrator = verwaltet die Organisation
organisation-host = betreut den Server
organisation-do-link = Passwort-Link erstellen
organisation-do-administrator = Verwaltungsrecht geben
organisation-do-no-administrator = Verwaltungsrecht entziehen
organisation-do-host = Server betreuen lassen
organisation-do-no-host = Server nicht mehr betreuen lassen
organisation-do-suspend = Sperren
organisation-do-reinstate = Wieder zulassen
organisation-erase = Namen löschen
organisation-erase-note = Name, Adresse und Passwort werden endgültig gelöscht, und die Person wird abgemeldet. Was sie gesagt hat, bleibt ohne ihren Namen aufgezeichnet.
organisation-erase-do = Endgültig löschen
organisation-add = Jemanden hinzufügen
organisation-add-note = Sie erhalten einen Link zum Weitergeben; damit wählt die Person ein Passwort.
organisation-add-do = Hinzufügen und Link erstellen
organisation-link = Link zur Wahl eines Passworts
organisation-link-for = Der Link für { $name } ist fertig
organisation-link-until = Nur jetzt zu sehen. Er gilt einmal, bis { $moment }.
organisation-said = Angeblich aus Ihrer Organisation
organisation-said-note = Andere haben diese Personen als Leute Ihrer Organisation an einen Tisch eingeladen. Sie handeln nur dort: Sie eröffnen in ihrem Namen keinen Tisch und sehen ihre Leute nicht, bis Sie sie aufnehmen. Fragen Sie sie auf anderem Weg, ob sie es wirklich waren.
organisation-brought = An „{ $table }“, durch einen Link von { $by }, { $organisation }
organisation-brought-elsewhere = Durch einen Link von { $by }, { $organisation }
organisation-said-awaited = Diesen Link hat noch niemand benutzt.
organisation-said-guest = Kam ohne Konto. Sie können die Person aufnehmen, sobald sie eines hat.
organisation-said-shown = Hat ein Konto und liest E-Mails an dieser Adresse.
organisation-said-unshown = Hat ein Konto, aber von keiner Adresse gezeigt, dass es die eigene ist.
organisation-do-take-in = Aufnehmen
organisation-do-disown = Gehört nicht zu uns
organisation-disowned = Nicht aus Ihrer Organisation
organisation-disowned-note = Ihre Links gelten nicht mehr. Wer ein Konto hatte, behält es, und den Platz, bis Ihre Leute an jenem Tisch ihn wegnehmen.
organisation-rename = Ein anderer Name
said-organisation-kept = Gespeichert.

## Dieser Server
server-lede = Sie betreuen diesen Server. Beziehungen sehen Sie dadurch nicht: Was an einem Tisch gesagt wird, sehen Sie nur dort, wo Sie sitzen.
server-operator = Wer ihn betreibt
server-operator-none = Niemand ist genannt.
server-operator-note = Alle, die hier etwas sagen, erfahren es.
server-operate = { $organisation } betreibt diesen Server
server-facts = Wie er eingerichtet ist
server-mail = E-Mail
server-mail-yes = wird verschickt
server-mail-no-address = ein Mailserver ist eingerichtet, aber nichts geht hinaus, bevor dieser Server eine Adresse hat, die andere öffnen können
server-mail-no = keine: Links werden kopiert und von Hand verschickt
server-database = Datenbank
server-database-embedded = eingebaut, eine Datei
server-database-postgres = PostgreSQL
server-version = Version
server-visitors = Adressen derer, die anfragen
server-visitors-direct = aus der Verbindung selbst: Kein Proxy ist genannt (trust-proxy)
server-visitors-proxy = von Ihrem Proxy (X-Forwarded-For)
server-your-address = Ihre, wie dieser Server sie sieht
server-visitors-unasked = Am { $moment } nannte eine Anfrage von { $peer } eine andere Adresse als die eigene (X-Forwarded-For), und { $peer } gilt nicht als vertrauenswürdig. Ist das Ihr Proxy, setzen Sie trust-proxy auf { $peer }: Bis dahin teilen sich alle, die über ihn kommen, die Grenzen einer einzigen Person, und zehn falsche Passwörter von einer sperren alle aus. Ist er es nicht, hat jemand die Angabe erfunden; sie wird nicht beachtet.
server-visitors-never = Seit dem Start dieses Servers hat keine Anfrage genannt, von wo sie kommt (X-Forwarded-For), auch keine von { $peer }, dem das erlaubt ist. Lassen Sie Ihren Proxy X-Forwarded-For setzen: Bis dahin teilen sich alle, die über ihn kommen, die Grenzen einer einzigen Person, und zehn falsche Passwörter von einer sperren alle aus.
server-visitors-unreadable = Am { $moment } nannte der Proxy { $peer } als Adresse einer Anfrage etwas, das keine ist (X-Forwarded-For). Solche Anfragen teilen sich die Grenzen einer einzigen Adresse: Lassen Sie ihn ihre Adressen nennen.
said-server-kept = Gespeichert.

## Wenn Konten etwas ablehnen
account-blank = Schreiben Sie hier etwas.
account-too_long = Das ist zu lang. Kürzen Sie es.
account-email_malformed = Schreiben Sie die Adresse in der Form name@example.org.
account-email_letters = Vor dem @ nehmen nur wenige Mailserver Buchstaben wie ö oder é an, und E-Mails kämen vielleicht nie an. Geben Sie eine Adresse an, die ohne sie auskommt.
account-email_taken = Ein anderes Konto nutzt diese Adresse. Melden Sie sich damit an, oder geben Sie eine andere an.
account-language_unknown = Wählen Sie eine der angebotenen Sprachen.
account-time_zone_unknown = Wählen Sie eine Zeitzone, etwa Europe/Berlin.
account-password_too_short = Dieses Passwort ist zu kurz. Ein paar Wörter ohne Zusammenhang sind gut.
account-password_too_long = Dieses Passwort ist zu lang. Kürzen Sie es.
account-password_common = Dieses Passwort gehört zu den ersten, die ausprobiert werden. Wählen Sie ein paar Wörter ohne Zusammenhang.
account-password_personal = Lassen Sie Namen und E-Mail-Adressen aus dem Passwort heraus.
account-password_wrong = Das ist nicht Ihr jetziges Passwort.
account-sign_in_failed = Ihre Angaben passen zu keinem Konto hier. Prüfen Sie beides, und versuchen Sie es noch einmal.
account-too_many_attempts = Zu viele Versuche. Warten Sie einige Minuten, dann versuchen Sie es wieder.
account-busy = Gerade melden sich viele an. Versuchen Sie es gleich noch einmal.
account-set_up_done = Dieser Server ist schon eingerichtet. Melden Sie sich an.
account-set_up_code_wrong = Das ist nicht der Code, den der Server beim letzten Start gezeigt hat.
account-link_unusable = Dieser Link gilt nicht mehr: Er wurde schon benutzt, oder er ist abgelaufen. Haben Sie ihn selbst benutzt, ist alles getan: Melden Sie sich an. Sonst fordern Sie einen neuen an.
account-link_used = Dieser Link wurde schon benutzt. Wer damit gekommen ist, hat einen eigenen.
account-link_taken = Die eingeladene Person ist gekommen und hat einen eigenen Link. Einen weiteren erstellen können nur sie selbst und die Leute derselben Partei.
account-name_taken = Eine andere Organisation hier heißt so oder sieht geschrieben so aus. Fügen Sie hinzu, was sie unterscheidet.
account-not_yours_to_rename = Diesen Namen ändern nur die Person selbst oder die eigenen Leute ihrer Organisation.
account-not_your_organisation = Nur die eigenen Leute einer Organisation können jemanden in ihrem Namen einladen.
account-not_member = Ihre Organisation kennt diese Person nicht als eine der Ihren. Nehmen Sie sie zuerst auf.
account-already_member = Diese Person gehört zu Ihrer Organisation. Sie können sie stattdessen sperren.
account-too_much_mail_sent = Es ging keine E-Mail hinaus: Dieser Server hat in der letzten Stunde schon viele Links für Sie verschickt. Geben Sie diesen selbst weiter, oder versuchen Sie es später wieder.
account-too_much_mail_there = Es ging keine E-Mail hinaus: Dieser Server hat gerade schon mehrmals an diese Adresse geschrieben. Geben Sie den Link selbst weiter, oder versuchen Sie es in ein paar Minuten wieder.
account-sign_in_first = Diese Einladung gehört zu einem Konto. Melden Sie sich zuerst an.
account-already_claimed = Diese Person hat schon ein Konto. Melden Sie sich an.
account-guest_must_claim = Dafür braucht es ein Konto: Zuerst muss ein Passwort gewählt werden.
account-not_administrator = Das können nur diejenigen tun, die die Organisation verwalten.
account-not_host_administrator = Das können nur diejenigen tun, die diesen Server betreuen.
account-last_administrator = Niemand sonst verwaltet die Organisation. Geben Sie zuerst jemand anderem das Verwaltungsrecht.
account-last_host_administrator = Niemand sonst betreut diesen Server. Benennen Sie zuerst jemand anderen.
account-inactive = Diese Person nimmt zurzeit nicht teil.
account-unknown = Das gibt es hier nicht mehr. Öffnen Sie die Seite noch einmal.
account-too_many_invited = In der letzten Stunde wurden schon viele an diesen Tisch eingeladen. Machen Sie in einer Weile weiter, oder befragen Sie viele über einen Link, unter „Viele fragen“.
account-full = Mehr geht nicht. Entfernen Sie zuerst etwas.
account-expiry_out_of_range = Wählen Sie eine der angebotenen Fristen.
