//! Mail: what arrives, at whom, how often; what is in it and what never does.

use mail_parser::MimeHeaders as _;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use accounts::{Hears, Invitee};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use scraper::Html;

use crate::mail_server::{MailServer, Manner, Sent};
use crate::world::{ADDRESS, NOW, Reply, Visitor, Way, World, canary, do_at, newcomer};

const CANARIES: [&str; 9] = [
    canary::WHOLE_TABLE,
    canary::EARLY,
    canary::CONSUMER,
    canary::PROVIDER,
    canary::NAMED,
    canary::ONLY_ME,
    canary::WHY,
    canary::BETTER_OFF,
    canary::OTHER_TABLE,
];

/// A world on a server that sends mail, and what it sends to.
fn mailing_world() -> (World, MailServer) {
    let server = MailServer::new();
    let world = World::new().mailing(&server);
    (world, server)
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millisecond(NOW).unwrap() + SignedDuration::from_mins(minutes)
}

/// Monday at seven in Berlin, so many weeks on.
fn monday(weeks: i64) -> Timestamp {
    let berlin = TimeZone::get("Europe/Berlin").unwrap();
    let day = at(0).to_zoned_datetime(berlin).date();
    let monday = day.nth_weekday(1, Weekday::Monday).unwrap();
    let monday = monday.checked_add(weeks.weeks()).unwrap();
    let seven = monday.at(7, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
    seven.timestamp()
}

/// One round of the server, and what arrived by it.
fn round(world: &World, server: &MailServer, now: Timestamp) -> Vec<Sent> {
    web::messages::round(&world.web, now, &AtomicBool::new(false)).unwrap();
    server.arrived()
}

/// A fresh outcome that these people guess and Mara then values: what answers a guess.
fn reveal(world: &World, guessers: &[PersonId], statement: &str) -> OutcomeId {
    let added = Command::AddOutcome(act::AddOutcome {
        statement: statement.to_owned(),
        objective: String::new(),
        for_party: world.consumer,
        depends_on: Quality::Warranty,
        delivered: true,
    });
    let done = do_at(&world.app, world.table, world.mara, added);
    let Some(Fact::OutcomeAdded(added)) = done.facts.first() else {
        panic!("not added")
    };
    let outcome = added.outcome;
    for guesser in guessers {
        let guess = Command::SealGuess(act::SealGuess {
            outcome,
            benefit: 5,
            usefulness: 5,
            importance: 5,
            wording: None,
        });
        do_at(&world.app, world.table, *guesser, guess);
    }
    let assess = Command::Assess(act::Assess {
        outcome,
        stage: Stage::Realised,
        benefit: 9,
        usefulness: 8,
        importance: 7,
        why: canary::WHY.to_owned(),
        wording: None,
    });
    do_at(&world.app, world.table, world.mara, assess);
    outcome
}

/// Pia, a guest of the provider who wants to hear by mail.
fn pia(world: &World) -> PersonId {
    let invitee = Invitee::Guest(world.meridian, newcomer("Pia Guest"));
    let accounts = world.app.accounts();
    let invited = accounts
        .invite(&invitee, world.table, world.ines, "", at(0))
        .unwrap();
    let pia = invited.person.id;
    let admit = Command::AdmitPerson(act::AdmitPerson {
        person: pia,
        party: world.provider,
        roles: vec![Role::Delivery],
        since: Since::Start,
    });
    do_at(&world.app, world.table, world.ines, admit);
    accounts
        .choose_mail(pia, Hears::OwnWords, "pia@phone.example", at(0))
        .unwrap();
    pia
}

fn path_of(link: &str) -> &str {
    link.strip_prefix(ADDRESS).unwrap()
}

/// What a mail program sends for its one click: no cookie, no page of ours before it.
fn one_click(world: &World, link: &str, media_type: &str, body: &'static str) -> Reply {
    let request = world
        .request(&Method::POST, path_of(link), world.visitor("anonymous"))
        .header("content-type", media_type)
        .body(Body::from(body));
    world.send(request.unwrap())
}

#[test]
fn whose_guess_was_answered_is_told_once_in_their_language() {
    let (world, server) = mailing_world();
    let viktor = world.viktor;
    let accounts = world.app.accounts();
    let language = accounts::Language::De;
    accounts
        .set_locale(viktor, language, "Europe/Berlin")
        .unwrap();
    reveal(
        &world,
        &[viktor, world.ines],
        "So that trucks leave on time",
    );
    assert!(round(&world, &server, at(1)).is_empty(), "still gathered");
    let mails = round(&world, &server, at(11));
    let to: Vec<_> = mails.iter().flat_map(|mail| mail.to.clone()).collect();
    assert_eq!(mails.len(), 2);
    assert!(to.contains(&"viktor.hahn@example.org".to_owned()), "{to:?}");
    let viktors = mails.iter().find(|mail| mail.to[0].starts_with("viktor"));
    let viktors = viktors.unwrap();
    assert_eq!(
        viktors.mail().subject(),
        Some("Es gibt eine Antwort auf Ihren Beitrag")
    );
    assert!(
        viktors
            .text()
            .contains("Northwind hat gesagt, was es wert ist")
    );
    assert!(viktors.text().contains("Mobile network for Northwind"));
    for minutes in [12, 13, 100, 60 * 24 * 30] {
        assert!(round(&world, &server, at(minutes)).is_empty());
    }
}

#[test]
fn a_mail_is_plain_text_with_html_beside_it_and_loads_nothing() {
    let (world, server) = mailing_world();
    reveal(&world, &[world.viktor], "So that trucks leave on time");
    let mails = round(&world, &server, at(11));
    let [sent] = &mails[..] else {
        panic!("{mails:?}")
    };
    let mail = sent.mail();
    assert_eq!((mail.text_body_count(), mail.html_body_count()), (1, 1));
    assert_eq!(mail.attachment_count(), 0);
    assert_eq!(mail.subject(), Some("There is an answer to what you said"));
    let header = |name: &str| {
        let raw = mail.header_raw(name).unwrap_or_else(|| panic!("no {name}"));
        raw.trim().to_owned()
    };
    let stop = sent.link(&format!("{ADDRESS}/stop/"));
    assert_eq!(header("List-Unsubscribe"), format!("<{stop}>"));
    assert_eq!(
        header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert!(mail.message_id().unwrap().ends_with("@localhost"));
    let page = Html::parse_document(&sent.html());
    for element in page.tree.values().filter_map(|node| node.as_element()) {
        let name = element.name();
        let plain = [
            "html", "head", "meta", "title", "body", "p", "a", "strong", "br", "hr", "small", "bdi",
        ];
        assert!(plain.contains(&name), "<{name}>");
        for (attribute, value) in element.attrs() {
            assert!(
                ["lang", "charset", "href", "dir"].contains(&attribute),
                "{attribute}"
            );
            assert!(attribute != "href" || value.starts_with(ADDRESS), "{value}");
        }
    }
}

#[test]
fn no_mail_holds_a_word_or_a_figure_of_a_table() {
    let (world, server) = mailing_world();
    let statement = "So that kanarie-plover-statement stays here";
    reveal(&world, &[world.viktor, world.ines, pia(&world)], statement);
    let mut mails = round(&world, &server, at(11));
    // Three answers, and the meeting ahead, to whoever was seated since it was planned.
    assert_eq!(mails.len(), 4);
    world.app.plan_digests(monday(1)).unwrap();
    mails.extend(round(&world, &server, monday(1)));
    assert!(mails.len() > 8, "only {} mails", mails.len());
    for sent in &mails {
        let text = format!("{}{}{}", sent.raw, sent.text(), sent.html());
        for canary in CANARIES
            .iter()
            .chain(&["kanarie-plover-statement", "Masts along"])
        {
            let own = *canary == canary::OTHER_TABLE && sent.to[0].starts_with("otto");
            assert!(own || !text.contains(canary), "{canary} to {:?}", sent.to);
        }
    }
    assert!(mails.iter().any(|sent| sent.to[0].starts_with("otto")));
}

#[test]
fn what_its_reader_may_not_see_when_it_is_sent_is_not_told() {
    let retired = |world: &World, outcome| {
        let why = "Done with".to_owned();
        do_at(
            &world.app,
            world.table,
            world.mara,
            act::RetireOutcome { outcome, why },
        );
    };
    let unseated = |world: &World, _| {
        let person = world.viktor;
        do_at(
            &world.app,
            world.table,
            world.ines,
            act::UnseatPerson { person },
        );
    };
    let suspended = |world: &World, _| {
        let accounts = world.app.accounts();
        accounts.suspend(world.ines, world.viktor, at(5)).unwrap();
    };
    let stopped = |world: &World, _| {
        let accounts = world.app.accounts();
        accounts
            .choose_mail(world.viktor, Hears::Nothing, "", at(5))
            .unwrap();
    };
    type Happens<'a> = &'a dyn Fn(&World, OutcomeId);
    let events: [(&str, Happens<'_>); 4] = [
        ("retired", &retired),
        ("unseated", &unseated),
        ("suspended", &suspended),
        ("stopped", &stopped),
    ];
    for (what, happens) in events {
        let (world, server) = mailing_world();
        let outcome = reveal(&world, &[world.viktor], "So that trucks leave on time");
        assert!(round(&world, &server, at(1)).is_empty());
        happens(&world, outcome);
        for minutes in [11, 100] {
            let mut sent = round(&world, &server, at(minutes));
            // Whoever is suspended hears of that, and of nothing else.
            sent.retain(|sent| !sent.text().starts_with("Your account was suspended"));
            // Whoever sits there no more has the meeting ahead taken off their calendar.
            let taken_off = Some("A meeting goes from your calendar");
            sent.retain(|sent| sent.mail().subject() != taken_off);
            assert!(sent.is_empty(), "{what}");
        }
    }
}

#[test]
fn a_guest_comes_back_by_the_link_in_the_mail_with_one_button() {
    let (world, server) = mailing_world();
    reveal(&world, &[pia(&world)], "So that trucks leave on time");
    let mut mails = round(&world, &server, at(11));
    // She was seated since a meeting was planned.
    mails.retain(|sent| sent.mail().subject() != Some("A meeting is planned"));
    let [sent] = &mails[..] else {
        panic!("{mails:?}")
    };
    assert_eq!(sent.to, ["pia@phone.example"]);
    let link = sent.link(&format!("{ADDRESS}/i/"));
    let nobody = world.visitor("anonymous");
    // A scanner that follows the link uses nothing up.
    for _ in 0..3 {
        let page = world.get(path_of(&link), nobody);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.header("set-cookie").is_empty());
        assert!(page.text().contains("Welcome back, Pia"));
    }
    let (path, place) = path_of(&link).split_once("?back=").unwrap();
    let entered = world.form(path, nobody, &[("back", place)]);
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    assert_eq!(entered.header("location"), place);
    assert_eq!(place, format!("/r/{}/reveal", world.table));
    let cookie = entered.header("set-cookie").split([';', '=']).nth(1);
    let back = Visitor {
        name: "Pia",
        way: Way::Cookie(cookie.unwrap().to_owned()),
        seated: true,
    };
    assert_eq!(world.get(place, &back).status, StatusCode::OK);
    // It leads to this table and nowhere else.
    for elsewhere in [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/account",
        &format!("/r/{}x", world.table),
        &format!("/r/{}", world.other),
    ] {
        let entered = world.form(path, nobody, &[("back", elsewhere)]);
        let on = entered.header("location");
        assert!(
            on.starts_with(&format!("/r/{}", world.table)) && on != elsewhere,
            "{on}"
        );
    }
}

/// Gus, the guest of the consumer, who has left an address.
fn gus(world: &World) -> PersonId {
    let accounts = world.app.accounts();
    let people = accounts.people_of(world.northwind).unwrap();
    let gus = people
        .iter()
        .find(|p| p.name.as_deref() == Some("Gus Guest"));
    let gus = gus.unwrap().id;
    accounts
        .choose_mail(gus, Hears::OwnWords, "gus@phone.example", at(0))
        .unwrap();
    gus
}

fn say(world: &World, person: PersonId, saying: act::Say) -> ContributionId {
    let done = do_at(&world.app, world.table, person, saying);
    match done.facts.first() {
        Some(Fact::ContributionSaid(said)) => said.contribution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_guest_hears_that_they_were_said_back_asked_and_answered_and_goes_there() {
    let (world, server) = mailing_world();
    let gus = gus(&world);
    let words = "kanarie-finch-need, before the drivers know";
    let need = act::Say::new(ContributionKind::Need, Audience::WholeTable, words);
    let contribution = say(&world, gus, need);
    let asked = act::Say {
        under: Some(contribution),
        ..act::Say::new(
            ContributionKind::Question,
            Audience::WholeTable,
            "kanarie-finch-question",
        )
    };
    let question = say(&world, world.ines, asked);
    let told = Command::SayBack(act::SayBack {
        contribution,
        words: "kanarie-finch-reflection".to_owned(),
    });
    do_at(&world.app, world.table, world.ines, told);
    let answer = Command::Answer(act::Answer {
        contribution,
        kind: AnswerKind::Tried,
        words: "kanarie-finch-answer".to_owned(),
        became_outcome: None,
        became_contribution: None,
        became_feature: None,
        returns: None,
    });
    do_at(&world.app, world.table, world.viktor, answer);
    assert!(round(&world, &server, at(1)).is_empty());
    let mails = round(&world, &server, at(11));
    let [sent] = &mails[..] else {
        panic!("{mails:?}")
    };
    assert_eq!(sent.to, ["gus@phone.example"]);
    let text = sent.text();
    for line in [
        "Ines Falk asks you something about what you said",
        "Ines Falk said back what you said: is that what you meant?",
        "Viktor Hahn answered what you said",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!format!("{text}{}{}", sent.html(), sent.raw).contains("kanarie"));
    for place in [contribution, question] {
        let place = format!("?back=/r/{}/dialogue/{place}", world.table);
        assert!(text.contains(&place), "{place}");
    }
}

#[test]
fn nothing_is_told_to_whoever_is_not_in_the_audience_and_nothing_taken_back() {
    let (world, server) = mailing_world();
    let gus = gus(&world);
    let whole = |words: &str| act::Say::new(ContributionKind::Need, Audience::WholeTable, words);
    let contribution = say(&world, gus, whole("A radio in every cab"));
    let asked = act::Say {
        under: Some(contribution),
        ..act::Say::new(ContributionKind::Question, Audience::WholeTable, "When?")
    };
    let question = say(&world, world.ines, asked);
    do_at(
        &world.app,
        world.table,
        world.ines,
        act::TakeBack {
            contribution: question,
        },
    );
    // Among the provider's own: nobody else hears of it.
    let own = act::Say::new(
        ContributionKind::Need,
        Audience::OwnParty,
        "A calmer Monday",
    );
    let own = say(&world, world.ines, own);
    let asked = act::Say {
        under: Some(own),
        ..act::Say::new(ContributionKind::Question, Audience::OwnParty, "Which?")
    };
    say(&world, world.viktor, asked);
    assert!(round(&world, &server, at(1)).is_empty());
    let mails = round(&world, &server, at(11));
    let to: Vec<_> = mails.iter().flat_map(|sent| sent.to.clone()).collect();
    assert_eq!(to, ["ines.falk@example.org"]);
}

#[test]
fn one_click_of_a_mail_program_stops_all_mail_without_signing_in() {
    let forms = [
        (
            "application/x-www-form-urlencoded",
            "List-Unsubscribe=One-Click",
        ),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
        ),
    ];
    for (media_type, body) in forms {
        let (world, server) = mailing_world();
        reveal(&world, &[world.viktor], "So that trucks leave on time");
        let mails = round(&world, &server, at(11));
        let stop = mails[0].link(&format!("{ADDRESS}/stop/"));
        let page = world.get(path_of(&stop), world.visitor("anonymous"));
        assert_eq!(page.status, StatusCode::OK);
        for hidden in ["Viktor", "Hahn", "Meridian", "viktor.hahn"] {
            assert!(!page.text().contains(hidden), "the page shows {hidden}");
        }
        let hears = || world.app.accounts().mailing(world.viktor).unwrap().hears;
        assert_eq!(hears(), Hears::Weekly, "looking changes nothing");
        let clicked = one_click(&world, &stop, media_type, body);
        assert_eq!(clicked.status, StatusCode::OK, "{}", clicked.text());
        assert!(clicked.header("set-cookie").is_empty());
        assert_eq!(hears(), Hears::Nothing);
        reveal(&world, &[world.viktor], "So that nobody waits");
        world.app.plan_digests(monday(1)).unwrap();
        let mails = round(&world, &server, monday(1));
        assert!(mails.iter().all(|mail| !mail.to[0].starts_with("viktor")));
    }
}

#[test]
fn a_digest_arrives_once_a_week_and_only_where_something_waits() {
    let (world, server) = mailing_world();
    let mut mondays = Vec::new();
    for hours in (0..21 * 24).step_by(4) {
        let now = monday(0) + SignedDuration::from_hours(hours);
        world.app.plan_digests(now).unwrap();
        for sent in round(&world, &server, now) {
            mondays.push((hours, sent));
        }
    }
    let of = |name: &str| -> Vec<i64> {
        let own = mondays
            .iter()
            .filter(|(_, sent)| sent.to[0].starts_with(name));
        own.map(|(hours, _)| *hours).collect()
    };
    assert_eq!(of("ines"), [0, 168, 336]);
    assert_eq!(of("mara"), [0, 168, 336]);
    // Who sits nowhere, and who may do nothing, is not written to; nor is a guest.
    for name in ["hanna", "rita", "oda", "gus"] {
        assert!(of(name).is_empty(), "{name}");
    }
    let ines = mondays
        .iter()
        .find(|(_, sent)| sent.to[0].starts_with("ines"));
    let text = ines.unwrap().1.text();
    assert!(
        text.contains("Guess what an outcome is worth to Northwind"),
        "{text}"
    );
    assert!(text.contains(&format!("{ADDRESS}/r/{}/guess", world.table)));
}

/// Whatever else waits, and how much more there is.
#[test]
fn a_digest_names_minutes_of_meetings_that_somebody_missed_and_counts_what_it_leaves_out() {
    let (world, server) = mailing_world();
    let meeting = world.meeting;
    let table = world.app.relationship(world.table).unwrap().unwrap();
    let seen = table.seen_by(world.mara, &table).unwrap();
    let begins = seen.meeting(meeting, Moment(NOW)).unwrap().meeting.begins;
    world.clock.set(Moment(begins.0 + 600_000));
    let leads = |command: Command| do_at(&world.app, world.table, world.mara, command);
    leads(act::BeginMeeting { meeting }.into());
    leads(act::CloseMeeting { meeting }.into());
    let now = monday(1);
    world.app.plan_digests(now).unwrap();
    let sent = round(&world, &server, now);
    let missed = Moment(now.as_millisecond());
    let minutes = format!("{ADDRESS}/r/{}/meetings/{meeting}", world.table);
    let text = sent.iter().find(|sent| sent.to[0].starts_with("ines"));
    let text = text.expect("a digest").text();
    assert!(text.contains(&minutes), "{text}");
    let summaries = world.app.summaries_of(world.ines, missed).unwrap();
    let all: usize = summaries.iter().map(|(_, it)| it.matters.len()).sum();
    let told = text.matches(&format!("{ADDRESS}/r/")).count();
    match all - told {
        0 => assert!(!text.contains("And "), "{text}"),
        1 => assert!(text.contains("And one more thing"), "{text}"),
        more => assert!(text.contains(&format!("And {more} more")), "{text}"),
    }
}

#[test]
fn mail_of_meetings_holds_the_whole_address_of_a_video_room_and_of_nothing_that_hides_where_it_leads()
 {
    let (world, server) = mailing_world();
    for (minutes, place, whole) in [
        (20, "https://rooms.example/northwind", true),
        (30, "https://bank.example@elsewhere.example/", false),
        (40, "See www.elsewhere.example", false),
    ] {
        plan(&world, "2096-10-20T14:00", place);
        let sent = round(&world, &server, at(minutes));
        assert!(!sent.is_empty());
        for sent in sent {
            assert_eq!(sent.text().contains(place), whole, "{}", sent.text());
        }
    }
}

#[test]
fn whoever_wants_to_hear_less_gets_no_reminder_that_was_made_before() {
    let (world, server) = mailing_world();
    world.app.plan_digests(monday(1)).unwrap();
    let accounts = world.app.accounts();
    let less = accounts.choose_mail(world.ines, Hears::OwnWords, "", monday(1));
    less.unwrap();
    let mails = round(&world, &server, monday(1));
    let to = |name: &str| mails.iter().any(|mail| mail.to[0].starts_with(name));
    assert!(to("mara") && !to("ines"));
}

#[test]
fn more_often_is_only_for_those_who_ask() {
    let (world, server) = mailing_world();
    let accounts = world.app.accounts();
    accounts
        .choose_mail(world.ines, Hears::Daily, "", at(0))
        .unwrap();
    let mut days = 0;
    for day in 0..7 {
        let now = monday(0) + SignedDuration::from_hours(24 * day + 1);
        for _ in 0..2 {
            world.app.plan_digests(now).unwrap();
            let mails = round(&world, &server, now);
            days += mails
                .iter()
                .filter(|sent| sent.to[0].starts_with("ines"))
                .count();
        }
    }
    assert_eq!(days, 5);
}

#[test]
fn a_password_link_asked_for_while_the_mail_server_is_down_arrives_once_it_is_back() {
    let (world, server) = mailing_world();
    let waiting = || world.app.accounts().outbox(at(0)).unwrap().waiting;
    let nobody = world.visitor("anonymous");
    let ines = world.app.accounts().person(world.ines).unwrap().unwrap();
    let email = ines.email.unwrap();
    server.behave(Manner::IsDown);
    let asked = world.form("/password", nobody, &[("email", email.as_str())]);
    assert!(asked.status.is_success());
    // It is asked for behind the answer.
    let end = Instant::now() + Duration::from_secs(20);
    while waiting() == 0 {
        assert!(Instant::now() < end, "nothing waits");
        thread::sleep(Duration::from_millis(10));
    }
    assert!(round(&world, &server, at(5)).is_empty());
    assert_eq!(waiting(), 1);
    server.behave(Manner::Takes);
    let mails = round(&world, &server, at(90));
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, [email]);
    let link = mails[0].link("http");
    assert!(link.contains("/password/"), "{link}");
    let headers = mails[0].raw.to_lowercase();
    assert!(!headers.contains("list-unsubscribe"), "{headers}");
    let path = &link[link.find("/password/").unwrap()..];
    assert!(world.get(path, nobody).status.is_success());
    assert!(round(&world, &server, at(95)).is_empty(), "once");
}

#[test]
fn a_mail_server_that_is_down_loses_nothing_and_one_that_refuses_is_not_pressed() {
    let outbox = |world: &World| {
        let outbox = world.app.accounts().outbox(at(0)).unwrap();
        (outbox.waiting, outbox.sent, outbox.failed, outbox.unclear)
    };
    let (world, server) = mailing_world();
    reveal(&world, &[world.viktor], "So that trucks leave on time");
    server.behave(Manner::IsDown);
    for minutes in (11..200).step_by(20) {
        assert!(round(&world, &server, at(minutes)).is_empty());
    }
    assert_eq!(outbox(&world), (1, 0, 0, 0));
    server.behave(Manner::PutsOff);
    assert!(round(&world, &server, at(200)).is_empty());
    assert_eq!(outbox(&world), (1, 0, 0, 0));
    server.behave(Manner::Takes);
    assert!(
        round(&world, &server, at(204)).is_empty(),
        "it waits a little"
    );
    assert_eq!(round(&world, &server, at(205)).len(), 1);
    assert_eq!(outbox(&world), (0, 1, 0, 0));

    let (world, server) = mailing_world();
    reveal(
        &world,
        &[world.viktor, world.ines],
        "So that trucks leave on time",
    );
    server.behave(Manner::Refuses);
    assert!(round(&world, &server, at(11)).is_empty());
    assert_eq!(outbox(&world), (0, 0, 2, 0));
    server.behave(Manner::Takes);
    assert!(round(&world, &server, at(600)).is_empty());
}

#[test]
fn a_mail_whose_fate_is_unknown_is_never_sent_twice() {
    let (world, server) = mailing_world();
    reveal(
        &world,
        &[world.viktor, world.ines],
        "So that trucks leave on time",
    );
    server.behave(Manner::BreaksOff);
    assert_eq!(round(&world, &server, at(11)).len(), 1, "one at a time");
    server.behave(Manner::Takes);
    let after: Vec<_> = (12..60)
        .flat_map(|minutes| round(&world, &server, at(minutes)))
        .collect();
    assert_eq!(after.len(), 1, "the other one");
    let outbox = world.app.accounts().outbox(at(0)).unwrap();
    assert_eq!((outbox.waiting, outbox.sent, outbox.unclear), (0, 1, 1));
}

#[test]
fn the_servers_page_counts_mail_and_names_nobody() {
    let (world, server) = mailing_world();
    reveal(&world, &[world.viktor], "So that trucks leave on time");
    server.behave(Manner::Refuses);
    round(&world, &server, at(11));
    let page = world
        .get("/server", world.visitor("host administrator"))
        .text();
    assert!(page.contains("Refused for good</dt><dd>1</dd>"), "{page}");
    assert!(page.contains("answered 550"));
    for hidden in ["viktor", "Viktor", "someone@example.org", "Mobile network"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_guest_leaves_an_address_at_the_end_and_takes_it_back_on_their_page() {
    let (world, _server) = mailing_world();
    let gus = world.visitor("guest");
    let end = format!("/r/{}/reveal?end=1", world.table);
    assert!(world.get(&end, gus).text().contains("Tell me by mail"));
    let tell_me = format!("/r/{}/tell-me", world.table);
    let typed = [
        ("form", "tell-me"),
        ("hears", "own_words"),
        ("email", "gus@"),
    ];
    let refused = world.form(&tell_me, gus, &typed);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("value=\"gus@\""),
        "what was typed is kept"
    );
    let typed = [
        ("form", "tell-me"),
        ("hears", "own_words"),
        ("email", "gus@phone.example"),
    ];
    let kept = world.form(&tell_me, gus, &typed);
    assert_eq!(kept.header("location"), end);
    assert!(world.get(&end, gus).text().contains("gus@phone.example"));
    assert!(
        world
            .get("/account", gus)
            .text()
            .contains("gus@phone.example")
    );
    let forgotten = world.form("/account/messages", gus, &[("hears", "nothing")]);
    assert_eq!(forgotten.status, StatusCode::SEE_OTHER);
    assert!(
        !world
            .get("/account", gus)
            .text()
            .contains("gus@phone.example")
    );
    // An account has its own page for it.
    let customer = world.form(&tell_me, world.visitor("customer"), &typed);
    assert_eq!(customer.status, StatusCode::FORBIDDEN);
}

#[test]
fn without_a_mail_server_nothing_is_offered_and_nothing_piles_up() {
    let world = World::new();
    let end = format!("/r/{}/reveal?end=1", world.table);
    let page = world.get(&end, world.visitor("guest")).text();
    assert!(!page.contains("Tell me by mail") && page.contains("Come back by your own link"));
    let account = world.get("/account", world.visitor("customer")).text();
    assert!(account.contains("No mail goes out from this server"));
}

#[test]
fn names_bring_neither_headers_nor_links_nor_markup_into_a_mail() {
    let (world, server) = mailing_world();
    let accounts = world.app.accounts();
    let shapes = [
        "Zq <b>bold</b> Falk",
        "https://elsewhere.example/zq",
        "www.elsewhere.example",
        "zq@elsewhere.example",
        "\"Zq\" <zq@elsewhere.example>",
        "Zq, Bcc: all@elsewhere.example",
        "=?utf-8?q?zq?=",
        "%0d%0aBcc: zq@elsewhere.example",
        "</p><img src=x>",
    ];
    let everybody = accounts.people_to_remind(at(0)).unwrap().into_iter();
    for quiet in everybody.filter(|reminded| reminded.person != world.viktor) {
        accounts
            .choose_mail(quiet.person, Hears::Nothing, "", at(0))
            .unwrap();
    }
    let mut sent = Vec::new();
    for (number, shape) in (0..300).zip(shapes.iter().cycle()) {
        let name = format!("{shape} {number}");
        let describe = Command::DescribeRelationship(act::DescribeRelationship {
            name: name.clone(),
            closeness: Closeness::Regular,
        });
        do_at(&world.app, world.table, world.mara, describe);
        let renamed = accounts.rename_person(world.viktor, world.viktor, &name);
        assert!(renamed.is_ok(), "{name}: {renamed:?}");
        world.app.plan_digests(monday(number)).unwrap();
        sent.extend(round(&world, &server, monday(number)));
    }
    assert!(sent.len() == 300, "only {}", sent.len());
    for sent in &sent {
        assert_eq!(sent.to, ["viktor.hahn@example.org"]);
        let mail = sent.mail();
        assert!(mail.bcc().is_none() && mail.cc().is_none());
        assert_eq!(mail.subject(), Some("What needs you"));
        assert_eq!(mail.to().unwrap().iter().count(), 1);
        let page = Html::parse_document(&sent.html());
        for element in page.tree.values().filter_map(|node| node.as_element()) {
            assert!(!["b", "img"].contains(&element.name()), "{}", sent.html());
            let href = element.attr("href").unwrap_or(ADDRESS);
            assert!(href.starts_with(ADDRESS), "{href}");
        }
        // What a mail program would make a link of by itself.
        let text = sent.text().replace(ADDRESS, "");
        for link in ["://", "elsewhere.example", "@elsewhere"] {
            assert!(!text.contains(link), "{text}");
        }
    }
}

/// Everybody reads in this language from now on.
fn speak(world: &World, language: accounts::Language) {
    let accounts = world.app.accounts();
    for organisation in [world.meridian, world.northwind] {
        for person in accounts.people_of(organisation).unwrap() {
            accounts
                .set_locale(person.id, language, "Europe/Berlin")
                .unwrap();
        }
    }
}

#[test]
fn every_kind_of_mail_is_complete_in_both_languages() {
    // What "complete" is, the mail server of these tests checks of whatever arrives.
    for (language, mailed) in [
        (
            accounts::Language::En,
            [
                "There is an answer to what you said",
                "A meeting is planned",
                "What needs you",
                "A new password",
                "Your link to",
                "asks what",
                "Confirm your address",
                "How you sign in to Covalue was changed",
                "A test mail from Covalue",
            ],
        ),
        (
            accounts::Language::De,
            [
                "Es gibt eine Antwort auf Ihren Beitrag",
                "Ein Treffen ist geplant",
                "Was auf Sie wartet",
                "Ein neues Passwort",
                "Ihr Link zu",
                "fragt, was Ihnen",
                "Bestätigen Sie Ihre Adresse",
                "Wie Sie sich bei Covalue anmelden",
                "Eine Testmail von Covalue",
            ],
        ),
    ] {
        let (world, server) = mailing_world();
        speak(&world, language);
        let mut sent = Vec::new();
        // News, and what needs one.
        reveal(&world, &[world.viktor], "So that trucks leave on time");
        plan(&world, "2096-10-20T14:00", "Depot north");
        sent.extend(round(&world, &server, at(11)));
        world.app.plan_digests(monday(1)).unwrap();
        sent.extend(round(&world, &server, monday(1)));
        // What goes out at once.
        let viktor = world.by_password("Viktor Hahn");
        let anonymous = world.visitor("anonymous");
        let mut asked = world.request(&Method::POST, "/password", anonymous);
        asked = asked
            .header("accept-language", language.code())
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let body = Body::from("email=viktor.hahn%40example.org");
        world.send(asked.body(body).unwrap());
        wait_for(|| {
            sent.extend(server.arrived());
            sent.iter().any(|sent| sent.raw.contains("/password/"))
        });
        let invited = world.form(
            &format!("/r/{}/invite", world.table),
            world.visitor("provider, not guessed"),
            &[
                ("party", &world.provider.to_string()),
                ("name", "Jürgen Größle"),
                ("email", "juergen@müller.example"),
                ("language", language.code()),
                ("since", "start"),
                ("roles", "delivery"),
                ("line", "Schöne Grüße"),
                ("then", "mail"),
            ],
        );
        assert!(invited.status.is_success() || invited.status.is_redirection());
        let gus = world.visitor("guest");
        speak_as(&world, gus, language);
        world.form(
            &format!("/r/{}/tell-me", world.table),
            gus,
            &[
                ("form", "tell-me"),
                ("hears", "own_words"),
                ("email", "gus@phone.example"),
            ],
        );
        world.form(
            "/account/email",
            &viktor,
            &[
                ("current_password", crate::world::PASSWORD),
                ("email", "v.hahn@elsewhere.example"),
            ],
        );
        let hanna = world.visitor("host administrator");
        speak_as(&world, hanna, language);
        let page = world.form("/server/mail", hanna, &[]).text();
        assert!(page.contains("→ EHLO"), "{page}");
        sent.extend(round(&world, &server, at(20)));
        let subjects: Vec<_> = sent
            .iter()
            .map(|sent| sent.mail().subject().unwrap_or_default().to_owned())
            .collect();
        for subject in mailed {
            assert!(
                subjects.iter().any(|found| found.contains(subject)),
                "no “{subject}” in {subjects:#?}"
            );
        }
        let invitation = sent
            .iter()
            .find(|sent| sent.to == ["juergen@xn--mller-kva.example"]);
        assert!(invitation.unwrap().text().contains("Schöne Grüße"));
    }
}

/// As the person chooses on the account page.
fn speak_as(world: &World, visitor: &Visitor, language: accounts::Language) {
    let chosen = world.form(
        "/account/locale",
        visitor,
        &[
            ("language", language.code()),
            ("time_zone", "Europe/Berlin"),
            ("name", "Hanna Host"),
        ],
    );
    assert!(chosen.status.is_redirection(), "{}", chosen.text());
}

fn wait_for(mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < until, "it did not come");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_mail_server_is_greeted_by_the_host_that_people_open() {
    let server = MailServer::new();
    let world = World::new();
    let greeted = |world: World| {
        let mailer = world.web.mailer();
        mailer
            .send("mara@northwind.example", "x", "x".to_owned())
            .unwrap();
        server.arrived()[0].hello.clone()
    };
    let settings = |hello: Option<&str>| web::Settings {
        public_url: Some("https://wert.müller.example:8443".to_owned()),
        smtp: Some(web::settings::Smtp {
            hello: hello.map(str::to_owned),
            ..server.settings()
        }),
        ..web::Settings::default()
    };
    server.behave(Manner::WantsName);
    assert_eq!(
        greeted(world.set_as(settings(None))),
        "wert.xn--mller-kva.example"
    );
    let world = World::new().set_as(settings(Some("out.example.org")));
    assert_eq!(greeted(world), "out.example.org");
}

#[test]
fn an_address_in_other_letters_goes_where_the_mail_server_takes_them_and_is_refused_in_words_before()
 {
    let (world, server) = mailing_world();
    let mailer = world.web.mailer();
    let mail = || mailer.send("jörg@müller.example", "x", "x".to_owned());
    let refused = mail().unwrap_err().to_string();
    assert!(refused.contains("before the @"), "{refused}");
    assert!(server.arrived().is_empty());
    server.behave(Manner::TakesLetters);
    mail().unwrap();
    let typed = [
        ("form", "tell-me"),
        ("hears", "own_words"),
        ("email", "jörg@phone.example"),
    ];
    let tell_me = format!("/r/{}/tell-me", world.table);
    let refused = world.form(&tell_me, world.visitor("guest"), &typed);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("few mail servers take letters"));
}

#[test]
fn a_test_mail_shows_what_was_said_and_counts_like_every_other() {
    let server = MailServer::new();
    let (begin, end) = ("smtp://covalue:Pass%20Wort@", "127.0.0.1");
    let url = server.settings().url;
    let port = url.rsplit_once(':').unwrap().1;
    let world = World::new().set_as(web::Settings {
        public_url: Some("http://value.example.org".to_owned()),
        smtp: Some(web::settings::Smtp {
            url: format!("{begin}{end}:{port}"),
            ..server.settings()
        }),
        ..web::Settings::default()
    });
    let hanna = world.visitor("host administrator");
    let page = world.form("/server/mail", hanna, &[]).text();
    // It offers no way to sign in, and the page says at which line it ended.
    assert!(page.contains("→ EHLO value.example.org"), "{page}");
    assert!(page.contains("It did not go out"), "{page}");
    assert!(!page.contains("Wort"), "{page}");

    let (world, server) = mailing_world();
    let hanna = world.visitor("host administrator");
    let sent = |page: &str| {
        let count = page.split("Sent</dt><dd>").nth(1).unwrap();
        count.split('<').next().unwrap().parse::<u64>().unwrap()
    };
    let before = sent(&world.get("/server", hanna).text());
    let page = world.form("/server/mail", hanna, &[]).text();
    assert!(page.contains("The mail server took it"), "{page}");
    assert!(
        page.contains("→ RCPT TO:&#60;hanna.host@example.org&#62;"),
        "{page}"
    );
    assert_eq!(server.arrived().len(), 1);
    assert_eq!(sent(&page), before + 1);
    server.behave(Manner::Refuses);
    let page = world.form("/server/mail", hanna, &[]).text();
    assert!(page.contains("← 550 never"), "{page}");
    assert!(page.contains("Refused for good</dt><dd>1</dd>"), "{page}");
}

#[test]
fn a_mail_server_without_an_address_that_people_open_mails_nothing_and_says_so() {
    let server = MailServer::new();
    let world = World::new().set_as(web::Settings {
        smtp: Some(server.settings()),
        ..web::Settings::default()
    });
    let page = world
        .get("/server", world.visitor("host administrator"))
        .text();
    assert!(page.contains("Nothing is mailed yet"), "{page}");
    reveal(&world, &[world.viktor], "So that trucks leave on time");
    assert!(round(&world, &server, at(11)).is_empty());
    let account = world.get("/account", world.visitor("customer")).text();
    assert!(account.contains("No mail goes out from this server"));
}

// Calendars

fn plan(world: &World, begins_at: &str, place: &str) -> MeetingId {
    let plan = Command::PlanMeeting(act::PlanMeeting {
        kind: MeetingKind::Review,
        title: "Elm Pass; at night, again\\nDTSTART:19700101T000000Z".to_owned(),
        begins_at: begins_at.parse().unwrap(),
        minutes: 60,
        place: place.to_owned(),
    });
    let done = do_at(&world.app, world.table, world.mara, plan);
    match done.facts.first() {
        Some(Fact::MeetingPlanned(planned)) => planned.meeting,
        other => panic!("{other:?}"),
    }
}

/// The file for calendars in a mail, and what its part says is to be done with it.
fn calendar_in(sent: &Sent) -> Option<(String, String)> {
    let mail = sent.mail();
    let part = mail.parts.iter().find(|part| {
        let kind = part.content_type();
        kind.is_some_and(|kind| kind.subtype() == Some("calendar"))
    })?;
    let method = part.content_type()?.attribute("method")?.to_owned();
    Some((method, part.text_contents()?.to_owned()))
}

/// What a calendar goes by: its id, its number, when it begins, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    uid: String,
    sequence: u64,
    begins: String,
    title: String,
}

/// Reads a file by the letter of RFC 5545: folded lines, names, parameters, values; one event.
fn read(file: &str) -> (String, Entry) {
    let unfolded = file.replace("\r\n ", "").replace("\r\n\t", "");
    let mut within: Vec<String> = Vec::new();
    let (mut found, mut method) = (Vec::new(), String::new());
    for line in unfolded.strip_suffix("\r\n").unwrap().split("\r\n") {
        let mut quoted = false;
        let ends = line.find(|letter: char| {
            quoted ^= letter == '"';
            letter == ':' && !quoted
        });
        let (name, value) = line.split_at(ends.expect("a name and a value"));
        let value = &value[1..];
        let name = name.split(';').next().unwrap();
        let around = within.last().cloned().unwrap_or_default();
        match (name, around.as_str()) {
            ("BEGIN", _) => within.push(value.to_owned()),
            ("END", _) => assert_eq!(within.pop().as_deref(), Some(value)),
            ("METHOD", "VCALENDAR") => method = value.to_owned(),
            (name, "VEVENT") => {
                found.push((name.to_owned(), value.to_owned()));
            }
            _ => {}
        }
    }
    assert!(within.is_empty());
    let once = |name: &str| {
        let mut all = found.iter().filter(|(other, _)| other == name);
        let (_, value) = all.next().expect(name);
        assert!(all.next().is_none(), "{name} stands twice");
        value.clone()
    };
    assert!(once("ORGANIZER").starts_with("mailto:") && once("ATTENDEE").starts_with("mailto:"));
    let entry = Entry {
        uid: once("UID"),
        sequence: once("SEQUENCE").parse().unwrap(),
        begins: once("DTSTART"),
        title: once("SUMMARY"),
    };
    (method, entry)
}

/// A calendar that takes in a mail as RFC 5546 says: by id and number.
fn take_in(calendar: &mut Vec<Entry>, (method, entry): (String, Entry)) {
    let older = |it: &Entry| it.uid == entry.uid && it.sequence > entry.sequence;
    if calendar.iter().any(older) {
        return;
    }
    calendar.retain(|it| it.uid != entry.uid);
    match method.as_str() {
        "REQUEST" => calendar.push(entry),
        "CANCEL" => {}
        other => panic!("{other}"),
    }
}

#[test]
fn a_meeting_planned_moved_across_a_change_of_clocks_and_cancelled_is_one_entry_and_then_none() {
    let (world, server) = mailing_world();
    let meeting = plan(&world, "2096-10-20T14:00", "Depot north");
    let change = |title: &str, begins_at: &str| {
        Command::ChangeMeeting(act::ChangeMeeting {
            meeting,
            title: title.to_owned(),
            begins_at: begins_at.parse().unwrap(),
            minutes: 60,
            place: "Depot north".to_owned(),
        })
    };
    let cancel = Command::CancelMeeting(act::CancelMeeting {
        meeting,
        why: "Nobody can".to_owned(),
    });
    let steps = [
        (None, Some(("REQUEST", 0, "20961020T140000")), 1),
        (
            Some(change("Called otherwise", "2096-10-20T14:00")),
            None,
            1,
        ),
        (
            Some(change("Called otherwise", "2096-11-05T14:00")),
            Some(("REQUEST", 1, "20961105T140000")),
            1,
        ),
        (Some(cancel), Some(("CANCEL", 2, "20961105T140000")), 0),
    ];
    let mut calendar = Vec::new();
    for (minutes, (act, expected, left)) in (20..).zip(steps) {
        if let Some(act) = act {
            do_at(&world.app, world.table, world.mara, act);
        }
        let sent = round(&world, &server, at(minutes));
        let mails = sent.iter().filter_map(|it| Some((it, calendar_in(it)?)));
        let mails: Vec<_> = mails.collect();
        assert_eq!(mails.is_empty(), expected.is_none());
        // Everybody has a file of their own, which names nobody else who is asked.
        for (sent, (method, file)) in &mails {
            let to = sent.to[0].as_str();
            let (own, entry) = read(file);
            assert_eq!(file.matches("ATTENDEE").count(), 1);
            assert!(
                file.replace("\r\n ", "").contains(&format!("mailto:{to}")),
                "{to}: {file}"
            );
            assert_eq!(sent.to.len(), 1);
            let said = (method.as_str(), entry.sequence, entry.begins.as_str());
            assert_eq!(Some(said), expected);
            assert_eq!(own, *method);
            assert!(!file.contains("Nobody can") && !sent.text().contains("Nobody can"));
        }
        let mine = mails
            .iter()
            .find(|(sent, _)| sent.to == ["viktor.hahn@example.org"]);
        if let Some((_, (_, file))) = mine {
            // As mail may: the same once more changes nothing.
            for _ in 0..2 {
                take_in(&mut calendar, read(file));
            }
        }
        assert_eq!(calendar.len(), left);
    }
}

/// What a file for calendars tells under these names.
fn told(file: &str, names: &[&str]) -> Vec<String> {
    let unfolded = file.replace("\r\n ", "");
    let value = |name: &&str| {
        let line = unfolded.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.strip_prefix(':'))
            .unwrap_or_default()
            .to_owned()
    };
    names.iter().map(value).collect()
}

