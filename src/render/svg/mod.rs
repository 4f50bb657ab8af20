//! Pictures: an SVG canvas that knows where every box and every label stands, so that layout can be held to "nothing overlaps".
//! Charts and maps draw on it; colours, fonts and the dark page are decided here once.

mod ink;
mod measure;

use std::fmt::Write;

pub use ink::Ink;
pub(crate) use ink::palette;
pub use measure::{cut, width_of, wrapped};

use crate::render::paper::one_line;
pub(crate) use crate::render::xml::escape;

/// A rectangle of the picture, in user units (pixels at natural size).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// From where on a text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// To the right of the point.
    #[default]
    Start,
    /// On both sides of it.
    Middle,
    /// To its left.
    End,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    /// Height of a character, in user units.
    pub size: f64,
    /// Colour.
    pub ink: Ink,
    /// Where it starts.
    pub anchor: Anchor,
    /// Bold.
    pub bold: bool,
}

/// A picture in the making.
#[derive(Clone, Debug, Default)]
pub struct Canvas {
    body: String,
    labels: Vec<(Area, String)>,
    boxes: Vec<Area>,
    right: f64,
    bottom: f64,
}

impl Area {
    /// A rectangle.
    #[must_use]
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The middle of it.
    #[must_use]
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Whether two of them share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        const HAIR: f64 = 0.01;
        self.x + HAIR < other.right() && other.x + HAIR < self.right() && self.y + HAIR < other.bottom() && other.y + HAIR < self.bottom()
    }

    /// Whether the other lies within it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        const HAIR: f64 = 0.01;
        other.x + HAIR >= self.x
            && other.y + HAIR >= self.y
            && other.right() <= self.right() + HAIR
            && other.bottom() <= self.bottom() + HAIR
    }
}

impl Type {
    /// Plain text of this size and colour.
    #[must_use]
    pub const fn new(size: f64, ink: Ink) -> Self {
        Self { size, ink, anchor: Anchor::Start, bold: false }
    }

    /// The same from another point.
    #[must_use]
    pub const fn from(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

impl Canvas {
    /// A box that others must keep off: it is known to [`Canvas::boxes`].
    pub fn boxed(&mut self, area: Area, fill: Ink, edge: Ink, radius: f64) {
        self.boxes.push(area);
        self.rect(area, fill, edge, radius);
    }

    /// A rectangle that others may lie upon: a bar, a band.
    pub fn rect(&mut self, area: Area, fill: Ink, edge: Ink, radius: f64) {
        self.reach(&area);
        let _ = writeln!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" class=\"{} {}\"/>",
            number(area.x),
            number(area.y),
            number(area.w),
            number(area.h),
            number(radius),
            fill.fill(),
            edge.stroke()
        );
    }

    /// A rectangle as [`Canvas::rect`], of which a browser tells more when pointed at: a bar with its exact value.
    pub fn told(&mut self, area: Area, fill: Ink, edge: Ink, radius: f64, more: &str) {
        let _ = writeln!(self.body, "<g><title>{}</title>", escape(&one_line(more)));
        self.rect(area, fill, edge, radius);
        self.body.push_str("</g>\n");
    }

    /// A line of text whose base line runs through `y`; gives the room it takes, which is known to [`Canvas::labels`].
    pub fn text(&mut self, x: f64, y: f64, text: &str, style: Type) -> Area {
        let text = one_line(text);
        let w = width_of(&text, style.size) * if style.bold { measure::BOLD } else { 1.0 };
        let left = match style.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - w / 2.0,
            Anchor::End => x - w,
        };
        // From above the capitals to below the descenders.
        let area = Area::new(left, y - style.size * 0.88, w, style.size * 1.12);
        if text.is_empty() {
            return area;
        }
        self.reach(&area);
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let bold = if style.bold { " font-weight=\"600\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" class=\"{}\"{anchor}{bold}>{}</text>",
            number(x),
            number(y),
            number(style.size),
            style.ink.fill(),
            escape(&text)
        );
        self.labels.push((area, text.into_owned()));
        area
    }

    /// A line through these points.
    pub fn line(&mut self, points: &[(f64, f64)], ink: Ink, thick: f64, more: &str) {
        for (x, y) in points {
            self.reach(&Area::new(*x, *y, 0.0, 0.0));
        }
        let list: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let more = if more.is_empty() { String::new() } else { format!(" {more}") };
        let _ = writeln!(
            self.body,
            "<polyline points=\"{}\" fill=\"none\" stroke-width=\"{}\" class=\"{}\"{more}/>",
            list.join(" "),
            number(thick),
            ink.stroke()
        );
    }

