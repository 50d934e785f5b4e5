//! The one table of routes: method, path, who may come, in which lane, and what answers.
//!
//! The router is built from it, and so is the matrix of routes and visitors that the tests walk: a
//! route cannot exist without both.
//!
//! Rows nest as addresses do. A row beneath a page carries an act: its form becomes the act, and the
//! page is shown again, saying what was done or what to mend.

use std::sync::LazyLock;

use app::Done;
use axum::http::Method;
use domain::Command;

use crate::ask::{Answer, Ask, Handler};
use crate::lanes::Lane;
use crate::pages::*;
use crate::problem::Problem;
use crate::{api, assets, live, well_known};

/// Who may come to a route at all. What they may see and do there the relationship decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Somebody signed in, guests included.
    SignedIn,
    /// Somebody with an account.
    Account,
    /// An administrator of their organisation.
    Administrator,
    /// An administrator of the server.
    Host,
    /// Somebody with a seat in the relationship that the path names; it does not exist for others.
    Seated,
}

/// A route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// Whether it is asked with POST, rather than GET.
    posts: bool,
    /// The path, with parameters in braces.
    pub path: &'static str,
    /// Who may come.
    pub access: Access,
    /// Which kind of work it is: pages, unless said.
    pub lane: Lane,
    /// Which exceptions hold here.
    pub except: Except,
    /// What answers.
    work: Work,
}

/// What a route is excepted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Except {
    /// Whoever must show a second factor comes here before they have: to add one, and to leave.
    pub second_factor: bool,
    /// Its form is sent before anybody is known, and need not show that it came from a page of ours.
    pub proof: bool,
    /// Its form may bring files: as multipart, and larger than others.
    pub files: Option<Files>,
    /// A mail program's one click comes from no page, as multipart (RFC 8058), and says nothing more.
    pub one_click: bool,
}

/// What the files are that a form brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// Pictures and PDFs that go with a word.
    Attached,
    /// Readings of a measure, which are also sent as text, packed, once somebody has looked at them.
    Readings,
}

impl Files {
    /// In which lane they are worked on.
    pub fn lane(self) -> Lane {
        match self {
            Self::Attached => Lane::Picture,
            Self::Readings => Lane::File,
        }
    }
}

/// What answers a route.
#[derive(Clone, Copy, Debug)]
enum Work {
    Handled(Handler),
    Carried(Carried),
}

/// An act carried by a form.
#[derive(Clone, Copy, Debug)]
struct Carried {
    /// How the form becomes the act.
    form: FormOf,
    /// Where it leads.
    leads: Leads,
    /// What is shown again when it is refused, with everything that was typed and the field to mend.
    page: Handler,
    /// Where that is.
    place: &'static str,
}

/// How a form becomes an act.
pub type FormOf = fn(&Ask) -> Result<Command, Problem>;

