## Trust and repair
nav-trust = Trust & repair
trust-lede = What both sides think of working together, asked each quarter and shown side by side; and what is done when something broke.
trust-quarter = Q{ $quarter } { $year }
trust-ask = How is it going with { $party }?
trust-ask-lede = The same questions for both sides, each quarter. You can change your answer until the quarter ends; once it is over, both sides’ answers open together, with the next answer or click.
trust-answered = You have answered this quarter. What you send now replaces it; marks you leave empty stay as they are.
trust-answered-sentence = You have answered this quarter. What you send now replaces it.
trust-passed = You passed this quarter. You can still answer.
trust-not-asked = The two sides are asked about each other: { $provider } and { $consumer }. What they say is shown here once a quarter is over and opened.
trust-keeps_word = { $party } keeps its word
trust-keeps_word-hint = What { $party } says and promises can be relied on.
trust-speaks_up = { $party } speaks up in time
trust-speaks_up-hint = When something goes wrong, you hear it from { $party } early enough.
trust-least = not at all
trust-most = completely
trust-before = You said { $mark }.
trust-marks-note = Nobody sees your marks. They are only told together, from five people on, and a figure changes only once the marks of five people or more are different.
trust-no-marks = Fewer than five people speak for { $party } here: marks would tell who gave them, so only the sentence is asked.
trust-few-count = { $speak } people speak for { $party } here, but fewer than five of them are known to belong to it: what they mark would tell who gave it, so only the sentence is asked. People count once they come with an account of their organisation, or once they have confirmed an address of their own and their colleagues have said that they are one of them.
trust-counts-not = You are here only by a link that { $party } made. Your marks count once you have shown who you are: confirm an address of your own under “Your account”.
trust-sentence = One sentence
trust-sentence-hint = It is shown with your name once the quarter is over.
trust-empty = To pass this quarter, choose “Not this time”. Give both marks or neither; with a sentence alone you answer, too.
trust-empty-again = To pass this quarter, choose “Not this time”. A mark that you leave empty stays as you gave it.
trust-empty-sentence = To pass this quarter, choose “Not this time”.
trust-sentence-seen-by = Your sentence is seen by the whole table once the quarter is over.
trust-seen-by = Marks are seen by nobody, your sentence by the whole table once the quarter is over.
trust-pass = Not this time
trust-to-open = { $quarter } is over
trust-open = Show what both sides said
trust-both = What both sides said
trust-none = Nothing has been opened yet. A quarter that is over opens with the next answer or click, for both sides at the same time.
trust-example = For example, the customer about the provider: keeps its word 8, speaks up in time 5, of 7 people.
trust-about = about
trust-opened = opened on { $day }, with an answer or a click after the quarter was over
trust-was = before: { $mark }
trust-people = Of { $count } people, by what each marked last; the figure is the median, as it has been since { $quarter }.
trust-not-vouched = Another party brought you here, and not all of your colleagues have said that you are one of them. Your marks count once they have, under “Parties”.
trust-few = Fewer than five people have given marks that count, so only sentences are told.
trust-nothing = Nothing is told of this side: fewer than five people have given marks that count, and nobody wrote a sentence.
trust-csv = Trust as a table (CSV)
trust-latest = Trust in { $quarter }
trust-all = Trust, and what broke
repairs-title = When something broke
repairs-none = Nothing has been named that broke.
repairs-none-open = Nothing waits to be repaired.
repairs-example = For example: two nights without the night desk. What it cost, what is promised by when, and whether that is accepted are said separately.
repairs-closed = { $count ->
    [one] One that is closed
   *[other] { $count } that are closed
}
repairs-csv = Repairs as a table (CSV)
repair-title = Something broke
commitment-from-repair = It is promised to repair:
repair-open = Something broke
repair-of = asks for repair by
repair-was-of = asked for repair by
repair-happened = What happened
repair-happened-hint = In your own words, as your side lived through it. Nobody else can change them.
repair-cost = What it cost you
repair-cost-hint = Time, money, a customer, sleep. You can also say it later.
repair-who = Who can repair it
repair-outcomes = Which outcomes it harmed
repair-open-note = Everybody at the table sees it. It stays open until your own side accepts it as repaired.
repair-by = { $who }, { $day }
repair-harmed = It harmed:
repair-cost-of = What it cost { $party }
repair-cost-none = Not said yet.
repair-cost-say = Say what it cost you
repair-answer-of = What { $party } says to it
repair-answer-none = Nothing yet.
repair-answer-note = Words alone close nothing.
repair-answer = Say something to it
repair-words = Your words
repair-promise-of = What { $party } will do, and by when
repair-promise-none = Nothing is promised yet.
repair-promise = Say what you will do
repair-promise-what = What you will do about it
repair-promise-due = By which day
repair-promise-note = This becomes a commitment to { $party }. That it is kept closes nothing by itself: { $party } says whether it is repaired.
repair-promise-do = Promise it
repair-accept-of = Does { $party } accept it as repaired?
repair-accept-none = { $party } has not said.
repair-accept = Yes, it is repaired
repair-accept-closes = This closes it for good.
repair-accept-what = What did it take?
repair-accept-do = It is repaired: close it
repair-accept-still-open = { $party } has promised and is still to keep: { $promises }
repair-not-yet = Not yet
repair-accept-note = Only your side says so, and that alone closes it.
repair-said-accepted = accepted by { $by }
repair-said-not = not yet, says { $by }
repair-withdraw = Nothing broke after all
repair-withdraw-do = Take it back
repair-withdrawn-on = Taken back on { $day }:
repair-broken = waits for { $party }
repair-promised = { $party } has promised something
repair-asked = done: does { $party } accept it?
repair-accepted = accepted by { $party }
repair-accepted-by = { $party } accepted it as repaired: { $by }
repair-withdrawn = taken back
repair-next-broken = { $of } has not promised anything yet.
repair-next-again = { $party } said that it is not repaired yet; { $of } has promised nothing further since.
repair-next-promised = Once { $of } has kept what it promised, { $party } says whether that repairs it.
repair-next-asked = What { $of } promised is done or no longer needed. { $party } says whether that repairs it.
column-quarter = quarter
column-about = about
column-keeps_word = keeps its word
column-speaks_up = speaks up in time
column-sentence = sentence
column-happened = what happened
column-of = can repair it
column-cost = what it cost
column-answers = what was said to it
column-commitments = what was promised
said-trust-answered = Noted. Both sides’ answers open together once the quarter is over.
said-trust-opened = Opened, for both sides.
said-repair-opened = Said. It stays open until your side accepts it as repaired.
said-repair-cost = Said.
said-repair-answered = Said. It closes only when the other side says that it is repaired.
said-repair-promised = Promised. It is among the commitments, too.
said-repair-accepted = Accepted: it is repaired.
said-repair-missing = Said. The other side is asked again.
said-repair-withdrawn = Taken back.
need-promise_repair = { $count ->
    [one] Something broke: “{ $about }”
   *[other] { $count } things broke that your side can repair
}
need-promise_repair-why = What will you do about it, and by when?
need-accept_repair = { $count ->
    [one] Is it repaired? “{ $about }”
   *[other] { $count } repairs wait for your word
}
need-accept_repair-why = What was promised is done; only your side can say whether that repairs it
need-open_trust = Show what both sides think of each other
need-open_trust-why = The quarter is over; both sides’ answers open together
need-answer_trust = How is it going with the other side?
need-answer_trust-why = Asked once a quarter; it takes thirty seconds
reminder-promise_repair = { $count ->
    [one] Something broke that your side can repair.
   *[other] { $count } things broke that your side can repair.
}
reminder-accept_repair = { $count ->
    [one] A repair waits for your word.
   *[other] { $count } repairs wait for your word.
}
search-repair = Something that broke
search-trust = A sentence about the other side
record-group-trust = Trust & repair
record-trust_marked = { $who } answered for { $party }, in figures, the questions of the quarter that began on { $quarter }.
record-trust_said = { $who } said in a sentence what { $party } thinks of the other side, in the quarter that began on { $quarter }.
record-trust_opened = { $who } opened what both sides think of each other in the quarter that began on { $quarter }.
record-repair_opened = { $who } said for { $party } what broke; { $of } can repair it: “{ $repair }”.
record-repair_cost_said = { $who } said what “{ $repair }” cost.
record-repair_answered = { $who } said something to “{ $repair }”.
record-repair_promised = { $who } promised to repair “{ $repair }”: “{ $commitment }”.
record-repair_judged = { $accepted ->
    [yes] { $who } accepted “{ $repair }” as repaired.
   *[no] { $who } said that “{ $repair }” is not repaired yet.
}
record-repair_withdrawn = { $who } said that nothing broke after all: “{ $repair }”.
text-sentence = Sentence
text-happened = What happened

