//! A refusal is said where it is mended.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};

use domain::act;

use crate::world::{Visitor, Way, World, do_at};

/// The text between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

/// A form of a page: where it leads, what it sends if nothing is filled in, and whether somebody fills it in.
struct Form {
    action: String,
    sends: Vec<(String, String)>,
    is_filled_in: bool,
}

impl Form {
    fn all_of(page: &str) -> Vec<Self> {
        let forms = page.split("<form").skip(1);
        let forms = forms.filter_map(|form| form.split("</form>").next());
        let posted = forms.filter(|form| form.contains("method=\"post\""));
        posted
            .filter_map(|form| {
                let tags = form.split("<input").skip(1);
                let hidden = tags.filter(|tag| tag.starts_with(" type=\"hidden\""));
                let button = form.split("<button").nth(1);
                let sends = hidden.chain(button).filter_map(|tag| {
                    let name = between(tag.split('>').next()?, "name=\"", "\"")?;
                    let value = between(tag, "value=\"", "\"").unwrap_or_default();
                    Some((name.to_owned(), value.to_owned()))
                });
                Some(Self {
                    action: between(form, "action=\"", "\"")?.to_owned(),
                    sends: sends.filter(|(name, _)| name != "csrf").collect(),
                    is_filled_in: form.contains("class=\"input\"")
                        || form.contains("type=\"radio\""),
                })
            })
            .collect()
    }

    fn name(&self) -> &str {
        let name = self.sends.iter().find(|(name, _)| name == "form");
        name.map_or("", |(_, name)| name)
    }
}

fn browsers(world: &World) -> impl Iterator<Item = &Visitor> {
    let visitors = world.visitors.iter();
    visitors.filter(|visitor| matches!(visitor.way, Way::Cookie(_)))
}

#[test]
fn a_form_left_empty_says_at_its_control_what_is_missing() {
    let world = World::new();
    let mut sent = BTreeSet::new();
    let mut refused = 0;
    for visitor in browsers(&world) {
        for route in World::routes().filter(|route| route.method() == Method::GET) {
            let page = world.get(&world.fill(route.path, world.table), visitor);
            if page.status != StatusCode::OK || !page.header("content-type").contains("html") {
                continue;
            }
            for form in Form::all_of(&page.text()) {
                // Which of the two it was that does not fit, signing in does not say.
                let is_said_at_all = form.name() == "sign-in"
                    // It closes a repair for good, and may with nothing said: no other form is left then.
                    || form.action.ends_with("/acceptance");
                let id = (form.action.clone(), form.name().to_owned());
                if is_said_at_all || !form.is_filled_in || !sent.insert(id) {
                    continue;
                }
                let sends = form.sends.iter();
                let fields: Vec<_> = sends.map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let reply = world.form(&form.action, visitor, &fields);
                if reply.status != StatusCode::UNPROCESSABLE_ENTITY {
                    continue;
                }
                refused += 1;
                let page = reply.text();
                let wrong = between(&page, "class=\"error\" id=\"", "\"");
                let named = format!("{} of {}", form.name(), form.action);
                let wrong = wrong.unwrap_or_else(|| panic!("{named} says it at no control"));
                let mut described = page.split("aria-describedby=\"").skip(1);
                let ids = |text: &str| text.split('"').next().map(str::to_owned);
                assert!(
                    described
                        .any(|rest| ids(rest)
                            .is_some_and(|ids| ids.split(' ').any(|id| id == wrong))),
                    "{wrong} of {named} describes no control"
                );
            }
        }
    }
    assert!(refused > 30, "only {refused} forms were refused");
}

