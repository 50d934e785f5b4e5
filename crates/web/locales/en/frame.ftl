### Covalue in English.

## Frame
skip-to-page = Skip to the page
demo-label = Demo: who you are
demo-again = Begin again
demo-again-what = Everything that was said and changed since the demo began is gone for good, for everybody who looks at it here.
demo-again-do = Begin again now
said-demo-again = The demo has begun again. Choose who you are.
demo-you-are = Demo · you are
breadcrumb = Breadcrumb
relationships = Relationships
as-of = As of { $moment }
as-of-today = As of today
as-of-note = See the table as it was at a past moment. What you see follows your rights of today.
as-of-moment = Moment
as-of-show = Show
as-of-back = Back to today
as-of-banner = You see the table as it was on { $moment }. It can be read, not changed.
closed-banner = This relationship was closed on { $day }. It can be read, searched and downloaded, and what you said can be erased; nothing can be added.
your-menu = { $name }: your account
nav-account = Your account
nav-organisation = Your organisation
nav-server = This server
nav-api = API
nav-relationship = This relationship
nav-overview = Overview
nav-value = Value
nav-better-off = Better off?
nav-table = The table
nav-more = More
nav-more-waits = { $count ->
    [one] one thing waits for you there
   *[other] { $count } things wait for you there
 }
nav-parties = Parties & people
nav-record = Record
nav-settings = Settings
sign-in = Sign in
sign-out = Sign out
table-link = Back to the table
home-link = To the start page
text-erased = (text erased)
name-of-side = { $name } ({ $party })
name-on-paper = “{ $name }”
name-erased = (name erased)
who-by-role = a { $role } of { $party }

## Words
kind-provider = provider
kind-consumer = consumer
kind-supplier = supplier
kind-other = further party
role-customer = customer
role-sponsor = sponsor
role-user = user
role-service_owner = service owner
role-relationship_manager = relationship manager
role-delivery = delivery
role-representative = representative
role-member = member
role-observer = observer
quality-utility = what it does
quality-warranty = reliability
quality-experience = experience
quality-sustainability = sustainability
stage-expected = expected
stage-realised = realised
answer-yes = Yes
answer-partly = In part
answer-no = No
answer-open = Too early to say
verdict-keep = keep
verdict-change = change
verdict-stop = stop
closeness-light = Light
closeness-regular = Regular
closeness-close = Close
contribution-need = need
contribution-limit = limit
contribution-idea = idea
contribution-question = question
contribution-concern = concern
contribution-build = yes, and
contribution-reply = reply
mark-benefit-least = none
mark-benefit-most = could not be more
mark-usefulness-least = cannot use it
mark-usefulness-most = always, and just right
mark-importance-least = would not miss it
mark-importance-most = could not do without
mark-benefit = Benefit
mark-usefulness = Usefulness
mark-importance = Importance

## Time
ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

## Problems
problem-title = That did not work
faults-title = { $count ->
    [one] One field needs correcting.
   *[other] { $count } fields need correcting. Nothing was recorded yet.
}
refused-below = Nothing was recorded. { $why } What you typed is further down; the fields to correct are marked.
problem-nothing-there = This address leads nowhere
problem-not_found = There is nothing here for you. The address may be wrong, or it is not yours to see.
problem-sign_in = You are not signed in, or no longer. Sign in, then try again.
problem-by-link = You came by a link? Come back by your own link: the one you kept, or the one in your mail. The invitation itself works only once. If your own link is lost, ask whoever invited you for a new one.
problem-mark-set = { $scale }: { $mark }
problem-typed = What you wrote was not recorded. Copy it before you go on:
problem-again-words = You wrote
problem-again = Send it again as { $name }
problem-forbidden = This is not yours to do: it needs another role or an account of your own.
problem-foreign_form = This form did not come from a page of this server. Open the page again and send it from there.
problem-old_form = Somebody signed in here after that page was opened: you again, or somebody else. Nothing was recorded yet.
problem-wrong_host = This server does not go by the name in this address. Open it by its own name; whoever runs it can add this one with the setting “hosts”.
problem-nothing-sent = Nothing can be sent to this address. Go back, and open the page again.
problem-wrong_method = This address takes other methods; its description says which.
problem-field = One thing that was sent is not what is asked for; see errors.
problem-parameter = { $name }: { $what }
problem-shape =
    { $count ->
        [one] One place does not have the shape that is described; see errors.
       *[other] { $count } places do not have the shape that is described; see errors.
    }
