//! Tables to take away and lists to bring, as spreadsheets and programs read and write them.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::words::*;
use domain::{Command, act};
use serde_json::{Value, json};

use crate::world::{Reply, World, do_at};

/// Every table there is to take away.
fn files(world: &World) -> Vec<String> {
    let is_table = |path: &str| path.starts_with("/r/") && path.ends_with(".csv");
    let tables = World::routes().filter(|route| is_table(route.path));
    tables
        .map(|route| world.fill(route.path, world.table))
        .collect()
}

/// The rows of a file; each as long as its heading, or it could not be read.
fn rows(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(separator).has_headers(false);
    let records = reader.from_reader(text.as_bytes()).into_records();
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    records.map(|record| cells(record.unwrap())).collect()
}

#[test]
fn every_table_to_take_away_is_written_as_its_reader_opens_it() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let look = |path: &str, more: &str, separator: u8| {
        let file = world.get(&format!("{path}{more}"), visitor);
        assert_eq!(file.status, StatusCode::OK, "{path}");
        let name = file.header("content-disposition").to_owned();
        assert!(
            name.contains("covalue-") && name.ends_with(".csv\""),
            "{name}"
        );
        assert!(!name.contains(&world.table.to_string()), "{name}");
        let text = file.text();
        let marked = text.starts_with('\u{feff}');
        assert_eq!(marked, more.is_empty(), "{path}{more}");
        let rows = rows(text.trim_start_matches('\u{feff}'), separator);
        let titles = rows.first().expect("titles");
        assert!(titles.len() > 1, "{path}{more}: {rows:?}");
        let untold = titles.iter().find(|title| title.contains("column-"));
        assert_eq!(untold, None, "{path}{more}");
        rows
    };
    for path in files(&world) {
        let plain = look(&path, "?for=program", b',');
        let english = look(&path, "", b',');
        assert_eq!(plain.len(), english.len());
    }
    let german = accounts::Language::De;
    let accounts = world.app.accounts();
    accounts
        .set_locale(world.viktor, german, "Europe/Berlin")
        .unwrap();
    for path in files(&world) {
        let (told, plain) = (look(&path, "", b';'), look(&path, "?for=program", b','));
        assert_ne!(told[0], plain[0], "{path}");
    }
}

/// `covalue mix` and the reader of lists know the list by these names.
#[test]
fn the_list_of_features_has_the_names_by_which_programs_know_it() {
    let world = World::new();
    let path = format!("/r/{}/features.csv", world.table);
    let accounts = world.app.accounts();
    for (language, names) in [
        (
            accounts::Language::En,
            "name,what it is,offered by,price,price to,borne by,origins,must,needs,excludes,",
        ),
        (
            accounts::Language::De,
            "Name;Was es ist;Angeboten von;Preis;Preis bis;Bezahlt von;Herkunft;Muss;Setzt voraus;\
             Schließt aus;",
        ),
    ] {
        accounts
            .set_locale(world.viktor, language, "Europe/Berlin")
            .unwrap();
        let text = world.get(&path, world.visitor("provider, guessed")).text();
        assert!(text.starts_with(&format!("\u{feff}{names}")), "{text}");
    }
}

#[test]
fn a_table_holds_no_figure_that_its_page_hides() {
    let world = World::new();
    for (file, column) in [("value.csv", 6), ("better-off.csv", 5)] {
        let path = format!("/r/{}/{file}?for=program", world.table);
        let text = world
            .get(&path, world.visitor("provider, not guessed"))
            .text();
        let consumer = rows(&text, b',').into_iter();
        let consumer = consumer.filter(|row| {
            let says = |words| row.iter().any(|cell| cell.contains(words));
            says("dispatch") && says("Northwind Logistics") && !says("Halden") && !says("Meridian")
        });
        for row in consumer {
            assert_eq!(row[column], "", "{file}: {row:?}");
        }
        let seen = world.get(&path, world.visitor("customer")).text();
        let filled = rows(&seen, b',')
            .iter()
            .skip(1)
            .any(|row| !row[column].is_empty());
        assert!(filled, "{file}: {seen}");
    }
    let mix = format!("/r/{}/features/mixes/{}/mix.csv", world.table, world.mix);
    let hidden = world.get(&mix, world.visitor("provider, not guessed"));
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[test]
fn what_each_party_pays_of_a_mix_is_summed_up_on_its_page_and_in_its_table() {
    let world = World::new();
    let bearers = Bearers::Percent(vec![
        Bearer {
            party: world.consumer,
            share: 67,
        },
        Bearer {
            party: world.provider,
            share: 33,
        },
    ]);
    let price = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price {
            low: 4_000_001,
            high: 4_000_001,
        },
        bearers,
    });
    do_at(&world.app, world.table, world.ines, price);
    let sequence = world
        .app
        .relationship(world.table)
        .unwrap()
        .unwrap()
        .sequence();
    let record = Command::RecordMix(act::RecordMix {
        rule: MixRule::MostValue,
        budget: 5_000_000,
        read_at: sequence,
        note: String::new(),
    });
    let done = do_at(&world.app, world.table, world.viktor, record);
    let Some(domain::Fact::MixRecorded(mix)) = done.facts.first() else {
        panic!("{done:?}")
    };
    let page = format!("/r/{}/features/mixes/{}", world.table, mix.mix);
    let visitor = world.visitor("provider, guessed");
    let told = world.get(&page, visitor).text();
    let [consumer, provider] = ["€26,800.01", "€13,200"];
    assert!(told.contains("Who pays how much"));
    assert!(told.contains(consumer) && told.contains(provider), "{told}");
    let table = world
        .get(&format!("{page}/mix.csv?for=program"), visitor)
        .text();
    let rows = rows(&table, b',');
    let last = rows.last().unwrap();
    assert_eq!((&*last[0], &*last[2]), ("total", "40000.01"));
    let reason = rows[0].iter().position(|title| title == "reason").unwrap();
    let why = &rows[1][reason];
    assert!(!why.is_empty() && told.contains(&**why), "{rows:?}");
    assert!(last[reason].is_empty());
    let mut sums: Vec<_> = last[4..].iter().filter(|sum| *sum != "0").collect();
    sums.sort();
    assert_eq!(sums, ["13200", "26800.01"], "{rows:?}");
    // What nobody of a party said yes to is told as asked.
    let of = |sum: &str| &rows[0][last.iter().position(|cell| cell == sum).unwrap()];
    assert!(of("26800.01").starts_with("asked of "), "{rows:?}");
    assert!(of("13200").starts_with("asked of ") || of("13200").starts_with("paid by "));
}

