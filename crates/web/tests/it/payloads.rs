//! What people type is text: whatever tags, attributes and links it holds, none of them come out.

use accounts::{Invitee, Language, NewPerson};
use app::{Act, Done};
use axum::http::Method;
use domain::act::NewFeature;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, act};
use scraper::Html;
use uuid::Uuid;

use crate::world::{NOW, World};

/// Every tag and attribute that a payload tries to bring in has this in its name.
const MARK: &str = "zq";

/// The shapes of attack; `@` stands for the mark and a number.
const SHAPES: [&str; 25] = [
    "<@>hello</@>",
    "<script @>alert(1)</script>",
    "<img src=x @=1 onerror=alert('@')>",
    "\"><@ onmouseover=alert(1)>",
    "'><@ '",
    "\" @=\"1\" x=\"",
    "' @='1' x='",
    "</textarea><@>",
    "</title><@>",
    "</option></select><@>",
    "<!--><@>-->",
    "<![CDATA[<@>]]>",
    "<svg><@ onload=alert(1)></svg>",
    "<math><mtext></mtext><@></math>",
    "[link](javascript:alert('@'))",
    "[link](data:text/html,@)",
    "![image](https://elsewhere.example/@.png)",
    "[a](https://elsewhere.example/\"@=\"1)",
    "<javascript:alert('@')>",
    "<a href=\"javascript:@\">a</a>",
    "<form action=https://elsewhere.example/@><button @>go</button></form>",
    "<style>@{}</style><p style=\"background:url(@)\">",
    "<iframe srcdoc='<@>'></iframe>",
    "&lt;@&gt; &#60;@&#62;",
    "{{ @ }} ${@} <%= @ %> \\<@\\>",
];

fn payloads() -> impl Iterator<Item = String> {
    (0..300).map(|number| {
        let shape = SHAPES[number % SHAPES.len()];
        shape.replace('@', &format!("{MARK}{number}"))
    })
}

fn assert_nothing_came_out(address: &str, text: &str) {
    let page = Html::parse_document(text);
    for element in page.tree.values().filter_map(|node| node.as_element()) {
        let name = element.name();
        assert!(!name.contains(MARK), "{address}: <{name}>");
        assert!(
            !["iframe", "object", "embed", "base", "style"].contains(&name),
            "{address}: <{name}>"
        );
        for (attribute, value) in element.attrs() {
            assert!(!attribute.contains(MARK), "{address}: <{name} {attribute}>");
            assert!(
                !attribute.starts_with("on"),
                "{address}: <{name} {attribute}>"
            );
            assert_ne!(attribute, "style", "{address}: <{name}>");
            let ours = value.starts_with('/') || value.starts_with('#') || value.starts_with('?');
            let held = match (name, attribute) {
                ("script" | "link" | "use", "src" | "href") => value.starts_with("/assets/"),
                ("img", "src") => value.starts_with("/assets/") || value.starts_with("data:image/"),
                (_, "action" | "formaction") => ours,
                ("a", "href") => {
                    ours || ["https://", "http://", "mailto:"]
                        .iter()
                        .any(|s| value.starts_with(s))
                }
                (_, "srcdoc") => false,
                _ => true,
            };
            assert!(held, "{address}: <{name} {attribute}={value}>");
        }
        if name == "script" {
            assert!(element.attr("src").is_some(), "{address}: an inline script");
        }
    }
}

