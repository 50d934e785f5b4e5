## Figures
not-heard-yet = not heard yet
silent = Not heard yet: { $parties }
silent-more = and { $count } more
silent-on-all = Not heard yet on any of these: { $parties }
has-spoken = has spoken
guess-first = has spoken; guess first
no-concern = does not concern them
decides = decides
outcome = Outcome
role = Role
why = Why?
say-it = Say it
value-number = Value
spread = How it spreads
other-words = given to other words
other-words-some = { $count } of { $all } given to other words
other-words-in-part = given to other words, or some of it
three-marks = benefit · usefulness · importance
marks-in-words = benefit { $benefit }, usefulness { $usefulness }, importance { $importance }
depends-on-utility = depends on what it does
depends-on-warranty = depends on reliability
depends-on-experience = depends on experience
depends-on-sustainability = depends on sustainability
guess-column = { $party }’s guess
guess-talk = { $party } said { $said }: worth a talk
guess-apart = { $party } said { $said }
worth-a-talk = Worth a talk
guess-alike = { $party } said { $said }: you agree
guess-other-words = { $party } said { $said }: not all about these words
guess-outdated = Yours was made for other words. You can guess again.
guess-no-value = nobody says what it is worth now
guess-sealed = { $count ->
    [one] one guess, sealed
   *[other] { $count } guesses, sealed
}
guess-yours = yours is { $guess }
guess-yours-told = Yours is { $guess }.
guess-unopened = ready to open
guess-unopened-note = guess and answer are opened together
guess-your-turn = your guess first
guess-not-yours = not guessed by you
guess-they-spoke = { $party } has spoken
people = { $count ->
    [one] one person
   *[other] { $count } people
}
spread-in-words = { $people }: median { $median }, the middle half between { $lower } and { $upper }, all between { $low } and { $high }
roles-customer = Customer
roles-sponsor = Sponsor
roles-user = Users
roles-service_owner = Service owner
roles-relationship_manager = Relationship manager
roles-delivery = Delivery
roles-representative = Representative
roles-member = Members
roles-observer = Observers
quality-utility-long = Utility: what it does
quality-warranty-long = Reliability: that it can be counted on
quality-experience-long = Experience: how it feels
quality-sustainability-long = Sustainability: what it leaves to others and to later

## Value page
value-worth = What it is worth
value-lede = What the service enables, for whom, and what each party says it is worth. Open a number to see how it came to be.
value-caption = Outcomes for { $party }: value to each party, 0 to 10
value-for = For
value-add = Add an outcome
value-add-note = An outcome is what somebody is able to do because of the service, not what the service is made of. { $party } decides what it is worth.
value-empty-title = Nothing to value yet
value-empty = Say what the service lets somebody do: “So that everybody can work on their first day”. Three are enough to begin.
value-meant-for = meant for { $party }; nobody from { $consumer } has said what it is worth
apart-title = Customer and users, apart
value-how = How to read these numbers
value-ringed = The ringed number decides: it is what the party says for whom the outcome is. The numbers beside it are what the others say it is worth to them; they are never averaged. A number with a decimal comes from five people or more, a whole one from fewer.
apart-note = Where { $party }’s customer and its users see a thing differently, the table should know. Users appear without names.
unvalued-title = Not valued by { $party } yet
parts-title = The running service, part by part
parts-count =
    { $count ->
        [one] One part
       *[other] { $count } parts
    }
parts-note = Would you keep it, change it or stop it? What nobody would miss is worth knowing.
part-keep = { $count ->
    [one] one would keep it
   *[other] { $count } would keep it
}
part-change = { $count ->
    [one] one would change it
   *[other] { $count } would change it
}
part-stop = { $count ->
    [one] one would stop it
   *[other] { $count } would stop it
}
part-judge = What would you do with “{ $part }”?
part-add = Name a part
part-name = What part of the service is it?
part-made-by = Who makes it?
outcome-statement = So that { $party } can …
outcome-for = Whom is it meant for?
outcome-depends = What does it depend on mainly?
outcome-objective = When is it good enough? In the words of those it is meant for
outcome-delivered = The running service delivers this already
retired-title = Retired
figures-title = Your name and your figures
figures-are-closed = You rate as a user: your figures count together with those of other users, from five people on and then five or more at a time, and your name is not shown beside them. Whoever knows what all the others said, because they told it or let their names be shown, can work out yours. With your name they count at once, also those that you gave before.
figures-are-open = Your name is shown beside your figures, and they count at once. When you take it away, the figures go on counting until five people have said something else; what others have seen beside your name, they may remember.
figures-open = Show my name beside my figures
figures-close = Take my name away again
users-wait = Users of { $party } count from five on: until five of them have rated, nobody else sees what they said, unless they stand by their name.
users-steps = When users came to count
said-outcome-added = The outcome is on the table. Now it needs values.
said-part-named = The part is named.
said-part-judged = That is on the record.
said-figures-set = That is on the record.

