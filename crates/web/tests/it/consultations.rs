//! A consultation over HTTP: from the link to the map, on devices without an account, and what nobody is told.

use std::collections::BTreeSet;

use accounts::ConsultationLink;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::words::{Audience, ContributionKind, Moderation, Showing, Tongue};
use domain::{Command, Fact, Moment, act};

use crate::mail_server::{MailServer, Manner, Sent};
use crate::world::{ADDRESS, NOW, Reply, Visitor, Way, World, do_at};

/// A device that takes part: nobody, but for the cookie that its voice gave it.
struct Device<'a> {
    world: &'a World,
    link: String,
    cookie: String,
}

fn send(world: &World, request: axum::http::request::Builder, body: String) -> Reply {
    world.send(request.body(Body::from(body)).unwrap())
}

impl<'a> Device<'a> {
    fn new(world: &'a World) -> Self {
        Self {
            world,
            link: link_of(world, "customer"),
            cookie: String::new(),
        }
    }

    /// One that has begun.
    fn begun(world: &'a World) -> Self {
        let mut device = Self::new(world);
        let reply = device.post("", &[]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let cookie = reply.header("set-cookie");
        device.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        assert!(device.cookie.starts_with("covalue-voice="), "{cookie}");
        device
    }

    fn get(&self, page: &str) -> Reply {
        self.world.app.settle_views();
        let request = Request::builder()
            .method(Method::GET)
            .uri(format!("{}{page}", self.link))
            .header("host", "localhost")
            .header("cookie", &self.cookie);
        send(self.world, request, String::new())
    }

    fn post(&self, page: &str, fields: &[(&str, &str)]) -> Reply {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}{page}", self.link))
            .header("host", "localhost")
            .header("cookie", &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        send(
            self.world,
            request,
            serde_html_form::to_string(fields).unwrap(),
        )
    }

    fn votes(&self, statement: u64, vote: &str) -> Reply {
        let statement = statement.to_string();
        self.post("/votes", &[("statement", &statement), ("vote", vote)])
    }

    fn votes_on_all(&self, agrees: impl Fn(u64) -> bool) {
        for statement in 1..=8 {
            let vote = if agrees(statement) {
                "agree"
            } else {
                "disagree"
            };
            let reply = self.votes(statement, vote);
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        }
    }
}

fn page_of(world: &World, visitor: &Visitor) -> String {
    world.app.settle_views();
    let path = format!("/r/{}/consultations/{}", world.table, world.consultation);
    let reply = world.get(&path, visitor);
    assert_eq!(reply.status, StatusCode::OK);
    reply.text()
}

/// The path of the link that stands on somebody's page; empty where none does.
fn link_of(world: &World, visitor: &str) -> String {
    let page = page_of(world, world.visitor(visitor));
    let Some((_, rest)) = page.split_once("/c/") else {
        return String::new();
    };
    let secret = rest.split('"').next().unwrap_or_default();
    format!("/c/{secret}")
}

/// Two camps of so many people each, who agree on the first statement.
fn camps(world: &World, each: usize) -> Vec<Device<'_>> {
    let mut devices = Vec::new();
    for person in 0..2 * each {
        let device = Device::begun(world);
        device
            .votes_on_all(|statement| statement == 1 || (statement % 2 == 0) == (person % 2 == 0));
        devices.push(device);
    }
    devices
}

#[test]
fn a_party_hands_on_its_own_link_and_sees_no_other() {
    let world = World::new();
    assert!(!link_of(&world, "customer").is_empty());
    for other in ["provider, not guessed", "supplier", "observer", "user"] {
        let Some(visitor) = world.visitors.iter().find(|it| it.name == other) else {
            continue;
        };
        assert!(!page_of(&world, visitor).contains("/c/"), "{other}");
    }
}

#[test]
fn whoever_comes_by_the_link_answers_without_an_account_and_one_statement_at_a_time() {
    let world = World::new();
    let device = Device::new(&world);
    let welcome = device.get("");
    assert_eq!(welcome.status, StatusCode::OK);
    assert!(welcome.text().contains("What matters on the road?"));
    assert!(welcome.text().contains("not an election"));
    // Nothing is begun by looking: whoever follows links is no voice.
    assert_eq!(welcome.header("set-cookie"), "");
    assert_eq!(device.get("/next").header("location"), device.link);
    let device = Device::begun(&world);
    for answered in 0..8 {
        let next = device.get("/next").text();
        assert_eq!(next.matches("name=\"statement\"").count(), 1, "{answered}");
        let (_, rest) = next.split_once("name=\"statement\" value=\"").unwrap();
        let statement: u64 = rest.split('"').next().unwrap().parse().unwrap();
        assert_eq!(
            device.votes(statement, "pass").status,
            StatusCode::SEE_OTHER
        );
    }
    let over = device.get("/next");
    assert!(over.header("location").ends_with("/mine?said=voice-all"));
}

#[test]
fn a_statement_that_is_refused_stays_typed_also_where_none_is_left_to_answer() {
    let world = World::new();
    let device = Device::begun(&world);
    device.votes_on_all(|_| true);
    let long = "x".repeat(201);
    let refused = device.post("/statements", &[("form", "add"), ("text", &long)]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(&long), "{}", refused.text());
}

