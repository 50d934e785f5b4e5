//! Files of readings, through the page and the API: looked at first, taken as a whole or not at all, and never twice.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::Timestamp;
use serde_json::json;

use crate::world::{NOW, Reply, Visitor, World};

const MANY: usize = 100_000;

fn import(world: &World) -> String {
    format!("/r/{}/measures/{}/import", world.table, world.measure)
}

/// The import's form, as a browser sends it: fields, and a file where there is one.
fn sends(world: &World, visitor: &Visitor, fields: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    let csrf = visitor.csrf();
    for (name, value) in [&[("csrf", csrf.as_str()), ("form", "import")], fields].concat() {
        let part = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    if !file.is_empty() {
        body.extend(
            b"--b0undary\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"held.csv\"\r\n\
              Content-Type: text/csv\r\n\r\n",
        );
        body.extend(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--b0undary--\r\n");
    let request = world
        .request(&Method::POST, &import(world), visitor)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b0undary");
    world.send(request.body(Body::from(body)).unwrap())
}

/// A reading a minute until now.
fn minutes(count: usize, at: impl Fn(i64) -> String) -> Vec<u8> {
    let lines = (0..count as i64).rev().map(|back| {
        let seconds = NOW / 1_000 - back * 60;
        let tenth = back % 7;
        format!("{},99.{tenth}\n", at(seconds))
    });
    format!("time,value\n{}", lines.collect::<String>()).into_bytes()
}

/// What a hidden field of a page holds.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let begins = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&begins)
        .unwrap_or_else(|| panic!("no {name}"));
    rest.split_once('"').unwrap().0
}

fn length(world: &World) -> u64 {
    world.heads()[0].as_ref().unwrap().sequence
}

#[test]
fn a_long_file_is_looked_at_taken_in_one_append_and_adds_nothing_twice() {
    let world = World::new();
    let mara = world.visitor("customer");
    let file = minutes(MANY, |seconds| seconds.to_string());
    let before = length(&world);
    let looked = sends(&world, mara, &[], &file);
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.text());
    assert_eq!(length(&world), before, "looking takes nothing");
    let page = looked.text();
    let fields = ["confirm", "source", "count", "readings"].map(|name| (name, hidden(&page, name)));
    assert_eq!(fields[2].1, MANY.to_string());
    let taken = sends(&world, mara, &fields, &[]);
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    // 8,192 readings to an entry.
    assert_eq!(length(&world), before + 13);
    let location = taken.header("location").to_owned();
    let page = world.get(&location, mara).text();
    assert!(
        page.contains("New: 100000. Replaced: 0. There already: 0."),
        "{page}"
    );
    let again = sends(&world, mara, &[], &file).text();
    assert!(again.contains("All of it is there already") && !again.contains("name=\"readings\""));
    let twice = sends(&world, mara, &fields, &[]);
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(length(&world), before + 13);
}

#[test]
fn what_was_looked_at_and_did_not_arrive_whole_is_not_taken() {
    let world = World::new();
    let mara = world.visitor("customer");
    let page = sends(
        &world,
        mara,
        &[],
        &minutes(40, |seconds| seconds.to_string()),
    )
    .text();
    let packed = hidden(&page, "readings");
    let before = length(&world);
    for (count, readings) in [
        ("40", &packed[..packed.len() / 2]),
        ("39", packed),
        ("0", ""),
    ] {
        let fields = [
            ("confirm", "yes"),
            ("source", "csv"),
            ("count", count),
            ("readings", readings),
        ];
        let reply = sends(&world, mara, &fields, &[]);
        assert!(reply.status.is_client_error(), "{count}");
    }
    assert_eq!(length(&world), before);
}

#[test]
fn a_long_file_that_leaves_something_open_is_chosen_again_with_the_answer() {
    let world = World::new();
    let mara = world.visitor("customer");
    let local = |seconds: i64| {
        let at = jiff::Timestamp::from_second(seconds).unwrap();
        at.to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
    };
    let file = minutes(12_000, local);
    let asked = sends(&world, mara, &[], &file).text();
    assert!(asked.contains("In which time zone are the times?"));
    assert!(asked.contains("Choose “held.csv” again"));
    assert!(!asked.contains("name=\"readings\""));
    let answered = sends(&world, mara, &[("zone", "UTC")], &file).text();
    assert_eq!(hidden(&answered, "count"), "12000");
}

#[test]
fn a_file_over_sixteen_megabytes_is_refused_with_a_sentence() {
    let world = World::new();
    let mara = world.visitor("customer");
    let before = length(&world);
    let reply = sends(&world, mara, &[], &vec![b'1'; (16 << 20) + 1]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("larger than 16 megabytes"));
    assert_eq!(length(&world), before);
}

#[test]
fn what_somebody_types_is_held_to_the_same_rules_and_each_mistake_has_its_words() {
    let world = World::new();
    let mara = world.visitor("customer");
    let page = format!("/r/{}/measures/{}", world.table, world.measure);
    let types = |value: &str, at: &str| {
        let fields = [("form", "reading"), ("value", value), ("at", at)];
        world.form(&page, mara, &fields)
    };
    let before = length(&world);
    let then = "2026-11-02T10:00";
    for (value, at, said) in [
        ("99,995", then, "Write what was read as a number"),
        ("150", then, "lies between 0 and 100"),
        ("-3", then, "lies between 0 and 100"),
        ("99.5", "", "Say when it was read"),
        ("99.5", "2026-10-25T02:30", "An hour came twice"),
        ("99.5", "1989-12-01T10:00", "a time since 1990"),
    ] {
        let reply = types(value, at);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(reply.text().contains(said), "{value} {at}");
    }
    assert_eq!(length(&world), before);
    for (value, said) in [
        ("99.5", "said=reading-taken"),
        ("99.4", "said=reading-replaced"),
    ] {
        let reply = types(value, then);
        assert!(reply.header("location").ends_with(said), "{}", reply.text());
    }
    assert!(world.get(&page, mara).text().contains("When ("));
}

#[test]
fn more_readings_than_can_be_taken_at_once_are_told_at_the_look() {
    let world = World::new();
    let mara = world.visitor("customer");
    let file = minutes(200_001, |seconds| seconds.to_string());
    let looked = sends(&world, mara, &[], &file).text();
    assert!(looked.contains("up to 200000 are taken over at once"));
    assert!(!looked.contains("name=\"readings\""));
}

#[test]
fn a_program_brings_many_readings_at_once_and_none_twice() {
    let world = World::new();
    let program = world.visitor("write token");
    let path = format!(
        "/api/v1/relationships/{}/measures/{}/readings",
        world.table, world.measure
    );
    let readings: Vec<_> = (0..20_000i64)
        .map(|back| {
            let at = Timestamp::from_millisecond(NOW - back * 60_000).expect("a moment");
            json!({ "at": at.to_string(), "value": 99_500 + back % 7 })
        })
        .collect();
    let body = json!({ "source": "prometheus", "readings": readings }).to_string();
    assert!(body.len() > 256 << 10);
    let before = length(&world);
    let reply = world.post_json(&path, program, None, body.clone().into_bytes());
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(length(&world), before + 3);
    let reply = world.post_json(&path, program, None, body.into_bytes());
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(length(&world), before + 3);
}

#[test]
fn of_many_series_some_are_shown_and_it_is_said_how_many_more_there_are() {
    let world = World::new();
    let series: Vec<_> = (0..20_000)
        .map(|place| {
            let name = format!("{place}-{}", "x".repeat(400));
            json!({ "metric": { "instance": name }, "values": [[NOW / 1_000 - 60, "99.5"]] })
        })
        .collect();
    let file = json!({ "status": "success", "data": { "resultType": "matrix", "result": series } });
    let page = sends(
        &world,
        world.visitor("customer"),
        &[],
        file.to_string().as_bytes(),
    )
    .text();
    assert!(
        page.contains("The first 200 are shown; there are 19800 more."),
        "{page}"
    );
    assert!(page.len() < 200_000, "a page of {} bytes", page.len());
    assert_eq!(page.matches("instance=").count(), 200);
}

#[test]
fn readings_that_were_taken_away_are_brought_again_and_nothing_is_asked() {
    let world = World::new();
    let mara = world.visitor("customer");
    let page = format!("/r/{}/measures/{}", world.table, world.measure);
    let values = [99_961, 100_000, 500, 12_250, 1_234];
    let readings: Vec<_> = (0i64..)
        .zip(values)
        .map(|(back, value)| {
            let at = Timestamp::from_millisecond(NOW - back * 60_000).expect("a moment");
            json!({ "at": at.to_string(), "value": value })
        })
        .collect();
    let body = json!({ "source": "program", "readings": readings }).to_string();
    let path = format!(
        "/api/v1/relationships/{}/measures/{}/readings",
        world.table, world.measure
    );
    let reply = world.post_json(&path, world.visitor("write token"), None, body.into_bytes());
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    for (language, there) in [
        (accounts::Language::En, "All of it is there already."),
        (accounts::Language::De, "Alles davon ist schon da."),
    ] {
        let accounts = world.app.accounts();
        accounts
            .set_locale(world.mara, language, "Europe/Berlin")
            .unwrap();
        for way in ["spreadsheet", "program"] {
            let file = world.get(&format!("{page}/readings.csv?for={way}"), mara);
            assert_eq!(file.text().lines().count(), values.len() + 1);
            let looked = sends(&world, mara, &[], &file.body).text();
            assert!(looked.contains(there), "{way}: {looked}");
        }
    }
}

#[test]
fn what_a_file_says_was_not_read_is_a_gap_and_counts_as_missing() {
    let world = World::new();
    let mara = world.visitor("customer");
    let values: Vec<_> = (1..=720i64)
        .rev()
        .map(|back| {
            let value = if back % 4 == 0 { "NaN" } else { "99.7" };
            json!([NOW / 1_000 - back * 3_600, value])
        })
        .collect();
    let series = json!([{ "metric": {}, "values": values }]);
    let file = json!({ "status": "success", "data": { "resultType": "matrix", "result": series } });
    let file = file.to_string().into_bytes();
    let page = sends(&world, mara, &[], &file).text();
    for told in [
        "180 lines say that nothing was read",
        "<dt>Gaps</dt><dd>180</dd>",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let names = ["confirm", "source", "count", "readings", "unread"];
    let fields = names.map(|name| (name, hidden(&page, name)));
    // Cut on its way, it would tell of fewer gaps.
    let cut = sends(&world, mara, &fields[..4], &[]);
    assert!(cut.status.is_client_error(), "{}", cut.status);
    let taken = sends(&world, mara, &fields, &[]);
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let place = format!("/r/{}/measures/{}", world.table, world.measure);
    let told = world.get(&place, mara).text();
    assert!(
        told.contains("540 of about 720 readings are there"),
        "{told}"
    );
    let again = sends(&world, mara, &[], &file).text();
    assert!(again.contains("All of it is there already"), "{again}");
    let own = world.get(&format!("{place}/readings.csv?for=program"), mara);
    assert_eq!(own.text().lines().count(), 721);
    let again = sends(&world, mara, &[], &own.body).text();
    assert!(again.contains("All of it is there already"), "{again}");
}

#[test]
fn what_a_file_says_turns_no_text_around_it() {
    let world = World::new();
    let file = "time,value\n2026-11-02,\u{202e}5.99\n2026-11-01,99.5\n";
    let looked = sends(&world, world.visitor("customer"), &[], file.as_bytes()).text();
    let (_, told) = looked.split_once("Line 2: ").expect("a line");
    let told: String = told.chars().take(20).collect();
    assert!(told.starts_with("“5.99” is no number"), "{told}");
}
