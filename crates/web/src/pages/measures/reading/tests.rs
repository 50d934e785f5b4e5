//! Each format as its tool writes it, and each with the damage that files suffer on their way.

use super::*;
use crate::catalogue::Say;

/// Where each of these comes from stands in the README beside them.
const PROMETHEUS: &str = include_str!("../../../../tests/fixtures/readings/prometheus.json");
const ZABBIX: &str = include_str!("../../../../tests/fixtures/readings/zabbix.json");
const GRAFANA: &str = include_str!("../../../../tests/fixtures/readings/grafana.csv");
const SERVICENOW: &str = include_str!("../../../../tests/fixtures/readings/servicenow.csv");
const JIRA: &str = include_str!("../../../../tests/fixtures/readings/jira.csv");
const GLPI: &str = include_str!("../../../../tests/fixtures/readings/glpi.csv");
const PLAIN: &str = "day;value\n2025-12-01;99,7\n2025-12-02;99,65\n2025-12-03;99,74\n";

const NOW: Moment = Moment(1_767_312_000_000);

fn with(text: &str, chosen: &Chosen) -> Result<Read, NoFile> {
    let known = Known {
        unit: "%",
        aim: Aim::AtLeast,
        zone: "Europe/Berlin",
        now: NOW,
    };
    read(text, chosen, &known)
}

fn of(text: &str) -> Read {
    with(text, &Chosen::default()).expect("a file")
}

fn values(read: &Read) -> Vec<i64> {
    read.readings.iter().map(|reading| reading.value).collect()
}

fn unread(read: &Read) -> Vec<u64> {
    read.unread.iter().map(|(line, _)| *line).collect()
}

fn berlin() -> Chosen {
    Chosen {
        zone: Some("Europe/Berlin".to_owned()),
        ..Chosen::default()
    }
}

#[test]
fn prometheus_is_read_and_asks_whether_its_shares_are_of_one() {
    let asked = of(PROMETHEUS);
    assert_eq!(asked.questions, [Question::Share]);
    assert_eq!(asked.source, ReadingSource::Prometheus);
    let chosen = Chosen {
        share: Some(Share::OfOne),
        ..Chosen::default()
    };
    let read = with(PROMETHEUS, &chosen).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(values(&read), [99_710, 99_680, 99_740]);
    assert_eq!(unread(&read), [3]);
    assert_eq!(read.readings[0].at, Moment(1_764_547_200_000));
}

#[test]
fn of_several_series_one_has_to_be_chosen() {
    let two = PROMETHEUS.replace(
        "\"result\":[",
        "\"result\":[{\"metric\":{\"job\":\"edge\"},\"values\":[[1764547200,\"99.1\"]]},",
    );
    assert_eq!(of(&two).questions, [Question::Series]);
    let chosen = Chosen {
        series: Some(0),
        ..Chosen::default()
    };
    let read = with(&two, &chosen).expect("a file");
    assert_eq!(values(&read), [99_100]);
}

#[test]
fn zabbix_is_read_and_minus_one_is_a_gap() {
    let read = of(ZABBIX);
    assert!(read.is_whole(), "{read:?}");
    assert_eq!((values(&read), unread(&read)), (vec![99_961], vec![2]));
    assert_eq!(read.rounded, 1);
    assert_eq!(read.readings[0].at, Moment(1_761_955_200_000));
}

#[test]
fn grafana_is_read_with_its_unit_and_asks_for_the_zone() {
    assert_eq!(of(GRAFANA).questions, [Question::Zone]);
    let read = with(GRAFANA, &berlin()).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(read.source, ReadingSource::Grafana);
    assert_eq!(
        (values(&read), read.stripped),
        (vec![99_700, 99_650, 99_740], 3)
    );
    assert_eq!(unread(&read), [5]);
    // Midnight in Berlin, in winter.
    assert_eq!(read.readings[0].at, Moment(1_764_543_600_000));
}

#[test]
fn a_plain_table_of_days_is_the_tables_own() {
    let read = of(PLAIN);
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(values(&read), [99_700, 99_650, 99_740]);
    assert_eq!(read.readings[0].at, Moment(1_764_543_600_000));
    let marked = of(&format!("\u{feff}{}", PLAIN.replace('\n', "\r\n")));
    assert_eq!(values(&marked), values(&read));
}

#[test]
fn an_hour_that_came_twice_is_asked_about_and_one_that_never_came_is_refused() {
    let autumn = "time,value\n2025-10-26 01:30,1\n2025-10-26 02:30,2\n2025-10-26 03:30,3\n";
    let asked = with(autumn, &berlin()).expect("a file");
    assert_eq!(asked.questions, [Question::Twice]);
    let at = |twice| {
        let chosen = Chosen {
            twice: Some(twice),
            ..berlin()
        };
        with(autumn, &chosen).expect("a file").readings[1].at.0
    };
    assert_eq!(at(Twice::Second) - at(Twice::First), 3_600_000);
    let spring = "time,value\n2025-03-30 02:30,99.5\n";
    let read = with(spring, &berlin()).expect("a file");
    assert_eq!(
        read.wrong,
        [(2, Wrong::NoHour("2025-03-30 02:30".to_owned()))]
    );
}

#[test]
fn a_thousand_that_could_be_one_is_asked_about() {
    let known = Known {
        unit: "ms",
        aim: Aim::AtMost,
        zone: "UTC",
        now: NOW,
    };
    let text = "day;value\n2025-12-01;1.000\n2025-12-02;1.250\n";
    let asked = read(text, &Chosen::default(), &known).expect("a file");
    assert_eq!(asked.questions, [Question::Decimals]);
    let with = |decimals| {
        let chosen = Chosen {
            decimals: Some(decimals),
            ..Chosen::default()
        };
        values(&read(text, &chosen, &known).expect("a file"))
    };
    assert_eq!(with(Decimals::Point), [1_000, 1_250]);
    assert_eq!(with(Decimals::Comma), [1_000_000, 1_250_000]);
}

