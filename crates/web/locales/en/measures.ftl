## Measures and their readings
measure-last-quarter = The last 90 days
measure-none-counted = Nothing was counted yet.
measure-too-few-counted = Counted up to { $period }: too few answers for a figure.
measure-none-read = Nobody has read it yet.
measure-named-by = named by { $party }
measure-read-by = Read by { $party }.
measure-others = Other parties read it, too
measure-others-note = Readings of two parties stand beside each other: neither takes the place of the other’s.
measure-differ = { $count ->
    [one] At one time { $party } read something else.
   *[other] At { $count } times { $party } read something else.
}
measure-dropped-on = { $promised ->
    [asked] Dropped by { $party } on { $day }: nobody is asked any more. The agreement in force promises it all the same, and what was answered is told until another version is in force.
    [read] Dropped by { $party } on { $day }. The agreement in force promises it all the same: until another version is in force, it is read and counted as before.
   *[no] Dropped on { $day }. Nobody looks at it since.
}
measure-silent = It should have been read twice since it was read last. What is missing is no zero, and no target met.
measure-readings = { $count ->
    [0] No readings
    [one] One reading
   *[other] { $count } readings
}
measure-every-minutes = { $count ->
    [one] about every minute
   *[other] about every { $count } minutes
}
measure-every-hours = about every { $count } hours
measure-every-days = { $count ->
    [one] about every day
   *[other] about every { $count } days
}
measure-gap-note = A gap is a gap: it counts neither as missed nor as met.
measure-gaps = Readings are missing
measure-gap = between { $after } and { $before }
measure-more-gaps = { $count ->
    [one] And one gap before these.
   *[other] And { $count } gaps before these.
}
measure-latest = The latest readings
measure-chart = { $count } readings; the target is { $target }
levels-title = Levels over time
levels-of = Levels of “{ $name }” over time
levels-chart = Readings over time with { $count ->
    [one] one level
   *[other] { $count } levels
}; the target is { $target }
levels-none-found = No change of level was found; { $mean } on average.
levels-not-known = Too many readings are missing to say whether the level changed.
levels-change = { $way ->
    [up] Up
   *[down] Down
} from { $from } to { $to } on average, some time between { $after } and { $before }.
levels-noticed = Whoever watched could have noticed it on { $day }.
levels-drawn = Drawn from { $count } readings; each point is the mean of about { $each }.
levels-drawn-some = Drawn from { $count } readings; some points are the mean of two or more.
levels-table = The levels as a table
levels-from = From
levels-until = Until
levels-readings = Readings
levels-mean = On average
levels-note = Read { $every }. Levels are the cutting with the least squares (PELT); what could have been noticed, and when, is a cumulative sum. Less than five readings are no level, however far off they are, and a gap takes no part in any. Where readings follow a season or are means themselves, there seem to be more levels than there are.
measure-taken-from = Where they come from
measure-taken = { $who } ({ $party }), { $day }: { $count } { $by ->
    [hand] by hand
   *[other] from { $source }
}, { $when }
measure-taken-span = { $first } to { $last }
measure-take = Add readings
measure-value = What was read
measure-at = When ({ $zone })
measure-week = week of { $day }
measure-taken-now = New: { $new }. Replaced: { $replaced }. There already: { $there }.
measure-take-do = Add it
measure-csv = All readings as a table (CSV)
column-value = value
source-hand = by hand
source-csv = a table (CSV)
source-prometheus = Prometheus (range query)
source-grafana = Grafana (CSV)
source-zabbix = Zabbix (service levels)
source-servicenow = ServiceNow
source-jira = Jira
source-glpi = GLPI
source-program = a program
readings-import = Bring a file of readings
readings-lede = What is found in it is shown first. Nothing is taken while a line is wrong or something could be two.
readings-found = What was found
readings-what = It looks like
readings-columns = Columns
readings-columns-are = time: { $time }; value: { $value }
readings-series = Series
readings-zone = Time zone
readings-column-nth = Column { $count }
readings-column-again = { $name } ({ $count ->
    [2] 2nd
    [3] 3rd
   *[other] { $count }th
})
readings-own-zone = every time says its own
readings-unit = Unit
readings-no-unit = none
readings-unit-stripped = { $unit }; { $count ->
    [one] one value carried its unit
   *[other] { $count } values carried their unit
}
readings-first = First reading
readings-last = Last reading
readings-last-value = Its value
readings-count = Readings
readings-gaps = Gaps
readings-rounded = Rounded
readings-rounded-count = { $count ->
    [one] one value, to three decimals, away from the target
   *[other] { $count } values, to three decimals, away from the target
}
readings-there = There already
readings-differ = Replace what your party read before
readings-unread = { $count ->
    [one] One line says that nothing was read: line { $lines }. It is kept as a gap and counts as a missing reading.
   *[other] { $count } lines say that nothing was read: lines { $lines }. They are kept as gaps and count as missing readings.
} Leave out lines at which nothing is due, such as those of nights or weekends.
readings-wrong = These lines cannot be taken. Mend them in the file, and bring it again:
readings-more-wrong = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
readings-wrong-cells = Line { $line } has more or fewer cells than the heading.
readings-wrong-broken = Line { $line } opens a quotation mark that nothing closes, or is in letters that cannot be read.
readings-wrong-time = Line { $line }: “{ $cell }” is no date or time that is known.
readings-wrong-month = Line { $line }: “{ $cell }” has its month in words. Write months as numbers, such as 2026-03-31.
readings-wrong-no-hour = Line { $line }: there was no “{ $cell }”; clocks were set forward over it. Say the offset, such as +01:00.
readings-wrong-number = Line { $line }: “{ $cell }” is no number, or written otherwise than the others.
readings-wrong-exponent = Line { $line }: “{ $cell }” is written with an exponent. Write it out, such as 0.001.
readings-wrong-clock = Line { $line }: “{ $cell }” is a time of day or a duration, no number.
readings-wrong-date = Line { $line }: “{ $cell }” is a date, no number.
readings-wrong-unit = Line { $line }: “{ $cell }” is in another unit than the measure ({ $unit }).
readings-wrong-over = Line { $line }: “{ $cell }” is over 100%.
readings-wrong-negative = Line { $line }: “{ $cell }” is less than nothing.
readings-wrong-ahead = Line { $line }: “{ $cell }” is of a time that has not come, or before 1990.
readings-wrong-differs = Line { $line }: another line says something else of the same time (“{ $cell }” here).
readings-wrong-backwards = Line { $line }: “{ $cell }” ends before it begins.
readings-wrong-duration = Line { $line }: “{ $cell }” is no duration as this program writes them.
readings-wrong-mixed = Line { $line }: “{ $cell }” has no unit, and other lines have theirs. Are these seconds or days?
readings-wrong-yes-no = Line { $line }: “{ $cell }” is neither yes nor no.
readings-wrong-contradicts = Line { $line }: the target is said to be kept, and { $cell } per cent of its time was used.
readings-wrong-twice = Line { $line }: the ticket “{ $cell }” is in another line, too.
readings-wrong-endless = Line { $line }: “{ $cell }” is no number: something was divided by nothing. Leave the line out.
readings-wrong-too-large = Line { $line }: “{ $cell }” is more than 1,000,000,000, the most that is taken. Name the measure in a larger unit.
readings-wrong-stage = Line { $line }: the stage “{ $cell }” is not known, and whether the ticket counts hangs on it. Export the list in English or German, or write “cancelled” or “completed”.
readings-asked = Please say
readings-answered = What was answered
readings-choose = Please choose
readings-ask-value = In which column is the value?
readings-ask-series = Which of these is it?
readings-ask-decimals = How are decimals written?
readings-decimals-point = 1,000.5: with a point
readings-decimals-comma = 1.000,5: with a comma
readings-ask-zone = In which time zone are the times?
readings-ask-order = Is 03/04/2026 the third of April?
readings-order-day = Yes: the day comes first
readings-order-month = No: the month comes first, it is the fourth of March
readings-ask-twice = An hour came twice when clocks were set back. Which is meant?
readings-twice-first = The first, in summer time
readings-twice-second = The second, in winter time
readings-ask-share = Most values are 1 or less. What does 0.997 mean?
readings-share-percent = 0.997 per cent
readings-share-of_one = 99.7 per cent
readings-nothing-new = All of it is there already. Nothing would change.
readings-take-gaps = Take over the gaps
readings-take = { $count ->
    [one] Take over one reading
   *[other] Take over { $count } readings
}
readings-empty = There is nothing in it. Choose a file, or paste its text.
readings-tool-error = This file holds no readings: the tool answered with an error, “{ $error }”. See to that there, and fetch it again.
readings-other-json = This JSON is neither a range query of Prometheus nor service levels of Zabbix.
readings-cut-json = The file ends in its middle. Fetch it again.
readings-only-heading = There is a heading and no line below it. See that the export holds the lines, and not only the names of the columns.
readings-nothing-found = The query found nothing: there is no value in the answer. See that its name and its time are right, and fetch it again.
readings-instant = This answer of Prometheus is of one moment. Ask for a range of time (query_range), and bring that answer.
readings-no-time = No column holds dates or times. Name one “time” or “date”.
readings-no-value = No column holds numbers. Name one “value”.
readings-formats = What can be read
readings-format-csv = A table (CSV) with a column of times and one of values, with a heading.
readings-format-grafana = A panel of Grafana: Inspect, Data, Download CSV. Values may carry the unit.
readings-format-prometheus = Prometheus: the answer to a range query (JSON).
readings-format-zabbix = Zabbix: the answer of sla.getsli (JSON). −1 is a gap.
readings-size = Up to 16 megabytes and 200,000 readings at once. What is there already adds nothing. Tickets are counted file by file: cut them where a day, week or month begins, because a part of it takes the place of the whole.
readings-tickets = Tickets
readings-tickets-count = { $count ->
    [one] one, counted when it was closed
   *[other] { $count }, each counted when it was closed
}
readings-open = { $count ->
    [one] One ticket is not counted, because it is open, was cancelled or has no such target: line { $lines }
   *[other] { $count } tickets are not counted, because they are open, were cancelled or have no such target: lines { $lines }
}
readings-total = Line { $line } sums up the others and is left out.
readings-cut = Each figure rests on the tickets of this file alone, and takes the place of what was read of the same time before. The first ({ $first }) and the last ({ $last }) may lack tickets: see that the file has all of theirs.
readings-too-many = These are { $count } readings; up to { $limit } are taken over at once. Bring the file in parts: what is there already adds nothing.
readings-ask-per = For what is there to be one reading?
readings-per-day = Each day
readings-per-week = Each week, from Monday
readings-per-month = Each month
readings-ask-lasting = What do the durations count?
readings-lasting-seconds = Seconds
readings-lasting-minutes = Minutes
readings-lasting-hours = Hours
readings-lasting-days = Days
readings-choose-again = Choose “{ $name }” again: it is too long to be sent along
readings-too-large = This file is larger than 16 megabytes. Bring it in parts: of readings, what is there already adds nothing. Cut tickets where a day, week or month begins, because a part of it takes the place of the whole.
readings-look-again = What was looked at did not arrive whole. Choose the file again.
readings-tickets-unit = These are tickets. They can be read for a measure in %, or in a unit of time such as h or min.
readings-no-target = No column says whether a target was kept. Add it to the list before you export it: “Has breached” in ServiceNow, “Time to resolution” in Jira, “Time to resolve exceeded” in GLPI.
readings-no-lasting = No column says how long a ticket took. Add it to the list before you export it: “Business elapsed time” in ServiceNow, “Resolution time” in GLPI.
readings-no-end = No column says when a ticket was closed. Add it to the list before you export it: “Stop time” in ServiceNow, “Resolved” in Jira, “Resolution date” in GLPI.
readings-format-servicenow = ServiceNow: a list of task_sla, exported as CSV with the names of its fields or in English.
readings-format-jira = Jira: a filter, exported as CSV with all fields, in English or German.
readings-format-glpi = GLPI: a search for tickets, exported as CSV in English or French.
readings-format-tickets = Tickets become one reading for each day, week or month: in % the share whose target was kept, in a unit of time how long the middle one took.
said-readings-taken = Taken over.
said-reading-taken = Added.
said-reading-replaced = Added. It takes the place of what your party had read for that minute.
problem-reading = Write what was read as a number such as 99.5, with a point before at most three decimals and no mark between thousands.
problem-when = Say when it was read.
problem-share = A share in per cent lies between 0 and 100.
problem-below-nothing = A time or a count is never less than 0.
readings-twice = Which of the two hours
readings-twice-which = Choose one
problem-no-hour = There was no such time that day: clocks were set forward over it. Choose one before or after it.

