//! A thread between two of three parties. To the third it is a number of entries and nothing more:
//! not a word of it, no figure, no name, and no other answer than if nobody had said anything.

use app::Done;
use axum::http::{Method, StatusCode};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::canaries::{everything, without_chance};
use crate::world::{NOW, Reply, Visitor, World, do_at};

/// What is said in the thread, each in a place of its own.
mod said {
    pub const NEED: &str = "kanarie-dove-need";
    pub const ENABLES: &str = "kanarie-finch-enables";
    pub const BACK: &str = "kanarie-gull-back";
    pub const CORRECTION: &str = "kanarie-hawk-correction";
    pub const ANSWER: &str = "kanarie-jay-answer";
    pub const QUESTION: &str = "kanarie-merle-question";
    pub const REPLY: &str = "kanarie-nene-reply";
    pub const IDEA: &str = "kanarie-osprey-idea";
    pub const BUILD: &str = "kanarie-plover-build";
    pub const CONDITION: &str = "kanarie-quail-condition";
    pub const SPOKEN: &str = "kanarie-robin-spoken";
    pub const ALL: [&str; 11] = [
        NEED, ENABLES, BACK, CORRECTION, ANSWER, QUESTION, REPLY, IDEA, BUILD, CONDITION, SPOKEN,
    ];
}

/// They speak in it, and elsewhere.
const PEOPLE: [&str; 3] = ["Mara", "Ines+Falk", "Jonas"];

const OUTSIDE: [&str; 3] = ["supplier", "facilitator", "observer"];

/// The ids of the thread, and whose entries it made, in their order.
struct Thread {
    need: ContributionId,
    reflection: ReflectionId,
    answer: AnswerId,
    build: ContributionId,
    spoken: ContributionId,
    entries: Vec<(PersonId, u64)>,
}

fn contribution(done: &Done) -> ContributionId {
    match done.facts.first() {
        Some(Fact::ContributionSaid(said)) => said.contribution,
        other => panic!("{other:?}"),
    }
}

/// Northwind's need is said back by Meridian, corrected, acknowledged, heard and put off; an idea is
/// built upon; somebody speaks for somebody absent.
fn talk(world: &World) -> Thread {
    let World {
        ines, mara, jonas, ..
    } = *world;
    let today = world.app.relationship(world.table).unwrap().unwrap();
    let provider = today.seen_by(ines, &today).unwrap().frame().provider;
    let to_provider = || Audience::Parties(vec![provider]);
    let to_consumer = || Audience::Parties(vec![world.consumer]);
    let mut entries = Vec::new();
    let mut act = |actor, command| {
        let done = do_at(&world.app, world.table, actor, command);
        entries.push((actor, done.last - done.first + 1));
        done
    };
    let need = contribution(&act(
        mara,
        act::Say::new(ContributionKind::Need, to_provider(), said::NEED).into(),
    ));
    act(
        mara,
        Command::ExplainNeed(act::ExplainNeed {
            contribution: need,
            enables: said::ENABLES.to_owned(),
        }),
    );
    let told = act(
        ines,
        Command::SayBack(act::SayBack {
            contribution: need,
            words: said::BACK.to_owned(),
        }),
    );
    let Some(Fact::SaidBack(told)) = told.facts.first() else {
        panic!("not said back")
    };
    let reflection = told.reflection;
    act(
        mara,
        Command::CorrectReflection(act::CorrectReflection {
            contribution: need,
            reflection,
            words: said::CORRECTION.to_owned(),
        }),
    );
    act(
        ines,
        Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
            contribution: need,
            reflection,
        }),
    );
    let answered = act(
        ines,
        Command::Answer(act::Answer {
            contribution: need,
            kind: AnswerKind::NotNow,
            words: said::ANSWER.to_owned(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: Some(Moment(NOW + 90 * Moment::DAY).day_in_utc()),
        }),
    );
    let Some(Fact::ContributionAnswered(answered)) = answered.facts.first() else {
        panic!("not answered")
    };
    let answer = answered.answer;
    act(
        mara,
        Command::ConfirmAnswer(act::ConfirmAnswer {
            contribution: need,
            answer,
        }),
    );
    let mut reply = |actor, kind, audience, under, condition: &str, words| {
        let saying = act::Say {
            under,
            condition: condition.to_owned(),
            ..act::Say::new(kind, audience, words)
        };
        contribution(&act(actor, saying.into()))
    };
    let question = ContributionKind::Question;
    let asked = reply(
        ines,
        question,
        to_consumer(),
        Some(need),
        "",
        said::QUESTION,
    );
    let replied = ContributionKind::Reply;
    reply(jonas, replied, to_provider(), Some(asked), "", said::REPLY);
    let idea = ContributionKind::Idea;
    let idea = reply(ines, idea, to_consumer(), None, "", said::IDEA);
    let build = ContributionKind::Build;
    let build = reply(mara, build, to_provider(), Some(idea), "", said::BUILD);
    let concern = ContributionKind::Concern;
    let words = "It is far";
    reply(
        mara,
        concern,
        to_provider(),
        Some(idea),
        said::CONDITION,
        words,
    );
    act(ines, Command::NodToBuild(act::NodToBuild { build }));
    let spoken = contribution(&act(
        mara,
        Command::from(act::Say {
            spoken_for: Some(jonas),
            ..act::Say::new(ContributionKind::Need, to_provider(), said::SPOKEN)
        }),
    ));
    Thread {
        need,
        reflection,
        answer,
        build,
        spoken,
        entries,
    }
}

