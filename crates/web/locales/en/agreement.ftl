## The value agreement
nav-agreement = Agreement
nav-signs = waits for your signature
agreement-heading = What this service is worth, and what we each do for it
agreement-none = A value agreement says what the service is worth to whom, how you will know, and when you look again. The parties sign it; it changes no contract unless it says so.
agreement-empty = Nothing is agreed yet. An agreement is put together from what is already on the table: outcomes with their values, measures, a mix of features, and what people have against it.
agreement-example = For example: “{ $outcome }. Worth 9 to the customer. Measured by: { $measure }. We look at it again every six months.”
agreement-compose = Put an agreement together
agreement-change = Change it
agreement-lede = Value agreement, version { $version } · { $state } · { $contract }
agreement-version-state = Version { $version } · { $state }
agreement-state-draft = draft since { $day }
agreement-state-open = open for signature since { $day }
agreement-state-in_force = in force since { $day }
agreement-state-reopened = in force, and opened again on { $day }
agreement-state-superseded = superseded on { $day }
agreement-changes-none = it changes no contract
agreement-changes-contract = it says what it changes in a contract
agreement-compare = compare with { $version }
agreement-part-purpose = What it is for
agreement-part-worth = What it is worth, and to whom
agreement-part-mix = What we build
agreement-part-decisions = What we decided
agreement-part-promises = Who does what, by when
agreement-part-again = When we look again
agreement-part-contract = What it changes in a contract
agreement-part-dissent = Said against it, in their own words
agreement-unmeasured = No measure tells of: { $qualities }.
agreement-untold = No measure tells of these outcomes: { $outcomes }.
agreement-erased = (erased after the text was fixed)
agreement-factor = At once, when this happens outside:
agreement-fall = At once, when a value falls:
agreement-good-enough = Good enough when:
agreement-for = For { $party }: { $words }
agreement-measure = Measured by { $name }, { $aim ->
    [at_most] at most
   *[at_least] at least
} { $target } ({ $quality }).
agreement-removes-cost = Removes a cost from { $party }: { $words }
agreement-removes-risk = Removes a risk from { $party }: { $words }
agreement-imposes-cost = Imposes a cost on { $party }: { $words }
agreement-imposes-risk = Imposes a risk on { $party }: { $words }
agreement-mix-hidden = You see which features once you guess, or skip, what the customer said, or once it opens its figures to you.
agreement-mix = { $count ->
    [one] One feature for { $cost }
   *[other] { $count } features for { $cost }
}, from a budget of { $budget }; { $rule }.
agreement-mix-choice = { $cost } · { $rule } · { $day }
agreement-feature = { $name }, { $price }
agreement-feature-paid = { $name }, { $price } ({ $pays })
agreement-pays = { $party } pays { $amount }
agreement-decision-again = to be looked at again on { $day }
agreement-promise-by = { $party } promises { $to }, by { $day }:
agreement-promise = { $party } promises { $to }, by { $day }: { $words }
agreement-entry = entry { $entry } of the record
agreement-promises = What was promised, today
agreement-promises-note = The text above stays as it was fixed; this is how far its promises are today.
agreement-promises-draft = How far these promises are today. The text takes them in as they are when it opens for signature.
agreement-promise-changed = reads otherwise in the text
agreement-late = Not in this text, and late:
agreement-late-only = This text has no promises. These are late:
agreement-not-drawn = The PDF has no letters for these characters and prints their numbers instead: { $where }.
agreement-not-drawn-in = { $characters } (in “{ $part }”)
agreement-every = { $count ->
    [one] every month
   *[other] every { $count } months
}
agreement-review = On { $day }, then { $every }.
agreement-worth = Worth { $values }.
agreement-worth-to = { $value } to { $party } ({ $basis })
agreement-worth-none = Nobody has said yet what it is worth.
agreement-worth-guess = You see what it is worth once you guess or skip.
agreement-worth-hidden = You see what it is worth once the customer opens its figures to you.
agreement-raters = { $count ->
    [one] one person
   *[other] { $count } people
}
agreement-bars = Benefit { $benefit }, usefulness { $usefulness }, importance { $importance }
agreement-between = Between
agreement-signatures = Signatures
agreement-capacity = { $role }, { $party }
agreement-signed-note = { $day }, { $how }
agreement-not-signed = has not signed yet
agreement-nobody-signs = Nobody here can sign yet
agreement-or = {" or "}
agreement-receipt = Receipt
agreement-digest = What is signed:
agreement-digest-entry = Entry { $entry } of the record.
proved-passkey = with a passkey
proved-two_factors = confirmed by the server
proved-password = by password only
proved-demo = in the demo, without showing who it was
agreement-declined = { $who } does not sign ({ $day })
agreement-declined-then = { $who } did not sign ({ $day })
signing-log = Log of signing
signing-log-fixed = { $at }: { $who } fixed the text.
signing-log-shown = { $at }: the text was first shown to { $who } on the page for signing.
signing-log-signed = { $at }: { $who } signed.
signing-log-declined = { $at }: { $who } said that they do not sign.
signing-log-taken-back = { $at }: { $who } took their signature back.
signing-log-note = When somebody was first shown the text on the page for signing is kept with their signature, and only then. Who only reads it is not recorded.
agreement-log = Signatures that no longer hold
agreement-withdrawn-changed = { $day }: { $who } changed the text. Withdrawn: { $people }.
agreement-withdrawn-party_left = { $day }: a party left. Withdrawn: { $people }.
agreement-withdrawn-declined = { $day }: { $who } took their signature back.
agreement-taken-back-changed = { $day }: { $who } changed the text. There was no signature on it then.
agreement-taken-back-party_left = { $day }: a party left, and the text is a draft again. There was no signature on it then.
agreement-retired = { $outcome } (retired)
agreement-reworded = On the table these read otherwise today: { $outcomes }. The text here stays as it was fixed.
agreement-guess = { $count ->
    [one] You see all of it once you guess, or skip, one outcome.
   *[other] You see all of it once you guess, or skip, { $count } outcomes.
}
agreement-guess-now = Guess now
agreement-reopened-day = { $who } opened it again on { $day }: its day had come
agreement-reopened-factor = { $who } opened it again on { $day }: something outside has changed
agreement-reopened-fall = { $who } opened it again on { $day }: a value has fallen
agreement-reopened-other = { $who } opened it again on { $day }
agreement-next = What is next
agreement-open = Open for signature
agreement-open-note = Opening fixes the text, with values as they are now. From then on a change withdraws the signatures given.
agreement-reopen = Open it again
agreement-reopen-note = It stays in force until another version is signed by all.
reopen-because = Why?
reopen-day = Its day has come
reopen-factor = Something outside has changed
reopen-fall = A value has fallen
reopen-other = Something else
agreement-sign-for = Sign for { $party }?
agreement-sign-note = You sign what is written here, word for word. Any change withdraws all signatures and says so.
agreement-sign = Read and sign
agreement-sign-who = { $people } can.
agreement-sign-nobody = Nobody there can sign yet: its sponsor, customer, service owner or representative does.
agreement-sign-parties = To the parties
agreement-sign-done = Nothing is left for you to sign here.
agreement-versions = Versions
distance-heading = How far we are
distance-signed = Signed
distance-signed-of = { $signed } of { $of }
distance-objections = Objections open
distance-needs = Needs and limits without an answer
distance-covered = Needs that its features and promises cover
distance-covered-of = { $covered } of { $of }
distance-unheard = Words that nobody has heard yet
distance-late = Promises that are late
distance-said = { $party }: { $words }
distance-more = { $count ->
    [one] One more
   *[other] { $count } more
}
distance-steps = { $count ->
    [0] Nothing is left to do.
    [one] One thing is left until everybody wins.
   *[other] { $count } things are left until everybody wins.
}
distance-unvalued = Outcomes the customer has not valued
agreement-take = Take it with you
agreement-print = It also prints well from your browser.

