//! The page that says what was wrong and what to do.

use askama::Template;
use axum::http::Method;

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::pages::sign_in;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "problem.html")]
struct Page {
    layout: Layout,
    message: String,
    /// Where one signs in; empty where that is not the matter.
    sign_in: String,
    /// What was written and has not been recorded.
    written: String,
}

/// Says what was wrong.
pub fn show(ask: &Ask, problem: &Problem) -> Answer {
    let title = ask.say.text(match problem {
        Problem::NotFound => "problem-nothing-there",
        _ => "problem-title",
    });
    let is_signed_out = matches!(problem, Problem::SignIn);
    // What another site's page sends is never shown; whether this was recorded is not always known.
    let site = ask.headers.get("sec-fetch-site");
    let is_given_back = ask.method == Method::POST
        && site.is_some_and(|site| site == "same-origin")
        && !matches!(problem, Problem::Unknown);
    let written: Vec<&str> = ask.form.written().filter(|_| is_given_back).collect();
    page(&Page {
        written: written.join("\n\n"),
        sign_in: if is_signed_out {
            sign_in::path_back_to(ask)
        } else {
            String::new()
        },
        layout: Layout::new(ask, title)?,
        message: problem.message(ask.say),
    })
}
