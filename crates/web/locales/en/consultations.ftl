## Consultations: at the table
nav-consultations = Ask many
consultations-lede = Put short statements to many people by link. What they share, and where they differ, comes back to the table.
consultations-open = People can answer
consultations-none = Nobody is asked at the moment.
consultations-example = For example, to forty drivers: “Knowing that an outage exists matters more to me than how long it lasts.” Agree, disagree, or pass.
consultations-over = Over
consultation-until = Opened by { $who } · until the end of { $day }
consultation-was-until = Opened by { $who } · was open until the end of { $day }
consultation-ended = Over since the end of { $day }; what came of it is not yet recorded
consultation-came = { $count ->
    [0] Fewer than five people took part
   *[other] { $count } people took part
}
consultation-ask = Ask many people
consultation-question = What do you want to know?
consultation-question-hint = People read it first.
consultation-statements = Statements, one a line
consultation-statements-hint = One thought each, at most 200 characters, so that one can agree or disagree. Up to 50; a map takes five or more.
consultation-parties = Whose people are asked
consultation-parties-hint = Each party gets a link of its own, and hands it on to its people itself.
consultation-outcome = Beside which outcome
consultation-outcome-none = None in particular
consultation-outcome-hint = What many say is read beside it, and never part of its value.
consultation-beside = Read beside the outcome
outcome-many = What many say about it
outcome-many-note = Answers of many are evidence beside the value, never part of it.
outcome-ask-many = Ask many people about it
consultation-last-day = Last day
consultation-showing = When do others see what was said?
showing-meanwhile = While it goes on
showing-meanwhile-note = In steps of five people or more, five people late; at the end everybody is in the figures. What others said may sway those who come later.
showing-at-end = Once it is over
showing-at-end-note = Nobody sees anything before, you included.
consultation-adding = People may add statements of their own
consultation-moderation = Statements that people add
moderation-after = are shown at once
moderation-after-note = Anybody who speaks for a party can leave one out, with a reason.
moderation-before = wait until somebody here shows them
moderation-before-note = Takes longer, and you decide what people get to see.
consultation-rules = Which statements are left out
consultation-rules-usual = Statements that name a person, insult somebody, or have nothing to do with the question.
consultation-rules-hint = Whoever takes part reads this first. Each statement that is left out has a reason, which its author reads, and is counted for all to see.
consultation-seen-by = The whole table sees the question and the figures. Who said what is shown to nobody.
consultation-ask-do = Open it
consultation-asks = asks people of
consultation-is-open = open
consultation-is-over = over
consultation-link = The link for your people
consultation-link-what = Whoever has it takes part without an account: hand it on by mail, in a chat, or on a notice board.
consultation-link-label = Link
consultation-link-qr = As a QR code
consultation-qr = QR code of the link
consultation-link-note = One voice per device, not per person: the link proves nothing about who somebody is. No more than 200 new voices come from one network in a quarter of an hour.
consultation-link-of = { $party } sees the link for its own people here.
consultation-said = What was said
consultation-unseen-end = Nobody sees what was said before it is over, at the end of { $day }.
consultation-unseen-few = Nothing is shown of fewer than five people. While it goes on, the first figures come once ten have answered; at the end everybody is in them.
consultation-unseen-then = What was said is shown as of today only.
consultation-closed-by = { $who } ended it on { $day }. On the record: { $entries } entries of its own record, with the root { $root }…
consultation-terms = How it is asked
consultation-fixed = People cannot add statements.
consultation-adding-after = People can add statements, which are shown at once and may be left out.
consultation-adding-before = People can add statements, which are shown once somebody at the table admits them.
consultation-shown-meanwhile = Figures are shown while it goes on, in steps of five people or more.
consultation-shown-at-end = Figures are shown once it is over.
consultation-all-statements = The statements
consultation-left-out = { $count ->
    [one] One statement was left out.
   *[other] { $count } statements were left out.
}
consultation-waiting = { $count ->
    [one] One statement waits for you to show it or leave it out.
   *[other] { $count } statements wait for you to show them or leave them out.
}
statement-from-table = From those who ask
statement-from-people = From somebody who takes part
statement-waits = waits
statement-left-out = left out
statement-rejected-by = { $who } left it out on { $day }:
statement-admitted-by = { $who } showed it on { $day }.
statement-admit = Show it
statement-reject = Leave it out …
statement-reject-why = Why?
statement-reject-hint = Its author reads it, and so does everybody at the table.
statement-reject-do = Leave it out
consultation-close = End it
consultation-close-what = Nobody can answer any more, and what came of it is written into the record: how many people, how many votes, what all groups share. This cannot be undone.
consultation-close-do = End it now
said-consultation-opened = It is open. Hand on the link.
said-consultation-closed = It is over, and what came of it is on the record.
said-statement-rejected = The statement is left out.
said-statement-admitted = The statement is shown.
field-missing = Choose at least one.