#[test]
fn day_and_month_are_asked_about_unless_one_of_them_tells() {
    let unclear = "date,value\n03/04/2025,99.5\n04/04/2025,99.6\n";
    assert_eq!(of(unclear).questions, [Question::Order]);
    let clear = "date,value\n03/04/2025,99.5\n13/04/2025,99.6\n";
    let read = of(clear);
    assert!(read.is_whole(), "{read:?}");
    let chosen = Chosen {
        order: Some(Order::MonthFirst),
        ..Chosen::default()
    };
    let march = with(unclear, &chosen).expect("a file");
    assert!(march.readings[0].at < read.readings[0].at);
}

#[test]
fn what_one_column_of_tickets_tells_of_day_and_month_holds_for_the_other() {
    let tickets = |opened: &str, closed: &str| {
        let lines: Vec<&str> = GLPI.lines().take(2).collect();
        let text = lines.join("\n");
        let text = text.replace("2025-10-03 08:12", opened);
        text.replace("2025-10-03 13:40", closed)
    };
    let read = |text: &str| in_unit(text, "h", &monthly()).expect("a file");
    let unclear = read(&tickets("03/04/2025 08:12", "03/04/2025 13:40"));
    assert_eq!(unclear.questions, [Question::Order]);
    // Opened on the thirtieth of March, so solved on the third of April.
    let clear = read(&tickets("30/03/2025 08:12", "03/04/2025 13:40"));
    assert!(clear.is_whole(), "{clear:?}");
    let april = "2025-03-31T22:00:00Z".parse::<jiff::Timestamp>();
    let april = april.expect("a moment").as_millisecond();
    assert_eq!(clear.readings[0].at, Moment(april));
}

#[test]
fn what_is_wrong_is_told_by_its_line_and_nothing_is_taken() {
    let cases = [
        ("2025-12-01;100,1", Wrong::OverAll("100,1".to_owned())),
        ("2025-12-01;-0,1", Wrong::Negative("-0,1".to_owned())),
        ("1. März 2025;99,1", Wrong::Month("1. März 2025".to_owned())),
        ("2025-02-30;99,1", Wrong::Time("2025-02-30".to_owned())),
        ("2025-12-01;99,1 ms", Wrong::Unit("99,1 ms".to_owned())),
        ("2025-12-01;fast", Wrong::Number("fast".to_owned())),
        ("2025-12-01", Wrong::Cells),
        ("2036-12-01;99,1", Wrong::Ahead("99,1".to_owned())),
        ("2025-12-04;99.1", Wrong::Number("99.1".to_owned())),
        ("2025-12-03;99,1", Wrong::Differs("99,1".to_owned())),
    ];
    for (line, wrong) in cases {
        let read = of(&format!("{PLAIN}{line}\n").replace('\n', "\r\n"));
        assert_eq!(read.wrong, [(5, wrong)], "{line}");
        assert!(!read.is_whole());
    }
}

#[test]
fn what_is_no_file_of_readings_is_said_to_be_none() {
    let cut = &PROMETHEUS[..PROMETHEUS.len() / 2];
    for (text, none) in [
        ("", NoFile::Empty),
        (cut, NoFile::CutJson),
        ("{\"a\":1}", NoFile::OtherJson),
        (
            "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: unexpected end\"}",
            NoFile::Error("parse error: unexpected end".to_owned()),
        ),
        (
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid params.\",\"data\":\"No permissions.\"},\
             \"id\":1}",
            NoFile::Error("Invalid params. No permissions.".to_owned()),
        ),
        ("name;city\nMara;Elm\n", NoFile::NoTime),
        ("day;name\n2025-12-01;Mara\n", NoFile::NoValue),
        ("day;value\n", NoFile::OnlyHeading),
        (
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}",
            NoFile::NothingFound,
        ),
        (
            "{\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1764547200,\"0.9\"]}]}}",
            NoFile::Instant,
        ),
        (
            "{\"data\":{\"resultType\":\"scalar\",\"result\":[1764547200,\"0.9\"]}}",
            NoFile::Instant,
        ),
    ] {
        assert_eq!(
            with(text, &Chosen::default()).map(|_| ()),
            Err(none),
            "{text}"
        );
    }
}

#[test]
fn where_two_columns_hold_numbers_one_has_to_be_chosen() {
    let two = "day;held;lost\n2025-12-01;99,7;3\n";
    assert_eq!(of(two).questions, [Question::Value]);
    let chosen = Chosen {
        value: Some(1),
        ..Chosen::default()
    };
    assert_eq!(values(&with(two, &chosen).expect("a file")), [99_700]);
}

#[test]
fn no_column_is_taken_that_nobody_called_a_value() {
    let german = [
        ("\"ID\"", "\"ID\""),
        ("\"Title\"", "\"Titel\""),
        ("\"Opening date\"", "\"Eröffnungsdatum\""),
        ("\"Resolution date\"", "\"Lösungsdatum\""),
        ("\"Time to resolve exceeded\"", "\"Überschritten\""),
        ("\"Resolution time\"", "\"Lösungszeit\""),
    ];
    let german = german
        .iter()
        .fold(GLPI.to_owned(), |text, (from, to)| text.replace(from, to));
    for text in [
        german.as_str(),
        "Time,a,b\n2025-12-01 00:00,1234.5,99.5\n",
        "day;name;held\n2025-12-01;Mara;99,7\n",
        "date;Vorgangs-ID\n2025-12-01;41\n",
    ] {
        let read = with(text, &berlin()).expect("a file");
        assert_eq!(read.questions, [Question::Value], "{text}");
        assert_eq!((values(&read), read.wrong.len()), (vec![], 0), "{text}");
    }
    let chosen = Chosen {
        value: Some(1),
        ..Chosen::default()
    };
    let read = with("date;Ticket\n2025-12-01;41\n", &chosen).expect("a file");
    assert_eq!(values(&read), [41_000]);
}

