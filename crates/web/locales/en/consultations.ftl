## Consultations: at the table
nav-consultations = Ask many
consultations-lede = Put short statements to many people by link. What they share, and where they differ, comes back to the table.
consultations-open = Open now
consultations-none = Nobody is asked at the moment.
consultations-example = For example: “{ $statement }” Agree, disagree, or pass.
consultations-over = Over
consultation-until = Opened by { $who } · until the end of { $day }
consultation-was-until = Opened by { $who } · was open until the end of { $day }
consultation-was-to-be-until = Opened by { $who } · was to be open until the end of { $day }
consultation-ended = Over since the end of { $day }; what came of it is not yet recorded
consultation-came = { $count } people took part
consultation-came-least = { $count ->
    [0] No statement was answered by five people
   *[other] At least { $count } people took part
}
consultation-ask = Ask many people
consultation-question = What do you want to know?
consultation-of-proposal = What do you think of “{ $title }”?
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
showing-meanwhile-note = The table and everybody who has a link see figures in steps of five people or more, five people late; the end brings the rest, where that is five or more. What others said may sway those who come later.
showing-at-end = Once it is over
showing-at-end-note = Nobody sees anything before, you included. Then the table and everybody who has a link see figures.
consultation-adding = People may add statements of their own
consultation-moderation = Statements that people add
moderation-after = are shown at once
moderation-after-note = Whoever speaks for the party whose people said one can leave it out, with a reason.
moderation-before = wait until somebody here shows them
moderation-before-note = Takes longer: each waits until whoever speaks for the party whose people said it shows it.
consultation-rules = Which statements are left out
consultation-rules-usual = Statements that name a person, insult somebody, or have nothing to do with the question.
consultation-rules-hint = Whoever takes part reads this first. Each statement that is left out has a reason, which its author reads, and is counted for all to see.
consultation-seen-by = The whole table sees the question and the figures, and so does everybody who has a link. Who said what is shown to nobody.
consultation-ask-do = Open it
consultation-asks = asks people of
consultation-is-open = open
consultation-is-over = over
consultation-link = The link for your people
consultation-letters = Links for your people
consultation-link-what = Whoever has it takes part without an account: hand it on by mail, in a chat, or on a notice board.
consultation-link-label = Link
consultation-link-qr = As a QR code
consultation-qr = QR code of the link
consultation-link-note = One voice per device, not per person: the link proves nothing about who somebody is. No more than 200 new voices and 60 new statements come from one network in a quarter of an hour.
consultation-link-of = { $party } sees the link for its own people here.
consultation-letters-of = { $party } sends its own people their links from here.
consultation-said = What was said
consultation-unseen-end = Nobody sees what was said before it is over, at the end of { $day }.
consultation-unseen-few = Nothing is shown of fewer than five people. While it goes on, the first figures of a statement come once ten have answered it; at the end all answers of five people or more are in them, and what each party’s people said is told then.
consultation-unseen-over = No statement was answered by five people, so nothing is shown of what was said.
consultation-unseen-then = What was said is shown as of today only.
consultation-closed-by-time = It was over at the end of { $until }; { $who } recorded on { $day } what came of it. On the record: { $entries } entries of its own record, with the root { $root }…
consultation-closed-early-by = { $who } ended it on { $day }; it was to be open until the end of { $until }. On the record: { $entries } entries of its own record, with the root { $root }…
consultation-terms = How it is asked
consultation-fixed = People cannot add statements.
consultation-adding-after = People can add statements, which are shown at once; whoever speaks for their party may leave one out.
consultation-adding-before = People can add statements, which are shown once whoever speaks for their party admits them.
consultation-shown-meanwhile = Figures are shown while it goes on, to the table and to everybody who has a link, in steps of five people or more.
consultation-shown-at-end = Figures are shown once it is over, to the table and to everybody who has a link.
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
statement-unseen = nobody looked at it before the end
statement-left-out = left out
statement-rejected-by = { $who } left it out on { $day }:
statement-left-out-said = What was told of it by then: { $said }
statement-words-left-out = A statement from somebody who took part; its words are not shown any more
statement-admitted-by = { $who } showed it on { $day }.
statement-admit = Show it
statement-reject = Leave it out …
statement-reject-why = Why?
statement-reject-hint = Its author reads it, and so does everybody at the table.
statement-reject-do = Leave it out
consultation-close = End it
consultation-close-what = Nobody can answer any more, and what came of it is written into the record: how many people, how many votes, what all groups share. This cannot be undone.
consultation-close-do = End it now
consultation-close-what-over = What came of it is written into the record: how many people, how many votes, what all groups share. This cannot be undone.
consultation-close-do-over = Record what came of it
said-consultation-opened = It is open. Each party that is asked finds the link for its own people here.
said-consultation-opened-letters = It is open. Whoever speaks for a party that is asked sends its people their links from here.
said-consultation-closed = It is over, and what came of it is on the record.
said-statement-rejected = The statement is left out.
said-statement-admitted = The statement is shown.
field-missing = Choose at least one.