/// As many entries by the same people, each a word among their own.
fn murmur(world: &World, entries: &[(PersonId, u64)]) {
    for (actor, many) in entries {
        for _ in 0..*many {
            let word = act::Say::new(ContributionKind::Need, Audience::OwnParty, "Among us");
            do_at(&world.app, world.table, *actor, word);
        }
    }
}

/// All that the visitor receives, and what they find who look for each word of the thread.
fn all(world: &World, visitor: &Visitor) -> Vec<(String, String)> {
    let mut received = everything(world, visitor);
    for route in World::routes().filter(|route| route.path.ends_with("/search")) {
        for word in said::ALL.iter().chain(&PEOPLE) {
            let address = format!("{}?q={word}", world.fill(route.path, world.table));
            let text = world.get(&address, visitor).text();
            // What somebody typed themselves tells them nothing.
            received.push((address, text.replace(word, "")));
        }
    }
    received
}

#[test]
fn what_was_put_off_is_not_yet_back_in_a_view_from_before_its_day() {
    let world = World::new();
    let need = talk(&world).need;
    let later = NOW + 100 * Moment::DAY;
    world.clock.set(Moment(later));
    let word = act::Say::new(ContributionKind::Idea, Audience::WholeTable, "Since then");
    do_at(&world.app, world.table, world.mara, word);
    let viktor = world.by_password_at("Viktor Hahn", later);
    let then = Timestamp::from_millisecond(NOW + Moment::DAY).unwrap();
    let (table, api) = (format!("/r/{}", world.table), "/api/v1/relationships");
    for (path, back, put_off) in [
        (format!("{table}/dialogue"), "back since", "not now, until"),
        (
            format!("{table}/dialogue/{need}"),
            "back since",
            "not now, until",
        ),
        (
            format!("{table}/dialogue.md"),
            "back since",
            "not now, until",
        ),
        (
            format!("{api}/{}/dialogue/{need}", world.table),
            "\"return\"",
            "not_now",
        ),
    ] {
        let today = world.get(&path, &viktor).text();
        assert!(today.contains(back), "{path}: {today}");
        let past = world.get(&format!("{path}?as_of={then}"), &viktor).text();
        assert!(past.contains(put_off), "{path}: {past}");
        assert!(!past.contains(back), "{path}: {past}");
    }
}

#[test]
fn outside_its_audience_a_thread_is_a_number_of_entries_and_nothing_more() {
    let (spoke, murmured) = (World::new(), World::new());
    let thread = talk(&spoke);
    let people = [
        (spoke.ines, murmured.ines),
        (spoke.mara, murmured.mara),
        (spoke.jonas, murmured.jonas),
    ];
    let there = |person: PersonId| people.iter().find(|pair| pair.0 == person).unwrap().1;
    let entries: Vec<_> = thread
        .entries
        .iter()
        .map(|(actor, many)| (there(*actor), *many))
        .collect();
    murmur(&murmured, &entries);
    let differ = |name: &str| {
        let of = |world: &World| all(world, world.visitor(name));
        let (spoke, murmured) = (of(&spoke), of(&murmured));
        assert_eq!(spoke.len(), murmured.len());
        let mut differ = Vec::new();
        for ((address, spoke), (_, murmured)) in spoke.into_iter().zip(murmured) {
            let (spoke, murmured) = (without_chance(&spoke), without_chance(&murmured));
            if spoke != murmured {
                let new = spoke.iter().filter(|word| !murmured.contains(word));
                differ.push(format!("{address}: {:?}", new.collect::<Vec<_>>()));
            }
        }
        differ
    };
    for name in OUTSIDE {
        assert_eq!(differ(name), Vec::<String>::new(), "{name}");
    }
    // Who is in the audience sees the difference: so the comparison can find one.
    assert!(!differ("customer").is_empty());
}

/// Every command about a thread, as a program sends it.
fn commands(thread: &Thread) -> Vec<Value> {
    let Thread {
        need,
        reflection,
        answer,
        build,
        spoken,
        ..
    } = thread;
    vec![
        json!({ "command": "say", "kind": "question", "audience": "own_party", "words": "?", "under": need }),
        json!({ "command": "confirm_spoken_word", "contribution": spoken }),
        json!({ "command": "withdraw_spoken_word", "contribution": spoken }),
        json!({ "command": "explain_need", "contribution": need, "enables": "!" }),
        json!({ "command": "say_back", "contribution": need, "words": "?" }),
        json!({ "command": "confirm_reflection", "contribution": need, "reflection": reflection }),
        json!({ "command": "correct_reflection", "contribution": need, "reflection": reflection, "words": "!" }),
        json!({ "command": "acknowledge_correction", "contribution": need, "reflection": reflection }),
        json!({ "command": "nod_to_build", "build": build }),
        json!({ "command": "tick_heard", "contribution": need, "parties": [] }),
        json!({ "command": "deny_hearing", "contribution": need }),
        json!({ "command": "answer", "contribution": need, "kind": "tried", "words": "!" }),
        json!({ "command": "confirm_answer", "contribution": need, "answer": answer }),
        json!({ "command": "take_back", "contribution": need }),
        json!({ "command": "mend_word", "contribution": need, "words": "!" }),
    ]
}

