//! A record of a register found again by its path or its name: `yunling/complaints/2026-01-22`, `2026-Q2-starbridge`. A beginning is enough
//! where only one record has it.

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::edit::desk::{Desk, Trouble};
use crate::edit::look::View;
use crate::edit::op::Place;
use crate::edit::shape::RECORDS;
use crate::edit::target::spec_of;
use crate::resolve::{fold, same};
use crate::source::Syntax;

/// What a RECORD says, before anything is looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The customer, as written.
    pub customer: Option<String>,
    /// The register.
    pub kind: Option<DocKind>,
    /// The file's name, or its beginning.
    pub name: String,
}

/// A record that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The register.
    pub kind: DocKind,
    /// The document.
    pub path: String,
    /// Where in it: the top, or one of `[[records]]`.
    pub place: Place,
    /// The file's name, or the `id` of a packed record.
    pub name: String,
}

impl Record {
    /// The customer whose register it is.
    #[must_use]
    pub fn customer(&self) -> Option<&str> {
        self.path.strip_prefix("customers/").and_then(|rest| rest.split_once('/')).map(|(id, _)| id)
    }

    /// How it is named on a command line: the path, with a packed record's own name.
    #[must_use]
    pub fn target(&self) -> String {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = folder.strip_prefix("customers/").unwrap_or(folder);
        format!("{folder}/{}", self.name)
    }
}

/// Reads a RECORD. The ending, `customers/` and the folder may be written or not.
#[must_use]
pub fn spoken(text: &str, kinds: &[DocKind]) -> Spoken {
    let text = text.trim().trim_matches('/').replace('\\', "/");
    let text = text.strip_prefix("customers/").unwrap_or(&text);
    let text = text.rsplit_once('.').filter(|(_, ending)| Syntax::of_ending(ending).is_some()).map_or(text, |(stem, _)| stem);
    let register = |folder: &str| kinds.iter().copied().find(|kind| kind.folder() == Some(folder));
    let parts: Vec<&str> = text.split('/').collect();
    match parts[..] {
        [name] => Spoken { name: name.to_owned(), ..Spoken::default() },
        [folder, name] if register(folder).is_some() => Spoken { customer: None, kind: register(folder), name: name.to_owned() },
        [customer, name] => Spoken { customer: Some(customer.to_owned()), kind: None, name: name.to_owned() },
        [customer, folder, ref rest @ ..] => {
            let kind = register(folder);
            // A folder that holds none of these is part of a name that nothing has.
            let name = if kind.is_some() { rest.join("/") } else { parts[1..].join("/") };
            Spoken { customer: Some(customer.to_owned()), kind, name }
        }
        [] => Spoken::default(),
    }
}

/// The records with this name among these files; where there is none, those whose names begin so.
///
/// # Errors
/// When a packed register that may hold it cannot be read.
pub fn matching(desk: &mut Desk, files: &[File], kinds: &[DocKind], name: &str) -> Result<Vec<Record>, Trouble> {
    let wanted = fold(name);
    let (mut exact, mut begun) = (Vec::new(), Vec::new());
    for file in files {
        let Some(kind) = file.kind.filter(|kind| kinds.contains(kind)) else { continue };
        let records = packed(desk, file, kind)?;
        let alone = records.is_empty().then(|| (file.stem.clone(), Place::top()));
        for (own, place) in alone.into_iter().chain(records) {
            let list = match fold(&own) {
                own if own == wanted => &mut exact,
                own if !wanted.is_empty() && own.starts_with(&wanted) => &mut begun,
                _ => continue,
            };
            list.push(Record { kind, path: file.path.clone(), place, name: own });
        }
    }
    Ok(if exact.is_empty() { begun } else { exact })
}

