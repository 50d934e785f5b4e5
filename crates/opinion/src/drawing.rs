//! The map as a picture for everybody: people as dots, in the shape and colour of their group.
//!
//! The exact place of somebody is what they answered: whoever knows how places follow from answers reads all of them
//! from one dot. So this picture is made of [`Gathered`] groups and of nothing else: where each lies, coarsely, and how
//! many people it has. Where a dot lies in its group follows from their number.

use std::fmt::Write as _;

use crate::axes::Point;
use crate::map::Map;

pub(crate) const WIDTH: f64 = 960.0;
pub(crate) const HEIGHT: f64 = 600.0;
/// Room around the dots: to the sides, and for the names of groups above and below.
pub(crate) const BESIDE: f64 = 48.0;
pub(crate) const ABOVE: f64 = 80.0;
pub(crate) const BELOW: f64 = 88.0;

/// How many groups look different; further ones begin again from the first.
const LOOKS: u8 = 6;

/// Groups lie at most so many cells to the side of the middle, and above or below it. Cells are so wide that what one
/// person answers hardly ever moves a group.
const CELLS: [f64; 2] = [4.0, 2.0];

/// More dots are not drawn: each stands for several people then.
const MOST_DOTS: usize = 400;
/// So much of the picture the groups may fill.
const FILLED: f64 = 60_000.0;
/// How far apart dots lie where there are few.
const WIDE: f64 = 26.0;
/// The radius of a dot, as a part of that.
const DOT: f64 = 0.36;
/// Between two groups.
const GAP: f64 = 48.0;
/// From the outline of a group to the ring of the first party, and from ring to ring.
const RINGS: [f64; 2] = [12.0, 9.0];

/// Dots of those in no group: how far apart, and how many in a row.
const ASIDE: f64 = 12.0;
const IN_A_ROW: usize = 70;

/// How high a name with its number is at most, from where it stands outwards: with the letters of a phone, 42 high.
const LETTERED: f64 = 96.0;
/// How far the letters that are nearest to where a name stands lie on its other side at most.
const BEYOND: f64 = 16.0;

/// How wide and high the picture is that [`drawn`] fills.
pub const SIZE: [f64; 2] = [WIDTH, HEIGHT];

/// A group as everybody may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gathered {
    /// Its letter, 0 for A.
    pub letter: u8,
    /// How many belong to it.
    pub people: usize,
    /// How many cells its middle lies to the right of the picture's, and above it.
    pub cell: [i8; 2],
}

/// The groups of a map, each where its middle lies among the others'.
#[must_use]
pub fn gathered(map: &Map) -> Vec<Gathered> {
    let along = |axis: usize| map.groups.iter().map(move |group| group.centre[axis]);
    let bounds = [0, 1].map(|axis: usize| {
        let low = along(axis).fold(f64::INFINITY, f64::min);
        let high = along(axis).fold(f64::NEG_INFINITY, f64::max);
        (f64::midpoint(low, high), (high - low) / 2.0)
    });
    // One scale for both axes: distances must not lie.
    let scale = bounds
        .iter()
        .zip(CELLS)
        .map(|((_, far), cells)| cells / far.max(1e-9))
        .fold(1e6, f64::min);
    let cell = |centre: Point| {
        [0, 1].map(|axis: usize| ((centre[axis] - bounds[axis].0) * scale).round() as i8)
    };
    map.groups
        .iter()
        .map(|group| Gathered {
            letter: group.letter,
            people: group.people,
            cell: cell(group.centre),
        })
        .collect()
}

/// The look of a group, which is that of its letter.
pub(crate) fn look(letter: u8) -> String {
    format!("g{}", letter % LOOKS)
}

/// What is said in the picture, in the reader's language.
pub struct Words<'a> {
    /// The name of the group with this letter.
    pub group: &'a dyn Fn(u8) -> String,
    /// So many people.
    pub people: &'a dyn Fn(usize) -> String,
    /// That somebody is in no group.
    pub aside: &'a dyn Fn() -> String,
    /// The reader, beside the group that they are closest to.
    pub own: &'a dyn Fn() -> String,
}

/// People who declared something of themselves, such as a party: shown as a ring round groups and never as dots.
pub struct Declared<'a> {
    /// The class of its look, which is the page's.
    pub class: &'a str,
    /// What it is called: a tip on its ring. Names round rings would lie over each other, and over dots.
    pub name: &'a str,
    /// The letters of the groups in which there are enough of them.
    pub groups: &'a [u8],
}

