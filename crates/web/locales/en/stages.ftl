## Stages, and who took part
stages-title = Who took part
stages-lede = What is worked on at each stage, which parties took part, and who was left out. It is read from the record, and nothing waits for it.
stages-source = Names from { $source }, looked up in { $looked-up }. Whoever publishes them may call them otherwise since.
stages-who = At each stage
stages-stage = Stage
stages-took = Took part
stages-out = Left out
stages-nothing-yet = nothing yet
stages-all = everybody
stages-without = without { $who }
stages-users = users
stages-users-there = Five users or more took part.
stages-users-not = No users took part.
stages-in-things = { $count ->
    [one] in one thing
   *[other] in { $count } things
}
stages-things = { $count ->
    [0] nothing yet
    [one] one thing
   *[other] { $count } things
}
stages-unplaced = { $count ->
    [one] One feature, decision, meeting or commitment belongs to no stage yet.
   *[other] { $count } features, decisions, meetings and commitments belong to no stage yet.
}
stages-yours = { $count ->
    [0] None of them is yours to place.
    [one] One of them is yours to place.
   *[other] { $count } of them are yours to place.
}
stages-for-others = What others place
stages-place = At no stage yet
stages-place-none = There is nothing of your party’s to place.
stages-at-none = At none
stages-place-do = Save
stages-kind-feature = Feature
stages-kind-proposal = Decision
stages-kind-meeting = Meeting
stages-kind-commitment = Commitment
stages-choose = Other stages
stages-pack = Which stages
stages-own = Your own, one on each line
stages-own-hint = Two to twelve. Read only where “Our own” is chosen.
stages-choose-note = What is placed at stages of other names is kept: it is there again when you choose those again.
stages-choose-do = Use these
stages-csv = This as a table (CSV)
stages-all-of-it = Who took part, in detail
stage_pack-plain = Planning, designing, building, supporting, improving
stage_pack-itil_4 = ITIL 4: the service value chain
stage_pack-itil_5 = ITIL 5: the product and service lifecycle
stage_pack-own = Our own
stage-planning = Planning
stage-designing = Designing
stage-building = Building
stage-supporting = Supporting
stage-improving = Improving
stage-plan = Plan
stage-improve = Improve
stage-engage = Engage
stage-design_and_transition = Design and transition
stage-obtain_build = Obtain/build
stage-deliver_and_support = Deliver and support
stage-discover = Discover
stage-design = Design
stage-acquire = Acquire
stage-build = Build
stage-transition = Transition
stage-operate = Operate
stage-deliver = Deliver
stage-support = Support
stages-next-place = Say at which stage something is
stages-why-place = No feature, decision, meeting or commitment has a stage yet. With the first one it shows who took part.
stages-do-place = Choose a stage
stages-next-ask = Ask { $party } at “{ $stage }”
stages-why-ask = { $count ->
    [one] One thing is at “{ $stage }”, others worked on it, and { $party } took no part.
   *[other] { $count } things are at “{ $stage }”, others worked on them, and { $party } took no part in any.
}
stages-next-own = Your party took no part at “{ $stage }”
stages-next-without = { $party } took no part at “{ $stage }”
stages-next-no-users = No users took part at “{ $stage }”
stages-next-unplaced = Nothing has a stage yet
stages-do-meet = Plan a meeting with them
stages-do-meet-own = Plan a meeting
stages-next-users = Ask the users at “{ $stage }”
stages-why-users = { $count ->
    [one] One thing is at “{ $stage }”, and no user took part.
   *[other] { $count } things are at “{ $stage }”, and no user took part in any.
}
stages-do-ask = Ask many
stages-next-begin = Nothing is at “{ $stage }” yet
stages-why-begin = Everybody took part at the other stages. What would you do together at “{ $stage }”?
stages-do-say = Say what you need
stages-next-none = Everybody took part at every stage
stages-why-none = Nobody was left out of anything that has a stage.
stages-do-review = Look back together
column-stage = stage
column-things = things
column-took_part = took part
column-left_out = left out
column-users = users
said-stages-chosen = These stages are used from now on.
said-stage-placed = Saved.
text-names = what the stages are called
