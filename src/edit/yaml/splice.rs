//! Changes of a YAML text that leave every other byte as it is.

use super::ground::{Ground, Patch, patched};
use super::habits::Habits;
use super::layout::{Context, Layout, Style};
use super::walk::{Found, Spot, walk};
use super::{block, flow, scalar};
use crate::edit::op::{Act, Op, Step};
use crate::edit::shape::Shape;
use crate::edit::splice::Stuck;
use crate::edit::value::{Comments, Element, Pair, Value};
use crate::source::{Form, Kind, Tree};

/// What an edit needs to know: the text, and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'t> {
    /// The text.
    pub(super) ground: Ground<'t>,
    /// Its habits.
    pub(super) habits: Habits,
}

/// The text after one step.
///
/// # Errors
/// When it cannot be taken without touching more.
pub fn apply(text: &str, tree: &Tree<'_>, shape: Shape, op: &Op) -> Result<String, Stuck> {
    let ground = Ground { text };
    let pen = Pen { ground, habits: Habits::of(ground, &tree.root, shape) };
    let by_hand = || Stuck::ByHand(paste(shape, op));
    let patches = match walk(ground, tree.root, Context::top(shape), &op.place.0).ok_or_else(by_hand)? {
        Found::There(way) => pen.there(&way, &op.act),
        Found::Missing(way, rest) => pen.missing(&way, rest, &op.act),
        Found::Copied => None,
    };
    Ok(patched(text, patches.ok_or_else(by_hand)?, pen.habits.ends))
}

impl Pen<'_> {
    /// At a place that is there.
    fn there(&self, way: &[Spot<'_>], act: &Act) -> Option<Vec<Patch>> {
        let (spot, before) = way.split_last()?;
        let parent = before.last()?;
        match act {
            Act::Set(value) => self.set(spot, value, Style::Usual),
            Act::Append(value) => self.append(spot, value),
            Act::Remove if parent.inside || self.ground.is_flow(&parent.node) => flow::remove(self.ground, parent, spot),
            Act::Remove => block::remove(self.ground, parent, spot),
            Act::Rename(name) => {
                let room = if spot.inside { scalar::Room::Flow } else { scalar::Room::Block };
                let entry = parent.node.entries()?.get(spot.index)?;
                Some(vec![(entry.key_span.range(), scalar::key(name, room))])
            }
        }
    }

    /// At a place that is not there: the tables on the way are made.
    fn missing(&self, way: &[Spot<'_>], rest: &[Step], act: &Act) -> Option<Vec<Patch>> {
        let parent = way.last()?;
        if self.ground.is_alias(&parent.node) {
            return None;
        }
        let value = match act {
            Act::Set(value) => value.clone(),
            Act::Append(value) => Value::list([value.clone()]),
            Act::Remove | Act::Rename(_) => return None,
        };
        let (Step::Key(key), deeper) = rest.split_first()? else { return None };
        let pair = Pair::new(key.as_str(), nested(deeper, value)?);
        if parent.inside {
            return flow::insert(self, parent, &pair);
        }
        match self.ground.own(&parent.node) {
            [] if way.len() == 1 => block::first(self, parent, &pair),
            // Something is merged into it.
            [] if parent.node.entries().is_none_or(|entries| !entries.is_empty()) => None,
            [] if self.ground.is_flow(&parent.node) => self.set(parent, &Value::Table(vec![pair]), Style::Usual),
            [] => None,
            _ if self.ground.is_flow(&parent.node) => flow::insert(self, parent, &pair),
            _ => block::insert(self, parent, &pair),
        }
    }

    /// A value in place of another.
    fn set(&self, spot: &Spot<'_>, value: &Value, style: Style) -> Option<Vec<Patch>> {
        if self.ground.is_alias(&spot.node) {
            return None;
        }
        let node = &spot.node;
        if spot.inside {
            let new = self.habits.layout.flow(value, spot.context);
            let gap = if node.span.is_empty() { " " } else { "" };
            return Some(vec![(node.span.range(), format!("{gap}{new}"))]);
        }
        let style = match (&node.kind, style) {
            (Kind::Scalar(..), style) => style,
            (_, Style::Usual) if self.ground.is_flow(node) && !is_empty(&node.kind) => Style::Flow,
            (Kind::List(items), Style::Usual) if !items.is_empty() => Style::Block,
            (_, style) => style,
        };
        Some(vec![block::replace(self, spot, value, style)])
    }

    /// One more at the end of a list.
    fn append(&self, spot: &Spot<'_>, value: &Value) -> Option<Vec<Patch>> {
        let node = &spot.node;
        if self.ground.is_alias(node) {
            return None;
        }
        match node.kind {
            Kind::List([]) | Kind::Map([]) | Kind::Scalar(_, Form::Null) => self.set(spot, &Value::list([value.clone()]), Style::Usual),
            Kind::Scalar(text, _) if text.trim().is_empty() => self.set(spot, &Value::list([value.clone()]), Style::Usual),
            Kind::List(items) if self.ground.is_flow(node) => {
                let close = (node.span.end as usize).checked_sub(1)?;
                let last = items.last()?;
                let new = self.habits.layout.flow(value, spot.context);
                flow::add(self.ground, self.ground.end(last, last.span.start as usize), None, close, &new)
            }
            Kind::List(items) => block::append(self, spot, items, value),
            Kind::Scalar(text, form) => self.second(spot, text, form, value),
            // A table that becomes the first of a list moves; comments in it would not.
            Kind::Map(_) if !self.ground.text[spot.start..self.ground.end(node, spot.head)].contains('#') => {
                let items = [Value::of(node), value.clone()];
                self.set(spot, &Value::list(items), Style::Usual)
            }
            Kind::Map(_) => None,
        }
    }

    /// A single value becomes the first of two, written as it was.
    fn second(&self, spot: &Spot<'_>, text: &str, form: Form, value: &Value) -> Option<Vec<Patch>> {
        let raw = self.ground.text.get(spot.node.span.range()).map(Box::from);
        let one = Value::Scalar(crate::edit::value::Scalar { text: text.to_owned(), form, raw });
        let items = [one, value.clone()].map(|value| Element { value, comments: Comments::default() });
        self.set(spot, &Value::List(items.into()), Style::Usual)
    }
}

fn is_empty(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::List([]) | Kind::Map([]))
}

