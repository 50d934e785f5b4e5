## The record
record-lede = Every word and every step, in order. Nothing is dropped, nothing altered; a text that was erased leaves its place visible.
record-total = { $count ->
    [one] One entry
   *[other] { $count } entries
}
record-text = Text
record-party = Party
record-any-party = Every party
record-kind = About
record-any-kind = Everything
record-person = Said by
record-any-person = Everybody
record-any-outcome = Every outcome
record-show = Show
record-show-all = Show everything
record-group-table = The table
record-group-closing = Closing
record-group-meetings = Meetings
record-group-consultations = Consultations
record-group-commitments = Commitments
record-group-factors = What happens outside
record-group-review = Review
record-group-proposals = Decisions
record-group-agreement = Agreement
record-group-value = Value
record-group-features = Features & mix
record-group-service = Parts of the service
record-group-words = Contributions
record-group-erasure = Erasures
record-newest = Newest first
record-oldest = Oldest first
record-older = Older
record-newer = Newer
record-none = Nothing you may see matches that.
record-none-yet = Nothing here matches; the record goes on.
record-span = Entries { $first } to { $last }
record-pages = Pages of the record
record-entry = Entry { $sequence }
record-entry-word = Entry
record-before = The one before
record-after = The one after
record-what = What was recorded
record-about = About
record-erased = The text was erased. Its place, its author and its digest stay.
record-sealed = A sealed entry: it was said to others, by somebody whose name is not shown, or is not revealed yet
record-sealed-note = You see that it exists, and its digest (its “leaf”): with it one can show later that nobody slipped it in, changed it or took it away.
record-seen-own_party = seen by the author’s own party
record-seen-only_me = seen by its author alone until it is revealed
record-seen-parties = seen by the author’s party and { $parties }

## What proves an entry
record-proof = What proves it
record-proof-note = The leaf is a digest of everything below. Whoever keeps the list of leaves can show later that this entry is unchanged.
record-fits = The leaf fits what is stored.
record-does-not-fit = The leaf does not fit what is stored: this entry was altered. Tell whoever runs this server.
record-part-only = You may not read the text of this entry. Everything else below can be checked; of the text there is the commitment alone.
record-fact = The fact, byte for byte
record-content = Its text, byte for byte
record-values = Salts, commitments, leaf and root
record-proof-origin = Installation where it began
record-proof-stream = Stream
record-proof-sequence = Sequence
record-proof-at = Milliseconds since 1970
record-proof-at_salt = Salt of the time
record-proof-at_commitment = Commitment to the time
record-proof-actor = Author
record-proof-actor_salt = Salt of the author
record-proof-actor_commitment = Commitment to the author
record-proof-kind = Kind
record-proof-fact_salt = Salt of the fact
record-proof-fact_commitment = Commitment to the fact
record-proof-content_salt = Salt of the text
record-proof-content_commitment = Commitment to the text
record-proof-signature_commitment = Commitment to a signature
record-proof-ext = Digests of files
record-proof-ext_salt = Salt of these digests
record-proof-ext_commitment = Commitment to these digests
record-proof-leaf = Leaf
record-proof-root = Root
record-erase = Erase the text
record-erase-open = Erase this text
record-erase-note = The text is deleted for everybody, with any pictures and PDFs that belong to it, and cannot be brought back. That it was here, when and by whom stays visible, and so does that you erased it. Copies that somebody downloaded before stay.
record-erase-ground = On what ground?
record-erase-hint = Read by your own party only. Do not repeat what is to be erased.
record-erase-do = Erase it for good
said-record-erased = The text is erased.

