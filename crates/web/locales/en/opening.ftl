## Opening a relationship
opening-step = Step { $step } of 4
opening-title = Which customer are you least sure about?
opening-lede = Begin there, with one service. Nobody is told anything yet.
opening-organisation = Customer organisation
opening-known = Or one that you share a table with already
opening-known-none = None of them: the one named above
opening-service = The service’s short name
opening-service-hint = Used in mails and titles: 60 characters at most.
opening-service-example = IT workplaces for the head office
opening-closeness = How close should this relationship be?
opening-closeness-light = A word now and then
opening-closeness-regular = A steady rhythm
opening-closeness-close = Side by side
opening-purpose = What is it for? One sentence is enough
opening-purpose-hint = As you would put it, until the consumer says it in their own words.
opening-other-side = We are the customer, or both sides belong to us
opening-side = On which side do you sit?
opening-side-provider = We provide the service
opening-side-consumer = We are the customer
opening-side-consumer-note = Then name the provider above instead
opening-units = Both sides are units of { $organisation }
opening-provider-unit = Unit that provides
opening-consumer-unit = Unit that consumes
opening-money-and-time = Currency and time zone
opening-currency = Currency
opening-not-now = Not now
opening-to-table = Go to the table
opening-outcomes-title = What lets { $party } do what it wants to do?
opening-outcomes-lede = Three outcomes are enough. Say them in your own words, or choose from a starter set.
opening-outcomes-present = On the table already
opening-outcomes-none = Name at least one outcome, or tick one below.
opening-own = So that { $party } can …
opening-own-prefix = So that they can
opening-own-label = So that { $party } can … ({ $n })
opening-own-example = work from their first day
opening-starters = Or choose from a starter set:
opening-delivered = The running service delivers these already

starter-telecom = Telecom and mobile networks
starter-telecom-calls = Calls do not drop on the road
starter-telecom-roaming = Roaming needs no thought
starter-telecom-bill = A bill that can be checked
starter-telecom-device = A new handset within a day
starter-workplace = IT workplace
starter-workplace-first-day = Newcomers can work on their first day
starter-workplace-back = Back at work within an hour after a fault
starter-workplace-anywhere = Work goes on as well at home as in the office
starter-workplace-help = Help that understands the question
starter-hosting = Application hosting
starter-hosting-there = The application is there when it is needed
starter-hosting-change = A change goes live on the day it is ready
starter-hosting-safe = Nothing is lost, and nothing leaks
starter-hosting-footprint = The footprint is known and shrinks
starter-clinic = Clinic and hospital IT
starter-clinic-admit = Admissions go on when a system is down
starter-clinic-findings = Findings are at the bedside when they are needed
starter-clinic-night = Help at night that knows the ward
starter-clinic-private = What patients tell us stays with us
starter-payroll = Payroll and HR services
starter-payroll-right = Everybody is paid the right amount on the right day
starter-payroll-answer = A question about one’s pay gets an answer one can follow
starter-payroll-change = Joining, moving and leaving need one form
starter-payroll-private = Nobody sees what is not theirs to see
starter-logistics = Logistics network
starter-logistics-where = Where a consignment is can be told at any hour
starter-logistics-on-time = What was promised for the morning is there in the morning
starter-logistics-fault = When something goes wrong, we hear it first from our partner
starter-logistics-empty = Fewer kilometres without a load
example-clinic = admit patients while a system is down
example-payroll = answer a question about pay in one call
example-logistics = tell customers where their goods are
example-telecom = reach everybody who is on the road
example-hosting = put a change live on the day it is ready
example-facility = find a suitable room without a search
example-workplace = work from their first day
measure-example = Requests settled on the day they came, each month, from the service desk
measure-example-clinic = Hours with admissions on paper, each month, from the ward’s log
measure-example-payroll = Payslips without a correction, each month, from payroll
measure-example-logistics = Consignments on time, each month, from the tracking system
measure-example-telecom = Calls held, each month, from the core network
measure-example-hosting = Changes live on the day they were ready, each month, from the release log
measure-example-facility = Repairs done within a day, each month, from the work orders
measure-example-workplace = Faults settled within an hour, each month, from the service desk
trigger-example = A new law asks for proof.
trigger-example-clinic = Prescriptions become electronic only.
trigger-example-payroll = A new tax table applies.
trigger-example-logistics = A bridge on the main route is closed.
trigger-example-telecom = 3G is switched off elsewhere.
trigger-example-hosting = The data has to stay in the country.
trigger-example-facility = Power costs a third more.
trigger-example-workplace = Support for the present version of the desktop ends.
statement-example = Knowing that an outage exists matters more to me than how long it lasts.
statement-example-clinic = A short step on paper is better than a long wait for the system.
statement-example-payroll = An answer I can follow matters more to me than a quick one.
statement-example-logistics = An hour I can rely on matters more to me than an early one.
statement-example-telecom = Knowing that an outage exists matters more to me than how long it lasts.
statement-example-hosting = A change I know of beforehand may take longer.
statement-example-facility = A room that is free when I need it matters more to me than a large one.
statement-example-workplace = Help that understands me matters more to me than help within minutes.
asking-example = “How content are you with the service?”, “How much time did faults cost you this month?”
asking-example-clinic = “How content are you with admissions?”, “How much time did waiting for systems cost you this month?”
asking-example-payroll = “How content are you with the answers about pay?”, “How much time did questions about pay cost you this month?”
asking-example-logistics = “How content are you with deliveries?”, “How much time did looking for consignments cost you this month?”
asking-example-telecom = “How content are you with calls on the road?”, “How much time did dropped calls cost you this month?”
asking-example-hosting = “How content are you with the application?”, “How much time did outages cost you this month?”
asking-example-facility = “How content are you with the rooms?”, “How much time did looking for a room cost you this month?”
asking-example-workplace = “How content are you with your IT workplace?”, “How much time did faults cost you this month?”
starter-facility = Facility management
starter-facility-welcome = Visitors feel welcome
starter-facility-repair = What is broken is repaired before it annoys
starter-facility-room = A suitable room, without a search
starter-facility-energy = No energy is spent on empty rooms

