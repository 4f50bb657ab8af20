//! The merge driver: what git is told about it, and git's own merge of lines where it is not taken.

use std::path::Path;

use super::{Fault, git, read, reading, run, said};

/// The driver's name in `.gitattributes`: `merge=kehu`.
pub const NAME: &str = "kehu";

/// What git runs. Where there is no `kehu` lines are merged as without the driver: git takes a program that is missing for a conflict, and
/// leaves only one side in the file.
const COMMAND: &str =
    "if command -v kehu >/dev/null 2>&1; then kehu merge-driver %O %A %B %P %L; else git merge-file --quiet --marker-size=%L %A %O %B; fi";

/// Names the driver to git, in the settings of this repository, with these words for people. Gives whether that was new.
///
/// # Errors
/// When git cannot: there is none, or the folder lies in no repository.
pub fn install(root: &Path, words: &str) -> Result<bool, Fault> {
    read(root, &["rev-parse", "--git-dir"])?;
    let was = installed(root);
    for (key, value) in [("merge.kehu.name", words), ("merge.kehu.driver", COMMAND)] {
        run(&mut git(root, &["config", "--local", "--replace-all", key, value]))?;
    }
    Ok(was.as_deref() != Some(COMMAND))
}

/// The command of the driver as this repository has it.
#[must_use]
pub fn installed(root: &Path) -> Option<String> {
    let command = read(root, &["config", "--get", "merge.kehu.driver"]).ok()?;
    Some(command.trim_end_matches('\n').to_owned()).filter(|command| !command.is_empty())
}

/// Whether a command of the driver is that of this version.
#[must_use]
pub fn is_current(command: &str) -> bool {
    command == COMMAND
}

/// Which of these paths (below `root`) `.gitattributes` does not give to the driver.
///
/// # Errors
/// When git cannot tell.
pub fn not_given<'p>(root: &Path, paths: &[&'p str]) -> Result<Vec<&'p str>, Fault> {
    let mut args = vec!["--literal-pathspecs", "check-attr", "-z", "merge", "--"];
    args.extend(paths);
    let text = read(root, &args)?;
    // Path, attribute, value; and so on.
    let values = text.split('\0').skip(2).step_by(3);
    Ok(paths.iter().zip(values).filter(|(_, value)| *value != NAME).map(|(path, _)| *path).collect())
}

/// Three files whose lines are merged.
#[derive(Clone, Copy, Debug)]
pub struct Files<'p> {
    /// As before the branches parted; none: nothing is known of that, and all that differs is a conflict.
    pub base: Option<&'p Path>,
    /// Of this branch.
    pub ours: &'p Path,
    /// Of the other branch.
    pub theirs: &'p Path,
}

/// What git makes of the lines, and in how many places it left a conflict. Works outside a repository.
///
/// # Errors
/// When it makes nothing of them: a file is binary or not there.
pub fn by_line(root: &Path, files: Files<'_>, marker: Option<u32>) -> Result<(Vec<u8>, i32), Fault> {
    let size = marker.map(|size| format!("--marker-size={size}"));
    let nothing = tempfile::NamedTempFile::new().map_err(|error| Fault::Said(error.to_string()))?;
    let mut command = git(root, &["merge-file", "--stdout", "-L", "ours", "-L", "base", "-L", "theirs"]);
    command.args(size).arg("--").arg(files.ours).arg(files.base.unwrap_or_else(|| nothing.path())).arg(files.theirs);
    let output = reading(&mut command).output().map_err(|_| Fault::NoGit)?;
    match output.status.code() {
        // Above are errors.
        Some(count @ 0..=127) => Ok((output.stdout, count)),
        _ => Err(said(&output)),
    }
}