/// What is drawn.
pub struct Picture<'a> {
    /// The groups.
    pub groups: &'a [Gathered],
    /// How many people are in none.
    pub aside: usize,
    /// The letter of the group that the reader is closest to.
    pub own: Option<u8>,
    /// What people declared of themselves.
    pub declared: &'a [Declared<'a>],
}

impl Picture<'_> {
    /// How many people each dot stands for.
    #[must_use]
    pub fn people_per_dot(&self) -> usize {
        let of_groups: usize = self.groups.iter().map(|group| group.people).sum();
        let people = of_groups + self.aside;
        let tens = (0..).map(|power| 10_usize.pow(power));
        tens.flat_map(|ten| [ten, 2 * ten, 5 * ten])
            .find(|each| people.div_ceil(*each) <= MOST_DOTS)
            .unwrap_or(people)
    }

    /// How much room the rings of what was declared take round a group.
    fn rings_round(&self, letter: u8) -> f64 {
        let here = self
            .declared
            .iter()
            .filter(|it| it.groups.contains(&letter));
        (0..here.count()).map(|at| RINGS[at.min(1)]).sum()
    }
}

/// A group in the picture.
struct Placed {
    at: Point,
    radius: f64,
    dots: Vec<Point>,
    /// Whether its name is above it, away from the other groups, or below.
    named_above: bool,
}

/// Areas, dots and names, as elements of SVG; its looks (`.area`, `.dot`, `.g0` to `.g5`, `.off`, `.own` and those of
/// what was declared) are the page's. Answers with the upper and the lower edge of it all: further out than [`SIZE`] where
/// names have to stand there.
pub fn drawn(picture: &Picture<'_>, words: &Words<'_>, text: &mut String) -> [f64; 2] {
    let each = picture.people_per_dot();
    let dots: usize = picture
        .groups
        .iter()
        .map(|it| it.people.div_ceil(each))
        .sum();
    let apart = (FILLED / dots.max(1) as f64).sqrt().min(WIDE);
    let aside = picture.aside.div_ceil(each);
    let rows = aside.div_ceil(IN_A_ROW);
    let below = match rows {
        0 => BELOW,
        _ => BELOW + (rows + 1) as f64 * ASIDE,
    };
    let placed = placed(picture, each, apart, below);
    for (group, place) in picture.groups.iter().zip(&placed) {
        dots_of(group, place, apart, words, text);
    }
    if aside > 0 {
        dots_aside(picture.aside, aside, words, text);
    }
    for (group, place) in picture.groups.iter().zip(&placed) {
        rings(picture, group, place, words, text);
    }
    names(picture, &placed, words, text)
}

fn placed(picture: &Picture<'_>, each: usize, apart: f64, below: f64) -> Vec<Placed> {
    let groups = picture.groups;
    let mut placed: Vec<Placed> = groups
        .iter()
        .map(|group| {
            let dots = dense(group.people.div_ceil(each), apart);
            let far = |dot: &Point| (dot[0] * dot[0] + dot[1] * dot[1]).sqrt();
            Placed {
                at: [0.0; 2],
                radius: dots.iter().map(far).fold(0.0, f64::max) + 0.8 * apart,
                dots,
                named_above: false,
            }
        })
        .collect();
    let largest = placed.iter().map(|it| it.radius).fold(0.0, f64::max);
    let middle = [WIDTH / 2.0, f64::midpoint(ABOVE, HEIGHT - below)];
    let room = [WIDTH / 2.0 - BESIDE, (HEIGHT - ABOVE - below) / 2.0];
    let furthest = |axis: usize| {
        let cells = groups.iter().map(|it| it.cell[axis].unsigned_abs());
        f64::from(cells.max().unwrap_or(0).max(1))
    };
    let step = [0, 1]
        .map(|axis: usize| (room[axis] - largest).max(0.0) / furthest(axis))
        .into_iter()
        .fold(f64::INFINITY, f64::min);
    for (place, group) in placed.iter_mut().zip(groups) {
        let [right, up] = group.cell.map(f64::from);
        place.at = [middle[0] + right * step, middle[1] - up * step];
    }
    push_apart(&mut placed, middle, room);
    let height = placed.iter().map(|it| it.at[1]).sum::<f64>() / placed.len().max(1) as f64;
    for place in &mut placed {
        place.named_above = place.at[1] <= height;
    }
    placed
}