#[test]
fn all_that_a_form_misses_is_told_at_once_each_at_its_field() {
    let world = World::new();
    let mut sent = BTreeSet::new();
    let mut several = 0;
    for visitor in browsers(&world) {
        for route in World::routes().filter(|route| route.method() == Method::GET) {
            let page = world.get(&world.fill(route.path, world.table), visitor);
            if page.status != StatusCode::OK || !page.header("content-type").contains("html") {
                continue;
            }
            for form in Form::all_of(&page.text()) {
                let id = (form.action.clone(), form.name().to_owned());
                if !form.is_filled_in || !sent.insert(id) {
                    continue;
                }
                let sends = form.sends.iter();
                let fields: Vec<_> = sends.map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let reply = world.form(&form.action, visitor, &fields);
                let page = reply.text();
                // What is refused for no field says nothing of fields.
                if reply.status != StatusCode::UNPROCESSABLE_ENTITY
                    || !page.contains("class=\"error\" id=\"")
                {
                    continue;
                }
                let named = format!("{} of {}", form.name(), form.action);
                let own = format!("name=\"form\" value=\"{}\"", form.name());
                let mut forms = page.split("<form").filter(|form| form.contains(&own));
                let refused = forms.next().and_then(|rest| rest.split("</form>").next());
                let Some(refused) = refused else { continue };
                let controls = refused
                    .split('<')
                    .filter(|tag| tag.split('>').next().unwrap_or("").contains(" required"));
                let asked: BTreeSet<_> = controls
                    .filter_map(|tag| between(tag, " name=\"", "\""))
                    .collect();
                let told = refused.matches("class=\"error\" id=\"").count();
                assert!(
                    told >= asked.len(),
                    "{named} asks for {asked:?}, and tells {told}"
                );
                if told < 2 {
                    continue;
                }
                several += 1;
                let summary = between(&page, "aria-labelledby=\"faults\"", "</div>");
                let summary = summary.unwrap_or_else(|| panic!("{named} has no summary"));
                let links: Vec<_> = summary.split("href=\"#").skip(1).collect();
                assert_eq!(links.len(), told, "{named}");
                for link in links {
                    let anchor = link.split('"').next().unwrap();
                    let places = page.matches(&format!(" id=\"{anchor}\"")).count();
                    assert_eq!(places, 1, "#{anchor} of {named}");
                }
            }
        }
    }
    assert!(several > 8, "only {several} forms missed several things");
}

#[test]
fn what_no_control_stands_for_is_said_at_the_head_of_the_form_or_of_the_page() {
    let world = World::new();
    let visitor = world.visitor("provider, guessed");
    let mixes = format!("/r/{}/features/mixes", world.table);
    let fields = [
        ("form", "record-mix"),
        ("rule", "equal_voice"),
        ("budget", "a lot"),
        ("read_at", "1"),
    ];
    let reply = world.form(&mixes, visitor, &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    let form = between(&page, "class=\"form record-mix\"", "</form>").unwrap();
    assert!(form.contains("class=\"error-summary\""), "{form}");
    assert!(!page.contains("class=\"flash alert\" role"), "said twice");

    // A button on its own has no place for it.
    let nod = format!("/r/{}/dialogue/{}/nod", world.table, world.contribution);
    let reply = world.form(&nod, visitor, &[("form", "nod-once")]);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("class=\"flash alert\" role"));
}

/// Whether the answer to a form tells its browser that what was typed there is no draft any more.
fn tells_sent(world: &World, path: &str, fields: &[(&str, &str)]) -> bool {
    let all: Vec<_> = [&[("key", "5f1c7a3e.it")], fields].concat();
    let reply = world.form(path, world.visitor("customer"), &all);
    let cookies = reply.headers.get_all("set-cookie").iter();
    let mut cookies = cookies.filter_map(|it| it.to_str().ok());
    cookies.any(|it| it.starts_with("covalue-sent=5f1c7a3e.it;"))
}

#[test]
fn what_was_typed_is_no_draft_any_more_once_its_form_was_carried_out_and_not_before() {
    let world = World::new();
    let rate = world.fill("/r/{relationship}/rate/{outcome}", world.table);
    let kept = [("language", "en"), ("time_zone", "Europe/Berlin")];
    let named = |name| [&[("name", name)], &kept[..]].concat();
    let tells = |path: &str, fields: &[(&str, &str)]| tells_sent(&world, path, fields);
    assert!(!tells("/account/locale", &named("")), "it was refused");
    assert!(tells("/account/locale", &named("Mara Lindgren")));
    assert!(!tells(&rate, &[("answer", "later")]), "it is for later");
    assert!(!tells(&rate, &[("benefit", "11")]), "it was refused");
    let marks = [
        ("benefit", "7"),
        ("usefulness", "6"),
        ("importance", "8"),
        ("stage", "realised"),
    ];
    assert!(tells(&rate, &marks));
    assert!(tells(
        "/account/tokens",
        &[("name", "Nightly"), ("scope", "read"), ("days", "90")]
    ));
}

