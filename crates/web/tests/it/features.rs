//! Features and mixes, as people and programs use them.

use axum::http::StatusCode;
use domain::words::*;
use domain::{Command, act};
use serde_json::{Value, json};

use crate::world::{Reply, World, do_at};

fn features(world: &World, visitor: &str) -> Value {
    let path = format!("/api/v1/relationships/{}/features", world.table);
    world.get(&path, world.visitor(visitor)).json()
}

fn mix(world: &World, visitor: &str, query: &str) -> Reply {
    let path = format!("/api/v1/relationships/{}/mix?{query}", world.table);
    world.get(&path, world.visitor(visitor))
}

#[test]
fn whoever_has_not_guessed_is_told_what_to_guess_and_shown_no_mix() {
    let world = World::new();
    let visitor = world.visitor("provider, not guessed");
    let page = world.get(&format!("/r/{}/features", world.table), visitor);
    assert_eq!(page.status, StatusCode::OK);
    let guess = format!("/r/{}/guess/{}", world.table, world.outcome);
    assert!(page.text().contains(&guess));
    assert!(!page.text().contains("mix-chart"));
    let fragment = format!("/r/{}/features/mix?budget=50000", world.table);
    assert_eq!(
        world.get(&fragment, visitor).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let refused = mix(&world, "provider, not guessed", "budget=5000000");
    assert_eq!(refused.json()["code"], "guess_first");
    let recorded = format!("/r/{}/features/mixes/{}", world.table, world.mix);
    assert_eq!(world.get(&recorded, visitor).status, StatusCode::NOT_FOUND);
    let view = features(&world, "provider, not guessed");
    assert_eq!(view["mixes"], json!([]));
    assert_eq!(view["mixes_sealed"], 1);
    assert_eq!(view["guess_first"], json!([world.outcome]));
    // Who has guessed sees it all.
    let view = features(&world, "provider, guessed");
    assert_eq!(view["mixes"].as_array().unwrap().len(), 1);
    let page = world.get(&recorded, world.visitor("provider, guessed"));
    assert_eq!(page.status, StatusCode::OK);
}

#[test]
fn the_mix_follows_what_the_consumer_says() {
    let chosen = |marks| {
        let world = World::with_marks(marks);
        let answer = mix(&world, "customer", "budget=5000000&rule=most_value").json();
        answer["selected"][0] == json!(world.feature)
    };
    assert!(chosen([9, 8, 7]));
    assert!(!chosen([1, 2, 3]));
}

#[test]
fn whoever_has_not_rated_is_not_shown_as_getting_nothing() {
    let world = World::new();
    let told = mix(&world, "customer", "budget=5000000").json();
    let silent = told["silent"].as_array().unwrap().len();
    let parties = told["gets"].as_array().unwrap().len();
    assert!(0 < silent && silent < parties, "{told}");
    let path = format!("/r/{}/features?budget=50000", world.table);
    let recorded = format!("/r/{}/features/mixes/{}", world.table, world.mix);
    for path in [path, recorded] {
        let page = world.get(&path, world.visitor("customer")).text();
        let meters = page.matches("class=\"meter\"").count();
        assert_eq!(meters, parties - silent, "{path}");
        assert!(page.contains("Not rated yet: "), "{path}");
    }
}

#[test]
fn a_program_cannot_say_what_a_mix_came_to() {
    let world = World::new();
    let path = format!("/api/v1/relationships/{}/commands", world.table);
    let visitor = world.visitor("write token");
    let sequence = world
        .app
        .relationship(world.table)
        .unwrap()
        .unwrap()
        .sequence();
    let command = |more: Value| {
        let mut command = json!({
            "command": "record_mix", "rule": "equal_voice", "budget": 5_000_000,
            "read_at": sequence,
        });
        for (field, value) in more.as_object().unwrap() {
            command[field] = value.clone();
        }
        command.to_string().into_bytes()
    };
    let heads = world.heads();
    for forged in [
        json!({ "result": {} }),
        json!({ "selected": [] }),
        json!({ "inputs": "" }),
    ] {
        let reply = world.post_json(&path, visitor, None, command(forged));
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(reply.json()["errors"][0]["code"], "unknown_field");
    }
    let ahead = json!({ "read_at": sequence + 1 });
    let reply = world.post_json(&path, visitor, None, command(ahead));
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.heads(), heads);
    let reply = world.post_json(&path, visitor, None, command(json!({})));
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let told = mix(&world, "customer", "budget=5000000").json();
    let recorded = &features(&world, "customer")["mixes"][0]["result"];
    for field in ["selected", "cost", "gets", "endowments", "fairness"] {
        assert_eq!(recorded[field], told[field], "{field}");
    }
    // What would bring a feature in is rounded on the record, and to the last coin for programs.
    let without_ways = |features: &Value| {
        let mut features = features.as_array().unwrap().clone();
        for feature in &mut features {
            feature["way_in"] = Value::Null;
        }
        features
    };
    assert_eq!(
        without_ways(&recorded["features"]),
        without_ways(&told["features"])
    );
}

