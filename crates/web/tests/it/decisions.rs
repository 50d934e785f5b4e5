//! What pages of decisions say, and where they lead.

use accounts::secrecy::ExposeSecret;
use domain::words::*;
use domain::{Fact, Moment, act};

use crate::world::{NOW, Visitor, Way, World, canary, do_at};

/// Somebody whose session began then.
fn from_then(world: &World, person: domain::ids::PersonId, at: i64) -> Visitor {
    let now = jiff::Timestamp::from_millisecond(at).unwrap();
    let signed_in = world.app.accounts().demo_session(person, now).unwrap();
    Visitor {
        name: "from then",
        way: Way::Cookie(signed_in.secret.expose_secret().to_owned()),
        seated: true,
    }
}

/// Ines and Tom consent, and so does Mara in the end.
fn adopt(world: &World, proposal: domain::ids::ProposalId) {
    for (person, words) in [
        (world.ines, ""),
        (world.tom, ""),
        (world.mara, "Sundays it is"),
    ] {
        do_at(
            &world.app,
            world.table,
            person,
            act::TakePosition {
                proposal,
                version: 1,
                stance: Stance::Consent,
                words: words.to_owned(),
                workable: String::new(),
                harms: None,
            },
        );
    }
}

#[test]
fn a_blind_round_lies_open_everywhere_once_its_day_has_come() {
    let world = World::new();
    let table = world.table;
    let places = [
        format!("/r/{table}/decisions/{}", world.proposal),
        format!("/r/{table}/decisions/{}/decision.md", world.proposal),
        format!("/api/v1/relationships/{table}/decisions/{}", world.proposal),
    ];
    let told = |visitor: &Visitor| -> Vec<bool> {
        let all = places.iter().map(|path| world.get(path, visitor));
        let all =
            all.inspect(|reply| assert_eq!(reply.status, 200, "{}", reply.header("location")));
        all.map(|reply| reply.text().contains(canary::BLIND))
            .collect()
    };
    let after = NOW + 8 * Moment::DAY;
    assert_eq!(told(&from_then(&world, world.tom, NOW)), [false; 3]);
    world.clock.set(Moment(after));
    assert_eq!(told(&from_then(&world, world.tom, after)), [true; 3]);
}

#[test]
fn what_was_adopted_after_an_objection_can_be_promised_and_followed() {
    let world = World::new();
    adopt(&world, world.proposal);
    let path = format!("/r/{}/decisions/{}", world.table, world.proposal);
    let page = world.get(&path, world.visitor("customer")).text();
    assert!(page.contains(&format!("commitments?decision={}", world.proposal)));
    assert!(page.contains(&format!("decisions/new?follows={}", world.proposal)));
    assert!(page.contains("adopted without a concern"), "{page}");
}

