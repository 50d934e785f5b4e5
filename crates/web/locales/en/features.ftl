## Features & mix
feature = Feature
feature-note = What it is
nav-features = Features & mix
percent = { $number }%
points = { $number ->
    [one] one point
   *[other] { $number } points
 }
list-and-more = { $first } and { $count } more
list-and = { $first } and { $last }
feature-add = Add a feature
feature-add-open = Say what could be done
feature-offered-by = Who would do it
feature-offered-by-hint = That party says what it costs.
feature-origins = Where it comes from
origin-customer = a customer
origin-user = a user
origin-supplier = a supplier
origin-rule = a rule
origin-competitor = a competitor
origin-price = a price
origin-our_idea = our own idea
feature-serves = What it serves
feature-serves-hint = How strongly it serves each outcome: not at all (0), weak (1), medium (3) or strong (9), the scale of quality function deployment.
feature-serves-scale = The scale of quality function deployment: not at all 0, weak 1, medium 3, strong 9.
feature-serves-nothing = No outcome yet
strength-none = not at all
strength-weak = weak
strength-medium = medium
strength-strong = strong
feature-links = What it needs or excludes
feature-needs = Only together with
feature-excludes = Not together with
feature-must = Must
feature-must-yes = Must be in every mix
feature-must-label = Must be in every mix: it is paid for before anybody’s voice counts
feature-price = Table price
feature-price-to = up to
feature-price-hint = What it costs at this table: one amount, or from–to. A mix calculates with the upper end. What is in it for you is your own affair.
feature-price-open = What it costs, and who bears it
feature-price-malformed = Give an amount, such as 96000 or 96,000.50.
feature-bearers = Who bears it
feature-bears-in = In
feature-bears-percent = per cent
feature-no-price = no price yet
feature-price-waits = { $party } has not said what it costs.
feature-costs = { $price }; borne by: { $bearers }
feature-priced-words = The price was said for other words: “{ $name }” { $note }
feature-priced-words-yours = You said this price for other words: “{ $name }” { $note } Say below whether it still holds.
feature-theirs = It has a price in these words. Only the party that added it changes them; you can change the rest.
feature-priced = Said on { $day }
feature-waits = Needs “{ $feature }”, which cannot be chosen yet.
feature-said-by = Added by { $who } on { $day }
feature-was-withdrawn = Withdrawn on { $day }: { $why }
feature-change = Change it
feature-reword = Put it in other words, or change what it serves
feature-withdraw = Withdraw it
feature-withdraw-note = It is no longer considered. What was said of it stays on the record.
said-feature-added = The feature is on the table.
said-feature-changed = That is recorded.
said-feature-price-said = The price is on the table.
said-feature-withdrawn = The feature is withdrawn.
said-features-imported = The features are on the table.
said-endowments-chosen = That is recorded. Every mix from now on calculates with it.
said-mix-recorded = The mix is on the record.

## The page
features-lede = What the budget can pay for so that every party at the table is better off. Each party brings an equal voice; money is a separate column.
features-lede-chosen = What the budget can pay for so that every party at the table is better off. Each party brings the voice that was chosen below; money is a separate column.
features-empty-title = What could be done?
features-empty = Here is everything that could be done, what it costs at this table and which outcomes it serves. What people say those outcomes are worth decides which mix comes out for a budget.
features-example = “A hotline at night”, €96,000, gets everybody back to work in the night shift too.
features-example-clinic = “Forms that work without the network”, €48,000, lets a ward admit patients while a system is down.
features-example-payroll = “Each payslip with a line that explains what changed”, €30,000, answers most questions before they are asked.
features-example-logistics = “A position every ten minutes”, €60,000, lets customers be told where their goods are.
features-example-telecom = “Two small cells at the pass”, €120,000, lets everybody be reached on that road.
features-example-hosting = “A second place of the data”, €90,000, keeps everybody at work while one is down.
features-example-facility = “Rooms that show whether they are free”, €40,000, spares everybody the search.
features-example-workplace = “A hotline at night”, €96,000, gets everybody back to work in the night shift too.
features-unpriced = Not in any mix yet
features-serve-nothing = Serve no outcome
features-serve-nothing-note = Nobody’s outcome would be better for these. Link them to one, or ask what they are for.
features-nobodys-need = Nobody at the table asked for these
features-nobodys-need-note = Their only origin is a competitor, a price or our own idea.
features-withdrawn = Withdrawn
features-export = As a table (CSV)

