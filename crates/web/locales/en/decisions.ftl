## Decisions
nav-decisions = Decisions
nav-asked = { $count ->
    [one] one proposal waits for you
   *[other] { $count } proposals wait for you
}
decisions-lede = What this table decides together. A proposal is adopted when every party has said something, nobody objects, and at least two parties consent, one of them the customer.
decisions-open = To decide
decisions-none = A proposal puts one thing to the table, and everybody says whether it is good enough to go on: consent, consent with a concern, an objection that says what would make it workable, or standing aside.
decisions-example = For example: “A second line for the warehouse before winter.” It serves an outcome, it says what it costs whom, and it is looked at again in March.
decisions-made = Decided
decisions-withdrawn = Taken back
decisions-serve-nothing = Serves no outcome
decisions-serve-nothing-note = The outcomes that these were for have been retired. What are they for now?
decisions-csv = All decisions as a table (CSV)
decision-new = Propose something
decision-blind = first round, sealed until { $day }
decision-open = round { $round }, open to all
decision-adopted = adopted on { $day }
decision-withdrawn = taken back on { $day }
decision-asks-you = waits for you
decision-review-due = look at it again
decision-tag-adopted = adopted
decision-objections = { $count ->
    [one] an objection
   *[other] { $count } objections
}
decision-review = to be looked at again on { $day }
decision-waits = waits for { $parties }
decision-lacks-consents = too few consent

## What silence means
silence-heading = If a party says nothing
silence-note = Each party says beforehand what its silence means. It holds for proposals made later, counts only after the day on which the round ends, and never consents.
silence-wait = the table waits
silence-ask_deputy = { $who } is asked instead
silence-stand_aside = stands aside
silence-change = Change it for us
silence-question = What does it mean if we say nothing?
silence-choose-wait = Wait for us
silence-choose-ask_deputy = Ask our deputy
silence-choose-stand_aside = We stand aside
silence-deputy = Our deputy
silence-nobody = nobody

## Opening and amending
decision-new-lede = Say what should be decided, in words that everybody can consent to. Nothing here is decided by counting.
decision-amend = Change the words
decision-amend-lede = Everybody is asked again about the new words. An earlier yes becomes one tap: still so.
decision-smaller = Try a part of it first, and for a limited time: say here what exactly, and when you look at it again.
decision-undoes = This undoes the positions of { $people }. They are asked again.
decision-undoes-nobody = Nobody has taken a position on these words; everybody is asked about the new ones.
decision-undoes-blind = The first round is still closed: nobody sees whose position this undoes. Everybody is asked again.
decision-comes-from = Comes from
decision-mix-title = What { $cost } can pay for
decision-part-of = A part of: { $title }
decision-title = In a few words
decision-title-hint = One thing that can be decided: “A second line for the warehouse before winter”.
decision-text = What exactly
decision-text-hint = Who does what, and by when. Short sentences are easier to consent to, and to change.
decision-outcomes = Which outcomes does it serve?
decision-costs = What does it cost whom?
decision-costs-hint = Leave empty what costs nothing.
decision-sponsors = What costs { $parties } money also waits for one of its sponsors.
decision-until = Asked until
decision-until-hint = On this day the first round opens for all to see, and who is missing is reminded. The day decides nothing.
decision-trial = Try it first
decision-review-on = Look at it again on
decision-review-hint = A trial needs this day. Concerns are what you look at it by.
decision-takes-in = It takes in an objection
decision-takes-in-none = none
decision-more = How the first round works
decision-not-blind = Everybody sees positions at once
decision-not-blind-note = Otherwise nobody sees what others say, or who has said something, until all have or the day comes: so that nobody follows whoever speaks first.
decision-asked = Asked are:
decision-not-asked = Not asked, because nobody there speaks for it:
decision-open-do = Put it to the table
decision-amend-do = Ask everybody again

