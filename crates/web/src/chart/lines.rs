//! Lines in steps from left to right, named at their ends: values over time, and shares over budgets.

use std::fmt;

use super::{LEFT, RIGHT, Short, TOP, anchor, escape, on_scale, push, shortened};

/// Height of a line of text above its baseline, with the gap to the next.
const TEXT: f64 = 15.0;

/// One value of one voice at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<'a> {
    /// Unix seconds.
    pub at: i64,
    /// 0–10.
    pub value: f64,
    /// What a reader sees when pointing at it: "12 August: 9, realised".
    pub label: &'a str,
}

/// How a value went for one voice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series<'a> {
    /// Written at the line's end.
    pub label: &'a str,
    /// The class that gives the colour: `party-provider`, …
    pub party_class: &'a str,
    /// Whether this voice decides: its line is drawn stronger.
    pub decides: bool,
    /// Ordered by time.
    pub points: &'a [Point<'a>],
}

/// Something that happened, marked across all lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event<'a> {
    /// Unix seconds.
    pub at: i64,
    /// What happened, in a few words.
    pub label: &'a str,
}

/// A moment named under the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick<'a> {
    /// Unix seconds.
    pub at: i64,
    /// "June", "2026".
    pub label: &'a str,
}

/// The time a chart shows, in Unix seconds, and the moments named under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range<'a> {
    /// First moment shown.
    pub from: i64,
    /// Last moment shown.
    pub to: i64,
    /// Named moments.
    pub ticks: &'a [Tick<'a>],
}

impl Range<'_> {
    /// Where a moment lies across the chart, in per cent of its width.
    fn across(&self, at: i64) -> f64 {
        let span = self.to as f64 - self.from as f64;
        let share = if span > 0.0 {
            (at as f64 - self.from as f64) / span
        } else {
            1.0
        };
        LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }
}

/// A party's share at each budget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stairs<'a> {
    /// Written at the line's end.
    pub label: &'a str,
    /// The class that gives the colour.
    pub party_class: &'a str,
    /// Where across the chart, 0 to 1, and the share from there on, in per cent; in order.
    pub points: &'a [(f64, f64)],
}