#[test]
fn a_device_has_one_voice_and_a_form_sent_twice_counts_once() {
    let world = World::new();
    let device = Device::begun(&world);
    let again = device.post("", &[]);
    assert_eq!(again.header("set-cookie"), "");
    let fields = [
        ("statement", "1"),
        ("vote", "agree"),
        ("key", "the-same-key"),
    ];
    assert_eq!(device.post("/votes", &fields).status, StatusCode::SEE_OTHER);
    assert_eq!(device.post("/votes", &fields).status, StatusCode::SEE_OTHER);
    let other = [
        ("statement", "1"),
        ("vote", "disagree"),
        ("key", "the-same-key"),
    ];
    assert_eq!(device.post("/votes", &other).status, StatusCode::CONFLICT);
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let asked = table.asked(world.consultation).unwrap();
    let ballot = world.app.ballot(world.table, &asked).unwrap().unwrap();
    assert_eq!(ballot.voices.len(), 1);
    assert_eq!(ballot.last().sequence, 2);
}

#[test]
fn from_ten_people_on_there_is_a_map_and_everybody_sees_their_own_group() {
    let world = World::new();
    let mut devices = camps(&world, 5);
    let few = devices[0].get("/all").text();
    assert!(few.contains("There is no map yet"), "{few}");
    assert!(!few.contains("<figure>"));
    devices.extend(camps(&world, 5));
    // Of each group five are kept back while people answer.
    let kept_back = devices[0].get("/all").text();
    assert!(
        kept_back.contains("No groups can be shown yet"),
        "{kept_back}"
    );
    assert!(!kept_back.contains("No groups differ"), "{kept_back}");
    devices.extend(camps(&world, 5));
    let all = devices[0].get("/all").text();
    assert!(all.contains("<figure>"), "{all}");
    assert!(all.contains("class=\"own\""));
    let order = ["What all share", "What each group says", "What divides"];
    let places: Vec<_> = order.iter().map(|head| all.find(head).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    let mine = devices[0].get("/mine").text();
    let order = ["Your group", "What you said", "What all share"];
    let places: Vec<_> = order.iter().map(|head| mine.find(head).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(mine.contains("Your answers are closest to Group"), "{mine}");
    assert!(mine.contains("as most in this group do"), "{mine}");
    assert!(mine.contains("all groups agree"), "{mine}");
    // The table sees the same, and its programs do.
    assert!(page_of(&world, world.visitor("supplier")).contains("<figure>"));
    let path = format!(
        "/api/v1/relationships/{}/consultations/{}",
        world.table, world.consultation
    );
    let told = world.get(&path, world.visitor("customer")).json();
    assert_eq!(told["figures"]["groups"].as_array().unwrap().len(), 2);
    // Five people late: the latest are in no figure yet.
    assert_eq!(told["figures"]["voices"], 25);
}

#[test]
fn whatever_one_answers_the_map_stays_and_only_the_ring_moves_from_group_to_group() {
    let world = World::new();
    let devices = camps(&world, 13);
    let picture = || {
        let all = devices[0].get("/all").text();
        let (_, rest) = all.split_once("<svg class=\"opinions\"").expect("a map");
        rest.split("</svg>").next().unwrap_or_default().to_owned()
    };
    let of_own = |line: &&str| line.contains("class=\"own\"") || line.contains(">you<");
    let (mut maps, mut rings) = (BTreeSet::new(), BTreeSet::new());
    for answers in 0..16 {
        for statement in 2..=7 {
            let vote = match (answers + statement) % 5 {
                0 => "pass",
                it if it <= answers % 4 => "agree",
                _ => "disagree",
            };
            devices[0].votes(statement, vote);
        }
        let picture = picture();
        maps.insert(picture.lines().filter(|it| !of_own(it)).collect::<String>());
        rings.extend(picture.lines().filter(of_own).map(str::to_owned));
    }
    assert_eq!(maps.len(), 1);
    assert_eq!(maps.first().unwrap().matches("class=\"area").count(), 2);
    // One ring and one word in each of the two groups.
    assert!((3..=4).contains(&rings.len()), "{rings:?}");
}

#[test]
fn a_group_is_told_by_what_others_do_not_say() {
    let world = World::new();
    let devices = camps(&world, 15);
    let all = devices[0].get("/all").text();
    let (_, groups) = all.split_once("id=\"groups\"").expect("groups");
    let groups = groups.split("id=\"divides\"").next().unwrap_or_default();
    assert!(groups.contains("Statement number 2<"), "{groups}");
    // All agree on the first: with that, nobody is told apart.
    assert!(!groups.contains("Statement number 1<"), "{groups}");
    assert!(!groups.contains("0 of "), "{groups}");
}

#[test]
fn no_page_of_a_participant_holds_anything_of_another() {
    let world = World::new();
    let devices = camps(&world, 6);
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let asked = table.asked(world.consultation).unwrap();
    let ballot = world.app.ballot(world.table, &asked).unwrap().unwrap();
    let mut pages = String::new();
    for page in ["", "/next", "/mine", "/all"] {
        pages += &devices[0].get(page).text();
    }
    pages += &page_of(&world, world.visitor("customer"));
    for voice in ballot.voices.keys() {
        assert!(!pages.contains(&voice.to_string()));
    }
    for device in &devices {
        let secret = device.cookie.split('=').nth(1).unwrap();
        assert!(!pages.contains(secret));
    }
    for name in ["Mara", "Jonas", "Ines"] {
        let participants = ["", "/next", "/mine", "/all"].map(|page| devices[0].get(page).text());
        assert!(!participants.concat().contains(name), "{name}");
    }
}

#[test]
fn figures_change_in_steps_and_ones_own_answers_show_at_once() {
    let world = World::new();
    let devices = camps(&world, 9);
    let counted = || {
        let page = devices[0].get("/all").text();
        page.split("id=\"map\"").next().unwrap().to_owned()
    };
    // Once five have changed their minds a view may follow; four change nothing that others see.
    let before = counted();
    devices[0].votes(1, "pass");
    assert_eq!(counted(), before);
    let mine = devices[0].get("/mine").text();
    assert!(mine.contains("you passed"), "{mine}");
}

#[test]
fn whoever_withdraws_is_forgotten_and_their_statement_is_gone() {
    let world = World::new();
    let device = Device::begun(&world);
    device.votes(1, "agree");
    let added = device.post("/statements", &[("text", "Say it before it fails")]);
    assert!(added.header("location").contains("said=voice-added"));
    let other = Device::begun(&world);
    assert!(page_of(&world, world.visitor("supplier")).contains("Say it before it fails"));
    let gone = device.post("/withdrawal", &[]);
    assert!(gone.header("location").ends_with("?said=voice-withdrawn"));
    assert_eq!(device.get("/mine").header("location"), device.link);
    for page in [
        other.get("/next").text(),
        page_of(&world, world.visitor("supplier")),
    ] {
        assert!(!page.contains("Say it before it fails"));
    }
    let mut kept = Vec::new();
    let stream = record::StreamId(world.consultation.0);
    world.app.record().export(stream, &mut kept).unwrap();
    assert!(!String::from_utf8_lossy(&kept).contains("before it fails"));
    let verified = world.app.record().verify(stream, None).unwrap();
    assert!(verified.is_sound());
}

#[test]
fn a_statement_that_is_left_out_is_told_to_its_author_with_the_reason_and_counted_for_all() {
    let world = World::new();
    let author = Device::begun(&world);
    author.post("/statements", &[("text", "Karl never picks up")]);
    let (consultation, statement) = (world.consultation, 9);
    let why = "It names a person".to_owned();
    let reject = act::RejectStatement {
        consultation,
        statement,
        why,
    };
    do_at(&world.app, world.table, world.mara, reject);
    let mine = author.get("/mine").text();
    assert!(mine.contains("It was left out"), "{mine}");
    assert!(mine.contains("It names a person"));
    let other = Device::begun(&world);
    let all = other.get("/all").text();
    assert!(all.contains("One statement was left out"), "{all}");
    assert!(all.contains("By whose people: "), "{all}");
    assert!(!all.contains("Karl"));
    assert!(!all.contains("It names a person"));
    let record = world.get(
        &format!("/r/{}/record", world.table),
        world.visitor("supplier"),
    );
    assert!(
        record.text().contains("left out statement 9"),
        "{}",
        record.text()
    );
}

#[test]
fn after_its_last_day_nothing_is_taken_and_what_came_of_it_goes_on_the_record() {
    let world = World::new();
    let devices = camps(&world, 6);
    let newcomer = Device::new(&world);
    world.clock.set(Moment(NOW + 3 * Moment::DAY));
    let late = devices[0].votes(1, "pass");
    assert!(
        late.header("location").ends_with("/mine?said=voice-late"),
        "{}",
        late.text()
    );
    let told = devices[0].get("/mine?said=voice-late").text();
    assert!(told.contains("before your last answer came"), "{told}");
    let words = [("form", "add"), ("text", "Tell us before the works")];
    let told = devices[0].post("/statements", &words).text();
    assert!(told.contains("Your statement came too late"), "{told}");
    assert!(told.contains("Tell us before the works"), "{told}");
    // Nobody decides on a statement any more.
    let path = format!("/r/{}/consultations/{}", world.table, world.consultation);
    assert!(!page_of(&world, world.visitor("customer")).contains("Leave it out …"));
    let reject = [
        ("form", "reject-2"),
        ("statement", "2"),
        ("why", "It names a person"),
    ];
    let refused = world.form(
        &format!("{path}/rejection"),
        world.visitor("customer"),
        &reject,
    );
    assert!(
        refused.text().contains("what was shown stays"),
        "{}",
        refused.text()
    );
    assert!(
        devices[0]
            .get("/next")
            .header("location")
            .ends_with("/mine")
    );
    assert!(newcomer.get("").text().contains("is over"));
    let customer = world.visitor("customer");
    let path = format!(
        "/r/{}/consultations/{}/end",
        world.table, world.consultation
    );
    let ended = world.form(&path, customer, &[]);
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    let page = page_of(&world, world.visitor("supplier"));
    assert!(page.contains("On the record"), "{page}");
    let record = world.get(&format!("/r/{}/record", world.table), customer);
    assert!(record.text().contains("12 people"), "{}", record.text());
}

#[test]
fn while_statements_wait_whoever_decides_on_them_is_told_so_at_the_table() {
    let world = World::new();
    let opened = do_at(
        &world.app,
        world.table,
        world.mara,
        act::OpenConsultation {
            question: "Was zählt unterwegs?".to_owned(),
            statements: vec!["Anrufe halten".to_owned()],
            rules: "Keine Namen".to_owned(),
            parties: vec![world.consumer],
            until: Moment(NOW + Moment::DAY).day_in_utc(),
            adding: true,
            moderation: Moderation::Before,
            showing: Showing::Meanwhile,
            outcome: None,
            language: Some(Tongue::De),
            letters_only: false,
        },
    );
    let Some(Fact::ConsultationOpened(opened)) = opened.facts.first() else {
        panic!("not asked")
    };
    let table = format!("/r/{}", world.table);
    let place = format!("{table}/consultations/{}", opened.consultation);
    let customer = world.visitor("customer");
    let page = world.get(&place, customer).text();
    assert!(
        page.contains("<span lang=\"de\">Was zählt unterwegs?"),
        "{page}"
    );
    let (_, rest) = page.split_once("/c/").unwrap();
    let mut device = Device::new(&world);
    device.link = format!("/c/{}", rest.split('"').next().unwrap());
    let cookie = device.post("", &[]).header("set-cookie").to_owned();
    device.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let told = |visitor| {
        let page = world.get(&table, world.visitor(visitor)).text();
        page.contains(&format!("{place}#statements"))
    };
    // In lists of relationships and reminders, too.
    let listed = || {
        let all = world.app.summaries_of(world.mara, Moment(NOW)).unwrap();
        let mut matters = all.iter().flat_map(|(_, it)| &it.matters);
        matters.any(|matter| matter.need.word() == "look_at_statements")
    };
    assert!(!listed());
    assert!(!told("customer"));
    let added = device.post("/statements", &[("text", "Vorher Bescheid geben")]);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    assert!(told("customer"));
    assert!(!told("supplier"));
    assert!(listed());
    let admitted = world.form(
        &format!("{place}/admission"),
        customer,
        &[("statement", "2")],
    );
    assert_eq!(
        admitted.status,
        StatusCode::SEE_OTHER,
        "{}",
        admitted.text()
    );
    assert!(!told("customer"));
}

#[test]
fn nobody_makes_a_crowd_from_one_network_in_a_minute() {
    let world = World::new();
    for _ in 0..accounts::VOICES_PER_NETWORK {
        Device::begun(&world);
    }
    let device = Device::new(&world);
    let refused = device.post("", &[]);
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("set-cookie"), "");
    assert!(!refused.header("retry-after").is_empty());
}

#[test]
fn nobody_fills_the_list_from_one_network_in_a_minute() {
    let world = World::new();
    let add = |device: &Device<'_>, at: usize| {
        let text = format!("Statement {at}");
        device.post("/statements", &[("form", "add"), ("text", &text)])
    };
    let limit = usize::try_from(accounts::STATEMENTS_PER_NETWORK).unwrap();
    let mut device = Device::begun(&world);
    for at in 0..limit {
        if at % 10 == 0 {
            device = Device::begun(&world);
        }
        assert_eq!(add(&device, at).status, StatusCode::SEE_OTHER);
    }
    let refused = add(&Device::begun(&world), limit);
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let typed = format!("Statement {limit}");
    assert!(refused.text().contains(&typed), "what was typed is kept");
}