#[test]
fn most_shares_up_to_one_are_asked_about_and_what_is_over_one_is_told() {
    let file = |cell: &str| PROMETHEUS.replacen("0.9968", cell, 1);
    let taken = |text: &str, share| {
        let chosen = Chosen {
            share: Some(share),
            ..Chosen::default()
        };
        with(text, &chosen).expect("a file")
    };
    assert_eq!(of(&file("1.02")).questions, [Question::Share]);
    let over = taken(&file("1.02"), Share::OfOne);
    assert_eq!(over.wrong, [(2, Wrong::OverAll("1.02".to_owned()))]);
    let percent = taken(&file("1.02"), Share::Percent);
    assert_eq!(values(&percent), [997, 1_020, 997]);
    // What is left over where parts are added up is no more than all.
    let whole = taken(&file("1.0000000000000002"), Share::OfOne);
    assert!(whole.is_whole(), "{whole:?}");
    assert_eq!(values(&whole), [99_710, 100_000, 99_740]);
    let over = taken(&file("1.00000001"), Share::OfOne);
    assert_eq!(over.wrong, [(2, Wrong::OverAll("1.00000001".to_owned()))]);
    let mostly = of("day;value\n2025-12-01;99,5\n2025-12-02;0,5\n2025-12-03;99\n");
    assert!(mostly.is_whole(), "{mostly:?}");
}

#[test]
fn a_number_with_a_point_is_no_month() {
    let read = in_unit("time,latency\n2025-12-01,1234.5\n", "ms", &berlin()).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(values(&read), [1_234_500]);
    let months = of("month;value\n2025-11;99,5\n2025/12;99,6\n");
    assert_eq!(values(&months), [99_500, 99_600]);
}

#[test]
fn of_shares_the_only_possible_mark_is_taken_and_nothing_is_too_much_while_it_is_asked() {
    for (text, value) in [
        ("Datum;Wert\n2025-12-01;99,961\n", 99_961),
        ("date,value\n2025-12-01,99.961\n", 99_961),
    ] {
        let read = of(text);
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(values(&read), [value]);
    }
    let unclear = of("day;value\n2025-12-01;99,961\n2025-12-02;98.123\n");
    assert_eq!(unclear.questions, [Question::Decimals]);
    assert_eq!(unclear.wrong, []);
}

#[test]
fn what_this_program_wrote_asks_nothing() {
    for text in [
        "time,value,party,people\n2025-12-01T00:00:00Z,1.250,North,\n2025-12-02T00:00:00Z,0.500,North,\n",
        "\u{feff}Zeit;Wert;Partei;Personen\n2025-12-01T00:00:00Z;1,25;Nord;\n2025-12-02T00:00:00Z;0,5;Nord;\n",
    ] {
        for unit in ["%", "h"] {
            let read = in_unit(text, unit, &Chosen::default()).expect("a file");
            assert!(read.is_whole(), "{read:?}");
            assert_eq!(values(&read), [1_250, 500]);
        }
    }
    let three = "Zeit;Wert;Partei;Personen\n2025-12-01T00:00:00Z;1,234;Nord;\n";
    let read = in_unit(three, "h", &Chosen::default()).expect("a file");
    assert_eq!((values(&read), read.questions), (vec![1_234], vec![]));
}

#[test]
fn a_stage_that_is_not_known_is_told_and_a_german_one_is_known() {
    let cancelled = |word: &str| SERVICENOW.replace("\"cancelled\"", &format!("\"{word}\""));
    let read = with(&cancelled("Storniert"), &monthly()).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!((read.open.as_slice(), read.tickets), (&[5, 6][..], Some(4)));
    let read = with(&cancelled("Annulé"), &monthly()).expect("a file");
    assert_eq!(read.wrong, [(6, Wrong::Stage("Annulé".to_owned()))]);
    for used in ["1,031.25", "131,25"] {
        let read = with(&SERVICENOW.replace("131.25", used), &monthly()).expect("a file");
        assert!(read.is_whole(), "{used}: {read:?}");
    }
}

#[test]
fn units_of_time_become_that_of_the_measure_and_what_is_no_number_says_so() {
    let read = |cell: &str, unit: &str| {
        let text = format!("Time,a\n2025-12-01,0.5\n2025-12-02,{cell}\n");
        in_unit(&text, unit, &berlin()).expect("a file")
    };
    for (cell, unit, value) in [
        ("1.5 hours", "h", 1_500),
        ("90 min", "h", 1_500),
        ("1.5 s", "ms", 1_500_000),
        ("100 ms", "s", 100),
        ("1000000000", "calls", 1_000_000_000_000),
    ] {
        let read = read(cell, unit);
        assert!(read.is_whole(), "{cell}: {read:?}");
        assert_eq!(values(&read), [500, value], "{cell}");
    }
    for (cell, unit, wrong) in [
        ("1.5 hours", "calls", Wrong::Unit as fn(String) -> Wrong),
        ("1234567890", "calls", Wrong::TooLarge),
        ("12345678901234567890", "calls", Wrong::TooLarge),
        ("+Inf", "calls", Wrong::Endless),
        ("-Inf", "h", Wrong::Endless),
    ] {
        assert_eq!(
            read(cell, unit).wrong,
            [(3, wrong(cell.to_owned()))],
            "{cell}"
        );
    }
    let first = in_unit(
        "Time,a\n2025-12-01,+Inf\n2025-12-02,3\n",
        "calls",
        &berlin(),
    );
    let first = first.expect("a file");
    assert_eq!(first.wrong, [(2, Wrong::Endless("+Inf".to_owned()))]);
}

#[test]
fn a_month_in_words_is_told_in_other_languages() {
    for month in ["janvier 2025", "1 juil. 2025", "Mrz 2025", "août 2025"] {
        for heading in ["Mois", "Quand", "Wann"] {
            let read = of(&format!("{heading};Valeur\n{month};99,5\n"));
            let wrong = Wrong::Month(month.to_owned());
            assert_eq!(read.wrong, [(2, wrong)], "{heading}: {month}");
        }
    }
}

