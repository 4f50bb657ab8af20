//! What README.md shows is what the program does. Its commands run in order in a folder that holds the examples; a new top heading starts
//! a new folder. `# exit 1` or `# exit 0 or 1` behind a command says how it ends; a block with `title="FILE"` is written to that file,
//! a `diff` block with a title changes it; below `$ COMMAND` in a `console` block stands all of its output, or its beginning and end
//! around a line `…`. `UPDATE_DOCS=1 cargo test --test it readme` sets those outputs anew.

use std::fs;
use std::path::PathBuf;

use kehu::cli::pages;
use tempfile::TempDir;

use crate::support::{Kehu, copy_of, project, updating};

/// A fenced block.
#[derive(Debug)]
struct Block {
    /// `sh`, `console`, `toml`, `diff` …
    kind: String,
    /// The file that it goes to.
    title: Option<String>,
    /// Its lines, with their places in the file.
    first: usize,
    lines: Vec<String>,
}

/// What the README is made of, as far as it matters here.
#[derive(Debug)]
enum Part {
    Top,
    Block(Block),
}

fn parts(text: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => out.push(Part::Block(block)),
            (Some(info), None) => {
                let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
                let title = rest.strip_prefix("title=\"").and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
                open = Some(Block { kind: kind.to_owned(), title, first: at + 1, lines: Vec::new() });
            }
            (None, Some(mut block)) => {
                block.lines.push(line.to_owned());
                open = Some(block);
            }
            (None, None) if line.starts_with("# ") => out.push(Part::Top),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    out
}

/// A command of kehu with the exit statuses that the page allows; none for a command of somebody else.
fn command(line: &str) -> Option<(Vec<String>, Vec<i32>)> {
    let (line, remark) = line.split_once(" #").unwrap_or((line, ""));
    let args = line.strip_prefix("kehu ").or_else(|| line.strip_prefix("cargo run --release -- "))?;
    let statuses = remark.split_once("exit ").map_or("0", |(_, statuses)| statuses);
    let statuses = statuses.split(" or ").map(|status| status.trim().parse().expect("an exit status")).collect();
    Some((words(args), statuses))
}

/// Words as a shell splits them, double quotes taken away.
fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            other => out.last_mut().expect("it is never empty").push(other),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// The folder in which the commands of a chapter run.
struct Place {
    _root: TempDir,
    here: PathBuf,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(root.path().join("examples")).expect("the folder can be made");
        for name in ["telecom", "trading", "minimal"] {
            fs::rename(copy_of(&format!("examples/{name}")).path(), root.path().join("examples").join(name)).expect("one file system");
        }
        Self { here: root.path().to_owned(), _root: root }
    }

    fn run(&self, line: &str, faults: &mut Vec<String>) -> String {
        let Some((args, statuses)) = command(line) else { return String::new() };
        let done = Kehu::new(args.iter().map(String::as_str)).inside(&self.here).run();
        if !done.status.is_some_and(|status| statuses.contains(&status)) {
            faults.push(format!("`{line}` ended with {:?}:\n{}{}", done.status, done.stdout, done.stderr));
        }
        done.stdout
    }

    fn write(&self, title: &str, block: &Block) {
        let path = self.here.join(title);
        let mut text = fs::read_to_string(&path).unwrap_or_default();
        if block.kind == "diff" {
            let of = |sign: char| block.lines.iter().find_map(|line| line.strip_prefix(sign)).expect("a line out and a line in");
            assert_eq!(text.matches(of('-')).count(), 1, "{title}: {}", of('-'));
            text = text.replace(of('-'), of('+'));
        } else {
            text.push_str(&(block.lines.join("\n") + "\n"));
        }
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
    }
}

/// The output as the page shows it: all of it, or as many paragraphs of its beginning as stand there now, and its last one.
fn shown(stdout: &str, now: &[String]) -> Vec<String> {
    let Some(gap) = now.iter().position(|line| line == "…") else { return stdout.lines().map(str::to_owned).collect() };
    let paragraphs: Vec<&str> = stdout.trim_end().split("\n\n").collect();
    let head = now[..gap].split(String::is_empty).filter(|lines| !lines.is_empty()).count().max(1);
    let head = paragraphs[..head.min(paragraphs.len())].join("\n\n");
    let tail = paragraphs.last().expect("splitting gives one at least");
    format!("{head}\n\n…\n\n{tail}").lines().map(str::to_owned).collect()
}

#[test]
fn commands_and_outputs_of_the_readme_are_true() {
    let path = project().join("README.md");
    let text = fs::read_to_string(&path).expect("it is there").replace("\r\n", "\n");
    let update = updating();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut place = Place::new();
    let mut faults = Vec::new();
    let mut anew = Vec::new();
    for part in parts(&text) {
        let Part::Block(block) = part else {
            place = Place::new();
            continue;
        };
        if let Some(title) = &block.title {
            place.write(title, &block);
        }
        for line in block.lines.iter().filter(|_| block.kind == "sh") {
            match line.strip_prefix("cd ") {
                Some(folder) => place.here.push(folder),
                None => drop(place.run(line, &mut faults)),
            }
        }
        if block.kind == "console" {
            let line = block.lines.first().and_then(|line| line.strip_prefix("$ ")).expect("a command comes first");
            let right = shown(&place.run(line, &mut faults), &block.lines[1..]);
            if right != block.lines[1..] && !update {
                faults.push(format!("line {}: `{line}` prints\n{}", block.first + 1, right.join("\n")));
            }
            anew.push((block.first + 1..block.first + block.lines.len(), right));
        }
    }
    assert!(faults.is_empty(), "{}\nif it is right now: `UPDATE_DOCS=1 cargo test --test it readme`", faults.join("\n\n"));
    if update {
        for (range, right) in anew.into_iter().rev() {
            lines.splice(range, right);
        }
        fs::write(path, lines.join("\n") + "\n").expect("it can be written");
    }
}

#[test]
fn the_readme_shows_every_command_in_both_languages() {
    let text = fs::read_to_string(project().join("README.md")).expect("it is there");
    let (zh, en) = text.split_once("\n# English\n").expect("Chinese first, then English");
    for page in pages::all().filter(|page| !["kehu", "help"].contains(&page.command)) {
        for (name, chapter) in [("Chinese", zh), ("English", en)] {
            let is_shown = chapter
                .lines()
                .filter_map(|line| command(line.trim_start_matches("$ ")))
                .any(|(args, _)| args.iter().any(|arg| arg == page.command));
            assert!(is_shown, "`kehu {}` is not in the {name} part", page.command);
        }
    }
}

#[test]
fn the_two_commands_come_first() {
    let text = fs::read_to_string(project().join("README.md")).expect("it is there");
    let first = parts(&text).into_iter().find_map(|part| if let Part::Block(block) = part { Some(block) } else { None });
    let first = first.expect("there are blocks").lines;
    assert!(first[0].starts_with("cargo run --release -- -C examples/telecom audit --as-of 2026-07-08"));
    assert_eq!(first[1..], ["cargo test"]);
}