## Dissent
dissent-heading = What speaks against it
dissent-in = It will be in the text as you say it, under your name.
dissent-none = Nobody has said anything against it.
dissent-next = The text is fixed. What you say now will be in the next text that opens for signature, under your name.
dissent-say = Say what you have against it
dissent-words = In your own words
dissent-hint = The whole table sees it.

## Putting it together
agreement-compose-title = Put together version { $version }
agreement-change-title = Change version { $version }
compose-lede = Everything here is already on the table: choose what belongs in, and say when you look again.
agreement-undoes = Changing it withdraws the signatures of { $people }. They sign again.
agreement-undoes-nobody = It is open for signature. Changing it makes it a draft again; nobody has signed yet.
compose-outcomes = Which outcomes?
compose-outcomes-hint = Each with its value, its measures, and the costs and risks it removes and imposes.
compose-mix = What we build
compose-no-mix = No mix
compose-decisions = Which decisions?
compose-decisions-hint = Each in the words that were adopted, with what it costs whom. What was decided since is chosen unless you leave it out.
compose-promises = Which promises?
compose-promises-hint = Each in the words in which it was made. Promises that are open now are chosen unless you left them out before.
compose-review = First look on
compose-months = Then every … months
compose-factor = What outside would have us look at once?
compose-factor-hint = Such as: { $factor }
compose-fall = Which fall of value would?
compose-fall-hint = Such as: two of three people of one party say less than 6 for the first outcome.
compose-contract = What does it change in a contract?
compose-contract-hint = Leave it empty, and it changes none.
compose-taken = The purpose, and what people have against it, are taken in by themselves.
compose-do = Save the draft
compose-reads = How it reads now