/// Where an act leads once it is done.
#[derive(Clone, Copy, Debug)]
enum Leads {
    /// Back to the page, which says this: a key of the catalogue, and where on the page.
    Back(&'static str),
    /// To another place of the relationship.
    To(&'static str),
    /// To a place that only what was done tells.
    On(fn(&Ask, &Done) -> String),
}

impl Route {
    /// The method.
    pub fn method(&self) -> Method {
        if self.posts {
            Method::POST
        } else {
            Method::GET
        }
    }

    /// Whether a program comes here with a token: to the API, to files that one takes away, and to the stream
    /// that tells of news. Pages are for people.
    pub fn is_for_programs(&self) -> bool {
        self.path.starts_with("/api/")
            || self.lane == Lane::File
            || self.path.ends_with(".csv")
            || self.path.ends_with("/live")
    }

    /// Answers a request.
    ///
    /// # Errors
    /// Whatever the visitor cannot mend on the page that it came from.
    pub fn answer(&self, ask: &Ask) -> Answer {
        match &self.work {
            Work::Handled(handler) => handler(ask),
            Work::Carried(carried) => {
                let on = |done: &Done| match carried.leads {
                    Leads::Back(said) => ask.fill(&format!("{}?said={said}", carried.place)),
                    Leads::To(place) => ask.fill(&format!("{TABLE_PATH}{place}")),
                    Leads::On(on) => on(ask, done),
                };
                ask.act((carried.form)(ask), on, carried.page)
            }
        }
    }
}

/// A row of the table, and the rows beneath it.
#[derive(Clone, Copy)]
struct Row {
    posts: bool,
    path: &'static str,
    access: Option<Access>,
    lane: Lane,
    except: Except,
    does: Does,
    rows: &'static [Row],
}

#[derive(Clone, Copy)]
enum Does {
    /// Only what is beneath it.
    Nothing,
    Answers(Handler),
    Acts(FormOf, Leads, Option<Handler>),
}

const fn row(posts: bool, path: &'static str, does: Does, rows: &'static [Row]) -> Row {
    Row {
        posts,
        path,
        access: None,
        lane: Lane::Page,
        except: Except {
            second_factor: false,
            proof: false,
            files: None,
            one_click: false,
        },
        does,
        rows,
    }
}

/// Rows whose paths begin with this one.
const fn under(path: &'static str, rows: &'static [Row]) -> Row {
    row(false, path, Does::Nothing, rows)
}

const fn get(path: &'static str, handler: Handler) -> Row {
    row(false, path, Does::Answers(handler), &[])
}

const fn post(path: &'static str, handler: Handler) -> Row {
    row(true, path, Does::Answers(handler), &[])
}

/// A page, and beneath it the forms that stand on it.
const fn page(path: &'static str, handler: Handler, rows: &'static [Row]) -> Row {
    row(false, path, Does::Answers(handler), rows)
}

/// A form of the page that it stands beneath: how it becomes an act, and what the page says then.
const fn act(path: &'static str, form: FormOf, said: &'static str) -> Row {
    row(true, path, Does::Acts(form, Leads::Back(said), None), &[])
}

impl Row {
    /// Who may come, here and beneath.
    const fn to(mut self, access: Access) -> Self {
        self.access = Some(access);
        self
    }

    /// The same route for work that is not a page's. What is slow asks to be in its lane, and fails
    /// in any other where debugging is on: a new route cannot forget it.
    const fn within(mut self, lane: Lane) -> Self {
        self.lane = lane;
        self
    }

    /// Stands open, with all that is beneath, before a second factor was shown.
    const fn before_second_factor(mut self) -> Self {
        self.except.second_factor = true;
        self
    }

    /// Its form needs no proof as long as nobody is known.
    const fn before_anybody(mut self) -> Self {
        self.except.proof = true;
        self
    }

    /// What is sent may be of any type.
    const fn of_any_type(mut self) -> Self {
        self.except.one_click = true;
        self
    }

    /// Its form may bring files.
    const fn with_files(mut self, files: Files) -> Self {
        self.except.files = Some(files);
        self
    }

    /// The act leads to another place of the relationship than the page.
    const fn leads(mut self, place: &'static str) -> Self {
        if let Does::Acts(form, _, page) = self.does {
            self.does = Does::Acts(form, Leads::To(place), page);
        }
        self
    }

    /// The act leads where what was done tells.
    const fn on(mut self, on: fn(&Ask, &Done) -> String) -> Self {
        if let Does::Acts(form, _, page) = self.does {
            self.does = Does::Acts(form, Leads::On(on), page);
        }
        self
    }

    /// The act's form stands on this page, which is at another address.
    const fn again(mut self, page: Handler) -> Self {
        if let Does::Acts(form, leads, _) = self.does {
            self.does = Does::Acts(form, leads, Some(page));
        }
        self
    }

    /// Lays the row and those beneath it flat.
    fn lay(&self, above: &Above, routes: &mut Vec<Route>) {
        let path: &'static str = format!("{}{}", above.path, self.path).leak();
        let access = self.access.or(above.access);
        let except = Except {
            second_factor: above.except.second_factor || self.except.second_factor,
            proof: above.except.proof || self.except.proof,
            one_click: above.except.one_click || self.except.one_click,
            // Of this row alone.
            files: self.except.files,
        };
        let mut beneath = Above {
            path,
            access,
            except,
            ..*above
        };
        let work = match self.does {
            Does::Nothing => None,
            Does::Answers(handler) => {
                if !self.posts {
                    beneath.page = Some((handler, path));
                }
                Some(Work::Handled(handler))
            }
            Does::Acts(form, leads, page) => {
                let (above, place) = above.page.unzip();
                // A form without a page is no route, which the matrix of routes and visitors sees.
                page.or(above).map(|page| {
                    Work::Carried(Carried {
                        form,
                        leads,
                        page,
                        place: place.unwrap_or_default(),
                    })
                })
            }
        };
        // A row that does not say who may come lets nobody in: it is no route, either.
        routes.extend(work.zip(access).map(|(work, access)| Route {
            posts: self.posts,
            path,
            access,
            lane: self.lane,
            except,
            work,
        }));
        for row in self.rows {
            row.lay(&beneath, routes);
        }
    }
}

/// What a row has from those above it.
#[derive(Clone, Copy)]
struct Above {
    path: &'static str,
    access: Option<Access>,
    except: Except,
    page: Option<(Handler, &'static str)>,
}

/// Every route there is.
pub static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    let mut routes = Vec::new();
    let above = Above {
        path: "",
        access: None,
        except: Except::default(),
        page: None,
    };
    // Whoever comes in is nobody yet.
    under("", ENTRY).to(Public).lay(&above, &mut routes);
    for row in [ACCOUNT, TABLE, API].into_iter().flatten() {
        row.lay(&above, &mut routes);
    }
    routes
});

/// The nearest page at this address or above it: a form is sent where nothing may stand, and the page on
/// which it is mended is asked for there.
pub fn page_above(path: &str) -> &str {
    let is_page = |path: &str| answering(path).is_some_and(|route| has_page(route.path));
    if is_page(path) {
        return path;
    }
    // Above the form's own place in the table: what stands for a word there stands for no parameter.
    let mut above = answering(path).map_or("", |form| form.path);
    while let Some((place, _)) = above
        .rsplit_once('/')
        .filter(|(place, _)| !place.is_empty())
    {
        if has_page(place) {
            let after = path.match_indices('/').nth(place.matches('/').count());
            return after.map_or(path, |(at, _)| &path[..at]);
        }
        above = place;
    }
    let mut page = path;
    loop {
        if is_page(page) {
            return page;
        }
        match page.rsplit_once('/') {
            Some((above, _)) if !above.is_empty() => page = above,
            _ => return "/",
        }
    }
}

/// Whether something is shown at this place of the table.
fn has_page(place: &str) -> bool {
    let mut routes = ROUTES.iter();
    routes.any(|route| !route.posts && route.path == place)
}

/// The route that answers at an address: a word before a parameter, as the server chooses.
fn answering(path: &str) -> Option<&'static Route> {
    let routes = ROUTES.iter().filter(|route| leads_to(route.path, path));
    routes.min_by_key(|route| {
        let places = route.path.split('/');
        places
            .map(|place| place.starts_with('{'))
            .collect::<Vec<_>>()
    })
}

