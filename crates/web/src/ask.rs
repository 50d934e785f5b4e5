//! A request as a handler sees it, and the answer it gives.

use std::net::IpAddr;
use std::sync::Arc;

use accounts::{Language, Prepared, Refusal};
use app::{Act, Cursor, Done};
use askama::Template;
use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use domain::act::Confirmed;
use domain::audience::{Seen, WaitingStatements};
use domain::ids::*;
use domain::{Command, Moment, Relationship};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Web;
use crate::back;
use crate::catalogue::Say;
use crate::cookie;
use crate::dates::{self, Dates};
use crate::form::{Draft, Form};
use crate::lanes::{self, Lane};
use crate::multipart::Sent;
use crate::problem::Problem;
use crate::room::Room;
use crate::routes;
use crate::visitor::Visitor;

/// What a handler answers.
pub type Answer = Result<Response, Problem>;
/// An ordinary function; it may block.
///
/// # Errors
/// What the visitor may not see, a rule that refuses and cannot be mended in the form, a database that
/// fails. A handler says only what is particular to it.
pub type Handler = fn(&Ask) -> Answer;

/// A request: who asks, for what, in which language.
#[derive(Clone)]
pub struct Ask {
    /// What every request shares.
    pub web: Web,
    /// The method.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The path of the route that it leads to, with its parameters; empty where it leads nowhere.
    pub route: &'static str,
    /// Names the request in what is logged of it and in what is answered.
    pub request: Uuid,
    /// The path's parameters, by name.
    pub params: Vec<(String, String)>,
    /// The query.
    pub query: Form,
    /// Whether the query could be read; pages take one that cannot as empty.
    pub query_is_read: bool,
    /// The body's form; empty when there is none.
    pub form: Form,
    /// The files that came with the form.
    pub files: Vec<Sent>,
    /// The body as it came; of a form that brought files, without them.
    pub body: bytes::Bytes,
    /// The headers.
    pub headers: HeaderMap,
    /// Who asks.
    pub visitor: Option<Visitor>,
    /// The relationship that the path names, once the visitor's seat there was found.
    pub table: Option<Sitting>,
    /// The language of the answer.
    pub say: Say,
    /// When it was asked.
    pub now: Moment,
    /// From where.
    pub remote: IpAddr,
    /// A form that was refused and is shown again.
    pub draft: Draft,
    /// The lane in which the request is answered.
    pub lane: Lane,
}

/// The relationship of a request.
#[derive(Clone)]
pub struct Sitting {
    /// Which.
    pub id: RelationshipId,
    /// As its whole record tells it.
    pub today: Arc<Relationship>,
    /// Up to where that reaches, as far as the visitor may see.
    pub cursor: Cursor,
    /// Up to the moment looked at.
    pub then: Arc<Relationship>,
    /// The moment looked at, when it is a past one.
    pub as_of: Option<Moment>,
    /// Where statements wait to be looked at.
    pub waiting: Vec<WaitingStatements>,
}

impl Sitting {
    /// Where its pages are: `/r/…`.
    pub fn base(&self) -> String {
        format!("/r/{}", self.id)
    }

    /// `?as_of=…`, to stay in the past while going from page to page; else empty.
    pub fn stay(&self) -> String {
        self.as_of
            .map(|at| format!("?as_of={}", dates::machine(at)))
            .unwrap_or_default()
    }
}

impl Ask {
    /// The person who asks.
    ///
    /// # Errors
    /// [`Problem::SignIn`] when nobody did; routes that need a visitor are refused before.
    pub fn visitor(&self) -> Result<&Visitor, Problem> {
        self.visitor.as_ref().ok_or(Problem::SignIn)
    }

    /// The id of the person who asks.
    ///
    /// # Errors
    /// As [`Self::visitor`].
    pub fn person(&self) -> Result<PersonId, Problem> {
        Ok(self.visitor()?.person.id)
    }

    /// The relationship that the path names.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the route names none; seats are checked before the handler.
    pub fn table(&self) -> Result<&Sitting, Problem> {
        self.table.as_ref().ok_or(Problem::NotFound)
    }