/// The records of a packed register with their names; none where the document is a single record.
///
/// # Errors
/// When it cannot be read.
pub fn packed(desk: &mut Desk, file: &File, kind: DocKind) -> Result<Vec<(String, Place)>, Trouble> {
    let year = file.stem.len() == 4 && file.stem.bytes().all(|byte| byte.is_ascii_digit());
    if !year || !kind.may_be_packed() || file.syntax.is_none() {
        return Ok(Vec::new());
    }
    // A single record costs no parsing: only what mentions the word for records may hold several.
    let text = desk.text(&file.path)?;
    if !text.contains(RECORDS.0) && !text.contains(RECORDS.1) {
        return Ok(Vec::new());
    }
    let value = desk.value(&file.path)?;
    let records = View::records(&value, spec_of(kind), true);
    let named = |view: &View<'_>| Some((view.text("id")?.to_owned(), view.place.clone()));
    Ok(records.iter().filter(|view| !view.place.0.is_empty()).filter_map(named).collect())
}

/// The one that is meant by a name that a record states itself (the number of a card).
///
/// # Errors
/// When a document cannot be read.
pub fn stating(desk: &mut Desk, files: &[File], kind: DocKind, key: &str, text: &str) -> Result<Vec<Record>, Trouble> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.kind == Some(kind) && file.syntax.is_some()) {
        let value = desk.value(&file.path)?;
        for view in View::records(&value, spec_of(kind), kind.may_be_packed()) {
            if view.text(key).is_some_and(|own| same(own, text)) {
                let name = view.text("id").filter(|_| !view.place.0.is_empty()).unwrap_or(&file.stem).to_owned();
                out.push(Record { kind, path: file.path.clone(), place: view.place, name });
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::discover::{self, Ignored};
    use crate::world::World;

    const KINDS: &[DocKind] = &[DocKind::Complaint, DocKind::Feedback, DocKind::Suggestion];

    #[test]
    fn paths_names_and_beginnings_are_told_apart() {
        let own = |customer: Option<&str>, kind, name: &str| Spoken { customer: customer.map(str::to_owned), kind, name: name.to_owned() };
        for (text, wanted) in [
            ("customers/yunling/complaints/2026-01-22-x.toml", own(Some("yunling"), Some(DocKind::Complaint), "2026-01-22-x")),
            ("云岭移动/complaints/2026-01-22", own(Some("云岭移动"), Some(DocKind::Complaint), "2026-01-22")),
            ("yunling/2026-01-22", own(Some("yunling"), None, "2026-01-22")),
            ("suggestions/2026-Q2-starbridge.yaml", own(None, Some(DocKind::Suggestion), "2026-Q2-starbridge")),
            ("complaints/2026-01", own(None, Some(DocKind::Complaint), "2026-01")),
            ("2026-01-22-x", own(None, None, "2026-01-22-x")),
            ("yunling/plans/2026", own(Some("yunling"), None, "plans/2026")),
        ] {
            assert_eq!(spoken(text, KINDS), wanted, "{text}");
        }
    }

    #[test]
    fn packed_records_are_found_like_files() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let dir = place.path().join("customers/yunling/complaints");
        fs::create_dir_all(&dir).expect("made");
        fs::write(dir.join("2025.toml"), "[[records]]\nid = \"2025-03-01-a\"\n\n[[records]]\nid = \"2025-03-02-b\"\n").expect("written");
        fs::write(dir.join("2026-03-02-b.toml"), "content = \"x\"\n").expect("written");
        let files = discover::customer_files(place.path(), "yunling", &Ignored::new(place.path())).found;
        let mut desk = Desk::new(place.path(), &World::default());
        let mut found = |name: &str| -> Vec<String> {
            let records = matching(&mut desk, &files, KINDS, name).expect("readable");
            records.iter().map(|one| format!("{} {}", one.target(), one.place.0.len())).collect()
        };
        assert_eq!(found("2025-03-02-b"), ["yunling/complaints/2025-03-02-b 2"]);
        assert_eq!(found("2025-03-02"), ["yunling/complaints/2025-03-02-b 2"]);
        assert_eq!(found("2026-03"), ["yunling/complaints/2026-03-02-b 0"]);
        assert_eq!(found("2025").len(), 2);
        assert!(found("2027").is_empty() && found("").is_empty());
    }
}