#[test]
fn who_gives_a_seat_up_loses_the_meeting_from_their_calendar_and_who_gets_one_has_it() {
    let (world, server) = mailing_world();
    let meeting = plan(&world, "2096-10-20T14:00", "Depot north").to_string();
    let mine = |minutes| {
        let sent = round(&world, &server, at(minutes));
        let mut mine = sent
            .into_iter()
            .filter(|it| it.to == ["viktor.hahn@example.org"]);
        mine.find_map(|sent| {
            let (_, file) = calendar_in(&sent)?;
            let told = told(&file, &["METHOD", "SEQUENCE", "UID"]);
            (told[2] == meeting).then(|| (sent.text(), told, file))
        })
    };
    let (_, first, _) = mine(20).expect("it is asked for");
    assert_eq!(first[..2], ["REQUEST", "0"]);
    let relationship = world.app.relationship(world.table).unwrap().unwrap();
    let seen = relationship.seen_by(world.viktor, &relationship).unwrap();
    let seats = seen.table().seats;
    let seat = seats.iter().find(|seat| seat.person == world.viktor);
    let (party, roles) = seat.map(|seat| (seat.party, seat.roles.clone())).unwrap();
    let person = world.viktor;
    let unseat = Command::UnseatPerson(act::UnseatPerson { person });
    do_at(&world.app, world.table, world.ines, unseat);
    let (text, gone, file) = mine(40).expect("it goes from there");
    assert_eq!(
        gone,
        ["CANCEL".to_owned(), "1".to_owned(), first[2].clone()]
    );
    // Of a table where he sits no more he is told nothing but what his calendar knows.
    for word in ["Depot north", "SUMMARY", "STATUS", "URL"] {
        assert!(!text.contains(word) && !file.contains(word), "{file}");
    }
    assert!(file.contains("20961020T140000"), "{file}");
    let admit = Command::AdmitPerson(act::AdmitPerson {
        person,
        party,
        roles: roles.into_iter().collect(),
        since: Since::Now,
    });
    do_at(&world.app, world.table, world.ines, admit);
    let (_, again, _) = mine(60).expect("it is asked for again");
    assert_eq!(
        again,
        ["REQUEST".to_owned(), "2".to_owned(), first[2].clone()]
    );
}