/// Until no two groups lie over each other, as far as there is room.
fn push_apart(placed: &mut [Placed], middle: Point, room: Point) {
    for _ in 0..300 {
        for first in 0..placed.len() {
            for second in first + 1..placed.len() {
                let (one, other) = (&placed[first], &placed[second]);
                let mut away = [0, 1].map(|axis: usize| other.at[axis] - one.at[axis]);
                if away[0].abs() < 1.0 {
                    // Two above each other pass by the side where the picture is not high enough.
                    away[0] = 1.0;
                }
                let distance = (away[0] * away[0] + away[1] * away[1]).sqrt();
                let missing = one.radius + other.radius + GAP - distance;
                if missing <= 0.0 {
                    continue;
                }
                let moved = away.map(|it| it / distance * missing / 2.0);
                for (axis, by) in moved.into_iter().enumerate() {
                    placed[first].at[axis] -= by;
                    placed[second].at[axis] += by;
                }
            }
        }
        for place in placed.iter_mut() {
            for axis in 0..2 {
                let free = (room[axis] - place.radius).max(0.0);
                let at = place.at[axis] - middle[axis];
                place.at[axis] = middle[axis] + at.clamp(-free, free);
            }
        }
    }
}

/// So many places round a middle, as dense as places can lie: one more leaves the others where they are.
fn dense(count: usize, apart: f64) -> Vec<Point> {
    let reach = (1..).find(|it| it * it >= count).unwrap_or(0) as i32;
    let all = (-reach..=reach).flat_map(|row| (-reach..=reach).map(move |at| (row, at)));
    let mut lattice: Vec<(i32, i32, i32)> = all
        .map(|(row, at)| (at * at + at * row + row * row, row, at))
        .collect();
    lattice.sort_unstable();
    let place = |&(_, row, at): &(i32, i32, i32)| {
        let (row, at) = (f64::from(row), f64::from(at));
        [(at + row / 2.0) * apart, row * apart * 0.75_f64.sqrt()]
    };
    lattice.iter().take(count).map(place).collect()
}

fn dots_of(group: &Gathered, place: &Placed, apart: f64, words: &Words<'_>, text: &mut String) {
    let [x, y] = place.at;
    let look = look(group.letter);
    let _ = writeln!(
        text,
        "<g><title>{}, {}</title>\n<circle class=\"area {look}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"></circle>",
        escaped(&(words.group)(group.letter)),
        escaped(&(words.people)(group.people)),
        place.radius
    );
    for dot in &place.dots {
        let shape = shape(group.letter, [x + dot[0], y + dot[1]], DOT * apart);
        let _ = writeln!(text, "{shape}</{}>", element(&shape));
    }
    text.push_str("</g>\n");
}

/// Those in no group, in rows at the lower edge.
fn dots_aside(people: usize, dots: usize, words: &Words<'_>, text: &mut String) {
    let _ = writeln!(
        text,
        "<g><title>{}, {}</title>",
        escaped(&(words.people)(people)),
        escaped(&(words.aside)())
    );
    for dot in 0..dots {
        let (row, at) = (dot / IN_A_ROW, dot % IN_A_ROW);
        let in_row = IN_A_ROW.min(dots - row * IN_A_ROW);
        let x = WIDTH / 2.0 + (at as f64 - (in_row - 1) as f64 / 2.0) * ASIDE;
        let y = HEIGHT - (row + 1) as f64 * ASIDE;
        let _ = writeln!(
            text,
            "<circle class=\"dot off\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\"></circle>",
            DOT * ASIDE
        );
    }
    text.push_str("</g>\n");
}

/// Rings round a group, of what people declared and of the reader, with the reader's word where the group's name is not.
fn rings(
    picture: &Picture<'_>,
    group: &Gathered,
    place: &Placed,
    words: &Words<'_>,
    text: &mut String,
) {
    let [x, y] = place.at;
    let mut radius = place.radius;
    let mut ring = |class: &str, radius: f64, name: &str| {
        let title = match name {
            "" => String::new(),
            name => format!("<title>{}</title>", escaped(name)),
        };
        let _ = writeln!(
            text,
            "<circle class=\"{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\">{title}</circle>",
            escaped(class)
        );
    };
    let is_own = picture.own == Some(group.letter);
    if is_own {
        ring("own", radius, "");
    }
    let here = picture.declared.iter();
    let here = here.filter(|it| it.groups.contains(&group.letter));
    for (at, declared) in here.enumerate() {
        radius += RINGS[at.min(1)];
        ring(declared.class, radius, declared.name);
    }
    if !is_own {
        return;
    }
    let (y, down) = match place.named_above {
        true => (y + radius + 8.0, "0.9em"),
        false => (y - radius - 10.0, "0"),
    };
    let _ = writeln!(
        text,
        "<text class=\"small\" y=\"{y:.1}\" text-anchor=\"middle\"><tspan x=\"{x:.1}\" dy=\"{down}\">{}</tspan></text>",
        escaped(&(words.own)())
    );
}

