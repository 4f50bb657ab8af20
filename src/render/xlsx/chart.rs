//! Charts as the application draws them, from figures on a worksheet of their own behind the others.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Chart as Drawn, ChartFont, ChartLegendPosition, ChartType, Worksheet};

use crate::render::chart::{Chart, Shape};
use crate::say;
use crate::words::Lang;

use super::look::{Kind, Look, Looks};
use super::value;

/// Bars that can still be told apart.
const MOST: usize = 40;
/// Size of a chart in pixels.
const SIZE: (u32, u32) = (640, 320);
/// Rows that it takes, at 20 pixels each.
pub(super) const ROWS: u32 = 17;

/// The figures of all charts of a workbook.
pub(super) struct Data {
    /// The worksheet's name.
    pub(super) name: String,
    blocks: Vec<Figures>,
    next: u32,
    lang: Lang,
}

/// What a chart is drawn from: a row a bar.
struct Figures {
    title: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<Option<Decimal>>)>,
    top: u32,
}

/// A series as it is drawn.
#[derive(Clone, Copy)]
enum Series {
    Bars,
    Line,
    /// A line measured on the right.
    Share,
}

impl Data {
    pub(super) const fn new(name: String, lang: Lang) -> Self {
        Self { name, blocks: Vec::new(), next: 0, lang }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The chart; none where it has nothing to show, or is of a kind that applications do not draw.
    pub(super) fn draw(&mut self, chart: &Chart) -> Option<Drawn> {
        let (heads, series, rows, stacked, unit) = self.figures(&chart.shape)?;
        if rows.is_empty() || heads.is_empty() {
            return None;
        }
        let top = self.next;
        self.next = top + u32::try_from(rows.len()).unwrap_or(u32::MAX) + 3;
        let count = rows.len();
        self.blocks.push(Figures { title: chart.title.clone(), heads, rows, top });
        Some(self.drawn(chart, &series, top + 1, count, stacked, &unit))
    }

    #[expect(clippy::type_complexity, reason = "the parts of one answer, taken apart at once")]
    fn figures(&self, shape: &Shape) -> Option<(Vec<String>, Vec<Series>, Vec<(String, Vec<Option<Decimal>>)>, bool, String)> {
        let lang = self.lang;
        match shape {
            Shape::Bars { groups, series, stacked, unit, level } => {
                let mut heads: Vec<String> = series.iter().map(|one| one.name.clone()).collect();
                let mut kinds = vec![Series::Bars; heads.len()];
                if let Some((name, _)) = level {
                    heads.push(name.clone());
                    kinds.push(Series::Line);
                }
                let values = |at: usize| {
                    let own = series.iter().map(|one| one.values.get(at).copied().flatten());
                    own.chain(level.iter().map(|(_, value)| Some(*value))).collect()
                };
                let rows = groups.iter().enumerate().map(|(at, name)| (name.clone(), values(at))).collect();
                Some((heads, kinds, rows, *stacked, unit.clone()))
            }
            Shape::Pareto { bars, unit, .. } => {
                let heads = vec![say!(lang, "金额（{unit}）", "amount ({unit})"), say!(lang, "累计比重（%）", "running share (%)")];
                let rows = bars.iter().take(MOST).map(|(name, amount, share, _)| (name.clone(), vec![Some(*amount), Some(*share)]));
                Some((heads, vec![Series::Bars, Series::Share], rows.collect(), false, unit.clone()))
            }
            Shape::Grid { .. } => None,
        }
    }

    fn drawn(&self, chart: &Chart, series: &[Series], head: u32, count: usize, stacked: bool, unit: &str) -> Drawn {
        let sheet = self.name.as_str();
        let (first, last) = (head + 1, head + u32::try_from(count).unwrap_or(u32::MAX));
        let kind = if stacked { ChartType::ColumnStacked } else { ChartType::Column };
        let (mut bars, mut lines) = (Drawn::new(kind), Drawn::new(ChartType::Line));
        let mut has_lines = false;
        for (at, one) in series.iter().enumerate() {
            let column = u16::try_from(at + 1).unwrap_or(u16::MAX);
            let onto = if matches!(one, Series::Bars) { &mut bars } else { &mut lines };
            has_lines |= !matches!(one, Series::Bars);
            let drawn = onto.add_series().set_name((sheet, head, column));
            drawn.set_categories((sheet, first, 0, last, 0)).set_values((sheet, first, column, last, column));
            if matches!(one, Series::Share) {
                drawn.set_secondary_axis(true);
            }
        }
        if has_lines {
            if series.iter().any(|one| matches!(one, Series::Share)) {
                bars.y2_axis().set_min(0).set_max(100);
            }
            bars.combine(&lines);
        }
        // A name that begins like a reference would be taken for one.
        bars.title().set_name(chart.title.trim_start_matches('=')).set_font(ChartFont::new().set_size(12));
        bars.y_axis().set_name(unit.trim_start_matches('='));
        bars.legend().set_position(ChartLegendPosition::Bottom);
        bars.set_width(SIZE.0).set_height(SIZE.1).set_alt_text(chart.title.as_str());
        bars
    }

    /// The worksheet with the figures.
    pub(super) fn sheet(&self, looks: &mut Looks) -> Worksheet {
        let mut sheet = Worksheet::new();
        let bold = Look { bold: true, ..Look::default() };
        let put = |sheet: &mut Worksheet, looks: &mut Looks, row: u32, at: usize, text: &str, look: Look| {
            let text = value::text(text);
            let look = Look { quoted: value::is_like_formula(&text), ..look };
            // A few columns, as many rows as bars: it fits.
            let _ = sheet.write_string_with_format(row, u16::try_from(at).unwrap_or(u16::MAX), text, looks.get(look));
        };
        for block in &self.blocks {
            put(&mut sheet, looks, block.top, 0, &block.title, bold);
            for (at, head) in block.heads.iter().enumerate() {
                put(&mut sheet, looks, block.top + 1, at + 1, head, bold);
            }
            for (number, (name, values)) in block.rows.iter().enumerate() {
                let row = block.top + 2 + u32::try_from(number).unwrap_or(u32::MAX);
                put(&mut sheet, looks, row, 0, name, Look::default());
                for (at, value) in values.iter().enumerate() {
                    let Some(number) = value.and_then(value::nearest) else { continue };
                    let format = looks.get(Look { kind: Kind::Money(2), ..Look::default() });
                    let _ = sheet.write_number_with_format(row, u16::try_from(at + 1).unwrap_or(u16::MAX), number, format);
                }
            }
        }
        let _ = sheet.set_column_width(0, 24);
        let _ = sheet.set_column_range_width(1, 12, 16);
        sheet
    }
}
