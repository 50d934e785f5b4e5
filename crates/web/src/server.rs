//! From the socket to the handler and back: limits, headers, who asks, and whether they may.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use http_body_util::{BodyExt, Limited};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use uuid::Uuid;

use crate::Web;
use crate::again::Stage;
use crate::answers;
use crate::api;
use crate::ask::{Answer, Ask, Sitting, see};
use crate::back;
use crate::catalogue::Say;
use crate::connections::{Connections, Place};
use crate::cookie;
use crate::form::{Draft, Form};
use crate::host;
use crate::lanes::{self, Asker, Lane, Share, Turn};
use crate::multipart;
use crate::pages;
use crate::problem::Problem;
use crate::routes::{self, Access, Except, Files, ROUTES, Route};
use crate::visitor::{Visitor, Way};

/// The largest body of any form or command: a passage of text many times over.
pub const BODY_BYTES: usize = 256 << 10;
/// The largest form that brings files: three of them, and what is said.
pub const FILES_BYTES: usize = 16 << 20;
/// The same of a program, which sends them as text.
pub const API_FILES_BYTES: usize = 22 << 20;
/// How much is taken and dropped of a form that is larger, before its connection is cut: what three cameras give.
const DROPPED_BYTES: usize = 64 << 20;
/// How long files may take to come: a phone at the edge of a field.
const FILES_TIME: Duration = Duration::from_secs(90);
/// How long nothing of them may come: less than others wait for the turn.
const FILES_STILL: Duration = Duration::from_secs(8);
/// How many bytes of them have to come in a second, but for that long: what such a phone sends.
const FILES_PACE: u64 = 16 << 10;
/// How much of a form that is refused unread is given back.
const GIVEN_BACK: usize = 4 * BODY_BYTES;
/// How long a client may take to send its headers, and how long its body: slower ones are cut.
pub const READ_TIME: Duration = Duration::from_secs(15);
/// What a connection reads ahead and copies of what is to be written: headers many times over.
const BUFFER_BYTES: usize = 64 << 10;
/// How long running requests may take to finish when the server stops.
pub const DRAIN_TIME: Duration = Duration::from_secs(20);

/// What every answer carries. No inline script or style, nothing from another host, no framing.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Addresses may hold secrets: other hosts get none. Our own must be told where a form comes from,
    // by `Origin`, which under a stricter policy is `null`.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// What answers over TLS carry as well; without it browsers take no notice of these, and say so.
const SECURE_HEADERS: [(HeaderName, &str); 2] = [
    // Two years, as browsers' lists ask for; names below this one are not ours to speak for.
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// The runtime that [`serve`] runs on.
///
/// # Errors
/// When the system gives no threads.
pub fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread()
        .max_blocking_threads(lanes::page_threads())
        .enable_all()
        .build()
}

/// The router over every route.
pub fn router(web: Web) -> Router {
    let mut router = Router::new();
    for route in ROUTES.iter() {
        let handler = move |State(web): State<Web>, params: RawPathParams, request: Request| {
            answer(web, route, params, request)
        };
        let methods = if route.method() == Method::GET {
            axum::routing::get(handler)
        } else {
            MethodRouter::new().post(handler)
        };
        router = router.route(route.path, methods);
    }
    router
        .fallback(missing)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(web.clone(), door))
        .with_state(web)
}