## The mix
mix-said = { $rule }, budget { $budget }: { $gets }
mix-heading = Budget { $budget }
list-or = { $first }, or { $last }
mix-title = The mix
mix-budget = Budget
mix-show = Show
mix-rule = By which rule
mix-move = Move the budget
mix-rule-equal_voice = Equal voice
mix-rule-chosen_voice = Voices as chosen
mix-rule-most_value = Most total value
mix-rule-worst_off = Worst-off first
mix-budget-too-large = This budget is larger than anything that could be chosen.
mix-for-budget = For { $budget }:
mix-summary = { $count ->
    [0] no feature is in; { $left } are left.
    [one] one feature for { $cost }; { $left } are left.
   *[other] { $count } features for { $cost }; { $left } are left.
 }
mix-provisional = { $count ->
    [one] Provisional: { $parties } has not said what these outcomes are worth. Its voice is missing here.
   *[other] Provisional: { $parties } have not said what these outcomes are worth. Their voices are missing here.
 }
mix-linked-to-nothing = No feature is linked to an outcome yet, so no voice can back any. Say on each feature what it serves.
mix-provisional-all = Provisional: nobody has said yet what these outcomes are worth, so no voice backs any feature.
mix-realised = Where people of { $parties } have said how an outcome turned out, and not what they expect of it, that is what the mix reads.
mix-rate = Say what they are worth
mix-chart-title = What each party gets at each budget
mix-chart-description = One line of steps per party: the share of all that the features could give it, from no budget to everything.
mix-chart-axis = budget → share of each party’s value delivered
mix-in-or-out = In or out
mix-in = in
mix-out = out
mix-cost = Cost
mix-cost-from = from { $low }
mix-backed = Backed by (voice)
mix-borne = Borne by (money)
mix-voice-is-not-money = Voice says who wants it: each party’s voice is split over those of its people who rated. Money says who pays. One does not follow from the other. Where a price is a range, the mix calculates with its upper end.
backed-by-nobody = nobody
borne-unsaid = not said yet
mix-now-called = now called “{ $name }”
mix-in-must = Must be in; paid before anybody’s voice counts.
mix-in-free = Costs no voice.
mix-in-voice = Backed by { $parties }.
mix-in-voice-all = { $count ->
   *[other] Backed by all { $count } parties.
 }
mix-in-left = Fits what the voices left over; wanted by { $parties }.
mix-in-equal_voice = Chosen.
mix-in-most_value = Adds most to the total for its price.
mix-in-worst_off = Lifts those who get least.
mix-first-wish = { $count ->
    [one] { $parties }’s first wish.
   *[other] The first wish of { $parties }.
 }
mix-only-wish = { $count ->
    [one] { $parties }’s only wish.
   *[other] The only wish of { $parties }.
 }
mix-out-unwanted = Nobody has said that what it serves is worth anything to them.
mix-out-excluded = Cannot be done beside “{ $feature }”, which is in.
mix-out-waits = Needs “{ $feature }”, which is out.
mix-out-outweighed = Other features do more for the same money.
mix-out-serves-nothing = Serves no outcome.
mix-out-short-one = Only { $parties } values it.
mix-out-short = { $parties } value it, but the others’ wishes together were stronger.
mix-out-short-all = All value it, but their voices went to other features first.
mix-out-not-the-budget = It costs more than the whole budget.
mix-out-not-beside = It does not fit beside what is in, which leaves { $left } of the budget.
mix-out-not-beside-valued = { $count ->
    [one] { $parties } values it, but it does not fit beside what is in, which leaves { $left } of the budget.
   *[other] { $parties } value it, but it does not fit beside what is in, which leaves { $left } of the budget.
 }
