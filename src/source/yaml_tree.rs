//! From YAML events to [`Node`]s, with a stack of what is open.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, StructureStyle};

use super::yaml_parts::{self, Extent};
use super::{Arena, Entry, Fault, FaultKind, Form, Kind, Node, Note, Span, Tree, limits, yaml_scalar};

/// Nothing more is read: the fault that says why is noted.
pub(super) struct Stopped;

/// A list or table that is not closed yet.
struct Frame<'t> {
    start: Span,
    block: bool,
    anchor: usize,
    body: Body<'t>,
}

enum Body<'t> {
    List(Vec<Node<'t>>),
    Map {
        entries: Vec<Entry<'t>>,
        key: Key<'t>,
        /// Tables behind `<<`.
        merges: Vec<Node<'t>>,
    },
}

/// What the next value of a table belongs to.
enum Key<'t> {
    /// The next node is a key.
    None,
    Text(&'t str, Span),
    Merge,
    /// The key was no text: its value is dropped.
    Bad(Span),
}

impl<'t> Key<'t> {
    /// The node as a key.
    fn of(node: &Node<'t>, text: &'t str) -> Self {
        match node.kind {
            Kind::Scalar("<<", Form::Plain) => Self::Merge,
            // Truth values and nulls lost their spelling; a key keeps it.
            Kind::Scalar(_, Form::Bool | Form::Null) => Self::Text(&text[node.span.range()], node.span),
            Kind::Scalar(key, _) => Self::Text(key, node.span),
            Kind::List(_) | Kind::Map(_) => Self::Bad(node.span),
        }
    }
}

/// Builds the tree from events.
pub(super) struct Builder<'t> {
    text: &'t str,
    arena: &'t Arena,
    stack: Vec<Frame<'t>>,
    root: Option<Node<'t>>,
    faults: Vec<Fault>,
    broken: bool,
    documents: usize,
    nodes: usize,
    expanded: usize,
    /// Anchored nodes by the parser's number, with how many values each holds and how deep it goes.
    anchors: HashMap<usize, (Node<'t>, Extent)>,
    anchored: usize,
}

impl<'t> Builder<'t> {
    /// A builder for the document `text`; lists, tables and texts go to `arena`.
    pub(super) fn new(text: &'t str, arena: &'t Arena) -> Self {
        Self {
            text,
            arena,
            stack: Vec::with_capacity(8),
            root: None,
            faults: Vec::new(),
            broken: false,
            documents: 0,
            nodes: 0,
            expanded: 0,
            anchors: HashMap::new(),
            anchored: 0,
        }
    }