#[test]
fn a_form_that_a_device_without_cookies_sends_twice_begins_one_voice() {
    let world = World::new();
    let device = Device::new(&world);
    let held = |key: &str| {
        let reply = device.post("", &[("key", key)]);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        reply.header("set-cookie").to_owned()
    };
    assert_eq!(held("one form"), held("one form"));
    assert_ne!(held("one form"), held("another form"));
}

#[test]
fn a_foreign_page_begins_no_voice_and_an_unknown_link_leads_nowhere() {
    let world = World::new();
    let device = Device::new(&world);
    let request = Request::builder()
        .method(Method::POST)
        .uri(&device.link)
        .header("host", "localhost")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(
        send(&world, request, String::new()).status,
        StatusCode::FORBIDDEN
    );
    let nobody = Visitor {
        name: "nobody",
        way: Way::Nobody,
        seated: false,
    };
    for page in ["", "/next", "/mine", "/all"] {
        let reply = world.get(&format!("/c/unknown{page}"), &nobody);
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
}

fn statement_path(world: &World, statement: u64) -> String {
    format!(
        "/r/{}/consultations/{}/statements/{statement}",
        world.table, world.consultation
    )
}

/// What people said to a statement, as its page tells whoever decides on it.
fn said_of(world: &World, statement: u64) -> String {
    world.app.settle_views();
    let page = world.get(&statement_path(world, statement), world.visitor("customer"));
    let page = page.text();
    let (before, after) = page.split_once(" agree · ").expect("figures");
    let agree = before.rsplit(['>', ' ']).next().unwrap_or_default();
    let rest = after.split(" pass").next().unwrap_or_default();
    format!("{agree} agree · {rest} pass")
}

fn leaves_out(world: &World, statement: u64, why: &str) {
    let reject = act::RejectStatement {
        consultation: world.consultation,
        statement,
        why: why.to_owned(),
    };
    do_at(&world.app, world.table, world.mara, reject);
}

/// Its words are on no page of its own, either.
#[test]
fn what_somebody_said_and_was_left_out_is_read_by_nobody_but_who_decides_on_it() {
    let world = World::new();
    let devices = camps(&world, 6);
    devices[0].post("/statements", &[("text", "Karl never picks up")]);
    devices[0].post("/statements", &[("text", "Karl is late")]);
    for device in &devices[1..] {
        device.votes(9, "disagree");
        device.votes(10, "pass");
    }
    let (user, supplier) = (world.visitor("user"), world.visitor("supplier"));
    let (kept, brought) = (statement_path(&world, 10), statement_path(&world, 9));
    world.app.settle_views();
    let words = [("place", "need"), ("words", "Calls that hold")];
    let reply = world.form(&brought, user, &words);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let said = said_of(&world, 9);
    for statement in [9, 10] {
        leaves_out(&world, statement, "It names a person");
    }
    assert_eq!(world.get(&kept, supplier).status, StatusCode::NOT_FOUND);
    assert_eq!(
        world.get(&kept, world.visitor("customer")).status,
        StatusCode::OK
    );
    // What was brought to the table is told of there, without the words.
    let told = world.get(&brought, supplier);
    assert_eq!(told.status, StatusCode::OK);
    assert!(!told.text().contains("Karl"), "{}", told.text());
    assert!(!told.text().contains("Bring it back"), "{}", told.text());
    // That people had voted on it, and why it went, is for everybody.
    for page in [page_of(&world, supplier), devices[2].get("/all").text()] {
        assert!(!page.contains("Karl"), "{page}");
        assert!(page.contains("It names a person"), "{page}");
        assert!(page.contains("its words are not shown any more"), "{page}");
        assert!(page.contains(&said), "{said}: {page}");
    }
}

#[test]
fn what_the_asker_began_with_and_left_out_after_votes_stays_to_be_read_with_reason_and_figures() {
    let world = World::new();
    let devices = camps(&world, 6);
    let supplier = world.visitor("supplier");
    let said = said_of(&world, 2);
    leaves_out(&world, 2, "It asks two things");
    let told = |page: &str| {
        let said = format!("What was told of it by then: {said}");
        for part in ["Statement number 2", "It asks two things", &said] {
            assert!(page.contains(part), "{part}: {page}");
        }
    };
    let look = || {
        told(&page_of(&world, supplier));
        told(&devices[0].get("/all").text());
        let mine = devices[0].get("/mine").text();
        let (_, answer) = mine.split_once("Statement number 2<").expect("my answer");
        let answer = answer.split("</li>").next().unwrap_or_default();
        assert!(
            answer.contains("left out") && !answer.contains("<form"),
            "{answer}"
        );
        told(&world.get(&statement_path(&world, 2), supplier).text());
        let api = format!(
            "/api/v1/relationships/{}/consultations/{}",
            world.table, world.consultation
        );
        let json: serde_json::Value =
            serde_json::from_str(&world.get(&api, supplier).text()).unwrap();
        let left_out = &json["figures"]["left_out"];
        assert_eq!(left_out[0]["statement"], 2, "{left_out}");
        let all = &left_out[0]["all"];
        let [agree, disagree, pass] = ["agree", "disagree", "pass"].map(|it| &all[it]);
        let told = format!("{agree} agree · {disagree} disagree · {pass} pass");
        assert_eq!(told, said);
    };
    look();
    // So it is in the views to come, whatever those say who come later, and on whichever node.
    let _later = camps(&world, 6);
    look();
    let admit = act::AdmitStatement {
        consultation: world.consultation,
        statement: 2,
    };
    do_at(&world.app, world.table, world.mara, admit);
    let page = page_of(&world, supplier);
    assert!(!page.contains("It asks two things"), "{page}");
    assert!(!page.contains("id=\"out\""), "{page}");
}

#[test]
fn a_consultations_own_record_begins_before_anybody_has_a_voice_in_it() {
    let world = World::new();
    let stream = record::StreamId(world.consultation.0);
    let record = world.app.record();
    let newcomer = Device::new(&world);
    assert_eq!(newcomer.get("").status, StatusCode::OK);
    assert!(record.head(stream).unwrap().is_none());
    // A voice that says nothing: whoever misses the record knows that there was one.
    let _silent = Device::begun(&world);
    assert_eq!(
        record.head(stream).unwrap().map(|head| head.sequence),
        Some(1)
    );
    assert!(record.verify(stream, None).unwrap().is_sound());
    let _second = Device::begun(&world);
    assert_eq!(
        record.head(stream).unwrap().map(|head| head.sequence),
        Some(1)
    );
}

#[test]
fn a_statement_is_two_clicks_from_being_a_need_an_outcome_or_evidence_and_says_where_it_comes_from()
{
    let world = World::new();
    let user = world.visitor("user");
    let path = statement_path(&world, 1);
    // Before five people are told of there is nothing to bring.
    let reply = world.get(&path, user);
    assert!(!reply.text().contains("Bring it back"), "{}", reply.text());
    let early = [("place", "need"), ("words", "Calls that hold")];
    let refused = world.form(&path, user, &early);
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text()
    );
    assert!(
        refused.text().contains("at least five people"),
        "{}",
        refused.text()
    );
    let _devices = camps(&world, 6);
    let results = page_of(&world, user);
    assert!(results.contains(&format!("href=\"{path}\"")), "{results}");
    assert!(world.get(&path, user).text().contains("Bring it back"));
    let brought = world.form(&path, user, &early);
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text());
    let dialogue = world.get(
        &format!("/r/{}/dialogue", world.table),
        world.visitor("supplier"),
    );
    assert!(
        dialogue.text().contains("From what many said: 5 agree"),
        "{}",
        dialogue.text()
    );
    let brought = page_of(&world, world.visitor("supplier"));
    assert!(brought.contains("Brought by"), "{brought}");
    assert!(!brought.contains("(name erased)"), "{brought}");
    // Beside an outcome it is evidence, and no figure changes.
    let outcome = format!("/r/{}/outcomes/{}", world.table, world.outcome);
    let value = |world: &World| {
        world
            .get(
                &format!("/api/v1/relationships/{}/value", world.table),
                user,
            )
            .text()
    };
    let before = value(&world);
    let id = world.outcome.to_string();
    let beside = [("place", "beside_outcome"), ("outcome", id.as_str())];
    assert_eq!(
        world.form(&path, user, &beside).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(value(&world), before);
    let told = world.get(&outcome, world.visitor("supplier")).text();
    assert!(told.contains("Statement number 1"), "{told}");
    let record = world
        .get(&format!("/r/{}/record", world.table), user)
        .text();
    assert!(record.contains("brought statement 1 of"), "{record}");
}

