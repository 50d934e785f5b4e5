//! The one table of routes: method, path, who may come, in which lane, and which function answers.
//!
//! The router is built from it, and so is the matrix of routes and visitors that the tests walk: a
//! route cannot exist without both.

use axum::http::Method;

use crate::ask::Handler;
use crate::lanes::Lane;
use crate::{api, assets, live, pages};

/// Who may come to a route at all. What they may see and do there is for the relationship to say.
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
#[derive(Clone, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: &'static str,
    /// Who may come.
    pub access: Access,
    /// Which kind of work it is: pages, unless said.
    pub lane: Lane,
    /// What answers.
    pub handler: Handler,
}

const fn get(path: &'static str, access: Access, handler: Handler) -> Route {
    Route {
        method: Method::GET,
        path,
        access,
        lane: Lane::Page,
        handler,
    }
}

const fn post(path: &'static str, access: Access, handler: Handler) -> Route {
    Route {
        method: Method::POST,
        path,
        access,
        lane: Lane::Page,
        handler,
    }
}

impl Route {
    /// The same route for work that is not a page's. What is slow asks to be in its lane, and fails
    /// in any other where debugging is on: a new route cannot forget it.
    const fn within(mut self, lane: Lane) -> Self {
        self.lane = lane;
        self
    }
}

use Access::{Account, Administrator, Host, Public, Seated, SignedIn};

/// Every route there is.
pub const ROUTES: &[&[Route]] = &[ENTRY, ACCOUNT, OPENING, TABLE, DIALOGUE, API];

/// Coming in: set-up, signing in, invitations.
const ENTRY: &[Route] = &[
    get("/assets/{version}/{*name}", Public, assets::serve),
    get("/healthz", Public, pages::health::alive).within(Lane::Instant),
    get("/readyz", Public, pages::health::ready),
    get("/set-up", Public, pages::set_up::show),
    post("/set-up/code", Public, pages::set_up::code),
    post("/set-up", Public, pages::set_up::set_up).within(Lane::Hash),
    get("/set-up/address", Host, pages::set_up::address),
    post("/set-up/address", Host, pages::set_up::set_address),
    get("/sign-in", Public, pages::sign_in::show),
    post("/sign-in", Public, pages::sign_in::sign_in).within(Lane::Hash),
    post("/sign-in/code", Public, pages::sign_in::bring_code),
    post("/sign-in/passkey", Public, pages::sign_in::use_passkey),
    post(
        "/sign-in/passkey/challenge",
        Public,
        pages::sign_in::passkey_challenge,
    ),
    post("/sign-out", SignedIn, pages::sign_in::sign_out),
    get("/password", Public, pages::sign_in::forgotten),
    post("/password", Public, pages::sign_in::send_link),
    get("/password/{secret}", Public, pages::sign_in::link),
    post("/password/{secret}", Public, pages::sign_in::use_link).within(Lane::Hash),
    get("/i/{secret}", Public, pages::invitation::show),
    post("/i/{secret}", Public, pages::invitation::enter),
    post("/i/{secret}/pass-on", Public, pages::invitation::pass_on),
    post("/i/{secret}/take", Account, pages::invitation::take),
    post("/i/{secret}/contest", Public, pages::invitation::contest),
    get("/confirm/{secret}", Public, pages::confirmation::show),
    post("/confirm/{secret}", Public, pages::confirmation::confirm).within(Lane::Hash),
    get("/stop/{secret}", Public, pages::messages::stop_page),
    post("/stop/{secret}", Public, pages::messages::stop),
    post("/demo/person", Public, pages::demo::switch),
];

