## What one hears by mail
messages-title = Messages
messages-lede = Mail says who answered you and where. What was said stays at the table.
messages-no-address = No mail reaches this account yet. Give it an address under “How you sign in”.
messages-no-server = No mail goes out from this server. What is new for you stands at your tables.
messages-choose = What may we write to { $address }?
messages-nothing = Nothing
messages-nothing-note = Only what you ask for yourself, such as a link for a new password.
messages-own_words = When somebody answers what I said
messages-own_words-note = Said back, answered or asked: at most one mail an hour.
messages-weekly = That, and once a week what needs me
messages-weekly-note = On Monday morning, and only if something does.
messages-daily = That, and every working day what needs me
messages-daily-note = For those who live at their tables.
messages-tell-me = Tell me by mail
messages-address = Your e-mail address
messages-when = When { $name } or somebody else answers what you said: one mail an hour at most.
messages-consent = The address is kept for this and for your way back, which goes there now. Each mail that tells you something has a link that stops it.
messages-told = We write to { $address } when somebody answers what you said.
messages-change = Change this or stop it
messages-forget = Stop, and forget the address
messages-pause-week = Pause for a week
messages-pause-month = Pause for a month
messages-paused = Nothing goes out until { $day }. Answers to what you said wait until then.
messages-go-on = Go on now
messages-last = The last mail went out { $when }.
messages-none = No message has gone out to you yet.
said-messages-kept = Kept.

## The link in every mail
stop-title = Less mail from here?
stop-lede = You hear when somebody answers what you said, and what needs you. All of it can stop or pause.
stop-do = Stop all of it
stop-note = This link does nothing else and opens nothing. What you said stays where it is.
stop-stopped = Stopped. No more mail goes out to you.
stop-again = To start again, open your account page or your invitation.
stop-paused = Paused: nothing goes out until { $day }.

## Coming back by a link in a mail
invitation-back = Welcome back, { $name }
invitation-back-lede = One button, and you are back at the table.
invitation-back-do = Go on

## What mails say: nobody’s words and no figure
mail-greeting = Good day, { $name }
mail-news-subject = There is an answer to what you said
mail-news-why = You get this because you want to hear when somebody answers what you said.
mail-digest-subject = What needs you
mail-digest-why = You get this because you want to hear what needs you.
mail-more = { $count ->
    [one] And one more thing, behind the same links.
   *[other] And { $count } more, behind the same links.
}
mail-no-answer = An answer to this mail reaches nobody: please answer behind the link.
mail-stop = Less of this mail, or none
news-guess_revealed = { $party } has spoken: your guess lies open beside what they said
news-spoken_for = { $name } spoke for you: do you stand by it?
news-asked = { $name } asks you something about what you said
news-replied = { $name } replied to what you said
news-said_back = { $name } said back what you said: is that it?
news-confirmed = { $name }: yes, what you said back is it
news-corrected = { $name }: what you said back is not quite it
news-acknowledged = { $name } took in what you put right
news-nodded = { $name } nods to what you built
news-answered = { $name } answered what you said
reminder-answer_proposal = Shall the relationship be closed? The others ask you.
reminder-share_figures = { $count ->
    [one] A party that came later asks to see your figures.
   *[other] { $count } parties that came later ask to see your figures.
}
reminder-rate = { $count ->
    [one] Say what an outcome is worth to you
   *[other] Say what { $count } outcomes are worth to you
}
reminder-guess = { $count ->
    [one] Guess what an outcome is worth to your customer
   *[other] Guess what { $count } outcomes are worth to your customer
}
reminder-guess_spoken = { reminder-guess }
reminder-rate_again = { $count ->
    [one] Is an outcome still worth the same to you?
   *[other] Are { $count } outcomes still worth the same to you?
}
reminder-say_purpose = Say what the relationship is for
reminder-say_terms = Say what you bring, expect and cannot do
reminder-say_better_off = Are you better off?
reminder-invite_party = Ask somebody at { $party }
reminder-invite_again = { reminder-invite_party }
reminder-seat_dependency = A supplier that the service depends on has no seat
reminder-talk_about_gap = A guess and what was said lie far apart: worth a talk
reminder-add_outcome = Say what the service lets somebody do
reminder-claim_seat = Make your seat your own

## The outbox, for whoever looks after the server
server-mail-week = Mail of the last seven days
server-mail-waiting = Waiting
server-mail-sent = Sent
server-mail-failed = Refused for good
server-mail-unclear = Unclear
server-mail-note = Unclear means: the connection broke before the mail server answered. Such a mail is not sent again, so that nobody gets it twice.
server-mail-unreachable = The mail server cannot be reached, and mail waits: { $why }
server-mail-trouble = Last trouble, { $moment }: { $why }
