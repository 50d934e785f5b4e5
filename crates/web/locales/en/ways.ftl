## Ways to sign in, beside the password
sign-in-again = To change how you sign in, show once more that it is you.
sign-in-passkey = Sign in with a passkey
second-step-title = One more step
second-step-lede = The password is right. Now show that it is you.
second-step-code = Code
second-step-hint = Six digits from your authenticator app, or one of your recovery codes.
ways-needed-title = Add a second way to show it is you
ways-needed-lede = You look after people or a server here. A password alone is too little for that: somebody else may learn it.
ways-needed-note = Choose a passkey or an authenticator app; it takes a minute. Then you go on to where you wanted to go.
ways-passkeys = Passkeys
ways-passkeys-note = A passkey signs you in with your fingerprint, your face or the code of your device. No password is needed, and no other site can get hold of it.
ways-passkey-added = added on { $added }
ways-passkey-used = added on { $added }, last used { $used }
ways-passkey-change = Change
ways-passkey-name = What is it called?
ways-passkey-name-hint = So that you know it again in this list.
ways-passkey-add = Add a passkey
ways-passkey-another = Add another passkey
ways-passkey-failed = No passkey was used: you cancelled, or there is none for this address. Try again.
ways-passkey-not-added = No passkey was added: you cancelled, or it took too long. Try again.
ways-passkey-known = This device or password manager holds a passkey for your account already.
ways-passkey-unasked = This server gave no answer. Wait a moment, then try again.
ways-passkey-odd = The browser or password manager answered with something that cannot be used here. Try again, or use another one.
ways-passkey-script = A passkey needs a browser that knows them, with JavaScript switched on.
ways-passkey-address = This server has no name yet that passkeys could be bound to: that takes an address that begins with https.
ways-device = My device ({ $kind })
ways-device-unknown = My device
ways-app = Authenticator app
ways-app-note = The app on your phone shows a new code every half minute. It is asked for after the password.
ways-app-since = Set up on { $day }.
ways-app-add = Set up an app
ways-app-replace = Set up another app
ways-app-title = Set up an authenticator app
ways-app-lede = Scan this with the app, then type the code that it shows.
ways-app-qr = QR code for the authenticator app
ways-app-open = The app is on this device: open it
ways-app-type = Or type this into the app
ways-app-code = Code that the app shows
ways-app-code-hint = Six digits. Each code counts once.
ways-app-do = Check the code
ways-app-not = Not now
ways-codes = Recovery codes
ways-codes-note = When neither passkey nor app is at hand, a recovery code takes their place after the password. Each works once.
ways-codes-left = { $count ->
    [0] None is left of { $all }.
    [one] One is left of { $all }.
   *[other] { $count } are left of { $all }.
}
ways-codes-new = Make new ones
ways-codes-title = Your recovery codes
ways-codes-lede = For the day your phone is lost. Print them, or keep them where you keep passwords.
ways-codes-once = They are shown only now. Each works once, together with your password.
ways-codes-kept = I have kept them, go on
ways-remove = Remove
ways-mail-subject = How you sign in to Covalue was changed
ways-mail = { $what }
    { $note }
    Server: { $server }

    If you know of this, nothing needs to be done. If not, sign in as always and change your password at once. If you cannot, tell an administrator of { $organisation }, or whoever looks after the server.
ways-mail-new-subject = An account at Covalue is being made for you
ways-mail-new = { $what }
    { $note }
    Server: { $server }

    You have no account there yet. You get the link from whoever made it; with it you choose a password. If you know nothing of this, do nothing.
said-ways-kept = Saved.
said-ways-passkey-is-added = A passkey was added to your account. It signs you in from now on.
said-ways-passkey-is-removed = A passkey was removed from your account. Nobody can sign in with it any more; nothing else has changed.
said-ways-app-is-added = An authenticator app was set up for your account. Its code is asked for after the password.
said-ways-app-is-removed = The authenticator app was removed from your account. Nothing else has changed.
said-ways-codes-are-new = New recovery codes were made for your account. The earlier ones no longer work.
said-ways-code-is-used = A recovery code was used to sign in to your account. Your account shows how many are left.
problem-second_factor = This opens once you have shown a second factor. Add a passkey or an authenticator app under “Your account”.
account-session-password = By password
account-session-code = By password and code
account-session-recovery = By password and recovery code
account-session-passkey = By passkey

## When accounts refuse
account-code_wrong = This code is not right, or was used already. Type the one that is shown now.
account-passkey_not_added = This passkey was not added: what the browser or password manager answered does not hold. Try again, or use another one.
account-passkey_copied = This passkey counted less than when it was used last, as a copy of it would. Sign in by password or with another passkey, and remove this one if a copy could exist.
account-passkey_refused = This passkey opens no account here. Try another one, or sign in by password.
account-took_too_long = That took too long, or was done already. Begin again.
account-sign_in_again = Sign in again; then you can change how you sign in.

## What changed in the ways in
changes-title = What changed in how you sign in
changes-note = Each of these was also mailed to you, where mail can go out. If you do not know of one, change your password and tell whoever looks after your organisation or this server.
change-note = { $when } · { $who }
change-by-themselves = from your own account, or by a link sent to your address
change-by-operator = by whoever runs this server
change-by-person = by { $name }, { $organisation }
change-account-made = Your account was made, with a password.
change-password-changed = Your password was changed.
change-password-set = Your password was set by a link.
change-link-made = A link for a new password was made for you.
change-address-asked = Another address to sign in with was asked for. It counts once somebody opens the link that was sent there, and confirms.
change-address-changed = The address you sign in with was changed.
change-passkey-added = A passkey was added. It signs you in.
change-passkey-removed = A passkey was removed. Nobody can sign in with it any more.
change-app-added = An authenticator app was set up. Its code is asked for after the password.
change-app-removed = The authenticator app was removed.
change-codes-renewed = New recovery codes were made. The earlier ones no longer work.
change-code-used = A recovery code was used to sign in.
change-factors-removed = Your passkeys, authenticator app and recovery codes were removed. You sign in by password alone.
change-token-made = An API token was made. A program signs in with it.
change-token-revoked = An API token was revoked.
change-administrator = You became an administrator of your organisation.
change-no-administrator = You are no longer an administrator of your organisation.
change-host = You became an administrator of this server.
change-no-host = You are no longer an administrator of this server.
change-suspended = Your account was suspended: nobody can sign in with it.
change-reinstated = Your account was opened again.
change-taken-in = Your organisation took you in: you can open tables in its name, and its people see you.
change-disowned = Your organisation says that you are not one of its people.
change-member-taken-in = { $name } was taken in as one of your organisation.
change-member-joined = { $name }, invited by one of your people, has an account of your organisation now.