## The quarterly pack
nav-packs = Review packs
packs-lede = The review on a few pages, frozen at a moment, the same for everybody at the table, with a page of each party’s own.
packs-all = All packs
packs-none = No pack has been made yet.
packs-example = For example: before the review of the third quarter somebody makes a pack; provider and customer each add their page, and everybody comes having read the same.
pack-title = Review pack { $number }
pack-line = made by { $who } on { $day }; looks back to { $since }; version { $version }
pack-pages-of = With a page of
pack-make-title = This quarter, on a few pages
pack-make-note = It freezes the record as it is now, and holds only what the whole table may see. Everybody at the table sees it at once.
pack-make = Make the review pack
pack-next = A review pack was just made. The next one can be made from { $time } on.
pack-all = All review packs
pack-head = The record up to { $point } ({ $zone }), looking back to { $since }. Made by { $party }. Version { $version }, of { $day }.
pack-decisions = Decisions wanted
pack-decisions-none = No decision is waiting.
pack-to-sign = Version { $version } of the agreement is open for signature; still to sign: { $parties }.
pack-decisions-more = { $count ->
    [one] One more proposal is open.
   *[other] { $count } more proposals are open.
}
pack-decision-by = { $worded ->
    [self] proposed by { $party }; { $over ->
        [yes] its round ended on { $day }
       *[no] its round ends on { $day }
    }
   *[other] in words of { $words }; opened by { $party }; { $over ->
        [yes] its round ended on { $day }
       *[no] its round ends on { $day }
    }
}
pack-actions = What became of last time’s actions
pack-actions-none = Nothing was left to be kept last time.
pack-actions-first = This is the first review pack: there was no last time.
pack-more-in-appendix = { $count ->
    [one] One more is in the appendix.
   *[other] { $count } more are in the appendix.
}
pack-from-to = { $party } to { $to }
pack-fate-open = still to be kept
pack-fate-reported = reported as kept, not confirmed yet
pack-broke = What broke, and what was agreed about it
pack-broke-none = Nothing was named that broke.
pack-broke-in-full = In full in the appendix.
pack-promise = { $party } promised: { $words }, by { $day }: { $fate }
pack-accepted = accepted as repaired by { $by }
pack-not-yet = not repaired yet, says { $by }
pack-untold = not told: fewer than five people have given marks that count
pack-about = { $party } about { $about }
pack-page-of = { $party }: our own page
pack-page-by = { $who } for { $party }, { $day }, entry { $entry }
pack-appendix = Appendix
pack-all-outcomes = Every outcome
pack-promised = Promised in that time
pack-promised-none = Nothing else was promised in that time.
pack-promised-nothing = Nothing was promised in that time.
pack-happened = What happened in that time
pack-happened-none = Nothing else was recorded.
pack-not-in-here = What is not in here
pack-left-out = { $count ->
    [one] The value of one outcome: not everybody at the table may see it yet, as somebody of the provider has neither guessed nor skipped, or the consumer has not opened its figures to a party.
   *[other] The values of { $count } outcomes: not everybody at the table may see them yet, as somebody of the provider has neither guessed nor skipped, or the consumer has not opened its figures to a party.
}
pack-left-out-words = Needs, limits and ideas, and the sentences about trust: some seats do not read back that far. They are in the dialogue and under “Trust & repair”.
pack-check = Values and marks are those of their own pages as of { $point }; what was measured is told by its latest reading until then, and beside the target only where enough was read in the time looked back over. Choose that moment at the top of the page, under “As of”, to see how they came about.
pack-judged-by = { $who } for { $party }, { $day }, entry { $entry }
pack-decided = decided: { $title }
pack-kept = kept: { $words }
pack-left-out-here = left out
pack-not-heard = not heard yet
pack-of-other-words = { $said } (said of other words)
pack-last-time = last time { $value }
pack-year-ago = a year ago { $value }
pack-read = { $value } on { $day }
pack-last-read = not measured in that time; the latest reading is { $read }
pack-too-few = not known ({ $few }); the latest reading is { $read }
pack-answered = { $value } of { $people } people in { $period }
pack-reached = { $reached } of { $readings } readings reach the target
pack-cost = what it cost, says { $by }
pack-say-less = { $count } of { $people } who rated again now { $count ->
    [one] says
   *[other] say
} less { $than }
pack-say-more = { $count } of { $people } who rated again now { $count ->
    [one] says
   *[other] say
} more { $than }
pack-column-what = what
pack-column-who = who
pack-column-due = by
pack-column-fate = now
pack-column-outcome = outcome
pack-column-promised = promised
pack-column-measured = measured
pack-column-worth = worth
pack-column-came_true = came true
pack-column-side = side
pack-column-keeps_word = keeps its word
pack-column-speaks_up = speaks up in time
pack-column-people = people
pack-column-day = day
pack-foot = { $relationship }, review pack { $number }, version { $version }
pack-json = The same for programs
pack-version = Version { $version }
pack-older = This is version { $version }; the latest is { $latest }.
pack-see-latest = See the latest
pack-versions = Versions
pack-versions-note = The figures are frozen. Each page that a party adds or changes makes a new version; the earlier ones stay.
pack-take = Download
pack-pdf = PDF, to print and to keep
pack-md = Markdown
pack-as-of = Its figures on their own pages, as they were
pack-write = The page of { $party }
pack-words = What your side says
pack-words-hint = What went well, what did not, what you ask for. Nobody else can change it; leave it empty to take it out.
pack-write-note = Everybody at the table sees it at once. You can change it until { $day }; each change makes a new version.
pack-write-do = Put it in
said-pack-made = Made. Everybody at the table sees the same; now each party adds its page.
said-pack-written = It is in. This is a new version.
need-write_pack_page = Add your side’s page to the review pack
need-write_pack_page-why = Everybody reads it before the review; your page is still missing
search-pack = A party’s page in a review pack
record-pack_made = { $who } made review pack { $number } for { $party }: the record up to { $point }.
record-pack_page_written = { $who } wrote the page of { $party } in a review pack.