#[test]
fn two_readers_that_are_not_ours_have_the_same_one_entry_at_the_right_moment_and_then_none() {
    use crate::calendars::{Calendar, Found, lasts};

    let (world, server) = mailing_world();
    let meeting = plan(&world, "2096-10-20T14:00", "Depot north, \"gate; 3\"");
    let change = |begins_at: &str, minutes| {
        Command::ChangeMeeting(act::ChangeMeeting {
            meeting,
            title: "Called otherwise".to_owned(),
            begins_at: begins_at.parse().unwrap(),
            minutes,
            place: "Ein Ort mit einem so langen Namen, dass die Zeile über 75 Oktette hinausgeht: Größe".to_owned(),
        })
    };
    let cancel = Command::CancelMeeting(act::CancelMeeting {
        meeting,
        why: "Nobody can".to_owned(),
    });
    // Moved to after the night in which clocks are set, then into that night, then not held.
    let steps = [
        (None, Some(("2096-10-20T12:00:00Z", 60))),
        (
            Some(change("2096-11-05T14:00", 60)),
            Some(("2096-11-05T13:00:00Z", 60)),
        ),
        (
            Some(change("2096-10-28T01:00", 240)),
            Some(("2096-10-27T23:00:00Z", 240)),
        ),
        (Some(cancel), None),
    ];
    let (mut first, mut second) = (Calendar::default(), Calendar::default());
    let mut all = Vec::new();
    for (minutes, (act, expected)) in (20..).zip(steps) {
        if let Some(act) = act {
            do_at(&world.app, world.table, world.mara, act);
        }
        let sent = round(&world, &server, at(minutes));
        let mut mine = sent
            .iter()
            .filter(|it| it.to == ["viktor.hahn@example.org"]);
        let (_, file) = mine.find_map(calendar_in).expect("a file for calendars");
        first.takes_in(&Found::by_icalendar(&file));
        second.takes_in(&Found::by_ical(&file));
        all.push(file);
        // As mail may: in another order, and again. What is older changes nothing.
        for older in all.iter().rev() {
            first.takes_in(&Found::by_icalendar(older));
            second.takes_in(&Found::by_ical(older));
        }
        assert_eq!(first.entries, second.entries);
        let entry = first
            .entries
            .iter()
            .map(|it| (it.begins.to_string(), lasts(it).as_mins()));
        let expected = expected.map(|(begins, minutes)| (begins.to_owned(), minutes));
        assert_eq!(entry.collect::<Vec<_>>(), Vec::from_iter(expected));
    }
}

#[test]
fn a_calendar_mail_whose_fate_is_unknown_is_sent_again_with_the_same_number() {
    let (world, server) = mailing_world();
    plan(&world, "2096-10-20T14:00", "Depot north");
    server.behave(Manner::BreaksOff);
    let mut sent = round(&world, &server, at(20));
    server.behave(Manner::Takes);
    for hours in 1..=9 {
        sent.extend(round(&world, &server, at(20 + 60 * hours)));
    }
    let mine = sent
        .iter()
        .filter(|it| it.to == ["viktor.hahn@example.org"]);
    let files: Vec<_> = mine
        .filter_map(calendar_in)
        .map(|(_, file)| read(&file))
        .collect();
    assert!(!files.is_empty());
    assert!(files.iter().all(|it| *it == files[0] && it.1.sequence == 0));
    let outbox = world.app.accounts().outbox(at(0)).unwrap();
    assert_eq!(outbox.unclear, 0);
}