## Guessing
guess-lede = What do you think this is worth to { $party }?
guess-sealed-note = Sealed. It opens beside what { $party } says, and not before.
guess-spoken = { $party } has said what it is worth. Guess, and you see at once what they said.
guess-open = An earlier guess is open already; this one is marked as made later.
guess-benefit = How much good does it do them?
guess-usefulness = How often and how well can they use it?
guess-importance = What do they gain that they would miss without it?
guess-skip-note = You would rather not guess?
guess-skip = Skip this one
guess-skip-all = Skip all
guess-seal = Seal it
said-guesses-sealed = Your guesses are sealed.

## Inviting
invite-title = Whom at { $party } do you want to ask?
invite-lede = One person is enough. They need no account, only the link, three minutes and a phone.
invite-other-party = Somebody of { $party } instead
invite-waiting = Asked, and not yet here
invite-colleague = A colleague
invite-colleague-new = Somebody new, named below
invite-name = Their name
invite-line = A personal line
invite-line-example = I am not sure we work on what matters to you. Three minutes of your honest view would help.
invite-roles = What are they here?
invite-role-customer = Sets the requirements and answers for outcomes
invite-role-sponsor = Authorises the budget
invite-role-user = Uses the service; figures are shown without a name
invite-role-service_owner = Answers for the service
invite-role-relationship_manager = Keeps the relationship
invite-role-delivery = Makes it work
invite-role-representative = Speaks for the organisation
invite-role-member = Takes part
invite-role-observer = Sees what the whole table sees, and says nothing
invite-more = How far back they read, and their language
invite-since = How far back do they read?
invite-since-start-choice = From the start
invite-since-start-note = Everything that was said to their party or to the whole table
invite-since-now-choice = From now
invite-since-now-note = What was said before stays with those who heard it; outcomes are seen by everybody
invite-since-only-now = They read from now on, as you do since you came. Someone in your party who reads from the start can give more.
invite-since-start = { $name } can read everything that was said to the whole table, from the start.
invite-since-now = { $name } can read what is said from now on; outcomes are seen by everybody.
invite-language = In which language do they read?
invite-preview = See what they will see
invite-preview-title = This is what { $name } will see
invite-preview-lede = Nothing is sent before you say so.
invite-make-link = Make the link
invite-send-mail = Send it by mail
invite-change = Change something
invite-asked-title = { $name } is invited
invite-asked-party = For
invite-asked-roles = As
invite-asked-on = Asked on
invite-state-waiting = Not opened yet. The link works until { $day }.
invite-state-came = They were here; last on { $day }.
invite-state-renewed = They were here before, last on { $day }. A new link is ready for them.
invite-came = { $name } was here
invite-came-note = The link you made opens nothing any more. { $name } has a link of their own that nobody else sees; only they and their own party’s people can make another one.
invite-mail-own = Mail { $name } a link of their own
said-way-back-mailed = A link of their own is on its way to the address that they gave.
said-way-back-not-mailed = Nothing was sent: they gave no address, or the mail server did not take it.
invite-state-expired = The link ended on { $day }.
invite-state-withdrawn = The invitation was withdrawn on { $day }.
invite-send = Send it yourself
invite-link = Link for { $name }
invite-copy = Copy
invite-copied = Copied
invite-draft = Open a draft
invite-copy-text = Copy the text
invite-text = The text to send
invite-qr = QR code of the link
invite-link-gone = The link is not here
invite-link-gone-note = Only whoever made it finds it again, until it is used. Make a new one; the old one stops working.
invite-shown-until = You find the link here until somebody comes by it. It works for 90 days.
invite-mail-to = Mail it to { $address }
invite-renew-note = The old link stops working at once.
invite-withdraw-note = The link opens nothing any more, and { $name } has no seat here. You can ask them again.
invite-ended = { $name } has no seat here
invite-ended-note = The invitation opens nothing.
invite-again = Ask them again
invite-state-ended = This invitation has ended.
invite-same = Is it the same person? See above.
invite-same-asked = { $name } was asked already and has not come yet.
invite-same-here = { $name } sits here already.
invite-same-open = Open that invitation
invite-same-another = It is somebody else; “{ $name }” is another person
suggest-title = Whom should your party ask?
suggest-lede = Only those who speak for { $party } with an account invite its people. You can tell them whom to ask.
suggest-why = Why this person?
suggest-to = Only people of { $party } see this. { $people } can invite.
suggest-nobody = Only people of { $party } see this. Nobody of them can invite yet: that needs an account.
suggest-do = Suggest this person
suggest-account = Would you rather invite them yourself?
suggest-account-note = You speak for your party here. Make this seat yours with a password; then you invite people by yourself, answer for your party, and come back without a link.
invite-renew = Make a new link
invite-withdraw = Withdraw the invitation
invite-sealed = { $count ->
    [one] One guess of yours is sealed
   *[other] { $count } guesses of yours are sealed
}
invite-wait = Until { $name } answers
invite-wait-sheet = Here is a sheet of questions for your conversation.
invite-open-sheet = Open the sheet
invite-mail-subject = { $from } asks what “{ $service }” is worth to you
invite-mail = { $name },

    { $from } of { $organisation } invites you to a table on { $server }. The question there: what is “{ $service }” worth to you, and what gets in the way? It takes three minutes on a phone, without an account:

    { $link }

    { $quoted }The page says who will see your answers. The link is meant for you alone; if you are the wrong person, you can pass it on there. If you do not know { $from }, you need do nothing.
