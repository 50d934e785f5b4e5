//! The page that says what was wrong and what to do.

use askama::Template;

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "problem.html")]
struct Page {
    layout: Layout,
    message: String,
}

/// Says what was wrong.
///
/// # Errors
/// When the page cannot be made.
pub fn show(ask: &Ask, problem: &Problem) -> Answer {
    let title = ask.say.text(match problem {
        Problem::NotFound => "problem-nothing-there",
        _ => "problem-title",
    });
    page(&Page {
        layout: Layout::new(ask, title)?,
        message: problem.message(ask.say),
    })
}