## What came of it
map-title = Map of opinions: people as dots; near each other means they voted alike
map-head = Who votes alike
map-note = Each dot is a person, a larger one several. Near each other means: voted alike. The directions have no name.
map-read = { $count ->
    [one] One group.
   *[other] { $count } groups of people who vote alike.
}
map-one-group = No groups differ clearly: most people give the same answers.
map-few-people = There is no map yet: it takes ten people with at least { $votes } answers each, and there are { $people }. With fewer it would show individuals.
map-few-statements = There is no map yet: it takes five statements with seven answers each, and there are { $statements }.
map-group = Group { $letter }
map-people = { $count ->
    [one] one person
   *[other] { $count } people
}
map-aside = in no group
map-you = you
map-counted = { $people }, { $votes } answers
map-apart = { $count ->
    [one] One person is in no group and in no figure: alone, their answers could be told.
   *[other] { $count } people are in no group and in no figure: so few could be told apart.
}
map-withdrawn = { $count ->
    [one] One person withdrew what they said. Their answers leave the figures together with changes of others.
   *[other] { $count } people withdrew what they said. Their answers leave the figures together with changes of others.
}
map-waiting = The latest answers are not in these figures yet: they change in steps of five people or more, so that nobody can be told by comparing.
map-shared = What all share
map-nothing-shared = There is nothing yet that all groups say.
map-all-agree = all groups agree
map-all-disagree = all groups disagree
map-most-agree = most agree
map-most-disagree = most disagree
map-groups = What each group says
map-groups-note = What more than half of a group say, and others do not. Groups are found by how people vote, and named by nobody.
map-says-nothing = It says nothing that others do not.
map-agrees = agrees
map-disagrees = disagrees
map-of = { $said } of { $asked }
map-firm = firm
map-fairly-firm = fairly firm
map-may-be-chance = may be chance
map-divides = What divides
map-divides-note = Where two groups answer differently for certain, the widest difference first.
map-difference = { $points } points apart ({ $low } to { $high })
map-agree-shares = agree: { $shares }
map-least = Least agreed on
map-least-note = Where people are furthest from one answer, whatever group they are in. That is not the same as what divides groups.
map-tally = { $agree } agree · { $disagree } disagree · { $pass } pass
map-table = All statements as a table
map-table-note = A dash means that so few answered that somebody could be told apart.
map-statement = Statement
map-agree-of = { $group } agree
map-parties = By party
map-parties-note = Agree / disagree / pass. A dash means that so few answered that somebody could be told apart.
vote-agree = Agree
vote-disagree = Disagree
vote-pass = Pass
vote-pass-button = Pass, or not sure
vote-you-agree = you agree
vote-you-disagree = you disagree
vote-you-pass = you passed

## Taking part, by the link
voice-asks = asks you
voice-lede = Short statements, one after the other. Agree, disagree, or pass; stop whenever you like.
voice-how-long = How long
voice-long = { $count ->
    [one] One statement so far
   *[other] { $count } statements so far, a few seconds each
}
voice-until = Until
voice-when-seen = When it is seen
voice-who-sees = Who sees it
voice-seen-by = The people at the table and all who take part see figures of five people or more. Nobody is shown who said what. Your answers are kept under a random number; which device it belongs to is kept apart, and erased when you withdraw.
voice-one = One voice
voice-one-per-device = This device has one voice. Whoever has several devices can speak several times: this is a conversation, not an election.
voice-shown-at-end = Nobody sees what was said before it is over, at the end of { $day }.
voice-rules = Which statements are left out
voice-begin = Begin
voice-go-on = Go on
voice-mine = My answers
voice-what-others-say = What others say
voice-stop = Stop here
voice-over = It was open until the end of { $day } at the latest, and is over now.
voice-place = { $here } of about { $all }
voice-add = Missing something? Add your own statement
voice-add-label = Your statement
voice-add-after = One thought, at most 200 characters. Others are shown it at once, without your name; it counts as one with which you agree.
voice-add-before = One thought, at most 200 characters. Somebody at the table looks at it first; then others are shown it, without your name.
voice-add-do = Add it
voice-my-group = Your group
voice-group = Your answers are closest to { $group } ({ $people }).
voice-one-group = No groups differ clearly: most people give the same answers.
voice-group-later = Answer at least five statements, and you see here which group you are closest to.
voice-no-map = There are no groups yet: it takes ten people who answered several statements.
voice-why-agree = You agree with “{ $words }”, as most in this group do ({ $said } of { $asked }).
voice-why-disagree = You disagree with “{ $words }”, as most in this group do ({ $said } of { $asked }).
voice-my-answers = What you said
voice-no-answers = Nothing yet.
voice-change = Change it
voice-my-statements = Statements you added
voice-added-shown = Others are shown it.
voice-added-waiting = It waits until somebody at the table has looked at it.
voice-added-rejected = It was left out:
voice-nothing-shared = There is nothing yet that all groups say.
voice-withdraw = Withdraw and erase what I said
voice-withdraw-what = Your answers and statements are withdrawn, and which device said them is erased. Answers leave the figures together with changes of at least four others, so that nobody can tell them by comparing; after the end, that may be never, but nothing leads to you any more. This cannot be undone.
voice-withdraw-do = Withdraw everything
voice-not-a-ballot = One voice per device, not per person: this is a conversation, not an election.
said-voice-all = You answered every statement there is so far. Thank you.
said-voice-added = Your statement is added.
said-voice-added-waits = Your statement is added. It is shown once somebody at the table has looked at it.
said-voice-withdrawn = Everything you said was withdrawn, and nothing leads to this device any more.