/// Prices world.feature at €40,000, of which supplier and consumer are asked to bear these per cents.
fn priced(world: &World, consumer: u64, supplier: u64) {
    let bearer = |party, share| Bearer { party, share };
    let parties = world.app.relationship(world.table).unwrap().unwrap();
    let seen = parties.seen_by(world.tom, &parties).unwrap();
    let price = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price {
            low: 4_000_000,
            high: 4_000_000,
        },
        bearers: Bearers::Percent(vec![
            bearer(world.consumer, consumer),
            bearer(seen.party(), supplier),
        ]),
    });
    do_at(&world.app, world.table, world.ines, price);
}

fn records(world: &World, rule: MixRule) -> String {
    let record = Command::RecordMix(act::RecordMix {
        rule,
        budget: 5_000_000,
        read_at: world
            .app
            .relationship(world.table)
            .unwrap()
            .unwrap()
            .sequence(),
        note: String::new(),
    });
    let done = do_at(&world.app, world.table, world.viktor, record);
    match done.facts.first() {
        Some(domain::Fact::MixRecorded(mix)) => {
            format!("/r/{}/features/mixes/{}", world.table, mix.mix)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_share_put_on_another_party_is_asked_of_it_until_it_says_yes() {
    let world = World::new();
    priced(&world, 75, 25);
    let mix = records(&world, MixRule::MostValue);
    let feature = format!("/r/{}/features/{}", world.table, world.feature);
    let supplier = world.visitor("supplier");
    let page = world.get(&mix, supplier).text();
    assert!(page.contains("You have not agreed to pay anything of this yet."));
    assert!(page.contains("€10,000 is asked, and not agreed."), "{page}");
    assert!(page.contains("asked of Halden\u{a0}€10,000"), "{page}");
    let asked = format!("/r/{}/features", world.table);
    let list = world.get(&asked, supplier).text();
    assert!(list.contains("You are asked to pay"));
    assert!(
        !world
            .get(&asked, world.visitor("user"))
            .text()
            .contains("asked to pay")
    );
    let home = world.get(&format!("/r/{}", world.table), supplier).text();
    assert!(
        home.contains("Say whether you bear your share of a feature"),
        "{home}"
    );
    let form = format!("{feature}/share");
    let said = |bears, why, high| {
        [
            ("form", "share-no"),
            ("share_low", "1000000"),
            ("share_high", high),
            ("bears", bears),
            ("why", why),
        ]
    };
    // A no has a reason; a share that was not shown is no question.
    let refused = world.form(&form, supplier, &said("no", "", "1000000"));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = world.form(&form, supplier, &said("no", "Too much", "999999"));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("The share was changed after it was shown to you.")
    );
    assert!(refused.text().contains("Too much"));
    let done = world.form(&form, supplier, &said("no", "A fifth of it", "1000000"));
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    // Everybody reads what it said, and the recorded mix what was said since.
    let page = world.get(&feature, world.visitor("user")).text();
    assert!(page.contains("A fifth of it"), "{page}");
    let page = world.get(&mix, world.visitor("customer")).text();
    assert!(page.contains("asked of Halden"));
    assert!(page.contains("Halden has said no since."), "{page}");
    let done = world.form(&form, supplier, &said("yes", "", "1000000"));
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = world.get(&mix, world.visitor("customer")).text();
    assert!(page.contains("Halden has said yes since."), "{page}");
    let agreed = records(&world, MixRule::MostValue);
    let page = world.get(&agreed, supplier).text();
    assert!(page.contains("You pay €10,000."), "{page}");
    for asked in ["€10,000 is asked, and", "€10,000 more is asked, and"] {
        assert!(!page.contains(asked), "{page}");
    }
    // A yes to another share holds no more, and what was recorded says so.
    priced(&world, 70, 30);
    let page = world.get(&agreed, world.visitor("customer")).text();
    assert!(
        page.contains("Halden has been asked again since."),
        "{page}"
    );
}

#[test]
fn why_each_is_in_or_out_is_recorded_and_not_told_anew() {
    let world = World::new();
    priced(&world, 75, 25);
    let mix = records(&world, MixRule::EqualVoice);
    let visitor = world.visitor("customer");
    let reasons = || {
        let page = world.get(&mix, visitor).text();
        let table = |page: &str| page.split("<tbody>").skip(1).collect::<Vec<_>>().join("");
        assert!(page.contains("What is left out, and why"), "{page}");
        assert!(page.contains("It comes in"), "{page}");
        table(&page)
    };
    let before = reasons();
    // Other prices, other bearers, other words on what it is worth.
    let price = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price { low: 1, high: 1 },
        bearers: Bearers::default(),
    });
    do_at(&world.app, world.table, world.ines, price);
    assert_eq!(reasons(), before);
}

