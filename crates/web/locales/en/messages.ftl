## What one hears by mail
messages-title = Mail to you
messages-lede = Mail says who answered you and where. What was said is only at the table.
messages-no-address = No mail reaches this account yet. Give it an address under “How you sign in”.
messages-no-server = No mail goes out from this server. What is new for you is shown at your tables.
messages-choose = What may we write to { $address }?
messages-nothing = Nothing from my tables
messages-nothing-note = Only what you ask for, such as a link for a new password, and notices when the way you sign in changes.
messages-own_words = When somebody answers what I said
messages-own_words-note = Said back, answered or asked: at most one mail an hour.
messages-weekly = That, and once a week what needs me
messages-weekly-note = On Monday morning, and only if something does.
messages-daily = That, and every working day what needs me
messages-daily-note = For those who are at their tables every day.
messages-tell-me = Tell me by mail
messages-address = Your e-mail address
messages-when = When { $name } or somebody else answers what you said: one mail an hour at most.
messages-consent = The address is kept for this and for your own link to the table, which we send there now. Each message from the table has a link that stops them.
messages-told = We write to { $address } when somebody answers what you said.
messages-change = Change this or stop it
messages-forget = Stop, and forget the address
messages-pause-week = Pause for a week
messages-pause-month = Pause for a month
messages-paused = Nothing from your tables goes out until { $day }. Answers to what you said wait until then.
messages-go-on = Go on now
messages-last = The last message from your tables went out { $when }.
messages-none = No message from your tables has gone out to you yet.
said-messages-kept = Saved.

## The link in every mail
stop-title = Less mail from here?
stop-lede = You hear when somebody answers what you said, and what needs you. All of it can stop or pause.
stop-do = Stop all of it
stop-note = This link does nothing else and opens nothing. What you said stays where it is.
stop-stopped = Stopped. You get no more mail from your tables, only what concerns signing in.
stop-again = To start again, open “Your account”: sign in, or come by your own link.
stop-paused = Paused: nothing from your tables goes out until { $day }.

## Coming back by a link in a mail
invitation-back = Welcome back, { $name }
invitation-back-lede = One button, and you are back at the table.
invitation-back-do = Go on

