## Features & mix
feature = Feature
feature-note = What it is

## What needs somebody
need-price = { $count ->
    [one] Say what a feature costs
   *[other] Say what { $count } features cost
 }
need-price-why = Without a price it cannot come into any mix
need-rate-mix = { $count ->
    [one] Say what an outcome is worth to you
   *[other] Say what { $count } outcomes are worth to you
 }
need-rate-mix-why = Your party has no voice in the mix of features yet

## The record
record-feature_added = { $who } added a feature that { $party } would do.
record-feature_changed = { $who } put the feature “{ $feature }” in other words, or said anew what it serves.
record-feature_priced = { $who } said what “{ $feature }” costs: { $price }.
record-feature_withdrawn = { $who } withdrew the feature “{ $feature }”.
record-endowments_chosen = { $who } chose how much voice each party has in a mix: { $weights }.
record-mix_recorded-equal_voice = { $who } recorded the mix by equal voices for { $budget }: { $count ->
    [one] one feature
   *[other] { $count } features
 }.
record-mix_recorded-most_value = { $who } recorded the mix of most total value for { $budget }: { $count ->
    [one] one feature
   *[other] { $count } features
 }.
record-mix_recorded-worst_off = { $who } recorded the mix that looks at the worst-off party first, for { $budget }: { $count ->
    [one] one feature
   *[other] { $count } features
 }.
price-range = { $low } to { $high }