/// What is promised holds when it is tried: with so much more, and at that price, it is in.
#[test]
fn what_would_bring_a_feature_in_holds_when_it_is_tried() {
    let world = World::new();
    let answer = mix(&world, "customer", "budget=5000000&rule=equal_voice").json();
    let find = |answer: &Value| -> Value {
        let features = answer["features"].as_array().unwrap();
        let mine = features
            .iter()
            .find(|one| one["feature"] == json!(world.feature));
        mine.unwrap().clone()
    };
    let told = find(&answer);
    assert_eq!(told["why"]["because"], "short", "{told}");
    records(&world, MixRule::EqualVoice);
    let recorded = features(&world, "customer");
    let way = find(&recorded["mixes"][0]["result"])["way_in"].clone();
    let more = way["more"].as_u64().unwrap();
    let query = format!("budget={}&rule=equal_voice", 5_000_000 + more);
    assert_eq!(
        find(&mix(&world, "customer", &query).json())["why"]["because"],
        "voice"
    );
    let price = way["price"].as_u64().unwrap();
    let cheaper = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price {
            low: price,
            high: price,
        },
        bearers: Bearers::default(),
    });
    do_at(&world.app, world.table, world.ines, cheaper);
    let answer = mix(&world, "customer", "budget=5000000&rule=equal_voice").json();
    assert!(
        answer["selected"]
            .as_array()
            .unwrap()
            .contains(&json!(world.feature))
    );
}

#[test]
fn a_no_is_explained_on_a_card_that_can_be_sent() {
    let world = World::new();
    let mix = records(&world, MixRule::EqualVoice);
    let visitor = world.visitor("supplier");
    let page = world.get(&mix, visitor).text();
    let card = page
        .split("href=\"")
        .find(|href| href.starts_with(&format!("{mix}/why/")));
    let card = card
        .and_then(|href| href.split('"').next())
        .expect("a link to a card");
    let told = world.get(card, visitor).text();
    assert!(
        told.contains("is not in</h1>") && told.contains("It comes in"),
        "{told}"
    );
    let mail = told
        .split("href=\"mailto:")
        .nth(1)
        .expect("a draft to send");
    let mail = mail.split('"').next().unwrap();
    assert!(mail.contains("It%20comes%20in"), "{mail}");
    // Whoever may not see the mix reads no reason either.
    let locked = world.visitor("provider, not guessed");
    assert_eq!(world.get(card, locked).status, StatusCode::NOT_FOUND);
    let feature = world.get(
        &format!("/r/{}/features/{}", world.table, world.feature),
        locked,
    );
    assert!(!feature.text().contains("/why/"));
}

