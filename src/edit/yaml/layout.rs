//! How values are laid out: in brackets on one line, or as lines of their own. Line ends are `\n` here.

use unicode_width::UnicodeWidthStr;

use super::scalar::{self, Room, indent, push_lines};
use crate::edit::shape::{RECORDS, Shape, child};
use crate::edit::value::{Comments, Element, Pair, Value};
use crate::form::choices::KeyLanguage;
use crate::form::{FieldSpec, RecordSpec};

/// Longest line of a list or table in brackets, in columns.
const WIDTH: usize = 100;
/// Where comments behind values stand, as far as the values let them.
const BESIDE: usize = 34;

/// What the form says about a value: the field that it fills, and the table that is in it or in its elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The table of the form, for what is one.
    pub(super) table: Option<&'static RecordSpec>,
    /// The field.
    pub(super) field: Option<&'static FieldSpec>,
    /// The top of a document that may hold `records`.
    packed: bool,
}

impl Context {
    /// The top of a document.
    pub(super) const fn top(shape: Shape) -> Self {
        Self { table: Some(shape.spec), field: None, packed: shape.packed }
    }

    /// Below a key.
    pub(super) fn below(self, key: &str) -> Self {
        if self.packed && (key == RECORDS.0 || key == RECORDS.1) {
            return Self { table: self.table, field: None, packed: false };
        }
        let field = self.table.and_then(|table| table.find(key)).map(|(_, field)| field);
        Self { table: field.and_then(|field| child(&field.kind)), field, packed: false }
    }

    /// What a key is called in this language: both names of a field mean the same, others stay.
    pub(super) fn name<'k>(&self, key: &'k str, language: KeyLanguage) -> &'k str {
        let chinese = language == KeyLanguage::Chinese;
        if self.packed && (key == RECORDS.0 || key == RECORDS.1) {
            return if chinese { RECORDS.1 } else { RECORDS.0 };
        }
        match self.table.and_then(|table| table.find(key)) {
            Some((_, field)) if chinese => field.zh,
            Some((_, field)) => field.key,
            None => key,
        }
    }
}

/// Brackets or lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// As is canonical.
    Usual,
    /// In brackets where that can be.
    Flow,
    /// As lines.
    Block,
}

/// How deep things stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Of a table or text below its key.
    pub(super) step: usize,
    /// Of the dashes of a list below its key.
    pub(super) dash: usize,
    /// Blanks behind a dash.
    pub(super) gap: usize,
    /// Texts of several lines may be blocks.
    pub(super) blocks: bool,
    /// In which language keys are written; none: as they are.
    pub(super) keys: Option<KeyLanguage>,
}

/// A value in two parts.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// What stands behind the key's colon or the dash.
    pub(super) first: String,
    /// The lines below, indented.
    pub(super) rest: String,
    /// The lines below are entries or items that may begin right behind the dash.
    joins: bool,
}

impl Written {
    /// On the line of its key or dash.
    pub(super) fn line(first: String) -> Self {
        Self { first, ..Self::default() }
    }
}

/// The comment behind a value, with the blanks before it: comments stand below each other as far as the values let them.
fn beside(out: &str, written: &Written, comments: &Comments) -> String {
    let Some(comment) = &comments.beside else { return String::new() };
    let line = out.rsplit('\n').next().unwrap_or(out);
    // Behind a dash alone it speaks of what comes below.
    if written.first.is_empty() && line.ends_with('-') {
        return format!(" {comment}");
    }
    let line = line.width();
    let value = if written.first.is_empty() { 0 } else { 1 + written.first.width() };
    let gap = BESIDE.saturating_sub(line + value).max(2);
    format!("{}{comment}", " ".repeat(gap))
}

/// What a value hangs on.
#[derive(Clone, Copy)]
enum Hang {
    Key(usize),
    Dash(usize),
}

impl Layout {
    /// The canonical one.
    pub(super) const CANONICAL: Self = Self { step: 2, dash: 2, gap: 1, blocks: true, keys: None };

    /// A key as it is written.
    pub(super) fn key(&self, key: &str, context: Context, room: Room) -> String {
        scalar::key(self.keys.map_or(key, |language| context.name(key, language)), room)
    }

    /// The lines of an entry whose key stands at `column`, with its comments.
    pub(super) fn pair(&self, out: &mut String, column: usize, pair: &Pair, context: Context, style: Style) {
        above(out, column, &pair.comments);
        indent(out, column);
        out.push_str(&self.key(&pair.key, context, Room::Block));
        out.push(':');
        let written = self.below_key(column, &pair.value, context.below(&pair.key), style);
        let beside = beside(out, &written, &pair.comments);
        self.finish(out, &written, &beside);
        out.push('\n');
    }

    /// The lines of an item whose dash stands at `column`, with its comments.
    pub(super) fn item(&self, out: &mut String, column: usize, item: &Element, context: Context, style: Style) {
        above(out, column, &item.comments);
        indent(out, column);
        out.push('-');
        let written = self.below_dash(column, &item.value, context, style);
        let beside = beside(out, &written, &item.comments);
        self.finish(out, &written, &beside);
        out.push('\n');
    }

    /// A value behind a key at `column`.
    pub(super) fn below_key(&self, column: usize, value: &Value, context: Context, style: Style) -> Written {
        self.value(Hang::Key(column), value, context, style)
    }