## Overview
overview-caption = Value of the outcomes that need attention first, to each party, 0 to 10
overview-parties-more = { $count } more parties
purpose-missing = What is this relationship for? Nobody has said it yet.
purpose-by = in { $party }’s words, until the consumer says it in its own
needs-you = Needs you
needs-nothing = Nothing waits for you here.
how-table-does = How the table is doing
needs-more = { $count } more
how-far = How far we are
since-title = Since you were last here
since-count = { $count ->
    [one] one entry by others
   *[other] { $count } entries by others
}
since-entry = Look at it
since-all = All of it in the record
lines-title = What concerns you here
you-said-nothing = You have said nothing here yet.
you-said-go = Say what would help you
you-said = { $said ->
    [one] You said one thing that asks to be heard
   *[other] You said { $said } things that ask to be heard
}; { $heard ->
    [0] { $said ->
        [one] nobody else has heard it yet.
       *[other] nobody else has heard any of them yet.
    }
    [one] { $said ->
        [one] it was heard.
       *[other] one of them was heard.
    }
   *[other] { $heard } of them were heard.
}
you-said-see = See what became of it
users-find = Users find “{ $most }” worth most: { $most_worth }. They find “{ $least }” worth least: { $least_worth }.
users-find-one = Users find “{ $most }” worth { $most_worth }.
users-find-from-five = You have said what it is worth to you. What users say is shown once five of them have, or once somebody lets their name be shown.
you-rated-nothing = You have not said yet what it is worth to you.
you-rate-go = Say what it is worth to you
value-all-go = All outcomes and what they are worth
done-nothing = Nothing has been chosen yet.
done-nothing-ours = What was chosen on { $day } serves nothing that you or other users have rated.
done-ours = Chosen on { $day } for what you or other users rated: { $features }.
done-ours-more = Chosen on { $day } for what you or other users rated: { $features } and { $count } more.
fact-valued = Outcomes valued
fact-parties = Parties at the table
fact-guesses = Guesses opened
count-of = { $done } of { $total }
worth-title = What this service is worth, and to whom
all-outcomes = { $count ->
    [one] The one outcome, in detail
   *[other] All { $count } outcomes
}
spoken-heading = Who has said what it is worth
spoken-title = { $party } has said what { $done } of { $total } outcomes are worth
words-heading = Lately said
audience-whole_table = seen by the whole table
audience-only_me = seen by you alone until it is revealed
audience-parties = seen by { $parties }

