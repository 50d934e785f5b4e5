//! One contribution as its page shows it: sentences, states, and what the visitor may do with it.

use domain::Moment;
use domain::attached::AttachmentView;
use domain::ids::*;
use domain::leads::PutToTable;
use domain::thread::{AnswerView, HeardView, ReflectionView, SaidView, VerdictView, WaitsFor};
use domain::turns::told_until;
use domain::view::{ContributionView, ReadingView};
use domain::words::*;

use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::consultations::statement;
use crate::room::Room;

/// From this wait on a state is drawn as one that wants care: nothing young is.
const LONG_DAYS: i64 = 14;
/// Bytes of a text of which a list shows the beginning.
const LONG: usize = 300;
/// So many answers stand beside a word.
const LEAD: usize = 2;
/// Replies stand at most this deep to the right; deeper ones below each other.
const INDENT: usize = 3;

/// What the visitor is doing on the page of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Saying it back.
    SayBack,
    /// “Not quite …” to this telling.
    Correct(ReflectionId),
    /// Putting one's own word right.
    Mend,
    /// Saying what becomes of it.
    Answer,
    /// Saying what the need would let them do.
    Explain,
    /// Saying something to it.
    Say(ContributionKind),
}

impl Doing {
    /// What is wanted, or what most likely is, as far as the visitor may.
    pub fn of(wanted: &str, said: &SaidView) -> Option<Self> {
        let may = &said.may;
        let correctable = said.reflections.iter().rev().find(|told| told.may_confirm);
        match wanted {
            "" if may.explain => Some(Self::Explain),
            "" if may.say_back && said.reflections.is_empty() => Some(Self::SayBack),
            "say_back" if may.say_back => Some(Self::SayBack),
            "explain" if may.explain => Some(Self::Explain),
            "mend" if may.mend => Some(Self::Mend),
            "answer" if may.answer => Some(Self::Answer),
            "correct" => correctable.map(|told| Self::Correct(told.id)),
            kind => ContributionKind::from_word(kind)
                .filter(|kind| may.reply.contains(kind))
                .map(Self::Say),
        }
    }
}