## Facts as sentences
record-relationship_opened = { $who } opened this relationship: { $provider } provides the service, { $consumer } is its consumer.
record-relationship_described = { $who } set the name of this relationship and how close it is: { $closeness_word }.
record-relationship_closed = Every party agreed: the relationship is closed. { $who } was the last to agree.
record-purpose_said = { $who } said what this relationship is for.
record-party_seated = { $who } gave { $party } a seat as { $kind_word }.
record-party_left = { $who } left the table for { $party }. What was said stays.
record-terms_said = { $who } said what { $party } brings, may expect and cannot do.
record-dependency_named = { $who } named a supplier that the service depends on.
record-dependency_left_out = { $who } said why “{ $dependency }” has no seat.
record-person_seated = { $person_is ->
    [self] { $invited_by_is ->
        [none] { $who } took a seat for { $party }: { $roles }.
       *[said] { $who } took the seat that a link for { $party } was made for: { $roles }.
    }
   *[other] { $invited_by_is ->
        [none] { $who } gave { $person } a seat for { $party }: { $roles }.
       *[said] { $who } invited { $person } to a seat for { $party }: { $roles }.
    }
}
record-person_unseated = { $person_is ->
    [self] { $who } left the table.
   *[other] { $who } took the seat from { $person }.
}
record-record_restored = Whoever runs this server declared: of an earlier state of this record, the entries after { $shared } up to { $reached } were lost. What is in their place now is not what was there then.
record-seat_claimed = { $who } made the seat their own with an account.
record-seat_proved = { $proof ->
    [account] { $who } came with an account of their organisation.
   *[other] { $who } showed that they read mail at an address of this domain.
}
record-seat_vouched = { $who } said that { $person } is one of their people.
record-seat_contested = Somebody with the link that { $link_of } made for { $who } said that another person used it first.
record-party_recognised = { $who } took the seat with an account of their organisation: { $party } is that organisation.
record-figures_shared = { $who } opened the consumer’s figures to { $party }.
record-seat_passed_on = { $who } passed the seat on to { $to }.
record-party_renamed = { $who } corrected what { $party } is called.
record-person_renamed = { $who } corrected what { $person } is called.
record-party_removed = { $who } took { $party } from the table: it was seated by mistake, and nobody of it had spoken.
record-person_suggested = { $who } suggested whom { $party } should invite.
record-suggestion_settled = { $who } settled a suggestion whom { $party } should invite.
record-roles_set = { $who } set the roles of { $person }: { $roles }.
record-facilitation_passed = { $to_is ->
    [self] { $who } took over facilitating.
   *[other] { $who } handed facilitating to { $to }.
}
record-closing_consented = { $by_link_of_is ->
    [none] { $who } agreed for { $party } to close this relationship.
   *[said] { $who } agreed for { $party } to close this relationship; { $party } was here only by links that { $by_link_of } made.
}
record-closing_consent_withdrawn = { $who } took back the consent of { $party } to close this relationship.
record-closing_proposed = { $who } proposed to close this relationship.
record-closing_dropped = Nobody proposes to close this relationship any more.
record-proposal_opened = { $who } put a proposal to the table: “{ $proposal }”. Asked are { $electorate }, until { $until_on }.
record-proposal_amended = { $who } changed the words of “{ $proposal }” (version { $version }); everybody is asked again.
record-position_taken = { $stance ->
    [consent] { $who } consented { $deputy ->
        [yes] as deputy for
       *[no] for
    } { $party } to “{ $proposal }”.
    [concern] { $who } consented { $deputy ->
        [yes] as deputy for
       *[no] for
    } { $party } to “{ $proposal }”, with a concern.
    [object] { $who } objected { $deputy ->
        [yes] as deputy for
       *[no] for
    } { $party } to “{ $proposal }”.
   *[stand_aside] { $who } stood aside { $deputy ->
        [yes] as deputy for
       *[no] for
    } { $party } on “{ $proposal }”.
}
record-position_kept = { $who } said for { $party } that their position on “{ $proposal }” still holds (version { $version }).
record-word_written = { $who } said a word for { $party } to “{ $topic }”, in writing.
record-objection_said_back = { $who } said an objection to “{ $proposal }” back for { $party }.
record-objection_corrected = { $who } said what was not quite so in what was said back of the objection to “{ $proposal }”.
record-objection_heard = The objection to “{ $proposal }” is heard by { $party }.
record-positions_revealed = The positions on “{ $proposal }” were opened.
record-silence_chosen = { $means ->
    [wait] { $who } said that the table waits for { $party } when it says nothing.
    [ask_deputy] { $who } said that a deputy is asked when { $party } says nothing.
   *[stand_aside] { $who } said that { $party } is to stand aside when it says nothing.
}
record-silence_counted = { $party } said nothing on “{ $proposal }” and stands aside, as it had said beforehand.
record-absence_accepted = { $who } agreed for { $by } to decide “{ $proposal }” without { $party }.
record-party_released = All others agreed to decide “{ $proposal }” without { $party }.
record-party_asked_again = { $who } asked { $party } again about “{ $proposal }”.
record-proposal_adopted = “{ $proposal }” was adopted (version { $version }).
record-proposal_withdrawn = { $who } took “{ $proposal }” back.
record-principle_answered = { $who } answered a guiding question on “{ $proposal }”.
record-round_called = { $who } began a round on “{ $proposal }” in which each party speaks once.
record-readings_taken = { $who } took over { $readings ->
    [one] one reading
   *[other] { $readings } readings
} of “{ $measure }”.
record-people_asked = { $who } asked people from { $party }, by link: “{ $measure }”.
record-answers_counted = { $people ->
    [0] { $who } counted what people from { $party } answered to “{ $measure }”: fewer than five did.
   *[other] { $who } counted what { $people } people from { $party } answered to “{ $measure }”.
}
record-outcome_judged = { $who } said for { $party } whether “{ $outcome }” came true: { $came_true_word }.
record-group-stages = Stages
record-stages_chosen = { $who } chose stages for the table: { $pack_word }.
record-stage_placed = { $stage_is ->
    [none] { $who } took “{ $about }” out of its stage.
   *[said] { $who } said at which stage “{ $about }” is: { $stage }.
}
record-factor_recorded = { $who } recorded for { $party } what happens outside on { $day }: “{ $factor }”.
record-factor_extended = { $who } said what else “{ $factor }” may touch.
record-factor_looked_at = { $who } said for { $party } that what “{ $factor }” may touch stays as it is.
record-factor_withdrawn = { $who } withdrew “{ $factor }”.
record-commitment_made = { $who } promised for { $party }, to { $to }, by { $due_on }: “{ $commitment }”.
record-kept_reported = { $who } said that “{ $commitment }” is kept.
record-by-link = { $sentence } Whoever spoke was here only by a link that { $party } made.
record-kept_answered = { $kept ->
    [yes] { $who } confirmed that “{ $commitment }” is kept.
   *[no] { $who } said what is missing before “{ $commitment }” is kept.
}
record-commitment_change_asked = { $who } asked to change “{ $commitment }”: by { $due_on }.
record-commitment_change_answered = { $agrees ->
    [yes] { $who } agreed to change “{ $commitment }”.
   *[no] { $who } did not agree to change “{ $commitment }”.
}
record-commitment_released = { $who } said that “{ $commitment }” is no longer needed.
record-consultation_opened = { $who } asked many for { $party }: “{ $consultation }”, until the end of { $until_on }.
record-statement_rejected = { $who } left out statement { $statement } of “{ $consultation }”.
record-statement_admitted = { $who } showed statement { $statement } of “{ $consultation }”.
record-consultation_closed = { $people ->
    [0] { $who } recorded what came of “{ $consultation }”: no statement was answered by five people.
   *[other] { $who } recorded what came of “{ $consultation }”: { $whole ->
        [yes] { $people } people
       *[no] at least { $people } people
    }, { $votes } answers, { $groups ->
        [0] no groups shown
        [1] no groups that differ clearly
       *[other] { $groups } groups
    }.
}
record-statement_brought = { $place ->
    [beside_outcome] { $who } put statement { $statement } of “{ $consultation }” beside “{ $outcome }” as evidence: { $agree } agree, { $disagree } disagree, { $pass } pass.
    [beside_proposal] { $who } put statement { $statement } of “{ $consultation }” beside the proposal “{ $proposal }” as evidence: { $agree } agree, { $disagree } disagree, { $pass } pass.
   *[other] { $who } brought statement { $statement } of “{ $consultation }” back to the table: { $agree } agree, { $disagree } disagree, { $pass } pass.
}
record-commitments_joined = { $who } said that “{ $commitment }” is the same promise as “{ $into }”.
record-meeting_planned = { $who } planned the meeting “{ $meeting }” for { $begins }, { $minutes } minutes.
record-meeting_changed = { $who } changed the meeting “{ $meeting }”: { $begins }, { $minutes } minutes.
record-meeting_cancelled = { $who } cancelled the meeting “{ $meeting }”.
record-coming_said = { $coming ->
    [yes] { $who } comes to “{ $meeting }”.
    [no] { $stands_in_is ->
        [none] { $who } cannot come to “{ $meeting }”.
       *[said] { $who } cannot come to “{ $meeting }”; { $stands_in } comes instead.
    }
   *[perhaps] { $who } does not know yet whether they come to “{ $meeting }”.
}
record-topic_brought = { $who } brought a topic to “{ $meeting }”, { $minutes } minutes.
record-topic_withdrawn = { $who } took “{ $topic }” off the agenda of “{ $meeting }”.
record-topic_backed = { $backs ->
    [yes] { $who } said for { $party } that it wants “{ $topic }” talked about.
   *[no] { $who } said for { $party } that it no longer wants “{ $topic }” talked about.
}
record-meeting_begun = { $who } began the meeting “{ $meeting }” and leads it.
record-presence_noted = { $here ->
    [yes] { $person_is ->
        [self] { $who } is in “{ $meeting }”.
       *[said] { $who } noted that { $person } is in “{ $meeting }”.
    }
   *[no] { $person_is ->
        [self] { $who } left “{ $meeting }”.
       *[said] { $who } noted that { $person } is no longer in “{ $meeting }”.
    }
}
record-topic_begun = { $who } began the point “{ $topic }”.
record-turns_begun = { $who } began a round: { $order }.
record-turn_passed = { $person_is ->
    [self] { $who } passed.
   *[said] { $who } passed over { $person }, who was not there.
}
record-floor_asked = { $asks ->
    [word] { $who } asked for the floor.
    [question] { $who } asked to put a question.
   *[order] { $who } raised a point of order.
}
record-floor_left = { $person_is ->
    [self] { $who } left the list for the floor.
   *[said] { $who } took { $person } off the list for the floor.
}
record-floor_given = { $out_of_turn ->
    [yes] { $person } has the floor, out of turn.
   *[no] { $person } has the floor.
}
record-speaking_ended = { $person } has finished.
record-list_closed = { $closed ->
    [yes] { $who } closed the list for the floor.
   *[no] { $who } opened the list for the floor.
}
record-off_record_set = { $off ->
    [yes] { $who } began a round off the record.
   *[no] { $who } ended the round off the record.
}
record-chair_taken = { $who } leads instead of { $relieved }, who gave no sign of life.
record-chair_passed = { $chair_is ->
    [self] { $who } leads again.
   *[said] { $who } handed the lead to { $chair }.
}
record-meeting_closing_asked = { $who } asked for { $party } to close “{ $meeting }” without whoever led it.
record-meeting_closed = { $who } closed the meeting “{ $meeting }”.
record-meeting_reopened = { $who } opened the meeting “{ $meeting }” again, for { $party }, and led it.
record-minutes_read = { $who } read what happened in “{ $meeting }”.
record-measure_named = { $who } named a measure of “{ $outcome }”.
record-measure_dropped = { $who } dropped a measure of “{ $outcome }”.
record-agreement_composed = { $who } put version { $version } of the agreement together, from: { $outcomes }. It is to be looked at again on { $review_on }.
record-dissent_said = { $who } said, for { $party }, something against the agreement.
record-dissent_withdrawn = { $who } took back what they had against the agreement.
record-clause_fixed = Clause { $place } of version { $version } of the agreement was fixed.
record-agreement_opened = { $who } opened version { $version } of the agreement for signature, between { $parties }.
record-agreement_signed = { $proved ->
    [passkey] { $who } signed version { $version } of the agreement for { $party } as { $capacity }, with a passkey.
    [two_factors] { $who } signed version { $version } of the agreement for { $party } as { $capacity }, confirmed by the server.
    [demo] { $who } signed version { $version } of the agreement for { $party } as { $capacity }, in a demo.
   *[password] { $who } signed version { $version } of the agreement for { $party } as { $capacity }, by password only.
}
record-signing_declined = { $who } does not sign version { $version } of the agreement for { $party }.
record-signatures_withdrawn = { $because ->
    [party_left] A party left, so version { $version } of the agreement is a draft again; signatures that were given do not hold.
   *[changed] { $who } changed version { $version } of the agreement, so signatures that were given do not hold.
}
record-agreement_in_force = Every party has signed: version { $version } of the agreement is in force.
record-agreement_reopened = { $because ->
    [day] { $who } opened version { $version } of the agreement again: its day had come.
    [factor] { $who } opened version { $version } of the agreement again: something outside had changed.
    [fall] { $who } opened version { $version } of the agreement again: a value had fallen.
   *[other] { $who } opened version { $version } of the agreement again.
}
record-outcome_added = { $who } added an outcome for { $for_party }.
record-outcome_reworded = { $who } put an outcome for { $for_party } in other words.
record-outcome_described = { $delivered ->
    [yes] { $who } said what “{ $outcome }” depends on mainly, and that it is here already.
   *[no] { $who } said what “{ $outcome }” depends on mainly, and that it is still to come.
}
record-wording_proposed = { $who } proposed other words for “{ $outcome }”, for { $for_party }.
record-wording_taken = { $who } took the words proposed: “{ $outcome }”, for { $for_party }.
record-wording_declined = { $who } left “{ $outcome }” as it is.
record-outcome_retired = { $who } retired “{ $outcome }”.
record-effect_stated = { $direction ->
    [removes] { $burden ->
        [cost] { $who } named a cost that “{ $outcome }” removes from { $party }.
       *[risk] { $who } named a risk that “{ $outcome }” removes from { $party }.
    }
   *[imposes] { $burden ->
        [cost] { $who } named a cost that “{ $outcome }” imposes on { $party }.
       *[risk] { $who } named a risk that “{ $outcome }” imposes on { $party }.
    }
}
record-effect_withdrawn = { $who } withdrew a cost or risk of “{ $outcome }”.
record-assessment_made = { $stage ->
    [expected] { $who } said what “{ $outcome }” is expected to be worth: benefit { $benefit }, usefulness { $usefulness }, importance { $importance }.
   *[realised] { $who } said what “{ $outcome }” is worth: benefit { $benefit }, usefulness { $usefulness }, importance { $importance }.
}
record-assessment_confirmed = { $who } said that what they had said of “{ $outcome }” still holds for these words.
record-assessment_declined = { $who } said that “{ $outcome }” does not concern them.
record-guess_sealed = { $late ->
    [yes] { $who } guessed, when the value could already be known, what “{ $outcome }” is worth to the consumer: benefit { $benefit }, usefulness { $usefulness }, importance { $importance }.
   *[no] { $who } sealed a guess of what “{ $outcome }” is worth to the consumer: benefit { $benefit }, usefulness { $usefulness }, importance { $importance }.
}
record-guess_skipped = { $who } looked at what “{ $outcome }” is worth to the consumer without guessing.
record-guesses_revealed = The consumer said what “{ $outcome }” is worth; the guesses were opened: { $people }.
record-figures_opened = { $open ->
    [yes] { $who } put their name beside their figures.
   *[no] { $who } took their name away from their figures.
}
record-better_off_said = { $who } said whether { $party } is better off: { $answer_word }.
record-part_named = { $who } named a part of the service, made by { $made_by }.
record-part_judged = { $verdict ->
    [keep] { $who } said to keep “{ $part }”.
    [change] { $who } said to change “{ $part }”.
   *[stop] { $who } said to stop “{ $part }”.
}
record-contribution_said = { $spoken_for_is ->
    [none] { $kind ->
        [need] { $who } stated a need.
        [limit] { $who } named a limit.
        [idea] { $who } had an idea.
        [question] { $who } asked a question.
        [concern] { $who } raised a concern.
        [build] { $who } built on what was said: yes, and …
       *[reply] { $who } replied.
    }
   *[said] { $who } spoke for { $spoken_for }, who is absent; it counts once { $spoken_for } confirms it.
}
record-spoken_word_confirmed = { $who } confirmed what a colleague had said for them.
record-spoken_word_withdrawn = { $who } did not stand by what a colleague had said for them in entry { $sequence }; its text is gone.
record-need_explained = { $who } said what the need would let them do.
record-said_back = { $who } said back for { $party } what had been said.
record-reflection_confirmed = { $by_colleague ->
    [yes] { $who } confirmed in the author’s place: yes, that is it.
   *[no] { $who } confirmed: yes, that is it.
}
record-reflection_corrected = { $by_colleague ->
    [yes] { $who } corrected in the author’s place: not quite …
   *[no] { $who } corrected: not quite …
}
record-correction_acknowledged = { $who } took the correction in.
record-build_nodded = { $who } agreed with a “yes, and …” to their own idea.
record-mention_noted = { $who } read a contribution that mentions them.
record-contribution_heard = By the rule of the table, { $party } has heard it.
record-heard_ticked = In the meeting { $who } ticked who has heard it: { $parties }.
record-hearing_denied = { $who } said: { $party } has not heard it yet.
record-contribution_answered = { $kind ->
    [taken_up] { $who } answered for { $party }: taken up.
    [tried] { $who } answered for { $party }: it is being tried.{ $returns_on_is ->
        [said] { " " }It comes up again on { $returns_on }.
       *[none] { "" }
    }
   *[not_now] { $who } answered for { $party }: not now, because …{ $returns_on_is ->
        [said] { " " }It comes up again on { $returns_on }.
       *[none] { "" }
    }
}
record-answer_confirmed = { $by_colleague ->
    [yes] { $who } said of the answer, in the author’s place: we feel heard.
   *[no] { $who } said of the answer: I feel heard.
}
record-reveal_seen = { $who } looked at guesses beside what was said.
record-advice_dismissed = { $who } hid a piece of advice.
record-steps = What users said
record-steps-note = Users’ ratings come to count five people or more at a time. By whom, and in which entries, nobody is told.
record-step = { $day }: users of { $party } said something new, or left: { $what }
record-step-of = “{ $outcome }” ({ $people })
record-to = To “{ $words }”
record-contribution_taken_back = { $who } took back what they had said in entry { $sequence }.
record-content_erased = { $who } erased the text of entry { $sequence }.