#[test]
fn lines_end_as_any_system_ends_them() {
    let ends = |end: &str| values(&of(&PLAIN.replace('\n', end)));
    assert_eq!(
        (ends("\r"), ends("\r\n")),
        (values(&of(PLAIN)), values(&of(PLAIN)))
    );
    let read = of("day;value\r2025-12-01;99,7\r2025-12-02;fast\r");
    assert_eq!(read.wrong, [(3, Wrong::Number("fast".to_owned()))]);
}

#[test]
fn the_order_of_lines_tells_the_two_hours_apart() {
    let hours = |times: &[&str]| {
        let lines = times.iter().map(|time| format!("2025-10-26 {time},99\n"));
        format!("Time,A\n{}", lines.collect::<String>())
    };
    let after = |times: &[&str]| {
        let read = with(&hours(times), &berlin()).expect("a file");
        assert!(read.is_whole(), "{times:?}: {read:?}");
        let first = read.readings[0].at.0;
        let minutes = read.readings.iter().map(|it| (it.at.0 - first) / 60_000);
        minutes.collect::<Vec<_>>()
    };
    assert_eq!(
        after(&["02:00", "02:30", "02:00", "02:30"]),
        [0, 30, 60, 90]
    );
    assert_eq!(
        after(&["03:00", "02:30", "02:00", "02:30", "02:00", "01:30"]),
        [0, 30, 60, 90, 120, 150]
    );
    for unclear in [
        &["02:00", "02:30"][..],
        &["02:00", "03:00", "02:30"],
        &["02:30", "02:30"],
    ] {
        let read = with(&hours(unclear), &berlin()).expect("a file");
        assert_eq!(read.questions, [Question::Twice], "{unclear:?}");
    }
}

#[test]
fn a_ticket_of_the_hour_that_came_twice_does_not_end_before_it_begins() {
    let text = JIRA.replacen("16/Oct/25 9:00 AM", "26/Oct/25 2:50 AM", 1);
    let text = text.replacen("17/Oct/25 11:30 AM", "26/Oct/25 2:10 AM", 1);
    for twice in [Twice::First, Twice::Second] {
        let chosen = Chosen {
            twice: Some(twice),
            value: Some(column(JIRA, "Custom field (Time to resolution)")),
            ..monthly()
        };
        let read = with(&text, &chosen).expect("a file");
        assert!(read.is_whole(), "{read:?}");
    }
}

#[test]
fn thousands_are_groups_of_three_and_what_is_no_number_is_told_as_what_it_is() {
    let read = |cell: &str| {
        let text = format!("day;value\n2025-12-01;5,5\n2025-12-02;{cell}\n");
        in_unit(&text, "ms", &Chosen::default()).expect("a file")
    };
    for (cell, value) in [
        ("10 237,65", 10_237_650),
        ("10\u{a0}237,65 ms", 10_237_650),
        ("10\u{202f}237,65", 10_237_650),
        ("10'237,65", 10_237_650),
        ("1.234.567,8", 1_234_567_800),
    ] {
        assert_eq!(values(&read(cell)), [5_500, value], "{cell}");
    }
    let number: fn(String) -> Wrong = Wrong::Number;
    for (cell, wrong) in [
        ("1.2.3", number),
        ("1.5,5", number),
        ("1,2,3", number),
        ("12 34,5", number),
        ("01.02.2026", Wrong::Date),
        ("1e-7", Wrong::Exponent),
        ("10:30", Wrong::Clock),
        ("5 kg", Wrong::Unit),
    ] {
        assert_eq!(read(cell).wrong, [(3, wrong(cell.to_owned()))], "{cell}");
    }
    let days = "day;until;value\n2025-12-01;02.12.2025;99,7\n";
    assert_eq!(values(&of(days)), [99_700]);
}

#[test]
fn a_file_without_a_heading_loses_no_line_and_a_total_is_left_out() {
    let bare = of("2025-12-01;99,7\n2025-12-02;99,6\n");
    assert!(bare.is_whole(), "{bare:?}");
    assert_eq!(values(&bare), [99_700, 99_600]);
    for total in ["Total;99,9\n", "Summe:\n"] {
        let read = of(&format!("{PLAIN}{total}"));
        assert!(read.is_whole(), "{read:?}");
        assert_eq!((values(&read).len(), read.total), (3, Some(5)));
    }
}

#[test]
fn what_parts_the_cells_is_what_parts_most_lines_alike() {
    for heading in [
        "Datum;Verfügbarkeit, gesamt in %",
        "Datum;\"Verfügbarkeit, gesamt, in %\"",
    ] {
        let read = of(&format!("{heading}\n2025-12-01;99,7\n2025-12-02;100\n"));
        assert!(read.is_whole(), "{read:?}");
        assert_eq!(values(&read), [99_700, 100_000]);
    }
    let read = of("date,\"held; in %\"\n2025-12-01,99.7\n");
    assert_eq!(values(&read), [99_700]);
}

#[test]
fn times_of_twelve_hours_of_utc_and_with_short_months_are_read() {
    let at = |cell: &str| {
        let read = with(&format!("time,value\n{cell},99.5\n"), &berlin()).expect("a file");
        assert!(read.is_whole(), "{cell}: {read:?}");
        read.readings[0].at.0
    };
    // A quarter past two in the afternoon, in Berlin and in winter.
    let then = 1_764_594_900_000;
    for cell in [
        "2025-12-01 2:15 PM",
        "01/Dec/25 14:15",
        "01-Dec-2025 02:15 pm",
        "2025-12-01 13:15:00 UTC",
        "2025-12-01 13:15 GMT",
        "2025-12-01 13:15:00Z",
    ] {
        assert_eq!(at(cell), then, "{cell}");
    }
    let read = of("time,value\n2025-12-01,99.5\nsoon,99.5\n");
    assert_eq!(read.wrong, [(3, Wrong::Time("soon".to_owned()))]);
}