## What needs you
need-answer_closing = Shall this relationship be closed?
need-answer_closing-why = { $party } proposes it; it closes when every party agrees
need-take_position = { $count ->
    [one] Where do you stand on “{ $about }”?
   *[other] Where do you stand on { $count } proposals?
}
need-take_position-why = A proposal waits for you
need-keep_position = { $count ->
    [one] “{ $about }” has new words: still so?
   *[other] { $count } proposals have new words: still so?
}
need-keep_position-why = You said where you stand; one tap if it still holds
need-judge_outcomes = { $count ->
    [one] Did it come true? “{ $about }”
   *[other] Did it come true? { $count } outcomes wait for your word
}
need-judge_outcomes-why = The agreement is about it; only your party can say so
need-read_again = { $count ->
    [one] Nobody has read “{ $about }” lately
   *[other] { $count } measures that you read have fallen silent
}
need-read_again-why = It should have been read twice since; a gap tells nothing
need-count_answers = { $count ->
    [one] Count the answers to “{ $about }”
   *[other] Count the answers to { $count } questions
}
need-count_answers-why = A month or quarter is over in which your party asked people
need-look_at_factors = { $count ->
    [one] { $asks ->
        [ahead] Soon: “{ $about }”
        [own_word] Does it still hold? “{ $about }”
       *[party] Does it change anything for your party? “{ $about }”
    }
   *[other] { $asks ->
        [ahead] { $count } things outside are coming
        [own_word] { $count } things outside: does what you said still hold?
        [party] { $count } things outside: do they change anything for your party?
       *[several] { $count } things outside ask you to look again
    }
}
need-look_at_factors-why = { $asks ->
    [ahead] It may touch what you agreed; look before it comes
    [own_word] It may have changed what something is worth; one tap if it still holds
    [party] It may touch what you agreed or plan; one tap if that stays as it is
   *[several] It may touch what you said, agreed or plan; one tap if that stays as it is
}
need-answer_kept = { $count ->
    [one] Is “{ $about }” kept?
   *[other] Are { $count } commitments to you kept?
}
need-answer_kept-why = Whoever promised it says so; it counts once your party says so, too
need-answer_change = { $count ->
    [one] Shall “{ $about }” be promised otherwise?
   *[other] Changes of { $count } commitments are asked for
}
need-answer_change-why = What was promised holds until your party agrees
need-keep_commitment = { $count ->
    [one] You promised: “{ $about }”
   *[other] { $count } commitments of yours are due
}
need-keep_commitment-why = { $late ->
    [yes] Its day is over
   *[no] Its day comes, or the other side says what is missing
}
need-answer_objection = { $count ->
    [one] Somebody objects to “{ $about }”
   *[other] Somebody objects to { $count } of your proposals
}
need-answer_objection-why = They say what would make it workable
need-hear_objection = { $count ->
    [one] An objection to “{ $about }” was said back
   *[other] Objections to { $count } proposals were said back
}
need-hear_objection-why = You say whether it was understood
need-lacks_consent = { $count ->
    [one] “{ $about }” lacks a consent
   *[other] { $count } proposals lack a consent
}
need-lacks_consent-why = Nobody objects, but too few consent; you still can
need-count_silence = { $count ->
    [one] “{ $about }”: a party was silent
   *[other] { $count } proposals: a party was silent
}
need-count_silence-why = It said beforehand that its silence is to stand aside
need-adopt_complete = { $count ->
    [one] “{ $about }” can be adopted
   *[other] { $count } proposals can be adopted
}
need-adopt_complete-why = Whoever was still missing is not asked any more, and nothing is in the way
need-write_in_round = Your word is missing in “{ $about }”
need-write_in_round-why = A round in writing goes on; your party has not said its word to each point
need-come_to_meeting = “{ $about }” is going on: come
need-come_to_meeting-why = The others are sitting together now.
need-begin_meeting = Begin “{ $about }”
need-begin_meeting-why = It is time, and you can lead it.
need-say_coming = { $count ->
    [one] Will you come to “{ $about }”?
   *[other] Will you come to { $count } meetings?
}
need-say_coming-why = The others would like to know, and who comes for you if not.
need-read_minutes = { $count ->
    [one] Read what happened in “{ $about }”
   *[other] Read what happened in { $count } meetings
}
need-read_minutes-why = You were not there.
need-signature_withdrawn = { $because ->
    [party_left] The text that you signed is a draft again
   *[changed] The text that you signed was changed
}
need-signature_withdrawn-why = { $because ->
    [party_left] A party left; your signature no longer holds
   *[changed] Your signature no longer holds
}
need-signing_declined = Somebody from { $party } does not sign the value agreement
need-signing_declined-why = Read why; you can change the text
need-sign_agreement = The value agreement waits for your signature
need-sign_agreement-why = Somebody of every party signs; with the last signature it is in force
need-review_agreement = Look at the value agreement again
need-review_agreement-why = Its day has come: is it still what is worth something to you?
need-review_decision = { $count ->
    [one] Look at “{ $about }” again
   *[other] Look at { $count } decisions again
}
need-review_decision-why = Its day has come: say how it went
need-look_at_statements = { $count ->
    [one] Statements wait in “{ $about }”: show them or leave them out
   *[other] Statements wait in { $count } consultations: show them or leave them out
}
need-look_at_statements-why = People added them, and nobody is shown them until you have looked at them
need-end_consultation = { $count ->
    [one] “{ $about }” is over: record what came of it
   *[other] { $count } consultations are over: record what came of them
}
need-end_consultation-why = Nobody can answer any more; what all share goes on the record when you end it
need-vouch_for = Is { $person } one of your people?
need-vouch_for-why = Another party brought them here; until you say so, neither they nor, where you came the same way, you speak for your party beside each other
need-share_figures = May { $party } see your figures?
need-share_figures-why = { $party } came after you said what things are worth; until you agree, it sees none of your figures
need-confirm_spoken_words = { $count ->
    [one] Somebody spoke for you: do you stand by it?
   *[other] Somebody spoke for you { $count } times: do you stand by it?
}
need-confirm_reflections = Is this what you meant?
need-acknowledge_corrections = “Not quite …”: take the correction in
need-confirm_answers = You were answered: do you feel heard?
need-nod_to_builds = Somebody built on your idea
need-say_back = { $count ->
    [one] Say back what you understood
   *[other] Say back what you understood of { $count } contributions
}
need-answer = { $count ->
    [one] One contribution waits for your answer
   *[other] { $count } contributions wait for your answer
}
need-reply = { $count ->
    [one] A question waits for a reply
   *[other] { $count } questions wait for a reply
}
need-mentioned = { $count ->
    [one] You are mentioned in a contribution
   *[other] You are mentioned in { $count } contributions
}
need-rate = { $count ->
    [one] Say what this outcome is worth to you
   *[other] Say what { $count } outcomes are worth to you
}
need-still_so = { $count ->
    [one] The words you rated were changed: still so?
   *[other] The words of { $count } outcomes that you rated were changed: still so?
}
need-still_so-why = { $about }
need-answer_wording = { $count ->
    [one] Other words are proposed for an outcome of yours
   *[other] Other words are proposed for { $count } outcomes of yours
}
need-answer_wording-why = “{ $about }”: take them, or leave it as it is
need-rate-why = { $about }
need-guess = { $count ->
    [one] Guess what { $party } will say of one outcome
   *[other] Guess what { $party } will say of { $count } outcomes
}
need-guess_spoken = { need-guess }
need-guess-why = Sealed until { $party } has spoken, then revealed together
need-guess_spoken-why = { $party } has spoken: guess before you look
need-rate_again = { $count ->
    [one] Is an outcome still worth the same to you?
   *[other] Are { $count } outcomes still worth the same to you?
}
need-rate_again-why = { $days ->
    [one] you last said it a day ago
   *[other] you last said it { $days } days ago
}
need-say_purpose = Say what this relationship is for
need-say_purpose-why = In your words: you are who it is for
need-say_terms = Say what you bring, expect and cannot do
need-say_terms-why = So that nobody has to guess
need-say_better_off = Are you better off?
need-say_better_off-why = Your own party sees it first; you choose when to share it
need-invite_suggested = Invite whom your people suggest, or set it aside
need-invite_suggested-why = They cannot invite by themselves
need-invite_party = Ask somebody at { $party }
need-invite_again = Remind whom you asked at { $party }, or ask another
need-invite_party-why = Nobody from { $party } sits here yet
need-invite_again-why = Somebody was asked and has not answered
need-seat_dependency = { $about } has no seat
need-seat_dependency-why = The service depends on it: invite it, or say why not
need-open_reveal = { $side ->
    [provider] { $party } has answered: open it together
   *[consumer] See what was guessed beside what you said
}
need-open_reveal-why = { $count ->
    [one] One guess lies open beside what was said
   *[other] { $count } guesses lie open beside what was said
}
reveal-open = Guess and answer, side by side
about-ask-why = Ask { $party } why
about-tell-why = Tell { $party } why
about-say = Say something about it
said-said-about = Said. The whole table sees it.
need-talk_about_gap = “{ $about }” is worth a talk
need-talk_about_gap-why = Guessed { $guess }; { $party } said { $said }
need-add_outcome = Say what this service lets somebody do
need-add_outcome-why = Three outcomes are enough to begin
need-claim_seat = Make this seat yours
need-claim_seat-why = With a password you can come back without the link, and speak for your party