wrong-missing = It has to be there.
wrong-unknown_field = There is no such name here.
wrong-type = It has to be of this type: { $detail }.
wrong-word = It has to be one of these: { $detail }.
wrong-range = It has to lie within { $detail }.
wrong-too_long = It may have { $detail } characters at the most.
wrong-blank = It has to say something.
wrong-too_many_items = It may stand here { $detail } times at the most.
wrong-format = It has to be written as { $detail }.
wrong-no_shape = It has none of the shapes that are possible here.
problem-body = { $what ->
    [not-UTF-8] What was sent holds letters that cannot be read. Open the page again and type them once more.
    [too-slow] What was sent came too slowly and was not taken. Send it again where your connection is better.
   *[other] What was sent cannot be read: { $reason }
}
problem-too_large = That is more than a form here can hold. Shorten it and send it again.
problem-key_reused = This form was sent before with other content. Your text is still here: look whether it was recorded, and if not, send it again.
api-problem-sign_in = No token that opens this came with the request: it is missing, was revoked or has expired. Send one in the header Authorization: Bearer ….
api-problem-forbidden = This token or account may not do this: it needs another role, or opens another relationship.
api-problem-read_only = This token only reads. Use one that may write.
api-problem-too_large = The body is larger than this address takes. Send less at once.
api-problem-key_reused = This Idempotency-Key was used before for another request. Nothing was recorded this time: send each request with a key of its own.
problem-contended = Many people are writing here right now. Nothing was recorded; send it again.
problem-time_unsure = This server does not record anything before its operator has confirmed what time it is. Send it again later.
problem-too_many = That was a great deal at once. Nothing was recorded; wait a moment and send it again.
problem-limit = The record has no room for more of this. Shorten it.
problem-crowded = Much is being worked out here right now. Nothing was done or recorded; try again in a few seconds.
problem-unread = Several large answers are on their way to you already. Wait until they have arrived, then try again.
problem-too_many_live = More pages are open than can be kept up to date at once. This one stays as it is until you load it again.
live-one = One contribution has arrived.
live-many = # contributions have arrived.
live-other = The page shows what has changed.
live-elsewhere = More was said that is not on this page.
live-elsewhere-go = Open the dialogue
live-over = This page is over: what it shows has ended. What you typed is still here to copy.
live-ended = This page no longer follows the table: you have signed out, or have no seat here any more.
live-behind = This page may not show the latest: the server has not answered. It tries again by itself.
live-reload = Load it again
problem-past = You are looking at the past; it cannot be changed. Go back to today first.
problem-unknown_outcome = The connection to the database broke off. Send it again: it will not be recorded twice.
problem-failed = Something failed on this server. Nothing you typed is lost if you go back; please try again in a moment.
problem-data_gone = The data of this server was removed or replaced while it runs. Nothing is recorded any more. Copy what you wrote, and tell whoever runs this server to stop it and put the data back.
problem-choose = Choose one of the answers.
problem-mark = Choose a whole number from 0 to 10.
problem-written-days = Choose from one to thirty days.
problem-nothing-said = Give both marks or write a sentence; to pass, choose “Not this time”.
problem-moment = This moment cannot be read. Pick a day and time.

