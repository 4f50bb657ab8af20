//! Rules that go by what git tells, judged with a history made by hand.

mod people;
mod plans;
mod profile;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::archive::document::{self, With};
use crate::archive::load::{self, Judge, Scope};
use crate::archive::past::{Past, Step, Version};
use crate::archive::{Doc, Loaded};
use crate::findings::Finding;
use crate::form::reader::DocInfo;
use crate::form::{Record, Target};
use crate::rules::{Run, Scene, registry};
use crate::source::Syntax;
use crate::words::Lang;

const FOLDER: &str = "customers/yunling-mobile";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Replacements in a document of the fixtures.
type Edits<'e> = &'e [(&'e str, &'e str)];

/// A version: place and day of its commit, the replacements.
type Seen<'e> = (usize, &'e str, Edits<'e>);

/// The same with what the commit is about.
type Told<'e> = (usize, &'e str, &'e str, Edits<'e>);

/// One customer with its history.
struct Bench {
    loaded: Loaded,
    past: Past,
}

impl Bench {
    /// The clean customer of the fixtures; its history is known from July 2025 on.
    fn new() -> Self {
        let base = load::base(&root(), Some(Lang::Zh), Lang::Zh);
        let loaded = load::load(&root(), base, &Scope::default(), Judge::Nothing).expect("the base can be listed");
        Self { loaded, past: Past { since: Some(day("2025-07-01")), newest: true, ..Past::default() } }
    }

    /// A commit of this day by somebody, with the number of its place.
    fn step(&mut self, at: usize, on: &str, author: &str, message: &str) -> Arc<Step> {
        let step = Arc::new(Step {
            at,
            day: day(on),
            commit: format!("{at:012}").into(),
            author: author.into(),
            email: format!("{author}@example.com").into(),
            message: message.into(),
            substance: true,
        });
        if at > 0 {
            self.past.steps.push(step.clone());
        }
        step
    }

    /// A document of the fixtures with these replacements, or one in YAML as it stands.
    fn record<R: Record>(&self, file: &str, edits: &[(&str, &str)]) -> R {
        let mut text = std::fs::read_to_string(root().join(FOLDER).join(file)).expect("it is there");
        for (from, to) in edits {
            assert!(text.contains(from), "{file} has no {from}");
            text = text.replacen(from, to, 1);
        }
        self.read(file, &text, Syntax::Toml)
    }

    fn read<R: Record>(&self, file: &str, text: &str, syntax: Syntax) -> R {
        let folder = &self.loaded.customers[0];
        let info = Arc::new(DocInfo { path: format!("{FOLDER}/{file}").into(), customer: Some(folder.id.clone()), syntax });
        let with = With {
            world: &self.loaded.world,
            people: Some(&folder.people_names),
            people_complete: false,
            given: &[],
            packed: false,
            declares: file.starts_with("key-people").then_some(Target::Person),
        };
        let mut docs: Vec<Doc<R>> = Vec::new();
        let account = document::read(text.as_bytes().to_vec(), &info, "2026", with, &mut docs);
        assert!(account.broken.is_none(), "{file}: {:?}", account.broken);
        docs.pop().expect("a document").record
    }

    fn version<R: Record>(&self, step: &Arc<Step>, file: &str, edits: &[(&str, &str)]) -> Version<R> {
        Version { step: step.clone(), record: Arc::new(self.record(file, edits)) }
    }

    /// What a rule finds on a day.
    fn found(&self, id: &str, on: &str) -> Vec<Finding> {
        let folder = &mut self.loaded.customers[0].clone();
        folder.past = OnceLock::from(Some(Box::new(self.past.clone())));
        let rule = registry::find(id).expect("a rule");
        let Run::Customer(run) = rule.run else { panic!("{id} is not judged on customers") };
        let mut scene = Scene { world: &self.loaded.world, customer: folder, today: Some(day(on)), rule, found: Vec::new() };
        run(&mut scene);
        scene.found
    }

    /// The only finding.
    fn one(&self, id: &str, on: &str) -> Finding {
        let mut found = self.found(id, on);
        assert_eq!(found.len(), 1, "{found:#?}");
        found.pop().expect("there is one")
    }

    fn none(&self, id: &str, on: &str) {
        let found = self.found(id, on);
        assert!(found.is_empty(), "{found:#?}");
    }
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/base")
}