#[test]
fn a_recorded_mix_computed_again_is_the_same() {
    let world = World::new();
    let path = format!("/r/{}/features/mixes/{}?again=1", world.table, world.mix);
    for visitor in ["customer", "supplier", "provider, guessed"] {
        let page = world.get(&path, world.visitor(visitor)).text();
        assert!(page.contains("the same digest, the same mix"), "{visitor}");
    }
}

#[test]
fn a_recorded_mix_says_who_was_to_bear_what_when_it_was_recorded() {
    let world = World::new();
    let path = format!("/r/{}/features/mixes/{}", world.table, world.mix);
    let borne = |visitor: &str| {
        let page = world.get(&path, world.visitor(visitor)).text();
        assert!(page.contains("Borne by (money)"), "{visitor}");
        page.matches("not said yet").count()
    };
    let unsaid = borne("customer");
    assert!(unsaid > 0);
    let bearer = Bearer {
        party: world.consumer,
        share: 100,
    };
    let price = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price {
            low: 4_000_000,
            high: 4_000_000,
        },
        bearers: Bearers::Percent(vec![bearer]),
    });
    do_at(&world.app, world.table, world.ines, price);
    assert_eq!(borne("customer"), unsaid);
    let feature = format!("/r/{}/features/{}", world.table, world.feature);
    let today = world.get(&feature, world.visitor("customer")).text();
    assert!(!today.contains("not said yet"));
}

#[test]
fn whether_a_group_was_passed_over_stands_on_the_page_the_recorded_mix_the_api_and_the_export() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let told = mix(&world, "customer", "budget=5000000").json();
    assert_eq!(told["fairness"]["passed_over"], Value::Null);
    assert_eq!(told["fairness"]["most_proven"], true);
    let recorded = format!("/r/{}/features/mixes/{}", world.table, world.mix);
    let verdict = "No group of people could have had a feature that is out";
    for path in [
        format!("/r/{}/features", world.table),
        format!("/r/{}/features/mix?budget=50000", world.table),
        recorded.clone(),
    ] {
        let page = world.get(&path, visitor).text();
        assert!(page.contains(verdict), "{path}");
        assert!(page.contains("total value"), "{path}");
    }
    // While a slider moves nobody waits for it.
    let quick = format!("/r/{}/features/mix?budget=50000&quick=1", world.table);
    assert!(!world.get(&quick, visitor).text().contains(verdict));
    let telling = world.get(&format!("/r/{}/record", world.table), visitor);
    assert!(telling.text().contains("No group was passed over."));
    let export = format!("/r/{}/record.csv", world.table);
    let export = world.get(&export, visitor).text();
    assert!(export.contains("No group was passed over."));
    let export = format!("/r/{}/record.jsonl", world.table);
    let export = world.get(&export, visitor).text();
    assert!(export.contains("passed_over"));
    // Whoever has not guessed reads nothing of it.
    let provider = world.visitor("provider, not guessed");
    for path in [
        format!("/r/{}/features", world.table),
        format!("/r/{}/record", world.table),
        format!("/r/{}/record.csv", world.table),
        format!("/r/{}/record.jsonl", world.table),
    ] {
        let page = world.get(&path, provider).text();
        assert!(!page.contains("passed over"), "{path}");
        assert!(!page.contains("passed_over"), "{path}");
    }
}

#[test]
fn the_overview_shows_the_recorded_mix_to_whoever_may_see_it_and_else_what_to_do() {
    let world = World::new();
    let overview = format!("/r/{}", world.table);
    let recorded = format!("/r/{}/features/mixes/{}", world.table, world.mix);
    for visitor in ["customer", "supplier", "provider, guessed"] {
        let page = world.get(&overview, world.visitor(visitor)).text();
        assert!(page.contains(&recorded), "{visitor}");
    }
    let page = world.get(&overview, world.visitor("provider, not guessed"));
    let page = page.text();
    assert!(!page.contains(&recorded));
    assert!(page.contains("Guess, or skip, one outcome; then the mix opens."));
}