invite-mail-words = { $from } writes to you:

    { $words }
invite-letter-subject = What is “{ $service }” worth to you?
invite-letter = { $name },

    { $line }{ $follows ->
        [line] What
       *[name] what
    } is “{ $service }” worth to you, and what gets in the way? It takes three minutes on a phone, without an account:

    { $link }

    The page says who will see your answers. The link is meant for you alone; if you are the wrong person, you can pass it on there.

    { $from }
said-invitation-made = The link is ready. It is sent to nobody: hand it over yourself.
said-invitation-mailed = The mail is on its way.
said-invitation-not-mailed = The mail server did not take the mail. Hand the link over yourself.
said-invitation-much-mailed = Much was mailed there, or by you, lately. Hand the link over yourself.
said-link-renewed = This is the new link. The old one opens nothing any more.
said-invitation-withdrawn = The invitation is withdrawn. The link opens nothing any more, and the seat is free.

## The sheet
sheet-title = Questions for { $party }
sheet-print = Print
sheet-first = What does it let you do? What gets in the way?
sheet-outcome = “{ $outcome }”: what do you gain that you would miss without it?
sheet-last = What is missing?

## The invitation
invitation-asks = asks you
invitation-title = What is this worth to you, { $name }?
invitation-how-long = How long
invitation-long-open = Three minutes. You can stop at any point; what you said stays.
invitation-long = { $count ->
    [one] One outcome, a minute. You can stop at any point; what you said stays.
    [2] Two outcomes, two minutes. You can stop at any point; what you said stays.
    [3] Three outcomes, three minutes. You can stop at any point; what you said stays.
   *[other] { $count } outcomes, a minute for each at the most. You can stop at any point; what you said stays.
}
invitation-who-sees = Who will see it
invitation-seen-by-name = Everybody at the table, by your name: { $parties }.
invitation-seen-by-role = Everybody at the table: { $parties }. Your figures and reasons count with those of other users of { $party }, from five on, without your name; other words carry it.
invitation-who-runs = Who runs the server
invitation-runs = { $operator }, at { $host }
invitation-no-account = No account needed. The first page, and “Your account”, then have a link of your own to come back by.
invitation-closed-lede = Nothing can be added any more. You can look at what was said.
invitation-closed = This relationship is closed
invitation-own-account = I have an account here already
invitation-take-said = Take this seat with your account, { $name }
invitation-take-said-note = You are signed in. If this invitation is for you, take the seat with your account: then you find this table beside your others. What was said by the link before stays under the name that it was made for.
invitation-take = Take this seat as { $name } of { $organisation }
invitation-take-note = You are signed in. If this invitation is for you, take the seat with your account: the table then sees your own organisation. What was said by the link before stays under the name that it was made for.
invitation-used = This link was used already
invitation-used-when = It brought somebody to the table on { $day }, and has opened nothing since.
invitation-used-passed = It was passed on to somebody else on { $day }, and has opened nothing since.
invitation-used-you = Was that you? Come back by your own link: you find it under “Your account” where you are still signed in, and in your mail if you gave an address. With an account, simply sign in.
invitation-used-lost = You no longer have your own link? Ask a colleague who sits at the table for a new one. If you gave an address, { $party } can have one mailed to you. If nobody from your side has said anything yet, { $party } can invite you again.
invitation-used-passed-you = Was it you who passed it on? Then the person you named has the seat now. If their link was lost, { $party } can make a new one.
invitation-used-other = Was that not you? Say so here: the table will see that somebody else used this link. Nothing is blocked by it, and what was said stays.
invitation-contest = It was not me
invitation-contested = The table sees that somebody else used the link that { $party } made. Tell your colleagues, and ask { $party } who had it.
way-back-title = Your own way back
way-back-lede = Nobody else sees this link. It brings you to where you left off, for 90 days.
way-back-link = Your own link
way-back-qr = As a QR code
way-back-show = Show my link
way-back-astray = Does somebody else have it?
way-back-astray-note = Make another one: the old link stops working, and wherever it was opened is signed out, except here.
way-back-renew = Make another link
said-way-back-renewed = This is your new link. The old one opens nothing any more.
way-back-mail-subject = Your link to “{ $service }”
way-back-mail =
    Good day, { $name },

    with this link you come back to “{ $service }”, a shared table at { $host }. It is yours alone; do not pass it on.

    { $link }

    You get this because somebody gave this address there. If you know nothing of it, do nothing.