mix-out-beside-equal_voice = What is left of the budget would be enough for it, but the rule did not choose it.
mix-out-beside-most_value = What is left of the budget would be enough for it, but no better mix with it has been found yet.
mix-out-beside-worst_off = What is left of the budget would be enough for it, but no better mix with it has been found yet.
mix-comes-in = It comes in { $ways }.
mix-way-more = with at most { $more } more
mix-way-price = at a price of { $price }
mix-way-people = { $count ->
    [one] with one more person of { $party } who wants nothing else
   *[other] with { $count } more people of { $party } who want nothing else
 }
mix-folded = { $count ->
    [one] One more that is out
   *[other] { $count } more that are out
 }
mix-gets = What each party gets
mix-gets-note = Of all that the features together could give it.
mix-gets-title = { $party } gets { $percent }
mix-not-rated = Not rated yet: { $parties }
mix-against-most_value = Compared with “most total value”
mix-against-equal_voice = With equal voice
mix-same = The same mix
mix-same-note = Nothing is lost for fairness at this budget.
mix-alike = The same for every party
mix-alike-note = Other features, the same shares.
mix-gains = { $points ->
    [one] { $party } +1 point
   *[other] { $party } +{ $points } points
 }
mix-left-with = would be left with { $percent }
mix-price-of-fairness = the price of fairness, { $percent } of all value
mix-price-at-least = the price of fairness, at least { $percent } of all value
mix-price-little = the price of fairness, less than half a per cent of all value
mix-price-nothing = and no value is lost in all
mix-differs = { $points ->
    [one] { $party } { $sign }1 point
   *[other] { $party } { $sign }{ $points } points
 }
mix-would-have = would have { $percent }
mix-next-title = Next to come in
mix-next = +{ $more } at most · { $features }
mix-next-price = or at a price of { $price }
mix-next-none = A larger budget brings nothing more.
mix-musts-cost = What must be in costs { $least }. A smaller budget cannot cover it.
mix-record = Record this mix
mix-record-note = Say what it is meant for
mix-record-note-label = What it is meant for
mix-record-what = The rule, the budget, the present prices and ratings, and the result go on the record.
mix-record-looks = Recording looks for a better one for a second or two first.
mix-beside-title = Side by side
mix-beside-note = The same features, ratings and budget by three rules: every party with an equal voice; the most value added up over everybody who rated; the party that gets least as well off as possible.
mix-party-gets = { $party } gets
mix-beside-value = Total value, of the most
mix-beside-cost = Spent
mix-beside-nothing = People who get nothing
mix-beside-uneven = How uneven; 0% if all get the same
mix-beside-state = How sure
mix-looking = being computed
mix-exact-equal_voice = exact
mix-proven = proven best
mix-room-most_value = not proven: at most { $room } more is possible
mix-room-worst_off = not proven: at most { $room } more for the worst-off
mix-raising = Still being computed: the voices are not yet scaled up to the full budget.
mix-rough-search = The lines are the best that a short search finds; a longer one may find better.
mix-rough = At a table this large the lines, and what would bring a feature in, are calculated before voices are scaled up to the full budget.
mix-proof-equal_voice = This is the rule’s exact answer.
mix-proof-most_value = Proven: no mix for this budget has more total value.
mix-proof-worst_off = Proven: no mix for this budget does better by those who get least.
mix-open-most_value = Not proven: another mix could have more total value, by { $room } at most.
mix-open-worst_off = Not proven: another mix could give the party that gets least more, by { $room } at most.
mix-open-yet-most_value = Not proven yet, still being computed: another mix could have more total value, by { $room } at most.
mix-open-yet-worst_off = Not proven yet, still being computed: another mix could give the party that gets least more, by { $room } at most.
mix-open-unsaid = The best that was found; a better one may exist.
mix-guess-first-title = Guess first
mix-closed-title = Not open to you yet
mix-closed = A mix is made of what the consumer said. It spoke before your party came, and opens its figures to you when it agrees.
mix-guess-first = Which features a mix chooses tells what the consumer said. Guess, or skip, each of these outcomes; then the mix opens.
mix-sealed = { $count ->
    [one] One mix is on record; it opens then, too.
   *[other] { $count } mixes are on record; they open then, too.
 }

