## Review
nav-review = Review
review-lede = Promised, measured and perceived, side by side. Whether it came true is for each outcome’s own party to say.
review-choose = Look back
review-since-version = Since { $day }, when version { $version } of the agreement came into force.
review-since-day = Since { $day }.
review-choose-version = Since version { $version }
review-choose-months = { $count ->
    [12] A year
   *[other] { $count } months
}
review-came-true = Did it come true?
review-promised = Promised
review-measured = Measured
review-perceived = Perceived
review-says = Its own party says
review-party-says = { $party } says
review-no-outcomes = There is nothing to look back at yet: no outcome is named.
review-example = For example: “{ $outcome }”, with the target that was promised, what is measured and what people say it is worth.
review-nothing-promised = not in the agreement
review-own-target = { $name }, { $target } (not in the agreement)
review-promised-in-words = agreed, without a target
review-not-measured = not measured
review-not-known = not known
review-last-read = last read on { $day }
review-few-readings = { $readings } of about { $expected } readings are there
review-met = meets the target
review-missed = misses the target
review-met-latest = the latest reading meets the target
review-missed-latest = the latest reading misses the target
review-read-note = { $day }; { $reached } of { $readings } readings reach the target
review-read-by = read by { $party }
review-dropped = dropped by { $party } on { $day }, and still promised
review-before = { $value } then
review-before-since = { $value } on { $day }
review-say-less = { $count } of { $people } who rated again { $count ->
    [one] says
   *[other] say
} less
review-say-more = { $count } of { $people } who rated again { $count ->
    [one] says
   *[other] say
} more
review-still-so = { $count ->
    [one] one says that it still holds
   *[other] { $count } say that it still holds
}
review-not-said = not said yet
came_true-met = met
came_true-partly = partly
came_true-not = not met
review-judged-by = { $who } on { $day }
review-judged-other-words = { $who } on { $day }, of other words
review-say-it = Say whether it came true
review-did-it = Did it come true?
review-words = In a sentence
review-words-hint = What is missing, where something is. The whole table sees it.
review-closed = { $count ->
    [one] What one outcome is worth to the customer opens once you have guessed.
   *[other] What { $count } outcomes are worth to the customer opens once you have guessed.
}
review-head-green = { $read ->
    [one] The one target that is read was met by every reading
   *[other] All { $read } targets that are read were met by every reading
}, and { $party } is less content { $than }.
review-than-on = than on { $day }
review-than-before = than before
review-head-both = { $read ->
    [one] The one target that is read was met in { $reached } of { $readings } readings
   *[other] { $met } of { $read } targets are met; the rest in { $reached } of { $readings } readings
}, and { $party } is less content { $than }.
review-head-missed = { $read ->
    [one] The one target that is read was met in { $reached } of { $readings } readings.
   *[other] { $met } of { $read } targets are met; the rest in { $reached } of { $readings } readings.
}
review-head-fell = { $party } is less content { $than }{ $measured ->
    [none] , and nothing is measured
    [unread] , and nothing of what is to be measured was read
   *[few] , and too little was read to tell whether the targets are met
}.
review-head-unmeasured = Nothing is measured yet{ $promised ->
    [yes] , so nobody can tell whether what was promised holds
   *[no] {""}
}.
review-head-unread = Nothing of what is to be measured was read since { $since }{ $promised ->
    [yes] : nobody can tell whether what was promised holds
   *[no] {""}
}.
review-head-few = Too little was read to tell whether { $promised ->
    [yes] what was promised holds
   *[no] the targets are met
}: { $readings } of about { $expected } readings are there.
review-head-unsaid = { $read ->
    [one] The one target that is read was met by every reading
   *[other] All { $read } targets that are read were met by every reading
}; { $count ->
    [one] of one outcome nobody has said whether it came true.
   *[other] of { $count } outcomes nobody has said whether they came true.
}
review-head-good = { $read ->
    [one] The one target that is read was met by every reading
   *[other] All { $read } targets that are read were met by every reading
}{ $less ->
    [nobody] , and nobody says less than before
    [somebody] ; somebody says less than before
   *[unknown] {""}
}.
review-head-first = “{ $words }”: { $told }.
review-head-beside = It is told beside this: { $what }.
review-head-unpromised = { $all ->
    [one] No measured target was promised for it.
   *[other] { $none ->
        [one] { $all } outcomes are rated lower than before; no measured target was promised for one of them.
       *[other] { $all } outcomes are rated lower than before; no measured target was promised for { $none } of them.
    }
}
review-do-value = See what each outcome is worth
review-do-word = Say what would help
review-do-measure = Name a measure
review-do-read = Add readings
review-do-see-readings = See what was read
review-do-say = Say whether it came true
review-do-commitments = See what is promised
review-do-next = Say what we do next
review-falls = What changed, and when
review-shift = { $way ->
    [less] { $count } of { $people } who rated again now { $count ->
        [one] says
       *[other] say
    } less
   *[more] { $count } of { $people } who rated again now { $count ->
        [one] says
       *[other] say
    } more
}{ $range ->
    [none] {""}
    [one] {""}, by { $most ->
        [one] one point
       *[other] { $most } points
    }
    [up] {""}, by up to { $most ->
        [one] one point
       *[other] { $most } points
    }
   *[many] {""}, by { $least } to { $most } points
}{ $chance ->
   *[other] {""}; such a pattern comes by chance once in { $once }
    [none] {""}
}
review-over-months = Over several months
review-over-time = Since { $since }, { $way ->
    [less] { $count } of { $people } say less than before
   *[more] { $count } of { $people } say more than before
}{ $range ->
    [none] {""}
    [one] {""}, by { $most ->
        [one] one point
       *[other] { $most } points
    }
    [up] {""}, by up to { $most ->
        [one] one point
       *[other] { $most } points
    }
   *[many] {""}, by { $least } to { $most } points
}{ $chance ->
    [drawn] {""}; with every month tried, and cases drawn by lot, such a pattern comes by chance at most about once in { $once }
    [counted] {""}; with every month tried, and every case counted, such a pattern comes by chance once in { $once }
   *[none] {""}
}
review-over-months-note = Of all months, the one is told before and after which ratings differ most; the chance takes into account that each was tried.
review-when-on = Said on { $day }.
review-when-between = Said between { $first } and { $last }.
review-a-shift = more than chance
review-beside = At that time:
review-beside-factor = { $words } ({ $day })
review-compared-first = Anyone who had said nothing by { $since } is compared with what they said first, from { $day } on.
review-tested = { $count ->
    [one] One comparison had enough people for a test; even if nothing had changed, it could pass for a change by chance.
   *[other] { $count } comparisons had enough people for a test; even if nothing had changed, up to { $chance } of them could pass for a change by chance.
} Where fewer than six people changed their rating, they are only counted.
review-tested-none = Fewer than six people changed their rating of any one outcome: they are only counted, and nothing is said of chance.
review-ways = You said, we did
review-ways-none = No need, limit or idea has been said to the whole table yet.
review-ways-more = { $count ->
    [one] One more
   *[other] { $count } more
}
way-said = said on { $day }
way-corrected = corrected on { $day }
way-heard = heard by { $by } on { $day }
way-not-heard = not heard yet
way-not-answered = not answered yet
way-answer-taken_up = taken up by { $by } on { $day }: “{ $words }”
way-answer-tried = tried by { $by } since { $day }: “{ $words }”
way-answer-not_now = not now, because: “{ $words }”; comes back on { $returns }
way-in-mix = in the mix: { $name }
way-feature = became a feature: { $name }
way-proposed = proposed: { $title }
way-decided = decided on { $day }: { $title }
way-agreed = in the agreement, version { $version }
way-promised-due = promised by { $day }: { $words }
way-promised-late = promised by { $day }, late: { $words }
way-promised-kept = kept: { $words }
way-promised-ended = no longer needed: { $words }
review-all-factors = All that happens outside
review-kept = Kept
review-changed = Changed with consent
review-late = Late
review-open = Still to be kept
review-happened = What happened since
review-decided = Decided: { $title }
review-was-kept = Kept: { $words }
review-agreed = Version { $version } of the agreement came into force
review-idle = Nobody looks at this
review-unmeasured = Outcomes without a reading
review-serve-nothing = Features that serve no outcome
review-promised-for-nothing = Commitments that serve no outcome
review-principle-talk = Put it on the agenda of “{ $title }”
review-csv = The review as a table (CSV)
column-promised = promised
column-measured = measured
column-met = target met
column-read_by = read by
column-before = before
column-less = people who say less
column-more = people who say more
column-came_true = its own party says
column-judged_other_words = said of other words
column-dropped = measure dropped
said-outcome-judged = Said. Everybody at the table sees it.
review-ways-left = { $shown } of { $all } are told here; every word is in the dialogue.