## Asked of people
readings-more-offered = The first { $shown } are shown; there are { $more } more. If yours is not among them, ask for fewer where the file comes from.
measure-zone = Times are those of { $zone }.
measure-people = of { $count } people
measure-of-whom = answers
measure-answered = { $period }; of { $people } people
source-people = people who answered
asking-title = Asked of people
asking-what = { $about ->
    [lost_time] People from { $party } are asked how much time they lost, { $rhythm ->
        [month] each month
       *[quarter] each quarter
    }.
   *[contentment] People from { $party } are asked how content they are, { $rhythm ->
        [month] each month
       *[quarter] each quarter
    }.
}
asking-note = They answer by a link, without an account. Once the month or quarter is over, their answers become one figure, from five people on: of contentment the middle answer, of lost time the mean in minutes. A figure changes only when at least five people’s answers differ from every figure before, so that the figure alone tells nobody one person’s answer; with fewer than five answers there is none.
asking-note-of = They answer by a link, without an account. Once { $rhythm ->
    [month] the month
   *[quarter] the quarter
} is over, their answers become one figure, from five people on: { $about ->
    [lost_time] the mean, in minutes
   *[contentment] the middle answer
}. A figure changes only when at least five people’s answers differ from every figure before, so that the figure alone tells nobody one person’s answer; with fewer than five answers there is none. Figures of a question of the same kind that was dropped before count among them.
asking-over = { $period } is over. Count what people answered.
asking-count = Count the answers
asking-runs = What people answer in { $period } can be counted from { $day } on.
asking-link-what = Give this link to your people. It asks one question and works on any phone, without an account.
asking-letter-label = Text to send
asking-letter = { $question } One question, two taps, no account: { $link } { $rhythm ->
    [month] The same link works again next month.
   *[quarter] The same link works again next quarter.
}
asking-add = Ask people how they live with it
asking-about = What do you want to know?
about-contentment = How content people are, 0 to 10
about-lost_time = How much time they lost, in minutes
asking-question = The question
asking-question-hint = As you would ask it in person: { $questions }
asking-party = Whose people are asked
asking-party-hint = Only those who speak for that party see the link and hand it on.
asking-target-hint = 0 to 10 for contentment, minutes for lost time. Without a target yet, take what you would be happy with.
asking-rhythm = How often
rhythm-month = Each month
rhythm-quarter = Each quarter
asking-do = Ask them
said-people-asked = The question is ready. Whoever speaks for the party that is asked finds the link here.
said-answers-counted = Counted.
asked-over = This question is no longer asked.
asked-of-ten = { $mark } of 10
asked-no-time = None
asked-minutes = { $count ->
    [one] One minute
   *[other] { $count } minutes
}
asked-hours = { $count ->
    [one] One hour
   *[other] { $count } hours
}
asked-how-content = How content are you?
asked-in = For { $period }, as far as it has gone.
asked-how-much-time = Lost time in { $period }
asked-nothing-chosen = Choose an answer first.
asked-you-said = Your answer for { $period }: { $answer }.
asked-thanks = Thank you
asked-then = Once { $period } is over, the answers can be counted: they become one figure for those at the table, if at least { $people } people answered. With fewer there is none, and nobody is told how many they were.
asked-again = { $rhythm ->
    [month] The same link works again next month.
   *[quarter] The same link works again next quarter.
}
asked-change = Change my answer
asked-seen-by = Nobody is shown your answer. Those at the table see one figure of { $people } people or more. It changes only when at least { $people } people’s answers differ from every figure before. Only somebody who knows what all the others answered could work out yours.
asked-one = One answer
asked-one-per-device = { $rhythm ->
    [month] One per device and month; until the month is over you can change it.
   *[quarter] One per device and quarter; until the quarter is over you can change it.
} Whoever has several devices can answer several times: this tells how things are going, and is not an election.
asked-one-per-seat = { $rhythm ->
    [month] You are signed in and sit at this table: one answer a month by your seat, on whichever device. Until the month is over you can change it.
   *[quarter] You are signed in and sit at this table: one answer a quarter by your seat, on whichever device. Until the quarter is over you can change it.
}
asked-kept = What is kept
asked-kept-what = Your answer and its day, under a random number. Which device it belongs to is kept apart, and erased when you withdraw.
asked-withdraw-what = Your answers are taken back, and which device gave them is erased. What is part of a figure already stays in it, as one of at least { $people } answers, and nothing leads from it to you. This cannot be undone.
said-asked-late = Nobody is asked any more, so your last answer was not taken down.
said-asked-withdrawn = Your answers were taken back, and nothing leads to this device any more.
