//! One document as it was at another time: its records, and what they say in one text, which is the same where only the layout, the order of
//! rows or the kind of file differ.

use std::sync::Arc;

use crate::discover::Found;
use crate::findings::Level;
use crate::form::field::AnyRecord;
use crate::form::insight::Insight;
use crate::form::kind::Shown;
use crate::form::person::Person;
use crate::form::reader::DocInfo;
use crate::form::registers::{Complaint, Feedback, Reception, Survey};
use crate::form::{Record, Target};
use crate::source::Syntax;
use crate::words::Lang;
use crate::world::World;

use super::customer::given;
use super::document::{self, With};
use super::{CustomerFolder, Doc, DocKind};

/// A document of a customer out of history.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Settings and staff, as they are now.
    pub world: &'a World,
    /// The customer as it is now: names of its people.
    pub customer: &'a CustomerFolder,
    /// Which document.
    pub found: &'a Found,
    /// Its form.
    pub kind: DocKind,
    /// What stood in it.
    pub bytes: &'a [u8],
}

impl Reading<'_> {
    /// Its records; none where it cannot be read whole.
    #[must_use]
    pub fn docs<R: Record>(&self) -> Option<Vec<Doc<R>>> {
        let customer = Some(self.customer.id.clone());
        let syntax = self.found.syntax.unwrap_or(Syntax::Toml);
        let info = Arc::new(DocInfo { path: self.found.path.as_str().into(), customer, syntax });
        let with = With {
            world: self.world,
            people: Some(&self.customer.people_names),
            people_complete: false,
            given: given(self.kind),
            packed: self.kind.may_be_packed(),
            declares: (self.kind == DocKind::KeyPeople).then_some(Target::Person),
        };
        let mut docs = Vec::new();
        let account = document::read(self.bytes.to_vec(), &info, &self.found.stem, with, &mut docs);
        // Where the text had to be guessed at, what is missing may only be misread.
        let faulty = account.findings.iter().any(|finding| finding.rule == "ARC-05" && finding.level == Level::Error);
        (account.broken.is_none() && !faulty).then_some(docs)
    }

    /// What it says, by record. Of what is not read here (a table, an encrypted sheet) its bytes.
    #[must_use]
    pub fn texts(&self) -> Option<Vec<(String, String)>> {
        match self.kind {
            DocKind::Person if !self.found.sealed => self.said::<Person>(),
            DocKind::Insight => self.said::<Insight>(),
            DocKind::Complaint => self.said::<Complaint>(),
            DocKind::Survey => self.said::<Survey>(),
            DocKind::Feedback => self.said::<Feedback>(),
            DocKind::Reception => self.said::<Reception>(),
            _ => Some(vec![(self.found.stem.clone(), format!("{:?}", self.bytes))]),
        }
    }

    /// What it says, by record, read as this form.
    #[must_use]
    pub fn said<R: Record>(&self) -> Option<Vec<(String, String)>> {
        let one = |doc: Doc<R>| (doc.stem.to_string(), said(&doc.record, &[]));
        self.docs::<R>().map(|docs| docs.into_iter().map(one).collect())
    }
}

/// What a record says, without these keys of it.
#[must_use]
pub fn said(record: &dyn AnyRecord, without: &[&str]) -> String {
    let mut out = String::new();
    say(record, without, &mut out);
    out
}

fn say(record: &dyn AnyRecord, without: &[&str], out: &mut String) {
    let name = |_: Target, _: &str| None;
    let shown = Shown { lang: Lang::Zh, machine: true, name: &name };
    record.fields(&mut |spec, field| {
        if field.blank() || without.contains(&spec.key) {
            return;
        }
        let mut rows: Vec<String> = Vec::new();
        field.tables(&mut |table| rows.push(said(table, &[])));
        // Their order says nothing.
        rows.sort_unstable();
        out.push_str(spec.key);
        if rows.is_empty() {
            out.push('=');
            out.push_str(if field.bad() { "?" } else { "" });
            out.push_str(&field.cell(&shown).raw());
        }
        for row in rows {
            out.push('{');
            out.push_str(&row);
            out.push('}');
        }
        out.push('\n');
    });
    record.own_fields().iter().for_each(|own| out.push_str(&format!("{}={}\n", own.key, own.text)));
}