#[test]
fn jira_tells_what_was_left_in_hours_and_minutes_or_in_words() {
    let jira = Chosen {
        value: Some(column(JIRA, "Custom field (Time to resolution)")),
        ..monthly()
    };
    let text = JIRA
        .replacen("2:33", "2h 33m", 1)
        .replacen("-2:30", "-2h 30m", 1);
    let read = with(&text, &jira).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(told(&read), [(MONTHS[0], 50_000), (MONTHS[1], 100_000)]);
}

/// The column of a heading with this name.
fn column(text: &str, name: &str) -> usize {
    let table = Table::read(text).expect("a table");
    table.column(&[name]).expect("such a column")
}

fn monthly() -> Chosen {
    Chosen {
        per: Some(Per::Month),
        ..berlin()
    }
}

fn in_unit(text: &str, unit: &str, chosen: &Chosen) -> Result<Read, NoFile> {
    let known = Known {
        unit,
        aim: Aim::AtLeast,
        zone: "Europe/Berlin",
        now: NOW,
    };
    read(text, chosen, &known)
}

/// October and November, as Berlin has them.
const MONTHS: [Moment; 2] = [Moment(1_759_269_600_000), Moment(1_761_951_600_000)];

fn told(read: &Read) -> Vec<(Moment, i64)> {
    read.readings.iter().map(|it| (it.at, it.value)).collect()
}

#[test]
fn tickets_become_the_share_that_was_kept_in_each_month() {
    let jira = Chosen {
        value: Some(column(JIRA, "Custom field (Time to resolution)")),
        ..monthly()
    };
    let cases = [
        (
            SERVICENOW,
            monthly(),
            ReadingSource::ServiceNow,
            &[5, 6][..],
        ),
        // Four lines of the first issue are one comment.
        (JIRA, jira, ReadingSource::Jira, &[7]),
        (GLPI, monthly(), ReadingSource::Glpi, &[5]),
    ];
    for (text, chosen, source, open) in cases {
        let read = with(text, &chosen).expect("a file");
        assert!(read.is_whole(), "{read:?}");
        let expected = [(MONTHS[0], 50_000), (MONTHS[1], 100_000)];
        assert_eq!((read.source, told(&read)), (source, expected.into()));
        assert_eq!((read.open.as_slice(), read.tickets), (open, Some(4)));
    }
}

/// The fixture as GLPI writes it in French.
fn glpi_in_french() -> String {
    [
        ("\"Title\"", "\"Titre\""),
        ("\"Status\"", "\"Statut\""),
        ("\"Opening date\"", "\"Date d'ouverture\""),
        ("\"Resolution date\"", "\"Date de résolution\""),
        ("\"Time to resolve\"", "\"Temps de résolution\""),
        (
            "\"Time to resolve exceeded\"",
            "\"Temps de résolution dépassé\"",
        ),
        ("\"Resolution time\"", "\"Délai de résolution\""),
        ("\"Yes\"", "\"Oui\""),
        ("\"No\"", "\"Non\""),
        ("day ", "jour "),
        ("hours", "heures"),
    ]
    .iter()
    .fold(GLPI.to_owned(), |text, (english, french)| {
        text.replace(english, french)
    })
}

/// The fixture as Jira writes it in German, with a target that somebody named.
fn jira_in_german() -> String {
    [
        (
            "Summary,Issue key,Issue id",
            "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID",
        ),
        ("Created,Updated", "Erstellt,Aktualisiert"),
        ("Resolved", "Erledigt"),
        (
            "Custom field (Time to resolution)",
            "Benutzerdefinierte Felder (Zeit bis zur Lösung)",
        ),
        (
            "Custom field (Time to first response)",
            "Benutzerdefinierte Felder (Erste Antwort)",
        ),
        ("Custom field (", "Benutzerdefinierte Felder ("),
        ("/Oct/25", "/Okt./25"),
    ]
    .iter()
    .fold(JIRA.to_owned(), |text, (english, german)| {
        text.replace(english, german)
    })
}

#[test]
fn tickets_are_the_same_in_the_language_of_whoever_exported_them() {
    let expected = [(MONTHS[0], 50_000), (MONTHS[1], 100_000)];
    let french = glpi_in_french();
    let read = with(&french, &monthly()).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(
        (read.source, told(&read)),
        (ReadingSource::Glpi, expected.into())
    );
    let took = in_unit(&french, "h", &monthly()).expect("a file");
    assert_eq!(values(&took), [15_975, 3_000]);

    let german = jira_in_german();
    let named = "Benutzerdefinierte Felder (Zeit bis zur Lösung)";
    let chosen = Chosen {
        value: Some(column(&german, named)),
        ..monthly()
    };
    let read = with(&german, &chosen).expect("a file");
    assert!(read.is_whole(), "{read:?}");
    assert_eq!(
        (read.source, told(&read)),
        (ReadingSource::Jira, expected.into())
    );
    let asks = with(&german, &monthly()).expect("a file");
    assert_eq!(asks.candidates.len(), 2, "{:?}", asks.candidates);
}

#[test]
fn a_share_of_more_than_a_thousand_is_read_with_the_marks_of_its_writer() {
    for (cell, read) in [
        ("1,234.56", Some((false, true))),
        ("1.234,56", Some((false, true))),
        ("99,5", Some((false, false))),
        // A thousand, or one and a bit: nothing that it contradicts for sure.
        ("1,234", Some((false, false))),
        ("100.00", Some((false, false))),
        ("100.01%", Some((false, true))),
        ("-3", Some((true, false))),
        ("1,23,4.5", None),
        ("many", None),
    ] {
        assert_eq!(numbers::over_hundred(cell), read, "{cell}");
    }
}