## A proposal
proposal-blind = Proposal · first round, sealed · asked until { $day }
proposal-open = Proposal · { $round ->
    [1] first round
    [2] second round
    [3] third round
   *[other] round { $round }
} · open to all · asked until { $day }
proposal-adopted = Decision · adopted on { $day }
proposal-withdrawn = Proposal · taken back on { $day }
proposal-cost = { $amount } from { $party }
proposal-trial = a trial, to be looked at again on { $day }
proposal-review = to be looked at again on { $day }
proposal-what = What is proposed
proposal-by = { $who } for { $party }, { $day }
proposal-opened-by = opened by { $who } for { $party }
proposal-worded-by = { $who } for { $party }, version { $version }
proposal-to-earlier = { $by } (to earlier words)
proposal-amend = Change the words
proposal-withdraw = Take it back
proposal-stands = What the parties say
proposal-blind-note = Nobody sees what others say, or who has said something, until all have, or until { $day }. On that day positions open by themselves, and that decides nothing.
proposal-withdrawn-why = It was taken back: { $why }
proposal-count = Let silence count, as those parties said beforehand
proposal-lacks-consents = Every party has said something and nobody objects, but it is not adopted: at least two parties, one of them the customer, have to consent. Whoever stands aside can still do so.
proposal-complete = Whoever was still missing is not asked any more, and nothing is in the way. It counts as adopted once somebody says so.
proposal-adopt = Adopt it
proposal-criteria = What it is looked at again by
proposal-no-criteria = It was adopted without a concern.
proposal-review-due = How did it go?
proposal-review-due-note = The day has come on which it is looked at again. What you say is seen by the whole table.
proposal-review-well = It went well
proposal-review-not = Not as it should
proposal-review-words = What happened
proposal-promise = Promise something of this
proposal-follow = Propose what follows from it
proposal-followed-by = What follows from it
proposal-versions = What was changed
proposal-said = Questions and thoughts
proposal-said-nothing = Nobody has asked or said anything about it yet.
proposal-said-none = Ask what you need to know, or say “yes, and…”. It is no position.
proposal-say = Say something about it
proposal-say-question = Ask
proposal-say-build = Yes, and …
proposal-say-concern = A worry
proposal-say-idea = Another idea
proposal-say-placeholder = What do you want to know, or add?
proposal-seen-by = The whole table sees it
proposal-answer = answer
proposal-md = This page as Markdown
proposal-pdf = As a PDF
proposal-not-drawn = It has no letters for these characters and prints their numbers instead: { $characters }.
proposal-positions = What each person said
proposal-position = { $who }, { $party }: { $stance }
proposal-position-earlier = { $who }, { $party }: { $stance } (to earlier words)
proposal-settled = Objections that were given up
proposal-json = What was decided, for programs
proposal-paper-view = This paper is a view of the record and proves nothing by itself. The record is what is checked: each party can download it, and check it without this server.
proposal-paper-not = Nobody signs a position: that each is of whoever is named here is this server’s word, and the accounts of this server are trusted for it. What was agreed with signatures is in a value agreement.
proposal-paper-how = Download the record and run: covalue verify FILE. It finds whether the entries belong together, and with a list of leaves that you kept before, whether any of them was changed, dropped or moved since. The entries of this decision, each position among them, name it: { $proposal }.
proposal-serves-one = serves: { $outcome }
version-heading = Version { $number }
version-until = asked until { $day }
version-takes-in = takes in what { $who } objects
apart-gone = Taken out:
apart-new = New:
apart-same = No change in words.

## Where the table stands
stand-consent = Consents
stand-concern = Consents, with a concern
stand-object = Objects
stand-stand_aside = Stands aside
stand-split = Has not agreed with itself.
stand-missing = Nothing said yet.
stand-said-nothing = Said nothing.
stand-never-shown = Not shown: it was taken back before the first round was over.
stand-silent = Stands aside by silence, as it said beforehand.
stand-earlier = Said something before your seat reaches back.
stand-left = Left the table.
stand-released = The others agreed to decide without it.
stand-asked = { $people }: asked on { $day }.
stand-sponsor-missing = It costs { $party } money: one of its sponsors has to say something, too.
stand-needs-sponsor = It costs { $party } money, so the decision needs a position of one of its sponsors, too.
stand-not-without = Nothing is decided without { $party }.
stand-without-if = It is decided without { $party } only if all others agree to that.
stand-silence-ask_deputy = If it stays silent, { $who } is asked instead.
stand-silence-stand_aside = If it stays silent, it stands aside.
stand-to-earlier = To the earlier words { $who } said: { $stance }.
position-as-deputy = { $who } (as deputy)
stand-person = { $who } ({ $stance })
stand-by-link = Here only by a link that { $party } made.
stand-accepted-by = { $parties } would decide without it.
stand-ask = Ask again
stand-without = Decide without { $party }
tag-consent = consent
tag-concern = consent, with a concern
tag-object = objection
tag-stand_aside = aside
stance-consent = consent
stance-concern = consent with a concern
stance-object = objection
stance-stand_aside = standing aside

## Objections
objection-open = Objection
objection-waits = open
objection-when-taken-back = was open when the proposal was taken back
objection-gone = its party left the table and stops nothing any more
objection-left = its party left the table before it was adopted
objection-to-earlier = was about earlier words: { $who } says whether it still holds
objection-integrated = Objection, integrated
objection-accepted-by = accepted by { $who }
objection-withdrawn = Objection, withdrawn
objection-withdrawn-by = withdrawn by { $who }, since then: { $stance }
objection-harm = Harm:
objection-to = to
objection-harms = Harm to: { $what }
objection-workable = Workable if:
objection-say-back = How do you understand the objection of { $who }?
objection-say-back-hint = In your own words. Its author says whether that is it. It decides nothing.
telling-not-quite = What is not quite so?
telling-correct-do = Send