#[test]
fn a_table_of_statements_is_taken_away_and_no_row_of_it_is_a_person() {
    let world = World::new();
    let _devices = camps(&world, 15);
    world.app.settle_views();
    let path = format!(
        "/r/{}/consultations/{}/statements.csv",
        world.table, world.consultation
    );
    let file = world.get(&format!("{path}?for=program"), world.visitor("supplier"));
    assert_eq!(file.status, StatusCode::OK);
    let text = file.text();
    let head =
        "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes,group-a-votes";
    assert!(text.starts_with(head), "{text}");
    assert_eq!(text.lines().count(), 9, "{text}");
}

#[test]
fn who_is_in_which_group_does_not_change_by_what_is_left_out_until_five_have_said_something_new() {
    let world = World::new();
    let devices = camps(&world, 15);
    let shown = |at: &str| {
        let page = devices[0].get("/all").text();
        let (_, rest) = page.split_once("<figure>").expect("a map");
        rest.split(at).next().unwrap_or_default().to_owned()
    };
    let before = shown("</figure>");
    let (consultation, statement) = (world.consultation, 3);
    let why = "It names a person".to_owned();
    let reject = act::RejectStatement {
        consultation,
        statement,
        why,
    };
    do_at(&world.app, world.table, world.mara, reject);
    let all = devices[0].get("/all").text();
    let (told, left_out) = all.split_once("id=\"out\"").expect("what was left out");
    assert!(!told.contains("Statement number 3"), "{told}");
    assert!(left_out.contains("Statement number 3"), "{left_out}");
    assert_eq!(shown("</figure>"), before);
}