/// One's own account, one's organisation, the server.
const ACCOUNT: &[Route] = &[
    get("/", SignedIn, pages::home::show),
    get("/search", SignedIn, pages::search::show_across).within(Lane::Search),
    get("/account", SignedIn, pages::account::show),
    post("/account/locale", SignedIn, pages::account::set_locale),
    post("/account/messages", SignedIn, pages::messages::choose).within(Lane::Mail),
    post(
        "/account/password",
        Account,
        pages::account::change_password,
    )
    .within(Lane::Hash),
    post("/account/email", Account, pages::account::change_email).within(Lane::Hash),
    post(
        "/account/email/confirmation",
        Account,
        pages::confirmation::send,
    ),
    post(
        "/account/sign-out-everywhere",
        Account,
        pages::account::sign_out_everywhere,
    ),
    get(
        "/account/second-factor",
        Account,
        pages::ways::second_factor,
    ),
    post("/account/passkeys", Account, pages::ways::add_passkey),
    post(
        "/account/passkeys/challenge",
        Account,
        pages::ways::passkey_challenge,
    ),
    post(
        "/account/passkeys/{passkey}",
        Account,
        pages::ways::change_passkey,
    ),
    post("/account/authenticator", Account, pages::ways::offer_app),
    post("/account/authenticator/code", Account, pages::ways::add_app),
    post(
        "/account/authenticator/removal",
        Account,
        pages::ways::remove_app,
    ),
    post("/account/recovery-codes", Account, pages::ways::renew_codes),
    post("/account/tokens", Account, pages::account::create_token),
    post(
        "/account/tokens/{token}/revocation",
        Account,
        pages::account::revoke_token,
    ),
    get("/organisation", Administrator, pages::organisation::show),
    post("/organisation", Administrator, pages::organisation::rename),
    post(
        "/organisation/people",
        Administrator,
        pages::organisation::add_person,
    ),
    post(
        "/organisation/people/{person}",
        Administrator,
        pages::organisation::change_person,
    ),
    get("/server", Host, pages::server::show),
    post("/server", Host, pages::server::set),
];

/// The first ten minutes: opening a relationship, and being invited to one.
const OPENING: &[Route] = &[
    get("/open", Account, pages::open::show),
    post("/open", Account, pages::open::open),
    get(
        "/r/{relationship}/begin/outcomes",
        Seated,
        pages::open::outcomes,
    ),
    post(
        "/r/{relationship}/begin/outcomes",
        Seated,
        pages::open::add_outcomes,
    ),
    get("/r/{relationship}/invite", Seated, pages::invite::show),
    post("/r/{relationship}/invite", Seated, pages::invite::invite).within(Lane::Mail),
    get(
        "/r/{relationship}/invite/{invitation}",
        Seated,
        pages::invite::sent,
    ),
    post(
        "/r/{relationship}/invite/{invitation}/link",
        Seated,
        pages::invite::renew,
    )
    .within(Lane::Mail),
    post(
        "/r/{relationship}/invite/{invitation}/withdrawal",
        Seated,
        pages::invite::withdraw,
    ),
    post(
        "/r/{relationship}/invite/{invitation}/mail",
        Seated,
        pages::invite::mail_way_back,
    )
    .within(Lane::Mail),
    get("/r/{relationship}/way-back", Seated, pages::way_back::show),
    post("/r/{relationship}/way-back", Seated, pages::way_back::renew),
    get("/r/{relationship}/sheet", Seated, pages::invite::sheet),
    get("/r/{relationship}/welcome", Seated, pages::welcome::show),
    post("/r/{relationship}/welcome", Seated, pages::welcome::say),
    get("/r/{relationship}/missing", Seated, pages::welcome::missing),
    post(
        "/r/{relationship}/missing",
        Seated,
        pages::welcome::say_missing,
    ),
    post(
        "/r/{relationship}/tell-me",
        Seated,
        pages::messages::tell_me,
    )
    .within(Lane::Mail),
    get(
        "/r/{relationship}/claim",
        Seated,
        pages::welcome::claim_page,
    ),
    post("/r/{relationship}/claim", Seated, pages::welcome::claim).within(Lane::Hash),
];