/// The answer without what is drawn afresh each time, and without the ids asked for.
fn masked(reply: &Reply, thread: &Thread) -> String {
    let mut text = reply.text();
    let contributions = [thread.need, thread.build, thread.spoken];
    let ids = contributions.map(|id| id.to_string());
    for id in ids
        .iter()
        .chain([&thread.reflection.to_string(), &thread.answer.to_string()])
    {
        text = text.replace(id, "{id}");
    }
    without_chance(&text).join(" ")
}

#[test]
fn a_thread_of_others_is_answered_like_one_that_never_was() {
    let mut world = World::new();
    let hidden = talk(&world);
    let never = || Thread {
        need: ContributionId(Uuid::now_v7()),
        reflection: ReflectionId(Uuid::now_v7()),
        answer: AnswerId(Uuid::now_v7()),
        build: ContributionId(Uuid::now_v7()),
        spoken: ContributionId(Uuid::now_v7()),
        entries: Vec::new(),
    };
    let heads = world.heads();
    let fields = [
        ("words", "What is it?"),
        ("enables", "More"),
        ("kind", "question"),
        ("audience", "thread"),
        ("stand", "yes"),
    ];
    for name in OUTSIDE {
        let visitor = world.visitor(name).clone();
        let mut at = |thread: &Thread| {
            world.contribution = thread.need;
            world.reflection = thread.reflection;
            world.answer = thread.answer;
            let routes = World::routes().filter(|route| route.path.contains("{contribution}"));
            let mut answers: Vec<(String, Reply)> = routes
                .map(|route| {
                    let address = world.fill(route.path, world.table);
                    let reply = match route.method() {
                        Method::GET => world.get(&address, &visitor),
                        _ => world.form(&address, &visitor, &fields),
                    };
                    (format!("{} {}", route.method(), route.path), reply)
                })
                .collect();
            let path = format!("/api/v1/relationships/{}/commands", world.table);
            for command in commands(thread) {
                let body = command.to_string();
                let reply = world.post_json(&path, &visitor, None, body.into_bytes());
                answers.push((command["command"].to_string(), reply));
            }
            answers
        };
        let missing = never();
        let answers = at(&hidden).into_iter().zip(at(&missing));
        for ((what, there), (_, nowhere)) in answers {
            assert_eq!(there.status, nowhere.status, "{what} as {name}");
            let (there, nowhere) = (masked(&there, &hidden), masked(&nowhere, &missing));
            assert_eq!(there, nowhere, "{what} as {name}");
        }
    }
    assert_eq!(world.heads(), heads, "nothing was recorded");
}

#[test]
fn a_mention_is_told_to_whoever_may_read_it_and_to_nobody_else() {
    const CANARY: &str = "kanarie-mention";
    let world = World::new();
    let dialogue = format!("/r/{}/dialogue", world.table);
    let mara = world.visitor("customer");
    let says = |audience: &str, words: &str| {
        let outcome = world.outcome.to_string();
        let fields = [
            ("kind", "question"),
            ("audience", audience),
            ("outcome", &*outcome),
            ("words", words),
        ];
        let reply = world.form(&dialogue, mara, &fields);
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let place = reply.header("location").to_owned();
        place.split(['?', '#']).next().unwrap().to_owned()
    };
    let place = says(
        "own_party",
        &format!("@Jonas Weil, {CANARY}, and @Viktor, too"),
    );
    // The page says who is mentioned; whoever would not read it is not.
    let page = world.get(&place, mara).text();
    assert!(page.contains("Mentioned: Jonas Weil"), "{page}");
    assert!(!page.contains("Mentioned: Jonas Weil, Viktor"));
    let home = |name: &str| world.get("/", world.visitor(name)).text();
    let needs = |name: &str| {
        let needs = format!("/api/v1/relationships/{}/needs", world.table);
        world.get(&needs, world.visitor(name)).text()
    };
    assert!(needs("user").contains("\"mentioned\""), "{}", needs("user"));
    for other in ["provider, guessed", "supplier", "facilitator"] {
        assert!(!needs(other).contains("mentioned"), "{other}");
        assert!(!home(other).contains(CANARY), "{other}");
    }
    // Read, and said so.
    let reply = world.form(&format!("{place}/note"), world.visitor("user"), &[]);
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    assert!(!needs("user").contains("\"mentioned\""));
}
