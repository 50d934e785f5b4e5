//! Erased text is gone from every fold at once, and the tree stays whole.

use app::App;
use domain::ids::*;
use domain::search::Query;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use record::StreamId;

use crate::world::*;

const SECRET: &str = "the driver's name is Oskar";

fn erase(world: &World, sequence: u64) {
    erase_own(world, world.mara, sequence);
}

fn erase_own(world: &World, actor: PersonId, sequence: u64) {
    world.done(
        actor,
        act::EraseContent {
            sequence,
            ground: "asked by the person named".to_owned(),
        },
    );
}

#[test]
fn erased_text_is_gone_from_today_and_from_every_past_moment() {
    on_both(|world| {
        let said = world.done(world.mara, say(SECRET));
        world.clock.set(Moment(START.0 + Moment::DAY));
        world.done(world.mara, say("and this stays"));
        let other = world.restarted();
        let past = |app: &app::App| {
            let then = app.relationship_at(world.table, START).unwrap().unwrap();
            let today = app.relationship(world.table).unwrap().unwrap();
            let seen = today.seen_by(world.mara, &then).unwrap();
            seen.words().map(|said| said.words).collect::<Vec<_>>()
        };
        for app in [&world.app, &other] {
            assert_eq!(past(app), [Some(SECRET.to_owned())]);
            assert_eq!(world.words(app).len(), 2);
        }
        erase(world, said.first);
        for app in [&world.app, &other] {
            assert_eq!(past(app), [None]);
            let words = world.words(app);
            assert_eq!(words, [Some("and this stays".to_owned()), None]);
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!((verdict.finding, verdict.erased), (None, 1));
    });
}

#[test]
fn erased_text_is_in_no_file_of_the_database() {
    on_both(|world| {
        let holds = || {
            let files = world.fresh.files();
            let bytes = files.iter().map(|file| std::fs::read(file).unwrap());
            bytes.into_iter().any(|bytes| {
                let secret = SECRET.as_bytes();
                bytes.windows(secret.len()).any(|window| window == secret)
            })
        };
        let said = world.done(world.mara, say(SECRET));
        // PostgreSQL keeps its files to itself.
        assert_eq!(holds(), !world.fresh.files().is_empty());
        erase(world, said.first);
        assert!(!holds());
    });
}

#[test]
fn writing_goes_on_after_an_erasure() {
    on_both(|world| {
        let said = world.done(world.mara, say(SECRET));
        erase(world, said.first);
        world.done(world.mara, say("next"));
        world.done(world.ines, say("and next"));
        let words = world.words(&world.app);
        let texts: Vec<_> = words.iter().map(Option::as_deref).collect();
        assert_eq!(texts, [Some("and next"), Some("next"), None]);
        let stream = StreamId(world.table.0);
        assert!(world.app.record().verify(stream, None).unwrap().is_sound());
    });
}

#[test]
fn a_thread_stays_whole_when_parts_of_it_are_taken_back_and_erased() {
    on_both(|world| {
        let said = |done: &app::Done| match done.facts.first() {
            Some(Fact::ContributionSaid(said)) => said.contribution,
            other => panic!("{other:?}"),
        };
        let under = |above, words: &str| {
            let mut saying = act::Say::new(ContributionKind::Question, Audience::WholeTable, words);
            saying.under = Some(above);
            Command::from(saying)
        };
        let need = said(&world.done(world.mara, say("reach the driver")));
        let question = said(&world.done(world.ines, under(need, SECRET)));
        let reply = said(&world.done(world.mara, under(question, "which one?")));
        let back = Command::SayBack(act::SayBack {
            contribution: need,
            words: "the driver, Oskar, alone".to_owned(),
        });
        let back = world.done(world.ines, back);
        let take_back = Command::TakeBack(act::TakeBack {
            contribution: question,
        });
        world.done(world.ines, take_back);
        let ground = "asked by the person named".to_owned();
        let sequence = back.first;
        world.done(world.ines, act::EraseContent { sequence, ground });

        for app in [&world.app, &world.restarted()] {
            let table = app.relationship(world.table).unwrap().unwrap();
            let seen = table.seen_by(world.mara, &table).unwrap();
            let thread = seen.thread(need, world.clock.now()).unwrap();
            let told: Vec<_> = thread
                .said
                .iter()
                .map(|said| {
                    let word = &said.contribution;
                    (word.id, said.depth, word.gone, word.words.is_some())
                })
                .collect();
            assert_eq!(
                told,
                [
                    (need, 0, false, true),
                    (question, 1, true, false),
                    (reply, 2, false, true)
                ]
            );
            let reflections = &thread.said[0].reflections;
            assert_eq!(reflections.len(), 1);
            assert_eq!(reflections[0].words, None);
            let query = domain::search::Query::new("Oskar").unwrap();
            assert_eq!(seen.search(&query), []);
            assert_eq!(seen.threads(), [(need, 3)]);
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert!(verdict.is_sound());
        assert_eq!(verdict.erased, 2);
    });
}

fn contribution(facts: &[Fact]) -> ContributionId {
    match facts.first() {
        Some(Fact::ContributionSaid(said)) => said.contribution,
        other => panic!("{other:?}"),
    }
}

/// A need from being said to being answered: its id, and of every text whose it is, at which entry
/// it stands and how it begins.
fn heard_and_answered(world: &World) -> (ContributionId, Vec<(PersonId, u64, &'static str)>) {
    let (mara, ines) = (world.mara, world.ines);
    let mut texts = Vec::new();
    let mut does = |actor, text, command: Command| {
        let done = world.done(actor, command);
        texts.push((actor, done.first, text));
        done.facts
    };
    let contribution = contribution(&does(mara, "heron", say("heron on the pass")));
    does(
        mara,
        "ibis",
        act::ExplainNeed {
            contribution,
            enables: "ibis on the pass".to_owned(),
        }
        .into(),
    );
    let told = does(
        ines,
        "kite",
        act::SayBack {
            contribution,
            words: "kite on the pass".to_owned(),
        }
        .into(),
    );
    let Some(Fact::SaidBack(told)) = told.first() else {
        panic!("{told:?}")
    };
    let reflection = told.reflection;
    does(
        mara,
        "lark",
        act::CorrectReflection {
            contribution,
            reflection,
            words: "lark on the pass".to_owned(),
        }
        .into(),
    );
    world.done(
        ines,
        act::AcknowledgeCorrection {
            contribution,
            reflection,
        },
    );
    does(
        ines,
        "rook",
        act::Answer {
            contribution,
            kind: AnswerKind::Tried,
            words: "rook on the pass".to_owned(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: None,
        }
        .into(),
    );
    (contribution, texts)
}

#[test]
fn a_thread_whose_texts_are_erased_one_by_one_stands_and_so_does_its_tree() {
    on_both(|world| {
        let (need, texts) = heard_and_answered(world);
        world.clock.set(Moment(START.0 + Moment::DAY));
        let other = world.restarted();
        let read = |app: &App, at: Option<Moment>| {
            let today = app.relationship(world.table).unwrap().unwrap();
            let then = match at {
                Some(at) => app.relationship_at(world.table, at).unwrap().unwrap(),
                None => today.clone(),
            };
            let seen = today.seen_by(world.mara, &then).unwrap();
            let thread = seen.thread(need, world.app.now()).unwrap();
            let hits = seen.search(&Query::new("pass").unwrap());
            (thread, format!("{hits:?}"))
        };
        for (number, (actor, sequence, _)) in texts.iter().enumerate() {
            erase_own(world, *actor, *sequence);
            let (gone, there) = texts.split_at(number + 1);
            for app in [&world.app, &other] {
                for at in [None, Some(START)] {
                    let (thread, hits) = read(app, at);
                    let told = format!("{thread:?}");
                    for (.., text) in gone {
                        assert!(
                            !told.contains(text) && !hits.contains(text),
                            "{text}: {told}"
                        );
                    }
                    for (.., text) in there {
                        assert!(told.contains(text), "{text} went with another: {told}");
                    }
                    // Who was heard and answered stays heard and answered.
                    let said = &thread.said[0];
                    let shape = (said.reflections.len(), said.heard.len(), said.answers.len());
                    assert_eq!(shape, (1, 1, 1));
                    assert!(said.reflections[0].correction.is_some());
                    assert!(said.reflections[0].acknowledged.is_some());
                }
            }
            let verdict = world.app.record().verify(world.stream(), None).unwrap();
            let erased = gone.len() as u64;
            assert_eq!((verdict.finding, verdict.erased), (None, erased));
        }
    });
}

#[test]
fn a_word_withdrawn_by_whom_it_was_said_for_is_in_no_entry_and_leaves_a_whole_tree() {
    on_both(|world| {
        let lea = world.colleague("Lea Brandt");
        let spoken = act::Say {
            spoken_for: Some(world.mara),
            ..act::Say::new(ContributionKind::Need, Audience::WholeTable, SECRET)
        };
        let contribution = contribution(&world.done(lea, spoken).facts);
        world.done(world.mara, act::WithdrawSpokenWord { contribution });
        for app in [&world.app, &world.restarted()] {
            let table = app.relationship(world.table).unwrap().unwrap();
            for person in [world.mara, world.ines, lea] {
                let seen = table.seen_by(person, &table).unwrap();
                let thread = seen.thread(contribution, app.now()).unwrap();
                let said = &thread.said[0].contribution;
                assert_eq!((&said.words, said.gone), (&None, true));
                assert_eq!(seen.search(&Query::new("Oskar").unwrap()), []);
            }
        }
        let secret = SECRET.as_bytes();
        for content in world
            .entries()
            .into_iter()
            .filter_map(|entry| entry.content)
        {
            assert!(!content.windows(secret.len()).any(|window| window == secret));
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!((verdict.finding, verdict.erased), (None, 1));
    });
}

#[test]
fn a_word_made_to_vanish_in_the_database_is_found_whatever_it_is_said_to_be_erased_by() {
    on_both(|world| {
        let said = world.done(world.mara, say(SECRET));
        let other = world.done(world.mara, say("another word"));
        let take_back = Command::TakeBack(act::TakeBack {
            contribution: contribution(&other.facts),
        });
        let erasing = world.done(world.mara, take_back);
        let ordinary = world.done(world.ines, say("an ordinary word"));
        let record = world.app.record();
        let kept = record.leaves(world.stream()).unwrap();
        for by in [ordinary.first, erasing.first, other.first, said.first, 999] {
            record
                .database()
                .write(|connection| {
                    connection.execute(
                        "UPDATE record_entry SET content = NULL, content_salt = NULL, erased_by = ?2
                         WHERE sequence = ?1",
                        &[
                            i64::try_from(said.first).unwrap().into(),
                            i64::try_from(by).unwrap().into(),
                        ],
                    )?;
                    connection.execute("UPDATE record_stream SET erasures = 2", &[])
                })
                .unwrap();
            for against in [None, Some(&kept)] {
                let verdict = record.verify(world.stream(), against).unwrap();
                let finding = verdict.finding.map(|finding| finding.index);
                assert_eq!(finding, Some(said.first), "erased by {by}");
            }
            // Nor is it taken elsewhere.
            let mut out = Vec::new();
            let refused = record.export(world.stream(), &mut out);
            assert!(matches!(refused, Err(record::ExportError::Altered(_))));
            assert!(out.is_empty());
        }
    });
}

#[test]
fn an_erased_account_is_called_nothing_in_any_record_and_nobody_else_erases_it() {
    on_both(|world| {
        let person = world.colleague("Oskar Lind");
        let now = jiff::Timestamp::from_millisecond(world.app.now().0).unwrap();
        let holds = || {
            let contents = world
                .entries()
                .into_iter()
                .filter_map(|entry| entry.content);
            let mut names = contents.map(|content| String::from_utf8(content).unwrap());
            names.any(|content| content.contains("Oskar Lind"))
        };
        assert!(holds(), "the table was told whom it seated");
        // Whoever may not erase the account erases nothing of it.
        assert!(world.app.erase_person(world.ines, person, now).is_err());
        assert!(holds());
        let accounts = world.app.accounts();
        accounts
            .confirm_organisation(world.northwind, world.mara, now)
            .unwrap();
        world.app.erase_person(world.mara, person, now).unwrap();
        assert!(!holds());
        for app in [&world.app, &world.restarted()] {
            let table = app.relationship(world.table).unwrap().unwrap();
            assert!(table.seats(person));
        }
        let verdict = world.app.record().verify(world.stream(), None).unwrap();
        assert_eq!((verdict.finding, verdict.erased), (None, 1));
        world.done(world.mara, say("and goes on"));
    });
}

#[test]
fn a_declared_loss_is_told_to_everybody_at_the_table() {
    on_both(|world| {
        world.done(world.mara, say("stays"));
        let head = world.app.record().head(world.stream()).unwrap().unwrap();
        let mut reached = head.place();
        reached.sequence += 2;
        let loss = record::Loss {
            stream: world.stream(),
            reached,
            shared: head.sequence,
            exact: true,
            there: None,
            people: Vec::new(),
            noticed_at: START.0,
            settled: false,
            declared_by: None,
        };
        let by = world.app.declare(&loss).unwrap();
        assert_eq!(by, head.sequence + 1);
        for person in [world.mara, world.ines] {
            let table = world.app.relationship(world.table).unwrap().unwrap();
            let seen = table.seen_by(person, &table).unwrap();
            assert_eq!(seen.last().sequence, by);
            let lines = world.app.history(world.table, &seen, by..=by).unwrap();
            let app::Told::Open { fact, whole, .. } = &lines[0].told else {
                panic!("{lines:?}")
            };
            assert!(whole);
            let Fact::RecordRestored(restored) = &**fact else {
                panic!("{fact:?}")
            };
            assert_eq!((restored.shared, restored.reached), (by - 1, by + 1));
        }
        let losses = world.app.record().losses().unwrap();
        assert_eq!(losses[0].declared_by, Some(by));
        assert!(
            world
                .app
                .record()
                .verify(world.stream(), None)
                .unwrap()
                .is_sound()
        );
    });
}