/// Whether a path of the table leads to this one: of a parameter nothing is asked but that it is there.
fn leads_to(route: &str, path: &str) -> bool {
    let mut wanted = route.split('/');
    let fits = path.split('/').all(|part| {
        wanted
            .next()
            .is_some_and(|wanted| wanted == part || wanted.starts_with('{') && !part.is_empty())
    });
    fits && wanted.next().is_none()
}

use Access::{Account, Administrator, Host, Public, Seated, SignedIn};

/// Coming in: set-up, signing in, invitations.
const ENTRY: &[Row] = &[
    get("/assets/{version}/{*name}", assets::serve),
    get("/healthz", health::alive).within(Lane::Instant),
    get("/readyz", health::ready),
    get("/.well-known/change-password", well_known::change_password).within(Lane::Instant),
    get(
        "/.well-known/passkey-endpoints",
        well_known::passkey_endpoints,
    ),
    get("/robots.txt", well_known::robots).within(Lane::Instant),
    get("/favicon.ico", well_known::favicon).within(Lane::Instant),
    get("/apple-touch-icon.png", well_known::touch_icon).within(Lane::Instant),
    get("/apple-touch-icon-precomposed.png", well_known::touch_icon).within(Lane::Instant),
    under(
        "/set-up",
        &[
            get("", set_up::show),
            post("/code", set_up::code).before_anybody(),
            post("", set_up::set_up).within(Lane::Hash).before_anybody(),
            get("/address", set_up::address).to(Host),
            post("/address", set_up::set_address).to(Host),
        ],
    ),
    under(
        "/sign-in",
        &[
            get("", sign_in::show),
            post("", sign_in::sign_in)
                .within(Lane::Hash)
                .before_anybody(),
            post("/code", sign_in::bring_code).before_anybody(),
            post("/passkey", sign_in::use_passkey).before_anybody(),
            post("/passkey/challenge", sign_in::passkey_challenge).before_anybody(),
        ],
    ),
    post("/sign-out", sign_in::sign_out)
        .to(SignedIn)
        .before_second_factor(),
    under(
        "/password",
        &[
            get("", sign_in::forgotten),
            post("", sign_in::send_link),
            get("/{secret}", sign_in::link),
            post("/{secret}", sign_in::use_link).within(Lane::Hash),
        ],
    )
    .before_anybody(),
    under(
        "/i/{secret}",
        &[
            get("", invitation::show),
            post("", invitation::enter),
            post("/pass-on", invitation::pass_on),
            post("/take", invitation::take).to(Account),
            post("/contest", invitation::contest),
        ],
    )
    .before_anybody(),
    under("/c/{secret}", VOICE).before_anybody(),
    under(
        "/q/{secret}",
        &[
            get("", measures::asked::show),
            post("", measures::asked::answer),
            post("/withdrawal", measures::asked::withdraw),
        ],
    )
    .before_anybody(),
    get("/passed-on/{invitation}/{receipt}", invitation::passed_on),
    get("/confirm/{secret}", confirmation::show),
    post("/confirm/{secret}", confirmation::confirm).within(Lane::Hash),
    get("/stop/{secret}", messages::stop_page),
    post("/stop/{secret}", messages::stop)
        .before_anybody()
        .of_any_type(),
    post("/demo/person", demo::switch).before_anybody(),
    // The demo's people have passwords.
    post("/demo/beginning", demo::begin_again)
        .within(Lane::Hash)
        .before_anybody(),
];

/// One's own account, one's organisation, the server; opening a relationship.
const ACCOUNT: &[Row] = &[
    get("/", home::show).to(SignedIn),
    get("/search", search::show_across)
        .to(SignedIn)
        .within(Lane::Search),
    under(
        "/account",
        &[
            get("", account::show).to(SignedIn),
            post("/locale", account::set_locale).to(SignedIn),
            post("/messages", messages::choose)
                .to(SignedIn)
                .within(Lane::Mail),
            post("/password", account::change_password).within(Lane::Hash),
            post("/email", account::change_email).within(Lane::Hash),
            post("/email/confirmation", confirmation::send),
            post("/sign-out-everywhere", account::sign_out_everywhere),
            get("/second-factor", ways::second_factor),
            post("/passkeys", ways::add_passkey),
            post("/passkeys/challenge", ways::passkey_challenge),
            post("/passkeys/{passkey}", ways::change_passkey),
            post("/authenticator", ways::offer_app),
            post("/authenticator/code", ways::add_app),
            post("/authenticator/removal", ways::remove_app),
            post("/recovery-codes", ways::renew_codes),
        ],
    )
    .to(Account)
    .before_second_factor(),
    // A token would be a way round the second factor.
    post("/account/tokens", account::create_token).to(Account),
    post("/account/tokens/{token}/revocation", account::revoke_token).to(Account),
    under(
        "/organisation",
        &[
            get("", organisation::show),
            post("", organisation::rename),
            post("/people", organisation::add_person),
            post("/people/{person}", organisation::change_person),
        ],
    )
    .to(Administrator),
    get("/server", server::show).to(Host),
    post("/server", server::set).to(Host),
    post("/server/mail", server::test_mail)
        .to(Host)
        .within(Lane::Mail),
    get("/open", open::show).to(Account),
    post("/open", open::open).to(Account),
];