    /// A value behind a dash at `column`.
    pub(super) fn below_dash(&self, column: usize, value: &Value, context: Context, style: Style) -> Written {
        self.value(Hang::Dash(column), value, context, style)
    }

    fn value(&self, hang: Hang, value: &Value, context: Context, style: Style) -> Written {
        let (column, step, dash) = match hang {
            Hang::Key(column) => (column, self.step, self.dash),
            Hang::Dash(column) => (column, 1 + self.gap, 1 + self.gap),
        };
        if self.is_flow(hang, value, context, style) {
            return Written::line(self.flow(value, context));
        }
        let mut rest = String::new();
        match value {
            Value::Scalar(scalar) => {
                let step = step.min(9);
                if let Some((head, lines)) = scalar::block(&scalar.text, step).filter(|_| self.blocks) {
                    push_lines(&mut rest, &lines, column + step);
                    return Written { first: head, rest, joins: false };
                }
                return Written::line(scalar::inline(scalar, Room::Block));
            }
            Value::List(items) => {
                let inner = self.item_style(column + dash, items, context, style);
                items.iter().for_each(|item| self.item(&mut rest, column + dash, item, context, inner));
            }
            Value::Table(pairs) => {
                pairs.iter().for_each(|pair| self.pair(&mut rest, column + step, pair, context, Style::Usual));
            }
        }
        let joins = matches!(hang, Hang::Dash(_)) && !begins_with_comment(value);
        Written { first: String::new(), rest, joins }
    }

    /// What stands behind the colon or dash, the comment there (with the blanks before it), and the lines below, without the last line's end.
    pub(super) fn finish(&self, out: &mut String, written: &Written, beside: &str) {
        if written.joins && beside.is_empty() {
            indent(out, self.gap);
            out.push_str(written.rest.trim_start_matches(' ').strip_suffix('\n').unwrap_or_default());
            return;
        }
        if !written.first.is_empty() {
            out.push(' ');
            out.push_str(&written.first);
        }
        out.push_str(beside);
        if !written.rest.is_empty() {
            out.push('\n');
            out.push_str(written.rest.strip_suffix('\n').unwrap_or(&written.rest));
        }
    }

    /// Whether a list or table stands in brackets behind its key or dash.
    fn is_flow(&self, hang: Hang, value: &Value, context: Context, style: Style) -> bool {
        let (column, behind_key) = match hang {
            Hang::Key(column) => (column, true),
            Hang::Dash(column) => (column, false),
        };
        let fits = || column + 2 + self.flow(value, context).width() <= WIDTH;
        match value {
            Value::Scalar(_) => false,
            Value::List(items) if items.is_empty() => true,
            Value::Table(pairs) if pairs.is_empty() => true,
            _ if style == Style::Block || !is_small(value) => false,
            _ if style == Style::Flow => true,
            Value::List(items) => items.iter().all(|item| matches!(item.value, Value::Scalar(_))) && fits(),
            Value::Table(_) => !behind_key && style == Style::Usual && context.field.is_some_and(|field| !field.block) && fits(),
        }
    }

    /// Items of one list are written alike.
    fn item_style(&self, column: usize, items: &[Element], context: Context, style: Style) -> Style {
        let tables = items.iter().all(|item| matches!(item.value, Value::Table(_)));
        let alike = items.iter().all(|item| self.is_flow(Hang::Dash(column), &item.value, context, Style::Usual));
        match style {
            _ if tables && !alike => Style::Block,
            Style::Block => Style::Usual,
            _ => style,
        }
    }

    /// In brackets.
    pub(super) fn flow(&self, value: &Value, context: Context) -> String {
        match value {
            Value::Scalar(scalar) => scalar::inline(scalar, Room::Flow),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow(&item.value, context)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Table(pairs) if pairs.is_empty() => "{}".to_owned(),
            Value::Table(pairs) => {
                let pairs: Vec<String> = pairs.iter().map(|pair| self.flow_pair(pair, context)).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }

    /// An entry of a table in brackets.
    pub(super) fn flow_pair(&self, pair: &Pair, context: Context) -> String {
        let value = self.flow(&pair.value, context.below(&pair.key));
        format!("{}: {value}", self.key(&pair.key, context, Room::Flow))
    }
}

/// Whether a value can stand in brackets without loss: no comments, no texts of several lines.
fn is_small(value: &Value) -> bool {
    let bare = |comments: &Comments| comments.above.is_empty() && comments.beside.is_none();
    match value {
        Value::Scalar(scalar) => !scalar.text.contains('\n'),
        Value::List(items) => items.iter().all(|item| bare(&item.comments) && is_small(&item.value)),
        Value::Table(pairs) => pairs.iter().all(|pair| bare(&pair.comments) && is_small(&pair.value)),
    }
}

fn begins_with_comment(value: &Value) -> bool {
    match value {
        Value::Scalar(_) => false,
        Value::List(items) => items.first().is_some_and(|item| !item.comments.above.is_empty()),
        Value::Table(pairs) => pairs.first().is_some_and(|pair| !pair.comments.above.is_empty()),
    }
}

/// Comment lines at a column. An empty one in front would separate nothing.
pub(super) fn above(out: &mut String, column: usize, comments: &Comments) {
    for line in comments.above.iter().skip_while(|line| line.is_empty()) {
        push_lines(out, &[line.as_str()], column);
    }
}