## What mails say: nobody’s words and no figure
mail-greeting = Good day, { $name }
mail-news-subject = There is an answer to what you said
mail-news-why = You get this because you want to hear when somebody answers what you said.
mail-digest-subject = What needs you
mail-digest-why = You get this because your account is set to hear by mail what needs you.
mail-meeting-planned-subject = A meeting is planned
mail-meeting-moved-subject = A meeting was moved
mail-meeting-cancelled-subject = A meeting is cancelled
mail-meeting-planned = A meeting is planned at a table where you sit. Say there whether you will come:
mail-meeting-moved = A meeting has another time or place. Say there whether you will come:
mail-meeting-cancelled = A meeting is not held. The table says why:
mail-meeting-taken-off-subject = A meeting goes from your calendar
mail-meeting-taken-off = You no longer sit at the table whose meeting this was. The file with this mail takes it off your calendar:
mail-meeting-taken-off-why = You get this because your calendar was told of the meeting while you sat there.
mail-meeting-why = You get this because you sit at this table. What your calendar answers to it is read by nobody: the page asks whether you come.
mail-more = { $count ->
    [one] And one more thing, through the same links.
   *[other] And { $count } more, through the same links.
}
mail-no-answer = Nobody reads answers to this mail: please reply through the link.
mail-stop = Less of this mail, or none
news-guess_revealed = { $party } has said what it is worth: your guess is open beside it
news-spoken_for = { $name } spoke for you: do you stand by it?
news-asked = { $name } asks you something about what you said
news-replied = { $name } replied to what you said
news-said_back = { $name } said back what you said: is that what you meant?
news-confirmed = { $name }: yes, you said it back rightly
news-corrected = { $name }: you did not quite say it back rightly
news-acknowledged = { $name } took your correction in
news-nodded = { $name } agrees with your “yes, and …”
news-answered = { $name } answered what you said
news-amended = { $name } changed the words of a proposal; you are asked again
news-positions_open = Positions on a proposal are open
news-objected = { $name } objects to what you proposed
news-adopted = A proposal was adopted
news-signature_withdrawn = The value agreement is a draft again: your signature no longer holds
news-signing_declined = { $name } does not sign the value agreement that you opened
news-asked_again = { $name } asks you again where you stand on a proposal
reminder-answer_closing = Shall the relationship be closed? The others ask you.
reminder-take_position = { $count ->
    [one] A proposal waits for where you stand.
   *[other] { $count } proposals wait for where you stand.
}
reminder-keep_position = { $count ->
    [one] A proposal has new words: does your position still hold?
   *[other] { $count } proposals have new words: do your positions still hold?
}
reminder-judge_outcomes = { $count ->
    [one] Did it come true? One outcome waits for your word.
   *[other] Did it come true? { $count } outcomes wait for your word.
}
reminder-read_again = { $count ->
    [one] A measure that you read has fallen silent.
   *[other] { $count } measures that you read have fallen silent.
}
reminder-count_answers = { $count ->
    [one] Answers to a question your party asks can be counted.
   *[other] Answers to { $count } questions your party asks can be counted.
}
reminder-look_at_factors = { $count ->
    [one] Something outside asks you to look again.
   *[other] { $count } things outside ask you to look again.
}
reminder-answer_kept = { $count ->
    [one] A commitment to you is said to be kept: is it so?
   *[other] { $count } commitments to you are said to be kept: is it so?
}
reminder-answer_change = { $count ->
    [one] A change of a commitment to you is asked for.
   *[other] Changes of { $count } commitments to you are asked for.
}
reminder-keep_commitment = { $count ->
    [one] A commitment of yours is due.
   *[other] { $count } commitments of yours are due.
}
reminder-answer_objection = { $count ->
    [one] Somebody objects to what you proposed.
   *[other] Somebody objects to { $count } of your proposals.
}
reminder-hear_objection = { $count ->
    [one] An objection was said back: was it understood?
   *[other] { $count } objections were said back: were they understood?
}
reminder-reveal_positions = { $count ->
    [one] A first round is over: its positions can be opened.
   *[other] { $count } first rounds are over: their positions can be opened.
}
reminder-count_silence = { $count ->
    [one] A proposal waits only for silence to count.
   *[other] { $count } proposals wait only for silence to count.
}
reminder-adopt_complete = { $count ->
    [one] Nothing is in the way of a proposal any more: it can be adopted.
   *[other] Nothing is in the way of { $count } proposals any more: they can be adopted.
}
reminder-write_in_round = A round in writing waits for your word.
reminder-come_to_meeting = A meeting is going on: come
reminder-begin_meeting = It is time for a meeting that you can begin
reminder-say_coming = { $count ->
    [one] Will you come to a meeting?
   *[other] Will you come to { $count } meetings?
}
reminder-read_minutes = { $count ->
    [one] A meeting was held without you
   *[other] { $count } meetings were held without you
}
reminder-signature_withdrawn = Your signature on the value agreement no longer holds.
reminder-signing_declined = Somebody from { $party } does not sign the value agreement.
reminder-lacks_consent = { $count ->
    [one] A proposal lacks a consent that you could give.
   *[other] { $count } proposals lack a consent that you could give.
}
reminder-sign_agreement = The value agreement waits for your signature.
reminder-review_agreement = It is time to look at the value agreement again.
reminder-review_decision = { $count ->
    [one] The day has come to look at a decision again.
   *[other] The day has come to look at { $count } decisions again.
}
reminder-look_at_statements = { $count ->
    [one] Statements that people added to a consultation wait for you.
   *[other] Statements that people added to { $count } consultations wait for you.
}
reminder-end_consultation = { $count ->
    [one] A consultation of yours is over: have its result recorded.
   *[other] { $count } consultations of yours are over: have their results recorded.
}
reminder-vouch_for = { $count ->
    [one] Say whether somebody whom another party brought is one of your people
   *[other] Say of { $count } people whom another party brought whether they are yours
}
reminder-share_figures = { $count ->
    [one] A party came later and does not see your figures yet: may it?
   *[other] { $count } parties came later and do not see your figures yet: may they?
}
reminder-rate = { $count ->
    [one] Say what an outcome is worth to you
   *[other] Say what { $count } outcomes are worth to you
}
reminder-guess = { $count ->
    [one] Guess what an outcome is worth to { $party }
   *[other] Guess what { $count } outcomes are worth to { $party }
}
reminder-guess_spoken = { reminder-guess }
reminder-still_so = { $count ->
    [one] The words of an outcome that you rated were changed: still so?
   *[other] The words of { $count } outcomes that you rated were changed: still so?
}
reminder-answer_wording = { $count ->
    [one] Other words are proposed for an outcome of yours
   *[other] Other words are proposed for { $count } outcomes of yours
}
reminder-rate_again = { $count ->
    [one] Is an outcome still worth the same to you?
   *[other] Are { $count } outcomes still worth the same to you?
}
reminder-say_purpose = Say what the relationship is for
reminder-say_terms = Say what you bring, expect and cannot do
reminder-say_better_off = Are you better off?
reminder-invite_party = Ask somebody at { $party }
reminder-invite_suggested = somebody of your party suggests whom to invite
reminder-invite_again = { reminder-invite_party }
reminder-seat_dependency = A supplier that the service depends on has no seat
reminder-open_reveal = What was guessed is open beside what was said
reminder-talk_about_gap = A guess is far from what was said: worth a talk
reminder-add_outcome = Say what the service lets somebody do
reminder-claim_seat = Make your seat your own

## The outbox, for whoever looks after the server
server-mail-week = The outbox of the last seven days
server-mail-counted = Every mail counts: messages from tables, invitations, links, confirmations, notices about signing in, and test mails.
server-mail-address-missing = Nothing is mailed yet: links in mail need an address that people can open. Give one above, or set public-url.
server-mail-test = Does it arrive?
server-mail-test-note = A test mail to { $address } shows what your mail server says to it. Its password is left out.
server-mail-test-nowhere = Your account has no e-mail address to which a test mail could go.
server-mail-test-send = Send a test mail
server-mail-test-subject = A test mail from Covalue
server-mail-test-text =
    This mail comes from { $server }. It has reached you.

    These letters should look right: ä ö ü ß é ł – “ ”
server-mail-test-taken = The mail server took it. Look whether it arrives at { $address }.
server-mail-test-not = It did not go out: { $why }.
server-mail-test-said = What was said with the mail server
server-mail-waiting = Waiting
server-mail-sent = Sent
server-mail-failed = Refused for good
server-mail-unclear = Unclear
server-mail-note = Unclear means: the connection broke before the mail server answered. Such a mail is not sent again, so that nobody gets it twice.
server-mail-unreachable = The mail server cannot be reached, and mail waits: { $why }
server-mail-trouble = Last trouble, { $moment }: { $why }