## One outcome
outcome-eyebrow = Outcome for { $party } · { $depends }
outcome-retired = Retired on { $day }: { $why }
worth-now = Worth now
objective = Objective
objective-by = in { $party }’s words
basis-realised = as it turned out
basis-expected = as expected
basis-both = { $realised } as it turned out, { $expected } as expected
reveal-talk = { $provider } guessed { $guess }; { $consumer } said { $said }. Worth a talk.
reveal-other = { $provider } guessed { $guess }; { $consumer } said { $said }. Not all of it was about these words.
reveal-today = By now { $consumer } says { $said }, since { $day }.
reveal-alike = { $provider } guessed { $guess }; { $consumer } said { $said }. You agree.
guess-note = { $person } guessed { $guess } on { $day }, sealed.
guess-note-late = { $person } guessed { $guess } on { $day }, when the value could already be known.
guess-before-you-look = { $party } has said what this is worth. Guess before you look, or skip.
guess-not-looked = { $party } has said what this is worth. You see it once you guess or skip.
guess-sealed-until = { $count ->
    [one] One guess is sealed until { $party } has spoken.
   *[other] { $count } guesses are sealed until { $party } has spoken.
}
the-guess = The guess
rate-this = Say what it is worth to you
guess-this = Guess
how-it-went = How it went
as-a-table = The same as a table
day = Day
raters = Raters
series-title = Value of “{ $outcome }” over time, 0 to 10
series-description = Each party’s value as a line; it holds until somebody says something new.
who-said-what = Who said what, and why
by-role = Values by role
nobody-said = There is nothing to see here yet.
words-more =
    { $count ->
        [one] One more in the dialogue
       *[other] { $count } more in the dialogue
    }
