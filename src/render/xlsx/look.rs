//! What cells look like: a small description, made into a format once.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::render::table::Tone;

/// Light grey of ruled tables.
const PALE: u32 = 0x00BF_BFBF;
/// Ground of headings.
const SHADE: u32 = 0x00EE_F1F5;
/// Something is wrong.
const BAD: u32 = 0x00B0_0020;
/// Something to look at.
const FAIR: u32 = 0x008A_5A00;

/// How a value is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// As it is.
    #[default]
    Text,
    /// A whole number.
    Whole,
    /// An amount with so many decimals and thousands separators.
    Money(u32),
    /// A rate with so many decimals.
    Percent(u32),
    /// Any other number with so many decimals.
    Number(u32),
    /// A day.
    Day,
}

/// The lines around a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// None.
    #[default]
    None,
    /// Grey ones, of a table.
    Pale,
    /// Black ones, as on a paper form.
    Dark,
    /// A line to write on.
    Below,
}

/// Where a text stands between the sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Across {
    /// On the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// On the right.
    Right,
}

/// What a cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    /// How its value is shown.
    pub(super) kind: Kind,
    /// Where it stands.
    pub(super) across: Across,
    /// In the middle between above and below; else above.
    pub(super) middle: bool,
    /// The lines around it.
    pub(super) rule: Rule,
    /// Bold.
    pub(super) bold: bool,
    /// A heading's ground.
    pub(super) shade: bool,
    /// A line above it, as above a total.
    pub(super) total: bool,
    /// Broken into lines.
    pub(super) wrap: bool,
    /// Size of its letters in points; 0: the standard.
    pub(super) size: u8,
    /// How much it wants to be seen: 1 fair, 2 bad.
    pub(super) tone: u8,
    /// A text that an application would take for a formula when somebody touches it: it stays a text.
    pub(super) quoted: bool,
}

impl Look {
    /// The same with a tone.
    pub(super) const fn toned(self, tone: Tone) -> Self {
        let tone = match tone {
            Tone::Fair => 1,
            Tone::Bad => 2,
        };
        Self { tone, ..self }
    }

    /// The same with so many points.
    pub(super) const fn sized(self, size: u8) -> Self {
        Self { size, ..self }
    }

    fn format(self) -> Format {
        let mut format = Format::new();
        if let Some(number) = self.kind.number() {
            format = format.set_num_format(number);
        }
        format = format.set_align(match self.across {
            Across::Left => FormatAlign::Left,
            Across::Centre => FormatAlign::Center,
            Across::Right => FormatAlign::Right,
        });
        // Away from the line beside it.
        if matches!(self.rule, Rule::Pale | Rule::Dark) && self.across != Across::Centre {
            format = format.set_indent(1);
        }
        format = format.set_align(if self.middle { FormatAlign::VerticalCenter } else { FormatAlign::Top });
        format = match self.rule {
            Rule::None => format,
            Rule::Pale => format.set_border(FormatBorder::Thin).set_border_color(PALE),
            Rule::Dark => format.set_border(FormatBorder::Thin),
            Rule::Below => format.set_border_bottom(FormatBorder::Thin),
        };
        if self.total {
            format = format.set_border_top(FormatBorder::Medium).set_border_top_color(0x0000_0000_u32);
        }
        if self.bold {
            format = format.set_bold();
        }
        if self.shade {
            format = format.set_background_color(SHADE);
        }
        if self.wrap {
            format = format.set_text_wrap();
        }
        if self.size > 0 {
            format = format.set_font_size(self.size);
        }
        match self.tone {
            1 => format = format.set_font_color(FAIR),
            2 => format = format.set_font_color(BAD),
            _ => {}
        }
        if self.quoted { format.set_quote_prefix() } else { format }
    }
}

impl Kind {
    /// The number format; none for text.
    fn number(self) -> Option<String> {
        let point = |decimals: u32| match decimals {
            0 => String::new(),
            _ => format!(".{}", "0".repeat(decimals as usize)),
        };
        Some(match self {
            Self::Text => return None,
            Self::Whole => "0".to_owned(),
            Self::Money(decimals) => format!("#,##0{}", point(decimals)),
            Self::Percent(decimals) => format!("0{}%", point(decimals)),
            Self::Number(decimals) => format!("0{}", point(decimals)),
            Self::Day => "yyyy-mm-dd".to_owned(),
        })
    }
}

/// The formats that have been made.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<Look, Format>);

impl Looks {
    /// The format of a look.
    pub(super) fn get(&mut self, look: Look) -> &Format {
        self.0.entry(look).or_insert_with(|| look.format())
    }
}