/// Values over time, as lines named at their ends.
///
/// A value holds until it is said again, hence steps. The last value is carried to the range's end.
/// Series without points are left out.
pub fn series(
    title: &str,
    description: &str,
    range: Range<'_>,
    lines: &[Series<'_>],
    events: &[Event<'_>],
) -> String {
    /// Each event's name has its own row above the scale, until the rows repeat.
    const EVENT_ROWS: usize = 3;
    const ROW: f64 = 17.0;
    const SCALE: f64 = 200.0;
    const FOOT: f64 = 26.0;
    /// Least room above the scale.
    const HEAD: f64 = 16.0;

    let below_top = |value: f64| (1.0 - on_scale(value) / TOP) * SCALE;
    let ends = lines.iter().filter_map(|line| {
        Some(Name {
            label: line.label,
            party_class: line.party_class,
            baseline: below_top(line.points.last()?.value),
        })
    });
    let (names, above) = stacked(ends, SCALE);
    let top = HEAD.max(above) + ROW * events.len().min(EVENT_ROWS) as f64;
    let bottom = top + SCALE;
    let height = bottom + FOOT;
    let down = |value: f64| top + below_top(value);

    let mut svg = begin("chart series", height, title, description);
    for value in [0.0, 5.0, 10.0] {
        grid(&mut svg, down(value), format_args!("{value}"));
    }
    for tick in range.ticks {
        let x = range.across(tick.at);
        under(&mut svg, x, height, anchor(x), tick.label);
    }
    for (place, event) in events.iter().enumerate() {
        let x = range.across(event.at);
        let y = 13.0 + ROW * (place % EVENT_ROWS) as f64;
        push(
            &mut svg,
            format_args!(
                r#"<g class="event"><line x1="{x}%" x2="{x}%" y1="{from}" y2="{bottom}"/><text x="{x}%" y="{y}" text-anchor="{anchor}">{label}<title>{full}</title></text></g>"#,
                x = Short(x),
                from = Short(y + 5.0),
                bottom = Short(bottom),
                y = Short(y),
                anchor = anchor(x),
                label = escape(&shortened(event.label, 34)),
                full = escape(event.label)
            ),
        );
    }
    for line in lines.iter().filter(|line| !line.points.is_empty()) {
        let class = if line.decides { "line decides" } else { "line" };
        push(
            &mut svg,
            format_args!(r#"<g class="{class} {}">"#, escape(line.party_class)),
        );
        let points = line.points.iter();
        let places: Vec<_> = points
            .map(|point| (range.across(point.at), down(point.value)))
            .collect();
        steps(&mut svg, &places, range.across(range.to));
        for ((x, y), point) in places.into_iter().zip(line.points) {
            push(
                &mut svg,
                format_args!(
                    r#"<circle cx="{}%" cy="{}" r="4"><title>{}</title></circle>"#,
                    Short(x),
                    Short(y),
                    escape(point.label)
                ),
            );
        }
        svg.push_str("</g>");
    }
    write_names(&mut svg, &names, top);
    svg.push_str("</svg>");
    svg
}

/// Shares in per cent that rise and fall in steps from left to right, with a marker that says where
/// one stands. `ends` names the left end, what goes across, and the right end; `shares`, none, half and all of it.
pub fn stairs(
    title: &str,
    description: &str,
    lines: &[Stairs<'_>],
    marker: (f64, &str),
    ends: [&str; 3],
    shares: [&str; 3],
) -> String {
    const SCALE: f64 = 190.0;
    const FOOT: f64 = 28.0;
    /// Least room above the scale, for the marker's words.
    const HEAD: f64 = 32.0;
    const WHOLE: f64 = 100.0;

    let below_top = |share: f64| (1.0 - share.clamp(0.0, WHOLE) / WHOLE) * SCALE;
    let across = |share: f64| LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT);
    let last = lines.iter().filter_map(|line| {
        Some(Name {
            label: line.label,
            party_class: line.party_class,
            baseline: below_top(line.points.last()?.1),
        })
    });
    let (names, above) = stacked(last, SCALE);
    let top = HEAD.max(18.0 + above);
    let bottom = top + SCALE;
    let height = bottom + FOOT;

    let mut svg = begin("chart series stairs", height, title, description);
    for (share, said) in [0.0, WHOLE / 2.0, WHOLE].into_iter().zip(shares) {
        grid(
            &mut svg,
            top + below_top(share),
            format_args!("{}", escape(said)),
        );
    }
    let places = [
        (LEFT, "start"),
        ((LEFT + RIGHT) / 2.0, "middle"),
        (RIGHT, "end"),
    ];
    for ((x, anchor), text) in places.into_iter().zip(ends) {
        under(&mut svg, x, height, anchor, text);
    }
    for line in lines.iter().filter(|line| !line.points.is_empty()) {
        push(
            &mut svg,
            format_args!(r#"<g class="line {}">"#, escape(line.party_class)),
        );
        // Equal steps in a row are one line.
        let mut points = line.points.to_vec();
        points.dedup_by(|next, before| next.1 == before.1);
        let places = points.into_iter();
        let places: Vec<_> = places
            .map(|(at, share)| (across(at), top + below_top(share)))
            .collect();
        steps(&mut svg, &places, RIGHT);
        svg.push_str("</g>");
    }
    write_names(&mut svg, &names, top);
    let x = across(marker.0);
    let (anchor, aside) = match x {
        x if x > 80.0 => ("end", -1.4),
        _ => ("start", 1.4),
    };
    push(
        &mut svg,
        format_args!(
            r#"<g class="marker"><line x1="{x}%" x2="{x}%" y1="12" y2="{bottom}"/><circle cx="{x}%" cy="12" r="5"/><text x="{text}%" y="16" text-anchor="{anchor}">{label}</text></g>"#,
            x = Short(x),
            bottom = Short(bottom),
            text = Short(x + aside),
            label = escape(marker.1)
        ),
    );
    svg.push_str("</svg>");
    svg
}

/// A line's name at its end.
struct Name<'a> {
    label: &'a str,
    party_class: &'a str,
    /// Pixels below the top of the scale.
    baseline: f64,
}

/// Moves names, given where their lines end, so that none lies on another: each is above its own
/// line and above the names below it; the lowest stands under its line where the next one is near.
/// Also how many pixels they reach above the scale.
fn stacked<'a>(ends: impl Iterator<Item = Name<'a>>, scale: f64) -> (Vec<Name<'a>>, f64) {
    let mut names: Vec<_> = ends.collect();
    names.sort_by(|one, other| other.baseline.total_cmp(&one.baseline));
    let near = |one: f64, next: f64| one - next > 0.0 && one - next < TEXT + 9.0;
    let under = match names.as_slice() {
        [lowest, next, ..] if near(lowest.baseline, next.baseline) => {
            usize::from(lowest.baseline + TEXT < scale)
        }
        _ => 0,
    };
    for name in &mut names[..under] {
        name.baseline += TEXT;
    }
    let mut free = f64::INFINITY;
    for name in &mut names[under..] {
        name.baseline = (name.baseline - 7.0).min(free);
        free = name.baseline - TEXT;
    }
    (names, -free)
}

fn write_names(svg: &mut String, names: &[Name<'_>], top: f64) {
    for name in names {
        push(
            svg,
            format_args!(
                r#"<text class="name {}" x="{RIGHT}%" y="{}" text-anchor="end">{}<title>{}</title></text>"#,
                escape(name.party_class),
                Short(top + name.baseline),
                escape(&shortened(name.label, 24)),
                escape(name.label)
            ),
        );
    }
}

fn begin(class: &str, height: f64, title: &str, description: &str) -> String {
    format!(
        r#"<svg class="{class}" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>"#,
        Short(height),
        escape(title),
        escape(description)
    )
}

/// A line of the scale, with its figure.
fn grid(svg: &mut String, y: f64, figure: fmt::Arguments<'_>) {
    push(
        svg,
        format_args!(
            r#"<line class="grid" x1="{LEFT}%" x2="{RIGHT}%" y1="{y}" y2="{y}"/><text class="scale" x="{x}%" y="{base}" text-anchor="end">{figure}</text>"#,
            y = Short(y),
            x = Short(LEFT - 1.0),
            base = Short(y + 4.0)
        ),
    );
}

/// What is named under the scale.
fn under(svg: &mut String, x: f64, height: f64, anchor: &str, text: &str) {
    push(
        svg,
        format_args!(
            r#"<text class="scale" x="{}%" y="{}" text-anchor="{anchor}">{}</text>"#,
            Short(x),
            Short(height - 6.0),
            escape(text)
        ),
    );
}

/// From each place level to where the next begins, then up or down to it; the last one to `end`.
/// Places are per cent from the left and pixels from the top.
fn steps(svg: &mut String, places: &[(f64, f64)], end: f64) {
    for (number, (x, y)) in places.iter().enumerate() {
        let next = places.get(number + 1);
        let until = Short(next.map_or(end, |next| next.0));
        let (x, y) = (Short(*x), Short(*y));
        push(
            svg,
            format_args!(r#"<line x1="{x}%" x2="{until}%" y1="{y}" y2="{y}"/>"#),
        );
        if let Some((_, next)) = next {
            let next = Short(*next);
            push(
                svg,
                format_args!(r#"<line x1="{until}%" x2="{until}%" y1="{y}" y2="{next}"/>"#),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::{YEAR, line};

    fn y_of_names(svg: &str) -> Vec<f64> {
        svg.split(r#"<text class="name"#)
            .skip(1)
            .filter_map(|part| {
                part.split(r#" y=""#)
                    .nth(1)?
                    .split('"')
                    .next()?
                    .parse()
                    .ok()
            })
            .collect()
    }

    #[test]
    fn a_value_holds_until_it_is_said_anew_and_then_to_the_end() {
        let points = [
            Point {
                at: 0,
                value: 10.0,
                label: "",
            },
            Point {
                at: 500,
                value: 0.0,
                label: "",
            },
        ];
        let svg = series("", "", YEAR, &[line("Northwind", &points)], &[]);
        assert!(
            svg.contains(r#"<line x1="6%" x2="52%" y1="16" y2="16"/>"#),
            "{svg}"
        );
        assert!(
            svg.contains(r#"<line x1="52%" x2="52%" y1="16" y2="216"/>"#),
            "{svg}"
        );
        assert!(
            svg.contains(r#"<line x1="52%" x2="98%" y1="216" y2="216"/>"#),
            "{svg}"
        );
    }

    #[test]
    fn names_of_equal_lines_do_not_overlap() {
        let points = [Point {
            at: 0,
            value: 5.0,
            label: "",
        }];
        let lines = [
            line("One", &points),
            line("Two", &points),
            line("Three", &points),
        ];
        let heights = y_of_names(&series("", "", YEAR, &lines, &[]));
        assert_eq!(heights.len(), 3);
        assert!(
            heights.windows(2).all(|pair| pair[0] - pair[1] >= 15.0),
            "{heights:?}"
        );
    }

    #[test]
    fn names_above_the_scale_get_the_room_they_need() {
        let points = [Point {
            at: 0,
            value: 10.0,
            label: "",
        }];
        let lines = [line("N", &points); 8];
        let svg = series("", "", YEAR, &lines, &[Event { at: 5, label: "e" }]);
        let highest = y_of_names(&svg).into_iter().fold(f64::INFINITY, f64::min);
        // Below the one row of events, whose baseline is at 13.
        assert!(highest >= 13.0 + 15.0, "{highest}: {svg}");
    }

    #[test]
    fn who_said_nothing_has_no_line() {
        assert!(!series("", "", YEAR, &[line("Halden", &[])], &[]).contains("Halden"));
    }

    #[test]
    fn a_range_without_length_and_moments_outside_it_stay_inside_the_chart() {
        let points = [Point {
            at: i64::MIN,
            value: 5.0,
            label: "",
        }];
        for range in [
            Range {
                from: 5,
                to: 5,
                ticks: &[],
            },
            YEAR,
        ] {
            let svg = series(
                "",
                "",
                range,
                &[line("N", &points)],
                &[Event {
                    at: i64::MAX,
                    label: "",
                }],
            );
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert!(svg.contains(r#"x1="98%""#), "{svg}");
        }
    }

    #[test]
    fn long_names_are_cut_on_a_character_and_kept_in_full_as_title() {
        let name = "Überlandverkehrsgesellschaft Süd-Ost mbH";
        let points = [Point {
            at: 0,
            value: 5.0,
            label: "",
        }];
        let svg = series("", "", YEAR, &[line(name, &points)], &[]);
        assert!(svg.contains("Überlandverkehrsgesells…"), "{svg}");
        assert!(svg.contains(&format!("<title>{name}</title>")), "{svg}");
    }

    #[test]
    fn equal_shares_in_a_row_are_one_step() {
        let points = [(0.0, 20.0), (0.25, 20.0), (0.5, 60.0), (0.75, 60.0)];
        let line = Stairs {
            label: "Northwind",
            party_class: "party-consumer",
            points: &points,
        };
        let svg = stairs("", "", &[line], (0.5, ""), [""; 3], [""; 3]);
        assert_eq!(svg.matches("<line x1=").count(), 3 + 1, "{svg}");
        assert!(
            svg.contains(r#"<line x1="52%" x2="52%" y1="184" y2="108"/>"#),
            "{svg}"
        );
    }
}
