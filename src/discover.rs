//! Finds the archive's root and its documents, and says which kind each file is. Nothing is read here.

pub mod folder;
pub mod overlay;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::WalkDir;

use crate::archive::DocKind;
use crate::source::Syntax;

use folder::{Entry, Folder};

/// The settings file that makes a folder an archive.
pub const SETTINGS: &[&str] = &["kehu.toml", "kehu.yaml", "kehu.yml"];

/// The nearest folder at or above `start` with `kehu.toml`.
#[must_use]
pub fn root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|dir| SETTINGS.iter().any(|name| dir.join(name).is_file())).map(Path::to_owned)
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is; none for a form file under an unknown name.
    pub kind: Option<DocKind>,
    /// Relative to the archive's root, with `/`.
    pub path: String,
    /// The file name without its ending.
    pub stem: String,
    /// Its language; none for CSV and encrypted sheets.
    pub syntax: Option<Syntax>,
    /// An encrypted sheet.
    pub sealed: bool,
    /// A symbolic link: read only when it stays in the archive.
    pub link: bool,
}

/// What is left out of an archive: `.gitignore` of its root.
#[derive(Debug)]
pub struct Ignored(Option<Gitignore>);

impl Ignored {
    /// Reads the root's `.gitignore`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let file = root.join(".gitignore");
        if !file.is_file() {
            return Self(None);
        }
        let mut builder = GitignoreBuilder::new(root);
        builder.add(file);
        Self(builder.build().ok().filter(|ignored| !ignored.is_empty()))
    }

    /// What these lines leave out.
    #[must_use]
    pub fn by(root: &Path, lines: &[&str]) -> Self {
        let mut builder = GitignoreBuilder::new(root);
        for line in lines {
            // A line that is no pattern leaves nothing out.
            let _ = builder.add_line(None, line);
        }
        Self(builder.build().ok())
    }

    /// Whether a path (below the root) is left out.
    #[must_use]
    pub fn is_ignored(&self, path: &Path, dir: bool) -> bool {
        self.0.as_ref().is_some_and(|ignored| ignored.matched_path_or_any_parents(path, dir).is_ignore())
    }
}

/// The names of the customers' folders, sorted.
///
/// # Errors
/// When `customers/` is there and cannot be read.
pub fn customers(root: &Path, ignored: &Ignored) -> std::io::Result<Vec<String>> {
    let dir = root.join("customers");
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    if leads_out(root, &dir) {
        // Nobody is asked for a language here; both are short.
        return Err(std::io::Error::other("customers/ 是指向档案之外的符号链接 (a symbolic link that leads out of the archive)"));
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || !entry.file_type()?.is_dir() || ignored.is_ignored(&entry.path(), true) {
            continue;
        }
        names.push(name);
    }
    names.sort_unstable();
    Ok(names)
}

/// The same with documents as they are about to be: a folder that comes is one, a folder all of whose documents go is none any more.
///
/// # Errors
/// As [`customers`].
pub fn customers_with(root: &Path, ignored: &Ignored, unsaved: &overlay::Overlay) -> std::io::Result<Vec<String>> {
    let mut ids = customers(root, ignored)?;
    let mut touched: Vec<String> = unsaved.customers().map(str::to_owned).collect();
    touched.dedup();
    for id in touched {
        let mut files = customer_files(root, &id, ignored).found;
        unsaved.lay_customer(&id, &mut files);
        match (ids.binary_search(&id), files.is_empty()) {
            (Ok(at), true) => drop(ids.remove(at)),
            (Err(at), false) => ids.insert(at, id),
            _ => {}
        }
    }
    Ok(ids)
}

/// Whether a folder is a symbolic link to somewhere outside the archive: what is there is no part of it.
#[must_use]
pub fn leads_out(root: &Path, dir: &Path) -> bool {
    let is_link = std::fs::symlink_metadata(dir).is_ok_and(|found| found.is_symlink());
    is_link && !matches!((root.canonicalize(), dir.canonicalize()), (Ok(root), Ok(dir)) if dir.starts_with(&root))
}

/// The documents that stand alone in a customer's folder.
const ALONE: &[(&str, DocKind)] = &[("customer", DocKind::Customer), ("key-people", DocKind::KeyPeople), ("insight", DocKind::Insight)];

/// The folders in a customer's folder.
const FOLDERS: &[DocKind] =
    &[DocKind::Person, DocKind::Plan, DocKind::ContactReport, DocKind::Complaint, DocKind::Survey, DocKind::Feedback, DocKind::Reception];

/// The register folders at the archive's root.
const REGISTERS: &[DocKind] =
    &[DocKind::Market, DocKind::MajorInfo, DocKind::Loan, DocKind::Incident, DocKind::Suggestion, DocKind::Submissions, DocKind::Targets];

