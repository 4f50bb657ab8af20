//! A document laid out anew: the same values and comments, in the order and layout of its form, in this or the other language.

use super::arrange::arrange;
use super::shape::Shape;
use super::value::{Comments, Document, Pair, Value};
use super::{toml, yaml};
use crate::form::choices::KeyLanguage;
use crate::say;
use crate::source::lines::LineIndex;
use crate::source::{self, Arena, Form, Kind, Node, Note, Span, Syntax, Tree};
use crate::words::Lang;

/// What else changes than order and layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Keys of this language; none: as the document has them.
    pub keys: Option<KeyLanguage>,
    /// This language; none: its own.
    pub to: Option<Syntax>,
}

/// Why a document is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It has a fault in this line, or something that is only read as meant: laid out anew nobody would see that any more.
    Faulty(u32),
    /// A comment, an anchor or the like stands where it would be lost.
    Comment,
    /// A value would not be read as it is now.
    Values,
}

impl Held {
    /// Why, and what to do. `path`: how the document is named in a command.
    #[must_use]
    pub fn words(self, path: &str, lang: Lang) -> String {
        match self {
            Self::Faulty(line) => say!(
                lang,
                "第 {line} 行不合语法；请先用 `kehu check --fix {path}` 改正",
                "line {line} is not as the language wants it; mend it first by `kehu check --fix {path}`"
            ),
            Self::Comment => say!(
                lang,
                "有的注释或锚点重新排版后无处可放；请把注释移到各项的上方或行尾，锚点改为写全",
                "a comment or an anchor has no place in the new layout; put comments above or behind a key, write out what is anchored"
            ),
            Self::Values => say!(
                lang,
                "有的值换一种写法后会变；请改用普通写法，或保留原样",
                "a value would change when written anew; write it in the usual way, or leave the document as it is"
            ),
        }
    }
}

/// The text of a document (without its byte order mark) laid out anew.
///
/// # Errors
/// When that would lose or change something; then it stays as it is.
pub fn format(syntax: Syntax, text: &str, shape: Shape, wish: Wish) -> Result<String, Held> {
    let arena = Arena::new();
    let tree = sound(syntax, text, &arena).map_err(|at| Held::Faulty(LineIndex::new(text).position(at).line))?;
    let mut document = read(syntax, text, &tree).ok_or(Held::Comment)?;
    let to = wish.to.unwrap_or(syntax);
    if syntax == Syntax::Toml && text.trim_start().starts_with('#') {
        hoist(&mut document);
    }
    arrange(&mut document, shape, wish.keys);
    if to != syntax {
        document.pairs.iter_mut().for_each(|pair| plain(&mut pair.value));
    }
    let printed = match to {
        Syntax::Toml => toml::print::document(&document, shape),
        Syntax::Yaml => yaml::print::document(&document, shape),
    };
    let after = with_line_ends(&printed, text);
    let arena = Arena::new();
    let again = sound(to, &after, &arena).map_err(|_| Held::Values)?;
    if !same(&Value::of(&tree.root), &Value::of(&again.root), shape) {
        return Err(Held::Values);
    }
    let kept = read(to, &after, &again).is_some_and(|read| comments(&read) == comments(&document));
    if kept { Ok(after) } else { Err(Held::Comment) }
}

/// In TOML the comments that begin a document whose first table is `[[x]]` stand at that table: they are the document's all the same.
fn hoist(document: &mut Document) {
    let Some(first) = document.pairs.first_mut().filter(|first| first.comments == Comments::default()) else { return };
    if let Value::List(items) = &mut first.value
        && let Some(item) = items.first_mut()
    {
        first.comments.above = std::mem::take(&mut item.comments.above);
    }
}

/// A tree without faults and without anything that was read as meant; else where the first one is.
fn sound<'t>(syntax: Syntax, text: &'t str, arena: &'t Arena) -> Result<Tree<'t>, u32> {
    let tree = source::parse(syntax, text, arena);
    let fault = tree.faults.iter().map(|fault| fault.span).min();
    match fault.or_else(|| noted(&tree.root)) {
        Some(span) => Err(span.start),
        None => Ok(tree),
    }
}