## Rules of the table
rule-blank = Say something here.
rule-too_long = This is too long: { $limit } characters at most.
rule-deceptive = After “{ $after }” there is a character that hides, reverses or imitates text, says that something was confirmed, or cannot be read ({ $sign }). Delete it and type that place again.
rule-deceptive-first = This begins with a character that hides, reverses or imitates text, says that something was confirmed, or cannot be read ({ $sign }). Delete it and type the beginning again.
rule-out_of_scale = Choose a whole number from 0 to 10.
rule-attachments_full = You or your party have attached { $limit } pictures and PDFs at this table already, which is your share: erase one of them first. The other parties have theirs.
rule-full = { $what ->
    [measures] There can be { $limit } measures at most.
    [outcomes] There can be { $limit } outcomes at most.
    [features] There can be { $limit } features at most.
    [meetings] There can be { $limit } meetings at most.
    [topics] There can be { $limit } topics at most.
    [readings-at-once] At most { $limit } readings can be taken over at once.
    [readings-of-one-measure] One measure can have { $limit } readings at most.
   *[other] There can be { $limit } at most.
}
rule-unknown = This is not here any more. Open the page again.
rule-not_seated = You have no seat at this table.
rule-observer = Observers see the table but say nothing. Ask your party for another role.
rule-not_entitled = Only those who speak for a party may do this.
rule-other_party = Only a party’s own people admit, rename, remove or speak for its people once one of them has come.
rule-only_the_two = Provider and consumer say what this relationship is called, and how close it is. Say in the dialogue what you would change.
rule-only_provider_leaves_out = Only the provider says why a supplier is not invited.
rule-only_who_brought = Only the party that brought this to the table takes it back. Say in the dialogue what speaks against it.
rule-only_theirs_retires = Only those whom this outcome is for retire it; whoever added it can, until they have rated it.
rule-only_theirs_judges = Only the party that an outcome is for says whether it came true.
rule-only_who_promised = Only the party that promised says that it is kept, or asks to change it.
rule-only_who_receives = Only the party to which it was promised answers this, lets it go, or says that two promises are one.
rule-only_who_asked = Only the party that asked many ends it.
rule-only_who_planned = Only the party that planned this meeting changes it or calls it off.
rule-only_own_presence = You note yourself and your own party’s people as here; whoever leads the meeting notes the others.
rule-only_who_said_back = Only the party that said it back acknowledges the correction.
rule-party_hears = Whether your party is better off is said to its own people at least. Choose your own party, other parties or the whole table.
rule-their_own_name = They say themselves what they are called.
rule-invite_yourself = You invite for your party: ask them yourself.
rule-not_removed = Provider and consumer are not taken from their own table. You can correct the name.
rule-has_not_come = This guest has not come yet. Choose somebody who has.
rule-guest_must_claim = Make this seat yours with a password first; then you can do this.
rule-prove_first = You are here by a link that another party made. To speak for your party, confirm an address of your own under “Your account”, come with an account of your organisation, or let your colleagues here say under “Parties” that you are one of them; what you say for yourself goes on as before.
rule-be_vouched_first = Another party brought you here, and not all of your colleagues have said that you are one of them. To speak for your party, let them say so under “Parties”, or come with an account of your organisation; what you say for yourself goes on as before.
rule-nothing_proved = Confirm an address of your own first, one that is not the inviter’s.
rule-without_link = Open the link that you were given. There you can say that somebody else used it.
rule-organisation_unproved = Another organisation’s link brought you here, and your own has not said yet that you are one of its people. Ask one of its administrators to take you in; where it has none here yet, ask whoever runs this server to confirm you. Then you can do this.
rule-figures_closed = The consumer spoke before you came and has not opened its figures to you yet.
rule-only_provider_guesses = Only the provider guesses what the consumer will say.
rule-only_consumer = Only the consumer says this, in its own words.
rule-same_organisation = Provider and consumer must be different organisations, or two different units of one.
rule-wrong_organisation = This person does not belong to that organisation.
rule-already_seated = This organisation has a seat here already.
rule-person_already_seated = This person sits at this table already.
rule-changes_sides = This person sat here for another party, which is still at this table. Nobody changes sides.
rule-role_of_another_party = This role does not exist in that party.
rule-no_role = Choose at least one role.
rule-further_back = Your own seat reads from when you came, so you can give one “from now”. Someone in your party who reads from the start can give more.
rule-first_seat_speaks = Whoever comes first speaks for the party: give them such a role. They can admit the others.
rule-last_speaker = Nobody else can speak for the party. Invite somebody who speaks for it first.
rule-cannot_leave = Provider and consumer end a relationship together: propose to close it.
rule-closed = This relationship is closed. It can be read, not changed.
rule-promised_to_oneself = Promise it to another party. What your own people take on is not a commitment at this table.
rule-no_due_day = Choose a day: today, or one within five years.
rule-not_decided = This was not decided yet: only what was adopted goes into an agreement.
rule-commitment_ended = This commitment has ended: it was kept, is no longer needed, or is one with another. Make a new one for what is still to be done.
rule-not_reported = Whoever promised it has not said that it is kept. Wait for that, or ask in the dialogue.
rule-kept_waits = You said that it is kept; the other side answers that first.
rule-nothing_asked = No change is asked for that waits for an answer.
rule-other_change = Another change was asked for meanwhile. Look at the page again before you answer.
rule-not_the_same = Two commitments are one only where the same party promised both to the same.
rule-no_reading = Give the reading a number, in a share of percent one between 0 and 100, of a time or a count none below 0, and a time since 1990 that has come.
rule-two_readings = Two readings of one time differ. Leave one out.
rule-measure_of_another = Another party named this measure, and only that party drops it. You can name one of your own, or say in the dialogue what speaks against this one.
rule-measure_dropped = This measure was dropped. Name another one.
rule-people_answer = People answer this measure by a link; their answers are counted, and nothing else is taken over.
rule-already_asked = The people of this party are already asked about this. End that question first: drop its measure. Two such questions side by side could tell what one person answered.
rule-other_period = Another month or quarter has begun. Send it again.
rule-period_runs = Nothing can be counted yet: the month or quarter is still running, or was counted already.
rule-came_true_why = Say in a sentence what is missing.
rule-no_factor_day = Choose a day within ten years: the one on which it happened, or will.
rule-stages_of_ones_own = Name two to twelve stages, each called otherwise, one on each line.
rule-stage_of_another = Whoever’s it is says at which stage it is: the parties that added, opened, planned or promised it.
rule-factor_withdrawn = This was withdrawn. Record it again if it did happen.
rule-trust_of_the_two = Provider and consumer are asked what they think of each other; nobody else is.
rule-other_quarter = Another quarter runs by now. Load the page again: what you typed is still here.
rule-quarter_runs = This quarter is not over yet. Both sides’ answers open together once it is.
rule-too_few_to_mark = Fewer than five people of your side speak here: marks would tell who gave them. Say it in a sentence.
rule-repair_of_oneself = Choose another party: what your own people broke is yours to mend.
rule-only_who_was_hurt = Only the side that was hurt says what it cost and whether it is repaired.
rule-only_who_repairs = Only the side that can repair it answers and promises.
rule-repair_closed = This was accepted as repaired, or taken back. Say it again if it broke again.
rule-pack_just_made = A review pack was made within the last day. Add your page to that one, or make another one tomorrow.
rule-pack_closed = A pack takes pages for { $days } days. Make a new one, or say it in the dialogue.
rule-proposed_already = This was proposed already. Answer that proposal.
rule-closing_ended = Nobody asks to close any more, or it is closed already. Load the page again to see what became of it.
rule-not_for_all = What is said about a proposal is said to the whole table. Say something narrower in the dialogue.
rule-said_to_some = That was not said to the whole table, so a proposal cannot come from it and an objection cannot name it. Say it to the whole table first.
rule-serves_nothing = Choose at least one outcome that this serves.
rule-costs = Give each party that bears something one amount, and only parties that are asked.
rule-no_round_end = Choose a day to come, at most { $days } days ahead.
rule-review_before_round = Choose a day to look at it again that is not before the day on which the round ends.
rule-trial_without_review = A trial needs a day on which you look at it again.
rule-no_review = Choose a day to come, within five years.
rule-no_harm = Choose the outcome, need or limit that it would do harm to.
rule-not_in_this = Your party is not asked here: it sat down after this was proposed, or left. It can propose something itself.
rule-decided_without = Your party said nothing in time, and all others agreed to decide these words without it. It is asked again as soon as the words change.
rule-decided = This was adopted and stays as it is. Propose what should follow from it.
rule-proposal_ended = This proposal was taken back. Propose it again if it should be decided.
rule-round_open = The time of this round is not over yet. Everybody is asked until its day comes.
rule-still_sealed = The first round is closed: nobody sees who is missing. That shows when all are in, or when its day comes.
rule-not_released = Nothing is decided without the customer or by one party alone, and no party lets itself go. Ask again, or change the words.
rule-asked_just_now = This party was asked less than a day ago. Ask again tomorrow.
rule-no_deputy = Choose a colleague who speaks here and does not already speak for your party.
rule-waited_for = A proposal or the agreement waits for this party, so it stays at the table. The others can agree, on the proposal’s page, to decide without it; an agreement can be taken back to a draft.
rule-retired = This outcome is retired.
rule-their_words = Somebody of the party that this is for has said what it is worth in these words, or what it costs. Only their own party changes them; you can propose others.
changed-now = Now: “{ $text }”
changed-now-empty = Now: empty
changed-now-chosen = Chosen now
changed-now-not-chosen = Not chosen now
rule-changed_meanwhile = This was changed after you opened it. Compare what it says now with what you typed, then send it again: yours takes its place.
rule-reworded = The words were changed while you were reading. These are the new ones: look again, then say it.
rule-nothing_said = You have said nothing of this yet that could still hold.
rule-not_author = Only its author may do this.
rule-still_fresh = For five minutes you can take it back and say it again. After that you can correct it.
rule-too_late = A word can be taken back within five minutes. Afterwards its text can be erased, visibly.
rule-nothing_to_erase = There is no text to erase there.
rule-nobody_there = Choose at least one party that sits at this table.
rule-currency = Give a three-letter currency code, such as EUR.
rule-time_zone = Choose a time zone, such as Europe/Berlin.
rule-no_origin = Say where the feature comes from.
rule-price = The upper amount must not be below the lower one, and the price must not be larger than can be calculated with: 10 billion at most in currencies with cents.
rule-bearers = The shares of those who pay for it must make up the whole: 100 per cent, or the price.
rule-not_offered = Only those who speak for the party that offers a feature say what it costs.
rule-not_asked = Nobody asks your party to bear a share of this.
rule-other_share = The share was changed after it was shown to you. Look at it again.
rule-sponsor_says = What your party pays is said by its sponsor.
rule-withdrawn = This feature is withdrawn.
rule-circular_need = A feature cannot need itself, directly or through others.
rule-excludes_itself = A feature cannot exclude itself.
rule-endowments = Give every party at the table its weight, from 0 to 1,000, and at least one of them more than 0.
rule-own_endowment = Nobody gives their own party more than an equal share. Another party can give it some of its own.
rule-others_endowment = Less than an equal share is a party’s own word: each party can give up voice of its own, and of nobody else’s.
rule-guess_first = This tells what the consumer said: guess that first, or skip guessing.
rule-musts_too_dear = What must be in costs more than this budget.
rule-musts_exclude = Two features that must be in exclude each other. Change one of them first.
rule-no_mix = This budget, or these weights, cannot be calculated with exactly. Take rounder ones.
rule-hangs_nowhere = A question or a concern must be about something: choose an outcome, or say it under a need or an idea.
rule-not_said_there = An idea is answered with a “yes, and”, a question or a concern. Choose one of them.
rule-wider_than_thread = A reply can be seen at most by those who see what it answers. Choose fewer parties, or say it afresh.
rule-no_limit_kind = Say what kind of limit it is: legal, safety, technical, commercial or time.
rule-own_word = Another party has to do this: nobody says back or answers their own words.
rule-already_heard = Your party has heard this already.
rule-party_not_there = Nobody of that party who could have heard it is here. Its people say themselves that they are here.
rule-said_not_heard = That party has said that it has not heard it yet. It says it back first.
rule-author_first = Its author still has time. A colleague can speak for them after fourteen days without a sign.
rule-not_yet_confirmed = This was said for somebody absent. It counts once they confirm it.
rule-no_return = Say when to come back to it: a date from tomorrow on.
rule-not_a_draft = Somebody else has been here or said something: the relationship is no longer yours alone to delete. You can ask to close it instead.
rule-said_just_now = You said exactly this a few minutes ago, and it is on the page. Say something else, or leave it at that.
rule-mentioned_would_not_read = Somebody you mention would not read this. Choose an audience they belong to, or leave them out.
rule-not_absent_colleague = You can speak for somebody else of your own party who sits at this table.
rule-no_meeting_time = Choose a time to come, within two years, that clocks at this table show on that day.
rule-no_length = Choose between { $least } and { $most } minutes.
rule-meeting_cancelled = This meeting was cancelled.
rule-meeting_begun = The meeting has begun. Its time and place stay as they are.
rule-meeting_over = This meeting is over.
rule-meeting_not_held = Nobody began this meeting: it was not held. Its time can be changed, or another one planned.
rule-not_begun = The meeting has not got that far yet.
rule-other_meeting = Another meeting of this table is going on. Close it first.
rule-begins_later = It is too early. The meeting can begin half an hour before its time; to begin sooner, change its time.
rule-others_lead = Another party leads this meeting. If it does not begin within five minutes of the time, you can.
rule-only_chair = Only whoever leads the meeting can do this.
rule-their_own_word = They, or their own party, said otherwise. That holds.
rule-floor_taken = Somebody has the floor or a turn to come. Begin a round when they have spoken.
rule-floor_off_record = People are speaking off the record: nobody is given the floor until that round is over.
rule-off_record = You are off the record: nothing you type is recorded until the round is over. Say it then; or, if you are not in the meeting, press “I am not here” on its page.
rule-chair_is_here = Whoever leads gave a sign of life within the last { $seconds } seconds.
rule-other_chair = Somebody else leads the meeting now. Look again.
rule-same_party_leads = Somebody of your own party leads. They can hand the lead on; another party can take it.
rule-topic_begun = This point was taken up already, so it stays as it is.
rule-no_topic = Begin a point of the agenda first.
rule-on_the_list = You have the floor, or are on the list already.
rule-not_on_the_list = They are not on the list.
rule-list_closed = The list is closed. You can still raise a point of order.
rule-nobody_to_speak = Nobody is noted as here yet who could speak. Note who is here first.
rule-no_turn = It is not their turn in this round, or it is over.
rule-not_speaking = They do not have the floor now.
rule-target = A target is a number with at most three decimals.
rule-agrees_nothing = Choose at least one outcome: an agreement is about something.
rule-rhythm = Say every how many months you look at it again: 1 to 60.
rule-in_force = This agreement is in force. Open it again first, and say why; then the next version can be put together.
rule-still_draft = This version is a draft again. It is signed once it has been opened for signature.
rule-open_for_signature = This version is open for signature already.
rule-signed_meanwhile = Signatures were given or taken back since this page was made. Look whose a change withdraws now.
rule-signers_guess_first = Somebody who signs has not guessed yet what the customer said, or may not see the figures. Each of them guesses or skips first; the customer opens its figures to parties that came later.
rule-no_signatory = Customer, sponsor, service owner and representative sign for their party. Ask one of them.
rule-not_in_that_capacity = You do not have that role. Choose one of yours.
rule-stale_text = The text was changed after you opened this page. Read it again; nothing was signed.
rule-confirm_first = Show once more that it is you, by passkey or password. Nothing was signed.
rule-signed_something_else = Your passkey’s answer was made for something else, such as signing in or another text. Sign from this page.
rule-signed_before = This answer of your passkey was used before. Sign from this page again.
rule-key_of_another = This passkey belongs to somebody else. Use one of your own.
rule-signed_elsewhere = This passkey was used at another address. Sign at the address of this server.
rule-signature_broken = Your passkey’s answer does not hold. Nothing was signed; try again.
rule-signed_already = You have signed this text.
rule-nobody_asked = Say whose people are asked: at least one party.
rule-no_last_day = Choose the last day: today, or one within a year.
rule-closed_by_others = The other parties closed this meeting, or had asked to, while somebody of your party led it. One of them can go on with it.
rule-in_writing = This round is in writing: nobody sits together. Say your word to each point on its page, while it is open.
rule-too_late_for_point = It is too late for another point in this round: nobody would have time to answer it. Bring it to the next meeting.
rule-not_their_people = Whether a statement is shown is decided by whoever speaks for the party whose people said it; of those it began with, by the party that asks.
rule-consultation_over = It is over: nothing is taken any more.
rule-statements_fixed = Here nobody adds statements.
rule-statement_untold = Nothing is told of this statement yet. It can come back to the table once at least five people’s answers to it are shown.
rule-said_already = Somebody has said that already. Say what you think of it instead.
rule-yours_waits = You have added that already. It waits until somebody at the table has looked at it.
rule-yours_left_out = You have added that already, and it was left out. The reason is on the page with your answers.
rule-shown_stays = It is over: what was shown stays as it is, and so do the figures.
rule-nothing_new = Nothing would change.
paper-page = Page { $page } of { $pages }
