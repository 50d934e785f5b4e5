## Measures and their readings
measure-last-quarter = The last 90 days
measure-none-read = Nobody has read it yet.
measure-named-by = named by { $party }
measure-read-by = Read by { $party }.
measure-others = Other parties read it, too
measure-others-note = Readings of two parties stand beside each other: neither takes the place of the other’s.
measure-differ = { $count ->
    [one] At one time { $party } read something else.
   *[other] At { $count } times { $party } read something else.
}
measure-dropped-on = Dropped on { $day }. Nobody looks at it since.
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
measure-taken-from = Where they come from
measure-taken = { $who } ({ $party }), { $day }: { $count } from { $source }, { $first } to { $last }
measure-take = Add readings
measure-value = What was read
measure-at = When
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
readings-own-zone = every time says its own
readings-unit = Unit
readings-no-unit = none
readings-unit-stripped = { $unit }; { $count } values carried it
readings-first = First reading
readings-last = Last reading
readings-last-value = Its value
readings-count = Readings
readings-gaps = Gaps
readings-rounded = Rounded
readings-rounded-count = { $count ->
    [one] one value, to three decimals
   *[other] { $count } values, to three decimals
}
readings-there = There already
readings-differ = Replace what your party read before
readings-unread = { $count ->
    [one] One line says that nothing was read; it becomes a gap: line { $lines }
   *[other] { $count } lines say that nothing was read; they become gaps: lines { $lines }
}
readings-wrong = These lines cannot be taken. Mend them in the file, and bring it again:
readings-more-wrong = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
readings-wrong-cells = Line { $line } has more or fewer cells than the heading.
readings-wrong-broken = Line { $line } opens a quotation mark that nothing closes, or is in letters that cannot be read.
readings-wrong-time = Line { $line }: “{ $cell }” is no date or time that is known.
readings-wrong-month = Line { $line }: “{ $cell }” has letters in its date. Write months as numbers, such as 2026-03-31.
readings-wrong-no-hour = Line { $line }: there was no “{ $cell }”; clocks were set forward over it. Say the offset, such as +01:00.
readings-wrong-number = Line { $line }: “{ $cell }” is no number, or written otherwise than the others.
readings-wrong-unit = Line { $line }: “{ $cell }” is in another unit than the measure ({ $unit }).
readings-wrong-over = Line { $line }: “{ $cell }” is more than all of it.
readings-wrong-negative = Line { $line }: “{ $cell }” is less than nothing.
readings-wrong-ahead = Line { $line }: “{ $cell }” is of a time that has not come, or before 1970.
readings-wrong-differs = Line { $line }: another line says something else of the same time (“{ $cell }” here).
readings-asked = Please say
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
readings-ask-share = No value is above 1. What does 0.997 mean?
readings-share-percent = 0.997 per cent
readings-share-of_one = 99.7 per cent
readings-nothing-new = All of it is there already. Nothing would change.
readings-take = { $count ->
    [one] Take over one reading
   *[other] Take over { $count } readings
}
readings-empty = There is nothing in it. Choose a file, or paste its text.
readings-other-json = This JSON is neither a range query of Prometheus nor service levels of Zabbix.
readings-cut-json = The file ends in its middle. Fetch it again.
readings-no-time = No column holds dates or times. Name one “time” or “date”.
readings-no-value = No column holds numbers. Name one “value”.
readings-formats = What can be read
readings-format-csv = A table (CSV) with a column of times and one of values, with a heading.
readings-format-grafana = A panel of Grafana: Inspect, Data, Download CSV. Values may carry the unit.
readings-format-prometheus = Prometheus: the answer to a range query (JSON).
readings-format-zabbix = Zabbix: the answer of sla.getsli (JSON). −1 is a gap.
readings-size = Up to 250 kilobytes at once, some 8,000 readings. Bring longer files in parts; what is there already adds nothing.
said-readings-taken = Taken over. What was there already was not taken twice.
said-reading-taken = Added.