## Your position
yours-jump = Say where you stand
yours-heading = Your position
yours-consent = You consent.
yours-concern = You consent, with a concern.
yours-object = You object.
yours-stand_aside = You stand aside.
yours-earlier = That was about earlier words.
yours-sealed = Only you see it until all are in, or the day comes.
yours-replaces = It also takes the place of what { $people } said, who cannot speak for you any more.
yours-cost = It costs { $party } money: one of your sponsors has to say something.
yours-claim = Whoever takes a position for their organisation has an account. Yours takes a minute; then you find this proposal under “Decisions”.
yours-still = Still so, with the new words
take-consent = Consent
take-consent-note = Good enough to go on. It need not be what you like best.
take-concern = Consent, with a concern
take-concern-note = Good enough to go on. Your concern becomes what it is looked at again by.
take-object = Object: it would do harm
take-object-note = It would do harm to an outcome, a need or a limit. Say which, and what would make it workable.
take-stand_aside = Stand aside
take-stand_aside-note = Whatever the others decide. It does not count as consent.
take-words = A word with it
take-concern-words = Your concern
take-gives-up = A word why you give up the objection
take-harms = What would it do harm to?
take-harms-none = Choose
take-harm = What harm?
take-workable = What would make it workable?
take-do = Say it
harms-word = { $kind }: { $words }

## How it came here
came-heading = How it came here
came-follows = Follows from
came-need = Need
came-limit = Limit
came-idea = Idea
came-question = Question
came-concern = Concern
came-build = Yes, and …
came-reply = Answer
came-word = “{ $words }” · { $who }
came-corrected = { $told } · corrected on { $day }, before that: { $words }
came-builds = { $count ->
    [one] Built on once
   *[other] Built on { $count } times
}
came-mix = In the mix
came-mix-sealed = You see the mix once you guess or skip.

## Guiding principles
principle-heading = Worth asking
principle-keep = Keep the answer
principle-others = Six other questions
principle-words = Your answer
principle-value = Focus on value
principle-value-question = Who is better off by this, and how will they notice?
principle-start = Start where you are
principle-start-question = What is already there that this could use, and have you looked at it yourselves?
principle-steps = Go in small steps, and look
principle-steps-question = What is the smallest part that you could try first, and by what would you see whether it works?
principle-together = Work together, visibly
principle-together-question = Who has to do something for this and has not been asked what they think?
principle-whole = See the whole
principle-whole-question = What changes elsewhere if you do this: for whom, and is anything shifted onto them?
principle-simple = Keep it simple
principle-simple-question = What could you leave out so that it would still serve the outcome?
principle-optimise = Make it better, then automatic
principle-optimise-question = Which part should be made better by people first, before a machine repeats it?

## Going round in circles
stall-heading = Going round in circles?
stall-topic = “{ $topic }”
stall-topics = { $first } and { $second } came back in { $times } of { $of } replies.
stall-topics-one = { $topic } came back in { $times } of { $of } replies.
stall-no-topic = The exchange has gone on for a while, and positions are as they were.
stall-unmoved = { $count ->
    [one] One reply repeated what had been said, and positions are as before.
   *[other] { $count } replies mostly repeated what had been said, and positions are as before.
}
stall-little_new = Of the latest words { $percent }% are new.
stall-two_hold = Two voices have { $percent }% of the latest replies; others are asked, too.
stall-old_objection = An objection has been open for { $days } days.
stall-smaller = Try a part of it for six weeks
stall-split = Split it in two
stall-round = A round: each party once
stall-many = Put it to many people
stall-third = Ask a third party in
stall-no = No, we are fine
round-to-speak = A round: each party once. Not spoken yet: { $parties }. Everybody may still say something at any time.

## What was just done
said-proposal-opened = It is before the table. Take your own position now, too.
said-proposal-amended = The new words are before the table; everybody is asked again.
said-proposal-withdrawn = The proposal is taken back.
said-objection-told = Said back. Now its author says whether that is what they meant.
said-telling-answered = Recorded.
said-position-taken = Your position is recorded.
said-positions-open = The positions are open.
said-decision-made = The table has decided: it is adopted.
said-silence-counted = Silence counts, as said beforehand.
said-silence-chosen = That holds for proposals made from now on.
said-absence-accepted = That is recorded. It holds once all others agree.
said-party-asked = They are asked again.
said-principle-kept = The answer is kept with the proposal.
said-round-called = The round has begun.

## Columns of the table
column-decision = decision
column-state = state
column-version = version
column-opened = opened
column-until = asked until
column-stance = position
column-ended = ended
column-review = to be looked at again
decision-state-blind = first round, sealed
decision-state-open = open
decision-state-adopted = adopted
decision-state-withdrawn = taken back
decision-stance-not_shown = not shown while the round is closed
decision-stance-not_shown-ended = not shown
decision-stance-missing = nothing said yet
decision-stance-missing-ended = said nothing
decision-stance-consent = consent
decision-stance-concern = consent with a concern
decision-stance-object = objection
decision-stance-stand_aside = stands aside
decision-stance-silent = stands aside by silence
decision-stance-earlier = before your seat
decision-stance-left = left
decision-stance-released = released

## On other pages
ways-heading = Decide it
ways-none = Nobody has put this to the table to decide yet.
ways-propose = Propose this
position-said-before = (said before you came to the table)