/// A contribution.
pub struct Item {
    pub id: ContributionId,
    /// With which entry it was said.
    pub entry: u64,
    /// Its own page.
    pub href: String,
    /// Class of its place to the right.
    pub indent: usize,
    /// Whether the page is about it.
    pub focus: bool,
    pub party: PartyLabel,
    pub who: String,
    pub kind: String,
    pub at: Moment,
    /// What it waits for or what became of it; empty where nothing is to say.
    pub state: String,
    /// `good`, `care`, or nothing.
    pub state_look: &'static str,
    /// The language of its words, where it is another one than the page's.
    pub lang: &'static str,
    /// Who has heard it; empty where nobody has.
    pub heard: String,
    pub html: String,
    /// Whether it is so long that a list shows its beginning only.
    pub long: bool,
    /// “For Gus Lind, who has not confirmed it yet”.
    pub spoken: String,
    /// Where it comes from, if from what many said: address and sentence.
    pub origin: Option<(String, String)>,
    pub condition: Option<(&'static str, String)>,
    pub enables: String,
    /// Who sees it, where that is narrower than the whole table.
    pub audience: String,
    pub about: Vec<(String, String)>,
    pub reflections: Vec<Reflection>,
    pub answers: Vec<Answered>,
    /// The ways on that fit best.
    pub lead: Vec<Link>,
    /// The others, behind “More”.
    pub ways: Vec<Link>,
    pub may_nod: bool,
    /// Whether the reader may say that their party has not heard it, for which it was ticked in a sitting.
    pub may_deny_hearing: bool,
    pub may_confirm_spoken: bool,
    /// Pictures that go with it.
    pub pictures: Vec<Picture>,
    /// Documents that go with it: address, name, and what and how large it is.
    pub documents: Vec<(String, String, String)>,
    /// “Mentioned: Jonas Weil”; empty where nobody is.
    pub mentioned: String,
    /// The visitor is mentioned, and can say that they have read it.
    pub may_note: bool,
    /// Its author may take it back still.
    pub fresh: bool,
    /// “Mended on 3 May”; empty where it was not.
    pub mended: String,
    /// What it said before, oldest first: since when, and the words.
    pub earlier: Vec<(String, String)>,
}

impl Item {
    /// Whether the visitor is asked something here now, or may still take it back.
    pub fn asks(&self, now: Moment) -> bool {
        let told = self.reflections.iter();
        let asked = told
            .filter(|told| told.may_confirm || told.may_acknowledge)
            .count()
            + self
                .answers
                .iter()
                .filter(|answer| answer.may_confirm && now < told_until(answer.at))
                .count();
        asked > 0 || self.may_nod || self.may_note || self.may_confirm_spoken || self.fresh
    }
}

/// A place to do something.
pub struct Link {
    pub text: String,
    pub href: String,
}

/// A picture that goes with a word.
pub struct Picture {
    /// All of it.
    pub href: String,
    /// The same, small.
    pub preview: String,
    /// How wide and high that is.
    pub size: (u32, u32),
    /// What is to be seen.
    pub alt: String,
}

/// A telling back.
pub struct Reflection {
    pub id: ReflectionId,
    pub party: PartyLabel,
    pub who: String,
    pub at: Moment,
    pub lang: &'static str,
    pub html: String,
    /// “Mara Osei: yes, that is it”.
    pub verdict: String,
    /// That it says back what stood there before the word was mended, and what that was; else empty.
    pub of_earlier: String,
    pub correction: String,
    pub correction_by: String,
    pub acknowledged: String,
    pub may_confirm: bool,
    pub may_acknowledge: bool,
}

/// What became of it.
pub struct Answered {
    pub id: AnswerId,
    pub party: PartyLabel,
    pub who: String,
    pub at: Moment,
    pub kind: String,
    /// That it answers what stood there before the word was mended, and what that was; else empty.
    pub of_earlier: String,
    pub lang: &'static str,
    pub html: String,
    pub became: Option<(String, String)>,
    pub returns: String,
    pub verdict: String,
    pub may_confirm: bool,
}

/// Tells what was said, for a page or a file.
pub struct Transcript<'a> {
    pub room: &'a Room<'a>,
    pub outcomes: Vec<(OutcomeId, Option<String>)>,
    /// On the page of a thread: which contribution it is about, and what the visitor does there.
    pub focus: Option<(ContributionId, Option<Doing>)>,
}

/// That something was said of words which are others now, and what these were; empty where they are the same.
pub(crate) fn to_earlier(room: &Room<'_>, reading: Option<&ReadingView>) -> String {
    let Some(reading) = reading else {
        return String::new();
    };
    let words = match &reading.words {
        Some(words) => {
            let words = format!("{words} {}", reading.condition);
            room.names.quoted_words(&markdown::excerpt(&words, LONG))
        }
        None => room.or_erased(None),
    };
    room.say.one("dialogue-to-earlier", "words", words)
}

/// A party that has heard a word, and whether that was in other words than those of now.
pub(crate) fn heard_name(room: &Room<'_>, party: &str, in_other_words: bool) -> String {
    match in_other_words {
        true => room.say.one("dialogue-heard-otherwise", "party", party),
        false => party.to_owned(),
    }
}

impl<'a> Transcript<'a> {
    /// As the room's reader sees it.
    pub fn of(room: &'a Room<'a>) -> Self {
        Self {
            room,
            outcomes: room.seen.outcome_statements(),
            focus: None,
        }
    }
}

