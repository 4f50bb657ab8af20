//! Archives judged within this process: what tests of whole archives share.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kehu::archive::Loaded;
use kehu::archive::load::{self, Judge, Scope};
use kehu::discover::{self, Found, Ignored};
use kehu::findings::Finding;
use kehu::words::Lang;

use crate::archive::DocKind::{Holidays, Settings, Staff};
pub(crate) use kehu::archive::DocKind;

/// The day on which the example archives are judged.
pub(crate) const DAY: &str = "2026-07-08";

/// Audits an archive on [`DAY`], in Chinese.
pub(crate) fn audited(root: &Path) -> Loaded {
    let day: NaiveDate = DAY.parse().expect("a day");
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), Judge::Audit(day)).expect("the archive can be listed")
}

/// Every document of an archive, customers first, as kehu itself finds them.
pub(crate) fn documents(root: &Path) -> Vec<(Option<String>, Found)> {
    let ignored = Ignored::new(root);
    let mut out = Vec::new();
    for id in discover::customers(root, &ignored).expect("the folder can be listed") {
        let files = discover::customer_files(root, &id, &ignored);
        out.extend(files.found.into_iter().map(|found| (Some(id.clone()), found)));
    }
    let others = discover::register_files(root, &ignored).into_iter();
    let others = others.chain(discover::root_file(root, "kehu", Settings)).chain(discover::root_file(root, "staff", Staff));
    let others = others.chain(discover::root_file(root, "holidays", Holidays));
    out.extend(others.map(|found| (None, found)));
    out
}

/// A finding on one line, as JSON has it.
pub(crate) fn json_line(finding: &Finding) -> String {
    serde_json::json!({
        "rule": finding.rule, "level": finding.level.key(), "customer": finding.customer.as_deref(), "path": &*finding.path,
        "line": finding.start.line, "column": finding.start.column, "end_line": finding.end.line, "end_column": finding.end.column,
        "field": finding.field, "message": finding.message, "help": finding.help, "source": finding.source(),
    })
    .to_string()
}

/// Replaces a text that must stand in the file exactly once.
pub(crate) fn replace(root: &Path, file: &str, find: &str, put: &str) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(text.matches(find).count(), 1, "{file}: `{find}`");
    fs::write(&path, text.replacen(find, put, 1)).expect("the file can be written");
}

/// Numbers that look random and are the same in every run (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).expect("small");
        usize::try_from(self.roll() % limit).expect("small")
    }

    pub(crate) fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}