/// Where a relationship's pages are.
const TABLE_PATH: &str = "/r/{relationship}";

/// A relationship's pages, and the forms on them.
const TABLE: &[Row] = &[under(
    TABLE_PATH,
    &[
        page("", overview::show, &[]),
        get("/live", live::follow),
        get("/search", search::show).within(Lane::Search),
        under("", FIRST_MINUTES),
        under("", VALUE),
        under("/features", FEATURES),
        under("", DECISIONS),
        under("", COMMITMENTS),
        under("", MEETINGS),
        under("", FACTORS),
        under("", REVIEW),
        under("", TRUST),
        under("", PACKS),
        under("/consultations", CONSULTATIONS),
        under("", AGREEMENT),
        get("/features.csv", features::exchange::csv).within(Lane::File),
        get("/value.csv", tables::value).within(Lane::File),
        get("/parties.csv", tables::parties).within(Lane::File),
        get("/better-off.csv", tables::better_off).within(Lane::File),
        page("/parties", parties::show, PARTIES),
        page(
            "/settings",
            table_settings::show,
            &[
                act("", table_settings::describe, "settings-kept"),
                act("/closing", table_settings::close, "").on(table_settings::closing),
                post("/deletion", table_settings::delete),
            ],
        ),
        get("/record", record::show).within(Lane::Search),
        page(
            "/record/{sequence}",
            record::entry,
            &[act("/erasure", record::erase, "record-erased")],
        ),
        get("/record.jsonl", record::json_lines).within(Lane::File),
        get("/record.csv", record::csv).within(Lane::File),
        get("/record.leaves", record::leaves).within(Lane::File),
        under("", DIALOGUE),
    ],
)
.to(Seated)];

/// The first ten minutes: naming outcomes, and inviting or being invited.
const FIRST_MINUTES: &[Row] = &[
    get("/begin/outcomes", open::outcomes),
    post("/begin/outcomes", open::add_outcomes),
    under(
        "/invite",
        &[
            get("", invite::show),
            post("", invite::invite).within(Lane::Mail),
            post("/suggestions", invite::suggest),
            get("/{invitation}", invite::asked::show),
            post("/{invitation}/link", invite::asked::renew).within(Lane::Mail),
            post("/{invitation}/name", invite::asked::rename),
            post("/{invitation}/withdrawal", invite::asked::withdraw),
            post("/{invitation}/mail", invite::asked::mail).within(Lane::Mail),
        ],
    ),
    get("/way-back", way_back::show),
    post("/way-back", way_back::renew),
    get("/sheet", invite::sheet),
    get("/welcome", welcome::show),
    post("/welcome", welcome::say),
    get("/missing", welcome::missing),
    post("/missing", welcome::say_missing),
    post("/tell-me", messages::tell_me).within(Lane::Mail),
    get("/claim", welcome::claim_page),
    post("/claim", welcome::claim).within(Lane::Hash),
];

/// What the service is worth, and to whom.
const VALUE: &[Row] = &[
    page(
        "/value",
        value::show,
        &[
            act("/outcomes", value::add_outcome, "outcome-added"),
            act("/parts", value::name_part, "part-named#parts"),
            act("/parts/{part}", value::judge_part, "part-judged#parts"),
            act("/figures", value::open_figures, "figures-set"),
        ],
    ),
    page(
        "/outcomes/{outcome}",
        outcome::show,
        &[
            act("", outcome::reword, "outcome-reworded"),
            act("/description", outcome::describe, "outcome-described"),
            act("/wordings", outcome::propose_wording, "wording-proposed"),
            act(
                "/wordings/{wording}",
                outcome::take_wording,
                "wording-taken",
            ),
            act(
                "/wordings/{wording}/refusal",
                outcome::decline_wording,
                "wording-declined",
            ),
            act("/confirmation", outcome::confirm, "still-so"),
            act("/retirement", outcome::retire, "outcome-retired"),
            act("/words", outcome::say_about, "said-about#words"),
            act("/effects", outcome::state_effect, "effect-stated"),
            act(
                "/effects/{effect}/withdrawal",
                outcome::withdraw_effect,
                "effect-withdrawn",
            ),
            act("/measures", outcome::name_measure, "measure-named#measures"),
            act("/questions", measures::asked::ask_people, "").on(measures::asked::to_asked),
            act(
                "/measures/{measure}/removal",
                outcome::drop_measure,
                "measure-dropped#measures",
            ),
        ],
    ),
    get("/rate", rate::next),
    get("/rate/{outcome}", rate::show),
    post("/rate/{outcome}", rate::rate),
    get("/guess", guess::next),
    get("/guess/{outcome}", guess::show),
    post("/guess/{outcome}", guess::guess),
    get("/reveal", reveal::show),
    post("/reveal", reveal::answer),
    page(
        "/better-off",
        better_off::show,
        &[act("", better_off::say, "").on(better_off::said)],
    ),
];

