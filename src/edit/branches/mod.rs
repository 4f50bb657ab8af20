//! Two branches changed one document: the changes of both become one, field by field and not line by line. What the one did is put into the
//! text of the other, so that comments, order and style stay; where it is not certain what both meant, nobody decides here.

mod identity;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;
mod weave;

use super::fmt;
use super::shape::Shape;
use super::splice::{self, Stuck};
use super::value::Value;
use crate::say;
use crate::source::{self, Arena, Syntax};
use crate::words::Lang;

/// A document before the branches parted, and as each has it.
#[derive(Clone, Copy, Debug)]
pub struct Three<'t> {
    /// Before; empty where each branch made the document.
    pub base: &'t str,
    /// Here: what is changed.
    pub ours: &'t str,
    /// There.
    pub theirs: &'t str,
}

/// Something that both branches changed, and not to the same: the way of labels and names that leads there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clash {
    zh: Vec<String>,
    en: Vec<String>,
}

impl Clash {
    /// Where it is.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh.join("／"),
            Lang::En => self.en.join(" / "),
        }
    }

    fn step(&self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        let mut out = self.clone();
        out.zh.push(zh.into());
        out.en.push(en.into());
        out
    }
}

/// Why two branches were not joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// One of the three cannot be read.
    Faulty,
    /// Each branch made a document of this name.
    Made,
    /// Both changed these.
    Both(Vec<Clash>),
    /// One of them is written so that it cannot be edited without touching more.
    ByHand,
    /// A comment of the other branch would be lost.
    Comment,
}

/// So many places are named.
const NAMED: usize = 5;

impl Doubt {
    /// Why, in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Faulty => say!(lang, "有一方的文件有语法错误，只能逐行合并", "one side has faults of syntax: it was merged line by line"),
            Self::Made => say!(lang, "两个分支各自新建了这份文件", "each branch made a document of this name"),
            Self::Both(clashes) => {
                let named: Vec<String> = clashes.iter().take(NAMED).map(|clash| clash.words(lang)).collect();
                let (count, named) = (clashes.len(), lang.join(named));
                if count > NAMED {
                    say!(
                        lang,
                        "两个分支都改了 {count} 处，改得不同：{named}等",
                        "both branches changed {count} places, differently: {named} …"
                    )
                } else {
                    say!(lang, "两个分支都改了，改得不同：{named}", "both branches changed, differently: {named}")
                }
            }
            Self::ByHand => say!(lang, "文件的写法不能按字段合并", "the document is written in a way that cannot be merged by field"),
            Self::Comment => say!(lang, "按字段合并会丢掉对方的注释", "merging by field would lose a comment of the other branch"),
        }
    }

    /// Whether lines that came out smooth are not to be trusted: the fields were compared, and the lines did not say what both branches do.
    #[must_use]
    pub const fn is_of_content(&self) -> bool {
        !matches!(self, Self::Faulty)
    }
}

/// The text that says what both branches say. `by_line`: what came of the lines alone, where that was smooth; it is taken when it says the
/// same, because it has the comments and the order of both.
///
/// # Errors
/// Where it is not certain what both meant.
pub fn join(syntax: Syntax, shape: Shape, three: Three<'_>, by_line: Option<&str>) -> Result<String, Doubt> {
    let Three { base, ours, theirs } = three;
    if ours == theirs || theirs == base {
        return Ok(ours.to_owned());
    }
    if ours == base {
        return Ok(theirs.to_owned());
    }
    by_field(syntax, shape, three, by_line)
}

/// The same without the ways that need no look inside.
fn by_field(syntax: Syntax, shape: Shape, three: Three<'_>, by_line: Option<&str>) -> Result<String, Doubt> {
    let (mark, ours) = three.ours.strip_prefix('\u{feff}').map_or(("", three.ours), |text| ("\u{feff}", text));
    let read = |text: &str| said(syntax, text).ok_or(Doubt::Faulty);
    let (base, here, theirs) = (read(three.base)?, read(ours)?, read(three.theirs)?);
    // What a document says twice is no better than a fault of syntax.
    let [base, here_plain, theirs] = weave::plain([&base, &here, &theirs], shape).ok_or(Doubt::Faulty)?;
    if base.is_empty_table() && !here_plain.same(&theirs) {
        return Err(Doubt::Made);
    }
    let ops = weave::ops(shape, &base, &here_plain, &theirs).map_err(Doubt::Both)?;
    let mut wanted = here_plain;
    for op in &ops {
        splice::take(&mut wanted, shape, op).ok_or(Doubt::ByHand)?;
    }
    let right = |text: &str| {
        let value = said(syntax, text)?;
        let [value, _, _] = weave::plain([&value, &here, &here], shape)?;
        weave::alike(&value, &wanted).then_some(())
    };
    if let Some(text) = by_line.filter(|text| right(text).is_some()) {
        return Ok(text.to_owned());
    }
    let done = splice::apply(syntax, ours, shape, &ops).map_err(|stuck| match stuck {
        Stuck::Faulty => Doubt::Faulty,
        Stuck::NoPlace | Stuck::ByHand(_) => Doubt::ByHand,
    })?;
    right(&done).ok_or(Doubt::ByHand)?;
    if !keeps_comments(syntax, three, &done) {
        return Err(Doubt::Comment);
    }
    Ok([mark, &done].concat())
}

/// What a text says; none where it has faults.
fn said(syntax: Syntax, text: &str) -> Option<Value> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    tree.faults.iter().all(|fault| fault.kind.is_warning()).then(|| Value::of(&tree.root))
}

/// Whether every comment that the other branch wrote is in the text.
fn keeps_comments(syntax: Syntax, three: Three<'_>, done: &str) -> bool {
    let comments = |text: &str| fmt::comments_of(syntax, text.strip_prefix('\u{feff}').unwrap_or(text));
    let (Some(mut base), Some(theirs), Some(mut done)) = (comments(three.base), comments(three.theirs), comments(done)) else {
        return false;
    };
    let take = |from: &mut Vec<String>, comment: &String| from.iter().position(|one| one == comment).map(|at| from.remove(at)).is_some();
    theirs.iter().filter(|comment| !take(&mut base, comment)).collect::<Vec<_>>().into_iter().all(|comment| take(&mut done, comment))
}