    /// A filled circle.
    pub fn dot(&mut self, x: f64, y: f64, radius: f64, fill: Ink) {
        self.reach(&Area::new(x - radius, y - radius, radius * 2.0, radius * 2.0));
        let _ =
            writeln!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>", number(x), number(y), number(radius), fill.fill());
    }

    /// Anything else, as SVG; its room must be told by `area`.
    pub fn raw(&mut self, area: Area, svg: &str) {
        self.reach(&area);
        self.body.push_str(svg);
        self.body.push('\n');
    }

    /// The labels with the room they take, in the order in which they were drawn.
    #[must_use]
    pub fn labels(&self) -> &[(Area, String)] {
        &self.labels
    }

    /// The boxes, in the order in which they were drawn.
    #[must_use]
    pub fn boxes(&self) -> &[Area] {
        &self.boxes
    }

    /// What lies upon what it should not: two boxes, two labels, a label that leaves the box that it begins in. For tests.
    #[must_use]
    pub fn clashes(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (at, one) in self.boxes.iter().enumerate() {
            out.extend(self.boxes[at + 1..].iter().filter(|other| one.overlaps(other)).map(|other| format!("{one:?} and {other:?}")));
        }
        for (at, (area, text)) in self.labels.iter().enumerate() {
            let others = self.labels[at + 1..].iter().filter(|(other, _)| area.overlaps(other));
            out.extend(others.map(|(_, other)| format!("label `{text}` and label `{other}`")));
            let crossed = self.boxes.iter().filter(|one| one.overlaps(area) && !one.contains(area));
            out.extend(crossed.map(|one| format!("label `{text}` crosses the edge of {one:?}")));
            if area.x < 0.0 || area.y < 0.0 {
                out.push(format!("label `{text}` leaves the picture"));
            }
        }
        out
    }

    /// The whole picture, with a margin around it. `title` is read to those who cannot see it.
    #[must_use]
    pub fn finish(self, title: &str, margin: f64) -> String {
        let (width, height) = (number(self.right + margin), number(self.bottom + margin));
        let title = escape(&one_line(title));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" class=\"kehu\">\n<title>{title}</title>\n<style>{}</style>\n<rect width=\"{width}\" height=\"{height}\" class=\"{}\"/>\n{}</svg>\n",
            ink::style(),
            Ink::Page.fill(),
            self.body
        )
    }

    /// The same within a page that has the classes of the pictures in its own style sheet.
    #[must_use]
    pub fn inline(self, title: &str, margin: f64) -> String {
        let (width, height) = (number(self.right + margin), number(self.bottom + margin));
        let title = escape(&one_line(title));
        format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{title}</title>\n{}</svg>",
            self.body
        )
    }

    fn reach(&mut self, area: &Area) {
        self.right = self.right.max(area.right());
        self.bottom = self.bottom.max(area.bottom());
    }
}

/// A coordinate with one decimal, or none where it is whole: the same on every machine.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        assert_eq!([1.0, 1.25, -0.04, 100.06].map(number), ["1", "1.2", "0", "100.1"]);
    }

    #[test]
    fn data_is_no_markup() {
        let mut canvas = Canvas::default();
        canvas.text(10.0, 20.0, "<script>&\"\u{1b}", Type::new(12.0, Ink::Text));
        let svg = canvas.finish("a < b", 10.0);
        assert!(svg.contains("&lt;script&gt;&amp;&quot;") && svg.contains("a &lt; b") && !svg.contains('\u{1b}'), "{svg}");
    }

    #[test]
    fn clashes_are_seen() {
        let mut canvas = Canvas::default();
        canvas.boxed(Area::new(0.0, 0.0, 60.0, 30.0), Ink::Surface, Ink::Line, 4.0);
        canvas.text(5.0, 20.0, "李国强", Type::new(14.0, Ink::Text));
        assert!(canvas.clashes().is_empty(), "{:?}", canvas.clashes());
        canvas.text(40.0, 20.0, "董事长", Type::new(14.0, Ink::Text));
        assert_eq!(canvas.clashes().len(), 2, "{:?}", canvas.clashes());
        canvas.boxed(Area::new(50.0, 10.0, 60.0, 30.0), Ink::Surface, Ink::Line, 4.0);
        assert!(canvas.clashes().len() >= 3);
    }
}