/// The files of one customer's folder, and the folders in which they are.
#[derive(Debug, Default)]
pub struct CustomerFiles {
    /// The files, sorted by path.
    pub found: Vec<Found>,
    /// The folders, open.
    pub open: OpenFolders,
}

/// Folders that are open, each with the path before the names of its files.
#[derive(Debug, Default)]
pub struct OpenFolders(Vec<(String, Folder)>);

impl OpenFolders {
    /// None is open.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Opens the file with this path below the archive's root; none when its folder is not open.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<std::io::Result<std::fs::File>> {
        let name = memchr::memrchr(b'/', path.as_bytes()).map_or(0, |at| at + 1);
        let (_, folder) = self.0.iter().find(|(base, _)| *base == path[..name])?;
        Some(folder.file(&path[name..]))
    }
}

/// The files of one customer's folder.
#[must_use]
pub fn customer_files(root: &Path, id: &str, ignored: &Ignored) -> CustomerFiles {
    let base = ["customers/", id, "/"].concat();
    let Ok(top) = Folder::open(&root.join(&base)) else { return CustomerFiles::default() };
    let mut out = Vec::with_capacity(24);
    let mut open = Vec::with_capacity(4);
    let mut folders: Vec<&DocKind> = Vec::new();
    top.each(|name, entry| {
        if entry == Entry::Folder {
            folders.extend(FOLDERS.iter().find(|kind| kind.folder() == Some(name)));
        } else if let Some(found) = alone(name, [&base, name].concat()) {
            keep(found, entry, root, ignored, &mut out);
        }
    });
    for kind in folders {
        let name = kind.folder().unwrap_or_default();
        let Ok(folder) = top.below(name) else { continue };
        let base = [&base, name, "/"].concat();
        folder.each(|name, entry| {
            let found = if entry == Entry::Folder { None } else { in_folder(*kind, name, [&base, name].concat()) };
            if let Some(found) = found {
                keep(found, entry, root, ignored, &mut out);
            }
        });
        open.push((base, folder));
    }
    open.push((base, top));
    out.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    CustomerFiles { found: out, open: OpenFolders(open) }
}

fn keep(mut found: Found, entry: Entry, root: &Path, ignored: &Ignored, out: &mut Vec<Found>) {
    if ignored.0.is_none() || !ignored.is_ignored(&root.join(&found.path), false) {
        found.link = entry == Entry::Link;
        out.push(found);
    }
}

/// The files of the registers, sorted by path.
#[must_use]
pub fn register_files(root: &Path, ignored: &Ignored) -> Vec<Found> {
    let mut out = Vec::new();
    for kind in REGISTERS {
        let folder = kind.folder().unwrap_or_default();
        let dir = root.join(folder);
        if !dir.is_dir() || ignored.is_ignored(&dir, true) {
            continue;
        }
        if leads_out(root, &dir) {
            // Named as one document that cannot be read.
            let (path, stem) = (folder.to_owned(), folder.to_owned());
            out.push(Found { kind: Some(*kind), path, stem, syntax: None, sealed: false, link: true });
            continue;
        }
        for entry in WalkDir::new(&dir).min_depth(1).max_depth(1).into_iter().filter_entry(|entry| !is_hidden(entry)).filter_map(Result::ok)
        {
            let name = entry.file_name().to_string_lossy();
            let found = if entry.file_type().is_dir() { None } else { in_folder(*kind, &name, format!("{folder}/{name}")) };
            if let Some(mut found) = found.filter(|_| !ignored.is_ignored(entry.path(), false)) {
                found.link = entry.path_is_symlink();
                out.push(found);
            }
        }
    }
    out.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    out
}

/// The document of a register with this path; none for any other file.
#[must_use]
pub fn register_file(path: &str) -> Option<Found> {
    let (folder, name) = path.split_once('/')?;
    let kind = REGISTERS.iter().find(|kind| kind.folder() == Some(folder))?;
    in_folder(*kind, name, path.to_owned()).filter(|_| !name.contains('/'))
}

/// The document with this path, wherever in the archive; none for any other file.
#[must_use]
pub fn document(path: &str) -> Option<Found> {
    let Some((folder, rest)) = path.split_once('/') else {
        let kinds = [("kehu", DocKind::Settings), ("staff", DocKind::Staff), ("holidays", DocKind::Holidays)];
        let stem = path.rsplit_once('.')?.0;
        let (_, kind) = kinds.iter().find(|(name, _)| *name == stem)?;
        return form_file(Some(*kind), path, path.to_owned());
    };
    if folder != "customers" {
        return register_file(path);
    }
    match rest.split_once('/')?.1.split_once('/') {
        None => alone(rest.split_once('/')?.1, path.to_owned()),
        Some((folder, name)) => {
            let kind = FOLDERS.iter().find(|kind| kind.folder() == Some(folder))?;
            in_folder(*kind, name, path.to_owned()).filter(|_| !name.contains('/'))
        }
    }
}