/// The first value or key that its language does not allow as written.
fn noted(node: &Node<'_>) -> Option<Span> {
    if node.note != Note::None {
        return Some(node.span);
    }
    match node.kind {
        Kind::Scalar(..) => None,
        Kind::List(items) => items.iter().find_map(noted),
        Kind::Map(entries) => {
            entries.iter().find_map(|entry| if entry.key_note == Note::None { noted(&entry.value) } else { Some(entry.key_span) })
        }
    }
}

fn read(syntax: Syntax, text: &str, tree: &Tree<'_>) -> Option<Document> {
    match syntax {
        Syntax::Toml => toml::read::document(text, tree),
        Syntax::Yaml => yaml::read::document(text, tree),
    }
}

/// What only one of the languages writes so: `1_000`, line ends within a text.
fn plain(value: &mut Value) {
    match value {
        Value::Scalar(scalar) => {
            scalar.raw = None;
            scalar.text = common(&scalar.text, scalar.form);
        }
        Value::List(items) => items.iter_mut().for_each(|item| plain(&mut item.value)),
        Value::Table(pairs) => pairs.iter_mut().for_each(|pair| plain(&mut pair.value)),
    }
}

fn common(text: &str, form: Form) -> String {
    match form {
        Form::Integer | Form::Float => text.replace('_', ""),
        _ => text.replace("\r\n", "\n"),
    }
}

/// The document's own line ends.
fn with_line_ends(printed: &str, original: &str) -> String {
    let all = memchr::memchr_iter(b'\n', original.as_bytes()).count();
    let windows = memchr::memmem::find_iter(original.as_bytes(), b"\r\n").count();
    let plain = printed.replace("\r\n", "\n");
    if windows * 2 > all { plain.replace('\n', "\r\n") } else { plain }
}

/// Whether both documents say the same. Which of a field's names its key has does not count.
fn same(one: &Value, two: &Value, shape: Shape) -> bool {
    let settled = |value: &Value| {
        let Value::Table(pairs) = value.clone() else { return value.clone() };
        let mut document = Document { pairs, after: Vec::new() };
        arrange(&mut document, shape, Some(KeyLanguage::English));
        Value::Table(document.pairs)
    };
    alike(&settled(one), &settled(two))
}

/// As [`Value::same`], in order and without what [`plain`] settles; nothing filled in is nothing, whether null or an empty text.
fn alike(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Scalar(one), Value::Scalar(two)) => {
            let blank = |form: Form, text: &str| form == Form::Null || (text.is_empty() && form == Form::Quoted);
            let is = |form: Form| matches!(form, Form::Quoted | Form::Plain | Form::Date);
            (blank(one.form, &one.text) && blank(two.form, &two.text))
                || (common(&one.text, one.form) == common(&two.text, two.form) && (one.form == two.form || is(one.form) && is(two.form)))
        }
        (Value::List(one), Value::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| alike(&one.value, &two.value))
        }
        (Value::Table(one), Value::Table(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.key == two.key && alike(&one.value, &two.value))
        }
        _ => false,
    }
}

/// The comments of a text, sorted; none when it cannot be read, or one stands where none can be kept.
pub(super) fn comments_of(syntax: Syntax, text: &str) -> Option<Vec<String>> {
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    read(syntax, text, &tree).map(|document| comments(&document))
}

/// All comments, sorted.
fn comments(document: &Document) -> Vec<String> {
    let mut out: Vec<String> = document.after.iter().filter(|comment| !comment.is_empty()).cloned().collect();
    of_pairs(&document.pairs, &mut out);
    out.sort_unstable();
    out
}

fn of_pairs(pairs: &[Pair], out: &mut Vec<String>) {
    for pair in pairs {
        of_comments(&pair.comments, out);
        of_value(&pair.value, out);
    }
}

fn of_value(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Scalar(_) => {}
        Value::List(items) => {
            for item in items {
                of_comments(&item.comments, out);
                of_value(&item.value, out);
            }
        }
        Value::Table(pairs) => of_pairs(pairs, out),
    }
}

fn of_comments(comments: &Comments, out: &mut Vec<String>) {
    out.extend(comments.above.iter().filter(|comment| !comment.is_empty()).cloned());
    out.extend(comments.beside.clone());
}