## Signing
sign-title = Sign version { $version }
sign-done-title = You have signed version { $version }
sign-lede = For { $party }. The text has stood like this since { $day }.
sign-jump = Go to signing
sign-signed = You have signed
sign-signed-note = You signed this text for { $party }. Your signature holds until the text changes, or you take it back.
sign-to-agreement = To the agreement
sign-capacity = You sign as
sign-what = You sign the text on this page, word for word. With the signature of the last party it is in force at once.
sign-with-passkey = Sign with your passkey
sign-passkey-proves = Your passkey signs this very text. Anybody can check that later, without this server.
sign-unasked = The server could not prepare the signature. Load the page again; perhaps the text was changed.
sign-demo-note = In this demo nobody is asked for a password, and the signature says so.
sign-in-demo = Sign in the demo
sign-with-password = Sign by password
sign-code = Code from your authenticator app
sign-two-proves = Weaker than a passkey: it will read “confirmed by the server”. Whoever relies on it trusts this server.
sign-password-proves = Weaker than a passkey: it will read “by password only”. Whoever relies on it trusts this server.
sign-password-do = Sign by password
sign-add-passkey = A passkey makes a stronger signature.
sign-add-passkey-do = Add one
sign-proves-heading = What your signature proves
sign-proves-text = It proves that somebody who could unlock your passkey, or knew your password, agreed to the text with this fingerprint, for your party.
sign-proves-not = It does not prove what was on the screen: no browser shows what a passkey signs. Compare the fingerprint with the one your colleagues see.
sign-changes = A change of the text withdraws it, and you are told.
sign-erasing = Words can still be erased later by whoever wrote them; signatures stay. Copies that others downloaded stay, too.
sign-kept = When this page was first shown to you is kept with your signature and said in its receipt. If you do not sign, it is not kept.
decline-heading = Not like this?
decline-say = Say why you do not sign
decline-note = Everybody at the table sees it. You can still sign later.
decline-take-back = Take your signature back
decline-take-back-note = Everybody at the table sees why. You can sign again while it is open for signature.
decline-take-back-do = Take it back
decline-do = I do not sign

## Comparing
compare-title = What is different in version { $version }
compare-lede = Version { $version } beside version { $with }.
compare-same = No change in words.
compare-changed = { $count ->
    [one] One paragraph is different.
   *[other] { $count } paragraphs are different.
}
compare-with = Compare with
compare-version = Version { $version }
compare-do = Compare
compare-moved = moved

