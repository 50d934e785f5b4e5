## Your account
account-you = You
account-signing-in = How you sign in
account-email-now = You sign in with { $email }.
account-email-confirmed = confirmed
account-email-confirm = Send me a link
account-email-confirm-note = Confirm this address: we send a link there. Whoever opens it and confirms shows that they read mail there. At tables where you came by another party’s link it says more about you than that link.
account-email-asked = A link is on its way to { $email }. Open it within a day and confirm; until then nothing changes.
account-name-note = Nobody could confirm an address when this account was made, so it has a name of its own to sign in with. No mail reaches it.
account-email-note = We send a link to the new address. It takes the place of the old one once you open that link and confirm, and we tell the old one.
account-email-no-mail = This server sends no mail, so nobody can confirm an address here. Whoever runs the server can set yours.
said-address-asked = A link is on its way. Open it within a day and confirm; until then nothing changes.
confirm-title = Confirm your address
confirm-note = { $name } of { $organisation } wants to sign in with { $email } from now on. Tables where { $name } came by another party’s link then see its domain, not the address. If that is not you, close this page: nothing changes then.
confirm-note-new = { $name } of { $organisation } wants an account here that signs in with { $email }. Tables where { $name } came by another party’s link then see its domain, not the address. If that is not you, close this page: nothing happens then.
confirm-password = Your password
confirm-password-hint = You are not signed in here. Type the password of your account.
confirm-password-hint-new = Type the password that you chose when you asked for this link. If it is refused though you are sure of it, somebody else asked after you: ask for a link again.
confirm-password-wrong = That is not the password. Only whoever asked for this link knows it; if that was not you, close this page.
confirm-do = Yes, this is my address
confirm-done = Confirmed
confirm-done-note = { $name } signs in with { $email } now.
confirm-on = Go on
confirm-mail-subject = Confirm your address
confirm-mail =
    { $name } wants to sign in with this address. If that is you, open this page:

    { $link }

    The link works for a day. If you are not { $name }, or did not ask for it, do nothing: the address stays free.
confirm-mail-known-subject = You have an account here already
confirm-mail-known =
    { $name } wants to sign in with this address. You have an account with it already, and nothing about it changes.

    If that was you: one address belongs to one account. Sign in here, or choose another address:

    { $link }

    If it was not you, do nothing.
confirm-mail-known-seat =
    { $name } wants to make an account with this address. You have one with it already, and nothing about it changes.

    If that was you, you need no second one. Sign in here, then open your own link to the table and take the seat with your account:

    { $link }

    If it was not you, do nothing.
account-email-change = Sign in with another address
account-email-new = New e-mail address
account-email-do = Send the link
account-password-change = Change your password
account-password-note = Every other device is signed out, and every API token stops working.
account-password-do = Change the password
account-current = Your current password
account-sessions = Where you are signed in
account-session = Signed in
account-session-guest = By an invitation link
account-session-this = this device
account-session-times = since { $since }, last used { $seen }
account-session-end = End
account-everywhere = Sign out everywhere
account-tokens = API tokens for programs
account-tokens-note = With a token a program acts in your name: it sees what you see, and nothing else.
account-token-new = Make a token
account-token-name = What is it for?
account-scope = What may it do?
account-scope-read = Read
account-scope-read-note = See what you see
account-scope-write = Read and write
account-scope-write-note = Also say and do what you may
account-token-where = Where?
account-token-all = At every table where I sit
account-token-elsewhere = a table where you no longer sit
account-token-life = When does it expire?
account-days = { $count ->
    [one] a day
   *[other] { $count } days
}
account-token-make = Make the token
account-token-made = The token is ready
account-token-secret = Its secret
account-token-once = Shown only now: copy it to where the program keeps its secrets.
account-token-until = until { $day }
account-token-revoked = revoked on { $day }
account-token-used = last used { $when }
account-token-unused = never used
account-token-revoke = Revoke
account-claim-title = Make this seat yours
account-claim = With a password you can come back without the link, and speak for your party.
said-account-shown = That was shown once, and is not shown again. What was made stays as it is.
said-account-kept = Saved.
said-account-password = The password is changed. Every other device is signed out.
said-account-session-ended = That device is signed out.
said-account-token-revoked = The token is revoked. It opens nothing any more.

## Your organisation
organisation-lede = Who belongs to it. Which tables they sit at is settled at the tables.
organisation-people = People
organisation-you = you
organisation-name = Name
organisation-change = Change
organisation-account = has an account
organisation-invited = without an account yet
organisation-suspended = suspended
organisation-administrator = administrator
organisation-host = looks after the server
organisation-do-link = Make a password link
organisation-do-administrator = Make administrator
organisation-do-no-administrator = No longer administrator
organisation-do-host = Let them look after the server
organisation-do-no-host = No longer look after the server
organisation-do-suspend = Suspend
organisation-do-reinstate = Reinstate
organisation-erase = Erase the name
organisation-erase-note = Name, address and password are deleted for good, and the person is signed out. What they said stays on the record without their name.
organisation-erase-do = Erase for good
organisation-add = Add somebody
organisation-add-note = You get a link to pass on; with it they choose a password.
organisation-add-do = Add and make a link
organisation-link = Link to choose a password
organisation-link-for = The link for { $name } is ready
organisation-link-until = Shown only now. It works once, until { $moment }.
organisation-said = Said to be of your organisation
organisation-said-note = Others invited these people to a table as people of your organisation. They act there and nowhere else: they open no table in its name and do not see its people, until you take them in. Ask them in another way whether it was really them.
organisation-brought = To “{ $table }”, by a link of { $by }, { $organisation }
organisation-brought-elsewhere = By a link of { $by }, { $organisation }
organisation-said-awaited = Nobody has used that link yet.
organisation-said-guest = Came without an account. You can take them in once they have one.
organisation-said-shown = Has an account, and reads mail at this address.
organisation-said-unshown = Has an account, but has not shown any address to be theirs.
organisation-do-take-in = Take in
organisation-do-disown = Not one of us
organisation-disowned = Not of your organisation
organisation-disowned-note = Their links ended. Whoever had an account keeps it, and a seat until your people at that table take it from them.
organisation-rename = Another name
said-organisation-kept = Saved.