    /// Takes one event.
    pub(super) fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Stopped> {
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.count(span)?;
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let (text, form) = match yaml_scalar::resolve(text, style, tag.as_deref()) {
                    Ok(found) => found,
                    Err(tag) => {
                        let words = format!("the value does not fit its tag `{tag}`");
                        return self.halt(span, FaultKind::Syntax(words));
                    }
                };
                let text = self.borrowed(text, span);
                let span = match block {
                    true => yaml_parts::block_scalar(self.text, span),
                    false => span,
                };
                self.place(node(span, Kind::Scalar(text, form)), anchor)
            }
            Event::SequenceStart(style, anchor, _) => self.open(span, style, anchor, Body::List(Vec::with_capacity(4))),
            Event::MappingStart(style, anchor, _) => {
                let body = Body::Map { entries: Vec::with_capacity(8), key: Key::None, merges: Vec::new() };
                self.open(span, style, anchor, body)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => self.alias(id, span),
            _ => Ok(()),
        }
    }

    /// Plain text that the parser had to copy (it joins pieces) borrows again where it stands unchanged in the file.
    fn borrowed(&self, text: Cow<'t, str>, span: Span) -> &'t str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(owned) => match self.text.get(span.range()) {
                Some(written) if written == owned => written,
                _ => self.arena.text(&owned),
            },
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Stopped> {
        self.documents += 1;
        if self.documents > 1 {
            return self.halt(span, FaultKind::SeveralDocuments);
        }
        Ok(())
    }

    fn open(&mut self, span: Span, style: StructureStyle, anchor: usize, body: Body<'t>) -> Result<(), Stopped> {
        self.count(span)?;
        if self.stack.len() >= limits::MAX_DEPTH {
            return self.halt(span, FaultKind::TooDeep);
        }
        self.stack.push(Frame { start: span, block: style == StructureStyle::Block, anchor, body });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Stopped> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        let anchor = frame.anchor;
        let node = self.build(frame, span.end);
        self.place(node, anchor)
    }

    /// Makes the node of a frame; `end` is where its closing bracket ends, if it has one.
    fn build(&mut self, frame: Frame<'t>, end: u32) -> Node<'t> {
        let start = frame.start;
        match frame.body {
            Body::List(items) => {
                let span = match items.first() {
                    _ if !frame.block => Span::new(start.start, end.max(start.end)),
                    Some(first) => yaml_parts::line_part(self.text, start.start, first.span.end),
                    None => start,
                };
                node(span, Kind::List(self.arena.kept(&items)))
            }
            Body::Map { mut entries, merges, .. } => {
                let span = match entries.first() {
                    _ if !frame.block => Span::new(start.start, end.max(start.end)),
                    Some(first) => first.key_span,
                    None => start,
                };
                self.unique(&mut entries);
                for merged in merges {
                    yaml_parts::merge(&mut entries, &merged);
                }
                node(span, Kind::Map(self.arena.kept(&entries)))
            }
        }
    }

    /// Puts a finished node where it belongs: key, value, item or root.
    fn place(&mut self, node: Node<'t>, anchor: usize) -> Result<(), Stopped> {
        if anchor != 0 {
            self.keep(&node, anchor)?;
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut frame.body {
            Body::List(items) => items.push(node),
            Body::Map { entries, key, merges } => match std::mem::replace(key, Key::None) {
                Key::None => {
                    *key = Key::of(&node, self.text);
                    if let Key::Bad(span) = *key {
                        let words = "a key must be a text, not a list or table".to_owned();
                        self.note(span, FaultKind::Syntax(words));
                        self.broken = true;
                    }
                }
                Key::Text(key, key_span) => {
                    let mut value = node;
                    if value.span.is_empty() {
                        value.span = yaml_parts::behind_colon(self.text, key_span.end, value.span);
                    }
                    entries.push(Entry { key, key_span, key_note: Note::None, value });
                }
                Key::Merge => match node.kind {
                    Kind::List(items) => merges.extend_from_slice(items),
                    _ => merges.push(node),
                },
                Key::Bad(_) => {}
            },
        }
        Ok(())
    }

    /// Keeps a copy of an anchored node for its aliases.
    fn keep(&mut self, node: &Node<'t>, anchor: usize) -> Result<(), Stopped> {
        let extent = yaml_parts::extent(node);
        self.anchored += extent.values;
        // Anchors around anchors copy what is inside again and again.
        if self.anchored > limits::MAX_NODES {
            return self.halt(node.span, FaultKind::TooManyNodes);
        }
        self.anchors.insert(anchor, (*node, extent));
        Ok(())
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Stopped> {
        let Some((target, extent)) = self.anchors.get(&id) else {
            let words = "the alias stands inside its own anchor".to_owned();
            return self.halt(span, FaultKind::Syntax(words));
        };
        let too_deep = self.stack.len() + extent.depth > limits::MAX_DEPTH;
        self.expanded += extent.values;
        if self.expanded > limits::MAX_ALIAS_NODES {
            return self.halt(span, FaultKind::AliasBomb);
        }
        if too_deep {
            return self.halt(span, FaultKind::TooDeep);
        }
        let node = Node { span, ..*target };
        self.place(node, 0)
    }

    /// Reports keys that stand twice and keeps the first of each.
    fn unique(&mut self, entries: &mut Vec<Entry<'t>>) {
        let twice = yaml_parts::duplicates(entries);
        if twice.is_empty() {
            return;
        }
        for &(first, second) in &twice {
            let key = entries[second].key.to_owned();
            let first = entries[first].key_span;
            self.note(entries[second].key_span, FaultKind::DuplicateKey { key, first });
        }
        self.broken = true;
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            twice.binary_search_by_key(&(index - 1), |&(_, second)| second).is_err()
        });
    }

    fn count(&mut self, span: Span) -> Result<(), Stopped> {
        self.nodes += 1;
        if self.nodes > limits::MAX_NODES {
            return self.halt(span, FaultKind::TooManyNodes);
        }
        Ok(())
    }

    fn note(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault { span, kind, fix: None });
    }

    fn halt(&mut self, span: Span, kind: FaultKind) -> Result<(), Stopped> {
        self.note(span, kind);
        self.broken = true;
        Err(Stopped)
    }

    /// The parser found a fault: nothing more will come.
    pub(super) fn stop(&mut self, fault: Fault) {
        self.drop_cut(fault.span.start);
        self.faults.push(fault);
        self.broken = true;
    }

    /// Takes back a scalar that ran into the fault at `at`: it may have swallowed lines that were meant as something else.
    fn drop_cut(&mut self, at: u32) {
        let cut = |node: &Node<'_>| node.span.end >= at && matches!(node.kind, Kind::Scalar(..));
        match self.stack.last_mut().map(|frame| &mut frame.body) {
            None => self.root = self.root.take().filter(|root| matches!(root.kind, Kind::Map(_))),
            Some(Body::List(items)) => {
                items.pop_if(|item| cut(item));
            }
            Some(Body::Map { entries, .. }) => {
                entries.pop_if(|entry| cut(&entry.value));
            }
        }
    }

    /// The tree, with what is still open closed where reading ended.
    pub(super) fn finish(mut self) -> Tree<'t> {
        while let Some(frame) = self.stack.pop() {
            let end = frame.start.end;
            let node = self.build(frame, end);
            // Anchors do not matter any more, so this cannot stop.
            let _ = self.place(node, 0);
        }
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let whole = Span::new(0, end);
        let kind = match self.root.take() {
            None => Kind::Map(&[]),
            Some(root) => match root.kind {
                Kind::Map(entries) => Kind::Map(entries),
                Kind::Scalar(_, Form::Null) => Kind::Map(&[]),
                Kind::Scalar(..) | Kind::List(_) => {
                    let line = yaml_parts::line_part(self.text, root.span.start, root.span.end);
                    self.note(line, FaultKind::NotATable);
                    self.broken = true;
                    Kind::Map(&[])
                }
            },
        };
        self.faults.sort_by_key(|fault| fault.span);
        Tree { root: node(whole, kind), faults: self.faults, broken: self.broken }
    }
}

fn node(span: Span, kind: Kind<'_>) -> Node<'_> {
    Node { span, kind, note: Note::None }
}