## What came of it
map-title = Map of opinions: people as dots, by group; groups near each other vote more alike
map-head = Who votes alike
map-note = Where a dot lies in its group means nothing: its exact place would give away what somebody answered. Groups near each other vote more alike; where they lie is drawn coarsely. The directions have no name.
map-dot = { $count ->
    [one] Each dot is a person.
   *[other] Each dot is up to { $count } people.
}
map-read = { $count ->
    [one] One group.
   *[other] { $count } groups of people who vote alike.
}
map-one-group = No groups differ clearly: most people give the same answers.
map-groups-untold = No groups can be shown yet: while people still answer, five people of each group are kept back, so that nobody can be told by comparing.
map-groups-untold-over = No groups can be shown: too few people belong to them, or came since the last figures, and somebody could be told by comparing.
map-few-people = There is no map yet: it takes ten people with at least { $votes } answers each, and the figures hold fewer than ten so far. With fewer it would show individuals.
map-few-people-over = There is no map: it takes ten people with at least { $votes } answers each, and the figures hold fewer than ten. With fewer it would show individuals.
map-few-statements = There is no map yet: it takes five statements with seven answers each, and there are { $statements }.
map-few-statements-over = There is no map: it takes five statements with seven answers each, and there are { $statements }.
map-group = Group { $letter }
map-people = { $count ->
    [one] one person
   *[other] { $count } people
}
map-aside = in no group
map-aside-untold = shown in no group
map-you = you
map-counted = { $people }, { $votes } answers
map-counted-least = At least { $people }, { $votes } answers
map-apart = { $count } people are in no group: they answered little, or unlike everybody else. They count in what all said.
map-apart-untold = { $count } people are shown in no group yet: of each group five wait until the end, so that nobody can be told by comparing; and some may have answered little, or unlike everybody else. They count in what all said.
map-apart-untold-over = { $count } people are shown in no group: whoever came to it last were too few to be told of without giving them away, or they answered little, or unlike everybody else. They count in what all said.
map-withdrawn = At least { $count } people withdrew what they said. Their answers leave the figures together with changes of others.
map-withdrawn-over = At least { $count } people withdrew what they said. What of it was in the figures at the end stays in them, and leads to nobody.
map-waiting = The latest answers are not in these figures yet: they change in steps of five people or more, so that nobody can be told by comparing.
map-waiting-over = Of some statements, what fewer than five people said last is not in these figures, so that nobody can be told by comparing.
map-groups-held = Who is in which group, and what the groups say, is told later than what all say: in steps of five people or more of a group, while five more of it wait, so that nobody can be told by comparing. At the end all are told, where they can be.
map-groups-held-over = Of some groups, or of what they say of some statements, what changed last is not told: fewer than five people could be told by comparing.
map-shared = What all share
map-nothing-shared = Nothing can be told yet that all groups say: it takes five people of each group who answered, and figures that give nobody away.
map-nothing-shared-over = There is nothing that all groups say.
map-nothing-shared-untold = There are no groups of which could be told what all share.
map-nothing-most = There is nothing that most people clearly say.
map-unlike-note = All groups say so, and the people of a party do not:
map-unlike-note-most = Most people say so, and the people of a party do not:
map-unlike-of = most of the people of { $parties } do not say so
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
map-divides-note = Where two groups answer differently for certain. First come the statements whose smallest certain difference is the largest: the first of the two numbers in brackets.
map-difference = { $points } points apart ({ $low } to { $high })
map-agree-shares = agree: { $shares }
map-least = Least agreed on
map-least-note = Where people are furthest from one answer, whatever group they are in. That is not the same as what divides groups.
map-tally = { $agree } agree · { $disagree } disagree · { $pass } pass
map-left-out = Left out
map-left-out-note = These were shown before. They are not in the figures above; on the map they count no more from its next drawing on.
map-left-out-why = Why: { $why }
map-table = All statements as a table
map-table-note = A dash means that nothing can be told there: too few answered, or somebody could be told by comparing.
map-statement = Statement
map-agree-of = { $group } agree
map-parties = By party
map-parties-note = Agree / disagree / pass. A dash means that nothing can be told there: too few answered, or somebody could be told by comparing.
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
voice-seen-by = The people at the table and everybody who has a link see figures of five people or more. Nobody is shown who said what. Your answers are kept under a random number; which device it belongs to is kept apart, and erased when you withdraw.
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
voice-group-few = You answered fewer than five of the statements on the map, so no group can be told for you.
voice-group-untold = Which group your answers are closest to cannot be told yet: too little can be shown of what the groups say.
voice-group-untold-over = Which group your answers are closest to cannot be told: too little can be shown of what the groups say.
voice-why-agree = You agree with “{ $words }”, as most in this group do ({ $said } of { $asked }).
voice-why-disagree = You disagree with “{ $words }”, as most in this group do ({ $said } of { $asked }).
voice-my-answers = What you said
voice-no-answers = Nothing yet.
voice-change = Change it
voice-my-statements = Statements you added
voice-added-shown = Others are shown it.
voice-added-waiting = It waits until somebody at the table has looked at it.
voice-added-unseen = Nobody at the table looked at it before the end; it was shown to nobody.
voice-added-rejected = It was left out:
voice-withdraw = Withdraw and erase what I said
voice-withdraw-what = Your answers and statements are withdrawn, and which device said them is erased. Answers leave the figures together with changes of at least four others, so that nobody can tell them by comparing; after the end, that may be never, but nothing leads to you any more. What the table has taken up in its own words stays. This cannot be undone.
voice-withdraw-do = Withdraw everything
voice-not-a-ballot = One voice per device, not per person: this is a conversation, not an election.
said-voice-all = You answered every statement there is so far. Thank you.
said-voice-added = Your statement is added.
said-voice-added-waits = Your statement is added. It is shown once somebody at the table has looked at it.
said-voice-late = It ended before your last answer came, so that one was not taken down.
said-voice-withdrawn = Everything you said was withdrawn, and nothing leads to this device any more.