## Receipts
receipt-proves-passkey = Somebody who unlocked this passkey agreed, at this server’s address, to the text with this digest, for this party and in this role. Anybody can check that with the public key in this receipt.
receipt-proves-two_factors = This server says that whoever signed knew the person’s password and had their authenticator app. Confirmed by the server: it can be checked only by trusting it.
receipt-proves-password = This server says that whoever signed knew the person’s password. By password only: it can be checked only by trusting the server.
receipt-proves-demo = Nothing: this was a demo, in which nobody showed who they were.
receipt-not = It does not prove what was on the screen when it was made, nor whose passkey or password it was: for that, the accounts of this server are trusted.
receipt-log = The log is this server’s word. When the text was shown is the moment at which this server first sent the page for signing to whoever signed: not that it was read.
receipt-log-text_fixed = The text was fixed and opened for signature.
receipt-log-text_shown = The server first sent the page for signing, with this text, to whoever signed.
receipt-log-signed = The signature was recorded.
receipt-log-in_force = With the last signature the agreement came into force.
receipt-check = Download the record and run: covalue verify FILE. By hand: the text’s digest is SHA-256 of “covalue agreement text 1”, a zero byte, the version and the number of parties (8 bytes each, the highest first), the parties’ ids (16 bytes each), and the hash of each clause. The hash of a clause is SHA-256 of “covalue agreement clause 1”, a zero byte, SHA-256 of its fact and SHA-256 of its content, as the record keeps them. The passkey’s challenge is SHA-256 of “covalue signing challenge 1”, a zero byte, the nonce and SHA-256 of the statement.

## Measures
measures-title = How you will know
measures-note = Figures by which you tell whether it is met. They go into the value agreement.
measures-none = No measure yet.
measure-add = Name a measure
measure-name = What is measured
measure-name-hint = With where it comes from and how often: “{ $measure }”.
measure-aim = Good is
measure-at_least = at least { $target }
measure-at_most = at most { $target }
aim-at_least = at least the target
aim-at_most = at most the target
measure-target = Target
measure-unit = Unit
measure-how = How it is read
measure-how-hint = Over which period and hours, in which time zone, what counts while something is pending, and where the figures come from.
measure-quality = It tells of
measure-drop = Drop
measure-drop-note = From then on nobody reads it or is asked for it. What was read so far stays to be read, and it cannot be taken up again: whoever wants it back names it once more. What the agreement in force promises stays promised, and is read and counted until another version is in force.
measure-drop-do = Drop this measure
problem-target = Write the target as a number such as 99.5, with at most three decimals.

said-dissent-said = That is on the record.
said-dissent-withdrawn = You have taken it back.
said-agreement-composed = The draft is saved. Read it, then open it for signature.
said-agreement-opened = The text is fixed and open for signature.
said-agreement-reopened = It is open again. The next version can be put together.
said-agreement-not-open = Nothing was recorded: this text is not open for signature any more. Read it as it is now.
said-agreement-not-yours = You do not sign here: for each party its sponsor, customer, service owner or representative does.
said-agreement-signed = You have signed.
said-agreement-in-force = You have signed. With that, every party has: the agreement is in force.
said-signing-declined = That is on the record.
said-measure-named = The measure is named.
said-measure-dropped = The measure is dropped.

agreement-paper-foot = { $relationship } · value agreement, version { $version }
agreement-paper-name = Name
agreement-paper-capacity = Signs as
agreement-paper-signed = Signed
agreement-paper-check = How to check this
agreement-paper-view = This paper is a view of the record and proves nothing by itself. The text for programs and the receipts of all signatures are attached to it. The record is what is checked: each party can download it, and check it without this server.
agreement-paper-unsigned = Nobody has signed it yet: it binds nobody.
agreement-paper-how = By hand, or by a program
agreement-paper-json = The same version for programs
agreement-paper-receipt = Receipt of the signature of { $who }
agreement-paper-not = No receipt proves what was on the screen when it was made, nor whose passkey or password it was: for that, the accounts of this server are trusted.