/// The table.
const TABLE: &[Route] = &[
    get("/r/{relationship}", Seated, pages::overview::show),
    get("/r/{relationship}/live", Seated, live::follow),
    get("/r/{relationship}/search", Seated, pages::search::show).within(Lane::Search),
    get("/r/{relationship}/value", Seated, pages::value::show),
    post(
        "/r/{relationship}/value/outcomes",
        Seated,
        pages::value::add_outcome,
    ),
    post(
        "/r/{relationship}/value/parts",
        Seated,
        pages::value::name_part,
    ),
    post(
        "/r/{relationship}/value/parts/{part}",
        Seated,
        pages::value::judge_part,
    ),
    post(
        "/r/{relationship}/value/figures",
        Seated,
        pages::value::open_figures,
    ),
    get(
        "/r/{relationship}/outcomes/{outcome}",
        Seated,
        pages::outcome::show,
    ),
    post(
        "/r/{relationship}/outcomes/{outcome}",
        Seated,
        pages::outcome::reword,
    ),
    post(
        "/r/{relationship}/outcomes/{outcome}/retirement",
        Seated,
        pages::outcome::retire,
    ),
    post(
        "/r/{relationship}/outcomes/{outcome}/effects",
        Seated,
        pages::outcome::state_effect,
    ),
    post(
        "/r/{relationship}/outcomes/{outcome}/effects/{effect}/withdrawal",
        Seated,
        pages::outcome::withdraw_effect,
    ),
    get("/r/{relationship}/rate", Seated, pages::rate::next),
    get(
        "/r/{relationship}/rate/{outcome}",
        Seated,
        pages::rate::show,
    ),
    post(
        "/r/{relationship}/rate/{outcome}",
        Seated,
        pages::rate::rate,
    ),
    get("/r/{relationship}/guess", Seated, pages::guess::next),
    get(
        "/r/{relationship}/guess/{outcome}",
        Seated,
        pages::guess::show,
    ),
    post(
        "/r/{relationship}/guess/{outcome}",
        Seated,
        pages::guess::guess,
    ),
    get("/r/{relationship}/reveal", Seated, pages::reveal::show),
    post("/r/{relationship}/reveal", Seated, pages::reveal::answer),
    get(
        "/r/{relationship}/better-off",
        Seated,
        pages::better_off::show,
    ),
    post(
        "/r/{relationship}/better-off",
        Seated,
        pages::better_off::say,
    ),
    get("/r/{relationship}/features", Seated, pages::features::show).within(Lane::Engine),
    post("/r/{relationship}/features", Seated, pages::features::add).within(Lane::Engine),
    get(
        "/r/{relationship}/features.csv",
        Seated,
        pages::features::exchange::csv,
    )
    .within(Lane::File),
    get(
        "/r/{relationship}/features/mix",
        Seated,
        pages::features::mix,
    )
    .within(Lane::Engine),
    get(
        "/r/{relationship}/features/import",
        Seated,
        pages::features::exchange::show,
    ),
    post(
        "/r/{relationship}/features/import",
        Seated,
        pages::features::exchange::import,
    ),
    post(
        "/r/{relationship}/features/endowments",
        Seated,
        pages::features::choose_endowments,
    )
    .within(Lane::Engine),
    post(
        "/r/{relationship}/features/mixes",
        Seated,
        pages::features::record,
    )
    .within(Lane::Engine),
    get(
        "/r/{relationship}/features/mixes/{mix}",
        Seated,
        pages::features::recorded::show,
    )
    .within(Lane::Past),
    get(
        "/r/{relationship}/features/{feature}",
        Seated,
        pages::features::feature::show,
    ),
    post(
        "/r/{relationship}/features/{feature}",
        Seated,
        pages::features::feature::change,
    ),
    post(
        "/r/{relationship}/features/{feature}/price",
        Seated,
        pages::features::feature::set_price,
    ),
    post(
        "/r/{relationship}/features/{feature}/withdrawal",
        Seated,
        pages::features::feature::withdraw,
    ),
    get("/r/{relationship}/parties", Seated, pages::parties::show),
    post(
        "/r/{relationship}/parties",
        Seated,
        pages::parties::seat_party,
    ),
    post(
        "/r/{relationship}/parties/terms",
        Seated,
        pages::parties::say_terms,
    ),
    post(
        "/r/{relationship}/parties/purpose",
        Seated,
        pages::parties::say_purpose,
    ),
    post(
        "/r/{relationship}/parties/dependencies",
        Seated,
        pages::parties::name_dependency,
    ),
    post(
        "/r/{relationship}/parties/dependencies/{dependency}",
        Seated,
        pages::parties::leave_dependency_out,
    ),
    post(
        "/r/{relationship}/parties/people/{person}",
        Seated,
        pages::parties::change_person,
    ),
    post(
        "/r/{relationship}/parties/figures",
        Seated,
        pages::parties::share_figures,
    ),
    post(
        "/r/{relationship}/parties/facilitation",
        Seated,
        pages::parties::pass_facilitation,
    ),
    post(
        "/r/{relationship}/parties/departure",
        Seated,
        pages::parties::leave,
    ),
    get(
        "/r/{relationship}/settings",
        Seated,
        pages::table_settings::show,
    ),
    post(
        "/r/{relationship}/settings",
        Seated,
        pages::table_settings::describe,
    ),
    post(
        "/r/{relationship}/settings/closing",
        Seated,
        pages::table_settings::close,
    ),
    get("/r/{relationship}/record", Seated, pages::record::show).within(Lane::Search),
    get(
        "/r/{relationship}/record/{sequence}",
        Seated,
        pages::record::entry,
    ),
    post(
        "/r/{relationship}/record/{sequence}/erasure",
        Seated,
        pages::record::erase,
    ),
    get(
        "/r/{relationship}/record.jsonl",
        Seated,
        pages::record::json_lines,
    )
    .within(Lane::File),
    get("/r/{relationship}/record.csv", Seated, pages::record::csv).within(Lane::File),
    get(
        "/r/{relationship}/record.leaves",
        Seated,
        pages::record::leaves,
    )
    .within(Lane::File),
];