## Back to the table
statement-untold = Nothing is told of this statement yet: fewer than five people have answered it in what is shown so far, it is not over, or it was left out when it ended.
statement-untold-erased = Its words were erased. What many said to it is still told where it was brought back to the table.
brought-head = Brought back to the table
bring-head = Bring it back to the table
bring-what = It keeps what many said to it, as of today, and everybody at the table sees where it comes from.
bring-as-word = As
bring-words = In your words
bring-words-hint = You say it in your own name. Change the words as you like.
bring-about = About which outcome
bring-about-hint = A concern is always about an outcome; a need or an idea may be.
bring-beside-outcome = As evidence beside an outcome
bring-beside-outcome-what = It is shown beside the outcome’s value and never counts in it.
bring-which-outcome = Which outcome
bring-do = Put it there
bring-beside-proposal = As evidence beside a proposal
bring-which-proposal = Which proposal
bring-as-outcome = As a new outcome
bring-outcome-words = The outcome
bring-outcome-hint = A result that the service makes possible: “So that … can …”
brought-seen-by = The whole table sees it.
brought-told = { $agree } agree, { $disagree } disagree, { $pass } pass, as of { $day }.
brought-shared = All groups say the same.
brought-shared-most = Most people say the same.
brought-today = Today: { $what }, but { $parties }.
brought-by = { $told } Brought by { $who }.
brought-to-thread = open the thread
brought-as-need = As a need:
brought-as-idea = As an idea:
brought-as-concern = As a concern:
brought-as-outcome = As an outcome:
brought-as-beside_outcome = Evidence beside the outcome
brought-as-beside_proposal = Evidence beside the proposal
brought-left-out = (left out since)
brought-from-many = From what many said: { $told }
said-statement-brought = It is back at the table.
map-with-parties = Show in which groups the people of each party are
map-without-parties = Hide the parties
map-with-parties-note = A dashed ring lies round each group to which at least five people of a party belong. It does not show who.
map-parties-in = { $group }: { $parties }
consultation-csv = The statements as a table (CSV)
consultation-csv-polis = the same as Polis names it
consultation-csv-note = Answers of single people are in no file: whoever knows some of somebody’s answers would read the others.
consultation-language = Language of the statements
vote-agree-key = A
vote-disagree-key = D
vote-pass-key = P
vote-keys = Answer by keys: A agree, D disagree, P pass
proposal-many = What many say
column-comment-id = number
column-comment = statement
column-total-votes = answers
column-total-agrees = agree
column-total-disagrees = disagree
column-total-passes = pass
consultation-part = Take part yourself
consultation-part-note = You have one voice, by your seat, on any device on which you are signed in. Nobody at the table is shown which one it is.
voice-one-per-seat = You are signed in and sit at this table: you have one voice, by your seat, also where you come by a link. Whoever answers on other devices without signing in can speak several times: this is a conversation, not an election.
voice-not-asked = You are signed in and sit at this table, and your organisation’s people are not asked. Nobody speaks for another party’s people.