impl Transcript<'_> {
    /// The page of a contribution.
    pub fn href(&self, id: ContributionId) -> String {
        self.room.to(format_args!("dialogue/{id}"))
    }

    /// What an outcome says, or that it was erased.
    pub fn statement(&self, statement: Option<&String>) -> String {
        self.room.or_erased(statement)
    }

    fn html(&self, words: Option<&str>) -> String {
        match words {
            Some(words) => markdown::to_html(words),
            None => format!("<p>{}</p>", self.room.say.plain("text-erased")),
        }
    }

    pub(super) fn verdict(&self, key: &str, verdict: &VerdictView) -> String {
        let key = if verdict.by_colleague {
            format!("{key}-colleague")
        } else {
            key.to_owned()
        };
        self.room
            .say
            .one(&key, "who", self.room.names.person(verdict.person))
    }

    /// A contribution with everything that followed from it.
    pub fn item(&self, said: &SaidView) -> Item {
        let say = self.room.say;
        let word = &said.contribution;
        let focus = self.focus.is_some_and(|(focus, _)| focus == word.id);
        let (state, state_look) = self.state(said);
        let (lead, ways) = self.links(said);
        let html = if word.gone {
            format!("<p>{}</p>", say.plain("dialogue-gone"))
        } else {
            self.html(word.words.as_deref())
        };
        Item {
            id: word.id,
            entry: word.sequence,
            href: self.href(word.id),
            indent: said.depth.min(INDENT),
            focus,
            party: self.room.names.party(word.party).clone(),
            who: self.room.names.person(word.person),
            kind: self.kind(word.kind, word.limit),
            lang: self
                .room
                .names
                .language(word.spoken_by.unwrap_or(word.person)),
            at: word.at,
            state,
            state_look,
            heard: self.heard(said),
            long: word.words.as_ref().is_some_and(|words| words.len() > LONG),
            html,
            spoken: self.spoken(said),
            origin: statement::origin(self.room, word.id),
            condition: (!word.condition.is_empty()).then(|| {
                let label = match word.kind {
                    ContributionKind::Limit => "dialogue-lifted-by",
                    _ => "dialogue-works-if",
                };
                (label, markdown::to_html(&word.condition))
            }),
            enables: said
                .enables
                .as_deref()
                .map(markdown::to_html)
                .unwrap_or_default(),
            audience: self.audience(&word.audience, word.party),
            about: word.outcomes.iter().map(|id| self.about(*id)).collect(),
            reflections: said
                .reflections
                .iter()
                .filter(|told| !told.superseded || told.correction.is_some())
                .map(|told| self.reflection(told))
                .collect(),
            answers: said.answers.iter().map(|one| self.answer(one)).collect(),
            lead,
            ways,
            may_nod: said.may.nod,
            may_deny_hearing: said.may.deny_hearing,
            may_confirm_spoken: said.may.confirm_spoken,
            mentioned: match &word.mentions[..] {
                [] => String::new(),
                people => {
                    let names = people.iter().map(|person| self.room.names.person(*person));
                    let names: Vec<String> = names.collect();
                    say.one("dialogue-mentioned", "people", names.join(", "))
                }
            },
            may_note: said.may.note,
            pictures: word
                .attachments
                .iter()
                .filter(|it| it.kind != AttachmentKind::Pdf)
                .map(|it| self.picture(word.id, it))
                .collect(),
            documents: word
                .attachments
                .iter()
                .filter(|it| it.kind == AttachmentKind::Pdf)
                .map(|it| self.document(word.id, it))
                .collect(),
            fresh: word
                .take_back_until
                .is_some_and(|until| until >= self.room.dates.now()),
            mended: self.mended(word),
            earlier: word.earlier.iter().map(|it| self.earlier(it)).collect(),
        }
    }

    /// “Corrected on 3 May”; empty where it was not.
    pub(super) fn mended(&self, word: &ContributionView) -> String {
        let Some(at) = word.mended else {
            return String::new();
        };
        let otherwise = word.earlier.iter().any(|it| it.meant_otherwise);
        let key = match otherwise {
            true => "dialogue-mended-otherwise",
            false => "dialogue-mended",
        };
        self.room.say.one(key, "day", self.room.dates.day(at))
    }

    fn attached(&self, word: ContributionId, place: u8, which: &str) -> String {
        self.room
            .to(format_args!("dialogue/{word}/attachments/{place}{which}"))
    }

    fn picture(&self, word: ContributionId, it: &AttachmentView) -> Picture {
        let (most, longest) = (::attachment::PREVIEW, it.width.max(it.height));
        let small = |side: u32| match longest > most {
            // No more than the most.
            true => (u64::from(side) * u64::from(most) / u64::from(longest)).max(1) as u32,
            false => side,
        };
        Picture {
            href: self.attached(word, it.place, ""),
            preview: self.attached(word, it.place, "/preview"),
            size: (small(it.width), small(it.height)),
            alt: self.called(it),
        }
    }

    fn document(&self, word: ContributionId, it: &AttachmentView) -> (String, String, String) {
        let kilobytes = it.bytes.div_ceil(1_000);
        let about = self.room.say.one("attachment-pdf", "size", kilobytes);
        (self.attached(word, it.place, ""), self.called(it), about)
    }

    /// What is to be seen, else what the file is called, else which it is.
    pub(super) fn called(&self, it: &AttachmentView) -> String {
        match (it.alt.as_str(), it.name.as_str()) {
            ("", "") => self.room.say.one("attachment-unnamed", "place", it.place),
            ("", name) => name.to_owned(),
            (alt, _) => alt.to_owned(),
        }
    }

    fn earlier(&self, reading: &ReadingView) -> (String, String) {
        let since = self.room.dates.day(reading.at);
        let mut html = self.html(reading.words.as_deref());
        if !reading.condition.is_empty() {
            html.push_str(&markdown::to_html(&reading.condition));
        }
        (self.room.say.one("dialogue-said-on", "day", since), html)
    }

    pub(super) fn kind(&self, kind: ContributionKind, limit: Option<LimitKind>) -> String {
        let kind = self.room.say.text(&format!("contribution-{}", kind.word()));
        match limit {
            Some(limit) => {
                let limit = self.room.say.text(&format!("limit-{}", limit.word()));
                format!("{kind} · {limit}")
            }
            None => kind,
        }
    }

    pub(super) fn about(&self, id: OutcomeId) -> (String, String) {
        let statement = self.statement(self.room.seen.outcome_title(id).flatten().as_ref());
        (
            format!("{}/outcomes/{id}{}", self.room.base, self.room.stay),
            statement,
        )
    }

    pub(super) fn spoken(&self, said: &SaidView) -> String {
        let word = &said.contribution;
        let Some(by) = word.spoken_by else {
            return String::new();
        };
        let key = if word.confirmed {
            "dialogue-spoken-confirmed"
        } else {
            "dialogue-spoken"
        };
        self.room.say.two(
            key,
            ("by", self.room.names.person(by)),
            ("person", self.room.names.person(word.person)),
        )
    }

    fn audience(&self, audience: &Audience, author: PartyId) -> String {
        self.room.audience(audience, author)
    }

    /// Who sees it, said of the whole table, too.
    pub(super) fn audience_of(&self, word: &ContributionView) -> String {
        match word.audience {
            Audience::WholeTable => self.room.say.text("audience-whole_table"),
            ref narrower => self.audience(narrower, word.party),
        }
    }

    pub(super) fn heard(&self, said: &SaidView) -> String {
        if said.heard.is_empty() {
            return String::new();
        }
        let name = |heard: &HeardView| {
            let party = self.room.short(heard.party);
            heard_name(self.room, party, heard.in_other_words)
        };
        let names: Vec<_> = said.heard.iter().map(name).collect();
        self.room
            .say
            .one("dialogue-heard-by", "parties", names.join(", "))
    }

    /// What it waits for, else what became of it; and how that looks. What is merely young looks
    /// like nothing.
    pub(super) fn state(&self, said: &SaidView) -> (String, &'static str) {
        let say = self.room.say;
        let own = said.contribution.person == self.room.seen.viewer();
        let party = |id: PartyId| self.room.short(id).to_owned();
        let waits = said.waiting.as_ref().map(|waiting| &waiting.what);
        let for_others = match waits {
            Some(WaitsFor::Hearing) => said.contribution.kind == ContributionKind::Idea,
            None | Some(WaitsFor::Answer | WaitsFor::Return) => true,
            Some(_) => false,
        };
        let put = self.room.seen.put_to_table(said.contribution.id);
        match put.filter(|_| for_others) {
            Some(PutToTable::Decided) => return (say.text("state-decided"), "good"),
            Some(PutToTable::Proposed) => return (say.text("state-proposed"), ""),
            None => {}
        }
        if let Some(waiting) = &said.waiting {
            let long = if waiting.days >= LONG_DAYS {
                "care"
            } else {
                ""
            };
            let who = self.room.names.person(said.contribution.person);
            return match &waiting.what {
                WaitsFor::AbsentPerson if own => (say.text("state-absent-yours"), "care"),
                WaitsFor::AbsentPerson => (say.one("state-absent", "who", who), long),
                WaitsFor::Author { .. } if own => (say.text("state-author-yours"), "care"),
                WaitsFor::Author { .. } => (say.one("state-author", "who", who), long),
                WaitsFor::Acknowledgement { party: id } => {
                    (say.one("state-corrected", "party", party(*id)), long)
                }
                WaitsFor::Hearing if said.contribution.kind == ContributionKind::Idea => {
                    (say.text("state-gathering"), long)
                }
                WaitsFor::Hearing => (say.text("state-unheard"), long),
                WaitsFor::Answer => (say.text("state-unanswered"), long),
                WaitsFor::Return => {
                    let day = said.answers.last().and_then(|answer| answer.returns);
                    let day = day.map(|day| self.room.dates.on(day));
                    (
                        say.one("state-returned", "day", day.unwrap_or_default()),
                        "care",
                    )
                }
                WaitsFor::Reply => (say.text("state-question"), long),
            };
        }
        match said.answers.last().filter(|answer| !answer.of_earlier) {
            Some(answer) => {
                let told = match (answer.kind, answer.returns) {
                    (AnswerKind::NotNow, Some(day)) => {
                        (say.one("state-not_now", "day", self.room.dates.on(day)), "")
                    }
                    (AnswerKind::Tried, Some(day)) => (
                        say.one("state-tried", "day", self.room.dates.on(day)),
                        "good",
                    ),
                    (kind, _) => (say.text(&format!("answer-kind-{}", kind.word())), "good"),
                };
                match answer.to_earlier {
                    // Nobody said so of these words.
                    Some(_) => (say.one("dialogue-state-earlier", "state", told.0), ""),
                    None => told,
                }
            }
            None => (String::new(), ""),
        }
    }

    fn reflection(&self, told: &ReflectionView) -> Reflection {
        let correction = told.correction.as_ref();
        Reflection {
            id: told.id,
            party: self.room.names.party(told.party).clone(),
            who: self.room.names.person(told.person),
            at: told.at,
            lang: self.room.names.language(told.person),
            html: self.html(told.words.as_deref()),
            verdict: told
                .confirmed
                .as_ref()
                .map(|verdict| self.verdict("dialogue-confirmed", verdict))
                .unwrap_or_default(),
            of_earlier: to_earlier(self.room, told.to_earlier.as_ref()),
            correction: correction
                .map(|said| self.html(said.words.as_deref()))
                .unwrap_or_default(),
            correction_by: correction
                .map(|said| self.verdict("dialogue-corrected", &said.verdict))
                .unwrap_or_default(),
            acknowledged: told
                .acknowledged
                .map(|_| {
                    let party = &self.room.names.party(told.party).short;
                    self.room.say.one("dialogue-acknowledged", "party", party)
                })
                .unwrap_or_default(),
            may_confirm: told.may_confirm,
            may_acknowledge: told.may_acknowledge,
        }
    }

    pub(super) fn answer(&self, answer: &AnswerView) -> Answered {
        let feature = |id: FeatureId| {
            let href = format!("{}/features/{id}{}", self.room.base, self.room.stay);
            (href, self.room.say.text("dialogue-became-feature"))
        };
        let idea = |id| (self.href(id), self.room.say.text("dialogue-became-idea"));
        let became = answer
            .became_feature
            .map(feature)
            .or_else(|| answer.became_outcome.map(|id| self.about(id)))
            .or_else(|| answer.became_contribution.map(idea));
        Answered {
            id: answer.id,
            party: self.room.names.party(answer.party).clone(),
            who: self.room.names.person(answer.person),
            at: answer.at,
            kind: self
                .room
                .say
                .text(&format!("answer-said-{}", answer.kind.word())),
            of_earlier: {
                let earlier = to_earlier(self.room, answer.to_earlier.as_ref());
                match answer.of_earlier {
                    true => {
                        let told = self.room.say.plain("dialogue-of-earlier");
                        format!("{told} {earlier}").trim_end().to_owned()
                    }
                    false => earlier,
                }
            },
            lang: self.room.names.language(answer.person),
            html: self.html(answer.words.as_deref()),
            became,
            returns: answer
                .returns
                .map(|day| {
                    self.room
                        .say
                        .one("dialogue-returns", "day", self.room.dates.on(day))
                })
                .unwrap_or_default(),
            verdict: answer
                .confirmed
                .as_ref()
                .map(|verdict| self.verdict("dialogue-answer-confirmed", verdict))
                .unwrap_or_default(),
            may_confirm: answer.may_confirm,
        }
    }

    /// What the visitor may do about it, what fits best first; and what is left for “More”.
    fn links(&self, said: &SaidView) -> (Vec<Link>, Vec<Link>) {
        let doing = self
            .focus
            .filter(|(focus, _)| *focus == said.contribution.id)
            .and_then(|(_, doing)| doing);
        let mut links = Vec::new();
        let mut link = |to_do: Doing, word: &str, key: &str| {
            if doing != Some(to_do) {
                links.push(Link {
                    text: self.room.say.text(key),
                    href: format!(
                        "{}/dialogue/{}?do={word}#do",
                        self.room.base, said.contribution.id
                    ),
                });
            }
        };
        let may = &said.may;
        // What was done once already comes after what was not.
        let is_told = said.reflections.iter().any(|told| !told.superseded);
        let is_answered = said.answers.iter().any(|answer| !answer.of_earlier);
        if may.say_back && !is_told {
            link(Doing::SayBack, "say_back", "do-say_back");
        }
        if may.explain {
            link(Doing::Explain, "explain", "do-explain");
        }
        if may.answer && !is_answered {
            link(Doing::Answer, "answer", "do-answer");
        }
        // Where many stand below each other, what is said most often is enough.
        let rare = |kind: &ContributionKind| {
            matches!(kind, ContributionKind::Idea | ContributionKind::Limit)
        };
        let short = self.focus.is_none();
        for kind in may.reply.iter().filter(|kind| !(short && rare(kind))) {
            let key = format!("do-{}", kind.word());
            link(Doing::Say(*kind), kind.word(), &key);
        }
        if may.answer && is_answered {
            link(Doing::Answer, "answer", "do-answer-again");
        }
        if may.say_back && is_told {
            link(Doing::SayBack, "say_back", "do-say_back");
        }
        let is_fresh = said.contribution.take_back_until;
        if may.mend && is_fresh.is_none_or(|until| until < self.room.dates.now()) {
            link(Doing::Mend, "mend", "do-mend");
        }
        let asked = may.nod
            || may.confirm_spoken
            || said.reflections.iter().any(|told| told.may_confirm)
            || said.answers.iter().any(|answer| answer.may_confirm);
        // Nobody is led to answer their own word.
        let own = said.contribution.person == self.room.seen.viewer();
        let explains = may.explain && doing != Some(Doing::Explain);
        let lead = match asked || own && !explains {
            true => 0,
            false => LEAD,
        };
        let ways = links.split_off(lead.min(links.len()));
        (links, ways)
    }
}