## Fairness
fair-title = Is it fair?
fair-yes = no group passed over
fair-no = passed over
fair-holds = No group of people could have had a feature that is out for its own share of the voice and been better served by it than by this mix.
fair-passed-over = People of { $parties } could have had “{ $feature }” for their own share of the voice, and it would have served each of them better than this mix does.
fair-passed-over-counted = { $count } people of { $parties } could have had “{ $feature }” for their own share of the voice, and it would have served each of them better than this mix does.
fair-nothing-still = { $count ->
    [one] All the same, one person who wants something gets nothing.
   *[other] All the same, { $count } people who want something get nothing.
 }
fair-nothing = { $count ->
    [0] Everybody who wants something gets something.
    [one] One person who wants something gets nothing.
   *[other] { $count } people who want something get nothing.
 }
fair-even = Everybody gets the same value.
fair-uneven = Value is unevenly spread: { $percent }; at 0% everybody would get the same.
fair-lost-nothing = No more total value could be had for this budget.
fair-lost-little = Less than half a per cent of the most total value for this budget is given up.
fair-lost-open = Compared with the most total value that was found, nothing is given up; that it is the most is not proven.
fair-lost = { $percent } of the most total value for this budget is given up.
fair-lost-at-least = At least { $percent } of the most total value for this budget is given up; whether more is not proven.
fair-how = What was checked
fair-property = Every feature that is out and could be added, and every group of people who want it, across all parties: whether at least one of them gets from this mix, and that feature with it, more than their own share of the voice would have bought at its price. The property is called “EJR+ up to one feature”, for points: how strongly a feature serves an outcome × what people say the outcome is worth. Equal voice promises it; the other rules do not. The Gini coefficient tells how unevenly value is spread.

## The overview
mix-card-chosen = Chosen
mix-card-in = { $count } of { $all } features
mix-card-rule = Rule
mix-card-recorded = Recorded
mix-card-open = Why each is in or out
mix-card-empty = Nobody has said yet what could be done. The mix for a budget begins with a feature.
mix-card-unpriced = No feature has a price yet, so none can come into a mix.
mix-card-guess = { $count ->
    [one] Guess, or skip, one outcome; then the mix opens.
   *[other] Guess, or skip, { $count } outcomes; then the mix opens.
 }
mix-card-guess-go = See which
mix-card-ready = { $count ->
    [one] One feature has a price. Choose a budget, and record the mix that all parties can agree to.
   *[other] { $count } features have a price. Choose a budget, and record the mix that all parties can agree to.
 }
mix-card-go = Go to the features

## Voices
endowments-title = Whose voice counts how much
endowments-note = Equal per party, because nobody has chosen otherwise. Each party’s voice is split over those of its people who rated.
endowments-chosen = Chosen by { $who } on { $day }. Each party’s voice is split over those of its people who rated.
endowments-choose = Choose otherwise
endowments-rule = Give each party a weight; equal weights are equal voices. Nobody gives their own party more than an equal share, nor another party less than one: each gives up voice of its own. The choice is on the record, and holds until a party sits down or leaves.
endowments-weights = Weights
endowments-equal = equal per party
endowments-behind = here only by links that { $party } made: they share one voice

## Mixes on record
mix-recorded = Mixes on record
mix-recorded-title = { $rule }, { $budget }
mix-recorded-line = { $count ->
    [one] One feature. Recorded by { $who } on { $day }, as of entry { $sequence }.
   *[other] { $count } features. Recorded by { $who } on { $day }, as of entry { $sequence }.
 }
