//! Whether every consultation, and every question of a measure, that a table's record tells of is there: what was said
//! in it has a record of its own, which nothing of that record's own would miss.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use accounts::Accounts;
use domain::Fact;
use domain::ids::{ConsultationId, MeasureId};
use record::{Hash, Place, Record, StreamId};

use crate::serve::say;

/// What a table's record says of a consultation.
#[derive(Default)]
struct Told {
    /// The entry that says it last.
    entry: u64,
    /// How many statements it began with; those that people added have higher numbers.
    seeds: u64,
    /// Whether anybody is known to have taken part.
    answered: bool,
    /// Where its record ended, once it has.
    ended: Option<Place>,
}

/// Follows a sound record to the consultations it tells of, and says what is missing or another one.
pub fn compare(
    record: &Record,
    accounts: &Accounts,
    stream: StreamId,
    there: &[StreamId],
) -> anyhow::Result<bool> {
    let mut all: BTreeMap<ConsultationId, Told> = BTreeMap::new();
    let mut asked: BTreeMap<MeasureId, ConsultationId> = BTreeMap::new();
    record.entries(stream, 1.., |entry| {
        let fact = Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref());
        let mut tell = |id: ConsultationId, change: &dyn Fn(&mut Told)| {
            let told = all.entry(id).or_default();
            told.entry = entry.sequence;
            change(told);
        };
        match fact {
            Ok(Fact::ConsultationOpened(it)) => {
                tell(it.consultation, &|told| told.seeds = it.seeds);
            }
            Ok(Fact::StatementRejected(it)) => tell(it.consultation, &|told| {
                told.answered |= it.statement > told.seeds;
            }),
            Ok(Fact::StatementAdmitted(it)) => tell(it.consultation, &|told| {
                told.answered |= it.statement > told.seeds;
            }),
            Ok(Fact::PeopleAsked(it)) => {
                let answers = it.goes_on.unwrap_or(it.measure).answers();
                asked.insert(it.measure, answers);
                tell(answers, &|_| {});
            }
            Ok(Fact::AnswersCounted(it)) => {
                let answers = asked.get(&it.measure).copied();
                tell(answers.unwrap_or(it.measure.answers()), &|told| {
                    told.answered |= it.people > 0;
                });
            }
            // It tells of what five people said at least.
            Ok(Fact::StatementBrought(it)) => tell(it.consultation, &|told| told.answered = true),
            Ok(Fact::ConsultationClosed(it)) => tell(it.consultation, &|told| {
                told.ended = Some(Place {
                    sequence: it.entries,
                    root: Hash(it.root.0),
                });
            }),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    // What a table brought along from another installation came without the consultations.
    let ours = record
        .header(stream)?
        .is_some_and(|it| it.origin == record.origin());
    let mut sound = true;
    for (id, told) in all {
        let (of, entry) = (StreamId(id.0), told.entry);
        let is_there = there.contains(&of);
        match told.ended {
            Some(end) if end.sequence == 0 => {}
            Some(end) if is_there => {
                if !record.goes_through(of, end)? {
                    sound = false;
                    let (entries, root) = (end.sequence, end.root);
                    say(&format!(
                        "{stream}: entry {entry} says that consultation {of} ended with {entries} entries and \
                         root {root}; its record is another one"
                    ));
                }
            }
            Some(end) => {
                sound &= !ours;
                let entries = end.sequence;
                say(&format!(
                    "{stream}: entry {entry} says that consultation {of} ended with {entries} entries; nothing \
                     of its record is here"
                ));
            }
            None if is_there => {}
            None if told.answered => {
                sound &= !ours;
                say(&format!(
                    "{stream}: entry {entry} is about what people said in consultation {of}; nothing of its \
                     record is here"
                ));
            }
            // Its record begins before anybody is given a voice in it.
            None if accounts.has_voices(id)? => {
                sound &= !ours;
                say(&format!(
                    "{stream}: people began to answer consultation {of}, which entry {entry} opened; nothing of \
                     its record is here"
                ));
            }
            None => say(&format!(
                "{stream}: entry {entry} opened consultation {of}; it has no record here: nobody has answered \
                 it, or the record is gone"
            )),
        }
    }
    Ok(sound)
}