/// What could be done, and for how much.
const FEATURES: &[Row] = &[
    page(
        "",
        features::show,
        &[
            act("", features::add, "feature-added").within(Lane::Engine),
            act(
                "/endowments",
                features::choose_endowments,
                "endowments-chosen#voices",
            )
            .within(Lane::Engine),
            act("/mixes", features::record, "")
                .on(features::recorded_mix)
                .within(Lane::Engine),
        ],
    )
    .within(Lane::Engine),
    get("/mix", features::mix).within(Lane::Engine),
    get("/import", features::exchange::show),
    post("/import", features::exchange::import),
    get("/mixes/{mix}", features::recorded::show).within(Lane::Past),
    get("/mixes/{mix}/mix.csv", tables::recorded_mix).within(Lane::Past),
    get("/mixes/{mix}/why/{feature}", features::recorded::why),
    page(
        "/{feature}",
        features::feature::show,
        &[
            act("", features::feature::change, "feature-changed"),
            act("/price", features::feature::set_price, "feature-price-said"),
            act(
                "/share",
                features::feature::answer_share,
                "share-answered#cost",
            ),
            act("/withdrawal", features::feature::withdraw, "")
                .leads("/features?said=feature-withdrawn"),
        ],
    ),
];

/// What the table decides.
const DECISIONS: &[Row] = {
    use decisions::{form, proposal};
    &[
        page(
            "/decisions",
            decisions::show,
            &[act(
                "/silence",
                decisions::choose_silence,
                "silence-chosen#silence",
            )],
        ),
        get("/decisions.csv", decisions::csv).within(Lane::File),
        page(
            "/decisions/new",
            form::open_page,
            &[act("", form::open, "").on(form::opened)],
        ),
        page("/decisions/{proposal}", proposal::show, POSITIONS),
        page(
            "/decisions/{proposal}/amendment",
            form::amend_page,
            &[act("", form::amend, "").leads("/decisions/{proposal}?said=proposal-amended")],
        ),
        get("/decisions/{proposal}/decision.md", decisions::markdown).within(Lane::File),
        get("/decisions/{proposal}/decision.pdf", decisions::paper).within(Lane::File),
    ]
};

/// What parties promised to each other.
const COMMITMENTS: &[Row] = {
    use commitments::one;
    &[
        page(
            "/commitments",
            commitments::show,
            &[act("", commitments::make, "commitment-made")],
        ),
        get("/commitments.csv", commitments::csv).within(Lane::File),
        page(
            "/commitments/{commitment}",
            one::show,
            &[
                act("/kept", one::report, "kept-reported"),
                act("/confirmation", one::confirm, "kept-confirmed"),
                act("/missing", one::say_missing, "kept-missing"),
                act("/change", one::ask_for_change, "commitment-change-asked"),
                act("/agreement", one::agree, "commitment-changed"),
                act("/decline", one::decline, "commitment-change-declined"),
                act("/release", one::release, "commitment-released"),
                act("/join", one::join, "commitments-joined"),
            ],
        ),
    ]
};

/// Meetings of the table.
const MEETINGS: &[Row] = &[
    page(
        "/meetings",
        meetings::show,
        &[
            act("", meetings::plan, "").on(meetings::planned),
            act("/writing", meetings::plan_written, "").on(meetings::planned),
        ],
    ),
    get("/meetings.csv", meetings::csv).within(Lane::File),
    page("/meetings/{meeting}", meetings::one::show, MEETING),
    get("/meetings/{meeting}/wall", meetings::wall),
    get("/meetings/{meeting}/meeting.ics", meetings::calendar).within(Lane::File),
    get("/meetings/{meeting}/minutes.md", meetings::markdown).within(Lane::File),
    get("/meetings/{meeting}/minutes.pdf", meetings::paper).within(Lane::File),
];

/// What is done about a meeting, and in it.
const MEETING: &[Row] = {
    use meetings::{one, sitting, take_down};
    &[
        act("/change", one::change, "meeting-changed"),
        act("/cancellation", one::cancel, "meeting-cancelled"),
        act("/coming", one::say_coming, "coming-said"),
        act("/topics", one::bring, "topic-brought#agenda"),
        act(
            "/topics/{topic}/withdrawal",
            one::withdraw,
            "topic-off#agenda",
        ),
        act("/topics/{topic}/words", one::write, "word-written#written"),
        act("/topics/{topic}/backing", one::back, "topic-backed#agenda"),
        act("/topics/{topic}/beginning", one::begin_topic, "topic-begun"),
        act("/beginning", sitting::begin, "meeting-begun"),
        act("/presence", sitting::note_presence, "presence-noted"),
        act("/round", sitting::begin_round, "round-begun"),
        act("/pass", sitting::pass, "turn-passed"),
        act("/floor", sitting::ask_for_floor, "floor-asked"),
        act("/floor/leaving", sitting::leave_floor, "floor-left"),
        act("/floor/giving", sitting::give_floor, "floor-given"),
        act("/floor/end", sitting::end_speaking, "floor-ended"),
        act("/list", sitting::close_list, "list-set"),
        act("/off-record", sitting::go_off_record, "off-record-set"),
        act("/relief", sitting::relieve, "chair-taken"),
        act("/lead", sitting::pass_chair, "chair-passed"),
        act("/closing", sitting::ask_to_close, "").on(sitting::asked_to_close),
        act("/end", sitting::close, "meeting-closed"),
        act("/reopening", sitting::reopen, "meeting-reopened"),
        act("/words", take_down::say, "taken-down#take-down").on(take_down::taken),
        act("/heard", take_down::tick, "heard-ticked#taken"),
        act("/not-heard", take_down::deny, "hearing-denied#taken"),
        act("/commitments", take_down::promise, "taken-down#take-down").on(take_down::taken),
        act("/proposals", take_down::propose, "taken-down#take-down").on(take_down::taken),
        act("/reading", one::read, "minutes-read"),
    ]
};