mix-recorded-digest = { $engine } · inputs { $digest }…
mix-recorded-by = Recorded by { $who } on { $moment }
mix-features = Features
mix-how = How it came about
mix-fact-cost = Costs together
mix-fact-voices = Voices
mix-fact-read = As of
mix-read-at = ratings, prices and voices as of entry { $sequence } of the record
mix-fact-engine = Computed by
mix-fact-inputs = Digest of the inputs
mix-again = Compute it again
mix-again-note = The same inputs give the same mix on every machine. The digest covers the record up to that entry, the rule and the budget.
mix-again-same = Computed again with { $engine }: the same digest, the same mix.
mix-again-otherwise = Computed again with { $engine }: the same digest, another mix. The engine has changed since; what is on record counts.
mix-again-inputs = Computed again with { $engine }: the digest differs. The record is not the one this mix was made from.

## Who bears what
share-own = Its own word
share-asked = Asked of { $party }; no answer yet
share-agreed = { $who } said yes on { $day }
share-declined = { $who } said no on { $day }
share-yours-asked = { $party } asks you to bear { $amount } of this.
share-yours-agreed = You bear { $amount } of this.
share-yours-declined = You do not bear { $amount } of this.
share-yours-own = You bear { $amount } of this.
share-yes = Yes, we bear it
share-no = No, we do not bear it
share-no-open = No, because…
share-no-go = No, or look first
share-why = Why not, and what you could bear instead
share-asked-title = You are asked to pay
share-asked-note = Who bears what is each party’s own word. Until you say yes, your share is marked “asked of you”, and everybody sees that.
share-asked-line = { $amount }, asked by { $party }
share-answer-go = Say whether you bear it
said-share-answered = That is recorded, and the table sees it.
borne-asked = asked of { $party }
borne-declined = { $party }, who said no
borne-since-agreed = { $party } has said yes since.
borne-since-declined = { $party } has said no since.
borne-since-asked = { $party } has been asked again since.
pays-asked = { $amount } more is asked, and not agreed.
pays-asked-only = { $amount } is asked, and not agreed.
pays-declined = { $amount } was declined.
you-pay = You pay { $amount }.
you-pay-nothing = You pay nothing of this.
you-pay-nothing-yet = You have not agreed to pay anything of this yet.
mix-chosen-title = What is chosen
mix-left-out-title = What is left out, and why
mix-sure = How sure is this?
mix-how-open = Rule, voices, proof and digest
mix-beside-open = Compare the three rules
mix-why-in = Why “{ $feature }” is in
mix-why-out = Why “{ $feature }” is not in
mix-why-go = Explain this no
mix-why-go-in = Explain this yes
mix-why-mix = The mix
mix-letter-subject = { $mix }: { $service }
mix-letter-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
 }
letter-send = Send by mail
letter-text = The text that is sent
feature-mixes = In the mixes on record

## Bringing features
import-title = Bring a list
import-lede = Choose a file or paste a table, one feature a line. You see what was understood before anything is recorded.
import-bring = The list
import-file = A file, saved as CSV or text
import-text = The table’s text
import-look = See what is understood
import-found = { $count ->
    [0] Nothing to add
    [one] One feature to add
   *[other] { $count } features to add
 }
import-understood = Understood as
import-misread = What was not understood, or is left out
import-confirm = { $count ->
    [one] Add this feature
   *[other] Add these { $count } features
 }