#[test]
fn once_a_proposal_is_taken_back_nothing_says_that_its_round_goes_on() {
    let world = World::new();
    let does = |person, command: domain::Command| {
        let done = do_at(&world.app, world.table, person, command);
        done.facts
    };
    let silence = act::ChooseSilence {
        means: Silence::StandAside,
        deputy: None,
    };
    does(world.tom, silence.into());
    let path = |proposal| format!("/r/{}/decisions/{proposal}", world.table);
    for blind in [true, false] {
        let open = act::OpenProposal {
            title: "A night desk".to_owned(),
            text: "Somebody answers from ten to six.".to_owned(),
            outcomes: vec![world.outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind,
            until: Moment(NOW + Moment::DAY).day_in_utc(),
            trial: false,
            review: None,
        };
        let opened = does(world.ines, open.into());
        let Some(Fact::ProposalOpened(opened)) = opened.first() else {
            panic!("not proposed")
        };
        let proposal = opened.proposal;
        let places = ["", "/decision.md"].map(|file| format!("{}{file}", path(proposal)));
        let told = || {
            places
                .each_ref()
                .map(|it| world.get(it, world.visitor("customer")).text())
        };
        let [page, _] = told();
        assert!(
            page.contains("If it stays silent, it stands aside."),
            "{page}"
        );
        let why = "It costs too much".to_owned();
        does(world.ines, act::WithdrawProposal { proposal, why }.into());
        let instead = match blind {
            true => "Not shown: it was taken back before the first round was over.",
            false => "Said nothing.",
        };
        for told in told() {
            assert!(told.contains(instead), "{told}");
            for goes_on in [
                "stays silent",
                "Nothing said yet",
                "Nothing is decided without",
                "while the round is closed",
            ] {
                assert!(!told.contains(goes_on), "{goes_on}: {told}");
            }
        }
    }
}

#[test]
fn how_a_decision_went_is_said_on_its_page_once_its_day_has_come() {
    let world = World::new();
    let day = |days: i64| Moment(NOW + days * Moment::DAY).day_in_utc();
    let opened = do_at(
        &world.app,
        world.table,
        world.ines,
        act::OpenProposal {
            title: "A night desk".to_owned(),
            text: "Somebody answers from ten to six.".to_owned(),
            outcomes: vec![world.outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: false,
            until: day(1),
            trial: true,
            review: Some(day(2)),
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    adopt(&world, opened.proposal);
    let path = format!("/r/{}/decisions/{}", world.table, opened.proposal);
    let page = |at: i64| {
        let mara = from_then(&world, world.mara, at);
        (world.get(&path, &mara).text(), mara)
    };
    assert!(!page(NOW).0.contains("How did it go?"));
    let after = NOW + 3 * Moment::DAY;
    world.clock.set(Moment(after));
    let (told, mara) = page(after);
    assert!(told.contains("How did it go?"), "{told}");
    let fields = [
        ("form", "review"),
        ("kind", "build"),
        ("words", "Nobody waited"),
    ];
    let said = world.form(&format!("{path}/words"), &mara, &fields);
    assert_eq!(said.status, 303, "{}", said.text());
    // It is told in the words of the question, and those are not offered for anything else meanwhile.
    let (told, mara) = page(after);
    let reviews = told.split("id=\"review\"").nth(1).expect("how it went");
    let (reviews, talk) = reviews.split_once("id=\"said\"").expect("what is said");
    assert!(reviews.contains("Nobody waited"), "{told}");
    assert!(reviews.contains("It went well"), "{told}");
    assert!(!talk.contains("Nobody waited"), "{told}");
    assert!(!talk.contains("value=\"build\""), "{told}");
    let paper = world.get(&format!("{path}/decision.md"), &mara).text();
    assert!(paper.contains("(It went well)"), "{paper}");
    assert!(!paper.contains("Yes, and"), "{paper}");
    // Once every party has said so, nobody is asked any more.
    assert!(told.contains("id=\"review-words\""), "{told}");
    for (person, kind) in [
        (world.ines, ContributionKind::Concern),
        (world.tom, ContributionKind::Build),
    ] {
        let said = act::Say {
            about: Some(opened.proposal),
            ..act::Say::new(kind, Audience::WholeTable, "Twice it was slow")
        };
        do_at(&world.app, world.table, person, said);
    }
    let told = page(after).0;
    for said in ["It went well", "Not as it should"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("id=\"review-words\""), "{told}");
    let list = world.get(&format!("/r/{}/decisions", world.table), &mara);
    assert!(!list.text().contains("look at it again"), "{}", list.text());
}

/// A proposal that everybody sees at once, until tomorrow.
fn open_to_all(world: &World) -> (domain::ids::ProposalId, String) {
    let opened = do_at(
        &world.app,
        world.table,
        world.ines,
        act::OpenProposal {
            title: "A night desk".to_owned(),
            text: "Somebody answers from ten to six.".to_owned(),
            outcomes: vec![world.outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: false,
            until: Moment(NOW + Moment::DAY).day_in_utc(),
            trial: false,
            review: None,
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    let place = format!("/r/{}/decisions/{}", world.table, opened.proposal);
    (opened.proposal, place)
}

fn takes(
    world: &World,
    proposal: domain::ids::ProposalId,
    person: domain::ids::PersonId,
    stance: Stance,
) {
    let objects = stance == Stance::Object;
    let said = |words: &str| if objects { words } else { "" }.to_owned();
    let position = act::TakePosition {
        proposal,
        version: 1,
        stance,
        words: said("Drivers sleep then"),
        workable: said("By day"),
        harms: objects.then_some(Harms::Outcome(world.outcome)),
    };
    do_at(&world.app, world.table, person, position);
}

#[test]
fn where_too_few_consent_page_and_paper_say_what_is_missing() {
    let world = World::new();
    let (proposal, place) = open_to_all(&world);
    let mara = world.visitor("customer");
    let said = "at least two parties, one of them the customer, have to consent";
    let tells = |path: &str| world.get(path, mara).text().contains(said);
    takes(&world, proposal, world.ines, Stance::StandAside);
    takes(&world, proposal, world.tom, Stance::StandAside);
    assert!(!tells(&place), "the customer is missing");
    takes(&world, proposal, world.mara, Stance::Consent);
    assert!(tells(&place), "{}", world.get(&place, mara).text());
    assert!(tells(&format!("{place}/decision.md")));
}

#[test]
fn what_an_objection_harms_is_on_paper_and_one_whose_party_left_is_open_no_more() {
    let world = World::new();
    let (proposal, place) = open_to_all(&world);
    let mara = world.visitor("customer");
    takes(&world, proposal, world.tom, Stance::Object);
    let paper = world.get(&format!("{place}/decision.md"), mara).text();
    let harms = "Harm to: “So that Northwind can dispatch without calls dropping”";
    assert!(paper.contains(harms), "{paper}");
    do_at(&world.app, world.table, world.tom, act::LeaveTable {});
    let page = world.get(&place, mara).text();
    assert!(page.contains("its party left the table"), "{page}");
    let objection = page
        .split("id=\"objection-1\"")
        .nth(1)
        .expect("it is there");
    let tag = objection.split("</span>").next().unwrap();
    assert!(!tag.contains("open"), "{tag}");
}

#[test]
fn a_deputy_is_told_as_one_on_page_paper_and_record() {
    let world = World::new();
    let silence = act::ChooseSilence {
        means: Silence::AskDeputy,
        deputy: Some(world.jonas),
    };
    do_at(&world.app, world.table, world.mara, silence);
    let (proposal, place) = open_to_all(&world);
    let after = NOW + 2 * Moment::DAY;
    world.clock.set(Moment(after));
    takes(&world, proposal, world.jonas, Stance::Consent);
    let mara = from_then(&world, world.mara, after);
    let read = |path: &str| {
        let read = world.get(path, &mara);
        assert_eq!(read.status, 200, "{path}: {}", read.text());
        read.text()
    };
    assert!(
        read(&place).contains("Jonas Weil (as deputy)"),
        "{}",
        read(&place)
    );
    let paper = read(&format!("{place}/decision.md"));
    assert!(paper.contains("“Jonas Weil” (as deputy)"), "{paper}");
    // What was chosen beforehand is told, too, and what comes after it.
    let record = format!("/r/{}/record", world.table);
    for path in [record.clone(), format!("{record}.csv")] {
        let told = read(&path);
        assert!(told.contains("a deputy is asked when"), "{path}: {told}");
        assert!(told.contains("consented as deputy for"), "{path}: {told}");
    }
}

#[test]
fn letting_silence_count_says_so_whatever_time_had_opened() {
    let world = World::new();
    let silence = act::ChooseSilence {
        means: Silence::StandAside,
        deputy: None,
    };
    do_at(&world.app, world.table, world.tom, silence);
    let opened = do_at(
        &world.app,
        world.table,
        world.ines,
        act::OpenProposal {
            title: "A night desk".to_owned(),
            text: "Somebody answers from ten to six.".to_owned(),
            outcomes: vec![world.outcome],
            costs: Vec::new(),
            contribution: None,
            mix: None,
            follows: None,
            blind: true,
            until: Moment(NOW + Moment::DAY).day_in_utc(),
            trial: false,
            review: None,
        },
    );
    let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
        panic!("not proposed")
    };
    takes(&world, opened.proposal, world.ines, Stance::Consent);
    let after = NOW + 2 * Moment::DAY;
    world.clock.set(Moment(after));
    let mara = from_then(&world, world.mara, after);
    let place = format!("/r/{}/decisions/{}", world.table, opened.proposal);
    let counted = world.form(&format!("{place}/silence"), &mara, &[("form", "stands")]);
    assert_eq!(counted.status, 303, "{}", counted.text());
    let to = counted.header("location");
    assert!(to.ends_with("?said=silence-counted"), "{to}");
}

#[test]
fn ways_out_of_a_stall_begin_with_what_it_is_about() {
    let world = World::new();
    let asking = format!(
        "/r/{}/consultations?proposal={}",
        world.table, world.proposal
    );
    let page = world.get(&asking, world.visitor("customer")).text();
    for begun in [
        "What do you think of",
        "Two small cells at Elm Pass",
        "Works run over five nights",
    ] {
        assert!(page.contains(begun), "{begun} is not in {page}");
    }
    let seating = format!("/r/{}/parties?seat", world.table);
    let page = world
        .get(&seating, world.visitor("provider, not guessed"))
        .text();
    assert!(page.contains("id=\"seat\" open"), "{page}");
}