#[test]
fn tickets_become_how_long_the_middle_one_took() {
    let hours = |text: &str, chosen: &Chosen| {
        let read = in_unit(text, "h", chosen).expect("a file");
        assert!(read.is_whole(), "{read:?}");
        values(&read)
    };
    // Within its schedule, in seconds: 19,642 and 37,800; 7,200 and 14,400.
    let seconds = Chosen {
        lasting: Some(Lasting::Seconds),
        ..monthly()
    };
    assert_eq!(hours(SERVICENOW, &seconds), [7_978, 3_000]);
    assert_eq!(
        in_unit(SERVICENOW, "h", &monthly())
            .expect("a file")
            .questions,
        [Question::Lasting]
    );
    // By the calendar: 5 h 28 and 26 h 30; 9 h and 4 h.
    assert_eq!(hours(JIRA, &monthly()), [15_983, 6_500]);
    // 5 h 27 and 26 h 30; 2 h and 4 h.
    assert_eq!(hours(GLPI, &monthly()), [15_975, 3_000]);
}

#[test]
fn tickets_ask_for_what_a_reading_stands_and_which_target_is_meant() {
    assert_eq!(
        with(GLPI, &berlin()).expect("a file").questions,
        [Question::Per]
    );
    let asked = with(JIRA, &monthly()).expect("a file");
    assert_eq!(asked.questions, [Question::Value]);
    assert_eq!(asked.candidates.len(), 2);
    let other = SERVICENOW.replacen("Priority 2 resolution (8 hour)", "Priority 1 response", 1);
    let asked = with(&other, &monthly()).expect("a file");
    assert_eq!(asked.questions, [Question::Series]);
    assert_eq!(
        asked.series,
        ["Priority 1 response", "Priority 2 resolution (8 hour)"]
    );
    let chosen = Chosen {
        series: Some(1),
        ..monthly()
    };
    let read = with(&other, &chosen).expect("a file");
    assert_eq!(told(&read), [(MONTHS[0], 0), (MONTHS[1], 100_000)]);
    // Days and weeks begin as the table's zone has them.
    for (per, first) in [
        (Per::Day, 1_759_442_400_000),
        (Per::Week, 1_759_096_800_000),
    ] {
        let chosen = Chosen {
            per: Some(per),
            ..berlin()
        };
        let read = with(GLPI, &chosen).expect("a file");
        assert_eq!(
            (read.readings.len(), read.readings[0].at),
            (4, Moment(first))
        );
    }
    assert_eq!(
        in_unit(GLPI, "calls", &monthly()).map(|_| ()),
        Err(NoFile::TicketsOfNoUnit)
    );
}

