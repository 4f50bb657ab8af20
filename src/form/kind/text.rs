//! Text and phone numbers.

use crate::findings::Safety;
use crate::form::field::Visit;
use crate::render::table::Cell;
use crate::say;
use crate::source::{Form, Node, Span};

use super::{FieldSpec, Kind, KindSpec, Reader, Shown};

/// Free text. A bare number or date is taken as text, digits kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Box<str>);

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Kind for Text {
    const SPEC: KindSpec = KindSpec::Text;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        scalar(node, spec, reader).map(Self::from)
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.0.to_string())
    }

    fn texts(&self, spec: &'static FieldSpec, at: Span, visit: &mut Visit<'_>) {
        visit(spec, &self.0, at);
    }
}

/// One scalar as text; a list, table or truth value is a wrong type.
pub(crate) fn scalar<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<&'a str> {
    match node.scalar() {
        Some((text, form)) if form != Form::Bool => Some(crate::form::reader::trim(text)),
        _ => {
            reader.wrong_type(node, spec, crate::words::words("文字", "text"));
            None
        }
    }
}

/// A phone number, or several with `、`, `/` or `;` between; digits kept as written, full-width ones folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(Box<str>);

impl Phone {
    /// As written, full-width signs folded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Digits alone, with which two numbers compare: spaces, hyphens, brackets and a leading +86 left out.
    #[must_use]
    pub fn digits(&self) -> String {
        let text = self.0.strip_prefix("+86").unwrap_or(&self.0);
        text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '+').collect()
    }
}

impl Kind for Phone {
    const SPEC: KindSpec = KindSpec::Phone;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let text = scalar(node, spec, reader)?;
        let folded = crate::form::reader::fold_width(text);
        if folded != text {
            let message = say!(reader.lang(), "{}「{text}」用了全角字符", "{} `{text}` uses full-width characters", reader.label(spec));
            let literal = reader.literal(&folded);
            reader.find("ARC-05", node.span, message).as_warning().fix_value(node.span, literal, Safety::Safe);
        }
        Some(Self(folded.into()))
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.0.to_string())
    }
}
