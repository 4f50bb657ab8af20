//! `kehu doctor`: what is set up and what is not, each with what was found and the command that mends it. Pure: whoever asks git and the
//! disk hands over what was found there.

pub mod files;
pub mod forge;
pub mod machine;
pub mod people;
pub mod repository;
pub mod settings;
#[cfg(test)]
mod tests;

use crate::words::{Lang, Words, words};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Set up.
    Ok,
    /// Not there.
    Missing,
    /// There, and not as it should be.
    Wrong,
    /// Nobody can tell.
    Unknown,
    /// It does not apply here.
    Skipped,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ok, Self::Missing, Self::Wrong, Self::Unknown, Self::Skipped];

    /// For machines.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// For people.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Ok => words("正常", "ok"),
            Self::Missing => words("缺少", "missing"),
            Self::Wrong => words("不对", "wrong"),
            Self::Unknown => words("不明", "unknown"),
            Self::Skipped => words("略过", "skipped"),
        }
    }

    /// At a glance; never without the word.
    #[must_use]
    pub const fn mark(self) -> char {
        match self {
            Self::Ok => '✓',
            Self::Missing | Self::Wrong => '!',
            Self::Unknown => '?',
            Self::Skipped => '–',
        }
    }

    /// Whether somebody has to do something.
    #[must_use]
    pub const fn is_fault(self) -> bool {
        matches!(self, Self::Missing | Self::Wrong)
    }
}

/// What is looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The programs.
    Machine,
    /// The repository and this clone of it.
    Repository,
    /// The files for git and editors in the archive.
    Files,
    /// Who works, and our people.
    People,
    /// The forge.
    Forge,
    /// `kehu.toml` and the holidays.
    Settings,
}

impl Group {
    /// The heading.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Machine => words("本机", "This machine"),
            Self::Repository => words("git 仓库", "Git repository"),
            Self::Files => words("git 和编辑器的文件", "Files for git and editors"),
            Self::People => words("人员", "People"),
            Self::Forge => words("代码平台", "Forge"),
            Self::Settings => words("档案的设置", "Settings of the archive"),
        }
    }
}

/// A step towards order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// In words.
    Do(String),
    /// A command, as it is typed.
    Run(String),
}

/// What `kehu doctor --fix` does by itself: nothing that anybody wrote is lost by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Puts a file of the template into the archive, where it is not there.
    New(&'static str),
    /// The same at the top of the repository.
    NewOnTop(&'static str),
    /// Adds lines to a file of the archive.
    Lines(&'static str, Vec<String>),
    /// Sets something in git's settings of this repository.
    Config(&'static str, &'static str),
    /// Installs the hook.
    Hook,
    /// Registers the merge driver.
    Driver,
    /// Writes the schemas.
    Schemas,
}

/// The command that does what it can.
pub const FIX: &str = "kehu doctor --fix";

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Where it stands.
    pub group: Group,
    /// For machines.
    pub name: &'static str,
    /// For people.
    pub label: Words,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What mends it, one after the other.
    pub todo: Vec<Step>,
    /// What of that kehu does by itself.
    pub mends: Vec<Mend>,
}

/// What is looked at, before anybody has looked.
#[derive(Clone, Copy, Debug)]
struct Item {
    group: Group,
    name: &'static str,
    label: Words,
}

impl Item {
    const fn new(group: Group, name: &'static str, label: Words) -> Self {
        Self { group, name, label }
    }

    fn is(self, state: State, found: impl Into<String>) -> Check {
        Check { group: self.group, name: self.name, label: self.label, state, found: found.into(), todo: Vec::new(), mends: Vec::new() }
    }

    fn ok(self, found: impl Into<String>) -> Check {
        self.is(State::Ok, found)
    }

    fn missing(self, found: impl Into<String>) -> Check {
        self.is(State::Missing, found)
    }

    fn wrong(self, found: impl Into<String>) -> Check {
        self.is(State::Wrong, found)
    }

    fn unknown(self, found: impl Into<String>) -> Check {
        self.is(State::Unknown, found)
    }

    fn skipped(self, found: impl Into<String>) -> Check {
        self.is(State::Skipped, found)
    }
}

impl Check {
    /// Adds what is to be done, in words.
    #[must_use]
    fn say(mut self, what: impl Into<String>) -> Self {
        self.todo.push(Step::Do(what.into()));
        self
    }

    /// Adds what kehu does by itself, which other commands do too.
    #[must_use]
    fn mend(mut self, mend: Mend) -> Self {
        self.mends.push(mend);
        self
    }

    /// Adds what kehu does by itself, and no other command does.
    #[must_use]
    fn fix(mut self, mend: Mend) -> Self {
        if self.mends.is_empty() {
            self = self.run(FIX);
        }
        self.mend(mend)
    }

    /// Adds a command.
    #[must_use]
    fn run(mut self, command: impl Into<String>) -> Self {
        self.todo.push(Step::Run(command.into()));
        self
    }
}

/// Where the archive lies, seen from where commands are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Its folder; none where that is the current one.
    pub dir: Option<String>,
}

impl At {
    /// A git command about the archive.
    #[must_use]
    pub fn git(&self, rest: &str) -> String {
        match &self.dir {
            Some(dir) => format!("git -C {} {rest}", word(dir)),
            None => format!("git {rest}"),
        }
    }

    /// A file of the archive, as a shell takes it.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        match &self.dir {
            Some(dir) => word(&format!("{}/{name}", dir.trim_end_matches('/'))),
            None => word(name),
        }
    }

    /// Takes files of the template that are not there from a new archive.
    fn template_files(&self, names: &[&str]) -> Vec<String> {
        let new = "kehu-template";
        let copies = names.iter().map(|name| match name.rsplit_once('/') {
            Some((folder, _)) => {
                let folder = self.file(folder);
                format!("mkdir -p {folder} && cp {new}/{name} {folder}/")
            }
            None => format!("cp {new}/{name} {}", self.file(name)),
        });
        let rest = std::iter::once(format!("rm -r {new}"));
        std::iter::once(format!("kehu init {new} --no-input")).chain(copies).chain(rest).collect()
    }
}

/// A word as a shell takes it, whatever is in it: names come from the archive.
fn word(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_./:@+=,%".contains(c));
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// The first of many names, and how many there are: 甲、乙、丙等 7 个.
fn some(names: &[String], lang: Lang) -> String {
    const MOST: usize = 5;
    if names.len() <= MOST {
        return lang.join(names);
    }
    let (few, all) = (lang.join(&names[..MOST]), names.len());
    match lang {
        Lang::Zh => format!("{few}等 {all} 个"),
        Lang::En => format!("{few} and others, {all} in all"),
    }
}