#[test]
fn what_the_people_of_one_party_said_is_told_once_all_was_said() {
    let mut world = World::new();
    let asks = act::OpenConsultation {
        question: "And on the other side?".to_owned(),
        statements: (1..=8).map(|n| format!("Statement number {n}")).collect(),
        rules: "One thought, no names".to_owned(),
        parties: vec![world.consumer, world.provider],
        until: Moment(NOW + Moment::DAY).day_in_utc(),
        adding: true,
        moderation: Moderation::After,
        showing: Showing::Meanwhile,
        outcome: None,
        language: None,
        letters_only: false,
    };
    let opened = do_at(&world.app, world.table, world.mara, asks);
    let Some(Fact::ConsultationOpened(opened)) = opened.facts.first() else {
        panic!("not asked")
    };
    world.consultation = opened.consultation;
    // All so far are of one party: the first of the other would show by what is told no more.
    for _ in 0..12 {
        Device::begun(&world).votes_on_all(|_| true);
    }
    let customer = world.visitor("customer");
    let page = page_of(&world, customer);
    assert!(page.contains("Statement number 1"), "{page}");
    assert!(!page.contains("By party"), "{page}");
    let end = act::CloseConsultation {
        consultation: world.consultation,
    };
    do_at(&world.app, world.table, world.mara, end);
    let page = page_of(&world, customer);
    assert!(page.contains("By party"));
    // Nothing waits any more, and it was not open until its last day.
    assert!(page.contains("was to be open until"), "{page}");
    let (_, told) = page.split_once("opinions-told").unwrap();
    let (told, _) = told.split_once("id=\"terms\"").unwrap();
    for meanwhile in ["yet", "not in these figures", "kept back"] {
        assert!(!told.contains(meanwhile), "{meanwhile}: {told}");
    }
}