import-columns = The columns
import-columns-note = Only the name is needed. Commas, semicolons or tabs between cells. Titles above the column names do no harm. A column named like an outcome says how strongly the features serve it: none, weak, medium, strong, or 0, 1, 3, 9.
import-column-name = What it is, in a few words.
import-column-what-it-is = At length.
import-column-offered-by = The party that would do it; the provider unless said.
import-column-price = What it costs at this table. Only for features that your own party offers.
import-column-price-to = The upper end, where the price is a range.
import-column-borne-by = Names and shares, “First party 50% + Second party 50%”, or amounts.
import-column-origins = customer, user, supplier, rule, competitor, price, our idea; several with | between them.
import-column-must = yes, where it must be in every mix.
import-column-needs = Names of features it cannot be done without, with | between them.
import-column-excludes = Names of features it cannot be done beside.
import-head-name = name
import-head-what-it-is = what it is
import-head-offered-by = offered by
import-head-price = price
import-head-price-to = price to
import-head-borne-by = borne by
import-head-origins = origins
import-head-must = must
import-head-needs = needs
import-head-excludes = excludes
import-empty = Paste a table first: one feature a line, with a line of column names above.
import-no-name = No column is called “name”. Choose above which column names the features.
import-also-name = feature|features|feature name|title|requirement|wish
import-also-what-it-is = description|details|note|notes|comment|comments
import-also-offered-by = supplier|vendor
import-also-price = cost|costs|amount|price from
import-also-price-to = price up to|cost up to|maximum price
import-also-borne-by = paid by|payer|who pays
import-also-origins = origin|source
import-also-must = mandatory|required|must have
import-also-needs = requires|depends on|prerequisite|prerequisites
import-also-excludes = conflicts with|not with|rules out
import-from-customer = customer|the customer|client
import-from-user = user|users|end user
import-from-supplier = supplier|vendor
import-from-rule = rule|regulation|law
import-from-competitor = competitor|competitors|competition
import-from-price = price|prices|cost
import-from-our_idea = our idea|own idea|idea
import-totals = total|totals|sum|subtotal|grand total|sum total
import-match = How the list was read
import-heading-in = The column names are in line { $line }.
import-match-open = Say what each column is
import-column-untitled = Column { $number }
import-column-sample = First: “{ $cell }”
import-column-nothing = leave out
import-again = Look again
import-amounts = How are amounts written in this list?
import-amounts-hint = Some amounts could be read two ways.
import-amounts-point = 1,000.50
import-amounts-comma = 1.000,50
import-is-workbook = This is an Excel workbook. In Excel choose “Save as”, then “CSV UTF-8 (comma delimited)”, and bring that file.
import-is-old-workbook = This is an old Excel workbook. In Excel choose “Save as”, then “CSV UTF-8 (comma delimited)”, and bring that file.
import-is-opendocument = This is a LibreOffice workbook. In LibreOffice choose “Save as”, then “Text CSV” with the character set UTF-8, and bring that file.
import-is-pdf = This is a PDF. Open the table from which it was made, save that as CSV, and bring that file.
import-is-no-text = This file holds no text. Open it in your spreadsheet, save it as CSV in UTF-8, and bring that file.
import-too-many = Only the first { $count } lines were read.
import-stands = Line { $line }: “{ $name }” is already here; it is left as it is.
import-twice = Line { $line }: “{ $name }” is in the list twice; the first counts.
import-full = { $count ->
    [one] One feature is left out: a table holds { $limit } at most, and those withdrawn count.
   *[other] { $count } features are left out: a table holds { $limit } at most, and those withdrawn count.
 }
import-not-yours = Line { $line }: the price { $cell } is left out. Only those who speak for the party that offers it say what it costs.
import-misread-column = Column “{ $column }” is neither one of ours nor an outcome.
import-misread-name = Line { $line } has no name.
import-misread-cells = Line { $line } is left out: it has { $cells ->
    [one] one cell
   *[other] { $cells } cells
 } where there are { $heading } columns. Put quotation marks around text with a comma or semicolon in it.