welcome-way-back = Interrupted? You can come back at any time by your own link:
opening-unproved-title = { $organisation } has not said yet that you are one of its people
opening-unproved = You came here by another organisation’s link. So that nobody opens a table in the name of { $organisation } but its own people, one of its administrators takes you in first; where it has none here yet, whoever runs this server confirms you. Ask them, and show them who you are.
opening-unproved-back = Back to my tables
invitation-has-account = You have an account here: sign in, and you are there.
invitation-replaces = You are signed in here as { $name }. Beginning signs that person out in this browser.
invitation-replaces-keep = Keep your own link first: without it you do not come back there.
invitation-pass-on-email = We send nothing there. The address is filled in for you in the mail that you send yourself.
invitation-wrong-person = Wrong person? Pass it on
invitation-pass-on-note = Who knows better? They get a link of their own; yours stops working.
invitation-colleague = Your colleague’s name
invitation-pass-on = Pass it on
invitation-begin = Begin
invitation-gone = This link no longer works
invitation-gone-why = It may have run out, or it was withdrawn, replaced or passed on. Nothing you said is lost.
invitation-gone-next = If you made another link yourself, use that one. Otherwise ask whoever sent it for a new one: that takes them a minute.
invitation-gone-sign-in = I have an account
passed-title = Thank you. This is the link for { $name }
passed-lede = Your own link has stopped working; { $name } has your seat now.
passed-send = Send it on
passed-letter = { $name },

    somebody asked me what “{ $service }” is worth to us. You know better than I do. It takes three minutes on a phone, without an account:

    { $link }

    { $from }
passed-shown-until = You find the link here until somebody comes by it: keep this page’s address. It works for 90 days.
passed-came = The link was used, or works no longer. There is nothing left for you to do.
passed-thanks = You can close this page once the link is on its way.

## The invited person’s first page
welcome-title = What does this let you do?
welcome-first = first, in your own words
welcome-lets = What does this let you do?
welcome-lets-hint = It becomes the purpose of this service, in your words.
welcome-lets-heard = Somebody says back what they understood. With an account you can make your answer the purpose of this service.
welcome-lets-example = I can reach my people while they are out and about.
welcome-gets = What gets in the way?
welcome-gets-example = After every change we all have to sign in again.
welcome-needs = What do you need from the others to do your part?
welcome-needs-example = A date for every site, two weeks ahead.
welcome-limit = Is it a limit that you cannot change yourselves?
welcome-no-limit = No, something to work on
welcome-seen-by = Seen by the whole table, by your name.
welcome-skip = Skip