#[test]
fn a_mix_is_recorded_from_the_page_as_it_was_shown() {
    let world = World::new();
    let visitor = world.visitor("supplier");
    let form = format!("/r/{}/features/mixes", world.table);
    let sequence = world
        .app
        .relationship(world.table)
        .unwrap()
        .unwrap()
        .sequence();
    let read_at = sequence.to_string();
    let fields = [
        ("form", "record-mix"),
        ("rule", "worst_off"),
        ("budget", "60,000"),
        ("read_at", &read_at),
    ];
    let reply = world.form(&form, visitor, &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = world.get(reply.header("location"), visitor).text();
    assert!(page.contains("€60,000"));
    // A budget that is no amount is shown again with what to mend.
    let fields = [
        ("rule", "worst_off"),
        ("budget", "much"),
        ("read_at", &read_at),
    ];
    let reply = world.form(&form, visitor, &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

const LIST: &str = "\
name;offered by;price;borne by;origins;So that Northwind can dispatch without calls dropping;Colour
Roaming bundle;Meridian;54.000;Northwind;customer;strong;red
Bill split;;45.000–46.000;Northwind 50% + Meridian 50%;customer | user;medium;
Masts;Halden;9000;;supplier;9;
Small Cells at Elm Pass;Meridian;1;;;weak;
;;;;;;blue
Loyalty app;Nobody;12;Elsewhere;a dream;sometimes;
";

#[test]
fn a_range_that_could_begin_with_thousands_or_without_is_no_price() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let told = |price: &str| {
        let list = format!("name;price;origins\nMasts;{price};supplier\n");
        let fields = [("form", "import"), ("file", list.as_str())];
        let text = world.form(&path, visitor, &fields).text();
        text.contains("could begin with thousands or without")
    };
    for unclear in ["80-95,000", "80–95000", "5 - 95,000"] {
        assert!(told(unclear), "{unclear}");
    }
    for clear in [
        "80,000-95,000",
        "80000–95000",
        "500-2,000",
        "80–95",
        "0-95,000",
    ] {
        assert!(!told(clear), "{clear}");
    }
}

#[test]
fn in_a_list_nothing_needs_or_excludes_itself() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let list =
        "name;origins;needs;excludes\nMasts;supplier;Masts;masts|Cables\nCables;supplier;;\n";
    let fields = [("form", "import"), ("file", list)];
    let looked = world.form(&path, visitor, &fields).text();
    assert_eq!(
        looked.matches("is the feature itself").count(),
        2,
        "{looked}"
    );
    let fields = [("form", "import"), ("file", list), ("confirm", "yes")];
    let added = world.form(&path, visitor, &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let view = features(&world, "customer");
    let named = |name: &str| {
        let features = view["features"].as_array().unwrap();
        features.iter().find(|f| f["name"] == name).unwrap().clone()
    };
    let masts = named("Masts");
    assert_eq!(masts["needs"], json!([]));
    assert_eq!(masts["excludes"], json!([named("Cables")["id"]]));
}

#[test]
fn a_list_is_shown_as_understood_before_anything_is_recorded() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let heads = world.heads();
    // “54.000” could be two amounts: it is asked, not guessed.
    let asked = world.form(&path, visitor, &[("form", "import"), ("file", LIST)]);
    let asked = asked.text();
    assert!(asked.contains("Line 2 gets no price: “54.000” could be two amounts."));
    assert!(asked.contains("How are amounts written in this list?"));
    let fields = [("form", "match"), ("file", LIST), ("amounts", "comma")];
    let looked = world.form(&path, visitor, &fields);
    assert_eq!(looked.status, StatusCode::OK);
    assert_eq!(world.heads(), heads);
    let page = looked.text();
    for told in [
        "Column “Colour” is neither",
        "Roaming bundle",
        "€54,000",
        "Line 4: the price 9000 is left out",
        "“Small Cells at Elm Pass” is already here",
        "Line 6 has no name",
        "nobody at this table is called “Nobody”",
        "“a dream” is not an origin",
        "“sometimes” is not a strength",
        "“Elsewhere”, does not make up the whole",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    let fields = [
        ("form", "import"),
        ("file", LIST),
        ("confirm", "yes"),
        ("amounts", "comma"),
    ];
    let added = world.form(&path, visitor, &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let view = features(&world, "customer");
    let names: Vec<_> = view["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| feature["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "Small cells at Elm Pass",
            "Remote power switches",
            "Roaming bundle",
            "Bill split",
            "Masts",
            "Loyalty app"
        ]
    );
    let roaming = &view["features"][2];
    assert_eq!(roaming["price"]["high"], 5_400_000);
    assert_eq!(roaming["serves"][0]["strength"], "strong");
    assert_eq!(roaming["bearers"]["percent"][0]["share"], 100);
    let split = &view["features"][3];
    assert_eq!(
        split["price"],
        json!({ "low": 4_500_000, "high": 4_600_000 })
    );
    assert_eq!(split["bearers"]["percent"].as_array().unwrap().len(), 2);
    assert_eq!(split["origins"], json!(["customer", "user"]));
    assert_eq!(view["features"][4]["price"], Value::Null);
}

#[test]
fn a_list_is_read_as_spreadsheets_and_people_write_them() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let long = "x".repeat(201);
    let list = format!(
        "sep=;\r\n\u{feff}Name;Preis;Bezahlt von;Muss;Setzt voraus;So that Northwind can dispatch \
         without calls dropping\r\nGroße Zelle;1.200,50;Northwind: 60 %, Meridian: 40 %;ja;;stark\r\n\
         Zweite;12-15;;;Große Zelle;mittel\r\nzweite;3;;;;\r\n{long};1;;;;\r\nTeuer;99.999.999.999;;;;\r\n"
    );
    let looked = world.form(&path, visitor, &[("form", "import"), ("file", &list)]);
    let page = looked.text();
    for told in [
        "€1,200.50",
        "Northwind 60%, Meridian 40%",
        "Must be in every mix",
        "€12 to €15",
        "Only together with:</span> Große Zelle",
        "calls dropping (strong)",
        "calls dropping (medium)",
        "Line 5: “zweite” is in the list twice",
        "Line 6 is left out: This is too long",
        "Line 7: the price “99.999.999.999” ends below",
        "3 features to add",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
}

#[test]
fn a_list_longer_than_a_table_holds_says_how_many_wait() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let lines: Vec<String> = (0..250).map(|n| format!("Feature {n}")).collect();
    let list = format!("name\n{}", lines.join("\n"));
    let fields = [("form", "import"), ("file", list.as_str())];
    let page = world.form(&path, visitor, &fields).text();
    let stand = features(&world, "customer")["features"]
        .as_array()
        .unwrap()
        .len();
    let left = format!("{} features are left out", 50 + stand);
    assert!(page.contains(&left), "{left} in {page}");
    let fields = [fields[0], fields[1], ("confirm", "yes")];
    let added = world.form(&path, visitor, &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
}

#[test]
fn a_list_without_a_name_column_or_without_text_says_what_to_mend() {
    let world = World::new();
    let visitor = world.visitor("customer");
    let path = format!("/r/{}/features/import", world.table);
    for wrong in ["", "price;cost\n1;2"] {
        let reply = world.form(&path, visitor, &[("form", "import"), ("file", wrong)]);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.text().contains("class=\"error\" id=\"file-e\""));
        assert!(reply.text().contains(wrong));
    }
}

#[test]
fn what_is_taken_away_can_be_brought_back() {
    let world = World::new();
    let file = world.get(
        &format!("/r/{}/features.csv", world.table),
        world.visitor("customer"),
    );
    let text = file.text();
    assert!(text.starts_with("\u{feff}name,what it is,offered by,price,"));
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let again = text.replace("Small cells at Elm Pass", "Small cells on roofs");
    let looked = world.form(&path, visitor, &[("form", "import"), ("file", &again)]);
    assert!(looked.text().contains("Small cells on roofs"));
    assert!(
        looked
            .text()
            .contains("“Remote power switches” is already here")
    );
    assert!(!looked.text().contains("is neither one of ours"));
}

/// What a list comes to as somebody brings it, in their language, and what the page says of it.
fn brought(world: &World, visitor: &str, list: &str) -> String {
    let path = format!("/r/{}/features/import", world.table);
    let visitor = world.visitor(visitor);
    let looked = world.form(&path, visitor, &[("form", "import"), ("file", list)]);
    assert_eq!(looked.status, StatusCode::OK, "{}", looked.text());
    looked.text()
}

/// The provider's person reads German from now on.
fn in_german(world: &World) {
    let accounts = world.app.accounts();
    let german = accounts::Language::De;
    accounts
        .set_locale(world.viktor, german, "Europe/Berlin")
        .unwrap();
}

#[test]
fn a_list_is_read_as_people_keep_it() {
    let world = World::new();
    for list in [
        "Feature,Description,Price (EUR)\nMasts,Two new ones,\"1,200.50\"\nTotal,,\"1,200.50\"\n",
        "Plan for 2027;;\n;;\nas of March;;\n\nFeature;Description;Price (EUR)\nMasts;Two new ones;1.200,50\n;;\nTotal:;;1.200,50\n",
        "\n\nVorhaben\tBeschreibung\tKosten in EUR\nMasts\tTwo new ones\t1.200,50 €\n\tSumme\t1.200,50\n",
        "Nr.;Bezeichnung;Beschreibung;Preis [€]\n1;Masts;Two new ones;1200,5\n;;;1200,5\n",
    ] {
        let page = brought(&world, "provider, guessed", list);
        for told in [
            "€1,200.50",
            "Two new ones",
            "1 feature to add|One feature to add",
            "it is a total",
        ] {
            assert!(
                told.split('|').any(|told| page.contains(told)),
                "{told}: {list}{page}"
            );
        }
    }
    // Prices in another currency are no prices here.
    let page = brought(
        &world,
        "provider, guessed",
        "Feature;Price (USD)\nMasts;12\n",
    );
    assert!(page.contains("this table calculates in EUR") && page.contains("no price yet"));
}

#[test]
fn a_row_with_more_or_fewer_cells_is_told_by_its_line_and_never_taken() {
    let world = World::new();
    let page = brought(
        &world,
        "provider, guessed",
        "name,price\nW1,1,000\nMasts\nCables,9\n",
    );
    assert!(page.contains("Line 2 is left out: it has 3 cells where there are 2 columns."));
    assert!(page.contains("Line 3 is left out: it has one cell where there are 2 columns."));
    assert!(page.contains("One feature to add") && !page.contains(">W1<"));
}

/// What is no amount is none in a form, in a list and for programs, for the same reason.
#[test]
fn amounts_are_refused_alike_wherever_they_are_typed() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let form = format!("/r/{}/features/{}/price", world.table, world.feature);
    for (typed, why) in [
        ("0.125", "has more decimals than EUR has"),
        ("0,125", "has more decimals than EUR has"),
        ("1234.567", "has more decimals than EUR has"),
        (
            "1.2.3",
            "a mark for thousands comes before every three digits",
        ),
        (
            "1,000,5",
            "a mark for thousands comes before every three digits",
        ),
        ("1.000", "could be two amounts"),
        ("−5", "is below zero"),
        ("about five", "is not an amount"),
    ] {
        let told = format!("“{typed}” {why}");
        let heads = world.heads();
        let refused = world.form(&form, visitor, &[("form", "price"), ("price", typed)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        let told_here = |page: &str| {
            page.contains(&told) || page.contains(&format!("“{typed}” is not clear: {why}"))
        };
        assert!(told_here(&refused.text()), "{told} in {}", refused.text());
        assert_eq!(world.heads(), heads);
        let page = brought(
            &world,
            "provider, guessed",
            &format!("name;price\nMasts;{typed}\n"),
        );
        assert!(
            page.contains("Line 2 gets no price: ") && told_here(&page),
            "{told} in {page}"
        );
        let budget = format!(
            "/r/{}/features?budget={}",
            world.table,
            typed.replace(' ', "%20")
        );
        assert!(told_here(&world.get(&budget, visitor).text()), "{typed}");
    }
}

#[test]
fn columns_that_no_name_tells_are_matched_by_hand_and_nothing_has_to_be_sent_again() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    let list = "Lfd;Was;Wieviel\n1;Masts;1.000,50\n";
    let asked = world.form(&path, visitor, &[("form", "import"), ("file", list)]);
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = asked.text();
    for told in [
        "name=\"column-1\"",
        "First: “Masts”",
        "1;Masts;1.000,50",
        "<details class=\"more\" open>",
    ] {
        assert!(asked.contains(told), "{told} in {asked}");
    }
    let mut fields = vec![
        ("form", "match"),
        ("file", list),
        ("heading", "1"),
        ("column-0", "nothing"),
        ("column-1", "name"),
        ("column-2", "price"),
    ];
    let looked = world.form(&path, visitor, &fields).text();
    assert!(
        looked.contains("€1,000.50") && !looked.contains("is neither one of ours"),
        "{looked}"
    );
    // What was seen is what is sent along to be added.
    assert!(looked.contains("name=\"column-1\" value=\"name\""));
    fields[0] = ("form", "import");
    fields.push(("confirm", "yes"));
    let added = world.form(&path, visitor, &fields);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let view = features(&world, "customer");
    let last = view["features"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["name"], &last["price"]["high"]),
        (&json!("Masts"), &json!(100_050))
    );
}