/// Each name beside its group, on the side that lies away from the others, and clear of other names.
fn names(
    picture: &Picture<'_>,
    placed: &[Placed],
    words: &Words<'_>,
    text: &mut String,
) -> [f64; 2] {
    let mut taken: Vec<Point> = Vec::new();
    let mut edges = [0.0, HEIGHT];
    for (group, place) in picture.groups.iter().zip(placed) {
        let is_above = place.named_above;
        let radius = place.radius + picture.rings_round(group.letter);
        let x = place.at[0].clamp(90.0, WIDTH - 90.0);
        let y = match is_above {
            true => place.at[1] - radius - 10.0,
            false => place.at[1] + radius + 8.0,
        };
        name(
            group.letter,
            group.people,
            [x, y],
            is_above,
            &mut taken,
            words,
            text,
        );
        let at = taken.last().map_or(y, |it| it[1]);
        // One that had to make room for others can be beyond the other edge.
        let [over, under] = match is_above {
            true => [LETTERED, BEYOND],
            false => [BEYOND, LETTERED],
        };
        edges = [edges[0].min(at - over), edges[1].max(at + under)];
    }
    edges
}

/// A group's name and number of people where it is told to stand, or further out: clear of those that are taken.
pub(crate) fn name(
    letter: u8,
    people: usize,
    [x, mut y]: Point,
    is_above: bool,
    taken: &mut Vec<Point>,
    words: &Words<'_>,
    text: &mut String,
) {
    while taken
        .iter()
        .any(|[other, at]| (other - x).abs() < 190.0 && (at - y).abs() < 90.0)
    {
        y += if is_above { 92.0 } else { -92.0 };
    }
    taken.push([x, y]);
    // In letters' heights, which pages choose: the second line ends above, or the first begins below.
    let first = if is_above { "-.95em" } else { ".9em" };
    let _ = writeln!(
        text,
        "<text y=\"{y:.1}\" text-anchor=\"middle\"><tspan x=\"{x:.1}\" dy=\"{first}\">{}</tspan>\
         <tspan class=\"small\" x=\"{x:.1}\" dy=\"1.25em\">{}</tspan></text>",
        escaped(&(words.group)(letter)),
        escaped(&(words.people)(people))
    );
}

/// The name of the element that this opens.
pub(crate) fn element(opened: &str) -> &str {
    let name = opened.split([' ', '>']).next().unwrap_or_default();
    name.trim_start_matches('<')
}

/// The mark of a group, open for what is told about it.
pub fn shape(letter: u8, [x, y]: Point, size: f64) -> String {
    let class = format!("dot {}", look(letter));
    let polygon = |corners: &[Point]| {
        let points: Vec<String> = corners
            .iter()
            .map(|[dx, dy]| format!("{:.1},{:.1}", x + dx * size, y + dy * size))
            .collect();
        format!(
            "<polygon class=\"{class}\" points=\"{}\">",
            points.join(" ")
        )
    };
    match letter % LOOKS {
        0 => format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\">"),
        1 => polygon(&[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
        2 => polygon(&[[0.0, -1.3], [1.3, 0.0], [0.0, 1.3], [-1.3, 0.0]]),
        3 => polygon(&[[0.0, -1.3], [1.2, 0.9], [-1.2, 0.9]]),
        4 => polygon(&[[-1.2, -0.9], [1.2, -0.9], [0.0, 1.3]]),
        _ => polygon(&[
            [-0.4, -1.2],
            [0.4, -1.2],
            [0.4, -0.4],
            [1.2, -0.4],
            [1.2, 0.4],
            [0.4, 0.4],
            [0.4, 1.2],
            [-0.4, 1.2],
            [-0.4, 0.4],
            [-1.2, 0.4],
            [-1.2, -0.4],
            [-0.4, -0.4],
        ]),
    }
}

/// Words that cannot be taken for marks.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // What XML cannot hold.
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                safe.push('\u{fffd}');
            }
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_dot_more_leaves_the_others_where_they_are() {
        for count in 1..300 {
            let (dots, more) = (dense(count, 1.0), dense(count + 1, 1.0));
            assert_eq!((dots.len(), &more[..count]), (count, &dots[..]));
        }
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped("<b a='\"'>&\u{1}"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}"
        );
    }
}