/// Before anything else: whether the request was meant for this server at all.
async fn door(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let https = web.is_https()
        || is_from_proxy(&web, &request)
            && request
                .headers()
                .get("x-forwarded-proto")
                .is_some_and(|scheme| scheme == "https");
    let say = Say(Ask::language_of(request.headers()));
    let named = Named(Uuid::new_v4());
    request.extensions_mut().insert(named);
    let checked = match host::doubtful(&web, &request) {
        None => Ok(()),
        Some(sent) => {
            let ask = bare(web.clone(), &request, Vec::new());
            let web = web.clone();
            match tokio::task::spawn_blocking(move || host::check(&web, &sent)).await {
                Ok(Ok(())) => Ok(()),
                Ok(Err(problem)) if ask.is_program() => Err(api::refused::say(&ask, &problem)),
                Ok(Err(problem)) => {
                    let mut response = Response::new(Body::from(problem.message(say) + "\n"));
                    *response.status_mut() = problem.status();
                    Err(response)
                }
                Err(_) => Err(failed(&ask)),
            }
        }
    };
    let mut response = match (checked, back::meant(&request)) {
        (Ok(()), None) => next.run(request).await,
        (Ok(()), Some(meant)) => finish(see(&meant)),
        (Err(response), _) => finish(response),
    };
    if let Ok(name) = HeaderValue::from_str(&named.0.to_string()) {
        response.headers_mut().insert(REQUEST_ID, name);
    }
    if https {
        for (name, value) in SECURE_HEADERS {
            let value = HeaderValue::from_static(value);
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// What a request is called, in its answer and in what is logged of it.
#[derive(Clone, Copy)]
struct Named(Uuid);

/// The header that says it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

async fn missing(State(web): State<Web>, request: Request) -> Response {
    explain(&web, request, Problem::NotFound).await
}

/// Whoever asks for the address of a form that was refused, as it stands in their browser, means its page.
async fn wrong_method(State(web): State<Web>, request: Request) -> Response {
    let path = request.uri().path();
    let looks = matches!(*request.method(), Method::GET | Method::HEAD);
    if looks && !bare(web.clone(), &request, Vec::new()).is_program() {
        let page = back::own(routes::page_above(path));
        return finish(see(page.as_deref().unwrap_or("/")));
    }
    explain(&web, request, Problem::WrongMethod).await
}

async fn explain(web: &Web, request: Request, problem: Problem) -> Response {
    let place = InUse(place_of(&request));
    let ask = bare(web.clone(), &request, Vec::new());
    let spare = ask.clone();
    let (asker, web) = (asker(&ask, Lane::Page), web.clone());
    let answered = web.lanes().run(Lane::Page, asker, move || {
        let ask = recognised(ask);
        place.by(ask.visitor.as_ref());
        refuse(&ask, problem)
    });
    let response = answered.await.unwrap_or_else(|_| failed(&spare));
    send(&web, asker, &Method::GET, spare, response).await
}

/// A connection that is in use until its answer is on its way.
struct InUse(Option<Arc<Place>>);

impl InUse {
    fn by(&self, visitor: Option<&Visitor>) {
        if let Some(place) = &self.0 {
            place.works_for(visitor.map(|visitor| visitor.person.id));
        }
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        if let Some(place) = &self.0 {
            place.rests();
        }
    }
}

/// The connection that a request came by.
fn place_of(request: &Request) -> Option<Arc<Place>> {
    request.extensions().get::<Arc<Place>>().cloned()
}

/// What came of the first look at a request.
enum Looked {
    /// It is answered.
    Answered(Ask, Asker, Response),
    /// Its work waits for a turn.
    Waits(Ask, Asker),
}

async fn answer(
    web: Web,
    route: &'static Route,
    params: RawPathParams,
    request: Request,
) -> Response {
    let place = Arc::new(InUse(place_of(&request)));
    let params = params
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut ask = bare(web.clone(), &request, params);
    ask.lane = route.lane;
    ask.route = route.path;
    if route.lane == Lane::Instant {
        return finish(
            route
                .answer(&ask)
                .unwrap_or_else(|problem| refuse(&ask, problem)),
        );
    }
    let mut upload = None;
    if let Some(files) = route.except.files.filter(|_| brings_files(&ask)) {
        match take_in(&mut ask, route, files, request.into_body()).await {
            Ok(turn) => upload = turn,
            Err(problem) => return refuse_apart(ask, problem).await,
        }
    } else if route.method() != Method::GET {
        let body = Limited::new(request.into_body(), BODY_BYTES).collect();
        ask.body = match tokio::time::timeout(READ_TIME, body).await {
            Ok(Ok(body)) => body.to_bytes(),
            Ok(Err(error)) => {
                let too_large = error
                    .downcast_ref::<http_body_util::LengthLimitError>()
                    .is_some();
                let problem = if too_large {
                    Problem::TooLarge
                } else {
                    Problem::Body(error.to_string())
                };
                return finish(refuse(&ask, problem));
            }
            Err(_) => return finish(refuse(&ask, Problem::Body("too slow".to_owned()))),
        };
    }
    let (at, lanes) = (Arc::clone(&place), web.lanes().clone());
    let spare = ask.clone();
    // Handlers read the database: they must not hold up the event loop. Who asks is found out at
    // once, whoever waits: turns go by it.
    let looked = tokio::task::spawn_blocking(move || {
        let prepared = prepare(&mut ask, route);
        at.by(ask.visitor.as_ref());
        let asker = asker(&ask, ask.lane);
        if let Err(problem) = prepared {
            let response = refuse(&ask, problem);
            return Looked::Answered(ask, asker, response);
        }
        if let Some(there) = said_for_everybody(&ask) {
            return Looked::Answered(ask, asker, see(&there));
        }
        let turn = (ask.lane == Lane::Page).then(|| lanes.try_enter(Lane::Page, asker));
        match turn.flatten() {
            Some(turn) => {
                let response = lanes::within(Lane::Page, || work(&mut ask, route, &turn));
                Looked::Answered(ask, asker, response)
            }
            None => Looked::Waits(ask, asker),
        }
    });
    let (ask, asker, response) = match looked.await {
        Ok(Looked::Answered(ask, asker, response)) => (ask, asker, response),
        Ok(Looked::Waits(ask, asker)) => wait_and_work(&web, route, ask, asker).await,
        Err(_) => return finish(failed(&spare)),
    };
    let method = ask.method.clone();
    let response = send(&web, asker, &method, ask, response).await;
    drop((place, upload));
    response
}

/// Whether a request may be larger than others.
fn brings_files(ask: &Ask) -> bool {
    ask.is_api() || boundary(ask).is_some()
}

fn boundary(ask: &Ask) -> Option<&str> {
    let media_type = ask.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    multipart::boundary(media_type)
}

/// A request with who asks, in their language, where nothing is done but to say what was wrong.
fn recognised(mut ask: Ask) -> Ask {
    ask.visitor = visitor(&ask, ask.is_api()).ok().flatten();
    if let Some(visitor) = &ask.visitor {
        ask.say = Say(visitor.person.language);
    }
    ask
}

/// Says what was wrong with a request of which nothing was read.
async fn refuse_apart(ask: Ask, problem: Problem) -> Response {
    let spare = ask.clone();
    let refused = tokio::task::spawn_blocking(move || refuse(&recognised(ask), problem));
    finish(refused.await.unwrap_or_else(|_| failed(&spare)))
}

/// Takes in a request that may bring files. One no larger than others is read as they are; a larger one in its turn,
/// since few are held at once, and from whoever may come here alone. Who is refused, or sends a form that is too large,
/// is told so with everything that they typed.
async fn take_in(
    ask: &mut Ask,
    route: &'static Route,
    files: Files,
    body: Body,
) -> Result<Option<Turn>, Problem> {
    let known = ask.clone();
    let whose = match is_small(ask) {
        true => None,
        false => {
            let whose = tokio::task::spawn_blocking(move || whose(known, route));
            let whose = whose.await;
            Some(whose.map_err(|_| Problem::Failed("a visitor".to_owned()))?)
        }
    };
    let (most, turn, refused) = match whose {
        None => (BODY_BYTES, None, None),
        Some(Ok(whose)) => {
            let turn = ask.web.lanes().enter(Lane::Upload, whose).await;
            let turn = turn.map_err(|lanes::Full| Problem::Crowded)?;
            let most = if ask.is_api() {
                API_FILES_BYTES
            } else {
                FILES_BYTES
            };
            (most, Some(turn), None)
        }
        Some(Err(problem)) if ask.is_api() => return Err(problem),
        Some(Err(problem)) => (BODY_BYTES, None, Some(problem)),
    };
    let (bytes, is_whole) = read_up_to(body, most).await?;
    let Some(boundary) = boundary(ask) else {
        if !is_whole {
            return Err(Problem::TooLarge);
        }
        ask.body = bytes;
        ask.lane = files.lane();
        return Ok(turn);
    };
    let brought = multipart::read(&bytes, boundary, is_whole)?;
    // From here on it is a form like any other.
    let form = serde_html_form::to_string(&brought.pairs);
    let form = form.map_err(|error| Problem::Body(error.to_string()))?;
    let is_long = form.len() > BODY_BYTES;
    let too_large = (is_long && files == Files::Attached).then_some(Problem::TooLarge);
    if let Some(problem) = refused.or(too_large) {
        if form.len() <= GIVEN_BACK {
            ask.form = Form::parse(form.as_bytes())?;
        }
        return Err(problem);
    }
    ask.body = form.into();
    ask.headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    if is_long || !brought.files.is_empty() {
        ask.lane = files.lane();
    }
    ask.files = brought.files;
    Ok(turn)
}

/// Whether a request says that it is no larger than others.
fn is_small(ask: &Ask) -> bool {
    let length = ask.headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|it| it.to_str().ok()?.parse().ok());
    length.is_some_and(|length: usize| length <= BODY_BYTES)
}

/// Whose line a request with files waits in, if they may come here.
fn whose(mut ask: Ask, route: &Route) -> Result<Asker, Problem> {
    ask.visitor = visitor(&ask, route.is_for_programs())?;
    admit(&ask, route.access, route.except)?;
    if route.access == Access::Seated {
        sit(&ask)?;
    }
    Ok(asker(&ask, Lane::Upload))
}

/// The beginning of a body, at most so much of it, and whether that is all. What comes after it is taken and dropped:
/// no browser reads an answer while it still sends. A body that stands still, or comes too slowly, is cut.
async fn read_up_to(mut body: Body, most: usize) -> Result<(bytes::Bytes, bool), Problem> {
    let mut kept = bytes::BytesMut::new();
    let mut taken = 0;
    let begun = Instant::now();
    loop {
        let paid = Duration::from_secs(taken as u64 / FILES_PACE);
        let due = begun + FILES_TIME.min(FILES_STILL + paid);
        let due = due.min(Instant::now() + FILES_STILL);
        let frame = tokio::time::timeout_at(due, body.frame()).await;
        let frame = frame.map_err(|_| Problem::Body("too slow".to_owned()))?;
        let Some(frame) = frame else {
            break;
        };
        let frame = frame.map_err(|error| Problem::Body(error.to_string()))?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        taken += data.len();
        if taken > DROPPED_BYTES {
            return Err(Problem::TooLarge);
        }
        let room = most - kept.len();
        kept.extend_from_slice(&data[..data.len().min(room)]);
    }
    Ok((kept.freeze(), taken <= most))
}

/// Answers a request when its turn comes, or says that its lane is full.
async fn wait_and_work(
    web: &Web,
    route: &'static Route,
    ask: Ask,
    asker: Asker,
) -> (Ask, Asker, Response) {
    let lane = ask.lane;
    let spare = ask.clone();
    let done = match web.lanes().enter(lane, asker).await {
        Ok(turn) => {
            let mut ask = ask;
            let turn = Arc::new(turn);
            let held = Arc::clone(&turn);
            lanes::on_thread(lane, turn, move || {
                let response = work(&mut ask, route, &held);
                (ask, asker, response)
            })
            .await
        }
        Err(lanes::Full) => {
            let refused = tokio::task::spawn_blocking(move || {
                let response = refuse(&ask, Problem::Crowded);
                (ask, asker, response)
            });
            refused.await.ok()
        }
    };
    done.unwrap_or_else(|| {
        let response = failed(&spare);
        (spare, asker, response)
    })
}

/// Answers a request whose turn it is.
fn work(ask: &mut Ask, route: &Route, _turn: &Turn) -> Response {
    let hashed = accounts::hashed_here();
    let answered = look_back(ask).and_then(|()| route.answer(ask));
    debug_assert!(
        ask.lane == Lane::Hash || hashed == accounts::hashed_here(),
        "{} hashes outside the lane for it",
        route.path
    );
    match answered {
        Ok(response) => cookie::tell_led_on(ask, response),
        Err(problem) => refuse(ask, problem),
    }
}

/// Whose line the request waits in.
pub(crate) fn asker(ask: &Ask, lane: Lane) -> Asker {
    if let Some(visitor) = &ask.visitor {
        return Asker::person(visitor.person.id);
    }
    if !matches!(lane, Lane::Hash | Lane::Mail) {
        return Asker::network(ask.remote, Share::New);
    }
    let accounts = ask.web.app().accounts();
    let device = cookie::device(ask);
    let device = device.filter(|device| accounts.is_device(device).unwrap_or(false));
    match device {
        Some(device) => Asker::device(&device),
        None if accounts.is_burdened(ask.remote, ask.timestamp()) => {
            Asker::network(ask.remote, Share::Burdened)
        }
        None => Asker::network(ask.remote, Share::New),
    }
}

/// Sends an answer, unless too much is on its way to this asker already. What came of a form is
/// always said: it is little, and nobody should send a word twice for want of it.
async fn send(web: &Web, asker: Asker, method: &Method, ask: Ask, response: Response) -> Response {
    if *method != Method::GET {
        return finish(response);
    }
    match web.in_flight().send(asker, response).await {
        Ok(response) => finish(response),
        Err(answers::TooMuch) => {
            let spare = ask.clone();
            let refused = tokio::task::spawn_blocking(move || refuse(&ask, Problem::Unread));
            finish(refused.await.unwrap_or_else(|_| failed(&spare)))
        }
    }
}

/// Who is at the other end of the connection.
fn peer_of(request: &Request) -> IpAddr {
    let info = request.extensions().get::<ConnectInfo<SocketAddr>>();
    info.map_or([127, 0, 0, 1].into(), |info| info.0.ip())
}

/// Whether a proxy of ours is there, whose word on who asks is believed.
fn is_from_proxy(web: &Web, request: &Request) -> bool {
    web.settings().trust_proxy.include(peer_of(request))
}

/// A request before anything is known of who asks.
fn bare(web: Web, request: &Request, params: Vec<(String, String)>) -> Ask {
    let headers = request.headers().clone();
    let remote = web.forwarded().asker(
        &web.settings().trust_proxy,
        peer_of(request),
        &headers,
        web.now(),
    );
    let query = Form::parse(request.uri().query().unwrap_or_default().as_bytes());
    let named = request.extensions().get::<Named>();
    Ask {
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        params,
        route: "",
        request: named.map_or(Uuid::nil(), |named| named.0),
        query_is_read: query.is_ok(),
        query: query.unwrap_or_default(),
        form: Form::default(),
        files: Vec::new(),
        body: bytes::Bytes::new(),
        visitor: None,
        table: None,
        say: Say(Ask::language_of(&headers)),
        headers,
        now: web.now(),
        remote,
        draft: Draft::default(),
        lane: Lane::Page,
        web,
    }
}

/// Finds out who asks and whether they may come here.
fn prepare(ask: &mut Ask, route: &Route) -> Result<(), Problem> {
    ask.visitor = visitor(ask, route.is_for_programs())?;
    if let Some(visitor) = &ask.visitor {
        ask.say = Say(visitor.person.language);
    }
    let is_form = || {
        let media_type = ask
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok());
        media_type.is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"))
    };
    if route.method() == Method::POST && !ask.is_api() {
        if is_form() || ask.body.is_empty() {
            ask.form = Form::parse(&ask.body)?;
        } else if !route.except.one_click {
            return Err(Problem::Body(
                "application/x-www-form-urlencoded".to_owned(),
            ));
        }
    }
    if route.method() == Method::POST {
        check_origin(ask, route.except)?;
    }
    admit(ask, route.access, route.except)?;
    if route.access != Access::Seated {
        api::parameters::check(ask)?;
    }
    if route.access == Access::Seated {
        let table = sit(ask)?;
        if table.as_of.is_some() {
            ask.lane = Lane::Past;
        }
        ask.table = Some(table);
    }
    if api::write::is_for_the_engine(ask) {
        ask.lane = Lane::Engine;
    }
    Ok(())
}

/// Who asks. A token opens what is for programs, and no page: whoever presents one there is told so, and
/// not taken for nobody.
fn visitor(ask: &Ask, programs: bool) -> Result<Option<Visitor>, Problem> {
    let accounts = ask.web.app().accounts();
    if let Some(token) = ask.bearer_token() {
        if !programs {
            return Ok(None);
        }
        let bearer = accounts.bearer(token, ask.timestamp())?;
        return Ok(Some(Visitor::by_token(bearer.ok_or(Problem::SignIn)?)));
    }
    let Some(secret) = cookie::session(ask) else {
        return Ok(None);
    };
    let visit = accounts.visit(&secret, ask.timestamp())?;
    Ok(visit.map(|visit| Visitor::by_session(visit, &secret, ask.timestamp())))
}

/// A form must come from a page of ours: the browser says from where (`Sec-Fetch-Site`, `Origin`),
/// and the form of somebody signed in carries the session's proof. API tokens are sent by no browser
/// on its own.
fn check_origin(ask: &Ask, except: Except) -> Result<(), Problem> {
    if let Some(Visitor {
        way: Way::Token { .. },
        ..
    }) = &ask.visitor
    {
        return Ok(());
    }
    let text = |name: &str| ask.headers.get(name).and_then(|value| value.to_str().ok());
    let given = if ask.is_api() {
        text("x-csrf-token")
    } else {
        ask.form.get("csrf")
    };
    let given = given.unwrap_or_default();
    let proven = |visitor: &Visitor| visitor.csrf_matches(given);
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        // Without TLS browsers say it by `Origin` alone.
        (None, Some(origin)) => {
            let host = text("host").unwrap_or_default();
            origin
                .split_once("://")
                .is_some_and(|(_, from)| from == host)
        }
        // Whoever says nothing is no browser: a program that follows links and sends the forms it finds.
        // What a program of ours or a mail program sends, no form of another site can look like.
        (None, None) => {
            ask.is_api() || except.one_click || ask.visitor.as_ref().is_some_and(proven)
        }
    };
    if !is_ours {
        return Err(Problem::ForeignForm);
    }
    let Some(visitor) = &ask.visitor else {
        return Ok(());
    };
    // A page loaded before signing in carries no proof; its form comes from our own origin all the
    // same, and signing in or following a link again harms nobody.
    if given.is_empty() && except.proof || proven(visitor) {
        Ok(())
    } else {
        Err(Problem::OldForm)
    }
}