/// What happens outside.
const FACTORS: &[Row] = {
    use factors::one;
    &[
        page(
            "/factors",
            factors::show,
            &[act("", factors::record, "factor-recorded")],
        ),
        get("/factors.csv", factors::csv).within(Lane::File),
        page(
            "/factors/{factor}",
            one::show,
            &[
                act("/outcomes/{outcome}", one::confirm, "factor-still"),
                act("/extension", one::extend, "factor-extended"),
                act("/look", one::look, "factor-looked"),
                act("/withdrawal", one::withdraw, "factor-withdrawn"),
            ],
        ),
    ]
};

/// Whether it came true, and what is measured.
const REVIEW: &[Row] = &[
    page(
        "/review",
        review::show,
        &[act(
            "/outcomes/{outcome}",
            review::judge,
            "outcome-judged#outcomes",
        )],
    ),
    get("/review.csv", review::csv).within(Lane::File),
    page(
        "/stages",
        stages::show,
        &[
            act("", stages::choose, "stages-chosen"),
            act("/placement", stages::place, "stage-placed").on(stages::placed),
        ],
    ),
    get("/stages.csv", stages::csv).within(Lane::File),
    page(
        "/measures/{measure}",
        measures::show,
        &[
            act("", measures::take, "reading-taken").on(measures::taken),
            act("/count", measures::asked::count, "answers-counted"),
        ],
    ),
    get("/measures/{measure}/readings.csv", measures::csv).within(Lane::File),
    get("/measures/{measure}/import", measures::import::show),
    post("/measures/{measure}/import", measures::import::import).with_files(Files::Readings),
];

/// Packs: the record frozen for a review.
const PACKS: &[Row] = &[
    page(
        "/packs",
        packs::list,
        &[act("", packs::make, "").on(packs::made)],
    ),
    page(
        "/packs/{pack}",
        packs::show,
        &[act("", packs::write, "pack-written").within(Lane::Past)],
    )
    .within(Lane::Past),
    get("/packs/{pack}/pack.md", packs::markdown).within(Lane::File),
    get("/packs/{pack}/pack.pdf", packs::paper).within(Lane::File),
];

/// What both sides think of each other, and what broke.
const TRUST: &[Row] = {
    use trust::repair;
    &[
        page(
            "/trust",
            trust::show,
            &[
                act("", trust::answer, "trust-answered"),
                act("/opening", trust::open, "trust-opened"),
                act("/repairs", repair::open, "").on(repair::opened),
            ],
        ),
        get("/trust.csv", trust::csv).within(Lane::File),
        get("/repairs.csv", trust::repairs_csv).within(Lane::File),
        page(
            "/repairs/{repair}",
            repair::show,
            &[
                act("/cost", repair::cost, "repair-cost"),
                act("/answer", repair::answer, "repair-answered"),
                act("/promise", repair::promise, "repair-promised"),
                act("/acceptance", repair::accept, "repair-accepted"),
                act("/missing", repair::missing, "repair-missing"),
                act("/withdrawal", repair::withdraw, "repair-withdrawn"),
            ],
        ),
    ]
};

/// The value agreement.
const AGREEMENT: &[Row] = {
    use agreement::{form, sign};
    &[
        page(
            "/agreement",
            agreement::show,
            &[
                act("/dissents", agreement::say_dissent, "dissent-said#dissents"),
                act(
                    "/dissents/{dissent}/withdrawal",
                    agreement::withdraw_dissent,
                    "dissent-withdrawn#dissents",
                ),
            ],
        ),
        page(
            "/agreement/draft",
            form::show,
            &[act("", form::compose, "").leads("/agreement?said=agreement-composed")],
        ),
        page(
            "/agreement/versions/{version}",
            agreement::show_version,
            &[
                act("/opening", agreement::open, "agreement-opened"),
                act("/reopening", agreement::reopen, "agreement-reopened"),
            ],
        ),
        page(
            "/agreement/versions/{version}/sign",
            sign::show,
            &[act("/refusal", sign::decline, "")
                .leads("/agreement/versions/{version}?said=signing-declined")],
        ),
        post("/agreement/versions/{version}/sign", sign::sign).within(Lane::Hash),
        post(
            "/agreement/versions/{version}/sign/challenge",
            sign::challenge,
        ),
        get(
            "/agreement/versions/{version}/comparison",
            agreement::compare,
        ),
        get(
            "/agreement/versions/{version}/agreement.md",
            agreement::markdown,
        )
        .within(Lane::File),
        get(
            "/agreement/versions/{version}/agreement.json",
            agreement::json,
        )
        .within(Lane::File),
        get(
            "/agreement/versions/{version}/agreement.pdf",
            agreement::paper,
        )
        .within(Lane::File),
        get(
            "/agreement/versions/{version}/receipts/{person}/receipt.json",
            agreement::receipt,
        )
        .within(Lane::File),
    ]
};

/// What is asked of many.
const CONSULTATIONS: &[Row] = {
    use consultations::{letters, one, statement};
    &[
        page(
            "",
            consultations::show,
            &[act("", consultations::open, "").on(consultations::to_opened)],
        ),
        page(
            "/{consultation}",
            one::show,
            &[
                act("/rejection", one::reject, "statement-rejected"),
                act("/admission", one::admit, "statement-admitted"),
                act("/end", one::close, "consultation-closed"),
                post("/letters", letters::send),
            ],
        ),
        get("/{consultation}/part", one::part),
        get("/{consultation}/statements.csv", statement::csv).within(Lane::File),
        page(
            "/{consultation}/statements/{statement}",
            statement::show,
            &[act("", statement::bring, "statement-brought")],
        ),
    ]
};