/// The voices that said something.
fn voices(world: &World) -> usize {
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let asked = table.asked(world.consultation).unwrap();
    let ballot = world.app.ballot(world.table, &asked).unwrap();
    ballot.map_or(0, |ballot| ballot.voices.len())
}

#[test]
fn whoever_sits_at_the_table_has_one_voice_by_their_seat_and_no_second_by_a_link() {
    let world = World::new();
    let user = world.visitor("user");
    assert!(page_of(&world, user).contains("Take part yourself"));
    let path = format!(
        "/r/{}/consultations/{}/part",
        world.table, world.consultation
    );
    let link = world.get(&path, user).header("location").to_owned();
    assert!(link.starts_with("/c/"), "{link}");
    assert!(world.get(&link, user).text().contains("by your seat"));
    let begun = world.form(&link, user, &[]);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert_eq!(begun.header("set-cookie"), "");
    let fields = [("statement", "1"), ("vote", "agree")];
    let votes = format!("{link}/votes");
    assert_eq!(
        world.form(&votes, user, &fields).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(voices(&world), 1);
    // On another device, signed in, it is the same voice.
    let mine = world.get(&format!("{link}/mine"), user).text();
    assert!(mine.contains("you agree"), "{mine}");
    let again = [("statement", "1"), ("vote", "disagree")];
    assert_eq!(
        world.form(&votes, user, &again).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(voices(&world), 1);
}

#[test]
fn nobody_at_the_table_speaks_for_another_partys_people_by_their_link() {
    let world = World::new();
    let link = link_of(&world, "customer");
    let supplier = world.visitor("supplier");
    let welcome = world.get(&link, supplier).text();
    assert!(
        welcome.contains("Nobody speaks for another party"),
        "{welcome}"
    );
    assert_eq!(world.form(&link, supplier, &[]).header("location"), link);
    let fields = [("statement", "1"), ("vote", "agree")];
    let voted = world.form(&format!("{link}/votes"), supplier, &fields);
    assert_eq!(voted.header("location"), link);
    assert_eq!(voices(&world), 0);
}

#[test]
fn whoever_is_off_the_record_in_a_meeting_adds_no_statement() {
    let world = World::new();
    let (customer, meeting) = (world.visitor("customer"), world.meeting);
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let seen = table.seen_by(world.mara, &table).unwrap();
    let planned = seen.meeting(meeting, Moment(NOW)).unwrap().meeting;
    world.clock.set(Moment(planned.begins.0 + 600_000));
    let link = link_of(&world, "customer");
    let begun = world.form(&link, customer, &[]);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let leads = |command: Command| do_at(&world.app, world.table, world.mara, command);
    leads(act::BeginMeeting { meeting }.into());
    leads(act::GoOffRecord { meeting, off: true }.into());
    let adds = || {
        let fields = [("form", "add"), ("text", "Said among ourselves")];
        world.form(&format!("{link}/statements"), customer, &fields)
    };
    let refused = adds();
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    let told = refused.text();
    assert!(told.contains("Say it then; or"), "{told}");
    let off = false;
    leads(act::GoOffRecord { meeting, off }.into());
    assert_eq!(adds().status, StatusCode::SEE_OTHER);
}

/// What arrived, once so many mails did.
fn mails(world: &World, server: &MailServer, count: usize) -> Vec<Sent> {
    let mut mails = Vec::new();
    for _ in 0..500 {
        mails.extend(server.arrived());
        if mails.len() >= count {
            break;
        }
        // What is done after an answer goes on while others are answered.
        world.get("/healthz", world.visitor("customer"));
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    mails
}

#[test]
fn a_link_that_works_once_is_sent_to_an_address_that_is_not_kept() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    let path = format!(
        "/r/{}/consultations/{}/letters",
        world.table, world.consultation
    );
    let customer = world.visitor("customer");
    let typed = "Karl <karl@example.org>, KARL@example.org\nanna@example.org";
    let refused = world.form(
        &path,
        customer,
        &[("form", "letters"), ("addresses", "karl@example.org, karl")],
    );
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.text()
    );
    assert!(
        refused.text().contains("No mail address: karl"),
        "{}",
        refused.text()
    );
    let sent = world.form(&path, customer, &[("addresses", typed), ("language", "en")]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let mails = mails(&world, &server, 2);
    assert_eq!(mails.len(), 2);
    // The same again sends nothing.
    world.form(&path, customer, &[("addresses", typed), ("language", "en")]);
    for _ in 0..20 {
        world.get("/healthz", customer);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(server.arrived().len(), 0);
    assert!(page_of(&world, customer).contains("Links were mailed to 2 addresses"));
    let text = mails[0].text();
    assert!(!text.contains("What matters on the road?"), "{text}");
    let link = mails[0].link(ADDRESS);
    let link = link.strip_prefix(ADDRESS).unwrap().to_owned();
    let mut device = Device {
        world: &world,
        link,
        cookie: String::new(),
    };
    // Looking uses nothing up.
    assert!(
        device.get("").text().contains("works once"),
        "{}",
        device.get("").text()
    );
    let begun = device.post("", &[]);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let other = Device {
        world: &world,
        link: device.link.clone(),
        cookie: String::new(),
    };
    assert!(other.get("").text().contains("was used on another device"));
    assert_eq!(other.post("", &[]).header("set-cookie"), "");
    let cookie = begun.header("set-cookie");
    device.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    assert_eq!(device.votes(1, "agree").status, StatusCode::SEE_OTHER);
    assert_eq!(voices(&world), 1);
    // Nobody who only takes part, or of another party, sends any.
    let supplier = world.form(
        &path,
        world.visitor("supplier"),
        &[("addresses", "eve@example.org")],
    );
    assert_eq!(
        supplier.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        supplier.text()
    );
    let user = world.form(
        &path,
        world.visitor("user"),
        &[("addresses", "eve@example.org")],
    );
    assert_eq!(
        user.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        user.text()
    );
}

/// Where a party's links are sent from.
fn letters_path(world: &World) -> String {
    format!(
        "/r/{}/consultations/{}/letters",
        world.table, world.consultation
    )
}

#[test]
fn links_that_do_not_fit_into_the_hour_are_refused_before_anything_is_promised() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    let (path, customer) = (letters_path(&world), world.visitor("customer"));
    let to = ConsultationLink {
        consultation: world.consultation,
        relationship: world.table,
        party: world.consumer,
    };
    let now = jiff::Timestamp::from_millisecond(NOW).unwrap();
    let accounts = world.app.accounts();
    let kept = accounts.reserve_consultation_letters(&to, world.mara, 495, now);
    assert!(kept.is_ok());
    let typed = |count: usize| {
        let all: Vec<String> = (0..count).map(|n| format!("p{n}@example.org")).collect();
        all.join("\n")
    };
    let sends = |addresses: &str| {
        let fields = [("form", "letters"), ("addresses", addresses)];
        world.form(&path, customer, &fields)
    };
    let refused = sends(&typed(6));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(
        page.contains("at most 500 of these links in an hour"),
        "{page}"
    );
    assert!(
        page.contains("p5@example.org"),
        "what was typed is kept: {page}"
    );
    assert_eq!(server.arrived().len(), 0);
    assert_eq!(sends(&typed(5)).status, StatusCode::SEE_OTHER);
    assert_eq!(mails(&world, &server, 5).len(), 5);
    // Who got one needs no room.
    let page = sends(&typed(5)).text();
    assert!(page.contains("got a link already"), "{page}");
}

#[test]
fn an_address_that_got_no_link_is_named_with_the_reason() {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    server.behave(Manner::Refuses);
    let (path, customer) = (letters_path(&world), world.visitor("customer"));
    let sent = world.form(&path, customer, &[("addresses", "karl@example.org")]);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let named = "karl@example.org: the mail server did not take the mail";
    let is_named = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        page_of(&world, customer).contains(named)
    });
    assert!(is_named, "{}", page_of(&world, customer));
    assert!(!page_of(&world, world.visitor("supplier")).contains("karl@"));
}

