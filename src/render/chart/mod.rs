//! Charts: what people would rather look at than read. Reports say what is to be seen, as data; here it becomes a picture, or bars of a
//! terminal. The figures are those of the table beside it, never computed anew.

mod axis;
mod bars;
mod frame;
mod grid;
mod pareto;
#[cfg(test)]
mod tests;
pub mod text;

use rust_decimal::Decimal;

use crate::render::svg::Canvas;
use crate::words::Lang;

/// A chart before it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows, in a phrase.
    pub title: String,
    /// Sentences below it: period, what was left out.
    pub notes: Vec<String>,
    /// Its kind, with its data.
    pub shape: Shape,
}

/// The kinds of charts.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Bars over groups (months, account managers), beside one another or stacked.
    Bars {
        /// What stands below each group.
        groups: Vec<String>,
        /// One colour each; as many values as groups.
        series: Vec<Series>,
        /// On top of one another.
        stacked: bool,
        /// Unit of the axis: 万元, %.
        unit: String,
        /// A level that matters, drawn across: its name and value (100 % of a seasonal index).
        level: Option<(String, Decimal)>,
    },
    /// Pareto: bars from high to low, and their running share.
    Pareto {
        /// Customer, amount in `unit`, running share in percent, class (A, B, C).
        bars: Vec<(String, Decimal, Decimal, char)>,
        /// Unit of the bars.
        unit: String,
        /// Shares at which a class ends, in percent, with the class: (75, A), (95, B).
        ends: Vec<(Decimal, char)>,
    },
    /// A grid of scores: recency to the right, frequency × amount upwards; how many customers, and who, stand in each place.
    Grid {
        /// Name of the axis to the right.
        across: String,
        /// Name of the axis upwards.
        upwards: String,
        /// Place to the right 1–5, upwards 1–5, names of those who stand there.
        places: Vec<(u8, u8, Vec<String>)>,
        /// Names of regions: place to the right, upwards, what customers there are called.
        regions: Vec<(u8, u8, String)>,
    },
}

/// A series of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// A value a group; none where there is none.
    pub values: Vec<Option<Decimal>>,
}

/// The chart as a picture: colours for light and dark pages, every figure also in words.
#[must_use]
pub fn svg(chart: &Chart, lang: Lang) -> String {
    draw(chart, lang).finish(&chart.title, frame::MARGIN)
}

/// The chart within a page: colours are those of the page.
#[must_use]
pub fn inline(chart: &Chart, lang: Lang) -> String {
    draw(chart, lang).inline(&chart.title, frame::MARGIN)
}

/// The chart on a canvas.
fn draw(chart: &Chart, lang: Lang) -> Canvas {
    let mut canvas = Canvas::default();
    match &chart.shape {
        Shape::Bars { .. } => bars::draw(&mut canvas, chart, lang),
        Shape::Pareto { .. } => pareto::draw(&mut canvas, chart, lang),
        Shape::Grid { .. } => grid::draw(&mut canvas, chart, lang),
    }
    canvas
}