/// Taking part in what is asked of many.
const VOICE: &[Row] = {
    use consultations::part;
    &[
        get("", part::welcome),
        post("", part::begin),
        get("/next", part::next),
        post("/votes", part::vote),
        post("/statements", part::add),
        get("/mine", part::mine),
        get("/all", part::all),
        get("/live", part::live),
        post("/withdrawal", part::withdraw),
    ]
};

/// What is done about a proposal.
const POSITIONS: &[Row] = {
    use decisions::proposal;
    &[
        act("/position", proposal::take, "").on(proposal::done),
        act("/still", proposal::keep, "").on(proposal::done),
        act(
            "/objections/{sequence}/telling",
            proposal::say_back,
            "objection-told#objections",
        ),
        act(
            "/tellings/{reflection}",
            proposal::answer_telling,
            "telling-answered#objections",
        ),
        act(
            "/tellings/{reflection}/acknowledgement",
            proposal::acknowledge,
            "telling-answered#objections",
        ),
        act("/silence", proposal::count_silence, "").on(proposal::done),
        act("/absences/{party}", proposal::accept_absence, "").on(proposal::done),
        act("/asking/{party}", proposal::ask_again, "party-asked"),
        act("/withdrawal", proposal::withdraw, "proposal-withdrawn"),
        act(
            "/principles",
            proposal::answer_principle,
            "principle-kept#principle",
        ),
        act("/round", proposal::call_round, "round-called#said"),
        act("/words", proposal::say, "words-said#said"),
        act("/stall", proposal::dismiss, "advice-away"),
    ]
};

/// Who sits at the table.
const PARTIES: &[Row] = &[
    act("", parties::seat_party, "").on(parties::to_invite),
    act("/terms", parties::say_terms, "terms-said"),
    act("/purpose", parties::say_purpose, "purpose-said"),
    act("/dependencies", parties::name_dependency, "supplier-named"),
    act(
        "/dependencies/{dependency}",
        parties::leave_dependency_out,
        "supplier-left-out",
    ),
    act("/people/{person}", parties::change_person, "").on(parties::changed),
    act(
        "/seats/{party}/name",
        parties::rename_party,
        "party-renamed",
    ),
    act(
        "/seats/{party}/removal",
        parties::remove_party,
        "party-removed",
    ),
    act(
        "/suggestions/{suggestion}",
        parties::set_aside,
        "suggestion-aside",
    ),
    act("/figures", parties::share_figures, "figures-shared"),
    act("/facilitation", parties::pass_facilitation, "hat-passed"),
    act("/departure", parties::leave, "").on(parties::left),
];

/// What people say to each other.
const DIALOGUE: &[Row] = &[
    page(
        "/dialogue",
        dialogue::show,
        &[act("", dialogue::turns::say, "")
            .on(dialogue::turns::said)
            .with_files(Files::Attached)],
    ),
    get("/dialogue.md", dialogue::export::markdown_file).within(Lane::File),
    get("/dialogue.csv", dialogue::export::csv_file).within(Lane::File),
    page("/dialogue/{contribution}", dialogue::show_thread, TURNS),
    get(
        "/dialogue/{contribution}/thread.md",
        dialogue::export::thread_markdown,
    )
    .within(Lane::File),
    act("/voices/dismissal", dialogue::turns::dismiss, "")
        .leads("/dialogue?said=advice-away")
        .again(dialogue::show),
];

/// What is done about a word.
const TURNS: &[Row] = {
    use dialogue::turns;
    &[
        act("/replies", turns::reply, "")
            .on(turns::replied)
            .with_files(Files::Attached),
        get("/attachments/{place}", dialogue::attachments::whole).within(Lane::File),
        get(
            "/attachments/{place}/preview",
            dialogue::attachments::preview,
        ),
        act("/withdrawal", turns::take_back, "").leads("/dialogue?said=words-taken-back"),
        act(
            "/mending",
            turns::mend,
            "dialogue-mended#said-{contribution}",
        ),
        act(
            "/explanation",
            turns::explain,
            "dialogue-explained#said-{contribution}",
        ),
        act("/own-word", turns::own_word, "").on(turns::stood),
        act(
            "/reflections",
            turns::say_back,
            "dialogue-said-back#said-{contribution}",
        ),
        act(
            "/reflections/{reflection}/confirmation",
            turns::confirm,
            "dialogue-confirmed#said-{contribution}",
        ),
        act(
            "/reflections/{reflection}/correction",
            turns::correct,
            "dialogue-corrected#said-{contribution}",
        ),
        act(
            "/reflections/{reflection}/acknowledgement",
            turns::acknowledge,
            "dialogue-acknowledged#said-{contribution}",
        ),
        act("/nod", turns::nod, "dialogue-nodded#said-{contribution}"),
        act(
            "/not-heard",
            turns::deny_hearing,
            "hearing-denied#said-{contribution}",
        ),
        act("/note", turns::note, "dialogue-noted#said-{contribution}"),
        act(
            "/answers",
            turns::answer,
            "dialogue-answered#said-{contribution}",
        ),
        act(
            "/answers/{answer}/confirmation",
            turns::confirm_answer,
            "dialogue-answer-confirmed#said-{contribution}",
        ),
    ]
};