import-misread-quote = Line { $line } is left out, and all that follows: it opens a quotation mark that is never closed.
import-misread-letters = Line { $line } is left out: some of its letters cannot be read. Save the file in UTF-8.
import-misread-total = Line { $line } is left out: it is a total.
import-other-currency = The prices are left out: “{ $column }” names a currency, and this table calculates in { $currency }.
import-misread-line = Line { $line } is left out: { $reason }
import-misread-party = Line { $line }: nobody at this table is called “{ $cell }”; the provider is taken instead.
import-misread-price = Line { $line } gets no price: { $reason }
import-price-refused = Line { $line }: the price “{ $cell }” ends below where it begins, or is larger than can be calculated with; the feature has no price.
import-unclear-range = Line { $line }: “{ $cell }” could begin with thousands or without. Write the two ends in columns of their own, “price” and “price to”; the feature has no price.
import-misread-bearers = Line { $line }: who bears it, “{ $cell }”, does not make up the whole; it is left open.
import-misread-origin = Line { $line }: “{ $cell }” is not an origin.
import-misread-must = Line { $line }: “{ $cell }” under “must” is neither yes nor no; it is not a must.
import-misread-strength = Line { $line }: “{ $cell }” is not a strength; it counts as not at all.
import-misread-feature = Line { $line }: there is no feature called “{ $cell }”.
import-misread-itself = Line { $line }: “{ $cell }” is the feature itself; it neither needs nor excludes itself.

## What needs somebody
need-price_features = { $count ->
    [one] Say what a feature costs
   *[other] Say what { $count } features cost
 }
need-answer_shares = { $count ->
    [one] Say whether you bear your share of a feature
   *[other] Say whether you bear your share of { $count } features
 }
need-answer_shares-why = Others put it on you; who bears what is your own word
need-share_declined = { $count ->
    [one] A party does not bear its share of a feature
   *[other] Parties do not bear their shares of { $count } features
 }
need-share_declined-why = Read why, and say again who bears what
need-still_priced = { $count ->
    [one] A feature you priced was put in other words: does the price still hold?
   *[other] { $count } features you priced were put in other words: do the prices still hold?
 }
need-still_priced-why = Say the price again, or another
need-price_features-why = Without a price it cannot come into any mix
need-rate_for_mix = { $count ->
    [one] Say what an outcome is worth to you
   *[other] Say what { $count } outcomes are worth to you
 }
need-rate_for_mix-why = Your party has no voice in the mix of features yet

## The record
record-feature_added = { $who } added a feature that { $offered_by } would do.
record-feature_changed = { $who } put the feature “{ $feature }” in other words, or changed what it serves.
record-feature_priced = { $who } said what “{ $feature }” costs: { $price }.
record-share_answered = { $bears ->
    [yes] { $who } said that { $party } bears { $share } of “{ $feature }”.
   *[no] { $who } said that { $party } does not bear { $share } of “{ $feature }”.
}
record-feature_withdrawn = { $who } withdrew the feature “{ $feature }”.
record-endowments_chosen = { $who } chose how much voice each party has in a mix: { $endowments }.
record-mix_recorded = { $rule ->
    [equal_voice] { $who } recorded the mix by equal voices for { $budget }: { $count ->
            [one] one feature
           *[other] { $count } features
         }.{ $fair }
    [most_value] { $who } recorded the mix of most total value for { $budget }: { $count ->
            [one] one feature
           *[other] { $count } features
         }.{ $fair }
   *[worst_off] { $who } recorded the mix that looks at the worst-off party first, for { $budget }: { $count ->
            [one] one feature
           *[other] { $count } features
         }.{ $fair }
}
record-mix-fair = No group was passed over.
record-mix-realised = Where { $parties } had not said what they expect, the mix reads how the outcomes turned out.
record-mix-passed-over = { $parties } could have had “{ $feature }” for their own share of the voice, and were passed over.
price-range = { $low } to { $high }
mix-pays = Who pays how much
mix-csv = This mix as CSV

## Amounts
amount-no_number = “{ $typed }” is not an amount. Write it like { $plain } or { $exact }.
amount-negative = “{ $typed }” is below zero. Write an amount like { $plain }.
amount-grouping = “{ $typed }” is not clear: a mark for thousands comes before every three digits. Write { $plain } or { $exact }.
amount-digits = “{ $typed }” has more decimals than { $currency } has. Write { $plain } or { $exact }.
amount-unclear = “{ $typed }” could be two amounts. Write it without a mark for thousands, like { $plain }.
amount-too_large = “{ $typed }” is larger than can be calculated with.
