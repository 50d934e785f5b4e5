//! What a measure asks of people, over HTTP: one question on a phone, and what of it comes to the table.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::Moment;
use domain::ids::MeasureId;

use crate::world::{ADDRESS, NOW, Reply, Visitor, World};

const QUESTION: &str = "How content are you with calls on the road?";

/// Somebody with a phone: nobody, but for the cookie that the first answer gave it.
#[derive(Default)]
struct Phone {
    cookie: String,
}

impl Phone {
    fn sends(&self, world: &World, method: Method, path: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost")
            .header("cookie", &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let body = serde_html_form::to_string(fields).unwrap();
        world.send(request.body(Body::from(body)).unwrap())
    }

    fn sees(&self, world: &World, link: &str) -> String {
        self.sends(world, Method::GET, link, &[]).text()
    }

    fn answers(&mut self, world: &World, link: &str, answer: &str) -> Reply {
        let reply = self.sends(world, Method::POST, link, &[("answer", answer)]);
        let cookie = reply.header("set-cookie");
        if let Some(voice) = cookie
            .split(';')
            .next()
            .filter(|it| it.contains("covalue-voice"))
        {
            self.cookie = voice.to_owned();
        }
        reply
    }
}

/// Ines has Northwind's people asked; the path of the measure's page.
fn asked(world: &World) -> String {
    let path = format!("/r/{}/outcomes/{}/questions", world.table, world.outcome);
    let consumer = world.consumer.to_string();
    let fields = [
        ("about", "contentment"),
        ("question", QUESTION),
        ("party", consumer.as_str()),
        ("target", "7"),
        ("rhythm", "month"),
    ];
    let reply = world.form(&path, world.visitor("provider, not guessed"), &fields);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let place = reply.header("location");
    place.split('?').next().unwrap().to_owned()
}

/// The link on somebody's page; empty where there is none.
fn link(world: &World, place: &str, visitor: &Visitor) -> String {
    let page = world.get(place, visitor).text();
    let Some((_, rest)) = page.split_once(&format!("{ADDRESS}/q/")) else {
        return String::new();
    };
    let secret = rest.split(['"', ' ', '<']).next().unwrap_or_default();
    format!("/q/{secret}")
}

#[test]
fn the_link_is_in_the_hand_of_the_party_whose_people_are_asked() {
    let world = World::new();
    let place = asked(&world);
    assert!(!link(&world, &place, world.visitor("customer")).is_empty());
    for other in ["provider, not guessed", "supplier", "observer"] {
        let Some(visitor) = world.visitors.iter().find(|it| it.name == other) else {
            continue;
        };
        assert_eq!(link(&world, &place, visitor), "", "{other}");
    }
}

#[test]
fn five_phones_answer_and_the_table_reads_one_figure_once_the_month_is_over() {
    let world = World::new();
    let place = asked(&world);
    let link = link(&world, &place, world.visitor("customer"));
    let mut phones: Vec<Phone> = (0..5).map(|_| Phone::default()).collect();
    let page = phones[0].sees(&world, &link);
    assert!(page.contains(QUESTION) && page.contains("One per device and month"));
    // Looking begins nothing, and an empty answer says so.
    let nothing = phones[0].sends(&world, Method::POST, &link, &[("form", "answer")]);
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text().contains("Choose an answer first."));
    assert_eq!(nothing.header("set-cookie"), "");
    for (phone, answer) in phones.iter_mut().zip(["9", "3", "8", "8", "10"]) {
        let reply = phone.answers(&world, &link, answer);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    }
    let thanks = phones[1].sees(&world, &link);
    assert!(
        thanks.contains("Thank you") && thanks.contains("3 of 10"),
        "{thanks}"
    );
    // Another answer of the same phone takes the place of the first.
    phones[1].answers(&world, &link, "2");
    assert!(phones[1].sees(&world, &link).contains("2 of 10"));
    let beyond = phones[2].answers(&world, &link, "11");
    assert_eq!(beyond.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nor does it give anybody a voice.
    let beyond = Phone::default().answers(&world, &link, "11");
    assert_eq!(beyond.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(beyond.header("set-cookie"), "");
    // Nobody sees anything before the month is over.
    let early = world.form(
        &format!("{place}/count"),
        world.visitor("provider, not guessed"),
        &[],
    );
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let later = NOW + 40 * Moment::DAY;
    world.clock.set(Moment(later));
    let viktor = world.by_password_at("Viktor Hahn", later);
    let counted = world.form(&format!("{place}/count"), &viktor, &[]);
    assert_eq!(counted.status, StatusCode::SEE_OTHER, "{}", counted.text());
    for page in [place.clone(), format!("/r/{}/review", world.table)] {
        let page = world.get(&page, &viktor).text();
        assert!(
            page.contains("8\u{a0}/ 10") && page.contains("5 people"),
            "{page}"
        );
    }
    let csv = world
        .get(&format!("{place}/readings.csv?for=program"), &viktor)
        .text();
    assert!(
        csv.contains(",8.000,") && csv.trim_end().ends_with(",5"),
        "{csv}"
    );
    let typed = world.form(
        &place,
        &viktor,
        &[("value", "10"), ("at", "2026-01-01T00:00")],
    );
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The next month begins empty, for the phone, too.
    assert!(!phones[1].sees(&world, &link).contains("Thank you"));
}

#[test]
fn whoever_withdraws_is_known_no_more_and_nobody_answers_for_another_party() {
    let world = World::new();
    let place = asked(&world);
    let link = link(&world, &place, world.visitor("customer"));
    let mut phone = Phone::default();
    phone.answers(&world, &link, "4");
    let gone = phone.sends(&world, Method::POST, &format!("{link}/withdrawal"), &[]);
    assert!(gone.header("location").ends_with("said=asked-withdrawn"));
    let page = phone.sees(&world, &link);
    assert!(
        !page.contains("Thank you") && !page.contains("Withdraw"),
        "{page}"
    );
    // Whoever sits at the table for another party is not asked, by whichever link they come.
    let provider = world
        .get(&link, world.visitor("provider, not guessed"))
        .text();
    assert!(!provider.contains("name=\"answer\""), "{provider}");
    let answered = world.form(
        &link,
        world.visitor("provider, not guessed"),
        &[("answer", "10")],
    );
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    let id: MeasureId = place.rsplit('/').next().unwrap().parse().unwrap();
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let (_, asked) = table.asked_in(id.answers()).unwrap();
    let first = world.app.period_now(&table, asked.rhythm);
    let voice = world.app.accounts().voice_of_seat(id.answers(), world.ines);
    assert_eq!((voice.unwrap(), first), (None, asked.period));
    // A question that is dropped takes nothing any more.
    let removal = format!(
        "/r/{}/outcomes/{}/measures/{id}/removal",
        world.table, world.outcome
    );
    let dropped = world.form(&removal, world.visitor("customer"), &[]);
    assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.text());
    assert!(phone.sees(&world, &link).contains("no longer asked"));
    phone.answers(&world, &link, "4");
    assert!(!phone.sees(&world, &link).contains("Thank you"));
}