fn admit(ask: &Ask, access: Access, except: Except) -> Result<(), Problem> {
    if access == Access::Public {
        return Ok(());
    }
    let visitor = ask.visitor()?;
    let allowed = match access {
        Access::Public | Access::SignedIn | Access::Seated => true,
        Access::Account => !visitor.person.is_guest(),
        Access::Administrator => visitor.person.administrator && !visitor.is_guest(),
        Access::Host => visitor.person.host_administrator && !visitor.is_guest(),
    };
    if !allowed {
        return Err(Problem::Forbidden);
    }
    if visitor.lacks_second_factor() && !except.second_factor {
        return Err(Problem::SecondFactor);
    }
    Ok(())
}

/// Finds the relationship of the path, if the visitor sits there; what they may not know of and what
/// does not exist are answered the same way.
fn sit(ask: &Ask) -> Result<Sitting, Problem> {
    let id = ask.param("relationship")?;
    let visitor = ask.visitor()?;
    if !visitor.may_open(id) {
        return Err(Problem::NotFound);
    }
    let app = ask.web.app();
    let (today, end) = app.looked(id)?.ok_or(Problem::NotFound)?;
    let last = {
        let seen = today.seen_by(visitor.person.id, &today);
        seen.ok_or(Problem::NotFound)?.last()
    };
    api::parameters::check(ask)?;
    let as_of = ask.query.get("as_of").filter(|text| !text.is_empty());
    let as_of = match as_of {
        None => None,
        Some(text) => {
            let problem = Problem::Field {
                field: "as_of",
                what: "problem-moment",
            };
            Some(ask.dates().parse(text).ok_or(problem)?)
        }
    };
    // What the visitor may not see ends no past: else its moment could be found by asking.
    let as_of = as_of.filter(|moment| *moment < last.at);
    if as_of.is_some() && ask.method == Method::POST {
        return Err(Problem::Past);
    }
    Ok(Sitting {
        id,
        cursor: app.cursor_at(id, last.sequence, end)?,
        // What is said elsewhere closes no page of the table.
        waiting: app.waiting_statements(&today).unwrap_or_default(),
        then: Arc::clone(&today),
        today,
        as_of,
    })
}