#[test]
fn a_workbook_is_told_from_a_list_and_what_to_save_it_as() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let path = format!("/r/{}/features/import", world.table);
    for (begins, told) in [
        (
            "PK\u{3}\u{4}\u{14}\u{0}[Content_Types].xml",
            "This is an Excel workbook.",
        ),
        (
            "PK\u{3}\u{4}\u{14}mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "This is a LibreOffice workbook.",
        ),
        ("ÐÏ\u{11}à¡±", "This is an old Excel workbook."),
        ("%PDF-1.7", "This is a PDF."),
        ("n\0a\0m\0e\0", "This file holds no text."),
    ] {
        let refused = world.form(&path, visitor, &[("form", "import"), ("file", begins)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = refused.text();
        assert!(
            page.contains(told) && page.contains("CSV"),
            "{told} in {page}"
        );
        assert!(
            !page.contains(&begins[..2]) || begins.starts_with('n'),
            "{page}"
        );
    }
}

#[test]
fn where_a_wish_comes_from_is_read_in_the_words_that_the_page_gives() {
    let world = World::new();
    for (list, words) in [
        (
            "name,origins\n",
            "customer|user|supplier|rule|competitor|price|our idea",
        ),
        (
            "Name,Herkunft\n",
            "Kunde|Nutzung|Lieferant|Vorschrift|Wettbewerb|Preis|eigene Idee",
        ),
    ] {
        let list = format!("{list}Quieter cabins,{words}\n");
        let page = brought(&world, "provider, guessed", &list);
        for origin in [
            "a customer",
            "a user",
            "a supplier",
            "a rule",
            "our own idea",
        ] {
            assert!(page.contains(origin), "{origin}: {page}");
        }
        assert!(!page.contains("misread"), "{page}");
    }
}

#[test]
fn a_list_taken_away_in_any_language_is_read_again_in_any() {
    let taken = |world: &World| {
        let path = format!("/r/{}/features.csv", world.table);
        world.get(&path, world.visitor("provider, guessed"))
    };
    let world = World::new();
    let price = Command::PriceFeature(act::PriceFeature {
        feature: world.feature,
        price: Price {
            low: 120_050,
            high: 9_600_000,
        },
        bearers: Bearers::Amounts(vec![Bearer {
            party: world.consumer,
            share: 9_600_000,
        }]),
    });
    do_at(&world.app, world.table, world.ines, price);
    let english = taken(&world).text();
    assert!(english.contains("1200.50,96000,"), "{english}");
    let name = taken(&world).header("content-disposition").to_owned();
    assert!(!name.contains(&world.table.to_string()), "{name}");
    in_german(&world);
    let german = taken(&world).text();
    assert!(
        german.starts_with("\u{feff}Name;Was es ist;Angeboten von;Preis;"),
        "{german}"
    );
    assert!(german.contains("1200,50;96000;"), "{german}");
    for list in [&english, &german] {
        let list = list.replace("Small cells at Elm Pass", "Small cells on roofs");
        let page = brought(&world, "provider, guessed", &list);
        assert!(page.contains("1.200,50\u{a0}€ bis 96.000\u{a0}€"), "{page}");
        assert!(!page.contains("weder vorgesehen"), "{page}");
    }
}