fn brings(world: &World, visitor: &str, query: &str, key: &str, list: &[u8]) -> Reply {
    let path = format!(
        "/api/v1/relationships/{}/features/import{query}",
        world.table
    );
    let visitor = world.visitor(visitor);
    let request = world.request(&Method::POST, &path, visitor);
    let request = request
        .header("content-type", "text/csv")
        .header("x-csrf-token", visitor.csrf())
        .header("idempotency-key", key);
    world.send(request.body(Body::from(list.to_vec())).unwrap())
}

#[test]
fn a_program_brings_the_list_that_a_person_would_and_is_told_the_same() {
    let world = World::new();
    let list =
        "Plan\n\nFeature;Price (EUR)\nMasts;1.200,50\nCables;0,125\nW1;1;000\nTotal;1.200,50\n";
    let heads = world.heads();
    let looked = brings(&world, "provider, guessed", "", "a", list.as_bytes());
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.text());
    let told = looked.json();
    assert_eq!(world.heads(), heads);
    assert_eq!(
        (&told["heading"], &told["recorded"]),
        (&json!(3), &Value::Null)
    );
    let names = |told: &Value| {
        let features = told["features"].as_array().unwrap();
        features
            .iter()
            .map(|one| one["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&told), ["Masts", "Cables"]);
    assert_eq!(told["features"][0]["price"]["high"], 120_050);
    assert_eq!(told["features"][1]["price"], Value::Null);
    let lines = told["left_out"].as_array().unwrap().iter();
    let lines: Vec<_> = lines.map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [5, 6, 7], "{told}");
    // In UTF-16, as spreadsheets save text; and once, however often it is sent.
    let wide: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&[0xff, 0xfe][..], &wide].concat();
    for _ in 0..2 {
        let added = brings(&world, "provider, guessed", "?add=true", "b", &wide);
        assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    }
    let path = format!("/api/v1/relationships/{}/features", world.table);
    let here = world.get(&path, world.visitor("customer")).json();
    let here = here["features"].as_array().unwrap();
    let named = here.iter().filter(|feature| feature["name"] == "Masts");
    assert_eq!(named.count(), 1);
}

#[test]
fn a_program_says_what_columns_are_where_their_names_do_not() {
    let world = World::new();
    let list = b"Lfd,Was,Wieviel\n1,Masts,1.000\n";
    let refused = brings(&world, "provider, guessed", "", "a", list);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("columns"), "{}", refused.text());
    let query = "?columns=nothing,name,price&amounts=comma";
    let told = brings(&world, "provider, guessed", query, "a", list).json();
    assert_eq!(told["features"][0]["price"]["high"], 100_000, "{told}");
    assert_eq!(told["left_out"], json!([]));
    for (visitor, query, list, status) in [
        (
            "read token",
            "?add=true",
            &b"name\nMasts\n"[..],
            StatusCode::FORBIDDEN,
        ),
        (
            "provider, guessed",
            "?add=perhaps",
            b"name\nMasts\n",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "provider, guessed",
            "",
            b"PK\x03\x04\x14",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "provider, guessed",
            "",
            b"",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        let refused = brings(&world, visitor, query, "c", list);
        assert_eq!(
            refused.status,
            status,
            "{visitor} {query}: {}",
            refused.text()
        );
    }
}