/// Says the text back, corrects it, answers it and builds on it: one text in every field of a thread.
fn discuss(
    act: &mut impl FnMut(PersonId, Command) -> Option<Done>,
    author: PersonId,
    other: PersonId,
    contribution: ContributionId,
    text: &dyn Fn() -> String,
) {
    let told = act(
        other,
        Command::SayBack(act::SayBack {
            contribution,
            words: text(),
        }),
    );
    if let Some(Fact::SaidBack(told)) = told.as_ref().and_then(|done| done.facts.first()) {
        let reflection = told.reflection;
        act(
            author,
            Command::CorrectReflection(act::CorrectReflection {
                contribution,
                reflection,
                words: text(),
            }),
        );
    }
    act(
        other,
        Command::Answer(act::Answer {
            contribution,
            kind: AnswerKind::Tried,
            words: text(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: None,
        }),
    );
}

#[test]
fn no_markup_that_somebody_typed_comes_out_of_any_page() {
    let world = World::new();
    let now = jiff::Timestamp::from_millisecond(NOW).unwrap();
    let accounts = world.app.accounts();
    let mut recorded = 0;
    let mut act = |actor: PersonId, command: Command| {
        let act = Act {
            relationship: world.table,
            actor,
            key: Uuid::new_v4().to_string(),
            digest: [0; 32],
            command,
            holds: None,
            shown_at: None,
            confirmed: None,
            page_shown: None,
        };
        let done = world.app.execute(act);
        recorded += usize::from(done.is_ok());
        done.ok()
    };
    let (mara, ines, outcome, consumer) = (world.mara, world.ines, world.outcome, world.consumer);
    for (number, text) in payloads().enumerate() {
        let text = || text.clone();
        let (kind, audience) = (ContributionKind::Limit, Audience::WholeTable);
        let limit = act(
            mara,
            Command::from(act::Say {
                outcomes: vec![outcome],
                condition: text(),
                limit: Some(LimitKind::Safety),
                ..act::Say::new(kind, audience, text())
            }),
        );
        if let Some(Fact::ContributionSaid(said)) = limit.as_ref().and_then(|d| d.facts.first()) {
            discuss(&mut act, mara, ines, said.contribution, &text);
        }
        // One text of each kind in turn, so that every field meets every shape.
        let command = match (number / SHAPES.len() + number) % 15 {
            0 => Command::AddOutcome(act::AddOutcome {
                statement: text(),
                objective: text(),
                for_party: consumer,
                depends_on: Quality::Utility,
                delivered: true,
            }),
            1 => Command::Assess(act::Assess {
                outcome,
                stage: Stage::Realised,
                benefit: 1 + (number % 9) as u8,
                usefulness: 5,
                importance: 5,
                why: text(),
                wording: None,
            }),
            2 => Command::StateEffect(act::StateEffect {
                outcome,
                direction: Direction::Imposes,
                burden: Burden::Risk,
                what: text(),
            }),
            3 => Command::SayPurpose(act::SayPurpose { purpose: text() }),
            4 => Command::SayTerms(act::SayTerms {
                brings: text(),
                expects: text(),
                cannot: text(),
            }),
            5 => Command::NameDependency(act::NameDependency { name: text() }),
            6 => Command::NamePart(act::NamePart {
                name: text(),
                made_by: consumer,
            }),
            7 => Command::JudgePart(act::JudgePart {
                part: world.part,
                verdict: Verdict::Change,
                why: text(),
            }),
            8 => Command::SayBetterOff(act::SayBetterOff {
                answer: Balance::Yes,
                statement: text(),
                audience: Audience::WholeTable,
            }),
            9 => Command::RewordOutcome(act::RewordOutcome {
                outcome,
                statement: text(),
                objective: text(),
                for_party: consumer,
                depends_on: Quality::Utility,
                delivered: true,
            }),
            10 => Command::LeaveDependencyOut(act::LeaveDependencyOut {
                dependency: world.dependency,
                why: text(),
            }),
            11 => Command::AddFeatures(act::AddFeatures {
                features: vec![NewFeature {
                    name: text(),
                    note: text(),
                    offered_by: consumer,
                    origins: vec![Origin::User],
                    serves: vec![Serves {
                        outcome,
                        strength: Strength::Weak,
                    }],
                    price: Some(Price { low: 1, high: 2 }),
                    bearers: Bearers::default(),
                    needs: Vec::new(),
                    needs_added: Vec::new(),
                    excludes: Vec::new(),
                    excludes_added: Vec::new(),
                    must: false,
                }],
            }),
            12 => Command::ChangeFeature(act::ChangeFeature {
                feature: world.feature,
                name: text(),
                note: text(),
                origins: vec![Origin::Rule],
                serves: vec![Serves {
                    outcome,
                    strength: Strength::Strong,
                }],
                needs: Vec::new(),
                excludes: Vec::new(),
                must: false,
            }),
            13 => Command::RecordMix(act::RecordMix {
                rule: MixRule::EqualVoice,
                budget: 5_000_000,
                read_at: 40,
                note: text(),
            }),
            _ => Command::DescribeRelationship(act::DescribeRelationship {
                name: text(),
                closeness: Closeness::Close,
            }),
        };
        let leaves_out = matches!(
            command,
            Command::LeaveDependencyOut(act::LeaveDependencyOut { .. })
        );
        act(if leaves_out { ines } else { mara }, command);
        // Names of people and organisations, and the line of an invitation.
        if number < SHAPES.len() * 2 {
            let name = NewPerson {
                name: text(),
                email: None,
                language: Language::En,
                time_zone: "UTC".to_owned(),
            };
            let invitee = Invitee::Guest(world.northwind, name);
            if let Ok(invited) = accounts.invite(&invitee, world.table, mara, &text(), now) {
                let (person, roles) = (invited.person.id, vec![Role::Customer]);
                act(
                    mara,
                    Command::AdmitPerson(act::AdmitPerson {
                        person,
                        party: consumer,
                        roles,
                        since: Since::Start,
                    }),
                );
                let (benefit, usefulness, importance, why) = (3, 3, 3, text());
                let stage = Stage::Realised;
                act(
                    person,
                    Command::Assess(act::Assess {
                        outcome,
                        stage,
                        benefit,
                        usefulness,
                        importance,
                        why,
                        wording: None,
                    }),
                );
            }
            if let Ok(organisation) = accounts.create_organisation(&text(), now) {
                let (organisation, kind) = (organisation.id, PartyKind::Supplier);
                act(
                    ines,
                    Command::SeatParty(act::SeatParty {
                        organisation,
                        kind,
                        dependency: None,
                    }),
                );
            }
        }
    }
    assert!(recorded > 500, "only {recorded} were recorded");
    let mut shown = 0;
    for name in [
        "customer",
        "provider, guessed",
        "provider, not guessed",
        "supplier",
        "guest",
    ] {
        let visitor = world.visitor(name);
        let mut addresses: Vec<_> = World::routes()
            .filter(|route| route.method() == Method::GET)
            .map(|route| world.fill(route.path, world.table))
            .collect();
        addresses.extend((2..9).map(|page| format!("/r/{}/dialogue?page={page}", world.table)));
        let hostile = "%22%3E%3Czq1%20onload=1%3E'%3Czq2%20zq3=1%3E";
        addresses.push(format!("/search?q={hostile}"));
        for typed in [hostile, "zq", "onload", "alert"] {
            addresses.push(format!("/r/{}/search?q={typed}", world.table));
        }
        addresses.extend((30..90).map(|entry| format!("/r/{}/record/{entry}", world.table)));
        for address in addresses {
            let reply = world.get(&address, visitor);
            assert!(
                !reply.status.is_server_error(),
                "{address}: {}",
                reply.status
            );
            if reply.header("content-type").starts_with("text/html") {
                let text = reply.text();
                shown += text.matches(MARK).count();
                assert_nothing_came_out(&address, &text);
            }
        }
        // What was typed comes back with what is to be mended.
        for route in
            World::routes().filter(|r| r.method() == Method::POST && r.path.starts_with("/r/"))
        {
            if route.path.contains("departure") || route.path.contains("withdrawal") {
                continue;
            }
            let typed = "\"><zq1 onload=1>'</textarea><zq2 zq3=1>";
            let fields = [
                "words",
                "why",
                "statement",
                "name",
                "brings",
                "what",
                "line",
                "ground",
                "note",
                "price",
                "budget",
                "file",
                "form",
            ];
            let fields = fields.map(|field| (field, typed));
            let reply = world.form(&world.fill(route.path, world.table), visitor, &fields);
            assert!(
                !reply.status.is_server_error(),
                "{}: {}",
                route.path,
                reply.status
            );
            if reply.header("content-type").starts_with("text/html") {
                assert_nothing_came_out(route.path, &reply.text());
            }
        }
    }
    assert!(shown > 500, "only {shown} were shown");
}