#[test]
fn words_that_were_brought_are_read_as_of_the_past_and_lead_somewhere_once_they_are_erased() {
    let world = World::new();
    let devices = camps(&world, 6);
    devices[0].post("/statements", &[("text", "Say it before it fails")]);
    for device in &devices {
        device.votes(9, "agree");
    }
    world.app.settle_views();
    let (path, user) = (statement_path(&world, 9), world.visitor("user"));
    let id = world.outcome.to_string();
    let beside = [("place", "beside_outcome"), ("outcome", id.as_str())];
    let brought = world.form(&path, user, &beside);
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text());
    let then = jiff::Timestamp::from_millisecond(NOW + 1_000).unwrap();
    world.clock.set(Moment(NOW + 60_000));
    devices[1].post("/statements", &[("text", "Nobody brought this")]);
    let later = act::Say::new(ContributionKind::Need, Audience::WholeTable, "Later.");
    do_at(&world.app, world.table, world.mara, later);
    let past = |path: &str| world.get(&format!("{path}?as_of={then}"), user);
    let table = format!("/r/{}/consultations/{}", world.table, world.consultation);
    let unseen = "shown as of today only";
    let told = past(&path).text();
    assert!(told.contains("Say it before it fails"), "{told}");
    assert!(told.contains(unseen), "{told}");
    let told = past(&table).text();
    assert!(told.contains("Say it before it fails"), "{told}");
    assert!(!told.contains("(text erased)"), "{told}");
    let told = past(&statement_path(&world, 1)).text();
    assert!(told.contains(unseen), "{told}");
    let file = past(&format!("{table}/statements.csv")).text();
    assert!(file.contains(unseen), "{file}");
    // Whether anybody had said it then is not known.
    let unknown = past(&statement_path(&world, 10));
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    devices[0].post("/withdrawal", &[]);
    for page in [world.get(&path, user), past(&path)] {
        assert_eq!(page.status, StatusCode::OK);
        let page = page.text();
        assert!(page.contains("(text erased)"), "{page}");
        assert!(!page.contains("Say it before it fails"), "{page}");
    }
}

