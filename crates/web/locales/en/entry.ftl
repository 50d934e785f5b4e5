## Coming in
continue = Continue
email = E-mail
password = Password
password-new = New password
sign-in-with = E-mail or sign-in name
sign-in-name = Your sign-in name
sign-in-name-hint = This server sends no mail, so nobody can confirm an address. You sign in with this name: let your browser keep it, or write it down.
password-hint = At least { $count } characters; a sentence is fine.
language = Language
time-zone = Time zone
your-organisation = Your organisation
your-name = Your name
set-up-title = Welcome to Covalue
set-up-lede = One code, then ten minutes to the first conversation.
set-up-code = One-time code
set-up-code-hint = You find it in the window where you started Covalue, in the line that begins “One-time code”. It works once.
set-up-who = Who are you?
set-up-who-lede = You will look after this server. What is said at a table you see only where you sit.
address-title = Which address can guests open?
address-lede = Invitations contain this address. It must be one that works outside your network too.
address = Address
address-malformed = Give the whole address and nothing after it, such as https://value.example.org
address-needs-https = Passwords would cross the internet unprotected: give an address that begins with https.
address-fixed = Set in the server’s configuration.
address-local = This address works on this machine only. It is fine for a look around; before you invite somebody, put the server where they can reach it.
address-try = Does it work? Open the camera of a phone on mobile data and scan the code.
address-qr = QR code of the address
address-works = It works, go on
address-again = Save it and show the code again
said-address-kept = Saved. Try the code below.
sign-in-note = Invited by link? Come back by your own link; it is in your mail too if you gave an address. No account is needed.
forgotten-link = Forgot your password?
forgotten-title = Forgot your password?
forgotten-lede = If this address has an account here, a link is on its way in a moment.
forgotten-no-mail = This server sends no mail. Ask an administrator of your organisation. If it has none here, ask whoever runs this server. Both can make a link for you.
forgotten-send = Send me a link
forgotten-done = If this address has an account here, a link is on its way. It works once, for an hour.
forgotten-else = If a link came a few minutes ago, use that one: it works for an hour. No mail at all? Ask an administrator of your organisation. If it has none here, ask whoever runs this server. Both can make a link for you.
forgotten-subject = A new password for Covalue
forgotten-mail = Somebody, hopefully you, asked for a new password.
    Open this link within an hour and choose one: { $link }
    If it was not you, nothing needs to be done.
link-title = Choose a password
link-guest = With it this account is yours, and you can come back without the link.
link-use = Save it and sign in
run-by = This server is run by { $operator }.
demo-title = Through whose eyes do you want to see?
demo-lede = This is a demo. Everybody at the table sees something else; switch at any time.
sign-in-wait = { $count ->
    [one] Too many attempts. Try again in a minute.
   *[other] Too many attempts. Try again in { $count } minutes.
}