## This server
server-lede = You look after this server. That shows you no relationship: what is said at a table you see only where you sit.
server-operator = Who runs it
server-operator-none = Nobody is named.
server-operator-note = Everybody who says something here is told.
server-operate = { $organisation } runs this server
server-facts = How it is set up
server-mail = Mail
server-mail-yes = goes out
server-mail-no-address = a mail server is set, but nothing goes out before this server has an address that people can open
server-mail-no = none: links are copied and sent by hand
server-database = Database
server-database-embedded = embedded, one file
server-database-postgres = PostgreSQL
server-version = Version
server-visitors = Visitors’ addresses
server-visitors-direct = from the connection itself: no proxy is named (trust-proxy)
server-visitors-proxy = from your proxy (X-Forwarded-For)
server-your-address = Yours, as this server sees it
server-visitors-unasked = At { $moment } a request from { $peer } named another visitor’s address (X-Forwarded-For), and { $peer } is not trusted to. If it is your proxy, set trust-proxy to { $peer }: until then all who come through it share one visitor’s limits, and ten wrong passwords of one of them keep all of them out. If it is not, somebody made the header up; it is ignored.
server-visitors-never = No request has named a visitor’s address since this server started, not even from { $peer }, which is trusted to. Let your proxy set X-Forwarded-For: until then all who come through it share one visitor’s limits, and ten wrong passwords of one of them keep all of them out.
server-visitors-unreadable = At { $moment } the proxy { $peer } named a visitor’s address that is none (X-Forwarded-For). Such visitors share one visitor’s limits: let it name their addresses.
said-server-kept = Saved.

## When accounts refuse
account-blank = Say something here.
account-too_long = This is too long. Shorten it.
account-email_malformed = Write the e-mail address as name@example.org.
account-email_letters = Before the @, few mail servers take letters such as ö or é, and mail might never arrive. Give an address that is written without them.
account-email_taken = Another account uses this address. Sign in with it, or give another one.
account-language_unknown = Choose one of the languages offered.
account-time_zone_unknown = Choose a time zone, such as Europe/Berlin.
account-password_too_short = This password is too short. A few unrelated words are fine.
account-password_too_long = This password is too long. Shorten it.
account-password_common = This password is among the first that are tried. Choose a few unrelated words.
account-password_personal = Leave names and mail addresses out of the password.
account-password_wrong = This is not your current password.
account-sign_in_failed = What you typed does not match an account here. Check both and try again.
account-too_many_attempts = Too many attempts. Wait a few minutes, then try again.
account-busy = Many people are signing in just now. Try again in a moment.
account-set_up_done = This server has been set up. Sign in.
account-set_up_code_wrong = This is not the code that the server showed when it started last.
account-link_unusable = This link no longer works: it was used already, or it ran out. If you used it yourself, all is done: sign in. Otherwise ask for a new one.
account-link_used = This link was used already. Whoever came by it has a link of their own.
account-link_taken = They came and have a link of their own. Only they and their own party’s people can make another one.
account-name_taken = Another organisation here is called this, or something that looks like it. Add what tells them apart.
account-not_yours_to_rename = Only they themselves, or their organisation’s own people, change this name.
account-not_your_organisation = Only an organisation’s own people can invite somebody in its name.
account-not_member = Your organisation does not know this person as one of its own. Take them in first.
account-already_member = This person is one of your organisation. You can suspend them instead.
account-too_much_mail_sent = No mail went out: this server has mailed many links for you within the hour. Hand this one over yourself, or try again later.
account-too_much_mail_there = No mail went out: this server has mailed several things to this address just now. Hand the link over yourself, or try again in a few minutes.
account-sign_in_first = This invitation is for an account. Sign in first.
account-already_claimed = This person has an account already. Sign in.
account-guest_must_claim = That needs an account: a password has to be chosen first.
account-not_administrator = Only an administrator of the organisation may do this.
account-not_host_administrator = Only those who look after this server may do this.
account-last_administrator = This is the organisation’s last administrator. Make somebody else one first.
account-last_host_administrator = Nobody else looks after this server. Name somebody first.
account-inactive = This person takes no part at present.
account-unknown = This is not here any more. Open the page again.
account-too_many_invited = Many people were invited to this table within the hour. Go on in a while, or ask many by one link, under “Ask many”.
account-full = There is no room for more. Remove one first.
account-expiry_out_of_range = Choose one of the times offered.