    /// The relationship as the visitor may see it: the only way from the web to its state.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when they have no seat.
    pub fn seen(&self) -> Result<Seen<'_>, Problem> {
        let table = self.table()?;
        table
            .today
            .seen_by(self.person()?, &table.then)
            .map(|seen| seen.with_waiting(&table.waiting))
            .ok_or(Problem::NotFound)
    }

    /// The room of the relationship that the path names, for the visitor.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when they have no seat; when the accounts cannot be read.
    pub fn room(&self) -> Result<Room<'_>, Problem> {
        Room::at(self, self.table()?.id, self.seen()?)
    }

    /// Where the pages of that relationship are: `/r/…`.
    ///
    /// # Errors
    /// As [`Self::table`].
    pub fn base(&self) -> Result<String, Problem> {
        Ok(self.table()?.base())
    }

    /// The relationship that the path names as it was at a past moment.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it had not begun.
    pub fn back_then(&self, moment: Moment) -> Result<Arc<Relationship>, Problem> {
        lanes::belongs_in(Lane::Past);
        let then = self.web.app().relationship_at(self.table()?.id, moment)?;
        then.ok_or(Problem::NotFound)
    }

    /// A path of the table of routes, with the parameters of this request's.
    pub fn fill(&self, path: &str) -> String {
        let mut filled = path.to_owned();
        for (name, value) in &self.params {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        filled
    }

    /// A parameter of the path.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is missing or malformed: such an address leads nowhere.
    pub fn param<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        let value = self.params.iter().find(|(key, _)| key == name);
        value
            .and_then(|(_, value)| value.parse().ok())
            .ok_or(Problem::NotFound)
    }

    /// Who asks to be let in, on a device that presents this.
    pub(crate) fn caller<'a>(&self, device: Option<&'a str>) -> accounts::Caller<'a> {
        accounts::Caller {
            from: self.remote,
            device,
        }
    }

    /// The moment of the request, for the accounts.
    pub fn timestamp(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now.0).unwrap_or_default()
    }

    /// The moment looked at: a past one, or now. What waits and what has come back goes by it.
    pub fn moment(&self) -> Moment {
        let as_of = self.table.as_ref().and_then(|table| table.as_of);
        as_of.unwrap_or(self.now)
    }

    /// The page that is answered with, as the address that shows it when it is asked for: where a form was
    /// refused, that is the page on which it stands, the nearest above.
    pub fn page(&self) -> &str {
        match self.method {
            Method::POST => routes::page_above(&self.path),
            _ => &self.path,
        }
    }

    /// The same with what was asked of it, but for what it says once: where to come back to.
    pub fn place(&self) -> String {
        let query = match self.method {
            Method::GET => self.query.query_without("said"),
            _ => String::new(),
        };
        match query.is_empty() {
            true => self.page().to_owned(),
            false => format!("{}?{query}", self.page()),
        }
    }

    /// Dates in the visitor's language and zone, as read at the moment looked at.
    pub fn dates(&self) -> Dates {
        let zone = self
            .visitor
            .as_ref()
            .map_or("UTC", |visitor| &visitor.person.time_zone);
        self.dates_in(zone)
    }

    /// Dates as clocks of a zone show them, whoever reads: the table's days and times are those of the table.
    pub fn dates_in(&self, zone: &str) -> Dates {
        Dates::new(self.say, zone, self.moment())
    }

    /// Whether a program asks, through the JSON API.
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// Whether a program asks, wherever: it is never led to a page.
    pub fn is_program(&self) -> bool {
        self.is_api() || self.bearer_token().is_some()
    }

    /// The token that a program presents.
    pub fn bearer_token(&self) -> Option<&str> {
        let shown = self.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = shown.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    }

    /// The same request, as if nothing had been sent in a field.
    pub(crate) fn without(&self, field: &str) -> Self {
        Self {
            form: self.form.without(field),
            ..self.clone()
        }
    }

    /// The same request, answered in the language of somebody else who reads the answer.
    pub fn read_in(&self, language: Language) -> Self {
        Self {
            say: Say(language),
            ..self.clone()
        }
    }

    /// Carries out a command in the visitor's name, with the request's idempotency key.
    ///
    /// # Errors
    /// The rule that refuses; [`Problem::Past`] in a view of the past.
    pub fn carry_out(
        &self,
        id: RelationshipId,
        command: impl Into<Command>,
    ) -> Result<Done, Problem> {
        let command = command.into();
        self.carry_out_part(id, "", command)
    }

    /// As [`Self::carry_out`], by somebody who has just shown again who they are, on a page that was first shown then.
    ///
    /// # Errors
    /// As [`Self::carry_out`].
    pub fn carry_out_confirmed(
        &self,
        id: RelationshipId,
        command: impl Into<Command>,
        confirmed: Confirmed,
        page_shown: Option<Moment>,
    ) -> Result<Done, Problem> {
        let mut act = self.ready(id, "", command.into())?;
        act.confirmed = Some(confirmed);
        act.page_shown = page_shown;
        Ok(self.web.app().execute(act)?)
    }

    /// As [`Self::carry_out`], for a form that carries several commands of one name: `part` tells
    /// them apart, so that each is carried out once.
    ///
    /// # Errors
    /// As [`Self::carry_out`].
    pub fn carry_out_part(
        &self,
        id: RelationshipId,
        part: &str,
        command: impl Into<Command>,
    ) -> Result<Done, Problem> {
        let command = command.into();
        let act = self.ready(id, part, command)?;
        Ok(self.web.app().execute(act)?)
    }

    /// As [`Self::carry_out`], with a change of the accounts that is made together with it, or not at
    /// all; what comes of it, unless it was made by an earlier request of the same key.
    ///
    /// # Errors
    /// As [`Self::carry_out`]; what the accounts refuse.
    pub fn carry_out_with<T>(
        &self,
        id: RelationshipId,
        command: Command,
        prepared: Prepared<T>,
    ) -> Result<(Done, Option<T>), Problem> {
        let mut act = self.ready(id, "", command)?;
        if self.is_api() {
            // The command names whom this very request would make: what was asked for is in the body.
            let mut digest = Sha256::new();
            digest.update(self.path.as_bytes());
            digest.update([0]);
            digest.update(&self.body);
            act.digest = digest.finalize().into();
        }
        Ok(self.web.app().execute_with(act, prepared)?)
    }

    fn ready(&self, id: RelationshipId, part: &str, command: Command) -> Result<Act, Problem> {
        let visitor = self.visitor()?;
        if self
            .table
            .as_ref()
            .is_some_and(|table| table.as_of.is_some())
        {
            return Err(Problem::Past);
        }
        if !visitor.may_write() {
            return Err(Problem::Forbidden);
        }
        if !self.web.may_write(visitor.person.id) {
            return Err(Problem::TooMany);
        }
        let key = match self.headers.get("idempotency-key") {
            Some(key) => key.to_str().unwrap_or_default().to_owned(),
            None => match self.form.get("key") {
                Some(key) if !key.is_empty() => key.to_owned(),
                _ => Uuid::new_v4().to_string(),
            },
        };
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Problem::Field {
                field: "key",
                what: "api-key",
            });
        }
        let shown_at = match self.is_api() {
            true => self.query.optional("shown_at")?,
            false => self.form.optional("shown_at")?,
        };
        // One form may carry several commands: each has a key of its own, made of the form's. A
        // program's key stands for the one command it came with.
        let key = if self.is_api() {
            key
        } else {
            format!("{key}.{}{part}", command.name())
        };
        let mut digest = Sha256::new();
        digest.update(self.path.as_bytes());
        digest.update([0]);
        digest.update(app::digest_of(&command));
        for file in command.files() {
            digest.update(Sha256::digest(&*file));
        }
        Ok(Act {
            relationship: id,
            actor: visitor.person.id,
            key: key.chars().take(120).collect(),
            digest: digest.finalize().into(),
            command,
            holds: None,
            shown_at,
            confirmed: None,
            page_shown: None,
        })
    }

    /// Carries out the command that a form makes, then leads on; when it is refused, `page` is shown
    /// again with everything that was typed and what to mend.
    pub fn act(
        &self,
        command: Result<Command, Problem>,
        on: impl FnOnce(&Done) -> String,
        page: impl Fn(&Self) -> Answer,
    ) -> Answer {
        let done = self
            .table()
            .and_then(|table| self.carry_out(table.id, command?));
        match done {
            Ok(done) => Ok(see(&on(&done))),
            Err(problem) => self.mend(problem, page),
        }
    }

    /// Refuses what is typed and kept beside the record, before anything is, while its sender speaks off the record.
    ///
    /// # Errors
    /// [`domain::Refusal::OffRecord`].
    pub(crate) fn on_the_record(&self) -> Result<(), Problem> {
        match self.seen()?.is_off_record() {
            true => Err(Problem::Rule(domain::Refusal::OffRecord)),
            false => Ok(()),
        }
    }

    /// Shows a page again when its form can be mended; passes other problems on. What is to be mended
    /// is said at its field, and where the page has no control for that, as close to it as it can be.
    pub fn mend(&self, problem: Problem, page: impl Fn(&Self) -> Answer) -> Answer {
        self.mend_in(self.form.text("form"), problem, page)
    }

    /// As [`Self::mend`], where the page shown has another form in which it is mended.
    pub(crate) fn mend_in(
        &self,
        form: &str,
        problem: Problem,
        page: impl Fn(&Self) -> Answer,
    ) -> Answer {
        let mendable = matches!(
            problem,
            Problem::Field { .. }
                | Problem::Told { .. }
                | Problem::Amount { .. }
                | Problem::Rule(_)
                | Problem::Account(_)
                | Problem::KeyReused
                | Problem::Contended
                | Problem::TooMany
                | Problem::Limit(_)
                | Problem::Body(_)
        );
        if !mendable {
            return Err(problem);
        }
        let message = problem.message(self.say);
        let changed = matches!(problem, Problem::Rule(domain::Refusal::ChangedMeanwhile));
        let draft = Draft::new(self.say, form, self.form.clone(), problem.field(), message)
            .changed_meanwhile(changed);
        let mut response = match self.again(draft, page) {
            // A page that is over meanwhile mends nothing: what refused says why, beside what was typed.
            Err(Problem::NotFound | Problem::Forbidden) => return Err(problem),
            shown => shown?,
        };
        // A page that leads elsewhere has nothing to mend any more.
        if response.status().is_redirection() {
            return Ok(cookie::keep_typed(response));
        }
        *response.status_mut() = problem.status();
        Ok(response)
    }

    /// A page with a form on it that was refused.
    fn again(&self, draft: Draft, page: impl Fn(&Self) -> Answer) -> Answer {
        let mut again = Self {
            draft,
            ..self.clone()
        };
        let mut response = page(&again)?;
        while let Some(draft) = again.draft.outward()
            && !response.status().is_redirection()
        {
            again.draft = draft;
            response = page(&again)?;
        }
        if let Some(draft) = again.draft.whole()
            && !response.status().is_redirection()
        {
            again.draft = draft;
            response = page(&again)?;
        }
        Ok(response)
    }

    /// Shows a page again on which a password was wrong; after too many attempts it says when the
    /// next one is let through.
    pub(crate) fn mend_attempt(&self, problem: Problem, page: Handler) -> Answer {
        let Problem::Account(Refusal::TooManyAttempts { seconds }) = problem else {
            return self.mend(problem, page);
        };
        let minutes = usize::try_from(seconds.div_ceil(60)).unwrap_or(usize::MAX);
        let message = self.say.count("sign-in-wait", minutes);
        let form = &self.form;
        let draft = Draft::new(self.say, form.text("form"), form.clone(), None, message);
        let mut response = self.again(draft, page)?;
        *response.status_mut() = problem.status();
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        Ok(response)
    }

    /// The language asked for by a browser of somebody not known yet.
    pub(crate) fn language_of(headers: &HeaderMap) -> Language {
        let wanted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        // What is wanted most of the languages there are (RFC 9110, 12.5.4); of those as much, what stands first.
        let mut best = (0.0, Language::En);
        for part in wanted.unwrap_or_default().split(',') {
            let mut part = part.split(';').map(str::trim);
            let range = part.next().unwrap_or_default();
            let language = match range.split('-').next().unwrap_or_default() {
                it if it.eq_ignore_ascii_case("de") => Language::De,
                it if it.eq_ignore_ascii_case("en") || it == "*" => Language::En,
                _ => continue,
            };
            let weight = part.find_map(|it| it.strip_prefix("q="));
            let weight = weight.map_or(1.0, |it| it.trim().parse::<f32>().unwrap_or(0.0));
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// A page.
///
/// # Errors
/// When the template fails, which is an error of ours.
pub fn page(template: &impl Template) -> Answer {
    Ok(html(template.render()?))
}

/// HTML that nobody keeps: pages are for one person's eyes.
pub fn html(text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
}

/// JSON.
///
/// # Errors
/// When the value cannot be written, which is an error of ours.
pub fn json(value: &impl serde::Serialize) -> Answer {
    let bytes = serde_json::to_vec(value).map_err(|error| Problem::Failed(error.to_string()))?;
    Ok(written(bytes))
}

/// JSON that is written already.
pub(crate) fn written(json: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(json));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}

/// A file that somebody attached: nothing in it runs, whatever it is taken for. A picture is shown, anything else is
/// kept.
pub fn attached(bytes: Vec<u8>, media_type: &'static str, shown: bool, name: &str) -> Response {
    let mut response = download(bytes, media_type, name);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'"),
    );
    if shown {
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("inline"),
        );
    }
    response
}

/// A file to keep, by a name in plain letters.
pub fn download(bytes: Vec<u8>, media_type: &'static str, name: &str) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// Leads on with a GET, so that a reload repeats nothing. Every redirect is made here, and leads to a
/// [place of ours](back::own).
pub fn see(path: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let path = back::own(path).unwrap_or_else(|| "/".to_owned());
    if let Ok(location) = HeaderValue::from_str(&path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
