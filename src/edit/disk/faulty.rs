//! A file system that notes what is asked of it, and fails or stops at a given call.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::calls::{Disk, Look, RealDisk};

/// What happens at the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It fails; those after it do not.
    Fails,
    /// The process is killed: neither it nor any after it is done.
    Killed,
    /// The power goes: besides, everything is lost that was not brought to the disk.
    Power,
}

/// A change of names that is not on the disk yet, and how it would be lost.
enum Name {
    Made(PathBuf),
    Gone(PathBuf, Vec<u8>),
    Moved(PathBuf, PathBuf, Option<Vec<u8>>),
    Folder(PathBuf),
    NoFolder(PathBuf),
}

type Meddler<'m> = Box<dyn Fn() + 'm>;

/// The file system.
pub(super) struct FaultyDisk<'m> {
    root: PathBuf,
    fault: Option<(usize, Fault)>,
    meddler: Option<(usize, Meddler<'m>)>,
    calls: RefCell<Vec<String>>,
    stopped: Cell<bool>,
    unsynced: RefCell<BTreeSet<PathBuf>>,
    names: RefCell<Vec<(PathBuf, Name)>>,
}

impl<'m> FaultyDisk<'m> {
    pub(super) fn new(root: &Path, fault: Option<(usize, Fault)>) -> Self {
        Self {
            root: root.canonicalize().expect("a folder"),
            fault,
            meddler: None,
            calls: RefCell::default(),
            stopped: Cell::new(false),
            unsynced: RefCell::default(),
            names: RefCell::default(),
        }
    }

    /// Somebody else does something right before this call.
    pub(super) fn meddled(root: &Path, call: usize, meddler: impl Fn() + 'm) -> Self {
        Self { meddler: Some((call, Box::new(meddler))), ..Self::new(root, None) }
    }

    /// The same, and a fault later.
    pub(super) fn both(root: &Path, call: usize, meddler: impl Fn() + 'm, fault: (usize, Fault)) -> Self {
        Self { fault: Some(fault), ..Self::meddled(root, call, meddler) }
    }

    /// What was asked, in order; files that were written aside have their number only.
    pub(super) fn calls(&self) -> Vec<String> {
        self.calls.borrow().clone()
    }

    /// Whether the fault happened.
    pub(super) fn struck(&self) -> bool {
        self.fault.is_some_and(|(call, _)| self.calls.borrow().len() >= call)
    }

    fn call(&self, what: &str, path: &Path, to: Option<&Path>) -> io::Result<()> {
        if self.stopped.get() {
            return Err(io::Error::other("stopped"));
        }
        let short = |path: &Path| {
            let text = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into_owned();
            match text.split_once(".kehu-") {
                Some((folder, temp)) => format!("{folder}aside{}", temp.rsplit('-').next().unwrap_or(temp)),
                None => text,
            }
        };
        let line = to.map_or_else(|| format!("{what} {}", short(path)), |to| format!("{what} {} {}", short(path), short(to)));
        self.calls.borrow_mut().push(line);
        let count = self.calls.borrow().len();
        if let Some((call, meddler)) = &self.meddler
            && *call == count
        {
            meddler();
        }
        match self.fault {
            Some((call, fault)) if call == count => {
                self.stopped.set(fault != Fault::Fails);
                if fault == Fault::Power {
                    self.lose();
                }
                Err(io::Error::other("fault"))
            }
            _ => Ok(()),
        }
    }

    /// The power goes now.
    pub(super) fn lose(&self) {
        self.stopped.set(true);
        for path in self.unsynced.borrow().iter() {
            fs::write(path, "").expect("emptied");
        }
        for (folder, name) in self.names.borrow_mut().drain(..).rev() {
            // Its folder's going is on the disk already: that it held the name does not matter any more.
            if !folder.is_dir() {
                continue;
            }
            match name {
                Name::Made(path) => fs::remove_file(path).expect("removed"),
                Name::Gone(path, bytes) => fs::write(path, bytes).expect("written"),
                Name::Moved(from, to, old) => {
                    fs::rename(&to, from).expect("renamed");
                    old.into_iter().for_each(|old| fs::write(&to, old).expect("written"));
                }
                Name::Folder(path) => fs::remove_dir(path).expect("removed"),
                Name::NoFolder(path) => fs::create_dir(path).expect("made"),
            }
        }
    }

    fn name(&self, path: &Path, name: Name) {
        self.names.borrow_mut().push((path.parent().expect("a folder").to_owned(), name));
    }

    fn moved(&self, from: &Path, to: &Path, old: Option<Vec<u8>>) {
        let mut unsynced = self.unsynced.borrow_mut();
        if unsynced.remove(from) {
            unsynced.insert(to.to_owned());
        }
        self.name(to, Name::Moved(from.to_owned(), to.to_owned(), old));
    }
}

impl Disk for FaultyDisk<'_> {
    fn look(&self, path: &Path) -> io::Result<Option<Look>> {
        self.call("look", path, None)?;
        RealDisk.look(path)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("real", path, None)?;
        RealDisk.real(path)
    }

    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.call("read", path, None)?;
        RealDisk.read(path)
    }

    fn read_whole(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.call("read", path, None)?;
        RealDisk.read_whole(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        self.call("list", path, None)?;
        RealDisk.list(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.call("folder", path, None)?;
        let new = !path.exists();
        RealDisk.make_folder(path)?;
        if new {
            self.name(path, Name::Folder(path.to_owned()));
        }
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> io::Result<()> {
        // What is cut off in the middle of writing has begun.
        let asked = self.call("write", path, None);
        let power = self.fault.is_some_and(|(_, fault)| fault == Fault::Power);
        if asked.is_err() && (power || self.struck_before()) {
            return asked;
        }
        let bytes = if asked.is_err() { &bytes[..bytes.len() / 2] } else { bytes };
        RealDisk.write_new(path, bytes, like)?;
        self.unsynced.borrow_mut().insert(path.to_owned());
        self.name(path, Name::Made(path.to_owned()));
        asked
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.call("sync", path, None)?;
        self.unsynced.borrow_mut().remove(path);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", from, Some(to))?;
        let old = fs::read(to).ok();
        RealDisk.rename(from, to)?;
        self.moved(from, to, old);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename-new", from, Some(to))?;
        RealDisk.rename_new(from, to)?;
        self.moved(from, to, None);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call("remove", path, None)?;
        let old = fs::read(path).ok();
        RealDisk.remove_file(path)?;
        self.unsynced.borrow_mut().remove(path);
        if let Some(old) = old {
            self.name(path, Name::Gone(path.to_owned(), old));
        }
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<bool> {
        self.call("remove-folder", path, None)?;
        let was = path.exists();
        let gone = RealDisk.remove_folder(path)?;
        if was && gone {
            self.name(path, Name::NoFolder(path.to_owned()));
        }
        Ok(gone)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.call("sync-folder", path, None)?;
        self.names.borrow_mut().retain(|(folder, _)| folder != &path.components().collect::<PathBuf>());
        Ok(())
    }
}

impl FaultyDisk<'_> {
    fn struck_before(&self) -> bool {
        self.fault.is_some_and(|(call, _)| self.calls.borrow().len() != call)
    }
}