## Rating
rate-lede-realised = What is this worth to you at { $party }, today?
rate-lede-expected = What do you expect this to be worth to you at { $party }?
rate-objective = Good enough when: { $objective }
rate-benefit = How much good does it do you?
rate-usefulness = How often and how well can you use it?
rate-importance = What do you gain that you would miss without it?
rate-why = Why? One sentence helps more than the numbers.
rate-before = On { $day } you said { $mark }.
rate-seen-by-name = Seen by the whole table, by your name.
rate-seen-by-role = Seen by the whole table as said by users of { $party }, without your name, and together with others: users count from five on, then five people or more at a time. Whoever knows what all the others said, because they told it or let their names be shown, can work out what you said.
rate-by-name = My name may be shown beside my figures: then they count at once.
rate-not-ours = Does not concern us
rate-is-realised = You rate what is here already. Is it still to come?
rate-is-expected = You rate what you expect. Is it here already?
rate-stage = Is it here already?
rate-stage-realised = Yes: this is how it turned out
rate-stage-expected = No: this is what I expect
rate-later = Not now
said-rated = That is on the record. Thank you.

## What is missing
missing-title = What is missing?
missing-lede = Something nobody asked you about. One sentence is enough.
missing-last = almost done
missing-example = When something is down, I want to know before my people call.
missing-kind = What is it?
missing-need = A need
missing-need-note = Something we must be able to do
missing-idea = An idea
missing-idea-note = Something that could be
missing-nothing = Nothing

## The reveal
reveal-title = What was guessed, and what was said
reveal-guess-first = { $party } has spoken. Guess before you look.
reveal-no-guess = { $party } has not guessed what you would say, so there is nothing to compare. What you said counts.
reveal-closed = { $party } spoke before your party came, and has not opened its figures to you yet.
reveal-none-sealed = { $party } has said what it is worth. Nobody guessed before that, so there is nothing to compare.
end-lede-nothing = Nothing of yours is on the record yet. You can say something at any time.
end-lede-rated = Your ratings are on the record.
reveal-not-yet = { $party } has not said yet what it is worth. Guesses stay sealed until then.
reveal-sealed-on = Sealed on { $day }, open now
reveal-late = Guessed when the value could already be known
reveal-card-guessed = { $party } guessed
reveal-card-you-guessed = You guessed
reveal-card-said = { $party } said
reveal-card-you-said = You said
reveal-they-guessed = { $party } guessed { $guess }
reveal-you-guessed = You guessed { $guess }
reveal-they-said = { $party } said { $said }
reveal-you-said = you said { $said }
reveal-both = { $left }; { $right }
reveal-sentence-talk = { $left }; { $right }. Worth a talk.
reveal-sentence-other-words = { $left }; { $right }. Not all of it was about these words.
reveal-other-words = not all about these words
reveal-sentence-alike = { $left }; { $right }. You agree.
reveal-others = The others
reveal-guessed = guessed
reveal-said = said
reveal-back = One sentence back to { $name }?
reveal-back-all = One sentence to both sides?
reveal-back-example = What should they understand?
reveal-kind = What is it?
reveal-kind-need = A need
reveal-kind-question = A question
reveal-kind-idea = An idea
reveal-kind-concern = A concern
reveal-seen-by = Seen by { $parties }.
reveal-nothing = Nothing to add
reveal-send = Send it
said-sentence-said = Said. Both sides see it.
end-title = Thank you
end-title-nothing = How it goes on
end-lede = { $name } is asked to say back what was understood.
end-lede-said = What you said is on the table.
end-back = Come back by your own link
end-back-note = It brings you to where you left off, for 90 days. Or make this seat yours with a password; then you can speak for your party.
end-claim = Keep this seat with a password
end-look = Look at the table

## The seat becomes one’s own
claim-title = Make this seat yours
claim-lede = With an address and a password you come back without the link, and can speak for your party.
claim-lede-no-mail = With a password you come back without the link, and can speak for your party.
claim-email-hint = We send a link there. Open it, type this password there once more and confirm: then the seat is yours.
claim-send = Send me the link
claim-asked = A link is on its way to { $email }. Open it within a day, on any device.
claim-asked-until = Until then nothing changes: you are here by your own link as before. No mail after some minutes? Check the address and send it again.
claim-own-account = You have an account here already?
claim-own-account-do = Sign in and take this seat with it
claim-note = What you said stays yours. Your link then leads to the sign-in.
claim-do = Make it mine
said-claimed = This seat is yours now.