words-about = Contributions about it
effects-title = What it removes and what it imposes
effects-none = Nobody has said anything about this yet.
effect-add = Say what it removes from your party, or imposes on it
effect-direction = Does it take something away from you, or impose something on you?
effect-burden = Is it a cost or a risk?
effect-what = What is it?
direction-removes = Removes
direction-imposes = Imposes
burden-cost = Cost
burden-risk = Risk
withdraw = Withdraw
save = Save
outcome-change = Change this outcome
outcome-reword = Put it in other words
outcome-describe = Say what it depends on, and whether it is here already
wording-theirs = { $party } has said what this is worth. Only { $party } changes the words; you can propose others.
wording-propose = Propose other words
wording-proposed = Other words are proposed
wording-take = Take these words
wording-leave = Leave it as it is
wording-withdraw = Withdraw the proposal
wording-would-be-for = for { $party }
wording-was-for = then meant for { $party }
wording-earlier = Earlier words
wording-earlier-note = What was said before the words changed was said to these.
wording-stood = from { $from } to { $until }, for { $party }
said-of-words = About these words: “{ $words }”, for { $party }.
effect-other-words = said of other words
still-so-ask = Still so?
still-so-then = The words were different then:
still-so = Still so
still-so-or = Or say below what it is worth now.
rate-anew = Rate it again
rate-first = Rate it
voice-confirmed = confirmed on { $day }
yours-confirmed = Confirmed on { $day }.
said-still-so = What you said holds for these words, too.
said-outcome-described = That is on the record.
said-wording-proposed = The words are proposed. The party it is for takes them or leaves them.
said-wording-taken = These are the words now.
said-wording-declined = The words stay as they are.
outcome-retire = Retire this outcome
outcome-retire-note = What was said of it stays on the record.
yours-last = You said on { $day }: benefit { $benefit }, usefulness { $usefulness }, importance { $importance }.
yours-declined = You said that it does not concern you.
said-outcome-reworded = The new words are on the record.
home-empty-guest = You sit at no table at present. If you are needed again, you get a new link.
said-outcome-retired = The outcome is retired.
said-effect-stated = That is on the record.
said-effect-withdrawn = Withdrawn.

## Home
home-title = Needs you
home-greeting = Good day, { $name }
home-nothing = Nothing waits for you. Your relationships are below.
home-relationships = Your relationships
home-open = Open a relationship
home-open-how = Open a relationship yourself: what it takes
home-empty-title = No relationship yet
home-empty = Begin with the customer you are least sure about: say what the service lets them do, guess what it is worth to them, and ask.
home-gap = The widest gap is “{ $outcome }”: guessed { $guess }; they said { $said }.
home-valued = { $done } of { $total } outcomes are valued.
home-no-outcomes = No outcome is on the table yet.
home-closed = Closed on { $day }
home-closed-ones = { $count ->
    [one] One closed relationship
   *[other] { $count } closed relationships
 }
home-all-closed = None is open.
home-with = with { $parties }
home-last = Last entry
home-waits = Longest waiting for you