## Links that work once, by mail
consultation-admission = Who can answer
admission-link = Whoever has a party’s link
admission-link-note = People at the table also answer by their seat.
admission-letter = Only people to whom a party mails a link that works once
admission-letter-note = And people at the table, by their seat. Fewer reach it, and one person hardly speaks twice.
consultation-by-link = Whoever has a party’s link can answer, and people at the table by their seat.
consultation-by-letter = Only people with a link that works once can answer, and people at the table by their seat.
letters-head = Send links that work once by mail …
letters-addresses = Addresses
letters-hint = One a line, or with commas between them; up to 200 at once, 500 in an hour and 2,000 in all. Whoever got one already gets none.
letters-language = Language of the mail
letters-note = Each mail names you, your organisation and the service, and holds a link with which one voice can begin. The addresses are used and not kept: until it is over a fingerprint of each is, under the server’s key, so that nobody gets two links. An address that got no link is named here, until the server restarts. Nobody is shown who began. Whoever passes a link on passes on the voice.
letters-do = Send
letters-none = Enter at least one address.
letters-many = These are more than 200. Send the first 200, then the rest.
letters-malformed = Not all of these are mail addresses. Nothing was sent.
letters-no-mail = This server sends no mail, so links that work once cannot be sent.
letters-known = Each of these addresses got a link already. Nothing was sent.
letters-hourly = You can send at most 500 of these links in an hour, and with these it would be more. Nothing was sent: send fewer now, or all of them later.
letters-full = Your party can send links to at most 2,000 addresses in all, and with these it would be more. Nothing was sent.
letters-busy = Mails that you sent before still wait for the mail server. Nothing was sent: try again in a few minutes.
letters-refused = No mail address: { $addresses }
letters-count = { $count ->
    [one] A link was mailed to one address of your people.
   *[other] Links were mailed to { $count } addresses of your people.
}
letters-on-the-way = { $count ->
    [one] One mail is on its way.
   *[other] { $count } mails are on their way.
}
letters-unsent = These addresses got no link:
letters-unsent-address = no mail can be written to this address
letters-unsent-refused = the mail server did not take the mail
letters-unsent-full = your party has reached 2,000 addresses
letters-unsent-failed = something failed on this server
letters-subject = { $organisation } asks for your view
letters-mail = { $organisation } asks you and others about { $service }: short statements, one after the other. Agree, disagree or pass, and stop whenever you like. It takes a few minutes and no account.

    { $link }

    This link is for one voice. It works once, on the device on which you begin; opening it uses nothing up.

    { $from } had it sent. This server does not keep your address. Nobody is shown who answered what, or who answered.
said-letters-sent = The mails are on their way, one after the other. Addresses that get no link are named here.
voice-one-per-letter = Your link works once, and begins one voice on this device. Whoever passes it on passes on the voice: this is a conversation, not an election.
voice-link-used = This link was used on another device, or in another browser. Go on there; whoever asks you can send a new one to another address.
voice-link-withdrawn = This link worked once, and you withdrew what you said with it. It begins no other voice.
voice-late-statement = Your statement came too late and was not taken. Here it is to copy:
voice-by-letter = Only people with a link of their own can answer here. Ask whoever gave you this one.
consultation-left-out-by = { $sentence } By whose people: { $parties }.