/// A page of the past whose moment was typed in the reader's zone, by the address that says it in every zone:
/// whoever it is sent to looks at the same moment.
fn said_for_everybody(ask: &Ask) -> Option<String> {
    let table = ask.table.as_ref()?;
    let typed = ask.query.get("as_of")?;
    let is_local = typed.parse::<jiff::Timestamp>().is_err();
    if ask.is_program() || table.as_of.is_none() || !is_local {
        return None;
    }
    let rest = ask.query.query_without("as_of");
    let and = if rest.is_empty() { "" } else { "&" };
    Some(format!("{}{}{and}{rest}", ask.path, table.stay()))
}

/// Turns to the past moment asked for: that reads the record up to it, and has a lane for it.
fn look_back(ask: &mut Ask) -> Result<(), Problem> {
    let Some(table) = &ask.table else {
        return Ok(());
    };
    let Some(moment) = table.as_of else {
        return Ok(());
    };
    // Before it began there is nothing to see: its first moment is shown.
    let moment = moment.max(table.today.opened_at());
    let then = ask.back_then(moment)?;
    if let Some(table) = &mut ask.table {
        table.then = then;
    }
    Ok(())
}

/// Says what was wrong, as a page or as JSON.
fn refuse(ask: &Ask, mut problem: Problem) -> Response {
    if let Problem::Failed(reason) = &problem {
        tracing::error!(path = ask.path, request = %ask.request, %reason, "a request failed");
        if ask.web.app().database().check().is_err() {
            problem = Problem::DataGone;
        }
    }
    let status = problem.status();
    let is_unentered = matches!(problem, Problem::SignIn | Problem::SecondFactor);
    let answer: Answer = if ask.is_program() {
        Ok(api::refused::say(ask, &problem))
    } else if is_unentered && ask.path.ends_with("/live") {
        // A stream comes back from any other answer, and cannot be led to where one signs in.
        let mut over = Response::default();
        *over.status_mut() = StatusCode::NO_CONTENT;
        return over;
    } else if matches!(problem, Problem::SignIn) && ask.method == Method::GET {
        let set_up = ask.web.app().accounts().is_set_up().unwrap_or(true);
        return see(&if set_up {
            pages::sign_in::path_back_to(ask)
        } else {
            "/set-up".to_owned()
        });
    } else if matches!(problem, Problem::SecondFactor) && ask.method == Method::GET {
        return see(&back::then("/account/second-factor", &ask.place()));
    } else {
        pages::problem::show(ask, &problem)
    };
    let mut response = answer.unwrap_or_else(|_| failed(ask));
    *response.status_mut() = status;
    let comes_again = matches!(problem, Problem::Crowded | Problem::Unread);
    let is_passing = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    if comes_again || ask.is_program() && is_passing.contains(&status) {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(lanes::COME_AGAIN));
    }
    response
}