## Headings of what was typed, where an entry holds several texts
text-seat_proved-at = At which address
text-why = Why
text-enables = What it would let them do
text-ground = On what ground
text-what = What exactly
text-purpose = Purpose
text-question = Question
text-rules = Rules by which statements are left out
text-statements = Statements it begins with
text-contribution_mended-condition = What would make it work, or lift it
text-person_suggested-name = Who
text-factor = What outside has it looked at again
text-fall = Which fall of value does
text-contract = What it changes in a contract
text-more = Further
text-unit = Unit
text-how = How it is read
text-name = In a few words
text-person_seated-name = Called at the time
text-organisation = Of the organisation
text-provider_unit = Unit of the provider
text-consumer_unit = Unit of the consumer
text-brings = Brings
text-expects = May expect
text-cannot = Cannot do
text-statement = Outcome
text-objective = Objective
text-note = At length
text-attachments = Attached
text-words = Words
text-place = Where
text-title = In a few words
text-text = What exactly
text-workable = What would make it workable
text-condition = { $kind ->
    [limit] What would lift it
   *[other] What would make it work
}
record-contribution_mended = { $meant_otherwise ->
    [yes] { $who } corrected a contribution; it means something else now.
   *[no] { $who } corrected a contribution; the meaning is the same.
}