/// Whether the walk through customers and registers looks at a file with this path for its ending: a document, or a name that it does not know.
#[must_use]
pub fn is_looked_at(path: &str) -> bool {
    let Some((folder, rest)) = path.split_once('/') else { return false };
    let within = folder == "customers" || REGISTERS.iter().any(|kind| kind.folder() == Some(folder));
    let hidden = rest.split('/').any(|part| part.starts_with('.'));
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    within && !hidden && (Syntax::of_ending(&ending).is_some() || matches!(ending.as_str(), "csv" | "age"))
}

/// Every document of the archive, sorted by path; encrypted sheets are among them.
///
/// # Errors
/// When `customers/` is there and cannot be read.
pub fn documents(root: &Path) -> std::io::Result<Vec<Found>> {
    let ignored = Ignored::new(root);
    let mut out = root_file(root, "kehu", DocKind::Settings);
    out.extend(root_file(root, "staff", DocKind::Staff));
    out.extend(root_file(root, "holidays", DocKind::Holidays));
    for id in customers(root, &ignored)? {
        out.extend(customer_files(root, &id, &ignored).found);
    }
    out.extend(register_files(root, &ignored));
    out.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(out)
}

/// `kehu`, `staff` and `holidays` at the root, whichever ending.
#[must_use]
pub fn root_file(root: &Path, stem: &str, kind: DocKind) -> Vec<Found> {
    let endings = ["toml", "yaml", "yml"];
    let names = endings.iter().map(|ending| format!("{stem}.{ending}")).filter(|name| root.join(name).is_file());
    let found = names.filter_map(|name| form_file(Some(kind), &name, name.clone()));
    found.map(|file| Found { link: root.join(&file.path).is_symlink(), ..file }).collect()
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().first() == Some(&b'.')
}

fn form_file(kind: Option<DocKind>, name: &str, path: String) -> Option<Found> {
    let dot = memchr::memrchr(b'.', name.as_bytes())?;
    let syntax = Syntax::of_ending(&name[dot + 1..])?;
    let stem = name[..dot].to_owned();
    Some(Found { kind, path, stem, syntax: Some(syntax), sealed: false, link: false })
}

fn alone(name: &str, path: String) -> Option<Found> {
    let table = match name {
        "orders.csv" => Some(DocKind::Orders),
        "quotes.csv" => Some(DocKind::Quotes),
        _ => None,
    };
    if let Some(kind) = table {
        return Some(Found {
            kind: Some(kind),
            path,
            stem: name.trim_end_matches(".csv").to_owned(),
            syntax: None,
            sealed: false,
            link: false,
        });
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kind = ALONE.iter().find(|(known, _)| *known == stem).map(|(_, kind)| *kind);
    form_file(kind, name, path)
}

fn in_folder(kind: DocKind, name: &str, path: String) -> Option<Found> {
    if kind == DocKind::Person && name.ends_with(".age") {
        let stem = name.trim_end_matches(".age");
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).to_owned();
        return Some(Found { kind: Some(kind), path, stem, syntax: None, sealed: true, link: false });
    }
    let year = |stem: &str| stem.len() == 4 && stem.bytes().all(|b| b.is_ascii_digit());
    let found = form_file(Some(kind), name, path)?;
    // `plans/` and `targets/` hold one document a year: any other name is unknown there.
    let yearly = matches!(kind, DocKind::Plan | DocKind::Targets);
    if yearly && !year(&found.stem) {
        return Some(Found { kind: None, ..found });
    }
    Some(found)
}

/// The form files of a customer whose names come near an unknown one.
#[must_use]
pub fn nearest_name(stem: &str) -> Option<&'static str> {
    crate::resolve::nearest(&stem.replace('_', "-"), ALONE.iter().map(|(name, _)| *name))
}

/// Documents that exist twice: the same name with another ending. The first by path is read.
#[must_use]
pub fn twins(found: &[Found]) -> Vec<(usize, usize)> {
    // Twins and all between them begin alike: where no two neighbours do, there are none.
    let alike = |pair: &[Found]| {
        let path = pair[0].path.as_bytes();
        let stem = memchr::memrchr(b'.', path).map_or(0, |dot| dot + 1);
        pair[1].path.as_bytes().starts_with(&path[..stem])
    };
    if found.is_sorted_by(|a, b| a.path <= b.path) && !found.windows(2).any(alike) {
        return Vec::new();
    }
    let mut first: BTreeMap<(Option<DocKind>, &str, &str), usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (at, file) in found.iter().enumerate().filter(|(_, file)| file.kind.is_some()) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match first.entry((file.kind, folder, file.stem.as_str())) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(at);
            }
            std::collections::btree_map::Entry::Occupied(place) => out.push((*place.get(), at)),
        }
    }
    out
}
