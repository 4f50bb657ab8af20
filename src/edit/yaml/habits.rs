//! How a document is written: its line ends, its indentation, the language of its keys. What is put in follows.

use super::ground::Ground;
use super::layout::{Context, Layout};
use crate::edit::shape::Shape;
use crate::form::choices::KeyLanguage;
use crate::source::{Kind, Node};

/// The habits of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// How lines end.
    pub(super) ends: &'static str,
    /// How deep things stand, and what keys are called.
    pub(super) layout: Layout,
}

/// What is counted on the way through a tree.
#[derive(Default)]
struct Seen {
    step: Option<usize>,
    dash: Option<usize>,
    chinese: usize,
    english: usize,
}

impl Habits {
    /// Those of a document.
    pub(super) fn of(ground: Ground<'_>, root: &Node<'_>, shape: Shape) -> Self {
        let mut seen = Seen::default();
        seen.look(ground, root, Context::top(shape));
        let keys = match seen.chinese.cmp(&seen.english) {
            std::cmp::Ordering::Less => KeyLanguage::English,
            std::cmp::Ordering::Greater => KeyLanguage::Chinese,
            std::cmp::Ordering::Equal => shape.keys,
        };
        let first = ground.text.find('\n');
        let crlf = first.is_some_and(|at| at > 0 && ground.byte(at - 1) == b'\r');
        let step = seen.step.unwrap_or(2);
        let layout = Layout { step, dash: seen.dash.unwrap_or(step), gap: 1, blocks: true, keys: Some(keys) };
        Self { ends: if crlf { "\r\n" } else { "\n" }, layout }
    }
}

impl Seen {
    /// Depth is bounded when a tree is built, so recursion is.
    fn look(&mut self, ground: Ground<'_>, node: &Node<'_>, context: Context) {
        match node.kind {
            Kind::Scalar(..) => {}
            Kind::List(items) => items.iter().for_each(|item| self.look(ground, item, context)),
            Kind::Map(_) => {
                for entry in ground.own(node) {
                    if let Some((_, field)) = context.table.and_then(|table| table.find(entry.key)) {
                        let chinese = field.key != entry.key;
                        self.chinese += usize::from(chinese);
                        self.english += usize::from(!chinese);
                    }
                    let key = entry.key_span.start as usize;
                    let head = ground.behind_colon(entry);
                    self.depth(ground, ground.column(key), head, &entry.value);
                    self.look(ground, &entry.value, context.below(entry.key));
                }
            }
        }
    }

    fn depth(&mut self, ground: Ground<'_>, column: usize, head: usize, value: &Node<'_>) {
        if value.scalar().is_some() || ground.is_flow(value) || ground.is_alias(value) {
            return;
        }
        let at = ground.token(head);
        if at <= ground.line_end(head) || !ground.is_first(at) {
            return;
        }
        let Some(deeper) = ground.column(at).checked_sub(column) else { return };
        let seen = if matches!(value.kind, Kind::List(_)) { &mut self.dash } else { &mut self.step };
        if deeper < 9 {
            seen.get_or_insert(deeper);
        }
    }
}