/// By what a browser keeps what is typed in a form: its name and where it leads.
fn keeps_as(form: &str) -> Option<(String, String)> {
    let typed = [
        "text",
        "email",
        "url",
        "tel",
        "number",
        "date",
        "time",
        "datetime-local",
    ];
    let inputs = form.split("<input").skip(1);
    let mut inputs = inputs.filter_map(|tag| between(tag, "type=\"", "\""));
    let is_typed = inputs.any(|kind| typed.contains(&kind))
        || form
            .split("<textarea")
            .skip(1)
            .any(|tag| !tag.contains("hidden"));
    let action = between(form, "action=\"", "\"")?;
    let place = action.split(['?', '#']).next()?;
    let name = between(form, "data-keep=\"", "\"")
        .or_else(|| between(form, "name=\"form\" value=\"", "\""));
    is_typed.then(|| (name.unwrap_or_default().to_owned(), place.to_owned()))
}

#[test]
fn what_is_typed_in_one_form_of_a_page_never_comes_back_in_another() {
    let world = World::new();
    let mut seen = BTreeSet::new();
    let mut shared = BTreeSet::new();
    for route in World::routes().filter(|route| route.method() == Method::GET) {
        let path = world.fill(route.path, world.table);
        for name in ["provider, guessed", "customer", "user", "supplier"] {
            let reply = world.get(&path, world.visitor(name));
            if !reply.header("content-type").starts_with("text/html") {
                continue;
            }
            let page = reply.text();
            let forms = page.split("<form").skip(1);
            let forms = forms.filter_map(|form| form.split("</form>").next());
            let forms = forms.filter(|form| form.contains("method=\"post\""));
            let mut here = BTreeSet::new();
            for kept in forms.filter_map(keeps_as) {
                seen.insert(kept.0.clone());
                if kept.0.is_empty() || !here.insert(kept.clone()) {
                    shared.insert(format!("{}: {kept:?}", route.path));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
    assert!(seen.len() > 40, "only {seen:?}");
}

/// Labels, hints and faults are tied to what has the id: there is one of it.
#[test]
fn an_id_stands_once_on_a_page() {
    let world = World::new();
    let mut twice = BTreeSet::new();
    for route in World::routes().filter(|route| route.method() == Method::GET) {
        let path = world.fill(route.path, world.table);
        for name in ["provider, guessed", "customer", "user", "supplier"] {
            let reply = world.get(&path, world.visitor(name));
            if !reply.header("content-type").starts_with("text/html") {
                continue;
            }
            let page = reply.text();
            let ids: Vec<&str> = page
                .split(" id=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect();
            for (place, id) in ids.iter().enumerate() {
                if ids[..place].contains(id) {
                    twice.insert(format!("{}: {id}", route.path));
                }
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn a_form_whose_page_is_over_says_why_and_gives_back_what_was_typed() {
    let world = World::new();
    do_at(
        &world.app,
        world.table,
        world.ines,
        act::WithdrawProposal {
            proposal: world.proposal,
            why: "The road is closed".to_owned(),
        },
    );
    let path = format!("/r/{}/decisions/{}/amendment", world.table, world.proposal);
    let fields = [
        ("form", "decision"),
        ("version", "1"),
        ("title", "One small cell"),
        ("text", "Works run over two nights"),
        ("until", "2030-01-01"),
    ];
    let reply = world.form(&path, world.visitor("provider, not guessed"), &fields);
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("was taken back"), "{page}");
    assert!(page.contains("Works run over two nights"), "{page}");
    assert!(!page.contains("leads nowhere"), "{page}");
}