fn failed(ask: &Ask) -> Response {
    if ask.is_program() {
        return api::refused::say(ask, &Problem::Failed(String::new()));
    }
    let mut response = Response::new(Body::from("Something failed here. Please try again."));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

fn finish(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // What somebody attached brings a stricter policy of its own.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers
        .entry(header::CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Serves until `stop` resolves, then finishes what runs. hyper's own timer cuts clients that send
/// their headers too slowly, a timer of the connection those that take nothing of what they are sent;
/// where there are too many connections, idle ones of whoever has most give way.
///
/// # Errors
/// When a listener fails.
pub async fn serve(
    web: Web,
    listeners: Vec<TcpListener>,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let connections = Connections::new(web.settings().connections);
    let proxies = web.settings().trust_proxy.clone();
    let (live, write_time) = (web.live().clone(), web.settings().write_time);
    let keeper = tokio::spawn(live.clone().keep(web.clone()));
    let again = web.settings().again.clone();
    let stage = Stage::new(router(web));
    if let Some(again) = again {
        again.is_on(&stage);
    }
    let graceful = GracefulShutdown::new();
    let (sender, mut arrivals) = tokio::sync::mpsc::channel(64);
    for listener in listeners {
        let (sender, connections) = (sender.clone(), connections.clone());
        let proxies = proxies.clone();
        tokio::spawn(async move {
            loop {
                match listener.accept().await {
                    Ok((stream, peer)) => {
                        let is_proxy = proxies.include(peer.ip());
                        let Some(place) = connections.admit(peer.ip(), is_proxy) else {
                            // Everything of theirs is in use.
                            drop(stream);
                            continue;
                        };
                        if sender.send((stream, peer, place)).await.is_err() {
                            return;
                        }
                    }
                    // Out of descriptors, or a client gone before it came: a breath, then on.
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                }
            }
        });
    }
    drop(sender);
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .max_buf_size(BUFFER_BYTES)
        .header_read_timeout(READ_TIME);
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            () = &mut stop => break,
            arrival = arrivals.recv() => match arrival {
                Some(arrival) => arrival,
                None => break,
            },
        };
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(write_time));
        let (stage, at) = (stage.clone(), Arc::clone(&place));
        let service =
            hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                request.extensions_mut().insert(Arc::clone(&at));
                let router = stage.router();
                async move { router.oneshot(request).await as Result<Response, Infallible> }
            });
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // A client that goes away is no event.
                _ = connection => {}
                () = place.closed() => {}
            }
        });
    }
    // Their browsers come back to whoever serves next.
    live.stop();
    keeper.abort();
    let _ = tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    /// A body of which a piece comes every `wait`.
    fn trickling(pieces: usize, piece: usize, wait: Duration) -> Body {
        Body::from_stream(stream::unfold(0, move |sent| async move {
            if sent == pieces {
                return None;
            }
            tokio::time::sleep(wait).await;
            Some((Ok::<_, Infallible>(vec![b'x'; piece]), sent + 1))
        }))
    }

    #[tokio::test(start_paused = true)]
    async fn files_that_stand_still_or_trickle_are_cut_and_slow_ones_are_taken_in() {
        let second = Duration::from_secs(1);
        for (body, is_taken, most) in [
            (trickling(60, 1, 2 * second), false, FILES_STILL),
            (trickling(2, 8 << 20, 9 * second), false, FILES_STILL),
            (trickling(60, 12 << 10, second), false, 33 * second),
            (trickling(60, 20 << 10, second), true, 60 * second),
            (trickling(200, 64 << 10, second), false, FILES_TIME),
        ] {
            let begun = Instant::now();
            let read = read_up_to(body, FILES_BYTES).await;
            assert_eq!(read.is_ok(), is_taken);
            assert!(begun.elapsed() <= most, "{:?}", begun.elapsed());
        }
    }
}