/// The value below the keys of these steps.
fn nested(steps: &[Step], value: Value) -> Option<Value> {
    steps.iter().rev().try_fold(value, |value, step| match step {
        Step::Key(key) => Some(Value::Table(vec![Pair::new(key.as_str(), value)])),
        Step::At(_) => None,
    })
}

/// The text that a person would put in by hand: the entry, with the keys that lead to it.
#[must_use]
pub fn paste(shape: Shape, op: &Op) -> String {
    let layout = Layout { keys: Some(shape.keys), ..Layout::CANONICAL };
    let mut context = Context::top(shape);
    let (mut out, mut column) = (String::new(), 0);
    let value = match &op.act {
        Act::Set(value) => Some(value.clone()),
        Act::Append(value) => Some(Value::list([value.clone()])),
        Act::Remove | Act::Rename(_) => None,
    };
    let keys = op.place.0.iter().filter_map(|step| if let Step::Key(key) = step { Some(key) } else { None });
    let mut keys = keys.peekable();
    let line = |out: &mut String, column: usize, key: String| {
        scalar::indent(out, column);
        out.push_str(&key);
        out.push_str(":\n");
    };
    while let Some(key) = keys.next() {
        match (keys.peek(), &value, &op.act) {
            (None, Some(value), _) => layout.pair(&mut out, column, &Pair::new(key.as_str(), value.clone()), context, Style::Usual),
            (None, None, Act::Rename(name)) => line(&mut out, column, scalar::key(name, scalar::Room::Block)),
            _ => line(&mut out, column, layout.key(key, context, scalar::Room::Block)),
        }
        column += layout.step;
        context = context.below(key);
    }
    out
}