/// The same for programs.
const API: &[Row] = &[
    get("/api", api::docs::show).to(Public),
    under(
        "/api/v1",
        &[
            get("/openapi.json", api::openapi::open_api).to(Public),
            get("/me", api::me),
            get("/relationships", api::relationships),
            get("/changes", api::record::changes),
            get("/organisations", api::people::organisations).to(Account),
            get("/colleagues", api::people::colleagues).to(Account),
            get("/tokens", api::tokens::tokens).to(Account),
            post("/tokens", api::tokens::make).to(Account),
            post("/tokens/{token}/revocation", api::tokens::revoke).to(Account),
            get("/search", api::dialogue::search_across).within(Lane::Search),
            post("/relationships", api::write::open).to(Account),
            under("/relationships/{relationship}", TABLE_API).to(Seated),
        ],
    )
    .to(SignedIn),
];

/// A relationship, for programs.
const TABLE_API: &[Row] = &[
    get("", api::relationship),
    get("/table", api::table),
    get("/value", api::value),
    get("/outcomes/{outcome}", api::outcome),
    get("/features", api::features),
    post("/features/import", api::list::import),
    get("/mix", api::mix::mix).within(Lane::Engine),
    get("/decisions", api::decisions),
    get("/decisions/{proposal}", api::decision),
    get("/commitments", api::commitments),
    get("/meetings", api::meetings),
    get("/meetings/{meeting}", api::meeting),
    get("/factors", api::factors),
    get("/review", api::review),
    get("/trust", api::trust),
    get("/packs", api::packs),
    get("/packs/{pack}", api::pack).within(Lane::Past),
    get("/repairs", api::repairs),
    get("/stages", api::stages),
    get("/measures/{measure}", api::measure),
    post("/measures/{measure}/readings", api::readings::take).with_files(Files::Readings),
    get("/consultations", api::consultations::consultations),
    get(
        "/consultations/{consultation}",
        api::consultations::consultation,
    ),
    get("/agreement", api::agreement),
    get("/agreement/versions/{version}", api::agreement_version),
    get("/words", api::words),
    post("/words", api::attachments::say).with_files(Files::Attached),
    get("/needs", api::needs),
    get("/dialogue", api::dialogue::dialogue),
    get("/dialogue/{contribution}", api::dialogue::thread),
    get("/voices", api::dialogue::voices),
    get("/heard", api::dialogue::heard),
    get("/search", api::dialogue::search).within(Lane::Search),
    get("/record", api::record::record),
    post("/commands", api::write::command),
    get("/invitations", api::invitations::invitations),
    post("/invitations", api::invitations::invite).within(Lane::Mail),
    post("/invitations/{invitation}/link", api::invitations::renew),
    post(
        "/invitations/{invitation}/withdrawal",
        api::invitations::withdraw,
    ),
    get("/live", api::files::follow),
    get("/record.jsonl", api::files::record_lines).within(Lane::File),
    get("/record.csv", api::files::record_csv).within(Lane::File),
    get("/record.leaves", api::files::record_leaves).within(Lane::File),
    get("/dialogue.md", api::files::dialogue_markdown).within(Lane::File),
    get("/dialogue.csv", api::files::dialogue_csv).within(Lane::File),
    get(
        "/dialogue/{contribution}/thread.md",
        api::files::thread_markdown,
    )
    .within(Lane::File),
    get("/features.csv", api::files::features_csv).within(Lane::File),
    get(
        "/agreement/versions/{version}/agreement.md",
        api::files::agreement_markdown,
    )
    .within(Lane::File),
    get("/decisions.csv", api::files::decisions_csv).within(Lane::File),
    get("/commitments.csv", api::files::commitments_csv).within(Lane::File),
    get("/meetings.csv", api::files::meetings_csv).within(Lane::File),
    get(
        "/meetings/{meeting}/meeting.ics",
        api::files::meeting_calendar,
    )
    .within(Lane::File),
    get(
        "/meetings/{meeting}/minutes.md",
        api::files::meeting_minutes,
    )
    .within(Lane::File),
    get("/factors.csv", api::files::factors_csv).within(Lane::File),
    get("/review.csv", api::files::review_csv).within(Lane::File),
    get("/packs/{pack}/pack.md", api::files::pack_markdown).within(Lane::File),
    get("/trust.csv", api::files::trust_csv).within(Lane::File),
    get("/repairs.csv", api::files::repairs_csv).within(Lane::File),
    get("/stages.csv", api::files::stages_csv).within(Lane::File),
    get("/measures/{measure}/readings.csv", api::files::readings_csv).within(Lane::File),
    get(
        "/decisions/{proposal}/decision.md",
        api::files::decision_markdown,
    )
    .within(Lane::File),
];

#[cfg(test)]
mod tests {
    use accounts::Language;

    use super::*;
    use crate::catalogue;

    #[test]
    fn what_a_page_says_once_its_form_is_done_is_in_the_catalogue() {
        let mut carried = 0;
        for route in ROUTES.iter() {
            let Work::Carried(Carried { leads, place, .. }) = route.work else {
                continue;
            };
            carried += 1;
            if let Leads::Back(said) = leads {
                let said = said.split('#').next().unwrap_or_default();
                for language in [Language::En, Language::De] {
                    let key = format!("said-{said}");
                    assert!(catalogue::has(language, &key), "{}: {key}", route.path);
                }
                assert!(place.starts_with(TABLE_PATH), "{}", route.path);
            }
        }
        assert!(carried > 30, "only {carried} forms carry an act");
    }
}