#[test]
fn a_consultations_own_record_is_no_table() {
    let world = World::new();
    let _device = Device::begun(&world);
    let customer = world.visitor("customer");
    for page in ["", "/value", "/live"] {
        let path = format!("/r/{}{page}", world.consultation);
        assert_eq!(
            world.get(&path, customer).status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let path = format!("/api/v1/relationships/{}/value", world.consultation);
    assert_eq!(world.get(&path, customer).status, StatusCode::NOT_FOUND);
}

#[test]
fn where_no_groups_differ_most_people_say_the_same_and_not_all_groups() {
    let world = World::new();
    for _ in 0..12 {
        Device::begun(&world).votes_on_all(|statement| statement < 7);
    }
    world.app.settle_views();
    world.clock.set(Moment(NOW + 3 * Moment::DAY));
    let customer = world.visitor("customer");
    let page = page_of(&world, customer);
    assert!(page.contains("Record what came of it"), "{page}");
    let end = format!(
        "/r/{}/consultations/{}/end",
        world.table, world.consultation
    );
    assert_eq!(
        world.form(&end, customer, &[]).status,
        StatusCode::SEE_OTHER
    );
    let page = page_of(&world, customer);
    assert!(page.contains("It was over at the end of"), "{page}");
    assert!(page.contains("recorded on"), "{page}");
    let record = world.get(&format!("/r/{}/record", world.table), customer);
    let record = record.text();
    assert!(
        record.contains("12 people, 96 answers, no groups that differ"),
        "{record}"
    );
    let need = [("place", "need"), ("words", "Calls that hold")];
    let brought = world.form(&statement_path(&world, 1), customer, &need);
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.text());
    let page = page_of(&world, customer);
    assert!(page.contains("Most people say the same."), "{page}");
    assert!(!page.contains("All groups say the same."), "{page}");
}

#[test]
fn where_no_statement_was_answered_by_five_that_is_the_reason() {
    let world = World::new();
    let devices: Vec<_> = (0..16).map(|_| Device::begun(&world)).collect();
    for (person, device) in devices.iter().enumerate() {
        // Two statements each, and four people for each statement.
        for statement in [person % 8 + 1, (person + 1) % 8 + 1] {
            device.votes(statement as u64, "agree");
        }
    }
    world.clock.set(Moment(NOW + 3 * Moment::DAY));
    let customer = world.visitor("customer");
    let reason = "No statement was answered by five people";
    assert!(page_of(&world, customer).contains(reason));
    assert!(devices[0].get("/mine").text().contains(reason));
    let end = format!(
        "/r/{}/consultations/{}/end",
        world.table, world.consultation
    );
    assert_eq!(
        world.form(&end, customer, &[]).status,
        StatusCode::SEE_OTHER
    );
    let list = world.get(&format!("/r/{}/consultations", world.table), customer);
    assert!(list.text().contains(reason), "{}", list.text());
    let record = world.get(&format!("/r/{}/record", world.table), customer);
    assert!(record.text().contains("no statement was answered by five"));
}

#[test]
fn the_table_has_a_row_for_each_statement_and_dashes_where_nothing_is_told() {
    let world = World::new();
    let devices = camps(&world, 15);
    devices[0].post("/statements", &[("text", "Said by one")]);
    let page = page_of(&world, world.visitor("customer"));
    let (_, table) = page.split_once("All statements as a table").unwrap();
    let (_, row) = table.split_once("Said by one").unwrap();
    let (row, _) = row.split_once("</tr>").unwrap();
    assert_eq!(
        row.matches("<td>–</td>").count(),
        row.matches("<td>").count(),
        "{row}"
    );
    assert!(row.matches("<td>").count() >= 3, "{row}");
}

#[test]
fn of_fewer_than_five_nobody_is_told_that_they_withdrew() {
    let world = World::new();
    let devices = camps(&world, 10);
    let told =
        || page_of(&world, world.visitor("customer")).contains("people withdrew what they said");
    for device in &devices[..4] {
        device.post("/withdrawal", &[]);
        assert!(!told());
    }
    devices[4].post("/withdrawal", &[]);
    assert!(told());
}