/// What people say to each other.
const DIALOGUE: &[Route] = &[
    get("/r/{relationship}/dialogue", Seated, pages::dialogue::show),
    post(
        "/r/{relationship}/dialogue",
        Seated,
        pages::dialogue::turns::say,
    ),
    get(
        "/r/{relationship}/dialogue.md",
        Seated,
        pages::dialogue::export::markdown_file,
    )
    .within(Lane::File),
    get(
        "/r/{relationship}/dialogue.csv",
        Seated,
        pages::dialogue::export::csv_file,
    )
    .within(Lane::File),
    get(
        "/r/{relationship}/dialogue/{contribution}",
        Seated,
        pages::dialogue::show_thread,
    ),
    get(
        "/r/{relationship}/dialogue/{contribution}/thread.md",
        Seated,
        pages::dialogue::export::thread_markdown,
    )
    .within(Lane::File),
    post(
        "/r/{relationship}/dialogue/{contribution}/replies",
        Seated,
        pages::dialogue::turns::reply,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/withdrawal",
        Seated,
        pages::dialogue::turns::take_back,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/explanation",
        Seated,
        pages::dialogue::turns::explain,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/own-word",
        Seated,
        pages::dialogue::turns::own_word,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/reflections",
        Seated,
        pages::dialogue::turns::say_back,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/confirmation",
        Seated,
        pages::dialogue::turns::confirm,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/correction",
        Seated,
        pages::dialogue::turns::correct,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/acknowledgement",
        Seated,
        pages::dialogue::turns::acknowledge,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/nod",
        Seated,
        pages::dialogue::turns::nod,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/answers",
        Seated,
        pages::dialogue::turns::answer,
    ),
    post(
        "/r/{relationship}/dialogue/{contribution}/answers/{answer}/confirmation",
        Seated,
        pages::dialogue::turns::confirm_answer,
    ),
    post(
        "/r/{relationship}/voices/dismissal",
        Seated,
        pages::dialogue::turns::dismiss,
    ),
];

/// The same for programs.
const API: &[Route] = &[
    get("/api", Public, api::docs::show),
    get("/api/v1/openapi.json", Public, api::openapi::open_api),
    get("/api/v1/me", SignedIn, api::me),
    get("/api/v1/relationships", SignedIn, api::relationships),
    get("/api/v1/search", SignedIn, api::dialogue::search_across).within(Lane::Search),
    post("/api/v1/relationships", Account, api::write::open),
    get(
        "/api/v1/relationships/{relationship}",
        Seated,
        api::relationship,
    ),
    get(
        "/api/v1/relationships/{relationship}/table",
        Seated,
        api::table,
    ),
    get(
        "/api/v1/relationships/{relationship}/value",
        Seated,
        api::value,
    ),
    get(
        "/api/v1/relationships/{relationship}/outcomes/{outcome}",
        Seated,
        api::outcome,
    ),
    get(
        "/api/v1/relationships/{relationship}/features",
        Seated,
        api::features,
    ),
    get(
        "/api/v1/relationships/{relationship}/mix",
        Seated,
        api::mix::mix,
    )
    .within(Lane::Engine),
    get(
        "/api/v1/relationships/{relationship}/words",
        Seated,
        api::words,
    ),
    get(
        "/api/v1/relationships/{relationship}/needs",
        Seated,
        api::needs,
    ),
    get(
        "/api/v1/relationships/{relationship}/dialogue",
        Seated,
        api::dialogue::dialogue,
    ),
    get(
        "/api/v1/relationships/{relationship}/dialogue/{contribution}",
        Seated,
        api::dialogue::thread,
    ),
    get(
        "/api/v1/relationships/{relationship}/voices",
        Seated,
        api::dialogue::voices,
    ),
    get(
        "/api/v1/relationships/{relationship}/heard",
        Seated,
        api::dialogue::heard,
    ),
    get(
        "/api/v1/relationships/{relationship}/search",
        Seated,
        api::dialogue::search,
    )
    .within(Lane::Search),
    get(
        "/api/v1/relationships/{relationship}/record",
        Seated,
        api::record,
    ),
    post(
        "/api/v1/relationships/{relationship}/commands",
        Seated,
        api::write::command,
    ),
];