#[test]
fn durations_are_read_as_ticket_systems_write_them() {
    use durations::Lasted::{Bare, Told};
    let hours = |hours: i64| Told(hours * 3_600_000);
    for (cell, lasted) in [
        ("5400", Some(Bare(5_400))),
        ("1 02:00:00", Some(hours(26))),
        ("26:00:00", Some(hours(26))),
        ("1970-01-02 02:00:00", Some(hours(26))),
        ("1 Day 2 Hours", Some(hours(26))),
        ("1 Tag 2 Stunden 0 Minuten", Some(hours(26))),
        ("1 jour 2 heures 0 minutes", Some(hours(26))),
        // Minutes and seconds, or hours and minutes?
        ("5:30", None),
        ("1 day 1 day", None),
        ("2 hours 1 day", None),
        ("1.5 hours", None),
        ("1,5 hours", None),
        ("-2 hours", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(durations::read(cell), lasted, "{cell}");
    }
}

/// What is done to a file.
enum Harm {
    /// The first of these becomes that.
    Says(&'static str, &'static str),
    /// All of these become that.
    AllSay(&'static str, &'static str),
    /// It ends after this.
    EndsAfter(&'static str),
    /// It begins with a mark of its encoding.
    Marked,
    /// Nobody says in which zone its times are.
    NoZone,
}

/// What comes of it.
#[derive(Debug, PartialEq)]
enum Comes {
    Whole(usize),
    Asks(Question),
    Line(u64, Wrong),
    NoFile(NoFile),
}

fn done(text: &str, harm: &Harm) -> String {
    match harm {
        Harm::Says(what, instead) => {
            assert!(text.contains(what), "{what}");
            text.replacen(what, instead, 1)
        }
        Harm::AllSay(what, instead) => {
            assert!(text.contains(what), "{what}");
            text.replace(what, instead)
        }
        Harm::EndsAfter(what) => {
            let at = text.find(what).expect("such a place") + what.len();
            text[..at].to_owned()
        }
        Harm::Marked => format!("\u{feff}{text}"),
        Harm::NoZone => text.to_owned(),
    }
}

fn comes(text: &str, unit: &str, chosen: &Chosen, harm: &Harm) -> Comes {
    let chosen = match harm {
        Harm::NoZone => Chosen {
            zone: None,
            ..chosen.clone()
        },
        _ => chosen.clone(),
    };
    match in_unit(&done(text, harm), unit, &chosen) {
        Err(none) => Comes::NoFile(none),
        Ok(read) => match (read.wrong.first(), read.questions.first()) {
            (Some((line, wrong)), _) => {
                assert!(!read.is_whole());
                Comes::Line(*line, wrong.clone())
            }
            (None, Some(question)) => {
                assert!(!read.is_whole());
                Comes::Asks(*question)
            }
            (None, None) => Comes::Whole(read.readings.len()),
        },
    }
}

/// In a measure of which unit what is done, and what comes of it.
type Damage = (&'static str, Harm, Comes);

/// Ten kinds of damage, in this order.
const DAMAGE: [&str; 10] = [
    "an hour that comes twice",
    "a decimal comma",
    "good above total",
    "a missing zone",
    "seconds and days mixed",
    "a negative duration",
    "months in words",
    "a changed column",
    "a cut file",
    "a mark of the encoding",
];

#[test]
fn ten_kinds_of_damage_are_told_by_line_or_asked_about() {
    use Comes::{Asks, Line, NoFile as None, Whole};
    use Harm::{AllSay, EndsAfter, Marked, NoZone, Says};
    let of_one = Chosen {
        share: Some(Share::OfOne),
        ..berlin()
    };
    let jira = Chosen {
        value: Some(column(JIRA, "Custom field (Time to resolution)")),
        ..monthly()
    };
    let seconds = Chosen {
        lasting: Some(Lasting::Seconds),
        ..monthly()
    };
    let text = str::to_owned;
    let formats: [(&str, &str, Chosen, [Damage; 10]); 6] = [
        (
            "prometheus",
            PROMETHEUS,
            of_one,
            [
                // It counts seconds: both hours are told apart.
                (
                    "%",
                    Says(
                        "1764547200,\"0.9971\"],[1764547260.000",
                        "1761438600,\"0.9971\"],[1761442200",
                    ),
                    Whole(3),
                ),
                (
                    "%",
                    Says("0.9971", "0,9971"),
                    Line(1, Wrong::Number(text("0,9971"))),
                ),
                (
                    "%",
                    Says("0.9971", "1.004"),
                    Line(1, Wrong::OverAll(text("1.004"))),
                ),
                (
                    "%",
                    Says("1764547200", "\"2025-12-01 00:00\""),
                    Line(1, Wrong::Time(text("[\"2025-12-01 00:00\",\"0.9971\"]"))),
                ),
                (
                    "%",
                    Says("1764547200", "20423"),
                    Line(1, Wrong::Ahead(text("0.9971"))),
                ),
                (
                    "%",
                    Says("0.9971", "-0.9971"),
                    Line(1, Wrong::Negative(text("-0.9971"))),
                ),
                (
                    "%",
                    Says("1764547200", "\"1 December\""),
                    Line(1, Wrong::Time(text("[\"1 December\",\"0.9971\"]"))),
                ),
                ("%", Says("\"values\"", "\"value\""), None(NoFile::Instant)),
                ("%", EndsAfter("1764547320"), None(NoFile::CutJson)),
                ("%", Marked, Whole(3)),
            ],
        ),
        (
            "zabbix",
            ZABBIX,
            berlin(),
            [
                (
                    "%",
                    AllSay("1764547200", "1761442200"),
                    Line(
                        1,
                        Wrong::Backwards(text(
                            "{\"period_from\":1761955200,\"period_to\":1761442200}",
                        )),
                    ),
                ),
                ("%", Says("99.9614", "99,9614"), None(NoFile::OtherJson)),
                (
                    "%",
                    Says("99.9614", "100.2"),
                    Line(1, Wrong::OverAll(text("100.2"))),
                ),
                (
                    "%",
                    Says("1761955200", "\"2025-11-01 00:00\""),
                    Line(
                        1,
                        Wrong::Time(text(
                            "{\"period_from\":\"2025-11-01 00:00\",\"period_to\":1764547200}",
                        )),
                    ),
                ),
                (
                    "%",
                    Says("1761955200", "20393"),
                    Line(1, Wrong::Ahead(text("99.9614"))),
                ),
                (
                    "%",
                    Says("99.9614", "-5"),
                    Line(1, Wrong::Negative(text("-5"))),
                ),
                (
                    "%",
                    Says("1761955200", "\"November\""),
                    Line(
                        1,
                        Wrong::Time(text(
                            "{\"period_from\":\"November\",\"period_to\":1764547200}",
                        )),
                    ),
                ),
                (
                    "%",
                    Says("\"sli\":[[", "\"slis\":[["),
                    None(NoFile::OtherJson),
                ),
                ("%", EndsAfter("\"uptime\":259"), None(NoFile::CutJson)),
                ("%", Marked, Whole(1)),
            ],
        ),
        (
            "grafana",
            GRAFANA,
            berlin(),
            [
                (
                    "%",
                    Says("2025-12-01 00:01", "2025-10-26 02:30"),
                    Asks(Question::Twice),
                ),
                (
                    "%",
                    Says("99.65%", "\"99,65%\""),
                    Line(4, Wrong::Number(text("99,65%"))),
                ),
                (
                    "%",
                    Says("99.65%", "100.4%"),
                    Line(4, Wrong::OverAll(text("100.4%"))),
                ),
                ("%", NoZone, Asks(Question::Zone)),
                (
                    "%",
                    Says("99.65%", "2.3 days"),
                    Line(4, Wrong::Unit(text("2.3 days"))),
                ),
                (
                    "%",
                    Says("99.65%", "-3%"),
                    Line(4, Wrong::Negative(text("-3%"))),
                ),
                (
                    "%",
                    Says("2025-12-01 00:01:00", "1 Dec 2025 00:01"),
                    Line(4, Wrong::Month(text("1 Dec 2025 00:01"))),
                ),
                ("%", Says("99.65%", "99.65%,3"), Line(4, Wrong::Cells)),
                ("%", EndsAfter("2025-12-01 00:03"), Line(6, Wrong::Cells)),
                ("%", Marked, Whole(3)),
            ],
        ),
        (
            "servicenow",
            SERVICENOW,
            seconds,
            [
                (
                    "%",
                    Says("2025-10-17 11:30:00", "2025-10-26 02:30:00"),
                    Asks(Question::Twice),
                ),
                ("%", Says("68.2", "68,2"), Whole(2)),
                (
                    "%",
                    Says("68.2", "168.2"),
                    Line(2, Wrong::Contradicts(text("168.2"))),
                ),
                ("%", NoZone, Asks(Question::Zone)),
                (
                    "h",
                    Says("19642", "0 05:27:22"),
                    Line(3, Wrong::Mixed(text("37800"))),
                ),
                (
                    "h",
                    Says("19642", "-19642"),
                    Line(2, Wrong::Negative(text("-19642"))),
                ),
                (
                    "%",
                    Says("2025-10-03 13:40:02", "3 October 2025 13:40"),
                    Line(2, Wrong::Month(text("3 October 2025 13:40"))),
                ),
                ("%", Says("has_breached", "u_late"), None(NoFile::NoTarget)),
                (
                    "%",
                    EndsAfter("\"INC0010083\",\"Prior"),
                    Line(7, Wrong::Broken),
                ),
                ("%", Marked, Whole(2)),
            ],
        ),
        (
            "jira",
            JIRA,
            jira,
            [
                (
                    "%",
                    Says("17/Oct/25 11:30 AM", "26/Oct/25 2:30 AM"),
                    Asks(Question::Twice),
                ),
                (
                    "%",
                    Says("2:33", "\"2,5\""),
                    Line(2, Wrong::Duration(text("2,5"))),
                ),
                (
                    "%",
                    Says("NET-44", "NET-41"),
                    Line(5, Wrong::TicketTwice(text("NET-41"))),
                ),
                ("%", NoZone, Asks(Question::Zone)),
                (
                    "%",
                    Says("2:33", "9180"),
                    Line(2, Wrong::Duration(text("9180"))),
                ),
                (
                    "h",
                    Says("03/Oct/25 1:40 PM", "03/Oct/25 1:40 AM"),
                    Line(
                        2,
                        Wrong::Backwards(text("03/Oct/25 8:12 AM – 03/Oct/25 1:40 AM")),
                    ),
                ),
                (
                    "%",
                    Says("03/Oct/25 1:40 PM", "03/octobre/25 1:40 PM"),
                    Line(2, Wrong::Month(text("03/octobre/25 1:40 PM"))),
                ),
                ("%", Says("Resolved", "Done on"), None(NoFile::NoEnd)),
                ("%", EndsAfter("19/Nov/25 4:00"), Line(8, Wrong::Cells)),
                ("%", Marked, Whole(2)),
            ],
        ),
        (
            "glpi",
            GLPI,
            monthly(),
            [
                (
                    "%",
                    Says("2025-10-17 11:30", "2025-10-26 02:30"),
                    Asks(Question::Twice),
                ),
                (
                    "h",
                    Says("5 hours 27 minutes", "5,5 hours"),
                    Line(2, Wrong::Duration(text("5,5 hours"))),
                ),
                (
                    "%",
                    Says("1 044", "1 021"),
                    Line(3, Wrong::TicketTwice(text("1021"))),
                ),
                ("%", NoZone, Asks(Question::Zone)),
                (
                    "h",
                    Says("5 hours 27 minutes", "19620"),
                    Line(2, Wrong::Mixed(text("19620"))),
                ),
                (
                    "h",
                    Says("5 hours 27 minutes", "-5 hours 27 minutes"),
                    Line(2, Wrong::Negative(text("-5 hours 27 minutes"))),
                ),
                (
                    "%",
                    Says("2025-10-03 13:40", "3 oct. 2025 13:40"),
                    Line(2, Wrong::Month(text("3 oct. 2025 13:40"))),
                ),
                (
                    "%",
                    Says("Time to resolve exceeded", "Overdue"),
                    None(NoFile::NoTarget),
                ),
                (
                    "%",
                    EndsAfter("\"1 083\";\"Radio of"),
                    Line(6, Wrong::Broken),
                ),
                ("%", Marked, Whole(2)),
            ],
        ),
    ];
    for (format, fixture, chosen, damages) in &formats {
        for (what, (unit, harm, expected)) in DAMAGE.iter().zip(damages) {
            let comes = comes(fixture, unit, chosen, harm);
            assert_eq!(comes, *expected, "{format}: {what}");
        }
    }
}

#[test]
fn whatever_is_wrong_has_its_sentence_in_both_languages() {
    let cell = || "99,1".to_owned();
    let wrongs = [
        Wrong::Cells,
        Wrong::Time(cell()),
        Wrong::Month(cell()),
        Wrong::NoHour(cell()),
        Wrong::Number(cell()),
        Wrong::Exponent(cell()),
        Wrong::Clock(cell()),
        Wrong::Date(cell()),
        Wrong::Unit(cell()),
        Wrong::OverAll(cell()),
        Wrong::Negative(cell()),
        Wrong::Ahead(cell()),
        Wrong::Differs(cell()),
        Wrong::Broken,
        Wrong::Backwards(cell()),
        Wrong::Duration(cell()),
        Wrong::Mixed(cell()),
        Wrong::YesNo(cell()),
        Wrong::Contradicts(cell()),
        Wrong::TicketTwice(cell()),
        Wrong::Endless(cell()),
        Wrong::TooLarge(cell()),
        Wrong::Stage(cell()),
    ];
    for language in [accounts::Language::En, accounts::Language::De] {
        for wrong in &wrongs {
            let (key, cell) = wrong.told();
            let arguments = [
                ("line", "17".to_owned()),
                ("cell", cell.to_owned()),
                ("unit", "%".to_owned()),
            ];
            let told = Say(language).with(key, &arguments);
            assert!(
                told.contains("17") && told.contains(cell) && !told.contains(key),
                "{told}"
            );
        }
        for none in [
            NoFile::Empty,
            NoFile::OtherJson,
            NoFile::Error("no permissions".to_owned()),
            NoFile::CutJson,
            NoFile::OnlyHeading,
            NoFile::NothingFound,
            NoFile::Instant,
            NoFile::NoTime,
            NoFile::NoValue,
            NoFile::TicketsOfNoUnit,
            NoFile::NoTarget,
            NoFile::NoLasting,
            NoFile::NoEnd,
        ] {
            let told = Say(language).with(none.told(), &[("error", "no permissions".to_owned())]);
            assert_ne!(told, none.told());
        }
    }
}

#[test]
fn no_value_meets_a_target_by_being_rounded() {
    let text = "day;value\n2025-12-01;99,4996\n2025-12-02;99.99999\n2025-12-03;99,5\n";
    let text = text.replace("99.99999", "99,99999");
    let read = with(&text, &berlin()).expect("a file");
    assert_eq!(values(&read), [99_499, 99_999, 99_500]);
    assert_eq!(read.rounded, 2);
    let known = Known {
        unit: "ms",
        aim: Aim::AtMost,
        zone: "UTC",
        now: NOW,
    };
    let text = "day;value\n2025-12-01;199,5\n2025-12-02;200,0001\n";
    let read = super::read(text, &Chosen::default(), &known).expect("a file");
    assert_eq!(read.readings.last().map(|it| it.value), Some(200_001));
}
